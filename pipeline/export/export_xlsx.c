/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export_xlsx.c - a workbook: a summary with a chart, then a sheet a table; with
 * xlsx_library the only file that knows libxlsxwriter.
 *
 * Rows are written through (constant_memory), so each sheet is written top to bottom, and what
 * is known at the end only (filters, the chart's ranges) is added then. Texts are written as
 * texts: Excel takes none for a formula. What Excel cannot hold is told in the remarks. What the
 * library prints itself is dropped: its trouble is told in our words. */
#include "formats.h"
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
#define CREATED 315532800    /* 1980-01-01, as the zip's times: the same bytes each time */

typedef struct {
    const char *name;           /* of its first part */
    const char *const *columns; /* up to the first NULL */
    lxw_worksheet *sheet;       /* its last part: rows beyond Excel's go on in another */
    lxw_row_t n_rows;           /* of that part, with the head */
    int part;
} Sheet;

typedef struct {
    locale_t plain; /* libxlsxwriter writes numbers with printf() */
    FILE *nowhere;  /* and its complaints to stderr */
    char *path;
    lxw_workbook *book;
    lxw_format *head;
    Sheet summary, sheets[N_TABLES];
    guint n_summary; /* reports in the summary's first part */
    guint n_cut;     /* texts that were cut */
} Writer;

static const char *const summary_columns[] = {
    "evaluation", "municipality", "year",       "code",   "edition", "status", "area 1",
    "area 2",     "area 3",       "area 4",     "area 5", "area 6",  "area 7", "area 8",
    "total",      "max",          "total from", "report", NULL};

enum { SUMMARY_EDITION = 4, SUMMARY_FIRST_AREA = 6, SUMMARY_CHART = 19 };

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

/* In characters; what is not told is as wide as its head. */
static double width_of(const char *column)
{
    static const struct {
        const char *column;
        double width;
    } widths[] = {{"text", 90},       {"overview", 90},     {"message", 70}, {"topics", 50},
                  {"name", 40},       {"id", 40},           {"label", 24},   {"report", 36},
                  {"county", 20},     {"municipality", 20}, {"sha256", 20},  {"title", 28},
                  {"producer", 28},   {"organisation", 24}, {"role", 24},    {"created", 24},
                  {"evaluation", 26}, {"previous", 16},     {"period", 16},  {"status", 14},
                  {"publisher", 12},  {"media_type", 16},   {"rule", 16},    {"kind", 14},
                  {"code", 16},       {"url", 60}};

    for (gsize i = 0; i < G_N_ELEMENTS(widths); i++)
        if (strcmp(widths[i].column, column) == 0)
            return widths[i].width;
    return MAX(8.0, (double)strlen(column) + 3);
}

/* The filter over the rows of a part, once they are written. */
static bool end_part(Sheet *sheet, GError **error)
{
    const lxw_col_t last = (lxw_col_t)(g_strv_length((char **)sheet->columns) - 1);

    return fail(xlsx.worksheet_autofilter(sheet->sheet, 0, 0, sheet->n_rows - 1, last), error);
}

static bool begin_part(Writer *writer, Sheet *sheet, GError **error)
{
    g_autofree char *name = sheet->part == 0
                                ? g_strdup(sheet->name)
                                : g_strdup_printf("%s %d", sheet->name, sheet->part + 1);

    sheet->sheet = xlsx.workbook_add_worksheet(writer->book, name);
    sheet->part++;
    sheet->n_rows = 1;
    if (sheet->sheet == NULL)
        return fail(LXW_ERROR_CREATING_TMPFILE, error);
    xlsx.worksheet_freeze_panes(sheet->sheet, 1, 1);
    xlsx.worksheet_set_landscape(sheet->sheet);
    xlsx.worksheet_fit_to_pages(sheet->sheet, 1, 0);
    xlsx.worksheet_repeat_rows(sheet->sheet, 0, 0);
    for (lxw_col_t i = 0; sheet->columns[i] != NULL; i++) {
        xlsx.worksheet_set_column(sheet->sheet, i, i, width_of(sheet->columns[i]), NULL);
        if (!fail(xlsx.worksheet_write_string(sheet->sheet, 0, i, sheet->columns[i], writer->head),
                  error))
            return false;
    }
    return true;
}

/* The row to write next, in a part that has room for it. */
static bool next_row(Writer *writer, Sheet *sheet, lxw_row_t *row, GError **error)
{
    if (sheet->n_rows == MAX_ROWS && (!end_part(sheet, error) || !begin_part(writer, sheet, error)))
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
    return fail(xlsx.worksheet_write_string(sheet->sheet, row, column, fitting, NULL), error);
}

static bool write_number(const Sheet *sheet, lxw_row_t row, lxw_col_t column,
                         const KkNumber *number, GError **error)
{
    return !number->set ||
           fail(xlsx.worksheet_write_number(sheet->sheet, row, column, number->value, NULL), error);
}

static bool write_cell(Writer *writer, const Sheet *sheet, lxw_row_t row, lxw_col_t column,
                       const Cell *cell, GError **error)
{
    switch (cell->kind) {
    case CELL_TEXT:
        return write_text(writer, sheet, row, column, cell->text, error);
    case CELL_NUMBER:
        return write_number(sheet, row, column,
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

static bool write_row(gpointer data, const Row *row, GError **error)
{
    Writer *writer = data;
    Sheet *sheet = &writer->sheets[row->table];
    lxw_row_t n;

    if (!next_row(writer, sheet, &n, error))
        return false;
    for (guint i = 0; i < row->n_cells; i++)
        if (!write_cell(writer, sheet, n, (lxw_col_t)i, &row->cells[i], error))
            return false;
    return true;
}

/* ---- the summary ------------------------------------------------------------------------ */

static bool write_areas(const Sheet *sheet, lxw_row_t row, const KkReport *report, GError **error)
{
    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);
        const int position = tables_area_position(report, area);

        if (position > 0 &&
            !write_number(sheet, row, (lxw_col_t)(SUMMARY_FIRST_AREA + position - 1),
                          kk_area_points(area), error))
            return false;
    }
    return true;
}

static bool write_summary(Writer *writer, const KkResult *result, GError **error)
{
    const KkReport *report = result->report;
    const char *name = report->municipality != NULL ? report->municipality : "unknown";
    g_autofree char *key = tables_dup_key(result);
    g_autofree char *evaluation =
        report->year > 0 ? g_strdup_printf("%s %d", name, report->year) : g_strdup(name);
    const KkTotal total = kk_report_total(report);
    g_autofree char *from = kk_from_dup_text(total.from, " ");
    const char *texts[] = {
        evaluation,   report->municipality, NULL,
        report->code, report->edition,      kk_status_name(result->validation->status)};
    Sheet *sheet = &writer->summary;
    lxw_row_t row;

    if (!next_row(writer, sheet, &row, error))
        return false;
    for (lxw_col_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (!write_text(writer, sheet, row, i, texts[i], error))
            return false;
    if (sheet->part == 1)
        writer->n_summary++;
    const lxw_col_t column = SUMMARY_FIRST_AREA + KK_EDITION_AREAS;
    return write_number(sheet, row, 2, &(KkNumber){report->year > 0, report->year, 0}, error) &&
           write_areas(sheet, row, report, error) &&
           write_number(sheet, row, column, &total.number, error) &&
           write_number(sheet, row, column + 1, &report->max, error) &&
           write_text(writer, sheet, row, column + 2, from, error) &&
           write_text(writer, sheet, row, column + 3, key, error);
}

/* Points by area, stacked, a column a report; Excel leaves out the rows that a filter hides. */
static bool add_chart(Writer *writer, lxw_worksheet *sheet, GError **error)
{
    lxw_chart *chart = xlsx.workbook_add_chart(writer->book, LXW_CHART_COLUMN_STACKED);
    lxw_chart_options options = {
        .x_scale = 2, .y_scale = 2, .object_position = LXW_OBJECT_DONT_MOVE_DONT_SIZE};
    const lxw_row_t last = MIN(writer->n_summary, MAX_CHART_ROWS);

    if (last == 0)
        return true;
    for (int i = 0; i < KK_EDITION_AREAS; i++) {
        const lxw_col_t column = (lxw_col_t)(SUMMARY_FIRST_AREA + i);
        lxw_chart_series *series = xlsx.chart_add_series(chart, NULL, NULL);

        xlsx.chart_series_set_categories(series, "summary", 1, 0, last, 0);
        series->categories->has_string_cache = LXW_TRUE; /* texts, though none is kept in memory */
        xlsx.chart_series_set_values(series, "summary", 1, column, last, column);
        xlsx.chart_series_set_name_range(series, "summary", 0, column);
    }
    xlsx.chart_title_set_name(chart, "Points by area");
    xlsx.chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    return fail(xlsx.worksheet_insert_chart_opt(sheet, 1, SUMMARY_CHART, chart, &options), error);
}

/* What the areas are called in each edition. */
static bool write_editions(Writer *writer, GError **error)
{
    static const char *const columns[] = {"edition", "area", "id", "name", NULL};
    Sheet sheet = {.name = "editions", .columns = columns};

    if (!begin_part(writer, &sheet, error))
        return false;
    for (int e = 0; kk_editions[e] != NULL; e++)
        for (int i = 0; i < KK_EDITION_AREAS; i++) {
            const KkEditionArea *area = &kk_editions[e]->areas[i];
            const lxw_row_t row = sheet.n_rows++;

            if (!write_text(writer, &sheet, row, 0, kk_editions[e]->year, error) ||
                !write_number(&sheet, row, 1, &(KkNumber){true, i + 1, 0}, error) ||
                !write_text(writer, &sheet, row, 2, area->id, error) ||
                !write_text(writer, &sheet, row, 3, area->names[0], error))
                return false;
        }
    return end_part(&sheet, error);
}

/* ---- the workbook ------------------------------------------------------------------------ */

static void writer_free(gpointer state)
{
    Writer *writer = state;

    if (writer == NULL)
        return;
    if (writer->book != NULL)
        xlsx.lxw_workbook_free(writer->book);
    freelocale(writer->plain);
    if (writer->nowhere != NULL)
        fclose(writer->nowhere);
    g_free(writer->path);
    g_free(writer);
}

static bool begin_sheets(Writer *writer, GError **error)
{
    writer->summary = (Sheet){.name = "summary", .columns = summary_columns};
    if (!begin_part(writer, &writer->summary, error))
        return false;
    for (int i = 0; i < N_TABLES; i++) {
        writer->sheets[i] = (Sheet){.name = tables[i].name, .columns = tables[i].columns};
        if (!begin_part(writer, &writer->sheets[i], error))
            return false;
    }
    return true;
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
    writer->plain = newlocale(LC_ALL_MASK, "C", NULL);
    writer->nowhere = fopen("/dev/null", "we");
    const Before before = enter(writer);
    writer->book = xlsx.workbook_new_opt(path, &options);
    writer->head = xlsx.workbook_add_format(writer->book);
    xlsx.format_set_bold(writer->head);
    xlsx.format_set_bottom(writer->head, LXW_BORDER_THIN);
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
    const bool well = write_summary(writer, result, error) &&
                      tables_give_rows(result, current, write_row, writer, error);

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
            g_ptr_array_add(remarks, g_strdup_printf("%s has more rows than an Excel sheet can "
                                                     "hold and continues in \"%s 2\"",
                                                     tables[i].name, tables[i].name));
}

static bool end_sheets(Writer *writer, GError **error)
{
    lxw_worksheet *first = xlsx.workbook_get_worksheet_by_name(writer->book, "summary");
    bool well = add_chart(writer, first, error) && end_part(&writer->summary, error);

    for (int i = 0; well && i < N_TABLES; i++)
        well = end_part(&writer->sheets[i], error);
    return well && write_editions(writer, error);
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

const KkFormat kk_format_xlsx = {"xlsx",
                                 "an Excel workbook: a summary with a chart, and the tables",
                                 KK_TARGET_FILE,
                                 begin,
                                 add,
                                 finish,
                                 writer_free,
                                 false};
