/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xlsx_sheet.h - a workbook's sheets: heads, cells, pages; rows beyond Excel's go on in another. */
#ifndef XLSX_SHEET_H
#define XLSX_SHEET_H

#include "tables.h"
#include "xlsx_library.h"

#define XLSX_MAX_CELL 32767 /* UTF-16 units of a text, as Excel counts */

typedef struct {
    lxw_workbook *workbook;
    lxw_format *head, *cell, *wrapped;
    bool swedish; /* words of the heads */
    guint n_cut;  /* texts that were cut */
} XlsxBook;

typedef struct {
    char *name;           /* of its first part */
    GPtrArray *columns;   /* of char *, owned: in English */
    bool as_table;        /* its parts are tables of Excel's; else they get a filter */
    guint64 wraps;        /* a bit a column: long texts */
    lxw_worksheet *sheet; /* its last part: rows beyond Excel's go on in another */
    lxw_row_t n_rows;     /* of that part, with the head */
    int part;
} XlsxSheet;

/* @name in the workbook's language. */
const char *xlsx_in_language(const XlsxBook *book, const char *name);
/* Whether nothing was wrong; else sets @error. */
bool xlsx_succeeds(lxw_error trouble, GError **error);

/* A sheet without columns yet. */
void xlsx_sheet_init(XlsxSheet *sheet, const char *name);
void xlsx_sheet_clear(XlsxSheet *sheet);
void xlsx_sheet_add_columns(XlsxSheet *sheet, const char *const *columns, gsize n);
/* Begins its first part, or the next: the head, the page. */
bool xlsx_sheet_begin(XlsxBook *book, XlsxSheet *sheet, GError **error);
/* Ends the last part: its filter, or its table. */
bool xlsx_sheet_end(XlsxBook *book, XlsxSheet *sheet, GError **error);
/* The row to write next, in a part that has room for it. */
bool xlsx_sheet_next_row(XlsxBook *book, XlsxSheet *sheet, lxw_row_t *row, GError **error);

/* @text: NULL: nothing is written. */
bool xlsx_write_text(XlsxBook *book, const XlsxSheet *sheet, lxw_row_t row, lxw_col_t column,
                     const char *text, GError **error);
bool xlsx_write_number(const XlsxBook *book, const XlsxSheet *sheet, lxw_row_t row,
                       lxw_col_t column, const KkNumber *number, GError **error);
bool xlsx_write_cell(XlsxBook *book, const XlsxSheet *sheet, lxw_row_t row, lxw_col_t column,
                     const Cell *cell, GError **error);

/* Lines that @text takes in that column, about: one where it is not wrapped. */
int xlsx_count_lines(const XlsxSheet *sheet, lxw_col_t column, const char *text);
void xlsx_set_height(const XlsxSheet *sheet, lxw_row_t row, int lines);

#endif
