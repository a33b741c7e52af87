/* SPDX-License-Identifier: GPL-2.0-or-later */
/* count_tags_pdf.c - the rows and items that a PDF's structure tree tells, by its bytes.
 *
 * Its texts are drawn on the pages, and only poppler knows them; but which element is in which, and
 * on which page it begins, its dictionaries say. What they say is followed as far as some bounds
 * that no report comes near. */
#include "pdf_objects.h"

#include <kk/tags.h>

#define MAX_DEPTH 100      /* of the tree, and of that of pages; producers need 12 */
#define MAX_ELEMENTS 50000 /* an element may be in the tree twice; a report has 3,000 */
#define MAX_END 4096       /* bytes at the end in which the last trailer is looked for first */
#define MAX_LOOKED_AT (8u << 20) /* bytes, for the same reason; a report has 0.5 MB */

typedef struct {
    PdfObjects objects;
    GHashTable *pages; /* by the number of the page's object */
    int n_pages, n_most;
    guint n_elements, n_tables, n_lists;
    gsize n_looked_at;
    bool given_up;
    KkTagCounts *counts;
} Counting;

/* Where in the tree we are. */
typedef struct {
    int page;        /* on which content stands that says of none; 0: unknown */
    int table, list; /* that enclose it, by number; -1: none */
    int row, item;   /* the same, by index */
} Place;

static bool may_look_at(Counting *counting, gsize n)
{
    counting->n_looked_at += n;
    if (counting->n_looked_at > MAX_LOOKED_AT || ++counting->n_elements > MAX_ELEMENTS)
        counting->given_up = true;
    return !counting->given_up;
}

/* ---- pages ---------------------------------------------------------------------------------- */

static void number_pages(Counting *counting, guint number, int depth)
{
    const Bytes node = pdf_object(&counting->objects, number);
    gsize n_read;
    const Bytes kids = pdf_lookup(node, "/Kids", &n_read);

    if (depth > MAX_DEPTH || counting->n_pages > counting->n_most || !may_look_at(counting, n_read))
        return;
    if (kids.size == 0) {
        g_hash_table_insert(counting->pages, GUINT_TO_POINTER(number),
                            GINT_TO_POINTER(++counting->n_pages));
        return;
    }
    for (gsize at = pdf_skip_blanks(kids, 1); at < kids.size; at = pdf_skip_blanks(kids, at)) {
        const guint kid = pdf_reference(kids, at, &at);

        if (kid == 0 || counting->given_up)
            return;
        number_pages(counting, kid, depth + 1);
    }
}

/* The page that @value names; else that of @place. */
static int page_of(const Counting *counting, Bytes value, int otherwise)
{
    gsize end;
    const guint number = value.size > 0 ? pdf_reference(value, 0, &end) : 0;
    const gpointer page = g_hash_table_lookup(counting->pages, GUINT_TO_POINTER(number));

    return page != NULL ? GPOINTER_TO_INT(page) : otherwise;
}

/* ---- the tree ------------------------------------------------------------------------------- */

typedef struct {
    Bytes kind, kids, page;
} Element;

/* A literal. */
#define IS_NAME(value, name)                                                                       \
    ((value).size == sizeof(name) - 1 && memcmp((value).data, (name), sizeof(name) - 1) == 0)

/* False: it is no dictionary. */
static bool read_element(Counting *counting, Bytes in, Element *element)
{
    const gsize begin = pdf_skip_blanks(in, 0);
    gsize at = begin + 2;
    Bytes key, value;

    *element = (Element){0};
    if (!bytes_begin(in, begin, "<<"))
        return false;
    while (pdf_next_key(in, &at, &key, &value)) {
        if (IS_NAME(key, "/S"))
            element->kind = value;
        else if (IS_NAME(key, "/K"))
            element->kids = value;
        else if (IS_NAME(key, "/Pg"))
            element->page = value;
    }
    return may_look_at(counting, at);
}

static int add_part(GArray *parts, int of)
{
    const KkTagPart part = {.of = (guint)of};

    g_array_append_val(parts, part);
    return (int)parts->len - 1;
}

static void enter(Counting *counting, Bytes kind, Place *place)
{
    KkTagCounts *counts = counting->counts;

    if (IS_NAME(kind, "/Table"))
        *place = (Place){place->page, (int)counting->n_tables++, -1, -1, -1};
    else if (IS_NAME(kind, "/L"))
        *place = (Place){place->page, -1, (int)counting->n_lists++, -1, -1};
    else if (IS_NAME(kind, "/TR") && place->table >= 0)
        place->row = add_part(counts->rows, place->table);
    else if (IS_NAME(kind, "/LI") && place->list >= 0)
        place->item = add_part(counts->items, place->list);
    else if ((IS_NAME(kind, "/TD") || IS_NAME(kind, "/TH")) && place->row >= 0)
        g_array_index(counts->rows, KkTagPart, place->row).n_cells++;
}

/* Something is drawn that belongs to @place. */
static void mark(Counting *counting, const Place *place, int page)
{
    KkTagPart *part =
        place->row >= 0    ? &g_array_index(counting->counts->rows, KkTagPart, place->row)
        : place->item >= 0 ? &g_array_index(counting->counts->items, KkTagPart, place->item)
                           : NULL;

    if (part != NULL && part->page == 0)
        part->page = page;
}

static void visit_kids(Counting *counting, Bytes kids, const Place *place, int depth);

static void visit(Counting *counting, Bytes object, const Place *place, int depth)
{
    Element element;
    Place inner = *place;

    if (!read_element(counting, object, &element))
        return;
    inner.page = page_of(counting, element.page, place->page);
    if (element.kind.size == 0) {
        mark(counting, place, inner.page);
        return;
    }
    enter(counting, element.kind, &inner);
    visit_kids(counting, element.kids, &inner, depth + 1);
}

/* An element, a part of a page, or several of these. */
static void visit_kids(Counting *counting, Bytes kids, const Place *place, int depth)
{
    gsize at = bytes_begin(kids, 0, "[") ? 1 : 0;

    counting->given_up = counting->given_up || depth > MAX_DEPTH;
    for (at = pdf_skip_blanks(kids, at); at < kids.size && kids.data[at] != ']';
         at = pdf_skip_blanks(kids, at)) {
        const gsize from = at;
        const guint number = pdf_reference(kids, from, &at);

        if (counting->given_up)
            return;
        if (number > 0) {
            visit(counting, pdf_object(&counting->objects, number), place, depth);
            continue;
        }
        at = MAX(pdf_skip_value(kids, from), from + 1);
        if (bytes_begin(kids, from, "<<"))
            visit(counting, (Bytes){kids.data + from, at - from}, place, depth);
        else if (g_ascii_isdigit(kids.data[from]))
            mark(counting, place, place->page);
    }
}

/* ---- the file ------------------------------------------------------------------------------- */

KkTagCounts *kk_tag_counts_new(void)
{
    KkTagCounts *counts = g_new(KkTagCounts, 1);

    counts->rows = g_array_new(FALSE, TRUE, sizeof(KkTagPart));
    counts->items = g_array_new(FALSE, TRUE, sizeof(KkTagPart));
    return counts;
}

void kk_tag_counts_free(KkTagCounts *counts)
{
    if (counts == NULL)
        return;
    g_array_unref(counts->rows);
    g_array_unref(counts->items);
    g_free(counts);
}

/* The object that the value of @key names, or the value itself. */
static Bytes follow(const PdfObjects *objects, Bytes dictionary, const char *key)
{
    gsize end;
    const Bytes value = pdf_lookup(dictionary, key, &end);
    const guint number = value.size > 0 ? pdf_reference(value, 0, &end) : 0;

    return number > 0 ? pdf_object(objects, number) : value;
}

/* The catalogue that the last trailer names. */
static Bytes find_catalogue(const PdfObjects *objects, Bytes file)
{
    static const char key[] = "/Root";
    Bytes last = {0};
    gsize end;

    gsize at = bytes_find(file, file.size - MIN(file.size, MAX_END), key);
    for (at = at < file.size ? at : bytes_find(file, 0, key); at < file.size;
         at = bytes_find(file, at + 1, key)) {
        const gsize value = pdf_skip_blanks(file, at + sizeof key - 1);
        const guint number = pdf_reference(file, value, &end);

        last = number > 0 ? pdf_object(objects, number) : last;
    }
    return last;
}

static bool count(Counting *counting, Bytes file)
{
    if (!pdf_objects_index(&counting->objects, file))
        return false;
    const Bytes catalogue = find_catalogue(&counting->objects, file);
    const Bytes root = follow(&counting->objects, catalogue, "/StructTreeRoot");
    gsize end;
    const Bytes pages = pdf_lookup(catalogue, "/Pages", &end);
    const guint first = pages.size > 0 ? pdf_reference(pages, 0, &end) : 0;

    if (root.size == 0 || first == 0)
        return false;
    number_pages(counting, first, 0);
    if (counting->n_pages != counting->n_most)
        return false;
    visit_kids(counting, pdf_lookup(root, "/K", &end), &(Place){0, -1, -1, -1, -1}, 0);
    return !counting->given_up;
}

KkTagCounts *kk_count_tags(const KkInput *input, const KkDocument *document)
{
    g_autoptr(KkTagCounts) counts = kk_tag_counts_new();
    g_autoptr(GHashTable) pages = g_hash_table_new(NULL, NULL);
    Counting counting = {.pages = pages, .n_most = document->source.n_pages, .counts = counts};
    Bytes file;

    file.data = g_bytes_get_data(input->bytes, &file.size);
    const bool counted = count(&counting, file);
    if (counting.objects.places != NULL)
        pdf_objects_clear(&counting.objects);
    return counted ? g_steal_pointer(&counts) : NULL;
}
