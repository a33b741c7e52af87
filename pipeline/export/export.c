/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export.c - many reports to one output: the table of formats, and where they write.
 *
 * Adding a format is adding a file with its row here. */
#include "formats.h"
#include "target.h"

#include <kk/error.h>

#include <string.h>

const KkFormat *const kk_export_formats[] = {
    &kk_format_json,   &kk_format_ndjson, &kk_format_csv,  &kk_format_xlsx,      &kk_format_sqlite,
    &kk_format_kolada, &kk_format_html,   &kk_format_dcat, &kk_format_datasette, NULL};

struct KkExport {
    const KkFormat *format;
    Target *target;
    gpointer state;
};

const KkFormat *kk_export_lookup(const char *name)
{
    for (int i = 0; kk_export_formats[i] != NULL; i++)
        if (strcmp(kk_export_formats[i]->name, name) == 0)
            return kk_export_formats[i];
    return NULL;
}

KkExport *kk_export_begin(const KkFormat *format, const char *path,
                          const KkPublication *publication, GError **error)
{
    static const KkPublication nothing = {0};
    g_autoptr(KkExport) output = g_new0(KkExport, 1);

    if (path == NULL && format->target != KK_TARGET_STREAM) {
        g_set_error(error, KK_ERROR, KK_ERROR_WRITE, "%s needs a %s to write to", format->name,
                    format->target == KK_TARGET_FOLDER ? "folder" : "file");
        return NULL;
    }
    output->format = format;
    output->target = target_open(format->target, path, error);
    if (output->target == NULL)
        return NULL;
    output->state = format->begin(target_get_path(output->target),
                                  publication != NULL ? publication : &nothing, error);
    return output->state != NULL ? g_steal_pointer(&output) : NULL;
}

bool kk_export_add(KkExport *output, const KkResult *result, bool current, GError **error)
{
    return output->format->add(output->state, result, current, error);
}

bool kk_export_finish(KkExport *output, GPtrArray *remarks, GError **error)
{
    return output->format->finish(output->state, remarks, error) &&
           target_commit(output->target, error);
}

void kk_export_free(KkExport *output)
{
    if (output == NULL)
        return;
    if (output->format != NULL)
        output->format->free(output->state);
    target_free(output->target);
    g_free(output);
}
