/* SPDX-License-Identifier: GPL-2.0-or-later */
/* furniture.c: running heads and feet, and what only looks like them. */
#include "support.h"

#include <string.h>

/* How many lines saying @text are content, and how many were set aside. */
static guint count(const GPtrArray *lines, const char *text)
{
    guint n = 0;

    for (guint i = 0; i < lines->len; i++)
        n += strcmp(((KkLine *)g_ptr_array_index(lines, i))->text, text) == 0;
    return n;
}

static void assert_content(const KkLayout *layout, const char *text, guint n)
{
    g_assert_cmpuint(count(layout->lines, text), ==, n);
    g_assert_cmpuint(count(layout->furniture, text), ==, 0);
}

static void assert_furniture(const KkLayout *layout, const char *text, guint n)
{
    g_assert_cmpuint(count(layout->lines, text), ==, 0);
    g_assert_cmpuint(count(layout->furniture, text), ==, n);
}

static void running_heads_and_counting_feet_are_set_aside(void)
{
    g_autoptr(KkLayout) layout = test_page("running-heads.page");

    test_assert_text(test_lines(layout->lines),
                     "Kommunen arbetar aktivt\noch fortsätter på sida 3\n"
                     "Målen följs upp\noch fortsätter på sida 6\n"
                     "Dialogen är god\noch fortsätter på sida 9\n"
                     "Chefer får stöd\noch fortsätter på sida 12");
    g_assert_cmpuint(layout->furniture->len, ==, 12);
}

static void heading_that_begins_few_pages_stays(void)
{
    g_autoptr(KkLayout) layout = test_page("heading-begins-pages.page");

    assert_content(layout, "Allmänt", 2);
    assert_furniture(layout, "Kommunkompassen", 3);
}

static void head_that_stands_apart_goes(void)
{
    g_autoptr(KkLayout) layout = test_page("head-stands-apart.page");

    assert_furniture(layout, "Område ett", 2);
    assert_content(layout, "Styrkor", 2);
}

static void head_that_changes_goes_by_its_place(void)
{
    g_autoptr(KkLayout) layout = test_page("head-that-changes.page");

    assert_furniture(layout, "Område ett", 2);
    assert_furniture(layout, "Område två", 1);
    g_assert_cmpuint(layout->lines->len, ==, 10);
}

static void furniture_keeps_to_the_margin(void)
{
    g_autoptr(KkLayout) layout = test_page("margin.page");

    assert_furniture(layout, "Inom marginalen", 2);
    assert_content(layout, "Under marginalen", 2);
}

static void furniture_stands_at_one_height(void)
{
    g_autoptr(KkLayout) layout = test_page("same-height.page");

    assert_furniture(layout, "Samma höjd", 2);
    assert_content(layout, "Annan höjd", 2);
}

static void letterhead_of_six_lines_goes_whole(void)
{
    g_autoptr(KkLayout) layout = test_page("letterhead.page");

    g_assert_cmpuint(layout->lines->len, ==, 3);
    g_assert_cmpuint(layout->furniture->len, ==, 18);
}

static void headings_that_count_with_the_pages_stay(void)
{
    g_autoptr(KkLayout) layout = test_page("numbered-headings.page");

    assert_content(layout, "Område 1", 1);
    assert_content(layout, "Område 2", 1);
    assert_furniture(layout, "Avsnitt 3", 1);
    assert_furniture(layout, "Avsnitt 4", 1);
}

static void footnotes_go_with_the_feet(void)
{
    g_autoptr(KkLayout) layout = test_page("footnotes.page");

    assert_furniture(layout, "1 Sedan 2014, enligt kommunens egen uppgift.", 1);
    assert_content(layout, "2 Av dessa är fem nya sedan den förra mätningen.", 1);
}

static void row_with_numbers_of_its_own_stays(void)
{
    g_autoptr(KkLayout) layout = test_page("table-ends-pages.page");

    assert_content(layout, "Totalt 61 80", 1);
    assert_content(layout, "Totalt 58 80", 1);
}

static void numbers_that_count_the_lines_go(void)
{
    g_autoptr(KkLayout) layout = test_page("line-numbers.page");

    assert_content(layout, "The first line of the page", 1);
    assert_content(layout, "1. The third is an item's", 1);
    g_assert_cmpuint(layout->furniture->len, ==, 8);
}

static void numbers_that_count_the_lines_go_on(void)
{
    g_autoptr(KkLayout) layout = test_page("line-numbers-go-on.page");

    assert_content(layout, "The last line but one", 1);
    g_assert_cmpuint(layout->furniture->len, ==, 10);
}

static void numbers_may_count_every_fifth_line(void)
{
    g_autoptr(KkLayout) layout = test_page("every-fifth-line.page");

    assert_content(layout, "The text of line 15", 1);
    assert_content(layout, "The text of the next page", 1);
    g_assert_cmpuint(layout->furniture->len, ==, 4);
}

static void foot_that_says_its_page_goes_on_a_lone_page(void)
{
    g_autoptr(KkLayout) layout = test_page("lone-page-number.page");

    assert_furniture(layout, "1 (1)", 1);
    assert_content(layout, "Kommunen arbetar aktivt", 1);
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/layout/furniture", running_heads_and_counting_feet_are_set_aside);
    TEST("/layout/furniture", heading_that_begins_few_pages_stays);
    TEST("/layout/furniture", head_that_stands_apart_goes);
    TEST("/layout/furniture", head_that_changes_goes_by_its_place);
    TEST("/layout/furniture", furniture_keeps_to_the_margin);
    TEST("/layout/furniture", furniture_stands_at_one_height);
    TEST("/layout/furniture", letterhead_of_six_lines_goes_whole);
    TEST("/layout/furniture", headings_that_count_with_the_pages_stay);
    TEST("/layout/furniture", footnotes_go_with_the_feet);
    TEST("/layout/furniture", row_with_numbers_of_its_own_stays);
    TEST("/layout/furniture", numbers_that_count_the_lines_go);
    TEST("/layout/furniture", numbers_that_count_the_lines_go_on);
    TEST("/layout/furniture", numbers_may_count_every_fifth_line);
    TEST("/layout/furniture", foot_that_says_its_page_goes_on_a_lone_page);
    return g_test_run();
}
