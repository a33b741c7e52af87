/* SPDX-License-Identifier: GPL-2.0-or-later */
/* people.c - the words that name the evaluators: lines of the cover, or a labelled block or a
 * sentence before the chapters.
 *
 * Which words are a name, a role or an organisation is normalise's business. Here is only told
 * where they begin and end, since a line too many may be the evaluated municipality's. */
#include "outline.h"

#include <kk/register.h>

#include <string.h>

typedef struct {
    const Parse *parse;
    guint first;   /* of the lines that are searched */
    bool cover;    /* where names need no label */
    bool labelled; /* the block that is being read was */
    bool others;   /* it is that of other people: the municipality's contact */
    double right;  /* where it ends, a form's next field beside it; points */
    bool *taken;   /* one a line */
} Search;

static KkText *people_of(const Parse *parse)
{
    if (parse->draft->evaluators == NULL)
        parse->draft->evaluators = kk_text_new(g_strdup(""));
    return parse->draft->evaluators;
}

/* What was read of them so far; "" for nothing. */
static const char *read_so_far(const Parse *parse)
{
    return parse->draft->evaluators != NULL ? parse->draft->evaluators->text : "";
}

/* ---- lines that belong together ------------------------------------------------------------ */

/* An organisation alone: "SKL", "Bodens kommun". */
static bool is_employer(const char *text)
{
    bool whole = false;

    return strcmp(text, "SKL") == 0 || strcmp(text, "SKR") == 0 ||
           strcmp(text, "Sveriges Kommuner och Landsting") == 0 ||
           strcmp(text, "Sveriges Kommuner och Regioner") == 0 ||
           (kk_register_find(text, false, &whole) != NULL && whole);
}

/* What @people end with, behind the last comma, bracket or "och"; "" behind a bracket. */
static char *dup_last_piece(const char *people)
{
    const char *last = people + strlen(people);

    while (last > people && strchr(",;()\n", last[-1]) == NULL)
        last--;
    g_autofree char *piece = g_strstrip(g_strdup(last));
    const char *och = is_employer(piece) ? NULL : strstr(piece, "och ");
    bool whole = och == piece || (och != NULL && och[-1] == ' ');
    return g_strdup(whole ? och + strlen("och ") : piece);
}

/* Whether @piece is a capitalised word that needs another: "Anna", "Upplands". */
static bool is_half(const char *piece)
{
    return g_unichar_isupper(g_utf8_get_char(piece)) && strchr(piece, ' ') == NULL &&
           !is_employer(piece) && !kk_pattern_is(KK_PATTERN_ROLE, piece) &&
           !kk_pattern_is(KK_PATTERN_BESIDE_NAMES, piece);
}

static bool is_open(const char *people)
{
    const char *open = strrchr(people, '(');

    return open != NULL && strchr(open, ')') == NULL;
}

/* Whether the line @text goes on with what @people end with: "… Lars Ander-", "… och Anna";
 * "Wallin, Falu kommun", "senior konsult". */
static bool runs_on(const char *people, const char *text)
{
    g_autofree char *last = dup_last_piece(people);
    g_autofree char *first = g_strndup(text, strcspn(text, ",;()"));

    if (*people == '\0')
        return false;
    return g_unichar_islower(g_utf8_get_char(text)) || *text == '(' || is_open(people) ||
           g_str_has_suffix(people, "-") || g_str_has_suffix(people, ",") ||
           g_str_has_suffix(people, " och") || is_half(last) ||
           (*last != '\0' && strlen(first) < strlen(text) && is_half(first) &&
            kk_pattern_is(KK_PATTERN_NAME, last));
}

/* Appends what @people's next line is joined by. */
static void join(GString *people, const char *text)
{
    bool hyphen = people->len > 1 && people->str[people->len - 1] == '-' &&
                  people->str[people->len - 2] != ' ' && !g_str_has_prefix(text, "och ");

    if (hyphen && g_unichar_islower(g_utf8_get_char(text)))
        g_string_truncate(people, people->len - 1);
    else if (!hyphen && people->len > 0)
        g_string_append_c(people, runs_on(people->str, text) ? ' ' : '\n');
}

/* Appends the words of @line from byte @from of its text on, those of a new cell behind a comma. */
static void take_line(KkText *people, const KkLine *line, gsize from)
{
    GString *text = g_string_new(people->text);
    bool first = true;

    join(text, line->text + from);
    for (guint i = 0, at = 0; i < line->words->len; i++) {
        const KkWord *word = kk_line_word(line, i);

        if (at >= from) {
            if (!first)
                g_string_append(text, kk_line_begins_cell(line, i) ? ", " : " ");
            g_string_append(text, word->text);
            kk_word_place(line, word, people->at);
            first = false;
        }
        at += (guint)strlen(word->text) + 1;
    }
    g_free(people->text);
    people->text = g_string_free(text, FALSE);
}

/* ---- where a block ends -------------------------------------------------------------------- */

static bool ends_people(const char *text)
{
    static const KkPatternId ends[] = {KK_PATTERN_ISO_DATE, KK_PATTERN_TITLE, KK_PATTERN_COVER_YEAR,
                                       KK_PATTERN_OTHERS_HEAD, KK_PATTERN_SUBJECT};

    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
        if (kk_pattern_is(ends[i], text))
            return true;
    return g_str_has_prefix(text, "Sveriges Kommuner") || g_str_has_prefix(text, "SKL") ||
           g_str_has_prefix(text, "SKR") || strcmp(text, "Sveriges") == 0;
}

/* Whether a line before @i names the municipality of @text: the evaluated one. */
static bool names_evaluated(const Search *search, guint i, const char *text)
{
    gsize start, end;
    const KkMunicipality *here = kk_register_scan(text, 0, &start, &end);

    for (guint k = 0; here != NULL && k < i; k++)
        if (kk_register_find(parse_line(search->parse, k)->text, false, NULL) == here)
            return true;
    return false;
}

/* Whether line @i, @text, belongs to the people on the line before it. */
static bool goes_on(const Search *search, guint i, const char *text)
{
    const char *people = read_so_far(search->parse);
    g_autofree char *last = dup_last_piece(people);
    bool unfinished = g_str_has_suffix(people, ",") || (*last != '\0' && !is_employer(last));

    if (is_employer(text))
        return unfinished && !names_evaluated(search, i, text);
    if (ends_people(text))
        return false;
    return runs_on(people, text) ||
           (search->labelled && (kk_pattern_is(KK_PATTERN_NAMED, text) ||
                                 (unfinished && kk_pattern_is(KK_PATTERN_ROLE, text)) ||
                                 (*people == '\0' && is_half(text))));
}

/* ---- where one begins ---------------------------------------------------------------------- */

static bool is_person(const char *text)
{
    return kk_pattern_is(KK_PATTERN_PERSON, text) && !ends_people(text);
}

/* A name alone on its line, the association's below it. */
static bool is_someone(const Search *search, guint i, const char *text, guint end)
{
    return kk_pattern_is(KK_PATTERN_NAMED, text) && !ends_people(text) && i + 1 < end &&
           (strcmp(parse_line(search->parse, i + 1)->text, "SKL") == 0 ||
            strcmp(parse_line(search->parse, i + 1)->text, "SKR") == 0);
}

/* Where the field headed by the label on @line ends: the next begins beside it. A table has heads
 * of columns there, or the name itself. */
static double find_right(const KkLine *line)
{
    guint cell = kk_line_find_cell(line);

    if (cell == line->words->len)
        return G_MAXDOUBLE;
    g_autoptr(KkLine) label = kk_line_dup_words(line, 0, cell);
    g_autoptr(KkLine) next = kk_line_dup_words(line, cell, line->words->len - cell);
    g_autoptr(KkLine) head = kk_line_dup_words(next, 0, kk_line_find_cell(next));
    bool field = kk_pattern_is(KK_PATTERN_EVALUATORS_HEAD, label->text) &&
                 !g_str_has_suffix(label->text, ":") && !is_person(next->text) &&
                 !kk_pattern_is(KK_PATTERN_NAME, head->text) &&
                 !kk_pattern_is(KK_PATTERN_BESIDE_NAMES, head->text);

    return field ? next->box.x0 : G_MAXDOUBLE;
}

/* Whether @line, @i of the report, is a label; takes what stands behind it. A weak one, "Analys
 * av", heads the municipality's name as often as the people's. */
static bool read_label(Search *search, guint i, const KkLine *line)
{
    KkMatch match;

    if (!kk_pattern_match(KK_PATTERN_EVALUATORS_HEAD, line->text, 0, &match))
        return false;
    g_autofree char *rest = kk_match_dup(&match, "rest"), *weak = kk_match_dup(&match, "weak");
    bool person = rest != NULL && (is_person(rest) || (search->cover && weak == NULL));

    if (!search->cover && (weak != NULL || (rest != NULL && !person) ||
                           (rest != NULL && names_evaluated(search, i, rest)) ||
                           kk_pattern_is(KK_PATTERN_EVALUATED_BY, line->text)))
        return false;
    search->labelled = true;
    search->others = false;
    search->taken[i] = rest == NULL || person;
    if (search->cover && weak == NULL)
        people_of(search->parse);
    if (person)
        take_line(people_of(search->parse), line, match.ends[0] - strlen(rest));
    return true;
}

static bool begins_people(const Search *search, guint i, const char *text, guint end)
{
    if (kk_pattern_is(KK_PATTERN_EVALUATORS_ROLE, text))
        return (search->cover || search->labelled) && !names_evaluated(search, i, text);
    return search->cover && !search->others &&
           (is_person(text) || is_someone(search, i, text, end));
}

/* Takes the lines [search.first, end) that name people. */
static void search_lines(Search *search, guint end)
{
    for (guint i = search->first; i < end; i++) {
        const KkLine *whole = parse_line(search->parse, i);
        bool inside = i > search->first && search->taken[i - 1];

        search->right = inside ? MIN(search->right, find_right(whole)) : find_right(whole);
        g_autoptr(KkLine) line = kk_line_dup_between(whole, -G_MAXDOUBLE, search->right);
        if (line == NULL || read_label(search, i, line))
            continue;
        if (kk_pattern_is(KK_PATTERN_OTHERS_HEAD, line->text)) {
            search->others = true;
        } else if (begins_people(search, i, line->text, end) ||
                   (inside && (is_person(line->text) || goes_on(search, i, line->text)))) {
            take_line(people_of(search->parse), line, 0);
            search->taken[i] = true;
        }
    }
}

bool *parse_people(const Parse *parse, guint first, guint end)
{
    Search search = {.parse = parse, .first = first, .cover = true};

    search.taken = g_new0(bool, parse->lines->len + 1);
    search_lines(&search, end);
    for (guint i = 0; *read_so_far(parse) == '\0' && i < parse->lines->len;) {
        guint n = 0;

        while (i + n < parse->lines->len && parse->marks[i + n].area == 0 &&
               (parse->marks[i + n].kind == MARK_NONE || parse->marks[i + n].kind == MARK_FRONT))
            n++;
        Search body = {.parse = parse, .first = i, .taken = search.taken};
        search_lines(&body, i + n);
        i += MAX(n, 1);
    }
    return search.taken;
}

/* ---- sentences ------------------------------------------------------------------------------ */

void parse_people_sentence(const Parse *parse, const KkFlow *flow, gsize start, gsize end)
{
    g_autofree char *sentence = g_strndup(flow->text->str + start, end - start);
    KkMatch match, tail;

    if (*read_so_far(parse) != '\0' || kk_pattern_is(KK_PATTERN_PREVIOUS, sentence) ||
        (!kk_pattern_match(KK_PATTERN_EVALUATED_THEM, sentence, 0, &match) &&
         !kk_pattern_match(KK_PATTERN_EVALUATED_BY, sentence, 0, &match)))
        return;
    g_autofree char *people = kk_match_dup(&match, "people");
    g_autofree char *from =
        match.id == KK_PATTERN_EVALUATED_BY ? kk_match_dup(&match, "from") : NULL;
    gsize at = (gsize)(strstr(sentence, people) - sentence);

    while (kk_pattern_match(KK_PATTERN_BEHIND_PEOPLE, people, 0, &tail))
        people[tail.starts[0]] = '\0';
    g_autofree char *all =
        from != NULL ? g_strdup_printf("%s, %s", people, from) : g_strdup(people);
    if (!is_person(all))
        return;
    g_free(people_of(parse)->text);
    parse->draft->evaluators->text = g_steal_pointer(&all);
    kk_flow_place(flow, start + at, start + at + strlen(people), parse->draft->evaluators->at);
}
