/* SPDX-License-Identifier: GPL-2.0-or-later */
/* normalise.c - the stage: what is printed to what it means. Nothing is repaired. */
#include "normalise.h"

#include <kk/edition.h>
#include <kk/pattern.h>
#include <kk/register.h>
#include <kk/words.h>

#include <string.h>

/* ---- scores ----------------------------------------------------------------------- */

/* So many areas with a text are chapters, which have lists. */
#define LEAST_TEXTS 3

/* @first: what is said of points; of maximum and percentage the two behind it. @printed: which of
 * the three the report prints elsewhere. */
static void warn_missing(KkDiagnostics *doubts, KkMessageCode first, KkArgument of,
                         const KkScore *score, const bool *printed)
{
    const KkNumber *numbers[] = {&score->achieved, &score->max, &score->percent};

    for (int i = 0; i < 3; i++)
        if (!numbers[i]->set && printed[i])
            kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, score->at,
                               kk_message(first + (KkMessageCode)i, NULL, of));
}

static void fill_score(KkScore *score, const KkDraftRow *row)
{
    score->achieved = kk_number_parse(row->achieved);
    score->max = kk_number_parse(row->max);
    score->percent = kk_number_parse(row->percent);
    kk_at_add_all(score->at, row->at);
}

static void add_questions(KkArea *area, const KkDraftArea *draft)
{
    for (guint i = 0; i < draft->rows->len; i++) {
        const KkDraftRow *row = g_ptr_array_index(draft->rows, i);
        KkQuestion *question = kk_question_new();

        question->code = g_strdup(row->code);
        question->printed_code = g_strdup(row->printed_code);
        question->text = g_strdup(row->text);
        fill_score(&question->score, row);
        g_ptr_array_add(area->questions, question);
    }
    if (draft->total == NULL)
        return;
    area->has_score = true;
    fill_score(&area->score, draft->total);
}

static void add_published(GPtrArray *published, KkWhere where, const char *score, const KkAt *at)
{
    KkNumber number = kk_number_parse(score);

    if (!number.set)
        return;
    KkPublished *new = kk_published_new();
    new->where = where;
    new->score = number;
    kk_at_add_all(new->at, at);
    g_ptr_array_add(published, new);
}

/* Whether @text names years, and none of them is @year. */
static bool names_other_years(const char *text, int year)
{
    KkMatch match;
    bool any = false;

    for (gsize from = 0; kk_pattern_match(KK_PATTERN_YEAR, text, from, &match);
         from = match.ends[0]) {
        if (kk_match_int(&match, "year", 0) == year)
            return false;
        any = true;
    }
    return any;
}

/* Whether @text names a municipality, and another than the report's. */
static bool names_another(const char *text, const KkReport *report)
{
    const KkMunicipality *named = kk_register_find(text, false, NULL);

    return named != NULL && report->municipality != NULL &&
           strcmp(named->name, report->municipality) != 0;
}

/* Whether the words before a score are about another municipality or evaluation. */
static bool is_anothers(const KkDraftScore *score, const KkReport *report)
{
    if (score->context == NULL)
        return false;
    if (names_another(score->context, report))
        return true;
    /* "från 450 poäng 2017 till 477": the year is the other number's */
    return report->year != 0 && !g_str_has_suffix(score->context, " till ") &&
           names_other_years(score->context, report->year);
}

static void add_scores(GPtrArray *published, const GPtrArray *scores, const KkReport *report)
{
    for (guint i = 0; i < scores->len; i++) {
        const KkDraftScore *score = g_ptr_array_index(scores, i);

        if (is_anothers(score, report))
            continue;
        add_published(published, score->where, score->score, score->at);
    }
}

/* ---- columns of a summary ----------------------------------------------------------- */

typedef enum { COLUMN_OWN, COLUMN_NONE, COLUMN_OTHERS } ColumnUse;

static int label_year(const char *label)
{
    KkMatch match;

    return kk_pattern_match(KK_PATTERN_YEAR, label, 0, &match) ? kk_match_int(&match, "year", 0)
                                                               : 0;
}

/* A maximum or a change is no one's score. */
static bool is_no_score(const char *label)
{
    g_auto(GStrv) words = g_strsplit(label, " ", -1);

    for (char **word = words; *word != NULL; word++)
        if (kk_pattern_is(KK_PATTERN_COLUMN_MAX, *word) ||
            kk_pattern_is(KK_PATTERN_COLUMN_PERCENT, *word))
            return true;
    return kk_pattern_is(KK_PATTERN_CHANGE_LABEL, label) ||
           kk_words_in(KK_WORDS_COLUMN_MAXIMUM, label) ||
           kk_words_in(KK_WORDS_COLUMN_PERCENT, label) ||
           kk_words_in(KK_WORDS_COLUMN_CHANGE, label) || kk_words_in(KK_WORDS_COLUMN_RANK, label);
}

static bool is_average(const char *label)
{
    return kk_pattern_is(KK_PATTERN_AVERAGE_LABEL, label) ||
           kk_words_in(KK_WORDS_COLUMN_AVERAGE, label);
}

/* How well a column's head says that it is this evaluation's; 0: it is not. */
static int own_rank(const KkDraftColumn *column, const KkReport *report)
{
    const char *label = column->label;

    if (column->no_score || is_no_score(label) || names_another(label, report) ||
        is_average(label) || kk_words_in(KK_WORDS_COLUMN_EARLIER, label) ||
        kk_pattern_is(KK_PATTERN_BRACKET, label))
        return 0;
    int of = label_year(label);
    if (of != 0)
        return of == report->year ? 3 : 0;
    if (kk_words_in(KK_WORDS_COLUMN_POINTS, label))
        return 2;
    g_auto(GStrv) words = g_strsplit(label, " ", -1);
    for (char **word = words; *word != NULL; word++)
        if (kk_pattern_is(KK_PATTERN_COLUMN_POINTS, *word) ||
            kk_pattern_is(KK_PATTERN_COLUMN_ACHIEVED, *word))
            return 2;
    return 1;
}

/* The column that is the municipality's own of this evaluation; -1: none is. */
static int own_column(const GPtrArray *columns, guint first, guint n, const KkReport *report)
{
    int best = -1, rank = 0;

    for (guint i = first; i < first + n; i++) {
        const KkDraftColumn *column = g_ptr_array_index(columns, i);
        int of = own_rank(column, report);

        if (of > rank) {
            rank = of;
            best = (int)i;
        }
    }
    return best;
}

static void add_comparison(GPtrArray *comparisons, const KkDraftColumn *column,
                           const KkReport *report)
{
    KkNumber number = kk_number_parse(column->score);

    if (!number.set || column->no_score || is_no_score(column->label))
        return;
    KkComparison *new = kk_comparison_new();
    new->label = g_strdup(column->label);
    new->year = label_year(column->label);
    bool earlier = new->year != 0 && (report->year == 0 || new->year < report->year);
    new->kind = kk_words_in(KK_WORDS_COLUMN_EARLIER, column->label) ? KK_COMPARISON_PREVIOUS
                : is_average(column->label)                         ? KK_COMPARISON_AVERAGE
                : earlier && !names_another(column->label, report)  ? KK_COMPARISON_PREVIOUS
                                                                    : KK_COMPARISON_OTHER;
    new->score = number;
    kk_at_add_all(new->at, column->at);
    g_ptr_array_add(comparisons, new);
}

/* The columns come table by table; those of one table stand on one line. */
static guint count_on_line(const GPtrArray *columns, guint first)
{
    const KkDraftColumn *a = g_ptr_array_index(columns, first);
    guint n = 1;

    while (first + n < columns->len) {
        const KkDraftColumn *b = g_ptr_array_index(columns, first + n);

        if (b->table != a->table)
            break;
        n++;
    }
    return n;
}

static void add_columns(GPtrArray *published, GPtrArray *comparisons, const GPtrArray *columns,
                        const KkReport *report)
{
    for (guint first = 0; first < columns->len;) {
        guint n = count_on_line(columns, first);
        int own = own_column(columns, first, n, report);

        for (guint i = first; i < first + n; i++) {
            const KkDraftColumn *column = g_ptr_array_index(columns, i);

            if ((int)i == own)
                add_published(published, KK_WHERE_SUMMARY, column->score, column->at);
            else
                add_comparison(comparisons, column, report);
        }
        first += n;
    }
}

/* ---- areas ------------------------------------------------------------------------ */

static void add_items(GPtrArray *items, const GPtrArray *texts)
{
    for (guint i = 0; i < texts->len; i++) {
        const KkText *text = g_ptr_array_index(texts, i);

        if (*text->text != '\0')
            g_ptr_array_add(items, kk_item_new(text->text, text->at));
    }
}

static const KkEdition *lookup_edition(const char *year)
{
    for (int i = 0; kk_editions[i] != NULL && year != NULL; i++)
        if (strcmp(kk_editions[i]->year, year) == 0)
            return kk_editions[i];
    return NULL;
}

/* The id of the area by its name; by its number only where the name is not known. */
static const char *find_id(const KkEdition *edition, const KkDraftArea *draft)
{
    int number = 0;

    if (edition == NULL)
        return NULL;
    if (draft->name != NULL)
        number = kk_edition_find_area(edition, draft->name);
    if (number == 0 && draft->table_name != NULL)
        number = kk_edition_find_area(edition, draft->table_name);
    return number > 0 ? edition->areas[number - 1].id : NULL;
}

static char *dup_name(const KkDraftArea *draft)
{
    if (draft->name != NULL && *draft->name != '\0')
        return g_strdup(draft->name);
    return g_strdup(draft->table_name != NULL ? draft->table_name : "");
}

static KkArea *make_area(const KkDraftArea *draft, const KkEdition *edition, const KkReport *report,
                         KkDiagnostics *doubts)
{
    KkArea *area = kk_area_new(draft->number);

    area->id = find_id(edition, draft);
    area->name = dup_name(draft);
    if (edition != NULL && area->id == NULL)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message(KK_SAYS_AREA_UNKNOWN, NULL, KK_NUMBER(area->number),
                                      KK_TEXT(area->name), KK_TEXT(edition->year)));
    for (guint i = 0; i < draft->topics->len; i++)
        g_ptr_array_add(area->topics, g_strdup(g_ptr_array_index(draft->topics, i)));
    area->overview = g_strdup(draft->overview);
    add_items(area->strengths, draft->strengths);
    add_items(area->improvements, draft->improvements);
    add_questions(area, draft);
    add_scores(area->published, draft->scores, report);
    add_columns(area->published, area->comparisons, draft->columns, report);
    return area;
}

/* ---- the whole -------------------------------------------------------------------- */

/* Of the questions and their total: what the report prints of others, points where it prints no
 * percentage, or a text. */
static void warn_of_values(const KkArea *area, const KkPrintedColumns *columns,
                           KkDiagnostics *doubts)
{
    const bool of_rows[] = {columns->row_points || !columns->row_percent, columns->row_max,
                            columns->row_percent};
    const bool of_totals[] = {columns->total_points || !columns->total_percent, columns->total_max,
                              columns->total_percent};

    for (guint i = 0; i < area->questions->len; i++) {
        const KkQuestion *question = g_ptr_array_index(area->questions, i);

        warn_missing(doubts, KK_SAYS_ROW_POINTS_MISSING, KK_TEXT(question->code), &question->score,
                     of_rows);
        if (*question->text == '\0')
            kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, question->score.at,
                               kk_message(KK_SAYS_TEXT_MISSING, NULL, KK_TEXT(question->code)));
    }
    if (area->has_score)
        warn_missing(doubts, KK_SAYS_AREA_POINTS_MISSING, KK_NUMBER(area->number), &area->score,
                     of_totals);
}

/* An area without a list that others have; all of them, where none has one beside its text. */
static void warn_of_lists(const KkReport *report, KkDiagnostics *doubts)
{
    guint n_strengths = 0, n_improvements = 0, n_texts = 0;

    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);

        n_strengths += area->strengths->len > 0;
        n_improvements += area->improvements->len > 0;
        n_texts += area->overview != NULL;
    }
    if (n_strengths + n_improvements == 0 && n_texts >= LEAST_TEXTS)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message_plain(KK_SAYS_LISTS_MISSING));
    for (guint i = 0; i < report->areas->len && n_strengths + n_improvements > 0; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);

        if (area->strengths->len == 0)
            kk_diagnostics_add(
                doubts, KK_SEVERITY_WARNING, NULL,
                kk_message(KK_SAYS_STRENGTHS_MISSING, NULL, KK_NUMBER(area->number)));
        if (area->improvements->len == 0)
            kk_diagnostics_add(
                doubts, KK_SEVERITY_WARNING, NULL,
                kk_message(KK_SAYS_IMPROVEMENTS_MISSING, NULL, KK_NUMBER(area->number)));
    }
}

/* What a report of its kind has, and this one does not. */
static void warn_of_gaps(const KkReport *report, const KkEdition *edition, KkDiagnostics *doubts)
{
    const KkPrintedColumns columns = kk_report_columns(report);
    guint n_tables = 0;

    for (guint i = 0; i < report->areas->len; i++)
        n_tables += ((KkArea *)g_ptr_array_index(report->areas, i))->questions->len > 0;
    if (n_tables == 0 && report->announces_tables)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message_plain(KK_SAYS_TABLES_MISSING));
    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);

        warn_of_values(area, &columns, doubts);
        if (n_tables > 0 && area->questions->len == 0)
            kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                               kk_message(KK_SAYS_TABLE_MISSING, NULL, KK_NUMBER(area->number)));
        else if (area->questions->len > 0 && !area->has_score)
            kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                               kk_message(KK_SAYS_TOTAL_MISSING, NULL, KK_NUMBER(area->number)));
    }
    warn_of_lists(report, doubts);
    if (edition != NULL && report->areas->len < KK_EDITION_AREAS)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message(KK_SAYS_AREAS_MISSING, NULL, KK_NUMBER(report->areas->len),
                                      KK_NUMBER(KK_EDITION_AREAS)));
}

static bool add_number(KkNumber *sum, const KkNumber *number)
{
    sum->value += number->value;
    sum->decimals = MAX(sum->decimals, number->decimals);
    return number->set;
}

/* The only computed values: sums of the areas' printed totals and maxima. */
static void add_up(KkReport *report, const KkEdition *edition)
{
    bool achieved = report->areas->len > 0, max = achieved;

    if (edition != NULL && report->areas->len < KK_EDITION_AREAS)
        return;
    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);

        achieved = add_number(&report->achieved, &area->score.achieved) && achieved;
        max = add_number(&report->max, &area->score.max) && max;
    }
    report->achieved.set = achieved;
    report->max.set = max;
}

/* Whether an area has a text or a list: its questions belong to them, whatever the contents say. */
static bool has_chapters(const KkReport *report)
{
    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);

        if (area->overview != NULL || area->strengths->len + area->improvements->len > 0)
            return true;
    }
    return false;
}

KkReport *kk_normalise(const KkDraft *draft, KkDiagnostics *doubts)
{
    KkReport *report = kk_report_new();

    normalise_head(draft, report, doubts);
    report->edition = normalise_edition(draft, report->year, doubts);
    const KkEdition *edition = lookup_edition(report->edition);
    for (guint i = 0; i < draft->areas->len; i++)
        g_ptr_array_add(report->areas,
                        make_area(g_ptr_array_index(draft->areas, i), edition, report, doubts));
    report->announces_tables = draft->announces_tables || has_chapters(report);
    add_scores(report->published, draft->total_scores, report);
    add_columns(report->published, report->comparisons, draft->total_columns, report);
    add_up(report, edition);
    for (guint i = 0; i < draft->unread->len; i++) {
        const KkUnread *one = g_ptr_array_index(draft->unread, i);

        g_ptr_array_add(report->unread, kk_unread_new(one->kind, one->text, one->at));
    }
    warn_of_gaps(report, edition, doubts);
    normalise_gaps(report, draft, doubts);
    return report;
}
