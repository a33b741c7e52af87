/* SPDX-License-Identifier: GPL-2.0-or-later */
/* divide.c - the pages of a file to the reports among them.
 *
 * A page on which a paper may begin is told by what stands at its head and foot alone. That is a
 * guess: the pages between two such are read as if they were a file, and joined again where the
 * guess was wrong. Two neighbours are two reports only where both tell of the same areas. What is
 * no report is an annex of the one before it, or its cover, unless page numbers tell that another
 * paper begins. */
#include "pages.h"

#include <kk/divide.h>
#include <kk/draft.h>
#include <kk/edition.h>
#include <kk/labels.h>
#include <kk/language.h>
#include <kk/pattern.h>

/* What stands before a report on so few pages, with as few lines of running text as a cover has,
 * may be its cover. */
#define MOST_COVER_PAGES 2

/* Another kind of paper says what it is on the first of its lines. */
#define NAMING_LINES 3

/* So many areas told twice are not told by one report. */
#define LEAST_SHARED 2

/* Papers that tell of so many areas are a report's. */
#define LEAST_TOLD 6

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

/* Of Segment: all pages. Papers begin on a sheet of their own. */
static GArray *part_pages(const GArray *pages)
{
    GArray *segments = g_array_new(FALSE, TRUE, sizeof(Segment));
    Segment segment = {.first = 1, .alone = 1};

    for (int p = 2; p <= (int)pages->len; p++) {
        guint signs = page_at(pages, p)->begins_sheet ? divide_find_signs(pages, p) : 0;

        if (signs == 0)
            continue;
        segment.last = p - 1;
        g_array_append_val(segments, segment);
        segment = (Segment){.first = p, .alone = p, .signs = signs};
    }
    segment.last = (int)pages->len;
    g_array_append_val(segments, segment);
    if (segments->len > 1 && divide_bears_title(pages, 1))
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

        segment->n_prose += divide_is_prose(line);
        segment->rows |= bit_of(divide_area_of_row(line->text));
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
    g_autoptr(GArray) pages = divide_look_at_pages(layout);
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
