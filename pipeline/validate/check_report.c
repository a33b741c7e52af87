/* SPDX-License-Identifier: GPL-2.0-or-later */
/* check_report.c - the published total against the areas, and whether all areas are there. */
#include "validate.h"

#include <kk/edition.h>

#include <math.h>
#include <string.h>

/* ---- which areas are there --------------------------------------------------------------- */

static const KkArea *lookup(const Check *check, int number)
{
    for (guint i = 0; i < check->areas->len; i++) {
        const KkArea *area = g_array_index(check->areas, AreaState, i).area;

        if (area->number == number)
            return area;
    }
    return NULL;
}

static int last_number(const Check *check)
{
    int last = 0;

    for (guint i = 0; i < check->areas->len; i++)
        last = MAX(last, g_array_index(check->areas, AreaState, i).area->number);
    return last;
}

/* The same area under two numbers, or two areas under one. */
static bool is_double(const Check *check, const KkArea *area)
{
    for (guint i = 0; i < check->areas->len; i++) {
        const KkArea *other = g_array_index(check->areas, AreaState, i).area;

        if (other == area)
            continue;
        if (other->number == area->number)
            return true;
        if (area->id != NULL && other->id != NULL && strcmp(area->id, other->id) == 0)
            return other->number < area->number; /* said of the second */
    }
    return false;
}

/* Whether an area is there twice, or missing among others. */
static bool has_faulty_areas(const Check *check)
{
    for (guint i = 0; i < check->areas->len; i++)
        if (is_double(check, g_array_index(check->areas, AreaState, i).area))
            return true;
    for (int number = 1; number < last_number(check); number++)
        if (lookup(check, number) == NULL)
            return true;
    return false;
}

/* ---- report-total ---------------------------------------------------------------------- */

/* What the areas' printed totals add up to. */
typedef struct {
    KkInterval interval;
    KkNumber printed;
    double variance; /* of the rounding errors, each even over a whole step */
    bool faulty;     /* an area is at fault, and the interval as wide as that leaves it */
} Areas;

static bool add_areas(const Check *check, Areas *sum)
{
    *sum = (Areas){.interval = {0, 1}, .printed = {true, 0, 0}};
    for (guint i = 0; i < check->areas->len; i++) {
        const AreaState *state = &g_array_index(check->areas, AreaState, i);

        if (!state->has_total)
            return false;
        KkInterval printed = kk_interval_of(&state->printed);
        sum->interval = kk_interval_sum(sum->interval, state->total);
        sum->printed.value += state->printed.value;
        sum->variance += kk_interval_variance(printed);
        sum->faulty =
            sum->faulty || state->total.low < printed.low || state->total.high > printed.high;
    }
    return check->areas->len > 0;
}

static void say_total(Check *check, const KkPublished *published, const Areas *sum)
{
    const KkArgument range = validate_range(sum->interval, published->score.decimals);
    const Suspect suspect = {KK_HINT_TOTAL,
                             {KK_ARGUMENT_END, 0, 0, NULL},
                             published->score,
                             range.least,
                             range.greatest};

    validate_fails(check, "total", published->at, &sum->interval, &published->score,
                   kk_message(KK_SAYS_REPORT_TOTAL, validate_explain(&suspect, 1), range,
                              KK_NUMBER(published->score.value)));
}

static void doubt_unlikely(Check *check, const KkPublished *published, const Areas *sum)
{
    double off = fabs(published->score.value - sum->printed.value);
    double variance = sum->variance + kk_interval_variance(kk_interval_of(&published->score));
    double far = off / sqrt(variance);

    if (!sum->faulty && far > KK_UNLIKELY_DEVIATIONS)
        kk_diagnostics_add(check->doubts, KK_SEVERITY_WARNING, published->at,
                           kk_message(KK_SAYS_TOTAL_UNLIKELY, NULL, KK_NUMBER(sum->printed.value),
                                      KK_NUMBER(published->score.value),
                                      KK_NUMBER(round(far * 10) / 10)));
}

static bool has_repeated(const GPtrArray *published, guint i)
{
    const KkPublished *one = g_ptr_array_index(published, i);

    for (guint k = 0; k < i; k++)
        if (((const KkPublished *)g_ptr_array_index(published, k))->score.value == one->score.value)
            return true;
    return false;
}

/* Each total that agrees narrows what the next must agree with. */
static void check_totals(Check *check, const GPtrArray *published, Areas *sum)
{
    bool doubted = false;

    for (guint i = 0; i < published->len; i++) {
        const KkPublished *one = g_ptr_array_index(published, i);
        KkInterval interval = kk_interval_of(&one->score);

        if (has_repeated(published, i))
            continue;
        if (!kk_interval_meets(sum->interval, interval)) {
            say_total(check, one, sum);
            sum->interval = kk_interval_hull(sum->interval, interval);
            doubted = true;
        } else if (!doubted) {
            validate_agrees(check, kk_number_units(&sum->printed) == kk_number_units(&one->score));
            doubt_unlikely(check, one, sum);
            sum->interval = kk_interval_meet(sum->interval, interval);
        }
    }
}

static void set_sum(Check *check, const Areas *sum)
{
    const GPtrArray *published = check->report->published;
    KkSum *total = &check->validation->total;
    int decimals =
        published->len > 0 ? ((KkPublished *)g_ptr_array_index(published, 0))->score.decimals : 0;

    total->has_interval = true;
    total->least = kk_interval_least(sum->interval, decimals);
    total->greatest = kk_interval_greatest(sum->interval, decimals);
}

void check_total(Check *check)
{
    const GPtrArray *published = check->report->published;
    Areas sum;

    if (has_faulty_areas(check))
        return; /* found by report-areas */
    bool whole = check->report->edition == NULL || check->areas->len >= KK_EDITION_AREAS;
    bool known = add_areas(check, &sum) && whole;
    if (known)
        set_sum(check, &sum);
    if (published->len == 0)
        return; /* a report need not print its grand total */
    if (!whole)
        validate_skips(check, "total", NULL, kk_message_plain(KK_SAYS_REPORT_TOTAL_NO_AREAS));
    else if (!known)
        validate_skips(check, "total", NULL, kk_message_plain(KK_SAYS_REPORT_TOTAL_SKIPPED));
    else
        check_totals(check, published, &sum);
}

/* ---- report-areas ---------------------------------------------------------------------- */

void check_areas(Check *check)
{
    int last = last_number(check);
    int n = check->report->edition != NULL ? MAX(KK_EDITION_AREAS, last) : last;

    for (int number = 1; number <= n; number++) {
        const KkArea *area = lookup(check, number);
        g_autofree char *subject = g_strdup_printf("%d", number);

        if (area != NULL && is_double(check, area))
            validate_fails(check, subject, NULL, NULL, NULL,
                           kk_message(KK_SAYS_AREA_REPEATED, NULL, KK_TEXT(area->name)));
        else if (area != NULL)
            validate_agrees(check, true);
        else if (number < last)
            validate_fails(check, subject, NULL, NULL, NULL,
                           kk_message(KK_SAYS_AREA_MISSING, NULL, KK_NUMBER(number)));
        else
            validate_skips(check, subject, NULL,
                           kk_message(KK_SAYS_AREA_MISSING_SKIPPED, NULL, KK_NUMBER(number)));
    }
}
