/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words.h - the words that readers compare with, each kind in one list; sentences and headings have
 * patterns (pattern.h), names of areas the editions (edition.h). Files may add words to some of
 * them. */
#ifndef KK_WORDS_H
#define KK_WORDS_H

#include <kk/columns.h>
#include <kk/macros.h>
#include <glib.h>
#include <stdbool.h>

KK_BEGIN_DECLS

/* What a word of a column's head says, by how it begins. */
typedef struct {
    const char *start; /* lower case */
    KkRole role;
    double weight; /* the less it is said of other columns, the greater */
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

/** kk_words_counts: "en", "två" and so on, lower case: static. */
extern const char *const kk_words_counts[];

/** kk_words_ordinals: the first to the last evaluation, lower case: static. */
extern const char *const kk_words_ordinals[];

/** kk_words_pairs: the commonest pairs of letters in the texts of reports, parted by blanks:
 * static. */
extern const char kk_words_pairs[];

/* ---- words that files add --------------------------------------------------------------- */

/* What words can be added to. */
typedef enum {
    KK_WORDS_NONE,
    KK_WORDS_STRENGTHS,
    KK_WORDS_IMPROVEMENTS,
    KK_WORDS_OVERVIEW,
    KK_WORDS_TOPICS,
    KK_WORDS_CONTENTS,
    KK_WORDS_END,
    KK_WORDS_CAPTION,
    KK_WORDS_TOTAL,
    KK_WORDS_COLUMN_AREAS,
    KK_WORDS_COLUMN_POINTS,
    KK_WORDS_COLUMN_MAXIMUM,
    KK_WORDS_COLUMN_PERCENT,
    KK_WORDS_COLUMN_EARLIER,
    KK_WORDS_COLUMN_AVERAGE,
    KK_WORDS_COLUMN_CHANGE,
    KK_WORDS_COLUMN_RANK,
    KK_WORDS_AREA, /* of number 1 */
    KK_WORDS_LAST_AREA = KK_WORDS_AREA + 7,
    KK_N_WORD_GROUPS
} KkWordGroup;

#define KK_MAX_WORDS_FILE (1u << 20) /* bytes */
#define KK_MAX_WORDINGS 10000        /* of all files */
#define KK_MAX_WORDING 120           /* characters of one */

/** kk_word_group_name: as files call it: "column.points", "area.3"; "": %KK_WORDS_NONE: static. */
const char *kk_word_group_name(KkWordGroup group);

/**
 * kk_words_read_file:
 *
 * Adds the words of a file to those of the program, for all that is read from now on, in this
 * process and those that it forks. The file has GKeyFile's syntax: groups, and in each "words="
 * with wordings that semicolons part, as often as one likes. Case, blanks and punctuation make no
 * difference in a wording; nothing in it is special.
 *
 * Errors: %KK_ERROR_UNREADABLE; %KK_ERROR_LIMIT above #KK_MAX_WORDS_FILE, #KK_MAX_WORDINGS or
 * #KK_MAX_WORDING; %KK_ERROR_DAMAGED for what is no such file, naming the line and what may stand
 * there. Then none of its words is added.
 */
bool kk_words_read_file(const char *path, GError **error);

/** kk_words_forget: what was added. */
void kk_words_forget(void);

/** kk_words_count: how many words were added to @group; %KK_WORDS_NONE: to all. */
guint kk_words_count(KkWordGroup group);

/** kk_words_know: whether the @length bytes of @text are words that were added to @group. */
bool kk_words_know(KkWordGroup group, const char *text, gsize length);

/** kk_words_find: the group, of [@first, @last], to which all of @text was added; or none. */
KkWordGroup kk_words_find(KkWordGroup first, KkWordGroup last, const char *text);

/** kk_words_in: whether some run of @text's words was added to @group. */
bool kk_words_in(KkWordGroup group, const char *text);

/**
 * kk_words_find_run:
 * @words: (array zero-terminated=1)
 * @n: (out): how many of @words
 *
 * Returns: the group of a column's heads to which the longest run at the beginning of @words was
 * added; or none
 */
KkWordGroup kk_words_find_run(char *const *words, guint *n);

/** kk_words_digest: of all that was added, in whatever order: 64 hexadecimal digits; "" when
 * nothing was: static, until more is. */
const char *kk_words_digest(void);

KK_END_DECLS

#endif
