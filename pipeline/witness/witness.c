/* SPDX-License-Identifier: GPL-2.0-or-later */
/* witness.c - a report and the tags of its PDF: marks on the numbers that agree, doubts where the
 * tags differ.
 *
 * A cell's text is that of the page; what tags add is which row and column it is of, and where an
 * item begins. Poppler may give letters that are not ASCII wrong, so texts are compared without
 * them. */
#include "internal.h"

#include <string.h>

#define MAX_LABEL 2      /* letters of a list's label ("a", "10") that the page's item lacks */
#define LEAST_LETTERS 12 /* of a question, that tell it from others */

/* ASCII letters and digits; g_free() it. */
static char *dup_key(const char *text)
{
    g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
    GString *key = g_string_new(NULL);

    for (const char *p = composed; p != NULL && *p != '\0'; p++)
        if (g_ascii_isalnum(*p))
            g_string_append_c(key, g_ascii_tolower(*p));
    return g_string_free(key, FALSE);
}

static bool is_on_page(const KkAt *at, int page)
{
    for (guint i = 0; i < at->len; i++)
        if (g_array_index(at, KkPlace, i).page == page)
            return true;
    return false;
}

static KkArea *area_at(const KkReport *report, guint i)
{
    return g_ptr_array_index(report->areas, i);
}

/* ---- tables -----------------------------------------------------------------------------------
 */

/* A row of tags, and the score that the page gave for it. */
typedef struct {
    const KkTagRow *row;
    guint index; /* of @row in its table */
    const KkArea *area;
    const char *subject; /* "1.3"; NULL: the area's total */
    KkScore *score;
} Match;

static bool has_code(const char *cell, const char *code)
{
    const gsize n = strlen(code);

    return n > 0 && strncmp(cell, code, n) == 0 && !g_ascii_isalnum(cell[n]) &&
           !(cell[n] == '.' && g_ascii_isdigit(cell[n + 1]));
}

static bool has_text(const char *cell, const char *text)
{
    g_autofree char *tagged = dup_key(cell), *read = dup_key(text != NULL ? text : "");

    return strlen(tagged) >= LEAST_LETTERS && g_str_has_prefix(read, tagged);
}

/* Whether the row begins with the question's code or, where none is printed, with its words. */
static bool is_row_of(const KkTagRow *row, const KkQuestion *question)
{
    for (guint i = 0; i < MIN(row->cells->len, 2); i++) {
        const char *cell = g_ptr_array_index(row->cells, i);

        if (question->printed_code != NULL ? has_code(cell, question->printed_code)
                                           : has_text(cell, question->text))
            return true;
    }
    return false;
}

/* The question of which alone it is the row. */
static bool find_question(const KkReport *report, const KkTagRow *row, Match *match)
{
    guint n = 0;

    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = area_at(report, i);

        for (guint k = 0; k < area->questions->len; k++) {
            KkQuestion *question = g_ptr_array_index(area->questions, k);

            if (is_on_page(question->score.at, row->page) && is_row_of(row, question)) {
                match->area = area;
                match->subject = question->code;
                match->score = &question->score;
                n++;
            }
        }
    }
    return n == 1;
}

static GArray *match_rows(const KkReport *report, const GPtrArray *table)
{
    GArray *matches = g_array_new(FALSE, TRUE, sizeof(Match));

    for (guint i = 0; i < table->len; i++) {
        Match match = {.row = g_ptr_array_index(table, i), .index = i};

        if (match.row->page > 0 && find_question(report, match.row, &match))
            g_array_append_val(matches, match);
    }
    return matches;
}

/* The number in the row's cell that is @column from its end, from 1; unset where there is none. */
static KkNumber number_in(const KkTagRow *row, guint column)
{
    return column > 0 && column <= row->cells->len
               ? kk_number_parse(g_ptr_array_index(row->cells, row->cells->len - column))
               : (KkNumber){false, 0, 0};
}

static bool is_same(const KkNumber *one, const KkNumber *other)
{
    return one->value == other->value;
}

/* How many of the rows, as wide as @width, have in @column what the page gave for @which. */
static void count_column(const GArray *matches, guint width, guint column, int which,
                         guint *n_agree, guint *n_differ)
{
    *n_agree = *n_differ = 0;
    for (guint i = 0; i < matches->len; i++) {
        const Match *match = &g_array_index(matches, Match, i);
        const KkNumber *read = kk_score_number(match->score, which);
        const KkNumber tagged = number_in(match->row, column);

        if (match->row->cells->len == width && read->set && tagged.set)
            ++*(is_same(read, &tagged) ? n_agree : n_differ);
    }
}

/* The column, from the end, that agrees most; 0: none is to be trusted. */
static guint find_column(const GArray *matches, guint width, int which)
{
    guint best = 0, n_best = 0;

    for (guint column = 1; column <= width; column++) {
        guint n_agree, n_differ;

        count_column(matches, width, column, which, &n_agree, &n_differ);
        if (is_trusted(n_agree, n_differ) && n_agree > n_best) {
            best = column;
            n_best = n_agree;
        }
    }
    return best;
}

static void doubt_number(KkDiagnostics *doubts, const Match *match, const KkNumber *read,
                         const KkNumber *tagged)
{
    g_autofree char *area = g_strdup_printf("%d", match->area->number);

    kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, match->score->at,
                       kk_message(KK_SAYS_TAGS_NUMBER, NULL,
                                  KK_TEXT(match->subject != NULL ? match->subject : area),
                                  KK_NUMBER(read->value), KK_NUMBER(tagged->value)));
}

static void compare_row(const Match *match, const guint columns[KK_N_NUMBERS],
                        KkDiagnostics *doubts)
{
    for (int which = 0; which < KK_N_NUMBERS; which++) {
        const KkNumber *read = kk_score_number(match->score, which);
        const KkNumber tagged = number_in(match->row, columns[which]);

        if (columns[which] == 0 || !read->set || !tagged.set)
            continue;
        if (is_same(read, &tagged))
            match->score->tagged[which] = true;
        else
            doubt_number(doubts, match, read, &tagged);
    }
}

/* The total's row is known by one of its numbers, behind the last of the area's questions. */
static bool is_total(const Match *match, const guint columns[KK_N_NUMBERS])
{
    for (int which = 0; which < KK_N_NUMBERS; which++) {
        const KkNumber *read = kk_score_number(match->score, which);
        const KkNumber tagged = number_in(match->row, columns[which]);

        if (columns[which] > 0 && read->set && tagged.set && is_same(read, &tagged))
            return true;
    }
    return false;
}

static void compare_total(const GPtrArray *table, const Match *last,
                          const guint columns[KK_N_NUMBERS], KkDiagnostics *doubts)
{
    Match total = *last;

    if (last->index + 1 >= table->len || !last->area->has_score)
        return;
    total.row = g_ptr_array_index(table, last->index + 1);
    total.subject = NULL;
    total.score = (KkScore *)&last->area->score;
    if (is_on_page(total.score->at, total.row->page) && is_total(&total, columns))
        compare_row(&total, columns, doubts);
}

static guint count_as_wide(const GArray *matches, guint width)
{
    guint n = 0;

    for (guint i = 0; i < matches->len; i++)
        n += g_array_index(matches, Match, i).row->cells->len == width;
    return n;
}

/* How many cells most rows have: one in which cells are joined has its numbers elsewhere. */
static guint find_width(const GArray *matches)
{
    guint best = 0;

    for (guint i = 0; i < matches->len; i++) {
        const guint width = g_array_index(matches, Match, i).row->cells->len;

        if (best == 0 || count_as_wide(matches, width) > count_as_wide(matches, best))
            best = width;
    }
    return best;
}

static void compare_table(const KkReport *report, const GPtrArray *table, KkDiagnostics *doubts)
{
    g_autoptr(GArray) matches = match_rows(report, table);
    guint columns[KK_N_NUMBERS];

    if (matches->len < LEAST_AGREEING)
        return;
    const guint width = find_width(matches);
    for (int which = 0; which < KK_N_NUMBERS; which++)
        columns[which] = find_column(matches, width, which);
    for (guint i = 0; i < matches->len; i++) {
        const Match *match = &g_array_index(matches, Match, i);
        const Match *next = i + 1 < matches->len ? match + 1 : NULL;

        if (match->row->cells->len == width)
            compare_row(match, columns, doubts);
        if (next == NULL || next->area != match->area)
            compare_total(table, match, columns, doubts);
    }
}

/* ---- lists ------------------------------------------------------------------------------------
 */

/* An item of a tagged list. */
typedef struct {
    const char *text;
    char *key;
    guint list;         /* to which it belongs */
    const KkItem *item; /* that the page gave; NULL: none */
    const KkArea *area; /* of which that is */
} TagItem;

static void tag_item_clear(gpointer data)
{
    g_free(((TagItem *)data)->key);
}

static GArray *list_items(const KkTags *tags)
{
    GArray *items = g_array_new(FALSE, TRUE, sizeof(TagItem));

    g_array_set_clear_func(items, tag_item_clear);
    for (guint i = 0; i < tags->lists->len; i++) {
        const GPtrArray *list = ((KkTagList *)g_ptr_array_index(tags->lists, i))->items;

        for (guint k = 0; k < list->len; k++) {
            const char *text = g_ptr_array_index(list, k);
            TagItem item = {.text = text, .key = dup_key(text), .list = i};
            g_array_append_val(items, item);
        }
    }
    return items;
}

/* Whether an item of the page begins as the tags say, a label aside. */
static bool begins_alike(const char *read, const char *tagged)
{
    for (guint label = 0; label <= MAX_LABEL && tagged[label] != '\0'; label++) {
        const gsize n = MIN(strlen(read), strlen(tagged + label));

        if (n > 0 && (label == 0 || n >= LEAST_LETTERS / 2) &&
            strncmp(read, tagged + label, n) == 0)
            return true;
    }
    return false;
}

/* The item of the tags that is this one: of several that begin so, the one that goes on longest as
 * this does, lest a topic be taken for it. */
static bool find_item(const KkArea *area, const KkItem *item, GArray *tagged)
{
    g_autofree char *key = dup_key(item->text);
    TagItem *best = NULL;

    for (guint i = 0; i < tagged->len; i++) {
        TagItem *one = &g_array_index(tagged, TagItem, i);

        if (one->item == NULL && begins_alike(key, one->key) &&
            (best == NULL || strlen(one->key) > strlen(best->key)))
            best = one;
    }
    if (best != NULL) {
        best->item = item;
        best->area = area;
    }
    return best != NULL;
}

static void compare_items(const KkArea *area, const GPtrArray *items, GArray *tagged,
                          KkDiagnostics *doubts)
{
    g_autoptr(GPtrArray) missing = g_ptr_array_new();

    for (guint i = 0; i < items->len; i++)
        if (!find_item(area, g_ptr_array_index(items, i), tagged))
            g_ptr_array_add(missing, g_ptr_array_index(items, i));
    if (!is_trusted(items->len - missing->len, missing->len))
        return;
    for (guint i = 0; i < missing->len; i++) {
        const KkItem *item = g_ptr_array_index(missing, i);

        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, item->at,
                           kk_message(KK_SAYS_TAGS_ITEM_MISSING, NULL, KK_TEXT(item->text)));
    }
}

/* The items that only the tags have, in the list from @first to before @end. */
static void compare_tagged(const GArray *tagged, guint first, guint end, KkDiagnostics *doubts)
{
    const KkItem *near = NULL;
    guint n_known = 0, n_more = 0;

    for (guint i = first; i < end; i++) {
        const TagItem *one = &g_array_index(tagged, TagItem, i);

        n_known += one->item != NULL;
        n_more += one->item == NULL && *one->key != '\0';
        near = near == NULL ? one->item : near;
    }
    if (!is_trusted(n_known, n_more))
        return;
    for (guint i = first; i < end; i++) {
        const TagItem *one = &g_array_index(tagged, TagItem, i);

        if (one->item != NULL)
            near = one->item;
        else if (*one->key != '\0')
            kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, near->at,
                               kk_message(KK_SAYS_TAGS_ITEM_MORE, NULL, KK_TEXT(one->text)));
    }
}

static void compare_lists(const KkReport *report, GArray *tagged, KkDiagnostics *doubts)
{
    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = area_at(report, i);

        compare_items(area, area->strengths, tagged, doubts);
        compare_items(area, area->improvements, tagged, doubts);
    }
    for (guint i = 0, first = 0; i < tagged->len; i++)
        if (i + 1 == tagged->len || g_array_index(tagged, TagItem, i + 1).list !=
                                        g_array_index(tagged, TagItem, first).list) {
            compare_tagged(tagged, first, i + 1, doubts);
            first = i + 1;
        }
}

/* ---- headings ---------------------------------------------------------------------------------
 */

/* The area that a heading names, by the longest of their names in it; NULL: none. */
static const KkArea *area_of_heading(const KkReport *report, const char *heading)
{
    g_autofree char *key = dup_key(heading);
    const KkArea *found = NULL;
    gsize longest = 0;

    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = area_at(report, i);
        g_autofree char *name = dup_key(area->name);
        const gsize n = strlen(name);

        if (n > longest && strstr(key, name) != NULL) {
            found = area;
            longest = n;
        }
    }
    return found;
}

/* Whether each area has a heading: else one that is not tagged has its lists under another's. */
static bool has_all_headings(const KkReport *report, const KkTags *tags)
{
    g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < tags->headings->len; i++)
        g_hash_table_add(found,
                         (gpointer)area_of_heading(report, g_ptr_array_index(tags->headings, i)));
    g_hash_table_remove(found, NULL);
    return g_hash_table_size(found) == report->areas->len;
}

/* Under which area's heading each tagged list stands; NULL: before the first. */
static const KkArea **list_areas(const KkReport *report, const KkTags *tags)
{
    const KkArea **areas = g_new0(const KkArea *, tags->lists->len + 1);
    const KkArea *area = NULL;
    guint heading = 0;

    for (guint i = 0; i < tags->lists->len; i++) {
        const KkTagList *list = g_ptr_array_index(tags->lists, i);

        for (; heading < list->n_headings; heading++) {
            const KkArea *named =
                area_of_heading(report, g_ptr_array_index(tags->headings, heading));
            area = named != NULL ? named : area;
        }
        areas[i] = area;
    }
    return areas;
}

/* Whether the items stand under the headings of their areas. */
static void compare_headings(const KkReport *report, const KkTags *tags, const GArray *tagged,
                             KkDiagnostics *doubts)
{
    if (!has_all_headings(report, tags))
        return;
    g_autofree const KkArea **areas = list_areas(report, tags);
    g_autoptr(GPtrArray) others = g_ptr_array_new();
    guint n_agree = 0;

    for (guint i = 0; i < tagged->len; i++) {
        const TagItem *one = &g_array_index(tagged, TagItem, i);

        if (one->item != NULL && areas[one->list] == one->area)
            n_agree++;
        else if (one->item != NULL && areas[one->list] != NULL)
            g_ptr_array_add(others, (gpointer)one);
    }
    if (!is_trusted(n_agree, others->len))
        return;
    for (guint i = 0; i < others->len; i++) {
        const TagItem *one = g_ptr_array_index(others, i);

        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, one->item->at,
                           kk_message(KK_SAYS_TAGS_AREA, NULL, KK_NUMBER(one->area->number),
                                      KK_TEXT(one->item->text)));
    }
}

/* ---- the whole --------------------------------------------------------------------------------
 */

static void want(guint8 *pages, int n_pages, const KkAt *at, KkTagsWanted what)
{
    for (guint i = 0; i < at->len; i++) {
        const int page = g_array_index(at, KkPlace, i).page;

        if (page >= 1 && page <= n_pages)
            pages[page] |= what;
    }
}

static void want_items(guint8 *pages, int n_pages, const GPtrArray *items)
{
    for (guint i = 0; i < items->len; i++)
        want(pages, n_pages, ((const KkItem *)g_ptr_array_index(items, i))->at, KK_TAGS_LISTS);
}

/* Up to the last page with items, where there are some; tells at [0] whether anything is wanted. */
static void want_headings(guint8 *pages, int n_pages)
{
    bool before_items = false;

    for (int page = n_pages; page >= 1; page--) {
        before_items = before_items || (pages[page] & KK_TAGS_LISTS) != 0;
        pages[0] |= pages[page];
        if (before_items)
            pages[page] |= KK_TAGS_HEADINGS;
    }
}

guint8 *kk_witness_pages(const KkReport *report, int n_pages)
{
    g_autofree guint8 *pages = g_new0(guint8, MAX(n_pages, 0) + 1);

    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = area_at(report, i);

        for (guint k = 0; k < area->questions->len; k++)
            want(pages, n_pages, ((KkQuestion *)g_ptr_array_index(area->questions, k))->score.at,
                 KK_TAGS_TABLES);
        want_items(pages, n_pages, area->strengths);
        want_items(pages, n_pages, area->improvements);
    }
    want_headings(pages, n_pages);
    return pages[0] != 0 ? g_steal_pointer(&pages) : NULL;
}

void kk_witness(KkReport *report, const KkTags *tags, KkDiagnostics *doubts)
{
    for (guint i = 0; i < tags->tables->len; i++)
        compare_table(report, g_ptr_array_index(tags->tables, i), doubts);
    g_autoptr(GArray) tagged = list_items(tags);
    compare_lists(report, tagged, doubts);
    compare_headings(report, tags, tagged, doubts);
}
