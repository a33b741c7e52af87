/* SPDX-License-Identifier: GPL-2.0-or-later */
/* summary.c - scores stated outside the score tables: summaries and prose.
 *
 * A summary is a table whose rows are areas, or whose columns are. Its numbers may be this
 * evaluation's, an earlier one's, an average's: the heads say which, and what they say is kept as
 * printed; normalise chooses, once the year is known. */
#include <kk/edition.h>
#include <kk/language.h>

#include "outline.h"

#include <stdlib.h>
#include <string.h>

#define TOTAL (-1)
#define LEAST_AREAS 3
#define MOST_CONTENTS_PAGE 40
#define MOST_HEAD_LINES 12 /* names in narrow columns */

static const KkTableLine *line_of(const Sheet *sheet, guint i)
{
    return kk_table_line(sheet->table, i);
}

static char *dup_cell(const Sheet *sheet, guint i, guint c)
{
    return kk_table_dup_text(line_of(sheet, i), &line_of(sheet, i)->cells[c]);
}

/* The columns of the total or of an area that the report has; or NULL. */
static GPtrArray *columns_of(const Parse *parse, int area)
{
    KkDraftArea *of = area > 0 ? kk_draft_lookup_area(parse->draft, area) : NULL;

    return area == TOTAL ? parse->draft->total_columns : of != NULL ? of->columns : NULL;
}

/* Adds the score of one cell under what labels it; a change is no score, and a number in brackets
 * without a head is labelled by its brackets. */
static void add_score(const Parse *parse, const Sheet *sheet, guint i, const KkCell *cell, int area,
                      const char *label, KkRole role)
{
    g_autofree char *text = kk_table_dup_text(line_of(sheet, i), cell);
    GPtrArray *columns = columns_of(parse, area);
    KkFigure figure;

    if (columns == NULL || !kk_figure_parse(text, &figure) || !figure.set || figure.sign != 0)
        return;
    KkDraftColumn *column = kk_draft_column_new(
        g_strdup(*label == '\0' && figure.in_brackets ? text : label),
        g_strndup(text + figure.number.start, figure.number.end - figure.number.start));
    column->table = line_of(sheet, 0)->index;
    bool alone =
        sheet->table->n_columns == 1 && *label == '\0'; /* "Arbetsliv 59 %": of 100 points */
    column->no_score = role == KK_ROLE_CHANGE || role == KK_ROLE_RANK ||
                       ((role == KK_ROLE_MAX || role == KK_ROLE_PERCENT) && !alone);
    kk_table_place(line_of(sheet, i), cell, column->at);
    g_ptr_array_add(columns, column);
}

static void mark_line(Parse *parse, const Sheet *sheet, guint i)
{
    parse->marks[line_of(sheet, i)->index].kind = MARK_TABLE;
}

/* ---- areas as rows -------------------------------------------------------------------------- */

static void read_row(Parse *parse, const Sheet *sheet, guint i, int area)
{
    for (guint c = 0; c < sheet->table->n_columns; c++)
        add_score(parse, sheet, i, &line_of(sheet, i)->cells[c], area, sheet->heads[c],
                  sheet->roles[c]);
}

/* The line of @area's title that holds its numbers. */
static guint figures_line(const Sheet *sheet, guint i)
{
    for (guint k = i; k < i + sheet->lines[i].n_lines; k++)
        if (line_of(sheet, k)->n_figures > 0)
            return k;
    return i;
}

/* Numbers that rise with the pages are the contents', not scores. */
static bool are_pages(const Sheet *sheet)
{
    int last = 0;

    for (guint i = 0; i < sheet->table->lines->len; i++) {
        if (sheet->lines[i].kind != ROW_AREA)
            continue;
        g_autofree char *text = dup_cell(sheet, figures_line(sheet, i), 0);
        int number = atoi(text);

        if (sheet->table->n_columns != 1 || number < last || number > MOST_CONTENTS_PAGE)
            return false;
        last = number;
    }
    return true;
}

static bool is_sum_or_area(const Sheet *sheet, guint i)
{
    return sheet->lines[i].kind == ROW_TOTAL ||
           (sheet->lines[i].kind == ROW_AREA &&
            line_of(sheet, figures_line(sheet, i))->n_figures > 0); /* else a chapter's heading */
}

/* The total stands first or last of all: sums of groups stand between. */
static bool stands_first(const Sheet *sheet, guint i)
{
    while (i > 0 && !is_sum_or_area(sheet, i - 1))
        i--;
    return i == 0;
}

static bool stands_last(const Sheet *sheet, guint i)
{
    do
        i++;
    while (i < sheet->table->lines->len && !is_sum_or_area(sheet, i));
    return i == sheet->table->lines->len;
}

/* A line of words beside the rows may say the total: "Totalt 490,5 av 800 poäng." */
static bool read_total_line(Parse *parse, const Sheet *sheet, guint i)
{
    const KkTableLine *line = line_of(sheet, i);
    g_autofree char *text = kk_table_dup_text(line, &line->label);
    KkMatch match;

    if (line->n_figures > 0 || !kk_pattern_match(KK_PATTERN_POINTS_OF, text, 0, &match) ||
        strspn(text + match.ends[0], ".) ") < strlen(text + match.ends[0]))
        return false;
    g_autofree char *label = g_strchomp(g_strndup(text, match.starts[0]));
    if (!kk_total_label(label))
        return false;
    KkDraftColumn *column = kk_draft_column_new(g_strdup(""), kk_match_dup(&match, "score"));
    column->table = line_of(sheet, 0)->index;
    kk_table_place(line, &line->label, column->at);
    g_ptr_array_add(parse->draft->total_columns, column);
    mark_line(parse, sheet, i);
    return true;
}

static void read_rows(Parse *parse, const Sheet *sheet)
{
    bool seen[KK_MAX_COLUMNS] = {false}, total = false;

    for (guint i = 0; i < sheet->table->lines->len; i++) {
        const RowReading *row = &sheet->lines[i];

        if (row->kind == ROW_AREA && row->area < KK_MAX_COLUMNS && !seen[row->area]) {
            seen[row->area] = true;
            read_row(parse, sheet, figures_line(sheet, i), row->area);
            for (guint k = i; k < i + row->n_lines; k++)
                mark_line(parse, sheet, k);
        } else if (row->kind == ROW_TOTAL) {
            bool whole = stands_first(sheet, i) || stands_last(sheet, i);

            if (whole && !total)
                read_row(parse, sheet, i, TOTAL);
            total = total || whole;
            mark_line(parse, sheet, i);
        } else if (!total) {
            total = read_total_line(parse, sheet, i);
        }
    }
}

/* ---- areas as columns -------------------------------------------------------------------------
 */

/* The area that heads column @c, by its name, its number or its place among numbers that count
 * up; TOTAL; 0: none. */
static int area_of_column(const Parse *parse, const char *head)
{
    int number = 0;
    char *end = NULL;

    if (kk_total_label(head))
        return TOTAL;
    number = (int)strtol(head, &end, 10);
    if (end != head && (*end == '\0' || strcmp(end, ".") == 0))
        return number;
    return kk_area_label(head, parse->names, g_ascii_isdigit(*head) ? false : true);
}

/* Whether the labels' column is the first area's: numbers alone stand under numbers. */
static bool is_labels_first(const Sheet *sheet, guint i)
{
    g_autofree char *label = kk_table_dup_text(line_of(sheet, i), &line_of(sheet, i)->label);

    return strcmp(label, "1") == 0;
}

/* The areas of the columns as line @i, with the lines above it, heads them; how many there are. */
static guint read_column_areas(const Parse *parse, const Sheet *sheet, guint first, guint end,
                               int *areas)
{
    guint n = is_labels_first(sheet, end - 1);
    int last = (int)n;

    for (guint c = 0; c < sheet->table->n_columns; c++) {
        g_autofree char *head = kk_table_dup_head(sheet->table, first, end, c);

        areas[c] = area_of_column(parse, head);
        if (areas[c] > 0 && areas[c] != last + 1)
            return 0;
        n += areas[c] > 0;
        last = areas[c] > 0 ? areas[c] : last;
    }
    return n;
}

/* The scores of the areas in the lines below line @i, whose columns head @areas. */
static void read_column_scores(Parse *parse, const Sheet *sheet, guint i, const int *areas)
{
    const bool one = is_labels_first(sheet, i);

    for (guint k = i + 1; k < sheet->table->lines->len; k++) {
        const KkTableLine *line = line_of(sheet, k);
        g_autofree char *label = one ? g_strdup("") : kk_table_dup_text(line, &line->label);

        if (line->n_figures < LEAST_AREAS)
            break;
        if (one)
            add_score(parse, sheet, k, &line->label, 1, label, KK_ROLE_OTHER);
        for (guint c = 0; c < sheet->table->n_columns; c++)
            if (areas[c] != 0)
                add_score(parse, sheet, k, &line->cells[c], areas[c], label, KK_ROLE_OTHER);
        mark_line(parse, sheet, k);
    }
}

/* Whether the heads of columns may end at line @i: right above the numbers. */
static bool may_end_heads(const Sheet *sheet, guint i, bool coded)
{
    if (i + 1 < sheet->table->lines->len && line_of(sheet, i + 1)->n_figures < LEAST_AREAS)
        return false;
    return !coded || is_labels_first(sheet, i);
}

static void read_transposed(Parse *parse, const Sheet *sheet)
{
    const bool coded = sheet_has_codes(sheet);
    int areas[KK_MAX_COLUMNS];

    if (sheet->table->n_columns < LEAST_AREAS || sheet->is_summary)
        return;
    for (guint i = 0; i < sheet->table->lines->len; i++)
        for (guint n = 1; n <= MIN(i + 1, MOST_HEAD_LINES) && may_end_heads(sheet, i, coded); n++) {
            guint first = i + 1 - n;

            if (read_column_areas(parse, sheet, first, i + 1, areas) < LEAST_AREAS)
                continue;
            for (guint k = first; k <= i; k++)
                mark_line(parse, sheet, k);
            read_column_scores(parse, sheet, i, areas);
            return;
        }
}

/* ---- cards: the number of each area under its name, in several rows -----------------------------
 */

/* A number of one. */
typedef struct {
    guint i;
    int column; /* -1: where labels stand */
    int area;   /* or TOTAL */
} Card;

static const KkCell *cell_at(const Sheet *sheet, guint i, int column)
{
    return column < 0 ? &line_of(sheet, i)->label : &line_of(sheet, i)->cells[column];
}

static bool is_figure(const Sheet *sheet, guint i, int column)
{
    g_autofree char *text = kk_table_dup_text(line_of(sheet, i), cell_at(sheet, i, column));
    KkFigure figure;

    return kk_figure_parse(text, &figure) && figure.set;
}

/* How many figures line @i has; 0: it has other words, too. */
static guint count_figures(const Sheet *sheet, guint i)
{
    guint n = 0;

    for (int c = -1; c < (int)sheet->table->n_columns; c++) {
        if (cell_at(sheet, i, c)->n > 0 && !is_figure(sheet, i, c))
            return 0;
        n += cell_at(sheet, i, c)->n > 0;
    }
    return n;
}

/* The words of lines [first, end) in @column; all of them, if the number below stands @alone. */
static char *dup_name(const Sheet *sheet, guint first, guint end, int column, bool alone)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);

    for (guint i = first; i < end; i++)
        for (int c = -1; c < (int)sheet->table->n_columns; c++)
            if ((alone || c == column) && cell_at(sheet, i, c)->n > 0)
                g_ptr_array_add(words, kk_table_dup_text(line_of(sheet, i), cell_at(sheet, i, c)));
    g_ptr_array_add(words, NULL);
    return g_strjoinv(" ", (char **)words->pdata);
}

/* Adds the cards to @cards of which line @i holds @n numbers, under lines from @first on.
 * Returns: whether all of them are of areas that had none. */
static bool add_cards(const Parse *parse, const Sheet *sheet, guint first, guint i, guint n,
                      GArray *cards)
{
    for (int column = -1; column < (int)sheet->table->n_columns; column++) {
        if (cell_at(sheet, i, column)->n == 0)
            continue;
        g_autofree char *name = dup_name(sheet, first, i, column, n == 1);
        const Card card = {i, column,
                           kk_total_label(name) ? TOTAL : kk_area_label(name, parse->names, true)};

        for (guint c = 0; c < cards->len; c++)
            if (card.area == g_array_index(cards, Card, c).area)
                return false;
        if (card.area == 0)
            return false;
        g_array_append_val(cards, card);
    }
    return true;
}

/* Whether @sheet begins with cards; what follows them may be another's. */
static bool read_cards(Parse *parse, const Sheet *sheet)
{
    g_autoptr(GArray) cards = g_array_new(FALSE, FALSE, sizeof(Card));
    guint end = 0, n = 0; /* behind the last line of numbers that are cards'; how many they are */

    for (guint i = 0; i < sheet->table->lines->len && sheet->lines[i].kind != ROW_CODE; i++) {
        const guint n_figures = count_figures(sheet, i);

        if (n_figures == 0)
            continue;
        if (parse->marks[line_of(sheet, i)->index].kind == MARK_CONTENTS ||
            !add_cards(parse, sheet, end, i, n_figures, cards))
            break;
        n = cards->len;
        end = i + 1;
    }
    if (n < LEAST_AREAS)
        return false;
    for (guint k = 0; k < n; k++) {
        const Card *card = &g_array_index(cards, Card, k);

        add_score(parse, sheet, card->i, cell_at(sheet, card->i, card->column), card->area, "",
                  KK_ROLE_OTHER);
    }
    for (guint i = 0; i < end; i++)
        mark_line(parse, sheet, i);
    return true;
}

void parse_summary(Parse *parse)
{
    for (guint s = 0; s < parse->sheets->len; s++) {
        const Sheet *sheet = g_ptr_array_index(parse->sheets, s);

        if (sheet->is_summary && !are_pages(sheet))
            read_rows(parse, sheet);
        else if (sheet->is_summary || !read_cards(parse, sheet))
            read_transposed(parse, sheet);
    }
}

/* Points of eight areas: what no municipality is given. */
#define GREATEST_TOTAL "800"

/* ---- prose ------------------------------------------------------------------------- */

/* Another's, an earlier one, or the maximum: "uppfyller alla kriterier får således 800 poäng". */
static bool is_anothers(const char *text, const KkMatch *match)
{
    g_autofree char *before = g_strndup(text, match->starts[1]);

    return g_str_has_prefix(text + match->starts[1], GREATEST_TOTAL) ||
           kk_pattern_is(KK_PATTERN_OTHERS_TOTAL, before) ||
           kk_pattern_is(KK_PATTERN_OTHERS_TOTAL, text + match->ends[1]);
}

/* "Inom området X fick kommunen 68 poäng, medan genomsnittet är 50." */
void parse_area_sentence(const Parse *parse, const KkFlow *flow, gsize start, gsize end)
{
    g_autofree char *sentence = g_strndup(flow->text->str + start, end - start);
    KkMatch match;

    if (!kk_pattern_match(KK_PATTERN_AREA_SENTENCE, sentence, 0, &match))
        return;
    g_autofree char *name = kk_match_dup(&match, "name");
    g_autofree char *said = kk_match_dup(&match, "said");
    int number = kk_area_label(name, parse->names, true);
    KkDraftArea *area = number > 0 ? kk_draft_lookup_area(parse->draft, number) : NULL;
    if (area == NULL || kk_pattern_is(KK_PATTERN_AVERAGE_LABEL, said))
        return;
    KkDraftScore *score = kk_draft_score_new(KK_WHERE_SUMMARY, kk_match_dup(&match, "score"));
    gsize at = (gsize)(strstr(sentence + match.starts[0], said) - sentence) + strlen(said) + 1;
    kk_flow_place(flow, start + at, start + at + strlen(score->score), score->at);
    g_ptr_array_add(area->scores, score);
}

static void add_total(const Parse *parse, const KkFlow *flow, gsize start, const char *sentence,
                      const KkMatch *match)
{
    KkDraftScore *score = kk_draft_score_new(KK_WHERE_PROSE, kk_match_dup(match, "score"));

    score->context = g_strndup(sentence, match->starts[1]);
    kk_flow_place(flow, start + match->starts[1], start + match->ends[1], score->at);
    g_ptr_array_add(parse->draft->total_scores, score);
}

/* Whether the points of @match are what all areas make together: "från 479 poäng 2016 till 540". */
static bool is_sum(const char *sentence, const KkMatch *match)
{
    g_autofree char *before = g_strndup(sentence, match->starts[1]);

    return kk_pattern_is(KK_PATTERN_TELLS_TOTAL, sentence) &&
           !kk_pattern_is(KK_PATTERN_OTHERS_CLAUSE, before) &&
           (kk_pattern_is(KK_PATTERN_RISEN_TO, before) || !is_anothers(sentence, match));
}

/* The first total that a sentence states of the report's own municipality. */
void parse_total_sentence(const Parse *parse, const KkFlow *flow, gsize start, gsize end)
{
    static const KkPatternId patterns[] = {KK_PATTERN_TOTAL_BEHIND_MAX, KK_PATTERN_TOTAL_OF_MAX,
                                           KK_PATTERN_TOTAL_IS, KK_PATTERN_TOTAL_GOT};
    g_autofree char *sentence = g_strndup(flow->text->str + start, end - start);

    KkMatch match;

    if (!kk_text_may_have_digit(sentence))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(patterns); i++) {
        if (!kk_pattern_match(patterns[i], sentence, 0, &match) || is_anothers(sentence, &match))
            continue;
        add_total(parse, flow, start, sentence, &match);
        return;
    }
    for (gsize from = 0; kk_pattern_match(KK_PATTERN_TOTAL_POINTS, sentence, from, &match);
         from = match.ends[0])
        if (is_sum(sentence, &match)) {
            add_total(parse, flow, start, sentence, &match);
            return;
        }
}
