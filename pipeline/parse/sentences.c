/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sentences.c - the running text outside chapters and tables, sentence by sentence.
 *
 * Lines that follow each other closely are one text, their heading is not; a sentence ends at a
 * full stop that a space follows. "bl.a. " ends one too early, which costs nothing where figures
 * are sought. */
#include "outline.h"

#include <string.h>

/* Lines further apart than this are not one text, ems. */
#define APART_EM 2.2

static const SentenceReader readers[] = {parse_cover_sentence, parse_people_sentence,
                                         parse_area_sentence, parse_total_sentence};

/* A letter has text where reports have their cover: a long line, and what goes on from one. */
static bool is_text_of_cover(const Parse *parse, guint i)
{
    return strlen(parse_line(parse, i)->text) > LONGEST_COVER_LINE ||
           (i > 0 && parse->marks[i - 1].kind == MARK_COVER &&
            strlen(parse_line(parse, i - 1)->text) > LONGEST_COVER_LINE);
}

static bool is_running_text(const Parse *parse, guint i)
{
    return (parse->marks[i].kind == MARK_NONE && parse->marks[i].area == 0) ||
           (parse->marks[i].kind == MARK_COVER && is_text_of_cover(parse, i));
}

/* Whether the full stop at @at is an initial's: "J. Henrik Bergström". */
static bool is_initial(const char *text, gsize at)
{
    return at > 0 && g_ascii_isupper(text[at - 1]) && (at == 1 || text[at - 2] == ' ');
}

static void read_flow(const Parse *parse, const KkFlow *flow)
{
    const char *text = flow->text->str;
    gsize start = 0;

    for (gsize i = 0; i < flow->text->len; i++) {
        bool last = text[i + 1] == '\0';

        if (!last && (strchr(".!?", text[i]) == NULL || text[i + 1] != ' ' || is_initial(text, i)))
            continue;
        for (gsize r = 0; r < G_N_ELEMENTS(readers); r++)
            readers[r](parse, flow, start, i + 1);
        start = MIN(i + 2, flow->text->len);
    }
}

/* The line after the text that begins at @first. */
static guint find_end(const Parse *parse, guint first)
{
    guint end = first;

    while (end < parse->lines->len && is_running_text(parse, end)) {
        const KkLine *line = parse_line(parse, end);

        if (end > first &&
            (parse_is_heading(parse, end - 1) ||
             kk_line_leading(parse_line(parse, end - 1), line) >= APART_EM * line->size))
            break;
        end++;
    }
    return end;
}

void parse_sentences(Parse *parse)
{
    for (guint i = 0; i < parse->lines->len;) {
        guint end = find_end(parse, i);

        if (end > i) {
            g_autoptr(GPtrArray) lines = parse_slice(parse, i, end);
            g_autoptr(KkFlow) flow = kk_flow_new(parse->layout, lines);

            read_flow(parse, flow);
        }
        i = MAX(end, i + 1);
    }
}
