/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memmem() */
#include "pdf_bytes.h"

#include <string.h>

#define MAX_DICTIONARY 1024 /* bytes before a stream in which its kind is looked for */

gsize bytes_find(Bytes in, gsize from, const char *word)
{
    const guint8 *at =
        from < in.size ? memmem(in.data + from, in.size - from, word, strlen(word)) : NULL;

    return at != NULL ? (gsize)(at - in.data) : in.size;
}

gsize bytes_find_byte(Bytes in, gsize from, char byte)
{
    const guint8 *at = from < in.size ? memchr(in.data + from, byte, in.size - from) : NULL;

    return at != NULL ? (gsize)(at - in.data) : in.size;
}

Bytes bytes_dictionary(Bytes file, gsize word)
{
    gsize from = word - MIN(word, MAX_DICTIONARY);
    Bytes before = {file.data + from, word - from};
    gsize object = before.size;

    for (gsize next = bytes_find(before, 0, " obj"); next < before.size;
         next = bytes_find(before, next + 1, " obj"))
        object = next;
    return (Bytes){before.data + object, before.size - object};
}

gsize bytes_data(Bytes file, gsize word)
{
    static const char end[] = "endstream";
    gsize at = word + strlen("stream");

    if (word >= 3 && memcmp(file.data + word - 3, "end", 3) == 0)
        return 0;
    if (at < file.size && file.data[at] == '\r')
        at++;
    if (at >= file.size || file.data[at++] != '\n')
        return 0;
    Bytes begin = {file.data + at, MIN(file.size - at, sizeof end + 1)};
    return bytes_find(begin, 0, end) < begin.size ? 0 : at;
}
