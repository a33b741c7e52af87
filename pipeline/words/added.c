/* SPDX-License-Identifier: GPL-2.0-or-later */
/* added.c - words that files add to those of the program.
 *
 * A wording is kept by its letters and digits alone, in a table by its group, so that neither how
 * many there are nor what stands in them matters to who asks. GLib reads the file line by line:
 * of a whole one it tells no lines, and takes the last of two lists for both. */
#include <kk/edition.h>
#include <kk/error.h>
#include <kk/pattern.h>
#include <kk/words.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define KEY "words"
#define MOST_RUN 12 /* words of a column's head that are looked at together */

/* Groups of one kind are asked for in turn: a wording can be in one of them only. */
typedef enum { KIND_NONE, KIND_HEAD, KIND_CAPTION, KIND_TOTAL, KIND_COLUMN, KIND_AREA } Kind;

static const struct {
    const char *name;
    Kind kind;
} groups[KK_N_WORD_GROUPS] = {
    [KK_WORDS_NONE] = {"", KIND_NONE},
    [KK_WORDS_STRENGTHS] = {"strengths", KIND_HEAD},
    [KK_WORDS_IMPROVEMENTS] = {"improvements", KIND_HEAD},
    [KK_WORDS_OVERVIEW] = {"overview", KIND_HEAD},
    [KK_WORDS_TOPICS] = {"topics", KIND_HEAD},
    [KK_WORDS_CONTENTS] = {"contents", KIND_HEAD},
    [KK_WORDS_END] = {"end", KIND_HEAD},
    [KK_WORDS_CAPTION] = {"caption", KIND_CAPTION},
    [KK_WORDS_TOTAL] = {"total", KIND_TOTAL},
    [KK_WORDS_COLUMN_AREAS] = {"column.areas", KIND_COLUMN},
    [KK_WORDS_COLUMN_POINTS] = {"column.points", KIND_COLUMN},
    [KK_WORDS_COLUMN_MAXIMUM] = {"column.maximum", KIND_COLUMN},
    [KK_WORDS_COLUMN_PERCENT] = {"column.percent", KIND_COLUMN},
    [KK_WORDS_COLUMN_EARLIER] = {"column.earlier", KIND_COLUMN},
    [KK_WORDS_COLUMN_AVERAGE] = {"column.average", KIND_COLUMN},
    [KK_WORDS_COLUMN_CHANGE] = {"column.change", KIND_COLUMN},
    [KK_WORDS_COLUMN_RANK] = {"column.rank", KIND_COLUMN},
    [KK_WORDS_AREA] = {"area.1", KIND_AREA},
    [KK_WORDS_AREA + 1] = {"area.2", KIND_AREA},
    [KK_WORDS_AREA + 2] = {"area.3", KIND_AREA},
    [KK_WORDS_AREA + 3] = {"area.4", KIND_AREA},
    [KK_WORDS_AREA + 4] = {"area.5", KIND_AREA},
    [KK_WORDS_AREA + 5] = {"area.6", KIND_AREA},
    [KK_WORDS_AREA + 6] = {"area.7", KIND_AREA},
    [KK_WORDS_LAST_AREA] = {"area.8", KIND_AREA},
};

/* The keys of the wordings of each kind, of char *, owned; each has its group. */
typedef GHashTable *Tables[KIND_AREA + 1];

static Tables added;
static guint n_added[KK_N_WORD_GROUPS]; /* NONE: of all */
static char *digest;

const char *kk_word_group_name(KkWordGroup group)
{
    return groups[group].name;
}

guint kk_words_count(KkWordGroup group)
{
    return n_added[group];
}

/* ---- what is known -------------------------------------------------------------------------- */

static KkWordGroup find_key(Kind kind, const char *key)
{
    return added[kind] != NULL ? GPOINTER_TO_UINT(g_hash_table_lookup(added[kind], key))
                               : KK_WORDS_NONE;
}

static KkWordGroup find(Kind kind, const char *text)
{
    g_autofree char *key = kk_name_key(text);

    return find_key(kind, key);
}

bool kk_words_know(KkWordGroup group, const char *text, gsize length)
{
    g_autofree char *words = g_strndup(text, length);

    return find(groups[group].kind, words) == group;
}

KkWordGroup kk_words_find(KkWordGroup first, KkWordGroup last, const char *text)
{
    KkWordGroup group = n_added[KK_WORDS_NONE] > 0 ? find(groups[first].kind, text) : KK_WORDS_NONE;

    return group >= first && group <= last ? group : KK_WORDS_NONE;
}

KkWordGroup kk_words_find_run(char *const *words, guint *n)
{
    g_autoptr(GString) run = g_string_new(NULL);
    KkWordGroup longest = KK_WORDS_NONE;

    for (guint i = 0; added[KIND_COLUMN] != NULL && words[i] != NULL && i < MOST_RUN; i++) {
        g_autofree char *key = kk_name_key(words[i]);

        g_string_append(run, key);
        KkWordGroup group = *key != '\0' ? find_key(KIND_COLUMN, run->str) : KK_WORDS_NONE;
        if (group != KK_WORDS_NONE) {
            longest = group;
            *n = i + 1;
        }
    }
    return longest;
}

bool kk_words_in(KkWordGroup group, const char *text)
{
    if (n_added[group] == 0)
        return false;
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (guint i = 0, n = 1; words[i] != NULL; i += n, n = 1)
        if (kk_words_find_run(words + i, &n) == group)
            return true;
    return false;
}

/* ---- the file ------------------------------------------------------------------------------- */

/* A file that is being read. */
typedef struct {
    int line;     /* from 1 */
    char *header; /* the last group's line; NULL: none came */
    KkWordGroup group;
    GHashTable *tables[KIND_AREA + 1]; /* what was added before, and it adds */
    guint n[KK_N_WORD_GROUPS];
} File;

static void file_clear(File *file)
{
    g_free(file->header);
    for (Kind kind = KIND_NONE; kind <= KIND_AREA; kind++)
        g_clear_pointer(&file->tables[kind], g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(File, file_clear)

G_GNUC_PRINTF(4, 5)
static bool refuse(const File *file, KkError code, GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *why = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, KK_ERROR, code, "line %d: %s", file->line, why);
    return false;
}

static char *dup_group_names(void)
{
    GString *names = g_string_new(NULL);

    for (KkWordGroup group = KK_WORDS_STRENGTHS; group < KK_WORDS_AREA; group++)
        g_string_append_printf(names, "[%s], ", groups[group].name);
    g_string_append(names, "[area.1] to [area.8]");
    return g_string_free(names, FALSE);
}

static bool read_header(File *file, const char *line, GError **error)
{
    g_autoptr(GKeyFile) parsed = g_key_file_new();
    g_autofree char *names = dup_group_names();

    if (!g_key_file_load_from_data(parsed, line, strlen(line), G_KEY_FILE_NONE, NULL))
        return refuse(file, KK_ERROR_DAMAGED, error, "not a group; the groups are %s", names);
    g_autofree char *name = g_key_file_get_start_group(parsed);
    file->group = KK_WORDS_NONE;
    for (KkWordGroup group = KK_WORDS_STRENGTHS; group < KK_N_WORD_GROUPS; group++)
        if (strcmp(name, groups[group].name) == 0)
            file->group = group;
    if (file->group == KK_WORDS_NONE)
        return refuse(file, KK_ERROR_DAMAGED, error, "unknown group [%s]; the groups are %s", name,
                      names);
    g_free(file->header);
    file->header = g_strdup(line);
    return true;
}

/* The other group of heads to which @wording belongs by the program's own words; or none. What ends
 * the chapters is told by how it begins alone, and after all others. */
static KkWordGroup find_own(KkWordGroup group, const char *wording)
{
    for (int id = 0; id < KK_N_PATTERNS && groups[group].kind == KIND_HEAD; id++) {
        KkWordGroup of = kk_patterns[id].added;

        if (of != group && of != KK_WORDS_END && groups[of].kind == KIND_HEAD &&
            kk_pattern_is((KkPatternId)id, wording))
            return of;
    }
    return KK_WORDS_NONE;
}

static bool add_wording(File *file, const char *wording, GError **error)
{
    const char *name = groups[file->group].name;
    GHashTable *table = file->tables[groups[file->group].kind];
    g_autofree char *key = kk_name_key(wording);
    KkWordGroup in = GPOINTER_TO_UINT(g_hash_table_lookup(table, key));

    if (*key == '\0')
        return refuse(file, KK_ERROR_DAMAGED, error,
                      "[%s] \"%s\": must contain a letter or a digit", name, wording);
    if (g_utf8_strlen(wording, -1) > KK_MAX_WORDING)
        return refuse(file, KK_ERROR_LIMIT, error, "[%s] \"%.40s…\": is longer than %d characters",
                      name, wording, KK_MAX_WORDING);
    if (in == file->group)
        return true;
    if (in == KK_WORDS_NONE)
        in = find_own(file->group, wording);
    if (in != KK_WORDS_NONE)
        return refuse(file, KK_ERROR_DAMAGED, error,
                      "[%s] \"%s\": is already in [%s]; it can be in one group only", name, wording,
                      groups[in].name);
    if (file->n[KK_WORDS_NONE] == KK_MAX_WORDINGS)
        return refuse(file, KK_ERROR_LIMIT, error, "more than %d wordings", KK_MAX_WORDINGS);
    g_hash_table_insert(table, g_steal_pointer(&key), GUINT_TO_POINTER(file->group));
    file->n[file->group]++;
    file->n[KK_WORDS_NONE]++;
    return true;
}

static bool read_words(File *file, const char *line, GError **error)
{
    g_autoptr(GKeyFile) parsed = g_key_file_new();
    g_autoptr(GError) why = NULL;

    if (file->header == NULL)
        return refuse(file, KK_ERROR_DAMAGED, error,
                      "words before the first group; start with one, such as [strengths]");
    const char *name = groups[file->group].name;
    g_autofree char *text = g_strconcat(file->header, "\n", line, NULL);
    if (!g_key_file_load_from_data(parsed, text, strlen(text), G_KEY_FILE_NONE, NULL))
        return refuse(file, KK_ERROR_DAMAGED, error, "[%s]: not a list; write " KEY "=one;another",
                      name);
    g_auto(GStrv) keys = g_key_file_get_keys(parsed, name, NULL, NULL);
    if (strcmp(keys[0], KEY) != 0)
        return refuse(file, KK_ERROR_DAMAGED, error,
                      "[%s] has no \"%s\"; write " KEY "=one;another", name, keys[0]);
    g_auto(GStrv) wordings = g_key_file_get_string_list(parsed, name, KEY, NULL, &why);
    if (wordings == NULL)
        return refuse(file, KK_ERROR_DAMAGED, error,
                      "[%s]: a backslash must be followed by s, n, t, r, ; or \\", name);
    for (char **wording = wordings; *wording != NULL; wording++)
        if (!add_wording(file, g_strstrip(*wording), error))
            return false;
    return true;
}

static bool read_line(File *file, const char *line, GError **error)
{
    return *line == '\0' || *line == '#' ? true
           : *line == '['                ? read_header(file, line, error)
                                         : read_words(file, line, error);
}

static bool read_text(File *file, const char *text, gsize length, GError **error)
{
    const char *bad = NULL;
    bool valid = g_utf8_validate(text, (gssize)length, &bad);

    for (const char *p = text; !valid && p < bad; p++)
        file->line += *p == '\n';
    if (!valid) {
        file->line++;
        return refuse(file, KK_ERROR_DAMAGED, error,
                      *bad == '\0' && bad < text + length ? "contains a zero byte; this is not text"
                                                          : "not UTF-8");
    }
    g_auto(GStrv) lines =
        g_strsplit(g_str_has_prefix(text, "\xef\xbb\xbf") ? text + 3 : text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        file->line++;
        if (!read_line(file, g_strstrip(*line), error))
            return false;
    }
    return true;
}

/* (transfer full): the file, which ends in a zero byte; NULL with @error. */
static char *dup_file(const char *path, gsize *length, GError **error)
{
    FILE *stream = fopen(path, "re");
    g_autofree char *text = g_malloc(KK_MAX_WORDS_FILE + 2);

    *length = stream != NULL ? fread(text, 1, KK_MAX_WORDS_FILE + 1, stream) : 0;
    if (stream == NULL || ferror(stream)) {
        g_set_error_literal(error, KK_ERROR, KK_ERROR_UNREADABLE, g_strerror(errno));
        g_clear_pointer(&stream, fclose);
        return NULL;
    }
    fclose(stream);
    if (*length > KK_MAX_WORDS_FILE) {
        g_set_error(error, KK_ERROR, KK_ERROR_LIMIT,
                    "larger than %u MB, the limit for a file of words", KK_MAX_WORDS_FILE >> 20);
        return NULL;
    }
    text[*length] = '\0';
    return g_steal_pointer(&text);
}

/* ---- all of them ------------------------------------------------------------------------------
 */

static GHashTable *dup_table(GHashTable *table)
{
    GHashTable *copy = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer key, group;

    if (table == NULL)
        return copy;
    g_hash_table_iter_init(&iter, table);
    while (g_hash_table_iter_next(&iter, &key, &group))
        g_hash_table_insert(copy, g_strdup(key), group);
    return copy;
}

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void set_digest(void)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    GHashTableIter iter;
    gpointer key, group;

    for (Kind kind = KIND_NONE; kind <= KIND_AREA; kind++) {
        g_hash_table_iter_init(&iter, added[kind]);
        while (g_hash_table_iter_next(&iter, &key, &group))
            g_ptr_array_add(lines, g_strdup_printf("%s %s\n", groups[GPOINTER_TO_UINT(group)].name,
                                                   (char *)key));
    }
    g_ptr_array_sort(lines, by_text);
    for (guint i = 0; i < lines->len; i++)
        g_checksum_update(sum, g_ptr_array_index(lines, i), -1);
    g_free(digest);
    digest = g_strdup(lines->len > 0 ? g_checksum_get_string(sum) : "");
}

const char *kk_words_digest(void)
{
    return digest != NULL ? digest : "";
}

void kk_words_forget(void)
{
    for (Kind kind = KIND_NONE; kind <= KIND_AREA; kind++)
        g_clear_pointer(&added[kind], g_hash_table_unref);
    memset(n_added, 0, sizeof n_added);
    g_clear_pointer(&digest, g_free);
    kk_patterns_renew();
}

bool kk_words_read_file(const char *path, GError **error)
{
    g_auto(File) file = {0};
    gsize length;
    g_autofree char *text = dup_file(path, &length, error);

    if (text == NULL)
        return false;
    for (Kind kind = KIND_NONE; kind <= KIND_AREA; kind++)
        file.tables[kind] = dup_table(added[kind]);
    memcpy(file.n, n_added, sizeof n_added);
    if (!read_text(&file, text, length, error))
        return false;
    kk_words_forget();
    for (Kind kind = KIND_NONE; kind <= KIND_AREA; kind++)
        added[kind] = g_steal_pointer(&file.tables[kind]);
    memcpy(n_added, file.n, sizeof n_added);
    set_digest();
    return true;
}
