/* SPDX-License-Identifier: GPL-2.0-or-later */
/* furniture.c - running heads and feet, told by their repetition.
 *
 * A line is furniture when it is the outermost one left on its page, and the same text is
 * outermost at the same height on another page. Its numbers must be equal on both or count
 * the pages, since a table's row may end two pages alike.
 * Line by line inwards, so heads of several lines are found. Layout knows no words: a
 * heading that repeats, such as a table's head, stands at the same height by chance only. */
#include <kk/layout.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Heights agree within this, points: one line of 8 points must not pass for the next. */
#define SAME_HEIGHT 2.0

/* Furniture keeps to the outer part of the page. */
#define MARGIN_SHARE 0.2

/* A heading can begin several pages alike ("Allmänt"): words alone are furniture when they
 * do so on this share of the pages (odd and even ones may differ), or stand apart by this. */
#define SHARE_OF_PAGES 0.3
#define APART_EM 3.0
#define HEADING_RATIO 1.1 /* a heading is larger than the text by this at least */

/* A running head that changes keeps its place on this share of the pages, and so many. */
#define SHARE_OF_PLACES 0.5
#define LEAST_PAGES 4

/* A footnote is set smaller than the text by this at least. */
#define NOTE_RATIO 0.92

/* So many numbers in the margin count the lines; a list has fewer, and its text beside them. */
#define LEAST_NUMBERED 8

/* So many do that go up by more than one, "5", "10", "15": no list does. */
#define LEAST_STEPPED 3

/* Most lines of furniture at one end of a page: a letterhead has some five. */
#define MOST_LINES 6

typedef struct {
    GPtrArray *lines;  /* of the page, lent */
    guint top, bottom; /* lines [top, bottom) are left */
} Page;

static KkLine *outermost(const Page *page, bool head)
{
    if (page->top >= page->bottom)
        return NULL;
    return g_ptr_array_index(page->lines, head ? page->top : page->bottom - 1);
}

static bool in_margin(const KkLine *line, bool head)
{
    double height = kk_line_frame_height(line);
    double y = kk_line_middle(line);

    return head ? y < MARGIN_SHARE * height : y > (1 - MARGIN_SHARE) * height;
}

/* Whether two lines of different pages say the same, each number in them being equal or
 * counting the pages; @letters and @counts: what they have in common. */
static bool says_the_same(const KkLine *a, const KkLine *b, int *letters, int *counts)
{
    const char *p = a->text, *q = b->text;

    *letters = *counts = 0;
    while (*p != '\0' && *q != '\0') {
        if (g_ascii_isdigit(*p) && g_ascii_isdigit(*q)) {
            long m = strtol(p, (char **)&p, 10), n = strtol(q, (char **)&q, 10);
            bool count = m - a->page == n - b->page;

            if (m != n && !count)
                return false;
            *counts += count && m != n;
            continue;
        }
        if (*p != *q)
            return false;
        *letters += g_ascii_isalpha(*p) || (guchar)*p >= 0x80;
        p++;
        q++;
    }
    return *p == *q;
}

typedef enum { MATCH_NONE, MATCH_WORDS, MATCH_PAGES } Match;

static Match match(const KkLine *a, const KkLine *b)
{
    int letters = 0, counts = 0;

    if (a->page == b->page || fabs(kk_line_middle(a) - kk_line_middle(b)) > SAME_HEIGHT ||
        !says_the_same(a, b, &letters, &counts))
        return MATCH_NONE;
    return counts > 0 ? MATCH_PAGES : letters >= 3 ? MATCH_WORDS : MATCH_NONE;
}

/* Whether a gap parts the line from the page's text. */
static bool stands_apart(const Page *page, bool head)
{
    const KkLine *line = outermost(page, head);
    guint inner = head ? page->top + 1 : page->bottom - 2;

    if (page->bottom - page->top < 2)
        return false;
    return fabs(kk_line_middle(line) - kk_line_middle(g_ptr_array_index(page->lines, inner))) >
           APART_EM * line->size;
}

/* "4 (17)": a foot that says itself what it is, also where there is one page only. */
static bool says_its_page(const KkLine *line, int n_pages)
{
    int page = 0, of = 0, end = 0;

    if (sscanf(line->text, "%d (%d)%n", &page, &of, &end) < 2 || line->text[end] != '\0')
        return false;
    return page == line->page && of == n_pages;
}

/* "Område 2" over its chapter, a page after "Område 1", counts the pages too. */
static bool set_as_heading(const KkLine *line, double body_size)
{
    return line->bold || line->size > HEADING_RATIO * body_size;
}

/* Small type at one height on most pages, whatever it says there: "Område 2" over each page
 * of that chapter. */
static bool keeps_its_place(const GArray *pages, guint i, bool head, double body_size)
{
    const Page *page = &g_array_index(pages, Page, i);
    const KkLine *line = outermost(page, head);
    guint n = 0;

    if (line->size >= NOTE_RATIO * body_size || line->bold || !stands_apart(page, head))
        return false;
    for (guint j = 0; j < pages->len; j++) {
        const KkLine *other = outermost(&g_array_index(pages, Page, j), head);

        n += other != NULL && fabs(kk_line_middle(other) - kk_line_middle(line)) < SAME_HEIGHT &&
             fabs(other->size - line->size) < 0.1;
    }
    return n >= LEAST_PAGES && n >= SHARE_OF_PLACES * pages->len;
}

/* Looks at no more pages than it takes to know. */
static bool is_furniture(const GArray *pages, guint i, bool head, int n_pages, double body_size)
{
    const KkLine *line = outermost(&g_array_index(pages, Page, i), head);

    if (line == NULL || !in_margin(line, head))
        return false;
    if (says_its_page(line, n_pages) || keeps_its_place(pages, i, head, body_size))
        return true;
    const bool heading = set_as_heading(line, body_size);
    const bool apart = stands_apart(&g_array_index(pages, Page, i), head);
    guint n = 0;
    for (guint j = 0; j < pages->len; j++) {
        const KkLine *other = outermost(&g_array_index(pages, Page, j), head);
        Match found = j != i && other != NULL ? match(line, other) : MATCH_NONE;

        n += found != MATCH_NONE;
        if (found != MATCH_NONE &&
            (apart || (!heading && (found == MATCH_PAGES || n + 1 >= SHARE_OF_PAGES * pages->len))))
            return true;
    }
    return false;
}

/* One round at one end; returns whether any page lost a line. */
static bool strip(GArray *pages, bool head, int n_pages, double body_size)
{
    g_autofree bool *found = g_new0(bool, pages->len + 1);
    bool any = false;

    for (guint i = 0; i < pages->len; i++)
        found[i] = is_furniture(pages, i, head, n_pages, body_size);
    for (guint i = 0; i < pages->len; i++) {
        Page *page = &g_array_index(pages, Page, i);

        if (found[i] && head)
            page->top++;
        else if (found[i])
            page->bottom--;
        any = any || found[i];
    }
    return any;
}

/* ---- footnotes ---------------------------------------------------------------------- */

/* Whether a line is small running text, not a row of a table. */
static bool is_small_text(const KkLine *line, double body_size)
{
    for (guint w = 1; w < line->words->len; w++)
        if (kk_line_word(line, w)->box.x0 - kk_line_word(line, w - 1)->box.x1 > 2 * line->size)
            return false;
    return line->size < NOTE_RATIO * body_size && !line->bold;
}

/* Whether a line begins with a note's mark: a number or a star, perhaps set close. */
static bool begins_note(const KkLine *line)
{
    const char *mark = kk_line_word(line, 0)->text;
    gsize n = strspn(mark, "0123456789*");

    if (n == 0 || n > 2)
        return false;
    return strspn(mark + n, ".)") == strlen(mark + n) ||
           g_unichar_isupper(g_utf8_get_char(mark + n));
}

/* Notes at the foot of a page go with the feet: they are no item's or paragraph's end. */
static void strip_notes(Page *page, double body_size)
{
    guint first = page->bottom, notes = page->bottom;

    while (first > page->top && page->bottom - first < MOST_LINES &&
           is_small_text(g_ptr_array_index(page->lines, first - 1), body_size)) {
        first--;
        if (begins_note(g_ptr_array_index(page->lines, first)))
            notes = first;
    }
    if (first > page->top)
        page->bottom = notes;
}

/* ---- line numbers ------------------------------------------------------------------- */

/* The number that begins a line, all digits; -1: none does. */
static long leading_number(const KkLine *line)
{
    const char *text = kk_line_word(line, 0)->text;

    return strspn(text, "0123456789") == strlen(text) && strlen(text) <= 4 ? strtol(text, NULL, 10)
                                                                           : -1;
}

/* Where the text begins: the leftmost word that is no number at a line's beginning. */
static double find_text_left(const GPtrArray *lines)
{
    double left = G_MAXDOUBLE;

    for (guint i = 0; i < lines->len; i++) {
        const KkLine *line = g_ptr_array_index(lines, i);
        guint first = leading_number(line) >= 0 ? 1 : 0;

        if (first < line->words->len)
            left = MIN(left, kk_line_word(line, first)->box.x0);
    }
    return left;
}

/* The number that stands left of the text, which begins at @left; -1: none does. */
static long margin_number(const KkLine *line, double left)
{
    return kk_line_word(line, 0)->box.x1 < left ? leading_number(line) : -1;
}

/* Numbers that count lines: how far they came, and by which steps. */
typedef struct {
    long last, step;
} Count;

/* Whether numbers in the margin count the page's lines: left of all text, and by equal steps; a few
 * are enough where they go on from the page before, or begin anew as other pages' do. @count:
 * (inout): moves on where they do. */
static bool has_line_numbers(const GPtrArray *lines, double left, Count *count)
{
    Count found = {.last = -1};
    bool goes_on = false;
    guint n = 0;

    for (guint i = 0; i < lines->len; i++) {
        const KkLine *line = g_ptr_array_index(lines, i);
        long number = margin_number(line, left);

        if (number < 0)
            continue;
        if (n > 1 && number - found.last != found.step)
            return false;
        if (n == 0)
            goes_on =
                count->step > 0 && (number == count->last + count->step || number == count->step);
        found = (Count){number, n > 0 ? number - found.last : goes_on ? count->step : 0};
        n++;
    }
    if ((n < (found.step > 1 ? LEAST_STEPPED : LEAST_NUMBERED) && !goes_on) || found.step <= 0)
        return false;
    *count = found;
    return true;
}

static void strip_line_numbers(GPtrArray *lines, Count *count, GPtrArray *furniture)
{
    double left = find_text_left(lines);

    if (!has_line_numbers(lines, left, count))
        return;
    for (guint i = lines->len; i > 0; i--) {
        KkLine *line = g_ptr_array_index(lines, i - 1);

        if (margin_number(line, left) < 0)
            continue;
        if (line->words->len == 1) {
            g_ptr_array_add(furniture, g_ptr_array_steal_index(lines, i - 1));
            continue;
        }
        g_ptr_array_add(furniture, kk_line_dup_words(line, 0, 1));
        g_array_remove_index(line->words, 0);
        kk_line_settle(line);
    }
}

static void move_aside(Page *page, GPtrArray *furniture)
{
    while (page->lines->len > page->bottom)
        g_ptr_array_add(furniture, g_ptr_array_steal_index(page->lines, page->lines->len - 1));
    for (guint i = 0; i < page->top; i++)
        g_ptr_array_add(furniture, g_ptr_array_steal_index(page->lines, 0));
}

void kk_layout_set_furniture_aside(GPtrArray *pages, int n_pages, double body_size,
                                   GPtrArray *furniture)
{
    g_autoptr(GArray) states = g_array_new(FALSE, FALSE, sizeof(Page));
    Count count = {0};

    for (guint i = 0; i < pages->len; i++)
        has_line_numbers(g_ptr_array_index(pages, i), find_text_left(g_ptr_array_index(pages, i)),
                         &count);
    count.last = 0;
    for (guint i = 0; i < pages->len; i++)
        strip_line_numbers(g_ptr_array_index(pages, i), &count, furniture);
    for (guint i = 0; i < pages->len; i++) {
        GPtrArray *lines = g_ptr_array_index(pages, i);
        Page page = {lines, 0, lines->len};

        g_array_append_val(states, page);
    }
    for (int round = 0; round < MOST_LINES && strip(states, true, n_pages, body_size); round++)
        ;
    for (int round = 0; round < MOST_LINES && strip(states, false, n_pages, body_size); round++)
        ;
    for (guint i = 0; i < states->len; i++)
        strip_notes(&g_array_index(states, Page, i), body_size);
    for (guint i = 0; i < states->len; i++)
        move_aside(&g_array_index(states, Page, i), furniture);
}
