/* SPDX-License-Identifier: GPL-2.0-or-later */
/* texts.c - the column of a table's text, where other columns of words stand beside it: names
 * before the codes, comments between the text and the numbers. */
#include "internal.h"

#include <math.h>

/* Codes of one column agree within this. So many of them behind words tell of a column of
 * names before it. */
#define CODE_EM 0.2
#define LEAST_BEHIND 2

/* So many rows with words on both sides of a gap, and none across it, have a column of comments. */
#define LEAST_COMMENTS 3

/* ---- names before the codes ------------------------------------------------------------------ */

/* The word of the label that is a code and stands at @x, or its first word; -1: none. */
static int find_code(const KkTableLine *line, double x)
{
    for (guint w = line->label.first; w < line->label.first + line->label.n; w++) {
        const KkWord *word = kk_line_word(line->line, w);

        if ((w == line->label.first || fabs(word->box.x0 - x) < CODE_EM * line->line->size) &&
            blocks_is_code(word->text))
            return (int)w;
        if (x < 0)
            break;
    }
    return -1;
}

/* Where some codes begin their lines and others stand at the same place behind words, these words
 * are another column: the labels begin at the codes. */
static void drop_names(KkTable *table)
{
    double x = -1;
    guint n_behind = 0;

    for (guint i = 0; i < table->lines->len && x < 0; i++) {
        const KkTableLine *line = kk_table_line(table, i);

        if (line->label.n > 0 && blocks_is_code(kk_line_word(line->line, line->label.first)->text))
            x = kk_line_word(line->line, line->label.first)->box.x0;
    }
    for (guint i = 0; i < table->lines->len && x >= 0; i++) {
        const KkTableLine *line = kk_table_line(table, i);

        n_behind += find_code(line, x) > (int)line->label.first;
    }
    for (guint i = 0; i < table->lines->len && n_behind >= LEAST_BEHIND; i++) {
        KkTableLine *line = &g_array_index(table->lines, KkTableLine, i);

        while (line->label.n > 0 && kk_line_word(line->line, line->label.first)->box.x0 <
                                        x - CODE_EM * line->line->size) {
            line->label.first++;
            line->label.n--;
        }
    }
}

/* ---- comments behind the text ------------------------------------------------------------------
 */

static guint label_end(const KkTableLine *line)
{
    return line->label.first + line->label.n;
}

/* The word of the label that begins at @x; its end: none does. */
static guint find_word_at(const KkTableLine *line, double x)
{
    guint w = line->label.first;

    while (w < label_end(line) &&
           fabs(kk_line_word(line->line, w)->box.x0 - x) > CODE_EM * line->line->size)
        w++;
    return w;
}

/* Where words begin behind a wide gap in the label, a code before its text not counted; 0: nowhere.
 */
static double find_gap(const KkTableLine *line)
{
    for (guint w = line->label.first + 1; w < label_end(line); w++)
        if (gap_before(line->line, w) > cell_gap(line->line) &&
            !(w == line->label.first + 1 &&
              g_ascii_isdigit(*kk_line_word(line->line, w - 1)->text)))
            return kk_line_word(line->line, w)->box.x0;
    return 0;
}

/* Whether comments begin at @x: in rows enough, behind a gap in most of them; no row's text goes on
 * over it, and none of the comments is as wide as the texts are. */
static bool are_comments(const KkTable *table, double x)
{
    double left = G_MAXDOUBLE, right = 0;
    guint n = 0, n_apart = 0;

    for (guint i = 0; i < table->lines->len; i++) {
        const KkTableLine *line = kk_table_line(table, i);

        if (line->n_figures == 0 || line->label.n == 0)
            continue;
        double end = kk_line_word(line->line, label_end(line) - 1)->box.x1;
        guint w = find_word_at(line, x);
        left = MIN(left, kk_line_word(line->line, line->label.first)->box.x0);
        if (end < x)
            continue;
        if (w == label_end(line) || w == line->label.first)
            return false;
        right = MAX(right, end);
        n++;
        n_apart += gap_before(line->line, w) > cell_gap(line->line);
    }
    return n >= LEAST_COMMENTS && 3 * n_apart > 2 * n && right - x < x - left;
}

static double find_comments(const KkTable *table)
{
    double tried = 0;

    for (guint i = 0; i < table->lines->len; i++) {
        const KkTableLine *line = kk_table_line(table, i);
        double x = line->n_figures > 0 ? find_gap(line) : 0;

        if (x > 0 && fabs(x - tried) > CODE_EM * line->line->size) {
            if (are_comments(table, x))
                return x;
            tried = x;
        }
    }
    return 0;
}

static void drop_comments(KkTable *table)
{
    double x = find_comments(table);

    for (guint i = 0; i < table->lines->len && x > 0; i++) {
        KkTableLine *line = &g_array_index(table->lines, KkTableLine, i);

        line->label.n = find_word_at(line, x) - line->label.first;
    }
}

void blocks_keep_text(KkTable *table)
{
    drop_names(table);
    drop_comments(table);
}
