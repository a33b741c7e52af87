/* SPDX-License-Identifier: GPL-2.0-or-later */
/* paragraphs.c - a page's lines to sentences.
 *
 * Lines that hang together are a paragraph; lines that a table took are none. A transcript's
 * line is its paragraph unless it was broken for its length. */
#include "claims.h"

#include <string.h>

/* Bytes of a line of a transcript that may have been broken for its length. */
#define LEAST_WRAPPED 50
#define MOST_WRAPPED 120

/* Characters of the longest abbreviation before a year: "sept. 2019". */
#define LONGEST_MONTH 4

/* Whether a year begins a sentence behind the full stop at @p: a word stands before it. */
static bool precedes_year(const char *text, const char *p)
{
    gsize n = strspn(p + 2, "0123456789");
    const char *word = p;

    while (word > text && g_unichar_isalpha(g_utf8_get_char(g_utf8_prev_char(word))))
        word = g_utf8_prev_char(word);
    return n == strlen("2016") && strchr(" ,", p[2 + n]) != NULL &&
           g_utf8_strlen(word, p - word) > LONGEST_MONTH;
}

/* Whether the full stop at @p ends a sentence: a capital, a dash, a quotation or a year
 * follows. */
static bool ends_sentence(const char *text, const char *p)
{
    gunichar next = p[1] == ' ' ? g_utf8_get_char(p + 2) : 0;

    return strchr(".!?", *p) != NULL &&
           (p[1] == '\0' || g_unichar_isupper(next) || next == 0x2013 || next == '-' ||
            next == 0x201d || next == '"' || (next != 0 && precedes_year(text, p)));
}

/* Returns the number of sentences that are too long to read. */
static guint read_paragraph(Page *page, const char *text, guint first, guint last,
                            ReadSentence read)
{
    const char *start = text;
    const char *number = text + strspn(text, "0123456789"); /* "1. Samhällsutveckling" */
    guint n_too_long = 0;

    for (const char *p = text; *p != '\0'; p++) {
        if ((p == number || !ends_sentence(text, p)) && p[1] != '\0')
            continue;
        if (p + 1 - start > KK_MAX_SUBJECT) {
            n_too_long++;
        } else {
            g_autofree char *sentence = g_strndup(start, (gsize)(p + 1 - start));
            read(page, g_strstrip(sentence), first, last);
        }
        start = p + 1;
    }
    return n_too_long;
}

/* Whether @line goes on with the one before: by the leading, or in a transcript when that
 * was broken for its length. */
static bool goes_on(const Page *page, const KkLine *before, const KkLine *line)
{
    double leading = kk_line_leading(before, line);
    gsize n = strlen(before->text);

    if (page->layout->transcript)
        return leading < 1.4 * line->size && !line->heading && !line->item && !before->heading &&
               n >= LEAST_WRAPPED && n <= MOST_WRAPPED &&
               strchr(".:!?", before->text[n - 1]) == NULL;
    return leading <= 1.6 * line->size && line->size <= 1.1 * before->size &&
           before->size <= 1.1 * line->size;
}

static guint paragraph_end(const Page *page, guint first)
{
    guint end = first + 1;

    while (
        end < page->lines->len && !page->used[end] &&
        goes_on(page, g_ptr_array_index(page->lines, end - 1), g_ptr_array_index(page->lines, end)))
        end++;
    return end;
}

guint claims_each_sentence(Page *page, ReadSentence read)
{
    guint n_too_long = 0;

    for (guint i = 0; i < page->lines->len;) {
        if (page->used[i]) {
            i++;
            continue;
        }
        guint end = paragraph_end(page, i);
        g_autoptr(GPtrArray) lines = g_ptr_array_new();
        for (guint k = i; k < end; k++)
            g_ptr_array_add(lines, g_ptr_array_index(page->lines, k));
        g_autofree char *text = kk_lines_dup_text(page->layout, lines);
        n_too_long += read_paragraph(page, text, i, end - 1, read);
        i = end;
    }
    return n_too_long;
}
