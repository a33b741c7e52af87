/* SPDX-License-Identifier: GPL-2.0-or-later */
/* chapters.c - an area's chapter: its box, its text, its two lists.
 *
 * The headings that were marked part a chapter into runs of lines, each of one kind; what
 * stands before the lists and in no box is the area's text. A heading that comes again at the
 * top of a page is that of the run that goes on there. */
#include <kk/edition.h>
#include <kk/headings.h>

#include "chapter_scores.h"

#include <string.h>

/* No topic is longer, bytes: the longest in the editions has 74. */
#define LONGEST_TOPIC 80

/* What must speak for the lists having been taken for one another: items, and by how much more of
 * the strengths than of the others tell what should be done. */
#define LEAST_ITEMS 4
#define LEAST_ADVICE 0.3

/* ---- heading ---------------------------------------------------------------------- */

/* A web page's link behind a heading, "[redigera]", is not of it. */
static void drop_link(char *name)
{
    char *link = strrchr(name, '[');

    if (link != NULL && link > name && g_str_has_suffix(name, "]")) {
        *link = '\0';
        g_strchomp(name);
    }
}

static char *dup_heading_name(const char *heading)
{
    const char *text = kk_text_skip_outline(heading);
    g_autofree char *name = kk_area_title_dup(text);

    if (name == NULL)
        name = g_strdup(text);
    drop_link(name);
    g_autofree char *bare = g_strchomp(parse_dup_without_score(name));
    if (g_str_has_suffix(bare, ":")) /* its score stands on the next line */
        bare[strlen(bare) - 1] = '\0';
    return g_strdup(g_strstrip(bare));
}

/* The score that ends the heading's text, or its first line, beside which it stands.
 * @match: (out): offsets alone. Returns: the byte of the text behind it; 0: there is none. */
static gsize find_score(const char *text, const KkLine *first, KkMatch *match)
{
    const gsize n = strlen(text), n_first = MIN(n, strlen(first->text));

    if (kk_pattern_match(KK_PATTERN_SCORE_TAIL, text, 0, match))
        return n;
    g_autofree char *beginning = g_strndup(text, n_first);
    return kk_pattern_match(KK_PATTERN_SCORE_TAIL, beginning, 0, match) ? n_first : 0;
}

static void read_heading(const Parse *parse, KkDraftArea *area, guint head)
{
    g_autoptr(GPtrArray) lines = parse_slice(parse, head, head + parse->marks[head].lines);
    g_autoptr(KkFlow) flow = kk_flow_new(parse->layout, lines);
    KkMatch match;
    const gsize end = find_score(flow->text->str, parse_line(parse, head), &match);

    g_free(area->name);
    area->name = dup_heading_name(flow->text->str);
    if (end == 0) {
        /* on the line of its number, which may stand small above the name */
        if (!chapter_read_numbered_score(parse, area, parse_line(parse, head)) && head > 0)
            chapter_read_numbered_score(parse, area, parse_line(parse, head - 1));
        return;
    }
    KkDraftScore *score =
        kk_draft_score_new(KK_WHERE_CHAPTER, g_strndup(flow->text->str + match.starts[1],
                                                       match.ends[1] - match.starts[1]));
    kk_flow_place(flow, match.starts[1], match.ends[1], score->at);
    g_ptr_array_add(area->scores, score);
    if (end < flow->text->len) {
        g_string_erase(flow->text, (gssize)match.starts[0], (gssize)(end - match.starts[0]));
        g_free(area->name);
        area->name = dup_heading_name(flow->text->str);
    }
}

/* ---- the runs of a chapter --------------------------------------------------------- */

typedef struct {
    MarkKind kind;    /* MARK_NONE: nobody's */
    KkLine *head;     /* owned; NULL: it has none */
    GPtrArray *lines; /* of KkLine, lent or made for it */
} Run;

static void run_free(gpointer data)
{
    Run *run = data;

    kk_line_free(run->head);
    g_ptr_array_unref(run->lines);
    g_free(run);
}

static Run *add_run(GPtrArray *runs, MarkKind kind, const KkLine *head)
{
    Run *run = g_new0(Run, 1);

    run->kind = kind;
    run->head = head != NULL ? kk_line_dup_words(head, 0, head->words->len) : NULL;
    run->lines = g_ptr_array_new();
    g_ptr_array_add(runs, run);
    return run;
}

/* Of a list's head: that of the other list, where it stands beside it; else 0. */
static guint find_beside(const Parse *parse, guint head, guint end)
{
    const KkLine *line = parse_line(parse, head);

    for (guint i = head + 1; i < end && parse_line(parse, i)->page == line->page; i++) {
        MarkKind kind = parse->marks[i].kind;

        if (mark_is_list(kind) && kind != MARK_BOTH)
            return kind + parse->marks[head].kind == MARK_STRENGTHS + MARK_IMPROVEMENTS &&
                           ABS(kk_line_leading(line, parse_line(parse, i))) < 0.5 * line->size
                       ? i
                       : 0;
    }
    return 0;
}

static bool begins_page(const Parse *parse, guint i)
{
    return i > 0 && parse_line(parse, i - 1)->page != parse_line(parse, i)->page;
}

/* Begins the run under the heading @i, or goes on with @run. */
static Run *enter(const Parse *parse, guint i, guint end, Run *run, bool *listed, GPtrArray *runs)
{
    const KkLine *line = parse_line(parse, i);
    MarkKind kind = parse->marks[i].kind;
    guint beside = mark_is_list(kind) && kind != MARK_BOTH ? find_beside(parse, i, end) : 0;

    if (beside > 0)
        parse->marks[beside].kind = kind = MARK_BOTH;
    if (kind == run->kind && (kind == MARK_BOTH || begins_page(parse, i)))
        return run;
    if (mark_is_list(run->kind) && run->lines->len == 0 && g_str_has_suffix(line->text, ":"))
        return run; /* which leads in to the items */
    if (kind == MARK_TABLE || kind == MARK_OTHER || kind == MARK_OVERVIEW) {
        if (*listed)
            return run->kind == MARK_NONE ? run : add_run(runs, MARK_NONE, NULL);
        return run->kind == MARK_OVERVIEW && run->head == NULL && kind == MARK_TABLE
                   ? run
                   : add_run(runs, MARK_OVERVIEW, line);
    }
    *listed = *listed || mark_is_list(kind);
    run = add_run(runs, kind, line);
    if (beside > 0) {
        const KkLine *right = parse_line(parse, beside);

        g_array_append_vals(run->head->words, right->words->data, right->words->len);
        kk_line_settle(run->head);
    }
    return run;
}

/* ---- the box ---------------------------------------------------------------------- */

/* Whether @line, with those behind the box's @topics so far, is running text under it: too wide
 * for the box, where that ends with the scores, or for any; or left of the topics' text. */
static bool leaves_box(const KkLine *line, const KkWord *head, const KkLine *first)
{
    return strlen(line->text) > LONGEST_TOPIC ||
           (head != NULL && head->box.x1 >= first->box.x1 &&
            line->box.x1 > head->box.x1 + SCORE_COLUMN_EM * line->size);
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

static void read_box(const Parse *parse, KkDraftArea *area, const GPtrArray *lines)
{
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

static const KkLine *line_at(const GPtrArray *lines, guint i)
{
    return g_ptr_array_index(lines, i);
}

/* Whether line @i of a run stands off as a heading does that is in no other chapter. */
static bool is_heading(const Parse *parse, const GPtrArray *lines, guint i, bool bold_text)
{
    const KkLine *line = line_at(lines, i);
    bool weak = false;

    if (line->heading ||
        (line->size > KK_HEADING_SIZE_RATIO * parse->body_size && strlen(line->text) > 3))
        return true;
    if (bold_text || !line->bold || i == 0 || kk_text_bullet(line->text, &weak) > 0)
        return false;
    double leading = kk_line_leading(line_at(lines, i - 1), line);
    return leading < 0 || leading > 1.5 * line->size;
}

static bool is_bold_text(const GPtrArray *lines)
{
    for (guint i = 0; i < lines->len; i++)
        if (strlen(line_at(lines, i)->text) > 40)
            return line_at(lines, i)->bold;
    return true;
}

/* Ends a list at a heading, and leaves the notes at the foot of a page out. Returns whether there
 * was a heading. */
static bool trim_list(const Parse *parse, GPtrArray *lines)
{
    bool bold_text = is_bold_text(lines), ended = false;

    for (guint i = 0; i < lines->len;) {
        if (is_heading(parse, lines, i, bold_text)) {
            g_ptr_array_set_size(lines, (gint)i);
            ended = true;
        } else if (line_at(lines, i)->size < NOTE_SIZE_RATIO * line_at(lines, 0)->size) {
            g_ptr_array_remove_index(lines, i);
        } else {
            i++;
        }
    }
    return ended;
}

/* The headings of its own in a text are not of it. */
static void drop_headings(const Parse *parse, GPtrArray *lines)
{
    bool bold_text = is_bold_text(lines);

    for (guint i = lines->len; i > 0; i--)
        if (is_heading(parse, lines, i - 1, bold_text) ||
            line_at(lines, i - 1)->size < NOTE_SIZE_RATIO * parse->body_size)
            g_ptr_array_remove_index(lines, i - 1);
}

/* The overview's head may stand beside its first line: "Beskrivning   Chefen på enheten …". */
static void drop_side_head(GPtrArray *lines)
{
    const KkLine *first = lines->len > 0 ? line_at(lines, 0) : NULL;
    guint text = first != NULL ? parse_second_head(first) : 0;

    if (text == 0 || parse_part_of_words(first, 0, text) != MARK_OVERVIEW)
        return;
    KkLine *rest = kk_line_dup_words(first, text, first->words->len - text);
    kk_line_free(g_ptr_array_index(lines, 0));
    g_ptr_array_index(lines, 0) = rest;
}

static void read_text(const Parse *parse, KkDraftArea *area, GPtrArray *lines)
{
    drop_side_head(lines);
    drop_headings(parse, lines);
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

/* A list written as running text: items parted by semicolons. */
static bool is_running(const char *text)
{
    const char *first = strstr(text, "; ");

    return first != NULL && strstr(first + 1, "; ") != NULL;
}

static void add_running_items(const Parse *parse, GPtrArray *items, const GPtrArray *lines)
{
    g_autoptr(KkFlow) flow = kk_flow_new(parse->layout, lines);
    const char *text = flow->text->str;

    for (gsize start = 0, end; text[start] != '\0'; start = end + strspn(text + end, "; ")) {
        const char *semicolon = strstr(text + start, "; ");

        end = semicolon != NULL ? (gsize)(semicolon - text) : flow->text->len;
        KkText *item = kk_text_new(g_strndup(text + start, end - start));
        kk_flow_place(flow, start, end, item->at);
        g_ptr_array_add(items, item);
    }
}

/* Whether block @i is a sentence that leads to the items behind it: "Utvärderarna vill lyfta
 * fram:". */
static bool leads_in(const GPtrArray *blocks, guint i, const char *text)
{
    return i == 0 && blocks->len > 1 && g_str_has_suffix(text, ":") &&
           !((const KkBlock *)g_ptr_array_index(blocks, 0))->marked &&
           ((const KkBlock *)g_ptr_array_index(blocks, 1))->marked;
}

/* @right: of the column, where the list stands in one; else 0. */
static void read_items(const Parse *parse, GPtrArray *items, const GPtrArray *lines, double right)
{
    g_autoptr(GPtrArray) blocks = kk_layout_items(parse->layout, lines, right);

    for (guint i = 0; i < blocks->len; i++) {
        const KkBlock *block = g_ptr_array_index(blocks, i);
        char *text = kk_lines_dup_text(parse->layout, block->lines);

        if (leads_in(blocks, i, text)) {
            g_free(text);
            continue;
        }
        if (!block->marked && is_running(text)) {
            g_free(text);
            add_running_items(parse, items, block->lines);
            continue;
        }
        KkText *item = kk_text_new(text);
        for (guint l = 0; l < block->lines->len; l++)
            kk_line_place(g_ptr_array_index(block->lines, l), item->at);
        g_ptr_array_add(items, item);
    }
}

/* How many lines from @i on are one of the chapter's topics, which heads the items below it. */
static guint count_topic_lines(const KkDraftArea *area, const GPtrArray *lines, guint i)
{
    const char *text = line_at(lines, i)->text;
    gsize n = strlen(text);

    for (guint t = 0; t < area->topics->len; t++) {
        const char *topic = g_ptr_array_index(area->topics, t);

        if (strncmp(topic, text, n) != 0)
            continue;
        if (topic[n] == '\0')
            return 1;
        if (topic[n] == ' ' && i + 1 < lines->len &&
            strcmp(topic + n + 1, line_at(lines, i + 1)->text) == 0)
            return 2;
    }
    return 0;
}

static void read_list(const Parse *parse, const KkDraftArea *area, GPtrArray *items,
                      const GPtrArray *lines)
{
    g_autoptr(GPtrArray) below = g_ptr_array_new(); /* one topic */
    bool ended = false;

    for (guint i = 0; i < lines->len && !ended; i++) {
        guint n = count_topic_lines(area, lines, i);

        if (n == 0)
            g_ptr_array_add(below, g_ptr_array_index(lines, i));
        else
            i += n - 1;
        if (n == 0 && i + 1 < lines->len)
            continue;
        ended = trim_list(parse, below);
        read_items(parse, items, below, 0);
        g_ptr_array_set_size(below, 0);
    }
}

static void read_both(const Parse *parse, KkDraftArea *area, const Run *run)
{
    bool swapped = parse_improvements_first(run->head);
    GPtrArray *lists[] = {swapped ? area->improvements : area->strengths,
                          swapped ? area->strengths : area->improvements};

    g_ptr_array_insert(run->lines, 0, run->head);
    g_autoptr(GPtrArray) sides = kk_layout_abreast(run->lines);
    for (guint side = 0; side < 2; side++) {
        const GPtrArray *list = g_ptr_array_index(sides, side);

        read_items(parse, lists[side], list, kk_lines_right(list));
    }
}

/* ---- the chapter ------------------------------------------------------------------ */

/* Takes what the box says off the lines of a run before the lists, of which @topics gets those of
 * the box and @text the others. */
static void part_run(const Parse *parse, KkDraftArea *area, const Run *run, const KkWord *head,
                     GPtrArray *topics, GPtrArray *text)
{
    bool in_box = run->kind == MARK_TOPICS;

    for (guint i = 0; i < run->lines->len; i++) {
        const KkLine *line = line_at(run->lines, i);

        in_box = in_box && !leaves_box(line, head, run->head);
        if (!in_box && run->head == NULL &&
            ((i == 0 && chapter_read_large_number(parse, area, line)) ||
             chapter_read_numbered_score(parse, area, line) ||
             chapter_read_score_line(parse, area, line, KK_PATTERN_SCORE_SENTENCE)))
            continue;
        if ((in_box || run->head == NULL) && kk_pattern_is(KK_PATTERN_SCORE_BESIDE, line->text))
            continue;
        KkLine *rest = chapter_skip_score(parse, area, line, head);
        if (rest != NULL)
            g_ptr_array_add(in_box ? topics : text, rest);
    }
}

static void read_run(const Parse *parse, KkDraftArea *area, const Run *run, const KkWord *head)
{
    g_autoptr(GPtrArray) topics = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
    g_autoptr(GPtrArray) text = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);

    switch (run->kind) {
    case MARK_TOPICS:
    case MARK_OVERVIEW:
        part_run(parse, area, run, head, topics, text);
        read_box(parse, area, topics);
        read_text(parse, area, text);
        break;
    case MARK_STRENGTHS:
    case MARK_IMPROVEMENTS:
        chapter_take_score_behind(parse, area, run->lines);
        read_list(parse, area, run->kind == MARK_STRENGTHS ? area->strengths : area->improvements,
                  run->lines);
        break;
    case MARK_BOTH:
        trim_list(parse, run->lines);
        read_both(parse, area, run);
        break;
    default:
        break;
    }
}

/* Whether line @i is the "av 100" of a score that stands large in another column: no line of a list
 * goes on with it above the line before. */
static bool is_beside_score(const Parse *parse, guint i)
{
    return i > 0 && kk_line_leading(parse_line(parse, i - 1), parse_line(parse, i)) < 0 &&
           kk_pattern_is(KK_PATTERN_SCORE_BESIDE, parse_line(parse, i)->text);
}

/* Whether line @i is none of the topics or items among which it stands. */
static bool is_foreign(const Parse *parse, guint i, MarkKind kind)
{
    if (!mark_is_list(kind) && kind != MARK_TOPICS)
        return false;
    return kk_pattern_is(KK_PATTERN_ASIDE, parse_line(parse, i)->text) ||
           (kind != MARK_TOPICS && is_beside_score(parse, i));
}

/* The chapter's runs; @last: (out): the line behind the last one that is somebody's. */
static GPtrArray *find_runs(const Parse *parse, guint head, guint end, guint *last)
{
    GPtrArray *runs = g_ptr_array_new_with_free_func(run_free);
    MarkKind of = parse->marks[head].of;
    Run *run = add_run(runs, of != MARK_NONE ? of : MARK_OVERVIEW, NULL);
    bool listed = of != MARK_NONE;

    *last = head + parse->marks[head].lines;
    for (guint i = *last; i < end; i++) {
        if (parse->marks[i].kind != MARK_NONE)
            run = enter(parse, i, end, run, &listed, runs);
        else if (!is_foreign(parse, i, run->kind))
            g_ptr_array_add(run->lines, (gpointer)parse_line(parse, i));
        if (run->kind != MARK_NONE)
            *last = i + 1;
    }
    return runs;
}

static bool ends_chapter(MarkKind kind)
{
    return kind == MARK_AREA || kind == MARK_END || kind == MARK_CONTENTS;
}

/* The size of the chapter's heading at line @head: a smaller "OMRÅDE 1" may stand above its name, a
 * smaller score beside it. */
static double heading_size(const Parse *parse, guint head)
{
    double size = 0;

    for (guint i = head; i < head + parse->marks[head].lines && i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);

        size = MAX(size, MAX(line->size, kk_line_word(line, 0)->style.size));
    }
    return size;
}

static bool has_letters(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (g_unichar_isalpha(g_utf8_get_char(text)))
            return true;
    return false;
}

/* A heading that is set larger than the chapter's own, of @size; a large score is none. */
static bool outranks(const KkLine *line, double size)
{
    return MIN(line->size, kk_line_word(line, 0)->style.size) > 1.05 * size &&
           strlen(line->text) > 5 && has_letters(line->text) &&
           !kk_pattern_is(KK_PATTERN_SCORE_LINE, line->text);
}

guint parse_chapter_end(const Parse *parse, guint head)
{
    const double size = heading_size(parse, head);
    guint i = head + parse->marks[head].lines;

    while (i < parse->lines->len && !ends_chapter(parse->marks[i].kind) &&
           !((parse->marks[i].kind == MARK_NONE || mark_is_list(parse->marks[i].kind)) &&
             outranks(parse_line(parse, i), size)))
        i++;
    return i;
}

static void read_chapter(const Parse *parse, guint head)
{
    KkDraftArea *area = kk_draft_ensure_area(parse->draft, parse->marks[head].area);
    guint end = parse_chapter_end(parse, head), last = end;
    const KkWord *column = chapter_find_column(parse, head + parse->marks[head].lines, end);

    chapter_take_strips(parse, area, head + parse->marks[head].lines, end);
    g_autoptr(GPtrArray) runs = find_runs(parse, head, end, &last);
    read_heading(parse, area, head);
    for (guint i = 0; i < runs->len; i++)
        read_run(parse, area, g_ptr_array_index(runs, i), column);
    for (guint k = head; k < last; k++)
        parse->marks[k].area = area->number;
}

/* ---- which list is which ------------------------------------------------------------ */

static void count_advice(const GPtrArray *items, guint *n_advice, guint *n)
{
    for (guint i = 0; i < items->len; i++)
        *n_advice +=
            kk_pattern_is(KK_PATTERN_ADVICE, ((const KkText *)g_ptr_array_index(items, i))->text);
    *n += items->len;
}

/* Where no word of the heads tells which list is which, what their items say does. */
static void order_lists(const Parse *parse)
{
    guint n_strengths = 0, n_improvements = 0, advice_strengths = 0, advice_improvements = 0;

    for (guint i = 0; i < parse->draft->areas->len; i++) {
        const KkDraftArea *area = g_ptr_array_index(parse->draft->areas, i);

        count_advice(area->strengths, &advice_strengths, &n_strengths);
        count_advice(area->improvements, &advice_improvements, &n_improvements);
    }
    if (n_strengths < LEAST_ITEMS || n_improvements < LEAST_ITEMS ||
        (double)advice_strengths / n_strengths <
            (double)advice_improvements / n_improvements + LEAST_ADVICE)
        return;
    for (guint i = 0; i < parse->draft->areas->len; i++) {
        KkDraftArea *area = g_ptr_array_index(parse->draft->areas, i);
        GPtrArray *strengths = area->strengths;

        area->strengths = area->improvements;
        area->improvements = strengths;
    }
}

void parse_chapters(Parse *parse)
{
    for (guint i = 0; i < parse->lines->len; i++)
        if (parse->marks[i].kind == MARK_AREA)
            read_chapter(parse, i);
    if (parse->lists_guessed)
        order_lists(parse);
}
