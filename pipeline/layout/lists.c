/* lists.c - lines to the items of a list, or to paragraphs.
 *
 * A list is parted by the first of these signs that it shows: bullets (or numbers) at one
 * place; a hanging indent; a leading that is wider between items than within them; lines
 * that end before they had to. A page's end between two lines says nothing by itself. */
#include <kk/layout.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Lefts that agree within this are the same: fixtures/pages/hanging-indent.page. */
#define SAME_LEFT_EM 0.4

/* A bullet's text stands off by a tab, a dash in mid-sentence by a space (0.25 em; up to
 * 0.5 em in justified text): fixtures/pages/dash-begins-line.page. */
#define BULLET_GAP_EM 0.55

/* Between items (or paragraphs) the leading is at least this much wider than within:
 * fixtures/pages/items-by-leading.page. */
#define WIDER_LEADING 1.12

/* A paragraph's first line stands in by this much: fixtures/pages/first-line-indent.page. */
#define INDENT_EM 0.8

/* ---- bullets ---------------------------------------------------------------------- */

static bool is_strong_bullet(gunichar c)
{
    return (c >= 0xe000 && c <= 0xf8ff) || /* private use: Symbol, Wingdings */
           (c >= 0x25a0 && c <= 0x25ff) || /* geometric shapes */
           (c >= 0x2701 && c <= 0x27bf) || /* dingbats and their arrows */
           (c >= 0x2190 && c <= 0x21ff) || c == 0x2022 || c == 0x2023 || c == 0x2043 ||
           c == 0x2219 || c == 0x00b7 || c == 0x22c5 || c == 0x00a7;
}

static bool is_weak_bullet(gunichar c)
{
    return c == '-' || c == 0x2013 || c == 0x2014 || c == '*' || c == 'o' || c == '+' ||
           c == 0x2010 || c == 0x2212;
}

/* Bytes of "1.", "12)", "a)" at the start; 0: no such mark. */
static gsize number_mark(const char *text)
{
    gsize n = strspn(text, "0123456789");

    if (n == 0 && g_ascii_islower(text[0]) && text[1] == ')')
        n = 1;
    if (n == 0 || n > 2 || (text[n] != '.' && text[n] != ')'))
        return 0;
    return n + 1;
}

gsize kk_text_bullet(const char *text, bool *weak)
{
    gunichar c = g_utf8_get_char(text);
    gsize n = (gsize)(g_utf8_next_char(text) - text);

    *weak = false;
    if (*text == '\0')
        return 0;
    if (is_strong_bullet(c))
        return n + strspn(text + n, " ");
    *weak = true;
    if (!is_weak_bullet(c))
        n = number_mark(text);
    return n > 0 && text[n] == ' ' ? n + strspn(text + n, " ") : 0;
}

KkLine *kk_line_skip_bullet(const KkLine *line)
{
    bool weak = false;
    gsize n = kk_text_bullet(line->text, &weak);
    const KkWord *first = kk_line_word(line, 0);

    if (n == 0)
        return kk_line_dup_words(line, 0, line->words->len);
    if (strlen(first->text) <= n)
        return kk_line_dup_words(line, 1, line->words->len - 1);

    /* Bullet and text in one word: the box is parted by the number of characters. */
    KkLine *copy = kk_line_dup_words(line, 0, line->words->len);
    KkWord *word = &g_array_index(copy->words, KkWord, 0);
    double share = 1.0 / (double)g_utf8_strlen(word->text, -1);
    word->box.x0 += share * (word->box.x1 - word->box.x0);
    word->text += n;
    kk_line_settle(copy);
    return copy;
}

/* ---- what the lines of a block have in common ------------------------------------- */

typedef struct {
    const KkLine *line;
    bool has_mark, weak;
    double left, text_left; /* of the mark, of what stands behind it */
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

static Seen look_at(const KkLine *line)
{
    Seen seen = {.line = line, .left = line->box.x0, .text_left = line->box.x0};
    gsize n = kk_text_bullet(line->text, &seen.weak);

    seen.has_mark = (n > 0 || line->item) && !line->heading;
    if (n > 0) {
        seen.mark = g_utf8_get_char(line->text);
        if (number_mark(line->text) > 0) {
            seen.mark = '1';
            seen.number = atoi(line->text);
        }
        if (line->words->len > 1)
            seen.text_left = kk_line_word(line, 1)->box.x0;
    }
    if (line->item)
        seen.weak = false;
    return seen;
}

static GArray *look_at_all(const GPtrArray *lines)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Seen));

    for (guint i = 0; i < lines->len; i++) {
        Seen seen = look_at(g_ptr_array_index(lines, i));
        g_array_append_val(all, seen);
    }
    return all;
}

static Seen *at(const GArray *all, guint i)
{
    return &g_array_index(all, Seen, i);
}

/* The right edge to which lines of this block run: the widest on its pages that begins
 * about where the block does. */
static double right_edge(const KkLayout *layout, const GArray *all)
{
    double right = 0, left = G_MAXDOUBLE, size = em(at(all, 0)->line);
    int first = at(all, 0)->line->page, last = at(all, all->len - 1)->line->page;

    for (guint i = 0; i < all->len; i++) {
        right = MAX(right, at(all, i)->line->box.x1);
        left = MIN(left, at(all, i)->left);
    }
    for (guint i = 0; i < layout->lines->len; i++) {
        const KkLine *line = g_ptr_array_index(layout->lines, i);

        if (line->page >= first && line->page <= last && line->size < 1.15 * size &&
            fabs(line->box.x0 - left) < 3 * size)
            right = MAX(right, line->box.x1);
    }
    return right;
}

/* ---- the signs -------------------------------------------------------------------- */

static bool begins_strongly(const Seen *seen)
{
    return seen->has_mark && !seen->weak;
}

/* A mark that could be text counts where the list's first one stands, or where its own
 * text stands off by more than a space. */
static bool begins_weakly(const Seen *seen, const Seen *first, int expected)
{
    double size = em(seen->line);

    if (!seen->has_mark || !seen->weak)
        return false;
    if (seen->mark == '1')
        return seen->number == expected && fabs(seen->left - first->left) < SAME_LEFT_EM * size;
    if (seen->mark == first->mark && fabs(seen->left - first->left) < SAME_LEFT_EM * size)
        return true;
    return seen->line->words->len > 1 &&
           seen->text_left - kk_line_word(seen->line, 0)->box.x1 > BULLET_GAP_EM * size &&
           seen->left > first->left + SAME_LEFT_EM * size;
}

/* An unmarked line that stands left of the list's text, after more than its usual leading,
 * is not the item's next line. */
static bool leaves_list(const GArray *all, guint i, double usual)
{
    const Seen *seen = at(all, i), *before = at(all, i - 1);
    double leading = kk_line_leading(before->line, seen->line);

    return !seen->line->unplaced && leading > 1.6 * usual && usual > 0;
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

static bool part_by_bullets(GArray *all)
{
    Seen *first = at(all, 0);
    bool strong = false;
    int expected = 1;

    for (guint i = 0; i < all->len; i++)
        strong = strong || begins_strongly(at(all, i));
    if (!strong && !(first->has_mark && first->weak && (first->mark != '1' || first->number == 1)))
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

/* Two lefts, the first line at the outer one, and inner ones only after full lines. */
static bool part_by_indent(GArray *all, double right)
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

        if (deep && kk_line_ends_early(at(all, i - 1)->line, at(all, i)->line, right))
            early++;
        else if (deep)
            full++;
    }
    if (early > full)
        return false;
    for (guint i = 0; i < all->len; i++)
        at(all, i)->begins = at(all, i)->left <= outer + SAME_LEFT_EM * size;
    return true;
}

static int by_value(gconstpointer a, gconstpointer b)
{
    double d = *(const double *)a - *(const double *)b;

    return d < 0 ? -1 : d > 0;
}

/* The leading above which an item begins; 0: all leadings are alike. */
static double leading_threshold(const GArray *all)
{
    g_autoptr(GArray) leadings = g_array_new(FALSE, FALSE, sizeof(double));
    double widest = WIDER_LEADING, threshold = 0;

    for (guint i = 1; i < all->len; i++) {
        double leading = kk_line_leading(at(all, i - 1)->line, at(all, i)->line);
        if (leading > 0)
            g_array_append_val(leadings, leading);
    }
    g_array_sort(leadings, by_value);
    for (guint i = 1; i < leadings->len; i++) {
        double a = g_array_index(leadings, double, i - 1);
        double b = g_array_index(leadings, double, i);

        if (a > 0 && b / a > widest) {
            widest = b / a;
            threshold = (a + b) / 2;
        }
    }
    return threshold;
}

static void part_by_leading(GArray *all, double right, bool indents)
{
    double threshold = leading_threshold(all);

    for (guint i = 0; i < all->len; i++) {
        Seen *seen = at(all, i);

        if (i == 0) {
            seen->begins = true;
            continue;
        }
        const KkLine *before = at(all, i - 1)->line;
        double leading = kk_line_leading(before, seen->line);
        bool early = kk_line_ends_early(before, seen->line, right);
        if (leading > 0 && threshold > 0)
            seen->begins = leading > threshold;
        else
            seen->begins = early;
        if (indents && seen->left > at(all, i - 1)->left + INDENT_EM * em(seen->line) &&
            (i + 1 >= all->len || at(all, i + 1)->left < seen->left - SAME_LEFT_EM * em(seen->line)))
            seen->begins = true;
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
        KkLine *line = seen->marked
                           ? kk_line_skip_bullet(seen->line)
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

GPtrArray *kk_layout_items(const KkLayout *layout, const GPtrArray *lines, double right)
{
    g_autoptr(GArray) all = look_at_all(lines);

    if (all->len > 0 && !part_by_bullets(all)) {
        if (right <= 0)
            right = right_edge(layout, all);
        if (!part_by_indent(all, right))
            part_by_leading(all, right, false);
    }
    return blocks_of(all);
}

GPtrArray *kk_layout_paragraphs(const KkLayout *layout, const GPtrArray *lines)
{
    g_autoptr(GArray) all = look_at_all(lines);

    if (all->len > 0)
        part_by_leading(all, right_edge(layout, all), true);
    return blocks_of(all);
}
