/* internal.h - what the files of this stage share beyond layout.h. */
#ifndef LAYOUT_INTERNAL_H
#define LAYOUT_INTERNAL_H

#include <kk/layout.h>

/* Sorts an array of double upwards. */
static inline int layout_by_value(gconstpointer a, gconstpointer b)
{
    double d = *(const double *)a - *(const double *)b;

    return d < 0 ? -1 : d > 0;
}

/* A page as it is read: of a sheet with two pages each is one. */
typedef struct {
    KkPage *page; /* glyphs from its own left edge; its number is the sheet's */
    bool owned;
    double left;  /* of the sheet's left edge, points */
    double sheet_width;
} LayoutLeaf;

/* The pages to read, of LayoutLeaf (imposition.c). */
GArray *layout_leaves(const GPtrArray *pages);

/* The columns of running text, each of KkLine, owned, as they are read: on each page the left,
 * then the right. %NULL: it stands in one. (columns.c) */
GPtrArray *layout_columns(const GPtrArray *lines);

/* Puts the lines of a page that stand in two columns into reading order: one column, then the
 * other (gutter.c). */
void layout_read_columns(GPtrArray *lines);

#endif
