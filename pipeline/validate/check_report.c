/* check_report.c - the published total against the areas, and whether all areas are there. */
#include "validate.h"

#include <kk/edition.h>

#include <math.h>
#include <string.h>

/* A sum that is off by more standard deviations of its rounding errors than this is
 * possible and unlikely. */
#define UNLIKELY_DEVIATIONS 3.0

/* ---- report-total ---------------------------------------------------------------------- */

static bool add_areas(const Check *check, KkInterval *sum, double *printed, bool *faulty)
{
    *sum = (KkInterval){0, 1};
    *printed = 0;
    *faulty = false;
    for (guint i = 0; i < check->areas->len; i++) {
        const AreaState *state = &g_array_index(check->areas, AreaState, i);

        if (!state->has_total)
            return false;
        *sum = kk_interval_sum(*sum, state->total);
        *printed += kk_interval_least(state->total, 0);
        *faulty = *faulty || state->total.high - state->total.low > KK_UNITS;
    }
    return check->areas->len > 0;
}

/* The deviation of @total from the areas' printed sum, in standard deviations of the sum of
 * as many rounding errors, each even over a whole step. */
static double deviations(guint n_areas, double printed, double total)
{
    return fabs(total - printed) / sqrt((n_areas + 1) / 12.0);
}

static char *dup_explanation(const Check *check, KkInterval sum, const KkPublished *published)
{
    guint n = check->areas->len + 1;
    g_autofree Suspect *suspects = g_new0(Suspect, n);

    (void)check;
    suspects[0] = (Suspect){"the total", published->score,
                            kk_interval_least(sum, published->score.decimals),
                            kk_interval_greatest(sum, published->score.decimals)};
    return validate_dup_explanation(suspects, 1);
}

static void check_one_total(Check *check, const KkPublished *published, KkInterval sum,
                            double printed, bool faulty)
{
    double total = published->score.value;

    if (!kk_interval_meets(sum, kk_interval_of(&published->score))) {
        g_autofree char *why = dup_explanation(check, sum, published);

        validate_fails(check, "report-total", "total", published->at, &sum, &published->score,
                       "The areas add up to %g, and rounding does not explain the published "
                       "total of %g%s.",
                       printed, total, why);
        return;
    }
    validate_agrees(check, printed == total);
    double far = deviations(check->areas->len, printed, total);
    if (!faulty && far > UNLIKELY_DEVIATIONS)
        kk_diagnostics_add(check->doubts, KK_SEVERITY_WARNING, "total-unlikely", published->at,
                           "The areas add up to %g, the published total is %g: rounding can "
                           "explain it only if nearly all areas were rounded the same way "
                           "(%.1f standard deviations).",
                           printed, total, far);
}

static bool has_repeated(const GPtrArray *published, guint i)
{
    const KkPublished *one = g_ptr_array_index(published, i);

    for (guint k = 0; k < i; k++)
        if (((const KkPublished *)g_ptr_array_index(published, k))->score.value ==
            one->score.value)
            return true;
    return false;
}

static void check_total(Check *check)
{
    const GPtrArray *published = check->report->published;
    KkInterval sum;
    double printed = 0;
    bool faulty = false;

    if (published->len == 0)
        return; /* a report need not print its grand total */
    if (check->report->edition != NULL && check->areas->len < KK_EDITION_AREAS) {
        validate_skips(check, "report-total", "total", NULL,
                       "Areas are missing to hold the published total against.");
        return;
    }
    if (!add_areas(check, &sum, &printed, &faulty)) {
        validate_skips(check, "report-total", "total", NULL,
                       "Not every area has a total to hold the published one against.");
        return;
    }
    for (guint i = 0; i < published->len; i++)
        if (!has_repeated(published, i))
            check_one_total(check, g_ptr_array_index(published, i), sum, printed, faulty);
}

/* ---- report-areas ---------------------------------------------------------------------- */

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

/* The same area under two numbers. */
static bool is_double(const Check *check, const KkArea *area)
{
    for (guint i = 0; i < check->areas->len; i++) {
        const KkArea *other = g_array_index(check->areas, AreaState, i).area;

        if (other == area)
            return false;
        if (area->id != NULL && other->id != NULL && strcmp(area->id, other->id) == 0)
            return true;
    }
    return false;
}

static void check_areas(Check *check)
{
    int last = last_number(check);
    int n = check->report->edition != NULL ? MAX(KK_EDITION_AREAS, last) : last;

    for (int number = 1; number <= n; number++) {
        const KkArea *area = lookup(check, number);
        g_autofree char *subject = g_strdup_printf("%d", number);

        if (area != NULL && is_double(check, area))
            validate_fails(check, "report-areas", subject, NULL, NULL, NULL,
                           "\"%s\" stands there twice.", area->name);
        else if (area != NULL)
            validate_agrees(check, true);
        else if (number < last)
            validate_fails(check, "report-areas", subject, NULL, NULL, NULL,
                           "Area %d is missing.", number);
        else
            validate_skips(check, "report-areas", subject, NULL,
                           "Area %d is missing: the report seems to be cut off.", number);
    }
}

void check_report(Check *check)
{
    check_total(check);
    check_areas(check);
}
