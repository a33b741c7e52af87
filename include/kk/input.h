/* input.h - discover: from a path to the bytes of one document and their kind. */
#ifndef KK_INPUT_H
#define KK_INPUT_H

#include <glib.h>

/* The largest file that is read. Published reports lie under 20 MB. */
#define KK_MAX_BYTES (200u * 1024 * 1024)

typedef struct {
    char *path;             /* as given */
    char *name;             /* without folders */
    const char *media_type; /* told by content: static string */
    GBytes *bytes;
    char *sha256; /* 64 lower-case hexadecimal digits */
} KkInput;

/**
 * kk_discover:
 * @path: a file; not followed when it is a symbolic link to something else than a file
 *
 * Reads the file whole and tells its kind from its first bytes, never from its name.
 *
 * Errors: %KK_ERROR_UNREADABLE, %KK_ERROR_NOT_REGULAR, %KK_ERROR_LIMIT above
 * #KK_MAX_BYTES, %KK_ERROR_UNKNOWN_KIND for an empty file or bytes that are neither a
 * PDF nor text.
 *
 * Returns: (transfer full): free with kk_input_free(); or %NULL
 */
KkInput *kk_discover(const char *path, GError **error);

/**
 * kk_input_new:
 * @path: the name under which the bytes are known
 * @bytes: (transfer none): referenced
 *
 * As kk_discover(), for bytes in memory.
 */
KkInput *kk_input_new(const char *path, GBytes *bytes, GError **error);

void kk_input_free(KkInput *input);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkInput, kk_input_free)

#endif
