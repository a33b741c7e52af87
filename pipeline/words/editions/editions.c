/* SPDX-License-Identifier: GPL-2.0-or-later */
/* editions.c - the table of editions, and how a printed name is found in it. */
#include "editions.h"

#include <kk/words.h>

#include <string.h>

/* Names shorter than this are not forgiven a letter: "Arbetsliv" has nine. */
#define FORGIVEN_LENGTH 9

const KkEdition *const kk_editions[] = {&kk_edition_2002, &kk_edition_2010, &kk_edition_2016,
                                        &kk_edition_2020, NULL};

/* Letters and digits of composed text, lower case, to @key, which has room for all of @name; false:
 * it needs the slow way. */
static bool fill_latin_key(char *key, const char *name)
{
    for (const guchar *p = (const guchar *)name; *p != '\0'; p++) {
        if (*p == 0xe2) { /* dashes, quotation marks and bullets count for nothing */
            p += p[1] != '\0' && p[2] != '\0' ? 2 : 0;
        } else if (*p == 0xc3 && p[1] >= 0x80 && p[1] != 0x97 && p[1] != 0xb7) {
            *key++ = (char)*p++;
            *key++ = (char)(*p >= 0x80 && *p <= 0x9e ? *p + 0x20 : *p);
        } else if (*p >= 0x80) {
            return false;
        } else if (g_ascii_isalnum(*p)) {
            *key++ = (char)(g_ascii_isupper(*p) ? *p + ('a' - 'A') : *p);
        }
    }
    *key = '\0';
    return true;
}

char *kk_name_key(const char *name)
{
    char *latin = g_malloc(strlen(name) + 1);

    if (fill_latin_key(latin, name))
        return latin;
    g_free(latin);
    GString *key = g_string_sized_new(48);
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

/* A spelling's key, or what is looked up. */
typedef struct {
    const char *text; /* NULL: there is none */
    gsize length;
} Key;

typedef Key AreaKeys[KK_EDITION_AREAS][KK_AREA_SPELLINGS];

static Key key_of(const char *text)
{
    return (Key){text, strlen(text)};
}

/* The keys of all spellings of each edition, made once. */
static const AreaKeys *get_keys(void)
{
    static gsize once = 0;
    static AreaKeys keys[MAX_EDITIONS];

    if (g_once_init_enter(&once)) {
        for (int e = 0; kk_editions[e] != NULL && e < MAX_EDITIONS; e++)
            for (int i = 0; i < KK_EDITION_AREAS; i++)
                for (int k = 0; k < KK_AREA_SPELLINGS; k++)
                    if (kk_editions[e]->areas[i].names[k] != NULL)
                        keys[e][i][k] = key_of(kk_name_key(kk_editions[e]->areas[i].names[k]));
        g_once_init_leave(&once, 1);
    }
    return keys;
}

static bool is_same(const Key *known, const Key *key)
{
    return known->length == key->length && memcmp(known->text, key->text, key->length) == 0;
}

/* One letter's difference leaves one half of the name as it is. */
static bool is_nearly(const Key *known, const Key *key)
{
    const gsize n = known->length, m = key->length, half = MIN(n, m) / 2;

    return n >= FORGIVEN_LENGTH && m + 2 >= n && n + 2 >= m &&
           (memcmp(known->text, key->text, half) == 0 ||
            memcmp(known->text + n - half, key->text + m - half, half) == 0) &&
           kk_edit_distance(known->text, key->text, 1) <= 1;
}

static int find_spelling(const AreaKeys *keys, const Key *key,
                         bool (*matches)(const Key *known, const Key *key))
{
    for (int i = 0; i < KK_EDITION_AREAS; i++)
        for (int k = 0; k < KK_AREA_SPELLINGS && (*keys)[i][k].text != NULL; k++)
            if (matches(&(*keys)[i][k], key))
                return i + 1;
    return 0;
}

/* The area of edition number @index that @name, whose key is @key, names; or 0. */
static int find_area(int index, const Key *key, const char *name)
{
    const AreaKeys *keys = get_keys() + index;
    int number = find_spelling(keys, key, is_same);

    if (number == 0)
        number = find_spelling(keys, key, is_nearly);
    KkWordGroup added =
        number == 0 ? kk_words_find(KK_WORDS_AREA, KK_WORDS_LAST_AREA, name) : KK_WORDS_NONE;
    return added != KK_WORDS_NONE ? (int)(added - KK_WORDS_AREA) + 1 : number;
}

int kk_edition_find_area(const KkEdition *edition, const char *name)
{
    g_autofree char *text = kk_name_key(name);
    const Key key = key_of(text);
    int index = 0;

    while (kk_editions[index] != edition)
        index++;
    return find_area(index, &key, name);
}

int kk_editions_find_area(const char *name)
{
    g_autofree char *text = kk_name_key(name);
    const Key key = key_of(text);
    int number = 0;

    for (int i = 0; kk_editions[i] != NULL; i++) {
        int found = find_area(i, &key, name);

        number = found > 0 ? found : number;
    }
    return number;
}
