/* SPDX-License-Identifier: GPL-2.0-or-later */
/* read_claims.c - a page's claims back from JSON: the mirror of write_claims.c. */
#include "read_parts.h"

#include <kk/error.h>
#include <kk/read.h>

#include <string.h>

static const KkMunicipality *read_municipality(Reader *reader, const cJSON *entry)
{
    ReaderStep step;
    const KkMunicipality *known = NULL;
    const cJSON *object = ENTER_OBJECT(reader, &step, entry, "municipality", "name", "code");

    if (object != NULL) {
        const char *name = reader_string_or_null(reader, object, "name");

        known = read_code(reader, object);
        if (g_strcmp0(name, known != NULL ? known->name : NULL) != 0)
            reader_refuse(reader, "name", "does not match the code");
    }
    reader_leave(reader);
    return known;
}

static KkNumber read_value(Reader *reader, const cJSON *entry)
{
    KkNumber value = reader_number_or_null(reader, entry, "value", -MAX_SCORE, MAX_SCORE);

    if (!value.set)
        reader_refuse(reader, "value", "must be a number");
    return value;
}

static void read_claim(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "municipality", "year", "kind", "since", "area", "value",
                      "max", "text", "at"))
        return;
    KkClaim *claim = kk_claim_new(reader_string(reader, entry, "text"));
    g_ptr_array_add(target, claim);
    claim->municipality = read_municipality(reader, entry);
    claim->year = (int)reader_integer_or(reader, entry, "year", 1, 9999, 0);
    claim->kind = (KkClaimKind)reader_choice(reader, entry, "kind", kk_claim_kinds);
    claim->since = (int)reader_integer_or(reader, entry, "since", 1, 9999, 0);
    claim->area = read_area_id(reader, entry, "area");
    claim->value = read_value(reader, entry);
    claim->max = reader_number_or_null(reader, entry, "max", -MAX_SCORE, MAX_SCORE);
    read_at(reader, entry, claim->at);
}

static void read_root(Reader *reader, const cJSON *root, KkClaims *claims)
{
    ReaderStep step;

    if (!CHECK_OBJECT(reader, root, "schema", "source", "claims", "validation", "diagnostics"))
        return;
    const cJSON *source = ENTER_OBJECT(reader, &step, root, "source", "name", "sha256", "bytes",
                                       "pages", "media_type", "text_origin", "published");
    if (source != NULL) {
        read_file(reader, source, &claims->source);
        claims->published = g_strdup(reader_string_or_null(reader, source, "published"));
    }
    reader_leave(reader);
    reader_list(reader, root, "claims", KK_MAX_JSON_LIST, read_claim, claims->claims);
    read_validation(reader, root, kk_claims_rules, claims->validation);
    read_diagnostics(reader, root, claims->diagnostics);
}

KkClaims *kk_read_claims_json(const char *text, gsize length, GError **error)
{
    g_autoptr(KkClaims) claims = kk_claims_new();
    cJSON *root = reader_parse(text, length, error);
    Reader reader = {NULL, error, root == NULL};

    if (!reader.failed &&
        strcmp(reader_string(&reader, root, "schema"), "kommunkompassen-claims/1") != 0)
        reader_refuse(&reader, "schema", "must be \"kommunkompassen-claims/1\"");
    if (!reader.failed)
        read_root(&reader, root, claims);
    cJSON_Delete(root);
    return reader.failed ? NULL : g_steal_pointer(&claims);
}
