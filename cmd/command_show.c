/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_show.c - kompass show FILE: one report, read in a terminal.
 *
 * What the program adds to what the report prints is marked: the sum of the areas is computed. */
#include "terminal.h"

#include "isolation.h"

#include <string.h>

#define HEAD_INDENT 14 /* of what stands behind "Evaluators" */
#define BODY_INDENT 2
#define TEXT_INDENT 4
#define NAME_GAP 2 /* between a name and its bar */
#define AREA_BAR 20
#define QUESTION_BAR 10
#define MAX_BAR 40
#define NUMBER_WIDTH 3 /* of an area's number */
#define LEAST_NAME 20  /* narrower, a name goes above its bar */
#define OWN_WIDTH 7
#define ACHIEVED_WIDTH 7
#define MAX_WIDTH 7
#define PERCENT_WIDTH 7
#define COLUMN 12 /* of a comparison */
#define NO_BREAK_SPACE "\u00a0"

static gboolean items_wanted, questions_wanted, all_wanted;
static char *password, *archive_path;

static const GOptionEntry entries[] = {
    {"items", 'i', 0, G_OPTION_ARG_NONE, &items_wanted,
     "Include strengths and areas for improvement", NULL},
    {"questions", 'q', 0, G_OPTION_ARG_NONE, &questions_wanted,
     "Include questions, with their points", NULL},
    {"all", 'a', 0, G_OPTION_ARG_NONE, &all_wanted, "Include both, and the texts of the areas",
     NULL},
    {"archive", 0, 0, G_OPTION_ARG_FILENAME, &archive_path,
     "Show reports of the archive A, chosen with the options below", "A"},
    {"password", 0, 0, G_OPTION_ARG_STRING, &password, "Open encrypted PDFs with PASSWORD",
     "PASSWORD"},
    G_OPTION_ENTRY_NULL,
};

typedef struct {
    GString *out;
    Terminal terminal;
    bool read; /* every document of the file */
} Show;

/* ---- words ------------------------------------------------------------------------------ */

static char *dup_number(const KkNumber *number)
{
    return number->set ? kk_number_dup_text(number->value, number->decimals) : g_strdup("-");
}

/* "page 3", "pages 3, 7"; empty where there is no geometry. */
static char *dup_pages(const KkAt *at, const char *one, const char *several)
{
    GString *pages = g_string_new(NULL);
    guint n = 0;

    for (guint i = 0; i < at->len; i++) {
        const KkPlace *place = &g_array_index(at, KkPlace, i);

        if (!kk_rect_is_empty(&place->bbox))
            g_string_append_printf(pages, n++ > 0 ? ", %d" : "%d", place->page);
    }
    if (n > 0) {
        g_string_prepend(pages, NO_BREAK_SPACE);
        g_string_prepend(pages, n > 1 ? several : one);
    }
    return g_string_free(pages, FALSE);
}

static void append_title(Show *show, Style style, const char *title)
{
    g_string_append_c(show->out, '\n');
    append_styled(show->out, &show->terminal, style, title);
    g_string_append_c(show->out, '\n');
}

/* A line of the head: a faint name, and what it is. */
static void append_fact(Show *show, const char *name, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    g_string_append_printf(show->out, "%*s", BODY_INDENT, "");
    append_padded(show->out, &show->terminal, FAINT, name, HEAD_INDENT - BODY_INDENT, false);
    append_hanging(show->out, &show->terminal, PLAIN, value, HEAD_INDENT);
}

/* ---- the head --------------------------------------------------------------------------- */

static char *dup_period(const KkReport *report)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    GString *before = g_string_new(NULL);

    if (report->period != NULL)
        g_ptr_array_add(parts, g_strdup(report->period));
    if (report->report_date != NULL)
        g_ptr_array_add(parts, g_strdup_printf("report of %s", report->report_date));
    if (report->ordinal > 0)
        g_ptr_array_add(parts, g_strdup_printf("evaluation no. %d", report->ordinal));
    for (guint i = 0; i < report->previous->len; i++)
        g_string_append_printf(before, i > 0 ? ", %d" : "earlier: %d",
                               g_array_index(report->previous, int, i));
    if (before->len > 0)
        g_ptr_array_add(parts, g_strdup(before->str));
    g_string_free(before, TRUE);
    g_ptr_array_add(parts, NULL);
    return g_strjoinv("; ", (char **)parts->pdata);
}

static char *dup_evaluators(const KkReport *report)
{
    GString *names = g_string_new(NULL);

    for (guint i = 0; i < report->evaluators->len; i++) {
        const KkEvaluator *evaluator = g_ptr_array_index(report->evaluators, i);

        g_string_append_printf(names, "%s%s", i > 0 ? "; " : "", evaluator->name);
        if (evaluator->role != NULL)
            g_string_append_printf(names, ", %s", evaluator->role);
        if (evaluator->organisation != NULL)
            g_string_append_printf(names, ", %s", evaluator->organisation);
    }
    return g_string_free(names, FALSE);
}

static void append_head(Show *show, const KkResult *result)
{
    const KkReport *report = result->report;
    g_autofree char *year =
        report->year > 0 ? g_strdup_printf("%d", report->year) : g_strdup("of unknown year");
    g_autofree char *title = g_strdup_printf(
        "%s %s", report->municipality != NULL ? report->municipality : "Unknown municipality",
        year);
    g_autofree char *edition = g_strdup_printf(
        "Kommunkompassen, %s%s", report->edition != NULL ? "edition " : "edition unknown",
        report->edition != NULL ? report->edition : "");
    g_autofree char *county =
        report->county != NULL ? g_strdup_printf("%s (%s)", report->county, report->code) : NULL;
    g_autofree char *extent = kk_source_dup_extent(&result->source, KK_ENGLISH);
    g_autofree char *source =
        g_strconcat(result->source.name, extent != NULL ? ", " : NULL, extent, NULL);
    g_autofree char *period = dup_period(report), *evaluators = dup_evaluators(report);

    append_hanging(show->out, &show->terminal, STRONG, title, 0);
    append_hanging(show->out, &show->terminal, PLAIN, edition, 0);
    g_string_append_c(show->out, '\n');
    append_fact(show, "County", county);
    append_fact(show, "Publisher", report->publisher);
    append_fact(show, "Period", period);
    append_fact(show, "Evaluators", evaluators);
    append_fact(show, "Read from", source);
}

/* ---- rows with bars --------------------------------------------------------------------- */

/* How a table of scores shares the columns. */
typedef struct {
    int label, name, bar;
    int last;     /* a page, or nothing */
    bool stacked; /* bars stand under the names */
} Columns;

typedef struct {
    const char *label, *name;
    KkNumber achieved, max, percent;
    const char *last; /* a page, or "" */
    bool computed;    /* the numbers */
    bool failed;      /* a check of them */
} Row;

/* Names get what they need of what the numbers leave, bars the rest: at least @least_bar, or
 * two fifths where that is less. */
static Columns share_columns(const Terminal *terminal, int label, int longest, int least_bar,
                             int last)
{
    Columns columns = {.label = label, .last = last};
    int room = terminal->width - BODY_INDENT - label;
    int left = room - NAME_GAP - ACHIEVED_WIDTH - MAX_WIDTH - PERCENT_WIDTH - last;

    columns.bar = CLAMP(left - longest, MIN(least_bar, left * 2 / 5), MAX_BAR);
    columns.name = MIN(longest, left - columns.bar);
    columns.stacked = columns.name < MIN(longest, LEAST_NAME);
    if (columns.stacked) {
        columns.name = room - NAME_GAP;
        columns.bar = left + NAME_GAP;
    }
    return columns;
}

static void append_score(Show *show, const Columns *columns, const Row *row)
{
    g_autofree char *achieved = dup_number(&row->achieved);
    g_autofree char *number = dup_number(&row->max);
    g_autofree char *max = row->max.set ? g_strdup_printf(" of %s", number) : g_strdup("");
    g_autofree char *share = dup_number(&row->percent);
    g_autofree char *percent = row->percent.set ? g_strdup_printf("%s %%", share) : g_strdup("");
    const Terminal *terminal = &show->terminal;

    if (row->achieved.set && row->max.set && row->max.value > 0)
        append_bar(show->out, terminal, row->achieved.value / row->max.value, columns->bar);
    else
        g_string_append_printf(show->out, "%*s", columns->bar, "");
    append_padded(show->out, terminal, row->failed ? RED : STRONG, achieved, ACHIEVED_WIDTH, true);
    append_padded(show->out, terminal, PLAIN, max, MAX_WIDTH, false);
    append_padded(show->out, terminal, PLAIN, percent, PERCENT_WIDTH, true);
    append_padded(show->out, terminal, FAINT, row->last, columns->last, true);
}

static void trim_line(GString *out)
{
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    g_string_append_c(out, '\n');
}

static void append_row(Show *show, const Columns *columns, const Row *row)
{
    g_autoptr(GPtrArray) lines = wrap_text(row->name, columns->name);
    g_autofree char *label = dup_visible(row->label);
    const Terminal *terminal = &show->terminal;

    for (guint i = 0; i < lines->len; i++) {
        g_string_append_printf(show->out, "%*s", BODY_INDENT, "");
        append_padded(show->out, terminal, FAINT, i == 0 ? label : "", columns->label, false);
        append_padded(show->out, terminal, row->computed ? FAINT : PLAIN,
                      g_ptr_array_index(lines, i), columns->name + NAME_GAP, false);
        if (i == 0 && !columns->stacked)
            append_score(show, columns, row);
        trim_line(show->out);
    }
    if (columns->stacked) {
        g_string_append_printf(show->out, "%*s", BODY_INDENT + columns->label, "");
        append_score(show, columns, row);
        trim_line(show->out);
    }
}

/* ---- areas and totals ------------------------------------------------------------------- */

static bool has_failed(const KkResult *result, const char *subject)
{
    for (guint i = 0; i < result->validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(result->validation->findings, i);

        if (finding->outcome == KK_OUTCOME_FAILED && strcmp(finding->subject, subject) == 0)
            return true;
    }
    return false;
}

static int longest_name(const KkReport *report)
{
    int longest = 0;

    for (guint i = 0; i < report->areas->len; i++) {
        g_autofree char *visible =
            dup_visible(((KkArea *)g_ptr_array_index(report->areas, i))->name);

        longest = MAX(longest, columns_of(visible));
    }
    return longest;
}

/* Where all points are those of score tables, nothing more is said of them. */
static char *dup_sum_label(guint from)
{
    g_autofree char *places = kk_from_dup_text(from, ", ");

    return from == KK_FROM_TABLE ? g_strdup("Sum of the areas (computed)")
                                 : g_strdup_printf("Sum of the areas (computed: %s)", places);
}

static void append_areas(Show *show, const KkResult *result)
{
    const KkReport *report = result->report;
    const KkTotal total = kk_report_sum(report);
    g_autofree char *sum_label = dup_sum_label(total.from);
    int longest = MAX((int)strlen(sum_label), longest_name(report));
    Columns columns = share_columns(&show->terminal, NUMBER_WIDTH, longest, AREA_BAR, 0);

    g_string_append_c(show->out, '\n');
    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);
        g_autofree char *number = g_strdup_printf("%d", area->number);
        Row row = {.label = number,
                   .name = area->name,
                   .achieved = *kk_area_points(area),
                   .max = area->score.max,
                   .percent = area->score.percent,
                   .last = "",
                   .failed = has_failed(result, number)};
        append_row(show, &columns, &row);
    }
    if (total.number.set) {
        Row sum = {.label = "",
                   .name = sum_label,
                   .achieved = total.number,
                   .max = report->max,
                   .last = "",
                   .computed = true,
                   .failed = has_failed(result, "total")};
        append_row(show, &columns, &sum);
    }
}

static const char *where_words(KkWhere where)
{
    return where == KK_WHERE_CHAPTER   ? "at the head of its chapter"
           : where == KK_WHERE_SUMMARY ? "in the summary"
                                       : "in the text";
}

/* "574 in the text, page 4; 574 in the summary, page 4" */
static char *dup_published(const GPtrArray *published)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < published->len; i++) {
        const KkPublished *one = g_ptr_array_index(published, i);
        g_autofree char *score = dup_number(&one->score),
                        *page = dup_pages(one->at, "page", "pages");

        g_string_append_printf(text, "%s%s %s%s%s", i > 0 ? "; " : "", score,
                               where_words(one->where), page[0] != '\0' ? ", " : "", page);
    }
    return g_string_free(text, FALSE);
}

static void append_total(Show *show, const KkReport *report)
{
    g_autofree char *published = dup_published(report->published);

    if (published[0] == '\0')
        return;
    g_string_append_c(show->out, '\n');
    append_fact(show, "Total", published);
}

/* ---- comparisons ------------------------------------------------------------------------ */

static const KkComparison *lookup_comparison(const GPtrArray *comparisons, const char *label)
{
    for (guint i = 0; i < comparisons->len; i++) {
        const KkComparison *comparison = g_ptr_array_index(comparisons, i);

        if (strcmp(comparison->label, label) == 0)
            return comparison;
    }
    return NULL;
}

static void add_labels(GPtrArray *labels, const GPtrArray *comparisons)
{
    for (guint i = 0; i < comparisons->len; i++) {
        const KkComparison *comparison = g_ptr_array_index(comparisons, i);

        if (!g_ptr_array_find_with_equal_func(labels, comparison->label, g_str_equal, NULL))
            g_ptr_array_add(labels, comparison->label);
    }
}

/* A row: what the evaluation itself gave, then each of @labels. */
static void append_compared(Show *show, const Row *row, const GPtrArray *comparisons,
                            const GPtrArray *labels, int name_width)
{
    g_autofree char *score = dup_number(&row->achieved);
    g_autoptr(GPtrArray) lines = wrap_text(row->name, name_width);
    const Terminal *terminal = &show->terminal;

    for (guint line = 0; line < lines->len; line++) {
        g_string_append_printf(show->out, "%*s", BODY_INDENT, "");
        append_padded(show->out, terminal, FAINT, line == 0 ? row->label : "", NUMBER_WIDTH, false);
        append_padded(show->out, terminal, PLAIN, g_ptr_array_index(lines, line), name_width,
                      false);
        append_padded(show->out, terminal, STRONG, line == 0 ? score : "", OWN_WIDTH, true);
        for (guint i = 0; line == 0 && i < labels->len; i++) {
            const KkComparison *one = lookup_comparison(comparisons, g_ptr_array_index(labels, i));
            g_autofree char *theirs = one != NULL ? dup_number(&one->score) : g_strdup("");

            append_padded(show->out, terminal, PLAIN, theirs, COLUMN, true);
        }
        trim_line(show->out);
    }
}

/* Heads of columns end on one line, however many lines they take. */
static void append_heads(Show *show, int year, const GPtrArray *labels, int name_width)
{
    g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_autofree char *own = year > 0 ? g_strdup_printf("%d", year) : g_strdup("now");
    guint deepest = 1;

    for (guint i = 0; i < labels->len; i++) {
        GPtrArray *lines = wrap_text(g_ptr_array_index(labels, i), COLUMN - 2);

        deepest = MAX(deepest, lines->len);
        g_ptr_array_add(heads, lines);
    }
    for (guint line = 0; line < deepest; line++) {
        g_string_append_printf(show->out, "%*s", BODY_INDENT + NUMBER_WIDTH + name_width, "");
        append_padded(show->out, &show->terminal, FAINT, line + 1 == deepest ? own : "", OWN_WIDTH,
                      true);
        for (guint i = 0; i < heads->len; i++) {
            const GPtrArray *lines = g_ptr_array_index(heads, i);
            guint blank = deepest - lines->len;

            append_padded(show->out, &show->terminal, FAINT,
                          line >= blank ? g_ptr_array_index(lines, line - blank) : "", COLUMN,
                          true);
        }
        trim_line(show->out);
    }
}

static void append_table(Show *show, const KkReport *report, const GPtrArray *labels)
{
    int left =
        show->terminal.width - BODY_INDENT - NUMBER_WIDTH - OWN_WIDTH - COLUMN * (int)labels->len;
    int name_width = MIN(left, longest_name(report));

    append_heads(show, report->year, labels, name_width);
    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);
        g_autofree char *number = g_strdup_printf("%d", area->number);
        Row row = {.label = number, .name = area->name, .achieved = *kk_area_points(area)};

        append_compared(show, &row, area->comparisons, labels, name_width);
    }
    if (report->comparisons->len > 0) {
        Row row = {.label = "", .name = "Total"};

        if (report->published->len > 0)
            row.achieved = ((KkPublished *)g_ptr_array_index(report->published, 0))->score;
        append_compared(show, &row, report->comparisons, labels, name_width);
    }
}

/* The areas beside those that the report compares them with: as many columns as fit, then the
 * others under them. */
static void append_comparisons(Show *show, const KkReport *report)
{
    g_autoptr(GPtrArray) labels = g_ptr_array_new();
    int room = show->terminal.width - BODY_INDENT - NUMBER_WIDTH - LEAST_NAME - OWN_WIDTH;
    guint most = (guint)MAX(room / COLUMN, 1);

    for (guint i = 0; i < report->areas->len; i++)
        add_labels(labels, ((KkArea *)g_ptr_array_index(report->areas, i))->comparisons);
    add_labels(labels, report->comparisons);
    if (labels->len > 0)
        append_title(show, STRONG, "Comparisons");
    for (guint first = 0; first < labels->len; first += most) {
        g_autoptr(GPtrArray) some = g_ptr_array_new();

        for (guint i = first; i < MIN(first + most, labels->len); i++)
            g_ptr_array_add(some, g_ptr_array_index(labels, i));
        append_table(show, report, some);
    }
}

/* ---- findings and doubts ---------------------------------------------------------------- */

/* A mark, the message, and in brackets what it is called and where it stands. */
static void append_remark(Show *show, Style style, const char *mark, const char *subject,
                          const char *message, const char *name, const KkAt *at)
{
    g_autofree char *page = dup_pages(at, "page", "pages");
    g_autofree char *text =
        g_strdup_printf("%s%s%s [%s%s%s]", subject, subject[0] != '\0' ? ": " : "", message, name,
                        page[0] != '\0' ? ", " : "", page);

    g_string_append_printf(show->out, "%*s", BODY_INDENT, "");
    append_padded(show->out, &show->terminal, style, mark, TEXT_INDENT - BODY_INDENT, false);
    append_hanging(show->out, &show->terminal, PLAIN, text, TEXT_INDENT);
}

static void append_checks(Show *show, const KkValidation *validation)
{
    static const Style styles[] = {GREEN, RED, YELLOW}; /* by KkStatus */
    const int *n = validation->counts;
    g_autofree char *skipped = n[KK_OUTCOME_SKIPPED] > 0
                                   ? g_strdup_printf(", %d skipped", n[KK_OUTCOME_SKIPPED])
                                   : g_strdup("");
    g_autofree char *counts = g_strdup_printf(
        "%s: %d checks passed (%d of them thanks to rounding), %d failed%s.",
        kk_status_name(validation->status), n[KK_OUTCOME_EXACT] + n[KK_OUTCOME_ROUNDING],
        n[KK_OUTCOME_ROUNDING], n[KK_OUTCOME_FAILED], skipped);

    append_title(show, STRONG, "Do the numbers add up?");
    g_string_append_printf(show->out, "%*s", BODY_INDENT, "");
    append_hanging(show->out, &show->terminal, styles[validation->status], counts, BODY_INDENT);
}

static void append_findings(Show *show, const KkValidation *validation, KkOutcome outcome)
{
    bool failed = outcome == KK_OUTCOME_FAILED;

    for (guint i = 0; i < validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(validation->findings, i);

        if (finding->outcome == outcome)
            append_remark(show, failed ? RED : FAINT,
                          failed ? (show->terminal.unicode ? "✗" : "x") : "-", finding->subject,
                          finding->message->text, finding->rule, finding->at);
    }
}

static void append_doubts(Show *show, const KkDiagnostics *doubts)
{
    if (doubts->len == 0)
        return;
    append_title(show, STRONG, "Doubts");
    for (guint i = 0; i < doubts->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(doubts, i);
        append_remark(show, YELLOW, "!", "", doubt->message->text, doubt->code, doubt->at);
    }
}

/* ---- areas one by one ------------------------------------------------------------------- */

static void append_items(Show *show, const char *title, const char *mark, Style style,
                         const GPtrArray *items)
{
    if (items->len == 0)
        return;
    g_string_append_printf(show->out, "\n%*s", BODY_INDENT, "");
    append_styled(show->out, &show->terminal, FAINT, title);
    g_string_append_c(show->out, '\n');
    for (guint i = 0; i < items->len; i++) {
        const KkItem *item = g_ptr_array_index(items, i);
        g_autofree char *page = dup_pages(item->at, "p.", "pp.");
        g_autofree char *text =
            page[0] != '\0' ? g_strdup_printf("%s [%s]", item->text, page) : g_strdup(item->text);
        g_string_append_printf(show->out, "%*s", BODY_INDENT, "");
        append_padded(show->out, &show->terminal, style, mark, 2, false);
        append_hanging(show->out, &show->terminal, PLAIN, text, TEXT_INDENT);
    }
}

static void append_questions(Show *show, const KkResult *result, const KkArea *area)
{
    int longest = 0;

    for (guint i = 0; i < area->questions->len; i++) {
        const KkQuestion *question = g_ptr_array_index(area->questions, i);
        g_autofree char *visible = dup_visible(question->text);
        longest = MAX(longest, columns_of(visible));
    }
    Columns columns = share_columns(&show->terminal, 5, longest, QUESTION_BAR, 7);
    if (area->questions->len > 0)
        g_string_append_c(show->out, '\n');
    for (guint i = 0; i < area->questions->len; i++) {
        const KkQuestion *question = g_ptr_array_index(area->questions, i);
        g_autofree char *page = dup_pages(question->score.at, "p.", "p.");
        Row row = {.label = question->code,
                   .name = question->text,
                   .achieved = question->score.achieved,
                   .max = question->score.max,
                   .percent = question->score.percent,
                   .last = page,
                   .failed = has_failed(result, question->code)};
        append_row(show, &columns, &row);
    }
}

static void append_texts(Show *show, const KkArea *area)
{
    for (guint i = 0; i < area->topics->len; i++)
        append_fact(show, i == 0 ? "About" : "", g_ptr_array_index(area->topics, i));
    if (area->overview == NULL)
        return;
    g_auto(GStrv) paragraphs = g_strsplit(area->overview, "\n", -1);
    for (gsize i = 0; paragraphs[i] != NULL; i++) {
        g_string_append_printf(show->out, "\n%*s", BODY_INDENT, "");
        append_hanging(show->out, &show->terminal, PLAIN, paragraphs[i], BODY_INDENT);
    }
}

static void append_area(Show *show, const KkResult *result, const KkArea *area)
{
    g_autofree char *name = g_strdup_printf("%d. %s", area->number, area->name);
    g_autofree char *published = dup_published(area->published);

    g_string_append(show->out, "\n\n");
    append_hanging(show->out, &show->terminal, STRONG, name, 0);
    append_fact(show, "Published", published);
    if (all_wanted)
        append_texts(show, area);
    if (questions_wanted || all_wanted)
        append_questions(show, result, area);
    if (items_wanted || all_wanted) {
        append_items(show, "Strengths", "+", GREEN, area->strengths);
        append_items(show, "Areas for improvement", show->terminal.unicode ? "→" : ">", YELLOW,
                     area->improvements);
    }
}

/* ---- the command ------------------------------------------------------------------------ */

static void append_report(Show *show, const KkResult *result)
{
    append_head(show, result);
    append_areas(show, result);
    append_total(show, result->report);
    append_comparisons(show, result->report);
    append_checks(show, result->validation);
    append_findings(show, result->validation, KK_OUTCOME_FAILED);
    append_findings(show, result->validation, KK_OUTCOME_SKIPPED);
    append_doubts(show, result->diagnostics);
    if (items_wanted || questions_wanted || all_wanted)
        for (guint i = 0; i < result->report->areas->len; i++)
            append_area(show, result, g_ptr_array_index(result->report->areas, i));
}

static bool take(gpointer data, const char *name, KkResult *document, bool only,
                 const GError *error)
{
    Show *show = data;
    g_autoptr(KkResult) result = document;

    (void)only;
    if (result == NULL) {
        say(name, error->message);
        show->read = false;
        return true;
    }
    if (show->out->len > 0)
        g_string_append(show->out, "\n\n");
    append_report(show, result);
    return true;
}

int command_show(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = new_context(
        "FILE|--archive A",
        "Show a report in the terminal: scores, totals, failed checks and doubts.",
        "FILE is a report (PDF or plain text) or JSON written by kompass. On a terminal the "
        "output\n"
        "goes through $PAGER (default: less -FRX). With --archive, the chosen reports are shown "
        "one\n"
        "after the other.\n\n"
        "Examples:\n"
        "  kompass show huddinge-2017.pdf\n"
        "  kompass show --items --questions huddinge-2017.pdf\n"
        "  kompass show --archive kk.sqlite --municipality huddinge --year 2017\n",
        entries);

    add_limit_options(context);
    add_filter_options(context);
    KkFilter filter;
    if (!parse_options(context, &argc, &argv) || !check_isolation_options() ||
        !read_filter(&filter, archive_path))
        return STATUS_USAGE;
    if (argc != (archive_path != NULL ? 1 : 2)) {
        say("show", "give one report, or --archive; see kompass show --help");
        return STATUS_USAGE;
    }
    g_autoptr(GString) out = g_string_new(NULL);
    Show show = {out, terminal_of_output(), true};
    if (archive_path != NULL ? !read_archived(archive_path, &filter, take, &show)
                             : !read_results(argv[1], password, take, &show))
        return STATUS_FORBIDDEN;
    if (archive_path != NULL && out->len == 0)
        say(archive_path, "holds no such report");
    int status = out->len > 0 ? print_paged(out->str) : STATUS_OK;
    return status != STATUS_OK ? status : show.read ? STATUS_OK : STATUS_UNPROCESSED;
}
