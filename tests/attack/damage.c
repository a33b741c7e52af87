/* SPDX-License-Identifier: GPL-2.0-or-later */
/* damage.c - the kinds of damage: each changes one thing of a document that is read right.
 *
 * What stands where is taken from the original's lines and reading; the copy's glyphs are
 * changed. Truth stays what it was, but for the facts whose fate an attack tells. */
#include "attack.h"

#include <math.h>
#include <string.h>

#define TRIES 20

/* ---- lines, words and glyphs ------------------------------------------------------------- */

/* A word or a cell of the original, and what it is. */
typedef struct {
    int sheet;
    KkRect box;
    const KkLine *line;
    double value; /* of a cell */
} Spot;

static int pick(const Attack *attack, int n)
{
    return g_rand_int_range(attack->rand, 0, n);
}

static const char *pick_text(const Attack *attack, const char *const *texts)
{
    return texts[pick(attack, (int)g_strv_length((char **)texts))];
}

static guint n_lines(const Attack *attack)
{
    return attack->original->layout->lines->len;
}

static const KkLine *line_at(const Attack *attack, guint i)
{
    return g_ptr_array_index(attack->original->layout->lines, i);
}

static KkPage *page_at(const Attack *attack, int sheet)
{
    return g_ptr_array_index(attack->document->pages, sheet - 1);
}

static KkRect box_of_word(const KkLine *line, guint w)
{
    g_autoptr(GArray) at = kk_at_new();

    kk_word_place(line, kk_line_word(line, w), at);
    return g_array_index(at, KkPlace, 0).bbox;
}

static KkRect box_of_line(const KkLine *line)
{
    g_autoptr(GArray) at = kk_at_new();

    kk_line_place(line, at);
    return g_array_index(at, KkPlace, 0).bbox;
}

static bool holds(const KkRect *box, double x, double y)
{
    return x >= box->x0 - 0.1 && x <= box->x1 + 0.1 && y >= box->y0 - 0.1 && y <= box->y1 + 0.1;
}

static bool glyph_in(const KkGlyph *glyph, const KkRect *box)
{
    return holds(box, (glyph->x0 + glyph->x1) / 2, (glyph->y0 + glyph->y1) / 2);
}

/* Whether all words of line @i ended as @end. */
static bool ended(const Attack *attack, guint i, KkEnd end)
{
    const guint8 *ends = attack->original->reading->ends->data;

    for (guint k = 0; k < i; k++)
        ends += line_at(attack, k)->words->len;
    for (guint w = 0; w < line_at(attack, i)->words->len; w++)
        if (ends[w] != end)
            return false;
    return true;
}

static void shift(KkGlyph *glyph, double dx, double dy)
{
    glyph->x0 += (float)dx;
    glyph->x1 += (float)dx;
    glyph->y0 += (float)dy;
    glyph->y1 += (float)dy;
}

static GArray *cut(const Attack *attack, int sheet, const KkRect *box)
{
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(KkGlyph));
    GArray *taken = g_array_new(FALSE, FALSE, sizeof(KkGlyph));
    KkPage *page = page_at(attack, sheet);

    for (guint i = 0; i < page->glyphs->len; i++) {
        const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);

        g_array_append_vals(glyph_in(glyph, box) ? taken : kept, glyph, 1);
    }
    g_array_unref(page->glyphs);
    page->glyphs = kept;
    return taken;
}

static void paste(const Attack *attack, int sheet, const GArray *glyphs, double dx, double dy)
{
    for (guint i = 0; i < glyphs->len; i++) {
        KkGlyph glyph = g_array_index(glyphs, KkGlyph, i);

        shift(&glyph, dx, dy);
        g_array_append_val(page_at(attack, sheet)->glyphs, glyph);
    }
}

static void erase(const Attack *attack, int sheet, const KkRect *box)
{
    g_array_unref(cut(attack, sheet, box));
}

/* Writes @text at @x, @dy below @models and set as they are. */
static void put(const Attack *attack, int sheet, const GArray *models, double x, double dy,
                const char *text)
{
    const KkGlyph *model = &g_array_index(models, KkGlyph, 0);
    double advance = 0;
    bool space = true;

    for (guint i = 0; i < models->len; i++) {
        const KkGlyph *one = &g_array_index(models, KkGlyph, i);

        advance += (one->x1 - one->x0) / (double)models->len;
    }
    for (; *text != '\0'; text = g_utf8_next_char(text), x += advance) {
        KkGlyph glyph = *model;

        glyph.character = g_utf8_get_char(text);
        glyph.after_space = space;
        glyph.x0 = (float)x;
        glyph.x1 = (float)(x + advance);
        glyph.y0 += (float)dy;
        glyph.y1 += (float)dy;
        space = glyph.character == ' ';
        if (!space)
            g_array_append_val(page_at(attack, sheet)->glyphs, glyph);
    }
}

static bool reword(const Attack *attack, int sheet, const KkRect *box, const char *text)
{
    g_autoptr(GArray) old = cut(attack, sheet, box);

    if (old->len > 0)
        put(attack, sheet, old, box->x0, 0, text);
    return old->len > 0;
}

/* Moves what stands below @y down by @by, the page's foot aside; whether there is room. */
static bool make_room(const Attack *attack, int sheet, double y, double by)
{
    KkPage *page = page_at(attack, sheet);
    double foot = page->height - 20, last = y;

    for (guint i = 0; i < attack->original->layout->furniture->len; i++) {
        const KkLine *line = g_ptr_array_index(attack->original->layout->furniture, i);
        KkRect box = box_of_line(line);

        if (line->sheet == sheet && box.y0 > y)
            foot = MIN(foot, box.y0);
    }
    for (guint i = 0; i < n_lines(attack); i++)
        if (line_at(attack, i)->sheet == sheet)
            last = MAX(last, box_of_line(line_at(attack, i)).y1);
    if (last + by > foot)
        return false;
    for (guint i = 0; i < page->glyphs->len; i++) {
        KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);
        double middle = (glyph->y0 + glyph->y1) / 2;

        if (middle > y && middle < foot)
            shift(glyph, 0, by);
    }
    return true;
}

static bool upright(const KkLine *line)
{
    return line->quarter == 0 && !line->in_column;
}

/* ---- facts ------------------------------------------------------------------------------- */

static bool stands_at(const Fact *fact, int sheet, const KkRect *box)
{
    for (guint i = 0; fact->at != NULL && i < fact->at->len; i++) {
        const KkPlace *place = &g_array_index(fact->at, KkPlace, i);

        if (place->page == sheet &&
            holds(&place->bbox, (box->x0 + box->x1) / 2, (box->y0 + box->y1) / 2))
            return true;
    }
    return false;
}

static void set_fate(Attack *attack, const Fact *fact, Fate fate)
{
    g_hash_table_insert(attack->fates, (gpointer)fact, GINT_TO_POINTER(fate));
}

/* The numbers that were read from @spot. */
static GPtrArray *facts_at(const Attack *attack, const Spot *spot)
{
    const GPtrArray *facts = attack->original->reading->facts;
    GPtrArray *found = g_ptr_array_new();

    for (guint i = 0; i < facts->len; i++) {
        Fact *fact = g_ptr_array_index(facts, i);

        if (fact->number.set && fabs(fact->number.value - spot->value) < 1e-9 &&
            stands_at(fact, spot->sheet, &spot->box))
            g_ptr_array_add(found, fact);
    }
    return found;
}

/* ---- columns of numbers ------------------------------------------------------------------ */

typedef struct {
    double x0, x1;
    GArray *cells; /* of Spot */
    GArray *heads; /* of Spot */
    const char *role;
    int from;
} Column;

static void column_free(gpointer data)
{
    Column *column = data;

    g_array_unref(column->cells);
    g_array_unref(column->heads);
    g_free(column);
}

typedef enum { ROWS_OF_TABLES, ROWS_OF_SUMMARIES, ROWS_STATED, N_ROWS } Rows;

static Rows rows_of(const Fact *fact)
{
    return fact->from > 0 || strcmp(fact->role, "published") == 0 ? ROWS_OF_SUMMARIES
           : strcmp(fact->role, "stated") == 0                    ? ROWS_STATED
                                                                  : ROWS_OF_TABLES;
}

/* Whether a score of that kind stands in @box. */
static bool is_row(const Attack *attack, int sheet, const KkRect *box, Rows rows)
{
    const GPtrArray *facts = attack->original->reading->facts;

    for (guint i = 0; i < facts->len; i++) {
        const Fact *fact = g_ptr_array_index(facts, i);

        if (fact->number.set && rows_of(fact) == rows && stands_at(fact, sheet, box))
            return true;
    }
    return false;
}

static void add_cell(GPtrArray *columns, const Spot *spot)
{
    Column *column = NULL;

    for (guint i = 0; i < columns->len && column == NULL; i++) {
        Column *one = g_ptr_array_index(columns, i);

        if (spot->box.x0 < one->x1 && spot->box.x1 > one->x0)
            column = one;
    }
    if (column == NULL) {
        column = g_new0(Column, 1);
        column->x0 = spot->box.x0;
        column->x1 = spot->box.x1;
        column->cells = g_array_new(FALSE, TRUE, sizeof(Spot));
        column->heads = g_array_new(FALSE, TRUE, sizeof(Spot));
        g_ptr_array_add(columns, column);
    }
    column->x0 = MIN(column->x0, spot->box.x0);
    column->x1 = MAX(column->x1, spot->box.x1);
    g_array_append_val(column->cells, *spot);
}

/* Cells of @line that are numbers. */
static void add_cells(const Attack *attack, GPtrArray *columns, const KkLine *line, Rows rows)
{
    for (guint w = 0; w < line->words->len; w++) {
        Spot spot = {line->sheet, box_of_word(line, w), line, 0};
        KkFigure figure;

        if (!g_ascii_isdigit(*kk_line_word(line, w)->text) ||
            !kk_figure_parse(kk_line_word(line, w)->text, &figure) || !figure.set ||
            !is_row(attack, line->sheet, &spot.box, rows))
            continue;
        spot.value = figure.value;
        if (w + 1 < line->words->len && strcmp(kk_line_word(line, w + 1)->text, "%") == 0) {
            KkRect sign = box_of_word(line, w + 1);
            spot.box = kk_rect_union(&spot.box, &sign);
        }
        g_autoptr(GPtrArray) facts = facts_at(attack, &spot);
        if (facts->len > 0)
            add_cell(columns, &spot);
    }
}

/* Whether all but a few of the column's cells are of one role: then they are read from it, and do
 * not agree with what is read by chance. */
static bool find_role(const Attack *attack, Column *column)
{
    guint most = 0;

    for (guint i = 0; i < column->cells->len; i++) {
        g_autoptr(GPtrArray) facts = facts_at(attack, &g_array_index(column->cells, Spot, i));

        for (guint k = 0; k < facts->len; k++) {
            const Fact *role = g_ptr_array_index(facts, k);
            guint n = 0;

            for (guint c = 0; c < column->cells->len; c++) {
                g_autoptr(GPtrArray) others =
                    facts_at(attack, &g_array_index(column->cells, Spot, c));

                for (guint o = 0; o < others->len; o++) {
                    const Fact *other = g_ptr_array_index(others, o);
                    n += other->from == role->from && strcmp(other->role, role->role) == 0;
                }
            }
            if (n > most) {
                most = n;
                column->role = role->role;
                column->from = role->from;
            }
        }
    }
    return 10 * most >= 9 * column->cells->len;
}

/* Words of headings over the column's cells. */
static void find_heads(const Attack *attack, Column *column)
{
    for (guint i = 0; i < n_lines(attack); i++) {
        const KkLine *line = line_at(attack, i);
        const guint8 *ends = attack->original->reading->ends->data;

        for (guint k = 0; k < i; k++)
            ends += line_at(attack, k)->words->len;
        for (guint w = 0; w < line->words->len; w++) {
            Spot spot = {line->sheet, box_of_word(line, w), line, 0};
            bool over = false;

            for (guint c = 0; c < column->cells->len && ends[w] == KK_END_HEADING; c++) {
                const Spot *cell = &g_array_index(column->cells, Spot, c);
                over = over || (cell->sheet == line->sheet && cell->box.y0 > spot.box.y0 &&
                                cell->box.y0 < spot.box.y1 + 50);
            }
            if (over && spot.box.x0 < column->x1 && spot.box.x1 > column->x0)
                g_array_append_val(column->heads, spot);
        }
    }
}

static int by_x(gconstpointer a, gconstpointer b)
{
    double one = (*(Column *const *)a)->x0, other = (*(Column *const *)b)->x0;

    return (one > other) - (one < other);
}

/* The columns of the score tables or of the summaries, on one page or on all; @stated: or numbers
 * that stand alone. */
static GPtrArray *find_columns(const Attack *attack, bool stated)
{
    GPtrArray *columns = g_ptr_array_new_with_free_func(column_free);

    for (int try = 0; try < TRIES && columns->len < 1; try++) {
        Rows rows = (Rows)pick(attack, stated ? N_ROWS : ROWS_STATED);
        int sheet =
            pick(attack, 2) == 0 ? 0 : 1 + pick(attack, attack->original->document->source.n_pages);
        for (guint i = 0; i < n_lines(attack); i++)
            if (upright(line_at(attack, i)) && (sheet == 0 || line_at(attack, i)->sheet == sheet))
                add_cells(attack, columns, line_at(attack, i), rows);
    }
    for (guint i = columns->len; i > 0; i--) {
        Column *column = g_ptr_array_index(columns, i - 1);

        if ((column->cells->len < 3 && !stated) || !find_role(attack, column))
            g_ptr_array_remove_index(columns, i - 1);
        else
            find_heads(attack, column);
    }
    g_ptr_array_sort(columns, by_x);
    return columns;
}

static Column *pick_column(const Attack *attack, const GPtrArray *columns)
{
    return columns->len > 0 ? g_ptr_array_index(columns, pick(attack, (int)columns->len)) : NULL;
}

/* A column's glyphs, cut off the pages; a GArray for each cell and head. */
static GPtrArray *cut_column(const Attack *attack, const Column *column)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

    for (guint i = 0; i < column->cells->len + column->heads->len; i++) {
        const Spot *spot = i < column->cells->len
                               ? &g_array_index(column->cells, Spot, i)
                               : &g_array_index(column->heads, Spot, i - column->cells->len);

        g_ptr_array_add(parts, cut(attack, spot->sheet, &spot->box));
    }
    return parts;
}

static void paste_column(const Attack *attack, const Column *column, const GPtrArray *parts,
                         double dx)
{
    for (guint i = 0; i < parts->len; i++) {
        const Spot *spot = i < column->cells->len
                               ? &g_array_index(column->cells, Spot, i)
                               : &g_array_index(column->heads, Spot, i - column->cells->len);

        paste(attack, spot->sheet, g_ptr_array_index(parts, i), dx, 0);
    }
}

static void lose_cell(Attack *attack, const Column *column, const Spot *cell)
{
    g_autoptr(GPtrArray) facts = facts_at(attack, cell);

    for (guint k = 0; k < facts->len; k++) {
        const Fact *fact = g_ptr_array_index(facts, k);

        if (fact->from == column->from && strcmp(fact->role, column->role) == 0)
            set_fate(attack, fact, FACT_GONE);
    }
}

static bool move_column(Attack *attack)
{
    g_autoptr(GPtrArray) columns = find_columns(attack, false);
    const Column *column = pick_column(attack, columns);

    if (column == NULL)
        return false;
    g_autoptr(GPtrArray) parts = cut_column(attack, column);
    paste_column(attack, column, parts, g_rand_double_range(attack->rand, -25, 25));
    return true;
}

static bool remove_column(Attack *attack)
{
    g_autoptr(GPtrArray) columns = find_columns(attack, false);
    const Column *column = pick_column(attack, columns);

    if (column == NULL)
        return false;
    g_ptr_array_unref(cut_column(attack, column));
    for (guint i = 0; i < column->cells->len; i++)
        lose_cell(attack, column, &g_array_index(column->cells, Spot, i));
    return true;
}

static bool swap_columns(Attack *attack)
{
    g_autoptr(GPtrArray) columns = find_columns(attack, false);

    if (columns->len < 2)
        return false;
    guint at = (guint)pick(attack, (int)columns->len - 1);
    const Column *left = g_ptr_array_index(columns, at);
    const Column *right = g_ptr_array_index(columns, at + 1);
    g_autoptr(GPtrArray) one = cut_column(attack, left), other = cut_column(attack, right);
    paste_column(attack, left, one, right->x1 - left->x1);
    paste_column(attack, right, other, left->x1 - right->x1);
    return true;
}

static const char *const column_words[] = {"Utfall", "Tak",    "Nivå",  "Läge",  "Snitt",   "Vikt",
                                           "Värde",  "Grupp",  "Mål",   "Index", "Kvot",    "Rikt",
                                           "2011",   "Avvik.", "Medel", "Antal", "Uppnått", NULL};

static bool add_column(Attack *attack)
{
    g_autoptr(GPtrArray) columns = find_columns(attack, false);

    if (columns->len == 0)
        return false;
    guint at = (guint)pick(attack, (int)columns->len);
    const Column *column = g_ptr_array_index(columns, at);
    const Column *next = at + 1 < columns->len ? g_ptr_array_index(columns, at + 1) : NULL;
    double x = next != NULL ? (column->x1 + next->x0) / 2 - 6 : column->x1 + 15;
    const char *word = pick_text(attack, column_words);
    attack->more_columns = column->from > 0 || strcmp(column->role, "published") == 0;
    for (guint i = 0; i < column->cells->len; i++) {
        const Spot *cell = &g_array_index(column->cells, Spot, i);
        g_autofree char *text = g_strdup_printf("%d", pick(attack, 100));
        g_autoptr(GArray) models = cut(attack, cell->sheet, &cell->box);

        paste(attack, cell->sheet, models, 0, 0);
        put(attack, cell->sheet, models, x, 0, text);
    }
    for (guint i = 0; i < column->heads->len; i++) {
        const Spot *head = &g_array_index(column->heads, Spot, i);
        g_autoptr(GArray) models = cut(attack, head->sheet, &head->box);

        paste(attack, head->sheet, models, 0, 0);
        if (models->len > 0)
            put(attack, head->sheet, models, x, 0, word);
    }
    return true;
}

static bool reword_column(Attack *attack)
{
    g_autoptr(GPtrArray) columns = find_columns(attack, false);
    const Column *column = pick_column(attack, columns);

    if (column == NULL || column->heads->len == 0)
        return false;
    const char *word = pick_text(attack, column_words);
    for (guint i = 0; i < column->heads->len; i++) {
        const Spot *head = &g_array_index(column->heads, Spot, i);

        reword(attack, head->sheet, &head->box, word);
    }
    return true;
}

static const Spot *pick_cell(Attack *attack, const GPtrArray *columns, const Column **column)
{
    *column = pick_column(attack, columns);
    return *column != NULL ? &g_array_index((*column)->cells, Spot,
                                            (guint)pick(attack, (int)(*column)->cells->len))
                           : NULL;
}

static bool draw_number(Attack *attack)
{
    g_autoptr(GPtrArray) columns = find_columns(attack, true);
    const Column *column = NULL;
    const Spot *cell = pick_cell(attack, columns, &column);

    if (cell == NULL)
        return false;
    erase(attack, cell->sheet, &cell->box);
    lose_cell(attack, column, cell);
    return true;
}

/* Gives @glyphs, of page @from, the same styles on page @to. */
static void take_styles(const Attack *attack, int from, int to, GArray *glyphs)
{
    const GArray *styles = page_at(attack, from)->styles;
    GArray *taken = page_at(attack, to)->styles;

    for (guint i = 0; i < glyphs->len && from != to; i++) {
        KkGlyph *glyph = &g_array_index(glyphs, KkGlyph, i);

        g_array_append_val(taken, g_array_index(styles, KkStyle, glyph->style));
        glyph->style = (uint16_t)(taken->len - 1);
    }
}

static bool overlay_number(Attack *attack)
{
    g_autoptr(GPtrArray) columns = find_columns(attack, true);
    const Column *column = NULL, *other_column = NULL;
    const Spot *cell = pick_cell(attack, columns, &column);
    const Spot *other = pick_cell(attack, columns, &other_column);

    for (int try = 0; try < TRIES && cell != NULL && cell->value == other->value; try++)
        other = pick_cell(attack, columns, &other_column);
    if (cell == NULL || other == NULL || cell->value == other->value)
        return false;
    g_autoptr(GArray) glyphs = cut(attack, other->sheet, &other->box);
    paste(attack, other->sheet, glyphs, 0, 0);
    take_styles(attack, other->sheet, cell->sheet, glyphs);
    paste(attack, cell->sheet, glyphs,
          cell->box.x1 - other->box.x1 + g_rand_double_range(attack->rand, -2, 2),
          cell->box.y1 - other->box.y1 + g_rand_double_range(attack->rand, -1, 1));
    lose_cell(attack, column, cell);
    return true;
}

/* ---- headings ---------------------------------------------------------------------------- */

static bool covers_item(const Attack *attack, const KkLine *line)
{
    const GPtrArray *facts = attack->original->reading->facts;
    KkRect box = box_of_line(line);

    for (guint i = 0; i < facts->len; i++) {
        const Fact *fact = g_ptr_array_index(facts, i);

        if (strcmp(fact->role, "item") == 0 && stands_at(fact, line->sheet, &box))
            return true;
    }
    return false;
}

/* Whether line @i is a heading right over a list's first item. */
static bool heads_list(const Attack *attack, guint i)
{
    return upright(line_at(attack, i)) && ended(attack, i, KK_END_HEADING) &&
           i + 1 < n_lines(attack) && covers_item(attack, line_at(attack, i + 1));
}

/* A random line that @is true of; or n_lines(). */
static guint pick_line(const Attack *attack, bool (*is)(const Attack *attack, guint i))
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < n_lines(attack); i++)
        if (is(attack, i))
            g_array_append_val(found, i);
    return found->len > 0 ? g_array_index(found, guint, pick(attack, (int)found->len))
                          : n_lines(attack);
}

static const char *const heading_words[] = {"Det här gör kommunen bra",
                                            "Guldkorn",
                                            "Gott att bygga på",
                                            "Vad vi fastnade för",
                                            "Sådant som lyfter",
                                            "Nästa steg",
                                            "Mer att göra",
                                            "Här kan ni växa",
                                            "Rum för mera",
                                            "Att ta tag i",
                                            "Pluspoäng",
                                            "Våra råd på vägen",
                                            "I medvind",
                                            "I motvind",
                                            "Framgångar",
                                            "Läxan",
                                            NULL};

/* The first of the headings that stand abreast on @line, or all of it. */
static KkRect box_of_heading(const KkLine *line)
{
    KkRect box = box_of_word(line, 0);

    for (guint w = 1; w < line->words->len; w++) {
        KkRect word = box_of_word(line, w);

        if (word.x0 - box.x1 > 2 * line->size)
            break;
        box = kk_rect_union(&box, &word);
    }
    return box;
}

static bool reword_heading(Attack *attack)
{
    guint i = pick_line(attack, heads_list);

    if (i == n_lines(attack))
        return false;
    KkRect box = box_of_heading(line_at(attack, i));
    return reword(attack, line_at(attack, i)->sheet, &box, pick_text(attack, heading_words));
}

/* The same heading wherever it stands. */
static bool reword_headings(Attack *attack)
{
    guint at = pick_line(attack, heads_list);
    const char *text = pick_text(attack, heading_words);

    for (guint i = 0; at < n_lines(attack) && i < n_lines(attack); i++) {
        const KkLine *line = line_at(attack, i);
        KkRect box = box_of_heading(line);

        if (strcmp(line->text, line_at(attack, at)->text) == 0)
            reword(attack, line->sheet, &box, text);
    }
    return at < n_lines(attack);
}

static const char *const area_words[] = {"Insyn och samspel",
                                         "Service i vardagen",
                                         "Mål och ledning",
                                         "Chefer och mandat",
                                         "Ekonomi och nytta",
                                         "Medarbetarna",
                                         "Lärande över tid",
                                         "Plats att leva på",
                                         "Delaktighet i lokalsamhället",
                                         "Näringsliv och bygd",
                                         NULL};

/* One area's name: at one place or at all. */
static bool rename_area(Attack *attack)
{
    const KkReport *report = attack->original->reading->report;
    const KkArea *area = g_ptr_array_index(report->areas, pick(attack, (int)report->areas->len));
    bool all = pick(attack, 2) == 0, done = false;
    const char *text = pick_text(attack, area_words);

    for (guint i = 0; i < n_lines(attack) && (all || !done); i++) {
        const KkLine *line = line_at(attack, i);
        const char *found = area->name != NULL ? strstr(line->text, area->name) : NULL;
        guint first = 0, last = 0;

        if (found == NULL || !upright(line) || (!all && pick(attack, 2) == 0))
            continue;
        for (const char *c = line->text; c < found; c++)
            first += *c == ' ';
        last = first;
        for (const char *c = area->name; *c != '\0'; c++)
            last += *c == ' ';
        KkRect box = box_of_word(line, first);
        for (guint w = first; w <= last && w < line->words->len; w++) {
            KkRect word = box_of_word(line, w);
            box = kk_rect_union(&box, &word);
        }
        done = reword(attack, line->sheet, &box, text) || done;
    }
    attack->renamed = true;
    return done;
}

/* ---- what is put in ---------------------------------------------------------------------- */

static bool heads_anything(const Attack *attack, guint i)
{
    return upright(line_at(attack, i)) && ended(attack, i, KK_END_HEADING);
}

/* Whether line @i ends an item or a row: what holds it does not hold the next. */
static bool ends_value(const Attack *attack, guint i)
{
    const GPtrArray *facts = attack->original->reading->facts;
    const KkLine *line = line_at(attack, i);
    KkRect box = box_of_line(line), next = {0};

    if (!upright(line) || !ended(attack, i, KK_END_VALUE) || i + 1 == n_lines(attack))
        return false;
    next = box_of_line(line_at(attack, i + 1));
    for (guint k = 0; k < facts->len; k++) {
        const Fact *fact = g_ptr_array_index(facts, k);

        if (stands_at(fact, line->sheet, &box) &&
            stands_at(fact, line_at(attack, i + 1)->sheet, &next))
            return false;
    }
    return true;
}

/* Sets @models, glyphs of a page, in a font of their own. */
static void set_style(const Attack *attack, int sheet, GArray *models, const KkStyle *style)
{
    KkPage *page = page_at(attack, sheet);

    g_array_append_vals(page->styles, style, 1);
    for (guint k = 0; k < models->len; k++) {
        KkGlyph *glyph = &g_array_index(models, KkGlyph, k);

        glyph->style = (uint16_t)(page->styles->len - 1);
        glyph->x1 = glyph->x0 + 0.5F * style->size;
        glyph->y1 = glyph->y0 + 1.15F * style->size;
    }
}

/* The glyphs of @line, which stay. */
static GArray *copy_line(const Attack *attack, const KkLine *line)
{
    KkRect box = box_of_line(line);
    GArray *models = cut(attack, line->sheet, &box);

    paste(attack, line->sheet, models, 0, 0);
    return models;
}

static const char *const captions[] = {"Tabell 3. Sammanställning",
                                       "Figur 2. Bilden visar läget",
                                       "Källa: Kommunkompassen",
                                       "(se även bilaga 2)",
                                       "Forts. från föregående sida",
                                       "Preliminära uppgifter",
                                       NULL};

/* A line of text behind a heading, an item or a row. */
static bool put_caption(Attack *attack)
{
    for (int try = 0; try < TRIES; try++) {
        guint i = pick_line(attack, pick(attack, 2) == 0 ? heads_anything : ends_value);

        if (i == n_lines(attack))
            continue;
        const KkLine *line = line_at(attack, i);
        KkRect box = box_of_line(line);
        g_autoptr(GArray) models = copy_line(attack, line);
        if (models->len == 0 ||
            !make_room(attack, line->sheet, (box.y0 + box.y1) / 2 + 2, 2.2 * line->size))
            continue;
        const KkStyle style = {(float)(line->size * (pick(attack, 2) == 0 ? 1 : 0.8)),
                               pick(attack, 4) == 0, pick(attack, 2) == 0};
        set_style(attack, line->sheet, models, &style);
        put(attack, line->sheet, models, box.x0, 1.7 * line->size, pick_text(attack, captions));
        attack->more_text = true;
        return true;
    }
    return false;
}

static const char *const paragraphs[] = {
    "Bilden är tagen vid invigningen av badhuset i juni.",
    "Kommunen ligger vid kusten och har tre större tätorter.",
    "Underlaget har hämtats in av kommunens egna tjänstemän.",
    "Läs mer på kommunens webbplats om arbetet 2014 och framåt.", NULL};

/* A paragraph of two lines before a heading, set as the text is. */
static bool put_paragraph(Attack *attack)
{
    for (int try = 0; try < TRIES; try++) {
        guint i = pick_line(attack, heads_anything);

        if (i == n_lines(attack))
            return false;
        const KkLine *line = line_at(attack, i);
        KkRect box = box_of_line(line);
        double step = 1.3 * attack->original->layout->body_size;
        g_autoptr(GArray) models = copy_line(attack, line);
        if (models->len == 0 || !make_room(attack, line->sheet, box.y0 - 1, 4 * step))
            continue;
        const KkStyle style = {(float)attack->original->layout->body_size, false, false};
        set_style(attack, line->sheet, models, &style);
        put(attack, line->sheet, models, box.x0, step, pick_text(attack, paragraphs));
        put(attack, line->sheet, models, box.x0, 2 * step, pick_text(attack, paragraphs));
        attack->more_text = true;
        return true;
    }
    return false;
}

/* ---- pages ------------------------------------------------------------------------------- */

/* Numbers the pages anew, @at having been put in or, as 0, taken out. */
static void number_pages(Attack *attack)
{
    KkDocument *document = attack->document;

    memset(attack->pages, 0, sizeof(int) * (gsize)(attack->original->document->source.n_pages + 1));
    for (guint i = 0; i < document->pages->len; i++) {
        KkPage *page = g_ptr_array_index(document->pages, i);

        if (page->number > 0 && attack->pages[page->number] == 0)
            attack->pages[page->number] = (int)i + 1;
        page->number = (int)i + 1;
    }
    document->source.n_pages = (int)document->pages->len;
}

static bool take_page_out(Attack *attack)
{
    const GPtrArray *facts = attack->original->reading->facts;
    int n = attack->original->document->source.n_pages;

    if (n < 3)
        return false;
    int out = 2 + pick(attack, n - 1);
    g_ptr_array_remove_index(attack->document->pages, (guint)out - 1);
    number_pages(attack);
    for (guint i = 0; i < facts->len; i++) {
        const Fact *fact = g_ptr_array_index(facts, i);
        bool here = false;

        for (guint k = 0; fact->at != NULL && k < fact->at->len; k++)
            here = here || g_array_index(fact->at, KkPlace, k).page == out;
        if (here && fact->at->len == 1 && strcmp(fact->role, "name") != 0)
            set_fate(attack, fact, FACT_GONE);
        else if (here || strcmp(fact->role, "overview") == 0 || strcmp(fact->role, "topic") == 0 ||
                 strcmp(fact->role, "name") == 0)
            set_fate(attack, fact, FACT_OPEN);
        attack->lost = attack->lost || here;
    }
    return true;
}

static bool double_page(Attack *attack)
{
    int n = attack->original->document->source.n_pages, twice = 1 + pick(attack, n);
    const KkPage *page = page_at(attack, twice);
    KkPage *copy = kk_page_new(0, page->width, page->height);

    g_array_append_vals(copy->glyphs, page->glyphs->data, page->glyphs->len);
    g_array_append_vals(copy->styles, page->styles->data, page->styles->len);
    g_ptr_array_insert(attack->document->pages, twice, copy);
    number_pages(attack);
    return true;
}

static const char *const foreign_labels[] = {"Antal invånare",  "Skattesats",     "Andel elever",
                                             "Antal anställda", "Soliditet",      "Nettokostnad",
                                             "Bostäder",        "Sjukfrånvaro",   "Företag",
                                             "Kvadratmeter",    "Resor per dygn", "Planlagd mark"};

/* A page with a table of other things. */
static bool put_table(Attack *attack)
{
    int n = attack->original->document->source.n_pages, before = 1 + pick(attack, n);
    const KkPage *page = page_at(attack, before);
    KkPage *other = kk_page_new(0, page->width, page->height);
    const KkStyle style = {11, false, false};
    int columns = 1 + pick(attack, 3);

    g_array_append_val(other->styles, style);
    g_ptr_array_insert(attack->document->pages, before, other);
    number_pages(attack);
    g_autoptr(GArray) models = g_array_new(FALSE, FALSE, sizeof(KkGlyph));
    const KkGlyph model = {.x0 = 0, .y0 = 100, .x1 = 5.5F, .y1 = 112};
    g_array_append_val(models, model);
    put(attack, before + 1, models, 72, 0, "Kommunen i siffror");
    for (int row = 0; row < 10; row++) {
        put(attack, before + 1, models, 72, 30 + 16 * row,
            row == 0 ? "Uppgift" : foreign_labels[row]);
        for (int c = 0; c < columns; c++) {
            g_autofree char *text = row == 0 ? g_strdup_printf("%d", 2008 + c)
                                             : g_strdup_printf("%d", pick(attack, 100));
            put(attack, before + 1, models, 280 + 60 * c, 30 + 16 * row, text);
        }
    }
    return true;
}

/* ---- letters ----------------------------------------------------------------------------- */

static const char *const bullets[] = {"–", "*", "▪", "✓", "\uF0B7", "o", ">",
                                      "§", "►", "+", "¤", "x",      NULL};

static bool change_bullets(Attack *attack)
{
    gunichar to = g_utf8_get_char(pick_text(attack, bullets));
    const char *from = NULL; /* the first that is met: others are marks in an item's text */
    guint start = pick_line(attack, heads_list);
    bool all = pick(attack, 2) == 0, done = false;

    for (guint i = all ? 0 : start + 1; start < n_lines(attack) && i < n_lines(attack); i++) {
        const KkLine *line = line_at(attack, i);
        bool weak = false;

        if (!covers_item(attack, line)) {
            if (!all)
                break;
            continue;
        }
        if (line->words->len < 2 || kk_text_bullet(line->text, &weak) == 0 ||
            g_utf8_strlen(kk_line_word(line, 0)->text, -1) != 1 ||
            (from != NULL && strcmp(from, kk_line_word(line, 0)->text) != 0))
            continue;
        from = kk_line_word(line, 0)->text;
        KkRect box = box_of_word(line, 0);
        g_autoptr(GArray) glyphs = cut(attack, line->sheet, &box);
        for (guint k = 0; k < glyphs->len; k++)
            g_array_index(glyphs, KkGlyph, k).character = to;
        paste(attack, line->sheet, glyphs, 0, 0);
        done = done || glyphs->len > 0;
    }
    return done;
}

/* Letters or digits of one font shown as others: what its map of them says wrongly. */
static bool break_map(Attack *attack)
{
    static const char letters[] = "etanrsldok";
    gunichar map[0x250];
    int kind = pick(attack, 5), by = 1 + pick(attack, 8);
    const KkPage *sample =
        page_at(attack, 1 + pick(attack, attack->original->document->source.n_pages));

    if (sample->glyphs->len == 0)
        return false;
    const KkStyle font = g_array_index(
        sample->styles, KkStyle,
        g_array_index(sample->glyphs, KkGlyph, pick(attack, (int)sample->glyphs->len)).style);
    for (gunichar c = 0; c < 0x250; c++)
        map[c] = c;
    if (kind == 0)
        map[(int)letters[pick(attack, 10)]] = 0xFFFD;
    else if (kind == 1)
        map[(int)letters[pick(attack, 10)]] = 0x19F;
    else if (kind == 2)
        map[(int)letters[pick(attack, 10)]] = (gunichar)(0xE000 + pick(attack, 100));
    else if (kind == 3)
        for (int c = 'a'; c <= 'z'; c++)
            map[c] = (gunichar)('a' + (c - 'a' + by) % 26);
    else
        for (int c = '0'; c <= '9'; c++)
            map[c] = (gunichar)('0' + (c - '0' + by) % 10);
    for (guint p = 0; p < attack->document->pages->len; p++) {
        KkPage *page = page_at(attack, (int)p + 1);

        for (guint i = 0; i < page->glyphs->len; i++) {
            KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);
            const KkStyle *style = &g_array_index(page->styles, KkStyle, glyph->style);

            if (style->bold == font.bold && style->size == font.size && glyph->character < 0x250)
                glyph->character = map[glyph->character];
        }
    }
    return true;
}

const Damage attack_damages[] = {
    {"heading in other words", reword_heading},
    {"headings in other words", reword_headings},
    {"column head in other words", reword_column},
    {"column moved", move_column},
    {"column added", add_column},
    {"column removed", remove_column},
    {"columns swapped", swap_columns},
    {"caption put between", put_caption},
    {"bullets changed", change_bullets},
    {"foreign table put in", put_table},
    {"foreign paragraph put in", put_paragraph},
    {"page taken out", take_page_out},
    {"page doubled", double_page},
    {"area renamed", rename_area},
    {"number drawn as a picture", draw_number},
    {"numbers overlaid", overlay_number},
    {"map of letters broken", break_map},
    {NULL, NULL},
};
