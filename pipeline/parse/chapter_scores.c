/* SPDX-License-Identifier: GPL-2.0-or-later */
/* chapter_scores.c - an area's score, wherever its chapter states it: on the heading, in the box,
 * large beside the text, in a strip before the lists or behind them. */
#include "chapter_scores.h"

#include <kk/figures.h>
#include <kk/pattern.h>

#include <string.h>

/* The head of a box that stands beside the chapter's beginning is one of so many lines. */
#define BOX_WITHIN 6

/* ---- on lines ---------------------------------------------------------------------- */

/* @points: (transfer full); more than an area has are the total of all. */
static void add_score(KkDraftArea *area, char *points, const KkLine *line, guint word)
{
    KkFigure figure;

    if (kk_figure_parse(points, &figure) && figure.value > MOST_AREA_POINTS) {
        g_free(points);
        return;
    }
    KkDraftScore *score = kk_draft_score_new(KK_WHERE_CHAPTER, points);

    kk_word_place(line, kk_line_word(line, word), score->at);
    g_ptr_array_add(area->scores, score);
}

/* The word of @line that holds byte @offset of its text. */
static guint word_at(const KkLine *line, gsize offset)
{
    gsize end = 0;

    for (guint i = 0; i < line->words->len; i++) {
        end += strlen(kk_line_word(line, i)->text) + 1;
        if (offset < end)
            return i;
    }
    return line->words->len - 1;
}

bool chapter_read_score_line(const Parse *parse, KkDraftArea *area, const KkLine *line,
                             KkPatternId pattern)
{
    KkMatch match;

    if (strpbrk(line->text, "0123456789") == NULL ||
        !kk_pattern_match(pattern, line->text, 0, &match))
        return false;
    if (!parse_names_other(parse, line->text))
        add_score(area, kk_match_dup(&match, "score"), line, word_at(line, match.starts[1]));
    return true;
}

bool chapter_is_large_number(const Parse *parse, const KkLine *line)
{
    return line->words->len == 1 && line->size > KK_HEADING_SIZE_RATIO * parse->body_size &&
           kk_pattern_is(KK_PATTERN_NUMBER, line->text);
}

bool chapter_read_large_number(const Parse *parse, KkDraftArea *area, const KkLine *line)
{
    KkMatch match;

    if (!chapter_is_large_number(parse, line) ||
        !kk_pattern_match(KK_PATTERN_NUMBER, line->text, 0, &match))
        return false;
    add_score(area, kk_match_dup(&match, "number"), line, 0);
    return true;
}

bool chapter_read_numbered_score(const Parse *parse, KkDraftArea *area, const KkLine *line)
{
    KkMatch match;

    if (!kk_pattern_match(KK_PATTERN_AREA_HEAD, line->text, 0, &match) ||
        kk_match_int(&match, "number", 0) != area->number || line->words->len < 3)
        return false;
    const guint first = kk_text_is_sign(kk_line_word(line, 2)->text) ? 3 : 2;
    g_autoptr(KkLine) rest = kk_line_dup_words(line, first, line->words->len - first);
    return rest->words->len > 0 &&
           chapter_read_score_line(parse, area, rest, KK_PATTERN_SCORE_LINE);
}

void chapter_take_score_behind(const Parse *parse, KkDraftArea *area, GPtrArray *lines)
{
    if (lines->len > 0 &&
        chapter_read_score_line(parse, area, g_ptr_array_index(lines, lines->len - 1),
                                KK_PATTERN_SCORE_LINE))
        g_ptr_array_set_size(lines, (gint)lines->len - 1);
}

/* ---- in the box and in strips ------------------------------------------------------- */

/* The word Poäng that heads a column of the box, within lines [first, end), right of @left. */
static const KkWord *find_score_head(const Parse *parse, guint first, guint end, double left)
{
    for (guint i = first; i < end; i++) {
        const KkLine *line = parse_line(parse, i);

        for (guint w = 0; w < line->words->len; w++)
            if (kk_line_word(line, w)->box.x0 > left &&
                kk_pattern_is(KK_PATTERN_SCORE_HEAD, kk_line_word(line, w)->text))
                return kk_line_word(line, w);
    }
    return NULL;
}

static bool is_under(const KkWord *word, const KkWord *head, double size)
{
    double x = (word->box.x0 + word->box.x1) / 2;

    return head != NULL && x > head->box.x0 - SCORE_COLUMN_EM * size &&
           x < head->box.x1 + SCORE_COLUMN_EM * size;
}

static void add_number(KkDraftArea *area, const KkLine *line, guint word)
{
    KkMatch match;

    if (!kk_pattern_match(KK_PATTERN_NUMBER, kk_line_word(line, word)->text, 0, &match))
        return;
    add_score(area, kk_match_dup(&match, "number"), line, word);
}

/* Takes words [first, end) of @line, which stand apart, for the box's score and the words round
 * it. Returns: whether they are that. */
static bool take_score(const Parse *parse, KkDraftArea *area, const KkLine *line, guint first,
                       guint end, const KkWord *head)
{
    g_autoptr(KkLine) part = kk_line_dup_words(line, first, end - first);
    bool number = kk_pattern_is(KK_PATTERN_NUMBER, kk_line_word(line, first)->text);
    bool rest = end - first == 1;

    if (chapter_read_score_line(parse, area, part, KK_PATTERN_SCORE_LINE))
        return true;
    if (!is_under(kk_line_word(line, first), head, line->size))
        return false;
    if (number && !rest) {
        g_autoptr(KkLine) behind = kk_line_dup_words(line, first + 1, end - first - 1);
        rest = kk_pattern_is(KK_PATTERN_SCORE_BESIDE, behind->text);
    }
    if (number && rest) {
        add_number(area, line, first);
        return true;
    }
    return kk_pattern_is(KK_PATTERN_SCORE_BESIDE, part->text) ||
           kk_pattern_is(KK_PATTERN_SCORE_HEAD, part->text);
}

KkLine *chapter_skip_score(const Parse *parse, KkDraftArea *area, const KkLine *line,
                           const KkWord *head)
{
    guint n = line->words->len;

    if (chapter_read_score_line(parse, area, line, KK_PATTERN_SCORE_LINE))
        return NULL;
    for (guint first = 0, end = 0; first < n; first = end) {
        for (end = first + 1;
             end < n &&
             kk_line_word(line, end)->box.x0 - kk_line_word(line, end - 1)->box.x1 <= line->size;)
            end++;
        if (!take_score(parse, area, line, first, end, head))
            continue;
        return first > 0 ? kk_line_dup_words(line, 0, first)
               : end < n ? kk_line_dup_words(line, end, n - end)
                         : NULL;
    }
    return kk_line_dup_words(line, 0, n);
}

const KkWord *chapter_find_column(const Parse *parse, guint first, guint end)
{
    for (guint i = first; i < end; i++)
        if (parse->marks[i].kind == MARK_TOPICS) {
            const KkWord *word = find_score_head(parse, i, MIN(end, i + 2), -G_MAXDOUBLE);
            if (word != NULL)
                return word;
        }
    const KkLine *head = parse_line(parse, first - 1);
    return find_score_head(parse, first, MIN(end, first + BOX_WITHIN),
                           head->box.x0 + kk_line_frame_width(head) / 3);
}

/* Takes the own points of line @i of @sheet, numbers without a label, for the area's score. */
static void take_strip(const Parse *parse, KkDraftArea *area, const Sheet *sheet, guint i)
{
    const KkTableLine *line = kk_table_line(sheet->table, i);

    for (guint c = 0; c < sheet->table->n_columns; c++)
        if (sheet->roles[c] == KK_ROLE_OWN && line->cells[c].n == 1)
            add_number(area, line->line, line->cells[c].first);
    parse->marks[line->index].kind = MARK_TABLE;
    for (; i > 0 && kk_table_line(sheet->table, i - 1)->is_head; i--)
        parse->marks[kk_table_line(sheet->table, i - 1)->index].kind = MARK_TABLE;
}

void chapter_take_strips(const Parse *parse, KkDraftArea *area, guint first, guint end)
{
    for (guint i = first; i < end; i++)
        if (mark_is_list(parse->marks[i].kind))
            end = i;
    for (guint s = 0; s < parse->sheets->len; s++) {
        const Sheet *sheet = g_ptr_array_index(parse->sheets, s);

        if (sheet->is_summary || sheet->is_scores || !sheet_has_heads(sheet))
            continue;
        for (guint i = 1; i < sheet->table->lines->len; i++) {
            const KkTableLine *line = kk_table_line(sheet->table, i);

            if (line->index >= first && line->index < end && line->label.n == 0 &&
                line->n_figures > 1 && kk_table_line(sheet->table, i - 1)->is_head)
                take_strip(parse, area, sheet, i);
        }
    }
}
