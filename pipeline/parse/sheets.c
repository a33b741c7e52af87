/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sheets.c - the lines of each table: which is a question's, an area's, a sum's; and what its
 * columns hold.
 *
 * What a column holds is told for all tables of one kind together: they are set alike, and eight
 * areas tell more than one. */
#include <kk/edition.h>

#include "chapter_scores.h"
#include "sheets.h"

#include <string.h>

/* Fewer areas in a table's rows are no summary but a mention. */
#define LEAST_AREAS 3

/* Lines of words over the columns, and between them and the first numbers. */
#define MOST_HEAD_LINES 6

bool sheet_is_close(const Sheet *sheet, guint above)
{
    const KkLine *a = sheet_line(sheet, above)->line, *b = sheet_line(sheet, above + 1)->line;
    double leading = kk_line_leading(a, b);

    return leading >= 0 && leading < 2.2 * MAX(a->size, b->size);
}

/* ---- what a table is --------------------------------------------------------------------------
 */

static guint count_kind(const Sheet *sheet, RowKind kind, bool figures_only, guint first, guint end)
{
    guint n = 0;

    for (guint i = first; i < end; i++)
        n += sheet->lines[i].kind == kind && (!figures_only || sheet_has_figures(sheet, i));
    return n;
}

/* Whether one of the lines of a title holds numbers. */
static bool title_has_figures(const Sheet *sheet, guint i)
{
    for (guint k = i; k < i + sheet->lines[i].n_lines; k++)
        if (sheet_has_figures(sheet, k))
            return true;
    return false;
}

/* Codes above the first area of a summary, or below its last, are numbers of headings. */
static void classify(Sheet *sheet)
{
    guint n_areas = 0, first = sheet_length(sheet), end = 0;
    guint n_bare = count_kind(sheet, ROW_BARE, true, 0, sheet_length(sheet));

    for (guint i = 0; i < sheet_length(sheet); i++) {
        if (sheet->lines[i].kind != ROW_AREA || !title_has_figures(sheet, i))
            continue;
        n_areas++;
        first = MIN(first, i);
        end = i + 1;
    }
    sheet->is_summary = n_areas >= LEAST_AREAS && n_bare <= n_areas &&
                        count_kind(sheet, ROW_CODE, false, first, end) == 0 &&
                        count_kind(sheet, ROW_CODE, true, 0, sheet_length(sheet)) == 0;
    sheet->is_scores = !sheet->is_summary && (n_bare >= 2 || count_kind(sheet, ROW_CODE, false, 0,
                                                                        sheet_length(sheet)) > 0);
}

/* A total of areas is so many times the greatest of them, at least. */
#define TOTAL_RATIO 2

/* The number in column @c of line @i; 0: none. */
static double number_in(const Sheet *sheet, guint i, guint c)
{
    g_autofree char *text =
        kk_table_dup_text(sheet_line(sheet, i), &sheet_line(sheet, i)->cells[c]);
    KkFigure figure;

    return kk_figure_parse(text, &figure) && figure.set ? figure.value : 0;
}

/* Under the areas of a summary, or right above them, the first row of which a number is far greater
 * than each area's: their total, whatever its words. */
static void find_total(Sheet *sheet)
{
    double greatest[KK_MAX_COLUMNS] = {0};
    guint first = sheet_length(sheet), last = 0;

    for (guint i = 0; i < sheet_length(sheet); i++)
        if (sheet->lines[i].kind == ROW_AREA && title_has_figures(sheet, i)) {
            first = MIN(first, i);
            last = i + sheet->lines[i].n_lines - 1;
        } else if (sheet->lines[i].kind == ROW_TOTAL) {
            return;
        }
    for (guint i = first; i <= last; i++)
        for (guint c = 0; c < sheet->table->n_columns; c++)
            greatest[c] = MAX(greatest[c], number_in(sheet, i, c));
    for (guint i = first > 0 ? first - 1 : last + 1; i < sheet_length(sheet); i = MAX(i, last) + 1)
        for (guint c = 0; c < sheet->table->n_columns && sheet->lines[i].kind == ROW_BARE; c++)
            if (number_in(sheet, i, c) > TOTAL_RATIO * greatest[c]) {
                sheet->lines[i].kind = ROW_TOTAL;
                return;
            }
}

/* ---- columns ------------------------------------------------------------------------------------
 */

/* Whether all numbers of column @c are in brackets. */
static bool is_bracketed(const Sheet *sheet, guint c)
{
    guint n = 0;

    for (guint i = 0; i < sheet_length(sheet); i++) {
        g_autofree char *text =
            kk_table_dup_text(sheet_line(sheet, i), &sheet_line(sheet, i)->cells[c]);
        KkFigure figure;

        if (!kk_figure_parse(text, &figure) || !figure.set)
            continue;
        if (!figure.in_brackets)
            return false;
        n++;
    }
    return n > 0;
}

/* A head over "64 (53)" is that of the number before the brackets, wherever it stands over them. */
static void give_heads_of_brackets(Sheet *sheet)
{
    for (guint c = 1; c < sheet->table->n_columns; c++)
        if (*sheet->heads[c - 1] == '\0' && is_bracketed(sheet, c) && !is_bracketed(sheet, c - 1)) {
            char *head = sheet->heads[c - 1];

            sheet->heads[c - 1] = sheet->heads[c];
            sheet->heads[c] = head;
        }
}

/* The lines before the first numbers whose words stand over the columns. */
static void read_heads(Sheet *sheet)
{
    guint end = 0;

    while (end < sheet_length(sheet) && !sheet_has_figures(sheet, end))
        end++;
    guint first = end;
    while (first > 0 && end - first < MOST_HEAD_LINES &&
           (sheet_line(sheet, first - 1)->is_head || !sheet_line(sheet, first - 1)->runs_on) &&
           (first == end || sheet_is_close(sheet, first - 1)))
        first--;
    for (guint c = 0; c < sheet->table->n_columns; c++)
        sheet->heads[c] = kk_table_dup_head(sheet->table, first, end, c);
    give_heads_of_brackets(sheet);
}

static bool is_evidence(const Sheet *sheet, guint i)
{
    RowKind kind = sheet->lines[i].kind;

    return sheet_has_figures(sheet, i) && kind != ROW_SKIP;
}

static void add_evidence(const Sheet *sheet, GArray *rows)
{
    for (guint i = 0; i < sheet_length(sheet); i++) {
        KkEvidenceRow row = {.is_total = sheet->lines[i].kind == ROW_TOTAL ||
                                         (!sheet->is_summary && sheet->lines[i].kind == ROW_AREA),
                             .group = sheet->lines[i].context};

        if (!is_evidence(sheet, i))
            continue;
        for (guint c = 0; c < sheet->table->n_columns; c++) {
            const KkTableLine *line = sheet_line(sheet, i);
            g_autofree char *text = kk_table_dup_text(line, &line->cells[c]);

            kk_figure_parse(text, &row.figures[c]);
        }
        g_array_append_val(rows, row);
    }
}

bool sheet_has_heads(const Sheet *sheet)
{
    for (guint c = 0; c < sheet->table->n_columns; c++)
        if (*sheet->heads[c] != '\0')
            return true;
    return false;
}

/* Tables of one kind: as many columns, under the same heads where both have some. */
static bool are_alike(const Sheet *a, const Sheet *b)
{
    if (a->table->n_columns != b->table->n_columns || a->is_scores != b->is_scores ||
        a->is_summary != b->is_summary || a->is_summary)
        return a == b;
    for (guint c = 0; c < a->table->n_columns && sheet_has_heads(a) && sheet_has_heads(b); c++)
        if (strcmp(a->heads[c], b->heads[c]) != 0)
            return false;
    return true;
}

/* Whether most points stand with their maximum: "12/15". */
static bool has_maxima(const GArray *rows, const KkRole *roles, guint n_columns)
{
    guint n = 0, n_maxima = 0;

    for (guint r = 0; r < rows->len; r++)
        for (guint c = 0; c < n_columns; c++) {
            const KkFigure *figure = &g_array_index(rows, KkEvidenceRow, r).figures[c];

            n += roles[c] == KK_ROLE_OWN && figure->set;
            n_maxima += roles[c] == KK_ROLE_OWN && figure->set && figure->has_max;
        }
    return n > 0 && 2 * n_maxima > n;
}

static void read_columns(GPtrArray *sheets)
{
    g_autofree bool *done = g_new0(bool, sheets->len + 1);

    for (guint s = 0; s < sheets->len; s++) {
        Sheet *sheet = g_ptr_array_index(sheets, s);
        g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(KkEvidenceRow));
        KkEvidence evidence = {.n_columns = sheet->table->n_columns, .rows = rows};

        if (done[s])
            continue;
        for (guint k = s; k < sheets->len; k++) {
            const Sheet *other = g_ptr_array_index(sheets, k);

            if (done[k] || !are_alike(sheet, other))
                continue;
            done[k] = true;
            add_evidence(other, rows);
            for (guint c = 0; c < evidence.n_columns; c++)
                if (evidence.heads[c] == NULL || *evidence.heads[c] == '\0')
                    evidence.heads[c] = other->heads[c];
        }
        sheet->margin = kk_columns_read(&evidence, sheet->roles);
        sheet->combined = has_maxima(rows, sheet->roles, evidence.n_columns);
        for (guint k = s; k < sheets->len; k++) {
            Sheet *other = g_ptr_array_index(sheets, k);

            if (are_alike(sheet, other)) {
                memcpy(other->roles, sheet->roles, sizeof sheet->roles);
                other->combined = sheet->combined;
                other->margin = sheet->margin;
            }
        }
    }
}

/* ---- the whole
 * ------------------------------------------------------------------------------------ */

static void sheet_free(gpointer data)
{
    Sheet *sheet = data;

    for (guint c = 0; c < KK_MAX_COLUMNS; c++)
        g_free(sheet->heads[c]);
    g_free(sheet->lines);
    g_free(sheet);
}

static bool is_other_part(MarkKind kind)
{
    return kind == MARK_FRONT || kind == MARK_CONTENTS;
}

/* Of each line: whether it stands behind what ends the report's own parts ("Kortfakta"). */
static bool *find_ended(const Parse *parse)
{
    bool *ended = g_new0(bool, parse->lines->len + 1);

    for (guint i = 0; i < parse->lines->len; i++) {
        MarkKind kind = parse->marks[i].kind;

        ended[i] = i > 0 && ended[i - 1] && kind != MARK_AREA;
        if (kind == MARK_END)
            ended[i] = !kk_pattern_is(KK_PATTERN_TABLES_HEAD, parse_line(parse, i)->text);
    }
    return ended;
}

/* Whether line @i is a number set large right behind the heading of an area: the chapter's score.
 */
static bool is_chapter_score(const Parse *parse, guint i)
{
    guint head = i;

    while (head > 0 && i - head < MOST_HEAD_LINES && parse->marks[head].kind != MARK_AREA)
        head--;
    return head < i && parse->marks[head].kind == MARK_AREA &&
           head + MAX(parse->marks[head].lines, 1) == i &&
           chapter_is_large_number(parse, parse_line(parse, i));
}

static Sheet *sheet_new(const Parse *parse, const KkTable *table)
{
    Sheet *sheet = g_new0(Sheet, 1);

    sheet->table = table;
    sheet->lines = g_new0(RowReading, table->lines->len);
    for (guint i = 0; i < table->lines->len; i++) {
        const KkTableLine *line = kk_table_line(table, i);
        MarkKind kind = parse->marks[line->index].kind;

        sheet->lines[i].text = line->label;
        if (is_other_part(kind) || kind == MARK_AREA || kind == MARK_TOPICS ||
            kind == MARK_STRENGTHS || kind == MARK_IMPROVEMENTS || kind == MARK_BOTH ||
            kind == MARK_END || is_chapter_score(parse, line->index))
            sheet->lines[i].kind = ROW_SKIP;
    }
    return sheet;
}

/* Behind the report's own parts only codes that begin anew tell that tables are its: others have
 * numbers too. Takes back @ended where such codes stand. */
static void reopen_ended(const Parse *parse, const Sheet *sheet, bool *ended)
{
    for (guint i = 0; i < sheet_length(sheet); i++) {
        guint index = sheet_line(sheet, i)->index;

        if (sheet->lines[i].kind != ROW_CODE || sheet->lines[i].code.question != 1 || !ended[index])
            continue;
        for (guint k = index; k > 0 && ended[k]; k--)
            ended[k] = false;
        for (guint k = index + 1; k < parse->lines->len && ended[k]; k++)
            ended[k] = false;
    }
}

static void skip_ended(Sheet *sheet, const bool *ended)
{
    for (guint i = 0; i < sheet_length(sheet); i++)
        if (ended[sheet_line(sheet, i)->index])
            sheet->lines[i].kind = ROW_SKIP;
}

static void read_names(Parse *parse)
{
    parse->names = kk_area_names_new();
    for (guint i = 0; i < parse->lines->len; i++) {
        const Mark *mark = &parse->marks[i];

        if (mark->kind != MARK_AREA)
            continue;
        g_autoptr(GPtrArray) lines = parse_slice(parse, i, i + mark->lines);
        g_autofree char *text = kk_lines_dup_text(parse->layout, lines);
        g_autofree char *name = kk_area_title_dup(kk_text_skip_outline(text));

        kk_area_names_add(parse->names, mark->area, name != NULL ? name : text);
    }
}

void parse_sheets(Parse *parse)
{
    parse->tables = kk_blocks_tables(parse->layout);
    parse->sheets = g_ptr_array_new_with_free_func(sheet_free);
    g_autofree bool *ended = find_ended(parse);

    read_names(parse);
    parse_area_columns(parse);
    for (guint t = 0; t < parse->tables->len; t++)
        g_ptr_array_add(parse->sheets, sheet_new(parse, g_ptr_array_index(parse->tables, t)));
    KkCodeStyle style = sheets_find_style(parse, parse->sheets);
    for (guint s = 0; s < parse->sheets->len; s++) {
        sheet_read_labels(parse, g_ptr_array_index(parse->sheets, s), style);
        reopen_ended(parse, g_ptr_array_index(parse->sheets, s), ended);
    }
    g_autofree int *captions = sheets_dup_captions_below(parse);
    for (guint s = 0; s < parse->sheets->len; s++) {
        Sheet *sheet = g_ptr_array_index(parse->sheets, s);

        skip_ended(sheet, ended);
        sheet_read_numbered_heads(sheet);
        sheet_read_repeated_heads(sheet);
        classify(sheet);
        if (sheet->is_summary)
            find_total(sheet);
        if (captions != NULL)
            sheet_set_contexts_from_below(parse, sheet, captions);
        else
            sheet_set_contexts(parse, sheet);
        read_heads(sheet);
    }
    read_columns(parse->sheets);
}
