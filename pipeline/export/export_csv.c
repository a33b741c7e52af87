/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export_csv.c - a folder of tidy tables as RFC 4180 has them, with a Frictionless Data Package
 * that tells their types and keys, and a codebook for people. */
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
    return tables_give_rows(result, current, write_row, state, error);
}

static bool write_text(const Writer *writer, const char *name, const char *text, GError **error)
{
    FILE *file = out_open_in(writer->folder, name, error);
    const bool written = file != NULL && out_text(file, text, error);

    return out_close(file, written ? error : NULL) && written;
}

static bool finish(gpointer state, GPtrArray *remarks, GError **error)
{
    Writer *writer = state;
    PackageFile files[G_N_ELEMENTS(writer->outputs)];

    (void)remarks;
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
    return write_text(writer, "README.md", codebook, error) &&
           write_text(writer, "datapackage.json", descriptor, error);
}

const KkFormat kk_format_csv = {"csv",
                                "tables, with a description of them (Frictionless Data Package)",
                                KK_TARGET_FOLDER,
                                begin,
                                add,
                                finish,
                                writer_free};
