/* SPDX-License-Identifier: GPL-2.0-or-later */
/* register.c - which municipality do these words name?
 *
 * Accepted are the bare name, the genitive (HUDDINGE and KARLSKRONA stay bare in use, names
 * in -s never change), the irregular "Falu kommun", capitals, and one wrong letter where it
 * leaves one name. The longest name wins, word by word, so that Kil is not found in Kiruna
 * nor Upplands in Upplands Väsby. */
#include <kk/edition.h>
#include <kk/register.h>

#include <string.h>

/* A name this short is not forgiven a letter: Ale, Lund and Lunda are too close. */
#define FORGIVEN_LENGTH 6

static const struct {
    const char *form, *name; /* keys: letters only, lower case */
} irregular[] = {
    {"falu", "falun"},
};

/* The register's names as keys, made once. */
static char **register_keys(void)
{
    static gsize once = 0;
    static char **keys;

    if (g_once_init_enter(&once)) {
        keys = g_new0(char *, kk_register_length + 1);
        for (gsize i = 0; i < kk_register_length; i++)
            keys[i] = kk_name_key(kk_register[i].name);
        g_once_init_leave(&once, 1);
    }
    return keys;
}

/* Whether @key is the name @known, bare or in the genitive. */
static bool is_form_of(const char *key, const char *known)
{
    gsize n = strlen(known);

    return strncmp(key, known, n) == 0 &&
           (key[n] == '\0' || (key[n] == 's' && key[n + 1] == '\0' && known[n - 1] != 's'));
}

static const KkMunicipality *find_key(const char *key)
{
    char **keys = register_keys();

    for (gsize i = 0; i < G_N_ELEMENTS(irregular); i++)
        if (strcmp(key, irregular[i].form) == 0)
            key = irregular[i].name;
    for (gsize i = 0; i < kk_register_length; i++)
        if (is_form_of(key, keys[i]))
            return &kk_register[i];
    return NULL;
}

/* The one municipality whose name is one letter off, if there is just one. */
static const KkMunicipality *find_misspelt(const char *key)
{
    char **keys = register_keys();
    const KkMunicipality *found = NULL;

    if (g_utf8_strlen(key, -1) < FORGIVEN_LENGTH)
        return NULL;
    for (gsize i = 0; i < kk_register_length; i++) {
        g_autofree char *genitive = g_strconcat(keys[i], "s", NULL);

        if (g_utf8_strlen(keys[i], -1) < FORGIVEN_LENGTH - 1 ||
            (kk_edit_distance(key, keys[i], 1) > 1 && kk_edit_distance(key, genitive, 1) > 1))
            continue;
        if (found != NULL)
            return NULL;
        found = &kk_register[i];
    }
    return found;
}

static bool is_kind_word(const char *key)
{
    static const char *const words[] = {"kommun", "kommuns", "stad",     "stads",
                                        "region", "regions", "kommunen", "staden"};

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(key, words[i]) == 0)
            return true;
    return false;
}

/* Whether the word at @p begins with a capital, as a name does. */
static bool is_name_like(const char *word)
{
    while (*word != '\0' && !g_unichar_isalnum(g_utf8_get_char(word)))
        word = g_utf8_next_char(word);
    return g_unichar_isupper(g_utf8_get_char(word));
}

static char *dup_key_of(char **words, guint n)
{
    GString *joined = g_string_new(NULL);

    for (guint i = 0; i < n; i++)
        g_string_append(joined, words[i]);
    char *key = kk_name_key(joined->str);
    g_string_free(joined, TRUE);
    return key;
}

static bool rest_is_kind(char **words, guint first, guint end, guint n_words)
{
    for (guint i = 0; i < n_words; i++) {
        g_autofree char *key = kk_name_key(words[i]);

        if ((i < first || i >= end) && *key != '\0' && !is_kind_word(key))
            return false;
    }
    return true;
}

const KkMunicipality *kk_register_find(const char *text, bool forgive, bool *whole)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    guint n_words = g_strv_length(words);

    for (guint i = 0; i < n_words; i++)
        for (guint n = MIN(3, n_words - i); n > 0; n--) {
            if (!is_name_like(words[i]))
                break;
            g_autofree char *key = dup_key_of(words + i, n);
            const KkMunicipality *found = NULL;

            if (!is_kind_word(key))
                found = forgive ? find_misspelt(key) : find_key(key);
            if (found == NULL)
                continue;
            if (whole != NULL)
                *whole = rest_is_kind(words, i, i + n, n_words);
            return found;
        }
    return NULL;
}

/* ---- what a person asks for --------------------------------------------------------- */

const KkMunicipality *kk_register_by_code(const char *code)
{
    for (gsize i = 0; i < kk_register_length; i++)
        if (strcmp(kk_register[i].code, code) == 0)
            return &kk_register[i];
    return NULL;
}

/* A spreadsheet takes the zero off "0126". */
static const KkMunicipality *find_code(const char *text)
{
    g_autofree char *code = g_strdup_printf("%s%s", strlen(text) == 3 ? "0" : "", text);

    return kk_register_by_code(code);
}

static char *dup_without_kind(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    g_autoptr(GString) bare = g_string_new(NULL);

    for (guint i = 0; words[i] != NULL; i++) {
        g_autofree char *key = kk_name_key(words[i]);

        if (!is_kind_word(key))
            g_string_append(bare, words[i]);
    }
    return g_strdup(bare->str);
}

/* The one municipality whose name without diacritics this is: "Håbo" and "Habo" are two. */
static const KkMunicipality *find_folded(const char *text)
{
    g_autofree char *folded = kk_name_fold(text);
    const KkMunicipality *found = NULL;

    for (gsize i = 0; i < kk_register_length; i++) {
        g_autofree char *known = kk_name_fold(kk_register[i].name);

        if (!is_form_of(folded, known))
            continue;
        if (found != NULL)
            return NULL;
        found = &kk_register[i];
    }
    return found;
}

const KkMunicipality *kk_register_named(const char *text)
{
    g_autofree char *bare = dup_without_kind(text);
    g_autofree char *key = kk_name_key(bare);
    const KkMunicipality *found = find_code(bare);

    if (found == NULL)
        found = find_key(key);
    return found != NULL ? found : find_folded(bare);
}

const char *kk_register_county(const char *text)
{
    g_autofree char *folded = kk_name_fold(text);

    for (gsize i = 0; i < kk_register_length; i++) {
        const KkMunicipality *one = &kk_register[i];
        g_autofree char *county = kk_name_fold(one->county);
        const gsize name = strlen(county) - strlen("lan"), n = strlen(folded);
        const bool named = n > 0 && strncmp(county, folded, n) == 0 &&
                           (county[n] == '\0' || n == name || (n == name - 1 && county[n] == 's'));

        if (named || (n == 2 && strncmp(one->code, folded, n) == 0))
            return one->county;
    }
    return NULL;
}

/* ---- running text ------------------------------------------------------------------- */

/* Names that are words or surnames too. */
static const char *const common_names[] = {"ale",  "berg", "mark",  "mora",    "lund",  "vara",
                                           "kil",  "eda",  "grums", "hammaro", "salem", "sala",
                                           "nora", "heby", "bjuv",  "orsa",    "lerum", "flen"};

typedef struct {
    gsize start, end; /* bytes */
} WordSpan;

static GArray *split_words(const char *text)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(WordSpan));

    for (const char *p = text; *p != '\0';) {
        gsize length = strcspn(p, " \t\n/");
        WordSpan word = {(gsize)(p - text), (gsize)(p - text) + length};

        if (length > 0)
            g_array_append_val(words, word);
        p += length + (p[length] != '\0');
    }
    return words;
}

static WordSpan span_at(const GArray *words, guint i)
{
    return g_array_index(words, WordSpan, i);
}

static char *dup_span_key(const char *text, const GArray *words, guint first, guint n)
{
    gsize start = span_at(words, first).start, end = span_at(words, first + n - 1).end;
    g_autofree char *part = g_strndup(text + start, end - start);

    return kk_name_key(part);
}

static bool is_kind_at(const char *text, const GArray *words, guint i)
{
    if (i >= words->len)
        return false;
    g_autofree char *key = dup_span_key(text, words, i, 1);
    return is_kind_word(key);
}

static bool is_common(const char *key)
{
    for (gsize i = 0; i < G_N_ELEMENTS(common_names); i++)
        if (g_str_has_prefix(key, common_names[i]) && strlen(key) <= strlen(common_names[i]) + 1)
            return true;
    return false;
}

/* Whether the word before is a first name: capitalised, in mid-sentence, no kind word. */
static bool follows_first_name(const char *text, const GArray *words, guint i)
{
    if (i == 0 || is_kind_at(text, words, i - 1))
        return false;
    WordSpan before = span_at(words, i - 1);
    bool ends = strchr(".,:;!?)", text[before.end - 1]) != NULL;
    return !ends && before.end - before.start > 2 && is_name_like(text + before.start) && i > 1 &&
           strchr(".:!?", text[span_at(words, i - 2).end - 1]) == NULL;
}

/* Whether a word for a place stands before: "kommunalrådet i Mora", "grannkommunen Lund". */
static bool follows_place_word(const char *text, const GArray *words, guint i)
{
    WordSpan before = i > 0 ? span_at(words, i - 1) : (WordSpan){0};

    g_autofree char *word = g_strndup(text + before.start, before.end - before.start);
    return strcmp(word, "i") == 0 || g_str_has_suffix(word, "kommunen") ||
           g_str_has_suffix(word, "staden");
}

const KkMunicipality *kk_register_scan(const char *text, gsize from, gsize *start, gsize *end)
{
    g_autoptr(GArray) words = split_words(text);

    for (guint i = 0; i < words->len; i++) {
        if (span_at(words, i).start < from || !is_name_like(text + span_at(words, i).start))
            continue;
        for (guint n = MIN(3, words->len - i); n > 0; n--) {
            g_autofree char *key = dup_span_key(text, words, i, n);
            const KkMunicipality *found = is_kind_word(key) ? NULL : find_key(key);
            bool kind = is_kind_at(text, words, i + n);
            bool place = kind || follows_place_word(text, words, i);

            if (found == NULL || (!place && (is_common(key) || follows_first_name(text, words, i))))
                continue;
            *start = span_at(words, i).start;
            *end = span_at(words, i + n - 1 + (kind ? 1 : 0)).end;
            return found;
        }
    }
    return NULL;
}
