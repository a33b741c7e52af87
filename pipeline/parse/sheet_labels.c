/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sheet_labels.c - what stands left of a table's numbers: a question's code, an area's title, a
 * sum. */
#include <kk/edition.h>

#include "sheets.h"

#include <string.h>

/* A title of an area runs over so many lines of a table at most. */
#define MOST_TITLE_LINES 4

/* A number alone is a code, its text standing above and below, where so many others follow. */
#define LEAST_FIGURES 2

/* Single letters and numbers are codes where there are so many. */
#define LEAST_CODES 3

/* The weight of a code with numbers on its line, where one without, of a list perhaps, has 1. */
#define WEIGHT_OF_NUMBERS 3

char *sheet_dup_label(const Sheet *sheet, guint i)
{
    return kk_table_dup_text(sheet_line(sheet, i), &sheet_line(sheet, i)->label);
}

/* Takes the code's words off the label. */
static void set_code(const Sheet *sheet, guint i, const KkCode *code)
{
    RowReading *row = &sheet->lines[i];
    gsize length = 0;

    row->kind = ROW_CODE;
    row->code = *code;
    while (row->text.n > 0 && length < code->length && !code->stuck) {
        length += strlen(kk_line_word(sheet_line(sheet, i)->line, row->text.first)->text) + 1;
        row->text.first++;
        row->text.n--;
    }
}

static bool read_code(const Parse *parse, const Sheet *sheet, guint i, KkCode *code)
{
    g_autofree char *label = sheet_dup_label(sheet, i);

    if (*label == '\0' || !kk_code_parse(label, code))
        return false;
    if (code->style == KK_CODE_ORDINAL) /* "1. Offentlighet och demokrati" */
        return (code->length < strlen(label) || !g_ascii_isdigit(*label) ||
                sheet_line(sheet, i)->n_figures >= LEAST_FIGURES) &&
               kk_area_label(label, parse->names, true) == 0;
    return kk_editions_find_area(label + code->length) == 0 || code->style == KK_CODE_LETTER ||
           sheet_line(sheet, i)->n_figures > 0;
}

KkCodeStyle sheets_find_style(const Parse *parse, const GPtrArray *sheets)
{
    guint counts[KK_N_CODES] = {0};
    KkCodeStyle best = KK_CODE_NONE;

    for (guint s = 0; s < sheets->len; s++) {
        const Sheet *sheet = g_ptr_array_index(sheets, s);
        int last[KK_N_CODES] = {0};

        for (guint i = 0; i < sheet_length(sheet); i++) {
            KkCode code;

            if (sheet->lines[i].kind == ROW_SKIP || !read_code(parse, sheet, i, &code))
                continue;
            if (code.question == 1 || code.question == last[code.style] + 1)
                counts[code.style] += sheet_has_figures(sheet, i) ? WEIGHT_OF_NUMBERS : 1;
            last[code.style] = code.question;
        }
    }
    for (KkCodeStyle style = KK_CODE_POINT; style < KK_N_CODES; style++)
        if (counts[style] > counts[best] &&
            (counts[style] >= LEAST_CODES || style < KK_CODE_LETTER))
            best = style;
    return best;
}

/* ---- areas and sums ---- */

/* The labels of lines [first, end), joined as running text. */
static char *dup_labels(const Parse *parse, const Sheet *sheet, guint first, guint end)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);

    for (guint i = first; i < end; i++) {
        const KkTableLine *line = sheet_line(sheet, i);

        if (line->label.n > 0)
            g_ptr_array_add(lines, kk_line_dup_words(line->line, line->label.first, line->label.n));
    }
    return lines->len > 0 ? kk_lines_dup_text(parse->layout, lines) : g_strdup("");
}

/* Of lines [first, end): they stand close, one of them at most has numbers, none a code. */
static bool may_be_title(const Sheet *sheet, guint first, guint end)
{
    guint n_figures = 0;

    for (guint i = first; i < end; i++) {
        if (sheet->lines[i].kind == ROW_CODE || sheet->lines[i].kind == ROW_SKIP ||
            sheet->lines[i].kind == ROW_AREA)
            return false;
        /* heads and numbers may stand half way between two lines of the title */
        if (sheet_line(sheet, i)->label.n == 0 &&
            (i == first || i + 1 == end ||
             !(sheet_line(sheet, i)->is_head || sheet_has_figures(sheet, i))))
            return false;
        if (i + 1 < end && !sheet_is_close(sheet, i))
            return false;
        n_figures += sheet_line(sheet, i)->n_figures > 0;
    }
    return n_figures <= 1;
}

static bool may_begin_title(const char *word)
{
    gunichar first = g_utf8_get_char(word);

    return g_unichar_isdigit(first) || g_unichar_isupper(first);
}

/* The head of a column of names, "Område", beside heads of numbers. */
static bool heads_names(const KkTableLine *line)
{
    g_autofree char *label = line->is_head ? kk_table_dup_text(line, &line->label) : NULL;

    return label != NULL && kk_pattern_is(KK_PATTERN_COLUMN_NAMES, label);
}

/* The area that the lines from @i on are the title of; how many they are. */
static int read_title(const Parse *parse, const Sheet *sheet, guint i, guint *n)
{
    const KkTableLine *line = sheet_line(sheet, i);

    if (line->label.n == 0 || !may_begin_title(kk_line_word(line->line, line->label.first)->text) ||
        heads_names(line))
        return 0;
    for (guint k = MOST_TITLE_LINES; k >= 1; k--) {
        if (i + k > sheet_length(sheet) || !may_be_title(sheet, i, i + k))
            continue;
        g_autofree char *text = dup_labels(parse, sheet, i, i + k);
        int area = kk_area_label(text, parse->names, true);

        if (area > 0) {
            *n = k;
            return area;
        }
    }
    return 0;
}

static void set_title(Sheet *sheet, guint i, guint n, int area)
{
    for (guint k = i; k < i + n; k++)
        sheet->lines[k].kind = ROW_SKIP;
    sheet->lines[i].kind = ROW_AREA;
    sheet->lines[i].area = area;
    sheet->lines[i].n_lines = n;
}

/* Numbers under an area's number alone: "Område 3". */
static int read_bare_area(const Sheet *sheet, guint i, const char *label)
{
    KkMatch match;

    if (!sheet_has_figures(sheet, i) || !kk_pattern_match(KK_PATTERN_AREA_HEAD, label, 0, &match))
        return 0;
    g_autofree char *name = kk_match_dup(&match, "name");
    return name == NULL || *name == '\0' ? kk_match_int(&match, "number", 0) : 0;
}

void sheet_read_labels(const Parse *parse, Sheet *sheet, KkCodeStyle style)
{
    for (guint i = 0; i < sheet_length(sheet); i++) {
        RowReading *row = &sheet->lines[i];
        KkCode code;
        guint n = 0;

        if (row->kind == ROW_SKIP)
            continue;
        g_autofree char *label = sheet_dup_label(sheet, i);
        if (style != KK_CODE_NONE && read_code(parse, sheet, i, &code) && code.style == style) {
            set_code(sheet, i, &code);
            continue;
        }
        if (sheet_has_figures(sheet, i) && kk_total_label(label)) {
            row->kind = ROW_TOTAL;
            continue;
        }
        int area = read_title(parse, sheet, i, &n);
        if (area == 0 && (area = read_bare_area(sheet, i, label)) > 0)
            n = 1;
        if (area > 0)
            set_title(sheet, i, n, area);
        else if (sheet_line(sheet, i)->is_head)
            row->kind = ROW_HEAD;
        else if (sheet_has_figures(sheet, i))
            row->kind = ROW_BARE;
    }
}

void sheet_read_repeated_heads(Sheet *sheet)
{
    guint first = 0;

    while (first < sheet_length(sheet) && !sheet_has_figures(sheet, first))
        first++;
    for (guint i = first; i < sheet_length(sheet); i++) {
        bool on_top =
            sheet_line(sheet, i)->line->page != sheet_line(sheet, i - (i > 0))->line->page ||
            (i > 0 && sheet->lines[i - 1].kind == ROW_HEAD);

        for (guint k = 0; k < first && on_top && sheet->lines[i].kind == ROW_TEXT; k++)
            if (strcmp(sheet_line(sheet, k)->line->text, sheet_line(sheet, i)->line->text) == 0)
                sheet->lines[i].kind = ROW_HEAD;
    }
}

void sheet_read_numbered_heads(Sheet *sheet)
{
    for (guint i = 0; i < sheet_length(sheet); i++) {
        g_autofree char *label = sheet_dup_label(sheet, i);
        int area = sheet->lines[i].kind == ROW_HEAD ? kk_area_label(label, NULL, false) : 0;

        if (area > 0) {
            sheet->lines[i].kind = ROW_AREA;
            sheet->lines[i].area = area;
            sheet->lines[i].n_lines = 1;
        }
    }
}
