/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pattern.h - every regular expression of the program, in one catalogue.
 *
 * The only door to PCRE2. A pattern never meets more than #KK_MAX_SUBJECT bytes, since
 * PCRE2's match limit does not stop a quadratic one; and a match that was given up is not
 * taken for "no match" in silence: kk_pattern_n_given_up() counts it. Texts that meet
 * patterns have single spaces, so " ?" stands where other programs write "\s*". */
#ifndef KK_PATTERN_H
#define KK_PATTERN_H

#include <kk/macros.h>
#include <kk/words.h>
#include <glib.h>
#include <stdbool.h>

KK_BEGIN_DECLS

#define KK_MAX_SUBJECT 2048 /* the longest line in 4,997 real texts has 379 characters */

typedef enum {
    KK_PATTERN_AREA_HEAD,
    KK_PATTERN_AREA_WITHIN,
    KK_PATTERN_CAPTION,
    KK_PATTERN_ASIDE,
    KK_PATTERN_POINTS_OF,
    KK_PATTERN_MAX_BEHIND,
    KK_PATTERN_OUTLINE_NUMBER,
    KK_PATTERN_NUMBERED,
    KK_PATTERN_CODE_WORD,
    KK_PATTERN_TOPICS_HEAD,
    KK_PATTERN_SCORE_HEAD,
    KK_PATTERN_SCORE_BESIDE,
    KK_PATTERN_OVERVIEW_HEAD,
    KK_PATTERN_STRENGTHS_HEAD,
    KK_PATTERN_IMPROVEMENTS_HEAD,
    KK_PATTERN_LIKE_STRENGTHS,
    KK_PATTERN_LIKE_IMPROVEMENTS,
    KK_PATTERN_ADVICE,
    KK_PATTERN_CONTENTS_HEAD,
    KK_PATTERN_END_HEAD,
    KK_PATTERN_TABLES_HEAD,
    KK_PATTERN_LEADERS,
    KK_PATTERN_SCORE_TAIL,
    KK_PATTERN_SCORE_LINE,
    KK_PATTERN_SCORE_SENTENCE,
    KK_PATTERN_NUMBER,
    KK_PATTERN_BRACKET,
    KK_PATTERN_COLUMN_ACHIEVED,
    KK_PATTERN_COLUMN_MAX,
    KK_PATTERN_COLUMN_PERCENT,
    KK_PATTERN_COLUMN_POINTS,
    KK_PATTERN_TOTAL_LABEL,
    KK_PATTERN_AVERAGE_LABEL,
    KK_PATTERN_CHANGE_LABEL,
    KK_PATTERN_COLUMN_NAMES,
    KK_PATTERN_COLUMN_TOTALS,
    KK_PATTERN_YEAR,
    KK_PATTERN_ISO_DATE,
    KK_PATTERN_LONG_DATE,
    KK_PATTERN_PERIOD,
    KK_PATTERN_PERIOD_FIRST,
    KK_PATTERN_COVER_PERIOD,
    KK_PATTERN_TELLS_PERIOD,
    KK_PATTERN_TELLS_WORK,
    KK_PATTERN_TIME,
    KK_PATTERN_TELLS_MADE,
    KK_PATTERN_TELLS_EVALUATION,
    KK_PATTERN_ORDINAL,
    KK_PATTERN_TIMES_BEFORE,
    KK_PATTERN_OF_OTHER,
    KK_PATTERN_REVISED,
    KK_PATTERN_TIMES_SO_FAR,
    KK_PATTERN_NEVER_BEFORE,
    KK_PATTERN_PREVIOUS,
    KK_PATTERN_PREVIOUS_LABEL,
    KK_PATTERN_EVALUATED,
    KK_PATTERN_CHAPTER_TWO,
    KK_PATTERN_RESULTS_OF,
    KK_PATTERN_TITLE,
    KK_PATTERN_COVER_YEAR,
    KK_PATTERN_EVALUATORS_HEAD,
    KK_PATTERN_EVALUATORS_ROLE,
    KK_PATTERN_OTHERS_HEAD,
    KK_PATTERN_EVALUATED_BY,
    KK_PATTERN_EVALUATED_THEM,
    KK_PATTERN_BEHIND_PEOPLE,
    KK_PATTERN_PERSON,
    KK_PATTERN_NAME,
    KK_PATTERN_NAMED,
    KK_PATTERN_ROLE,
    KK_PATTERN_ORGANISATION,
    KK_PATTERN_EMPLOYED_AT,
    KK_PATTERN_BESIDE_NAMES,
    KK_PATTERN_PUBLISHER_SKL,
    KK_PATTERN_PUBLISHER_SKR,
    KK_PATTERN_PUBLISHER_KF,
    KK_PATTERN_TOTAL_OF_MAX,
    KK_PATTERN_TOTAL_IS,
    KK_PATTERN_TOTAL_GOT,
    KK_PATTERN_TOTAL_BEHIND_MAX,
    KK_PATTERN_TELLS_TOTAL,
    KK_PATTERN_TOTAL_POINTS,
    KK_PATTERN_OTHERS_CLAUSE,
    KK_PATTERN_AREA_SENTENCE,
    KK_PATTERN_OTHERS_TOTAL,
    KK_PATTERN_SUBJECT,
    KK_PATTERN_DATE,
    KK_PATTERN_PUBLISHED,
    KK_PATTERN_YEAR_OF_RESULTS,
    KK_PATTERN_YEAR_BEFORE_SUBJECT,
    KK_PATTERN_POINTS_UNIT,
    KK_PATTERN_GOAL,
    KK_PATTERN_RANGE_BEFORE,
    KK_PATTERN_RANGE_BEHIND,
    KK_PATTERN_BEST_CLAUSE,
    KK_PATTERN_WORST_CLAUSE,
    KK_PATTERN_BESIDE_NAME,
    KK_PATTERN_WITHIN,
    KK_PATTERN_BARE_BEHIND,
    KK_PATTERN_MOMENT,
    KK_PATTERN_TO_MOMENT,
    KK_PATTERN_EARLIER_SCORE,
    KK_PATTERN_HAD,
    KK_PATTERN_RISEN_TO,
    KK_PATTERN_IN_ROW,
    KK_PATTERN_RIGHT_WITHIN,
    KK_PATTERN_SAME_AREA,
    KK_PATTERN_AWARD,
    KK_PATTERN_MAXIMUM,
    KK_PATTERN_OF_MAXIMUM,
    KK_PATTERN_CHANGE_WORDS,
    KK_PATTERN_LOSS_WORDS,
    KK_PATTERN_MORE_BEHIND,
    KK_PATTERN_OFF_AVERAGE,
    KK_PATTERN_PARTS_YEAR,
    KK_PATTERN_LESS_BEHIND,
    KK_PATTERN_AVERAGE_WORDS,
    KK_PATTERN_OTHER_SURVEY,
    KK_PATTERN_LOWEST,
    KK_PATTERN_HIGHEST,
    KK_PATTERN_RESULTS_WORD,
    KK_PATTERN_COMPARED,
    KK_PATTERN_EARLIER,
    KK_PATTERN_OF_EVALUATION,
    KK_PATTERN_TO_COME,
    KK_PATTERN_MADE_IN,
    KK_PATTERN_IN_MADE,
    KK_PATTERN_MADE_LAST_YEAR,
    KK_PATTERN_BETWEEN_YEARS,
    KK_PATTERN_DISTANCE_BEHIND,
    KK_PATTERN_DISTANCE_BEFORE,
    KK_PATTERN_GOT,
    KK_PATTERN_BARE_SCORE,
    KK_PATTERN_PARTS_OWNER,
    KK_PATTERN_ATTACHES,
    KK_PATTERN_GOT_BEHIND,
    KK_PATTERN_MADE_THIS_YEAR,
    KK_PATTERN_MONTH_OF_ISSUE,
    KK_PATTERN_MADE_WORD,
    KK_PATTERN_BEFORE_BEHIND,
    KK_PATTERN_DENIED,
    KK_PATTERN_SURVEY_NAME,
    KK_PATTERN_HOLDS_POINTS,
    KK_PATTERN_OF_PAGES,
    KK_PATTERN_STAMP_NUMBER,
    KK_PATTERN_STAMP_APPENDIX,
    KK_PATTERN_STAMP_SIGNATURE,
    KK_PATTERN_STAMP_RECEIVED,
    KK_PATTERN_STAMP_PART,
    KK_N_PATTERNS
} KkPatternId;

/* Within alternatives of a pattern: where words stand that files add. */
#define KK_PATTERN_ADDED "|\x01"

typedef struct {
    const char *name;
    const char *regex;
    const char *about;   /* what it finds, and why it is as it is */
    const char *matches; /* an example */
    const char *passes;  /* the likeliest text that it must leave alone */
    KkWordGroup added;   /* to whose words files may add; none */
} KkPattern;

/** kk_patterns: the catalogue, indexed by #KkPatternId: static. */
extern const KkPattern kk_patterns[KK_N_PATTERNS];

#define KK_MAX_GROUPS 8

typedef struct {
    const char *subject; /* lent */
    KkPatternId id;
    gsize starts[KK_MAX_GROUPS], ends[KK_MAX_GROUPS]; /* bytes; G_MAXSIZE: unset */
} KkMatch;

/**
 * kk_pattern_match:
 * @subject: valid UTF-8; what lies beyond #KK_MAX_SUBJECT bytes is not looked at
 * @from: the byte from which to search
 * @match: (out) (nullable)
 *
 * Returns: whether the pattern was found
 */
bool kk_pattern_match(KkPatternId id, const char *subject, gsize from, KkMatch *match);

/**
 * kk_patterns_seal:
 * @compile_all: compile every pattern to machine code before, so that processes forked from
 * this one need not; worth it for more than a few documents
 *
 * From now on no machine code is made: where a sandbox forbids that, the attempt ends the
 * process.
 */
void kk_patterns_seal(bool compile_all);

/** kk_patterns_renew: compiles them anew when next asked for: words were added (words.h). */
void kk_patterns_renew(void);

/** kk_pattern_is: kk_pattern_match() from the start, for its answer alone. */
bool kk_pattern_is(KkPatternId id, const char *subject);

/** kk_match_dup: Returns: (transfer full): the named group, or %NULL where it took no part. The
 * subject must still be there. */
char *kk_match_dup(const KkMatch *match, const char *group);

/** kk_match_start: where in the subject the named group begins, which took part. */
gsize kk_match_start(const KkMatch *match, const char *group);

/** kk_match_int: the named group as a number, from digits ("2"), a Roman numeral ("II") or a word
 * ("två"); @otherwise where it took no part. */
int kk_match_int(const KkMatch *match, const char *group, int otherwise);

/** kk_text_skip_outline: lent: @text behind its number in the outline, "3.1 ", if it has one. */
const char *kk_text_skip_outline(const char *text);

/** kk_area_title_dup: the name behind "Område 1:" or "1."; g_free() it; %NULL: @text is no such
 * title. */
char *kk_area_title_dup(const char *text);

/** kk_pattern_n_given_up: matches in this process that PCRE2's limits ended. */
guint kk_pattern_n_given_up(void);

/** kk_pattern_count_steps: for tests: callouts (not seconds) that matching @subject takes. */
guint64 kk_pattern_count_steps(KkPatternId id, const char *subject);

KK_END_DECLS

#endif
