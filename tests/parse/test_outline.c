/* SPDX-License-Identifier: GPL-2.0-or-later */
/* outline.c and chapters.c: where chapters begin, however they are headed. */
#include "support.h"

#include <string.h>

#define COVER "# Kommunkompassen\n\nAnalys av Huddinge kommun 2017\n\n"
#define PARTS "### Styrkor\n\n- Ett\n\n### Förbättringsområden\n\n- Två\n\n"

/* Each area as "1 NAME (score)". */
static char *dup_areas(const KkReport *report)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);

        g_string_append_printf(text, "%s%d %s", i > 0 ? "\n" : "", area->number, area->name);
        for (guint k = 0; k < area->published->len; k++)
            g_string_append_printf(
                text, " (%g)", ((KkPublished *)g_ptr_array_index(area->published, k))->score.value);
        g_assert_cmpuint(area->strengths->len, ==, 1);
        g_assert_cmpuint(area->improvements->len, ==, 1);
    }
    return g_string_free(text, FALSE);
}

static void assert_areas(const char *first, const char *second, const char *expected)
{
    g_autofree char *text = g_strconcat(COVER, first, PARTS, second, PARTS, NULL);
    g_autoptr(KkResult) result = test_process(text);

    test_assert_text(dup_areas(result->report), expected);
}

#define AREAS "1 Offentlighet och demokrati\n2 Tillgänglighet och brukarorientering"
#define SCORED "1 Offentlighet och demokrati (66)\n2 Tillgänglighet och brukarorientering (72)"

static void areas_are_headed_in_many_ways(void)
{
    assert_areas("## Område 1 Offentlighet och demokrati\n\n",
                 "## Område 2 Tillgänglighet och brukarorientering\n\n", AREAS);
    assert_areas("## 3.1 Offentlighet och demokrati\n\n",
                 "## 3.2 Tillgänglighet och brukarorientering\n\n", AREAS);
    assert_areas("## 3.1 Område 1 Offentlighet och demokrati\n\n",
                 "## 3.2 Område 2 Tillgänglighet och brukarorientering\n\n", AREAS);
    assert_areas("## Offentlighet och demokrati\n\n", "## Tillgänglighet och brukarorientering\n\n",
                 AREAS);
    assert_areas("## 1. Offentlighet och demokrati [redigera]\n\n",
                 "## 2. Tillgänglighet och brukarorientering [redigera]\n\n", AREAS);
    assert_areas("## 1. Offentlighet\n## och demokrati\n\n",
                 "## 2. Tillgänglighet\n## och brukarorientering\n\n", AREAS);
    assert_areas("## Praxisområde 1. Offentlighet och demokrati\n\n",
                 "## Praxisområde 2. Tillgänglighet och brukarorientering\n\n", AREAS);
}

static void score_may_stand_in_or_under_the_heading(void)
{
    assert_areas("## 1. Offentlighet och demokrati (66 poäng)\n\n",
                 "## 2. Tillgänglighet och brukarorientering (72\n## poäng)\n\n", SCORED);
    assert_areas("## 1. Offentlighet och demokrati 66 poäng\n\n",
                 "## 2. Tillgänglighet och 72 poäng\n## brukarorientering\n\n", SCORED);
    assert_areas("## Offentlighet och demokrati\nOmråde 1. Poäng: 66/100\n\n",
                 "## Tillgänglighet och brukarorientering\nOmråde 2. Poäng: 72/100\n\n", SCORED);
    assert_areas("## Område 1 | Offentlighet och demokrati | 66 poäng\n\n",
                 "## Område 2 | Tillgänglighet och brukarorientering | 72 poäng\n\n", SCORED);
    assert_areas("## 1. Offentlighet och demokrati\n\nPoäng: 66 (100)\n\n",
                 "## 2. Tillgänglighet och brukarorientering\n\nPoäng: 72 (100)\n\n", SCORED);
    assert_areas(
        "## Första området: Offentlighet och demokrati\nOmråde 1, 66 poäng av 100 möjliga\n\n",
        "## Andra området: Tillgänglighet\n## och brukarorientering\nOmråde 2, 72 poäng av 100 "
        "möjliga\n\n",
        SCORED);
    assert_areas("## Område 1 Offentlighet och demokrati\n\nOmrådespoäng: 66\n\n",
                 "## Område 2 Tillgänglighet och brukarorientering\n\nOmrådespoäng: 72\n\n",
                 SCORED);
    assert_areas(
        "## Område 1 Offentlighet och demokrati\n\nHuddinge 66 poäng (2008: 65 poäng)\n\n",
        "## Område 2 Tillgänglighet och brukarorientering\n\nPoäng: 72 av 100 | 2019: 51 | "
        "Medelvärde: 54\n\n",
        SCORED);
    assert_areas("## Område 1 Offentlighet och demokrati\n\nPoäng 2014: 66\n\n",
                 "## Område 2 Tillgänglighet och brukarorientering\n\nPoäng 2014: 72\n\n", SCORED);
}

static void total_of_a_table_heads_no_chapter(void)
{
    /* each area's table stands in its chapter */
    g_autoptr(KkResult) result = test_process(
        COVER "## 1 Offentlighet och demokrati\n\n" PARTS "Område 1 totalt\t66\t100\t66\n\n"
              "## 2 Tillgänglighet och brukarorientering\n\n" PARTS
              "Område 2 totalt\t72\t100\t72\n\n## 3 Politisk styrning och kontroll\n\n" PARTS
              "Område 3 totalt\t38\t100\t38\n\n");

    g_assert_cmpuint(result->report->areas->len, ==, 3);
    g_assert_cmpstr(((KkArea *)g_ptr_array_index(result->report->areas, 0))->name, ==,
                    "Offentlighet och demokrati");
}

static void capitals_that_fall_apart_head_a_list(void)
{
    g_autoptr(KkResult) result =
        test_process(COVER "## Område 1 Offentlighet och demokrati\n\nSTYR KOR\n\n- Ett\n\n"
                           "FÖRBÄT TRINGSOMRÅDEN\n\n- Två\n\n"
                           "## Område 2 Tillgänglighet och brukarorientering\n\n" PARTS);

    test_assert_text(dup_areas(result->report), AREAS);
}

#define TEXT                                                                                       \
    "Området handlar om hur kommunen informerar dem som bor och verkar där.\n"                   \
    "Det handlar också om hur kommunen lyssnar, och om vad den gör sedan.\n"                     \
    "Medborgarna ska kunna följa vad som beslutas och varför det blev så.\n"                    \
    "Bedömningen bygger på dokument, samtal och egna prov av tjänsterna.\n\n"

static void list_behind_the_strengths_is_told_by_its_repeated_heading(void)
{
#define OWN_WORDS "### Styrkor\n\n- Ett\n\n### Att arbeta vidare med\n\n- Två\n\n"
    g_autoptr(KkResult) result =
        test_process(COVER "## Område 1 Offentlighet och demokrati\n\n" OWN_WORDS
                           "## Område 2 Tillgänglighet och brukarorientering\n\n" OWN_WORDS
                           "## Område 3 Politisk styrning och kontroll\n\n" OWN_WORDS);

    test_assert_text(dup_areas(result->report), AREAS "\n3 Politisk styrning och kontroll");
}

static void assert_own_words(const char *strengths, const char *improvements)
{
    g_autofree char *parts =
        g_strdup_printf("### %s\n\n- Ett\n\n### %s\n\n- Två\n\n", strengths, improvements);
    g_autofree char *text =
        g_strconcat(COVER "## Område 1 Offentlighet och demokrati\n\n", TEXT, parts,
                    "## Område 2 Tillgänglighet och brukarorientering\n\n", TEXT, parts,
                    "## Område 3 Politisk styrning och kontroll\n\n", TEXT, parts, NULL);
    g_autoptr(KkResult) result = test_process(text);
    const KkArea *area = g_ptr_array_index(result->report->areas, 2);

    test_assert_text(dup_areas(result->report), AREAS "\n3 Politisk styrning och kontroll");
    g_assert_cmpstr(((KkItem *)g_ptr_array_index(area->strengths, 0))->text, ==, "Ett");
    g_assert_cmpstr(((KkItem *)g_ptr_array_index(area->improvements, 0))->text, ==, "Två");
    g_assert_true(g_str_has_prefix(area->overview, "Området handlar"));
}

static void lists_are_headed_by_words_of_any_letter(void)
{
    assert_own_words("Goda exempel", "Utmaningar");
    assert_own_words("Det som fungerar bra", "Hinder");
    assert_own_words("Kommunens styrkor:", "Nackdelar");
}

static void both_lists_are_told_by_their_repeated_headings(void)
{
    assert_own_words("Grönt ljus", "Gult ljus");
    assert_own_words("3.1.1 Här lyckas Huddinge", "3.1.2 Hit är det en bit kvar");
    assert_own_words("Styrkor att bygga vidare på", "Förbättringsområden att ta tag i");
}

static void lists_in_any_order_are_told_by_what_they_say(void)
{
    g_autoptr(KkResult) result =
        test_process(COVER "## Område 1 Offentlighet och demokrati\n\n" TEXT
                           "### Mot\n\n- Utveckla dialogen\n- Se över målen\n\n### Med\n\n- God "
                           "service\n- Öppna nämnder\n\n"
                           "## Område 2 Tillgänglighet och brukarorientering\n\n" TEXT
                           "### Mot\n\n- Tydliggör ansvaret\n\n### Med\n\n- Många forum\n\n"
                           "## Område 3 Politisk styrning och kontroll\n\n" TEXT
                           "### Mot\n\n- Fler möten\n\n### Med\n\n- Tydliga mål\n\n");
    const KkArea *area = g_ptr_array_index(result->report->areas, 0);

    g_assert_cmpstr(((KkItem *)g_ptr_array_index(area->strengths, 0))->text, ==, "God service");
    g_assert_cmpstr(((KkItem *)g_ptr_array_index(area->improvements, 1))->text, ==,
                    "Se över målen");
}

static void list_written_as_running_text_is_parted_by_semicolons(void)
{
    g_autoptr(KkResult) result = test_process(
        COVER
        "## Område 1 Offentlighet och demokrati\n\n### Styrkor\n\n"
        "öppna nämnder; god dialog; många forum\n\n### Förbättringsområden\n\n- Två; och tre\n\n"
        "## Område 2 Tillgänglighet och brukarorientering\n\n" PARTS);
    const KkArea *area = g_ptr_array_index(result->report->areas, 0);

    g_assert_cmpuint(area->strengths->len, ==, 3);
    g_assert_cmpstr(((KkItem *)g_ptr_array_index(area->strengths, 1))->text, ==, "god dialog");
    g_assert_cmpuint(area->improvements->len, ==, 1);
}

static void heading_that_comes_again_on_a_page_goes_on_with_its_list(void)
{
    g_autoptr(KkResult) result = test_process(
        COVER "## Område 1 Offentlighet och demokrati\n\n### Styrkor\n\n- Ett långt\n\f"
              "### Styrkor (forts.)\n\n  stycke\n\n### Förbättringsområden\n\n- Två\n\n"
              "## Område 2 Tillgänglighet och brukarorientering\n\n" PARTS);

    test_assert_text(dup_areas(result->report), AREAS);
}

static void points_of_a_score_beside_the_list_are_of_no_item(void)
{
    g_autoptr(KkDraft) draft = test_page_draft("score-beside-lists.page");
    const KkDraftArea *area = kk_draft_lookup_area(draft, 1);
    g_assert_cmpuint(area->strengths->len, ==, 3);
    g_assert_cmpstr(((KkText *)g_ptr_array_index(area->strengths, 2))->text, ==,
                    "Medborgarna får svar på sina frågor samma dag och blir tagna på allvar.");
}

static void line_in_lower_case_goes_on_with_its_item(void)
{
    g_autoptr(KkDraft) draft = test_page_draft("head-word-ends-item.page");
    const KkDraftArea *area = kk_draft_lookup_area(draft, 1);

    g_assert_cmpuint(area->strengths->len, ==, 2);
    g_assert_cmpstr(((KkText *)g_ptr_array_index(area->strengths, 0))->text, ==,
                    "Kommunen följer upp beslut och redovisar årets styrkor");
}

static void text_about_the_evaluation_is_no_cover(void)
{
    g_autoptr(KkDraft) draft = test_page_draft("report-without-contents.page");

    KkMention *period = g_ptr_array_index(draft->periods, 0);

    g_assert_cmpstr(period->text, ==, "mars 2017");
    g_assert_cmpuint(draft->total_scores->len, ==, 1);
}

/* The title is longer than lines of covers are, and set large. */
static void text_behind_a_long_title_is_no_cover(void)
{
    g_autoptr(KkDraft) draft = test_page_draft("long-title.page");

    g_assert_cmpstr(draft->ordinal, ==, "första");
    g_assert_cmpuint(draft->total_scores->len, ==, 1);
    g_assert_cmpstr(kk_draft_lookup_area(draft, 1)->name, ==, "Offentlighet och demokrati");
}

static void score_may_stand_behind_the_lists(void)
{
    g_autoptr(KkResult) result = test_process(
        COVER "## Område 1 Offentlighet och demokrati\n\n" PARTS "Poäng i området: 66 av 100\n\n"
              "## Område 2 Tillgänglighet och brukarorientering\n\n" PARTS
              "Poäng i området: 72 av 100\n\n");

    test_assert_text(dup_areas(result->report), SCORED);
}

/* Sections that are counted on from those before: the names tell which areas they are of. */
static void sections_may_be_counted(void)
{
    static const char *const names[] = {
        "Offentlighet och demokrati", "Tillgänglighet och brukarorientering",
        "Politisk styrning och kontroll", "Ledarskap, ansvar och delegation"};
    g_autoptr(GString) text = g_string_new(COVER);

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        g_string_append_printf(text, "## %d. %s\n\n" PARTS, (int)i + 3, names[i]);
    g_autoptr(KkResult) result = test_process(text->str);
    test_assert_text(dup_areas(result->report),
                     "1 Offentlighet och demokrati\n2 Tillgänglighet och brukarorientering\n"
                     "3 Politisk styrning och kontroll\n4 Ledarskap, ansvar och delegation");
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/parse/outline", areas_are_headed_in_many_ways);
    TEST("/parse/outline", score_may_stand_in_or_under_the_heading);
    TEST("/parse/outline", total_of_a_table_heads_no_chapter);
    TEST("/parse/outline", capitals_that_fall_apart_head_a_list);
    TEST("/parse/outline", list_behind_the_strengths_is_told_by_its_repeated_heading);
    TEST("/parse/outline", lists_are_headed_by_words_of_any_letter);
    TEST("/parse/outline", lists_in_any_order_are_told_by_what_they_say);
    TEST("/parse/outline", list_written_as_running_text_is_parted_by_semicolons);
    TEST("/parse/outline", both_lists_are_told_by_their_repeated_headings);
    TEST("/parse/outline", heading_that_comes_again_on_a_page_goes_on_with_its_list);
    TEST("/parse/outline", points_of_a_score_beside_the_list_are_of_no_item);
    TEST("/parse/outline", line_in_lower_case_goes_on_with_its_item);
    TEST("/parse/outline", text_about_the_evaluation_is_no_cover);
    TEST("/parse/outline", text_behind_a_long_title_is_no_cover);
    TEST("/parse/outline", score_may_stand_behind_the_lists);
    TEST("/parse/outline", sections_may_be_counted);
    return g_test_run();
}
