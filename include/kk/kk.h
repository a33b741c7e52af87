/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kk.h - all of kompass, as a library: libkompass.
 *
 *   path ─discover→ KkInput ─extract→ KkDocument ─layout→ KkLayout ─parse→ KkDraft
 *        ─normalise→ KkReport ─validate→ KkValidation
 *   KkResult = source + report + validation + diagnostics ─write→ bytes
 *
 * A stage takes the one type and returns the next, new and owned by the caller; it never
 * edits or points into the one before. kk_process() calls them in order:
 *
 *   g_autoptr(GError) error = NULL;
 *   g_autoptr(KkInput) input = kk_discover("huddinge-2017.pdf", &error);
 *   g_autoptr(KkResult) result = input != NULL ? kk_process(input, NULL, NULL, &error) : NULL;
 *   if (result != NULL)
 *       puts(result->report->municipality);      (which is NULL where none was found)
 *
 *   cc program.c $(pkg-config --cflags --libs kompass)
 *
 * Which header
 *   a report           input.h, attached.h, process.h, report.h, validation.h, diagnostic.h,
 *                      message.h, geometry.h
 *   to and from JSON   write.h, read.h
 *   pages about it     claims.h, reconcile.h, audit.h, render.h
 *   many reports       walk.h, isolate.h, fate.h, archive.h, export.h
 *   what is known      register.h (municipalities), edition.h (areas' names)
 *   between stages     document.h, layout.h, draft.h, and what they stand on: pattern.h,
 *                      language.h, interval.h. For who looks at a stage or puts one of his own
 *                      in its place; these change with the stages, the others as little as can be.
 *
 * Conventions
 *   Memory   "transfer full" is yours to free, with the type's own function, or with g_free()
 *            for text; "transfer none", "lent" and "static" are not. Functions that free take
 *            NULL. Parameters are lent unless told otherwise. What a struct points to is its
 *            own unless it says "lent" or "static". A "GPtrArray of X, owned" frees its X.
 *   Errors   A function with a GError fails with NULL, false or -1, and sets it: to one of
 *            error.h, with one line in English for people. Outputs are written on success only.
 *   Texts    UTF-8; paths are in the file system's bytes. What comes from a document may hold
 *            anything: kk_dup_sound() it, or escape it, before a terminal or a page gets it.
 *   Places   points from the top left corner of the page as it is displayed: geometry.h.
 *   Numbers  as printed, or unset; a year, ordinal or number of 0 is not stated.
 *   Locale   makes no difference; numbers have points.
 *   Threads  one at a time: patterns that were compiled, and poppler, are the process's.
 *   Memory that is refused ends the process, as everywhere with GLib.
 *
 * Documents of strangers can hang, crash or eat the process that reads them: kk_pool_new()
 * reads each in a confined child, kk_confine_self() confines a process that reads one. */
#ifndef KK_H
#define KK_H

#include <kk/archive.h>
#include <kk/attached.h>
#include <kk/audit.h>
#include <kk/blocks.h>
#include <kk/claims.h>
#include <kk/columns.h>
#include <kk/diagnostic.h>
#include <kk/divide.h>
#include <kk/document.h>
#include <kk/draft.h>
#include <kk/edition.h>
#include <kk/error.h>
#include <kk/export.h>
#include <kk/fate.h>
#include <kk/figures.h>
#include <kk/geometry.h>
#include <kk/input.h>
#include <kk/interval.h>
#include <kk/isolate.h>
#include <kk/labels.h>
#include <kk/language.h>
#include <kk/layout.h>
#include <kk/ocr.h>
#include <kk/pattern.h>
#include <kk/process.h>
#include <kk/read.h>
#include <kk/reconcile.h>
#include <kk/register.h>
#include <kk/render.h>
#include <kk/report.h>
#include <kk/tags.h>
#include <kk/validation.h>
#include <kk/walk.h>
#include <kk/witness.h>
#include <kk/words.h>
#include <kk/write.h>

#endif
