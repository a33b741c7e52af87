/* SPDX-License-Identifier: GPL-2.0-or-later */
/* witness.c: what agreement proves, and which differences are doubts. */
#include "../validate/reports.h"

static void stand_on(KkAt *at, int page)
{
    const KkPlace place = {page, {72, 100, 523, 112}};

    g_array_append_val(at, place);
}

/* An area of four rows and a total, on page 2, and five strengths, on page 1. */
static KkReport *report_of_one_area(void)
{
    static const char *const strengths[] = {"Ett intranät för alla", "Tydliga mål i budgeten",
                                            "Goda exempel", "Öppna nämndmöten",
                                            "Återkommande dialoger med invånarna"};
    KkReport *report = make_report();
    KkArea *area = add_area(report, "50", "100", "50");

    add_row(area, "10", "20", "50");
    add_row(area, "12", "30", "40");
    add_row(area, "18", "30", "60");
    add_row(area, "10", "20", "50");
    for (guint i = 0; i < area->questions->len; i++) {
        KkQuestion *question = g_ptr_array_index(area->questions, i);

        question->printed_code = g_strdup(question->code);
        stand_on(question->score.at, 2);
    }
    stand_on(area->score.at, 2);
    for (guint i = 0; i < G_N_ELEMENTS(strengths); i++) {
        g_autoptr(GArray) at = kk_at_new();

        stand_on(at, 1);
        g_ptr_array_add(area->strengths, kk_item_new(strengths[i], at));
    }
    return report;
}

static void add_cells(GPtrArray *table, const char *cells)
{
    KkTagRow *row = kk_tag_table_add_row(table);
    g_auto(GStrv) texts = g_strsplit(cells, "|", 0);

    row->page = 2;
    for (int i = 0; texts[i] != NULL; i++)
        g_ptr_array_add(row->cells, g_strdup(texts[i]));
}

/* A table of @rows, cells between bars. */
static KkTags *tags_of_table(const char *const *rows)
{
    KkTags *tags = kk_tags_new();
    GPtrArray *table = kk_tags_add_table(tags);

    for (; *rows != NULL; rows++)
        add_cells(table, *rows);
    return tags;
}

static KkTags *tags_of_list(const char *heading, const char *const *items)
{
    KkTags *tags = kk_tags_new();

    g_ptr_array_add(tags->headings, g_strdup(heading));
    for (KkTagList *list = kk_tags_add_list(tags); *items != NULL; items++)
        g_ptr_array_add(list->items, g_strdup(*items));
    return tags;
}

/* What the tags make of the report: its doubts, one a line, and how many numbers they prove. */
static void assert_witness(KkTags *given, guint n_proven, const char *expected)
{
    g_autoptr(KkReport) report = report_of_one_area();
    g_autoptr(KkTags) tags = given;
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    GString *told = g_string_new(NULL);
    guint n = 0;

    kk_witness(report, tags, doubts);
    for (guint i = 0; i < doubts->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(doubts, i);

        g_assert_cmpstr(doubt->code, ==, "tags-differ");
        g_assert_cmpuint(doubt->at->len, ==, 1);
        g_string_append_printf(told, "%s%s", i > 0 ? "\n" : "", doubt->message->text);
    }
    g_autoptr(KkValidation) validation = kk_validate(report, doubts);
    for (guint i = 0; i < validation->proofs->len; i++)
        for (int k = 0; k < KK_N_NUMBERS; k++)
            n += (g_array_index(validation->proofs, KkProof, i).by[k] & KK_PROVEN_BY_TAGS) != 0;
    test_assert_text(g_string_free(told, FALSE), expected);
    g_assert_cmpuint(n, ==, n_proven);
}

/* ---- tables ------------------------------------------------------------------------------- */

static void numbers_that_agree_are_proven(void)
{
    assert_witness(
        tags_of_table((const char *const[]){
            "1.|Område|Uppnått|Max|Procent", "1.1|Finns?|10|20|50 %", "1.2|Finns?|12|30|40%",
            "1.3|Finns?|18|30|60 %", "1.4|Finns?|10|20|50 %", "|Summa|50|100|50 %", NULL}),
        15, "");
}

static void columns_stand_in_any_order(void)
{
    assert_witness(tags_of_table((const char *const[]){
                       "1.1 Finns?|50 %|20|10", "1.2 Finns?|40%|30|12", "1.3 Finns?|60 %|30|18",
                       "1.4 Finns?|50 %|20|10", "50 %|100|50", NULL}),
                   15, "");
}

static void a_cell_that_differs_is_a_doubt(void)
{
    assert_witness(
        tags_of_table((const char *const[]){"1.1|a|10|20|50", "1.2|a|12|30|40", "1.3|a|13|30|60",
                                            "1.4|a|10|20|50", "|Summa|50|100|51", NULL}),
        13,
        "Row 1.3: the page has 18, the PDF's tags have 13.\n"
        "Row 1: the page has 50, the PDF's tags have 51.");
}

static void a_column_that_differs_often_is_not_compared(void)
{
    assert_witness(tags_of_table((const char *const[]){"1.1|a|11|20|50", "1.2|a|13|30|40",
                                                       "1.3|a|18|30|60", "1.4|a|10|20|50", NULL}),
                   8, "");
}

static void rows_with_joined_cells_and_of_other_pages_are_passed_over(void)
{
    KkTags *tags = tags_of_table((const char *const[]){
        "1.1|a|10|20|50", "1.2|a|12|30|40", "1.3|30|18", "1.4|a|10|20|50", "1.1|b|77|77|77", NULL});
    GPtrArray *table = g_ptr_array_index(tags->tables, 0);

    ((KkTagRow *)g_ptr_array_index(table, 4))->page = 1;
    assert_witness(tags, 9, "");
}

static void tables_without_codes_or_numbers_are_not_compared(void)
{
    assert_witness(tags_of_table((const char *const[]){"10|20|50", "12|30|40", "18|30|60", "",
                                                       "1.1", "1.2", "1.3", "1.10|a|1|2|3", NULL}),
                   0, "");
}

/* ---- lists -------------------------------------------------------------------------------- */

static void items_that_agree_are_no_doubt(void)
{
    /* beginnings, as poppler may give them: another encoding, a label, a part */
    assert_witness(
        tags_of_list("Område 1",
                     (const char *const[]){"Ett intranÃ¤t fÃ¶r alla", "a) Tydliga mål i", "Goda ex",
                                           "Öppna nämndmöten", "Återkommande dialoger", NULL}),
        0, "");
}

static void an_item_that_one_side_lacks_is_a_doubt(void)
{
    assert_witness(
        tags_of_list("Område 1",
                     (const char *const[]){"Ett intranät", "Goda exempel", "Öppna nämnd",
                                           "Återkommande", "", "med invånarna", NULL}),
        0,
        "The PDF's tags have no list item that begins like this: Tydliga mål i budgeten.\n"
        "The PDF's tags have a list item that was not read as one: med invånarna.");
}

static void lists_that_differ_much_are_not_compared(void)
{
    assert_witness(tags_of_list("Område 1", (const char *const[]){"Ett intranät", "Goda exempel",
                                                                  "och", "så", "vidare", NULL}),
                   0, "");
}

static void items_under_another_heading_are_doubted(void)
{
    g_autoptr(KkReport) report = report_of_one_area();
    KkArea *other = add_area(report, "", "", "");
    g_autoptr(GArray) at = kk_at_new();
    g_autoptr(KkTags) tags = tags_of_list(
        "Område 1", (const char *const[]){"Ett intranät", "Tydliga mål", "Goda exempel",
                                          "Öppna nämnd", "Återkommande", "Vida vyer", NULL});
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();

    stand_on(at, 1);
    g_ptr_array_add(other->improvements, kk_item_new("Vida vyer", at));
    kk_witness(report, tags, doubts);
    g_assert_cmpuint(doubts->len, ==, 0); /* area 2 has no heading: its own may not be tagged */
    g_ptr_array_add(tags->headings, g_strdup("Område 2"));
    kk_witness(report, tags, doubts);
    g_assert_cmpuint(doubts->len, ==, 1);
    g_assert_cmpstr(
        ((KkDiagnostic *)g_ptr_array_index(doubts, 0))->message->text, ==,
        "Area 2 has an item that the PDF's tags have under the heading of another: Vida "
        "vyer.");
}

/* ---- pages -------------------------------------------------------------------------------- */

static void pages_without_values_cost_nothing(void)
{
    g_autoptr(KkReport) report = report_of_one_area();
    g_autoptr(KkReport) empty = make_report();
    g_autofree guint8 *pages = kk_witness_pages(report, 3);
    g_autofree guint8 *none = kk_witness_pages(empty, 3);

    g_assert_cmpuint(pages[1], ==, KK_TAGS_LISTS | KK_TAGS_HEADINGS);
    g_assert_cmpuint(pages[2], ==, KK_TAGS_TABLES);
    g_assert_cmpuint(pages[3], ==, 0);
    g_assert_null(none);
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/witness/witness", numbers_that_agree_are_proven);
    TEST("/witness/witness", columns_stand_in_any_order);
    TEST("/witness/witness", a_cell_that_differs_is_a_doubt);
    TEST("/witness/witness", a_column_that_differs_often_is_not_compared);
    TEST("/witness/witness", rows_with_joined_cells_and_of_other_pages_are_passed_over);
    TEST("/witness/witness", tables_without_codes_or_numbers_are_not_compared);
    TEST("/witness/witness", items_that_agree_are_no_doubt);
    TEST("/witness/witness", an_item_that_one_side_lacks_is_a_doubt);
    TEST("/witness/witness", lists_that_differ_much_are_not_compared);
    TEST("/witness/witness", items_under_another_heading_are_doubted);
    TEST("/witness/witness", pages_without_values_cost_nothing);
    return g_test_run();
}
