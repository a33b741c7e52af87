/* SPDX-License-Identifier: GPL-2.0-or-later */
/* prose.c - what sentences say of results.
 *
 * Every number of two or three digits is looked at with the words before and after it. They
 * tell whether it is points at all, and whose, of which year, and of what: a total, an
 * area's, a change. Averages, maxima, percentages, telephone numbers and other surveys'
 * figures are no claims. */
#include "prose.h"

#include <string.h>

#define NEAR_BYTES 40 /* of words that say whether a change is a loss */

/* Characters of a line that may be a heading. */
#define SHORT_LENGTH 60

#define LEAST_SCORE 10 /* no area has been given fewer; changes may be */

static bool tells_points(const char *text)
{
    return strstr(text, "poäng") != NULL || strstr(text, "Poäng") != NULL;
}

/* ---- numbers in a sentence ---------------------------------------------------------- */

static const Figure *figure_at(const Sentence *sentence, guint i)
{
    return &g_array_index(sentence->figures, Figure, i);
}

bool sentence_has_figure(const Sentence *sentence, gsize from, gsize to)
{
    for (guint i = 0; i < sentence->figures->len; i++) {
        const Figure *figure = figure_at(sentence, i);

        if (figure->start >= from && figure->end <= to && figure->value.value != GREATEST_AREA &&
            figure->value.value != GREATEST_TOTAL)
            return true;
    }
    return false;
}

/* Whether the number at @i goes on with a row: nothing but "," or "och" parts it from the one
 * before. */
static bool goes_on_row(const Sentence *sentence, guint i)
{
    if (i == 0 || i >= sentence->figures->len)
        return false;
    gsize end = figure_at(sentence, i - 1)->end;
    g_autofree char *between = g_strndup(sentence->text + end, figure_at(sentence, i)->start - end);
    return kk_pattern_is(KK_PATTERN_IN_ROW, between);
}

List sentence_find_list(const Sentence *sentence, const Figure *figure)
{
    guint i = 0;

    while (figure_at(sentence, i)->start != figure->start)
        i++;
    guint first = i, last = i;
    while (goes_on_row(sentence, first))
        first--;
    while (goes_on_row(sentence, last + 1))
        last++;
    return (List){i - first, last - first + 1, first > 0 ? figure_at(sentence, first - 1)->end : 0,
                  figure_at(sentence, first)->start};
}

/* ---- claims ------------------------------------------------------------------------- */

static KkClaim *add(Sentence *sentence, const Figure *figure, KkClaimKind kind,
                    const KkMunicipality *municipality, int year)
{
    KkClaim *claim = claims_add(sentence->page, kind, municipality, year, &figure->value,
                                sentence->text, sentence->first, sentence->last);

    sentence->last_score = figure->end;
    sentence->page->last_owner = municipality;
    if (kk_pattern_is(KK_PATTERN_OF_MAXIMUM, figure->after))
        claim->max = (KkNumber){
            true, figure->value.value > GREATEST_AREA ? GREATEST_TOTAL : GREATEST_AREA, 0};
    return claim;
}

/* The latest year of the totals that the page has stated so far, before year @below; 0. */
static int latest_year(const Sentence *sentence, const KkMunicipality *municipality, int below)
{
    const GPtrArray *claims = sentence->page->claims;
    int latest = 0;

    for (guint i = 0; i < claims->len; i++) {
        const KkClaim *claim = g_ptr_array_index(claims, i);

        if (claim->kind == KK_CLAIM_TOTAL && claim->municipality == municipality &&
            claim->year < below)
            latest = MAX(latest, claim->year);
    }
    return latest;
}

/* From when to when a change is: as the sentence says, or up to the latest total before. */
static void set_years(const Sentence *sentence, const Figure *figure, KkClaim *change)
{
    int latest = latest_year(sentence, change->municipality, G_MAXINT);
    KkMatch match;

    if (kk_pattern_match(KK_PATTERN_BETWEEN_YEARS, sentence->text, 0, &match)) {
        change->since = kk_match_int(&match, "first", 0);
        change->year = kk_match_int(&match, "last", 0);
        return;
    }
    change->since = sentence_find_since(sentence, figure);
    if (sentence->first_year != sentence->last_year) {
        change->year = MAX(sentence->first_year, sentence->last_year);
        if (change->since == 0)
            change->since = MIN(sentence->first_year, sentence->last_year);
    } else if (latest > change->since) {
        change->year = latest;
    } else if (change->municipality == sentence->page->context.municipality) {
        change->year = sentence->page_year;
    }
    if (change->since == 0 && change->municipality == sentence->page->context.municipality &&
        change->year > sentence->page->context.compared)
        change->since = sentence->page->context.compared;
    if (change->since == 0)
        change->since = latest_year(sentence, change->municipality, change->year);
}

static bool is_loss(const Figure *figure)
{
    gsize n = strlen(figure->before);
    const char *tail = figure->before + (n > NEAR_BYTES ? n - NEAR_BYTES : 0);

    while (((guchar)*tail & 0xc0) == 0x80)
        tail++;
    return kk_pattern_is(KK_PATTERN_LOSS_WORDS, tail) ||
           kk_pattern_is(KK_PATTERN_LESS_BEHIND, figure->after);
}

static void add_change(Sentence *sentence, const Figure *figure, const KkMunicipality *municipality)
{
    gsize start = 0, end = 0;

    if (sentence_find_since(sentence, figure) == 0 &&
        (kk_pattern_is(KK_PATTERN_AVERAGE_LABEL, sentence->text) ||
         kk_register_scan(figure->after, 0, &start, &end) != NULL))
        return; /* than the average or another municipality has */
    KkClaim *change = add(sentence, figure, KK_CLAIM_CHANGE, municipality, 0);

    set_years(sentence, figure, change);
    if (is_loss(figure))
        change->value.value = -change->value.value;
}

static bool is_own(const Sentence *sentence, const KkMunicipality *municipality)
{
    const KkMunicipality *own = sentence->page->context.municipality;

    return own == NULL || own == municipality;
}

/* A score, of the year that the sentence tells. */
static KkClaim *add_score(Sentence *sentence, const Figure *figure, KkClaimKind kind,
                          const KkMunicipality *municipality, const Moment *moment)
{
    bool told = false;
    int year = sentence_find_year(sentence, figure, moment, is_own(sentence, municipality), &told);
    KkClaim *claim = add(sentence, figure, kind, municipality, year);

    sentence_take_moment(sentence, figure, moment);
    if (!told)
        g_hash_table_add(sentence->page->undated, claim);
    return claim;
}

static void add_area(Sentence *sentence, const Figure *figure, KkClaimKind kind,
                     const KkMunicipality *municipality, const Moment *moment, const char *name)
{
    KkClaim *claim = add_score(sentence, figure, kind, municipality, moment);

    claim->area = name != NULL ? claims_area_id(name, claim->year) : NULL;
    sentence->area = name != NULL ? name : sentence->area;
}

/* The least or the greatest area score, said by the words beside the number or, where an
 * area is attached to it, by the clause before; else an area's. */
static KkClaimKind kind_of_small(const Sentence *sentence, const Figure *figure, bool attached)
{
    g_autofree char *clause = attached ? g_strndup(sentence->text + sentence->last_score,
                                                   figure->start - sentence->last_score)
                                       : g_strdup("");

    if (figure_has_beside(figure, KK_PATTERN_LOWEST) ||
        kk_pattern_is(KK_PATTERN_WORST_CLAUSE, clause))
        return KK_CLAIM_LOWEST;
    return figure_has_beside(figure, KK_PATTERN_HIGHEST) ||
                   kk_pattern_is(KK_PATTERN_BEST_CLAUSE, clause)
               ? KK_CLAIM_HIGHEST
               : KK_CLAIM_AREA;
}

/* A number of an area: its score, the least or the greatest, or both at once. */
static void add_small(Sentence *sentence, const Figure *figure, const KkMunicipality *municipality,
                      const Moment *moment)
{
    Nearness nearness = NAME_NONE;
    const char *name = sentence_find_area(sentence, figure, &nearness);
    bool told = tells_points(sentence->text) || kk_pattern_is(KK_PATTERN_GOT, figure->before);
    bool again =
        nearness >= NAME_SOMEWHERE && /* "Arbetsliv 73; 2013 var siffran 70" */
        (moment != NULL || (sentence->rises && kk_pattern_is(KK_PATTERN_RISEN_TO, figure->before)));
    bool points = figure_is_points(figure) ||
                  (figure_is_bare(figure) &&
                   (nearness == NAME_ATTACHED || (nearness == NAME_BESIDE && told) || again)) ||
                  (nearness == NAME_ATTACHED && sentence->names_behind && told);
    KkClaimKind kind = kind_of_small(sentence, figure, points && nearness == NAME_ATTACHED);

    if (kind != KK_CLAIM_AREA)
        add_area(sentence, figure, kind, municipality, moment, name);
    if (name != NULL &&
        (points ? nearness != NAME_BEHIND || kind != KK_CLAIM_AREA : kind != KK_CLAIM_AREA))
        add_area(sentence, figure, KK_CLAIM_AREA, municipality, moment, name);
}

/* Whether a number above any area's is a total: points, or bare beside words for a result or
 * beside whose it is. */
static bool is_total(const Sentence *sentence, const Figure *figure, bool attached,
                     const Moment *moment)
{
    if (figure_is_points(figure))
        return true;
    return (figure_is_bare(figure) && (kk_pattern_is(KK_PATTERN_BARE_SCORE, figure->before) ||
                                       kk_pattern_is(KK_PATTERN_GOT, figure->before) ||
                                       (sentence->page->tells_points &&
                                        (attached || moment != NULL ||
                                         kk_pattern_is(KK_PATTERN_GOT_BEHIND, figure->after))))) ||
           (sentence->last_year != 0 && moment != NULL && moment->start >= figure->end);
}

static void add_total(Sentence *sentence, const Figure *figure, const KkMunicipality *municipality,
                      const Moment *moment)
{
    int year = add_score(sentence, figure, KK_CLAIM_TOTAL, municipality, moment)->year;

    sentence->first_year = sentence->first_year == 0 ? year : sentence->first_year;
    sentence->last_year = year;
}

static const KkMunicipality *owner_of(const Sentence *sentence, const Figure *figure,
                                      const Moment *moment, bool *attached)
{
    const KkMunicipality *owner = sentence_find_owner(sentence, figure, attached);

    if (owner == NULL && moment != NULL && moment->later)
        owner = sentence->page->last_owner;
    if (owner == NULL)
        owner = sentence->page->context.municipality;
    return owner != NULL ? owner : sentence->named;
}

/* Averages, maxima, shares, what was aimed at or denied. */
static bool is_no_claim(const Figure *figure)
{
    double value = figure->value.value;

    return value >= GREATEST_TOTAL || value == GREATEST_AREA || figure_is_percent(figure) ||
           kk_pattern_is(KK_PATTERN_MAXIMUM, figure->before) || figure_is_average(figure) ||
           figure_is_distance(figure) || (value < LEAST_SCORE && !figure_is_change(figure));
}

/* "ökat med 55 sedan 2017 och med 120 sedan 2012" */
static bool is_change(const Sentence *sentence, const Figure *figure)
{
    const GPtrArray *claims = sentence->page->claims;
    const KkClaim *last = claims->len > 0 ? g_ptr_array_index(claims, claims->len - 1) : NULL;

    return figure_is_change(figure) || (sentence->last_score > 0 && last->kind == KK_CLAIM_CHANGE &&
                                        g_str_has_suffix(figure->before, " och med "));
}

static void read_figure(Sentence *sentence, const Figure *figure)
{
    if (is_no_claim(figure))
        return;
    bool attached = false;
    const Moment *moment = sentence_find_moment(sentence, figure);
    const KkMunicipality *municipality = owner_of(sentence, figure, moment, &attached);

    if (tells_points(sentence->text) && is_change(sentence, figure))
        add_change(sentence, figure, municipality);
    else if (figure->value.value <= GREATEST_AREA)
        add_small(sentence, figure, municipality, moment);
    else if (is_total(sentence, figure, attached, moment))
        add_total(sentence, figure, municipality, moment);
}

/* A line by itself that heads what follows: marked, or short and no sentence. */
static bool is_heading(const Page *page, const char *text, guint first, guint last)
{
    const KkLine *line = g_ptr_array_index(page->lines, first);
    Figure figure = {0};
    gsize n = strlen(text);

    if (first != last || n == 0 || strcmp(text, line->text) != 0)
        return false;
    bool scored = figure_next(text, 0, &figure) && figure_is_points(&figure);
    figure_clear(&figure);
    return line->heading || (!scored && !line->item && strchr(".,:;!?", text[n - 1]) == NULL &&
                             g_utf8_strlen(text, -1) < SHORT_LENGTH);
}

/* Whether a heading is followed by what it heads, and is no link among others. */
static bool heads_text(const Page *page, guint i)
{
    const KkLine *line = g_ptr_array_index(page->lines, i);
    const KkLine *next = i + 1 < page->lines->len ? g_ptr_array_index(page->lines, i + 1) : NULL;

    return line->heading ||
           (next != NULL && (page->used[i + 1] || g_utf8_strlen(next->text, -1) >= SHORT_LENGTH ||
                             kk_pattern_is(KK_PATTERN_HOLDS_POINTS, next->text)));
}

/* Headings part a page: into evaluations by their years, posts by their dates, and from other
 * surveys. */
static void read_heading(Page *page, const char *text, guint line)
{
    bool marked = ((const KkLine *)g_ptr_array_index(page->lines, line))->heading;
    KkMatch match;

    page->other_section = kk_pattern_is(KK_PATTERN_SURVEY_NAME, text);
    if (page->context.is_feed && claims_date_alone(text) != 0) {
        page->section_year = claims_date_alone(text);
        return;
    }
    if ((!kk_pattern_match(KK_PATTERN_YEAR_OF_RESULTS, text, 0, &match) &&
         !(strlen(text) == strlen("2016") && kk_pattern_match(KK_PATTERN_YEAR, text, 0, &match))) ||
        !heads_text(page, line))
        return;
    int year = kk_match_int(&match, "year", 0);
    if (marked || year != page->context.compared || page->section_year != 0)
        page->section_year = year;
}

/* Whether a sentence tells of another survey: it, the sentences before it in its paragraph or
 * the heading above say so. Kommunkompassen's name or maximum is the end of it. */
static bool is_of_other_survey(Page *page, const char *text, guint first, guint last)
{
    page->other_paragraph = page->other_paragraph && page->paragraph == first;
    page->paragraph = first;
    if (is_heading(page, text, first, last))
        read_heading(page, text, first);
    if (kk_pattern_is(KK_PATTERN_SUBJECT, text) || strstr(text, "800") != NULL) {
        page->other_section = page->other_paragraph = false;
        return false;
    }
    page->other_paragraph |= kk_pattern_is(KK_PATTERN_SURVEY_NAME, text);
    return page->other_paragraph || page->other_section ||
           kk_pattern_is(KK_PATTERN_OTHER_SURVEY, text);
}

/* The last year in a sentence that gives no score and says when the evaluation was made: "År 2021
 * genomfördes en ny utvärdering."; 0: not of one before or to come, nor of others. */
static int told_year(const Sentence *sentence)
{
    const char *text = sentence->text;
    int year = 0;

    if (sentence->last_score > 0 || sentence_is_of_others(sentence->page, text) ||
        kk_pattern_is(KK_PATTERN_TO_COME, text) ||
        !(kk_pattern_is(KK_PATTERN_MADE_WORD, text) ||
          (strlen(text) < SHORT_LENGTH && kk_pattern_is(KK_PATTERN_SUBJECT, text))))
        return 0;
    for (guint i = 0; i < sentence->moments->len; i++) {
        const Moment *moment = &g_array_index(sentence->moments, Moment, i);

        if (moment->kind == MOMENT_EARLIER || moment->compared)
            return 0;
        if (moment->kind == MOMENT_YEAR &&
            !sentence_year_is_of_other(sentence->page, text, moment->start))
            year = moment->year;
    }
    return year;
}

static void clear_figure(gpointer figure)
{
    figure_clear(figure);
}

static GArray *find_figures(const char *text)
{
    GArray *figures = g_array_new(FALSE, TRUE, sizeof(Figure));
    Figure figure = {0};

    g_array_set_clear_func(figures, clear_figure);
    for (gsize from = 0; figure_next(text, from, &figure); from = figure.end)
        g_array_append_val(figures, figure);
    return figures;
}

static void read_sentence(Page *page, const char *text, guint first, guint last)
{
    Sentence sentence = {.page = page, .text = text, .first = first, .last = last};

    if (page->claims->len >= MOST_CLAIMS) {
        page->n_passed_over++;
        return;
    }
    bool goes_on = page->paragraph == first;
    sentence.named = goes_on ? page->last_named : NULL;
    page->tells_points = (goes_on && page->tells_points) || tells_points(text);
    page->paragraph_year =
        goes_on && !page->context.year_titled && page->section_year == 0 ? page->paragraph_year : 0;
    if (is_of_other_survey(page, text, first, last))
        return;
    sentence.page_year = page->section_year != 0 ? page->section_year : page->context.year;
    sentence.paragraph_year = page->paragraph_year;
    sentence.names = sentence_names(text);
    sentence.figures = find_figures(text);
    sentence.moments = sentence_moments(&sentence);
    if (sentence.figures->len == 0 && is_heading(page, text, first, last))
        sentence_read_area_heading(&sentence);
    for (guint i = 0; i < sentence.figures->len; i++)
        read_figure(&sentence, &g_array_index(sentence.figures, Figure, i));
    page->last_area = sentence.area != NULL ? sentence.area : sentence_last_name(&sentence);
    if (sentence.area != NULL)
        page->section_area = NULL;
    page->paragraph_year = MAX(page->paragraph_year, told_year(&sentence));
    if (sentence.moments->len > 0) {
        page->has_moment = true;
        page->last_moment = g_array_index(sentence.moments, Moment, sentence.moments->len - 1);
        page->last_moment.end = 0;
    }
    g_array_unref(sentence.moments);
    g_array_unref(sentence.figures);
    g_array_unref(sentence.names);
    page->last_named = sentence_last_named(text);
    if (page->last_named == NULL)
        page->last_named = sentence.named;
}

void claims_read_prose(Page *page)
{
    page->n_passed_over += claims_each_sentence(page, read_sentence);
}
