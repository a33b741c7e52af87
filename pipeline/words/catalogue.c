/* SPDX-License-Identifier: GPL-2.0-or-later */
/* catalogue.c - the patterns. One test walks this table: each must match its example, leave
 * its counter-example alone, and take no more than a line's length of steps on any line. */
#include <kk/pattern.h>

/* Patterns are broken where their parts end. */
/* clang-format off */

#define ADDED KK_PATTERN_ADDED

#define NUMBER "\\d{1,3}(?:[.,]\\d{1,2})?"
#define YEAR "(?:19|20)\\d\\d"
#define MONTH                                                                                    \
    "(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
#define OF_MAX "(?: av max(?:imal[at]?|imum)?\\.?(?: ?poäng(?:en)?)?)"
#define OF_100                                                                                   \
    "(?: ?\\(?(?:av|/|max(?:imalt|poäng)?\\.?:?|av max|högst) ?(?:(?:totalt|maximalt|möjliga) )?100(?: möjliga)?(?: ?poäng)?\\)?)"
#define MADE                                                                                     \
    "(?:genomför(?:des|ts|de|t|d)|utvärder(?:ades|ats|ade|at|ad)|(?:gransk|analyser)(?:ades|ats|ade|at|ad|as)"       \
    "|gjord(?:es|e)|gjorts|gjorde|mät(?:tes|ts|t)|del(?:tog|tagit)|besök(?:te|tes|ts|t)?|på plats"       \
    "|lät [^.;\\d]{1,70} (?:göra|genomföra|utvärdera|granska)|intervju(?:er|erna|ades|ade)|svarade|skriv(?:en|its)|skrevs|var det dags)"
#define MADE_BY                                                                                    \
    "(?i:genomför(?:des|ts|d)|utför(?:des|ts|d)|gjor(?:des|ts)|gjord|skriv(?:en|its)|skrevs|författa(?:des|ts|d)"       \
    "|sammanställ(?:des|ts|d)|utarbeta(?:des|ts|d)|t(?:agits|ogs) fram|leddes|letts)"
#define CAPITALISED "\\p{Lu}[\\p{L}.’'-]{0,30}"
#define PERSON_NAME "(?!(?:Utvärdering|Granskning|Rapport|Analys)(?!\\p{L}))" CAPITALISED "(?: (?:af|av|von|de|la|" CAPITALISED ")){0,2} " CAPITALISED
#define NAME_WORD "(?!\\p{Lu}{2,}(?: |$))" CAPITALISED
#define ASSOCIATION "(?:SK[LR]|Sveriges Kommuner och (?:Landsting|Regioner)(?: ?\\(SK[LR]\\))?)"
#define LAST_YEAR "(?:förra året|i ?fjol(?:året)?|i höstas|under hösten(?! " YEAR "))"
#define SURVEY                                                                                   \
    "KKiK|Kvalitet i Korthet|Öppna jämförelser|medborgarundersökning|\\bN[KMRI]I\\b|\\bSCB\\b"            \
    "|Nöjd[- ](?:kund|medborgar|region|inflytande|företagar)|företagsklimat|Svenskt Näringsliv"  \
    "|\\bmeritvärde|Cykelvelometer|\\b(?-i:Insikt)\\b"
#define STAMP_NUMBER "(?:(?:[A-ZÅÄÖ]{1,6}[ -]?)?\\d{2,4}[ /:.-]{1,3}\\d{1,5}(?:[-/ ]\\d{1,4})?(?: ?[-/] ?\\d{1,4})?)"
#define STAMP_DATE                                                                                 \
    "(?:(?:den )?(?:\\d{4}[-./ ]{1,3}\\d{1,2}[-./ ]{1,3}\\d{1,2}|\\d{1,2}[-./ ]{1,3}\\d{1,2}[-./ ]{1,3}\\d{2,4}"    \
    "|\\d{1,2} (?:" MONTH "|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec)\\.? \\d{4}))"
#define STAMP_OFFICE                                                                               \
    "(?:KSAU|KSF|KS|KF|AU|kommunstyrelsen?s?|kommunfullmäktige|kommunledning[a-zåäö]{0,20}|kommunkansli(?:et)?"   \
    "|registrator[a-zåäö]{0,5}|[a-zåäö]{2,30}(?:nämnden?|kontoret|förvaltningen)|(?:\\p{Lu}[\\p{L}-]{1,20} ){1,2}(?:kommun|stad))"
#define OF_PAGES "(?:\\(|/|av )"
#define STAMP_TAIL "(?:,? ?(?:sid(?:a|an)?\\.? ?\\d{1,3}(?: ?" OF_PAGES "\\d{1,3}\\)?)?))?$"
#define PERIOD_VERB                                                                         \
    "(?:(?:utvärderades|besöktes?|genomfördes|gjordes)"                                            \
    "|har (?:\\S{1,30} ){1,4}?(?:utvärderat|analyserat|granskat|genomfört en (?:utvärdering|analys)))\\b"
#define NTH "(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|[1-8]:[ae])"
#define TAKEN_PART "(?:deltagit|utvärderats|analyserats|granskats|medverkat|varit med)"
#define SEASON "(?:(?:sen|för|vår)?(?:våren?|sommaren?|hösten?|vintern?|vår|sommar|höst|vinter)|(?:första|andra|tredje|fjärde) kvartalet)"
#define WEEK "(?:veckorna|vecka|v\\.) ?\\d{1,2}"

/* What many hands have written over the lists and texts of a chapter; each group in one place.
 * HEAD() lets words stand before and behind that say whose or where: "Kommunens styrkor:",
 * "Styrkor inom området". */
#define HEAD(words)                                                                              \
    "(?i)^(?:nr\\.? )?(?:(?:kommunens|stadens|områdets|våra|viktiga(?:ste)?|största|främsta|identifierade"       \
    "|tänkbara|möjliga|fortsatta|exempel på) ){0,2}(?:" words ")"                                     \
    "(?: (?:(?:inom|i|på|för) (?:(?:detta )?område(?:t)?(?: \\d)?|kommunen(?:s arbete)?)|i (?:korthet|sammandrag|punktform)))? ?:?$"
#define STRENGTHS                                                                                \
    "Styrk(?:or(?:na)?|a|eområden)|Starka (?:sidor|områden)|Positivt|Positiva (?:iakttagelser|sidor)"   \
    "|Plus|Fördelar|Förtjänster|Framgångsfaktorer|(?:Goda|Bra) exempel"                           \
    "|(?:Det|Detta|Det här|Vad)(?: som)? (?:är|fungerar|görs) (?:bra|väl)\\??"                \
    "|Att (?:bevara|behålla|vara stolt över)"
#define IMPROVING                                                                                \
    "Förbättrings-?(?:områden?|möjligheter|potential|behov|förslag)|Förbättringar"               \
    "|Utvecklings-?(?:områden?|möjligheter|potential|behov)|Svagheter|Svaga sidor|Brister|Minus"   \
    "|Nackdelar|Utmaningar|Rekommendationer|Negativt"                                            \
    "|(?:Möjligheter|Förslag|Råd|Idéer) (?:till|för|om|på) (?:förbättring(?:ar)?|utveckling)"     \
    "|Områden (?:för|att|med) (?:förbättrings?(?:potential)?|utveckling(?:spotential)?|utveckla|förbättra)" \
    "|Att (?:utveckla|förbättra|arbeta vidare med|tänka på)"                                      \
    "|(?:(?:Det|Detta|Det här|Vad)(?: som)? )?(?:kan|behöver|bör) "                        \
    "(?:bli bättre|göras bättre|utveckla[st]?|förbättra[st]?)\\??"
#define OVERVIEW                                                                                 \
    "Allmänt|Allmän (?:beskrivning|bedömning)|Bakgrund|Inledning|Introduktion"                    \
    "|(?:Områdes)?beskrivning(?: av)?|Sammanfattning|Översikt|Kommentar(?:er)?|Generellt"         \
    "|Iakttagelser|Nuläge|Lägesbeskrivning|(?:Samlad|Sammanfattande) bedömning"
/* Behind an area's score: the average, or an earlier one. */
#define ANOTHERS_SCORE                                                                             \
    "(?:,?(?: ?[|;/·])? \\(?(?:genomsnitt|snitt|medel|förr[ae]|föregående|tidigare|år|[12]\\d{3})[^.()]{0,40}\\)?)?"
/* "Huddinges", "Huddinge kommuns", where it is not all others'. */
#define NAMES_OF                                                                                   \
    "(?:(?!(?:alla|andra|grupp|jämför|kommunerna|land|län|medel|rike|rikets|snitt|genomsnitt|övriga)" \
    "\\p{Ll}*s\\b)(?-i:\\p{Lu}[\\p{L}-]{2,20})(?:s| kommuns| stads) )?"
#define TOPICS                                                                                   \
    "Rubrik(?:er)?|Underrubriker|Del(?:områden|frågor)|Frågeområden|Frågeställningar|Kriterier"    \
    "|Kriterieområden|Teman|Temaområden|Aspekter|Moment"

const KkPattern kk_patterns[KK_N_PATTERNS] = {
    [KK_PATTERN_AREA_HEAD] =
        {"area-head", "(?i)^(?:(?:\\p{L}{3,}(?<!förbättrings|utvecklings))?område|(?:Praxis)?Kriterium|Tema|Perspektiv|Dimension|Kapitel|Avsnitt|Del) ?"
         "(?<number>\\d{1,2}|(?-i:[IV]{1,4})|ett|två|tre|fyra|fem|sex|sju|åtta)(?: ?[.:|–—-])?(?: (?<name>.*))?$",
         "the heading of an area's chapter; its title may stand on the next line",
         "Område 1: Offentlighet och demokrati", "Områdets 1 januari"},
    [KK_PATTERN_AREA_WITHIN] =
        {"area-within", "(?i)\\b(?:poäng|resultat|område|tabell|summa|total(?:t|en)?\\b).{0,40}\\bområde (?<number>\\d{1,2})\\b(?!,)",
         "a caption that names an area by its number", "Poängfördelning inom område 1:", "Område 1"},
    [KK_PATTERN_CAPTION] =
        {"caption", "(?i)^(?:Tab(?:ell|\\.)" ADDED ") ?\\d{1,2} ?[.:–-] ?(?<name>(?-i:\\p{Lu}).*)$",
         "a numbered caption of a table", "Tabell 3: Samhällsbyggnad", "Tabell 3 visar poängen.", KK_WORDS_CAPTION},
    [KK_PATTERN_ASIDE] =
        {"aside", "(?i)^(?:(?:Bild|Diagram|Figur|Tabell) ?\\d{1,2} ?[.:–-] ?(?-i:\\p{Lu}).{1,80}|Källa ?: ?(?-i:\\p{Lu}).{1,60}"
         "|Forts(?:ättning|\\.)? (?:från|på) (?:föregående |nästa )?sida(?: \\d{1,3})?)\\.?$",
         "a line of a picture, a table or a page, which is no part of the text where it stands",
         "Figur 2. Bilden visar läget", "Figur 2 visar läget."},
    [KK_PATTERN_POINTS_OF] =
        {"points-of",
         "(?i)\\b(?<score>" NUMBER ") ?(?:p(?:oäng)? ?)?(?:av|/) ?(?<max>" NUMBER ")\\b(?: ?p(?:oäng)?\\b)?"
         "(?:,?(?: ?[·|–])? ?\\(?(?<percent>" NUMBER " ?%))?",
         "points, maximum and percentage within a caption", "Summa 80 poäng av 100 (80 %).", "av 100"},
    [KK_PATTERN_MAX_BEHIND] =
        {"max-behind", "(?i) \\((?:max(?:imalt|imum)?\\.?|högst) ?(?<max>" NUMBER ")(?: ?p(?:oäng)?)?\\)$",
         "the maximum in brackets behind a question", "Finns en plan? (max 15)", "Finns en plan? (15)"},
    [KK_PATTERN_OUTLINE_NUMBER] =
        {"outline-number", "^(?:[0-9]{1,2}(?:\\.[0-9]{1,2}){1,2}\\.?|(?:[A-H]|[IV]{1,4})[.:)]"
         "|(?:Första|Andra|Tredje|Fjärde|Femte|Sjätte|Sjunde|Åttonde) området ?[:.]) (?<rest>\\p{L}.*)$",
         "a heading under its chapter's number", "3.1 Område 1 Offentlighet och demokrati",
         "1. Offentlighet och demokrati"},
    [KK_PATTERN_NUMBERED] =
        {"numbered", "^(?<number>[0-9]{1,2})(?: ?[.:)|–—-])? (?<name>\\p{L}.*)$",
         "a heading or a row with a number before it", "1. Offentlighet och demokrati",
         "1.1 Finns en plan?"},
    [KK_PATTERN_CODE_WORD] = {"code-word", "(?i)^(?:Delfråga|Fråga|Nr|Punkt) ",
                              "a word before a question's code", "Fråga 1.1", "Frågan 1.1"},
    [KK_PATTERN_TOPICS_HEAD] =
        {"topics-head", "(?i)^(?:(?:" TOPICS ADDED "):?(?: Poäng:?)?|Poäng:? (?:" TOPICS ADDED "):?)(?: (?:Medel(?:värde)?|(?:Genom)?snitt))?$",
         "the head of the box at the start of a chapter", "Rubriker Poäng",
         "Rubriker i tidningen", KK_WORDS_TOPICS},
    [KK_PATTERN_SCORE_HEAD] = {"score-head", "(?i)^(?:Områdes)?poäng:?$",
                               "the box's second column head", "Poäng", "Poängen"},
    [KK_PATTERN_SCORE_BESIDE] =
        {"score-beside",
         "(?i)^\\(?(?:(?:av|/|max(?:imalt|imum|poäng)?\\.?|(?:högsta )?möjliga?) ?:?)?(?: ?(?:totalt|max(?:imalt)?|möjliga|poäng)){0,2}:?"
         " ?(?:100)?(?: ?p(?:oäng)?)?\\)?$",
         "words beside a score that say out of how many, and are nothing else", "(max 100)",
         "100 poäng till"},
    [KK_PATTERN_OVERVIEW_HEAD] = {"overview-head", HEAD("(?:(?:" OVERVIEW ADDED ")(?: om)?(?: området)?|Om området)\\.?"),
                                  "heads the text that describes an area", "Allmänt:",
                                  "Allmänt hållna mål", KK_WORDS_OVERVIEW},
    [KK_PATTERN_STRENGTHS_HEAD] = {"strengths-head", HEAD("(?:" STRENGTHS ADDED ")(?:(?: och |/| & )(?:" STRENGTHS ADDED "))?"),
                                   "heads the list of strengths", "STYRKOR",
                                   "Styrkor i rapporten", KK_WORDS_STRENGTHS},
    [KK_PATTERN_IMPROVEMENTS_HEAD] =
        {"improvements-head", HEAD("(?:" IMPROVING ADDED ")(?:(?: och |/| & )(?:" IMPROVING ADDED "))?"),
         "heads the list of areas for improvement", "Svagheter och förbättringsområden:",
         "förbättringsområden här", KK_WORDS_IMPROVEMENTS},
    [KK_PATTERN_LIKE_STRENGTHS] =
        {"like-strengths",
         "(?i)\\b(?:styrk|stark|bra\\b|god[at]?\\b|positiv|plus|fördel|förtjänst|framgång|imponer|uppskatt|medvind|ljus|fungerar|lyck|stolt|bevara|behåll|väl\\b)",
         "a word of a repeated heading of a list which makes it that of the strengths",
         "Här lyckas kommunen", "Att gå vidare med"},
    [KK_PATTERN_LIKE_IMPROVEMENTS] =
        {"like-improvements",
         "(?i)\\b(?:förbättr|(?<!väl )(?<!bra )utveckl|svag|brist|minus|negativ|utman|rekommend|förslag|råd\\b|åtgärd|bättre|(?<!bygga )vidare|behov|behöver|sakna|fattas|motvind|hinder|tänka på|möjlig|pröva)",
         "the same for the areas for improvement; where both are there, this one counts",
         "Här kan det bli bättre", "Här lyckas kommunen"},
    [KK_PATTERN_ADVICE] =
        {"advice",
         "(?i)^(?:(?:an(?:vänd|alysera|ge|passa)|arbeta|avsätt|be(?:rätta|skriv)|bredda|bygg|delta|er(?:bjud|sätt)|finn|"
         "följ|för(?:bättra|djupa|enkla|tydliga|stärk)|formulera|fortsätt|fundera|ge|genomför|gör|informera|in(?:för|volvera)|"
         "jämför|knyt|kommunicera|koppla|lyft|lägg|lär|låt|minska|mät|nå|ordna|planera|pröva|redovisa|renodla|"
         "sam(?:la|ordna)|satsa|se|skapa|sprid|stärk|stäm|ställ|säkerställ|sätt|ta|tillsätt|tydliggör|tänk|undersök|undvik|"
         "uppmuntra|uppmärksamma|ut(?:bilda|forma|nyttja|se|veckla|värdera|öka)|våga|åter(?:koppla|för)|över(?:väg|se)|öka|öppna)\\b|"
         "(?:fler|mer|tydligare|bättre|ökad|ökat|fortsatt|saknas|brist|svårt|oklar|otydlig|behov))"
         "|\\b(?:saknas|behöver|bör|kan bli|kan utvecklas|är oklar|otydlig|outveckla)",
         "how an item begins or what it says that tells what should be done",
         "Utveckla dialogen med medborgarna", "God dialog med medborgarna"},
    [KK_PATTERN_CONTENTS_HEAD] = {"contents-head", "(?i)^(?:Innehåll(?:sförteckning)?" ADDED ") ?:?$",
                                  "heads the table of contents", "Innehåll",
                                  "Innehåll och form", KK_WORDS_CONTENTS},
    [KK_PATTERN_END_HEAD] =
        {"end-head",
         "(?i)^(?:\\d{1,2}(?: ?[.:])? )?(?:Översikt (?:av|över) poäng|Poängsammanställning|"
         "Poängöversikt|Kortfakta|Bilag(?:a|or)\\b|Pendlingskommuner\\b" ADDED ")",
         "headings behind the chapters: what follows is no area's text",
         "4. Översikt av poängfördelning", "En översikt av poängfördelning", KK_WORDS_END},
    [KK_PATTERN_TABLES_HEAD] =
        {"tables-head", "(?i)^(?:\\d{1,2}(?: ?[.:])? )?(?:Bilaga ?\\d{0,2}(?: ?[.:–-])? )?(?:Översikt (?:av|över) poäng|Poängsammanställning|Poängöversikt"
         "|Poängtabell|Poäng (?:per|för|i) |Tabellverk|Resultat per (?:fråga|kriterium))",
         "the chapter of the score tables, as the contents announce it",
         "4. Översikt av poängfördelning ..... 22", "Kortfakta om kommunen"},
    [KK_PATTERN_LEADERS] = {"leaders", "\\.{4}|…{2}|(?:\\. ){3}|_{4}",
                            "dot leaders: a line of the contents", "Effektivitet ..... 8",
                            "osv. m.m."},
    [KK_PATTERN_SCORE_TAIL] =
        {"score-tail",
         "(?i)[ :(–|-](?|poäng:? (?<score>" NUMBER ")" OF_100 "?|(?<score>" NUMBER ") ?(?:p|poäng)" OF_100 "?"
         "|(?<score>" NUMBER ")" OF_100 ")[).]*$",
         "a score that ends a heading", "Offentlighet och demokrati 49 poäng",
         "Offentlighet och demokrati 49"},
    [KK_PATTERN_SCORE_LINE] =
        {"score-line",
         "(?i)(?|^(?=.{0,40}(?:poäng|resultat|utfall))(?:Område \\d{1,2}[,:.] )?" NAMES_OF "(?:(?:(?:kommunens|stadens|områdets|uppnådda?|erhållna?|samlade?|årets) ){0,2}"
         "(?:områdes|total)?(?:poäng(?:tal|summa)?|resultat|utfall)(?:en|et)?(?: (?:för|i|inom) området)?(?: " YEAR "(?= ?:))?(?: ?:)? )?"
         "(?<score>" NUMBER ")(?: ?p(?:oäng)?)?(?: ?\\(100\\)|" OF_100 ")?" ANOTHERS_SCORE "\\.?$"
         "|^(?-i:\\p{Lu}[\\p{L}-]{2,20}(?: kommun| stad)?):? (?<score>" NUMBER ") ?p(?:oäng)?(?:" OF_100 ")?" ANOTHERS_SCORE "\\.?$"
         "|^(?=.{0,50}poäng)[^.:\\d]{1,40}: (?<score>" NUMBER ") ?p(?:oäng)?(?:" OF_100 ")?" ANOTHERS_SCORE "\\.?$)",
         "a line that gives an area's score", "Poäng: 79 av 100", "Poäng 79 procent"},
    [KK_PATTERN_SCORE_SENTENCE] =
        {"score-sentence",
         "(?i)^[^.\\d]{0,60}\\b(?:får|fick|erhåller|erhöll|uppnår|uppnådde|når|nådde)\\b[^.\\d]{0,60} "
         "(?<score>" NUMBER ") (?:(?:poäng )?av (?:totalt |maximalt )?100\\b[^.\\d]{0,40}|poäng (?:inom|i|för|på) (?:detta |det här )?området)\\.?$",
         "a line that tells an area's score in a sentence",
         "Sammanlagt får Mjölby kommun 53 poäng av 100 inom området.",
         "Kommunen får 53 poäng av 800."},
    [KK_PATTERN_NUMBER] = {"number", "^(?<number>\\d{1,4}(?:[.,]\\d{1,2})?) ?(?<percent>%)?(?:\\*{1,3}|[†‡])?$",
                           "a printed number, with or without a percent sign or a note's mark", "70,4 %",
                           "(70)"},
    [KK_PATTERN_BRACKET] = {"bracket", "^\\((?<sign>[-+–−±])? ?(?<number>\\d{1,3}(?:[.,]\\d{1,2})?)\\)$",
                            "a number in brackets beside a score: an average, or with a sign the change",
                            "(63)", "(63"},
    [KK_PATTERN_COLUMN_ACHIEVED] =
        {"column-achieved",
         "(?i)^(?:Uppnåt?t|Uppnådda?|Erhåll(?:en|na|et)|Utfall|Resultat|Poäng)(?: ?(?:poäng|resultat))?:?$",
         "heads the column of points achieved", "Uppnådd poäng", "Uppnåendegrad"},
    [KK_PATTERN_COLUMN_MAX] =
        {"column-max",
         "(?i)^(?:Max(?:imal[at]?|imum|imi)?\\.?|Möjliga?|Högst(?:a(?: möjliga)?)?)(?: ?-?poäng)?:?$",
         "heads the column of the greatest points", "Maxpoäng", "Maximera"},
    [KK_PATTERN_COLUMN_PERCENT] =
        {"column-percent",
         "(?i)^(?:(?:(?:Resultat|Uppnåt?t|Utfall) )?\\(?(?:i )?(?:%|procent)\\)?" OF_MAX "?"
         "|Procent(?:uell|andel)?" OF_MAX "?|Andel(?: uppnådda? poäng)?(?:" OF_MAX "| i procent| \\(?%\\)?)?"
         "|Uppfyll(?:else|nad|t)(?:s?grad)?|Uppnåendegrad|Måluppfyllelse):?$",
         "heads the column of percentages", "Andel av maxpoäng", "procenten"},
    [KK_PATTERN_COLUMN_POINTS] = {"column-points", "(?i)^-?poäng:?$",
                                  "the word that goes with another head, or stands alone",
                                  "poäng", "poängen"},
    [KK_PATTERN_TOTAL_LABEL] =
        {"total-label",
         "(?i)^(?:Område(?:t| \\d{1,2})?[:.]? |(?:(?:[\\w-]+ ){1,3}(?:kommun|stad)s|Kommunens|Stadens) )?(?:Summa|Totalt?|Delsumma|Totalsumma|Totalpoäng|Totalresultat|i sin helhet"
         "|Samman(?:lagt|lagd|taget|räknat)|Tillsammans|(?:Samtliga|Alla) (?:del)?(?:områden|frågor)|Hela (?:området|kompassen)"
         "|Områdespoäng|Områdets (?:poäng|resultat|total)" ADDED ")(?!\\w)",
         "labels a total row", "Totalt område 3", "Totalförsvar", KK_WORDS_TOTAL},
    [KK_PATTERN_AVERAGE_LABEL] =
        {"average-label", "(?i)\\b(?:(?:riks|lands|kommun)?(?:medel|snitt|genomsnitt)|riket|övriga|samtliga)",
         "a column of others' averages", "Nationellt medelvärde", "Resultat 2016"},
    [KK_PATTERN_CHANGE_LABEL] =
        {"change-label", "(?i)(?:ändring|differens|\\bdiff\\b|skillnad|utveckling|^\\+/-|\\b(?:placering|plats|rang|ranking|antal)\\b)",
         "a column of changes, ranks or counts, which are no scores", "Förändring", "Resultat 2016"},
    [KK_PATTERN_COLUMN_NAMES] =
        {"column-names", "(?i)^(?:Områden?|Bedömningsområden?|Utvärderingsområden?|Kategori|Del" ADDED ")$",
         "heads the column of areas' names", "Område", "Område 1", KK_WORDS_COLUMN_AREAS},
    [KK_PATTERN_COLUMN_TOTALS] =
        {"column-totals", "(?i)poäng|total|summa|resultat|utfall|kompass",
         "heads a column of totals, in a table of years or municipalities", "Tyresös poäng",
         "Antal invånare"},
    [KK_PATTERN_YEAR] = {"year", "\\b(?<year>" YEAR ")\\b", "a year", "Resultat 2016", "12016"},
    [KK_PATTERN_ISO_DATE] = {"iso-date", "\\b(?<year>" YEAR ")-(?<month>\\d\\d)-(?<day>\\d\\d)\\b",
                             "a date as letterheads print it", "2012-12-04 2 (28)", "2012-13"},
    [KK_PATTERN_LONG_DATE] =
        {"long-date",
         "(?i)^(?:Den )?(?<day>\\d{1,2}) (?<month>" MONTH ") (?<year>" YEAR ")$",
         "a date in words, alone on its line", "4 december 2012", "21-22 juni 2005"},
    [KK_PATTERN_PERIOD] =
        {"period",
         "(?i)(?:genomför(?:des|ts|d)|granskades|utvärder(?:ade|ades|as|ats)|analyser(?:ade|ades|as|ats)|besökte[s]?|gjord(?:es)?|gjorts|ägde rum|skedde|utförd(?:es)?)"
         "(?: [^ .,;\\d]{1,25}){0,5}?(?: under| i| den| mellan| på)?"
         "(?: perioden| månaderna)? (?<period>(?!år )(?:" SEASON "|" MONTH "|månad|veckorna|vecka|v\\.|\\d{1,2}(?::e)?\\b|och|till|[-–]|år|den|början av|slutet av|(?:månads)?skiftet|[ ,/–-]){1,14}(?<year>" YEAR "))",
         "when the evaluation was made; the words may name days, months or a season",
         "genomfördes under våren 2015", "genomfördes av SKL"},
    [KK_PATTERN_PERIOD_FIRST] =
        {"period-first",
         "(?i)^(?=.*" YEAR " " PERIOD_VERB ").*?\\b(?:(?:I|Under|Den|På) )?" /* looks once, not from each word */
         "(?<period>(?:(?:" SEASON "|" MONTH "|\\d{1,2}|och|till|den) ?[–-]? ?){1,6}(?<year>" YEAR ")) " PERIOD_VERB,
         "the time of the evaluation before what was done", "I maj 2021 utvärderades Kumla",
         "I Kumla 2021"},
    [KK_PATTERN_COVER_PERIOD] =
        {"cover-period",
         "(?i)(?:^|[ ,(–])(?<period>(?:(?:\\d{1,2} ?[–-] ?\\d{1,2} )?(?:" SEASON "|" MONTH ")|" WEEK ",?) " YEAR ")$",
         "a month, a season or a run of days that ends a line of the cover",
         "19-21 september 2007", "2007"},
    [KK_PATTERN_TELLS_PERIOD] =
        {"tells-period", "tvärder|nalyserades|ranskades| besökte|^Besök|^Platsbesök|^Intervju|^Den (?:gjordes|genomfördes) ",
         "a sentence that may tell when the evaluation was made", "Kommunen analyserades i maj 2015",
         "Skolan byggdes i maj 2015"},
    [KK_PATTERN_TELLS_WORK] =
        {"tells-work", "tvärder|nalys|ransk|ntervju|[Bb]esök|ältarbete|rbetet (?:på plats|gjordes|genomfördes|utfördes|pågick)|nderlag|atainsaml|ompass",
         "a sentence that may tell when the evaluators were at work", "Intervjuerna hölls i maj 2015",
         "Skolan byggdes i maj 2015"},
    [KK_PATTERN_TIME] =
        {"time",
         "(?i)\\b(?<period>(?:(?:\\d{1,2}, )?\\d{1,2}(?::e)?(?: ?(?:[–-]|och|till) ?\\d{1,2}(?::e)?)? |(?:månads)?skiftet |(?:" MONTH ", ){1,3})?(?:" SEASON "|" MONTH "|" WEEK ",?)(?:(?: ?[–/-] ?| och | till )[\\d\\p{L} ]{3,12})?(?: månad)?(?: år)? (?<year>" YEAR "))\\b",
         "days, weeks, months or a season, and their year", "Intervjuer hölls den 7–8 november 2017",
         "Under 2017"},
    [KK_PATTERN_TELLS_MADE] =
        {"tells-made",
         "genomför|tvärder|nalyser|ranska| gjor[dt]|Kommunkompass \\(|poäng | ägde rum| delta| deltog|gång(?:en|erna) var |(?i:(?:förra|senaste|föregående) gången|tillfälle)|(?i:^(?:De[nt]? )?tidigare (?:är|var) från|^tidigare (?:år )?(?=" YEAR "))",
         "a sentence that says that something was done, an evaluation perhaps",
         "Den förra gjordes 2012", "Den förra kommunchefen"},
    [KK_PATTERN_TELLS_EVALUATION] =
        {"tells-evaluation", "tvärder|(?i:Kommun ?-?kompass)",
         "running text about the evaluation", "I maj utvärderades kommunen", "Kommunen växer"},
    [KK_PATTERN_ORDINAL] =
        {"ordinal",
         "(?i)\\b(?|(?<word>" NTH ")(?: utvärdering(?:en|ar)?\\b| analys(?:en)?\\b| granskning(?:en)?\\b| deltagande| gången| i ordningen| Kommun ?kompass)"
         "|i ordningen (?:den )?(?<word>" NTH ")\\b"
         "|(?:kommunens|stadens) (?<word>" NTH ")(?=[.,]|$| enligt | med )"
         "|(?:den|vår) (?<word>" NTH ") (?:i|sedan|som) kommunen"
         "|(?:är|blev) (?:alltså |således |därmed )?den (?<word>" NTH ")(?=[.,]|$| sedan | som ))",
         "which of the municipality's evaluations it is", "kommunens tredje utvärdering",
         "den andra frågan"},
    [KK_PATTERN_TIMES_BEFORE] =
        {"times-before",
         "(?i)\\b(?|(?<count>en|två|tre|fyra|fem) gång(?:er)? (?:tidigare|förut|innan)"
         "|vid (?<count>två|tre|fyra|fem) tidigare tillfällen?|tidigare " TAKEN_PART " (?<count>en|två|tre|fyra|fem) gång(?:er)?"
         "|(?<count>en) tidigare (?:utvärdering|analys) (?:finns|har|gjordes))\\b",
         "how many evaluations there were before", "har deltagit två gånger tidigare", "en tidigare rapport"},
    [KK_PATTERN_OF_OTHER] =
        {"of-other",
         "^(?:(?:(?:I|Även|Också) )?(?<name>\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+)?)(?:s? (?:kommun|stad))?,? som "
         "|Kommun[Kk]ompassen (?:användes|används|infördes|lanserades|utvecklades|togs|prövades))",
         "a sentence about a municipality that may be another, or about the tool",
         "Vallentuna kommun, som utvärderades", "Huddinge kommun utvärderades"},
    [KK_PATTERN_REVISED] =
        {"revised", "(?i)\\b(?:revider|omarbeta|uppdatera|gjor(?:des|ts) om)", "words before years of the tool's",
         "har reviderats 2010", "utvärderades 2010"},
    [KK_PATTERN_TIMES_SO_FAR] =
        {"times-so-far",
         "(?i)\\b(?|" TAKEN_PART " [^.:;]{0,40}\\b(?<count>två|tre|fyra|fem) gånger\\b[^.;]{0,60}\\b(?:nu|i år)\\b"
         "|har nu " TAKEN_PART " (?<count>två|tre|fyra|fem) gånger\\b)",
         "how many evaluations there were with this one",
         "har deltagit tre gånger: 2011, 2015 och nu 2019", "har deltagit två gånger tidigare"},
    [KK_PATTERN_NEVER_BEFORE] =
        {"never-before",
         "(?i)\\bhar (?:inte|aldrig) (?:(?:tidigare|förut) (?:" TAKEN_PART "|gjorts|genomförts)|" TAKEN_PART " (?:tidigare|förut))\\b",
         "a sentence that says that there was no evaluation before", "Kommunen har inte utvärderats tidigare.",
         "Målen har inte utvärderats."},
    [KK_PATTERN_PREVIOUS] =
        {"previous",
         "(?i)\\b(?:(?:tidigare|förra|föregående|senaste)(?! (?:versionen?|upplagan?|revidering|uppdatering|omarbetning))|förut|motsvarande|senast (?:kommunen|staden|en sådan)|(?:utvärderades|deltog|granskades|gjordes|genomfördes|skedde) senast(?: år)? (?=" YEAR ")|(?:när|då) [^.,;]{2,40} (?:deltog|utvärderades)(?: år)? (?=" YEAR ")|(?=" YEAR " (?:för )?första gången)|" TAKEN_PART " [^.:;]{0,40}gånger[ :,]{1,2}(?:åren )?(?=" YEAR ")|dessförinnan|innan|bakom sig|äldre versionen|senast det|efter utvärderingarna (?=" YEAR ")|(?:kommunens|stadens) utvärdering (?:år )?(?=" YEAR ")|sedan (?=" YEAR " års (?:utvärdering|analys|mätning))|vid (?:utvärderingen|analysen|mätningen) (?:år )?(?=" YEAR ")|poäng (?:år )?(?=" YEAR " till)|även|också|jäm(?:fört|förelse) med (?:utvärderingen|analysen|mätningen)(?: år)? (?=" YEAR ")|(?<!för )första gången (?:var|ägde|skedde|gjordes|(?:på |under )?(?:" SEASON " |" MONTH " |år(?:et)? )?(?=" YEAR "))|de (?:båda|två|tre) första|efter den (?=" YEAR ")|(?:andra|tredje|fjärde|femte)(?: i ordningen)?,? efter (?:år )?(?=" YEAR ")"
         "|föregicks av|uppföljning av (?:den|en) (?:utvärdering|analys|granskning|som)|(?:deltagit|medverkat|varit med) i Kommunkompassen(?: åren?)? (?=" YEAR ")"
         "|den (?:första|andra)(?: utvärderingen| analysen| gången)?(?: (?:gjordes|genomfördes|skedde|var|ägde rum)|,? från (?=" YEAR ")))\\b",
         "a sentence that may tell of earlier evaluations",
         "Tidigare utvärderingar genomfördes 2014 och 2016.", "Efter 2006 har den reviderats."},
    [KK_PATTERN_PREVIOUS_LABEL] =
        {"previous-label", "(?i)^(?:tidigare|föregående) (?:utvärdering(?:ar)?|analys(?:er)?|mätning(?:ar)?):? (?=" YEAR ")",
         "a line of the cover that lists earlier evaluations", "Tidigare utvärderingar: 2012, 2016",
         "Tidigare utvärderingar finns"},
    [KK_PATTERN_EVALUATED] =
        {"evaluated",
         "(?i)\\bUtvärderingen av (?<name>[^.,;]{2,60}?)(?: har)? (?:genomför|gjor[dt]|ägde|skedde|utför)",
         "the sentence that names municipality and time",
         "Utvärderingen av Malå kommun genomfördes", "Utvärderingen genomfördes"},
    [KK_PATTERN_CHAPTER_TWO] =
        {"chapter-two",
         "(?i)^(?:\\d ?\\.? ?)?(?<name>\\p{L}[^.,;:?]{1,60}?) i (?:förhållande till )?Kommunkompassen\\b",
         "the heading of the summarising chapter", "2 Marks kommun i förhållande till Kommunkompassen",
         "Vad är Kommunkompassen?"},
    [KK_PATTERN_RESULTS_OF] =
        {"results-of",
         "(?i)\\b(?:visas|visar|illustreras|för|fick) (?<name>\\p{L}[^.,;:?]{1,50}?) (?:totalpoäng|resultat|profil|är \\d)",
         "sentences that introduce the results", "Nedan visas Marks kommuns totalpoäng",
         "Nedan visas resultatet"},
    [KK_PATTERN_TITLE] =
        {"title",
         "(?i)^[\"”]?Kommun ?Kompassen(?: (?<year>" YEAR "))?(?: ?[.:·–—-] ?.*)?$",
         "the report's title: alone, or with a year or what a dash parts from it",
         "KommunKompassen 2021", "Kommunkompassen är ett verktyg"},
    [KK_PATTERN_COVER_YEAR] =
        {"cover-year",
         "(?i)(?:^|[ –(])(?:(?<month>" MONTH "|" SEASON ") )?(?<year>" YEAR ")(?: rapport)?$",
         "a year that ends a line of the cover", "LULEÅ KOMMUN NOVEMBER 2015",
         "2012-12-04"},
    [KK_PATTERN_EVALUATORS_HEAD] =
        {"evaluators-head",
         "(?i)^(?:(?:Utvärderare|Utvärderings(?:team|grupp)(?:et|en)?|Granskare|(?:Rapport)?författare|Text(?= ?:))(?: ?:| (?:är|var|har varit|[–-])(?= ))?"
         "|(?:Utvärderad|Granskad|Utförd|Genomförd|Skriven) av"
         "|(?:(?:Denna|Den här) )?(?:Utvärdering|Granskning|Analys|Rapport)(?:en)?(?: är| har)? " MADE_BY " av|(?<weak>(?:(?:Analys|Utvärdering|Granskning|Rapport)(?: [^.:;]{1,40}" YEAR ")? )?av)) ?:?(?: (?<rest>.*))?$",
         "heads the names of those who evaluated", "Utvärderare: Lars Strid, SKL",
         "Utvärderarna hämtar information"},
    [KK_PATTERN_EVALUATORS_ROLE] =
        {"evaluators-role",
         "(?i)^(?:(?:projekt|process|utvärderings|uppdrags|team)ledare|(?:huvud|med|ledande |ansvarig )utvärderare|(?:senior )?konsult|analytiker) ?: .",
         "heads the name of one of those who evaluated, with his role", "Projektledare: Lars Strid, SKL",
         "Projektledare utses av kommunen"},
    [KK_PATTERN_OTHERS_HEAD] =
        {"others-head",
         "(?i)^(?:kommunens )?(?:kontakt(?:person(?:er)?|uppgifter)?|(?:för )?mer information|frågor|upplysningar|beställare|uppdragsgivare"
         "|projektgrupp(?:en)?|referensgrupp(?:en)?|styrgrupp(?:en)?|intervjuade|medverkande|layout|foton?|omslag(?:sfoto)?|tryck(?:eri)?)(?: ?:(?: .*)?)?$",
         "heads names of others than those who evaluated", "Kontaktperson: Eva Ek, Falu kommun", "Frågor om rapporten"},
    [KK_PATTERN_EVALUATED_BY] =
        {"evaluated-by",
         "(?:\\b(?i:utvärdering|analys|granskning|bedömning|rapport|kommunkompass|intervju|poängsättning)(?:en|ar|arna|er|erna)?\\b[^.!?]{0,120}?"
         "\\b" MADE_BY "\\b[^.!?]{0,60}?\\bav"
         "|\\b(?:utvärdera(?:des|ts|d)|granska(?:des|ts|d))\\b[^.!?]{0,60}?\\bav"
         "|\\b(?i:utvärderare)\\b[^.!?]{0,40}? (?:var|är|har varit|fungera(?:de|r)|anlitades|medverka(?:de|r))"
         "|\\b(?i:utvärderarna)(?:,|(?= " PERSON_NAME "))|\\b(?i:arbetet|uppdraget) (?:har )?" MADE_BY " av"
         "|\\b(?i:(?:huvud)?ansvariga? för (?:utvärdering|analys|granskning)(?:en)?) (?:var|är|har varit)"
         "|\\b(?:utvärderat|granskat)(?: kommunen)? (?:heter|är|var)"
         "|\\b(?i:i (?:utvärderings)?(?:teamet|gruppen)) (?:ingick|ingår|har ingått)"
         "|\\b(?i:utvärderings(?:teamet|gruppen)) (?:har )?(?:bestod|består|bestått|utgjordes|utgörs) av"
         "|\\b(?i:för (?:utvärdering|analys|granskning)(?:en)?) (?:har )?(?:an)?svara(?:r|t|de)"
         "|(?i:genomfört|gjort|utfört) (?:denna |den här )?utvärdering(?:en)? (?:var|är|har varit))"
         " (?:[\\p{Ll}\\d ,:]{0,60}(?<from>" ASSOCIATION ")?(?::|,|,? genom)? )?(?<people>" PERSON_NAME "(?!\\p{L}).*)$",
         "a sentence that names those who evaluated", "Utvärderingen har genomförts av Anna Berg och Lars Ek, SKL",
         "Utvärderingen genomfördes av SKL"},
    [KK_PATTERN_EVALUATED_THEM] =
        {"evaluated-them",
         "^(?<people>" PERSON_NAME "[ ,][^.!?]{0,200}?),? (?:har )?(?:genomfört|genomförde|gjort|gjorde|utfört|utförde|skrivit|skrev)"
         " (?:den |denna |den här )?(?:utvärdering|rapport|analys|granskning)",
         "the same, the names first", "Anna Berg och Lars Ek, SKL, har genomfört utvärderingen",
         "Anna Berg och Lars Ek, SKL, har intervjuat chefer"},
    [KK_PATTERN_BEHIND_PEOPLE] =
        {"behind-people",
         ",? (?:under|i|den|som|vilka|efter|mellan|på uppdrag|med|och|samt|besökte|intervjuade|har) [\\p{Ll}\\d][^\\p{Lu}]{0,200}$|[.]$",
         "what follows the names in their sentence", "Lars Ek, SKL, under våren 2017.", "Lars Ek, controller i Gnesta kommun"},
    [KK_PATTERN_PERSON] =
        {"person",
         "^" PERSON_NAME "(?:,| \\(| (?:och|samt|&|tillsammans med|med stöd av) " CAPITALISED " \\p{Lu}| (?:från|vid|på|i) \\p{Lu}| SK[LR]$| \\p{Lu}\\p{L}{1,30} (?:kommun|stad)$)",
         "a line that begins with a person's name and goes on with what the person is",
         "Åsa Öhrn-Sjögren, handläggare (SKL)", "Sveriges Kommuner och Landsting"},
    [KK_PATTERN_NAME] =
        {"name",
         "^(?:" NAME_WORD "(?: (?:af|av|von|de|la|" NAME_WORD ")){0,2} " NAME_WORD "|\\p{Lu}[\\p{Lu}.’'-]{0,30}(?: \\p{Lu}[\\p{Lu}.’'-]{0,30}){1,3})$",
         "a person's name: two to four words; abbreviations only where all is in capitals",
         "Ann-Sofie von Otter Lind", "Lars Strid SKL"},
    [KK_PATTERN_NAMED] =
        {"named", "^" NAME_WORD "(?: (?:af|av|von|de|la))? " NAME_WORD "(?: |,|$)",
         "a line that begins as a person's name does", "Lars Strid senior konsult", "Rapport om kommunen"},
    [KK_PATTERN_ROLE] =
        {"role",
         "(?i)(?:ledare|chef|konsult|strateg|utvecklare|handläggare|utredare|utvärderare|granskare|planerare|controller|direktör|revisor|professor|docent|lektor"
         "|samordnare|analytiker|rådgivare|ekonom|expert|sekreterare|forskare|kontaktperson|jurist)\\b",
         "a word for what somebody is", "Senior Konsult", "Chefs- och ledarskap"},
    [KK_PATTERN_ORGANISATION] =
        {"organisation",
         "^\\p{Lu}.{0,80}?(?<!\\p{L})(?:SK[LR]|KS|AB|[Kk]ommun|KOMMUN|[Ss]tad|[Rr]egion(?:er)?|[Ll]andsting(?:et)?|[Uu]niversitet|[Hh]ögskolan?|Management|Consulting|Group|Partners|[Ii]nstitut(?:et)?|Revision|Rådgivning)(?!\\p{L})"
         "|^(?:SK[LR]|KS|AB|Kommun|Stad|Regioner|Landsting)(?!\\p{L})|^(?:Region|Högskolan|Länsstyrelsen|\\p{Lu}?\\p{Ll}{0,30}förbundet)(?!\\p{L})",
         "an association, a municipality or another employer, by its words", "Vänerborgs kommun",
         "kommunens chef"},
    [KK_PATTERN_EMPLOYED_AT] =
        {"employed-at", "(?:^| )(?:kom(?:mer)? från|(?:(?:båda|bägge|samtliga|alla|verksam(?:ma)?|anställda?) )?(?:i|vid|på|från|hos)|båda|bägge|samtliga|alla)$",
         "what leads to where somebody works", "controller i", "ekonom"},
    [KK_PATTERN_BESIDE_NAMES] =
        {"beside-names",
         "(?i)@|\\bwww\\.|^(?:(?:tel(?:efon)?|mobil|tfn|e-?post(?:adress)?|mejl)[.:]? ?)?[+\\d][\\d ()/+–-]{5,30}$"
         "|^(?:namn|roll|befattning|titel|funktion|organisation|arbetsgivare|arbetsplats|kommun|e-?post(?:adress)?|tel(?:efon)?|mobil|mejl|kontakt)$"
         "|^(?-i:Sektion|Avdelning|Enhet|Förvaltning)(?:en)?(?!\\p{L})|^\\.$|^\\d{4}-\\d\\d-\\d\\d\\.?$",
         "what stands beside names and is neither role nor organisation: addresses, heads of columns, dates", "Telefon 08-452 70 00", "Avdelningschef"},
    [KK_PATTERN_PUBLISHER_SKL] =
        {"publisher-skl", "(?i)Sveriges Kommuner och Landsting|^\\(?SKL\\)?\\b",
         "the association's name from 2007 to 2019", "Sveriges Kommuner och Landsting 2012-12-04",
         "Sveriges Kommuner och Regioner"},
    [KK_PATTERN_PUBLISHER_SKR] =
        {"publisher-skr", "(?i)Sveriges Kommuner och Regioner|^\\(?SKR\\)?\\b",
         "the association's name from 2019 on", "Sveriges Kommuner och Regioner",
         "Sveriges Kommuner och Landsting"},
    [KK_PATTERN_PUBLISHER_KF] = {"publisher-kf", "(?i)Svenska Kommunförbundet",
                                 "the association's name until 2007", "Svenska Kommunförbundet",
                                 "Kommunförbundet Skåne"},
    [KK_PATTERN_TOTAL_OF_MAX] =
        {"total-of-max",
         "\\b(?<score>\\d{2,3}(?:[.,]\\d)?) (?:poäng )?av (?:(?:de|totalt|maximalt|maximala|möjliga|max) ){0,2}"
         "[4-9]00\\b",
         "a total that is given with its maximum", "541 av totalt 800 poäng", "79 av 100"},
    [KK_PATTERN_TOTAL_IS] =
        {"total-is",
         "(?i)(?<!högsta )(?<!lägsta )(?<!bästa )(?<!genomsnittliga )\\b(?:(?:total|slut)?resultatet|totalpoäng(?:en)?|summan av (?:(?:de |alla )?(?:åtta )?områdena|(?:[^ .;,\\d]{1,20} )?poäng(?:en)?)|(?:totala|samlade|sammanlagda) (?:resultat(?:et)?|utfall(?:et)?)|sammanlagda? poäng(?:en)?|totala poäng(?:en|summan)?|poängsumman?)"
         "(?: [^ .;\\d]{1,30}){0,9} (?<score>\\d{3}(?:[.,]\\d)?)(?: poäng|[.,;]|$)",
         "a total that is called so", "Den sammanlagda poängen för Eda kommun är 577 poäng",
         "totalpoängen per område"},
    [KK_PATTERN_TOTAL_GOT] =
        {"total-got",
         "(?i)\\b(?:fick|får|når|nådde|uppnår|uppnådde|erhöll|erhåller)(?: [^ .;,\\d]{1,30}){0,6} "
         "(?<score>\\d{3}(?:[.,]\\d)?) poäng\\b",
         "a total that was received", "Marks kommun fick totalt 541 poäng",
         "fick 67 poäng"},
    [KK_PATTERN_TOTAL_BEHIND_MAX] =
        {"total-behind-max",
         "(?i)\\bav (?:(?:de|totalt|maximalt|maximala|möjliga) ){0,2}[4-9]00 (?:(?:möjliga|poäng) ){0,2}"
         "(?:fick|får|når|nådde|uppnår|uppnådde|erhöll|erhåller)(?: [^ .;,\\d]{1,30}){0,4} (?<score>\\d{3}(?:[.,]\\d)?)(?: poäng|[.,;]|$)",
         "a total that is given behind its maximum", "Av 800 möjliga poäng fick kommunen 540.",
         "Av 800 möjliga poäng återstår många"},
    [KK_PATTERN_TELLS_TOTAL] =
        {"tells-total",
         "(?i)\\b(?:totalt|sammanlag[dt]a?|sammantaget|tillsammans|i (?:sin )?helhet|lägg(?:er|s) (?:man |vi )?ihop|(?:alla|samtliga|åtta) områden(?:a)?"
         "|kommunens?|(?-i:\\p{Lu}\\p{L}+) kommuns?|stadens?|årets|(?:total|slut)?(?:resultat|poäng|summa)\\p{L}*|utvärderingen)\\b",
         "a sentence that tells what all areas make together", "Totalt gav utvärderingen 630 poäng.",
         "Området gav 63 p."},
    [KK_PATTERN_TOTAL_POINTS] =
        {"total-points",
         "(?i)(?|(?<![\\d.,–-])(?!(?:100|800)\\b)(?<score>\\d{3}(?:[.,]\\d)?)(?: ?p(?:oäng)?\\b| ?/ ?800\\b| \\((?:av|max(?:imalt)?) 800\\b)"
         "|\\b(?:total|slut)?(?:poäng|resultat|summa)(?:en|et|n)? (?:(?:för|i) (?-i:\\p{Lu}\\p{L}+) (?:kommun|stad) )?(?:är|blev|blir|var|uppgår till|har (?:beräknats|stigit|ökat) till|ökade från \\d{3} till|sjönk[^.;\\d]{0,12} från \\d{3} till)"
         " (?<score>\\d{3}(?:[.,]\\d)?)(?=[.,;]| (?:när|för|till|i)\\b|$))",
         "points that are more than an area's, where the sentence tells the total", "ger 630 poäng", "63 poäng"},
    [KK_PATTERN_OTHERS_CLAUSE] =
        {"others-clause",
         "(?i)\\b(?:\\p{L}*snitt\\p{L}*|medel\\p{L}*|bäst\\p{L}*|högst\\p{L}*|lägst\\p{L}*|minst|över|under|mer|fler|förr[ae]|föregående|tidigare|senast\\p{L}*|kommuner(?:na)?)\\b[^,;]*(?:, )?$",
         "words before points that make them another's, an earlier one or a bound",
         "Totalt sett har de bästa kommunerna mer än ", "Totalt får kommunen "},
    [KK_PATTERN_AREA_SENTENCE] =
        {"area-sentence",
         "(?i)^(?:Inom|För|I|På)(?: området)? (?<name>\\p{L}[^.:;\\d]{4,80}?) (?<said>(?:fick|får|blev|blir|nådde|når|uppgår|är|gav|ger)"
         "(?: [^ .;,\\d]{1,20}){0,4}) (?<score>" NUMBER ") poäng\\b",
         "an area's score in a sentence of the summary",
         "Inom området Arbetsliv fick kommunen 68 poäng, medan genomsnittet är 50 poäng.",
         "Inom området finns 68 poäng att hämta"},
    [KK_PATTERN_OTHERS_TOTAL] =
        {"others-total",
         "(?i)^ ?(?:poäng )?(?:som |i genomsnitt|år |\\(?" YEAR ")|\\b(?:från|jämfört? med|jämföras med)(?: de| den)? $"
         "|\\b(?:högst|maximalt|max\\.?|som mest|upp till) $",
         "words after or before a number that make it another's, or an earlier one",
         " poäng som Helsingborgs stad fick", " av totalt 800 poäng"},
    [KK_PATTERN_SUBJECT] = {"subject", "(?i)Kommun ?-?kompass(?:en)?",
                            "what the document must be about", "Kommun Kompassen",
                            "Kommunekompasset"},

    /* ---- pages that publish results ---- */
    [KK_PATTERN_DATE] =
        {"date",
         "(?i)\\b(?:(?<day>\\d{1,2}) (?<month>" MONTH "|(?:jan|feb|apr|aug|sept?|okt|nov|dec)\\.?),? (?<year>" YEAR ")"
         "|(?<first>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.? (?<second>\\d{1,2}),? (?<last>" YEAR "))\\b",
         "a date in words, Swedish or as press services write it", "torsdag 1 april 2021",
         "april 2021"},
    [KK_PATTERN_PUBLISHED] =
        {"published", "(?i)\\b(?:publicerad|publicerat|pressmeddelande|uppdaterad|datum)\\b",
         "a line that bears the date of publication", "Publicerad: 18 april 2023",
         "publicerades i fjol"},
    [KK_PATTERN_YEAR_OF_RESULTS] =
        {"year-of-results",
         "(?i)(?:\\bKommunkompassen|\\bresultat(?:en|et)?(?: (?:per|för|inom|i) (?:huvud|del)?områden?a?)?|\\bgenomför(?:des|d|ts)|\\butvärdering(?:en)?|\\b(?:mätning|granskning)(?:en)? för)"
         "(?: (?:i|från|för|av|under|år|slutet|början|mitten|(?-i:[A-ZÅÄÖ]\\p{L}{1,20}) (?:kommun|stad)|" MONTH "|" SEASON ")){0,4} (?<year>" YEAR ")\\b",
         "the year beside Kommunkompassen or the results", "Kommunkompassen 2018",
         "Sveriges kvalitetskommun 2017"},
    [KK_PATTERN_YEAR_BEFORE_SUBJECT] =
        {"year-before-subject",
         "(?i)\\b(?<year>" YEAR ")\\b(?!-\\d)[^.;\\d]{0,90}\\bKommun ?-?kompass",
         "a year in the words before the subject, of the same sentence",
         "Hösten 2021 genomförde SKR en utvärdering enligt Kommunkompassen",
         "2019-03-12. Kommunkompassen"},
    [KK_PATTERN_POINTS_UNIT] =
        {"points-unit", "^(?: ?p\\b\\.?| poäng\\b)", "the unit right behind a number", " p för",
         " på plan 3"},
    [KK_PATTERN_GOAL] =
        {"goal",
         "(?i)\\b(?:mål(?:et|en|värdet?|sättning(?:en)?|bild(?:en)?|nivån?)?|ambition(?:en)?|sikt(?:ar|at|et)|vill(?! säga)"
         "|ska(?:ll)?(?! (?:jämföras|ställas))|hoppas|strävar|bör|måste)\\b(?:(?! men\\b)[^.;\\d]|\\b" YEAR "\\b){0,60}$"
         "|\\bminst $",
         "words before points that are aimed at", "Vårt mål är att komma över ",
         "kommunen fick "},
    [KK_PATTERN_RANGE_BEFORE] =
        {"range-before", "(?i)\\bmellan \\d{2,3}(?: poäng)? och $",
         "words before the end of a range", "får mellan 400 och ", "mellan oss och "},
    [KK_PATTERN_RANGE_BEHIND] =
        {"range-behind", "^(?: och |[–-]| till )\\d{2,3} poäng (?:för|till) de flesta",
         "words behind the beginning of a range", " till 600 poäng för de flesta",
         " till 600 poäng"},
    [KK_PATTERN_BEST_CLAUSE] =
        {"best-clause", "(?i)\\b(?:bäst|högst|starkast)a?\\b[^.;\\d]{0,80}$",
         "a clause that tells the greatest area score, before its number",
         "Bäst resultat nådde vi inom Arbetsliv (", "Arbetsliv fick "},
    [KK_PATTERN_WORST_CLAUSE] =
        {"worst-clause", "(?i)\\b(?:sämst|lägst|svagast)a?\\b[^.;\\d]{0,80}$",
         "a clause that tells the least area score, before its number",
         "och lägst inom Effektivitet (", "Arbetsliv fick "},
    [KK_PATTERN_BESIDE_NAME] =
        {"beside-name",
         "(?i)^[ ,:(–-]{0,4}(?:(?:med|fick|får|har|på|når|nådde|blev|gav|ligger på|landar på|hamnar på) ?)?[(]?$",
         "what may stand between an area's name and its score", ", med ", " och Arbetsliv "},
    [KK_PATTERN_WITHIN] =
        {"within", "(?i)^(?: p(?:oäng)?)?(?: av 100(?: möjliga)?(?: poäng)?|/100)?(?:,(?= (?:blev|blir|fick|får|gav|ger|nådde|når|inom)\\b))?"
                   "(?: (?!och |men |medan )[^ .,;\\d]{1,20}| " YEAR "){0,9} (?:(?:inom|för|i|på)(?: området| områdena)?|\\(området) [”\"]?$",
         "what may stand between a score and the area's name behind it", " poäng inom ",
         " poäng och inom "},
    [KK_PATTERN_BARE_BEHIND] =
        {"bare-behind", "^(?: till \\d| (?:och|men|medan|respektive|eller|mot|jämfört|i år|år|då|när|[(–-])| \\(|" YEAR ")",
         "words behind a number that has no noun", " och Arbetsliv 70", " miljoner kronor"},
    [KK_PATTERN_MOMENT] =
        {"moment",
         "(?i)(?<![–/\\d-])\\b(?<year>" YEAR ")\\b(?![–/-]\\d)"
         "|\\bför (?<ago>\\p{L}+|\\d\\d?) år sedan\\b"
         "|\\b(?<later>\\p{L}+|\\d\\d?) år senare\\b"
         "|\\b(?<back>" LAST_YEAR "s?)\\b"
         "|\\b(?<now>i år\\b|årets|(?:den )?här gången|denna (?:gång|mätning|utvärdering|granskning)|nu)\\b"
         "|(?<!för )\\b(?<earlier>(?:förra|den första) (?!vecka|månad)\\p{L}+|föregående|dessförinnan|innan dess|tidigare|senast|sist)\\b"
         "|(?<then>\\bdå\\b|\\bsamma år\\b|(?<=\\d )när\\b|(?<=\\d, )när\\b)",
         "when something was", "för tre år sedan", "2016-05-03"},
    [KK_PATTERN_TO_MOMENT] =
        {"to-moment",
         "(?i)^(?: ?(?:poäng|p\\b\\.?))?(?: av (?:(?:totalt|maximalt|maximala|möjliga|max) )?[18]00(?: möjliga)?(?: poäng)?|/[18]00)?"
         "(?: (?:vi|kommunen) (?:fick|hade|nådde))?(?<comma>,)?(?: ?\\(| )(?:(?:år|i|under|för|från|vid|den|det|slutet|början|av|gjord|mätningen|utvärderingen|"
         "granskningen|Kommunkompassen|" MONTH "|" SEASON ") ){0,5}$",
         "what may stand between a score and the moment that it is of", " poäng i mätningen ", " poäng och "},
    [KK_PATTERN_EARLIER_SCORE] =
        {"earlier-score",
         "(?i)\\b(?:från|mot|jämfört med|jämföras? med)(?: " YEAR " års)?(?: (?!den\\b)[^ .;,\\d]{1,15}){0,3} $",
         "words before the score of an earlier evaluation", "har gått från ", "fick från början hela tiden de här "},
    [KK_PATTERN_HAD] = {"had", "(?i)\\b(?:hade|låg)(?: (?:vi|kommunen|på|bara|hela)){0,3} $",
                        "words before a score that was had, where another is had now", "Vi hade ",
                        "Vi har "},
    [KK_PATTERN_RISEN_TO] = {"risen-to", "(?i)\\btill(?: [^ .;,\\d]{1,15}){0,2} $",
                             "words before what an earlier score has come to", " poäng till ",
                             " poäng i "},
    [KK_PATTERN_IN_ROW] =
        {"in-row", "^(?: poäng)?,?(?: och| respektive)?(?: hela| bara)? $", "what parts the numbers of a row",
         " respektive ", " poäng för "},
    [KK_PATTERN_RIGHT_WITHIN] =
        {"right-within", "(?i)^ (?:inom|för|i|på)(?: området)? [”\"]?$",
         "what may stand between a number and the area's name behind it", " inom ",
         " chefer inom "},
    [KK_PATTERN_SAME_AREA] =
        {"same-area", "(?i)\\b(?:det|detta|samma) område|^(?:Då|Där)\\b",
         "a sentence without an area that speaks of the area of the one before",
         "hade vi 55 poäng på det området", "alla områden"},
    [KK_PATTERN_AWARD] = {"award",
                          "(?i)(?:kvalitetskommun(?:en)?|utmärkelsen?|pris(?:et)?|revider[a-z]{1,6}"
                          "(?: och [a-zåäö]{1,15})?(?: år)?) $",
                          "words before a year that is an award's or a revision's, no evaluation's",
                          "årets kvalitetskommun ", "utvärderingen "},
    [KK_PATTERN_MAXIMUM] =
        {"maximum", "(?i)(?:\\bav|max(?:imalt|imala|imum|poäng)?|möjliga|\\bge|/)(?: (?:de|totalt|maximalt|möjliga|hela|poäng|är)){0,4}:? ?$",
         "words before a number that is a maximum", "519 poäng av totalt ", "kommunen fick "},
    [KK_PATTERN_OF_MAXIMUM] =
        {"of-maximum", "^(?: (?:poäng )?av (?:(?:de|totalt|maximalt|maximala|möjliga|max) ){0,2}|/)[18]00\\b",
         "the maximum right behind a score", " av totalt 800 poäng", " av 250 kommuner"},
    [KK_PATTERN_CHANGE_WORDS] =
        {"change-words",
         "(?i)(?:ökning(?:en)?|lyft(?:er|e)?|klättrat|klättrade|klättrar|ökat|ökar|ökade|försämring|försämrats?|försämrades?|backat|backade|backar|tillbakagång|förbättring|förbättrat|förbättrade|höjning|höjt|höjde|höjer|höjdes|steg|stigit|minskning|minskat|minskade|sänkt|sänkning|tappat|tappade|fallit|sjunkit|framåt|upp|ned|ner)"
         "(?: (?:sitt|sin|vårt|oss|resultat(?:et)?|totalt|poängen|hela|sig|med|på|om|drygt|knappt|ytterligare)){0,5} $"
         "|(?i)\\b(?:förbättra|öka|höj|steg|stig|minska|sänk|tappa|föll|sjönk|försämra)[a-zåäö]{0,4}"
         "(?: [^ .;,\\d]{1,20}){0,5} med(?: (?:drygt|knappt|hela|ytterligare|bara))? $"
         "|(?i)(?:ökning|förbättring|höjning|minskning|försämring|sänkning)(?:en)?\\b(?:(?! då | när )[^.;,\\d]|\\b" YEAR "\\b){0,40} (?:är|var|blev|på|uppgår till) $",
         "words before a number that is a change", "en ökning med ", "kommunen fick "},
    [KK_PATTERN_LOSS_WORDS] =
        {"loss-words", "(?i)\\b(?:minsk|sänk|tapp|fall|föll|sjunk|sjönk|ned|ner\\b|försämr|back|tillbaka)",
         "of a change: it is a loss", "en minskning med", "en ökning med"},
    [KK_PATTERN_MORE_BEHIND] =
        {"more-behind",
         "^(?: poäng (?:bättre|mer|högre|fler|lägre|sämre|färre|mindre|upp|ned)| (?:fler|mer|bättre|färre|sämre|mindre) än)",
         "of a number: it is a change, as the words behind it say", " poäng bättre än 2016",
         " poäng av 800"},
    [KK_PATTERN_OFF_AVERAGE] =
        {"off-average", "^ poäng (?:över|under)", "words behind a distance to an average",
         " poäng över snittet", " poäng bättre"},
    [KK_PATTERN_PARTS_YEAR] =
        {"parts-year", "(?i);|: |jämför|sedan|när |då |från | än | mot | och | men | medan |\\bmål|nästa|inför ",
         "words between a number and a year that is another's", " poäng, jämfört med ",
         " poäng i utvärderingen "},
    [KK_PATTERN_LESS_BEHIND] =
        {"less-behind", "(?i)^(?: poäng)? (?:lägre|sämre|färre|mindre|ned|ner|back)\\b",
         "of a change: it is a loss, as the words behind it say", " poäng lägre än",
         " poäng högre än"},
    [KK_PATTERN_AVERAGE_WORDS] =
        {"average-words",
         "(?i)(?<!över )(?<!under )(?<!än )\\b(?:riks|lands|kommun)?(?:genomsnitt|snitt|medel)[a-zåäö]{0,12},?(?:(?: [^ .;)]{1,20}){0,16}:? ?| )$"
         "|(?i)\\b(?:riks|lands|kommun)?(?:genomsnitt|snitt|medel)[a-zåäö]{0,12},?(?: som)?(?: (?:är|ligger|låg|var|för landet))?(?: på| om)?(?: (?:cirka|omkring|ungefär))? $"
         "|(?i)\\b(?:toppnotering(?:en)?|rekord(?:et)?|(?:landets|Sveriges) (?:högsta|bästa|lägsta)|(?:högsta|bästa|lägsta) (?:resultat(?:et)?|kommun(?:en)?|poäng(?:en)?)? ?i (?:landet|Sverige))(?: [^ .:;,\\d]{1,15}){0,4} $",
         "words before a number that is an average", "det nationella medelvärdet på ",
         "kommunen fick "},
    [KK_PATTERN_OTHER_SURVEY] =
        {"other-survey", "(?i)rankn?ing|" SURVEY,
         "another survey, whose figures are no claims", "Kommunens Kvalitet i Korthet",
         "Kommunkompassen"},
    [KK_PATTERN_LOWEST] =
        {"lowest", "(?i)(?:lägst(?:a)?|sämst(?:a)?|minst)(?: (?:poäng|resultat|betyg))?,?(?: (?:på|med|var|är|blev|fick))?:? ?$|^(?: ?poäng)? (?:som lägst|lägst|som sämst)",
         "a number is the least area score", "som lägst ", "som högst "},
    [KK_PATTERN_HIGHEST] =
        {"highest", "(?i)(?:högst(?:a)?|bäst(?:a)?|mest)(?: (?:poäng|resultat|betyg))?,?(?: (?:på|med|var|är|blev|fick))?:? ?$|^(?: ?poäng)? (?:som högst|högst|som bäst)",
         "a number is the greatest area score", " som högst.", " som lägst"},
    [KK_PATTERN_BEFORE_BEHIND] =
        {"before-behind", "(?i)^(?: poäng)?,? (?:(?:vid|i|från) )?(?:den )?(?:förra|föregående|tidigare)\\b",
         "an earlier evaluation without its year, behind its number", " poäng förra gången",
         " poäng mer än förra gången"},
    [KK_PATTERN_RESULTS_WORD] = {"results-word", "(?i)Kommunkompass|\\bresultat|\\butvärdering",
                                 "a title that tells of results",
                                 "Umeå 2014 – resultat från Kommunkompassen", "Budget 2014"},
    [KK_PATTERN_COMPARED] =
        {"compared",
         "(?i)\\b(?:jämfört med|jämförelse med|sedan|än|mot)(?: (?:år(?:et)?|vid|i|den|de|förra|föregående|"
         "(?:mät|utvärder|gransk)ning(?:en|ens)?|resultatet|kommunkompassen|från|" MONTH "|" SEASON ")){0,5},? $",
         "words before a year that something is compared with", "jämfört med ", "utvärderingen "},
    [KK_PATTERN_EARLIER] =
        {"earlier", "(?i)\\b(?:förra|föregående|tidigare|den första|efter att ha)\\b[^.;\\d]{0,40}$",
         "words before the year of an earlier evaluation", "Vid den förra utvärderingen ",
         "Den andra utvärderingen "},
    [KK_PATTERN_OF_EVALUATION] =
        {"of-evaluation",
         "(?i)Kommun ?-?kompass|\\butvärder|\\bgransk|\\banalys|\\bmätning|\\bundersök|\\brapport|\\bdelt(?:og|agit)\\b|\\bgången\\b|\\bintervju|poäng",
         "a sentence that may tell of the evaluation", "Den andra mätningen gjordes 2015",
         "Skolan byggdes 2015"},
    [KK_PATTERN_TO_COME] =
        {"to-come", "(?i)\\b(?:nästa|planer(?:ar|as|ad|at)|kommer att|ska(?:ll)? (?:vi |kommunen )?(?:åter )?\\p{L}+[ae]s?\\b)",
         "a sentence that tells of an evaluation to come", "Nästa utvärdering är planerad till 2025",
         "Utvärderingen gjordes 2021"},
    [KK_PATTERN_MADE_IN] =
        {"made-in", "(?i)\\b" MADE "\\b(?:[^.:;]|:(?=s\\b)){0,60}?\\b(?<year>" YEAR ")\\b(?!-\\d)",
         "the year behind words that say that the evaluation was made",
         "granskningen gjordes i november 2015", "Senast granskad: 2015-10-05"},
    [KK_PATTERN_IN_MADE] =
        {"in-made", "(?i)\\b(?<year>" YEAR ")\\b(?!-\\d)[^.;\\d]{0,60}?\\b" MADE "\\b",
         "the year before words that say that the evaluation was made",
         "Hösten 2018 genomfördes den tredje mätningen", "2018-03-12 genomfördes"},
    [KK_PATTERN_MADE_LAST_YEAR] =
        {"made-last-year",
         "(?i)\\b" LAST_YEAR "\\b[^.;\\d]{0,60}?\\b" MADE "\\b|\\b" MADE "\\b[^.;\\d]{0,60}?\\b" LAST_YEAR "\\b",
         "last year, beside words that say that the evaluation was made",
         "Under förra året utvärderades Borås Stad", "Förra året fick vi 512 poäng"},
    [KK_PATTERN_BETWEEN_YEARS] =
        {"between-years",
         "(?i)\\b(?:mellan|från|perioden|åren) (?:år )?(?<first>" YEAR ")(?: och | till |[–-])(?:år )?(?<last>" YEAR ")\\b",
         "the two years that a change lies between", "Mellan 2015 och 2018", "från 426 (2013)"},
    [KK_PATTERN_DISTANCE_BEHIND] =
        {"distance-behind", "^ poäng (?:kvar|till|från(?! (?:år )?" YEAR ")|ifrån|bakom|efter|före|ifatt)\\b",
         "a distance in points", " poäng kvar att hämta", " poäng av 800"},
    [KK_PATTERN_DISTANCE_BEFORE] =
        {"distance-before", "(?i)\\b(?:under|över|drygt|knappt|nästan|nära|närmare|omkring|ungefär|cirka|ca\\.?|runt|mindre än|mer än|fler än|färre än|minst|plats) $"
         "|\\b(?:är det|skiljer|skiljde|saknas|fattas)(?: bara| hela)? $"
         "|\\b(?:krävs|krävdes|krävde|behövs|behövdes|gränsen (?:går|gick|är|var)|målet (?:är|var))"
         "(?: [^ .;,\\d]{1,20}){0,3} $",
         "words before a distance in points, or before points that are asked for",
         "Upp till ettan är det ", "kommunen fick "},
    [KK_PATTERN_GOT] =
        {"got", "(?i)\\b(?:(?:var|blev) (?:den|det|summan|siffran)|fick|får|nådde|når|hade|har|blev|(?:landa|hamna|stanna|sluta)(?:r|de|t)(?: [^ .;,\\d]{1,15}){0,2} på)(?: (?:totalt|nu|vi|den)){0,2} $",
         "words before what was received", "då kommunen fick ", "telefon "},
    [KK_PATTERN_BARE_SCORE] =
        {"bare-score",
         "(?i)\\b(?:poängen|totalpoäng(?:en)?:?|totalresultatet:?|totalsumman?:?|resultatet|resultat|siffran?|från|till|gången)"
         "(?: [^ .;,\\d]{1,20}){0,5}(?: \\(?" YEAR "\\)?,?)?(?: (?:var|blev|är|på|till|nu|med)){0,2} ?$|\\b(?:poängen|resultatet|summan), $|\\b" YEAR ": $",
         "words before a total that is not called points", "Totalpoängen för oss är nu ",
         "telefon "},
    [KK_PATTERN_DENIED] =
        {"denied",
         "(?i)\\b(?:inte|aldrig)(?: (?:fick|får|når|nådde|nått|fått|kom(?:mer)?|de|över|ens|uppe|i|upp|till|riktigt|på)){0,4} $"
         "|\\b(?:skulle|borde|kunde)(?: \\p{L}+){0,3} (?:få|fått|nå|nått|hamnat?|landat?)(?: på)? $"
         "|\\b(?:felaktigt?|i ?stället för)\\b[^.;,]{0,30}$",
         "words before points that were not given", "skulle ha fått ", "vi är inte nöjda med "},
    [KK_PATTERN_SURVEY_NAME] =
        {"survey-name", "(?i)" SURVEY,
         "the name of another survey, or of its index", "SCB:s medborgarundersökning",
         "värdefulla insikter"},
    [KK_PATTERN_HOLDS_POINTS] = {"holds-points", "(?i)\\d ?p(?:oäng)?\\b", "a number of points",
                                 "Resultat: 466 poäng", "Kommunkompassen 2017"},
    [KK_PATTERN_PARTS_OWNER] =
        {"parts-owner",
         "(?i)\\b(?:vi|kommunen|staden|än|före|bakom|efter|mot|jämfört|liksom|passera[rt]?|passerade|slår|slog)\\b",
         "words between a score and the name of a municipality that it is not of",
         " poäng passerar vi ", " poäng fick "},
    [KK_PATTERN_ATTACHES] =
        {"attaches", "(?i)^,?(?: poäng)?:?(?: (?:som )?(?:med|fick|får|på|har|hade|når|nådde|nått|uppnådde))? $",
         "what may stand between a municipality and its score", ", som fick ", " och "},
    [KK_PATTERN_GOT_BEHIND] =
        {"got-behind", "(?i)^(?: poäng)?(?: som)? (?:vi|kommunen) (?:fick|får|hade|har|nådde|når)\\b",
         "words behind what was received", " vi fick 2011", " vi talar om"},
    [KK_PATTERN_MADE_THIS_YEAR] =
        {"made-this-year",
         "(?i)\\bårets (?:Kommunkompass|utvärdering|mätning|granskning|undersökning)",
         "the evaluation of the year of publication", "årets Kommunkompass", "årets budget"},
    [KK_PATTERN_MONTH_OF_ISSUE] =
        {"month-of-issue", "(?i)(?:^|[ ,·|])(?<month>" MONTH ") (?<year>" YEAR ")$",
         "a month that ends a line of the opening", "Nr 1 · februari 2016", "den 1 februari 2016 kl. 9"},
    [KK_PATTERN_MADE_WORD] = {"made-word", "(?i)\\b" MADE "\\b",
                              "words that say that the evaluation was made",
                              "har utvärderats 2010 och 2014", "utvärderingen"},
    [KK_PATTERN_OF_PAGES] = {"of-pages", "^ ?" OF_PAGES " ?(?<pages>\\d{1,4})(?!\\d)",
                             "behind a page's number that of all pages", " (17)", "17"},
    [KK_PATTERN_STAMP_NUMBER] =
        {"stamp-number",
         "(?i)^(?:d-?nr|diarie-?(?:nr|nummer)|ärende-?(?:nr|nummer|beteckning)|handling(?:s-?)? ?(?:nr|nummer)|aktbilaga|akt(?:nr)?)"
         "[.:]{0,2} (?:" STAMP_OFFICE "[ :-]{0,2})?[\\p{L}\\d][\\p{L}\\d/:.-]{0,15}(?<=\\d)(?:[ /:.-]{1,3}[\\d-]{1,9}){0,3}"
         "(?:,? ?" STAMP_DATE ")?" STAMP_TAIL,
         "a registry's number on the document", "Dnr KS 2018/0312", "Ärendenr saknas i 2 av 10 fall"},
    [KK_PATTERN_STAMP_APPENDIX] =
        {"stamp-appendix",
         "(?i)^(?:bil(?:aga)?\\.? ?(?:nr )?[\\dA-Z]{0,3},?(?: till)? )?(?:" STAMP_OFFICE "[ ,]{1,2}(?:" STAMP_DATE "[ ,]{1,2})?§ ?\\d{1,4}|§ ?\\d{1,4}[ ,]{1,2}"
         STAMP_OFFICE ")(?:[ ,]{1,2}" STAMP_DATE ")?" STAMP_TAIL
         "|(?i)^bil(?:aga)?\\.? ?(?:nr )?[\\dA-Z]{0,3},?(?: till)? (?:" STAMP_OFFICE "[ ,]{1,2})?(?:dnr\\.?:? )?(?:" STAMP_DATE "|[A-Z]{0,4} ?" STAMP_NUMBER ")" STAMP_TAIL,
         "to which decision the document is the appendix", "Bilaga 3, KS 2018-12-04 § 123", "Bilaga 3 Kortfakta"},
    [KK_PATTERN_STAMP_SIGNATURE] =
        {"stamp-signature",
         "(?i)^(?:(?:justera(?:s|t|d|res?|nde|rnas?)|justerandes?|utdrags?bestyrk(?:s|es|t|ande|andes)|bestyrk(?:s|es|t)|underskrift(?:er)?|sign(?:atur(?:er)?)?)"
         "(?:(?: |/)(?:sign(?:atur(?:er)?)?|justerandes?|utdragsbestyrkande))?\\.?)(?: ?[:._…]{1,80})?(?: ?" STAMP_DATE ")?" STAMP_TAIL,
         "the line for a signature", "Justerare ........", "Justerat resultat för området"},
    [KK_PATTERN_STAMP_RECEIVED] =
        {"stamp-received",
         "(?i)^(?:(?:inkom(?:men|met|st)?|ankom(?:men|met|st(?:stämpel|dag|datum)?)?|ank\\.?|mottag(?:en|et)|registrer(?:ad|at)|diarieför(?:d|t)|expedier(?:ad|at))"
         "(?: (?:till|av|hos|datum|den|dag))?(?: ?:)?(?: kommunen)?(?: " STAMP_OFFICE ")?(?:,? ?" STAMP_DATE ")?(?:,? (?:dnr:? ?)?(?:[A-Z]{1,4} ?)?" STAMP_NUMBER ")?)"
         STAMP_TAIL,
         "when a registry received the document", "Inkom till kommunen 2018-11-04", "Inkomna synpunkter 2018"},
    [KK_PATTERN_STAMP_PART] =
        {"stamp-part",
         "(?i)^(?:" STAMP_OFFICE "|" STAMP_DATE "|(?:[A-ZÅÄÖ]{1,4} ?)?" STAMP_NUMBER "|kopia|original)$",
         "another line of a registry's stamp", "Kommunstyrelsen", "Eda kommun 2015 har"},
};
/* clang-format on */
