/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export_xlsx.c - a workbook: a summary of each edition with a chart, then a sheet a table; with
 * xlsx_library the only file that knows libxlsxwriter.
 *
 * Rows are written through (constant_memory), so each sheet is written top to bottom, and what
 * is known at the end only (filters, the chart's ranges) is added then. Texts are written as
 * texts: Excel takes none for a formula. What Excel cannot hold is told in the remarks. What the
 * library prints itself is dropped: its trouble is told in our words. */
#include "formats.h"
#include "heads.h"
#include "tables.h"
#include "xlsx_check.h"
#include "xlsx_library.h"

#include <kk/edition.h>
#include <kk/error.h>

#include <locale.h>
#include <string.h>

#define MAX_ROWS LXW_ROW_MAX
#define MAX_CELL 32767       /* UTF-16 units of a text, as Excel counts */
#define MAX_CHART_ROWS 32000 /* points of a series */
#define LINE_HEIGHT 15.0     /* points */
#define MAX_HEIGHT 409.0     /* that Excel lets a row have */
#define PAGE_WIDTH 320.0     /* characters across an A4, small but legible */
#define CREATED 315532800    /* 1980-01-01, as the zip's times: the same bytes each time */

typedef struct {
    char *name;           /* of its first part */
    GPtrArray *columns;   /* of char *, owned: in English */
    guint64 wraps;        /* a bit a column: long texts */
    lxw_worksheet *sheet; /* its last part: rows beyond Excel's go on in another */
    lxw_row_t n_rows;     /* of that part, with the head */
    int part;
} Sheet;

typedef struct {
    locale_t plain; /* libxlsxwriter writes numbers with printf() */
    FILE *nowhere;  /* and its complaints to stderr */
    char *path;
    lxw_workbook *book;
    lxw_format *head, *cell, *wrapped;
    bool swedish;
    const KkResult *result; /* that is being added */
    guint n_editions;
    Sheet *summaries; /* one an edition, the newest first, and one of those without */
    Sheet sheets[N_TABLES];
    guint n_cut; /* texts that were cut */
} Writer;

/* Of a summary: before the areas' names and behind them. */
static const char *const first_columns[] = {"municipality", "year",   "edition", "evaluation",
                                            "code",         "county", "status"};
static const char *const last_columns[] = {"total", "max", "total from", "report"};

enum { SUMMARY_NAME = 3, SUMMARY_FIRST_AREA = G_N_ELEMENTS(first_columns) };

/* Of every other sheet whose table does not tell them. */
static const char *const evaluation_columns[] = {"municipality", "year", "edition"};

static const char *in_language(const Writer *writer, const char *name)
{
    return writer->swedish ? head_in_swedish(name) : name;
}

static bool fail(lxw_error trouble, GError **error)
{
    if (trouble == LXW_NO_ERROR)
        return true;
    g_set_error_literal(error, KK_ERROR, KK_ERROR_WRITE, xlsx.lxw_strerror(trouble));
    return false;
}

/* What is otherwise while libxlsxwriter runs. */
typedef struct {
    locale_t locale;
    FILE *complaints;
} Before;

static Before enter(const Writer *writer)
{
    const Before before = {uselocale(writer->plain), stderr};

    if (writer->nowhere != NULL)
        stderr = writer->nowhere;
    return before;
}

static void leave(Before before)
{
    stderr = before.complaints;
    uselocale(before.locale);
}

/* ---- texts ------------------------------------------------------------------------------ */

/* Excel reads _x0041_ as an escaped A: such words of a document are escaped themselves. */
static bool is_escape(const char *p)
{
    return p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit(p[2]) && g_ascii_isxdigit(p[3]) &&
           g_ascii_isxdigit(p[4]) && g_ascii_isxdigit(p[5]) && p[6] == '_';
}

/* As Excel counts, with the escapes. */
static int units_of(const char *p)
{
    return (is_escape(p) ? 6 : 0) + (g_utf8_get_char(p) > 0xffff ? 2 : 1);
}

static bool fits(const char *text)
{
    int units = 0;

    for (const char *p = text; *p != '\0' && units <= MAX_CELL; p = g_utf8_next_char(p))
        units += units_of(p);
    return units <= MAX_CELL;
}

/* @text as Excel can hold it: no character that XML lacks, no more than a cell takes. */
static char *dup_fitting(Writer *writer, const char *text)
{
    GString *fitting = g_string_sized_new(strlen(text));
    const bool cut = !fits(text);
    int units = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);

        units += units_of(p);
        if (cut && units > MAX_CELL - 1)
            break;
        if (is_escape(p))
            g_string_append(fitting, "_x005F");
        g_string_append_unichar(fitting, c == 0xfffe || c == 0xffff ? 0xfffd : c);
    }
    if (cut) {
        g_string_append(fitting, "…");
        writer->n_cut++;
    }
    return g_string_free(fitting, FALSE);
}

/* ---- sheets ----------------------------------------------------------------------------- */

#define WRAPPED 30 /* characters: texts in columns that are as wide, or wider, are wrapped */

/* In characters; what is not told is as wide as its head, which may be wrapped. */
static double width_of(const char *column)
{
    static const struct {
        const char *column;
        double width;
    } widths[] = {{"text", 70},       {"overview", 70},     {"message", 60}, {"topics", 40},
                  {"name", 30},       {"area_name", 30},    {"id", 30},      {"label", 30},
                  {"report", 32},     {"county", 20},       {"sha256", 20},  {"municipality", 18},
                  {"producer", 24},   {"organisation", 24}, {"role", 24},    {"created", 22},
                  {"evaluation", 24}, {"title", 30},        {"url", 24}};

    for (gsize i = 0; i < G_N_ELEMENTS(widths); i++)
        if (strcmp(widths[i].column, column) == 0)
            return widths[i].width;
    return CLAMP((double)g_utf8_strlen(column, -1) + 3, 8, 18);
}

/* What is no table of Excel's gets a filter over its rows. */
static bool end_part(Sheet *sheet, GError **error)
{
    const lxw_col_t last = (lxw_col_t)(sheet->columns->len - 1);

    return fail(xlsx.worksheet_autofilter(sheet->sheet, 0, 0, sheet->n_rows - 1, last), error);
}

/* The rows of a part as a table of Excel's. The library refuses that where rows are written
 * through, for it writes the heads at the same time; ours are there. */
static bool end_table(Writer *writer, Sheet *sheet, GError **error)
{
    g_autofree lxw_table_column *columns = g_new0(lxw_table_column, sheet->columns->len);
    g_autofree lxw_table_column **list = g_new0(lxw_table_column *, sheet->columns->len + 1);
    g_autofree char *name = sheet->part == 1 ? g_strdup(sheet->name)
                                             : g_strdup_printf("%s%d", sheet->name, sheet->part);
    lxw_table_options options = {.name = name, .columns = list};

    if (sheet->n_rows == 1)
        return end_part(sheet, error);
    for (guint i = 0; i < sheet->columns->len; i++) {
        columns[i].header = (char *)in_language(writer, g_ptr_array_index(sheet->columns, i));
        list[i] = &columns[i];
    }
    sheet->sheet->optimize = LXW_FALSE;
    const lxw_error trouble = xlsx.worksheet_add_table(
        sheet->sheet, 0, 0, sheet->n_rows - 1, (lxw_col_t)(sheet->columns->len - 1), &options);
    sheet->sheet->optimize = LXW_TRUE;
    return fail(trouble, error);
}

static bool end_sheet(Writer *writer, Sheet *sheet, GError **error)
{
    return sheet == &writer->sheets[TABLE_SCORES] ? end_table(writer, sheet, error)
                                                  : end_part(sheet, error);
}

/* Lines that @text takes in a column, about: words are not broken. */
static int lines_of(const char *text, double width)
{
    g_auto(GStrv) parts = g_strsplit(text, "\n", -1);
    int lines = 0;

    for (int i = 0; parts[i] != NULL; i++)
        lines += 1 + (int)((double)g_utf8_strlen(parts[i], -1) / (width * 0.9));
    return lines;
}

/* LibreOffice takes the heights of what it believes to be Excel's files as they are. */
static void set_height(const Sheet *sheet, lxw_row_t row, int lines)
{
    if (lines > 1)
        xlsx.worksheet_set_row(sheet->sheet, row, MIN(lines * LINE_HEIGHT, MAX_HEIGHT), NULL);
}

/* @width: of all columns. */
static void set_page(lxw_worksheet *sheet, double width)
{
    xlsx.worksheet_freeze_panes(sheet, 1, 1);
    xlsx.worksheet_set_paper(sheet, 9); /* A4 */
    xlsx.worksheet_set_landscape(sheet);
    xlsx.worksheet_fit_to_pages(sheet, (uint16_t)(1 + width / PAGE_WIDTH), 0);
    xlsx.worksheet_repeat_rows(sheet, 0, 0);
    xlsx.worksheet_repeat_columns(sheet, 0, 0);
    xlsx.worksheet_set_footer(sheet, "&L&A&R&P (&N)");
}

static bool begin_part(Writer *writer, Sheet *sheet, GError **error)
{
    g_autofree char *name = sheet->part == 0
                                ? g_strdup(sheet->name)
                                : g_strdup_printf("%s %d", sheet->name, sheet->part + 1);
    double all = 0;
    int lines = 1;

    sheet->sheet = xlsx.workbook_add_worksheet(writer->book, name);
    sheet->part++;
    sheet->n_rows = 1;
    if (sheet->sheet == NULL)
        return fail(LXW_ERROR_CREATING_TMPFILE, error);
    for (lxw_col_t i = 0; i < sheet->columns->len; i++) {
        const char *column = g_ptr_array_index(sheet->columns, i);
        const double width = width_of(column);

        all += width;
        lines = MAX(lines, lines_of(in_language(writer, column), width));
        sheet->wraps |= width >= WRAPPED ? G_GUINT64_CONSTANT(1) << i : 0;
        xlsx.worksheet_set_column(sheet->sheet, i, i, width, NULL);
        if (!fail(xlsx.worksheet_write_string(sheet->sheet, 0, i, in_language(writer, column),
                                              writer->head),
                  error))
            return false;
    }
    set_height(sheet, 0, lines);
    set_page(sheet->sheet, all);
    return true;
}

static void add_columns(Sheet *sheet, const char *const *columns, gsize n)
{
    for (gsize i = 0; i < n; i++)
        g_ptr_array_add(sheet->columns, g_strdup(columns[i]));
}

/* A sheet without columns yet. */
static void sheet_init(Sheet *sheet, const char *name)
{
    sheet->name = g_strdup(name);
    sheet->columns = g_ptr_array_new_with_free_func(g_free);
}

static void sheet_clear(Sheet *sheet)
{
    g_free(sheet->name);
    g_clear_pointer(&sheet->columns, g_ptr_array_unref);
}

/* The row to write next, in a part that has room for it. */
static bool next_row(Writer *writer, Sheet *sheet, lxw_row_t *row, GError **error)
{
    if (sheet->n_rows == MAX_ROWS &&
        (!end_sheet(writer, sheet, error) || !begin_part(writer, sheet, error)))
        return false;
    *row = sheet->n_rows++;
    return true;
}

static bool write_text(Writer *writer, const Sheet *sheet, lxw_row_t row, lxw_col_t column,
                       const char *text, GError **error)
{
    if (text == NULL)
        return true;
    g_autofree char *fitting = dup_fitting(writer, text);
    lxw_format *format = sheet->wraps >> column & 1 ? writer->wrapped : writer->cell;
    return fail(xlsx.worksheet_write_string(sheet->sheet, row, column, fitting, format), error);
}

static bool write_number(const Writer *writer, const Sheet *sheet, lxw_row_t row, lxw_col_t column,
                         const KkNumber *number, GError **error)
{
    return !number->set ||
           fail(xlsx.worksheet_write_number(sheet->sheet, row, column, number->value, writer->cell),
                error);
}

static bool write_cell(Writer *writer, const Sheet *sheet, lxw_row_t row, lxw_col_t column,
                       const Cell *cell, GError **error)
{
    switch (cell->kind) {
    case CELL_TEXT:
        return write_text(writer, sheet, row, column, cell->text, error);
    case CELL_NUMBER:
        return write_number(writer, sheet, row, column,
                            &(KkNumber){true, g_ascii_strtod(cell->text, NULL), 0}, error);
    case CELL_BOOLEAN:
        return fail(
            xlsx.worksheet_write_boolean(sheet->sheet, row, column, cell->text[0] == 't', NULL),
            error);
    case CELL_EMPTY:
    default:
        return true;
    }
}

/* municipality, year and edition, in the first columns. */
static bool write_evaluation(Writer *writer, const Sheet *sheet, lxw_row_t row, GError **error)
{
    const KkReport *report = writer->result->report;

    return write_text(writer, sheet, row, 0, report->municipality, error) &&
           write_number(writer, sheet, row, 1, &(KkNumber){report->year > 0, report->year, 0},
                        error) &&
           write_text(writer, sheet, row, 2, report->edition, error);
}

static bool write_row(gpointer data, const Row *row, GError **error)
{
    Writer *writer = data;
    Sheet *sheet = &writer->sheets[row->table];
    const lxw_col_t first = (lxw_col_t)(sheet->columns->len - row->n_cells);
    lxw_row_t n;
    int lines = 1;

    if (!next_row(writer, sheet, &n, error) ||
        (first > 0 && !write_evaluation(writer, sheet, n, error)))
        return false;
    for (guint i = 0; i < row->n_cells; i++) {
        const Cell *cell = &row->cells[i];

        if (!write_cell(writer, sheet, n, (lxw_col_t)(first + i), cell, error))
            return false;
        if (cell->kind == CELL_TEXT && sheet->wraps >> (first + i) & 1)
            lines = MAX(lines, lines_of(cell->text,
                                        width_of(g_ptr_array_index(sheet->columns, first + i))));
    }
    set_height(sheet, n, lines);
    return true;
}

/* ---- the summaries ---------------------------------------------------------------------- */

static Sheet *find_summary(const Writer *writer, const char *edition)
{
    for (guint i = 0; i < writer->n_editions; i++)
        if (g_strcmp0(kk_editions[i]->year, edition) == 0)
            return &writer->summaries[writer->n_editions - 1 - i];
    return &writer->summaries[writer->n_editions];
}

static bool write_areas(const Writer *writer, const Sheet *sheet, lxw_row_t row,
                        const KkReport *report, GError **error)
{
    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);
        const int position = tables_area_position(report, area);

        if (position > 0 &&
            !write_number(writer, sheet, row, (lxw_col_t)(SUMMARY_FIRST_AREA + position - 1),
                          kk_area_points(area), error))
            return false;
    }
    return true;
}

static bool write_summary(Writer *writer, GError **error)
{
    const KkReport *report = writer->result->report;
    const char *name = report->municipality != NULL ? report->municipality : "unknown";
    g_autofree char *key = tables_dup_key(writer->result);
    g_autofree char *evaluation =
        report->year > 0 ? g_strdup_printf("%s %d", name, report->year) : g_strdup(name);
    const KkTotal total = kk_report_total(report);
    g_autofree char *from = kk_from_dup_text(total.from, " ");
    const char *texts[] = {evaluation, report->code, report->county,
                           kk_status_name(writer->result->validation->status)};
    Sheet *sheet = find_summary(writer, report->edition);
    const lxw_col_t last = (lxw_col_t)(sheet->columns->len - G_N_ELEMENTS(last_columns));
    lxw_row_t row;

    if (!next_row(writer, sheet, &row, error) || !write_evaluation(writer, sheet, row, error))
        return false;
    for (lxw_col_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (!write_text(writer, sheet, row, SUMMARY_NAME + i, texts[i], error))
            return false;
    return write_areas(writer, sheet, row, report, error) &&
           write_number(writer, sheet, row, last, &total.number, error) &&
           write_number(writer, sheet, row, last + 1, &report->max, error) &&
           write_text(writer, sheet, row, last + 2, from, error) &&
           write_text(writer, sheet, row, last + 3, key, error);
}

/* Points by area, stacked, a column a report, below the rows; Excel leaves out those that a filter
 * hides. */
static bool add_chart(Writer *writer, const Sheet *sheet, GError **error)
{
    lxw_chart *chart = xlsx.workbook_add_chart(writer->book, LXW_CHART_COLUMN_STACKED);
    lxw_chart_options options = {.x_scale = 2.6, .y_scale = 1.7};
    const lxw_row_t last = MIN(sheet->n_rows - 1, MAX_CHART_ROWS);

    for (int i = 0; i < KK_EDITION_AREAS; i++) {
        const lxw_col_t column = (lxw_col_t)(SUMMARY_FIRST_AREA + i);
        lxw_chart_series *series = xlsx.chart_add_series(chart, NULL, NULL);

        xlsx.chart_series_set_categories(series, sheet->name, 1, SUMMARY_NAME, last, SUMMARY_NAME);
        series->categories->has_string_cache = LXW_TRUE; /* texts, though none is kept in memory */
        xlsx.chart_series_set_values(series, sheet->name, 1, column, last, column);
        xlsx.chart_series_set_name_range(series, sheet->name, 0, column);
    }
    xlsx.chart_title_set_name(chart, in_language(writer, "Points by area"));
    xlsx.chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    return fail(
        xlsx.worksheet_insert_chart_opt(sheet->sheet, sheet->n_rows + 1, 0, chart, &options),
        error);
}

/* Editions without a report are hidden, but one sheet must stay. */
static bool end_summaries(Writer *writer, GError **error)
{
    const Sheet *shown = NULL;
    bool well = true;

    for (guint i = 0; well && i <= writer->n_editions; i++) {
        Sheet *sheet = &writer->summaries[i];
        const bool empty = sheet->part == 1 && sheet->n_rows == 1;

        well = end_part(sheet, error) && (empty || i == writer->n_editions || sheet->part > 1 ||
                                          add_chart(writer, sheet, error));
        if (empty)
            xlsx.worksheet_hide(sheet->sheet);
        else if (shown == NULL)
            shown = sheet;
    }
    xlsx.worksheet_activate(shown != NULL ? shown->sheet : writer->sheets[TABLE_REPORTS].sheet);
    return well;
}

/* What the areas are called in each edition. */
static bool write_editions(Writer *writer, Sheet *sheet, GError **error)
{
    if (!begin_part(writer, sheet, error))
        return false;
    for (int e = 0; kk_editions[e] != NULL; e++)
        for (int i = 0; i < KK_EDITION_AREAS; i++) {
            const KkEditionArea *area = &kk_editions[e]->areas[i];
            const lxw_row_t row = sheet->n_rows++;

            if (!write_text(writer, sheet, row, 0, kk_editions[e]->year, error) ||
                !write_number(writer, sheet, row, 1, &(KkNumber){true, i + 1, 0}, error) ||
                !write_text(writer, sheet, row, 2, area->id, error) ||
                !write_text(writer, sheet, row, 3, area->names[0], error))
                return false;
        }
    return end_part(sheet, error);
}

static bool add_editions(Writer *writer, GError **error)
{
    static const char *const columns[] = {"edition", "area", "id", "name"};
    Sheet sheet = {0};

    sheet_init(&sheet, in_language(writer, "editions"));
    add_columns(&sheet, columns, G_N_ELEMENTS(columns));
    const bool well = write_editions(writer, &sheet, error);
    sheet_clear(&sheet);
    return well;
}

/* ---- the workbook ------------------------------------------------------------------------ */

static void writer_free(gpointer state)
{
    Writer *writer = state;

    if (writer == NULL)
        return;
    if (writer->book != NULL)
        xlsx.lxw_workbook_free(writer->book);
    for (guint i = 0; i <= writer->n_editions; i++)
        sheet_clear(&writer->summaries[i]);
    for (int i = 0; i < N_TABLES; i++)
        sheet_clear(&writer->sheets[i]);
    g_free(writer->summaries);
    freelocale(writer->plain);
    if (writer->nowhere != NULL)
        fclose(writer->nowhere);
    g_free(writer->path);
    g_free(writer);
}

/* @edition: NULL: of reports whose edition is not known. */
static bool begin_summary(Writer *writer, Sheet *sheet, const KkEdition *edition, GError **error)
{
    g_autofree char *name =
        g_strdup_printf("%s %s", in_language(writer, "summary"),
                        edition != NULL ? edition->year : in_language(writer, "other"));

    sheet_init(sheet, name);
    add_columns(sheet, first_columns, G_N_ELEMENTS(first_columns));
    for (int i = 0; edition != NULL && i < KK_EDITION_AREAS; i++)
        add_columns(sheet, &edition->areas[i].names[0], 1);
    add_columns(sheet, last_columns, G_N_ELEMENTS(last_columns));
    return begin_part(writer, sheet, error);
}

static bool begin_table(Writer *writer, Sheet *sheet, const Table *table, GError **error)
{
    const bool told = g_strv_contains(table->columns, "municipality");

    sheet_init(sheet, in_language(writer, table->name));
    if (!told)
        add_columns(sheet, evaluation_columns, G_N_ELEMENTS(evaluation_columns));
    for (int i = 0; table->columns[i] != NULL; i++) {
        const bool other = !told && strcmp(table->columns[i], "year") == 0;

        add_columns(sheet, other ? &(const char *){"comparison_year"} : &table->columns[i], 1);
    }
    return begin_part(writer, sheet, error);
}

static bool begin_sheets(Writer *writer, GError **error)
{
    bool well = true;

    for (guint i = 0; well && i < writer->n_editions; i++)
        well = begin_summary(writer, &writer->summaries[i], kk_editions[writer->n_editions - 1 - i],
                             error);
    well = well && begin_summary(writer, &writer->summaries[writer->n_editions], NULL, error);
    for (int i = 0; well && i < N_TABLES; i++)
        well = begin_table(writer, &writer->sheets[i], &tables[i], error);
    return well;
}

static void add_formats(Writer *writer)
{
    writer->head = xlsx.workbook_add_format(writer->book);
    xlsx.format_set_bold(writer->head);
    xlsx.format_set_bottom(writer->head, LXW_BORDER_THIN);
    xlsx.format_set_text_wrap(writer->head);
    xlsx.format_set_align(writer->head, LXW_ALIGN_VERTICAL_TOP);
    writer->cell = xlsx.workbook_add_format(writer->book);
    xlsx.format_set_align(writer->cell, LXW_ALIGN_VERTICAL_TOP);
    writer->wrapped = xlsx.workbook_add_format(writer->book);
    xlsx.format_set_align(writer->wrapped, LXW_ALIGN_VERTICAL_TOP);
    xlsx.format_set_text_wrap(writer->wrapped);
}

/* NULL: no licence is told. */
static char *dup_comments(const KkPublication *publication)
{
    return publication->licence != NULL
               ? g_strdup_printf("Licence, licens: %s", publication->licence)
               : NULL;
}

static gpointer begin(const char *path, const KkPublication *publication, GError **error)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_FALSE};
    g_autofree char *comments = dup_comments(publication);
    lxw_doc_properties properties = {
        .title = (char *)(publication->title != NULL ? publication->title : "Kommunkompassen"),
        .author = (char *)publication->contact,
        .company = (char *)publication->publisher,
        .hyperlink_base = (char *)publication->homepage,
        .comments = comments,
        .created = CREATED};

    if (!xlsx_load(error))
        return NULL;
    Writer *writer = g_new0(Writer, 1);
    writer->path = g_strdup(path);
    writer->swedish = g_strcmp0(publication->language, "sv") == 0;
    while (kk_editions[writer->n_editions] != NULL)
        writer->n_editions++;
    writer->summaries = g_new0(Sheet, writer->n_editions + 1);
    writer->plain = newlocale(LC_ALL_MASK, "C", NULL);
    writer->nowhere = fopen("/dev/null", "we");
    const Before before = enter(writer);
    writer->book = xlsx.workbook_new_opt(path, &options);
    add_formats(writer);
    xlsx.workbook_set_properties(writer->book, &properties);
    const bool well = begin_sheets(writer, error);
    leave(before);
    if (well)
        return writer;
    writer_free(writer);
    return NULL;
}

static bool add(gpointer state, const KkResult *result, bool current, GError **error)
{
    Writer *writer = state;
    const Before before = enter(writer);

    writer->result = result;
    const bool well =
        write_summary(writer, error) && tables_give_rows(result, current, write_row, writer, error);

    leave(before);
    return well;
}

/* What libxlsxwriter holds of each sheet, of SheetRows, for it does not look what becomes of it;
 * NULL: not all of it was kept. */
static GArray *measure_sheets(const Writer *writer)
{
    GArray *measured = g_array_new(FALSE, FALSE, sizeof(SheetRows));
    lxw_worksheet *sheet;

    STAILQ_FOREACH(sheet, writer->book->worksheets, list_pointers)
    {
        SheetRows rows;

        xlsx.lxw_worksheet_write_single_row(sheet); /* the last one, which waits for its next */
        if (!xlsx_measure_rows(sheet->optimize_tmpfile, &rows)) {
            g_array_unref(measured);
            return NULL;
        }
        g_array_append_val(measured, rows);
    }
    return measured;
}

/* Closes the workbook and looks whether all of it arrived. */
static bool close_book(Writer *writer, GError **error)
{
    g_autoptr(GArray) sheets = measure_sheets(writer);

    if (sheets != NULL && xlsx.workbook_close(g_steal_pointer(&writer->book)) == LXW_NO_ERROR &&
        xlsx_check(writer->path, sheets))
        return true;
    g_set_error_literal(error, KK_ERROR, KK_ERROR_WRITE,
                        "cannot write the whole workbook; is the disk full, or the one for "
                        "temporary files?");
    return false;
}

static void say_limits(const Writer *writer, GPtrArray *remarks)
{
    if (writer->n_cut > 0)
        g_ptr_array_add(remarks,
                        g_strdup_printf("%u texts were cut to %d characters, the most that an "
                                        "Excel cell can hold; they end in …",
                                        writer->n_cut, MAX_CELL));
    for (int i = 0; i < N_TABLES; i++)
        if (writer->sheets[i].part > 1)
            g_ptr_array_add(remarks,
                            g_strdup_printf("%s has more rows than an Excel sheet can "
                                            "hold and continues in \"%s 2\"",
                                            writer->sheets[i].name, writer->sheets[i].name));
}

static bool end_sheets(Writer *writer, GError **error)
{
    bool well = end_summaries(writer, error);

    for (int i = 0; well && i < N_TABLES; i++)
        well = end_sheet(writer, &writer->sheets[i], error);
    return well && add_editions(writer, error);
}

static bool finish(gpointer state, GPtrArray *remarks, GError **error)
{
    Writer *writer = state;
    const Before before = enter(writer);
    const bool well = end_sheets(writer, error) && close_book(writer, error);

    leave(before);
    if (well)
        say_limits(writer, remarks);
    return well;
}

const KkFormat kk_format_xlsx = {
    "xlsx",
    "an Excel workbook: a summary of each edition with a chart, and the tables",
    KK_TARGET_FILE,
    begin,
    add,
    finish,
    writer_free,
    false};
