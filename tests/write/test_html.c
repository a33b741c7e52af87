/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text of a document in a page: shown as it is, never obeyed. */
#include "../../pipeline/write/html.h"

static void assert_html(const char *text, const char *expected)
{
    GString *out = g_string_new(NULL);

    html_append_text(out, text);
    g_assert_cmpstr(out->str, ==, expected);
    g_string_free(out, TRUE);
}

static void text_stands_as_it_is(void)
{
    assert_html("Håbo – \"64 %\"\nav 100", "Håbo – &quot;64 %&quot;\nav 100");
}

static void markup_is_text(void)
{
    assert_html("<script>'&amp;'</script>", "&lt;script&gt;&#39;&amp;amp;&#39;&lt;/script&gt;");
}

static void what_is_not_seen_is_shown(void)
{
    assert_html("a\x1b[31m\x7f\xc2\x9b\r\t", "a\\u001b[31m\\u007f\\u009b\\u000d\\u0009");
    assert_html("1\xe2\x80\xae"
                "23\xe2\x81\xa6\xef\xbb\xbf",
                "1\\u202e23\\u2066\\ufeff");
}

static void bytes_that_are_no_text_are_replaced(void)
{
    assert_html("a\xff"
                "b",
                "a\xef\xbf\xbd"
                "b");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/write/html/text-stands-as-it-is", text_stands_as_it_is);
    g_test_add_func("/write/html/markup-is-text", markup_is_text);
    g_test_add_func("/write/html/what-is-not-seen-is-shown", what_is_not_seen_is_shown);
    g_test_add_func("/write/html/bytes-that-are-no-text-are-replaced",
                    bytes_that_are_no_text_are_replaced);
    return g_test_run();
}
