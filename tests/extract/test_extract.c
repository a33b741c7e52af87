/* SPDX-License-Identifier: GPL-2.0-or-later */
/* extract.c: the source of a report that is one of several in its file. */
#include "support.h"

/* "ocr 2 3": where its text comes from, and which of its pages were recognised, of a file whose
 * pages 2 and 3 were. */
static char *dup_origin(int first, int last)
{
    KkSource file = {.text_origin = "mixed", .ocr_pages = g_array_new(FALSE, FALSE, sizeof(int))};
    const int pages[] = {2, 3};

    g_array_append_vals(file.ocr_pages, pages, 2);
    KkSource report = kk_source_dup_report(&file, 1, 2, first, last);
    GString *out = g_string_new(report.text_origin);
    for (guint i = 0; report.ocr_pages != NULL && i < report.ocr_pages->len; i++)
        g_string_append_printf(out, " %d", g_array_index(report.ocr_pages, int, i));
    kk_source_clear(&file);
    kk_source_clear(&report);
    return g_string_free(out, FALSE);
}

static void report_tells_of_its_own_pages(void)
{
    test_assert_text(dup_origin(1, 1), "embedded");
    test_assert_text(dup_origin(1, 2), "mixed 2");
    test_assert_text(dup_origin(2, 3), "ocr 2 3");
    test_assert_text(dup_origin(3, 4), "mixed 3");
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/extract", report_tells_of_its_own_pages);
    return g_test_run();
}
