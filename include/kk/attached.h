/* SPDX-License-Identifier: GPL-2.0-or-later */
/* attached.h - the PDFs that are attached to a PDF: each is a document of its own.
 *
 * Portfolios are such files, and letters with the report behind them. What is attached to an
 * attached PDF is not read. */
#ifndef KK_ATTACHED_H
#define KK_ATTACHED_H

#include <kk/input.h>
#include <kk/macros.h>

KK_BEGIN_DECLS

/* So many attached PDFs of a file are read, and so many bytes of them in all: they are in memory
 * together. Published reports lie under 20 MB. */
#define KK_MAX_ATTACHED 100
#define KK_MAX_ATTACHED_BYTES (32u * 1024 * 1024)

typedef struct {
    char *name;      /* valid UTF-8 without control characters; none is another's of the file */
    KkInput *input;  /* what it holds, under the file's own path, name, size and hash; or NULL: */
    GError *trouble; /* why it was not unpacked */
} KkAttached;

/**
 * kk_attached_list:
 * @input: a PDF
 * @password: (nullable): for an encrypted PDF
 * @n_others: (out): of the files attached to it, how many are no PDFs, and not in the list
 *
 * An attached file is taken for a PDF by its first bytes, or by its name. Only of such is more
 * unpacked than the first bytes, and of what is larger than the limit no more than that.
 *
 * Troubles: %KK_ERROR_LIMIT, %KK_ERROR_DAMAGED.
 *
 * Returns: (transfer full): of KkAttached, owned, in the file's order; empty where @input cannot
 * be opened
 */
GPtrArray *kk_attached_list(const KkInput *input, const char *password, guint *n_others);

/**
 * kk_attached_open:
 * @name: of a KkAttached
 *
 * Returns: (transfer full) (nullable): what it holds; kk_input_free() it
 */
KkInput *kk_attached_open(const KkInput *input, const char *password, const char *name);

KK_END_DECLS

#endif
