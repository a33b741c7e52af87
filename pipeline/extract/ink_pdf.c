/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ink_pdf.c - whether a page, drawn small, may hide some of its glyphs: one has no ink in its box,
 * or lies on another, so that the ink may be the other's.
 *
 * It is a look that costs little, and errs towards yes; drawn_pdf.c tells what is drawn. */
#include "pdf.h"

#include <cairo.h>
#include <math.h>

/* Dots of a picture at most; at first there is one to a point. */
#define MOST_DOTS 1000000.0

/* Neighbouring dots that differ by this are ink beside its ground, of 255. */
#define LEAST_CONTRAST 12

/* Of each dot, what is counted there; then, of each corner, what is counted above and to its left.
 */
typedef struct {
    int width, height; /* dots */
    double scale;      /* dots to a point */
    guint32 *counts;
} Picture;

/* The dot, or its lower right corner: there is a row and a column before the first. */
static guint32 *count_at(const Picture *picture, int x, int y)
{
    return &picture->counts[(gsize)(y + 1) * (gsize)(picture->width + 2) + (gsize)(x + 1)];
}

static void add_up(const Picture *picture)
{
    for (int y = 0; y <= picture->height; y++) {
        const guint32 *above = count_at(picture, 0, y - 1);
        guint32 *counts = count_at(picture, 0, y), sum = 0;

        for (int x = 0; x <= picture->width; x++)
            counts[x] = above[x] + (sum += counts[x]);
    }
}

typedef struct {
    int x0, y0, x1, y1;
} Dots;

static int to_dot(double at, double scale, int most)
{
    return CLAMP((int)lround(at * scale), 0, most);
}

static Dots dots_of(const Picture *picture, const KkGlyph *glyph)
{
    return (Dots){to_dot(glyph->x0, picture->scale, picture->width),
                  to_dot(glyph->y0, picture->scale, picture->height),
                  to_dot(glyph->x1, picture->scale, picture->width),
                  to_dot(glyph->y1, picture->scale, picture->height)};
}

static guint32 count_in(const Picture *picture, const Dots *in)
{
    return *count_at(picture, in->x1 - 1, in->y1 - 1) - *count_at(picture, in->x0 - 1, in->y1 - 1) -
           *count_at(picture, in->x1 - 1, in->y0 - 1) + *count_at(picture, in->x0 - 1, in->y0 - 1);
}

static int brightness_of(guint32 dot)
{
    return (int)((dot >> 16 & 255) * 2 + (dot >> 8 & 255) * 5 + (dot & 255)) / 8;
}

static bool differ(guint32 a, guint32 b)
{
    return a != b && abs(brightness_of(a) - brightness_of(b)) >= LEAST_CONTRAST;
}

/* Counts the dots that differ from the one above or to the left. */
static void count_ink(cairo_surface_t *surface, const Picture *ink)
{
    const unsigned char *data = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);

    for (int y = 1; y < ink->height; y++) {
        const guint32 *row = (const void *)(data + (gssize)y * stride);
        const guint32 *above = (const void *)(data + (gssize)(y - 1) * stride);
        guint32 *counts = count_at(ink, 0, y);

        for (int x = 1; x < ink->width; x++)
            counts[x] = differ(row[x], row[x - 1]) || differ(row[x], above[x]);
    }
    add_up(ink);
}

static bool draw_ink(PopplerPage *page, const Picture *ink)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, ink->width, ink->height);
    cairo_t *cairo = cairo_create(surface);

    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, ink->scale, ink->scale);
    draw_page(page, cairo);
    const bool drawn = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    if (drawn)
        count_ink(surface, ink);
    cairo_surface_destroy(surface);
    return drawn;
}

/* Counts how many glyphs lie on each dot: adding up spreads them from the corners over their boxes.
 */
static void count_glyphs(const KkPage *page, const Picture *glyphs)
{
    for (guint i = 0; i < page->glyphs->len; i++) {
        const Dots dots = dots_of(glyphs, &g_array_index(page->glyphs, KkGlyph, i));

        ++*count_at(glyphs, dots.x0, dots.y0);
        --*count_at(glyphs, dots.x1, dots.y0);
        --*count_at(glyphs, dots.x0, dots.y1);
        ++*count_at(glyphs, dots.x1, dots.y1);
    }
    add_up(glyphs);
}

bool may_hide_glyphs(PopplerPage *from, const KkPage *page)
{
    if (!(page->width > 0 && page->height > 0))
        return false;
    const double scale = MIN(1, sqrt(MOST_DOTS / (page->width * page->height)));
    const int width = MAX((int)lround(page->width * scale), 1);
    const int height = MAX((int)lround(page->height * scale), 1);
    const gsize n = (gsize)(width + 2) * (gsize)(height + 2);
    g_autofree guint32 *ink_counts = g_new0(guint32, n), *glyph_counts = g_new0(guint32, n);
    const Picture ink = {width, height, scale, ink_counts};
    const Picture glyphs = {width, height, scale, glyph_counts};

    if (!draw_ink(from, &ink))
        return true;
    count_glyphs(page, &glyphs);
    for (guint i = 0; i < page->glyphs->len; i++) {
        const Dots dots = dots_of(&ink, &g_array_index(page->glyphs, KkGlyph, i));

        if (count_in(&ink, &dots) == 0 ||
            *count_at(&glyphs, (dots.x0 + dots.x1) / 2, (dots.y0 + dots.y1) / 2) > 1)
            return true;
    }
    return false;
}
