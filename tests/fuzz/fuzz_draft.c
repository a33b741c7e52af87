/* fuzz_draft.c - the pages of a report, in the form of tests/support/page.c, through every stage
 * behind extract: layout, draft, report, validation, JSON. */
#include "fuzz.h"
#include "support.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autofree char *text = fuzz_dup_text(data, size);
    g_autoptr(KkInput) input = fuzz_input((const guint8 *)"glyphs", 6);
    g_autoptr(KkDocument) document = test_page_read(input, text, true);
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkLayout) layout = kk_layout(document);
    g_autoptr(KkDraft) draft = kk_parse(layout, doubts, NULL);

    if (draft == NULL)
        return 0;
    g_autofree char *dump = kk_draft_dump(draft);
    fuzz_check_text(dump, true);
    g_autoptr(KkResult) result = g_new0(KkResult, 1);
    result->source = document->source;
    memset(&document->source, 0, sizeof document->source);
    result->report = kk_normalise(draft, doubts);
    result->validation = kk_validate(result->report, doubts);
    result->diagnostics = g_steal_pointer(&doubts);
    fuzz_check_result(result);
    return 0;
}
