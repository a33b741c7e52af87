/* check_area.c - an area's rows against its total, and what is published of it elsewhere. */
#include "validate.h"

static char *dup_subject(const AreaState *state)
{
    return g_strdup_printf("%d", state->area->number);
}

/* ---- area-max ------------------------------------------------------------------------- */

static void check_max(Check *check, AreaState *state)
{
    const KkArea *area = state->area;
    KkNumber sum = {true, 0, 0};
    g_autofree char *subject = dup_subject(state);

    if (area->questions->len == 0 || !area->has_score || state->row_missing)
        return;
    for (guint i = 0; i < area->questions->len; i++) {
        const KkQuestion *question = g_ptr_array_index(area->questions, i);

        if (!question->score.max.set || !area->score.max.set) {
            validate_skips(check, "area-max", subject, area->score.at,
                           "Area %d does not print all maxima.", area->number);
            return;
        }
        sum.value += question->score.max.value;
    }
    if (kk_number_units(&sum) == kk_number_units(&area->score.max)) {
        validate_agrees(check, true);
        return;
    }
    state->max_failed = true;
    KkInterval expected = kk_interval_exactly(&area->score.max);
    validate_fails(check, "area-max", subject, area->score.at, &expected, &sum,
                   "The maxima of area %d add up to %g, not to %g.", area->number, sum.value,
                   area->score.max.value);
}

/* ---- area-total ------------------------------------------------------------------------ */

static bool add_rows(AreaState *state, double *printed)
{
    KkInterval sum = {0, 1};

    *printed = 0;
    for (guint i = 0; i < state->area->questions->len; i++) {
        const KkQuestion *question = g_ptr_array_index(state->area->questions, i);
        KkInterval row;

        if (!validate_row_interval(question, &row))
            return false;
        *printed += question->score.achieved.value;
        sum = kk_interval_sum(sum, row);
    }
    state->sum = sum;
    state->has_sum = state->area->questions->len > 0;
    return state->has_sum;
}

/* The printed points that a row might have had instead, all else being right. */
static Suspect suspect_row(const AreaState *state, const KkQuestion *question, char *what)
{
    Suspect suspect = {what, question->score.achieved, 1, 0};
    KkInterval row, total = kk_interval_of(&state->area->score.achieved);

    if (!validate_row_interval(question, &row) || question->score.percent.set)
        return suspect; /* its percentage bears it out */
    suspect.least = kk_interval_least((KkInterval){total.low - (state->sum.high - row.high), 0},
                                      question->score.achieved.decimals);
    suspect.greatest = kk_interval_greatest(
        (KkInterval){0, total.high - (state->sum.low - row.low)},
        question->score.achieved.decimals);
    return suspect;
}

static char *dup_total_explanation(const AreaState *state)
{
    const KkArea *area = state->area;
    guint n = area->questions->len + 1;
    g_autofree Suspect *suspects = g_new0(Suspect, n);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(names, g_strdup_printf("the total of area %d", area->number));
    suspects[0] = (Suspect){g_ptr_array_index(names, 0), area->score.achieved,
                            kk_interval_least(state->sum, area->score.achieved.decimals),
                            kk_interval_greatest(state->sum, area->score.achieved.decimals)};
    for (guint i = 1; i < n; i++) {
        const KkQuestion *question = g_ptr_array_index(area->questions, i - 1);

        g_ptr_array_add(names, g_strdup_printf("the points of %s", question->code));
        suspects[i] = suspect_row(state, question, g_ptr_array_index(names, i));
    }
    return validate_dup_explanation(suspects, n);
}

static void check_total(Check *check, AreaState *state)
{
    const KkArea *area = state->area;
    g_autofree char *subject = dup_subject(state);
    double printed = 0;

    if (state->row_missing)
        return;
    if (area->questions->len == 0 && !area->has_score) {
        if (check->report->announces_tables)
            validate_skips(check, "area-total", subject, NULL, "Area %d has no score table.",
                           area->number);
        return;
    }
    if (!area->has_score || !area->score.achieved.set || !add_rows(state, &printed)) {
        validate_skips(check, "area-total", subject, area->score.at,
                       "Area %d does not print all its points and their total.", area->number);
        return;
    }
    const KkNumber *total = &area->score.achieved;
    if (kk_interval_meets(state->sum, kk_interval_of(total))) {
        validate_agrees(check, printed == total->value);
        return;
    }
    state->total_failed = true;
    g_autofree char *why = dup_total_explanation(state);
    validate_fails(check, "area-total", subject, area->score.at, &state->sum, total,
                   "The questions of area %d add up to %g, and rounding does not explain the "
                   "printed %g%s.",
                   area->number, printed, total->value, why);
}

/* ---- area-percent ---------------------------------------------------------------------- */

static void check_percent(Check *check, AreaState *state)
{
    const KkScore *score = &state->area->score;
    g_autofree char *subject = dup_subject(state);

    if (!state->area->has_score || state->total_failed || !score->achieved.set)
        return; /* found, or said, already */
    if (!score->max.set || !score->percent.set) {
        validate_skips(check, "area-percent", subject, score->at,
                       "The total row of area %d does not print maximum and percentage.",
                       state->area->number);
        return;
    }
    KkInterval percent = kk_interval_of_percent(&score->percent, &score->max);
    if (kk_interval_meets(kk_interval_of(&score->achieved), percent)) {
        validate_agrees(check, score->max.value > 0 && 100 * score->achieved.value /
                                                               score->max.value ==
                                                           score->percent.value);
        return;
    }
    validate_fails(check, "area-percent", subject, score->at, NULL, &score->percent,
                   "%g of %g points cannot be %g %%.", score->achieved.value, score->max.value,
                   score->percent.value);
}

/* ---- area-published -------------------------------------------------------------------- */

/* What the published scores are held against: the table's total, or where there is none
 * the first of them. */
static bool set_total(AreaState *state)
{
    const KkArea *area = state->area;

    if (area->has_score && area->score.achieved.set)
        state->total = kk_interval_of(&area->score.achieved);
    else if (area->published->len > 0)
        state->total =
            kk_interval_of(&((KkPublished *)g_ptr_array_index(area->published, 0))->score);
    else
        return false;
    state->has_total = true;
    if (state->total_failed)
        state->total = kk_interval_hull(state->total, state->sum);
    return true;
}

static const char *where_name(KkWhere where)
{
    return where == KK_WHERE_CHAPTER ? "chapter" : where == KK_WHERE_SUMMARY ? "summary" : "text";
}

static char *dup_published_explanation(const AreaState *state, const KkPublished *published)
{
    const Suspect suspect = {"it", published->score,
                             kk_interval_least(state->total, published->score.decimals),
                             kk_interval_greatest(state->total, published->score.decimals)};

    return validate_dup_explanation(&suspect, 1);
}

static void check_published(Check *check, AreaState *state)
{
    KkInterval found_total;
    bool failed = false;

    if (!set_total(state))
        return;
    found_total = state->total;
    for (guint i = 0; i < state->area->published->len; i++) {
        const KkPublished *published = g_ptr_array_index(state->area->published, i);
        KkInterval interval = kk_interval_of(&published->score);

        if (kk_interval_meets(interval, state->total)) {
            validate_agrees(check, !state->area->score.achieved.set ||
                                       published->score.value ==
                                           state->area->score.achieved.value);
            continue;
        }
        found_total = kk_interval_hull(found_total, interval);
        if (failed)
            continue; /* the same misprint, repeated */
        failed = true;
        g_autofree char *subject = dup_subject(state);
        g_autofree char *why = dup_published_explanation(state, published);
        validate_fails(check, "area-published", subject, published->at, &state->total,
                       &published->score, "The %s gives area %d %g points, not %g%s.",
                       where_name(published->where), state->area->number,
                       published->score.value,
                       kk_interval_least(state->total, published->score.decimals), why);
    }
    state->total = found_total;
}

void check_area(Check *check, AreaState *state)
{
    check_max(check, state);
    check_total(check, state);
    check_percent(check, state);
    check_published(check, state);
}
