/* SPDX-License-Identifier: GPL-2.0-or-later */
/* blocks.h - from lines to tables: what is set as one, before any word of it is read.
 *
 * A table is told by numbers that stand over each other on many lines, apart from what is left
 * of them. It keeps the lines as the page has them: which of them are one row is asked for
 * by who knows what labels a row (kk_table_share()). */
#ifndef KK_BLOCKS_H
#define KK_BLOCKS_H

#include <kk/layout.h>
#include <kk/macros.h>

KK_BEGIN_DECLS

#define KK_MAX_COLUMNS 32 /* those of a table that holds more are the first */

/* Words [first, first + n) of a line. */
typedef struct {
    guint first, n;
} KkCell;

/* A line of a table, or between its lines. */
typedef struct {
    const KkLine *line; /* the layout's; or a part of one, owned, where tables stand abreast */
    KkLine *part;       /* that part; or NULL */
    guint index;        /* of the whole line in the layout */
    KkCell label;       /* left of the columns */
    KkCell cells[KK_MAX_COLUMNS]; /* what stands in each column; n == 0: nothing does */
    guint n_figures;              /* cells that are figures (figures.h) */
    bool is_head;                 /* words over two columns or more, and no figure */
    bool runs_on;                 /* the label goes on over the columns without a gap */
} KkTableLine;

typedef struct {
    GArray *lines;   /* of KkTableLine, in reading order; gaps between indexes are pages' ends */
    guint n_columns; /* of numbers, from left to right */
    bool ends_rows;  /* the line of a row's numbers is its last: the table is set as text */
} KkTable;

/**
 * kk_blocks_tables:
 *
 * Finds what is set as a table: lines whose numbers stand over each other, the lines of text
 * between them, and those around them that may belong to the first and the last row. A table
 * goes on over a page's end where the next page begins with the same columns. Lines that say
 * their numbers in the same words ("Poäng: 20 av 25 (78 procent)") are a table's, too.
 *
 * Returns: (transfer full): of KkTable, in reading order: the left of two abreast first
 */
GPtrArray *kk_blocks_tables(const KkLayout *layout);

/** kk_table_line: lent: line @i, from 0. */
static inline const KkTableLine *kk_table_line(const KkTable *table, guint i)
{
    return &g_array_index(table->lines, KkTableLine, i);
}

/** kk_table_dup_text: the words of a cell or a label, single spaces; g_free() it. */
char *kk_table_dup_text(const KkTableLine *line, const KkCell *cell);
/** kk_table_place: adds where the words of @cell stand to @at. */
void kk_table_place(const KkTableLine *line, const KkCell *cell, KkAt *at);
/** kk_table_dup_head: the words over @column on lines [first, end), joined; g_free() it. */
char *kk_table_dup_head(const KkTable *table, guint first, guint end, guint column);

/**
 * kk_blocks_heads_over:
 * @first, @n_rows: lines of @table that have a label, and a number in each of as many columns, two
 * at least
 * @begins: whether a word, the first over the first column, begins what stands over them
 * @indexes: (inout): of guint; the lines of @layout that hold it are added
 *
 * What stands over each column in many lines, of which the layout may have made whole ones or parts
 * in any order.
 *
 * Returns: (transfer full) (nullable): of GPtrArray of KkLine, for each column, from above; %NULL:
 * no word begins it
 */
GPtrArray *kk_blocks_heads_over(const KkLayout *layout, const KkTable *table, guint first,
                                guint n_rows, bool (*begins)(const char *word), GArray *indexes);

/** kk_blocks_dump: as text: # lines with numbers, h heads; label and cells; g_free() it. */
char *kk_blocks_dump(const GPtrArray *tables);

/* ---- rows.c: the lines of a table's text, shared out among its rows ---- */

/* Where a row's code or numbers stand. */
typedef struct {
    int page;
    double y; /* middle, points */
} KkAnchor;

#define KK_N_ANCHORS 2 /* the code; the numbers, or the code again where there are none */

typedef struct {
    KkAnchor anchors[KK_N_ANCHORS];
} KkRowAnchors;

/* How an anchor stands to the lines of its row's text. */
typedef enum { KK_ALIGN_TOP, KK_ALIGN_MIDDLE, KK_ALIGN_BOTTOM, KK_N_ALIGNS } KkAlign;

/** kk_anchor_of: where a word of @line stands. */
KkAnchor kk_anchor_of(const KkLine *line, const KkWord *word);

/**
 * kk_blocks_set_cell_right:
 * @lines: of KkLine: lines of one table's text column
 *
 * Tells each of them how far they go (KkLine.cell_right), by which words are known that the
 * column's edge cuts.
 */
void kk_blocks_set_cell_right(const GPtrArray *lines);

/**
 * kk_blocks_share_lines:
 * @rows: of KkRowAnchors, in reading order
 * @lines: of KkLine: the lines of the table's text column, in reading order
 * @aligns: (array fixed-size=2): how each of a row's anchors stands to its text
 * @owner: (out) (array length=lines->len) (nullable): the row of each line; -1: the line
 * stands above the first row
 *
 * Gives each row the lines that sit best round its anchors, without breaking lines apart
 * that stand close.
 *
 * Returns: how ill they sit, in leadings: the least over alignments tells which was used
 */
double kk_blocks_share_lines(const GArray *rows, const GPtrArray *lines, const KkAlign *aligns,
                             int *owner);

KK_END_DECLS

#endif
