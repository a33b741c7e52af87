/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pdf_objects.h"

#include <zlib.h>

#define MAX_NUMBER 200000        /* of an object; a report of 30 pages has some 4,000 */
#define MAX_UNFOLDED (16u << 20) /* of streams of objects; a report's have 1 MB */
#define MAX_STREAMS 2000         /* the same: a hundred objects each */
#define MAX_HEAD 256             /* bytes in which a stream of objects says that it is one */
#define MAX_NESTED 32            /* values within one another; more end where they begin */

/* ---- values -------------------------------------------------------------------------------
 */

enum { LETTER, BLANK, DELIMITER };

static const guint8 classes[256] = {
    ['\0'] = BLANK,    ['\t'] = BLANK,    ['\n'] = BLANK,    ['\f'] = BLANK,    ['\r'] = BLANK,
    [' '] = BLANK,     ['/'] = DELIMITER, ['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER,
    [']'] = DELIMITER, ['('] = DELIMITER, [')'] = DELIMITER, ['%'] = DELIMITER,
};

gsize pdf_skip_blanks(Bytes in, gsize at)
{
    while (at < in.size && classes[in.data[at]] == BLANK)
        at++;
    return at;
}

/* Of a name, a number or a word, from its second byte. */
static gsize skip_word(Bytes in, gsize at)
{
    while (at < in.size && classes[in.data[at]] == LETTER)
        at++;
    return at;
}

static gsize skip_string(Bytes in, gsize at)
{
    guint depth = 0;

    for (; at < in.size; at++) {
        if (in.data[at] == '\\')
            at++;
        else if (in.data[at] == '(')
            depth++;
        else if (in.data[at] == ')' && --depth == 0)
            return at + 1;
    }
    return in.size;
}

static gsize skip_hexadecimal(Bytes in, gsize at)
{
    const gsize end = bytes_find_byte(in, at, '>');

    return MIN(end + 1, in.size);
}

static gsize read_number(Bytes in, gsize at, guint *number)
{
    for (*number = 0; at < in.size && g_ascii_isdigit(in.data[at]) && *number <= MAX_NUMBER; at++)
        *number = *number * 10 + (guint)g_ascii_digit_value((gchar)in.data[at]);
    return at;
}

guint pdf_reference(Bytes in, gsize at, gsize *end)
{
    guint number, generation;
    const gsize first = read_number(in, at, &number);
    const gsize second = first > at ? pdf_skip_blanks(in, first) : first;
    const gsize third = second > first ? read_number(in, second, &generation) : second;
    const gsize letter = third > second ? pdf_skip_blanks(in, third) : in.size;

    if (letter >= in.size || letter == third || in.data[letter] != 'R' || number > MAX_NUMBER)
        return 0;
    *end = letter + 1;
    return number;
}

static gsize skip_nested(Bytes in, gsize at)
{
    guint depth = 0;

    do {
        at = pdf_skip_blanks(in, at);
        if (at >= in.size)
            return in.size;
        if (bytes_begin(in, at, "<<") || bytes_begin(in, at, ">>")) {
            depth += in.data[at] == '<' ? 1 : -1;
            at += 2;
        } else if (in.data[at] == '[' || in.data[at] == ']') {
            depth += in.data[at] == '[' ? 1 : -1;
            at++;
        } else if (in.data[at] == '(') {
            at = skip_string(in, at);
        } else if (in.data[at] == '<') {
            at = skip_hexadecimal(in, at);
        } else {
            at = skip_word(in, at + 1);
        }
    } while (depth > 0 && depth < MAX_NESTED);
    return at;
}

gsize pdf_skip_value(Bytes in, gsize at)
{
    gsize end = in.size;

    at = pdf_skip_blanks(in, at);
    if (at >= in.size)
        return in.size;
    if (in.data[at] == '(')
        return skip_string(in, at);
    if (in.data[at] == '[' || bytes_begin(in, at, "<<"))
        return skip_nested(in, at);
    if (in.data[at] == '<')
        return skip_hexadecimal(in, at);
    return g_ascii_isdigit(in.data[at]) && pdf_reference(in, at, &end) > 0 ? end
                                                                           : skip_word(in, at + 1);
}

bool pdf_next_key(Bytes in, gsize *at, Bytes *key, Bytes *value)
{
    const gsize name = pdf_skip_blanks(in, *at);

    *at = name;
    if (name >= in.size || in.data[name] != '/')
        return false;
    const gsize end = skip_word(in, name + 1), first = pdf_skip_blanks(in, end);
    *at = pdf_skip_value(in, end);
    *key = (Bytes){in.data + name, end - name};
    *value = (Bytes){in.data + MIN(first, *at), *at - MIN(first, *at)};
    return true;
}

Bytes pdf_lookup(Bytes in, const char *key, gsize *end)
{
    Bytes name, value;

    *end = pdf_skip_blanks(in, 0);
    if (!bytes_begin(in, *end, "<<"))
        return (Bytes){0};
    *end += 2;
    while (pdf_next_key(in, end, &name, &value))
        if (name.size == strlen(key) && bytes_begin(name, 0, key))
            return value;
    return (Bytes){0};
}

/* ---- the file -------------------------------------------------------------------------------
 */

static bool place(PdfObjects *objects, guint number, Bytes object)
{
    if (number > MAX_NUMBER)
        return false;
    if (number >= objects->places->len)
        g_array_set_size(objects->places, number + 1);
    g_array_index(objects->places, Bytes, number) = object;
    return true;
}

/* What the deflated data at @in unfolds to, as far as it does. */
static GByteArray *dup_unfolded(Bytes in, gsize *n_left)
{
    GByteArray *out = g_byte_array_new();
    guint8 buffer[16384];
    z_stream z = {.next_in = (Bytef *)in.data, .avail_in = (uInt)MIN(in.size, *n_left)};
    int status = inflateInit(&z);

    while (status == Z_OK && out->len < *n_left) {
        z.next_out = buffer;
        z.avail_out = sizeof buffer;
        status = inflate(&z, Z_NO_FLUSH);
        g_byte_array_append(out, buffer, sizeof buffer - z.avail_out);
    }
    *n_left -= MIN(*n_left, z.total_in + z.total_out);
    inflateEnd(&z);
    return out;
}

/* The objects in the stream of them that begins with @object. */
static bool index_stream(PdfObjects *objects, Bytes object, Bytes head)
{
    gsize end;
    const Bytes first = pdf_lookup(head, "/First", &end), count = pdf_lookup(head, "/N", &end);
    const gsize data = bytes_data(object, head.size);
    guint from, n, number, offset;

    if (data == 0 || objects->n_left == 0 || objects->unfolded->len >= MAX_STREAMS)
        return false;
    GByteArray *out =
        dup_unfolded((Bytes){object.data + data, object.size - data}, &objects->n_left);
    g_ptr_array_add(objects->unfolded, out);
    const Bytes text = {out->data, out->len};
    read_number(first, 0, &from);
    read_number(count, 0, &n);
    gsize at = read_number(text, pdf_skip_blanks(text, 0), &number);
    at = read_number(text, pdf_skip_blanks(text, at), &offset);
    for (guint i = 0; i < n && from + offset < text.size; i++) {
        if (!place(objects, number, (Bytes){text.data + from + offset, text.size - from - offset}))
            return false;
        at = read_number(text, pdf_skip_blanks(text, at), &number);
        end = pdf_skip_blanks(text, at);
        at = read_number(text, end, &offset);
        if (at == end)
            break;
    }
    return true;
}

/* The number before the generation that ends before @at. */
static bool number_before(Bytes file, gsize at, guint *number)
{
    gsize end = at, begin;

    while (end > 0 && g_ascii_isdigit(file.data[end - 1]))
        end--;
    while (end > 0 && end < at && classes[file.data[end - 1]] == BLANK)
        end--;
    for (begin = end; begin > 0 && g_ascii_isdigit(file.data[begin - 1]) && end - begin < 10;)
        begin--;
    return begin < end && read_number(file, begin, number) == end;
}

bool pdf_objects_index(PdfObjects *objects, Bytes file)
{
    const bool has_streams = bytes_find(file, 0, "/ObjStm") < file.size;

    objects->n_left = MAX_UNFOLDED;
    objects->places = g_array_new(FALSE, TRUE, sizeof(Bytes));
    objects->unfolded = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
    for (gsize at = bytes_find(file, 0, " obj"); at < file.size;
         at = bytes_find(file, at + 1, " obj")) {
        const Bytes object = {file.data + at + 4, file.size - at - 4};
        Bytes head = {object.data, MIN(object.size, MAX_HEAD)};
        guint number;

        if (!number_before(file, at, &number))
            continue;
        if (!place(objects, number, object))
            return false;
        if (!has_streams || bytes_find(head, 0, "/ObjStm") == head.size)
            continue;
        head.size = bytes_find(object, 0, "stream");
        if (head.size < MAX_HEAD && !index_stream(objects, object, head))
            return false;
    }
    return true;
}

void pdf_objects_clear(PdfObjects *objects)
{
    g_clear_pointer(&objects->places, g_array_unref);
    g_clear_pointer(&objects->unfolded, g_ptr_array_unref);
}

Bytes pdf_object(const PdfObjects *objects, guint number)
{
    return number < objects->places->len ? g_array_index(objects->places, Bytes, number)
                                         : (Bytes){0};
}
