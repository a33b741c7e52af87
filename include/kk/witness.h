/* SPDX-License-Identifier: GPL-2.0-or-later */
/* witness.h - the tags of a PDF as a second opinion on what was read from its pages.
 *
 * Between normalise and validate: what the tags agree with is marked in the report, where they
 * differ there is a doubt. The report keeps what the page gave. */
#ifndef KK_WITNESS_H
#define KK_WITNESS_H

#include <kk/macros.h>
#include <kk/report.h>
#include <kk/tags.h>

KK_BEGIN_DECLS

/**
 * kk_witness_pages:
 * @n_pages: of the file
 *
 * Returns: (transfer full): on which pages tags can be compared with @report, as kk_extract_tags()
 * takes it; g_free() it. %NULL: on none
 */
guint8 *kk_witness_pages(const KkReport *report, int n_pages);

/**
 * kk_witness:
 *
 * Marks the scores of @report that @tags have too. A table, a list or the headings count only where
 * at least three in four of what can be compared agree, so bad tags cause no doubt.
 */
void kk_witness(KkReport *report, const KkTags *tags, KkDiagnostics *doubts);

/**
 * kk_witness_counts:
 * @lists: whether lists are compared, too: kk_witness() does it by their texts
 *
 * Doubts where a score table has more or fewer rows, or a list more or fewer items on a page, than
 * @counts tell, of tables and of lists alone where most agree, as above.
 */
void kk_witness_counts(const KkReport *report, const KkTagCounts *counts, bool lists,
                       KkDiagnostics *doubts);

KK_END_DECLS

#endif
