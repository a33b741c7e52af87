/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mutate_lines.c - for inputs that are lines of text: libFuzzer's own changes, and those by which
 * a report differs from another: lines that go, come again or stand elsewhere, other numbers. */
#include "fuzz.h"

#include <string.h>

gsize LLVMFuzzerMutate(guint8 *data, gsize size, gsize max_size);
gsize LLVMFuzzerCustomMutator(guint8 *data, gsize size, gsize max_size, guint seed);

#define MOST_LINES 4 /* that move together */

typedef struct {
    gsize start, length;
} Part;

/* Where a line begins, at or before a random place. */
static gsize pick_line(GRand *rand, const char *data, gsize size)
{
    gsize at = (gsize)g_rand_int_range(rand, 0, (gint32)size);

    while (at > 0 && data[at - 1] != '\n')
        at--;
    return at;
}

static Part pick_lines(GRand *rand, const char *data, gsize size)
{
    Part part = {pick_line(rand, data, size), 0};
    int n = g_rand_int_range(rand, 1, MOST_LINES + 1);

    while (part.start + part.length < size && n > 0)
        if (data[part.start + part.length++] == '\n')
            n--;
    return part;
}

/* Puts another number in place of one behind a random place. */
static void change_number(GRand *rand, GString *text)
{
    gsize at = (gsize)g_rand_int_range(rand, 0, (gint32)text->len), end = 0;

    while (at < text->len && !g_ascii_isdigit(text->str[at]))
        at++;
    for (end = at; end < text->len && g_ascii_isdigit(text->str[end]) && end < at + 6;)
        end++;
    if (at == end)
        return;
    gint64 number = MIN(g_ascii_strtoll(text->str + at, NULL, 10), G_MAXINT32);
    gint64 step = g_rand_int_range(rand, 1, g_rand_boolean(rand) ? 3 : 200);
    g_autofree char *other = g_strdup_printf(
        "%" G_GINT64_FORMAT, g_rand_boolean(rand) ? number + step : MAX(number - step, 0));
    g_string_erase(text, (gssize)at, (gssize)(end - at));
    g_string_insert(text, (gssize)at, other);
}

/* Copies lines to another place, or moves them, or lets them go. */
static void change_lines(GRand *rand, GString *text)
{
    Part part = pick_lines(rand, text->str, text->len);
    g_autofree char *lines = g_strndup(text->str + part.start, part.length);
    int what = g_rand_int_range(rand, 0, 3);

    if (what > 0)
        g_string_erase(text, (gssize)part.start, (gssize)part.length);
    if (what < 2 && text->len > 0)
        g_string_insert(text, (gssize)pick_line(rand, text->str, text->len), lines);
}

gsize LLVMFuzzerCustomMutator(guint8 *data, gsize size, gsize max_size, guint seed)
{
    GRand *rand = g_rand_new_with_seed(seed);
    int what = g_rand_int_range(rand, 0, 4);

    if (size > 0 && what < 2 && memchr(data, '\0', size) == NULL) {
        GString *text = g_string_new_len((const char *)data, (gssize)size);

        (what == 0 ? change_number : change_lines)(rand, text);
        size = MIN(text->len, max_size);
        memcpy(data, text->str, size);
        g_string_free(text, TRUE);
    } else {
        size = LLVMFuzzerMutate(data, size, max_size);
    }
    g_rand_free(rand);
    return size;
}
