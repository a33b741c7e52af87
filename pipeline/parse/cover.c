/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cover.c - municipality, year, publisher, as the cover and the first chapters print them.
 *
 * Nothing is decided here: each place that may name the municipality or the year gives a
 * mention with the weight of the place, and normalise, which knows the register, chooses.
 * Evaluators' employers are municipalities too: their lines give no mention. */
#include <kk/language.h>
#include <kk/register.h>
#include <kk/words.h>

#include "outline.h"

#include <stdlib.h>
#include <string.h>

enum {
    WEIGHT_SENTENCE = 100, /* "Utvärderingen av X genomfördes i mars 2017" */
    WEIGHT_WORK = 70,      /* "Intervjuerna hölls i mars 2017" */
    WEIGHT_COVER = 60,     /* a line of the cover */
    WEIGHT_CHAPTER = 50,   /* "X i förhållande till Kommunkompassen" */
    WEIGHT_TITLE = 45,     /* "Kommunkompassen 2021", "Slutrapport – X" */
    WEIGHT_RESULTS = 30,   /* "Nedan visas X totalpoäng" */
    WEIGHT_RUNNING = 20,   /* a running head */
};

/* An area's name with number, leaders and page is not longer than this. */
#define LONGEST_LISTED 160

/* ---- sentences of the opening chapters --------------------------------------------- */

static void add_years(GArray *years, const char *sentence)
{
    KkMatch match;
    const gsize end = kk_pattern_match(KK_PATTERN_REVISED, sentence, 0, &match) ? match.starts[0]
                                                                                : strlen(sentence);

    for (gsize from = 0;
         kk_pattern_match(KK_PATTERN_YEAR, sentence, from, &match) && match.starts[0] < end;
         from = match.ends[0]) {
        int year = kk_match_int(&match, "year", 0);
        bool known = false;

        for (guint i = 0; i < years->len; i++)
            known = known || g_array_index(years, int, i) == year;
        if (!known)
            g_array_append_val(years, year);
    }
}

static bool tells_period(const char *sentence, KkMatch *match)
{
    return kk_pattern_match(KK_PATTERN_PERIOD_FIRST, sentence, 0, match) ||
           (kk_pattern_is(KK_PATTERN_TELLS_PERIOD, sentence) &&
            kk_pattern_match(KK_PATTERN_PERIOD, sentence, 0, match));
}

/* Takes the time that @sentence gives to an evaluation or, which counts less, to work on one;
 * @earlier: it tells of earlier ones too, so that its year proves nothing. */
static void read_period(KkDraft *draft, const char *sentence, bool earlier)
{
    KkMatch match;

    bool evaluated = !earlier && tells_period(sentence, &match);
    if (!evaluated && (!kk_pattern_is(KK_PATTERN_TELLS_WORK, sentence) ||
                       !kk_pattern_match(KK_PATTERN_TIME, sentence, 0, &match)))
        return;
    g_autofree char *year = kk_match_dup(&match, "year"), *period = kk_match_dup(&match, "period");
    kk_mention_add(draft->periods, period, evaluated ? WEIGHT_SENTENCE : WEIGHT_WORK);
    if (evaluated)
        kk_mention_add(draft->years, year, WEIGHT_SENTENCE);
}

/* Which evaluation it is by what was before: "en gång tidigare", "har inte utvärderats tidigare";
 * %NULL: nothing is said of that. */
static const char *find_ordinal_behind(const char *sentence)
{
    KkMatch match;

    if (kk_pattern_is(KK_PATTERN_NEVER_BEFORE, sentence))
        return kk_words_ordinals[0];
    const bool so_far = kk_pattern_match(KK_PATTERN_TIMES_SO_FAR, sentence, 0, &match);
    if (!so_far && !kk_pattern_match(KK_PATTERN_TIMES_BEFORE, sentence, 0, &match))
        return NULL;
    g_autofree char *count = kk_match_dup(&match, "count");
    for (guint i = 0; kk_words_counts[i] != NULL; i++)
        if (g_ascii_strcasecmp(count, kk_words_counts[i]) == 0)
            return kk_words_ordinals[so_far ? i : i + 1];
    return NULL;
}

/* The last of those that the text names is this one: others were before. */
static void take_ordinal(KkDraft *draft, const char *word)
{
    if (word == NULL || kk_language_ordinal(word) <= kk_language_ordinal(draft->ordinal))
        return;
    g_free(draft->ordinal);
    draft->ordinal = g_strdup(word);
}

static void read_ordinals(KkDraft *draft, const char *sentence)
{
    KkMatch match;

    for (gsize from = 0; kk_pattern_match(KK_PATTERN_ORDINAL, sentence, from, &match);
         from = match.ends[0]) {
        if (kk_pattern_is(KK_PATTERN_OTHER_SURVEY, sentence))
            return;
        g_autofree char *word = kk_match_dup(&match, "word");
        take_ordinal(draft, word);
    }
    take_ordinal(draft, find_ordinal_behind(sentence));
}

/* Whether the cover names a municipality, and @named is another. */
static bool is_other(const KkDraft *draft, const KkMunicipality *named)
{
    bool any = false;

    for (guint i = 0; i < draft->municipalities->len; i++) {
        const KkMention *mention = g_ptr_array_index(draft->municipalities, i);
        const KkMunicipality *own =
            mention->weight == WEIGHT_COVER ? kk_register_find(mention->text, false, NULL) : NULL;

        if (own == named)
            return false;
        any = any || own != NULL;
    }
    return any;
}

bool parse_names_other(const Parse *parse, const char *text)
{
    const KkMunicipality *named = kk_register_find(text, false, NULL);

    return named != NULL && is_other(parse->draft, named);
}

/* Whether @sentence is about another municipality, "Umeå, som utvärderades", or about the tool. */
static bool is_of_other(const Parse *parse, const char *sentence)
{
    KkMatch match;

    if (!kk_pattern_match(KK_PATTERN_OF_OTHER, sentence, 0, &match))
        return false;
    g_autofree char *name = kk_match_dup(&match, "name");
    return name == NULL || parse_names_other(parse, name);
}

/* Part of a sentence, up to a semicolon. */
static void read_clause(const Parse *parse, const char *sentence)
{
    KkDraft *draft = parse->draft;
    KkMatch match;

    if (kk_pattern_match(KK_PATTERN_EVALUATED, sentence, 0, &match)) {
        g_autofree char *name = kk_match_dup(&match, "name");
        kk_mention_add(draft->municipalities, name, WEIGHT_SENTENCE);
    }
    read_ordinals(draft, sentence);
    if (!kk_text_may_have_digit(sentence)) /* years, and a period names its own */
        return;
    bool earlier = kk_pattern_is(KK_PATTERN_PREVIOUS, sentence) &&
                   !kk_pattern_is(KK_PATTERN_EVALUATED, sentence) &&
                   !kk_pattern_is(KK_PATTERN_NEVER_BEFORE, sentence) &&
                   kk_pattern_is(KK_PATTERN_TELLS_MADE, sentence);
    if (earlier)
        add_years(draft->previous, sentence);
    read_period(draft, sentence, earlier);
}

static void read_evaluation(const Parse *parse, const char *sentence)
{
    g_auto(GStrv) clauses = g_strsplit(sentence, "; ", 0);

    if (is_of_other(parse, sentence))
        return;
    for (guint i = 0; clauses[i] != NULL; i++)
        read_clause(parse, clauses[i]);
}

static void read_results_of(const Parse *parse, const char *sentence)
{
    KkMatch match;

    if (!kk_pattern_match(KK_PATTERN_RESULTS_OF, sentence, 0, &match))
        return;
    g_autofree char *name = kk_match_dup(&match, "name");
    kk_mention_add(parse->draft->municipalities, name, WEIGHT_RESULTS);
}

void parse_cover_sentence(const Parse *parse, const KkFlow *flow, gsize start, gsize end)
{
    g_autofree char *sentence = g_strndup(flow->text->str + start, end - start);

    read_evaluation(parse, sentence);
    read_results_of(parse, sentence);
}

/* ---- dates, publisher, title ------------------------------------------------------- */

static void read_date(KkDraft *draft, const char *text)
{
    KkMatch match;

    if (draft->report_date != NULL)
        return;
    if (kk_pattern_match(KK_PATTERN_ISO_DATE, text, 0, &match)) {
        draft->report_date = g_strndup(text + match.starts[0], 10);
    } else if (kk_pattern_match(KK_PATTERN_LONG_DATE, text, 0, &match)) {
        g_autofree char *month = kk_match_dup(&match, "month");

        draft->report_date =
            g_strdup_printf("%04d-%02d-%02d", kk_match_int(&match, "year", 0),
                            kk_language_month(month), kk_match_int(&match, "day", 0));
    }
}

static void read_publisher(KkDraft *draft, const char *text, int weight)
{
    if (kk_pattern_is(KK_PATTERN_PUBLISHER_SKL, text))
        kk_mention_add(draft->publishers, "SKL", weight);
    if (kk_pattern_is(KK_PATTERN_PUBLISHER_SKR, text))
        kk_mention_add(draft->publishers, "SKR", weight);
    if (kk_pattern_is(KK_PATTERN_PUBLISHER_KF, text))
        kk_mention_add(draft->publishers, "Svenska Kommunförbundet", weight);
}

static void read_year(KkDraft *draft, const char *text, int weight)
{
    KkMatch match;

    if (!kk_pattern_match(KK_PATTERN_COVER_YEAR, text, 0, &match))
        return;
    g_autofree char *year = kk_match_dup(&match, "year");
    kk_mention_add(draft->years, year, weight);
}

/* ---- cover ------------------------------------------------------------------------- */

static bool is_cover(const Parse *parse, guint i)
{
    return i < parse->lines->len && parse->marks[i].kind == MARK_COVER;
}

static void find_cover(const Parse *parse, guint *first, guint *end)
{
    *first = 0;
    while (*first < parse->lines->len && parse->marks[*first].kind == MARK_FRONT)
        ++*first;
    for (*end = *first; is_cover(parse, *end);)
        ++*end;
}

/* The logo's lines, which break the association's name. */
static void read_logo(const Parse *parse, guint first, guint end)
{
    GString *all = g_string_new(NULL);

    for (guint i = first; i < end; i++)
        g_string_append_printf(all, "%s ", parse_line(parse, i)->text);
    read_publisher(parse->draft, all->str, WEIGHT_COVER);
    g_string_free(all, TRUE);
}

/* "Utvärderad i maj 2009 av Anna Berg" */
static void read_period_before_names(KkDraft *draft, const char *text)
{
    KkMatch match;

    if (!kk_pattern_is(KK_PATTERN_EVALUATORS_HEAD, text) ||
        !kk_pattern_match(KK_PATTERN_TIME, text, 0, &match))
        return;
    g_autofree char *period = kk_match_dup(&match, "period"), *year = kk_match_dup(&match, "year");
    kk_mention_add(draft->periods, period, WEIGHT_COVER);
    kk_mention_add(draft->years, year, WEIGHT_COVER);
}

static void read_cover_lines(const Parse *parse, guint first, guint end, const bool *people)
{
    KkMatch match;

    for (guint i = first; i < end; i++) {
        const char *text = parse_line(parse, i)->text;

        read_period_before_names(parse->draft, text);
        if (people[i])
            continue;
        read_date(parse->draft, text);
        if (kk_pattern_match(KK_PATTERN_TITLE, text, 0, &match)) {
            g_autofree char *year = kk_match_dup(&match, "year");

            if (year != NULL)
                kk_mention_add(parse->draft->years, year, WEIGHT_COVER + 1);
        }
        if (kk_pattern_is(KK_PATTERN_PREVIOUS_LABEL, text)) {
            add_years(parse->draft->previous, text);
            continue;
        }
        read_year(parse->draft, text, WEIGHT_COVER);
        if (kk_pattern_match(KK_PATTERN_COVER_PERIOD, text, 0, &match)) {
            g_autofree char *period = kk_match_dup(&match, "period");
            kk_mention_add(parse->draft->periods, period, WEIGHT_COVER);
        }
        kk_mention_add(parse->draft->municipalities, text, WEIGHT_COVER);
    }
}

static void read_furniture(const Parse *parse)
{
    guint n = 0;

    for (guint i = 0; i < parse->layout->furniture->len && n < 6; i++) {
        const KkLine *line = g_ptr_array_index(parse->layout->furniture, i);

        if (line->aside)
            continue; /* neither its date nor its municipality is the evaluation's */
        n++;
        read_date(parse->draft, line->text);
        read_publisher(parse->draft, line->text, WEIGHT_RUNNING);
        kk_mention_add(parse->draft->municipalities, line->text, WEIGHT_RUNNING);
    }
}

static void read_chapter_two(const Parse *parse)
{
    for (guint i = 0; i < parse->lines->len && parse->marks[i].area == 0; i++) {
        KkMatch match;

        if (parse->marks[i].kind == MARK_COVER ||
            !kk_pattern_match(KK_PATTERN_CHAPTER_TWO, parse_line(parse, i)->text, 0, &match))
            continue;
        g_autofree char *name = kk_match_dup(&match, "name");
        kk_mention_add(parse->draft->municipalities, name, WEIGHT_CHAPTER);
    }
}

/* Areas listed before the chapters, in the contents or the introduction: they tell the
 * edition of a report whose chapters are lost. */
static void read_listed_names(const Parse *parse)
{
    for (guint i = 0; i < parse->lines->len && parse->marks[i].area == 0; i++) {
        const KkLine *line = parse_line(parse, i);
        bool weak = false;
        const char *text = line->text + kk_text_bullet(line->text, &weak);
        KkMatch match;
        g_autofree char *name = NULL;
        int number = 0;

        /* running text ends in a full stop or goes on; a listed name does neither */
        if (parse->marks[i].kind == MARK_NONE && strlen(line->text) > 70)
            continue;
        if (strlen(line->text) > LONGEST_LISTED)
            continue;
        if (kk_pattern_match(KK_PATTERN_AREA_HEAD, text, 0, &match)) {
            number = kk_match_int(&match, "number", 0);
            name = kk_match_dup(&match, "name");
        } else {
            name = g_strdup(text);
        }
        if (name == NULL)
            continue;
        for (gsize n = strlen(name); n > 0 && strchr("0123456789. ", name[n - 1]) != NULL;)
            name[--n] = '\0';
        if (*name != '\0')
            kk_mention_add(parse->draft->listed_names, name, number);
    }
}

static void read_body_publishers(const Parse *parse)
{
    for (guint i = 0; i < parse->lines->len && parse->marks[i].area == 0; i++)
        if (parse->marks[i].kind == MARK_NONE && strstr(parse_line(parse, i)->text, "Sveriges"))
            read_publisher(parse->draft, parse_line(parse, i)->text, 1);
}

void parse_cover(Parse *parse)
{
    guint first = 0, end = 0;

    find_cover(parse, &first, &end);
    g_autofree bool *people = parse_people(parse, first, end);
    read_cover_lines(parse, first, end, people);
    read_logo(parse, first, end);
    read_furniture(parse);
    read_chapter_two(parse);
    read_listed_names(parse);
    read_body_publishers(parse);
}
