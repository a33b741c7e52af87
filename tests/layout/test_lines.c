/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lines.c: glyphs of one page to lines. */
#include "support.h"

static void assert_lines(const char *name, const char *expected)
{
    g_autoptr(KkLayout) layout = test_page(name);

    test_assert_text(test_lines(layout->lines), expected);
}

static void row_with_a_wide_gap_is_one_line(void)
{
    assert_lines("wide-gap.page", "1.1 Finns en policy? 80 %\nMax Uppnått\nAvtal");
}

static void heading_beside_its_list_is_a_line(void)
{
    assert_lines("side-heads.page", "Det bär\n• Öppna nämnder\n• God dialog\nDet brister\n• Mer "
                                    "dialog\nDet bär\n• God service\n"
                                    "Det brister\n• Fler tjänster\nDet bär\n• Tydliga mål\nDet "
                                    "brister\ni dag\n• Färre mål som\nföljs upp\n"
                                    "Ett stycke till • Nya lokaler");
    assert_lines(
        "side-heads-near.page",
        "Styrkor\n• Öppna nämnder\nFörbättringsområden\n• Mer dialog\nStyrkor\n• God service\n"
        "Förbättringsområden\n• Fler tjänster\nStyrkor\n• Tydliga mål\nFörbättringsområden\n• "
        "Färre mål");
}

static void number_beside_a_heading_is_a_line(void)
{
    assert_lines("side-number.page",
                 "Samspel mellan förtroendevalda och\nmedborgare\n69\n"
                 "Området gäller insyn i den politiska processen.\nFrågorna gäller hur medborgarna "
                 "får veta mer.\n"
                 "Svaren bygger på intervjuer med de anställda.\nEffektivitet\n46\n"
                 "Området gäller hur kommunen följer sina kostnader.\nSamhällsutveckling "
                 "62\nStyrning 75\n53 55 76");
}

static void number_and_score_beside_a_heading_of_two_lines_are_its_own(void)
{
    assert_lines("beside-heading.page", "6 Kommunen som arbetsgivare –\npersonalpolitik 67 poäng\n"
                                        "Bedömningen bygger på policyer, statistik och samtal\n"
                                        "med fackliga företrädare. De sistnämnda gav en bild");
}

static void number_in_the_middle_of_two_lines_is_its_own(void)
{
    assert_lines("middle-of-two-lines.page",
                 "Finns det en strategi för medborgardialog som\n12\när antagen av fullmäktige?");
}

static void body_is_the_running_text_and_not_the_tables(void)
{
    g_autoptr(KkLayout) layout = test_page("tables-outweigh-text.page");

    g_assert_cmpfloat(layout->body_size, ==, 10);
}

static void kern_that_looks_like_a_space_parts_no_word(void)
{
    assert_lines("kerned-gap.page", "får\nupp till");
}

static void raised_digit_is_no_part_of_a_number(void)
{
    assert_lines("raised-digit.page", "Kommunen fick 20 poäng");
}

static void raised_digit_behind_a_word_is_a_notes(void)
{
    assert_lines("superscript.page", "Kommunen följer upp målen varje år");
}

static void what_is_drawn_twice_is_read_once(void)
{
    assert_lines("drawn-twice.page", "79\n79\nall");
}

static void letter_spaced_words_are_joined(void)
{
    assert_lines("letter-spaced.page", "STYRKOR\nMER OCH\nvi är på banan");
}

static void drawing_order_does_not_matter(void)
{
    assert_lines("glyph-order.page", "1.1 Första frågan 80\n1.2 Andra frågan 66");
}

static void text_is_as_a_person_would_copy_it(void)
{
    assert_lines("off-page.page", "effekt officiell Ångström");
}

static void letters_with_swapped_bytes_are_read(void)
{
    assert_lines("swapped-ligature.page", "politik och effekt\nEtt \u7400 allena");
}

static void turned_page_reads_like_an_upright_one(void)
{
    assert_lines("turned.page", "Område 1\n1.1 Finns en policy? 80 %");
}

static void places_are_those_of_the_page_as_displayed(void)
{
    g_autoptr(KkLayout) layout = test_page("turned.page");
    const KkLine *line = g_ptr_array_index(layout->lines, 0);
    g_autoptr(GArray) at = kk_at_new();

    kk_line_place(line, at);
    g_assert_cmpuint(at->len, ==, 1);
    const KkRect *box = &g_array_index(at, KkPlace, 0).bbox;
    /* "Område 1" is 40 long and 11.5 high; upright it stands at 72, 91. Upwards, its x runs
     * from the page's bottom (842). */
    g_assert_cmpfloat_with_epsilon(box->x0, 91, 0.01);
    g_assert_cmpfloat_with_epsilon(box->x1, 102.5, 0.01);
    g_assert_cmpfloat_with_epsilon(box->y0, 842 - 112, 0.01);
    g_assert_cmpfloat_with_epsilon(box->y1, 842 - 72, 0.01);
}

static void every_quarter_turn_is_undone(void)
{
    for (int turn = 0; turn < 4; turn++) {
        g_autofree char *name = g_strdup_printf("turned-%d.page", turn);
        g_autoptr(KkLayout) layout = test_page(name);
        const KkLine *line = g_ptr_array_index(layout->lines, 0);

        g_assert_cmpstr(line->text, ==, "Ett två tre");
        g_assert_cmpint(line->quarter, ==, turn);
        g_assert_cmpfloat_with_epsilon(line->box.x0, 72, 0.01);
        g_assert_cmpfloat_with_epsilon(line->box.y0, 91, 0.01);
    }
}

static void bold_is_told_of_the_whole_line(void)
{
    g_autoptr(KkLayout) layout = test_page("bold.page");

    g_assert_true(((KkLine *)g_ptr_array_index(layout->lines, 0))->bold);
    g_assert_false(((KkLine *)g_ptr_array_index(layout->lines, 1))->bold);
    g_assert_cmpfloat_with_epsilon(((KkLine *)g_ptr_array_index(layout->lines, 0))->size, 12, 0.01);
}

static void line_between_two_edges_holds_the_words_there(void)
{
    g_autoptr(KkLayout) layout = test_page("wide-gap.page");
    const KkLine *line = g_ptr_array_index(layout->lines, 0);
    g_autoptr(KkLine) numbers = kk_line_dup_between(line, 390, 595);
    g_autoptr(KkLine) none = kk_line_dup_between(line, 500, 595);

    g_assert_cmpstr(numbers->text, ==, "80 %");
    g_assert_cmpfloat_with_epsilon(numbers->box.x0, 400, 0.01);
    g_assert_null(none);
}

static void bullets_of_a_turned_page_stand_in_their_lines(void)
{
    g_autoptr(KkLayout) layout = test_page("turned-bullets.page");

    test_assert_text(test_lines(layout->lines), "• Medborgarna får svar inom en dag\n"
                                                "• Planen följs upp varje år\n"
                                                "• Chefer får stöd i sin roll");
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/layout/lines", row_with_a_wide_gap_is_one_line);
    TEST("/layout/lines", heading_beside_its_list_is_a_line);
    TEST("/layout/lines", number_beside_a_heading_is_a_line);
    TEST("/layout/lines", number_and_score_beside_a_heading_of_two_lines_are_its_own);
    TEST("/layout/lines", number_in_the_middle_of_two_lines_is_its_own);
    TEST("/layout/lines", body_is_the_running_text_and_not_the_tables);
    TEST("/layout/lines", kern_that_looks_like_a_space_parts_no_word);
    TEST("/layout/lines", raised_digit_is_no_part_of_a_number);
    TEST("/layout/lines", raised_digit_behind_a_word_is_a_notes);
    TEST("/layout/lines", what_is_drawn_twice_is_read_once);
    TEST("/layout/lines", letter_spaced_words_are_joined);
    TEST("/layout/lines", drawing_order_does_not_matter);
    TEST("/layout/lines", text_is_as_a_person_would_copy_it);
    TEST("/layout/lines", letters_with_swapped_bytes_are_read);
    TEST("/layout/lines", turned_page_reads_like_an_upright_one);
    TEST("/layout/lines", places_are_those_of_the_page_as_displayed);
    TEST("/layout/lines", every_quarter_turn_is_undone);
    TEST("/layout/lines", bold_is_told_of_the_whole_line);
    TEST("/layout/lines", line_between_two_edges_holds_the_words_there);
    TEST("/layout/lines", bullets_of_a_turned_page_stand_in_their_lines);
    return g_test_run();
}
