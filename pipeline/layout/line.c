/* SPDX-License-Identifier: GPL-2.0-or-later */
/* line.c - a line: its words, a copy of some of them, its place. */
#include "internal.h"

#include <string.h>

#define USUAL_WORDS 16 /* that a line has room for at first */

KkLine *kk_line_new(int page)
{
    KkLine *line = g_new0(KkLine, 1);

    line->page = line->sheet = page;
    line->words = g_array_sized_new(FALSE, FALSE, sizeof(KkWord), USUAL_WORDS);
    return line;
}

void kk_line_free(KkLine *line)
{
    if (line == NULL)
        return;
    g_array_unref(line->words);
    g_free(line->text);
    g_free(line);
}

void kk_line_settle(KkLine *line)
{
    GString *text = g_string_sized_new(128);
    gsize most = 0;

    line->box = (KkRect){0};
    line->bold = line->italic = line->words->len > 0;
    for (guint i = 0; i < line->words->len; i++) {
        const KkWord *word = kk_line_word(line, i);
        gsize length = strlen(word->text);

        line->box = kk_rect_union(&line->box, &word->box);
        if (length > 1 || line->words->len == 1) {
            line->bold = line->bold && word->style.bold;
            line->italic = line->italic && word->style.italic;
        }
        if (length > most) {
            most = length;
            line->size = word->style.size;
        }
        if (i > 0)
            g_string_append_c(text, ' ');
        g_string_append(text, word->text);
    }
    g_free(line->text);
    line->text = g_string_free(text, FALSE);
}

static KkLine *dup_frame(const KkLine *line, guint n_words)
{
    KkLine *copy = g_memdup2(line, sizeof *line);

    copy->words = g_array_sized_new(FALSE, FALSE, sizeof(KkWord), n_words);
    copy->text = NULL;
    return copy;
}

KkLine *kk_line_dup_words(const KkLine *line, guint first, guint n)
{
    const guint end = MIN(first + n, line->words->len);
    KkLine *copy = dup_frame(line, end > first ? end - first : 0);

    if (end > first)
        g_array_append_vals(copy->words, kk_line_word(line, first), end - first);
    kk_line_settle(copy);
    return copy;
}

KkLine *kk_line_dup_between(const KkLine *line, double x0, double x1)
{
    g_autoptr(KkLine) copy = dup_frame(line, line->words->len);

    for (guint i = 0; i < line->words->len; i++) {
        const KkWord *word = kk_line_word(line, i);
        double x = (word->box.x0 + word->box.x1) / 2;

        if (x >= x0 && x < x1)
            g_array_append_vals(copy->words, word, 1);
    }
    if (copy->words->len == 0)
        return NULL;
    kk_line_settle(copy);
    return g_steal_pointer(&copy);
}

KkRect layout_turn(const KkRect *box, int quarter, double width, double height)
{
    switch (quarter) {
    case 1: /* runs downwards */
        return (KkRect){box->y0, width - box->x1, box->y1, width - box->x0};
    case 2:
        return (KkRect){width - box->x1, height - box->y1, width - box->x0, height - box->y0};
    case 3: /* runs upwards */
        return (KkRect){height - box->y1, box->x0, height - box->y0, box->x1};
    default:
        return *box;
    }
}

KkRect layout_turn_back(const KkRect *box, int quarter, double width, double height)
{
    switch (quarter) {
    case 1:
        return (KkRect){width - box->y1, box->x0, width - box->y0, box->x1};
    case 2:
        return (KkRect){width - box->x1, height - box->y1, width - box->x0, height - box->y0};
    case 3:
        return (KkRect){box->y0, height - box->x1, box->y1, height - box->x0};
    default:
        return *box;
    }
}

static void place(const KkLine *line, const KkRect *box, KkAt *at)
{
    KkRect none = {0};
    KkRect shown = layout_turn_back(box, line->quarter, line->page_width, line->page_height);

    shown.x0 = CLAMP(shown.x0 + line->sheet_left, 0, line->sheet_width);
    shown.x1 = CLAMP(shown.x1 + line->sheet_left, 0, line->sheet_width);
    shown.y0 = CLAMP(shown.y0 + line->sheet_top, 0, line->sheet_height);
    shown.y1 = CLAMP(shown.y1 + line->sheet_top, 0, line->sheet_height);
    kk_at_add(at, line->sheet, line->unplaced ? &none : &shown);
}

void kk_word_place(const KkLine *line, const KkWord *word, KkAt *at)
{
    KkRect box = word->box;

    box.y0 += word->above;
    box.y1 -= word->below;
    place(line, &box, at);
}

void kk_line_place(const KkLine *line, KkAt *at)
{
    for (guint i = 0; i < line->words->len; i++)
        kk_word_place(line, kk_line_word(line, i), at);
}
