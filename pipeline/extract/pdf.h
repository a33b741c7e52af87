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

/* Appends a glyph, whatever way its @box is written. */
void add_glyph(KkPage *page, gunichar c, const PopplerRectangle *box, uint16_t style,
               bool after_space);

/* The style in which most of a page is set; 0 where nothing is. */
uint16_t find_main_style(const KkPage *page);

/* Appends what form fields and free text annotations show, and tells where one is left. */
void read_notes(PopplerPage *from, KkPage *page, KkDiagnostics *doubts);

/* How many streams do not unfold to what was put in: of those of text, or what text needs.
 * @has_notes: whether fields or free text annotations may lie on pages. */
guint count_damaged_streams(GBytes *bytes, bool *has_notes);

/* Whether its end does not tell where the table of objects is, which poppler then makes up. */
bool has_lost_its_table(GBytes *bytes);

#endif
