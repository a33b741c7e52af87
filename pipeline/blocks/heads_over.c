/* SPDX-License-Identifier: GPL-2.0-or-later */
/* heads_over.c - what stands over the columns of a table in many lines: narrow columns' lines may
 * be in any order, and those of one height may be several. */
#include "internal.h"

/* Heads end so far above the numbers at most, in sizes of their type. */
#define MOST_HEIGHT 14

/* Lines of one page that may hold them stand so near in reading order. */
#define MOST_LINES_APART 60

typedef struct {
    const KkTable *table;
    guint first, n_rows; /* lines of numbers */
    double bounds[KK_MAX_COLUMNS + 1];
} Numbers;

static const KkTableLine *row_at(const Numbers *numbers, guint row)
{
    return kk_table_line(numbers->table, numbers->first + row);
}

static guint n_columns(const Numbers *numbers)
{
    return row_at(numbers, 0)->n_figures;
}

static const KkLine *layout_line(const KkLayout *layout, guint i)
{
    return g_ptr_array_index(layout->lines, i);
}

static double right_of(const KkTableLine *line, const KkCell *cell)
{
    return kk_line_word(line->line, cell->first + cell->n - 1)->box.x1;
}

static double middle_of(const Numbers *numbers, guint column)
{
    const KkTableLine *line = row_at(numbers, 0);
    const KkCell *cell = &line->cells[column];

    return (kk_line_word(line->line, cell->first)->box.x0 + right_of(line, cell)) / 2;
}

/* Where the rows' labels end. */
static double right_of_labels(const Numbers *numbers)
{
    double right = 0;

    for (guint r = 0; r < numbers->n_rows; r++)
        right = MAX(right, right_of(row_at(numbers, r), &row_at(numbers, r)->label));
    return right;
}

/* Whether @line stands over the numbers, as near as their heads do. */
static bool is_over(const Numbers *numbers, const KkLine *line)
{
    const KkLine *below = row_at(numbers, 0)->line;

    return line->page == below->page && line->box.y1 <= below->box.y0 + below->size / 2 &&
           line->box.y1 > below->box.y0 - MOST_HEIGHT * below->size;
}

/* The top of the lowest word over the first column that @begins the heads; negative: none does. */
static double find_top(const KkLayout *layout, const Numbers *numbers, guint first, guint end,
                       bool (*begins)(const char *word))
{
    const double left = right_of_labels(numbers), right = middle_of(numbers, 1);
    double top = -1;

    for (guint i = first; i < end; i++) {
        const KkLine *line = layout_line(layout, i);

        for (guint w = 0; w < line->words->len && is_over(numbers, line); w++) {
            const KkWord *word = kk_line_word(line, w);

            if (word->box.x0 > left && word->box.x1 < right && begins(word->text))
                top = MAX(top, word->box.y0);
        }
    }
    return top;
}

static int from_left(gconstpointer a, gconstpointer b)
{
    const double one = ((const KkRect *)a)->x0, other = ((const KkRect *)b)->x0;

    return (one > other) - (one < other);
}

/* The middle of the widest strip between @from and @to that none of @boxes, from the left, covers.
 */
static double find_gap(const GArray *boxes, double from, double to)
{
    double covered = from, widest = 0, gap = (from + to) / 2;

    for (guint i = 0; i <= boxes->len; i++) {
        const KkRect *box = i < boxes->len ? &g_array_index(boxes, KkRect, i) : NULL;
        const double end = box != NULL ? MIN(box->x0, to) : to;

        if (end - covered > widest) {
            widest = end - covered;
            gap = (covered + end) / 2;
        }
        covered = box != NULL ? MAX(covered, box->x1) : covered;
    }
    return gap;
}

static void add_boxes(GArray *boxes, const KkLine *line)
{
    for (guint w = 0; w < line->words->len; w++)
        g_array_append_val(boxes, kk_line_word(line, w)->box);
}

/* Sets how far each column goes: hardly a word of @heads, or a number, stands over a boundary. */
static void set_bounds(Numbers *numbers, const GPtrArray *heads)
{
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(KkRect));
    const guint n = n_columns(numbers);

    for (guint i = 0; i < heads->len; i++)
        add_boxes(boxes, g_ptr_array_index(heads, i));
    for (guint r = 0; r < numbers->n_rows; r++)
        add_boxes(boxes, row_at(numbers, r)->line);
    g_array_sort(boxes, from_left);
    numbers->bounds[0] = find_gap(boxes, right_of_labels(numbers), middle_of(numbers, 0));
    for (guint c = 1; c < n; c++)
        numbers->bounds[c] = find_gap(boxes, middle_of(numbers, c - 1), middle_of(numbers, c));
    numbers->bounds[n] = G_MAXDOUBLE;
}

/* The words of @line over @column, as a line; NULL: there are none. */
static KkLine *dup_part(const Numbers *numbers, const KkLine *line, guint column)
{
    guint first = 0, n = 0;

    for (guint w = 0; w < line->words->len; w++) {
        const KkWord *word = kk_line_word(line, w);
        const double x = (word->box.x0 + word->box.x1) / 2;

        if (x <= numbers->bounds[column] || x > numbers->bounds[column + 1])
            continue;
        first = n == 0 ? w : first;
        n = w + 1 - first;
    }
    return n > 0 ? kk_line_dup_words(line, first, n) : NULL;
}

static int from_above(gconstpointer a, gconstpointer b)
{
    const KkLine *one = *(KkLine *const *)a, *other = *(KkLine *const *)b;

    if (one->box.y1 != other->box.y1)
        return one->box.y1 < other->box.y1 ? -1 : 1;
    return (one->box.x0 > other->box.x0) - (one->box.x0 < other->box.x0);
}

/* Of KkLine: what stands over @column. */
static GPtrArray *list_parts(const Numbers *numbers, const GPtrArray *heads, guint column)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);

    for (guint i = 0; i < heads->len; i++) {
        KkLine *part = dup_part(numbers, g_ptr_array_index(heads, i), column);

        if (part != NULL)
            g_ptr_array_add(parts, part);
    }
    g_ptr_array_sort(parts, from_above);
    kk_blocks_set_cell_right(parts);
    return parts;
}

GPtrArray *kk_blocks_heads_over(const KkLayout *layout, const KkTable *table, guint first,
                                guint n_rows, bool (*begins)(const char *word), GArray *indexes)
{
    Numbers numbers = {.table = table, .first = first, .n_rows = n_rows};
    const guint index = row_at(&numbers, 0)->index;
    const guint from = index - MIN(index, MOST_LINES_APART);
    const guint end = MIN(index + MOST_LINES_APART, layout->lines->len);
    const double top = find_top(layout, &numbers, from, end, begins);
    g_autoptr(GPtrArray) heads = g_ptr_array_new();

    if (top < 0)
        return NULL;
    for (guint i = from; i < end; i++)
        if (is_over(&numbers, layout_line(layout, i)) && layout_line(layout, i)->box.y1 > top) {
            g_ptr_array_add(heads, (gpointer)layout_line(layout, i));
            g_array_append_val(indexes, i);
        }
    set_bounds(&numbers, heads);
    GPtrArray *columns = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    for (guint c = 0; c < n_columns(&numbers); c++)
        g_ptr_array_add(columns, list_parts(&numbers, heads, c));
    return columns;
}
