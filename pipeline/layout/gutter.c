/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gutter.c - a page set in columns: its lines in the order in which they are read.
 *
 * Lines are found across the whole page, so that a row of a table is one line; text in two
 * columns is taken apart afterwards. What a table's columns hold, or a chart's, is short
 * and mostly numbers; columns of text are wide, and words fill them. */
#include "internal.h"

#include <math.h>
#include <string.h>

/* Fewer lines than this beside each other are no columns of text. */
#define LEAST_LINES 4

/* … but where there are such columns elsewhere on the page. */
#define LEAST_MORE_LINES 2

/* A column of text is this wide at least, of the page: three of them and their margins. */
#define LEAST_WIDTH 0.18

/* Words of letters on a line of text, on average. */
#define LEAST_WORDS 2.5

/* Lines that end with two numbers are a table's where there are several, and so many of all. */
#define LEAST_ROWS 3
#define LEAST_ROWS_SHARE 0.12

/* Lines of text are this long, of the longest, on average: what is shorter is a table's. */
#define LEAST_FILL 0.55

/* So many places are tried, those at which most lines begin. */
#define MOST_PLACES 12
#define LEAST_BEGUN 3
#define WIDEST_PAGE 4000 /* points */

/* So many signs at one place left of a column's text are its bullets. */
#define LEAST_BULLETS 2

/* What ends a heading across two columns stands this far from where the right one begins at
 * least, of that column's width. */
#define LEAST_ACROSS 0.5

/* The longest line of a column's rest is this long at least, of its longest above. */
#define LEAST_OF_COLUMN 0.85

/* Boxes of lines reach over each other by this much. */
#define OVERLAP_EM 0.3

/* A list's text stands this far from its heading at most, points. */
#define WIDEST_HANGING 36

/* Lines that stand abreast and are shorter than this are the heads of two lists. */
#define MOST_HEAD_FILL 0.6

/* The lines of a table above its first numbers: head and text. */
#define MOST_LINES_ABOVE 6
#define APART_EM 2.0

/* Letters reach so far below their baseline; words on one line of a table differ by less than this.
 */
#define DESCENT_EM 0.22
#define SAME_BASELINE_EM 0.08

/* A bar beside text has so many lines at least, of which fewer than this share their baseline with
 * a line of the text: fixtures/pages/side-bar.page. */
#define LEAST_BAR_LINES 8
#define MOST_SHARED 0.4

/* Text and lists go on over a smaller leading; one of 1.75 has been seen between items, of 2 above
 * a heading. */
#define LEAST_GAP_EM 1.87

typedef struct {
    double left, right; /* points */
    double length;      /* of all lines */
    double longest;     /* of one: there may be columns within */
    float size;         /* of the last word, points */
    float largest;      /* of the words of letters, points */
    guint n_lines, n_words;
    guint n_rows; /* lines that end with two numbers, as a table's rows do, or begin with them */
} Column;

typedef struct {
    guint first, end;
    Column sides[2];
    guint n_shared;   /* lines whose words on both sides stand on one baseline */
    bool right_first; /* the left side is a bar beside the text */
} Region;

static KkLine *line_at(const GPtrArray *lines, guint i)
{
    return g_ptr_array_index(lines, i);
}

/* Whether a word runs across @x, or ends so near before it that it is the same text: a heading may
 * end nearer to the smaller text of the other column. */
static bool crosses(const KkLine *line, double x)
{
    double size = line->size;

    for (guint w = 0; w < line->words->len; w++)
        if (kk_line_word(line, w)->box.x0 >= x - 0.5)
            size = MIN(size, kk_line_word(line, w)->style.size);
    for (guint w = 0; w < line->words->len; w++) {
        const KkRect *box = &kk_line_word(line, w)->box;

        if (box->x0 < x - 0.5 && box->x1 > x - KK_GUTTER_EM * size)
            return true;
    }
    return false;
}

static bool is_numeric(const char *text)
{
    return strpbrk(text, "0123456789") != NULL || strcmp(text, "%") == 0;
}

/* Whether what stands right of @x are numbers: a row of a table. */
static bool is_row(const KkLine *line, double x)
{
    guint n = 0;

    for (guint w = 0; w < line->words->len; w++) {
        const KkWord *word = kk_line_word(line, w);

        if (word->box.x0 < x - 0.5)
            continue;
        if (!is_numeric(word->text))
            return false;
        n++;
    }
    return n >= 2;
}

static bool is_word(const char *text)
{
    return g_unichar_isalpha(g_utf8_get_char(text)) && *g_utf8_next_char(text) != 0;
}

static void add_side(Column *column, const KkLine *line, double from, double to)
{
    double left = G_MAXDOUBLE, right = 0, begun = 0;
    guint n_numeric = 0, n_leading = 0; /* at the end, at the start */
    bool leading = true;

    for (guint w = 0; w < line->words->len; w++) {
        const KkWord *word = kk_line_word(line, w);

        if (word->box.x0 < from || word->box.x0 >= to)
            continue;
        n_numeric = is_numeric(word->text) ? n_numeric + 1 : 0;
        leading = leading && is_numeric(word->text);
        n_leading += leading;
        left = MIN(left, word->box.x0);
        if (right == 0 || word->box.x0 - right > KK_GUTTER_EM * word->style.size)
            begun = word->box.x0;
        right = MAX(right, word->box.x1);
        column->longest = MAX(column->longest, right - begun);
        column->n_words += is_word(word->text);
        if (is_word(word->text))
            column->largest = MAX(column->largest, word->style.size);
        column->size = word->style.size;
    }
    if (right == 0)
        return;
    column->left = column->n_lines == 0 ? left : MIN(column->left, left);
    column->right = MAX(column->right, right);
    column->length += right - left;
    column->n_rows += (n_numeric >= 2) + 2 * (n_leading >= 2); /* no text begins with two numbers */
    column->n_lines++;
}

static bool is_table(const Column *column)
{
    return column->n_rows >= LEAST_ROWS && column->n_rows > LEAST_ROWS_SHARE * column->n_lines;
}

static bool is_text(const Column *column, guint least_lines, double page_width)
{
    double width = column->right - column->left;

    return column->n_lines >= least_lines && width >= LEAST_WIDTH * page_width &&
           column->n_words >= LEAST_WORDS * column->n_lines &&
           column->length >= LEAST_FILL * column->longest * column->n_lines && !is_table(column);
}

static bool is_right_of(const KkLine *line, double x)
{
    return line->box.x1 > x;
}

/* Above what is set as wide as the page, or a row of a table: where that begins with its
 * heading, or the table's head, which stand apart from the text; else @end. */
static guint find_start(const GPtrArray *lines, guint first, guint end)
{
    double most = APART_EM;
    guint start = end;

    for (guint i = end; i > first + 1 && i + MOST_LINES_ABOVE > end; i--) {
        double leading = kk_line_leading(line_at(lines, i - 1), line_at(lines, i));

        if (leading > most * line_at(lines, i)->size) {
            most = leading / line_at(lines, i)->size;
            start = i;
        }
    }
    return start;
}

/* What stands left alone at the end, apart from the text, is a heading too. */
static guint find_end(const GPtrArray *lines, guint first, guint end, double x)
{
    guint last = first;

    if (end == lines->len)
        return end;
    end = find_start(lines, first, end);
    for (guint i = first; i < end; i++)
        if (is_right_of(line_at(lines, i), x))
            last = i;
    while (last + 1 < end && kk_line_leading(line_at(lines, last), line_at(lines, last + 1)) <
                                 LEAST_GAP_EM * line_at(lines, last + 1)->size)
        last++;
    return last + 1;
}

/* Whether text goes on from the line above, on either side of @x. */
static bool goes_on(const KkLine *line, double x)
{
    for (guint w = 0; w < line->words->len; w++) {
        const KkWord *word = kk_line_word(line, w);
        bool first =
            w == 0 || (word->box.x0 >= x - 0.5 && kk_line_word(line, w - 1)->box.x0 < x - 0.5);

        if (first && g_unichar_islower(g_utf8_get_char(word->text)) &&
            *g_utf8_next_char(word->text) != '\0') /* else a bullet, "o" */
            return true;
    }
    return false;
}

/* The heads of two lists stay on their line. */
static bool is_heads(const KkLine *line, const Region *region, double x)
{
    Column sides[2] = {0};

    add_side(&sides[0], line, -G_MAXDOUBLE, x - 0.5);
    add_side(&sides[1], line, x - 0.5, G_MAXDOUBLE);
    for (int s = 0; s < 2; s++) {
        const Column *whole = &region->sides[s];

        if (sides[s].n_lines == 0 ||
            sides[s].length > MOST_HEAD_FILL * (whole->right - whole->left))
            return false;
    }
    return sides[0].size == sides[1].size && !goes_on(line, x);
}

/* Words on both sides, of which those on the right stand at the page's right edge and not where
 * its right column begins: one line across both, a heading and its score. */
static bool is_across(const KkLine *line, double x)
{
    bool left = false;

    for (guint w = 0; w < line->words->len; w++) {
        const KkRect *box = &kk_line_word(line, w)->box;

        if (box->x0 >= x - 0.5)
            return left && box->x0 > x + LEAST_ACROSS * (line->box.x1 - x);
        left = true;
    }
    return false;
}

/* A heading stands below a gap that both columns leave, and is set larger or bolder. */
static bool is_heading(const KkLine *above, const KkLine *line)
{
    return kk_line_leading(above, line) > LEAST_GAP_EM * line->size &&
           (line->size > 1.1 * above->size || (line->bold && !above->bold));
}

static double baseline(const KkWord *word)
{
    return word->box.y1 - DESCENT_EM * word->style.size;
}

/* Whether words of @line left and right of @x stand on one baseline. */
static bool shares_baseline(const KkLine *line, double x)
{
    const KkWord *left = NULL, *right = NULL;

    for (guint w = 0; w < line->words->len && right == NULL; w++) {
        const KkWord *word = kk_line_word(line, w);

        if (word->box.x0 < x - 0.5)
            left = word;
        else
            right = word;
    }
    return left != NULL && right != NULL &&
           fabs(baseline(left) - baseline(right)) <= SAME_BASELINE_EM * line->size;
}

static void measure(const GPtrArray *lines, double x, Region *region)
{
    for (guint i = region->first; i < region->end; i++) {
        add_side(&region->sides[0], line_at(lines, i), -G_MAXDOUBLE, x - 0.5);
        add_side(&region->sides[1], line_at(lines, i), x - 0.5, G_MAXDOUBLE);
        region->n_shared += shares_baseline(line_at(lines, i), x);
    }
}

/* Whether one side is text, and the other is set without regard to it: a bar that holds a table, or
 * topics. A row of a table has one baseline. */
static bool has_bar(const Region *region, guint least_lines, double page_width)
{
    bool left = is_text(&region->sides[0], least_lines, page_width);
    const Column *bar = &region->sides[left ? 1 : 0];

    return (left || is_text(&region->sides[1], least_lines, page_width)) &&
           bar->n_lines >= LEAST_BAR_LINES && region->n_shared < MOST_SHARED * bar->n_lines;
}

static bool is_in_columns(const GPtrArray *lines, Region *region, guint least_lines)
{
    double width = kk_line_frame_width(line_at(lines, region->first));

    if (is_text(&region->sides[0], least_lines, width) &&
        is_text(&region->sides[1], least_lines, width))
        return true;
    if (!has_bar(region, least_lines, width))
        return false;
    region->right_first = region->sides[1].largest > region->sides[0].largest;
    return true;
}

/* Whether the right column leaves room for all of the heading @i of the left one: more than the
 * gap between two paragraphs. */
static bool has_room(const GPtrArray *lines, guint i, guint end, double x)
{
    const KkLine *line = line_at(lines, i);

    for (guint k = i + 1; k < end; k++)
        if (is_right_of(line_at(lines, k), x))
            return line_at(lines, k)->box.y0 > line->box.y1 - OVERLAP_EM * line->size;
    return true;
}

/* Whether the lines of @below, which stand in the left column alone, fill it as those of @above do:
 * the right one is shorter. */
static bool fills_left(const Region *below, const Region *above)
{
    const Column *here = &below->sides[0], *column = &above->sides[0];

    return below->sides[1].n_lines == 0 && here->n_lines >= LEAST_LINES &&
           here->longest >= LEAST_OF_COLUMN * column->longest && here->right <= column->right;
}

/* Of the lines [first, end), which nothing crosses: where a heading of the page's ends the
 * columns, since it stands across both, or both leave room for it, or there are none below it. */
static guint find_heading(const GPtrArray *lines, guint first, guint end, double x)
{
    for (guint i = first + 1; i < end; i++) {
        Region above = {.first = first, .end = i}, below = {.first = i, .end = end};

        if (!is_heading(line_at(lines, i - 1), line_at(lines, i)))
            continue;
        if (is_across(line_at(lines, i), x))
            return i;
        if (is_right_of(line_at(lines, i), x))
            continue;
        measure(lines, x, &above);
        measure(lines, x, &below);
        if (fills_left(&below, &above))
            continue;
        if (has_room(lines, i, end, x) || !is_in_columns(lines, &below, LEAST_LINES))
            return i;
    }
    return end;
}

/* Where the columns begin below their heading or the heads of two lists; lines that are all as
 * short as heads head nothing. */
static guint skip_heads(const GPtrArray *lines, const Region *region, double x)
{
    for (guint i = region->first; i < region->end; i++)
        if (is_right_of(line_at(lines, i), x) && !is_heads(line_at(lines, i), region, x))
            return i;
    return region->first;
}

/* The next run of lines, from @from on, that are two columns parted at @x. */
static bool find_region(const GPtrArray *lines, guint from, double x, guint least_lines,
                        Region *region)
{
    for (guint first = from; first < lines->len;) {
        guint end = first;

        while (end < lines->len && !crosses(line_at(lines, end), x) &&
               !is_row(line_at(lines, end), x))
            end++;
        end = find_heading(lines, first, end, x);
        *region = (Region){.first = first + is_across(line_at(lines, first), x),
                           .end = find_end(lines, first, end, x)};
        measure(lines, x, region);
        if (end > region->first && is_in_columns(lines, region, least_lines)) {
            region->first = skip_heads(lines, region, x);
            return true;
        }
        first = MAX(end, first + 1);
    }
    return false;
}

static const GPtrArray *run_at(const GPtrArray *runs, guint i)
{
    return g_ptr_array_index(runs, i);
}

static guint count_lines(const GPtrArray *runs, double x)
{
    Region region;
    guint n = 0;

    for (guint r = 0; r < runs->len; r++)
        for (guint from = 0; find_region(run_at(runs, r), from, x, LEAST_LINES, &region);
             from = region.end)
            n += region.end - region.first;
    return n;
}

/* How many lines begin at each point, or begin again there behind a gap, where two columns have
 * room. */
static void count_beginnings(const GPtrArray *lines, guint *counts)
{
    for (guint i = 0; i < lines->len; i++)
        for (guint w = 0; w < line_at(lines, i)->words->len; w++) {
            const KkLine *line = line_at(lines, i);
            double x = kk_line_word(line, w)->box.x0, width = kk_line_frame_width(line);

            if (x >= LEAST_WIDTH * width && x <= MIN((1 - LEAST_WIDTH) * width, WIDEST_PAGE - 1) &&
                (w == 0 || x - kk_line_word(line, w - 1)->box.x1 > 0.5 * line->size))
                counts[(int)x]++;
        }
}

/* Of two places that part as many lines the left one: a bullet stands left of its text. */
static void try_place(const GPtrArray *runs, int x, guint *most, int *best)
{
    guint n = count_lines(runs, x);

    if (n > *most || (n > 0 && n == *most && x < *best)) {
        *most = n;
        *best = x;
    }
}

/* The left edge of the right column of all @runs; 0: they are set in one. */
static int find_gutter(const GPtrArray *runs)
{
    g_autofree guint *counts = g_new0(guint, WIDEST_PAGE);
    g_autofree bool *tried = g_new0(bool, WIDEST_PAGE);
    guint most = 0;
    int gutter = 0;

    for (guint r = 0; r < runs->len; r++)
        count_beginnings(run_at(runs, r), counts);
    for (int k = 0; k < MOST_PLACES; k++) {
        int x = 0;

        for (int i = 1; i < WIDEST_PAGE; i++)
            x = counts[i] > counts[x] && !tried[i] ? i : x;
        if (counts[x] < LEAST_BEGUN)
            break;
        tried[x] = true;
        try_place(runs, x, &most, &gutter);
    }
    /* a heading or a bullet that hangs out */
    for (int x = gutter - 1; x > 0 && x > gutter - WIDEST_HANGING; x--)
        if (counts[x] > 0)
            try_place(runs, x, &most, &gutter);
    return gutter;
}

/* A bullet or a dash that hangs out left of the right column's text; 0: none. */
static double find_bullet(const KkLine *line, double x)
{
    for (guint w = 0; w + 1 < line->words->len; w++) {
        const KkWord *word = kk_line_word(line, w);

        if (word->box.x0 < x - 0.5 && kk_line_word(line, w + 1)->box.x0 >= x - 0.5 &&
            kk_text_is_sign(word->text))
            return word->box.x0;
    }
    return 0;
}

static bool has_bullet(const KkLine *line, double x, double bullet)
{
    return bullet > 0 && fabs(find_bullet(line, x) - bullet) < 1;
}

static guint count_bullets(const GPtrArray *runs, double x, double bullet)
{
    guint n = 0;

    for (guint r = 0; r < runs->len; r++)
        for (guint i = 0; i < run_at(runs, r)->len; i++)
            n += has_bullet(line_at(run_at(runs, r), i), x, bullet);
    return n;
}

/* Where such bullets stand, which the left column may come nearer to than a gutter is wide: one
 * place for two of them at least; 0: nowhere. */
static double find_bullets(const GPtrArray *runs, double x)
{
    for (guint r = 0; r < runs->len; r++)
        for (guint i = 0; i < run_at(runs, r)->len; i++) {
            double bullet = find_bullet(line_at(run_at(runs, r), i), x);

            if (bullet >= x - WIDEST_HANGING && count_bullets(runs, x, bullet) >= LEAST_BULLETS)
                return bullet;
        }
    return 0;
}

static int by_left(gconstpointer a, gconstpointer b)
{
    double d = ((const KkWord *)a)->box.x0 - ((const KkWord *)b)->box.x0;

    return d < 0 ? -1 : d > 0;
}

/* Whether @b stands on @a's line, and beside it. */
static bool is_beside(const KkLine *a, const KkLine *b)
{
    return fabs(kk_line_middle(a) - kk_line_middle(b)) < SAME_LINE_EM * MAX(a->size, b->size) &&
           (a->box.x1 <= b->box.x0 || b->box.x1 <= a->box.x0);
}

void layout_join_parts(GPtrArray *parts)
{
    for (guint i = parts->len; i-- > 1;) {
        KkLine *line = line_at(parts, i - 1), *next = line_at(parts, i);

        if (!is_beside(line, next))
            continue;
        g_array_append_vals(line->words, next->words->data, next->words->len);
        g_array_sort(line->words, by_left);
        kk_line_settle(line);
        g_ptr_array_remove_index(parts, i);
    }
}

/* The lines of one side of @region. */
static GPtrArray *dup_side(const GPtrArray *lines, const Region *region, int side, double x,
                           double bullets)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);

    for (guint i = region->first; i < region->end; i++) {
        const KkLine *line = line_at(lines, i);
        double edge = has_bullet(line, x, bullets) ? bullets - 1 : x;
        KkLine *part = side == 0 ? kk_line_dup_between(line, -G_MAXDOUBLE, edge)
                                 : kk_line_dup_between(line, edge, G_MAXDOUBLE);

        if (part == NULL)
            continue;
        part->in_column = true;
        part->column_left = region->sides[side].left;
        g_ptr_array_add(parts, part);
    }
    layout_join_parts(parts);
    return parts;
}

static void steal_lines(GPtrArray *lines, guint first, guint end, GPtrArray *sorted)
{
    for (guint i = first; i < end; i++)
        g_ptr_array_add(sorted, g_steal_pointer(&g_ptr_array_index(lines, i)));
}

static GArray *find_regions(const GPtrArray *lines, double x)
{
    GArray *regions = g_array_new(FALSE, FALSE, sizeof(Region));
    Region region;

    for (guint from = 0; find_region(lines, from, x, LEAST_MORE_LINES, &region); from = region.end)
        g_array_append_val(regions, region);
    return regions;
}

/* Puts @lines into order: its @regions, whose columns part at @x, side by side; they are the @n-th
 * of all on. Returns how many they are. */
static guint sort_run(GPtrArray *lines, const GArray *regions, double x, GPtrArray *const sides[2],
                      guint n)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    guint from = 0;

    for (guint i = 0; i < lines->len && regions->len > 0; i++)
        if (is_right_of(line_at(lines, i), x))
            line_at(lines, i)->in_column = false; /* outside of the regions: across both */
    for (guint k = 0; k < regions->len; k++) {
        const Region *region = &g_array_index(regions, Region, k);

        steal_lines(lines, from, region->first, sorted);
        for (int s = 0; s < 2; s++) {
            GPtrArray *side = g_ptr_array_index(sides[region->right_first ? 1 - s : s], n + k);

            steal_lines(side, 0, side->len, sorted);
            g_ptr_array_set_size(side, 0);
        }
        from = region->end;
    }
    steal_lines(lines, from, lines->len, sorted);
    g_ptr_array_set_size(lines, 0);
    g_ptr_array_extend_and_steal(lines, g_steal_pointer(&sorted));
    return regions->len;
}

/* Puts each of @runs into order, arrays of lines that stand apart and have one gutter. The sides
 * may be of two columns themselves, with a gutter of their own: the least width ends that. */
static void read_runs(const GPtrArray *runs)
{
    const double x = find_gutter(runs);

    if (x == 0)
        return;
    const double bullets = find_bullets(runs, x);
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autoptr(GPtrArray) left = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GPtrArray) right = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    GPtrArray *const sides[2] = {left, right};

    for (guint r = 0; r < runs->len; r++) {
        GArray *regions = find_regions(run_at(runs, r), x);

        g_ptr_array_add(found, regions);
        for (guint k = 0; k < regions->len; k++)
            for (int s = 0; s < 2; s++)
                g_ptr_array_add(
                    sides[s],
                    dup_side(run_at(runs, r), &g_array_index(regions, Region, k), s, x, bullets));
    }
    read_runs(left);
    read_runs(right);
    for (guint r = 0, n = 0; r < runs->len; r++)
        n += sort_run(g_ptr_array_index(runs, r), g_ptr_array_index(found, r), x, sides, n);
}

void layout_read_columns(GPtrArray *lines)
{
    g_autoptr(GPtrArray) runs = g_ptr_array_new();

    g_ptr_array_add(runs, lines);
    read_runs(runs);
}
