/* summary.c - scores stated outside the score tables: summaries and prose.
 *
 * A summary is a run of lines, each an area's name and numbers at its right. Their columns
 * may be this evaluation's, an earlier one's, an average's: the heads say which, and what
 * they say is kept as printed; normalise chooses, once the year is known. */
#include <kk/edition.h>

#include "outline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NUMBERS 6

/* Fewer rows than this are no summary but a mention. */
#define LEAST_ROWS 3

/* A column's head stands over its numbers, or this far beside them. */
#define HEAD_REACH_EM 3.5

/* Words of one head are parted by less: a space, not a gutter. */
#define HEAD_SPACE_EM 0.65

typedef struct {
    guint line;
    guint top; /* the line on which its name begins */
    int area;  /* -1: the total */
    guint words[MAX_NUMBERS], n;
} Row;

/* ---- rows -------------------------------------------------------------------------- */

/* Where "av 100 möjliga" begins that ends a line, else its end. */
static guint find_maximum(const KkLine *line)
{
    guint n = line->words->len;

    for (guint w = n > 4 ? n - 4 : 1; w + 1 < n; w++)
        if (strcmp(kk_line_word(line, w)->text, "av") == 0 &&
            g_str_has_prefix(kk_line_word(line, w + 1)->text, "100"))
            return w;
    return n;
}

/* The numbers that end a line; returns the words before them. */
static guint read_numbers(const KkLine *line, Row *row)
{
    guint end = find_maximum(line);

    while (end > 0 && (kk_pattern_is(KK_PATTERN_COLUMN_POINTS, kk_line_word(line, end - 1)->text) ||
                       strcmp(kk_line_word(line, end - 1)->text, "p") == 0))
        end--;
    guint first = end;
    while (first > 0) {
        const char *text = kk_line_word(line, first - 1)->text;

        if (!kk_pattern_is(KK_PATTERN_NUMBER, text) && strcmp(text, "%") != 0 &&
            strcmp(text, "–") != 0 && strcmp(text, "-") != 0 &&
            !kk_pattern_is(KK_PATTERN_BRACKET, text) && !kk_pattern_is(KK_PATTERN_CHANGE, text))
            break;
        first--;
    }
    row->n = 0;
    for (guint w = first; w < end; w++)
        if (strpbrk(kk_line_word(line, w)->text, "0123456789") != NULL && row->n < MAX_NUMBERS)
            row->words[row->n++] = w;
    return first;
}

/* The area of that name among those found in the report itself (an unknown edition). */
static int find_own_area(const KkDraft *draft, const char *name)
{
    g_autofree char *key = kk_name_key(name);

    for (guint i = 0; i < draft->areas->len; i++) {
        const KkDraftArea *area = g_ptr_array_index(draft->areas, i);
        g_autofree char *own = kk_name_key(area->name != NULL ? area->name : "");
        g_autofree char *table = kk_name_key(area->table_name != NULL ? area->table_name : "");

        if (*key != '\0' && (strcmp(own, key) == 0 || strcmp(table, key) == 0))
            return area->number;
    }
    return 0;
}

/* The number of the area that @text names, by its own number or by its name; -1: the
 * total; 0: none. */
static int read_label(const KkDraft *draft, const char *text)
{
    KkMatch match;
    g_autofree char *name = NULL;
    int number = 0;

    if (kk_pattern_is(KK_PATTERN_TOTAL_LABEL, text))
        return -1;
    if (kk_pattern_match(KK_PATTERN_AREA_HEAD, text, 0, &match) ||
        kk_pattern_match(KK_PATTERN_NUMBERED, text, 0, &match)) {
        number = kk_match_int(&match, "number", 0);
        name = kk_match_dup(&match, "name");
    } else {
        name = g_strdup(text);
    }
    if (name == NULL || g_utf8_strlen(name, -1) < 5)
        return 0;
    int own = find_own_area(draft, name);
    if (own > 0)
        return own;
    return kk_editions_find_area(name) > 0 ? (number > 0 ? number : kk_editions_find_area(name))
                                           : 0;
}

static char *dup_label(const Parse *parse, guint i, guint n, int lines_before)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    g_autoptr(KkLine) part = kk_line_dup_words(parse_line(parse, i), 0, n);

    for (int k = lines_before; k > 0; k--)
        g_ptr_array_add(lines, (gpointer)parse_line(parse, i - (guint)k));
    g_ptr_array_add(lines, part);
    char *label = kk_lines_dup_text(parse->layout, lines);
    for (gsize length = strlen(label); length > 0 && strchr(": ", label[length - 1]) != NULL;)
        label[--length] = '\0';
    bool weak = false;
    gsize bullet = kk_text_bullet(label, &weak);
    memmove(label, label + bullet, strlen(label + bullet) + 1);
    return label;
}

static bool read_row(const Parse *parse, guint i, Row *row)
{
    const KkLine *line = parse_line(parse, i);
    guint n = read_numbers(line, row);

    row->line = i;
    row->area = 0;
    if (row->n == 0 || (n == 0 && i == 0))
        return false;
    for (int before = 0; before <= (i > 0 ? 1 : 0) && row->area == 0; before++) {
        if (n == 0 && before == 0)
            continue;
        g_autofree char *label = dup_label(parse, i, n, before);
        row->area = read_label(parse->draft, label);
        row->top = i - (guint)before;
    }
    /* the name may end on the next line: "6. Kommunen som arbetsgivare - 55" */
    if (row->area == 0 && n > 0 && i + 1 < parse->lines->len) {
        g_autoptr(GPtrArray) lines = g_ptr_array_new();
        g_autoptr(KkLine) part = kk_line_dup_words(line, 0, n);

        g_ptr_array_add(lines, part);
        g_ptr_array_add(lines, (gpointer)parse_line(parse, i + 1));
        g_autofree char *label = kk_lines_dup_text(parse->layout, lines);
        row->area = read_label(parse->draft, label);
    }
    return row->area != 0;
}

/* ---- column heads ------------------------------------------------------------------ */

/* The column of numbers nearest to words above them; -1: they head none. */
static int headed_column(const KkLine *line, const Row *row, const KkRect *words)
{
    double least = HEAD_REACH_EM * line->size;
    int best = -1;

    for (guint c = 0; c < row->n; c++) {
        const KkRect *box = &kk_line_word(line, row->words[c])->box;
        double apart = MAX(MAX(words->x0 - box->x1, box->x0 - words->x1), 0) +
                       0.01 * fabs(words->x0 + words->x1 - box->x0 - box->x1);

        if (apart < least) {
            least = apart;
            best = (int)c;
        }
    }
    return best;
}

/* Whether a column of numbers begins where @word does: so does its head, then. */
static bool begins_column(const KkLine *line, const Row *row, const KkWord *word)
{
    for (guint c = 0; c < row->n; c++)
        if (fabs(kk_line_word(line, row->words[c])->box.x0 - word->box.x0) < 0.1 * line->size)
            return true;
    return false;
}

/* The words of @above from @first on that are one head; the word after them. */
static guint find_head(const KkLine *above, guint first, const KkLine *line, const Row *row,
                       KkRect *box)
{
    guint end = first + 1;

    *box = kk_line_word(above, first)->box;
    for (; end < above->words->len; end++) {
        const KkWord *word = kk_line_word(above, end);

        if (word->box.x0 - box->x1 >= HEAD_SPACE_EM * above->size || begins_column(line, row, word))
            break;
        *box = kk_rect_union(box, &word->box);
    }
    return end;
}

/* The words over a column of numbers, on the lines between @top and the first row. */
static char *dup_column_head(const Parse *parse, guint top, const Row *row, guint column)
{
    const KkLine *line = parse_line(parse, row->line);
    GString *head = g_string_new(NULL);

    for (guint i = top; i < row->top; i++) {
        const KkLine *above = parse_line(parse, i);

        for (guint w = 0, end = 0; w < above->words->len; w = end) {
            KkRect box;

            end = find_head(above, w, line, row, &box);
            if (headed_column(line, row, &box) != (int)column)
                continue;
            for (guint k = w; k < end; k++)
                g_string_append_printf(head, "%s%s", head->len > 0 ? " " : "",
                                       kk_line_word(above, k)->text);
        }
    }
    return g_string_free(head, FALSE);
}

/* The first of up to three lines above the first row that head its columns: they have a
 * gap where the names stand, or nothing there. */
static guint find_heads_top(const Parse *parse, const Row *first)
{
    const KkLine *row = parse_line(parse, first->line);
    double left = kk_line_word(row, first->words[0])->box.x0 - 4 * row->size;
    guint top = first->top;

    while (top > 0 && first->top - top < 3) {
        const KkLine *line = parse_line(parse, top - 1);
        const KkWord *last = kk_line_word(line, line->words->len - 1);
        double leading = kk_line_leading(line, parse_line(parse, top));
        bool gap = line->words->len == 1 || line->box.x0 > left;

        for (guint w = 1; w < line->words->len && !gap; w++)
            gap = kk_line_word(line, w)->box.x0 - kk_line_word(line, w - 1)->box.x1 >
                  1.5 * line->size;
        if (leading < 0 || leading > 3 * row->size || last->box.x1 < left || !gap ||
            parse->marks[top - 1].kind != MARK_NONE)
            break;
        top--;
    }
    return top;
}

/* ---- tables ------------------------------------------------------------------------ */

/* A number in brackets is labelled by itself; a signed one is a change, and no score. */
static KkDraftColumn *make_column(const char *head, const char *text)
{
    KkMatch match;

    if (kk_pattern_is(KK_PATTERN_CHANGE, text))
        return NULL;
    if (!kk_pattern_match(KK_PATTERN_BRACKET, text, 0, &match))
        return kk_draft_column_new(g_strdup(head), g_strdup(text));
    g_autofree char *sign = kk_match_dup(&match, "sign");
    return sign != NULL ? NULL
                        : kk_draft_column_new(g_strdup(text), kk_match_dup(&match, "number"));
}

static void add_columns(const Parse *parse, const Row *row, guint table, const GPtrArray *heads)
{
    KkDraftArea *area = row->area > 0 ? kk_draft_lookup_area(parse->draft, row->area) : NULL;
    GPtrArray *columns = row->area < 0 ? parse->draft->total_columns
                         : area != NULL ? area->columns
                                        : NULL;
    const KkLine *line = parse_line(parse, row->line);

    if (columns == NULL || row->n != heads->len)
        return;
    for (guint c = 0; c < row->n; c++) {
        const KkWord *word = kk_line_word(line, row->words[c]);
        KkDraftColumn *column = make_column(g_ptr_array_index(heads, c), word->text);

        if (column == NULL)
            continue;
        column->table = table;
        kk_word_place(line, word, column->at);
        g_ptr_array_add(columns, column);
    }
}

static void read_summary_table(const Parse *parse, const GArray *rows)
{
    const Row *first = &g_array_index(rows, Row, 0);
    guint top = find_heads_top(parse, first);
    g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func(g_free);

    for (guint c = 0; c < first->n; c++)
        g_ptr_array_add(heads, dup_column_head(parse, top, first, c));
    for (guint i = 0; i < rows->len; i++)
        add_columns(parse, &g_array_index(rows, Row, i), first->line, heads);
}

/* Numbers that rise with the pages are the contents', not scores. */
static bool are_pages(const Parse *parse, const GArray *rows)
{
    int last = 0;

    for (guint i = 0; i < rows->len; i++) {
        const Row *row = &g_array_index(rows, Row, i);
        int number = atoi(kk_line_word(parse_line(parse, row->line), row->words[0])->text);

        if (row->n != 1 || number < last || number > 40)
            return false;
        last = number;
    }
    return true;
}

static void finish_table(const Parse *parse, GArray *rows)
{
    guint n_areas = 0;

    for (guint i = 0; i < rows->len; i++)
        n_areas += g_array_index(rows, Row, i).area > 0;
    if (n_areas >= LEAST_ROWS && !are_pages(parse, rows))
        read_summary_table(parse, rows);
    g_array_set_size(rows, 0);
}

/* Whether a row goes on with the table: as many numbers, near the last, no area again. */
static bool goes_on(const GArray *rows, const Row *row)
{
    const Row *last = &g_array_index(rows, Row, rows->len - 1);

    if (row->n != last->n || row->line > last->line + 3 || last->area < 0)
        return false;
    for (guint i = 0; i < rows->len; i++)
        if (g_array_index(rows, Row, i).area == row->area)
            return false;
    return true;
}

static void read_summary_tables(const Parse *parse)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(Row));

    for (guint i = 0; i < parse->lines->len; i++) {
        Row row = {0};

        if (parse->marks[i].kind != MARK_NONE || parse->marks[i].area > 0 ||
            !read_row(parse, i, &row))
            continue;
        if (rows->len > 0 && !goes_on(rows, &row))
            finish_table(parse, rows);
        if (rows->len > 0 || row.area > 0)
            g_array_append_val(rows, row);
    }
    finish_table(parse, rows);
}

/* Points of eight areas: what no municipality is given. */
#define GREATEST_TOTAL "800"

/* ---- prose ------------------------------------------------------------------------- */

/* Another's, an earlier one, or the maximum: "uppfyller alla kriterier får således 800 poäng". */
static bool is_anothers(const char *text, const KkMatch *match)
{
    g_autofree char *before = g_strndup(text, match->starts[1]);

    return g_str_has_prefix(text + match->starts[1], GREATEST_TOTAL) || kk_pattern_is(KK_PATTERN_OTHERS_TOTAL, before) ||
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
    int number = read_label(parse->draft, name);
    KkDraftArea *area = number > 0 ? kk_draft_lookup_area(parse->draft, number) : NULL;
    if (area == NULL || kk_pattern_is(KK_PATTERN_AVERAGE_LABEL, said))
        return;
    KkDraftScore *score = kk_draft_score_new(KK_WHERE_SUMMARY, kk_match_dup(&match, "score"));
    gsize at = (gsize)(strstr(sentence + match.starts[0], said) - sentence) + strlen(said) + 1;
    kk_flow_place(flow, start + at, start + at + strlen(score->score), score->at);
    g_ptr_array_add(area->scores, score);
}

/* The first total that a sentence states of the report's own municipality. */
void parse_total_sentence(const Parse *parse, const KkFlow *flow, gsize start, gsize end)
{
    static const KkPatternId patterns[] = {KK_PATTERN_TOTAL_BEHIND_MAX, KK_PATTERN_TOTAL_OF_MAX,
                                           KK_PATTERN_TOTAL_IS, KK_PATTERN_TOTAL_GOT};
    g_autofree char *sentence = g_strndup(flow->text->str + start, end - start);

    for (gsize i = 0; i < G_N_ELEMENTS(patterns); i++) {
        KkMatch match;

        if (!kk_pattern_match(patterns[i], sentence, 0, &match) || is_anothers(sentence, &match))
            continue;
        KkDraftScore *score = kk_draft_score_new(KK_WHERE_PROSE, kk_match_dup(&match, "score"));
        score->context = g_strndup(sentence, match.starts[1]);
        kk_flow_place(flow, start + match.starts[1], start + match.ends[1], score->at);
        g_ptr_array_add(parse->draft->total_scores, score);
        return;
    }
}

void parse_summary(Parse *parse)
{
    read_summary_tables(parse);
}
