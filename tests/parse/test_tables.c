/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sheets.c, tables.c, row_text.c and totals.c: whose numbers are whose, whatever the heads say. */
#include "support.h"

#include <string.h>

#define CHAPTERS                                                                                   \
    "# Kommunkompassen\n\nAnalys av Huddinge kommun 2017\n\n"                                      \
    "## Område 1 Offentlighet och demokrati\n\n### Styrkor\n\n- Öppna nämnder\n\n"              \
    "## Område 2 Brukarfokus, tillgänglighet och bemötande\n\n### Styrkor\n\n- God service\n\n" \
    "## 4. Översikt av poängfördelning\n\n"

/* "1.1 11/15 73; 1.2 12/20 60; total 23/35 66" */
static char *dup_numbers(const KkArea *area)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i <= area->questions->len; i++) {
        const KkQuestion *question =
            i < area->questions->len ? g_ptr_array_index(area->questions, i) : NULL;
        const KkScore *score = question != NULL ? &question->score : &area->score;

        g_string_append_printf(
            text, "%s%s %g/%g %g", i > 0 ? "; " : "", question != NULL ? question->code : "total",
            score->achieved.set ? score->achieved.value : -1,
            score->max.set ? score->max.value : -1, score->percent.set ? score->percent.value : -1);
    }
    return g_string_free(text, FALSE);
}

static void assert_tables(const char *tables, const char *first, const char *second)
{
    g_autofree char *text = g_strconcat(CHAPTERS, tables, NULL);
    g_autoptr(KkResult) result = test_process(text);

    g_assert_cmpuint(result->report->areas->len, ==, 2);
    test_assert_text(dup_numbers(g_ptr_array_index(result->report->areas, 0)), first);
    test_assert_text(dup_numbers(g_ptr_array_index(result->report->areas, 1)), second);
}

static void assert_texts(const char *tables, const char *first, const char *second)
{
    g_autofree char *text = g_strconcat(CHAPTERS, tables, NULL);
    g_autoptr(KkResult) result = test_process(text);
    const GPtrArray *questions = ((KkArea *)g_ptr_array_index(result->report->areas, 0))->questions;

    g_assert_cmpuint(questions->len, >=, 2);
    g_assert_cmpstr(((KkQuestion *)g_ptr_array_index(questions, 0))->text, ==, first);
    g_assert_cmpstr(((KkQuestion *)g_ptr_array_index(questions, 1))->text, ==, second);
}

#define FIRST "1.1 11/15 73; 1.2 12/20 60; total 23/35 66"
#define SECOND "2.1 6/10 60; 2.2 9/25 36; total 15/35 43"
#define NO_SECOND "total -1/-1 -1"

static void number_alone_is_a_code_among_others(void)
{
    g_autoptr(KkLayout) layout = test_page("codes-alone.page");
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkDraft) draft = kk_parse(layout, doubts, NULL);
    const GPtrArray *rows = kk_draft_lookup_area(draft, 2)->rows;

    g_assert_cmpuint(rows->len, ==, 3);
    g_assert_cmpstr(((KkDraftRow *)g_ptr_array_index(rows, 1))->text, ==,
                    "Arbetar kommunen med information och bemötande?");
    g_assert_cmpstr(((KkDraftRow *)g_ptr_array_index(rows, 1))->achieved, ==, "9");
}

static void columns_are_told_by_their_arithmetic(void)
{
    /* heads that are in no catalogue; another order; no head at all */
    assert_tables("Fråga\tGett\tTak\tGrad\n1.1 Finns en plan?\t11\t15\t73 %\n"
                  "1.2 Informeras alla?\t12\t20\t60 %\nSumma\t23\t35\t66 %\n",
                  FIRST, NO_SECOND);
    assert_tables("Fråga\tTak\tGrad\tGett\n1.1 Finns en plan?\t15\t73\t11\n"
                  "1.2 Informeras alla?\t20\t60\t12\nSumma\t35\t66\t23\n",
                  FIRST, NO_SECOND);
    assert_tables("1.1 Finns en plan?\t11\t15\t73 %\n1.2 Informeras alla?\t12\t20\t60 %\n"
                  "Summa\t23\t35\t66 %\n",
                  FIRST, NO_SECOND);
}

static void columns_of_others_are_nobodys(void)
{
    assert_tables("1. Offentlighet och demokrati\t2017\tMax\tProcent\t2014\tMedel\n"
                  "1.1 Finns en plan?\t11\t15\t73 %\t8\t9\n"
                  "1.2 Informeras alla?\t12\t20\t60 %\t14\t11\n\t23\t35\t66 %\t22\t20\n",
                  FIRST, NO_SECOND);
}

static void points_and_maximum_may_share_a_cell(void)
{
    assert_tables("1. Offentlighet och demokrati\tPoäng\tProcent\n"
                  "1.1 Finns en plan?\t11 av 15\t73 %\n1.2 Informeras alla?\t12 av 20\t60 %\n"
                  "Totalt\t23 av 35\t66 %\n",
                  FIRST, NO_SECOND);
    assert_tables("1. Offentlighet och demokrati\tPoäng/max\tProcent\n"
                  "1.1 Finns en plan?\t11/15\t73 %\n1.2 Informeras alla?\t12/20\t60 %\n"
                  "Totalt\t23/35\t66 %\n",
                  FIRST, NO_SECOND);
}

static void maximum_may_stand_in_brackets(void)
{
    assert_tables("Nr\tDelfråga\tPoäng (max)\tProcent\n1.1\tFinns en plan?\t11 (15)\t73 %\n"
                  "1.2\tInformeras alla?\t12 (20)\t60 %\n\tSumma\t23 (35)\t66 %\n",
                  FIRST, NO_SECOND);
}

static void names_before_the_codes_are_no_text(void)
{
    assert_tables("Område\tNr\tFråga\tMax\tPoäng\t%\n"
                  "Offentlighet\t1.1\tFinns en plan?\t15\t11\t73\n"
                  "och demokrati\t1.2\tInformeras alla?\t20\t12\t60\nSumma\t\t\t35\t23\t66\n"
                  "Brukarfokus\t2.1\tÄr servicen god?\t10\t6\t60\n"
                  "\t2.2\tFöljs den upp?\t25\t9\t36\nSumma\t\t\t35\t15\t43\n",
                  FIRST, SECOND);
    assert_texts("Område\tNr\tFråga\tMax\tPoäng\t%\n"
                 "Offentlighet\t1.1\tFinns en plan?\t15\t11\t73\n"
                 "och demokrati\t1.2\tInformeras alla?\t20\t12\t60\n"
                 "\t1.3\tFöljs den upp?\t65\t13\t20\nSumma\t\t\t100\t36\t36\n",
                 "Finns en plan?", "Informeras alla?");
}

static void few_rows_prove_nothing(void)
{
    /* two rows of three numbers, and no head: no table */
    assert_tables("1.1 Antal möten\t11\t15\t73\n1.2 Antal besök\t12\t20\t60\n", NO_SECOND,
                  NO_SECOND);
}

static void note_marks_are_no_part_of_numbers(void)
{
    assert_tables("1. Offentlighet och demokrati\tUppnått\tMax\tProcent\n"
                  "1.1 Finns en plan?\t11*\t15\t73 %\n1.2 Informeras alla?\t12†\t20\t60 %\n"
                  "Totalt\t23\t35\t66 %\n",
                  FIRST, NO_SECOND);
}

static void total_may_stand_above_its_rows(void)
{
    assert_tables("Område\tUppnått\tMax\tProcent\n"
                  "1 Offentlighet och demokrati\t23\t35\t66 %\n1.1 Finns en plan?\t11\t15\t73 %\n"
                  "1.2 Informeras alla?\t12\t20\t60 %\n"
                  "2 Brukarfokus, tillgänglighet och bemötande\t15\t35\t43 %\n"
                  "2.1 Är servicen god?\t6\t10\t60 %\n2.2 Följs den upp?\t9\t25\t36 %\n",
                  FIRST, SECOND);
}

/* Under heads of its own, and named by the area's number alone; on the rows' page or the next. */
static void total_may_stand_in_a_table_of_its_own(void)
{
    const char *rows = "Fråga\tPoäng\tMax\tProcent\n1.1 Finns en plan?\t11\t15\t73 %\n"
                       "1.2 Informeras alla?\t12\t20\t60 %\n";
    const char *total = "Område\tPoäng\tMax\tProcent\nOmråde 1\t23\t35\t66 %\n";
    g_autofree char *on_page = g_strconcat(rows, "\nSammanlagt för området:\n\n", total, NULL);
    g_autofree char *on_next = g_strconcat(rows, "\f", total, NULL);

    assert_tables(on_page, FIRST, NO_SECOND);
    assert_tables(on_next, FIRST, NO_SECOND);
}

/* Each question a paragraph, its numbers in the same words under it; a text of two lines, a page's
 * end and the area's total, whose name is no question's text. */
static void table_may_be_set_as_text(void)
{
    const char *text =
        "1.1 Finns en plan?\nPoäng: 11 av 15 (73 procent)\n"
        "1.2 Informeras alla, och\när det känt av dem?\n"
        "Poäng: 4 av 20 (20 procent)\nOmråde 1 sammantaget\n"
        "Poäng: 15 av 35 (43 procent)\n2. Brukarfokus, tillgänglighet och bemötande\n"
        "2.1 Finns ett mål?\nPoäng: 1 av 2 (50 procent)\n\f"
        "2.2 Finns en norm?\nPoäng: 3 av 4 (75 procent)\n"
        "2.3 Finns en väg?\nPoäng: 2 av 4 (50 procent)\n"
        "2.4 Finns ett hus?\nPoäng: 1 av 4 (25 procent)\n"
        "2.5 Finns en bro?\nPoäng: 3 av 4 (75 procent)\n"
        "Område 2 sammantaget\nPoäng: 10 av 18 (56 procent)\n";

    assert_tables(text, "1.1 11/15 73; 1.2 4/20 20; total 15/35 43",
                  "2.1 1/2 50; 2.2 3/4 75; 2.3 2/4 50; 2.4 1/4 25; 2.5 3/4 75; total 10/18 56");
    assert_texts(text, "Finns en plan?", "Informeras alla, och är det känt av dem?");
}

/* Lettered questions name no area: theirs is the chapter's, also where the columns go on from the
 * one before. */
static void rows_are_of_the_chapter_they_stand_in(void)
{
    g_autoptr(KkResult) result = test_process(
        "# Kommunkompassen\n\nAnalys av Huddinge kommun 2017\n\n"
        "## Område 1 Offentlighet och demokrati\n\n### Styrkor\n\n- Öppna nämnder\n\n"
        "\tPoäng\tMax\na) Finns en plan?\t11\t15\nb) Informeras alla?\t12\t20\nSumma\t23\t35\n\n"
        "## Område 2 Brukarfokus, tillgänglighet och bemötande\n\n\f"
        "### Styrkor\n\n- God service\n\n"
        "\tPoäng\tMax\na) Finns ett mål?\t6\t10\nb) Finns en väg?\t9\t25\nSumma\t15\t35\n");

    g_assert_cmpuint(result->report->areas->len, ==, 2);
    test_assert_text(dup_numbers(g_ptr_array_index(result->report->areas, 0)),
                     "1.1 11/15 -1; 1.2 12/20 -1; total 23/35 -1");
    test_assert_text(dup_numbers(g_ptr_array_index(result->report->areas, 1)),
                     "2.1 6/10 -1; 2.2 9/25 -1; total 15/35 -1");
}

static void ordinals_may_run_on_over_the_areas(void)
{
    assert_tables("Område 1 Offentlighet och demokrati\n\tPoäng\tMax\tProcent\n"
                  "1. Finns en plan?\t11\t15\t73 %\n2. Informeras alla?\t12\t20\t60 %\n"
                  "Summa\t23\t35\t66 %\n\n"
                  "Område 2 Brukarfokus, tillgänglighet och bemötande\n\tPoäng\tMax\tProcent\n"
                  "3. Finns ett mål?\t6\t10\t60 %\n4. Finns en väg?\t9\t25\t36 %\n"
                  "Summa\t15\t35\t43 %\n",
                  FIRST, SECOND);
}

#define UNCODED_1                                                                                  \
    "Fråga\tPoäng\tMax\tProcent\nFinns en plan?\t11\t15\t73 %\nInformeras alla?\t12\t20\t60 %\n"
#define UNCODED_2                                                                                  \
    "Fråga\tPoäng\tMax\tProcent\nFinns ett mål?\t6\t10\t60 %\nFinns en väg?\t9\t25\t36 %\n"

static void captions_name_the_areas_of_tables(void)
{
    const char *one = "Tabell 2: Offentlighet och demokrati",
               *two = "Tabell 3: Brukarfokus, tillgänglighet och bemötande";
    g_autofree char *above = g_strconcat(one, ". Summa 23 poäng av 35 (66 %).\n" UNCODED_1, two,
                                         ". Summa 15 poäng av 35 (43 %).\n" UNCODED_2, NULL);
    g_autofree char *below = g_strconcat(UNCODED_1 "Summa\t23\t35\t66 %\n", one,
                                         "\n\n" UNCODED_2 "Summa\t15\t35\t43 %\n", two, "\n", NULL);

    assert_texts(UNCODED_1 "Tabell 2: Offentlighet och demokrati\n\n", "Finns en plan?",
                 "Informeras alla?");
    assert_tables(above, FIRST, SECOND);
    assert_tables(below, FIRST, SECOND);
    assert_tables("Fråga\tPoäng\tMax\tProcent\n1.1 Finns en plan?\t11\t15\t73 %\n"
                  "1.2 Informeras alla?\t12\t20\t60 %\nPoäng för område 1: 23 av 35 (66 %)\n\n",
                  "1.1 11/15 73; 1.2 12/20 60; total 23/35 66", NO_SECOND);
}

static void maximum_may_stand_behind_the_text(void)
{
    const char *rows = "Fråga\tPoäng\tProcent\n1.1 Finns en plan? (max 15)\t11\t73 %\n"
                       "1.2 Informeras alla? (högst 20 p)\t12\t60 %\nSumma (max 35)\t23\t66 %\n";

    assert_tables(rows, FIRST, NO_SECOND);
    assert_texts(rows, "Finns en plan?", "Informeras alla?");
}

/* The lists are numbered as the questions are, and the second goes on from the first. */
static void numbered_lists_are_no_rows(void)
{
    static const char *const numbers[] = {"Första", "Andra"};
    g_autoptr(GString) text =
        g_string_new("# Kommunkompassen\n\nAnalys av Huddinge kommun 2017\n\n");

    for (int i = 0; i < 2; i++)
        g_string_append_printf(
            text,
            "## Område %d %s\n\nDelfråga\tPoäng\tMax\nFråga 1 Finns en plan?\t11\t15\n"
            "Fråga 2 Informeras alla?\t12\t20\nTillsammans\t23\t35\n\n### Styrkor\n\n"
            "1) %s mötet.\n2) Ett torg.\n\n### Förbättringsområden\n\n"
            "3) Fler möten.\n4) Ett mål.\n\n",
            i + 1,
            i == 0 ? "Offentlighet och demokrati" : "Brukarfokus, tillgänglighet och bemötande",
            numbers[i]);
    g_autoptr(KkResult) result = test_process(text->str);
    for (guint i = 0; i < 2; i++) {
        const KkArea *area = g_ptr_array_index(result->report->areas, i);

        g_assert_cmpuint(area->questions->len, ==, 2);
        g_assert_cmpuint(area->strengths->len, ==, 2);
        g_assert_cmpuint(area->improvements->len, ==, 2);
        g_assert_cmpstr(((KkItem *)g_ptr_array_index(area->improvements, 0))->text, ==,
                        "Fler möten.");
    }
}

static void one_head_may_serve_all_areas(void)
{
    assert_tables("Nr\tDelfråga\tPoäng\tMaxpoäng\tAndel %\n1 Offentlighet och demokrati\n"
                  "1.1\tFinns en plan?\t11\t15\t73\n1.2\tInformeras alla?\t12\t20\t60\n"
                  "\tDelsumma\t23\t35\t66\n2 Brukarfokus, tillgänglighet och bemötande\n"
                  "2.1\tÄr servicen god?\t6\t10\t60\n2.2\tFöljs den upp?\t9\t25\t36\n"
                  "\tDelsumma\t15\t35\t43\n",
                  FIRST, SECOND);
}

static void numbered_heading_of_a_table_is_no_row(void)
{
    assert_tables("4.1 Offentlighet och demokrati\n\nDelfråga\tUppnått\tMax\tProcent\n"
                  "1.1 Finns en plan?\t11\t15\t73 %\n1.2 Informeras alla?\t12\t20\t60 %\n"
                  "Summa\t23\t35\t66 %\n\n4.2 Brukarfokus, tillgänglighet och bemötande\n\n"
                  "Delfråga\tUppnått\tMax\tProcent\n2.1 Är servicen god?\t6\t10\t60 %\n"
                  "2.2 Följs den upp?\t9\t25\t36 %\nSumma\t15\t35\t43 %\n",
                  FIRST, SECOND);
}

static void text_with_numbers_stays_text(void)
{
    assert_texts("1. Offentlighet och demokrati\tUppnått\tMax\tProcent\n"
                 "1.1\tFås svar inom 2 dagar, 24/7?\t11\t15\t73 %\n"
                 "1.2\tFöljs Agenda 2030 (2019/2020) av\t12\t20\t60 %\n\t23\t35\t66 %\n",
                 "Fås svar inom 2 dagar, 24/7?", "Följs Agenda 2030 (2019/2020) av");
}

/* A question's number may have three digits; so wide a code may touch the text. */
static void rows_beyond_a_hundred_are_read(void)
{
    g_autoptr(GString) text = g_string_new(CHAPTERS "Fråga\tPoäng\tMax\tProcent\n");

    for (int i = 1; i <= 120; i++)
        g_string_append_printf(text, "1.%d%sFinns plan %d?\t11\t20\t55 %%\n", i,
                               i < 100 ? "\t" : "", i);
    g_autoptr(KkResult) result = test_process(text->str);
    const GPtrArray *questions = ((KkArea *)g_ptr_array_index(result->report->areas, 0))->questions;
    const KkQuestion *last = g_ptr_array_index(questions, questions->len - 1);

    g_assert_cmpuint(questions->len, ==, 120);
    g_assert_cmpstr(last->code, ==, "1.120");
    g_assert_cmpstr(last->text, ==, "Finns plan 120?");
    g_assert_cmpfloat(last->score.achieved.value, ==, 11);
}

static void columns_that_nothing_tells_are_a_doubt(void)
{
    g_autoptr(KkResult) open =
        test_process(CHAPTERS "Fråga\tSiffra\tTal\n1.1 Finns en plan?\t11\t12\n"
                              "1.2 Informeras alla?\t12\t11\n1.3 Följs den upp?\t9\t10\n");
    g_autoptr(KkResult) told =
        test_process(CHAPTERS "Fråga\tPoäng\tMax\n1.1 Finns en plan?\t11\t30\n"
                              "1.2 Informeras alla?\t12\t40\n1.3 Följs den upp?\t9\t30\n");

    g_assert_true(test_has_doubt(open->diagnostics, "columns-doubtful"));
    g_assert_false(test_has_doubt(told->diagnostics, "columns-doubtful"));
}

static void row_without_a_code_is_told(void)
{
    g_autoptr(KkResult) result =
        test_process(CHAPTERS "Fråga\tPoäng\tMax\tProcent\n1.1\tFinns en plan?\t11\t15\t73 %\n"
                              "Summa\t11\t15\t73 %\nFöljs den upp?\t12\t20\t60 %\n");

    g_assert_true(test_has_doubt(result->diagnostics, "row-passed-over"));
}

static void assert_row(const KkDraftArea *area, guint i, const char *text, const char *achieved)
{
    const KkDraftRow *row = i < area->rows->len ? g_ptr_array_index(area->rows, i) : area->total;

    g_assert_cmpstr(row->text, ==, text);
    g_assert_cmpstr(row->achieved, ==, achieved);
}

static void rows_may_end_with_their_numbers_below_a_bar(void)
{
    g_autoptr(KkDraft) draft = test_page_draft("points-below-questions.page");
    const KkDraftArea *area = kk_draft_lookup_area(draft, 1);
    g_assert_cmpuint(area->rows->len, ==, 3);
    assert_row(area, 0, "Finns en antagen inriktning för hur demokratin utvecklas?", "12");
    assert_row(area, 2,
               "Är rollerna mellan förtroendevalda och tjänstepersoner klara, och vårdas "
               "samspelet?",
               "19");
    assert_row(area, 3, "Områdets resultat: 61 av 100 poäng · 61 %", "61");
    g_assert_cmpstr(area->total->percent, ==, "61 %");
}

static void table_may_have_a_question_per_column(void)
{
    g_autoptr(KkDraft) draft = test_page_draft("question-per-column.page");
    const KkDraftArea *area = kk_draft_lookup_area(draft, 1);
    g_assert_cmpuint(area->rows->len, ==, 3);
    assert_row(area, 0, "Finns en antagen inriktning?", "12");
    assert_row(area, 2, "Är rollerna klara, och vårdas de?", "19");
    assert_row(area, 3, "Summa", "61");
    g_assert_cmpstr(area->total->max, ==, "100");
    g_assert_cmpstr(area->total->percent, ==, "61 %");
    area = kk_draft_lookup_area(draft, 2);
    g_assert_cmpstr(((KkDraftRow *)g_ptr_array_index(area->rows, 1))->max, ==, "30");
    g_assert_cmpuint(area->improvements->len, ==, 1);
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/parse/tables", number_alone_is_a_code_among_others);
    TEST("/parse/tables", columns_are_told_by_their_arithmetic);
    TEST("/parse/tables", columns_of_others_are_nobodys);
    TEST("/parse/tables", points_and_maximum_may_share_a_cell);
    TEST("/parse/tables", maximum_may_stand_in_brackets);
    TEST("/parse/tables", names_before_the_codes_are_no_text);
    TEST("/parse/tables", few_rows_prove_nothing);
    TEST("/parse/tables", note_marks_are_no_part_of_numbers);
    TEST("/parse/tables", total_may_stand_above_its_rows);
    TEST("/parse/tables", total_may_stand_in_a_table_of_its_own);
    TEST("/parse/tables", table_may_be_set_as_text);
    TEST("/parse/tables", rows_are_of_the_chapter_they_stand_in);
    TEST("/parse/tables", ordinals_may_run_on_over_the_areas);
    TEST("/parse/tables", captions_name_the_areas_of_tables);
    TEST("/parse/tables", maximum_may_stand_behind_the_text);
    TEST("/parse/tables", numbered_lists_are_no_rows);
    TEST("/parse/tables", one_head_may_serve_all_areas);
    TEST("/parse/tables", numbered_heading_of_a_table_is_no_row);
    TEST("/parse/tables", text_with_numbers_stays_text);
    TEST("/parse/tables", rows_beyond_a_hundred_are_read);
    TEST("/parse/tables", columns_that_nothing_tells_are_a_doubt);
    TEST("/parse/tables", row_without_a_code_is_told);
    TEST("/parse/tables", rows_may_end_with_their_numbers_below_a_bar);
    TEST("/parse/tables", table_may_have_a_question_per_column);
    return g_test_run();
}
