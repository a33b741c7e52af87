/* SPDX-License-Identifier: GPL-2.0-or-later */
/* letters.c - whether the letters and digits on the pages can be those that are printed: a font
 * that does not tell which it shows gives others, and what is drawn over one another runs together.
 */
#include <kk/words.h>

#include "outline.h"

#include <stdlib.h>
#include <string.h>

/* Digits narrower than this, of those around, are drawn over one another. */
#define NARROWEST_DIGIT 0.75

/* Of pairs of letters in a text, how many at least are among the commonest of Swedish: of 10,000
 * lines of reports none has fewer than 0.21, half have 0.6; under letters shifted in the alphabet
 * half have 0.08 or fewer. Told of no fewer pairs than these, and by the first of them. */
#define LEAST_COMMON 0.18
#define LEAST_PAIRS 20
#define MOST_PAIRS 60

/* Years that a report can name, and how many must be none to doubt a font's digits. */
#define FIRST_YEAR 1850
#define LAST_YEAR 2060
#define LEAST_YEARS 3

/* Fonts of a page that are told apart: by size and weight. */
#define MOST_FONTS 16

/* ---- letters of no Swedish word ----------------------------------------------------------- */

/* A letter of no Swedish word, which a font without a right table of letters gives for a ligature:
 * the mark for what has none, one for private use, or one of African and phonetic writing. */
static bool is_foreign(gunichar c)
{
    return c == 0xfffd || (c >= 0xe000 && c <= 0xf8ff) || (c >= 0x180 && c <= 0x2af);
}

/* The byte that U+0180 begins with. */
#define FIRST_FOREIGN 0xc6

/* Whether such a letter stands in @word beside others: alone it is a bullet. */
static bool has_foreign_letter(const char *word)
{
    bool foreign = false, known = false;
    const char *latin = word;

    while (*latin != '\0' && (guchar)*latin < FIRST_FOREIGN)
        latin++;
    if (*latin == '\0')
        return false;
    for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        foreign = foreign || is_foreign(c);
        known = known || (g_unichar_isalpha(c) && !is_foreign(c));
    }
    return foreign && known;
}

/* The first such word of each page. */
static void doubt_foreign(const KkLayout *layout, KkDiagnostics *doubts)
{
    int page = 0;

    for (guint i = 0; i < layout->lines->len; i++) {
        const KkLine *line = g_ptr_array_index(layout->lines, i);

        for (guint w = 0; w < line->words->len && line->sheet != page; w++) {
            const KkWord *word = kk_line_word(line, w);

            if (!has_foreign_letter(word->text))
                continue;
            g_autoptr(GArray) at = kk_at_new();
            page = line->sheet;
            kk_word_place(line, word, at);
            kk_diagnostics_add(
                doubts, KK_SEVERITY_WARNING, at,
                kk_message(KK_SAYS_LETTERS_DOUBTFUL, NULL, KK_NUMBER(page), KK_TEXT(word->text)));
        }
    }
}

/* ---- digits ------------------------------------------------------------------------------- */

/* How wide a digit of @word is, ems; 0: it is no number of two digits or more. A font may set 1
 * narrower than the others. */
static double digit_width(const KkWord *word)
{
    gsize n = strlen(word->text);

    return n >= 2 && n <= 8 && strspn(word->text, "0123456789") == n &&
                   strchr(word->text, '1') == NULL && word->style.size > 0
               ? (word->box.x1 - word->box.x0) / (double)n / word->style.size
               : 0;
}

/* Numbers drawn over numbers: more digits than there is room for. */
static void doubt_digits(const Parse *parse)
{
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint pass = 0; pass < 2; pass++) {
        double usual = pass == 1 ? parse_median(widths) : 0;

        for (guint i = 0; i < parse->lines->len; i++) {
            const KkLine *line = parse_line(parse, i);

            for (guint w = 0; w < line->words->len && !line->unplaced; w++) {
                const KkWord *word = kk_line_word(line, w);
                double width = digit_width(word);

                if (width > 0 && pass == 0)
                    g_array_append_val(widths, width);
                if (width <= 0 || width >= NARROWEST_DIGIT * usual)
                    continue;
                g_autoptr(GArray) at = kk_at_new();
                kk_word_place(line, word, at);
                kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                                   kk_message(KK_SAYS_DIGITS_DOUBTFUL, NULL, KK_NUMBER(line->sheet),
                                              KK_TEXT(word->text)));
            }
        }
    }
}

typedef struct {
    KkStyle style;
    guint n, n_likely; /* numbers of four digits, and the years among them; or pairs of letters, and
                        * the common ones */
    guint32
        seen[32]; /* pairs, by places in the alphabet: a word that comes again says nothing new */
    GArray *at;   /* of its words */
    const char *longest;
} Font;

static Font *font_of(GArray *fonts, const KkStyle *style)
{
    for (guint i = 0; i < fonts->len; i++) {
        Font *font = &g_array_index(fonts, Font, i);

        if (font->style.size == style->size && font->style.bold == style->bold)
            return font;
    }
    if (fonts->len == MOST_FONTS)
        return NULL;
    Font new = {.style = *style, .at = kk_at_new()};
    g_array_append_val(fonts, new);
    return &g_array_index(fonts, Font, fonts->len - 1);
}

/* Numbers of four digits are years, in reports: where none in a font can be one, and others are in
 * that font, its digits are not those that are printed. */
static bool is_year(const char *text)
{
    int year = atoi(text);

    return year >= FIRST_YEAR && year <= LAST_YEAR;
}

static void doubt_years(const Parse *parse)
{
    g_autoptr(GArray) fonts = g_array_new(FALSE, FALSE, sizeof(Font));

    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);

        for (guint w = 0; w < line->words->len; w++) {
            const KkWord *word = kk_line_word(line, w);
            gsize digits = strspn(word->text, "0123456789");
            Font *font = digits > 0 ? font_of(fonts, &word->style) : NULL;

            if (font == NULL)
                continue;
            kk_word_place(line, word, font->at);
            if (digits != 4 || g_ascii_isalnum(word->text[4]))
                continue;
            font->n++;
            font->n_likely += is_year(word->text);
            font->longest = word->text;
        }
    }
    for (guint i = 0; i < fonts->len; i++) {
        const Font *font = &g_array_index(fonts, Font, i);

        if (font->n >= LEAST_YEARS && font->n_likely == 0)
            kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, font->at,
                               kk_message(KK_SAYS_YEARS_DOUBTFUL, NULL,
                                          KK_NUMBER(g_array_index(font->at, KkPlace, 0).page),
                                          KK_TEXT(font->longest)));
        g_array_unref(font->at);
    }
}

/* ---- letters that make up no language ------------------------------------------------------ */

/* A letter's place in the Swedish alphabet, from 1; 0: it is none. */
static guint place_of(gunichar c)
{
    c = c < 0x80 ? c | 0x20 : g_unichar_tolower(c);
    return c >= 'a' && c <= 'z' ? c - 'a' + 1
           : c == 0xe5          ? 27
           : c == 0xe4          ? 28
           : c == 0xf6          ? 29
                                : 0;
}

/* By the first letter's place: a bit for each second one. */
static void fill_common(guint32 *common)
{
    for (const char *p = kk_words_pairs; *p != '\0';) {
        guint one = place_of(g_utf8_get_char(p));
        const char *second = g_utf8_next_char(p);

        common[one] |= 1U << place_of(g_utf8_get_char(second));
        p = g_utf8_next_char(second);
        p += *p == ' ';
    }
}

static void count_pairs(Font *font, const KkLine *line, const KkWord *word, const guint32 *common)
{
    guint before = 0;

    for (const char *p = word->text; *p != '\0'; p = g_utf8_next_char(p)) {
        guint place = place_of(g_utf8_get_char(p));

        if (before > 0 && place > 0 && (font->seen[before] >> place & 1) == 0 &&
            font->n < MOST_PAIRS) {
            font->seen[before] |= 1U << place;
            font->n++;
            font->n_likely += common[before] >> place & 1;
        }
        before = place;
    }
    if (font->longest == NULL || strlen(word->text) > strlen(font->longest))
        font->longest = word->text;
    kk_word_place(line, word, font->at);
}

static void end_page(KkDiagnostics *doubts, GArray *fonts)
{
    for (guint i = 0; i < fonts->len; i++) {
        const Font *font = &g_array_index(fonts, Font, i);

        if (font->n >= LEAST_PAIRS && font->n_likely < LEAST_COMMON * font->n)
            kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, font->at,
                               kk_message(KK_SAYS_LANGUAGE_DOUBTFUL, NULL,
                                          KK_NUMBER(g_array_index(font->at, KkPlace, 0).page),
                                          KK_TEXT(font->longest)));
        g_array_unref(font->at);
    }
    g_array_set_size(fonts, 0);
}

static void doubt_language(const Parse *parse)
{
    g_autoptr(GArray) fonts = g_array_new(FALSE, FALSE, sizeof(Font));
    guint32 common[32] = {0};

    fill_common(common);
    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);

        if (i > 0 && line->sheet != parse_line(parse, i - 1)->sheet)
            end_page(parse->doubts, fonts);
        for (guint w = 0; w < line->words->len; w++) {
            const KkWord *word = kk_line_word(line, w);
            Font *font = font_of(fonts, &word->style);

            if (font != NULL)
                count_pairs(font, line, word, common);
        }
    }
    end_page(parse->doubts, fonts);
}

void parse_letters(Parse *parse)
{
    doubt_foreign(parse->layout, parse->doubts);
    doubt_digits(parse);
    doubt_years(parse);
    if (!parse->layout->transcript)
        doubt_language(parse);
}
