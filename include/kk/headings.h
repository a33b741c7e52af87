/* SPDX-License-Identifier: GPL-2.0-or-later */
/* headings.h - blocks: which lines head something, by how they are set and where they stand
 * again; knows no word. */
#ifndef KK_HEADINGS_H
#define KK_HEADINGS_H

#include <kk/layout.h>

KK_BEGIN_DECLS

/** kk_line_is_set_apart: larger than the text of @body_size points, bold, or marked as a heading.
 */
bool kk_line_is_set_apart(const KkLine *line, double body_size);

/** kk_line_is_set_as: the same size, weight and mark. */
bool kk_line_is_set_as(const KkLine *line, const KkLine *other);

/** kk_line_stands_alone: whether @line goes on with nothing: what is above it, @before (or
 * %NULL), stands off, ends a sentence, or ended before it had to. */
bool kk_line_stands_alone(const KkLine *line, const KkLine *before);

/** kk_text_has_lower: whether any letter of @text is in lower case. */
bool kk_text_has_lower(const char *text);

/**
 * kk_headings_repeated:
 * @sections: (array length=layout->lines->len): the section that each line is in, from 1,
 * ascending; 0: not to be looked at
 *
 * Finds the lines that stand in most sections, worded and set alike; numbers in them, and what
 * stands in brackets at their end, may differ.
 *
 * Returns: (transfer full) (array length=layout->lines->len): the group of each line, from 1 in
 * the order of their first lines; 0: in none
 */
guint *kk_headings_repeated(const KkLayout *layout, const guint *sections);

KK_END_DECLS

#endif
