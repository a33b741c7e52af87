/* ocr_words.c - the segments of a page to glyphs, by Tesseract, each a line of its own. */
#include "ocr.h"
#include "ocr_library.h"

#include <kk/process.h>

#include <math.h>
#include <string.h>

/* Of the height of a small x: what of a line is shown above its baseline, below, and beside. */
#define ABOVE 2.3
#define BELOW 0.8
#define ASIDE 0.6

typedef struct {
    int width, height;
    double scale;
    int x0, y0; /* of the page's picture */
    guint8 *dots;
} Strip;

static guint8 dot_at(const OcrPicture *picture, const OcrBox *within, int x, int y)
{
    if (x < within->x0 || x >= within->x1 || y < within->y0 || y >= within->y1 || x < 0 ||
        y < 0 || x >= picture->width || y >= picture->height)
        return 255;
    return picture->dots[(gsize)y * (gsize)picture->width + (gsize)x];
}

/* A dot between dots. */
static double sample(const OcrPicture *picture, const OcrBox *within, double x, double y)
{
    const int left = (int)floor(x), above = (int)floor(y);
    const double right = x - left, below = y - above;

    return (1 - below) * ((1 - right) * dot_at(picture, within, left, above) +
                          right * dot_at(picture, within, left + 1, above)) +
           below * ((1 - right) * dot_at(picture, within, left, above + 1) +
                    right * dot_at(picture, within, left + 1, above + 1));
}

/* A line with white round it. */
static void cut_strip(const OcrPage *page, const OcrSegment *segment, const OcrBox *box,
                      double scale, Strip *strip)
{
    const double x_height = segment->x_height;
    const OcrBox within = {box->x0 - 1, MIN(box->y0 - 1, segment->baseline - (int)x_height),
                           box->x1 + 1, box->y1 + 1};
    const int top = MIN(segment->baseline - (int)(ABOVE * x_height), box->y0 - 2);
    const int bottom = MAX(segment->baseline + (int)(BELOW * x_height), box->y1 + 2);
    const int aside = (int)(ASIDE * x_height);

    strip->scale = scale;
    strip->x0 = box->x0 - aside;
    strip->y0 = top;
    strip->width = MAX((int)lround((box->x1 - box->x0 + 2 * aside) * scale), 1);
    strip->height = MAX((int)lround((bottom - top) * scale), 1);
    strip->dots = g_malloc((gsize)strip->width * (gsize)strip->height);
    for (int y = 0; y < strip->height; y++)
        for (int x = 0; x < strip->width; x++) {
            const double at_x = strip->x0 + x / scale, at_y = strip->y0 + y / scale;
            const double dot = scale == 1
                                   ? dot_at(page->picture, &within, (int)at_x, (int)at_y)
                                   : sample(page->picture, &within, at_x, at_y);

            strip->dots[y * strip->width + x] = (guint8)lround(dot);
        }
}

/* Appends what one symbol says: mostly one character. */
static void add_symbol(TessResultIterator *at, const Strip *strip, bool after_space, GArray *glyphs)
{
    char *text = tesseract.TessResultIteratorGetUTF8Text(at, RIL_SYMBOL);
    int left = 0, top = 0, right = 0, bottom = 0;

    tesseract.TessPageIteratorBoundingBox(tesseract.TessResultIteratorGetPageIterator(at),
                                          RIL_SYMBOL, &left, &top, &right, &bottom);
    for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char(p)) {
        const gunichar character = g_utf8_get_char_validated(p, -1);

        if (character >= 0x110000)
            break;
        const OcrGlyph glyph = {
            .character = character,
            .box = {strip->x0 + (int)(left / strip->scale), strip->y0 + (int)(top / strip->scale),
                    strip->x0 + (int)(right / strip->scale),
                    strip->y0 + (int)(bottom / strip->scale)},
            .confidence = tesseract.TessResultIteratorConfidence(at, RIL_SYMBOL) / 100,
            .after_space = after_space && p == text,
        };

        if (!g_unichar_isspace(character) && !g_unichar_iscntrl(character))
            g_array_append_val(glyphs, glyph);
    }
    tesseract.TessDeleteText(text);
}

static void collect(TessBaseAPI *recogniser, const Strip *strip, GArray *glyphs)
{
    TessResultIterator *at = tesseract.TessBaseAPIGetIterator(recogniser);

    if (at == NULL)
        return;
    do {
        const bool begins = tesseract.TessPageIteratorIsAtBeginningOf(
            tesseract.TessResultIteratorGetPageIterator(at), RIL_WORD);

        add_symbol(at, strip, begins, glyphs);
    } while (tesseract.TessResultIteratorNext(at, RIL_SYMBOL));
    tesseract.TessResultIteratorDelete(at);
}

double ocr_read_line(const OcrPage *page, const OcrSegment *segment, const OcrBox *box,
                     const char *characters, double scale, GArray *glyphs)
{
    TessBaseAPI *recogniser = ocr_recogniser();
    Strip strip;
    double sum = 0;

    if (recogniser == NULL)
        return 0;
    cut_strip(page, segment, box, scale, &strip);
    tesseract.TessBaseAPISetVariable(recogniser, "tessedit_char_whitelist",
                                     characters != NULL ? characters : "");
    tesseract.TessBaseAPISetPageSegMode(recogniser, PSM_SINGLE_LINE);
    tesseract.TessBaseAPISetImage(recogniser, strip.dots, strip.width, strip.height, 1,
                                  strip.width);
    tesseract.TessBaseAPISetSourceResolution(recogniser, (int)(OCR_DPI * scale));
    if (tesseract.TessBaseAPIRecognize(recogniser, NULL) == 0)
        collect(recogniser, &strip, glyphs);
    g_free(strip.dots);
    for (guint i = 0; i < glyphs->len; i++)
        sum += g_array_index(glyphs, OcrGlyph, i).confidence;
    return glyphs->len > 0 ? sum / glyphs->len : 0;
}

bool ocr_read_words(OcrPage *page)
{
    const double begun = kk_cpu_seconds();

    for (guint i = 0; i < page->segments->len; i++) {
        OcrSegment *segment = g_ptr_array_index(page->segments, i);

        if (kk_cpu_seconds() - begun > 0.6 * KK_OCR_PAGE_SECONDS)
            return false;
        if (segment->kind == OCR_BULLET) {
            const OcrBox *box = &segment->box;
            const bool wide = box->x1 - box->x0 > 1.7 * (box->y1 - box->y0);
            const OcrGlyph bullet = {wide ? '-' : 0x2022, *box, 1, true};

            g_array_append_val(segment->glyphs, bullet);
        } else {
            ocr_read_line(page, segment, &segment->box, NULL, 1, segment->glyphs);
        }
    }
    return true;
}
