/* write.h - a result to bytes. */
#ifndef KK_WRITE_H
#define KK_WRITE_H

#include <kk/process.h>

/**
 * kk_write_json:
 * @pretty: indented, for one document; else a line of NDJSON
 *
 * The contract's JSON: valid UTF-8, exact numbers, members in the schema's order.
 *
 * Returns: (transfer full): without a line feed at its end; g_free() it
 */
char *kk_write_json(const KkResult *result, bool pretty);

/** kk_dup_sound: @text as valid UTF-8 without control or direction characters, as all text of
 * the output is; g_free() it. */
char *kk_dup_sound(const char *text);

#endif
