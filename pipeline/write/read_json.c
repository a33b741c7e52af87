/* read_json.c - the contract's JSON back into a result: the mirror of write_json.c.
 *
 * Static strings of the model are taken from its own tables, so that nothing points into the
 * text. */
#include "json.h"
#include "reader.h"

#include <kk/edition.h>
#include <kk/error.h>
#include <kk/read.h>
#include <kk/register.h>

#include <math.h>
#include <string.h>

#define MAX_SCORE 1e6 /* a printed number has four digits, a total of areas five */
#define MAX_CODE 16   /* characters of a question's code */
#define MAX_AREA 99   /* the greatest number of an area */
#define MAX_QUESTIONS 1000
#define MAX_DOUBT_CODE 64
#define MAX_EXPECTED 1e13 /* of a row without a maximum any number is expected */

static bool is_question_code(const char *text)
{
    const gsize area = strspn(text, "0123456789");
    const gsize number = text[area] == '.' ? strspn(text + area + 1, "0123456789") : 0;

    return area > 0 && number > 0 && text[area + 1 + number] == '\0' &&
           area + 1 + number <= MAX_CODE;
}

static bool is_doubt_code(const char *text)
{
    const gsize length = strlen(text);

    return length > 0 && length <= MAX_DOUBT_CODE &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

static KkNumber number_of(Reader *reader, const cJSON *object, const char *name)
{
    KkNumber number = reader_number_or_null(reader, object, name, 0, MAX_SCORE);

    if (!number.set)
        reader_refuse(reader, name, "must be a number");
    return number;
}

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

/* Adds the places to @at. */
static void read_at(Reader *reader, const cJSON *object, KkAt *at)
{
    reader_list(reader, object, "at", KK_MAX_PAGES, read_place, at);
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
    if (!CHECK_OBJECT(reader, entry, "code", "text", "achieved", "max", "percent", "at"))
        return;
    KkQuestion *question = kk_question_new();
    question->code = g_strdup(reader_string(reader, entry, "code"));
    question->text = g_strdup(reader_string(reader, entry, "text"));
    if (!is_question_code(question->code))
        reader_refuse(reader, "code", "is no question's code");
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

/* The catalogue's own string; NULL where it has none. */
static const char *lookup_id(const char *id)
{
    for (int e = 0; kk_editions[e] != NULL; e++)
        for (int i = 0; i < KK_EDITION_AREAS; i++)
            if (strcmp(kk_editions[e]->areas[i].id, id) == 0)
                return kk_editions[e]->areas[i].id;
    return NULL;
}

static void read_id(Reader *reader, const cJSON *object, KkArea *area)
{
    const char *id = reader_string_or_null(reader, object, "id");

    area->id = id != NULL ? lookup_id(id) : NULL;
    if (id != NULL && area->id == NULL)
        reader_refuse(reader, "id", "is no area of the catalogue");
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
        reader_refuse(reader, "number", "stands there twice");
    g_ptr_array_add(target, area);
    read_id(reader, entry, area);
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

static void read_source(Reader *reader, const cJSON *root, KkSource *source)
{
    static const char *const media_types[] = {"application/pdf", "text/plain", "text/markdown",
                                              "text/html", NULL};
    static const char *const origins[] = {"embedded", "ocr", "transcript", NULL};
    ReaderStep step;
    const cJSON *object =
        ENTER_OBJECT(reader, &step, root, "source", "name", "sha256", "bytes", "pages",
                     "media_type", "text_origin", "title", "producer", "created");

    if (object != NULL) {
        source->name = g_strdup(reader_string(reader, object, "name"));
        source->sha256 = g_strdup(reader_sha256_or_null(reader, object, "sha256"));
        if (source->sha256 == NULL)
            reader_refuse(reader, "sha256", "must be a string");
        source->bytes = (gsize)reader_integer(reader, object, "bytes", 0, 1e12);
        source->n_pages = (int)reader_integer_or(reader, object, "pages", 0, G_MAXINT, -1);
        source->media_type = media_types[reader_choice(reader, object, "media_type", media_types)];
        source->text_origin = origins[reader_choice(reader, object, "text_origin", origins)];
        source->title = g_strdup(reader_optional_string(reader, object, "title"));
        source->producer = g_strdup(reader_optional_string(reader, object, "producer"));
        source->created = g_strdup(reader_optional_string(reader, object, "created"));
    }
    reader_leave(reader);
}

/* The register's own strings. */
static void read_register(Reader *reader, const cJSON *object, KkReport *report)
{
    const char *code = reader_string_or_null(reader, object, "code");
    const char *county = reader_string_or_null(reader, object, "county");

    for (gsize i = 0; i < kk_register_length; i++) {
        if (code != NULL && strcmp(kk_register[i].code, code) == 0)
            report->code = kk_register[i].code;
        if (county != NULL && strcmp(kk_register[i].county, county) == 0)
            report->county = kk_register[i].county;
    }
    if (code != NULL && report->code == NULL)
        reader_refuse(reader, "code", "is no municipality's");
    if (county != NULL && report->county == NULL)
        reader_refuse(reader, "county", "is no Swedish county");
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
        reader_refuse(reader, "edition", "is none that is known");
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

static void read_finding(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "rule", "subject", "outcome", "expected", "found", "message",
                      "at"))
        return;
    KkFinding *finding = g_new0(KkFinding, 1);
    g_ptr_array_add(target, finding);
    finding->at = kk_at_new();
    finding->rule = kk_validation_rules[reader_choice(reader, entry, "rule", kk_validation_rules)];
    finding->subject = g_strdup(reader_string(reader, entry, "subject"));
    finding->outcome = CHOICE(reader, entry, "outcome", "failed", "skipped") == 0
                           ? KK_OUTCOME_FAILED
                           : KK_OUTCOME_SKIPPED;
    read_expected(reader, entry, finding);
    finding->found = reader_number_or_null(reader, entry, "found", 0, MAX_SCORE);
    finding->message = g_strdup(reader_string(reader, entry, "message"));
    read_at(reader, entry, finding->at);
}

static void read_validation(Reader *reader, const cJSON *root, KkValidation *validation)
{
    ReaderStep step, inner;
    const cJSON *object =
        ENTER_OBJECT(reader, &step, root, "validation", "status", "counts", "findings");

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
        reader_list(reader, object, "findings", KK_MAX_JSON_LIST, read_finding,
                    validation->findings);
    }
    reader_leave(reader);
}

/* ---- diagnostics ------------------------------------------------------------------------ */

/* As it stands: kk_diagnostics_add() would take two with the same words for one. */
static void read_diagnostic(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "severity", "code", "message", "at"))
        return;
    KkDiagnostic *doubt = g_new0(KkDiagnostic, 1);
    g_ptr_array_add(target, doubt);
    doubt->at = kk_at_new();
    doubt->severity = (KkSeverity)CHOICE(reader, entry, "severity", "error", "warning", "info");
    const char *code = reader_string(reader, entry, "code");
    if (!is_doubt_code(code))
        reader_refuse(reader, "code", "is no diagnostic's code");
    doubt->message = g_strdup(reader_string(reader, entry, "message"));
    read_at(reader, entry, doubt->at);
    if (!reader->failed)
        doubt->code = g_intern_string(code);
}

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

static void read_root(Reader *reader, const cJSON *root, KkResult *result)
{
    KkReport *report = result->report;

    if (!CHECK_OBJECT(reader, root, "schema", "source", "municipality", "year", "edition",
                      "publisher", "evaluation", "areas", "total", "validation", "diagnostics"))
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
        read_validation(reader, root, result->validation);
    } else {
        const cJSON *validation = reader_member(reader, root, "validation");
        if (validation != NULL && !cJSON_IsObject(validation))
            reader_refuse(reader, "validation", "must be an object");
    }
    reader_list(reader, root, "diagnostics", KK_MAX_JSON_LIST, read_diagnostic,
                result->diagnostics);
    if (!reader->failed)
        report->announces_tables = announces_tables(result);
}

/* Another schema is no damage: it is another document. */
static bool is_report(const cJSON *root, GError **error)
{
    const cJSON *schema = cJSON_GetObjectItemCaseSensitive(root, "schema");

    if (cJSON_IsString(schema) && strcmp(schema->valuestring, "kommunkompassen-report/1") == 0)
        return true;
    g_set_error_literal(error, KK_ERROR, KK_ERROR_NOT_A_REPORT,
                        "JSON, but not a report that extract wrote "
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
    Reader reader = {NULL, error, root == NULL || !is_report(root, error)};

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
