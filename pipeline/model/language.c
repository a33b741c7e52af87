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
