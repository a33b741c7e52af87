/* SPDX-License-Identifier: GPL-2.0-or-later */
/* discover.c: a file to bytes, hash and kind. */
#include "support.h"

#include <string.h>
#include <unistd.h>

static void assert_kind(const char *bytes, const char *expected)
{
    g_autoptr(KkInput) input = test_input(bytes, strlen(bytes));

    g_assert_cmpstr(input->media_type, ==, expected);
}

static void assert_refused(const char *bytes, gsize size, int code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) held = g_bytes_new(bytes, size);
    g_autoptr(KkInput) input = kk_input_new("a", held, &error);

    g_assert_null(input);
    g_assert_error(error, KK_ERROR, code);
}

static void assert_not_opened(const char *path, int code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkInput) input = kk_discover(path, &error);

    g_assert_null(input);
    g_assert_error(error, KK_ERROR, code);
}

static void kind_is_told_by_content(void)
{
    assert_kind("%PDF-1.7\n", "application/pdf");
    assert_kind("skräp före\n%PDF-1.4\n", "application/pdf");
    assert_kind("  <!DOCTYPE html><p>Ett", "text/html");
    assert_kind("<HTML>", "text/html");
    assert_kind("# Kommunkompassen\n", "text/markdown");
    assert_kind("Ett\n**Två**\n", "text/markdown");
    assert_kind("Kommunkompassen\n#1 av 8\n<b>remnant</b>\n", "text/plain");
}

static void pdf_header_counts_within_1024_bytes(void)
{
    char text[1200];

    memset(text, 'x', sizeof text);
    memcpy(text + 1019, "%PDF-", 5);
    text[1199] = '\0';
    assert_kind(text, "application/pdf");
    memset(text, 'x', sizeof text);
    memcpy(text + 1020, "%PDF-", 5);
    text[1199] = '\0';
    assert_kind(text, "text/plain");
}

static void empty_and_binary_are_no_kind(void)
{
    assert_refused("", 0, KK_ERROR_UNKNOWN_KIND);
    assert_refused("PK\x03\x04", 4, KK_ERROR_UNKNOWN_KIND);
    assert_refused("Ett\0Tv", 6, KK_ERROR_UNKNOWN_KIND);
}

static void latin1_is_text(void)
{
    assert_kind("F\xf6rb\xe4ttringsomr\xe5"
                "den\n",
                "text/plain");
}

static void json_is_told_by_its_schema(void)
{
    assert_kind("{\"schema\":\"kommunkompassen-report/1\",\"year\":1}", "application/json");
    assert_kind("\xef\xbb\xbf [\n{\n  \"a\": 1, \"schema\" : \"kommunkompassen-claims/1\"}",
                "application/json");
    assert_kind("{\"schema\":\"another/1\"}", "text/plain");
    assert_kind("{\"a\": \"\\\"schema\\\":\\\"kommunkompassen-report/1\"}", "text/plain");
    assert_kind("Ett \"schema\": \"kommunkompassen-report/1\"", "text/plain");
}

static void archive_is_told_from_other_databases(void)
{
    g_autoptr(GError) error = NULL;
    char bytes[100] = "SQLite format 3";

    assert_refused(bytes, sizeof bytes, KK_ERROR_UNKNOWN_KIND);
    memcpy(bytes + 68, "KKar", 4);
    g_autoptr(GBytes) held = g_bytes_new(bytes, sizeof bytes);
    g_assert_null(kk_input_new("a", held, &error));
    g_assert_nonnull(strstr(error->message, "a kompass archive (SQLite)"));
}

static void name_and_hash_are_of_the_file(void)
{
    g_autoptr(KkInput) input = test_input("abc", 3);

    g_assert_cmpstr(input->name, ==, "a-name.txt");
    g_assert_cmpstr(input->path, ==, "a-folder/a-name.txt");
    g_assert_cmpstr(input->sha256, ==,
                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void what_is_no_file_is_told_so(void)
{
    assert_not_opened(KK_FIXTURES, KK_ERROR_NOT_REGULAR);
    assert_not_opened("/dev/zero", KK_ERROR_NOT_REGULAR);
    assert_not_opened("no/such/file", KK_ERROR_UNREADABLE);
}

static void file_is_read_whole(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = test_path("broken/scan.pdf"), *bytes = NULL;
    gsize size = 0;
    g_autoptr(KkInput) input = kk_discover(path, &error);

    g_assert_no_error(error);
    g_file_get_contents(path, &bytes, &size, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(bytes, size, g_bytes_get_data(input->bytes, NULL),
                    g_bytes_get_size(input->bytes));
}

static void standard_input_is_read_whole_each_time(void)
{
    static const char *const names[] = {"-", "/dev/stdin", "-"};
    int pipe_ends[2];

    g_assert_cmpint(pipe(pipe_ends), ==, 0);
    g_assert_cmpint(write(pipe_ends[1], "abc", 3), ==, 3);
    close(pipe_ends[1]);
    dup2(pipe_ends[0], STDIN_FILENO);
    close(pipe_ends[0]);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(KkInput) input = kk_discover(names[i], &error);

        g_assert_no_error(error);
        g_assert_cmpstr(input->path, ==, names[i]);
        g_assert_cmpmem("abc", 3, g_bytes_get_data(input->bytes, NULL),
                        g_bytes_get_size(input->bytes));
    }
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/discover", kind_is_told_by_content);
    TEST("/discover", pdf_header_counts_within_1024_bytes);
    TEST("/discover", empty_and_binary_are_no_kind);
    TEST("/discover", latin1_is_text);
    TEST("/discover", json_is_told_by_its_schema);
    TEST("/discover", archive_is_told_from_other_databases);
    TEST("/discover", name_and_hash_are_of_the_file);
    TEST("/discover", what_is_no_file_is_told_so);
    TEST("/discover", file_is_read_whole);
    TEST("/discover", standard_input_is_read_whole_each_time);
    return g_test_run();
}
