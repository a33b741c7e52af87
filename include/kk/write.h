/* write.h - a result to bytes. */
#ifndef KK_WRITE_H
#define KK_WRITE_H

#include <kk/archive.h>

/**
 * kk_write_json:
 * @pretty: indented, for one document; else a line of NDJSON
 *
 * The contract's JSON: valid UTF-8, exact numbers, members in the schema's order.
 *
 * Returns: (transfer full): without a line feed at its end; g_free() it
 */
char *kk_write_json(const KkResult *result, bool pretty);

/** kk_write_failure: a line of failure.schema.json for a document without a report; as above. */
char *kk_write_failure(const KkRecord *record);

/** kk_write_status: what is in @archive, and what could not be read; or %NULL. */
char *kk_write_status(KkArchive *archive, GError **error);

/** kk_write_places: @at as the contract's JSON, a list in a line; g_free() it. */
char *kk_write_places(const KkAt *at);

/** kk_dup_sound: @text as the contract holds it: valid UTF-8 without control characters (but
 * line feeds) and marks of direction; g_free() it. */
char *kk_dup_sound(const char *text);

#endif
