/* SPDX-License-Identifier: GPL-2.0-or-later */
/* moments.c - when the scores of a sentence were given.
 *
 * A sentence names moments: years, "i år", "förra gången", "för tre år sedan", "då". A score
 * is of the one right behind it, else of the last one before it that no other score took,
 * else of one further behind in its clause. A moment that leaves its year open gives none:
 * a wrong year is worse than none. */
#include "prose.h"

#include <kk/language.h>

#include <stdlib.h>
#include <string.h>

#define SUMMER 7 /* a month: "i höstas" is last year's autumn until then */

int claims_year_before(const Page *page, const char *words)
{
    if (page->context.published == NULL)
        return 0;
    int year = atoi(page->context.published);
    int month = atoi(page->context.published + strlen("2016-"));

    return strstr(words, "höst") != NULL && month > SUMMER ? year : year - 1;
}

static bool is_award(const char *text, gsize year)
{
    g_autofree char *before = figure_dup_context(text, year);

    return kk_pattern_is(KK_PATTERN_AWARD, before);
}

static bool is_compared(const char *text, gsize moment)
{
    g_autofree char *before = figure_dup_context(text, moment);

    return kk_pattern_is(KK_PATTERN_COMPARED, before);
}

/* Where the bracket closes that is open at byte @at; 0: none is. */
static gsize bracket_end(const char *text, gsize at)
{
    for (gsize i = at; i > 0 && text[i - 1] != ')'; i--)
        if (text[i - 1] == '(') {
            const char *close = strchr(text + at, ')');
            return close != NULL ? (gsize)(close - text) : strlen(text);
        }
    return 0;
}

static int number_of(const char *count)
{
    gsize length = 0;

    return g_ascii_isdigit(*count) ? atoi(count) : kk_language_number(count, &length);
}

/* ---- what a moment is --------------------------------------------------------------- */

/* "i år" is the year of publication, "denna gång" the evaluation that the page tells of; "nu"
 * is either. The page's year holds where its title says it, or where it is of late: else it
 * may be of the evaluation before. */
static void set_present(const Sentence *sentence, const char *words, Moment *moment)
{
    const Page *page = sentence->page;
    int published = page->context.published != NULL ? atoi(page->context.published) : 0;
    bool sure = page->context.year_titled || page->section_year != 0;

    moment->kind = MOMENT_PRESENT;
    moment->year = sentence->page_year;
    if (sure || g_ascii_strncasecmp(words, "nu", 2) == 0)
        return;
    if (strstr(words, "år") != NULL || strstr(words, "År") != NULL) {
        moment->year = published;
        moment->kind = published != 0 ? MOMENT_YEAR : MOMENT_PRESENT;
    } else if (published == 0 || moment->year < published - 1) {
        moment->year = 0;
    }
}

/* "2014, när vi var med förra gången": an earlier evaluation may bear its year before. */
static void set_earlier(const Sentence *sentence, const Moment *last, Moment *moment)
{
    moment->kind = MOMENT_EARLIER;
    if (last != NULL && last->end > 0 && last->kind == MOMENT_YEAR && !last->compared &&
        last->year < sentence->page_year &&
        !sentence_has_figure(sentence, last->end, moment->start)) {
        moment->kind = MOMENT_YEAR;
        moment->year = last->year;
    }
}

/* "för tre år sedan", from the page's evaluation or from its publication: the year is told
 * where both are of one year, or where one gives the year that the page compares with. */
static int year_ago(const Sentence *sentence, int n)
{
    const PageContext *context = &sentence->page->context;
    int by_page = sentence->page_year - n;
    int by_day = context->published != NULL ? atoi(context->published) - n : by_page;

    if (n == 0 || sentence->page_year == 0)
        return 0;
    if (by_page == by_day || by_page == context->compared)
        return by_page;
    return by_day == context->compared ? by_day : 0;
}

/* @last: the moment before, of this sentence or (its end is 0) of those before; or NULL.
 * Returns whether it is one that a score may be of. */
static bool set_moment(const Sentence *sentence, const KkMatch *match, const Moment *last,
                       Moment *moment)
{
    static const char *const groups[] = {"year", "ago", "later", "back", "now", "earlier", "then"};
    g_autofree char *words = NULL;
    int group = -1;

    while (words == NULL)
        words = kk_match_dup(match, groups[++group]);
    *moment = (Moment){.start = match->starts[0], .end = match->ends[0]};
    moment->compared = is_compared(sentence->text, moment->start);
    moment->closes = bracket_end(sentence->text, moment->start);
    switch (group) {
    case 0:
        moment->year = atoi(words);
        return !is_award(sentence->text, moment->start);
    case 1:
        moment->year = year_ago(sentence, number_of(words));
        return true;
    case 2:
        moment->later = true;
        moment->year = last != NULL && last->year != 0 ? last->year + number_of(words) : 0;
        return number_of(words) != 0;
    case 3:
        moment->year = claims_year_before(sentence->page, words);
        return true;
    case 4:
        set_present(sentence, words, moment);
        return true;
    case 5:
        set_earlier(sentence, last, moment);
        return true;
    default:
        if (last != NULL) {
            moment->kind = last->kind;
            moment->year = last->year;
        }
        return last != NULL;
    }
}

/* Gives the last of @moments the year that stands right behind it: "förra gången (2013)", "i år,
 * 2016,". */
static bool take_year_beside(const Sentence *sentence, const Moment *moment, GArray *moments)
{
    Moment *last = moments->len > 0 ? &g_array_index(moments, Moment, moments->len - 1) : NULL;
    const char *text = sentence->text;

    if (last == NULL || last->kind == MOMENT_YEAR || moment->kind != MOMENT_YEAR ||
        moment->year == 0 || moment->start != last->end + strlen(", ") ||
        (strncmp(text + last->end, ", ", 2) != 0 && strncmp(text + last->end, " (", 2) != 0) ||
        strchr(",)", text[moment->end]) == NULL)
        return false;
    last->kind = MOMENT_YEAR;
    last->year = moment->year;
    last->end = moment->end + (text[moment->end] == ')');
    return true;
}

GArray *sentence_moments(const Sentence *sentence)
{
    GArray *moments = g_array_new(FALSE, FALSE, sizeof(Moment));
    bool has_last = sentence->page->has_moment;
    Moment last = sentence->page->last_moment, moment;
    KkMatch match;

    for (gsize from = 0; kk_pattern_match(KK_PATTERN_MOMENT, sentence->text, from, &match);
         from = match.ends[0])
        if (set_moment(sentence, &match, has_last ? &last : NULL, &moment)) {
            if (!take_year_beside(sentence, &moment, moments))
                g_array_append_val(moments, moment);
            last = g_array_index(moments, Moment, moments->len - 1);
            has_last = true;
        }
    return moments;
}

/* ---- which moment a score is of ----------------------------------------------------- */

static Moment *moment_at(const Sentence *sentence, guint i)
{
    return &g_array_index(sentence->moments, Moment, i);
}

/* Whether the number behind a moment is its: "2014: 428", "2014 428". */
static bool leads_on(const char *text, const Moment *moment)
{
    const char *after = text + moment->end;

    return *after == ':' || (*after == ' ' && g_ascii_isdigit(after[1]));
}

static bool ends_clause(const char *text, const Moment *moment)
{
    return text[moment->end] == '\0' || strchr(".,;)!?", text[moment->end]) != NULL;
}

/* The first moment behind a number, if it is the number's: right behind it, or in its clause
 * (@near: not that). */
static Moment *moment_behind(const Sentence *sentence, const Figure *figure, bool near)
{
    guint i = 0;
    KkMatch match;

    while (i < sentence->moments->len && moment_at(sentence, i)->start < figure->end)
        i++;
    if (i == sentence->moments->len)
        return NULL;
    Moment *moment = moment_at(sentence, i);
    if (g_str_has_prefix(sentence->text + moment->start, "då") || moment->compared ||
        leads_on(sentence->text, moment) ||
        sentence_has_figure(sentence, figure->end, moment->start))
        return NULL;
    g_autofree char *between = g_strndup(sentence->text + figure->end, moment->start - figure->end);
    if (!near)
        return kk_pattern_is(KK_PATTERN_PARTS_YEAR, between) ? NULL : moment;
    if (!kk_pattern_match(KK_PATTERN_TO_MOMENT, between, 0, &match))
        return NULL;
    g_autofree char *comma = kk_match_dup(&match, "comma");
    return comma == NULL || ends_clause(sentence->text, moment) ? moment : NULL;
}

/* The last moment between byte @from and a number that no other number took. */
static Moment *moment_before(const Sentence *sentence, gsize from, const Figure *figure)
{
    Moment *last = NULL;

    for (guint i = 0; i < sentence->moments->len; i++) {
        Moment *moment = moment_at(sentence, i);

        bool right_before = strncmp(sentence->text + moment->end, " (", 2) == 0 &&
                            moment->end + 2 == figure->start; /* "mer än 2017 (486 poäng)" */

        if (moment->start >= from && moment->end <= figure->start && !moment->taken &&
            (!moment->compared || right_before) &&
            (moment->closes == 0 || moment->closes >= figure->end))
            last = moment;
    }
    return last;
}

/* Where the words begin that make a number an earlier score: "från 44", "att jämföra med
 * 497", "hade 38 … och är nu uppe i 56"; G_MAXSIZE: there are none. */
static gsize earlier_words(const Sentence *sentence, const Figure *figure)
{
    KkMatch match;

    if (kk_pattern_match(KK_PATTERN_EARLIER_SCORE, figure->before, 0, &match))
        return figure->start - (strlen(figure->before) - match.starts[0]);
    if (kk_pattern_match(KK_PATTERN_HAD, figure->before, 0, &match))
        for (guint i = 0; i < sentence->moments->len; i++)
            if (moment_at(sentence, i)->start >= figure->end &&
                moment_at(sentence, i)->kind == MOMENT_PRESENT)
                return figure->start - (strlen(figure->before) - match.starts[0]);
    return G_MAXSIZE;
}

/* The year of the evaluation before: that which the sentence compares with, or the page. */
static int earlier_year(const Sentence *sentence)
{
    for (guint i = 0; i < sentence->moments->len; i++)
        if (moment_at(sentence, i)->compared && moment_at(sentence, i)->year != 0)
            return moment_at(sentence, i)->year;
    return sentence->page->context.compared;
}

/* A list's scores have its moments: "2014 och 2018 fick vi 512 respektive 540 poäng". */
static const Moment *listed_moment(const Sentence *sentence, const List *list)
{
    const Moment *found = NULL;
    guint n = 0;

    for (guint i = 0; i < sentence->moments->len; i++) {
        const Moment *moment = moment_at(sentence, i);

        if (moment->start >= list->from && moment->end <= list->start && n++ == list->at)
            found = moment;
    }
    return n == list->n ? found : NULL;
}

const Moment *sentence_find_moment(const Sentence *sentence, const Figure *figure)
{
    static const Moment earlier = {.kind = MOMENT_EARLIER};
    gsize words = earlier_words(sentence, figure);
    List list = sentence_find_list(sentence, figure);
    const Moment *moment = list.n > 1 ? listed_moment(sentence, &list) : NULL;

    if (moment == NULL)
        moment = moment_behind(sentence, figure, true);
    if (moment == NULL)
        moment = moment_before(sentence, words != G_MAXSIZE ? words : sentence->reach, figure);
    return moment == NULL && words != G_MAXSIZE ? &earlier : moment;
}

void sentence_take_moment(Sentence *sentence, const Figure *figure, const Moment *taken)
{
    sentence->rises = earlier_words(sentence, figure) != G_MAXSIZE;
    if (!sentence->rises)
        sentence->reach = figure->end;
    for (guint i = 0; i < sentence->moments->len; i++) {
        Moment *moment = moment_at(sentence, i);

        if (moment != taken)
            continue;
        moment->taken = true;
        if (moment->end <= figure->start && moment->closes == 0)
            sentence->leading = *moment;
    }
}

int sentence_find_year(const Sentence *sentence, const Figure *figure, const Moment *moment,
                       bool own, bool *told)
{
    *told = true;
    if (moment == NULL && figure->value.value <= GREATEST_AREA && sentence->leading.end > 0)
        moment = &sentence->leading;
    if (moment == NULL)
        moment = moment_behind(sentence, figure, false);
    if (moment != NULL && moment->kind == MOMENT_YEAR)
        return moment->year;
    if (moment != NULL && moment->kind == MOMENT_EARLIER)
        return own ? earlier_year(sentence) : 0;
    if (own && moment == NULL && sentence->paragraph_year != 0)
        return sentence->paragraph_year;
    *told = sentence->page->section_year != 0;
    if (!own)
        return 0;
    sentence->page->is_past |= moment != NULL && moment->year == 0;
    return moment != NULL ? moment->year : sentence->page_year;
}

/* The year that a change is counted from: behind "jämfört med", "sedan", "än", after the
 * number or before it. */
int sentence_find_since(const Sentence *sentence, const Figure *figure)
{
    KkMatch match;

    if (kk_pattern_match(KK_PATTERN_YEAR, figure->after, 0, &match))
        return kk_match_int(&match, "year", 0);
    for (guint i = 0; i < sentence->moments->len; i++)
        if (moment_at(sentence, i)->compared && moment_at(sentence, i)->end <= figure->start)
            return moment_at(sentence, i)->year;
    return 0;
}
