/* prose.c - what sentences say of results.
 *
 * Every number of two or three digits is looked at with the words before and after it. They
 * tell whether it is points at all, and whose, of which year, and of what: a total, an
 * area's, a change. Averages, maxima, percentages, telephone numbers and other surveys'
 * figures are no claims. */
#include "claims.h"

#include <kk/edition.h>

#include <stdlib.h>
#include <string.h>

/* Words further away than this do not speak of a number. */
#define CONTEXT_BYTES 120

#define NEAR_BYTES 40 /* between a number and the area that it is of */

#define GREATEST_AREA 100
#define GREATEST_TOTAL 800
#define LEAST_SCORE 10 /* no area has been given fewer; changes may be */

typedef struct {
    Page *page;
    const char *text; /* the sentence */
    guint first, last; /* its lines */
    gsize last_score; /* where the score before ended */
    int first_year, last_year; /* of the totals that it states */
} Sentence;

/* A number in a sentence. */
typedef struct {
    gsize start, end; /* bytes */
    KkNumber value;
    char *before; /* up to CONTEXT_BYTES */
    const char *after;
} Figure;

/* ---- numbers ------------------------------------------------------------------------ */

static bool is_joined(char c)
{
    return c != '\0' && (g_ascii_isalnum(c) || strchr("-/.,:+%\xe2", c) != NULL);
}

/* The next number of two or three digits (or one, in points) that stands by itself from
 * byte @from on. */
static bool next_figure(const char *text, gsize from, Figure *figure)
{
    for (gsize i = from; text[i] != '\0';) {
        gsize n = strspn(text + i, "0123456789");

        if (n == 0) {
            i++;
            continue;
        }
        gsize decimals = text[i + n] == ',' ? strspn(text + i + n + 1, "0123456789") : 0;
        gsize end = i + n + (decimals > 0 ? decimals + 1 : 0);
        bool of_max = g_str_has_prefix(text + end, "/800") || g_str_has_prefix(text + end, "/100");
        bool alone = (i == 0 || !is_joined(text[i - 1])) &&
                     (of_max || !(is_joined(text[end]) && is_joined(text[end + 1]))) && text[end] != '-' &&
                     text[end] != '%' && !g_ascii_isalpha(text[end]);
        bool points = g_str_has_prefix(text + end, " poäng");
        if ((n == 2 || n == 3 || (n == 1 && points)) && decimals <= 1 && alone) {
            g_autofree char *printed = g_strndup(text + i, end - i);
            gsize context = MIN(i, (gsize)CONTEXT_BYTES);

            while (context < i && ((guchar)text[i - context] & 0xc0) == 0x80)
                context++;
            figure->start = i;
            figure->end = end;
            figure->value = kk_number_parse(printed);
            figure->before = g_strndup(text + i - context, context);
            figure->after = text + end;
            return figure->value.set;
        }
        i = end;
    }
    return false;
}

/* ---- what it is --------------------------------------------------------------------- */

static bool is_called_points(const Figure *figure)
{
    return g_str_has_prefix(figure->after, " poäng") || g_str_has_prefix(figure->after, "p ") ||
           g_str_has_prefix(figure->after, " p ") ||
           kk_pattern_is(KK_PATTERN_OF_MAXIMUM, figure->after);
}

static bool is_percent(const Figure *figure)
{
    return g_str_has_prefix(figure->after, " %") || g_str_has_prefix(figure->after, " procent");
}

static bool compares_with_average(const Figure *figure)
{
    return g_str_has_prefix(figure->after, " poäng över") ||
           g_str_has_prefix(figure->after, " poäng under") ||
           kk_pattern_is(KK_PATTERN_AVERAGE_WORDS, figure->before);
}

static bool is_more_than_before(const Figure *figure)
{
    static const char *const words[] = {" poäng bättre", " poäng mer", " poäng högre",
                                        " poäng fler", " poäng lägre", " poäng sämre",
                                        " poäng färre", " poäng mindre", " poäng upp",
                                        " poäng ned", " fler än", " mer än", " bättre än",
                                        " färre än", " sämre än", " mindre än"};

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(figure->after, words[i]))
            return true;
    return kk_pattern_is(KK_PATTERN_CHANGE_WORDS, figure->before);
}

/* A distance to something: what is left, what parts two others. */
static bool is_distance(const Figure *figure)
{
    return kk_pattern_is(KK_PATTERN_DISTANCE_BEHIND, figure->after) ||
           kk_pattern_is(KK_PATTERN_DISTANCE_BEFORE, figure->before);
}

static bool matches_either_side(const Figure *figure, KkPatternId pattern)
{
    return kk_pattern_is(pattern, figure->before) || kk_pattern_is(pattern, figure->after);
}

/* ---- whose and when ----------------------------------------------------------------- */

static const KkMunicipality *find_owner(const Sentence *sentence, const Figure *figure)
{
    const KkMunicipality *owner = NULL, *found = NULL;
    gsize start = 0, end = 0;

    for (gsize from = 0;
         (found = kk_register_scan(sentence->text, from, &start, &end)) != NULL; from = end) {
        bool before = end <= figure->start;

        if (before)
            owner = found;
        else if (start >= figure->end &&
                 (owner == NULL || g_str_has_prefix(figure->after, " poäng som "))) {
            Figure other = {0};
            bool parted = next_figure(sentence->text, figure->end, &other) && other.end <= start;

            g_free(other.before);
            return parted ? owner : found;
        }
    }
    return owner;
}

static bool is_award(const char *text, gsize year)
{
    gsize context = MIN(year, (gsize)CONTEXT_BYTES);
    g_autofree char *before = g_strndup(text + year - context, context);

    return kk_pattern_is(KK_PATTERN_AWARD, before);
}

/* "… jämfört med 2011 och har nu 468": the year is what is compared with, unless the number
 * is said of it: "jämfört med 2019 när poängen var 603". */
static bool is_compared_with(const char *text, gsize year, gsize end)
{
    gsize context = MIN(year, (gsize)CONTEXT_BYTES);
    g_autofree char *before = g_strndup(text + year - context, context);
    const char *after = text + end + (text[end] == ',' ? 1 : 0);

    return kk_pattern_is(KK_PATTERN_COMPARED, before) && !g_str_has_prefix(after, " då") &&
           !g_str_has_prefix(after, " när");
}

/* The last year between the score before and this one; 0. */
static int year_before(const Sentence *sentence, const Figure *figure)
{
    KkMatch match;
    int year = 0;

    for (gsize from = sentence->last_score;
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
    static const char *const parts[] = {"jämför", " än ", "sedan", " mot ", "när ", "då ", "från "};
    KkMatch match;
    Figure other = {0};

    if (!kk_pattern_match(KK_PATTERN_YEAR, sentence->text, figure->end, &match) ||
        is_award(sentence->text, match.starts[0]))
        return 0;
    g_autofree char *between = g_strndup(figure->after, match.starts[0] - figure->end);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (strstr(between, parts[i]) != NULL)
            return 0;
    bool parted = next_figure(sentence->text, figure->end, &other) &&
                  other.end < match.starts[0] && other.value.value != GREATEST_TOTAL;
    g_free(other.before);
    return parted ? 0 : kk_match_int(&match, "year", 0);
}

static int find_year(const Sentence *sentence, const Figure *figure,
                     const KkMunicipality *municipality)
{
    KkMatch match;

    if (kk_pattern_match(KK_PATTERN_YEAR_BEHIND, figure->after, 0, &match))
        return kk_match_int(&match, "year", 0);
    if (kk_pattern_is(KK_PATTERN_BEFORE, figure->before))
        return 0;
    bool own = municipality == sentence->page->context.municipality;
    if (own && g_str_has_prefix(figure->after, " i år"))
        return sentence->page->context.year;
    int year = year_before(sentence, figure);
    if (year == 0)
        year = year_after(sentence, figure);
    return year != 0 || !own ? year : sentence->page->context.year;
}

/* The year that a change is counted from: behind "jämfört med", "sedan", "än". */
static int find_since(const Figure *figure)
{
    KkMatch match;

    return kk_pattern_match(KK_PATTERN_YEAR, figure->after, 0, &match)
               ? kk_match_int(&match, "year", 0)
               : 0;
}

/* ---- areas -------------------------------------------------------------------------- */

/* The area named right behind the number ("71 poäng inom Arbetsliv"), else nearest before
 * it, else behind it; its printed name. @beside: no other score stands between. */
static const char *find_area(const Sentence *sentence, const Figure *figure, bool *beside)
{
    g_autofree char *lower = g_utf8_strdown(sentence->text, -1);
    const char *before = NULL, *behind = NULL;

    *beside = false;
    gsize nearest_end = 0, nearest_start = G_MAXSIZE;

    for (int e = 0; kk_editions[e] != NULL; e++)
        for (int i = 0; i < KK_EDITION_AREAS; i++)
            for (int k = 0; k < KK_AREA_SPELLINGS; k++) {
                const char *name = kk_editions[e]->areas[i].names[k];

                if (name == NULL)
                    break;
                g_autofree char *sought = g_utf8_strdown(name, -1);
                for (const char *p = lower; (p = strstr(p, sought)) != NULL; p++) {
                    gsize start = (gsize)(p - lower), end = start + strlen(sought);

                    if (end <= figure->start && end >= nearest_end &&
                        (before == NULL || end > nearest_end || strlen(name) > strlen(before))) {
                        nearest_end = end;
                        before = name;
                    } else if (start >= figure->end && start < nearest_start) {
                        nearest_start = start;
                        behind = name;
                    }
                }
            }
    bool called = g_str_has_prefix(figure->after, " poäng") ||
                  g_str_has_prefix(figure->after, " av ");
    if (behind != NULL && called && nearest_start < figure->end + NEAR_BYTES) {
        g_autofree char *between = g_strndup(figure->after, nearest_start - figure->end);

        if (strpbrk(between, ".,;0123456789") == NULL || strstr(between, " av 100") != NULL)
            if (strstr(between, "inom") != NULL || strstr(between, " för ") != NULL ||
                strstr(between, " i ") != NULL || strstr(between, " på ") != NULL)
                *beside = true;
        if (*beside)
            return behind;
    }
    *beside = before != NULL && nearest_end > sentence->last_score;
    return before != NULL ? before : behind;
}

/* ---- claims ------------------------------------------------------------------------- */

static KkClaim *add(Sentence *sentence, const Figure *figure, KkClaimKind kind,
                    const KkMunicipality *municipality, int year)
{
    KkClaim *claim = claims_add(sentence->page, kind, municipality, year, &figure->value,
                                sentence->text, sentence->first, sentence->last);

    sentence->last_score = figure->end;
    if (kk_pattern_is(KK_PATTERN_OF_MAXIMUM, figure->after))
        claim->max = (KkNumber){true, figure->value.value > GREATEST_AREA ? GREATEST_TOTAL
                                                                          : GREATEST_AREA, 0};
    return claim;
}

static void add_change(Sentence *sentence, const Figure *figure,
                       const KkMunicipality *municipality)
{
    g_autofree char *near = g_strndup(figure->after, MIN(strlen(figure->after), 16));
    KkClaim *claim = add(sentence, figure, KK_CLAIM_CHANGE, municipality,
                         municipality == sentence->page->context.municipality
                             ? sentence->page->context.year
                             : 0);
    const char *tail = figure->before + MAX((int)strlen(figure->before) - 40, 0);
    KkMatch match;

    while (((guchar)*tail & 0xc0) == 0x80)
        tail++;
    claim->since = find_since(figure);
    if (claim->since == 0 && sentence->first_year != sentence->last_year)
        claim->since = MIN(sentence->first_year, sentence->last_year);
    if (sentence->first_year != sentence->last_year)
        claim->year = MAX(sentence->first_year, sentence->last_year);
    if (kk_pattern_match(KK_PATTERN_BETWEEN_YEARS, sentence->text, 0, &match)) {
        claim->since = kk_match_int(&match, "first", 0);
        claim->year = kk_match_int(&match, "last", 0);
    }
    if (kk_pattern_is(KK_PATTERN_LOSS_WORDS, tail) || strstr(near, "lägre") != NULL ||
        strstr(near, "sämre") != NULL || strstr(near, "färre") != NULL ||
        strstr(near, "mindre") != NULL)
        claim->value.value = -claim->value.value;
}

/* A number with no noun behind it: "Brukarens fokus 76, medan". */
static bool is_bare(const Figure *figure)
{
    return figure->after[0] == '\0' || strchr(".,;)", figure->after[0]) != NULL ||
           g_str_has_prefix(figure->after, " och ") || g_str_has_prefix(figure->after, " medan");
}

static void add_small(Sentence *sentence, const Figure *figure,
                      const KkMunicipality *municipality)
{
    int year = find_year(sentence, figure, municipality);
    bool beside = false;
    const char *name = find_area(sentence, figure, &beside);
    bool told = strstr(sentence->text, "poäng") != NULL ||
                kk_pattern_is(KK_PATTERN_GOT, figure->before);
    bool points = is_called_points(figure) || (beside && told && is_bare(figure));
    KkClaim *claim = NULL;

    if (matches_either_side(figure, KK_PATTERN_LOWEST))
        claim = add(sentence, figure, KK_CLAIM_LOWEST, municipality, year);
    else if (matches_either_side(figure, KK_PATTERN_HIGHEST))
        claim = add(sentence, figure, KK_CLAIM_HIGHEST, municipality, year);
    else if (points && name != NULL)
        claim = add(sentence, figure, KK_CLAIM_AREA, municipality, year);
    if (claim == NULL)
        return;
    claim->area = name != NULL ? claims_area_id(name, year) : NULL;
}

static void read_figure(Sentence *sentence, const Figure *figure)
{
    double value = figure->value.value;
    bool small = value < LEAST_SCORE && !is_more_than_before(figure);

    if (value >= GREATEST_TOTAL || value == GREATEST_AREA || is_percent(figure) ||
        kk_pattern_is(KK_PATTERN_MAXIMUM, figure->before) || compares_with_average(figure) ||
        is_distance(figure) || small)
        return;
    bool points = is_called_points(figure);
    const KkMunicipality *municipality = find_owner(sentence, figure);
    if (municipality == NULL)
        municipality = sentence->page->context.municipality;
    if ((points || strstr(sentence->text, "poäng") != NULL) && is_more_than_before(figure))
        add_change(sentence, figure, municipality);
    else if (value <= GREATEST_AREA)
        add_small(sentence, figure, municipality);
    else if (points || kk_pattern_is(KK_PATTERN_BARE_SCORE, figure->before) ||
             (sentence->last_year != 0 &&
              kk_pattern_is(KK_PATTERN_YEAR_BEHIND, figure->after)) ||
             (strstr(sentence->text, "poäng") != NULL &&
              kk_pattern_is(KK_PATTERN_GOT, figure->before))) {
        int year = find_year(sentence, figure, municipality);

        add(sentence, figure, KK_CLAIM_TOTAL, municipality, year);
        sentence->first_year = sentence->first_year == 0 ? year : sentence->first_year;
        sentence->last_year = year;
    }
}

static void read_sentence(Page *page, const char *text, guint first, guint last)
{
    Sentence sentence = {.page = page, .text = text, .first = first, .last = last};
    Figure figure = {0};

    if (kk_pattern_is(KK_PATTERN_OTHER_SURVEY, text) &&
        !kk_pattern_is(KK_PATTERN_SUBJECT, text))
        return;
    for (gsize from = 0; next_figure(text, from, &figure); from = figure.end) {
        read_figure(&sentence, &figure);
        g_clear_pointer(&figure.before, g_free);
    }
}

/* ---- sentences ---------------------------------------------------------------------- */

/* Whether the full stop at @p ends a sentence: a capital, a dash or a quotation follows. */
static bool ends_sentence(const char *p)
{
    gunichar next = p[1] == ' ' ? g_utf8_get_char(p + 2) : 0;

    return strchr(".!?", *p) != NULL &&
           (p[1] == '\0' || g_unichar_isupper(next) || next == 0x2013 || next == '-' ||
            next == 0x201d || next == '"');
}

static void read_text(Page *page, const char *text, guint first, guint last)
{
    const char *start = text;

    for (const char *p = text; *p != '\0'; p++) {
        if (!ends_sentence(p) && p[1] != '\0')
            continue;
        g_autofree char *sentence = g_strndup(start, (gsize)(p + 1 - start));
        read_sentence(page, g_strstrip(sentence), first, last);
        start = p + 1;
    }
}

/* Lines that hang together: in a transcript each line is a paragraph. */
static guint paragraph_end(const Page *page, guint first)
{
    guint end = first + 1;

    while (!page->layout->transcript && end < page->lines->len && !page->used[end]) {
        const KkLine *line = g_ptr_array_index(page->lines, end);
        const KkLine *before = g_ptr_array_index(page->lines, end - 1);

        if (kk_line_leading(before, line) > 1.6 * line->size ||
            line->size > 1.1 * before->size || before->size > 1.1 * line->size)
            break;
        end++;
    }
    return end;
}

void claims_read_prose(Page *page)
{
    for (guint i = 0; i < page->lines->len;) {
        if (page->used[i]) {
            i++;
            continue;
        }
        guint end = paragraph_end(page, i);
        g_autoptr(GPtrArray) lines = g_ptr_array_new();
        for (guint k = i; k < end; k++)
            g_ptr_array_add(lines, g_ptr_array_index(page->lines, k));
        g_autofree char *text = kk_lines_dup_text(page->layout, lines);
        read_text(page, text, i, end - 1);
        i = end;
    }
}
