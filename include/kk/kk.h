/* kk.h - all of kompass.
 *
 *   path ─discover→ KkInput ─extract→ KkDocument ─layout→ KkLayout ─parse→ KkDraft
 *        ─normalise→ KkReport ─validate→ KkValidation
 *   KkResult = source + report + validation + diagnostics ─write→ bytes
 *
 * A stage takes the one type and returns the next, new and owned by the caller; it never
 * edits or points into the one before. pipeline/process.c calls them in order. */
#ifndef KK_H
#define KK_H

#include <kk/archive.h>
#include <kk/audit.h>
#include <kk/claims.h>
#include <kk/diagnostic.h>
#include <kk/document.h>
#include <kk/draft.h>
#include <kk/edition.h>
#include <kk/error.h>
#include <kk/export.h>
#include <kk/fate.h>
#include <kk/geometry.h>
#include <kk/input.h>
#include <kk/interval.h>
#include <kk/isolate.h>
#include <kk/language.h>
#include <kk/layout.h>
#include <kk/pattern.h>
#include <kk/process.h>
#include <kk/reconcile.h>
#include <kk/read.h>
#include <kk/register.h>
#include <kk/render.h>
#include <kk/report.h>
#include <kk/validation.h>
#include <kk/walk.h>
#include <kk/write.h>

#endif
