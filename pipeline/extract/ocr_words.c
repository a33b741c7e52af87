/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ocr_words.c - the segments of a page to glyphs, by Tesseract, each a line of its own. */
#include "ocr.h"
#include "ocr_library.h"

#include <math.h>
#include <string.h>

/* Of the height of a small x: what of a line is shown above its baseline, below, and beside. */
#define ABOVE 2.3
#define BELOW 0.8
#define ASIDE 0.6

/* Of the height of a small x: the least gap that is a space; and of the usual gap of letters. */
#define SPACE 0.34
#define SPACE_OF_USUAL 2.3
#define SPACE_OF_USUAL_TYPED 3.5

/* Of the height of a small x: a 1 stands farther from other figures than letters do. */
#define SPACE_OF_FIGURES 0.55

/* A typewriter's letters stand as far apart; others nearer. */
#define TYPED 1.2

/* Of the height of a small x: what is no hyphen. */
#define LONG_DASH 0.62

/* Of the height of a small x: what is longer is text, not a number. */
#define LEAST_TEXT 9

/* Below this, of 1, a letter is doubtful. */
#define DOUBTFUL 0.7

/* The recogniser makes every line as high, and its work is what the line is long then. */
#define LINE_HEIGHT 36

/* A page of close print has some 40,000 columns, all that is read twice counted, and a second of a
 * processor reads some 5,000: two such pages on one sheet, and half as much again. */
#define MOST_COLUMNS 120000

/* Those that may occur. */
static const char *const characters[] = {
    [OCR_WORDS] = "",
    [OCR_FIGURES] = "0123456789,.%:/()+-",
    [OCR_COUNTS] = "0123456789,%",
    [OCR_CODES] = "0123456789.",
};

typedef struct {
    int width, height;
    double scale;
    int x0, y0; /* of the page's picture */
    guint8 *dots;
} Strip;

static guint8 dot_at(const OcrPicture *picture, const OcrBox *within, int x, int y)
{
    if (x < within->x0 || x >= within->x1 || y < within->y0 || y >= within->y1 || x < 0 || y < 0 ||
        x >= picture->width || y >= picture->height)
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
static void cut_strip(OcrPage *page, const OcrSegment *segment, const OcrBox *box, double scale,
                      Strip *strip)
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
            const double dot = scale == 1 ? dot_at(page->picture, &within, (int)at_x, (int)at_y)
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

double ocr_read_line(OcrPage *page, const OcrSegment *segment, const OcrBox *box,
                     OcrLanguage language, double scale, GArray *glyphs)
{
    TessBaseAPI *recogniser = ocr_recogniser(language != OCR_WORDS);
    Strip strip;
    double sum = 0;

    if (recogniser == NULL)
        return 0;
    cut_strip(page, segment, box, scale, &strip);
    page->n_columns += (double)LINE_HEIGHT * strip.width / strip.height;
    tesseract.TessBaseAPISetVariable(recogniser, "tessedit_char_whitelist", characters[language]);
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

char *ocr_dup_text(const GArray *glyphs)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < glyphs->len; i++) {
        const OcrGlyph *glyph = &g_array_index(glyphs, OcrGlyph, i);

        if (glyph->after_space && i > 0)
            g_string_append_c(text, ' ');
        g_string_append_unichar(text, glyph->character);
    }
    return g_string_free(text, FALSE);
}

bool ocr_goes_on(const OcrPage *page)
{
    return page->n_columns < MOST_COLUMNS;
}

/* ---- what letters alone do not tell ------------------------------------------------------ */

static OcrGlyph *glyph_at(const GArray *glyphs, guint i)
{
    return &g_array_index(glyphs, OcrGlyph, i);
}

static bool is_digit_at(const GArray *glyphs, guint i)
{
    return i < glyphs->len && g_unichar_isdigit(glyph_at(glyphs, i)->character);
}

static guint word_end(const GArray *glyphs, guint i)
{
    for (i++; i < glyphs->len && !glyph_at(glyphs, i)->after_space; i++)
        ;
    return i;
}

static int by_number(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

/* The gaps between letters, of the ink: (transfer full) of OcrBox, each from x0 to x1. */
static GArray *dup_gaps(const OcrSegment *segment, int *usual)
{
    GArray *gaps = g_array_new(FALSE, FALSE, sizeof(OcrBox));
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(int));
    int reached = 0;

    for (guint i = 0; i < segment->parts->len; i++) {
        const OcrBox *part = &g_array_index(segment->parts, OcrBox, i);

        if (i > 0 && part->x0 > reached) {
            const OcrBox gap = {reached, part->y0, part->x0, part->y1};
            const int width = gap.x1 - gap.x0;

            g_array_append_val(gaps, gap);
            g_array_append_val(widths, width);
        }
        reached = MAX(reached, part->x1);
    }
    g_array_sort(widths, by_number);
    *usual = widths->len > 0 ? g_array_index(widths, int, widths->len / 2) : 0;
    return gaps;
}

/* Whether the letters all take the same room. */
static bool is_typed(const OcrSegment *segment)
{
    guint n = segment->glyphs->len;

    for (guint i = 1; i < segment->glyphs->len; i++)
        n += glyph_at(segment->glyphs, i)->after_space;
    return segment->box.x1 - segment->box.x0 > TYPED * segment->x_height * n;
}

/* Of the spaces that were read in a line, so wide is another that was not. */
#define SPACE_OF_OTHERS 0.75

/* How wide a gap must be to be a space: nearly as wide as the line's others, or, where it has too
 * few, wider than letters leave. */
static double least_space(const OcrSegment *segment, const GArray *gaps, int usual)
{
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(int));

    for (guint k = 1; k < segment->glyphs->len; k++)
        for (guint i = 0; i < gaps->len && glyph_at(segment->glyphs, k)->after_space; i++) {
            const OcrBox *gap = &g_array_index(gaps, OcrBox, i);
            const int width = gap->x1 - gap->x0;

            if (width > SPACE * segment->x_height &&
                abs(gap->x1 - glyph_at(segment->glyphs, k)->box.x0) < segment->x_height / 2)
                g_array_append_val(widths, width);
        }
    g_array_sort(widths, by_number);
    if (widths->len >= 3)
        return SPACE_OF_OTHERS * g_array_index(widths, int, widths->len / 2);
    return MAX(SPACE * segment->x_height,
               (segment->typed ? SPACE_OF_USUAL_TYPED : SPACE_OF_USUAL) * usual);
}

/* A gap that is wide enough for a space is one, though the letters were read as one word. */
static void part_words(OcrSegment *segment)
{
    int usual;
    g_autoptr(GArray) gaps = dup_gaps(segment, &usual);
    const double least = least_space(segment, gaps, usual);

    for (guint i = 0; i < gaps->len; i++) {
        const OcrBox *gap = &g_array_index(gaps, OcrBox, i);
        const int middle = (gap->x0 + gap->x1) / 2;
        OcrGlyph *behind = NULL;
        bool parted = gap->x1 - gap->x0 < least;

        for (guint k = 1; k < segment->glyphs->len && !parted; k++) {
            OcrGlyph *glyph = glyph_at(segment->glyphs, k);
            const OcrGlyph *before = glyph_at(segment->glyphs, k - 1);

            if (before->box.x0 + before->box.x1 < 2 * middle &&
                glyph->box.x0 + glyph->box.x1 > 2 * middle)
                behind = glyph;
            if (glyph->after_space && abs(glyph->box.x0 - middle) < segment->x_height)
                parted = true;
        }
        if (!parted && behind != NULL && g_unichar_isalnum(behind->character) &&
            !(g_unichar_isdigit(behind->character) && g_unichar_isdigit(behind[-1].character) &&
              gap->x1 - gap->x0 < SPACE_OF_FIGURES * segment->x_height))
            behind->after_space = true;
    }
}

/* The nearest gap of the ink, as wide as between words, to where @glyph begins a word; NULL: none.
 */
static const OcrBox *gap_before(const OcrSegment *segment, const GArray *gaps, guint glyph)
{
    const int middle =
        (glyph_at(segment->glyphs, glyph - 1)->box.x1 + glyph_at(segment->glyphs, glyph)->box.x0) /
        2;
    const OcrBox *nearest = NULL;
    int least = segment->x_height;

    for (guint i = 0; i < gaps->len; i++) {
        const OcrBox *gap = &g_array_index(gaps, OcrBox, i);
        const int apart = MAX(MAX(gap->x0 - middle, middle - gap->x1), 0);

        if (gap->x1 - gap->x0 > SPACE * segment->x_height && apart < least) {
            nearest = gap;
            least = apart;
        }
    }
    return nearest;
}

/* Where letters stand is read but roughly. Words are put between the gaps of the ink, or a space
 * may seem to have no room. */
static void place_words(OcrSegment *segment)
{
    GArray *glyphs = segment->glyphs;
    int usual;
    g_autoptr(GArray) gaps = dup_gaps(segment, &usual);

    for (guint i = 1; i < glyphs->len; i++) {
        const OcrBox *gap = glyph_at(glyphs, i)->after_space ? gap_before(segment, gaps, i) : NULL;

        for (guint k = i; gap != NULL && k-- > 0;) {
            OcrBox *box = &glyph_at(glyphs, k)->box;

            box->x1 = MIN(box->x1, gap->x0);
            box->x0 = MIN(box->x0, box->x1 - 1);
            if (glyph_at(glyphs, k)->after_space)
                break;
        }
        for (guint k = i; gap != NULL && k < word_end(glyphs, i); k++) {
            OcrBox *box = &glyph_at(glyphs, k)->box;

            box->x0 = MAX(box->x0, gap->x1);
            box->x1 = MAX(box->x1, box->x0 + 1);
        }
    }
}

static bool is_quote(gunichar character)
{
    return character == '"' || character == 0x201d;
}

/* Whether it ends what is before it, with no space between. */
static bool is_stop(const OcrGlyph *glyph)
{
    return !glyph->after_space && glyph->character < 128 &&
           strchr(".,;:?!)", (int)glyph->character) != NULL;
}

/* Before a full stop and its like stands no space, whatever a typewriter leaves; nor before a
 * quotation mark that one follows. */
static void join_stops(OcrSegment *segment)
{
    for (guint i = 1; i < segment->glyphs->len; i++) {
        OcrGlyph *glyph = glyph_at(segment->glyphs, i);

        if (glyph->character < 128 && strchr(".,;:?!)", (int)glyph->character) != NULL &&
            g_unichar_isalnum(glyph_at(segment->glyphs, i - 1)->character))
            glyph->after_space = false;
        if (is_quote(glyph->character) && glyph->after_space && i + 1 < segment->glyphs->len &&
            is_stop(glyph_at(segment->glyphs, i + 1)))
            glyph->after_space = false;
    }
}

typedef enum { NO_POINT, STOP, COMMA } Point;

/* Where the letter stands that is before or behind a part: letters of a line that is not quite
 * level stand a little higher or lower. */
static int local_baseline(const OcrSegment *segment, const OcrBox *point)
{
    int baseline = segment->baseline, nearest = 4 * segment->x_height;

    for (guint i = 0; i < segment->parts->len; i++) {
        const OcrBox *part = &g_array_index(segment->parts, OcrBox, i);
        const int apart = abs(part->x0 - point->x0);

        if (part->y1 - part->y0 > 0.75 * segment->x_height && apart < nearest &&
            abs(part->y1 - segment->baseline) < 0.15 * segment->x_height) {
            baseline = part->y1;
            nearest = apart;
        }
    }
    return baseline;
}

/* What a part is by its shape: a full stop is as wide as high and stands on the line; a comma
 * hangs below it. What may be either, or is as big as a letter, is none. */
static Point point_of(const OcrSegment *segment, const OcrBox *part)
{
    const double x_height = segment->x_height;
    const int width = part->x1 - part->x0, height = part->y1 - part->y0;
    const int below = part->y1 - local_baseline(segment, part);

    if (width > 0.5 * x_height || height > 0.85 * x_height || height < 0.1 * x_height ||
        below < -0.15 * x_height || part->y0 < part->y1 - below - 0.55 * x_height)
        return NO_POINT;
    if (below > 0.13 * x_height && height > 1.3 * width)
        return COMMA;
    return below < 0.07 * x_height && height <= width + 1 ? STOP : NO_POINT;
}

/* The part that is nearest to a glyph, among those that are points. */
static Point point_at(const OcrSegment *segment, const OcrGlyph *glyph)
{
    const int middle = (glyph->box.x0 + glyph->box.x1) / 2;
    int nearest = (int)(0.7 * segment->x_height);
    Point found = NO_POINT;

    for (guint i = 0; i < segment->parts->len; i++) {
        const OcrBox *part = &g_array_index(segment->parts, OcrBox, i);
        const int apart = abs((part->x0 + part->x1) / 2 - middle);
        const Point point = apart < nearest ? point_of(segment, part) : NO_POINT;

        if (point != NO_POINT) {
            nearest = apart;
            found = point;
        }
    }
    return found;
}

/* Of 1: what was read so surely is right. */
#define SURE_POINT 0.95

/* Full stops and commas are told by their ink: read, they are often taken for each other, above all
 * that behind a heading's number. */
static void tell_points(OcrSegment *segment)
{
    for (guint i = 0; i < segment->glyphs->len; i++) {
        OcrGlyph *glyph = glyph_at(segment->glyphs, i);

        const bool numbers = i > 0 && is_digit_at(segment->glyphs, i - 1) &&
                             i + 1 < segment->glyphs->len &&
                             glyph_at(segment->glyphs, i + 1)->after_space;

        if (glyph->confidence > SURE_POINT && !numbers)
            continue;
        if (glyph->character == '.' && point_at(segment, glyph) == COMMA)
            glyph->character = ',';
        else if (glyph->character == ',' && point_at(segment, glyph) == STOP)
            glyph->character = '.';
    }
}

/* Whether two dots of one size stand side by side over a letter. */
static bool has_two_dots(const OcrSegment *segment, const OcrBox *letter)
{
    const double x_height = segment->x_height;
    const OcrBox *dots[2] = {NULL, NULL};
    guint n = 0;

    for (guint i = 0; i < segment->parts->len; i++) {
        const OcrBox *part = &g_array_index(segment->parts, OcrBox, i);

        if (part->y1 > letter->y0 + 2 || part->y1 < letter->y0 - 0.6 * x_height ||
            part->x0 < letter->x0 - 1 || part->x1 > letter->x1 + 1)
            continue;
        if (n < 2)
            dots[n] = part;
        n++;
    }
    if (n != 2)
        return false;
    for (int i = 0; i < 2; i++)
        if (MAX(dots[i]->x1 - dots[i]->x0, dots[i]->y1 - dots[i]->y0) > 0.5 * x_height ||
            MIN(dots[i]->x1 - dots[i]->x0, dots[i]->y1 - dots[i]->y0) < 0.08 * x_height)
            return false;
    return abs(dots[0]->y1 - dots[1]->y1) < 0.12 * x_height &&
           (dots[0]->x1 < dots[1]->x0 || dots[1]->x1 < dots[0]->x0);
}

/* The letter's part that a glyph is, NULL: that cannot be told. */
static const OcrBox *part_of(const OcrSegment *segment, const OcrGlyph *glyph)
{
    const int middle = (glyph->box.x0 + glyph->box.x1) / 2;
    const OcrBox *found = NULL;

    for (guint i = 0; i < segment->parts->len; i++) {
        const OcrBox *part = &g_array_index(segment->parts, OcrBox, i);

        if (part->y1 - part->y0 < 0.75 * segment->x_height || part->x0 > middle ||
            part->x1 < middle)
            continue;
        if (found != NULL)
            return NULL;
        found = part;
    }
    return found != NULL && found->x1 - found->x0 < 2.2 * segment->x_height ? found : NULL;
}

/* Letters that lost the dots which their ink has. */
static void tell_dots(OcrSegment *segment)
{
    static const struct {
        gunichar without, with;
    } letters[] = {{'A', 0xc4}, {'O', 0xd6}, {'a', 0xe4}, {'o', 0xf6}, {0xe5, 0xe4}, {0xc5, 0xc4}};

    for (guint i = 0; i < segment->glyphs->len; i++)
        for (guint k = 0; k < G_N_ELEMENTS(letters); k++) {
            OcrGlyph *glyph = glyph_at(segment->glyphs, i);
            const OcrBox *part =
                glyph->character == letters[k].without ? part_of(segment, glyph) : NULL;

            if (part != NULL && has_two_dots(segment, part)) {
                glyph->character = letters[k].with;
                break;
            }
        }
}

/* A full stop that ends the line's ink and was not read, as behind quotation marks. */
static void add_stop(OcrSegment *segment)
{
    const OcrGlyph *last =
        segment->glyphs->len > 0 ? glyph_at(segment->glyphs, segment->glyphs->len - 1) : NULL;
    const OcrBox *end = NULL;
    int before = 0;

    for (guint i = 0; i < segment->parts->len; i++) {
        const OcrBox *part = &g_array_index(segment->parts, OcrBox, i);

        if (end == NULL || part->x1 > end->x1)
            end = part;
    }
    for (guint i = 0; i < segment->parts->len; i++) {
        const OcrBox *part = &g_array_index(segment->parts, OcrBox, i);

        before = part != end ? MAX(before, part->x1) : before;
    }
    if (last == NULL || segment->box.x1 - segment->box.x0 < LEAST_TEXT * segment->x_height ||
        !(g_unichar_isalpha(last->character) || last->character == 0x201d ||
          last->character == '"' || last->character == ')') ||
        end->x0 < before || end->x0 - before > (segment->typed ? 1.2 : 0.6) * segment->x_height ||
        point_of(segment, end) != STOP)
        return;
    const OcrGlyph stop = {'.', *end, last->confidence, false};

    g_array_append_val(segment->glyphs, stop);
}

/* How wide the ink of a dash is; 0: there is none. */
static int dash_width(const OcrSegment *segment, const OcrGlyph *glyph)
{
    const int middle = (glyph->box.x0 + glyph->box.x1) / 2;

    for (guint i = 0; i < segment->parts->len; i++) {
        const OcrBox *part = &g_array_index(segment->parts, OcrBox, i);

        if (part->y1 - part->y0 < 0.45 * segment->x_height &&
            part->x0 - segment->x_height / 2 < middle &&
            part->x1 + segment->x_height / 2 > middle &&
            part->x1 - part->x0 > 0.3 * segment->x_height)
            return part->x1 - part->x0;
    }
    return 0;
}

/* Between words and between figures stands a longer dash than in a word, where its ink is as wide;
 * Swedish has none that is longer than an n, and a typewriter has one dash alone. */
static void tell_dashes(OcrSegment *segment)
{
    const GArray *glyphs = segment->glyphs;

    for (guint i = 0; i < glyphs->len; i++) {
        OcrGlyph *glyph = glyph_at(glyphs, i);
        const bool alone =
            glyph->after_space && i + 1 < glyphs->len && glyph_at(glyphs, i + 1)->after_space;
        const bool spans = i > 0 && is_digit_at(glyphs, i - 1) && is_digit_at(glyphs, i + 1);

        if (segment->typed && (glyph->character == 0x2014 || glyph->character == 0x2013))
            glyph->character = '-';
        else if (glyph->character == 0x2014 ||
                 (!segment->typed && glyph->character == '-' && (alone || spans) &&
                  dash_width(segment, glyph) > LONG_DASH * segment->x_height))
            glyph->character = 0x2013;
    }
}

static double least_confidence(const GArray *glyphs)
{
    double least = glyphs->len > 0 ? 1 : 0;

    for (guint i = 0; i < glyphs->len; i++)
        least = MIN(least, glyph_at(glyphs, i)->confidence);
    return least;
}

/* "58 %", "100%", whose figures begin @letters: those are read alike. */
static bool is_percentage(const char *text, const char *letters)
{
    const gsize n = strspn(text, "0123456789");

    return n > 0 && n < 4 && (strcmp(text + n, "%") == 0 || strcmp(text + n, " %") == 0) &&
           strncmp(text, letters, n) == 0;
}

/* The box round some glyphs, to the gaps of the ink: glyphs tell only about where they stand. */
static OcrBox box_of(const OcrSegment *segment, guint from, guint to)
{
    OcrBox box = {glyph_at(segment->glyphs, from)->box.x0, segment->box.y0,
                  glyph_at(segment->glyphs, to - 1)->box.x1, segment->box.y1};
    const OcrBox about = box;
    int usual;
    g_autoptr(GArray) gaps = dup_gaps(segment, &usual);

    for (guint i = 0; i < gaps->len; i++) {
        const OcrBox *gap = &g_array_index(gaps, OcrBox, i);
        const int middle = (gap->x0 + gap->x1) / 2;

        if (gap->x1 - gap->x0 < SPACE * segment->x_height)
            continue;
        if (abs(middle - about.x0) < segment->x_height)
            box.x0 = gap->x1;
        else if (abs(middle - about.x1) < segment->x_height)
            box.x1 = gap->x0;
    }
    return box.x0 < box.x1 ? box : about;
}

/* Swedish letters do not know the sign of percent: what may be one behind a number is read as
 * figures. Puts it in the place of the glyphs from @from to @to; whether it was one. */
static bool read_percentage(OcrPage *page, OcrSegment *segment, guint from, guint to)
{
    GArray *glyphs = segment->glyphs;
    const bool apart = word_end(glyphs, from) < to;
    const OcrBox box = box_of(segment, from, to);
    g_autoptr(GArray) number = g_array_new(FALSE, FALSE, sizeof(OcrGlyph));
    g_autoptr(GArray) figures = g_array_new(FALSE, FALSE, sizeof(OcrGlyph));

    ocr_read_line(page, segment, &box, OCR_COUNTS, 1, figures);
    g_array_append_vals(number, glyph_at(glyphs, from), to - from);
    g_autofree char *text = ocr_dup_text(figures), *letters = ocr_dup_text(number);
    if (!is_percentage(text, letters) || least_confidence(figures) < DOUBTFUL)
        return false;
    glyph_at(figures, 0)->after_space = glyph_at(glyphs, from)->after_space;
    glyph_at(figures, figures->len - 1)->after_space = apart;
    g_array_remove_range(glyphs, from, to - from);
    g_array_insert_vals(glyphs, from, figures->data, figures->len);
    return true;
}

/* Whether the ink of the glyphs from @from to @to is a sign of percent, read in more sizes than one
 * and for itself alone. */
static bool is_sign(OcrPage *page, const OcrSegment *segment, guint from, guint to)
{
    static const double scales[] = {1, 1.6, 0.8};
    const OcrBox box = box_of(segment, from, to);
    guint n = 0;

    for (guint i = 0; i < G_N_ELEMENTS(scales); i++) {
        g_autoptr(GArray) figures = g_array_new(FALSE, FALSE, sizeof(OcrGlyph));

        ocr_read_line(page, segment, &box, OCR_COUNTS, scales[i], figures);
        n += figures->len == 1 && glyph_at(figures, 0)->character == '%';
    }
    return n >= 2;
}

/* Puts a sign of percent in the place of the glyphs from @from to @to. */
static void put_sign(OcrSegment *segment, guint from, guint to)
{
    OcrGlyph *sign = glyph_at(segment->glyphs, from);

    sign->character = '%';
    sign->box.x1 = glyph_at(segment->glyphs, to - 1)->box.x1;
    g_array_remove_range(segment->glyphs, from + 1, to - from - 1);
}

/* Whether a word may be a sign of percent that was read as letters. */
static bool may_be_sign(const GArray *glyphs, guint from, guint to)
{
    bool lower = true;

    for (guint i = from; i < to; i++)
        lower = lower && g_unichar_islower(glyph_at(glyphs, i)->character);
    return to - from <= 4 && !(lower && least_confidence(glyphs) > DOUBTFUL);
}

static void find_percentages(OcrPage *page, OcrSegment *segment)
{
    GArray *glyphs = segment->glyphs;

    for (guint i = 0; i < glyphs->len; i = word_end(glyphs, i)) {
        const guint end = word_end(glyphs, i);

        if (!is_digit_at(glyphs, i) || end - i > 5)
            continue;
        const guint next = end < glyphs->len ? word_end(glyphs, end) : end;

        if (next > end && may_be_sign(glyphs, end, next)) {
            if (read_percentage(page, segment, i, next))
                continue;
            if (is_sign(page, segment, end, next)) {
                put_sign(segment, end, next);
                continue;
            }
        }
        read_percentage(page, segment, i, end);
    }
}

/* ---- segments --------------------------------------------------------------------------- */

/* Reads a line; anew, larger, where a letter of it is doubtful, and takes the better reading. */
static void read_segment(OcrPage *page, OcrSegment *segment)
{
    double sure = ocr_read_line(page, segment, &segment->box, OCR_WORDS, 1, segment->glyphs);

    if (least_confidence(segment->glyphs) < DOUBTFUL) {
        g_autoptr(GArray) again = g_array_new(FALSE, FALSE, sizeof(OcrGlyph));

        if (ocr_read_line(page, segment, &segment->box, OCR_WORDS, 1.4, again) > sure) {
            GArray *worse = segment->glyphs;

            segment->glyphs = g_steal_pointer(&again);
            again = worse;
        }
    }
    segment->typed = is_typed(segment);
    if (segment->box.x1 - segment->box.x0 > LEAST_TEXT * segment->x_height)
        find_percentages(page, segment);
    part_words(segment);
    tell_points(segment);
    tell_dots(segment);
    join_stops(segment);
    add_stop(segment);
    tell_dashes(segment);
    place_words(segment);
}

static void set_bullet(OcrSegment *segment)
{
    const OcrBox *box = &segment->box;
    const bool wide = box->x1 - box->x0 > 1.7 * (box->y1 - box->y0);
    const OcrGlyph bullet = {wide ? '-' : 0x2022, *box, 1, true};

    g_array_append_val(segment->glyphs, bullet);
}

/* A word of full stops. */
static void set_leader(OcrSegment *segment)
{
    for (guint i = 0; i < segment->parts->len; i++) {
        const OcrGlyph dot = {'.', g_array_index(segment->parts, OcrBox, i), 1, i == 0};

        g_array_append_val(segment->glyphs, dot);
    }
}

/* What is typed is typed throughout: of a few letters it cannot be told. */
static void agree_on_type(OcrPage *page)
{
    guint n = 0, n_typed = 0;

    for (guint i = 0; i < page->segments->len; i++) {
        const OcrSegment *segment = g_ptr_array_index(page->segments, i);

        n += segment->glyphs->len;
        n_typed += segment->typed ? segment->glyphs->len : 0;
    }
    for (guint i = 0; i < page->segments->len; i++)
        ((OcrSegment *)g_ptr_array_index(page->segments, i))->typed = 2 * n_typed > n;
}

/* A report's quotation marks are all straight or all curved: in small print they look alike. */
static void agree_on_quotes(OcrPage *page)
{
    guint n_straight = 0, n_curved = 0;

    for (guint i = 0; i < page->segments->len; i++) {
        const OcrSegment *segment = g_ptr_array_index(page->segments, i);

        for (guint k = 0; k < segment->glyphs->len; k++) {
            n_straight += glyph_at(segment->glyphs, k)->character == '"';
            n_curved += glyph_at(segment->glyphs, k)->character == 0x201d;
        }
    }
    for (guint i = 0; i < page->segments->len; i++) {
        const OcrSegment *segment = g_ptr_array_index(page->segments, i);

        for (guint k = 0; k < segment->glyphs->len; k++) {
            OcrGlyph *glyph = glyph_at(segment->glyphs, k);

            if (is_quote(glyph->character))
                glyph->character = n_straight > n_curved ? '"' : 0x201d;
        }
    }
}

/* A leader's first dot may run together with the text before it. */
static void strip_leaders(OcrPage *page)
{
    for (guint i = 0; i < page->segments->len; i++) {
        const OcrSegment *leader = g_ptr_array_index(page->segments, i);

        for (guint k = 0; k < page->segments->len && leader->kind == OCR_LEADER; k++) {
            const OcrSegment *text = g_ptr_array_index(page->segments, k);
            const int gap = leader->box.x0 - text->box.x1;
            GArray *glyphs = text->glyphs;

            if (text->kind != OCR_TEXT || abs(text->baseline - leader->baseline) > text->x_height ||
                gap < -text->x_height || gap > 2 * text->x_height)
                continue;
            while (glyphs->len > 1 && glyph_at(glyphs, glyphs->len - 1)->character == '.')
                g_array_set_size(glyphs, glyphs->len - 1);
        }
    }
}

bool ocr_read_words(OcrPage *page)
{
    for (guint i = 0; i < page->segments->len && ocr_goes_on(page); i++) {
        OcrSegment *segment = g_ptr_array_index(page->segments, i);

        if (segment->kind == OCR_BULLET)
            set_bullet(segment);
        else if (segment->kind == OCR_LEADER)
            set_leader(segment);
        else
            read_segment(page, segment);
    }
    agree_on_type(page);
    agree_on_quotes(page);
    strip_leaders(page);
    return ocr_goes_on(page);
}
