/* parts.c - the headings of a chapter's parts: box, text, strengths, areas for improvement.
 *
 * Words that many reports use are in the catalogue. Others are told by what they stand over:
 * a heading that is repeated in most chapters and set alike there heads the list that the
 * words leave open. */
#include <kk/headings.h>

#include "outline.h"

#include <string.h>

#define SHORTEST_HEAD 4 /* bytes */
#define LONGEST_HEAD 70

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
    char *bare = g_strdup(kk_text_skip_outline(skip_sign(text)));
    char *bracket = strstr(bare, " (");
    gsize n;

    if (bracket != NULL && g_str_has_suffix(bare, ")"))
        *bracket = '\0';
    for (n = strlen(bare); n > 1 && g_ascii_isdigit(bare[n - 1]) && bare[n - 2] != ' ';)
        bare[--n] = '\0';
    return bare;
}

static MarkKind part_of_bare(const char *text)
{
    MarkKind kind = part_of_text(text);

    gsize last = strlen(text) - 1;

    if (kind != MARK_NONE ||
        !(text[last] == ')' || g_ascii_isdigit(text[last]) || g_ascii_isdigit(*text) ||
          skip_sign(text) != text))
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

static MarkKind part_of_words(const KkLine *line, guint first, guint n)
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
    MarkKind left = part_of_words(line, 0, second);
    return (left == MARK_STRENGTHS || left == MARK_IMPROVEMENTS) &&
           left + part_of_words(line, second, line->words->len - second) ==
               MARK_STRENGTHS + MARK_IMPROVEMENTS;
}

bool parse_improvements_first(const KkLine *line)
{
    guint second = parse_second_head(line);
    g_autoptr(KkLine) left = kk_line_dup_words(line, 0, second);
    g_autoptr(KkLine) right = kk_line_dup_words(line, second, line->words->len - second);

    return kk_pattern_is(KK_PATTERN_LIKE_IMPROVEMENTS, left->text) &&
           !kk_pattern_is(KK_PATTERN_LIKE_IMPROVEMENTS, right->text);
}

static MarkKind part_of_line(const KkLine *line)
{
    gsize length = strlen(line->text);

    if (length < SHORTEST_HEAD || length > 2 * LONGEST_HEAD)
        return MARK_NONE;
    if (is_both(line))
        return MARK_BOTH;
    if (length > LONGEST_HEAD)
        return MARK_NONE;
    MarkKind kind = part_of_bare(line->text);
    if (kind == MARK_NONE && line->words->len > 1 && !kk_text_has_lower(line->text)) {
        g_autofree char *joined = dup_joined(line->text);
        kind = part_of_text(joined);
    }
    return kind;
}

static bool stands_alone(const Parse *parse, guint i)
{
    const KkLine *line = parse_line(parse, i);

    return i == 0 || parse_is_heading(parse, i) || !kk_text_has_lower(line->text) ||
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

/* How likely a group of unknown words heads the list of @kind. */
static int rate(const Parse *parse, const Group *group, MarkKind kind)
{
    const char *text = parse_line(parse, group->first)->text;
    bool improves = kk_pattern_is(KK_PATTERN_LIKE_IMPROVEMENTS, text);
    bool strong = !improves && kk_pattern_is(KK_PATTERN_LIKE_STRENGTHS, text);
    int rating = 2 * group->n_lists > group->n_heads ? 2 : 0;

    if (kind == MARK_STRENGTHS)
        return rating + (strong ? 3 : improves ? -3 : 0);
    return rating + (improves ? 3 : strong ? -3 : 0);
}

/* Of the open groups [first, end): the likeliest head of the list of @kind, which must be rated
 * @least; of equals the last where @last, else the first. -1: none is. */
static int find_likeliest(const Parse *parse, const GArray *groups, guint first, guint end,
                          MarkKind kind, int least, bool last)
{
    int best = -1, most = least;

    for (guint i = first; i < end; i++) {
        if (!is_open(group_at(groups, i)))
            continue;
        int rating = rate(parse, group_at(groups, i), kind);

        if (rating > most || (rating == most && (best < 0 || last))) {
            most = rating;
            best = (int)i;
        }
    }
    return best;
}

static int find_kind(const GArray *groups, MarkKind kind)
{
    for (guint i = 0; i < groups->len; i++)
        if (group_at(groups, i)->kind == kind)
            return (int)i;
    return -1;
}

/* Names the heads of the lists that no words tell. What stands behind the strengths is taken for
 * their counterpart even where bullets are not written; what stands before the areas for
 * improvement may be the chapter's text. */
static void name_lists(const Parse *parse, GArray *groups)
{
    int strengths = find_kind(groups, MARK_STRENGTHS);
    int improving = find_kind(groups, MARK_IMPROVEMENTS);

    for (guint i = 0; i < groups->len && strengths < 0 && improving < 0; i++)
        if (is_open(group_at(groups, i)) && rate(parse, group_at(groups, i), MARK_NONE) >= 2 &&
            parse_second_head(parse_line(parse, group_at(groups, i)->first)) > 0)
            group_at(groups, i)->kind = MARK_BOTH;
    if (find_kind(groups, MARK_BOTH) >= 0)
        return;
    if (improving < 0)
        improving = find_likeliest(parse, groups, (guint)(strengths + 1), groups->len,
                                   MARK_IMPROVEMENTS, strengths >= 0 ? 0 : 2, strengths < 0);
    if (strengths < 0 && improving >= 0)
        strengths = find_likeliest(parse, groups, 0, (guint)improving, MARK_STRENGTHS, 0, true);
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

void parse_repeated_parts(Parse *parse)
{
    g_autofree guint *sections = number_sections(parse);
    g_autofree guint *of_line = kk_headings_repeated(parse->layout, sections);
    g_autoptr(GArray) groups = describe_groups(parse, of_line);

    name_lists(parse, groups);
    name_others(parse, groups);
    for (guint i = 0; i < parse->lines->len; i++)
        if (of_line[i] > 0 && parse->marks[i].kind == MARK_NONE)
            parse->marks[i].kind = group_at(groups, of_line[i] - 1)->kind;
}
