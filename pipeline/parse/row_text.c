/* SPDX-License-Identifier: GPL-2.0-or-later */
/* row_text.c - the text of score tables' rows: which lines may be whose.
 *
 * Titles, totals and heads part a table; within a part the page's geometry shares the lines out
 * (kk_blocks_share_lines()), under the one alignment that serves the whole document best. */
#include "scores.h"

#include <math.h>
#include <string.h>

static Part *part_new(void)
{
    Part *part = g_new0(Part, 1);

    part->anchors = g_array_new(FALSE, FALSE, sizeof(KkRowAnchors));
    part->rows = g_array_new(FALSE, FALSE, sizeof(guint));
    part->lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
    part->indexes = g_array_new(FALSE, FALSE, sizeof(guint));
    return part;
}

static void part_free(gpointer data)
{
    Part *part = data;

    g_array_unref(part->anchors);
    g_array_unref(part->rows);
    g_ptr_array_unref(part->lines);
    g_array_unref(part->indexes);
    g_free(part);
}

static const KkWord *last_figure(const KkTableLine *line)
{
    for (guint c = KK_MAX_COLUMNS; c > 0; c--)
        if (line->cells[c - 1].n > 0)
            return kk_line_word(line->line, line->cells[c - 1].first);
    return kk_line_word(line->line, 0);
}

static void add_row(const ScoreTable *table, guint i, Part *part)
{
    const KkTableLine *line = line_of(table, i);
    int numbers = table->numbers[i];
    KkRowAnchors row;

    row.anchors[1] = numbers >= 0 ? kk_anchor_of(line_of(table, (guint)numbers)->line,
                                                 last_figure(line_of(table, (guint)numbers)))
                                  : kk_anchor_of(line->line, kk_line_word(line->line, 0));
    row.anchors[0] = row_of(table, i)->kind == ROW_CODE
                         ? kk_anchor_of(line->line, kk_line_word(line->line, 0))
                         : row.anchors[1];
    g_array_append_val(part->rows, i);
    g_array_append_val(part->anchors, row);
}

static bool any_row_from(const ScoreTable *table, guint i)
{
    for (; i < n_lines(table); i++)
        if (is_row(table, i) || has_figures(table, i))
            return true;
    return false;
}

/* Behind the last row of a table without a total, text goes on only while it is set as close as
 * the row's own lines. */
static bool is_beyond(const ScoreTable *table, guint i, bool any_row)
{
    if (!any_row || i == 0 || any_row_from(table, i))
        return false;
    const KkLine *line = line_of(table, i)->line;
    double leading = kk_line_leading(line_of(table, i - 1)->line, line);
    double height = line->box.y1 - line->box.y0; /* a drawn font tells no size */
    return leading < 0 || leading > 1.7 * MAX(line->size, height);
}

static void add_text(const ScoreTable *table, guint i, Part *part)
{
    const KkTableLine *line = line_of(table, i);
    const KkCell *text = &row_of(table, i)->text;

    if (text->n == 0 || kk_pattern_is(KK_PATTERN_ASIDE, line->line->text))
        return;
    KkLine *words = kk_line_dup_words(line->line, text->first, text->n);
    if (row_of(table, i)->kind == ROW_CODE && row_of(table, i)->code.stuck) {
        g_array_index(words->words, KkWord, 0).text += row_of(table, i)->code.length;
        kk_line_settle(words);
    }
    g_ptr_array_add(part->lines, words);
    g_array_append_val(part->indexes, i);
}

/* A title that stands again where the table goes on: on the next page, say. */
static bool is_repeated(const ScoreTable *table, guint i)
{
    return i > 0 && row_of(table, i)->kind == ROW_AREA &&
           row_of(table, i - 1)->context == row_of(table, i)->area && !has_figures(table, i);
}

/* Above a head that stands again on a new page no text goes on: "(forts.)". */
static void drop_above(const ScoreTable *table, guint head, Part *part)
{
    int page = line_of(table, head)->line->page;
    guint last = g_array_index(part->rows, guint, part->rows->len - 1);

    while (part->indexes->len > 0) {
        guint i = g_array_index(part->indexes, guint, part->indexes->len - 1);

        if (i <= last || line_of(table, i)->line->page != page ||
            line_of(table, last)->line->page == page)
            break;
        g_array_set_size(part->indexes, part->indexes->len - 1);
        g_ptr_array_set_size(part->lines, (gint)part->lines->len - 1);
    }
}

/* Whether each row begins with its code and ends with its numbers, on a line of their own: what
 * stands between two rows is of neither. */
static bool begin_and_end_apart(const ScoreTable *table)
{
    guint n_codes = 0, n_others = 0; /* what follows the numbers */

    for (guint i = 0; i < n_lines(table); i++) {
        const int numbers = is_row(table, i) ? table->numbers[i] : -1;

        if (numbers < 0)
            continue;
        if (row_of(table, i)->kind != ROW_CODE || (guint)numbers <= i ||
            line_of(table, (guint)numbers)->label.n > 0)
            return false;
        if ((guint)numbers + 1 < n_lines(table) &&
            row_of(table, (guint)numbers + 1)->kind == ROW_CODE)
            n_codes++;
        else
            n_others++;
    }
    return n_codes >= 2 * n_others && n_codes > 0;
}

static void drop_lines(Part *part)
{
    g_ptr_array_set_size(part->lines, 0);
    g_array_set_size(part->indexes, 0);
}

/* Whether line @i heads an area's chapter or a list of it, in a table that holds those, too. */
static bool begins_part(const Parse *parse, const ScoreTable *table, guint i)
{
    const MarkKind kind = parse->marks[line_of(table, i)->index].kind;

    return kind == MARK_AREA || mark_is_list(kind);
}

void scores_part_table(const Parse *parse, ScoreTable *table)
{
    const bool apart = begin_and_end_apart(table);
    Part *part = part_new();

    table->parts = g_ptr_array_new_with_free_func(part_free);
    for (guint i = 0; i < n_lines(table); i++) {
        RowKind kind = row_of(table, i)->kind;

        if (is_beyond(table, i, part->rows->len > 0))
            break;
        if (kind == ROW_TOTAL || (kind == ROW_AREA && !is_repeated(table, i)) ||
            (kind == ROW_SKIP && begins_part(parse, table, i))) {
            g_ptr_array_add(table->parts, part);
            part = part_new();
        } else if ((kind == ROW_HEAD || kind == ROW_SKIP) && part->rows->len == 0) {
            drop_lines(part); /* what stands above the head is no row's */
        } else if ((kind == ROW_HEAD || kind == ROW_AREA) && part->rows->len > 0) {
            drop_above(table, i, part);
        }
        if (apart && kind == ROW_CODE)
            drop_lines(part);
        if (is_row(table, i))
            add_row(table, i, part);
        if (kind == ROW_TEXT || kind == ROW_BARE || kind == ROW_CODE)
            add_text(table, i, part);
        if ((apart || table->sheet->table->ends_rows) && has_figures(table, i)) {
            g_ptr_array_add(table->parts, part);
            part = part_new();
        }
    }
    g_ptr_array_add(table->parts, part);
    for (guint i = 0; i < table->parts->len; i++)
        kk_blocks_set_cell_right(((const Part *)g_ptr_array_index(table->parts, i))->lines);
}

static double cost_of(const GPtrArray *tables, const KkAlign *aligns)
{
    double cost = 0;

    for (guint t = 0; t < tables->len; t++) {
        const ScoreTable *table = g_ptr_array_index(tables, t);

        for (guint p = 0; p < table->parts->len; p++) {
            const Part *part = g_ptr_array_index(table->parts, p);

            if (part->rows->len > 0)
                cost += kk_blocks_share_lines(part->anchors, part->lines, aligns, NULL);
        }
    }
    return cost;
}

/* Whether any row's numbers stand on another line than its code. */
static bool stand_apart(const GPtrArray *tables)
{
    for (guint t = 0; t < tables->len; t++) {
        const ScoreTable *table = g_ptr_array_index(tables, t);

        for (guint p = 0; p < table->parts->len; p++) {
            const Part *part = g_ptr_array_index(table->parts, p);

            for (guint r = 0; r < part->anchors->len; r++) {
                const KkAnchor *anchors = g_array_index(part->anchors, KkRowAnchors, r).anchors;

                if (anchors[0].page != anchors[1].page || fabs(anchors[0].y - anchors[1].y) > 2)
                    return true;
            }
        }
    }
    return false;
}

void scores_find_aligns(const GPtrArray *tables, KkAlign *aligns)
{
    bool apart = stand_apart(tables);
    double least = G_MAXDOUBLE;

    for (KkAlign code = 0; code < KK_N_ALIGNS; code++)
        for (KkAlign numbers = 0; numbers < KK_N_ALIGNS; numbers++) {
            const KkAlign tried[] = {code, numbers};

            if (!apart && code != numbers)
                continue;
            double cost = cost_of(tables, tried);

            if (cost < least - 1e-6) {
                least = cost;
                memcpy(aligns, tried, sizeof tried);
            }
        }
}
