/* SPDX-License-Identifier: GPL-2.0-or-later */
/* suggest.c - what may have been meant by a word that is none of those that are known. */
#include "command.h"

#include <string.h>

#define MAX_SUGGESTIONS 3
#define PART_LENGTH 4 /* letters from which a part of a name suggests the whole */

/* Whether two neighbours changed places: "cvs" for "csv". */
static bool is_swapped(const char *folded, const char *name)
{
    gsize i = 0;

    while (folded[i] != '\0' && folded[i] == name[i])
        i++;
    return folded[i] != '\0' && folded[i + 1] != '\0' && folded[i] == name[i + 1] &&
           folded[i + 1] == name[i] && strcmp(folded + i + 2, name + i + 2) == 0;
}

/* Letters that are wrong in the whole of @known or in its beginning; 0 where it holds the word. */
static guint distance(const char *folded, const char *known, guint most)
{
    g_autofree char *name = kk_name_fold(known);

    if (strlen(folded) >= PART_LENGTH && strstr(name, folded) != NULL)
        return 0;
    if (is_swapped(folded, name))
        return 1;
    g_autofree char *beginning =
        g_utf8_substring(name, 0, MIN(g_utf8_strlen(folded, -1), g_utf8_strlen(name, -1)));
    return MIN(kk_edit_distance(folded, name, most), kk_edit_distance(folded, beginning, most));
}

char *dup_suggestion(const char *word, const char *const *known)
{
    g_autofree char *folded = kk_name_fold(word);
    g_autoptr(GString) text = g_string_new(NULL);
    guint least =
        (guint)CLAMP((strlen(folded) + 2) / 3, 1, 3) + 1; /* so many letters off is too far */
    int n = 0;

    for (int i = 0; known[i] != NULL; i++) {
        const guint off = distance(folded, known[i], least);

        if (off < least) {
            least = off;
            n = 0;
            g_string_truncate(text, 0);
        } else if (off > least || n == 0 || n == MAX_SUGGESTIONS)
            continue;
        g_string_append_printf(text, "%s%s", n++ == 0 ? "; did you mean " : " or ", known[i]);
    }
    if (n > 0)
        g_string_append_c(text, '?');
    return g_strdup(text->str);
}

void say_unknown(const char *word, const char *trouble, const char *const *known)
{
    g_autofree char *suggestion = dup_suggestion(word, known);
    g_autofree char *message = g_strconcat(trouble, suggestion, NULL);

    say(word, message);
}
