/* write_failure.c - the line that stands for a document which could not be processed
 * (failure.schema.json). */
#include "json.h"

#include <kk/write.h>

/* A file's name loses nothing, unlike text: what is not to be sent to a terminal stands there
 * escaped, and bytes that are no UTF-8 as "\xff". */
static cJSON *name_of_file(const char *name)
{
    GString *token = g_string_new("\"");

    for (const char *p = name; *p != '\0';) {
        gunichar c = g_utf8_get_char_validated(p, -1);

        if (c == (gunichar)-1 || c == (gunichar)-2) {
            g_string_append_printf(token, "\\\\x%02x", (guchar)*p++);
            continue;
        }
        if (c == '\n' || json_is_unsound(c))
            g_string_append_printf(token, "\\u%04x", c);
        else if (c == '"' || c == '\\')
            g_string_append_printf(token, "\\%c", (char)c);
        else
            g_string_append_unichar(token, c);
        p = g_utf8_next_char(p);
    }
    g_string_append_c(token, '"');
    cJSON *string = cJSON_CreateRaw(token->str);
    g_string_free(token, TRUE);
    return string;
}

char *kk_write_failure(const KkRecord *record)
{
    cJSON *root = cJSON_CreateObject();
    g_autofree char *name = g_path_get_basename(record->path);

    json_set_string(root, "schema", "kommunkompassen-failure/1");
    cJSON *source = cJSON_AddObjectToObject(root, "source");
    json_set(source, "name", name_of_file(name));
    json_set(source, "path", name_of_file(record->path));
    json_set_string(source, "sha256", record->sha256);
    json_set(source, "bytes",
             record->bytes >= 0 ? json_integer(record->bytes) : cJSON_CreateNull());
    json_set_string(root, "status", kk_fate_name(record->fate));
    json_set_string(root, "message",
                    record->message != NULL && record->message[0] != '\0' ? record->message : kk_fate_words(record->fate));
    return json_print(root, false);
}
