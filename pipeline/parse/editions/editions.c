/* editions.c - the table of editions, and how a printed name is found in it. */
#include "editions.h"

#include <string.h>

/* Names shorter than this are not forgiven a letter: "Arbetsliv" has nine. */
#define FORGIVEN_LENGTH 9

const KkEdition *const kk_editions[] = {&kk_edition_2002, &kk_edition_2010, &kk_edition_2016,
                                        &kk_edition_2020, NULL};

char *kk_name_key(const char *name)
{
    g_autofree char *folded = g_utf8_casefold(name, -1);
    g_autofree char *composed = g_utf8_normalize(folded, -1, G_NORMALIZE_NFC);
    GString *key = g_string_new(NULL);

    for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            g_string_append_unichar(key, g_utf8_get_char(p));
    return g_string_free(key, FALSE);
}

guint kk_edit_distance(const char *a, const char *b, guint most)
{
    glong n = 0, m = 0;
    g_autofree gunichar *s = g_utf8_to_ucs4_fast(a, -1, &n);
    g_autofree gunichar *t = g_utf8_to_ucs4_fast(b, -1, &m);

    if (ABS(n - m) > (glong)most)
        return most + 1;
    g_autofree guint *row = g_new(guint, m + 1);
    for (glong j = 0; j <= m; j++)
        row[j] = (guint)j;
    for (glong i = 1; i <= n; i++) {
        guint diagonal = row[0];

        row[0] = (guint)i;
        for (glong j = 1; j <= m; j++) {
            guint change = diagonal + (s[i - 1] != t[j - 1]);

            diagonal = row[j];
            row[j] = MIN(change, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return MIN(row[m], most + 1);
}

static bool is_called(const KkEditionArea *area, const char *key, guint forgiven)
{
    for (int i = 0; i < KK_AREA_SPELLINGS && area->names[i] != NULL; i++) {
        g_autofree char *known = kk_name_key(area->names[i]);

        if (strcmp(known, key) == 0 ||
            (forgiven > 0 && strlen(known) >= FORGIVEN_LENGTH &&
             kk_edit_distance(known, key, forgiven) <= forgiven))
            return true;
    }
    return false;
}

static int find_area(const KkEdition *edition, const char *key, guint forgiven)
{
    for (int i = 0; i < KK_EDITION_AREAS; i++)
        if (is_called(&edition->areas[i], key, forgiven))
            return i + 1;
    return 0;
}

int kk_edition_find_area(const KkEdition *edition, const char *name)
{
    g_autofree char *key = kk_name_key(name);
    int number = find_area(edition, key, 0);

    return number > 0 ? number : find_area(edition, key, 1);
}

int kk_editions_find_area(const char *name)
{
    int number = 0;

    for (int i = 0; kk_editions[i] != NULL; i++) {
        int found = kk_edition_find_area(kk_editions[i], name);

        number = found > 0 ? found : number;
    }
    return number;
}
