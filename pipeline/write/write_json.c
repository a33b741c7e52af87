/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write_json.c - a report as the contract's JSON (report.schema.json). */
#include "json.h"

#include <kk/write.h>

/* ---- the contract's parts --------------------------------------------------------- */

static void set_source(cJSON *root, const KkSource *source)
{
    cJSON *object = cJSON_AddObjectToObject(root, "source");

    json_set_string(object, "name", source->name);
    json_set_string(object, "sha256", source->sha256);
    json_set(object, "bytes", json_integer((gint64)source->bytes));
    json_set(object, "pages",
             source->n_pages >= 0 ? json_integer(source->n_pages) : cJSON_CreateNull());
    json_set_string(object, "media_type", source->media_type);
    json_set_string(object, "text_origin", source->text_origin);
    json_set_string(object, "title", source->title);
    json_set_string(object, "producer", source->producer);
    json_set_string(object, "created", source->created);
    if (source->url != NULL)
        json_set_string(object, "url", source->url);
    cJSON *report = cJSON_AddObjectToObject(object, "report");
    json_set(report, "index", json_integer(source->report_index));
    json_set(report, "of", json_integer(source->report_of));
    json_set(report, "first_page", json_integer_or_null(source->first_page));
    json_set(report, "last_page", json_integer_or_null(source->last_page));
    if (source->attachment != NULL)
        json_set_string(object, "attachment", source->attachment);
    if (source->ocr_pages != NULL) {
        cJSON *pages = json_add_array(object, "ocr_pages");

        for (guint i = 0; i < source->ocr_pages->len; i++)
            cJSON_AddItemToArray(pages, json_integer(g_array_index(source->ocr_pages, int, i)));
    }
}

static void set_municipality(cJSON *root, const KkReport *report)
{
    cJSON *object = cJSON_AddObjectToObject(root, "municipality");

    json_set_string(object, "name", report->municipality);
    json_set_string(object, "code", report->code);
    json_set_string(object, "county", report->county);
}

static void set_evaluation(cJSON *root, const KkReport *report)
{
    cJSON *object = cJSON_AddObjectToObject(root, "evaluation");

    json_set_string(object, "report_date", report->report_date);
    json_set_string(object, "period", report->period);
    json_set(object, "ordinal", json_integer_or_null(report->ordinal));
    cJSON *previous = json_add_array(object, "previous");
    for (guint i = 0; i < report->previous->len; i++)
        cJSON_AddItemToArray(previous, json_integer(g_array_index(report->previous, int, i)));
    cJSON *evaluators = json_add_array(object, "evaluators");
    for (guint i = 0; i < report->evaluators->len; i++) {
        const KkEvaluator *person = g_ptr_array_index(report->evaluators, i);
        cJSON *entry = json_add_object(evaluators);

        json_set_string(entry, "name", person->name);
        json_set_string(entry, "role", person->role);
        json_set_string(entry, "organisation", person->organisation);
    }
}

static void set_items(cJSON *object, const char *name, const GPtrArray *items)
{
    cJSON *array = json_add_array(object, name);

    for (guint i = 0; i < items->len; i++) {
        const KkItem *item = g_ptr_array_index(items, i);
        cJSON *entry = json_add_object(array);

        json_set_string(entry, "text", item->text);
        json_set_at(entry, item->at);
    }
}

static void set_numbers(cJSON *object, const KkScore *score)
{
    json_set(object, "achieved", json_number(&score->achieved));
    json_set(object, "max", json_number(&score->max));
    json_set(object, "percent", json_number(&score->percent));
    json_set_at(object, score->at);
}

static void set_questions(cJSON *object, const KkArea *area)
{
    cJSON *array = json_add_array(object, "questions");

    for (guint i = 0; i < area->questions->len; i++) {
        const KkQuestion *question = g_ptr_array_index(area->questions, i);
        cJSON *entry = json_add_object(array);

        json_set_string(entry, "code", question->code);
        json_set_string(entry, "text", question->text);
        set_numbers(entry, &question->score);
        if (g_strcmp0(question->printed_code, question->code) != 0)
            json_set_string(entry, "printed_code", question->printed_code);
    }
}

static void set_published(cJSON *object, const GPtrArray *published)
{
    static const char *const wheres[] = {"chapter", "summary", "prose"};
    cJSON *array = json_add_array(object, "published");

    for (guint i = 0; i < published->len; i++) {
        const KkPublished *one = g_ptr_array_index(published, i);
        cJSON *entry = json_add_object(array);

        json_set_string(entry, "where", wheres[one->where]);
        json_set(entry, "score", json_number(&one->score));
        json_set_at(entry, one->at);
    }
}

static void set_comparisons(cJSON *object, const GPtrArray *comparisons)
{
    static const char *const kinds[] = {"previous", "average", "other"};
    cJSON *array = json_add_array(object, "comparisons");

    for (guint i = 0; i < comparisons->len; i++) {
        const KkComparison *one = g_ptr_array_index(comparisons, i);
        cJSON *entry = json_add_object(array);

        json_set_string(entry, "label", one->label);
        json_set_string(entry, "kind", kinds[one->kind]);
        json_set(entry, "year", json_integer_or_null(one->year));
        json_set(entry, "score", json_number(&one->score));
        json_set_at(entry, one->at);
    }
}

static void add_area(cJSON *array, const KkArea *area)
{
    cJSON *object = json_add_object(array);

    json_set(object, "number", json_integer(area->number));
    json_set_string(object, "id", area->id);
    json_set_string(object, "name", area->name);
    cJSON *topics = json_add_array(object, "topics");
    for (guint i = 0; i < area->topics->len; i++)
        cJSON_AddItemToArray(topics, json_string(g_ptr_array_index(area->topics, i)));
    json_set_string(object, "overview", area->overview);
    set_items(object, "strengths", area->strengths);
    set_items(object, "improvements", area->improvements);
    set_questions(object, area);
    if (area->has_score)
        set_numbers(cJSON_AddObjectToObject(object, "score"), &area->score);
    else
        json_set(object, "score", cJSON_CreateNull());
    set_published(object, area->published);
    set_comparisons(object, area->comparisons);
}

static void set_total(cJSON *root, const KkReport *report)
{
    cJSON *object = cJSON_AddObjectToObject(root, "total");

    json_set(object, "achieved", json_number(&report->achieved));
    json_set(object, "max", json_number(&report->max));
    set_published(object, report->published);
    set_comparisons(object, report->comparisons);
}

static void set_unread(cJSON *root, const GPtrArray *unread)
{
    cJSON *array = json_add_array(root, "unread");

    for (guint i = 0; i < unread->len; i++) {
        const KkUnread *one = g_ptr_array_index(unread, i);
        cJSON *entry = json_add_object(array);

        json_set_string(entry, "kind", kk_unread_names[one->kind]);
        json_set_string(entry, "text", one->text);
        json_set_at(entry, one->at);
    }
}

static cJSON *dup_object(const KkResult *result)
{
    cJSON *root = cJSON_CreateObject();
    const KkReport *report = result->report;

    json_set_string(root, "schema", "kommunkompassen-report/1");
    set_source(root, &result->source);
    set_municipality(root, report);
    json_set(root, "year", json_integer_or_null(report->year));
    json_set_string(root, "edition", report->edition);
    json_set_string(root, "publisher", report->publisher);
    set_evaluation(root, report);
    cJSON *areas = json_add_array(root, "areas");
    for (guint i = 0; i < report->areas->len; i++)
        add_area(areas, g_ptr_array_index(report->areas, i));
    set_total(root, report);
    json_set_validation(root, result->validation);
    json_set_diagnostics(root, result->diagnostics);
    set_unread(root, report->unread);
    return root;
}

char *kk_write_json(const KkResult *result, bool pretty)
{
    return json_print(dup_object(result), pretty);
}

static void set_proofs(cJSON *root, const GArray *proofs)
{
    cJSON *array = json_add_array(cJSON_GetObjectItemCaseSensitive(root, "validation"), "proofs");

    for (guint i = 0; i < proofs->len; i++) {
        const KkProof *proof = &g_array_index(proofs, KkProof, i);
        cJSON *entry = json_add_object(array);

        json_set_string(entry, "subject", proof->subject);
        for (int k = 0; k < KK_N_NUMBERS; k++)
            json_set_string(entry, kk_number_names[k],
                            proof->printed[k] ? kk_proven_name(proof->by[k]) : NULL);
    }
}

char *kk_write_json_proofs(const KkResult *result, bool pretty)
{
    cJSON *root = dup_object(result);

    set_proofs(root, result->validation->proofs);
    return json_print(root, pretty);
}

char *kk_write_json_lines(const KkResult *result, bool proofs)
{
    GString *lines = g_string_new(NULL);

    for (; result != NULL; result = result->next) {
        g_autofree char *json =
            proofs ? kk_write_json_proofs(result, false) : kk_write_json(result, false);

        g_string_append(lines, json);
        g_string_append_c(lines, '\n');
    }
    return g_string_free(lines, FALSE);
}
