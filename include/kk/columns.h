/* SPDX-License-Identifier: GPL-2.0-or-later */
/* columns.h - read: whose numbers a table's columns hold, by all the evidence there is. */
#ifndef KK_COLUMNS_H
#define KK_COLUMNS_H

#include <kk/blocks.h>
#include <kk/figures.h>
#include <kk/macros.h>

KK_BEGIN_DECLS

typedef enum {
    KK_ROLE_OTHER,
    KK_ROLE_OWN, /* points of this evaluation */
    KK_ROLE_MAX,
    KK_ROLE_PERCENT, /* of the maximum */
    KK_ROLE_EARLIER,
    KK_ROLE_AVERAGE,
    KK_ROLE_CHANGE,
    KK_ROLE_RANK, /* places and counts */
    KK_N_ROLES
} KkRole;

/* The numbers of one row. */
typedef struct {
    KkFigure figures[KK_MAX_COLUMNS]; /* unset where there is none */
    bool is_total;
    int group; /* rows whose maxima add up to 100, and their total, share it */
} KkEvidenceRow;

typedef struct {
    guint n_columns;
    const char *heads[KK_MAX_COLUMNS]; /* the words over each; "" or NULL: none; lent */
    GArray *rows;                      /* of KkEvidenceRow */
} KkEvidence;

/**
 * kk_columns_read:
 * @roles: (out) (array fixed-size=KK_MAX_COLUMNS)
 *
 * Weighs the heads' words, the units and signs, the arithmetic (points are at most the maximum, and
 * by it the percentage; maxima add up to 100) and the order of the columns together. A reading in
 * which points exceed their maximum throughout is none.
 *
 * Returns: how much better the reading is than the next best with points in another column
 */
double kk_columns_read(const KkEvidence *evidence, KkRole *roles);

KK_END_DECLS

#endif
