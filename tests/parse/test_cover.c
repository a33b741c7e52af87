/* cover.c: when the evaluation was made, which it was, and which came before. */
#include "support.h"

#define COVER "# Kommunkompassen\n\nAnalys av Huddinge kommun 2017\n\n## 1. Resultat\n\n"
#define CHAPTERS                                                                                   \
    "## 2. Genomgång\n\n## Område 1 Offentlighet och demokrati\n\n### Styrkor\n\n- Ett\n\n"      \
    "## Område 2 Tillgänglighet och brukarorientering\n\n### Styrkor\n\n- Två\n\n"

static void assert_told(const char *sentence, const char *period, int ordinal, int previous)
{
    g_autofree char *text = g_strconcat(COVER, sentence, "\n\n", CHAPTERS, NULL);
    g_autoptr(KkResult) result = test_process(text);

    g_assert_cmpstr(result->report->period, ==, period);
    g_assert_cmpint(result->report->ordinal, ==, ordinal);
    g_assert_cmpuint(result->report->previous->len, ==, previous > 0);
    if (previous > 0)
        g_assert_cmpint(g_array_index(result->report->previous, int, 0), ==, previous);
}

static void evaluation_is_told_in_many_words(void)
{
    assert_told("I maj 2017 utvärderades Huddinge kommun för andra gången.", "maj 2017", 2, 0);
    assert_told("Hösten 2017 gjordes den tredje utvärderingen.", "Hösten 2017", 3, 0);
    assert_told("Utvärderingen av Huddinge kommun genomfördes i mars 2017 och var kommunens "
                "andra. Den första gjordes 2005.",
                "mars 2017", 2, 2005);
    assert_told("Det var den fjärde i ordningen; de tidigare ägde rum 2011.", NULL, 4, 2011);
    assert_told("Verktyget gjordes om 2010.", NULL, 0, 0);
}

static void month_of_the_cover_stands_in_for_a_sentence(void)
{
    g_autoptr(KkResult) result =
        test_process("# Kommunkompassen\n\nAnalys av Huddinge kommun\n19-21 september 2017\n\n"
                     "## 1. Resultat\n\nText.\n\n" CHAPTERS);

    g_assert_cmpstr(result->report->period, ==, "19-21 september 2017");
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/parse/cover", evaluation_is_told_in_many_words);
    TEST("/parse/cover", month_of_the_cover_stands_in_for_a_sentence);
    return g_test_run();
}
