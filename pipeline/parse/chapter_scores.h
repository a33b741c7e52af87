/* SPDX-License-Identifier: GPL-2.0-or-later */
/* chapter_scores.h - what chapters.c asks of chapter_scores.c; all add what they find to the scores
 * of @area. */
#ifndef CHAPTER_SCORES_H
#define CHAPTER_SCORES_H

#include "outline.h"

/* The number of the box stands under its head, give or take: ems of the text. */
#define SCORE_COLUMN_EM 3.0

/* Reads a score at the end of a heading or on its own line, as @pattern has it; whether it is one.
 * Another municipality's is not taken. */
bool chapter_read_score_line(const Parse *parse, KkDraftArea *area, const KkLine *line,
                             KkPatternId pattern);
/* Whether it is a number alone, set as large as a heading. */
bool chapter_is_large_number(const Parse *parse, const KkLine *line);
/* Reads such a number. */
bool chapter_read_large_number(const Parse *parse, KkDraftArea *area, const KkLine *line);
/* Reads a score behind the area's number: "Område 1. Poäng: 66", "Område 1 · 66 poäng av 100". */
bool chapter_read_numbered_score(const Parse *parse, KkDraftArea *area, const KkLine *line);
/* Takes the score that may stand behind the lists off the chapter's last lines. */
void chapter_take_score_behind(const Parse *parse, KkDraftArea *area, GPtrArray *lines);

/* The head of the scores' column: in the box, or beside the chapter's beginning, on lines [first,
 * end); %NULL: there is none. */
const KkWord *chapter_find_column(const Parse *parse, guint first, guint end);
/* Takes the score and the words round it off a line, @head being that of the scores' column or
 * %NULL. Returns: (transfer full): what is left, or %NULL. */
KkLine *chapter_skip_score(const Parse *parse, KkDraftArea *area, const KkLine *line,
                           const KkWord *head);
/* Takes the area's points that stand beside others before the lists, on lines [first, end), under
 * heads of their own: "Resultat 2021  Genomsnitt  Högst" over "53  55  76". */
void chapter_take_strips(const Parse *parse, KkDraftArea *area, guint first, guint end);

#endif
