/* language.c - Swedish. */
#include <kk/language.h>

#include <glib.h>
#include <string.h>

static const char *const joiners[] = {"och",  "eller", "samt",  "respektive", "resp",
                                      "och/eller", "som",   "till", "and",        "men"};

static const char *const open_words[] = {"av",  "att",    "de",   "den",  "en",   "ett",
                                         "för", "från",   "i",    "inom", "med",  "mellan",
                                         "och", "om",     "på",   "samt", "som",  "till",
                                         "under", "vid",  "är",   "eller", NULL};

bool kk_language_joins(const char *next)
{
    for (gsize i = 0; i < G_N_ELEMENTS(joiners); i++) {
        gsize n = strlen(joiners[i]);

        if (g_ascii_strncasecmp(next, joiners[i], n) == 0 &&
            (next[n] == '\0' || strchr(".,;)", next[n]) != NULL))
            return true;
    }
    return false;
}

bool kk_language_leaves_open(const char *word)
{
    return g_strv_contains(open_words, word);
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
