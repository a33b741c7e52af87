/* heads.h - the heads of score tables, and pages on which tables stand abreast. */
#ifndef HEADS_H
#define HEADS_H

#include "outline.h"

#define N_COLUMNS 3

typedef enum { ACHIEVED, MAX_POINTS, PERCENT, NO_COLUMN } Column;

#define MOST_FIGURES 8 /* numbers of one row */

/* A line as tables are read: whole, or the part of it in one of several tables abreast. */
typedef struct {
    const KkLine *line;
    KkLine *part; /* the line, where it is a part made for this; owned by the array; or NULL */
    guint index;  /* of the whole line in the document */
} Strip;

typedef struct {
    KkRect boxes[N_COLUMNS]; /* of the words that head a column */
    bool has[N_COLUMNS];
    guint first, end;        /* the strips that it takes */
    char *name;              /* what stands left of the columns; owned by who takes it */
    bool bold;
    double rights[N_COLUMNS]; /* where complete rows end their numbers; 0: not seen yet */
    KkRect others[MOST_FIGURES]; /* columns of other numbers */
    guint n_others;
} Head;

/* All lines in the order in which tables are read: where two stand abreast, one after the
 * other. */
GArray *heads_strips(const Parse *parse);

/* Whether a head begins at strip @i (its name may begin above), and what it says. */
bool heads_read(const GArray *strips, guint i, Head *head);

/* The left edge of the columns. */
double heads_columns_left(const Head *head);

/* The columns from left to right; how many there are. */
guint heads_order(const Head *head, int *order);

/* What stands left of @left on strips [first, end); g_free() it. */
char *heads_dup_name(const GArray *strips, guint first, guint end, double left);

/* Looks at the rows from strip @i on: sets the columns of @head by their arithmetic where its
 * words do not tell them. Returns: whether it did. */
bool columns_settle(const GArray *strips, guint i, Head *head);

/* Whether strip @i is the first row of a table under a head that names no columns, or none; the
 * table begins at strip @least at the earliest. */
bool columns_read(const GArray *strips, guint least, guint i, Head *head);

/* Whether a word may stand in a row's cells. */
bool columns_is_cell(const char *text);

/* The words from @from on, right of @left, that are the numbers which end @line; how many.
 * @first: (out): the first word of the cells. */
guint columns_find_cells(const KkLine *line, guint from, double left, int *words, guint *first);

/* How far a number is from a column: from where complete rows end theirs, else from its head. */
double columns_distance(const Head *head, int column, const KkRect *box);

/* The column of a number; -1: it is one of other numbers. */
int columns_nearest(const Head *head, const KkRect *box);

#endif
