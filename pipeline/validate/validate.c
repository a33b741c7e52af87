/* SPDX-License-Identifier: GPL-2.0-or-later */
/* validate.c - the stage: the checks in order, from the rows up, and their findings. */
#include "validate.h"

#include <string.h>

const char *const kk_validation_rules[] = {
    "row-percent",  "row-range",      "row-sequence", "row-max",      "area-max", "area-total",
    "area-percent", "area-published", "report-total", "report-areas", NULL,
};

/* ---- the stage ----------------------------------------------------------------------- */

static KkStatus status_of(const KkValidation *validation)
{
    if (validation->counts[KK_OUTCOME_FAILED] > 0)
        return KK_INCONSISTENT;
    return validation->counts[KK_OUTCOME_SKIPPED] > 0 ? KK_INCOMPLETE : KK_CONSISTENT;
}

/* The worst that was counted since @before; rounding counts from @rows on only, for in
 * nearly every area some row's percentage is right as a rounded one. */
static KkOutcome worst_since(const KkValidation *validation, const int *before, const int *rows)
{
    const int *counts = validation->counts;

    if (counts[KK_OUTCOME_FAILED] > before[KK_OUTCOME_FAILED])
        return KK_OUTCOME_FAILED;
    if (counts[KK_OUTCOME_SKIPPED] > before[KK_OUTCOME_SKIPPED])
        return KK_OUTCOME_SKIPPED;
    return counts[KK_OUTCOME_ROUNDING] > rows[KK_OUTCOME_ROUNDING] ? KK_OUTCOME_ROUNDING
                                                                   : KK_OUTCOME_EXACT;
}

static void check_one_area(Check *check, const KkArea *area)
{
    AreaState state = {.area = area};
    int before[KK_N_OUTCOMES], rows[KK_N_OUTCOMES];

    memcpy(before, check->validation->counts, sizeof before);
    check_rows(check, &state);
    memcpy(rows, check->validation->counts, sizeof rows);
    check_area(check, &state);
    g_array_append_val(check->areas, state);

    KkSum sum = {.number = area->number, .outcome = worst_since(check->validation, before, rows)};
    sum.has_interval = state.has_sum && !state.row_missing;
    if (sum.has_interval) {
        sum.least = kk_interval_least(state.sum, area->score.achieved.decimals);
        sum.greatest = kk_interval_greatest(state.sum, area->score.achieved.decimals);
    }
    g_array_append_val(check->validation->areas, sum);
}

/* What the checks of the whole found of an area. */
static void add_findings_of_whole(KkValidation *validation)
{
    for (guint i = 0; i < validation->areas->len; i++) {
        KkSum *sum = &g_array_index(validation->areas, KkSum, i);
        g_autofree char *subject = g_strdup_printf("%d", sum->number);

        for (guint k = 0; k < validation->findings->len; k++) {
            const KkFinding *finding = g_ptr_array_index(validation->findings, k);

            if (finding->outcome == KK_OUTCOME_FAILED && strcmp(finding->subject, subject) == 0)
                sum->outcome = KK_OUTCOME_FAILED;
        }
    }
}

KkValidation *kk_validate(const KkReport *report, KkDiagnostics *doubts)
{
    KkValidation *validation = kk_validation_new();
    g_autoptr(GArray) areas = g_array_new(FALSE, TRUE, sizeof(AreaState));
    g_autoptr(GHashTable) proven = g_hash_table_new(NULL, NULL);
    Check check = {report,
                   validation,
                   doubts,
                   areas,
                   kk_report_columns(report),
                   proven,
                   validate_rows_are_sorted(report)};
    int before[KK_N_OUTCOMES];

    for (guint i = 0; i < report->areas->len; i++)
        check_one_area(&check, g_ptr_array_index(report->areas, i));
    memcpy(before, validation->counts, sizeof before);
    check_total(&check);
    validation->total.outcome = worst_since(validation, before, before);
    check_areas(&check);
    add_findings_of_whole(validation);
    validate_list_proofs(&check);
    validation->status = status_of(validation);
    return validation;
}

const char *kk_status_name(KkStatus status)
{
    static const char *const names[] = {"consistent", "inconsistent", "incomplete"};

    return names[status];
}
