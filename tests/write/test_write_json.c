/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write_json.c: always valid UTF-8, exact numbers, members in the schema's order. */
#include "support.h"

#include <math.h>
#include <string.h>

/* A result with one area whose texts and numbers a test can set. */
static KkResult *make_result(void)
{
    KkResult *result = g_new0(KkResult, 1);
    KkArea *area = kk_area_new(1);

    result->source.name = g_strdup("rapport.pdf");
    result->source.media_type = "application/pdf";
    result->source.text_origin = "embedded";
    result->source.n_pages = 1;
    result->report = kk_report_new();
    result->diagnostics = kk_diagnostics_new();
    area->name = g_strdup("Arbetsliv");
    area->has_score = true;
    g_ptr_array_add(result->report->areas, area);
    result->validation = kk_validate(result->report, result->diagnostics);
    return result;
}

static KkArea *area_of(KkResult *result)
{
    return g_ptr_array_index(result->report->areas, 0);
}

static void assert_writes(KkResult *result, const char *expected)
{
    g_autofree char *json = kk_write_json(result, false);

    g_assert_true(g_utf8_validate(json, -1, NULL));
    if (strstr(json, expected) == NULL)
        g_error("no %s in %s", expected, json);
    kk_result_free(result);
}

static void assert_name(const char *name, const char *expected)
{
    KkResult *result = make_result();

    g_free(area_of(result)->name);
    area_of(result)->name = g_strdup(name);
    assert_writes(result, expected);
}

static void assert_achieved(const char *printed, const char *expected)
{
    KkResult *result = make_result();

    area_of(result)->score.achieved = kk_number_parse(printed);
    assert_writes(result, expected);
}

static void invalid_utf8_is_replaced(void)
{
    assert_name("F\xf6rb", "\"name\":\"F\xef\xbf\xbd"
                           "rb\"");
    assert_name("\xc3", "\"name\":\"\xef\xbf\xbd\"");
}

static void control_and_direction_characters_go(void)
{
    assert_name("a\x1b[31mb\x7f"
                "c\xc2\x85"
                "d",
                "\"name\":\"a[31mbcd\"");
    assert_name("a\u202eb\u200fc\u2066", "\"name\":\"abc\"");
}

static void quotes_and_backslashes_are_escaped(void)
{
    assert_name("\"Vårt\" a\\b", "\"name\":\"\\\"Vårt\\\" a\\\\b\"");
}

static void paragraphs_are_parted_by_a_line_feed(void)
{
    KkResult *result = make_result();

    area_of(result)->overview = g_strdup("Ett\nTvå");
    assert_writes(result, "\"overview\":\"Ett\\nTvå\"");
}

static void numbers_are_as_printed(void)
{
    assert_achieved("10,5", "\"achieved\":10.5,");
    assert_achieved("66.67", "\"achieved\":66.67,");
    assert_achieved("0,1", "\"achieved\":0.1,");
    assert_achieved("70,0", "\"achieved\":70.0,");
    assert_achieved("70,00", "\"achieved\":70.00,");
    assert_achieved("1000", "\"achieved\":1000,");
    assert_achieved("0", "\"achieved\":0,");
    assert_achieved("–", "\"achieved\":null,");
}

static void numbers_that_are_none_are_null(void)
{
    const double none[] = {NAN, INFINITY, -INFINITY};

    for (gsize i = 0; i < G_N_ELEMENTS(none); i++) {
        KkResult *result = make_result();

        area_of(result)->score.achieved = (KkNumber){true, none[i], 0};
        assert_writes(result, "\"achieved\":null,");
    }
}

static void sums_of_decimals_are_exact(void)
{
    KkResult *result = make_result();

    result->report->achieved = (KkNumber){true, 0.1 + 0.2, 1};
    assert_writes(result, "\"total\":{\"achieved\":0.3,");
}

static void boxes_have_hundredths_and_transcripts_none(void)
{
    KkRect rect = {72, 91.004, 200.456, 102.5}, none = {0};
    KkResult *placed = make_result(), *unplaced = make_result();

    kk_at_add(area_of(placed)->score.at, 3, &rect);
    assert_writes(placed, "\"at\":[{\"page\":3,\"bbox\":[72,91,200.46,102.5]}]");
    kk_at_add(area_of(unplaced)->score.at, 3, &none);
    assert_writes(unplaced, "\"at\":[{\"page\":3,\"bbox\":null}]");
}

static void members_stand_in_the_contracts_order(void)
{
    static const char *const members[] = {
        "\"schema\":",  "\"source\":",     "\"municipality\":", "\"year\":",
        "\"edition\":", "\"publisher\":",  "\"evaluation\":",   "\"areas\":",
        "\"total\":",   "\"validation\":", "\"diagnostics\":",  "\"unread\":"};
    KkResult *result = make_result();
    g_autofree char *json = kk_write_json(result, false);
    const char *p = json;

    for (gsize i = 0; i < G_N_ELEMENTS(members); i++) {
        p = strstr(p, members[i]);
        g_assert_nonnull(p);
    }
    kk_result_free(result);
}

static void ndjson_is_one_line(void)
{
    KkResult *result = make_result();
    g_autofree char *line = kk_write_json(result, false);
    g_autofree char *pretty = kk_write_json(result, true);

    g_assert_null(strchr(line, '\n'));
    g_assert_nonnull(strchr(pretty, '\n'));
    kk_result_free(result);
}

static void doubts_are_told(void)
{
    KkResult *result = make_result();

    kk_diagnostics_add(result->diagnostics, KK_SEVERITY_WARNING, NULL,
                       kk_message(KK_SAYS_PAGE_MISSING, NULL, KK_NUMBER(4)));
    kk_diagnostics_add(result->diagnostics, KK_SEVERITY_WARNING, NULL,
                       kk_message(KK_SAYS_PAGE_MISSING, NULL, KK_NUMBER(4)));
    assert_writes(result,
                  "\"diagnostics\":[{\"severity\":\"warning\",\"code\":\"page-missing\","
                  "\"message\":\"Page 4 cannot be read: the file is damaged there.\",\"at\":[]}]");
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/write/json", invalid_utf8_is_replaced);
    TEST("/write/json", control_and_direction_characters_go);
    TEST("/write/json", quotes_and_backslashes_are_escaped);
    TEST("/write/json", paragraphs_are_parted_by_a_line_feed);
    TEST("/write/json", numbers_are_as_printed);
    TEST("/write/json", numbers_that_are_none_are_null);
    TEST("/write/json", sums_of_decimals_are_exact);
    TEST("/write/json", boxes_have_hundredths_and_transcripts_none);
    TEST("/write/json", members_stand_in_the_contracts_order);
    TEST("/write/json", ndjson_is_one_line);
    TEST("/write/json", doubts_are_told);
    return g_test_run();
}
