/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tables.c - the score tables: each question with its text and numbers.
 *
 * A row is a code, or, where none are printed, a line with numbers. Numbers of a coded row stand on
 * its line or, alone, beside it; row_text.c tells its text, totals.c reads the totals. */
#include "scores.h"

#include <string.h>

/* Codes without a column for the maximum or the percentage are a table's, and not an outline's,
 * where there are so many. */
#define MANY_CODES 12

/* How much better the roles of columns must be than the next best: 4 or more where the reading is
 * right, in ../shared/reports and reports-2; about 1 where points and an earlier column may be
 * swapped. */
#define LEAST_MARGIN 2.0

/* Fewer rows without words over their columns prove nothing. */
#define LEAST_ROWS 3

/* The points of one area. */
#define ALL_POINTS 100

/* Notes to a question are set smaller than it: of its size, at most. */
#define NOTE_RATIO 0.95

/* ---- numbers to rows ------------------------------------------------------------------------ */

/* The row (its code's line) that lies before or after line @i; -1: none. */
static int row_near(const ScoreTable *table, guint i, int step)
{
    for (int k = (int)i + step; k >= 0 && k < (int)n_lines(table); k += step) {
        RowKind kind = row_of(table, (guint)k)->kind;

        if (kind == ROW_TOTAL || kind == ROW_AREA)
            return -1;
        if (kind == ROW_CODE)
            return k;
    }
    return -1;
}

static bool lacks_numbers(const ScoreTable *table, int row)
{
    return row >= 0 && !has_figures(table, (guint)row) && table->numbers[row] < 0;
}

/* The maximum that a line prints, in a column of its own or beside the points; 0: none. */
static double read_maximum(const Sheet *sheet, guint i)
{
    const KkTableLine *line = kk_table_line(sheet->table, i);

    for (guint c = 0; c < sheet->table->n_columns; c++) {
        g_autofree char *text = kk_table_dup_text(line, &line->cells[c]);
        KkFigure figure;

        kk_figure_parse(text, &figure);
        if (sheet->roles[c] == KK_ROLE_MAX && figure.set)
            return figure.value;
        if (sheet->roles[c] == KK_ROLE_OWN && figure.has_max)
            return figure.max;
    }
    return 0;
}

/* Numbers of all points of an area, whatever the words beside them: its total, where it has other
 * rows. */
static bool is_bare_total(const ScoreTable *table, guint i)
{
    if (table->maxima[i] < ALL_POINTS)
        return false;
    for (guint k = 0; k < n_lines(table); k++)
        if (table->maxima[k] > 0 && table->maxima[k] < ALL_POINTS &&
            row_of(table, k)->context == row_of(table, i)->context)
            return true;
    return line_of(table, i)->label.n == 0;
}

/* Whether a line that no word calls a total may be one: words that end with one number are a
 * page's foot, or a sentence. */
static bool may_be_total(const ScoreTable *table, guint i)
{
    return line_of(table, i)->label.n == 0 || line_of(table, i)->n_figures > 1;
}

static void own(const ScoreTable *table, guint line, int row)
{
    table->owners[line] = row;
    table->numbers[row] = (int)line;
}

/* Numbers on a line without a code are of the row above that has none, of the row below that has
 * none, else a total. */
static void own_coded(const ScoreTable *table)
{
    for (guint i = 0; i < n_lines(table); i++) {
        RowReading *row = row_of(table, i);
        int above = row_near(table, i, -1), below = row_near(table, i, 1);

        if (!has_figures(table, i))
            continue;
        if (row->kind == ROW_CODE)
            own(table, i, (int)i);
        else if (row->kind != ROW_BARE)
            continue;
        else if (is_bare_total(table, i))
            row->kind = ROW_TOTAL;
        else if (lacks_numbers(table, above))
            own(table, i, above);
        else if (lacks_numbers(table, below) && line_of(table, i)->n_figures < 3 &&
                 !table->sheet->table->ends_rows)
            own(table, i, below);
        else if (may_be_total(table, i))
            row->kind = ROW_TOTAL;
    }
}

static void own_bare(const ScoreTable *table)
{
    for (guint i = 0; i < n_lines(table); i++) {
        if (row_of(table, i)->kind != ROW_BARE)
            continue;
        if (is_bare_total(table, i))
            row_of(table, i)->kind = ROW_TOTAL;
        else
            own(table, i, (int)i);
    }
}

static bool begins_rows(RowKind kind)
{
    return kind == ROW_TOTAL || kind == ROW_AREA || kind == ROW_HEAD;
}

/* Numbered items behind a total or above the first head, none of which has numbers: a list. */
static void drop_lists(const ScoreTable *table)
{
    for (guint i = 0, end = 0; i < n_lines(table); i = end) {
        bool numbers = table->numbers[i] >= 0;

        for (end = i + 1; end < n_lines(table) && !begins_rows(row_of(table, end)->kind); end++)
            numbers = numbers || table->numbers[end] >= 0;
        bool above = i == 0 && end < n_lines(table) && row_of(table, end)->kind == ROW_HEAD;
        for (guint k = i; k < end && (above || row_of(table, i)->kind == ROW_TOTAL) && !numbers;
             k++)
            if (row_of(table, k)->kind == ROW_CODE)
                row_of(table, k)->kind = ROW_SKIP;
    }
}
/* ---- draft rows -------------------------------------------------------------------------------
 */

static char *dup_slice(const char *text, KkSlice slice)
{
    return g_strndup(text + slice.start, slice.end - slice.start);
}

char *scores_dup_number(const char *text, const KkFigure *figure)
{
    return kk_pattern_is(KK_PATTERN_NUMBER, text) ? g_strdup(text)
                                                  : dup_slice(text, figure->number);
}

void scores_fill_numbers(const ScoreTable *table, guint i, KkDraftRow *row)
{
    const KkTableLine *line = line_of(table, i);

    for (guint c = 0; c < table->sheet->table->n_columns; c++) {
        g_autofree char *text = kk_table_dup_text(line, &line->cells[c]);
        KkRole role = table->sheet->roles[c];
        KkFigure figure;

        kk_table_place(line, &line->cells[c], row->at);
        if (!kk_figure_parse(text, &figure) || !figure.set)
            continue;
        if (role == KK_ROLE_OWN && row->achieved == NULL)
            row->achieved = scores_dup_number(text, &figure);
        if (role == KK_ROLE_MAX && row->max == NULL)
            row->max = scores_dup_number(text, &figure);
        if (role == KK_ROLE_PERCENT && row->percent == NULL)
            row->percent = scores_dup_number(text, &figure);
        if (role == KK_ROLE_OWN && figure.has_max && row->max == NULL)
            row->max = dup_slice(text, figure.max_number);
    }
}

void scores_take_max(KkDraftRow *row)
{
    KkMatch match;

    if (row->max != NULL || row->text == NULL ||
        !kk_pattern_match(KK_PATTERN_MAX_BEHIND, row->text, 0, &match))
        return;
    row->max = kk_match_dup(&match, "max");
    row->text[match.starts[0]] = '\0';
}

/* The code as printed; the mark that ends "1.1." is no part of it. */
static char *dup_printed_code(const ScoreTable *table, guint i)
{
    g_autofree char *label = dup_label(table, i);
    char *code = g_strstrip(g_strndup(label, row_of(table, i)->code.length));
    gsize n = strlen(code);

    if (n > 0 && strchr(".:", code[n - 1]) != NULL)
        code[n - 1] = '\0';
    return code;
}

/* Places are put in reading order: a row's numbers may stand on an earlier page than its
 * last line of text. */
static int by_page(gconstpointer a, gconstpointer b)
{
    return ((const KkPlace *)a)->page - ((const KkPlace *)b)->page;
}

static int question_of(const KkDraftRow *row)
{
    KkCode code;

    return row->printed_code != NULL && kk_code_parse(row->printed_code, &code) ? code.question : 0;
}

static KkDraftRow *row_at(const GPtrArray *rows, guint i)
{
    return i < rows->len ? g_ptr_array_index(rows, i) : NULL;
}

/* How many questions stand before the area's first, where ordinals run on from area to area. */
static int questions_before(const KkDraft *draft, const KkDraftArea *area, int question)
{
    const KkDraftArea *before = kk_draft_lookup_area(draft, area->number - 1);
    const KkDraftRow *first = row_at(area->rows, 0);
    int n = (first != NULL ? question_of(first) : question) - 1;

    return n > 0 && before != NULL && before->rows->len > 0 &&
                   question_of(row_at(before->rows, before->rows->len - 1)) == n
               ? n
               : 0;
}

static KkDraftRow *make_row(const Parse *parse, const ScoreTable *table, guint i,
                            const GPtrArray *lines, const KkDraftArea *area)
{
    const RowReading *reading = row_of(table, i);
    KkDraftRow *row = kk_draft_row_new();
    int numbers = table->numbers[i];

    row->text = kk_lines_dup_text(parse->layout, lines);
    if (reading->kind == ROW_CODE) {
        int before = reading->code.style == KK_CODE_ORDINAL
                         ? questions_before(parse->draft, area, reading->code.question)
                         : 0;
        row->code = g_strdup_printf("%d.%d", area->number, reading->code.question - before);
        row->printed_code = dup_printed_code(table, i);
        for (guint w = line_of(table, i)->label.first; w < reading->text.first; w++)
            kk_word_place(line_of(table, i)->line, kk_line_word(line_of(table, i)->line, w),
                          row->at);
    } else {
        row->code = g_strdup_printf("%d.%u", area->number, area->rows->len + 1);
    }
    for (guint l = 0; l < lines->len; l++)
        kk_line_place(g_ptr_array_index(lines, l), row->at);
    if (numbers >= 0)
        scores_fill_numbers(table, (guint)numbers, row);
    scores_take_max(row);
    g_array_sort(row->at, by_page);
    return row;
}

/* Whether @line, below the first of a row's text, is set as a note to it: smaller, or aslant. */
static bool is_note(const KkLine *line, const KkLine *first)
{
    return line->size < NOTE_RATIO * first->size || (line->italic && !first->italic);
}

static void read_part(Parse *parse, const ScoreTable *table, const Part *part,
                      const KkAlign *aligns)
{
    g_autofree int *owner = g_new0(int, part->lines->len + 1);

    if (part->rows->len == 0)
        return;
    kk_blocks_share_lines(part->anchors, part->lines, aligns, owner);
    for (guint r = 0; r < part->rows->len; r++) {
        guint i = g_array_index(part->rows, guint, r);
        g_autoptr(GPtrArray) lines = g_ptr_array_new();

        if (row_of(table, i)->context == 0)
            continue;
        for (guint l = 0; l < part->lines->len; l++)
            if (owner[l] == (int)r) {
                const KkLine *line = g_ptr_array_index(part->lines, l);

                if (lines->len == 0 || !is_note(line, g_ptr_array_index(lines, 0)))
                    g_ptr_array_add(lines, (gpointer)line);
                parse->marks[line_of(table, g_array_index(part->indexes, guint, l))->index].kind =
                    MARK_TABLE;
            }
        KkDraftArea *area = kk_draft_ensure_area(parse->draft, row_of(table, i)->context);
        g_ptr_array_add(area->rows, make_row(parse, table, i, lines, area));
    }
}
/* ---- the whole
 * ------------------------------------------------------------------------------------ */

static bool has_role(const Sheet *sheet, KkRole role)
{
    return roles_have(sheet->roles, sheet->table->n_columns, role);
}

static guint count_codes(const GPtrArray *sheets)
{
    guint n = 0;

    for (guint s = 0; s < sheets->len; s++) {
        const Sheet *sheet = g_ptr_array_index(sheets, s);

        for (guint i = 0; i < sheet->table->lines->len && sheet->is_scores; i++)
            n += sheet->lines[i].kind == ROW_CODE;
    }
    return n;
}

bool sheet_has_codes(const Sheet *sheet)
{
    for (guint i = 0; i < sheet->table->lines->len; i++)
        if (sheet->lines[i].kind == ROW_CODE)
            return true;
    return false;
}

static guint count_rows(const Sheet *sheet)
{
    guint n = 0;

    for (guint i = 0; i < sheet->table->lines->len; i++)
        n += kk_table_line(sheet->table, i)->n_figures > 0;
    return n;
}

/* Whether points and maxima, points and percentages, or percentages of questions were found:
 * numbers alone are anything. */
static bool is_score_table(const Sheet *sheet, bool many_codes)
{
    bool coded = many_codes && sheet_has_codes(sheet);

    if (!sheet->is_scores || (count_rows(sheet) < LEAST_ROWS && !sheet_has_heads(sheet)))
        return false;
    return has_role(sheet, KK_ROLE_OWN)
               ? has_role(sheet, KK_ROLE_MAX) || has_role(sheet, KK_ROLE_PERCENT) ||
                     sheet->combined || coded
               : has_role(sheet, KK_ROLE_PERCENT) && coded;
}

/* Whether it gives areas points and maxima under heads of its own, too few of them for a summary.
 */
static bool is_table_of_totals(const Sheet *sheet)
{
    bool any = false;

    for (guint i = 0; i < sheet->table->lines->len; i++)
        any = any ||
              (sheet->lines[i].kind == ROW_AREA && kk_table_line(sheet->table, i)->n_figures > 0);
    return any && !sheet->is_summary && !sheet->is_scores && sheet_has_heads(sheet) &&
           has_role(sheet, KK_ROLE_OWN) && (has_role(sheet, KK_ROLE_MAX) || sheet->combined);
}

/* Of a table of questions: that another of its columns may hold the points as well. */
static void doubt_columns(const Parse *parse, const Sheet *sheet)
{
    if (!sheet->is_scores || !sheet_has_codes(sheet) || sheet->table->n_columns < 2 ||
        count_rows(sheet) < LEAST_ROWS || sheet->margin >= LEAST_MARGIN)
        return;
    g_autoptr(GArray) at = kk_at_new();
    const KkLine *first = kk_table_line(sheet->table, 0)->line;

    for (guint i = 0; i < sheet->table->lines->len; i++)
        if (kk_table_line(sheet->table, i)->n_figures > 0)
            kk_line_place(kk_table_line(sheet->table, i)->line, at);
    kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                       kk_message(KK_SAYS_COLUMNS_DOUBTFUL, NULL, KK_NUMBER(first->sheet)));
}

static ScoreTable *table_new(const Parse *parse, Sheet *sheet)
{
    ScoreTable *table = g_new0(ScoreTable, 1);
    guint n = sheet->table->lines->len;

    table->sheet = sheet;
    table->owners = g_new(int, n + 1);
    table->numbers = g_new(int, n + 1);
    table->maxima = g_new(double, n + 1);
    for (guint i = 0; i < n; i++) {
        table->owners[i] = table->numbers[i] = -1;
        table->maxima[i] = read_maximum(sheet, i);
    }
    if (sheet_has_codes(sheet))
        own_coded(table);
    else
        own_bare(table);
    drop_lists(table);
    scores_part_table(parse, table);
    return table;
}

static void table_free(gpointer data)
{
    ScoreTable *table = data;

    g_free(table->owners);
    g_free(table->numbers);
    g_free(table->maxima);
    g_ptr_array_unref(table->parts);
    g_free(table);
}

/* Marks titles, heads, rows and sums; the text of rows is marked where it is shared out. */
static void mark_table(Parse *parse, const ScoreTable *table)
{
    for (guint i = 0; i < n_lines(table); i++) {
        const RowReading *row = row_of(table, i);
        Mark *mark = &parse->marks[line_of(table, i)->index];

        if (row->kind == ROW_HEAD || row->kind == ROW_TOTAL || is_row(table, i) ||
            table->owners[i] >= 0)
            mark->kind = MARK_TABLE;
        for (guint k = i; row->kind == ROW_AREA && k < i + row->n_lines; k++)
            parse->marks[line_of(table, k)->index].kind = MARK_TABLE;
    }
}

void parse_tables(Parse *parse)
{
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(table_free);
    bool many_codes = count_codes(parse->sheets) >= MANY_CODES;
    KkAlign aligns[KK_N_ANCHORS] = {KK_ALIGN_TOP, KK_ALIGN_TOP};

    for (guint s = 0; s < parse->sheets->len; s++) {
        Sheet *sheet = g_ptr_array_index(parse->sheets, s);

        doubt_columns(parse, sheet);
        if (is_score_table(sheet, many_codes) || is_table_of_totals(sheet))
            g_ptr_array_add(tables, table_new(parse, sheet));
    }
    parse->draft->announces_tables = parse->draft->announces_tables || tables->len > 0;
    scores_find_aligns(tables, aligns);
    for (guint t = 0; t < tables->len; t++) {
        const ScoreTable *table = g_ptr_array_index(tables, t);

        mark_table(parse, table);
        for (guint p = 0; p < table->parts->len; p++)
            read_part(parse, table, g_ptr_array_index(table->parts, p), aligns);
    }
    scores_read_totals(parse, tables);
}
