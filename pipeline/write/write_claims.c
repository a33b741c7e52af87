/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write_claims.c - a page's claims as JSON (claims.schema.json), and how they fare against
 * the reports. */
#include "json.h"

#include <kk/reconcile.h>

static void set_source(cJSON *root, const KkClaims *claims)
{
    const KkSource *source = &claims->source;
    cJSON *object = cJSON_AddObjectToObject(root, "source");

    json_set_string(object, "name", source->name);
    json_set_string(object, "sha256", source->sha256);
    json_set(object, "bytes", json_integer((gint64)source->bytes));
    json_set(object, "pages",
             source->n_pages >= 0 ? json_integer(source->n_pages) : cJSON_CreateNull());
    json_set_string(object, "media_type", source->media_type);
    json_set_string(object, "text_origin", source->text_origin);
    json_set_string(object, "published", claims->published);
}

static void set_claim(cJSON *object, const KkClaim *claim)
{
    cJSON *municipality = cJSON_AddObjectToObject(object, "municipality");
    const KkMunicipality *known = claim->municipality;

    json_set_string(municipality, "name", known != NULL ? known->name : NULL);
    json_set_string(municipality, "code", known != NULL ? known->code : NULL);
    json_set(object, "year", json_integer_or_null(claim->year));
    json_set_string(object, "kind", kk_claim_kind_name(claim->kind));
    json_set(object, "since", json_integer_or_null(claim->since));
    json_set_string(object, "area", claim->area);
    json_set(object, "value", json_number(&claim->value));
    json_set(object, "max", json_number(&claim->max));
    json_set_string(object, "text", claim->text);
    json_set_at(object, claim->at);
}

char *kk_write_claims_json(const KkClaims *claims, bool pretty)
{
    cJSON *root = cJSON_CreateObject();

    json_set_string(root, "schema", "kommunkompassen-claims/1");
    set_source(root, claims);
    cJSON *array = json_add_array(root, "claims");
    for (guint i = 0; i < claims->claims->len; i++)
        set_claim(json_add_object(array), g_ptr_array_index(claims->claims, i));
    json_set_validation(root, claims->validation);
    json_set_diagnostics(root, claims->diagnostics);
    return json_print(root, pretty);
}

/* ---- reconciliation ------------------------------------------------------------------ */

static void set_name(cJSON *object, const KkSource *source)
{
    json_set_string(object, "name", source->name);
    if (source->attachment != NULL)
        json_set_string(object, "attachment", source->attachment);
}

static void add_matched(cJSON *array, const KkMatchedClaim *matched)
{
    cJSON *object = json_add_object(array);

    json_set_string(object, "verdict", kk_verdict_name(matched->verdict));
    json_set_string(object, "page", matched->page->source.name);
    set_claim(cJSON_AddObjectToObject(object, "claim"), matched->claim);
    if (matched->verdict != KK_VERDICT_AGREES && matched->verdict != KK_VERDICT_DIFFERS) {
        json_set(object, "report", cJSON_CreateNull());
        return;
    }
    cJSON *report = cJSON_AddObjectToObject(object, "report");
    set_name(report, &matched->report->source);
    cJSON *expected = json_add_array(report, "expected");
    cJSON_AddItemToArray(expected, json_decimal(matched->least, 2));
    cJSON_AddItemToArray(expected, json_decimal(matched->greatest, 2));
    json_set_at(report, matched->at);
}

char *kk_write_reconciliation_json(const KkReconciliation *reconciliation)
{
    cJSON *root = cJSON_CreateObject();
    cJSON *claims = json_add_array(root, "claims");
    cJSON *unclaimed = NULL;

    for (guint i = 0; i < reconciliation->claims->len; i++)
        add_matched(claims, g_ptr_array_index(reconciliation->claims, i));
    unclaimed = json_add_array(root, "reports_without_claims");
    for (guint i = 0; i < reconciliation->unclaimed->len; i++) {
        const KkResult *result = g_ptr_array_index(reconciliation->unclaimed, i);
        cJSON *object = json_add_object(unclaimed);

        set_name(object, &result->source);
        json_set_string(object, "municipality", result->report->municipality);
        json_set(object, "year", json_integer_or_null(result->report->year));
    }
    return json_print(root, true);
}
