/* account.c - what looks as if it told results and was taken by nothing: a doubt of its place.
 *
 * It is judged by its shape alone: words that are not known are the reason why it was not read. */
#include "outline.h"

#include <string.h>

/* Fewer rows with numbers, or questions, are no table. */
#define LEAST_ROWS 3
#define LEAST_QUESTIONS 8

/* A question is no shorter, bytes behind its code: headings of an outline have codes too. */
#define SHORTEST_QUESTION 15

/* Whether nothing took line @index. */
static bool is_left(const Parse *parse, guint index)
{
    return parse->marks[index].kind == MARK_NONE && parse->marks[index].area == 0;
}

static void doubt(const Parse *parse, const GPtrArray *lines)
{
    g_autoptr(GArray) at = kk_at_new();
    const KkLine *first = g_ptr_array_index(lines, 0);

    for (guint i = 0; i < lines->len; i++)
        kk_line_place(g_ptr_array_index(lines, i), at);
    kk_diagnostics_add(parse->doubts, KK_SEVERITY_WARNING, at,
                       kk_message(KK_SAYS_TABLE_UNREAD, NULL, KK_NUMBER(first->sheet)));
}

/* Rows of numbers that belong to no score table and to no summary. */
static void account_for_table(const Parse *parse, const Sheet *sheet)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();

    for (guint i = 0; i < sheet->table->lines->len; i++) {
        const KkTableLine *line = kk_table_line(sheet->table, i);

        if (line->n_figures > 0 && line->label.n > 0 && sheet->lines[i].kind != ROW_SKIP &&
            is_left(parse, line->index))
            g_ptr_array_add(lines, (gpointer)line->line);
    }
    if (lines->len >= LEAST_ROWS)
        doubt(parse, lines);
}

/* The codes of the questions that were read. */
static GHashTable *codes_of(const KkDraft *draft)
{
    GHashTable *codes = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint a = 0; a < draft->areas->len; a++) {
        const KkDraftArea *area = g_ptr_array_index(draft->areas, a);

        for (guint i = 0; i < area->rows->len; i++)
            g_hash_table_add(codes, ((const KkDraftRow *)g_ptr_array_index(area->rows, i))->code);
    }
    return codes;
}

/* Whether @line begins as a question does whose code is none of @codes. */
static bool is_unread_question(const KkLine *line, GHashTable *codes)
{
    KkCode code;

    if (!g_ascii_isdigit(*line->text) || !kk_code_parse(line->text, &code) || code.area == 0 ||
        code.style != KK_CODE_POINT || strlen(line->text) < code.length + SHORTEST_QUESTION)
        return false;
    g_autofree char *wanted = g_strdup_printf("%d.%d", code.area, code.question);
    return !g_hash_table_contains(codes, wanted);
}

/* Questions that are no table's: set as headings, say, with their points in a line below. */
static void account_for_questions(const Parse *parse)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    g_autoptr(GHashTable) codes = codes_of(parse->draft);

    for (guint i = 0; i < parse->lines->len; i++)
        if (parse->marks[i].kind == MARK_NONE && is_unread_question(parse_line(parse, i), codes))
            g_ptr_array_add(lines, (gpointer)parse_line(parse, i));
    if (lines->len >= LEAST_QUESTIONS)
        doubt(parse, lines);
}

void parse_account(const Parse *parse)
{
    for (guint s = 0; s < parse->sheets->len; s++)
        account_for_table(parse, g_ptr_array_index(parse->sheets, s));
    account_for_questions(parse);
}
