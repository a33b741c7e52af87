/* SPDX-License-Identifier: GPL-2.0-or-later */
/* results.c - the results in a file: a report's, which is read in a confined child, or those of
 * JSON that kompass wrote, told by its first byte: one, some in turn, or a list; or those of an
 * archive. What was validated elsewhere is validated anew. */
#include "isolation.h"

#include <string.h>

/* Past the blanks at the beginning; a byte order mark is one. */
static const char *skip_blanks(const char *text, const char *end)
{
    if (end - text >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        text += 3;
    while (text < end && g_ascii_isspace(*text))
        text++;
    return text;
}

/* Where the next document of a stream begins: a line that begins with a brace. Within a
 * document that is a line, or indented, none does, and a string holds no line feed. */
static const char *next_document(const char *text, const char *end)
{
    for (const char *p = text; p < end && (p = memchr(p, '\n', (gsize)(end - p))) != NULL; p++)
        if (p + 1 < end && p[1] == '{')
            return p + 1;
    return end;
}

static bool is_list(const char *text, const char *end)
{
    if (text == end || *text != '[')
        return false;
    text = skip_blanks(text + 1, end);
    return text < end && (*text == '{' || *text == ']');
}

/* Behind the last brace of the object that begins at @text; NULL: it is cut off. */
static const char *skip_object(const char *text, const char *end)
{
    bool in_string = false;
    int depth = 0;

    for (const char *p = text; p < end; p++) {
        if (in_string && *p == '\\' && p + 1 < end)
            p++;
        else if (*p == '"')
            in_string = !in_string;
        else if (!in_string && *p == '{')
            depth++;
        else if (!in_string && *p == '}' && --depth == 0)
            return p + 1;
    }
    return NULL;
}

static KkResult *read_document(const char *text, gsize length, GError **error)
{
    KkResult *result = kk_read_json(text, length, error);

    if (result != NULL)
        result->validation = kk_validate(result->report, result->diagnostics);
    return result;
}

/* Where documents go. */
typedef struct {
    const char *path;
    TakeResult take;
    gpointer data;
} Taker;

/* The document number @n of a file, or what keeps it from being one; whether to go on. */
static bool give(const Taker *taker, int n, bool only, KkResult *result, const GError *error)
{
    g_autofree char *name =
        only ? g_strdup(taker->path) : g_strdup_printf("%s, document %d", taker->path, n);

    return taker->take(taker->data, name, result, only, error);
}

static bool give_text(const Taker *taker, int n, bool only, const char *text, const char *end)
{
    g_autoptr(GError) error = NULL;
    KkResult *result = read_document(text, (gsize)(end - text), &error);

    return give(taker, n, only, result, error);
}

static void read_stream(const Taker *taker, const char *text, const char *end)
{
    bool only = next_document(text, end) == end, go_on = true;

    for (int n = 1; go_on && text < end; n++) {
        const char *next = next_document(text, end);

        go_on = give_text(taker, n, only, text, next);
        text = next;
    }
}

static void refuse_list(const Taker *taker, int n, bool only, const char *trouble)
{
    g_autoptr(GError) error = g_error_new_literal(KK_ERROR, KK_ERROR_DAMAGED, trouble);

    give(taker, n, only, NULL, error);
}

/* As "export --to json" and jq -s write it; @text stands behind the bracket. */
static void read_list(const Taker *taker, const char *text, const char *end)
{
    bool go_on = true;

    text = skip_blanks(text, end);
    if (*text == ']') {
        refuse_list(taker, 1, true, "the JSON list is empty");
        return;
    }
    for (int n = 1; go_on; n++) {
        const char *behind = text < end && *text == '{' ? skip_object(text, end) : NULL;

        if (behind == NULL) {
            refuse_list(taker, n, false, "the JSON list is incomplete or damaged");
            return;
        }
        const char *mark = skip_blanks(behind, end);
        const bool last = mark < end && *mark == ']' && skip_blanks(mark + 1, end) == end;

        go_on = give_text(taker, n, n == 1 && last, text, behind) && !last;
        text = mark < end && *mark == ',' ? skip_blanks(mark + 1, end) : end;
    }
}

/* Whether the file holds JSON, and then its text. */
static bool is_json(const KkInput *input, const char **first, const char **end)
{
    gsize length;
    const char *text = g_bytes_get_data(input->bytes, &length);

    *end = text + length;
    *first = skip_blanks(text, *end);
    return (*first < *end && **first == '{') || is_list(*first, *end);
}

/* What the child answered, a line for each of a file's reports, holds no sums of areas: they come
 * of validating it here. NULL: there are none. */
static char *dup_lines(const char *path, const char *password, GError **error)
{
    g_autoptr(KkAnswer) answer = read_apart(path, false, password, error);

    if (answer != NULL && answer->result == NULL)
        g_set_error_literal(error, KK_ERROR, KK_ERROR_DAMAGED, answer->message);
    if (answer == NULL || answer->result == NULL)
        return NULL;
    return kk_write_json_lines(answer->result, true);
}

bool read_results(const char *path, const char *password, TakeResult take, gpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkInput) input = kk_discover(path, &error);
    const Taker taker = {path, take, data};
    const char *first, *end;

    if (input != NULL && is_json(input, &first, &end)) {
        if (*first == '{')
            read_stream(&taker, first, end);
        else
            read_list(&taker, first + 1, end);
        return true;
    }
    g_autofree char *lines = input != NULL ? dup_lines(path, password, &error) : NULL;
    if (g_error_matches(error, KK_ERROR, KK_ERROR_SANDBOX)) {
        say(path, error->message);
        return false;
    }
    if (lines != NULL)
        read_stream(&taker, lines, lines + strlen(lines));
    else
        take(data, path, NULL, true, error);
    return true;
}

/* ---- of an archive ---------------------------------------------------------------------- */

static bool take_archived(gpointer data, const KkResult *result, bool current, GError **error)
{
    const Taker *taker = data;
    g_autofree char *json = kk_write_json(result, false);
    KkResult *own = read_document(json, strlen(json), error);

    (void)current;
    if (own == NULL)
        return false;
    if (!is_interrupted())
        return taker->take(taker->data, result->source.name, own, false, NULL);
    kk_result_free(own);
    return false;
}

bool read_archived(const char *archive_path, const KkFilter *filter, TakeResult take, gpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkArchive) archive = kk_archive_open(archive_path, KK_ARCHIVE_READ, &error);
    Taker taker = {archive_path, take, data};

    if (archive != NULL && kk_archive_each(archive, filter, take_archived, &taker, &error))
        return true;
    say(archive_path, error->message);
    return false;
}
