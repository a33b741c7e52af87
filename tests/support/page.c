/* page.c - a hand-written page to glyphs, so that a layout trap can be read.
 *
 *     # comment
 *     page 2              the lines below stand on page 2 (before the first: 1)
 *     size 842 595        its width and height, points
 *     turn 1              its text runs downwards (1), upside down (2), upwards (3)
 *     [FLAGS] x baseline size text
 *
 * Flags: b bold; + no space before it, as when poppler saw none. A character is half an em
 * wide, reaches 0.9 em above its baseline and 0.25 em below. \uXXXX gives a character that
 * cannot be typed. Positions are those of upright text also where the page is turned. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define ADVANCE_EM 0.5
#define ASCENT_EM 0.9
#define DESCENT_EM 0.25

typedef struct {
    KkDocument *document;
    KkPage *page;
    int turn;
} Loader;

/* From the upright frame to the displayed page's: the inverse of what layout does. */
static void turn_glyph(KkGlyph *g, int turn, float width, float height)
{
    KkGlyph u = *g;

    if (turn == 1)
        g->x0 = width - u.y1, g->y0 = u.x0, g->x1 = width - u.y0, g->y1 = u.x1;
    else if (turn == 2)
        g->x0 = width - u.x1, g->y0 = height - u.y1, g->x1 = width - u.x0, g->y1 = height - u.y0;
    else if (turn == 3)
        g->x0 = u.y0, g->y0 = height - u.x1, g->x1 = u.y1, g->y1 = height - u.x0;
}

static uint16_t intern_style(KkPage *page, KkStyle style)
{
    for (guint i = 0; i < page->styles->len; i++) {
        const KkStyle *known = &g_array_index(page->styles, KkStyle, i);

        if (known->size == style.size && known->bold == style.bold)
            return (uint16_t)i;
    }
    g_array_append_val(page->styles, style);
    return (uint16_t)(page->styles->len - 1);
}

static void begin_page(Loader *loader, int number)
{
    double width = loader->page != NULL ? loader->page->width : 595;
    double height = loader->page != NULL ? loader->page->height : 842;

    loader->page = kk_page_new(number, width, height);
    g_ptr_array_add(loader->document->pages, loader->page);
    loader->document->source.n_pages = number;
}

static gunichar next_character(const char **p)
{
    gunichar c = g_utf8_get_char(*p);
    char digits[5] = "";

    if (!g_str_has_prefix(*p, "\\u")) {
        *p = g_utf8_next_char(*p);
        return c;
    }
    g_strlcpy(digits, *p + 2, sizeof digits);
    *p += 6;
    return (gunichar)strtoul(digits, NULL, 16);
}

static void add_text(Loader *loader, const char *text, double x, double baseline, KkStyle style,
                     bool after_space)
{
    KkPage *page = loader->page;

    for (const char *p = text; *p != '\0'; x += ADVANCE_EM * style.size) {
        KkGlyph glyph = {(float)x,
                         (float)(baseline - ASCENT_EM * style.size),
                         (float)(x + ADVANCE_EM * style.size),
                         (float)(baseline + DESCENT_EM * style.size),
                         next_character(&p),
                         intern_style(page, style),
                         after_space};

        after_space = glyph.character == ' ';
        if (after_space)
            continue;
        turn_glyph(&glyph, loader->turn, (float)page->width, (float)page->height);
        g_array_append_val(page->glyphs, glyph);
    }
}

static void read_text(Loader *loader, const char *row)
{
    KkStyle style = {0, false};
    bool after_space = true;

    for (; strchr("b+ ", *row) != NULL; row++) {
        style.bold = style.bold || *row == 'b';
        after_space = after_space && *row != '+';
    }
    char *end = NULL;
    double x = g_ascii_strtod(row, &end), baseline = g_ascii_strtod(end, &end);
    style.size = (float)g_ascii_strtod(end, &end);
    if (style.size <= 0 || *end != ' ')
        g_error("not a line of a page: %s", row);
    add_text(loader, end + strspn(end, " "), x, baseline, style, after_space);
}

static void read_row(Loader *loader, const char *row)
{
    g_auto(GStrv) words = g_strsplit(row, " ", -1);

    if (words[0] == NULL || *words[0] == '\0' || *words[0] == '#')
        return;
    if (strcmp(words[0], "page") == 0) {
        begin_page(loader, atoi(words[1]));
        return;
    }
    if (loader->page == NULL)
        begin_page(loader, 1);
    if (strcmp(words[0], "size") == 0) {
        loader->page->width = g_ascii_strtod(words[1], NULL);
        loader->page->height = g_ascii_strtod(words[2], NULL);
    } else if (strcmp(words[0], "turn") == 0) {
        loader->turn = atoi(words[1]);
    } else {
        read_text(loader, row);
    }
}

KkDocument *test_page_document(const char *name)
{
    g_autofree char *relative = g_strconcat("pages/", name, NULL), *path = test_path(relative);
    g_autoptr(GError) error = NULL;
    g_autoptr(KkInput) input = kk_discover(path, &error);

    g_assert_no_error(error);
    g_autofree char *text =
        g_strndup(g_bytes_get_data(input->bytes, NULL), g_bytes_get_size(input->bytes));
    g_auto(GStrv) rows = g_strsplit(text, "\n", -1);
    Loader loader = {kk_document_new(input, "embedded"), NULL, 0};
    for (char **row = rows; *row != NULL; row++)
        read_row(&loader, g_strchomp(*row));
    return loader.document;
}
