/* SPDX-License-Identifier: GPL-2.0-or-later */
/* interval.c: what a printed number may have been rounded from. */
#include "support.h"

#include <kk/interval.h>

static KkInterval of(const char *printed)
{
    KkNumber number = kk_number_parse(printed);

    return kk_interval_of(&number);
}

static KkInterval of_percent(const char *percent, const char *max)
{
    KkNumber a = kk_number_parse(percent), b = kk_number_parse(max);

    return kk_interval_of_percent(&a, &b);
}

/* Ends in thousandths of a point, the upper one not included. */
static void assert_ends(KkInterval interval, int low, int high)
{
    g_assert_cmpint(interval.low, ==, low * (KK_UNITS / 1000));
    g_assert_cmpint(interval.high, ==, high * (KK_UNITS / 1000));
}

static void printed_number_stands_for_half_a_step_around(void)
{
    assert_ends(of("11"), 10500, 11500);
    assert_ends(of("0"), -500, 500);
    assert_ends(of("10,5"), 10450, 10550);
    assert_ends(of("10,25"), 10245, 10255);
}

static void percentage_stands_for_points_of_its_maximum(void)
{
    assert_ends(of_percent("73", "15"), 10875, 11025);
    assert_ends(of_percent("50", "100"), 49500, 50500);
    assert_ends(of_percent("72,5", "20"), 14490, 14510);
}

static void exact_number_is_one_point(void)
{
    KkNumber number = kk_number_parse("100");
    KkInterval interval = kk_interval_exactly(&number);

    g_assert_cmpint(interval.high - interval.low, ==, 1);
    g_assert_true(kk_interval_meets(interval, of("100")));
    g_assert_false(kk_interval_meets(interval, of("99")));
}

static void ends_that_touch_do_not_meet(void)
{
    g_assert_false(kk_interval_meets(of("10"), of("11")));
    g_assert_true(kk_interval_meets(of("10"), of("10,4")));
    g_assert_false(kk_interval_meets(of("10"), of("10,55")));
    g_assert_true(kk_interval_meets(of("10"), of("10,5")));
}

static void sum_reaches_what_its_parts_reach(void)
{
    KkInterval sum = kk_interval_sum(of("11"), of("18")); /* [28, 30) */

    g_assert_cmpfloat(kk_interval_least(sum, 0), ==, 28);
    g_assert_cmpfloat(kk_interval_greatest(sum, 0), ==, 30);
    g_assert_false(kk_interval_meets(sum, of("27")));
    g_assert_false(kk_interval_meets(sum, of("31")));
    g_assert_cmpfloat(kk_interval_greatest(sum, 1), ==, 30);
    g_assert_cmpfloat(kk_interval_least(sum, 2), ==, 28);
}

static void least_and_greatest_are_printed_half_up(void)
{
    g_assert_cmpfloat(kk_interval_least(of("11"), 0), ==, 11);
    g_assert_cmpfloat(kk_interval_greatest(of("11"), 0), ==, 11);
    g_assert_cmpfloat(kk_interval_least(of("11"), 1), ==, 10.5);
    g_assert_cmpfloat(kk_interval_greatest(of("11"), 1), ==, 11.5);
    g_assert_cmpfloat(kk_interval_least(of("10,5"), 0), ==, 10);
    g_assert_cmpfloat(kk_interval_greatest(of("10,5"), 0), ==, 11);
}

static void meet_and_hull_are_the_usual(void)
{
    assert_ends(kk_interval_meet(of("11"), of_percent("73", "15")), 10875, 11025);
    assert_ends(kk_interval_hull(of("11"), of("14")), 10500, 14500);
    g_assert_true(kk_interval_is_empty(kk_interval_meet(of("11"), of("14"))));
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/validate/intervals", printed_number_stands_for_half_a_step_around);
    TEST("/validate/intervals", percentage_stands_for_points_of_its_maximum);
    TEST("/validate/intervals", exact_number_is_one_point);
    TEST("/validate/intervals", ends_that_touch_do_not_meet);
    TEST("/validate/intervals", sum_reaches_what_its_parts_reach);
    TEST("/validate/intervals", least_and_greatest_are_printed_half_up);
    TEST("/validate/intervals", meet_and_hull_are_the_usual);
    return g_test_run();
}
