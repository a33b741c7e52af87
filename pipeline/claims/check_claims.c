/* SPDX-License-Identifier: GPL-2.0-or-later */
/* check_claims.c - do the claims of one page agree with each other?
 *
 * The same intervals as for reports: a stated 11 stands for [10.5, 11.5). */
#include "claims.h"

#include <kk/edition.h>
#include <kk/interval.h>

#include <math.h>
#include <string.h>

typedef struct {
    const GPtrArray *claims;
    KkValidation *validation;
    KkDiagnostics *doubts;
} Check;

/* What the areas of an evaluation add up to. */
typedef struct {
    guint n;
    KkInterval interval;
    double printed;
    double variance; /* of their rounding errors */
} Sum;

static const KkClaim *claim_at(const Check *check, guint i)
{
    return g_ptr_array_index(check->claims, i);
}

static bool same_evaluation(const KkClaim *a, const KkClaim *b)
{
    return a->municipality == b->municipality && a->year == b->year;
}

static void agrees(Check *check, bool exactly)
{
    check->validation->counts[exactly ? KK_OUTCOME_EXACT : KK_OUTCOME_ROUNDING]++;
}

static void fails(Check *check, const KkClaim *claim, KkInterval expected, KkMessage *message)
{
    KkFinding *finding = g_new0(KkFinding, 1);
    const char *code = claim->municipality != NULL ? claim->municipality->code : "?";

    finding->rule = kk_message_rule(message->code);
    finding->subject =
        claim->year != 0 ? g_strdup_printf("%s %d", code, claim->year) : g_strdup(code);
    finding->outcome = KK_OUTCOME_FAILED;
    finding->has_expected = true;
    finding->least = kk_interval_least(expected, claim->value.decimals);
    finding->greatest = kk_interval_greatest(expected, claim->value.decimals);
    finding->found = claim->value;
    finding->message = message;
    finding->at = kk_at_dup(claim->at);
    g_ptr_array_add(check->validation->findings, finding);
    check->validation->counts[KK_OUTCOME_FAILED]++;
}

/* ---- claims-agree ------------------------------------------------------------------- */

static bool same_thing(const KkClaim *a, const KkClaim *b)
{
    return same_evaluation(a, b) && a->year != 0 && a->kind == b->kind && a->since == b->since &&
           g_strcmp0(a->area, b->area) == 0 && (a->kind != KK_CLAIM_AREA || a->area != NULL);
}

static void check_agree(Check *check)
{
    for (guint k = 0; k < check->claims->len; k++)
        for (guint i = 0; i < k; i++) {
            const KkClaim *a = claim_at(check, i), *b = claim_at(check, k);

            if (!same_thing(a, b))
                continue;
            if (kk_interval_meets(kk_interval_of(&a->value), kk_interval_of(&b->value)))
                agrees(check, a->value.value == b->value.value);
            else
                fails(check, b, kk_interval_of(&a->value),
                      kk_message(KK_SAYS_CLAIMS_AGREE, NULL, KK_NUMBER(b->value.value),
                                 KK_NUMBER(a->value.value)));
            break; /* what was stated first is what the rest is held against */
        }
}

/* ---- claims-total ------------------------------------------------------------------- */

/* The sum of the areas claimed of the evaluation of @like. */
static Sum sum_areas(const Check *check, const KkClaim *like)
{
    Sum sum = {.interval = {0, 1}};

    for (guint i = 0; i < check->claims->len; i++) {
        const KkClaim *claim = claim_at(check, i);
        bool repeated = false;

        for (guint k = 0; k < i; k++)
            repeated = repeated || (claim_at(check, k)->kind == KK_CLAIM_AREA &&
                                    same_thing(claim_at(check, k), claim));
        if (claim->kind != KK_CLAIM_AREA || repeated || !same_evaluation(claim, like))
            continue;
        KkInterval interval = kk_interval_of(&claim->value);
        sum.interval = kk_interval_sum(sum.interval, interval);
        sum.variance += kk_interval_variance(interval);
        sum.printed += claim->value.value;
        sum.n++;
    }
    return sum;
}

static void doubt_unlikely(Check *check, const KkClaim *total, const Sum *sum)
{
    double variance = sum->variance + kk_interval_variance(kk_interval_of(&total->value));
    double far = fabs(total->value.value - sum->printed) / sqrt(variance);

    if (far > KK_UNLIKELY_DEVIATIONS)
        kk_diagnostics_add(check->doubts, KK_SEVERITY_WARNING, total->at,
                           kk_message(KK_SAYS_CLAIMED_TOTAL_UNLIKELY, NULL, KK_NUMBER(sum->printed),
                                      KK_NUMBER(total->value.value),
                                      KK_NUMBER(round(far * 10) / 10)));
}

static void check_total(Check *check)
{
    for (guint i = 0; i < check->claims->len; i++) {
        const KkClaim *total = claim_at(check, i);

        if (total->kind != KK_CLAIM_TOTAL)
            continue;
        Sum sum = sum_areas(check, total);
        if (sum.n != KK_EDITION_AREAS)
            continue;
        if (kk_interval_meets(sum.interval, kk_interval_of(&total->value))) {
            agrees(check, sum.printed == total->value.value);
            doubt_unlikely(check, total, &sum);
        } else {
            const int decimals = total->value.decimals;

            fails(check, total, sum.interval,
                  kk_message(KK_SAYS_CLAIMS_TOTAL, NULL,
                             KK_RANGE(kk_interval_least(sum.interval, decimals),
                                      kk_interval_greatest(sum.interval, decimals)),
                             KK_NUMBER(total->value.value)));
        }
    }
}

/* ---- claims-change ------------------------------------------------------------------ */

static const KkClaim *lookup_total(const Check *check, const KkClaim *like, int year)
{
    for (guint i = 0; i < check->claims->len; i++) {
        const KkClaim *claim = claim_at(check, i);

        if (claim->kind == KK_CLAIM_TOTAL && claim->municipality == like->municipality &&
            claim->year == year && year != 0)
            return claim;
    }
    return NULL;
}

static void check_change(Check *check)
{
    for (guint i = 0; i < check->claims->len; i++) {
        const KkClaim *change = claim_at(check, i);
        const KkClaim *now = NULL, *then = NULL;

        if (change->kind != KK_CLAIM_CHANGE)
            continue;
        now = lookup_total(check, change, change->year);
        then = lookup_total(check, change, change->since);
        if (now == NULL || then == NULL)
            continue;
        KkInterval a = kk_interval_of(&now->value), b = kk_interval_of(&then->value);
        KkInterval difference = {a.low - b.high + 1, a.high - b.low};
        if (kk_interval_meets(difference, kk_interval_of(&change->value)))
            agrees(check, now->value.value - then->value.value == change->value.value);
        else
            fails(check, change, difference,
                  kk_message(KK_SAYS_CLAIMS_CHANGE, NULL, KK_NUMBER(then->value.value),
                             KK_NUMBER(now->value.value), KK_NUMBER(change->value.value)));
    }
}

/* ---- claims-range ------------------------------------------------------------------- */

static void check_range(Check *check)
{
    for (guint i = 0; i < check->claims->len; i++) {
        const KkClaim *claim = claim_at(check, i);
        bool least = claim->kind == KK_CLAIM_LOWEST;
        const KkClaim *extreme = NULL;

        if ((!least && claim->kind != KK_CLAIM_HIGHEST) ||
            sum_areas(check, claim).n != KK_EDITION_AREAS)
            continue;
        for (guint k = 0; k < check->claims->len; k++) {
            const KkClaim *area = claim_at(check, k);

            if (area->kind == KK_CLAIM_AREA && same_evaluation(area, claim) &&
                (extreme == NULL || (least ? area->value.value < extreme->value.value
                                           : area->value.value > extreme->value.value)))
                extreme = area;
        }
        if (kk_interval_meets(kk_interval_of(&extreme->value), kk_interval_of(&claim->value)))
            agrees(check, extreme->value.value == claim->value.value);
        else
            fails(check, claim, kk_interval_of(&extreme->value),
                  kk_message(least ? KK_SAYS_CLAIMS_LEAST : KK_SAYS_CLAIMS_GREATEST, NULL,
                             KK_NUMBER(extreme->value.value), KK_NUMBER(claim->value.value)));
    }
}

KkValidation *kk_claims_check(const GPtrArray *claims, KkDiagnostics *doubts)
{
    Check check = {claims, kk_validation_new(), doubts};

    check_agree(&check);
    check_total(&check);
    check_change(&check);
    check_range(&check);
    check.validation->status =
        check.validation->counts[KK_OUTCOME_FAILED] > 0 ? KK_INCONSISTENT : KK_CONSISTENT;
    return check.validation;
}
