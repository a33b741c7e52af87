/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gaps.c - what a report says of most areas and not of one: a doubt about that one.
 *
 * A score in the summary, at the chapter's head, or of an earlier year is printed of all areas or
 * of none; where one lacks it, its row or its line was not understood. */
#include "normalise.h"

#include <string.h>

/* So many areas must have it for one to lack it. */
#define LEAST_AREAS 5

static const KkArea *area_at(const KkReport *report, guint i)
{
    return g_ptr_array_index(report->areas, i);
}

static const KkPublished *lookup_published(const KkArea *area, KkWhere where)
{
    for (guint i = 0; i < area->published->len; i++) {
        const KkPublished *one = g_ptr_array_index(area->published, i);

        if (one->where == where)
            return one;
    }
    return NULL;
}

/* Whether @area has the other's score as @label has it: how often, since columns may share one. */
static guint count_compared(const KkArea *area, const char *label)
{
    guint n = 0;

    for (guint i = 0; i < area->comparisons->len; i++)
        n += strcmp(((const KkComparison *)g_ptr_array_index(area->comparisons, i))->label,
                    label) == 0;
    return n;
}

/* Where the summary stands: where the areas that have a score in it have it. */
static void add_places(const KkReport *report, KkAt *at)
{
    for (guint i = 0; i < report->areas->len; i++) {
        const KkPublished *one = lookup_published(area_at(report, i), KK_WHERE_SUMMARY);

        if (one != NULL)
            kk_at_add_all(at, one->at);
    }
}

static void doubt_published(const KkReport *report, KkWhere where, KkMessageCode code,
                            KkDiagnostics *doubts)
{
    g_autoptr(GArray) at = kk_at_new();
    guint n = 0;

    for (guint i = 0; i < report->areas->len; i++)
        n += lookup_published(area_at(report, i), where) != NULL;
    if (n < LEAST_AREAS)
        return;
    if (where == KK_WHERE_SUMMARY)
        add_places(report, at);
    for (guint i = 0; i < report->areas->len; i++)
        if (lookup_published(area_at(report, i), where) == NULL)
            kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, at,
                               kk_message(code, NULL, KK_NUMBER(area_at(report, i)->number)));
}

static void doubt_compared(const KkReport *report, const char *label, KkDiagnostics *doubts)
{
    guint n = 0, most = 0;

    for (guint i = 0; i < report->areas->len; i++)
        most = MAX(most, count_compared(area_at(report, i), label));
    for (guint i = 0; i < report->areas->len; i++)
        n += count_compared(area_at(report, i), label) == most;
    if (n < LEAST_AREAS || n == report->areas->len)
        return;
    g_autoptr(GArray) at = kk_at_new();
    add_places(report, at);
    for (guint i = 0; i < report->areas->len; i++)
        if (count_compared(area_at(report, i), label) < most)
            kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, at,
                               kk_message(KK_SAYS_COMPARISON_MISSING, NULL,
                                          KK_NUMBER(area_at(report, i)->number), KK_TEXT(label)));
}

/* Scores of others beside none of its own: the own column's head was not understood. */
static void doubt_own(const KkReport *report, const KkDraft *draft, KkDiagnostics *doubts)
{
    g_autoptr(GArray) at = kk_at_new();
    guint n = 0;

    for (guint i = 0; i < report->areas->len; i++)
        if (lookup_published(area_at(report, i), KK_WHERE_SUMMARY) != NULL)
            return;
    for (guint i = 0; i < draft->areas->len; i++) {
        const KkDraftArea *area = g_ptr_array_index(draft->areas, i);

        n += area->columns->len > 0;
        for (guint c = 0; c < area->columns->len; c++)
            kk_at_add_all(at, ((const KkDraftColumn *)g_ptr_array_index(area->columns, c))->at);
    }
    if (n >= LEAST_AREAS)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, at,
                           kk_message_plain(KK_SAYS_SUMMARY_OWN_MISSING));
}

void normalise_gaps(const KkReport *report, const KkDraft *draft, KkDiagnostics *doubts)
{
    g_autoptr(GHashTable) labels = g_hash_table_new(g_str_hash, g_str_equal);

    doubt_published(report, KK_WHERE_SUMMARY, KK_SAYS_SUMMARY_MISSING, doubts);
    doubt_published(report, KK_WHERE_CHAPTER, KK_SAYS_CHAPTER_SCORE_MISSING, doubts);
    doubt_own(report, draft, doubts);
    for (guint i = 0; i < report->areas->len; i++) {
        const GPtrArray *comparisons = area_at(report, i)->comparisons;

        for (guint c = 0; c < comparisons->len; c++) {
            const KkComparison *one = g_ptr_array_index(comparisons, c);

            if (g_hash_table_add(labels, one->label))
                doubt_compared(report, one->label, doubts);
        }
    }
}
