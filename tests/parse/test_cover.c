/* SPDX-License-Identifier: GPL-2.0-or-later */
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
    g_assert_cmpuint(result->report->previous->len > 0, ==, previous > 0);
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
    assert_told("Det är kommunens andra; rapporten är kort.", NULL, 2, 0);
    assert_told("Vi jämför den andra utvärderingen med den första utvärderingen.", NULL, 2, 0);
    assert_told("Det blev den fjärde sedan kommunen gick med.", NULL, 4, 0);
    assert_told("Rapporten gäller den utvärdering, i ordningen den tredje, som gjordes i maj 2017.",
                "maj 2017", 3, 0);
    assert_told("Kommunens första deltagande i Kommunkompassen.", NULL, 1, 0);
    assert_told("KKiK mäts i år för femte gången.", NULL, 0, 0);
    assert_told("Detta är den 3:e utvärderingen av kommunen.", NULL, 3, 0);
    assert_told("Den andra utvärderingsdagen ägnades åt intervjuer.", NULL, 0, 0);
    assert_told("Kommunkompassen användes i Sverige första gången våren 2002.", NULL, 0, 0);
    assert_told("Umeå, som utvärderades för tredje gången i maj 2017, är ett exempel.", NULL, 0, 0);
    assert_told("Huddinge, som utvärderas för tredje gången, är ett exempel.", NULL, 3, 0);
    assert_told("Huddinge kommun besöktes i maj 2017 och har inte utvärderats tidigare.",
                "maj 2017", 1, 0);
    assert_told("Huddinge kommun analyserades i maj 2017 för andra gången; den första analysen "
                "gjordes 2005.",
                "maj 2017", 2, 2005);
}

static void title_may_stand_on_two_lines(void)
{
    g_autoptr(KkResult) result =
        test_process("Kommun\nkompassen\nAnalys av Huddinge kommun 2017\n\fI september 2017 "
                     "utvärderades Huddinge "
                     "kommun för andra gången med Kommunkompassen.\n\f" CHAPTERS);

    g_assert_cmpstr(result->report->period, ==, "september 2017");
}

static void time_may_stand_behind_other_words(void)
{
    assert_told("Utvärderarna besökte Huddinge kommun den 14–16 mars 2017.", "14–16 mars 2017", 0,
                0);
    assert_told("Huddinge kommun utvärderades digitalt i april 2017.", "april 2017", 0, 0);
    assert_told("Kommunen fick 460 poäng när SKL utvärderade kommunen i november 2017.",
                "november 2017", 0, 0);
    assert_told("Intervjuerna genomfördes digitalt i oktober 2017.", "oktober 2017", 0, 0);
    assert_told("Huddinge kommun granskades i april 2017.", "april 2017", 0, 0);
    assert_told("Den 22–23 maj 2017 besökte vi Huddinge.", "22–23 maj 2017", 0, 0);
    assert_told("Utvärderingen av Huddinge kommun genomfördes vecka 37 2017.", "vecka 37 2017", 0,
                0);
    assert_told("Under hösten 2017 har SKL utvärderat Huddinge kommun.", "hösten 2017", 0, 0);
    assert_told("Under senhösten 2017 genomfördes utvärderingen.", "senhösten 2017", 0, 0);
    assert_told("Utvärderingen gjordes under mars månad år 2017.", "mars månad år 2017", 0, 0);
    assert_told("Utvärderingen är gjord under veckorna 10 och 11 2017.", "veckorna 10 och 11 2017",
                0, 0);
    assert_told("I skiftet september/oktober 2017 granskades Huddinge kommun.",
                "skiftet september/oktober 2017", 0, 0);
    assert_told("Granskningen gjordes under andra kvartalet 2017.", "andra kvartalet 2017", 0, 0);
    assert_told("Platsbesöket skedde i september 2017.", "september 2017", 0, 0);
    assert_told("Huddinge utvärderades i november 2017 och det är den första utvärderingen.",
                "november 2017", 1, 0);
}

static void time_may_be_that_of_the_work(void)
{
    assert_told("Rapporten bygger på intervjuer som gjordes den 7 och 8 november 2017.",
                "7 och 8 november 2017", 0, 0);
    assert_told("Fältarbetet genomfördes vecka 12 2017.", "vecka 12 2017", 0, 0);
    assert_told("Underlaget samlades in under januari och februari 2017.",
                "januari och februari 2017", 0, 0);
    assert_told(
        "Den utvärdering som gjordes i maj 2013 gav 412 poäng. Intervjuerna hölls i mars 2017.",
        "mars 2017", 0, 0);
    assert_told("Intervjuer hölls i mars 2017. Den nya skolan öppnades i maj 2017.", "mars 2017", 0,
                0);
    assert_told("Utvärderingen gjordes våren 2017 och är den andra i ordningen, efter den 2011.",
                "våren 2017", 2, 2011);
}

static void earlier_evaluations_are_told_in_many_words(void)
{
    assert_told("Huddinge har utvärderats för andra gången. Förra gången var 2008.", NULL, 2, 2008);
    assert_told("Det är andra gången; första gången var 2008.", NULL, 2, 2008);
    assert_told("Det är den tredje utvärderingen; de tidigare gångerna var 2005.", NULL, 3, 2005);
    assert_told("Kommunen har deltagit en gång tidigare, 2009.", NULL, 2, 2009);
    assert_told("Kommunen har utvärderats två gånger förut, senast 2014.", NULL, 3, 2014);
    assert_told("Kommunen har tidigare analyserats 2005.", NULL, 0, 2005);
    assert_told("En tidigare utvärdering finns från 2010.", NULL, 2, 2010);
    assert_told("Utvärderingen genomfördes i november 2017 och är den tredje i kommunen.",
                "november 2017", 3, 0);
    assert_told("Kommunen har tidigare utvärderats två gånger, 2008 och 2013.", NULL, 3, 2008);
    assert_told("Detta är kommunens tredje Kommunkompass. Senast kommunen utvärderades var 2013.",
                NULL, 3, 2013);
    assert_told("Jämfört med utvärderingen 2013 har kommunen stigit.", NULL, 0, 2013);
    assert_told("Utvärderingen är kommunens andra, efter 2011.", NULL, 2, 2011);
    assert_told("Förra gången, 2011, var resultatet 456 poäng.", NULL, 0, 2011);
    assert_told("Det är den tredje utvärderingen. De tidigare är från 2009.", NULL, 3, 2009);
    assert_told("Analysen är en uppföljning av den analys som gjordes 2014.", NULL, 0, 2014);
    assert_told("Utvärderingen föregicks av en utvärdering 2012.", NULL, 0, 2012);
    assert_told("Kommunen har deltagit i Kommunkompassen 2010.", NULL, 0, 2010);
    assert_told("Vid två tidigare tillfällen, 2008 och 2012, har kommunen utvärderats.", NULL, 3,
                2008);
    assert_told("Kommunen har inte varit med tidigare.", NULL, 1, 0);
    assert_told("Kommunkompassen reviderades senast 2016 och tidigare 2010.", NULL, 0, 0);
    assert_told("Den senaste revideringen gjordes 2010 och gav nya områden.", NULL, 0, 0);
    assert_told("Utvärderingen är alltså den andra.", NULL, 2, 0);
    assert_told("Motsvarande utvärderingar gjordes 2008.", NULL, 0, 2008);
    assert_told("Kommunkompassen reviderades senast 2010 och används vid utvärderingar.", NULL, 0,
                0);
    assert_told("Huddinge utvärderades senast 2012.", NULL, 0, 2012);
    assert_told("Efter utvärderingarna 2009 och 2013 var det dags igen.", NULL, 0, 2009);
    assert_told("Huddinge har tre utvärderingar bakom sig – 2004, 2008 och 2012.", NULL, 0, 2004);
    assert_told("Kommunen har gjort Kommunkompassen en gång tidigare, hösten 2010.", NULL, 2, 2010);
    assert_told("Huddinge har nu utvärderats tre gånger: 2007, 2012 och 2017.", NULL, 3, 2007);
    assert_told("När Huddinge deltog 2011 var läget ett annat.", NULL, 0, 2011);
    assert_told("Vi ställer resultatet mot den första utvärderingen, från 2013.", NULL, 1, 2013);
    assert_told("När vi 2012 för första gången bad SKL granska oss var det nytt.", NULL, 1, 2012);
    assert_told("Huddinge utvärderades första gången år 2004 och det här är den andra.", NULL, 2,
                2004);
    assert_told("Huddinge har deltagit tre gånger: 2009, 2013 och nu 2017.", NULL, 3, 2009);
    assert_told("Kommunen antog 2014 ett tidigare beslutat program.", NULL, 0, 0);
}

static void earlier_evaluations_may_stand_on_the_cover(void)
{
    g_autoptr(KkResult) result =
        test_process("# Kommunkompassen\n\nAnalys av Huddinge kommun 2017\n"
                     "Tidigare utvärderingar 2009, 2013\n\n## 1. Resultat\n\nText.\n\n" CHAPTERS);

    g_assert_cmpint(result->report->year, ==, 2017);
    g_assert_cmpuint(result->report->previous->len, ==, 2);
    g_assert_cmpint(g_array_index(result->report->previous, int, 1), ==, 2013);
}

static void time_may_stand_before_the_evaluators(void)
{
    g_autoptr(KkResult) result =
        test_process("# Kommunkompassen\n\nAnalys av Huddinge kommun\n\n"
                     "Utvärdering genomförd den 11–13 maj 2009 av\nAnna Berg, SKL\n\n"
                     "## 1. Resultat\n\nText.\n\n" CHAPTERS);

    g_assert_cmpstr(result->report->period, ==, "11–13 maj 2009");
    g_assert_cmpint(result->report->year, ==, 2009);
    g_assert_cmpuint(result->report->evaluators->len, ==, 1);
}

static void month_of_the_cover_stands_in_for_a_sentence(void)
{
    g_autoptr(KkResult) result =
        test_process("# Kommunkompassen\n\nAnalys av Huddinge kommun\n19-21 september 2017\n\n"
                     "## 1. Resultat\n\nText.\n\n" CHAPTERS);

    g_assert_cmpstr(result->report->period, ==, "19-21 september 2017");
}

/* The names "Eva Ek/SKL", one a line, that @block on the cover and @chapter give, and whether a
 * doubt is said. */
static void assert_people(const char *block, const char *chapter, const char *expected,
                          bool doubted)
{
    g_autofree char *text =
        g_strconcat("# Kommunkompassen\n\nAnalys av Huddinge kommun 2017\n\n", block,
                    "\n\n## 1. Resultat\n\n", chapter, "\n\n" CHAPTERS, NULL);
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

static void assert_evaluators(const char *block, const char *expected, bool doubted)
{
    assert_people(block, "Text.", expected, doubted);
}

static void assert_told_by(const char *sentence, const char *expected)
{
    assert_people("", sentence, expected, false);
}

static void sentence_names_evaluators(void)
{
    assert_told_by("Utvärderingen har genomförts av Eva Ek och Lars Berg, SKL.",
                   "Eva Ek/SKL\nLars Berg/SKL");
    assert_told_by(
        "Huddinge utvärderades i maj 2017 av J. Eva Ek, SKL, och Lars Berg, controller i "
        "Gnesta kommun, på uppdrag av styrelsen.",
        "J. Eva Ek/SKL\nLars Berg/Gnesta kommun");
    assert_told_by("Utvärderingen gjordes av två utvärderare från SKL: Eva Ek och Lars Berg.",
                   "Eva Ek/SKL\nLars Berg/SKL");
    assert_told_by("Utvärderare har varit Eva Ek, SKL, och Lars Berg, Bodens kommun.",
                   "Eva Ek/SKL\nLars Berg/Bodens kommun");
    assert_told_by("Eva Ek och Lars Berg, SKL, har genomfört utvärderingen.",
                   "Eva Ek/SKL\nLars Berg/SKL");
    assert_told_by("Utvärderarna Eva Ek och Lars Berg kommer från SKL.",
                   "Eva Ek/SKL\nLars Berg/SKL");
    assert_told_by("Utvärderingen gjordes av Eva Ek tillsammans med Lars Berg, båda SKL.",
                   "Eva Ek/SKL\nLars Berg/SKL");
    assert_told_by("Som utvärderare fungerade Eva Ek (SKL) och Lars Berg (Bodens kommun).",
                   "Eva Ek/SKL\nLars Berg/Bodens kommun");
    assert_told_by("Uppdraget har utförts av Eva Ek med stöd av Lars Berg.",
                   "Eva Ek/-\nLars Berg/-");
}

static void sentence_about_others_names_no_evaluators(void)
{
    assert_told_by("Den första utvärderingen gjordes 2009 av Lars Strid, SKL.", "");
    assert_told_by("Utvärderingen gjordes av SKL. Frågor besvaras av Eva Ek, SKL.", "");
    assert_told_by("Medborgarundersökningen gjordes av Statistiska Centralbyrån, SCB.", "");
    assert_told_by("Kontakt: Eva Ek, SKL", "");
    assert_told_by("Utvärderarna har intervjuat Eva Ek och Lars Berg.", "");
    assert_told_by("Arbetet med Eva Ek och Lars Berg, SKL, går vidare.", "");
}

static void heading_below_the_people_is_nobody(void)
{
    assert_evaluators("Utvärderare: Eva Ek, SKR\nOm Kommunkompassen\n", "Eva Ek/SKR", false);
    assert_evaluators("Utvärderingen har gjorts av Eva Ek, SKR, och Lars Berg, ekonomichef,\n"
                      "Ånge kommun.",
                      "Eva Ek/SKR\nLars Berg/Ånge kommun", false);
}

static void label_may_stand_behind_the_cover(void)
{
    assert_told_by("Utvärderare\nEva Ek, SKL\nLars Berg, Bodens kommun\nSyftet är att ge stöd.",
                   "Eva Ek/SKL\nLars Berg/Bodens kommun");
    assert_told_by("Utvärderare från SKL läser dokument.", "");
    assert_told_by("Text: Eva Ek, Huddinge kommun", "");
}

static void people_of_other_labels_are_others(void)
{
    assert_evaluators("Utvärderare: Eva Ek, SKL\nKontaktperson\nLars Berg, Falu kommun",
                      "Eva Ek/SKL", false);
    assert_evaluators("Utvärderare: Eva Ek, SKL\nKontakt: eva.ek@example.org", "Eva Ek/SKL", false);
    assert_evaluators("Projektledare: Lars Berg, Huddinge kommun\nUtvärderare: Eva Ek, SKL",
                      "Eva Ek/SKL", false);
    assert_evaluators("Utvärderare: Eva Ek, SKL\nProjektledare: Lars Berg, SKL",
                      "Eva Ek/SKL\nLars Berg/SKL", false);
}

static void table_of_evaluators_is_read_by_its_cells(void)
{
    assert_evaluators(
        "Utvärderare\n\n| Namn | Roll | Organisation |\n| Eva Ek | senior konsult | SKL |\n"
        "| Lars Berg | kvalitetschef | Bodens kommun |",
        "Eva Ek/SKL\nLars Berg/Bodens kommun", false);
    assert_evaluators(
        "| Utvärderare | Datum |\n| Eva Ek, SKL | 2017-04-29 |\n| Lars Berg, Bodens kommun | |",
        "Eva Ek/SKL\nLars Berg/Bodens kommun", false);
}

static void evaluators_block_keeps_what_its_lines_part(void)
{
    assert_evaluators("Utvärderare:\nEva Ek\nSKL\nJonas Ek\nBodens kommun",
                      "Eva Ek/SKL\nJonas Ek/Bodens kommun", false);
    assert_evaluators("Eva Ek, Sveriges Kommuner och Landsting\nJonas Ek, Bodens kommun",
                      "Eva Ek/Sveriges Kommuner och Landsting\nJonas Ek/Bodens kommun", false);
    assert_evaluators("Utvärderare:\nAnna\nSvensson, SKL", "Anna Svensson/SKL", false);
    assert_evaluators(
        "Utvärderare:\nEva Ek\nSenior konsult\nSKL\nJonas Sjöö\nWallin, Bodens kommun",
        "Eva Ek/SKL\nJonas Sjöö Wallin/Bodens kommun", false);
    assert_evaluators("Granskare: Eva Ek, Jonas Ek och Lars\nBerg, SKL",
                      "Eva Ek/SKL\nJonas Ek/SKL\nLars Berg/SKL", false);
}

static void names_over_a_line_s_end_are_joined(void)
{
    assert_evaluators("Eva Ek, SKL och Lars Ander-\nsson, SKL", "Eva Ek/SKL\nLars Andersson/SKL",
                      false);
    assert_evaluators("Eva Ek, SKL och Åsa Öhrn-\nSjögren, SKL", "Eva Ek/SKL\nÅsa Öhrn-Sjögren/SKL",
                      false);
    assert_evaluators("Lars Strid, senior\nkonsult (SKL)", "Lars Strid/SKL", false);
    assert_evaluators(
        "Utvärderare: Eva Ek, SKL, Jonas Ek, SKL, och Per-Olof Sjöö\nWallin, Falu kommun",
        "Eva Ek/SKL\nJonas Ek/SKL\nPer-Olof Sjöö Wallin/Falu kommun", false);
    assert_evaluators(
        "Utvärderare: Eva Ek, Sveriges Kommuner\noch Landsting, Lars Berg, Upplands\nVäsby kommun",
        "Eva Ek/Sveriges Kommuner och Landsting\nLars Berg/Upplands Väsby kommun", false);
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
    TEST("/parse/cover", title_may_stand_on_two_lines);
    TEST("/parse/cover", time_may_stand_behind_other_words);
    TEST("/parse/cover", time_may_be_that_of_the_work);
    TEST("/parse/cover", earlier_evaluations_are_told_in_many_words);
    TEST("/parse/cover", earlier_evaluations_may_stand_on_the_cover);
    TEST("/parse/cover", time_may_stand_before_the_evaluators);
    TEST("/parse/cover", month_of_the_cover_stands_in_for_a_sentence);
    TEST("/parse/cover", evaluators_block_keeps_what_its_lines_part);
    TEST("/parse/cover", sentence_names_evaluators);
    TEST("/parse/cover", sentence_about_others_names_no_evaluators);
    TEST("/parse/cover", heading_below_the_people_is_nobody);
    TEST("/parse/cover", label_may_stand_behind_the_cover);
    TEST("/parse/cover", people_of_other_labels_are_others);
    TEST("/parse/cover", table_of_evaluators_is_read_by_its_cells);
    TEST("/parse/cover", names_over_a_line_s_end_are_joined);
    TEST("/parse/cover", label_of_evaluators_without_people_is_a_doubt);
    return g_test_run();
}
