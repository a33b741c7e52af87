/* SPDX-License-Identifier: GPL-2.0-or-later */
/* flow.c - text that runs over several lines, as a person would copy it.
 *
 * What to do with a hyphen at a line's end is the one question. Both answers are common in
 * Swedish: "Brandför-|svar" is one word, "e-|tjänst" and "KF-|beslut" keep it, "mål-|och
 * budget" keeps it and a space. Signs in the word itself decide first; then the document's
 * own words: what it writes elsewhere in mid-line, joined or with the hyphen, it means
 * here; last, whether this document splits words at all: where it does, many lines end so. */
#include <kk/layout.h>

#include <string.h>

typedef enum { BREAK_SPACE, BREAK_KEEP, BREAK_DROP } Break;

/* Lower case for ASCII and Latin-1 letters: all that Swedish needs, in place. */
static char *lower_in_place(char *text)
{
    for (guchar *p = (guchar *)text; *p != '\0'; p++) {
        if (*p >= 'A' && *p <= 'Z')
            *p += 0x20;
        else if (*p == 0xc3 && p[1] >= 0x80 && p[1] <= 0x9e && p[1] != 0x97)
            *++p += 0x20;
    }
    return text;
}

static bool is_letter_byte(char c)
{
    return g_ascii_isalpha(c) || (guchar)c >= 0x80;
}

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Ends each run of letters and hyphens with a zero, and adds it to @words. */
static void part_into_words(char *text, GPtrArray *words)
{
    bool within = false;

    for (char *p = text; *p != '\0'; p++) {
        bool letter = is_letter_byte(*p) || *p == '-';

        if (letter && !within)
            g_ptr_array_add(words, p);
        if (!letter)
            *p = '\0';
        within = letter;
    }
}

/* The document's words, sorted: each hyphen at a line's end asks for several. */
static const GPtrArray *document_words(KkLayout *layout)
{
    if (layout->words == NULL) {
        GString *all = g_string_new(NULL);

        for (guint i = 0; i < layout->lines->len; i++) {
            g_string_append(all, ((KkLine *)g_ptr_array_index(layout->lines, i))->text);
            g_string_append_c(all, '\n');
        }
        layout->lower = lower_in_place(g_string_free(all, FALSE));
        layout->words = g_ptr_array_new();
        part_into_words(layout->lower, layout->words);
        g_ptr_array_sort(layout->words, by_text);
    }
    return layout->words;
}

/* How many of the document's words begin with the letters of @needle, or, if @whole, are them;
 * 2: two or more. */
static int n_occurs(KkLayout *layout, const char *needle, bool whole)
{
    const GPtrArray *words = document_words(layout);
    guint first = 0, end = words->len;

    while (first < end) {
        guint middle = first + (end - first) / 2;

        if (strcmp(g_ptr_array_index(words, middle), needle) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    int n = 0;
    for (; n < 2 && first < words->len; first++, n++) {
        const char *word = g_ptr_array_index(words, first);

        if (whole ? strcmp(word, needle) != 0 : !g_str_has_prefix(word, needle))
            break;
    }
    return n;
}

static bool occurs(KkLayout *layout, const char *needle, bool whole)
{
    return n_occurs(layout, needle, whole) > 0;
}

static const char *last_character(const char *word)
{
    return *word != '\0' ? g_utf8_prev_char(word + strlen(word)) : word;
}

/* The letters right before @end, lower case. */
static char *dup_letters_before(const char *word, const char *end)
{
    const char *p = end;

    while (p > word && g_unichar_isalpha(g_utf8_get_char(g_utf8_prev_char(p))))
        p = g_utf8_prev_char(p);
    return g_strndup(p, (gsize)(end - p));
}

static char *dup_letters_after(const char *word)
{
    const char *p = word;

    while (*p != '\0' && g_unichar_isalpha(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return g_strndup(word, (gsize)(p - word));
}

/* An abbreviation (KF, IT, FoU): a capital after the first letter; or a letter alone. */
static bool is_abbreviation(const char *letters)
{
    if (g_utf8_strlen(letters, -1) <= 1)
        return true;
    for (const char *p = g_utf8_next_char(letters); *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_isupper(g_utf8_get_char(p)))
            return true;
    return false;
}

static bool is_upper(const char *letters)
{
    for (const char *p = letters; *p != '\0'; p = g_utf8_next_char(p))
        if (!g_unichar_isupper(g_utf8_get_char(p)))
            return false;
    return g_utf8_strlen(letters, -1) > 1;
}

/* Letters without a vowel are no syllable, at which a word may be split: "hr-", "mkt-". */
static bool is_syllable(const char *letters)
{
    return strpbrk(letters, "aeiouyAEIOUY\xc3") != NULL; /* å, ä, ö and é begin with that byte */
}

/* What the words themselves say; -1: nothing. */
static int decide_by_signs(const KkLayout *layout, const char *before, const char *after,
                           const char *next)
{
    gunichar first = g_utf8_get_char(next);

    if (layout->language->joins(next))
        return BREAK_SPACE;
    if (*before == '\0')
        return BREAK_KEEP; /* 360-gradersutvärdering */
    if (is_upper(before) && is_upper(after))
        return BREAK_DROP; /* FÖRBÄTTRINGS-OMRÅDEN */
    if (!g_unichar_islower(first) || is_abbreviation(before) || !is_syllable(before))
        return BREAK_KEEP;
    return -1;
}

/* What the document writes elsewhere; -1: nothing, or both. */
static int decide_by_document(KkLayout *layout, const char *before, const char *after)
{
    g_autofree char *joined = lower_in_place(g_strconcat(before, after, NULL));
    g_autofree char *hyphened = lower_in_place(g_strconcat(before, "-", after, NULL));
    bool one = occurs(layout, joined, false), two = occurs(layout, hyphened, false);

    if (one == two)
        return -1;
    return one ? BREAK_DROP : BREAK_KEEP;
}

/* The letters on both sides of a hyphen that ends @word; false: it ends in none. */
static bool split_at_hyphen(const char *word, const char *next, char **before, char **after)
{
    const char *last = last_character(word);
    gunichar c = g_utf8_get_char(last);

    if (last == word || (c != '-' && c != 0x2010 && c != 0x2011))
        return false;
    *before = dup_letters_before(word, last);
    *after = dup_letters_after(next);
    return true;
}

static const char *end_word(const KkLine *line, bool last)
{
    return kk_line_word(line, last ? line->words->len - 1 : 0)->text;
}

/* Some producers mark the splits that they made: then a plain hyphen is the text's own. */
static bool marks_its_splits(const KkLayout *layout)
{
    for (guint i = 0; i < layout->lines->len; i++) {
        const char *text = ((const KkLine *)g_ptr_array_index(layout->lines, i))->text;

        if (g_str_has_suffix(text, "\xe2\x80\x90") || g_str_has_suffix(text, "\xc2\xad"))
            return true;
    }
    return false;
}

/* Of the lines that run on to the next, those that end in a hyphen are one in seven and more
 * (measured over ../shared) where a program splits words, and one in seventy at most where
 * none does: then the text's own. */
#define SELDOM 50

/* Whether this document splits words at line ends: what its own words prove, counted. */
static bool has_habit(KkLayout *layout)
{
    int split = 0, kept = 0, open = 0, run_on = 0;

    if (layout->knows_habit)
        return layout->hyphenates;
    for (guint i = 1; i < layout->lines->len; i++) {
        const char *word = end_word(g_ptr_array_index(layout->lines, i - 1), true);
        const char *next = end_word(g_ptr_array_index(layout->lines, i), false);
        g_autofree char *before = NULL, *after = NULL;

        run_on += g_unichar_islower(g_utf8_get_char(next)) ? 1 : 0;
        if (!split_at_hyphen(word, next, &before, &after) ||
            decide_by_signs(layout, before, after, next) >= 0)
            continue;
        int answer = decide_by_document(layout, before, after);
        split += answer == BREAK_DROP;
        kept += answer == BREAK_KEEP;
        open += answer < 0;
    }
    layout->knows_habit = true;
    layout->hyphenates = split > 0 && split >= kept;
    layout->seldom_splits = (split + open) * SELDOM <= run_on;
    layout->marks_splits = marks_its_splits(layout);
    return layout->hyphenates;
}

/* Where the words decide nothing: a document that splits words splits here; else the hyphen is
 * the text's own if hardly another line ends so, or if the document knows both words, each by
 * itself. */
static Break decide_by_habit(KkLayout *layout, const char *before, const char *after)
{
    g_autofree char *first = lower_in_place(g_strdup(before));
    g_autofree char *second = lower_in_place(g_strdup(after));

    if (has_habit(layout))
        return BREAK_DROP;
    return layout->seldom_splits || (occurs(layout, first, true) && occurs(layout, second, true))
               ? BREAK_KEEP
               : BREAK_DROP;
}

static Break decide(const KkLayout *lent, const char *word, const char *next)
{
    KkLayout *layout = (KkLayout *)lent; /* what it knows of itself is found when asked for */
    const char *last = last_character(word);
    gunichar c = g_utf8_get_char(last);
    g_autofree char *before = NULL, *after = NULL;

    if (last == word)
        return BREAK_SPACE; /* a dash by itself */
    if (c == 0xad)
        return BREAK_DROP;
    if (c == '/' || c == 0x2013)
        return BREAK_KEEP;
    if (!split_at_hyphen(word, next, &before, &after))
        return BREAK_SPACE;

    int answer = decide_by_signs(layout, before, after, next);
    if (answer < 0)
        answer = decide_by_document(layout, before, after);
    if (answer < 0 && c == '-' && (has_habit(layout), layout->marks_splits))
        answer = BREAK_KEEP;
    return answer >= 0 ? (Break)answer : decide_by_habit(layout, before, after);
}

/* Appends a word, soft hyphens left out. */
static void append_word(KkFlow *flow, const KkLine *line, guint i)
{
    KkSpan span = {flow->text->len, 0, line, i};

    for (const char *p = kk_line_word(line, i)->text; *p != '\0'; p++) {
        if ((guchar)p[0] == 0xc2 && (guchar)p[1] == 0xad) {
            p++;
            continue;
        }
        g_string_append_c(flow->text, *p);
    }
    span.end = flow->text->len;
    g_array_append_val(flow->spans, span);
}

/* How much room a line leaves at most where the next letter had none. */
#define ROOM_EM 0.9

/* Letters of a rest that is told by not being a word: a longer one may be a word said once. */
#define LONGEST_REST 5

/* Whether a word is cut between two lines without a hyphen: one that is wider than its cell fills
 * a line of its own, and its rest has no vowel, is no word that the document has elsewhere, or
 * makes one with it. */
static bool is_cut(const KkLayout *lent, const KkLine *line, const char *next)
{
    if (line->cell_right == 0 || line->words->len != 1 ||
        line->box.x1 < line->cell_right - ROOM_EM * line->size ||
        g_unichar_isupper(g_utf8_get_char(next)))
        return false;

    KkLayout *layout = (KkLayout *)lent; /* as above */
    const char *word = end_word(line, true);
    g_autofree char *rest = lower_in_place(dup_letters_after(next));
    g_autofree char *begun = dup_letters_before(word, word + strlen(word));
    g_autofree char *whole = lower_in_place(g_strconcat(begun, rest, NULL));

    if (*begun == '\0')
        return false;
    if (*rest == '\0')
        return strchr("?!.,:;", *next) != NULL;
    return !is_syllable(rest) || n_occurs(layout, whole, false) > 0 ||
           (g_utf8_strlen(rest, -1) <= LONGEST_REST && n_occurs(layout, rest, true) == 1);
}

/* Ends @line, the last that was appended, before @next begins. */
static void break_line(KkFlow *flow, const KkLayout *layout, const KkLine *line, const char *next)
{
    const char *word = end_word(line, true);

    switch (is_cut(layout, line, next) ? BREAK_KEEP : decide(layout, word, next)) {
    case BREAK_SPACE:
        g_string_append_c(flow->text, ' ');
        break;
    case BREAK_KEEP:
        break;
    case BREAK_DROP:
        if (flow->text->len > 0 && !g_str_has_suffix(word, "\xc2\xad")) {
            const char *last = g_utf8_prev_char(flow->text->str + flow->text->len);
            g_string_truncate(flow->text, (gsize)(last - flow->text->str));
        }
        break;
    }
}

/* What a text has room for at first. */
#define USUAL_WORDS 32
#define USUAL_BYTES 256

KkFlow *kk_flow_new(const KkLayout *layout, const GPtrArray *lines)
{
    KkFlow *flow = g_new0(KkFlow, 1);
    const KkLine *last = NULL;

    flow->text = g_string_sized_new(USUAL_BYTES);
    flow->spans = g_array_sized_new(FALSE, FALSE, sizeof(KkSpan), USUAL_WORDS);
    for (guint i = 0; i < lines->len; i++) {
        const KkLine *line = g_ptr_array_index(lines, i);

        for (guint w = 0; w < line->words->len; w++) {
            const char *word = kk_line_word(line, w)->text;

            if (last != NULL && w == 0)
                break_line(flow, layout, last, word);
            else if (last != NULL)
                g_string_append_c(flow->text, ' ');
            append_word(flow, line, w);
            last = line;
        }
    }
    return flow;
}

void kk_flow_free(KkFlow *flow)
{
    if (flow == NULL)
        return;
    g_string_free(flow->text, TRUE);
    g_array_unref(flow->spans);
    g_free(flow);
}

void kk_flow_place(const KkFlow *flow, gsize start, gsize end, KkAt *at)
{
    for (guint i = 0; i < flow->spans->len; i++) {
        const KkSpan *span = &g_array_index(flow->spans, KkSpan, i);

        if (span->start < end && span->end > start)
            kk_word_place(span->line, kk_line_word(span->line, span->word), at);
    }
}

char *kk_lines_dup_text(const KkLayout *layout, const GPtrArray *lines)
{
    g_autoptr(KkFlow) flow = kk_flow_new(layout, lines);

    return g_strdup(flow->text->str);
}
