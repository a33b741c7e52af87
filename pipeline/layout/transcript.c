/* SPDX-License-Identifier: GPL-2.0-or-later */
/* transcript.c - a transcript's lines, given a made geometry.
 *
 * A character is 6 points wide, a line 12 high, a blank line half as much more: so what
 * reads a page by its geometry reads a transcript too. The boxes are never reported. */
#include "internal.h"

#include <string.h>

#define CHARACTER_WIDTH 6.0
#define LINE_HEIGHT 12.0
#define TEXT_SIZE 10.0
#define HEADING_SIZE 14.0

static void add_words(KkLine *line, const char *cell, int column, double y, bool strong,
                      GStringChunk *strings)
{
    double size = line->heading ? HEADING_SIZE : TEXT_SIZE;
    g_autofree char *composed = g_utf8_normalize(cell, -1, G_NORMALIZE_NFC);
    g_auto(GStrv) parts = g_strsplit_set(composed, " \v", -1);
    double x = column * CHARACTER_WIDTH;

    for (char **part = parts; *part != NULL; part++) {
        double width = (double)g_utf8_strlen(*part, -1) * CHARACTER_WIDTH;
        KkWord word = {g_string_chunk_insert(strings, *part),
                       {x, y, x + width, y + TEXT_SIZE},
                       {(float)size, strong, false},
                       0,
                       0};

        if (**part != '\0')
            g_array_append_val(line->words, word);
        x += width + CHARACTER_WIDTH;
    }
}

GPtrArray *kk_layout_text_lines(const GPtrArray *lines, GStringChunk *strings)
{
    GPtrArray *out = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
    double y = 0;
    int page = 0;

    for (guint i = 0; i < lines->len; i++) {
        const KkTextLine *from = g_ptr_array_index(lines, i);
        KkLine *line = kk_line_new(from->page);

        y = from->page != page ? 0 : y + LINE_HEIGHT * (from->after_blank ? 1.5 : 1);
        page = from->page;
        line->heading = from->heading;
        line->item = from->item;
        line->unplaced = true;
        for (guint c = 0; c < from->cells->len; c++)
            add_words(line, g_ptr_array_index(from->cells, c), g_array_index(from->columns, int, c),
                      y, from->strong || from->heading, strings);
        kk_line_settle(line);
        if (line->words->len > 0)
            g_ptr_array_add(out, line);
        else
            kk_line_free(line);
    }
    return out;
}
