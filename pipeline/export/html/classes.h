/* SPDX-License-Identifier: GPL-2.0-or-later */
/* classes.h - which municipalities are of one class (of size, of kind), of a file. */
#ifndef CLASSES_H
#define CLASSES_H

#include <glib.h>

typedef struct SiteClasses SiteClasses;

/* @csv: lines of a municipality's code or name and its class, with a comma, a semicolon or a tab
 * between. A first line that names no municipality is of heads. %KK_ERROR_WRITE: another names none
 * or no class, or there are no others. */
SiteClasses *site_classes_new(const char *csv, GError **error);
void site_classes_free(SiteClasses *classes); /* takes NULL */

/** site_classes_of: that of the municipality with this code: lent, the same string for all of one
 * class; NULL: it has none, or @classes is NULL. */
const char *site_classes_of(const SiteClasses *classes, const char *code);

/** site_classes_at: the class at @i, in the order of the file: lent; NULL: there are no more. */
const char *site_classes_at(const SiteClasses *classes, guint i);

#endif
