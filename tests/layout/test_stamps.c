/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stamps.c: what others put on the pages. Each threshold has a page on either side of it. */
#include "support.h"

#include <string.h>

/* The lines of @page that are content; g_free() it. Its numbers may have the locale's comma. */
static char *content_of(const char *page)
{
    g_autofree char *with_points = g_strdelimit(g_strdup(page), ",", '.');
    g_autoptr(KkInput) input = test_input("glyphs", 6);
    g_autoptr(KkDocument) document = test_page_read(input, with_points, false);
    g_autoptr(KkLayout) layout = kk_layout(document, &kk_swedish);

    return test_lines(layout->lines);
}

/* Whether @word is among what @page says. */
static bool says(const char *page, const char *word)
{
    g_autofree char *content = content_of(page);

    return strstr(content, word) != NULL;
}

/* Letters of 10 points, each in its own box, that step by @dx and @dy em from (x, y). */
static void add_aslant(GString *page, const char *letters, double x, double y, double width,
                       double dx, double dy)
{
    for (int i = 0; letters[i] != '\0'; i++)
        g_string_append_printf(page, "box %.3f %.3f %.3f %.3f 10 %c\n", x + 10 * i * dx,
                               y + 10 * i * dy, x + 10 * i * dx + 10 * width,
                               y + 10 * i * dy + 11.5, letters[i]);
}

static bool keeps_aslant(const char *letters, double width, double dx, double dy)
{
    g_autoptr(GString) page = g_string_new("72 100 10 Kommunen visar vad den vill\n");

    add_aslant(page, letters, 200, 300, width, dx, dy);
    g_autofree char *content = content_of(page->str);
    return strcmp(content, "Kommunen visar vad den vill") != 0;
}

/* A character is half an em wide, and so is a space. */
static bool keeps_dated(double gap_em)
{
    g_autofree char *page = g_strdup_printf("72 100 10 Dnr\n%.2f 100 10 2018/0312\n"
                                            "400 100 10 Kommunen\n",
                                            72 + 15 + 10 * gap_em);

    return says(page, "2018/0312");
}

static void stamp_beside_text_is_set_aside(void)
{
    g_assert_false(keeps_dated(1.0));
    g_assert_true(keeps_dated(1.5));
}

static bool keeps_raised(double raised_em)
{
    g_autofree char *page = g_strdup_printf("72 100 10 planen\n107 %.3f 10 KS 2018-12-04 § 123\n"
                                            "207 100 10 och gäller\n",
                                            100 - 10 * raised_em);

    return says(page, "123");
}

static void stamp_in_another_font_is_parted_by_its_height(void)
{
    g_assert_true(keeps_raised(0));
    g_assert_true(keeps_raised(0.025));
    g_assert_false(keeps_raised(0.035));
}

static bool keeps_wider(double wider_em)
{
    g_autofree char *page = g_strdup_printf("72 100 10 planen\n%.3f 100 10 KS 2018-12-04 § 123\n"
                                            "%.3f 100 10 och gäller\n",
                                            107 + 10 * wider_em, 207 + 20 * wider_em);

    return says(page, "123");
}

static void stamp_at_another_gap_is_parted_by_it(void)
{
    g_assert_true(keeps_wider(0.04));
    g_assert_false(keeps_wider(0.065));
}

static bool keeps_beside_column(double off_em)
{
    g_autofree char *page = g_strdup_printf("200 88 10 delar av sin\n"
                                            "%.3f 100 10 KS 2018-12-04 § 123 verksamhet\n",
                                            100 + 10 * off_em);

    return says(page, "123");
}

static void stamp_before_a_column_is_parted_by_its_edge(void)
{
    g_assert_false(keeps_beside_column(0.04));
    g_assert_true(keeps_beside_column(0.065));
}

static void stamp_before_a_capital_is_parted_by_it(void)
{
    g_assert_false(says("72 100 10 KS 2018-12-04 § 123 Kommunen visar\n", "123"));
    g_assert_true(says("72 100 10 KS 2018-12-04 § 123 visar\n", "123"));
    g_assert_true(says("72 100 10 KS 2018-12-04 § 123. Kommunen visar\n", "123"));
}

static void stamp_behind_text_is_parted_by_its_capital(void)
{
    g_assert_false(says("72 100 10 Kommunen visar Inkom 2018-11-04\n", "2018"));
    g_assert_true(says("72 100 10 Kommunens svar inkom 2018-11-04\n", "2018"));
    g_assert_true(says("72 100 10 Planen antogs i KS 2018-12-04 § 123\n", "123"));
}

/* The words stand a space apart and rise by @slope, or by @last before the last of them. */
static bool keeps_askew(double slope, double last)
{
    static const char *const words[] = {"Inkom", "till", "kommunen", "2018-11-04"};
    g_autoptr(GString) page = g_string_new("72 100 10 Kommunen visar vad den vill\n");
    double x = 200, y = 300;

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        double across = 5.0 * (double)strlen(words[i]) + 4;

        g_string_append_printf(page, "%.2f %.3f 10 %s\n", x, y, words[i]);
        x += across;
        y -= across * (i + 2 == G_N_ELEMENTS(words) ? last : slope);
    }
    return says(page->str, "2018");
}

static void stamp_askew_is_told_by_its_slope(void)
{
    for (int way = -1; way <= 1; way += 2) {
        g_assert_true(keeps_askew(way * 0.015, way * 0.015));
        g_assert_false(keeps_askew(way * 0.025, way * 0.025));
        g_assert_false(keeps_askew(way * 0.19, way * 0.19));
        g_assert_true(keeps_askew(way * 0.21, way * 0.21));
    }
    g_assert_false(keeps_askew(0.1, 0.085));
    g_assert_true(keeps_askew(0.1, 0.075));
}

static void text_askew_that_is_no_stamp_stays(void)
{
    g_assert_true(says("200 300 10 Inkomna\n239 298 10 synpunkter\n", "synpunkter"));
}

static bool is_xyz(const char *text)
{
    return strcmp(text, "xyz 7") == 0;
}

static bool begins_with_xyz(const char *word)
{
    return g_str_has_prefix(word, "xyz");
}

static bool is_nothing(const char *text)
{
    return *text == '\0';
}

static void language_is_the_one_that_is_handed_over(void)
{
    static const KkLayoutLanguage other = {is_nothing, is_nothing, begins_with_xyz,
                                           is_xyz,     is_nothing, is_nothing};
    g_autoptr(KkInput) input = test_input("glyphs", 6);
    g_autoptr(KkDocument) document = test_page_read(
        input, "72 100 10 xyz 7\n72 300 10 Inkom 2018-11-04\n72 500 10 Dnr KS 2018/0312\n", false);
    g_autoptr(KkLayout) layout = kk_layout(document, &other);
    g_autofree char *content = test_lines(layout->lines);

    g_assert_cmpstr(content, ==, "Inkom 2018-11-04\nDnr KS 2018/0312");
}

static bool keeps_office(double leading_em)
{
    g_autofree char *page = g_strdup_printf("72 100 10 Eda kommun\n72 %.2f 10 Inkom 2018-11-04\n",
                                            100 + 10 * leading_em);

    return says(page, "Eda");
}

static void lines_round_a_stamp_are_its_own(void)
{
    g_assert_false(keeps_office(1.7));
    g_assert_true(keeps_office(2.5));
}

static void word_aslant_is_set_aside_at_any_angle(void)
{
    for (int way = 0; way < 2; way++) {
        const double sign = way == 0 ? 1 : -1;

        g_assert_false(keeps_aslant("UTKAST", 0.5, 0.5, sign * 0.18));
        g_assert_false(keeps_aslant("UTKAST", 0.5, 0.5, sign * 0.5));
    }
}

static void letters_aslant_touch(void)
{
    g_assert_false(keeps_aslant("UTKAST", 0.38, 0.5, 0.2));
    g_assert_true(keeps_aslant("UTKAST", 0.31, 0.5, 0.2));
}

static void text_of_a_skewed_page_is_not_aslant(void)
{
    g_assert_false(keeps_aslant("UTKAST", 0.5, 0.5, 0.055));
    g_assert_true(keeps_aslant("UTKAST", 0.5, 0.5, 0.0375));
}

static void line_below_is_not_aslant(void)
{
    g_assert_false(keeps_aslant("WWWW", 0.8, 0.8, 0.8));
    g_assert_true(keeps_aslant("WWWW", 0.92, 0.92, 0.92));
}

static void fraction_is_not_aslant(void)
{
    g_assert_false(keeps_aslant("UTKA", 0.5, 0.5, 0.25));
    g_assert_true(keeps_aslant("1/2", 0.5, 0.5, 0.25));
}

static bool keeps_second_word(double gap_em)
{
    g_autoptr(GString) page = g_string_new("72 100 10 Kommunen visar vad den vill\n");

    add_aslant(page, "UTKAST", 200, 300, 0.5, 0.5, 0.25);
    add_aslant(page, "18", 200 + 30 + 10 * gap_em, 300 + 15 + 5 * gap_em, 0.5, 0.5, 0.25);
    g_autofree char *content = content_of(page->str);
    return strcmp(content, "Kommunen visar vad den vill") != 0;
}

static void words_aslant_are_a_space_apart(void)
{
    g_assert_false(keeps_second_word(0.5));
    g_assert_true(keeps_second_word(0.75));
}

static void word_under_the_text_is_a_watermark_on_every_page(void)
{
    g_autofree char *content =
        content_of("100 120 40 UTKAST\n72 105 10 Kommunen visar vad den vill\n"
                   "72 117 10 och vad den gör\n"
                   "page 2\n100 120 40 UTKAST\n72 200 10 Nya chefer får stöd\n");

    g_assert_cmpstr(content, ==,
                    "Kommunen visar vad den vill\noch vad den gör\nNya chefer får stöd");
}

static void heading_under_a_small_stamp_is_no_watermark(void)
{
    g_assert_true(
        says("100 120 40 Styrkor\n110 110 8 UTKAST\n72 200 10 Kommunen visar vad den vill\n",
             "Styrkor"));
    g_assert_true(says("72 100 22 Styrkor\n72 112 10 Kommunen visar vad den vill\n", "Styrkor"));
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/layout/stamps", stamp_beside_text_is_set_aside);
    TEST("/layout/stamps", stamp_in_another_font_is_parted_by_its_height);
    TEST("/layout/stamps", stamp_at_another_gap_is_parted_by_it);
    TEST("/layout/stamps", stamp_before_a_column_is_parted_by_its_edge);
    TEST("/layout/stamps", stamp_before_a_capital_is_parted_by_it);
    TEST("/layout/stamps", stamp_behind_text_is_parted_by_its_capital);
    TEST("/layout/stamps", stamp_askew_is_told_by_its_slope);
    TEST("/layout/stamps", text_askew_that_is_no_stamp_stays);
    TEST("/layout/stamps", language_is_the_one_that_is_handed_over);
    TEST("/layout/stamps", lines_round_a_stamp_are_its_own);
    TEST("/layout/stamps", word_aslant_is_set_aside_at_any_angle);
    TEST("/layout/stamps", letters_aslant_touch);
    TEST("/layout/stamps", text_of_a_skewed_page_is_not_aslant);
    TEST("/layout/stamps", line_below_is_not_aslant);
    TEST("/layout/stamps", fraction_is_not_aslant);
    TEST("/layout/stamps", words_aslant_are_a_space_apart);
    TEST("/layout/stamps", word_under_the_text_is_a_watermark_on_every_page);
    TEST("/layout/stamps", heading_under_a_small_stamp_is_no_watermark);
    return g_test_run();
}
