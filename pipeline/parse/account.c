/* SPDX-License-Identifier: GPL-2.0-or-later */
/* account.c - where every word ended, and what of it looks as if it told results and was taken by
 * nothing: a doubt of its place.
 *
 * What a value's place covers was taken: whoever takes a word gives the value its place. The marks
 * tell the rest. What is left is judged by its shape alone: words that are not known are the
 * reason why it was not read. */
#include <kk/figures.h>
#include <kk/headings.h>

#include "outline.h"

#include <string.h>

/* Fewer rows with numbers, or questions, are no table. */
#define LEAST_ROWS 3
#define LEAST_QUESTIONS 8

/* A question is no shorter, bytes behind its code: headings of an outline have codes too. */
#define SHORTEST_QUESTION 15

void parse_unread(const Parse *parse, KkUnreadKind kind, const GPtrArray *lines, KkMessage *message)
{
    g_autofree char *text = kk_lines_dup_text(parse->layout, lines);
    g_autoptr(GArray) at = kk_at_new();

    for (guint i = 0; i < lines->len; i++) {
        const KkLine *line = g_ptr_array_index(lines, i);

        kk_line_place(line, at);
        for (guint w = 0; w < line->words->len; w++)
            g_hash_table_add(parse->unread, (gpointer)kk_line_word(line, w)->text);
    }
    g_ptr_array_add(parse->draft->unread, kk_unread_new(kind, text, at));
    kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at, message);
}

static void doubt(const Parse *parse, KkUnreadKind kind, KkMessageCode code, const GPtrArray *lines)
{
    const KkLine *first = g_ptr_array_index(lines, 0);

    parse_unread(parse, kind, lines, kk_message(code, NULL, KK_NUMBER(first->sheet)));
}

/* ---- tables and questions ----------------------------------------------------------------- */

/* Whether nothing took line @i of @sheet: a row of words and numbers, or numbers alone round the
 * cover, where they are no page's. */
static bool is_row_left(const Parse *parse, const Sheet *sheet, guint i)
{
    const KkTableLine *line = kk_table_line(sheet->table, i);
    const Mark *mark = &parse->marks[line->index];

    if (line->n_figures == 0)
        return false;
    if (mark->kind == MARK_FRONT || mark->kind == MARK_COVER)
        return strpbrk(line->line->text, "0123456789") != NULL &&
               strspn(line->line->text, "0123456789., ") == strlen(line->line->text);
    return line->label.n > 0 && sheet->lines[i].kind != ROW_SKIP && mark->kind == MARK_NONE &&
           mark->area == 0;
}

/* Rows of numbers that belong to no score table and to no summary. */
static void account_for_table(const Parse *parse, const Sheet *sheet)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();

    for (guint i = 0; i < sheet->table->lines->len; i++)
        if (is_row_left(parse, sheet, i))
            g_ptr_array_add(lines, (gpointer)kk_table_line(sheet->table, i)->line);
    if (lines->len >= LEAST_ROWS)
        doubt(parse, KK_UNREAD_TABLE, KK_SAYS_TABLE_UNREAD, lines);
}

/* The codes of the questions that were read. */
static GHashTable *codes_of(const KkDraft *draft)
{
    GHashTable *codes = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint a = 0; a < draft->areas->len; a++) {
        const KkDraftArea *area = g_ptr_array_index(draft->areas, a);

        for (guint i = 0; i < area->rows->len; i++)
            g_hash_table_add(codes, ((const KkDraftRow *)g_ptr_array_index(area->rows, i))->code);
    }
    return codes;
}

/* Whether @line begins as a question does whose code is none of @codes. */
static bool is_unread_question(const KkLine *line, GHashTable *codes)
{
    KkCode code;

    if (!g_ascii_isdigit(*line->text) || !kk_code_parse(line->text, &code) || code.area == 0 ||
        code.style != KK_CODE_POINT || strlen(line->text) < code.length + SHORTEST_QUESTION)
        return false;
    g_autofree char *wanted = g_strdup_printf("%d.%d", code.area, code.question);
    return !g_hash_table_contains(codes, wanted);
}

/* Questions that are no table's: set as headings, say, with their points in a line below. */
static void account_for_questions(const Parse *parse)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    g_autoptr(GHashTable) codes = codes_of(parse->draft);

    for (guint i = 0; i < parse->lines->len; i++)
        if (parse->marks[i].kind == MARK_NONE && is_unread_question(parse_line(parse, i), codes))
            g_ptr_array_add(lines, (gpointer)parse_line(parse, i));
    if (lines->len >= LEAST_QUESTIONS)
        doubt(parse, KK_UNREAD_TABLE, KK_SAYS_TABLE_UNREAD, lines);
}

/* ---- what the values' places cover -------------------------------------------------------- */

static void add_places(GArray *places, const KkAt *at)
{
    g_array_append_vals(places, at->data, at->len);
}

static void add_scores(GArray *places, const GPtrArray *scores, const GPtrArray *columns)
{
    for (guint i = 0; i < scores->len; i++)
        add_places(places, ((const KkDraftScore *)g_ptr_array_index(scores, i))->at);
    for (guint i = 0; i < columns->len; i++)
        add_places(places, ((const KkDraftColumn *)g_ptr_array_index(columns, i))->at);
}

static void add_items(GArray *places, const GPtrArray *items)
{
    for (guint i = 0; i < items->len; i++)
        add_places(places, ((const KkText *)g_ptr_array_index(items, i))->at);
}

static int by_page(gconstpointer a, gconstpointer b)
{
    return ((const KkPlace *)a)->page - ((const KkPlace *)b)->page;
}

/* The places of all values, page by page. */
static GArray *places_of(const KkDraft *draft)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(KkPlace));

    add_scores(places, draft->total_scores, draft->total_columns);
    for (guint a = 0; a < draft->areas->len; a++) {
        const KkDraftArea *area = g_ptr_array_index(draft->areas, a);

        for (guint i = 0; i < area->rows->len; i++)
            add_places(places, ((const KkDraftRow *)g_ptr_array_index(area->rows, i))->at);
        if (area->total != NULL)
            add_places(places, area->total->at);
        add_items(places, area->strengths);
        add_items(places, area->improvements);
        add_scores(places, area->scores, area->columns);
    }
    g_array_sort(places, by_page);
    return places;
}

static bool covers(const KkRect *box, const KkRect *word)
{
    double x = (word->x0 + word->x1) / 2, y = (word->y0 + word->y1) / 2;

    return x >= box->x0 && x <= box->x1 && y >= box->y0 && y <= box->y1;
}

/* Sets @ends, those of @line's words, where a value's place covers them, and that of the bullet
 * before them. @places: the page's. */
static void take_values(const KkLine *line, const KkPlace *places, guint n, guint8 *ends)
{
    g_autoptr(GArray) at = kk_at_new();
    bool weak = false;

    for (guint w = 0; w < line->words->len && !line->unplaced; w++) {
        g_array_set_size(at, 0);
        kk_word_place(line, kk_line_word(line, w), at);
        for (guint i = 0; i < n && ends[w] != KK_END_VALUE; i++)
            if (covers(&places[i].bbox, &g_array_index(at, KkPlace, 0).bbox))
                ends[w] = KK_END_VALUE;
    }
    if (line->words->len > 1 && ends[1] == KK_END_VALUE && kk_text_bullet(line->text, &weak) > 0)
        ends[0] = KK_END_VALUE;
}

/* ---- every word --------------------------------------------------------------------------- */

/* Where the words of line @i ended by its mark, @part being the last heading's above it. Of a
 * transcript, which has no places, the marks tell of the values too. */
static KkEnd end_of_line(const Parse *parse, guint i, MarkKind part)
{
    bool unplaced = parse_line(parse, i)->unplaced;

    switch (parse->marks[i].kind) {
    case MARK_FRONT:
    case MARK_COVER:
        return KK_END_COVER;
    case MARK_CONTENTS:
        return KK_END_CONTENTS;
    case MARK_TABLE:
        return unplaced ? KK_END_VALUE : KK_END_HEADING;
    case MARK_NONE:
        return part == MARK_END                                             ? KK_END_ANNEX
               : unplaced && mark_is_list(part) && parse->marks[i].area > 0 ? KK_END_VALUE
                                                                            : KK_END_TEXT;
    default:
        return KK_END_HEADING;
    }
}

/* Whether something was read from @sheet. */
static bool is_taken(const Parse *parse, const Sheet *sheet)
{
    for (guint i = 0; i < sheet->table->lines->len; i++)
        if (parse->marks[kk_table_line(sheet->table, i)->index].kind == MARK_TABLE)
            return true;
    return false;
}

/* The heads of summaries, which no mark tells. Returns: (transfer full): a set of indexes. */
static GHashTable *find_heads(const Parse *parse)
{
    GHashTable *heads = g_hash_table_new(NULL, NULL);

    for (guint s = 0; s < parse->sheets->len; s++) {
        const Sheet *sheet = g_ptr_array_index(parse->sheets, s);

        if (!is_taken(parse, sheet))
            continue;
        for (guint i = 0; i < sheet->table->lines->len; i++)
            if (kk_table_line(sheet->table, i)->is_head)
                g_hash_table_add(heads, GUINT_TO_POINTER(kk_table_line(sheet->table, i)->index));
    }
    return heads;
}

/* The part that line @i begins, or else @part. */
static MarkKind part_at(const Parse *parse, guint i, MarkKind part)
{
    MarkKind kind = parse->marks[i].kind;

    if (kind == MARK_END && kk_pattern_is(KK_PATTERN_TABLES_HEAD, parse_line(parse, i)->text))
        return MARK_TABLE;
    return kind == MARK_NONE || kind == MARK_TABLE ? part : kind;
}

static void find_ends(const Parse *parse)
{
    g_autoptr(GArray) places = places_of(parse->draft);
    g_autoptr(GHashTable) heads = find_heads(parse);
    GByteArray *ends = parse->draft->ends;
    MarkKind part = MARK_NONE;
    guint heading = 0; /* the line behind the last area's heading */
    guint from = 0;

    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        guint first = ends->len, n = 0;

        part = part_at(parse, i, part);
        if (parse->marks[i].kind == MARK_AREA)
            heading = i + parse->marks[i].lines;
        bool is_head = i < heading || g_hash_table_contains(heads, GUINT_TO_POINTER(i));
        KkEnd end = is_head ? KK_END_HEADING : end_of_line(parse, i, part);
        g_byte_array_set_size(ends, first + line->words->len);
        memset(ends->data + first, (int)end, line->words->len);
        while (from < places->len && g_array_index(places, KkPlace, from).page < line->sheet)
            from++;
        while (from + n < places->len &&
               g_array_index(places, KkPlace, from + n).page == line->sheet)
            n++;
        take_values(line, &g_array_index(places, KkPlace, from), n, ends->data + first);
    }
}

static void take_unread(const Parse *parse)
{
    guint8 *end = parse->draft->ends->data;

    for (guint i = 0; i < parse->lines->len; i++)
        for (guint w = 0; w < parse_line(parse, i)->words->len; w++, end++)
            if (*end != KK_END_VALUE &&
                g_hash_table_contains(parse->unread, kk_line_word(parse_line(parse, i), w)->text))
                *end = KK_END_UNREAD;
}

/* ---- chapters ----------------------------------------------------------------------------- */

static bool is_whole(const guint8 *ends, guint n, KkEnd end)
{
    for (guint i = 0; i < n; i++)
        if (ends[i] != end)
            return false;
    return true;
}

/* Whether @text begins with a bullet that no outline's number is, and goes on. */
static bool is_item(const char *text)
{
    bool weak = false;
    gsize n = kk_text_bullet(text, &weak);

    return n > 0 && text[n] != '\0' && !g_ascii_isdigit(*text);
}

/* Whether @text is a number that counts no area. */
static bool is_score(const Parse *parse, const char *text)
{
    KkFigure figure;

    return kk_figure_parse(text, &figure) && figure.set &&
           (figure.value > parse->draft->areas->len || figure.unit != KK_UNIT_NONE ||
            figure.has_max);
}

/* Whether line @i is a number and nothing else, or a heading with one. */
static bool is_number(const Parse *parse, guint i)
{
    const KkLine *line = parse_line(parse, i);
    bool number = is_score(parse, line->text);

    for (guint w = 0; w < line->words->len && parse->marks[i].kind == MARK_OTHER; w++)
        number = number || is_score(parse, kk_line_word(line, w)->text);
    return number;
}

/* Says that @lines, which it empties, were left in a chapter, if they look like items of a list. */
static void end_list(const Parse *parse, GPtrArray *lines)
{
    bool items = false;

    for (guint i = 0; i < lines->len; i++)
        items = items || is_item(((const KkLine *)g_ptr_array_index(lines, i))->text);
    if (items)
        doubt(parse, KK_UNREAD_LIST, KK_SAYS_LIST_UNREAD, lines);
    g_ptr_array_set_size(lines, 0);
}

static void account_for_number(const Parse *parse, guint i)
{
    g_autoptr(GPtrArray) lines = parse_slice(parse, i, i + 1);

    doubt(parse, KK_UNREAD_NUMBER, KK_SAYS_NUMBER_UNREAD, lines);
}

static bool is_unread(const Parse *parse, const KkLine *line)
{
    return g_hash_table_contains(parse->unread, kk_line_word(line, 0)->text);
}

/* Numbers apart in the chapters; and lines in or behind their lists that went into no item. */
static void account_for_chapters(const Parse *parse)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    const guint8 *ends = parse->draft->ends->data;
    MarkKind part = MARK_NONE; /* in a chapter: MARK_AREA, or the last list's */

    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        MarkKind kind = parse->marks[i].kind;
        guint n = line->words->len;

        if (kind == MARK_AREA || kind == MARK_END || kind == MARK_CONTENTS || mark_is_list(kind))
            part = kind;
        bool left = (part == MARK_AREA || mark_is_list(part)) && !is_unread(parse, line) &&
                    ((kind == MARK_NONE && is_whole(ends, n, KK_END_TEXT)) ||
                     (kind == MARK_OTHER && is_whole(ends, n, KK_END_HEADING)));

        if (left && is_number(parse, i))
            account_for_number(parse, i);
        else if (left && kind == MARK_NONE && mark_is_list(part) &&
                 line->size >= NOTE_SIZE_RATIO * parse->body_size)
            g_ptr_array_add(lines, (gpointer)line);
        else
            end_list(parse, lines);
        ends += n;
    }
    end_list(parse, lines);
}

/* ---- headings ------------------------------------------------------------------------------ */

static gboolean are_set_alike(gconstpointer a, gconstpointer b)
{
    return kk_line_is_set_as(a, b);
}

/* Lines set in each way in which the heads of chapters' parts are set that were understood. */
static GPtrArray *find_settings(const Parse *parse)
{
    GPtrArray *heads = g_ptr_array_new();

    for (guint i = 0; i < parse->lines->len; i++) {
        if (parse->marks[i].kind < MARK_TOPICS || parse->marks[i].kind > MARK_BOTH)
            continue;
        if (!g_ptr_array_find_with_equal_func(heads, parse_line(parse, i), are_set_alike, NULL))
            g_ptr_array_add(heads, (gpointer)parse_line(parse, i));
    }
    return heads;
}

static bool has_lists(const Parse *parse)
{
    for (guint a = 0; a < parse->draft->areas->len; a++) {
        const KkDraftArea *area = g_ptr_array_index(parse->draft->areas, a);

        if (area->strengths->len + area->improvements->len > 0)
            return true;
    }
    return false;
}

/* Whether line @i looks like the head of a part and is none that was understood. */
static bool is_heading_left(const Parse *parse, guint i, const GPtrArray *heads)
{
    MarkKind kind = parse->marks[i].kind;
    bool weak = false;

    if (is_number(parse, i) || kk_text_bullet(parse_line(parse, i)->text, &weak) > 0)
        return false;
    if (kind == MARK_OTHER)
        return !has_lists(parse);
    return kind == MARK_NONE && parse_is_heading(parse, i) &&
           g_ptr_array_find_with_equal_func((GPtrArray *)heads, parse_line(parse, i), are_set_alike,
                                            NULL);
}

/* Whether the report has its areas for improvement before its strengths. */
static bool are_lists_swapped(const Parse *parse)
{
    for (guint i = 0; i < parse->lines->len; i++)
        if (mark_is_list(parse->marks[i].kind))
            return parse->marks[i].kind == MARK_IMPROVEMENTS;
    return false;
}

/* Says of @headings, of a chapter that lacks a list, that they were not understood. Where a list is
 * to be expected one may head it: beside the head of the other list, or, where both are missing,
 * the last two. @known: how many stand before the list that is there; @first, @second: whether it
 * is that one. */
static void doubt_headings(const Parse *parse, const GArray *headings, guint known, bool first,
                           bool second)
{
    bool swapped = are_lists_swapped(parse);
    int n = (int)headings->len;
    int of_first = second ? (int)known - 1 : first || n < 2 ? -1 : n - 2;
    int of_second = first ? (int)known : second || n < 2 ? -1 : n - 1;

    for (int i = 0; i < n; i++) {
        const guint at = g_array_index(headings, guint, i);
        const KkLine *line = parse_line(parse, at);
        g_autoptr(GPtrArray) lines = parse_slice(parse, at, at + 1);
        KkMessageCode code = i == (swapped ? of_second : of_first)   ? KK_SAYS_STRENGTHS_UNREAD
                             : i == (swapped ? of_first : of_second) ? KK_SAYS_IMPROVEMENTS_UNREAD
                                                                     : KK_SAYS_HEADING_UNREAD;

        parse_unread(parse, KK_UNREAD_HEADING, lines,
                     kk_message(code, NULL, KK_NUMBER(line->sheet), KK_TEXT(line->text)));
    }
}

/* In a chapter that lacks a list, the one headed by line @head: headings set as others that were
 * understood, or, where no chapter has a list, those that most chapters have. @ends: of the line's
 * words. */
static void account_for_headings(const Parse *parse, guint head, const GPtrArray *heads,
                                 const guint8 *ends)
{
    const KkDraftArea *area = kk_draft_lookup_area(parse->draft, parse->marks[head].area);
    bool strengths = area != NULL && area->strengths->len > 0;
    bool improvements = area != NULL && area->improvements->len > 0;
    g_autoptr(GArray) headings = g_array_new(FALSE, FALSE, sizeof(guint));
    guint end = parse_chapter_end(parse, head), known = 0;

    if (strengths && improvements)
        return;
    for (guint i = head; i < end; i++) {
        guint n = parse_line(parse, i)->words->len;
        KkEnd left = parse->marks[i].kind == MARK_OTHER ? KK_END_HEADING : KK_END_TEXT;

        if (i >= head + parse->marks[head].lines && is_whole(ends, n, left) &&
            is_heading_left(parse, i, heads))
            g_array_append_val(headings, i);
        if (mark_is_list(parse->marks[i].kind))
            known = headings->len;
        ends += n;
    }
    if (are_lists_swapped(parse))
        doubt_headings(parse, headings, known, improvements, strengths);
    else
        doubt_headings(parse, headings, known, strengths, improvements);
}

static void account_for_all_headings(const Parse *parse)
{
    g_autoptr(GPtrArray) heads = find_settings(parse);
    const guint8 *ends = parse->draft->ends->data;

    for (guint i = 0; i < parse->lines->len; i++) {
        if (parse->marks[i].kind == MARK_AREA)
            account_for_headings(parse, i, heads, ends);
        ends += parse_line(parse, i)->words->len;
    }
}

static int in_reading_order(gconstpointer a, gconstpointer b)
{
    const KkUnread *one = *(KkUnread *const *)a, *other = *(KkUnread *const *)b;
    const KkPlace *place = &g_array_index(one->at, KkPlace, 0);
    const KkPlace *behind = &g_array_index(other->at, KkPlace, 0);

    if (place->page != behind->page)
        return place->page - behind->page;
    return (place->bbox.y0 > behind->bbox.y0) - (place->bbox.y0 < behind->bbox.y0);
}

void parse_account(Parse *parse)
{
    find_ends(parse);
    for (guint s = 0; s < parse->sheets->len; s++)
        account_for_table(parse, g_ptr_array_index(parse->sheets, s));
    account_for_questions(parse);
    account_for_all_headings(parse);
    account_for_chapters(parse);
    take_unread(parse);
    g_ptr_array_sort(parse->draft->unread, in_reading_order);
}
