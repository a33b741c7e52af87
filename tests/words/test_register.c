/* SPDX-License-Identifier: GPL-2.0-or-later */
/* register.c: which municipality words name. */
#include "support.h"

#include <string.h>

static void assert_names(const char *text, const char *expected)
{
    const KkMunicipality *found = kk_register_find(text, false, NULL);

    g_test_message("%s", text);
    g_assert_cmpstr(found != NULL ? found->name : NULL, ==, expected);
}

static void assert_misspelt(const char *text, const char *expected)
{
    const KkMunicipality *found = kk_register_find(text, true, NULL);

    g_test_message("%s", text);
    g_assert_cmpstr(found != NULL ? found->name : NULL, ==, expected);
}

static void register_is_whole_and_in_order(void)
{
    g_assert_cmpuint(kk_register_length, ==, 290);
    for (gsize i = 0; i < kk_register_length; i++) {
        g_assert_cmpuint(strlen(kk_register[i].code), ==, 4);
        g_assert_cmpuint(strspn(kk_register[i].code, "0123456789"), ==, 4);
        g_assert_true(g_str_has_suffix(kk_register[i].county, " län"));
        if (i > 0)
            g_assert_cmpstr(kk_register[i - 1].code, <, kk_register[i].code);
    }
}

static void every_name_finds_itself(void)
{
    for (gsize i = 0; i < kk_register_length; i++) {
        const char *name = kk_register[i].name;
        g_autofree char *kommun = g_strconcat(name, " kommun", NULL);
        g_autofree char *upper = g_utf8_strup(kommun, -1);
        g_autofree char *genitive =
            g_strconcat(name, g_str_has_suffix(name, "s") ? "" : "s", " kommun", NULL);

        assert_names(name, name);
        assert_names(kommun, name);
        assert_names(upper, name);
        assert_names(genitive, name);
    }
}

static void code_and_county_are_those_of_the_register(void)
{
    const KkMunicipality *huddinge = kk_register_find("HUDDINGE", false, NULL);

    g_assert_cmpstr(huddinge->code, ==, "0126");
    g_assert_cmpstr(huddinge->county, ==, "Stockholms län");
}

static void name_is_found_among_other_words(void)
{
    assert_names("ANALYS AV HUDDINGE KOMMUN 2017", "Huddinge");
    assert_names("Huddinges kommun", "Huddinge");
    assert_names("Utvärdering av Falu kommun", "Falun");
    assert_names("Region Gotland", "Gotland");
    assert_names("Göteborgs Stad", "Göteborg");
    assert_names("Marks kommun", "Mark");
}

static void longer_names_hold_no_shorter_ones(void)
{
    assert_names("Kiruna kommun", "Kiruna");
    assert_names("Kils kommun", "Kil");
    assert_names("Upplands Väsby kommun", "Upplands Väsby");
    assert_names("Upplands-Bro", "Upplands-Bro");
    assert_names("Östra Göinge kommun", "Östra Göinge");
    assert_names("Lilla Edets kommun", "Lilla Edet");
}

static void rings_and_dots_tell_names_apart(void)
{
    assert_names("Habo kommun", "Habo");
    assert_names("Håbo kommun", "Håbo");
    assert_misspelt("Habo", NULL);
}

static void words_in_lower_case_are_no_names(void)
{
    assert_names("en mark för ale och öl", NULL);
    assert_names("kommunen", NULL);
    assert_names("", NULL);
}

static void one_wrong_letter_is_forgiven_where_one_name_is_left(void)
{
    assert_names("VÄNERBORG", NULL);
    assert_misspelt("VÄNERBORG", "Vänersborg");
    assert_misspelt("Helsingbrog", NULL); /* two letters */
    assert_misspelt("Hudinge kommun", "Huddinge");
    assert_misspelt("Lunt", NULL); /* too short */
}

static void name_alone_is_told_from_a_name_in_a_sentence(void)
{
    bool whole = false;

    kk_register_find("HUDDINGE KOMMUN", false, &whole);
    g_assert_true(whole);
    kk_register_find("Region Gotland", false, &whole);
    g_assert_true(whole);
    kk_register_find("Analys av Huddinge kommun", false, &whole);
    g_assert_false(whole);
}

static void assert_named(const char *text, const char *expected)
{
    const KkMunicipality *found = kk_register_named(text);

    g_test_message("%s", text);
    g_assert_cmpstr(found != NULL ? found->name : NULL, ==, expected);
}

static void people_name_them_without_capitals_and_diacritics(void)
{
    assert_named("östra göinge", "Östra Göinge");
    assert_named("OSTRA GOINGE KOMMUN", "Östra Göinge");
    assert_named("Huddinges kommun", "Huddinge");
    assert_named("0126", "Huddinge");
    assert_named("126", "Huddinge");
    assert_named("habo", "Habo");
    assert_named("håbo", "Håbo");
    assert_named("falu", "Falun");
    assert_named("Huddinge 2017", NULL);
    assert_named("kommun", NULL);
    assert_named("9999", NULL);
    assert_named("", NULL);
}

static void every_county_is_named_with_and_without_its_word(void)
{
    for (gsize i = 0; i < kk_register_length; i++) {
        const char *county = kk_register[i].county;
        g_autofree char *bare = g_strndup(county, strlen(county) - strlen(" län"));
        g_autofree char *number = g_strndup(kk_register[i].code, 2);

        g_assert_cmpstr(kk_register_county(county), ==, county);
        g_assert_cmpstr(kk_register_county(bare), ==, county);
        g_assert_cmpstr(kk_register_county(number), ==, county);
    }
    g_assert_cmpstr(kk_register_county("skane"), ==, "Skåne län");
    g_assert_cmpstr(kk_register_county("vastra gotaland"), ==, "Västra Götalands län");
    g_assert_cmpstr(kk_register_county("s"), ==, NULL);
    g_assert_cmpstr(kk_register_county(""), ==, NULL);
    g_assert_cmpstr(kk_register_county("02"), ==, NULL);
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/words/register", register_is_whole_and_in_order);
    TEST("/words/register", every_name_finds_itself);
    TEST("/words/register", code_and_county_are_those_of_the_register);
    TEST("/words/register", name_is_found_among_other_words);
    TEST("/words/register", longer_names_hold_no_shorter_ones);
    TEST("/words/register", rings_and_dots_tell_names_apart);
    TEST("/words/register", words_in_lower_case_are_no_names);
    TEST("/words/register", one_wrong_letter_is_forgiven_where_one_name_is_left);
    TEST("/words/register", name_alone_is_told_from_a_name_in_a_sentence);
    TEST("/words/register", people_name_them_without_capitals_and_diacritics);
    TEST("/words/register", every_county_is_named_with_and_without_its_word);
    return g_test_run();
}
