/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists.c - lines to the items of a list, or to paragraphs.
 *
 * A list is parted by the first of these signs that it shows: bullets (or numbers) at one
 * place; a hanging indent; a leading that is wider between items than within them; lines
 * that end before they had to. A page's end between two lines says nothing by itself. */
#include "internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Lefts that agree within this are the same: fixtures/pages/hanging-indent.page. */
#define SAME_LEFT_EM 0.4

/* Between items (or paragraphs) the leading is at least this much wider than within:
 * fixtures/pages/items-by-leading.page. */
#define WIDER_LEADING 1.12

/* Text behind a list stands so many times as far from it as its lines from each other, at least. */
#define TEXT_BEHIND 1.3

/* Justified lines end within this of the edge; ragged ones mostly near it. */
#define FLUSH_EM 0.1
#define NEAR_EM 3.0

/* Words of justified text stand closer than this, a table's cells may not. */
#define JUSTIFIED_EM 2.0

/* A paragraph's first line stands in by this much: fixtures/pages/first-line-indent.page. */
#define INDENT_EM 0.8

/* ---- what the lines of a block have in common ------------------------------------- */

typedef struct {
    const KkLine *line;
    bool has_mark, weak;
    double shift;           /* of its column, where that is another than the first line's */
    double left, text_left; /* of the mark, of what stands behind it; in the first's column */
    gunichar mark;          /* '1' for any number */
    int number;
    bool begins; /* the answer: an item or a paragraph begins here */
    bool marked; /* … with a bullet */
} Seen;

static double em(const KkLine *line)
{
    return line->size > 1 ? line->size : 10;
}

double kk_line_leading(const KkLine *line, const KkLine *next)
{
    return line->page == next->page ? kk_line_middle(next) - kk_line_middle(line) : -1;
}

bool kk_line_ends_early(const KkLine *line, const KkLine *next, double right)
{
    const KkRect *word = &kk_line_word(next, 0)->box;

    return right - line->box.x1 > word->x1 - word->x0 + 0.35 * em(line);
}

/* How far right of @first's column @line's stands. */
static double column_shift(const KkLine *first, const KkLine *line)
{
    return first->in_column && line->in_column ? line->column_left - first->column_left : 0;
}

static Seen look_at(const KkLine *line, const KkLine *first)
{
    double shift = column_shift(first, line), left = line->box.x0 - shift;
    Seen seen = {.line = line, .shift = shift, .left = left, .text_left = left};
    gsize n = layout_bullet_of(line, &seen.weak);

    seen.has_mark = (n > 0 || line->item) && !line->heading;
    if (n > 0) {
        gsize length = 0;

        seen.number = layout_mark_number(line->text, false, &length);
        if (seen.number == 0)
            seen.number = layout_label_number(line->text);
        seen.mark = seen.number > 0 ? '1' : g_utf8_get_char(line->text);
        if (line->words->len > 1)
            seen.text_left = kk_line_word(line, 1)->box.x0 - shift;
    }
    if (line->item)
        seen.weak = false;
    return seen;
}

static GArray *look_at_all(const GPtrArray *lines)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Seen));

    for (guint i = 0; i < lines->len; i++) {
        Seen seen = look_at(g_ptr_array_index(lines, i), g_ptr_array_index(lines, 0));
        g_array_append_val(all, seen);
    }
    return all;
}

static Seen *at(const GArray *all, guint i)
{
    return &g_array_index(all, Seen, i);
}

/* Where the lines of a block end that did not have to end earlier. */
typedef struct {
    double right;
    bool justified; /* then a line that ends short of it is a last one */
} Edge;

static bool shares_column(const KkLine *line, const GArray *all, double left)
{
    const KkLine *first = at(all, 0)->line;
    double size = em(first);

    return line->in_column == first->in_column && line->page >= at(all, 0)->line->page &&
           line->page <= at(all, all->len - 1)->line->page && line->size < 1.15 * size &&
           fabs(line->box.x0 - column_shift(first, line) - left) < 3 * size;
}

/* Whether words of @line stand as far apart as a table's cells, not as justified words do, or dots
 * lead from one to the other. */
static bool has_cells(const KkLine *line)
{
    if (strstr(line->text, "....") != NULL)
        return true;
    for (guint w = 1; w < line->words->len; w++)
        if (kk_line_word(line, w)->box.x0 - kk_line_word(line, w - 1)->box.x1 >
            JUSTIFIED_EM * em(line))
            return true;
    return false;
}

/* The edge, by the widest line on the block's pages that begins about where it does. */
static Edge find_edge(const KkLayout *layout, const GArray *all)
{
    Edge edge = {0, false};
    double left = G_MAXDOUBLE, size = em(at(all, 0)->line);
    guint flush = 0, near = 0;

    for (guint i = 0; i < all->len; i++) {
        edge.right = MAX(edge.right, at(all, i)->line->box.x1 - at(all, i)->shift);
        left = MIN(left, at(all, i)->left);
    }
    for (guint i = 0; i < layout->lines->len; i++) {
        const KkLine *line = g_ptr_array_index(layout->lines, i);

        if (shares_column(line, all, left))
            edge.right = MAX(edge.right, line->box.x1 - column_shift(at(all, 0)->line, line));
    }
    for (guint i = 0; i < layout->lines->len; i++) {
        const KkLine *line = g_ptr_array_index(layout->lines, i);
        double slack = edge.right + column_shift(at(all, 0)->line, line) - line->box.x1;

        if (!shares_column(line, all, left))
            continue;
        flush += slack < FLUSH_EM * size && !has_cells(line);
        near += slack >= FLUSH_EM * size && slack < NEAR_EM * size;
    }
    edge.justified = flush >= 5 && flush >= 3 * near;
    return edge;
}

/* Whether the line ended though the next one's first word had fitted on it. */
static bool ends_early(const Seen *seen, const Seen *next, const Edge *edge)
{
    double right = edge->right + seen->shift;

    if (edge->justified && right - seen->line->box.x1 > 3 * FLUSH_EM * em(seen->line))
        return true;
    return kk_line_ends_early(seen->line, next->line, right);
}

/* Of its text: a dash may begin the line of a sentence. */
static gunichar first_character(const Seen *seen)
{
    const char *text = seen->line->text;

    return g_utf8_get_char(seen->has_mark ? text + strspn(g_utf8_next_char(text), " ") +
                                                (g_utf8_next_char(text) - text)
                                          : text);
}

static bool is_end_of_sentence(const KkLine *line)
{
    gsize n = strlen(line->text);

    return n > 0 && strchr(".!?", line->text[n - 1]) != NULL;
}

/* ---- the signs -------------------------------------------------------------------- */

static bool begins_strongly(const Seen *seen)
{
    return seen->has_mark && !seen->weak;
}

static bool is_dash(gunichar c)
{
    return c == '-' || c == 0x2010 || (c >= 0x2012 && c <= 0x2014) || c == 0x2212;
}

/* Whether the text stands off from its mark by more than a space. */
static bool stands_off(const Seen *seen)
{
    return seen->line->words->len > 1 &&
           seen->text_left + seen->shift - kk_line_word(seen->line, 0)->box.x1 >
               BULLET_GAP_EM * em(seen->line);
}

/* A mark that could be text counts where the list's first one stands, or where its own
 * text stands off by more than a space. */
static bool begins_weakly(const Seen *seen, const Seen *first, int expected)
{
    double size = em(seen->line);

    if (!seen->has_mark || !seen->weak)
        return false;
    if (seen->mark == '1')
        return seen->number == expected &&
               (fabs(seen->left - first->left) < SAME_LEFT_EM * size ||
                fabs(seen->text_left - first->text_left) < SAME_LEFT_EM * size); /* flush right */
    if (seen->mark == first->mark && fabs(seen->left - first->left) < SAME_LEFT_EM * size)
        return true;
    return seen->left > first->left + SAME_LEFT_EM * size &&
           (!is_dash(seen->mark) || stands_off(seen) ||
            fabs(seen->left - first->text_left) > SAME_LEFT_EM * size);
}

/* An unmarked line after more than the list's usual leading is not the item's next line, unless
 * it stands under the item's text and goes on with it: a row of a table may have parted them. */
static bool leaves_list(const GArray *all, guint i, double usual)
{
    const Seen *seen = at(all, i), *before = at(all, i - 1);
    double leading = kk_line_leading(before->line, seen->line);

    if (seen->line->unplaced || usual <= 0 || leading <= 1.6 * usual)
        return false;
    return leading > 3 * usual || !g_unichar_islower(first_character(seen)) ||
           is_end_of_sentence(before->line);
}

static double least_leading(const GArray *all)
{
    double least = 0;

    for (guint i = 1; i < all->len; i++) {
        double leading = kk_line_leading(at(all, i - 1)->line, at(all, i)->line);

        if (leading > 0.5 * em(at(all, i)->line) && (least == 0 || leading < least))
            least = leading;
    }
    return least;
}

/* Whether the first line has a mark that counts from 1, or on from the list before: the next number
 * stands at the same left. */
static bool begins_numbers(const GArray *all)
{
    const Seen *first = at(all, 0);

    for (guint i = 1; i < all->len && first->number > 1; i++)
        if (at(all, i)->has_mark && at(all, i)->number == first->number + 1 &&
            fabs(at(all, i)->left - first->left) < SAME_LEFT_EM * em(first->line))
            return true;
    return first->number == 1;
}

/* Where the first mark is "(i)", letters count as Roman numbers do. */
static void count_roman(GArray *all)
{
    gsize n = 0;

    if (layout_mark_number(at(all, 0)->line->text, true, &n) != 1)
        return;
    for (guint i = 0; i < all->len; i++)
        if (at(all, i)->number > 0)
            at(all, i)->number = layout_mark_number(at(all, i)->line->text, true, &n);
}

static bool part_by_bullets(GArray *all)
{
    count_roman(all);
    Seen *first = at(all, 0);
    bool strong = false;
    int expected = MAX(first->number, 1);

    for (guint i = 0; i < all->len; i++)
        strong = strong || begins_strongly(at(all, i));
    if (!strong && !(first->has_mark && first->weak && (first->mark != '1' || begins_numbers(all))))
        return false;
    for (guint i = 0; i < all->len && strong; i++)
        if (begins_strongly(at(all, i))) {
            first = at(all, i);
            break;
        }
    double usual = least_leading(all);
    for (guint i = 0; i < all->len; i++) {
        Seen *seen = at(all, i);

        seen->marked = begins_strongly(seen) || begins_weakly(seen, first, expected);
        seen->begins = i == 0 || seen->marked || leaves_list(all, i, usual);
        if (seen->marked && seen->mark == '1')
            expected++;
    }
    return true;
}

/* The leading above which an item begins; 0: no clear step parts them. Where even the least
 * is wider than the text's own, @body, every line is an item. */
static double leading_threshold(const KkLayout *layout, const GArray *all, double body)
{
    g_autoptr(GArray) leadings = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 1; i < all->len; i++) {
        double leading = kk_line_leading(at(all, i - 1)->line, at(all, i)->line);
        if (leading > 0)
            g_array_append_val(leadings, leading);
    }
    g_array_sort(leadings, layout_by_value);
    if (leadings->len == 0)
        return 0;
    double least = g_array_index(leadings, double, 0), size = em(at(all, 0)->line);
    if (body > 0 && fabs(size - layout->body_size) < 0.1 * size && least > WIDER_LEADING * body)
        return 0.99 * least;
    for (guint i = 1; i < leadings->len; i++) {
        double a = g_array_index(leadings, double, i - 1);
        double b = g_array_index(leadings, double, i);

        if (b > WIDER_LEADING * a)
            return (a + b) / 2;
    }
    return 0;
}

/* Whether lines at the outer left go on with one another: then the indent hangs nothing. */
static bool runs_on_at(const KkLayout *layout, const GArray *all, double outer, const Edge *edge)
{
    double threshold = leading_threshold(layout, all, layout->body_leading);
    guint on = 0, n = 0;

    for (guint i = 1; i < all->len; i++) {
        const Seen *seen = at(all, i), *before = at(all, i - 1);
        double leading = kk_line_leading(before->line, seen->line);

        if (seen->left > outer || before->left > outer)
            continue;
        n++;
        if (threshold > 0 && leading > 0)
            on += leading < threshold;
        else
            on += !ends_early(before, seen, edge);
    }
    return 2 * on > n;
}

/* Two lefts, the first line at the outer one, and inner ones only after full lines. */
static bool part_by_indent(const KkLayout *layout, GArray *all, const Edge *edge)
{
    double outer = G_MAXDOUBLE, inner = 0, size = em(at(all, 0)->line);
    guint full = 0, early = 0;

    for (guint i = 0; i < all->len; i++) {
        outer = MIN(outer, at(all, i)->left);
        inner = MAX(inner, at(all, i)->left);
    }
    if (inner - outer < SAME_LEFT_EM * size || at(all, 0)->left > outer + SAME_LEFT_EM * size)
        return false;
    for (guint i = 1; i < all->len; i++) {
        bool deep = at(all, i)->left > outer + SAME_LEFT_EM * size;

        if (deep && ends_early(at(all, i - 1), at(all, i), edge))
            early++;
        else if (deep)
            full++;
    }
    if (4 * early > full || runs_on_at(layout, all, outer + SAME_LEFT_EM * size, edge))
        return false; /* a list within the list */
    for (guint i = 0; i < all->len; i++)
        at(all, i)->begins = at(all, i)->left <= outer + SAME_LEFT_EM * size;
    return true;
}

/* The leading of running text: where most of the lines are full, their own, which lists in
 * other places may be closer than. */
static double text_leading(const KkLayout *layout, const GArray *all, const Edge *edge)
{
    guint full = 0;

    for (guint i = 1; i < all->len; i++)
        full += !ends_early(at(all, i - 1), at(all, i), edge);
    return 2 * full > all->len - 1 ? MAX(layout->body_leading, least_leading(all))
                                   : layout->body_leading;
}

/* Whether a line begins a paragraph, by its leading and by how the line before ended. */
static bool paragraph_apart(const GArray *all, guint i, double threshold, double body,
                            const Edge *edge)
{
    const Seen *seen = at(all, i), *before = at(all, i - 1);
    double leading = kk_line_leading(before->line, seen->line);
    bool early = ends_early(before, seen, edge);

    if (leading <= 0 || threshold == 0)
        return early;
    return leading > threshold || (early && body > 0 && leading > 1.06 * body);
}

static bool ends_open(const KkLayout *layout, const Seen *seen)
{
    const KkLine *line = seen->line;
    gsize n = strlen(line->text);

    return n > 0 && (strchr(",-(/", line->text[n - 1]) != NULL ||
                     layout->language->leaves_open(kk_line_word(line, line->words->len - 1)->text));
}

/* Where a leading lies between the list's least and greatest: -1, 0 or 1; 0 too where they
 * hardly differ. */
static int leading_rank(const GArray *all, double leading)
{
    double least = least_leading(all), most = least;

    for (guint i = 1; i < all->len; i++) {
        double other = kk_line_leading(at(all, i - 1)->line, at(all, i)->line);

        if (other < 1.4 * least)
            most = MAX(most, other);
    }
    if (leading <= 0 || most < 1.06 * least)
        return 0;
    double share = (leading - least) / (most - least);
    return share < 0.25 ? -1 : share > 0.75 ? 1 : 0;
}

/* Lines that end where they please, as a box's topics do, are rows whose heights may waver. */
static bool has_edge(const Edge *edge)
{
    return edge->right < G_MAXDOUBLE;
}

/* Items without bullets, indent or a clear leading of their own (their bullets are drawn):
 * each sign left counts. A capital after a line that ended early begins one; what is set as
 * close as can be goes on; what begins in lower case after a full line does too. */
static bool begins_by_signs(const KkLayout *layout, const GArray *all, guint i, const Edge *edge)
{
    static const double of_leading[] = {-3, 0, 1.5};
    const Seen *seen = at(all, i), *before = at(all, i - 1);
    double leading = kk_line_leading(before->line, seen->line);
    double signs = has_edge(edge) ? of_leading[leading_rank(all, leading) + 1] : 0;

    signs += ends_early(before, seen, edge) ? 1.5 : -0.5;
    signs += g_unichar_islower(first_character(seen)) ? -1 : 1;
    signs += is_end_of_sentence(before->line) ? 0.5 : ends_open(layout, before) ? -2 : 0;
    return signs >= 0.5;
}

static void part_by_leading(const KkLayout *layout, GArray *all, const Edge *edge)
{
    double threshold = leading_threshold(layout, all, layout->body_leading);
    double outer = at(all, 0)->left;

    at(all, 0)->begins = true;
    for (guint i = 1; i < all->len; i++) {
        Seen *seen = at(all, i), *before = at(all, i - 1);
        double leading = kk_line_leading(before->line, seen->line), size = em(seen->line);
        bool deeper = seen->left > before->left + SAME_LEFT_EM * size;
        bool back = seen->left < before->left - SAME_LEFT_EM * size;
        bool close =
            leading > 0 && layout->body_leading > 0 && leading < 1.06 * layout->body_leading;

        if (threshold > 0 && leading > 0 && (leading > threshold || close))
            seen->begins = leading > threshold;
        else
            seen->begins = begins_by_signs(layout, all, i, edge);
        seen->begins = seen->begins || (deeper && ends_early(before, seen, edge)) ||
                       (back && before->left > outer + SAME_LEFT_EM * size);
    }
}

static void part_paragraphs(const KkLayout *layout, GArray *all, const Edge *edge)
{
    double body = text_leading(layout, all, edge);
    double threshold = leading_threshold(layout, all, body);

    at(all, 0)->begins = true;
    for (guint i = 1; i < all->len; i++) {
        Seen *seen = at(all, i), *before = at(all, i - 1);
        double size = em(seen->line);
        bool indented = seen->left > before->left + INDENT_EM * size &&
                        (i + 1 >= all->len || at(all, i + 1)->left < seen->left - 0.5 * size);

        seen->begins = indented || paragraph_apart(all, i, threshold, body, edge);
        if (kk_line_leading(before->line, seen->line) < 0 && !is_end_of_sentence(before->line))
            seen->begins = false;
    }
}

/* A list whose own bullets are drawn, not written, may hold written ones further in. */
static void find_inner_bullets(GArray *all, const Edge *edge)
{
    double outer = G_MAXDOUBLE;

    for (guint i = 0; i < all->len; i++)
        outer = MIN(outer, at(all, i)->left);
    for (guint i = 0; i < all->len; i++) {
        Seen *seen = at(all, i);
        bool inner = seen->left > outer + SAME_LEFT_EM * em(seen->line);
        bool free =
            i == 0 || seen->begins || stands_off(seen) || ends_early(at(all, i - 1), seen, edge);

        if (seen->has_mark && seen->mark != '1' &&
            (begins_strongly(seen) || seen->begins || (inner && free)))
            seen->begins = seen->marked = true;
    }
}

/* ---- blocks ----------------------------------------------------------------------- */

static void block_free(gpointer data)
{
    KkBlock *block = data;

    g_ptr_array_unref(block->lines);
    g_free(block);
}

static GPtrArray *blocks_of(const GArray *all)
{
    GPtrArray *blocks = g_ptr_array_new_with_free_func(block_free);
    KkBlock *block = NULL;

    for (guint i = 0; i < all->len; i++) {
        const Seen *seen = at(all, i);

        if (block == NULL || seen->begins) {
            block = g_new0(KkBlock, 1);
            block->lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
            block->marked = seen->marked;
            g_ptr_array_add(blocks, block);
        }
        KkLine *line = seen->marked ? kk_line_skip_bullet(seen->line)
                                    : kk_line_dup_words(seen->line, 0, seen->line->words->len);
        if (line->words->len > 0)
            g_ptr_array_add(block->lines, line);
        else
            kk_line_free(line); /* a bullet alone on its line */
    }
    for (guint i = blocks->len; i > 0; i--)
        if (((KkBlock *)g_ptr_array_index(blocks, i - 1))->lines->len == 0)
            g_ptr_array_remove_index(blocks, i - 1);
    return blocks;
}

/* Of each line: the widest leading between the lines before it that are on one page. */
static double *dup_widest_leadings(const GArray *all)
{
    double *widest = g_new0(double, all->len + 1);

    for (guint i = 1; i < all->len; i++)
        widest[i + 1] = MAX(widest[i], kk_line_leading(at(all, i - 1)->line, at(all, i)->line));
    return widest;
}

/* Said by somebody, and set apart: "”Nu frågar vi vad det ledde till.” En ordförande". */
static bool is_quoted(const Seen *seen)
{
    const gunichar first = first_character(seen); /* 0: a mark stands alone on its line */

    return first != 0 && g_utf8_strchr("\"”“»«", -1, first) != NULL;
}

/* Whether line @i, left of the items' text or a quotation, begins a text behind the list: at the
 * top of a page in upper case after a line that ended early (a chart's caption), or further down
 * than the items stand from each other, @widest at most: clearly so, unless it begins under the
 * bullets. */
static bool begins_text_behind(const GArray *all, guint i, double widest, const Edge *edge)
{
    const Seen *seen = at(all, i), *before = at(all, i - 1);
    const double leading = kk_line_leading(before->line, seen->line);

    if (!is_quoted(seen) && seen->left >= at(all, 0)->text_left - SAME_LEFT_EM * em(seen->line))
        return false;
    bool upper = g_unichar_isupper(first_character(seen));
    bool under_bullets = seen->left < at(all, 0)->left + SAME_LEFT_EM * em(seen->line);
    return leading < 0
               ? ends_early(before, seen, edge) && upper
               : widest > 0 &&
                     leading > (under_bullets && upper ? WIDER_LEADING : TEXT_BEHIND) * widest;
}

/* Ends a list with bullets before such text, if no bullet comes after it. */
static void end_before_text(const KkLayout *layout, GArray *all)
{
    Edge edge = find_edge(layout, all);
    g_autofree double *widest = dup_widest_leadings(all);

    for (guint i = all->len - 1; i > 0 && !at(all, i)->marked; i--)
        if (begins_text_behind(all, i, widest[i], &edge)) {
            g_array_set_size(all, i);
            return;
        }
}

GPtrArray *kk_layout_items(const KkLayout *layout, const GPtrArray *lines, double right)
{
    g_autoptr(GArray) all = look_at_all(lines);

    if (all->len > 0 && part_by_bullets(all)) {
        if (right <= 0 && at(all, 0)->marked)
            end_before_text(layout, all);
    } else if (all->len > 0) {
        Edge edge = {right, false};

        if (right <= 0)
            edge = find_edge(layout, all);
        if (!part_by_indent(layout, all, &edge))
            part_by_leading(layout, all, &edge);
        find_inner_bullets(all, &edge);
    }
    return blocks_of(all);
}

/* @right: of the column that the lines stand in; 0: as on the pages. */
static GPtrArray *paragraphs_of(const KkLayout *layout, const GPtrArray *lines, double right)
{
    g_autoptr(GArray) all = look_at_all(lines);

    if (all->len > 0) {
        Edge edge = right > 0 ? (Edge){right, false} : find_edge(layout, all);

        part_paragraphs(layout, all, &edge);
    }
    return blocks_of(all);
}

/* Appends a column's paragraphs; the first goes on with the last so far if that ends no
 * sentence. */
static void append_column(GPtrArray *blocks, GPtrArray *more)
{
    KkBlock *last = blocks->len > 0 ? g_ptr_array_index(blocks, blocks->len - 1) : NULL;

    if (last != NULL && more->len > 0 &&
        !is_end_of_sentence(g_ptr_array_index(last->lines, last->lines->len - 1))) {
        KkBlock *first = g_ptr_array_index(more, 0);

        g_ptr_array_extend_and_steal(last->lines, g_ptr_array_ref(first->lines));
        g_ptr_array_remove_index(more, 0);
    }
    g_ptr_array_extend_and_steal(blocks, more);
}

GPtrArray *kk_layout_paragraphs(const KkLayout *layout, const GPtrArray *lines)
{
    g_autoptr(GPtrArray) columns = layout_columns(lines);

    if (columns == NULL)
        return paragraphs_of(layout, lines, 0);
    GPtrArray *blocks = g_ptr_array_new_with_free_func(block_free);
    for (guint i = 0; i < columns->len; i++) {
        const GPtrArray *column = g_ptr_array_index(columns, i);

        append_column(blocks, paragraphs_of(layout, column, kk_lines_right(column)));
    }
    return blocks;
}
