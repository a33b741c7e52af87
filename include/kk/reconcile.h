/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reconcile.h - published claims against the reports themselves. */
#ifndef KK_RECONCILE_H
#define KK_RECONCILE_H

#include <kk/claims.h>
#include <kk/macros.h>
#include <kk/process.h>

KK_BEGIN_DECLS

typedef enum {
    KK_VERDICT_AGREES,
    KK_VERDICT_DIFFERS,
    KK_VERDICT_NO_REPORT,  /* none of that municipality and year */
    KK_VERDICT_NOT_STATED, /* the report is there and does not say, or the one before is not */
    KK_N_VERDICTS
} KkVerdict;

/* One claim, held against the report of its municipality and year. */
typedef struct {
    const KkClaims *page; /* lent */
    const KkClaim *claim; /* lent */
    KkVerdict verdict;
    const KkResult *report; /* lent; NULL: none of that municipality and year; of several,
                             * one that differs if any does */
    double least, greatest; /* printed numbers that would agree with the report */
    KkAt *at;               /* where the report says so; may hold no place */
} KkMatchedClaim;

typedef struct {
    GPtrArray *claims;    /* of KkMatchedClaim, owned */
    GPtrArray *unclaimed; /* of KkResult, lent: reports that no claim is about */
} KkReconciliation;

/**
 * kk_reconcile:
 * @reports: of KkResult, with validation
 * @pages: of KkClaims; both must outlive the answer
 *
 * Joins claims and reports by municipality and year. A claim agrees when some unrounded
 * score could have been printed as both.
 *
 * Returns: (transfer full): free with kk_reconciliation_free()
 */
KkReconciliation *kk_reconcile(const GPtrArray *reports, const GPtrArray *pages);
void kk_reconciliation_free(KkReconciliation *reconciliation);

/** kk_verdict_name: "agrees", "differs", "no-such-report" or "not-stated": static. */
const char *kk_verdict_name(KkVerdict verdict);

/** kk_write_reconciliation_json: as JSON, indented; g_free() it. */
char *kk_write_reconciliation_json(const KkReconciliation *reconciliation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkReconciliation, kk_reconciliation_free)

KK_END_DECLS

#endif
