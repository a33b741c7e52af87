/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sheets.h - what the files that read a table's lines share: sheets.c, sheet_labels.c, contexts.c.
 */
#ifndef SHEETS_H
#define SHEETS_H

#include "outline.h"

static inline const KkTableLine *sheet_line(const Sheet *sheet, guint i)
{
    return kk_table_line(sheet->table, i);
}

static inline guint sheet_length(const Sheet *sheet)
{
    return sheet->table->lines->len;
}

static inline bool sheet_has_figures(const Sheet *sheet, guint i)
{
    return sheet_line(sheet, i)->n_figures > 0;
}

/* Whether a line stands close below line @above. */
bool sheet_is_close(const Sheet *sheet, guint above);

/* ---- sheet_labels.c ---- */

/* The label of line @i; g_free() it. */
char *sheet_dup_label(const Sheet *sheet, guint i);
/* The way in which most codes are written that count up; those beside numbers before those of
 * lists. */
KkCodeStyle sheets_find_style(const Parse *parse, const GPtrArray *sheets);
/* Tells codes, sums, titles of areas and heads by what stands left of the columns. */
void sheet_read_labels(const Parse *parse, Sheet *sheet, KkCodeStyle style);
/* Words of the head that stand again where the table goes on, on the next page. */
void sheet_read_repeated_heads(Sheet *sheet);
/* "3. Any name" over columns whose heads stand on its line. */
void sheet_read_numbered_heads(Sheet *sheet);

/* ---- contexts.c ---- */

/* The area of each line of @parse, where the captions of tables stand below them; g_free() it.
 * %NULL: they do not. */
int *sheets_dup_captions_below(const Parse *parse);
/* Sets the area under whose title each line stands. */
void sheet_set_contexts(const Parse *parse, Sheet *sheet);
void sheet_set_contexts_from_below(const Parse *parse, Sheet *sheet, const int *captions);

#endif
