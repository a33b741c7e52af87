/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ocr_library.h - the functions of Tesseract and Leptonica, which are loaded when they are needed:
 * they and their libraries take 20 ms and 60 MB of addresses. */
#ifndef OCR_LIBRARY_H
#define OCR_LIBRARY_H

#include "ocr.h"

#include <leptonica/allheaders.h>
#include <tesseract/capi.h>

#define TESSERACT_FUNCTIONS(X)                                                                     \
    X(TessVersion)                                                                                 \
    X(TessBaseAPICreate)                                                                           \
    X(TessBaseAPIDelete)                                                                           \
    X(TessBaseAPIInit5)                                                                            \
    X(TessBaseAPISetVariable)                                                                      \
    X(TessBaseAPISetPageSegMode)                                                                   \
    X(TessBaseAPISetImage)                                                                         \
    X(TessBaseAPISetSourceResolution)                                                              \
    X(TessBaseAPIRecognize)                                                                        \
    X(TessBaseAPIGetIterator)                                                                      \
    X(TessResultIteratorGetPageIterator)                                                           \
    X(TessResultIteratorGetUTF8Text)                                                               \
    X(TessResultIteratorConfidence)                                                                \
    X(TessResultIteratorNext)                                                                      \
    X(TessResultIteratorDelete)                                                                    \
    X(TessPageIteratorBoundingBox)                                                                 \
    X(TessPageIteratorIsAtBeginningOf)                                                             \
    X(TessDeleteText)

#define LEPTONICA_FUNCTIONS(X)                                                                     \
    X(setMsgSeverity)                                                                              \
    X(pixCreate)                                                                                   \
    X(pixDestroy)                                                                                  \
    X(pixGetDimensions)                                                                            \
    X(pixGetData)                                                                                  \
    X(pixGetWpl)                                                                                   \
    X(pixBackgroundNorm)                                                                           \
    X(pixThresholdToBinary)                                                                        \
    X(pixExtractBorderConnComps)                                                                   \
    X(pixSelectBySize)                                                                             \
    X(pixDilateBrick)                                                                              \
    X(pixOpenBrick)                                                                                \
    X(pixCloseBrick)                                                                               \
    X(pixOr)                                                                                       \
    X(pixSubtract)                                                                                 \
    X(pixSetMasked)                                                                                \
    X(pixOrientDetect)                                                                             \
    X(makeOrientDecision)                                                                          \
    X(pixRotateOrth)                                                                               \
    X(pixFindSkew)                                                                                 \
    X(pixRotateAMGray)                                                                             \
    X(pixConnCompBB)                                                                               \
    X(boxaGetCount)                                                                                \
    X(boxaGetBoxGeometry)                                                                          \
    X(boxaDestroy)

#define OCR_POINTER(name) __typeof__(&name) name;

typedef struct {
    TESSERACT_FUNCTIONS(OCR_POINTER)
} Tesseract;

typedef struct {
    LEPTONICA_FUNCTIONS(OCR_POINTER)
} Leptonica;

/* Once kk_ocr_load() has said that they are there. */
extern Tesseract tesseract;
extern Leptonica leptonica;

/* A recogniser, made when it is first asked for; NULL: its words are unfit. */
TessBaseAPI *ocr_recogniser(bool figures);

#endif
