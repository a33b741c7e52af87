/* SPDX-License-Identifier: GPL-2.0-or-later */
/* outline.c - finds cover and contents, and has the headings of areas and of their parts found. */
#include <kk/edition.h>
#include <kk/headings.h>
#include <kk/language.h>

#include "outline.h"

#include <stdlib.h>
#include <string.h>

/* The cover and what was put in front of it. */
#define MOST_FRONT_PAGES 3

/* ---- what headings look like ------------------------------------------------------ */

bool parse_is_heading(const Parse *parse, guint i)
{
    return kk_line_is_set_apart(parse_line(parse, i), parse->body_size);
}

/* ---- contents and cover ----------------------------------------------------------- */

/* The letters of a heading, without its number and page: what contents and chapter share. */
static char *dup_entry_key(const char *text)
{
    const char *start = text + strspn(text, "0123456789.:) ");
    g_autofree char *cut = g_strdup(start);
    gsize n = strlen(cut);

    while (n > 0 && strchr("0123456789. \xe2\x80\xa6", cut[n - 1]) != NULL)
        cut[--n] = '\0';
    return kk_name_key(cut);
}

static bool ends_in_page(const KkLine *line)
{
    gsize n = strlen(line->text);

    return n > 0 && g_ascii_isdigit(line->text[n - 1]);
}

/* Whether the text has no pages, by which cover and contents end elsewhere. */
static bool is_unpaged(const Parse *parse)
{
    const guint n = parse->lines->len;

    return parse->layout->transcript && n > 0 &&
           parse_line(parse, 0)->page == parse_line(parse, n - 1)->page;
}

/* The line after the contents that begin at @head: where an entry stands again as heading,
 * where a page begins that does not go on with them, or, without pages, behind the last entry
 * before running text. */
static guint find_contents_end(const Parse *parse, guint head)
{
    g_autoptr(GHashTable) entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const bool unpaged = is_unpaged(parse);
    guint end = head + 1;

    for (guint i = head + 1; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        char *key = dup_entry_key(line->text);
        bool known = strlen(key) >= 8 && g_hash_table_contains(entries, key);
        bool page_turned = line->page != parse_line(parse, i - 1)->page;

        if (known || (page_turned && !ends_in_page(line))) {
            g_free(key);
            return i;
        }
        g_hash_table_add(entries, key);
        if (unpaged && strlen(line->text) > LONGEST_HEADING)
            return end;
        end = ends_in_page(line) ? i + 1 : end;
    }
    return head + 1;
}

static void mark_range(Parse *parse, guint first, guint end, MarkKind kind)
{
    for (guint i = first; i < end && i < parse->lines->len; i++)
        parse->marks[i].kind = kind;
}

/* The number that leaders lead to at a line's end; -1: none stands there. */
static int number_at_end(const KkLine *line)
{
    const char *end = line->text + strlen(line->text);
    const char *p = end;

    while (p > line->text && g_ascii_isdigit(p[-1]))
        p--;
    const char *before = p;
    while (before > line->text && before[-1] == ' ')
        before--;
    /* the last byte of an ellipsis */
    bool led = before > line->text && strchr("._\xa6", before[-1]) != NULL;
    return led && p < end && end - p <= 3 ? (int)g_ascii_strtoll(p, NULL, 10) : -1;
}

static bool has_leaders(const KkLine *line)
{
    return strpbrk(line->text, "._\xe2") != NULL && kk_pattern_is(KK_PATTERN_LEADERS, line->text);
}

/* Whether the lines with leaders round @i end in the numbers of pages, which rise; points and
 * percentages do not. */
static bool leads_to_pages(const Parse *parse, guint i)
{
    guint first = i, end = i + 1, n_falling = 0;
    int last = -1;

    while (first > 0 && has_leaders(parse_line(parse, first - 1)))
        first--;
    while (end < parse->lines->len && has_leaders(parse_line(parse, end)))
        end++;
    for (guint k = first; k < end; k++) {
        int number = number_at_end(parse_line(parse, k));

        n_falling +=
            number < 0 || number < last || number > parse_line(parse, parse->lines->len - 1)->page;
        last = number;
    }
    return n_falling == 0;
}

static void mark_contents(Parse *parse)
{
    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);

        if (parse->marks[i].kind != MARK_NONE)
            continue;
        if (kk_pattern_is(KK_PATTERN_CONTENTS_HEAD, line->text))
            mark_range(parse, i, find_contents_end(parse, i), MARK_CONTENTS);
        else if (has_leaders(line) && leads_to_pages(parse, i))
            parse->marks[i].kind = MARK_CONTENTS;
    }
}

static guint first_on_page(const Parse *parse, guint i)
{
    while (i > 0 && parse_line(parse, i - 1)->page == parse_line(parse, i)->page)
        i--;
    return i;
}

/* Whether line @i is of running text about the evaluation: in a narrow column with the next, on
 * which it runs on. */
static bool tells_of_evaluation(const Parse *parse, guint i)
{
    const char *text = parse_line(parse, i)->text;
    gsize n = strlen(text);

    if (i + 1 < parse->lines->len) {
        const char *next = parse_line(parse, i + 1)->text;

        n += g_unichar_isupper(g_utf8_get_char(next)) ? 0 : strlen(next);
    }
    return n > LONGEST_COVER_LINE && kk_pattern_is(KK_PATTERN_TELLS_EVALUATION, text);
}

/* Whether a line names Kommunkompassen, by itself or with the next: "Kommun-" or "Kommun",
 * "kompassen". */
static bool names_subject(const Parse *parse, guint i)
{
    if (kk_pattern_is(KK_PATTERN_SUBJECT, parse_line(parse, i)->text))
        return true;
    if (i + 1 == parse->lines->len || strchr(parse_line(parse, i)->text, ' ') != NULL)
        return false;
    g_autoptr(GPtrArray) lines = parse_slice(parse, i, i + 2);
    g_autofree char *text = kk_lines_dup_text(parse->layout, lines);
    return kk_pattern_is(KK_PATTERN_SUBJECT, text);
}

bool parse_looks_like_heading(const Parse *parse, guint i, bool outlined)
{
    const KkLine *line = parse_line(parse, i);
    const bool capitals = g_ascii_isdigit(line->text[0]) && !kk_text_has_lower(line->text);

    return parse_is_heading(parse, i) ||
           ((outlined || capitals) && i > 0 && i + 1 < parse->lines->len &&
            kk_line_stands_alone(line, parse_line(parse, i - 1)) &&
            kk_line_stands_alone(parse_line(parse, i + 1), line));
}

/* A page before the contents, the first numbered heading and the first text about the
 * evaluation behind a page that names it: the cover, or what was put in front of it. */
static guint find_front_end(const Parse *parse)
{
    guint i = 0;
    int named = G_MAXINT; /* the page that names Kommunkompassen on a line of its own */
    const bool unpaged = is_unpaged(parse);

    for (; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        bool tells = tells_of_evaluation(parse, i);
        const char *heading = kk_text_skip_outline(line->text);
        KkMatch match;
        bool outlined = heading != line->text;
        bool numbered = outlined || parse_is_known_name(heading) ||
                        kk_pattern_is(KK_PATTERN_AREA_HEAD, line->text);

        if (parse->marks[i].kind == MARK_CONTENTS ||
            line->page >= parse_line(parse, 0)->page + MOST_FRONT_PAGES)
            break;
        if (tells && line->page > named)
            return first_on_page(parse, i);
        if (unpaged && (tells || kk_pattern_is(KK_PATTERN_AREA_HEAD, heading)))
            return i;
        if ((!tells || line->size > KK_HEADING_SIZE_RATIO * parse->body_size) &&
            named == G_MAXINT && names_subject(parse, i))
            named = line->page;
        if (kk_pattern_match(KK_PATTERN_NUMBERED, line->text, 0, &match)) {
            numbered = true;
            outlined = outlined || parse_is_known_name(line->text);
        }
        if (numbered && parse_looks_like_heading(parse, i, outlined) &&
            !kk_pattern_is(KK_PATTERN_LONG_DATE, line->text))
            break;
    }
    return i;
}

/* The page of the front that bears the title; the first where none does. */
static int find_title_page(const Parse *parse, guint end)
{
    for (guint i = 0; i < end; i++)
        if (kk_pattern_is(KK_PATTERN_TITLE, parse_line(parse, i)->text))
            return parse_line(parse, i)->page;
    return end > 0 ? parse_line(parse, 0)->page : 0;
}

static void mark_cover(Parse *parse)
{
    guint end = find_front_end(parse);
    int page = find_title_page(parse, end);

    for (guint i = 0; i < end; i++)
        parse->marks[i].kind = parse_line(parse, i)->page == page ? MARK_COVER : MARK_FRONT;
}

GPtrArray *parse_slice(const Parse *parse, guint first, guint end)
{
    GPtrArray *slice = g_ptr_array_new();

    for (guint i = first; i < end; i++)
        g_ptr_array_add(slice, (gpointer)parse_line(parse, i));
    return slice;
}

/* Whether score tables are to be expected: the contents list their chapter, or there are no
 * contents, or a table is there. */
static bool announces_tables(const Parse *parse)
{
    bool contents = false;

    for (guint i = 0; i < parse->lines->len; i++) {
        if (parse->marks[i].kind != MARK_CONTENTS)
            continue;
        contents = true;
        if (kk_pattern_is(KK_PATTERN_TABLES_HEAD, parse_line(parse, i)->text))
            return true;
    }
    return !contents;
}

void parse_outline(Parse *parse)
{
    parse->body_size = parse->layout->body_size;
    mark_contents(parse);
    mark_cover(parse);
    parse_parts(parse);
    parse_area_heads(parse);
    parse->draft->announces_tables = announces_tables(parse);
}
