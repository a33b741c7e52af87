/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_pdf.c - the bytes of a PDF, to JSON. Most of what runs is poppler's; ours is what is
 * made of its answers. */
#include "fuzz.h"

#include <kk/error.h>
#include <kk/tags.h>
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

static void check_texts(const GPtrArray *texts)
{
    for (guint i = 0; i < texts->len; i++)
        g_assert_true(g_utf8_validate(g_ptr_array_index(texts, i), -1, NULL));
}

static void check_parts(const GArray *parts, int n_pages)
{
    for (guint i = 0; i < parts->len; i++) {
        const int page = g_array_index(parts, KkTagPart, i).page;

        g_assert_true(page >= 0 && page <= n_pages);
    }
}

/* What the tags of all pages say, whatever they are. */
static void check_tags(const KkInput *input, const KkDocument *document)
{
    const int n_pages = MAX(document->source.n_pages, 0);
    g_autofree guint8 *wanted = g_malloc(n_pages + 1);

    memset(wanted, KK_TAGS_TABLES | KK_TAGS_LISTS | KK_TAGS_HEADINGS, n_pages + 1);
    g_autoptr(KkTagCounts) counts = kk_count_tags(input, document);
    if (counts != NULL) {
        check_parts(counts->rows, n_pages);
        check_parts(counts->items, n_pages);
    }
    g_autoptr(KkTags) tags = kk_extract_tags(input, NULL, document, wanted);
    if (tags == NULL)
        return;
    check_texts(tags->headings);
    for (guint i = 0; i < tags->lists->len; i++) {
        const KkTagList *list = g_ptr_array_index(tags->lists, i);

        check_texts(list->items);
        g_assert_cmpuint(list->n_headings, <=, tags->headings->len);
    }
    for (guint i = 0; i < tags->tables->len; i++) {
        const GPtrArray *table = g_ptr_array_index(tags->tables, i);

        for (guint k = 0; k < table->len; k++) {
            const KkTagRow *row = g_ptr_array_index(table, k);

            check_texts(row->cells);
            g_assert_true(row->page >= 0 && row->page <= n_pages);
        }
    }
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
    check_tags(input, document);
    fuzz_check_document(document, doubts);
    return 0;
}
