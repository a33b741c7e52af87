/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message.c - a code and its arguments to a sentence, and an English sentence back. */
#include "wordings.h"

#include <kk/report.h>

#include <math.h>
#include <string.h>

/* The contract's name of what says it: a rule, or a diagnostic's code. */
static const char *const rules[KK_N_MESSAGES] = {
    [KK_SAYS_ROW_MAX] = "row-max",
    [KK_SAYS_ROW_RANGE] = "row-range",
    [KK_SAYS_ROW_PERCENT] = "row-percent",
    [KK_SAYS_ROW_PERCENT_SKIPPED] = "row-percent",
    [KK_SAYS_ROW_MISSING] = "row-sequence",
    [KK_SAYS_ROW_MISPLACED] = "row-sequence",
    [KK_SAYS_ROW_REPEATED] = "row-sequence",
    [KK_SAYS_AREA_MAX] = "area-max",
    [KK_SAYS_AREA_MAX_SKIPPED] = "area-max",
    [KK_SAYS_AREA_TOTAL] = "area-total",
    [KK_SAYS_AREA_TOTAL_NO_TABLE] = "area-total",
    [KK_SAYS_AREA_TOTAL_SKIPPED] = "area-total",
    [KK_SAYS_AREA_PERCENT] = "area-percent",
    [KK_SAYS_AREA_PERCENT_OF_NOTHING] = "area-percent",
    [KK_SAYS_AREA_PERCENT_SKIPPED] = "area-percent",
    [KK_SAYS_AREA_PUBLISHED_CHAPTER] = "area-published",
    [KK_SAYS_AREA_PUBLISHED_SUMMARY] = "area-published",
    [KK_SAYS_AREA_PUBLISHED_TEXT] = "area-published",
    [KK_SAYS_REPORT_TOTAL] = "report-total",
    [KK_SAYS_REPORT_TOTAL_NO_AREAS] = "report-total",
    [KK_SAYS_REPORT_TOTAL_SKIPPED] = "report-total",
    [KK_SAYS_AREA_REPEATED] = "report-areas",
    [KK_SAYS_AREA_MISSING] = "report-areas",
    [KK_SAYS_AREA_MISSING_SKIPPED] = "report-areas",
    [KK_SAYS_CLAIMS_AGREE] = "claims-agree",
    [KK_SAYS_CLAIMS_TOTAL] = "claims-total",
    [KK_SAYS_CLAIMS_CHANGE] = "claims-change",
    [KK_SAYS_CLAIMS_LEAST] = "claims-range",
    [KK_SAYS_CLAIMS_GREATEST] = "claims-range",
    [KK_SAYS_AREA_UNKNOWN] = "area-unknown",
    [KK_SAYS_AREAS_MISSING] = "areas-missing",
    [KK_SAYS_ATTACHMENT_UNREAD] = "attachment-unread",
    [KK_SAYS_ATTACHMENT_LEFT] = "attachment-unread",
    [KK_SAYS_CLAIMS_PASSED_OVER] = "claims-passed-over",
    [KK_SAYS_COLUMNS_DOUBTFUL] = "columns-doubtful",
    [KK_SAYS_EDITION_BY_YEAR] = "edition-by-year",
    [KK_SAYS_EDITION_UNKNOWN] = "edition-unknown",
    [KK_SAYS_EVALUATORS_EMPLOYER] = "evaluators-unclear",
    [KK_SAYS_EVALUATORS_MISSING] = "evaluators-unclear",
    [KK_SAYS_EVALUATORS_UNCLEAR] = "evaluators-unclear",
    [KK_SAYS_FILE_DAMAGED] = "file-damaged",
    [KK_SAYS_FILE_STREAMS_DAMAGED] = "file-damaged",
    [KK_SAYS_FIGURE_DOUBTFUL] = "number-doubtful",
    [KK_SAYS_FIGURE_SOLVED] = "number-solved",
    [KK_SAYS_LETTERS_DOUBTFUL] = "letters-doubtful",
    [KK_SAYS_MUNICIPALITY_MISSING] = "municipality-missing",
    [KK_SAYS_MUNICIPALITY_MISSPELT] = "municipality-misspelt",
    [KK_SAYS_PAGE_DAMAGED] = "page-incomplete",
    [KK_SAYS_PAGE_INCOMPLETE] = "page-incomplete",
    [KK_SAYS_PAGE_TOO_DEEP] = "page-incomplete",
    [KK_SAYS_PAGE_MISSING] = "page-missing",
    [KK_SAYS_HEADING_UNREAD] = "heading-unread",
    [KK_SAYS_STRENGTHS_UNREAD] = "strengths-unread",
    [KK_SAYS_IMPROVEMENTS_UNREAD] = "improvements-unread",
    [KK_SAYS_CHAPTER_SCORE_MISSING] = "score-missing",
    [KK_SAYS_COMPARISON_MISSING] = "score-missing",
    [KK_SAYS_SUMMARY_MISSING] = "score-missing",
    [KK_SAYS_SUMMARY_OWN_MISSING] = "score-missing",
    [KK_SAYS_ROW_DOUBTFUL] = "row-doubtful",
    [KK_SAYS_TABLE_AS_TEXT] = "table-unread",
    [KK_SAYS_LANGUAGE_DOUBTFUL] = "letters-doubtful",
    [KK_SAYS_YEARS_DOUBTFUL] = "letters-doubtful",
    [KK_SAYS_END_MISSING] = "page-missing",
    [KK_SAYS_DIGITS_DOUBTFUL] = "letters-doubtful",
    [KK_SAYS_ITEM_DOUBTFUL] = "item-doubtful",
    [KK_SAYS_LIST_REPEATED] = "list-repeated",
    [KK_SAYS_PAGE_REPEATED] = "page-repeated",
    [KK_SAYS_PAGES_MISSING] = "page-missing",
    [KK_SAYS_LIST_UNREAD] = "list-unread",
    [KK_SAYS_NOTES_UNREAD] = "notes-unread",
    [KK_SAYS_NUMBER_UNREAD] = "number-unread",
    [KK_SAYS_REGEX_LIMIT] = "regex-limit",
    [KK_SAYS_ROW_PASSED_OVER] = "row-passed-over",
    [KK_SAYS_TABLES_MISSING] = "tables-missing",
    [KK_SAYS_TABLE_MISSING] = "table-missing",
    [KK_SAYS_TABLE_UNREAD] = "table-unread",
    [KK_SAYS_LISTS_MISSING] = "list-missing",
    [KK_SAYS_STRENGTHS_MISSING] = "list-missing",
    [KK_SAYS_IMPROVEMENTS_MISSING] = "list-missing",
    [KK_SAYS_TAGS_NUMBER] = "tags-differ",
    [KK_SAYS_TAGS_ITEM_MISSING] = "tags-differ",
    [KK_SAYS_TAGS_ITEM_MORE] = "tags-differ",
    [KK_SAYS_TAGS_AREA] = "tags-differ",
    [KK_SAYS_TAGS_ROWS] = "tags-differ",
    [KK_SAYS_TAGS_ITEMS] = "tags-differ",
    [KK_SAYS_TEXT_MISSING] = "text-missing",
    [KK_SAYS_TEXT_UNSEEN] = "text-unseen",
    [KK_SAYS_PICTURES_UNREAD] = "pictures-unread",
    [KK_SAYS_TOTAL_MISSING] = "total-missing",
    [KK_SAYS_TOTAL_UNLIKELY] = "total-unlikely",
    [KK_SAYS_CLAIMED_TOTAL_UNLIKELY] = "total-unlikely",
    [KK_SAYS_ROW_POINTS_MISSING] = "value-missing",
    [KK_SAYS_ROW_MAX_MISSING] = "value-missing",
    [KK_SAYS_ROW_PERCENT_MISSING] = "value-missing",
    [KK_SAYS_AREA_POINTS_MISSING] = "value-missing",
    [KK_SAYS_AREA_MAX_MISSING] = "value-missing",
    [KK_SAYS_AREA_PERCENT_MISSING] = "value-missing",
    [KK_SAYS_YEAR_DISPUTED] = "year-disputed",
    [KK_SAYS_YEAR_FROM_DATE] = "year-from-date",
    [KK_SAYS_YEAR_MISSING] = "year-missing",
};

static const char *const *const wordings[KK_N_LANGUAGES] = {wordings_english, wordings_swedish};

/* Between the two ends of a range. */
static const char *const range_words[KK_N_LANGUAGES] = {" to ", "–"};

const char *kk_message_rule(KkMessageCode code)
{
    return rules[code];
}

const char *kk_wording(KkMessageCode code, KkLanguage language)
{
    return wordings[language][code];
}

/* ---- to a sentence ------------------------------------------------------------------------- */

static void append_number(GString *out, double value, KkLanguage language)
{
    /* no minus before a nought */
    g_autofree char *text = kk_number_dup_text(round(value * 100) / 100 + 0.0, 2);
    gsize n = strlen(text);

    while (text[n - 1] == '0')
        n--;
    text[text[n - 1] == '.' ? n - 1 : n] = '\0';
    if (language == KK_SWEDISH)
        g_strdelimit(text, ".", ',');
    g_string_append(out, text);
}

static void append_argument(GString *out, const KkArgument *argument, KkLanguage language)
{
    if (argument->type == KK_ARGUMENT_TEXT) {
        g_string_append(out, argument->text);
        return;
    }
    append_number(out, argument->least, language);
    if (argument->type == KK_ARGUMENT_RANGE && argument->greatest != argument->least) {
        g_string_append(out, range_words[language]);
        append_number(out, argument->greatest, language);
    }
}

static void append_sentence(GString *out, const KkMessage *message, KkLanguage language)
{
    const KkArgument *argument = message->arguments;

    for (const char *p = kk_wording(message->code, language); *p != '\0'; p++) {
        if (*p != '%')
            g_string_append_c(out, *p);
        else if (*++p == '%')
            g_string_append_c(out, '%');
        else
            append_argument(out, argument++, language);
    }
}

char *kk_message_dup_text(const KkMessage *message, KkLanguage language)
{
    GString *out = g_string_new(NULL);

    append_sentence(out, message, language);
    if (message->hint != NULL) {
        g_string_append(out, "; ");
        append_sentence(out, message->hint, language);
    }
    if (message->code != KK_SAYS_TEXT)
        g_string_append_c(out, '.');
    return g_string_free(out, FALSE);
}

/* ---- a message ------------------------------------------------------------------------------- */

static KkArgumentType type_of(char letter)
{
    return letter == 'n'   ? KK_ARGUMENT_NUMBER
           : letter == 'r' ? KK_ARGUMENT_RANGE
                           : KK_ARGUMENT_TEXT;
}

/* Whether the wording of @code asks for @arguments, which have an end. */
static bool fits(KkMessageCode code, const KkArgument *arguments)
{
    for (const char *p = strchr(wordings_english[code], '%'); p != NULL; p = strchr(p + 2, '%'))
        if (p[1] != '%' && arguments++->type != type_of(p[1]))
            return false;
    return arguments->type == KK_ARGUMENT_END;
}

KkMessage *kk_message_new(KkMessageCode code, KkMessage *hint, const KkArgument *arguments)
{
    g_return_val_if_fail(fits(code, arguments), NULL);
    KkMessage *message = g_new0(KkMessage, 1);

    message->code = code;
    message->hint = hint;
    for (int i = 0; arguments[i].type != KK_ARGUMENT_END; i++) {
        message->arguments[i] = arguments[i];
        message->arguments[i].text = g_strdup(arguments[i].text);
    }
    message->text = kk_message_dup_text(message, KK_ENGLISH);
    return message;
}

KkMessage *kk_message_plain(KkMessageCode code)
{
    return kk_message_new(code, NULL, &(const KkArgument){KK_ARGUMENT_END, 0, 0, NULL});
}

void kk_message_free(KkMessage *message)
{
    if (message == NULL)
        return;
    for (int i = 0; i < KK_MAX_ARGUMENTS; i++)
        g_free((char *)message->arguments[i].text);
    kk_message_free(message->hint);
    g_free(message->text);
    g_free(message);
}

/* ---- a sentence back ---------------------------------------------------------------------------
 */

/* The number from @text to @end and nothing else. */
static bool read_number(const char *text, const char *end, double *number)
{
    char *behind = NULL;

    if (text == end || strspn(text, "-0123456789.") < (gsize)(end - text))
        return false;
    *number = g_ascii_strtod(text, &behind);
    return behind == end;
}

static bool read_argument(KkArgument *argument, char *text)
{
    const char *words = range_words[KK_ENGLISH];
    const char *end = text + strlen(text);
    const char *to = argument->type == KK_ARGUMENT_RANGE ? strstr(text, words) : NULL;

    if (argument->type == KK_ARGUMENT_TEXT) {
        argument->text = text;
        return true;
    }
    if (!read_number(text, to != NULL ? to : end, &argument->least))
        return false;
    argument->greatest = argument->least;
    return to == NULL || read_number(to + strlen(words), end, &argument->greatest);
}

/* What stands in @text from the literal @pattern on, up to its next argument; NULL: another. */
static const char *skip_literal(const char **pattern, const char *text)
{
    const char *p = *pattern;

    for (; *p != '\0' && (*p != '%' || p[1] == '%'); p++, text++) {
        p += *p == '%';
        if (*p != *text)
            return NULL;
    }
    *pattern = p;
    return text;
}

/* Where the words after an argument stand again; at the end where none do. */
static const char *find_end(const char *pattern, const char *text, const char *end)
{
    for (const char *p = text; p < end; p++) {
        const char *literal = pattern, *behind = skip_literal(&literal, p);

        if (behind != NULL && literal > pattern && (*literal != '\0' || behind == end))
            return p;
    }
    return end;
}

/* The sentence @text by the wording of @code; NULL: it is another. */
static KkMessage *read_sentence(KkMessageCode code, const char *text, KkMessage *hint)
{
    const char *pattern = wordings_english[code], *end = text + strlen(text);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    KkArgument arguments[KK_MAX_ARGUMENTS + 1] = {0};

    while ((text = skip_literal(&pattern, text)) != NULL && *pattern == '%') {
        KkArgument *argument = &arguments[texts->len];
        const char *behind = find_end(pattern + 2, text, end);
        char *copy = g_strndup(text, (gsize)(behind - text));

        g_ptr_array_add(texts, copy);
        argument->type = type_of(pattern[1]);
        if (!read_argument(argument, copy))
            return NULL;
        pattern += 2;
        text = behind;
    }
    return text == end ? kk_message_new(code, hint, arguments) : NULL;
}

/* By the wordings of @rule; NULL: it is none of them. Takes @hint where it is. */
static KkMessage *read_by_rule(const char *rule, const char *text, KkMessage *hint)
{
    for (KkMessageCode code = KK_SAYS_TEXT + 1; code < KK_N_MESSAGES; code++) {
        KkMessage *message =
            g_strcmp0(rules[code], rule) == 0 ? read_sentence(code, text, hint) : NULL;
        if (message != NULL)
            return message;
    }
    return NULL;
}

/* The sentence with its hint; NULL: it has none that is known. */
static KkMessage *read_parted(const char *rule, char *sentence)
{
    for (char *parted = strstr(sentence, "; "); parted != NULL; parted = strstr(parted + 2, "; ")) {
        g_autoptr(KkMessage) hint = read_by_rule(NULL, parted + 2, NULL);

        if (hint == NULL)
            continue;
        *parted = '\0';
        KkMessage *message = read_by_rule(rule, sentence, hint);
        *parted = ';';
        if (message != NULL) {
            g_steal_pointer(&hint);
            return message;
        }
    }
    return NULL;
}

KkMessage *kk_message_read(const char *rule, const char *text)
{
    g_autofree char *sentence = g_strdup(text);
    g_autoptr(KkMessage) message = NULL;

    if (g_str_has_suffix(sentence, ".")) {
        sentence[strlen(sentence) - 1] = '\0';
        message = read_parted(rule, sentence);
        if (message == NULL)
            message = read_by_rule(rule, sentence, NULL);
    }
    /* "007" is not as we write it: what was read must give the same text again */
    if (message != NULL && strcmp(message->text, text) == 0)
        return g_steal_pointer(&message);
    return kk_message(KK_SAYS_TEXT, NULL, KK_TEXT(text));
}
