/* SPDX-License-Identifier: GPL-2.0-or-later */
/* wordings_english.c - what findings and diagnostics say in English: the contract's "message". */
#include "wordings.h"

const char *const wordings_english[KK_N_MESSAGES] = {
    [KK_SAYS_TEXT] = "%s",
    [KK_SAYS_ROW_MAX] = "No question can have a maximum of %n",
    [KK_SAYS_ROW_RANGE] = "%n points are more than the maximum of %n",
    [KK_SAYS_ROW_PERCENT] = "%n of %n points cannot be %n %%",
    [KK_SAYS_ROW_PERCENT_SKIPPED] = "Question %s lacks its points, its maximum or its percentage",
    [KK_SAYS_ROW_MISSING] = "Question %s is missing before %s",
    [KK_SAYS_ROW_MISPLACED] = "Question %s is printed where %s should be",
    [KK_SAYS_ROW_REPEATED] = "Question %s is printed twice or out of order",
    [KK_SAYS_AREA_MAX] = "The maximum points of the questions of area %n add up to %n, not to %n",
    [KK_SAYS_AREA_MAX_SKIPPED] = "Area %n lacks the maximum of a question, or its own",
    [KK_SAYS_AREA_TOTAL] = "The questions of area %n add up to %r, not to the printed %n",
    [KK_SAYS_AREA_TOTAL_NO_TABLE] = "Area %n has no score table",
    [KK_SAYS_AREA_TOTAL_SKIPPED] = "Area %n lacks the points of a question, or their total",
    [KK_SAYS_AREA_PERCENT] = "The points of area %n are %r %% of its maximum, not %n %%",
    [KK_SAYS_AREA_PERCENT_OF_NOTHING] = "Area %n has a maximum of 0, which cannot give %n %%",
    [KK_SAYS_AREA_PERCENT_SKIPPED] = "The total row of area %n lacks the maximum or the percentage",
    [KK_SAYS_AREA_PUBLISHED_CHAPTER] = "The chapter says area %n has %n points, not %r",
    [KK_SAYS_AREA_PUBLISHED_SUMMARY] = "The summary says area %n has %n points, not %r",
    [KK_SAYS_AREA_PUBLISHED_TEXT] = "The text says area %n has %n points, not %r",
    [KK_SAYS_REPORT_TOTAL] = "The areas add up to %r, not to the published total of %n",
    [KK_SAYS_REPORT_TOTAL_NO_AREAS] = "The published total cannot be checked: areas are missing",
    [KK_SAYS_REPORT_TOTAL_SKIPPED] =
        "The published total cannot be checked: not every area has a total",
    [KK_SAYS_AREA_REPEATED] = "\"%s\" is printed twice",
    [KK_SAYS_AREA_MISSING] = "Area %n is missing",
    [KK_SAYS_AREA_MISSING_SKIPPED] = "Area %n is missing: the report seems to be incomplete",
    [KK_SAYS_CLAIMS_AGREE] = "The page says %n here and %n elsewhere",
    [KK_SAYS_CLAIMS_TOTAL] = "The areas add up to %r, not to %n",
    [KK_SAYS_CLAIMS_CHANGE] = "A change from %n to %n is not a change of %n",
    [KK_SAYS_CLAIMS_LEAST] = "The lowest area score is %n, not %n",
    [KK_SAYS_CLAIMS_GREATEST] = "The highest area score is %n, not %n",
    [KK_HINT_SCORE] = "%n misprinted as %n would explain it",
    [KK_HINT_TOTAL] = "%n misprinted as %n for the total would explain it",
    [KK_HINT_AREA_TOTAL] = "%n misprinted as %n for the total of area %n would explain it",
    [KK_HINT_POINTS] = "%n misprinted as %n for the points of %s would explain it",
    [KK_HINT_PERCENT] = "%n misprinted as %n for the percentage of %s would explain it",
    [KK_HINT_AREA_MAX] = "%n misprinted as %n for the maximum of area %n would explain it",
    [KK_HINT_ROW_MAX] = "%n misprinted as %n for the maximum of %s would explain it",
    [KK_HINT_ROW_MISSING] = "a missing question of at most %n points would explain it",
    [KK_HINT_ROW_REPEATED] = "a row printed twice, such as %s, would explain it",
    [KK_SAYS_AREA_UNKNOWN] = "Area %n, \"%s\", is not in the catalogue of edition %s",
    [KK_SAYS_AREAS_MISSING] = "Only %n of the edition's %n areas were found",
    [KK_SAYS_ATTACHMENT_LEFT] = "No claims were read from attached file %s: give it by itself",
    [KK_SAYS_ATTACHMENT_UNREAD] = "Attached file %s could not be read",
    [KK_SAYS_CLAIMS_PASSED_OVER] = "%n sentences or tables were skipped, since they are too long "
                                   "or too many: results in them may be missing",
    [KK_SAYS_COLUMNS_DOUBTFUL] =
        "Page %n has a table of questions in which another column may as well hold the points",
    [KK_SAYS_EDITION_BY_YEAR] = "The areas' names fit two editions; %s was chosen by the year",
    [KK_SAYS_EDITION_UNKNOWN] =
        "The areas' names belong to no known edition; they are kept as printed",
    [KK_SAYS_EVALUATORS_EMPLOYER] =
        "Evaluator %s has no organisation, though other evaluators have one",
    [KK_SAYS_EVALUATORS_MISSING] = "The report introduces its evaluators, but no names were found",
    [KK_SAYS_EVALUATORS_UNCLEAR] = "Words beside the evaluators' names were not understood: %s",
    [KK_SAYS_FILE_DAMAGED] = "The file is damaged: parts of it are not where its index says, and "
                             "those that were not found elsewhere are missing",
    [KK_SAYS_FILE_STREAMS_DAMAGED] =
        "The file is damaged: %n of its data streams are corrupt, so text may be missing or wrong",
    [KK_SAYS_FIGURE_DOUBTFUL] =
        "On page %n, a picture, \"%s\" may be another number: look at the page",
    [KK_SAYS_FIGURE_SOLVED] = "On page %n, a picture, \"%s\" follows from the numbers beside it, "
                              "though it looks more like \"%s\"",
    [KK_SAYS_LETTERS_DOUBTFUL] = "Page %n has letters that no Swedish text has, as in \"%s\": the "
                                 "font in the PDF does not say which letters it shows",
    [KK_SAYS_MUNICIPALITY_MISSING] = "The municipality's name was not found",
    [KK_SAYS_MUNICIPALITY_MISSPELT] = "The municipality's name is misspelt; it was read as %s",
    [KK_SAYS_PAGE_DAMAGED] = "Page %n is damaged: some of its text may be missing",
    [KK_SAYS_PAGE_INCOMPLETE] = "Page %n was read in part: some of its text could not be read",
    [KK_SAYS_PAGE_TOO_DEEP] = "The page's elements are nested more than %n levels deep: text "
                              "deeper than that, and perhaps all text after it, was not read",
    [KK_SAYS_ROW_PASSED_OVER] =
        "Page %n has a row without a code in the table of area %n, which was not read",
    [KK_SAYS_NOTES_UNREAD] =
        "Page %n has form fields or free text annotations whose text was not read",
    [KK_SAYS_PAGE_MISSING] = "Page %n cannot be read: the file is damaged there",
    [KK_SAYS_REGEX_LIMIT] = "%n lines were too complex to search: what they say may be missing",
    [KK_SAYS_TABLES_MISSING] = "The report has no score tables",
    [KK_SAYS_TABLE_MISSING] = "Area %n has no score table",
    [KK_SAYS_TABLE_UNREAD] = "Page %n has a table with numbers that was not read",
    [KK_SAYS_HEADING_UNREAD] = "Page %n has an unknown heading in a chapter: \"%s\"",
    [KK_SAYS_STRENGTHS_UNREAD] =
        "Page %n has an unknown heading where strengths are expected: \"%s\"",
    [KK_SAYS_IMPROVEMENTS_UNREAD] =
        "Page %n has an unknown heading where areas for improvement are expected: \"%s\"",
    [KK_SAYS_CHAPTER_SCORE_MISSING] = "The chapter of area %n gives no score, though others do",
    [KK_SAYS_COMPARISON_MISSING] =
        "The summary has no score for area %n under \"%s\", though it has one for other areas",
    [KK_SAYS_SUMMARY_MISSING] =
        "The summary has no score for area %n, though it has one for other areas",
    [KK_SAYS_SUMMARY_OWN_MISSING] =
        "The summary's numbers were read, but none of them as the scores of this evaluation",
    [KK_SAYS_ROW_DOUBTFUL] =
        "The text of question %s does not look like one text: it may contain words from elsewhere",
    [KK_SAYS_TABLE_AS_TEXT] =
        "Page %n has a table with numbers in a chapter, which was read as text",
    [KK_SAYS_LANGUAGE_DOUBTFUL] = "Page %n has letters that form no Swedish words, as in \"%s\": "
                                  "the font in the PDF does not say which letters it shows",
    [KK_SAYS_YEARS_DOUBTFUL] = "The digits on page %n and others may not be those printed: no "
                               "number such as \"%s\" in their font is a year",
    [KK_SAYS_END_MISSING] =
        "The page footers count more pages than the file has (%n more): the end may be missing",
    [KK_SAYS_DIGITS_DOUBTFUL] = "Page %n has digits printed over one another, read as \"%s\"",
    [KK_SAYS_ITEM_DOUBTFUL] =
        "Page %n has a list item that does not look like the others, or not like one text: \"%s\"",
    [KK_SAYS_LIST_REPEATED] = "Page %n has one list more in the chapter of area %n than a chapter "
                              "has: another area's heading may not have been recognised",
    [KK_SAYS_PAGE_REPEATED] = "Page %n has the same text as page %n",
    [KK_SAYS_PAGES_MISSING] =
        "The printed page numbers skip some before page %n: pages may be missing (%n)",
    [KK_SAYS_LIST_UNREAD] = "Page %n has list items in a chapter that were not read",
    [KK_SAYS_NUMBER_UNREAD] = "Page %n has a number outside its text that was not read",
    [KK_SAYS_LISTS_MISSING] = "No area has a list of strengths or of areas for improvement",
    [KK_SAYS_STRENGTHS_MISSING] = "Area %n has no list of strengths",
    [KK_SAYS_IMPROVEMENTS_MISSING] = "Area %n has no list of areas for improvement",
    [KK_SAYS_TAGS_NUMBER] = "Row %s: the page has %n, the PDF's tags have %n",
    [KK_SAYS_TAGS_ITEM_MISSING] = "The PDF's tags have no list item that begins like this: %s",
    [KK_SAYS_TAGS_ITEM_MORE] = "The PDF's tags have a list item that was not read as one: %s",
    [KK_SAYS_TAGS_AREA] =
        "Area %n has an item that the PDF's tags have under the heading of another: %s",
    [KK_SAYS_TAGS_ROWS] =
        "Area %n: %n rows were read in its score table, by the PDF's tags there are %n",
    [KK_SAYS_TAGS_ITEMS] =
        "Area %n: %n list items were read here, by the PDF's tags the list has %n on this page",
    [KK_SAYS_TEXT_MISSING] = "Question %s has no text",
    [KK_SAYS_TEXT_UNSEEN] = "Page %n has hidden text, which was not read",
    [KK_SAYS_PICTURES_UNREAD] =
        "%n of the file's pages, the first of them page %n, are pictures and were not read",
    [KK_SAYS_TOTAL_MISSING] = "The score table of area %n has no total",
    [KK_SAYS_TOTAL_UNLIKELY] = "The areas add up to %n, the published total is %n: rounding can "
                               "explain it only if nearly all areas were rounded the same way (%n "
                               "standard deviations)",
    [KK_SAYS_CLAIMED_TOTAL_UNLIKELY] = "The areas add up to %n, the stated total is %n: rounding "
                                       "can explain it only if nearly all areas were rounded the "
                                       "same way (%n standard deviations)",
    [KK_SAYS_ROW_POINTS_MISSING] = "The points of question %s are missing",
    [KK_SAYS_ROW_MAX_MISSING] = "The maximum of question %s is missing",
    [KK_SAYS_ROW_PERCENT_MISSING] = "The percentage of question %s is missing",
    [KK_SAYS_AREA_POINTS_MISSING] = "The points in the total of area %n are missing",
    [KK_SAYS_AREA_MAX_MISSING] = "The maximum in the total of area %n is missing",
    [KK_SAYS_AREA_PERCENT_MISSING] = "The percentage in the total of area %n is missing",
    [KK_SAYS_YEAR_DISPUTED] =
        "The text dates the evaluation %n, the cover %n; the cover's was taken",
    [KK_SAYS_YEAR_FROM_DATE] =
        "The report does not state the year of the evaluation; %n is the year of the report's date",
    [KK_SAYS_YEAR_MISSING] = "The report does not state the year of the evaluation",
};
