/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reconcile.c - what the report of that municipality and year says of a claim.
 *
 * A report's own numbers are rounded as well: its area totals stand for intervals, its
 * total for what is published in it or, where nothing is, for the sum of those. */
#include <kk/interval.h>
#include <kk/reconcile.h>

#include <string.h>

static bool is_about(const KkResult *result, const KkMunicipality *municipality, int year)
{
    return municipality != NULL && result->report->code != NULL &&
           strcmp(result->report->code, municipality->code) == 0 && year != 0 &&
           result->report->year == year;
}

static const KkResult *lookup(const GPtrArray *reports, const KkMunicipality *municipality,
                              int year)
{
    for (guint i = 0; i < reports->len; i++)
        if (is_about(g_ptr_array_index(reports, i), municipality, year))
            return g_ptr_array_index(reports, i);
    return NULL;
}

/* ---- what a report says -------------------------------------------------------------- */

static bool area_interval(const KkArea *area, KkInterval *interval, KkAt *at)
{
    if (area->has_score && area->score.achieved.set) {
        *interval = kk_interval_of(&area->score.achieved);
        kk_at_add_all(at, area->score.at);
        return true;
    }
    if (area->published->len == 0)
        return false;
    const KkPublished *published = g_ptr_array_index(area->published, 0);
    *interval = kk_interval_of(&published->score);
    kk_at_add_all(at, published->at);
    return true;
}

static bool total_interval(const KkReport *report, KkInterval *interval, KkAt *at)
{
    if (report->published->len > 0) {
        const KkPublished *published = g_ptr_array_index(report->published, 0);

        *interval = kk_interval_of(&published->score);
        kk_at_add_all(at, published->at);
        return true;
    }
    if (!report->achieved.set)
        return false;
    *interval = (KkInterval){0, 1};
    for (guint i = 0; i < report->areas->len; i++) {
        KkInterval area;

        if (!area_interval(g_ptr_array_index(report->areas, i), &area, at))
            return false;
        *interval = kk_interval_sum(*interval, area);
    }
    return true;
}

static bool named_area(const KkReport *report, const char *id, KkInterval *interval, KkAt *at)
{
    for (guint i = 0; i < report->areas->len && id != NULL; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);

        if (area->id != NULL && strcmp(area->id, id) == 0)
            return area_interval(area, interval, at);
    }
    return false;
}

static bool is_called(const KkArea *area, const char *id)
{
    return id == NULL || g_strcmp0(area->id, id) == 0;
}

/* The least or the greatest area score, when every area has one. Of areas that share it, the
 * one that the claim names. */
static bool extreme_area(const KkReport *report, const KkClaim *claim, KkInterval *interval,
                         KkAt *at)
{
    bool least = claim->kind == KK_CLAIM_LOWEST;
    const KkArea *extreme = NULL;

    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);
        g_autoptr(GArray) nowhere = kk_at_new();
        KkInterval one;

        if (!area_interval(area, &one, nowhere))
            return false;
        if (extreme == NULL || (least ? one.low < interval->low : one.low > interval->low) ||
            (one.low == interval->low && is_called(area, claim->area))) {
            extreme = area;
            *interval = one;
        }
    }
    return extreme != NULL && area_interval(extreme, interval, at);
}

static bool change_interval(const GPtrArray *reports, const KkClaim *claim, const KkReport *report,
                            KkInterval *interval, KkAt *at)
{
    const KkResult *then = lookup(reports, claim->municipality, claim->since);
    g_autoptr(GArray) nowhere = kk_at_new();
    KkInterval now, before;

    if (then == NULL || !total_interval(report, &now, at) ||
        !total_interval(then->report, &before, nowhere))
        return false;
    *interval = (KkInterval){now.low - before.high + 1, now.high - before.low};
    return true;
}

static bool find_interval(const GPtrArray *reports, const KkClaim *claim, const KkReport *report,
                          KkInterval *interval, KkAt *at)
{
    switch (claim->kind) {
    case KK_CLAIM_TOTAL:
        return total_interval(report, interval, at);
    case KK_CLAIM_AREA:
        return named_area(report, claim->area, interval, at);
    case KK_CLAIM_CHANGE:
        return change_interval(reports, claim, report, interval, at);
    case KK_CLAIM_LOWEST:
    case KK_CLAIM_HIGHEST:
        return extreme_area(report, claim, interval, at);
    }
    return false;
}

/* ---- the answer ---------------------------------------------------------------------- */

static void matched_free(gpointer data)
{
    g_array_unref(((KkMatchedClaim *)data)->at);
    g_free(data);
}

/* Whether the area that a claim calls the least or the greatest is it. */
static bool names_extreme(const KkClaim *claim, const KkReport *report, KkInterval extreme)
{
    g_autoptr(GArray) nowhere = kk_at_new();
    KkInterval named;

    return claim->area == NULL ||
           (claim->kind != KK_CLAIM_LOWEST && claim->kind != KK_CLAIM_HIGHEST) ||
           (named_area(report, claim->area, &named, nowhere) && named.low == extreme.low);
}

static void hold_against(KkMatchedClaim *matched, const GPtrArray *reports, const KkResult *result)
{
    const KkClaim *claim = matched->claim;
    KkInterval interval;

    matched->report = result;
    g_array_set_size(matched->at, 0);
    if (!find_interval(reports, claim, result->report, &interval, matched->at)) {
        matched->verdict = KK_VERDICT_NOT_STATED;
        return;
    }
    matched->least = kk_interval_least(interval, claim->value.decimals);
    matched->greatest = kk_interval_greatest(interval, claim->value.decimals);
    matched->verdict = kk_interval_meets(interval, kk_interval_of(&claim->value)) &&
                               names_extreme(claim, result->report, interval)
                           ? KK_VERDICT_AGREES
                           : KK_VERDICT_DIFFERS;
}

static KkMatchedClaim *match(const GPtrArray *reports, const KkClaims *page, const KkClaim *claim)
{
    KkMatchedClaim *matched = g_new0(KkMatchedClaim, 1);

    matched->page = page;
    matched->claim = claim;
    matched->at = kk_at_new();
    matched->verdict = KK_VERDICT_NO_REPORT;
    for (guint i = 0; i < reports->len && matched->verdict != KK_VERDICT_DIFFERS; i++)
        if (is_about(g_ptr_array_index(reports, i), claim->municipality, claim->year))
            hold_against(matched, reports, g_ptr_array_index(reports, i));
    return matched;
}

static bool is_claimed(const KkReconciliation *reconciliation, const KkResult *report)
{
    for (guint i = 0; i < reconciliation->claims->len; i++) {
        const KkMatchedClaim *matched = g_ptr_array_index(reconciliation->claims, i);

        if (is_about(report, matched->claim->municipality, matched->claim->year))
            return true;
    }
    return false;
}

KkReconciliation *kk_reconcile(const GPtrArray *reports, const GPtrArray *pages)
{
    KkReconciliation *reconciliation = g_new0(KkReconciliation, 1);

    reconciliation->claims = g_ptr_array_new_with_free_func(matched_free);
    reconciliation->unclaimed = g_ptr_array_new();
    for (guint p = 0; p < pages->len; p++) {
        const KkClaims *page = g_ptr_array_index(pages, p);

        for (guint i = 0; i < page->claims->len; i++)
            g_ptr_array_add(reconciliation->claims,
                            match(reports, page, g_ptr_array_index(page->claims, i)));
    }
    for (guint i = 0; i < reports->len; i++)
        if (!is_claimed(reconciliation, g_ptr_array_index(reports, i)))
            g_ptr_array_add(reconciliation->unclaimed, g_ptr_array_index(reports, i));
    return reconciliation;
}

void kk_reconciliation_free(KkReconciliation *reconciliation)
{
    if (reconciliation == NULL)
        return;
    g_ptr_array_unref(reconciliation->claims);
    g_ptr_array_unref(reconciliation->unclaimed);
    g_free(reconciliation);
}

const char *kk_verdict_name(KkVerdict verdict)
{
    static const char *const names[] = {"agrees", "differs", "no-such-report", "not-stated"};

    return names[verdict];
}
