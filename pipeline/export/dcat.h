/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dcat.h - the reports as a catalogue of one data set, as Sweden's data portal harvests it. */
#ifndef DCAT_H
#define DCAT_H

#include <kk/export.h>

typedef struct {
    int first, last;          /* years of the reports; 0: none */
    const char *const *files; /* the tables beside it, up to a NULL; NULL: none are beside it */
} DcatContent;

/* Counts the report's year. */
void dcat_add(DcatContent *content, const KkReport *report);

/* Whether enough is known of who publishes it: the profile demands a name and addresses. */
bool dcat_is_possible(const KkPublication *publication);

/* Writes catalog.ttl and catalog.jsonld into @folder. @remarks: of char *, gets what is left out.
 */
bool dcat_write(const char *folder, const DcatContent *content, const KkPublication *publication,
                GPtrArray *remarks, GError **error);

#endif
