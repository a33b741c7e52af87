/* SPDX-License-Identifier: GPL-2.0-or-later */
/* read_parts.c - places, files, validation and diagnostics: the mirror of json.c. */
#include "read_parts.h"
#include "json.h"

#include <kk/document.h>
#include <kk/edition.h>
#include <kk/read.h>

#include <math.h>
#include <string.h>

#define MAX_DOUBT_CODE 64
#define MAX_EXPECTED 1e13 /* of a row without a maximum any number is expected */

/* ---- places ----------------------------------------------------------------------------- */

static KkRect read_box(Reader *reader, const cJSON *entry)
{
    const cJSON *list = reader_member(reader, entry, "bbox");
    double sides[4] = {0};
    int n = 0;

    if (list == NULL || cJSON_IsNull(list))
        return (KkRect){0, 0, 0, 0};
    const cJSON *side;
    if (!cJSON_IsArray(list) || cJSON_GetArraySize(list) != 4) {
        reader_refuse(reader, "bbox", "must be four numbers or null");
        return (KkRect){0, 0, 0, 0};
    }
    cJSON_ArrayForEach(side, list)
    {
        if (!cJSON_IsNumber(side) || !(fabs(side->valuedouble) <= JSON_MAX_PLACE))
            reader_refuse(reader, "bbox", "must be four numbers or null");
        else
            sides[n++] = side->valuedouble;
    }
    return (KkRect){sides[0], sides[1], sides[2], sides[3]};
}

static void read_place(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "page", "bbox"))
        return;
    KkPlace place = {(int)reader_integer(reader, entry, "page", 1, G_MAXINT),
                     read_box(reader, entry)};
    g_array_append_val((KkAt *)target, place);
}

void read_at(Reader *reader, const cJSON *object, KkAt *at)
{
    reader_list(reader, object, "at", KK_MAX_PAGES, read_place, at);
}

/* ---- the file --------------------------------------------------------------------------- */

void read_file(Reader *reader, const cJSON *object, KkSource *source)
{
    static const char *const media_types[] = {"application/pdf", "text/plain", "text/markdown",
                                              "text/html", NULL};
    static const char *const origins[] = {"embedded", "ocr", "mixed", "transcript", NULL};

    source->name = g_strdup(reader_string(reader, object, "name"));
    source->sha256 = g_strdup(reader_sha256_or_null(reader, object, "sha256"));
    if (source->sha256 == NULL)
        reader_refuse(reader, "sha256", "must be a string");
    source->bytes = (gsize)reader_integer(reader, object, "bytes", 0, 1e12);
    source->n_pages = (int)reader_integer_or(reader, object, "pages", 0, G_MAXINT, -1);
    source->media_type = media_types[reader_choice(reader, object, "media_type", media_types)];
    source->text_origin = origins[reader_choice(reader, object, "text_origin", origins)];
}

/* ---- what is of a known set ------------------------------------------------------------- */

/* The catalogue's own string; NULL where it has none. */
static const char *lookup_id(const char *id)
{
    for (int e = 0; kk_editions[e] != NULL; e++)
        for (int i = 0; i < KK_EDITION_AREAS; i++)
            if (strcmp(kk_editions[e]->areas[i].id, id) == 0)
                return kk_editions[e]->areas[i].id;
    return NULL;
}

const char *read_area_id(Reader *reader, const cJSON *object, const char *name)
{
    const char *id = reader_string_or_null(reader, object, name);
    const char *known = id != NULL ? lookup_id(id) : NULL;

    if (id != NULL && known == NULL)
        reader_refuse(reader, name, "is not an area of the catalogue");
    return known;
}

const KkMunicipality *read_code(Reader *reader, const cJSON *object)
{
    const char *code = reader_string_or_null(reader, object, "code");

    const KkMunicipality *found = code != NULL ? kk_register_by_code(code) : NULL;

    if (code != NULL && found == NULL)
        reader_refuse(reader, "code", "is not a municipality's code");
    return found;
}

/* ---- validation ------------------------------------------------------------------------- */

static int read_count(Reader *reader, const cJSON *object, const char *name)
{
    return (int)reader_integer(reader, object, name, 0, G_MAXINT);
}

/* Two numbers, or null. */
static void read_expected(Reader *reader, const cJSON *entry, KkFinding *finding)
{
    const cJSON *list = reader_member(reader, entry, "expected");

    if (list == NULL || cJSON_IsNull(list))
        return;
    const cJSON *least = cJSON_GetArrayItem(list, 0), *greatest = cJSON_GetArrayItem(list, 1);
    finding->has_expected = cJSON_IsArray(list) && cJSON_GetArraySize(list) == 2 &&
                            cJSON_IsNumber(least) && fabs(least->valuedouble) <= MAX_EXPECTED &&
                            cJSON_IsNumber(greatest) && fabs(greatest->valuedouble) <= MAX_EXPECTED;
    if (!finding->has_expected) {
        reader_refuse(reader, "expected", "must be two numbers or null");
        return;
    }
    finding->least = least->valuedouble;
    finding->greatest = greatest->valuedouble;
}

typedef struct {
    const char *const *rules;
    GPtrArray *findings;
} Findings;

static void read_finding(Reader *reader, const cJSON *entry, gpointer target)
{
    const Findings *into = target;

    if (!CHECK_OBJECT(reader, entry, "rule", "subject", "outcome", "expected", "found", "message",
                      "at"))
        return;
    KkFinding *finding = g_new0(KkFinding, 1);
    g_ptr_array_add(into->findings, finding);
    finding->at = kk_at_new();
    finding->rule = into->rules[reader_choice(reader, entry, "rule", into->rules)];
    finding->subject = g_strdup(reader_string(reader, entry, "subject"));
    finding->outcome = CHOICE(reader, entry, "outcome", "failed", "skipped") == 0
                           ? KK_OUTCOME_FAILED
                           : KK_OUTCOME_SKIPPED;
    read_expected(reader, entry, finding);
    finding->found = reader_number_or_null(reader, entry, "found", -MAX_SCORE, MAX_SCORE);
    finding->message = kk_message_read(finding->rule, reader_string(reader, entry, "message"));
    read_at(reader, entry, finding->at);
}

static void read_proof(Reader *reader, const cJSON *entry, gpointer target)
{
    static const char *const words[] = {"nothing", "arithmetic", "tags", "both", NULL};
    KkProof proof = {0};

    if (!CHECK_OBJECT(reader, entry, "subject", "achieved", "max", "percent"))
        return;
    for (int i = 0; i < KK_N_NUMBERS; i++) {
        proof.printed[i] = reader_string_or_null(reader, entry, kk_number_names[i]) != NULL;
        if (proof.printed[i])
            proof.by[i] = (guint)reader_choice(reader, entry, kk_number_names[i], words);
    }
    proof.subject = g_strdup(reader_string(reader, entry, "subject"));
    g_array_append_val((GArray *)target, proof);
}

void read_proofs(Reader *reader, const cJSON *validation, GArray *proofs)
{
    if (cJSON_HasObjectItem(validation, "proofs"))
        reader_list(reader, validation, "proofs", KK_MAX_JSON_LIST, read_proof, proofs);
}

void read_validation(Reader *reader, const cJSON *root, const char *const *rules,
                     KkValidation *validation)
{
    Findings findings = {rules, validation->findings};
    ReaderStep step, inner;
    const cJSON *object =
        ENTER_OBJECT(reader, &step, root, "validation", "status", "counts", "findings", "proofs");

    if (object != NULL) {
        validation->status =
            (KkStatus)CHOICE(reader, object, "status", "consistent", "inconsistent", "incomplete");
        const cJSON *counts = ENTER_OBJECT(reader, &inner, object, "counts", "exact", "rounding",
                                           "failed", "skipped");
        if (counts != NULL) {
            validation->counts[KK_OUTCOME_EXACT] = read_count(reader, counts, "exact");
            validation->counts[KK_OUTCOME_ROUNDING] = read_count(reader, counts, "rounding");
            validation->counts[KK_OUTCOME_FAILED] = read_count(reader, counts, "failed");
            validation->counts[KK_OUTCOME_SKIPPED] = read_count(reader, counts, "skipped");
        }
        reader_leave(reader);
        reader_list(reader, object, "findings", KK_MAX_JSON_LIST, read_finding, &findings);
        read_proofs(reader, object, validation->proofs);
    }
    reader_leave(reader);
}

/* ---- diagnostics ------------------------------------------------------------------------ */

static bool is_doubt_code(const char *text)
{
    const gsize length = strlen(text);

    return length > 0 && length <= MAX_DOUBT_CODE &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/* As it stands: kk_diagnostics_add() would take two with the same words for one. */
static void read_diagnostic(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "severity", "code", "message", "at"))
        return;
    KkDiagnostic *doubt = kk_diagnostic_alloc();
    g_ptr_array_add(target, doubt);
    doubt->at = kk_at_new();
    doubt->severity = (KkSeverity)CHOICE(reader, entry, "severity", "error", "warning", "info");
    doubt->code = g_strdup(reader_string(reader, entry, "code"));
    if (!is_doubt_code(doubt->code))
        reader_refuse(reader, "code", "is not a diagnostic's code");
    doubt->message = kk_message_read(doubt->code, reader_string(reader, entry, "message"));
    read_at(reader, entry, doubt->at);
}

void read_diagnostics(Reader *reader, const cJSON *root, KkDiagnostics *diagnostics)
{
    reader_list(reader, root, "diagnostics", KK_MAX_JSON_LIST, read_diagnostic, diagnostics);
}
