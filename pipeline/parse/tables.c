/* tables.c - the score tables: each question with its text and numbers, each area's total.
 *
 * A row is a code, or, where none are printed, a line with numbers. Numbers of a coded row stand on
 * its line or, alone, beside it; its text is shared out by the page's geometry
 * (kk_blocks_share_lines()), under the one alignment that serves the whole document best. */
#include <kk/edition.h>

#include "outline.h"

#include <math.h>
#include <string.h>

/* Codes without a column for the maximum or the percentage are a table's, and not an outline's,
 * where there are so many. */
#define MANY_CODES 12

/* How much better the roles of columns must be than the next best: 4 or more where the reading is right,
 * in ../shared/reports and reports-2; about 1 where points and an earlier column may be swapped. */
#define LEAST_MARGIN 2.0

/* Fewer rows without words over their columns prove nothing. */
#define LEAST_ROWS 3

/* The points of one area; the total of all areas is more. */
#define MOST_AREA_POINTS 150
#define ALL_POINTS 100

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

static const KkTableLine *line_of(const ScoreTable *table, guint i)
{
    return kk_table_line(table->sheet->table, i);
}

static RowReading *row_of(const ScoreTable *table, guint i)
{
    return &table->sheet->lines[i];
}

static guint n_lines(const ScoreTable *table)
{
    return table->sheet->table->lines->len;
}

static bool has_figures(const ScoreTable *table, guint i)
{
    return line_of(table, i)->n_figures > 0;
}

/* Notes to a question are set smaller than it: of its size, at most. */
#define NOTE_RATIO 0.95

/* ---- numbers to rows ------------------------------------------------------------------------ */

/* The row (its code's line) that lies before or after line @i; -1: none. */
static int row_near(const ScoreTable *table, guint i, int step)
{
    for (int k = (int)i + step; k >= 0 && k < (int)n_lines(table); k += step) {
        RowKind kind = row_of(table, (guint)k)->kind;

        if (kind == ROW_TOTAL || kind == ROW_AREA)
            return -1;
        if (kind == ROW_CODE)
            return k;
    }
    return -1;
}

static bool lacks_numbers(const ScoreTable *table, int row)
{
    return row >= 0 && !has_figures(table, (guint)row) && table->numbers[row] < 0;
}

/* The maximum that a line prints, in a column of its own or beside the points; 0: none. */
static double read_maximum(const Sheet *sheet, guint i)
{
    const KkTableLine *line = kk_table_line(sheet->table, i);

    for (guint c = 0; c < sheet->table->n_columns; c++) {
        g_autofree char *text = kk_table_dup_text(line, &line->cells[c]);
        KkFigure figure;

        kk_figure_parse(text, &figure);
        if (sheet->roles[c] == KK_ROLE_MAX && figure.set)
            return figure.value;
        if (sheet->roles[c] == KK_ROLE_OWN && figure.has_max)
            return figure.max;
    }
    return 0;
}

/* Numbers of all points of an area, whatever the words beside them: its total, where it has other
 * rows. */
static bool is_bare_total(const ScoreTable *table, guint i)
{
    if (table->maxima[i] < ALL_POINTS)
        return false;
    for (guint k = 0; k < n_lines(table); k++)
        if (table->maxima[k] > 0 && table->maxima[k] < ALL_POINTS &&
            row_of(table, k)->context == row_of(table, i)->context)
            return true;
    return line_of(table, i)->label.n == 0;
}

/* Whether a line that no word calls a total may be one: words that end with one number are a
 * page's foot, or a sentence. */
static bool may_be_total(const ScoreTable *table, guint i)
{
    return line_of(table, i)->label.n == 0 || line_of(table, i)->n_figures > 1;
}

static void own(const ScoreTable *table, guint line, int row)
{
    table->owners[line] = row;
    table->numbers[row] = (int)line;
}

/* Numbers on a line without a code are of the row above that has none, of the row below that has
 * none, else a total. */
static void own_coded(const ScoreTable *table)
{
    for (guint i = 0; i < n_lines(table); i++) {
        RowReading *row = row_of(table, i);
        int above = row_near(table, i, -1), below = row_near(table, i, 1);

        if (!has_figures(table, i))
            continue;
        if (row->kind == ROW_CODE)
            own(table, i, (int)i);
        else if (row->kind != ROW_BARE)
            continue;
        else if (is_bare_total(table, i))
            row->kind = ROW_TOTAL;
        else if (lacks_numbers(table, above))
            own(table, i, above);
        else if (lacks_numbers(table, below) && line_of(table, i)->n_figures < 3 &&
                 !table->sheet->table->ends_rows)
            own(table, i, below);
        else if (may_be_total(table, i))
            row->kind = ROW_TOTAL;
    }
}

static void own_bare(const ScoreTable *table)
{
    for (guint i = 0; i < n_lines(table); i++) {
        if (row_of(table, i)->kind != ROW_BARE)
            continue;
        if (is_bare_total(table, i))
            row_of(table, i)->kind = ROW_TOTAL;
        else
            own(table, i, (int)i);
    }
}

static bool begins_rows(RowKind kind)
{
    return kind == ROW_TOTAL || kind == ROW_AREA || kind == ROW_HEAD;
}

/* Numbered items behind a total or above the first head, none of which has numbers: a list. */
static void drop_lists(const ScoreTable *table)
{
    for (guint i = 0, end = 0; i < n_lines(table); i = end) {
        bool numbers = table->numbers[i] >= 0;

        for (end = i + 1; end < n_lines(table) && !begins_rows(row_of(table, end)->kind); end++)
            numbers = numbers || table->numbers[end] >= 0;
        bool above = i == 0 && end < n_lines(table) && row_of(table, end)->kind == ROW_HEAD;
        for (guint k = i; k < end && (above || row_of(table, i)->kind == ROW_TOTAL) && !numbers; k++)
            if (row_of(table, k)->kind == ROW_CODE)
                row_of(table, k)->kind = ROW_SKIP;
    }
}

/* ---- text to rows ----------------------------------------------------------------------------- */

static Part *part_new(void)
{
    Part *part = g_new0(Part, 1);

    part->anchors = g_array_new(FALSE, FALSE, sizeof(KkRowAnchors));
    part->rows = g_array_new(FALSE, FALSE, sizeof(guint));
    part->lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
    part->indexes = g_array_new(FALSE, FALSE, sizeof(guint));
    return part;
}

static void part_free(gpointer data)
{
    Part *part = data;

    g_array_unref(part->anchors);
    g_array_unref(part->rows);
    g_ptr_array_unref(part->lines);
    g_array_unref(part->indexes);
    g_free(part);
}

static const KkWord *last_figure(const KkTableLine *line)
{
    for (guint c = KK_MAX_COLUMNS; c > 0; c--)
        if (line->cells[c - 1].n > 0)
            return kk_line_word(line->line, line->cells[c - 1].first);
    return kk_line_word(line->line, 0);
}

static void add_row(const ScoreTable *table, guint i, Part *part)
{
    const KkTableLine *line = line_of(table, i);
    int numbers = table->numbers[i];
    KkRowAnchors row;

    row.anchors[1] = numbers >= 0 ? kk_anchor_of(line_of(table, (guint)numbers)->line,
                                                 last_figure(line_of(table, (guint)numbers)))
                                  : kk_anchor_of(line->line, kk_line_word(line->line, 0));
    row.anchors[0] = row_of(table, i)->kind == ROW_CODE
                         ? kk_anchor_of(line->line, kk_line_word(line->line, 0))
                         : row.anchors[1];
    g_array_append_val(part->rows, i);
    g_array_append_val(part->anchors, row);
}

static bool is_row(const ScoreTable *table, guint i)
{
    return row_of(table, i)->kind == ROW_CODE ||
           (row_of(table, i)->kind == ROW_BARE && table->owners[i] == (int)i);
}

static bool any_row_from(const ScoreTable *table, guint i)
{
    for (; i < n_lines(table); i++)
        if (is_row(table, i) || has_figures(table, i))
            return true;
    return false;
}

/* Behind the last row of a table without a total, text goes on only while it is set as close as
 * the row's own lines. */
static bool is_beyond(const ScoreTable *table, guint i, bool any_row)
{
    if (!any_row || i == 0 || any_row_from(table, i))
        return false;
    const KkLine *line = line_of(table, i)->line;
    double leading = kk_line_leading(line_of(table, i - 1)->line, line);
    double height = line->box.y1 - line->box.y0; /* a drawn font tells no size */
    return leading < 0 || leading > 1.7 * MAX(line->size, height);
}

static void add_text(const ScoreTable *table, guint i, Part *part)
{
    const KkTableLine *line = line_of(table, i);
    const KkCell *text = &row_of(table, i)->text;

    if (text->n == 0)
        return;
    KkLine *words = kk_line_dup_words(line->line, text->first, text->n);
    if (row_of(table, i)->kind == ROW_CODE && row_of(table, i)->code.stuck) {
        g_array_index(words->words, KkWord, 0).text += row_of(table, i)->code.length;
        kk_line_settle(words);
    }
    g_ptr_array_add(part->lines, words);
    g_array_append_val(part->indexes, i);
}

/* A title that stands again where the table goes on: on the next page, say. */
static bool is_repeated(const ScoreTable *table, guint i)
{
    return i > 0 && row_of(table, i)->kind == ROW_AREA &&
           row_of(table, i - 1)->context == row_of(table, i)->area && !has_figures(table, i);
}

/* Above a head that stands again on a new page no text goes on: "(forts.)". */
static void drop_above(const ScoreTable *table, guint head, Part *part)
{
    int page = line_of(table, head)->line->page;
    guint last = g_array_index(part->rows, guint, part->rows->len - 1);

    while (part->indexes->len > 0) {
        guint i = g_array_index(part->indexes, guint, part->indexes->len - 1);

        if (i <= last || line_of(table, i)->line->page != page || line_of(table, last)->line->page == page)
            break;
        g_array_set_size(part->indexes, part->indexes->len - 1);
        g_ptr_array_set_size(part->lines, (gint)part->lines->len - 1);
    }
}

static void part_table(ScoreTable *table)
{
    Part *part = part_new();

    table->parts = g_ptr_array_new_with_free_func(part_free);
    for (guint i = 0; i < n_lines(table); i++) {
        RowKind kind = row_of(table, i)->kind;

        if (is_beyond(table, i, part->rows->len > 0))
            break;
        if (kind == ROW_TOTAL || (kind == ROW_AREA && !is_repeated(table, i))) {
            g_ptr_array_add(table->parts, part);
            part = part_new();
        } else if ((kind == ROW_HEAD || kind == ROW_SKIP) && part->rows->len == 0) {
            g_ptr_array_set_size(part->lines, 0); /* what stands above the head is no row's */
            g_array_set_size(part->indexes, 0);
        } else if ((kind == ROW_HEAD || kind == ROW_AREA) && part->rows->len > 0) {
            drop_above(table, i, part);
        }
        if (is_row(table, i))
            add_row(table, i, part);
        if (kind == ROW_TEXT || kind == ROW_BARE || kind == ROW_CODE)
            add_text(table, i, part);
        if (table->sheet->table->ends_rows && has_figures(table, i)) {
            g_ptr_array_add(table->parts, part);
            part = part_new();
        }
    }
    g_ptr_array_add(table->parts, part);
}

static double cost_of(const GPtrArray *tables, const KkAlign *aligns)
{
    double cost = 0;

    for (guint t = 0; t < tables->len; t++) {
        const ScoreTable *table = g_ptr_array_index(tables, t);

        for (guint p = 0; p < table->parts->len; p++) {
            const Part *part = g_ptr_array_index(table->parts, p);

            if (part->rows->len > 0)
                cost += kk_blocks_share_lines(part->anchors, part->lines, aligns, NULL);
        }
    }
    return cost;
}

/* Whether any row's numbers stand on another line than its code. */
static bool stand_apart(const GPtrArray *tables)
{
    for (guint t = 0; t < tables->len; t++) {
        const ScoreTable *table = g_ptr_array_index(tables, t);

        for (guint p = 0; p < table->parts->len; p++) {
            const Part *part = g_ptr_array_index(table->parts, p);

            for (guint r = 0; r < part->anchors->len; r++) {
                const KkAnchor *anchors = g_array_index(part->anchors, KkRowAnchors, r).anchors;

                if (anchors[0].page != anchors[1].page || fabs(anchors[0].y - anchors[1].y) > 2)
                    return true;
            }
        }
    }
    return false;
}

/* The alignments of codes and numbers that serve all tables of the document best. */
static void find_aligns(const GPtrArray *tables, KkAlign *aligns)
{
    bool apart = stand_apart(tables);
    double least = G_MAXDOUBLE;

    for (KkAlign code = 0; code < KK_N_ALIGNS; code++)
        for (KkAlign numbers = 0; numbers < KK_N_ALIGNS; numbers++) {
            const KkAlign tried[] = {code, numbers};

            if (!apart && code != numbers)
                continue;
            double cost = cost_of(tables, tried);

            if (cost < least - 1e-6) {
                least = cost;
                memcpy(aligns, tried, sizeof tried);
            }
        }
}

/* ---- draft rows ------------------------------------------------------------------------------- */

static char *dup_slice(const char *text, KkSlice slice)
{
    return g_strndup(text + slice.start, slice.end - slice.start);
}

/* A number as printed, its percent sign with it; where the cell says more, the number alone. */
static char *dup_number(const char *text, const KkFigure *figure)
{
    return kk_pattern_is(KK_PATTERN_NUMBER, text) ? g_strdup(text)
                                                  : dup_slice(text, figure->number);
}

static void fill_numbers(const ScoreTable *table, guint i, KkDraftRow *row)
{
    const KkTableLine *line = line_of(table, i);

    for (guint c = 0; c < table->sheet->table->n_columns; c++) {
        g_autofree char *text = kk_table_dup_text(line, &line->cells[c]);
        KkRole role = table->sheet->roles[c];
        KkFigure figure;

        kk_table_place(line, &line->cells[c], row->at);
        if (!kk_figure_parse(text, &figure) || !figure.set)
            continue;
        if (role == KK_ROLE_OWN && row->achieved == NULL)
            row->achieved = dup_number(text, &figure);
        if (role == KK_ROLE_MAX && row->max == NULL)
            row->max = dup_number(text, &figure);
        if (role == KK_ROLE_PERCENT && row->percent == NULL)
            row->percent = dup_number(text, &figure);
        if (role == KK_ROLE_OWN && figure.has_max && row->max == NULL)
            row->max = dup_slice(text, figure.max_number);
    }
}

/* "Finns en plan? (max 15)" */
static void take_max_behind(KkDraftRow *row)
{
    KkMatch match;

    if (row->max != NULL || row->text == NULL ||
        !kk_pattern_match(KK_PATTERN_MAX_BEHIND, row->text, 0, &match))
        return;
    row->max = kk_match_dup(&match, "max");
    row->text[match.starts[0]] = '\0';
}

static char *dup_label(const ScoreTable *table, guint i)
{
    return kk_table_dup_text(line_of(table, i), &line_of(table, i)->label);
}

/* The code as printed; the mark that ends "1.1." is no part of it. */
static char *dup_printed_code(const ScoreTable *table, guint i)
{
    g_autofree char *label = dup_label(table, i);
    char *code = g_strstrip(g_strndup(label, row_of(table, i)->code.length));
    gsize n = strlen(code);

    if (n > 0 && strchr(".:", code[n - 1]) != NULL)
        code[n - 1] = '\0';
    return code;
}

/* Places are put in reading order: a row's numbers may stand on an earlier page than its
 * last line of text. */
static int by_page(gconstpointer a, gconstpointer b)
{
    return ((const KkPlace *)a)->page - ((const KkPlace *)b)->page;
}

static int question_of(const KkDraftRow *row)
{
    KkCode code;

    return row->printed_code != NULL && kk_code_parse(row->printed_code, &code) ? code.question : 0;
}

static KkDraftRow *row_at(const GPtrArray *rows, guint i)
{
    return i < rows->len ? g_ptr_array_index(rows, i) : NULL;
}

/* How many questions stand before the area's first, where ordinals run on from area to area. */
static int questions_before(const KkDraft *draft, const KkDraftArea *area, int question)
{
    const KkDraftArea *before = kk_draft_lookup_area(draft, area->number - 1);
    const KkDraftRow *first = row_at(area->rows, 0);
    int n = (first != NULL ? question_of(first) : question) - 1;

    return n > 0 && before != NULL && before->rows->len > 0 &&
                   question_of(row_at(before->rows, before->rows->len - 1)) == n
               ? n
               : 0;
}

static KkDraftRow *make_row(const Parse *parse, const ScoreTable *table, guint i,
                            const GPtrArray *lines, const KkDraftArea *area)
{
    const RowReading *reading = row_of(table, i);
    KkDraftRow *row = kk_draft_row_new();
    int numbers = table->numbers[i];

    row->text = kk_lines_dup_text(parse->layout, lines);
    if (reading->kind == ROW_CODE) {
        int before = reading->code.style == KK_CODE_ORDINAL
                         ? questions_before(parse->draft, area, reading->code.question)
                         : 0;
        row->code = g_strdup_printf("%d.%d", area->number, reading->code.question - before);
        row->printed_code = dup_printed_code(table, i);
        for (guint w = line_of(table, i)->label.first; w < reading->text.first; w++)
            kk_word_place(line_of(table, i)->line, kk_line_word(line_of(table, i)->line, w), row->at);
    } else {
        row->code = g_strdup_printf("%d.%u", area->number, area->rows->len + 1);
    }
    for (guint l = 0; l < lines->len; l++)
        kk_line_place(g_ptr_array_index(lines, l), row->at);
    if (numbers >= 0)
        fill_numbers(table, (guint)numbers, row);
    take_max_behind(row);
    g_array_sort(row->at, by_page);
    return row;
}

static void name_area(KkDraftArea *area, const char *name)
{
    if (area->table_name != NULL || name == NULL || *name == '\0')
        return;
    area->table_name = kk_area_title_dup(name);
    if (area->table_name == NULL && kk_editions_find_area(name) > 0)
        area->table_name = g_strdup(name);
}

/* Whether @line, below the first of a row's text, is set as a note to it: smaller, or aslant. */
static bool is_note(const KkLine *line, const KkLine *first)
{
    return line->size < NOTE_RATIO * first->size || (line->italic && !first->italic);
}

static void read_part(Parse *parse, const ScoreTable *table, const Part *part, const KkAlign *aligns)
{
    g_autofree int *owner = g_new0(int, part->lines->len + 1);

    if (part->rows->len == 0)
        return;
    kk_blocks_share_lines(part->anchors, part->lines, aligns, owner);
    for (guint r = 0; r < part->rows->len; r++) {
        guint i = g_array_index(part->rows, guint, r);
        g_autoptr(GPtrArray) lines = g_ptr_array_new();

        if (row_of(table, i)->context == 0)
            continue;
        for (guint l = 0; l < part->lines->len; l++)
            if (owner[l] == (int)r) {
                const KkLine *line = g_ptr_array_index(part->lines, l);

                if (lines->len == 0 || !is_note(line, g_ptr_array_index(lines, 0)))
                    g_ptr_array_add(lines, (gpointer)line);
                parse->marks[line_of(table, g_array_index(part->indexes, guint, l))->index].kind = MARK_TABLE;
            }
        KkDraftArea *area = kk_draft_ensure_area(parse->draft, row_of(table, i)->context);
        g_ptr_array_add(area->rows, make_row(parse, table, i, lines, area));
    }
}

/* ---- totals ------------------------------------------------------------------------------------- */

static double number_of(const char *text)
{
    KkFigure figure;

    return text != NULL && kk_figure_parse(text, &figure) && figure.set ? figure.value : 0;
}

/* Of several sums under an area's name the one with the greatest maximum is its total: others are
 * sums of groups. */
static void take_total(KkDraftArea *area, KkDraftRow *total)
{
    if (area->total != NULL && number_of(total->max) <= number_of(area->total->max)) {
        kk_draft_row_free(total);
        return;
    }
    if (area->total != NULL)
        kk_draft_row_free(area->total);
    area->total = total;
}

static char *dup_title(const Parse *parse, const ScoreTable *table, guint i)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);

    for (guint k = i; k < i + row_of(table, i)->n_lines; k++)
        g_ptr_array_add(lines, kk_line_dup_words(line_of(table, k)->line, line_of(table, k)->label.first,
                                                 line_of(table, k)->label.n));
    return kk_lines_dup_text(parse->layout, lines);
}

static void read_total(const Parse *parse, const ScoreTable *table, guint i, int area, char *text)
{
    KkDraftRow *total = kk_draft_row_new();

    total->text = text;
    fill_numbers(table, i, total);
    take_max_behind(total);
    kk_table_place(line_of(table, i), &line_of(table, i)->label, total->at);
    if (number_of(total->max) > MOST_AREA_POINTS ||
        (total->achieved == NULL && total->max == NULL && total->percent == NULL))
        kk_draft_row_free(total);
    else
        take_total(kk_draft_ensure_area(parse->draft, area), total);
}

/* Whether rows of the table stand in that area. */
static bool has_rows_of(const ScoreTable *table, int area)
{
    for (guint i = 0; i < n_lines(table); i++)
        if (is_row(table, i) && row_of(table, i)->context == area)
            return true;
    return false;
}

/* The area of the last row of any table that stands before line @index of the layout; 0: none. */
static int area_before(const GPtrArray *tables, guint index)
{
    guint nearest = 0;
    int area = 0;

    for (guint t = 0; t < tables->len; t++) {
        const ScoreTable *table = g_ptr_array_index(tables, t);

        for (guint i = 0; i < n_lines(table); i++)
            if (is_row(table, i) && line_of(table, i)->index >= nearest &&
                line_of(table, i)->index < index) {
                nearest = line_of(table, i)->index;
                area = row_of(table, i)->context;
            }
    }
    return area;
}

/* Whether the total on line @i follows the rows of another table, from which a page's end or
 * columns of its own part it. */
static bool follows_rows(const Parse *parse, const GPtrArray *tables, const ScoreTable *table, guint i,
                         int area)
{
    const KkDraftArea *of = kk_draft_lookup_area(parse->draft, area);

    return of != NULL && of->rows->len > 0 && of->total == NULL &&
           area_before(tables, line_of(table, i)->index) == area;
}

/* A row that no code and no word tells, under a total that is printed: nothing reads it. */
static void tell_passed_over(const Parse *parse, const ScoreTable *table, guint i, int area)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    g_autofree char *label = dup_label(table, i);
    const KkDraftArea *of = kk_draft_lookup_area(parse->draft, area);

    if (of == NULL || of->total == NULL || *label == '\0' || kk_total_label(label))
        return;
    g_ptr_array_add(lines, (gpointer)line_of(table, i)->line);
    parse_unread(parse, KK_UNREAD_ROW, lines,
                 kk_message(KK_SAYS_ROW_PASSED_OVER, NULL, KK_NUMBER(line_of(table, i)->line->sheet),
                            KK_NUMBER(area)));
}

static void read_totals(const Parse *parse, const GPtrArray *tables, const ScoreTable *table)
{
    for (guint i = 0; i < n_lines(table); i++) {
        const RowReading *row = row_of(table, i);

        if (row->context == 0 || (!has_rows_of(table, row->context) &&
                                  !follows_rows(parse, tables, table, i, row->context)))
            continue;
        if (row->kind == ROW_TOTAL)
            tell_passed_over(parse, table, i, row->context);
        if (row->kind == ROW_TOTAL)
            read_total(parse, table, i, row->context, dup_label(table, i));
        if (row->kind != ROW_AREA)
            continue;
        g_autofree char *title = dup_title(parse, table, i);
        name_area(kk_draft_ensure_area(parse->draft, row->area), title);
        for (guint k = i; k < i + row->n_lines; k++)
            if (has_figures(table, k))
                read_total(parse, table, k, row->area, g_strdup(title));
    }
}

/* Whether line @i stands below the rows of a table: right, or with one line between. */
static bool stands_below_table(const Parse *parse, guint i)
{
    return (i > 0 && parse->marks[i - 1].kind == MARK_TABLE) ||
           (i > 1 && parse->marks[i - 2].kind == MARK_TABLE);
}

/* The numbered caption that begins on line @i, with the line after it where it may go on; or the caption
 * below a table, "Poäng för område 1: 84 av 100"; NULL: none. */
static char *dup_caption(const Parse *parse, guint i)
{
    const char *text = parse_line(parse, i)->text;

    if (!kk_pattern_is(KK_PATTERN_CAPTION, text))
        return stands_below_table(parse, i) ? g_strdup(text) : NULL;
    g_autoptr(GPtrArray) lines = parse_slice(parse, i, MIN(i + 2, parse->lines->len));
    return kk_lines_dup_text(parse->layout, lines);
}

/* A caption may tell the total: "Tabell 1. Name. Summa 80 poäng av 100 (80 %)." */
static void read_caption_totals(const Parse *parse)
{
    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        const char *tail;
        g_autofree char *text = dup_caption(parse, i);
        int number = text != NULL ? kk_caption_area(text, parse->names, &tail) : 0;
        KkDraftArea *area = number > 0 ? kk_draft_lookup_area(parse->draft, number) : NULL;
        KkMatch match;

        if (area == NULL || area->rows->len == 0 || area->total != NULL ||
            !kk_pattern_match(KK_PATTERN_POINTS_OF, tail, 0, &match))
            continue;
        area->total = kk_draft_row_new();
        area->total->text = g_strdup(text);
        area->total->achieved = kk_match_dup(&match, "score");
        area->total->max = kk_match_dup(&match, "max");
        area->total->percent = kk_match_dup(&match, "percent");
        kk_line_place(line, area->total->at);
    }
}

/* ---- the whole ------------------------------------------------------------------------------------ */

static bool has_role(const Sheet *sheet, KkRole role)
{
    for (guint c = 0; c < sheet->table->n_columns; c++)
        if (sheet->roles[c] == role)
            return true;
    return false;
}

static guint count_codes(const GPtrArray *sheets)
{
    guint n = 0;

    for (guint s = 0; s < sheets->len; s++) {
        const Sheet *sheet = g_ptr_array_index(sheets, s);

        for (guint i = 0; i < sheet->table->lines->len && sheet->is_scores; i++)
            n += sheet->lines[i].kind == ROW_CODE;
    }
    return n;
}

bool sheet_has_codes(const Sheet *sheet)
{
    for (guint i = 0; i < sheet->table->lines->len; i++)
        if (sheet->lines[i].kind == ROW_CODE)
            return true;
    return false;
}

static guint count_rows(const Sheet *sheet)
{
    guint n = 0;

    for (guint i = 0; i < sheet->table->lines->len; i++)
        n += kk_table_line(sheet->table, i)->n_figures > 0;
    return n;
}

/* Whether points and maxima, points and percentages, or percentages of questions were found:
 * numbers alone are anything. */
static bool is_score_table(const Sheet *sheet, bool many_codes)
{
    bool coded = many_codes && sheet_has_codes(sheet);

    if (!sheet->is_scores || (count_rows(sheet) < LEAST_ROWS && !sheet_has_heads(sheet)))
        return false;
    return has_role(sheet, KK_ROLE_OWN)
               ? has_role(sheet, KK_ROLE_MAX) || has_role(sheet, KK_ROLE_PERCENT) || sheet->combined || coded
               : has_role(sheet, KK_ROLE_PERCENT) && coded;
}

/* Whether it gives areas points and maxima under heads of its own, too few of them for a summary. */
static bool is_table_of_totals(const Sheet *sheet)
{
    bool any = false;

    for (guint i = 0; i < sheet->table->lines->len; i++)
        any = any || (sheet->lines[i].kind == ROW_AREA && kk_table_line(sheet->table, i)->n_figures > 0);
    return any && !sheet->is_summary && !sheet->is_scores && sheet_has_heads(sheet) &&
           has_role(sheet, KK_ROLE_OWN) && (has_role(sheet, KK_ROLE_MAX) || sheet->combined);
}

/* Of a table of questions: that another of its columns may hold the points as well. */
static void doubt_columns(const Parse *parse, const Sheet *sheet)
{
    if (!sheet->is_scores || !sheet_has_codes(sheet) || sheet->table->n_columns < 2 ||
        count_rows(sheet) < LEAST_ROWS || sheet->margin >= LEAST_MARGIN)
        return;
    g_autoptr(GArray) at = kk_at_new();
    const KkLine *first = kk_table_line(sheet->table, 0)->line;

    for (guint i = 0; i < sheet->table->lines->len; i++)
        if (kk_table_line(sheet->table, i)->n_figures > 0)
            kk_line_place(kk_table_line(sheet->table, i)->line, at);
    kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                       kk_message(KK_SAYS_COLUMNS_DOUBTFUL, NULL, KK_NUMBER(first->sheet)));
}

static ScoreTable *table_new(Sheet *sheet)
{
    ScoreTable *table = g_new0(ScoreTable, 1);
    guint n = sheet->table->lines->len;

    table->sheet = sheet;
    table->owners = g_new(int, n + 1);
    table->numbers = g_new(int, n + 1);
    table->maxima = g_new(double, n + 1);
    for (guint i = 0; i < n; i++) {
        table->owners[i] = table->numbers[i] = -1;
        table->maxima[i] = read_maximum(sheet, i);
    }
    if (sheet_has_codes(sheet))
        own_coded(table);
    else
        own_bare(table);
    drop_lists(table);
    part_table(table);
    return table;
}

static void table_free(gpointer data)
{
    ScoreTable *table = data;

    g_free(table->owners);
    g_free(table->numbers);
    g_free(table->maxima);
    g_ptr_array_unref(table->parts);
    g_free(table);
}

/* Marks titles, heads, rows and sums; the text of rows is marked where it is shared out. */
static void mark_table(Parse *parse, const ScoreTable *table)
{
    for (guint i = 0; i < n_lines(table); i++) {
        const RowReading *row = row_of(table, i);
        Mark *mark = &parse->marks[line_of(table, i)->index];

        if (row->kind == ROW_HEAD || row->kind == ROW_TOTAL || is_row(table, i) ||
            table->owners[i] >= 0)
            mark->kind = MARK_TABLE;
        for (guint k = i; row->kind == ROW_AREA && k < i + row->n_lines; k++)
            parse->marks[line_of(table, k)->index].kind = MARK_TABLE;
    }
}

void parse_tables(Parse *parse)
{
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(table_free);
    bool many_codes = count_codes(parse->sheets) >= MANY_CODES;
    KkAlign aligns[KK_N_ANCHORS] = {KK_ALIGN_TOP, KK_ALIGN_TOP};

    for (guint s = 0; s < parse->sheets->len; s++) {
        Sheet *sheet = g_ptr_array_index(parse->sheets, s);

        doubt_columns(parse, sheet);
        if (is_score_table(sheet, many_codes) || is_table_of_totals(sheet))
            g_ptr_array_add(tables, table_new(sheet));
    }
    parse->draft->announces_tables = parse->draft->announces_tables || tables->len > 0;
    find_aligns(tables, aligns);
    for (guint t = 0; t < tables->len; t++) {
        const ScoreTable *table = g_ptr_array_index(tables, t);

        mark_table(parse, table);
        for (guint p = 0; p < table->parts->len; p++)
            read_part(parse, table, g_ptr_array_index(table->parts, p), aligns);
    }
    for (guint t = 0; t < tables->len; t++)
        read_totals(parse, tables, g_ptr_array_index(tables, t));
    read_caption_totals(parse);
}
