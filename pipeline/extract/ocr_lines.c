/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ocr_lines.c - the connected ink of a page to segments of text: runs of letters on a line.
 *
 * Specks and what is left of tables' lines are left out. Lines are made from the boxes of ink
 * alone, as layout/ makes them from glyphs: a recogniser's own segmentation takes tables for
 * pictures and loses narrow cells. */
#include "ocr.h"

#include <math.h>
#include <stdlib.h>

/* Of the height of a small x. */
#define GAP 2.1          /* the widest between letters of a segment */
#define LEAST 0.75       /* of a letter's height that makes a line */
#define TALLEST 4.5      /* what is taller is no letter */
#define NUMBERS 9        /* what is longer is text */
#define NUMBER_GAP 0.9   /* between numbers; a sign of percent stands nearer, */
#define NUMBER_WIDTH 1.5 /* or is typed, and narrower than this */
#define BULLET_GAP 0.75  /* the least between a bullet and its text */
#define DASH 1.7         /* of its own height: what is so wide is a dash, also amid text */
#define SPECK 0.15       /* smaller than a dot */
#define NEAR 0.35        /* a broken letter's parts are not so far apart */
#define REACH 0.9        /* from a segment to its dots and accents */

/* What is left of tables' lines is told from dashes and stems, of the height of a small x: a dash
 * of a whole em is 2.1 wide, and no dash is as thick as a dot is high; half an em is 1.1 wide, and
 * no font draws it finer than a tenth; brackets and bars are 2 high at most, and bold stems a third
 * wide. */
#define LONGEST_DASH 2.5
#define THICKEST_DASH 0.35
#define SHORT_DASH 1.5
#define THINNEST_DASH 0.1
#define TALLEST_STEM 2.2
#define STEM 0.25

/* A leader: dots so small, so far apart at most, so level, and more than an ellipsis has. */
#define DOT 0.45
#define LEADER_STEP 2.0
#define LEADER_LEVEL 0.25
#define LEAST_LEADER 5

#define MAX_PARTS 20000
#define MOST_HEIGHT 90 /* dots of a small x */
#define MOST_STROKE 30

static int width_of(const OcrBox *box)
{
    return box->x1 - box->x0;
}

static int height_of(const OcrBox *box)
{
    return box->y1 - box->y0;
}

/* The height that most letters have: that of a small x. */
static int find_x_height(const GArray *boxes)
{
    double counts[MOST_HEIGHT] = {0}, most = 0;
    int found = 0;

    for (guint i = 0; i < boxes->len; i++) {
        const OcrBox *box = &g_array_index(boxes, OcrBox, i);
        const int height = height_of(box);

        if (height >= INCH(0.03) && height < (int)G_N_ELEMENTS(counts) - 1 &&
            width_of(box) >= height / 4 && width_of(box) < 3 * height)
            for (int at = height - 1; at <= height + 1; at++)
                counts[at] += at == height ? 1 : 0.6;
    }
    for (int height = 0; height < (int)G_N_ELEMENTS(counts); height++)
        if (counts[height] > most) {
            most = counts[height];
            found = height;
        }
    return found;
}

static int by_x(gconstpointer a, gconstpointer b)
{
    const OcrBox *one = a, *other = b;

    return one->x0 != other->x0 ? one->x0 - other->x0 : one->y0 - other->y0;
}

static guint root_of(guint *parents, guint i)
{
    while (parents[i] != i)
        i = parents[i] = parents[parents[i]];
    return i;
}

/* Whether two letters, @a left of @b, stand in one word or side by side. */
static bool follow(const OcrBox *a, const OcrBox *b, int x_height)
{
    const int overlap = MIN(a->y1, b->y1) - MAX(a->y0, b->y0);
    const int lower = MIN(height_of(a), height_of(b));
    const double gap = GAP * MAX(x_height, 0.6 * lower);

    return 2 * overlap > lower && b->x0 - a->x1 < gap;
}

static void segment_free(gpointer data)
{
    OcrSegment *segment = data;

    g_array_unref(segment->parts);
    g_array_unref(segment->glyphs);
    g_clear_pointer(&segment->readings, g_array_unref);
    g_free(segment);
}

static OcrSegment *segment_new(void)
{
    OcrSegment *segment = g_new0(OcrSegment, 1);

    segment->parts = g_array_new(FALSE, FALSE, sizeof(OcrBox));
    segment->glyphs = g_array_new(FALSE, FALSE, sizeof(OcrGlyph));
    return segment;
}

static void add_part(OcrSegment *segment, const OcrBox *part)
{
    OcrBox *box = &segment->box;

    *box = segment->parts->len == 0 ? *part
                                    : (OcrBox){MIN(box->x0, part->x0), MIN(box->y0, part->y0),
                                               MAX(box->x1, part->x1), MAX(box->y1, part->y1)};
    g_array_append_val(segment->parts, *part);
}

void ocr_page_free(OcrPage *page)
{
    if (page == NULL)
        return;
    ocr_picture_free(page->picture);
    g_ptr_array_unref(page->segments);
    g_free(page);
}

/* Letters to segments; @letters are sorted by x. */
static void join_letters(const GArray *letters, OcrPage *page)
{
    g_autofree guint *parents = g_new(guint, letters->len);
    g_autofree OcrSegment **of = g_new0(OcrSegment *, letters->len);
    const int reach = (int)(2 * TALLEST * page->x_height);

    for (guint i = 0; i < letters->len; i++)
        parents[i] = i;
    for (guint i = 0; i < letters->len; i++) {
        const OcrBox *a = &g_array_index(letters, OcrBox, i);

        for (guint k = i + 1; k < letters->len; k++) {
            const OcrBox *b = &g_array_index(letters, OcrBox, k);

            if (b->x0 - a->x1 > reach)
                break;
            if (follow(a, b, page->x_height))
                parents[root_of(parents, k)] = root_of(parents, i);
        }
    }
    for (guint i = 0; i < letters->len; i++) {
        OcrSegment **segment = &of[root_of(parents, i)];

        if (*segment == NULL) {
            *segment = segment_new();
            g_ptr_array_add(page->segments, *segment);
        }
        add_part(*segment, &g_array_index(letters, OcrBox, i));
    }
}

static int middle_of(GArray *numbers)
{
    return numbers->len > 0 ? g_array_index(numbers, int, numbers->len / 2) : 0;
}

static int by_number(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

/* Whether letters of these @heights, from the line up, are capitals and figures of a text whose
 * small x is so high: nearly all are 1.45 times as high. */
static bool are_capitals(const GArray *heights, int x_height)
{
    guint n = 0;

    for (guint i = 0; i < heights->len; i++) {
        const int height = g_array_index(heights, int, i);

        n += height > 1.25 * x_height && height < 1.65 * x_height;
    }
    return n > 0.7 * heights->len;
}

/* Where its letters stand and how high a small x of it is: letters that reach below the line are
 * fewer than those that do not, but for the shortest of words. */
static void find_baseline(OcrSegment *segment, int page_x_height)
{
    g_autoptr(GArray) bottoms = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(int));

    for (guint i = 0; i < segment->parts->len; i++)
        g_array_append_val(bottoms, g_array_index(segment->parts, OcrBox, i).y1);
    g_array_sort(bottoms, by_number);
    segment->baseline = middle_of(bottoms);
    for (guint i = 0; i < segment->parts->len; i++) {
        const int height = segment->baseline - g_array_index(segment->parts, OcrBox, i).y0;

        g_array_append_val(heights, height);
    }
    g_array_sort(heights, by_number);
    const int middle = middle_of(heights), tallest = g_array_index(heights, int, heights->len - 1);
    const int lowest = g_array_index(heights, int, heights->len / 4);

    /* capitals and figures alone are 1.45 times as high as a small x */
    segment->x_height = tallest > 1.25 * lowest ? lowest : (int)(middle / 1.45);
    if (segment->x_height > 0.8 * page_x_height && segment->x_height < 1.2 * page_x_height)
        segment->x_height = page_x_height;
    else if (are_capitals(heights, page_x_height) ||
             (middle > 0.85 * page_x_height && tallest < 1.75 * page_x_height))
        segment->x_height = page_x_height;
}

static OcrSegment *segment_at(const OcrPage *page, guint i)
{
    return g_ptr_array_index(page->segments, i);
}

/* The segment that a dot, an accent, a comma or a hyphen belongs to; NULL: none. */
static OcrSegment *segment_of(const OcrPage *page, const OcrBox *small)
{
    OcrSegment *nearest = NULL;
    int least = (int)(REACH * page->x_height);

    for (guint k = 0; k < page->segments->len; k++) {
        OcrSegment *segment = segment_at(page, k);
        const int x_height = segment->x_height;
        const int aside = MAX(MAX(segment->box.x0 - small->x1, small->x0 - segment->box.x1), 0);

        if (segment->kind != OCR_LEADER && small->y1 > segment->baseline - 2.1 * x_height &&
            small->y0 < segment->baseline + 0.6 * x_height &&
            small->y0 > segment->baseline - 2.4 * x_height && aside < least) {
            nearest = segment;
            least = aside;
        }
    }
    return nearest;
}

/* Gives each its segment; those of none are left in @smalls. A full stop behind a quotation mark
 * is reached once the mark is there. */
static void give_smalls(OcrPage *page, GArray *smalls)
{
    guint n_before;

    do {
        n_before = smalls->len;
        for (guint i = smalls->len; i-- > 0;) {
            const OcrBox small = g_array_index(smalls, OcrBox, i);
            OcrSegment *segment = segment_of(page, &small);

            if (segment != NULL) {
                add_part(segment, &small);
                g_array_remove_index_fast(smalls, i);
            }
        }
    } while (smalls->len < n_before);
}

/* Whether a dot stands behind another in a leader: the dots that lead to a table's number. */
static bool leads(const OcrBox *a, const OcrBox *b, int x_height)
{
    return b->x0 >= a->x1 && b->x0 - a->x0 < LEADER_STEP * x_height &&
           abs(b->y1 - a->y1) < LEADER_LEVEL * x_height;
}

static bool is_dot(const OcrBox *box, int x_height)
{
    return MAX(width_of(box), height_of(box)) < DOT * x_height;
}

/* Whether dots stand as far apart, all but a few, and no letter among them. */
static bool is_leader(const GArray *dots, const GArray *letters)
{
    if (dots->len < LEAST_LEADER)
        return false;
    const OcrBox *first = &g_array_index(dots, OcrBox, 0);
    const OcrBox *last = &g_array_index(dots, OcrBox, dots->len - 1);
    const double step = (double)(last->x0 - first->x0) / (dots->len - 1);
    guint n = 0;

    for (guint i = 1; i < dots->len; i++) {
        const OcrBox *dot = &g_array_index(dots, OcrBox, i);

        n += fabs(dot->x0 - dot[-1].x0 - step) < 0.3 * step;
    }
    for (guint i = 0; i < letters->len; i++) {
        const OcrBox *letter = &g_array_index(letters, OcrBox, i);

        if (letter->x0 < last->x1 && letter->x1 > first->x0 && letter->y0 < first->y1 &&
            letter->y1 > first->y0 - height_of(first))
            return false;
    }
    return n > 0.7 * (dots->len - 1);
}

/* The leader that begins with a dot, of OcrBox: (transfer full); it is taken out of @smalls, which
 * are sorted by x. NULL: it begins none. */
static GArray *take_leader(GArray *smalls, guint at, const GArray *letters, int x_height)
{
    g_autoptr(GArray) dots = g_array_new(FALSE, FALSE, sizeof(OcrBox));
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(guint));
    OcrBox last = g_array_index(smalls, OcrBox, at);

    for (guint i = at; i < smalls->len && is_dot(&last, x_height); i++) {
        const OcrBox *dot = &g_array_index(smalls, OcrBox, i);

        if (dot->x0 - last.x0 > LEADER_STEP * x_height)
            break;
        if (is_dot(dot, x_height) && (i == at || leads(&last, dot, x_height))) {
            last = *dot;
            g_array_append_val(dots, last);
            g_array_append_val(places, i);
        }
    }
    if (!is_leader(dots, letters))
        return NULL;
    for (guint i = places->len; i-- > 0;)
        g_array_remove_index(smalls, g_array_index(places, guint, i));
    return g_steal_pointer(&dots);
}

/* Dots that lead from a text to its number would be read as letters: they become segments of their
 * own, which nobody reads. */
static void part_leaders(OcrPage *page, GArray *smalls, const GArray *letters)
{
    for (guint i = 0; i < smalls->len; i++) {
        g_autoptr(GArray) dots = take_leader(smalls, i, letters, page->x_height);

        if (dots == NULL)
            continue;
        OcrSegment *leader = segment_new();

        i--;
        leader->kind = OCR_LEADER;
        leader->baseline = g_array_index(dots, OcrBox, 0).y1;
        leader->x_height = page->x_height;
        for (guint k = 0; k < dots->len; k++)
            add_part(leader, &g_array_index(dots, OcrBox, k));
        g_ptr_array_add(page->segments, leader);
    }
}

/* A row of dashes is a line that a typewriter drew. */
static bool is_drawn(const OcrSegment *segment, int x_height)
{
    guint n = 0;

    for (guint i = 0; i < segment->parts->len; i++) {
        const OcrBox *part = &g_array_index(segment->parts, OcrBox, i);

        n += height_of(part) < 0.45 * x_height && width_of(part) > 1.5 * height_of(part);
    }
    return segment->parts->len > 0 && n > 0.8 * segment->parts->len &&
           width_of(&segment->box) > 6 * x_height;
}

static bool is_blob(const OcrBox *box, double x_height)
{
    return height_of(box) >= 0.3 * x_height && height_of(box) <= 1.2 * x_height &&
           width_of(box) < 1.4 * height_of(box) && height_of(box) < 1.4 * width_of(box);
}

/* Whether text ends so near before a mark of its line that it goes on behind it, as with a
 * semicolon of a typewriter. */
static bool is_amid_text(const OcrPage *page, const OcrSegment *of, const OcrBox *mark)
{
    for (guint i = 0; i < page->segments->len; i++) {
        const OcrSegment *other = segment_at(page, i);
        const int gap = mark->x0 - other->box.x1;

        if (other != of && other->kind == OCR_TEXT && gap > -of->x_height &&
            gap < GAP * of->x_height && abs(other->baseline - of->baseline) < of->x_height / 2)
            return true;
    }
    return false;
}

/* A blob at a line's beginning with a gap behind it, wider than between words, is its bullet: it
 * becomes a segment of its own. */
static void part_bullets(OcrPage *page)
{
    const guint n = page->segments->len;

    for (guint i = 0; i < n; i++) {
        OcrSegment *line = segment_at(page, i);

        if (line->parts->len < 4 || line->kind == OCR_LEADER)
            continue;
        const OcrBox blob = g_array_index(line->parts, OcrBox, 0);
        const int gap = g_array_index(line->parts, OcrBox, 1).x0 - blob.x1;

        if (!is_blob(&blob, line->x_height) || gap < BULLET_GAP * line->x_height ||
            is_amid_text(page, line, &blob))
            continue;
        OcrSegment *bullet = segment_new();

        add_part(bullet, &blob);
        g_array_remove_index(line->parts, 0);
        line->box.x0 = g_array_index(line->parts, OcrBox, 0).x0;
        for (guint k = 1; k < line->parts->len; k++)
            line->box.x0 = MIN(line->box.x0, g_array_index(line->parts, OcrBox, k).x0);
        g_ptr_array_add(page->segments, bullet);
    }
}

/* Whether it is short, and all figures or capitals, with what points they have. */
static bool may_be_numbers(const OcrSegment *segment, double x_height)
{
    for (guint i = 0; i < segment->parts->len; i++) {
        const OcrBox *part = &g_array_index(segment->parts, OcrBox, i);

        if (height_of(part) > 0.6 * x_height && segment->baseline - part->y0 < 1.2 * x_height)
            return false;
    }
    return width_of(&segment->box) < NUMBERS * x_height;
}

/* Numbers that stand side by side, farther apart than figures and signs of one number, become a
 * segment each: read together they would be one number. Their parts are sorted. */
static void part_numbers(OcrPage *page)
{
    for (guint i = 0; i < page->segments->len; i++) {
        OcrSegment *segment = segment_at(page, i);
        int reached = segment->box.x0;

        if (segment->kind != OCR_TEXT || !may_be_numbers(segment, page->x_height))
            continue;
        for (guint k = 1; k < segment->parts->len; k++) {
            reached = MAX(reached, g_array_index(segment->parts, OcrBox, k - 1).x1);
            const int next = g_array_index(segment->parts, OcrBox, k).x0;

            if (next - reached < NUMBER_GAP * page->x_height ||
                segment->box.x1 - next < NUMBER_WIDTH * page->x_height)
                continue;
            OcrSegment *rest = segment_new();
            g_autoptr(GArray) parts = g_steal_pointer(&segment->parts);

            segment->parts = g_array_new(FALSE, FALSE, sizeof(OcrBox));
            for (guint m = 0; m < parts->len; m++)
                add_part(m < k ? segment : rest, &g_array_index(parts, OcrBox, m));
            rest->baseline = segment->baseline;
            rest->x_height = segment->x_height;
            g_ptr_array_add(page->segments, rest);
            break;
        }
    }
}

/* A lone blob that hangs before a line of text is its bullet, as big as a letter as it may be. */
static void find_large_bullets(OcrPage *page)
{
    for (guint i = 0; i < page->segments->len; i++) {
        OcrSegment *blob = segment_at(page, i);

        for (guint k = 0; k < page->segments->len && blob->parts->len == 1 &&
                          blob->kind == OCR_TEXT && is_blob(&blob->box, page->x_height);
             k++) {
            const OcrSegment *line = segment_at(page, k);
            const double middle = line->baseline - (blob->box.y0 + blob->box.y1) / 2.0;
            const int gap = line->box.x0 - blob->box.x1;

            if (gap > 0 && gap < 5 * page->x_height && middle > 0.2 * page->x_height &&
                middle < 1.1 * page->x_height && width_of(&line->box) > 6 * page->x_height) {
                blob->kind = OCR_BULLET;
                blob->baseline = line->baseline;
                blob->x_height = line->x_height;
            }
        }
    }
}

static void sort_parts(OcrPage *page)
{
    for (guint i = page->segments->len; i-- > 0;) {
        OcrSegment *segment = segment_at(page, i);

        if (is_drawn(segment, page->x_height))
            g_ptr_array_remove_index_fast(page->segments, i);
        else
            g_array_sort(segment->parts, by_x);
    }
}

/* Whether it may be a bullet or a dash. */
static bool is_bullet(const OcrBox *small, double x_height)
{
    return width_of(small) >= 0.22 * x_height && width_of(small) < 1.3 * x_height &&
           height_of(small) >= 0.09 * x_height && height_of(small) < 1.6 * width_of(small);
}

/* A blob that hangs before a line of text, its middle between the line and the top of a small x,
 * and nothing else near. */
static void add_bullets(OcrPage *page, const GArray *smalls)
{
    const guint n_lines = page->segments->len;

    for (guint i = 0; i < smalls->len; i++) {
        const OcrBox *small = &g_array_index(smalls, OcrBox, i);
        const double x_height = page->x_height;

        for (guint k = 0; k < n_lines && is_bullet(small, x_height); k++) {
            const OcrSegment *line = segment_at(page, k);
            const int gap = line->box.x0 - small->x1;
            const double middle = line->baseline - (small->y0 + small->y1) / 2.0;

            if (gap > 0 && gap < 5 * x_height && middle > 0.2 * x_height &&
                middle < 1.1 * x_height && width_of(&line->box) > 2 * x_height &&
                (width_of(small) > DASH * height_of(small) || !is_amid_text(page, line, small))) {
                OcrSegment *bullet = segment_new();

                bullet->kind = OCR_BULLET;
                bullet->baseline = line->baseline;
                bullet->x_height = line->x_height;
                add_part(bullet, small);
                g_ptr_array_add(page->segments, bullet);
                break;
            }
        }
    }
}

/* How thick its strokes are: the middle one of the runs of ink in its lines, of the x height. */
static double stroke_of(const OcrPage *page, const OcrSegment *segment)
{
    guint counts[MOST_STROKE] = {0}, n = 0, sum = 0;
    int run = 0, middle = 0;

    for (int y = segment->box.y0; y < segment->box.y1; y++) {
        const guint8 *line = page->picture->dots + (gsize)y * (gsize)page->picture->width;

        for (int x = segment->box.x0; x <= segment->box.x1 && x < page->picture->width; x++) {
            if (x < segment->box.x1 && line[x] < INK) {
                run++;
            } else {
                if (run > 0 && run < (int)G_N_ELEMENTS(counts)) {
                    counts[run]++;
                    n++;
                }
                run = 0;
            }
        }
    }
    while (middle + 1 < (int)G_N_ELEMENTS(counts) && (sum += counts[middle]) <= n / 2)
        middle++;
    return (double)middle / MAX(segment->x_height, 1);
}

/* Whether it is what is left of a table's line, longer and thinner than a dash or a letter. */
static bool is_stroke(const OcrBox *box, int x_height)
{
    return (width_of(box) > LONGEST_DASH * x_height && height_of(box) < THICKEST_DASH * x_height) ||
           (width_of(box) > SHORT_DASH * x_height && height_of(box) < THINNEST_DASH * x_height) ||
           (height_of(box) > TALLEST_STEM * x_height && width_of(box) < STEM * x_height);
}

static bool is_speck(const OcrBox *box, int x_height)
{
    return MAX(width_of(box), height_of(box)) < SPECK * x_height;
}

/* Whether ink that is none of the page's specks is so near that it may be a part of it. */
static bool is_near_ink(const OcrBox *speck, const GArray *boxes, guint first, int x_height)
{
    const int near = MAX((int)(NEAR * x_height), 2);

    for (guint i = first; i < boxes->len; i++) {
        const OcrBox *box = &g_array_index(boxes, OcrBox, i);

        if (box->x0 > speck->x1 + near)
            return false;
        if (!is_speck(box, x_height) && box->x1 > speck->x0 - near && box->y0 < speck->y1 + near &&
            box->y1 > speck->y0 - near)
            return true;
    }
    return false;
}

static void whiten(OcrPicture *picture, const OcrBox *box)
{
    for (int y = MAX(box->y0 - 1, 0); y < MIN(box->y1 + 1, picture->height); y++)
        for (int x = MAX(box->x0 - 1, 0); x < MIN(box->x1 + 1, picture->width); x++)
            picture->dots[(gsize)y * (gsize)picture->width + (gsize)x] = WHITE;
}

/* Specks would be read as full stops and commas. @boxes are sorted by x. */
static void remove_specks(OcrPage *page, const GArray *boxes)
{
    int widest = 0;

    for (guint i = 0; i < boxes->len; i++)
        widest = MAX(widest, width_of(&g_array_index(boxes, OcrBox, i)));
    for (guint i = 0, first = 0; i < boxes->len; i++) {
        const OcrBox *box = &g_array_index(boxes, OcrBox, i);

        while (g_array_index(boxes, OcrBox, first).x0 < box->x0 - widest - page->x_height)
            first++;
        if (is_speck(box, page->x_height) && !is_near_ink(box, boxes, first, page->x_height))
            whiten(page->picture, box);
    }
}

static void find_lines(OcrPage *page)
{
    g_autoptr(GArray) boxes = ocr_find_ink(page->picture);
    g_autoptr(GArray) letters = g_array_new(FALSE, FALSE, sizeof(OcrBox));
    g_autoptr(GArray) smalls = g_array_new(FALSE, FALSE, sizeof(OcrBox));

    page->x_height = find_x_height(boxes);
    if (page->x_height == 0 || boxes->len > MAX_PARTS)
        return;
    g_array_sort(boxes, by_x);
    remove_specks(page, boxes);
    for (guint i = 0; i < boxes->len; i++) {
        const OcrBox *box = &g_array_index(boxes, OcrBox, i);

        if (height_of(box) > TALLEST * page->x_height || is_stroke(box, page->x_height))
            continue;
        if (height_of(box) >= LEAST * page->x_height)
            g_array_append_val(letters, *box);
        else if (MAX(height_of(box), width_of(box)) >= 0.15 * page->x_height)
            g_array_append_val(smalls, *box);
    }
    g_array_sort(letters, by_x);
    join_letters(letters, page);
    for (guint i = 0; i < page->segments->len; i++)
        find_baseline(segment_at(page, i), page->x_height);
    part_leaders(page, smalls, letters);
    give_smalls(page, smalls);
    sort_parts(page);
    part_numbers(page);
    part_bullets(page);
    find_large_bullets(page);
    add_bullets(page, smalls);
    for (guint i = 0; i < page->segments->len; i++)
        segment_at(page, i)->stroke = stroke_of(page, segment_at(page, i));
}

OcrPage *ocr_segment(OcrPicture *picture)
{
    OcrPage *page = g_new0(OcrPage, 1);

    page->picture = picture;
    page->segments = g_ptr_array_new_with_free_func(segment_free);
    ocr_clean(picture, &page->turns, &page->angle);
    find_lines(page);
    if (page->segments->len > 0 && ocr_level(page)) {
        g_ptr_array_set_size(page->segments, 0);
        find_lines(page);
    }
    if (page->segments->len > 0)
        return page;
    ocr_page_free(page);
    return NULL;
}
