/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ocr.h - what the files that recognise a page's text from its picture share.
 *
 *     picture ─ocr_image→ cleaned and upright, and its ink
 *             ─ocr_lines→ OcrPage: its lines in segments
 *             ─ocr_level→ level, if it was photographed
 *             ─ocr_words→ the glyphs of each
 *             ─ocr_numbers→ numbers read for themselves, and what they allow together
 *             ─ocr_page→ KkPage
 *
 * A segment is a run of letters on one line with no gap wider than between words: a line of text,
 * or a cell. All boxes are in dots of the upright picture. */
#ifndef OCR_H
#define OCR_H

#include <kk/document.h>
#include <kk/ocr.h>

/* Dots an inch of the picture. */
#define OCR_DPI 300.0
#define INCH(part) ((int)(OCR_DPI * (part)))

#define WHITE 255
#define PAPER 212 /* a cleaned ground is as bright, and becomes white */
#define INK 160   /* darker is ink: cleaned grounds are lighter */

typedef struct {
    int x0, y0, x1, y1;
} OcrBox;

typedef struct {
    int width, height;
    guint8 *dots; /* 0: black */
} OcrPicture;

OcrPicture *ocr_picture_new(int width, int height);
void ocr_picture_free(OcrPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OcrPicture, ocr_picture_free)

typedef struct {
    gunichar character;
    OcrBox box;       /* its own height is not to be relied on */
    float confidence; /* 0 to 1 */
    bool after_space;
} OcrGlyph;

typedef enum { OCR_TEXT, OCR_BULLET, OCR_NUMBER, OCR_LEADER } OcrKind;

/* What a number's cell may say. */
typedef struct {
    char text[16];
    guint n; /* in how many sizes */
    float confidence;
} OcrReading;

typedef struct {
    OcrKind kind;
    OcrBox box;       /* of its ink */
    GArray *parts;    /* of OcrBox: its letters' ink, by x0 */
    int baseline;     /* dots from the top */
    int x_height;     /* dots */
    double stroke;    /* how thick it is, of the x height */
    GArray *glyphs;   /* of OcrGlyph */
    GArray *readings; /* of OcrReading: of a number, the likeliest first; else NULL */
    bool doubted;     /* which of the readings is right could not be told */
    bool typed;       /* its letters all take the same room, as a typewriter's */
    bool solved;      /* another was taken than the likeliest, for the sake of others */
} OcrSegment;

typedef struct {
    OcrPicture *picture; /* cleaned and upright; its lines of tables taken out */
    int turns;           /* quarter turns clockwise that made it upright */
    double angle;        /* radians by which it was turned then, clockwise, about its middle */
    int x_height;        /* of most of its text */
    GPtrArray *segments; /* of OcrSegment, owned */
    double n_columns;    /* what was read of it until now: of the recogniser's input */
} OcrPage;

void ocr_page_free(OcrPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OcrPage, ocr_page_free)

/* Cleans @picture: its light becomes even, and the page upright; @turns and @angle: as OcrPage's.
 */
void ocr_clean(OcrPicture *picture, int *turns, double *angle);

/* Takes out lines of tables, and makes the ground white: what is cut out of the page stands on
 * white then. The boxes of what ink is connected, of OcrBox: (transfer full). */
GArray *ocr_find_ink(OcrPicture *picture);

/* Makes the lines of a photographed page level; whether it was needed: the segments are to be
 * found anew then. */
bool ocr_level(OcrPage *page);

/* Cleans @picture, which it takes, and finds the segments; NULL: there is nothing to read. */
OcrPage *ocr_segment(OcrPicture *picture);

/* Whether the page may still be read: no more of it was read than an ordinary page has. It is
 * counted by what was read and not by time, or a page would say other things on a slow machine. */
bool ocr_goes_on(const OcrPage *page);

/* Reads the text of all segments; false: it was too much. */
bool ocr_read_words(OcrPage *page);

/* Reads anew what may be a number, and solves for the numbers of a row and of a table. */
bool ocr_read_numbers(OcrPage *page);

/* What is read: text in Swedish; or numbers, by what was learnt from English, since Swedish does
 * not know the sign of percent. */
typedef enum {
    OCR_WORDS,
    OCR_FIGURES, /* "1.1", "2007-06-19", "79/100" */
    OCR_COUNTS,  /* "19", "7,5", "77%" */
    OCR_CODES,   /* "1.1" */
} OcrLanguage;

/* Reads @box of the picture, of a @segment's line, as one line into @glyphs, enlarged by @scale.
 * The mean confidence, 0 to 1. */
double ocr_read_line(OcrPage *page, const OcrSegment *segment, const OcrBox *box,
                     OcrLanguage language, double scale, GArray *glyphs);

/* The characters of some glyphs, with single spaces; g_free() it. */
char *ocr_dup_text(const GArray *glyphs);

/* Frees the recogniser, which was made for the first line. */
void ocr_end(void);

#endif
