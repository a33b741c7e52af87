/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mutate_answer.c - an answer tells its length: after most changes it is made right, or nothing
 * but the length would ever be looked at. */
#include "fuzz.h"

#include <string.h>

gsize LLVMFuzzerMutate(guint8 *data, gsize size, gsize max_size);
gsize LLVMFuzzerCustomMutator(guint8 *data, gsize size, gsize max_size, guint seed);

/* pipeline/isolate/answer.c: the header, and where in it the payload's length stands. */
#define HEADER_SIZE 72
#define LENGTH_AT 8

gsize LLVMFuzzerCustomMutator(guint8 *data, gsize size, gsize max_size, guint seed)
{
    gsize skip = size > HEADER_SIZE && seed % 8 != 0 ? HEADER_SIZE : 0;

    size = skip + LLVMFuzzerMutate(data + skip, size - skip, max_size - skip);
    if (size >= HEADER_SIZE && seed % 16 != 0) {
        guint64 length = size - HEADER_SIZE;

        memcpy(data + LENGTH_AT, &length, sizeof length);
    }
    return size;
}
