/* SPDX-License-Identifier: GPL-2.0-or-later */
/* read_claims.c: what claims wrote comes back as it was, and nothing else is taken. */
#include "support.h"

#include <string.h>

static KkClaims *read_text(const char *text, GError **error)
{
    return kk_read_claims_json(text, strlen(text), error);
}

static char *dup_claims_json(const char *path, bool pretty)
{
    g_autoptr(KkInput) input = kk_discover(path, NULL);
    g_autoptr(KkClaims) claims = kk_claims_process(input, NULL, NULL);

    return claims != NULL ? kk_write_claims_json(claims, pretty) : NULL;
}

static void assert_round_trip(const char *path, bool pretty)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *json = dup_claims_json(path, pretty);

    if (json == NULL)
        return; /* a page that claims nothing */
    g_autoptr(KkClaims) claims = read_text(json, &error);
    g_test_message("%s", path);
    g_assert_no_error(error);
    test_assert_text(kk_write_claims_json(claims, pretty), json);
}

static void fixtures_come_back_as_they_were(void)
{
    g_autofree char *folder = test_path("claims");
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        if (g_str_has_suffix(name, ".json"))
            continue;
        assert_round_trip(path, false);
        assert_round_trip(path, true);
    }
}

/* A page's JSON with the first @old, which must be there, replaced. */
static void assert_refused(const char *old, const char *new, const char *words)
{
    g_autofree char *path = test_path("claims/huddinge-2017.txt");
    g_autofree char *json = dup_claims_json(path, false);
    const char *found = strstr(json, old);

    g_test_message("%s", old);
    g_assert_nonnull(found);
    g_autofree char *changed =
        g_strdup_printf("%.*s%s%s", (int)(found - json), json, new, found + strlen(old));
    g_autoptr(GError) error = NULL;
    g_autoptr(KkClaims) claims = read_text(changed, &error);
    g_assert_null(claims);
    g_assert_error(error, KK_ERROR, KK_ERROR_DAMAGED);
    if (strstr(error->message, words) == NULL)
        g_error("no \"%s\" in \"%s\"", words, error->message);
}

static void what_is_no_claim_is_named(void)
{
    assert_refused("kommunkompassen-claims/1", "kommunkompassen-report/1", "schema: must be");
    assert_refused("\"kind\":\"total\"", "\"kind\":\"sum\"", "kind: is not one of the schema's");
    assert_refused("\"name\":\"Huddinge\"", "\"name\":\"Botkyrka\"",
                   "name: does not match the code");
    assert_refused("\"code\":\"0126\"", "\"code\":\"0000\"", "code: is not a municipality's");
    assert_refused("\"value\":", "\"value\":\"7\",\"max\":", "value: must be a number");
    assert_refused("\"value\":", "\"value\":null,\"max\":", "value: must be a number");
    assert_refused("\"value\":", "\"value\":1e9,\"max\":", "value: is out of range");
    assert_refused("\"year\":2017", "\"year\":2017.5", "year: must be an integer");
    assert_refused("\"claims\":[", "\"claims\":[7,", "claims[0]: must be an object");
    assert_refused("\"text\":", "\"words\":", "words: is not in the schema");
    assert_refused("\"sha256\":\"", "\"sha256\":\"0", "sha256: must be 64");
}

/* The rules of a report's checks are not those of a page's. */
static void a_reports_rule_is_refused(void)
{
    assert_refused("\"findings\":[",
                   "\"findings\":[{\"rule\":\"row-percent\",\"subject\":\"1.1\","
                   "\"outcome\":\"failed\",\"expected\":null,\"found\":1,\"message\":\"M\","
                   "\"at\":[]}",
                   "rule: is not one of the schema's");
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/write/read-claims", fixtures_come_back_as_they_were);
    TEST("/write/read-claims", what_is_no_claim_is_named);
    TEST("/write/read-claims", a_reports_rule_is_refused);
    return g_test_run();
}
