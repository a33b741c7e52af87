/* read_json.c - the contract's JSON back into a result: the mirror of write_json.c.
 *
 * The text may be anybody's. cJSON reads more than JSON, passes invalid UTF-8 and ends a
 * string at an escaped zero: what it would let pass is refused first. Static strings of the
 * model are taken from its own tables, so that nothing points into the text. */
#include <kk/edition.h>
#include <kk/error.h>
#include <kk/read.h>
#include <kk/register.h>

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

#define MAX_SCORE 1e6 /* a printed number has four digits, a total of areas five */
#define MAX_PLACE 1e6 /* points; the largest page that PDF knows has 14,400 */
#define MAX_CODE 16   /* characters of a question's code */
#define MAX_AREA 99   /* the greatest number of an area */
#define MAX_QUESTIONS 1000
#define MAX_DOUBT_CODE 64
#define MAX_SHOWN_NAME 40 /* bytes of a strange member's name in a message */

/* Where the reading stands, for messages; the first trouble ends it. */
typedef struct {
    GString *path; /* "areas[3].score" */
    GError **error;
    bool failed;
} Reader;

/* ---- trouble ---------------------------------------------------------------------------- */

static void refuse(Reader *reader, const char *name, const char *trouble)
{
    const char *dot = reader->path->len > 0 && name[0] != '\0' ? "." : "";

    if (!reader->failed)
        g_set_error(reader->error, KK_ERROR, KK_ERROR_DAMAGED, "%s%s%s: %s", reader->path->str, dot,
                    name, trouble);
    reader->failed = true;
}

/* Goes into a member; leave() with what it returns. */
static gsize enter(Reader *reader, const char *name)
{
    gsize before = reader->path->len;

    g_string_append_printf(reader->path, "%s%s", before > 0 ? "." : "", name);
    return before;
}

static gsize enter_entry(Reader *reader, guint i)
{
    gsize before = reader->path->len;

    g_string_append_printf(reader->path, "[%u]", i);
    return before;
}

static void leave(Reader *reader, gsize before)
{
    g_string_truncate(reader->path, before);
}

/* ---- members ---------------------------------------------------------------------------- */

/* Whether @object is one, with no members but those of @names. */
static bool check_object(Reader *reader, const cJSON *object, const char *const *names)
{
    if (!cJSON_IsObject(object)) {
        refuse(reader, "", "must be an object");
        return false;
    }
    const cJSON *member;
    cJSON_ArrayForEach(member, object)
    {
        if (!g_strv_contains(names, member->string)) {
            g_autofree char *name = g_strndup(member->string, MAX_SHOWN_NAME);

            refuse(reader, name, "is no member of the contract");
            return false;
        }
    }
    return !reader->failed;
}

#define CHECK_OBJECT(reader, object, ...)                                                          \
    check_object(reader, object, (const char *const[]){__VA_ARGS__, NULL})

/* The first member so called; NULL, with the trouble said, where there is none. */
static const cJSON *member_of(Reader *reader, const cJSON *object, const char *name)
{
    const cJSON *member = reader->failed ? NULL : cJSON_GetObjectItemCaseSensitive(object, name);

    if (member == NULL)
        refuse(reader, name, "is missing");
    return member;
}

static const cJSON *list_of(Reader *reader, const cJSON *object, const char *name, int most)
{
    const cJSON *list = member_of(reader, object, name);

    if (list == NULL)
        return NULL;
    if (!cJSON_IsArray(list)) {
        refuse(reader, name, "must be a list");
        return NULL;
    }
    if (cJSON_GetArraySize(list) > most) {
        refuse(reader, name, "is longer than any report's");
        return NULL;
    }
    return list;
}

/* ---- strings ---------------------------------------------------------------------------- */

/* A string that is lent, or NULL for null. */
static const char *string_or_null(Reader *reader, const cJSON *object, const char *name)
{
    const cJSON *member = member_of(reader, object, name);

    if (member == NULL || cJSON_IsNull(member))
        return NULL;
    if (!cJSON_IsString(member)) {
        refuse(reader, name, "must be a string or null");
        return NULL;
    }
    return member->valuestring;
}

/* A string that is lent; never NULL. */
static const char *string_of(Reader *reader, const cJSON *object, const char *name)
{
    const char *text = string_or_null(reader, object, name);

    if (text != NULL)
        return text;
    refuse(reader, name, "must be a string");
    return "";
}

/* As string_or_null(), where the member itself may be missing. */
static const char *optional_string(Reader *reader, const cJSON *object, const char *name)
{
    return cJSON_HasObjectItem(object, name) ? string_or_null(reader, object, name) : NULL;
}

/* The index in @words of a string; 0, with the trouble said, where it is none of them. */
static int choice_of(Reader *reader, const cJSON *object, const char *name,
                     const char *const *words)
{
    const char *text = string_of(reader, object, name);

    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], text) == 0)
            return i;
    refuse(reader, name, "is none of the contract's words");
    return 0;
}

#define CHOICE(reader, object, name, ...)                                                          \
    choice_of(reader, object, name, (const char *const[]){__VA_ARGS__, NULL})

static bool is_hexadecimal(const char *text)
{
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

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

/* ---- numbers ---------------------------------------------------------------------------- */

/* The decimals that @value needs; -1: more than two. */
static int decimals_of(double value)
{
    static const int powers[] = {1, 10, 100};

    for (int d = 0; d < (int)G_N_ELEMENTS(powers); d++)
        if (fabs(value * powers[d] - round(value * powers[d])) < 1e-6)
            return d;
    return -1;
}

/* A number from @least to @most, or unset for null. */
static KkNumber number_or_null(Reader *reader, const cJSON *object, const char *name, double least,
                               double most)
{
    const cJSON *member = member_of(reader, object, name);

    if (member == NULL || cJSON_IsNull(member))
        return (KkNumber){false, 0, 0};
    const double value = member->valuedouble;
    if (!cJSON_IsNumber(member)) {
        refuse(reader, name, "must be a number or null");
    } else if (!isfinite(value) || value < least || value > most) {
        refuse(reader, name, "is out of range");
    } else if (decimals_of(value) < 0) {
        refuse(reader, name, "has more than two decimals");
    } else {
        return (KkNumber){true, value, decimals_of(value)};
    }
    return (KkNumber){false, 0, 0};
}

static KkNumber number_of(Reader *reader, const cJSON *object, const char *name)
{
    KkNumber number = number_or_null(reader, object, name, 0, MAX_SCORE);

    if (!number.set)
        refuse(reader, name, "must be a number");
    return number;
}

/* An integer from @least to @most, or @none for null. */
static gint64 integer_or(Reader *reader, const cJSON *object, const char *name, double least,
                         double most, gint64 none)
{
    KkNumber number = number_or_null(reader, object, name, least, most);

    if (number.set && number.decimals > 0)
        refuse(reader, name, "must be an integer");
    return number.set ? llround(number.value) : none;
}

static gint64 integer_of(Reader *reader, const cJSON *object, const char *name, double least,
                         double most)
{
    gint64 value = integer_or(reader, object, name, least, most, -1);

    if (value < 0)
        refuse(reader, name, "must be an integer");
    return value;
}

/* ---- places ----------------------------------------------------------------------------- */

static KkRect read_box(Reader *reader, const cJSON *entry)
{
    const cJSON *list = member_of(reader, entry, "bbox");
    double sides[4] = {0};
    int n = 0;

    if (list == NULL || cJSON_IsNull(list))
        return (KkRect){0, 0, 0, 0};
    const cJSON *side;
    if (!cJSON_IsArray(list) || cJSON_GetArraySize(list) != 4) {
        refuse(reader, "bbox", "must be four numbers or null");
        return (KkRect){0, 0, 0, 0};
    }
    cJSON_ArrayForEach(side, list)
    {
        if (!cJSON_IsNumber(side) || !(fabs(side->valuedouble) <= MAX_PLACE))
            refuse(reader, "bbox", "must be four numbers or null");
        else
            sides[n++] = side->valuedouble;
    }
    return (KkRect){sides[0], sides[1], sides[2], sides[3]};
}

/* Adds the places to @at. */
static void read_at(Reader *reader, const cJSON *object, KkAt *at)
{
    const cJSON *list = list_of(reader, object, "at", KK_MAX_PAGES), *entry;
    gsize before = enter(reader, "at");
    guint i = 0;

    cJSON_ArrayForEach(entry, list)
    {
        gsize here = enter_entry(reader, i++);

        if (CHECK_OBJECT(reader, entry, "page", "bbox")) {
            KkPlace place = {(int)integer_of(reader, entry, "page", 1, G_MAXINT),
                             read_box(reader, entry)};
            g_array_append_val(at, place);
        }
        leave(reader, here);
    }
    leave(reader, before);
}

/* ---- lists ------------------------------------------------------------------------------ */

/* Reads one entry of a list into @target. */
typedef void (*ReadEntry)(Reader *reader, const cJSON *entry, gpointer target);

static void read_list(Reader *reader, const cJSON *object, const char *name, int most,
                      ReadEntry read, gpointer target)
{
    const cJSON *list = list_of(reader, object, name, most), *entry;
    gsize before = enter(reader, name);
    guint i = 0;

    cJSON_ArrayForEach(entry, list)
    {
        gsize here = enter_entry(reader, i++);

        if (!reader->failed)
            read(reader, entry, target);
        leave(reader, here);
    }
    leave(reader, before);
}

static void read_text(Reader *reader, const cJSON *entry, gpointer target)
{
    if (cJSON_IsString(entry))
        g_ptr_array_add(target, g_strdup(entry->valuestring));
    else
        refuse(reader, "", "must be a string");
}

static void read_year(Reader *reader, const cJSON *entry, gpointer target)
{
    const double value = cJSON_IsNumber(entry) ? entry->valuedouble : -1;

    if (!(value >= 1 && value <= 9999) || value != floor(value)) {
        refuse(reader, "", "must be a year");
        return;
    }
    int year = (int)value;
    g_array_append_val((GArray *)target, year);
}

static void read_evaluator(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "name", "role", "organisation"))
        return;
    KkEvaluator *person = kk_evaluator_new(g_strdup(string_of(reader, entry, "name")));
    person->role = g_strdup(string_or_null(reader, entry, "role"));
    person->organisation = g_strdup(string_or_null(reader, entry, "organisation"));
    g_ptr_array_add(target, person);
}

static void read_item(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "text", "at"))
        return;
    KkItem *item = kk_item_new(string_of(reader, entry, "text"), NULL);
    if (item->text[0] == '\0')
        refuse(reader, "text", "must not be empty");
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
    one->label = g_strdup(string_of(reader, entry, "label"));
    one->kind = (KkComparisonKind)CHOICE(reader, entry, "kind", "previous", "average", "other");
    one->year = (int)integer_or(reader, entry, "year", 1, 9999, 0);
    one->score = number_of(reader, entry, "score");
    read_at(reader, entry, one->at);
    g_ptr_array_add(target, one);
}

/* ---- areas ------------------------------------------------------------------------------ */

static void read_numbers(Reader *reader, const cJSON *object, KkScore *score)
{
    score->achieved = number_or_null(reader, object, "achieved", 0, MAX_SCORE);
    score->max = number_or_null(reader, object, "max", 0, MAX_SCORE);
    score->percent = number_or_null(reader, object, "percent", 0, MAX_SCORE);
    read_at(reader, object, score->at);
}

static void read_question(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "code", "text", "achieved", "max", "percent", "at"))
        return;
    KkQuestion *question = kk_question_new();
    question->code = g_strdup(string_of(reader, entry, "code"));
    question->text = g_strdup(string_of(reader, entry, "text"));
    if (!is_question_code(question->code))
        refuse(reader, "code", "is no question's code");
    read_numbers(reader, entry, &question->score);
    g_ptr_array_add(target, question);
}

static void read_score(Reader *reader, const cJSON *object, KkArea *area)
{
    const cJSON *score = member_of(reader, object, "score");
    gsize before = enter(reader, "score");

    if (score != NULL && !cJSON_IsNull(score) &&
        CHECK_OBJECT(reader, score, "achieved", "max", "percent", "at")) {
        area->has_score = true;
        read_numbers(reader, score, &area->score);
    }
    leave(reader, before);
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
    const char *id = string_or_null(reader, object, "id");

    area->id = id != NULL ? lookup_id(id) : NULL;
    if (id != NULL && area->id == NULL)
        refuse(reader, "id", "is no area of the catalogue");
}

static void read_area(Reader *reader, const cJSON *entry, gpointer target)
{
    if (!CHECK_OBJECT(reader, entry, "number", "id", "name", "topics", "overview", "strengths",
                      "improvements", "questions", "score", "published", "comparisons"))
        return;
    KkArea *area = kk_area_new((int)integer_of(reader, entry, "number", 1, MAX_AREA));
    g_ptr_array_add(target, area);
    read_id(reader, entry, area);
    area->name = g_strdup(string_of(reader, entry, "name"));
    read_list(reader, entry, "topics", KK_MAX_JSON_LIST, read_text, area->topics);
    area->overview = g_strdup(string_or_null(reader, entry, "overview"));
    read_list(reader, entry, "strengths", KK_MAX_JSON_LIST, read_item, area->strengths);
    read_list(reader, entry, "improvements", KK_MAX_JSON_LIST, read_item, area->improvements);
    read_list(reader, entry, "questions", MAX_QUESTIONS, read_question, area->questions);
    read_score(reader, entry, area);
    read_list(reader, entry, "published", KK_MAX_JSON_LIST, read_published, area->published);
    read_list(reader, entry, "comparisons", KK_MAX_JSON_LIST, read_comparison, area->comparisons);
}

/* ---- the head --------------------------------------------------------------------------- */

static void read_source(Reader *reader, const cJSON *root, KkSource *source)
{
    static const char *const media_types[] = {"application/pdf", "text/plain", "text/markdown",
                                              "text/html", NULL};
    static const char *const origins[] = {"embedded", "ocr", "transcript", NULL};
    const cJSON *object = member_of(reader, root, "source");
    gsize before = enter(reader, "source");

    if (object != NULL &&
        CHECK_OBJECT(reader, object, "name", "sha256", "bytes", "pages", "media_type",
                     "text_origin", "title", "producer", "created")) {
        source->name = g_strdup(string_of(reader, object, "name"));
        source->sha256 = g_strdup(string_of(reader, object, "sha256"));
        if (!is_hexadecimal(source->sha256))
            refuse(reader, "sha256", "must be 64 hexadecimal digits");
        source->bytes = (gsize)integer_of(reader, object, "bytes", 0, 1e12);
        source->n_pages = (int)integer_or(reader, object, "pages", 0, G_MAXINT, -1);
        source->media_type = media_types[choice_of(reader, object, "media_type", media_types)];
        source->text_origin = origins[choice_of(reader, object, "text_origin", origins)];
        source->title = g_strdup(optional_string(reader, object, "title"));
        source->producer = g_strdup(optional_string(reader, object, "producer"));
        source->created = g_strdup(optional_string(reader, object, "created"));
    }
    leave(reader, before);
}

/* The register's own strings. */
static void read_register(Reader *reader, const cJSON *object, KkReport *report)
{
    const char *code = string_or_null(reader, object, "code");
    const char *county = string_or_null(reader, object, "county");

    for (gsize i = 0; i < kk_register_length; i++) {
        if (code != NULL && strcmp(kk_register[i].code, code) == 0)
            report->code = kk_register[i].code;
        if (county != NULL && strcmp(kk_register[i].county, county) == 0)
            report->county = kk_register[i].county;
    }
    if (code != NULL && report->code == NULL)
        refuse(reader, "code", "is no municipality's");
    if (county != NULL && report->county == NULL)
        refuse(reader, "county", "is no Swedish county");
}

static void read_municipality(Reader *reader, const cJSON *root, KkReport *report)
{
    const cJSON *object = member_of(reader, root, "municipality");
    gsize before = enter(reader, "municipality");

    if (object != NULL && CHECK_OBJECT(reader, object, "name", "code", "county")) {
        report->municipality = g_strdup(string_or_null(reader, object, "name"));
        read_register(reader, object, report);
    }
    leave(reader, before);
}

static void read_edition(Reader *reader, const cJSON *root, KkReport *report)
{
    const char *year = string_or_null(reader, root, "edition");

    for (int i = 0; year != NULL && kk_editions[i] != NULL; i++)
        if (strcmp(kk_editions[i]->year, year) == 0)
            report->edition = kk_editions[i]->year;
    if (year != NULL && report->edition == NULL)
        refuse(reader, "edition", "is none that is known");
}

static void read_evaluation(Reader *reader, const cJSON *root, KkReport *report)
{
    const cJSON *object = member_of(reader, root, "evaluation");
    gsize before = enter(reader, "evaluation");

    if (object != NULL && CHECK_OBJECT(reader, object, "report_date", "period", "ordinal",
                                       "previous", "evaluators")) {
        report->report_date = g_strdup(string_or_null(reader, object, "report_date"));
        report->period = g_strdup(string_or_null(reader, object, "period"));
        report->ordinal = (int)integer_or(reader, object, "ordinal", 1, G_MAXINT, 0);
        read_list(reader, object, "previous", KK_MAX_JSON_LIST, read_year, report->previous);
        read_list(reader, object, "evaluators", KK_MAX_JSON_LIST, read_evaluator,
                  report->evaluators);
    }
    leave(reader, before);
}

static void read_total(Reader *reader, const cJSON *root, KkReport *report)
{
    const cJSON *object = member_of(reader, root, "total");
    gsize before = enter(reader, "total");

    if (object != NULL &&
        CHECK_OBJECT(reader, object, "achieved", "max", "published", "comparisons")) {
        report->achieved = number_or_null(reader, object, "achieved", 0, MAX_SCORE);
        report->max = number_or_null(reader, object, "max", 0, MAX_SCORE);
        read_list(reader, object, "published", KK_MAX_JSON_LIST, read_published, report->published);
        read_list(reader, object, "comparisons", KK_MAX_JSON_LIST, read_comparison,
                  report->comparisons);
    }
    leave(reader, before);
}

/* ---- diagnostics ------------------------------------------------------------------------ */

static void read_diagnostic(Reader *reader, const cJSON *entry, gpointer target)
{
    g_autoptr(GArray) at = kk_at_new();

    if (!CHECK_OBJECT(reader, entry, "severity", "code", "message", "at"))
        return;
    int severity = CHOICE(reader, entry, "severity", "error", "warning", "info");
    const char *code = string_of(reader, entry, "code");
    const char *message = string_of(reader, entry, "message");
    if (!is_doubt_code(code))
        refuse(reader, "code", "is no diagnostic's code");
    read_at(reader, entry, at);
    if (!reader->failed && strcmp(code, KK_DOUBT_TOTAL_UNLIKELY) != 0)
        kk_diagnostics_add(target, (KkSeverity)severity, g_intern_string(code), at, "%s", message);
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
    report->year = (int)integer_or(reader, root, "year", 2002, 2100, 0);
    read_edition(reader, root, report);
    report->publisher = g_strdup(string_or_null(reader, root, "publisher"));
    read_evaluation(reader, root, report);
    read_list(reader, root, "areas", MAX_AREA, read_area, report->areas);
    read_total(reader, root, report);
    const cJSON *validation = member_of(reader, root, "validation");
    if (validation != NULL && !cJSON_IsObject(validation))
        refuse(reader, "validation", "must be an object");
    read_list(reader, root, "diagnostics", KK_MAX_JSON_LIST, read_diagnostic, result->diagnostics);
    report->announces_tables = announces_tables(result);
}

/* Deeper than the contract, or with an escape for the zero byte, which would end a string
 * early: what cJSON takes and we do not. */
static const char *trouble_of(const char *text, gsize length)
{
    int depth = 0;
    bool quoted = false;

    for (gsize i = 0; i < length; i++) {
        if (text[i] == '\\' && length - i > 5 && strncmp(text + i, "\\u0000", 6) == 0)
            return "holds a zero character";
        if (text[i] == '\\')
            i++;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && (text[i] == '{' || text[i] == '['))
            depth++;
        else if (!quoted && (text[i] == '}' || text[i] == ']'))
            depth--;
        if (depth > KK_MAX_JSON_DEPTH)
            return "is nested deeper than any report";
    }
    return NULL;
}

static cJSON *parse(const char *text, gsize length, GError **error)
{
    const char *trouble = "is not valid UTF-8", *end = NULL;
    cJSON *root = NULL;

    if (g_utf8_validate(text, (gssize)length, NULL))
        trouble = trouble_of(text, length);
    if (trouble == NULL) {
        root = cJSON_ParseWithLengthOpts(text, length, &end, FALSE);
        trouble = "is not valid JSON";
    }
    while (root != NULL && end < text + length && g_ascii_isspace(*end))
        end++;
    if (root != NULL && end == text + length)
        return root;
    if (root != NULL)
        trouble = "goes on after its end";
    cJSON_Delete(root);
    g_set_error(error, KK_ERROR, KK_ERROR_DAMAGED, "the JSON %s", trouble);
    return NULL;
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

KkResult *kk_read_json(const char *text, gsize length, GError **error)
{
    cJSON *root = parse(text, length, error);

    if (root == NULL || !is_report(root, error)) {
        cJSON_Delete(root);
        return NULL;
    }
    Reader reader = {g_string_new(NULL), error, false};
    KkResult *result = g_new0(KkResult, 1);
    result->report = kk_report_new();
    result->diagnostics = kk_diagnostics_new();
    read_root(&reader, root, result);
    g_string_free(reader.path, TRUE);
    cJSON_Delete(root);
    if (!reader.failed)
        return result;
    kk_result_free(result);
    return NULL;
}
