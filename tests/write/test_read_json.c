/* SPDX-License-Identifier: GPL-2.0-or-later */
/* read_json.c: what extract wrote comes back as it was, and nothing else is taken. */
#include "support.h"

#include <math.h>
#include <string.h>

static KkResult *read_text(const char *text, GError **error)
{
    return kk_read_json(text, strlen(text), error);
}

/* ---- there and back ---------------------------------------------------------------------- */

static char *dup_rewritten(const char *json, bool pretty)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkResult) result = read_text(json, &error);

    g_assert_no_error(error);
    result->validation = kk_validate(result->report, result->diagnostics);
    return kk_write_json(result, pretty);
}

/* Nothing is judged anew. */
static char *dup_as_written(const char *json, bool pretty)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkResult) result = kk_read_json_as_written(json, strlen(json), &error);

    g_assert_no_error(error);
    return kk_write_json(result, pretty);
}

/* As extract writes it, pretty and in a line. */
static void assert_round_trip(const char *path)
{
    g_autoptr(KkInput) input = kk_discover(path, NULL);
    g_autoptr(KkResult) result = input != NULL ? kk_process(input, NULL, NULL, NULL) : NULL;

    if (result == NULL)
        return; /* a document that is refused */
    g_test_message("%s", path);
    for (int pretty = 0; pretty < 2; pretty++) {
        g_autofree char *json = kk_write_json(result, pretty);

        test_assert_text(dup_rewritten(json, pretty), json);
        test_assert_text(dup_as_written(json, pretty), json);
    }
}

/* Whatever is in @folder, at any depth. */
static void assert_round_trips(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    g_assert_nonnull(dir);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            assert_round_trips(path);
        else if (strncmp(name, "source.", 7) == 0 || g_str_has_suffix(name, ".pdf"))
            assert_round_trip(path);
    }
}

static void reports_come_back_as_they_were(void)
{
    g_autofree char *fixtures = test_path(".");
    const char *more = g_getenv("KK_REPORTS");

    assert_round_trips(fixtures);
    if (more != NULL)
        assert_round_trips(more);
}

/* ---- one document, changed ------------------------------------------------------------------ */

#define AREA                                                                                       \
    "{\"number\":1,\"id\":\"arbetsliv\",\"name\":\"Arbetsliv\",\"topics\":[\"A\"],"                \
    "\"overview\":null,\"strengths\":[{\"text\":\"B\",\"at\":[{\"page\":2,\"bbox\":null}]}],"      \
    "\"improvements\":[],\"questions\":[{\"code\":\"1.1\",\"text\":\"C?\",\"achieved\":10.5,"      \
    "\"max\":20,\"percent\":52.25,\"at\":[{\"page\":3,\"bbox\":[1,2,3.5,4]}]}],\"score\":null,"    \
    "\"published\":[{\"where\":\"prose\",\"score\":64.5,\"at\":[]}],\"comparisons\":["             \
    "{\"label\":\"D\",\"kind\":\"average\",\"year\":null,\"score\":60,\"at\":[]}]}"
#define UNREAD                                                                                     \
    ",\"unread\":[{\"kind\":\"row\",\"text\":\"H 7\",\"at\":[{\"page\":3,\"bbox\":[5,6,7,8]}]}]"
#define REPORT_OF ",\"report\":{\"index\":2,\"of\":2,\"first_page\":3,\"last_page\":3}"
#define DOCUMENT                                                                                   \
    "{\"schema\":\"kommunkompassen-report/1\",\"source\":{\"name\":\"a.pdf\","                     \
    "\"sha256\":\"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\","             \
    "\"bytes\":7,\"pages\":3,\"media_type\":\"application/pdf\",\"text_origin\":\"embedded\","     \
    "\"title\":null,\"producer\":null,\"created\":null" REPORT_OF "},"                             \
    "\"municipality\":{\"name\":\"Huddinge\","                                                     \
    "\"code\":\"0126\",\"county\":\"Stockholms län\"},\"year\":2017,\"edition\":\"2020\","        \
    "\"publisher\":\"SKL\",\"evaluation\":{\"report_date\":null,\"period\":null,\"ordinal\":2,"    \
    "\"previous\":[2012],\"evaluators\":[{\"name\":\"E\",\"role\":null,\"organisation\":null}]},"  \
    "\"areas\":[" AREA "],\"total\":{\"achieved\":null,\"max\":null,\"published\":[],"             \
    "\"comparisons\":[]},\"validation\":{},\"diagnostics\":[{\"severity\":\"info\","               \
    "\"code\":\"a-doubt\",\"message\":\"F\",\"at\":[]}]" UNREAD "}"

/* DOCUMENT with @old, which must be there, replaced. */
static char *dup_changed(const char *old, const char *new)
{
    const char *found = strstr(DOCUMENT, old);

    g_assert_nonnull(found);
    return g_strdup_printf("%.*s%s%s", (int)(found - DOCUMENT), DOCUMENT, new, found + strlen(old));
}

static void assert_refused(const char *old, const char *new, const char *words)
{
    g_autofree char *json = dup_changed(old, new);
    g_autoptr(GError) error = NULL;
    g_autoptr(KkResult) result = read_text(json, &error);

    g_test_message("%s", new);
    g_assert_null(result);
    g_assert_error(error, KK_ERROR, KK_ERROR_DAMAGED);
    if (strstr(error->message, words) == NULL)
        g_error("no \"%s\" in \"%s\"", words, error->message);
}

static void document_is_read_whole(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkResult) result = read_text(DOCUMENT, &error);

    g_assert_no_error(error);
    const KkArea *area = g_ptr_array_index(result->report->areas, 0);
    const KkQuestion *question = g_ptr_array_index(area->questions, 0);
    g_assert_cmpstr(result->report->municipality, ==, "Huddinge");
    g_assert_cmpstr(result->report->edition, ==, "2020");
    g_assert_cmpint(result->report->ordinal, ==, 2);
    g_assert_cmpint(result->source.n_pages, ==, 3);
    g_assert_cmpint(result->source.report_index, ==, 2);
    g_assert_cmpint(result->source.report_of, ==, 2);
    g_assert_cmpint(result->source.first_page, ==, 3);
    g_assert_cmpstr(area->id, ==, "arbetsliv");
    g_assert_false(area->has_score);
    g_assert_cmpint(question->score.achieved.decimals, ==, 1);
    g_assert_cmpint(question->score.max.decimals, ==, 0);
    g_assert_cmpint(question->score.percent.decimals, ==, 2);
    g_assert_cmpint(g_array_index(question->score.at, KkPlace, 0).page, ==, 3);
    g_assert_true(test_has_doubt(result->diagnostics, "a-doubt"));
    g_assert_cmpuint(result->report->unread->len, ==, 1);
    const KkUnread *unread = g_ptr_array_index(result->report->unread, 0);
    g_assert_cmpint(unread->kind, ==, KK_UNREAD_ROW);
    g_assert_cmpstr(unread->text, ==, "H 7");
    g_assert_cmpfloat(g_array_index(unread->at, KkPlace, 0).bbox.y1, ==, 8);
    g_assert_null(result->validation);
}

static void recognised_pages_are_read(void)
{
    g_autofree char *json = dup_changed("\"created\":null", "\"created\":null,\"ocr_pages\":[1,3]");
    g_autoptr(GError) error = NULL;
    g_autoptr(KkResult) result = read_text(json, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(result->source.ocr_pages->len, ==, 2);
    g_assert_cmpint(g_array_index(result->source.ocr_pages, int, 1), ==, 3);
    assert_refused("\"created\":null", "\"created\":null,\"ocr_pages\":[0]",
                   "source.ocr_pages[0]: must be the number of a page");
}

static void attached_file_is_read(void)
{
    g_autofree char *json = dup_changed(REPORT_OF, REPORT_OF ",\"attachment\":\"b.pdf\"");
    g_autofree char *of_none = dup_changed(REPORT_OF, REPORT_OF ",\"attachment\":null");
    g_autoptr(GError) error = NULL;
    g_autoptr(KkResult) result = read_text(json, &error);
    g_autoptr(KkResult) plain = read_text(of_none, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(result->source.attachment, ==, "b.pdf");
    g_assert_null(plain->source.attachment);
}

/* "10,0" is more than 10: it stands for [9.95, 10.05). */
static void older_documents_have_nothing_unread(void)
{
    g_autofree char *json = dup_changed(UNREAD, "");
    g_autoptr(GError) error = NULL;
    g_autoptr(KkResult) result = read_text(json, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(result->report->unread->len, ==, 0);
}

static void older_documents_are_of_whole_files(void)
{
    g_autofree char *json = dup_changed(REPORT_OF, "");
    g_autoptr(GError) error = NULL;
    g_autoptr(KkResult) result = read_text(json, &error);

    g_assert_no_error(error);
    g_assert_cmpint(result->source.report_index, ==, 1);
    g_assert_cmpint(result->source.report_of, ==, 1);
    g_assert_cmpint(result->source.first_page, ==, 1);
    g_assert_cmpint(result->source.last_page, ==, 3);
}

static void decimals_that_stand_there_are_kept(void)
{
    static const struct {
        const char *written;
        double value;
        int decimals;
    } cases[] = {{"10.0", 10, 1}, {"10.00", 10, 2},    {"10.50", 10.5, 2}, {"10.000", 10, 0},
                 {"1e1", 10, 0},  {"105e-1", 10.5, 1}, {"1.0e1", 10, 1},   {"-0.0", 0, 1}};

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *member = g_strdup_printf("\"achieved\":%s", cases[i].written);
        g_autofree char *json = dup_changed("\"achieved\":10.5", member);
        g_autoptr(GError) error = NULL;
        g_autoptr(KkResult) result = read_text(json, &error);

        g_assert_no_error(error);
        const KkArea *area = g_ptr_array_index(result->report->areas, 0);
        const KkQuestion *question = g_ptr_array_index(area->questions, 0);
        g_test_message("%s", cases[i].written);
        g_assert_cmpfloat(question->score.achieved.value, ==, cases[i].value);
        g_assert_cmpint(question->score.achieved.decimals, ==, cases[i].decimals);
        g_assert_cmpint(question->score.max.decimals, ==, 0);
        g_assert_cmpint(question->score.percent.decimals, ==, 2);
    }
}

static void member_of_a_wrong_type_is_named(void)
{
    assert_refused("\"number\":1,", "\"number\":\"1\",", "areas[0].number: must be a number");
    assert_refused("\"number\":1,", "\"number\":null,", "areas[0].number: must be an integer");
    assert_refused("\"code\":\"1.1\"", "\"code\":1.1", "areas[0].questions[0].code");
    assert_refused("\"topics\":[\"A\"]", "\"topics\":[7]", "areas[0].topics[0]: must be a string");
    assert_refused("\"topics\":[\"A\"]", "\"topics\":{}", "areas[0].topics: must be a list");
    assert_refused("\"score\":null", "\"score\":[]", "areas[0].score: must be an object");
    assert_refused("\"validation\":{}", "\"validation\":[]", "validation: must be an object");
    assert_refused("\"bbox\":[1,2,3.5,4]", "\"bbox\":[1,2,3.5]", "at[0].bbox: must be four");
    assert_refused("\"bbox\":[1,2,3.5,4]", "\"bbox\":[1,2,{},4]", "at[0].bbox: must be four");
    assert_refused("\"previous\":[2012]", "\"previous\":[\"2012\"]", "evaluation.previous[0]");
}

static void member_out_of_range_is_named(void)
{
    assert_refused("\"index\":2,", "\"index\":3,", "source.report.index");
    assert_refused("\"number\":1,", "\"number\":2147483647,", "areas[0].number: is out of range");
    assert_refused("\"number\":1,", "\"number\":0,", "areas[0].number: is out of range");
    assert_refused("\"areas\":[", "\"areas\":[" AREA ",", "areas[1].number: occurs twice");
    assert_refused("\"number\":1,", "\"number\":1.5,", "areas[0].number: must be an integer");
    assert_refused("\"achieved\":10.5", "\"achieved\":1e999", "achieved: is out of range");
    assert_refused("\"achieved\":10.5", "\"achieved\":-1", "achieved: is out of range");
    assert_refused("\"achieved\":10.5", "\"achieved\":10.555", "more than two decimals");
    assert_refused("\"year\":2017", "\"year\":1999", "year: is out of range");
    assert_refused("\"page\":3", "\"page\":0", "at[0].page: is out of range");
    assert_refused("\"where\":\"prose\"", "\"where\":\"here\"", "published[0].where");
    assert_refused("\"code\":\"0126\"", "\"code\":\"9999\"", "municipality.code");
    assert_refused("Stockholms län", "Skånes län", "municipality.county");
    assert_refused("\"edition\":\"2020\"", "\"edition\":\"2021\"", "edition: is unknown");
    assert_refused("\"id\":\"arbetsliv\"", "\"id\":\"fritid\"", "areas[0].id");
    assert_refused("\"code\":\"1.1\"", "\"code\":\"1.1.1\"", "questions[0].code");
    assert_refused("\"code\":\"a-doubt\"", "\"code\":\"A doubt\"", "diagnostics[0].code");
    assert_refused("\"text\":\"B\"", "\"text\":\"\"", "strengths[0].text");
    assert_refused("\"kind\":\"row\"", "\"kind\":\"word\"", "unread[0].kind");
    assert_refused("\"00112233", "\"0011223X", "source.sha256");
}

static void missing_and_strange_members_are_named(void)
{
    assert_refused("\"year\":2017,", "", "year: is missing");
    assert_refused("\"max\":20,", "", "areas[0].questions[0].max: is missing");
    assert_refused("\"year\":2017,", "\"year\":2017,\"yaer\":1,", "yaer: is not in the schema");
    assert_refused("\"page\":2,", "\"page\":2,\"p\":1,",
                   "strengths[0].at[0].p: is not in the schema");
}

static void first_of_two_members_counts(void)
{
    g_autofree char *json = dup_changed("\"year\":2017,", "\"year\":2017,\"year\":\"x\",");
    g_autoptr(GError) error = NULL;
    g_autoptr(KkResult) result = read_text(json, &error);

    g_assert_no_error(error);
    g_assert_cmpint(result->report->year, ==, 2017);
}

static void text_that_is_no_json_is_refused(void)
{
    assert_refused("}]}", "}]", "is not valid JSON");
    assert_refused("\"year\":2017", "\"year\":NaN", "is not valid JSON");
    assert_refused("\"year\":2017", "\"year\":2017 2018", "is not valid JSON");
    assert_refused("Huddinge", "Hudd\xffinge", "is not valid UTF-8");
    assert_refused("Huddinge", "Hudd\\u0000inge", "holds a zero character");
    assert_refused(UNREAD "}", UNREAD "} x", "goes on after its end");
    assert_refused(UNREAD "}", UNREAD "}{}", "goes on after its end");
}

static void zero_byte_is_refused(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(kk_read_json(DOCUMENT, sizeof DOCUMENT, &error));
    g_assert_error(error, KK_ERROR, KK_ERROR_DAMAGED);
}

static void escaped_backslash_before_u_is_no_zero(void)
{
    g_autofree char *json = dup_changed("Huddinge", "\\\\u0000");
    g_autoptr(GError) error = NULL;
    g_autoptr(KkResult) result = read_text(json, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(result->report->municipality, ==, "\\u0000");
}

static void deep_nesting_is_refused(void)
{
    g_autofree char *deep = g_strnfill(500000, '[');
    g_autofree char *value = g_strdup_printf("\"validation\":%s", deep);

    assert_refused("\"validation\":{}", value, "is nested deeper");
}

static void long_list_is_refused(void)
{
    GString *list = g_string_new("\"previous\":[2012");

    for (int i = 0; i < KK_MAX_JSON_LIST; i++)
        g_string_append(list, ",2012");
    g_string_append(list, "]");
    assert_refused("\"previous\":[2012]", list->str, "evaluation.previous: is too long");
    g_string_free(list, TRUE);
}

static void other_json_is_no_report(void)
{
    static const char *const others[] = {"{}",
                                         "[]",
                                         "7",
                                         "\"a\"",
                                         "null",
                                         "{\"schema\":\"kommunkompassen-failure/1\"}",
                                         "{\"schema\":1}"};

    for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(read_text(others[i], &error));
        g_assert_error(error, KK_ERROR, KK_ERROR_NOT_A_REPORT);
    }
}

/* No prefix and no document with a byte changed brings the reader down. */
static void damaged_documents_bring_nothing_down(void)
{
    for (gsize length = 0; length < strlen(DOCUMENT); length++) {
        g_assert_null(kk_read_json(DOCUMENT, length, NULL));
        for (const char *byte = "\"{[0,n\\"; *byte != '\0'; byte++) {
            g_autofree char *json = g_strdup(DOCUMENT);
            json[length] = *byte;
            g_autoptr(KkResult) result = read_text(json, NULL);

            if (result != NULL)
                result->validation = kk_validate(result->report, result->diagnostics);
        }
    }
}

static void unlikely_total_is_judged_anew(void)
{
    g_autofree char *json = dup_changed("a-doubt", KK_DOUBT_TOTAL_UNLIKELY);
    g_autoptr(KkResult) result = read_text(json, NULL);

    g_assert_cmpuint(result->diagnostics->len, ==, 0);
}

/* ---- as written -------------------------------------------------------------------------- */

#define FINDING                                                                                    \
    "{\"rule\":\"row-percent\",\"subject\":\"1.1\",\"outcome\":\"failed\","                        \
    "\"expected\":[50,52.49],\"found\":52.5,\"message\":\"G\",\"at\":[]}"
#define VALIDATION                                                                                 \
    "{\"status\":\"inconsistent\",\"counts\":{\"exact\":1,\"rounding\":2,\"failed\":3,"            \
    "\"skipped\":4},\"findings\":[" FINDING "]}"

/* DOCUMENT with a validation, in which @old is replaced. */
static char *dup_validated(const char *old, const char *new)
{
    g_auto(GStrv) parts = g_strsplit(VALIDATION, old, 2);
    g_autofree char *validation = g_strjoinv(new, parts);
    g_autofree char *member = g_strconcat("\"validation\":", validation, NULL);

    g_assert_nonnull(parts[1]);
    return dup_changed("\"validation\":{}", member);
}

static void validation_and_every_doubt_stand_as_written(void)
{
    static const char *const documents[][2] = {{"[50,52.49]", "null"},
                                               {"52.5", "null"},
                                               {"[50", "[-3.25"},
                                               {"G", KK_DOUBT_TOTAL_UNLIKELY},
                                               {"inconsistent", "incomplete"},
                                               {"failed\",\"exp", "skipped\",\"exp"}};

    for (gsize i = 0; i < G_N_ELEMENTS(documents); i++) {
        g_autofree char *json = dup_validated(documents[i][0], documents[i][1]);

        test_assert_text(dup_as_written(json, false), json);
    }
}

/* Two that differ in nothing stay two. */
static void unlikely_total_stays_as_written(void)
{
    g_autofree char *valid = dup_validated("G", "H");
    g_auto(GStrv) parts = g_strsplit(valid, "\"diagnostics\":[", 2);
    g_autofree char *json = g_strconcat(
        parts[0],
        "\"diagnostics\":[{\"severity\":\"info\",\"code\":\"" KK_DOUBT_TOTAL_UNLIKELY
        "\",\"message\":\"F\",\"at\":[]},{\"severity\":\"info\",\"code\":\"" KK_DOUBT_TOTAL_UNLIKELY
        "\",\"message\":\"F\",\"at\":[]}]" UNREAD "}",
        NULL);

    test_assert_text(dup_as_written(json, false), json);
}

static void strange_validation_is_named(void)
{
    static const char *const changes[][3] = {
        {"\"inconsistent\"", "\"fine\"", "validation.status: is not one"},
        {"\"exact\":1,", "", "validation.counts.exact: is missing"},
        {"\"exact\":1,", "\"exact\":-1,", "counts.exact: is out of range"},
        {"\"exact\":1,", "\"exact\":1,\"more\":1,", "counts.more: is not in the schema"},
        {"row-percent", "row-none", "validation.findings[0].rule: is not one"},
        {"\"failed\",\"exp", "\"exact\",\"exp", "findings[0].outcome: is not one"},
        {"[50,52.49]", "[50]", "findings[0].expected: must be two"},
        {"[50,52.49]", "[50,\"x\"]", "findings[0].expected: must be two"},
        {"[50,52.49]", "[50,1e999]", "findings[0].expected: must be two"},
        {"[50,52.49]", "{\"a\":1,\"b\":2}", "findings[0].expected: must be two"},
        {"52.5", "1e999", "findings[0].found: is out of range"},
        {"\"message\":\"G\"", "\"message\":7", "findings[0].message: must be a string"}};

    for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_autofree char *json = dup_validated(changes[i][0], changes[i][1]);
        g_autoptr(GError) error = NULL;

        g_assert_null(kk_read_json_as_written(json, strlen(json), &error));
        g_assert_error(error, KK_ERROR, KK_ERROR_DAMAGED);
        if (strstr(error->message, changes[i][2]) == NULL)
            g_error("no \"%s\" in \"%s\"", changes[i][2], error->message);
    }
}

/* A box that is empty to a hundredth of a point, or has no end, is written as none: what is
 * read back is written the same. */
static void box_that_is_none_is_written_as_none(void)
{
    static const KkRect boxes[] = {{1, 2, 1.001, 9},
                                   {1, 2, 9, 2.004},
                                   {0, 0, G_MAXDOUBLE, 5},
                                   {-1e7, 0, 5, 5},
                                   {0, 0, NAN, 5}};
    g_autoptr(KkResult) result = read_text(DOCUMENT, NULL);
    const KkArea *area = g_ptr_array_index(result->report->areas, 0);
    const KkQuestion *question = g_ptr_array_index(area->questions, 0);

    result->validation = kk_validation_new();
    for (gsize i = 0; i < G_N_ELEMENTS(boxes); i++) {
        g_array_index(question->score.at, KkPlace, 0).bbox = boxes[i];
        g_autofree char *json = kk_write_json(result, false);

        g_assert_nonnull(strstr(json, "{\"page\":3,\"bbox\":null}"));
        test_assert_text(dup_as_written(json, false), json);
    }
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/write/read-json", reports_come_back_as_they_were);
    TEST("/write/read-json", document_is_read_whole);
    TEST("/write/read-json", recognised_pages_are_read);
    TEST("/write/read-json", attached_file_is_read);
    TEST("/write/read-json", older_documents_have_nothing_unread);
    TEST("/write/read-json", older_documents_are_of_whole_files);
    TEST("/write/read-json", decimals_that_stand_there_are_kept);
    TEST("/write/read-json", member_of_a_wrong_type_is_named);
    TEST("/write/read-json", member_out_of_range_is_named);
    TEST("/write/read-json", missing_and_strange_members_are_named);
    TEST("/write/read-json", first_of_two_members_counts);
    TEST("/write/read-json", text_that_is_no_json_is_refused);
    TEST("/write/read-json", zero_byte_is_refused);
    TEST("/write/read-json", escaped_backslash_before_u_is_no_zero);
    TEST("/write/read-json", deep_nesting_is_refused);
    TEST("/write/read-json", long_list_is_refused);
    TEST("/write/read-json", other_json_is_no_report);
    TEST("/write/read-json", damaged_documents_bring_nothing_down);
    TEST("/write/read-json", unlikely_total_is_judged_anew);
    TEST("/write/read-json", validation_and_every_doubt_stand_as_written);
    TEST("/write/read-json", unlikely_total_stays_as_written);
    TEST("/write/read-json", strange_validation_is_named);
    TEST("/write/read-json", box_that_is_none_is_written_as_none);
    return g_test_run();
}
