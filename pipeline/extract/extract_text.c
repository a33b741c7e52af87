/* SPDX-License-Identifier: GPL-2.0-or-later */
/* extract_text.c - a transcript (plain text or Markdown) to lines without geometry.
 *
 * Transcripts of reports are written by machines: tabs or pipes part the cells of a table,
 * remnants of HTML stand in them (<b>, <ul><li>), headings of every depth are mixed. Marks
 * are taken off and remembered as what they say of the line; the words stay as they are. */
#include <kk/document.h>
#include <kk/error.h>

#include <stdlib.h>
#include <string.h>

/* Characters that stand in for markup while a line is taken apart. */
#define CELL_BREAK '\t'
#define LINE_BREAK '\v'
#define ITEM_MARK "\x01"

static const struct {
    const char *name, *text;
} entities[] = {
    {"amp;", "&"},  {"lt;", "<"},    {"gt;", ">"},    {"quot;", "\""}, {"nbsp;", " "},
    {"shy;", ""},   {"aring;", "å"}, {"auml;", "ä"},  {"ouml;", "ö"},  {"Aring;", "Å"},
    {"Auml;", "Ä"}, {"Ouml;", "Ö"},  {"ndash;", "–"}, {"bull;", "•"},
};

/* Appends what an entity at @p (after the &) stands for. Returns its length, 0 if none. */
static gsize append_entity(GString *out, const char *p)
{
    for (gsize i = 0; i < G_N_ELEMENTS(entities); i++)
        if (g_str_has_prefix(p, entities[i].name)) {
            g_string_append(out, entities[i].text);
            return strlen(entities[i].name);
        }
    if (*p == '#') {
        char *end = NULL;
        long c = p[1] == 'x' ? strtol(p + 2, &end, 16) : strtol(p + 1, &end, 10);

        if (*end == ';' && c >= 0x20 && c <= 0x10ffff && g_unichar_validate((gunichar)c)) {
            g_string_append_unichar(out, (gunichar)c);
            return (gsize)(end + 1 - p);
        }
    }
    return 0;
}

static bool tag_is(const char *tag, const char *name)
{
    gsize n = strlen(name);

    return g_ascii_strncasecmp(tag, name, n) == 0 && !g_ascii_isalnum(tag[n]);
}

/* Puts what a tag means for the line in its place; unknown ones go without trace. */
static void append_tag(GString *out, const char *tag, KkTextLine *line)
{
    if (tag_is(tag, "li"))
        g_string_append(out, "\v" ITEM_MARK);
    else if (tag_is(tag, "br") || tag_is(tag, "p") || tag_is(tag, "/p"))
        g_string_append_c(out, LINE_BREAK);
    else if (tag_is(tag, "/td") || tag_is(tag, "/th"))
        g_string_append_c(out, CELL_BREAK);
    else if (tag[0] == 'h' && g_ascii_isdigit(tag[1]))
        line->heading = true;
    else if (out->len > 0)
        g_string_append_c(out, ' ');
}

/* Takes tags, entities and inline Markdown out of @raw. */
static char *dup_without_markup(const char *raw, KkTextLine *line)
{
    GString *out = g_string_new(NULL);

    for (const char *p = raw; *p != '\0'; p++) {
        const char *end = NULL;
        gsize n = 0;

        if (*p == '<' && (g_ascii_isalpha(p[1]) || p[1] == '/') && (end = strchr(p, '>'))) {
            append_tag(out, p + 1, line);
            p = end;
        } else if (*p == '&' && (n = append_entity(out, p + 1)) > 0) {
            p += n;
        } else if (strncmp(p, "**", 2) == 0 || strncmp(p, "__", 2) == 0) {
            p++;
        } else if (*p == ']' && p[1] == '(' && (end = strchr(p, ')')) != NULL) {
            p = end;
        } else if (*p == '[' && strstr(p, "](") != NULL) {
            continue;
        } else if (*p == '\\' && g_ascii_ispunct(p[1])) {
            g_string_append_c(out, *++p);
        } else {
            g_string_append_c(out, *p);
        }
    }
    return g_string_free(out, FALSE);
}

/* Takes the mark of a heading or an item off the front of @raw. */
static const char *skip_marks(const char *raw, KkTextLine *line)
{
    gsize hashes = strspn(raw, "#");

    if (hashes > 0 && hashes <= 6 && raw[hashes] == ' ') {
        line->heading = true;
        raw += hashes + 1;
    }
    gsize blanks = strspn(raw, " ");
    if (raw[blanks] != '\0' && strchr("-*+", raw[blanks]) != NULL && raw[blanks + 1] == ' ') {
        line->item = true;
        raw += blanks + 2;
    }
    return raw;
}

static bool is_wholly_strong(const char *raw)
{
    gsize n = strlen(raw);

    return (g_str_has_prefix(raw, "**") && n > 4 && g_str_has_suffix(raw, "**")) ||
           (g_str_has_prefix(raw, "<b>") && g_str_has_suffix(raw, "</b>"));
}

static bool is_table_rule(const char *text)
{
    return strchr(text, '-') != NULL && strspn(text, "|-:+= \t") == strlen(text);
}

static void add_cell(KkTextLine *line, const char *text, gsize length, int column)
{
    char *cell = g_strndup(text, length);

    g_ptr_array_add(line->cells, g_strstrip(cell));
    g_array_append_val(line->columns, column);
}

/* Cells parted by tabs or pipes begin at fixed columns, so that they align. */
static void split_at(KkTextLine *line, const char *text, const char *separator)
{
    g_auto(GStrv) parts = g_strsplit(text, separator, -1);
    int first = separator[0] == '|' && g_strstrip(parts[0])[0] == '\0' ? 1 : 0;

    for (int i = first; parts[i] != NULL; i++)
        add_cell(line, parts[i], strlen(parts[i]), (i - first) * KK_CELL_COLUMNS);
}

/* In text that was laid out with spaces, two or more of them part cells. */
static void split_at_gaps(KkTextLine *line, const char *text)
{
    const char *p = text + strspn(text, " ");

    while (*p != '\0') {
        const char *end = strstr(p, "  ");
        gsize length = end != NULL ? (gsize)(end - p) : strlen(p);

        add_cell(line, p, length, (int)g_utf8_strlen(text, p - text));
        p += length;
        p += strspn(p, " ");
    }
}

/* The cells of one line, which may hold several lines each: a grid of them. */
static void add_lines(GPtrArray *lines, KkTextLine *model, const char *text)
{
    GPtrArray *out = g_ptr_array_new();
    bool tabs = strchr(text, '\t') != NULL, pipes = *text == '|' || strstr(text, " | ") != NULL;

    g_ptr_array_add(out, model);
    if (tabs)
        split_at(model, text, "\t");
    else if (pipes)
        split_at(model, text, "|");
    else
        split_at_gaps(model, text);

    for (guint c = 0; c < model->cells->len; c++) {
        g_auto(GStrv) parts = g_strsplit(g_ptr_array_index(model->cells, c), "\v", -1);
        int column = g_array_index(model->columns, int, c);
        guint n = 0;

        g_free(g_ptr_array_index(model->cells, c));
        g_ptr_array_index(model->cells, c) = g_strdup("");
        for (char **part = parts; *part != NULL; part++) {
            bool item = g_str_has_prefix(*part, ITEM_MARK);
            const char *cell = g_strstrip(*part + (item ? 1 : 0));

            if (*cell == '\0')
                continue;
            if (n >= out->len)
                g_ptr_array_add(out, kk_text_line_new(model->page));
            KkTextLine *line = g_ptr_array_index(out, n);
            if (n == 0) {
                g_free(g_ptr_array_index(line->cells, c));
                g_ptr_array_index(line->cells, c) = g_strdup(cell);
            } else {
                add_cell(line, cell, strlen(cell), column);
            }
            line->item = line->item || item;
            n++;
        }
    }
    for (guint i = 0; i < out->len; i++)
        g_ptr_array_add(lines, g_ptr_array_index(out, i));
    g_ptr_array_unref(out);
}

static void read_line(KkDocument *document, char *raw, int page, bool after_blank)
{
    KkTextLine *line = kk_text_line_new(page);

    g_strchomp(raw);
    line->after_blank = after_blank;
    const char *rest = skip_marks(raw, line);
    line->strong = is_wholly_strong(rest);
    g_autofree char *text = dup_without_markup(rest, line);
    if (is_table_rule(text) || strspn(text, " \v") == strlen(text)) {
        kk_text_line_free(line);
        return;
    }
    add_lines(document->lines, line, text);
}

/* UTF-8, or Latin-1 where it is none; control characters but tab and form feed go. */
static char *dup_utf8(GBytes *bytes)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);

    if (size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0) {
        data += 3;
        size -= 3;
    }
    char *text = g_utf8_validate(data, (gssize)size, NULL)
                     ? g_strndup(data, size)
                     : g_convert(data, (gssize)size, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
    for (char *p = text; p != NULL && *p != '\0'; p++)
        if ((guchar)*p < 0x20 && strchr("\t\n\f", *p) == NULL)
            *p = ' ';
    if (text == NULL)
        return NULL;
    GString *plain = g_string_sized_new(strlen(text));
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        /* a space that does not break, or a thin one, is a space; one without width is none */
        if (c >= 0x80 && g_unichar_isspace(c))
            g_string_append_c(plain, ' ');
        else if (c != 0x200b && c != 0xfeff)
            g_string_append_unichar(plain, c);
    }
    g_free(text);
    return g_string_free(plain, FALSE);
}

KkDocument *kk_extract_text(const KkInput *input, const char *password, KkDiagnostics *doubts,
                            GError **error)
{
    (void)password;
    (void)doubts;
    g_autofree char *text = dup_utf8(input->bytes);
    if (text == NULL) {
        g_set_error(error, KK_ERROR, KK_ERROR_DAMAGED, "the text is neither UTF-8 nor Latin-1");
        return NULL;
    }
    KkDocument *document = kk_document_new(input, "transcript");
    g_auto(GStrv) raws = g_strsplit(text, "\n", -1);
    bool after_blank = false;
    int page = 1;

    document->lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_text_line_free);
    for (char **raw = raws; *raw != NULL; raw++) {
        for (char *feed; (feed = strchr(*raw, '\f')) != NULL; page++)
            *feed = ' ';
        bool blank = strspn(*raw, " \t") == strlen(*raw);

        if (!blank)
            read_line(document, *raw, page, after_blank);
        after_blank = blank;
    }
    document->lines = kk_text_lines_form_rows(document->lines);
    if (document->lines->len == 0) {
        kk_document_free(document);
        g_set_error(error, KK_ERROR, KK_ERROR_NO_TEXT, "the file has no text");
        return NULL;
    }
    return document;
}
