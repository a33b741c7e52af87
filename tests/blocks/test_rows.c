/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rows.c: the lines of a text column, shared out among the codes beside them. */
#include "support.h"

#include <kk/blocks.h>

#define TEXTS_BEGIN 95 /* points: codes stand left of it in the fixtures */
#define TEXTS_END 390  /* … and numbers right of this */

/* Collects where a column's entries stand, and what they are. */
static void take_column(const KkLayout *layout, double left, double right, GArray *anchors,
                        GPtrArray *lines)
{
    for (guint i = 0; i < layout->lines->len; i++) {
        KkLine *part = kk_line_dup_between(g_ptr_array_index(layout->lines, i), left, right);

        if (part == NULL)
            continue;
        KkAnchor anchor = {part->page, kk_line_middle(part)};
        g_array_append_val(anchors, anchor);
        g_ptr_array_add(lines, part);
    }
}

/* The anchors of each row: its code and its numbers, or the code again. */
static GArray *pair(const GArray *codes, const GArray *numbers)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(KkRowAnchors));
    const GArray *second = numbers->len > 0 ? numbers : codes;

    for (guint i = 0; i < codes->len; i++) {
        KkRowAnchors row = {
            {g_array_index(codes, KkAnchor, i), g_array_index(second, KkAnchor, i)}};

        g_array_append_val(rows, row);
    }
    return rows;
}

static void assert_is_least(const GArray *rows, const GPtrArray *texts, double cost)
{
    for (int first = 0; first < KK_N_ALIGNS; first++)
        for (int second = 0; second < KK_N_ALIGNS; second++) {
            KkAlign aligns[KK_N_ANCHORS] = {first, second};

            g_assert_cmpfloat(cost, <=, kk_blocks_share_lines(rows, texts, aligns, NULL));
        }
}

/* Asserts which row each line goes to, and that these alignments explain the table best. */
static void assert_rows(const char *name, KkAlign code, KkAlign number, const char *expected)
{
    g_autoptr(KkLayout) layout = test_page(name);
    g_autoptr(GArray) codes = g_array_new(FALSE, FALSE, sizeof(KkAnchor));
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(KkAnchor));
    g_autoptr(GArray) ignored = g_array_new(FALSE, FALSE, sizeof(KkAnchor));
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
    g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
    KkAlign aligns[KK_N_ANCHORS] = {code, number};
    GString *owners = g_string_new(NULL);

    take_column(layout, 0, TEXTS_BEGIN, codes, others);
    take_column(layout, TEXTS_END, 1000, numbers, others);
    take_column(layout, TEXTS_BEGIN, TEXTS_END, ignored, texts);
    g_autoptr(GArray) rows = pair(codes, numbers);
    g_autofree int *owner = g_new(int, texts->len);
    assert_is_least(rows, texts, kk_blocks_share_lines(rows, texts, aligns, owner));
    for (guint i = 0; i < texts->len; i++)
        g_string_append_printf(owners, "%s%d", i > 0 ? " " : "", owner[i]);
    test_assert_text(g_string_free(owners, FALSE), expected);
}

static void codes_at_the_top(void)
{
    assert_rows("rows-top.page", KK_ALIGN_TOP, KK_ALIGN_TOP, "0 0 1 2 2 2");
}

static void codes_in_the_middle(void)
{
    assert_rows("rows-middle.page", KK_ALIGN_MIDDLE, KK_ALIGN_MIDDLE, "0 0 1 2 2 2");
}

static void codes_at_the_bottom(void)
{
    assert_rows("rows-bottom.page", KK_ALIGN_BOTTOM, KK_ALIGN_BOTTOM, "0 0 1 2 2 2");
}

static void codes_at_the_top_and_numbers_at_the_bottom(void)
{
    assert_rows("rows-code-and-numbers.page", KK_ALIGN_TOP, KK_ALIGN_BOTTOM, "0 0 1 2 2 2");
}

static void row_that_a_page_end_cuts_is_one_row(void)
{
    assert_rows("rows-page-break.page", KK_ALIGN_TOP, KK_ALIGN_TOP, "0 0 1 1 2 2");
}

static void line_above_the_first_row_belongs_to_none(void)
{
    assert_rows("rows-begun-before.page", KK_ALIGN_TOP, KK_ALIGN_TOP, "-1 0 1 1");
}

static void gaps_above_the_first_row_cost_nothing(void)
{
    assert_rows("rows-below-lists.page", KK_ALIGN_TOP, KK_ALIGN_TOP, "-1 -1 -1 -1 -1 0 0 1");
}

static void gap_parts_rows(void)
{
    assert_rows("rows-gap.page", KK_ALIGN_TOP, KK_ALIGN_TOP, "0 0 1");
}

static void row_may_have_as_many_lines_as_a_page(void)
{
    assert_rows("rows-long.page", KK_ALIGN_TOP, KK_ALIGN_TOP,
                "0 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2");
}

static void no_lines_leave_every_row_empty(void)
{
    static const KkAlign aligns[KK_N_ANCHORS] = {KK_ALIGN_TOP, KK_ALIGN_TOP};
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(KkRowAnchors));
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    KkRowAnchors row = {{{1, 100}, {1, 100}}};

    g_assert_cmpfloat(kk_blocks_share_lines(rows, none, aligns, NULL), ==, 0);
    g_array_append_val(rows, row);
    g_assert_cmpfloat(kk_blocks_share_lines(rows, none, aligns, NULL), >, 0);
}

/* A line of text on the pages, so many to each. */
static KkLine *nth_line(guint i)
{
    KkLine *line = kk_line_new((int)(i / 40) + 1);

    line->box = (KkRect){100, 50 + 15 * (i % 40), 300, 60 + 15 * (i % 40)};
    line->size = 10;
    return line;
}

static KkAnchor anchor_of_line(const GPtrArray *lines, guint i)
{
    const KkLine *line = g_ptr_array_index(lines, i);

    return (KkAnchor){line->page, kk_line_middle(line)};
}

/* Rows of two lines each, before and behind @n_between lines beside which no row stands. */
static void assert_many_rows(guint n_before, guint n_between, guint n_behind)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(KkRowAnchors));
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
    const KkAlign aligns[KK_N_ANCHORS] = {KK_ALIGN_TOP, KK_ALIGN_TOP};
    const guint n = 2 * (n_before + n_behind) + n_between;
    g_autofree int *owner = g_new(int, n);

    for (guint i = 0; i < n; i++)
        g_ptr_array_add(lines, nth_line(i));
    for (guint r = 0; r < n_before + n_behind; r++) {
        const KkAnchor at = anchor_of_line(lines, r < n_before ? 2 * r : 2 * r + n_between);
        const KkRowAnchors row = {{at, at}};

        g_array_append_val(rows, row);
    }
    g_assert_cmpfloat(kk_blocks_share_lines(rows, lines, aligns, owner), <, G_MAXDOUBLE);
    for (guint i = 1; i < n; i++)
        g_assert_cmpint(owner[i], >=, owner[i - 1]);
    g_assert_cmpint(owner[n - 1], ==, (int)(n_before + n_behind) - 1);
    for (guint i = 0; i < n && n_between == 0; i++)
        g_assert_cmpint(owner[i], ==, (int)i / 2);
}

static void many_rows_get_their_lines(void)
{
    assert_many_rows(200, 0, 0);
}

static void many_rows_share_lines_far_from_all(void)
{
    assert_many_rows(100, 300, 100);
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/layout/rows", codes_at_the_top);
    TEST("/layout/rows", codes_in_the_middle);
    TEST("/layout/rows", codes_at_the_bottom);
    TEST("/layout/rows", codes_at_the_top_and_numbers_at_the_bottom);
    TEST("/layout/rows", row_that_a_page_end_cuts_is_one_row);
    TEST("/layout/rows", line_above_the_first_row_belongs_to_none);
    TEST("/layout/rows", gaps_above_the_first_row_cost_nothing);
    TEST("/layout/rows", gap_parts_rows);
    TEST("/layout/rows", row_may_have_as_many_lines_as_a_page);
    TEST("/layout/rows", no_lines_leave_every_row_empty);
    TEST("/layout/rows", many_rows_get_their_lines);
    TEST("/layout/rows", many_rows_share_lines_far_from_all);
    return g_test_run();
}
