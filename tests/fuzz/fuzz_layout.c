/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_layout.c - glyphs, in the form of tests/support/page.c, to lines and what is built on
 * lines, without a report's words.
 *
 * Lines hold no character that the page has not, and stand where its glyphs do. */
#include "fuzz.h"
#include "support.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autofree char *text = fuzz_dup_text(data, size);
    g_autoptr(KkInput) input = fuzz_input((const guint8 *)"glyphs", 6);
    g_autoptr(KkDocument) document = test_page_read(input, text, true);

    fuzz_check_layout(document);
    return 0;
}
