/* SPDX-License-Identifier: GPL-2.0-or-later */
/* wordings_swedish.c - what findings and diagnostics say in Swedish, as the web site tells it. */
#include "wordings.h"

const char *const wordings_swedish[KK_N_MESSAGES] = {
    [KK_SAYS_TEXT] = "%s",
    [KK_SAYS_ROW_MAX] = "Ingen fråga kan ha %n som högsta poäng",
    [KK_SAYS_ROW_RANGE] = "%n poäng är fler än frågans högsta, %n",
    [KK_SAYS_ROW_PERCENT] = "%n av %n poäng kan inte vara %n %%",
    [KK_SAYS_ROW_PERCENT_SKIPPED] = "Fråga %s saknar poäng, högsta poäng eller procent",
    [KK_SAYS_ROW_MISSING] = "Fråga %s saknas före %s",
    [KK_SAYS_ROW_MISPLACED] = "Fråga %s står på platsen för %s",
    [KK_SAYS_ROW_REPEATED] = "Fråga %s står två gånger eller i fel ordning",
    [KK_SAYS_AREA_MAX] = "Frågornas högsta poäng i område %n blir tillsammans %n, inte %n",
    [KK_SAYS_AREA_MAX_SKIPPED] = "Område %n saknar högsta poäng för någon fråga eller för området",
    [KK_SAYS_AREA_TOTAL] = "Frågorna i område %n ger summan %r, inte den tryckta summan %n",
    [KK_SAYS_AREA_TOTAL_NO_TABLE] = "Område %n har ingen poängtabell",
    [KK_SAYS_AREA_TOTAL_SKIPPED] = "Område %n saknar poäng för någon fråga, eller summan av dem",
    [KK_SAYS_AREA_PERCENT] = "Poängen i område %n är %r %% av områdets högsta, inte %n %%",
    [KK_SAYS_AREA_PERCENT_OF_NOTHING] = "Område %n har 0 som högsta poäng, som inte kan ge %n %%",
    [KK_SAYS_AREA_PERCENT_SKIPPED] = "Summaraden i område %n saknar högsta poäng eller procent",
    [KK_SAYS_AREA_PUBLISHED_CHAPTER] = "Enligt kapitlet har område %n %n poäng, inte %r",
    [KK_SAYS_AREA_PUBLISHED_SUMMARY] = "Enligt sammanfattningen har område %n %n poäng, inte %r",
    [KK_SAYS_AREA_PUBLISHED_TEXT] = "Enligt texten har område %n %n poäng, inte %r",
    [KK_SAYS_REPORT_TOTAL] = "Områdena ger totalen %r, inte den tryckta totalen %n",
    [KK_SAYS_REPORT_TOTAL_NO_AREAS] =
        "Den tryckta totalen går inte att kontrollera: områden saknas",
    [KK_SAYS_REPORT_TOTAL_SKIPPED] =
        "Den tryckta totalen går inte att kontrollera: alla områden har inte någon summa",
    [KK_SAYS_AREA_REPEATED] = "”%s” förekommer två gånger",
    [KK_SAYS_AREA_MISSING] = "Område %n saknas",
    [KK_SAYS_AREA_MISSING_SKIPPED] = "Område %n saknas: rapporten verkar ofullständig",
    [KK_SAYS_CLAIMS_AGREE] = "Sidan uppger %n här och %n på ett annat ställe",
    [KK_SAYS_CLAIMS_TOTAL] = "Områdena ger totalen %r, inte %n",
    [KK_SAYS_CLAIMS_CHANGE] = "En ändring från %n till %n är inte en ändring med %n",
    [KK_SAYS_CLAIMS_LEAST] = "Områdenas lägsta poäng är %n, inte %n",
    [KK_SAYS_CLAIMS_GREATEST] = "Områdenas högsta poäng är %n, inte %n",
    [KK_HINT_SCORE] = "%n feltryckt som %n skulle förklara det",
    [KK_HINT_TOTAL] = "%n feltryckt som %n i totalen skulle förklara det",
    [KK_HINT_AREA_TOTAL] = "%n feltryckt som %n i summan för område %n skulle förklara det",
    [KK_HINT_POINTS] = "%n feltryckt som %n i poängen för fråga %s skulle förklara det",
    [KK_HINT_PERCENT] = "%n feltryckt som %n i procenten för fråga %s skulle förklara det",
    [KK_HINT_AREA_MAX] = "%n feltryckt som %n i högsta poängen för område %n skulle förklara det",
    [KK_HINT_ROW_MAX] = "%n feltryckt som %n i högsta poängen för fråga %s skulle förklara det",
    [KK_HINT_ROW_MISSING] = "en saknad fråga på högst %n poäng skulle förklara det",
    [KK_HINT_ROW_REPEATED] =
        "en rad som är tryckt två gånger, till exempel %s, skulle förklara det",
    [KK_SAYS_AREA_UNKNOWN] = "Namnet på område %n, ”%s”, finns inte i förteckningen för utgåva %s",
    [KK_SAYS_AREAS_MISSING] = "Bara %n av utgåvans %n områden har hittats",
    [KK_SAYS_ATTACHMENT_LEFT] = "Inga uppgifter lästes ur den bifogade filen %s: ange den för sig",
    [KK_SAYS_ATTACHMENT_UNREAD] = "Den bifogade filen %s kunde inte läsas",
    [KK_SAYS_CLAIMS_PASSED_OVER] = "%n meningar eller tabeller hoppades över, eftersom de är för "
                                   "långa eller för många: resultat i dem kan saknas",
    [KK_SAYS_COLUMNS_DOUBTFUL] =
        "Sida %n har en tabell med frågor där en annan kolumn lika gärna kan "
        "innehålla poängen",
    [KK_SAYS_EDITION_BY_YEAR] = "Områdenas namn passar två utgåvor; %s valdes efter året",
    [KK_SAYS_EDITION_UNKNOWN] =
        "Områdenas namn hör inte till någon känd utgåva; de står som de är tryckta",
    [KK_SAYS_EVALUATORS_EMPLOYER] =
        "Utvärderaren %s saknar organisation, men andra utvärderare har en",
    [KK_SAYS_EVALUATORS_MISSING] = "Rapporten presenterar sina utvärderare, men inga namn hittades",
    [KK_SAYS_EVALUATORS_UNCLEAR] = "Ord bredvid utvärderarnas namn förstods inte: %s",
    [KK_SAYS_FILE_DAMAGED] = "Filen är skadad: delar av den finns inte där dess förteckning anger, "
                             "och de som inte hittades på annat håll saknas",
    [KK_SAYS_FILE_STREAMS_DAMAGED] =
        "Filen är skadad: %n av dess dataströmmar är trasiga, så text kan saknas eller vara fel",
    [KK_SAYS_FIGURE_DOUBTFUL] =
        "På sida %n, som är en bild, kan ”%s” vara ett annat tal: se efter på sidan",
    [KK_SAYS_FIGURE_SOLVED] = "På sida %n, som är en bild, följer ”%s” av talen bredvid, fast det "
                              "mer liknar ”%s”",
    [KK_SAYS_LETTERS_DOUBTFUL] = "Sida %n har bokstäver som inte finns i svensk text, som i ”%s”: "
                                 "typsnittet i filen anger inte vilka bokstäver det visar",
    [KK_SAYS_MUNICIPALITY_MISSING] = "Kommunens namn har inte hittats",
    [KK_SAYS_MUNICIPALITY_MISSPELT] = "Kommunens namn är felstavat; det lästes som %s",
    [KK_SAYS_PAGE_DAMAGED] = "Sida %n är skadad: en del av dess text kan saknas",
    [KK_SAYS_PAGE_INCOMPLETE] = "Sida %n lästes bara delvis: en del av texten gick inte att läsa",
    [KK_SAYS_PAGE_TOO_DEEP] =
        "Sidans element är nästlade mer än %n nivåer: det som ligger djupare, och "
        "kanske allt därefter, är inte läst",
    [KK_SAYS_ROW_PASSED_OVER] =
        "Sida %n har en rad utan kod i tabellen för område %n, som inte lästes",
    [KK_SAYS_NOTES_UNREAD] =
        "Sida %n har formulärfält eller fritextanteckningar vars text inte är läst",
    [KK_SAYS_PAGE_MISSING] = "Sida %n gick inte att läsa: filen är skadad där",
    [KK_SAYS_REGEX_LIMIT] =
        "%n rader var för komplicerade att söka igenom: det de säger kan saknas",
    [KK_SAYS_TABLES_MISSING] = "Rapporten har inga poängtabeller",
    [KK_SAYS_TABLE_MISSING] = "Område %n har ingen poängtabell",
    [KK_SAYS_TABLE_UNREAD] = "Sida %n har en tabell med tal som inte lästes",
    [KK_SAYS_HEADING_UNREAD] = "Sida %n har en okänd rubrik i ett kapitel: ”%s”",
    [KK_SAYS_STRENGTHS_UNREAD] = "Sida %n har en okänd rubrik där styrkor brukar stå: ”%s”",
    [KK_SAYS_IMPROVEMENTS_UNREAD] =
        "Sida %n har en okänd rubrik där förbättringsområden brukar stå: ”%s”",
    [KK_SAYS_CHAPTER_SCORE_MISSING] =
        "Kapitlet om område %n anger ingen poäng, men andra kapitel gör det",
    [KK_SAYS_COMPARISON_MISSING] =
        "Sammanfattningen har ingen poäng för område %n under ”%s”, men för andra områden",
    [KK_SAYS_SUMMARY_MISSING] =
        "Sammanfattningen har ingen poäng för område %n, men för andra områden",
    [KK_SAYS_SUMMARY_OWN_MISSING] =
        "Sammanfattningens siffror har lästs, men inga av dem som den här utvärderingens poäng",
    [KK_SAYS_ROW_DOUBTFUL] =
        "Texten till fråga %s ser inte ut som en enda text: ord från något annat kan ha kommit med",
    [KK_SAYS_TABLE_AS_TEXT] =
        "Sida %n har en tabell med siffror i ett kapitel, som lästes som text",
    [KK_SAYS_LANGUAGE_DOUBTFUL] = "Sida %n har bokstäver som inte bildar svenska ord, som i ”%s”: "
                                  "typsnittet i filen anger inte vilka bokstäver det visar",
    [KK_SAYS_YEARS_DOUBTFUL] = "Siffrorna på sida %n och några till är kanske inte de tryckta: "
                               "inget tal som ”%s” i deras typsnitt är ett årtal",
    [KK_SAYS_END_MISSING] =
        "Sidfötterna räknar fler sidor än filen har (%n fler): slutet kan saknas",
    [KK_SAYS_DIGITS_DOUBTFUL] = "Sida %n har siffror tryckta ovanpå varandra, lästa som ”%s”",
    [KK_SAYS_ITEM_DOUBTFUL] = "Sida %n har en punkt i en lista som inte ser ut som de andra, eller "
                              "inte som en enda text: ”%s”",
    [KK_SAYS_LIST_REPEATED] = "Sida %n har en lista mer i kapitlet om område %n än ett kapitel "
                              "har: ett annat områdes rubrik har kanske inte känts igen",
    [KK_SAYS_PAGE_REPEATED] = "Sida %n har samma text som sida %n",
    [KK_SAYS_PAGES_MISSING] =
        "De tryckta sidnumren hoppar över några före sida %n: sidor kan saknas (%n)",
    [KK_SAYS_LIST_UNREAD] = "Sida %n har punkter i en lista i ett kapitel som inte lästes",
    [KK_SAYS_NUMBER_UNREAD] = "Sida %n har ett tal utanför texten som inte lästes",
    [KK_SAYS_LISTS_MISSING] = "Inget område har någon lista över styrkor eller förbättringsområden",
    [KK_SAYS_STRENGTHS_MISSING] = "Område %n har ingen lista över styrkor",
    [KK_SAYS_IMPROVEMENTS_MISSING] = "Område %n har ingen lista över förbättringsområden",
    [KK_SAYS_TAGS_NUMBER] = "Rad %s: sidan har %n, PDF-filens taggar har %n",
    [KK_SAYS_TAGS_ITEM_MISSING] = "PDF-filens taggar har ingen listpunkt som börjar så här: %s",
    [KK_SAYS_TAGS_ITEM_MORE] =
        "PDF-filens taggar har en listpunkt som inte lästes som en punkt: %s",
    [KK_SAYS_TAGS_AREA] =
        "Område %n har en punkt som PDF-filens taggar har under ett annat områdes rubrik: %s",
    [KK_SAYS_TAGS_ROWS] =
        "Område %n: %n rader lästes i poängtabellen, enligt PDF-filens taggar är de %n",
    [KK_SAYS_TAGS_ITEMS] = "Område %n: %n listpunkter lästes här, enligt PDF-filens taggar har "
                           "listan %n på den här sidan",
    [KK_SAYS_TEXT_MISSING] = "Fråga %s saknar text",
    [KK_SAYS_TEXT_UNSEEN] = "Sida %n har dold text, som inte lästes",
    [KK_SAYS_PICTURES_UNREAD] =
        "%n av filens sidor, den första av dem sida %n, är bilder och lästes inte",
    [KK_SAYS_TOTAL_MISSING] = "Poängtabellen för område %n saknar summa",
    [KK_SAYS_TOTAL_UNLIKELY] = "Områdena ger tillsammans %n, den tryckta totalen är %n: avrundning "
                               "kan förklara det bara om nästan alla områden har avrundats åt "
                               "samma håll (%n standardavvikelser)",
    [KK_SAYS_CLAIMED_TOTAL_UNLIKELY] = "Områdena ger tillsammans %n, den uppgivna totalen är %n: "
                                       "avrundning kan förklara det bara om nästan alla områden "
                                       "har avrundats åt samma håll (%n standardavvikelser)",
    [KK_SAYS_ROW_POINTS_MISSING] = "Poängen för fråga %s saknas",
    [KK_SAYS_ROW_MAX_MISSING] = "Högsta poängen för fråga %s saknas",
    [KK_SAYS_ROW_PERCENT_MISSING] = "Procenten för fråga %s saknas",
    [KK_SAYS_AREA_POINTS_MISSING] = "Poängen i summan för område %n saknas",
    [KK_SAYS_AREA_MAX_MISSING] = "Högsta poängen i summan för område %n saknas",
    [KK_SAYS_AREA_PERCENT_MISSING] = "Procenten i summan för område %n saknas",
    [KK_SAYS_YEAR_DISPUTED] =
        "Texten anger utvärderingens år som %n, omslaget som %n; omslagets valdes",
    [KK_SAYS_YEAR_FROM_DATE] =
        "Rapporten anger inte utvärderingens år; %n är året i rapportens datum",
    [KK_SAYS_YEAR_MISSING] = "Rapporten anger inte utvärderingens år",
};
