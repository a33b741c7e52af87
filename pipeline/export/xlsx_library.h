/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xlsx_library.h - libxlsxwriter, loaded when the first workbook is begun: it drags a library of
 * ciphers in, which would cost each start of the program a tenth. */
#ifndef XLSX_LIBRARY_H
#define XLSX_LIBRARY_H

#include <glib.h>
#include <stdbool.h>
#include <xlsxwriter.h>

/* What is used of it. */
#define XLSX_FUNCTIONS(X)                                                                          \
    X(chart_add_series)                                                                            \
    X(chart_legend_set_position)                                                                   \
    X(chart_series_set_categories)                                                                 \
    X(chart_series_set_name_range)                                                                 \
    X(chart_series_set_values)                                                                     \
    X(chart_title_set_name)                                                                        \
    X(format_set_align)                                                                            \
    X(format_set_bold)                                                                             \
    X(format_set_bottom)                                                                           \
    X(format_set_text_wrap)                                                                        \
    X(lxw_strerror)                                                                                \
    X(lxw_workbook_free)                                                                           \
    X(lxw_worksheet_write_single_row)                                                              \
    X(workbook_add_chart)                                                                          \
    X(workbook_add_format)                                                                         \
    X(workbook_add_worksheet)                                                                      \
    X(workbook_close)                                                                              \
    X(workbook_new_opt)                                                                            \
    X(workbook_set_properties)                                                                     \
    X(worksheet_activate)                                                                          \
    X(worksheet_add_table)                                                                         \
    X(worksheet_autofilter)                                                                        \
    X(worksheet_fit_to_pages)                                                                      \
    X(worksheet_freeze_panes)                                                                      \
    X(worksheet_hide)                                                                              \
    X(worksheet_insert_chart_opt)                                                                  \
    X(worksheet_repeat_columns)                                                                    \
    X(worksheet_repeat_rows)                                                                       \
    X(worksheet_set_column)                                                                        \
    X(worksheet_set_footer)                                                                        \
    X(worksheet_set_landscape)                                                                     \
    X(worksheet_set_paper)                                                                         \
    X(worksheet_set_row)                                                                           \
    X(worksheet_write_boolean)                                                                     \
    X(worksheet_write_number)                                                                      \
    X(worksheet_write_string)

#define XLSX_POINTER(name) __typeof__(&name) name;
typedef struct {
    XLSX_FUNCTIONS(XLSX_POINTER)
} XlsxLibrary;
#undef XLSX_POINTER

/* Its functions, after xlsx_load() has returned true. */
extern XlsxLibrary xlsx;
bool xlsx_load(GError **error);

#endif
