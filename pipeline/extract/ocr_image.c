/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ocr_image.c - cleans the picture of a page, and finds what ink is connected.
 *
 * The scanner's black border, uneven light, light letters on dark, skew and lines of tables are
 * taken out. */
#include "ocr.h"
#include "ocr_library.h"

#include <math.h>

#define GROUND 230  /* what background becomes before it is told from ink */
#define BLACK 110   /* a scanner's border is darker */
#define SHADED 200  /* a ground that letters may be lighter than is darker */
#define CONTRAST 40 /* letters differ so much from such a ground */
#define FAINT 190   /* the faintest print is darker, once its ground is at GROUND */
#define PALE 145    /* print, half of whose ink is no darker than this, becomes so dark: */
#define DARK 110

/* Of a page's dots, what makes a line or two of text. */
#define LEAST_INK 0.0005

/* Longer than a letter is high or wide: a line of a table. */
#define RULE INCH(0.42)
#define RULE_SLACK 3
#define RULE_INK 180  /* it may be as light as that */
#define RULE_THICK 10 /* dots; what is thicker is letters that run together */

/* ---- pictures --------------------------------------------------------------------------- */

OcrPicture *ocr_picture_new(int width, int height)
{
    OcrPicture *picture = g_new0(OcrPicture, 1);

    picture->width = width;
    picture->height = height;
    picture->dots = g_malloc((gsize)width * (gsize)height);
    return picture;
}

void ocr_picture_free(OcrPicture *picture)
{
    if (picture == NULL)
        return;
    g_free(picture->dots);
    g_free(picture);
}

static PIX *to_pix(const OcrPicture *picture)
{
    PIX *pix = leptonica.pixCreate(picture->width, picture->height, 8);

    for (int y = 0; pix != NULL && y < picture->height; y++) {
        l_uint32 *line = leptonica.pixGetData(pix) + (gssize)y * leptonica.pixGetWpl(pix);
        const guint8 *from = picture->dots + (gsize)y * (gsize)picture->width;

        for (int x = 0; x < picture->width; x++)
            SET_DATA_BYTE(line, x, from[x]);
    }
    return pix;
}

/* What is as bright as @white becomes white. @pix is as large as @picture, or as it on its side. */
static void from_pix(PIX *pix, OcrPicture *picture, int white)
{
    leptonica.pixGetDimensions(pix, &picture->width, &picture->height, NULL);
    for (int y = 0; y < picture->height; y++) {
        const l_uint32 *line = leptonica.pixGetData(pix) + (gssize)y * leptonica.pixGetWpl(pix);
        guint8 *to = picture->dots + (gsize)y * (gsize)picture->width;

        for (int x = 0; x < picture->width; x++)
            to[x] = (guint8)MIN(WHITE * GET_DATA_BYTE(line, x) / white, WHITE);
    }
}

/* Puts @made in the place of @pix, unless it could not be made. */
static void replace(PIX **pix, PIX *made)
{
    if (made == NULL)
        return;
    leptonica.pixDestroy(pix);
    *pix = made;
}

/* ---- cleaning --------------------------------------------------------------------------- */

/* What a scanner sees beside the paper: black, and it reaches the edge. */
static void whiten_border(PIX *grey)
{
    PIX *dark = leptonica.pixThresholdToBinary(grey, BLACK);
    PIX *at_edge = leptonica.pixExtractBorderConnComps(dark, 8);
    PIX *border = leptonica.pixSelectBySize(at_edge, INCH(1), INCH(1), 8, L_SELECT_IF_EITHER,
                                            L_SELECT_IF_GTE, NULL);
    PIX *wide = leptonica.pixDilateBrick(NULL, border, 9, 9);

    if (wide != NULL)
        leptonica.pixSetMasked(grey, wide, WHITE);
    leptonica.pixDestroy(&wide);
    leptonica.pixDestroy(&border);
    leptonica.pixDestroy(&at_edge);
    leptonica.pixDestroy(&dark);
}

static void line_of(PIX *pix, int y, l_uint32 **line)
{
    *line = leptonica.pixGetData(pix) + (gssize)y * leptonica.pixGetWpl(pix);
}

/* How many have a brightness from @from to before @to. */
static guint count_between(const guint *counts, int from, int to)
{
    guint n = 0;

    for (int i = MAX(from, 0); i < MIN(to, WHITE + 1); i++)
        n += counts[i];
    return n;
}

/* Light letters on a dark ground become dark ones on white; dark ones stay as they are. */
static void invert_box(PIX *grey, const OcrBox *box)
{
    guint counts[WHITE + 1] = {0}, n = 0, sum = 0;
    int ground = 0;

    for (int y = box->y0; y < box->y1; y++) {
        l_uint32 *line;

        line_of(grey, y, &line);
        for (int x = box->x0; x < box->x1; x++, n++)
            counts[GET_DATA_BYTE(line, x)]++;
    }
    while (ground < WHITE && (sum += counts[ground]) < n / 2)
        ground++;
    if (count_between(counts, 0, ground - CONTRAST) >=
        count_between(counts, ground + CONTRAST, WHITE + 1))
        return;
    for (int y = box->y0; y < box->y1; y++) {
        l_uint32 *line;

        line_of(grey, y, &line);
        for (int x = box->x0; x < box->x1; x++) {
            const int lighter = MAX((int)GET_DATA_BYTE(line, x) - ground, 0);

            SET_DATA_BYTE(line, x, WHITE - WHITE * lighter / MAX(WHITE - ground, 1));
        }
    }
}

static GArray *dup_boxes(PIX *binary)
{
    BOXA *boxa = binary != NULL ? leptonica.pixConnCompBB(binary, 8) : NULL;
    GArray *boxes = g_array_new(FALSE, FALSE, sizeof(OcrBox));
    const int n = boxa != NULL ? leptonica.boxaGetCount(boxa) : 0;

    for (int i = 0; i < n; i++) {
        int x, y, width, height;

        if (leptonica.boxaGetBoxGeometry(boxa, i, &x, &y, &width, &height) == 0) {
            const OcrBox box = {x, y, x + width, y + height};

            g_array_append_val(boxes, box);
        }
    }
    leptonica.boxaDestroy(&boxa);
    return boxes;
}

/* A bar that is filled but for letters: one to a few lines high. */
static void invert_bars(PIX *grey)
{
    PIX *shaded = leptonica.pixThresholdToBinary(grey, SHADED);
    PIX *solid = leptonica.pixOpenBrick(NULL, shaded, INCH(0.2), 7);
    PIX *joined = leptonica.pixCloseBrick(NULL, solid, INCH(0.6), INCH(0.12));
    PIX *bars = leptonica.pixOpenBrick(NULL, joined, INCH(0.3), INCH(0.08));
    g_autoptr(GArray) boxes = dup_boxes(bars);

    for (guint i = 0; i < boxes->len; i++) {
        const OcrBox *box = &g_array_index(boxes, OcrBox, i);

        if (box->y1 - box->y0 < INCH(0.8))
            invert_box(grey, box);
    }
    leptonica.pixDestroy(&bars);
    leptonica.pixDestroy(&joined);
    leptonica.pixDestroy(&solid);
    leptonica.pixDestroy(&shaded);
}

/* Lets a light that falls unevenly fall evenly. */
static void even_light(PIX **grey)
{
    replace(grey, leptonica.pixBackgroundNorm(*grey, NULL, NULL, 16, 16, 100, 60, GROUND, 2, 2));
}

/* The brightness than which half of the ink is darker, its edges too; 0: there is too little. */
static int ink_of(PIX *grey)
{
    guint counts[WHITE + 1] = {0}, n = 0, sum = 0;
    l_int32 width = 0, height = 0;
    int ink = 0;

    leptonica.pixGetDimensions(grey, &width, &height, NULL);
    for (int y = 0; y < height; y += 2) {
        l_uint32 *line;

        line_of(grey, y, &line);
        for (int x = 0; x < width; x++)
            counts[GET_DATA_BYTE(line, x)]++;
    }
    n = count_between(counts, 0, FAINT);
    if (n < LEAST_INK * width * height / 2)
        return 0;
    while (ink < FAINT && (sum += counts[ink]) < n / 2)
        ink++;
    return ink;
}

/* Print that has faded, or was copied too lightly, becomes as dark as other print. */
static void darken(PIX *grey)
{
    const int ink = ink_of(grey);
    l_int32 width = 0, height = 0;

    if (ink < PALE)
        return;
    leptonica.pixGetDimensions(grey, &width, &height, NULL);
    for (int y = 0; y < height; y++) {
        l_uint32 *line;

        line_of(grey, y, &line);
        for (int x = 0; x < width; x++) {
            const int below = MAX(GROUND - (int)GET_DATA_BYTE(line, x), 0);

            SET_DATA_BYTE(line, x, MAX(GROUND - below * (GROUND - DARK) / (GROUND - ink), 0));
        }
    }
}

/* How many quarter turns clockwise make a page upright that lies upside down or on its side: more
 * letters reach above a line than below it. */
static int count_turns(PIX *grey)
{
    static const int turns[] = {
        [L_TEXT_ORIENT_LEFT] = 1, [L_TEXT_ORIENT_DOWN] = 2, [L_TEXT_ORIENT_RIGHT] = 3};
    PIX *binary = leptonica.pixThresholdToBinary(grey, INK);
    l_float32 up = 0, left = 0;
    l_int32 orientation = L_TEXT_ORIENT_UNKNOWN;

    if (leptonica.pixOrientDetect(binary, &up, &left, 0, 0) != 0 ||
        leptonica.makeOrientDecision(up, left, 0, 0, &orientation, 0) != 0)
        orientation = L_TEXT_ORIENT_UNKNOWN;
    leptonica.pixDestroy(&binary);
    return orientation < (int)G_N_ELEMENTS(turns) ? turns[orientation] : 0;
}

static int turn_over(PIX **grey)
{
    const int turns = count_turns(*grey);

    if (turns != 0)
        replace(grey, leptonica.pixRotateOrth(*grey, turns));
    return turns;
}

/* Turns the page upright. Radians. */
static double turn_upright(PIX **grey)
{
    PIX *binary = leptonica.pixThresholdToBinary(*grey, INK);
    l_float32 degrees = 0, confidence = 0;

    if (leptonica.pixFindSkew(binary, &degrees, &confidence) != 0 || confidence < 2.5f ||
        fabsf(degrees) < 0.05f)
        degrees = 0;
    leptonica.pixDestroy(&binary);
    const double radians = degrees * G_PI / 180;
    if (degrees != 0)
        replace(grey, leptonica.pixRotateAMGray(*grey, (l_float32)radians, WHITE));
    return radians;
}

/* What is so long: one of the two is 1. A line that is not quite level lies in several rows of
 * dots, and is frayed: it is one in the picture of which every dot is RULE_SLACK larger. */
static PIX *find_rules(PIX *binary, int width, int height)
{
    PIX *thick = leptonica.pixDilateBrick(NULL, binary, width == 1 ? RULE_SLACK : 1,
                                          height == 1 ? RULE_SLACK : 1);
    PIX *rules = leptonica.pixOpenBrick(NULL, thick, width, height);
    PIX *letters = leptonica.pixOpenBrick(NULL, rules, width == 1 ? RULE_THICK : 1,
                                          height == 1 ? RULE_THICK : 1);

    replace(&rules, leptonica.pixSubtract(NULL, rules, letters));
    leptonica.pixDestroy(&letters);
    leptonica.pixDestroy(&thick);
    return rules;
}

/* Takes out lines of tables, which join letters and cells. The binary picture. */
static PIX *remove_rules(PIX *grey)
{
    PIX *binary = leptonica.pixThresholdToBinary(grey, INK);
    PIX *faint = leptonica.pixThresholdToBinary(grey, RULE_INK);
    PIX *across = find_rules(faint, RULE, 1);
    PIX *down = find_rules(faint, 1, RULE);
    PIX *rules = leptonica.pixOr(NULL, across, down);
    PIX *wide = leptonica.pixDilateBrick(NULL, rules, 5, 5);

    if (wide != NULL) {
        replace(&binary, leptonica.pixSubtract(NULL, binary, wide));
        leptonica.pixSetMasked(grey, wide, WHITE);
    }
    leptonica.pixDestroy(&wide);
    leptonica.pixDestroy(&rules);
    leptonica.pixDestroy(&down);
    leptonica.pixDestroy(&across);
    leptonica.pixDestroy(&faint);
    return binary;
}

void ocr_clean(OcrPicture *picture, int *turns, double *angle)
{
    PIX *grey = to_pix(picture);

    if (grey == NULL)
        return;
    whiten_border(grey);
    invert_bars(grey);
    even_light(&grey);
    darken(grey);
    *turns = turn_over(&grey);
    *angle = turn_upright(&grey);
    from_pix(grey, picture, WHITE);
    leptonica.pixDestroy(&grey);
}

GArray *ocr_find_ink(OcrPicture *picture)
{
    PIX *grey = to_pix(picture);
    PIX *binary = grey != NULL ? remove_rules(grey) : NULL;
    GArray *boxes = dup_boxes(binary);

    if (grey != NULL)
        from_pix(grey, picture, PAPER);
    leptonica.pixDestroy(&binary);
    leptonica.pixDestroy(&grey);
    return boxes;
}
