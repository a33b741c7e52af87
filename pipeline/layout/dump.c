/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dump.c - what the first stages made, as text that diffs well. */
#include <kk/layout.h>

static void dump_page(GString *out, const KkPage *page)
{
    g_string_append_printf(out, "page %d: %.1f x %.1f, %u glyphs\n", page->number, page->width,
                           page->height, page->glyphs->len);
    for (guint i = 0; i < page->glyphs->len; i++) {
        const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);
        const KkStyle *style = &g_array_index(page->styles, KkStyle, glyph->style);

        g_string_append_printf(out, "%7.1f %7.1f %7.1f %7.1f  %4.1f%s %s", glyph->x0, glyph->y0,
                               glyph->x1, glyph->y1, style->size, style->bold ? "b" : " ",
                               glyph->after_space ? "_" : " ");
        g_string_append_unichar(out, glyph->character);
        g_string_append_c(out, '\n');
    }
}

static void dump_text_line(GString *out, const KkTextLine *line)
{
    g_string_append_printf(out, "page %d%s%s%s%s:", line->page, line->heading ? " heading" : "",
                           line->strong ? " strong" : "", line->item ? " item" : "",
                           line->after_blank ? " after-blank" : "");
    for (guint c = 0; c < line->cells->len; c++)
        g_string_append_printf(out, " %d[%s]", g_array_index(line->columns, int, c),
                               (char *)g_ptr_array_index(line->cells, c));
    g_string_append_c(out, '\n');
}

char *kk_document_dump(const KkDocument *document)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < document->pages->len; i++)
        dump_page(out, g_ptr_array_index(document->pages, i));
    for (guint i = 0; document->lines != NULL && i < document->lines->len; i++)
        dump_text_line(out, g_ptr_array_index(document->lines, i));
    return g_string_free(out, FALSE);
}

static void dump_line(GString *out, const KkLine *line, char mark)
{
    g_string_append_printf(out, "%3d %7.1f %7.1f %7.1f %7.1f  %4.1f%s%s %c %s\n", line->page,
                           line->box.x0, line->box.y0, line->box.x1, line->box.y1, line->size,
                           line->bold ? "b" : " ",
                           line->heading ? "#"
                           : line->item  ? "*"
                                         : " ",
                           mark, line->text);
}

char *kk_layout_dump(const KkLayout *layout, bool furniture_too)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < layout->lines->len; i++)
        dump_line(out, g_ptr_array_index(layout->lines, i), '|');
    for (guint i = 0; furniture_too && i < layout->furniture->len; i++)
        dump_line(out, g_ptr_array_index(layout->furniture, i), '~');
    return g_string_free(out, FALSE);
}
