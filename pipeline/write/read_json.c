/* SPDX-License-Identifier: GPL-2.0-or-later */
/* read_json.c - the contract's JSON back into a result: the mirror of write_json.c.
 *
 * Static strings of the model are taken from its own tables, so that nothing points into the
 * text. */
#include "read_parts.h"

#include <kk/edition.h>
#include <kk/error.h>
#include <kk/input.h>
#include <kk/read.h>
#include <kk/register.h>

#include <math.h>
#include <string.h>

#define MAX_CODE 16 /* characters of a question's code */
#define MAX_AREA 99 /* the greatest number of an area */
#define MAX_QUESTIONS 1000

static bool is_question_code(const char *text)
{
    const gsize area = strspn(text, "0123456789");
    const gsize number = text[area] == '.' ? strspn(text + area + 1, "0123456789") : 0;

    return area > 0 && number > 0 && text[area + 1 + number] == '\0' &&
           area + 1 + number <= MAX_CODE;
}

static KkNumber number_of(Reader *reader, const cJSON *object, const char *name)
{
    KkNumber number = reader_number_or_null(reader, object, name, 0, MAX_SCORE);

    if (!number.set)
        reader_refuse(reader, name, "must be a number");
    return number;
}

/* ---- entries of lists ------------------------------------------------------------------- */

static void read_text(Reader *reader, const cJSON *entry, gpointer target)
{
    if (cJSON_IsString(entry))
        g_ptr_array_add(target, g_strdup(entry->valuestring));
    else
        reader_refuse(reader, "", "must be a string");
}

static void read_year(Reader *reader, const cJSON *entry, gpointer target)
{
    const double value = cJSON_IsNumber(entry) ? entry->valuedouble : -1;

    if (!(value >= 1 && value <= 9999) || value != floor(value)) {
        reader_refuse(reader, "", "must be a year");
        return;
    }
    int year = (int)value;
    g_array_append_val((GArray *)target, year);
}

static void read_evaluator(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "name", "role", "organisation"))
        return;
    KkEvaluator *person = kk_evaluator_new(g_strdup(reader_string(reader, entry, "name")));
    person->role = g_strdup(reader_string_or_null(reader, entry, "role"));
    person->organisation = g_strdup(reader_string_or_null(reader, entry, "organisation"));
    g_ptr_array_add(target, person);
}

static void read_item(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "text", "at"))
        return;
    KkItem *item = kk_item_new(reader_string(reader, entry, "text"), NULL);
    if (item->text[0] == '\0')
        reader_refuse(reader, "text", "must not be empty");
    read_at(reader, entry, item->at);
    g_ptr_array_add(target, item);
}

static void read_published(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "where", "score", "at"))
        return;
    KkPublished *one = kk_published_new();
    one->where = (KkWhere)CHOICE(reader, entry, "where", "chapter", "summary", "prose");
    one->score = number_of(reader, entry, "score");
    read_at(reader, entry, one->at);
    g_ptr_array_add(target, one);
}

static void read_comparison(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "label", "kind", "year", "score", "at"))
        return;
    KkComparison *one = kk_comparison_new();
    one->label = g_strdup(reader_string(reader, entry, "label"));
    one->kind = (KkComparisonKind)CHOICE(reader, entry, "kind", "previous", "average", "other");
    one->year = (int)reader_integer_or(reader, entry, "year", 1, 9999, 0);
    one->score = number_of(reader, entry, "score");
    read_at(reader, entry, one->at);
    g_ptr_array_add(target, one);
}

/* ---- areas ------------------------------------------------------------------------------ */

static void read_numbers(Reader *reader, const cJSON *object, KkScore *score)
{
    score->achieved = reader_number_or_null(reader, object, "achieved", 0, MAX_SCORE);
    score->max = reader_number_or_null(reader, object, "max", 0, MAX_SCORE);
    score->percent = reader_number_or_null(reader, object, "percent", 0, MAX_SCORE);
    read_at(reader, object, score->at);
}

static void read_question(Reader *reader, const cJSON *entry, gpointer target)
{
    static const char printed[] = "printed_code";

    if (!CHECK_OBJECT(reader, entry, "code", "text", "achieved", "max", "percent", "at", printed))
        return;
    KkQuestion *question = kk_question_new();
    question->code = g_strdup(reader_string(reader, entry, "code"));
    question->text = g_strdup(reader_string(reader, entry, "text"));
    if (!is_question_code(question->code))
        reader_refuse(reader, "code", "is not a question's code");
    if (!cJSON_HasObjectItem(entry, printed))
        question->printed_code = g_strdup(question->code);
    else if (!cJSON_IsNull(cJSON_GetObjectItemCaseSensitive(entry, printed)))
        question->printed_code = g_strdup(reader_string(reader, entry, printed));
    read_numbers(reader, entry, &question->score);
    g_ptr_array_add(target, question);
}

static void read_score(Reader *reader, const cJSON *object, KkArea *area)
{
    ReaderStep step;

    if (cJSON_IsNull(cJSON_GetObjectItemCaseSensitive(object, "score")))
        return;
    const cJSON *score =
        ENTER_OBJECT(reader, &step, object, "score", "achieved", "max", "percent", "at");
    if (score != NULL) {
        area->has_score = true;
        read_numbers(reader, score, &area->score);
    }
    reader_leave(reader);
}

static bool has_area(const GPtrArray *areas, int number)
{
    for (guint i = 0; i < areas->len; i++)
        if (((KkArea *)g_ptr_array_index(areas, i))->number == number)
            return true;
    return false;
}

static void read_area(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "number", "id", "name", "topics", "overview", "strengths",
                      "improvements", "questions", "score", "published", "comparisons"))
        return;
    KkArea *area = kk_area_new((int)reader_integer(reader, entry, "number", 1, MAX_AREA));
    if (has_area(target, area->number))
        reader_refuse(reader, "number", "occurs twice");
    g_ptr_array_add(target, area);
    area->id = read_area_id(reader, entry, "id");
    area->name = g_strdup(reader_string(reader, entry, "name"));
    reader_list(reader, entry, "topics", KK_MAX_JSON_LIST, read_text, area->topics);
    area->overview = g_strdup(reader_string_or_null(reader, entry, "overview"));
    reader_list(reader, entry, "strengths", KK_MAX_JSON_LIST, read_item, area->strengths);
    reader_list(reader, entry, "improvements", KK_MAX_JSON_LIST, read_item, area->improvements);
    reader_list(reader, entry, "questions", MAX_QUESTIONS, read_question, area->questions);
    read_score(reader, entry, area);
    reader_list(reader, entry, "published", KK_MAX_JSON_LIST, read_published, area->published);
    reader_list(reader, entry, "comparisons", KK_MAX_JSON_LIST, read_comparison, area->comparisons);
}

/* ---- the head --------------------------------------------------------------------------- */

/* Older documents are of files with one report, and do not say so. */
static void read_report_of(Reader *reader, const cJSON *outer, KkSource *source)
{
    ReaderStep step;

    source->report_index = source->report_of = 1;
    source->first_page = source->n_pages > 0 ? 1 : 0;
    source->last_page = MAX(source->n_pages, 0);
    if (!cJSON_HasObjectItem(outer, "report"))
        return;
    const cJSON *object =
        ENTER_OBJECT(reader, &step, outer, "report", "index", "of", "first_page", "last_page");

    if (object != NULL) {
        source->report_of = (int)reader_integer(reader, object, "of", 1, KK_MAX_REPORTS);
        source->report_index = (int)reader_integer(reader, object, "index", 1, source->report_of);
        source->first_page = (int)reader_integer_or(reader, object, "first_page", 1, G_MAXINT, 0);
        source->last_page = (int)reader_integer_or(reader, object, "last_page", 1, G_MAXINT, 0);
    }
    reader_leave(reader);
}

static void read_ocr_page(Reader *reader, const cJSON *entry, gpointer target)
{
    const double value = cJSON_IsNumber(entry) ? entry->valuedouble : -1;
    const int page = value >= 1 && value <= KK_MAX_PAGES ? (int)value : 0;

    if (page == 0 || value != page)
        reader_refuse(reader, "", "must be the number of a page");
    else
        g_array_append_val((GArray *)target, page);
}

static void read_source(Reader *reader, const cJSON *root, KkSource *source)
{
    ReaderStep step;
    const cJSON *object = ENTER_OBJECT(reader, &step, root, "source", "name", "sha256", "bytes",
                                       "pages", "media_type", "text_origin", "title", "producer",
                                       "created", "url", "report", "attachment", "ocr_pages");

    if (object != NULL) {
        read_file(reader, object, source);
        source->title = g_strdup(reader_optional_string(reader, object, "title"));
        source->producer = g_strdup(reader_optional_string(reader, object, "producer"));
        source->created = g_strdup(reader_optional_string(reader, object, "created"));
        source->url = g_strdup(reader_optional_string(reader, object, "url"));
        if (source->url != NULL && !kk_is_web_address(source->url))
            reader_refuse(reader, "url", "is no web address");
        read_report_of(reader, object, source);
        source->attachment = g_strdup(reader_optional_string(reader, object, "attachment"));
        if (cJSON_GetObjectItemCaseSensitive(object, "ocr_pages") != NULL) {
            source->ocr_pages = g_array_new(FALSE, FALSE, sizeof(int));
            reader_list(reader, object, "ocr_pages", KK_MAX_PAGES, read_ocr_page,
                        source->ocr_pages);
        }
    }
    reader_leave(reader);
}

/* The register's own strings. */
static void read_register(Reader *reader, const cJSON *object, KkReport *report)
{
    const KkMunicipality *known = read_code(reader, object);
    const char *county = reader_string_or_null(reader, object, "county");

    report->code = known != NULL ? known->code : NULL;
    for (gsize i = 0; county != NULL && i < kk_register_length; i++)
        if (strcmp(kk_register[i].county, county) == 0)
            report->county = kk_register[i].county;
    if (county != NULL && report->county == NULL)
        reader_refuse(reader, "county", "is not a Swedish county");
}

static void read_municipality(Reader *reader, const cJSON *root, KkReport *report)
{
    ReaderStep step;
    const cJSON *object =
        ENTER_OBJECT(reader, &step, root, "municipality", "name", "code", "county");

    if (object != NULL) {
        report->municipality = g_strdup(reader_string_or_null(reader, object, "name"));
        read_register(reader, object, report);
    }
    reader_leave(reader);
}

static void read_edition(Reader *reader, const cJSON *root, KkReport *report)
{
    const char *year = reader_string_or_null(reader, root, "edition");

    for (int i = 0; year != NULL && kk_editions[i] != NULL; i++)
        if (strcmp(kk_editions[i]->year, year) == 0)
            report->edition = kk_editions[i]->year;
    if (year != NULL && report->edition == NULL)
        reader_refuse(reader, "edition", "is unknown");
}

static void read_evaluation(Reader *reader, const cJSON *root, KkReport *report)
{
    ReaderStep step;
    const cJSON *object = ENTER_OBJECT(reader, &step, root, "evaluation", "report_date", "period",
                                       "ordinal", "previous", "evaluators");

    if (object != NULL) {
        report->report_date = g_strdup(reader_string_or_null(reader, object, "report_date"));
        report->period = g_strdup(reader_string_or_null(reader, object, "period"));
        report->ordinal = (int)reader_integer_or(reader, object, "ordinal", 1, G_MAXINT, 0);
        reader_list(reader, object, "previous", KK_MAX_JSON_LIST, read_year, report->previous);
        reader_list(reader, object, "evaluators", KK_MAX_JSON_LIST, read_evaluator,
                    report->evaluators);
    }
    reader_leave(reader);
}

static void read_total(Reader *reader, const cJSON *root, KkReport *report)
{
    ReaderStep step;
    const cJSON *object =
        ENTER_OBJECT(reader, &step, root, "total", "achieved", "max", "published", "comparisons");

    if (object != NULL) {
        report->achieved = reader_number_or_null(reader, object, "achieved", 0, MAX_SCORE);
        report->max = reader_number_or_null(reader, object, "max", 0, MAX_SCORE);
        reader_list(reader, object, "published", KK_MAX_JSON_LIST, read_published,
                    report->published);
        reader_list(reader, object, "comparisons", KK_MAX_JSON_LIST, read_comparison,
                    report->comparisons);
    }
    reader_leave(reader);
}

static void read_unread(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "kind", "text", "at"))
        return;
    KkUnreadKind kind = (KkUnreadKind)reader_choice(reader, entry, "kind", kk_unread_names);
    KkUnread *one = kk_unread_new(kind, reader_string(reader, entry, "text"), NULL);
    read_at(reader, entry, one->at);
    g_ptr_array_add(target, one);
}

/* ---- what follows from diagnostics -------------------------------------------------------- */

/* What validation adds when it is made anew. */
static void drop_doubts_of_validation(KkDiagnostics *doubts)
{
    for (guint i = doubts->len; i-- > 0;)
        if (strcmp(((KkDiagnostic *)g_ptr_array_index(doubts, i))->code, KK_DOUBT_TOTAL_UNLIKELY) ==
            0)
            g_ptr_array_remove_index(doubts, i);
}

/* What normalise knew from the contents, and the contract does not hold: tables were
 * announced if there are any, or if it was said that they are missing. */
static bool announces_tables(const KkResult *result)
{
    for (guint i = 0; i < result->report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(result->report->areas, i);

        if (area->questions->len > 0 || area->has_score)
            return true;
    }
    for (guint i = 0; i < result->diagnostics->len; i++)
        if (strcmp(((KkDiagnostic *)g_ptr_array_index(result->diagnostics, i))->code,
                   "tables-missing") == 0)
            return true;
    return false;
}

/* ---- the whole -------------------------------------------------------------------------- */

/* What the tags agreed with, which validation takes from the report when it is made anew. */
static void mark_tagged(const KkReport *report, const GArray *proofs)
{
    guint n = 0;

    for (guint i = 0; i < report->areas->len; i++) {
        KkArea *area = g_ptr_array_index(report->areas, i);

        for (guint k = 0; k <= area->questions->len && n < proofs->len; k++) {
            KkScore *score = k < area->questions->len
                                 ? &((KkQuestion *)g_ptr_array_index(area->questions, k))->score
                                 : &area->score;

            if (k == area->questions->len && !area->has_score)
                continue;
            for (int which = 0; which < KK_N_NUMBERS; which++)
                score->tagged[which] =
                    (g_array_index(proofs, KkProof, n).by[which] & KK_PROVEN_BY_TAGS) != 0;
            n++;
        }
    }
}

/* Of a validation that is made anew only what the tags agreed with is read. */
static void read_tagged(Reader *reader, const cJSON *root, KkReport *report)
{
    const cJSON *validation = reader_member(reader, root, "validation");
    g_autoptr(GArray) proofs = g_array_new(FALSE, TRUE, sizeof(KkProof));

    g_array_set_clear_func(proofs, (GDestroyNotify)kk_proof_clear);
    if (validation != NULL && !cJSON_IsObject(validation))
        reader_refuse(reader, "validation", "must be an object");
    else if (validation != NULL)
        read_proofs(reader, validation, proofs);
    mark_tagged(report, proofs);
}

static void read_root(Reader *reader, const cJSON *root, KkResult *result)
{
    KkReport *report = result->report;

    if (!CHECK_OBJECT(reader, root, "schema", "source", "municipality", "year", "edition",
                      "publisher", "evaluation", "areas", "total", "validation", "diagnostics",
                      "unread"))
        return;
    read_source(reader, root, &result->source);
    read_municipality(reader, root, report);
    report->year = (int)reader_integer_or(reader, root, "year", 2002, 2100, 0);
    read_edition(reader, root, report);
    report->publisher = g_strdup(reader_string_or_null(reader, root, "publisher"));
    read_evaluation(reader, root, report);
    reader_list(reader, root, "areas", MAX_AREA, read_area, report->areas);
    read_total(reader, root, report);
    if (result->validation != NULL) {
        read_validation(reader, root, kk_validation_rules, result->validation);
        mark_tagged(report, result->validation->proofs);
    } else {
        read_tagged(reader, root, report);
    }
    read_diagnostics(reader, root, result->diagnostics);
    if (cJSON_HasObjectItem(root, "unread")) /* older documents have none */
        reader_list(reader, root, "unread", KK_MAX_JSON_LIST, read_unread, report->unread);
    if (!reader->failed)
        report->announces_tables = announces_tables(result);
}

/* Another schema is no damage: it is another document. */
static bool is_report(const cJSON *root, const char *text, gsize length, GError **error)
{
    const cJSON *schema = cJSON_GetObjectItemCaseSensitive(root, "schema");

    if (cJSON_IsString(schema) && strcmp(schema->valuestring, "kommunkompassen-report/1") == 0)
        return true;
    const char *is = kk_json_lookup_kind(text, length);
    if (is != NULL && !(cJSON_IsString(schema) &&
                        g_str_has_prefix(schema->valuestring, "kommunkompassen-report/")))
        g_set_error(error, KK_ERROR, KK_ERROR_NOT_A_REPORT, "this is JSON written by kompass: %s",
                    is);
    else
        g_set_error_literal(error, KK_ERROR, KK_ERROR_NOT_A_REPORT,
                            "this is JSON, but not a report written by kompass "
                            "(schema: must be \"kommunkompassen-report/1\")");
    return false;
}

/* @validation: (transfer full) (nullable): is filled; where there is none it is not read. */
static KkResult *read_result(const char *text, gsize length, KkValidation *validation,
                             GError **error)
{
    KkResult *result = g_new0(KkResult, 1);
    result->report = kk_report_new();
    result->diagnostics = kk_diagnostics_new();
    result->validation = validation;
    cJSON *root = reader_parse(text, length, error);
    Reader reader = {NULL, error, root == NULL || !is_report(root, text, length, error)};

    if (!reader.failed)
        read_root(&reader, root, result);
    cJSON_Delete(root);
    if (!reader.failed)
        return result;
    kk_result_free(result);
    return NULL;
}

KkResult *kk_read_json(const char *text, gsize length, GError **error)
{
    KkResult *result = read_result(text, length, NULL, error);

    if (result != NULL)
        drop_doubts_of_validation(result->diagnostics);
    return result;
}

KkResult *kk_read_json_as_written(const char *text, gsize length, GError **error)
{
    return read_result(text, length, kk_validation_new(), error);
}
