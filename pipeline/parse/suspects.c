/* suspects.c - what was read and cannot be right by its looks: a doubt of its place.
 *
 * account.c tells what nobody took. Here it is asked whether what was taken hangs together: one
 * font and one leading in a text, a bullet before each item or before none, digits that have room,
 * letters that make up a language, pages that follow on one another. Shapes alone decide; that
 * a report has such things by right is rare, and no reason not to look. */
#include <kk/figures.h>

#include "outline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Texts of one list are set in sizes that differ by less. */
#define SAME_SIZE 0.08

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

/* Fewer rows with numbers are no table. */
#define LEAST_ROWS 3

/* Fewer lines with bullets are no list. */
#define LEAST_BULLETS 2

/* Fewer names of areas with numbers are no summary. */
#define LEAST_NAMED 5

/* Fewer words on a page that is there twice are a form's, or none. */
#define LEAST_WORDS 30

/* So many pages must have the numbers that follow on a gap, where there are as many. */
#define LEAST_NUMBERED 2

/* More pages than this are not missing at one place: a part counts its own. */
#define MOST_PAGES_MISSING 20

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

static bool are_in_one_column(const Suspects *suspects, const GArray *lines)
{
    const KkLine *first = lines->len > 0 ? nth_line(suspects, lines, 0) : NULL;

    for (guint i = 1; i < lines->len; i++) {
        const KkLine *line = nth_line(suspects, lines, i);

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
        guint first = 0, n = suspects->places->len;

        while (n > 0) { /* the first line of the sheet */
            guint half = n / 2;

            if (g_array_index(suspects->places, KkPlace, first + half).page < place->page) {
                first += half + 1;
                n -= half + 1;
            } else {
                n = half;
            }
        }
        for (i = first; i < suspects->places->len &&
                        g_array_index(suspects->places, KkPlace, i).page == place->page;
             i++)
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

    for (guint i = 0; i < suspects->places->len; i++) {
        const KkPlace *place = &g_array_index(suspects->places, KkPlace, i);
        double y = (place->bbox.y0 + place->bbox.y1) / 2;

        if (place->page == page && y > one->y1 && y < other->y0 && place->bbox.x0 < one->x1 &&
            place->bbox.x1 > one->x0)
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

static bool has_bullet(const KkLine *line)
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

static void doubt_text(const Suspects *suspects, const KkAt *at, const char *text)
{
    const KkPlace *first = &g_array_index(at, KkPlace, 0);
    g_autofree char *start = g_utf8_substring(text, 0, MIN(40, g_utf8_strlen(text, -1)));

    kk_diagnostics_add(
        suspects->parse->doubts, KK_SEVERITY_WARNING, at,
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
    int page = g_array_index(suspects->places, KkPlace, i).page;

    for (guint k = 0; k < suspects->places->len; k++) {
        const KkPlace *place = &g_array_index(suspects->places, KkPlace, k);
        double y = (place->bbox.y0 + place->bbox.y1) / 2;

        if (k != i && place->page == page && y > own->y0 - 2 * (own->y1 - own->y0) &&
            y < own->y1 + 2 * (own->y1 - own->y0) &&
            (place->bbox.x0 > own->x1 || place->bbox.x1 < own->x0))
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
           (2 * list->n_marked > list->n_known && !has_bullet(first));
}

static void doubt_items(const Suspects *suspects, const GPtrArray *items)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    List list = {.items = items, .lines = lines};

    for (guint i = 0; i < items->len; i++) {
        GArray *own = lines_of(suspects, ((const KkText *)g_ptr_array_index(items, i))->at);

        g_ptr_array_add(lines, own);
        list.n_known += own->len > 0;
        list.n_marked += own->len > 0 && has_bullet(nth_line(suspects, own, 0));
        list.n_odd += count_odd(suspects, own);
    }
    list.gap = usual_gap(suspects, lines);
    for (guint i = 0; i < items->len; i++) {
        const KkText *item = g_ptr_array_index(items, i);

        if (item->at->len > 0 && is_unlike(suspects, &list, i))
            doubt_text(suspects, item->at, item->text);
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

/* ---- chapters ----------------------------------------------------------------------------- */

static bool is_topic(const KkDraftArea *area, const char *text)
{
    for (guint i = 0; i < area->topics->len; i++)
        if (g_str_has_prefix(g_ptr_array_index(area->topics, i), text))
            return true;
    return false;
}

/* Whether @text, with which a score may stand, begins as a topic does. */
static bool begins_topic(const KkDraftArea *area, const char *text)
{
    for (guint i = 0; i < area->topics->len; i++)
        if (g_str_has_prefix(text, g_ptr_array_index(area->topics, i)))
            return true;
    return is_topic(area, text);
}

/* Topics without the bullet that the others have, set otherwise, or written as a sentence. */
static void doubt_topics(const Suspects *suspects)
{
    const Parse *parse = suspects->parse;
    const KkLine *first = NULL; /* of the box */

    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        const Mark *mark = &parse->marks[i];
        const KkDraftArea *area = kk_draft_lookup_area(parse->draft, mark->area);

        if (mark->kind != MARK_NONE)
            first = NULL;
        if (mark->kind == MARK_TOPICS && i + 1 < parse->lines->len)
            first = parse_line(parse, i + 1);
        if (mark->kind != MARK_NONE || first == NULL || area == NULL || line == first ||
            !is_topic(area, line->text) ||
            !(has_bullet(first) || fabs(first->size - line->size) > SAME_SIZE * first->size ||
              (g_str_has_suffix(line->text, ".") && !g_str_has_suffix(first->text, "."))))
            continue;
        g_autoptr(GArray) at = kk_at_new();
        kk_line_place(line, at);
        doubt_text(suspects, at, line->text);
    }
}

/* Two headings abreast, one of which heads a list: nothing took them for that. */
static void doubt_headings(const Parse *parse)
{
    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        guint second = 0;

        if (parse->marks[i].kind != MARK_NONE || parse->marks[i].area == 0 ||
            (second = parse_second_head(line)) == 0 ||
            !(mark_is_list(parse_part_of_words(line, 0, second)) ||
              mark_is_list(parse_part_of_words(line, second, line->words->len - second))))
            continue;
        g_autoptr(GArray) at = kk_at_new();
        kk_line_place(line, at);
        kk_diagnostics_add(
            parse->doubts, KK_SEVERITY_WARNING, at,
            kk_message(KK_SAYS_HEADING_UNREAD, NULL, KK_NUMBER(line->sheet), KK_TEXT(line->text)));
    }
}

/* Items of a list among a chapter's text: lines with bullets before its lists that are no topics.
 */
static void doubt_bullets(const Parse *parse)
{
    g_autoptr(GArray) at = NULL;
    bool listed = false;
    guint n = 0;

    for (guint i = 0; i <= parse->lines->len; i++) {
        const Mark *mark = i < parse->lines->len ? &parse->marks[i] : NULL;
        bool weak = true;

        if (mark == NULL || mark->kind != MARK_NONE || mark->area == 0) {
            if (n >= LEAST_BULLETS)
                kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                                   kk_message(KK_SAYS_LIST_UNREAD, NULL,
                                              KK_NUMBER(g_array_index(at, KkPlace, 0).page)));
            g_clear_pointer(&at, g_array_unref);
            n = 0;
        }
        if (mark == NULL)
            return;
        listed = mark->kind == MARK_AREA ? false : listed || mark_is_list(mark->kind);
        const KkLine *line = parse_line(parse, i);
        gsize bullet = mark->kind == MARK_NONE && mark->area != 0 && !listed
                           ? kk_text_bullet(line->text, &weak)
                           : 0;
        if (bullet == 0 || weak ||
            begins_topic(kk_draft_lookup_area(parse->draft, mark->area), line->text + bullet))
            continue;
        if (at == NULL)
            at = kk_at_new();
        kk_line_place(line, at);
        n++;
    }
}

/* Whether bullets stand within @text as well: items of a list that is set as running text. */
static bool has_bullets_within(const char *text)
{
    bool weak = true;

    for (const char *p = strchr(text, ' '); p != NULL; p = strchr(p + 1, ' '))
        if (kk_text_bullet(p + 1, &weak) > 0 && !weak)
            return true;
    return false;
}

/* Of a chapter: lines of its text with bullets within, and headings behind its lists that begin
 * with one. */
static void doubt_marks(const Parse *parse)
{
    bool listed = false;

    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        const Mark *mark = &parse->marks[i];
        bool weak = true;
        listed = mark->kind == MARK_AREA ? false : listed || mark_is_list(mark->kind);
        bool within =
            mark->kind == MARK_NONE && mark->area > 0 && !listed && has_bullets_within(line->text);
        bool heads =
            (mark->kind == MARK_OTHER || mark->kind == MARK_END || mark->kind == MARK_TABLE) &&
            listed && kk_text_bullet(line->text, &weak) > 0 && !weak;

        if (!within && !heads)
            continue;
        g_autoptr(GArray) at = kk_at_new();
        kk_line_place(line, at);
        kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                           kk_message(KK_SAYS_LIST_UNREAD, NULL, KK_NUMBER(line->sheet)));
    }
}

/* Areas' names, each with a number behind it that is no page's: a summary that nothing took. */
static void doubt_summary(const Parse *parse)
{
    g_autoptr(GArray) at = NULL;
    double before = 0;
    guint n = 0, n_down = 0;
    int page = 0;

    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        KkFigure figure;
        bool is_named = false;

        if (line->page != page) {
            g_clear_pointer(&at, g_array_unref);
            at = kk_at_new();
            n = n_down = 0;
            before = 0;
        }
        page = line->page;
        if (parse->marks[i].kind != MARK_NONE || parse->marks[i].area != 0 ||
            line->words->len < 2 ||
            !kk_figure_parse(kk_line_word(line, line->words->len - 1)->text, &figure) ||
            !figure.set)
            continue;
        for (guint k = 0; k < parse->draft->areas->len && !is_named; k++) {
            const char *name =
                ((const KkDraftArea *)g_ptr_array_index(parse->draft->areas, k))->name;
            is_named = name != NULL && *name != '\0' && strstr(line->text, name) != NULL;
        }
        if (!is_named)
            continue;
        kk_line_place(line, at);
        n_down += figure.value < before;
        before = figure.value;
        if (++n >= LEAST_NAMED && n_down > 0)
            kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                               kk_message(KK_SAYS_TABLE_UNREAD, NULL, KK_NUMBER(line->sheet)));
    }
}

/* Rows of numbers on one page of a chapter that went into its text or its lists. */
static void doubt_tables(const Parse *parse)
{
    for (guint s = 0; s < parse->sheets->len; s++) {
        const Sheet *sheet = g_ptr_array_index(parse->sheets, s);
        g_autoptr(GArray) at = NULL;
        guint n = 0;
        int page = 0;

        for (guint i = 0; i < sheet->table->lines->len && n < LEAST_ROWS; i++) {
            const KkTableLine *line = kk_table_line(sheet->table, i);
            const Mark *mark = &parse->marks[line->index];

            if (line->n_figures == 0 || line->label.n == 0 || mark->kind != MARK_NONE ||
                mark->area == 0)
                continue;
            if (line->line->page != page) {
                g_clear_pointer(&at, g_array_unref);
                at = kk_at_new();
                n = 0;
            }
            page = line->line->page;
            kk_line_place(line->line, at);
            n++;
        }
        if (n >= LEAST_ROWS)
            kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                               kk_message(KK_SAYS_TABLE_AS_TEXT, NULL,
                                          KK_NUMBER(g_array_index(at, KkPlace, 0).page)));
    }
}

/* A chapter that goes from one list to the other and back holds another's lists: its heading was
 * not understood. */
static void doubt_chapters(const Suspects *suspects)
{
    const Parse *parse = suspects->parse;
    MarkKind last = MARK_NONE;
    guint n = 0;
    int area = 0;

    for (guint i = 0; i < parse->lines->len; i++) {
        MarkKind kind = parse->marks[i].kind;

        if (kind == MARK_AREA) {
            area = parse->marks[i].area;
            n = 0;
        }
        if (kind == MARK_AREA || kind == MARK_END || kind == MARK_CONTENTS)
            last = kind;
        if (!mark_is_list(kind) || last == MARK_END || last == MARK_CONTENTS || last == MARK_NONE)
            continue;
        bool again = kind == MARK_BOTH && last == MARK_BOTH &&
                     parse_line(parse, i)->page == parse_line(parse, i - 1)->page;
        n += kind != last || again;
        last = kind;
        if (n <= 2 || area == 0)
            continue;
        g_autoptr(GArray) at = kk_at_new();
        kk_line_place(parse_line(parse, i), at);
        kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                           kk_message(KK_SAYS_LIST_REPEATED, NULL,
                                      KK_NUMBER(parse_line(parse, i)->sheet), KK_NUMBER(area)));
    }
}

/* ---- pages -------------------------------------------------------------------------------- */

/* A page's lines in reading order, and the numbers in its head and foot. */
typedef struct {
    guint first, end;
    guint n_words;
    GArray *numbers;    /* of int */
    int total;          /* a number in brackets: how many pages there are; 0: none */
    const KkLine *line; /* of a number; NULL: none */
} Sheetful;

static void sheetful_clear(gpointer data)
{
    g_array_unref(((Sheetful *)data)->numbers);
}

/* By the page's number, from 1. */
static GArray *find_pages(const Parse *parse)
{
    GArray *pages = g_array_new(FALSE, TRUE, sizeof(Sheetful));
    const GPtrArray *lists[] = {parse->lines, parse->layout->furniture};

    g_array_set_clear_func(pages, sheetful_clear);
    for (guint k = 0; k < 2; k++)
        for (guint i = 0; i < lists[k]->len; i++) {
            const KkLine *line = g_ptr_array_index(lists[k], i);

            while (pages->len <= (guint)line->page) {
                Sheetful new = {.numbers = g_array_new(FALSE, FALSE, sizeof(int))};
                g_array_append_val(pages, new);
            }
            Sheetful *page = &g_array_index(pages, Sheetful, line->page);
            if (k == 0) {
                page->first = page->end == 0 ? i : page->first;
                page->end = i + 1;
                page->n_words += line->words->len;
            }
            for (guint w = 0; w < line->words->len && k == 1; w++) {
                const char *text = kk_line_word(line, w)->text;
                gsize n = strspn(text, "0123456789");

                if (*text == '(' && page->total == 0)
                    page->total = atoi(text + 1);
                if (n == 0 || n > 3 || (text[n] != '\0' && strchr("()/", text[n]) == NULL))
                    continue;
                int number = atoi(text);
                g_array_append_val(page->numbers, number);
                page->line = line;
            }
        }
    return pages;
}

static bool has_number(const Sheetful *page, int number)
{
    for (guint i = 0; i < page->numbers->len; i++)
        if (g_array_index(page->numbers, int, i) == number)
            return true;
    return false;
}

/* How many of the pages have the number that is @offset more than their place. */
static guint count_offset(const GArray *pages, guint first, int offset)
{
    guint n = 0;

    for (guint p = first; p < pages->len; p++)
        n += has_number(&g_array_index(pages, Sheetful, p), (int)p + offset);
    return n;
}

static void doubt_gap(const Parse *parse, const GArray *pages, guint p, int missing)
{
    const Sheetful *page = &g_array_index(pages, Sheetful, p);
    const Sheetful *before = &g_array_index(pages, Sheetful, p - 1);
    g_autoptr(GArray) at = kk_at_new();

    if (before->line != NULL)
        kk_line_place(before->line, at);
    kk_line_place(page->line, at);
    kk_diagnostics_add(
        parse->doubts, KK_SEVERITY_WARNING, at,
        kk_message(KK_SAYS_PAGES_MISSING, NULL, KK_NUMBER(page->line->sheet), KK_NUMBER(missing)));
}

/* The offset, of those of @page at @p, that most of the pages from there on have. */
static int find_offset(const GArray *pages, guint p)
{
    const Sheetful *page = &g_array_index(pages, Sheetful, p);
    guint most = 0;
    int offset = 0;

    for (guint i = 0; i < page->numbers->len; i++) {
        int other = g_array_index(page->numbers, int, i) - (int)p;
        guint n = count_offset(pages, p, other);

        if (n > most) {
            most = n;
            offset = other;
        }
    }
    return offset;
}

/* "9 (12)" on the last page, and "(12)" on all that are numbered: three are missing. */
static void doubt_end(const Parse *parse, const GArray *pages, int offset)
{
    const Sheetful *last = &g_array_index(pages, Sheetful, pages->len - 1);
    int number = (int)pages->len - 1 + offset;

    if (last->total <= number || last->total > number + MOST_PAGES_MISSING ||
        !has_number(last, number))
        return;
    for (guint p = 1; p < pages->len; p++)
        if (g_array_index(pages, Sheetful, p).numbers->len > 0 &&
            g_array_index(pages, Sheetful, p).total != last->total)
            return;
    g_autoptr(GArray) at = kk_at_new();
    kk_line_place(last->line, at);
    kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                       kk_message(KK_SAYS_END_MISSING, NULL, KK_NUMBER(last->total - number)));
}

/* Where the printed numbers of the pages leave some out, from there on to the end. The first of
 * them may count fewer pages than there are: covers have no numbers; it cannot count more. */
static void doubt_page_numbers(const Parse *parse, const GArray *pages)
{
    int offset = 0;

    for (guint p = 1; p < pages->len; p++) {
        const Sheetful *page = &g_array_index(pages, Sheetful, p);

        if (page->numbers->len == 0 || has_number(page, (int)p + offset))
            continue;
        int next = find_offset(pages, p);
        if (next > offset && next <= offset + MOST_PAGES_MISSING &&
            count_offset(pages, p, next) >= MIN(LEAST_NUMBERED, pages->len - p) &&
            count_offset(pages, p, offset) == 0)
            doubt_gap(parse, pages, p, next - offset);
        offset = next;
    }
    doubt_end(parse, pages, offset);
}

static bool is_same_page(const Parse *parse, const Sheetful *one, const Sheetful *other)
{
    if (one->n_words != other->n_words || one->n_words < LEAST_WORDS ||
        one->end - one->first != other->end - other->first)
        return false;
    for (guint i = 0; i < one->end - one->first; i++)
        if (strcmp(parse_line(parse, one->first + i)->text,
                   parse_line(parse, other->first + i)->text) != 0)
            return false;
    return true;
}

static void doubt_repeated_pages(const Parse *parse, const GArray *pages)
{
    for (guint p = 2; p < pages->len; p++)
        for (guint q = 1; q < p; q++) {
            const Sheetful *one = &g_array_index(pages, Sheetful, p);
            const Sheetful *other = &g_array_index(pages, Sheetful, q);
            g_autoptr(GArray) at = kk_at_new();

            if (!is_same_page(parse, one, other))
                continue;
            for (guint i = other->first; i < other->end; i++)
                kk_line_place(parse_line(parse, i), at);
            for (guint i = one->first; i < one->end; i++)
                kk_line_place(parse_line(parse, i), at);
            kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                               kk_message(KK_SAYS_PAGE_REPEATED, NULL,
                                          KK_NUMBER(parse_line(parse, one->first)->sheet),
                                          KK_NUMBER(parse_line(parse, other->first)->sheet)));
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
    doubt_topics(&suspects);
    find_leading(&suspects, true);
    for (guint a = 0; a < parse->draft->areas->len; a++)
        doubt_rows(&suspects, g_ptr_array_index(parse->draft->areas, a));
    doubt_tables(parse);
    doubt_headings(parse);
    doubt_bullets(parse);
    doubt_marks(parse);
    doubt_summary(parse);
    doubt_chapters(&suspects);
    g_autoptr(GArray) pages = find_pages(parse);
    if (pages->len > 0)
        doubt_page_numbers(parse, pages);
    doubt_repeated_pages(parse, pages);
    g_array_unref(suspects.places);
}
