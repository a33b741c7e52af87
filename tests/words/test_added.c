/* SPDX-License-Identifier: GPL-2.0-or-later */
/* added.c: words that files add to those of the program. */
#include "support.h"

#include <glib/gstdio.h>

#include <string.h>

/* Adds @text as a file of words would; whether it was one. */
static bool add(const char *text, gsize length, GError **error)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("kk-words-XXXXXX", &path, NULL);

    g_assert_cmpint(fd, >=, 0);
    g_assert_true(g_close(fd, NULL));
    g_assert_true(g_file_set_contents(path, text, (gssize)length, NULL));
    bool added = kk_words_read_file(path, error);
    g_unlink(path);
    return added;
}

static void add_text(const char *text)
{
    g_autoptr(GError) error = NULL;

    add(text, strlen(text), &error);
    g_assert_no_error(error);
}

static void assert_refused(const char *text, gsize length, KkError code, const char *said)
{
    g_autoptr(GError) error = NULL;

    g_assert_false(add(text, length, &error));
    g_assert_error(error, KK_ERROR, (int)code);
    if (strstr(error->message, said) == NULL)
        g_error("\"%s\" is not in \"%s\"", said, error->message);
    g_assert_cmpuint(kk_words_count(KK_WORDS_NONE), ==, 0);
    g_assert_cmpstr(kk_words_digest(), ==, "");
}

/* No pattern of the program's own has a word that begins with x. */
static void any_letter_may_begin_a_word(void)
{
    static const struct {
        const char *group;
        KkPatternId pattern;
        const char *text;
    } rows[] = {
        {"strengths", KK_PATTERN_STRENGTHS_HEAD, "Kommunens XYLOFONER inom området:"},
        {"improvements", KK_PATTERN_IMPROVEMENTS_HEAD, "Xylofoner"},
        {"overview", KK_PATTERN_OVERVIEW_HEAD, "Xylofoner:"},
        {"topics", KK_PATTERN_TOPICS_HEAD, "Xylofoner Poäng"},
        {"contents", KK_PATTERN_CONTENTS_HEAD, "Xylofoner"},
        {"end", KK_PATTERN_END_HEAD, "4. Xylofoner och tabeller"},
        {"caption", KK_PATTERN_CAPTION, "Xylofoner 3: Arbetsliv"},
        {"total", KK_PATTERN_TOTAL_LABEL, "Område 3: xylofoner"},
        {"column.areas", KK_PATTERN_COLUMN_NAMES, "Xylofoner"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *file = g_strdup_printf("[%s]\nwords=Xylofoner\n", rows[i].group);

        g_assert_false(kk_pattern_is(rows[i].pattern, rows[i].text));
        add_text(file);
        g_assert_true(kk_pattern_is(rows[i].pattern, rows[i].text));
        g_assert_true(kk_pattern_is(rows[i].pattern, kk_patterns[rows[i].pattern].matches));
        g_assert_false(kk_pattern_is(rows[i].pattern, kk_patterns[rows[i].pattern].passes));
        g_assert_false(kk_pattern_is(rows[i].pattern, "Xylofonernas"));
        kk_words_forget();
        g_assert_false(kk_pattern_is(rows[i].pattern, rows[i].text));
    }
}

/* Every pattern to whose words files may add is a row of the test before. */
static void every_pattern_has_a_group_of_its_own(void)
{
    guint n = 0;

    for (int id = 0; id < KK_N_PATTERNS; id++) {
        bool marked = strstr(kk_patterns[id].regex, KK_PATTERN_ADDED) != NULL;

        g_assert_cmpint(marked, ==, kk_patterns[id].added != KK_WORDS_NONE);
        n += marked;
    }
    g_assert_cmpuint(n, ==, 9);
}

static void case_blanks_and_punctuation_make_no_difference(void)
{
    add_text("[strengths]\nwords = Det här,  gör kommunen BRA ; Guldkorn\n");
    g_assert_true(kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, "DET HÄR GÖR KOMMUNEN BRA"));
    g_assert_true(kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, "Det här gör kommunen bra:"));
    g_assert_true(kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, "Guldkorn och styrkor"));
    g_assert_false(kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, "Det här gör kommunen"));
    g_assert_false(kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, "Det här gör kommunen bra idag"));
    kk_words_forget();
}

static void nothing_in_a_wording_is_special(void)
{
    add_text("[strengths]\nwords=Bra.*;(Guld|Silver);a\\;b\n");
    g_assert_true(kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, "(Guld|Silver)"));
    g_assert_true(kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, "A;B"));
    g_assert_false(kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, "Guld"));
    g_assert_false(kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, "Bra skola"));
    kk_words_forget();
}

static void heads_of_columns_are_weighed(void)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(KkEvidenceRow));
    KkEvidence evidence = {
        .n_columns = 2, .heads = {"Landade på", "Landade på förut"}, .rows = rows};
    KkRole roles[KK_MAX_COLUMNS];
    KkEvidenceRow row = {.group = 1};

    g_assert_true(kk_figure_parse("71", &row.figures[0]));
    g_assert_true(kk_figure_parse("64", &row.figures[1]));
    g_array_append_val(rows, row);
    add_text("[column.earlier]\nwords=Landade på\n[column.points]\nwords=Landade på förut\n");
    kk_columns_read(&evidence, roles);
    g_assert_cmpint(roles[0], ==, KK_ROLE_EARLIER);
    g_assert_cmpint(roles[1], ==, KK_ROLE_OWN);
    g_assert_true(kk_words_in(KK_WORDS_COLUMN_EARLIER, "Här landade på 2014"));
    g_assert_false(kk_words_in(KK_WORDS_COLUMN_EARLIER, "Landade på förut"));
    kk_words_forget();
}

static void names_of_areas_are_found(void)
{
    const char *tail;

    g_assert_cmpint(kk_editions_find_area("Liv i bygden"), ==, 0);
    add_text("[area.3]\nwords=Liv i bygden\n[caption]\nwords=Bild\n");
    g_assert_cmpint(kk_editions_find_area("LIV I BYGDEN"), ==, 3);
    g_assert_cmpint(kk_area_label("Liv i bygden", NULL, true), ==, 3);
    g_assert_cmpint(kk_caption_area("Bild 7: Liv i bygden. Summa 80", NULL, &tail), ==, 3);
    g_assert_cmpstr(tail, ==, " Summa 80");
    kk_words_forget();
}

/* As many as there may be; asking takes as many steps as with one. */
static void how_many_there_are_makes_no_difference(void)
{
    g_autoptr(GString) file = g_string_new("[strengths]\n");
    guint64 with_one;

    add_text("[strengths]\nwords=Ord 1 om styrkan\n");
    with_one = kk_pattern_count_steps(KK_PATTERN_STRENGTHS_HEAD, "Ord 10001 om styrkan");
    for (int i = 2; i <= KK_MAX_WORDINGS; i++)
        g_string_append_printf(file, "words=Ord %d om styrkan\n", i);
    add_text(file->str);
    g_assert_cmpuint(kk_words_count(KK_WORDS_STRENGTHS), ==, KK_MAX_WORDINGS);
    g_assert_true(kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, "Ord 9999 om styrkan"));
    g_assert_false(kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, "Ord 10001 om styrkan"));
    g_assert_cmpuint(kk_pattern_count_steps(KK_PATTERN_STRENGTHS_HEAD, "Ord 10001 om styrkan"), ==,
                     with_one);
    kk_words_forget();
    g_string_append(file, "words=Ord 0;Ord 1\n");
    assert_refused(file->str, file->len, KK_ERROR_LIMIT, "10000 wordings");
}

/* The words that may be meant are as many as a wording is long, however long the line. */
static void long_lines_take_no_more_steps_than_short_ones(void)
{
    g_autofree char *file = g_strdup("[strengths]\nwords=Ord\n");
    g_autoptr(GString) line = g_string_new("Kommunens främsta ");

    add_text(file);
    for (int i = 0; i < 100; i++)
        g_string_append(line, "a och b ");
    guint64 some = kk_pattern_count_steps(KK_PATTERN_STRENGTHS_HEAD, line->str);
    for (int i = 0; i < 100; i++)
        g_string_append(line, "a och b ");
    g_assert_cmpuint(kk_pattern_count_steps(KK_PATTERN_STRENGTHS_HEAD, line->str), ==, some);
    g_assert_cmpuint(some, <, 10000);
    kk_words_forget();
}

/* Whatever a file holds: it is refused and adds nothing, or it adds what it says. */
static void any_bytes_are_a_file_of_words_or_refused(void)
{
    static const char whole[] =
        "# mine\n[strengths]\nwords = Guld;Silver\\;;x\n[area.3]\nwords=Liv\n[total]\nwords=Allt\n";
    static const char pieces[] = "[]=;\\#\n\r \t\0\xff\xc3\xa5w.";
    g_autoptr(GRand) chance = g_rand_new_with_seed(11);
    guint n_added = 0;

    for (int i = 0; i < 2000; i++) {
        g_autofree char *text = g_memdup2(whole, sizeof whole);
        g_autoptr(GError) error = NULL;

        for (int k = g_rand_int_range(chance, 0, 3); k >= 0; k--)
            text[g_rand_int_range(chance, 0, sizeof whole - 1)] =
                pieces[g_rand_int_range(chance, 0, sizeof pieces - 1)];
        bool added = add(text, sizeof whole - 1, &error);
        g_assert_cmpint(added, ==, error == NULL);
        g_assert_true(added || kk_words_count(KK_WORDS_NONE) == 0);
        g_assert_cmpint(kk_words_count(KK_WORDS_NONE) > 0, ==, *kk_words_digest() != '\0' && added);
        n_added += added;
        kk_words_forget();
    }
    g_assert_cmpuint(n_added, >, 200);
    g_assert_cmpuint(n_added, <, 1800);
}

static void digest_tells_words_not_files(void)
{
    g_autofree char *first = NULL;

    add_text("[strengths]\nwords=Guld;Silver\n[total]\nwords=Allt\n");
    first = g_strdup(kk_words_digest());
    g_assert_cmpuint(strlen(first), ==, 64);
    kk_words_forget();
    add_text("# mine\n[total]\nwords=allt\n");
    add_text("\xef\xbb\xbf[strengths]\r\nwords=SILVER;\r\n\r\nwords=Guld\r\n");
    g_assert_cmpstr(kk_words_digest(), ==, first);
    add_text("[improvements]\nwords=Brons\n");
    g_assert_cmpstr(kk_words_digest(), !=, first);
    kk_words_forget();
    add_text("[improvements]\nwords=Guld;Silver\n[total]\nwords=Allt\n");
    g_assert_cmpstr(kk_words_digest(), !=, first);
    kk_words_forget();
}

static void what_is_no_file_of_words_is_refused(void)
{
    static const struct {
        const char *text, *said;
    } rows[] = {
        {"[strenghts]\n", "line 1: unknown group [strenghts]; the groups are [strengths], "},
        {"[strengths\n", "line 1: not a group"},
        {"words=Guld\n", "line 1: words before the first group"},
        {"[strengths]\n\nGuld\n", "line 3: [strengths]: not a list; write words="},
        {"[strengths]\nheads=Guld\n", "line 2: [strengths] has no \"heads\"; write words="},
        {"[strengths]\nwords=Guld\\q\n", "line 2: [strengths]: a backslash"},
        {"[strengths]\nwords=Guld;–\n", "line 2: [strengths] \"–\": must contain a letter"},
        {"[strengths]\nwords=Guld\n[overview]\nwords=guld\n",
         "line 4: [overview] \"guld\": is already in [strengths]"},
        {"[overview]\nwords=STYRKOR\n",
         "line 2: [overview] \"STYRKOR\": is already in [strengths]"},
        {"[strengths]\nwords=\xff\n", "line 2: not UTF-8"},
    };
    static const char zero[] = "[strengths]\nwords=Guld\n\0";
    g_autofree char *long_word = g_strnfill(KK_MAX_WORDING + 1, 'x');
    g_autofree char *longer = g_strconcat("[total]\nwords=", long_word, "\n", NULL);
    g_autofree char *huge = g_strnfill(KK_MAX_WORDS_FILE + 1, '\n');
    g_autoptr(GError) error = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_refused(rows[i].text, strlen(rows[i].text), KK_ERROR_DAMAGED, rows[i].said);
    assert_refused(zero, sizeof zero - 1, KK_ERROR_DAMAGED, "line 3: contains a zero byte");
    assert_refused(longer, strlen(longer), KK_ERROR_LIMIT, "120 characters");
    assert_refused(huge, strlen(huge), KK_ERROR_LIMIT, "1 MB");
    g_assert_false(kk_words_read_file("/nonexistent/words", &error));
    g_assert_error(error, KK_ERROR, KK_ERROR_UNREADABLE);
}

/* What one file said stays when the next is refused. */
static void refused_file_leaves_the_others(void)
{
    g_autoptr(GError) error = NULL;
    const char *bad = "[strengths]\nwords=Silver\nnonsense\n";

    add_text("[strengths]\nwords=Guld\n");
    g_assert_false(add(bad, strlen(bad), &error));
    g_assert_true(kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, "Guld"));
    g_assert_false(kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, "Silver"));
    kk_words_forget();
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/words/added", any_letter_may_begin_a_word);
    TEST("/words/added", every_pattern_has_a_group_of_its_own);
    TEST("/words/added", case_blanks_and_punctuation_make_no_difference);
    TEST("/words/added", nothing_in_a_wording_is_special);
    TEST("/words/added", heads_of_columns_are_weighed);
    TEST("/words/added", names_of_areas_are_found);
    TEST("/words/added", how_many_there_are_makes_no_difference);
    TEST("/words/added", long_lines_take_no_more_steps_than_short_ones);
    TEST("/words/added", any_bytes_are_a_file_of_words_or_refused);
    TEST("/words/added", digest_tells_words_not_files);
    TEST("/words/added", what_is_no_file_of_words_is_refused);
    TEST("/words/added", refused_file_leaves_the_others);
    return g_test_run();
}
