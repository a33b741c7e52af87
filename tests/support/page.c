/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page.c - a hand-written page to glyphs, so that a layout trap can be read.
 *
 *     # comment
 *     page 2              the lines below stand on page 2 (before the first: 1)
 *     size 842 595        its width and height, points
 *     turn 1              its text runs downwards (1), upside down (2), upwards (3)
 *     [FLAGS] x baseline size text
 *     box x0 y0 x1 y1 size text
 *
 * Flags: b bold; i italic; + no space before it, as when poppler saw none. A character is half an
 * em wide, reaches 0.9 em above its baseline and 0.25 em below; after box, each stands in that very
 * box. \uXXXX gives a character that cannot be typed. Positions are those of upright text also
 * where the page is turned.
 *
 * No document comes of it that extract_pdf.c would not give: positions lie on paper, blanks,
 * control characters and surrogates are no glyphs, pages ascend. */
#include "support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ADVANCE_EM 0.5
#define ASCENT_EM 0.9
#define DESCENT_EM 0.25
#define MAX_COORDINATE 14400.0

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

        if (known->size == style.size && known->bold == style.bold && known->italic == style.italic)
            return (uint16_t)i;
    }
    g_array_append_val(page->styles, style);
    return (uint16_t)(page->styles->len - 1);
}

static bool begin_page(Loader *loader, int number)
{
    double width = loader->page != NULL ? loader->page->width : 595;
    double height = loader->page != NULL ? loader->page->height : 842;

    if (number <= loader->document->source.n_pages || number > KK_MAX_PAGES)
        return false;
    loader->page = kk_page_new(number, width, height);
    g_ptr_array_add(loader->document->pages, loader->page);
    loader->document->source.n_pages = number;
    return true;
}

static gunichar next_character(const char **p)
{
    gunichar c = g_utf8_get_char(*p);
    char digits[5] = "";

    if (g_str_has_prefix(*p, "\\u"))
        g_strlcpy(digits, *p + 2, sizeof digits);
    if (strlen(digits) != 4 || strspn(digits, "0123456789abcdefABCDEF") != 4) {
        *p = g_utf8_next_char(*p);
        return c;
    }
    *p += 6;
    return (gunichar)strtoul(digits, NULL, 16);
}

/* Adds a character in @box, which then moves on by @advance; whether it may stand there. */
static bool add_glyph(Loader *loader, gunichar c, KkGlyph *box, double advance, bool *after_space)
{
    KkGlyph glyph = *box;
    const float sides[] = {box->x0, box->y0, box->x1, box->y1};

    for (int i = 0; i < 4; i++)
        if (!(fabsf(sides[i]) < MAX_COORDINATE) || !g_unichar_validate(c))
            return false;
    box->x0 += (float)advance;
    box->x1 += (float)advance;
    glyph.character = c;
    glyph.after_space = *after_space;
    *after_space = g_unichar_isspace(c) || g_unichar_iscntrl(c);
    if (*after_space)
        return true;
    turn_glyph(&glyph, loader->turn, (float)loader->page->width, (float)loader->page->height);
    g_array_append_val(loader->page->glyphs, glyph);
    return true;
}

static bool add_text(Loader *loader, const char *text, KkGlyph box, double advance,
                     bool after_space)
{
    bool sound = true;

    while (*text != '\0' && sound && loader->page->glyphs->len < KK_MAX_PAGE_GLYPHS)
        sound = add_glyph(loader, next_character(&text), &box, advance, &after_space);
    return sound;
}

static bool read_text(Loader *loader, const char *row)
{
    KkStyle style = {0};
    bool after_space = true;

    for (; *row != '\0' && strchr("bi+ ", *row) != NULL; row++) {
        style.bold = style.bold || *row == 'b';
        style.italic = style.italic || *row == 'i';
        after_space = after_space && *row != '+';
    }
    char *end = NULL;
    double x = g_ascii_strtod(row, &end), baseline = g_ascii_strtod(end, &end);
    style.size = (float)g_ascii_strtod(end, &end);
    if (!(style.size > 0) || *end != ' ')
        return false;
    KkGlyph box = {.x0 = (float)x,
                   .y0 = (float)(baseline - ASCENT_EM * style.size),
                   .x1 = (float)(x + ADVANCE_EM * style.size),
                   .y1 = (float)(baseline + DESCENT_EM * style.size),
                   .style = intern_style(loader->page, style)};
    return add_text(loader, end + strspn(end, " "), box, ADVANCE_EM * style.size, after_space);
}

static bool read_box(Loader *loader, const char *row)
{
    double sides[5] = {0};
    const char *rest = row + strlen("box");

    for (int i = 0; i < 5; i++) {
        char *end = NULL;

        sides[i] = g_ascii_strtod(rest, &end);
        if (end == rest || *end != ' ')
            return false;
        rest = end;
    }
    KkStyle style = {(float)sides[4], false, false};
    if (!isfinite(style.size))
        return false;
    KkGlyph box = {.x0 = (float)MIN(sides[0], sides[2]),
                   .y0 = (float)MIN(sides[1], sides[3]),
                   .x1 = (float)MAX(sides[0], sides[2]),
                   .y1 = (float)MAX(sides[1], sides[3]),
                   .style = intern_style(loader->page, style)};
    return add_text(loader, rest + strspn(rest, " "), box, 0, true);
}

static bool read_size(Loader *loader, char **numbers)
{
    double width = numbers[0] != NULL ? g_ascii_strtod(numbers[0], NULL) : 0;
    double height = width > 0 && numbers[1] != NULL ? g_ascii_strtod(numbers[1], NULL) : 0;

    if (!(height > 0) || width > MAX_COORDINATE || height > MAX_COORDINATE)
        return false;
    loader->page->width = width;
    loader->page->height = height;
    return true;
}

/* Whether @row has the form that stands above. */
static bool read_row(Loader *loader, const char *row)
{
    g_auto(GStrv) words = g_strsplit(row, " ", -1);

    if (words[0] == NULL || *words[0] == '\0' || *words[0] == '#')
        return true;
    if (strcmp(words[0], "page") == 0)
        return words[1] != NULL && begin_page(loader, atoi(words[1]));
    if (loader->page == NULL)
        begin_page(loader, 1);
    if (strcmp(words[0], "size") == 0)
        return read_size(loader, words + 1);
    if (strcmp(words[0], "turn") == 0)
        loader->turn = words[1] != NULL ? atoi(words[1]) : 0;
    else if (strcmp(words[0], "box") == 0)
        return read_box(loader, row);
    else
        return read_text(loader, row);
    return true;
}

KkDocument *test_page_read(const KkInput *input, const char *text, bool forgive)
{
    g_auto(GStrv) rows = g_strsplit(text, "\n", -1);
    Loader loader = {kk_document_new(input, "embedded"), NULL, 0};

    loader.document->source.n_pages = 0;
    for (char **row = rows; *row != NULL; row++)
        if (!read_row(&loader, g_strchomp(*row)) && !forgive)
            g_error("not a line of a page: %s", *row);
    return loader.document;
}

KkDocument *test_page_document(const char *name)
{
    g_autofree char *relative = g_strconcat("pages/", name, NULL), *path = test_path(relative);
    g_autoptr(GError) error = NULL;
    g_autoptr(KkInput) input = kk_discover(path, &error);

    g_assert_no_error(error);
    g_autofree char *text =
        g_strndup(g_bytes_get_data(input->bytes, NULL), g_bytes_get_size(input->bytes));

    return test_page_read(input, text, false);
}
