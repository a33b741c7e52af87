/* heads.c - finds the heads of score tables by the words that name their columns.
 *
 * The words of a head may be stacked over two or three lines and split ("Uppnådda po-" over
 * "äng"), at the top, the middle or the bottom of the head's row. So the lines from the
 * first such word on are taken together, words that stand over each other are one cell, and
 * a head is two or three cells at the right end that name different columns. The number of
 * lines that gives the most columns wins. */
#include <kk/edition.h>

#include "heads.h"

#include <math.h>
#include <string.h>

#define MOST_HEAD_LINES 3
#define MOST_CELLS 24

/* Lines of one head, or of a name that goes on, are set this close, ems. */
#define CLOSE_EM 1.9

/* Words of one cell on one line are parted by a space, 0.6 em wide at most (a transcript's),
 * not by a gutter. */
#define CELL_GAP_EM 0.65

/* Codes of one column agree within this. So many of them behind words tell of a column of
 * names before it. */
#define CODE_EM 0.2
#define LEAST_BEHIND 2

typedef struct {
    KkRect box;
    GString *text;
    guint line; /* the line of its last word */
} Cell;

static const KkLine *strip_line(const GArray *strips, guint i)
{
    return g_array_index(strips, Strip, i).line;
}

/* Two letters tell most words apart before they need to meet the pattern. */
static bool may_begin_column(const char *word)
{
    static const char starts[] = "up er ut re po ma pr an m\xc3 h\xc3";
    char first = g_ascii_tolower(word[0]), second = g_ascii_tolower(word[1]);
    bool may = first == '%' || first == '(';

    for (const char *p = starts; !may; p += 3) {
        may = p[0] == first && p[1] == second;
        if (p[2] == '\0')
            break;
    }
    return may && kk_pattern_is(KK_PATTERN_COLUMN_WORD, word);
}

static Column column_of(const char *text)
{
    if (kk_pattern_is(KK_PATTERN_COLUMN_MAX, text))
        return MAX_POINTS;
    if (kk_pattern_is(KK_PATTERN_COLUMN_PERCENT, text))
        return PERCENT;
    return kk_pattern_is(KK_PATTERN_COLUMN_ACHIEVED, text) ? ACHIEVED : NO_COLUMN;
}

/* ---- cells of a head ---------------------------------------------------------------- */

static bool stand_over_each_other(const KkRect *a, const KkRect *b)
{
    return MIN(a->x1, b->x1) - MAX(a->x0, b->x0) > 0.3 * MIN(a->x1 - a->x0, b->x1 - b->x0);
}

/* Appends a word to a cell: split ones are joined. */
static void append_to_cell(Cell *cell, const KkWord *word, guint line)
{
    bool split = g_str_has_suffix(cell->text->str, "-");

    if (g_str_has_suffix(cell->text->str, "\xe2\x80\x90")) {
        g_string_truncate(cell->text, cell->text->len - 3);
        split = true;
    } else if (split) {
        g_string_truncate(cell->text, cell->text->len - 1);
    }
    if (cell->text->len > 0 && !split)
        g_string_append_c(cell->text, ' ');
    g_string_append(cell->text, word->text);
    cell->box = kk_rect_union(&cell->box, &word->box);
    cell->line = line;
}

/* The cell that a word belongs to: beside its last word, or under it; -1: a new one. */
static int find_cell(const Cell *cells, guint n, const KkWord *word, guint line, double size)
{
    for (guint c = n; c > 0; c--) {
        const Cell *cell = &cells[c - 1];
        double gap = word->box.x0 - cell->box.x1;
        /* "Andel av maxpoäng", "Resultat i %", "Andel %", "Uppnådda poäng" */
        bool goes_on = g_str_has_suffix(cell->text->str, " av") ||
                       g_str_has_suffix(cell->text->str, " i") || strcmp(word->text, "%") == 0 ||
                       kk_pattern_is(KK_PATTERN_COLUMN_POINTS, word->text);

        if (cell->line == line && fabs(gap) < CELL_GAP_EM * size &&
            (goes_on || !may_begin_column(word->text)))
            return (int)c - 1;
        if (cell->line < line && stand_over_each_other(&cell->box, &word->box))
            return (int)c - 1;
    }
    return -1;
}

static guint read_cells(const GArray *strips, guint first, guint end, double left, Cell *cells)
{
    guint n = 0;

    for (guint i = first; i < end; i++) {
        const KkLine *line = strip_line(strips, i);

        for (guint w = 0; w < line->words->len; w++) {
            const KkWord *word = kk_line_word(line, w);

            if ((word->box.x0 + word->box.x1) / 2 < left)
                continue;
            int c = find_cell(cells, n, word, i, line->size);
            if (c < 0 && n == MOST_CELLS)
                return 0;
            if (c < 0) {
                c = (int)n++;
                cells[c] = (Cell){word->box, g_string_new(NULL), i};
            }
            append_to_cell(&cells[c], word, i);
        }
    }
    return n;
}

static void free_cells(Cell *cells, guint n)
{
    for (guint c = 0; c < n; c++)
        g_string_free(cells[c].text, TRUE);
}

static int by_left(gconstpointer a, gconstpointer b)
{
    double d = ((const Cell *)a)->box.x0 - ((const Cell *)b)->box.x0;

    return d < 0 ? -1 : d > 0;
}

static guint count_columns(const Head *head)
{
    return (guint)head->has[ACHIEVED] + head->has[MAX_POINTS] + head->has[PERCENT];
}

/* Takes the columns named by the rightmost cells, as far as they name different ones. */
static guint take_columns(Cell *cells, guint n, Head *head)
{
    memset(head->has, 0, sizeof head->has);
    memset(head->boxes, 0, sizeof head->boxes);
    qsort(cells, n, sizeof *cells, by_left);
    for (guint c = n; c > 0; c--) {
        Column column = column_of(cells[c - 1].text->str);

        /* "Poäng Max Resultat": the last is the percentage */
        if (column == ACHIEVED && head->has[ACHIEVED] && head->has[MAX_POINTS] &&
            !head->has[PERCENT]) {
            head->has[PERCENT] = true;
            head->boxes[PERCENT] = head->boxes[ACHIEVED];
            head->has[ACHIEVED] = false;
        }
        if (column == NO_COLUMN || head->has[column])
            break;
        head->has[column] = true;
        head->boxes[column] = cells[c - 1].box;
    }
    if (!head->has[MAX_POINTS] && !head->has[PERCENT])
        return 0;
    return count_columns(head);
}

double heads_columns_left(const Head *head)
{
    double left = G_MAXDOUBLE;

    for (int c = 0; c < N_COLUMNS; c++)
        if (head->has[c])
            left = MIN(left, head->boxes[c].x0);
    return left;
}

guint heads_order(const Head *head, int *order)
{
    guint n = 0;

    for (int c = 0; c < N_COLUMNS; c++)
        if (head->has[c])
            order[n++] = c;
    for (guint i = 1; i < n; i++)
        for (guint k = i; k > 0 && head->boxes[order[k]].x0 < head->boxes[order[k - 1]].x0; k--) {
            int swap = order[k];
            order[k] = order[k - 1];
            order[k - 1] = swap;
        }
    return n;
}

/* ---- the name ----------------------------------------------------------------------- */

static bool is_close(const KkLine *above, const KkLine *below)
{
    double leading = kk_line_leading(above, below);

    return leading > 0 && leading < CLOSE_EM * MAX(above->size, below->size);
}

/* The words of a strip left of the columns, without the area's number; or NULL. */
static char *dup_name_part(const KkLine *line, double left, char **number)
{
    g_autoptr(KkLine) part = kk_line_dup_between(line, -G_MAXDOUBLE, left);
    guint skip = 0;

    if (part == NULL)
        return NULL;
    const char *first = kk_line_word(part, 0)->text;
    gsize digits = strspn(first, "0123456789");
    if (digits > 0 && digits <= 2 && strspn(first + digits, ".:)") == strlen(first + digits)) {
        g_free(*number);
        *number = g_strndup(first, digits);
        skip = 1;
    }
    g_autoptr(KkLine) rest = kk_line_dup_words(part, skip, part->words->len - skip);
    return g_strdup(rest->text);
}

char *heads_dup_name(const GArray *strips, guint first, guint end, double left)
{
    GString *name = g_string_new(NULL);
    g_autofree char *number = NULL;

    for (guint i = first; i < end; i++) {
        g_autofree char *part = dup_name_part(strip_line(strips, i), left, &number);

        if (part != NULL && *part != '\0')
            g_string_append_printf(name, "%s%s", name->len > 0 ? " " : "", part);
    }
    if (number != NULL) {
        g_string_prepend(name, ". ");
        g_string_prepend(name, number);
    }
    return g_string_free(name, FALSE);
}

static bool is_known(const char *name)
{
    KkMatch match;
    g_autofree char *bare = kk_pattern_match(KK_PATTERN_NUMBERED, name, 0, &match)
                                ? kk_match_dup(&match, "name")
                                : g_strdup(name);

    return kk_editions_find_area(bare) > 0;
}

/* A name that is longer than one line may begin above the columns' words. */
static guint find_name_start(const GArray *strips, guint first, guint end, double left)
{
    g_autofree char *own = heads_dup_name(strips, first, end, left);
    guint start = first;

    if (is_known(own))
        return first;
    while (start > 0 && first - start < 2) {
        const KkLine *above = strip_line(strips, start - 1), *below = strip_line(strips, start);
        g_autofree char *longer = heads_dup_name(strips, start - 1, end, left);

        if (!is_close(above, below) || above->box.x1 > left + above->size)
            break;
        if (is_known(longer))
            return start - 1;
        if (!above->bold || !below->bold ||
            !g_unichar_isalpha(g_utf8_get_char(above->text)))
            break;
        start--;
    }
    return first;
}

/* ---- a head ------------------------------------------------------------------------- */

static bool has_column_word(const KkLine *line, double *left)
{
    for (guint w = 0; w < line->words->len; w++) {
        const KkWord *word = kk_line_word(line, w);

        if (may_begin_column(word->text)) {
            *left = word->box.x0;
            return true;
        }
    }
    return false;
}

/* Cells left of every column's first word are the name's; they are not read as cells. */
static double cells_left(const GArray *strips, guint first, guint end)
{
    double least = G_MAXDOUBLE, left = 0;

    for (guint i = first; i < end; i++)
        if (has_column_word(strip_line(strips, i), &left))
            least = MIN(least, left);
    return least;
}

/* Whether a column's words begin on @line. */
static bool begins_on(const Head *head, const KkLine *line)
{
    for (int c = 0; c < N_COLUMNS; c++)
        if (head->has[c] && head->boxes[c].y0 < kk_line_middle(line))
            return true;
    return false;
}

/* The columns of the head whose first words stand on strip @i; how many there are. */
static guint read_columns(const GArray *strips, guint i, Head *best)
{
    guint most = 0;
    double left = 0;

    if (i >= strips->len || !has_column_word(strip_line(strips, i), &left))
        return 0;
    for (guint end = i + 1; end <= strips->len && end - i <= MOST_HEAD_LINES; end++) {
        Cell cells[MOST_CELLS];
        Head found = {0};

        if (end > i + 1 && !is_close(strip_line(strips, end - 2), strip_line(strips, end - 1)))
            break;
        guint n = read_cells(strips, i, end, cells_left(strips, i, end), cells);
        guint columns = take_columns(cells, n, &found);
        free_cells(cells, n);
        if (columns > most && begins_on(&found, strip_line(strips, i))) {
            most = columns;
            *best = found;
            best->end = end;
        }
    }
    return most;
}

bool heads_read(const GArray *strips, guint i, Head *head)
{
    Head best = {0}, below = {0};
    guint n = read_columns(strips, i, &best);

    if (n < 2 || read_columns(strips, i + 1, &below) > n)
        return false;
    double left = heads_columns_left(&best);
    best.first = find_name_start(strips, i, best.end, left);
    best.name = heads_dup_name(strips, best.first, best.end, left);
    best.bold = strip_line(strips, i)->bold;
    *head = best;
    return true;
}

/* ---- tables abreast ----------------------------------------------------------------- */

/* A run of words on one line that name two columns or more. */
typedef struct {
    double x0, x1;
} Run;

static void find_runs(const KkLine *line, GArray *runs)
{
    guint n = 0;
    Run run = {0, 0};

    for (guint w = 0; w <= line->words->len; w++) {
        const KkWord *word = w < line->words->len ? kk_line_word(line, w) : NULL;
        bool names = word != NULL && (may_begin_column(word->text) ||
                                      (n > 0 && kk_pattern_is(KK_PATTERN_COLUMN_POINTS, word->text)));

        if (names) {
            run.x0 = n == 0 ? word->box.x0 : run.x0;
            run.x1 = word->box.x1;
            n++;
        } else {
            if (n >= 2)
                g_array_append_val(runs, run);
            n = 0;
        }
    }
}

/* The first place on a page where a run stands right of another; 0: there is none. */
static double find_boundary(const Parse *parse, guint first, guint end, double after)
{
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(Run));
    double left_end = 0, boundary = G_MAXDOUBLE;
    bool abreast = false;

    for (guint i = first; i < end; i++)
        if (parse->marks[i].kind == MARK_NONE)
            find_runs(parse_line(parse, i), runs);
    for (guint i = 0; i < runs->len; i++)
        for (guint k = 0; k < runs->len; k++) {
            const Run *a = &g_array_index(runs, Run, i), *b = &g_array_index(runs, Run, k);

            if (a->x0 > after && b->x0 > a->x1) {
                abreast = true;
                left_end = left_end == 0 ? a->x1 : MIN(MAX(left_end, a->x1), b->x0);
            }
        }
    if (!abreast)
        return 0;
    for (guint i = first; i < end; i++)
        for (guint w = 0; w < parse_line(parse, i)->words->len; w++) {
            const KkRect *box = &kk_line_word(parse_line(parse, i), w)->box;

            if (box->x0 >= left_end)
                boundary = MIN(boundary, box->x0);
        }
    return (left_end + boundary) / 2;
}

static bool crosses(const KkLine *line, double x)
{
    for (guint w = 0; w < line->words->len; w++) {
        const KkRect *box = &kk_line_word(line, w)->box;

        if (box->x0 < x && box->x1 > x)
            return true;
    }
    return false;
}

/* Parts "12/15" in two where it stands apart; the boxes by the number of characters. */
static bool part_fraction(const Parse *parse, KkLine *line, guint w)
{
    KkWord *word = &g_array_index(line->words, KkWord, w), max = *word;
    bool apart = w > 0 && word->box.x0 - kk_line_word(line, w - 1)->box.x1 > line->size;
    KkMatch match;

    if (!apart || !kk_pattern_match(KK_PATTERN_FRACTION, word->text, 0, &match))
        return false;
    g_autofree char *achieved = kk_match_dup(&match, "achieved");
    double share = (double)strlen(achieved) / (double)strlen(word->text);
    max.text = word->text + match.starts[2];
    max.box.x0 = word->box.x1 = word->box.x0 + share * (word->box.x1 - word->box.x0);
    word->text = g_string_chunk_insert(parse->layout->strings, achieved);
    g_array_insert_val(line->words, w + 1, max);
    return true;
}

/* Takes the brackets off a maximum: "12 (15)". */
static bool bare_maximum(const Parse *parse, KkLine *line, guint w)
{
    KkWord *word = &g_array_index(line->words, KkWord, w);
    KkMatch match;

    if (w == 0 || !kk_pattern_is(KK_PATTERN_NUMBER, kk_line_word(line, w - 1)->text) ||
        !kk_pattern_match(KK_PATTERN_BRACKET, word->text, 0, &match))
        return false;
    g_autofree char *sign = kk_match_dup(&match, "sign");
    g_autofree char *number = kk_match_dup(&match, "number");
    if (sign == NULL)
        word->text = g_string_chunk_insert(parse->layout->strings, number);
    return sign == NULL;
}

/* @line from @left on, with points and maximum in words of their own; or NULL where that is
 * @line as it stands. */
static KkLine *dup_parted(const Parse *parse, const KkLine *line, double left)
{
    bool whole = line->box.x0 >= left, changed = false;

    if (whole && strpbrk(line->text, "/(") == NULL)
        return NULL;
    KkLine *copy = whole ? kk_line_dup_words(line, 0, line->words->len)
                         : kk_line_dup_between(line, left, G_MAXDOUBLE);
    for (guint w = copy != NULL ? copy->words->len : 0; w > 0; w--)
        changed = part_fraction(parse, copy, w - 1) || bare_maximum(parse, copy, w - 1) || changed;
    if (changed)
        kk_line_settle(copy);
    return copy;
}

/* What stands left of @left, in a column before the codes, is left out. */
static void add_whole(const Parse *parse, guint index, double left, GArray *strips)
{
    const KkLine *line = parse_line(parse, index);
    KkLine *part = dup_parted(parse, line, left);
    Strip strip = {part != NULL ? part : line, part, index};

    if (part != NULL || line->box.x0 >= left)
        g_array_append_val(strips, strip);
}

/* The word of @line that is a code and stands at @x, or its first word anywhere; -1: none. */
static int find_code(const KkLine *line, double x)
{
    for (guint w = 0; w < line->words->len; w++) {
        const KkWord *word = kk_line_word(line, w);

        if ((w == 0 || fabs(word->box.x0 - x) < CODE_EM * line->size) &&
            kk_pattern_is(KK_PATTERN_CODE, word->text))
            return (int)w;
        if (x < 0)
            break;
    }
    return -1;
}

/* Where the codes of lines [first, end) stand that have a column of names before them: some
 * begin their lines, others stand at the same place behind words. */
static double find_codes_left(const Parse *parse, guint first, guint end)
{
    double x = -1;
    guint n_behind = 0;

    for (guint i = first; i < end && x < 0; i++)
        if (find_code(parse_line(parse, i), -1) == 0)
            x = parse_line(parse, i)->box.x0;
    for (guint i = first; i < end && x >= 0; i++)
        n_behind += find_code(parse_line(parse, i), x) > 0;
    return n_behind >= LEAST_BEHIND ? x - CODE_EM * parse_line(parse, first)->size : -G_MAXDOUBLE;
}

static void add_part(const Parse *parse, guint index, double x0, double x1, GArray *strips)
{
    KkLine *part = kk_line_dup_between(parse_line(parse, index), x0, x1);
    Strip strip = {part, part, index};

    if (part != NULL)
        g_array_append_val(strips, strip);
}

/* Lines [first, end) parted at @x: what is left of it first; lines across it as they are. */
static void add_parted(const Parse *parse, guint first, guint end, double x, GArray *strips)
{
    for (guint i = first; i < end;) {
        guint stop = i;

        while (stop < end && !crosses(parse_line(parse, stop), x))
            stop++;
        for (guint k = i; k < stop; k++)
            add_part(parse, k, -G_MAXDOUBLE, x, strips);
        for (guint k = i; k < stop; k++)
            add_part(parse, k, x, G_MAXDOUBLE, strips);
        if (stop < end)
            add_whole(parse, stop, -G_MAXDOUBLE, strips);
        i = stop + 1;
    }
}

static void free_strip(gpointer data)
{
    kk_line_free(((Strip *)data)->part);
}

GArray *heads_strips(const Parse *parse)
{
    GArray *strips = g_array_new(FALSE, FALSE, sizeof(Strip));

    g_array_set_clear_func(strips, free_strip);
    for (guint i = 0; i < parse->lines->len;) {
        guint end = i;

        while (end < parse->lines->len &&
               parse_line(parse, end)->page == parse_line(parse, i)->page)
            end++;
        double x = find_boundary(parse, i, end, -G_MAXDOUBLE);
        if (x > 0)
            add_parted(parse, i, end, x, strips);
        double left = x > 0 ? 0 : find_codes_left(parse, i, end);
        for (guint k = i; k < end && x == 0; k++)
            add_whole(parse, k, left, strips);
        i = end;
    }
    return strips;
}
