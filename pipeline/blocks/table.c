/* SPDX-License-Identifier: GPL-2.0-or-later */
/* table.c - what the cells of a table say, and where they stand. */
#include <kk/blocks.h>

char *kk_table_dup_text(const KkTableLine *line, const KkCell *cell)
{
    if (cell->n == 1)
        return g_strdup(kk_line_word(line->line, cell->first)->text);
    GString *text = g_string_sized_new(64);
    for (guint w = cell->first; w < cell->first + cell->n; w++) {
        if (text->len > 0)
            g_string_append_c(text, ' ');
        g_string_append(text, kk_line_word(line->line, w)->text);
    }
    return g_string_free(text, FALSE);
}

void kk_table_place(const KkTableLine *line, const KkCell *cell, KkAt *at)
{
    for (guint w = cell->first; w < cell->first + cell->n; w++)
        kk_word_place(line->line, kk_line_word(line->line, w), at);
}

char *kk_table_dup_head(const KkTable *table, guint first, guint end, guint column)
{
    GString *head = g_string_new(NULL);

    for (guint i = first; i < end; i++) {
        const KkTableLine *line = kk_table_line(table, i);
        g_autofree char *text = kk_table_dup_text(line, &line->cells[column]);

        if (*text == '\0')
            continue;
        if (g_str_has_suffix(head->str, "-")) /* a word split at a line's end */
            g_string_truncate(head, head->len - 1);
        else if (g_str_has_suffix(head->str, "\xe2\x80\x90"))
            g_string_truncate(head, head->len - 3);
        else if (head->len > 0)
            g_string_append_c(head, ' ');
        g_string_append(head, text);
    }
    return g_string_free(head, FALSE);
}
