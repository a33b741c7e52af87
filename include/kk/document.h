/* SPDX-License-Identifier: GPL-2.0-or-later */
/* document.h - extract: from bytes to what is on the pages, no order promised.
 *
 * A PDF gives positioned glyphs; a transcript gives lines without geometry. */
#ifndef KK_DOCUMENT_H
#define KK_DOCUMENT_H

#include <kk/diagnostic.h>
#include <kk/geometry.h>
#include <kk/input.h>
#include <kk/macros.h>
#include <kk/message.h>
#include <stdint.h>

KK_BEGIN_DECLS

/* A report has some 30 pages of 3,000 glyphs; the limits only stop what is none. */
#define KK_MAX_PAGES 2000
#define KK_MAX_REPORT_PAGES 100
#define KK_MAX_REPORTS KK_MAX_PAGES
#define KK_MAX_PAGE_GLYPHS 200000
#define KK_MAX_PAGE_STYLES 1000

/* How a run of glyphs was set. */
typedef struct {
    float size;        /* points, as the producer scaled it */
    bool bold, italic; /* told by the font's name */
} KkStyle;

typedef struct {
    float x0, y0, x1, y1; /* geometry.h's frame */
    gunichar character;   /* never a space: those are @after_space of the next */
    uint16_t style;       /* index into the page's styles */
    bool after_space;     /* a space or a word gap stands before it */
} KkGlyph;

typedef struct {
    int number;           /* from 1 */
    double width, height; /* points, as displayed */
    GArray *glyphs;       /* of KkGlyph */
    GArray *styles;       /* of KkStyle */
    bool misread;         /* its text is a recogniser's that erred often, over a picture of it */
} KkPage;

/* In a transcript, tabs and pipes part cells: each begins at a multiple of this column. */
#define KK_CELL_COLUMNS 200

/* A line of a transcript: its cells, parted by tabs, pipes, markup or wide gaps. */
typedef struct {
    int page;         /* from 1; a form feed begins the next */
    GPtrArray *cells; /* of char *, owned, UTF-8; an empty one is "" */
    GArray *columns;  /* of int: where each cell begins, in characters */
    bool heading;     /* marked as a heading (#, <h2>) */
    bool strong;      /* wholly bold (**, <b>) */
    bool item;        /* marked as a list's item (-, *, <li>) */
    bool after_blank; /* an empty line stands before it */
} KkTextLine;

typedef struct {
    char *name, *sha256, *title, *producer, *created; /* the last three may be NULL */
    char *attachment; /* the PDF, attached to the file, that it was read from; NULL: the file */
    char *url;        /* where it was published, as whoever imported it says; NULL: not known */
    const char *media_type, *text_origin; /* static strings of the contract */
    gsize bytes;                          /* of the file, as is the hash */
    int n_pages;                 /* of the file, or of the attached one; -1: the input has none */
    int report_index, report_of; /* which of the file's reports it is, from 1, and of how many */
    int first_page, last_page;   /* of the file, which that report takes; 0: the input has none */
    GArray *ocr_pages;           /* of int: recognised from their pictures, ascending; NULL: none */
} KkSource;

/** kk_source_dup_page_url: the address of @page, from 1, of a document whose address is known: of a
 * PDF with "#page=7", of an attached one the file's; g_free() it. NULL: none is known. */
char *kk_source_dup_page_url(const KkSource *source, int page);

/** kk_is_web_address: whether @text is an address of the web (http, https) that can be linked to:
 * printable ASCII without blanks, quotes and angle brackets, 2,000 characters at most. */
bool kk_is_web_address(const char *text);

/** kk_source_dup_extent: "22 pages", "report 2 of 2, pages 12–22 of 22", or "attached file a.pdf,
 * 22 pages", in @language; g_free() it; %NULL: the input has none, and one report. */
char *kk_source_dup_extent(const KkSource *source, KkLanguage language);
/**
 * kk_source_dup_report:
 * @source: (transfer none): of a file
 *
 * Returns: (transfer full): of its report @index, from 1, of @of, which takes the pages @first to
 * @last; kk_source_clear() it
 */
KkSource kk_source_dup_report(const KkSource *source, int index, int of, int first, int last);
/** kk_source_clear: frees what @source holds, not itself. */
void kk_source_clear(KkSource *source);

typedef struct {
    KkSource source;
    int before;            /* pages of the file that stand before those that are looked at */
    void (*on_page)(void); /* of the input: called before each page that is laid out; or NULL */
    GPtrArray *pages;      /* of KkPage, owned, those that were kept; empty for a transcript */
    GPtrArray *lines;      /* of KkTextLine, owned; NULL for a PDF */
    bool damaged;          /* not its pages alone: what it seems not to be, it may have been */
    bool has_attached;     /* files are attached to it */
    int n_pictures;        /* pages that are pictures of which the text was not recognised */
    int first_picture;     /* of those; 0: there is none */
    gsize n_unfolded;      /* bytes of a PDF's streams, pictures and fonts aside */
    bool tagged;           /* it seems to have a structure tree (tags.h) */
} KkDocument;

/**
 * kk_extract:
 * @password: (nullable): for an encrypted PDF, tried as UTF-8 and as Latin-1
 * @doubts: to which is added what is missing, came incomplete or is damaged
 *
 * Errors: %KK_ERROR_DAMAGED, %KK_ERROR_ENCRYPTED, %KK_ERROR_NO_PAGES, %KK_ERROR_NO_TEXT,
 * %KK_ERROR_LIMIT.
 *
 * Returns: (transfer full): free with kk_document_free(); or %NULL
 */
KkDocument *kk_extract(const KkInput *input, const char *password, KkDiagnostics *doubts,
                       GError **error);

/**
 * kk_extract_warm_up:
 * @for_many: whether more than a few documents follow
 * @web_pages: whether web pages may be among them
 *
 * Loads what reading a document may load later, when files are out of reach; for many, does
 * once what poppler does for the first document of a process (1.1 ms).
 */
void kk_extract_warm_up(bool for_many, bool web_pages);
/** kk_extract_html_warm_up: loads libxml2 and what it loads itself for a page of either encoding.
 */
void kk_extract_html_warm_up(void);

/* As kk_extract(), which chooses among them by the input's media type: PDF; plain text and
 * Markdown; HTML, for which libxml2 is loaded, %KK_ERROR_UNREADABLE where it cannot be. */
KkDocument *kk_extract_pdf(const KkInput *input, const char *password, KkDiagnostics *doubts,
                           GError **error);
KkDocument *kk_extract_text(const KkInput *input, const char *password, KkDiagnostics *doubts,
                            GError **error);
KkDocument *kk_extract_html(const KkInput *input, const char *password, KkDiagnostics *doubts,
                            GError **error);

/** kk_poppler_version: of the library that reads PDFs: static. */
const char *kk_poppler_version(void);

/**
 * kk_document_new:
 * @text_origin: of the contract: "embedded" or "transcript": static
 *
 * Returns: (transfer full): its source filled from @input, no pages and no lines yet
 */
KkDocument *kk_document_new(const KkInput *input, const char *text_origin);
void kk_document_free(KkDocument *document);

/**
 * kk_document_new_part:
 * @document: (transfer none): must outlive the part, to which it lends its pages and lines
 * @first: of the file's pages, from 1; @last: is in it, too
 *
 * Returns: (transfer full): those pages alone, as if no others were there; of its source the number
 * of pages alone is set
 */
KkDocument *kk_document_new_part(const KkDocument *document, int first, int last);

/** kk_page_new: Returns: (transfer full): page @number (from 1), of that size in points, empty. */
KkPage *kk_page_new(int number, double width, double height);

/**
 * kk_page_main_style:
 *
 * Returns: the index of the style in which most of the page is set; 0 where nothing is
 */
guint16 kk_page_main_style(const KkPage *page);

void kk_page_free(KkPage *page);

/** kk_text_line_new: Returns: (transfer full): a line on that page (from 1), without cells. */
KkTextLine *kk_text_line_new(int page);
void kk_text_line_free(KkTextLine *line);
/**
 * kk_text_lines_form_rows:
 * @written: (transfer full): of KkTextLine, owned
 *
 * Rows of tables that stand one cell a line become one line each; rows whose cells gaps part, but
 * put in no columns, get columns by their cells' order.
 *
 * Returns: (transfer full): of KkTextLine, owned
 */
GPtrArray *kk_text_lines_form_rows(GPtrArray *written);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkDocument, kk_document_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkPage, kk_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkTextLine, kk_text_line_free)

KK_END_DECLS

#endif
