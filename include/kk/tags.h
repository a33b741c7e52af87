/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tags.h - what a tagged PDF says of itself: its tables, lists and headings, by its structure tree.
 *
 * Producers tag badly: trees are empty, tables are paragraphs. Nothing here is read as a report;
 * witness.h holds it against what the page gave. */
#ifndef KK_TAGS_H
#define KK_TAGS_H

#include <kk/document.h>
#include <kk/macros.h>

KK_BEGIN_DECLS

typedef struct {
    int page;         /* from 1, on which its first text stands; 0: it has none */
    GPtrArray *cells; /* of char *, in their order; "" where nothing stands */
} KkTagRow;

typedef struct {
    GPtrArray *items; /* of char *: how each begins */
    guint n_headings; /* that stand before the list */
} KkTagList;

typedef struct {
    GPtrArray *tables;   /* of GPtrArray of KkTagRow */
    GPtrArray *lists;    /* of KkTagList */
    GPtrArray *headings; /* of char * */
} KkTags;

/* What to look for on a page. */
typedef enum {
    KK_TAGS_TABLES = 1 << 0,
    KK_TAGS_LISTS = 1 << 1,
    KK_TAGS_HEADINGS = 1 << 2,
} KkTagsWanted;

/* A row of a table, or an item of a list, without its text. */
typedef struct {
    int page;      /* from 1, on which it begins; 0: it has no text */
    guint of;      /* its table or list, by number */
    guint n_cells; /* of a row */
} KkTagPart;

typedef struct {
    GArray *rows;  /* of KkTagPart */
    GArray *items; /* of KkTagPart */
} KkTagCounts;

/**
 * kk_count_tags:
 * @input: a PDF that kk_extract() has read
 * @document: what it gave
 *
 * The rows and items that the tags tell, by the bytes of the file: poppler needs a third of what
 * all else takes for the tree alone, this a hundredth.
 *
 * Returns: (transfer full): free with kk_tag_counts_free(); %NULL: the file has no tree, or one
 * that is damaged or too large
 */
KkTagCounts *kk_count_tags(const KkInput *input, const KkDocument *document);
/** kk_tag_counts_new: Returns: (transfer full): empty. */
KkTagCounts *kk_tag_counts_new(void);
void kk_tag_counts_free(KkTagCounts *counts);

/** kk_tags_choose: whether the tags of the documents to come are read in full: all of this process.
 */
void kk_tags_choose(bool in_full);

/** kk_tags_chosen: as kk_tags_choose() said; false unless it was called. */
bool kk_tags_chosen(void);

/**
 * kk_extract_tags:
 * @input: a PDF that kk_extract() has read
 * @document: what it gave
 * @wanted: of #KkTagsWanted, for each page by its number; others cost nothing
 *
 * Poppler follows a whole page for each of its texts, some 0.8 ms: of a cell or an item only
 * the beginning is read, that of a cell with 12 letters or digits if it has so many.
 *
 * Returns: (transfer full): free with kk_tags_free(); %NULL: it has no tags, or too many
 */
KkTags *kk_extract_tags(const KkInput *input, const char *password, const KkDocument *document,
                        const guint8 *wanted);
/** kk_tags_new: Returns: (transfer full): empty. */
KkTags *kk_tags_new(void);
void kk_tags_free(KkTags *tags);

/** kk_tags_add_table: Returns: (transfer none): empty. */
GPtrArray *kk_tags_add_table(KkTags *tags);
/** kk_tag_table_add_row: Returns: (transfer none): without cells. */
KkTagRow *kk_tag_table_add_row(GPtrArray *table);
/** kk_tags_add_list: Returns: (transfer none): empty, behind the headings so far. */
KkTagList *kk_tags_add_list(KkTags *tags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkTags, kk_tags_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkTagCounts, kk_tag_counts_free)

KK_END_DECLS

#endif
