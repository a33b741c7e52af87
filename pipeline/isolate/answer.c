/* SPDX-License-Identifier: GPL-2.0-or-later */
/* answer.c - what a child answers: a header and a payload, the JSON of the file's reports, a line
 * each, or of the page's claims, or why there is none.
 *
 * The child may have been taken over by its document: of what comes nothing is believed but
 * what was checked here, and it may speak of its own document only. */
#include "isolate.h"

#include <kk/error.h>
#include <kk/read.h>
#include <kk/write.h>

#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define MAGIC "KKA1"
#define MAX_MESSAGE 1000 /* bytes of a reason */
#define MAX_SECONDS 1e6

typedef struct {
    char magic[4];
    gint32 error_code; /* of KK_ERROR; -1: the payload is what was asked for */
    guint64 length;    /* of the payload */
    KkTimings timings;
} Header;

/* ---- the child's side ------------------------------------------------------------------- */

static bool write_all(int fd, const void *data, gsize size)
{
    const char *bytes = data;

    while (size > 0) {
        gssize n = write(fd, bytes, size);

        if (n < 0 && errno != EINTR)
            return false;
        bytes += MAX(n, 0);
        size -= (gsize)MAX(n, 0);
    }
    return true;
}

static bool send_answer(int fd, int error_code, const KkTimings *timings, const char *payload)
{
    Header header = {MAGIC, error_code, strlen(payload), *timings};

    return write_all(fd, &header, sizeof header) && write_all(fd, payload, strlen(payload));
}

bool answer_send_result(int fd, const KkResult *result, KkTimings *timings)
{
    double start = kk_cpu_seconds();
    g_autofree char *lines = kk_write_json_lines(result, true);

    timings->write = kk_cpu_seconds() - start;
    return send_answer(fd, -1, timings, lines);
}

bool answer_send_claims(int fd, const KkClaims *claims)
{
    g_autofree char *json = kk_write_claims_json(claims, false);

    return send_answer(fd, -1, &(KkTimings){0}, json);
}

bool answer_send_error(int fd, const GError *error)
{
    return send_answer(fd, error->code, &(KkTimings){0}, error->message);
}

/* ---- our side --------------------------------------------------------------------------- */

void answer_end(KkAnswer *answer, KkFate fate, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_clear_pointer(&answer->result, kk_result_free);
    g_clear_pointer(&answer->claims, kk_claims_free);
    g_free(answer->message);
    answer->fate = fate;
    answer->message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
}

static bool are_sound(const KkTimings *timings)
{
    const double seconds[] = {timings->discover, timings->extract,   timings->layout,
                              timings->parse,    timings->normalise, timings->validate,
                              timings->write};

    for (gsize i = 0; i < G_N_ELEMENTS(seconds); i++)
        if (!isfinite(seconds[i]) || seconds[i] < 0 || seconds[i] > MAX_SECONDS)
            return false;
    return true;
}

/* Whether it speaks of the document that was asked for, as that was when it was asked; then that
 * has its own name again, of which JSON holds what is text. */
static bool check_source(KkAnswer *answer, KkSource *source)
{
    g_autofree char *base = g_path_get_basename(answer->task->path);
    g_autofree char *name = kk_dup_sound(base);

    if (strcmp(source->name, name) != 0) {
        answer_end(answer, KK_FATE_BAD_ANSWER,
                   "the process that read it answered about another document");
    } else if (answer->task->sha256 != NULL && (strcmp(source->sha256, answer->task->sha256) != 0 ||
                                                (gint64)source->bytes != answer->task->bytes)) {
        answer_end(answer, KK_FATE_CHANGED, "the file changed while it was being read; try again");
    } else {
        g_free(source->name);
        source->name = g_steal_pointer(&base);
        return true;
    }
    return false;
}

/* Whether those that follow @first are the file's other reports, all of them in their order. */
static bool are_all(const KkResult *first)
{
    int index = 0;

    for (const KkResult *one = first; one != NULL; one = one->next)
        if (one->source.report_index != ++index || one->source.report_of != first->source.report_of)
            return false;
    return index == first->source.report_of;
}

static void decode_results(KkAnswer *answer, const char *json, gsize length)
{
    const char *end = json + length;
    KkResult **next = &answer->result;

    for (const char *line = json, *behind; line < end; line = behind + 1, next = &(*next)->next) {
        g_autoptr(GError) error = NULL;

        behind = memchr(line, '\n', (gsize)(end - line));
        behind = behind != NULL ? behind : end;
        *next = kk_read_json_as_written(line, (gsize)(behind - line), &error);
        if (*next == NULL) {
            answer_end(answer, KK_FATE_BAD_ANSWER,
                       "the process that read it answered with an invalid report: %s",
                       error->message);
            return;
        }
    }
    if (answer->result == NULL || !are_all(answer->result)) {
        answer_end(answer, KK_FATE_BAD_ANSWER,
                   "the process that read it did not answer with all of its reports");
        return;
    }
    answer->fate = kk_fate_of_result(answer->result);
    for (KkResult *one = answer->result; one != NULL; one = one->next)
        if (!check_source(answer, &one->source))
            return;
}

static void decode_claims(KkAnswer *answer, const char *json, gsize length)
{
    g_autoptr(GError) error = NULL;

    answer->claims = kk_read_claims_json(json, length, &error);
    if (answer->claims == NULL) {
        answer_end(answer, KK_FATE_BAD_ANSWER,
                   "the process that read it answered with invalid claims: %s", error->message);
        return;
    }
    answer->fate = KK_FATE_OK;
    check_source(answer, &answer->claims->source);
}

static void decode_error(KkAnswer *answer, int code, const char *message, gsize length)
{
    if (code > KK_ERROR_CHANGED || length > MAX_MESSAGE ||
        !g_utf8_validate(message, (gssize)length, NULL)) {
        answer_end(answer, KK_FATE_BAD_ANSWER, "the process that read it gave an invalid reason");
        return;
    }
    g_autofree char *text = g_strndup(message, length);
    g_autoptr(GError) error = g_error_new_literal(KK_ERROR, code, text);
    answer->fate = kk_fate_of_error(error);
    answer->message = g_steal_pointer(&text);
}

void kk_answer_decode(KkAnswer *answer, bool claims, const guint8 *data, gsize size)
{
    Header header;

    if (size < sizeof header) {
        answer_end(answer, KK_FATE_BAD_ANSWER, "the process that read it ended without an answer");
        return;
    }
    memcpy(&header, data, sizeof header);
    if (memcmp(header.magic, MAGIC, sizeof header.magic) != 0 || header.error_code < -1 ||
        header.length != size - sizeof header || !are_sound(&header.timings)) {
        answer_end(answer, KK_FATE_BAD_ANSWER,
                   "the process that read it gave a malformed or incomplete answer");
        return;
    }
    const char *payload = (const char *)data + sizeof header;
    answer->timings = header.timings;
    if (header.error_code == -1 && claims)
        decode_claims(answer, payload, size - sizeof header);
    else if (header.error_code == -1)
        decode_results(answer, payload, size - sizeof header);
    else
        decode_error(answer, header.error_code, payload, size - sizeof header);
}
