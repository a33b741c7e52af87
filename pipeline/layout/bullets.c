/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bullets.c - what marks an item: a bullet, a dash, a number, a glyph that stands off. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

static bool is_strong_bullet(gunichar c)
{
    return (c >= 0xe000 && c <= 0xf8ff) ||                /* private use: Symbol, Wingdings */
           (c >= 0x2190 && c <= 0x22ff && c != 0x2212) || /* arrows, operators: ∙ ⋅ ⋆ */
           (c >= 0x2300 && c <= 0x2bff) ||                /* shapes, dingbats and more arrows */
           c == 0x2022 || c == 0x2023 || c == 0x2043 || c == 0x00b7 || c == 0x00a7;
}

/* Any sign that stands alone before text, but for those of sentences and brackets. */
static bool is_weak_bullet(gunichar c)
{
    return c == 'o' || (!g_unichar_isalnum(c) && g_unichar_isgraph(c) &&
                        (c > 0x7f || strchr(".,:;!?()[]{}\"'/%&", (int)c) == NULL));
}

/* Up to 39, of the letters x, v and i in that order; @length: (out): theirs. */
static int roman_number(const char *text, gsize *length)
{
    int number = 0;

    *length = strspn(text, "ivx");
    for (gsize i = 0; i < *length; i++) {
        const int value = text[i] == 'x' ? 10 : text[i] == 'v' ? 5 : 1;
        const bool before_greater = i + 1 < *length && text[i] == 'i' && text[i + 1] != 'i';

        number += before_greater ? -value : value;
    }
    return number;
}

int layout_mark_number(const char *text, bool roman, gsize *n)
{
    const char *p = text + (*text == '(');
    gsize digits = strspn(p, "0123456789"), length;
    int number = digits > 0 ? atoi(p) : roman_number(p, &length);

    if (digits > 0)
        length = digits;
    else if (length < 2 && !roman) {
        number = g_ascii_islower(*p) ? *p - 'a' + 1 : 0;
        length = 1;
    }
    const char *end = p + length;

    if (digits > 2 || number == 0 || (*end != ')' && (*end != '.' || *text == '(')))
        return 0;
    *n = (gsize)(end + 1 - text);
    return number;
}

bool kk_text_is_sign(const char *word)
{
    return word[0] != '\0' && *g_utf8_next_char(word) == '\0' &&
           !g_unichar_isalnum(g_utf8_get_char(word));
}

gsize kk_text_bullet(const char *text, bool *weak)
{
    gunichar c = g_utf8_get_char(text);
    gsize n = (gsize)(g_utf8_next_char(text) - text);

    *weak = false;
    if (*text == '\0')
        return 0;
    if (is_strong_bullet(c))
        return n + strspn(text + n, " ");
    *weak = true;
    if (!is_weak_bullet(c) && layout_mark_number(text, false, &n) == 0)
        return 0;
    if (strncmp(text, "--", 2) == 0) /* a typewriter's dash */
        n = 2;
    return n > 0 && text[n] == ' ' ? n + strspn(text + n, " ") : 0;
}

int layout_label_number(const char *mark)
{
    const char *number = mark + (g_ascii_isupper(*mark) && g_ascii_isdigit(mark[1]));
    gsize digits = strspn(number, "0123456789");

    return digits > 0 && digits <= 2 && (number[digits] == '\0' || number[digits] == ' ')
               ? atoi(number)
               : 0;
}

/* A single glyph, or a number without a dot, that stands off from the text behind it: a bullet
 * of a font whose glyphs extract as letters, or a list set as a table. */
static bool hangs(const KkLine *line)
{
    const char *mark = kk_line_word(line, 0)->text;
    bool number = layout_label_number(mark) > 0;

    return line->words->len > 1 && (number || *g_utf8_next_char(mark) == '\0') &&
           kk_line_word(line, 1)->box.x0 - kk_line_word(line, 0)->box.x1 >
               BULLET_GAP_EM * line->size;
}

gsize layout_bullet_of(const KkLine *line, bool *weak)
{
    gsize n = kk_text_bullet(line->text, weak);

    if (n > 0 || !hangs(line))
        return n;
    *weak = true;
    return strlen(kk_line_word(line, 0)->text) + 1;
}

KkLine *kk_line_skip_bullet(const KkLine *line)
{
    bool weak = false;
    gsize n = layout_bullet_of(line, &weak);
    const KkWord *first = kk_line_word(line, 0);

    if (n == 0)
        return kk_line_dup_words(line, 0, line->words->len);
    if (strlen(first->text) <= n)
        return kk_line_dup_words(line, 1, line->words->len - 1);

    /* Bullet and text in one word: the box is parted by the number of characters. */
    KkLine *copy = kk_line_dup_words(line, 0, line->words->len);
    KkWord *word = &g_array_index(copy->words, KkWord, 0);
    double share = 1.0 / (double)g_utf8_strlen(word->text, -1);
    word->box.x0 += share * (word->box.x1 - word->box.x0);
    word->text += n;
    kk_line_settle(copy);
    return copy;
}
