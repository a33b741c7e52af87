/* wordings_english.c - what findings and diagnostics say in English: the contract's "message". */
#include "wordings.h"

const char *const wordings_english[KK_N_MESSAGES] = {
    [KK_SAYS_TEXT] = "%s",
    [KK_SAYS_ROW_MAX] = "No question can have a maximum of %n",
    [KK_SAYS_ROW_RANGE] = "%n points are more than the maximum of %n",
    [KK_SAYS_ROW_PERCENT] = "%n of %n points cannot be %n %%",
    [KK_SAYS_ROW_PERCENT_SKIPPED] =
        "Question %s does not print all of points, maximum and percentage",
    [KK_SAYS_ROW_MISSING] = "Question %s is missing before %s",
    [KK_SAYS_ROW_MISPLACED] = "Question %s stands in the place of %s",
    [KK_SAYS_ROW_REPEATED] = "Question %s stands there twice or out of order",
    [KK_SAYS_AREA_MAX] = "The maxima of area %n add up to %n, not to %n",
    [KK_SAYS_AREA_MAX_SKIPPED] = "Area %n does not print all maxima",
    [KK_SAYS_AREA_TOTAL] = "The questions of area %n give a total of %r, not the printed %n",
    [KK_SAYS_AREA_TOTAL_NO_TABLE] = "Area %n has no score table",
    [KK_SAYS_AREA_TOTAL_SKIPPED] = "Area %n does not print all its points and their total",
    [KK_SAYS_AREA_PERCENT] = "The points of area %n are %r %% of its maximum, not %n %%",
    [KK_SAYS_AREA_PERCENT_OF_NOTHING] = "Area %n has a maximum of 0, which cannot give %n %%",
    [KK_SAYS_AREA_PERCENT_SKIPPED] =
        "The total row of area %n does not print maximum and percentage",
    [KK_SAYS_AREA_PUBLISHED_CHAPTER] = "The chapter gives area %n %n points, not %r",
    [KK_SAYS_AREA_PUBLISHED_SUMMARY] = "The summary gives area %n %n points, not %r",
    [KK_SAYS_AREA_PUBLISHED_TEXT] = "The text gives area %n %n points, not %r",
    [KK_SAYS_REPORT_TOTAL] = "The areas give a total of %r, not the published %n",
    [KK_SAYS_REPORT_TOTAL_NO_AREAS] = "Areas are missing to hold the published total against",
    [KK_SAYS_REPORT_TOTAL_SKIPPED] =
        "Not every area has a total to hold the published one against",
    [KK_SAYS_AREA_REPEATED] = "\"%s\" stands there twice",
    [KK_SAYS_AREA_MISSING] = "Area %n is missing",
    [KK_SAYS_AREA_MISSING_SKIPPED] = "Area %n is missing: the report seems to be cut off",
    [KK_SAYS_CLAIMS_AGREE] = "The page gives %n here and %n elsewhere",
    [KK_SAYS_CLAIMS_TOTAL] = "The areas give a total of %r, not %n",
    [KK_SAYS_CLAIMS_CHANGE] = "From %n to %n is no change of %n",
    [KK_SAYS_CLAIMS_LEAST] = "The least area score is %n, not %n",
    [KK_SAYS_CLAIMS_GREATEST] = "The greatest area score is %n, not %n",
    [KK_HINT_SCORE] = "%n misprinted as %n would explain it",
    [KK_HINT_TOTAL] = "%n misprinted as %n for the total would explain it",
    [KK_HINT_AREA_TOTAL] = "%n misprinted as %n for the total of area %n would explain it",
    [KK_HINT_POINTS] = "%n misprinted as %n for the points of %s would explain it",
    [KK_HINT_PERCENT] = "%n misprinted as %n for the percentage of %s would explain it",
    [KK_HINT_AREA_MAX] = "%n misprinted as %n for the maximum of area %n would explain it",
    [KK_HINT_ROW_MAX] = "%n misprinted as %n for the maximum of %s would explain it",
    [KK_HINT_ROW_MISSING] = "a missing question of at most %n points would explain it",
    [KK_HINT_ROW_REPEATED] = "a row that is there twice, as %s, would explain it",
    [KK_SAYS_AREA_UNKNOWN] = "Area %n, \"%s\", is not in the catalogue of edition %s",
    [KK_SAYS_AREAS_MISSING] = "%n of the edition's %n areas were found",
    [KK_SAYS_CLAIMS_PASSED_OVER] = "%n sentences or tables were too long or too many: what they "
                                   "say may be missing",
    [KK_SAYS_COLUMNS_DOUBTFUL] = "Page %n has a table of questions in which another column may hold the points "
                                 "as well as the one that was read",
    [KK_SAYS_EDITION_BY_YEAR] = "The areas' names fit two editions; %s is chosen by the year",
    [KK_SAYS_EDITION_UNKNOWN] =
        "The areas' names belong to no known edition; they are kept as printed",
    [KK_SAYS_EVALUATORS_EMPLOYER] = "No organisation was read for %s, though for other evaluators",
    [KK_SAYS_EVALUATORS_MISSING] = "The evaluators are announced, but nobody was read",
    [KK_SAYS_EVALUATORS_UNCLEAR] =
        "Words beside the evaluators' names were not understood: %s",
    [KK_SAYS_FILE_DAMAGED] = "The file is damaged: not all in it is where its table says, and what "
                             "was not found elsewhere is missing",
    [KK_SAYS_FILE_STREAMS_DAMAGED] = "The file is damaged: %n of its streams no longer hold what "
                                     "they held, so that text may be missing or wrong",
    [KK_SAYS_FIGURE_DOUBTFUL] = "Page %n is a picture, in which \"%s\" may be another number: "
                                "look at the page",
    [KK_SAYS_FIGURE_SOLVED] = "Page %n is a picture, in which \"%s\" was told by the numbers beside "
                              "it: \"%s\" was likelier by its looks",
    [KK_SAYS_LETTERS_DOUBTFUL] = "Page %n has letters that no Swedish text has, as in \"%s\": its font does not "
                                 "tell which letters it shows",
    [KK_SAYS_MUNICIPALITY_MISSING] = "The municipality's name was not found",
    [KK_SAYS_MUNICIPALITY_MISSPELT] = "The municipality's name is misspelt; taken for %s",
    [KK_SAYS_PAGE_DAMAGED] = "Page %n is damaged: some of its text may be missing",
    [KK_SAYS_PAGE_INCOMPLETE] = "Page %n came incomplete: some of its text could not be read",
    [KK_SAYS_PAGE_TOO_DEEP] = "The page's elements are nested more than %n deep: what lies deeper, and "
                              "perhaps all behind it, was not read",
    [KK_SAYS_ROW_PASSED_OVER] = "Page %n has a row of area %n without a code, which was not read",
    [KK_SAYS_NOTES_UNREAD] =
        "Page %n has form fields or free text annotations whose text was not read",
    [KK_SAYS_PAGE_MISSING] = "Page %n cannot be read: the file is damaged there",
    [KK_SAYS_REGEX_LIMIT] = "%n lines were too hard to match: what they say may be missing",
    [KK_SAYS_TABLES_MISSING] = "The report holds no score tables",
    [KK_SAYS_TABLE_MISSING] = "Area %n has no score table",
    [KK_SAYS_TABLE_UNREAD] = "Page %n has a table with numbers that was not read",
    [KK_SAYS_HEADING_UNREAD] = "Page %n has a heading in a chapter that was not understood: \"%s\"",
    [KK_SAYS_STRENGTHS_UNREAD] = "Page %n has a heading that was not understood where strengths are to be "
                                 "expected: \"%s\"",
    [KK_SAYS_IMPROVEMENTS_UNREAD] = "Page %n has a heading that was not understood where areas for "
                                    "improvement are to be expected: \"%s\"",
    [KK_SAYS_CHAPTER_SCORE_MISSING] = "The chapter of area %n states no score, though others do",
    [KK_SAYS_COMPARISON_MISSING] = "The summary gives area %n no score under \"%s\", though it gives others one",
    [KK_SAYS_SUMMARY_MISSING] = "The summary gives area %n no score, though it gives others one",
    [KK_SAYS_SUMMARY_OWN_MISSING] = "The summary's numbers were read, but none of them as the areas' own scores",
    [KK_SAYS_ROW_DOUBTFUL] = "The text of question %s is not set as one: words of something else may be in it",
    [KK_SAYS_TABLE_AS_TEXT] = "Page %n has a table with numbers in a chapter that was taken as text",
    [KK_SAYS_LANGUAGE_DOUBTFUL] = "Page %n has letters that make up no Swedish, as in \"%s\": its font does not tell "
                                  "which letters it shows",
    [KK_SAYS_YEARS_DOUBTFUL] = "Page %n and others have digits that may not be those printed: no number like \"%s\" in their font is a year",
    [KK_SAYS_END_MISSING] = "The pages' feet count %n pages more than there are: the end may be missing",
    [KK_SAYS_DIGITS_DOUBTFUL] = "Page %n has digits over one another, read as \"%s\"",
    [KK_SAYS_ITEM_DOUBTFUL] = "Page %n has an item of a list that is not set as the others are, or not as one text: \"%s\"",
    [KK_SAYS_LIST_REPEATED] = "Page %n has one list more in the chapter of area %n than a chapter has: another area's heading may "
                              "not have been understood",
    [KK_SAYS_PAGE_REPEATED] = "Page %n says the same as page %n",
    [KK_SAYS_PAGES_MISSING] = "The printed page numbers leave out some before page %n: pages may be missing, %n of them",
    [KK_SAYS_LIST_UNREAD] = "Page %n has items of a list in a chapter that were not read",
    [KK_SAYS_NUMBER_UNREAD] = "Page %n has a number apart from its text that was not read",
    [KK_SAYS_LISTS_MISSING] = "No area has a list of strengths or of areas for improvement",
    [KK_SAYS_STRENGTHS_MISSING] = "Area %n has no list of strengths",
    [KK_SAYS_IMPROVEMENTS_MISSING] = "Area %n has no list of areas for improvement",
    [KK_SAYS_TEXT_MISSING] = "Question %s has no text",
    [KK_SAYS_TEXT_UNSEEN] = "Page %n holds text that it does not show, which was not read",
    [KK_SAYS_TOTAL_MISSING] = "The score table of area %n prints no total",
    [KK_SAYS_TOTAL_UNLIKELY] = "The areas add up to %n, the published total is %n: rounding can "
                               "explain it only if nearly all areas were rounded the same way (%n "
                               "standard deviations)",
    [KK_SAYS_CLAIMED_TOTAL_UNLIKELY] = "The areas add up to %n, the stated total is %n: rounding "
                                       "can explain it only if nearly all areas were rounded the "
                                       "same way (%n standard deviations)",
    [KK_SAYS_ROW_POINTS_MISSING] = "Question %s prints no points",
    [KK_SAYS_ROW_MAX_MISSING] = "Question %s prints no maximum",
    [KK_SAYS_ROW_PERCENT_MISSING] = "Question %s prints no percentage",
    [KK_SAYS_AREA_POINTS_MISSING] = "The total of area %n prints no points",
    [KK_SAYS_AREA_MAX_MISSING] = "The total of area %n prints no maximum",
    [KK_SAYS_AREA_PERCENT_MISSING] = "The total of area %n prints no percentage",
    [KK_SAYS_YEAR_FROM_DATE] = "The evaluation's year is not stated; %n is the report's date",
    [KK_SAYS_YEAR_MISSING] = "The evaluation's year is not stated",
};
