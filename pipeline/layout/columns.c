/* columns.c - text and lists that stand side by side. */
#include "internal.h"

/* So many lines that begin at one place beside others are a column, no chance: spaces of
 * justified text stand over each other in two or three lines. */
#define LEAST_COLUMN_LINES 3

static const KkLine *line_at(const GPtrArray *lines, guint i)
{
    return g_ptr_array_index(lines, i);
}

/* How many words run across @x. */
static guint count_crossings(const GPtrArray *lines, double x)
{
    guint n = 0;

    for (guint i = 0; i < lines->len; i++)
        for (guint w = 0; w < line_at(lines, i)->words->len; w++) {
            const KkRect *box = &kk_line_word(line_at(lines, i), w)->box;

            n += box->x0 < x && box->x1 > x;
        }
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

/* ---- whole pages ------------------------------------------------------------------------- */

/* A column of running text has so many lines at least, with so many letters in each: cells
 * of tables are shorter. */
#define LEAST_TEXT_LINES 5
#define LEAST_LETTERS 14

/* Columns of one page's text, and places that may begin one; more are no text's. */
#define MOST_COLUMNS 4
#define MOST_TRIED 32

/* Whether words of a line stand on both sides of @x, and no gutter between them. */
static bool runs_across(const KkLine *line, double x)
{
    for (guint w = 0; w < line->words->len; w++) {
        const KkRect *box = &kk_line_word(line, w)->box;
        double before = w > 0 ? kk_line_word(line, w - 1)->box.x1 : -G_MAXDOUBLE;

        if (box->x1 > x)
            return box->x0 < x || x - before < 0.1 * line->size ||
                   (w > 0 && box->x0 - before < line->size);
    }
    return false;
}

static guint count_letters(const KkLine *line)
{
    guint n = 0;

    for (const char *p = line->text; *p != '\0'; p = g_utf8_next_char(p))
        n += g_unichar_isalpha(g_utf8_get_char(p));
    return n;
}

/* Whether the parts of lines between @left and @right are running text. */
static bool is_text(const GPtrArray *lines, double x, double left, double right)
{
    guint n = 0, n_letters = 0;

    for (guint i = 0; i < lines->len; i++) {
        g_autoptr(KkLine) part = runs_across(line_at(lines, i), x)
                                     ? NULL
                                     : kk_line_dup_between(line_at(lines, i), left, right);

        n += part != NULL;
        n_letters += part != NULL ? count_letters(part) : 0;
    }
    return n >= LEAST_TEXT_LINES && n_letters >= n * LEAST_LETTERS;
}

/* The places at which words begin a line or stand apart from the word before. */
static GArray *list_begun(const GPtrArray *lines)
{
    GArray *begun = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < lines->len; i++)
        for (guint w = 0; w < line_at(lines, i)->words->len; w++) {
            double x = kk_line_word(line_at(lines, i), w)->box.x0;

            if (w == 0 ||
                x - kk_line_word(line_at(lines, i), w - 1)->box.x1 > line_at(lines, i)->size)
                g_array_append_val(begun, x);
        }
    g_array_sort(begun, layout_by_value);
    return begun;
}

/* The left edge of a second column of one page's text, whatever runs across it above or
 * below; 0: there is one column. */
static double find_text_column(const GPtrArray *lines)
{
    g_autoptr(GArray) begun = list_begun(lines);
    guint n_tried = 0;

    for (guint i = 0, end = 0; i < begun->len && n_tried < MOST_TRIED; i = end) {
        double x = g_array_index(begun, double, i) - 0.5;

        while (end < begun->len && g_array_index(begun, double, end) < x + 1.5)
            end++;
        if (end - i < LEAST_TEXT_LINES)
            continue;
        n_tried++;
        if (is_text(lines, x, -G_MAXDOUBLE, x) && is_text(lines, x, x, G_MAXDOUBLE))
            return x;
    }
    return 0;
}

static void take_columns(const GPtrArray *lines, guint n_columns, GPtrArray *into);

/* Lines [first, end) of one page, the left column before the right. */
static void take_sides(const GPtrArray *lines, guint first, guint end, double x, guint n_columns,
                       GPtrArray *into)
{
    g_autoptr(GPtrArray) left = dup_strip(lines, first, end, -G_MAXDOUBLE, x);
    g_autoptr(GPtrArray) right = dup_strip(lines, first, end, x, G_MAXDOUBLE);

    take_columns(left, n_columns - 1, into);
    take_columns(right, n_columns - 1, into);
}

/* Moves the lines of one page to @into, column by column between what runs across. */
static void take_columns(const GPtrArray *lines, guint n_columns, GPtrArray *into)
{
    double x = n_columns > 1 ? find_text_column(lines) : 0;

    for (guint i = 0, end = 0; i < lines->len; i = end) {
        for (end = i; end < lines->len && x > 0 && !runs_across(line_at(lines, end), x);)
            end++;
        if (end > i) {
            take_sides(lines, i, end, x, n_columns, into);
        } else {
            const KkLine *line = line_at(lines, end++);
            g_ptr_array_add(into, kk_line_dup_words(line, 0, line->words->len));
        }
    }
}

void kk_layout_read_columns(KkLayout *layout)
{
    GPtrArray *read = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);

    for (guint first = 0, end = 0; first < layout->lines->len; first = end) {
        g_autoptr(GPtrArray) page = g_ptr_array_new();

        while (end < layout->lines->len &&
               line_at(layout->lines, end)->page == line_at(layout->lines, first)->page)
            g_ptr_array_add(page, g_ptr_array_index(layout->lines, end++));
        take_columns(page, MOST_COLUMNS, read);
    }
    g_ptr_array_unref(layout->lines);
    layout->lines = read;
}

/* The emptiest place left of the second heading. */
static double find_gutter(const GPtrArray *lines)
{
    const KkLine *head = line_at(lines, 0);
    double from = kk_line_word(head, 0)->box.x1;
    double to = kk_line_word(head, head->words->len - 1)->box.x0;
    double gutter = to;
    guint least = G_MAXUINT;

    for (double x = to + 0.5 * head->size; x > from; x -= 1) {
        guint n = count_crossings(lines, x);

        if (n < least) {
            least = n;
            gutter = x;
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
    return sides;
}

double kk_lines_right(const GPtrArray *lines)
{
    double right = 0;

    for (guint i = 0; i < lines->len; i++)
        right = MAX(right, line_at(lines, i)->box.x1);
    return right;
}
