/* SPDX-License-Identifier: GPL-2.0-or-later */
/* columns.c - text and lists that stand side by side. */
#include "internal.h"

/* So many lines that begin at one place beside others are a column, no chance: spaces of
 * justified text stand over each other in two or three lines. */
#define LEAST_COLUMN_LINES 3

static const KkLine *line_at(const GPtrArray *lines, guint i)
{
    return g_ptr_array_index(lines, i);
}

guint kk_line_count_across(const KkLine *line, double x)
{
    guint n = 0;

    for (guint w = 0; w < line->words->len; w++) {
        const KkRect *box = &kk_line_word(line, w)->box;

        n += box->x0 < x && box->x1 > x;
    }
    return n;
}

static guint count_crossings(const GPtrArray *lines, double x)
{
    guint n = 0;

    for (guint i = 0; i < lines->len; i++)
        n += kk_line_count_across(line_at(lines, i), x);
    return n;
}

/* How many words begin at @x, apart from the word before them. */
static guint count_begun_at(const GPtrArray *lines, double x)
{
    guint n = 0;

    for (guint i = 0; i < lines->len; i++) {
        const KkLine *line = line_at(lines, i);

        for (guint w = 0; w < line->words->len; w++) {
            double left = kk_line_word(line, w)->box.x0;
            double gap = w == 0 ? G_MAXDOUBLE : left - kk_line_word(line, w - 1)->box.x1;

            n += left > x - 1 && left < x + 1 && gap > line->size;
        }
    }
    return n;
}

/* The left edge of a second column of running text: words of several lines begin there,
 * apart from those before, and none runs across it; 0: there is one column. */
static double find_second_column(const GPtrArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        const KkLine *line = line_at(lines, i);

        for (guint w = 1; w < line->words->len; w++) {
            double x = kk_line_word(line, w)->box.x0;

            if (x - kk_line_word(line, w - 1)->box.x1 > line->size &&
                count_begun_at(lines, x) >= LEAST_COLUMN_LINES &&
                count_crossings(lines, x - 0.5) == 0)
                return x - 0.5;
        }
    }
    return 0;
}

/* The parts from @left to @right of lines [first, end). */
static GPtrArray *dup_strip(const GPtrArray *lines, guint first, guint end, double left,
                            double right)
{
    GPtrArray *strip = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);

    for (guint i = first; i < end; i++) {
        KkLine *part = kk_line_dup_between(line_at(lines, i), left, right);

        if (part != NULL)
            g_ptr_array_add(strip, part);
    }
    return strip;
}

GPtrArray *layout_columns(const GPtrArray *lines)
{
    double x = find_second_column(lines);

    if (x == 0)
        return NULL;
    GPtrArray *columns = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    for (guint first = 0, end = 0; first < lines->len; first = end) {
        while (end < lines->len && line_at(lines, end)->page == line_at(lines, first)->page)
            end++;
        g_ptr_array_add(columns, dup_strip(lines, first, end, -G_MAXDOUBLE, x));
        g_ptr_array_add(columns, dup_strip(lines, first, end, x, G_MAXDOUBLE));
    }
    return columns;
}

/* The emptiest place left of the second heading: of several the widest, since a bullet and its text
 * leave one too. */
static double find_gutter(const GPtrArray *lines)
{
    const KkLine *head = line_at(lines, 0);
    double from = kk_line_word(head, 0)->box.x1;
    double to = kk_line_word(head, head->words->len - 1)->box.x0;
    double gutter = to, begin = to;
    guint least = G_MAXUINT, last = G_MAXUINT, width = 0, widest = 0;

    for (double x = to + 0.5 * head->size; x > from; x -= 1) {
        guint n = count_crossings(lines, x);

        if (n != last) {
            begin = x;
            width = 0;
        }
        width++;
        last = n;
        if (n < least || (n == least && width > widest)) {
            least = n;
            widest = width;
            gutter = begin;
        }
    }
    return gutter;
}

GPtrArray *kk_layout_abreast(const GPtrArray *lines)
{
    GPtrArray *sides = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    double gutter = find_gutter(lines);

    g_ptr_array_add(sides, dup_strip(lines, 1, lines->len, -G_MAXDOUBLE, gutter));
    g_ptr_array_add(sides, dup_strip(lines, 1, lines->len, gutter, G_MAXDOUBLE));
    for (guint side = 0; side < sides->len; side++)
        layout_join_parts(g_ptr_array_index(sides, side));
    return sides;
}

double kk_lines_right(const GPtrArray *lines)
{
    double right = 0;

    for (guint i = 0; i < lines->len; i++)
        right = MAX(right, line_at(lines, i)->box.x1);
    return right;
}
