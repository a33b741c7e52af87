/* pdf.h - what the two files that know poppler share. */
#ifndef PDF_H
#define PDF_H

#include <poppler.h>

#if !POPPLER_CHECK_VERSION(24, 10, 0)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)
#endif

/* Positions beyond this are damage: PDF 32000-1, annex C, allows 14,400 points a side. */
#define MAX_COORDINATE 14400.0

/* Opens, and puts poppler's reasons into words of ours; @password may be NULL. */
PopplerDocument *open_pdf(GBytes *bytes, const char *password, GError **error);

#endif
