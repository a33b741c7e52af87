/* SPDX-License-Identifier: GPL-2.0-or-later */
/* numbers.c: numbers as printed. */
#include "support.h"

static void assert_number(const char *text, double value, int decimals)
{
    KkNumber number = kk_number_parse(text);

    g_test_message("%s", text);
    g_assert_true(number.set);
    g_assert_cmpfloat(number.value, ==, value);
    g_assert_cmpint(number.decimals, ==, decimals);
}

static void printed_numbers_are_read(void)
{
    assert_number("70", 70, 0);
    assert_number("0", 0, 0);
    assert_number("1000", 1000, 0);
}

static void percent_signs_are_passed_over(void)
{
    assert_number("70%", 70, 0);
    assert_number("70 %", 70, 0);
    assert_number("70,4 %", 70.4, 1);
}

static void comma_and_point_are_decimal(void)
{
    assert_number("10,5", 10.5, 1);
    assert_number("10.5", 10.5, 1);
    assert_number("66,67", 66.67, 2);
}

static void what_is_no_number_stays_unset(void)
{
    static const char *const none[] = {"",      "-",      "–",  "u.s.",  "(70)",
                                       "7 0",   "70 80",  "-5", "1.1.1", "70p",
                                       "12345", "10,555", ",5", "5,",    "%"};

    g_assert_false(kk_number_parse(NULL).set);
    for (gsize i = 0; i < G_N_ELEMENTS(none); i++) {
        g_test_message("%s", none[i]);
        g_assert_false(kk_number_parse(none[i]).set);
    }
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/normalise/numbers", printed_numbers_are_read);
    TEST("/normalise/numbers", percent_signs_are_passed_over);
    TEST("/normalise/numbers", comma_and_point_are_decimal);
    TEST("/normalise/numbers", what_is_no_number_stays_unset);
    return g_test_run();
}
