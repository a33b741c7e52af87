/* words.c - what the checks, doubts and editions are called, for people: Swedish. */
#include "site.h"

#include <string.h>

static const SiteRule rules[] = {
    {"row-percent", "Poäng, högsta poäng och procent går inte ihop",
     "Poäng, högsta poäng eller procent saknas", false},
    {"row-range", "Fler poäng än frågan kan ge", "Poäng eller högsta poäng saknas", false},
    {"row-sequence", "En fråga saknas, står två gånger eller står på fel plats",
     "Frågornas nummer kan inte kontrolleras", false},
    {"row-max", "Frågan kan inte ha en så hög eller låg högsta poäng",
     "Frågans högsta poäng saknas", false},
    {"area-max", "Frågornas högsta poäng ger inte områdets", "Någon högsta poäng saknas", true},
    {"area-total", "Frågornas poäng ger inte områdets tryckta summa, ens med avrundning",
     "Poängtabell, poäng eller summa saknas", false},
    {"area-percent", "Områdets poäng och procent går inte ihop",
     "Områdets högsta poäng eller procent saknas", false},
    {"area-published", "Annan poäng för området än poängtabellens på ett annat ställe i rapporten",
     "Områdets poäng saknas", false},
    {"report-total", "Områdenas poäng ger inte den tryckta totalen, ens med avrundning",
     "Områden eller deras poäng saknas, så totalen kan inte kontrolleras", false},
    {"report-areas", "Området saknas, eller står två gånger",
     "Området saknas: rapporten verkar avhuggen", false},
};

const SiteRule *site_rule(const char *name)
{
    static const SiteRule other = {"", "En kontroll slog fel", "En kontroll gick inte att göra",
                                   false};

    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++)
        if (strcmp(rules[i].rule, name) == 0)
            return &rules[i];
    return &other;
}

static const struct {
    const char *code, *words;
} doubts[] = {
    {"area-unknown", "Ett områdes namn finns inte i utgåvans förteckning."},
    {"areas-missing", "Alla utgåvans områden har inte hittats."},
    {"edition-by-year", "Områdenas namn passar två utgåvor; året har fått avgöra."},
    {"edition-unknown", "Områdenas namn hör inte till någon känd utgåva."},
    {"municipality-missing", "Kommunens namn har inte hittats."},
    {"municipality-misspelt", "Kommunens namn är felstavat i rapporten."},
    {"page-incomplete", "En sida gick bara delvis att läsa."},
    {"page-missing", "En sida gick inte att läsa: filen är skadad där."},
    {"regex-limit", "Några rader var för svåra att tyda; det de säger kan saknas här."},
    {"table-missing", "Ett område saknar poängtabell."},
    {"tables-missing", "Rapporten har inga poängtabeller."},
    {"text-missing", "En fråga i poängtabellen saknar text."},
    {"total-missing", "Ett områdes poängtabell saknar summa."},
    {KK_DOUBT_TOTAL_UNLIKELY, "Den tryckta totalen är möjlig, men bara om nästan alla områden har "
                              "avrundats åt samma håll."},
    {"value-missing", "Ett tal saknas i en poängtabell."},
    {"year-from-date", "Utvärderingens år anges inte; rapportens datum har fått gälla."},
    {"year-missing", "Utvärderingens år anges inte."},
};

const char *site_doubt_words(const char *code)
{
    for (gsize i = 0; i < G_N_ELEMENTS(doubts); i++)
        if (strcmp(doubts[i].code, code) == 0)
            return doubts[i].words;
    return NULL;
}

const char *site_status_words(KkStatus status)
{
    static const char *const words[] = {"Stämmer", "Motsägelse", "Ofullständig"};

    return words[status];
}

const char *site_where_words(KkWhere where)
{
    static const char *const words[] = {"i kapitlet", "i sammanfattningen", "i texten"};

    return words[where];
}

const char *site_edition_words(const char *edition)
{
    return edition != NULL ? edition : "okänd";
}
