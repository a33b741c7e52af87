/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export_xlsx.c - a workbook: a summary of each edition with a chart, then a sheet a table. With
 * xlsx_sheet and xlsx_library the only file that knows libxlsxwriter.
 *
 * Rows are written through (constant_memory), so each sheet is written top to bottom, and what
 * is known at the end only (filters, the chart's ranges) is added then. What Excel cannot hold is
 * told in the remarks. What the library prints itself is dropped: its trouble is told in our words.
 */
#include "formats.h"
#include "xlsx_check.h"
#include "xlsx_sheet.h"

#include <kk/edition.h>
#include <kk/error.h>

#include <locale.h>
#include <string.h>

#define MAX_CHART_ROWS 32000 /* points of a series */
#define CREATED 315532800    /* 1980-01-01, as the zip's times: the same bytes each time */

typedef struct {
    XlsxBook book;
    locale_t plain; /* libxlsxwriter writes numbers with printf() */
    FILE *nowhere;  /* and its complaints to stderr */
    char *path;
    const KkResult *result; /* that is being added */
    guint n_editions;
    XlsxSheet *summaries; /* one an edition, the newest first, and one of those without */
    XlsxSheet sheets[N_TABLES];
} Writer;

/* Of a summary: before the areas' names and behind them. */
static const char *const first_columns[] = {"municipality", "year",   "edition", "evaluation",
                                            "code",         "county", "status"};
static const char *const last_columns[] = {"total", "max", "total from", "report"};

enum { SUMMARY_NAME = 3, SUMMARY_FIRST_AREA = G_N_ELEMENTS(first_columns) };

/* Of every other sheet whose table does not tell them. */
static const char *const evaluation_columns[] = {"municipality", "year", "edition"};

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

/* municipality, year and edition, in the first columns. */
static bool write_evaluation(Writer *writer, const XlsxSheet *sheet, lxw_row_t row, GError **error)
{
    const KkReport *report = writer->result->report;

    return xlsx_write_text(&writer->book, sheet, row, 0, report->municipality, error) &&
           xlsx_write_number(&writer->book, sheet, row, 1,
                             &(KkNumber){report->year > 0, report->year, 0}, error) &&
           xlsx_write_text(&writer->book, sheet, row, 2, report->edition, error);
}

static bool write_row(gpointer data, const Row *row, GError **error)
{
    Writer *writer = data;
    XlsxSheet *sheet = &writer->sheets[row->table];
    const lxw_col_t first = (lxw_col_t)(sheet->columns->len - row->n_cells);
    lxw_row_t n;
    int lines = 1;

    if (!xlsx_sheet_next_row(&writer->book, sheet, &n, error) ||
        (first > 0 && !write_evaluation(writer, sheet, n, error)))
        return false;
    for (guint i = 0; i < row->n_cells; i++) {
        const Cell *cell = &row->cells[i];

        if (!xlsx_write_cell(&writer->book, sheet, n, (lxw_col_t)(first + i), cell, error))
            return false;
        if (cell->kind == CELL_TEXT)
            lines = MAX(lines, xlsx_count_lines(sheet, (lxw_col_t)(first + i), cell->text));
    }
    xlsx_set_height(sheet, n, lines);
    return true;
}

/* ---- the summaries ---------------------------------------------------------------------- */

static XlsxSheet *find_summary(const Writer *writer, const char *edition)
{
    for (guint i = 0; i < writer->n_editions; i++)
        if (g_strcmp0(kk_editions[i]->year, edition) == 0)
            return &writer->summaries[writer->n_editions - 1 - i];
    return &writer->summaries[writer->n_editions];
}

static bool write_areas(const Writer *writer, const XlsxSheet *sheet, lxw_row_t row,
                        const KkReport *report, GError **error)
{
    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);
        const int position = tables_area_position(report, area);

        if (position > 0 && !xlsx_write_number(&writer->book, sheet, row,
                                               (lxw_col_t)(SUMMARY_FIRST_AREA + position - 1),
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
    XlsxSheet *sheet = find_summary(writer, report->edition);
    const lxw_col_t last = (lxw_col_t)(sheet->columns->len - G_N_ELEMENTS(last_columns));
    lxw_row_t row;

    if (!xlsx_sheet_next_row(&writer->book, sheet, &row, error) ||
        !write_evaluation(writer, sheet, row, error))
        return false;
    for (lxw_col_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (!xlsx_write_text(&writer->book, sheet, row, SUMMARY_NAME + i, texts[i], error))
            return false;
    return write_areas(writer, sheet, row, report, error) &&
           xlsx_write_number(&writer->book, sheet, row, last, &total.number, error) &&
           xlsx_write_number(&writer->book, sheet, row, last + 1, &report->max, error) &&
           xlsx_write_text(&writer->book, sheet, row, last + 2, from, error) &&
           xlsx_write_text(&writer->book, sheet, row, last + 3, key, error);
}

/* Points by area, stacked, a column a report, below the rows; Excel leaves out those that a filter
 * hides. */
static bool add_chart(Writer *writer, const XlsxSheet *sheet, GError **error)
{
    lxw_chart *chart = xlsx.workbook_add_chart(writer->book.workbook, LXW_CHART_COLUMN_STACKED);
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
    xlsx.chart_title_set_name(chart, xlsx_in_language(&writer->book, "Points by area"));
    xlsx.chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    return xlsx_succeeds(
        xlsx.worksheet_insert_chart_opt(sheet->sheet, sheet->n_rows + 1, 0, chart, &options),
        error);
}

/* Editions without a report are hidden, but one sheet must stay. */
static bool end_summaries(Writer *writer, GError **error)
{
    const XlsxSheet *shown = NULL;
    bool well = true;

    for (guint i = 0; well && i <= writer->n_editions; i++) {
        XlsxSheet *sheet = &writer->summaries[i];
        const bool empty = sheet->part == 1 && sheet->n_rows == 1;

        well = xlsx_sheet_end(&writer->book, sheet, error) &&
               (empty || i == writer->n_editions || sheet->part > 1 ||
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
static bool write_editions(Writer *writer, XlsxSheet *sheet, GError **error)
{
    if (!xlsx_sheet_begin(&writer->book, sheet, error))
        return false;
    for (int e = 0; kk_editions[e] != NULL; e++)
        for (int i = 0; i < KK_EDITION_AREAS; i++) {
            const KkEditionArea *area = &kk_editions[e]->areas[i];
            const lxw_row_t row = sheet->n_rows++;

            if (!xlsx_write_text(&writer->book, sheet, row, 0, kk_editions[e]->year, error) ||
                !xlsx_write_number(&writer->book, sheet, row, 1, &(KkNumber){true, i + 1, 0},
                                   error) ||
                !xlsx_write_text(&writer->book, sheet, row, 2, area->id, error) ||
                !xlsx_write_text(&writer->book, sheet, row, 3, area->names[0], error))
                return false;
        }
    return xlsx_sheet_end(&writer->book, sheet, error);
}

static bool add_editions(Writer *writer, GError **error)
{
    static const char *const columns[] = {"edition", "area", "id", "name"};
    XlsxSheet sheet = {0};

    xlsx_sheet_init(&sheet, xlsx_in_language(&writer->book, "editions"));
    xlsx_sheet_add_columns(&sheet, columns, G_N_ELEMENTS(columns));
    const bool well = write_editions(writer, &sheet, error);
    xlsx_sheet_clear(&sheet);
    return well;
}

/* ---- the workbook ------------------------------------------------------------------------ */

static void writer_free(gpointer state)
{
    Writer *writer = state;

    if (writer == NULL)
        return;
    if (writer->book.workbook != NULL)
        xlsx.lxw_workbook_free(writer->book.workbook);
    for (guint i = 0; i <= writer->n_editions; i++)
        xlsx_sheet_clear(&writer->summaries[i]);
    for (int i = 0; i < N_TABLES; i++)
        xlsx_sheet_clear(&writer->sheets[i]);
    g_free(writer->summaries);
    freelocale(writer->plain);
    if (writer->nowhere != NULL)
        fclose(writer->nowhere);
    g_free(writer->path);
    g_free(writer);
}

/* @edition: NULL: of reports whose edition is not known. */
static bool begin_summary(Writer *writer, XlsxSheet *sheet, const KkEdition *edition,
                          GError **error)
{
    g_autofree char *name =
        g_strdup_printf("%s %s", xlsx_in_language(&writer->book, "summary"),
                        edition != NULL ? edition->year : xlsx_in_language(&writer->book, "other"));

    xlsx_sheet_init(sheet, name);
    xlsx_sheet_add_columns(sheet, first_columns, G_N_ELEMENTS(first_columns));
    for (int i = 0; edition != NULL && i < KK_EDITION_AREAS; i++)
        xlsx_sheet_add_columns(sheet, &edition->areas[i].names[0], 1);
    xlsx_sheet_add_columns(sheet, last_columns, G_N_ELEMENTS(last_columns));
    return xlsx_sheet_begin(&writer->book, sheet, error);
}

static bool begin_table(Writer *writer, XlsxSheet *sheet, const Table *table, GError **error)
{
    const bool told = g_strv_contains(table->columns, "municipality");

    xlsx_sheet_init(sheet, xlsx_in_language(&writer->book, table->name));
    sheet->as_table = sheet == &writer->sheets[TABLE_SCORES];
    if (!told)
        xlsx_sheet_add_columns(sheet, evaluation_columns, G_N_ELEMENTS(evaluation_columns));
    for (int i = 0; table->columns[i] != NULL; i++) {
        const bool other = !told && strcmp(table->columns[i], "year") == 0;

        xlsx_sheet_add_columns(sheet,
                               other ? &(const char *){"comparison_year"} : &table->columns[i], 1);
    }
    return xlsx_sheet_begin(&writer->book, sheet, error);
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
    writer->book.head = xlsx.workbook_add_format(writer->book.workbook);
    xlsx.format_set_bold(writer->book.head);
    xlsx.format_set_bottom(writer->book.head, LXW_BORDER_THIN);
    xlsx.format_set_text_wrap(writer->book.head);
    xlsx.format_set_align(writer->book.head, LXW_ALIGN_VERTICAL_TOP);
    writer->book.cell = xlsx.workbook_add_format(writer->book.workbook);
    xlsx.format_set_align(writer->book.cell, LXW_ALIGN_VERTICAL_TOP);
    writer->book.wrapped = xlsx.workbook_add_format(writer->book.workbook);
    xlsx.format_set_align(writer->book.wrapped, LXW_ALIGN_VERTICAL_TOP);
    xlsx.format_set_text_wrap(writer->book.wrapped);
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
    writer->book.swedish = g_strcmp0(publication->language, "sv") == 0;
    while (kk_editions[writer->n_editions] != NULL)
        writer->n_editions++;
    writer->summaries = g_new0(XlsxSheet, writer->n_editions + 1);
    writer->plain = newlocale(LC_ALL_MASK, "C", NULL);
    writer->nowhere = fopen("/dev/null", "we");
    const Before before = enter(writer);
    writer->book.workbook = xlsx.workbook_new_opt(path, &options);
    add_formats(writer);
    xlsx.workbook_set_properties(writer->book.workbook, &properties);
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

    STAILQ_FOREACH(sheet, writer->book.workbook->worksheets, list_pointers)
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

    if (sheets != NULL &&
        xlsx.workbook_close(g_steal_pointer(&writer->book.workbook)) == LXW_NO_ERROR &&
        xlsx_check(writer->path, sheets))
        return true;
    g_set_error_literal(error, KK_ERROR, KK_ERROR_WRITE,
                        "cannot write the whole workbook; is the disk full, or the one for "
                        "temporary files?");
    return false;
}

static void say_limits(const Writer *writer, GPtrArray *remarks)
{
    if (writer->book.n_cut > 0)
        g_ptr_array_add(remarks,
                        g_strdup_printf("%u texts were cut to %d characters, the most that an "
                                        "Excel cell can hold; they end in …",
                                        writer->book.n_cut, XLSX_MAX_CELL));
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
        well = xlsx_sheet_end(&writer->book, &writer->sheets[i], error);
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
