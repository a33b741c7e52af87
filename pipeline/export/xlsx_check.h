/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xlsx_check.h - whether a workbook holds what was written to it. */
#ifndef XLSX_CHECK_H
#define XLSX_CHECK_H

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

/* The rows of a sheet, as they must stand in it. */
typedef struct {
    gint64 size;
    gulong crc;
} SheetRows;

/* Of the file in which rows are gathered, from its beginning; whether it could be read. */
bool xlsx_measure_rows(FILE *file, SheetRows *rows);

/* @sheets: of SheetRows, those of xl/worksheets/sheet1.xml first. */
bool xlsx_check(const char *path, const GArray *sheets);

#endif
