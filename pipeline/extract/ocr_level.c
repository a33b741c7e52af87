/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ocr_level.c - makes the lines of a photographed page level, and its margins upright.
 *
 * A camera that is not held straight over a page sees its lines run together towards a point aside
 * of it, and its margins towards one above or below. So a line's slope depends on how far down it
 * lies, and a margin's on how far right: each by a straight rule, which is told from the segments.
 * A page that was scanned has lines of one slope, and is left as it is. */
#include "ocr.h"

#include <math.h>
#include <stdlib.h>

/* Of the height of a small x, or letters: a segment whose slope can be measured. */
#define LEAST_WIDTH 14
#define LEAST_LETTERS 10

/* So many lines tell how slopes change down the page. */
#define LEAST_LINES 7

/* Of the height of a small x: a line that rises or falls no more from the page's middle to its
 * text's end is level. */
#define LEVEL 0.3

/* Of the slopes, how far they may lie off the rule, in the middle. */
#define OFF_RULE 0.35

/* Margins of a photographed page lean no more than so, and change by no more from side to side. */
#define MOST_LEAN 0.08
#define LEAN_STEPS 20

/* Of a small x: edges so near stand in one column. */
#define COLUMN 0.6

/* How many more edges stand in columns where the margins lean than where they do not. */
#define BETTER 1.1

#define MOST_COLUMNS 1024

/* How a slope depends on where: at the middle of the picture, and its change with every dot. */
typedef struct {
    double at_middle, change;
} Slope;

typedef struct {
    double x, y, slope;
} Line;

static int by_value(gconstpointer a, gconstpointer b)
{
    const double one = *(const double *)a, other = *(const double *)b;

    return (one > other) - (one < other);
}

/* The middle one; 0 of none. They are sorted. */
static double middle_of(GArray *values)
{
    g_array_sort(values, by_value);
    return values->len > 0 ? g_array_index(values, double, values->len / 2) : 0;
}

/* The feet of letters lie on a line, but for some that reach below it: the middle of the slopes
 * between those of its first half and those of its second. */
static Line line_of(const OcrSegment *segment)
{
    g_autoptr(GArray) slopes = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) feet = g_array_new(FALSE, FALSE, sizeof(double));
    const guint n = segment->parts->len;
    Line line = {.x = (segment->box.x0 + segment->box.x1) / 2.0};

    for (guint i = 0; i < n / 2; i++)
        for (guint k = n - n / 2; k < n; k++) {
            const OcrBox *a = &g_array_index(segment->parts, OcrBox, i);
            const OcrBox *b = &g_array_index(segment->parts, OcrBox, k);
            const double slope = (double)(b->y1 - a->y1) / MAX(b->x0 - a->x0, 1);

            if (b->x0 - a->x0 > LEAST_WIDTH * segment->x_height / 2)
                g_array_append_val(slopes, slope);
        }
    line.slope = middle_of(slopes);
    for (guint i = 0; i < n; i++) {
        const OcrBox *part = &g_array_index(segment->parts, OcrBox, i);
        const double foot = part->y1 - line.slope * (part->x0 - line.x);

        g_array_append_val(feet, foot);
    }
    line.y = middle_of(feet);
    return line;
}

/* Lines, each with its height at the middle of the picture. */
static GArray *dup_lines(const OcrPage *page)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    const double middle = page->picture->width / 2.0;

    for (guint i = 0; i < page->segments->len; i++) {
        const OcrSegment *segment = g_ptr_array_index(page->segments, i);

        if (segment->box.x1 - segment->box.x0 > LEAST_WIDTH * segment->x_height &&
            segment->parts->len >= LEAST_LETTERS) {
            Line line = line_of(segment);

            line.y += line.slope * (middle - line.x);
            g_array_append_val(lines, line);
        }
    }
    return lines;
}

/* The straight rule that most lines keep to: the middle of what each two say. */
static Slope rule_of(const GArray *lines, double height)
{
    g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) slopes = g_array_new(FALSE, FALSE, sizeof(double));
    Slope rule;

    for (guint i = 0; i < lines->len; i++)
        for (guint k = 0; k < i; k++) {
            const Line *a = &g_array_index(lines, Line, i), *b = &g_array_index(lines, Line, k);
            const double change = (a->slope - b->slope) / (a->y - b->y);

            if (fabs(a->y - b->y) > height / 8)
                g_array_append_val(changes, change);
        }
    rule.change = middle_of(changes);
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        const double slope = line->slope - rule.change * (line->y - height / 2);

        g_array_append_val(slopes, slope);
    }
    rule.at_middle = middle_of(slopes);
    return rule;
}

static double slope_at(const Slope *rule, double offset)
{
    return rule->at_middle + rule->change * offset;
}

/* Whether the lines are not level, and keep to the rule in that. */
static bool is_needed(const OcrPage *page, const GArray *lines, const Slope *rule)
{
    g_autoptr(GArray) off = g_array_new(FALSE, FALSE, sizeof(double));
    const double middle = page->picture->height / 2.0;
    double most = 0;

    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        const double slope = slope_at(rule, line->y - middle), apart = fabs(line->slope - slope);

        most = MAX(most, fabs(slope));
        g_array_append_val(off, apart);
    }
    return lines->len >= LEAST_LINES && most * page->picture->width / 2 > LEVEL * page->x_height &&
           middle_of(off) < OFF_RULE * most;
}

/* How many edges of segments stand over each other, were the margins to lean so. */
static double count_columns(const OcrPage *page, const Slope *lean)
{
    guint lefts[MOST_COLUMNS] = {0}, rights[MOST_COLUMNS] = {0};
    const double width = page->picture->width, height = page->picture->height;
    double sum = 0;

    for (guint i = 0; i < page->segments->len; i++) {
        const OcrSegment *segment = g_ptr_array_index(page->segments, i);
        const double y = segment->baseline - height / 2, column = COLUMN * page->x_height;
        const double left = segment->box.x0 - slope_at(lean, segment->box.x0 - width / 2) * y;
        const double right = segment->box.x1 - slope_at(lean, segment->box.x1 - width / 2) * y;

        lefts[CLAMP((int)(left / column), 0, MOST_COLUMNS - 1)]++;
        rights[CLAMP((int)(right / column), 0, MOST_COLUMNS - 1)]++;
    }
    for (int i = 0; i + 1 < MOST_COLUMNS; i++)
        sum += pow(lefts[i] + lefts[i + 1], 2) + pow(rights[i] + rights[i + 1], 2);
    return sum;
}

static Slope find_lean(const OcrPage *page)
{
    const Slope upright = {0, 0};
    const double step = MOST_LEAN / LEAN_STEPS;
    double most = BETTER * count_columns(page, &upright);
    Slope lean = upright;

    for (int i = -LEAN_STEPS; i <= LEAN_STEPS; i++)
        for (int k = -LEAN_STEPS / 2; k <= LEAN_STEPS / 2; k++) {
            const Slope other = {i * step, 4 * k * step / page->picture->width};
            const double n = count_columns(page, &other);

            if (n > most) {
                most = n;
                lean = other;
            }
        }
    return lean;
}

static guint8 dot_at(const OcrPicture *picture, int x, int y)
{
    if (x < 0 || y < 0 || x >= picture->width || y >= picture->height)
        return WHITE;
    return picture->dots[(gsize)y * (gsize)picture->width + (gsize)x];
}

/* How much each of four dots in a row counts for what lies @part of the way from the second to the
 * third (Catmull and Rom): a mean of the two alone would blur a page that was turned before. */
static void weigh(double part, double *weights)
{
    weights[0] = part * (-0.5 + part * (1 - 0.5 * part));
    weights[1] = 1 + part * part * (-2.5 + 1.5 * part);
    weights[2] = part * (0.5 + part * (2 - 1.5 * part));
    weights[3] = part * part * (-0.5 + 0.5 * part);
}

/* The dot between sixteen. */
static guint8 sample(const OcrPicture *picture, double x, double y)
{
    const int left = (int)floor(x) - 1, above = (int)floor(y) - 1;
    double across[4], down[4], sum = 0;

    weigh(x - floor(x), across);
    weigh(y - floor(y), down);
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 4; k++)
            sum += down[i] * across[k] * dot_at(picture, left + k, above + i);
    return (guint8)CLAMP(sum + 0.5, 0, WHITE);
}

/* The ground is as bright afterwards as before it was made white: ink is looked for again. */
static void straighten(OcrPicture *picture, const Slope *slope, const Slope *lean)
{
    OcrPicture *straight = ocr_picture_new(picture->width, picture->height);

    for (int y = 0; y < picture->height; y++) {
        const double down = y - picture->height / 2.0, rise = slope_at(slope, down);

        for (int x = 0; x < picture->width; x++) {
            const double aside = x - picture->width / 2.0;

            straight->dots[(gsize)y * (gsize)picture->width + (gsize)x] =
                (guint8)(PAPER *
                         sample(picture, x + slope_at(lean, aside) * down, y + rise * aside) /
                         WHITE);
        }
    }
    g_free(picture->dots);
    picture->dots = g_steal_pointer(&straight->dots);
    ocr_picture_free(straight);
}

bool ocr_level(OcrPage *page)
{
    g_autoptr(GArray) lines = dup_lines(page);
    const Slope rule = rule_of(lines, page->picture->height);

    if (!is_needed(page, lines, &rule))
        return false;
    const Slope lean = find_lean(page);

    straighten(page->picture, &rule, &lean);
    return true;
}
