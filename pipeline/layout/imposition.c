/* SPDX-License-Identifier: GPL-2.0-or-later */
/* imposition.c - two or four pages on a sheet: parted into pages before any line is made.
 *
 * Sheets of two are wider than high, and a gutter that no glyph crosses parts them at the same
 * place over their whole height. A single sheet may be a page that is set in two columns. Sheets of
 * four have a cross in the middle that no glyph stands on, which hardly any other page has. */
#include "internal.h"

#include <math.h>
#include <stdlib.h>

/* Narrower pages are no sheets of two. */
#define LEAST_SHEET_RATIO 1.2

/* The gutter lies near the middle, and is this wide at least: of the sheet's width. */
#define GUTTER_FROM 0.4
#define GUTTER_TO 0.6
#define LEAST_GUTTER 0.018

/* The arms of that cross are as wide at least: of the sheet's width and height. */
#define LEAST_ARM 0.012

/* What runs over its page's edge is less than this share of a sheet's glyphs; of a page's running
 * text more stand on any line across it. */
#define MOST_ON_GUTTER 0.004

/* So many sheets are parted alike, of all that are wide: a last sheet's right half may be empty. */
#define LEAST_SHEETS 2
#define SHARE_OF_SHEETS 0.8

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

static bool is_wide(const KkPage *page)
{
    return page->width > LEAST_SHEET_RATIO * page->height && page->glyphs->len > 0;
}

/* The middle of the widest empty strip near the middle of the page; 0: there is none. */
static double find_gutter(const KkPage *page)
{
    g_autoptr(GArray) extents = g_array_sized_new(FALSE, FALSE, sizeof(Extent), page->glyphs->len);
    const double from = GUTTER_FROM * page->width, to = GUTTER_TO * page->width;
    double widest = LEAST_GUTTER * page->width, gutter = 0, covered = 0;

    for (guint i = 0; i < page->glyphs->len; i++) {
        const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);
        Extent extent = {glyph->x0, glyph->x1};

        g_array_append_val(extents, extent);
    }
    g_array_sort(extents, by_left);
    for (guint i = 0; i <= extents->len; i++) {
        double left = i < extents->len ? g_array_index(extents, Extent, i).left : page->width;
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

/* Whether an upright page is as high as @wide is wide: that is then no sheet, but one turned. */
static bool is_turned(const GPtrArray *pages, const KkPage *wide)
{
    for (guint i = 0; i < pages->len; i++) {
        const KkPage *page = g_ptr_array_index(pages, i);

        if (page->height > page->width &&
            fabs(page->height - wide->width) < SAME_SIZE * wide->width)
            return true;
    }
    return false;
}

static guint count_across(const KkPage *page, double x)
{
    guint n = 0;

    for (guint i = 0; i < page->glyphs->len; i++) {
        const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);

        n += glyph->x0 < x && glyph->x1 > x;
    }
    return n;
}

static int by_value(gconstpointer a, gconstpointer b)
{
    double d = *(const double *)a - *(const double *)b;

    return d < 0 ? -1 : d > 0;
}

/* Where the document's wide pages are parted, a share of their width: in the middle, unless less
 * stands where most are empty. 0: they are no sheets of two. */
static double find_fold(const GPtrArray *pages)
{
    g_autoptr(GArray) gutters = g_array_new(FALSE, FALSE, sizeof(double));
    guint n_wide = 0, n_middle = 0, n_usual = 0;

    for (guint i = 0; i < pages->len; i++) {
        const KkPage *page = g_ptr_array_index(pages, i);

        if (!is_wide(page) || is_turned(pages, page))
            continue;
        const double gutter = find_gutter(page) / page->width;
        n_wide++;
        if (gutter > 0)
            g_array_append_val(gutters, gutter);
    }
    if (gutters->len < LEAST_SHEETS || gutters->len < SHARE_OF_SHEETS * n_wide)
        return 0;
    g_array_sort(gutters, by_value);
    const double usual = g_array_index(gutters, double, gutters->len / 2);
    for (guint i = 0; i < pages->len; i++) {
        const KkPage *page = g_ptr_array_index(pages, i);

        n_middle += is_wide(page) ? count_across(page, page->width / 2) : 0;
        n_usual += is_wide(page) ? count_across(page, usual * page->width) : 0;
    }
    return n_usual < n_middle ? usual : 0.5;
}

/* Where @sheet is parted: where the others are, if next to nothing of it stands there, or else in
 * its own way; 0: nowhere. */
static double part_at(const KkPage *sheet, double fold)
{
    const double x = fold * sheet->width;

    return count_across(sheet, x) <= MOST_ON_GUTTER * sheet->glyphs->len ? x : find_gutter(sheet);
}

/* Whether next to nothing stands on the cross in the middle of @page. @quarters: (out): those that
 * hold something, a bit each. */
static bool has_cross(const KkPage *page, guint *quarters)
{
    const double x = page->width / 2, y = page->height / 2;
    const double half_width = LEAST_ARM * page->width / 2,
                 half_height = LEAST_ARM * page->height / 2;

    guint n_on = 0;

    *quarters = 0;
    for (guint i = 0; i < page->glyphs->len; i++) {
        const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);

        if ((glyph->x0 < x + half_width && glyph->x1 > x - half_width) ||
            (glyph->y0 < y + half_height && glyph->y1 > y - half_height)) {
            if (++n_on > MOST_ON_GUTTER * page->glyphs->len)
                return false;
            continue;
        }
        *quarters |= 1u << ((glyph->x0 > x) + 2 * (glyph->y0 > y));
    }
    return page->glyphs->len > 0;
}

/* Whether the document's pages are sheets of four; on most of them all four hold something. */
static bool are_quarters(const GPtrArray *pages)
{
    guint n_pages = 0, n_parted = 0, n_full = 0;

    for (guint i = 0; i < pages->len; i++) {
        const KkPage *page = g_ptr_array_index(pages, i);
        guint quarters;

        n_pages += page->glyphs->len > 0;
        if (has_cross(page, &quarters)) {
            n_parted++;
            n_full += quarters == 0xf;
        }
    }
    return n_full >= LEAST_SHEETS && n_parted >= SHARE_OF_SHEETS * n_pages &&
           n_full + 1 >= SHARE_OF_SHEETS * n_parted;
}

/* The part of @sheet that begins at @left and @top and has that size. */
static KkPage *dup_part(const KkPage *sheet, double left, double top, double width, double height)
{
    KkPage *part = kk_page_new(sheet->number, width, height);

    g_array_append_vals(part->styles, sheet->styles->data, sheet->styles->len);
    for (guint i = 0; i < sheet->glyphs->len; i++) {
        KkGlyph glyph = g_array_index(sheet->glyphs, KkGlyph, i);
        double x = (glyph.x0 + glyph.x1) / 2 - left, y = (glyph.y0 + glyph.y1) / 2 - top;

        if (x < 0 || x >= width || (height < sheet->height && (y < 0 || y >= height)))
            continue;
        glyph.x0 -= (float)left;
        glyph.x1 -= (float)left;
        glyph.y0 -= (float)top;
        glyph.y1 -= (float)top;
        g_array_append_val(part->glyphs, glyph);
    }
    return part;
}

static void add_page(GArray *leaves, KkPage *page, bool owned)
{
    LayoutLeaf leaf = {page, owned, 0, 0, page->width, page->height};

    g_array_append_val(leaves, leaf);
}

static void add_part(GArray *leaves, const KkPage *sheet, double left, double top, double width,
                     double height)
{
    LayoutLeaf leaf = {
        dup_part(sheet, left, top, width, height), true, left, top, sheet->width, sheet->height};

    g_array_append_val(leaves, leaf);
}

/* Row by row. */
static void add_quarters(GArray *leaves, const KkPage *sheet)
{
    const double width = sheet->width / 2, height = sheet->height / 2;

    for (int i = 0; i < 4; i++)
        add_part(leaves, sheet, i % 2 * width, i / 2 * height, width, height);
}

static void clear_leaf(gpointer data)
{
    LayoutLeaf *leaf = data;

    if (leaf->owned)
        kk_page_free(leaf->page);
}

GArray *layout_leaves(const GPtrArray *pages)
{
    GArray *leaves = g_array_new(FALSE, FALSE, sizeof(LayoutLeaf));
    const bool quarters = are_quarters(pages);
    const double fold = quarters ? 0 : find_fold(pages);

    g_array_set_clear_func(leaves, clear_leaf);
    for (guint i = 0; i < pages->len; i++) {
        KkPage *page = g_ptr_array_index(pages, i);
        const double gutter = fold > 0 && is_wide(page) ? part_at(page, fold) : 0;
        guint used;

        if (quarters && has_cross(page, &used)) {
            add_quarters(leaves, page);
        } else if (gutter > 0) {
            add_part(leaves, page, 0, 0, gutter, page->height);
            add_part(leaves, page, gutter, 0, page->width - gutter, page->height);
        } else {
            add_page(leaves, page, false);
        }
    }
    return leaves;
}
