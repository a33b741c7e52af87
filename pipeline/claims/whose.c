/* SPDX-License-Identifier: GPL-2.0-or-later */
/* whose.c - whose score a number of a sentence is. */
#include "prose.h"

#include <string.h>

/* Whether another number, or words for whose it is, stand between a number's end and a name
 * behind it. */
static bool is_parted(const char *text, gsize end, gsize name)
{
    g_autofree char *between = g_strndup(text + end, name - end);
    Figure other = {0};
    bool parted = figure_next(between, 0, &other) || kk_pattern_is(KK_PATTERN_PARTS_OWNER, between);

    figure_clear(&other);
    return parted;
}

static bool is_attached(const char *text, gsize start, gsize end)
{
    g_autofree char *between = g_strndup(text + start, end - start);

    return kk_pattern_is(KK_PATTERN_ATTACHES, between);
}

/* A row's numbers are those of the municipalities named before it: "Ale och Orust fick 497
 * respektive 560 poäng". */
static const KkMunicipality *listed_owner(const Sentence *sentence, const Figure *figure)
{
    List list = sentence_find_list(sentence, figure);
    const KkMunicipality *owner = NULL, *found = NULL;
    gsize start = 0, end = 0;
    guint n = 0;

    for (gsize from = list.from;
         list.n > 1 && (found = kk_register_scan(sentence->text, from, &start, &end)) != NULL &&
         end <= list.start;
         from = end)
        if (n++ == list.at)
            owner = found;
    return n == list.n ? owner : NULL;
}

const KkMunicipality *sentence_find_owner(const Sentence *sentence, const Figure *figure,
                                          bool *attached)
{
    const KkMunicipality *owner = listed_owner(sentence, figure), *found = NULL;
    const char *text = sentence->text;
    gsize start = 0, end = 0;

    *attached = owner != NULL;
    if (owner != NULL)
        return owner;
    for (gsize from = 0; (found = kk_register_scan(text, from, &start, &end)) != NULL; from = end) {
        if (end <= figure->start) {
            owner = found;
            *attached = is_attached(text, end, figure->start);
        } else if (start >= figure->end &&
                   (owner == NULL || g_str_has_prefix(figure->after, " poäng som "))) {
            if (is_parted(text, figure->end, start))
                return owner;
            *attached = is_attached(text, figure->end, start);
            return found;
        }
    }
    return owner;
}

const KkMunicipality *sentence_last_named(const char *text)
{
    const KkMunicipality *last = NULL, *found = NULL;
    gsize start = 0, end = 0;

    for (gsize from = 0; (found = kk_register_scan(text, from, &start, &end)) != NULL; from = end)
        last = found;
    return last;
}

bool sentence_year_is_of_other(const Page *page, const char *text, gsize year)
{
    const KkMunicipality *found = NULL;
    gsize start = 0, end = 0;

    for (gsize from = 0; (found = kk_register_scan(text, from, &start, &end)) != NULL; from = end)
        if (end + strlen(" ") == year && found != page->context.municipality)
            return true;
    return false;
}

bool sentence_is_of_others(const Page *page, const char *text)
{
    const KkMunicipality *found = NULL;
    gsize start = 0, end = 0;
    bool others = false;

    for (gsize from = 0; (found = kk_register_scan(text, from, &start, &end)) != NULL; from = end) {
        if (found == page->context.municipality)
            return false;
        others = true;
    }
    return others;
}
