/* SPDX-License-Identifier: GPL-2.0-or-later */
/* normalise.c, head.c, evaluators.c, edition.c: a draft to what it means. */
#include "support.h"

#include <string.h>

typedef struct {
    KkDraft *draft;
    KkDiagnostics *doubts;
    KkReport *report;
} Case;

static Case begin(void)
{
    return (Case){kk_draft_new(), kk_diagnostics_new(), NULL};
}

static void normalise(Case *c)
{
    c->report = kk_normalise(c->draft, c->doubts);
}

static void end(Case *c)
{
    kk_report_free(c->report);
    kk_draft_free(c->draft);
    g_ptr_array_unref(c->doubts);
}

/* ---- evaluators ------------------------------------------------------------------- */

/* "name/role/organisation", one a line; "-" for none. */
static void assert_evaluators(const char *printed, const char *expected)
{
    Case c = begin();
    GString *people = g_string_new(NULL);

    if (printed != NULL)
        c.draft->evaluators = kk_text_new(g_strdup(printed));
    normalise(&c);
    for (guint i = 0; i < c.report->evaluators->len; i++) {
        const KkEvaluator *person = g_ptr_array_index(c.report->evaluators, i);

        g_string_append_printf(people, "%s%s/%s/%s", i > 0 ? "\n" : "", person->name,
                               person->role != NULL ? person->role : "-",
                               person->organisation != NULL ? person->organisation : "-");
    }
    test_assert_text(g_string_free(people, FALSE), expected);
    end(&c);
}

static void evaluators_have_roles_and_organisations(void)
{
    assert_evaluators("Lars Strid, senior konsult (SKL), Anna Eklöf, SKL och Leif Eldås, SKL",
                      "Lars Strid/senior konsult/SKL\nAnna Eklöf/-/SKL\nLeif Eldås/-/SKL");
}

static void evaluators_may_stand_one_a_line(void)
{
    assert_evaluators("Eva Ek, SKL\nPer Holm, Säters kommun.",
                      "Eva Ek/-/SKL\nPer Holm/-/Säters kommun");
    assert_evaluators("Åsa Öhrn-Sjögren, handläggare, Falu kommun\nPer af Holm, SKR",
                      "Åsa Öhrn-Sjögren/handläggare/Falu kommun\nPer af Holm/-/SKR");
}

static void association_names_with_och_are_one(void)
{
    assert_evaluators("Maria Lind, Sveriges Kommuner och Landsting och Eva Ek, Mölndals stad",
                      "Maria Lind/-/Sveriges Kommuner och Landsting\nEva Ek/-/Mölndals stad");
}

static void organisation_behind_two_names_is_both_s(void)
{
    assert_evaluators("Anna Eklöf och Lars Strid (SKR)", "Anna Eklöf/-/SKR\nLars Strid/-/SKR");
    assert_evaluators("Anna Eklöf, Falu kommun och Lars Strid, SKR",
                      "Anna Eklöf/-/Falu kommun\nLars Strid/-/SKR");
    assert_evaluators("Anna Eklöf\nLars Strid, SKR", "Anna Eklöf/-/-\nLars Strid/-/SKR");
    assert_evaluators("Anna Eklöf\nLars Strid\nSKR", "Anna Eklöf/-/SKR\nLars Strid/-/SKR");
    assert_evaluators("Anna Eklöf och Lars Strid (båda SKR)", "Anna Eklöf/-/SKR\nLars Strid/-/SKR");
}

static void dates_and_departments_are_no_roles(void)
{
    assert_evaluators("Anna Eklöf, SKL\n2019-03-27\nSektionen för demokrati och styrning",
                      "Anna Eklöf/-/SKL");
}

static void evaluator_may_have_neither(void)
{
    assert_evaluators("Maria Lind", "Maria Lind/-/-");
    assert_evaluators(NULL, "");
}

static bool is_doubted(const char *printed)
{
    Case c = begin();

    if (printed != NULL)
        c.draft->evaluators = kk_text_new(g_strdup(printed));
    normalise(&c);
    bool doubted = test_has_doubt(c.doubts, "evaluators-unclear");
    end(&c);
    return doubted;
}

static void words_that_are_not_used_are_a_doubt(void)
{
    g_assert_false(is_doubted(NULL));
    g_assert_false(is_doubted("Lars Strid, senior konsult (SKL), Anna Eklöf, SKL"));
    g_assert_false(is_doubted("Anna Eklöf (SKL). Sveriges Kommuner och Landsting, 2019-03-27"));
    g_assert_true(is_doubted("Anna Eklöf, SKL, xx 77"));
    g_assert_true(is_doubted("Anna Eklöf, SKL, ekonom, jurist"));
    g_assert_true(is_doubted("Anna Eklöf, SKL Eva Ek, Halmstad"));
    g_assert_true(is_doubted("Anna Eklöf, SKL och Madonna"));
}

static void label_without_people_is_a_doubt(void)
{
    g_assert_true(is_doubted(""));
}

static void lost_organisation_is_a_doubt(void)
{
    g_assert_true(is_doubted("Anna Eklöf\nLars Strid, SKR"));
    g_assert_false(is_doubted("Anna Eklöf\nLars Strid"));
}

static void organisation_may_stand_on_the_next_line(void)
{
    assert_evaluators("Anna Eklöf\nSKR\nJonas Ek, kvalitetsstrateg\nBodens kommun",
                      "Anna Eklöf/-/SKR\nJonas Ek/kvalitetsstrateg/Bodens kommun");
}

static void role_may_say_where(void)
{
    assert_evaluators("Eva Ek, SKL, samt Maria Uhl, controller i Gnesta kommun",
                      "Eva Ek/-/SKL\nMaria Uhl/controller/Gnesta kommun");
    assert_evaluators("Anna Eklöf, Lars Strid, SKL", "Anna Eklöf/-/SKL\nLars Strid/-/SKL");
}

static void people_are_parted_without_commas(void)
{
    assert_evaluators("Eva Ek senior konsult SKL\nLars Berg Lilla Edets kommun",
                      "Eva Ek/senior konsult/SKL\nLars Berg/-/Lilla Edets kommun");
    assert_evaluators("Per-Olof Sjöö Wallin Trelleborgs kommun",
                      "Per-Olof Sjöö Wallin/-/Trelleborgs kommun");
    assert_evaluators("senior konsult Eva Ek, SKL, och kvalitetschef Lars Berg, Falu kommun",
                      "Eva Ek/senior konsult/SKL\nLars Berg/kvalitetschef/Falu kommun");
    assert_evaluators("Eva Ek – SKL, Lars Berg/Falu kommun",
                      "Eva Ek/-/SKL\nLars Berg/-/Falu kommun");
}

static void roles_are_no_names(void)
{
    assert_evaluators("Eva Ek, Senior Konsult, SKL\nLars Berg\nKvalitetschef\nFalu kommun",
                      "Eva Ek/Senior Konsult/SKL\nLars Berg/Kvalitetschef/Falu kommun");
    assert_evaluators("Projektledare: Eva Ek, SKL", "Eva Ek/Projektledare/SKL");
    assert_evaluators("Eva Ek och Lars Berg, båda från SKL", "Eva Ek/-/SKL\nLars Berg/-/SKL");
    assert_evaluators("Eva Ek, förvaltningschef, Falu kommun, Lars Berg, Enhetschef, SKL",
                      "Eva Ek/förvaltningschef/Falu kommun\nLars Berg/Enhetschef/SKL");
    assert_evaluators("Eva Ek, chef för Barn och utbildning, SKL",
                      "Eva Ek/chef för Barn och utbildning/SKL");
}

static void addresses_and_heads_of_columns_are_left_out(void)
{
    assert_evaluators("Namn, Roll, Organisation, E-post\nEva Ek, konsult, SKL, eva.ek@example.org",
                      "Eva Ek/konsult/SKL");
    g_assert_false(is_doubted("Eva Ek, SKL, 08-452 70 00\nLars Berg, SKL, lars@example.org"));
}

static void unknown_organisation_is_kept_with_a_doubt(void)
{
    assert_evaluators("Eva Ek, Ramböll och Lars Berg, SKL", "Eva Ek/-/Ramböll\nLars Berg/-/SKL");
    g_assert_true(is_doubted("Eva Ek, Ramböll och Lars Berg, SKL"));
    g_assert_true(is_doubted("Eva Ek, SKL, med Lars Berg som hjälp"));
}

static void doubt_stands_where_the_words_do(void)
{
    Case c = begin();

    c.draft->evaluators = kk_text_new(g_strdup("Eva Ek, SKL, xx 77"));
    kk_at_add(c.draft->evaluators->at, 3, &(KkRect){10, 20, 30, 40});
    normalise(&c);
    const KkDiagnostic *last = g_ptr_array_index(c.doubts, 0);
    for (guint i = 0; i < c.doubts->len; i++)
        if (strcmp(((KkDiagnostic *)g_ptr_array_index(c.doubts, i))->code, "evaluators-unclear") ==
            0)
            last = g_ptr_array_index(c.doubts, i);
    g_assert_cmpstr(last->code, ==, "evaluators-unclear");
    g_assert_cmpuint(last->at->len, ==, 1);
    g_assert_cmpint(g_array_index(last->at, KkPlace, 0).page, ==, 3);
    end(&c);
}

/* ---- head ------------------------------------------------------------------------- */

static void municipality_alone_outweighs_one_in_passing(void)
{
    Case c = begin();

    kk_mention_add(c.draft->municipalities, "Evert Ek, kvalitetschef i Falu kommun", 10);
    kk_mention_add(c.draft->municipalities, "HUDDINGE KOMMUN", 10);
    normalise(&c);
    g_assert_cmpstr(c.report->municipality, ==, "Huddinge");
    g_assert_cmpstr(c.report->code, ==, "0126");
    end(&c);
}

static void misspelt_municipality_is_found_with_a_doubt(void)
{
    Case c = begin();

    kk_mention_add(c.draft->municipalities, "VÄNERBORGS KOMMUN", 10);
    normalise(&c);
    g_assert_cmpstr(c.report->municipality, ==, "Vänersborg");
    g_assert_true(test_has_doubt(c.doubts, "municipality-misspelt"));
    end(&c);
}

static void what_is_not_stated_is_a_doubt_and_no_guess(void)
{
    Case c = begin();

    normalise(&c);
    g_assert_null(c.report->municipality);
    g_assert_cmpint(c.report->year, ==, 0);
    g_assert_null(c.report->edition);
    g_assert_null(c.report->report_date);
    g_assert_cmpint(c.report->ordinal, ==, 0);
    g_assert_false(c.report->achieved.set);
    g_assert_true(test_has_doubt(c.doubts, "municipality-missing"));
    g_assert_true(test_has_doubt(c.doubts, "year-missing"));
    g_assert_true(test_has_doubt(c.doubts, "edition-unknown"));
    end(&c);
}

static void year_of_the_date_is_taken_with_a_doubt(void)
{
    Case c = begin();

    c.draft->report_date = g_strdup("2012-12-04");
    normalise(&c);
    g_assert_cmpint(c.report->year, ==, 2012);
    g_assert_true(test_has_doubt(c.doubts, "year-from-date"));
    end(&c);
}

static void assert_year(int first, int second, int on_cover, int expected, bool doubted)
{
    Case c = begin();
    const int told[] = {first, second};

    for (guint i = 0; i < G_N_ELEMENTS(told); i++) {
        g_autofree char *year = g_strdup_printf("%d", told[i]);

        kk_mention_add(c.draft->years, year, 100);
    }
    g_autofree char *cover = g_strdup_printf("%d", on_cover);
    kk_mention_add(c.draft->years, cover, 60);
    normalise(&c);
    g_assert_cmpint(c.report->year, ==, expected);
    g_assert_true(test_has_doubt(c.doubts, "year-disputed") == doubted);
    end(&c);
}

static void year_of_the_text_fits_the_covers(void)
{
    assert_year(2017, 2013, 2018, 2017, false); /* printed in the next year */
    assert_year(2013, 2017, 2017, 2017, false); /* the earlier evaluation is told first */
    assert_year(2012, 2012, 2010, 2012, false); /* "Kommunkompassen 2010": the tool's */
    assert_year(2013, 2011, 2017, 2017, true);
}

static void year_before_the_first_edition_is_anothers(void)
{
    Case c = begin();

    kk_mention_add(c.draft->years, "1916", 10);
    kk_mention_add(c.draft->years, "2004", 1);
    normalise(&c);
    g_assert_cmpint(c.report->year, ==, 2004);
    end(&c);

    c = begin();
    c.draft->report_date = g_strdup("1999-12-04");
    normalise(&c);
    g_assert_cmpint(c.report->year, ==, 0);
    g_assert_true(test_has_doubt(c.doubts, "year-missing"));
    end(&c);
}

static void ordinal_is_read_from_its_word(void)
{
    Case c = begin();

    c.draft->ordinal = g_strdup("Tredje");
    normalise(&c);
    g_assert_cmpint(c.report->ordinal, ==, 3);
    end(&c);
}

/* ---- editions --------------------------------------------------------------------- */

static void add_area(KkDraft *draft, int number, const char *name)
{
    kk_draft_ensure_area(draft, number)->name = g_strdup(name);
}

static void edition_is_told_by_the_areas_names(void)
{
    Case c = begin();

    kk_mention_add(c.draft->years, "2017", 10); /* the new names, a late year */
    add_area(c.draft, 2, "Tillgänglighet och brukarorientering");
    add_area(c.draft, 7, "Verksamhetsutveckling");
    normalise(&c);
    g_assert_cmpstr(c.report->edition, ==, "2010");
    end(&c);
}

static void level_editions_are_parted_by_the_year(void)
{
    Case c = begin();

    kk_mention_add(c.draft->years, "2017", 10);
    add_area(c.draft, 3, "Politisk styrning och kontroll");
    normalise(&c);
    g_assert_cmpstr(c.report->edition, ==, "2016");
    g_assert_true(test_has_doubt(c.doubts, "edition-by-year"));
    end(&c);
}

static void unknown_edition_keeps_its_areas(void)
{
    Case c = begin();

    add_area(c.draft, 1, "Tillit och gemenskap");
    normalise(&c);
    const KkArea *area = g_ptr_array_index(c.report->areas, 0);
    g_assert_null(c.report->edition);
    g_assert_null(area->id);
    g_assert_cmpstr(area->name, ==, "Tillit och gemenskap");
    g_assert_true(test_has_doubt(c.doubts, "edition-unknown"));
    end(&c);
}

/* ---- numbers ---------------------------------------------------------------------- */

static KkDraftRow *row_of(const char *code, const char *achieved, const char *max)
{
    KkDraftRow *row = kk_draft_row_new();

    row->code = g_strdup(code);
    row->text = g_strdup("Finns en plan?");
    row->achieved = g_strdup(achieved);
    row->max = g_strdup(max);
    return row;
}

static void what_is_not_printed_is_null_with_a_doubt(void)
{
    Case c = begin();
    KkDraftArea *draft = kk_draft_ensure_area(c.draft, 1);

    draft->name = g_strdup("Arbetsliv");
    g_ptr_array_add(draft->rows, row_of("1.1", "10,5", "–"));
    g_ptr_array_add(draft->rows, row_of("1.2", "7", "10"));
    normalise(&c);
    const KkArea *area = g_ptr_array_index(c.report->areas, 0);
    const KkQuestion *question = g_ptr_array_index(area->questions, 0);
    g_assert_true(question->score.achieved.set);
    g_assert_cmpfloat(question->score.achieved.value, ==, 10.5);
    g_assert_false(question->score.max.set);
    g_assert_false(question->score.percent.set);
    g_assert_true(test_has_doubt(c.doubts, "value-missing"));
    g_assert_true(test_has_doubt(c.doubts, "total-missing"));
    end(&c);
}

static void tables_without_any_number_are_a_doubt(void)
{
    Case c = begin();

    g_ptr_array_add(kk_draft_ensure_area(c.draft, 1)->rows, row_of("1.1", NULL, NULL));
    normalise(&c);
    g_assert_true(test_has_doubt(c.doubts, "value-missing"));
    end(&c);
}

static void total_is_computed_only_from_every_area(void)
{
    Case c = begin();

    for (int number = 1; number <= KK_EDITION_AREAS; number++) {
        add_area(c.draft, number, kk_editions[3]->areas[number - 1].names[0]);
        KkDraftArea *area = kk_draft_lookup_area(c.draft, number);
        area->total = row_of(NULL, "10,5", number < 8 ? "20" : NULL);
    }
    normalise(&c);
    g_assert_true(c.report->achieved.set);
    g_assert_cmpfloat(c.report->achieved.value, ==, 84);
    g_assert_false(c.report->max.set);
    end(&c);
}

/* ---- comparisons ------------------------------------------------------------------ */

static void add_column(KkDraftArea *area, const char *label, const char *score)
{
    g_ptr_array_add(area->columns, kk_draft_column_new(g_strdup(label), g_strdup(score)));
}

static void others_columns_are_comparisons(void)
{
    Case c = begin();
    KkDraftArea *draft = kk_draft_ensure_area(c.draft, 1);

    kk_mention_add(c.draft->years, "2018", 10);
    draft->name = g_strdup("Arbetsliv");
    add_column(draft, "Resultat 2018", "66");
    add_column(draft, "Resultat 2014", "54,5");
    add_column(draft, "Nationellt medelvärde", "61");
    add_column(draft, "Förändring", "11,5");
    kk_mention_add(c.draft->municipalities, "Huddinge kommun", 10);
    add_column(draft, "Nacka 2014", "57");
    normalise(&c);
    const KkArea *area = g_ptr_array_index(c.report->areas, 0);
    g_assert_cmpuint(area->published->len, ==, 1);
    g_assert_cmpfloat(((KkPublished *)g_ptr_array_index(area->published, 0))->score.value, ==, 66);
    g_assert_cmpuint(area->comparisons->len, ==, 3);
    g_assert_cmpint(((KkComparison *)g_ptr_array_index(area->comparisons, 2))->kind, ==,
                    KK_COMPARISON_OTHER);
    const KkComparison *before = g_ptr_array_index(area->comparisons, 0);
    const KkComparison *mean = g_ptr_array_index(area->comparisons, 1);
    g_assert_cmpint(before->kind, ==, KK_COMPARISON_PREVIOUS);
    g_assert_cmpint(before->year, ==, 2014);
    g_assert_cmpfloat(before->score.value, ==, 54.5);
    g_assert_cmpint(mean->kind, ==, KK_COMPARISON_AVERAGE);
    g_assert_cmpint(mean->year, ==, 0);
    g_assert_cmpstr(mean->label, ==, "Nationellt medelvärde");
    end(&c);
}

/* Whether a score is missed, of a report where all areas but @without have one in its summary. */
static bool is_score_missed(int without)
{
    g_autoptr(KkDraft) draft = kk_draft_new();
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();

    for (int number = 1; number <= 8; number++) {
        KkDraftArea *area = kk_draft_ensure_area(draft, number);

        if (number != without)
            g_ptr_array_add(area->scores, kk_draft_score_new(KK_WHERE_SUMMARY, g_strdup("70")));
    }
    g_autoptr(KkReport) report = kk_normalise(draft, doubts);
    return test_has_doubt(doubts, "score-missing");
}

static void score_that_one_area_lacks_is_doubted(void)
{
    g_assert_false(is_score_missed(0));
    g_assert_true(is_score_missed(3));
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/normalise/evaluators", evaluators_have_roles_and_organisations);
    TEST("/normalise/evaluators", evaluators_may_stand_one_a_line);
    TEST("/normalise/evaluators", association_names_with_och_are_one);
    TEST("/normalise/evaluators", organisation_behind_two_names_is_both_s);
    TEST("/normalise/evaluators", dates_and_departments_are_no_roles);
    TEST("/normalise/evaluators", evaluator_may_have_neither);
    TEST("/normalise/evaluators", words_that_are_not_used_are_a_doubt);
    TEST("/normalise/evaluators", label_without_people_is_a_doubt);
    TEST("/normalise/evaluators", lost_organisation_is_a_doubt);
    TEST("/normalise/evaluators", organisation_may_stand_on_the_next_line);
    TEST("/normalise/evaluators", role_may_say_where);
    TEST("/normalise/evaluators", people_are_parted_without_commas);
    TEST("/normalise/evaluators", roles_are_no_names);
    TEST("/normalise/evaluators", addresses_and_heads_of_columns_are_left_out);
    TEST("/normalise/evaluators", unknown_organisation_is_kept_with_a_doubt);
    TEST("/normalise/evaluators", doubt_stands_where_the_words_do);
    TEST("/normalise/head", municipality_alone_outweighs_one_in_passing);
    TEST("/normalise/head", misspelt_municipality_is_found_with_a_doubt);
    TEST("/normalise/head", what_is_not_stated_is_a_doubt_and_no_guess);
    TEST("/normalise/head", year_of_the_date_is_taken_with_a_doubt);
    TEST("/normalise/head", year_of_the_text_fits_the_covers);
    TEST("/normalise/head", year_before_the_first_edition_is_anothers);
    TEST("/normalise/head", ordinal_is_read_from_its_word);
    TEST("/normalise/edition", edition_is_told_by_the_areas_names);
    TEST("/normalise/edition", level_editions_are_parted_by_the_year);
    TEST("/normalise/edition", unknown_edition_keeps_its_areas);
    TEST("/normalise/areas", what_is_not_printed_is_null_with_a_doubt);
    TEST("/normalise/areas", tables_without_any_number_are_a_doubt);
    TEST("/normalise/areas", total_is_computed_only_from_every_area);
    TEST("/normalise/areas", others_columns_are_comparisons);
    TEST("/normalise/areas", score_that_one_area_lacks_is_doubted);
    return g_test_run();
}
