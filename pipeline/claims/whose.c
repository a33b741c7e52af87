/* whose.c - whose score a number of a sentence is, and of which year. */
#include "prose.h"

#include <kk/language.h>

#include <stdlib.h>
#include <string.h>

/* Whether another number, or words for whose it is, stand between a number's end and a name
 * behind it. */
static bool is_parted(const char *text, gsize end, gsize name)
{
    g_autofree char *between = g_strndup(text + end, name - end);
    Figure other = {0};
    bool parted = figure_next(between, 0, &other) || kk_pattern_is(KK_PATTERN_PARTS_OWNER, between);

    figure_clear(&other);
    return parted;
}

static bool is_attached(const char *text, gsize start, gsize end)
{
    g_autofree char *between = g_strndup(text + start, end - start);

    return kk_pattern_is(KK_PATTERN_ATTACHES, between);
}

const KkMunicipality *sentence_find_owner(const Sentence *sentence, const Figure *figure,
                                          bool *attached)
{
    const KkMunicipality *owner = NULL, *found = NULL;
    const char *text = sentence->text;
    gsize start = 0, end = 0;

    *attached = false;
    for (gsize from = 0; (found = kk_register_scan(text, from, &start, &end)) != NULL; from = end) {
        if (end <= figure->start) {
            owner = found;
            *attached = is_attached(text, end, figure->start);
        } else if (start >= figure->end &&
                   (owner == NULL || g_str_has_prefix(figure->after, " poäng som "))) {
            if (is_parted(text, figure->end, start))
                return owner;
            *attached = is_attached(text, figure->end, start);
            return found;
        }
    }
    return owner;
}

const KkMunicipality *sentence_last_named(const char *text)
{
    const KkMunicipality *last = NULL, *found = NULL;
    gsize start = 0, end = 0;

    for (gsize from = 0; (found = kk_register_scan(text, from, &start, &end)) != NULL; from = end)
        last = found;
    return last;
}

static bool is_award(const char *text, gsize year)
{
    g_autofree char *before = figure_dup_context(text, year);

    return kk_pattern_is(KK_PATTERN_AWARD, before);
}

/* "… jämfört med 2011 och har nu 468": the year is what is compared with, unless the number
 * is said of it: "jämfört med 2019 när poängen var 603". */
static bool is_compared_with(const char *text, gsize year, gsize end)
{
    g_autofree char *before = figure_dup_context(text, year);
    const char *after = text + end + (text[end] == ',' ? 1 : 0);

    return kk_pattern_is(KK_PATTERN_COMPARED, before) && !g_str_has_prefix(after, " då") &&
           !g_str_has_prefix(after, " när");
}

/* The last year between the score before and this one; 0. */
static int year_before(const Sentence *sentence, const Figure *figure)
{
    KkMatch match;
    int year = 0;

    for (gsize from = MAX(sentence->last_score, sentence->year_end);
         kk_pattern_match(KK_PATTERN_YEAR, sentence->text, from, &match) &&
         match.ends[0] <= figure->start;
         from = match.ends[0])
        if (!is_award(sentence->text, match.starts[0]) &&
            !is_compared_with(sentence->text, match.starts[0], match.ends[0]))
            year = kk_match_int(&match, "year", 0);
    return year;
}

/* A year behind, in the same clause, with no other number or comparison between. */
static int year_after(const Sentence *sentence, const Figure *figure)
{
    KkMatch match;
    Figure other = {0};

    if (!kk_pattern_match(KK_PATTERN_YEAR, sentence->text, figure->end, &match) ||
        is_award(sentence->text, match.starts[0]))
        return 0;
    g_autofree char *between = g_strndup(sentence->text + figure->end, match.starts[0] - figure->end);
    if (kk_pattern_is(KK_PATTERN_PARTS_YEAR, between) || sentence->text[match.ends[0]] == ':')
        return 0;
    bool parted = figure_next(sentence->text, figure->end, &other) &&
                  other.end < match.starts[0] && other.value.value != GREATEST_TOTAL;
    figure_clear(&other);
    return parted ? 0 : kk_match_int(&match, "year", 0);
}

/* The number of years in "för tre år sedan", "två år senare". */
static int years_apart(const char *text, KkPatternId pattern)
{
    KkMatch match;
    gsize length = 0;

    if (!kk_pattern_match(pattern, text, 0, &match))
        return 0;
    g_autofree char *count = kk_match_dup(&match, "count");
    return g_ascii_isdigit(*count) ? kk_match_int(&match, "count", 0)
                                   : kk_language_number(count, &length);
}

/* The year that is told by its distance from another: from the page's, or, for one that is
 * later, from the last that was named; 0. */
static int distant_year(const Sentence *sentence, const Figure *figure)
{
    int n = years_apart(figure->before, KK_PATTERN_YEARS_LATER);
    int last = sentence->leading_year != 0 ? sentence->leading_year : sentence->page->last_year;

    if (n > 0)
        return last != 0 ? last + n : 0;
    if (kk_pattern_is(KK_PATTERN_IN_LAST_YEAR, figure->before))
        return sentence->page->context.published != NULL
                   ? atoi(sentence->page->context.published) - 1
                   : 0;
    n = years_apart(figure->before, KK_PATTERN_YEARS_AGO);
    if (n == 0)
        n = years_apart(figure->after, KK_PATTERN_YEARS_AGO_BEHIND);
    return n > 0 && sentence->page_year != 0 ? sentence->page_year - n : 0;
}

int sentence_find_year(Sentence *sentence, const Figure *figure,
                     const KkMunicipality *municipality)
{
    KkMatch match;

    if (kk_pattern_match(KK_PATTERN_YEAR_BEHIND, figure->after, 0, &match)) {
        kk_pattern_match(KK_PATTERN_YEAR, sentence->text, figure->end, &match);
        sentence->year_end = match.ends[0];
        return kk_match_int(&match, "year", 0);
    }
    if (kk_pattern_match(KK_PATTERN_YEAR_RIGHT_BEFORE, figure->before, 0, &match))
        return kk_match_int(&match, "year", 0);
    bool own = municipality == sentence->page->context.municipality ||
               sentence->page->context.municipality == NULL;
    if (own && kk_pattern_is(KK_PATTERN_THIS_YEAR, figure->after))
        return sentence->page_year;
    int year = distant_year(sentence, figure);
    if (year != 0)
        return year;
    year = year_before(sentence, figure);
    if (year != 0) {
        sentence->leading_year = year;
        return year;
    }
    if (figure_is_earlier(figure))
        return own ? sentence->page->context.compared : 0;
    if (figure->value.value <= GREATEST_AREA && sentence->leading_year != 0)
        return sentence->leading_year;
    year = year_after(sentence, figure);
    if (year == 0 && g_str_has_prefix(sentence->text, "Då "))
        year = sentence->page->last_year;
    if (year == 0 && own)
        year = sentence->page_year;
    return year != 0 ? year : own ? sentence->leading_year : 0;
}

/* The year that a change is counted from: behind "jämfört med", "sedan", "än", after the
 * number or before it. */
int sentence_find_since(const Sentence *sentence, const Figure *figure)
{
    KkMatch match;

    if (kk_pattern_match(KK_PATTERN_YEAR, figure->after, 0, &match))
        return kk_match_int(&match, "year", 0);
    for (gsize from = 0; kk_pattern_match(KK_PATTERN_YEAR, sentence->text, from, &match) &&
                         match.ends[0] <= figure->start;
         from = match.ends[0])
        if (is_compared_with(sentence->text, match.starts[0], match.ends[0]))
            return kk_match_int(&match, "year", 0);
    return 0;
}
