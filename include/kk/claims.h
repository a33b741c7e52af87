/* SPDX-License-Identifier: GPL-2.0-or-later */
/* claims.h - what a web page, a press release or a decision says of results.
 *
 * A page goes through extract and layout like a report; what follows is its own: claims are
 * read from tables of areas and from sentences, each tied to a municipality and a year. */
#ifndef KK_CLAIMS_H
#define KK_CLAIMS_H

#include <kk/macros.h>
#include <kk/register.h>
#include <kk/validation.h>

KK_BEGIN_DECLS

typedef enum {
    KK_CLAIM_TOTAL,  /* the municipality got so many points */
    KK_CLAIM_AREA,   /* in one area */
    KK_CLAIM_CHANGE, /* so many more or, below 0, less than in another year */
    KK_CLAIM_LOWEST, /* its weakest area has so many */
    KK_CLAIM_HIGHEST /* its best one */
} KkClaimKind;

/* One number that a page states; texts are its own but those marked static. */

typedef struct {
    const KkMunicipality *municipality; /* of the register; NULL: not told */
    int year;                           /* of the evaluation; 0: not told */
    KkClaimKind kind;
    int since;        /* for a change: the year compared with; 0 */
    const char *area; /* the area's id, of edition.h: static; NULL: it names none */
    KkNumber value;
    KkNumber max; /* where the page states it beside the value */
    char *text;   /* the sentence or the table's row */
    KkAt *at;
} KkClaim;

typedef struct {
    KkSource source;
    char *published;          /* ISO 8601, or NULL */
    GPtrArray *claims;        /* of KkClaim, in the page's order */
    KkValidation *validation; /* of the claims against each other */
    KkDiagnostics *diagnostics;
} KkClaims;

/**
 * kk_claims_process:
 * @password: (nullable)
 *
 * The whole chain for a page: plain text, HTML or PDF.
 *
 * Errors: those of kk_extract(); %KK_ERROR_NOT_A_REPORT for a page without Kommunkompassen results.
 *
 * Returns: (transfer full): free with kk_claims_free(); or %NULL
 */
KkClaims *kk_claims_process(const KkInput *input, const char *password, GError **error);
/** kk_claims_new: Returns: (transfer full): a page that claims nothing, not yet validated. */
KkClaims *kk_claims_new(void);
/** kk_claims_free: frees it and all that is in it; takes %NULL. */
void kk_claims_free(KkClaims *claims);
/** kk_claim_new: Returns: (transfer full): a claim with a copy of @text, for KkClaims.claims. */
KkClaim *kk_claim_new(const char *text);

/**
 * kk_claims_read:
 * @published: (out) (transfer full): the date of publication, ISO 8601, or %NULL; g_free() it
 * @doubts: what could not be read
 *
 * Returns: (transfer full): the claims of a page that was laid out; of KkClaim, owned
 */
GPtrArray *kk_claims_read(const KkLayout *layout, char **published, KkDiagnostics *doubts);

/**
 * kk_claims_check: (transfer full): do the claims of one page agree with each other?
 * @doubts: agreements that are possible and most unlikely
 */
KkValidation *kk_claims_check(const GPtrArray *claims, KkDiagnostics *doubts);

/** kk_claims_rules: (array zero-terminated=1): the names of the checks, of the contract. */
extern const char *const kk_claims_rules[];

/** kk_claim_kinds: (array zero-terminated=1): the names of the kinds, by #KkClaimKind. */
extern const char *const kk_claim_kinds[];
/** kk_claim_kind_name: "total", "area", "change", "lowest-area" or "highest-area": static. */
const char *kk_claim_kind_name(KkClaimKind kind);

/** kk_write_claims_json: as kk_write_json(), of the claims' schema; g_free() it. */
char *kk_write_claims_json(const KkClaims *claims, bool pretty);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkClaims, kk_claims_free)

KK_END_DECLS

#endif
