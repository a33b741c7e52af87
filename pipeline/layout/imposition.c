/* SPDX-License-Identifier: GPL-2.0-or-later */
/* imposition.c - two pages on a sheet: parted into pages before any line is made.
 *
 * Sheets are wider than high, and a gutter that no glyph crosses parts them at the same place over
 * their whole height. A single sheet may be a page that is set in two columns. */
#include "internal.h"

#include <math.h>
#include <stdlib.h>

/* Narrower pages are no sheets of two. */
#define LEAST_SHEET_RATIO 1.2

/* The gutter lies near the middle, and is this wide at least: of the sheet's width. */
#define GUTTER_FROM 0.4
#define GUTTER_TO 0.6
#define LEAST_GUTTER 0.018

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
    double widest = LEAST_GUTTER * page->width, gutter = 0, covered = 0;

    for (guint i = 0; i < page->glyphs->len; i++) {
        const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);
        Extent extent = {glyph->x0, glyph->x1};

        g_array_append_val(extents, extent);
    }
    g_array_sort(extents, by_left);
    for (guint i = 0; i <= extents->len; i++) {
        double left = i < extents->len ? g_array_index(extents, Extent, i).left : page->width;
        double middle = (MAX(covered, GUTTER_FROM * page->width) + MIN(left, GUTTER_TO * page->width)) / 2;

        if (covered > 0 && left - covered > widest && middle > GUTTER_FROM * page->width &&
            middle < GUTTER_TO * page->width && covered < GUTTER_TO * page->width) {
            widest = left - covered;
            gutter = middle;
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

        if (page->height > page->width && fabs(page->height - wide->width) < SAME_SIZE * wide->width)
            return true;
    }
    return false;
}

/* Whether the document's wide pages are sheets of two. */
static bool are_sheets(const GPtrArray *pages)
{
    guint n_wide = 0, n_parted = 0;

    for (guint i = 0; i < pages->len; i++)
        if (is_wide(g_ptr_array_index(pages, i)) && !is_turned(pages, g_ptr_array_index(pages, i))) {
            n_wide++;
            n_parted += find_gutter(g_ptr_array_index(pages, i)) > 0;
        }
    return n_parted >= LEAST_SHEETS && n_parted >= SHARE_OF_SHEETS * n_wide;
}

/* The half of @sheet that begins at @left and ends at @right, as page @number of those to come. */
static KkPage *dup_half(const KkPage *sheet, double left, double right)
{
    KkPage *half = kk_page_new(sheet->number, right - left, sheet->height);

    g_array_append_vals(half->styles, sheet->styles->data, sheet->styles->len);
    for (guint i = 0; i < sheet->glyphs->len; i++) {
        KkGlyph glyph = g_array_index(sheet->glyphs, KkGlyph, i);
        double middle = (glyph.x0 + glyph.x1) / 2;

        if (middle < left || middle >= right)
            continue;
        glyph.x0 -= (float)left;
        glyph.x1 -= (float)left;
        g_array_append_val(half->glyphs, glyph);
    }
    return half;
}

static void add_page(GArray *leaves, KkPage *page, bool owned, double left, double sheet_width)
{
    LayoutLeaf leaf = {page, owned, left, sheet_width};

    g_array_append_val(leaves, leaf);
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
    bool sheets = are_sheets(pages);

    g_array_set_clear_func(leaves, clear_leaf);
    for (guint i = 0; i < pages->len; i++) {
        KkPage *page = g_ptr_array_index(pages, i);
        double gutter = sheets && is_wide(page) ? find_gutter(page) : 0;

        if (gutter == 0) {
            add_page(leaves, page, false, 0, page->width);
            continue;
        }
        add_page(leaves, dup_half(page, 0, gutter), true, 0, page->width);
        add_page(leaves, dup_half(page, gutter, page->width), true, gutter, page->width);
    }
    return leaves;
}
