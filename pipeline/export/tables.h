/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tables.h - a report as rows of tidy tables, which the tabular formats share.
 *
 * What the tables and columns mean is told in datapackage.json. */
#ifndef TABLES_H
#define TABLES_H

#include "../write/json.h"

#include <kk/process.h>

typedef enum {
    TABLE_REPORTS,
    TABLE_SCORES,
    TABLE_EVALUATORS,
    TABLE_AREAS,
    TABLE_QUESTIONS,
    TABLE_ITEMS,
    TABLE_PUBLISHED,
    TABLE_COMPARISONS,
    TABLE_FINDINGS,
    TABLE_DIAGNOSTICS,
    N_TABLES
} TableId;

#define MAX_COLUMNS 40 /* and a NULL */

typedef struct {
    const char *name;
    const char *columns[MAX_COLUMNS]; /* up to the first NULL */
} Table;

extern const Table tables[N_TABLES];

typedef enum { CELL_EMPTY, CELL_TEXT, CELL_NUMBER, CELL_BOOLEAN } CellKind;

typedef struct {
    CellKind kind;
    /* Valid UTF-8 without control or direction characters, but for line feeds; of a number its
     * decimal text, of a boolean "true" or "false"; NULL of an empty cell. */
    const char *text;
    char *owned;
    char number[JSON_DECIMAL_SIZE];
} Cell;

typedef struct {
    TableId table;
    guint n_cells; /* as many as the table has columns */
    Cell cells[MAX_COLUMNS];
} Row;

/* Takes a row, lent; whether to go on. */
typedef bool (*TakeRow)(gpointer data, const Row *row, GError **error);

/* Gives the rows of one report, that of TABLE_REPORTS first, an area's before what is in it. */
bool tables_give_rows(const KkResult *result, bool current, TakeRow take, gpointer data,
                      GError **error);

/* The report's key in all tables: "huddinge-2017-3fa9c2d1b0e4"; g_free() it. */
char *tables_dup_key(const KkResult *result);

/* The position of the area in its edition, from 1; 0: not known. */
int tables_area_position(const KkReport *report, const KkArea *area);

#endif
