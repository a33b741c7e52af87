/* SPDX-License-Identifier: GPL-2.0-or-later */
/* suspect_parts.c - parts of chapters that were taken for others: lists for text, tables for
 * lists, one area's for another's; and a summary that nothing took. */
#include <kk/figures.h>

#include "suspects.h"

#include <math.h>
#include <string.h>

/* Fewer rows with numbers are no table. */
#define LEAST_ROWS 3

/* Fewer lines with bullets are no list. */
#define LEAST_BULLETS 2

/* Fewer names of areas with numbers are no summary. */
#define LEAST_NAMED 5

static bool is_topic(const KkDraftArea *area, const char *text)
{
    for (guint i = 0; i < area->topics->len; i++)
        if (g_str_has_prefix(g_ptr_array_index(area->topics, i), text))
            return true;
    return false;
}

/* Whether @text, with which a score may stand, begins as a topic does. */
static bool begins_topic(const KkDraftArea *area, const char *text)
{
    for (guint i = 0; i < area->topics->len; i++)
        if (g_str_has_prefix(text, g_ptr_array_index(area->topics, i)))
            return true;
    return is_topic(area, text);
}

/* Topics without the bullet that the others have, set otherwise, or written as a sentence. */
static void doubt_topics(const Parse *parse)
{
    const KkLine *first = NULL; /* of the box */

    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        const Mark *mark = &parse->marks[i];
        const KkDraftArea *area = kk_draft_lookup_area(parse->draft, mark->area);

        if (mark->kind != MARK_NONE)
            first = NULL;
        if (mark->kind == MARK_TOPICS && i + 1 < parse->lines->len)
            first = parse_line(parse, i + 1);
        if (mark->kind != MARK_NONE || first == NULL || area == NULL || line == first ||
            !is_topic(area, line->text) ||
            !(suspects_has_bullet(first) ||
              fabs(first->size - line->size) > SAME_SIZE * first->size ||
              (g_str_has_suffix(line->text, ".") && !g_str_has_suffix(first->text, "."))))
            continue;
        g_autoptr(GArray) at = kk_at_new();
        kk_line_place(line, at);
        suspects_doubt_text(parse, at, line->text);
    }
}

/* Two headings abreast, one of which heads a list: nothing took them for that. */
static void doubt_headings(const Parse *parse)
{
    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        guint second = 0;

        if (parse->marks[i].kind != MARK_NONE || parse->marks[i].area == 0 ||
            (second = parse_second_head(line)) == 0 ||
            !(mark_is_list(parse_part_of_words(line, 0, second)) ||
              mark_is_list(parse_part_of_words(line, second, line->words->len - second))))
            continue;
        g_autoptr(GArray) at = kk_at_new();
        kk_line_place(line, at);
        kk_diagnostics_add(
            parse->doubts, KK_SEVERITY_WARNING, at,
            kk_message(KK_SAYS_HEADING_UNREAD, NULL, KK_NUMBER(line->sheet), KK_TEXT(line->text)));
    }
}

/* Items of a list among a chapter's text: lines with bullets before its lists that are no topics.
 */
static void doubt_bullets(const Parse *parse)
{
    g_autoptr(GArray) at = NULL;
    bool listed = false;
    guint n = 0;

    for (guint i = 0; i <= parse->lines->len; i++) {
        const Mark *mark = i < parse->lines->len ? &parse->marks[i] : NULL;
        bool weak = true;

        if (mark == NULL || mark->kind != MARK_NONE || mark->area == 0) {
            if (n >= LEAST_BULLETS)
                kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                                   kk_message(KK_SAYS_LIST_UNREAD, NULL,
                                              KK_NUMBER(g_array_index(at, KkPlace, 0).page)));
            g_clear_pointer(&at, g_array_unref);
            n = 0;
        }
        if (mark == NULL)
            return;
        listed =
            mark->kind == MARK_AREA ? mark->of != MARK_NONE : listed || mark_is_list(mark->kind);
        const KkLine *line = parse_line(parse, i);
        gsize bullet = mark->kind == MARK_NONE && mark->area != 0 && !listed
                           ? kk_text_bullet(line->text, &weak)
                           : 0;
        if (bullet == 0 || weak ||
            begins_topic(kk_draft_lookup_area(parse->draft, mark->area), line->text + bullet))
            continue;
        if (at == NULL)
            at = kk_at_new();
        kk_line_place(line, at);
        n++;
    }
}

/* Whether bullets stand within @text as well: items of a list that is set as running text. */
static bool has_bullets_within(const char *text)
{
    bool weak = true;

    for (const char *p = strchr(text, ' '); p != NULL; p = strchr(p + 1, ' '))
        if (kk_text_bullet(p + 1, &weak) > 0 && !weak)
            return true;
    return false;
}

/* Of a chapter: lines of its text with bullets within, and headings behind its lists that begin
 * with one. */
static void doubt_marks(const Parse *parse)
{
    bool listed = false;

    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        const Mark *mark = &parse->marks[i];
        bool weak = true;
        listed =
            mark->kind == MARK_AREA ? mark->of != MARK_NONE : listed || mark_is_list(mark->kind);
        bool within =
            mark->kind == MARK_NONE && mark->area > 0 && !listed && has_bullets_within(line->text);
        bool heads =
            (mark->kind == MARK_OTHER || mark->kind == MARK_END || mark->kind == MARK_TABLE) &&
            listed && kk_text_bullet(line->text, &weak) > 0 && !weak;

        if (!within && !heads)
            continue;
        g_autoptr(GArray) at = kk_at_new();
        kk_line_place(line, at);
        kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                           kk_message(KK_SAYS_LIST_UNREAD, NULL, KK_NUMBER(line->sheet)));
    }
}

/* Whether @line names an area and has a number behind it, @figure. */
static bool reads_as_summary(const Parse *parse, const KkLine *line, KkFigure *figure)
{
    if (line->words->len < 2 ||
        !kk_figure_parse(kk_line_word(line, line->words->len - 1)->text, figure) || !figure->set)
        return false;
    for (guint k = 0; k < parse->draft->areas->len; k++) {
        const char *name = ((const KkDraftArea *)g_ptr_array_index(parse->draft->areas, k))->name;

        if (name != NULL && *name != '\0' && strstr(line->text, name) != NULL)
            return true;
    }
    return false;
}

/* Areas' names on one page, each with a number behind it that is no page's, since they go down as
 * well: a summary that nothing took. */
static void doubt_summary(const Parse *parse)
{
    g_autoptr(GArray) at = NULL;
    double before = 0;
    guint n = 0;
    bool down = false;

    for (guint i = 0; i <= parse->lines->len; i++) {
        const KkLine *line = i < parse->lines->len ? parse_line(parse, i) : NULL;
        KkFigure figure;

        if (i == 0 || line == NULL || line->page != parse_line(parse, i - 1)->page) {
            if (n >= LEAST_NAMED && down)
                kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                                   kk_message(KK_SAYS_TABLE_UNREAD, NULL,
                                              KK_NUMBER(g_array_index(at, KkPlace, 0).page)));
            g_clear_pointer(&at, g_array_unref);
            at = kk_at_new();
            n = 0;
            before = 0;
            down = false;
        }
        if (line == NULL)
            break;
        if (parse->marks[i].kind != MARK_NONE || parse->marks[i].area != 0 ||
            !reads_as_summary(parse, line, &figure))
            continue;
        kk_line_place(line, at);
        down = down || figure.value < before;
        before = figure.value;
        n++;
    }
}

/* Rows of numbers on one page of a chapter that went into its text or its lists. */
static void doubt_tables(const Parse *parse)
{
    for (guint s = 0; s < parse->sheets->len; s++) {
        const Sheet *sheet = g_ptr_array_index(parse->sheets, s);
        g_autoptr(GArray) at = NULL;
        guint n = 0;
        int page = 0;

        for (guint i = 0; i < sheet->table->lines->len && n < LEAST_ROWS; i++) {
            const KkTableLine *line = kk_table_line(sheet->table, i);
            const Mark *mark = &parse->marks[line->index];

            if (line->n_figures == 0 || line->label.n == 0 || mark->kind != MARK_NONE ||
                mark->area == 0)
                continue;
            if (line->line->page != page) {
                g_clear_pointer(&at, g_array_unref);
                at = kk_at_new();
                n = 0;
            }
            page = line->line->page;
            kk_line_place(line->line, at);
            n++;
        }
        if (n >= LEAST_ROWS)
            kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                               kk_message(KK_SAYS_TABLE_AS_TEXT, NULL,
                                          KK_NUMBER(g_array_index(at, KkPlace, 0).page)));
    }
}

/* A chapter that goes from one list to the other and back holds another's lists: its heading was
 * not understood. */
static void doubt_chapters(const Parse *parse)
{
    MarkKind last = MARK_NONE;
    guint n = 0;
    int area = 0;

    for (guint i = 0; i < parse->lines->len; i++) {
        MarkKind kind = parse->marks[i].kind;

        if (kind == MARK_AREA) {
            area = parse->marks[i].area;
            n = 0;
        }
        if (kind == MARK_AREA || kind == MARK_END || kind == MARK_CONTENTS)
            last = kind;
        if (!mark_is_list(kind) || last == MARK_END || last == MARK_CONTENTS || last == MARK_NONE)
            continue;
        bool again = kind == MARK_BOTH && last == MARK_BOTH &&
                     parse_line(parse, i)->page == parse_line(parse, i - 1)->page;
        n += kind != last || again;
        last = kind;
        if (n <= 2 || area == 0)
            continue;
        g_autoptr(GArray) at = kk_at_new();
        kk_line_place(parse_line(parse, i), at);
        kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                           kk_message(KK_SAYS_LIST_REPEATED, NULL,
                                      KK_NUMBER(parse_line(parse, i)->sheet), KK_NUMBER(area)));
    }
}

void suspects_doubt_parts(const Parse *parse)
{
    doubt_topics(parse);
    doubt_tables(parse);
    doubt_headings(parse);
    doubt_bullets(parse);
    doubt_marks(parse);
    doubt_summary(parse);
    doubt_chapters(parse);
}
