/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parts.c - the headings of a chapter's parts: box, text, strengths, areas for improvement.
 *
 * Words that many reports use are in the catalogue. Others are told by what they stand over:
 * a heading that is repeated in most chapters and set alike there heads the list that the
 * words leave open. */
#include <kk/edition.h>
#include <kk/headings.h>

#include "outline.h"

#include <string.h>

#define SHORTEST_HEAD 4 /* bytes */
#define LONGEST_HEAD 90

/* What speaks for two repeated headings as those of the two lists, and what must at least: a word,
 * or a list, and one more sign. */
#define LEANS 3.0
#define IS_LIST 2.0
#define IN_ORDER 1.0
#define IS_BEHIND 0.1
#define LEAST_GAIN 2.5

/* ---- by their words --------------------------------------------------------------- */

/* "S TYRKOR": capitals set apart too unevenly for the layout to join. */
static char *dup_joined(const char *text)
{
    GString *joined = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p++)
        if (*p != ' ')
            g_string_append_c(joined, *p);
    return g_string_free(joined, FALSE);
}

static MarkKind part_of_text(const char *text)
{
    static const struct {
        KkPatternId pattern;
        MarkKind kind;
    } parts[] = {
        {KK_PATTERN_TOPICS_HEAD, MARK_TOPICS},
        {KK_PATTERN_OVERVIEW_HEAD, MARK_OVERVIEW},
        {KK_PATTERN_STRENGTHS_HEAD, MARK_STRENGTHS},
        {KK_PATTERN_IMPROVEMENTS_HEAD, MARK_IMPROVEMENTS},
        {KK_PATTERN_END_HEAD, MARK_END},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (kk_pattern_is(parts[i].pattern, text))
            return parts[i].kind;
    return MARK_NONE;
}

/* @text behind the sign that may stand for the list it heads: "+ Styrkor". */
static const char *skip_sign(const char *text)
{
    static const char *const signs[] = {"+ ", "- ", "– ", "− "};

    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
        if (g_str_has_prefix(text, signs[i]))
            return text + strlen(signs[i]);
    return text;
}

/* A head without what may stand round it: its number or sign, "(forts.)", a note's digit. */
static char *dup_bare(const char *text)
{
    const char *inner = kk_text_skip_outline(skip_sign(text));
    char *title = inner == text ? kk_area_title_dup(inner) : NULL; /* "4. Styrkor" */
    char *bare = title != NULL ? title : g_strdup(inner);
    char *bracket = strstr(bare, " (");
    gsize n;

    if (bracket != NULL && g_str_has_suffix(bare, ")"))
        *bracket = '\0';
    for (n = strlen(bare); n > 1 && g_ascii_isdigit(bare[n - 1]) && bare[n - 2] != ' ';)
        bare[--n] = '\0';
    return bare;
}

/* A list's head that names its area: "Styrkor inom offentlighet och demokrati". */
static MarkKind part_of_named(const char *text)
{
    static const char *const links[] = {" inom ", " – ", ": ", " i "};

    for (gsize i = 0; i < G_N_ELEMENTS(links); i++) {
        const char *link = strstr(text, links[i]);

        if (link == NULL || kk_editions_find_area(link + strlen(links[i])) == 0)
            continue;
        g_autofree char *head = g_strndup(text, (gsize)(link - text));
        MarkKind kind = part_of_text(head);
        return mark_is_list(kind) ? kind : MARK_NONE;
    }
    return MARK_NONE;
}

static MarkKind part_of_bare(const char *text)
{
    MarkKind kind = part_of_text(text);

    if (kind == MARK_NONE)
        kind = part_of_named(text);

    gsize last = strlen(text) - 1;

    if (kind != MARK_NONE || !(text[last] == ')' || g_ascii_isdigit(text[last]) ||
                               g_ascii_isdigit(*text) || skip_sign(text) != text))
        return kind;
    g_autofree char *bare = dup_bare(text);
    return strcmp(bare, text) != 0 ? part_of_text(bare) : MARK_NONE;
}

guint parse_second_head(const KkLine *line)
{
    guint second = 0;

    for (guint w = 1; w < line->words->len; w++)
        if (kk_line_word(line, w)->box.x0 - kk_line_word(line, w - 1)->box.x1 > 2 * line->size) {
            if (second > 0)
                return 0;
            second = w;
        }
    return second;
}

MarkKind parse_part_of_words(const KkLine *line, guint first, guint n)
{
    g_autoptr(KkLine) part = kk_line_dup_words(line, first, n);

    return part_of_bare(part->text);
}

/* Both lists' headings on one line, wide apart. */
static bool is_both(const KkLine *line)
{
    guint second = parse_second_head(line);

    if (second == 0)
        return false;
    MarkKind left = parse_part_of_words(line, 0, second);
    return (left == MARK_STRENGTHS || left == MARK_IMPROVEMENTS) &&
           left + parse_part_of_words(line, second, line->words->len - second) ==
               MARK_STRENGTHS + MARK_IMPROVEMENTS;
}

/* What the words of a heading lean to: 1: areas for improvement; -1: strengths. */
static int lean(const char *text)
{
    return kk_pattern_is(KK_PATTERN_LIKE_IMPROVEMENTS, text) ? 1
           : kk_pattern_is(KK_PATTERN_LIKE_STRENGTHS, text)  ? -1
                                                             : 0;
}

bool parse_improvements_first(const KkLine *line)
{
    guint second = parse_second_head(line);
    g_autoptr(KkLine) left = kk_line_dup_words(line, 0, second);
    g_autoptr(KkLine) right = kk_line_dup_words(line, second, line->words->len - second);
    MarkKind kind = part_of_bare(left->text);

    return mark_is_list(kind) ? kind == MARK_IMPROVEMENTS : lean(left->text) > lean(right->text);
}

static MarkKind part_of_line(const KkLine *line)
{
    gsize length = strlen(line->text);

    bool added = kk_words_count(KK_WORDS_NONE) > 0; /* of any length */

    if (length < (added ? 1 : SHORTEST_HEAD) || length > 2 * LONGEST_HEAD)
        return MARK_NONE;
    if (is_both(line))
        return MARK_BOTH;
    if (length > LONGEST_HEAD && !added)
        return MARK_NONE;
    MarkKind kind = part_of_bare(line->text);
    if (kind == MARK_NONE && line->words->len > 1 && !kk_text_has_lower(line->text)) {
        g_autofree char *joined = dup_joined(line->text);
        kind = part_of_text(joined);
    }
    return kind;
}

/* A known head that is larger than the line above it by this does not go on from it. */
#define LARGER_RATIO 1.05
#define OUT_EM 0.5

/* Whether it begins so far left of the line above, an item's, that it does not go on from it. */
static bool hangs_out(const KkLine *line, const KkLine *above)
{
    return line->page == above->page && line->box.x0 < above->box.x0 - OUT_EM * line->size;
}

static bool stands_alone(const Parse *parse, guint i)
{
    const KkLine *line = parse_line(parse, i);

    return i == 0 || parse_is_heading(parse, i) || !kk_text_has_lower(line->text) ||
           line->size > LARGER_RATIO * parse_line(parse, i - 1)->size ||
           hangs_out(line, parse_line(parse, i - 1)) ||
           kk_line_stands_alone(line, parse_line(parse, i - 1));
}

void parse_parts(Parse *parse)
{
    for (guint i = 0; i < parse->lines->len; i++) {
        if (parse->marks[i].kind != MARK_NONE)
            continue;
        MarkKind kind = part_of_line(parse_line(parse, i));

        if (kind != MARK_NONE && stands_alone(parse, i))
            parse->marks[i].kind = kind;
    }
}

/* ---- by where they stand ---------------------------------------------------------- */

/* What the lines that are repeated in most chapters have in common. */
typedef struct {
    guint first; /* the first of them */
    guint n_lines;
    guint n_heads; /* over a text or a list */
    guint n_lists; /* over a list with bullets or numbers */
    MarkKind kind;
} Group;

static bool is_part(MarkKind kind)
{
    return kind >= MARK_TOPICS && kind <= MARK_BOTH;
}

static Group *group_at(const GArray *groups, guint i)
{
    return &g_array_index(groups, Group, i);
}

static GArray *describe_groups(const Parse *parse, const guint *of_line)
{
    GArray *groups = g_array_new(FALSE, TRUE, sizeof(Group));

    for (guint i = 0; i < parse->lines->len; i++) {
        if (of_line[i] == 0)
            continue;
        if (of_line[i] > groups->len)
            g_array_set_size(groups, of_line[i]);
        Group *group = group_at(groups, of_line[i] - 1);
        bool heads = i + 1 < parse->lines->len && parse->marks[i + 1].kind == MARK_NONE &&
                     of_line[i + 1] == 0;
        bool weak = false;

        if (group->n_lines++ == 0)
            group->first = i;
        if (is_part(parse->marks[i].kind))
            group->kind = parse->marks[i].kind;
        group->n_heads += heads;
        if (heads) {
            const KkLine *next = parse_line(parse, i + 1);
            group->n_lists += next->item || kk_text_bullet(next->text, &weak) > 0;
        }
    }
    return groups;
}

static bool is_open(const Group *group)
{
    return group->kind == MARK_NONE && 2 * group->n_heads > group->n_lines;
}

static int lean_of(const Parse *parse, const Group *group)
{
    return lean(parse_line(parse, group->first)->text);
}

static bool is_list(const Group *group)
{
    return 2 * group->n_lists > group->n_heads;
}

static int find_kind(const GArray *groups, MarkKind kind)
{
    for (guint i = 0; i < groups->len; i++)
        if (group_at(groups, i)->kind == kind)
            return (int)i;
    return -1;
}

/* How likely group @strengths heads the strengths and @improving the areas for improvement; -1:
 * none does. The strengths come first in most reports; both stand behind the text. */
static double rate(const Parse *parse, const GArray *groups, int strengths, int improving)
{
    double rating = strengths >= 0 && strengths < improving ? IN_ORDER : 0;

    if (strengths >= 0)
        rating += IS_LIST * is_list(group_at(groups, (guint)strengths)) + IS_BEHIND * strengths -
                  LEANS * lean_of(parse, group_at(groups, (guint)strengths));
    if (improving >= 0)
        rating += IS_LIST * is_list(group_at(groups, (guint)improving)) + IS_BEHIND * improving +
                  LEANS * lean_of(parse, group_at(groups, (guint)improving));
    return rating;
}

static bool may_head(const GArray *groups, int i, int known)
{
    return known >= 0 ? i == known : i < 0 || is_open(group_at(groups, (guint)i));
}

/* Both lists side by side under heads on one line. */
static bool name_both(const Parse *parse, GArray *groups)
{
    for (guint i = 0; i < groups->len; i++) {
        Group *group = group_at(groups, i);

        if (is_open(group) && (is_list(group) || lean_of(parse, group) != 0) &&
            parse_second_head(parse_line(parse, group->first)) > 0) {
            group->kind = MARK_BOTH;
            return true;
        }
    }
    return false;
}

/* Names the heads of the lists that no words tell: the likeliest pair. */
static void name_lists(Parse *parse, GArray *groups)
{
    int known_strengths = find_kind(groups, MARK_STRENGTHS), strengths = known_strengths;
    int known_improving = find_kind(groups, MARK_IMPROVEMENTS), improving = known_improving;
    double most = rate(parse, groups, strengths, improving) + LEAST_GAIN;

    if ((strengths >= 0 && improving >= 0) || find_kind(groups, MARK_BOTH) >= 0)
        return;
    parse->lists_guessed = strengths < 0 && improving < 0;
    if (parse->lists_guessed && name_both(parse, groups))
        return;
    for (int s = -1; s < (int)groups->len; s++)
        for (int i = -1; i < (int)groups->len; i++) {
            if (!may_head(groups, s, known_strengths) || !may_head(groups, i, known_improving) ||
                s == i)
                continue;
            double rating = rate(parse, groups, s, i);

            if (rating > most) {
                most = rating;
                strengths = s;
                improving = i;
            }
        }
    if (strengths >= 0)
        group_at(groups, (guint)strengths)->kind = MARK_STRENGTHS;
    if (improving >= 0)
        group_at(groups, (guint)improving)->kind = MARK_IMPROVEMENTS;
}

/* Words of a box: they come again too, and head nothing. */
static bool tells_score(const char *text)
{
    return kk_pattern_is(KK_PATTERN_SCORE_LINE, text) ||
           kk_pattern_is(KK_PATTERN_SCORE_HEAD, text) ||
           kk_pattern_is(KK_PATTERN_SCORE_BESIDE, text);
}

static void name_others(const Parse *parse, GArray *groups)
{
    int strengths = find_kind(groups, MARK_STRENGTHS);

    for (guint i = 0; i < groups->len; i++) {
        Group *group = group_at(groups, i);

        if (group->kind != MARK_NONE || tells_score(parse_line(parse, group->first)->text))
            continue;
        group->kind = (int)i < strengths && 2 * group->n_lists > group->n_lines &&
                              find_kind(groups, MARK_TOPICS) < 0
                          ? MARK_TOPICS
                          : MARK_OTHER;
    }
}

/* The chapter of each line that may be a heading of its parts, from 1; 0: none. The topics of a
 * box may be the same in all of them. */
static guint *number_sections(const Parse *parse)
{
    guint *sections = g_new0(guint, parse->lines->len + 1);
    guint n = 0;

    for (guint i = 0; i < parse->lines->len; i++) {
        if (parse->marks[i].kind != MARK_AREA)
            continue;
        guint end = parse_chapter_end(parse, i);

        bool in_box = false;

        n++;
        for (guint k = i + parse->marks[i].lines; k < end; k++) {
            if (parse->marks[k].kind != MARK_NONE)
                in_box = parse->marks[k].kind == MARK_TOPICS;
            if (parse->marks[k].kind != MARK_TABLE && !(in_box && !parse_is_heading(parse, k)))
                sections[k] = n;
        }
    }
    return sections;
}

static MarkKind kind_of_words(const Parse *parse, const GArray *groups, const KkLine *line,
                              guint first, guint end)
{
    g_autoptr(KkLine) part = kk_line_dup_words(line, first, end - first);

    for (guint i = 0; i < groups->len; i++)
        if (strcmp(part->text, parse_line(parse, group_at(groups, i)->first)->text) == 0)
            return group_at(groups, i)->kind;
    return MARK_NONE;
}

/* Heads of both lists that stand beside each other here, and by themselves in other chapters. */
static bool is_pair(const Parse *parse, const GArray *groups, const KkLine *line)
{
    guint second = parse_second_head(line);

    if (second == 0)
        return false;
    MarkKind left = kind_of_words(parse, groups, line, 0, second);
    MarkKind right = kind_of_words(parse, groups, line, second, line->words->len);
    return mark_is_list(left) && mark_is_list(right) &&
           left + right == MARK_STRENGTHS + MARK_IMPROVEMENTS;
}

void parse_repeated_parts(Parse *parse)
{
    g_autofree guint *sections = number_sections(parse);
    g_autofree guint *of_line = kk_headings_repeated(parse->layout, sections);
    g_autoptr(GArray) groups = describe_groups(parse, of_line);

    name_lists(parse, groups);
    name_others(parse, groups);
    for (guint i = 0; i < parse->lines->len; i++) {
        if (parse->marks[i].kind != MARK_NONE)
            continue;
        if (of_line[i] > 0)
            parse->marks[i].kind = group_at(groups, of_line[i] - 1)->kind;
        else if (sections[i] > 0 && is_pair(parse, groups, parse_line(parse, i)))
            parse->marks[i].kind = MARK_BOTH;
    }
}
