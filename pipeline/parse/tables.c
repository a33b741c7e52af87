/* tables.c - the score tables: their rows, whose numbers are whose.
 *
 * A table begins at a head (heads.c), whose words say where the columns stand. A row is a code; its numbers stand on its line or, alone, before the
 * next code; its text is shared out by the page's geometry (kk_layout_share_lines), under
 * the one alignment that serves the whole document best. */
#include <kk/edition.h>

#include "heads.h"

#include <math.h>
#include <string.h>

typedef struct {
    const KkLine *line;
    guint index; /* of the whole line in the document */
    int area, question;               /* of its code; 0: it has none */
    gsize stuck;                      /* bytes of the code that its first word begins with */
    guint text_first, n_text;         /* words of its text */
    int cells[N_COLUMNS];             /* words of its numbers; -1: none */
    guint n_cells;
    int row;                          /* the row whose numbers it holds; -1 */
    bool total;
    int heads;                        /* a total: the area whose rows it stands above; or 0 */
    bool name;                        /* goes on with the head's name */
} Body;

typedef struct {
    Head head;
    GArray *bodies; /* of Body */
    GArray *head_lines; /* of guint: in the document, each time it stands */
    guint first_line;   /* of its first head */
    char *after_head; /* text of the first line below the head */
} Table;

/* A head on the next page goes on with one of the last few tables. */
#define RECENT_TABLES 6

static Body *body_at(const Table *table, guint i)
{
    return &g_array_index(table->bodies, Body, i);
}

/* ---- collecting lines ------------------------------------------------------------- */

static void table_free(gpointer data)
{
    Table *table = data;

    g_array_unref(table->bodies);
    g_array_unref(table->head_lines);
    g_free(table->head.name);
    g_free(table->after_head);
    g_free(table);
}

/* The table that a head goes on with: the last one under the same name. */
static Table *find_continued(GPtrArray *tables, const Head *head)
{
    g_autofree char *key = kk_name_key(head->name);

    for (guint i = tables->len; i > 0 && i + RECENT_TABLES > tables->len; i--) {
        Table *table = g_ptr_array_index(tables, i - 1);
        g_autofree char *other = kk_name_key(table->head.name);

        if (strcmp(key, other) == 0)
            return table;
    }
    return NULL;
}

static Table *open_table(GPtrArray *tables, Head *head, const GArray *strips)
{
    Table *table = find_continued(tables, head);

    if (table != NULL) {
        g_free(table->head.name); /* columns may stand elsewhere on this page */
    } else {
        table = g_new0(Table, 1);
        table->bodies = g_array_new(FALSE, FALSE, sizeof(Body));
        table->head_lines = g_array_new(FALSE, FALSE, sizeof(guint));
        table->first_line = g_array_index(strips, Strip, head->first).index;
        g_ptr_array_add(tables, table);
    }
    table->head = *head;
    for (guint i = head->first; i < head->end; i++)
        g_array_append_val(table->head_lines, g_array_index(strips, Strip, i).index);
    return table;
}

/* Of numbers of a line that fall to the same column the nearest is its own: another one is of a
 * column whose head was not read. */
static void take_cell(Body *body, const Head *head, int column, int word)
{
    int *cell = &body->cells[column];
    const KkRect *box = &kk_line_word(body->line, (guint)word)->box;

    if (*cell >= 0 && columns_distance(head, column, box) >=
                          columns_distance(head, column,
                                           &kk_line_word(body->line, (guint)*cell)->box))
        return;
    body->n_cells += *cell < 0;
    *cell = word;
}

/* Finds the numbers at the right of a line, and the column of each. */
static void read_cells(Body *body, Head *head)
{
    const KkLine *line = body->line;
    int order[N_COLUMNS], words[MOST_FIGURES];
    guint first = 0, n_order = heads_order(head, order);
    guint n = columns_find_cells(line, body->text_first, heads_columns_left(head) - line->size,
                                 words, &first);
    bool complete = n == n_order && head->n_others == 0;

    for (guint k = 0; k < n; k++) {
        const KkWord *word = kk_line_word(line, (guint)words[k]);
        int column = complete ? order[k] : columns_nearest(head, &word->box);

        if (column >= 0)
            take_cell(body, head, column, words[k]);
        if (complete)
            head->rights[column] = word->box.x1;
    }
    body->n_text = first - body->text_first;
}

static void read_code(Body *body)
{
    const char *word = kk_line_word(body->line, 0)->text;
    KkMatch match;

    if (kk_pattern_match(KK_PATTERN_CODE, word, 0, &match))
        body->text_first = 1;
    else if (kk_pattern_match(KK_PATTERN_STUCK_CODE, word, 0, &match))
        body->stuck = match.ends[0];
    else
        return;
    body->area = kk_match_int(&match, "area", 0);
    body->question = kk_match_int(&match, "question", 0);
}

static void read_body(Table *table, const KkLine *line, guint index)
{
    Body body = {.line = line, .index = index, .cells = {-1, -1, -1}, .row = -1};

    read_code(&body);
    read_cells(&body, &table->head);
    if (body.area > 0 && body.n_cells == 0 &&
        kk_editions_find_area(kk_text_skip_outline(line->text)) > 0)
        body.area = body.question = 0; /* "4.2 Effektivitet": a heading */
    g_array_append_val(table->bodies, body);
}

/* The line right below a head may go on with the area's name: bold like the head, or the
 * same that stood below it before. */
static bool continues_name(Table *table, const KkLine *line, bool first_below)
{
    if (kk_pattern_is(KK_PATTERN_CODE, kk_line_word(line, 0)->text))
        return false;
    if (first_below && table->after_head != NULL)
        return strcmp(table->after_head, line->text) == 0;
    return table->head.bold && line->bold &&
           !columns_is_cell(kk_line_word(line, line->words->len - 1)->text);
}

static bool ends_tables(MarkKind kind)
{
    return kind != MARK_NONE && kind != MARK_OVERVIEW;
}

/* Whether a line at a page's top repeats one of the table: its head, whatever it says. */
static bool repeats_line(const Table *table, const GArray *strips, guint i)
{
    const KkLine *line = g_array_index(strips, Strip, i).line;

    if (i == 0 || g_array_index(strips, Strip, i - 1).line->page == line->page ||
        kk_pattern_is(KK_PATTERN_CODE, kk_line_word(line, 0)->text))
        return false;
    for (guint k = 0; k < table->bodies->len; k++)
        if (strcmp(body_at(table, k)->line->text, line->text) == 0)
            return true;
    return false;
}

static void collect_lines(Table *table, const GArray *strips, guint from, guint end)
{
    bool first_below = true;

    for (guint i = from; i < end; i++) {
        const Strip *strip = &g_array_index(strips, Strip, i);

        if (repeats_line(table, strips, i)) {
            g_array_append_val(table->head_lines, strip->index);
            continue;
        }
        bool name = continues_name(table, strip->line, first_below);

        if (first_below && table->after_head == NULL)
            table->after_head = g_strdup(name ? strip->line->text : "");
        first_below = first_below && name;
        read_body(table, strip->line, strip->index);
        body_at(table, table->bodies->len - 1)->name = name;
    }
}

/* Whether a table begins at strip @i: under a head, or, where no table is open, with a row
 * whose numbers tell, and which may begin at @least. */
static bool read_head(const GArray *strips, guint least, guint i, bool headless_too, Head *head)
{
    if (!heads_read(strips, i, head))
        return headless_too && columns_read(strips, least, i, head);
    columns_settle(strips, head->end, head);
    return true;
}

static GPtrArray *collect_tables(const Parse *parse, const GArray *strips)
{
    GPtrArray *tables = g_ptr_array_new_with_free_func(table_free);
    Table *open = NULL;
    guint from = 0, least = 0, i = 0; /* @least: above it all tables are over */

    while (i < strips->len) {
        MarkKind kind = parse->marks[g_array_index(strips, Strip, i).index].kind;
        Head head;
        bool headed = kind == MARK_NONE && read_head(strips, least, i, open == NULL, &head);

        if (headed || ends_tables(kind)) {
            if (open != NULL)
                collect_lines(open, strips, from, headed ? head.first : i);
            open = headed ? open_table(tables, &head, strips) : NULL;
        }
        if (!headed && ends_tables(kind))
            least = i + 1;
        i = headed ? head.end : i + 1;
        if (headed || open == NULL)
            from = i;
    }
    if (open != NULL)
        collect_lines(open, strips, from, i);
    return tables;
}

/* ---- numbers to rows -------------------------------------------------------------- */

static KkLine *dup_text_line(const Body *body)
{
    KkLine *part = kk_line_dup_words(body->line, body->text_first, body->n_text);

    if (body->stuck > 0 && body->n_text > 0) {
        g_array_index(part->words, KkWord, 0).text += body->stuck;
        kk_line_settle(part);
    }
    return part;
}

static char *dup_body_text(const Body *body)
{
    g_autoptr(KkLine) part = dup_text_line(body);

    return g_strdup(part->text);
}

static bool is_labelled_total(const Body *body)
{
    g_autofree char *text = dup_body_text(body);

    return body->n_text > 0 && body->n_text <= 8 && kk_pattern_is(KK_PATTERN_TOTAL_LABEL, text);
}

/* The row (its code's line) that lies before or after line @i; -1: none. */
static int row_near(const Table *table, guint i, int step)
{
    for (int k = (int)i + step; k >= 0 && k < (int)table->bodies->len; k += step) {
        if (body_at(table, (guint)k)->total)
            return -1;
        if (body_at(table, (guint)k)->area > 0)
            return k;
    }
    return -1;
}

static bool lacks_numbers(const Table *table, int row)
{
    if (row < 0 || body_at(table, (guint)row)->n_cells > 0)
        return false;
    for (guint i = 0; i < table->bodies->len; i++)
        if (body_at(table, i)->row == row)
            return false;
    return true;
}

/* The area whose first row follows line @i, where the line bears its number and name; or 0. */
static int find_headed_area(const Table *table, guint i)
{
    g_autofree char *text = dup_body_text(body_at(table, i));
    int below = row_near(table, i, 1), above = row_near(table, i, -1);
    KkMatch match;

    if (below < 0 || body_at(table, (guint)below)->question != 1 ||
        !kk_pattern_match(KK_PATTERN_NUMBERED, text, 0, &match))
        return 0;
    int area = body_at(table, (guint)below)->area;
    bool anew = above < 0 || body_at(table, (guint)above)->area != area;
    return anew && kk_match_int(&match, "number", 0) == area ? area : 0;
}

/* Whether a line that no word calls a total may be one: words that end with one number are a page's
 * foot, or a sentence. */
static bool may_be_total(const Body *body)
{
    return body->n_text == 0 || body->n_cells > 1;
}

/* Numbers on a line without a code: of the area that it heads, of the row above that has none, of
 * the row below that has none, else a total. */
static void own_numbers(Table *table)
{
    for (guint i = 0; i < table->bodies->len; i++) {
        Body *body = body_at(table, i);
        int above = row_near(table, i, -1), below = row_near(table, i, 1);

        if (body->n_cells == 0)
            continue;
        if (body->area > 0)
            body->row = (int)i;
        else if ((body->heads = find_headed_area(table, i)) > 0 || is_labelled_total(body))
            body->total = true;
        else if (lacks_numbers(table, above))
            body->row = above;
        else if (lacks_numbers(table, below) && body->n_cells < 3)
            body->row = below;
        else
            body->total = may_be_total(body);
    }
}

/* ---- text to rows ----------------------------------------------------------------- */

/* Lines between two totals: the rows there, and the lines of their text column. */
typedef struct {
    GArray *anchors;  /* of KkRowAnchors */
    GArray *rows;     /* of guint: the bodies with the codes */
    GPtrArray *lines; /* of KkLine, owned */
} Part;

static Part *part_new(void)
{
    Part *part = g_new0(Part, 1);

    part->anchors = g_array_new(FALSE, FALSE, sizeof(KkRowAnchors));
    part->rows = g_array_new(FALSE, FALSE, sizeof(guint));
    part->lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
    return part;
}

static void part_free(gpointer data)
{
    Part *part = data;

    g_array_unref(part->anchors);
    g_array_unref(part->rows);
    g_ptr_array_unref(part->lines);
    g_free(part);
}

static KkAnchor anchor_of(const KkLine *line, const KkWord *word)
{
    return (KkAnchor){line->page, (word->box.y0 + word->box.y1) / 2};
}

static const Body *numbers_of(const Table *table, guint row)
{
    for (guint i = 0; i < table->bodies->len; i++)
        if (body_at(table, i)->row == (int)row)
            return body_at(table, i);
    return body_at(table, row);
}

static void add_row(const Table *table, guint i, Part *part)
{
    const Body *body = body_at(table, i), *numbers = numbers_of(table, i);

    g_array_append_val(part->rows, i);
    KkRowAnchors row = {{anchor_of(body->line, kk_line_word(body->line, 0)),
                         anchor_of(numbers->line,
                                   kk_line_word(numbers->line, numbers->line->words->len - 1))}};
    if (numbers->row != (int)i)
        row.anchors[1] = row.anchors[0];
    g_array_append_val(part->anchors, row);
}

/* Behind the last code of a table without a total row, text goes on only while it is set
 * as close as the row's own lines. */
static bool is_beyond(const Table *table, guint i, bool any_row)
{
    const Body *body = body_at(table, i);

    if (!any_row || i == 0 || row_near(table, i, 1) >= 0)
        return false;
    for (guint k = i; k < table->bodies->len; k++)
        if (body_at(table, k)->n_cells > 0)
            return false;
    double leading = kk_line_leading(body_at(table, i - 1)->line, body->line);
    double height = body->line->box.y1 - body->line->box.y0; /* a drawn font tells no size */
    return leading < 0 || leading > 1.7 * MAX(body->line->size, height);
}

static GPtrArray *part_table(const Table *table)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(part_free);
    Part *part = part_new();

    for (guint i = 0; i < table->bodies->len; i++) {
        const Body *body = body_at(table, i);

        if (is_beyond(table, i, part->rows->len > 0))
            break;
        if (body->total) {
            g_ptr_array_add(parts, part);
            part = part_new();
            continue;
        }
        if (body->area > 0)
            add_row(table, i, part);
        if (body->n_text > 0 && !body->name)
            g_ptr_array_add(part->lines, dup_text_line(body));
    }
    g_ptr_array_add(parts, part);
    return parts;
}

static double cost_of(const GPtrArray *all_parts, const KkAlign *aligns)
{
    double cost = 0;

    for (guint t = 0; t < all_parts->len; t++) {
        const GPtrArray *parts = g_ptr_array_index(all_parts, t);

        for (guint p = 0; p < parts->len; p++) {
            const Part *part = g_ptr_array_index(parts, p);

            if (part->rows->len > 0)
                cost += kk_layout_share_lines(part->anchors, part->lines, aligns, NULL);
        }
    }
    return cost;
}

/* Whether any row's numbers stand on another line than its code. */
static bool stand_apart(const GPtrArray *all_parts)
{
    for (guint t = 0; t < all_parts->len; t++) {
        const GPtrArray *parts = g_ptr_array_index(all_parts, t);

        for (guint p = 0; p < parts->len; p++) {
            const Part *part = g_ptr_array_index(parts, p);

            for (guint r = 0; r < part->anchors->len; r++) {
                const KkAnchor *anchors =
                    g_array_index(part->anchors, KkRowAnchors, r).anchors;

                if (anchors[0].page != anchors[1].page ||
                    fabs(anchors[0].y - anchors[1].y) > 2)
                    return true;
            }
        }
    }
    return false;
}

/* The alignments of codes and numbers that serve all tables of the document best. */
static void find_aligns(const GPtrArray *all_parts, KkAlign *aligns)
{
    double least = G_MAXDOUBLE;

    bool apart = stand_apart(all_parts);

    for (KkAlign code = 0; code < KK_N_ALIGNS; code++)
        for (KkAlign numbers = 0; numbers < KK_N_ALIGNS; numbers++) {
            const KkAlign tried[] = {code, numbers};

            if (!apart && code != numbers)
                continue;
            double cost = cost_of(all_parts, tried);

            if (cost < least - 1e-6) {
                least = cost;
                memcpy(aligns, tried, sizeof tried);
            }
        }
}

/* ---- draft rows ------------------------------------------------------------------- */

/* A number as printed: its word, with the percent sign that may follow as a word. */
static char *dup_cell(const Body *body, int column)
{
    int w = body->cells[column];
    const KkLine *line = body->line;

    if (w < 0)
        return NULL;
    const char *text = kk_line_word(line, (guint)w)->text;
    if (kk_pattern_is(KK_PATTERN_NOTHING, text))
        return NULL;
    if ((guint)w + 1 < line->words->len &&
        strcmp(kk_line_word(line, (guint)w + 1)->text, "%") == 0)
        return g_strconcat(text, " %", NULL);
    return g_strdup(text);
}

static void fill_numbers(KkDraftRow *row, const Body *body)
{
    row->achieved = dup_cell(body, ACHIEVED);
    row->max = dup_cell(body, MAX_POINTS);
    row->percent = dup_cell(body, PERCENT);
    kk_line_place(body->line, row->at);
}

static KkDraftRow *make_row(const Parse *parse, const Table *table, guint i,
                            const GPtrArray *lines)
{
    const Body *body = body_at(table, i);
    KkDraftRow *row = kk_draft_row_new();

    row->code = g_strdup_printf("%d.%d", body->area, body->question);
    row->text = kk_lines_dup_text(parse->layout, lines);
    kk_word_place(body->line, kk_line_word(body->line, 0), row->at);
    for (guint w = 0; w < body->line->words->len && body->row == (int)i; w++)
        if (w >= body->text_first + body->n_text)
            kk_word_place(body->line, kk_line_word(body->line, w), row->at);
    for (guint l = 0; l < lines->len; l++)
        kk_line_place(g_ptr_array_index(lines, l), row->at);
    if (numbers_of(table, i)->row == (int)i) {
        const Body *numbers = numbers_of(table, i);

        row->achieved = dup_cell(numbers, ACHIEVED);
        row->max = dup_cell(numbers, MAX_POINTS);
        row->percent = dup_cell(numbers, PERCENT);
        for (guint w = numbers->text_first + numbers->n_text; w < numbers->line->words->len; w++)
            kk_word_place(numbers->line, kk_line_word(numbers->line, w), row->at);
    }
    return row;
}

/* Places are put in reading order: a row's numbers may stand on an earlier page than its
 * last line of text. */
static int by_page(gconstpointer a, gconstpointer b)
{
    return ((const KkPlace *)a)->page - ((const KkPlace *)b)->page;
}

static void name_area(KkDraftArea *area, const char *name)
{
    KkMatch match;

    if (area->table_name != NULL || name == NULL || *name == '\0')
        return;
    if (kk_pattern_match(KK_PATTERN_AREA_HEAD, name, 0, &match) ||
        kk_pattern_match(KK_PATTERN_NUMBERED, name, 0, &match))
        area->table_name = kk_match_dup(&match, "name");
    else if (kk_editions_find_area(name) > 0)
        area->table_name = g_strdup(name);
}

/* The rows of one part; lines before the first one are the area's name (or its end). */
static void read_part(const Parse *parse, const Table *table, const Part *part, const int *owner,
                      char **name)
{
    g_autoptr(GPtrArray) before = g_ptr_array_new();

    for (guint l = 0; l < part->lines->len; l++)
        if (owner[l] < 0)
            g_ptr_array_add(before, g_ptr_array_index(part->lines, l));
    if (before->len > 0) {
        g_autofree char *more = kk_lines_dup_text(parse->layout, before);
        char *longer = *name != NULL ? g_strconcat(*name, " ", more, NULL) : g_strdup(more);

        g_free(*name);
        *name = longer;
    }
    for (guint r = 0; r < part->rows->len; r++) {
        guint i = g_array_index(part->rows, guint, r);
        KkDraftArea *area = kk_draft_ensure_area(parse->draft, body_at(table, i)->area);
        g_autoptr(GPtrArray) lines = g_ptr_array_new();

        for (guint l = 0; l < part->lines->len; l++)
            if (owner[l] == (int)r)
                g_ptr_array_add(lines, g_ptr_array_index(part->lines, l));
        KkDraftRow *row = make_row(parse, table, i, lines);
        g_array_sort(row->at, by_page);
        g_ptr_array_add(area->rows, row);
        if (r == 0)
            name_area(area, *name);
    }
}

/* What is no total either, for there is one: a row that nothing reads. */
static void tell_row_without_code(const Parse *parse, const Body *body, int area)
{
    g_autoptr(GArray) at = kk_at_new();

    if (body->n_text == 0 || body->heads > 0 || is_labelled_total(body))
        return;
    kk_line_place(body->line, at);
    kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, "row-passed-over", at,
                       "Page %d has a row of area %d without a code, which was not read.",
                       body->line->page, area);
}

static void read_total(const Parse *parse, const Body *body, int area_number)
{
    KkDraftArea *area = kk_draft_ensure_area(parse->draft, area_number);

    if (area->total != NULL) {
        tell_row_without_code(parse, body, area_number);
        return;
    }
    area->total = kk_draft_row_new();
    area->total->text = dup_body_text(body);
    if (body->heads > 0)
        name_area(area, area->total->text);
    fill_numbers(area->total, body);
}

static void read_totals(const Parse *parse, const Table *table)
{
    int area = 0;

    for (guint i = 0; i < table->bodies->len; i++) {
        const Body *body = body_at(table, i);

        if (body->area > 0)
            area = body->area;
        if (body->total && (body->heads > 0 || area > 0))
            read_total(parse, body, body->heads > 0 ? body->heads : area);
    }
}

/* The name on the head, with the lines that go on with it. */
static char *dup_table_name(const Parse *parse, const Table *table)
{
    GString *name = g_string_new(table->head.name);
    g_autofree char *first = NULL;

    for (guint i = 0; i < table->bodies->len && body_at(table, i)->name; i++) {
        if (first != NULL && strcmp(first, body_at(table, i)->line->text) == 0)
            break;
        if (first == NULL)
            first = g_strdup(body_at(table, i)->line->text);
        g_string_append_printf(name, "%s%s", name->len > 0 ? " " : "",
                               body_at(table, i)->line->text);
    }
    /* A head that names no area ("Fråga"): the heading above it may. */
    if (!kk_pattern_is(KK_PATTERN_NUMBERED, name->str) &&
        !kk_pattern_is(KK_PATTERN_AREA_HEAD, name->str) &&
        kk_editions_find_area(name->str) == 0) {
        g_string_truncate(name, 0);
        if (table->first_line > 0)
            g_string_append(name, parse_line(parse, table->first_line - 1)->text);
    }
    return g_string_free(name, FALSE);
}

static void read_table(const Parse *parse, const Table *table, const GPtrArray *parts,
                       const KkAlign *aligns)
{
    g_autofree char *head_name = dup_table_name(parse, table);

    for (guint p = 0; p < parts->len; p++) {
        const Part *part = g_ptr_array_index(parts, p);
        g_autofree int *owner = g_new0(int, part->lines->len + 1);
        char *name = p == 0 ? g_strdup(head_name) : NULL;

        if (part->rows->len > 0) {
            kk_layout_share_lines(part->anchors, part->lines, aligns, owner);
            read_part(parse, table, part, owner, &name);
        }
        g_free(name);
    }
    read_totals(parse, table);
}

static bool has_rows(const Table *table)
{
    for (guint i = 0; i < table->bodies->len; i++)
        if (body_at(table, i)->area > 0)
            return true;
    return false;
}

static void mark_table(Parse *parse, const Table *table)
{
    guint last = table->first_line;

    for (guint i = 0; i < table->head_lines->len; i++)
        parse->marks[g_array_index(table->head_lines, guint, i)].kind = MARK_TABLE;
    for (guint i = 0; i < table->bodies->len; i++)
        if (body_at(table, i)->area > 0 || body_at(table, i)->total)
            last = MAX(last, body_at(table, i)->index);
    for (guint i = 0; i < table->bodies->len; i++)
        if (body_at(table, i)->index <= last)
            parse->marks[body_at(table, i)->index].kind = MARK_TABLE;
}

void parse_tables(Parse *parse)
{
    g_autoptr(GArray) strips = heads_strips(parse);
    g_autoptr(GPtrArray) tables = collect_tables(parse, strips);
    g_autoptr(GPtrArray) all_parts =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    KkAlign aligns[KK_N_ANCHORS];

    for (guint t = tables->len; t > 0; t--)
        if (!has_rows(g_ptr_array_index(tables, t - 1)))
            g_ptr_array_remove_index(tables, t - 1);
    for (guint t = 0; t < tables->len; t++) {
        own_numbers(g_ptr_array_index(tables, t));
        g_ptr_array_add(all_parts, part_table(g_ptr_array_index(tables, t)));
        mark_table(parse, g_ptr_array_index(tables, t));
    }
    parse->draft->announces_tables = parse->draft->announces_tables || tables->len > 0;
    find_aligns(all_parts, aligns);
    for (guint t = 0; t < tables->len; t++)
        read_table(parse, g_ptr_array_index(tables, t), g_ptr_array_index(all_parts, t), aligns);
}
