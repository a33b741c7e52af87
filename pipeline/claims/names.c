/* names.c - the area that a number of a sentence is of. */
#include "prose.h"

#include <kk/edition.h>

#include <string.h>

#define NEAR_BYTES 40 /* between a number and the area that it is of */

/* An area's name in a sentence. */
typedef struct {
    const char *name;
    gsize start, end; /* bytes */
} Named;

/* The areas named nearest before and behind a number, and where they end and begin. */
typedef struct {
    const char *before, *behind; /* NULL: none */
    gsize before_end, behind_start;
} Names;

/* In lower case, where that is as many bytes: places in it are places in @text. */
static char *dup_lower(const char *text)
{
    GString *lower = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p), low = g_unichar_tolower(c);

        g_string_append_unichar(
            lower, g_unichar_to_utf8(low, NULL) == g_unichar_to_utf8(c, NULL) ? low : c);
    }
    return g_string_free(lower, FALSE);
}

static bool is_letter_at(const char *text, gsize at)
{
    return g_unichar_isalpha(g_utf8_get_char(text + at));
}

static void note_all(GArray *named, const char *lower, const char *name)
{
    g_autofree char *sought = dup_lower(name);

    for (const char *p = lower; (p = strstr(p, sought)) != NULL; p++) {
        const char *left = g_utf8_find_prev_char(lower, p);
        Named one = {name, (gsize)(p - lower), (gsize)(p - lower) + strlen(sought)};

        if ((left == NULL || !g_unichar_isalpha(g_utf8_get_char(left))) &&
            !is_letter_at(lower, one.end))
            g_array_append_val(named, one);
    }
}

GArray *sentence_names(const char *text)
{
    GArray *named = g_array_new(FALSE, FALSE, sizeof(Named));
    g_autofree char *lower = dup_lower(text);

    for (int e = 0; kk_editions[e] != NULL; e++)
        for (int i = 0; i < KK_EDITION_AREAS * KK_AREA_SPELLINGS; i++) {
            const char *name =
                kk_editions[e]->areas[i / KK_AREA_SPELLINGS].names[i % KK_AREA_SPELLINGS];

            if (name != NULL)
                note_all(named, lower, name);
        }
    return named;
}

static Names find_names(const Sentence *sentence, const Figure *figure)
{
    Names names = {0};

    for (guint i = 0; i < sentence->names->len; i++) {
        const Named *one = &g_array_index(sentence->names, Named, i);

        if (one->end <= figure->start &&
            (names.before == NULL || one->end > names.before_end ||
             (one->end == names.before_end && strlen(one->name) > strlen(names.before)))) {
            names.before = one->name;
            names.before_end = one->end;
        } else if (one->start >= figure->end &&
                   (names.behind == NULL || one->start < names.behind_start)) {
            names.behind = one->name;
            names.behind_start = one->start;
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
    *nearness = names.before == NULL                          ? NAME_NONE
                : names.before_end > sentence->last_score ? NAME_BESIDE
                                                              : NAME_SOMEWHERE;
    if (names.before == NULL && names.behind != NULL)
        *nearness = NAME_BEHIND;
    return names.before != NULL ? names.before : names.behind;
}
