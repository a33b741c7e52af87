/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export_csv.c - a folder of tidy tables as RFC 4180 has them, with a Frictionless Data Package
 * that tells their types and keys.
 *
 * A spreadsheet takes a text that begins as a formula does for one. Such a text gets an
 * apostrophe before it, and so does one that begins with apostrophes before such: taking one
 * apostrophe off gives back the text. Numbers stay as they are. */
#include "formats.h"
#include "tables.h"

#include <string.h>

#define FORMULA_STARTS "=+-@\t\r"

extern const char datapackage[]; /* generated from datapackage.json */

typedef struct {
    FILE *files[N_TABLES];
    GString *line;
} Writer;

/* ---- cells ------------------------------------------------------------------------------ */

static bool begins_as_formula(const char *text)
{
    const char *first = text + strspn(text, "'");

    return *first != '\0' && strchr(FORMULA_STARTS, *first) != NULL;
}

static void append_text(GString *line, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        g_string_append(line, text);
        return;
    }
    g_string_append_c(line, '"');
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '"')
            g_string_append_c(line, '"');
        g_string_append_c(line, *p);
    }
    g_string_append_c(line, '"');
}

static void append_cell(GString *line, const Cell *cell)
{
    if (cell->kind == CELL_TEXT && begins_as_formula(cell->text)) {
        g_autofree char *harmless = g_strconcat("'", cell->text, NULL);
        append_text(line, harmless);
    } else if (cell->kind != CELL_EMPTY) {
        append_text(line, cell->text);
    }
}

/* ---- files ------------------------------------------------------------------------------ */

static bool write_line(Writer *writer, TableId table, GError **error)
{
    g_string_append(writer->line, "\r\n");
    return out_write(writer->files[table], writer->line->str, writer->line->len, error);
}

static bool write_row(gpointer data, const Row *row, GError **error)
{
    Writer *writer = data;

    g_string_truncate(writer->line, 0);
    for (guint i = 0; i < row->n_cells; i++) {
        if (i > 0)
            g_string_append_c(writer->line, ',');
        append_cell(writer->line, &row->cells[i]);
    }
    return write_line(writer, row->table, error);
}

static bool write_head(Writer *writer, TableId table, GError **error)
{
    const char *const *columns = tables[table].columns;

    g_string_assign(writer->line, columns[0]);
    for (int i = 1; columns[i] != NULL; i++)
        g_string_append_printf(writer->line, ",%s", columns[i]);
    return write_line(writer, table, error);
}

static bool write_package(const char *folder, GError **error)
{
    FILE *file = out_open_in(folder, "datapackage.json", error);
    const bool written = file != NULL && out_text(file, datapackage, error);

    return out_close(file, written ? error : NULL) && written;
}

static void writer_free(gpointer state)
{
    Writer *writer = state;

    if (writer == NULL)
        return;
    for (int i = 0; i < N_TABLES; i++)
        out_close(writer->files[i], NULL);
    g_string_free(writer->line, TRUE);
    g_free(writer);
}

static gpointer begin(const char *path, GError **error)
{
    Writer *writer = g_new0(Writer, 1);
    bool well = write_package(path, error);

    writer->line = g_string_new(NULL);
    for (int i = 0; well && i < N_TABLES; i++) {
        g_autofree char *name = g_strconcat(tables[i].name, ".csv", NULL);

        writer->files[i] = out_open_in(path, name, error);
        well = writer->files[i] != NULL && write_head(writer, (TableId)i, error);
    }
    if (well)
        return writer;
    writer_free(writer);
    return NULL;
}

static bool add(gpointer state, const KkResult *result, bool current, GError **error)
{
    return tables_give_rows(result, current, write_row, state, error);
}

static bool finish(gpointer state, GPtrArray *remarks, GError **error)
{
    Writer *writer = state;

    (void)remarks;
    for (int i = 0; i < N_TABLES; i++)
        if (!out_close(g_steal_pointer(&writer->files[i]), error))
            return false;
    return true;
}

const KkFormat kk_format_csv = {"csv",
                                "tables, with a description of them (Frictionless Data Package)",
                                KK_TARGET_FOLDER,
                                begin,
                                add,
                                finish,
                                writer_free};
