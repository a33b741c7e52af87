/* SPDX-License-Identifier: GPL-2.0-or-later */
/* labels.c: codes of questions and titles of areas. */
#include "support.h"

#include <kk/labels.h>

#include <string.h>

static void assert_code(const char *text, KkCodeStyle style, int area, int question,
                        const char *rest)
{
    KkCode code;

    g_assert_true(kk_code_parse(text, &code));
    g_assert_cmpint(code.style, ==, style);
    g_assert_cmpint(code.area, ==, area);
    g_assert_cmpint(code.question, ==, question);
    g_assert_cmpstr(text + code.length, ==, rest);
}

static void codes_are_written_in_many_ways(void)
{
    assert_code("1.1 Finns en plan?", KK_CODE_POINT, 1, 1, "Finns en plan?");
    assert_code("1A Hur?", KK_CODE_LETTERED, 1, 1, "Hur?");
    assert_code("Fråga 3.12. Hur?", KK_CODE_POINT, 3, 12, "Hur?");
    assert_code("F1.12 Hur?", KK_CODE_POINT, 1, 12, "Hur?");
    assert_code("III.2 Hur?", KK_CODE_POINT, 3, 2, "Hur?");
    assert_code("1.100Finns", KK_CODE_POINT, 1, 100, "Finns");
    assert_code("4.1.2 Hur?", KK_CODE_SECTION, 0, 2, "Hur?");
    assert_code("2:4 Hur?", KK_CODE_COLON, 2, 4, "Hur?");
    assert_code("2-4 Hur?", KK_CODE_DASH, 2, 4, "Hur?");
    assert_code("2/4 Hur?", KK_CODE_SLASH, 2, 4, "Hur?");
    assert_code("B4 Hur?", KK_CODE_CAPITAL, 2, 4, "Hur?");
    assert_code("B.4 Hur?", KK_CODE_CAPITAL, 2, 4, "Hur?");
    assert_code("2 d Hur?", KK_CODE_LETTERED, 2, 4, "Hur?");
    assert_code("2d. Hur?", KK_CODE_LETTERED, 2, 4, "Hur?");
    assert_code("2.d Hur?", KK_CODE_LETTERED, 2, 4, "Hur?");
    assert_code("IV.b Hur?", KK_CODE_LETTERED, 4, 2, "Hur?");
    assert_code("d) Hur?", KK_CODE_LETTER, 0, 4, "Hur?");
    assert_code("4. Hur?", KK_CODE_ORDINAL, 0, 4, "Hur?");
}

static void words_are_no_codes(void)
{
    static const char *const texts[] = {"Finns en plan?", "a ",        "I a", "Vi har", "i år",
                                        "1.1%",           "2018 Hur?", "Nr",  ""};
    KkCode code;

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_assert_false(kk_code_parse(texts[i], &code));
}

static void areas_are_told_by_number_and_name(void)
{
    g_autoptr(GArray) names = kk_area_names_new();

    kk_area_names_add(names, 2, "Lust och lärande");
    g_assert_cmpint(kk_area_label("Område 3: Politisk styrning och kontroll", NULL, true), ==, 3);
    g_assert_cmpint(kk_area_label("3. Politisk styrning och kontroll", NULL, true), ==, 3);
    g_assert_cmpint(kk_area_label("III. Politisk styrning och kontroll", NULL, true), ==, 3);
    g_assert_cmpint(kk_area_label("Politisk styrning och kontroll", NULL, true), ==, 3);
    g_assert_cmpint(kk_area_label("3. Politisk styrning och kontroll (uppnått, max)", NULL, true),
                    ==, 3);
    g_assert_cmpint(kk_area_label("Lust och lärande", names, true), ==, 2);
    g_assert_cmpint(kk_area_label("2. Lärande", names, true), ==, 2);
    g_assert_cmpint(kk_area_label("2. Lärande i skolan", names, true), ==, 0);
    g_assert_cmpint(kk_area_label("3. Lärande", names, true), ==, 0);
    g_assert_cmpint(kk_area_label("4. Ett nytt namn", NULL, true), ==, 0);
    g_assert_cmpint(kk_area_label("4. Ett nytt namn", NULL, false), ==, 4);
    g_assert_cmpint(kk_area_label("politisk styrning och kontroll", NULL, true), ==, 0);
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/read/labels", codes_are_written_in_many_ways);
    TEST("/read/labels", words_are_no_codes);
    TEST("/read/labels", areas_are_told_by_number_and_name);
    return g_test_run();
}
