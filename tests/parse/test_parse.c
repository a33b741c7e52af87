/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parse/ with what stands before and behind it: small transcripts, told from their report. */
#include "support.h"

#include <string.h>

#define COVER "# Kommunkompassen\n\nAnalys av Huddinge kommun 2017\n\n"
#define FIRST_HEAD "## Område 1 Offentlighet och demokrati\n\n"
#define FIRST                                                                                      \
    FIRST_HEAD "### Styrkor\n\n- Öppna nämnder\n\n### Förbättringsområden\n\n- Mer dialog\n\n"
#define SECOND                                                                                     \
    "## Område 2 Brukarfokus, tillgänglighet och bemötande\n\n"                                 \
    "### Styrkor\n\n- God service\n\n### Förbättringsområden\n\n- Fler e-tjänster\n\n"
#define TABLES                                                                                     \
    "## 4. Översikt av poängfördelning\n\n"                                                     \
    "1. Offentlighet och demokrati\tUppnått\tMax\tProcent\n"                                      \
    "1.1\tFinns en plan?\t11\t15\t70%\n1.2\tInformeras invånarna?\t10,5\t20\t52,5 %\n"            \
    "\tTotalt\t22\t35\t61%\n\n"                                                                    \
    "2. Tillgänglighet och brukarorientering\tUppnått\tMax\tProcent\n"                           \
    "2.1\tFinns en strategi?\t–\t15\t70%\n\tTotalt\t11\t15\t70%\n\n"

static const KkArea *area_of(const KkResult *result, guint i)
{
    g_assert_cmpuint(result->report->areas->len, >, i);
    return g_ptr_array_index(result->report->areas, i);
}

/* The texts of items, one a line. */
static char *dup_items(const GPtrArray *items)
{
    GString *texts = g_string_new(NULL);

    for (guint i = 0; i < items->len; i++)
        g_string_append_printf(texts, "%s%s", i > 0 ? "\n" : "",
                               ((KkItem *)g_ptr_array_index(items, i))->text);
    return g_string_free(texts, FALSE);
}

static void assert_lists(const char *area, const char *strengths, const char *improvements)
{
    g_autofree char *text = g_strconcat(COVER FIRST_HEAD, area, SECOND, TABLES, NULL);
    g_autoptr(KkResult) result = test_process(text);

    test_assert_text(dup_items(area_of(result, 0)->strengths), strengths);
    test_assert_text(dup_items(area_of(result, 0)->improvements), improvements);
    test_assert_text(dup_items(area_of(result, 1)->strengths), "God service");
}

static void small_report_is_read(void)
{
    g_autoptr(KkResult) result = test_process(COVER FIRST SECOND TABLES);

    g_assert_cmpstr(result->report->municipality, ==, "Huddinge");
    g_assert_cmpint(result->report->year, ==, 2017);
    g_assert_cmpstr(result->report->edition, ==, "2016");
    g_assert_cmpuint(result->report->areas->len, ==, 2);
    g_assert_cmpuint(area_of(result, 0)->questions->len, ==, 2);
    g_assert_true(test_has_doubt(result->diagnostics, "areas-missing"));
}

static void chapter_whose_lists_have_unknown_heads_is_one(void)
{
    g_autoptr(KkResult) result = test_process(
        COVER FIRST_HEAD
        "Kommunfullmäktige har 41 ledamöter från åtta partier, och de möts varje månad.\n"
        "Besluten blir bättre om de som berörs har kommit till tals innan de fattas där.\n"
        "Därför granskas både vilka vägar in som finns och hur de används av medborgarna.\n"
        "Det gäller också den som inte är van att tala inför andra i en fullsatt sal "
        "där.\n\n" SECOND
        "## Område 3 Politisk styrning och kontroll\n\n### Styrkor\n\n- Tydliga mål\n\n" TABLES);

    g_assert_cmpstr(area_of(result, 0)->name, ==, "Offentlighet och demokrati");
    g_assert_nonnull(area_of(result, 0)->overview);
}

static void headings_may_be_written_in_many_ways(void)
{
    assert_lists("STYRKOR\n\n- Ett\n- Två\n\nFÖRBÄTTRINGSOMRÅDEN\n\n- Tre\n\n", "Ett\nTvå", "Tre");
    assert_lists("**Styrkor:**\n\n- Ett\n\n**Förbättringsområden:**\n\n- Tre\n\n", "Ett", "Tre");
    assert_lists("### + Styrkor\n\n- Ett\n\n### – Förbättringsområden\n\n- Tre\n\n", "Ett", "Tre");
    assert_lists("### Starka sidor\n\n• Ett\n\n### Förbättringsmöjligheter\n\n• Tre\n\n", "Ett",
                 "Tre");
}

static void words_in_running_prose_are_no_headings(void)
{
    assert_lists("### Allmänt\n\nKommunens styrkor är många, och dess förbättringsområden få.\n\n"
                 "### Styrkor\n\n- Styrkor i ledningen\n\n### Förbättringsområden\n\n- Tre\n\n",
                 "Styrkor i ledningen", "Tre");
}

static void sentence_that_leads_in_is_no_item(void)
{
    assert_lists("### Styrkor\n\nUtvärderarna vill lyfta fram:\n\n- Öppna nämnder\n- God dialog\n\n"
                 "### Förbättringsområden\n\nKommunen bör överväga följande:\n\n- Mer dialog\n\n",
                 "Öppna nämnder\nGod dialog", "Mer dialog");
}

static void item_runs_on_over_lines(void)
{
    assert_lists("### Styrkor\n\n- Ett som går\nvidare på nästa rad\n- Två\n\n"
                 "### Förbättringsområden\n\n- Tre\n\n",
                 "Ett som går vidare på nästa rad\nTvå", "Tre");
}

static void paragraphs_of_the_overview_are_kept(void)
{
    g_autoptr(KkResult) result = test_process(
        COVER FIRST_HEAD "### Allmänt\n\nEtt stycke om dialog.\n\nEtt till om insyn.\n\n"
                         "### Styrkor\n\n- Ett\n\n" SECOND TABLES);

    g_assert_cmpstr(area_of(result, 0)->overview, ==, "Ett stycke om dialog.\nEtt till om insyn.");
}

static void overview_in_two_columns_is_read_down_each(void)
{
    g_autoptr(KkResult) result = test_process(
        COVER FIRST_HEAD "### Allmänt\n\nHär står den vänstra\tDen högra spalten\n"
                         "spalten, som läses\tläses efter den\nförst av de båda.\tvänstra.\n\n"
                         "### Styrkor\n\n- Ett\n\n" SECOND TABLES);

    g_assert_nonnull(strstr(area_of(result, 0)->overview,
                            "Här står den vänstra spalten, som läses först av de båda."));
    g_assert_nonnull(
        strstr(area_of(result, 0)->overview, "Den högra spalten läses efter den vänstra."));
}

static void assert_box(const char *box, double score)
{
    g_autofree char *text =
        g_strconcat(COVER FIRST_HEAD, box,
                    "### Allmänt\n\nText.\n\n### Styrkor\n\n- Ett\n\n" SECOND TABLES, NULL);
    g_autoptr(KkResult) result = test_process(text);
    const KkArea *area = area_of(result, 0);

    g_assert_cmpuint(area->published->len, ==, 1);
    g_assert_cmpfloat(((KkPublished *)g_ptr_array_index(area->published, 0))->score.value, ==,
                      score);
    if (area->topics->len > 0) {
        g_assert_cmpuint(area->topics->len, ==, 2);
        g_assert_cmpstr(g_ptr_array_index(area->topics, 0), ==, "Strategi för dialog");
        g_assert_cmpstr(g_ptr_array_index(area->topics, 1), ==, "Information");
    }
}

static void topics_may_head_the_items_of_a_list(void)
{
    g_autoptr(KkResult) result = test_process(
        COVER FIRST_HEAD "Rubriker\tPoäng\n- Strategi för dialog\t22\n- Information\n\n"
                         "### Allmänt\n\nText.\n\n### Styrkor\n\nStrategi för dialog\n"
                         "- Ett råd i varje ort\nInformation\n- Två\n\n" SECOND TABLES);
    const GPtrArray *strengths = area_of(result, 0)->strengths;

    g_assert_cmpuint(strengths->len, ==, 2);
    g_assert_cmpstr(((KkText *)g_ptr_array_index(strengths, 0))->text, ==, "Ett råd i varje ort");
    g_assert_cmpstr(((KkText *)g_ptr_array_index(strengths, 1))->text, ==, "Två");
}

static void box_gives_its_score_wherever_it_stands(void)
{
    assert_box("Rubriker\tPoäng\n- Strategi för dialog\t22\n- Information\n\n", 22);
    assert_box("Poäng\tRubriker\n22\tStrategi för dialog\n\tInformation\n\n", 22);
    assert_box("Rubriker\n- Strategi för dialog\n- Information\n\nPoäng: 22,5 (max 100)\n\n", 22.5);
    assert_box("Poäng: 22 av 100\n\n", 22);
    assert_box("Kommunen når 22 poäng inom området.\n\n", 22);
    assert_box("Poäng för området: 22 av 100\n\n", 22);
    assert_box("Sammanlagt får Huddinge kommun 22 poäng av 100 inom området.\n\n", 22);
}

static void assert_period(const char *sentence, const char *period)
{
    g_autofree char *text =
        g_strconcat(COVER "## 1. Inledning\n\n", sentence, "\n\n", FIRST SECOND TABLES, NULL);
    g_autoptr(KkResult) result = test_process(text);

    g_assert_cmpstr(result->report->period, ==, period);
    g_assert_cmpuint(result->report->published->len, ==, 0);
}

static void period_is_told_in_many_words(void)
{
    assert_period("Utvärderingen av Huddinge kommun genomfördes i mars 2017.", "mars 2017");
    assert_period("Huddinge kommun utvärderades i november 2017.", "november 2017");
    assert_period("Utvärderingen gjordes 28–30 mars 2017 på plats.", "28–30 mars 2017");
    assert_period("Utvärderingen av Huddinge kommun ägde rum i april 2017.", "april 2017");
    assert_period("Varje område kan ge 100 poäng. Den som uppfyller alla kriterier får således "
                  "800 poäng.",
                  NULL);
}

static void summary_may_be_sentences(void)
{
    g_autoptr(KkResult) result =
        test_process(COVER "## 1. Inledning\n\nAv 800 möjliga poäng fick kommunen 540.\n\n"
                           "Inom området Offentlighet och demokrati fick kommunen 22 poäng, medan "
                           "genomsnittet är 50 poäng.\n\n" FIRST SECOND TABLES);
    const KkArea *area = area_of(result, 0);

    g_assert_cmpuint(result->report->published->len, ==, 1);
    g_assert_cmpfloat(((KkPublished *)g_ptr_array_index(result->report->published, 0))->score.value,
                      ==, 540);
    g_assert_cmpuint(area->published->len, ==, 1);
    g_assert_cmpfloat(((KkPublished *)g_ptr_array_index(area->published, 0))->score.value, ==, 22);
}

/* Columns in the order percentage, maximum, points, under these heads. */
static void assert_heads(const char *heads)
{
    g_autofree char *text =
        g_strconcat(COVER FIRST SECOND "## 4. Översikt av poängfördelning\n\n"
                                       "1.\tOffentlighet och demokrati\t",
                    heads, "\n1.1\tFinns en plan?\t70 %\t15\t11\n\tTotalt\t70 %\t15\t11\n", NULL);
    g_autoptr(KkResult) result = test_process(text);
    g_assert_cmpuint(area_of(result, 0)->questions->len, ==, 1);
    const KkQuestion *question = g_ptr_array_index(area_of(result, 0)->questions, 0);

    g_assert_cmpstr(question->text, ==, "Finns en plan?");
    g_assert_cmpfloat(question->score.achieved.value, ==, 11);
    g_assert_cmpfloat(question->score.max.value, ==, 15);
    g_assert_cmpfloat(question->score.percent.value, ==, 70);
}

static void columns_are_told_by_many_heads(void)
{
    assert_heads("Andel av maxpoäng\tMax\tPoäng");
    assert_heads("Resultat i %\tMaxpoäng\tUppnådda poäng");
    assert_heads("Måluppfyllelse\tMöjlig poäng\tErhållen poäng");
    assert_heads("% av max\tHögsta poäng\tUtfall");
    assert_heads("Andel i procent\tMaximal poäng\tResultat");
}

static void numbers_are_as_printed(void)
{
    g_autoptr(KkResult) result = test_process(COVER FIRST SECOND TABLES);
    const KkQuestion *second = g_ptr_array_index(area_of(result, 0)->questions, 1);

    g_assert_cmpstr(second->code, ==, "1.2");
    g_assert_cmpstr(second->text, ==, "Informeras invånarna?");
    g_assert_cmpfloat(second->score.achieved.value, ==, 10.5);
    g_assert_cmpfloat(second->score.percent.value, ==, 52.5);
    g_assert_cmpfloat(area_of(result, 0)->score.achieved.value, ==, 22);
}

static void what_is_not_printed_is_unset_with_a_doubt(void)
{
    g_autoptr(KkResult) result = test_process(COVER FIRST SECOND TABLES);
    const KkQuestion *question = g_ptr_array_index(area_of(result, 1)->questions, 0);

    g_assert_false(question->score.achieved.set);
    g_assert_cmpfloat(question->score.max.value, ==, 15);
    g_assert_true(test_has_doubt(result->diagnostics, "value-missing"));
}

static void letters_of_no_swedish_word_are_a_doubt(void)
{
    g_autoptr(KkResult) result = test_process(
        COVER "## 1. Inledning\n\nKommunen har en strategi f\u00f6r demokra\u019f.\n\n" FIRST SECOND
            TABLES);
    g_autoptr(KkResult) sound = test_process(
        COVER "## 1. Inledning\n\n\uf0b7 Caf\u00e9 i \u0141\u00f3d\u017a\n\n" FIRST SECOND TABLES);

    g_assert_true(test_has_doubt(result->diagnostics, "letters-doubtful"));
    g_assert_false(test_has_doubt(sound->diagnostics, "letters-doubtful"));
}

static void tables_end_before_the_short_facts(void)
{
    g_autoptr(KkResult) result =
        test_process(COVER FIRST SECOND TABLES "## Kortfakta\n\n1.3\tInvånare\t98\t100\t98%\n");

    g_assert_cmpuint(area_of(result, 0)->questions->len, ==, 2);
}

static void tables_in_an_appendix_are_told_by_codes_that_begin_anew(void)
{
    g_autoptr(KkResult) result = test_process(COVER FIRST SECOND "## Bilaga\n\n" TABLES);

    g_assert_cmpuint(area_of(result, 0)->questions->len, ==, 2);
}

static void total_of_a_summary_is_told_by_its_size(void)
{
    g_autoptr(KkResult) result = test_process(
        COVER
        "## 1. Resultat\n\nOmråde\tPoäng\n1. Offentlighet och demokrati\t60\n"
        "2. Brukarfokus, tillgänglighet och bemötande\t70\n3. Politisk styrning och kontroll\t40\n"
        "Åtta delar av A–H\t170\n\n" FIRST SECOND TABLES);

    g_assert_cmpuint(result->report->published->len, ==, 1);
    g_assert_cmpfloat(
        ((const KkPublished *)g_ptr_array_index(result->report->published, 0))->score.value, ==,
        170);
}

/* The one thing that is unread, which a doubt of that code tells of the same place. */
static void assert_unread(const KkResult *result, KkUnreadKind kind, const char *text,
                          const char *code)
{
    g_assert_cmpuint(result->report->unread->len, ==, 1);
    const KkUnread *unread = g_ptr_array_index(result->report->unread, 0);

    g_assert_cmpint(unread->kind, ==, kind);
    g_assert_cmpstr(unread->text, ==, text);
    const KkPlace *place = &g_array_index(unread->at, KkPlace, 0);
    for (guint i = 0; i < result->diagnostics->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(result->diagnostics, i);

        if (strcmp(doubt->code, code) == 0) {
            g_assert_cmpint(g_array_index(doubt->at, KkPlace, 0).page, ==, place->page);
            return;
        }
    }
    g_assert_not_reached();
}

static void nothing_is_unread_where_all_was_taken(void)
{
    g_autoptr(KkResult) result = test_process(COVER FIRST SECOND TABLES);

    g_assert_cmpuint(result->report->unread->len, ==, 0);
}

static void a_number_apart_in_a_chapter_is_unread(void)
{
    g_autoptr(KkResult) result =
        test_process(COVER FIRST_HEAD "### Allmänt\n\nOmrådet är stort.\n\n79 %\n\n"
                                      "### Styrkor\n\n- Öppna nämnder\n\n"
                                      "### Förbättringsområden\n\n- Mer dialog\n\n" SECOND TABLES);

    assert_unread(result, KK_UNREAD_NUMBER, "79 %", "number-unread");
}

static void an_areas_own_number_is_not_unread(void)
{
    g_autoptr(KkResult) result = test_process(COVER FIRST "2\n\n" SECOND TABLES);

    g_assert_cmpuint(result->report->unread->len, ==, 0);
}

static void questions_that_no_table_holds_are_a_doubt(void)
{
#define ALONE(CODE) CODE " Finns en antagen plan för området?\n\nDet gör det.\n\n"
    g_autoptr(KkResult) result =
        test_process(COVER FIRST SECOND "## 4. Frågor\n\n" ALONE("1.1") ALONE("1.2") ALONE("1.3")
                         ALONE("1.4") ALONE("2.1") ALONE("2.2") ALONE("2.3") ALONE("2.4"));

    assert_unread(result, KK_UNREAD_TABLE,
                  "1.1 Finns en antagen plan för området? 1.2 Finns en antagen plan för området? "
                  "1.3 Finns en antagen plan för området? 1.4 Finns en antagen plan för området? "
                  "2.1 Finns en antagen plan för området? 2.2 Finns en antagen plan för området? "
                  "2.3 Finns en antagen plan för området? 2.4 Finns en antagen plan för området?",
                  "table-unread");
}

static void an_area_without_a_list_is_a_doubt(void)
{
    g_autoptr(KkResult) result =
        test_process(COVER FIRST "## Område 2 Brukarfokus, tillgänglighet och bemötande\n\n"
                                 "### Styrkor\n\n- God service\n\n" TABLES);
    g_autoptr(KkResult) sound = test_process(COVER FIRST SECOND TABLES);

    g_assert_true(test_has_doubt(result->diagnostics, "list-missing"));
    g_assert_false(test_has_doubt(sound->diagnostics, "list-missing"));
}

static void a_table_that_nothing_took_is_a_doubt(void)
{
    g_autoptr(KkResult) result = test_process(
        COVER
        "## 1. Inledning\n\nNämnd\tFall\tÅr\nKultur\t12\t45\nTeknik\t8\t31\nSkola\t3\t90\n\n" FIRST
            SECOND TABLES);
    g_autoptr(KkResult) sound = test_process(COVER FIRST SECOND TABLES);

    assert_unread(result, KK_UNREAD_TABLE, "Kultur 12 45 Teknik 8 31 Skola 3 90", "table-unread");
    g_assert_false(test_has_doubt(sound->diagnostics, "table-unread"));
}

#define PAGE_COVER "page 1\nb 72 80 28 Kommunkompassen\n72 110 11 Analys av Huddinge kommun 2017\n"
#define PAGE_HEAD                                                                                  \
    PAGE_COVER                                                                                     \
    "b 72 150 11 1. Offentlighet och demokrati\nb 320 150 11 Uppnått\n"
#define PAGE_ROWS                                                                                  \
    "72 170 11 1.1 Finns en plan?\n330 170 11 7\n435 170 11 20\n486 170 11 47%\n"                  \
    "72 190 11 1.2 Informeras invånarna?\n330 190 11 5\n435 190 11 10\n486 190 11 81%\n"

#define NEXT_PAGE                                                                                  \
    "page 2\nb 72 80 11 2. Brukarfokus, tillgänglighet och bemötande\nb 320 80 11 Uppnått\n"    \
    "b 400 80 11 Max\nb 480 80 11 Procent\n"                                                       \
    "72 100 11 2.1 Finns en strategi?\n330 100 11 8\n410 100 11 15\n486 100 11 53%\n"

/* A second chapter, so that the pages are a report's. */
#define PAGE_SECOND                                                                                   \
    "b 72 300 14 2. Brukarfokus, tillgänglighet och bemötande\nb 72 320 11 Styrkor\n72 340 10 • " \
    "God service\n"

static KkDraftArea *page_area(const char *text, KkDraft **draft)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkInput) input = test_input(text, strlen(text));
    g_autoptr(KkDocument) document = test_page_read(input, text, false);
    g_autoptr(KkLayout) layout = kk_layout(document, &kk_swedish);
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();

    *draft = kk_parse(layout, doubts, &error);
    g_assert_no_error(error);
    return g_ptr_array_index((*draft)->areas, 0);
}

static void a_number_under_no_head_is_no_other_columns(void)
{
    g_autoptr(KkDraft) draft = NULL;
    const KkDraftArea *area =
        page_area(PAGE_HEAD "b 480 150 11 Procent\n" PAGE_ROWS NEXT_PAGE, &draft);
    const KkDraftRow *row = g_ptr_array_index(area->rows, 0);

    g_assert_cmpstr(row->achieved, ==, "7");
    g_assert_null(row->max);
    g_assert_cmpstr(row->percent, ==, "47%");
}

static void a_note_under_a_question_is_no_part_of_it(void)
{
    static const char *const notes[] = {"72 180 9 Arbetet är inlett.\n",
                                        "i 72 180 11 Arbetet är inlett.\n"};

    for (gsize i = 0; i < G_N_ELEMENTS(notes); i++) {
        g_autoptr(KkDraft) draft = NULL;
        g_autofree char *text =
            g_strconcat(PAGE_HEAD "b 430 150 11 Max\nb 480 150 11 Procent\n" PAGE_ROWS, notes[i],
                        NEXT_PAGE, NULL);
        const KkDraftArea *area = page_area(text, &draft);

        g_assert_cmpstr(((KkDraftRow *)g_ptr_array_index(area->rows, 0))->text, ==,
                        "Finns en plan?");
        g_assert_cmpstr(((KkDraftRow *)g_ptr_array_index(area->rows, 1))->text, ==,
                        "Informeras invånarna?");
    }
}

static void a_larger_head_does_not_go_on_from_an_item(void)
{
    g_autoptr(KkDraft) draft = NULL;
    const KkDraftArea *area = page_area(
        PAGE_COVER "b 72 150 14 1. Offentlighet och demokrati\nb 72 170 11 Styrkor\n"
                   "72 190 10 • Utfallet för öppna nämnder jämförs med alla grannkommuner i länet\n"
                   "72 204 11 Förbättringsområden\n72 220 10 • Mer dialog\n" PAGE_SECOND,
        &draft);

    g_assert_cmpuint(area->strengths->len, ==, 1);
    g_assert_cmpuint(area->improvements->len, ==, 1);
}

/* Each set small above the name; figures set large below it end no chapter. */
static void a_chapters_number_may_stand_above_its_name(void)
{
    static const char *const numbers[][2] = {
        {"OMRÅDE 1", "OMRÅDE 2"}, {"OMRÅDE I", "OMRÅDE II"}, {"Område ett", "Område två"}};

    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autoptr(KkDraft) draft = NULL;
        g_autofree char *text = g_strdup_printf(
            PAGE_COVER "72 150 9 %s\nb 72 170 14 Offentlighet och demokrati\n"
                       "72 186 9 Vår\n150 186 9 Snitt\n72 206 18 53\n150 206 18 55\n200 206 18 76\n"
                       "b 72 230 11 Vad området handlar om\n72 246 11 Här granskas dialogen.\n"
                       "b 72 270 11 Styrkor\n72 286 11 › Öppna nämnder\n72 300 11 › God dialog\n"
                       "b 72 320 11 Förbättringsområden\n72 336 11 › Mer dialog\n"
                       "page 2\n72 80 9 %s\nb 72 100 14 Brukarfokus, tillgänglighet och bemötande\n"
                       "b 72 120 11 Styrkor\n72 136 11 › God service\n72 150 11 › Korta köer\n"
                       "b 72 170 11 Förbättringsområden\n72 186 11 › Kortare köer\n",
            numbers[i][0], numbers[i][1]);
        const KkDraftArea *area = page_area(text, &draft);

        g_assert_cmpuint(draft->areas->len, ==, 2);
        g_assert_cmpuint(area->strengths->len, ==, 2);
        g_assert_cmpstr(((KkText *)g_ptr_array_index(area->improvements, 0))->text, ==,
                        "Mer dialog");
    }
}

/* Large beside the heading, or under heads of their own beside others' points. */
static void a_chapters_score_may_stand_in_figures_alone(void)
{
    static const char *const scores[] = {
        "500 150 24 53\n",
        "b 72 180 18 53 poäng\n",
        "80 186 9 Resultat 2021\n250 186 9 Genomsnitt\n420 186 9 Högst\n"
        "96 206 14 53\n264 206 14 55\n424 206 14 76\n",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(scores); i++) {
        g_autoptr(KkDraft) draft = NULL;
        g_autofree char *text = g_strdup_printf(
            PAGE_COVER
            "b 72 150 16 1. Offentlighet och demokrati\n%s"
            "72 230 11 Här granskas dialogen.\nb 72 270 11 Styrkor\n72 286 11 • Öppna nämnder\n"
            "b 72 320 11 Förbättringsområden\n72 336 11 • Mer dialog\n"
            "b 72 400 16 2. Brukarfokus, tillgänglighet och bemötande\n"
            "b 72 420 11 Styrkor\n72 436 11 • God service\n",
            scores[i]);
        const KkDraftArea *area = page_area(text, &draft);

        g_assert_cmpstr(area->name, ==, "Offentlighet och demokrati");
        g_assert_cmpuint(area->scores->len, ==, 1);
        g_assert_cmpstr(((KkDraftScore *)g_ptr_array_index(area->scores, 0))->score, ==, "53");
        g_assert_cmpstr(area->overview, ==, "Här granskas dialogen.");
    }
}

/* Small above the name, with the number; the list's head names the area. */
static void a_score_may_stand_with_the_number_above_the_name(void)
{
    g_autoptr(KkDraft) draft = NULL;
    const KkDraftArea *area = page_area(
        PAGE_COVER
        "b 72 150 8 OMRÅDE 1 · 53 POÄNG AV 100\nb 72 170 14 Offentlighet och demokrati\n"
        "b 72 200 11 Styrkor inom offentlighet och demokrati\n72 216 11 • Öppna nämnder\n"
        "b 72 240 11 Förbättringsområden – offentlighet och demokrati\n72 256 11 • Mer dialog\n"
        "b 72 290 8 OMRÅDE 2 · 61 POÄNG AV 100\n"
        "b 72 310 14 Brukarfokus, tillgänglighet och bemötande\nb 72 330 11 Styrkor\n"
        "72 346 11 • God service\n",
        &draft);

    g_assert_cmpuint(area->scores->len, ==, 1);
    g_assert_cmpstr(((KkDraftScore *)g_ptr_array_index(area->scores, 0))->score, ==, "53");
    g_assert_cmpuint(area->strengths->len, ==, 1);
    g_assert_cmpuint(area->improvements->len, ==, 1);
}

/* Each row of a flat sheet names its area before the code. */
static void a_column_of_areas_is_no_part_of_the_questions(void)
{
    g_autoptr(KkDraft) draft = NULL;
    const KkDraftArea *area = page_area(
        PAGE_COVER
        "b 72 150 10 Område\nb 240 150 10 Fråga\nb 420 150 10 Poäng\nb 480 150 10 Max\n"
        "72 166 10 1 Offentlighet och demokrati\n240 166 10 1.1 Finns en plan?\n425 166 10 7\n485 "
        "166 10 15\n"
        "72 182 10 1 Offentlighet och demokrati\n240 182 10 1.2 Är den känd?\n425 182 10 8\n485 "
        "182 10 25\n"
        "72 198 10 1 Offentlighet och demokrati\n240 198 10 1.3 Följs den upp?\n425 198 10 9\n485 "
        "198 10 60\n"
        "72 214 10 1 Offentlighet och demokrati\n240 214 10 Totalt\n425 214 10 24\n482 214 10 100\n"
        "72 230 10 3 Politisk styrning och kontroll\n240 230 10 3.1 Finns mål?\n425 230 10 7\n485 "
        "230 10 15\n"
        "72 246 10 3 Politisk styrning och kontroll\n240 246 10 Totalt\n425 246 10 7\n482 246 10 "
        "15\n"
        "page 2\nb 72 80 14 1. Offentlighet och demokrati\nb 72 100 11 Styrkor\n"
        "72 120 10 • Öppna nämnder\n" PAGE_SECOND,
        &draft);

    g_assert_cmpuint(draft->areas->len, ==, 3);
    g_assert_cmpuint(area->rows->len, ==, 3);
    g_assert_cmpstr(((KkDraftRow *)g_ptr_array_index(area->rows, 1))->text, ==, "Är den känd?");
    g_assert_cmpstr(area->total->achieved, ==, "24");
}

/* A letter has its text, and its first chapter, where reports have their cover. */
static void a_letter_is_read_from_its_first_page(void)
{
    g_autoptr(KkDraft) draft = NULL;
    const KkDraftArea *area = page_area(
        "page 1\n72 80 10 KOMMUNKOMPASSEN - ANALYS AV HUDDINGE KOMMUN 2017\n"
        "72 110 10 Vi besökte kommunen i maj. Sammanlagt fick kommunen 537 poäng av 800\n"
        "72 122 10 möjliga. Nedan går vi igenom område för område.\n"
        "72 162 10 1. OFFENTLIGHET OCH DEMOKRATI 53 poäng\n72 189 10 Här granskas dialogen.\n"
        "page 2\n72 80 10 Styrkor:\n72 105 10 -- Öppna nämnder\n72 117 10 -- God dialog\n"
        "72 142 10 Svagheter:\n72 167 10 -- Mer dialog\n"
        "72 207 10 2. BRUKARFOKUS, TILLGÄNGLIGHET OCH BEMÖTANDE 61 poäng\n"
        "72 234 10 Här granskas servicen.\n72 259 10 Styrkor:\n72 284 10 -- God service\n"
        "72 309 10 Svagheter:\n72 334 10 -- Kortare köer\n",
        &draft);

    g_assert_cmpuint(draft->areas->len, ==, 2);
    g_assert_cmpuint(area->strengths->len, ==, 2);
    g_assert_cmpstr(((KkText *)g_ptr_array_index(area->strengths, 0))->text, ==, "Öppna nämnder");
    g_assert_cmpuint(area->improvements->len, ==, 1);
    g_assert_cmpuint(draft->total_scores->len, ==, 1);
}

/* Set off from the items, and left of their text. */
static void a_paragraph_behind_a_list_is_no_item(void)
{
    g_autoptr(KkDraft) draft = NULL;
    const KkDraftArea *area = page_area(
        PAGE_COVER
        "b 72 160 14 1. Offentlighet och demokrati\nb 72 180 11 Styrkor\n"
        "72 200 10 •\n90 200 10 Öppna nämnder\n72 214 10 •\n90 214 10 God dialog\n72 242 10 Vårt "
        "råd: fortsätt så.\n"
        "b 72 270 11 Förbättringsområden\n72 290 10 •\n90 290 10 Mer dialog\npage 2\n" PAGE_SECOND,
        &draft);

    g_assert_cmpuint(area->strengths->len, ==, 2);
    g_assert_cmpuint(area->improvements->len, ==, 1);
}

/* Set off from the items, under their text. */
static void a_quotation_behind_a_list_is_no_item(void)
{
    g_autoptr(KkDraft) draft = NULL;
    const KkDraftArea *area = page_area(
        PAGE_COVER
        "b 72 160 14 1. Offentlighet och demokrati\nb 72 180 11 Styrkor\n"
        "72 200 10 • Öppna nämnder\n72 214 10 • God dialog\n"
        "100 242 10 ”Nu frågar vi vad det ledde till.”\n100 254 10 En ordförande\n"
        "b 72 282 11 Förbättringsområden\n72 302 10 •\n90 302 10 Mer dialog\npage 2\n" PAGE_SECOND,
        &draft);

    g_assert_cmpuint(area->strengths->len, ==, 2);
    g_assert_cmpuint(area->improvements->len, ==, 1);
}

/* A table's numbers end at one edge; text that does not is ragged, and its short lines are whole.
 */
static void text_beside_a_flush_table_is_one_paragraph(void)
{
    g_autoptr(KkDraft) draft = NULL;
    const KkDraftArea *area = page_area(
        PAGE_COVER "b 72 160 14 1. Offentlighet och demokrati\n"
                   "72 180 10 Läget vid järnvägen ger kommunen goda möjligheter. Avstånden är\n"
                   "72 192 10 kommuninvånarnas största bekymmer, säger man.\n"
                   "b 72 220 11 Styrkor\n72 240 10 • Öppna nämnder\n72 254 10 • God dialog\n"
                   "b 72 280 11 Förbättringsområden\n72 300 10 • Mer dialog\n"
                   "72 340 10 Fråga\n330 340 10 Poäng\n390 340 10 Max\n"
                   "72 356 10 1.1 Finns en plan?\n335 356 10 7\n395 356 10 15\n"
                   "72 372 10 1.2 Är den känd?\n335 372 10 8\n395 372 10 15\n"
                   "72 388 10 1.3 Följs den upp?\n335 388 10 9\n395 388 10 15\n"
                   "72 404 10 1.4 Finns ett mål?\n335 404 10 9\n395 404 10 25\n"
                   "72 420 10 1.5 Är det känt?\n335 420 10 9\n395 420 10 30\npage 2\n" PAGE_SECOND,
        &draft);

    g_assert_cmpuint(area->rows->len, ==, 5);
    g_assert_cmpstr(area->overview, ==,
                    "Läget vid järnvägen ger kommunen goda möjligheter. Avstånden är "
                    "kommuninvånarnas största bekymmer, säger man.");
}

/* On a typewriter nothing is set larger: the number and the room around it tell a heading. */
static void a_typed_heading_is_told_by_its_number_and_room(void)
{
    g_autoptr(KkDraft) draft = NULL;
    const KkDraftArea *area =
        page_area("page 1\n72 80 10 KOMMUNKOMPASSEN\n72 110 10 Analys av Huddinge kommun 2017\n"
                  "page 2\n72 100 10 3. DETALJERAD GENOMGÅNG\n72 150 10 3.1 Offentlighet och "
                  "demokrati\n72 175 10 Resultat: 53 poäng (genomsnitt 58)\n"
                  "72 200 10 Här granskas dialogen med invånarna.\n72 225 10 STYRKOR\n"
                  "72 250 10 - Öppna nämnder\n72 262 10 - God dialog\n72 287 10 UTVECKLINGSBEHOV\n"
                  "72 312 10 - Mer dialog\n"
                  "72 337 10 3.2 Brukarfokus, tillgänglighet och bemötande\n72 362 10 Poäng: 61\n"
                  "72 387 10 Här granskas servicen i kommunen.\n72 412 10 STYRKOR\n"
                  "72 437 10 - God service\n72 449 10 - Korta köer\n72 474 10 UTVECKLINGSBEHOV\n"
                  "72 499 10 - Kortare köer\n",
                  &draft);

    g_assert_cmpuint(draft->areas->len, ==, 2);
    g_assert_cmpuint(area->scores->len, ==, 1);
    g_assert_cmpstr(((KkDraftScore *)g_ptr_array_index(area->scores, 0))->score, ==, "53");
    g_assert_cmpuint(area->strengths->len, ==, 2);
    g_assert_cmpuint(area->improvements->len, ==, 1);
}

/* Nor is anything before the chapters: the first of them may stand on the second page. */
static void numbered_capitals_end_the_front(void)
{
    g_autoptr(KkDraft) draft = NULL;
    const KkDraftArea *area = page_area(
        "page 1\n72 80 10 Kommunkompassen: Huddinge kommun 2017\n72 130 10 1 OM KOMMUNKOMPASSEN\n"
        "72 160 10 Metoden kommer från Norge.\n"
        "page 2\n72 100 10 2 GENOMGÅNG AV OMRÅDENA\n72 150 10 1. Offentlighet och demokrati\n"
        "72 175 10 Poäng: 53\n72 225 10 STYRKOR\n72 250 10 - Öppna nämnder\n72 262 10 - God "
        "dialog\n"
        "72 287 10 FÖRBÄTTRINGSOMRÅDEN\n72 312 10 - Mer dialog\n"
        "page 3\n72 100 10 2. Tillgänglighet och brukarorientering\n72 125 10 Poäng: 61\n"
        "72 175 10 STYRKOR\n72 200 10 - God service\n72 225 10 FÖRBÄTTRINGSOMRÅDEN\n"
        "72 250 10 - Kortare köer\n",
        &draft);

    g_assert_cmpuint(draft->areas->len, ==, 2);
    g_assert_cmpuint(area->strengths->len, ==, 2);
    g_assert_cmpuint(area->improvements->len, ==, 1);
}

#define NAMES_UNDER(a, b, c, d)                                                                    \
    "b 72 120 12 1 Offentlighet och demokrati\n72 140 10 " a "\n"                                  \
    "b 72 170 12 2 Brukarfokus, tillgänglighet och bemötande\n72 190 10 " b "\n"                   \
    "b 72 220 12 3 Politisk styrning och kontroll\n72 240 10 " c "\n"                              \
    "b 72 270 12 4 Ledarskap, ansvar och delegation\n72 290 10 " d "\n"

static void one_chapter_may_hold_the_strengths_of_all_areas(void)
{
    static const char text[] = PAGE_COVER "page 2\nb 72 80 18 3. Områdena\n" NAMES_UNDER(
        "Här granskas hur kommunen för "
        "en dialog med sina invånare.",
        "Här granskas hur kommunen tar "
        "emot dem som vänder sig till "
        "den.",
        "Här granskas hur målen tas fram "
        "och hur de följs upp i "
        "nämnderna.",
        "Här granskas hur cheferna får "
        "det stöd som de behöver varje "
        "dag.") "page 3\nb 72 80 18 4. "
                "Styrkor\n72 100 10 Här "
                "samlas det som "
                "utvärderarna vill lyfta "
                "fram.\n" NAMES_UNDER(
                    "• "
                    "Öp"
                    "pn"
                    "a "
                    "nä"
                    "mn"
                    "de"
                    "r",
                    "• "
                    "Go"
                    "d "
                    "se"
                    "rv"
                    "ic"
                    "e",
                    "• "
                    "Kä"
                    "nd"
                    "a "
                    "må"
                    "l",
                    "• "
                    "Tr"
                    "yg"
                    "ga"
                    " c"
                    "he"
                    "fe"
                    "r") "page 4\nb 72 80 18 5. Förbättringsområden\n" NAMES_UNDER("• Mer dialog",
                                                                                   "• Kortare köer",
                                                                                   "• Färre mål",
                                                                                   "• Fler chefer");
    g_autoptr(KkDraft) draft = NULL;
    const KkDraftArea *area = page_area(text, &draft);

    g_assert_cmpuint(draft->areas->len, ==, 4);
    g_assert_true(g_str_has_prefix(area->overview, "Här granskas hur kommunen för en dialog"));
    for (guint i = 0; i < draft->areas->len; i++) {
        area = g_ptr_array_index(draft->areas, i);
        g_assert_cmpuint(area->strengths->len, ==, 1);
        g_assert_cmpuint(area->improvements->len, ==, 1);
    }
    g_assert_cmpstr(((KkText *)g_ptr_array_index(area->strengths, 0))->text, ==, "Trygga chefer");
}

static void a_head_beside_the_overview_is_no_part_of_it(void)
{
    g_autoptr(KkDraft) draft = NULL;
    const KkDraftArea *area =
        page_area(PAGE_COVER "b 72 150 14 1. Offentlighet och demokrati\n72 170 11 Beskrivning\n"
                             "180 170 11 Chefen på enheten är den som omsätter beslut\n180 184 11 "
                             "till vardag och behöver stöd.\n"
                             "b 72 210 11 Styrkor\n72 226 11 • Öppna nämnder\n" PAGE_SECOND,
                  &draft);

    g_assert_cmpstr(area->overview, ==,
                    "Chefen på enheten är den som omsätter beslut till vardag och behöver stöd.");
}

static void a_line_of_words_with_one_number_is_no_total(void)
{
    g_autoptr(KkDraft) draft = NULL;
    const KkDraftArea *area = page_area(
        PAGE_HEAD "b 430 150 11 Max\nb 480 150 11 Procent\n" PAGE_ROWS
                  "72 215 11 Kommunkompassen 2017 · Huddinge kommun\n330 215 11 13\n" NEXT_PAGE,
        &draft);

    g_assert_cmpuint(area->rows->len, ==, 2);
    g_assert_null(area->total);
}

static void an_unlabelled_line_of_numbers_is_the_total(void)
{
    g_autoptr(KkDraft) draft = NULL;
    const KkDraftArea *area =
        page_area(PAGE_HEAD "b 430 150 11 Max\nb 480 150 11 Procent\n" PAGE_ROWS
                            "330 215 11 12\n410 215 11 30\n486 215 11 40%\n" NEXT_PAGE,
                  &draft);

    g_assert_cmpstr(area->total->achieved, ==, "12");
    g_assert_cmpstr(area->total->max, ==, "30");
}

static void a_list_under_a_heading_of_its_own_is_unread(void)
{
    g_autoptr(KkDraft) draft = NULL;
    page_area(
        PAGE_COVER
        "b 72 150 14 1. Offentlighet och demokrati\nb 72 170 11 Styrkor\n72 190 11 • Öppna "
        "nämnder\n"
        "72 205 11 • Mål som är väl kända\nb 72 225 13 Nästa steg\n72 245 11 • Mer dialog\n"
        "72 260 11 • Fler möten\n"
        "b 72 300 14 2. Brukarfokus, tillgänglighet och bemötande\nb 72 320 11 Styrkor\n"
        "72 340 11 • God service\nb 72 360 11 Förbättringsområden\n72 380 11 • Fler e-tjänster\n",
        &draft);
    guint n_unread = 0;

    g_assert_cmpuint(draft->unread->len, ==, 1);
    const KkUnread *unread = g_ptr_array_index(draft->unread, 0);
    const KkPlace *place = &g_array_index(unread->at, KkPlace, 0);
    g_assert_cmpint(unread->kind, ==, KK_UNREAD_LIST);
    g_assert_cmpstr(unread->text, ==, "Nästa steg • Mer dialog • Fler möten");
    g_assert_cmpint(place->page, ==, 1);
    g_assert_true(place->bbox.y0 > 210 && place->bbox.y1 < 270);
    for (guint i = 0; i < draft->ends->len; i++)
        n_unread += draft->ends->data[i] == KK_END_UNREAD;
    g_assert_cmpuint(n_unread, ==, 8);
}

static void chapter_and_table_may_name_an_area_differently(void)
{
    g_autoptr(KkResult) result = test_process(COVER FIRST SECOND TABLES);

    g_assert_cmpstr(area_of(result, 1)->name, ==, "Brukarfokus, tillgänglighet och bemötande");
    g_assert_cmpstr(area_of(result, 1)->id, ==, "tillganglighet-och-brukarorientering");
}

static void unknown_edition_is_read_by_its_structure(void)
{
    g_autoptr(KkResult) result =
        test_process(COVER "## Område 1 Tillit och mod\n\n### Styrkor\n\n- Ett\n\n"
                           "## Område 2 Klimat och natur\n\n### Styrkor\n\n- Två\n\n"
                           "## Område 3 Lust och lärande\n\n### Styrkor\n\n- Tre\n\n");

    g_assert_cmpuint(result->report->areas->len, ==, 3);
    g_assert_null(area_of(result, 0)->id);
    g_assert_cmpstr(area_of(result, 1)->name, ==, "Klimat och natur");
    g_assert_true(test_has_doubt(result->diagnostics, "edition-unknown"));
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/parse", small_report_is_read);
    TEST("/parse", chapter_whose_lists_have_unknown_heads_is_one);
    TEST("/parse", headings_may_be_written_in_many_ways);
    TEST("/parse", words_in_running_prose_are_no_headings);
    TEST("/parse", sentence_that_leads_in_is_no_item);
    TEST("/parse", item_runs_on_over_lines);
    TEST("/parse", paragraphs_of_the_overview_are_kept);
    TEST("/parse", overview_in_two_columns_is_read_down_each);
    TEST("/parse", box_gives_its_score_wherever_it_stands);
    TEST("/parse", topics_may_head_the_items_of_a_list);
    TEST("/parse", period_is_told_in_many_words);
    TEST("/parse", summary_may_be_sentences);
    TEST("/parse", columns_are_told_by_many_heads);
    TEST("/parse", numbers_are_as_printed);
    TEST("/parse", what_is_not_printed_is_unset_with_a_doubt);
    TEST("/parse", letters_of_no_swedish_word_are_a_doubt);
    TEST("/parse", tables_end_before_the_short_facts);
    TEST("/parse", tables_in_an_appendix_are_told_by_codes_that_begin_anew);
    TEST("/parse", total_of_a_summary_is_told_by_its_size);
    TEST("/parse", nothing_is_unread_where_all_was_taken);
    TEST("/parse", a_number_apart_in_a_chapter_is_unread);
    TEST("/parse", an_areas_own_number_is_not_unread);
    TEST("/parse", questions_that_no_table_holds_are_a_doubt);
    TEST("/parse", an_area_without_a_list_is_a_doubt);
    TEST("/parse", a_table_that_nothing_took_is_a_doubt);
    TEST("/parse", a_number_under_no_head_is_no_other_columns);
    TEST("/parse", a_note_under_a_question_is_no_part_of_it);
    TEST("/parse", a_larger_head_does_not_go_on_from_an_item);
    TEST("/parse", a_chapters_number_may_stand_above_its_name);
    TEST("/parse", a_chapters_score_may_stand_in_figures_alone);
    TEST("/parse", a_score_may_stand_with_the_number_above_the_name);
    TEST("/parse", a_column_of_areas_is_no_part_of_the_questions);
    TEST("/parse", a_letter_is_read_from_its_first_page);
    TEST("/parse", a_paragraph_behind_a_list_is_no_item);
    TEST("/parse", a_quotation_behind_a_list_is_no_item);
    TEST("/parse", text_beside_a_flush_table_is_one_paragraph);
    TEST("/parse", a_typed_heading_is_told_by_its_number_and_room);
    TEST("/parse", numbered_capitals_end_the_front);
    TEST("/parse", one_chapter_may_hold_the_strengths_of_all_areas);
    TEST("/parse", a_head_beside_the_overview_is_no_part_of_it);
    TEST("/parse", a_line_of_words_with_one_number_is_no_total);
    TEST("/parse", an_unlabelled_line_of_numbers_is_the_total);
    TEST("/parse", a_list_under_a_heading_of_its_own_is_unread);
    TEST("/parse", chapter_and_table_may_name_an_area_differently);
    TEST("/parse", unknown_edition_is_read_by_its_structure);
    return g_test_run();
}
