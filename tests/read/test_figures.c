/* SPDX-License-Identifier: GPL-2.0-or-later */
/* figures.c: what a cell says as a number. */
#include "support.h"

#include <kk/figures.h>

static void assert_figure(const char *text, double value, double max, KkUnit unit)
{
    KkFigure figure;

    g_assert_true(kk_figure_parse(text, &figure));
    g_assert_true(figure.set);
    g_assert_cmpfloat(figure.value, ==, value);
    g_assert_cmpint(figure.has_max, ==, max > 0);
    if (max > 0)
        g_assert_cmpfloat(figure.max, ==, max);
    g_assert_cmpint(figure.unit, ==, unit);
}

static void numbers_are_written_in_many_ways(void)
{
    assert_figure("79", 79, 0, KK_UNIT_NONE);
    assert_figure("10,5", 10.5, 0, KK_UNIT_NONE);
    assert_figure("79*", 79, 0, KK_UNIT_NONE);
    assert_figure("70,4 %", 70.4, 0, KK_UNIT_PERCENT);
    assert_figure("48 procent", 48, 0, KK_UNIT_PERCENT);
    assert_figure("79 p", 79, 0, KK_UNIT_POINTS);
    assert_figure("8p", 8, 0, KK_UNIT_POINTS);
    assert_figure("79 av 100", 79, 100, KK_UNIT_NONE);
    assert_figure("79 poäng av totalt 100 möjliga", 79, 100, KK_UNIT_POINTS);
    assert_figure("12/15", 12, 15, KK_UNIT_NONE);
    assert_figure("12 (max 15)", 12, 15, KK_UNIT_NONE);
    assert_figure("(64/100)", 64, 100, KK_UNIT_NONE);
}

static void signs_and_brackets_are_kept(void)
{
    KkFigure figure;

    g_assert_true(kk_figure_parse("+4", &figure) && figure.sign == '+' && figure.value == 4);
    g_assert_true(kk_figure_parse("– 4", &figure) && figure.sign == '-' && figure.value == 4);
    g_assert_true(kk_figure_parse("−4", &figure) && figure.sign == '-');
    g_assert_true(kk_figure_parse("(63)", &figure) && figure.in_brackets && figure.sign == 0);
}

static void what_says_that_there_is_none_is_a_figure_too(void)
{
    KkFigure figure;

    g_assert_true(kk_figure_parse("–", &figure) && !figure.set);
    g_assert_true(kk_figure_parse("ej bedömd", &figure) && !figure.set);
}

static void text_and_years_are_none(void)
{
    static const char *const texts[] = {"2018",  "24/7?", "1 000", "12 dokument", "Max", "1.1.1",
                                        "12 av", "(63",   ""};

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_assert_false(kk_figure_parse(texts[i], NULL));
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/read/figures", numbers_are_written_in_many_ways);
    TEST("/read/figures", signs_and_brackets_are_kept);
    TEST("/read/figures", what_says_that_there_is_none_is_a_figure_too);
    TEST("/read/figures", text_and_years_are_none);
    return g_test_run();
}
