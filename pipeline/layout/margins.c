/* SPDX-License-Identifier: GPL-2.0-or-later */
/* margins.c - margins that are mirrored, as a book's: the text of every other page stands further
 * right, to leave room for the binding. It is moved to where that of the others stands. */
#include "internal.h"

#include <stdlib.h>

/* Margins differ by this at least and at most, points: less parts no lists, and more is no room for
 * a binding. */
#define LEAST_SHIFT 4
#define MOST_SHIFT 72

/* So many times as many lines begin at the same places with the shift as without; and half of all
 * do. */
#define LEAST_GAIN 2

#define WIDEST_PAGE 4000 /* points */

/* How many lines begin at each point, and in all. */
typedef struct {
    guint counts[WIDEST_PAGE], n;
    int last; /* the point at which one begins, and none further right */
} Lefts;

static void count_lefts(const GPtrArray *lines, Lefts *lefts)
{
    for (guint i = 0; i < lines->len; i++) {
        const KkLine *line = g_ptr_array_index(lines, i);

        if (line->quarter != 0 || line->box.x0 < 0 || line->box.x0 >= WIDEST_PAGE)
            continue;
        lefts->counts[(int)line->box.x0]++;
        lefts->n++;
        lefts->last = MAX(lefts->last, (int)line->box.x0);
    }
}

/* Twice how many lines of both begin at the same places, if the @even ones' stand @shift further
 * right; once those that do but for a point. */
static guint count_same(const Lefts *odd, const Lefts *even, int shift)
{
    const int last = MIN(odd->last, WIDEST_PAGE - 2 - MAX(shift, 0));
    guint n = 0;

    for (int x = MAX(1 - shift, 0); x <= last; x++) {
        if (odd->counts[x] == 0)
            continue;
        const guint *near = &even->counts[x + shift];

        n += MIN(odd->counts[x], near[0]) +
             MIN(odd->counts[x], MAX(near[0], MAX(near[-1], near[1])));
    }
    return n;
}

/* How much further right the even pages' text stands than the odd ones'; 0: no further. */
static int find_shift(const Lefts *odd, const Lefts *even)
{
    guint most = MAX(LEAST_GAIN * count_same(odd, even, 0), MIN(odd->n, even->n));
    int best = 0;

    for (int shift = -MOST_SHIFT; shift <= MOST_SHIFT; shift++) {
        const guint n = abs(shift) >= LEAST_SHIFT ? count_same(odd, even, shift) : 0;

        if (n > most) {
            most = n;
            best = shift;
        }
    }
    return best;
}

static void move_line(KkLine *line, double left)
{
    for (guint w = 0; w < line->words->len; w++) {
        KkWord *word = &g_array_index(line->words, KkWord, w);

        word->box.x0 -= left;
        word->box.x1 -= left;
    }
    line->box.x0 -= left;
    line->box.x1 -= left;
    line->sheet_left += left;
}

void layout_align_margins(const GPtrArray *pages)
{
    g_autofree Lefts *lefts = g_new0(Lefts, 2);

    for (guint p = 0; p < pages->len; p++)
        count_lefts(g_ptr_array_index(pages, p), &lefts[p % 2]);
    const int shift = find_shift(&lefts[0], &lefts[1]);

    for (guint p = shift > 0 ? 1 : 0; p < pages->len && shift != 0; p += 2) {
        const GPtrArray *lines = g_ptr_array_index(pages, p);

        for (guint i = 0; i < lines->len; i++)
            if (((KkLine *)g_ptr_array_index(lines, i))->quarter == 0)
                move_line(g_ptr_array_index(lines, i), abs(shift));
    }
}
