/* SPDX-License-Identifier: GPL-2.0-or-later */
/* columns.c: whose numbers a column holds. */
#include "support.h"

#include <kk/columns.h>

/* Rows of texts; "" ends a row's cells. */
static void assert_roles(guint n, const char *const *heads, const char *const *cells,
                         const KkRole *expected)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(KkEvidenceRow));
    KkEvidence evidence = {.n_columns = n, .rows = rows};
    KkRole roles[KK_MAX_COLUMNS];

    for (guint c = 0; c < n; c++)
        evidence.heads[c] = heads[c];
    for (; *cells != NULL; cells += n) {
        KkEvidenceRow row = {.group = 1};

        for (guint c = 0; c < n; c++)
            g_assert_true(kk_figure_parse(cells[c], &row.figures[c]));
        g_array_append_val(rows, row);
    }
    kk_columns_read(&evidence, roles);
    for (guint c = 0; c < n; c++)
        g_assert_cmpint(roles[c], ==, expected[c]);
}

static void arithmetic_tells_where_no_head_does(void)
{
    const char *const heads[] = {"", "", ""};
    const char *const cells[] = {"15", "73", "11", "60", "25", "15", "25", "32", "8", NULL};
    const KkRole roles[] = {KK_ROLE_MAX, KK_ROLE_PERCENT, KK_ROLE_OWN};

    assert_roles(3, heads, cells, roles);
}

static void percentages_tell_the_present_from_the_earlier(void)
{
    const char *const heads[] = {"Max", "2011", "2014", "+/–", "%"};
    const char *const cells[] = {"15", "5",   "10", "+5", "65%", "60", "17",  "15",
                                 "–2", "25%", "25", "20", "20",  "0",  "80%", NULL};
    const KkRole roles[] = {KK_ROLE_MAX, KK_ROLE_EARLIER, KK_ROLE_OWN, KK_ROLE_CHANGE,
                            KK_ROLE_PERCENT};

    assert_roles(5, heads, cells, roles);
}

static void points_above_their_maximum_are_no_reading(void)
{
    const char *const heads[] = {"Poäng", "Max"};
    const char *const cells[] = {"40", "20", "30", "12", "25", "12", NULL};
    const KkRole roles[] = {KK_ROLE_OWN, KK_ROLE_OTHER};

    assert_roles(2, heads, cells, roles);
}

static void total_under_any_label_is_no_part_of_its_own_sum(void)
{
    const char *const heads[] = {"Kunde ge", "Gav"};
    const char *const cells[] = {"15", "11", "60", "40", "25", "25", "100", "76", NULL};
    const KkRole roles[] = {KK_ROLE_MAX, KK_ROLE_OWN};

    assert_roles(2, heads, cells, roles);
}

static void averages_and_ranks_are_others(void)
{
    const char *const heads[] = {"Egen poäng", "Medel", "Placering"};
    const char *const cells[] = {"59", "54", "3", "62", "55", "12", "75", "60", "7", NULL};
    const KkRole roles[] = {KK_ROLE_OWN, KK_ROLE_AVERAGE, KK_ROLE_RANK};

    assert_roles(3, heads, cells, roles);
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/read/columns", arithmetic_tells_where_no_head_does);
    TEST("/read/columns", percentages_tell_the_present_from_the_earlier);
    TEST("/read/columns", points_above_their_maximum_are_no_reading);
    TEST("/read/columns", total_under_any_label_is_no_part_of_its_own_sum);
    TEST("/read/columns", averages_and_ranks_are_others);
    return g_test_run();
}
