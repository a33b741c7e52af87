/* SPDX-License-Identifier: GPL-2.0-or-later */
/* audit.h - can I trust this number? A page that shows where each value was read. */
#ifndef KK_AUDIT_H
#define KK_AUDIT_H

#include <kk/isolate.h>
#include <kk/macros.h>
#include <kk/message.h>
#include <kk/process.h>

KK_BEGIN_DECLS

/* How the pages are opened and drawn. */
typedef struct {
    const char *password; /* with which it was opened; NULL: with none */
    KkLimits limits;      /* of the child that draws: what a document may take, each page may;
                           * sandbox is not heeded */
    KkLanguage language;  /* of what the page says itself */
} KkAuditOptions;

/**
 * kk_audit_write:
 * @input: the PDF
 * @result: what was read from it, with its validation
 * @folder: made where there is none
 *
 * Writes @folder/index.html, one file that needs no other: the pages as pictures, each value
 * framed where it was read, and a list of the values, what is doubtful first. It is written
 * whole or not at all. A folder that holds other things is left alone, unless its index.html
 * is such a page: that one is replaced.
 *
 * Errors: %KK_ERROR_UNKNOWN_KIND for a transcript, which has no pages; %KK_ERROR_WRITE;
 * %KK_ERROR_DAMAGED where drawing ended the child, or the PDF does not open.
 */
bool kk_audit_write(const KkInput *input, const KkResult *result, const char *folder,
                    const KkAuditOptions *options, GError **error);

/** kk_audit_draw: the same page as the file @path, which is not there yet; where it fails, none is.
 * Errors: as kk_audit_write(). */
bool kk_audit_draw(const KkInput *input, const KkResult *result, const char *path,
                   const KkAuditOptions *options, GError **error);

KK_END_DECLS

#endif
