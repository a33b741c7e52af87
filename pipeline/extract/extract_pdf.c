/* SPDX-License-Identifier: GPL-2.0-or-later */
/* extract_pdf.c - a PDF to positioned glyphs; with its neighbours *_pdf.c the only file that knows
 * poppler.
 *
 * Only text, boxes, attributes and metadata are asked for: poppler's lists of links and fonts
 * hang on small files, as those of fields and annotations, which notes_pdf.c reads, may; so they
 * are read only where the file names some. Poppler's own lines are not used: it
 * ends one at a wide gap, so a row of a score table would come apart.
 *
 * What it returns is not to be believed unchecked: pages may be NULL, a box may be missing
 * for a character (bidi marks have none), the text stops at a NUL, an allocation that
 * failed looks like a short page, what is damaged is passed over. Every count is compared,
 * poppler's own doubts are counted, and what is lost is said. */
#include "pdf.h"

#include <kk/document.h>
#include <kk/error.h>

#include <math.h>
#include <string.h>
#include <time.h>

/* Poppler sorts the words of a line by where they begin; a word over others begins this near to
 * where one of them ends. */
#define REACH_EM 12

/* Of so many pages that may hide text it is looked at what they draw, which takes ten times as long
 * as to read them; a report has fewer. */
#define MAX_LOOKS 100

/* A page without text that pictures fill to this share was scanned. */
#define SCANNED_SHARE 0.5

/* What may part the letters of a word at a line's end, beside "-". */
#define SOFT_HYPHEN 0xad
#define HYPHEN 0x2010

/* With a password the bytes go in as a stream: poppler_document_new_from_bytes() of 22.12
 * reads freed memory when a password does not open the file (fixtures/broken/encrypted.pdf). */
static PopplerDocument *open_once(GBytes *bytes, const char *password, GError **error)
{
    if (password == NULL)
        return poppler_document_new_from_bytes(bytes, NULL, error);
    g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes(bytes);
    return poppler_document_new_from_stream(stream, (goffset)g_bytes_get_size(bytes), password,
                                            NULL, error);
}

static PopplerDocument *open_with(GBytes *bytes, const char *password, GError **error)
{
    PopplerDocument *pdf = open_once(bytes, password, error);

    if (pdf == NULL && password != NULL &&
        g_error_matches(*error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)) {
        /* A password is bytes: PDFs before version 2.0 take it as Latin-1. */
        g_autofree char *latin1 = g_convert(password, -1, "ISO-8859-1", "UTF-8", NULL, NULL, NULL);

        if (latin1 != NULL && strcmp(latin1, password) != 0) {
            g_clear_error(error);
            pdf = open_once(bytes, latin1, error);
        }
    }
    return pdf;
}

PopplerDocument *open_pdf(GBytes *bytes, const char *password, GError **error)
{
    g_autoptr(GError) reason = NULL;
    PopplerDocument *pdf = open_with(bytes, password, &reason);

    if (pdf != NULL)
        return pdf;
    if (g_error_matches(reason, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        g_set_error(error, KK_ERROR, KK_ERROR_ENCRYPTED,
                    password != NULL ? "the PDF is encrypted, and the password does not open it"
                                     : "the PDF is encrypted; give its password with --password");
    else
        g_set_error(error, KK_ERROR, KK_ERROR_DAMAGED,
                    "the PDF is damaged or incomplete (%s); download it again", reason->message);
    return NULL;
}

/* The marks that poppler sets round words of another direction; they have no boxes. The
 * document's own marks, of these and other kinds, have. */
static bool is_boxless(gunichar c)
{
    return c >= 0x202a && c <= 0x202c;
}

bool is_sound(const PopplerRectangle *box)
{
    return isfinite(box->x1) && isfinite(box->y1) && isfinite(box->x2) && isfinite(box->y2) &&
           fabs(box->x1) < MAX_COORDINATE && fabs(box->x2) < MAX_COORDINATE &&
           fabs(box->y1) < MAX_COORDINATE && fabs(box->y2) < MAX_COORDINATE;
}

static bool is_named(const char *name, const char *const *words)
{
    for (; name != NULL && *words != NULL; words++)
        if (strstr(name, *words) != NULL)
            return true;
    return false;
}

static bool font_is_bold(const char *name)
{
    static const char *const words[] = {"Bold", "bold", "Black", "Heavy", "Demi", "BOLD", NULL};

    return is_named(name, words);
}

static bool font_is_italic(const char *name)
{
    static const char *const words[] = {"Italic", "italic", "Oblique", "oblique", "ITALIC", NULL};

    return is_named(name, words);
}

/* The index of a style in @styles, appended when it is new; UINT16_MAX: there are too many. */
static uint16_t intern_style(GArray *styles, const PopplerTextAttributes *attributes)
{
    KkStyle style = {(float)attributes->font_size, font_is_bold(attributes->font_name),
                     font_is_italic(attributes->font_name)};

    for (guint i = 0; i < styles->len; i++) {
        const KkStyle *known = &g_array_index(styles, KkStyle, i);

        if (known->bold == style.bold && known->italic == style.italic &&
            fabsf(known->size - style.size) < 0.05f)
            return (uint16_t)i;
    }
    if (styles->len > KK_MAX_PAGE_STYLES)
        return UINT16_MAX;
    g_array_append_val(styles, style);
    return (uint16_t)(styles->len - 1);
}

/* Nearly white: not seen on white. */
static bool is_pale(const PopplerColor *colour)
{
    return MIN(colour->red, MIN(colour->green, colour->blue)) > 0xf000;
}

/* The style of each character of a page's text, by poppler's runs: an index of @styles, or
 * UINT16_MAX where there are too many of them. Whether some are @pale. */
static uint16_t *dup_character_styles(PopplerPage *page, GArray *styles, gsize n, bool *pale)
{
    uint16_t *of = g_new0(uint16_t, n + 1);
    GList *runs = poppler_page_get_text_attributes(page);
    KkStyle plain = {0};

    g_array_append_val(styles, plain);
    for (GList *l = runs; l != NULL; l = l->next) {
        const PopplerTextAttributes *run = l->data;
        uint16_t style = intern_style(styles, run);

        *pale = *pale || is_pale(&run->color);
        for (gint i = MAX(run->start_index, 0); i <= run->end_index && (gsize)i < n; i++)
            of[i] = style;
    }
    poppler_page_free_text_attributes(runs);
    return of;
}

void add_glyph(KkPage *page, gunichar c, const PopplerRectangle *box, uint16_t style,
               bool after_space)
{
    KkGlyph glyph = {(float)MIN(box->x1, box->x2),
                     (float)MIN(box->y1, box->y2),
                     (float)MAX(box->x1, box->x2),
                     (float)MAX(box->y1, box->y2),
                     c,
                     style,
                     after_space};

    g_array_append_val(page->glyphs, glyph);
}

/* Pairs characters with boxes. Returns whether all of the text came; whether some is @pale. */
static bool read_glyphs(PopplerPage *from, KkPage *page, bool *pale)
{
    g_autofree char *text = poppler_page_get_text(from);
    g_autofree PopplerRectangle *boxes = NULL;
    guint n_boxes = 0;

    if (text == NULL || !poppler_page_get_text_layout(from, &boxes, &n_boxes))
        return text == NULL || *text == '\0';
    if (!g_utf8_validate(text, -1, NULL))
        return false;

    gsize n = (gsize)g_utf8_strlen(text, -1);
    bool skip_boxless = n != n_boxes;
    g_autofree uint16_t *styles = dup_character_styles(from, page->styles, n, pale);
    bool after_space = true;
    guint b = 0, i = 0;
    g_array_set_size(page->glyphs, (guint)MIN(n, KK_MAX_PAGE_GLYPHS)); /* makes room */
    g_array_set_size(page->glyphs, 0);
    for (const char *p = text; *p != '\0' && b < n_boxes; p = g_utf8_next_char(p), i++) {
        gunichar c = g_utf8_get_char(p);

        if (skip_boxless && is_boxless(c))
            continue;
        if (styles[i] == UINT16_MAX)
            return false;
        if (g_unichar_isspace(c) || g_unichar_iscntrl(c)) {
            after_space = true;
        } else if (is_sound(&boxes[b])) {
            add_glyph(page, c, &boxes[b], styles[i], after_space);
            after_space = false;
        }
        if (page->glyphs->len > KK_MAX_PAGE_GLYPHS)
            return false;
        b++;
    }
    return b == n_boxes || b + 1 == n_boxes; /* the last line end may have a box or none */
}

/* Poppler passes over what it cannot make sense of, and says so to GLib's log alone, at a
 * level that nobody is shown. Of an object that is not where the file's table says, it looks
 * for all objects anew, once; what it does not find then is silently nothing. */
static _Thread_local guint n_damages, n_unfound;

static void on_message(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
    if (g_str_has_prefix(message, "Syntax error"))
        n_damages++;
    else if (g_str_has_prefix(message, "Internal error"))
        n_unfound++;
    g_log_default_handler(domain, level, message, data);
}

static void hear_poppler(void)
{
    static gsize heard;

    if (g_once_init_enter(&heard))
        g_once_init_leave(&heard, g_log_set_handler("Poppler", G_LOG_LEVEL_INFO, on_message, NULL));
}

/* Whether words stand on words: in a line, one begins before another ends. */
static bool has_overprint(const KkPage *page)
{
    for (guint i = 1; i < page->glyphs->len; i++) {
        const KkGlyph *a = &g_array_index(page->glyphs, KkGlyph, i - 1);
        const KkGlyph *b = &g_array_index(page->glyphs, KkGlyph, i);
        const float height = a->y1 - a->y0;

        if (fabsf(b->y1 - a->y1) < height / 3 && b->x0 < a->x0 && a->x0 - b->x0 < REACH_EM * height)
            return true;
    }
    return false;
}

void tell_page(const KkInput *input)
{
    if (input->on_page != NULL)
        input->on_page();
}

/* Whether a page is a picture of one. */
static bool is_scanned(PopplerPage *from, const KkPage *page)
{
    GList *mappings = poppler_page_get_image_mapping(from);
    double filled = 0;

    for (GList *l = mappings; l != NULL; l = l->next) {
        const PopplerRectangle *area = &((PopplerImageMapping *)l->data)->area;

        filled += fabs((area->x2 - area->x1) * (area->y2 - area->y1));
    }
    poppler_page_free_image_mapping(mappings);
    return filled > SCANNED_SHARE * page->width * page->height;
}

/* Counts the pages that nobody will recognise. */
static void note_picture(PopplerPage *from, const KkPage *page, KkDocument *document)
{
    if (page->glyphs->len > 0 || wants_recognising(page) || !is_scanned(from, page))
        return;
    if (document->n_pictures++ == 0)
        document->first_picture = page->number;
}

/* Whether the page is there at all. @suspect: whether it may hold text that it does not show. */
static bool read_page(PopplerDocument *pdf, int index, KkDocument *document, bool *suspect,
                      KkDiagnostics *doubts)
{
    const guint n_before = n_damages;
    g_autoptr(PdfPage) from = poppler_document_get_page(pdf, index);
    double width = 0, height = 0;

    if (from == NULL) {
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message(KK_SAYS_PAGE_MISSING, NULL, KK_NUMBER(index + 1)));
        return false;
    }
    poppler_page_get_size(from, &width, &height);
    KkPage *page = kk_page_new(index + 1, MIN(width, MAX_COORDINATE), MIN(height, MAX_COORDINATE));
    g_ptr_array_add(document->pages, page);
    bool pale = false;
    if (!read_glyphs(from, page, &pale))
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message(KK_SAYS_PAGE_INCOMPLETE, NULL, KK_NUMBER(index + 1)));
    else if (n_damages > n_before)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message(KK_SAYS_PAGE_DAMAGED, NULL, KK_NUMBER(index + 1)));
    *suspect = pale || has_overprint(page);
    page->misread = is_spoilt(page) && is_scanned(from, page);
    note_picture(from, page, document);
    return true;
}

static KkPage *page_at(const KkDocument *document, guint i)
{
    return g_ptr_array_index(document->pages, i);
}

/* Whether the letters of @subject follow each other on the page, blanks and hyphens aside. */
static bool tells_of(const KkPage *page, const char *subject)
{
    gsize n = 0;

    for (guint i = 0; i < page->glyphs->len && subject[n] != '\0'; i++) {
        gunichar c = g_unichar_tolower(g_array_index(page->glyphs, KkGlyph, i).character);

        if (c != '-' && c != SOFT_HYPHEN && c != HYPHEN)
            n = c == (guchar)subject[n] ? n + 1 : c == (guchar)subject[0];
    }
    return subject[n] == '\0';
}

static void drop_page(KkDocument *document, int number)
{
    for (guint i = document->pages->len; i > 0 && page_at(document, i - 1)->number >= number; i--)
        if (page_at(document, i - 1)->number == number)
            g_ptr_array_remove_index(document->pages, i - 1);
}

/* A file may be bound of any papers. Of pages that stand further from the subject than a report has
 * pages only the first are kept, which tell what the file is. @told: the last page of the subject
 * among those up to @number, which have been read. */
static void drop_other_papers(KkDocument *document, const char *subject, int number, int *told)
{
    const int middle = number - KK_MAX_REPORT_PAGES;

    if (document->pages->len > 0) {
        const KkPage *last = page_at(document, document->pages->len - 1);

        if (tells_of(last, subject) || wants_recognising(last))
            *told = last->number;
    }
    if (middle > KK_MAX_REPORT_PAGES && *told < middle - KK_MAX_REPORT_PAGES)
        drop_page(document, middle);
}

/* Where one of the @suspects hides text, the other pages are looked at too. */
static void leave_unseen(PopplerDocument *pdf, const KkInput *input, const PdfSigns *signs,
                         const bool *suspects, KkDocument *document, KkDiagnostics *doubts)
{
    bool found = false;
    guint n_looks = 0;

    for (int others = 0; others <= found; others++)
        for (guint i = 0; i < document->pages->len && n_looks < MAX_LOOKS; i++) {
            KkPage *page = page_at(document, i);

            if (suspects[page->number - 1] == others)
                continue;
            g_autoptr(PdfPage) from = poppler_document_get_page(pdf, page->number - 1);

            tell_page(input);
            n_looks++;
            found = (from != NULL && remove_unseen(from, signs, page, doubts)) || found;
        }
}

static void read_all_notes(PopplerDocument *pdf, const KkInput *input, KkDocument *document,
                           KkDiagnostics *doubts)
{
    for (guint i = 0; i < document->pages->len; i++) {
        KkPage *page = page_at(document, i);
        g_autoptr(PdfPage) from = poppler_document_get_page(pdf, page->number - 1);

        tell_page(input);
        if (from != NULL)
            read_notes(from, page, doubts);
    }
}

static bool read_pages(PopplerDocument *pdf, const KkInput *input, const PdfSigns *signs,
                       KkDocument *document, KkDiagnostics *doubts, GError **error)
{
    int n_pages = MAX(poppler_document_get_n_pages(pdf), 0), n_read = 0, told = 0;

    document->source.n_pages = n_pages;
    if (n_pages > KK_MAX_PAGES) {
        g_set_error(error, KK_ERROR, KK_ERROR_LIMIT, "%d pages, limit %d", n_pages, KK_MAX_PAGES);
        return false;
    }
    g_autofree bool *suspects = g_new0(bool, n_pages + 1);
    for (int i = 0; i < n_pages; i++) {
        tell_page(input);
        n_read += read_page(pdf, i, document, &suspects[i], doubts);
        suspects[i] = suspects[i] || signs->hides_text;
        if (input->subject != NULL)
            drop_other_papers(document, input->subject, i + 1, &told);
    }
    leave_unseen(pdf, input, signs, suspects, document, doubts);
    recognise_pages(pdf, input, document, doubts);
    if (signs->has_notes)
        read_all_notes(pdf, input, document, doubts);
    tell_page(input);
    if (n_pages == 0)
        g_set_error(error, KK_ERROR, KK_ERROR_NO_PAGES, "the PDF has no pages; download it again");
    else if (n_read == 0)
        g_set_error(error, KK_ERROR, KK_ERROR_DAMAGED,
                    "the PDF is damaged: none of its %d pages can be read; download it again",
                    n_pages);
    return n_read > 0;
}

/* Says what is wrong with the file as a whole, and whether it may be anything: @without_table, or
 * some objects were @unfound when a page asked for them, or @n_streams are damaged. A table that
 * could be made up while each page came whole does not hide what a document is. */
static bool tell_damages(guint n_streams, bool without_table, bool unfound, bool pages_damaged,
                         KkDiagnostics *doubts)
{
    if (without_table || unfound)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message_plain(KK_SAYS_FILE_DAMAGED));
    if (n_streams > 0)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message(KK_SAYS_FILE_STREAMS_DAMAGED, NULL, KK_NUMBER(n_streams)));
    return unfound || n_streams > 0 || (without_table && pages_damaged);
}

static bool has_text(const KkDocument *document)
{
    for (guint i = 0; i < document->pages->len; i++)
        if (((KkPage *)g_ptr_array_index(document->pages, i))->glyphs->len > 0)
            return true;
    return false;
}

static void set_no_text(bool damaged, bool has_attachments, GError **error)
{
    if (has_attachments)
        g_set_error(
            error, KK_ERROR, KK_ERROR_NO_TEXT,
            "the PDF has no text of its own, only attached files; save them, and give the one "
            "that is the report");
    else if (damaged)
        g_set_error(error, KK_ERROR, KK_ERROR_DAMAGED,
                    "the PDF is damaged and has no text; download it again or, if it is scanned, "
                    "run text recognition (OCR) on it");
    else
        g_set_error(error, KK_ERROR, KK_ERROR_NO_TEXT,
                    "the PDF has no text layer (scanned or empty pages), and no text was "
                    "recognised; see kompass doctor and --ocr");
}

static char *dup_created(PopplerDocument *pdf)
{
    g_autoptr(GDateTime) created = poppler_document_get_creation_date_time(pdf);

    return created != NULL ? g_date_time_format_iso8601(created) : NULL;
}

KkDocument *kk_extract_pdf(const KkInput *input, const char *password, KkDiagnostics *doubts,
                           GError **error)
{
    hear_poppler();
    const guint n_complaints = n_damages + n_unfound, n_doubts = doubts->len;
    g_autoptr(KkDocument) document = kk_document_new(input, "embedded");
    g_autoptr(PdfDocument) pdf = open_pdf(input->bytes, password, error);
    const bool without_table =
        n_damages + n_unfound > n_complaints || has_lost_its_table(input->bytes);
    const guint n_unfound_before = n_unfound;
    g_auto(PdfSigns) signs = {0};

    if (pdf == NULL)
        return NULL;
    const guint n_streams = count_damaged_streams(input->bytes, &signs);
    if (!read_pages(pdf, input, &signs, document, doubts, error))
        return NULL;
    document->damaged = tell_damages(n_streams, without_table, n_unfound > n_unfound_before,
                                     doubts->len > n_doubts, doubts);
    if (!has_text(document)) {
        set_no_text(doubts->len > n_doubts, poppler_document_has_attachments(pdf), error);
        return NULL;
    }
    if (document->n_pictures > 0)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message(KK_SAYS_PICTURES_UNREAD, NULL,
                                      KK_NUMBER(document->n_pictures),
                                      KK_NUMBER(document->first_picture)));
    document->has_attached = poppler_document_has_attachments(pdf);
    document->n_unfolded = signs.n_unfolded;
    document->tagged = may_be_tagged(&signs);
    document->source.title = poppler_document_get_title(pdf);
    document->source.producer = poppler_document_get_producer(pdf);
    document->source.created = dup_created(pdf);
    return g_steal_pointer(&document);
}

/* One page with one word in a font that needs no file. */
static GBytes *dup_tiny_pdf(void)
{
    static const char text[] = "BT /F 9 Tf 9 9 Td (kompass) Tj ET";
    static const char *const objects[] = {
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 5 0 R"
        "/Resources<</Font<</F 4 0 R>>>>>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", NULL};
    g_autoptr(GString) table = g_string_new("xref\n0 6\n0000000000 65535 f \n");
    GString *pdf = g_string_new("%PDF-1.4\n");

    for (int i = 0; i < 5; i++) {
        g_string_append_printf(table, "%010zu 00000 n \n", (size_t)pdf->len);
        if (objects[i] != NULL)
            g_string_append_printf(pdf, "%d 0 obj\n%s\nendobj\n", i + 1, objects[i]);
        else
            g_string_append_printf(pdf,
                                   "%d 0 obj\n<</Length %zu>>\nstream\n%s\nendstream\nendobj\n",
                                   i + 1, sizeof text - 1, text);
    }
    g_string_append_printf(pdf, "%strailer\n<</Root 1 0 R/Size 6>>\nstartxref\n%zu\n%%%%EOF\n",
                           table->str, (size_t)pdf->len);
    return g_string_free_to_bytes(pdf);
}

/* With a document open for the life of the process poppler keeps its tables of encodings,
 * which it would read again for the next (reliability.md, section 4). */
static void keep_a_document_open(void)
{
    static PopplerDocument *kept;
    g_autoptr(GBytes) bytes = dup_tiny_pdf();

    if (kept == NULL)
        kept = poppler_document_new_from_bytes(bytes, NULL, NULL);
    g_autoptr(PdfPage) page = kept != NULL ? poppler_document_get_page(kept, 0) : NULL;
    g_autofree char *text = page != NULL ? poppler_page_get_text(page) : NULL;
}

/* A conversion loads its module when it is first made: passwords and transcripts in Latin-1,
 * titles in UTF-16. */
void kk_extract_warm_up(bool for_many, bool web_pages)
{
    g_autofree char *latin1 = g_convert("\xe5", 1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
    g_autofree char *to_latin1 = g_convert("a", 1, "ISO-8859-1", "UTF-8", NULL, NULL, NULL);
    g_autofree char *utf16 = g_convert("\0a", 2, "UTF-8", "UTF-16BE", NULL, NULL, NULL);

    tzset();
    if (for_many)
        keep_a_document_open();
    if (web_pages)
        kk_extract_html_warm_up();
}

const char *kk_poppler_version(void)
{
    return poppler_get_version();
}
