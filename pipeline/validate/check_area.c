/* SPDX-License-Identifier: GPL-2.0-or-later */
/* check_area.c - an area's rows against its total, and what is published of it elsewhere. */
#include "validate.h"

/* What every edition gives an area: printed as this, it is no misprint. */
#define AREA_MAX 100

static char *dup_subject(const AreaState *state)
{
    return g_strdup_printf("%d", state->area->number);
}

static const KkQuestion *question_at(const AreaState *state, guint i)
{
    return g_ptr_array_index(state->area->questions, i);
}

static bool has_total_row(const AreaState *state)
{
    return state->area->has_score && state->area->score.achieved.set;
}

/* ---- the rows' sum --------------------------------------------------------------------- */

static void add_rows(AreaState *state)
{
    KkInterval sum = {0, 1};

    for (guint i = 0; i < state->area->questions->len; i++) {
        KkInterval row;

        if (!validate_row_interval(state, question_at(state, i), &row))
            return;
        sum = kk_interval_sum(sum, row);
    }
    state->sum = sum;
    state->has_sum = state->area->questions->len > 0;
}

static KkNumber printed_sum(const AreaState *state)
{
    KkNumber sum = {true, 0, 0};

    for (guint i = 0; i < state->area->questions->len; i++)
        sum.value += question_at(state, i)->score.achieved.value;
    return sum;
}

/* The sum without row @i. */
static KkInterval sum_without(const AreaState *state, guint i)
{
    KkInterval row = {0, 1};

    validate_row_interval(state, question_at(state, i), &row);
    return (KkInterval){state->sum.low - row.low, state->sum.high - row.high + 1};
}

static bool rows_meet_total(const AreaState *state)
{
    return kk_interval_meets(state->sum, kk_interval_of(&state->area->score.achieved));
}

/* The last row that may be one too many, by its maximum and by its points; -1: none. */
static int find_extra_row(const AreaState *state)
{
    KkInterval total = kk_interval_of(&state->area->score.achieved);
    int found = -1;

    for (guint i = 0; state->excess > 0 && i < state->area->questions->len; i++)
        if (kk_number_units(&question_at(state, i)->score.max) == state->excess &&
            kk_interval_meets(sum_without(state, i), total))
            found = (int)i;
    return found;
}

/* Whether another row has the same points and maximum. */
static bool has_twin(const AreaState *state, guint i)
{
    const KkScore *score = &question_at(state, i)->score;

    for (guint k = 0; k < state->area->questions->len; k++) {
        const KkScore *other = &question_at(state, k)->score;

        if (k != i && other->achieved.value == score->achieved.value &&
            other->max.value == score->max.value)
            return true;
    }
    return false;
}

/* Whether a row that is not there would make good both the maxima and the points. */
static bool lacks_row(const AreaState *state)
{
    KkInterval with = {state->sum.low, state->sum.high - state->excess};

    return state->excess < 0 &&
           kk_interval_meets(with, kk_interval_of(&state->area->score.achieved));
}

/* ---- area-max -------------------------------------------------------------------------- */

/* The maximum that row @i would have if it alone were a misprint. */
static Suspect suspect_max(const AreaState *state, guint i)
{
    const KkQuestion *question = question_at(state, i);
    const KkScore *score = &question->score;
    KkNumber mended = score->max;
    Suspect suspect = {KK_HINT_ROW_MAX, KK_TEXT(question->code), score->max, 1, 0};

    mended.value -= (double)state->excess / (double)KK_UNITS;
    if (mended.value > 0 && score->achieved.set && score->percent.set &&
        validate_score_fits(kk_interval_of(&score->achieved), &mended, &score->percent))
        suspect.least = suspect.greatest = mended.value;
    return suspect;
}

static KkMessage *explain_max_by_misprint(const AreaState *state)
{
    guint n = state->area->questions->len + 1;
    g_autofree Suspect *suspects = g_new0(Suspect, n);

    if (state->area->score.max.value != AREA_MAX)
        suspects[0] = (Suspect){KK_HINT_AREA_MAX, KK_NUMBER(state->area->number),
                                state->area->score.max, state->max_sum.value, state->max_sum.value};
    for (guint i = 1; i < n; i++)
        suspects[i] = suspect_max(state, i - 1);
    return validate_explain(suspects, n);
}

/* Points that agree as they stand speak for a misprinted maximum, others for a row that is
 * missing or there twice. */
static KkMessage *explain_max(const AreaState *state)
{
    if (!state->has_sum || !has_total_row(state) || rows_meet_total(state))
        return explain_max_by_misprint(state);
    if (lacks_row(state))
        return kk_message(KK_HINT_ROW_MISSING, NULL,
                          KK_NUMBER(-(double)state->excess / (double)KK_UNITS));
    int extra = find_extra_row(state);
    if (extra >= 0 && has_twin(state, (guint)extra))
        return kk_message(KK_HINT_ROW_REPEATED, NULL,
                          KK_TEXT(question_at(state, (guint)extra)->code));
    return NULL;
}

static bool lacks_maxima(const Check *check, const AreaState *state)
{
    return !state->has_excess && check->columns.row_max && check->columns.total_max;
}

static void check_max(Check *check, AreaState *state)
{
    const KkArea *area = state->area;
    g_autofree char *subject = dup_subject(state);

    if (area->questions->len == 0 || !area->has_score || state->row_missing ||
        state->row_max_failed)
        return;
    if (lacks_maxima(check, state)) {
        validate_skips(check, subject, area->score.at,
                       kk_message(KK_SAYS_AREA_MAX_SKIPPED, NULL, KK_NUMBER(area->number)));
        return;
    }
    if (!state->has_excess)
        return; /* the tables print none */
    if (state->excess == 0) {
        validate_agrees(check, true);
        validate_proves(check, &area->score.max);
        for (guint i = 0; i < area->questions->len; i++)
            validate_proves(check, &question_at(state, i)->score.max);
        return;
    }
    KkInterval expected = kk_interval_exactly(&area->score.max);
    validate_fails(check, subject, area->score.at, &expected, &state->max_sum,
                   kk_message(KK_SAYS_AREA_MAX, explain_max(state), KK_NUMBER(area->number),
                              KK_NUMBER(state->max_sum.value), KK_NUMBER(area->score.max.value)));
}

/* ---- area-total ------------------------------------------------------------------------ */

/* The printed points that a row might have had instead, all else being right. */
static Suspect suspect_row(const AreaState *state, guint i)
{
    const KkQuestion *question = question_at(state, i);
    const KkScore *score = &question->score;
    KkInterval total = kk_interval_of(&state->area->score.achieved);
    KkInterval others = sum_without(state, i);
    Suspect suspect = {KK_HINT_POINTS, KK_TEXT(question->code), score->achieved, 1, 0};

    if (score->percent.set)
        return suspect; /* its percentage bears it out */
    suspect.least =
        kk_interval_least((KkInterval){total.low - others.high + 1, 0}, score->achieved.decimals);
    suspect.greatest =
        kk_interval_greatest((KkInterval){0, total.high - others.low}, score->achieved.decimals);
    if (score->max.set)
        suspect.greatest = MIN(suspect.greatest, score->max.value);
    return suspect;
}

static KkMessage *explain_total(const AreaState *state)
{
    const KkArea *area = state->area;
    guint n = area->questions->len + 1;
    g_autofree Suspect *suspects = g_new0(Suspect, n);

    suspects[0] = (Suspect){KK_HINT_AREA_TOTAL, KK_NUMBER(area->number), area->score.achieved,
                            kk_interval_least(state->sum, area->score.achieved.decimals),
                            kk_interval_greatest(state->sum, area->score.achieved.decimals)};
    for (guint i = 1; i < n; i++)
        suspects[i] = suspect_row(state, i - 1);
    return validate_explain(suspects, n);
}

/* Whether there are no rows and total to compare; says so where there should be. */
static bool lacks_total(Check *check, const AreaState *state, const char *subject)
{
    const KkArea *area = state->area;

    if (area->questions->len == 0 && !area->has_score) {
        if (check->report->announces_tables)
            validate_skips(check, subject, NULL,
                           kk_message(KK_SAYS_AREA_TOTAL_NO_TABLE, NULL, KK_NUMBER(area->number)));
        return true;
    }
    if (!check->columns.row_points && !check->columns.total_points)
        return true; /* the tables print percentages alone */
    if (has_total_row(state) && state->has_sum)
        return false;
    if (!state->row_max_failed && !state->max_failed)
        validate_skips(check, subject, area->score.at,
                       kk_message(KK_SAYS_AREA_TOTAL_SKIPPED, NULL, KK_NUMBER(area->number)));
    return true;
}

static void check_total_row(Check *check, AreaState *state)
{
    const KkArea *area = state->area;
    g_autofree char *subject = dup_subject(state);

    if (state->row_missing || lacks_total(check, state, subject))
        return;
    const KkNumber *total = &area->score.achieved;
    KkNumber printed = printed_sum(state);
    if (rows_meet_total(state)) {
        validate_agrees(check, kk_number_units(&printed) == kk_number_units(total));
        validate_proves(check, total);
        for (guint i = 0; i < area->questions->len; i++)
            validate_proves(check, &question_at(state, i)->score.achieved);
        return;
    }
    if (state->max_failed && (lacks_row(state) || find_extra_row(state) >= 0))
        return; /* found by its maximum */
    state->total_failed = true;
    validate_fails(check, subject, area->score.at, &state->sum, total,
                   kk_message(KK_SAYS_AREA_TOTAL, explain_total(state), KK_NUMBER(area->number),
                              validate_range(state->sum, total->decimals),
                              KK_NUMBER(total->value)));
}

/* ---- what is known of the total --------------------------------------------------------- */

/* No area has less than nothing, or more than its maximum. */
static KkInterval possible_total(const AreaState *state)
{
    const KkNumber unknown = {false, 0, 0};
    KkInterval total = kk_interval_of(&state->printed);
    KkInterval bounds = validate_bounds(state->max_failed ? &unknown : &state->area->score.max);

    return kk_interval_meets(total, bounds) ? kk_interval_meet(total, bounds) : total;
}

/* What the published scores are held against: the table, or where there is none the first
 * of them. */
static void set_total(AreaState *state)
{
    const GPtrArray *published = state->area->published;

    if (has_total_row(state))
        state->printed = state->area->score.achieved;
    else if (published->len > 0)
        state->printed = ((KkPublished *)g_ptr_array_index(published, 0))->score;
    else
        return;
    state->has_total = true;
    state->total = state->known = possible_total(state);
    if (!has_total_row(state) || state->row_missing || !state->has_sum)
        return;
    if (state->total_failed)
        state->total = state->known = kk_interval_hull(state->total, state->sum);
    else if (rows_meet_total(state))
        state->known = kk_interval_meet(state->total, state->sum);
}

/* Whether the rows bear out the table's total and not @other: that is at fault itself. */
static bool is_borne_out(const AreaState *state, KkInterval other)
{
    return has_total_row(state) && state->has_sum && !state->row_missing && !state->total_failed &&
           !state->max_failed && rows_meet_total(state) && !kk_interval_meets(state->sum, other);
}

/* One of the two is at fault, and nobody knows which. The report's total is held against
 * what the rows bear out all the same. */
static void doubt_total(AreaState *state, KkInterval other)
{
    state->known = kk_interval_hull(state->known, kk_interval_hull(state->total, other));
    if (!is_borne_out(state, other))
        state->total = kk_interval_hull(state->total, other);
}

/* ---- area-percent ---------------------------------------------------------------------- */

/* With the printed maximum or, where that is in doubt, with the sum of the rows'. */
static bool percent_fits(const AreaState *state)
{
    const KkScore *score = &state->area->score;

    return validate_score_fits(state->known, &score->max, &score->percent) ||
           (state->max_failed &&
            validate_score_fits(state->known, &state->max_sum, &score->percent));
}

static bool lacks_percent(const Check *check, const KkScore *score)
{
    return (!score->max.set && check->columns.total_max) ||
           (!score->percent.set && check->columns.total_percent);
}

static void check_percent(Check *check, AreaState *state)
{
    const KkScore *score = &state->area->score;
    g_autofree char *subject = dup_subject(state);

    if (!has_total_row(state) || state->total_failed)
        return; /* found, or said, already */
    if (lacks_percent(check, score)) {
        validate_skips(
            check, subject, score->at,
            kk_message(KK_SAYS_AREA_PERCENT_SKIPPED, NULL, KK_NUMBER(state->area->number)));
        return;
    }
    if (!score->max.set || !score->percent.set)
        return; /* the tables have no such column */
    KkInterval percent = kk_interval_of_percent(&score->percent, &score->max);
    if (percent_fits(state)) {
        validate_agrees(check,
                        score->max.value > 0 &&
                            100 * score->achieved.value / score->max.value == score->percent.value);
        validate_proves_row(check, score);
        if (!state->max_failed)
            state->known = kk_interval_meet(state->known, percent);
        return;
    }
    const KkArgument number = KK_NUMBER(state->area->number);
    const KkArgument found = KK_NUMBER(score->percent.value);
    if (score->max.value > 0) {
        KkInterval expected = validate_percent_of(state->known, &score->max);

        validate_fails(check, subject, score->at, &expected, &score->percent,
                       kk_message(KK_SAYS_AREA_PERCENT, NULL, number,
                                  validate_range(expected, score->percent.decimals), found));
    } else {
        validate_fails(check, subject, score->at, NULL, &score->percent,
                       kk_message(KK_SAYS_AREA_PERCENT_OF_NOTHING, NULL, number, found));
    }
    doubt_total(state, percent);
}

/* ---- area-published -------------------------------------------------------------------- */

static void say_published(Check *check, const AreaState *state, const KkPublished *published)
{
    const int decimals = published->score.decimals;
    const KkArgument known = validate_range(state->known, decimals);
    const Suspect suspect = {KK_HINT_SCORE,
                             {KK_ARGUMENT_END, 0, 0, NULL},
                             published->score,
                             known.least,
                             known.greatest};
    g_autofree char *subject = dup_subject(state);

    validate_fails(check, subject, published->at, &state->known, &published->score,
                   kk_message(KK_SAYS_AREA_PUBLISHED_CHAPTER + published->where,
                              validate_explain(&suspect, 1), KK_NUMBER(state->area->number),
                              KK_NUMBER(published->score.value), known));
}

/* Each narrows what the next must agree with. A misprint that is repeated is one fault. */
static void check_published(Check *check, AreaState *state)
{
    bool doubted = false;

    for (guint i = 0; i < state->area->published->len; i++) {
        const KkPublished *published = g_ptr_array_index(state->area->published, i);
        KkInterval interval = kk_interval_of(&published->score);
        bool same = kk_number_units(&published->score) == kk_number_units(&state->printed);

        if (!kk_interval_meets(interval, state->known)) {
            say_published(check, state, published);
            doubt_total(state, interval);
            doubted = true;
        } else if (!doubted || same) {
            validate_agrees(check, same);
            if (same)
                validate_proves(check, &state->area->score.achieved);
            if (!doubted)
                state->known = kk_interval_meet(state->known, interval);
        }
    }
}

void check_area(Check *check, AreaState *state)
{
    state->max_failed =
        state->has_excess && state->excess != 0 && !state->row_missing && !state->row_max_failed;
    add_rows(state);
    check_max(check, state);
    check_total_row(check, state);
    set_total(state);
    check_percent(check, state);
    check_published(check, state);
}
