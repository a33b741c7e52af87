/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words.c - what the checks and editions are called, for people: Swedish. */
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
    {"area-max", "Frågornas högsta poäng blir tillsammans inte områdets",
     "Någon högsta poäng saknas", true},
    {"area-total", "Frågornas poäng ger inte områdets tryckta summa, ens med avrundning",
     "Poängtabell, poäng eller summa saknas", false},
    {"area-percent", "Områdets poäng och procent går inte ihop",
     "Områdets högsta poäng eller procent saknas", false},
    {"area-published", "Annan poäng för området än poängtabellens på ett annat ställe i rapporten",
     "Områdets poäng saknas", false},
    {"report-total", "Områdenas poäng ger inte den tryckta totalen, ens med avrundning",
     "Områden eller deras poäng saknas, så totalen kan inte kontrolleras", false},
    {"report-areas", "Området saknas, eller står två gånger",
     "Området saknas: rapporten verkar ofullständig", false},
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
