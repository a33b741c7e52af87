/* write_json.c - the contract's JSON; the only file that knows cJSON.
 *
 * cJSON passes invalid UTF-8 through, leaves C1 and bidi characters as they are, and rounds
 * numbers: so strings are made sound first, and numbers are written as decimal text. */
#include <kk/write.h>

#include <cjson/cJSON.h>
#include <math.h>

/* Boxes are given to a hundredth of a point: a printer's dot is 0.06. */
#define BOX_DECIMALS 2

/* No number of a report comes near this: hundredths of it are exact in a double. */
#define MAX_NUMBER 1e13

/* ---- sound values ----------------------------------------------------------------- */

static bool is_unsound(gunichar c)
{
    return (c < 0x20 && c != '\n') || (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f;
}

/* Printable ASCII and Swedish letters, as nearly all texts are. */
static bool is_plain(const char *text)
{
    for (const guchar *p = (const guchar *)text; *p != '\0'; p++) {
        if (*p == 0xc3 && p[1] >= 0x80 && p[1] <= 0xbf)
            p++;
        else if (*p < 0x20 ? *p != '\n' : *p >= 0x7f)
            return false;
    }
    return true;
}

/* Valid UTF-8 without control or direction characters. */
static char *dup_sound(const char *text)
{
    if (is_plain(text))
        return g_strdup(text);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *sound = g_string_sized_new(64);

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p))
        if (!is_unsound(g_utf8_get_char(p)))
            g_string_append_unichar(sound, g_utf8_get_char(p));
    return g_string_free(sound, FALSE);
}

static cJSON *string_or_null(const char *text)
{
    if (text == NULL)
        return cJSON_CreateNull();
    g_autofree char *sound = dup_sound(text);
    return cJSON_CreateString(sound);
}

/* A number with at most @decimals (of two), as exact decimal text: without trailing zeros,
 * exponent or the locale's comma. */
static cJSON *decimal(double value, int decimals)
{
    char text[40];

    if (!isfinite(value) || fabs(value) > MAX_NUMBER)
        return cJSON_CreateNull();
    gint64 hundredths = llround(value * (decimals == 0 ? 1 : decimals == 1 ? 10 : 100));
    hundredths *= decimals == 0 ? 100 : decimals == 1 ? 10 : 1;
    guint64 size = (guint64)ABS(hundredths);
    int n = g_snprintf(text, sizeof text, "%s%" G_GUINT64_FORMAT ".%02d",
                       hundredths < 0 ? "-" : "", size / 100, (int)(size % 100));
    while (text[n - 1] == '0')
        text[--n] = '\0';
    if (text[n - 1] == '.')
        text[--n] = '\0';
    return cJSON_CreateRaw(text);
}

static cJSON *number(const KkNumber *printed)
{
    return printed->set ? decimal(printed->value, printed->decimals) : cJSON_CreateNull();
}

static cJSON *integer(gint64 value)
{
    return decimal((double)value, 0);
}

static cJSON *integer_or_null(int value)
{
    return value > 0 ? integer(value) : cJSON_CreateNull();
}

static cJSON *add_array(cJSON *object, const char *name)
{
    return cJSON_AddArrayToObject(object, name);
}

static cJSON *add_object(cJSON *array)
{
    cJSON *object = cJSON_CreateObject();

    cJSON_AddItemToArray(array, object);
    return object;
}

static void set(cJSON *object, const char *name, cJSON *value)
{
    cJSON_AddItemToObject(object, name, value);
}

static void set_string(cJSON *object, const char *name, const char *text)
{
    set(object, name, string_or_null(text));
}

/* ---- the contract's parts --------------------------------------------------------- */

static cJSON *box(const KkRect *rect)
{
    if (kk_rect_is_empty(rect))
        return cJSON_CreateNull();
    cJSON *array = cJSON_CreateArray();
    const double sides[] = {rect->x0, rect->y0, rect->x1, rect->y1};
    for (int i = 0; i < 4; i++)
        cJSON_AddItemToArray(array, decimal(sides[i], BOX_DECIMALS));
    return array;
}

static void set_at(cJSON *object, const KkAt *at)
{
    cJSON *array = add_array(object, "at");

    for (guint i = 0; i < at->len; i++) {
        const KkPlace *place = &g_array_index(at, KkPlace, i);
        cJSON *entry = add_object(array);

        set(entry, "page", integer(place->page));
        set(entry, "bbox", box(&place->bbox));
    }
}

static void set_source(cJSON *root, const KkSource *source)
{
    cJSON *object = cJSON_AddObjectToObject(root, "source");

    set_string(object, "name", source->name);
    set_string(object, "sha256", source->sha256);
    set(object, "bytes", integer((gint64)source->bytes));
    set(object, "pages", source->n_pages >= 0 ? integer(source->n_pages) : cJSON_CreateNull());
    set_string(object, "media_type", source->media_type);
    set_string(object, "text_origin", source->text_origin);
    set_string(object, "title", source->title);
    set_string(object, "producer", source->producer);
    set_string(object, "created", source->created);
}

static void set_municipality(cJSON *root, const KkReport *report)
{
    cJSON *object = cJSON_AddObjectToObject(root, "municipality");

    set_string(object, "name", report->municipality);
    set_string(object, "code", report->code);
    set_string(object, "county", report->county);
}

static void set_evaluation(cJSON *root, const KkReport *report)
{
    cJSON *object = cJSON_AddObjectToObject(root, "evaluation");

    set_string(object, "report_date", report->report_date);
    set_string(object, "period", report->period);
    set(object, "ordinal", integer_or_null(report->ordinal));
    cJSON *previous = add_array(object, "previous");
    for (guint i = 0; i < report->previous->len; i++)
        cJSON_AddItemToArray(previous, integer(g_array_index(report->previous, int, i)));
    cJSON *evaluators = add_array(object, "evaluators");
    for (guint i = 0; i < report->evaluators->len; i++) {
        const KkEvaluator *person = g_ptr_array_index(report->evaluators, i);
        cJSON *entry = add_object(evaluators);

        set_string(entry, "name", person->name);
        set_string(entry, "role", person->role);
        set_string(entry, "organisation", person->organisation);
    }
}

static void set_items(cJSON *object, const char *name, const GPtrArray *items)
{
    cJSON *array = add_array(object, name);

    for (guint i = 0; i < items->len; i++) {
        const KkItem *item = g_ptr_array_index(items, i);
        cJSON *entry = add_object(array);

        set_string(entry, "text", item->text);
        set_at(entry, item->at);
    }
}

static void set_numbers(cJSON *object, const KkScore *score)
{
    set(object, "achieved", number(&score->achieved));
    set(object, "max", number(&score->max));
    set(object, "percent", number(&score->percent));
    set_at(object, score->at);
}

static void set_questions(cJSON *object, const KkArea *area)
{
    cJSON *array = add_array(object, "questions");

    for (guint i = 0; i < area->questions->len; i++) {
        const KkQuestion *question = g_ptr_array_index(area->questions, i);
        cJSON *entry = add_object(array);

        set_string(entry, "code", question->code);
        set_string(entry, "text", question->text);
        set_numbers(entry, &question->score);
    }
}

static void set_published(cJSON *object, const GPtrArray *published)
{
    static const char *const wheres[] = {"chapter", "summary", "prose"};
    cJSON *array = add_array(object, "published");

    for (guint i = 0; i < published->len; i++) {
        const KkPublished *one = g_ptr_array_index(published, i);
        cJSON *entry = add_object(array);

        set_string(entry, "where", wheres[one->where]);
        set(entry, "score", number(&one->score));
        set_at(entry, one->at);
    }
}

static void set_comparisons(cJSON *object, const GPtrArray *comparisons)
{
    static const char *const kinds[] = {"previous", "average", "other"};
    cJSON *array = add_array(object, "comparisons");

    for (guint i = 0; i < comparisons->len; i++) {
        const KkComparison *one = g_ptr_array_index(comparisons, i);
        cJSON *entry = add_object(array);

        set_string(entry, "label", one->label);
        set_string(entry, "kind", kinds[one->kind]);
        set(entry, "year", integer_or_null(one->year));
        set(entry, "score", number(&one->score));
        set_at(entry, one->at);
    }
}

static void add_area(cJSON *array, const KkArea *area)
{
    cJSON *object = add_object(array);

    set(object, "number", integer(area->number));
    set_string(object, "id", area->id);
    set_string(object, "name", area->name);
    cJSON *topics = add_array(object, "topics");
    for (guint i = 0; i < area->topics->len; i++)
        cJSON_AddItemToArray(topics, string_or_null(g_ptr_array_index(area->topics, i)));
    set_string(object, "overview", area->overview);
    set_items(object, "strengths", area->strengths);
    set_items(object, "improvements", area->improvements);
    set_questions(object, area);
    if (area->has_score)
        set_numbers(cJSON_AddObjectToObject(object, "score"), &area->score);
    else
        set(object, "score", cJSON_CreateNull());
    set_published(object, area->published);
    set_comparisons(object, area->comparisons);
}

static void set_total(cJSON *root, const KkReport *report)
{
    cJSON *object = cJSON_AddObjectToObject(root, "total");

    set(object, "achieved", number(&report->achieved));
    set(object, "max", number(&report->max));
    set_published(object, report->published);
    set_comparisons(object, report->comparisons);
}

static void add_finding(cJSON *array, const KkFinding *finding)
{
    cJSON *object = add_object(array);

    set_string(object, "rule", finding->rule);
    set_string(object, "subject", finding->subject);
    set_string(object, "outcome", finding->outcome == KK_OUTCOME_FAILED ? "failed" : "skipped");
    if (finding->has_expected) {
        cJSON *expected = add_array(object, "expected");

        cJSON_AddItemToArray(expected, decimal(finding->least, 2));
        cJSON_AddItemToArray(expected, decimal(finding->greatest, 2));
    } else {
        set(object, "expected", cJSON_CreateNull());
    }
    set(object, "found", number(&finding->found));
    set_string(object, "message", finding->message);
    set_at(object, finding->at);
}

static void set_validation(cJSON *root, const KkValidation *validation)
{
    cJSON *object = cJSON_AddObjectToObject(root, "validation");

    set_string(object, "status", kk_status_name(validation->status));
    cJSON *counts = cJSON_AddObjectToObject(object, "counts");
    set(counts, "exact", integer(validation->counts[KK_OUTCOME_EXACT]));
    set(counts, "rounding", integer(validation->counts[KK_OUTCOME_ROUNDING]));
    set(counts, "failed", integer(validation->counts[KK_OUTCOME_FAILED]));
    set(counts, "skipped", integer(validation->counts[KK_OUTCOME_SKIPPED]));
    cJSON *findings = add_array(object, "findings");
    for (guint i = 0; i < validation->findings->len; i++)
        add_finding(findings, g_ptr_array_index(validation->findings, i));
}

static void set_diagnostics(cJSON *root, const KkDiagnostics *diagnostics)
{
    cJSON *array = add_array(root, "diagnostics");

    for (guint i = 0; i < diagnostics->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(diagnostics, i);
        cJSON *object = add_object(array);

        set_string(object, "severity", kk_severity_name(doubt->severity));
        set_string(object, "code", doubt->code);
        set_string(object, "message", doubt->message);
        set_at(object, doubt->at);
    }
}

char *kk_write_json(const KkResult *result, bool pretty)
{
    cJSON *root = cJSON_CreateObject();
    const KkReport *report = result->report;

    set_string(root, "schema", "kommunkompassen-report/1");
    set_source(root, &result->source);
    set_municipality(root, report);
    set(root, "year", integer_or_null(report->year));
    set_string(root, "edition", report->edition);
    set_string(root, "publisher", report->publisher);
    set_evaluation(root, report);
    cJSON *areas = add_array(root, "areas");
    for (guint i = 0; i < report->areas->len; i++)
        add_area(areas, g_ptr_array_index(report->areas, i));
    set_total(root, report);
    set_validation(root, result->validation);
    set_diagnostics(root, result->diagnostics);

    char *text = pretty ? cJSON_Print(root) : cJSON_PrintUnformatted(root);
    char *copy = g_strdup(text);
    cJSON_free(text);
    cJSON_Delete(root);
    return copy;
}
