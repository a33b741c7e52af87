/* SPDX-License-Identifier: GPL-2.0-or-later */
/* internal.h - what the files of this stage share beyond blocks.h. */
#ifndef BLOCKS_INTERNAL_H
#define BLOCKS_INTERNAL_H

#include <kk/blocks.h>

/* A gap that parts cells; spaces of justified text are narrower: see cell_gap(). */
#define CELL_GAP_EM 0.8

/* A gap within a cell: "79 av 100". */
#define WORD_GAP_EM 0.65

/* So many words, of which none stands closer than WORD_GAP_EM, nor all as far apart as this, are a
 * line that was spread to both margins; a cell stands so much further apart than its closest words.
 */
#define LEAST_SPREAD_WORDS 6
#define MOST_SPREAD_EM 1.5
#define CELL_TO_SPREAD 1.5

typedef struct {
    KkCell words;
    double left, right;
    bool firm; /* apart from what is not a figure */
} Figure;

/* A line under work. */
typedef struct {
    KkTableLine line;
    GArray *figures; /* of Figure */
    guint n_text; /* its first words are text, wherever they stand: of a turned line (turn.c), or a
                     label */
    const char
        *form;     /* its numbers stand in the words of many lines (forms.c); NULL: they do not */
    bool by_order; /* its numbers are the columns', wherever they stand: a transcript's, or a form's
                    */
} Entry;

typedef struct {
    double left, right;
} Span;

typedef struct {
    guint n;
    Span columns[KK_MAX_COLUMNS];
    const char *form; /* of all its lines with numbers; NULL: the columns are told by place */
} Columns;

static inline Entry *entry_at(const GArray *entries, guint i)
{
    return &g_array_index(entries, Entry, i);
}

static inline const KkLine *line_at(const GArray *entries, guint i)
{
    return entry_at(entries, i)->line.line;
}

static inline double gap_before(const KkLine *line, guint w)
{
    return w == 0 ? G_MAXDOUBLE : kk_line_word(line, w)->box.x0 - kk_line_word(line, w - 1)->box.x1;
}

/* The gap of @line that parts its cells, points. */
static inline double cell_gap(const KkLine *line)
{
    double least = G_MAXDOUBLE;

    for (guint w = 1; w < line->words->len && least > WORD_GAP_EM * line->size; w++)
        least = MIN(least, gap_before(line, w));
    return line->words->len < LEAST_SPREAD_WORDS || least < WORD_GAP_EM * line->size ||
                   least > MOST_SPREAD_EM * line->size
               ? CELL_GAP_EM * line->size
               : MAX(CELL_GAP_EM * line->size, CELL_TO_SPREAD * least);
}

static inline guint count_figures(const Entry *entry)
{
    return entry->figures != NULL ? entry->figures->len : 0;
}

static inline Figure *figure_at(const Entry *entry, guint k)
{
    return &g_array_index(entry->figures, Figure, k);
}

/* The figures of a line that stand together as cells do, of Figure; NULL: none (cells.c). */
GArray *blocks_find_figures(const KkLine *line);
/* Drops from @entries, of Entry, the figures that are no cells: codes, and what labels a line. */
void blocks_keep_cells(const GArray *entries);
/* Whether @text is a code of two numbers: "1.1". */
bool blocks_is_code(const char *text);
/* Dots that lead from a text to its number, a line of them, or a bar. */
bool blocks_is_leader(const char *text);
/* Parts the words of a line among label and columns. */
void blocks_part_line(Entry *entry, const Columns *columns);

/* Leaves to each label the words of the table's own text: not the names before the codes, nor the
 * comments before the numbers (texts.c). */
void blocks_keep_text(KkTable *table);

/* The set of forms of a document's lines, which have these @figures; and sets the one of a line,
 * lent by @forms, if it has one: its figures are cells then (forms.c). */
GHashTable *blocks_find_forms(const KkLayout *layout, GArray *const *figures);
void blocks_set_form(Entry *entry, GHashTable *forms);

/* Makes one row of each label of a chart and the numbers below it (charts.c). */
void blocks_join_charts(GArray *entries);

/* Puts the text of rows that begin with their numbers first (turn.c). */
void blocks_turn_lines(GArray *entries);

/* Where a second table begins right of the first one's numbers; 0: nowhere (abreast.c). */
double blocks_find_boundary(const GArray *entries);
/* Whether @x, where the page before was parted, parts this one too: tables end with a few rows. */
bool blocks_is_boundary(const GArray *entries, double x);

#endif
