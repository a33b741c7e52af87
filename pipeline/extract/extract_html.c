/* SPDX-License-Identifier: GPL-2.0-or-later */
/* extract_html.c - a web page to lines without geometry; the only file that knows libxml2.
 *
 * libxml2 is loaded when the first page is read: it brings ICU's tables along, and every
 * report would pay a fiftieth of its time for them.
 *
 * Each block is a line, each cell of a table's row a cell of one, so that a page reads like
 * a transcript. Scripts, styles and marks of footnotes give no text; what a page folds away
 * does, for it is published. */
#include <kk/document.h>
#include <kk/error.h>

#include <dlfcn.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

/* Deeper nesting than this is an attack, not a page. At 256 libxml2 ends the page. */
#define MAX_DEPTH 240

/* Columns beyond this are no table of results. */
#define MAX_COLUMNS 32

static struct {
    void *handle;
    __typeof__(htmlReadMemory) *read;
    __typeof__(xmlDocGetRootElement) *root;
    __typeof__(xmlFreeDoc) *free;
} xml;

static bool load_libxml2(GError **error)
{
    if (xml.handle == NULL)
        xml.handle = dlopen("libxml2.so.2", RTLD_LAZY | RTLD_LOCAL);
    if (xml.handle != NULL) {
        *(void **)&xml.read = dlsym(xml.handle, "htmlReadMemory");
        *(void **)&xml.root = dlsym(xml.handle, "xmlDocGetRootElement");
        *(void **)&xml.free = dlsym(xml.handle, "xmlFreeDoc");
    }
    if (xml.read != NULL && xml.root != NULL && xml.free != NULL)
        return true;
    g_set_error(error, KK_ERROR, KK_ERROR_UNREADABLE,
                "cannot load libxml2, which is needed to read web pages: %s", dlerror());
    return false;
}

typedef struct {
    KkDocument *document;
    GString *text;          /* of the line so far */
    KkTextLine *line;       /* the line so far, or NULL */
    bool blank;             /* a block ended: the next line stands apart */
    int taken[MAX_COLUMNS]; /* rows for which a cell above takes this column */
    int column;             /* of the next cell */
    bool preformatted;      /* within <pre> */
    bool too_deep;          /* what lies deeper was not read */
} Reader;

static bool is_one_of(const xmlNode *node, const char *names)
{
    g_autofree char *padded = g_strdup_printf(" %s ", (const char *)node->name);

    return strstr(names, padded) != NULL;
}

static KkTextLine *current_line(Reader *reader)
{
    if (reader->line == NULL) {
        reader->line = kk_text_line_new(1);
        reader->line->after_blank = reader->blank;
        reader->blank = false;
    }
    return reader->line;
}

static void end_cell(Reader *reader)
{
    KkTextLine *line = current_line(reader);
    int column = MAX(reader->column, (int)line->cells->len) * KK_CELL_COLUMNS;

    g_ptr_array_add(line->cells, g_strdup(g_strstrip(reader->text->str)));
    g_array_append_val(line->columns, column);
    g_string_truncate(reader->text, 0);
}

static void end_line(Reader *reader)
{
    g_autofree char *rest = g_strdup(reader->text->str);

    if (*g_strstrip(rest) != '\0')
        end_cell(reader);
    g_string_truncate(reader->text, 0);
    if (reader->line != NULL)
        g_ptr_array_add(reader->document->lines, g_steal_pointer(&reader->line));
}

static void append_space(Reader *reader)
{
    if (reader->text->len > 0 && reader->text->str[reader->text->len - 1] != ' ')
        g_string_append_c(reader->text, ' ');
}

/* Appends text with its white space folded, as a browser shows it; lines of preformatted
 * text are lines. */
static void append_text(Reader *reader, const xmlChar *content)
{
    for (const char *p = (const char *)content; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (c == '\n' && reader->preformatted)
            end_line(reader);
        else if (g_unichar_isspace(c))
            append_space(reader);
        else if (!g_unichar_iszerowidth(c) || g_unichar_ismark(c))
            g_string_append_unichar(reader->text, c);
    }
}

static void read_nodes(Reader *reader, const xmlNode *node, int depth, bool in_cell);

static void read_block(Reader *reader, const xmlNode *node, int depth)
{
    end_line(reader);
    reader->blank = true;
    if (is_one_of(node, " h1 h2 h3 h4 h5 h6 title "))
        current_line(reader)->heading = true;
    if (is_one_of(node, " li "))
        current_line(reader)->item = true;
    read_nodes(reader, node->children, depth + 1, false);
    /* a heading or an item without text leaves no line */
    if (reader->line != NULL && reader->line->cells->len == 0 &&
        strspn(reader->text->str, " ") == reader->text->len)
        g_clear_pointer(&reader->line, kk_text_line_free);
    end_line(reader);
}

static int span_of(const xmlNode *node, const char *name)
{
    for (const xmlAttr *attribute = node->properties; attribute != NULL;
         attribute = attribute->next)
        if (strcmp((const char *)attribute->name, name) == 0 && attribute->children != NULL &&
            attribute->children->content != NULL)
            return CLAMP(atoi((const char *)attribute->children->content), 1, MAX_COLUMNS);
    return 1;
}

/* A cell stands in the next column that no cell of a row above reaches down into. */
static void read_cell(Reader *reader, const xmlNode *node, int depth)
{
    int columns = span_of(node, "colspan"), rows = span_of(node, "rowspan");

    while (reader->column < MAX_COLUMNS - 1 && reader->taken[reader->column] > 0)
        reader->column++;
    read_nodes(reader, node->children, depth + 1, true);
    end_cell(reader);
    for (int i = 0; i < columns && reader->column < MAX_COLUMNS; i++)
        reader->taken[reader->column++] = rows;
}

static void end_row(Reader *reader)
{
    for (int i = 0; i < MAX_COLUMNS; i++)
        reader->taken[i] = MAX(reader->taken[i] - 1, 0);
    reader->column = 0;
}

/* A mark of a footnote: raised, and no word. */
static bool is_footnote_mark(const xmlNode *node)
{
    if (!is_one_of(node, " sup "))
        return false;
    xmlNode *text = node->children;
    while (text != NULL && text->type == XML_ELEMENT_NODE) /* <sup><a>1</a></sup> */
        text = text->children;
    return text != NULL && text->type == XML_TEXT_NODE &&
           strspn((const char *)text->content, "0123456789*,()[] ") ==
               strlen((const char *)text->content);
}

/* Whether a cell holds blocks of a page rather than a value: it lays the page out. */
static bool lays_out(const xmlNode *node)
{
    for (; node != NULL; node = node->next)
        if (node->type == XML_ELEMENT_NODE &&
            (is_one_of(node, " table h1 h2 h3 h4 h5 h6 ") || lays_out(node->children)))
            return true;
    return false;
}

static bool is_block(const xmlNode *node)
{
    return is_one_of(node, " p div section article header footer main nav aside ul ol li h1 h2 h3 "
                           "h4 h5 h6 table title dl dt dd form figure figcaption blockquote "
                           "address caption pre ");
}

static void read_element(Reader *reader, const xmlNode *node, int depth)
{
    if (is_one_of(node, " head ")) {
        for (const xmlNode *child = node->children; child != NULL; child = child->next)
            if (child->type == XML_ELEMENT_NODE && is_one_of(child, " title "))
                read_block(reader, child, depth);
    } else if (is_one_of(node, " br ")) {
        end_line(reader);
    } else if (is_one_of(node, " td th ") && !lays_out(node->children)) {
        read_cell(reader, node, depth);
    } else if (is_one_of(node, " tr ")) {
        read_block(reader, node, depth);
        end_row(reader);
    } else if (is_block(node) || is_one_of(node, " td th ")) {
        reader->preformatted = is_one_of(node, " pre ");
        read_block(reader, node, depth);
        reader->preformatted = false;
    } else {
        read_nodes(reader, node->children, depth + 1, false);
    }
}

/* A cell may hold paragraphs and broken lines: they are one cell all the same. */
static void read_within_cell(Reader *reader, const xmlNode *node, int depth)
{
    bool apart = is_block(node) || is_one_of(node, " br ");

    if (apart)
        append_space(reader);
    read_nodes(reader, node->children, depth + 1, true);
    if (apart)
        append_space(reader);
}

/* What a page shows no text of, or no text of its own. */
static bool is_silent(const xmlNode *node)
{
    return is_one_of(node, " script style noscript template svg select textarea ") ||
           is_footnote_mark(node);
}

static void read_nodes(Reader *reader, const xmlNode *node, int depth, bool in_cell)
{
    reader->too_deep = reader->too_deep || (node != NULL && depth >= MAX_DEPTH);
    for (; node != NULL && depth < MAX_DEPTH; node = node->next) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            append_text(reader, node->content);
        else if (node->type != XML_ELEMENT_NODE || is_silent(node))
            continue;
        else if (in_cell)
            read_within_cell(reader, node, depth);
        else
            read_element(reader, node, depth);
    }
}

/* Whether bytes that are not all UTF-8 are so for the most part: more characters of several
 * bytes than bytes that are none. */
static bool is_mostly_utf8(const char *data, gsize size)
{
    gsize n_long = 0, n_bad = 0;

    for (gsize i = 0; i < size;) {
        gunichar c = g_utf8_get_char_validated(data + i, (gssize)(size - i));
        bool bad = c == (gunichar)-1 || c == (gunichar)-2;

        n_bad += bad;
        n_long += !bad && c >= 0x80;
        i += bad ? 1 : (gsize)g_unichar_to_utf8(c, NULL);
    }
    return n_long > n_bad;
}

static htmlDocPtr parse(const char *data, gsize size, bool utf8)
{
    return xml.read(data, (int)size, NULL, utf8 ? "UTF-8" : "windows-1252",
                    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                        HTML_PARSE_NONET);
}

void kk_extract_html_warm_up(void)
{
    static const char page[] = "<p>\xe5";

    if (!load_libxml2(NULL))
        return; /* the first page says so */
    for (int utf8 = 0; utf8 <= 1; utf8++) {
        htmlDocPtr html = parse(page, sizeof page - 1, utf8);

        if (html != NULL)
            xml.free(html);
    }
}

KkDocument *kk_extract_html(const KkInput *input, const char *password, KkDiagnostics *doubts,
                            GError **error)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(input->bytes, &size);
    /* What the bytes are, whatever the page says: it may be wrong, and libxml2 stops at, or
     * passes on, bytes that are not what they are said to be. */
    bool utf8 = g_utf8_validate(data, (gssize)size, NULL) || is_mostly_utf8(data, size);
    g_autofree char *valid = utf8 ? g_utf8_make_valid(data, (gssize)size) : NULL;

    (void)password;
    if (!load_libxml2(error))
        return NULL;
    if (valid != NULL) {
        data = valid;
        size = strlen(valid);
    }
    htmlDocPtr html = parse(data, size, utf8);
    if (html == NULL) {
        g_set_error(error, KK_ERROR, KK_ERROR_DAMAGED, "cannot parse the web page");
        return NULL;
    }
    Reader reader = {.document = kk_document_new(input, "transcript"), .text = g_string_new(NULL)};
    reader.document->lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_text_line_free);
    read_nodes(&reader, xml.root(html), 0, false);
    end_line(&reader);
    reader.document->lines = kk_text_lines_form_rows(reader.document->lines);
    if (reader.too_deep)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message(KK_SAYS_PAGE_TOO_DEEP, NULL, KK_NUMBER(MAX_DEPTH)));
    g_string_free(reader.text, TRUE);
    xml.free(html);
    if (reader.document->lines->len == 0) {
        kk_document_free(reader.document);
        g_set_error(error, KK_ERROR, KK_ERROR_NO_TEXT, "the web page has no text");
        return NULL;
    }
    return reader.document;
}
