/* SPDX-License-Identifier: GPL-2.0-or-later */
/* internal.h - what both ways of holding a report against its tags share. */
#ifndef WITNESS_INTERNAL_H
#define WITNESS_INTERNAL_H

#include <kk/witness.h>

/* Three agreements at least, and three for each difference: a score table has four rows at least.
 */
#define LEAST_AGREEING 3

static inline bool is_trusted(guint n_agree, guint n_differ)
{
    return n_agree >= LEAST_AGREEING && n_agree >= LEAST_AGREEING * n_differ;
}

#endif
