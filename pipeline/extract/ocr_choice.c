/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ocr_choice.c - which pages are to be recognised, and whether a file has pictures of pages.
 *
 * A picture is a stream of its own, whose dictionary lies open in the file, whatever else is
 * folded away: so its size can be looked for without reading the PDF. So is an attached file, but
 * what is in it is not seen. */
#define _GNU_SOURCE
#include <kk/document.h>
#include <kk/input.h>
#include <kk/ocr.h>

#include <stdlib.h>
#include <string.h>

/* A page of A4 has so many dots at 100 an inch; what is coarser cannot be recognised, and pictures
 * in a text have fewer. A page may be made of several strips. */
#define PAGE_DOTS 960000.0

/* A picture's dictionary, before and behind the word. */
#define DICTIONARY_BYTES 400

/* So many are looked at, before there are limits: with 2,000 pages of ten strips each it is all. */
#define MOST_PICTURES 20000

/* A page that was scanned takes so many bytes at least, in an attached PDF. */
#define SCAN_BYTES 10000

static KkOcrMode mode = KK_OCR_AUTO;
static bool pages[KK_MAX_PAGES + 1];

static bool choose_pages(const char *choice)
{
    g_auto(GStrv) parts = g_strsplit(choice, ",", -1);

    memset(pages, 0, sizeof pages);
    for (char **part = parts; *part != NULL; part++) {
        char *end = *part;
        const guint64 first = g_ascii_strtoull(*part, &end, 10);
        guint64 last = first;

        if (end == *part)
            return false;
        if (*end == '-') {
            const char *second = end + 1;

            last = g_ascii_strtoull(second, &end, 10);
            if (end == second)
                return false;
        }
        if (*end != '\0' || first < 1 || last < first || last > KK_MAX_PAGES)
            return false;
        for (guint64 page = first; page <= last; page++)
            pages[page] = true;
    }
    return parts[0] != NULL;
}

bool kk_ocr_choose(const char *choice)
{
    static const char *const names[] = {"auto", "never", "always"};

    for (int i = 0; i < (int)G_N_ELEMENTS(names); i++)
        if (strcmp(choice, names[i]) == 0) {
            mode = (KkOcrMode)i;
            return true;
        }
    mode = KK_OCR_PAGES;
    return choose_pages(choice);
}

KkOcrMode kk_ocr_chosen(void)
{
    return mode;
}

bool kk_ocr_chooses_page(int page)
{
    return page >= 1 && page <= KK_MAX_PAGES && pages[page];
}

/* The number behind @key between two places; 0: there is none. */
static double number_of(const char *key, const char *from, const char *to)
{
    const char *found = memmem(from, (gsize)(to - from), key, strlen(key));
    double number = 0;

    if (found == NULL)
        return 0;
    for (found += strlen(key); found < to && *found == ' '; found++)
        ;
    for (; found < to && g_ascii_isdigit(*found) && number < 1e6; found++)
        number = 10 * number + (*found - '0');
    return number;
}

/* The dots of the picture whose dictionary has its kind at @at. */
static double count_dots(const char *bytes, gsize length, const char *at)
{
    const char *from = at - MIN(at - bytes, DICTIONARY_BYTES), *object = NULL;
    const char *to = at + MIN(bytes + length - at, DICTIONARY_BYTES), *end;

    while ((object = memmem(from, (gsize)(at - from), " obj", 4)) != NULL)
        from = object + 4;
    if ((end = memmem(at, (gsize)(to - at), "stream", 6)) != NULL)
        to = end;
    return number_of("/Width", from, to) * number_of("/Height", from, to);
}

/* The next of a PDF's names so written from @at on, and what is behind it; NULL: there is none.
 * /ImageMask and /EmbeddedFiles are other names. */
static const char *find_name(const char *name, const char *at, const char *end)
{
    const gsize n = strlen(name);

    while ((at = memmem(at, (gsize)(end - at), name, n)) != NULL) {
        at += n;
        if (at == end || !g_ascii_isalpha(*at))
            return at;
    }
    return NULL;
}

/* How many of the first pictures would fill a page. */
static guint count_pictures(const char *bytes, gsize length)
{
    const char *at = bytes, *end = bytes + length;
    double dots = 0;
    guint n = 0;

    while (n < MOST_PICTURES && (at = find_name("/Image", at, end)) != NULL) {
        dots += count_dots(bytes, length, at);
        n++;
    }
    return (guint)MIN(dots / PAGE_DOTS, n);
}

/* How many pages of pictures the attached files could hold by their sizes: they are folded away. */
static guint count_attached(const char *bytes, gsize length)
{
    const char *end = bytes + length, *at = bytes;
    guint n = 0;

    while (n < KK_OCR_MOST_PAGES && (at = find_name("/EmbeddedFile", at, end)) != NULL) {
        const char *last = memmem(at, (gsize)(end - at), "endstream", 9);

        if (last == NULL)
            break;
        n += (guint)MIN((gsize)(last - at) / SCAN_BYTES, KK_OCR_MOST_PAGES);
        at = last;
    }
    return n;
}

guint kk_ocr_count_pages(const char *bytes, gsize length)
{
    guint n = 0;

    if (mode == KK_OCR_NEVER || !kk_is_pdf(bytes, length))
        return 0;
    if (mode == KK_OCR_AUTO)
        n = count_pictures(bytes, length) + count_attached(bytes, length);
    for (int page = 1; page <= KK_MAX_PAGES && mode != KK_OCR_AUTO; page++)
        n += mode == KK_OCR_ALWAYS || pages[page];
    return MIN(n, KK_OCR_MOST_PAGES);
}
