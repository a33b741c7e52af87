/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cells.c - the figures of a line, and its words parted among label and columns. */
#include "internal.h"

#include <kk/figures.h>

#include <math.h>
#include <string.h>

/* Words of the longest figure: "79 av totalt 100 möjliga poäng". */
#define MOST_FIGURE_WORDS 6

/* The head of a column of narrow numbers begins this far left of them at most. */
#define WIDEST_HEAD_EM 8.0

/* ---- figures of a line ---------------------------------------------------------------- */

/* A dot or stroke that leads from a text to its number, or a block that a bar is drawn with. */
static bool leads(gunichar c)
{
    return c == '.' || c == '_' || c == 0x2026 || c == 0xb7 || (c >= 0x2580 && c <= 0x259f);
}

bool blocks_is_leader(const char *text)
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

/* A point, a bullet or a bar that parts two figures: "6 av 15 poäng · 40 %". */
static bool parts_figures(const char *text)
{
    static const char *const signs[] = {"·", "•", "|"};

    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
        if (strcmp(text, signs[i]) == 0)
            return true;
    return false;
}

static void mark_firm(const KkLine *line, GArray *figures)
{
    for (guint first = 0, end = 0; first < figures->len; first = end) {
        const Figure *a = &g_array_index(figures, Figure, first);
        guint before = a->words.first, behind = before;

        for (end = first;
             end < figures->len && g_array_index(figures, Figure, end).words.first == behind &&
             (end == first || gap_before(line, behind) <= cell_gap(line));
             end++) {
            behind += g_array_index(figures, Figure, end).words.n;
            if (end + 1 < figures->len &&
                g_array_index(figures, Figure, end + 1).words.first == behind + 1 &&
                parts_figures(kk_line_word(line, behind)->text))
                behind++;
        }
        bool left = gap_before(line, before) > cell_gap(line) ||
                    (before > 0 && blocks_is_leader(kk_line_word(line, before - 1)->text));
        bool right = behind >= line->words->len || gap_before(line, behind) > cell_gap(line);
        for (guint k = first; k < end; k++)
            g_array_index(figures, Figure, k).firm = left && right;
    }
}

GArray *blocks_find_figures(const KkLine *line)
{
    GArray *figures = NULL;

    for (guint w = 0; w < line->words->len;) {
        guint n = figure_length(line, w);

        if (n > 0) {
            Figure figure = {{w, n},
                             kk_line_word(line, w)->box.x0,
                             kk_line_word(line, w + n - 1)->box.x1,
                             false};
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

/* Two short numbers and what parts them: "1.1", also where it could be a decimal. */
bool blocks_is_code(const char *text)
{
    gsize first = strspn(text, "0123456789");
    gsize second = first > 0 && text[first] == '.' ? strspn(text + first + 1, "0123456789") : 0;

    return first > 0 && first <= 2 && second > 0 && second <= 2 && text[first + 1 + second] == '\0';
}

/* Where lines of a page begin. */
typedef struct {
    double text, codes; /* all of them; those whose first word is a code before text */
} Lefts;

/* Whether @figure is what labels the line: it begins it, and text follows; or it is a code before
 * text; or it stands alone where the page's text begins, or codes do. */
static bool is_label(const Entry *entry, const Figure *figure, const Lefts *lefts)
{
    const KkLine *line = entry->line.line;
    guint behind = figure->words.first + figure->words.n;

    if (entry->n_text > 0)
        return false;
    if (figure->words.first != 0)
        return blocks_is_code(kk_line_word(line, figure->words.first)->text) &&
               behind < line->words->len && figure_length(line, behind) == 0 &&
               !blocks_is_leader(kk_line_word(line, behind)->text);
    guint covered = 0;
    for (guint k = 0; k < count_figures(entry); k++)
        covered += figure_at(entry, k)->words.n;
    for (guint w = 0; w < line->words->len; w++)
        covered += parts_figures(kk_line_word(line, w)->text);
    return covered < line->words->len || figure->left < lefts->text + line->size ||
           (blocks_is_code(kk_line_word(line, 0)->text) &&
            fabs(figure->left - lefts->codes) < line->size);
}

static Lefts find_lefts(const GArray *entries)
{
    Lefts lefts = {G_MAXDOUBLE, G_MAXDOUBLE};

    for (guint i = 0; i < entries->len; i++) {
        const KkLine *line = line_at(entries, i);

        lefts.text = MIN(lefts.text, line->box.x0);
        if (line->words->len > 1 && blocks_is_code(kk_line_word(line, 0)->text) &&
            figure_length(line, 1) == 0)
            lefts.codes = MIN(lefts.codes, line->box.x0);
    }
    return lefts;
}

/* Drops the figures that are no cells: within text, or labels. */
void blocks_keep_cells(const GArray *entries)
{
    Lefts lefts = find_lefts(entries);

    for (guint i = 0; i < entries->len; i++) {
        Entry *entry = entry_at(entries, i);

        for (guint k = count_figures(entry); k > 0 && entry->form == NULL; k--)
            if (is_label(entry, figure_at(entry, k - 1), &lefts))
                g_array_remove_index(entry->figures, k - 1);
    }
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

/* The column that words from @w on, apart from the label, reach: "Uppnådd" of "Uppnådd poäng",
 * which heads a column of narrow numbers; -1: none. */
static int find_headed(const KkLine *line, guint w, const Columns *columns)
{
    for (guint k = w; k < line->words->len && figure_length(line, k) == 0 &&
                      !blocks_is_leader(kk_line_word(line, k)->text) &&
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
    guint c = 0,
          bullet = entry->n_text > 1 && kk_text_is_sign(kk_line_word(entry->line.line, 0)->text);

    memset(entry->line.cells, 0, sizeof entry->line.cells);
    for (guint k = 0; k < count_figures(entry); k++)
        if (figure_at(entry, k)->firm)
            entry->line.cells[c++] = figure_at(entry, k)->words;
    guint end = entry->form == NULL ? entry->line.cells[0].first : entry->n_text;
    entry->line.label = (KkCell){bullet, end - bullet};
}

/* So many words over a column, and none apart, are no head but running text. */
#define MOST_HEAD_WORDS 2

/* Whether word @w goes with the one before it, since the next one begins a column. */
static bool ends_head(const KkLine *line, guint w, const Columns *columns)
{
    return w + 1 < line->words->len &&
           begins_column(kk_line_word(line, w + 1), columns, line->size) &&
           !begins_column(kk_line_word(line, w), columns, line->size);
}

/* The column that word @w of a line belongs to, @last being that of the word before: by where it
 * stands, by the words that it goes on with, or by those that go on with it; -1: to the label. */
static int settle_column(const KkLine *line, guint w, const Columns *columns, int last)
{
    const KkWord *word = kk_line_word(line, w);
    int c = column_of_word(columns, word, line->size);
    bool near = word->box.x0 > columns->columns[0].left - WIDEST_HEAD_EM * line->size;

    if (c == -2 || (c == -1 && near && gap_before(line, w) > cell_gap(line)))
        c = find_headed(line, w, columns);
    if (last >= 0 && c != last && gap_before(line, w) < WORD_GAP_EM * line->size &&
        (c < 0 || ends_head(line, w, columns)))
        c = last;
    return c;
}

/* Whether a word stands right of all columns, as a comment does. */
static bool is_behind(const Columns *columns, const KkWord *word)
{
    return columns->n > 0 && word->box.x0 > columns->columns[columns->n - 1].right;
}

/* Whether word @w begins an item's text behind its bullet. */
static bool is_item(const KkLine *line, guint w)
{
    return w == 1 && kk_text_is_sign(kk_line_word(line, 0)->text);
}

void blocks_part_line(Entry *entry, const Columns *columns)
{
    KkTableLine *of = &entry->line;
    const KkLine *line = of->line;
    guint n_over = 0, n_apart = 0; /* cells; those that a gap parts from what is left of them */
    bool parted = false;           /* a gap parts some of its words */
    int last = -1;                 /* the column of the word before */

    memset(&of->label, 0, sizeof of->label);
    memset(of->cells, 0, sizeof of->cells);
    of->n_figures = 0;
    of->runs_on = false;
    if (columns->form != NULL)
        of->label = (KkCell){0, line->words->len};
    for (guint w = 0; w < line->words->len && columns->form == NULL; w++) {
        if (blocks_is_leader(kk_line_word(line, w)->text))
            continue;
        bool apart =
            (gap_before(line, w) > cell_gap(line) && !is_item(line, w)) || w == entry->n_text;
        parted = parted || (w > 0 && apart);
        int c = last = w < entry->n_text ? -1 : settle_column(line, w, columns, last);

        of->runs_on = of->runs_on || (c >= 0 && !apart && of->label.n > 0 && n_over == 0);
        if (c == -1 && n_over == 0 &&
            (w < entry->n_text || !is_behind(columns, kk_line_word(line, w))))
            add_word(&of->label, w);
        else if (c >= 0 && (of->cells[c].n == 0 || of->cells[c].first + of->cells[c].n == w)) {
            n_apart += of->cells[c].n == 0 && apart;
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
    bool running = (of->runs_on && n_apart == 0) ||
                   (!parted && n_over >= 2 && line->words->len > MOST_HEAD_WORDS * n_over);

    if (running && of->n_figures == 0 && !entry->by_order) {
        memset(of->cells, 0, sizeof of->cells);
        of->label.n = line->words->len - of->label.first;
    }
    of->is_head = !running && n_over >= 2 && n_apart > 0 && of->n_figures == 0;
}
