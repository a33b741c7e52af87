/* prose.c - what sentences say of results.
 *
 * Every number of two or three digits is looked at with the words before and after it. They
 * tell whether it is points at all, and whose, of which year, and of what: a total, an
 * area's, a change. Averages, maxima, percentages, telephone numbers and other surveys'
 * figures are no claims. */
#include "prose.h"

#include <string.h>

#define NEAR_BYTES 40 /* of words that say whether a change is a loss */

#define LEAST_SCORE 10 /* no area has been given fewer; changes may be */

/* ---- claims ------------------------------------------------------------------------- */

static KkClaim *add(Sentence *sentence, const Figure *figure, KkClaimKind kind,
                    const KkMunicipality *municipality, int year)
{
    KkClaim *claim = claims_add(sentence->page, kind, municipality, year, &figure->value,
                                sentence->text, sentence->first, sentence->last);

    sentence->last_score = figure->end;
    if (kk_pattern_is(KK_PATTERN_OF_MAXIMUM, figure->after))
        claim->max = (KkNumber){
            true, figure->value.value > GREATEST_AREA ? GREATEST_TOTAL : GREATEST_AREA, 0};
    return claim;
}

/* The latest year of the totals that the page has stated so far; 0. */
static int latest_year(const Sentence *sentence, const KkMunicipality *municipality)
{
    const GPtrArray *claims = sentence->page->claims;
    int latest = 0;

    for (guint i = 0; i < claims->len; i++) {
        const KkClaim *claim = g_ptr_array_index(claims, i);

        if (claim->kind == KK_CLAIM_TOTAL && claim->municipality == municipality)
            latest = MAX(latest, claim->year);
    }
    return latest;
}

/* From when to when a change is: as the sentence says, or up to the latest total before. */
static void set_years(const Sentence *sentence, const Figure *figure, KkClaim *change)
{
    int latest = latest_year(sentence, change->municipality);
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
        change->year = sentence->page->context.year;
    }
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
    if (sentence_find_since(sentence, figure) == 0 &&
        kk_pattern_is(KK_PATTERN_AVERAGE_LABEL, sentence->text))
        return; /* than the average has */
    KkClaim *change = add(sentence, figure, KK_CLAIM_CHANGE, municipality, 0);

    set_years(sentence, figure, change);
    if (is_loss(figure))
        change->value.value = -change->value.value;
}

static void add_area(Sentence *sentence, const Figure *figure, KkClaimKind kind,
                     const KkMunicipality *municipality, int year, const char *name)
{
    add(sentence, figure, kind, municipality, year)->area =
        name != NULL ? claims_area_id(name, year) : NULL;
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
static void add_small(Sentence *sentence, const Figure *figure, const KkMunicipality *municipality)
{
    int year = sentence_find_year(sentence, figure, municipality);
    Nearness nearness = NAME_NONE;
    const char *name = sentence_find_area(sentence, figure, &nearness);
    bool told =
        strstr(sentence->text, "poäng") != NULL || kk_pattern_is(KK_PATTERN_GOT, figure->before);
    bool points = figure_is_points(figure) ||
                  (figure_is_bare(figure) &&
                   (nearness == NAME_ATTACHED || (nearness == NAME_BESIDE && told)));
    KkClaimKind kind = kind_of_small(sentence, figure, points && nearness == NAME_ATTACHED);

    if (kind != KK_CLAIM_AREA)
        add_area(sentence, figure, kind, municipality, year, name);
    if (name != NULL &&
        (points ? nearness != NAME_BEHIND || kind != KK_CLAIM_AREA : kind != KK_CLAIM_AREA))
        add_area(sentence, figure, KK_CLAIM_AREA, municipality, year, name);
}

static void read_figure(Sentence *sentence, const Figure *figure)
{
    double value = figure->value.value;
    bool small = value < LEAST_SCORE && !figure_is_change(figure);

    if (value >= GREATEST_TOTAL || value == GREATEST_AREA || figure_is_percent(figure) ||
        kk_pattern_is(KK_PATTERN_MAXIMUM, figure->before) || figure_is_average(figure) ||
        figure_is_distance(figure) || small)
        return;
    bool points = figure_is_points(figure);
    const KkMunicipality *municipality = sentence_find_owner(sentence, figure);
    if (municipality == NULL)
        municipality = sentence->page->context.municipality;
    if ((points || strstr(sentence->text, "poäng") != NULL) && figure_is_change(figure))
        add_change(sentence, figure, municipality);
    else if (value <= GREATEST_AREA)
        add_small(sentence, figure, municipality);
    else if (points ||
             (figure_is_bare(figure) && (kk_pattern_is(KK_PATTERN_BARE_SCORE, figure->before) ||
                                         kk_pattern_is(KK_PATTERN_GOT, figure->before))) ||
             (sentence->last_year != 0 && kk_pattern_is(KK_PATTERN_YEAR_BEHIND, figure->after))) {
        int year = sentence_find_year(sentence, figure, municipality);

        add(sentence, figure, KK_CLAIM_TOTAL, municipality, year);
        sentence->first_year = sentence->first_year == 0 ? year : sentence->first_year;
        sentence->last_year = year;
    }
}

static int last_year(const char *text)
{
    KkMatch match;
    int year = 0;

    for (gsize from = 0; kk_pattern_match(KK_PATTERN_YEAR, text, from, &match);
         from = match.ends[0])
        year = kk_match_int(&match, "year", 0);
    return year;
}

static void read_sentence(Page *page, const char *text, guint first, guint last)
{
    Sentence sentence = {.page = page, .text = text, .first = first, .last = last};
    Figure figure = {0};

    if (page->claims->len >= MOST_CLAIMS) {
        page->n_passed_over++;
        return;
    }
    if (kk_pattern_is(KK_PATTERN_OTHER_SURVEY, text) && !kk_pattern_is(KK_PATTERN_SUBJECT, text))
        return;
    sentence.names = sentence_names(text);
    for (gsize from = 0; figure_next(text, from, &figure); from = figure.end) {
        read_figure(&sentence, &figure);
        figure_clear(&figure);
    }
    g_array_unref(sentence.names);
    page->last_year = last_year(text);
}

void claims_read_prose(Page *page)
{
    page->n_passed_over += claims_each_sentence(page, read_sentence);
}
