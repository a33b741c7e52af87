/* validation.h - do the printed numbers add up? Each check's outcome. */
#ifndef KK_VALIDATION_H
#define KK_VALIDATION_H

#include <kk/report.h>

typedef enum { KK_CONSISTENT, KK_INCONSISTENT, KK_INCOMPLETE } KkStatus;

typedef struct {
    const char *rule; /* of the contract */
    char *subject;    /* "1.3", "1" or "total" */
    bool failed;      /* else skipped */
    bool has_expected;
    double least, greatest; /* that would agree */
    KkNumber found;
    char *message;
    KkAt *at;
} KkFinding;

typedef struct {
    KkStatus status;
    int exact, rounding, failed, skipped;
    GPtrArray *findings; /* of KkFinding */
} KkValidation;

/**
 * kk_validate:
 *
 * So far, says of every rule that it was not checked.
 *
 * Returns: (transfer full): free with kk_validation_free()
 */
KkValidation *kk_validate(const KkReport *report);
void kk_validation_free(KkValidation *validation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkValidation, kk_validation_free)

#endif
