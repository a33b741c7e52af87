/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sheets.c - the lines of each table: which is a question's, an area's, a sum's; and what its
 * columns hold.
 *
 * What a column holds is told for all tables of one kind together: they are set alike, and eight
 * areas tell more than one. */
#include <kk/edition.h>

#include "outline.h"

#include <string.h>

/* A title of an area runs over so many lines of a table at most. */
#define MOST_TITLE_LINES 4

/* Single letters and numbers are codes where there are so many. */
#define LEAST_CODES 3

/* The weight of a code with numbers on its line, where one without, of a list perhaps, has 1. */
#define WEIGHT_OF_NUMBERS 3

/* Fewer areas in a table's rows are no summary but a mention. */
#define LEAST_AREAS 3

/* Lines of words over the columns, and between them and the first numbers. */
#define MOST_HEAD_LINES 6

/* Lines above a table that may bear its area's name. */
#define MOST_LINES_ABOVE 3

static const KkTableLine *line_of(const Sheet *sheet, guint i)
{
    return kk_table_line(sheet->table, i);
}

static guint n_lines(const Sheet *sheet)
{
    return sheet->table->lines->len;
}

static bool has_figures(const Sheet *sheet, guint i)
{
    return line_of(sheet, i)->n_figures > 0;
}

static bool is_close(const Sheet *sheet, guint above)
{
    const KkLine *a = line_of(sheet, above)->line, *b = line_of(sheet, above + 1)->line;
    double leading = kk_line_leading(a, b);

    return leading >= 0 && leading < 2.2 * MAX(a->size, b->size);
}

/* ---- codes -------------------------------------------------------------------------------- */

static char *dup_label(const Sheet *sheet, guint i)
{
    return kk_table_dup_text(line_of(sheet, i), &line_of(sheet, i)->label);
}

/* Takes the code's words off the label. */
static void set_code(const Sheet *sheet, guint i, const KkCode *code)
{
    RowReading *row = &sheet->lines[i];
    gsize length = 0;

    row->kind = ROW_CODE;
    row->code = *code;
    while (row->text.n > 0 && length < code->length && !code->stuck) {
        length += strlen(kk_line_word(line_of(sheet, i)->line, row->text.first)->text) + 1;
        row->text.first++;
        row->text.n--;
    }
}

static bool read_code(const Parse *parse, const Sheet *sheet, guint i, KkCode *code)
{
    g_autofree char *label = dup_label(sheet, i);

    if (*label == '\0' || !kk_code_parse(label, code))
        return false;
    if (code->style == KK_CODE_ORDINAL) /* "1. Offentlighet och demokrati" */
        return (code->length < strlen(label) || !g_ascii_isdigit(*label)) &&
               kk_area_label(label, parse->names, true) == 0;
    return kk_editions_find_area(label + code->length) == 0 || code->style == KK_CODE_LETTER ||
           line_of(sheet, i)->n_figures > 0;
}

/* The way in which most codes are written that count up; those beside numbers before those of
 * lists. */
static KkCodeStyle find_style(const Parse *parse, const GPtrArray *sheets)
{
    guint counts[KK_N_CODES] = {0};
    KkCodeStyle best = KK_CODE_NONE;

    for (guint s = 0; s < sheets->len; s++) {
        const Sheet *sheet = g_ptr_array_index(sheets, s);
        int last[KK_N_CODES] = {0};

        for (guint i = 0; i < n_lines(sheet); i++) {
            KkCode code;

            if (sheet->lines[i].kind == ROW_SKIP || !read_code(parse, sheet, i, &code))
                continue;
            if (code.question == 1 || code.question == last[code.style] + 1)
                counts[code.style] += has_figures(sheet, i) ? WEIGHT_OF_NUMBERS : 1;
            last[code.style] = code.question;
        }
    }
    for (KkCodeStyle style = KK_CODE_POINT; style < KK_N_CODES; style++)
        if (counts[style] > counts[best] &&
            (counts[style] >= LEAST_CODES || style < KK_CODE_LETTER))
            best = style;
    return best;
}

/* ---- areas and sums ------------------------------------------------------------------------- */

/* The labels of lines [first, end), joined as running text. */
static char *dup_labels(const Parse *parse, const Sheet *sheet, guint first, guint end)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);

    for (guint i = first; i < end; i++) {
        const KkTableLine *line = line_of(sheet, i);

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
        if (line_of(sheet, i)->label.n == 0 &&
            (i == first || i + 1 == end || !(line_of(sheet, i)->is_head || has_figures(sheet, i))))
            return false;
        if (i + 1 < end && !is_close(sheet, i))
            return false;
        n_figures += line_of(sheet, i)->n_figures > 0;
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
    const KkTableLine *line = line_of(sheet, i);

    if (line->label.n == 0 || !may_begin_title(kk_line_word(line->line, line->label.first)->text) ||
        heads_names(line))
        return 0;
    for (guint k = MOST_TITLE_LINES; k >= 1; k--) {
        if (i + k > n_lines(sheet) || !may_be_title(sheet, i, i + k))
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

    if (!has_figures(sheet, i) || !kk_pattern_match(KK_PATTERN_AREA_HEAD, label, 0, &match))
        return 0;
    g_autofree char *name = kk_match_dup(&match, "name");
    return name == NULL || *name == '\0' ? kk_match_int(&match, "number", 0) : 0;
}

static void read_labels(const Parse *parse, Sheet *sheet, KkCodeStyle style)
{
    for (guint i = 0; i < n_lines(sheet); i++) {
        RowReading *row = &sheet->lines[i];
        KkCode code;
        guint n = 0;

        if (row->kind == ROW_SKIP)
            continue;
        g_autofree char *label = dup_label(sheet, i);
        if (style != KK_CODE_NONE && read_code(parse, sheet, i, &code) && code.style == style) {
            set_code(sheet, i, &code);
            continue;
        }
        if (has_figures(sheet, i) && kk_total_label(label)) {
            row->kind = ROW_TOTAL;
            continue;
        }
        int area = read_title(parse, sheet, i, &n);
        if (area == 0 && (area = read_bare_area(sheet, i, label)) > 0)
            n = 1;
        if (area > 0)
            set_title(sheet, i, n, area);
        else if (line_of(sheet, i)->is_head)
            row->kind = ROW_HEAD;
        else if (has_figures(sheet, i))
            row->kind = ROW_BARE;
    }
}

/* Words of the head that stand again where the table goes on, on the next page. */
static void read_repeated_heads(Sheet *sheet)
{
    guint first = 0;

    while (first < n_lines(sheet) && !has_figures(sheet, first))
        first++;
    for (guint i = first; i < n_lines(sheet); i++) {
        bool on_top = line_of(sheet, i)->line->page != line_of(sheet, i - (i > 0))->line->page ||
                      (i > 0 && sheet->lines[i - 1].kind == ROW_HEAD);

        for (guint k = 0; k < first && on_top && sheet->lines[i].kind == ROW_TEXT; k++)
            if (strcmp(line_of(sheet, k)->line->text, line_of(sheet, i)->line->text) == 0)
                sheet->lines[i].kind = ROW_HEAD;
    }
}

/* "3. Any name" over columns whose heads stand on its line. */
static void read_numbered_heads(Sheet *sheet)
{
    for (guint i = 0; i < n_lines(sheet); i++) {
        g_autofree char *label = dup_label(sheet, i);
        int area = sheet->lines[i].kind == ROW_HEAD ? kk_area_label(label, NULL, false) : 0;

        if (area > 0) {
            sheet->lines[i].kind = ROW_AREA;
            sheet->lines[i].area = area;
            sheet->lines[i].n_lines = 1;
        }
    }
}

/* ---- what a table is --------------------------------------------------------------------------
 */

static guint count_kind(const Sheet *sheet, RowKind kind, bool figures_only, guint first, guint end)
{
    guint n = 0;

    for (guint i = first; i < end; i++)
        n += sheet->lines[i].kind == kind && (!figures_only || has_figures(sheet, i));
    return n;
}

/* Whether one of the lines of a title holds numbers. */
static bool title_has_figures(const Sheet *sheet, guint i)
{
    for (guint k = i; k < i + sheet->lines[i].n_lines; k++)
        if (has_figures(sheet, k))
            return true;
    return false;
}

/* Codes above the first area of a summary, or below its last, are numbers of headings. */
static void classify(Sheet *sheet)
{
    guint n_areas = 0, first = n_lines(sheet), end = 0;
    guint n_bare = count_kind(sheet, ROW_BARE, true, 0, n_lines(sheet));

    for (guint i = 0; i < n_lines(sheet); i++) {
        if (sheet->lines[i].kind != ROW_AREA || !title_has_figures(sheet, i))
            continue;
        n_areas++;
        first = MIN(first, i);
        end = i + 1;
    }
    sheet->is_summary = n_areas >= LEAST_AREAS && n_bare <= n_areas &&
                        count_kind(sheet, ROW_CODE, false, first, end) == 0 &&
                        count_kind(sheet, ROW_CODE, true, 0, n_lines(sheet)) == 0;
    sheet->is_scores = !sheet->is_summary &&
                       (n_bare >= 2 || count_kind(sheet, ROW_CODE, false, 0, n_lines(sheet)) > 0);
}

/* A total of areas is so many times the greatest of them, at least. */
#define TOTAL_RATIO 2

/* The number in column @c of line @i; 0: none. */
static double number_in(const Sheet *sheet, guint i, guint c)
{
    g_autofree char *text = kk_table_dup_text(line_of(sheet, i), &line_of(sheet, i)->cells[c]);
    KkFigure figure;

    return kk_figure_parse(text, &figure) && figure.set ? figure.value : 0;
}

/* Under the areas of a summary, or right above them, the first row of which a number is far greater
 * than each area's: their total, whatever its words. */
static void find_total(Sheet *sheet)
{
    double greatest[KK_MAX_COLUMNS] = {0};
    guint first = n_lines(sheet), last = 0;

    for (guint i = 0; i < n_lines(sheet); i++)
        if (sheet->lines[i].kind == ROW_AREA && title_has_figures(sheet, i)) {
            first = MIN(first, i);
            last = i + sheet->lines[i].n_lines - 1;
        } else if (sheet->lines[i].kind == ROW_TOTAL) {
            return;
        }
    for (guint i = first; i <= last; i++)
        for (guint c = 0; c < sheet->table->n_columns; c++)
            greatest[c] = MAX(greatest[c], number_in(sheet, i, c));
    for (guint i = first > 0 ? first - 1 : last + 1; i < n_lines(sheet); i = MAX(i, last) + 1)
        for (guint c = 0; c < sheet->table->n_columns && sheet->lines[i].kind == ROW_BARE; c++)
            if (number_in(sheet, i, c) > TOTAL_RATIO * greatest[c]) {
                sheet->lines[i].kind = ROW_TOTAL;
                return;
            }
}

/* ---- the area in which a row stands
 * --------------------------------------------------------------- */

/* The area of the chapter in which line @index stands; 0: in none. */
static int chapter_at(const Parse *parse, guint index)
{
    for (guint i = index + 1; i > 0; i--) {
        if (parse->marks[i - 1].kind == MARK_AREA)
            return parse->marks[i - 1].area;
        if (parse->marks[i - 1].kind == MARK_END)
            return 0;
    }
    return 0;
}

/* The area that a line above the table names. */
static int area_above(const Parse *parse, guint index)
{
    for (guint k = 1; k <= MOST_LINES_ABOVE && k <= index; k++) {
        const char *text = parse_line(parse, index - k)->text;

        if (parse->marks[index - k].kind == MARK_CONTENTS)
            break;
        int area = kk_area_label(text, parse->names, true);
        if (area == 0)
            area = kk_caption_area(text, parse->names, NULL);
        if (area > 0)
            return area;
    }
    return 0;
}

/* A caption within the table: "Poäng för område 3". */
static int caption_area(const Parse *parse, const Sheet *sheet, guint i)
{
    return sheet->lines[i].kind == ROW_TEXT
               ? kk_caption_area(line_of(sheet, i)->line->text, parse->names, NULL)
               : 0;
}

/* The area whose chapter begins between lines @from and @to, both of them too; 0: none does. */
static int chapter_between(const Parse *parse, guint from, guint to)
{
    for (guint i = to + 1; i > from; i--)
        if (parse->marks[i - 1].kind == MARK_AREA)
            return parse->marks[i - 1].area;
    return 0;
}

static void set_contexts(const Parse *parse, Sheet *sheet)
{
    guint first = line_of(sheet, 0)->index, next = first;
    int context = area_above(parse, first);

    if (context == 0)
        context = chapter_at(parse, first);
    for (guint i = 0; i < n_lines(sheet) && context == 0;
         i++) /* a total may stand above its rows */
        context = sheet->lines[i].kind == ROW_CODE ? sheet->lines[i].code.area : 0;
    for (guint i = 0; i < n_lines(sheet); i++) {
        RowReading *row = &sheet->lines[i];
        int caption = caption_area(parse, sheet, i);
        int chapter = chapter_between(parse, next, line_of(sheet, i)->index);

        next = line_of(sheet, i)->index + 1;
        if (chapter > 0)
            context = chapter;
        if (row->kind == ROW_AREA)
            context = row->area;
        else if (row->kind == ROW_CODE && row->code.area > 0)
            context = row->code.area;
        else if (caption > 0) {
            context = caption;
            row->kind = ROW_SKIP;
        }
        row->context = context;
    }
}

/* Where captions stand under the tables (numbers stand above the document's first and none below
 * its last): the area of the next one for each line of the layout; NULL: they do not. */
static int *dup_captions_below(const Parse *parse)
{
    g_autofree bool *figures = g_new0(bool, parse->lines->len + 1);
    g_autofree int *next = g_new0(int, parse->lines->len + 1);
    guint first = 0, last = 0;
    bool above = false, below = false;

    for (guint s = 0; s < parse->sheets->len; s++) {
        const Sheet *sheet = g_ptr_array_index(parse->sheets, s);

        for (guint i = 0; i < n_lines(sheet); i++)
            figures[line_of(sheet, i)->index] = has_figures(sheet, i);
    }
    for (guint i = parse->lines->len; i > 0; i--) {
        const char *text = parse_line(parse, i - 1)->text;
        int area =
            kk_pattern_is(KK_PATTERN_CAPTION, text) ? kk_caption_area(text, parse->names, NULL) : 0;

        next[i - 1] = area > 0 ? area : next[i];
        if (area > 0) {
            first = i - 1;
            last = MAX(last, first);
        }
    }
    for (guint k = 1; k <= MOST_LINES_ABOVE; k++) {
        above = above || (first >= k && figures[first - k]);
        below = below || (last + k < parse->lines->len && figures[last + k]);
    }
    return above && !below ? g_steal_pointer(&next) : NULL;
}

/* The rows' areas are those of the captions under them, which are no text of theirs. */
static void set_contexts_from_below(const Parse *parse, Sheet *sheet, const int *captions)
{
    for (guint i = 0; i < n_lines(sheet); i++) {
        sheet->lines[i].context = captions[line_of(sheet, i)->index];
        if (caption_area(parse, sheet, i) > 0)
            sheet->lines[i].kind = ROW_SKIP;
    }
}

/* ---- columns ------------------------------------------------------------------------------------
 */

/* The lines before the first numbers whose words stand over the columns. */
static void read_heads(Sheet *sheet)
{
    guint end = 0;

    while (end < n_lines(sheet) && !has_figures(sheet, end))
        end++;
    guint first = end;
    while (first > 0 && end - first < MOST_HEAD_LINES &&
           (line_of(sheet, first - 1)->is_head || !line_of(sheet, first - 1)->runs_on) &&
           (first == end || is_close(sheet, first - 1)))
        first--;
    for (guint c = 0; c < sheet->table->n_columns; c++)
        sheet->heads[c] = kk_table_dup_head(sheet->table, first, end, c);
}

static bool is_evidence(const Sheet *sheet, guint i)
{
    RowKind kind = sheet->lines[i].kind;

    return has_figures(sheet, i) && kind != ROW_SKIP;
}

static void add_evidence(const Sheet *sheet, GArray *rows)
{
    for (guint i = 0; i < n_lines(sheet); i++) {
        KkEvidenceRow row = {.is_total = sheet->lines[i].kind == ROW_TOTAL ||
                                         (!sheet->is_summary && sheet->lines[i].kind == ROW_AREA),
                             .group = sheet->lines[i].context};

        if (!is_evidence(sheet, i))
            continue;
        for (guint c = 0; c < sheet->table->n_columns; c++) {
            const KkTableLine *line = line_of(sheet, i);
            g_autofree char *text = kk_table_dup_text(line, &line->cells[c]);

            kk_figure_parse(text, &row.figures[c]);
        }
        g_array_append_val(rows, row);
    }
}

bool sheet_has_heads(const Sheet *sheet)
{
    for (guint c = 0; c < sheet->table->n_columns; c++)
        if (*sheet->heads[c] != '\0')
            return true;
    return false;
}

/* Tables of one kind: as many columns, under the same heads where both have some. */
static bool are_alike(const Sheet *a, const Sheet *b)
{
    if (a->table->n_columns != b->table->n_columns || a->is_scores != b->is_scores ||
        a->is_summary != b->is_summary || a->is_summary)
        return a == b;
    for (guint c = 0; c < a->table->n_columns && sheet_has_heads(a) && sheet_has_heads(b); c++)
        if (strcmp(a->heads[c], b->heads[c]) != 0)
            return false;
    return true;
}

/* Whether most points stand with their maximum: "12/15". */
static bool has_maxima(const GArray *rows, const KkRole *roles, guint n_columns)
{
    guint n = 0, n_maxima = 0;

    for (guint r = 0; r < rows->len; r++)
        for (guint c = 0; c < n_columns; c++) {
            const KkFigure *figure = &g_array_index(rows, KkEvidenceRow, r).figures[c];

            n += roles[c] == KK_ROLE_OWN && figure->set;
            n_maxima += roles[c] == KK_ROLE_OWN && figure->set && figure->has_max;
        }
    return n > 0 && 2 * n_maxima > n;
}

static void read_columns(GPtrArray *sheets)
{
    g_autofree bool *done = g_new0(bool, sheets->len + 1);

    for (guint s = 0; s < sheets->len; s++) {
        Sheet *sheet = g_ptr_array_index(sheets, s);
        g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(KkEvidenceRow));
        KkEvidence evidence = {.n_columns = sheet->table->n_columns, .rows = rows};

        if (done[s])
            continue;
        for (guint k = s; k < sheets->len; k++) {
            const Sheet *other = g_ptr_array_index(sheets, k);

            if (done[k] || !are_alike(sheet, other))
                continue;
            done[k] = true;
            add_evidence(other, rows);
            for (guint c = 0; c < evidence.n_columns; c++)
                if (evidence.heads[c] == NULL || *evidence.heads[c] == '\0')
                    evidence.heads[c] = other->heads[c];
        }
        sheet->margin = kk_columns_read(&evidence, sheet->roles);
        sheet->combined = has_maxima(rows, sheet->roles, evidence.n_columns);
        for (guint k = s; k < sheets->len; k++) {
            Sheet *other = g_ptr_array_index(sheets, k);

            if (are_alike(sheet, other)) {
                memcpy(other->roles, sheet->roles, sizeof sheet->roles);
                other->combined = sheet->combined;
                other->margin = sheet->margin;
            }
        }
    }
}

/* ---- the whole
 * ------------------------------------------------------------------------------------ */

static void sheet_free(gpointer data)
{
    Sheet *sheet = data;

    for (guint c = 0; c < KK_MAX_COLUMNS; c++)
        g_free(sheet->heads[c]);
    g_free(sheet->lines);
    g_free(sheet);
}

static bool is_other_part(MarkKind kind)
{
    return kind == MARK_FRONT || kind == MARK_CONTENTS;
}

/* Of each line: whether it stands behind what ends the report's own parts ("Kortfakta"). */
static bool *find_ended(const Parse *parse)
{
    bool *ended = g_new0(bool, parse->lines->len + 1);

    for (guint i = 0; i < parse->lines->len; i++) {
        MarkKind kind = parse->marks[i].kind;

        ended[i] = i > 0 && ended[i - 1] && kind != MARK_AREA;
        if (kind == MARK_END)
            ended[i] = !kk_pattern_is(KK_PATTERN_TABLES_HEAD, parse_line(parse, i)->text);
    }
    return ended;
}

static Sheet *sheet_new(const Parse *parse, const KkTable *table)
{
    Sheet *sheet = g_new0(Sheet, 1);

    sheet->table = table;
    sheet->lines = g_new0(RowReading, table->lines->len);
    for (guint i = 0; i < table->lines->len; i++) {
        const KkTableLine *line = kk_table_line(table, i);
        MarkKind kind = parse->marks[line->index].kind;

        sheet->lines[i].text = line->label;
        if (is_other_part(kind) || kind == MARK_AREA || kind == MARK_TOPICS ||
            kind == MARK_STRENGTHS || kind == MARK_IMPROVEMENTS || kind == MARK_BOTH ||
            kind == MARK_END)
            sheet->lines[i].kind = ROW_SKIP;
    }
    return sheet;
}

/* Behind the report's own parts only codes that begin anew tell that tables are its: others have
 * numbers too. Takes back @ended where such codes stand. */
static void reopen_ended(const Parse *parse, const Sheet *sheet, bool *ended)
{
    for (guint i = 0; i < n_lines(sheet); i++) {
        guint index = line_of(sheet, i)->index;

        if (sheet->lines[i].kind != ROW_CODE || sheet->lines[i].code.question != 1 || !ended[index])
            continue;
        for (guint k = index; k > 0 && ended[k]; k--)
            ended[k] = false;
        for (guint k = index + 1; k < parse->lines->len && ended[k]; k++)
            ended[k] = false;
    }
}

static void skip_ended(Sheet *sheet, const bool *ended)
{
    for (guint i = 0; i < n_lines(sheet); i++)
        if (ended[line_of(sheet, i)->index])
            sheet->lines[i].kind = ROW_SKIP;
}

static void read_names(Parse *parse)
{
    parse->names = kk_area_names_new();
    for (guint i = 0; i < parse->lines->len; i++) {
        const Mark *mark = &parse->marks[i];

        if (mark->kind != MARK_AREA)
            continue;
        g_autoptr(GPtrArray) lines = parse_slice(parse, i, i + mark->lines);
        g_autofree char *text = kk_lines_dup_text(parse->layout, lines);
        g_autofree char *name = kk_area_title_dup(kk_text_skip_outline(text));

        kk_area_names_add(parse->names, mark->area, name != NULL ? name : text);
    }
}

void parse_sheets(Parse *parse)
{
    parse->tables = kk_blocks_tables(parse->layout);
    parse->sheets = g_ptr_array_new_with_free_func(sheet_free);
    g_autofree bool *ended = find_ended(parse);

    read_names(parse);
    parse_area_columns(parse);
    for (guint t = 0; t < parse->tables->len; t++)
        g_ptr_array_add(parse->sheets, sheet_new(parse, g_ptr_array_index(parse->tables, t)));
    KkCodeStyle style = find_style(parse, parse->sheets);
    for (guint s = 0; s < parse->sheets->len; s++) {
        read_labels(parse, g_ptr_array_index(parse->sheets, s), style);
        reopen_ended(parse, g_ptr_array_index(parse->sheets, s), ended);
    }
    g_autofree int *captions = dup_captions_below(parse);
    for (guint s = 0; s < parse->sheets->len; s++) {
        Sheet *sheet = g_ptr_array_index(parse->sheets, s);

        skip_ended(sheet, ended);
        read_numbered_heads(sheet);
        read_repeated_heads(sheet);
        classify(sheet);
        if (sheet->is_summary)
            find_total(sheet);
        if (captions != NULL)
            set_contexts_from_below(parse, sheet, captions);
        else
            set_contexts(parse, sheet);
        read_heads(sheet);
    }
    read_columns(parse->sheets);
}
