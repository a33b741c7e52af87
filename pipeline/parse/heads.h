/* heads.h - the heads of score tables, and pages on which tables stand abreast. */
#ifndef HEADS_H
#define HEADS_H

#include "outline.h"

#define N_COLUMNS 3

typedef enum { ACHIEVED, MAX_POINTS, PERCENT, NO_COLUMN } Column;

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
} Head;

/* All lines in the order in which tables are read: where two stand abreast, one after the
 * other. */
GArray *heads_strips(const Parse *parse);

/* Whether a head begins at strip @i (its name may begin above), and what it says. */
bool heads_read(const GArray *strips, guint i, Head *head);

/* The left edge of the columns. */
double heads_columns_left(const Head *head);

#endif
