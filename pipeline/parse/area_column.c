/* SPDX-License-Identifier: GPL-2.0-or-later */
/* area_column.c - a column that gives the area of every row, as a sheet of numbers has it:
 * "2 Samhällsutveckling | 2.1 | Hur samverkar kommunen?".
 *
 * Such words are taken off the rows' labels, where they would hide the codes; the codes tell the
 * areas. */
#include "outline.h"

#include <string.h>

/* So many rows of a table have the name of their area before their code. */
#define LEAST_NAMED 3

/* Whether the first @n words of @line's label are the name of @area; 0: of any. */
static bool names_area(const Parse *parse, const KkTableLine *line, guint n, int area)
{
    const KkCell name = {line->label.first, n};
    g_autofree char *text = kk_table_dup_text(line, &name);
    const int named = kk_area_label(text, parse->names, true);

    return named > 0 && (area == 0 || named == area);
}

/* How many words name the area before a code of it on @line; 0: none do. */
static guint count_before_code(const Parse *parse, const KkTableLine *line)
{
    for (guint n = 1; n < line->label.n; n++) {
        const char *word = kk_line_word(line->line, line->label.first + n)->text;
        KkCode code;

        if (g_ascii_isdigit(*word) && kk_code_parse(word, &code) && code.area > 0)
            return names_area(parse, line, n, code.area) ? n : 0;
    }
    return 0;
}

/* How many words name the area before the word of a sum. */
static guint count_before_sum(const Parse *parse, const KkTableLine *line)
{
    const guint n = line->label.n;

    return n > 1 && line->n_figures > 0 &&
                   kk_total_label(kk_line_word(line->line, line->label.first + n - 1)->text) &&
                   names_area(parse, line, n - 1, 0)
               ? n - 1
               : 0;
}

static void drop_words(KkTableLine *line, guint n)
{
    line->label.first += n;
    line->label.n -= n;
}

void parse_area_columns(const Parse *parse)
{
    for (guint t = 0; t < parse->tables->len; t++) {
        const KkTable *table = g_ptr_array_index(parse->tables, t);
        guint n_named = 0;

        for (guint i = 0; i < table->lines->len; i++)
            n_named += count_before_code(parse, kk_table_line(table, i)) > 0;
        for (guint i = 0; i < table->lines->len && n_named >= LEAST_NAMED; i++) {
            KkTableLine *line = &g_array_index(table->lines, KkTableLine, i);
            const guint n = count_before_code(parse, line);

            drop_words(line, n > 0 ? n : count_before_sum(parse, line));
        }
    }
}
