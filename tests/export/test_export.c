/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_export.c - what every format promises, and texts that mean harm. */
#include "support.h"

#include <kk/export.h>

#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- reports to export ------------------------------------------------------------------- */

/* A report of Huddinge with one area, a strength of @text, and points. */
static KkResult *new_result(const char *text)
{
    KkResult *result = g_new0(KkResult, 1);
    KkArea *area = kk_area_new(1);

    result->report = kk_report_new();
    result->validation = kk_validation_new();
    result->diagnostics = kk_diagnostics_new();
    result->source.name = g_strdup("a.pdf");
    result->source.sha256 = g_strnfill(64, 'a');
    result->source.media_type = "application/pdf";
    result->source.text_origin = "embedded";
    result->source.report_index = result->source.report_of = 1;
    result->report->municipality = g_strdup("Huddinge");
    result->report->code = "0126";
    result->report->year = 2017;
    result->report->edition = "2016";
    area->id = "offentlighet-och-demokrati";
    area->name = g_strdup("Offentlighet och demokrati");
    area->has_score = true;
    area->score.achieved = (KkNumber){true, 70.5, 1};
    g_ptr_array_add(area->strengths, kk_item_new(text, NULL));
    g_ptr_array_add(result->report->areas, area);
    return result;
}

/* ---- folders to write to ------------------------------------------------------------------- */

static char *scratch; /* a folder, made anew for each test */

static void remove_tree(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *inside = g_build_filename(path, name, NULL);
        remove_tree(inside);
    }
    g_clear_pointer(&dir, g_dir_close);
    g_remove(path);
}

static char *scratch_path(const char *name)
{
    if (scratch == NULL)
        scratch = g_dir_make_tmp("kompass-test-XXXXXX", NULL);
    return g_build_filename(scratch, name, NULL);
}

static void clear_scratch(void)
{
    if (scratch != NULL)
        remove_tree(scratch);
    g_clear_pointer(&scratch, g_free);
}

static guint n_files_in_scratch(void)
{
    g_autoptr(GDir) dir = g_dir_open(scratch, 0, NULL);
    guint n = 0;

    while (g_dir_read_name(dir) != NULL)
        n++;
    return n;
}

static void put_file(const char *path, const char *text)
{
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static char *read_file(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *text = NULL;

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

/* ---- exporting ----------------------------------------------------------------------------- */

/* What every format has enough of. */
static const KkPublication told = {.publisher = "SKR", .homepage = "https://example.se/"};

/* Exports one result and frees it; the remarks. */
static GPtrArray *export_one(const char *format, const char *path, KkResult *result, bool current)
{
    g_autoptr(GError) error = NULL;
    GPtrArray *remarks = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(KkExport) output = kk_export_begin(kk_export_lookup(format), path, &told, &error);

    g_assert_no_error(error);
    g_assert_true(kk_export_add(output, result, current, &error));
    g_assert_no_error(error);
    g_assert_true(kk_export_finish(output, remarks, &error));
    g_assert_no_error(error);
    kk_result_free(result);
    return remarks;
}

static void export_text(const char *format, const char *path, const char *text)
{
    g_ptr_array_unref(export_one(format, path, new_result(text), true));
}

static void assert_refused(const char *format, const char *path, const char *words)
{
    g_autoptr(GError) error = NULL;
    KkExport *output = kk_export_begin(kk_export_lookup(format), path, &told, &error);

    g_assert_null(output);
    g_assert_error(error, KK_ERROR, KK_ERROR_WRITE);
    g_assert_nonnull(strstr(error->message, words));
}

/* Two files, or two folders of files, with the same bytes. */
static void assert_same(const char *a, const char *b)
{
    g_autoptr(GDir) dir = g_dir_open(a, 0, NULL);
    g_autofree char *text_a = NULL, *text_b = NULL;
    const char *name;
    gsize n_a, n_b;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *inside_a = g_build_filename(a, name, NULL);
        g_autofree char *inside_b = g_build_filename(b, name, NULL);
        assert_same(inside_a, inside_b);
    }
    if (dir != NULL)
        return;
    g_assert_true(g_file_get_contents(a, &text_a, &n_a, NULL));
    g_assert_true(g_file_get_contents(b, &text_b, &n_b, NULL));
    g_assert_cmpmem(text_a, n_a, text_b, n_b);
}

/* ---- the table ------------------------------------------------------------------------------ */

static void every_format_is_found_by_its_name(void)
{
    for (int i = 0; kk_export_formats[i] != NULL; i++) {
        const KkFormat *format = kk_export_formats[i];

        g_assert_true(kk_export_lookup(format->name) == format);
        g_assert_true(format->about[0] != '\0');
    }
    g_assert_null(kk_export_lookup("no such format"));
}

static void every_format_writes_whole_or_not_at_all(void)
{
    for (int i = 0; kk_export_formats[i] != NULL; i++) {
        g_autofree char *path = scratch_path("output");
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
        KkExport *output = kk_export_begin(kk_export_formats[i], path, &told, &error);
        KkResult *result = new_result("Gott");

        g_assert_no_error(error);
        g_assert_true(kk_export_add(output, result, true, &error));
        g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
        kk_export_free(output);
        g_assert_cmpuint(n_files_in_scratch(), ==, 0);

        output = kk_export_begin(kk_export_formats[i], path, &told, &error);
        g_assert_true(kk_export_add(output, result, true, &error));
        g_assert_true(kk_export_finish(output, remarks, &error));
        g_assert_no_error(error);
        kk_export_free(output);
        g_assert_cmpuint(n_files_in_scratch(), ==, 1);
        g_assert_cmpuint(remarks->len, ==, 0);
        kk_result_free(result);
        clear_scratch();
    }
}

static void every_format_can_be_empty(void)
{
    for (int i = 0; kk_export_formats[i] != NULL; i++) {
        g_autofree char *path = scratch_path("output");
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(KkExport) output = kk_export_begin(kk_export_formats[i], path, &told, &error);

        g_assert_no_error(error);
        g_assert_true(kk_export_finish(output, remarks, &error));
        g_assert_no_error(error);
        clear_scratch();
    }
}

static void every_format_says_where_it_cannot_write(void)
{
    g_autofree char *path = scratch_path("no/such/folder/output");

    for (int i = 0; kk_export_formats[i] != NULL; i++) {
        assert_refused(kk_export_formats[i]->name, path, g_strerror(ENOENT));
        if (kk_export_formats[i]->target != KK_TARGET_STREAM)
            assert_refused(kk_export_formats[i]->name, NULL, " to write to");
    }
    clear_scratch();
}

/* ---- where it is written ----------------------------------------------------------------------
 */

static void a_file_is_replaced_when_the_new_one_is_whole(void)
{
    g_autofree char *path = scratch_path("output");
    g_autoptr(GError) error = NULL;

    put_file(path, "before");
    KkExport *output = kk_export_begin(kk_export_lookup("ndjson"), path, &told, &error);
    test_assert_text(read_file(scratch, "output"), "before");
    kk_export_free(output);
    test_assert_text(read_file(scratch, "output"), "before");
    export_text("json", path, "Gott");
    g_autofree char *after = read_file(scratch, "output");
    g_assert_true(g_str_has_prefix(after, "[\n{"));
    clear_scratch();
}

static void a_link_leads_to_the_file_that_is_replaced(void)
{
    g_autofree char *path = scratch_path("output"), *link = scratch_path("link");

    put_file(path, "before");
    g_assert_cmpint(symlink("output", link), ==, 0);
    export_text("ndjson", link, "Gott");
    g_assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    g_autofree char *after = read_file(scratch, "output");
    g_assert_true(g_str_has_prefix(after, "{"));
    clear_scratch();
}

static void what_is_no_file_is_left_alone(void)
{
    g_autofree char *folder = scratch_path("folder"), *pipe = scratch_path("pipe");

    g_assert_cmpint(g_mkdir(folder, 0755), ==, 0);
    g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
    assert_refused("json", folder, "not a regular file");
    assert_refused("json", pipe, "not a regular file");
    assert_refused("json", "/dev/null", "not a regular file");
    assert_refused("csv", pipe, "not a folder");
    clear_scratch();
}

static void an_earlier_export_is_replaced_whole(void)
{
    g_autofree char *path = scratch_path("output"), *old = scratch_path("output/data.json");

    export_text("kolada", path, "Gott");
    g_assert_true(g_file_test(old, G_FILE_TEST_EXISTS));
    export_text("csv", path, "Gott");
    g_assert_false(g_file_test(old, G_FILE_TEST_EXISTS));
    g_assert_cmpuint(n_files_in_scratch(), ==, 1);
    clear_scratch();
}

static void a_folder_with_others_files_is_not_replaced(void)
{
    g_autofree char *path = scratch_path("output"), *own = scratch_path("output/own.R");

    g_assert_cmpint(g_mkdir(path, 0755), ==, 0);
    export_text("csv", path, "Gott"); /* an empty one is */
    put_file(own, "library(readr)");
    assert_refused("csv", path, "own.R");
    test_assert_text(read_file(path, "own.R"), "library(readr)");
    clear_scratch();
}

static void a_file_that_came_while_exporting_is_kept(void)
{
    g_autofree char *path = scratch_path("output"), *own = scratch_path("output/own.R");
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);

    export_text("csv", path, "Gott");
    KkExport *output = kk_export_begin(kk_export_lookup("csv"), path, &told, &error);
    g_assert_no_error(error);
    put_file(own, "library(readr)");
    g_assert_false(kk_export_finish(output, remarks, &error));
    g_assert_error(error, KK_ERROR, KK_ERROR_WRITE);
    kk_export_free(output);
    g_assert_cmpuint(n_files_in_scratch(), ==, 1);
    test_assert_text(read_file(path, "own.R"), "library(readr)");
    clear_scratch();
}

/* ---- texts ---------------------------------------------------------------------------------- */

static void assert_csv_text(const char *text, const char *cell)
{
    g_autofree char *path = scratch_path("output");
    g_autofree char *expected =
        g_strdup_printf("report,area,kind,position,text,page,last_page,x0,y0,x1,y1\r\n"
                        "huddinge-2017-aaaaaaaaaaaa,1,strength,1,%s,,,,,,\r\n",
                        cell);

    export_text("csv", path, text);
    test_assert_text(read_file(path, "items.csv"), expected);
    clear_scratch();
}

static void csv_quotes_as_rfc_4180_has_it(void)
{
    assert_csv_text("Gott", "Gott");
    assert_csv_text("Gott, mycket", "\"Gott, mycket\"");
    assert_csv_text("Det \"goda\"", "\"Det \"\"goda\"\"\"");
    assert_csv_text("Rad\nRad", "\"Rad\nRad\"");
}

static void csv_texts_are_no_formulas(void)
{
    assert_csv_text("=1+1", "'=1+1");
    assert_csv_text("+46 8", "'+46 8");
    assert_csv_text("- ett", "'- ett");
    assert_csv_text("@SUM(A1)", "'@SUM(A1)");
    assert_csv_text("=HYPERLINK(\"http://x\",\"y\")",
                    "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
    assert_csv_text("'=1+1", "''=1+1");
    assert_csv_text("'Gott'", "'Gott'");
    assert_csv_text("1=1", "1=1");
}

static void csv_texts_hold_no_controls(void)
{
    assert_csv_text("\t=1+1", "'=1+1");
    assert_csv_text("a\x1b[31mb\xe2\x80\xae"
                    "c\r",
                    "a[31mbc");
    assert_csv_text("a\xff"
                    "b",
                    "a\xef\xbf\xbd"
                    "b");
}

static void xlsx_tells_of_a_text_that_is_cut(void)
{
    g_autofree char *path = scratch_path("output");
    g_autofree char *fits = g_strnfill(32767, 'x'), *too_long = g_strnfill(32768, 'x');
    g_autoptr(GPtrArray) none = export_one("xlsx", path, new_result(fits), true);
    g_autoptr(GPtrArray) one = export_one("xlsx", path, new_result(too_long), true);

    g_assert_cmpuint(none->len, ==, 0);
    g_assert_cmpuint(one->len, ==, 1);
    g_assert_nonnull(strstr(one->pdata[0], "texts"));
    clear_scratch();
}

static void xlsx_goes_on_in_another_sheet(void)
{
    g_autofree char *path = scratch_path("output");
    KkResult *result = new_result("Gott");

    for (int i = 0; i < 1048576; i++)
        g_ptr_array_add(result->report->evaluators, kk_evaluator_new(g_strdup("x")));
    g_autoptr(GPtrArray) remarks = export_one("xlsx", path, result, true);
    g_assert_cmpuint(remarks->len, ==, 1);
    g_assert_nonnull(strstr(remarks->pdata[0], "\"evaluators 2\""));
    clear_scratch();
}

static void the_locale_makes_no_difference(void)
{
    for (int i = 0; kk_export_formats[i] != NULL; i++) {
        const KkFormat *format = kk_export_formats[i];
        g_autofree char *swedish = scratch_path("swedish"), *plain = scratch_path("plain");
        g_autofree char *locale = g_strdup(setlocale(LC_ALL, NULL));

        export_text(format->name, swedish, "Gott");
        g_assert_nonnull(setlocale(LC_ALL, "C"));
        export_text(format->name, plain, "Gott");
        g_assert_nonnull(setlocale(LC_ALL, locale));
        assert_same(swedish, plain);
        clear_scratch();
    }
}

/* ---- Kolada ---------------------------------------------------------------------------------- */

static void kolada_tells_what_has_no_place_in_it(void)
{
    g_autofree char *path = scratch_path("output");
    KkResult *placeless = new_result("Gott"), *strange = new_result("Gott");

    placeless->report->code = NULL;
    ((KkArea *)strange->report->areas->pdata[0])->id = NULL;
    g_autoptr(GPtrArray) no_code = export_one("kolada", path, placeless, true);
    g_autoptr(GPtrArray) no_id = export_one("kolada", path, strange, true);
    g_autoptr(GPtrArray) old = export_one("kolada", path, new_result("Gott"), false);
    g_assert_cmpuint(no_code->len, ==, 1);
    g_assert_cmpuint(no_id->len, ==, 1);
    g_assert_cmpuint(old->len, ==, 1);
    g_autofree char *data = read_file(path, "data.json");
    g_assert_nonnull(strstr(data, "\"count\": 0"));
    clear_scratch();
}

static void kolada_gives_a_municipality_and_year_once(void)
{
    g_autofree char *path = scratch_path("output");
    g_autoptr(GError) error = NULL;
    g_autoptr(KkResult) result = new_result("Gott");
    g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(KkExport) output = kk_export_begin(kk_export_lookup("kolada"), path, &told, &error);

    g_assert_true(kk_export_add(output, result, true, &error));
    g_assert_true(kk_export_add(output, result, true, &error));
    g_assert_true(kk_export_finish(output, remarks, &error));
    g_assert_cmpuint(remarks->len, ==, 1);
    test_assert_text(read_file(path, "data.json"),
                     "{\"values\": [\n{\"kpi\":\"KK2016-1\",\"municipality\":\"0126\","
                     "\"period\":2017,\"values\":[{\"gender\":\"T\",\"count\":1,\"status\":\"\","
                     "\"value\":70.5}]}\n],\n\"count\": 1,\n\"next_page\": null,\n"
                     "\"next_url\": null}\n");
    clear_scratch();
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/export/formats", every_format_is_found_by_its_name);
    TEST("/export/formats", every_format_writes_whole_or_not_at_all);
    TEST("/export/formats", every_format_can_be_empty);
    TEST("/export/formats", every_format_says_where_it_cannot_write);
    TEST("/export/formats", the_locale_makes_no_difference);
    TEST("/export/target", a_file_is_replaced_when_the_new_one_is_whole);
    TEST("/export/target", a_link_leads_to_the_file_that_is_replaced);
    TEST("/export/target", what_is_no_file_is_left_alone);
    TEST("/export/target", an_earlier_export_is_replaced_whole);
    TEST("/export/target", a_folder_with_others_files_is_not_replaced);
    TEST("/export/target", a_file_that_came_while_exporting_is_kept);
    TEST("/export/csv", csv_quotes_as_rfc_4180_has_it);
    TEST("/export/csv", csv_texts_are_no_formulas);
    TEST("/export/csv", csv_texts_hold_no_controls);
    TEST("/export/xlsx", xlsx_tells_of_a_text_that_is_cut);
    TEST("/export/xlsx", xlsx_goes_on_in_another_sheet);
    TEST("/export/kolada", kolada_tells_what_has_no_place_in_it);
    TEST("/export/kolada", kolada_gives_a_municipality_and_year_once);
    return g_test_run();
}
