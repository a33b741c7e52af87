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

/* The names "Eva Ek/SKL", one a line, and whether a doubt is said. */
static void assert_evaluators(const char *block, const char *expected, bool doubted)
{
    g_autofree char *text = g_strconcat("# Kommunkompassen\n\nAnalys av Huddinge kommun 2017\n\n",
                                        block, "\n\n## 1. Resultat\n\nText.\n\n" CHAPTERS, NULL);
    g_autoptr(KkResult) result = test_process(text);
    GString *people = g_string_new(NULL);

    for (guint i = 0; i < result->report->evaluators->len; i++) {
        const KkEvaluator *person = g_ptr_array_index(result->report->evaluators, i);

        g_string_append_printf(people, "%s%s/%s", i > 0 ? "\n" : "", person->name,
                               person->organisation != NULL ? person->organisation : "-");
    }
    test_assert_text(g_string_free(people, FALSE), expected);
    g_assert_cmpint(test_has_doubt(result->diagnostics, "evaluators-unclear"), ==, doubted);
    g_assert_cmpstr(result->report->municipality, ==, "Huddinge");
}

static void evaluators_block_keeps_what_its_lines_part(void)
{
    assert_evaluators("Utvärderare:\nEva Ek\nSKL\nJonas Ek\nBodens kommun",
                      "Eva Ek/SKL\nJonas Ek/Bodens kommun", false);
    assert_evaluators("Eva Ek, Sveriges Kommuner och Landsting\nJonas Ek, Bodens kommun",
                      "Eva Ek/SKL\nJonas Ek/Bodens kommun", false);
    assert_evaluators("Utvärderare:\nAnna\nSvensson, SKL", "Anna Svensson/SKL", false);
    assert_evaluators("Granskare: Eva Ek, Jonas Ek och Lars\nBerg, SKL",
                      "Eva Ek/SKL\nJonas Ek/SKL\nLars Berg/SKL", false);
}

static void label_of_evaluators_without_people_is_a_doubt(void)
{
    assert_evaluators("Utvärderare:", "", true);
    assert_evaluators("Rapport", "", false);
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/parse/cover", evaluation_is_told_in_many_words);
    TEST("/parse/cover", month_of_the_cover_stands_in_for_a_sentence);
    TEST("/parse/cover", evaluators_block_keeps_what_its_lines_part);
    TEST("/parse/cover", label_of_evaluators_without_people_is_a_doubt);
    return g_test_run();
}
