/* extract.c - by kind: the table of input types; and the document's own memory. */
#include <kk/document.h>
#include <kk/error.h>

static KkDocument *refuse_json(const KkInput *input, const char *password, KkDiagnostics *doubts,
                               GError **error)
{
    gsize length;
    const char *text = g_bytes_get_data(input->bytes, &length);

    (void)password;
    (void)doubts;
    g_set_error(error, KK_ERROR, KK_ERROR_UNKNOWN_KIND, "JSON that kompass wrote: %s",
                kk_json_lookup_kind(text, length));
    return NULL;
}

typedef KkDocument *(*KkExtractor)(const KkInput *, const char *, KkDiagnostics *, GError **);

static const struct {
    const char *media_type;
    KkExtractor extract;
} extractors[] = {
    {"application/pdf", kk_extract_pdf}, {"text/plain", kk_extract_text},
    {"text/markdown", kk_extract_text},  {"text/html", kk_extract_html},
    {"application/json", refuse_json},
};

KkDocument *kk_extract(const KkInput *input, const char *password, KkDiagnostics *doubts,
                       GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(extractors); i++)
        if (g_str_equal(input->media_type, extractors[i].media_type))
            return extractors[i].extract(input, password, doubts, error);
    g_set_error(error, KK_ERROR, KK_ERROR_UNKNOWN_KIND, "%s is no kind that is read",
                input->media_type);
    return NULL;
}

KkDocument *kk_document_new(const KkInput *input, const char *text_origin)
{
    KkDocument *document = g_new0(KkDocument, 1);

    document->source.name = g_strdup(input->name);
    document->source.sha256 = g_strdup(input->sha256);
    document->source.media_type = input->media_type;
    document->source.text_origin = text_origin;
    document->source.bytes = g_bytes_get_size(input->bytes);
    document->source.n_pages = -1;
    document->pages = g_ptr_array_new_with_free_func((GDestroyNotify)kk_page_free);
    return document;
}

void kk_source_clear(KkSource *source)
{
    g_free(source->name);
    g_free(source->sha256);
    g_free(source->title);
    g_free(source->producer);
    g_free(source->created);
    g_clear_pointer(&source->ocr_pages, g_array_unref);
}

void kk_document_free(KkDocument *document)
{
    if (document == NULL)
        return;
    kk_source_clear(&document->source);
    g_ptr_array_unref(document->pages);
    g_clear_pointer(&document->lines, g_ptr_array_unref);
    g_free(document);
}

KkPage *kk_page_new(int number, double width, double height)
{
    KkPage *page = g_new0(KkPage, 1);

    page->number = number;
    page->width = width;
    page->height = height;
    page->glyphs = g_array_new(FALSE, FALSE, sizeof(KkGlyph));
    page->styles = g_array_new(FALSE, FALSE, sizeof(KkStyle));
    return page;
}

void kk_page_free(KkPage *page)
{
    if (page == NULL)
        return;
    g_array_unref(page->glyphs);
    g_array_unref(page->styles);
    g_free(page);
}

guint16 kk_page_main_style(const KkPage *page)
{
    g_autofree guint *n = g_new0(guint, page->styles->len + 1);
    guint most = 0;

    for (guint i = 0; i < page->glyphs->len; i++)
        n[g_array_index(page->glyphs, KkGlyph, i).style]++;
    for (guint i = 1; i < page->styles->len; i++)
        if (n[i] > n[most])
            most = i;
    return (guint16)most;
}

KkTextLine *kk_text_line_new(int page)
{
    KkTextLine *line = g_new0(KkTextLine, 1);

    line->page = page;
    line->cells = g_ptr_array_new_with_free_func(g_free);
    line->columns = g_array_new(FALSE, FALSE, sizeof(int));
    return line;
}

void kk_text_line_free(KkTextLine *line)
{
    if (line == NULL)
        return;
    g_ptr_array_unref(line->cells);
    g_array_unref(line->columns);
    g_free(line);
}
