/* fuzz_answer.c - what a child wrote to its pipe, of anybody's making, to what its parent
 * believes of it. */
#include "fuzz.h"

#include <kk/isolate.h>
#include <string.h>

/* The document that was asked for; make_corpus.py knows it, too. */
#define PATH "a-folder/source.pdf"
#define SHA256 "0000000000000000000000000000000000000000000000000000000000000000"
#define BYTES 1

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autoptr(KkAnswer) answer = g_new0(KkAnswer, 1);

    answer->task = kk_task_new(PATH, -1, g_strdup(SHA256), BYTES);
    kk_answer_decode(answer, data, size);
    g_assert_true(answer->fate >= 0 && answer->fate < KK_N_FATES);
    g_assert_true((answer->result != NULL) == kk_fate_has_report(answer->fate));
    g_assert_true(answer->result != NULL || answer->message != NULL);
    g_assert_true(answer->message == NULL || g_utf8_validate(answer->message, -1, NULL));
    if (answer->result == NULL)
        return 0;
    g_assert_cmpstr(answer->result->source.name, ==, "source.pdf");
    g_assert_cmpstr(answer->result->source.sha256, ==, SHA256);
    g_autofree char *json = kk_write_json(answer->result, false);
    fuzz_check_json(json);
    fuzz_check_as_written(json);
    return 0;
}
