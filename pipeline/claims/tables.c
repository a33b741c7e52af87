/* tables.c - the areas' scores in a table, in whatever shape it came down to.
 *
 * A row is an area's name and its cells: on one line (tabs, gaps, a colon), or one cell a
 * line below it. The head says whose and when each column is; averages, changes, maxima and
 * percentages are no claims, nor is a number in brackets beside a score. */
#include "claims.h"

#include <kk/edition.h>

#include <stdlib.h>
#include <string.h>

#define MOST_CELLS 8
#define LEAST_ROWS 3
#define MOST_HEAD_LINES 2

typedef struct {
    guint first, last; /* lines */
    char *name;
    bool total;
    guint n_cells;
    char *cells[MOST_CELLS];
} Row;

static void clear_row(gpointer data)
{
    Row *row = data;

    g_free(row->name);
    for (guint i = 0; i < row->n_cells; i++)
        g_free(row->cells[i]);
}

static const KkLine *line_at(const Page *page, guint i)
{
    return g_ptr_array_index(page->lines, i);
}

/* ---- rows --------------------------------------------------------------------------- */

static bool is_value(const char *text)
{
    return kk_pattern_is(KK_PATTERN_CELL, text);
}

/* The name without number, "Område 1" or colon; whether an area (or the total) is called so. */
static char *dup_row_name(const char *text, bool *total)
{
    KkMatch match;
    g_autofree char *name = NULL;

    *total = false;
    if (kk_pattern_match(KK_PATTERN_AREA_HEAD, text, 0, &match) ||
        kk_pattern_match(KK_PATTERN_NUMBERED, text, 0, &match))
        name = kk_match_dup(&match, "name");
    if (name == NULL)
        name = g_strdup(text);
    for (gsize n = strlen(name); n > 0 && strchr(": ", name[n - 1]) != NULL;)
        name[--n] = '\0';
    if (kk_editions_find_area(name) > 0)
        return g_steal_pointer(&name);
    *total = kk_pattern_is(KK_PATTERN_TOTAL_LABEL, text) && g_utf8_strlen(text, -1) < 30;
    return *total ? g_steal_pointer(&name) : NULL;
}

/* Cells that stand behind the name on its own line. */
static bool read_line_row(const Page *page, guint i, Row *row)
{
    const KkLine *line = line_at(page, i);
    guint first = line->words->len;

    while (first > 1 && (is_value(kk_line_word(line, first - 1)->text) ||
                         kk_pattern_is(KK_PATTERN_COLUMN_POINTS,
                                       kk_line_word(line, first - 1)->text)))
        first--;
    if (first == line->words->len)
        return false;
    g_autoptr(KkLine) label = kk_line_dup_words(line, 0, first);
    row->name = dup_row_name(label->text, &row->total);
    if (row->name == NULL)
        return false;
    row->first = row->last = i;
    for (guint w = first; w < line->words->len && row->n_cells < MOST_CELLS; w++) {
        const char *text = kk_line_word(line, w)->text;

        if (strcmp(text, "%") == 0 && row->n_cells > 0) {
            char *percent = g_strconcat(row->cells[row->n_cells - 1], "%", NULL);

            g_free(row->cells[row->n_cells - 1]);
            row->cells[row->n_cells - 1] = percent;
        } else if (is_value(text) && text[0] != '(') {
            row->cells[row->n_cells++] = g_strdup(text);
        }
    }
    return row->n_cells > 0;
}

/* A name by itself, and a value a line below it. */
static bool read_column_row(const Page *page, guint i, Row *row)
{
    if (line_at(page, i)->words->len > 8)
        return false;
    row->name = dup_row_name(line_at(page, i)->text, &row->total);
    if (row->name == NULL)
        return false;
    row->first = row->last = i;
    for (guint k = i + 1; k < page->lines->len && row->n_cells < MOST_CELLS; k++) {
        if (!is_value(line_at(page, k)->text))
            break;
        row->cells[row->n_cells++] = g_strdup(line_at(page, k)->text);
        row->last = k;
    }
    return row->n_cells > 0;
}

static bool read_row(const Page *page, guint i, Row *row)
{
    memset(row, 0, sizeof *row);
    if (read_line_row(page, i, row))
        return true;
    clear_row(row);
    memset(row, 0, sizeof *row);
    if (read_column_row(page, i, row))
        return true;
    clear_row(row);
    return false;
}

/* ---- heads -------------------------------------------------------------------------- */

/* A line that can head columns: parted into cells, or hardly more words than cells. */
static bool may_be_head(const KkLine *line, guint n_cells)
{
    gsize n = strlen(line->text);

    if (n == 0 || strchr(".!?:", line->text[n - 1]) != NULL)
        return false;
    for (guint w = 1; w < line->words->len; w++)
        if (kk_line_word(line, w)->box.x0 - kk_line_word(line, w - 1)->box.x1 > 2 * line->size)
            return true;
    return line->words->len <= 2 * n_cells + 2;
}

/* The word with which cell @c of a row's line begins. */
static const KkWord *cell_word(const KkLine *line, const Row *row, guint c)
{
    for (guint w = line->words->len, left = row->n_cells; w > 0; w--) {
        const KkWord *word = kk_line_word(line, w - 1);

        if (!is_value(word->text) || strcmp(word->text, "%") == 0 || word->text[0] == '(')
            continue;
        if (--left == c)
            return word;
    }
    return kk_line_word(line, 0);
}

/* Words of the lines above the first row that stand over its cells, cell by cell. */
static void read_line_head(const Page *page, const Row *row, char **heads)
{
    const KkLine *line = line_at(page, row->first);

    for (guint up = 1; up <= MOST_HEAD_LINES && up <= row->first; up++) {
        const KkLine *above = line_at(page, row->first - up);

        if (!may_be_head(above, row->n_cells))
            return;
        for (guint c = 0; c < row->n_cells; c++) {
            double left = cell_word(line, row, c)->box.x0;
            double right = c + 1 < row->n_cells ? cell_word(line, row, c + 1)->box.x0
                                                : G_MAXDOUBLE;
            g_autoptr(KkLine) part = kk_line_dup_between(above, left - 1, right - 1);

            if (part == NULL)
                continue;
            char *longer = heads[c] != NULL ? g_strconcat(part->text, " ", heads[c], NULL)
                                            : g_strdup(part->text);
            g_free(heads[c]);
            heads[c] = longer;
        }
    }
}

/* One cell a line: the lines right above the first row, as many as it has cells. */
static bool read_column_head(const Page *page, const Row *row, char **heads)
{
    if (row->first < row->n_cells)
        return false;
    for (guint c = 0; c < row->n_cells; c++) {
        const KkLine *line = line_at(page, row->first - row->n_cells + c);

        if (line->words->len > 5)
            return false;
    }
    for (guint c = 0; c < row->n_cells; c++)
        heads[c] = g_strdup(line_at(page, row->first - row->n_cells + c)->text);
    return true;
}

static int label_year(const char *label)
{
    KkMatch match;

    return label != NULL && kk_pattern_match(KK_PATTERN_YEAR, label, 0, &match)
               ? kk_match_int(&match, "year", 0)
               : 0;
}

static bool is_no_score(const char *label)
{
    if (label == NULL)
        return false;
    if (kk_pattern_is(KK_PATTERN_AVERAGE_LABEL, label) ||
        kk_pattern_is(KK_PATTERN_CHANGE_LABEL, label))
        return true;
    g_auto(GStrv) words = g_strsplit(label, " ", -1);
    for (char **word = words; *word != NULL; word++)
        if (kk_pattern_is(KK_PATTERN_COLUMN_MAX, *word) ||
            kk_pattern_is(KK_PATTERN_COLUMN_PERCENT, *word))
            return true;
    return false;
}

/* The year in the heading over a table: "Sammanfattning av resultat 2014". */
static int year_above(const Page *page, const Row *row)
{
    for (guint i = row->first; i > 0 && row->first - i < 3; i--) {
        KkMatch match;
        const char *text = line_at(page, i - 1)->text;

        if (kk_pattern_match(KK_PATTERN_YEAR_OF_RESULTS, text, 0, &match) &&
            g_utf8_strlen(text, -1) < 80)
            return kk_match_int(&match, "year", 0);
    }
    return 0;
}

/* ---- claims ------------------------------------------------------------------------- */

static void add_cell(Page *page, const Row *row, guint column, const char *label, int year)
{
    KkNumber value = kk_number_parse(row->cells[column]);
    const KkMunicipality *municipality = NULL;
    gsize start = 0, end = 0;

    if (!value.set || strpbrk(row->cells[column], "%+") != NULL)
        return;
    if (label != NULL)
        municipality = kk_register_scan(label, 0, &start, &end);
    if (municipality == NULL)
        municipality = page->context.municipality;
    GString *text = g_string_new(row->name);
    for (guint c = 0; c < row->n_cells; c++)
        g_string_append_printf(text, " | %s", row->cells[c]);
    KkClaim *claim = claims_add(page, row->total ? KK_CLAIM_TOTAL : KK_CLAIM_AREA, municipality,
                                year, &value, text->str, row->first, row->last);
    claim->area = row->total ? NULL : claims_area_id(row->name, year);
    claim->max = (KkNumber){true, row->total ? 800 : 100, 0};
    g_string_free(text, TRUE);
}

static void read_table(Page *page, const GArray *rows)
{
    const Row *first = &g_array_index(rows, Row, 0);
    char *heads[MOST_CELLS] = {NULL};
    int above = year_above(page, first);

    if (first->first == first->last)
        read_line_head(page, first, heads);
    else
        read_column_head(page, first, heads);
    for (guint c = 0; c < first->n_cells; c++) {
        int year = label_year(heads[c]);

        if (year == 0)
            year = above != 0 ? above : page->context.year;
        for (guint r = 0; r < rows->len && !is_no_score(heads[c]); r++) {
            const Row *row = &g_array_index(rows, Row, r);

            if (c < row->n_cells)
                add_cell(page, row, c, heads[c], year);
        }
    }
    for (guint r = 0; r < rows->len; r++)
        for (guint i = g_array_index(rows, Row, r).first; i <= g_array_index(rows, Row, r).last;
             i++)
            page->used[i] = true;
    for (guint c = 0; c < MOST_CELLS; c++)
        g_free(heads[c]);
}

/* Takes the rows as a table if they are one. */
static void finish(Page *page, GArray *rows)
{
    guint n_areas = 0;

    for (guint i = 0; i < rows->len; i++)
        n_areas += !g_array_index(rows, Row, i).total;
    if (n_areas >= LEAST_ROWS)
        read_table(page, rows);
    g_array_set_size(rows, 0);
}

static bool goes_on(const GArray *rows, const Row *row)
{
    const Row *last = &g_array_index(rows, Row, rows->len - 1);

    return row->first <= last->last + 2 && row->n_cells == last->n_cells && !last->total;
}

void claims_read_tables(Page *page)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(Row));

    g_array_set_clear_func(rows, clear_row);
    for (guint i = 0; i < page->lines->len;) {
        Row row;

        if (!read_row(page, i, &row)) {
            i++;
            continue;
        }
        if (rows->len > 0 && !goes_on(rows, &row))
            finish(page, rows);
        i = row.last + 1;
        if (rows->len == 0 && row.total)
            clear_row(&row);
        else
            g_array_append_val(rows, row);
    }
    finish(page, rows);
}
