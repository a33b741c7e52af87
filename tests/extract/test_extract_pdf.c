/* SPDX-License-Identifier: GPL-2.0-or-later */
/* extract_pdf.c: PDFs to glyphs, and what is refused. */
#define _GNU_SOURCE /* memmem() */
#include "support.h"

#include <string.h>
#include <zlib.h>

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
    g_assert_cmpstr(doubt->message->text, ==,
                    "Page 1 is damaged: some of its text may be missing.");
}

static void add_stream(GString *pdf, const char *dictionary, GBytes *stream)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(stream, &size);

    g_string_append_printf(pdf, "<</Length %zu%s>>stream\n", (size_t)size, dictionary);
    g_string_append_len(pdf, data, (gssize)size);
    g_string_append(pdf, "\nendstream");
}

/* One page whose contents, object 4, are @stream with @dictionary; its font's mapping, object 6,
 * is @mapping, deflated, or %NULL. */
static GBytes *dup_page(const char *dictionary, GBytes *stream, GBytes *mapping)
{
    static const char *const objects[] = {
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
        "/Resources<</Font<</F 5 0 R>>>>>>",
        NULL,
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        "null"};
    g_autoptr(GString) table = g_string_new("xref\n0 7\n0000000000 65535 f \n");
    GString *pdf = g_string_new("%PDF-1.4\n");

    for (guint i = 0; i < G_N_ELEMENTS(objects); i++) {
        g_string_append_printf(table, "%010zu 00000 n \n", (size_t)pdf->len);
        g_string_append_printf(pdf, "%u 0 obj\n", i + 1);
        if (objects[i] == NULL)
            add_stream(pdf, dictionary, stream);
        else if (i == 5 && mapping != NULL)
            add_stream(pdf, "/Filter/FlateDecode", mapping);
        else
            g_string_append(pdf, objects[i]);
        g_string_append(pdf, "\nendobj\n");
    }
    g_string_append_printf(pdf, "%strailer\n<</Root 1 0 R/Size 7>>\nstartxref\n%zu\n%%%%EOF\n",
                           table->str, (size_t)pdf->len);
    return g_string_free_to_bytes(pdf);
}

static GBytes *dup_deflated(const char *text)
{
    const gsize size = strlen(text);
    uLongf n = compressBound(size);
    g_autofree guint8 *packed = g_malloc(n);

    g_assert_cmpint(compress2(packed, &n, (const Bytef *)text, size, 0), ==, Z_OK);
    return g_bytes_new_take(g_steal_pointer(&packed), n);
}

/* @bytes with the last byte of @of as @with instead. */
static GBytes *dup_changed(GBytes *bytes, const char *of, char with)
{
    gsize size = 0;
    const void *original = g_bytes_get_data(bytes, &size);
    char *data = g_memdup2(original, size);
    char *at = memmem(data, size, of, strlen(of));
    g_assert_nonnull(at);
    at[strlen(of) - 1] = with;
    return g_bytes_new_take(data, size);
}

/* The codes of the doubts about @bytes, or the reason why they are refused. */
static char *dup_outcome(GBytes *bytes)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkInput) input = kk_input_new("made.pdf", bytes, &error);
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkDocument) document = kk_extract(input, NULL, doubts, &error);
    g_autoptr(GString) codes = g_string_new(document != NULL ? "" : error->message);

    for (guint i = 0; document != NULL && i < doubts->len; i++)
        g_string_append_printf(codes, "%s ", ((KkDiagnostic *)g_ptr_array_index(doubts, i))->code);
    return g_string_free(g_steal_pointer(&codes), FALSE);
}

static void assert_outcome(GBytes *bytes, const char *expected)
{
    g_autofree char *outcome = dup_outcome(bytes);

    g_assert_cmpstr(outcome, ==, expected);
}

#define NO_TEXT_LEFT                                                                               \
    "the PDF is damaged and has no text; download it again or, if it is scanned, run text "        \
    "recognition (OCR) on it"

static void a_digit_that_went_wrong_in_a_stream_is_told(void)
{
    g_autoptr(GBytes) stream = dup_deflated("BT /F 9 Tf 9 9 Td (Summa 63) Tj ET");
    g_autoptr(GBytes) whole = dup_page("/Filter/FlateDecode", stream, NULL);
    g_autoptr(GBytes) damaged = dup_changed(whole, "Summa 6", '8');
    g_autoptr(GBytes) picture = dup_page("/Subtype/Image/Filter/FlateDecode", stream, NULL);
    g_autoptr(GBytes) damaged_picture = dup_changed(picture, "Summa 6", '8');
    g_autoptr(GBytes) encrypted = dup_page("/x/Encrypt/Filter/FlateDecode", stream, NULL);
    g_autoptr(GBytes) damaged_encrypted = dup_changed(encrypted, "Summa 6", '8');

    assert_outcome(whole, "");
    assert_outcome(damaged, "file-damaged ");
    assert_outcome(damaged_picture, "");
    assert_outcome(damaged_encrypted, "");
}

static void a_page_of_too_many_styles_is_told(void)
{
    g_autoptr(GString) text = g_string_new("BT");

    for (int i = 0; i < KK_MAX_PAGE_STYLES + 100; i++)
        g_string_append_printf(text, " /F %d.%d Tf 1 0 0 1 %d %d Tm (%c) Tj", 5 + i / 10, i % 10,
                               i % 37 * 2, i / 37 * 2, (char)(97 + i % 26));
    g_string_append(text, " ET");
    g_autoptr(GBytes) stream = dup_deflated(text->str);
    g_autoptr(GBytes) page = dup_page("/Filter/FlateDecode", stream, NULL);

    assert_outcome(page, "page-incomplete ");
}

static void a_mapping_that_does_not_unfold_is_told(void)
{
    g_autoptr(GBytes) stream = dup_deflated("BT /F 9 Tf 9 9 Td (Summa 63) Tj ET");
    static const char from_before_the_start[] = "\x78\x9c\x73\x04\x62\x00\x00\x00\x00\x01";
    g_autoptr(GBytes) mapping = dup_deflated("1 beginbfchar <36> <0038> endbfchar");
    g_autoptr(GBytes) broken =
        g_bytes_new_static(from_before_the_start, sizeof from_before_the_start - 1);
    g_autoptr(GBytes) whole = dup_page("/Filter/FlateDecode", stream, mapping);
    g_autoptr(GBytes) damaged = dup_page("/Filter/FlateDecode", stream, broken);

    assert_outcome(whole, "");
    assert_outcome(damaged, "file-damaged ");
}

static void a_mapping_that_is_not_deflated_is_told(void)
{
    g_autoptr(GBytes) stream = dup_deflated("BT /F 9 Tf 9 9 Td (Summa 63) Tj ET");
    g_autoptr(GBytes) zeros = g_bytes_new_static("\0\0\0\0", 4);
    g_autoptr(GBytes) nothing = g_bytes_new_static("", 0);
    g_autoptr(GBytes) damaged = dup_page("/Filter/FlateDecode", stream, zeros);
    g_autoptr(GBytes) empty = dup_page("/Filter/FlateDecode", stream, nothing);
    g_autofree char *outcome = dup_outcome(empty);

    assert_outcome(damaged, "page-incomplete file-damaged ");
    g_assert_null(strstr(outcome, "file-damaged"));
}

static void an_object_that_is_not_where_the_table_says_is_told(void)
{
    g_autoptr(GBytes) stream = g_bytes_new_static("BT /F 9 Tf 9 9 Td (Summa 63) Tj ET", 34);
    g_autoptr(GBytes) whole = dup_page("", stream, NULL);
    g_autoptr(GBytes) table = dup_changed(whole, "startxref", 'x');
    g_autoptr(GBytes) beyond = dup_changed(whole, "startxref\n", '9');
    g_autoptr(GBytes) contents = dup_changed(whole, "endobj\n4", '7');

    assert_outcome(whole, "");
    assert_outcome(table, "file-damaged ");
    assert_outcome(beyond, "file-damaged ");
    assert_outcome(contents, NO_TEXT_LEFT);
}

static void a_damaged_page_without_text_is_no_scan(void)
{
    g_autoptr(GBytes) stream = g_bytes_new_static("BT /F 9 Tf 9 9 Td (Summa 63) Tj ET", 34);
    g_autoptr(GBytes) unreadable = dup_page("/Filter/FlateDecode", stream, NULL);
    g_autoptr(GBytes) nothing = g_bytes_new_static("BT ET", 5);
    g_autoptr(GBytes) empty = dup_page("", nothing, NULL);
    g_autofree char *outcome = dup_outcome(empty);

    assert_outcome(unreadable, NO_TEXT_LEFT);
    g_assert_true(g_str_has_prefix(outcome, "the PDF has no text layer"));
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
    TEST("/extract/pdf", a_digit_that_went_wrong_in_a_stream_is_told);
    TEST("/extract/pdf", a_page_of_too_many_styles_is_told);
    TEST("/extract/pdf", a_mapping_that_does_not_unfold_is_told);
    TEST("/extract/pdf", a_mapping_that_is_not_deflated_is_told);
    TEST("/extract/pdf", an_object_that_is_not_where_the_table_says_is_told);
    TEST("/extract/pdf", a_damaged_page_without_text_is_no_scan);
    return g_test_run();
}
