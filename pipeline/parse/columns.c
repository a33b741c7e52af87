/* columns.c - the columns of a score table by their arithmetic, where its head's words do
 * not tell them all.
 *
 * Points by maximum is the percentage: in the rows that follow, three columns of numbers of
 * which that is true are those three, whatever the head calls them and in whatever order
 * they stand. Other columns (an earlier evaluation's, others' averages) stay nobody's. */
#include "heads.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* So many rows are looked at, and so many must agree. */
#define MOST_ROWS 24
#define MOST_LINES 72
#define LEAST_ROWS 3
#define AGREEING_SHARE 0.8

/* Lines of a row's text above the code that stands in its middle; a line of the text is half
 * a leading off a code between two. */
#define MOST_LINES_ABOVE 4
#define HALF_LEADING_EM 0.8

typedef struct {
    double values[MOST_FIGURES];
    KkRect boxes[MOST_FIGURES];
    guint n;
} Figures;

static const KkLine *strip_line(const GArray *strips, guint i)
{
    return g_array_index(strips, Strip, i).line;
}

/* Parts no numbers of a row: "12 av 15 | 80 %". */
static bool is_between(const char *text)
{
    return strcmp(text, "%") == 0 || strcmp(text, "av") == 0 || strcmp(text, "/") == 0;
}

bool columns_is_cell(const char *text)
{
    if (g_ascii_isalpha(*text) && strchr("UuEea", *text) == NULL)
        return false;
    return kk_pattern_is(KK_PATTERN_NUMBER, text) || kk_pattern_is(KK_PATTERN_NOTHING, text) ||
           is_between(text);
}

guint columns_find_cells(const KkLine *line, guint from, double left, int *words, guint *first)
{
    guint n = 0;

    *first = line->words->len;
    for (guint w = line->words->len; w > from; w--) {
        const KkWord *word = kk_line_word(line, w - 1);

        if ((word->box.x0 + word->box.x1) / 2 < left || !columns_is_cell(word->text))
            break;
        *first = w - 1;
    }
    while (*first < line->words->len && is_between(kk_line_word(line, *first)->text))
        (*first)++;
    for (guint w = *first; w < line->words->len && n < MOST_FIGURES; w++)
        if (!is_between(kk_line_word(line, w)->text))
            words[n++] = (int)w;
    return n;
}

static double distance(double x, double x0, double x1)
{
    return x < x0 ? x0 - x : x > x1 ? x - x1 : 0;
}

double columns_distance(const Head *head, int column, const KkRect *box)
{
    const KkRect *under = &head->boxes[column];
    double x = (box->x0 + box->x1) / 2;

    if (head->rights[column] > 0)
        return fabs(box->x1 - head->rights[column]);
    return distance(x, under->x0, under->x1) + 0.01 * fabs(x - (under->x0 + under->x1) / 2);
}

int columns_nearest(const Head *head, const KkRect *box)
{
    double least = G_MAXDOUBLE, x = (box->x0 + box->x1) / 2;
    int best = -1;

    for (int c = 0; c < N_COLUMNS; c++)
        if (head->has[c] && columns_distance(head, c, box) < least) {
            least = columns_distance(head, c, box);
            best = c;
        }
    for (guint k = 0; k < head->n_others; k++)
        if (distance(x, head->others[k].x0, head->others[k].x1) < least)
            return -1;
    return best;
}

static void read_figures(const KkLine *line, Figures *figures)
{
    bool coded = kk_pattern_is(KK_PATTERN_CODE, kk_line_word(line, 0)->text);
    int words[MOST_FIGURES];
    guint first = 0, n = columns_find_cells(line, coded ? 1 : 0, -G_MAXDOUBLE, words, &first);

    figures->n = 0;
    for (guint k = 0; k < n; k++) {
        const KkWord *word = kk_line_word(line, (guint)words[k]);
        KkMatch match;

        if (!kk_pattern_match(KK_PATTERN_NUMBER, word->text, 0, &match))
            return;
        g_autofree char *number = kk_match_dup(&match, "number");
        figures->values[k] = g_ascii_strtod(g_strdelimit(number, ",", '.'), NULL);
        figures->boxes[k] = word->box;
    }
    figures->n = n;
}

/* The lines from strip @i on that hold as many numbers as most of them do that hold three or
 * more: a number in the text makes one more. */
static guint collect_rows(const GArray *strips, guint i, Figures *rows)
{
    guint counts[MOST_FIGURES + 1] = {0}, n = N_COLUMNS, n_rows = 0, n_kept = 0;

    for (guint k = i; k < strips->len && k < i + MOST_LINES && n_rows < MOST_ROWS; k++) {
        read_figures(strip_line(strips, k), &rows[n_rows]);
        counts[rows[n_rows].n]++;
        n_rows += rows[n_rows].n >= N_COLUMNS;
    }
    for (guint k = N_COLUMNS; k <= MOST_FIGURES; k++)
        n = counts[k] > counts[n] ? k : n;
    for (guint r = 0; r < n_rows; r++)
        if (rows[r].n == n)
            rows[n_kept++] = rows[r];
    return n_kept;
}

/* Points and percentage are rounded to whole numbers. */
static bool agree(double achieved, double max, double percent)
{
    return max > 0 && achieved <= max &&
           fabs(100 * achieved / max - percent) <= 50 / max + 0.5 + 1e-6;
}

static guint count_agreeing(const Figures *rows, guint n_rows, const int *columns)
{
    guint n = 0;

    for (guint r = 0; r < n_rows; r++)
        n += agree(rows[r].values[columns[ACHIEVED]], rows[r].values[columns[MAX_POINTS]],
                   rows[r].values[columns[PERCENT]]);
    return n;
}

/* The three columns that agree in most rows; how many do. */
static guint find_agreeing(const Figures *rows, guint n_rows, int n, int *best)
{
    guint most = 0;

    for (int a = 0; a < n; a++)
        for (int m = 0; m < n; m++)
            for (int p = 0; p < n; p++) {
                const int columns[N_COLUMNS] = {a, m, p};
                guint agreeing =
                    a == m || a == p || m == p ? 0 : count_agreeing(rows, n_rows, columns);

                if (agreeing > most) {
                    most = agreeing;
                    memcpy(best, columns, sizeof columns);
                }
            }
    return most;
}

static bool is_one_of(int column, const int *columns)
{
    return column == columns[ACHIEVED] || column == columns[MAX_POINTS] ||
           column == columns[PERCENT];
}

static KkRect box_of(const Figures *rows, guint n_rows, guint column)
{
    KkRect box = rows[0].boxes[column];

    for (guint r = 1; r < n_rows; r++)
        box = kk_rect_union(&box, &rows[r].boxes[column]);
    return box;
}

static void fill_head(Head *head, const Figures *rows, guint n_rows, guint n, const int *columns)
{
    head->n_others = 0;
    for (int c = 0; c < N_COLUMNS; c++) {
        head->has[c] = true;
        head->boxes[c] = box_of(rows, n_rows, (guint)columns[c]);
    }
    for (guint k = 0; k < n; k++)
        if (!is_one_of((int)k, columns))
            head->others[head->n_others++] = box_of(rows, n_rows, k);
}

/* Whether the numbers of the rows stand as the head's words have it. */
static bool is_told(const Head *head, const Figures *rows, guint n_rows, guint n)
{
    int columns[N_COLUMNS];

    if (n != N_COLUMNS || heads_order(head, columns) != N_COLUMNS)
        return false;
    int places[N_COLUMNS];
    for (int k = 0; k < N_COLUMNS; k++)
        places[columns[k]] = k;
    return 2 * count_agreeing(rows, n_rows, places) >= n_rows;
}

bool columns_settle(const GArray *strips, guint i, Head *head)
{
    Figures rows[MOST_ROWS];
    int columns[N_COLUMNS] = {0};
    guint n_rows = collect_rows(strips, i, rows);

    if (n_rows < LEAST_ROWS || is_told(head, rows, n_rows, rows[0].n))
        return false;
    guint agreeing = find_agreeing(rows, n_rows, (int)rows[0].n, columns);
    if (agreeing < LEAST_ROWS || agreeing < AGREEING_SHARE * n_rows)
        return false;
    fill_head(head, rows, n_rows, rows[0].n, columns);
    return true;
}

/* ---- a head whose words say nothing ------------------------------------------------- */

/* Whether words of @line stand over two of the columns or more. */
static bool heads_columns(const KkLine *line, const Head *head)
{
    guint n = 0;

    for (int c = 0; c < N_COLUMNS; c++)
        for (guint w = 0; w < line->words->len; w++) {
            const KkRect *box = &kk_line_word(line, w)->box;

            if (box->x1 > head->boxes[c].x0 - line->size &&
                box->x0 < head->boxes[c].x1 + line->size) {
                n++;
                break;
            }
        }
    return n >= 2;
}

static bool is_near(const GArray *strips, guint above)
{
    double leading = kk_line_leading(strip_line(strips, above), strip_line(strips, above + 1));

    return leading > 0 && leading < 3 * strip_line(strips, above + 1)->size;
}

/* The strip, no earlier than @least, with which the row of the code on strip @i begins: its text
 * may begin above the code, below the head or close to the code's line. */
static guint find_row_start(const GArray *strips, guint least, guint i, const Head *head)
{
    guint start = i;

    for (guint up = i; up > least && up + MOST_LINES_ABOVE > i && is_near(strips, up - 1); up--)
        if (heads_columns(strip_line(strips, up - 1), head))
            return up;
    while (start > least && is_near(strips, start - 1) &&
           kk_line_leading(strip_line(strips, start - 1), strip_line(strips, start)) <
               HALF_LEADING_EM * strip_line(strips, i)->size)
        start--;
    return start;
}

bool columns_read(const GArray *strips, guint least, guint i, Head *head)
{
    KkMatch match;
    Head found = {.first = i, .end = i};

    if (!kk_pattern_match(KK_PATTERN_CODE, kk_line_word(strip_line(strips, i), 0)->text, 0,
                          &match) ||
        kk_match_int(&match, "question", 0) != 1 || !columns_settle(strips, i, &found))
        return false;
    found.end = find_row_start(strips, least, i, &found);
    found.first = found.end;
    if (found.end > least && is_near(strips, found.end - 1) &&
        heads_columns(strip_line(strips, found.end - 1), &found))
        found.first--;
    found.name = heads_dup_name(strips, found.first, found.end, heads_columns_left(&found));
    *head = found;
    return true;
}
