/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pdf.h - what the files that read a PDF share. */
#ifndef PDF_H
#define PDF_H

#include <kk/document.h>

#include <poppler.h>
#include <stdbool.h>

typedef PopplerDocument PdfDocument;
typedef PopplerPage PdfPage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfPage, g_object_unref)

/* Positions beyond this are damage: PDF 32000-1, annex C, allows 14,400 points a side. */
#define MAX_COORDINATE 14400.0

/* Opens, and puts poppler's reasons into words of ours; @password may be NULL. */
PopplerDocument *open_pdf(GBytes *bytes, const char *password, GError **error);

/* Begins the time of a page anew. */
void tell_page(const KkInput *input);

/* Whether a box is where a page can be. */
bool is_sound(const PopplerRectangle *box);

/* Appends a glyph, whatever way its @box is written. */
void add_glyph(KkPage *page, gunichar c, const PopplerRectangle *box, uint16_t style,
               bool after_space);

/* What a file may hold that a page's text does not tell. */
typedef struct {
    bool has_notes;    /* fields, or free text annotations, lie on pages */
    bool hides_text;   /* text is drawn invisibly, or something quite transparent */
    bool lacks_fonts;  /* fonts are named of which the file holds no part */
    bool has_tree;     /* a structure tree is named */
    guint n_children;  /* how often children are named, as its elements name theirs */
    gsize n_unfolded;  /* bytes of streams that may be pages' */
    GHashTable *fonts; /* by name; whether it holds a part of all so called */
} PdfSigns;

void pdf_signs_clear(PdfSigns *signs);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PdfSigns, pdf_signs_clear)

/* Whether a structure tree is there, and small enough for poppler. */
bool may_be_tagged(const PdfSigns *signs);

/* Appends what form fields and free text annotations show, and tells where one is left. */
void read_notes(PopplerPage *from, KkPage *page, KkDiagnostics *doubts);

typedef struct {
    enum { DRAWN_NONE, DRAWN_PLAIN, DRAWN_UNKNOWN } kind; /* unknown: not opaque, or of many */
    double part[3];                                       /* of a plain one: 0 to 1 */
} DrawnColour;

/* What is drawn at one go. */
typedef struct {
    enum { DRAWN_GLYPH, DRAWN_RECTANGLE, DRAWN_PATH } kind;
    KkRect box;  /* a glyph's origin; geometry.h's frame, as that of @clip */
    KkRect ink;  /* of a glyph: the box round its outline */
    KkRect clip; /* outside of it nothing is seen */
    DrawnColour fill;
    guint shape; /* of a glyph: equal for equal outlines */
} Drawn;

/* What a page draws, in its order: (transfer full) of Drawn; NULL: it cannot be followed. */
GArray *read_drawn(PopplerPage *page);

/* Draws all but annotations, which lie over it; fields alone among them are drawn always. */
void draw_page(PopplerPage *page, cairo_t *cairo);

/* Whether a glyph of the page, drawn small, has no ink in its box or lies on another. */
bool may_hide_glyphs(PopplerPage *from, const KkPage *page);

/* Takes out the glyphs that are not seen, and tells where they were; whether there were any. */
bool remove_unseen(PopplerPage *from, const PdfSigns *signs, KkPage *page, KkDiagnostics *doubts);

/* Whether many words of a page's text have letters and figures mixed, as none is written. */
bool is_spoilt(const KkPage *page);

/* Whether a page is to be recognised from its picture. */
bool wants_recognising(const KkPage *page);

/* Gives the pages that need it the text of their pictures, where the recogniser is loaded. */
void recognise_pages(PopplerDocument *pdf, const KkInput *input, KkDocument *document,
                     KkDiagnostics *doubts);

/* How many streams do not unfold to what was put in: of those of text, or what text needs.
 * @signs: of what else is in the file, to be cleared. */
guint count_damaged_streams(GBytes *bytes, PdfSigns *signs);

/* Whether its end does not tell where the table of objects is, which poppler then makes up. */
bool has_lost_its_table(GBytes *bytes);

#endif
