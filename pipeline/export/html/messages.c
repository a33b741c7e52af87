/* messages.c - what findings and doubts say, from the English of the contract to Swedish.
 *
 * Reports come with their messages in English only. Here stands each sentence that a check or a
 * doubt can say, with what it says in Swedish; one that is not here stays as it is, marked as
 * English. A test looks through the stages for sentences that are missing here. */
#include "site.h"

#include <string.h>

#define MARKS "@*#"

/* In the English @ stands for what is printed, * for words of ours, # for a number; in the Swedish
 * for the same, in order. */
typedef struct {
    const char *english, *swedish;
} Wording;

static const Wording sentences[] = {
    /* findings: rows */
    {"No question can have a maximum of #", "Ingen fråga kan ha # som högsta poäng"},
    {"# points are more than the maximum of #", "# poäng är fler än frågans högsta, #"},
    {"# of # points cannot be # %", "# av # poäng kan inte vara # %"},
    {"Question @ does not print all of points, maximum and percentage",
     "Fråga @ saknar poäng, högsta poäng eller procent"},
    {"Question @ is missing before @", "Fråga @ saknas före @"},
    {"Question @ stands in the place of @", "Fråga @ står på platsen för @"},
    {"Question @ stands there twice or out of order",
     "Fråga @ står två gånger eller i fel ordning"},
    /* findings: areas */
    {"Area @ does not print all maxima", "Område @ saknar någon högsta poäng"},
    {"The maxima of area @ add up to #, not to #",
     "Frågornas högsta poäng i område @ blir tillsammans #, inte #"},
    {"Area @ has no score table", "Område @ har ingen poängtabell"},
    {"Area @ does not print all its points and their total",
     "Område @ saknar någon frågas poäng eller deras summa"},
    {"The questions of area @ add up to #, and rounding does not explain the printed #",
     "Frågorna i område @ ger tillsammans #, och avrundning förklarar inte den tryckta summan #"},
    {"The total row of area @ does not print maximum and percentage",
     "Summaraden i område @ saknar högsta poäng eller procent"},
    {"The * gives area @ # points, not #", "I * har område @ poängen #, inte #"},
    /* findings: the whole */
    {"The areas add up to #, and rounding does not explain the published total of #",
     "Områdena ger tillsammans #, och avrundning förklarar inte den tryckta totalen #"},
    {"Areas are missing to hold the published total against",
     "Områden saknas att jämföra den tryckta totalen med"},
    {"Not every area has a total to hold the published one against",
     "Den tryckta totalen går inte att jämföra med områdena, för alla har inte någon summa"},
    {"\"@\" stands there twice", "”@” står där två gånger"},
    {"Area @ is missing: the report seems to be cut off",
     "Område @ saknas: rapporten verkar avhuggen"},
    {"Area @ is missing", "Område @ saknas"},
    /* what would explain it */
    {"# misprinted as # for * would explain it", "# feltryckt som # i * skulle förklara det"},
    {"a missing question of at most # points would explain it",
     "en saknad fråga på högst # poäng skulle förklara det"},
    {"a row that is there twice, as @, would explain it",
     "en rad som står där två gånger, som @, skulle förklara det"},
    /* doubts */
    {"Area @, \"@\", is not in the catalogue of edition @",
     "Namnet på område @, ”@”, finns inte i förteckningen för utgåva @"},
    {"# of the edition's # areas were found", "Bara # av utgåvans # områden har hittats"},
    {"The areas' names fit two editions; @ is chosen by the year",
     "Områdenas namn passar två utgåvor; året har fått avgöra att det är @"},
    {"The areas' names belong to no known edition; they are kept as printed",
     "Områdenas namn hör inte till någon känd utgåva; de står som de är tryckta"},
    {"The municipality's name was not found", "Kommunens namn har inte hittats"},
    {"The municipality's name is misspelt; taken for @",
     "Kommunens namn är felstavat i rapporten; kommunen har tagits för @"},
    {"Page @ came incomplete: some of its text could not be read",
     "Sida @ gick bara delvis att läsa"},
    {"Page @ is damaged: some of its text may be missing",
     "Sida @ är skadad: en del av dess text kan saknas"},
    {"Page @ cannot be read: the file is damaged there",
     "Sida @ gick inte att läsa: filen är skadad där"},
    {"The file is damaged: not all in it is where its table says, and what was not found elsewhere "
     "is missing",
     "Filen är skadad: allt i den finns inte där dess förteckning säger, och det som inte hittades "
     "på annat håll saknas"},
    {"The file is damaged: # of its streams no longer hold what they held, so that text may be "
     "missing or wrong",
     "Filen är skadad: # av dess strömmar innehåller inte längre det de innehöll, så att text kan "
     "saknas eller vara fel"},
    {"# lines were too hard to match: what they say may be missing",
     "# rader var för svåra att tyda: det de säger kan saknas här"},
    {"The report holds no score tables", "Rapporten har inga poängtabeller"},
    {"The score table of area @ prints no total", "Poängtabellen för område @ saknar summa"},
    {"* has no text", "* saknar text"},
    {"* prints no *", "* anger *"},
    {"The areas add up to #, the published total is #: rounding can explain it only if nearly all "
     "areas were rounded the same way (# standard deviations)",
     "Områdena ger tillsammans #, den tryckta totalen är #: avrundning kan förklara det bara om "
     "nästan alla områden har avrundats åt samma håll (# standardavvikelser)"},
    {"The evaluation's year is not stated; @ is the report's date",
     "Utvärderingens år anges inte; @ är rapportens datum"},
    {"The evaluation's year is not stated", "Utvärderingens år anges inte"},
};

/* What stands at a * of a sentence. */
static const Wording phrases[] = {
    {"chapter", "kapitlet"},
    {"summary", "sammanfattningen"},
    {"text", "texten"},
    {"points", "inga poäng"},
    {"maximum", "ingen högsta poäng"},
    {"percentage", "ingen procent"},
    {"Question @", "Fråga @"},
    {"The total of area @", "Summan för område @"},
    {"it", "områdets poäng"},
    {"the total", "totalen"},
    {"the total of area @", "summan för område @"},
    {"the points of @", "poängen för fråga @"},
    {"the percentage of @", "procenten för fråga @"},
    {"the maximum of the area", "områdets högsta poäng"},
    {"the maximum of @", "högsta poängen för fråga @"},
};

static bool is_number(const char *text, const char *end)
{
    return end > text && text + strspn(text, "-0123456789.") >= end;
}

/* What stands at the marks of @pattern where @text is of that kind; NULL: it is not. */
static GPtrArray *match(const char *pattern, const char *text)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    gsize plain = strcspn(pattern, MARKS);

    if (strncmp(text, pattern, plain) != 0)
        return NULL;
    text += plain;
    while (pattern[plain] != '\0') {
        const char mark = pattern[plain];

        pattern += plain + 1;
        plain = strcspn(pattern, MARKS);
        g_autofree char *words = g_strndup(pattern, plain);
        const char *end = pattern[plain] != '\0'          ? strstr(text, words)
                          : g_str_has_suffix(text, words) ? text + strlen(text) - plain
                                                          : NULL;
        if (end == NULL || (mark == '#' && !is_number(text, end)))
            return NULL;
        g_ptr_array_add(parts, g_strndup(text, (gsize)(end - text)));
        text = end + plain;
    }
    return text[0] == '\0' ? g_steal_pointer(&parts) : NULL;
}

static char *dup_wording(const Wording *wordings, gsize n, const char *text);

static void add_part(GString *out, char mark, char *part)
{
    g_autofree char *phrase =
        mark == '*' ? dup_wording(phrases, G_N_ELEMENTS(phrases), part) : NULL;

    if (mark == '#')
        g_strdelimit(part, ".", ',');
    g_string_append(out, phrase != NULL ? phrase : part);
}

static char *dup_filled(const char *swedish, const GPtrArray *parts)
{
    GString *out = g_string_new(NULL);
    guint used = 0;

    for (; *swedish != '\0'; swedish++)
        if (strchr(MARKS, *swedish) != NULL)
            add_part(out, *swedish, g_ptr_array_index(parts, used++));
        else
            g_string_append_c(out, *swedish);
    return g_string_free(out, FALSE);
}

static char *dup_wording(const Wording *wordings, gsize n, const char *text)
{
    for (gsize i = 0; i < n; i++) {
        g_autoptr(GPtrArray) parts = match(wordings[i].english, text);

        if (parts != NULL)
            return dup_filled(wordings[i].swedish, parts);
    }
    return NULL;
}

static char *dup_sentence(const char *text)
{
    return dup_wording(sentences, G_N_ELEMENTS(sentences), text);
}

char *site_dup_message(const char *message)
{
    g_autofree char *text = g_strdup(message);

    if (!g_str_has_suffix(text, "."))
        return NULL;
    text[strlen(text) - 1] = '\0';
    g_autofree char *whole = dup_sentence(text);
    if (whole != NULL)
        return g_strconcat(whole, ".", NULL);
    char *hint = g_strrstr(text, "; ");
    if (hint == NULL)
        return NULL;
    *hint = '\0';
    g_autofree char *what = dup_sentence(text);
    g_autofree char *why = dup_sentence(hint + strlen("; "));
    return what != NULL && why != NULL ? g_strconcat(what, "; ", why, ".", NULL) : NULL;
}
