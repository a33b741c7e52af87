/* SPDX-License-Identifier: GPL-2.0-or-later */
/* imposition.c - two, three or four pages on a sheet: parted into pages before any line is made.
 *
 * Sheets of two or three (a folded leaflet) are wider than high, and gutters that no glyph crosses
 * part them at the same places over their whole height. A single sheet may be a page that is set in
 * two columns. Sheets of four have a cross in the middle that no glyph stands on, which hardly any
 * other page has. What was parted may be sheets of two itself. Where they are bound in papers that
 * are not printed so, what follows each other and is alike is looked at by itself, and must tell
 * more. All this is told as the text runs: a sheet may lie on its side. */
#include "internal.h"

#include <math.h>
#include <stdlib.h>

/* Narrower pages are no sheets of two. */
#define LEAST_SHEET_RATIO 1.2

/* A gutter lies this near the middle, or one of a sheet of three a third from the edge, and is so
 * wide at least: of the sheet's width. */
#define REACH_OF_MIDDLE 0.1
#define REACH_OF_THIRD 0.05
#define LEAST_GUTTER 0.018

/* A page of a sheet of three holds this share of its glyphs at least, where it is not empty. */
#define LEAST_OF_THIRD 0.12

/* Among upright pages of that size it must be as wide as two margins, 1 cm each and made smaller,
 * and letters stand on either side of it: else it parts columns or a table's texts from its
 * numbers. */
#define LEAST_MARGINS 0.045
#define LEAST_HALF 0.1 /* of a sheet's letters: a table's heads are fewer */
#define SHARE_OF_HALVED 0.5

/* The arms of that cross are as wide at least: of the sheet's width and height. */
#define LEAST_ARM 0.012

/* What runs over its page's edge is less than this share of a sheet's glyphs; of a page's running
 * text more stand on any line across it. */
#define MOST_ON_GUTTER 0.004

/* So many sheets are parted alike, of all that are wide: a last sheet's right half may be empty. */
#define LEAST_SHEETS 2
#define SHARE_OF_SHEETS 0.8

/* Type is smaller than this on a sheet of four, of its longer side: 12 points by half take 0.0071
 * of an A4, 8 points by themselves 0.0095. */
#define SMALL_TYPE 0.0085

/* Sizes within this share are the same. */
#define SAME_SIZE 0.02

typedef struct {
    float left, right;
} Extent;

static int by_left(gconstpointer a, gconstpointer b)
{
    float d = ((const Extent *)a)->left - ((const Extent *)b)->left;

    return d < 0 ? -1 : d > 0;
}

/* ---- a sheet, as its text runs ----------------------------------------------------------------
 */

static const LayoutLeaf *leaf_at(const GArray *leaves, guint i)
{
    return &g_array_index(leaves, LayoutLeaf, i);
}

static guint n_glyphs(const LayoutLeaf *leaf)
{
    return leaf->page->glyphs->len;
}

static double width_of(const LayoutLeaf *leaf)
{
    return leaf->quarter % 2 == 0 ? leaf->page->width : leaf->page->height;
}

static double height_of(const LayoutLeaf *leaf)
{
    return leaf->quarter % 2 == 0 ? leaf->page->height : leaf->page->width;
}

static KkRect glyph_box(const LayoutLeaf *leaf, guint i)
{
    const KkGlyph *glyph = &g_array_index(leaf->page->glyphs, KkGlyph, i);
    const KkRect box = {glyph->x0, glyph->y0, glyph->x1, glyph->y1};

    return leaf->quarter == 0
               ? box
               : layout_turn(&box, leaf->quarter, leaf->page->width, leaf->page->height);
}

/* ---- sheets of two ----------------------------------------------------------------------------
 */

static bool is_wide(const LayoutLeaf *leaf)
{
    return width_of(leaf) > LEAST_SHEET_RATIO * height_of(leaf);
}

/* What is left over and under a page that lies across a part of a sheet, made smaller, if it has
 * the sheet's form. */
static double band_margin(const LayoutLeaf *leaf)
{
    const double longer = MAX(leaf->sheet_width, leaf->sheet_height);
    const double shorter = MIN(leaf->sheet_width, leaf->sheet_height);

    return (height_of(leaf) - width_of(leaf) * shorter / longer) / 2;
}

/* Whether all that stands on parts of sheets is on such pages. */
static bool are_bands(const GArray *leaves)
{
    for (guint i = 0; i < leaves->len; i++) {
        const LayoutLeaf *leaf = leaf_at(leaves, i);
        const double margin = band_margin(leaf);

        if (height_of(leaf) < LEAST_SHEET_RATIO * width_of(leaf))
            return false;
        for (guint k = 0; k < n_glyphs(leaf); k++) {
            const KkRect box = glyph_box(leaf, k);

            if (box.y0 < margin || box.y1 > height_of(leaf) - margin)
                return false;
        }
    }
    return true;
}

/* Whether an upright page is as high as @wide is wide: that is then no sheet, but one turned. */
static bool is_turned(const GArray *leaves, const LayoutLeaf *wide)
{
    for (guint i = 0; i < leaves->len; i++) {
        const LayoutLeaf *leaf = leaf_at(leaves, i);

        if (n_glyphs(leaf) > 0 && height_of(leaf) > width_of(leaf) &&
            fabs(height_of(leaf) - width_of(wide)) < SAME_SIZE * width_of(wide))
            return true;
    }
    return false;
}

/* The leaves that may be sheets of two: of guint. @bands: see are_bands(). */
static GArray *find_wide(const GArray *leaves, bool bands)
{
    GArray *wide = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < leaves->len; i++) {
        const LayoutLeaf *leaf = leaf_at(leaves, i);

        if (n_glyphs(leaf) > 0 && (bands || (is_wide(leaf) && !is_turned(leaves, leaf))))
            g_array_append_val(wide, i);
    }
    return wide;
}

/* Where gutters are looked for, and how wide they are: shares of a sheet's width. */
typedef struct {
    double middle, reach, least;
} Zone;

static const Zone middle_zone = {0.5, REACH_OF_MIDDLE, LEAST_GUTTER};
static const Zone margin_zone = {0.5, REACH_OF_MIDDLE, LEAST_MARGINS};
static const Zone third_zones[] = {{1.0 / 3, REACH_OF_THIRD, LEAST_GUTTER},
                                   {2.0 / 3, REACH_OF_THIRD, LEAST_GUTTER}};

/* The middle of the widest empty strip of the sheet in @zone; 0: there is none. */
static double find_gutter(const LayoutLeaf *sheet, const Zone *zone)
{
    g_autoptr(GArray) extents = g_array_sized_new(FALSE, FALSE, sizeof(Extent), n_glyphs(sheet));
    const double width = width_of(sheet), from = (zone->middle - zone->reach) * width,
                 to = (zone->middle + zone->reach) * width;
    double widest = zone->least * width, gutter = 0, covered = 0;

    for (guint i = 0; i < n_glyphs(sheet); i++) {
        const KkRect box = glyph_box(sheet, i);
        Extent extent = {(float)box.x0, (float)box.x1};

        g_array_append_val(extents, extent);
    }
    g_array_sort(extents, by_left);
    for (guint i = 0; i <= extents->len; i++) {
        double left = i < extents->len ? g_array_index(extents, Extent, i).left : width;
        double begin = MAX(covered, from), end = MIN(left, to);

        if (covered > 0 && end - begin > widest) {
            widest = end - begin;
            gutter = (begin + end) / 2;
        }
        if (i < extents->len)
            covered = MAX(covered, g_array_index(extents, Extent, i).right);
    }
    return gutter;
}

static guint count_across(const LayoutLeaf *sheet, double x)
{
    guint n = 0;

    for (guint i = 0; i < n_glyphs(sheet); i++) {
        const KkRect box = glyph_box(sheet, i);

        n += box.x0 < x && box.x1 > x;
    }
    return n;
}

/* Whether letters stand on either side of the middle. */
static bool has_halves(const LayoutLeaf *sheet)
{
    guint n_left = 0, n = 0;

    for (guint i = 0; i < n_glyphs(sheet); i++) {
        const KkRect box = glyph_box(sheet, i);

        if (!g_unichar_isalpha(g_array_index(sheet->page->glyphs, KkGlyph, i).character))
            continue;
        n++;
        n_left += box.x0 + box.x1 < width_of(sheet);
    }
    return MIN(n_left, n - n_left) > LEAST_HALF * n;
}

/* Where the wide ones of @leaves are parted, a share of their width: in the middle of @zone, unless
 * less stands where most are empty. 0: nowhere. */
static double find_fold(const GArray *leaves, const GArray *wide, const Zone *zone)
{
    g_autoptr(GArray) gutters = g_array_new(FALSE, FALSE, sizeof(double));
    guint n_middle = 0, n_usual = 0;

    for (guint i = 0; i < wide->len; i++) {
        const LayoutLeaf *sheet = leaf_at(leaves, g_array_index(wide, guint, i));
        const double gutter = find_gutter(sheet, zone) / width_of(sheet);

        if (gutter > 0)
            g_array_append_val(gutters, gutter);
    }
    if (gutters->len < LEAST_SHEETS || gutters->len < SHARE_OF_SHEETS * wide->len)
        return 0;
    g_array_sort(gutters, layout_by_value);
    const double usual = g_array_index(gutters, double, gutters->len / 2);
    for (guint i = 0; i < wide->len; i++) {
        const LayoutLeaf *sheet = leaf_at(leaves, g_array_index(wide, guint, i));

        n_middle += count_across(sheet, zone->middle * width_of(sheet));
        n_usual += count_across(sheet, usual * width_of(sheet));
    }
    return n_usual < n_middle ? usual : zone->middle;
}

/* Where @sheet is parted: where the others are, if next to nothing of it stands there, or else in
 * its own way; 0: nowhere. */
static double part_at(const LayoutLeaf *sheet, double fold, const Zone *zone)
{
    const double x = fold * width_of(sheet);

    return count_across(sheet, x) <= MOST_ON_GUTTER * n_glyphs(sheet) ? x
                                                                      : find_gutter(sheet, zone);
}

/* ---- sheets of three --------------------------------------------------------------------------
 */

/* Whether each third of @sheet holds its part of the text. */
static bool has_thirds(const LayoutLeaf *sheet, const double folds[2])
{
    guint n[3] = {0};

    for (guint i = 0; i < n_glyphs(sheet); i++) {
        const KkRect box = glyph_box(sheet, i);
        const double x = (box.x0 + box.x1) / 2 / width_of(sheet);

        n[(x > folds[0]) + (x > folds[1])]++;
    }
    return MIN(MIN(n[0], n[1]), n[2]) >= LEAST_OF_THIRD * n_glyphs(sheet);
}

/* Whether the wide ones of @leaves are sheets of three. @folds: (out): where they are parted. */
static bool are_thirds(const GArray *leaves, const GArray *wide, double folds[2])
{
    guint n_full = 0;

    for (int k = 0; k < 2; k++) {
        folds[k] = find_fold(leaves, wide, &third_zones[k]);
        if (folds[k] == 0)
            return false;
    }
    for (guint i = 0; i < wide->len; i++)
        n_full += has_thirds(leaf_at(leaves, g_array_index(wide, guint, i)), folds);
    return n_full >= LEAST_SHEETS;
}

/* ---- sheets of four ---------------------------------------------------------------------------
 */

/* Whether next to nothing stands on the cross in the middle of @sheet. @quarters: (out): those that
 * hold something, a bit each. */
static bool has_cross(const LayoutLeaf *sheet, guint *quarters)
{
    const double x = width_of(sheet) / 2, y = height_of(sheet) / 2;
    const double half_width = LEAST_ARM * x, half_height = LEAST_ARM * y;
    guint n_on = 0;

    *quarters = 0;
    for (guint i = 0; i < n_glyphs(sheet); i++) {
        const KkRect box = glyph_box(sheet, i);

        if ((box.x0 < x + half_width && box.x1 > x - half_width) ||
            (box.y0 < y + half_height && box.y1 > y - half_height)) {
            if (++n_on > MOST_ON_GUTTER * n_glyphs(sheet))
                return false;
            continue;
        }
        *quarters |= 1u << ((box.x0 > x) + 2 * (box.y0 > y));
    }
    return n_glyphs(sheet) > 0;
}

/* Whether type is as small as no page's is that is printed at its own size. */
static bool is_small(const LayoutLeaf *sheet)
{
    double sum = 0;

    for (guint i = 0; i < n_glyphs(sheet); i++) {
        const KkGlyph *glyph = &g_array_index(sheet->page->glyphs, KkGlyph, i);
        const double size = g_array_index(sheet->page->styles, KkStyle, glyph->style).size;
        const KkRect box = glyph_box(sheet, i);

        sum += size > 1 ? MIN(size, box.y1 - box.y0) : box.y1 - box.y0;
    }
    return sum < n_glyphs(sheet) * SMALL_TYPE * MAX(width_of(sheet), height_of(sheet));
}

/* Whether the document's pages are sheets of four; on most of them all four hold something. */
static bool are_quarters(const GArray *leaves)
{
    guint n_pages = 0, n_parted = 0, n_full = 0, n_small = 0;

    for (guint i = 0; i < leaves->len; i++) {
        const LayoutLeaf *leaf = leaf_at(leaves, i);
        guint quarters;

        n_pages += n_glyphs(leaf) > 0;
        if (has_cross(leaf, &quarters)) {
            n_parted++;
            n_full += quarters == 0xf;
            n_small += quarters == 0xf && is_small(leaf);
        }
    }
    return (n_full >= LEAST_SHEETS || n_small > 0) && n_parted >= SHARE_OF_SHEETS * n_pages &&
           n_full + 1 >= SHARE_OF_SHEETS * n_parted;
}

/* ---- parts ------------------------------------------------------------------------------------
 */

/* What stands in @area of @sheet. */
static KkPage *dup_part(const KkPage *sheet, const KkRect *area)
{
    KkPage *part = kk_page_new(sheet->number, area->x1 - area->x0, area->y1 - area->y0);

    g_array_append_vals(part->styles, sheet->styles->data, sheet->styles->len);
    for (guint i = 0; i < sheet->glyphs->len; i++) {
        KkGlyph glyph = g_array_index(sheet->glyphs, KkGlyph, i);
        const double x = (glyph.x0 + glyph.x1) / 2, y = (glyph.y0 + glyph.y1) / 2;

        if (x < area->x0 || x >= area->x1 || y < area->y0 || y >= area->y1)
            continue;
        glyph.x0 -= (float)area->x0;
        glyph.x1 -= (float)area->x0;
        glyph.y0 -= (float)area->y0;
        glyph.y1 -= (float)area->y0;
        g_array_append_val(part->glyphs, glyph);
    }
    return part;
}

/* @area: as the text runs. */
static void add_part(GArray *leaves, const LayoutLeaf *sheet, double x0, double y0, double x1,
                     double y1)
{
    const KkRect area = layout_turn_back(&(KkRect){x0, y0, x1, y1}, sheet->quarter,
                                         sheet->page->width, sheet->page->height);
    LayoutLeaf leaf = *sheet;

    leaf.page = dup_part(sheet->page, &area);
    leaf.owned = true;
    leaf.left += area.x0;
    leaf.top += area.y0;
    g_array_append_val(leaves, leaf);
}

/* Row by row. */
static void add_quarters(GArray *leaves, const LayoutLeaf *sheet)
{
    const double width = width_of(sheet) / 2, height = height_of(sheet) / 2;

    for (int i = 0; i < 4; i++) {
        const double x = i % 2 * width, y = i / 2 * height;

        add_part(leaves, sheet, x, y, x + width, y + height);
    }
}

/* @margin: what is left at the head and the foot of the sheet. */
static void add_halves(GArray *leaves, const LayoutLeaf *sheet, double x, double margin)
{
    const double end = height_of(sheet) - margin;

    add_part(leaves, sheet, 0, margin, x, end);
    add_part(leaves, sheet, x, margin, width_of(sheet), end);
}

static void clear_leaf(gpointer data)
{
    LayoutLeaf *leaf = data;

    if (leaf->owned)
        kk_page_free(leaf->page);
}

static GArray *leaves_new(void)
{
    GArray *leaves = g_array_new(FALSE, FALSE, sizeof(LayoutLeaf));

    g_array_set_clear_func(leaves, clear_leaf);
    return leaves;
}

static GArray *list_pages(const GPtrArray *pages)
{
    GArray *leaves = leaves_new();

    for (guint i = 0; i < pages->len; i++) {
        KkPage *page = g_ptr_array_index(pages, i);
        LayoutLeaf leaf = {page, false, layout_direction(page), 0, 0, page->width, page->height};

        g_array_append_val(leaves, leaf);
    }
    return leaves;
}

static void move_leaf(GArray *to, GArray *leaves, guint i)
{
    g_array_append_val(to, g_array_index(leaves, LayoutLeaf, i));
    g_array_index(leaves, LayoutLeaf, i).owned = false;
}

/* Takes @leaves; returns the parts of those that are sheets, and the others. */
static GArray *part_quarters(GArray *leaves)
{
    GArray *parts = leaves_new();
    guint used;

    for (guint i = 0; i < leaves->len; i++)
        if (has_cross(leaf_at(leaves, i), &used))
            add_quarters(parts, leaf_at(leaves, i));
        else
            move_leaf(parts, leaves, i);
    g_array_unref(leaves);
    return parts;
}

/* As part_quarters(). @wide: of guint. */
static GArray *part_halves(GArray *leaves, const GArray *wide, double fold, bool bands)
{
    GArray *parts = leaves_new();

    for (guint i = 0, n = 0; i < leaves->len; i++) {
        const bool is_wide = n < wide->len && g_array_index(wide, guint, n) == i;
        const double at = is_wide ? part_at(leaf_at(leaves, i), fold, &middle_zone) : 0;

        n += is_wide;
        if (at > 0)
            add_halves(parts, leaf_at(leaves, i), at, bands ? band_margin(leaf_at(leaves, i)) : 0);
        else
            move_leaf(parts, leaves, i);
    }
    g_array_unref(leaves);
    return parts;
}

/* The largest type of a page, points. */
static double largest_type(const LayoutLeaf *leaf)
{
    double largest = 0;

    for (guint i = 0; i < n_glyphs(leaf); i++) {
        const KkGlyph *glyph = &g_array_index(leaf->page->glyphs, KkGlyph, i);

        largest = MAX(largest, g_array_index(leaf->page->styles, KkStyle, glyph->style).size);
    }
    return largest;
}

/* A leaflet's cover is the right page of its outer sheet: the first three of @parts. */
static void put_cover_first(GArray *parts)
{
    if (parts->len != 3 || largest_type(leaf_at(parts, 2)) <= largest_type(leaf_at(parts, 0)) ||
        largest_type(leaf_at(parts, 2)) <= largest_type(leaf_at(parts, 1)))
        return;
    const LayoutLeaf cover = *leaf_at(parts, 2);

    g_array_insert_val(parts, 0, cover);
    g_array_index(parts, LayoutLeaf, 3).owned = false;
    g_array_set_size(parts, 3);
}

/* As part_halves(). @folds: see are_thirds(). */
static GArray *part_thirds(GArray *leaves, const GArray *wide, const double folds[2])
{
    GArray *parts = leaves_new();

    for (guint i = 0, n = 0; i < leaves->len; i++) {
        const LayoutLeaf *sheet = leaf_at(leaves, i);
        const bool is_wide = n < wide->len && g_array_index(wide, guint, n) == i;
        double x = 0;

        n += is_wide;
        for (int k = 0; k < 2 && is_wide; k++) {
            const double at = part_at(sheet, folds[k], &third_zones[k]);

            if (at > x)
                add_part(parts, sheet, x, 0, at, height_of(sheet));
            x = MAX(x, at);
        }
        if (x > 0)
            add_part(parts, sheet, x, 0, width_of(sheet), height_of(sheet));
        else
            move_leaf(parts, leaves, i);
        if (i == 0)
            put_cover_first(parts);
    }
    g_array_unref(leaves);
    return parts;
}

/* Parts sheets of two or three, or pages of sheets that are such; takes @leaves. */
static GArray *part_wide(GArray *leaves, bool bands)
{
    g_autoptr(GArray) wide = find_wide(leaves, bands);
    const double fold = find_fold(leaves, wide, &middle_zone);
    double folds[2];

    if (fold > 0)
        return part_halves(leaves, wide, fold, bands);
    return !bands && are_thirds(leaves, wide, folds) ? part_thirds(leaves, wide, folds) : leaves;
}

/* Parts what was parted from sheets again, if it is such sheets; takes @leaves. */
static GArray *part_again(GArray *leaves, guint n_sheets)
{
    return leaves->len > n_sheets ? part_wide(leaves, are_bands(leaves)) : leaves;
}

/* ---- sheets among other papers ----------------------------------------------------------------
 */

/* What tells which leaves are alike. */
typedef struct {
    double width, height;
    bool quartered;
} Form;

/* An upright sheet of four tells itself by its type: other pages are of its size. */
static Form form_of(const LayoutLeaf *leaf)
{
    guint used;

    return (Form){width_of(leaf), height_of(leaf),
                  !is_wide(leaf) && has_cross(leaf, &used) && is_small(leaf)};
}

static bool are_alike(const Form *a, const Form *b)
{
    return a->quartered == b->quartered && fabs(a->width - b->width) < SAME_SIZE * a->width &&
           fabs(a->height - b->height) < SAME_SIZE * a->height;
}

/* Moves to a new array those of @leaves from @i on that are alike, with empty ones among them. */
static GArray *take_run(GArray *leaves, guint *i)
{
    GArray *run = leaves_new();
    Form form;
    bool has_form = false;

    for (; *i < leaves->len; (*i)++) {
        const LayoutLeaf *leaf = leaf_at(leaves, *i);

        if (n_glyphs(leaf) > 0) {
            const Form next = form_of(leaf);

            if (has_form && !are_alike(&form, &next))
                break;
            form = next;
            has_form = true;
        }
        move_leaf(run, leaves, *i);
    }
    return run;
}

static bool are_halved(const GArray *leaves, const GArray *wide)
{
    guint n = 0;

    for (guint i = 0; i < wide->len; i++)
        n += has_halves(leaf_at(leaves, g_array_index(wide, guint, i)));
    return n >= LEAST_SHEETS && n >= SHARE_OF_HALVED * wide->len;
}

/* Takes @leaves, which are alike. */
static GArray *part_run(GArray *leaves)
{
    const guint n_sheets = leaves->len;
    g_autoptr(GArray) wide = find_wide(leaves, false);
    double fold = 0;

    if (n_sheets < LEAST_SHEETS)
        return leaves;
    if (are_quarters(leaves))
        return part_again(part_quarters(leaves), n_sheets);
    if (are_halved(leaves, wide))
        fold = find_fold(leaves, wide, &margin_zone);
    return fold > 0 ? part_again(part_halves(leaves, wide, fold, false), n_sheets) : leaves;
}

/* Takes @leaves; parts those of them that are sheets, among others that are not. */
static GArray *part_runs(GArray *leaves)
{
    GArray *parts = leaves_new();

    for (guint i = 0; i < leaves->len;) {
        g_autoptr(GArray) run = part_run(take_run(leaves, &i));

        for (guint k = 0; k < run->len; k++)
            move_leaf(parts, run, k);
    }
    g_array_unref(leaves);
    return parts;
}

GArray *layout_leaves(const GPtrArray *pages)
{
    GArray *leaves = list_pages(pages);

    leaves = are_quarters(leaves) ? part_quarters(leaves) : part_wide(leaves, false);
    return leaves->len > pages->len ? part_again(leaves, pages->len) : part_runs(leaves);
}
