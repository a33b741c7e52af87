/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What findings and diagnostics say: in every language the same, and back from English. */
#include "support.h"

#include <kk/claims.h>
#include <kk/message.h>

#include <string.h>

/* The letters behind the wording's marks: "nnr". */
static char *dup_marks(KkMessageCode code, KkLanguage language)
{
    GString *marks = g_string_new(NULL);

    for (const char *p = kk_wording(code, language); *p != '\0'; p++)
        if (*p == '%' && *++p != '%')
            g_string_append_c(marks, *p);
    return g_string_free(marks, FALSE);
}

static bool is_hint(KkMessageCode code)
{
    return code != KK_SAYS_TEXT && kk_message_rule(code) == NULL;
}

/* With a decimal in each number, and a text that holds the marks of a sentence. */
static KkMessage *make(KkMessageCode code, KkMessage *hint)
{
    g_autofree char *marks = dup_marks(code, KK_ENGLISH);
    KkArgument arguments[KK_MAX_ARGUMENTS + 1] = {0};

    for (gsize i = 0; marks[i] != '\0'; i++)
        arguments[i] = marks[i] == 'n'   ? KK_NUMBER(7.5 + (double)i)
                       : marks[i] == 'r' ? KK_RANGE(0.25, 70)
                                         : KK_TEXT("Ett, \"två\"; 3. tre");
    return kk_message_new(code, hint, arguments);
}

static void every_language_says_it_with_the_same_arguments(void)
{
    for (KkMessageCode code = 0; code < KK_N_MESSAGES; code++) {
        g_autofree char *marks = dup_marks(code, KK_ENGLISH);

        g_assert_cmpuint(strlen(marks), <=, KK_MAX_ARGUMENTS);
        g_assert_cmpuint(strspn(marks, "nrs"), ==, strlen(marks));
        for (KkLanguage language = 0; language < KK_N_LANGUAGES; language++) {
            const char *words = kk_wording(code, language);
            g_autofree char *same = dup_marks(code, language);

            g_assert_cmpstr(same, ==, marks);
            g_assert_false(g_str_has_suffix(words, "."));
            g_assert_true(language == KK_ENGLISH || code == KK_SAYS_TEXT ||
                          strcmp(words, kk_wording(code, KK_ENGLISH)) != 0);
        }
    }
}

static void assert_comes_back(const KkMessage *message)
{
    const char *rule = kk_message_rule(message->code);
    g_autoptr(KkMessage) back = kk_message_read(rule, message->text);
    g_autofree char *swedish = kk_message_dup_text(message, KK_SWEDISH);

    g_assert_cmpint(back->code, ==, message->code);
    g_assert_cmpstr(back->text, ==, message->text);
    test_assert_text(kk_message_dup_text(back, KK_SWEDISH), swedish);
}

static void every_sentence_comes_back_from_english(void)
{
    for (KkMessageCode code = KK_SAYS_TEXT + 1; code < KK_N_MESSAGES; code++) {
        if (is_hint(code))
            continue;
        g_autoptr(KkMessage) plain = make(code, NULL);
        assert_comes_back(plain);
        for (KkMessageCode hint = 0; hint < KK_N_MESSAGES; hint++) {
            if (!is_hint(hint))
                continue;
            g_autoptr(KkMessage) hinted = make(code, make(hint, NULL));
            assert_comes_back(hinted);
        }
    }
}

/* Every rule of the contract has words. */
static void every_rule_has_words(void)
{
    const char *const *const tables[] = {kk_validation_rules, kk_claims_rules};

    for (gsize t = 0; t < G_N_ELEMENTS(tables); t++)
        for (int i = 0; tables[t][i] != NULL; i++) {
            bool found = false;

            for (KkMessageCode code = 0; code < KK_N_MESSAGES; code++)
                found = found || g_strcmp0(kk_message_rule(code), tables[t][i]) == 0;
            g_assert_true(found);
        }
}

static void foreign_words_stay_as_they_are(void)
{
    static const char *const texts[] = {
        "",
        ".",
        "%n",
        "Nobody says this; 5 misprinted as 7 would explain it.",
        "x of 15 points cannot be 60 %.",
        "10 of 15 points cannot be 060 %.",
        "10 of 15 points cannot be 60 %",
        "10 of 15 points cannot be 60 %; 5 misprinted as 7.",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(KkMessage) message = kk_message_read("row-percent", texts[i]);

        g_assert_cmpint(message->code, ==, KK_SAYS_TEXT);
        g_assert_cmpstr(message->text, ==, texts[i]);
        test_assert_text(kk_message_dup_text(message, KK_SWEDISH), texts[i]);
    }
}

static void numbers_are_written_as_in_each_language(void)
{
    g_autoptr(KkMessage) message = kk_message(
        KK_SAYS_AREA_TOTAL,
        kk_message(KK_HINT_POINTS, NULL, KK_NUMBER(9.5), KK_NUMBER(10.5), KK_TEXT("1.3")),
        KK_NUMBER(1), KK_RANGE(75, 76.5), KK_NUMBER(-0.0));

    g_assert_cmpstr(message->text, ==,
                    "The questions of area 1 add up to 75 to 76.5, not to the printed 0; 9.5 "
                    "misprinted as 10.5 for the points of 1.3 would explain it.");
    test_assert_text(kk_message_dup_text(message, KK_SWEDISH),
                     "Frågorna i område 1 ger summan 75–76,5, inte den tryckta summan 0; 9,5 "
                     "feltryckt som 10,5 i poängen för fråga 1.3 skulle förklara det.");
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/model/messages", every_language_says_it_with_the_same_arguments);
    TEST("/model/messages", every_sentence_comes_back_from_english);
    TEST("/model/messages", every_rule_has_words);
    TEST("/model/messages", foreign_words_stay_as_they_are);
    TEST("/model/messages", numbers_are_written_as_in_each_language);
    return g_test_run();
}
