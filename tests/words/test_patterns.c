/* SPDX-License-Identifier: GPL-2.0-or-later */
/* catalogue.c, row by row: what each pattern promises, and that no line makes it slow. */
#include "support.h"

#include <kk/language.h>

#include <string.h>

/* A line of twice the length may take this many times the steps, and a few more. */
#define MOST_GROWTH 2.6
#define FEW_STEPS 200

/* What real and hostile lines are made of; each is repeated to the full length. */
/* clang-format off */
static const char *const units[] = {
    "1",       " ",       "a",        "a ",       "A",        "Å",       "åäö",
    "1.",      "1 ",      "1,",       ".",        ". ",       "…",       "-",
    "–",       " – ",     "( ",       ")",        "%",        ":",       "_",
    "Aa ",     "Aa-",     "A. ",      "Aa Bb, ",  "område 1 ", "Område ", "av ",
    "och ",    "den ",    "poäng ",   "fick ",    "totalpoäng ", "2016 ", "2016-",
    "12 mars ", "våren ", "genomfördes ", "Utvärderingen av ", "visas ", "Kommun ",
    "kommunkompassen ", "genomsnitt ", "ökning med ", "medel", "tidigare ",
    "av totalt 8", "summa poäng ", "Poäng 7",
};
/* clang-format on */

/* @prefix, then @unit again and again, then @tail, in @length bytes at most. */
static char *dup_line(const char *prefix, const char *unit, const char *tail, gsize length)
{
    GString *line = g_string_new(prefix);

    while (*unit != '\0' && line->len + strlen(unit) + strlen(tail) <= length)
        g_string_append(line, unit);
    g_string_append(line, tail);
    return g_string_free(line, FALSE);
}

static void assert_linear(KkPatternId id, const char *prefix, const char *unit, const char *tail)
{
    g_autofree char *half = dup_line(prefix, unit, tail, KK_MAX_SUBJECT / 2);
    g_autofree char *full = dup_line(prefix, unit, tail, KK_MAX_SUBJECT);
    guint64 few = kk_pattern_count_steps(id, half), many = kk_pattern_count_steps(id, full);

    if ((double)many <= MOST_GROWTH * (double)few + FEW_STEPS)
        return;
    g_test_message("%s: %" G_GUINT64_FORMAT " steps, then %" G_GUINT64_FORMAT
                   " on \"%s\", \"%s\" repeated, \"%s\"",
                   kk_patterns[id].name, few, many, prefix, unit, tail);
    g_test_fail();
}

/* The example cut in half, at a character: what matches so far and may go on. */
static char *dup_half(const char *example)
{
    return g_utf8_substring(example, 0, g_utf8_strlen(example, -1) / 2);
}

static void assert_linear_on_all(gconstpointer data)
{
    KkPatternId id = GPOINTER_TO_UINT(data);
    const KkPattern *pattern = &kk_patterns[id];
    g_autofree char *beginning = dup_half(pattern->matches);
    g_autofree char *spaced = g_strconcat(pattern->matches, " ", NULL);
    const char *const own[] = {pattern->matches, pattern->passes, spaced, beginning};
    const char *const prefixes[] = {"", beginning, spaced};
    const char *const tails[] = {"", "!"};

    for (gsize p = 0; p < G_N_ELEMENTS(prefixes); p++)
        for (gsize t = 0; t < G_N_ELEMENTS(tails); t++) {
            for (gsize u = 0; u < G_N_ELEMENTS(units); u++)
                assert_linear(id, prefixes[p], units[u], tails[t]);
            for (gsize u = 0; u < G_N_ELEMENTS(own); u++)
                assert_linear(id, prefixes[p], own[u], tails[t]);
        }
}

static void examples_match_and_lookalikes_pass(gconstpointer data)
{
    KkPatternId id = GPOINTER_TO_UINT(data);

    g_assert_true(kk_pattern_is(id, kk_patterns[id].matches));
    g_assert_false(kk_pattern_is(id, kk_patterns[id].passes));
}

static void every_pattern_says_what_it_is_for(void)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

    for (int id = 0; id < KK_N_PATTERNS; id++) {
        g_assert_nonnull(kk_patterns[id].regex);
        g_assert_cmpuint(strlen(kk_patterns[id].about), >, 5);
        g_assert_true(g_hash_table_add(names, (gpointer)kk_patterns[id].name));
    }
}

static void what_lies_beyond_the_cap_is_not_looked_at(void)
{
    g_autofree char *at = dup_line("", "x", " 2016", KK_MAX_SUBJECT);
    g_autofree char *beyond = dup_line("", "x", " 2016", KK_MAX_SUBJECT + 1);

    g_assert_true(kk_pattern_is(KK_PATTERN_YEAR, at));
    g_assert_false(kk_pattern_is(KK_PATTERN_YEAR, beyond));
}

static void cap_does_not_cut_a_character(void)
{
    g_autofree char *line = dup_line("x", "å", "", KK_MAX_SUBJECT + 100);

    g_assert_false(kk_pattern_is(KK_PATTERN_YEAR, line));
    g_assert_cmpuint(kk_pattern_n_given_up(), ==, 0); /* invalid UTF-8 would be an error */
}

static void groups_are_lent_by_name(void)
{
    KkMatch match;

    g_assert_true(kk_pattern_match(KK_PATTERN_AREA_HEAD, "Område 1: Effektivitet", 0, &match));
    test_assert_text(kk_match_dup(&match, "name"), "Effektivitet");
    g_assert_cmpint(kk_match_int(&match, "number", -1), ==, 1);
    g_assert_true(kk_pattern_match(KK_PATTERN_AREA_HEAD, "Område 12", 0, &match));
    g_assert_null(kk_match_dup(&match, "name"));
}

static void search_begins_where_it_is_told(void)
{
    KkMatch match;

    g_assert_true(kk_pattern_match(KK_PATTERN_YEAR, "2014 och 2016", 4, &match));
    g_assert_cmpint(kk_match_int(&match, "year", 0), ==, 2016);
    g_assert_false(kk_pattern_match(KK_PATTERN_YEAR, "2014", 100, &match));
}

/* The layout asks for the beginning alone first: no stamp may be lost by that. */
static void every_stamp_begins_as_one(void)
{
    for (int id = KK_PATTERN_STAMP_NUMBER; id <= KK_PATTERN_STAMP_RECEIVED; id++)
        g_assert_true(kk_swedish.begins_stamp(kk_patterns[id].matches));
}

static void months_are_told_by_their_beginnings(void)
{
    g_assert_cmpint(kk_language_month("maj"), ==, 5);
    g_assert_cmpint(kk_language_month("mars"), ==, 3);
    g_assert_cmpint(kk_language_month("Oct"), ==, 10);
    g_assert_cmpint(kk_language_month("december"), ==, 12);
    g_assert_cmpint(kk_language_month("vår"), ==, 0);
}

static void add_rows(void)
{
    for (guint id = 0; id < KK_N_PATTERNS; id++) {
        g_autofree char *is =
            g_strdup_printf("/words/patterns/%s/matches-its-example-only", kk_patterns[id].name);
        g_autofree char *fast = g_strdup_printf("/words/patterns/%s/takes-steps-as-a-line-is-long",
                                                kk_patterns[id].name);

        g_test_add_data_func(is, GUINT_TO_POINTER(id), examples_match_and_lookalikes_pass);
        g_test_add_data_func(fast, GUINT_TO_POINTER(id), assert_linear_on_all);
    }
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/words/patterns", every_pattern_says_what_it_is_for);
    TEST("/words/patterns", what_lies_beyond_the_cap_is_not_looked_at);
    TEST("/words/patterns", cap_does_not_cut_a_character);
    TEST("/words/patterns", groups_are_lent_by_name);
    TEST("/words/patterns", search_begins_where_it_is_told);
    TEST("/words/patterns", every_stamp_begins_as_one);
    TEST("/words/patterns", months_are_told_by_their_beginnings);
    add_rows();
    return g_test_run();
}
