/* SPDX-License-Identifier: GPL-2.0-or-later */
/* check_layout.c - what lines and all that is built on lines must keep, whatever the glyphs. */
#include "fuzz.h"

#include <kk/blocks.h>

#include <math.h>
#include <string.h>

/* A box is turned in double, from glyphs that are given in float. */
#define NEAR 0.01

/* ---- a line against its page ---------------------------------------------------------- */

static void count_characters(GHashTable *counts, const char *text, int step)
{
    g_autofree char *plain = g_utf8_normalize(text, -1, G_NORMALIZE_ALL);

    for (const char *p = plain; *p != '\0'; p = g_utf8_next_char(p)) {
        gpointer key = GUINT_TO_POINTER(g_utf8_get_char(p));
        int n = GPOINTER_TO_INT(g_hash_table_lookup(counts, key)) + step;

        g_assert_true(n >= 0 || *p == ' ');
        g_hash_table_insert(counts, key, GINT_TO_POINTER(n));
    }
}

static GHashTable *count_glyphs(const KkPage *page)
{
    GHashTable *counts = g_hash_table_new(NULL, NULL);
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < page->glyphs->len; i++) {
        gunichar c = g_array_index(page->glyphs, KkGlyph, i).character;

        if (g_unichar_validate(c))
            g_string_append_unichar(text, c);
    }
    count_characters(counts, text->str, 1);
    return counts;
}

static void check_words(const KkLine *line)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < line->words->len; i++) {
        g_assert_true(i == 0 || kk_line_word(line, i)->box.x0 >= kk_line_word(line, i - 1)->box.x0);
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", kk_line_word(line, i)->text);
    }
    g_assert_cmpuint(line->words->len, >, 0);
    g_assert_cmpstr(line->text, ==, text->str);
    fuzz_check_text(line->text, false);
}

/* One place, which is the page's, lies on it, and is empty only where the words are. */
static void check_place(const KkLine *line, const KkPage *page)
{
    g_autoptr(GArray) at = kk_at_new();

    kk_line_place(line, at);
    fuzz_check_at(at, page->number);
    g_assert_cmpuint(at->len, ==, 1);
    const KkRect *box = &g_array_index(at, KkPlace, 0).bbox;
    g_assert_true(box->x1 <= page->width + NEAR && box->y1 <= page->height + NEAR);
    g_assert_true(!kk_rect_is_empty(box) || line->box.x1 - line->box.x0 < NEAR ||
                  line->box.y1 - line->box.y0 < NEAR);
}

static void check_page(const KkLayout *layout, const KkPage *page)
{
    const GPtrArray *parts[] = {layout->lines, layout->furniture};
    g_autoptr(GHashTable) counts = count_glyphs(page);

    for (gsize k = 0; k < G_N_ELEMENTS(parts); k++)
        for (guint i = 0; i < parts[k]->len; i++) {
            const KkLine *line = g_ptr_array_index(parts[k], i);

            if (line->sheet != page->number) /* a sheet may hold two pages */
                continue;
            check_words(line);
            check_place(line, page);
            count_characters(counts, line->text, -1);
        }
}

/* ---- what is built on lines ------------------------------------------------------------ */

static guint count_words(const GPtrArray *lines)
{
    guint n = 0;

    for (guint i = 0; i < lines->len; i++)
        n += ((KkLine *)g_ptr_array_index(lines, i))->words->len;
    return n;
}

/* Whether a page is a sheet of two, which the layout reads by halves. */
static bool is_parted(const KkLayout *layout, const KkPage *page)
{
    const GPtrArray *parts[] = {layout->lines, layout->furniture};

    for (gsize k = 0; k < G_N_ELEMENTS(parts); k++)
        for (guint i = 0; i < parts[k]->len; i++) {
            const KkLine *line = g_ptr_array_index(parts[k], i);

            if (line->sheet == page->number && line->page_width < line->sheet_width)
                return true;
        }
    return false;
}

static guint count_words_on(const GPtrArray *lines, int sheet)
{
    guint n = 0;

    for (guint i = 0; i < lines->len; i++) {
        const KkLine *line = g_ptr_array_index(lines, i);

        n += line->sheet == sheet ? line->words->len : 0;
    }
    return n;
}

/* What columns and furniture take apart they keep. */
static void check_kept(const KkLayout *layout, const KkDocument *document)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
    g_autoptr(GHashTable) watermarks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint n_words = 0, n_kept = 0;

    for (guint i = 0; i < document->pages->len; i++) {
        const KkPage *page = g_ptr_array_index(document->pages, i);

        if (is_parted(layout, page))
            continue;
        g_autoptr(GPtrArray) lines = kk_layout_page_lines(page, &kk_swedish, watermarks, strings);
        n_words += count_words(lines);
        n_kept += count_words_on(layout->lines, page->number) +
                  count_words_on(layout->furniture, page->number);
    }
    g_assert_cmpuint(n_words, ==, n_kept);
}

/* No word is told twice; each text can be placed. */
static void check_blocks(const KkLayout *layout, const GPtrArray *blocks)
{
    guint n_words = 0;

    for (guint i = 0; i < blocks->len; i++)
        n_words += count_words(((KkBlock *)g_ptr_array_index(blocks, i))->lines);
    g_assert_cmpuint(n_words, <=, count_words(layout->lines));
    for (guint i = 0; i < blocks->len; i++) {
        g_autoptr(KkFlow) flow =
            kk_flow_new(layout, ((KkBlock *)g_ptr_array_index(blocks, i))->lines);
        g_autoptr(GArray) at = kk_at_new();

        fuzz_check_text(flow->text->str, false);
        kk_flow_place(flow, 0, flow->text->len, at);
        fuzz_check_at(at, -1);
    }
}

static void check_items(const KkLayout *layout, double right)
{
    g_autoptr(GPtrArray) items = kk_layout_items(layout, layout->lines, right);

    check_blocks(layout, items);
}

static void check_abreast(const KkLayout *layout)
{
    g_autoptr(GPtrArray) sides = kk_layout_abreast(layout->lines);

    g_assert_cmpuint(sides->len, ==, 2);
}

/* Rows where the bold lines stand, and the other lines shared out to them. */
static void check_rows(const KkLayout *layout)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(KkRowAnchors));
    g_autoptr(GPtrArray) lines = g_ptr_array_new();

    for (guint i = 0; i < layout->lines->len; i++) {
        KkLine *line = g_ptr_array_index(layout->lines, i);
        KkAnchor anchor = {line->page, kk_line_middle(line)};
        KkRowAnchors row = {{anchor, anchor}};

        if (line->bold)
            g_array_append_val(rows, row);
        else
            g_ptr_array_add(lines, line);
    }
    g_autofree int *owner = g_new0(int, lines->len + 1);
    for (KkAlign align = 0; rows->len > 0 && align < KK_N_ALIGNS; align++) {
        const KkAlign aligns[] = {align, KK_ALIGN_MIDDLE};

        g_assert_false(isnan(kk_blocks_share_lines(rows, lines, aligns, owner)));
        for (guint i = 0; i < lines->len; i++)
            g_assert_true(owner[i] >= -1 && owner[i] < (int)rows->len);
    }
}

void fuzz_check_layout(const KkDocument *document)
{
    g_autoptr(KkLayout) layout = kk_layout(document, &kk_swedish);
    g_autofree char *glyphs = kk_document_dump(document), *lines = kk_layout_dump(layout, true);

    fuzz_check_text(glyphs, true);
    fuzz_check_text(lines, true);
    for (guint i = 0; i < document->pages->len; i++)
        check_page(layout, g_ptr_array_index(document->pages, i));
    check_kept(layout, document);
    if (layout->lines->len == 0)
        return;
    g_autoptr(GPtrArray) paragraphs = kk_layout_paragraphs(layout, layout->lines);
    check_blocks(layout, paragraphs);
    check_items(layout, 0);
    check_items(layout, kk_lines_right(layout->lines));
    check_abreast(layout);
    check_rows(layout);
}
