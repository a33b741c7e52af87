/* SPDX-License-Identifier: GPL-2.0-or-later */
/* figures.c - the text of a cell to the number that it prints, by hand: this is asked of every
 * word that begins with a digit. */
#include <kk/figures.h>
#include <kk/language.h>
#include <kk/words.h>

#include <string.h>

#define MOST_DIGITS 3 /* a total of eight areas is 800 at most; four digits are a year */
#define MOST_DECIMALS 2

typedef struct {
    const char *text, *p;
} Scanner;

/* Steps over @word, blanks before it, if it stands there and ends there. */
static bool take_word(Scanner *scanner, const char *word)
{
    const char *p = scanner->p + strspn(scanner->p, " ");
    gsize n = kk_text_skip_prefix(p, word);

    if (n == 0 || g_unichar_isalnum(g_utf8_get_char(p + n)))
        return false;
    scanner->p = p + n;
    return true;
}

static bool take_any(Scanner *scanner, const char *const *words)
{
    for (; *words != NULL; words++)
        if (take_word(scanner, *words))
            return true;
    return false;
}

/* Steps over one of these characters, blanks before it. */
static gunichar take_character(Scanner *scanner, const char *characters)
{
    const char *p = scanner->p + strspn(scanner->p, " ");
    gunichar c = g_utf8_get_char(p);

    if (c == 0 || g_utf8_strchr(characters, -1, c) == NULL)
        return 0;
    scanner->p = g_utf8_next_char(p);
    return c;
}

static gsize count_digits(const char *p)
{
    return strspn(p, "0123456789");
}

static bool take_number(Scanner *scanner, double *value, KkSlice *slice)
{
    const char *p = scanner->p + strspn(scanner->p, " ");
    gsize digits = count_digits(p), decimals = 0;
    char number[MOST_DIGITS + MOST_DECIMALS + 2];

    if (digits == 0 || digits > MOST_DIGITS)
        return false;
    if ((p[digits] == ',' || p[digits] == '.') && (decimals = count_digits(p + digits + 1)) > 0)
        decimals++;
    const char *end = p + digits + decimals;
    bool unit = *end == 'p' && !g_ascii_isalnum(end[1]); /* "8p" */
    if (decimals > MOST_DECIMALS + 1 || (!unit && g_unichar_isalpha(g_utf8_get_char(end))))
        return false;
    memcpy(number, p, digits + decimals);
    number[digits + decimals] = '\0';
    *value = g_ascii_strtod(g_strdelimit(number, ",", '.'), NULL);
    *slice = (KkSlice){(gsize)(p - scanner->text), (gsize)(p - scanner->text) + digits + decimals};
    scanner->p = p + digits + decimals;
    return true;
}

static KkUnit take_unit(Scanner *scanner)
{
    if (take_character(scanner, "%") != 0 || take_any(scanner, kk_words_percent))
        return KK_UNIT_PERCENT;
    if (!take_any(scanner, kk_words_points))
        return KK_UNIT_NONE;
    if (scanner->p[0] == '.')
        scanner->p++;
    return KK_UNIT_POINTS;
}

/* "av totalt 100 möjliga", "/100", "(max 100)": with all its words. */
static bool take_maximum(Scanner *scanner, KkFigure *figure)
{
    Scanner try = *scanner;
    bool bracket = take_character(&try, "(") != 0, told = take_character(&try, "/") != 0;

    while (take_any(&try, kk_words_before_maximum))
        told = true;
    if (!told || !take_number(&try, &figure->max, &figure->max_number))
        return false;
    while (take_any(&try, kk_words_behind_maximum))
        ;
    if (bracket && take_character(&try, ")") == 0)
        return false;
    *scanner = try;
    return true;
}

static bool is_nothing(const char *text)
{
    for (const char *const *word = kk_words_nothing; *word != NULL; word++) {
        gsize n = kk_text_skip_prefix(text, *word);

        if (n > 0 && text[n] == '\0')
            return true;
    }
    return false;
}

/* What may stand behind the number. */
static void take_tail(Scanner *scanner, KkFigure *figure)
{
    figure->unit = take_unit(scanner);
    while (take_character(scanner, "*†‡") != 0)
        ;
    figure->has_max = take_maximum(scanner, figure);
    if (figure->unit == KK_UNIT_NONE)
        figure->unit = take_unit(scanner);
    while (take_character(scanner, "*†‡") != 0)
        ;
}

bool kk_figure_parse(const char *text, KkFigure *figure)
{
    Scanner scanner = {text, text};
    KkFigure found = {0};

    if (figure != NULL)
        *figure = found;
    if (!g_ascii_isdigit(*text) && is_nothing(text))
        return true;
    found.in_brackets = take_character(&scanner, "(") != 0;
    gunichar sign = take_character(&scanner, "+±-–−—");
    found.sign = sign == 0 ? 0 : sign == '+' || sign == 0xb1 ? '+' : '-';
    if (!take_number(&scanner, &found.value, &found.number))
        return false;
    if (*scanner.p != '\0')
        take_tail(&scanner, &found);
    if (found.in_brackets && take_character(&scanner, ")") == 0)
        return false;
    found.set = true;
    if (*scanner.p != '\0')
        return false;
    if (figure != NULL)
        *figure = found;
    return true;
}
