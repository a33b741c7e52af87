/* SPDX-License-Identifier: GPL-2.0-or-later */
/* edition.c - a report belongs to an edition by its areas' names, not by its year.
 *
 * Editions share names. Each area counts for the editions that know its name under its
 * number; where two editions are level, the one that prints it so first of all (the
 * chapters' names before the tables') wins, then the year. */
#include "normalise.h"

#include <kk/edition.h>

#include <stdlib.h>

/* @number 0: a list without numbers. */
static int count(const KkEdition *edition, const char *name, int number)
{
    int found = name != NULL ? kk_edition_find_area(edition, name) : 0;

    return found > 0 && (number == 0 || found == number);
}

/* Names at the chapters count most, then the tables', then lists of names elsewhere. */
static int score(const KkEdition *edition, const KkDraft *draft)
{
    int total = 0;

    for (guint i = 0; i < draft->areas->len; i++) {
        const KkDraftArea *area = g_ptr_array_index(draft->areas, i);

        total += 10 * count(edition, area->name, area->number) +
                 10 * count(edition, area->table_name, area->number);
    }
    for (guint i = 0; i < draft->listed_names->len; i++) {
        const KkMention *mention = g_ptr_array_index(draft->listed_names, i);

        total += count(edition, mention->text, mention->weight);
    }
    return total;
}

/* Whether @year lies in the years of edition @i: from its own to before the next. */
static bool is_in_use(int i, int year)
{
    const KkEdition *next = kk_editions[i + 1];

    return year >= atoi(kk_editions[i]->year) && (next == NULL || year < atoi(next->year));
}

const char *normalise_edition(const KkDraft *draft, int year, KkDiagnostics *doubts)
{
    int best = -1, most = 0;
    bool level = false;

    for (int i = 0; kk_editions[i] != NULL; i++) {
        int of = score(kk_editions[i], draft);

        if (of == 0 || of < most)
            continue;
        level = of == most;
        if (of > most || is_in_use(i, year))
            best = i;
        most = of;
    }
    if (best < 0) {
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message_plain(KK_SAYS_EDITION_UNKNOWN));
        return NULL;
    }
    if (level)
        kk_diagnostics_add(
            doubts, KK_SEVERITY_INFO, NULL,
            kk_message(KK_SAYS_EDITION_BY_YEAR, NULL, KK_TEXT(kk_editions[best]->year)));
    return kk_editions[best]->year;
}
