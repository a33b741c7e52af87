/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare.h - pages of an edition where its municipalities stand side by side: a table, and a map
 * of tiles. */
#ifndef COMPARE_H
#define COMPARE_H

#include "boundaries.h"
#include "classes.h"
#include "standings.h"

typedef struct SiteCompare SiteCompare;

SiteCompare *site_compare_new(void);
void site_compare_free(SiteCompare *all); /* takes NULL */

/** site_can_compare: whether the report stands on these pages, until the municipality has a later
 * evaluation in its edition. */
bool site_can_compare(const SiteReport *report);

/* Keeps a report whose page has its name, if it can be compared; a municipality's come in the order
 * of years, and the last one of an edition counts. */
void site_compare_add(SiteCompare *all, const SiteReport *report);

/* Once, when all reports have come. @boundaries: (nullable): drawn above the tiles; @classes:
 * (nullable): they have means, too. */
bool site_compare_write(const SiteCompare *all, const SiteBoundaries *boundaries,
                        const SiteClasses *classes, SiteWritePage write, gpointer data,
                        GError **error);

#endif
