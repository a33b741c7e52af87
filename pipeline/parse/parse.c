/* parse.c - the stage: marks the headings, then lets each part be read between them. */
#include "outline.h"

static int by_number(gconstpointer a, gconstpointer b)
{
    return (*(KkDraftArea *const *)a)->number - (*(KkDraftArea *const *)b)->number;
}

static void say_what_was_given_up(KkDiagnostics *doubts, guint before)
{
    guint n = kk_pattern_n_given_up() - before;

    if (n > 0)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message(KK_SAYS_REGEX_LIMIT, NULL, KK_NUMBER(n)));
}

/* A letter of no Swedish word, which a font without a right table of letters gives for a ligature:
 * the mark for what has none, one for private use, or one of African and phonetic writing. */
static bool is_foreign(gunichar c)
{
    return c == 0xfffd || (c >= 0xe000 && c <= 0xf8ff) || (c >= 0x180 && c <= 0x2af);
}

/* Whether such a letter stands in @word beside others: alone it is a bullet. */
static bool has_foreign_letter(const char *word)
{
    bool foreign = false, known = false;

    for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        foreign = foreign || is_foreign(c);
        known = known || (g_unichar_isalpha(c) && !is_foreign(c));
    }
    return foreign && known;
}

/* The first such word of each page. */
static void doubt_letters(const KkLayout *layout, KkDiagnostics *doubts)
{
    int page = 0;

    for (guint i = 0; i < layout->lines->len; i++) {
        const KkLine *line = g_ptr_array_index(layout->lines, i);

        for (guint w = 0; w < line->words->len && line->sheet != page; w++) {
            const KkWord *word = kk_line_word(line, w);

            if (!has_foreign_letter(word->text))
                continue;
            g_autoptr(GArray) at = kk_at_new();
            page = line->sheet;
            kk_word_place(line, word, at);
            kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, at,
                               kk_message(KK_SAYS_LETTERS_DOUBTFUL, NULL, KK_NUMBER(page),
                                          KK_TEXT(word->text)));
        }
    }
}

KkDraft *kk_parse(const KkLayout *layout, KkDiagnostics *doubts, GError **error)
{
    g_autoptr(KkDraft) draft = kk_draft_new();
    g_autofree Mark *marks = g_new0(Mark, layout->lines->len + 1);
    Parse parse = {.layout = layout, .lines = layout->lines, .marks = marks, .draft = draft, .doubts = doubts,
                   .unread = g_hash_table_new(NULL, NULL)};
    guint given_up = kk_pattern_n_given_up();

    parse_outline(&parse);
    parse_sheets(&parse);
    parse_tables(&parse);
    parse_repeated_parts(&parse);
    parse_chapters(&parse);
    bool is_report = parse_recognise(&parse, error);
    if (is_report) {
        parse_cover(&parse);
        parse_summary(&parse);
        parse_sentences(&parse);
        parse_account(&parse);
        doubt_letters(layout, doubts);
    }
    g_hash_table_unref(parse.unread);
    g_array_unref(parse.names);
    g_ptr_array_unref(parse.sheets);
    g_ptr_array_unref(parse.tables);
    if (!is_report)
        return NULL;
    g_ptr_array_sort(draft->areas, by_number);
    say_what_was_given_up(doubts, given_up);
    return g_steal_pointer(&draft);
}
