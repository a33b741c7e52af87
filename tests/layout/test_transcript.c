/* SPDX-License-Identifier: GPL-2.0-or-later */
/* transcript.c: lines without geometry get a made one, which is never reported. */
#include "support.h"

static void places_carry_no_box(void)
{
    g_autoptr(KkLayout) layout = test_transcript("Ett\n\fTvå\n");
    g_autoptr(GArray) at = kk_at_new();

    kk_line_place(g_ptr_array_index(layout->lines, 0), at);
    kk_line_place(g_ptr_array_index(layout->lines, 1), at);
    g_assert_cmpuint(at->len, ==, 2);
    g_assert_cmpint(g_array_index(at, KkPlace, 1).page, ==, 2);
    g_assert_true(kk_rect_is_empty(&g_array_index(at, KkPlace, 0).bbox));
    g_assert_true(kk_rect_is_empty(&g_array_index(at, KkPlace, 1).bbox));
}

static void cells_stand_in_columns(void)
{
    g_autoptr(KkLayout) layout = test_transcript("Kod\tFråga\tMax\n1.1\tEn längre fråga?\t20\n");
    const KkLine *head = g_ptr_array_index(layout->lines, 0);
    const KkLine *row = g_ptr_array_index(layout->lines, 1);
    double max = kk_line_word(head, 2)->box.x0;

    g_assert_cmpfloat(kk_line_word(row, row->words->len - 1)->box.x0, ==, max);
    g_assert_cmpstr(row->text, ==, "1.1 En längre fråga? 20");
}

static void blank_line_widens_the_leading(void)
{
    g_autoptr(KkLayout) layout = test_transcript("Ett\nTvå\n\nTre\n");
    const KkLine *one = g_ptr_array_index(layout->lines, 0);
    const KkLine *two = g_ptr_array_index(layout->lines, 1);
    const KkLine *three = g_ptr_array_index(layout->lines, 2);

    g_assert_cmpfloat(kk_line_leading(two, three), >, kk_line_leading(one, two));
}

static void marks_are_kept_as_what_they_say(void)
{
    g_autoptr(KkLayout) layout = test_transcript("## Styrkor\n- Ett\n**Allmänt**\n");
    const KkLine *heading = g_ptr_array_index(layout->lines, 0);
    const KkLine *item = g_ptr_array_index(layout->lines, 1);
    const KkLine *strong = g_ptr_array_index(layout->lines, 2);

    g_assert_true(heading->heading);
    g_assert_cmpfloat(heading->size, >, item->size);
    g_assert_true(item->item);
    g_assert_false(item->bold);
    g_assert_true(strong->bold);
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/layout/transcript", places_carry_no_box);
    TEST("/layout/transcript", cells_stand_in_columns);
    TEST("/layout/transcript", blank_line_widens_the_leading);
    TEST("/layout/transcript", marks_are_kept_as_what_they_say);
    return g_test_run();
}
