/* SPDX-License-Identifier: GPL-2.0-or-later */
/* suspect_pages.c - pages that are missing, by the numbers printed on the others, or there twice.
 */
#include "suspects.h"

#include <stdlib.h>
#include <string.h>

/* Fewer words on a page that is there twice are a form's, or none. */
#define LEAST_WORDS 30

/* So many pages must have the numbers that follow on a gap, where there are as many. */
#define LEAST_NUMBERED 2

/* So many numbers of a head and foot are looked at: a running head of a table may have some. */
#define MOST_NUMBERS 64

/* More pages than this are not missing at one place: a part counts its own. */
#define MOST_PAGES_MISSING 20

/* A page's lines in reading order, and the numbers in its head and foot. */
typedef struct {
    guint first, end;
    guint n_words;
    GArray *numbers;    /* of int */
    int total;          /* a number in brackets: how many pages there are; 0: none */
    const KkLine *line; /* of a number; NULL: none */
} Sheetful;

static void sheetful_clear(gpointer data)
{
    g_array_unref(((Sheetful *)data)->numbers);
}

/* A page's number may stand between dashes: "–9–". */
static const char *skip_dashes(const char *text)
{
    while (g_unichar_type(g_utf8_get_char(text)) == G_UNICODE_DASH_PUNCTUATION)
        text = g_utf8_next_char(text);
    return text;
}

/* By the page's number, from 1. */
static GArray *find_pages(const Parse *parse)
{
    GArray *pages = g_array_new(FALSE, TRUE, sizeof(Sheetful));
    const GPtrArray *lists[] = {parse->lines, parse->layout->furniture};

    g_array_set_clear_func(pages, sheetful_clear);
    for (guint k = 0; k < 2; k++)
        for (guint i = 0; i < lists[k]->len; i++) {
            const KkLine *line = g_ptr_array_index(lists[k], i);

            while (pages->len <= (guint)line->page) {
                Sheetful new = {.numbers = g_array_new(FALSE, FALSE, sizeof(int))};
                g_array_append_val(pages, new);
            }
            Sheetful *page = &g_array_index(pages, Sheetful, line->page);
            if (k == 0) {
                page->first = page->end == 0 ? i : page->first;
                page->end = i + 1;
                page->n_words += line->words->len;
            }
            for (guint w = 0; w < line->words->len && k == 1; w++) {
                const char *text = skip_dashes(kk_line_word(line, w)->text);
                gsize n = strspn(text, "0123456789");

                if (*text == '(' && page->total == 0)
                    page->total = atoi(text + 1);
                if (n == 0 || n > 3 ||
                    (*skip_dashes(text + n) != '\0' && strchr("()/", text[n]) == NULL) ||
                    page->numbers->len == MOST_NUMBERS)
                    continue;
                int number = atoi(text);
                g_array_append_val(page->numbers, number);
                page->line = line;
            }
        }
    return pages;
}

static bool has_number(const Sheetful *page, int number)
{
    for (guint i = 0; i < page->numbers->len; i++)
        if (g_array_index(page->numbers, int, i) == number)
            return true;
    return false;
}

/* How many of the pages have the number that is @offset more than their place. */
static guint count_offset(const GArray *pages, guint first, int offset)
{
    guint n = 0;

    for (guint p = first; p < pages->len; p++)
        n += has_number(&g_array_index(pages, Sheetful, p), (int)p + offset);
    return n;
}

static void doubt_gap(const Parse *parse, const GArray *pages, guint p, int missing)
{
    const Sheetful *page = &g_array_index(pages, Sheetful, p);
    const Sheetful *before = &g_array_index(pages, Sheetful, p - 1);
    g_autoptr(GArray) at = kk_at_new();

    if (before->line != NULL)
        kk_line_place(before->line, at);
    kk_line_place(page->line, at);
    kk_diagnostics_add(
        parse->doubts, KK_SEVERITY_WARNING, at,
        kk_message(KK_SAYS_PAGES_MISSING, NULL, KK_NUMBER(page->line->sheet), KK_NUMBER(missing)));
}

/* The offset, of those of @page at @p, that most of the pages from there on have. */
static int find_offset(const GArray *pages, guint p)
{
    const Sheetful *page = &g_array_index(pages, Sheetful, p);
    guint most = 0;
    int offset = 0;

    for (guint i = 0; i < page->numbers->len; i++) {
        int other = g_array_index(page->numbers, int, i) - (int)p;
        guint n = count_offset(pages, p, other);

        if (n > most) {
            most = n;
            offset = other;
        }
    }
    return offset;
}

/* "9 (12)" on the last page, and "(12)" on all that are numbered: three are missing. */
static void doubt_end(const Parse *parse, const GArray *pages, int offset)
{
    const Sheetful *last = &g_array_index(pages, Sheetful, pages->len - 1);
    int number = (int)pages->len - 1 + offset;

    if (last->total <= number || last->total > number + MOST_PAGES_MISSING ||
        !has_number(last, number))
        return;
    for (guint p = 1; p < pages->len; p++)
        if (g_array_index(pages, Sheetful, p).numbers->len > 0 &&
            g_array_index(pages, Sheetful, p).total != last->total)
            return;
    g_autoptr(GArray) at = kk_at_new();
    kk_line_place(last->line, at);
    kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                       kk_message(KK_SAYS_END_MISSING, NULL, KK_NUMBER(last->total - number)));
}

/* Where the printed numbers of the pages leave some out, from there on to the end. The first of
 * them may count fewer pages than there are: covers have no numbers; it cannot count more. */
static void doubt_page_numbers(const Parse *parse, const GArray *pages)
{
    int offset = 0;

    for (guint p = 1; p < pages->len; p++) {
        const Sheetful *page = &g_array_index(pages, Sheetful, p);

        if (page->numbers->len == 0 || has_number(page, (int)p + offset))
            continue;
        int next = find_offset(pages, p);
        if (next > offset && next <= offset + MOST_PAGES_MISSING &&
            count_offset(pages, p, next) >= MIN(LEAST_NUMBERED, pages->len - p) &&
            count_offset(pages, p, offset) == 0)
            doubt_gap(parse, pages, p, next - offset);
        offset = next;
    }
    doubt_end(parse, pages, offset);
}

static char *dup_page_text(const Parse *parse, const Sheetful *page)
{
    GString *text = g_string_new(NULL);

    for (guint i = page->first; i < page->end; i++)
        g_string_append_printf(text, "%s\n", parse_line(parse, i)->text);
    return g_string_free(text, FALSE);
}

static void doubt_repeated(const Parse *parse, const Sheetful *one, const Sheetful *other)
{
    g_autoptr(GArray) at = kk_at_new();

    for (guint i = other->first; i < other->end; i++)
        kk_line_place(parse_line(parse, i), at);
    for (guint i = one->first; i < one->end; i++)
        kk_line_place(parse_line(parse, i), at);
    kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                       kk_message(KK_SAYS_PAGE_REPEATED, NULL,
                                  KK_NUMBER(parse_line(parse, one->first)->sheet),
                                  KK_NUMBER(parse_line(parse, other->first)->sheet)));
}

/* Pages that say what one before them says. */
static void doubt_repeated_pages(const Parse *parse, const GArray *pages)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint p = 1; p < pages->len; p++) {
        Sheetful *page = &g_array_index(pages, Sheetful, p);

        if (page->n_words < LEAST_WORDS)
            continue;
        g_autofree char *text = dup_page_text(parse, page);
        const Sheetful *before = g_hash_table_lookup(seen, text);
        if (before != NULL)
            doubt_repeated(parse, page, before);
        else
            g_hash_table_insert(seen, g_steal_pointer(&text), page);
    }
}

void suspects_doubt_pages(const Parse *parse)
{
    g_autoptr(GArray) pages = find_pages(parse);

    if (pages->len == 0)
        return;
    doubt_page_numbers(parse, pages);
    doubt_repeated_pages(parse, pages);
}
