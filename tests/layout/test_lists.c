/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists.c: lines to items and paragraphs. */
#include "support.h"

static void assert_items(const char *name, const char *expected)
{
    g_autoptr(KkLayout) layout = test_page(name);
    g_autoptr(GPtrArray) items = kk_layout_items(layout, layout->lines, 0);

    test_assert_text(test_blocks(layout, items), expected);
}

static void rows_of_a_box_are_items(void)
{
    g_autoptr(KkLayout) layout = test_page("rows-that-waver.page");
    g_autoptr(GPtrArray) items = kk_layout_items(layout, layout->lines, G_MAXDOUBLE);

    test_assert_text(
        test_blocks(layout, items),
        "Strategi för information\nInformation till medborgare\nDialog och medverkan\nEtik");
}

static void bullets_part_items_and_sub_items(void)
{
    assert_items("bullets.page", "Öppna sammanträden i fullmäktige och nämnder\n"
                                 "Medborgardialog\n"
                                 "i skolan\n"
                                 "E-förslag");
}

static void text_under_the_bullets_ends_the_list(void)
{
    assert_items("text-under-bullets.page", "Klargör vem som ansvarar för det som hålls aktuellt\n"
                                            "Pröva nya former");
}

static void private_use_characters_are_bullets(void)
{
    assert_items("private-use-bullets.page", "Tydlig vision\nGemensam värdegrund\nLedardagar");
}

static void dash_that_begins_a_line_is_no_bullet(void)
{
    assert_items("dash-begins-line.page",
                 "Arbetet med kvalitet pågår sedan länge – i alla förvaltningar utom en\n"
                 "Kvalitetsarbetet har flera delar\n"
                 "en revision om året");
}

static void numbers_are_bullets_while_they_count(void)
{
    assert_items("numbered-items.page", "Se över styrdokumenten före 3. kvartalet\nFölj upp målen");
}

static void numbers_in_brackets_and_letters_count_too(void)
{
    assert_items("roman-items.page", "Protokollen inom en vecka\nSamråd i fem steg\nGranskning av "
                                     "risker\nÖppna sammanträden");
    assert_items("labelled-items.page",
                 "Målen är kända och följs upp\nE4 går genom kommunen\nGod dialog");
    assert_items("numbered-in-brackets.page",
                 "Se över styrdokumenten före (tredje) kvartalet\nFölj upp målen");
    assert_items("lettered-items.page",
                 "Se över styrdokumenten före d. v. s. nästa år\nFölj upp målen");
}

static void glyph_that_hangs_before_each_item_is_a_bullet(void)
{
    assert_items("letters-hang.page", "Se över styrdokumenten och låt dem gälla lika länge\n"
                                      "Följ upp målen\n"
                                      "I skolan finns en plan");
}

static void numbers_in_a_column_are_bullets(void)
{
    assert_items("number-column.page", "Se över styrdokumenten före nästa mandatperiod\n"
                                       "58 % känner till målen\n"
                                       "Pröva en");
}

static void typed_rule_is_no_text(void)
{
    g_autoptr(KkLayout) layout = test_page("typed-rules.page");

    g_assert_cmpuint(layout->lines->len, ==, 2);
    g_assert_cmpuint(layout->furniture->len, ==, 1);
}

static void hanging_indent_parts_items(void)
{
    assert_items("hanging-indent.page",
                 "Kommunen saknar en samlad strategi för dialog i Exempelby med medborgarna\n"
                 "Målen är många och följs inte upp av alla nämnder\n"
                 "Utveckla e-tjänsterna");
}

static void ragged_left_is_no_hanging_indent(void)
{
    assert_items("ragged-left.page",
                 "Kommunen saknar en samlad strategi för dialog med medborgarna i alla frågor\n"
                 "Målen är många och följs inte upp av nämnder eller bolag");
}

static void wider_leading_parts_items(void)
{
    assert_items("items-by-leading.page",
                 "Kommunen saknar en samlad strategi för dialog med medborgarna och har inte "
                 "någon som leder den\n"
                 "Målen är många\n"
                 "De som vill ha hjälp får den inte i tid och får vänta, och det är många som har "
                 "fått vänta länge\n"
                 "e-tjänster");
}

static void leading_that_wavers_leaves_it_to_the_short_lines(void)
{
    assert_items("leading-that-wavers.page",
                 "Kommunen saknar en samlad strategi för dialog med medborgarna\n"
                 "Målen är många och följs inte upp av nämnder eller bolag");
}

static void word_that_ends_no_item_goes_on(void)
{
    assert_items("open-words.page",
                 "Kommunen deltar i nätverk kring besök på arbetsplatser tillsammans med "
                 "Linköpings kommun\n"
                 "Det finns ett stort engagemang för frågan i hela kommunens organisation\n"
                 "Målen är många");
}

static void dash_in_lower_case_begins_no_item(void)
{
    assert_items("dash-goes-on.page",
                 "Kommunen saknar en samlad strategi för dialog – gärna med färre mål\n"
                 "Målen är många och följs inte upp av nämnder eller bolag som kommunen äger");
}

static void text_may_be_set_wider_than_lists(void)
{
    g_autoptr(KkLayout) layout = test_page("text-wider-than-lists.page");
    g_autoptr(GPtrArray) text = g_ptr_array_new();

    for (guint i = 0; i < 4; i++)
        g_ptr_array_add(text, g_ptr_array_index(layout->lines, i));
    g_autoptr(GPtrArray) paragraphs = kk_layout_paragraphs(layout, text);
    g_assert_cmpuint(paragraphs->len, ==, 1);
}

static void caption_on_the_next_page_is_no_item(void)
{
    assert_items("caption-after-list.page",
                 "Samordna uppföljningen mellan förvaltningarna och de bolag som kommunen äger i "
                 "dag\n"
                 "Förtydliga ansvaret för målen");
}

static void indented_first_line_begins_a_paragraph(void)
{
    g_autoptr(KkLayout) layout = test_page("first-line-indent.page");
    g_autoptr(GPtrArray) paragraphs = kk_layout_paragraphs(layout, layout->lines);

    test_assert_text(
        test_blocks(layout, paragraphs),
        "Kommunen är en politiskt styrd organisation och det är politikernas ansvar att lyssna "
        "på alla dem\n"
        "Dels kan de arbeta i sina partier, dels kan de arbeta i nämnderna, vilket är vad som "
        "beskrivs nu och som bedöms i det här området, där poängen ges för hur arbetet är "
        "ordnat och hur det leds framåt");
}

static void line_short_of_a_justified_edge_ends_a_paragraph(void)
{
    g_autoptr(KkLayout) layout = test_page("justified-text.page");
    g_autoptr(GPtrArray) paragraphs = kk_layout_paragraphs(layout, layout->lines);

    g_assert_cmpuint(paragraphs->len, ==, 2);
    const KkBlock *first = g_ptr_array_index(paragraphs, 0);
    g_assert_cmpuint(first->lines->len, ==, 6);
}

static void page_end_does_not_end_an_item(void)
{
    assert_items("items-across-pages.page", "Ett\nTvå, som fortsätter på nästa sida\nTre");
}

static void item_across_pages_has_one_place_a_page(void)
{
    g_autoptr(KkLayout) layout = test_page("items-across-pages.page");
    g_autoptr(GPtrArray) items = kk_layout_items(layout, layout->lines, 0);
    const KkBlock *second = g_ptr_array_index(items, 1);
    g_autoptr(GArray) at = kk_at_new();

    for (guint i = 0; i < second->lines->len; i++)
        kk_line_place(g_ptr_array_index(second->lines, i), at);
    g_assert_cmpuint(at->len, ==, 2);
    g_assert_cmpint(g_array_index(at, KkPlace, 0).page, ==, 1);
    g_assert_cmpint(g_array_index(at, KkPlace, 1).page, ==, 2);
    /* The bullet at 72 is no part of what was read. */
    g_assert_cmpfloat_with_epsilon(g_array_index(at, KkPlace, 0).bbox.x0, 90, 0.01);
}

static void bullets_are_told_from_text(void)
{
    static const struct {
        const char *text;
        gsize bytes;
        bool weak;
    } rows[] = {
        {"• Ett", 4, false},  {"▪ Ett", 4, false},    {"→ Ett", 4, false},  {"•Ett", 3, false},
        {"- Ett", 2, true},   {"– Ett", 4, true},     {"o Ett", 2, true},   {"1. Ett", 3, true},
        {"12) Ett", 4, true}, {"a) Ett", 3, true},    {"* Ett", 2, true},   {"-Ett", 0, true},
        {"och", 0, true},     {"2016. Ett", 0, true}, {"1.1 Ett", 0, true}, {"", 0, false},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        bool weak = false;

        g_test_message("%s", rows[i].text);
        g_assert_cmpuint(kk_text_bullet(rows[i].text, &weak), ==, rows[i].bytes);
        if (rows[i].bytes > 0)
            g_assert_cmpint(weak, ==, rows[i].weak);
    }
}

static void line_ends_early_when_the_next_word_had_fitted(void)
{
    g_autoptr(KkLayout) layout = test_page("hanging-indent.page");
    const KkLine *line = g_ptr_array_index(layout->lines, 1);
    const KkLine *next = g_ptr_array_index(layout->lines, 2);
    double end = line->box.x1, word = 5 * 5; /* "Målen" at 10 points */

    g_assert_true(kk_line_ends_early(line, next, end + word + 4));
    g_assert_false(kk_line_ends_early(line, next, end + word + 3));
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/layout/lists", rows_of_a_box_are_items);
    TEST("/layout/lists", bullets_part_items_and_sub_items);
    TEST("/layout/lists", text_under_the_bullets_ends_the_list);
    TEST("/layout/lists", private_use_characters_are_bullets);
    TEST("/layout/lists", dash_that_begins_a_line_is_no_bullet);
    TEST("/layout/lists", numbers_are_bullets_while_they_count);
    TEST("/layout/lists", numbers_in_brackets_and_letters_count_too);
    TEST("/layout/lists", glyph_that_hangs_before_each_item_is_a_bullet);
    TEST("/layout/lists", numbers_in_a_column_are_bullets);
    TEST("/layout/lists", typed_rule_is_no_text);
    TEST("/layout/lists", hanging_indent_parts_items);
    TEST("/layout/lists", ragged_left_is_no_hanging_indent);
    TEST("/layout/lists", wider_leading_parts_items);
    TEST("/layout/lists", leading_that_wavers_leaves_it_to_the_short_lines);
    TEST("/layout/lists", indented_first_line_begins_a_paragraph);
    TEST("/layout/lists", line_short_of_a_justified_edge_ends_a_paragraph);
    TEST("/layout/lists", page_end_does_not_end_an_item);
    TEST("/layout/lists", item_across_pages_has_one_place_a_page);
    TEST("/layout/lists", word_that_ends_no_item_goes_on);
    TEST("/layout/lists", dash_in_lower_case_begins_no_item);
    TEST("/layout/lists", text_may_be_set_wider_than_lists);
    TEST("/layout/lists", caption_on_the_next_page_is_no_item);
    TEST("/layout/lists", bullets_are_told_from_text);
    TEST("/layout/lists", line_ends_early_when_the_next_word_had_fitted);
    return g_test_run();
}
