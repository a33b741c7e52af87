/* names.c - the area that a number of a sentence is of. */
#include "prose.h"

#include <kk/edition.h>

#include <string.h>

#define NEAR_BYTES 40 /* between a number and the area that it is of */

/* The areas named nearest before and behind a number, and where they end and begin. */
typedef struct {
    const char *before, *behind; /* NULL: none */
    gsize before_end, behind_start;
} Names;

static bool is_letter_at(const char *text, gsize at)
{
    return g_unichar_isalpha(g_utf8_get_char(text + at));
}

static void note_name(Names *names, const char *name, gsize start, gsize end,
                      const Figure *figure)
{
    if (end <= figure->start &&
        (names->before == NULL || end > names->before_end ||
         (end == names->before_end && strlen(name) > strlen(names->before)))) {
        names->before = name;
        names->before_end = end;
    } else if (start >= figure->end &&
               (names->behind == NULL || start < names->behind_start)) {
        names->behind = name;
        names->behind_start = start;
    }
}

static Names find_names(const Sentence *sentence, const Figure *figure)
{
    g_autofree char *lower = g_utf8_strdown(sentence->text, -1);
    Names names = {0};

    for (int e = 0; kk_editions[e] != NULL; e++)
        for (int i = 0; i < KK_EDITION_AREAS * KK_AREA_SPELLINGS; i++) {
            const char *name =
                kk_editions[e]->areas[i / KK_AREA_SPELLINGS].names[i % KK_AREA_SPELLINGS];

            if (name == NULL)
                continue;
            g_autofree char *sought = g_utf8_strdown(name, -1);
            for (const char *p = lower; (p = strstr(p, sought)) != NULL; p++) {
                gsize start = (gsize)(p - lower), end = start + strlen(sought);
                const char *left = g_utf8_find_prev_char(lower, p);

                if ((left == NULL || !g_unichar_isalpha(g_utf8_get_char(left))) &&
                    !is_letter_at(lower, end))
                    note_name(&names, name, start, end, figure);
            }
        }
    return names;
}

/* "71 poäng inom Arbetsliv": the name behind is the number's. */
static bool is_told_behind(const Sentence *sentence, const Figure *figure, const Names *names)
{
    if (names->behind == NULL || !figure_is_points(figure) ||
        names->behind_start >= figure->end + NEAR_BYTES)
        return false;
    g_autofree char *between =
        g_strndup(sentence->text + figure->end, names->behind_start - figure->end);
    return kk_pattern_is(KK_PATTERN_WITHIN, between);
}

/* "Arbetsliv (71)", "Arbetsliv, med 71": the name before is the number's. */
static bool is_told_before(const Sentence *sentence, const Figure *figure, const Names *names)
{
    if (names->before == NULL)
        return false;
    g_autofree char *between =
        g_strndup(sentence->text + names->before_end, figure->start - names->before_end);
    return kk_pattern_is(KK_PATTERN_BESIDE_NAME, between);
}

const char *sentence_find_area(const Sentence *sentence, const Figure *figure, Nearness *nearness)
{
    Names names = find_names(sentence, figure);

    *nearness = NAME_ATTACHED;
    if (is_told_before(sentence, figure, &names))
        return names.before;
    if (is_told_behind(sentence, figure, &names))
        return names.behind;
    *nearness = NAME_SOMEWHERE;
    if (names.before != NULL && names.before_end > sentence->last_score)
        *nearness = NAME_BESIDE;
    if (names.before == NULL && names.behind == NULL)
        *nearness = NAME_NONE;
    return names.before != NULL ? names.before : names.behind;
}
