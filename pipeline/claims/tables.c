/* tables.c - scores in a table, in whatever shape it came down to.
 *
 * A row is a name and its cells: on one line (tabs, gaps, a colon), or one cell a line below
 * it. The name is an area's or the total's, or, in a table of totals, a year or a
 * municipality. The head says whose and when each column is; averages, changes and maxima are
 * no claims, nor is a number in brackets beside a score, nor, where there are points, a share. */
#include "claims.h"

#include <kk/edition.h>

#include <stdlib.h>
#include <string.h>

#define MOST_CELLS 32 /* as many as a web page's table may have */
#define MOST_ROWS 400 /* more than there are municipalities */
#define LEAST_ROWS 3
#define LEAST_ROWS_OF_TOTALS 2
#define MOST_HEAD_LINES 2
#define LEAST_CHAPTERS 5 /* scores of so many areas do not rise by chance */
#define FIRST_PAGE 30    /* the first area's chapter begins before it */
#define HEAD_GAP_EM 0.6 /* words of one head stand closer: a space has a quarter to a third */

typedef enum { ROW_AREA, ROW_TOTAL, ROW_YEAR, ROW_MUNICIPALITY } RowKind;

typedef struct {
    guint first, last; /* lines */
    char *name;
    RowKind kind;
    const KkMunicipality *municipality; /* of a municipality's row */
    guint n_cells;
    char *cells[MOST_CELLS];
    bool cut; /* it has more */
    /* where the name and the cells of a row on one line end and begin, in points */
    double name_right, left[MOST_CELLS], right[MOST_CELLS];
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

/* A cell of a table of totals, where years stand among the scores. */
static bool is_value_or_year(const char *text)
{
    KkMatch match;

    return is_value(text) || (kk_pattern_match(KK_PATTERN_YEAR, text, 0, &match) &&
                              match.starts[0] == 0 && text[match.ends[0]] == '\0');
}

/* The name without number, "Område 1" or colon, where an area or the total is called so. */
static char *dup_area_name(const char *text, Row *row)
{
    g_autofree char *name = kk_area_title_dup(text);

    if (name == NULL)
        name = g_strdup(text);
    for (gsize n = strlen(name); n > 0 && strchr(":,. ", name[n - 1]) != NULL;)
        name[--n] = '\0';
    row->kind = kk_editions_find_area(name) > 0 ? ROW_AREA : ROW_TOTAL;
    if (row->kind == ROW_AREA || (kk_pattern_is(KK_PATTERN_TOTAL_LABEL, text) &&
                                  g_utf8_strlen(text, -1) < 30))
        return g_steal_pointer(&name);
    return NULL;
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

/* A year, or a municipality and little else. */
static char *dup_total_name(const char *text, Row *row)
{
    gsize start = 0, end = 0;

    if (is_value_or_year(text) && !is_value(text)) {
        row->kind = ROW_YEAR;
        return g_strdup(text);
    }
    row->kind = ROW_MUNICIPALITY;
    row->municipality = find_named(text, &start, &end);
    return row->municipality != NULL && start == 0 && strlen(text + end) <= strlen(" kommun")
               ? g_strdup(text)
               : NULL;
}

typedef bool (*IsCell)(const char *text);
typedef char *(*DupName)(const char *text, Row *row);

/* Takes the cells of words @first to the end: "68", "50 %", "71 av 100". */
static void read_cells(const KkLine *line, guint first, IsCell is_cell, Row *row)
{
    for (guint w = first; w < line->words->len; w++) {
        const KkWord *word = kk_line_word(line, w);

        if (row->n_cells == MOST_CELLS) {
            row->cut = true;
            break;
        }
        if (strcmp(word->text, "%") == 0 && row->n_cells > 0) {
            char *percent = g_strconcat(row->cells[row->n_cells - 1], " %", NULL);

            g_free(row->cells[row->n_cells - 1]);
            row->cells[row->n_cells - 1] = percent;
        } else if (strcmp(word->text, "av") == 0 && row->n_cells > 0 &&
                   w + 1 < line->words->len) {
            char **cell = &row->cells[row->n_cells - 1];
            char *of_max = g_strconcat(*cell, " av ", kk_line_word(line, ++w)->text, NULL);

            g_free(*cell);
            *cell = of_max;
        } else if (is_cell(word->text) && word->text[0] != '(') {
            row->left[row->n_cells] = word->box.x0;
            row->cells[row->n_cells++] = g_strdup(word->text);
        }
        if (row->n_cells > 0)
            row->right[row->n_cells - 1] = word->box.x1;
    }
}

/* A unit, "av" before a maximum, dot leaders. */
static bool is_beside_cell(const char *word)
{
    return kk_pattern_is(KK_PATTERN_COLUMN_POINTS, word) || strcmp(word, "av") == 0 ||
           strcmp(word, "p") == 0 ||
           strspn(word, ".…") == strlen(word);
}

/* Cells that stand behind the name on its own line. */
static bool read_line_row(const Page *page, guint i, IsCell is_cell, DupName dup_name, Row *row)
{
    const KkLine *line = line_at(page, i);
    guint first = line->words->len;

    while (first > 1) {
        const char *word = kk_line_word(line, first - 1)->text;

        if (!is_cell(word) && !is_beside_cell(word))
            break;
        first--;
    }
    if (first == line->words->len)
        return false;
    g_autoptr(KkLine) label = kk_line_dup_words(line, 0, first);
    row->name = dup_name(label->text, row);
    if (row->name == NULL)
        return false;
    row->first = row->last = i;
    row->name_right = label->box.x1;
    read_cells(line, first, is_cell, row);
    return row->n_cells > 0;
}

/* Whether line @i is the number of the area that is named below it. */
static bool numbers_next_row(const Page *page, guint i)
{
    if (i + 1 >= page->lines->len)
        return false;
    int number = kk_editions_find_area(line_at(page, i + 1)->text);

    return number > 0 && atoi(line_at(page, i)->text) == number;
}

/* A name by itself, and a value a line below it. */
static bool read_column_row(const Page *page, guint i, IsCell is_cell, DupName dup_name,
                            Row *row)
{
    if (line_at(page, i)->words->len > 8)
        return false;
    row->name = dup_name(line_at(page, i)->text, row);
    if (row->name == NULL)
        return false;
    row->first = row->last = i;
    for (guint k = i + 1; k < page->lines->len; k++) {
        const char *text = line_at(page, k)->text;

        row->cut = row->n_cells == MOST_CELLS && is_cell(text);
        if (row->n_cells == MOST_CELLS || numbers_next_row(page, k))
            break;
        if (is_cell(text))
            row->cells[row->n_cells++] = g_strdup(text);
        else if (row->n_cells == 0 || !kk_pattern_is(KK_PATTERN_BESIDE_CELL, text))
            break;
        row->last = k;
    }
    return row->n_cells > 0;
}

static bool read_row(const Page *page, guint i, Row *row)
{
    static const struct {
        bool (*read)(const Page *page, guint i, IsCell is_cell, DupName dup_name, Row *row);
        IsCell is_cell;
        DupName dup_name;
    } shapes[] = {{read_line_row, is_value, dup_area_name},
                  {read_column_row, is_value, dup_area_name},
                  {read_line_row, is_value_or_year, dup_total_name}};

    for (gsize k = 0; k < G_N_ELEMENTS(shapes); k++) {
        memset(row, 0, sizeof *row);
        if (shapes[k].read(page, i, shapes[k].is_cell, shapes[k].dup_name, row))
            return true;
        clear_row(row);
    }
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

/* Where the head of column @c begins: with its cells, or, where they are set to the right or
 * to the middle, with the words over them that begin behind the column before. */
static double head_left(const KkLine *above, const Row *row, guint c)
{
    double before = c > 0 ? row->right[c - 1] : row->name_right;
    double start = 0, end = -G_MAXDOUBLE;

    for (guint w = 0; w < above->words->len; w++) {
        const KkRect *box = &kk_line_word(above, w)->box;

        if (box->x0 - end > HEAD_GAP_EM * above->size)
            start = box->x0;
        end = box->x1;
        if (start > before && start < row->left[c] && end > row->left[c])
            return start;
    }
    return row->left[c] - 1;
}

/* Words of the lines above the first row that stand over its cells, cell by cell. A head
 * above another spans the columns to its right that it has no words over. */
static void read_line_head(const Page *page, const Row *row, char **heads)
{
    for (guint up = 1; up <= MOST_HEAD_LINES && up <= row->first; up++) {
        const KkLine *above = line_at(page, row->first - up);
        g_autofree char *spanning = NULL;

        if (!may_be_head(above, row->n_cells))
            return;
        for (guint c = 0; c < row->n_cells; c++) {
            double end = c + 1 < row->n_cells ? head_left(above, row, c + 1) : G_MAXDOUBLE;
            g_autoptr(KkLine) part = kk_line_dup_between(above, head_left(above, row, c), end);

            if (part != NULL) {
                g_free(spanning);
                spanning = g_strdup(part->text);
            }
            if (spanning == NULL || (part == NULL && up == 1))
                continue;
            char *longer = heads[c] != NULL ? g_strconcat(spanning, " ", heads[c], NULL)
                                            : g_strdup(spanning);
            g_free(heads[c]);
            heads[c] = longer;
        }
    }
}

/* One cell a line: the lines behind the head of the names, else those right above the first
 * row, as many as it has cells. */
static bool read_column_head(const Page *page, const Row *row, char **heads)
{
    if (row->first < row->n_cells)
        return false;
    guint head = row->first - row->n_cells;
    for (guint i = row->first; i > 0 && row->first - i < MOST_CELLS; i--)
        if (kk_pattern_is(KK_PATTERN_COLUMN_NAMES, line_at(page, i - 1)->text) &&
            i + row->n_cells <= row->first)
            head = i;
    for (guint c = 0; c < row->n_cells; c++)
        if (line_at(page, head + c)->words->len > 5)
            return false;
    for (guint c = 0; c < row->n_cells; c++)
        heads[c] = g_strdup(line_at(page, head + c)->text);
    return true;
}

static int label_year(const char *label)
{
    KkMatch match;

    return label != NULL && kk_pattern_match(KK_PATTERN_YEAR, label, 0, &match)
               ? kk_match_int(&match, "year", 0)
               : 0;
}

/* A head of others' averages, of changes, of ranks. */
static bool is_of_no_score(const char *label)
{
    return label != NULL && (kk_pattern_is(KK_PATTERN_AVERAGE_LABEL, label) ||
                             kk_pattern_is(KK_PATTERN_CHANGE_LABEL, label));
}

static bool has_word(const char *label, KkPatternId pattern)
{
    g_auto(GStrv) words = g_strsplit(label != NULL ? label : "", " ", -1);

    for (char **word = words; *word != NULL; word++)
        if (kk_pattern_is(pattern, *word))
            return true;
    return false;
}

static bool is_in_percent(const char *label, const char *cell)
{
    return has_word(label, KK_PATTERN_COLUMN_PERCENT) || strchr(cell, '%') != NULL;
}

/* Whether a table gives no points but shares: those of an area are its points, of 100. */
static bool gives_shares_alone(const Row *first, char **heads)
{
    for (guint c = 0; c < first->n_cells; c++)
        if (!is_of_no_score(heads[c]) && !is_in_percent(heads[c], first->cells[c]))
            return false;
    return true;
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

typedef struct {
    const char *label; /* the column's head, or NULL */
    const KkMunicipality *municipality; /* that it names, or NULL */
    int year; /* of the head, or of the heading over the table; 0 */
    bool share; /* its cells are shares, which are points */
} Column;

static bool is_of_areas(const Row *row)
{
    return row->kind == ROW_AREA || row->kind == ROW_TOTAL;
}

static char *dup_row_text(const Row *row)
{
    GString *text = g_string_new(row->name);

    for (guint c = 0; c < row->n_cells; c++)
        g_string_append_printf(text, " | %s", row->cells[c]);
    return g_string_free(text, FALSE);
}

/* The year of a cell of a row of totals: the row's name, else the last year in the cells before
 * it, else the first behind. */
static int cell_year(const Row *row, const char *cell)
{
    int year = 0;
    bool behind = false;

    for (guint c = 0; c < row->n_cells && !(behind && year != 0); c++) {
        int told = label_year(row->cells[c]);

        behind = behind || row->cells[c] == cell;
        year = told != 0 ? told : year;
    }
    return label_year(row->name) != 0 ? label_year(row->name) : year;
}

/* Tables of totals have no names that say what they hold: their columns must. */
static bool heads_totals(const Column *column)
{
    return column->municipality != NULL ||
           (column->label != NULL && kk_pattern_is(KK_PATTERN_COLUMN_TOTALS, column->label));
}

static void add_cell(Page *page, const Row *row, const char *cell, const Column *column)
{
    gsize n = strcspn(cell, "a/%p"); /* "71 av 100", "71/100", "71 %", "71 p" */
    g_autofree char *score = g_strndup(cell, n);
    KkNumber value = kk_number_parse(g_strchomp(score));
    bool area = row->kind == ROW_AREA;
    int year = is_of_areas(row) ? column->year : cell_year(row, cell);

    if (!value.set || strchr(cell, '+') != NULL || (strchr(cell, '%') != NULL && !column->share) ||
        (area ? value.value > 100 : value.value <= 100 || value.value >= 800) ||
        (!is_of_areas(row) && !heads_totals(column)))
        return;
    const KkMunicipality *municipality =
        row->municipality != NULL ? row->municipality : column->municipality;
    if (municipality == NULL)
        municipality = page->context.municipality;
    if (year == 0)
        year = column->year != 0 ? column->year : page->context.year;
    g_autofree char *text = dup_row_text(row);
    KkClaim *claim = claims_add(page, area ? KK_CLAIM_AREA : KK_CLAIM_TOTAL, municipality, year,
                                &value, text, row->first, row->last);
    claim->area = area ? claims_area_id(row->name, year) : NULL;
    n += strcspn(cell + n, "0123456789");
    claim->max = kk_number_parse(cell + n);
}

/* The cell of @row in column @c of the row @model: a row that lacks a cell is told by where
 * its cells begin. */
static const char *cell_in_column(const Row *row, const Row *model, guint c)
{
    if (row->n_cells == model->n_cells)
        return row->cells[c];
    for (guint k = 0; k < row->n_cells; k++) {
        double right = c + 1 < model->n_cells ? model->left[c + 1] : G_MAXDOUBLE;

        if (row->left[k] > model->left[c] - 1 && row->left[k] < right - 1)
            return row->cells[k];
    }
    return NULL;
}

static Column head_of(const Page *page, const char *label, int year_above, bool share)
{
    gsize start = 0, end = 0;
    Column column = {.label = label, .year = label_year(label), .share = share};

    if (label != NULL)
        column.municipality = find_named(label, &start, &end);
    if (column.year == 0)
        column.year = year_above != 0 ? year_above : page->context.year;
    return column;
}

/* Whether a column holds the pages of chapters: areas in their order, numbers that begin low and
 * never fall, no total. */
static bool holds_pages(const GArray *rows, guint c)
{
    double last = 0;
    int number = 0;

    for (guint r = 0; r < rows->len; r++) {
        const Row *row = &g_array_index(rows, Row, r);
        const char *cell = cell_in_column(row, &g_array_index(rows, Row, 0), c);
        KkNumber value = kk_number_parse(cell != NULL ? cell : "");
        int area = kk_editions_find_area(row->name);

        if (row->kind != ROW_AREA || !value.set || value.decimals > 0 || value.value < last ||
            area <= number || (r == 0 && value.value >= FIRST_PAGE))
            return false;
        last = value.value;
        number = area;
    }
    return rows->len >= LEAST_CHAPTERS;
}

static void read_columns(Page *page, const GArray *rows, char **heads)
{
    const Row *first = &g_array_index(rows, Row, 0);
    int above = year_above(page, first);
    bool scored = false, shares = gives_shares_alone(first, heads);

    for (guint c = 0; c < first->n_cells; c++) {
        Column column = head_of(page, heads[c], above, shares);

        if (is_of_no_score(heads[c]) ||
            (is_in_percent(heads[c], first->cells[c])
                 ? !shares
                 : has_word(heads[c], KK_PATTERN_COLUMN_MAX)) ||
            (scored && heads[c] == NULL) || holds_pages(rows, c))
            continue; /* without a head, nobody knows what stands beside the score */
        scored = scored || kk_number_parse(first->cells[c]).set;
        for (guint r = 0; r < rows->len; r++) {
            const Row *row = &g_array_index(rows, Row, r);
            const char *cell = cell_in_column(row, first, c);

            if (cell != NULL)
                add_cell(page, row, cell, &column);
        }
    }
}

static void read_table(Page *page, const GArray *rows)
{
    const Row *first = &g_array_index(rows, Row, 0);
    char *heads[MOST_CELLS] = {NULL};

    if (first->first == first->last)
        read_line_head(page, first, heads);
    else
        read_column_head(page, first, heads);
    read_columns(page, rows, heads);
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
    guint n_areas = 0, n_totals = 0, n_cut = 0;

    for (guint i = 0; i < rows->len; i++) {
        n_cut += g_array_index(rows, Row, i).cut;
        n_areas += g_array_index(rows, Row, i).kind == ROW_AREA;
        n_totals += !is_of_areas(&g_array_index(rows, Row, i));
    }
    bool table = n_areas >= LEAST_ROWS || n_totals >= LEAST_ROWS_OF_TOTALS;
    if (table && page->claims->len < MOST_CLAIMS)
        read_table(page, rows);
    else
        page->n_passed_over += table;
    if (table && (n_cut > 0 || rows->len == MOST_ROWS)) /* the rows behind it have no head */
        page->n_passed_over++;
    g_array_set_size(rows, 0);
}

/* Rows of one table: equally many cells, or fewer that stand in its columns. */
static bool goes_on(const GArray *rows, const Row *row)
{
    const Row *first = &g_array_index(rows, Row, 0);
    const Row *last = &g_array_index(rows, Row, rows->len - 1);
    bool columns = row->first == row->last && first->first == first->last;

    return rows->len < MOST_ROWS && row->first <= last->last + 2 && last->kind != ROW_TOTAL &&
           (row->kind == last->kind || row->kind == ROW_TOTAL) &&
           is_of_areas(row) == is_of_areas(last) &&
           (row->n_cells == first->n_cells || (columns && row->n_cells < first->n_cells));
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
        if (rows->len == 0 && row.kind == ROW_TOTAL)
            clear_row(&row);
        else
            g_array_append_val(rows, row);
    }
    finish(page, rows);
}
