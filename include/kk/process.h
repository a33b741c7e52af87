/* process.h - the chain for one document. */
#ifndef KK_PROCESS_H
#define KK_PROCESS_H

#include <kk/macros.h>
#include <kk/validation.h>

KK_BEGIN_DECLS

/* All that a writer gets. */
typedef struct {
    KkSource source;
    KkReport *report;
    KkValidation *validation;
    KkDiagnostics *diagnostics;
} KkResult;

/* Where the time went, seconds of CPU; for --timings. */
typedef struct {
    double discover, extract, layout, parse, normalise, validate, write;
} KkTimings;

/**
 * kk_process:
 * @password: (nullable): for an encrypted PDF
 * @timings: (out) (nullable)
 *
 * Errors: those of the stages.
 *
 * Returns: (transfer full): free with kk_result_free(); or %NULL
 */
KkResult *kk_process(const KkInput *input, const char *password, KkTimings *timings,
                     GError **error);
void kk_result_free(KkResult *result);

/**
 * kk_dump:
 * @stage: "glyphs", "lines", "layout" or "draft"
 *
 * Returns: (transfer full): what that stage made of @input, as text; or %NULL
 */
char *kk_dump(const KkInput *input, const char *stage, const char *password, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkResult, kk_result_free)

KK_END_DECLS

#endif
