/* SPDX-License-Identifier: GPL-2.0-or-later */
/* error.h - why a document cannot be processed: the one error domain.
 *
 * A code exists where a caller acts on it. Doubts about a document that was
 * read are diagnostics (diagnostic.h), numbers that disagree are findings
 * (validation.h). */
#ifndef KK_ERROR_H
#define KK_ERROR_H

#include <kk/macros.h>
#include <glib.h>

KK_BEGIN_DECLS

#define KK_ERROR (kk_error_quark())

typedef enum {
    KK_ERROR_UNREADABLE,   /* missing, not permitted, or the disk failed */
    KK_ERROR_NOT_REGULAR,  /* a folder, pipe, device or link */
    KK_ERROR_LIMIT,        /* larger than allowed: bytes, pages, glyphs */
    KK_ERROR_UNKNOWN_KIND, /* neither a PDF nor a text */
    KK_ERROR_DAMAGED,      /* begins as a PDF and cannot be read as one */
    KK_ERROR_ENCRYPTED,    /* needs a password that was not given */
    KK_ERROR_NO_PAGES,     /* opened, and holds no page */
    KK_ERROR_NO_TEXT,      /* pages without a text layer, or empty */
    KK_ERROR_NOT_A_REPORT, /* read, and it is something else */
    KK_ERROR_CHANGED,      /* the file changed while it was read */
    KK_ERROR_ARCHIVE,      /* in use by another run, or no archive of ours */
    KK_ERROR_WRITE,        /* an output cannot be written: disk full, not permitted */
    KK_ERROR_SANDBOX,      /* the kernel cannot confine a child */
} KkError;

/** kk_error_quark: the domain of these codes: KK_ERROR. */
GQuark kk_error_quark(void);

KK_END_DECLS

#endif
