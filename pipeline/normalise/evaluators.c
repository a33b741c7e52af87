/* SPDX-License-Identifier: GPL-2.0-or-later */
/* evaluators.c - "Lars Strid, senior konsult (SKL), Anna Eklöf, SKL" to people.
 *
 * A piece between commas, brackets, "och" and line ends is a name, a role or an organisation, or
 * these in a row: "Lars Strid senior konsult SKL", "controller i Gnesta kommun". What is none of
 * these is a doubt. What a line's end had parted, parse has joined. */
#include "normalise.h"

#include <kk/language.h>
#include <kk/pattern.h>
#include <kk/register.h>

#include <string.h>

/* Letters before a full stop that ends no abbreviation. */
#define LEAST_WORD 5

/* An organisation's name and a role have no more words than this. */
#define MOST_ORGANISATION_WORDS 4
#define MOST_ROLE_WORDS 6

typedef struct {
    GPtrArray *people; /* of KkEvaluator */
    GString *unused;   /* pieces that had no place, "; " between them */
    char *role;        /* stood before a name: "Projektledare: Eva Ek"; or NULL */
    guint bound;       /* the people from this one on share the next organisation */
    bool new_line;     /* the next one shares none with those before */
} Reading;

/* ---- what a piece is -------------------------------------------------------------------- */

static bool begins_upper(const char *text)
{
    return g_unichar_isupper(g_utf8_get_char(text));
}

static bool is_association(const char *text)
{
    return strcmp(text, "SKL") == 0 || strcmp(text, "SKR") == 0 ||
           strcmp(text, "Svenska Kommunförbundet") == 0;
}

static bool is_like_organisation(const char *text)
{
    return kk_pattern_is(KK_PATTERN_ORGANISATION, text);
}

static bool is_municipality(const char *text)
{
    bool whole = false;

    return kk_register_find(text, false, &whole) != NULL && whole;
}

static bool is_organisation(const char *text)
{
    return is_association(text) || is_like_organisation(text) || is_municipality(text);
}

static bool is_role(const char *text)
{
    return (!begins_upper(text) || kk_pattern_is(KK_PATTERN_ROLE, text)) &&
           strpbrk(text, "0123456789@:[]") == NULL;
}

static bool is_name(const char *text)
{
    return kk_pattern_is(KK_PATTERN_NAME, text) && !kk_pattern_is(KK_PATTERN_ROLE, text) &&
           !is_organisation(text);
}

/* ---- the words of a piece ---------------------------------------------------------------- */

/* The words [first, end), or NULL where there are none. */
static char *dup_words(char **words, guint first, guint end)
{
    GString *text = first < end ? g_string_new(words[first]) : NULL;

    for (guint i = first + 1; i < end; i++)
        g_string_append_printf(text, " %s", words[i]);
    return text != NULL ? g_string_free(text, FALSE) : NULL;
}

/* The first of the words at the end that are an organisation's name; @n: there is none. One of the
 * register goes before one that is told by its words, "kommun": a surname may stand before it. */
static guint find_organisation(char **words, guint n)
{
    for (guint i = 0; i < n; i++) {
        g_autofree char *rest = dup_words(words, i, n);

        if (is_association(rest) ||
            (is_municipality(rest) && (i == 0 || is_like_organisation(rest))))
            return i;
    }
    for (guint i = 1; i < n; i++) {
        g_autofree char *before = dup_words(words, 0, i), *rest = dup_words(words, i, n);

        if (is_like_organisation(rest) &&
            (is_name(before) || kk_pattern_is(KK_PATTERN_EMPLOYED_AT, before)))
            return i;
    }
    g_autofree char *all = dup_words(words, 0, n);
    return is_like_organisation(all) ? 0 : n;
}

static guint count_role_words(char **words, guint first, guint n)
{
    guint i = first;

    while (i < n && is_role(words[i]))
        i++;
    return i - first;
}

/* The role before the name, the name, the role behind it, each NULL where there is none; or false
 * where the words are something else. */
static bool part_person(char **words, guint n, char **role, char **name)
{
    guint before = count_role_words(words, 0, n), end = n;

    if (n > 0 && kk_language_leaves_open(words[0]))
        return false; /* "med Lars Ek" */
    if (before == n || (before > 0 && kk_language_leaves_open(words[before - 1])))
        before = n; /* "chef för Barn och Utbildning" */
    else if (n == 2 && is_role(words[1]) && !is_role(words[0]))
        before = n; /* "Senior Konsult" */
    while (end > before && is_role(words[end - 1]))
        end--;
    g_autofree char *first = dup_words(words, 0, before), *second = dup_words(words, end, n);
    g_autofree char *between = dup_words(words, before, end);

    if ((first != NULL && second != NULL) || before > MOST_ROLE_WORDS ||
        n - end > MOST_ROLE_WORDS || (between != NULL && !is_name(between)))
        return false;
    *role = first != NULL ? g_steal_pointer(&first) : g_steal_pointer(&second);
    *name = g_steal_pointer(&between);
    return true;
}

/* ---- whose it is ------------------------------------------------------------------------- */

static KkEvaluator *person_at(const GPtrArray *people, guint i)
{
    return g_ptr_array_index(people, i);
}

static KkEvaluator *last_person(const Reading *reading)
{
    return reading->people->len > 0 ? person_at(reading->people, reading->people->len - 1) : NULL;
}

static void set_unused(Reading *reading, const char *piece)
{
    g_string_append_printf(reading->unused, "%s%s", reading->unused->len > 0 ? "; " : "", piece);
}

/* An organisation is the last one's, and that of those before, of whom nothing else is said. The
 * association's name behind one is its imprint. */
static void give_organisation(Reading *reading, const char *organisation)
{
    KkEvaluator *last = last_person(reading);

    if (last == NULL || last->organisation != NULL) {
        if (last == NULL || !is_association(organisation))
            set_unused(reading, organisation);
        return;
    }
    last->organisation = g_strdup(organisation);
    if (reading->new_line && is_association(organisation))
        reading->bound = 0; /* on a line of its own, below all of them */
    for (guint i = reading->bound; i < reading->people->len; i++) {
        KkEvaluator *person = person_at(reading->people, i);

        if (person->organisation == NULL && person->role == NULL)
            person->organisation = g_strdup(organisation);
    }
    reading->bound = reading->people->len;
}

static void give_role(Reading *reading, char *role, bool announces)
{
    KkEvaluator *last = last_person(reading);

    if (announces) {
        g_free(reading->role);
        reading->role = role;
    } else if (last != NULL && last->role == NULL) {
        last->role = role;
    } else {
        set_unused(reading, role);
        g_free(role);
    }
}

static void add_person(Reading *reading, char *name, char *role)
{
    KkEvaluator *person = kk_evaluator_new(name);

    person->role = role != NULL ? role : g_steal_pointer(&reading->role);
    if (reading->new_line)
        reading->bound = reading->people->len;
    reading->new_line = false;
    g_ptr_array_add(reading->people, person);
}

/* A capitalised word that is nothing known is where somebody works, which is doubted below. */
static bool may_be_organisation(const Reading *reading, char **words, guint n)
{
    const KkEvaluator *last = last_person(reading);

    return last != NULL && last->organisation == NULL && n == 1 && begins_upper(words[0]) &&
           strpbrk(words[0], "0123456789@:[]") == NULL;
}

/* Puts one piece where it belongs; @announces: a colon follows it. */
static void take_piece(Reading *reading, const char *piece, bool announces)
{
    if (kk_pattern_is(KK_PATTERN_BESIDE_NAMES, piece))
        return;
    g_auto(GStrv) words = g_strsplit(piece, " ", -1);
    guint n = g_strv_length(words), at = find_organisation(words, n);
    g_autofree char *organisation = dup_words(words, at, n), *before = dup_words(words, 0, at);
    char *role = NULL, *name = NULL;
    KkMatch match;

    if (before != NULL && kk_pattern_match(KK_PATTERN_EMPLOYED_AT, before, 0, &match))
        before[match.starts[0]] = '\0';
    g_auto(GStrv) rest = g_strsplit(before != NULL ? before : "", " ", -1);
    if (!part_person(rest, g_strv_length(rest), &role, &name)) {
        if (may_be_organisation(reading, words, n))
            give_organisation(reading, piece);
        else
            set_unused(reading, piece);
        return;
    }
    if (name != NULL)
        add_person(reading, name, role);
    else if (role != NULL)
        give_role(reading, role, announces);
    if (organisation != NULL)
        give_organisation(reading, organisation);
}

/* ---- pieces ------------------------------------------------------------------------------ */

/* Whether a name is at @p, or a role and a name: "senior konsult Eva Ek". */
static bool begins_person(const char *p)
{
    const char *name = p;

    for (guint n = 0; n < MOST_ROLE_WORDS && name != NULL && !begins_upper(name); n++)
        name = strchr(name, ' ') != NULL ? strchr(name, ' ') + 1 : NULL;
    if (name == NULL || name == p)
        return name == p;
    g_autofree char *role = g_strndup(p, (gsize)(name - p));
    return strpbrk(role, ",();") == NULL && kk_pattern_is(KK_PATTERN_ROLE, role);
}

/* The length of what parts two pieces at @p; 0: nothing does. "och" parts where a person follows.
 */
static gsize separator_at(const char *p)
{
    static const char *const separators[] = {",",
                                             "(",
                                             ").",
                                             ")",
                                             ";",
                                             "\n",
                                             ": ",
                                             "/",
                                             " och ",
                                             " OCH ",
                                             " samt ",
                                             " & ",
                                             " – ",
                                             " - ",
                                             " · ",
                                             " | ",
                                             " tillsammans med ",
                                             " med stöd av "};

    for (gsize i = 0; i < G_N_ELEMENTS(separators); i++) {
        gsize n = strlen(separators[i]);

        if (strncmp(p, separators[i], n) == 0 && (*p != ' ' || begins_person(p + n)))
            return n;
    }
    return 0;
}

/* Associations whose own names hold "och" are taken out of harm's way first. */
static void shorten(GString *text, KkPatternId name, const char *short_name)
{
    KkMatch match;

    for (gsize from = 0; kk_pattern_match(name, text->str, from, &match);
         from = match.starts[0] + strlen(short_name)) {
        g_string_erase(text, (gssize)match.starts[0], (gssize)(match.ends[0] - match.starts[0]));
        g_string_insert(text, (gssize)match.starts[0], short_name);
    }
}

/* Gives @people that name of their association again, where @printed has no shorter one. */
static void spell_out(GPtrArray *people, const char *printed, const char *short_name,
                      const char *name)
{
    if (strstr(printed, short_name) != NULL)
        return;
    for (guint i = 0; i < people->len; i++)
        if (g_strcmp0(person_at(people, i)->organisation, short_name) == 0) {
            g_free(person_at(people, i)->organisation);
            person_at(people, i)->organisation = g_strdup(name);
        }
}

/* A full stop that ends no abbreviation: "Säters kommun." */
static void drop_full_stop(char *piece)
{
    gsize n = strlen(piece), letters = 0;

    while (letters + 1 < n && g_ascii_islower(piece[n - 2 - letters]))
        letters++;
    if (n > 0 && piece[n - 1] == '.' && letters >= LEAST_WORD)
        piece[n - 1] = '\0';
}

static void take_pieces(Reading *reading, const char *text)
{
    for (const char *p = text; *p != '\0';) {
        gsize n = 0;

        while (p[n] != '\0' && separator_at(p + n) == 0)
            n++;
        g_autofree char *piece = g_strstrip(g_strndup(p, n));
        drop_full_stop(piece);
        if (*piece != '\0')
            take_piece(reading, piece, p[n] == ':');
        reading->new_line = reading->new_line || p[n] == '\n' || p[n] == ';';
        p += n + separator_at(p + n);
    }
}

/* ---- doubts ------------------------------------------------------------------------------ */

static bool is_doubtful_organisation(const char *organisation)
{
    g_auto(GStrv) words = g_strsplit(organisation, " ", -1);

    return strpbrk(organisation, "@/.") != NULL || g_str_has_prefix(organisation, "SKL ") ||
           g_str_has_prefix(organisation, "SKR ") || !is_organisation(organisation) ||
           g_strv_length(words) > MOST_ORGANISATION_WORDS;
}

/* The first who has no organisation where others have one: it may be lost. */
static const KkEvaluator *unlike_others(const GPtrArray *people)
{
    const KkEvaluator *without = NULL;
    bool others = false;

    for (guint i = 0; i < people->len; i++) {
        if (person_at(people, i)->organisation != NULL)
            others = true;
        else if (without == NULL)
            without = person_at(people, i);
    }
    return others ? without : NULL;
}

static KkMessage *dup_doubt(Reading *reading)
{
    const GPtrArray *people = reading->people;
    const KkEvaluator *without = unlike_others(people);

    for (guint i = 0; i < people->len; i++)
        if (person_at(people, i)->organisation != NULL &&
            is_doubtful_organisation(person_at(people, i)->organisation))
            set_unused(reading, person_at(people, i)->organisation);
    if (people->len == 0)
        return kk_message_plain(KK_SAYS_EVALUATORS_MISSING);
    if (reading->unused->len > 0)
        return kk_message(KK_SAYS_EVALUATORS_UNCLEAR, NULL, KK_TEXT(reading->unused->str));
    return without != NULL ? kk_message(KK_SAYS_EVALUATORS_EMPLOYER, NULL, KK_TEXT(without->name))
                           : NULL;
}

void normalise_evaluators(const KkText *printed, GPtrArray *people, KkDiagnostics *doubts)
{
    if (printed == NULL)
        return;
    g_autoptr(GString) unused = g_string_new(NULL), text = g_string_new(printed->text);
    Reading reading = {.people = people, .unused = unused};

    shorten(text, KK_PATTERN_PUBLISHER_SKL, "SKL");
    shorten(text, KK_PATTERN_PUBLISHER_SKR, "SKR");
    take_pieces(&reading, text->str);
    g_free(reading.role);
    KkMessage *doubt = dup_doubt(&reading);
    spell_out(people, printed->text, "SKL", "Sveriges Kommuner och Landsting");
    spell_out(people, printed->text, "SKR", "Sveriges Kommuner och Regioner");
    if (doubt != NULL)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, printed->at, doubt);
}
