/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dump.c - the tables as text: what was taken for one before any word was read. */
#include <kk/blocks.h>

char *kk_blocks_dump(const GPtrArray *tables)
{
    GString *out = g_string_new(NULL);

    for (guint t = 0; t < tables->len; t++) {
        const KkTable *table = g_ptr_array_index(tables, t);

        g_string_append_printf(out, "table %u: %u columns, %u lines\n", t + 1, table->n_columns,
                               table->lines->len);
        for (guint i = 0; i < table->lines->len; i++) {
            const KkTableLine *line = kk_table_line(table, i);
            g_autofree char *label = kk_table_dup_text(line, &line->label);

            g_string_append_printf(out, "%3d %7.1f %c %s", line->line->page, line->line->box.y0,
                                   line->is_head         ? 'h'
                                   : line->n_figures > 0 ? '#'
                                                         : ' ',
                                   label);
            for (guint c = 0; c < table->n_columns; c++) {
                g_autofree char *text = kk_table_dup_text(line, &line->cells[c]);

                g_string_append_printf(out, " | %s", text);
            }
            g_string_append_c(out, '\n');
        }
    }
    return g_string_free(out, FALSE);
}
