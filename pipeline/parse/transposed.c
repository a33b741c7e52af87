/* SPDX-License-Identifier: GPL-2.0-or-later */
/* transposed.c - score tables on their side: a question per column, its numbers in rows.
 *
 * What each row of numbers holds is told as that of a column is. The words over a number, from the
 * line of the first code down, are its question: lines of narrow columns may be in any order. */
#include "outline.h"

#include <string.h>

/* Fewer questions side by side may be any numbers. */
#define LEAST_QUESTIONS 3

/* A question's words end so far above its numbers at most, in sizes of their type. */
#define MOST_HEAD_HEIGHT 14

/* Lines of one page that may hold them stand so near in reading order. */
#define MOST_LINES_APART 60

typedef struct {
    GPtrArray *lines; /* of KkLine: its words, from above */
    double left, right;
} Head;

typedef struct {
    const Sheet *sheet;
    guint first, n_rows; /* lines of numbers */
    guint n_columns;
    KkRole roles[KK_MAX_COLUMNS]; /* of those lines */
    Head heads[KK_MAX_COLUMNS];   /* of the columns */
    double top;                   /* of the first code */
} Transposed;

static const KkTableLine *line_of(const Transposed *table, guint row)
{
    return kk_table_line(table->sheet->table, table->first + row);
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
        g_ptr_array_add(labels, kk_table_dup_text(line_of(table, r), &line_of(table, r)->label));
        evidence.heads[r] = g_ptr_array_index(labels, r);
    }
    for (guint c = 0; c < table->n_columns; c++) {
        KkEvidenceRow row = {.group = 1};

        for (guint r = 0; r < table->n_rows; r++) {
            g_autofree char *text =
                kk_table_dup_text(line_of(table, r), &line_of(table, r)->cells[c]);

            kk_figure_parse(text, &row.figures[r]);
        }
        g_array_append_val(rows, row);
    }
    kk_columns_read(&evidence, table->roles);
}

static bool has_role(const Transposed *table, KkRole role)
{
    for (guint r = 0; r < table->n_rows; r++)
        if (table->roles[r] == role)
            return true;
    return false;
}

/* ---- the questions ----------------------------------------------------------------------------
 */

static const KkWord *first_word(const KkTableLine *line, const KkCell *cell)
{
    return kk_line_word(line->line, cell->first);
}

static const KkWord *last_word(const KkTableLine *line, const KkCell *cell)
{
    return kk_line_word(line->line, cell->first + cell->n - 1);
}

/* The middle of the numbers of column @c; where the rows' labels end for that before the first. */
static double middle_of(const Transposed *table, int c)
{
    const KkTableLine *line = line_of(table, 0);
    double right = 0;

    if (c >= 0)
        return (first_word(line, &line->cells[c])->box.x0 +
                last_word(line, &line->cells[c])->box.x1) /
               2;
    for (guint r = 0; r < table->n_rows; r++)
        right = MAX(right, last_word(line_of(table, r), &line_of(table, r)->label)->box.x1);
    return right;
}

/* Whether @line stands over the numbers, as near as their heads do. */
static bool may_be_head(const Transposed *table, const KkLine *line)
{
    const KkLine *numbers = line_of(table, 0)->line;

    return line->page == numbers->page && line->box.y1 <= numbers->box.y0 + numbers->size / 2 &&
           line->box.y1 > numbers->box.y0 - MOST_HEAD_HEIGHT * numbers->size;
}

/* Finds the top of the lowest line that has the code of an area's first question over the first
 * column. */
static bool find_top(const Parse *parse, Transposed *table, guint first, guint end)
{
    const double left = middle_of(table, -1), right = middle_of(table, 1);

    table->top = -1;
    for (guint i = first; i < end; i++) {
        const KkLine *line = parse_line(parse, i);

        for (guint w = 0; w < line->words->len && may_be_head(table, line); w++) {
            const KkWord *word = kk_line_word(line, w);
            KkCode code;

            if (word->box.x0 > left && word->box.x1 < right && kk_code_parse(word->text, &code) &&
                code.area > 0 && code.question == 1)
                table->top = MAX(table->top, word->box.y0);
        }
    }
    return table->top >= 0;
}

static int from_left(gconstpointer a, gconstpointer b)
{
    const double one = ((const KkRect *)a)->x0, other = ((const KkRect *)b)->x0;

    return (one > other) - (one < other);
}

/* The middle of the widest strip between @from and @to that none of @boxes, from the left, covers.
 */
static double find_gap(const GArray *boxes, double from, double to)
{
    double covered = from, widest = 0, gap = (from + to) / 2;

    for (guint i = 0; i <= boxes->len; i++) {
        const KkRect *box = i < boxes->len ? &g_array_index(boxes, KkRect, i) : NULL;
        const double end = box != NULL ? MIN(box->x0, to) : to;

        if (end - covered > widest) {
            widest = end - covered;
            gap = (covered + end) / 2;
        }
        covered = box != NULL ? MAX(covered, box->x1) : covered;
    }
    return gap;
}

/* Sets how far each column goes: no word of @lines, nor a number, stands over a boundary. */
static void set_bounds(Transposed *table, const GPtrArray *lines)
{
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(KkRect));

    for (guint i = 0; i < lines->len; i++) {
        const KkLine *line = g_ptr_array_index(lines, i);

        for (guint w = 0; w < line->words->len; w++)
            g_array_append_val(boxes, kk_line_word(line, w)->box);
    }
    g_array_sort(boxes, from_left);
    for (int c = 0; c < (int)table->n_columns; c++) {
        table->heads[c].left = find_gap(boxes, middle_of(table, c - 1), middle_of(table, c));
        table->heads[c].right = G_MAXDOUBLE;
        if (c > 0)
            table->heads[c - 1].right = table->heads[c].left;
    }
}

static int from_above(gconstpointer a, gconstpointer b)
{
    const KkLine *one = *(KkLine *const *)a, *other = *(KkLine *const *)b;

    if (one->box.y1 != other->box.y1)
        return one->box.y1 < other->box.y1 ? -1 : 1;
    return (one->box.x0 > other->box.x0) - (one->box.x0 < other->box.x0);
}

/* Adds the words of @line to the columns over which they stand. */
static void add_words(Transposed *table, const KkLine *line)
{
    for (guint c = 0; c < table->n_columns; c++) {
        guint first = 0, n = 0;

        for (guint w = 0; w < line->words->len; w++) {
            const KkWord *word = kk_line_word(line, w);
            const double x = (word->box.x0 + word->box.x1) / 2;

            if (x <= table->heads[c].left || x > table->heads[c].right)
                continue;
            first = n == 0 ? w : first;
            n = w + 1 - first;
        }
        if (n > 0)
            g_ptr_array_add(table->heads[c].lines, kk_line_dup_words(line, first, n));
    }
}

/* Of guint: the lines of the heads. */
static GArray *read_heads(const Parse *parse, Transposed *table)
{
    const guint index = line_of(table, 0)->index;
    const guint first = index - MIN(index, MOST_LINES_APART);
    const guint end = MIN(index + MOST_LINES_APART, parse->lines->len);
    GArray *indexes = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GPtrArray) lines = g_ptr_array_new();

    if (!find_top(parse, table, first, end))
        return indexes;
    for (guint i = first; i < end; i++)
        if (may_be_head(table, parse_line(parse, i)) && parse_line(parse, i)->box.y1 > table->top) {
            g_ptr_array_add(lines, (gpointer)parse_line(parse, i));
            g_array_append_val(indexes, i);
        }
    for (guint r = 0; r < table->n_rows; r++)
        g_ptr_array_add(lines, (gpointer)line_of(table, r)->line);
    set_bounds(table, lines);
    for (guint i = 0; i < indexes->len; i++)
        add_words(table, g_ptr_array_index(lines, i));
    for (guint c = 0; c < table->n_columns; c++) {
        g_ptr_array_sort(table->heads[c].lines, from_above);
        kk_blocks_set_cell_right(table->heads[c].lines);
    }
    return indexes;
}

/* ---- rows -------------------------------------------------------------------------------------
 */

static char *dup_number(const char *text)
{
    KkFigure figure;

    return kk_pattern_is(KK_PATTERN_NUMBER, text) ? g_strdup(text)
           : kk_figure_parse(text, &figure) && figure.set
               ? g_strndup(text + figure.number.start, figure.number.end - figure.number.start)
               : NULL;
}

static KkDraftRow *make_row(const Transposed *table, guint c)
{
    KkDraftRow *row = kk_draft_row_new();

    for (guint i = 0; i < table->heads[c].lines->len; i++)
        kk_line_place(g_ptr_array_index(table->heads[c].lines, i), row->at);
    for (guint r = 0; r < table->n_rows; r++) {
        const KkCell *cell = &line_of(table, r)->cells[c];
        g_autofree char *text = kk_table_dup_text(line_of(table, r), cell);
        char **number = table->roles[r] == KK_ROLE_OWN       ? &row->achieved
                        : table->roles[r] == KK_ROLE_MAX     ? &row->max
                        : table->roles[r] == KK_ROLE_PERCENT ? &row->percent
                                                             : NULL;

        if (number == NULL || *number != NULL)
            continue;
        *number = dup_number(text);
        kk_table_place(line_of(table, r), cell, row->at);
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
        char *text = kk_lines_dup_text(parse->layout, table->heads[c].lines);
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

static bool read_rows(Parse *parse, Transposed *table)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

    read_roles(table);
    if (!has_role(table, KK_ROLE_OWN) || !has_role(table, KK_ROLE_MAX))
        return false;
    g_autoptr(GArray) indexes = read_heads(parse, table);
    const int area = indexes->len > 0 ? read_codes(parse, table, texts) : 0;
    if (area == 0)
        return false;
    take(parse, table, area, texts);
    for (guint r = 0; r < table->n_rows; r++)
        g_array_append_val(indexes, line_of(table, r)->index);
    mark(parse, indexes);
    return true;
}

/* Reads the rows of numbers that begin with line @i. Returns: whether they are a transposed table's
 */
static bool read_table(Parse *parse, Sheet *sheet, guint i, guint n_rows)
{
    Transposed table = {.sheet = sheet,
                        .first = i,
                        .n_rows = n_rows,
                        .n_columns = kk_table_line(sheet->table, i)->n_figures};

    for (guint c = 0; c < table.n_columns; c++)
        table.heads[c].lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
    const bool read = read_rows(parse, &table);
    for (guint c = 0; c < table.n_columns; c++)
        g_ptr_array_unref(table.heads[c].lines);
    return read;
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
