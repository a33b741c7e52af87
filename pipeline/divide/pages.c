/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages.c - what stands at the head and foot of each page, and the signs that a paper begins. */
#include "pages.h"

#include <kk/labels.h>
#include <kk/pattern.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* So many lines at either end of a page may bear its number. */
#define EDGE_LINES 2

/* Of the first pages of a paper these are looked at for numbers that begin at 1, and so many bear
 * one; a cover bears none. */
#define NUMBERED_PAGES 4
#define LEAST_NUMBERED 2

/* What may stand behind a page's number: "– 4 –", in bytes. */
#define LONGEST_DASH 5

#define PARAGRAPH 0xa7 /* U+00A7 */

/* A title stands among the first lines of a page: a cover has some ten. */
#define TITLE_LINES 12
#define MOST_TITLE_LINES 16 /* of a page that has hardly more than a title */

#define SHORTEST_PROSE 50 /* bytes */

/* Sizes of pages that differ by less are the same, points; sizes of type, too. */
#define SAME_PAGE 6.0
#define SAME_TYPE 0.3

/* ---- what stands at the ends of a page ------------------------------------------------------ */

/* The line at @i from the head of the page, or from its foot; NULL: it has fewer. */
static const KkLine *line_from(const Page *page, bool foot, guint i)
{
    if (i >= page->lines->len)
        return NULL;
    return g_ptr_array_index(page->lines, foot ? page->lines->len - 1 - i : i);
}

static int by_value(gconstpointer a, gconstpointer b)
{
    double d = *(const double *)a - *(const double *)b;

    return d < 0 ? -1 : d > 0;
}

/* The size of type in the middle of those of a page's lines. */
static double type_of(const Page *page)
{
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < page->lines->len; i++)
        g_array_append_val(sizes, ((KkLine *)g_ptr_array_index(page->lines, i))->size);
    if (sizes->len == 0)
        return 0;
    g_array_sort(sizes, by_value);
    return g_array_index(sizes, double, sizes->len / 2);
}

/* Whether the number of @n digits at @at is one by itself: no code, date, score or year. */
static bool stands_alone(const char *text, const char *at, gsize n)
{
    const gunichar before = at > text ? g_utf8_get_char(g_utf8_prev_char(at)) : ' ';
    const char *behind = at + n;

    if (g_unichar_isalnum(before) || before == PARAGRAPH)
        return false;
    if (at > text + 1 && strchr(".,:-/", at[-1]) != NULL && g_ascii_isdigit(at[-2]))
        return false;
    if (g_ascii_isalnum(*behind) || *behind == '%')
        return false;
    return *behind == '\0' || strchr(".,:-", *behind) == NULL || !g_ascii_isdigit(behind[1]);
}

/* A page's number ends its line, which is no heading: "Område 2" counts chapters. */
static void read_numbers(Page *page, const KkLine *line)
{
    if (line->bold || line->heading || line->size > page->type + SAME_TYPE)
        return;
    for (const char *p = line->text; *p != '\0';) {
        gsize n = strspn(p, "0123456789");
        const char *at = p;
        KkMatch match;

        p += MAX(n, 1);
        if (n == 0 || n > 4 || !stands_alone(line->text, at, n))
            continue;
        int number = atoi(at), of = 0;
        if (kk_pattern_match(KK_PATTERN_OF_PAGES, p, 0, &match)) {
            of = kk_match_int(&match, "pages", 0);
            p += match.ends[0];
        }
        if (number < 1 || number > KK_MAX_PAGES || strlen(p) > LONGEST_DASH)
            continue;
        g_array_append_val(page->numbers, number);
        if (of >= number && of <= KK_MAX_PAGES) {
            page->number = number;
            page->of = of;
        }
    }
}

/* Stamps stand beside what the page says. */
static void take_line(GArray *pages, const KkLine *line)
{
    while (pages->len < (guint)line->page) {
        Page page = {.lines = g_ptr_array_new(), .numbers = g_array_new(FALSE, FALSE, sizeof(int))};

        g_array_append_val(pages, page);
    }
    Page *page = page_at(pages, line->page);
    page->sheet = line->sheet;
    if (!line->aside)
        g_ptr_array_add(page->lines, (gpointer)line);
}

static void clear_page(gpointer data)
{
    Page *page = data;

    g_ptr_array_unref(page->lines);
    g_array_unref(page->numbers);
}

static int by_middle(gconstpointer a, gconstpointer b)
{
    double d =
        kk_line_middle(*(const KkLine *const *)a) - kk_line_middle(*(const KkLine *const *)b);

    return d < 0 ? -1 : d > 0;
}

/* The sheet of the first page from @p on that is not blank. */
static int next_sheet(const GArray *pages, int p)
{
    while (p <= (int)pages->len && page_at(pages, p)->sheet == 0)
        p++;
    return p <= (int)pages->len ? page_at(pages, p)->sheet : G_MAXINT;
}

/* A blank page has a sheet of its own where one is missing, else it is part of the one before. */
static void place_blank_pages(GArray *pages)
{
    for (int p = 1, before = 0; p <= (int)pages->len; before = page_at(pages, p++)->sheet)
        if (page_at(pages, p)->sheet == 0)
            page_at(pages, p)->sheet =
                before + 1 < next_sheet(pages, p) ? before + 1 : MAX(before, 1);
}

/* Of Page, by their numbers as they are read. */
GArray *divide_look_at_pages(const KkLayout *layout)
{
    GArray *pages = g_array_new(FALSE, TRUE, sizeof(Page));

    g_array_set_clear_func(pages, clear_page);
    for (guint i = 0; i < layout->furniture->len; i++)
        take_line(pages, g_ptr_array_index(layout->furniture, i));
    for (guint i = 0; i < layout->lines->len; i++)
        take_line(pages, g_ptr_array_index(layout->lines, i));
    place_blank_pages(pages);
    for (int p = 1; p <= (int)pages->len; p++) {
        Page *page = page_at(pages, p);

        page->begins_sheet = p == 1 || page->sheet != page_at(pages, p - 1)->sheet;
        g_ptr_array_sort(page->lines, by_middle);
        page->type = type_of(page);
        for (guint i = 0; i < EDGE_LINES; i++)
            for (int foot = 0; foot < 2; foot++)
                if (line_from(page, foot, i) != NULL)
                    read_numbers(page, line_from(page, foot, i));
    }
    return pages;
}

/* ---- signs that a paper begins -------------------------------------------------------------- */

static bool bears(const GArray *pages, int p, int number)
{
    if (p < 1 || p > (int)pages->len || number < 1)
        return false;
    const GArray *numbers = page_at(pages, p)->numbers;
    for (guint i = 0; i < numbers->len; i++)
        if (g_array_index(numbers, int, i) == number)
            return true;
    return false;
}

/* Whether some number above 1 counts on from page @p to the next. */
static bool counts_on(const GArray *pages, int p)
{
    const GArray *numbers = page_at(pages, p)->numbers;

    for (guint i = 0; i < numbers->len; i++) {
        int number = g_array_index(numbers, int, i);

        if ((number > 1 || !bears(pages, p + 1, 2)) && bears(pages, p + 1, number + 1))
            return true;
    }
    return false;
}

static bool begins_anew(const GArray *pages, int p)
{
    int n = 0;

    if (counts_on(pages, p - 1) || counts_on(pages, p))
        return false;
    for (int i = 0; i < NUMBERED_PAGES; i++)
        n += bears(pages, p + i, i + 1);
    return n >= LEAST_NUMBERED || (page_at(pages, p)->of > 0 && page_at(pages, p)->number == 1);
}

static bool ends_before(const GArray *pages, int p)
{
    const Page *before = page_at(pages, p - 1);

    return before->of > 0 && before->number == before->of;
}

static bool looks_otherwise(const Page *a, const Page *b)
{
    const KkLine *line = line_from(a, false, 0), *other = line_from(b, false, 0);

    if (line == NULL || other == NULL)
        return false;
    return fabs(line->page_width - other->page_width) > SAME_PAGE ||
           fabs(line->page_height - other->page_height) > SAME_PAGE ||
           fabs(a->type - b->type) > SAME_TYPE;
}

/* The area that the code at the head of a row of a score table tells, "1.3 Finns det en plan? 12
 * 20"; 0: it is none. */
int divide_area_of_row(const char *text)
{
    const char last = text[strlen(text) - 1];
    KkCode code;

    if (!(g_ascii_isdigit(last) || last == '%') || !kk_code_parse(text, &code))
        return 0;
    return g_ascii_isalpha(text[code.length]) ? code.area : 0;
}

static bool has_rows(const Page *page)
{
    for (guint i = 0; i < page->lines->len; i++)
        if (divide_area_of_row(((KkLine *)g_ptr_array_index(page->lines, i))->text) > 0)
            return true;
    return false;
}

bool divide_is_prose(const KkLine *line)
{
    return strlen(line->text) > SHORTEST_PROSE;
}

static guint count_prose(const Page *page)
{
    guint n = 0;

    for (guint i = 0; i < page->lines->len; i++)
        n += divide_is_prose(g_ptr_array_index(page->lines, i));
    return n;
}

/* Whether the numbers that counted the three pages before @p do not count the next two, which are
 * another paper's running text and look so. */
static bool loses_numbers(const GArray *pages, int p)
{
    const GArray *numbers = page_at(pages, p - 1)->numbers;
    bool counted = false;

    for (guint i = 0; i < numbers->len; i++) {
        int number = g_array_index(numbers, int, i);

        if (!bears(pages, p - 2, number - 1) || !bears(pages, p - 3, number - 2))
            continue;
        counted = true;
        if (bears(pages, p, number + 1) || bears(pages, p + 1, number + 2))
            return false;
    }
    return counted && looks_otherwise(page_at(pages, p - 1), page_at(pages, p)) &&
           !has_rows(page_at(pages, p)) && count_prose(page_at(pages, p)) > MOST_COVER_PROSE;
}

static bool says_the_same_but_numbers(const char *a, const char *b)
{
    static const char digits[] = "0123456789";

    for (;; a++, b++) {
        a += strspn(a, digits);
        b += strspn(b, digits);
        if (*a != *b || *a == '\0')
            return *a == *b;
    }
}

/* Whether the line at the head of a page stands at the ends of page @p, too: a running head, which
 * a transcript has none of. */
static bool repeats_on(const GArray *pages, int p, const KkLine *line)
{
    if (p < 1 || p > (int)pages->len || line->unplaced)
        return false;
    for (guint i = 0; i < EDGE_LINES; i++)
        for (int foot = 0; foot < 2; foot++) {
            const KkLine *other = line_from(page_at(pages, p), foot, i);

            if (other != NULL && says_the_same_but_numbers(other->text, line->text))
                return true;
        }
    return false;
}

/* Whether a page has hardly more than a title on it, set larger than the text behind it, of which a
 * line names Kommunkompassen. */
static bool is_title_page(const GArray *pages, int p)
{
    const Page *page = page_at(pages, p);

    if (p == (int)pages->len || page->lines->len > MOST_TITLE_LINES || count_prose(page) > 0 ||
        has_rows(page))
        return false;
    for (guint i = 0; i < MIN(page->lines->len, TITLE_LINES); i++) {
        const KkLine *line = line_from(page, false, i);

        if (!line->unplaced && kk_pattern_is(KK_PATTERN_SUBJECT, line->text))
            return line->size > page_at(pages, p + 1)->type + SAME_TYPE &&
                   !repeats_on(pages, p + 1, line) && !repeats_on(pages, p - 1, line);
    }
    return false;
}

/* Whether a title stands on a cover, or over all else on the page. */
bool divide_bears_title(const GArray *pages, int p)
{
    const Page *page = page_at(pages, p);

    for (guint i = 0; i < MIN(page->lines->len, TITLE_LINES); i++) {
        const KkLine *line = line_from(page, false, i);

        if (kk_pattern_is(KK_PATTERN_TITLE, line->text))
            return (i == 0 || count_prose(page) <= MOST_COVER_PROSE) &&
                   !repeats_on(pages, p + 1, line) && !repeats_on(pages, p - 1, line);
    }
    return is_title_page(pages, p);
}

guint divide_find_signs(const GArray *pages, int p)
{
    return (divide_bears_title(pages, p) ? SIGN_TITLE : 0) |
           (begins_anew(pages, p) ? SIGN_ANEW : 0) | (ends_before(pages, p) ? SIGN_END : 0) |
           (loses_numbers(pages, p) ? SIGN_LOST : 0);
}
