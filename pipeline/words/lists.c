/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists.c - words that stand alone, by what they do. */
#include <kk/words.h>

/* Source: heads in the reports and in domain notes of many hands. */
const KkColumnWord kk_column_words[] = {
    {"uppnåendegrad", KK_ROLE_PERCENT, 4},
    {"uppfyll", KK_ROLE_PERCENT, 3},
    {"måluppfyll", KK_ROLE_PERCENT, 3},
    {"%", KK_ROLE_PERCENT, 4},
    {"procent", KK_ROLE_PERCENT, 4},
    {"andel", KK_ROLE_PERCENT, 4},
    {"grad", KK_ROLE_PERCENT, 1},
    {"kvot", KK_ROLE_PERCENT, 2},
    {"max", KK_ROLE_MAX, 3.5},
    {"möjlig", KK_ROLE_MAX, 3},
    {"högst", KK_ROLE_MAX, 1.5},
    {"tak", KK_ROLE_MAX, 1},
    {"uppnå", KK_ROLE_OWN, 3},
    {"erhåll", KK_ROLE_OWN, 3},
    {"utfall", KK_ROLE_OWN, 3},
    {"fick", KK_ROLE_OWN, 3},
    {"fått", KK_ROLE_OWN, 3},
    {"egen", KK_ROLE_OWN, 3},
    {"egna", KK_ROLE_OWN, 3},
    {"eget", KK_ROLE_OWN, 3},
    {"er", KK_ROLE_OWN, 0.3},
    {"resultat", KK_ROLE_OWN, 1.5},
    {"poäng", KK_ROLE_OWN, 1.5},
    {"bedömning", KK_ROLE_OWN, 1},
    {"kommunen", KK_ROLE_OWN, 0.5},
    {"tidigare", KK_ROLE_EARLIER, 3.5},
    {"förra", KK_ROLE_EARLIER, 3.5},
    {"föregående", KK_ROLE_EARLIER, 3.5},
    {"senast", KK_ROLE_EARLIER, 2},
    {"sist", KK_ROLE_EARLIER, 2},
    {"medel", KK_ROLE_AVERAGE, 3.5},
    {"snitt", KK_ROLE_AVERAGE, 3.5},
    {"genomsnitt", KK_ROLE_AVERAGE, 3.5},
    {"riks", KK_ROLE_AVERAGE, 3.5},
    {"riket", KK_ROLE_AVERAGE, 3.5},
    {"övriga", KK_ROLE_AVERAGE, 3},
    {"samtliga", KK_ROLE_AVERAGE, 3},
    {"kommuner", KK_ROLE_AVERAGE, 2},
    {"lands", KK_ROLE_AVERAGE, 2},
    {"förändr", KK_ROLE_CHANGE, 3.5},
    {"ändring", KK_ROLE_CHANGE, 3.5},
    {"diff", KK_ROLE_CHANGE, 3.5},
    {"skilln", KK_ROLE_CHANGE, 3.5},
    {"utveckl", KK_ROLE_CHANGE, 2},
    {"trend", KK_ROLE_CHANGE, 2},
    {"+/", KK_ROLE_CHANGE, 3.5},
    {"±", KK_ROLE_CHANGE, 3.5},
    {"plac", KK_ROLE_RANK, 4},
    {"rang", KK_ROLE_RANK, 4},
    {"rank", KK_ROLE_RANK, 4},
    {"plats", KK_ROLE_RANK, 3},
    {"antal", KK_ROLE_RANK, 3},
    {"vikt", KK_ROLE_RANK, 2},
    {NULL, KK_ROLE_OTHER, 0},
};

const KkLookalike kk_lookalikes[] = {
    {"kommunekompasset", "a Norwegian Kommunekompasset report"},
    {"kommunens kvalitet i korthet", "a report of Kommunens Kvalitet i Korthet (KKiK)"},
    {"kkik", "a report of Kommunens Kvalitet i Korthet (KKiK)"},
    {"regionkompass", "a Regionkompassen pilot for regions"},
    {"årsredovisning", "an annual report"},
    {"återkoppling", "slides that present results"},
    {"ansökan till", "an application"},
    {"fem intressanta kommuner", "an anthology of several municipalities"},
    {"skolkompassen", "a report of Skolkompassen"},
    {"demokratibarometern", "a report of Demokratibarometern"},
    {NULL, NULL},
};

const char *const kk_words_percent[] = {"procent", "proc", NULL};
const char *const kk_words_points[] = {"poäng", "p", NULL};
const char *const kk_words_before_maximum[] = {
    "av", "max", "max.", "maxpoäng", "maximalt", "maximala", "totalt", "möjliga", "de", NULL};
const char *const kk_words_behind_maximum[] = {"möjliga", "poäng", "p", NULL};
const char *const kk_words_nothing[] = {
    "-",         "–",         "—",           "−",          ".",
    "..",        "u.s.",      "us",          "ej",         "i.u.",
    "ej bedömd", "ej bedömt", "ej aktuellt", "ej aktuell", "uppgift saknas",
    "saknas",    "n/a",       "x",           NULL};

const char *const kk_words_counts[] = {"en", "två", "tre", "fyra", "fem", NULL};
const char *const kk_words_ordinals[] = {"första", "andra",  "tredje",  "fjärde", "femte",
                                         "sjätte", "sjunde", "åttonde", NULL};

const char kk_words_pairs[] =
    "en er et ar in de ng om an te ör fö oc ll ch ti ta at re ko st la ra al na tt li me ni nd "
    "ed ge un el ns sa va mm be or ri ve av är ne nt le il ga he ka än am on sk ut mu so ig se";
