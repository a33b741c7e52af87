/* words.h - the words that readers compare with, each kind in one list; sentences and headings have
 * patterns (pattern.h), names of areas the editions (edition.h). */
#ifndef KK_WORDS_H
#define KK_WORDS_H

#include <kk/columns.h>
#include <kk/macros.h>

KK_BEGIN_DECLS

/* What a word of a column's head says, by how it begins. */
typedef struct {
    const char *start; /* lower case */
    KkRole role;
    double weight;     /* the less it is said of other columns, the greater */
} KkColumnWord;

/* What a document is that says so of itself at its head. */
typedef struct {
    const char *word; /* lower case */
    const char *is;
} KkLookalike;

/** kk_column_words: end with an unset one, as the next: static. Of two that begin a word the first
 * counts. */
extern const KkColumnWord kk_column_words[];
extern const KkLookalike kk_lookalikes[];

/* Of a figure: its unit, what says that a maximum follows or has been told, and what stands where
 * there is none. Lists end with NULL. */
extern const char *const kk_words_percent[], *const kk_words_points[];
extern const char *const kk_words_before_maximum[], *const kk_words_behind_maximum[];
extern const char *const kk_words_nothing[];

/** kk_words_ordinals: the first to the last evaluation, lower case: static. */
extern const char *const kk_words_ordinals[];

KK_END_DECLS

#endif
