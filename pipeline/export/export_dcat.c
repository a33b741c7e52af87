/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export_dcat.c - the description alone, for a portal that harvests it from where the reports'
 * data are published. */
#include "dcat.h"
#include "formats.h"

#include <kk/error.h>

typedef struct {
    const KkPublication *publication;
    char *folder;
    DcatContent content;
} Writer;

static gpointer begin(const char *path, const KkPublication *publication, GError **error)
{
    if (!dcat_is_possible(publication)) {
        g_set_error_literal(error, KK_ERROR, KK_ERROR_WRITE,
                            "the profile demands a publisher and a homepage; give --publisher and "
                            "--homepage");
        return NULL;
    }
    Writer *writer = g_new0(Writer, 1);
    writer->publication = publication;
    writer->folder = g_strdup(path);
    return writer;
}

static bool add(gpointer state, const KkResult *result, bool current, GError **error)
{
    Writer *writer = state;

    (void)current;
    (void)error;
    dcat_add(&writer->content, result->report);
    return true;
}

static bool finish(gpointer state, GPtrArray *remarks, GError **error)
{
    Writer *writer = state;

    return dcat_write(writer->folder, &writer->content, writer->publication, remarks, error);
}

static void writer_free(gpointer state)
{
    Writer *writer = state;

    if (writer != NULL)
        g_free(writer->folder);
    g_free(writer);
}

const KkFormat kk_format_dcat = {"dcat",
                                 "description for data portals (DCAT-AP-SE)",
                                 KK_TARGET_FOLDER,
                                 begin,
                                 add,
                                 finish,
                                 writer_free,
                                 true};
