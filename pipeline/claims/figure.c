/* SPDX-License-Identifier: GPL-2.0-or-later */
/* figure.c - the numbers of a sentence, and what the words around them say that they are. */
#include "prose.h"

#include <kk/language.h>

#include <string.h>

/* Words further away than this do not speak of a number. */
#define CONTEXT_BYTES 120

void figure_clear(Figure *figure)
{
    g_clear_pointer(&figure->before, g_free);
    g_clear_pointer(&figure->after, g_free);
}

/* ---- numbers ------------------------------------------------------------------------ */

char *figure_dup_context(const char *text, gsize end)
{
    gsize context = MIN(end, (gsize)CONTEXT_BYTES);

    while (context > 0 && ((guchar)text[end - context] & 0xc0) == 0x80)
        context--;
    return g_strndup(text + end - context, context);
}

static bool is_joined(char c)
{
    return c != '\0' && (g_ascii_isalnum(c) || strchr("-/.,:+%\xe2", c) != NULL);
}

static char *dup_after(const char *text)
{
    KkMatch match;

    return kk_pattern_match(KK_PATTERN_POINTS_UNIT, text, 0, &match)
               ? g_strconcat(" poäng", text + match.ends[0], NULL)
               : g_strdup(text);
}

/* Whether the number at [@start, @end) is no part of a date, a range, a share or a word. */
static bool is_alone(const char *text, gsize start, gsize end)
{
    bool of_max = g_str_has_prefix(text + end, "/800") || g_str_has_prefix(text + end, "/100");

    if (start > 0 && is_joined(text[start - 1]))
        return false;
    return text[end] == '\0' || of_max || kk_pattern_is(KK_PATTERN_POINTS_UNIT, text + end) ||
           (strchr("-%", text[end]) == NULL && !g_ascii_isalpha(text[end]) &&
            !(is_joined(text[end]) && is_joined(text[end + 1])));
}

static void set_figure(Figure *figure, const char *text, gsize start, gsize end)
{
    figure->start = start;
    figure->end = end;
    figure->before = figure_dup_context(text, start);
    figure->after = dup_after(text + end);
}

/* A number of points in words, at the beginning of a word: "fyra poäng". */
static bool spell_figure(const char *text, gsize at, Figure *figure)
{
    gsize length = 0;
    int number = at == 0 || text[at - 1] == ' ' ? kk_language_number(text + at, &length) : 0;

    if (number == 0 || !kk_pattern_is(KK_PATTERN_POINTS_UNIT, text + at + length))
        return false;
    set_figure(figure, text, at, at + length);
    figure->value = (KkNumber){true, number, 0};
    return true;
}

bool figure_next(const char *text, gsize from, Figure *figure)
{
    for (gsize i = from; text[i] != '\0';) {
        gsize n = strspn(text + i, "0123456789");

        if (n == 0 && spell_figure(text, i, figure))
            return true;
        if (n == 0) {
            i++;
            continue;
        }
        gsize decimals = text[i + n] == ',' ? strspn(text + i + n + 1, "0123456789") : 0;
        gsize end = i + n + (decimals > 0 ? decimals + 1 : 0);
        bool points = kk_pattern_is(KK_PATTERN_POINTS_UNIT, text + end);

        if ((n == 2 || n == 3 || (n == 1 && points)) && decimals <= 1 && is_alone(text, i, end)) {
            g_autofree char *printed = g_strndup(text + i, end - i);

            set_figure(figure, text, i, end);
            figure->value = kk_number_parse(printed);
            return figure->value.set;
        }
        i = end;
    }
    return false;
}

/* ---- what it is --------------------------------------------------------------------- */

bool figure_is_points(const Figure *figure)
{
    return g_str_has_prefix(figure->after, " poäng") ||
           kk_pattern_is(KK_PATTERN_OF_MAXIMUM, figure->after);
}

bool figure_is_percent(const Figure *figure)
{
    return g_str_has_prefix(figure->after, " %") || g_str_has_prefix(figure->after, " procent");
}

bool figure_is_average(const Figure *figure)
{
    return kk_pattern_is(KK_PATTERN_OFF_AVERAGE, figure->after) ||
           kk_pattern_is(KK_PATTERN_AVERAGE_WORDS, figure->before);
}

bool figure_is_change(const Figure *figure)
{
    return kk_pattern_is(KK_PATTERN_MORE_BEHIND, figure->after) ||
           kk_pattern_is(KK_PATTERN_CHANGE_WORDS, figure->before);
}

bool figure_is_distance(const Figure *figure)
{
    return kk_pattern_is(KK_PATTERN_DISTANCE_BEHIND, figure->after) ||
           kk_pattern_is(KK_PATTERN_DISTANCE_BEFORE, figure->before) ||
           kk_pattern_is(KK_PATTERN_GOAL, figure->before) ||
           kk_pattern_is(KK_PATTERN_DENIED, figure->before) ||
           kk_pattern_is(KK_PATTERN_RANGE_BEFORE, figure->before) ||
           kk_pattern_is(KK_PATTERN_RANGE_BEHIND, figure->after);
}

bool figure_has_beside(const Figure *figure, KkPatternId pattern)
{
    return kk_pattern_is(pattern, figure->before) || kk_pattern_is(pattern, figure->after);
}

bool figure_is_bare(const Figure *figure)
{
    return figure->after[0] == '\0' || strchr(".,;:)!?", figure->after[0]) != NULL ||
           kk_pattern_is(KK_PATTERN_BARE_BEHIND, figure->after) ||
           kk_pattern_is(KK_PATTERN_GOT_BEHIND, figure->after) ||
           kk_pattern_is(KK_PATTERN_BEFORE_BEHIND, figure->after);
}
