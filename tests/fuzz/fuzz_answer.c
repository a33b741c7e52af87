/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_answer.c - what a child wrote to its pipe, of anybody's making, to what its parent
 * believes of it. */
#include "fuzz.h"

#include <kk/isolate.h>
#include <string.h>

/* The document that was asked for; make_corpus.py knows it, too. */
#define PATH "a-folder/source.pdf"
#define SHA256 "0000000000000000000000000000000000000000000000000000000000000000"
#define BYTES 1

static void check_result(const KkResult *result)
{
    g_autofree char *json = kk_write_json(result, false);

    g_assert_cmpstr(result->source.name, ==, "source.pdf");
    g_assert_cmpstr(result->source.sha256, ==, SHA256);
    fuzz_check_json(json);
    fuzz_check_as_written(json);
}

static void check_claims(const KkClaims *claims)
{
    g_autofree char *json = kk_write_claims_json(claims, false);

    g_assert_cmpstr(claims->source.name, ==, "source.pdf");
    g_assert_cmpstr(claims->source.sha256, ==, SHA256);
    fuzz_check_json(json);
    fuzz_check_claims_as_written(json);
}

static void check(bool claims, const guint8 *data, gsize size)
{
    g_autoptr(KkAnswer) answer = g_new0(KkAnswer, 1);

    answer->task = kk_task_new(PATH, -1, g_strdup(SHA256), BYTES);
    kk_answer_decode(answer, claims, data, size);
    bool read = claims ? answer->claims != NULL : answer->result != NULL;
    g_assert_true(answer->fate >= 0 && answer->fate < KK_N_FATES);
    g_assert_true(read == kk_fate_has_report(answer->fate));
    g_assert_true(read || answer->message != NULL);
    g_assert_true(answer->message == NULL || g_utf8_validate(answer->message, -1, NULL));
    if (answer->result != NULL)
        check_result(answer->result);
    if (answer->claims != NULL)
        check_claims(answer->claims);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    check(false, data, size);
    check(true, data, size);
    return 0;
}
