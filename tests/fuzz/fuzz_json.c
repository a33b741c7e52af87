/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_json.c - anybody's JSON through the reader; what it takes is a report like any other. */
#include "fuzz.h"

static void check_error(const KkResult *result, const GError *error)
{
    g_assert_true((result == NULL) == (error != NULL));
    g_assert_true(error == NULL || g_utf8_validate(error->message, -1, NULL));
}

static void check_written(const KkResult *result, void (*check_again)(const char *))
{
    g_autofree char *json = kk_write_json(result, false);

    fuzz_check_json(json);
    check_again(json);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autoptr(GError) error = NULL, error_as_written = NULL;
    g_autoptr(KkResult) result = kk_read_json((const char *)data, size, &error);
    g_autoptr(KkResult) as_written =
        kk_read_json_as_written((const char *)data, size, &error_as_written);

    check_error(result, error);
    check_error(as_written, error_as_written);
    if (as_written != NULL)
        check_written(as_written, fuzz_check_as_written);
    if (result == NULL)
        return 0;
    result->validation = kk_validate(result->report, result->diagnostics);
    check_written(result, fuzz_check_validated_anew);
    return 0;
}
