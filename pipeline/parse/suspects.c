/* SPDX-License-Identifier: GPL-2.0-or-later */
/* suspects.c - what was read and cannot be right by its looks: a doubt of its place.
 *
 * account.c tells what nobody took. Here it is asked whether what was taken hangs together: one
 * font and one leading in a text, a bullet before each item or before none, digits that have room,
 * letters that make up a language, pages that follow on one another. Shapes alone decide; that
 * a report has such things by right is rare, and no reason not to look. */
#include "suspects.h"

#include <math.h>
#include <string.h>

/* Lines of one text stand no farther apart, of what is usual in the report; a line that begins as a
 * text does, and one that goes on. */
#define WIDEST_LEADING 1.3
#define WIDEST_LEADING_ON 1.8

/* A bullet and the gap behind it, which an item's place leaves out, of the line's height. */
#define WIDEST_BULLET 4.0

/* Characters of an item that comes again: shorter ones are said of several. */
#define SHORTEST_REPEATED 40

/* Characters: "S1" is a number, and no item. */
#define SHORTEST_ITEM 6

/* Items of one list stand no farther apart, of what is usual in it: a hand leaves an empty line. */
#define FARTHEST_ITEM 2.1

/* Fewer leadings do not tell which is usual. */
#define LEAST_LEADINGS 3

/* Words of one text stand no farther apart, ems. */
#define WIDEST_GAP_EM 1.8

/* ---- the lines of a text ------------------------------------------------------------------ */

typedef struct {
    const Parse *parse;
    GArray *places; /* of KkPlace: each line's */
    double leading; /* from line to line in a text, as most have it, of the font's size; 0: none */
} Suspects;

static const KkRect *box_at(const Suspects *suspects, guint i)
{
    return &g_array_index(suspects->places, KkPlace, i).bbox;
}

/* The first line of @sheet, by which they are sorted. */
static guint first_on(const Suspects *suspects, int sheet)
{
    guint first = 0, n = suspects->places->len;

    while (n > 0) {
        guint half = n / 2;

        if (g_array_index(suspects->places, KkPlace, first + half).page < sheet) {
            first += half + 1;
            n -= half + 1;
        } else {
            n = half;
        }
    }
    return first;
}

static bool is_on(const Suspects *suspects, guint i, int sheet)
{
    return i < suspects->places->len && g_array_index(suspects->places, KkPlace, i).page == sheet;
}

static bool is_in(const KkRect *line, const KkRect *box)
{
    double y = (line->y0 + line->y1) / 2;

    return y > box->y0 && y < box->y1 && line->x1 > box->x0 && line->x1 <= box->x1 + 1 &&
           line->x0 > box->x0 - WIDEST_BULLET * (line->y1 - line->y0);
}

static const KkLine *nth_line(const Suspects *suspects, const GArray *lines, guint i)
{
    return parse_line(suspects->parse, g_array_index(lines, guint, i));
}

static int sheet_of(const Suspects *suspects, const GArray *lines, guint i)
{
    return g_array_index(suspects->places, KkPlace, g_array_index(lines, guint, i)).page;
}

/* Whether no sheet has lines of two columns, or of two pages that are printed on it. */
static bool are_in_one_column(const Suspects *suspects, const GArray *lines)
{
    for (guint i = 1; i < lines->len; i++) {
        const KkLine *line = nth_line(suspects, lines, i), *first = nth_line(suspects, lines, 0);
        const KkLine *above = nth_line(suspects, lines, i - 1);

        if (line->page != above->page &&
            sheet_of(suspects, lines, i) == sheet_of(suspects, lines, i - 1))
            return false;
        if (line->page == first->page &&
            (line->in_column != first->in_column || line->column_left != first->column_left))
            return false;
    }
    return true;
}

/* The indexes of the lines that @at covers; none, where they stand in two columns, whose box holds
 * other lines, or its first is a line of two. */
static GArray *lines_of(const Suspects *suspects, const KkAt *at)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(guint));
    guint i = 0;

    for (guint k = 0; k < at->len; k++) {
        const KkPlace *place = &g_array_index(at, KkPlace, k);

        for (i = first_on(suspects, place->page); is_on(suspects, i, place->page); i++)
            if (is_in(box_at(suspects, i), &place->bbox))
                g_array_append_val(found, i);
    }
    const KkPlace *head = at->len > 0 ? &g_array_index(at, KkPlace, 0) : NULL;
    i = found->len > 0 ? g_array_index(found, guint, 0) : 0;
    if (head != NULL && found->len > 0 &&
        (g_array_index(suspects->places, KkPlace, i).page != head->page ||
         box_at(suspects, i)->y0 > head->bbox.y0 + 1 || !are_in_one_column(suspects, found)))
        g_array_set_size(found, 0);
    return found;
}

/* ---- lists -------------------------------------------------------------------------------- */

static bool is_set_alike(const KkLine *one, const KkLine *other)
{
    return fabs(one->size - other->size) <= SAME_SIZE * other->size &&
           one->italic == other->italic && one->bold == other->bold;
}

/* Whether a line stands between two that follow on each other in a text: it is two lines of two
 * columns that stand at one height. */
static bool is_parted(const Suspects *suspects, guint above, guint below)
{
    const KkRect *one = box_at(suspects, above), *other = box_at(suspects, below);
    int page = g_array_index(suspects->places, KkPlace, below).page;

    for (guint i = first_on(suspects, page); is_on(suspects, i, page); i++) {
        const KkRect *box = box_at(suspects, i);
        double y = (box->y0 + box->y1) / 2;

        if (y > one->y1 && y < other->y0 && box->x0 < one->x1 && box->x1 > one->x0)
            return true;
    }
    return false;
}

/* Whether line @i of a text, from 1, stands farther from the one above than a text's lines do. */
static bool stands_apart(const Suspects *suspects, const GArray *lines, guint i)
{
    const KkLine *line = nth_line(suspects, lines, i), *above = nth_line(suspects, lines, i - 1);
    bool on = g_unichar_islower(g_utf8_get_char(line->text));
    double widest = on ? WIDEST_LEADING_ON : WIDEST_LEADING;

    return suspects->leading > 0 &&
           kk_line_leading(above, line) >
               widest * suspects->leading * MAX(line->size, above->size) &&
           !is_parted(suspects, g_array_index(lines, guint, i - 1), g_array_index(lines, guint, i));
}

/* Where the lines on the page of @line end. */
static double right_of(const Suspects *suspects, const KkLine *line)
{
    double right = 0;

    for (guint i = 0; i < suspects->parse->lines->len; i++) {
        const KkLine *other = parse_line(suspects->parse, i);

        if (other->page == line->page && other->in_column == line->in_column &&
            (!line->in_column || other->column_left == line->column_left))
            right = MAX(right, other->box.x1);
    }
    return right;
}

static bool begins_anew(const char *text)
{
    return g_unichar_isupper(g_utf8_get_char(text));
}

/* Whether a line behind the first is set otherwise or stands apart. A first line may be bold by
 * right: it names what the item is about. */
static bool is_uneven(const Suspects *suspects, const GArray *lines)
{
    for (guint i = 1; i < lines->len; i++) {
        const KkLine *line = nth_line(suspects, lines, i);
        const KkLine *above = nth_line(suspects, lines, i - 1);

        if (fabs(line->size - above->size) > SAME_SIZE * above->size ||
            (line->bold && !above->bold) || (line->italic && !above->italic) ||
            stands_apart(suspects, lines, i))
            return true;
        if (line->page != above->page && begins_anew(line->text) &&
            kk_line_ends_early(above, line, right_of(suspects, above)))
            return true;
    }
    return false;
}

bool suspects_has_bullet(const KkLine *line)
{
    bool weak = false;

    return kk_text_bullet(line->text, &weak) > 0;
}

/* A character that stands alone and is no word: at the start of @line. */
static gunichar odd_mark(const char *text)
{
    gunichar c = g_utf8_get_char(text), next = c == 0 ? 0 : g_utf8_get_char(g_utf8_next_char(text));

    return c != 0 && next == ' ' && !g_unichar_isdigit(c) && c != 0xe5 && c != 0xf6 && c != 'i' &&
                   !g_unichar_isupper(c) && c != '-' && c != 0x2013 && c != '&'
               ? c
               : 0;
}

/* Whether @text is too short for an item, or ends with the mark of another. */
static bool is_scrap(const char *text)
{
    const char *last = strrchr(text, ' ');

    bool weak = true;

    return g_utf8_strlen(text, -1) < SHORTEST_ITEM ||
           (last != NULL && last[1] != '\0' && *g_utf8_next_char(last + 1) == '\0' &&
            kk_text_bullet(last + 1, &weak) > 0 && !weak);
}

void suspects_doubt_text(const Parse *parse, const KkAt *at, const char *text)
{
    const KkPlace *first = &g_array_index(at, KkPlace, 0);
    g_autofree char *start = g_utf8_substring(text, 0, MIN(40, g_utf8_strlen(text, -1)));

    kk_diagnostics_add(
        parse->doubts, KK_SEVERITY_WARNING, at,
        kk_message(KK_SAYS_ITEM_DOUBTFUL, NULL, KK_NUMBER(first->page), KK_TEXT(start)));
}

/* From the last line of item @i, from 1 on, of @lines back to the one before; -1: on another page,
 * or not known. */
static double gap_above(const Suspects *suspects, const GPtrArray *lines, guint i)
{
    const GArray *above = g_ptr_array_index(lines, i - 1), *own = g_ptr_array_index(lines, i);

    return above->len > 0 && own->len > 0
               ? kk_line_leading(nth_line(suspects, above, above->len - 1),
                                 nth_line(suspects, own, 0))
               : -1;
}

/* Whether nothing stands beside line @i: what does may have set it lower. */
static bool is_alone(const Suspects *suspects, guint i)
{
    const KkRect *own = box_at(suspects, i);
    const double height = own->y1 - own->y0;
    int page = g_array_index(suspects->places, KkPlace, i).page;

    for (guint k = first_on(suspects, page); is_on(suspects, k, page); k++) {
        const KkRect *box = box_at(suspects, k);
        double y = (box->y0 + box->y1) / 2;

        if (k != i && y > own->y0 - 2 * height && y < own->y1 + 2 * height &&
            (box->x0 > own->x1 || box->x1 < own->x0))
            return false;
    }
    return true;
}

/* Whether item @i stands farther from the one above than most do. */
static bool is_far(const Suspects *suspects, const GPtrArray *lines, guint i, double usual)
{
    if (i == 0 || usual <= 0 || gap_above(suspects, lines, i) <= FARTHEST_ITEM * usual)
        return false;
    const GArray *above = g_ptr_array_index(lines, i - 1), *own = g_ptr_array_index(lines, i);
    return is_alone(suspects, g_array_index(own, guint, 0)) &&
           !is_parted(suspects, g_array_index(above, guint, above->len - 1),
                      g_array_index(own, guint, 0));
}

/* From item to item, as most have it; 0: too few to tell. */
static double usual_gap(const Suspects *suspects, const GPtrArray *lines)
{
    g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 1; i < lines->len; i++) {
        double gap = gap_above(suspects, lines, i);

        if (gap > 0)
            g_array_append_val(gaps, gap);
    }
    return gaps->len >= LEAST_LEADINGS ? parse_median(gaps) : 0;
}

/* Whether item @i says what one before it says. */
static bool is_repeated(const GPtrArray *items, guint i)
{
    const char *text = ((const KkText *)g_ptr_array_index(items, i))->text;

    for (guint k = 0; k < i && g_utf8_strlen(text, -1) >= SHORTEST_REPEATED; k++)
        if (strcmp(((const KkText *)g_ptr_array_index(items, k))->text, text) == 0)
            return true;
    return false;
}

/* A list's items, and what most of them are like. */
typedef struct {
    const GPtrArray *items;  /* of KkText */
    GPtrArray *lines;        /* of GArray: the indexes of each one's lines; none where not known */
    guint n_known, n_marked; /* items of known lines, and those of them with a bullet */
    guint n_odd;             /* lines that begin with a mark which is no word */
    double gap;              /* from item to item; 0: not known */
} List;

static guint count_odd(const Suspects *suspects, const GArray *lines)
{
    guint n = 0;

    for (guint k = 1; k < lines->len; k++)
        n += odd_mark(nth_line(suspects, lines, k)->text) != 0;
    return n;
}

static guint count_alike(const Suspects *suspects, const List *list, const KkLine *line)
{
    guint n = 0;

    for (guint k = 0; k < list->lines->len; k++) {
        const GArray *other = g_ptr_array_index(list->lines, k);
        n += other->len > 0 && is_set_alike(line, nth_line(suspects, other, 0));
    }
    return n;
}

/* Whether item @i is unlike its list's: set otherwise than most, without their bullet, apart from
 * them, or begun with a mark that is left in the text. */
static bool is_unlike(const Suspects *suspects, const List *list, guint i)
{
    const char *text = ((const KkText *)g_ptr_array_index(list->items, i))->text;
    const GArray *own = g_ptr_array_index(list->lines, i);

    if (is_scrap(text) || is_repeated(list->items, i) || odd_mark(text) != 0)
        return true;
    if (own->len == 0)
        return false;
    const KkLine *first = nth_line(suspects, own, 0);
    return is_uneven(suspects, own) || is_far(suspects, list->lines, i, list->gap) ||
           (count_odd(suspects, own) > 0 && list->n_odd >= 2) ||
           3 * count_alike(suspects, list, first) < list->n_known ||
           (2 * list->n_marked > list->n_known && !suspects_has_bullet(first));
}

static void doubt_items(const Suspects *suspects, const GPtrArray *items)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    List list = {.items = items, .lines = lines};

    for (guint i = 0; i < items->len; i++) {
        GArray *own = lines_of(suspects, ((const KkText *)g_ptr_array_index(items, i))->at);

        g_ptr_array_add(lines, own);
        list.n_known += own->len > 0;
        list.n_marked += own->len > 0 && suspects_has_bullet(nth_line(suspects, own, 0));
        list.n_odd += count_odd(suspects, own);
    }
    list.gap = usual_gap(suspects, lines);
    for (guint i = 0; i < items->len; i++) {
        const KkText *item = g_ptr_array_index(items, i);

        if (item->at->len > 0 && is_unlike(suspects, &list, i))
            suspects_doubt_text(suspects->parse, item->at, item->text);
    }
}

static int by_value(gconstpointer a, gconstpointer b)
{
    double one = *(const double *)a, other = *(const double *)b;

    return (one > other) - (one < other);
}

double parse_median(GArray *values)
{
    g_array_sort(values, by_value);
    return values->len > 0 ? g_array_index(values, double, values->len / 2) : 0;
}

static void add_leadings(const Suspects *suspects, const KkAt *at, GArray *leadings)
{
    g_autoptr(GArray) lines = lines_of(suspects, at);

    for (guint k = 1; k < lines->len; k++) {
        const KkLine *line = nth_line(suspects, lines, k);
        double leading = kk_line_leading(nth_line(suspects, lines, k - 1), line) / line->size;

        if (leading >= 1) /* else numbers stand between two lines of text */
            g_array_append_val(leadings, leading);
    }
}

/* From line to line in the items, or else the rows, that have more than one. */
static void find_leading(Suspects *suspects, bool of_rows)
{
    g_autoptr(GArray) leadings = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint a = 0; a < suspects->parse->draft->areas->len; a++) {
        const KkDraftArea *area = g_ptr_array_index(suspects->parse->draft->areas, a);
        const GPtrArray *lists[] = {area->strengths, area->improvements};

        for (guint i = 0; of_rows && i < area->rows->len; i++)
            add_leadings(suspects, ((const KkDraftRow *)g_ptr_array_index(area->rows, i))->at,
                         leadings);
        for (guint i = 0; !of_rows && i < lists[0]->len + lists[1]->len; i++) {
            const KkText *item = i < lists[0]->len ? g_ptr_array_index(lists[0], i)
                                                   : g_ptr_array_index(lists[1], i - lists[0]->len);
            add_leadings(suspects, item->at, leadings);
        }
    }
    suspects->leading = leadings->len >= LEAST_LEADINGS ? parse_median(leadings) : 0;
}

/* ---- questions ---------------------------------------------------------------------------- */

static double gap_behind(const KkLine *line, guint w)
{
    return kk_line_word(line, w + 1)->box.x0 - kk_line_word(line, w)->box.x1;
}

/* Whether it is one of the words of @text, and no number. */
static bool is_word(const KkWord *word, const char *text)
{
    return !g_ascii_isdigit(*word->text) && strstr(text, word->text) != NULL;
}

static bool are_words(const KkLine *line, guint w, const char *text)
{
    return is_word(kk_line_word(line, w), text) && is_word(kk_line_word(line, w + 1), text);
}

/* Whether words @w and @w + 1 of @line were read as following on each other in @text, though they
 * stand far apart, and no others of the line do: it is not justified. */
static bool is_joined(const KkLine *line, guint w, const char *text)
{
    double gap = gap_behind(line, w);

    if (gap < WIDEST_GAP_EM * line->size || !are_words(line, w, text))
        return false;
    for (guint k = 0; k + 1 < line->words->len; k++)
        if (k != w && are_words(line, k, text) && gap < WIDEST_GAP_EM * gap_behind(line, k))
            return false;
    g_autofree char *joined =
        g_strdup_printf("%s %s", kk_line_word(line, w)->text, kk_line_word(line, w + 1)->text);
    return strstr(text, joined) != NULL;
}

/* The size of the question's words on @line, points; 0: it has none of them. */
static double size_of_text(const KkLine *line, const char *text)
{
    for (guint w = 0; w < line->words->len; w++)
        if (is_word(kk_line_word(line, w), text))
            return kk_line_word(line, w)->style.size;
    return 0;
}

static bool is_uneven_row(const Suspects *suspects, const KkDraftRow *row)
{
    g_autoptr(GArray) lines = lines_of(suspects, row->at);
    double size = 0;

    for (guint i = 0; i < lines->len; i++) {
        const KkLine *line = nth_line(suspects, lines, i);
        double own = size_of_text(line, row->text);

        for (guint w = 0; w + 1 < line->words->len; w++)
            if (is_joined(line, w, row->text))
                return true;
        if ((own > 0 && size > 0 && fabs(own - size) > SAME_SIZE * size) ||
            (i > 0 && own > 0 && stands_apart(suspects, lines, i)))
            return true;
        size = own > 0 ? own : size;
    }
    return false;
}

static void doubt_rows(const Suspects *suspects, const KkDraftArea *area)
{
    for (guint i = 0; i < area->rows->len; i++) {
        const KkDraftRow *row = g_ptr_array_index(area->rows, i);

        if (row->text != NULL && is_uneven_row(suspects, row))
            kk_diagnostics_add(suspects->parse->doubts, KK_SEVERITY_WARNING, row->at,
                               kk_message(KK_SAYS_ROW_DOUBTFUL, NULL, KK_TEXT(row->code)));
    }
}

void parse_suspects(Parse *parse)
{
    Suspects suspects = {.parse = parse, .places = g_array_new(FALSE, FALSE, sizeof(KkPlace))};

    if (parse->layout->transcript) {
        g_array_unref(suspects.places);
        return;
    }
    for (guint i = 0; i < parse->lines->len; i++) {
        g_autoptr(GArray) at = kk_at_new();

        kk_line_place(parse_line(parse, i), at);
        g_array_append_vals(suspects.places, at->data, 1);
    }
    find_leading(&suspects, false);
    for (guint a = 0; a < parse->draft->areas->len; a++) {
        const KkDraftArea *area = g_ptr_array_index(parse->draft->areas, a);

        doubt_items(&suspects, area->strengths);
        doubt_items(&suspects, area->improvements);
    }
    find_leading(&suspects, true);
    for (guint a = 0; a < parse->draft->areas->len; a++)
        doubt_rows(&suspects, g_ptr_array_index(parse->draft->areas, a));
    suspects_doubt_parts(parse);
    suspects_doubt_pages(parse);
    g_array_unref(suspects.places);
}
