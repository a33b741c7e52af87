/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pdf_objects.h - the objects of a PDF by their numbers, read from its bytes.
 *
 * For what poppler takes too long. Of an object that stands twice the last one counts, whatever the
 * file's table says: what is read here must never become a value. */
#ifndef PDF_OBJECTS_H
#define PDF_OBJECTS_H

#include "pdf_bytes.h"

typedef struct {
    GArray *places;      /* of Bytes, by number; behind "obj", and perhaps on behind its end */
    GPtrArray *unfolded; /* of GByteArray: streams of objects */
    gsize n_left;        /* bytes that may still be unfolded, of both sides */
} PdfObjects;

/* What @file holds. False: too much. Free with pdf_objects_clear() in any case. */
bool pdf_objects_index(PdfObjects *objects, Bytes file);
void pdf_objects_clear(PdfObjects *objects);
/* The object; empty: there is none. */
Bytes pdf_object(const PdfObjects *objects, guint number);

/* The first byte that is not blank, from @at. */
gsize pdf_skip_blanks(Bytes in, gsize at);
/* Where the value at @at ends; behind the last byte where it does not. */
gsize pdf_skip_value(Bytes in, gsize at);
/* The number of the object that is named at @at ("12 0 R"), of which @end is behind; 0: none is. */
guint pdf_reference(Bytes in, gsize at, gsize *end);
/* The next key of a dictionary, with its value, from @at, which is first behind "<<"; false: it has
 * no other, and ends at @at. */
bool pdf_next_key(Bytes in, gsize *at, Bytes *key, Bytes *value);
/* The value of @key in the dictionary that begins at @in; empty: it has none. @end: (out): how far
 * was looked. */
Bytes pdf_lookup(Bytes in, const char *key, gsize *end);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PdfObjects, pdf_objects_clear)

#endif
