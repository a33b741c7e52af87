/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ocr.h - text recognised from the pictures of pages, by Tesseract, where it is built in.
 *
 * Tesseract and Leptonica are loaded for a document that may need them, and for none else. They
 * are loaded, and the words of Swedish read, before its reader is confined. */
#ifndef KK_OCR_H
#define KK_OCR_H

#include <kk/macros.h>
#include <glib.h>
#include <stdbool.h>

KK_BEGIN_DECLS

/* Processor seconds that recognising a page may take; such a page takes some three, and one of
 * which no more is read since it is too much, some twenty. */
#define KK_OCR_PAGE_SECONDS 90

/* And for so many pages at most is a document given them, whatever it says of itself: some 300
 * ordinary ones. A report has some 40. */
#define KK_OCR_MOST_PAGES 50

typedef enum {
    KK_OCR_AUTO,   /* pages without text, or whose text is no language */
    KK_OCR_NEVER,  /* none */
    KK_OCR_ALWAYS, /* all, whatever text they have */
    KK_OCR_PAGES,  /* those that are named */
} KkOcrMode;

/**
 * kk_ocr_choose:
 * @choice: "auto", "never", "always" or pages: "3,5-8"
 *
 * Which pages of the documents to come are recognised: all of this process.
 *
 * Returns: whether @choice is one of these
 */
bool kk_ocr_choose(const char *choice);

/** kk_ocr_chosen: as kk_ocr_choose() said; auto unless it was called. */
KkOcrMode kk_ocr_chosen(void);

/** kk_ocr_chooses_page: whether that page (from 1) was named. */
bool kk_ocr_chooses_page(int page);

/**
 * kk_ocr_count_pages:
 * @bytes: (array length=length): of a file
 *
 * How many pages may have to be recognised: those that were chosen, or as many as there are
 * pictures that would fill one, or as many as attached files have bytes for; at most
 * #KK_OCR_MOST_PAGES, and none of what is no PDF. What the file says of its pictures is looked for,
 * nothing is unfolded.
 */
guint kk_ocr_count_pages(const char *bytes, gsize length);

/* What to do where there is none. */
#define KK_OCR_MISSING                                                                             \
    "scanned pages are not read: install libtesseract5, tesseract-ocr-swe and tesseract-ocr-eng"

/** kk_ocr_load: loads the recogniser and its words; whether they are there. */
bool kk_ocr_load(void);

/** kk_ocr_is_loaded: whether kk_ocr_load() was called, with success. */
bool kk_ocr_is_loaded(void);

/** kk_ocr_version: (nullable): "tesseract 5.3.0", once it is loaded: static. NULL: there is none.
 */
const char *kk_ocr_version(void);

KK_END_DECLS

#endif
