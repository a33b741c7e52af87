/* SPDX-License-Identifier: GPL-2.0-or-later */
/* internal.h - what the files of this stage share beyond layout.h. */
#ifndef LAYOUT_INTERNAL_H
#define LAYOUT_INTERNAL_H

#include <kk/layout.h>

/* Two words share a baseline when their middles differ by less than this. A number set in
 * the middle of two lines of text stands 0.5 em off either at the tightest leading, a
 * superscript 0.2 em: fixtures/pages/middle-of-two-lines.page, superscript.page. */
#define SAME_LINE_EM 0.33

/* Sorts an array of double upwards. */
static inline int layout_by_value(gconstpointer a, gconstpointer b)
{
    double d = *(const double *)a - *(const double *)b;

    return d < 0 ? -1 : d > 0;
}

/* A page as it is read: of a sheet with several pages each is one. */
typedef struct {
    KkPage *page; /* glyphs from its own corner; its number is the sheet's */
    bool owned;
    int quarter;      /* the way in which the sheet's text runs: see layout_turn() */
    double left, top; /* of the sheet's corner, points */
    double sheet_width, sheet_height;
} LayoutLeaf;

/* Moves the text of pages, arrays of KkLine, whose margins are mirrored to where that of the others
 * stands (margins.c). */
void layout_align_margins(const GPtrArray *pages);

/* The way in which most of a page's text runs, in quarters: 0 to the right, 1 down, 2 upside down,
 * 3 up (lines.c). */
int layout_direction(const KkPage *page);

/* A box of a page of that size, whose text runs that way, in the frame in which it runs to the
 * right; and back again (line.c). */
KkRect layout_turn(const KkRect *box, int quarter, double width, double height);
KkRect layout_turn_back(const KkRect *box, int quarter, double width, double height);

/* The pages to read, of LayoutLeaf (imposition.c). */
GArray *layout_leaves(const GPtrArray *pages);

/* A word as poppler parted it (lines.c). */
typedef struct {
    guint first, n; /* glyphs of the page */
    KkRect box;     /* upright */
    KkStyle style;
    int direction; /* see run_direction() */
    guint aside;   /* which of the page's stamps it belongs to; 0: none */
} Run;

/* Finds stamps, what is set aslant and watermarks among a page's upright @runs, sorted by their
 * middles, and numbers them in Run.aside. Returns how many there are. @quarter: the direction of
 * the page's text. @watermarks: see kk_layout_page_lines(). (stamps.c) */
guint layout_find_aside(const KkPage *page, GArray *runs, int quarter,
                        const KkLayoutLanguage *language, GHashTable *watermarks);
/* Marks a page's @lines that are a stamp's alone. */
void layout_mark_stamps(GPtrArray *lines, const KkLayoutLanguage *language);

/* A line of the other column, a little higher, may have taken some words of a line to itself, and
 * left the others: both parts are one line again. */
void layout_join_parts(GPtrArray *parts);

/* The columns of running text, each of KkLine, owned, as they are read: on each page the left,
 * then the right. %NULL: it stands in one. (columns.c) */
GPtrArray *layout_columns(const GPtrArray *lines);

/* Puts the lines of a page that stand in two columns into reading order: one column, then the
 * other (gutter.c). */
void layout_read_columns(GPtrArray *lines);

/* A bullet's text stands off by a tab, a dash in mid-sentence by a space (0.25 em; up to
 * 0.5 em in justified text): fixtures/pages/dash-begins-line.page. */
#define BULLET_GAP_EM 0.55

/* The number of a mark at the start of @text, a single letter's by the alphabet unless @roman:
 * "1.", "12)", "(3)", "b.",
 * "(iv)"; 0: there is none. @n: (out): its bytes (bullets.c). */
int layout_mark_number(const char *text, bool roman, gsize *n);
/* The number of a label at the start of @mark, which hangs out of its text: "7", "S1"; 0: there is
 * none (bullets.c). */
int layout_label_number(const char *mark);

/* Bytes of the bullet and its blanks at the start of @line; 0: there is none (bullets.c). */
gsize layout_bullet_of(const KkLine *line, bool *weak);

/* Makes lines of the headings that stand beside their lists in @lines, of all pages (sideheads.c).
 */
void layout_part_side_heads(GPtrArray *lines);

/* Adds what stands beside a heading of two lines, at the height of their middle, to these: the
 * number before, the score behind. */
void layout_join_beside(GPtrArray *lines, double body_size);

/* Makes a line of the number that stands beside a heading of several lines, behind them. */
void layout_part_side_numbers(GPtrArray *lines, double body_size);

#endif
