/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sideheads.c - headings set beside their lists, on the line of the first item, become lines, and
 * so do numbers set beside a heading of several lines.
 *
 * What stands before a bullet, wide apart unless that is one for sure, is such a heading where the
 * same words stand so again in the document: two columns of items share lines too, and say
 * something else each time. */
#include "internal.h"

#include <math.h>
#include <string.h>

/* A heading stands so far from the bullet; fixtures/pages/side-heads.page. */
#define GAP_EM 1.0

/* Longer words are text, and so is what stands so fewer times than chapters have lists. */
#define LONGEST 60 /* bytes */
#define LEAST_AGAIN 3

/* It runs over so many lines more, as close as this, each as far left. */
#define MOST_MORE_LINES 2
#define LEADING_EM 1.5
#define SAME_LEFT_EM 0.5

/* An item says something; "6 av 15 poäng · 40 %" has none. */
static bool has_letter(const char *text)
{
    while (*text != '\0' && !g_unichar_isalpha(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return *text != '\0';
}

/* The word of @line that is a bullet with text behind it and a heading wide before it; 0: none. */
static guint find_bullet(const KkLine *line)
{
    const char *text = line->text; /* from word @i on */
    bool weak = false;

    if (kk_text_bullet(text, &weak) > 0)
        return 0;
    for (guint i = 1; i + 1 < line->words->len; i++) {
        const KkWord *before = kk_line_word(line, i - 1);

        text += strlen(before->text) + 1;
        const bool wide = kk_line_word(line, i)->box.x0 - before->box.x1 >= GAP_EM * line->size;

        gsize bullet = kk_text_bullet(text, &weak);
        if (bullet > 0 && (wide || !weak))
            return has_letter(text + bullet) ? i : 0;
        if (wide)
            return 0;
    }
    return 0;
}

static KkLine *dup_head(const KkLine *line, guint bullet)
{
    KkLine *head = kk_line_dup_words(line, 0, bullet);

    if (strlen(head->text) <= LONGEST)
        return head;
    kk_line_free(head);
    return NULL;
}

static GHashTable *count_heads(const GPtrArray *lines)
{
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < lines->len; i++) {
        const KkLine *line = g_ptr_array_index(lines, i);
        guint bullet = find_bullet(line);
        KkLine *head = bullet > 0 ? dup_head(line, bullet) : NULL;

        if (head == NULL)
            continue;
        gsize n = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, head->text));
        g_hash_table_insert(counts, g_strdup(head->text), GSIZE_TO_POINTER(n + 1));
        kk_line_free(head);
    }
    return counts;
}

/* How many words of @line stand in the column of @head, left of @item; 0: it begins elsewhere, or
 * runs on to the item's column without a gap. */
static guint count_in_column(const KkLine *line, const KkLine *head, const KkLine *item)
{
    guint n = 0;

    if (line->page != head->page || fabs(line->box.x0 - head->box.x0) > SAME_LEFT_EM * head->size)
        return 0;
    while (n < line->words->len &&
           kk_line_word(line, n)->box.x1 < item->box.x0 - GAP_EM * head->size)
        n++;
    return n == line->words->len ||
                   kk_line_word(line, n)->box.x0 > item->box.x0 - SAME_LEFT_EM * head->size
               ? n
               : 0;
}

/* Moves what goes on with the heading @at, on the lines behind its first item, up to it. @heads:
 * the words of headings, of which none goes on with another. */
static void join_head(GPtrArray *lines, guint at, GHashTable *heads)
{
    const KkLine *head = g_ptr_array_index(lines, at), *item = g_ptr_array_index(lines, at + 1);

    for (guint k = 0; k < MOST_MORE_LINES && at + k + 2 < lines->len; k++) {
        KkLine *line = g_ptr_array_index(lines, at + k + 2);
        guint n = count_in_column(line, head, item);

        if (n == 0 || kk_line_leading(item, line) > (k + 1) * LEADING_EM * head->size ||
            g_hash_table_contains(heads, line->text))
            return;
        KkLine *more = kk_line_dup_words(line, 0, n);
        if (n < line->words->len)
            g_ptr_array_index(lines, at + k + 2) = kk_line_dup_words(line, n, line->words->len - n);
        else
            g_ptr_array_steal_index(lines, at + k + 2);
        kk_line_free(line);
        g_ptr_array_insert(lines, (gint)(at + k + 1), more);
    }
}

void layout_part_side_heads(GPtrArray *lines)
{
    g_autoptr(GHashTable) counts = count_heads(lines);

    for (guint i = lines->len; i > 0 && g_hash_table_size(counts) > 0; i--) {
        KkLine *line = g_ptr_array_index(lines, i - 1);
        guint bullet = find_bullet(line);
        KkLine *head = bullet > 0 ? dup_head(line, bullet) : NULL;

        if (head == NULL)
            continue;
        if (GPOINTER_TO_SIZE(g_hash_table_lookup(counts, head->text)) < LEAST_AGAIN) {
            kk_line_free(head);
            continue;
        }
        g_ptr_array_insert(lines, (gint)i,
                           kk_line_dup_words(line, bullet, line->words->len - bullet));
        g_ptr_array_index(lines, i - 1) = head;
        kk_line_free(line);
        join_head(lines, i - 1, counts);
    }
}

/* ---- numbers beside headings ---------------------------------------------------------------- */

/* A number beside a heading stands so far from it; fixtures/pages/side-number.page. */
#define NUMBER_GAP_EM 2.0

static bool is_whole_number(const char *text)
{
    gsize n = strspn(text, "0123456789");

    return n > 0 && n <= 3 && text[n] == '\0';
}

/* Whether @line ends in a number that stands far from a heading's words. */
static bool has_side_number(const KkLine *line, double body_size)
{
    guint n = line->words->len;

    return n > 1 && line->size > KK_HEADING_SIZE_RATIO * body_size &&
           is_whole_number(kk_line_word(line, n - 1)->text) &&
           !is_whole_number(kk_line_word(line, n - 2)->text) &&
           kk_line_word(line, n - 1)->box.x0 - kk_line_word(line, n - 2)->box.x1 >
               NUMBER_GAP_EM * kk_line_word(line, n - 2)->style.size;
}

/* Whether @next goes on with the heading that begins on @line, left of the number at @x. */
static bool is_heading_end(const KkLine *line, const KkLine *next, double x)
{
    const KkWord *first = kk_line_word(line, 0);

    return next->page == line->page && next->box.x1 < x &&
           fabs(next->box.x0 - line->box.x0) < SAME_LEFT_EM * first->style.size &&
           fabs(kk_line_word(next, 0)->style.size - first->style.size) < 0.05 * first->style.size &&
           kk_line_leading(line, next) < LEADING_EM * first->style.size;
}

/* Whether line @i goes on with a table, or with contents, of which a line ends so on @page. */
static bool is_row_on(const GPtrArray *lines, guint i, int page, double body_size)
{
    return i < lines->len && ((const KkLine *)g_ptr_array_index(lines, i))->page == page &&
           has_side_number(g_ptr_array_index(lines, i), body_size);
}

/* Whether @middle is what stands beside a heading of two lines, @upper and @lower, at the height of
 * their middle: "6", "67 poäng". */
static bool is_beside_both(const KkLine *upper, const KkLine *middle, const KkLine *lower,
                           double body_size)
{
    const double left = MIN(upper->box.x0, lower->box.x0);
    const double right = MAX(upper->box.x1, lower->box.x1);

    if (upper->page != lower->page || upper->size <= KK_HEADING_SIZE_RATIO * body_size ||
        fabs(upper->box.x0 - lower->box.x0) > SAME_LEFT_EM * upper->size ||
        kk_line_leading(upper, middle) <= 0 || kk_line_leading(middle, lower) <= 0 ||
        kk_line_leading(upper, lower) > LEADING_EM * upper->size)
        return false;
    for (guint w = 0; w < middle->words->len; w++)
        if (kk_line_word(middle, w)->box.x0 < right && kk_line_word(middle, w)->box.x1 > left)
            return false;
    return true;
}

static void add_words(GPtrArray *lines, guint i, const KkLine *more, guint first, guint n,
                      bool before)
{
    KkLine *line = g_ptr_array_index(lines, i);

    if (n == 0)
        return;
    if (before)
        g_array_prepend_vals(line->words, kk_line_word(more, first), n);
    else
        g_array_append_vals(line->words, kk_line_word(more, first), n);
    kk_line_settle(line);
}

void layout_join_beside(GPtrArray *lines, double body_size)
{
    for (guint i = 1; i + 1 < lines->len; i++) {
        const KkLine *upper = g_ptr_array_index(lines, i - 1);
        KkLine *middle = g_ptr_array_index(lines, i);
        guint n_left = 0;

        if (!is_beside_both(upper, middle, g_ptr_array_index(lines, i + 1), body_size))
            continue;
        while (n_left < middle->words->len && kk_line_word(middle, n_left)->box.x0 < upper->box.x0)
            n_left++;
        add_words(lines, i - 1, middle, 0, n_left, true);
        add_words(lines, i + 1, middle, n_left, middle->words->len - n_left, false);
        g_ptr_array_remove_index(lines, i);
    }
}

void layout_part_side_numbers(GPtrArray *lines, double body_size)
{
    bool row = false; /* the line before is one */

    for (guint i = 0; i < lines->len; i++) {
        KkLine *line = g_ptr_array_index(lines, i);

        if (!has_side_number(line, body_size)) {
            row = false;
            continue;
        }
        guint last = line->words->len - 1, end = i + 1;
        double x = kk_line_word(line, last)->box.x0;

        while (end < lines->len && end <= i + MOST_MORE_LINES &&
               is_heading_end(g_ptr_array_index(lines, end - 1), g_ptr_array_index(lines, end), x))
            end++;
        row = row || is_row_on(lines, end, line->page, body_size);
        if (row)
            continue;
        g_ptr_array_insert(lines, (gint)end, kk_line_dup_words(line, last, 1));
        g_ptr_array_index(lines, i) = kk_line_dup_words(line, 0, last);
        kk_line_free(line);
    }
}
