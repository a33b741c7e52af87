/* SPDX-License-Identifier: GPL-2.0-or-later */
/* grid.c: what is set as a table, and what stands in its cells. */
#include "support.h"

#include <kk/blocks.h>

/* Each line as "label|cell|cell", heads marked. */
static void assert_tables(const char *page, const char *expected)
{
    g_autoptr(KkLayout) layout = test_page(page);
    g_autoptr(GPtrArray) tables = kk_blocks_tables(layout);
    GString *text = g_string_new(NULL);

    for (guint t = 0; t < tables->len; t++) {
        const KkTable *table = g_ptr_array_index(tables, t);

        for (guint i = 0; i < table->lines->len; i++) {
            const KkTableLine *line = kk_table_line(table, i);
            g_autofree char *label = kk_table_dup_text(line, &line->label);

            g_string_append_printf(text, "%s%s", line->is_head ? "head " : "", label);
            for (guint c = 0; c < table->n_columns; c++) {
                g_autofree char *cell = kk_table_dup_text(line, &line->cells[c]);

                g_string_append_printf(text, "|%s", cell);
            }
            g_string_append_c(text, '\n');
        }
        g_string_append(text, "--\n");
    }
    test_assert_text(g_string_free(text, FALSE), expected);
}

static void leaders_are_no_cells(void)
{
    assert_tables("dot-leaders.page",
                  "1.1 Finns en plan?|12|15\n1.2 Informeras alla?||\n|9|20\n--\n");
}

static void comments_are_no_text_of_a_row(void)
{
    assert_tables("comment-column.page",
                  "head 1. Samspel|Uppnådd poäng|Max\n1.1 Finns en plan?|12|15\n"
                  "1.2 Informeras alla?|9|20\noch hur ofta?||\n1.3 Finns mål?|7|10\n||\n"
                  "1.4 Finns mod?|8|10\n--\n");
}

static void columns_may_move_under_a_head(void)
{
    assert_tables("moved-columns.page",
                  "head 1. Samspel|Poäng|Max\n1.1 Finns en plan?|12|15\n"
                  "head 2. Effektivitet|Poäng|Max\n2.1 Finns en plan?|9|20\n--\n");
}

static void comments_may_stand_before_the_numbers(void)
{
    assert_tables("comments-before-numbers.page",
                  "head Fråga|Poäng|Max\n1.1 Finns en plan?|12|15\n"
                  "1.2 Informeras alla medborgare?|9|20\n1.3 Följs den upp?|8|10\n"
                  "1.4 Finns ett mål?|4|10\n--\n");
}

static void totals_may_have_columns_of_their_own(void)
{
    assert_tables("totals-in-columns-of-their-own.page",
                  "head Fråga|Poäng|Max\n1.1 Finns en plan?|12|15\n1.2 Informeras alla?|9|20\n"
                  "head Område|Uppnått|Möjligt\nOmråde 1|21|35\n--\n");
}

static void text_may_stand_behind_the_numbers(void)
{
    assert_tables(
        "text-behind-numbers.page",
        "head Fråga|Procent|Poäng|Max\n1.1 Hur arbetar kommunen med öppna möten?|39 %|4|10\n"
        "1.2 Kan kommunen visa exempel på förbättrade|63 %|13|20\nresultat?|||\n"
        "1.3 Hur följs insyn upp?|91 %|32|35\nTotalt|75 %|49|65\n--\n");
}

static void codes_may_stand_behind_the_numbers(void)
{
    assert_tables("codes-behind-numbers.page",
                  "head Fråga|Andel|Poäng|Max\n1.1 Hur arbetar kommunen med öppna|39 %|4|10\n"
                  "möten?|||\n1.2 Kan kommunen visa exempel?|63 %|13|20\n"
                  "1.3 Hur följs insyn upp?|91 %|32|35\nHela området|75 %|49|65\n--\n");
}

static void numbers_may_stand_below_text_that_runs_over_them(void)
{
    assert_tables("numbers-below-long-text.page",
                  "1.1 Har kommunen antagit en strategi för information?||\n|6 av 15 poäng|(42 %)\n"
                  "1.2 Hur informeras invånarna om beslut som är på gång?||\n"
                  "|13 av 20 poäng|(66 %)\n1.3 Hur redovisas resultat?||\n"
                  "|10 av 25 poäng|(38 %)\n--\n");
}

static void numbers_of_a_chart_are_its_labels(void)
{
    assert_tables("chart-labels-above.page",
                  "1. Samspel|64|45\n2. Utveckling|64|46\n3. Styrning|46|52\n"
                  "4. Effektivitet|53|55\n5. Brukarens fokus|45|50\n6. Arbetsliv|63|53\n--\n");
}

static void text_may_stand_between_the_numbers(void)
{
    assert_tables(
        "text-between-numbers.page",
        "Finns det en plan?|11 av 15|73 procent\nÄr den känd av alla?|16 av 20|80 procent\n"
        "Följs den upp?|8 av 10|80 procent\nHela området|35 av 45|78 procent\n--\n");
}

static void codes_of_tables_abreast_are_no_numbers(void)
{
    assert_tables("codes-abreast.page", "head 3. Område|2019|Max\n"
                                        "Genomsyras hela organisationen||\n"
                                        "3.1|12|20\n"
                                        "av en helhet?||\n"
                                        "Styrs kommunen av tydliga||\n"
                                        "3.2|11|25\n"
                                        "mål?||\n"
                                        "Följs målen upp på ett||\n"
                                        "3.3|9|15\n"
                                        "ordnat sätt?||\n"
                                        "--\n"
                                        "head 4. Område|2019|Max\n"
                                        "Genomsyras hela organisationen||\n"
                                        "4.1|12|20\n"
                                        "av en helhet?||\n"
                                        "Styrs kommunen av tydliga||\n"
                                        "4.2|11|25\n"
                                        "mål?||\n"
                                        "Följs målen upp på ett||\n"
                                        "4.3|9|15\n"
                                        "ordnat sätt?||\n"
                                        "--\n");
}

static void a_line_spread_to_both_margins_is_no_head(void)
{
    assert_tables("spread-line.page", "socialkontoret gör så.|||\n"
                                      "head Fråga|2010|2014|Max\n"
                                      "5.1 Finns en strategi?|5|7|15\n"
                                      "5.2 Ställs kostnader mot resultat?|5|10|10\n"
                                      "--\n");
}

static void items_above_such_a_table_are_no_heads(void)
{
    assert_tables("text-behind-numbers-under-list.page",
                  "Kommunens insyn och dialog kan öka på ett|||\nhead Fråga|Poäng|Max|Procent\n"
                  "Hur arbetar kommunen?|4|10|39 %\nVilka exempel finns?|13|20|63 %\n"
                  "Hur följs insyn upp?|32|35|91 %\nTotalt|49|65|75 %\n--\n");
}

static void items_above_a_table_are_no_heads(void)
{
    assert_tables(
        "list-above-table.page",
        "04 Skriv ned arbetssättet för jämförelserna med andra, i dag finns det i huvudet på få||\n"
        "05 Pröva återuppringning inom en timme||\n06 Öka takten||\nhead Fråga|Max|Poäng\n"
        "4.1 Hur kopplas resurser till resultat?|30|16\n4.2 Används jämförelser?|25|6\n--\n");
}

static void list_ends_above_the_heads_of_a_table(void)
{
    assert_tables("list-over-columns.page",
                  "head Kod Fråga|Max|Poäng|Procent\n2.1 Finns en inriktning?|20|14|70%\n"
                  "2.2 Är det enkelt att nå rätt person?|30|21|70%\n--\n");
}

static void running_text_is_no_table(void)
{
    assert_tables("justified-text.page", "");
    assert_tables("two-columns.page", "");
}

static void places_of_two_pages_on_a_sheet_name_the_sheet(void)
{
    g_autoptr(KkLayout) layout = test_page("two-on-a-sheet.page");
    g_autoptr(GArray) at = kk_at_new();

    g_assert_cmpuint(layout->lines->len, ==, 5);
    const KkLine *last = g_ptr_array_index(layout->lines, 4);
    kk_line_place(last, at);
    g_assert_cmpint(last->page, ==, 4);
    g_assert_cmpint(g_array_index(at, KkPlace, 0).page, ==, 2);
    g_assert_cmpfloat_with_epsilon(g_array_index(at, KkPlace, 0).bbox.x0, 470, 0.5);
}

static void sheets_of_three_begin_with_the_cover(void)
{
    g_autoptr(KkLayout) layout = test_page("three-on-a-sheet.page");

    test_assert_text(test_lines(layout->lines), "The cover of a leaflet\n"
                                                "Spring, of that very year\n"
                                                "The first page inside has a line that\n"
                                                "ends near the fold, and one more\n"
                                                "The last page stands in the middle of it\n"
                                                "and tells where to ask for more of this\n"
                                                "The second page has a line that\n"
                                                "ends near the fold as well, here\n"
                                                "The third page crosses the middle of it\n"
                                                "as the page in the middle has to, always\n"
                                                "The fourth page ends the text with this\n"
                                                "and does not say anything beyond this");
    const KkLine *last = g_ptr_array_index(layout->lines, layout->lines->len - 1);
    g_assert_cmpint(last->page, ==, 6);
    g_assert_cmpint(last->sheet, ==, 2);
}

static void turned_pages_are_no_sheets(void)
{
    assert_tables(
        "turned-tables.page",
        "2.1 Finns en plan?|11|21\n2.2 Informeras alla?|12|22\n2.3 Följs den upp?|13|23\n"
        "3.1 Hur arbetar ni?|11|21\n3.2 Vem ansvarar?|12|22\n3.3 Prövas den?|13|23\n--\n");
}

static void head_far_right_begins_no_second_table(void)
{
#define TABLE(n, first)                                                                            \
    "head Nummer Fråga|Utfall|Tak|Utfall i %\n" n ".1 " first "\n" n                               \
    ".2 Är den känd av alla?|5|15|33\n"
    assert_tables("percent-far-right.page",
                  TABLE("1", "Finns det en plan?|8|20|42")
                      TABLE("2", "Finns det en modell?|9|20|45")
                          TABLE("3", "Finns det en strategi?|3|20|15") "--\n");
#undef TABLE
}

static void grades_behind_the_numbers_are_no_texts(void)
{
    assert_tables("grades-behind.page",
                  "head Delfråga|Poäng|Max|Andel\n"
                  "1.1 Finns det en plan?|12|20|60 %\n"
                  "1.2 Är den känd av alla?|8|15|53 %\n"
                  "Summa|20|35|57 %\n"
                  "head Delfråga|Poäng|Max|Andel\n"
                  "2.1 Finns det en modell?|9|20|45 %\nSumma|9|20|45 %\n"
                  "head Delfråga|Poäng|Max|Andel\n"
                  "3.1 Finns det en strategi?|9|20|45 %\nSumma|9|20|45 %\n--\n");
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/blocks/grid", list_ends_above_the_heads_of_a_table);
    TEST("/blocks/grid", leaders_are_no_cells);
    TEST("/blocks/grid", comments_are_no_text_of_a_row);
    TEST("/blocks/grid", columns_may_move_under_a_head);
    TEST("/blocks/grid", comments_may_stand_before_the_numbers);
    TEST("/blocks/grid", totals_may_have_columns_of_their_own);
    TEST("/blocks/grid", text_may_stand_behind_the_numbers);
    TEST("/blocks/grid", items_above_such_a_table_are_no_heads);
    TEST("/blocks/grid", codes_may_stand_behind_the_numbers);
    TEST("/blocks/grid", numbers_may_stand_below_text_that_runs_over_them);
    TEST("/blocks/grid", numbers_of_a_chart_are_its_labels);
    TEST("/blocks/grid", text_may_stand_between_the_numbers);
    TEST("/blocks/grid", codes_of_tables_abreast_are_no_numbers);
    TEST("/blocks/grid", a_line_spread_to_both_margins_is_no_head);
    TEST("/blocks/grid", items_above_a_table_are_no_heads);
    TEST("/blocks/grid", running_text_is_no_table);
    TEST("/blocks/imposition", places_of_two_pages_on_a_sheet_name_the_sheet);
    TEST("/blocks/imposition", sheets_of_three_begin_with_the_cover);
    TEST("/blocks/imposition", turned_pages_are_no_sheets);
    TEST("/blocks/grid", grades_behind_the_numbers_are_no_texts);
    TEST("/blocks/grid", head_far_right_begins_no_second_table);
    return g_test_run();
}
