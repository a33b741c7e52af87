/* SPDX-License-Identifier: GPL-2.0-or-later */
/* suspects.h - what the files that doubt what was read share. */
#ifndef PARSE_SUSPECTS_H
#define PARSE_SUSPECTS_H

#include "outline.h"

/* Texts of one list are set in sizes that differ by less. */
#define SAME_SIZE 0.08

/* Doubts the item or topic @text, which stands @at. (suspects.c) */
void suspects_doubt_text(const Parse *parse, const KkAt *at, const char *text);

bool suspects_has_bullet(const KkLine *line);

/* Headings, topics, bullets and tables that chapters took for something else, and a summary that
 * nothing took. (suspect_parts.c) */
void suspects_doubt_parts(const Parse *parse);

/* Pages that are missing, or there twice. (suspect_pages.c) */
void suspects_doubt_pages(const Parse *parse);

#endif
