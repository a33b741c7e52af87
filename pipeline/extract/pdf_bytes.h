/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pdf_bytes.h - what stands where in a PDF's bytes, without poppler. */
#ifndef PDF_BYTES_H
#define PDF_BYTES_H

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Lent. */
typedef struct {
    const guint8 *data;
    gsize size;
} Bytes;

/* Where @word begins, not before @from; the size where it does not. */
gsize bytes_find(Bytes in, gsize from, const char *word);
gsize bytes_find_byte(Bytes in, gsize from, char byte);
/* Whether @word stands at @at. */
static inline bool bytes_begin(Bytes in, gsize at, const char *word)
{
    const gsize n = strlen(word);

    return at <= in.size && in.size - at >= n && memcmp(in.data + at, word, n) == 0;
}

/* The dictionary before the word "stream" at @word. */
Bytes bytes_dictionary(Bytes file, gsize word);
/* Where the data of a stream begins behind the word at @word; 0: it is none, or an empty one. */
gsize bytes_data(Bytes file, gsize word);

#endif
