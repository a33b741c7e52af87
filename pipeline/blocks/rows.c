/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rows.c - the lines of a table's text column, shared out among its rows.
 *
 * A table without rules shows its rows by alignment alone: the code and the numbers of a
 * row stand at the top, the middle or the bottom of its text, each in its own way. The
 * lines are parted by dynamic programming so that each row's block sits best round both; a
 * block that a page's end cuts is judged by the part that can be. */
#include <kk/blocks.h>

#include <math.h>

#define FREE_OFFSET 0.12    /* leadings: fonts of one line differ by this much in height */
#define COST_OFFSET 4.0     /* a leading's offset from an anchor */
#define COST_GAP 4.0        /* a leading's gap inside a row beyond the usual */
#define COST_CUT 0.8        /* a row that a page's end cuts */
#define COST_OTHER_PART 0.4 /* … whose anchor stands in the other part than it should */
#define COST_ELSEWHERE 3.0  /* a row whose anchor stands on a page where it has no line */
#define COST_EMPTY 8.0      /* a row without text */
#define COST_BEFORE 1.0     /* lines that belong above the first row */
#define USUAL_GAP 1.2       /* leadings: more than this between lines is a gap */
#define SURE_ROW_LINES 16   /* lines of a row that are always tried: the longest seen has six */
#define MOST_STEPS 200000   /* of the sharing; long rows are tried as far as this allows */
#define REACH_OF_MANY                                                                              \
    64 /* lines between a row's anchor and its text's end, where rows are many                     \
        */

KkAnchor kk_anchor_of(const KkLine *line, const KkWord *word)
{
    return (KkAnchor){line->page, (word->box.y0 + word->box.y1) / 2};
}

static const KkLine *line_at(const GPtrArray *lines, guint i)
{
    return g_ptr_array_index(lines, i);
}

void kk_blocks_set_cell_right(const GPtrArray *lines)
{
    double right = 0;

    for (guint i = 0; i < lines->len; i++)
        right = MAX(right, line_at(lines, i)->box.x1);
    for (guint i = 0; i < lines->len; i++)
        ((KkLine *)g_ptr_array_index(lines, i))->cell_right = right;
}

static double usual_leading(const GPtrArray *lines)
{
    double least = 0;

    for (guint i = 1; i < lines->len; i++) {
        double leading = kk_line_leading(line_at(lines, i - 1), line_at(lines, i));

        if (leading > 0.6 * line_at(lines, i)->size && (least == 0 || leading < least))
            least = leading;
    }
    return least > 0 ? least : lines->len > 0 ? 1.2 * MAX(line_at(lines, 0)->size, 1) : 12;
}

/* The cost of the gaps above each line, summed from the first: a row of lines [first, end)
 * costs sums[end - 1] - sums[first]. */
static double *dup_gap_sums(const GPtrArray *lines, double usual)
{
    double *sums = g_new0(double, lines->len + 1);

    for (guint i = 1; i < lines->len; i++) {
        double gap = kk_line_leading(line_at(lines, i - 1), line_at(lines, i)) / usual;

        sums[i] = sums[i - 1] + (gap > USUAL_GAP ? COST_GAP * (gap - 1) : 0);
    }
    return sums;
}

static double offset_cost(double offset, double usual)
{
    return COST_OFFSET * MAX(fabs(offset) / usual - FREE_OFFSET, 0);
}

/* How ill lines [first, end) sit to @anchor under @align. */
static double anchor_cost(const KkLine *top, const KkLine *bottom, const KkAnchor *anchor,
                          KkAlign align, double usual)
{
    bool cut = top->page != bottom->page;
    const KkLine *at = align == KK_ALIGN_BOTTOM ? bottom : top;

    if (anchor->page < top->page || anchor->page > bottom->page)
        return COST_ELSEWHERE;
    if (align == KK_ALIGN_MIDDLE)
        return cut ? 0
                   : offset_cost((kk_line_middle(top) + kk_line_middle(bottom)) / 2 - anchor->y,
                                 usual);
    if (at->page != anchor->page)
        return COST_OTHER_PART;
    return offset_cost(kk_line_middle(at) - anchor->y, usual);
}

static double row_cost(const GPtrArray *lines, guint first, guint end, const KkRowAnchors *row,
                       const KkAlign *aligns, const double *gaps, double usual)
{
    if (first == end)
        return COST_EMPTY;
    const KkLine *top = line_at(lines, first), *bottom = line_at(lines, end - 1);
    double cost = gaps[end - 1] - gaps[first];

    if (top->page != bottom->page)
        cost += COST_CUT;
    for (int k = 0; k < KK_N_ANCHORS; k++)
        cost += anchor_cost(top, bottom, &row->anchors[k], aligns[k], usual);
    return cost;
}

/* Where the lines of the first rows may end: [first, last]. */
typedef struct {
    guint first, last;
} Band;

static bool is_above(const KkLine *line, const KkAnchor *anchor)
{
    return line->page != anchor->page ? line->page < anchor->page
                                      : kk_line_middle(line) < anchor->y;
}

/* Of the first rows up to each: within @reach lines of where the last of them has its anchors. The
 * last row takes what is left. */
static Band *dup_bands(const GArray *rows, const GPtrArray *lines, guint reach)
{
    Band *bands = g_new(Band, rows->len + 1);
    const guint n = lines->len;
    guint above = 0;

    bands[0] = (Band){0, n};
    for (guint r = 1; r <= rows->len; r++) {
        bands[r] = (Band){n, 0};
        for (int k = 0; k < KK_N_ANCHORS; k++) {
            const KkAnchor *anchor = &g_array_index(rows, KkRowAnchors, r - 1).anchors[k];

            while (above < n && is_above(line_at(lines, above), anchor))
                above++;
            while (above > 0 && !is_above(line_at(lines, above - 1), anchor))
                above--;
            bands[r].first = MIN(bands[r].first, above - MIN(above, reach));
            bands[r].last = MAX(bands[r].last, above + MIN(n - above, reach));
        }
    }
    bands[rows->len].last = n;
    return bands;
}

/* As kk_blocks_share_lines(), within @reach. best[r * (n + 1) + i]: the least cost of the first i
 * lines among the first r rows. */
static double share_within(const GArray *rows, const GPtrArray *lines, const KkAlign *aligns,
                           guint most, guint reach, int *owner)
{
    guint m = rows->len, n = lines->len;
    double usual = usual_leading(lines);
    g_autofree double *best = g_new(double, (gsize)(m + 1) * (n + 1));
    g_autofree double *gaps = dup_gap_sums(lines, usual);
    g_autofree guint *from = g_new0(guint, (gsize)(m + 1) * (n + 1));
    g_autofree Band *bands = dup_bands(rows, lines, reach);

    for (guint i = 0; i <= n; i++)
        best[i] = i == 0 ? 0 : COST_BEFORE;
    for (guint r = 1; r <= m; r++)
        for (guint i = bands[r].first; i <= bands[r].last; i++) {
            gsize here = (gsize)r * (n + 1) + i;

            best[here] = G_MAXDOUBLE;
            for (guint k = MAX(i > most ? i - most : 0, bands[r - 1].first);
                 k <= MIN(i, bands[r - 1].last); k++) {
                double before = best[(gsize)(r - 1) * (n + 1) + k];
                double cost =
                    before >= best[here]
                        ? before
                        : before + row_cost(lines, k, i, &g_array_index(rows, KkRowAnchors, r - 1),
                                            aligns, gaps, usual);
                if (cost < best[here]) {
                    best[here] = cost;
                    from[here] = k;
                }
            }
        }
    guint end = n;
    for (guint r = m; r > 0 && owner != NULL; r--) {
        guint first = from[(gsize)r * (n + 1) + end];

        for (guint i = first; i < end; i++)
            owner[i] = (int)r - 1;
        end = first;
    }
    for (guint i = 0; i < end && owner != NULL; i++)
        owner[i] = -1;
    return best[(gsize)m * (n + 1) + n];
}

double kk_blocks_share_lines(const GArray *rows, const GPtrArray *lines, const KkAlign *aligns,
                             int *owner)
{
    const gsize pairs = MAX((gsize)rows->len * lines->len, 1);
    const guint most = MAX(SURE_ROW_LINES, (guint)(MOST_STEPS / pairs));
    const guint reach = most > SURE_ROW_LINES ? lines->len : MIN(REACH_OF_MANY, lines->len);
    double cost = share_within(rows, lines, aligns, most, reach, owner);

    return cost < G_MAXDOUBLE || reach == lines->len
               ? cost
               : share_within(rows, lines, aligns, most, lines->len, owner);
}
