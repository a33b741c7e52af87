/* SPDX-License-Identifier: GPL-2.0-or-later */
/* summary.c and the choice of its columns: which score is the municipality's own. */
#include "support.h"

#include <string.h>

#define COVER "# Kommunkompassen\n\nAnalys av Huddinge kommun 2017\n\n## 1. Resultat\n\n"
#define CHAPTER(number, name) "## Område " number " " name "\n\n### Styrkor\n\n- Ett\n\n"
#define CHAPTERS                                                                                   \
    "## 2. Genomgång\n\n" CHAPTER("1", "Offentlighet och demokrati")                               \
        CHAPTER("2", "Tillgänglighet och brukarorientering")                                       \
            CHAPTER("3", "Politisk styrning och kontroll")

/* The scores of the areas and of the whole that are taken for the municipality's own. */
static void assert_own(const char *before, const char *behind, const char *expected)
{
    g_autofree char *text = g_strconcat(COVER, before, CHAPTERS, behind, NULL);
    g_autoptr(KkResult) result = test_process(text);
    GString *own = g_string_new(NULL);

    for (guint i = 0; i < result->report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(result->report->areas, i);

        for (guint k = 0; k < area->published->len; k++)
            g_string_append_printf(
                own, "%g ", ((KkPublished *)g_ptr_array_index(area->published, k))->score.value);
    }
    for (guint k = 0; k < result->report->published->len; k++)
        g_string_append_printf(
            own, "= %g",
            ((KkPublished *)g_ptr_array_index(result->report->published, k))->score.value);
    test_assert_text(g_string_free(own, FALSE), expected);
}

static void heads_begin_where_their_columns_do(void)
{
    g_autoptr(KkDraft) draft = test_page_draft("tight-heads.page");
    const GPtrArray *columns = kk_draft_lookup_area(draft, 1)->columns;
    g_assert_cmpuint(columns->len, ==, 2);
    g_assert_cmpstr(((KkDraftColumn *)g_ptr_array_index(columns, 0))->label, ==, "Poäng 2014");
    g_assert_cmpstr(((KkDraftColumn *)g_ptr_array_index(columns, 1))->label, ==, "Poäng 2017");
}

static void head_stands_above_a_name_of_two_lines(void)
{
    assert_own("Område\t2014\t2017\tSnitt\nOffentlighet och\ndemokrati\t51\t59\t50\n"
               "Tillgänglighet och brukarorientering\t49\t71\t52\n"
               "Politisk styrning och kontroll\t56\t76\t53\nSumma\t156\t206\t155\n\n",
               "", "59 71 76 = 206");
}

static void head_over_numbers_and_brackets_is_that_of_the_numbers(void)
{
    assert_own("Område\t\tPoäng\nOffentlighet och demokrati\t64\t(53)\n"
               "Tillgänglighet och brukarorientering\t44\t(35)\n"
               "Politisk styrning och kontroll\t52\t(54)\nTotalt\t160\t(142)\n\n",
               "", "64 44 52 = 160");
}

/* Each area's scores: in the summary, and in its chapter behind a slash. */
static char *dup_scores(const KkDraft *draft)
{
    GString *scores = g_string_new(NULL);

    for (guint i = 0; i < draft->areas->len; i++) {
        const KkDraftArea *area = g_ptr_array_index(draft->areas, i);

        for (guint k = 0; k < area->columns->len; k++)
            g_string_append(scores, ((KkDraftColumn *)g_ptr_array_index(area->columns, k))->score);
        for (guint k = 0; k < area->scores->len; k++)
            g_string_append_printf(scores, "/%s",
                                   ((KkDraftScore *)g_ptr_array_index(area->scores, k))->score);
        g_string_append_c(scores, ' ');
    }
    for (guint k = 0; k < draft->total_columns->len; k++)
        g_string_append_printf(
            scores, "= %s", ((KkDraftColumn *)g_ptr_array_index(draft->total_columns, k))->score);
    return g_string_free(scores, FALSE);
}

static void summary_may_be_cards(void)
{
    g_autoptr(KkDraft) draft = test_page_draft("summary-as-cards.page");

    test_assert_text(dup_scores(draft), "61/61 32/32 = 421");
}

static void list_may_tell_the_scores(void)
{
    static const char *const names[] = {
        "Offentlighet och demokrati",     "Tillgänglighet och brukarorientering",
        "Politisk styrning och kontroll", "Ledarskap, ansvar och delegation",
        "Resultat och effektivitet",      "Kommunen som arbetsgivare - personalpolitik",
        "Verksamhetsutveckling",          "Kommunen som samhällsbyggare"};
    g_autoptr(GString) list = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        g_string_append_printf(list, "◦ %s: %d poäng\n", names[i], 59 + (int)i);
    assert_own(list->str, "", "59 60 61 ");
}

static void heading_over_a_summary_is_no_row(void)
{
    assert_own("1.1 Poäng per område\n\nOmråde\tPoäng\tRiket\nOffentlighet och demokrati\t59\t51\n"
               "Tillgänglighet och brukarorientering\t71\t49\n"
               "Politisk styrning och kontroll\t76\t56\nSumma\t206\t156\n\n",
               "Fråga\tPoäng\tMax\n1.1 Finns en plan?\t11\t15\n1.2 Informeras alla?\t12\t20\n"
               "1.3 Följs den upp?\t2\t10\n",
               "59 71 76 = 206");
}

static void best_total_of_all_is_not_the_municipality_s(void)
{
    assert_own("Resultatet är 206 poäng.\n\n", "", "= 206");
    assert_own("Det högsta resultatet är 668 poäng.\n\n", "", "");
}

static void line_below_the_rows_may_say_the_total(void)
{
    assert_own("Område\tPoäng\nOffentlighet och demokrati\t59\n"
               "Tillgänglighet och brukarorientering\t71\nPolitisk styrning och kontroll\t76\n"
               "Totalt 206 av 300 poäng.\n\n",
               "", "59 71 76 = 206");
}

static void score_tables_may_end_with_the_total(void)
{
    assert_own("",
               "Fråga\tPoäng\tMax\n3.1 Finns en plan?\t21\t30\n3.2 Informeras alla?\t42\t50\n"
               "3.3 Följs den upp?\t13\t20\nSumma område 3\t76\t100\n"
               "Summa alla områden\t206\t800\n",
               "= 206");
}

static void summary_may_lack_heads(void)
{
    assert_own("Offentlighet och demokrati\t59 %\nTillgänglighet och brukarorientering\t71 %\n"
               "Politisk styrning och kontroll\t76 %\n\n",
               "", "59 71 76 ");
    assert_own("Huddinge kommun\t206\nOffentlighet och demokrati\t59\n"
               "Tillgänglighet och brukarorientering\t71\nPolitisk styrning och kontroll\t76\n\n",
               "", "59 71 76 = 206");
}

static void changes_are_no_scores(void)
{
    assert_own("Område\t2017\t2014\tFörändring\nOffentlighet och demokrati\t59\t51\t+8\n"
               "Tillgänglighet och brukarorientering\t71\t49\t+22\n"
               "Politisk styrning och kontroll\t76\t78\t–2\nSumma\t206\t178\t+28\n\n",
               "", "59 71 76 = 206");
}

static void points_may_be_shortened(void)
{
    assert_own("Offentlighet och demokrati\t59 p\nTillgänglighet och brukarorientering\t71 p\n"
               "Politisk styrning och kontroll\t76 p\nSammanlagt\t206 p\n\n",
               "", "59 71 76 = 206");
}

static void columns_may_be_headed_by_the_areas_numbers(void)
{
    assert_own("1\t2\t3\tTotalt\n59\t71\t76\t206\n\n", "", "59 71 76 = 206");
}

static void columns_of_other_municipalities_are_theirs(void)
{
    assert_own("",
               "## Bilaga 1. Andra kommuner\n\nOmråde\tTäby\tNacka\n"
               "Offentlighet och demokrati\t59\t51\nTillgänglighet och brukarorientering\t71\t49\n"
               "Politisk styrning och kontroll\t76\t78\nTotalt\t206\t178\n\n",
               "");
}

static void total_is_told_in_many_words(void)
{
    assert_own("Totalt har kommunen gått från 479 poäng 2013 till 540 poäng 2017.\n\n", "",
               "= 540");
    assert_own("Utvärderingen, som är kommunens andra, ger totalt 540 poäng.\n\n", "", "= 540");
    assert_own("Sammanlagt uppnår kommunen 540.5 poäng, där 800 är högst.\n\n", "", "= 540,5");
    assert_own("Summan av kommunens poäng är 540.\n\n", "", "= 540");
    assert_own("Kommunens totala resultat är 540 poäng.\n\n", "", "= 540");
    assert_own("Lägger man ihop allt blir det 540 poäng.\n\n", "", "= 540");
    assert_own("Kommunen hamnar på 540 poäng.\n\n", "", "= 540");
    assert_own("Totalpoängen blev 540 när kommunen utvärderades.\n\n", "", "= 540");
    assert_own("Kommunens samlade resultat motsvarar 540/800 poäng.\n\n", "", "= 540");
    assert_own("Poängen sjönk något, från 551 till 540, i årets utvärdering.\n\n", "", "= 540");
    assert_own("Det högsta resultatet hittills, 668 poäng, är Helsingborgs.\n\n", "", "");
    assert_own("Tillsammans kan de ge 100 poäng inom vart och ett.\n\n", "", "");
    assert_own("Totalt har de bästa kommunerna över 640 poäng.\n\n", "", "");
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/parse/summary", total_is_told_in_many_words);
    TEST("/parse/summary", heads_begin_where_their_columns_do);
    TEST("/parse/summary", head_stands_above_a_name_of_two_lines);
    TEST("/parse/summary", head_over_numbers_and_brackets_is_that_of_the_numbers);
    TEST("/parse/summary", summary_may_be_cards);
    TEST("/parse/summary", list_may_tell_the_scores);
    TEST("/parse/summary", heading_over_a_summary_is_no_row);
    TEST("/parse/summary", best_total_of_all_is_not_the_municipality_s);
    TEST("/parse/summary", line_below_the_rows_may_say_the_total);
    TEST("/parse/summary", score_tables_may_end_with_the_total);
    TEST("/parse/summary", summary_may_lack_heads);
    TEST("/parse/summary", changes_are_no_scores);
    TEST("/parse/summary", points_may_be_shortened);
    TEST("/parse/summary", columns_may_be_headed_by_the_areas_numbers);
    TEST("/parse/summary", columns_of_other_municipalities_are_theirs);
    return g_test_run();
}
