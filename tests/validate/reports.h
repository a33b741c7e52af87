/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reports.h - reports for the tests of validate/: numbers as printed, "" for none. */
#ifndef REPORTS_H
#define REPORTS_H

#include "support.h"

static inline KkReport *make_report(void)
{
    KkReport *report = kk_report_new();

    report->announces_tables = true;
    return report;
}

static inline KkScore *add_row(KkArea *area, const char *achieved, const char *max,
                               const char *percent)
{
    KkQuestion *question = kk_question_new();

    g_ptr_array_add(area->questions, question);
    question->code = g_strdup_printf("%d.%u", area->number, area->questions->len);
    question->text = g_strdup("Finns en plan?");
    question->score.achieved = kk_number_parse(achieved);
    question->score.max = kk_number_parse(max);
    question->score.percent = kk_number_parse(percent);
    return &question->score;
}

static inline KkArea *add_area(KkReport *report, const char *achieved, const char *max,
                               const char *percent)
{
    KkArea *area = kk_area_new((int)report->areas->len + 1);

    g_ptr_array_add(report->areas, area);
    area->name = g_strdup_printf("Område %d", area->number);
    area->has_score = true;
    area->score.achieved = kk_number_parse(achieved);
    area->score.max = kk_number_parse(max);
    area->score.percent = kk_number_parse(percent);
    return area;
}

static inline KkPublished *publish(GPtrArray *published, KkWhere where, const char *score)
{
    KkPublished *one = kk_published_new();

    one->where = where;
    one->score = kk_number_parse(score);
    g_ptr_array_add(published, one);
    return one;
}

static inline KkArea *area_of(const KkReport *report, int number)
{
    return g_ptr_array_index(report->areas, number - 1);
}

static inline KkScore *row_of(const KkReport *report, int number, guint row)
{
    return &((KkQuestion *)g_ptr_array_index(area_of(report, number)->questions, row - 1))->score;
}

/* "rule subject failed" of each finding, one a line; g_free() it. */
static inline char *dup_findings(const KkValidation *validation)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(validation->findings, i);

        g_string_append_printf(text, "%s%s %s %s", i > 0 ? "\n" : "", finding->rule,
                               finding->subject,
                               finding->outcome == KK_OUTCOME_FAILED ? "failed" : "skipped");
    }
    return g_string_free(text, FALSE);
}

/* Validates, compares with dup_findings() and frees @report; returns what was counted as
 * rounding. */
static inline int assert_findings(KkReport *report, const char *expected)
{
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkValidation) validation = kk_validate(report, doubts);
    int rounding = validation->counts[KK_OUTCOME_ROUNDING];

    test_assert_text(dup_findings(validation), expected);
    kk_report_free(report);
    return rounding;
}

#endif
