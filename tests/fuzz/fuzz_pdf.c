/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_pdf.c - the bytes of a PDF, to JSON. Most of what runs is poppler's; ours is what is
 * made of its answers. */
#include "fuzz.h"

#include <kk/error.h>
#include <string.h>

#define MAX_COORDINATE 14400.0 /* of extract_pdf.c */

/* What every stage behind takes for granted. */
static void check_page(const KkPage *page)
{
    g_assert_true(page->width >= 0 && page->width <= MAX_COORDINATE);
    g_assert_true(page->height >= 0 && page->height <= MAX_COORDINATE);
    g_assert_cmpuint(page->glyphs->len, <=, KK_MAX_PAGE_GLYPHS + 1);
    for (guint i = 0; i < page->glyphs->len; i++) {
        const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);

        g_assert_true(g_unichar_validate(glyph->character) &&
                      !g_unichar_isspace(glyph->character) && !g_unichar_iscntrl(glyph->character));
        g_assert_true(glyph->x0 <= glyph->x1 && glyph->y0 <= glyph->y1);
        g_assert_cmpuint(glyph->style, <, page->styles->len);
    }
}

/* An encrypted one is tried with the password of two of the fixtures. */
static KkDocument *extract(const KkInput *input, KkDiagnostics *doubts)
{
    g_autoptr(GError) error = NULL;
    KkDocument *document = kk_extract(input, NULL, doubts, &error);

    return g_error_matches(error, KK_ERROR, KK_ERROR_ENCRYPTED)
               ? kk_extract(input, "räksmörgås", doubts, NULL)
               : document;
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autoptr(KkInput) input = fuzz_input(data, size);

    if (input == NULL || strcmp(input->media_type, "application/pdf") != 0)
        return -1;
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkDocument) document = extract(input, doubts);
    if (document == NULL)
        return 0;
    for (guint i = 0; i < document->pages->len; i++)
        check_page(g_ptr_array_index(document->pages, i));
    fuzz_check_document(document, doubts);
    return 0;
}
