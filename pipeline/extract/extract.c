/* SPDX-License-Identifier: GPL-2.0-or-later */
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
    g_set_error(error, KK_ERROR, KK_ERROR_UNKNOWN_KIND, "this is JSON written by kompass: %s",
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
    g_set_error(error, KK_ERROR, KK_ERROR_UNKNOWN_KIND, "cannot read files of type %s",
                input->media_type);
    return NULL;
}

KkDocument *kk_document_new(const KkInput *input, const char *text_origin)
{
    KkDocument *document = g_new0(KkDocument, 1);

    document->source.name = g_strdup(input->name);
    document->source.sha256 = g_strdup(input->sha256);
    document->source.attachment = g_strdup(input->attachment);
    document->source.media_type = input->media_type;
    document->source.text_origin = text_origin;
    document->source.bytes = input->size;
    document->source.n_pages = -1;
    document->source.report_index = document->source.report_of = 1;
    document->on_page = input->on_page;
    document->pages = g_ptr_array_new_with_free_func((GDestroyNotify)kk_page_free);
    return document;
}

#define MAX_ADDRESS 2000

bool kk_is_web_address(const char *text)
{
    const char *host = g_str_has_prefix(text, "https://")  ? text + strlen("https://")
                       : g_str_has_prefix(text, "http://") ? text + strlen("http://")
                                                           : "";

    for (const char *p = host; *p != '\0'; p++)
        if (!g_ascii_isgraph(*p) || strchr("\"'<>`", *p) != NULL)
            return false;
    return g_ascii_isalnum(*host) && strlen(text) <= MAX_ADDRESS;
}

char *kk_source_dup_page_url(const KkSource *source, int page)
{
    const bool pdf = strcmp(source->media_type, "application/pdf") == 0;

    if (source->url == NULL || page < 1 || !pdf || source->attachment != NULL ||
        strchr(source->url, '#') != NULL)
        return g_strdup(source->url);
    return g_strdup_printf("%s#page=%d", source->url, page);
}

char *kk_source_dup_extent(const KkSource *source, KkLanguage language)
{
    const bool swedish = language == KK_SWEDISH;
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);

    if (source->report_of > 1)
        g_ptr_array_add(parts, g_strdup_printf(swedish ? "rapport %d av %d" : "report %d of %d",
                                               source->report_index, source->report_of));
    if (source->attachment != NULL)
        g_ptr_array_add(parts, g_strdup_printf(swedish ? "bifogad fil %s" : "attached file %s",
                                               source->attachment));
    if (source->n_pages >= 0 && source->last_page - source->first_page + 1 < source->n_pages)
        g_ptr_array_add(parts,
                        g_strdup_printf(swedish ? "sidorna %d–%d av %d" : "pages %d–%d of %d",
                                        source->first_page, source->last_page, source->n_pages));
    else if (source->n_pages >= 0)
        g_ptr_array_add(parts, g_strdup_printf(swedish ? "%d sidor" : "%d pages", source->n_pages));
    if (parts->len == 0)
        return NULL;
    g_ptr_array_add(parts, NULL);
    return g_strjoinv(", ", (char **)parts->pdata);
}

void kk_source_clear(KkSource *source)
{
    g_free(source->name);
    g_free(source->sha256);
    g_free(source->title);
    g_free(source->producer);
    g_free(source->created);
    g_free(source->attachment);
    g_free(source->url);
    g_clear_pointer(&source->ocr_pages, g_array_unref);
}

/* Of the file's recognised pages those that its report of pages [first, last] takes; %NULL: none.
 */
static GArray *dup_ocr_pages(const GArray *pages, int first, int last)
{
    GArray *own = NULL;

    for (guint i = 0; pages != NULL && i < pages->len; i++) {
        const int page = g_array_index(pages, int, i);

        if (page < first || page > last)
            continue;
        if (own == NULL)
            own = g_array_new(FALSE, FALSE, sizeof(int));
        g_array_append_val(own, page);
    }
    return own;
}

KkSource kk_source_dup_report(const KkSource *source, int index, int of, int first, int last)
{
    GArray *ocr_pages = dup_ocr_pages(source->ocr_pages, first, last);
    const char *text_origin = source->text_origin;

    if (source->ocr_pages != NULL && ocr_pages == NULL)
        text_origin = "embedded";
    else if (ocr_pages != NULL && (int)ocr_pages->len == last - first + 1)
        text_origin = "ocr";
    return (KkSource){.name = g_strdup(source->name),
                      .sha256 = g_strdup(source->sha256),
                      .title = g_strdup(source->title),
                      .producer = g_strdup(source->producer),
                      .created = g_strdup(source->created),
                      .attachment = g_strdup(source->attachment),
                      .url = g_strdup(source->url),
                      .media_type = source->media_type,
                      .text_origin = text_origin,
                      .ocr_pages = ocr_pages,
                      .bytes = source->bytes,
                      .n_pages = source->n_pages,
                      .report_index = index,
                      .report_of = of,
                      .first_page = first,
                      .last_page = last};
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

KkDocument *kk_document_new_part(const KkDocument *document, int first, int last)
{
    KkDocument *part = g_new0(KkDocument, 1);

    part->before = first - 1;
    part->on_page = document->on_page;
    part->source.n_pages = last - first + 1;
    part->pages = g_ptr_array_new();
    for (guint i = 0; i < document->pages->len; i++) {
        KkPage *page = g_ptr_array_index(document->pages, i);

        if (page->number >= first && page->number <= last)
            g_ptr_array_add(part->pages, page);
    }
    part->lines = document->lines != NULL ? g_ptr_array_new() : NULL;
    for (guint i = 0; document->lines != NULL && i < document->lines->len; i++) {
        KkTextLine *line = g_ptr_array_index(document->lines, i);

        if (line->page >= first && line->page <= last)
            g_ptr_array_add(part->lines, line);
    }
    return part;
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
