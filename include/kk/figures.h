/* SPDX-License-Identifier: GPL-2.0-or-later */
/* figures.h - read: what a cell or a word says as a number, told once for all readers.
 *
 * "79", "70,4 %", "79 av 100", "79/100", "79*", "(63)", "+4", "48 procent", "–". */
#ifndef KK_FIGURES_H
#define KK_FIGURES_H

#include <kk/macros.h>
#include <glib.h>
#include <stdbool.h>

KK_BEGIN_DECLS

typedef enum { KK_UNIT_NONE, KK_UNIT_PERCENT, KK_UNIT_POINTS } KkUnit;

/* Bytes [start, end) of the text that was read. */
typedef struct {
    gsize start, end;
} KkSlice;

typedef struct {
    bool set;         /* else the cell says that there is no number */
    double value;     /* never negative: see @sign */
    char sign;        /* '+', '-', or 0: it is a change */
    bool in_brackets; /* "(63)" */
    KkUnit unit;      /* of @value */
    bool has_max;     /* "79 av 100", "79/100" */
    double max;
    KkSlice number, max_number; /* digits and decimals; of @max */
} KkFigure;

/**
 * kk_figure_parse:
 * @text: single spaces; the whole of it must be one figure
 * @figure: (out) (nullable)
 *
 * A note's mark (*, †) goes; a year is none; up to three digits and two decimals are read.
 *
 * Returns: whether @text is a figure, or says that there is none ("–", "ej bedömd")
 */
bool kk_figure_parse(const char *text, KkFigure *figure);

KK_END_DECLS

#endif
