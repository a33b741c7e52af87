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
    char *after;  /* the rest, with " poäng" for " p" */
} Figure;

static void figure_clear(Figure *figure)
{
    g_clear_pointer(&figure->before, g_free);
    g_clear_pointer(&figure->after, g_free);
}

/* ---- numbers ------------------------------------------------------------------------ */

static bool is_joined(char c)
{
    return c != '\0' && (g_ascii_isalnum(c) || strchr("-/.,:+%\xe2", c) != NULL);
}

static char *dup_after(const char *text)
{
    KkMatch match;

    return kk_pattern_match(KK_PATTERN_POINTS_UNIT, text, 0, &match)
               ? g_strconcat(" poäng", text + match.ends[0], NULL)
               : g_strdup(text);
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
        bool points = kk_pattern_is(KK_PATTERN_POINTS_UNIT, text + end);
        if ((n == 2 || n == 3 || (n == 1 && points)) && decimals <= 1 && alone) {
            g_autofree char *printed = g_strndup(text + i, end - i);
            gsize context = MIN(i, (gsize)CONTEXT_BYTES);

            while (context < i && ((guchar)text[i - context] & 0xc0) == 0x80)
                context++;
            figure->start = i;
            figure->end = end;
            figure->value = kk_number_parse(printed);
            figure->before = g_strndup(text + i - context, context);
            figure->after = dup_after(text + end);
            return figure->value.set;
        }
        i = end;
    }
    return false;
}

/* ---- what it is --------------------------------------------------------------------- */

static bool is_called_points(const Figure *figure)
{
    return g_str_has_prefix(figure->after, " poäng") ||
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

/* A distance to something (what is left, what parts two others), points that are asked for
 * or aimed at, the ends of a range. */
static bool is_distance(const Figure *figure)
{
    return kk_pattern_is(KK_PATTERN_DISTANCE_BEHIND, figure->after) ||
           kk_pattern_is(KK_PATTERN_DISTANCE_BEFORE, figure->before) ||
           kk_pattern_is(KK_PATTERN_GOAL, figure->before) ||
           kk_pattern_is(KK_PATTERN_RANGE_BEFORE, figure->before) ||
           kk_pattern_is(KK_PATTERN_RANGE_BEHIND, figure->after);
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

            figure_clear(&other);
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
    figure_clear(&other);
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

/* The year that a change is counted from: behind "jämfört med", "sedan", "än", after the
 * number or before it. */
static int find_since(const Sentence *sentence, const Figure *figure)
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

/* ---- areas -------------------------------------------------------------------------- */

/* The areas named nearest before and behind a number, and where they end and begin. */
typedef struct {
    const char *before, *behind; /* NULL: none */
    gsize before_end, behind_start;
} Names;

static bool is_letter_at(const char *text, gsize at)
{
    return g_unichar_isalpha(g_utf8_get_char(text + at));
}

static void note_name(Names *names, const char *name, gsize start, gsize end,
                      const Figure *figure)
{
    if (end <= figure->start &&
        (names->before == NULL || end > names->before_end ||
         (end == names->before_end && strlen(name) > strlen(names->before)))) {
        names->before = name;
        names->before_end = end;
    } else if (start >= figure->end &&
               (names->behind == NULL || start < names->behind_start)) {
        names->behind = name;
        names->behind_start = start;
    }
}

static Names find_names(const Sentence *sentence, const Figure *figure)
{
    g_autofree char *lower = g_utf8_strdown(sentence->text, -1);
    Names names = {0};

    for (int e = 0; kk_editions[e] != NULL; e++)
        for (int i = 0; i < KK_EDITION_AREAS * KK_AREA_SPELLINGS; i++) {
            const char *name =
                kk_editions[e]->areas[i / KK_AREA_SPELLINGS].names[i % KK_AREA_SPELLINGS];

            if (name == NULL)
                continue;
            g_autofree char *sought = g_utf8_strdown(name, -1);
            for (const char *p = lower; (p = strstr(p, sought)) != NULL; p++) {
                gsize start = (gsize)(p - lower), end = start + strlen(sought);
                const char *left = g_utf8_find_prev_char(lower, p);

                if ((left == NULL || !g_unichar_isalpha(g_utf8_get_char(left))) &&
                    !is_letter_at(lower, end))
                    note_name(&names, name, start, end, figure);
            }
        }
    return names;
}

/* "71 poäng inom Arbetsliv": the name behind is the number's. */
static bool is_told_behind(const Sentence *sentence, const Figure *figure, const Names *names)
{
    if (names->behind == NULL || !is_called_points(figure) ||
        names->behind_start >= figure->end + NEAR_BYTES)
        return false;
    g_autofree char *between =
        g_strndup(sentence->text + figure->end, names->behind_start - figure->end);
    return kk_pattern_is(KK_PATTERN_WITHIN, between);
}

/* "Arbetsliv (71)", "Arbetsliv, med 71": the name before is the number's. */
static bool is_told_before(const Sentence *sentence, const Figure *figure, const Names *names)
{
    if (names->before == NULL)
        return false;
    g_autofree char *between =
        g_strndup(sentence->text + names->before_end, figure->start - names->before_end);
    return kk_pattern_is(KK_PATTERN_BESIDE_NAME, between);
}

typedef enum { NAME_NONE, NAME_SOMEWHERE, NAME_BESIDE, NAME_ATTACHED } Nearness;

/* The area that a number is of. @nearness: ATTACHED where nothing but a verb or a sign
 * stands between, BESIDE where no other score does. */
static const char *find_area(const Sentence *sentence, const Figure *figure, Nearness *nearness)
{
    Names names = find_names(sentence, figure);

    *nearness = NAME_ATTACHED;
    if (is_told_before(sentence, figure, &names))
        return names.before;
    if (is_told_behind(sentence, figure, &names))
        return names.behind;
    *nearness = NAME_SOMEWHERE;
    if (names.before != NULL && names.before_end > sentence->last_score)
        *nearness = NAME_BESIDE;
    if (names.before == NULL && names.behind == NULL)
        *nearness = NAME_NONE;
    return names.before != NULL ? names.before : names.behind;
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
    change->since = find_since(sentence, figure);
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

static void add_change(Sentence *sentence, const Figure *figure,
                       const KkMunicipality *municipality)
{
    if (find_since(sentence, figure) == 0 &&
        kk_pattern_is(KK_PATTERN_AVERAGE_LABEL, sentence->text))
        return; /* than the average has */
    KkClaim *change = add(sentence, figure, KK_CLAIM_CHANGE, municipality, 0);

    set_years(sentence, figure, change);
    if (is_loss(figure))
        change->value.value = -change->value.value;
}

/* A number with no noun behind it: "Brukarens fokus 76, medan". */
static bool is_bare(const Figure *figure)
{
    return figure->after[0] == '\0' || strchr(".,;:)", figure->after[0]) != NULL ||
           kk_pattern_is(KK_PATTERN_BARE_BEHIND, figure->after);
}

/* Whether the words between the score before and this one match. */
static bool says_since(const Sentence *sentence, const Figure *figure, gsize since,
                       KkPatternId pattern)
{
    g_autofree char *clause = g_strndup(sentence->text + since, figure->start - since);

    return kk_pattern_is(pattern, clause);
}

static void add_area(Sentence *sentence, const Figure *figure, KkClaimKind kind,
                     const KkMunicipality *municipality, int year, const char *name)
{
    add(sentence, figure, kind, municipality, year)->area =
        name != NULL ? claims_area_id(name, year) : NULL;
}

/* A number of an area: its score, the least or the greatest, or both at once. */
static void add_small(Sentence *sentence, const Figure *figure,
                      const KkMunicipality *municipality)
{
    int year = find_year(sentence, figure, municipality);
    Nearness nearness = NAME_NONE;
    const char *name = find_area(sentence, figure, &nearness);
    bool told = strstr(sentence->text, "poäng") != NULL ||
                kk_pattern_is(KK_PATTERN_GOT, figure->before);
    bool points = is_called_points(figure) || (nearness == NAME_BESIDE && told && is_bare(figure)) ||
                  (nearness == NAME_ATTACHED && is_bare(figure));
    bool attached = points && nearness == NAME_ATTACHED;
    gsize since = sentence->last_score;

    if (matches_either_side(figure, KK_PATTERN_LOWEST) ||
        (attached && says_since(sentence, figure, since, KK_PATTERN_WORST_CLAUSE)))
        add_area(sentence, figure, KK_CLAIM_LOWEST, municipality, year, name);
    else if (matches_either_side(figure, KK_PATTERN_HIGHEST) ||
             (attached && says_since(sentence, figure, since, KK_PATTERN_BEST_CLAUSE)))
        add_area(sentence, figure, KK_CLAIM_HIGHEST, municipality, year, name);
    else if (!attached && points && name != NULL)
        add_area(sentence, figure, KK_CLAIM_AREA, municipality, year, name);
    if (attached)
        add_area(sentence, figure, KK_CLAIM_AREA, municipality, year, name);
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
    else if (points ||
             (is_bare(figure) && (kk_pattern_is(KK_PATTERN_BARE_SCORE, figure->before) ||
                                  kk_pattern_is(KK_PATTERN_GOT, figure->before))) ||
             (sentence->last_year != 0 &&
              kk_pattern_is(KK_PATTERN_YEAR_BEHIND, figure->after))) {
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
        figure_clear(&figure);
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
