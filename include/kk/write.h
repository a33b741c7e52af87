/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write.h - a result to bytes. */
#ifndef KK_WRITE_H
#define KK_WRITE_H

#include <kk/archive.h>
#include <kk/macros.h>

KK_BEGIN_DECLS

/**
 * kk_write_json:
 * @pretty: indented, for one document; else a line of NDJSON
 *
 * The contract's JSON: valid UTF-8, exact numbers, members in the schema's order.
 *
 * Returns: (transfer full): without a line feed at its end; g_free() it
 */
char *kk_write_json(const KkResult *result, bool pretty);

/** kk_write_json_proofs: the same with what each number is proven by (validation.proofs), which is
 * written where it is asked for: by validate --proofs, and between a child and its parent. */
char *kk_write_json_proofs(const KkResult *result, bool pretty);

/** kk_write_json_lines: @result and those that follow it in its file, a line each; g_free() it. */
char *kk_write_json_lines(const KkResult *result, bool proofs);

/** kk_write_failure: a line of failure.schema.json for a document without a report: of @record
 * path, sha256, bytes, fate and message count. As above, not indented; g_free() it. */
char *kk_write_failure(const KkRecord *record);

/** kk_write_status: what is in @archive, and what could not be read, as indented JSON; g_free()
 * it; or %NULL with an error of the archive's. */
char *kk_write_status(KkArchive *archive, GError **error);

/** kk_write_places: @at as the contract's JSON, a list in a line; g_free() it. */
char *kk_write_places(const KkAt *at);

/** kk_dup_sound: @text as the contract holds it: valid UTF-8 without control characters (but
 * line feeds) and marks of direction; g_free() it. */
char *kk_dup_sound(const char *text);

/** kk_csv_append: appends @text to @line as a cell of RFC 4180, in quotes where it needs them;
 * @guarded: an apostrophe goes before what a spreadsheet would take for a formula. */
void kk_csv_append(GString *line, const char *text, bool guarded);

/** kk_report_schema, kk_claims_schema, kk_failure_schema: the JSON Schemas of what
 * kk_write_json(), kk_write_claims_json() and kk_write_failure() give: static. */
extern const char kk_report_schema[], kk_claims_schema[], kk_failure_schema[];

KK_END_DECLS

#endif
