/* SPDX-License-Identifier: GPL-2.0-or-later */
/* language.h - what the text's language, Swedish, has to say: the few words that tell, at a line's
 * end, whether the text goes on, and what a stamp says, for layout/, which is handed them and knows
 * no word; what reports are about; numbers and months in words; the order of its alphabet. */
#ifndef KK_LANGUAGE_H
#define KK_LANGUAGE_H

#include <kk/layout.h>

KK_BEGIN_DECLS

/** kk_swedish: what kk_layout() asks of it. */
extern const KkLayoutLanguage kk_swedish;

/** kk_subject: letters that stand in the name of what every report is about. */
extern const char kk_subject[];

/** kk_language_leaves_open: whether nothing ends with @word: a preposition, a conjunction, an
 * article. */
bool kk_language_leaves_open(const char *word);

/** kk_text_skip_prefix: the length of @prefix (ASCII letters in lower case) where @text begins with
 * it, in whatever case; or 0. */
gsize kk_text_skip_prefix(const char *text, const char *prefix);

/** kk_text_may_have_digit: false: none stands in @text, of no script. */
bool kk_text_may_have_digit(const char *text);

/** kk_language_number: the number below 100 that the letters at @text spell ("tre", "tjugofem"),
 * or 0; @length: of the word, in bytes. */
int kk_language_number(const char *text, gsize *length);

/** kk_language_roman: the number from 1 to 8 that the capitals I and V at @text make, or 0;
 * @length: of the numeral, in bytes. */
int kk_language_roman(const char *text, gsize *length);

/** kk_language_ordinal: 1 for "första", "Första" or "1:a" and so on, by kk_words_ordinals; 0:
 * another word, or %NULL. */
int kk_language_ordinal(const char *word);

/** kk_language_month: the month, from 1, that @name begins as ("maj", "okt.", "October"); 0: none.
 */
int kk_language_month(const char *name);

/** kk_language_compare: the order of two texts (UTF-8) in the Swedish alphabet, å, ä and ö last,
 * capitals and other accents aside; 0 for the same text only. Not the locale's. */
int kk_language_compare(const char *a, const char *b);

KK_END_DECLS

#endif
