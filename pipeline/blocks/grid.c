/* grid.c - the lines of a document to its tables.
 *
 * On each page, tables that stand abreast are parted first. Then numbers that stand apart from
 * text, and over each other on several lines, are the columns; a run of lines is one table as
 * long as its numbers fit these columns and no running text crosses them. A line of words over
 * the columns (their heads) lets them move: tables of eight areas under each other, each with
 * its own widths, are one table of as many columns. */
#include <kk/blocks.h>
#include <kk/figures.h>

#include <math.h>
#include <string.h>

/* A gap that parts cells; spaces of justified text are narrower. */
#define CELL_GAP_EM 0.8

/* A gap within a cell: "79 av 100". */
#define WORD_GAP_EM 0.65

/* Words of the longest figure: "79 av totalt 100 möjliga poäng". */
#define MOST_FIGURE_WORDS 6

/* Numbers of one column overlap, or miss each other by less than this: a 7 under a 100, centred. */
#define COLUMN_SLACK_EM 0.3

/* A label column begins the lines of a second table: this far from the numbers left of it at
 * least, on so many lines. */
#define LEAST_LABEL_EM 6.0
#define LEAST_ABREAST 3

/* The head of a column of narrow numbers begins this far left of them at most. */
#define WIDEST_HEAD_EM 8.0

/* Lines above the first numbers and below the last that may belong to the table. */
#define MOST_LINES_ABOVE 12
#define MOST_LINES_BELOW 16

/* Codes of one column agree within this. So many of them behind words tell of a column of
 * names before it. */
#define CODE_EM 0.2
#define LEAST_BEHIND 2

/* A gap in leadings that ends a table. */
#define APART_EM 5.0

/* A table on the next page goes on with one of the last few. */
#define RECENT_TABLES 4

typedef struct {
    KkCell words;
    double left, right;
    bool firm; /* apart from what is not a figure */
} Figure;

/* A line under work. */
typedef struct {
    KkTableLine line;
    GArray *figures; /* of Figure */
    bool by_order;   /* a transcript's: its numbers are the columns', wherever they stand */
} Entry;

typedef struct {
    double left, right;
} Span;

typedef struct {
    guint n;
    Span columns[KK_MAX_COLUMNS];
} Columns;

static Entry *entry_at(const GArray *entries, guint i)
{
    return &g_array_index(entries, Entry, i);
}

static const KkLine *line_at(const GArray *entries, guint i)
{
    return entry_at(entries, i)->line.line;
}

static double gap_before(const KkLine *line, guint w)
{
    return w == 0 ? G_MAXDOUBLE
                  : kk_line_word(line, w)->box.x0 - kk_line_word(line, w - 1)->box.x1;
}

/* ---- figures of a line ---------------------------------------------------------------- */

/* A dot or stroke that leads from a text to its number, or a block that a bar is drawn with. */
static bool leads(gunichar c)
{
    return c == '.' || c == '_' || c == 0x2026 || c == 0xb7 || (c >= 0x2580 && c <= 0x259f);
}

static bool is_leader(const char *text)
{
    const char *p = text;

    while (leads(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return *p == '\0' && p > text;
}

static bool may_begin_figure(const char *text)
{
    return g_ascii_isdigit(*text) || *text == '(' || *text == '+' || *text == '-' ||
           (guchar)*text == 0xe2 || (guchar)*text == 0xc2;
}

/* How many words from @w on are one figure; the longest that is one. */
static guint figure_length(const KkLine *line, guint w)
{
    g_autoptr(GString) text = NULL;
    guint best = 0;

    if (!may_begin_figure(kk_line_word(line, w)->text))
        return 0;
    text = g_string_new(NULL);
    for (guint n = 0; n < MOST_FIGURE_WORDS && w + n < line->words->len; n++) {
        if (n > 0 && gap_before(line, w + n) > WORD_GAP_EM * line->size)
            break;
        if (n > 0)
            g_string_append_c(text, ' ');
        g_string_append(text, kk_line_word(line, w + n)->text);
        if (kk_figure_parse(text->str, NULL))
            best = n + 1;
        if (n > 0 && best == 0)
            break;
    }
    return best;
}

static void mark_firm(const KkLine *line, GArray *figures)
{
    for (guint first = 0, end = 0; first < figures->len; first = end) {
        const Figure *a = &g_array_index(figures, Figure, first);
        guint before = a->words.first, behind = before;

        for (end = first; end < figures->len &&
                          g_array_index(figures, Figure, end).words.first == behind;
             end++)
            behind += g_array_index(figures, Figure, end).words.n;
        bool left = gap_before(line, before) > CELL_GAP_EM * line->size ||
                    (before > 0 && is_leader(kk_line_word(line, before - 1)->text));
        bool right = behind >= line->words->len ||
                     gap_before(line, behind) > CELL_GAP_EM * line->size;
        for (guint k = first; k < end; k++)
            g_array_index(figures, Figure, k).firm = left && right;
    }
}

static GArray *find_figures(const KkLine *line)
{
    GArray *figures = NULL;

    for (guint w = 0; w < line->words->len;) {
        guint n = figure_length(line, w);

        if (n > 0) {
            Figure figure = {{w, n}, kk_line_word(line, w)->box.x0,
                             kk_line_word(line, w + n - 1)->box.x1, false};
            if (figures == NULL)
                figures = g_array_new(FALSE, FALSE, sizeof(Figure));
            g_array_append_val(figures, figure);
        }
        w += MAX(n, 1);
    }
    if (figures != NULL)
        mark_firm(line, figures);
    return figures;
}

static guint count_figures(const Entry *entry)
{
    return entry->figures != NULL ? entry->figures->len : 0;
}

static Figure *figure_at(const Entry *entry, guint k)
{
    return &g_array_index(entry->figures, Figure, k);
}

/* Two short numbers and what parts them: "1.1", also where it could be a decimal. */
static bool is_code(const char *text)
{
    gsize first = strspn(text, "0123456789");
    gsize second = first > 0 && text[first] == '.' ? strspn(text + first + 1, "0123456789") : 0;

    return first > 0 && first <= 2 && second > 0 && second <= 2 && text[first + 1 + second] == '\0';
}

/* Whether @figure is what labels the line: it begins it, and text follows; or it is a code before
 * text; or it stands alone where the page's text begins. */
static bool is_label(const Entry *entry, const Figure *figure, double text_left)
{
    const KkLine *line = entry->line.line;
    guint behind = figure->words.first + figure->words.n;

    if (figure->words.first != 0)
        return is_code(kk_line_word(line, figure->words.first)->text) && behind < line->words->len &&
               figure_length(line, behind) == 0 && !is_leader(kk_line_word(line, behind)->text);
    guint covered = 0;
    for (guint k = 0; k < count_figures(entry); k++)
        covered += figure_at(entry, k)->words.n;
    return covered < line->words->len || figure->left < text_left + line->size;
}

static double find_text_left(const GArray *entries)
{
    double left = G_MAXDOUBLE;

    for (guint i = 0; i < entries->len; i++)
        left = MIN(left, line_at(entries, i)->box.x0);
    return left;
}

/* Drops the figures that are no cells: within text, or labels. */
static void keep_cells(const GArray *entries)
{
    double left = find_text_left(entries);

    for (guint i = 0; i < entries->len; i++) {
        Entry *entry = entry_at(entries, i);

        for (guint k = count_figures(entry); k > 0; k--)
            if (is_label(entry, figure_at(entry, k - 1), left))
                g_array_remove_index(entry->figures, k - 1);
    }
}

/* ---- columns ---------------------------------------------------------------------------- */

static int by_left(gconstpointer a, gconstpointer b)
{
    double d = ((const Span *)a)->left - ((const Span *)b)->left;

    return d < 0 ? -1 : d > 0;
}

/* Spans that overlap, joined. */
static void join_spans(GArray *spans, double slack)
{
    guint n = 0;

    g_array_sort(spans, by_left);
    for (guint i = 0; i < spans->len; i++) {
        Span *last = n > 0 ? &g_array_index(spans, Span, n - 1) : NULL;
        Span span = g_array_index(spans, Span, i);

        if (last != NULL && span.left < last->right + slack)
            last->right = MAX(last->right, span.right);
        else
            g_array_index(spans, Span, n++) = span;
    }
    g_array_set_size(spans, n);
}

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

static bool add_column(Columns *columns, const Figure *figure)
{
    guint c = columns->n;

    if (columns->n == KK_MAX_COLUMNS)
        return false;
    while (c > 0 && columns->columns[c - 1].left > figure->left) {
        columns->columns[c] = columns->columns[c - 1];
        c--;
    }
    columns->columns[c] = (Span){figure->left, figure->right};
    columns->n++;
    return true;
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
        } else if (!add_column(&grown, figure)) {
            return false;
        }
    }
    if (columns->n > 0 && n_fitting == 0 && n_firm > 0)
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
    return entry->line.line->unplaced && n == columns->n && n > 1;
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

    if (line->box.x1 < first->right || line->box.x0 > first->left - line->size)
        return false;
    while (w < line->words->len && kk_line_word(line, w)->box.x1 < first->left)
        w++;
    guint start = w;
    while (start > 0 && start < line->words->len && gap_before(line, start) < CELL_GAP_EM * line->size)
        start--;
    if (start > 0) /* what begins behind a gap is a head */
        return false;
    for (; w < line->words->len && w > 0 && gap_before(line, w) < CELL_GAP_EM * line->size; w++)
        n_over++;
    return n_over >= 2;
}

/* ---- cells of a line ---------------------------------------------------------------------- */

static void add_word(KkCell *cell, guint w)
{
    if (cell->n == 0)
        cell->first = w;
    cell->n = w + 1 - cell->first;
}

/* The column over or under which a word stands; -1: it stands left of all, -2: elsewhere. */
static int column_of_word(const Columns *columns, const KkWord *word, double size)
{
    double reach = 0.6 * size;
    int best = -2;
    double least = G_MAXDOUBLE;

    if (columns->n == 0 || (word->box.x1 < columns->columns[0].left - reach))
        return -1;
    for (guint c = 0; c < columns->n; c++) {
        const Span *span = &columns->columns[c];
        double apart = MAX(MAX(word->box.x0 - span->right, span->left - word->box.x1), 0);
        double off = fabs(word->box.x0 + word->box.x1 - span->left - span->right) / 2;

        if (apart < reach && apart + 0.01 * off < least) {
            least = apart + 0.01 * off;
            best = (int)c;
        }
    }
    return best;
}

/* Whether a column's numbers begin where @word does: so does its head, then. */
static bool begins_column(const KkWord *word, const Columns *columns, double size)
{
    for (guint c = 0; c < columns->n; c++)
        if (fabs(columns->columns[c].left - word->box.x0) < 0.1 * size)
            return true;
    return false;
}

/* The column that words from @w on, apart from the label, reach: "Uppnådd" of "Uppnådd poäng", which
 * heads a column of narrow numbers; -1: none. */
static int find_headed(const KkLine *line, guint w, const Columns *columns)
{
    for (guint k = w; k < line->words->len && figure_length(line, k) == 0 &&
                      !is_leader(kk_line_word(line, k)->text) &&
                      (k == w || (gap_before(line, k) < WORD_GAP_EM * line->size &&
                                  !begins_column(kk_line_word(line, k), columns, line->size)));
         k++) {
        int c = column_of_word(columns, kk_line_word(line, k), line->size);

        if (c >= 0)
            return c;
    }
    return -1;
}

static void set_by_order(Entry *entry)
{
    guint c = 0;

    memset(entry->line.cells, 0, sizeof entry->line.cells);
    for (guint k = 0; k < count_figures(entry); k++)
        if (figure_at(entry, k)->firm)
            entry->line.cells[c++] = figure_at(entry, k)->words;
    entry->line.label = (KkCell){0, entry->line.cells[0].first};
}

/* Whether word @w goes with the one before it, since the next one begins a column. */
static bool ends_head(const KkLine *line, guint w, const Columns *columns)
{
    return w + 1 < line->words->len && begins_column(kk_line_word(line, w + 1), columns, line->size) &&
           !begins_column(kk_line_word(line, w), columns, line->size);
}

/* Parts the words of a line among label and columns. */
static void part_line(Entry *entry, const Columns *columns)
{
    KkTableLine *of = &entry->line;
    const KkLine *line = of->line;
    guint n_over = 0, w = 0;
    int last = -1; /* the column of the word before */

    memset(&of->label, 0, sizeof of->label);
    memset(of->cells, 0, sizeof of->cells);
    of->n_figures = 0;
    of->runs_on = false;
    for (; w < line->words->len; w++) {
        const KkWord *word = kk_line_word(line, w);
        int c = column_of_word(columns, word, line->size);
        bool apart = gap_before(line, w) > CELL_GAP_EM * line->size;

        if (is_leader(word->text))
            continue;
        if (c == -1 && apart && word->box.x0 > columns->columns[0].left - WIDEST_HEAD_EM * line->size)
            c = find_headed(line, w, columns);
        if (c == -2)
            c = find_headed(line, w, columns);
        if (last >= 0 && c != last && gap_before(line, w) < WORD_GAP_EM * line->size &&
            (c < 0 || ends_head(line, w, columns)))
            c = last;
        last = c;
        of->runs_on = of->runs_on || (c >= 0 && !apart && of->label.n > 0 && n_over == 0);
        if (c == -1 && n_over == 0)
            add_word(&of->label, w);
        else if (c >= 0 && (of->cells[c].n == 0 || of->cells[c].first + of->cells[c].n == w)) {
            n_over += of->cells[c].n == 0;
            add_word(&of->cells[c], w);
        }
    }
    if (entry->by_order)
        set_by_order(entry);
    for (guint c = 0; c < columns->n; c++) {
        g_autofree char *text = of->cells[c].n > 0 ? kk_table_dup_text(of, &of->cells[c]) : NULL;

        of->n_figures += text != NULL && kk_figure_parse(text, NULL);
    }
    of->is_head = n_over >= 2 && of->n_figures == 0;
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
    part_line(entry, columns);
    return entry->line.is_head;
}

/* A run of lines of one set of columns: numbers from @first to @last. */
typedef struct {
    guint first, last;
    Columns columns;
} Segment;

static double leading_at(const GArray *entries, guint i)
{
    return kk_line_leading(line_at(entries, i - 1), line_at(entries, i));
}

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
                n_between += behind < entry->line.line->words->len &&
                             kk_line_word(entry->line.line, behind)->box.x1 <
                                 columns->columns[1].left &&
                             !is_leader(kk_line_word(entry->line.line, behind)->text);
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
    for (guint k = i + 1; k < entries->len; k++) {
        Entry *entry = entry_at(entries, k);

        if (leading_at(entries, k) > APART_EM * line_at(entries, k)->size)
            break;
        if (has_firm(entry)) {
            entry->by_order = fits_by_order(&segment->columns, entry);
            if (!entry->by_order && !fit(&segment->columns, entry))
                break;
            segment->last = k;
        } else if (is_crossed(entry, &segment->columns) || is_head(entry, &segment->columns)) {
            break;
        }
    }
    drop_stray_columns(entries, segment);
    drop_label_columns(entries, segment);
    return true;
}

/* Where the lines above the first numbers begin that may be the table's: its heads, and text. */
static guint find_top(const GArray *entries, guint least, const Segment *segment)
{
    guint top = segment->first;

    while (top > least && segment->first - top < MOST_LINES_ABOVE &&
           leading_at(entries, top) < APART_EM * line_at(entries, top)->size &&
           !is_crossed(entry_at(entries, top - 1), &segment->columns))
        top--;
    return top;
}

/* Whether words stand apart from the line's first ones, at or right of the columns. */
static bool stands_over(const Entry *entry, const Columns *columns)
{
    const KkLine *line = entry->line.line;

    for (guint w = 1; w < line->words->len; w++)
        if (gap_before(line, w) > CELL_GAP_EM * line->size &&
            kk_line_word(line, w)->box.x1 > columns->columns[0].left)
            return true;
    return false;
}

/* Before the next segment's first numbers, at @next: where its head begins. */
static guint find_next_head(const GArray *entries, const Segment *segment, guint next)
{
    for (guint i = segment->last + 1; i < next && next < entries->len; i++)
        if (stands_over(entry_at(entries, i), &segment->columns))
            return i;
    return next;
}

static guint find_bottom(const GArray *entries, const Segment *segment)
{
    guint end = segment->last + 1;

    while (end < entries->len && end - segment->last < MOST_LINES_BELOW &&
           !has_firm(entry_at(entries, end)) &&
           leading_at(entries, end) < APART_EM * line_at(entries, end)->size &&
           !is_crossed(entry_at(entries, end), &segment->columns) &&
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

        part_line(entry, columns);
        g_array_append_val(table->lines, entry->line);
        entry->line.part = NULL;
    }
}

/* Whether @columns are those of @table's last lines, on the page before. */
static bool goes_on(const KkTable *table, const Columns *columns, const KkLine *line)
{
    if (table->n_columns != columns->n)
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
        if (open == NULL || open->n_columns != segment.columns.n || top > from)
            open = top == 0 ? find_continued(tables, &segment.columns, line_at(entries, 0)) : NULL;
        if (open == NULL) {
            open = table_new(segment.columns.n);
            g_ptr_array_add(tables, open);
        }
        add_lines(open, entries, top, end, &segment.columns);
        from = end;
    }
}

/* ---- a column of names before the codes ----------------------------------------------------- */

/* The word of the label that is a code and stands at @x, or its first word; -1: none. */
static int find_code(const KkTableLine *line, double x)
{
    for (guint w = line->label.first; w < line->label.first + line->label.n; w++) {
        const KkWord *word = kk_line_word(line->line, w);

        if ((w == line->label.first || fabs(word->box.x0 - x) < CODE_EM * line->line->size) &&
            is_code(word->text))
            return (int)w;
        if (x < 0)
            break;
    }
    return -1;
}

/* Where some codes begin their lines and others stand at the same place behind words, these words
 * are another column: the labels begin at the codes. */
static void drop_names(KkTable *table)
{
    double x = -1;
    guint n_behind = 0;

    for (guint i = 0; i < table->lines->len && x < 0; i++) {
        const KkTableLine *line = kk_table_line(table, i);

        if (line->label.n > 0 && is_code(kk_line_word(line->line, line->label.first)->text))
            x = kk_line_word(line->line, line->label.first)->box.x0;
    }
    for (guint i = 0; i < table->lines->len && x >= 0; i++) {
        const KkTableLine *line = kk_table_line(table, i);

        n_behind += find_code(line, x) > (int)line->label.first;
    }
    for (guint i = 0; i < table->lines->len && n_behind >= LEAST_BEHIND; i++) {
        KkTableLine *line = &g_array_index(table->lines, KkTableLine, i);

        while (line->label.n > 0 && kk_line_word(line->line, line->label.first)->box.x0 <
                                        x - CODE_EM * line->line->size) {
            line->label.first++;
            line->label.n--;
        }
    }
}

/* ---- tables abreast ----------------------------------------------------------------------- */

/* All columns of a page's numbers, whatever table they are of. */
static GArray *find_spans(const GArray *entries)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(Span));

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entry_at(entries, i);

        for (guint k = 0; k < count_figures(entry); k++) {
            const Figure *figure = figure_at(entry, k);
            Span span = {figure->left, figure->right};

            if (figure->firm)
                g_array_append_val(spans, span);
        }
    }
    join_spans(spans, 0);
    return spans;
}

/* Where words begin between @left and @right that begin a line, or again behind a gap. */
static double find_begin(const GArray *entries, double left, double right, guint *n)
{
    double begin = G_MAXDOUBLE;

    *n = 0;
    for (guint i = 0; i < entries->len; i++) {
        const KkLine *line = line_at(entries, i);

        for (guint w = 0; w < line->words->len; w++) {
            const KkWord *word = kk_line_word(line, w);

            if (word->box.x0 <= left || word->box.x1 >= right ||
                gap_before(line, w) < CELL_GAP_EM * line->size)
                continue;
            begin = MIN(begin, word->box.x0);
            (*n)++;
            break;
        }
    }
    return begin;
}

static guint count_crossing(const GArray *entries, double x)
{
    guint n = 0;

    for (guint i = 0; i < entries->len; i++)
        for (guint w = 0; w < line_at(entries, i)->words->len; w++) {
            const KkRect *box = &kk_line_word(line_at(entries, i), w)->box;

            n += box->x0 < x && box->x1 > x;
        }
    return n;
}

/* Numbers that stand in [left, right), on how many lines. */
static guint count_within(const GArray *entries, double left, double right)
{
    guint n = 0;

    for (guint i = 0; i < entries->len; i++)
        for (guint k = 0; k < count_figures(entry_at(entries, i)); k++) {
            const Figure *figure = figure_at(entry_at(entries, i), k);

            if (figure->firm && figure->left >= left && figure->right <= right) {
                n++;
                break;
            }
        }
    return n;
}

/* Where a second table begins, right of the first one's numbers; 0: nowhere. */
static double find_boundary(const GArray *entries)
{
    g_autoptr(GArray) spans = find_spans(entries);
    double size = entries->len > 0 ? line_at(entries, 0)->size : 0;

    for (guint s = 0; s + 1 < spans->len; s++) {
        double left = g_array_index(spans, Span, s).right;
        double right = g_array_index(spans, Span, s + 1).left;
        guint n = 0;

        if (right - left < LEAST_LABEL_EM * size)
            continue;
        double begin = find_begin(entries, left, right, &n);
        if (n >= LEAST_ABREAST && count_within(entries, 0, left + 0.1) >= LEAST_ABREAST &&
            count_within(entries, right - 0.1, G_MAXDOUBLE) >= LEAST_ABREAST &&
            count_crossing(entries, begin - 0.1) <= entries->len / 3)
            return begin - 0.1;
    }
    return 0;
}

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

static void add_entry(GArray *entries, const KkLine *line, KkLine *part, guint index)
{
    Entry entry = {.line = {.line = line, .part = part, .index = index},
                   .figures = find_figures(line)};

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
static void add_abreast(const GArray *whole, guint first, guint end, double x, GPtrArray *tables)
{
    for (int side = 0; side < 2; side++) {
        g_autoptr(GArray) strip = entries_new();

        for (guint i = first; i < end; i++) {
            const KkTableLine *of = &entry_at(whole, i)->line;
            KkLine *part = kk_line_dup_between(of->line, side == 0 ? -G_MAXDOUBLE : x,
                                               side == 0 ? x : G_MAXDOUBLE);

            if (part != NULL)
                add_entry(strip, part, part, of->index);
        }
        keep_cells(strip);
        add_strip(strip, tables);
    }
}

/* Whether @x, where the page before was parted, parts this one too: tables end with a few rows. */
static bool is_boundary(const GArray *entries, double x)
{
    return x > 0 && count_within(entries, 0, x) >= 2 && count_within(entries, x, G_MAXDOUBLE) >= 2 &&
           count_crossing(entries, x) <= entries->len / 3;
}

/* @boundary: (inout): where the page before was parted; 0: nowhere. */
static void add_page(const KkLayout *layout, guint first, guint end, double *boundary,
                     GPtrArray *tables)
{
    g_autoptr(GArray) entries = entries_new();

    for (guint i = first; i < end; i++)
        add_entry(entries, g_ptr_array_index(layout->lines, i), NULL, i);
    keep_cells(entries);
    double x = find_boundary(entries);
    if (x == 0 && is_boundary(entries, *boundary))
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
        add_abreast(entries, i, stop, x, tables);
        i = MAX(stop, i + 1);
    }
}

GPtrArray *kk_blocks_tables(const KkLayout *layout)
{
    GPtrArray *tables = g_ptr_array_new_with_free_func(table_free);
    double boundary = 0;

    for (guint i = 0; i < layout->lines->len;) {
        const KkLine *line = g_ptr_array_index(layout->lines, i);
        guint end = i;

        while (end < layout->lines->len &&
               ((KkLine *)g_ptr_array_index(layout->lines, end))->page == line->page)
            end++;
        add_page(layout, i, end, &boundary, tables);
        i = end;
    }
    for (guint t = 0; t < tables->len; t++)
        drop_names(g_ptr_array_index(tables, t));
    return tables;
}

/* ---- what a table says ---------------------------------------------------------------------- */

char *kk_table_dup_text(const KkTableLine *line, const KkCell *cell)
{
    if (cell->n == 1)
        return g_strdup(kk_line_word(line->line, cell->first)->text);
    GString *text = g_string_sized_new(64);
    for (guint w = cell->first; w < cell->first + cell->n; w++) {
        if (text->len > 0)
            g_string_append_c(text, ' ');
        g_string_append(text, kk_line_word(line->line, w)->text);
    }
    return g_string_free(text, FALSE);
}

void kk_table_place(const KkTableLine *line, const KkCell *cell, KkAt *at)
{
    for (guint w = cell->first; w < cell->first + cell->n; w++)
        kk_word_place(line->line, kk_line_word(line->line, w), at);
}

char *kk_table_dup_head(const KkTable *table, guint first, guint end, guint column)
{
    GString *head = g_string_new(NULL);

    for (guint i = first; i < end; i++) {
        const KkTableLine *line = kk_table_line(table, i);
        g_autofree char *text = kk_table_dup_text(line, &line->cells[column]);

        if (*text == '\0')
            continue;
        if (g_str_has_suffix(head->str, "-")) /* a word split at a line's end */
            g_string_truncate(head, head->len - 1);
        else if (g_str_has_suffix(head->str, "\xe2\x80\x90"))
            g_string_truncate(head, head->len - 3);
        else if (head->len > 0)
            g_string_append_c(head, ' ');
        g_string_append(head, text);
    }
    return g_string_free(head, FALSE);
}
