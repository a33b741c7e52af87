/* SPDX-License-Identifier: GPL-2.0-or-later */
/* names.c - the area that a number of a sentence is of. */
#include "prose.h"

#include <kk/edition.h>
#include <kk/labels.h>

#include <string.h>

#define NEAR_BYTES 100 /* between a number and the area that it is of */

/* An area's name in a sentence. */
typedef struct {
    const char *name;
    gsize start, end; /* bytes */
} Named;

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

static int by_start(gconstpointer a, gconstpointer b)
{
    gsize first = ((const Named *)a)->start, second = ((const Named *)b)->start;

    return first < second ? -1 : first > second;
}

static const Named *name_at(const GArray *names, guint i)
{
    return &g_array_index(names, Named, i);
}

static bool is_within(const GArray *names, const Named *name)
{
    for (guint i = 0; i < names->len; i++) {
        const Named *other = name_at(names, i);

        if (other->start <= name->start && other->end >= name->end &&
            other->end - other->start > name->end - name->start)
            return true;
    }
    return false;
}

GArray *sentence_names(const char *text)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Named));
    GArray *names = g_array_new(FALSE, FALSE, sizeof(Named));
    g_autofree char *lower = dup_lower(text);

    for (int e = 0; kk_editions[e] != NULL; e++)
        for (int i = 0; i < KK_EDITION_AREAS * KK_AREA_SPELLINGS; i++) {
            const char *name =
                kk_editions[e]->areas[i / KK_AREA_SPELLINGS].names[i % KK_AREA_SPELLINGS];

            if (name != NULL)
                note_all(all, lower, name);
        }
    g_array_sort(all, by_start);
    for (guint i = 0; i < all->len; i++)
        if (!is_within(all, name_at(all, i)) &&
            (names->len == 0 || name_at(names, names->len - 1)->start < name_at(all, i)->start))
            g_array_append_val(names, *name_at(all, i));
    return names;
}

/* "71 poäng inom Arbetsliv": the name behind is the number's. */
static bool is_told_behind(const Sentence *sentence, const Figure *figure, const Named *name)
{
    if (name->start >= figure->end + NEAR_BYTES ||
        sentence_has_figure(sentence, figure->end, name->start))
        return false;
    g_autofree char *between = g_strndup(sentence->text + figure->end, name->start - figure->end);
    return kk_pattern_is(figure_is_points(figure) ? KK_PATTERN_WITHIN : KK_PATTERN_RIGHT_WITHIN,
                         between);
}

/* "Arbetsliv (71)", "Arbetsliv, med 71": the name before is the number's. */
static bool is_told_before(const Sentence *sentence, const Figure *figure, const Named *name)
{
    g_autofree char *between = g_strndup(sentence->text + name->end, figure->start - name->end);

    return kk_pattern_is(KK_PATTERN_BESIDE_NAME, between);
}

/* Whether the number behind a name is the name's: "inom Arbetsliv 59 poäng", but not "inom
 * Arbetsliv, 63 inom Effektivitet". */
static bool has_its_number(const Sentence *sentence, guint i)
{
    const Named *name = name_at(sentence->names, i);

    for (guint k = 0; k < sentence->figures->len; k++) {
        const Figure *next = &g_array_index(sentence->figures, Figure, k);

        if (next->start >= name->end)
            return is_told_before(sentence, next, name) &&
                   (i + 1 == sentence->names->len ||
                    !is_told_behind(sentence, next, name_at(sentence->names, i + 1)));
    }
    return false;
}

static const char *listed_name(const Sentence *sentence, const List *list)
{
    const char *found = NULL;
    guint n = 0;

    for (guint i = 0; i < sentence->names->len; i++) {
        const Named *name = name_at(sentence->names, i);

        if (name->start >= list->from && name->end <= list->start && n++ == list->at)
            found = name->name;
    }
    return n == list->n ? found : NULL;
}

void sentence_read_area_heading(const Sentence *sentence)
{
    Page *page = sentence->page;
    bool titled = kk_area_label(sentence->text, NULL, true) > 0 && sentence->names->len == 1;
    bool listed = titled && page->section_start == sentence->first; /* one of many names */

    page->section_marked =
        ((const KkLine *)g_ptr_array_index(page->lines, sentence->first))->heading;
    page->section_area =
        titled && (page->section_marked || !listed) ? name_at(sentence->names, 0)->name : NULL;
    page->section_start = titled ? sentence->last + 1 : 0;
}

const char *sentence_last_name(const Sentence *sentence)
{
    return sentence->names->len > 0 ? name_at(sentence->names, sentence->names->len - 1)->name
                                    : NULL;
}

/* The area that the heading above names, in its section or, where the heading is not marked as one,
 * in the paragraph right below; NULL. */
static const char *section_area(const Sentence *sentence)
{
    const Page *page = sentence->page;

    return page->section_marked || page->section_start == sentence->first ? page->section_area
                                                                          : NULL;
}

const char *sentence_find_area(Sentence *sentence, const Figure *figure, Nearness *nearness)
{
    const GArray *names = sentence->names;
    List list = sentence_find_list(sentence, figure);
    const char *listed = list.n > 1 ? listed_name(sentence, &list) : NULL;
    guint n = 0; /* names before the number */

    while (n < names->len && name_at(names, n)->end <= figure->start)
        n++;
    const Named *before = n > 0 ? name_at(names, n - 1) : NULL;
    const Named *behind = n < names->len ? name_at(names, n) : NULL;
    bool told_behind =
        behind != NULL && is_told_behind(sentence, figure, behind) && !has_its_number(sentence, n);
    bool told_before = before != NULL && is_told_before(sentence, figure, before) &&
                       !(told_behind && sentence->names_behind);

    sentence->names_behind = told_behind && !told_before;
    *nearness = NAME_ATTACHED;
    if (listed != NULL)
        return listed;
    if (told_before)
        return before->name;
    if (told_behind)
        return behind->name;
    if (before == NULL && behind == NULL && kk_pattern_is(KK_PATTERN_SAME_AREA, sentence->text)) {
        *nearness = NAME_BESIDE;
        return sentence->page->last_area;
    }
    if (before == NULL && behind == NULL && section_area(sentence) != NULL) {
        *nearness = NAME_BESIDE;
        return section_area(sentence);
    }
    *nearness = before == NULL                       ? behind == NULL ? NAME_NONE : NAME_BEHIND
                : before->end > sentence->last_score ? NAME_BESIDE
                                                     : NAME_SOMEWHERE;
    return before != NULL ? before->name : behind != NULL ? behind->name : NULL;
}
