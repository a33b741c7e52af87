/* SPDX-License-Identifier: GPL-2.0-or-later */
/* read_failure.c - the line that stands for a document which could not be processed: the mirror
 * of write_failure.c. */
#include "reader.h"

#include <kk/error.h>
#include <kk/read.h>

#include <string.h>

#define MAX_PATH_BYTES 16384 /* the longest path, each of its bytes made visible */
#define MAX_MESSAGE_BYTES 16384
#define MAX_FILE_BYTES 1e15

/* A string of one byte or more, and no more than @most. */
static char *dup_string(Reader *reader, const cJSON *object, const char *name, gsize most)
{
    const char *text = reader_string(reader, object, name);

    if (text[0] == '\0')
        reader_refuse(reader, name, "must not be empty");
    if (strlen(text) > most)
        reader_refuse(reader, name, "is too long");
    return g_strdup(text);
}

static void read_source(Reader *reader, const cJSON *root, KkFailure *failure)
{
    ReaderStep step;
    const cJSON *source =
        ENTER_OBJECT(reader, &step, root, "source", "name", "path", "sha256", "bytes");

    if (source != NULL) {
        failure->name = dup_string(reader, source, "name", MAX_PATH_BYTES);
        failure->path = dup_string(reader, source, "path", MAX_PATH_BYTES);
        failure->sha256 = g_strdup(reader_sha256_or_null(reader, source, "sha256"));
        failure->bytes = reader_integer_or(reader, source, "bytes", 0, MAX_FILE_BYTES, -1);
    }
    reader_leave(reader);
}

static void read_status(Reader *reader, const cJSON *root, KkFailure *failure)
{
    if (!kk_fate_lookup(reader_string(reader, root, "status"), &failure->fate))
        reader_refuse(reader, "status", "is unknown");
    else if (kk_fate_has_report(failure->fate))
        reader_refuse(reader, "status", "is not a failure's status");
}

KkFailure *kk_read_failure(const char *text, gsize length, GError **error)
{
    g_autoptr(KkFailure) failure = g_new0(KkFailure, 1);
    cJSON *root = reader_parse(text, length, error);
    Reader reader = {NULL, error, root == NULL};

    if (!reader.failed && CHECK_OBJECT(&reader, root, "schema", "source", "status", "message")) {
        CHOICE(&reader, root, "schema", "kommunkompassen-failure/1");
        read_source(&reader, root, failure);
        read_status(&reader, root, failure);
        failure->message = dup_string(&reader, root, "message", MAX_MESSAGE_BYTES);
    }
    cJSON_Delete(root);
    return reader.failed ? NULL : g_steal_pointer(&failure);
}

void kk_failure_free(KkFailure *failure)
{
    if (failure == NULL)
        return;
    g_free(failure->name);
    g_free(failure->path);
    g_free(failure->sha256);
    g_free(failure->message);
    g_free(failure);
}
