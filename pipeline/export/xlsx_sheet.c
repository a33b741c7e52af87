/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xlsx_sheet.c - a workbook's sheets, written from top to bottom.
 *
 * Texts are written as texts: Excel takes none for a formula. */
#include "xlsx_sheet.h"

#include "heads.h"

#include <kk/error.h>

#include <string.h>

#define MAX_ROWS LXW_ROW_MAX
#define LINE_HEIGHT 15.0 /* points */
#define MAX_HEIGHT 409.0 /* that Excel lets a row have */
#define PAGE_WIDTH 320.0 /* characters across an A4, small but legible */

const char *xlsx_in_language(const XlsxBook *book, const char *name)
{
    return book->swedish ? head_in_swedish(name) : name;
}

bool xlsx_succeeds(lxw_error trouble, GError **error)
{
    if (trouble == LXW_NO_ERROR)
        return true;
    g_set_error_literal(error, KK_ERROR, KK_ERROR_WRITE, xlsx.lxw_strerror(trouble));
    return false;
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

    for (const char *p = text; *p != '\0' && units <= XLSX_MAX_CELL; p = g_utf8_next_char(p))
        units += units_of(p);
    return units <= XLSX_MAX_CELL;
}

/* @text as Excel can hold it: no character that XML lacks, no more than a cell takes. */
static char *dup_fitting(XlsxBook *book, const char *text)
{
    GString *fitting = g_string_sized_new(strlen(text));
    const bool cut = !fits(text);
    int units = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);

        units += units_of(p);
        if (cut && units > XLSX_MAX_CELL - 1)
            break;
        if (is_escape(p))
            g_string_append(fitting, "_x005F");
        g_string_append_unichar(fitting, c == 0xfffe || c == 0xffff ? 0xfffd : c);
    }
    if (cut) {
        g_string_append(fitting, "…");
        book->n_cut++;
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
static bool end_part(XlsxSheet *sheet, GError **error)
{
    const lxw_col_t last = (lxw_col_t)(sheet->columns->len - 1);

    return xlsx_succeeds(xlsx.worksheet_autofilter(sheet->sheet, 0, 0, sheet->n_rows - 1, last),
                         error);
}

/* The rows of a part as a table of Excel's. The library refuses that where rows are written
 * through, for it writes the heads at the same time; ours are there. */
static bool end_table(XlsxBook *book, XlsxSheet *sheet, GError **error)
{
    g_autofree lxw_table_column *columns = g_new0(lxw_table_column, sheet->columns->len);
    g_autofree lxw_table_column **list = g_new0(lxw_table_column *, sheet->columns->len + 1);
    g_autofree char *name = sheet->part == 1 ? g_strdup(sheet->name)
                                             : g_strdup_printf("%s%d", sheet->name, sheet->part);
    lxw_table_options options = {.name = name, .columns = list};

    if (sheet->n_rows == 1)
        return end_part(sheet, error);
    for (guint i = 0; i < sheet->columns->len; i++) {
        columns[i].header = (char *)xlsx_in_language(book, g_ptr_array_index(sheet->columns, i));
        list[i] = &columns[i];
    }
    sheet->sheet->optimize = LXW_FALSE;
    const lxw_error trouble = xlsx.worksheet_add_table(
        sheet->sheet, 0, 0, sheet->n_rows - 1, (lxw_col_t)(sheet->columns->len - 1), &options);
    sheet->sheet->optimize = LXW_TRUE;
    return xlsx_succeeds(trouble, error);
}

bool xlsx_sheet_end(XlsxBook *book, XlsxSheet *sheet, GError **error)
{
    return sheet->as_table ? end_table(book, sheet, error) : end_part(sheet, error);
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

int xlsx_count_lines(const XlsxSheet *sheet, lxw_col_t column, const char *text)
{
    return sheet->wraps >> column & 1
               ? lines_of(text, width_of(g_ptr_array_index(sheet->columns, column)))
               : 1;
}

/* LibreOffice takes the heights of what it believes to be Excel's files as they are. */
void xlsx_set_height(const XlsxSheet *sheet, lxw_row_t row, int lines)
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

bool xlsx_sheet_begin(XlsxBook *book, XlsxSheet *sheet, GError **error)
{
    g_autofree char *name = sheet->part == 0
                                ? g_strdup(sheet->name)
                                : g_strdup_printf("%s %d", sheet->name, sheet->part + 1);
    double all = 0;
    int lines = 1;

    sheet->sheet = xlsx.workbook_add_worksheet(book->workbook, name);
    sheet->part++;
    sheet->n_rows = 1;
    if (sheet->sheet == NULL)
        return xlsx_succeeds(LXW_ERROR_CREATING_TMPFILE, error);
    for (lxw_col_t i = 0; i < sheet->columns->len; i++) {
        const char *column = g_ptr_array_index(sheet->columns, i);
        const double width = width_of(column);

        all += width;
        lines = MAX(lines, lines_of(xlsx_in_language(book, column), width));
        sheet->wraps |= width >= WRAPPED ? G_GUINT64_CONSTANT(1) << i : 0;
        xlsx.worksheet_set_column(sheet->sheet, i, i, width, NULL);
        if (!xlsx_succeeds(xlsx.worksheet_write_string(sheet->sheet, 0, i,
                                                       xlsx_in_language(book, column), book->head),
                           error))
            return false;
    }
    xlsx_set_height(sheet, 0, lines);
    set_page(sheet->sheet, all);
    return true;
}

void xlsx_sheet_add_columns(XlsxSheet *sheet, const char *const *columns, gsize n)
{
    for (gsize i = 0; i < n; i++)
        g_ptr_array_add(sheet->columns, g_strdup(columns[i]));
}

void xlsx_sheet_init(XlsxSheet *sheet, const char *name)
{
    sheet->name = g_strdup(name);
    sheet->columns = g_ptr_array_new_with_free_func(g_free);
}

void xlsx_sheet_clear(XlsxSheet *sheet)
{
    g_free(sheet->name);
    g_clear_pointer(&sheet->columns, g_ptr_array_unref);
}

bool xlsx_sheet_next_row(XlsxBook *book, XlsxSheet *sheet, lxw_row_t *row, GError **error)
{
    if (sheet->n_rows == MAX_ROWS &&
        (!xlsx_sheet_end(book, sheet, error) || !xlsx_sheet_begin(book, sheet, error)))
        return false;
    *row = sheet->n_rows++;
    return true;
}

bool xlsx_write_text(XlsxBook *book, const XlsxSheet *sheet, lxw_row_t row, lxw_col_t column,
                     const char *text, GError **error)
{
    if (text == NULL)
        return true;
    g_autofree char *fitting = dup_fitting(book, text);
    lxw_format *format = sheet->wraps >> column & 1 ? book->wrapped : book->cell;
    return xlsx_succeeds(xlsx.worksheet_write_string(sheet->sheet, row, column, fitting, format),
                         error);
}

bool xlsx_write_number(const XlsxBook *book, const XlsxSheet *sheet, lxw_row_t row,
                       lxw_col_t column, const KkNumber *number, GError **error)
{
    return !number->set || xlsx_succeeds(xlsx.worksheet_write_number(sheet->sheet, row, column,
                                                                     number->value, book->cell),
                                         error);
}

bool xlsx_write_cell(XlsxBook *book, const XlsxSheet *sheet, lxw_row_t row, lxw_col_t column,
                     const Cell *cell, GError **error)
{
    switch (cell->kind) {
    case CELL_TEXT:
        return xlsx_write_text(book, sheet, row, column, cell->text, error);
    case CELL_NUMBER:
        return xlsx_write_number(book, sheet, row, column,
                                 &(KkNumber){true, g_ascii_strtod(cell->text, NULL), 0}, error);
    case CELL_BOOLEAN:
        return xlsx_succeeds(
            xlsx.worksheet_write_boolean(sheet->sheet, row, column, cell->text[0] == 't', NULL),
            error);
    case CELL_EMPTY:
    default:
        return true;
    }
}
