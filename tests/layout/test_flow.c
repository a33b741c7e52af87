/* SPDX-License-Identifier: GPL-2.0-or-later */
/* flow.c: what happens to a hyphen at a line's end. */
#include "support.h"

#include <string.h>

/* The text of all lines of a transcript, as a person would copy it. */
static void assert_flow(const char *text, const char *expected)
{
    g_autoptr(KkLayout) layout = test_transcript(text);

    test_assert_text(kk_lines_dup_text(layout, layout->lines), expected);
}

static void split_word_is_joined(void)
{
    assert_flow("En gemensam Brandför-\nsvar finns", "En gemensam Brandförsvar finns");
    assert_flow("Det är kommunfullmäk-\ntige som beslutar",
                "Det är kommunfullmäktige som beslutar");
}

static void letter_alone_keeps_its_hyphen(void)
{
    assert_flow("Fler e-\ntjänster", "Fler e-tjänster");
}

static void abbreviation_keeps_its_hyphen(void)
{
    assert_flow("Ett KF-\nbeslut", "Ett KF-beslut");
    assert_flow("Bättre FoU-\narbete", "Bättre FoU-arbete");
    assert_flow("Fler hr-\nkonsulter", "Fler hr-konsulter");
}

static void number_keeps_its_hyphen(void)
{
    assert_flow("En 360-\ngradersutvärdering", "En 360-gradersutvärdering");
}

static void suspended_hyphen_keeps_its_space(void)
{
    assert_flow("Arbetet med mål-\noch budget", "Arbetet med mål- och budget");
    assert_flow("Rutiner för synpunkts-\neller klagomål", "Rutiner för synpunkts- eller klagomål");
}

static void hyphen_before_a_capital_stays(void)
{
    assert_flow("Samverkan i Malmö-\nLund", "Samverkan i Malmö-Lund");
}

static void capitals_are_joined(void)
{
    assert_flow("FÖRBÄTTRINGS-\nOMRÅDEN", "FÖRBÄTTRINGSOMRÅDEN");
}

static void soft_hyphens_go(void)
{
    assert_flow("En verk\xc2\xadsam\xc2\xad\nhet", "En verksamhet");
}

static void mid_line_hyphen_stays(void)
{
    assert_flow("En Brandför-svar finns", "En Brandför-svar finns");
}

static void document_shows_how_it_writes_the_word(void)
{
    assert_flow("Vi har ett intra-nät här. Se intra-\nnät",
                "Vi har ett intra-nät här. Se intra-nät");
    assert_flow("Ett intranät finns. Se intra-\nnät", "Ett intranät finns. Se intranät");
}

/* A hyphen that ends one of @n lines that run on. */
static void assert_flow_of(int n, const char *expected)
{
    g_autoptr(GString) text = g_string_new(NULL), flow = g_string_new(NULL);

    for (int i = 1; i < n; i++) {
        g_string_append(text, "en rad som\n");
        g_string_append(flow, "en rad som ");
    }
    g_string_append(text, "och mystery shopping-\nmätningar");
    g_string_append(flow, expected);
    assert_flow(text->str, flow->str);
}

static void lone_hyphen_of_a_long_text_is_its_own(void)
{
    assert_flow_of(60, "och mystery shopping-mätningar");
    assert_flow_of(40, "och mystery shoppingmätningar");
}

static void word_that_is_cut_at_its_cells_edge_is_joined(void)
{
    g_autoptr(KkLayout) layout = test_page("cut-words.page");

    for (guint i = 0; i < layout->lines->len; i++)
        ((KkLine *)g_ptr_array_index(layout->lines, i))->cell_right = 72 + 20 * 5;
    test_assert_text(kk_lines_dup_text(layout, layout->lines),
                     "stärka kvaliteten på verksamhetsutveckling i samverkan med "
                     "kommunfullmäktiges presidium och utgå från brukarundersök "
                     "medborgardialogerna?");
}

static void slash_and_dash_join_without_a_space(void)
{
    assert_flow("skolor/\nförskolor", "skolor/förskolor");
    assert_flow("åren 2014–\n2016", "åren 2014–2016");
}

static void dash_alone_is_a_word(void)
{
    assert_flow("Etik –\nmotverkan av korruption", "Etik – motverkan av korruption");
    assert_flow("Etik -\nmotverkan", "Etik - motverkan");
}

static void lines_are_parted_by_one_space(void)
{
    assert_flow("Ett   två\n\n  tre", "Ett två tre");
}

static void words_under_a_stretch_of_text_are_placed(void)
{
    g_autoptr(KkLayout) layout = test_page("wide-gap.page");
    g_autoptr(KkFlow) flow = kk_flow_new(layout, layout->lines);
    g_autoptr(GArray) at = kk_at_new();
    gsize start = strlen("1.1 "), end = start + strlen("Finns en");

    kk_flow_place(flow, start, end, at);
    g_assert_cmpuint(at->len, ==, 1);
    const KkRect *box = &g_array_index(at, KkPlace, 0).bbox;
    g_assert_cmpfloat_with_epsilon(box->x0, 72 + 4 * 5, 0.01);
    g_assert_cmpfloat_with_epsilon(box->x1, 72 + 12 * 5, 0.01);
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/layout/flow", split_word_is_joined);
    TEST("/layout/flow", letter_alone_keeps_its_hyphen);
    TEST("/layout/flow", abbreviation_keeps_its_hyphen);
    TEST("/layout/flow", number_keeps_its_hyphen);
    TEST("/layout/flow", suspended_hyphen_keeps_its_space);
    TEST("/layout/flow", hyphen_before_a_capital_stays);
    TEST("/layout/flow", capitals_are_joined);
    TEST("/layout/flow", soft_hyphens_go);
    TEST("/layout/flow", mid_line_hyphen_stays);
    TEST("/layout/flow", document_shows_how_it_writes_the_word);
    TEST("/layout/flow", word_that_is_cut_at_its_cells_edge_is_joined);
    TEST("/layout/flow", lone_hyphen_of_a_long_text_is_its_own);
    TEST("/layout/flow", slash_and_dash_join_without_a_space);
    TEST("/layout/flow", dash_alone_is_a_word);
    TEST("/layout/flow", lines_are_parted_by_one_space);
    TEST("/layout/flow", words_under_a_stretch_of_text_are_placed);
    return g_test_run();
}
