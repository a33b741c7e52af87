/* extract_pdf.c: PDFs to glyphs, and what is refused. */
#include "support.h"

#include <string.h>

#define ARJANG "reports/2020/arjang-2021/source.pdf"

static KkDocument *extract(const char *relative, const char *password, GError **error)
{
    g_autofree char *path = test_path(relative);
    g_autoptr(KkInput) input = kk_discover(path, error);
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();

    g_assert_nonnull(input);
    return kk_extract(input, password, doubts, error);
}

static void assert_refused(const char *relative, const char *password, int code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkDocument) document = extract(relative, password, &error);

    g_assert_null(document);
    g_assert_error(error, KK_ERROR, code);
}

static void assert_opened(const char *relative, const char *password)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkDocument) document = extract(relative, password, &error);

    g_assert_no_error(error);
    g_assert_cmpint(document->source.n_pages, ==, 10);
}

static void glyphs_carry_place_size_and_weight(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkDocument) document = extract(ARJANG, NULL, &error);

    g_assert_no_error(error);
    const KkPage *page = g_ptr_array_index(document->pages, 0);
    const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, 0);
    const KkStyle *style = &g_array_index(page->styles, KkStyle, glyph->style);
    /* source.page: "b 72 200 28 Kommunkompassen" */
    g_assert_cmpuint(glyph->character, ==, 'K');
    g_assert_cmpfloat_with_epsilon(glyph->x0, 72, 0.5);
    g_assert_cmpfloat(glyph->y0, <, 200);
    g_assert_cmpfloat(glyph->y1, >=, 200);
    g_assert_cmpfloat_with_epsilon(style->size, 28, 0.1);
    g_assert_true(style->bold);
    g_assert_cmpfloat_with_epsilon(page->width, 595, 0.1);
    g_assert_cmpfloat_with_epsilon(page->height, 842, 0.1);
}

static void spaces_stand_before_glyphs(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkDocument) document = extract(ARJANG, NULL, &error);
    guint n = 0;

    g_assert_no_error(error);
    const KkPage *page = g_ptr_array_index(document->pages, 0);
    for (guint i = 0; i < page->glyphs->len; i++) {
        const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);

        g_assert_false(g_unichar_isspace(glyph->character));
        n += glyph->after_space;
    }
    /* Kommunkompassen | Utvärdering av Årjängs kommun 2021 | … : one a word */
    g_assert_cmpuint(n, ==, 1 + 5 + 4 + 1 + 11);
}

static void metadata_is_read(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkDocument) document = extract(ARJANG, NULL, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(document->source.producer, ==, "make_pdf.py");
    g_assert_null(document->source.created);
    g_assert_cmpstr(document->source.text_origin, ==, "embedded");
}

static void password_opens(void)
{
    assert_refused("broken/encrypted.pdf", NULL, KK_ERROR_ENCRYPTED);
    assert_refused("broken/encrypted.pdf", "fel", KK_ERROR_ENCRYPTED);
    assert_opened("broken/encrypted.pdf", "hemligt");
}

static void password_is_tried_as_utf8_and_as_latin1(void)
{
    assert_refused("broken/encrypted-latin1.pdf", "räksmörgå", KK_ERROR_ENCRYPTED);
    assert_refused("broken/encrypted-utf8.pdf", "räksmörgå", KK_ERROR_ENCRYPTED);
    assert_opened("broken/encrypted-latin1.pdf", "räksmörgås");
    assert_opened("broken/encrypted-utf8.pdf", "räksmörgås");
}

static void empty_password_needs_none(void)
{
    assert_opened("broken/encrypted-empty-password.pdf", NULL);
}

static void damage_is_told_from_emptiness(void)
{
    assert_refused("broken/garbage.pdf", NULL, KK_ERROR_DAMAGED);
    assert_refused("broken/truncated.pdf", NULL, KK_ERROR_DAMAGED);
    assert_refused("broken/no-pages.pdf", NULL, KK_ERROR_NO_PAGES);
    assert_refused("broken/scan.pdf", NULL, KK_ERROR_NO_TEXT);
}

/* The report with one word for another in its bytes, as many as long. */
static GBytes *dup_with(const char *word, const char *other)
{
    g_autofree char *path = test_path(ARJANG);
    char *data = NULL;
    gsize size = 0;

    g_assert_true(g_file_get_contents(path, &data, &size, NULL));
    char *at = g_strstr_len(data, (gssize)size, word);
    g_assert_nonnull(at);
    memcpy(at, other, strlen(other));
    return g_bytes_new_take(data, size);
}

static void text_that_poppler_passes_over_is_told(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = dup_with(" Tj", " Tz");
    g_autoptr(KkInput) input = kk_input_new("damaged.pdf", bytes, &error);
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkDocument) document = kk_extract(input, NULL, doubts, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(doubts->len, ==, 1);
    const KkDiagnostic *doubt = g_ptr_array_index(doubts, 0);
    g_assert_cmpstr(doubt->code, ==, "page-incomplete");
    g_assert_cmpstr(doubt->message, ==, "Page 1 is damaged: some of its text may be missing.");
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/extract/pdf", glyphs_carry_place_size_and_weight);
    TEST("/extract/pdf", spaces_stand_before_glyphs);
    TEST("/extract/pdf", metadata_is_read);
    TEST("/extract/pdf", password_opens);
    TEST("/extract/pdf", password_is_tried_as_utf8_and_as_latin1);
    TEST("/extract/pdf", empty_password_needs_none);
    TEST("/extract/pdf", damage_is_told_from_emptiness);
    TEST("/extract/pdf", text_that_poppler_passes_over_is_told);
    return g_test_run();
}
