/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render_pdf.c - pages of a PDF to PNG, by poppler and cairo.
 *
 * A page may call itself kilometres wide: the picture's size is settled before anything is
 * allocated. What poppler itself allocates for pictures on the page is not bounded here. */
#include "pdf.h"

#include <kk/document.h>
#include <kk/error.h>
#include <kk/render.h>

#include <cairo.h>
#include <math.h>

struct KkPictures {
    PopplerDocument *pdf;
};

KkPictures *kk_pictures_open(const KkInput *input, const char *password, GError **error)
{
    g_autoptr(PdfDocument) pdf = open_pdf(input->bytes, password, error);

    if (pdf == NULL)
        return NULL;
    if (poppler_document_get_n_pages(pdf) > KK_MAX_PAGES) {
        g_set_error(error, KK_ERROR, KK_ERROR_LIMIT, "%d pages, limit %d",
                    poppler_document_get_n_pages(pdf), KK_MAX_PAGES);
        return NULL;
    }
    KkPictures *pictures = g_new0(KkPictures, 1);
    pictures->pdf = g_steal_pointer(&pdf);
    return pictures;
}

void kk_pictures_free(KkPictures *pictures)
{
    if (pictures == NULL)
        return;
    g_object_unref(pictures->pdf);
    g_free(pictures);
}

int kk_pictures_n_pages(const KkPictures *pictures)
{
    return MAX(poppler_document_get_n_pages(pictures->pdf), 0);
}

static bool is_drawable(PopplerPage *page, double *width, double *height)
{
    if (page == NULL)
        return false;
    poppler_page_get_size(page, width, height);
    return isfinite(*width) && isfinite(*height) && *width > 0 && *height > 0;
}

bool kk_pictures_size(const KkPictures *pictures, int page, double *width, double *height)
{
    g_autoptr(PdfPage) from = poppler_document_get_page(pictures->pdf, page - 1);

    return is_drawable(from, width, height);
}

static cairo_status_t collect(void *bytes, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static GBytes *dup_png(cairo_surface_t *surface)
{
    GByteArray *bytes = g_byte_array_new();

    if (cairo_surface_write_to_png_stream(surface, collect, bytes) == CAIRO_STATUS_SUCCESS)
        return g_byte_array_free_to_bytes(bytes);
    g_byte_array_unref(bytes);
    return NULL;
}

/* Dots a point, so that neither the whole nor a side is too long. */
static double settle_scale(double width, double height, double dpi)
{
    double scale = MIN(dpi / 72, sqrt(KK_MAX_PAGE_PIXELS / (width * height)));

    return MIN(scale, KK_MAX_PAGE_SIDE / MAX(width, height));
}

GBytes *kk_pictures_draw(const KkPictures *pictures, int page, double dpi)
{
    g_autoptr(PdfPage) from = poppler_document_get_page(pictures->pdf, page - 1);
    double width, height;

    if (!is_drawable(from, &width, &height))
        return NULL;
    double scale = settle_scale(width, height, dpi);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, MAX((int)lround(width * scale), 1),
                                   MAX((int)lround(height * scale), 1));
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    poppler_page_render(from, cairo);
    GBytes *png = cairo_status(cairo) == CAIRO_STATUS_SUCCESS ? dup_png(surface) : NULL;
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return png;
}
