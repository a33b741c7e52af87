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

static void bullets_go_with_their_column(void)
{
    g_autoptr(KkLayout) layout = test_page("bullets-near-columns.page");
    g_autofree char *lines = test_lines(layout->lines);

    g_assert_true(g_str_has_prefix(lines, LEFT "\n– Planen är känd"));
    g_assert_nonnull(strstr(lines, "\n– Det finns en modell"));
}

static void tables_side_by_side_are_no_columns(void)
{
    g_autoptr(KkLayout) layout = test_page("tables-abreast.page");

    g_assert_cmpuint(layout->lines->len, ==, 7);
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
    TEST("/layout/gutter", bullets_go_with_their_column);
    TEST("/layout/gutter", tables_side_by_side_are_no_columns);
    return g_test_run();
}
