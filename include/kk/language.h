/* language.h - the few words that tell, at a line's end, whether the text goes on. Data of
 * the text's language, Swedish, apart from the geometry that asks for them. */
#ifndef KK_LANGUAGE_H
#define KK_LANGUAGE_H

#include <stdbool.h>

/** kk_language_joins: whether a hyphen is suspended before @next, words that follow it:
 * "synpunkts- och klagomålshantering". */
bool kk_language_joins(const char *next);

/** kk_language_leaves_open: whether nothing ends with @word: a preposition, a conjunction, an
 * article. */
bool kk_language_leaves_open(const char *word);

#endif
