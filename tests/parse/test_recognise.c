/* SPDX-License-Identifier: GPL-2.0-or-later */
/* recognise.c: what has Kommunkompassen's areas and is no report of one municipality. */
#include "support.h"

#include <kk/error.h>

#include <string.h>

static void assert_refused(const char *text, const char *why)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkInput) input = test_input(text, strlen(text));

    g_assert_null(kk_process(input, NULL, NULL, &error));
    g_assert_error(error, KK_ERROR, KK_ERROR_NOT_A_REPORT);
    g_assert_nonnull(strstr(error->message, why));
}

#define CHAPTER(number, name)                                                                      \
    "## Område " number " " name "\n\n### Styrkor\n\n- Ett\n\n### Förbättringsområden\n\n- "    \
    "Två\n\n"
#define CHAPTERS                                                                                   \
    CHAPTER("1", "Offentlighet och demokrati")                                                     \
    CHAPTER("2", "Tillgänglighet och brukarorientering")                                           \
    CHAPTER("3", "Politisk styrning och kontroll")

/* @heads: over three columns of points of the areas. */
#define COMPARED(heads)                                                                            \
    "# Kommunkompassen\n\nAnalys av Huddinge kommun 2017\n\nOmråde\t" heads "\n"                   \
    "Offentlighet och demokrati\t51\t59\t50\n"                                                     \
    "Tillgänglighet och brukarorientering\t49\t71\t52\n"                                          \
    "Politisk styrning och kontroll\t56\t76\t53\nSumma\t156\t206\t155\n\n" CHAPTERS

static void several_municipalities_are_compared(void)
{
    assert_refused(COMPARED("Huddinge\tNacka\tTyresö"), "a comparison of several municipalities");
    g_autoptr(KkResult) one = test_process(COMPARED("2012\t2017\tSnitt"));
    g_assert_nonnull(one);
}

#define QUESTION(code) code " Hur arbetar kommunen med det?\t–\t15\n"
#define CRITERIA(number, name)                                                                     \
    "## Område " number " " name "\n\n### Styrkor\n\n- En stark kommun gör detta\n\n"             \
    "Fråga\tUppnått\tMax\n" QUESTION(number ".1") QUESTION(number ".2") QUESTION(number ".3")      \
        QUESTION(number ".4") "\n"

static void criteria_tell_no_results(void)
{
    assert_refused(
        "# Kommunkompassen\n\nKriterier 2017\n\n" CRITERIA("1", "Offentlighet och demokrati")
            CRITERIA("2", "Tillgänglighet och brukarorientering")
                CRITERIA("3", "Politisk styrning och kontroll"),
        "no results of them");
}

static void other_documents_are_refused_by_what_they_are(void)
{
    assert_refused("# Kommunens Kvalitet i Korthet\n\n" CHAPTERS, "KKiK");
    assert_refused("# Årsredovisning 2019\n\nKommunkompassen gav 541 poäng.\n" CHAPTERS,
                   "annual report");
    assert_refused("# Kommunekompasset\n\n" CHAPTERS, "Norwegian");
    assert_refused("Ett protokoll från nämnden.\n", "it does not mention Kommunkompassen");
    assert_refused("Kommunkompassen är ett verktyg.\n", "has no chapters");
    assert_refused(
        "# Handlingsplan efter Kommunkompassen\n\n"
        "## Område 1 Offentlighet och demokrati\n\nFörbättringsområden\n- Texta sändningarna\n\n"
        "## Område 2 Brukarfokus, tillgänglighet och bemötande\n\nFörbättringsområden\n"
        "- Mät bemötandet\n",
        "no results of them");
    assert_refused(
        "# Ansökan till utmärkelsen Bästa kommun\n\nKommunkompassen gav 541 poäng.\n" CHAPTERS,
        "an application");
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/parse/recognise", other_documents_are_refused_by_what_they_are);
    TEST("/parse/recognise", several_municipalities_are_compared);
    TEST("/parse/recognise", criteria_tell_no_results);
    return g_test_run();
}
