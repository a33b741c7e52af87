/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text_rows.c - the rows of tables that a transcript or a page wrote in another way.
 *
 * In: lines with their cells. Where at least three rows of a table stand one cell a line, a name
 * and equally many figures below it, their cells become one line's; where cells are parted by gaps
 * and do not stand over each other, they are put in columns by their order. No word is read:
 * what a figure is its characters tell. */
#include <kk/document.h>
#include <kk/figures.h>

#include <stdlib.h>
#include <string.h>

#define LEAST_ROWS 3
#define LONGEST_NAME 80   /* bytes */
#define LONGEST_FIGURE 40 /* bytes */
#define MOST_HEAD_WORDS 5
#define MOST_COMMENTS 3

static KkTextLine *line_at(const GPtrArray *lines, guint i)
{
    return g_ptr_array_index(lines, i);
}

/* The text of a line of one cell on @page; NULL: it is none. */
static const char *lone_text(const GPtrArray *lines, guint i, int page)
{
    const KkTextLine *line = i < lines->len ? line_at(lines, i) : NULL;

    return line != NULL && line->cells->len == 1 && line->page == page
               ? g_ptr_array_index(line->cells, 0)
               : NULL;
}

static bool is_figure(const char *text)
{
    return text != NULL && *text != '\0' && kk_figure_parse(text, NULL);
}

/* What may name a row or head a column, a number before it aside: no sentence. */
static bool is_name(const char *text)
{
    gsize n = text != NULL ? strlen(text) : 0, number = n > 0 ? strspn(text, "0123456789.) ") : 0;

    return n > 0 && n <= LONGEST_NAME && g_unichar_isalpha(g_utf8_get_char(text + number)) &&
           strchr(".!?", text[n - 1]) == NULL && !is_figure(text);
}

/* ---- one cell a line ---------------------------------------------------------------------- */

/* Rows of a table below each other: a number that counts them up, a name, figures, and behind those
 * of some rows comments, each on its line. */
typedef struct {
    guint first, n_rows;
    guint n_figures;  /* of a row, its number aside */
    guint n_comments; /* of the row with most of them */
    bool numbered;    /* all rows but sums, which are the last */
    int number;       /* of the first row */
} Rows;

static guint count_figures(const GPtrArray *lines, guint i, int page)
{
    guint n = 0;

    while (is_figure(lone_text(lines, i + n, page)))
        n++;
    return n;
}

/* Where row @r ends if it begins at @i; 0: it does not. */
static guint row_end(const GPtrArray *lines, const Rows *rows, guint r, guint i)
{
    int page = line_at(lines, rows->first)->page;
    const char *number = lone_text(lines, i, page);
    bool numbered = rows->numbered && (r == 0 || is_figure(number));

    if (numbered && atoi(number) != rows->number + (int)r)
        return 0;
    guint name = i + numbered, n = count_figures(lines, name + 1, page);
    return is_name(lone_text(lines, name, page)) && n >= rows->n_figures &&
                   n <= rows->n_figures + numbered /* of the next row */
               ? name + 1 + rows->n_figures
               : 0;
}

/* Where row @r begins, the figures of the row before ending at @end; 0: there is none. */
static guint next_row(const GPtrArray *lines, const Rows *rows, guint r, guint end)
{
    int page = line_at(lines, rows->first)->page;
    guint i = end;

    while (row_end(lines, rows, r, i) == 0) {
        if (i == end + MOST_COMMENTS || !is_name(lone_text(lines, i, page)))
            return 0;
        i++;
    }
    return i;
}

static bool find_rows(const GPtrArray *lines, guint i, Rows *rows)
{
    int page = line_at(lines, i)->page;
    const char *number = lone_text(lines, i, page);

    *rows = (Rows){.first = i, .numbered = is_figure(number)};
    rows->number = rows->numbered ? atoi(number) : 0;
    if (!is_name(lone_text(lines, i + rows->numbered, page)))
        return false;
    guint n = count_figures(lines, i + rows->numbered + 1, page);
    if (n <= rows->numbered)
        return false;
    rows->n_figures = n - rows->numbered;
    for (guint end = row_end(lines, rows, 0, i); end > 0;) {
        guint begin = next_row(lines, rows, ++rows->n_rows, end);

        rows->n_comments = begin > 0 ? MAX(rows->n_comments, begin - end) : rows->n_comments;
        end = begin > 0 ? row_end(lines, rows, rows->n_rows, begin) : 0;
    }
    return rows->n_rows >= LEAST_ROWS;
}

static bool is_short(const char *text)
{
    guint words = 1;

    for (const char *p = text; *p != '\0'; p++)
        words += *p == ' ';
    return words <= MOST_HEAD_WORDS && strchr(".!?", text[strlen(text) - 1]) == NULL;
}

static guint count_columns(const Rows *rows)
{
    return rows->numbered + 1 + rows->n_figures + rows->n_comments;
}

/* The lines before the rows, from @least on, that head the columns: all of them, or, where no row
 * has a comment, those of the figures. */
static guint count_heads(const GPtrArray *lines, const Rows *rows, guint least)
{
    guint heads = 0;

    while (heads < count_columns(rows) && rows->first - heads > least) {
        const char *text =
            lone_text(lines, rows->first - heads - 1, line_at(lines, rows->first)->page);

        if (text == NULL || !is_short(text) || line_at(lines, rows->first - heads - 1)->heading)
            break;
        heads++;
    }
    return heads >= count_columns(rows) || (heads >= rows->n_figures && rows->n_comments == 0)
               ? heads
               : 0;
}

/* Lines [first, end) as one, their cells in the columns from @column on. */
static KkTextLine *join_lines(const GPtrArray *lines, guint first, guint end, guint column)
{
    KkTextLine *row = kk_text_line_new(line_at(lines, first)->page);

    row->after_blank = line_at(lines, first)->after_blank;
    for (guint i = first; i < end; i++) {
        int at = (int)(column + i - first) * KK_CELL_COLUMNS;

        g_ptr_array_add(row->cells, g_strdup(g_ptr_array_index(line_at(lines, i)->cells, 0)));
        g_array_append_val(row->columns, at);
    }
    return row;
}

/* Adds the head and the rows to @out; returns the line behind them. */
static guint add_rows(const GPtrArray *lines, const Rows *rows, guint heads, GPtrArray *out)
{
    guint begin = rows->first, end = begin;

    if (heads > 0)
        g_ptr_array_add(out, join_lines(lines, begin - heads, begin, count_columns(rows) - heads));
    for (guint r = 0; r < rows->n_rows; r++) {
        guint next = row_end(lines, rows, r, begin);

        end = r + 1 < rows->n_rows ? next_row(lines, rows, r + 1, next) : next;
        g_ptr_array_add(out, join_lines(lines, begin, end,
                                        rows->numbered + 1 + rows->n_figures - (next - begin)));
        begin = end;
    }
    return end;
}

static GPtrArray *join_rows(GPtrArray *lines)
{
    GPtrArray *out = g_ptr_array_new_with_free_func((GDestroyNotify)kk_text_line_free);
    guint done = 0; /* lines of @lines that are in @out */
    Rows rows;

    for (guint i = 0; i < lines->len;) {
        if (!find_rows(lines, i, &rows)) {
            i++;
            continue;
        }
        guint heads = count_heads(lines, &rows, done);
        for (; done < i - heads; done++)
            g_ptr_array_add(out, g_steal_pointer(&lines->pdata[done]));
        i = done = add_rows(lines, &rows, heads, out);
    }
    for (; done < lines->len; done++)
        g_ptr_array_add(out, g_steal_pointer(&lines->pdata[done]));
    g_ptr_array_unref(lines);
    return out;
}

/* ---- a line to cells --------------------------------------------------------------------- */

static void set_cells(KkTextLine *line, const GPtrArray *texts)
{
    g_ptr_array_set_size(line->cells, 0);
    g_array_set_size(line->columns, 0);
    for (guint c = 0; c < texts->len; c++) {
        int column = (int)c * KK_CELL_COLUMNS;

        g_ptr_array_add(line->cells, g_strdup(g_ptr_array_index(texts, c)));
        g_array_append_val(line->columns, column);
    }
}

/* Bytes of a dash and the blank behind it that begin @text: they part a name from its figure. */
static gsize dash_length(const char *text)
{
    gunichar dash = g_utf8_get_char(text);
    const char *rest = g_utf8_next_char(text);

    return (dash == '-' || (dash >= 0x2012 && dash <= 0x2014)) && *rest == ' '
               ? (gsize)(rest + 1 - text)
               : 0;
}

/* Where the last figure of @text begins that a blank stands before, within its first @end bytes; 0:
 * they do not end with one. */
static gsize last_figure(const char *text, gsize end)
{
    gsize first = 0;

    for (gsize i = end; i > 1; i--) {
        g_autofree char *tail = text[i - 1] == ' ' ? g_strndup(text + i, end - i) : NULL;

        if (is_figure(tail))
            first = i;
        else if (tail != NULL && end - i > LONGEST_FIGURE)
            break;
    }
    return first;
}

/* The parts of "Arbetsliv: 79 poäng (+3)": a name and the figures behind it, of char *, owned; none
 * of a sentence. */
static GPtrArray *dup_parts(const char *text)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    gsize end = is_name(text) ? strlen(text) : 0;

    for (gsize i = 0; end > 0 && (i = last_figure(text, end)) > 0; end = i - 1) {
        gsize dash = dash_length(text + i);

        if (dash > end - i) /* a figure that is a dash: nothing */
            dash = 0;
        g_ptr_array_insert(parts, 0, g_strndup(text + i + dash, end - i - dash));
    }
    if (end > 0)
        g_ptr_array_insert(parts, 0, g_strndup(text, end));
    return parts;
}

/* Parts lines below each other that are names with as many figures behind them. */
static void part_rows(const GPtrArray *lines)
{
    for (guint i = 0; i < lines->len;) {
        g_autoptr(GPtrArray) rows =
            g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
        guint n = 0;

        for (guint end = i; end < lines->len; end++) {
            GPtrArray *parts = dup_parts(lone_text(lines, end, line_at(lines, i)->page));

            g_ptr_array_add(rows, parts);
            if (parts->len < 2 || parts->len != ((GPtrArray *)g_ptr_array_index(rows, 0))->len)
                break;
            n++;
        }
        for (guint k = 0; k < n && n >= LEAST_ROWS; k++)
            set_cells(line_at(lines, i + k), g_ptr_array_index(rows, k));
        i += MAX(n, 1);
    }
}

/* ---- parted by gaps ----------------------------------------------------------------------- */

typedef struct {
    int left, right;
} Extent;

static Extent extent_of(const KkTextLine *line, guint c)
{
    int left = g_array_index(line->columns, int, c);

    return (Extent){left, left + (int)g_utf8_strlen(g_ptr_array_index(line->cells, c), -1)};
}

/* Whether the cells of a column all begin, or all end, at one place. */
static bool is_aligned(const GPtrArray *lines, guint first, guint end, guint c)
{
    Extent model = extent_of(line_at(lines, first), c);
    bool left = true, right = true;

    for (guint i = first + 1; i < end; i++) {
        Extent extent = extent_of(line_at(lines, i), c);

        left = left && extent.left == model.left;
        right = right && extent.right == model.right;
    }
    return left || right;
}

/* Whether @line is a row: figures behind a name. */
static bool is_row(const KkTextLine *line)
{
    for (guint c = 1; c < line->cells->len; c++)
        if (!is_figure(g_ptr_array_index(line->cells, c)))
            return false;
    return line->cells->len > 1 && !is_figure(g_ptr_array_index(line->cells, 0));
}

static void order_cells(KkTextLine *line)
{
    for (guint c = 0; c < line->columns->len; c++)
        g_array_index(line->columns, int, c) = (int)c * KK_CELL_COLUMNS;
}

/* Puts the cells of rows [first, end), and those of a head right above, in columns by their order,
 * if they do not stand in columns. */
static void align_rows(const GPtrArray *lines, guint first, guint end)
{
    guint n = line_at(lines, first)->cells->len;
    bool aligned = end - first < LEAST_ROWS;

    for (guint c = 1; c < n && !aligned; c++)
        aligned = is_aligned(lines, first, end, c);
    if (aligned)
        return;
    if (first > 0 && line_at(lines, first - 1)->cells->len == n)
        first--;
    for (guint i = first; i < end; i++)
        order_cells(line_at(lines, i));
}

GPtrArray *kk_text_lines_form_rows(GPtrArray *written)
{
    GPtrArray *lines = join_rows(written);

    part_rows(lines);
    for (guint i = 0, end = 0; i < lines->len; i = MAX(end, i + 1)) {
        const KkTextLine *first = line_at(lines, i);

        for (end = i; end < lines->len && is_row(line_at(lines, end)) &&
                      line_at(lines, end)->cells->len == first->cells->len &&
                      line_at(lines, end)->page == first->page;)
            end++;
        if (end > i)
            align_rows(lines, i, end);
    }
    return lines;
}
