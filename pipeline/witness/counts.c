/* SPDX-License-Identifier: GPL-2.0-or-later */
/* counts.c - how many rows and items were read, held against how many the tags of a PDF tell.
 *
 * Score tables are known by their order, lists by their page and their length: there is no text
 * here. A file has other tables and lists, and heads and totals are rows too; so what does not fit
 * is a doubt only where nearly all else fits. */
#include "internal.h"

#include <string.h>

#define LEAST_CELLS 3 /* of a row of a score table */

static int first_page(const KkAt *at)
{
    return at->len > 0 ? g_array_index(at, KkPlace, 0).page : 0;
}

/* ---- tables ------------------------------------------------------------------------------- */

/* The score table of an area, and the tagged table that stands in its place. */
typedef struct {
    const KkArea *area;
    int n_read, n_tagged;
} Table;

static GHashTable *pages_of_questions(const KkReport *report)
{
    GHashTable *pages = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);

        for (guint k = 0; k < area->questions->len; k++) {
            const KkQuestion *question = g_ptr_array_index(area->questions, k);

            g_hash_table_add(pages, GINT_TO_POINTER(first_page(question->score.at)));
        }
    }
    g_hash_table_remove(pages, GINT_TO_POINTER(0));
    return pages;
}

static bool is_row(const KkTagPart *row, GHashTable *pages)
{
    return row->page > 0 && g_hash_table_contains(pages, GINT_TO_POINTER(row->page));
}

/* How many rows each tagged table has on @pages that may be score tables; one of rows with two
 * cells is none. */
static GArray *count_rows(const GArray *rows, GHashTable *pages)
{
    GArray *counts = g_array_new(FALSE, TRUE, sizeof(int));

    for (guint i = 0, end; i < rows->len; i = end) {
        const guint of = g_array_index(rows, KkTagPart, i).of;
        int n = 0, n_wide = 0;

        for (end = i; end < rows->len && g_array_index(rows, KkTagPart, end).of == of; end++) {
            const KkTagPart *row = &g_array_index(rows, KkTagPart, end);

            n += is_row(row, pages);
            n_wide += is_row(row, pages) && row->n_cells >= LEAST_CELLS;
        }
        if (2 * n_wide > n)
            g_array_append_val(counts, n);
    }
    return counts;
}

/* The score tables beside the tagged ones, if they are as many. */
static GArray *pair_tables(const KkReport *report, const GArray *counts)
{
    GArray *tables = g_array_new(FALSE, TRUE, sizeof(Table));

    for (guint i = 0; i < report->areas->len; i++) {
        Table table = {.area = g_ptr_array_index(report->areas, i)};

        table.n_read = (int)table.area->questions->len;
        if (table.n_read == 0)
            continue;
        if (tables->len < counts->len)
            table.n_tagged = g_array_index(counts, int, tables->len);
        g_array_append_val(tables, table);
    }
    if (tables->len != counts->len)
        g_array_set_size(tables, 0);
    return tables;
}

static guint count_with(const GArray *tables, int n_more)
{
    guint n = 0;

    for (guint i = 0; i < tables->len; i++) {
        const Table *table = &g_array_index(tables, Table, i);

        n += table->n_tagged - table->n_read == n_more;
    }
    return n;
}

/* How many rows most tables have besides their questions: heads and a total. */
static int find_more(const GArray *tables)
{
    int best = 0;

    for (guint i = 0; i < tables->len; i++) {
        const Table *table = &g_array_index(tables, Table, i);
        const int n_more = table->n_tagged - table->n_read;

        if (count_with(tables, n_more) > count_with(tables, best))
            best = n_more;
    }
    return best;
}

static void compare_tables(const KkReport *report, const KkTagCounts *counts, KkDiagnostics *doubts)
{
    g_autoptr(GHashTable) pages = pages_of_questions(report);
    g_autoptr(GArray) tagged = count_rows(counts->rows, pages);
    g_autoptr(GArray) tables = pair_tables(report, tagged);
    const int n_more = find_more(tables);
    const guint n_agree = count_with(tables, n_more);

    if (!is_trusted(n_agree, tables->len - n_agree))
        return;
    for (guint i = 0; i < tables->len; i++) {
        const Table *table = &g_array_index(tables, Table, i);
        const KkQuestion *first = g_ptr_array_index(table->area->questions, 0);

        if (table->n_tagged - table->n_read != n_more)
            kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, first->score.at,
                               kk_message(KK_SAYS_TAGS_ROWS, NULL, KK_NUMBER(table->area->number),
                                          KK_NUMBER(table->n_read),
                                          KK_NUMBER(table->n_tagged - n_more)));
    }
}

/* ---- lists -------------------------------------------------------------------------------- */

/* Items of one list on one page. */
typedef struct {
    int page, n;
    const KkArea *area; /* of those that were read */
    const KkAt *at;     /* of the first of these */
    bool known;         /* it has its like */
} Run;

static void add_item(GArray *runs, bool begins, Run run)
{
    Run *last = runs->len > 0 ? &g_array_index(runs, Run, runs->len - 1) : NULL;

    if (run.page == 0)
        return;
    if (last != NULL && !begins && last->page == run.page)
        last->n++;
    else
        g_array_append_val(runs, run);
}

static void add_items(GArray *runs, const KkArea *area, const GPtrArray *items)
{
    for (guint i = 0; i < items->len; i++) {
        const KkItem *item = g_ptr_array_index(items, i);

        add_item(runs, i == 0, (Run){first_page(item->at), 1, area, item->at, false});
    }
}

static GArray *runs_that_were_read(const KkReport *report)
{
    GArray *runs = g_array_new(FALSE, TRUE, sizeof(Run));

    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);

        add_items(runs, area, area->strengths);
        add_items(runs, area, area->improvements);
    }
    return runs;
}

static GArray *runs_of_tags(const GArray *items)
{
    GArray *runs = g_array_new(FALSE, TRUE, sizeof(Run));

    for (guint i = 0; i < items->len; i++) {
        const KkTagPart *item = &g_array_index(items, KkTagPart, i);

        add_item(runs, i == 0 || item->of != (item - 1)->of,
                 (Run){item->page, 1, NULL, NULL, false});
    }
    return runs;
}

/* Where runs of @runs from @first on, of one page and none known, have @n items together; their
 * number, else 0. */
static guint count_together(const GArray *runs, guint first, int n)
{
    const int page = g_array_index(runs, Run, first).page;
    int sum = 0;

    for (guint i = first; i < runs->len && sum < n; i++) {
        const Run *run = &g_array_index(runs, Run, i);

        if (run->page != page || run->known)
            return 0;
        sum += run->n;
        if (sum == n)
            return i - first + 1;
    }
    return 0;
}

static void know(GArray *runs, guint first, guint n)
{
    for (guint i = first; i < first + n; i++)
        g_array_index(runs, Run, i).known = true;
}

/* Finds for each run of @ones its like among the runs of @others: one that is as long, or, with
 * @parts, some together. */
static void match_runs(GArray *ones, GArray *others, bool parts)
{
    for (guint i = 0; i < ones->len; i++) {
        const Run *one = &g_array_index(ones, Run, i);

        for (guint k = 0; k < others->len && !one->known; k++) {
            const Run *other = &g_array_index(others, Run, k);
            const guint n = other->page == one->page ? count_together(others, k, one->n) : 0;

            if (n == 1 || (parts && n > 1)) {
                know(ones, i, 1);
                know(others, k, n);
            }
        }
    }
}

/* The number of items nearest to that of @run that the tags have on its page, in a list that is not
 * known as another; 0: there is none. */
static int find_nearest(const Run *run, const GArray *tagged)
{
    int nearest = 0;

    for (guint i = 0; i < tagged->len; i++) {
        const Run *one = &g_array_index(tagged, Run, i);

        if (one->page == run->page && !one->known &&
            (nearest == 0 || abs(one->n - run->n) < abs(nearest - run->n)))
            nearest = one->n;
    }
    return nearest;
}

static void compare_lists(const KkReport *report, const KkTagCounts *counts, KkDiagnostics *doubts)
{
    g_autoptr(GArray) read = runs_that_were_read(report);
    g_autoptr(GArray) tagged = runs_of_tags(counts->items);
    guint n_known = 0;

    match_runs(read, tagged, false);
    match_runs(read, tagged, true);
    match_runs(tagged, read, true);
    for (guint i = 0; i < read->len; i++)
        n_known += g_array_index(read, Run, i).known;
    if (!is_trusted(n_known, read->len - n_known))
        return;
    for (guint i = 0; i < read->len; i++) {
        const Run *run = &g_array_index(read, Run, i);
        const int n = run->known ? 0 : find_nearest(run, tagged);

        if (n > 0)
            kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, run->at,
                               kk_message(KK_SAYS_TAGS_ITEMS, NULL, KK_NUMBER(run->area->number),
                                          KK_NUMBER(run->n), KK_NUMBER(n)));
    }
}

void kk_witness_counts(const KkReport *report, const KkTagCounts *counts, bool lists,
                       KkDiagnostics *doubts)
{
    compare_tables(report, counts, doubts);
    if (lists)
        compare_lists(report, counts, doubts);
}
