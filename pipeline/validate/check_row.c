/* check_row.c - the checks of a row by itself, and of the codes in a row. */
#include "validate.h"

#include <stdlib.h>
#include <string.h>

/* No row can have more than its whole area. */
#define GREATEST_MAX 100

static int question_number(const KkQuestion *question)
{
    const char *dot = strchr(question->code, '.');

    return dot != NULL ? atoi(dot + 1) : 0;
}

/* ---- row-range, row-max --------------------------------------------------------------- */

static void check_range(Check *check, AreaState *state, const KkQuestion *question)
{
    const KkScore *score = &question->score;
    KkInterval most = {0, kk_number_units(&score->max) + 1};

    if (!score->achieved.set || !score->max.set)
        return;
    if (score->achieved.value <= score->max.value + 1e-9) {
        validate_agrees(check, true);
        return;
    }
    state->row_failed = true;
    validate_fails(check, "row-range", question->code, score->at, &most, &score->achieved,
                   "%g points are more than the maximum of %g.", score->achieved.value,
                   score->max.value);
}

static void check_max(Check *check, AreaState *state, const KkQuestion *question)
{
    const KkScore *score = &question->score;

    if (!score->max.set)
        return;
    if (score->max.value > 0 && score->max.value <= GREATEST_MAX) {
        validate_agrees(check, true);
        return;
    }
    state->row_failed = true;
    validate_fails(check, "row-max", question->code, score->at, NULL, &score->max,
                   "No question can have a maximum of %g.", score->max.value);
}

/* ---- row-percent ---------------------------------------------------------------------- */

static bool percent_fits(const KkNumber *achieved, const KkNumber *max, const KkNumber *percent)
{
    return kk_interval_meets(kk_interval_of(achieved), kk_interval_of_percent(percent, max));
}

/* A maximum that is wrong by what the area's maxima are wrong by: found there, not here. */
static bool explained_by_max(const AreaState *state, const KkScore *score)
{
    double sum = 0;

    if (!state->area->has_score || !state->area->score.max.set)
        return false;
    for (guint i = 0; i < state->area->questions->len; i++) {
        const KkQuestion *other = g_ptr_array_index(state->area->questions, i);

        if (!other->score.max.set)
            return false;
        sum += other->score.max.value;
    }
    KkNumber mended = score->max;
    mended.value -= sum - state->area->score.max.value;
    return sum != state->area->score.max.value && mended.value > 0 &&
           percent_fits(&score->achieved, &mended, &score->percent);
}

/* The percentages that the points allow. */
static KkInterval percent_of_points(const KkScore *score)
{
    KkInterval points = kk_interval_of(&score->achieved);
    gint64 max = MAX(kk_number_units(&score->max) / 100, 1); /* of one percent */
    KkInterval percent = {points.low * (KK_UNITS / max), points.high * (KK_UNITS / max)};

    if (KK_UNITS % max != 0) {
        percent.low = (gint64)((double)points.low / (double)max * (double)KK_UNITS);
        percent.high = (gint64)((double)points.high / (double)max * (double)KK_UNITS);
    }
    percent.low = MAX(percent.low, 0);
    return percent;
}

static char *dup_percent_explanation(const KkScore *score, const KkInterval *percent,
                                     const char *code)
{
    KkInterval points = kk_interval_of_percent(&score->percent, &score->max);
    g_autofree char *points_name = g_strdup_printf("the points of %s", code);
    g_autofree char *percent_name = g_strdup_printf("the percentage of %s", code);
    const Suspect suspects[] = {
        {percent_name, score->percent, kk_interval_least(*percent, score->percent.decimals),
         kk_interval_greatest(*percent, score->percent.decimals)},
        {points_name, score->achieved, kk_interval_least(points, score->achieved.decimals),
         kk_interval_greatest(points, score->achieved.decimals)},
    };

    return validate_dup_explanation(suspects, G_N_ELEMENTS(suspects));
}

static void check_percent(Check *check, AreaState *state, const KkQuestion *question)
{
    const KkScore *score = &question->score;

    if (!score->achieved.set || !score->max.set || !score->percent.set) {
        validate_skips(check, "row-percent", question->code, score->at,
                       "Question %s does not print all of points, maximum and percentage.",
                       question->code);
        return;
    }
    if (score->max.value <= 0 || score->achieved.value > score->max.value)
        return; /* found already */
    if (percent_fits(&score->achieved, &score->max, &score->percent)) {
        double exact = 100 * score->achieved.value / score->max.value;
        KkInterval as_is = kk_interval_of(&score->percent);
        gint64 units = (gint64)(exact * (double)KK_UNITS + 0.5);

        validate_agrees(check, units >= as_is.low && units < as_is.high);
        return;
    }
    if (explained_by_max(state, score))
        return;
    state->row_failed = true;
    KkInterval percent = percent_of_points(score);
    g_autofree char *why = dup_percent_explanation(score, &percent, question->code);
    validate_fails(check, "row-percent", question->code, score->at, &percent, &score->percent,
                   "%g of %g points cannot be %g %%%s.", score->achieved.value,
                   score->max.value, score->percent.value, why);
}

/* ---- row-sequence --------------------------------------------------------------------- */

static void check_sequence(Check *check, AreaState *state)
{
    const GPtrArray *questions = state->area->questions;
    int last = 0;

    for (guint i = 0; i < questions->len; i++) {
        const KkQuestion *question = g_ptr_array_index(questions, i);
        int number = question_number(question);

        if (number == last + 1) {
            last = number;
            validate_agrees(check, true);
            continue;
        }
        state->row_missing = true;
        if (number <= last) {
            validate_fails(check, "row-sequence", question->code, question->score.at, NULL, NULL,
                           "Question %s stands there twice or out of order.", question->code);
        } else {
            g_autofree char *missing =
                g_strdup_printf("%d.%d", state->area->number, last + 1);
            validate_fails(check, "row-sequence", missing, question->score.at, NULL, NULL,
                           "Question %s is missing before %s.", missing, question->code);
            last = number;
        }
    }
}

/* ---- all ------------------------------------------------------------------------------ */

typedef void (*RowCheck)(Check *, AreaState *, const KkQuestion *);

static const RowCheck row_checks[] = {check_max, check_range, check_percent};

void check_rows(Check *check, AreaState *state)
{
    check_sequence(check, state);
    for (guint i = 0; i < state->area->questions->len; i++)
        for (gsize k = 0; k < G_N_ELEMENTS(row_checks); k++)
            row_checks[k](check, state, g_ptr_array_index(state->area->questions, i));
}
