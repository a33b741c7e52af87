/* SPDX-License-Identifier: GPL-2.0-or-later */
/* check_*.c: each rule agrees and fails where it should, once, with its subject. */
#include "reports.h"

#include <string.h>

/* Eight areas of two rows whose numbers agree as they stand. */
static KkReport *sound(void)
{
    KkReport *report = make_report();

    report->edition = kk_editions[3]->year;
    for (int i = 0; i < KK_EDITION_AREAS; i++) {
        KkArea *area = add_area(report, "40", "100", "40");

        area->id = kk_editions[3]->areas[i].id;
        add_row(area, "10", "20", "50");
        add_row(area, "12", "30", "40");
        add_row(area, "18", "50", "36");
        publish(area->published, KK_WHERE_CHAPTER, "40");
        publish(area->published, KK_WHERE_SUMMARY, "40");
    }
    publish(report->published, KK_WHERE_SUMMARY, "320");
    return report;
}

/* ---- a fault for each rule, and what looks like one --------------------------------------- */

static void wrong_percent(KkReport *report)
{
    row_of(report, 3, 1)->percent.value = 60;
}
static void rounded_percent(KkReport *report)
{
    row_of(report, 3, 2)->percent.value = 41;
}
static void too_many_points(KkReport *report)
{
    row_of(report, 3, 1)->achieved.value = 25;
}
static void nearly_too_many(KkReport *report)
{
    /* 19,5 of 19,5 are printed as 20 */
    *row_of(report, 3, 1) = (KkScore){.achieved = {true, 20, 0},
                                      .max = {true, 19.5, 1},
                                      .percent = {true, 100, 0},
                                      .at = row_of(report, 3, 1)->at};
    row_of(report, 3, 2)->max = (KkNumber){true, 30.5, 1};
    area_of(report, 3)->score.achieved.value = area_of(report, 3)->score.percent.value = 50;
    g_ptr_array_set_size(area_of(report, 3)->published, 0);
    g_ptr_array_set_size(report->published, 0);
    row_of(report, 3, 2)->percent.value = 39;
}
static void missing_row(KkReport *report)
{
    g_ptr_array_remove_index(area_of(report, 3)->questions, 1);
}
static void impossible_max(KkReport *report)
{
    row_of(report, 3, 1)->max.value = 200;
}
static void greatest_max(KkReport *report)
{
    g_ptr_array_set_size(area_of(report, 3)->questions, 1);
    *row_of(report, 3, 1) = (KkScore){.achieved = {true, 40, 0},
                                      .max = {true, 100, 0},
                                      .percent = {true, 40, 0},
                                      .at = row_of(report, 3, 1)->at};
}
static void wrong_max(KkReport *report)
{
    row_of(report, 3, 3)->max.value = 55;
}
static void drifted_maxima(KkReport *report)
{
    row_of(report, 3, 1)->max.value = 21;
    row_of(report, 3, 1)->percent.value = 48;
    row_of(report, 3, 2)->max.value = 29;
    row_of(report, 3, 2)->percent.value = 41;
}
static void print_total(KkReport *report, double total)
{
    KkArea *area = area_of(report, 3);

    area->score.achieved.value = area->score.percent.value = total;
    for (guint i = 0; i < area->published->len; i++)
        ((KkPublished *)g_ptr_array_index(area->published, i))->score.value = total;
}
static void wrong_total(KkReport *report)
{
    area_of(report, 3)->score.achieved.value = 46;
}
static void rounded_total(KkReport *report)
{
    print_total(report, 41);
    row_of(report, 3, 1)->percent.value = 51;
    row_of(report, 3, 3)->percent.value = 37;
}
static void wrong_area_percent(KkReport *report)
{
    area_of(report, 3)->score.percent.value = 47;
}
static void wrong_published(KkReport *report)
{
    ((KkPublished *)g_ptr_array_index(area_of(report, 3)->published, 1))->score.value = 47;
}
static void finer_published(KkReport *report)
{
    ((KkPublished *)g_ptr_array_index(area_of(report, 3)->published, 1))->score =
        kk_number_parse("40,2");
}
static void wrong_grand_total(KkReport *report)
{
    ((KkPublished *)g_ptr_array_index(report->published, 0))->score.value = 230;
}
static void rounded_grand_total(KkReport *report)
{
    ((KkPublished *)g_ptr_array_index(report->published, 0))->score.value = 322;
}
static void missing_area(KkReport *report)
{
    g_ptr_array_remove_index(report->areas, 2);
}
static void nothing(KkReport *report)
{
    (void)report;
}

typedef struct {
    const char *rule, *subject;
    void (*fault)(KkReport *); /* gives one finding of the rule, of the subject */
    void (*none)(KkReport *);  /* gives none */
} Row;

static const Row rows[] = {
    {"row-percent", "3.1", wrong_percent, rounded_percent},
    {"row-range", "3.1", too_many_points, nearly_too_many},
    {"row-sequence", "3.2", missing_row, nothing},
    {"row-max", "3.1", impossible_max, greatest_max},
    {"area-max", "3", wrong_max, drifted_maxima},
    {"area-total", "3", wrong_total, rounded_total},
    {"area-percent", "3", wrong_area_percent, rounded_total},
    {"area-published", "3", wrong_published, finer_published},
    {"report-total", "total", wrong_grand_total, rounded_grand_total},
    {"report-areas", "3", missing_area, nothing},
};

static const Row *lookup(const char *rule)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (strcmp(rows[i].rule, rule) == 0)
            return &rows[i];
    g_error("no case for the rule %s", rule);
}

static void every_rule_finds_its_fault_once(void)
{
    for (int i = 0; kk_validation_rules[i] != NULL; i++) {
        const Row *row = lookup(kk_validation_rules[i]);
        g_autofree char *expected = g_strdup_printf("%s %s failed", row->rule, row->subject);
        KkReport *report = sound();

        g_test_message("%s", row->rule);
        row->fault(report);
        assert_findings(report, expected);
    }
}

static void every_rule_lets_pass_what_rounding_explains(void)
{
    for (int i = 0; kk_validation_rules[i] != NULL; i++) {
        const Row *row = lookup(kk_validation_rules[i]);
        KkReport *report = sound();

        g_test_message("%s", row->rule);
        row->none(report);
        assert_findings(report, "");
    }
}

static void sound_report_agrees_as_it_stands(void)
{
    g_assert_cmpint(assert_findings(sound(), ""), ==, 0);
}

/* ---- real published cases ---------------------------------------------------------------- */

/* Eight areas with these totals and nothing else. */
static KkReport *with_totals(const int *totals, const char *published)
{
    KkReport *report = make_report();

    report->announces_tables = false;
    report->edition = kk_editions[1]->year;
    for (int i = 0; i < KK_EDITION_AREAS; i++) {
        g_autofree char *total = g_strdup_printf("%d", totals[i]);
        KkArea *area = kk_area_new(i + 1);

        area->name = g_strdup_printf("Område %d", i + 1);
        publish(area->published, KK_WHERE_SUMMARY, total);
        g_ptr_array_add(report->areas, area);
    }
    publish(report->published, KK_WHERE_SUMMARY, published);
    return report;
}

static void assert_total(const int *totals, const char *published, const char *findings,
                         int rounding, bool unlikely)
{
    g_autoptr(KkReport) report = with_totals(totals, published);
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkValidation) validation = kk_validate(report, doubts);

    test_assert_text(dup_findings(validation), findings);
    g_assert_cmpint(validation->counts[KK_OUTCOME_ROUNDING], ==, rounding);
    g_assert_cmpint(test_has_doubt(doubts, KK_DOUBT_TOTAL_UNLIKELY), ==, unlikely);
}

static void published_447_under_448_is_rounding(void)
{
    static const int totals[] = {57, 63, 51, 49, 60, 55, 48, 64};

    assert_total(totals, "448", "", 1, false);
    assert_total(totals, "447", "", 0, false);
}

static void published_454_under_455_is_rounding(void)
{
    static const int totals[] = {57, 63, 58, 49, 60, 55, 48, 64};

    assert_total(totals, "455", "", 1, false);
}

static void published_363_under_359_agrees_with_a_doubt(void)
{
    static const int totals[] = {45, 50, 40, 41, 52, 47, 38, 50};

    assert_total(totals, "359", "", 1, true);
    assert_total(totals, "361", "", 1, false);
    assert_total(totals, "358", "report-total total failed", 0, false);
}

static void published_434_under_447_fails(void)
{
    static const int totals[] = {57, 63, 51, 49, 60, 55, 48, 51};

    assert_total(totals, "447", "report-total total failed", 0, false);
}

static void rows_of_80_under_79_are_rounding(void)
{
    KkReport *report = make_report();
    KkArea *area = add_area(report, "79", "100", "79");

    add_row(area, "11", "15", "71"); /* 10,6 */
    add_row(area, "18", "20", "88"); /* 17,5 to 17,7 */
    add_row(area, "21", "25", "83");
    add_row(area, "23", "30", "77");
    add_row(area, "7", "10", "68");
    g_assert_cmpint(assert_findings(report, ""), >, 0);
}

/* ---- one fault gives one finding ----------------------------------------------------------- */

static void row_at_fault_leaves_its_sum_alone(void)
{
    KkReport *report = sound();

    row_of(report, 3, 3)->achieved.value = 81;
    row_of(report, 3, 3)->max.value = 50;
    assert_findings(report, "row-range 3.3 failed");
}

static void maximum_too_small_for_its_points_is_the_areas(void)
{
    KkReport *report = sound();

    row_of(report, 3, 1)->max.value = 2;
    assert_findings(report, "area-max 3 failed");
}

static void misprinted_maximum_of_the_area_leaves_its_percent_alone(void)
{
    KkReport *report = sound();

    area_of(report, 3)->score.max.value = 10;
    assert_findings(report, "area-max 3 failed");
}

static void last_row_that_is_missing_is_found_by_its_maximum(void)
{
    KkReport *report = sound();

    g_ptr_array_set_size(area_of(report, 3)->questions, 2);
    assert_findings(report, "area-max 3 failed");
}

static void doubled_row_is_found_by_its_code(void)
{
    KkReport *report = sound();
    KkQuestion *question;

    add_row(area_of(report, 3), "18", "50", "36");
    question = g_ptr_array_index(area_of(report, 3)->questions, 3);
    g_free(question->code);
    question->code = g_strdup("3.3");
    assert_findings(report, "row-sequence 3.3 failed");
}

static void doubled_row_under_the_next_code_is_found_by_its_maximum(void)
{
    KkReport *report = sound();

    add_row(area_of(report, 3), "18", "50", "36");
    assert_findings(report, "area-max 3 failed");
}

static void misprinted_code_is_one_fault(void)
{
    KkReport *report = sound();
    KkQuestion *question = g_ptr_array_index(area_of(report, 3)->questions, 1);

    g_free(question->code);
    question->code = g_strdup("3.7");
    assert_findings(report, "row-sequence 3.7 failed");
}

static void rows_that_changed_places_are_one_fault(void)
{
    KkReport *report = sound();
    GPtrArray *questions = area_of(report, 3)->questions;
    gpointer first = questions->pdata[0];

    questions->pdata[0] = questions->pdata[1];
    questions->pdata[1] = first;
    assert_findings(report, "row-sequence 3.1 failed");
}

static int by_percent(gconstpointer a, gconstpointer b)
{
    const KkQuestion *const *first = a, *const *second = b;
    double d = (*first)->score.percent.value - (*second)->score.percent.value;

    return d < 0 ? -1 : d > 0;
}

static void rows_may_stand_in_the_order_of_their_percents(void)
{
    KkReport *report = sound();

    for (int number = 1; number <= KK_EDITION_AREAS; number++)
        g_ptr_array_sort(area_of(report, number)->questions, by_percent);
    g_assert_cmpstr(((KkQuestion *)g_ptr_array_index(area_of(report, 3)->questions, 0))->code, !=,
                    "3.1");
    assert_findings(report, "");
}

static void few_rows_in_the_order_of_their_percents_are_no_order(void)
{
    KkReport *report = sound();

    g_ptr_array_set_size(report->areas, 3);
    g_ptr_array_set_size(report->published, 0);
    report->edition = NULL;
    for (int number = 1; number <= 3; number++)
        g_ptr_array_sort(area_of(report, number)->questions, by_percent);
    assert_findings(report, "row-sequence 1.2 failed\nrow-sequence 1.1 failed\n"
                            "row-sequence 2.2 failed\nrow-sequence 2.1 failed\n"
                            "row-sequence 3.2 failed\nrow-sequence 3.1 failed");
}

static void misprinted_total_leaves_what_is_published_alone(void)
{
    KkReport *report = sound();

    area_of(report, 3)->score.achieved.value = 41; /* the rows allow 39 to 41 by points */
    for (guint i = 1; i <= 3; i++)
        row_of(report, 3, i)->percent.set = false;
    for (int number = 1; number <= KK_EDITION_AREAS; number++)
        for (guint i = 1; i <= 3; i++)
            row_of(report, number, i)->percent.set = false;
    assert_findings(report, "area-percent 3 failed");
}

static void misprint_that_is_repeated_is_one_fault(void)
{
    KkReport *report = sound();

    for (guint i = 0; i < 2; i++)
        ((KkPublished *)g_ptr_array_index(area_of(report, 3)->published, i))->score.value = 47;
    publish(report->published, KK_WHERE_PROSE, "320");
    assert_findings(report, "area-published 3 failed");
}

static void two_totals_that_differ_are_a_fault(void)
{
    KkReport *report = sound();

    publish(report->published, KK_WHERE_PROSE, "322");
    assert_findings(report, "report-total total failed");
}

static void area_there_twice_is_one_fault(void)
{
    KkReport *report = sound();

    area_of(report, 8)->id = area_of(report, 2)->id;
    assert_findings(report, "report-areas 8 failed");
    report = sound();
    area_of(report, 8)->number = 2;
    for (guint i = 1; i <= 3; i++) {
        KkQuestion *question = g_ptr_array_index(area_of(report, 8)->questions, i - 1);

        g_free(question->code);
        question->code = g_strdup_printf("2.%u", i);
    }
    assert_findings(report, "report-areas 2 failed\nreport-areas 8 skipped");
}

/* ---- what need not be there, and what a cut took away --------------------------------------- */

static void tables_without_percentages_lack_nothing(void)
{
    KkReport *report = sound();

    for (int number = 1; number <= KK_EDITION_AREAS; number++) {
        area_of(report, number)->score.percent.set = false;
        for (guint i = 1; i <= 3; i++)
            row_of(report, number, i)->percent.set = false;
    }
    assert_findings(report, "");
}

static void total_and_summary_need_not_be_there(void)
{
    KkReport *report = sound();

    g_ptr_array_set_size(report->published, 0);
    for (int number = 1; number <= KK_EDITION_AREAS; number++)
        g_ptr_array_set_size(area_of(report, number)->published, 0);
    assert_findings(report, "");
}

static void what_a_cut_took_is_skipped(void)
{
    KkReport *report = sound();

    g_ptr_array_set_size(report->areas, 7);
    assert_findings(report, "report-total total skipped\nreport-areas 8 skipped");
    report = sound();
    g_ptr_array_set_size(area_of(report, 8)->questions, 0);
    area_of(report, 8)->has_score = false;
    area_of(report, 8)->score.achieved.set = false;
    assert_findings(report, "area-total 8 skipped");
}

/* ---- what it says --------------------------------------------------------------------------- */

static void assert_message(KkReport *report, const char *words)
{
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkValidation) validation = kk_validate(report, doubts);
    const KkFinding *finding = g_ptr_array_index(validation->findings, 0);

    if (strstr(finding->message->text, words) == NULL)
        g_error("no \"%s\" in \"%s\"", words, finding->message->text);
    kk_report_free(report);
}

static void single_misprint_is_named(void)
{
    KkReport *report = sound();

    area_of(report, 3)->score.achieved.value = 70;
    assert_message(report, "40 misprinted as 70 for the total of area 3 would explain it");
    report = sound();
    g_ptr_array_set_size(area_of(report, 3)->questions, 2);
    assert_message(report, "a missing question of at most 50 points would explain it");
    report = sound();
    add_row(area_of(report, 3), "10", "20", "50");
    assert_message(report, "a row printed twice, such as 3.4, would explain it");
    report = sound();
    row_of(report, 3, 3)->max.value = 56;
    assert_message(report, "50 misprinted as 56 for the maximum of 3.3 would explain it");
}

static void two_explanations_are_none(void)
{
    KkReport *report = sound();

    row_of(report, 3, 1)->percent.value = 60; /* for 50, or 10 for 12 */
    assert_message(report, "10 of 20 points cannot be 60 %.");
}

static void expected_is_what_would_agree(void)
{
    g_autoptr(KkReport) report = sound();
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();

    row_of(report, 3, 1)->percent.value = 95;
    g_autoptr(KkValidation) validation = kk_validate(report, doubts);
    const KkFinding *finding = g_ptr_array_index(validation->findings, 0);
    g_assert_true(finding->has_expected);
    g_assert_cmpfloat(finding->least, ==, 48); /* 9,5 of 20 are 47,5 %, half up */
    g_assert_cmpfloat(finding->greatest, ==, 52);
    g_assert_cmpfloat(finding->found.value, ==, 95);
}

/* Every failure of a number says what would agree; those of rows and areas have no number. */
static void every_failed_number_says_what_would_agree(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(KkReport) report = sound();
        g_autoptr(GPtrArray) doubts = kk_diagnostics_new();

        rows[i].fault(report);
        g_autoptr(KkValidation) validation = kk_validate(report, doubts);
        const KkFinding *finding = g_ptr_array_index(validation->findings, 0);
        g_test_message("%s", rows[i].rule);
        g_assert_cmpint(finding->has_expected, ==, finding->found.set);
        if (finding->found.set)
            g_assert_false(finding->found.value >= finding->least &&
                           finding->found.value <= finding->greatest);
    }
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/validate/rules", every_rule_finds_its_fault_once);
    TEST("/validate/rules", every_rule_lets_pass_what_rounding_explains);
    TEST("/validate/rules", sound_report_agrees_as_it_stands);
    TEST("/validate/rules", published_447_under_448_is_rounding);
    TEST("/validate/rules", published_454_under_455_is_rounding);
    TEST("/validate/rules", published_363_under_359_agrees_with_a_doubt);
    TEST("/validate/rules", published_434_under_447_fails);
    TEST("/validate/rules", rows_of_80_under_79_are_rounding);
    TEST("/validate/rules", row_at_fault_leaves_its_sum_alone);
    TEST("/validate/rules", maximum_too_small_for_its_points_is_the_areas);
    TEST("/validate/rules", misprinted_maximum_of_the_area_leaves_its_percent_alone);
    TEST("/validate/rules", last_row_that_is_missing_is_found_by_its_maximum);
    TEST("/validate/rules", doubled_row_is_found_by_its_code);
    TEST("/validate/rules", doubled_row_under_the_next_code_is_found_by_its_maximum);
    TEST("/validate/rules", misprinted_code_is_one_fault);
    TEST("/validate/rules", rows_that_changed_places_are_one_fault);
    TEST("/validate/rules", rows_may_stand_in_the_order_of_their_percents);
    TEST("/validate/rules", few_rows_in_the_order_of_their_percents_are_no_order);
    TEST("/validate/rules", misprinted_total_leaves_what_is_published_alone);
    TEST("/validate/rules", misprint_that_is_repeated_is_one_fault);
    TEST("/validate/rules", two_totals_that_differ_are_a_fault);
    TEST("/validate/rules", area_there_twice_is_one_fault);
    TEST("/validate/rules", tables_without_percentages_lack_nothing);
    TEST("/validate/rules", total_and_summary_need_not_be_there);
    TEST("/validate/rules", what_a_cut_took_is_skipped);
    TEST("/validate/rules", single_misprint_is_named);
    TEST("/validate/rules", two_explanations_are_none);
    TEST("/validate/rules", expected_is_what_would_agree);
    TEST("/validate/rules", every_failed_number_says_what_would_agree);
    return g_test_run();
}
