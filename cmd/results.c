/* results.c - the results in a file: a report's, or those of JSON that extract wrote, told by
 * its first byte. Of JSON nothing that was validated before is believed. */
#include "command.h"

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
        g_autofree char *name =
            only ? g_strdup(path) : g_strdup_printf("%s, document %d", path, n);
        KkResult *result = read_document(text, (gsize)(next - text), &error);

        if (!take(data, name, result, only, error))
            return;
        text = next;
    }
}

void read_results(const char *path, const char *password, TakeResult take, gpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkInput) input = kk_discover(path, &error);

    if (input != NULL) {
        gsize length;
        const char *text = g_bytes_get_data(input->bytes, &length), *end = text + length;
        const char *first = skip_blanks(text, end);

        if (first < end && *first == '{') {
            read_stream(path, first, end, take, data);
            return;
        }
        if (is_list(first, end)) {
            error = g_error_new_literal(KK_ERROR, KK_ERROR_UNKNOWN_KIND,
                                        "a JSON list: give a document a line (jq -c '.[]')");
            take(data, path, NULL, true, error);
            return;
        }
    }
    KkResult *result = input != NULL ? kk_process(input, password, NULL, &error) : NULL;
    take(data, path, result, true, error);
}
