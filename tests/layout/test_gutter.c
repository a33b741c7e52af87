/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gutter.c: pages set in two columns, and pages that only look so. */
#include "support.h"

#include <string.h>

static void assert_lines(const char *name, const char *expected)
{
    g_autoptr(KkLayout) layout = test_page(name);

    test_assert_text(test_lines(layout->lines), expected);
}

#define LEFT                                                                                       \
    "Kommunen har en god dialog med sina\ninvånare och följer upp den varje år\n"               \
    "genom ett råd som möts i fyra nämnder\noch redovisas för dem som har deltagit\n"          \
    "i arbetet från dess början till slut"
#define RIGHT                                                                                      \
    "Planen är känd av alla som arbetar med\nfrågan och den används i vardagen också\n"       \
    "Cheferna får stöd av en egen enhet som\nhjälper dem med mål och uppföljning\n"           \
    "Det finns en modell för lärande mellan"
#define RIGHT_END "\nenheterna som sprids i hela kommunen"

static void columns_are_read_one_after_the_other(void)
{
    assert_lines("two-columns.page",
                 "Inom området bedöms hur kommunen arbetar med sina frågor och hur resultaten "
                 "tas om hand av dem\nStyrkor\n" LEFT "\n" RIGHT RIGHT_END);
}

static void lines_know_their_column(void)
{
    g_autoptr(KkLayout) layout = test_page("two-columns.page");
    const KkLine *wide = g_ptr_array_index(layout->lines, 0);
    const KkLine *last = g_ptr_array_index(layout->lines, layout->lines->len - 1);

    g_assert_false(wide->in_column);
    g_assert_true(last->in_column);
    g_assert_cmpfloat_with_epsilon(last->column_left, 310, 0.01);
}

static void table_below_columns_keeps_its_rows(void)
{
    assert_lines("columns-above-table.page",
                 "Styrkor\n" LEFT "\n" RIGHT RIGHT_END "\nFråga Poäng Max\n"
                 "1.1 Finns det en plan för dialog? 11 15\n1.2 Följs den upp varje år? 9 20");
}

static void heads_of_two_lists_stay_on_their_line(void)
{
    assert_lines("heads-abreast.page", "Styrkor Förbättringsområden\n" LEFT "\n" RIGHT);
}

static void rows_of_numbers_are_no_columns(void)
{
    g_autoptr(KkLayout) layout = test_page("rows-of-numbers.page");

    g_assert_cmpuint(layout->lines->len, ==, 6);
}

static void heading_below_columns_ends_them(void)
{
    assert_lines("heading-below-columns.page",
                 LEFT "\n" RIGHT "\nOmråde 2 Brukarfokus\nRubriker Poäng\n"
                      "Strategi för brukarorientering 70\nBrukarundersökningar");
}

static void the_left_column_may_be_longer(void)
{
    assert_lines("left-column-longer.page", LEFT
                 "\nStyrkor\nNämnderna har enats om en ordning för\n"
                 "hur ärenden bereds i god tid varje år\nBrukarna får svar inom två dagar och\n"
                 "kan följa sitt ärende hos kommunen\n" RIGHT);
}

static void short_lines_that_go_on_are_no_heads(void)
{
    assert_lines("columns-going-on.page", "alla nämnder\n" LEFT "\nNya chefer\n" RIGHT);
}

static void heading_across_columns_parts_chapters(void)
{
    assert_lines("chapters-in-columns.page", LEFT "\n" RIGHT "\nOmråde 2 Styrning 66 poäng\n"
                                                  "Målen är kända av alla nämnder och råd\n"
                                                  "och följs upp varje år av fullmäktige\n"
                                                  "– Det finns en gemensam årlig modell\n"
                                                  "som sprids till enheterna varje höst");
}

static void bullets_go_with_their_column(void)
{
    g_autoptr(KkLayout) layout = test_page("bullets-near-columns.page");
    g_autofree char *lines = test_lines(layout->lines);

    g_assert_true(g_str_has_prefix(lines, LEFT "\n– Planen är känd"));
    g_assert_nonnull(strstr(lines, "\n– Det finns en modell"));
}

static void bullets_go_with_their_list(void)
{
    g_autoptr(KkLayout) layout = test_page("lists-abreast.page");
    g_autoptr(GPtrArray) sides = kk_layout_abreast(layout->lines);

    test_assert_text(test_lines(g_ptr_array_index(sides, 0)), "• Öppna nämnder\n• God service");
    test_assert_text(test_lines(g_ptr_array_index(sides, 1)), "• Mer dialog\n• Kortare köer");
}

static void tables_side_by_side_are_no_columns(void)
{
    g_autoptr(KkLayout) layout = test_page("tables-abreast.page");

    g_assert_cmpuint(layout->lines->len, ==, 7);
}

static void columns_of_short_lines_are_no_heads(void)
{
    assert_lines("short-lines-in-columns.page", "vi har mål för aa\n"
                                                "vi har mål för bb\n"
                                                "vi har mål för cc\n"
                                                "vi har mål för dd\n"
                                                "vi har mål för ee\n"
                                                "vi har mål för ff\n"
                                                "vi har mål för gg\n"
                                                "vi har mål för hh\n"
                                                "vi har mål för ii\n"
                                                "vi har mål för jj\n"
                                                "vi har mål för kk\n"
                                                "vi har mål för ll\n"
                                                "de har stöd av mm\n"
                                                "de har stöd av nn\n"
                                                "de har stöd av oo\n"
                                                "de har stöd av pp\n"
                                                "de har stöd av qq\n"
                                                "de har stöd av rr\n"
                                                "de har stöd av ss\n"
                                                "de har stöd av tt\n"
                                                "de har stöd av uu\n"
                                                "de har stöd av vv\n"
                                                "de har stöd av ww\n"
                                                "de har stöd av xx");
}

static void columns_within_columns_are_read_in_order(void)
{
    assert_lines("three-columns.page", LEFT "\n" RIGHT "\n"
                                            "enheterna som sprids i hela kommunen och\n"
                                            "den bygger på att de besöker varandra och\n"
                                            "lär av det som har visat sig fungera bra\n"
                                            "hos andra kommuner i länet och i landet\n"
                                            "så att resultatet blir bättre för alla");
}

static void columns_of_uneven_lines_are_read_in_order(void)
{
    assert_lines("three-columns-uneven.page", LEFT "\n" RIGHT "\n"
                                                   "enheterna som sprids i hela kommunen och\n"
                                                   "den bygger på att de besöker varandra och\n"
                                                   "lär av det som har visat sig fungera bra\n"
                                                   "hos andra kommuner i länet och i landet\n"
                                                   "så att resultatet blir bättre för alla\n"
                                                   "Område 2 Styrning\n"
                                                   "Målen är kända av alla nämnder och råd\n"
                                                   "och följs upp varje år av fullmäktige\n"
                                                   "Det finns en gemensam årlig modell\n"
                                                   "som sprids till enheterna varje höst\n"
                                                   "Uppföljningen är enkel och begriplig\n"
                                                   "för dem som läser den utan förkunskap");
}

static void columns_of_a_turned_page_are_read_in_order(void)
{
    g_autoptr(KkLayout) upright = test_page("three-columns.page");
    g_autofree char *lines = test_lines(upright->lines);

    assert_lines("three-columns-turned.page", lines);
}

static void a_bar_beside_the_text_is_read_behind_it(void)
{
    assert_lines("side-bar.page", "Offentlighet\n"
                                  "Tilliten till det offentliga kräver att de som bestämmer\n"
                                  "följer högt ställda krav på oberoende. Kommunen har\n"
                                  "antagit riktlinjer men de är ännu inte kända av alla.\n"
                                  "Valdeltagandet i kommunen ligger nära rikets och det är\n"
                                  "i frågor om skolor och vägar som engagemanget blir stort\n"
                                  "bland invånarna. Fullmäktige har därför i år tillsatt en\n"
                                  "beredning som ska lämna ett förslag till nästa period.\n"
                                  "Frågorna i avsnittet rör hur kommunen söker kunskap och\n"
                                  "provar nytt i samarbete med grannarna i länet.\n"
                                  "1.1 Finns en plan? 13\n"
                                  "1.2 Informeras alla 16\n"
                                  "om vad som sker?\n"
                                  "1.3 Hur sker det? 11\n"
                                  "1.4 Främjas dialog 23\n"
                                  "med invånarna?\n"
                                  "1.5 Hur skapas tillit 5\n"
                                  "i kommunen?\n"
                                  "Summa 68");
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/layout/gutter", columns_are_read_one_after_the_other);
    TEST("/layout/gutter", lines_know_their_column);
    TEST("/layout/gutter", table_below_columns_keeps_its_rows);
    TEST("/layout/gutter", heads_of_two_lists_stay_on_their_line);
    TEST("/layout/gutter", rows_of_numbers_are_no_columns);
    TEST("/layout/gutter", heading_below_columns_ends_them);
    TEST("/layout/gutter", the_left_column_may_be_longer);
    TEST("/layout/gutter", short_lines_that_go_on_are_no_heads);
    TEST("/layout/gutter", heading_across_columns_parts_chapters);
    TEST("/layout/gutter", bullets_go_with_their_column);
    TEST("/layout/gutter", bullets_go_with_their_list);
    TEST("/layout/gutter", tables_side_by_side_are_no_columns);
    TEST("/layout/gutter", columns_of_short_lines_are_no_heads);
    TEST("/layout/gutter", columns_within_columns_are_read_in_order);
    TEST("/layout/gutter", columns_of_uneven_lines_are_read_in_order);
    TEST("/layout/gutter", columns_of_a_turned_page_are_read_in_order);
    TEST("/layout/gutter", a_bar_beside_the_text_is_read_behind_it);
    return g_test_run();
}
