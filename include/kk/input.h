/* SPDX-License-Identifier: GPL-2.0-or-later */
/* input.h - discover: from a path to the bytes of one document and their kind. */
#ifndef KK_INPUT_H
#define KK_INPUT_H

#include <kk/macros.h>
#include <glib.h>
#include <stdbool.h>

KK_BEGIN_DECLS

/* The largest file that is read. Published reports lie under 20 MB. */
#define KK_MAX_BYTES (200u * 1024 * 1024)

typedef struct {
    char *path;             /* as given */
    char *name;             /* without folders */
    const char *media_type; /* told by content: "application/pdf", "text/plain",
                             * "text/markdown", "text/html" or "application/json", of
                             * JSON that kompass wrote: static */
    char *attachment;       /* the attached PDF's name (attached.h); NULL: it is the file itself */
    GBytes *bytes;
    gsize size;   /* of the file */
    char *sha256; /* of the file: 64 lower-case hexadecimal digits */
    int first_page,
        last_page;         /* the pages to read as a report, whatever else stands there; 0: all */
    const char *subject;   /* small letters that stand in every report: of a PDF's pages those that
                              stand far from them (KK_MAX_REPORT_PAGES) are not kept; NULL: all are */
    void (*on_page)(void); /* called before each page of a PDF is read or laid out, and behind the
                              last; or NULL */
    void (*on_recognise)(void); /* called before a page is recognised from its picture; or NULL */
} KkInput;

/**
 * kk_discover:
 * @path: a file, a link to one, or standard input as kk_is_standard_input() has it
 *
 * Reads the file whole and tells its kind from its first bytes, never from its name.
 *
 * Errors: %KK_ERROR_UNREADABLE, %KK_ERROR_NOT_REGULAR, %KK_ERROR_LIMIT above
 * #KK_MAX_BYTES, %KK_ERROR_UNKNOWN_KIND for an empty file or bytes that are neither a
 * PDF nor text, %KK_ERROR_CHANGED when the file was written to meanwhile.
 *
 * Returns: (transfer full): free with kk_input_free(); or %NULL
 */
KkInput *kk_discover(const char *path, GError **error);

/** kk_is_standard_input: whether who names @path means it: "-", "/dev/stdin" and the like. */
bool kk_is_standard_input(const char *path);

/**
 * kk_json_lookup_kind:
 * @text: of @length bytes
 *
 * Returns: (nullable): what @text is if it is JSON that kompass wrote, in words: static
 */
const char *kk_json_lookup_kind(const char *text, gsize length);

/**
 * kk_open_regular:
 * @follow: whether the user named it, so that a link is followed and standard input is meant
 * @bytes: (out): its size
 *
 * Opens for reading, without waiting for a pipe's writer. Standard input is read to its end and
 * kept in memory when it is first named; each opening has all of it.
 *
 * Errors: %KK_ERROR_UNREADABLE, %KK_ERROR_NOT_REGULAR, %KK_ERROR_LIMIT above #KK_MAX_BYTES.
 *
 * Returns: a descriptor, which programs that are executed do not get; close() it; or -1
 */
int kk_open_regular(const char *path, bool follow, gint64 *bytes, GError **error);

/** kk_hash_file: Returns: (transfer full): the SHA-256 of what @fd holds, read in small parts
 * from its beginning; or %NULL with %KK_ERROR_UNREADABLE. */
char *kk_hash_file(int fd, GError **error);

/** kk_is_pdf: whether the first bytes are a PDF's. */
bool kk_is_pdf(const char *bytes, gsize length);

/**
 * kk_read_regular:
 * @fd: from kk_open_regular(); stays open
 *
 * What a file holds, from its beginning, wherever @fd stands. Errors: as kk_input_read(), but
 * %KK_ERROR_UNKNOWN_KIND.
 */
GBytes *kk_read_regular(int fd, GError **error);

/**
 * kk_input_read:
 * @fd: from kk_open_regular(); stays open
 *
 * As kk_discover(), for a file that is open; from its beginning, wherever @fd stands.
 */
KkInput *kk_input_read(int fd, const char *path, GError **error);

/**
 * kk_input_new:
 * @path: the name under which the bytes are known
 * @bytes: (transfer none): referenced
 *
 * As kk_discover(), for bytes in memory. Errors: %KK_ERROR_UNKNOWN_KIND.
 */
KkInput *kk_input_new(const char *path, GBytes *bytes, GError **error);

void kk_input_free(KkInput *input);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkInput, kk_input_free)

KK_END_DECLS

#endif
