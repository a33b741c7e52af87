/* SPDX-License-Identifier: GPL-2.0-or-later */
/* contexts.c - the area in which each line of a table stands. */
#include <kk/edition.h>

#include "sheets.h"

#include <string.h>

/* Lines above a table that may bear its area's name. */
#define MOST_LINES_ABOVE 3

/* The area of the chapter in which line @index stands; 0: in none. */
static int chapter_at(const Parse *parse, guint index)
{
    for (guint i = index + 1; i > 0; i--) {
        if (parse->marks[i - 1].kind == MARK_AREA)
            return parse->marks[i - 1].area;
        if (parse->marks[i - 1].kind == MARK_END)
            return 0;
    }
    return 0;
}

/* The area that a line above the table names. */
static int area_above(const Parse *parse, guint index)
{
    for (guint k = 1; k <= MOST_LINES_ABOVE && k <= index; k++) {
        const char *text = parse_line(parse, index - k)->text;

        if (parse->marks[index - k].kind == MARK_CONTENTS)
            break;
        int area = kk_area_label(text, parse->names, true);
        if (area == 0)
            area = kk_caption_area(text, parse->names, NULL);
        if (area > 0)
            return area;
    }
    return 0;
}

/* A caption within the table: "Poäng för område 3". */
static int caption_area(const Parse *parse, const Sheet *sheet, guint i)
{
    return sheet->lines[i].kind == ROW_TEXT
               ? kk_caption_area(sheet_line(sheet, i)->line->text, parse->names, NULL)
               : 0;
}

/* The area whose chapter begins between lines @from and @to, both of them too; 0: none does. */
static int chapter_between(const Parse *parse, guint from, guint to)
{
    for (guint i = to + 1; i > from; i--)
        if (parse->marks[i - 1].kind == MARK_AREA)
            return parse->marks[i - 1].area;
    return 0;
}

void sheet_set_contexts(const Parse *parse, Sheet *sheet)
{
    guint first = sheet_line(sheet, 0)->index, next = first;
    int context = area_above(parse, first);

    if (context == 0)
        context = chapter_at(parse, first);
    for (guint i = 0; i < sheet_length(sheet) && context == 0;
         i++) /* a total may stand above its rows */
        context = sheet->lines[i].kind == ROW_CODE ? sheet->lines[i].code.area : 0;
    for (guint i = 0; i < sheet_length(sheet); i++) {
        RowReading *row = &sheet->lines[i];
        int caption = caption_area(parse, sheet, i);
        int chapter = chapter_between(parse, next, sheet_line(sheet, i)->index);

        next = sheet_line(sheet, i)->index + 1;
        if (chapter > 0)
            context = chapter;
        if (row->kind == ROW_AREA)
            context = row->area;
        else if (row->kind == ROW_CODE && row->code.area > 0)
            context = row->code.area;
        else if (caption > 0) {
            context = caption;
            row->kind = ROW_SKIP;
        }
        row->context = context;
    }
}

int *sheets_dup_captions_below(const Parse *parse)
{
    g_autofree bool *figures = g_new0(bool, parse->lines->len + 1);
    g_autofree int *next = g_new0(int, parse->lines->len + 1);
    guint first = 0, last = 0;
    bool above = false, below = false;

    for (guint s = 0; s < parse->sheets->len; s++) {
        const Sheet *sheet = g_ptr_array_index(parse->sheets, s);

        for (guint i = 0; i < sheet_length(sheet); i++)
            figures[sheet_line(sheet, i)->index] = sheet_has_figures(sheet, i);
    }
    for (guint i = parse->lines->len; i > 0; i--) {
        const char *text = parse_line(parse, i - 1)->text;
        int area =
            kk_pattern_is(KK_PATTERN_CAPTION, text) ? kk_caption_area(text, parse->names, NULL) : 0;

        next[i - 1] = area > 0 ? area : next[i];
        if (area > 0) {
            first = i - 1;
            last = MAX(last, first);
        }
    }
    for (guint k = 1; k <= MOST_LINES_ABOVE; k++) {
        above = above || (first >= k && figures[first - k]);
        below = below || (last + k < parse->lines->len && figures[last + k]);
    }
    return above && !below ? g_steal_pointer(&next) : NULL;
}

void sheet_set_contexts_from_below(const Parse *parse, Sheet *sheet, const int *captions)
{
    for (guint i = 0; i < sheet_length(sheet); i++) {
        sheet->lines[i].context = captions[sheet_line(sheet, i)->index];
        if (caption_area(parse, sheet, i) > 0)
            sheet->lines[i].kind = ROW_SKIP;
    }
}
