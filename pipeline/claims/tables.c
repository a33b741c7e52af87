/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tables.c - scores in a table.
 *
 * A row is what its label names: an area or the total, or, in a table of totals, a year or a
 * municipality. The head says whose and when each column is; averages, changes, ranks and maxima
 * are no claims, nor is a number in brackets beside a score, nor, where there are points, a share.
 */
#include "claims.h"

#include <kk/columns.h>
#include <kk/edition.h>
#include <kk/labels.h>

#include <string.h>

#define LEAST_ROWS 3
#define LEAST_ROWS_OF_TOTALS 2
#define MOST_HEAD_LINES 2
#define LEAST_CHAPTERS 5   /* scores of so many areas do not rise by chance */
#define FIRST_PAGE 30      /* the first area's chapter begins before it */
#define LONGEST_HEADING 80 /* characters */

typedef enum { ROW_NONE, ROW_AREA, ROW_TOTAL, ROW_YEAR, ROW_MUNICIPALITY } RowKind;

typedef struct {
    guint first, line, end; /* lines of the table: of the label; that with the numbers */
    RowKind kind;
    char *name;
    const KkMunicipality *municipality; /* of a municipality's row */
    KkFigure figures[KK_MAX_COLUMNS];
} Row;

/* Rows of one kind below each other. */
typedef struct {
    const KkTable *table;
    GArray *rows; /* of Row */
    guint top;    /* the line behind the rows before */
} Group;

typedef struct {
    char *head;
    const KkMunicipality *municipality; /* that it names, or NULL */
    int year;                           /* of the head, or of the heading over the table; 0 */
    bool skipped, share;                /* it holds no scores; its cells are in percent */
} Column;

static void clear_row(gpointer row)
{
    g_free(((Row *)row)->name);
}

static const Row *row_at(const Group *group, guint i)
{
    return &g_array_index(group->rows, Row, i);
}

static bool is_of_areas(RowKind kind)
{
    return kind == ROW_AREA || kind == ROW_TOTAL;
}

static int year_in(const char *text)
{
    KkMatch match;

    return text != NULL && kk_pattern_match(KK_PATTERN_YEAR, text, 0, &match)
               ? kk_match_int(&match, "year", 0)
               : 0;
}

/* ---- rows --------------------------------------------------------------------------- */

/* The name without number, "Område 1" or colon, where an area or the total is called so. */
static char *dup_area_name(const char *label, RowKind *kind)
{
    char *name = kk_area_title_dup(label);

    if (name == NULL)
        name = g_strdup(label);
    for (gsize n = strlen(name); n > 0 && strchr(":,. ", name[n - 1]) != NULL;)
        name[--n] = '\0';
    *kind = kk_editions_find_area(name) > 0 ? ROW_AREA
            : kk_total_label(label)         ? ROW_TOTAL
                                            : ROW_NONE;
    if (*kind == ROW_NONE)
        g_clear_pointer(&name, g_free);
    return name;
}

/* The municipality that begins a text; where it is all of the text, also one that is a common
 * word. */
static const KkMunicipality *find_named(const char *text, gsize *start, gsize *end)
{
    bool whole = false;
    const KkMunicipality *named = kk_register_find(text, false, &whole);

    *start = 0;
    *end = strlen(text);
    return named != NULL && whole ? named : kk_register_scan(text, 0, start, end);
}

/* A year, or a municipality and little else, a year behind it aside. */
static void read_owner(const char *label, Row *row)
{
    gsize start = 0, end = 0, n = strlen(label);
    KkMatch match;
    bool dated = kk_pattern_match(KK_PATTERN_YEAR, label, 0, &match) && match.ends[0] == n;

    if (dated && match.starts[0] == 0) {
        row->kind = ROW_YEAR;
        row->name = g_strdup(label);
        return;
    }
    g_autofree char *name = g_strndup(label, dated ? match.starts[0] : n);
    row->municipality = find_named(g_strchomp(name), &start, &end);
    if (row->municipality == NULL || start != 0 || strlen(name + end) > strlen(" kommun"))
        return;
    row->kind = ROW_MUNICIPALITY;
    row->name = g_strdup(name);
}

static char *dup_labels(const KkTable *table, guint first, guint end)
{
    GString *text = g_string_new(NULL);

    for (guint i = first; i < end; i++) {
        g_autofree char *label =
            kk_table_dup_text(kk_table_line(table, i), &kk_table_line(table, i)->label);

        if (text->len > 0)
            g_string_append_c(text, ' ');
        g_string_append(text, label);
    }
    return g_string_free(text, FALSE);
}

/* What the label of line @i names, with the line before it or behind it where that has no numbers,
 * from line @least on. */
static void read_name(const KkTable *table, guint i, guint least, Row *row)
{
    bool before = i > least && kk_table_line(table, i - 1)->n_figures == 0;
    bool behind = i + 1 < table->lines->len && kk_table_line(table, i + 1)->n_figures == 0;

    for (guint n = 0; n < 4 && row->name == NULL; n++) {
        if ((n % 2 > 0 && !behind) || (n / 2 > 0 && !before))
            continue;
        row->first = i - n / 2;
        row->end = i + 1 + n % 2;
        g_autofree char *label = dup_labels(table, row->first, row->end);
        row->name = dup_area_name(label, &row->kind);
    }
    if (row->name != NULL)
        return;
    g_autofree char *label = dup_labels(table, i, i + 1);
    row->first = i;
    row->end = i + 1;
    read_owner(label, row);
}

static char *dup_cell(const Group *group, const Row *row, guint c)
{
    const KkTableLine *line = kk_table_line(group->table, row->line);

    return kk_table_dup_text(line, &line->cells[c]);
}

static bool read_row(const Group *group, guint i, Row *row)
{
    *row = (Row){.line = i};
    if (kk_table_line(group->table, i)->n_figures == 0)
        return false;
    read_name(group->table, i, group->top, row);
    for (guint c = 0; c < group->table->n_columns; c++) {
        g_autofree char *cell = dup_cell(group, row, c);

        kk_figure_parse(cell, &row->figures[c]);
    }
    return row->kind != ROW_NONE;
}

/* ---- columns ------------------------------------------------------------------------ */

/* A line that can head columns: over two of them, or hardly more words than columns. */
static bool may_be_head(const KkTable *table, guint i)
{
    const KkTableLine *line = kk_table_line(table, i);
    gsize n = strlen(line->line->text);

    return line->n_figures == 0 && n > 0 && strchr(".!?:", line->line->text[n - 1]) == NULL &&
           (line->is_head || line->line->words->len <= 2 * table->n_columns + 2);
}

/* The words of the lines right above the first row, column by column. A head above another spans
 * the columns to its right that it has no words over. */
static void read_heads(const Group *group, Column *columns)
{
    guint first = row_at(group, 0)->first;

    for (guint up = 1; up <= MOST_HEAD_LINES && first >= group->top + up; up++) {
        const KkTableLine *line = kk_table_line(group->table, first - up);
        g_autofree char *spanning = g_strdup("");

        if (!may_be_head(group->table, first - up))
            return;
        for (guint c = 0; c < group->table->n_columns; c++) {
            char *text = kk_table_dup_text(line, &line->cells[c]);
            bool own = *text != '\0';

            if (own) {
                g_free(spanning);
                spanning = g_strdup(text);
            }
            if (*spanning != '\0' && (own || up > 1)) {
                char *head =
                    g_strjoin(columns[c].head != NULL ? " " : "", spanning, columns[c].head, NULL);

                g_free(columns[c].head);
                columns[c].head = head;
            }
            g_free(text);
        }
    }
}

/* The year in the heading over a table: "Sammanfattning av resultat 2014". */
static int year_above(const Page *page, guint first)
{
    for (guint i = first; i > 0 && first - i < 3; i--) {
        const char *text = ((const KkLine *)g_ptr_array_index(page->lines, i - 1))->text;
        KkMatch match;

        if (kk_pattern_match(KK_PATTERN_YEAR_OF_RESULTS, text, 0, &match) &&
            g_utf8_strlen(text, -1) < LONGEST_HEADING)
            return kk_match_int(&match, "year", 0);
    }
    return 0;
}

/* Whether a column holds the pages of chapters: areas in their order, numbers that begin low and
 * never fall, no total. */
static bool holds_pages(const Group *group, guint c)
{
    double last = 0;
    int number = 0;

    for (guint r = 0; r < group->rows->len; r++) {
        const KkFigure *figure = &row_at(group, r)->figures[c];
        int area = kk_editions_find_area(row_at(group, r)->name);

        if (row_at(group, r)->kind != ROW_AREA || !figure->set || figure->value < last ||
            area <= number || (r == 0 && figure->value >= FIRST_PAGE))
            return false;
        last = figure->value;
        number = area;
    }
    return group->rows->len >= LEAST_CHAPTERS;
}

static void read_roles(const Group *group, const Column *columns, KkRole *roles)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(KkEvidenceRow));
    KkEvidence evidence = {.n_columns = group->table->n_columns, .rows = rows};

    for (guint c = 0; c < evidence.n_columns; c++)
        evidence.heads[c] = columns[c].head;
    for (guint r = 0; r < group->rows->len; r++) {
        KkEvidenceRow row = {.is_total = !is_of_areas(row_at(group, r)->kind) ||
                                         row_at(group, r)->kind == ROW_TOTAL};

        memcpy(row.figures, row_at(group, r)->figures, sizeof row.figures);
        g_array_append_val(rows, row);
    }
    kk_columns_read(&evidence, roles);
}

/* Whether the first number of a column is in percent. */
static bool is_in_percent(const Group *group, guint c)
{
    for (guint r = 0; r < group->rows->len; r++)
        if (row_at(group, r)->figures[c].set)
            return row_at(group, r)->figures[c].unit == KK_UNIT_PERCENT;
    return false;
}

/* Without a head nobody knows what stands beside the score. Where a table gives no points but
 * shares, those of an area are its points, of 100. */
static void read_columns(const Page *page, const Group *group, Column *columns)
{
    KkRole roles[KK_MAX_COLUMNS];
    int above = year_above(page, kk_table_line(group->table, row_at(group, 0)->first)->index);
    bool scored = false, points = false;
    gsize start = 0, end = 0;

    read_heads(group, columns);
    read_roles(group, columns, roles);
    for (guint c = 0; c < group->table->n_columns; c++) {
        Column *column = &columns[c];
        KkRole role = roles[c];

        column->share = role == KK_ROLE_PERCENT || is_in_percent(group, c);
        if (column->head != NULL)
            column->municipality = find_named(column->head, &start, &end);
        column->year = year_in(column->head);
        if (column->year == 0)
            column->year = above != 0 ? above : page->context.year;
        column->skipped = role == KK_ROLE_MAX || role == KK_ROLE_AVERAGE ||
                          role == KK_ROLE_CHANGE || role == KK_ROLE_RANK ||
                          (scored && column->head == NULL) || holds_pages(group, c);
        scored = scored || !column->skipped;
        points = points || (!column->skipped && !column->share);
    }
    for (guint c = 0; c < group->table->n_columns; c++)
        columns[c].skipped = columns[c].skipped || (points && columns[c].share);
}

/* ---- claims ------------------------------------------------------------------------- */

static char *dup_row_text(const Group *group, const Row *row)
{
    GString *text = g_string_new(row->name);

    for (guint c = 0; c < group->table->n_columns; c++) {
        g_autofree char *cell = dup_cell(group, row, c);

        if (*cell != '\0')
            g_string_append_printf(text, " | %s", cell);
    }
    return g_string_free(text, FALSE);
}

/* The year of cell @c of a row of totals: the label's, where the row is a year's, else the last
 * before the cell, else the first behind it. */
static int cell_year(const Group *group, const Row *row, guint c)
{
    const KkTableLine *line = kk_table_line(group->table, row->line);
    int year = 0;

    if (row->kind == ROW_YEAR)
        return year_in(row->name);
    for (guint w = 0; w < line->line->words->len; w++) {
        int told = year_in(kk_line_word(line->line, w)->text);

        if (w > line->cells[c].first && year != 0)
            break;
        year = told != 0 ? told : year;
    }
    return year;
}

/* Tables of totals have no names that say what they hold: their columns must. */
static bool heads_totals(const Column *column)
{
    return column->municipality != NULL ||
           (column->head != NULL && kk_pattern_is(KK_PATTERN_COLUMN_TOTALS, column->head));
}

static bool is_score(const Row *row, const KkFigure *figure, const Column *column)
{
    double value = figure->value;

    if (!figure->set || figure->sign != 0 || figure->in_brackets ||
        (!is_of_areas(row->kind) && !heads_totals(column)))
        return false;
    if (row->kind == ROW_AREA)
        return value <= 100;
    return figure->unit != KK_UNIT_PERCENT && value > 100 && value < 800;
}

static KkNumber number_in(const char *cell, const KkSlice *slice)
{
    g_autofree char *number = g_strndup(cell + slice->start, slice->end - slice->start);

    return kk_number_parse(number);
}

static void add_cell(Page *page, const Group *group, const Row *row, guint c, const Column *column)
{
    const KkFigure *figure = &row->figures[c];

    if (column->skipped || !is_score(row, figure, column))
        return;
    const KkMunicipality *municipality = row->municipality != NULL ? row->municipality
                                         : column->municipality != NULL
                                             ? column->municipality
                                             : page->context.municipality;
    int year = is_of_areas(row->kind) ? column->year : cell_year(group, row, c);
    if (year == 0)
        year = column->year;
    g_autofree char *text = dup_row_text(group, row), *cell = dup_cell(group, row, c);
    KkNumber value = number_in(cell, &figure->number);
    KkClaim *claim =
        claims_add(page, row->kind == ROW_AREA ? KK_CLAIM_AREA : KK_CLAIM_TOTAL, municipality, year,
                   &value, text, kk_table_line(group->table, row->first)->index,
                   kk_table_line(group->table, row->end - 1)->index);
    claim->area = row->kind == ROW_AREA ? claims_area_id(row->name, year) : NULL;
    if (figure->has_max)
        claim->max = number_in(cell, &figure->max_number);
}

/* Whether a row has more numbers than columns are read. */
static bool is_cut(const Group *group, const Row *row)
{
    const KkTableLine *line = kk_table_line(group->table, row->line);
    const KkCell *last = &line->cells[group->table->n_columns - 1];

    return group->table->n_columns == KK_MAX_COLUMNS &&
           last->first + last->n < line->line->words->len;
}

static void read_group(Page *page, const Group *group)
{
    Column columns[KK_MAX_COLUMNS] = {0};
    bool cut = false;

    read_columns(page, group, columns);
    for (guint c = 0; c < group->table->n_columns; c++)
        for (guint r = 0; r < group->rows->len; r++)
            add_cell(page, group, row_at(group, r), c, &columns[c]);
    for (guint r = 0; r < group->rows->len; r++) {
        cut = cut || is_cut(group, row_at(group, r));
        for (guint i = row_at(group, r)->first; i < row_at(group, r)->end; i++)
            page->used[kk_table_line(group->table, i)->index] = true;
    }
    for (guint c = 0; c < KK_MAX_COLUMNS; c++)
        g_free(columns[c].head);
    page->n_passed_over += cut;
}

/* Takes the rows as a table if they are one. */
static void finish(Page *page, Group *group)
{
    guint n_areas = 0, n_totals = 0;

    for (guint r = 0; r < group->rows->len; r++) {
        n_areas += row_at(group, r)->kind == ROW_AREA;
        n_totals += !is_of_areas(row_at(group, r)->kind);
    }
    if (n_areas >= LEAST_ROWS || n_totals >= LEAST_ROWS_OF_TOTALS) {
        if (page->claims->len < MOST_CLAIMS)
            read_group(page, group);
        else
            page->n_passed_over++;
    }
    if (group->rows->len > 0)
        group->top = row_at(group, group->rows->len - 1)->end;
    g_array_set_size(group->rows, 0);
}

/* Whether @row is one more of the rows of @group: nothing heads columns between them. */
static bool goes_on(const Group *group, const Row *row)
{
    const Row *last = row_at(group, group->rows->len - 1);

    for (guint i = last->end; i < row->first; i++)
        if (kk_table_line(group->table, i)->is_head ||
            kk_table_line(group->table, i)->line->heading)
            return false;
    return last->kind != ROW_TOTAL && is_of_areas(row->kind) == is_of_areas(last->kind) &&
           (row->kind == last->kind || row->kind == ROW_TOTAL);
}

static void read_table(Page *page, const KkTable *table)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(Row));
    Group group = {.table = table, .rows = rows};

    g_array_set_clear_func(rows, clear_row);
    for (guint i = 0; i < table->lines->len; i++) {
        Row row;

        if (!read_row(&group, i, &row))
            continue;
        if (rows->len > 0 && !goes_on(&group, &row))
            finish(page, &group);
        if (rows->len == 0 && row.kind == ROW_TOTAL)
            clear_row(&row);
        else
            g_array_append_val(rows, row);
    }
    finish(page, &group);
}

void claims_read_tables(Page *page)
{
    g_autoptr(GPtrArray) tables = kk_blocks_tables(page->layout);

    for (guint t = 0; t < tables->len; t++)
        read_table(page, g_ptr_array_index(tables, t));
}
