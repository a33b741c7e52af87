/* SPDX-License-Identifier: GPL-2.0-or-later */
/* validate/: a report whose numbers agree is consistent; each fault is found where it is, once. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    KkDraft *draft;
    KkDiagnostics *doubts;
    KkReport *report;
    KkValidation *validation;
} Case;

static KkDraftRow *make_row(const char *code, const char *achieved, const char *max,
                            const char *percent)
{
    KkDraftRow *row = kk_draft_row_new();

    row->code = g_strdup(code);
    row->text = g_strdup("Finns en plan?");
    row->achieved = g_strdup(achieved);
    row->max = g_strdup(max);
    row->percent = g_strdup(percent);
    return row;
}

static void add_area(KkDraft *draft, int number)
{
    KkDraftArea *area = kk_draft_ensure_area(draft, number);
    g_autofree char *first = g_strdup_printf("%d.1", number);
    g_autofree char *second = g_strdup_printf("%d.2", number);

    area->name = g_strdup(kk_editions[3]->areas[number - 1].names[0]);
    g_ptr_array_add(area->rows, make_row(first, "10", "20", "50 %"));
    g_ptr_array_add(area->rows, make_row(second, "30", "80", "38 %"));
    area->total = make_row(NULL, "40", "100", "40 %");
    g_ptr_array_add(area->scores, kk_draft_score_new(KK_WHERE_CHAPTER, g_strdup("40")));
}

/* A report of edition 2020 whose numbers agree. */
static Case begin(void)
{
    Case c = {kk_draft_new(), kk_diagnostics_new(), NULL, NULL};

    for (int number = 1; number <= KK_EDITION_AREAS; number++)
        add_area(c.draft, number);
    g_ptr_array_add(c.draft->total_scores, kk_draft_score_new(KK_WHERE_SUMMARY, g_strdup("320")));
    return c;
}

static KkDraftRow *row_of(Case *c, int area, guint row)
{
    return g_ptr_array_index(kk_draft_lookup_area(c->draft, area)->rows, row);
}

static void print(char **cell, const char *printed)
{
    g_free(*cell);
    *cell = g_strdup(printed);
}

/* "rule subject outcome" of each finding, one a line; frees the case. */
static void assert_findings(Case *c, KkStatus status, const char *expected)
{
    GString *found = g_string_new(NULL);

    c->report = kk_normalise(c->draft, c->doubts);
    c->validation = kk_validate(c->report, c->doubts);
    for (guint i = 0; i < c->validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(c->validation->findings, i);

        g_string_append_printf(found, "%s%s %s %s", i > 0 ? "\n" : "", finding->rule,
                               finding->subject,
                               finding->outcome == KK_OUTCOME_FAILED ? "failed" : "skipped");
    }
    test_assert_text(g_string_free(found, FALSE), expected);
    g_assert_cmpint(c->validation->status, ==, status);
    kk_validation_free(c->validation);
    kk_report_free(c->report);
    kk_draft_free(c->draft);
    g_ptr_array_unref(c->doubts);
}

static void numbers_that_agree_are_consistent(void)
{
    Case c = begin();

    assert_findings(&c, KK_CONSISTENT, "");
}

static void rounding_is_no_fault(void)
{
    Case c = begin();

    print(&row_of(&c, 1, 1)->percent, "37 %"); /* 29.6 of 80 */
    assert_findings(&c, KK_CONSISTENT, "");
}

static void percent_that_cannot_be(void)
{
    Case c = begin();

    print(&row_of(&c, 3, 0)->percent, "60 %");
    assert_findings(&c, KK_INCONSISTENT, "row-percent 3.1 failed");
}

static void more_points_than_the_maximum(void)
{
    Case c = begin();

    print(&row_of(&c, 3, 0)->achieved, "25");
    assert_findings(&c, KK_INCONSISTENT, "row-range 3.1 failed");
}

static void row_that_is_missing(void)
{
    Case c = begin();

    g_free(row_of(&c, 2, 1)->code);
    row_of(&c, 2, 1)->code = g_strdup("2.3");
    assert_findings(&c, KK_INCONSISTENT, "row-sequence 2.2 failed");
}

static void maxima_that_do_not_add_up(void)
{
    Case c = begin();

    print(&row_of(&c, 2, 1)->max, "85");
    assert_findings(&c, KK_INCONSISTENT, "area-max 2 failed");
}

static void points_that_do_not_add_up(void)
{
    Case c = begin();
    KkDraftArea *area = kk_draft_lookup_area(c.draft, 4);
    KkDraftScore *score = g_ptr_array_index(area->scores, 0);

    print(&area->total->achieved, "46");
    print(&area->total->percent, "46 %");
    print(&score->score, "46");
    g_ptr_array_set_size(c.draft->total_scores, 0);
    assert_findings(&c, KK_INCONSISTENT, "area-total 4 failed");
}

static void score_that_is_published_otherwise(void)
{
    Case c = begin();
    KkDraftArea *area = kk_draft_lookup_area(c.draft, 6);

    print(&((KkDraftScore *)g_ptr_array_index(area->scores, 0))->score, "47");
    assert_findings(&c, KK_INCONSISTENT, "area-published 6 failed");
}

static void total_that_is_published_otherwise(void)
{
    Case c = begin();

    print(&((KkDraftScore *)g_ptr_array_index(c.draft->total_scores, 0))->score, "230");
    assert_findings(&c, KK_INCONSISTENT, "report-total total failed");
}

static void missing_number_makes_it_incomplete(void)
{
    Case c = begin();

    g_clear_pointer(&row_of(&c, 5, 0)->percent, g_free);
    assert_findings(&c, KK_INCOMPLETE, "row-percent 5.1 skipped");
}

static void every_rule_is_one_of_the_contract(void)
{
    static const char *const rules[] = {
        "row-percent", "row-range",    "row-sequence",   "row-max",      "area-max",
        "area-total",  "area-percent", "area-published", "report-total", "report-areas"};

    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++)
        g_assert_cmpstr(kk_validation_rules[i], ==, rules[i]);
    g_assert_null(kk_validation_rules[G_N_ELEMENTS(rules)]);
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/validate", numbers_that_agree_are_consistent);
    TEST("/validate", rounding_is_no_fault);
    TEST("/validate", percent_that_cannot_be);
    TEST("/validate", more_points_than_the_maximum);
    TEST("/validate", row_that_is_missing);
    TEST("/validate", maxima_that_do_not_add_up);
    TEST("/validate", points_that_do_not_add_up);
    TEST("/validate", score_that_is_published_otherwise);
    TEST("/validate", total_that_is_published_otherwise);
    TEST("/validate", missing_number_makes_it_incomplete);
    TEST("/validate", every_rule_is_one_of_the_contract);
    return g_test_run();
}
