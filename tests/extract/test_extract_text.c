/* SPDX-License-Identifier: GPL-2.0-or-later */
/* extract_text.c: transcripts, as machines write them, to lines of cells. */
#include "support.h"

#include <string.h>

/* The cells of each line, parted by |, with the marks that it carries. */
static char *dup_shape(const KkDocument *document)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < document->lines->len; i++) {
        const KkTextLine *line = g_ptr_array_index(document->lines, i);

        g_string_append_printf(out, "%s%s%s%s", i > 0 ? "\n" : "", line->heading ? "#" : "",
                               line->item ? "*" : "", line->strong ? "!" : "");
        for (guint c = 0; c < line->cells->len; c++)
            g_string_append_printf(out, "%s%s", c > 0 ? "|" : "",
                                   (char *)g_ptr_array_index(line->cells, c));
    }
    return g_string_free(out, FALSE);
}

static void assert_shape(const char *text, const char *expected)
{
    g_autoptr(KkDocument) document = test_transcript_document(text);

    test_assert_text(dup_shape(document), expected);
}

static void tabs_and_pipes_part_cells(void)
{
    assert_shape("1.1\tFinns en plan?\t12\n", "1.1|Finns en plan?|12");
    assert_shape("1.1 | Finns en plan? | 12\n", "1.1|Finns en plan?|12");
    assert_shape("| 1.1 | Finns en plan? | 12 |\n|---|:--|--:|\n", "1.1|Finns en plan?|12|");
}

static void wide_gaps_part_cells(void)
{
    assert_shape("1.1  Finns en plan?   12\n", "1.1|Finns en plan?|12");
}

static void columns_of_a_table_align(void)
{
    g_autoptr(KkDocument) document = test_transcript_document("a\tb\nlängre\tc\n");
    const KkTextLine *one = g_ptr_array_index(document->lines, 0);
    const KkTextLine *two = g_ptr_array_index(document->lines, 1);

    g_assert_cmpint(g_array_index(one->columns, int, 1), ==, KK_CELL_COLUMNS);
    g_assert_cmpint(g_array_index(two->columns, int, 1), ==, KK_CELL_COLUMNS);
}

static void marks_are_taken_off_and_remembered(void)
{
    assert_shape("## 1. Styrkor\n- Ett\n* Två\n**Allmänt**\n<h3>Poäng</h3>\n",
                 "#1. Styrkor\n*Ett\n*Två\n!Allmänt\n#Poäng");
    assert_shape("Ett **starkt** ord och [länk](http://exempel.se)\n", "Ett starkt ord och länk");
}

static void dash_before_another_figure_is_a_figure(void)
{
    assert_shape("Arbetsliv 60 - x\n", "Arbetsliv 60 - x");
    assert_shape("Arbetsliv 60 - x\nEffektivitet 70 – x\nBrukarens fokus 80 - x\n",
                 "Arbetsliv|60|-|x\nEffektivitet|70|–|x\nBrukarens fokus|80|-|x");
}

static void list_in_a_cell_becomes_lines(void)
{
    assert_shape("<ul style=\"x\"><li>• Ett</li><li>• Två</li></ul>\t79\n", "*• Ett|79\n*• Två");
}

static void entities_are_characters(void)
{
    assert_shape("F&ouml;rb&auml;ttring &amp; mer &#8211; h&#xe4;r&nbsp;\n",
                 "Förbättring & mer – här");
    assert_shape("AT&T & Co\n", "AT&T & Co");
}

static void comparison_signs_are_no_tags(void)
{
    assert_shape("mer än 5 < 10 och 10 > 5\n", "mer än 5 < 10 och 10 > 5");
}

static void form_feed_begins_a_page(void)
{
    g_autoptr(KkDocument) document = test_transcript_document("Ett\n\fTvå\n");

    g_assert_cmpint(((KkTextLine *)g_ptr_array_index(document->lines, 0))->page, ==, 1);
    g_assert_cmpint(((KkTextLine *)g_ptr_array_index(document->lines, 1))->page, ==, 2);
    g_assert_cmpint(document->source.n_pages, ==, -1);
}

static void blank_lines_are_remembered(void)
{
    g_autoptr(KkDocument) document = test_transcript_document("Ett\nTvå\n \t\nTre\n");

    g_assert_false(((KkTextLine *)g_ptr_array_index(document->lines, 1))->after_blank);
    g_assert_true(((KkTextLine *)g_ptr_array_index(document->lines, 2))->after_blank);
}

static void any_encoding_becomes_utf8(void)
{
    assert_shape("F\xf6rb\xe4ttringsomr\xe5"
                 "den\n",
                 "Förbättringsområden");
    assert_shape("\xef\xbb\xbf"
                 "Förbättringsområden\r\n",
                 "Förbättringsområden");
}

static void text_without_words_is_refused(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkInput) input = test_input(" \n\t\n", 4);
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkDocument) document = kk_extract_text(input, NULL, doubts, &error);

    g_assert_null(document);
    g_assert_error(error, KK_ERROR, KK_ERROR_NO_TEXT);
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/extract/text", tabs_and_pipes_part_cells);
    TEST("/extract/text", wide_gaps_part_cells);
    TEST("/extract/text", columns_of_a_table_align);
    TEST("/extract/text", marks_are_taken_off_and_remembered);
    TEST("/extract/text", dash_before_another_figure_is_a_figure);
    TEST("/extract/text", list_in_a_cell_becomes_lines);
    TEST("/extract/text", entities_are_characters);
    TEST("/extract/text", comparison_signs_are_no_tags);
    TEST("/extract/text", form_feed_begins_a_page);
    TEST("/extract/text", blank_lines_are_remembered);
    TEST("/extract/text", any_encoding_becomes_utf8);
    TEST("/extract/text", text_without_words_is_refused);
    return g_test_run();
}
