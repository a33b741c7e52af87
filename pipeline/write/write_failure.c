/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write_failure.c - the line that stands for a document which could not be processed
 * (failure.schema.json). */
#include "json.h"

#include <kk/write.h>

char *kk_write_failure(const KkRecord *record)
{
    cJSON *root = cJSON_CreateObject();
    g_autofree char *name = g_path_get_basename(record->path);

    json_set_string(root, "schema", "kommunkompassen-failure/1");
    cJSON *source = cJSON_AddObjectToObject(root, "source");
    json_set(source, "name", json_file_name(name));
    json_set(source, "path", json_file_name(record->path));
    json_set_string(source, "sha256", record->sha256);
    json_set(source, "bytes",
             record->bytes >= 0 ? json_integer(record->bytes) : cJSON_CreateNull());
    json_set_string(root, "status", kk_fate_name(record->fate));
    json_set_string(root, "message",
                    record->message != NULL && record->message[0] != '\0'
                        ? record->message
                        : kk_fate_words(record->fate));
    return json_print(root, false);
}
