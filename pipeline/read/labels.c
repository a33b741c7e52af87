/* SPDX-License-Identifier: GPL-2.0-or-later */
/* labels.c - codes of questions, titles of areas, labels of sums. */
#include <kk/edition.h>
#include <kk/labels.h>
#include <kk/language.h>
#include <kk/pattern.h>
#include <kk/words.h>

#include <string.h>

#define LONGEST_TOTAL_LABEL 60 /* bytes */
#define LONGEST_CAPTION 80     /* the same */

/* ---- codes -------------------------------------------------------------------------------- */

static const char *skip_word(const char *text)
{
    KkMatch match;

    return kk_pattern_match(KK_PATTERN_CODE_WORD, text, 0, &match) ? text + match.ends[0] : text;
}

static int take_digits(const char **p, gsize most)
{
    gsize n = strspn(*p, "0123456789");
    int value = n > 0 && n <= most ? (int)g_ascii_strtoll(*p, NULL, 10) : 0;

    *p += value > 0 ? n : 0;
    return value;
}

static int take_roman(const char **p)
{
    gsize n = 0;
    int number = kk_language_roman(*p, &n);

    *p += n;
    return number;
}

/* Whether a word begins at @p: a capital and a small letter. */
static bool begins_word(const char *p)
{
    return g_unichar_isupper(g_utf8_get_char(p)) &&
           g_unichar_islower(g_utf8_get_char(g_utf8_next_char(p)));
}

/* Ends a code at @p, a mark behind it included: where a blank or the text's end follows; one of two
 * parts may be too wide for its column, and stick to the first word. */
static bool end_code(const char *text, const char *p, const char *marks, KkCode *code)
{
    if (*p != '\0' && strchr(marks, *p) != NULL)
        p++;
    code->stuck = code->style == KK_CODE_POINT && begins_word(p);
    if (*p != '\0' && *p != ' ' && !code->stuck)
        return false;
    code->length = (gsize)(p + strspn(p, " ") - text);
    return true;
}

static KkCodeStyle take_separator(const char **p)
{
    KkCodeStyle style = **p == '.'                                ? KK_CODE_POINT
                        : **p == ':'                              ? KK_CODE_COLON
                        : **p == '/'                              ? KK_CODE_SLASH
                        : **p == '-' || g_str_has_prefix(*p, "–") ? KK_CODE_DASH
                                                                  : KK_CODE_NONE;

    if (style != KK_CODE_NONE)
        *p = g_utf8_next_char(*p);
    return style;
}

static bool parse_two_parts(const char *text, const char *p, KkCode *code)
{
    KkCode found = {.area = take_digits(&p, 2)};

    if (found.area == 0)
        found.area = take_roman(&p);
    if (found.area == 0)
        return false;
    found.style = take_separator(&p);
    found.question = found.style != KK_CODE_NONE ? take_digits(&p, 3) : 0;
    if (found.question > 0 && end_code(text, p, ".:)", &found)) {
        *code = found;
        return true;
    }
    return false;
}

/* Areas from A to H. */
static bool parse_capital(const char *text, const char *p, KkCode *code)
{
    KkCode found = {.style = KK_CODE_CAPITAL, .area = *p - 'A' + 1};

    if (*p < 'A' || *p > 'H')
        return false;
    p += p[1] == '.' ? 2 : 1;
    found.question = take_digits(&p, 2);
    if (found.question == 0 || !end_code(text, p, ".:)", &found))
        return false;
    *code = found;
    return true;
}

static bool parse_lettered(const char *text, const char *p, KkCode *code)
{
    KkCode found = {.style = KK_CODE_LETTERED, .area = take_digits(&p, 2)};

    if (found.area > 0 && (*p == ' ' || *p == '.'))
        p++;
    else if (found.area == 0 && (found.area = take_roman(&p)) > 0 && *p++ != '.')
        return false;
    bool stuck = found.area > 0 && g_ascii_isdigit(p[-1]);
    if (!g_ascii_islower(*p) && !(stuck && g_ascii_isupper(*p)))
        return false;
    if (found.area == 0)
        found.style = KK_CODE_LETTER;
    found.question = g_ascii_tolower(*p++) - 'a' + 1;
    if ((found.area == 0 && *p != ')' && *p != '.') || !end_code(text, p, ".:)", &found))
        return false;
    *code = found;
    return true;
}

/* The area is not taken from it: the code may count the report's sections, or groups of questions.
 */
static bool parse_three_parts(const char *text, const char *p, KkCode *code)
{
    KkCode found = {.style = KK_CODE_SECTION};

    for (int part = 0; part < 3; part++) {
        found.question = take_digits(&p, 2);
        if (found.question == 0 || (part < 2 && *p++ != '.'))
            return false;
    }
    if (!end_code(text, p, ".:)", &found))
        return false;
    *code = found;
    return true;
}

bool kk_code_parse(const char *text, KkCode *code)
{
    const char *p = skip_word(text);

    *code = (KkCode){0};
    if (!g_ascii_isalnum(*p))
        return false;
    if (g_ascii_isupper(*p) && g_ascii_isdigit(p[1]) && parse_two_parts(text, p + 1, code))
        return true; /* "F1.1" */
    if (parse_three_parts(text, p, code) || parse_two_parts(text, p, code) ||
        parse_capital(text, p, code) || parse_lettered(text, p, code))
        return true;
    KkCode found = {.style = KK_CODE_ORDINAL, .question = take_digits(&p, 2)};
    if (found.question == 0 || !end_code(text, p, ".:)", &found))
        return false;
    *code = found;
    return true;
}

/* Shorter ones stand in many names. */
#define SHORTEST_WORD 5

/* ---- areas -------------------------------------------------------------------------------- */

static void clear_name(gpointer data)
{
    g_free(((KkAreaName *)data)->key);
}

GArray *kk_area_names_new(void)
{
    GArray *names = g_array_new(FALSE, FALSE, sizeof(KkAreaName));

    g_array_set_clear_func(names, clear_name);
    return names;
}

void kk_area_names_add(GArray *names, int number, const char *name)
{
    KkAreaName new = {number, kk_name_key(name)};

    g_array_append_val(names, new);
}

static int find_name(const char *name, const GArray *names)
{
    g_autofree char *key = kk_name_key(name);

    for (guint i = 0; names != NULL && *key != '\0' && i < names->len; i++)
        if (strcmp(g_array_index(names, KkAreaName, i).key, key) == 0)
            return g_array_index(names, KkAreaName, i).number;
    return kk_editions_find_area(name);
}

/* A name without what stands behind it in brackets, or as a score. */
static char *dup_bare(const char *name)
{
    char *bare = g_strdup(name);
    char *bracket = strstr(bare, " (");
    KkMatch match;

    if (bracket != NULL && strchr(bracket, ')') == bracket + strlen(bracket) - 1)
        *bracket = '\0';
    if (kk_pattern_match(KK_PATTERN_SCORE_TAIL, bare, 0, &match))
        bare[match.starts[0]] = '\0';
    if (g_str_has_suffix(bare, ":"))
        bare[strlen(bare) - 1] = '\0';
    return g_strstrip(bare);
}

/* "III. Name": its number, and where the name begins. */
static int take_roman_number(const char *text, const char **name)
{
    const char *p = text;
    int number = take_roman(&p);

    if (number == 0 || (*p != '.' && *p != ':' && *p != ' '))
        return 0;
    *name = p + strspn(p, ".: ");
    return number;
}

/* Whether every longer word of @name is of the name that @names has for area @number:
 * "Förbättringar" of "Ständiga förbättringar". */
static bool is_shortened(const char *name, int number, const GArray *names)
{
    g_auto(GStrv) words = g_strsplit(name, " ", -1);
    const char *whole = NULL;
    guint n = 0;

    for (guint i = 0; names != NULL && i < names->len; i++)
        if (g_array_index(names, KkAreaName, i).number == number)
            whole = g_array_index(names, KkAreaName, i).key;
    for (guint i = 0; whole != NULL && words[i] != NULL; i++) {
        g_autofree char *key = kk_name_key(words[i]);

        if (strlen(key) < SHORTEST_WORD)
            continue;
        if (strstr(whole, key) == NULL)
            return false;
        n++;
    }
    return n > 0;
}

int kk_area_label(const char *text, const GArray *names, bool strict)
{
    KkMatch match;
    g_autofree char *name = NULL;
    const char *rest = text;
    int number = take_roman_number(text, &rest);

    rest = kk_text_skip_outline(rest);
    if (number > 0) {
        name = g_strdup(rest);
    } else if (kk_pattern_match(KK_PATTERN_AREA_HEAD, rest, 0, &match)) {
        number = kk_match_int(&match, "number", 0);
        name = kk_match_dup(&match, "name");
    } else if (g_ascii_isdigit(*rest) && kk_pattern_match(KK_PATTERN_NUMBERED, rest, 0, &match)) {
        number = kk_match_int(&match, "number", 0);
        name = kk_match_dup(&match, "name");
    } else if (g_unichar_isupper(g_utf8_get_char(rest))) {
        name = g_strdup(rest);
    }
    if (number > 0 && !strict)
        return number;
    if (name == NULL || *name == '\0')
        return 0;
    int known = find_name(name, names);
    if (known == 0) {
        g_autofree char *bare = dup_bare(name);
        known = find_name(bare, names);
    }
    if (known == 0 && number > 0 && is_shortened(name, number, names))
        known = number;
    return known > 0 && number > 0 ? number : known;
}

int kk_caption_area(const char *text, const GArray *names, const char **tail)
{
    KkMatch match;
    const char *end = text + strlen(text);

    if (tail != NULL)
        *tail = end;
    if (kk_pattern_match(KK_PATTERN_CAPTION, text, 0, &match)) {
        const char *start = text + kk_match_start(&match, "name");
        const char *stop = strstr(start, ". ");
        gsize length = (gsize)((stop != NULL ? stop : end) - start);
        g_autofree char *name = g_strndup(start, length);

        int area = kk_area_label(name, names, true);

        if (tail != NULL && stop != NULL)
            *tail = stop + 1;
        if (area > 0)
            return area;
    }
    if (strlen(text) >= LONGEST_CAPTION ||
        !kk_pattern_match(KK_PATTERN_AREA_WITHIN, text, 0, &match))
        return 0;
    if (tail != NULL)
        *tail = text + match.ends[0];
    return kk_match_int(&match, "number", 0);
}

/* ---- sums --------------------------------------------------------------------------------- */

bool kk_total_label(const char *text)
{
    return strlen(text) <= LONGEST_TOTAL_LABEL && kk_pattern_is(KK_PATTERN_TOTAL_LABEL, text);
}

const char *kk_lookalike(const char *text)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);

    for (const KkLookalike *known = kk_lookalikes; known->word != NULL; known++)
        if (strstr(lower, known->word) != NULL)
            return known->is;
    return NULL;
}
