/* SPDX-License-Identifier: GPL-2.0-or-later */
/* divide.h - which runs of a file's pages are reports, and which are other papers.
 *
 * A municipality's archive holds reports as the registrar filed them: as an appendix of an agenda,
 * behind a letter, two in one file. Each is then read by itself, as if the others were not there.
 */
#ifndef KK_DIVIDE_H
#define KK_DIVIDE_H

#include <kk/layout.h>
#include <kk/macros.h>

KK_BEGIN_DECLS

/* Pages of a file, from 1; the last is in it. */
typedef struct {
    int first, last;
} KkPart;

/**
 * kk_divide:
 * @layout: of the whole of @document
 *
 * Looks for pages on which a paper begins, by its title and by page numbers that begin anew or come
 * to their end; then reads what lies between, to tell reports from other papers and from a report's
 * own annexes. A file without such pages costs one look at the first and last lines of each.
 *
 * Returns: (transfer full) (nullable): of KkPart, in order: the reports; %NULL: the file is one
 * paper, or no part of it is a report by itself
 */
GArray *kk_divide(const KkDocument *document, const KkLayout *layout);

KK_END_DECLS

#endif
