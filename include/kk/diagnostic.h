/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diagnostic.h - a doubt met on the way, which the user of the data should know.
 *
 * Any stage may add one. It never stops the chain: what does is a GError. */
#ifndef KK_DIAGNOSTIC_H
#define KK_DIAGNOSTIC_H

#include <kk/geometry.h>
#include <kk/macros.h>
#include <kk/message.h>

KK_BEGIN_DECLS

typedef enum { KK_SEVERITY_ERROR, KK_SEVERITY_WARNING, KK_SEVERITY_INFO } KkSeverity;

typedef struct {
    KkSeverity severity;
    char *code; /* of the contract: lower case and hyphens */
    KkMessage *message;
    KkAt *at; /* may hold no place */
} KkDiagnostic;

/* A GPtrArray of KkDiagnostic, owned. */
typedef GPtrArray KkDiagnostics;

/** kk_diagnostics_new: Returns: (transfer full): none yet; free with g_ptr_array_unref(). */
KkDiagnostics *kk_diagnostics_new(void);

/**
 * kk_diagnostics_add:
 * @at: (nullable) (transfer none): copied
 * @message: (transfer full)
 *
 * Appends a doubt, unless one with the same words about the same place stands there already.
 */
void kk_diagnostics_add(KkDiagnostics *doubts, KkSeverity severity, const KkAt *at,
                        KkMessage *message);

/** kk_diagnostic_alloc: Returns: (transfer full): one of which nothing is set, for a #KkDiagnostics
 * to own. */
KkDiagnostic *kk_diagnostic_alloc(void);

/** kk_diagnostics_share: Returns: (transfer full): those of @doubts that stand on pages @first to
 * @last, or nowhere; each is shared. */
KkDiagnostics *kk_diagnostics_share(const KkDiagnostics *doubts, int first, int last);

/** kk_severity_name: "error", "warning" or "info", as the contract writes it: static. */
const char *kk_severity_name(KkSeverity severity);

KK_END_DECLS

#endif
