/* SPDX-License-Identifier: GPL-2.0-or-later */
/* scores.h - what the files of score tables share: tables.c, row_text.c, totals.c. */
#ifndef PARSE_SCORES_H
#define PARSE_SCORES_H

#include "outline.h"

/* Lines between two titles or totals: the rows there, and the lines of their text. */
typedef struct {
    GArray *anchors;  /* of KkRowAnchors */
    GArray *rows;     /* of guint: the table's lines with the codes, or with the numbers */
    GPtrArray *lines; /* of KkLine, owned */
    GArray *indexes;  /* of guint: the table's line of each */
} Part;

typedef struct {
    Sheet *sheet;
    int *owners;      /* of each line: the line of the row whose numbers it holds; -1: none */
    int *numbers;     /* of each row's line: the line that holds its numbers; -1: none */
    double *maxima;   /* of each line: the greatest points that it prints; 0: none */
    GPtrArray *parts; /* of Part */
} ScoreTable;

static inline const KkTableLine *line_of(const ScoreTable *table, guint i)
{
    return kk_table_line(table->sheet->table, i);
}

static inline RowReading *row_of(const ScoreTable *table, guint i)
{
    return &table->sheet->lines[i];
}

static inline guint n_lines(const ScoreTable *table)
{
    return table->sheet->table->lines->len;
}

static inline bool has_figures(const ScoreTable *table, guint i)
{
    return line_of(table, i)->n_figures > 0;
}

static inline bool is_row(const ScoreTable *table, guint i)
{
    return row_of(table, i)->kind == ROW_CODE ||
           (row_of(table, i)->kind == ROW_BARE && table->owners[i] == (int)i);
}

static inline char *dup_label(const ScoreTable *table, guint i)
{
    return kk_table_dup_text(line_of(table, i), &line_of(table, i)->label);
}

/* A number as printed, its percent sign with it; where the cell says more, the number alone. */
char *scores_dup_number(const char *text, const KkFigure *figure);
/* Sets the table's parts, once its rows have their numbers (row_text.c). */
void scores_part_table(const Parse *parse, ScoreTable *table);
/* The alignments of codes and numbers that serve all tables, of ScoreTable, best (row_text.c). */
void scores_find_aligns(const GPtrArray *tables, KkAlign *aligns);

/* Puts the numbers of line @i into @row, by the roles of their columns (tables.c). */
void scores_fill_numbers(const ScoreTable *table, guint i, KkDraftRow *row);
/* Takes a maximum off the end of the row's text, where no column has one: "Finns en plan? (max
 * 15)". */
void scores_take_max(KkDraftRow *row);

/* The totals of all tables, of ScoreTable, once their rows are read (totals.c). */
void scores_read_totals(const Parse *parse, const GPtrArray *tables);

#endif
