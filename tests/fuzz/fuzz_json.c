/* fuzz_json.c - anybody's JSON through the reader; what it takes is a report like any other. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkResult) result = kk_read_json((const char *)data, size, &error);

    g_assert_true((result == NULL) == (error != NULL));
    if (result == NULL) {
        g_assert_true(g_utf8_validate(error->message, -1, NULL));
        return 0;
    }
    result->validation = kk_validate(result->report, result->diagnostics);
    g_autofree char *json = kk_write_json(result, false);
    fuzz_check_json(json);
    fuzz_check_rewritten(json);
    return 0;
}
