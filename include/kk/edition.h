/* SPDX-License-Identifier: GPL-2.0-or-later */
/* edition.h - the revisions of Kommunkompassen, as data.
 *
 * Adding one is adding a file under pipeline/words/editions/ and its line in editions.c. */
#ifndef KK_EDITION_H
#define KK_EDITION_H

#include <kk/macros.h>
#include <glib.h>
#include <stdbool.h>

KK_BEGIN_DECLS

#define KK_EDITION_AREAS 8
#define KK_AREA_SPELLINGS 6

typedef struct {
    const char *id;                       /* of the contract: the same for every spelling */
    const char *names[KK_AREA_SPELLINGS]; /* as printed; dashes, commas, case and blanks aside */
} KkEditionArea;

typedef struct {
    const char *year; /* in which it came into use: the edition's name in the contract */
    KkEditionArea areas[KK_EDITION_AREAS]; /* number 1 first */
} KkEdition;

/** kk_editions: (array zero-terminated=1): all of them, oldest first: static. */
extern const KkEdition *const kk_editions[];

/**
 * kk_edition_find_area:
 *
 * Returns: the number (from 1) of the area that is called @name in @edition, one letter's
 * misspelling forgiven, or by a name that was added (words.h); 0: none is
 */
int kk_edition_find_area(const KkEdition *edition, const char *name);

/** kk_editions_find_area: the same in any edition; the newest that knows the name tells. */
int kk_editions_find_area(const char *name);

/** kk_name_key: letters and digits of @name, case-folded; g_free() it. */
char *kk_name_key(const char *name);

/** kk_name_fold: the same without diacritics: "ostragoinge"; g_free() it. */
char *kk_name_fold(const char *name);

/** kk_edit_distance: letters to change, add or leave out from @a to @b; @most + 1 when more. */
guint kk_edit_distance(const char *a, const char *b, guint most);

KK_END_DECLS

#endif
