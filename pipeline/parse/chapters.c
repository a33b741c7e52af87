/* chapters.c - an area's chapter: its box, the text under Allmänt, its two lists. */
#include <kk/edition.h>

#include "outline.h"

#include <string.h>

/* The number of the box stands under its head, give or take: ems of the text. */
#define SCORE_COLUMN_EM 3.0

/* ---- heading ---------------------------------------------------------------------- */

static void add_score(KkDraftArea *area, const KkMatch *match, const KkLine *line, guint word)
{
    KkDraftScore *score = kk_draft_score_new(KK_WHERE_CHAPTER, kk_match_dup(match, "score"));

    kk_word_place(line, kk_line_word(line, word), score->at);
    g_ptr_array_add(area->scores, score);
}

/* The word of @line that holds byte @offset of its text. */
static guint word_at(const KkLine *line, gsize offset)
{
    gsize end = 0;

    for (guint i = 0; i < line->words->len; i++) {
        end += strlen(kk_line_word(line, i)->text) + 1;
        if (offset < end)
            return i;
    }
    return line->words->len - 1;
}

/* A score at the end of a heading or on its own line. */
static bool read_score_line(KkDraftArea *area, const KkLine *line, KkPatternId pattern)
{
    KkMatch match;

    if (!kk_pattern_match(pattern, line->text, 0, &match))
        return false;
    add_score(area, &match, line, word_at(line, match.starts[1]));
    return true;
}

/* The same behind the area's number: "Område 1. Poäng: 66". */
static bool read_numbered_score(KkDraftArea *area, const KkLine *line)
{
    KkMatch match;

    if (!kk_pattern_match(KK_PATTERN_AREA_HEAD, line->text, 0, &match) ||
        kk_match_int(&match, "number", 0) != area->number || line->words->len < 3)
        return false;
    g_autoptr(KkLine) rest = kk_line_dup_words(line, 2, line->words->len - 2);
    return read_score_line(area, rest, KK_PATTERN_SCORE_LINE);
}

static char *dup_heading_name(const char *heading)
{
    const char *text = kk_text_skip_outline(heading);
    KkMatch match;
    g_autofree char *name = kk_area_title_dup(text);

    if (name == NULL)
        name = g_strdup(text);
    if (kk_pattern_match(KK_PATTERN_SCORE_TAIL, name, 0, &match)) {
        name[match.starts[0]] = '\0';
        g_strchomp(name);
        while (g_str_has_suffix(name, ":") || g_str_has_suffix(name, "(") ||
               g_str_has_suffix(name, " -") || g_str_has_suffix(name, " |")) {
            name[strlen(name) - 1] = '\0';
            g_strchomp(name);
        }
        if (g_str_has_suffix(name, " –"))
            name[strlen(name) - 4] = '\0';
    }
    return g_strdup(g_strstrip(name));
}

static void read_heading(const Parse *parse, KkDraftArea *area, guint head)
{
    g_autoptr(GPtrArray) lines = parse_slice(parse, head, head + parse->marks[head].lines);
    g_autoptr(KkFlow) flow = kk_flow_new(parse->layout, lines);
    KkMatch match;

    g_free(area->name);
    area->name = dup_heading_name(flow->text->str);
    if (!kk_pattern_match(KK_PATTERN_SCORE_TAIL, flow->text->str, 0, &match))
        return;
    KkDraftScore *score = kk_draft_score_new(KK_WHERE_CHAPTER, kk_match_dup(&match, "score"));
    kk_flow_place(flow, match.starts[1], match.ends[1], score->at);
    g_ptr_array_add(area->scores, score);
}

/* ---- the box ---------------------------------------------------------------------- */

/* The word Poäng that heads the box's column: on the box's first line or the next; before
 * the other head or behind it. */
static const KkWord *find_score_head(const Parse *parse, guint first, guint end)
{
    for (guint i = first; i < MIN(end, first + 2); i++) {
        const KkLine *line = parse_line(parse, i);

        for (guint w = 0; w < line->words->len; w++)
            if (kk_pattern_is(KK_PATTERN_SCORE_HEAD, kk_line_word(line, w)->text))
                return kk_line_word(line, w);
    }
    return NULL;
}

static bool is_under(const KkWord *word, const KkWord *head, double size)
{
    double x = (word->box.x0 + word->box.x1) / 2;

    return x > head->box.x0 - SCORE_COLUMN_EM * size && x < head->box.x1 + SCORE_COLUMN_EM * size;
}

/* Takes the score off a line of the box. Returns: (transfer full): what is left, or %NULL. */
static KkLine *take_score(KkDraftArea *area, const KkLine *line, const KkWord *head)
{
    guint n = line->words->len;
    KkMatch match;

    for (guint w = 0; w < n && head != NULL; w++) {
        const KkWord *word = kk_line_word(line, w);
        bool apart = w == 0 || word->box.x0 - kk_line_word(line, w - 1)->box.x1 > line->size;

        if (!apart || !is_under(word, head, line->size) ||
            !kk_pattern_match(KK_PATTERN_NUMBER, word->text, 0, &match))
            continue;
        KkDraftScore *score = kk_draft_score_new(KK_WHERE_CHAPTER, kk_match_dup(&match, "number"));
        kk_word_place(line, word, score->at);
        g_ptr_array_add(area->scores, score);
        return w > 0 ? kk_line_dup_words(line, 0, w) : n > 1 ? kk_line_dup_words(line, 1, n) : NULL;
    }
    return kk_line_dup_words(line, 0, n);
}

/* Whether a line is too wide for the box, where that ends with the scores: running text
 * under it, without a heading. */
static bool leaves_box(const KkLine *line, const KkWord *head, const KkLine *first)
{
    return head != NULL && head->box.x1 >= first->box.x1 &&
           line->box.x1 > head->box.x1 + SCORE_COLUMN_EM * line->size;
}

static bool begins_lower(const char *text)
{
    return g_unichar_islower(g_utf8_get_char(text));
}

/* A topic without a bullet that begins in lower case goes on with the one before: where
 * the box's cell ends, and so whether a line had to, is not known. */
static void append_to_last(GPtrArray *topics, char *rest)
{
    char *last = g_ptr_array_index(topics, topics->len - 1);

    g_ptr_array_index(topics, topics->len - 1) = g_strconcat(last, " ", rest, NULL);
    g_free(last);
    g_free(rest);
}

static void read_box(const Parse *parse, KkDraftArea *area, guint first, guint end)
{
    const KkWord *head = find_score_head(parse, first, end);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);

    for (guint i = first + 1; i < end; i++) {
        const KkLine *line = parse_line(parse, i);

        if (kk_pattern_is(KK_PATTERN_SCORE_HEAD, line->text))
            continue;
        if (leaves_box(line, head, parse_line(parse, first)))
            break;
        if (read_score_line(area, line, KK_PATTERN_SCORE_LINE))
            continue;
        KkLine *topic = take_score(area, line, head);
        if (topic != NULL)
            g_ptr_array_add(lines, topic);
    }
    g_autoptr(GPtrArray) topics = kk_layout_items(parse->layout, lines, G_MAXDOUBLE);
    for (guint i = 0; i < topics->len; i++) {
        const KkBlock *block = g_ptr_array_index(topics, i);
        char *topic = kk_lines_dup_text(parse->layout, block->lines);

        if (!block->marked && area->topics->len > 0 && begins_lower(topic))
            append_to_last(area->topics, topic);
        else
            g_ptr_array_add(area->topics, topic);
    }
}

/* ---- text and lists --------------------------------------------------------------- */

/* Where a part ends before the next heading that is known: at one that is not. */
static guint find_part_end(const Parse *parse, guint first, guint end)
{
    bool bold_text = true, any = false;

    for (guint i = first; i < end && any == false; i++)
        if (strlen(parse_line(parse, i)->text) > 40) {
            bold_text = parse_line(parse, i)->bold;
            any = true;
        }
    for (guint i = first; i < end; i++) {
        const KkLine *line = parse_line(parse, i);
        bool weak = false;

        if (line->heading || line->size > 1.12 * parse->body_size)
            return i;
        if (any && !bold_text && line->bold && line->words->len > 0 && i > first &&
            kk_text_bullet(line->text, &weak) == 0 &&
            (kk_line_leading(parse_line(parse, i - 1), line) < 0 ||
             kk_line_leading(parse_line(parse, i - 1), line) > 1.5 * line->size))
            return i;
    }
    return end;
}

static void read_overview(const Parse *parse, KkDraftArea *area, guint first, guint end)
{
    g_autoptr(GPtrArray) lines = parse_slice(parse, first, find_part_end(parse, first, end));
    g_autoptr(GPtrArray) paragraphs = kk_layout_paragraphs(parse->layout, lines);
    GString *text = g_string_new(area->overview);

    for (guint i = 0; i < paragraphs->len; i++) {
        const KkBlock *block = g_ptr_array_index(paragraphs, i);
        g_autofree char *paragraph = kk_lines_dup_text(parse->layout, block->lines);

        if (text->len > 0)
            g_string_append_c(text, '\n');
        g_string_append(text, paragraph);
    }
    g_free(area->overview);
    area->overview = text->len > 0 ? g_string_free(text, FALSE) : (g_string_free(text, TRUE), NULL);
}

/* @right: of the column, where the list stands in one; else 0. */
static void read_items(const Parse *parse, GPtrArray *items, const GPtrArray *lines, double right)
{
    g_autoptr(GPtrArray) blocks = kk_layout_items(parse->layout, lines, right);

    for (guint i = 0; i < blocks->len; i++) {
        const KkBlock *block = g_ptr_array_index(blocks, i);
        KkText *item = kk_text_new(kk_lines_dup_text(parse->layout, block->lines));

        for (guint l = 0; l < block->lines->len; l++)
            kk_line_place(g_ptr_array_index(block->lines, l), item->at);
        g_ptr_array_add(items, item);
    }
}

static void read_list(const Parse *parse, GPtrArray *items, guint first, guint end)
{
    g_autoptr(GPtrArray) lines = parse_slice(parse, first, find_part_end(parse, first, end));

    read_items(parse, items, lines, 0);
}

static void read_both(const Parse *parse, KkDraftArea *area, guint head, guint end)
{
    g_autoptr(GPtrArray) lines = parse_slice(parse, head, find_part_end(parse, head + 1, end));
    g_autoptr(GPtrArray) sides = kk_layout_abreast(lines);
    GPtrArray *lists[] = {area->strengths, area->improvements};

    for (guint side = 0; side < 2; side++) {
        const GPtrArray *list = g_ptr_array_index(sides, side);

        read_items(parse, lists[side], list, kk_lines_right(list));
    }
}

/* ---- the chapter ------------------------------------------------------------------ */

static guint next_mark(const Parse *parse, guint from, guint end)
{
    while (from < end && parse->marks[from].kind == MARK_NONE)
        from++;
    return from;
}

static void read_part(const Parse *parse, KkDraftArea *area, guint head, guint end)
{
    switch (parse->marks[head].kind) {
    case MARK_TOPICS:
        read_box(parse, area, head, end);
        break;
    case MARK_OVERVIEW:
        read_overview(parse, area, head + 1, end);
        break;
    case MARK_STRENGTHS:
        read_list(parse, area->strengths, head + 1, end);
        break;
    case MARK_IMPROVEMENTS:
        read_list(parse, area->improvements, head + 1, end);
        break;
    case MARK_BOTH:
        read_both(parse, area, head, end);
        break;
    default:
        break;
    }
}

static bool ends_chapter(MarkKind kind)
{
    return kind == MARK_AREA || kind == MARK_TABLE || kind == MARK_END || kind == MARK_CONTENTS;
}

static guint find_chapter_end(const Parse *parse, guint head)
{
    guint i = head + 1;

    while (i < parse->lines->len && !ends_chapter(parse->marks[i].kind))
        i++;
    return i;
}

static void read_chapter(const Parse *parse, guint head)
{
    KkDraftArea *area = kk_draft_ensure_area(parse->draft, parse->marks[head].area);
    guint end = find_chapter_end(parse, head);
    guint i = head + parse->marks[head].lines;

    read_heading(parse, area, head);
    for (guint first = next_mark(parse, i, end); i < first; i++)
        if (!read_score_line(area, parse_line(parse, i), KK_PATTERN_SCORE_LINE) &&
            !read_numbered_score(area, parse_line(parse, i)))
            read_score_line(area, parse_line(parse, i), KK_PATTERN_SCORE_SENTENCE);
    while (i < end) {
        guint next = next_mark(parse, i + 1, end);

        read_part(parse, area, i, next);
        i = next;
    }
    for (guint k = head; k < end; k++)
        parse->marks[k].area = area->number;
}

void parse_chapters(Parse *parse)
{
    for (guint i = 0; i < parse->lines->len; i++)
        if (parse->marks[i].kind == MARK_AREA)
            read_chapter(parse, i);
}
