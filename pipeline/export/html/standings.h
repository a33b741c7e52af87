/* SPDX-License-Identifier: GPL-2.0-or-later */
/* standings.h - a page for each area and each question of an edition: who is best, who rose. */
#ifndef STANDINGS_H
#define STANDINGS_H

#include "site.h"

#include <kk/register.h>

typedef struct SiteStandings SiteStandings;

SiteStandings *site_standings_new(void);
void site_standings_free(SiteStandings *all); /* takes NULL */

/* Gathers what @report gives, the current version of an evaluation; reports of a municipality come
 * in the order of years. It counts once the name of its page is known: site_standings_take(). */
void site_standings_wait(SiteStandings *all, const KkReport *report);
void site_standings_take(SiteStandings *all, const char *file);

/* Writes a page of the site. */
typedef bool (*SiteWritePage)(gpointer data, const char *name, const char *text, GError **error);
/* Once, when all reports have come. */
bool site_standings_write(SiteStandings *all, SiteWritePage write, gpointer data, GError **error);

#endif
