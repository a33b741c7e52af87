/* SPDX-License-Identifier: GPL-2.0-or-later */
/* language.c - Swedish. */
#include <kk/language.h>
#include <kk/pattern.h>
#include <kk/words.h>

#include <glib.h>
#include <stdlib.h>
#include <string.h>

static const char *const joiners[] = {"och",       "eller", "samt", "respektive", "resp",
                                      "och/eller", "som",   "till", "and",        "men"};

static const char *const open_words[] = {
    "av",  "att", "de", "den",  "en",  "ett",  "för",   "från", "i",  "inom",  "med", "mellan",
    "och", "om",  "på", "samt", "som", "till", "under", "vid",  "är", "eller", NULL};

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

gsize kk_text_skip_prefix(const char *text, const char *prefix)
{
    gsize n = 0;

    while (prefix[n] != '\0' && lower(text[n]) == prefix[n])
        n++;
    return prefix[n] == '\0' ? n : 0;
}

/* The first digit beyond ASCII is U+0660, which begins with this byte. */
#define OTHER_DIGITS 0xd9

bool kk_text_may_have_digit(const char *text)
{
    while (*text != '\0' && !(*text >= '0' && *text <= '9') && (guchar)*text < OTHER_DIGITS)
        text++;
    return *text != '\0';
}

static bool joins(const char *next)
{
    for (gsize i = 0; i < G_N_ELEMENTS(joiners); i++) {
        gsize n = kk_text_skip_prefix(next, joiners[i]);

        if (n > 0 && (next[n] == '\0' || strchr(".,;)", next[n]) != NULL))
            return true;
    }
    return false;
}

bool kk_language_leaves_open(const char *word)
{
    return g_strv_contains(open_words, word);
}

static bool begins_stamp(const char *word)
{
    static const char *const beginnings[] = {
        "dnr",     "d-nr",        "diari",   "ärende", "Ärende", "handling", "inkom",
        "ank",     "mottag",      "registr", "exped",  "bil",    "juster",   "utdrag",
        "bestyrk", "underskrift", "sign",    "akt",    "ks",     "kf",       "§"};

    for (gsize i = 0; i < G_N_ELEMENTS(beginnings); i++)
        if (kk_text_skip_prefix(word, beginnings[i]) > 0)
            return true;
    return false;
}

static bool is_received(const char *text)
{
    return kk_pattern_is(KK_PATTERN_STAMP_RECEIVED, text);
}

static bool is_stamp(const char *text)
{
    return begins_stamp(text) &&
           (kk_pattern_is(KK_PATTERN_STAMP_NUMBER, text) ||
            kk_pattern_is(KK_PATTERN_STAMP_APPENDIX, text) ||
            kk_pattern_is(KK_PATTERN_STAMP_SIGNATURE, text) || is_received(text));
}

static bool is_stamp_part(const char *text)
{
    return is_stamp(text) || kk_pattern_is(KK_PATTERN_STAMP_PART, text);
}

const char kk_subject[] = "kompass";

const KkLayoutLanguage kk_swedish = {
    joins, kk_language_leaves_open, begins_stamp, is_stamp, is_received, is_stamp_part};

/* The number whose name @text begins with, and the name's length; 0. */
static int named_number(const char *const *names, int first, int step, const char *text,
                        gsize *length)
{
    int number = 0;

    *length = 0;
    for (int i = 0; names[i] != NULL; i++) {
        gsize n = kk_text_skip_prefix(text, names[i]);

        if (n > *length) {
            *length = n;
            number = first + i * step;
        }
    }
    return number;
}

int kk_language_number(const char *text, gsize *length)
{
    static const char *const ones[] = {"ett",    "två",     "tre",     "fyra",    "fem",
                                       "sex",    "sju",     "åtta",    "nio",     "tio",
                                       "elva",   "tolv",    "tretton", "fjorton", "femton",
                                       "sexton", "sjutton", "arton",   "nitton",  NULL};
    static const char *const tens[] = {"tjugo",   "trettio", "fyrtio", "femtio", "sextio",
                                       "sjuttio", "åttio",   "nittio", NULL};
    static const char *const one_more[] = {"en", NULL};
    gsize of_tens = 0, of_ones = 0;
    int ten = named_number(tens, 20, 10, text, &of_tens);
    int one = named_number(ones, 1, 1, text + of_tens, &of_ones);

    if (one == 0)
        one = named_number(one_more, 1, 1, text + of_tens, &of_ones);
    *length = of_tens + of_ones;
    return (ten > 0 && one > 9) || g_unichar_isalpha(g_utf8_get_char(text + *length)) ? 0
                                                                                      : ten + one;
}

int kk_language_roman(const char *text, gsize *length)
{
    static const char *const numerals[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII"};
    gsize n = strspn(text, "IV");

    *length = 0;
    for (int i = 0; i < (int)G_N_ELEMENTS(numerals); i++)
        if (strlen(numerals[i]) == n && strncmp(text, numerals[i], n) == 0) {
            *length = n;
            return i + 1;
        }
    return 0;
}

int kk_language_ordinal(const char *word)
{
    g_autofree char *lower = word != NULL ? g_utf8_strdown(word, -1) : NULL;

    if (lower != NULL && g_ascii_isdigit(*lower))
        return atoi(lower); /* "3:e" */
    for (int i = 0; lower != NULL && kk_words_ordinals[i] != NULL; i++)
        if (strcmp(lower, kk_words_ordinals[i]) == 0)
            return i + 1;
    return 0;
}

int kk_language_month(const char *name)
{
    static const struct {
        const char *start;
        int month;
    } months[] = {{"jan", 1},  {"feb", 2},  {"mar", 3}, {"apr", 4}, {"ma", 5},
                  {"jun", 6},  {"jul", 7},  {"aug", 8}, {"sep", 9}, {"okt", 10},
                  {"oct", 10}, {"nov", 11}, {"dec", 12}};

    for (gsize i = 0; i < G_N_ELEMENTS(months); i++)
        if (kk_text_skip_prefix(name, months[i].start) > 0)
            return months[i].month;
    return 0;
}

/* The rank of a letter: blanks and marks, digits, a to z, å, ä, ö, all others. */
static gunichar rank_of(gunichar c)
{
    static const gunichar last[] = {0xe5, 0xe4, 0xf6}; /* å ä ö */
    gunichar base, accent;

    c = g_unichar_tolower(c);
    for (gsize i = 0; i < G_N_ELEMENTS(last); i++)
        if (c == last[i])
            return 'z' + 1 + (gunichar)i;
    return c > 0x7f && g_unichar_decompose(c, &base, &accent) ? base : c;
}

int kk_language_compare(const char *a, const char *b)
{
    const char *p = a, *q = b;

    while (*p != '\0' && *q != '\0') {
        gunichar first = rank_of(g_utf8_get_char(p)), second = rank_of(g_utf8_get_char(q));

        if (first != second)
            return first < second ? -1 : 1;
        p = g_utf8_next_char(p);
        q = g_utf8_next_char(q);
    }
    if (*p == *q)
        return strcmp(a, b);
    return *p == '\0' ? -1 : 1;
}
