/* SPDX-License-Identifier: GPL-2.0-or-later */
/* check_row.c - the checks of a row by itself, and of the codes in a row. */
#include "validate.h"

#include <stdlib.h>
#include <string.h>

/* No row can have more than its whole area. */
#define GREATEST_MAX 100

/* ---- row-max -------------------------------------------------------------------------- */

static bool check_max(Check *check, AreaState *state, const KkQuestion *question)
{
    const KkScore *score = &question->score;

    if (!score->max.set)
        return true;
    if (score->max.value > 0 && score->max.value <= GREATEST_MAX) {
        validate_agrees(check, true);
        return true;
    }
    state->row_max_failed = true;
    const KkInterval possible = {KK_UNITS, GREATEST_MAX * KK_UNITS + 1};
    validate_fails(check, question->code, score->at, &possible, &score->max,
                   kk_message(KK_SAYS_ROW_MAX, NULL, KK_NUMBER(score->max.value)));
    return false;
}

/* ---- row-range, row-percent ------------------------------------------------------------ */

static bool in_range(const KkNumber *achieved, const KkNumber *max)
{
    return kk_interval_meets(kk_interval_of(achieved), validate_bounds(max));
}

static bool percent_fits(const KkScore *score, const KkNumber *max)
{
    return validate_score_fits(kk_interval_of(&score->achieved), max, &score->percent);
}

/* A maximum that is wrong by what the area's maxima are wrong by: found there, not here. */
static bool explained_by_max(const AreaState *state, const KkScore *score)
{
    KkNumber mended = score->max;

    mended.value -= (double)state->excess / (double)KK_UNITS;
    return state->has_excess && state->excess != 0 && !state->row_missing && mended.value > 0 &&
           in_range(&score->achieved, &mended) &&
           (!score->percent.set || percent_fits(score, &mended));
}

static KkMessage *explain(const KkScore *score, const KkInterval *percent, const char *code)
{
    KkInterval points = kk_interval_of_percent(&score->percent, &score->max);
    const Suspect suspects[] = {
        {KK_HINT_PERCENT, KK_TEXT(code), score->percent,
         kk_interval_least(*percent, score->percent.decimals),
         kk_interval_greatest(*percent, score->percent.decimals)},
        {KK_HINT_POINTS, KK_TEXT(code), score->achieved,
         kk_interval_least(points, score->achieved.decimals),
         kk_interval_greatest(points, score->achieved.decimals)},
    };

    if (!score->percent.set)
        return NULL;
    return validate_explain(suspects, G_N_ELEMENTS(suspects));
}

static bool check_range(Check *check, AreaState *state, const KkQuestion *question)
{
    const KkScore *score = &question->score;

    if (!score->achieved.set || !score->max.set)
        return true;
    if (in_range(&score->achieved, &score->max)) {
        validate_agrees(check, score->achieved.value <= score->max.value);
        return true;
    }
    if (explained_by_max(state, score))
        return false;
    KkInterval bounds = validate_bounds(&score->max);
    KkInterval none = {0, 0}; /* a percentage of too many points explains nothing */
    validate_fails(check, question->code, score->at, &bounds, &score->achieved,
                   kk_message(KK_SAYS_ROW_RANGE, explain(score, &none, question->code),
                              KK_NUMBER(score->achieved.value), KK_NUMBER(score->max.value)));
    return false;
}

/* Whether a number is missing that the report's tables print. */
static bool lacks_number(const Check *check, const KkScore *score)
{
    return (!score->achieved.set && check->columns.row_points) ||
           (!score->max.set && check->columns.row_max) ||
           (!score->percent.set && check->columns.row_percent);
}

static bool is_exact_percent(const KkScore *score)
{
    KkInterval printed = kk_interval_of(&score->percent);
    double exact = 100 * score->achieved.value / score->max.value;
    gint64 units = (gint64)(exact * (double)KK_UNITS + 0.5);

    return units >= printed.low && units < printed.high;
}

static bool check_percent(Check *check, AreaState *state, const KkQuestion *question)
{
    const KkScore *score = &question->score;

    if (lacks_number(check, score)) {
        validate_skips(check, question->code, score->at,
                       kk_message(KK_SAYS_ROW_PERCENT_SKIPPED, NULL, KK_TEXT(question->code)));
        return false;
    }
    if (!score->achieved.set || !score->max.set || !score->percent.set)
        return true; /* the tables have no such column */
    if (percent_fits(score, &score->max)) {
        validate_agrees(check, is_exact_percent(score));
        validate_proves_row(check, score);
        return true;
    }
    if (explained_by_max(state, score))
        return false;
    KkInterval percent = validate_percent_of(kk_interval_of(&score->achieved), &score->max);
    validate_fails(check, question->code, score->at, &percent, &score->percent,
                   kk_message(KK_SAYS_ROW_PERCENT, explain(score, &percent, question->code),
                              KK_NUMBER(score->achieved.value), KK_NUMBER(score->max.value),
                              KK_NUMBER(score->percent.value)));
    return false;
}

/* ---- row-sequence --------------------------------------------------------------------- */

/* The number after the point; 0 where the code is another area's. */
static int number_of(const KkArea *area, guint i)
{
    if (i >= area->questions->len)
        return 0;
    const KkQuestion *question = g_ptr_array_index(area->questions, i);
    char *dot = NULL;

    if (g_ascii_strtoull(question->code, &dot, 10) != (guint64)area->number || *dot != '.')
        return 0;
    return (int)MIN(g_ascii_strtoull(dot + 1, NULL, 10), G_MAXINT / 2);
}

static bool has_number(const KkArea *area, int number)
{
    for (guint i = 0; i < area->questions->len; i++)
        if (number_of(area, i) == number)
            return true;
    return false;
}

static void say_missing(Check *check, const AreaState *state, int number, const KkQuestion *before)
{
    g_autofree char *code = g_strdup_printf("%d.%d", state->area->number, number);

    validate_fails(check, code, before->score.at, NULL, NULL,
                   kk_message(KK_SAYS_ROW_MISSING, NULL, KK_TEXT(code), KK_TEXT(before->code)));
}

/* The row after @last; returns the number that the next one follows. */
static int check_code(Check *check, AreaState *state, guint i, int last)
{
    const KkArea *area = state->area;
    const KkQuestion *question = g_ptr_array_index(area->questions, i);
    int number = number_of(area, i);
    bool in_place = number_of(area, i + 1) == last + 2 && !has_number(area, last + 1);

    if (number == last + 1) {
        validate_agrees(check, true);
        return number;
    }
    state->row_missing = true;
    if (number > last + 1 && !in_place) {
        if (!has_number(area, last + 1)) /* else it is found where it stands */
            say_missing(check, state, last + 1, question);
        return number;
    }
    g_autofree char *place = g_strdup_printf("%d.%d", area->number, last + 1);
    validate_fails(
        check, question->code, question->score.at, NULL, NULL,
        in_place ? kk_message(KK_SAYS_ROW_MISPLACED, NULL, KK_TEXT(question->code), KK_TEXT(place))
                 : kk_message(KK_SAYS_ROW_REPEATED, NULL, KK_TEXT(question->code)));
    return in_place ? last + 1 : last;
}

/* Whether each question of @area is there once, in the order of its percent, the greatest first if
 * @falling. */
static bool is_sorted(const KkArea *area, bool falling)
{
    for (guint i = 0; i < area->questions->len; i++) {
        const KkNumber *percent =
            &((KkQuestion *)g_ptr_array_index(area->questions, i))->score.percent;
        const KkNumber *before =
            i > 0 ? &((KkQuestion *)g_ptr_array_index(area->questions, i - 1))->score.percent
                  : percent;

        if (!has_number(area, (int)i + 1) || !percent->set ||
            (falling ? percent->value > before->value : percent->value < before->value))
            return false;
    }
    return true;
}

/* Fewer rows may stand in the order of their percent by chance. */
#define LEAST_SORTED 12

/* Whether the rows of all areas stand in that order and not in that of their codes. */
static bool are_sorted(const KkReport *report, bool falling)
{
    guint rows = 0;

    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);

        if (!is_sorted(area, falling))
            return false;
        rows += area->questions->len;
    }
    return rows >= LEAST_SORTED;
}

bool validate_rows_are_sorted(const KkReport *report)
{
    return are_sorted(report, true) || are_sorted(report, false);
}

static void check_sequence(Check *check, AreaState *state)
{
    int last = 0;

    for (guint i = 0; i < state->area->questions->len; i++) {
        if (check->rows_are_sorted)
            validate_agrees(check, true);
        else
            last = check_code(check, state, i, last);
    }
}

/* ---- all ------------------------------------------------------------------------------ */

/* What the maxima add up to, and by how much more than the printed maximum. */
static void add_maxima(AreaState *state)
{
    const KkArea *area = state->area;
    KkNumber sum = {true, 0, area->score.max.decimals};

    if (area->questions->len == 0 || !area->has_score || !area->score.max.set)
        return;
    for (guint i = 0; i < area->questions->len; i++) {
        const KkNumber *max = &((KkQuestion *)g_ptr_array_index(area->questions, i))->score.max;

        if (!max->set)
            return;
        sum.value += max->value;
        sum.decimals = MAX(sum.decimals, max->decimals);
    }
    state->max_sum = sum;
    state->excess = kk_number_units(&sum) - kk_number_units(&area->score.max);
    state->has_excess = true;
}

/* In order: each needs what the one before it found right. */
typedef bool (*RowCheck)(Check *, AreaState *, const KkQuestion *);

static const RowCheck row_checks[] = {check_max, check_range, check_percent};

void check_rows(Check *check, AreaState *state)
{
    add_maxima(state);
    check_sequence(check, state);
    for (guint i = 0; i < state->area->questions->len; i++)
        for (gsize k = 0; k < G_N_ELEMENTS(row_checks); k++)
            if (!row_checks[k](check, state, g_ptr_array_index(state->area->questions, i)))
                break;
}
