/* SPDX-License-Identifier: GPL-2.0-or-later */
/* head.c - who was evaluated, when: the mentions are weighed against the register. */
#include "normalise.h"

#include <kk/edition.h>
#include <kk/language.h>
#include <kk/pattern.h>
#include <kk/register.h>

#include <stdlib.h>
#include <string.h>

typedef struct {
    const KkMunicipality *municipality;
    int weight;
} Vote;

static void vote(GArray *votes, const KkMunicipality *municipality, int weight)
{
    for (guint i = 0; i < votes->len; i++) {
        Vote *known = &g_array_index(votes, Vote, i);

        if (known->municipality == municipality) {
            known->weight += weight;
            return;
        }
    }
    Vote new = {municipality, weight};
    g_array_append_val(votes, new);
}

/* A mention that is the name and nothing else counts whole, one that holds it a fifth. */
static const KkMunicipality *count_votes(const GPtrArray *mentions, bool forgive)
{
    g_autoptr(GArray) votes = g_array_new(FALSE, FALSE, sizeof(Vote));
    const KkMunicipality *best = NULL;
    int most = 0;

    for (guint i = 0; i < mentions->len; i++) {
        const KkMention *mention = g_ptr_array_index(mentions, i);
        bool whole = false;
        const KkMunicipality *found = kk_register_find(mention->text, forgive, &whole);

        if (found != NULL)
            vote(votes, found, whole ? mention->weight : mention->weight / 5);
    }
    for (guint i = 0; i < votes->len; i++)
        if (g_array_index(votes, Vote, i).weight > most) {
            most = g_array_index(votes, Vote, i).weight;
            best = g_array_index(votes, Vote, i).municipality;
        }
    return best;
}

static void find_municipality(const KkDraft *draft, KkReport *report, KkDiagnostics *doubts)
{
    const KkMunicipality *found = count_votes(draft->municipalities, false);

    if (found == NULL) {
        found = count_votes(draft->municipalities, true);
        if (found != NULL)
            kk_diagnostics_add(
                doubts, KK_SEVERITY_INFO, NULL,
                kk_message(KK_SAYS_MUNICIPALITY_MISSPELT, NULL, KK_TEXT(found->name)));
    }
    if (found == NULL) {
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message_plain(KK_SAYS_MUNICIPALITY_MISSING));
        return;
    }
    report->municipality = g_strdup(found->name);
    report->code = found->code;
    report->county = found->county;
}

/* No municipality was evaluated before the first edition: such a year is another's. */
static bool may_be_evaluations(int year)
{
    return year >= atoi(kk_editions[0]->year);
}

/* A report is printed in the year of its evaluation or in the next. */
static bool may_be_printed(int evaluated, int printed)
{
    return printed == evaluated || printed == evaluated + 1;
}

/* The first of the heaviest of the mentions that are lighter than @below and, unless @printed is 0,
 * that a report printed in that year may have; NULL. */
static const KkMention *find_year_mention(const GPtrArray *mentions, int below, int printed)
{
    const KkMention *found = NULL;

    for (guint i = 0; i < mentions->len; i++) {
        const KkMention *mention = g_ptr_array_index(mentions, i);
        int year = atoi(mention->text);

        if (may_be_evaluations(year) && mention->weight < below &&
            (printed == 0 || may_be_printed(year, printed)) &&
            (found == NULL || mention->weight > found->weight))
            found = mention;
    }
    return found;
}

/* Years of which the places that weigh most tell another than the next ones, the cover say, are of
 * an earlier evaluation where a later one fits. */
static int weigh_years(const GPtrArray *mentions, KkDiagnostics *doubts)
{
    const KkMention *first = find_year_mention(mentions, G_MAXINT, 0);
    const KkMention *second = first != NULL ? find_year_mention(mentions, first->weight, 0) : NULL;

    int year = first != NULL ? atoi(first->text) : 0;

    if (second == NULL || year > atoi(second->text))
        return year;
    int printed = atoi(second->text);
    const KkMention *fitting = find_year_mention(mentions, G_MAXINT, printed);
    if (fitting->weight == first->weight)
        return atoi(fitting->text);
    kk_diagnostics_add(
        doubts, KK_SEVERITY_WARNING, NULL,
        kk_message(KK_SAYS_YEAR_DISPUTED, NULL, KK_NUMBER(year), KK_NUMBER(printed)));
    return printed;
}

static void find_year(const KkDraft *draft, KkReport *report, KkDiagnostics *doubts)
{
    int dated = draft->report_date != NULL ? atoi(draft->report_date) : 0;

    report->year = weigh_years(draft->years, doubts);
    if (report->year == 0 && may_be_evaluations(dated)) {
        report->year = dated;
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message(KK_SAYS_YEAR_FROM_DATE, NULL, KK_NUMBER(report->year)));
    } else if (report->year == 0) {
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message_plain(KK_SAYS_YEAR_MISSING));
    }
}

static const char *heaviest_publisher(const GPtrArray *mentions)
{
    const char *publisher = NULL;
    int most = 0;

    for (guint i = 0; i < mentions->len; i++) {
        const KkMention *mention = g_ptr_array_index(mentions, i);

        if (mention->weight > most) {
            most = mention->weight;
            publisher = mention->text;
        }
    }
    return publisher;
}

/* A period of another year is another evaluation's. */
static const char *heaviest_period_of(int year, const GPtrArray *mentions)
{
    g_autofree char *ending = g_strdup_printf("%d", year);
    const char *period = NULL;
    int most = 0;

    for (guint i = 0; i < mentions->len; i++) {
        const KkMention *mention = g_ptr_array_index(mentions, i);

        if (mention->weight > most && g_str_has_suffix(mention->text, ending)) {
            most = mention->weight;
            period = mention->text;
        }
    }
    return period;
}

/* The evaluators' own association, where nothing else names it. */
static const char *evaluators_association(const KkReport *report)
{
    for (guint i = 0; i < report->evaluators->len; i++) {
        const KkEvaluator *person = g_ptr_array_index(report->evaluators, i);

        if (person->organisation != NULL &&
            (strcmp(person->organisation, "SKL") == 0 || strcmp(person->organisation, "SKR") == 0))
            return person->organisation;
    }
    return NULL;
}

static int by_value(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

static void find_previous(const KkDraft *draft, KkReport *report)
{
    for (guint i = 0; i < draft->previous->len; i++) {
        int year = g_array_index(draft->previous, int, i);

        if (report->year == 0 || year < report->year)
            g_array_append_val(report->previous, year);
    }
    g_array_sort(report->previous, by_value);
}

void normalise_head(const KkDraft *draft, KkReport *report, KkDiagnostics *doubts)
{
    find_municipality(draft, report, doubts);
    find_year(draft, report, doubts);
    normalise_evaluators(draft->evaluators, report->evaluators, doubts);
    const char *publisher = heaviest_publisher(draft->publishers);
    report->publisher = g_strdup(publisher != NULL ? publisher : evaluators_association(report));
    report->report_date = g_strdup(draft->report_date);
    report->period = g_strdup(heaviest_period_of(report->year, draft->periods));
    report->ordinal = kk_language_ordinal(draft->ordinal);
    find_previous(draft, report);
}
