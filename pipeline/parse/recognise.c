/* SPDX-License-Identifier: GPL-2.0-or-later */
/* recognise.c - is it a report? What else it may be is said in words.
 *
 * Pages about Kommunkompassen, other surveys and other countries' twins look alike: they
 * have areas, strengths, tables with codes. A report is told by its areas having chapters
 * or score tables, by the catalogue's names for them, and, where the names are new, by the
 * title on its cover. */
#include <kk/edition.h>
#include <kk/error.h>
#include <kk/register.h>
#include <kk/words.h>

#include "outline.h"

#include <string.h>

/* All eight areas have so many questions at least, in any edition. */
#define LEAST_QUESTIONS 30

/* A report may set its municipality beside another or two. */
#define LEAST_COMPARED 3

static guint count_chapters(const KkDraft *draft)
{
    guint n = 0;

    for (guint i = 0; i < draft->areas->len; i++) {
        const KkDraftArea *area = g_ptr_array_index(draft->areas, i);

        n += area->name != NULL && (area->strengths->len > 0 || area->improvements->len > 0 ||
                                    area->overview != NULL || area->scores->len > 0);
    }
    return n;
}

static guint count_tables(const KkDraft *draft)
{
    guint n = 0;

    for (guint i = 0; i < draft->areas->len; i++)
        n += ((KkDraftArea *)g_ptr_array_index(draft->areas, i))->rows->len > 0;
    return n;
}

static bool has_points(const GPtrArray *rows)
{
    for (guint i = 0; i < rows->len; i++)
        if (((KkDraftRow *)g_ptr_array_index(rows, i))->achieved != NULL)
            return true;
    return false;
}

/* Whether tables have the questions of all areas by their codes, whatever their numbers are. */
static bool lists_questions(const Parse *parse)
{
    guint n = 0;

    for (guint s = 0; s < parse->sheets->len; s++) {
        const Sheet *sheet = g_ptr_array_index(parse->sheets, s);

        for (guint i = 0; i < sheet->table->lines->len && sheet->is_scores; i++)
            n += sheet->lines[i].kind == ROW_CODE;
    }
    return n >= LEAST_QUESTIONS;
}

/* Whether any area has a score or points, or, where no questions stand either, a strength: a plan
 * of actions has its areas for improvement alone, a guide to the interviews its questions, the
 * criteria what a strong municipality does. */
static bool tells_results(const Parse *parse)
{
    const KkDraft *draft = parse->draft;
    bool asks = count_tables(draft) > 0 || lists_questions(parse);

    for (guint i = 0; i < draft->areas->len; i++) {
        const KkDraftArea *area = g_ptr_array_index(draft->areas, i);

        if ((area->strengths->len > 0 && !asks) || area->scores->len > 0 || area->total != NULL ||
            has_points(area->rows))
            return true;
    }
    return false;
}

static bool has_chapter_score(const KkDraft *draft)
{
    for (guint i = 0; i < draft->areas->len; i++) {
        const KkDraftArea *area = g_ptr_array_index(draft->areas, i);

        for (guint k = 0; k < area->scores->len; k++)
            if (((KkDraftScore *)g_ptr_array_index(area->scores, k))->where == KK_WHERE_CHAPTER)
                return true;
    }
    return false;
}

/* Whether a table gives each area the points of several municipalities, and nothing else gives any
 * of one: such documents compare. */
static bool compares(const Parse *parse)
{
    if (count_tables(parse->draft) > 0 || has_chapter_score(parse->draft))
        return false;
    for (guint s = 0; s < parse->sheets->len; s++) {
        const Sheet *sheet = g_ptr_array_index(parse->sheets, s);
        guint n = 0;

        for (guint c = 0; c < sheet->table->n_columns && sheet->is_summary; c++) {
            bool whole = false;

            n += sheet->heads[c] != NULL &&
                 kk_register_find(sheet->heads[c], false, &whole) != NULL && whole;
        }
        if (n >= LEAST_COMPARED)
            return true;
    }
    return false;
}

/* Areas that some edition knows by the name that stands here. */
static guint count_known(const KkDraft *draft)
{
    guint n = 0;

    for (guint i = 0; i < draft->areas->len; i++) {
        const KkDraftArea *area = g_ptr_array_index(draft->areas, i);

        n += (area->name != NULL && kk_editions_find_area(area->name) > 0) ||
             (area->table_name != NULL && kk_editions_find_area(area->table_name) > 0);
    }
    return n;
}

/* What the cover (or the first lines) call the document, if it is one of those. */
static const char *find_lookalike(const Parse *parse)
{
    for (guint i = 0; i < parse->lines->len && i < 60; i++) {
        const char *is = kk_lookalike(parse_line(parse, i)->text);

        if (i >= 6 && parse->marks[i].kind != MARK_COVER)
            break;
        if (is != NULL && (i < 3 || parse_is_heading(parse, i)))
            return is;
    }
    return NULL;
}

/* Kommunkompassen named, and named as what the document is about. */
static void find_subject(const Parse *parse, bool *named, bool *titled)
{
    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);

        if (!kk_pattern_is(KK_PATTERN_SUBJECT, line->text))
            continue;
        *named = true;
        if (kk_pattern_is(KK_PATTERN_TITLE, line->text) ||
            (parse_is_heading(parse, i) && strlen(line->text) < 120))
            *titled = true;
        if (*titled)
            return;
    }
    for (guint i = 0; i < parse->layout->furniture->len && !*titled; i++) {
        const KkLine *line = g_ptr_array_index(parse->layout->furniture, i);

        *titled = kk_pattern_is(KK_PATTERN_TITLE, line->text);
        *named = *named || *titled;
    }
}

bool parse_recognise(const Parse *parse, GError **error)
{
    guint chapters = count_chapters(parse->draft), tables = count_tables(parse->draft);
    guint known = count_known(parse->draft);
    const char *lookalike = find_lookalike(parse);
    bool named = false, titled = false;

    find_subject(parse, &named, &titled);
    bool holds_results = chapters >= 2 || tables >= 2, tells = tells_results(parse);
    if (lookalike == NULL && compares(parse))
        lookalike = "a comparison of several municipalities";
    bool is_report = holds_results && tells && lookalike == NULL &&
                     ((known >= 2 && named) || (titled && chapters + tables >= 3));
    if (is_report)
        return true;
    g_set_error(error, KK_ERROR, KK_ERROR_NOT_A_REPORT,
                "not a Kommunkompassen report: %s; give the evaluation report itself",
                lookalike != NULL ? lookalike
                : !named          ? "it does not mention Kommunkompassen"
                : !holds_results
                    ? "it mentions Kommunkompassen but has no chapters or score tables of its areas"
                : !tells ? "it has Kommunkompassen's areas, but no results of them"
                         : "its areas are not Kommunkompassen's");
    return false;
}
