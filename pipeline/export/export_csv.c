/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export_csv.c - a folder of tidy tables as RFC 4180 has them, with a Frictionless Data Package
 * that tells their types and keys, a codebook for people, and a catalogue for data portals. */
#include "dcat.h"
#include "formats.h"
#include "package.h"
#include "tables.h"

#include <kk/edition.h>
#include <kk/write.h>

/* What is of no report. */
static const Table edition_table = {"editions", {"edition", "area", "id", "name"}};

/* A table that is being written. */
typedef struct {
    const Table *table;
    FILE *file;
    gsize bytes;
    GChecksum *sum;
} Output;

typedef struct {
    const KkPublication *publication;
    char *folder;
    Output outputs[N_TABLES + 1]; /* the last: the editions */
    GString *line;
    DcatContent content;
} Writer;

/* ---- files ------------------------------------------------------------------------------ */

static bool write_line(Writer *writer, Output *output, GError **error)
{
    g_string_append(writer->line, "\r\n");
    output->bytes += writer->line->len;
    g_checksum_update(output->sum, (const guchar *)writer->line->str, (gssize)writer->line->len);
    return out_write(output->file, writer->line->str, writer->line->len, error);
}

static bool write_row(gpointer data, const Row *row, GError **error)
{
    Writer *writer = data;

    g_string_truncate(writer->line, 0);
    for (guint i = 0; i < row->n_cells; i++) {
        const Cell *cell = &row->cells[i];

        if (i > 0)
            g_string_append_c(writer->line, ',');
        if (cell->kind != CELL_EMPTY)
            kk_csv_append(writer->line, cell->text, cell->kind == CELL_TEXT);
    }
    return write_line(writer, &writer->outputs[row->table], error);
}

static bool begin_table(Writer *writer, Output *output, const Table *table, GError **error)
{
    g_autofree char *name = g_strconcat(table->name, ".csv", NULL);
    g_autofree char *head = g_strjoinv(",", (char **)table->columns);

    output->table = table;
    output->sum = g_checksum_new(G_CHECKSUM_SHA256);
    output->file = out_open_in(writer->folder, name, error);
    g_string_assign(writer->line, head);
    return output->file != NULL && write_line(writer, output, error);
}

static bool write_editions(Writer *writer, Output *output, GError **error)
{
    for (int e = 0; kk_editions[e] != NULL; e++)
        for (int i = 0; i < KK_EDITION_AREAS; i++) {
            const KkEditionArea *area = &kk_editions[e]->areas[i];

            g_string_printf(writer->line, "%s,%d,%s,", kk_editions[e]->year, i + 1, area->id);
            kk_csv_append(writer->line, area->names[0], true);
            if (!write_line(writer, output, error))
                return false;
        }
    return true;
}

static void writer_free(gpointer state)
{
    Writer *writer = state;

    if (writer == NULL)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(writer->outputs); i++) {
        out_close(writer->outputs[i].file, NULL);
        g_clear_pointer(&writer->outputs[i].sum, g_checksum_free);
    }
    g_string_free(writer->line, TRUE);
    g_free(writer->folder);
    g_free(writer);
}

static gpointer begin(const char *path, const KkPublication *publication, GError **error)
{
    Writer *writer = g_new0(Writer, 1);
    Output *editions = &writer->outputs[N_TABLES];
    bool well = true;

    writer->publication = publication;
    writer->folder = g_strdup(path);
    writer->line = g_string_new(NULL);
    for (int i = 0; well && i < N_TABLES; i++)
        well = begin_table(writer, &writer->outputs[i], &tables[i], error);
    if (well && begin_table(writer, editions, &edition_table, error) &&
        write_editions(writer, editions, error))
        return writer;
    writer_free(writer);
    return NULL;
}

static bool add(gpointer state, const KkResult *result, bool current, GError **error)
{
    Writer *writer = state;

    dcat_add(&writer->content, result->report);
    return tables_give_rows(result, current, write_row, state, error);
}

static bool write_catalog(Writer *writer, GPtrArray *remarks, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);

    for (gsize i = 0; i < G_N_ELEMENTS(writer->outputs); i++)
        g_ptr_array_add(files, g_strconcat(writer->outputs[i].table->name, ".csv", NULL));
    g_ptr_array_add(files, NULL);
    writer->content.files = (const char *const *)files->pdata;
    return dcat_write(writer->folder, &writer->content, writer->publication, remarks, error);
}

static bool finish(gpointer state, GPtrArray *remarks, GError **error)
{
    Writer *writer = state;
    PackageFile files[G_N_ELEMENTS(writer->outputs)];

    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        Output *output = &writer->outputs[i];

        files[i] =
            (PackageFile){output->table->name, output->bytes, g_checksum_get_string(output->sum)};
        if (!out_close(g_steal_pointer(&output->file), error))
            return false;
    }
    g_autofree char *codebook = package_dup_codebook(writer->publication);
    g_autofree char *descriptor =
        package_dup_descriptor(writer->publication, files, G_N_ELEMENTS(files));
    return out_file_in(writer->folder, "README.md", codebook, error) &&
           out_file_in(writer->folder, "datapackage.json", descriptor, error) &&
           (!dcat_is_possible(writer->publication) || write_catalog(writer, remarks, error));
}

const KkFormat kk_format_csv = {"csv",
                                "tables, with a description of them (Frictionless Data Package)",
                                KK_TARGET_FOLDER,
                                begin,
                                add,
                                finish,
                                writer_free,
                                false};
