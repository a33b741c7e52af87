/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_claims.c - a web page or a text about results to claims and their JSON, and the claims
 * against the reports of the fixtures. */
#include "fuzz.h"

#include <math.h>

#define MAX_SCORE 1e4 /* a printed number has four digits */

/* The reports of fixtures/, read once. */
static const GPtrArray *reports(void)
{
    static const char *const paths[] = {KK_FIXTURES "/reports/2016/huddinge-2017/expected.json",
                                        KK_FIXTURES "/reports/2020/arjang-2021/expected.json"};
    static GPtrArray *results;

    if (results != NULL)
        return results;
    results = g_ptr_array_new();
    for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autofree char *json = NULL;
        gsize length = 0;

        g_assert_true(g_file_get_contents(paths[i], &json, &length, NULL));
        g_ptr_array_add(results, kk_read_json(json, length, NULL));
        g_assert_nonnull(g_ptr_array_index(results, i));
    }
    return results;
}

static void check_claims(const KkClaims *claims)
{
    for (guint i = 0; i < claims->claims->len; i++) {
        const KkClaim *claim = g_ptr_array_index(claims->claims, i);

        fuzz_check_text(claim->text, false);
        fuzz_check_at(claim->at, claims->source.n_pages);
        g_assert_true(!claim->value.set || fabs(claim->value.value) <= MAX_SCORE);
    }
    g_autofree char *json = kk_write_claims_json(claims, false);
    fuzz_check_json(json);
    fuzz_check_claims_as_written(json);
}

static void check_reconciled(KkClaims *claims)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new();

    g_ptr_array_add(pages, claims);
    g_autoptr(KkReconciliation) held = kk_reconcile(reports(), pages);
    g_assert_cmpuint(held->claims->len, ==, claims->claims->len);
    g_autofree char *json = kk_write_reconciliation_json(held);
    g_assert_true(g_utf8_validate(json, -1, NULL));
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autoptr(KkInput) input = fuzz_input(data, size);

    if (input == NULL || !g_str_has_prefix(input->media_type, "text/"))
        return -1;
    g_autoptr(KkClaims) claims = kk_claims_process(input, NULL, NULL);
    if (claims == NULL)
        return 0;
    check_claims(claims);
    check_reconciled(claims);
    return 0;
}
