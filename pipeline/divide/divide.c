/* SPDX-License-Identifier: GPL-2.0-or-later */
/* divide.c - the pages of a file to the reports among them.
 *
 * A page on which a paper may begin is told by what stands at its head and foot alone. That is a
 * guess: the pages between two such are read as if they were a file, and joined again where the
 * guess was wrong. Two neighbours are two reports only where both tell of the same areas. What is
 * no report is an annex of the one before it, or its cover, unless page numbers tell that another
 * paper begins. */
#include <kk/divide.h>
#include <kk/draft.h>
#include <kk/edition.h>
#include <kk/labels.h>
#include <kk/language.h>
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

/* What stands before a report on so few pages, with so few lines of running text, may be its cover.
 */
#define MOST_COVER_PAGES 2
#define MOST_COVER_PROSE 8
#define SHORTEST_PROSE 50 /* bytes */

/* Another kind of paper says what it is on the first of its lines. */
#define NAMING_LINES 3

/* So many areas told twice are not told by one report. */
#define LEAST_SHARED 2

/* Papers that tell of so many areas are a report's. */
#define LEAST_TOLD 6

/* Sizes of pages that differ by less are the same, points; sizes of type, too. */
#define SAME_PAGE 6.0
#define SAME_TYPE 0.3

/* A page as it is read. */
typedef struct {
    int sheet; /* of the file; 0: nothing stands on it */
    bool begins_sheet;
    GPtrArray *lines; /* of KkLine, lent, from the head of the page to its foot */
    double type;      /* size of most of it, points */
    GArray *numbers;  /* of int: on its outermost lines */
    int number, of;   /* "4 (17)"; 0: it does not say so */
} Page;

/* What tells that a paper begins on a page. */
typedef enum {
    SIGN_TITLE = 1, /* Kommunkompassen's title */
    SIGN_ANEW = 2,  /* page numbers begin anew */
    SIGN_END = 4,   /* the page before was its paper's last */
    SIGN_LOST = 8,  /* page numbers cease, and running text looks otherwise */
} Sign;

/* Pages between two on which papers may begin. */
typedef struct {
    int first, last; /* as they are read */
    int alone;       /* the first of those that are a report without what leads to it */
    guint signs;     /* of its first page */
    bool is_report;
    bool is_other;     /* its first lines call it another kind of paper */
    guint lists, rows; /* areas of which it has lists and score tables: a bit each */
    guint heads;       /* areas that it names in headings */
    guint n_prose;
} Segment;

static Page *page_at(const GArray *pages, int number)
{
    return &g_array_index(pages, Page, number - 1);
}

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
static GArray *look_at_pages(const KkLayout *layout)
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
static int area_of_row(const char *text)
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
        if (area_of_row(((KkLine *)g_ptr_array_index(page->lines, i))->text) > 0)
            return true;
    return false;
}

static bool is_prose(const KkLine *line)
{
    return strlen(line->text) > SHORTEST_PROSE;
}

static guint count_prose(const Page *page)
{
    guint n = 0;

    for (guint i = 0; i < page->lines->len; i++)
        n += is_prose(g_ptr_array_index(page->lines, i));
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
static bool bears_title(const GArray *pages, int p)
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

static guint find_signs(const GArray *pages, int p)
{
    return (bears_title(pages, p) ? SIGN_TITLE : 0) | (begins_anew(pages, p) ? SIGN_ANEW : 0) |
           (ends_before(pages, p) ? SIGN_END : 0) | (loses_numbers(pages, p) ? SIGN_LOST : 0);
}

/* Of Segment: all pages. Papers begin on a sheet of their own. */
static GArray *part_pages(const GArray *pages)
{
    GArray *segments = g_array_new(FALSE, TRUE, sizeof(Segment));
    Segment segment = {.first = 1, .alone = 1};

    for (int p = 2; p <= (int)pages->len; p++) {
        guint signs = page_at(pages, p)->begins_sheet ? find_signs(pages, p) : 0;

        if (signs == 0)
            continue;
        segment.last = p - 1;
        g_array_append_val(segments, segment);
        segment = (Segment){.first = p, .alone = p, .signs = signs};
    }
    segment.last = (int)pages->len;
    g_array_append_val(segments, segment);
    if (segments->len > 1 && bears_title(pages, 1))
        g_array_index(segments, Segment, 0).signs = SIGN_TITLE;
    return segments;
}

/* ---- what the papers are -------------------------------------------------------------------- */

static guint bit_of(int area)
{
    return area > 0 && area <= KK_EDITION_AREAS ? 1u << area : 0;
}

static void take_draft(Segment *segment, const KkDraft *draft)
{
    segment->lists = segment->rows = 0;
    for (guint i = 0; i < draft->areas->len; i++) {
        const KkDraftArea *area = g_ptr_array_index(draft->areas, i);

        if (area->strengths->len > 0 || area->improvements->len > 0)
            segment->lists |= bit_of(area->number);
        if (area->rows->len > 0)
            segment->rows |= bit_of(area->number);
    }
}

static bool is_lookalike(const GPtrArray *lines)
{
    for (guint i = 0; i < MIN(lines->len, NAMING_LINES); i++)
        if (kk_lookalike(((KkLine *)g_ptr_array_index(lines, i))->text) != NULL)
            return true;
    return false;
}

/* What a paper that is no report by itself may be a report's part by. */
static void look_for_parts(Segment *segment, const GPtrArray *lines)
{
    bool has_list = false;

    for (guint i = 0; i < lines->len; i++) {
        const KkLine *line = g_ptr_array_index(lines, i);

        segment->n_prose += is_prose(line);
        segment->rows |= bit_of(area_of_row(line->text));
        segment->heads |= bit_of(kk_area_label(line->text, NULL, true));
        has_list = has_list || kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, line->text) ||
                   kk_pattern_is(KK_PATTERN_IMPROVEMENTS_HEAD, line->text);
    }
    if (has_list)
        segment->lists = segment->heads;
}

/* Without Kommunkompassen's name it is no report, and most other papers need not be read for it. */
static bool names_subject(const GPtrArray *lines)
{
    for (guint i = 0; i < lines->len; i++)
        if (kk_pattern_is(KK_PATTERN_SUBJECT, ((KkLine *)g_ptr_array_index(lines, i))->text))
            return true;
    return false;
}

/* Reads the pages of @segment as if they were a file. */
static void read_segment(const KkDocument *document, const GArray *pages, Segment *segment)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    for (int p = segment->first; p <= segment->last; p++)
        g_ptr_array_extend(lines, page_at(pages, p)->lines, NULL, NULL);
    segment->is_report = false;
    segment->lists = segment->rows = segment->heads = segment->n_prose = 0;
    segment->is_other = is_lookalike(lines);
    look_for_parts(segment, lines);
    if (!names_subject(lines))
        return;
    g_autoptr(KkDocument) part = kk_document_new_part(
        document, page_at(pages, segment->first)->sheet, page_at(pages, segment->last)->sheet);
    g_autoptr(KkLayout) layout = kk_layout(part, &kk_swedish);
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkDraft) draft = kk_parse(layout, doubts, NULL);

    segment->is_report = draft != NULL;
    if (draft != NULL)
        take_draft(segment, draft);
}

static guint count_bits(guint bits)
{
    guint n = 0;

    for (; bits != 0; bits &= bits - 1)
        n++;
    return n;
}

/* Whether a paper by Kommunkompassen's title begins here, or the one before has come to its end. */
static bool is_sure(const Segment *segment)
{
    return (segment->signs & (SIGN_TITLE | SIGN_END)) != 0;
}

/* Headings may count as page numbers do: what follows a title, up to the next, or tells of most
 * areas together, may be one report though none of it is by itself. */
static void read_together(const KkDocument *document, const GArray *pages, GArray *segments,
                          guint i)
{
    Segment whole = g_array_index(segments, Segment, i);
    guint n = 1, told = whole.lists | whole.rows;

    for (; i + n < segments->len; n++) {
        const Segment *next = &g_array_index(segments, Segment, i + n);

        if (next->is_report || is_sure(next))
            break;
        whole.last = next->last;
        told |= next->lists | next->rows;
    }
    if (n == 1 || ((whole.signs & SIGN_TITLE) == 0 && count_bits(told) < LEAST_TOLD))
        return;
    read_segment(document, pages, &whole);
    if (!whole.is_report)
        return;
    g_array_index(segments, Segment, i) = whole;
    g_array_remove_range(segments, i + 1, n - 1);
}

/* What tells of most areas and is no report by itself may lack the page before it, a cover that no
 * sign parts from the report before. */
static void give_cover(const KkDocument *document, const GArray *pages, GArray *segments, guint i)
{
    Segment *segment = &g_array_index(segments, Segment, i), whole = *segment;
    Segment *before = &g_array_index(segments, Segment, i - 1);

    whole.first--;
    if (segment->is_report || !before->is_report || before->first == before->last ||
        count_bits(segment->lists | segment->rows) < LEAST_TOLD ||
        !page_at(pages, whole.first)->begins_sheet)
        return;
    read_segment(document, pages, &whole);
    if (!whole.is_report)
        return;
    whole.alone = whole.first;
    *segment = whole;
    before->last--;
}

/* ---- which belong together ------------------------------------------------------------------ */

/* Whether @other tells of areas of which @report does not, and of none of which it does. */
static bool completes(const Segment *other, const Segment *report)
{
    if (other->is_other && !other->is_report)
        return false;
    return ((other->rows & ~report->rows) != 0 && (other->rows & report->rows) == 0) ||
           ((other->lists & ~report->lists) != 0 && (other->lists & report->lists) == 0);
}

/* Whether what stands before a report belongs to it, its cover perhaps. A title alone tells it from
 * running text before it that bears none, numbers that begin anew alone from what names no area. */
static bool leads_to(const Segment *front, const Segment *report)
{
    const bool titled = (front->signs & SIGN_TITLE) != 0;
    const bool is_cover =
        front->n_prose <= MOST_COVER_PROSE && front->last - front->first < MOST_COVER_PAGES;

    if (completes(front, report))
        return true;
    if ((report->signs & SIGN_END) != 0)
        return false;
    if ((report->signs & SIGN_TITLE) == 0)
        return titled || is_cover || (front->heads != 0 && (report->signs & SIGN_LOST) == 0);
    return (report->signs & SIGN_ANEW) != 0 ? titled && is_cover : titled || is_cover;
}

/* Whether what stands behind a report belongs to it. */
static bool goes_with(const Segment *next, const Segment *report)
{
    if (!next->is_report)
        return completes(next, report) || next->signs == SIGN_TITLE;
    if (count_bits(next->lists & report->lists) >= LEAST_SHARED ||
        count_bits(next->rows & report->rows) >= LEAST_SHARED)
        return false;
    return (next->signs & SIGN_TITLE) == 0 || next->signs == SIGN_TITLE;
}

static void join(Segment *segment, const Segment *next)
{
    segment->last = next->last;
    segment->alone = segment->is_report ? segment->alone : next->alone;
    segment->is_report = segment->is_report || next->is_report;
    segment->lists |= next->lists;
    segment->rows |= next->rows;
}

/* Joins what stands before reports and leads to them. */
static void join_fronts(GArray *segments)
{
    for (guint i = segments->len; i > 1; i--) {
        Segment *front = &g_array_index(segments, Segment, i - 2);
        const Segment *segment = &g_array_index(segments, Segment, i - 1);

        if (!front->is_report && segment->is_report && leads_to(front, segment)) {
            join(front, segment);
            g_array_remove_index(segments, i - 1);
        }
    }
}

/* What would make another paper of a report did not lead to it. */
static void part_false_fronts(const KkDocument *document, const GArray *pages, GArray *segments)
{
    for (guint i = 0; i < segments->len; i++) {
        Segment *report = &g_array_index(segments, Segment, i), whole = *report;

        if (report->alone == report->first)
            continue;
        read_segment(document, pages, &whole);
        if (!whole.is_report)
            report->first = report->alone;
    }
}

/* Joins what goes with the reports before it. */
static void join_annexes(GArray *segments)
{
    for (guint i = 1; i < segments->len; i++) {
        Segment *before = &g_array_index(segments, Segment, i - 1);
        const Segment *segment = &g_array_index(segments, Segment, i);

        if (before->is_report && goes_with(segment, before)) {
            join(before, segment);
            g_array_remove_index(segments, i--);
        }
    }
}

static void drop_other_papers(GArray *segments)
{
    for (guint i = segments->len; i > 0; i--)
        if (!g_array_index(segments, Segment, i - 1).is_report)
            g_array_remove_index(segments, i - 1);
}

/* Of KkPart. */
static GArray *list_parts(const KkDocument *document, const GArray *pages, const GArray *segments)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(KkPart));

    for (guint i = 0; i < segments->len; i++) {
        const Segment *report = &g_array_index(segments, Segment, i);
        KkPart part = {page_at(pages, report->first)->sheet, page_at(pages, report->last)->sheet};

        if (report->last == (int)pages->len) /* blank pages may follow */
            part.last = MAX(part.last, document->source.n_pages);
        g_array_append_val(parts, part);
    }
    return parts;
}

GArray *kk_divide(const KkDocument *document, const KkLayout *layout)
{
    g_autoptr(GArray) pages = look_at_pages(layout);
    g_autoptr(GArray) segments = part_pages(pages);

    if (segments->len < 2)
        return NULL;
    for (guint i = 0; i < segments->len; i++)
        read_segment(document, pages, &g_array_index(segments, Segment, i));
    for (guint i = segments->len; i > 0; i--)
        if (!g_array_index(segments, Segment, i - 1).is_report)
            read_together(document, pages, segments, i - 1);
    for (guint i = 1; i < segments->len; i++)
        give_cover(document, pages, segments, i);
    join_fronts(segments);
    part_false_fronts(document, pages, segments);
    join_annexes(segments);
    drop_other_papers(segments);
    if (segments->len == 0)
        return NULL;
    const Segment *only = &g_array_index(segments, Segment, 0);
    if (segments->len == 1 && only->first == 1 && only->last == (int)pages->len)
        return NULL;
    return list_parts(document, pages, segments);
}
