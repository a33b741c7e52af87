/* SPDX-License-Identifier: GPL-2.0-or-later */
/* validation.h - do the printed numbers add up? Each check's outcome.
 *
 * Printed numbers are rounded, half up, from scores that nobody prints: a printed 11 stands
 * for [10.5, 11.5). A check asks whether any unrounded scores could have given all the
 * printed numbers together; a difference that rounding explains is no fault. */
#ifndef KK_VALIDATION_H
#define KK_VALIDATION_H

#include <kk/macros.h>
#include <kk/message.h>
#include <kk/report.h>

KK_BEGIN_DECLS

typedef enum {
    KK_CONSISTENT,   /* every check passed */
    KK_INCONSISTENT, /* a check failed */
    KK_INCOMPLETE,   /* none failed, and some could not be made */
} KkStatus;

typedef enum {
    KK_OUTCOME_EXACT,    /* the printed numbers agree as they stand */
    KK_OUTCOME_ROUNDING, /* they agree only as rounded ones */
    KK_OUTCOME_FAILED,   /* no unrounded scores could give them */
    KK_OUTCOME_SKIPPED,  /* a number that the check needs is missing */
    KK_N_OUTCOMES
} KkOutcome;

/* A failed or a skipped check. */
typedef struct {
    const char *rule; /* of kk_validation_rules: static */
    char *subject;    /* "1.3", "1" or "total" */
    KkOutcome outcome;
    bool has_expected;      /* @least and @greatest are set */
    double least, greatest; /* printed numbers that would agree */
    KkNumber found;         /* what is printed */
    KkMessage *message;
    KkAt *at; /* of what was found */
} KkFinding;

/* What the parts of an area, or of the whole, add up to. */
typedef struct {
    int number;             /* of the area; 0: the whole */
    KkOutcome outcome;      /* the worst of its checks; a row's rounding aside */
    bool has_interval;      /* whether its parts are all there */
    double least, greatest; /* printed total that they allow */
} KkSum;

/* What speaks for a number beside the place where it was read. A bit each. */
typedef enum {
    KK_PROVEN_BY_NOTHING = 0,
    KK_PROVEN_BY_ARITHMETIC = 1 << 0, /* a check passed that another number would have failed */
    KK_PROVEN_BY_TAGS = 1 << 1,       /* the PDF's tags have it in its row and column */
} KkProven;

typedef struct {
    char *subject;              /* "1.3": a question, "1": an area's total */
    bool printed[KK_N_NUMBERS]; /* else there is nothing to be proven */
    guint by[KK_N_NUMBERS];     /* of KkProven */
} KkProof;

typedef struct {
    KkStatus status;
    int counts[KK_N_OUTCOMES]; /* of checks, by KkOutcome */
    GPtrArray *findings;       /* of KkFinding, in the report's order */
    GArray *areas; /* of KkSum, in the report's order; for people, not of the contract */
    KkSum total;
    GArray *proofs; /* of KkProof, in the report's order; of what is not read from JSON */
} KkValidation;

/**
 * kk_validate:
 * @doubts: agreements that are possible and most unlikely
 *
 * One fault gives one finding: what follows from a fault found below is not found again.
 *
 * Returns: (transfer full): free with kk_validation_free()
 */
KkValidation *kk_validate(const KkReport *report, KkDiagnostics *doubts);
/** kk_validation_new: Returns: (transfer full): no check made yet. */
KkValidation *kk_validation_new(void);
void kk_validation_free(KkValidation *validation);

/** KK_DOUBT_TOTAL_UNLIKELY: the code of the one diagnostic that kk_validate() adds. */
#define KK_DOUBT_TOTAL_UNLIKELY "total-unlikely"

/** kk_proven_name: "nothing", "arithmetic", "tags" or "both": static. */
const char *kk_proven_name(guint by);
/** kk_proof_clear: frees what @proof holds, not itself. */
void kk_proof_clear(KkProof *proof);

/** kk_status_name: "consistent", "inconsistent" or "incomplete": static. */
const char *kk_status_name(KkStatus status);

/** kk_validation_rules: (array zero-terminated=1): the names of all rules, of the contract. */
extern const char *const kk_validation_rules[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkValidation, kk_validation_free)

KK_END_DECLS

#endif
