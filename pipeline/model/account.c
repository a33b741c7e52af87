/* SPDX-License-Identifier: GPL-2.0-or-later */
/* account.c - prints where every word of a document ended. */
#include <kk/draft.h>

static const char *const names[KK_N_ENDS] = {
    [KK_END_VALUE] = "value",       [KK_END_HEADING] = "heading",     [KK_END_TEXT] = "text",
    [KK_END_CONTENTS] = "contents", [KK_END_FURNITURE] = "furniture", [KK_END_COVER] = "cover",
    [KK_END_ANNEX] = "annex",       [KK_END_UNREAD] = "unread"};

/* A page's words, and how many ended where. */
typedef struct {
    guint counts[KK_N_ENDS];
    GString *words;
} Account;

/* @ends: (nullable): of each word; else all are furniture. */
static void add_line(Account *account, const KkLine *line, const guint8 *ends)
{
    for (guint w = 0; w < line->words->len; w++) {
        KkEnd end = ends != NULL ? (KkEnd)ends[w] : KK_END_FURNITURE;

        if (w == 0 || (ends != NULL && end != (KkEnd)ends[w - 1]))
            g_string_append_printf(account->words, "%s%-9s", w > 0 ? "\n" : "", names[end]);
        g_string_append_printf(account->words, " %s", kk_line_word(line, w)->text);
        account->counts[end]++;
    }
    g_string_append_c(account->words, '\n');
}

/* "page 2: 97 words, value 27, heading 34, text 36", and under it the words. */
static void end_page(GString *out, int page, Account *account)
{
    guint n = 0;

    for (int end = 0; end < KK_N_ENDS; end++)
        n += account->counts[end];
    g_string_append_printf(out, "page %d: %u words", page, n);
    for (int end = 0; end < KK_N_ENDS; end++)
        if (account->counts[end] > 0)
            g_string_append_printf(out, ", %s %u", names[end], account->counts[end]);
    g_string_append_printf(out, "\n%s", account->words->str);
    g_string_free(account->words, TRUE);
}

/* Widens [*@first, *@last] to the sheets of @lines. */
static void span_sheets(const GPtrArray *lines, int *first, int *last)
{
    for (guint i = 0; i < lines->len; i++) {
        const int sheet = ((const KkLine *)g_ptr_array_index(lines, i))->sheet;

        *first = MIN(*first, sheet);
        *last = MAX(*last, sheet);
    }
}

char *kk_account_dump(const KkLayout *layout, const KkDraft *draft)
{
    int first = G_MAXINT, last = 0;
    GString *out = g_string_new(NULL);

    span_sheets(layout->lines, &first, &last);
    span_sheets(layout->furniture, &first, &last);
    for (int page = first; page <= last; page++) {
        Account account = {.words = g_string_new(NULL)};
        const guint8 *ends = draft->ends->data;

        for (guint i = 0; i < layout->lines->len; i++) {
            const KkLine *line = g_ptr_array_index(layout->lines, i);

            if (line->sheet == page)
                add_line(&account, line, ends);
            ends += line->words->len;
        }
        for (guint i = 0; i < layout->furniture->len; i++) {
            const KkLine *line = g_ptr_array_index(layout->furniture, i);

            if (line->sheet == page)
                add_line(&account, line, NULL);
        }
        end_page(out, page, &account);
    }
    return g_string_free(out, FALSE);
}
