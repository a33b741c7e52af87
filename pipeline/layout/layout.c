/* SPDX-License-Identifier: GPL-2.0-or-later */
/* layout.c - the stage: pages to lines, furniture aside, one array in reading order. */
#include "internal.h"

#include <math.h>
#include <string.h>

/* Font sizes that differ by less are the same. */
#define SAME_SIZE 0.1

/* A leading is common that this share of the lines has: half the text is lists, whose
 * items may stand further apart. */
#define COMMON_SHARE 0.15

/* Fewer characters than this are a dash, or what is printed where there is no number. */
#define SHORTEST_RULE 4

/* Running text has no gap as wide as between cells, and runs over more than this share of the width
 * of the page's text. */
#define RUNNING_MEASURE 0.6

/* Less than this share of what is set in the most common size, in bytes, is no report's running
 * text: titles. Documents of few lines have less than 0.07, reports more than 0.11. */
#define RUNNING_SHARE 0.1

typedef struct {
    double size;
    gsize length;
} SizeCount;

static SizeCount *count_of(GArray *counts, double size)
{
    for (guint i = 0; i < counts->len; i++)
        if (fabs(g_array_index(counts, SizeCount, i).size - size) < SAME_SIZE)
            return &g_array_index(counts, SizeCount, i);
    SizeCount new = {size, 0};
    g_array_append_val(counts, new);
    return &g_array_index(counts, SizeCount, counts->len - 1);
}

/* Running text is set over most of the measure without gaps, line below line: the cells of a table,
 * headings and short lines are not. */
static bool is_running(const GPtrArray *lines, guint i, const KkRect *text)
{
    const KkLine *line = g_ptr_array_index(lines, i);
    const KkLine *next = i + 1 < lines->len ? g_ptr_array_index(lines, i + 1) : NULL;

    if (next == NULL || fabs(next->size - line->size) >= SAME_SIZE ||
        line->box.x1 - line->box.x0 < RUNNING_MEASURE * (text->x1 - text->x0))
        return false;
    return kk_line_find_cell(line) == line->words->len;
}

static KkRect text_box(const GPtrArray *lines)
{
    KkRect box = {0};

    for (guint i = 0; i < lines->len; i++)
        box = kk_rect_union(&box, &((const KkLine *)g_ptr_array_index(lines, i))->box);
    return box;
}

/* The size in which most of the text of @pages (arrays of KkLine) is set; @running: most of the
 * running text. @length: (out): how much of it that is, bytes. */
static double find_size(const GPtrArray *pages, bool running, gsize *length)
{
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(SizeCount));
    SizeCount most = {10, 0};

    for (guint p = 0; p < pages->len; p++) {
        const GPtrArray *lines = g_ptr_array_index(pages, p);
        KkRect text = text_box(lines);

        for (guint i = 0; i < lines->len; i++) {
            const KkLine *line = g_ptr_array_index(lines, i);

            if (running && !is_running(lines, i, &text))
                continue;
            SizeCount *count = count_of(counts, line->size);
            count->length += strlen(line->text);
            if (count->length > most.length)
                most = *count;
        }
    }
    *length = most.length;
    return most.size;
}

/* The size of the running text, where there is as much as a report has; else of most of all. */
static double find_body_size(const GPtrArray *pages)
{
    gsize of_all, of_running;
    double all = find_size(pages, false, &of_all);
    double body = find_size(pages, true, &of_running);

    return (double)of_running > RUNNING_SHARE * (double)of_all ? body : all;
}

/* The leading of running text: the least of those that are common. */
static double find_body_leading(const KkLayout *layout)
{
    g_autoptr(GArray) leadings = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 1; i < layout->lines->len; i++) {
        const KkLine *a = g_ptr_array_index(layout->lines, i - 1);
        const KkLine *b = g_ptr_array_index(layout->lines, i);
        double leading = kk_line_leading(a, b);

        if (leading > 0.9 * b->size && leading < 2.2 * b->size &&
            fabs(a->size - layout->body_size) < SAME_SIZE &&
            fabs(b->size - layout->body_size) < SAME_SIZE)
            g_array_append_val(leadings, leading);
    }
    g_array_sort(leadings, layout_by_value);
    for (guint i = 0, end = 0; i < leadings->len; i = end) {
        double least = g_array_index(leadings, double, i);

        for (end = i; end < leadings->len && g_array_index(leadings, double, end) < 1.04 * least;)
            end++;
        if (end - i >= COMMON_SHARE * leadings->len)
            return (least + g_array_index(leadings, double, end - 1)) / 2;
    }
    return 0;
}

/* Stamps go before the running heads are looked for, which stand where they did without them. */
static void set_stamps_aside(KkLayout *layout, GPtrArray *lines)
{
    layout_mark_stamps(lines, layout->language);
    for (guint i = 0; i < lines->len;) {
        if (((KkLine *)g_ptr_array_index(lines, i))->aside)
            g_ptr_array_add(layout->furniture, g_ptr_array_steal_index(lines, i));
        else
            i++;
    }
}

/* A rule that was typed: "-----" under a heading or a table. */
static bool is_rule(const char *text)
{
    gsize n = strspn(text, "-=_*~ ");

    return n >= SHORTEST_RULE && text[n] == '\0';
}

static void take_lines(KkLayout *layout, GPtrArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        KkLine *line = g_steal_pointer(&g_ptr_array_index(lines, i));

        g_ptr_array_add(is_rule(line->text) ? layout->furniture : layout->lines, line);
    }
    g_ptr_array_set_size(lines, 0);
}

/* @n_before: what is added to its sheet's number, since parts of sheets before it count as pages
 * and other papers' pages do not. */
static GPtrArray *read_leaf(const KkLayout *layout, const LayoutLeaf *leaf, int n_before,
                            GHashTable *watermarks)
{
    GPtrArray *lines =
        kk_layout_page_lines(leaf->page, layout->language, watermarks, layout->strings);

    for (guint k = 0; k < lines->len; k++) {
        KkLine *line = g_ptr_array_index(lines, k);

        line->page = leaf->page->number + n_before;
        line->sheet_left = leaf->left;
        line->sheet_top = leaf->top;
        line->sheet_width = leaf->sheet_width;
        line->sheet_height = leaf->sheet_height;
    }
    return lines;
}

/* A page's limit of time begins. */
static void tell_page(const KkDocument *document)
{
    if (document->on_page != NULL)
        document->on_page();
}

/* Appends each leaf's lines to @pages; returns how many leaves there are more than sheets. */
static int read_leaves(const KkLayout *layout, const GArray *leaves, const KkDocument *document,
                       GHashTable *watermarks, GPtrArray *pages)
{
    int n_more = 0, sheet = 0;

    for (guint i = 0; i < leaves->len; i++) {
        const LayoutLeaf *leaf = &g_array_index(leaves, LayoutLeaf, i);

        tell_page(document);
        n_more += leaf->page->number == sheet;
        sheet = leaf->page->number;
        g_ptr_array_add(pages, read_leaf(layout, leaf, n_more - document->before, watermarks));
    }
    return n_more;
}

static void lay_out_pages(KkLayout *layout, const KkDocument *document)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GHashTable) watermarks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) leaves = layout_leaves(document->pages);
    int n_more = read_leaves(layout, leaves, document, watermarks, pages);

    /* No text may lie on a watermark on the pages that were read before it was known. */
    if (g_hash_table_size(watermarks) > 0) {
        g_ptr_array_set_size(pages, 0);
        n_more = read_leaves(layout, leaves, document, watermarks, pages);
    }
    for (guint i = 0; i < pages->len; i++)
        set_stamps_aside(layout, g_ptr_array_index(pages, i));
    layout_align_margins(pages);
    int n_pages = document->source.n_pages + n_more;
    layout->body_size = find_body_size(pages);
    tell_page(document);
    kk_layout_set_furniture_aside(pages, n_pages, layout->body_size, layout->furniture);
    for (guint i = 0; i < pages->len; i++) {
        tell_page(document);
        layout_read_columns(g_ptr_array_index(pages, i));
        take_lines(layout, g_ptr_array_index(pages, i));
    }
}

KkLayout *kk_layout(const KkDocument *document, const KkLayoutLanguage *language)
{
    KkLayout *layout = g_new0(KkLayout, 1);

    layout->lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
    layout->furniture = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
    layout->strings = g_string_chunk_new(16384);
    layout->language = language;
    layout->transcript = document->lines != NULL;
    if (document->lines != NULL) {
        g_autoptr(GPtrArray) pages =
            g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);

        GPtrArray *lines = kk_layout_text_lines(document->lines, layout->strings);

        for (guint i = 0; i < lines->len; i++)
            ((KkLine *)g_ptr_array_index(lines, i))->page -= document->before;
        g_ptr_array_add(pages, lines);
        set_stamps_aside(layout, g_ptr_array_index(pages, 0));
        layout->body_size = find_body_size(pages);
        take_lines(layout, g_ptr_array_index(pages, 0));
    } else {
        lay_out_pages(layout, document);
        layout_join_beside(layout->lines, layout->body_size);
        layout_part_side_heads(layout->lines);
        layout_part_side_numbers(layout->lines, layout->body_size);
    }
    layout->body_leading = find_body_leading(layout);
    return layout;
}

void kk_layout_free(KkLayout *layout)
{
    if (layout == NULL)
        return;
    g_ptr_array_unref(layout->lines);
    g_ptr_array_unref(layout->furniture);
    g_clear_pointer(&layout->words, g_ptr_array_unref);
    g_free(layout->lower);
    g_string_chunk_free(layout->strings);
    g_free(layout);
}
