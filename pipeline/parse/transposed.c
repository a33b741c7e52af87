/* SPDX-License-Identifier: GPL-2.0-or-later */
/* transposed.c - score tables on their side: a question per column, its numbers in rows.
 *
 * What each row of numbers holds is told as that of a column is. The words over a number, from the
 * line of the first code down, are its question: lines of narrow columns may be in any order. */
#include "scores.h"

/* Fewer questions side by side may be any numbers. */
#define LEAST_QUESTIONS 3

typedef struct {
    const Sheet *sheet;
    guint first, n_rows; /* lines of numbers */
    guint n_columns;
    KkRole roles[KK_MAX_COLUMNS]; /* of those lines */
    GPtrArray *heads;             /* of the columns: kk_blocks_heads_over() */
} Transposed;

static const KkTableLine *numbers_row(const Transposed *table, guint row)
{
    return kk_table_line(table->sheet->table, table->first + row);
}

static const GPtrArray *lines_over(const Transposed *table, guint column)
{
    return g_ptr_array_index(table->heads, column);
}

/* ---- the numbers ------------------------------------------------------------------------------
 */

/* Whether line @i holds a number in each of the first @n columns, and what labels them. */
static bool is_full(const Sheet *sheet, guint i, guint n)
{
    const KkTableLine *line = kk_table_line(sheet->table, i);

    if (line->n_figures != n || line->label.n == 0)
        return false;
    for (guint c = 0; c < n; c++)
        if (line->cells[c].n == 0)
            return false;
    return true;
}

/* The rows of numbers are told apart as columns are: by their labels and arithmetic. */
static void read_roles(Transposed *table)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(KkEvidenceRow));
    g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func(g_free);
    KkEvidence evidence = {.n_columns = table->n_rows, .rows = rows};

    for (guint r = 0; r < table->n_rows; r++) {
        g_ptr_array_add(labels,
                        kk_table_dup_text(numbers_row(table, r), &numbers_row(table, r)->label));
        evidence.heads[r] = g_ptr_array_index(labels, r);
    }
    for (guint c = 0; c < table->n_columns; c++) {
        KkEvidenceRow row = {.group = 1};

        for (guint r = 0; r < table->n_rows; r++) {
            g_autofree char *text =
                kk_table_dup_text(numbers_row(table, r), &numbers_row(table, r)->cells[c]);

            kk_figure_parse(text, &row.figures[r]);
        }
        g_array_append_val(rows, row);
    }
    kk_columns_read(&evidence, table->roles);
}

/* ---- the questions ----------------------------------------------------------------------------
 */

/* Whether a word is the code of an area's first question. */
static bool is_first_code(const char *word)
{
    KkCode code;

    return kk_code_parse(word, &code) && code.area > 0 && code.question == 1;
}

/* ---- rows -------------------------------------------------------------------------------------
 */

static KkDraftRow *make_row(const Transposed *table, guint c)
{
    KkDraftRow *row = kk_draft_row_new();

    for (guint i = 0; i < lines_over(table, c)->len; i++)
        kk_line_place(g_ptr_array_index(lines_over(table, c), i), row->at);
    for (guint r = 0; r < table->n_rows; r++) {
        const KkCell *cell = &numbers_row(table, r)->cells[c];
        g_autofree char *text = kk_table_dup_text(numbers_row(table, r), cell);
        char **number = table->roles[r] == KK_ROLE_OWN       ? &row->achieved
                        : table->roles[r] == KK_ROLE_MAX     ? &row->max
                        : table->roles[r] == KK_ROLE_PERCENT ? &row->percent
                                                             : NULL;

        KkFigure figure;

        if (number == NULL || *number != NULL || !kk_figure_parse(text, &figure) || !figure.set)
            continue;
        *number = scores_dup_number(text, &figure);
        kk_table_place(numbers_row(table, r), cell, row->at);
    }
    return row;
}

/* The codes over the columns, which count up in one area; a total may stand behind them.
 * Returns: the area; 0: they are no such. @texts: (out) (array length=n_columns): over each column
 */
static int read_codes(const Parse *parse, const Transposed *table, GPtrArray *texts)
{
    int area = 0;

    for (guint c = 0; c < table->n_columns; c++) {
        char *text = kk_lines_dup_text(parse->layout, lines_over(table, c));
        KkCode code;

        g_ptr_array_add(texts, text);
        if (c > 0 && c + 1 == table->n_columns && kk_total_label(text))
            return area;
        if (!kk_code_parse(text, &code) || code.area == 0 || code.question != (int)c + 1 ||
            (c > 0 && code.area != area))
            return 0;
        area = code.area;
    }
    return area;
}

static void take(Parse *parse, const Transposed *table, int number, const GPtrArray *texts)
{
    KkDraftArea *area = kk_draft_ensure_area(parse->draft, number);

    for (guint c = 0; c < table->n_columns; c++) {
        const char *text = g_ptr_array_index(texts, c);
        KkDraftRow *row = make_row(table, c);
        KkCode code;

        if (!kk_code_parse(text, &code)) {
            row->text = g_strdup(text);
            if (area->total != NULL)
                kk_draft_row_free(area->total);
            area->total = row;
            continue;
        }
        row->code = g_strdup_printf("%d.%d", code.area, code.question);
        row->printed_code = g_strchomp(g_strndup(text, code.length));
        row->text = g_strdup(text + code.length);
        g_ptr_array_add(area->rows, row);
    }
}

/* Nothing else is to read @indexes, of lines of the layout. */
static void mark(Parse *parse, const GArray *indexes)
{
    for (guint i = 0; i < indexes->len; i++)
        parse->marks[g_array_index(indexes, guint, i)].kind = MARK_TABLE;
    for (guint s = 0; s < parse->sheets->len; s++) {
        Sheet *sheet = g_ptr_array_index(parse->sheets, s);

        for (guint k = 0; k < sheet->table->lines->len; k++)
            for (guint i = 0; i < indexes->len; i++)
                if (kk_table_line(sheet->table, k)->index == g_array_index(indexes, guint, i))
                    sheet->lines[k].kind = ROW_SKIP;
    }
}

/* Reads the rows of numbers that begin with line @i. Returns: whether they are a transposed table's
 */
static bool read_table(Parse *parse, const Sheet *sheet, guint i, guint n_rows)
{
    Transposed table = {.sheet = sheet,
                        .first = i,
                        .n_rows = n_rows,
                        .n_columns = kk_table_line(sheet->table, i)->n_figures};
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) indexes = g_array_new(FALSE, FALSE, sizeof(guint));

    read_roles(&table);
    if (!roles_have(table.roles, n_rows, KK_ROLE_OWN) ||
        !roles_have(table.roles, n_rows, KK_ROLE_MAX))
        return false;
    g_autoptr(GPtrArray) heads =
        kk_blocks_heads_over(parse->layout, sheet->table, i, n_rows, is_first_code, indexes);
    table.heads = heads;
    const int area = heads != NULL ? read_codes(parse, &table, texts) : 0;
    if (area == 0)
        return false;
    take(parse, &table, area, texts);
    for (guint r = 0; r < n_rows; r++)
        g_array_append_val(indexes, numbers_row(&table, r)->index);
    mark(parse, indexes);
    return true;
}

void parse_transposed(Parse *parse)
{
    for (guint s = 0; s < parse->sheets->len; s++) {
        Sheet *sheet = g_ptr_array_index(parse->sheets, s);
        const guint n_lines = sheet->table->lines->len;

        for (guint i = 0, end = 0; i < n_lines; i = end) {
            const guint n = kk_table_line(sheet->table, i)->n_figures;

            for (end = i + 1; end < n_lines && is_full(sheet, end, n);)
                end++;
            if (n < LEAST_QUESTIONS || end < i + 2 || end - i > KK_MAX_COLUMNS ||
                !is_full(sheet, i, n) || !read_table(parse, sheet, i, end - i))
                continue;
            sheet->is_scores = sheet->is_summary = false;
        }
    }
}
