/* SPDX-License-Identifier: GPL-2.0-or-later */
/* totals.c - the total of each area: a row of its table, of a table behind it, or its caption. */
#include <kk/edition.h>
#include <kk/language.h>
#include <kk/pattern.h>

#include "scores.h"

static double number_of(const char *text)
{
    KkFigure figure;

    return text != NULL && kk_figure_parse(text, &figure) && figure.set ? figure.value : 0;
}

/* Of several sums under an area's name the one with the greatest maximum is its total: others are
 * sums of groups. */
static void take_total(KkDraftArea *area, KkDraftRow *total)
{
    if (area->total != NULL && number_of(total->max) <= number_of(area->total->max)) {
        kk_draft_row_free(total);
        return;
    }
    if (area->total != NULL)
        kk_draft_row_free(area->total);
    area->total = total;
}

static char *dup_title(const Parse *parse, const ScoreTable *table, guint i)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);

    for (guint k = i; k < i + row_of(table, i)->n_lines; k++)
        g_ptr_array_add(lines,
                        kk_line_dup_words(line_of(table, k)->line, line_of(table, k)->label.first,
                                          line_of(table, k)->label.n));
    return kk_lines_dup_text(parse->layout, lines);
}

static void name_area(KkDraftArea *area, const char *name)
{
    if (area->table_name != NULL || name == NULL || *name == '\0')
        return;
    area->table_name = kk_area_title_dup(name);
    if (area->table_name == NULL && kk_editions_find_area(name) > 0)
        area->table_name = g_strdup(name);
}

/* The row below those of the last area may be the total of all. */
static void take_total_of_all(const Parse *parse, const KkDraftRow *total)
{
    if (total->achieved == NULL || total->text == NULL || !kk_total_label(total->text) ||
        parse->draft->total_columns->len > 0)
        return;
    KkDraftColumn *column = kk_draft_column_new(g_strdup(""), g_strdup(total->achieved));

    g_array_append_vals(column->at, total->at->data, total->at->len);
    g_ptr_array_add(parse->draft->total_columns, column);
}

static void read_total(const Parse *parse, const ScoreTable *table, guint i, int area, char *text)
{
    KkDraftRow *total = kk_draft_row_new();

    total->text = text;
    scores_fill_numbers(table, i, total);
    scores_take_max(total);
    kk_table_place(line_of(table, i), &line_of(table, i)->label, total->at);
    const bool is_of_all = number_of(total->max) > MOST_AREA_POINTS;
    if (is_of_all)
        take_total_of_all(parse, total);
    if (is_of_all || (total->achieved == NULL && total->max == NULL && total->percent == NULL))
        kk_draft_row_free(total);
    else
        take_total(kk_draft_ensure_area(parse->draft, area), total);
}

/* Whether rows of the table stand in that area. */
static bool has_rows_of(const ScoreTable *table, int area)
{
    for (guint i = 0; i < n_lines(table); i++)
        if (is_row(table, i) && row_of(table, i)->context == area)
            return true;
    return false;
}

/* The area of the last row of any table that stands before line @index of the layout; 0: none. */
static int area_before(const GPtrArray *tables, guint index)
{
    guint nearest = 0;
    int area = 0;

    for (guint t = 0; t < tables->len; t++) {
        const ScoreTable *table = g_ptr_array_index(tables, t);

        for (guint i = 0; i < n_lines(table); i++)
            if (is_row(table, i) && line_of(table, i)->index >= nearest &&
                line_of(table, i)->index < index) {
                nearest = line_of(table, i)->index;
                area = row_of(table, i)->context;
            }
    }
    return area;
}

/* Whether the total on line @i follows the rows of another table, from which a page's end or
 * columns of its own part it. */
static bool follows_rows(const Parse *parse, const GPtrArray *tables, const ScoreTable *table,
                         guint i, int area)
{
    const KkDraftArea *of = kk_draft_lookup_area(parse->draft, area);

    return of != NULL && of->rows->len > 0 && of->total == NULL &&
           area_before(tables, line_of(table, i)->index) == area;
}

/* A row that no code and no word tells, under a total that is printed: nothing reads it. */
static void tell_passed_over(const Parse *parse, const ScoreTable *table, guint i, int area)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    g_autofree char *label = dup_label(table, i);
    const KkDraftArea *of = kk_draft_lookup_area(parse->draft, area);

    if (of == NULL || of->total == NULL || *label == '\0' || kk_total_label(label))
        return;
    g_ptr_array_add(lines, (gpointer)line_of(table, i)->line);
    parse_unread(parse, KK_UNREAD_ROW, lines,
                 kk_message(KK_SAYS_ROW_PASSED_OVER, NULL,
                            KK_NUMBER(line_of(table, i)->line->sheet), KK_NUMBER(area)));
}

static void read_table(const Parse *parse, const GPtrArray *tables, const ScoreTable *table)
{
    for (guint i = 0; i < n_lines(table); i++) {
        const RowReading *row = row_of(table, i);

        if (row->context == 0 || (!has_rows_of(table, row->context) &&
                                  !follows_rows(parse, tables, table, i, row->context)))
            continue;
        if (row->kind == ROW_TOTAL)
            tell_passed_over(parse, table, i, row->context);
        if (row->kind == ROW_TOTAL)
            read_total(parse, table, i, row->context, dup_label(table, i));
        if (row->kind != ROW_AREA)
            continue;
        g_autofree char *title = dup_title(parse, table, i);
        name_area(kk_draft_ensure_area(parse->draft, row->area), title);
        for (guint k = i; k < i + row->n_lines; k++)
            if (has_figures(table, k))
                read_total(parse, table, k, row->area, g_strdup(title));
    }
}

/* Whether line @i stands below the rows of a table: right, or with one line between. */
static bool stands_below_table(const Parse *parse, guint i)
{
    return (i > 0 && parse->marks[i - 1].kind == MARK_TABLE) ||
           (i > 1 && parse->marks[i - 2].kind == MARK_TABLE);
}

/* The numbered caption that begins on line @i, with the line after it where it may go on; or the
 * caption below a table, "Poäng för område 1: 84 av 100"; NULL: none. */
static char *dup_caption(const Parse *parse, guint i)
{
    const char *text = parse_line(parse, i)->text;

    if (!kk_pattern_is(KK_PATTERN_CAPTION, text))
        return stands_below_table(parse, i) ? g_strdup(text) : NULL;
    g_autoptr(GPtrArray) lines = parse_slice(parse, i, MIN(i + 2, parse->lines->len));
    return kk_lines_dup_text(parse->layout, lines);
}

/* The area whose total the line below a table tells by its words alone, "Områdets resultat: 37 av
 * 100 poäng": that of the rows above; 0: it tells none. */
static int find_area_above(const Parse *parse, const GPtrArray *tables, guint i, const char *text)
{
    KkMatch match;

    if (!kk_text_may_have_digit(text) || !kk_pattern_match(KK_PATTERN_POINTS_OF, text, 0, &match) ||
        !stands_below_table(parse, i))
        return 0;
    g_autofree char *label = g_strchomp(g_strndup(text, match.starts[0]));
    return kk_total_label(label) ? area_before(tables, i) : 0;
}

/* A caption may tell the total: "Tabell 1. Name. Summa 80 poäng av 100 (80 %)." */
static void read_caption_totals(const Parse *parse, const GPtrArray *tables)
{
    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        const char *tail;
        g_autofree char *text = dup_caption(parse, i);
        int number = text != NULL ? kk_caption_area(text, parse->names, &tail) : 0;

        if (number == 0 && text != NULL) {
            number = find_area_above(parse, tables, i, text);
            tail = text;
        }
        KkDraftArea *area = number > 0 ? kk_draft_lookup_area(parse->draft, number) : NULL;
        KkMatch match;

        if (area == NULL || area->rows->len == 0 || area->total != NULL ||
            !kk_pattern_match(KK_PATTERN_POINTS_OF, tail, 0, &match))
            continue;
        area->total = kk_draft_row_new();
        area->total->text = g_strdup(text);
        area->total->achieved = kk_match_dup(&match, "score");
        area->total->max = kk_match_dup(&match, "max");
        area->total->percent = kk_match_dup(&match, "percent");
        kk_line_place(line, area->total->at);
    }
}

void scores_read_totals(const Parse *parse, const GPtrArray *tables)
{
    for (guint t = 0; t < tables->len; t++)
        read_table(parse, tables, g_ptr_array_index(tables, t));
    read_caption_totals(parse, tables);
}
