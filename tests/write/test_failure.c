/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write_failure.c, read_failure.c: a document that could not be processed, as a line. */
#include "support.h"

#include <string.h>

static const KkRecord record = {
    .path = "f/a.pdf", .bytes = 7, .fate = KK_FATE_CRASH, .message = "signal 11"};

/* What stands for a path in a line. */
static void assert_path(const char *path, const char *written, const char *read)
{
    KkRecord named = record;
    named.path = path;
    g_autofree char *line = kk_write_failure(&named);
    g_autofree char *member = g_strdup_printf("\"path\":\"%s\"", written);
    g_autoptr(GError) error = NULL;
    g_autoptr(KkFailure) failure = kk_read_failure(line, strlen(line), &error);

    g_assert_no_error(error);
    g_assert_nonnull(strstr(line, member));
    g_assert_cmpstr(failure->path, ==, read);
}

static void line_is_of_the_contract(void)
{
    test_assert_text(kk_write_failure(&record),
                     "{\"schema\":\"kommunkompassen-failure/1\",\"source\":{\"name\":\"a.pdf\","
                     "\"path\":\"f/a.pdf\",\"sha256\":null,\"bytes\":7},\"status\":\"crash\","
                     "\"message\":\"signal 11\"}");
}

static void paths_lose_nothing_and_send_nothing(void)
{
    assert_path("å/\"b\\c\"", "å/\\\"b\\\\c\\\"", "å/\"b\\c\"");
    assert_path("a\nb\033[31m", "a\\u000ab\\u001b[31m", "a\nb\033[31m");
    assert_path("a\u202eb\xc2\x9b", "a\\u202eb\\u009b", "a\u202eb\xc2\x9b");
    assert_path("a\xff\xc3", "a\\\\xff\\\\xc3", "a\\xff\\xc3");
}

static void failure_comes_back_as_it_was(void)
{
    for (int fate = 0; fate < KK_N_FATES; fate++) {
        KkRecord one = record;
        one.sha256 = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
        one.fate = (KkFate)fate;
        one.bytes = -1;
        one.message = fate % 2 == 0 ? NULL : "";
        g_autofree char *line = kk_write_failure(&one);
        g_autoptr(GError) error = NULL;
        g_autoptr(KkFailure) failure = kk_read_failure(line, strlen(line), &error);

        if (kk_fate_has_report(one.fate)) {
            g_assert_error(error, KK_ERROR, KK_ERROR_DAMAGED);
            continue;
        }
        g_assert_no_error(error);
        g_assert_cmpint(failure->fate, ==, one.fate);
        g_assert_cmpint(failure->bytes, ==, -1);
        g_assert_cmpstr(failure->name, ==, "a.pdf");
        g_assert_cmpstr(failure->sha256, ==, one.sha256);
        g_assert_cmpstr(failure->message, ==, kk_fate_words(one.fate));
    }
}

/* No prefix and no line with a byte changed brings the reader down. */
static void damaged_lines_bring_nothing_down(void)
{
    g_autofree char *line = kk_write_failure(&record);

    for (gsize length = 0; length < strlen(line); length++) {
        g_assert_null(kk_read_failure(line, length, NULL));
        for (const char *byte = "\"{[0,n\\"; *byte != '\0'; byte++) {
            g_autofree char *changed = g_strdup(line);

            changed[length] = *byte;
            kk_failure_free(kk_read_failure(changed, strlen(changed), NULL));
        }
    }
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/write/failure", line_is_of_the_contract);
    TEST("/write/failure", paths_lose_nothing_and_send_nothing);
    TEST("/write/failure", failure_comes_back_as_it_was);
    TEST("/write/failure", damaged_lines_bring_nothing_down);
    return g_test_run();
}
