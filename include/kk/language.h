/* language.h - what the text's language, Swedish, has to say: the few words that tell, at a
 * line's end, whether the text goes on, apart from the geometry that asks for them; the order
 * of its alphabet. */
#ifndef KK_LANGUAGE_H
#define KK_LANGUAGE_H

#include <kk/macros.h>
#include <glib.h>
#include <stdbool.h>

KK_BEGIN_DECLS

/** kk_language_joins: whether a hyphen is suspended before @next, words that follow it:
 * "synpunkts- och klagomålshantering". */
bool kk_language_joins(const char *next);

/** kk_language_leaves_open: whether nothing ends with @word: a preposition, a conjunction, an
 * article. */
bool kk_language_leaves_open(const char *word);

/** kk_language_begins_stamp: whether @word can be the first of what kk_language_is_stamp() finds:
 * quick, for every word of a page. */
bool kk_language_begins_stamp(const char *word);

/** kk_language_is_stamp: whether all of @text is what a registry or a secretary put on a document:
 * a diary number, "Inkom 2018-11-04", an appendix's number, a signature's line. */
bool kk_language_is_stamp(const char *text);
/** kk_language_is_received: the same of a stamp that says when and where it was received. */
bool kk_language_is_received(const char *text);
/** kk_language_is_stamp_part: whether @text can be another line of such a stamp: the authority, the
 * date, the number. */
bool kk_language_is_stamp_part(const char *text);

/** kk_language_number: the number below 100 that the letters at @text spell ("tre", "tjugofem"),
 * or 0; @length: of the word, in bytes. */
int kk_language_number(const char *text, gsize *length);

/** kk_language_compare: the order of two texts (UTF-8) in the Swedish alphabet, å, ä and ö last,
 * capitals and other accents aside; 0 for the same text only. Not the locale's. */
int kk_language_compare(const char *a, const char *b);

KK_END_DECLS

#endif
