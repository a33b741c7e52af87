/* SPDX-License-Identifier: GPL-2.0-or-later */
/* charts.c - bars with their numbers below their label: "1. Arbetsliv", "64", "45", each on a line
 * of its own, as far right as its bar reaches. A label and its numbers become one row. */
#include "internal.h"

#include <kk/headings.h>

#include <string.h>

/* So many labels, each with as many numbers below it, are a chart: most of the eight areas. */
#define LEAST_LABELS 6

/* Bars beside each other for one label. */
#define MOST_BARS 3

/* A number stands this close below its label or the number before it. */
#define CLOSE_EM 2.5

/* Numbers of one column end within this. */
#define ALIGNED_EM 0.3

static const char *const forms[MOST_BARS + 1] = {NULL, "chart, 1", "chart, 2", "chart, 3"};

static bool is_number(const Entry *entry)
{
    return count_figures(entry) == 1 && figure_at(entry, 0)->words.first == 0 &&
           figure_at(entry, 0)->words.n == entry->line.line->words->len;
}

static bool is_label(const Entry *entry)
{
    const KkLine *line = entry->line.line;

    return entry->form == NULL && !line->unplaced && kk_text_has_lower(line->text) &&
           !g_ascii_isdigit(line->text[strlen(line->text) - 1]);
}

static bool is_close(const GArray *entries, guint i)
{
    const KkLine *line = line_at(entries, i);
    double leading = kk_line_leading(line_at(entries, i - 1), line);

    return leading > 0 && leading < CLOSE_EM * line->size;
}

/* How many numbers stand below the label @i, right of where it begins; 0: it is none. */
static guint count_bars(const GArray *entries, guint i)
{
    guint n = 0;

    if (!is_label(entry_at(entries, i)))
        return 0;
    while (i + n + 1 < entries->len && is_number(entry_at(entries, i + n + 1)) &&
           is_close(entries, i + n + 1) &&
           line_at(entries, i + n + 1)->box.x0 > line_at(entries, i)->box.x0)
        n++;
    return n <= MOST_BARS ? n : 0;
}

/* Whether the page's labels with @n numbers each are a chart: numbers under each other are a
 * column's where there is one alone, and are read as such. */
static bool is_chart(const GArray *entries, guint n)
{
    guint n_labels = 0, n_aligned = 0;
    double right = 0;

    for (guint i = 0; i < entries->len; i++) {
        if (count_bars(entries, i) != n)
            continue;
        const KkLine *line = line_at(entries, i + 1);
        n_aligned += n_labels > 0 && ABS(line->box.x1 - right) < ALIGNED_EM * line->size;
        right = line->box.x1;
        n_labels++;
    }
    return n_labels >= LEAST_LABELS && (n > 1 || 2 * n_aligned < n_labels);
}

/* Makes one row of label @i and the @n numbers below it. */
static void join(GArray *entries, guint i, guint n)
{
    Entry *entry = entry_at(entries, i);
    const guint n_words = entry->line.line->words->len;
    KkLine *row = kk_line_dup_words(entry->line.line, 0, n_words);
    GArray *figures = g_array_new(FALSE, FALSE, sizeof(Figure));

    for (guint k = 1; k <= n; k++) {
        const KkLine *number = line_at(entries, i + k);
        Figure figure = *figure_at(entry_at(entries, i + k), 0);

        figure.words.first = row->words->len;
        figure.firm = true;
        g_array_append_val(figures, figure);
        g_array_append_vals(row->words, number->words->data, number->words->len);
    }
    if (entry->figures != NULL)
        g_array_unref(entry->figures);
    kk_line_free(entry->line.part);
    entry->line.line = entry->line.part = row;
    entry->figures = figures;
    entry->n_text = n_words;
    entry->form = forms[n];
    g_array_remove_range(entries, i + 1, n);
}

void blocks_join_charts(GArray *entries)
{
    for (guint n = 1; n <= MOST_BARS; n++) {
        if (!is_chart(entries, n))
            continue;
        for (guint i = 0; i < entries->len; i++)
            if (count_bars(entries, i) == n)
                join(entries, i, n);
    }
}
