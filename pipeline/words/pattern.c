/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pattern.c - PCRE2, compiled when first asked for; the only file that knows it. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <kk/language.h>
#include <kk/pattern.h>

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

/* Limits are per start position; with the cap on the subject they bound a whole match. */
#define MATCH_LIMIT 100000
#define DEPTH_LIMIT 1000
#define HEAP_LIMIT_KIB 1024

/* Machine code is made for a pattern that is used this often: making it takes as long as
 * some hundred matches without. */
#define WORTH_JIT 200

/* The first byte that a subject must have for a pattern to match at its start. */
typedef struct {
    bool tells; /* else any byte may be it */
    uint8_t bytes[256 / 8];
} FirstByte;

static pcre2_code *codes[KK_N_PATTERNS];
static FirstByte first_bytes[KK_N_PATTERNS];
static guint n_matches[KK_N_PATTERNS];
static pcre2_match_data *match_data;
static pcre2_match_context *match_context;
static guint n_given_up;
static KkPatternId current; /* that is being matched */
static bool sealed;         /* no more machine code is made */

/* What stands for added words: any, which are asked for (ask_for_words()). How many were added
 * makes no difference. */
#define ANY_WORDS "|(\\S.{0," G_STRINGIFY(KK_MAX_WORDING) "}?)(?!\\w)(?C1)"
#define ASKS 1 /* the callout's number; automatic ones have 255 */

static char *dup_regex(KkPatternId id)
{
    GString *regex = g_string_new(kk_patterns[id].regex);
    bool any = kk_patterns[id].added != KK_WORDS_NONE && kk_words_count(kk_patterns[id].added) > 0;

    g_string_replace(regex, KK_PATTERN_ADDED, any ? ANY_WORDS : "", 0);
    return g_string_free(regex, FALSE);
}

/* Whether the words that were just found are among those added to the pattern's group; else they
 * are none, and others are looked for. */
static int ask_for_words(pcre2_callout_block *block, void *id)
{
    const PCRE2_SIZE *found = block->offset_vector + 2 * block->capture_last;

    return kk_words_know(kk_patterns[*(KkPatternId *)id].added,
                         (const char *)block->subject + found[0], found[1] - found[0])
               ? 0
               : 1;
}

static pcre2_code *compile(KkPatternId id, uint32_t extra)
{
    int code = 0;
    PCRE2_SIZE offset = 0;
    g_autofree char *regex = dup_regex(id);
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED,
                                         PCRE2_UTF | PCRE2_UCP | extra, &code, &offset, NULL);

    if (compiled == NULL)
        g_error("pattern %s: error %d at %zu", kk_patterns[id].name, code, (size_t)offset);
    return compiled;
}

static void allow_byte(FirstByte *first, guchar byte)
{
    first->bytes[byte / 8] |= (uint8_t)(1 << byte % 8);
}

/* PCRE2 knows with which bytes a match may begin: most lines begin with none of them, and are
 * told so without a call. Only what is anchored must match at the subject's own start. */
static FirstByte find_first_bytes(const pcre2_code *code)
{
    FirstByte first = {false, {0}};
    uint32_t options = 0, type = 0, unit = 0;
    const uint8_t *bitmap = NULL;

    pcre2_pattern_info(code, PCRE2_INFO_ALLOPTIONS, &options);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, (void *)&bitmap);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
    first.tells = (options & PCRE2_ANCHORED) != 0 && (bitmap != NULL || (type == 1 && unit < 0x80));
    if (first.tells && bitmap != NULL) {
        memcpy(first.bytes, bitmap, sizeof first.bytes);
    } else if (first.tells) { /* whether its case counts is not told */
        allow_byte(&first, (guchar)g_ascii_tolower((char)unit));
        allow_byte(&first, (guchar)g_ascii_toupper((char)unit));
    }
    return first;
}

static bool may_begin(KkPatternId id, const char *subject)
{
    guchar byte = (guchar)*subject;

    return !first_bytes[id].tells || (first_bytes[id].bytes[byte / 8] >> byte % 8 & 1) != 0;
}

static void ensure_code(KkPatternId id)
{
    if (codes[id] != NULL)
        return;
    codes[id] = compile(id, 0);
    first_bytes[id] = find_first_bytes(codes[id]);
}

static const pcre2_code *lookup_code(KkPatternId id)
{
    ensure_code(id);
    if (++n_matches[id] == WORTH_JIT && !sealed)
        pcre2_jit_compile(codes[id], PCRE2_JIT_COMPLETE); /* where there is none it interprets */
    if (match_context == NULL) {
        match_context = pcre2_match_context_create(NULL);
        pcre2_set_match_limit(match_context, MATCH_LIMIT);
        pcre2_set_depth_limit(match_context, DEPTH_LIMIT);
        pcre2_set_heap_limit(match_context, HEAP_LIMIT_KIB);
        pcre2_set_callout(match_context, ask_for_words, &current);
        match_data = pcre2_match_data_create(KK_MAX_GROUPS, NULL);
    }
    return codes[id];
}

void kk_patterns_seal(bool compile_all)
{
    sealed = !compile_all;
    for (int id = 0; compile_all && id < KK_N_PATTERNS; id++) {
        n_matches[id] = WORTH_JIT - 1;
        lookup_code((KkPatternId)id);
    }
    sealed = true;
}

void kk_patterns_renew(void)
{
    for (int id = 0; id < KK_N_PATTERNS; id++)
        if (kk_patterns[id].added != KK_WORDS_NONE) {
            g_clear_pointer(&codes[id], pcre2_code_free);
            n_matches[id] = 0;
        }
}

/* The length that a pattern may see: the cap, back to a character's start. */
static gsize capped_length(const char *subject)
{
    gsize length = strnlen(subject, KK_MAX_SUBJECT + 1);

    if (length > KK_MAX_SUBJECT)
        for (length = KK_MAX_SUBJECT; length > 0 && ((guchar)subject[length] & 0xc0) == 0x80;)
            length--;
    return length;
}

bool kk_pattern_match(KkPatternId id, const char *subject, gsize from, KkMatch *match)
{
    ensure_code(id);
    if (from == 0 && !may_begin(id, subject))
        return false;
    const pcre2_code *code = lookup_code(id);
    gsize length = capped_length(subject);

    if (from > length)
        return false;
    current = id;
    int n = pcre2_match(code, (PCRE2_SPTR)subject, length, from, 0, match_data, match_context);
    if (n < 0) {
        if (n != PCRE2_ERROR_NOMATCH)
            n_given_up++;
        return false;
    }
    if (match != NULL) {
        const PCRE2_SIZE *vector = pcre2_get_ovector_pointer(match_data);

        match->subject = subject;
        match->id = id;
        for (int i = 0; i < KK_MAX_GROUPS; i++) {
            match->starts[i] = i < n ? vector[2 * i] : G_MAXSIZE;
            match->ends[i] = i < n ? vector[2 * i + 1] : G_MAXSIZE;
        }
    }
    return true;
}

bool kk_pattern_is(KkPatternId id, const char *subject)
{
    return kk_pattern_match(id, subject, 0, NULL);
}

static int number_of(const KkMatch *match, const char *group)
{
    int i = pcre2_substring_number_from_name(codes[match->id], (PCRE2_SPTR)group);

    g_return_val_if_fail(i > 0 && i < KK_MAX_GROUPS, 0);
    return i;
}

gsize kk_match_start(const KkMatch *match, const char *group)
{
    return match->starts[number_of(match, group)];
}

char *kk_match_dup(const KkMatch *match, const char *group)
{
    int i = number_of(match, group);

    if (match->starts[i] == G_MAXSIZE)
        return NULL;
    return g_strndup(match->subject + match->starts[i], match->ends[i] - match->starts[i]);
}

int kk_match_int(const KkMatch *match, const char *group, int otherwise)
{
    g_autofree char *text = kk_match_dup(match, group);
    gsize length = 0;

    if (text == NULL || *text == '\0')
        return otherwise;
    if (g_ascii_isdigit(*text))
        return atoi(text);
    int roman = kk_language_roman(text, &length);
    g_autofree char *lower = g_utf8_strdown(text, -1);
    return roman > 0 ? roman : kk_language_number(lower, &length);
}

guint kk_pattern_n_given_up(void)
{
    return n_given_up;
}

static int count_step(pcre2_callout_block *block, void *steps)
{
    ++*(guint64 *)steps;
    return block->callout_number == ASKS ? ask_for_words(block, &current) : 0;
}

guint64 kk_pattern_count_steps(KkPatternId id, const char *subject)
{
    guint64 steps = 0;
    pcre2_code *code = compile(id, PCRE2_AUTO_CALLOUT | PCRE2_NO_START_OPTIMIZE);
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    pcre2_match_data *data = pcre2_match_data_create(KK_MAX_GROUPS, NULL);

    current = id;
    pcre2_set_callout(context, count_step, &steps);
    pcre2_match(code, (PCRE2_SPTR)subject, capped_length(subject), 0, 0, data, context);
    pcre2_match_data_free(data);
    pcre2_match_context_free(context);
    pcre2_code_free(code);
    return steps;
}

const char *kk_text_skip_outline(const char *text)
{
    KkMatch match;

    return kk_pattern_match(KK_PATTERN_OUTLINE_NUMBER, text, 0, &match) ? text + match.starts[1]
                                                                        : text;
}

char *kk_area_title_dup(const char *text)
{
    KkMatch match;

    return kk_pattern_match(KK_PATTERN_AREA_HEAD, text, 0, &match) ||
                   kk_pattern_match(KK_PATTERN_NUMBERED, text, 0, &match)
               ? kk_match_dup(&match, "name")
               : NULL;
}
