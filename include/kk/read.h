/* SPDX-License-Identifier: GPL-2.0-or-later */
/* read.h - what extract wrote, back into a result. */
#ifndef KK_READ_H
#define KK_READ_H

#include <kk/claims.h>
#include <kk/fate.h>
#include <kk/macros.h>

KK_BEGIN_DECLS

/* More than any report holds; they only stop what is none. */
#define KK_MAX_JSON_DEPTH 64
#define KK_MAX_JSON_LIST 10000
#define KK_MAX_JSON_VALUES 200000    /* an empty one takes 80 bytes of memory, of the text two */
#define KK_MAX_JSON_BYTES (2u << 20) /* in a line; the largest report has 0.2 MB */

/**
 * kk_read_json:
 * @text: one object of the contract, pretty or in a line; need not end in a zero byte
 * @length: its bytes
 *
 * Reads strictly: valid UTF-8, nothing after the object, the members that the contract
 * names and no others, each of its type and within its range. Of two members with one name
 * the first counts. Validation is not read: the caller makes it anew with kk_validate(),
 * whose own doubts are left out of the diagnostics for that.
 *
 * Numbers: with the decimals that stand there, so that 10.0 comes back as the "10,0" of a page;
 * of a third decimal and those after it only zeros are let pass, and then the value tells.
 * Errors: %KK_ERROR_DAMAGED, naming the member; %KK_ERROR_NOT_A_REPORT for JSON of another
 * schema.
 *
 * Returns: (transfer full): free with kk_result_free(), its validation %NULL; or %NULL
 */
KkResult *kk_read_json(const char *text, gsize length, GError **error);

/**
 * kk_read_json_as_written:
 *
 * As kk_read_json(), but takes the validation as it stands there (its areas and total, which
 * the contract does not hold, stay empty) and every diagnostic: for what the program itself
 * wrote a moment ago or keeps in an archive. What it returns writes the same bytes again.
 */
KkResult *kk_read_json_as_written(const char *text, gsize length, GError **error);

/**
 * kk_read_claims_json:
 *
 * What kk_write_claims_json() wrote, as strictly as kk_read_json_as_written(), with its errors;
 * what it returns writes the same bytes again.
 *
 * Returns: (transfer full): free with kk_claims_free(); or %NULL
 */
KkClaims *kk_read_claims_json(const char *text, gsize length, GError **error);

/* A document that could not be processed; the members are its own. */
typedef struct {
    char *name, *path; /* without folders; as it was named */
    char *sha256;      /* NULL: the file could not be read */
    gint64 bytes;      /* -1: not known */
    KkFate fate;
    char *message;
} KkFailure;

/**
 * kk_read_failure:
 *
 * Reads a line of failure.schema.json, as strictly as kk_read_json(), with its errors.
 *
 * Returns: (transfer full): free with kk_failure_free(); or %NULL
 */
KkFailure *kk_read_failure(const char *text, gsize length, GError **error);
void kk_failure_free(KkFailure *failure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkFailure, kk_failure_free)

KK_END_DECLS

#endif
