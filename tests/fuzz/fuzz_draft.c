/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_draft.c - the pages of a report, in the form of tests/support/page.c, through every stage
 * behind extract: layout, draft, report, validation, JSON. */
#include "fuzz.h"
#include "support.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autofree char *text = fuzz_dup_text(data, size);
    g_autoptr(KkInput) input = fuzz_input((const guint8 *)"glyphs", 6);
    g_autoptr(KkDocument) document = test_page_read(input, text, true);
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();

    fuzz_check_document(document, doubts);
    return 0;
}
