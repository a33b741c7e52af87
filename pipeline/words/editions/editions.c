/* SPDX-License-Identifier: GPL-2.0-or-later */
/* editions.c - the table of editions, and how a printed name is found in it. */
#include "editions.h"

#include <kk/words.h>

#include <string.h>

/* Names shorter than this are not forgiven a letter: "Arbetsliv" has nine. */
#define FORGIVEN_LENGTH 9

const KkEdition *const kk_editions[] = {&kk_edition_2002, &kk_edition_2010, &kk_edition_2016,
                                        &kk_edition_2020, NULL};

/* Letters and digits of composed text, lower case; false: it needs the slow way. */
static bool append_latin_key(GString *key, const char *name)
{
    for (const guchar *p = (const guchar *)name; *p != '\0'; p++) {
        if (*p == 0xe2) { /* dashes, quotation marks and bullets count for nothing */
            p += p[1] != '\0' && p[2] != '\0' ? 2 : 0;
        } else if (*p == 0xc3 && p[1] >= 0x80 && p[1] != 0x97 && p[1] != 0xb7) {
            g_string_append_c(key, (char)*p++);
            g_string_append_c(key, (char)(*p >= 0x80 && *p <= 0x9e ? *p + 0x20 : *p));
        } else if (*p >= 0x80) {
            return false;
        } else if (g_ascii_isalnum(*p)) {
            g_string_append_c(key, g_ascii_tolower(*p));
        }
    }
    return true;
}

char *kk_name_key(const char *name)
{
    GString *key = g_string_sized_new(48);

    if (append_latin_key(key, name))
        return g_string_free(key, FALSE);
    g_string_truncate(key, 0);
    g_autofree char *composed = g_utf8_normalize(name, -1, G_NORMALIZE_NFC);
    g_autofree char *lower = g_utf8_strdown(composed != NULL ? composed : "", -1);
    for (const char *p = lower; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            g_string_append_unichar(key, g_utf8_get_char(p));
    return g_string_free(key, FALSE);
}

char *kk_name_fold(const char *name)
{
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    g_autofree char *apart = g_utf8_normalize(valid, -1, G_NORMALIZE_ALL);
    g_autoptr(GString) bare = g_string_new(NULL);

    for (const char *p = apart; *p != '\0'; p = g_utf8_next_char(p))
        if (!g_unichar_ismark(g_utf8_get_char(p)))
            g_string_append_unichar(bare, g_utf8_get_char(p));
    return kk_name_key(bare->str);
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

#define MAX_EDITIONS 16

typedef char *AreaKeys[KK_EDITION_AREAS][KK_AREA_SPELLINGS];

/* The keys of all spellings, made once. */
static const AreaKeys *lookup_keys(const KkEdition *edition)
{
    static gsize once = 0;
    static AreaKeys keys[MAX_EDITIONS];
    int index = 0;

    if (g_once_init_enter(&once)) {
        for (int e = 0; kk_editions[e] != NULL && e < MAX_EDITIONS; e++)
            for (int i = 0; i < KK_EDITION_AREAS; i++)
                for (int k = 0; k < KK_AREA_SPELLINGS; k++)
                    if (kk_editions[e]->areas[i].names[k] != NULL)
                        keys[e][i][k] = kk_name_key(kk_editions[e]->areas[i].names[k]);
        g_once_init_leave(&once, 1);
    }
    while (kk_editions[index] != edition)
        index++;
    return &keys[index];
}

/* One letter's difference leaves one half of the name as it is. */
static bool is_nearly(const char *known, const char *key)
{
    gsize n = strlen(known), m = strlen(key), half = MIN(n, m) / 2;

    return n >= FORGIVEN_LENGTH && m + 2 >= n && n + 2 >= m &&
           (strncmp(known, key, half) == 0 || strcmp(known + n - half, key + m - half) == 0) &&
           kk_edit_distance(known, key, 1) <= 1;
}

static int find_area(const KkEdition *edition, const char *key, bool forgive)
{
    const AreaKeys *keys = lookup_keys(edition);

    for (int i = 0; i < KK_EDITION_AREAS; i++)
        for (int k = 0; k < KK_AREA_SPELLINGS && (*keys)[i][k] != NULL; k++)
            if (strcmp((*keys)[i][k], key) == 0 || (forgive && is_nearly((*keys)[i][k], key)))
                return i + 1;
    return 0;
}

int kk_edition_find_area(const KkEdition *edition, const char *name)
{
    g_autofree char *key = kk_name_key(name);
    int number = find_area(edition, key, false);

    if (number == 0)
        number = find_area(edition, key, true);
    KkWordGroup added =
        number == 0 ? kk_words_find(KK_WORDS_AREA, KK_WORDS_LAST_AREA, name) : KK_WORDS_NONE;
    return added != KK_WORDS_NONE ? (int)(added - KK_WORDS_AREA) + 1 : number;
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
