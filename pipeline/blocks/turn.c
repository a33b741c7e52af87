/* SPDX-License-Identifier: GPL-2.0-or-later */
/* turn.c - tables whose text stands right of its numbers: "1.1  39 %  4  10  Hur arbetar kommunen".
 * Their lines are turned, so that the text stands before the numbers as everywhere else. */
#include "internal.h"

#include <math.h>
#include <string.h>

/* So many numbers of a row stand before its text at least; and so many rows alike tell of a column.
 */
#define LEAST_NUMBERS 2
#define LEAST_ROWS 3

/* "7 av 15": two numbers in one cell, as "7/15" is, which may be a code. */
#define POINTS_OF_WORDS 3

/* Texts of one column begin within this; a head stands this many lines above the first row at most.
 */
#define TEXT_EM 0.2
#define MOST_HEAD_LINES 3

/* Not a dash: "1 – Arbetsliv" is a title. */
static bool is_number(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* Whether the word before word @text is the code that the text begins with, in its cell. */
static bool is_code_of_text(const KkLine *line, guint text)
{
    return blocks_is_code(kk_line_word(line, text - 1)->text) &&
           gap_before(line, text) < cell_gap(line) && gap_before(line, text - 1) >= cell_gap(line);
}

/* The word that begins the text behind a row's numbers; 0: the line is no such row. */
static guint find_text(const KkLine *line, const GArray *figures)
{
    guint n = 0, end = 0;

    for (guint k = 0; figures != NULL && k < figures->len; k++) {
        const Figure *figure = &g_array_index(figures, Figure, k);

        if (n == 0 && figure->words.first > 1)
            return 0;
        if (n > 0 && figure->words.first != end)
            break;
        end = figure->words.first + figure->words.n;
        if (is_number(kk_line_word(line, figure->words.first)->text) &&
            (figure->words.first > 0 || !blocks_is_code(kk_line_word(line, 0)->text)))
            n += figure->words.n >= POINTS_OF_WORDS && end < line->words->len &&
                         gap_before(line, end) > cell_gap(line)
                     ? 2
                     : 1;
    }
    if (n < LEAST_NUMBERS || end >= line->words->len)
        return 0;
    return n > LEAST_NUMBERS && is_code_of_text(line, end) ? end - 1 : end;
}

/* The word that begins at @x, if all before it end left of there; the line's end: none. */
static guint find_word_at(const KkLine *line, double x)
{
    guint w = 0;

    while (w < line->words->len && kk_line_word(line, w)->box.x1 < x)
        w++;
    return w < line->words->len && fabs(kk_line_word(line, w)->box.x0 - x) < TEXT_EM * line->size
               ? w
               : line->words->len;
}

static bool is_row_at(const Entry *entry, double x)
{
    guint w = find_text(entry->line.line, entry->figures);

    return w > 0 && w == find_word_at(entry->line.line, x);
}

static int by_value(gconstpointer a, gconstpointer b)
{
    double d = *(const double *)a - *(const double *)b;

    return d < 0 ? -1 : d > 0;
}

/* Where the texts of most rows begin; 0: not enough rows have theirs behind the numbers. */
static double find_text_column(const GArray *entries)
{
    g_autoptr(GArray) begins = g_array_new(FALSE, FALSE, sizeof(double));
    double size = entries->len > 0 ? line_at(entries, 0)->size : 0, best = 0;
    guint most = LEAST_ROWS - 1;

    for (guint i = 0; i < entries->len; i++) {
        guint w = find_text(line_at(entries, i), entry_at(entries, i)->figures);

        if (w > 0)
            g_array_append_val(begins, kk_line_word(line_at(entries, i), w)->box.x0);
    }
    g_array_sort(begins, by_value);
    for (guint first = 0, end = 0; first < begins->len; first++) {
        double x = g_array_index(begins, double, first);

        while (end < begins->len && g_array_index(begins, double, end) - x < TEXT_EM * size)
            end++;
        if (end - first > most) {
            most = end - first;
            best = x;
        }
    }
    return best;
}

/* The first word of a row, its code: words apart from the number that follows. */
static guint count_code(const KkLine *line, const GArray *figures)
{
    const Figure *first = figures != NULL ? &g_array_index(figures, Figure, 0) : NULL;

    return first != NULL &&
           (first->words.first == 1 || blocks_is_code(kk_line_word(line, 0)->text));
}

/* Whether the words at @x stand behind rows that have their text on the left, as a grade does. */
static bool is_behind_rows(const GArray *entries, double x)
{
    guint n_rows = 0, n_behind = 0;

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entry_at(entries, i);

        if (is_row_at(entry, x))
            n_rows++;
        else if (count_figures(entry) > 0 &&
                 find_word_at(line_at(entries, i), x) < line_at(entries, i)->words->len)
            n_behind++;
    }
    return n_behind >= n_rows;
}

/* The end of the text that begins at word @text: more numbers may stand right of it. */
static guint find_text_end(const Entry *entry, guint text)
{
    for (guint k = 0; k < count_figures(entry); k++)
        if (figure_at(entry, k)->firm && figure_at(entry, k)->words.first > text)
            return figure_at(entry, k)->words.first;
    return entry->line.line->words->len;
}

static void append_words(KkLine *line, const KkLine *of, guint first, guint end)
{
    if (end > first)
        g_array_append_vals(line->words, kk_line_word(of, first), end - first);
}

static void turn(Entry *entry, guint text)
{
    const KkLine *line = entry->line.line;
    guint n_code = text > 0 ? count_code(line, entry->figures) : 0,
          end = find_text_end(entry, text);
    KkLine *turned = kk_line_dup_words(line, 0, line->words->len);

    entry->n_text = n_code + end - text;
    g_array_remove_range(turned->words, n_code, line->words->len - n_code);
    append_words(turned, line, text, end);
    append_words(turned, line, n_code, text);
    append_words(turned, line, end, line->words->len);
    kk_line_free(entry->line.part);
    entry->line.line = entry->line.part = turned;
}

static void turn_figures(Entry *entry)
{
    if (entry->figures != NULL)
        g_array_unref(entry->figures);
    entry->figures = blocks_find_figures(entry->line.line);
    for (guint k = count_figures(entry); k > 0; k--) {
        if (figure_at(entry, k - 1)->words.first < entry->n_text)
            g_array_remove_index(entry->figures, k - 1);
        else
            figure_at(entry, k - 1)->firm = true;
    }
}

void blocks_turn_lines(GArray *entries)
{
    double x = find_text_column(entries);
    guint first = 0, last = entries->len;

    if (x == 0 || is_behind_rows(entries, x))
        return;
    while (first < last && !is_row_at(entry_at(entries, first), x))
        first++;
    while (last > first && !is_row_at(entry_at(entries, last - 1), x))
        last--;
    first = first > MOST_HEAD_LINES ? first - MOST_HEAD_LINES : 0;
    for (guint i = first; i < entries->len && i < last + MOST_HEAD_LINES; i++) {
        Entry *entry = entry_at(entries, i);
        const KkLine *line = line_at(entries, i);
        guint text = find_word_at(line, x);

        if (text < line->words->len &&
            (text == 0 || gap_before(line, text) >= cell_gap(line) || is_row_at(entry, x))) {
            turn(entry, text);
            turn_figures(entry);
        }
    }
}
