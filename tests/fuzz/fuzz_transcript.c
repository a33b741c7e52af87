/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_transcript.c - a transcript (plain text, Markdown) to JSON. */
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autoptr(KkInput) input = fuzz_input(data, size);

    if (input == NULL || !g_str_has_prefix(input->media_type, "text/"))
        return -1;
    g_autoptr(KkResult) result = kk_process(input, NULL, NULL, NULL);
    if (result != NULL)
        fuzz_check_result(result);
    return 0;
}
