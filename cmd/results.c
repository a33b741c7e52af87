/* results.c - the results in a file: a report's, which is read in a confined child, or those of
 * JSON that extract wrote, told by its first byte. What was validated elsewhere is validated anew.
 */
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
    return text < end && *text == '{';
}

static KkResult *read_document(const char *text, gsize length, GError **error)
{
    KkResult *result = kk_read_json(text, length, error);

    if (result != NULL)
        result->validation = kk_validate(result->report, result->diagnostics);
    return result;
}

static void read_stream(const char *path, const char *text, const char *end, TakeResult take,
                        gpointer data)
{
    bool only = next_document(text, end) == end;

    for (int n = 1; text < end; n++) {
        g_autoptr(GError) error = NULL;
        const char *next = next_document(text, end);
        g_autofree char *name = only ? g_strdup(path) : g_strdup_printf("%s, document %d", path, n);
        KkResult *result = read_document(text, (gsize)(next - text), &error);

        if (!take(data, name, result, only, error))
            return;
        text = next;
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

/* What the child answered holds no sums of areas: they come of validating it here. */
static KkResult *read_report(const char *path, const char *password, GError **error)
{
    g_autoptr(KkAnswer) answer = read_apart(path, false, password, error);

    if (answer != NULL && answer->result == NULL)
        g_set_error_literal(error, KK_ERROR, KK_ERROR_DAMAGED, answer->message);
    if (answer == NULL || answer->result == NULL)
        return NULL;
    g_autofree char *json = kk_write_json(answer->result, false);
    return read_document(json, strlen(json), error);
}

bool read_results(const char *path, const char *password, TakeResult take, gpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkInput) input = kk_discover(path, &error);
    const char *first, *end;
    KkResult *result = NULL;

    if (input != NULL && is_json(input, &first, &end)) {
        if (*first == '{') {
            read_stream(path, first, end, take, data);
            return true;
        }
        error = g_error_new_literal(KK_ERROR, KK_ERROR_UNKNOWN_KIND,
                                    "a JSON list: give a document a line (jq -c '.[]')");
    } else if (input != NULL) {
        result = read_report(path, password, &error);
    }
    if (g_error_matches(error, KK_ERROR, KK_ERROR_SANDBOX)) {
        say(path, error->message);
        return false;
    }
    take(data, path, result, true, error);
    return true;
}
