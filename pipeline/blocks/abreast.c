/* SPDX-License-Identifier: GPL-2.0-or-later */
/* abreast.c - tables that stand side by side: where the second begins. */
#include "internal.h"

/* A label column begins the lines of a second table: this far from the numbers left of it at
 * least, on so many lines. */
#define LEAST_LABEL_EM 6.0
#define LEAST_ABREAST 3

static int by_left(gconstpointer a, gconstpointer b)
{
    double d = ((const Span *)a)->left - ((const Span *)b)->left;

    return d < 0 ? -1 : d > 0;
}

/* Spans that overlap, joined. */
static void join_spans(GArray *spans, double slack)
{
    guint n = 0;

    g_array_sort(spans, by_left);
    for (guint i = 0; i < spans->len; i++) {
        Span *last = n > 0 ? &g_array_index(spans, Span, n - 1) : NULL;
        Span span = g_array_index(spans, Span, i);

        if (last != NULL && span.left < last->right + slack)
            last->right = MAX(last->right, span.right);
        else
            g_array_index(spans, Span, n++) = span;
    }
    g_array_set_size(spans, n);
}

/* All columns of a page's numbers, whatever table they are of; codes label the rows of one. */
static GArray *find_spans(const GArray *entries)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(Span));

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entry_at(entries, i);

        for (guint k = 0; k < count_figures(entry); k++) {
            const Figure *figure = figure_at(entry, k);
            Span span = {figure->left, figure->right};

            if (figure->firm &&
                !blocks_is_code(kk_line_word(line_at(entries, i), figure->words.first)->text))
                g_array_append_val(spans, span);
        }
    }
    join_spans(spans, 0);
    return spans;
}

/* Digits alone label no row of a second table: they are the head of a column, or in it. */
static bool is_number(const char *text)
{
    return text[strspn(text, "0123456789")] == '\0';
}

static bool has_firm_from(const Entry *entry, double left)
{
    for (guint k = 0; k < count_figures(entry); k++)
        if (figure_at(entry, k)->firm && figure_at(entry, k)->left >= left)
            return true;
    return false;
}

/* Where words begin between @left and @right that begin a line, or again behind a gap; @n: (out):
 * on how many lines with numbers right of them, which heads are not. The text of a turned line is
 * of the table whose numbers stand left of it. */
static double find_begin(const GArray *entries, double left, double right, guint *n)
{
    double begin = G_MAXDOUBLE;

    *n = 0;
    for (guint i = 0; i < entries->len; i++) {
        const KkLine *line = line_at(entries, i);

        for (guint w = entry_at(entries, i)->n_text; w < line->words->len; w++) {
            const KkWord *word = kk_line_word(line, w);

            if (word->box.x0 <= left || word->box.x1 >= right || is_number(word->text) ||
                gap_before(line, w) < cell_gap(line))
                continue;
            begin = MIN(begin, word->box.x0);
            *n += has_firm_from(entry_at(entries, i), right);
            break;
        }
    }
    return begin;
}

static guint count_crossing(const GArray *entries, double x)
{
    guint n = 0;

    for (guint i = 0; i < entries->len; i++)
        n += kk_line_count_across(line_at(entries, i), x);
    return n;
}

/* Numbers that stand in [left, right), on how many lines. */
static guint count_within(const GArray *entries, double left, double right)
{
    guint n = 0;

    for (guint i = 0; i < entries->len; i++)
        for (guint k = 0; k < count_figures(entry_at(entries, i)); k++) {
            const Figure *figure = figure_at(entry_at(entries, i), k);

            if (figure->firm && figure->left >= left && figure->right <= right) {
                n++;
                break;
            }
        }
    return n;
}

/* Where a second table begins, right of the first one's numbers; 0: nowhere. */
double blocks_find_boundary(const GArray *entries)
{
    g_autoptr(GArray) spans = find_spans(entries);
    double size = entries->len > 0 ? line_at(entries, 0)->size : 0;

    for (guint s = 0; s + 1 < spans->len; s++) {
        double left = g_array_index(spans, Span, s).right;
        double right = g_array_index(spans, Span, s + 1).left;
        guint n = 0;

        if (right - left < LEAST_LABEL_EM * size)
            continue;
        double begin = find_begin(entries, left, right, &n);
        if (n >= LEAST_ABREAST && count_within(entries, 0, left + 0.1) >= LEAST_ABREAST &&
            count_within(entries, right - 0.1, G_MAXDOUBLE) >= LEAST_ABREAST &&
            count_crossing(entries, begin - 0.1) <= entries->len / 3)
            return begin - 0.1;
    }
    return 0;
}

/* Whether @x, where the page before was parted, parts this one too: tables end with a few rows. */
bool blocks_is_boundary(const GArray *entries, double x)
{
    return x > 0 && count_within(entries, 0, x) >= 2 &&
           count_within(entries, x, G_MAXDOUBLE) >= 2 &&
           count_crossing(entries, x) <= entries->len / 3;
}
