/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page_year.c - of which year's evaluation a page tells, and with which it compares.
 *
 * The year is the one beside Kommunkompassen or the results in the title or a heading; else the
 * one there in the opening words, or in which a sentence says that the evaluation was made; else
 * (claims.c) the last of its totals', or, for a page that is news, that of its date of
 * publication. Of several the last, for a page tells of the newest and compares it with older
 * ones. The year of an award is none, nor is one that is compared with, of another survey, or of
 * an evaluation to come. */
#include "prose.h"

#include <stdlib.h>
#include <string.h>

/* The opening: title, headings, first words. */
#define OPENING_LINES 12
#define TITLE_LINES 4

/* Characters of a title, of a short line. */
#define TITLE_LENGTH 100
#define SHORT_LENGTH 60

/* Whether the words before a year say that it is compared with. */
static bool is_compared(const char *text, gsize year)
{
    g_autofree char *before = figure_dup_context(text, year);

    return kk_pattern_is(KK_PATTERN_COMPARED, before) || kk_pattern_is(KK_PATTERN_EARLIER, before);
}

static bool tells_of_evaluation(const char *text)
{
    return kk_pattern_is(KK_PATTERN_OF_EVALUATION, text) &&
           !kk_pattern_is(KK_PATTERN_OTHER_SURVEY, text);
}

/* The years that sentences on points compare with. */
static void read_compared(Page *page, const char *text, guint first, guint last)
{
    KkMatch match;

    (void)first;
    (void)last;
    if (strstr(text, "poäng") == NULL || !tells_of_evaluation(text))
        return;
    for (gsize from = 0; kk_pattern_match(KK_PATTERN_YEAR, text, from, &match);
         from = match.ends[0])
        if (is_compared(text, match.starts[0])) {
            int year = kk_match_int(&match, "year", 0);

            g_array_append_val(page->compared, year);
        }
}

static bool is_compared_year(const Page *page, int year)
{
    for (guint i = 0; i < page->compared->len; i++)
        if (g_array_index(page->compared, int, i) == year)
            return true;
    return false;
}

/* The year that @match ends with or begins with, if the evaluation may be of it; 0. */
static int usable_year(const Page *page, const char *text, const KkMatch *match)
{
    int year = kk_match_int(match, "year", 0);
    KkMatch where;

    if (!kk_pattern_match(KK_PATTERN_YEAR, text, match->starts[0], &where))
        return 0;
    g_autofree char *before = figure_dup_context(text, where.starts[0]);
    return kk_pattern_is(KK_PATTERN_AWARD, before) || is_compared(text, where.starts[0]) ||
                   is_compared(text, match->starts[0]) || is_compared_year(page, year) ||
                   sentence_year_is_of_other(page, text, where.starts[0]) ||
                   (page->context.published != NULL && year > atoi(page->context.published))
               ? 0
               : year;
}

/* The last year of those that the pattern finds and that may be the page's; 0. */
static int last_year(const Page *page, const char *text, KkPatternId pattern)
{
    KkMatch match;
    int year = 0;

    for (gsize from = 0; kk_pattern_match(pattern, text, from, &match); from = match.ends[0])
        year = MAX(year, usable_year(page, text, &match));
    return year;
}

static void take_year(Page *page, int year)
{
    page->context.year = MAX(page->context.year, year);
}

/* "årets mätning", "i fjol", "i höstas": beside the date of publication. */
static void read_year_of_day(Page *page, const char *text)
{
    if (kk_pattern_is(KK_PATTERN_MADE_THIS_YEAR, text))
        take_year(page, atoi(page->context.published));
    if (kk_pattern_is(KK_PATTERN_MADE_LAST_YEAR, text))
        take_year(page, claims_year_before(page, text));
}

/* When the evaluation was made, in a sentence that speaks of it and not of one to come. */
static void read_made(Page *page, const char *text, guint first, guint last)
{
    (void)first;
    (void)last;
    if (!tells_of_evaluation(text) || kk_pattern_is(KK_PATTERN_TO_COME, text) ||
        sentence_is_of_others(page, text))
        return;
    int year = last_year(page, text, KK_PATTERN_MADE_IN);
    take_year(page, year != 0 ? year : last_year(page, text, KK_PATTERN_IN_MADE));
    if (page->context.published != NULL)
        read_year_of_day(page, text);
}

static const KkLine *line_at(const Page *page, guint i)
{
    return g_ptr_array_index(page->lines, i);
}

static bool is_short(const char *text)
{
    return g_utf8_strlen(text, -1) < SHORT_LENGTH;
}

/* A title or heading that names Kommunkompassen or its results. */
static bool is_title(const char *text)
{
    return g_utf8_strlen(text, -1) <= TITLE_LENGTH && !g_str_has_suffix(text, ".") &&
           kk_pattern_is(KK_PATTERN_RESULTS_WORD, text);
}

/* A year of a line that may be a title. */
static void take_titled(Page *page, const KkLine *line, int year)
{
    if (year > page->context.year)
        page->context.year_titled =
            line->heading || (is_short(line->text) && !g_str_has_suffix(line->text, "."));
    take_year(page, year);
}

static void read_openings(Page *page)
{
    guint end = MIN(page->lines->len, OPENING_LINES);

    bool other = false; /* below the heading of another survey */

    for (guint i = 0; i < page->lines->len; i++) {
        const KkLine *line = line_at(page, i);

        other = line->heading ? kk_pattern_is(KK_PATTERN_SURVEY_NAME, line->text) : other;
        if (!other && (i < end || line->heading || is_short(line->text)))
            take_titled(page, line, last_year(page, line->text, KK_PATTERN_YEAR_OF_RESULTS));
    }
    for (guint i = 0; i < MIN(end, TITLE_LINES) && page->context.year == 0; i++)
        if (is_title(line_at(page, i)->text))
            take_titled(page, line_at(page, i),
                        last_year(page, line_at(page, i)->text, KK_PATTERN_YEAR));
    for (guint i = 0; i < end && page->context.year == 0; i++)
        take_year(page, last_year(page, line_at(page, i)->text, KK_PATTERN_YEAR_BEFORE_SUBJECT));
}

/* The years of the evaluations that sentences list: "utvärderades 2010 och 2014". */
static void read_evaluated(Page *page, const char *text, guint first, guint last)
{
    KkMatch match;

    (void)first;
    (void)last;
    if (!tells_of_evaluation(text) || !kk_pattern_is(KK_PATTERN_MADE_WORD, text) ||
        kk_pattern_is(KK_PATTERN_TO_COME, text) || sentence_is_of_others(page, text))
        return;
    for (gsize from = 0; kk_pattern_match(KK_PATTERN_YEAR, text, from, &match);
         from = match.ends[0]) {
        g_autofree char *before = figure_dup_context(text, match.starts[0]);
        int year = kk_match_int(&match, "year", 0);

        if (!kk_pattern_is(KK_PATTERN_AWARD, before))
            g_array_append_val(page->compared, year);
    }
}

/* The one year before the page's of those that were noted; 0. */
static int only_earlier(const Page *page)
{
    int only = 0;

    for (guint i = 0; i < page->compared->len; i++) {
        int year = g_array_index(page->compared, int, i);

        if (page->context.year != 0 && year >= page->context.year)
            continue;
        if (only != 0 && year != only)
            return 0;
        only = year;
    }
    return only;
}

void claims_find_year(Page *page)
{
    PageContext *context = &page->context;

    page->compared = g_array_new(FALSE, FALSE, sizeof(int));
    claims_each_sentence(page, read_compared);
    read_openings(page);
    if (!context->year_titled)
        claims_each_sentence(page, read_made);
    if (page->compared->len == 0)
        claims_each_sentence(page, read_evaluated);
    context->compared = only_earlier(page);
    g_clear_pointer(&page->compared, g_array_unref);
}
