/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tags_pdf.c - a tagged PDF's tables, lists and headings, by poppler's structure elements.
 *
 * Poppler reads the whole tree, one call within another for each level, when it is first asked for:
 * some 30,000 levels end the process. So a file that names too many children is not asked. And it
 * follows a page's whole drawing for each text, so texts are counted by what their pages draw. The
 * clock only ends what would cost a report that was read: a report's 1,000 texts take 1 s, where
 * the limit of a document is 5 s, and a slow machine leaves the tags. */
#include "pdf.h"

#include <kk/tags.h>

#include <string.h>
#include <time.h>

#define MAX_KEYS 20000      /* of children in a file; a report of 30 pages has some 3,000 */
#define MAX_DEPTH 100       /* of what is looked at; Word and LibreOffice need 12 */
#define MAX_ELEMENTS 100000 /* the same: an element may be in the tree twice */
#define MAX_WORK 1500000    /* glyphs followed; a report of 22 pages takes 1,000,000 */
#define MAX_SECONDS 2       /* of the processor */
#define BYTES_OF_GLYPH 40   /* that a page draws for each, where it draws letters alone */

/* Letters and digits of which more is read where a text is shorter: a number may be drawn in parts,
 * an item's label by itself. Of an item a part may be lost at its end (poppler stops at a
 * ligature), so that it must not go on behind it. */
#define ENOUGH_OF_CELL 12
#define ENOUGH_OF_ITEM 3
#define ENOUGH_OF_HEADING 200

typedef PopplerStructureElement TagElement;
typedef PopplerStructureElementIter TagIter;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TagElement, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TagIter, poppler_structure_element_iter_free)

typedef struct {
    const KkInput *input;
    const guint8 *wanted;
    int n_pages;
    guint *costs; /* of following a page, by page, from 1 */
    gint64 work;
    double end; /* CPU time at which it is given up */
    guint n_elements;
    bool given_up;
    KkTags *tags;
} Reading;

/* Where in the tree we are; each NULL where that does not enclose it. */
typedef struct {
    GPtrArray *table;
    KkTagList *list;
    KkTagRow *row;
    GString *text;     /* of the cell, item or heading that is read */
    KkTagsWanted for_; /* what it is of */
} Place;

static bool chosen;

void kk_tags_choose(bool in_full)
{
    chosen = in_full;
}

bool kk_tags_chosen(void)
{
    return chosen;
}

static double cpu_seconds(void)
{
    struct timespec time;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* ---- texts ------------------------------------------------------------------------------------
 */

/* Poppler takes the text, which is UTF-8, for PDFDocEncoding: "Ã¥" for "å". The codes of that which
 * are not Latin-1's, from 0x18 and 0x80. */
static const gunichar low_codes[] = {0x2d8, 0x2c7, 0x2c6, 0x2d9, 0x2dd, 0x2db, 0x2da, 0x2dc};
static const gunichar high_codes[] = {
    0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x192,  0x2044, 0x2039, 0x203a, 0x2212,
    0x2030, 0x201e, 0x201c, 0x201d, 0x2018, 0x2019, 0x201a, 0x2122, 0xfb01, 0xfb02, 0x141,
    0x152,  0x160,  0x178,  0x17d,  0x131,  0x142,  0x153,  0x161,  0x17e,  0,      0x20ac};

static int code_of(gunichar c)
{
    for (guint i = 0; i < G_N_ELEMENTS(low_codes); i++)
        if (low_codes[i] == c)
            return 0x18 + (int)i;
    for (guint i = 0; i < G_N_ELEMENTS(high_codes); i++)
        if (high_codes[i] == c)
            return 0x80 + (int)i;
    return c < 0x100 ? (int)c : -1;
}

/* As it was before it was taken for another encoding, where it was; takes @text. */
static char *undo_encoding(char *text)
{
    g_autofree char *given = text;
    g_autoptr(GString) bytes = g_string_new(NULL);

    for (const char *p = given; *p != '\0'; p = g_utf8_next_char(p)) {
        const int code = code_of(g_utf8_get_char(p));

        if (code < 0)
            return g_steal_pointer(&given);
        g_string_append_c(bytes, (char)code);
    }
    return g_utf8_validate(bytes->str, (gssize)bytes->len, NULL)
               ? g_string_free(g_steal_pointer(&bytes), FALSE)
               : g_steal_pointer(&given);
}

static guint count_letters(const char *text)
{
    guint n = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        n += g_unichar_isalnum(g_utf8_get_char(p));
    return n;
}

static guint enough_of(KkTagsWanted what)
{
    return what == KK_TAGS_TABLES  ? ENOUGH_OF_CELL
           : what == KK_TAGS_LISTS ? ENOUGH_OF_ITEM
                                   : ENOUGH_OF_HEADING;
}

/* Appends the element's text to that of @place, if more is wanted of that. */
static void read_text(Reading *reading, TagElement *element, const Place *place)
{
    const int page = poppler_structure_element_get_page(element) + 1;

    if (place->text == NULL || page < 1 || page > reading->n_pages ||
        (reading->wanted[page] & place->for_) == 0 ||
        count_letters(place->text->str) >= enough_of(place->for_))
        return;
    reading->work += reading->costs[page];
    if (reading->work > MAX_WORK || cpu_seconds() > reading->end) {
        reading->given_up = true;
        return;
    }
    tell_page(reading->input);
    char *text = poppler_structure_element_get_text(element, POPPLER_STRUCTURE_GET_TEXT_NONE);
    if (text == NULL || !g_utf8_validate(text, -1, NULL)) {
        g_free(text);
        return;
    }
    g_autofree char *sound = undo_encoding(text);
    if (place->text->len > 0)
        g_string_append_c(place->text, ' ');
    g_string_append(place->text, sound);
    if (place->row != NULL && place->row->page == 0)
        place->row->page = page;
}

/* ---- the tree ---------------------------------------------------------------------------------
 */

static void row_free(gpointer data)
{
    KkTagRow *row = data;

    g_ptr_array_unref(row->cells);
    g_free(row);
}

static void list_free(gpointer data)
{
    KkTagList *list = data;

    g_ptr_array_unref(list->items);
    g_free(list);
}

GPtrArray *kk_tags_add_table(KkTags *tags)
{
    GPtrArray *table = g_ptr_array_new_with_free_func(row_free);

    g_ptr_array_add(tags->tables, table);
    return table;
}

KkTagRow *kk_tag_table_add_row(GPtrArray *table)
{
    KkTagRow *row = g_new0(KkTagRow, 1);

    row->cells = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(table, row);
    return row;
}

KkTagList *kk_tags_add_list(KkTags *tags)
{
    KkTagList *list = g_new0(KkTagList, 1);

    list->items = g_ptr_array_new_with_free_func(g_free);
    list->n_headings = tags->headings->len;
    g_ptr_array_add(tags->lists, list);
    return list;
}

/* Enters what is to be read: the text of @place. */
static void begin_text(Place *place, KkTagsWanted what)
{
    place->text = g_string_new(NULL);
    place->for_ = what;
}

/* What the element makes of the place @inner; where its text is to go when it is read: NULL: it has
 * none of its own. */
static GPtrArray *enter(Reading *reading, PopplerStructureElementKind kind, Place *inner)
{
    KkTags *tags = reading->tags;

    switch (kind) {
    case POPPLER_STRUCTURE_ELEMENT_TABLE:
        *inner = (Place){.table = kk_tags_add_table(tags)};
        return NULL;
    case POPPLER_STRUCTURE_ELEMENT_TABLE_ROW:
        inner->row = inner->table != NULL ? kk_tag_table_add_row(inner->table) : NULL;
        return NULL;
    case POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING:
    case POPPLER_STRUCTURE_ELEMENT_TABLE_DATA:
        if (inner->row == NULL)
            return NULL;
        begin_text(inner, KK_TAGS_TABLES);
        return inner->row->cells;
    case POPPLER_STRUCTURE_ELEMENT_LIST:
        *inner = (Place){.list = kk_tags_add_list(tags)};
        return NULL;
    case POPPLER_STRUCTURE_ELEMENT_LIST_ITEM:
        if (inner->list == NULL)
            return NULL;
        begin_text(inner, KK_TAGS_LISTS);
        return inner->list->items;
    case POPPLER_STRUCTURE_ELEMENT_LIST_LABEL:
        inner->text = NULL;
        return NULL;
    case POPPLER_STRUCTURE_ELEMENT_HEADING:
    case POPPLER_STRUCTURE_ELEMENT_HEADING_1:
    case POPPLER_STRUCTURE_ELEMENT_HEADING_2:
    case POPPLER_STRUCTURE_ELEMENT_HEADING_3:
    case POPPLER_STRUCTURE_ELEMENT_HEADING_4:
    case POPPLER_STRUCTURE_ELEMENT_HEADING_5:
    case POPPLER_STRUCTURE_ELEMENT_HEADING_6:
        if (inner->text != NULL)
            return NULL;
        begin_text(inner, KK_TAGS_HEADINGS);
        return tags->headings;
    default:
        return NULL;
    }
}

static void walk(Reading *reading, TagIter *iter, const Place *place, int depth);

static void visit(Reading *reading, TagIter *iter, const Place *place, int depth)
{
    g_autoptr(TagElement) element = poppler_structure_element_iter_get_element(iter);
    Place inner = *place;

    if (element == NULL)
        return;
    if (poppler_structure_element_is_content(element)) {
        read_text(reading, element, place);
        return;
    }
    GPtrArray *into = enter(reading, poppler_structure_element_get_kind(element), &inner);
    const guint at = into != NULL ? into->len : 0;
    if (into != NULL) /* its place among the others, before those within it */
        g_ptr_array_add(into, NULL);
    g_autoptr(TagIter) children = poppler_structure_element_iter_get_child(iter);
    if (children != NULL)
        walk(reading, children, &inner, depth + 1);
    if (into != NULL)
        into->pdata[at] = g_strstrip(g_string_free(inner.text, FALSE));
}

static void walk(Reading *reading, TagIter *iter, const Place *place, int depth)
{
    do {
        if (depth > MAX_DEPTH || ++reading->n_elements > MAX_ELEMENTS)
            reading->given_up = true;
        else
            visit(reading, iter, place, depth);
    } while (!reading->given_up && poppler_structure_element_iter_next(iter));
}

/* ---- the file ---------------------------------------------------------------------------------
 */

KkTags *kk_tags_new(void)
{
    KkTags *tags = g_new0(KkTags, 1);

    tags->tables = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    tags->lists = g_ptr_array_new_with_free_func(list_free);
    tags->headings = g_ptr_array_new_with_free_func(g_free);
    return tags;
}

void kk_tags_free(KkTags *tags)
{
    if (tags == NULL)
        return;
    g_ptr_array_unref(tags->tables);
    g_ptr_array_unref(tags->lists);
    g_ptr_array_unref(tags->headings);
    g_free(tags);
}

bool may_be_tagged(const PdfSigns *signs)
{
    return signs->has_tree && signs->n_children > 0 && signs->n_children <= MAX_KEYS &&
           signs->n_unfolded > 0;
}

/* By page, from 1. What else it draws nobody tells: that is taken for spread over all of them. */
static guint *dup_costs(const KkDocument *document, int n_pages)
{
    guint *costs = g_new0(guint, n_pages + 1);

    for (int page = 1; page <= n_pages; page++)
        costs[page] = (guint)(document->n_unfolded / (guint)n_pages / BYTES_OF_GLYPH) + 1;
    for (guint i = 0; i < document->pages->len; i++) {
        const KkPage *page = g_ptr_array_index(document->pages, i);
        costs[page->number] = MAX(costs[page->number], page->glyphs->len);
    }
    return costs;
}

KkTags *kk_extract_tags(const KkInput *input, const char *password, const KkDocument *document,
                        const guint8 *wanted)
{
    g_autoptr(PdfDocument) pdf = open_pdf(input->bytes, password, NULL);
    g_autoptr(TagIter) root = pdf != NULL ? poppler_structure_element_iter_new(pdf) : NULL;
    const int n_pages = MAX(document->source.n_pages, 0);

    if (root == NULL)
        return NULL;
    g_autofree guint *costs = dup_costs(document, n_pages);
    g_autoptr(KkTags) tags = kk_tags_new();
    Reading reading = {.input = input,
                       .wanted = wanted,
                       .n_pages = n_pages,
                       .costs = costs,
                       .end = cpu_seconds() + MAX_SECONDS,
                       .tags = tags};

    walk(&reading, root, &(Place){0}, 0);
    tell_page(input);
    return reading.given_up ? NULL : g_steal_pointer(&tags);
}
