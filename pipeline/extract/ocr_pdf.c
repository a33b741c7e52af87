/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ocr_pdf.c - a page of a PDF drawn, recognised, and put where its text would be. */
#include "ocr.h"
#include "pdf.h"

#include <cairo.h>
#include <math.h>

/* An x is this much of the size of its font: between Times (0.45) and Calibri (0.47) and Arial
 * (0.52). */
#define X_HEIGHT_EM 0.47
#define X_HEIGHT_EM_TYPED 0.43

/* A typewriter's space, which is no gap of a table. */
#define TYPED_SPACE_EM 0.5

#define ASCENT_EM 0.9
#define DESCENT_EM 0.22

/* Strokes this much thicker than most are bold. */
#define BOLD 1.3

/* Dots of a page's picture at most: A3 at 300 an inch has 17 million. */
#define MOST_DOTS 40e6

static OcrPicture *draw(PopplerPage *from, double scale, int width, int height)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cairo = cairo_create(surface);
    OcrPicture *picture = NULL;

    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    draw_page(from, cairo);
    const bool drawn = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    if (drawn) {
        const unsigned char *data = cairo_image_surface_get_data(surface);
        const int stride = cairo_image_surface_get_stride(surface);

        picture = ocr_picture_new(width, height);
        for (int y = 0; y < height; y++) {
            const guint32 *line = (const void *)(data + (gssize)y * stride);

            for (int x = 0; x < width; x++)
                picture->dots[(gsize)y * (gsize)width + (gsize)x] =
                    (guint8)(((line[x] >> 16 & 255) * 2 + (line[x] >> 8 & 255) * 5 +
                              (line[x] & 255)) /
                             8);
        }
    }
    cairo_surface_destroy(surface);
    return picture;
}

static double usual_stroke(const OcrPage *page)
{
    guint counts[100] = {0}, n = 0, sum = 0;
    int middle = 0;

    for (guint i = 0; i < page->segments->len; i++) {
        const OcrSegment *segment = g_ptr_array_index(page->segments, i);
        const guint weight = segment->kind == OCR_TEXT ? segment->glyphs->len : 0;

        counts[CLAMP((int)(100 * segment->stroke), 0, 99)] += weight;
        n += weight;
    }
    while (middle < 99 && (sum += counts[middle]) <= n / 2)
        middle++;
    return middle / 100.0;
}

/* The style of a segment: an index of the page's. */
static guint16 style_of(KkPage *to, double size, bool bold)
{
    for (guint i = 0; i < to->styles->len; i++) {
        const KkStyle *style = &g_array_index(to->styles, KkStyle, i);

        if (style->bold == bold && fabs(style->size - size) < 0.01)
            return (guint16)i;
    }
    const KkStyle style = {(float)size, bold, false};

    g_array_append_val(to->styles, style);
    return (guint16)(to->styles->len - 1);
}

/* A glyph reaches to the next of its word: a typewriter leaves gaps, which are no spaces. */
static void put_segment(const OcrSegment *segment, double stroke, double scale, KkPage *to)
{
    const double em = segment->typed ? X_HEIGHT_EM_TYPED : X_HEIGHT_EM;
    const double size = round(2 * segment->x_height / em / scale) / 2;
    const guint16 style = style_of(to, size, segment->stroke > BOLD * stroke);
    const double baseline = segment->baseline / scale;
    double reached = 0;

    for (guint i = 0; i < segment->glyphs->len && to->glyphs->len < KK_MAX_PAGE_GLYPHS; i++) {
        const OcrGlyph *glyph = &g_array_index(segment->glyphs, OcrGlyph, i);
        const double x0 = MAX(glyph->box.x0 / scale, reached);
        const OcrGlyph *next =
            i + 1 < segment->glyphs->len ? &g_array_index(segment->glyphs, OcrGlyph, i + 1) : NULL;
        const int end = next != NULL && !next->after_space ? next->box.x0 : glyph->box.x1;
        const double least = next != NULL && segment->typed
                                 ? next->box.x0 / scale - TYPED_SPACE_EM * size
                                 : x0 + 0.1;
        const double x1 = MAX(MAX(end / scale, x0 + 0.1), least);
        const PopplerRectangle box = {x0, baseline - ASCENT_EM * size, x1,
                                      baseline + DESCENT_EM * size};

        if (is_sound(&box))
            add_glyph(to, glyph->character, &box, style, i == 0 || glyph->after_space);
        reached = x1;
    }
}

/* Says which numbers are doubtful, and which others told. */
static void tell_figures(const OcrSegment *segment, double scale, const KkPage *page,
                         KkDiagnostics *doubts)
{
    if (!segment->doubted && !segment->solved)
        return;
    g_autofree char *text = ocr_dup_text(segment->glyphs);
    const OcrBox *box = &segment->box;
    const KkRect bbox = {box->x0 / scale, box->y0 / scale, box->x1 / scale, box->y1 / scale};
    g_autoptr(GArray) at = kk_at_new();

    kk_at_add(at, page->number, &bbox);
    if (segment->doubted)
        kk_diagnostics_add(
            doubts, KK_SEVERITY_WARNING, at,
            kk_message(KK_SAYS_FIGURE_DOUBTFUL, NULL, KK_NUMBER(page->number), KK_TEXT(text)));
    else
        kk_diagnostics_add(
            doubts, KK_SEVERITY_INFO, at,
            kk_message(KK_SAYS_FIGURE_SOLVED, NULL, KK_NUMBER(page->number), KK_TEXT(text),
                       KK_TEXT(g_array_index(segment->readings, OcrReading, 0).text)));
}

static void put_page(const OcrPage *page, double scale, KkPage *to, KkDiagnostics *doubts)
{
    const double stroke = usual_stroke(page);

    g_array_set_size(to->glyphs, 0);
    g_array_set_size(to->styles, 0);
    for (guint i = 0; i < page->segments->len; i++) {
        put_segment(g_ptr_array_index(page->segments, i), stroke, scale, to);
        tell_figures(g_ptr_array_index(page->segments, i), scale, to, doubts);
    }
}

static bool recognise_page(PopplerPage *from, KkPage *page, KkDiagnostics *doubts)
{
    if (!(page->width > 0 && page->height > 0))
        return true;
    const double scale = MIN(OCR_DPI / 72, sqrt(MOST_DOTS / (page->width * page->height)));
    const int width = MAX((int)lround(page->width * scale), 1);
    const int height = MAX((int)lround(page->height * scale), 1);
    OcrPicture *picture = draw(from, scale, width, height);
    g_autoptr(OcrPage) read = picture != NULL ? ocr_segment(picture) : NULL;

    if (read == NULL)
        return picture != NULL;
    const bool in_time = ocr_read_words(read) && ocr_read_numbers(read);
    if (read->turns % 2 != 0) {
        page->width = height / scale;
        page->height = width / scale;
    }
    put_page(read, scale, page, doubts);
    return in_time;
}

/* ---- sizes ------------------------------------------------------------------------------- */

/* In half points: that of a poster. */
#define MOST_SIZE 400

/* A small x of 24 dots is measured to one more or less. */
#define SAME_SIZE 1.09

static int half_points(const KkPage *page, guint style)
{
    const double size = (double)g_array_index(page->styles, KkStyle, style).size;

    return CLAMP((int)lround(2 * size), 0, MOST_SIZE - 1);
}

/* Of sizes that may be the same, that which most glyphs have. */
static int usual_size(const guint *counts, int size)
{
    int usual = size;

    for (int other = 1; other < MOST_SIZE; other++)
        if (MAX(other, size) <= SAME_SIZE * MIN(other, size) && counts[other] > counts[usual])
            usual = other;
    return usual;
}

/* A text that goes on on the next page goes on in the same size, though that was measured a little
 * larger there. */
static void agree_on_sizes(const GPtrArray *recognised)
{
    guint counts[MOST_SIZE] = {0};

    for (guint i = 0; i < recognised->len; i++) {
        const KkPage *page = g_ptr_array_index(recognised, i);

        for (guint k = 0; k < page->glyphs->len; k++)
            counts[half_points(page, g_array_index(page->glyphs, KkGlyph, k).style)]++;
    }
    for (guint i = 0; i < recognised->len; i++) {
        const KkPage *page = g_ptr_array_index(recognised, i);

        for (guint k = 0; k < page->styles->len; k++)
            g_array_index(page->styles, KkStyle, k).size =
                (float)usual_size(counts, half_points(page, k)) / 2;
    }
}

/* ---- which pages ------------------------------------------------------------------------- */

/* Letters that a word has one of, and of words that have none at most so many in a text. */
#define VOWELS "aeiouyåäöéAEIOUYÅÄÖÉ"
#define MOST_WITHOUT 0.5
#define LEAST_WORDS 20

/* Whether what a page says is no language, as a layer of a bad recogniser, or a font that does not
 * tell its letters: most of its words have no vowel, or no letter at all. */
static bool is_no_language(const KkPage *page)
{
    guint n = 0, n_without = 0, length = 0;
    bool without = true;

    for (guint i = 0; i <= page->glyphs->len; i++) {
        const KkGlyph *glyph =
            i < page->glyphs->len ? &g_array_index(page->glyphs, KkGlyph, i) : NULL;

        if (glyph == NULL || glyph->after_space) {
            n += length > 2;
            n_without += length > 2 && without;
            length = 0;
            without = true;
        }
        if (glyph == NULL)
            break;
        length++;
        without = without && !g_unichar_isdigit(glyph->character) &&
                  g_utf8_strchr(VOWELS, -1, glyph->character) == NULL;
    }
    return n >= LEAST_WORDS && n_without > MOST_WITHOUT * n;
}

/* Of words of four letters and more, so many are spoilt in a layer that is not to be relied on. */
#define MOST_SPOILT 0.05

/* Whether a recogniser that erred often made the text: in many of its words stands a figure among
 * letters, or a capital behind a small one. */
bool is_spoilt(const KkPage *page)
{
    guint n = 0, n_spoilt = 0, length = 0;
    bool spoilt = false;
    gunichar before = ' ', last = ' ';

    for (guint i = 0; i <= page->glyphs->len; i++) {
        const KkGlyph *glyph =
            i < page->glyphs->len ? &g_array_index(page->glyphs, KkGlyph, i) : NULL;

        if (glyph == NULL || glyph->after_space) {
            n += length > 3;
            n_spoilt += length > 3 && spoilt;
            length = 0;
            spoilt = false;
            before = last = ' ';
        }
        if (glyph == NULL)
            break;
        length++;
        spoilt = spoilt ||
                 (g_unichar_isalpha(glyph->character) && g_unichar_isdigit(last) &&
                  g_unichar_isalpha(before)) ||
                 (g_unichar_isupper(glyph->character) && g_unichar_islower(last));
        before = last;
        last = glyph->character;
    }
    return n >= LEAST_WORDS && n_spoilt > MOST_SPOILT * n;
}

/* One that has text only where that is no language, or badly read. */
bool wants_recognising(const KkPage *page)
{
    if (!kk_ocr_is_loaded())
        return false;
    switch (kk_ocr_chosen()) {
    case KK_OCR_NEVER:
        return false;
    case KK_OCR_ALWAYS:
        return true;
    case KK_OCR_PAGES:
        return kk_ocr_chooses_page(page->number);
    default:
        return page->glyphs->len == 0 || page->misread || is_no_language(page);
    }
}

/* Where most pages are misread, those are too that have too few words to tell. */
static void agree_on_layers(const KkDocument *document)
{
    guint n = 0;

    for (guint i = 0; i < document->pages->len; i++)
        n += ((const KkPage *)g_ptr_array_index(document->pages, i))->misread;
    for (guint i = 0; i < document->pages->len && 2 * n > document->pages->len; i++)
        ((KkPage *)g_ptr_array_index(document->pages, i))->misread = true;
}

void recognise_pages(PopplerDocument *pdf, const KkInput *input, KkDocument *document,
                     KkDiagnostics *doubts)
{
    guint n_with_text = 0;

    if (!kk_ocr_is_loaded())
        return;
    if (input->attachment != NULL && kk_ocr_chosen() == KK_OCR_PAGES) /* they are the file's own */
        return;
    agree_on_layers(document);
    GArray *recognised = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GPtrArray) pages = g_ptr_array_new();
    for (guint i = 0; i < document->pages->len; i++) {
        KkPage *page = g_ptr_array_index(document->pages, i);

        if (wants_recognising(page)) {
            g_autoptr(PdfPage) from = poppler_document_get_page(pdf, page->number - 1);

            if (input->on_recognise != NULL)
                input->on_recognise();
            if (from != NULL && !recognise_page(from, page, doubts))
                kk_diagnostics_add(
                    doubts, KK_SEVERITY_WARNING, NULL,
                    kk_message(KK_SAYS_PAGE_INCOMPLETE, NULL, KK_NUMBER(page->number)));
            if (page->glyphs->len > 0) {
                g_array_append_val(recognised, page->number);
                g_ptr_array_add(pages, page);
            }
        }
        n_with_text += page->glyphs->len > 0;
    }
    ocr_end();
    agree_on_sizes(pages);
    if (recognised->len == 0) {
        g_array_unref(recognised);
        return;
    }
    document->source.text_origin = recognised->len == n_with_text ? "ocr" : "mixed";
    document->source.ocr_pages = recognised;
}
