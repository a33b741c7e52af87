/* SPDX-License-Identifier: GPL-2.0-or-later */
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

KkDraft *kk_parse(const KkLayout *layout, KkDiagnostics *doubts, GError **error)
{
    g_autoptr(KkDraft) draft = kk_draft_new();
    g_autofree Mark *marks = g_new0(Mark, layout->lines->len + 1);
    Parse parse = {.layout = layout,
                   .lines = layout->lines,
                   .marks = marks,
                   .draft = draft,
                   .doubts = doubts,
                   .unread = g_hash_table_new(NULL, NULL)};
    guint given_up = kk_pattern_n_given_up();

    parse_outline(&parse);
    parse_sheets(&parse);
    parse_transposed(&parse);
    parse_tables(&parse);
    parse_repeated_parts(&parse);
    parse_cover(&parse);
    parse_chapters(&parse);
    bool is_report = parse_recognise(&parse, error);
    if (is_report) {
        parse_summary(&parse);
        parse_sentences(&parse);
        parse_account(&parse);
        parse_suspects(&parse);
        parse_letters(&parse);
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
