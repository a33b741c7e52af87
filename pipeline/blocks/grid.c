/* SPDX-License-Identifier: GPL-2.0-or-later */
/* grid.c - the lines of a document to its tables.
 *
 * On each page, tables that stand abreast are parted first. Then numbers that stand apart from
 * text, and over each other on several lines, are the columns; a run of lines is one table as
 * long as its numbers fit these columns and no running text crosses them. A line of words over
 * the columns (their heads) lets them move: tables of eight areas under each other, each with
 * its own widths, are one table of as many columns, unless their words differ. Where the numbers
 * stand within words (forms.c), the words tell the columns, and no place does. */
#include "internal.h"

#include <string.h>

/* Numbers of one column overlap, or miss each other by less than this: a 7 under a 100, centred. */
#define COLUMN_SLACK_EM 0.3

/* Lines above the first numbers and below the last that may belong to the table. */
#define MOST_LINES_ABOVE 12
#define MOST_LINES_BELOW 16

/* Lines of a row's text above its numbers. */
#define MOST_TEXT_LINES 4

/* A gap in leadings that ends a table. */
#define APART_EM 5.0

/* A table on the next page goes on with one of the last few. */
#define RECENT_TABLES 4

/* So many rows are a table by themselves. */
#define LEAST_OWN_ROWS 3

/* ---- columns ---------------------------------------------------------------------------- */

/* The column that @figure stands in or right beside; -1: none, -2: it spans two. */
static int find_column(const Columns *columns, const Figure *figure, double slack)
{
    int found = -1;

    for (guint c = 0; c < columns->n; c++)
        if (figure->left < columns->columns[c].right + slack &&
            figure->right > columns->columns[c].left - slack) {
            if (found >= 0)
                return -2;
            found = (int)c;
        }
    return found;
}

static void add_column(Columns *columns, const Figure *figure)
{
    guint c = columns->n;

    if (columns->n == KK_MAX_COLUMNS)
        return;
    while (c > 0 && columns->columns[c - 1].left > figure->left) {
        columns->columns[c] = columns->columns[c - 1];
        c--;
    }
    columns->columns[c] = (Span){figure->left, figure->right};
    columns->n++;
}

/* Fits the firm figures of @entry into @columns, which grow; false: they are another table's. */
static bool fit(Columns *columns, const Entry *entry)
{
    double slack = COLUMN_SLACK_EM * entry->line.line->size;
    Columns grown = *columns;
    guint n_fitting = 0, n_firm = 0;
    int last = -1;

    for (guint k = 0; k < count_figures(entry); k++) {
        const Figure *figure = figure_at(entry, k);

        if (!figure->firm)
            continue;
        n_firm++;
        int c = find_column(columns, figure, slack);
        if (c == -2 || (c >= 0 && c == last))
            return false;
        if (c >= 0) {
            Span *span = &grown.columns[find_column(&grown, figure, slack)];
            span->left = MIN(span->left, figure->left);
            span->right = MAX(span->right, figure->right);
            n_fitting++;
            last = c;
        } else {
            add_column(&grown, figure);
        }
    }
    if (columns->n > 0 && n_firm > 0 &&
        (n_fitting == 0 || (n_firm == columns->n && 2 * n_fitting <= n_firm)))
        return false;
    *columns = grown;
    return true;
}

/* In a transcript a row may lack the cells before its numbers. */
static bool fits_by_order(const Columns *columns, const Entry *entry)
{
    guint n = 0;

    for (guint k = 0; k < count_figures(entry); k++)
        n += figure_at(entry, k)->firm;
    return entry->form != NULL || (entry->line.line->unplaced && n == columns->n && n > 1);
}

static bool has_firm(const Entry *entry)
{
    for (guint k = 0; k < count_figures(entry); k++)
        if (figure_at(entry, k)->firm)
            return true;
    return false;
}

/* Whether running text runs from the label over the columns. */
static bool is_crossed(const Entry *entry, const Columns *columns)
{
    const KkLine *line = entry->line.line;
    const Span *first = &columns->columns[0];
    guint n_over = 0, w = 0;

    if (columns->form != NULL || entry->n_text > 0 || line->box.x1 < first->right ||
        line->box.x0 > first->left - line->size)
        return false;
    while (w < line->words->len && kk_line_word(line, w)->box.x1 < first->left)
        w++;
    guint start = w;
    while (start > 0 && start < line->words->len && gap_before(line, start) < cell_gap(line))
        start--;
    if (start > 0) /* what begins behind a gap is a head */
        return false;
    for (; w < line->words->len && w > 0 && gap_before(line, w) < cell_gap(line); w++)
        n_over++;
    return n_over >= 2;
}

static double leading_at(const GArray *entries, guint i)
{
    return kk_line_leading(line_at(entries, i - 1), line_at(entries, i));
}

/* Whether entry @i begins a row's text over the columns, whose numbers stand alone on the line
 * below it. */
static bool is_above_numbers(const GArray *entries, guint i)
{
    if (!blocks_is_code(kk_line_word(line_at(entries, i), 0)->text))
        return false;
    for (guint k = i + 1; k < entries->len && k <= i + MOST_TEXT_LINES; k++) {
        const Entry *below = entry_at(entries, k);

        if (leading_at(entries, k) >= APART_EM * below->line.line->size ||
            blocks_is_code(kk_line_word(below->line.line, 0)->text))
            return false;
        if (has_firm(below))
            return figure_at(below, 0)->words.first == 0;
    }
    return false;
}

/* Whether running text crosses the @columns on entry @i. */
static bool is_text_across(const GArray *entries, guint i, const Columns *columns)
{
    return is_crossed(entry_at(entries, i), columns) && !is_above_numbers(entries, i);
}

/* ---- tables ------------------------------------------------------------------------------- */

static void clear_line(gpointer data)
{
    kk_line_free(((KkTableLine *)data)->part);
}

static void table_free(gpointer data)
{
    KkTable *table = data;

    g_array_unref(table->lines);
    g_free(table);
}

static KkTable *table_new(guint n_columns)
{
    KkTable *table = g_new0(KkTable, 1);

    table->lines = g_array_new(FALSE, TRUE, sizeof(KkTableLine));
    g_array_set_clear_func(table->lines, clear_line);
    table->n_columns = n_columns;
    return table;
}

/* Words over two columns or more, apart from the label and from each other. */
static bool is_head(Entry *entry, const Columns *columns)
{
    blocks_part_line(entry, columns);
    return entry->line.is_head;
}

/* A run of lines of one set of columns: numbers from @first to @last. */
typedef struct {
    guint first, last;
    Columns columns;
} Segment;

/* Columns that only labels fill: text stands between them and the next, and none before. */
static void drop_label_columns(const GArray *entries, Segment *segment)
{
    Columns *columns = &segment->columns;

    while (columns->n > 1) {
        guint n = 0, n_before = 0, n_between = 0;

        for (guint i = segment->first; i <= segment->last; i++) {
            const Entry *entry = entry_at(entries, i);

            for (guint k = 0; k < count_figures(entry); k++) {
                const Figure *figure = figure_at(entry, k);

                if (!figure->firm || find_column(columns, figure, 0) != 0)
                    continue;
                guint behind = figure->words.first + figure->words.n;
                n++;
                n_before += figure->words.first > 0;
                n_between +=
                    behind < entry->line.line->words->len &&
                    kk_line_word(entry->line.line, behind)->box.x1 < columns->columns[1].left &&
                    !blocks_is_leader(kk_line_word(entry->line.line, behind)->text);
            }
        }
        if (2 * n_between <= n || 2 * n_before > n)
            break;
        columns->n--;
        memmove(columns->columns, columns->columns + 1, columns->n * sizeof(Span));
    }
}

/* Columns in which only one line of many has a number: a number of the text. */
static void drop_stray_columns(const GArray *entries, Segment *segment)
{
    Columns *columns = &segment->columns;
    guint counts[KK_MAX_COLUMNS] = {0}, n_lines = 0, kept = 0;

    for (guint i = segment->first; i <= segment->last; i++) {
        const Entry *entry = entry_at(entries, i);

        n_lines += has_firm(entry);
        for (guint k = 0; k < count_figures(entry); k++) {
            int c = figure_at(entry, k)->firm ? find_column(columns, figure_at(entry, k), 0) : -1;

            if (c >= 0)
                counts[c]++;
        }
    }
    for (guint c = 0; c < columns->n; c++)
        if (counts[c] > 1 || n_lines < 4)
            columns->columns[kept++] = columns->columns[c];
    columns->n = kept;
}

/* The next segment from line @from on. */
static bool find_segment(const GArray *entries, guint from, Segment *segment)
{
    guint i = from;

    while (i < entries->len && !has_firm(entry_at(entries, i)))
        i++;
    if (i == entries->len)
        return false;
    *segment = (Segment){.first = i, .last = i};
    fit(&segment->columns, entry_at(entries, i));
    segment->columns.form = entry_at(entries, i)->form;
    entry_at(entries, i)->by_order = segment->columns.form != NULL;
    for (guint k = i + 1; k < entries->len; k++) {
        Entry *entry = entry_at(entries, k);

        if (leading_at(entries, k) > APART_EM * line_at(entries, k)->size)
            break;
        if (has_firm(entry)) {
            if (entry->form != segment->columns.form)
                break;
            entry->by_order = fits_by_order(&segment->columns, entry);
            if (!entry->by_order && !fit(&segment->columns, entry))
                break;
            segment->last = k;
        } else if (is_text_across(entries, k, &segment->columns) ||
                   is_head(entry, &segment->columns)) {
            break;
        }
    }
    if (segment->columns.form == NULL) {
        drop_stray_columns(entries, segment);
        drop_label_columns(entries, segment);
    }
    return true;
}

/* The line below the widest leading of those from @top to @first, the topmost of such. */
static guint find_widest(const GArray *entries, guint top, guint first)
{
    guint widest = first;

    for (guint i = first; i >= top; i--)
        if (leading_at(entries, i) >= leading_at(entries, widest))
            widest = i;
    return widest;
}

static bool begins_item(const GArray *entries, guint i)
{
    bool weak = false;

    return kk_text_bullet(line_at(entries, i)->text, &weak) > 0 && !weak;
}

/* Where the lines above the first numbers begin that may be the table's: its heads, and text. A
 * list above them ends at the widest leading. */
static guint find_top(const GArray *entries, guint least, const Segment *segment)
{
    guint top = segment->first;

    while (top > least && segment->first - top < MOST_LINES_ABOVE &&
           leading_at(entries, top) < APART_EM * line_at(entries, top)->size &&
           !is_text_across(entries, top - 1, &segment->columns)) {
        if (begins_item(entries, top - 1))
            return find_widest(entries, top, segment->first);
        top--;
    }
    return top;
}

/* Whether words stand apart from the line's first ones, at @x or right of it. */
static bool stands_over(const Entry *entry, double x)
{
    const KkLine *line = entry->line.line;

    for (guint w = 1; w < line->words->len; w++)
        if (gap_before(line, w) > cell_gap(line) && kk_line_word(line, w)->box.x1 > x)
            return true;
    return false;
}

static double first_firm(const Entry *entry)
{
    guint k = 0;

    while (!figure_at(entry, k)->firm)
        k++;
    return figure_at(entry, k)->left;
}

/* Before the next segment's first numbers, at @next: where its head begins. */
static guint find_next_head(const GArray *entries, const Segment *segment, guint next)
{
    double x = MIN(segment->columns.columns[0].left, first_firm(entry_at(entries, next)));

    for (guint i = segment->last + 1; i < next; i++)
        if (stands_over(entry_at(entries, i), x))
            return i;
    return next;
}

static guint find_bottom(const GArray *entries, const Segment *segment)
{
    guint end = segment->last + 1;

    while (end < entries->len && end - segment->last < MOST_LINES_BELOW &&
           !has_firm(entry_at(entries, end)) &&
           leading_at(entries, end) < APART_EM * line_at(entries, end)->size &&
           !is_text_across(entries, end, &segment->columns) &&
           !is_head(entry_at(entries, end), &segment->columns))
        end++;
    if (end < entries->len && has_firm(entry_at(entries, end)))
        end = find_next_head(entries, segment, end);
    return end;
}

static void add_lines(KkTable *table, GArray *entries, guint first, guint end,
                      const Columns *columns)
{
    for (guint i = first; i < end; i++) {
        Entry *entry = entry_at(entries, i);

        blocks_part_line(entry, columns);
        g_array_append_val(table->lines, entry->line);
        entry->line.part = NULL;
    }
}

/* Whether the lines of @columns can be @table's: as many, and told the same way. */
static bool are_columns_of(const KkTable *table, const Columns *columns)
{
    return table->n_columns == columns->n && table->ends_rows == (columns->form != NULL);
}

/* Whether @columns are those of @table's last lines, on the page before. */
static bool goes_on(const KkTable *table, const Columns *columns, const KkLine *line)
{
    if (!are_columns_of(table, columns))
        return false;
    for (guint i = table->lines->len; i > 0; i--) {
        const KkTableLine *last = kk_table_line(table, i - 1);

        if (last->line->page != line->page - 1)
            return false;
        for (guint c = 0; c < columns->n && last->n_figures == columns->n; c++) {
            const KkRect *box = &kk_line_word(last->line, last->cells[c].first)->box;

            if (box->x1 < columns->columns[c].left - line->size ||
                box->x0 > columns->columns[c].right + line->size)
                return false;
        }
        if (last->n_figures == columns->n)
            return true;
    }
    return false;
}

static KkTable *find_continued(const GPtrArray *tables, const Columns *columns, const KkLine *line)
{
    for (guint t = tables->len; t > 0 && t + RECENT_TABLES > tables->len; t--) {
        KkTable *table = g_ptr_array_index(tables, t - 1);

        if (goes_on(table, columns, line))
            return table;
    }
    return NULL;
}

/* Whether two heads have the same words over every column. */
static bool are_heads_alike(const KkTableLine *a, const KkTableLine *b, guint n_columns)
{
    for (guint c = 0; c < n_columns; c++) {
        g_autofree char *one = kk_table_dup_text(a, &a->cells[c]);
        g_autofree char *other = kk_table_dup_text(b, &b->cells[c]);

        if (strcmp(one, other) != 0)
            return false;
    }
    return true;
}

static guint count_firm(const GArray *entries, const Segment *segment)
{
    guint n = 0;

    for (guint i = segment->first; i <= segment->last; i++)
        n += has_firm(entry_at(entries, i));
    return n;
}

/* Whether the segment whose lines begin at @top has another head than @table: then it is another,
 * if it has rows enough to tell what its columns are. */
static bool has_other_head(const KkTable *table, const GArray *entries, guint top,
                           const Segment *segment)
{
    if (count_firm(entries, segment) < LEAST_OWN_ROWS)
        return false;
    for (guint i = top; i < segment->first; i++) {
        Entry *entry = entry_at(entries, i);

        if (!is_head(entry, &segment->columns))
            continue;
        for (guint k = 0; k < table->lines->len; k++)
            if (kk_table_line(table, k)->is_head)
                return !are_heads_alike(kk_table_line(table, k), &entry->line, table->n_columns);
        return false;
    }
    return false;
}

/* The tables of one strip of a page: all its lines, or those of one side. */
static void add_strip(GArray *entries, GPtrArray *tables)
{
    Segment segment;
    guint from = 0;
    KkTable *open = NULL;

    while (find_segment(entries, from, &segment)) {
        guint top = find_top(entries, from, &segment), end = find_bottom(entries, &segment);

        if (segment.columns.n == 0) {
            from = segment.last + 1;
            open = NULL;
            continue;
        }
        if (open == NULL || !are_columns_of(open, &segment.columns) || top > from ||
            has_other_head(open, entries, top, &segment))
            open = top == 0 ? find_continued(tables, &segment.columns, line_at(entries, 0)) : NULL;
        if (open == NULL) {
            open = table_new(segment.columns.n);
            open->ends_rows = segment.columns.form != NULL;
            g_ptr_array_add(tables, open);
        }
        add_lines(open, entries, top, end, &segment.columns);
        from = end;
    }
}

/* ---- tables abreast ----------------------------------------------------------------------- */

static void clear_entry(gpointer data)
{
    Entry *entry = data;

    kk_line_free(entry->line.part);
    if (entry->figures != NULL)
        g_array_unref(entry->figures);
}

static GArray *entries_new(void)
{
    GArray *entries = g_array_new(FALSE, TRUE, sizeof(Entry));

    g_array_set_clear_func(entries, clear_entry);
    return entries;
}

/* @figures: (transfer full): of @line. */
static void add_entry(GArray *entries, const KkLine *line, KkLine *part, guint index,
                      GArray *figures, GHashTable *forms)
{
    Entry entry = {.line = {.line = line, .part = part, .index = index}, .figures = figures};

    blocks_set_form(&entry, forms);
    g_array_append_val(entries, entry);
}

static bool is_across(const KkLine *line, double x)
{
    for (guint w = 0; w < line->words->len; w++)
        if (kk_line_word(line, w)->box.x0 < x && kk_line_word(line, w)->box.x1 > x)
            return true;
    return false;
}

/* Lines [first, end), which nothing crosses at @x, as two strips. */
static void add_abreast(const GArray *whole, guint first, guint end, double x, GHashTable *forms,
                        GPtrArray *tables)
{
    for (int side = 0; side < 2; side++) {
        g_autoptr(GArray) strip = entries_new();

        for (guint i = first; i < end; i++) {
            const KkTableLine *of = &entry_at(whole, i)->line;
            KkLine *part = kk_line_dup_between(of->line, side == 0 ? -G_MAXDOUBLE : x,
                                               side == 0 ? x : G_MAXDOUBLE);

            if (part != NULL)
                add_entry(strip, part, part, of->index, blocks_find_figures(part), forms);
        }
        blocks_turn_lines(strip);
        blocks_keep_cells(strip);
        add_strip(strip, tables);
    }
}

/* @figures: of each line, whose those of [first, end) are taken. @boundary: (inout): where the page
 * before was parted; 0: nowhere. */
static void add_page(const KkLayout *layout, guint first, guint end, GArray **figures,
                     GHashTable *forms, double *boundary, GPtrArray *tables)
{
    g_autoptr(GArray) entries = entries_new();

    for (guint i = first; i < end; i++)
        add_entry(entries, g_ptr_array_index(layout->lines, i), NULL, i,
                  g_steal_pointer(&figures[i]), forms);
    blocks_join_charts(entries);
    blocks_turn_lines(entries);
    blocks_keep_cells(entries);
    double x = blocks_find_boundary(entries);
    if (x == 0 && blocks_is_boundary(entries, *boundary))
        x = *boundary;
    *boundary = x;
    if (x == 0) {
        add_strip(entries, tables);
        return;
    }
    for (guint i = 0; i < entries->len;) {
        guint stop = i;

        while (stop < entries->len && !is_across(line_at(entries, stop), x))
            stop++;
        add_abreast(entries, i, stop, x, forms, tables);
        i = MAX(stop, i + 1);
    }
}

GPtrArray *kk_blocks_tables(const KkLayout *layout)
{
    GPtrArray *tables = g_ptr_array_new_with_free_func(table_free);
    g_autofree GArray **figures = g_new(GArray *, layout->lines->len + 1);
    double boundary = 0;

    for (guint i = 0; i < layout->lines->len; i++)
        figures[i] = blocks_find_figures(g_ptr_array_index(layout->lines, i));
    g_autoptr(GHashTable) forms = blocks_find_forms(layout, figures);

    for (guint i = 0; i < layout->lines->len;) {
        const KkLine *line = g_ptr_array_index(layout->lines, i);
        guint end = i;

        while (end < layout->lines->len &&
               ((KkLine *)g_ptr_array_index(layout->lines, end))->page == line->page)
            end++;
        add_page(layout, i, end, figures, forms, &boundary, tables);
        i = end;
    }
    for (guint t = 0; t < tables->len; t++)
        blocks_keep_text(g_ptr_array_index(tables, t));
    return tables;
}
