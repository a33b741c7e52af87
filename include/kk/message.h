/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message.h - what findings and diagnostics say: a code with typed arguments, which each language
 * puts into its own words.
 *
 * The contract's JSON holds the English alone. kk_message_read() takes it apart again by the same
 * wordings that wrote it, so that a report that went through JSON is still told in Swedish. */
#ifndef KK_MESSAGE_H
#define KK_MESSAGE_H

#include <kk/macros.h>
#include <glib.h>

KK_BEGIN_DECLS

typedef enum { KK_ENGLISH, KK_SWEDISH, KK_N_LANGUAGES } KkLanguage;

/* Named after the rule or the diagnostic that says it. */
typedef enum {
    KK_SAYS_TEXT, /* words of which no more is known: from another version's JSON */
    /* findings: rows */
    KK_SAYS_ROW_MAX,
    KK_SAYS_ROW_RANGE,
    KK_SAYS_ROW_PERCENT,
    KK_SAYS_ROW_PERCENT_SKIPPED,
    KK_SAYS_ROW_MISSING,
    KK_SAYS_ROW_MISPLACED,
    KK_SAYS_ROW_REPEATED,
    /* findings: areas */
    KK_SAYS_AREA_MAX,
    KK_SAYS_AREA_MAX_SKIPPED,
    KK_SAYS_AREA_TOTAL,
    KK_SAYS_AREA_TOTAL_NO_TABLE,
    KK_SAYS_AREA_TOTAL_SKIPPED,
    KK_SAYS_AREA_PERCENT,
    KK_SAYS_AREA_PERCENT_OF_NOTHING,
    KK_SAYS_AREA_PERCENT_SKIPPED,
    KK_SAYS_AREA_PUBLISHED_CHAPTER, /* by KkWhere */
    KK_SAYS_AREA_PUBLISHED_SUMMARY,
    KK_SAYS_AREA_PUBLISHED_TEXT,
    /* findings: the whole */
    KK_SAYS_REPORT_TOTAL,
    KK_SAYS_REPORT_TOTAL_NO_AREAS,
    KK_SAYS_REPORT_TOTAL_SKIPPED,
    KK_SAYS_AREA_REPEATED,
    KK_SAYS_AREA_MISSING,
    KK_SAYS_AREA_MISSING_SKIPPED,
    /* findings: claims */
    KK_SAYS_CLAIMS_AGREE,
    KK_SAYS_CLAIMS_TOTAL,
    KK_SAYS_CLAIMS_CHANGE,
    KK_SAYS_CLAIMS_LEAST,
    KK_SAYS_CLAIMS_GREATEST,
    /* what would explain a finding */
    KK_HINT_SCORE,
    KK_HINT_TOTAL,
    KK_HINT_AREA_TOTAL,
    KK_HINT_POINTS,
    KK_HINT_PERCENT,
    KK_HINT_AREA_MAX,
    KK_HINT_ROW_MAX,
    KK_HINT_ROW_MISSING,
    KK_HINT_ROW_REPEATED,
    /* diagnostics */
    KK_SAYS_AREA_UNKNOWN,
    KK_SAYS_AREAS_MISSING,
    KK_SAYS_ATTACHMENT_UNREAD,
    KK_SAYS_ATTACHMENT_LEFT,
    KK_SAYS_CLAIMS_PASSED_OVER,
    KK_SAYS_COLUMNS_DOUBTFUL,
    KK_SAYS_EDITION_BY_YEAR,
    KK_SAYS_EDITION_UNKNOWN,
    KK_SAYS_EVALUATORS_EMPLOYER, /* these three are "evaluators-unclear" */
    KK_SAYS_EVALUATORS_MISSING,
    KK_SAYS_EVALUATORS_UNCLEAR,
    KK_SAYS_FILE_DAMAGED,
    KK_SAYS_FILE_STREAMS_DAMAGED,
    KK_SAYS_FIGURE_DOUBTFUL,
    KK_SAYS_FIGURE_SOLVED,
    KK_SAYS_HEADING_UNREAD,
    KK_SAYS_STRENGTHS_UNREAD,
    KK_SAYS_IMPROVEMENTS_UNREAD,
    KK_SAYS_CHAPTER_SCORE_MISSING,
    KK_SAYS_COMPARISON_MISSING,
    KK_SAYS_DIGITS_DOUBTFUL,
    KK_SAYS_LANGUAGE_DOUBTFUL,
    KK_SAYS_YEARS_DOUBTFUL,
    KK_SAYS_LETTERS_DOUBTFUL,
    KK_SAYS_ITEM_DOUBTFUL,
    KK_SAYS_LIST_REPEATED,
    KK_SAYS_LIST_UNREAD,
    KK_SAYS_LISTS_MISSING,
    KK_SAYS_STRENGTHS_MISSING,
    KK_SAYS_IMPROVEMENTS_MISSING,
    KK_SAYS_MUNICIPALITY_MISSING,
    KK_SAYS_MUNICIPALITY_MISSPELT,
    KK_SAYS_PAGE_DAMAGED,
    KK_SAYS_PAGE_INCOMPLETE,
    KK_SAYS_PAGE_TOO_DEEP,
    KK_SAYS_PAGE_MISSING,
    KK_SAYS_NOTES_UNREAD,
    KK_SAYS_PAGE_REPEATED,
    KK_SAYS_PAGES_MISSING,
    KK_SAYS_END_MISSING,
    KK_SAYS_NUMBER_UNREAD,
    KK_SAYS_REGEX_LIMIT,
    KK_SAYS_ROW_DOUBTFUL,
    KK_SAYS_ROW_PASSED_OVER,
    KK_SAYS_SUMMARY_MISSING,
    KK_SAYS_SUMMARY_OWN_MISSING,
    KK_SAYS_TABLE_AS_TEXT,
    KK_SAYS_TABLES_MISSING,
    KK_SAYS_TABLE_MISSING,
    KK_SAYS_TABLE_UNREAD,
    KK_SAYS_TAGS_NUMBER, /* these six are "tags-differ" */
    KK_SAYS_TAGS_ITEM_MISSING,
    KK_SAYS_TAGS_ITEM_MORE,
    KK_SAYS_TAGS_AREA,
    KK_SAYS_TAGS_ROWS,
    KK_SAYS_TAGS_ITEMS,
    KK_SAYS_TEXT_MISSING,
    KK_SAYS_TEXT_UNSEEN,
    KK_SAYS_PICTURES_UNREAD,
    KK_SAYS_TOTAL_MISSING,
    KK_SAYS_TOTAL_UNLIKELY,
    KK_SAYS_CLAIMED_TOTAL_UNLIKELY,
    KK_SAYS_ROW_POINTS_MISSING, /* points, maximum, percentage, in this order */
    KK_SAYS_ROW_MAX_MISSING,
    KK_SAYS_ROW_PERCENT_MISSING,
    KK_SAYS_AREA_POINTS_MISSING, /* the same of an area's total */
    KK_SAYS_AREA_MAX_MISSING,
    KK_SAYS_AREA_PERCENT_MISSING,
    KK_SAYS_YEAR_DISPUTED, /* the text's, the cover's */
    KK_SAYS_YEAR_FROM_DATE,
    KK_SAYS_YEAR_MISSING,
    KK_N_MESSAGES
} KkMessageCode;

typedef enum {
    KK_ARGUMENT_END,    /* of a list of arguments */
    KK_ARGUMENT_NUMBER, /* of at most two decimals: least */
    KK_ARGUMENT_RANGE,  /* from least to greatest, which may be equal */
    KK_ARGUMENT_TEXT,   /* as printed, or a question's code */
} KkArgumentType;

typedef struct {
    KkArgumentType type;
    double least, greatest;
    const char *text; /* a message's own; lent where one is made */
} KkArgument;

#define KK_NUMBER(value) ((KkArgument){KK_ARGUMENT_NUMBER, (value), (value), NULL})
#define KK_RANGE(least, greatest) ((KkArgument){KK_ARGUMENT_RANGE, (least), (greatest), NULL})
#define KK_TEXT(text) ((KkArgument){KK_ARGUMENT_TEXT, 0, 0, (text)})

#define KK_MAX_ARGUMENTS 4

typedef struct KkMessage {
    KkMessageCode code;
    KkArgument arguments[KK_MAX_ARGUMENTS];
    struct KkMessage *hint; /* what would explain it, or NULL */
    char *text;             /* in English: one sentence with its full stop */
} KkMessage;

/**
 * kk_message_new:
 * @hint: (nullable) (transfer full): what would explain it
 * @arguments: ended by %KK_ARGUMENT_END, of the types that the wordings of @code ask for
 *
 * kk_message() takes the arguments themselves, at least one.
 *
 * Returns: (transfer full): free with kk_message_free()
 */
KkMessage *kk_message_new(KkMessageCode code, KkMessage *hint, const KkArgument *arguments);
#define kk_message(code, hint, ...)                                                                \
    kk_message_new(code, hint, (const KkArgument[]){__VA_ARGS__, {KK_ARGUMENT_END, 0, 0, NULL}})
/** kk_message_plain: a message that has no arguments. */
KkMessage *kk_message_plain(KkMessageCode code);
void kk_message_free(KkMessage *message);

/** kk_message_dup_text: in that language; of %KK_SAYS_TEXT the words as they are; g_free() it. */
char *kk_message_dup_text(const KkMessage *message, KkLanguage language);

/**
 * kk_message_read:
 * @rule: of the finding, or the diagnostic's code
 * @text: what kk_message_dup_text() wrote in English, or anything else
 *
 * Returns: (transfer full): the message; of %KK_SAYS_TEXT where it is none of @rule's
 */
KkMessage *kk_message_read(const char *rule, const char *text);

/** kk_message_rule: the rule of the finding, or the diagnostic's code, of the contract: static;
 * NULL for a hint and for %KK_SAYS_TEXT. */
const char *kk_message_rule(KkMessageCode code);

/** kk_wording: one sentence without its full stop, with %n for a number, %r for a range, %s for a
 * text; %% is a percent sign: static. */
const char *kk_wording(KkMessageCode code, KkLanguage language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkMessage, kk_message_free)

KK_END_DECLS

#endif
