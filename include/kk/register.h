/* SPDX-License-Identifier: GPL-2.0-or-later */
/* register.h - Sweden's municipalities: SCB's code, name and county. */
#ifndef KK_REGISTER_H
#define KK_REGISTER_H

#include <kk/macros.h>
#include <glib.h>
#include <stdbool.h>

KK_BEGIN_DECLS

typedef struct {
    const char *code, *name, *county; /* "0126", "Huddinge", "Stockholms län" */
} KkMunicipality;

/** kk_register, kk_register_length: all municipalities, by code: static. Source:
 * pipeline/words/municipalities.csv, the 290 of Statistics Sweden (SCB). */
extern const KkMunicipality kk_register[];
extern const gsize kk_register_length;

/**
 * kk_register_find:
 * @text: words that may hold a name: "ANALYS AV HUDDINGE KOMMUN 2017"
 * @forgive: whether one wrong letter is forgiven, where it leaves one name only
 * @whole: (out) (nullable): whether the text is the name alone, with or without "kommun",
 * "stad" or "Region"
 *
 * Finds the first municipality that @text names, with or without the genitive.
 *
 * Returns: (transfer none): the municipality, or %NULL
 */
const KkMunicipality *kk_register_find(const char *text, bool forgive, bool *whole);

/** kk_register_by_code: the municipality with this code of four digits, or %NULL. */
const KkMunicipality *kk_register_by_code(const char *code);

/**
 * kk_register_named:
 * @text: what a person wrote: a name, with or without "kommun", or a code ("0126", "126")
 *
 * Case makes no difference, nor do diacritics where they leave one name only.
 *
 * Returns: (transfer none): the municipality that @text names alone, or %NULL
 */
const KkMunicipality *kk_register_named(const char *text);

/** kk_register_county: the county that @text names ("Skåne", "skane lan", "12"), as the register
 * spells it: static; or %NULL. */
const char *kk_register_county(const char *text);

/**
 * kk_register_scan:
 * @from: the byte from which to search
 * @start: (out): where the name begins
 * @end: (out): where it ends, with a "kommun" or "stad" behind it
 *
 * The next municipality named in running text. A name that is a person's ("Peter Lund") or
 * begins a sentence as a common word ("Mark", "Berg") only counts with "kommun" or "stad",
 * or with "i" before it.
 *
 * Returns: (transfer none): the municipality, or %NULL
 */
const KkMunicipality *kk_register_scan(const char *text, gsize from, gsize *start, gsize *end);

KK_END_DECLS

#endif
