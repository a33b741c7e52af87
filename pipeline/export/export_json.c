/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export_json.c - the contract itself: json, an array with a report a line, and ndjson, the
 * same lines without the array. */
#include "formats.h"

#include <kk/write.h>

typedef struct {
    FILE *file;
    bool array;
    guint n;
} Writer;

static gpointer begin(const char *path, bool array, GError **error)
{
    FILE *file = out_open(path, error);

    if (file == NULL)
        return NULL;
    Writer *writer = g_new0(Writer, 1);
    *writer = (Writer){file, array, 0};
    return writer;
}

static gpointer begin_json(const char *path, const KkPublication *publication, GError **error)
{
    (void)publication;
    return begin(path, true, error);
}

static gpointer begin_ndjson(const char *path, const KkPublication *publication, GError **error)
{
    (void)publication;
    return begin(path, false, error);
}

static bool add(gpointer state, const KkResult *result, bool current, GError **error)
{
    Writer *writer = state;
    g_autofree char *json = kk_write_json(result, false);
    const char *before = !writer->array ? "" : writer->n == 0 ? "[\n" : ",\n";

    (void)current;
    writer->n++;
    return out_text(writer->file, before, error) && out_text(writer->file, json, error) &&
           (writer->array || out_text(writer->file, "\n", error));
}

static bool finish(gpointer state, GPtrArray *remarks, GError **error)
{
    Writer *writer = state;
    const char *end = !writer->array ? "" : writer->n == 0 ? "[]\n" : "\n]\n";

    (void)remarks;
    return out_text(writer->file, end, error) && out_close(g_steal_pointer(&writer->file), error);
}

static void writer_free(gpointer state)
{
    Writer *writer = state;

    if (writer != NULL)
        out_close(writer->file, NULL);
    g_free(writer);
}

const KkFormat kk_format_json = {"json",
                                 "an array of reports, as kompass extract prints them",
                                 KK_TARGET_STREAM,
                                 begin_json,
                                 add,
                                 finish,
                                 writer_free,
                                 false};
const KkFormat kk_format_ndjson = {"ndjson",
                                   "the same, one report a line",
                                   KK_TARGET_STREAM,
                                   begin_ndjson,
                                   add,
                                   finish,
                                   writer_free,
                                   false};
