/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_validate.c - kompass validate FILE|DIR…: do the printed numbers add up? */
#include "isolation.h"
#include "progress.h"
#include "terminal.h"

#include <string.h>

/* What is not the name takes 50 columns of a row; a name that gets too few has a line of its own.
 */
#define OTHER_WIDTH 50
#define LEAST_NAME 24
#define MOST_NAME 44
#define INDENT 6 /* of a name, behind the area's number */
#define PRINTED_WIDTH 7
#define INTERVAL_WIDTH 11
#define ELSEWHERE_WIDTH 9

static char *format, *password, *archive_path;
static gboolean strict, failed_only, summary, with_proofs;

static const GOptionEntry entries[] = {
    {"format", 0, 0, G_OPTION_ARG_STRING, &format,
     "Print as table (default), csv (one line per finding), json or ndjson", "FORMAT"},
    {"archive", 0, 0, G_OPTION_ARG_FILENAME, &archive_path,
     "Check reports of the archive A, chosen with the options below", "A"},
    {"failed", 0, 0, G_OPTION_ARG_NONE, &failed_only, "Print only reports and checks that failed",
     NULL},
    {"summary", 0, 0, G_OPTION_ARG_NONE, &summary, "Print one line per finding, for sort and grep",
     NULL},
    {"proofs", 0, 0, G_OPTION_ARG_NONE, &with_proofs,
     "Add what numbers are proven by: arithmetic, tags, both or nothing; implies --tags", NULL},
    {"strict", 0, 0, G_OPTION_ARG_NONE, &strict, "Treat incomplete reports as failed", NULL},
    {"password", 0, 0, G_OPTION_ARG_STRING, &password, "Open encrypted PDFs with PASSWORD",
     "PASSWORD"},
    G_OPTION_ENTRY_NULL,
};

static const char *const formats[] = {"table", "csv", "json", "ndjson", NULL};

/* What came of all documents. */
typedef struct {
    bool table, csv, pretty;
    Terminal terminal;
    Progress *progress;
    int by_status[3]; /* by KkStatus */
    int not_read;
    bool forbidden; /* the output cannot be written, no sandbox: stop */
} Run;

/* ---- the table -------------------------------------------------------------------------- */

static const char *const verdicts[] = {"ok", "rounding", "FAILED", "skipped"};
static const Style styles[] = {GREEN, GREEN, RED, YELLOW};

static void append_verdict(GString *out, const Run *run, KkOutcome outcome, int width)
{
    append_padded(out, &run->terminal, styles[outcome], verdicts[outcome], width, false);
}

static char *dup_number(const KkNumber *number)
{
    return number->set ? kk_number_dup_text(number->value, number->decimals) : g_strdup("–");
}

static char *dup_interval(const KkSum *sum, int decimals)
{
    if (!sum->has_interval)
        return g_strdup("–");
    g_autofree char *least = kk_number_dup_text(sum->least, decimals);
    g_autofree char *greatest = kk_number_dup_text(sum->greatest, decimals);
    if (strcmp(least, greatest) == 0)
        return g_steal_pointer(&least);
    return g_strdup_printf("%s–%s", least, greatest);
}

/* The values from the @first on, each once. */
static char *dup_published(const GPtrArray *published, guint first)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);

    for (guint i = first; i < published->len; i++) {
        char *value = dup_number(&((KkPublished *)g_ptr_array_index(published, i))->score);

        if (g_ptr_array_find_with_equal_func(values, value, g_str_equal, NULL))
            g_free(value);
        else
            g_ptr_array_add(values, value);
    }
    if (values->len == 0)
        return g_strdup("–");
    g_ptr_array_add(values, NULL);
    return g_strjoinv(", ", (char **)values->pdata);
}

static int name_width(const Run *run)
{
    return MIN(run->terminal.width - OTHER_WIDTH, MOST_NAME);
}

static void append_row(GString *out, const Run *run, const char *number, const char *name,
                       const KkNumber *printed, const KkSum *sum, const char *elsewhere)
{
    g_autofree char *shown = dup_number(printed);
    g_autofree char *interval = dup_interval(sum, printed->decimals);

    const int width = name_width(run);

    g_string_append(out, "  ");
    append_cell(out, number, 2, true);
    if (width >= LEAST_NAME)
        append_cell(out, name, width, false);
    else {
        append_line(out, &run->terminal, name, INDENT);
        append_cell(out, "", MAX(width + INDENT - 2, 0), false);
    }
    append_cell(out, shown, PRINTED_WIDTH, true);
    append_cell(out, interval, INTERVAL_WIDTH, true);
    append_cell(out, elsewhere, ELSEWHERE_WIDTH, false);
    append_verdict(out, run, sum->outcome, 0);
    g_string_append_c(out, '\n');
}

static void append_areas(GString *out, const Run *run, const KkResult *result)
{
    for (guint i = 0; i < result->report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(result->report->areas, i);
        g_autofree char *number = g_strdup_printf("%d", area->number);
        g_autofree char *elsewhere = dup_published(area->published, 0);

        append_row(out, run, number, area->name, &area->score.achieved,
                   &g_array_index(result->validation->areas, KkSum, i), elsewhere);
    }
}

/* The published total stands for the printed one: no table prints it. */
static void append_total(GString *out, const Run *run, const KkResult *result)
{
    const GPtrArray *published = result->report->published;
    g_autofree char *elsewhere = dup_published(published, 1);

    if (published->len > 0)
        append_row(out, run, "", "Total", &((KkPublished *)g_ptr_array_index(published, 0))->score,
                   &result->validation->total, elsewhere);
}

static void append_page(GString *out, const KkAt *at)
{
    if (at->len > 0)
        g_string_append_printf(out, ", page %d", g_array_index(at, KkPlace, 0).page);
}

static void append_findings(GString *out, const Run *run, const KkResult *result)
{
    for (guint i = 0; i < result->validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(result->validation->findings, i);
        g_autoptr(GString) text = g_string_new(NULL);

        if (failed_only && finding->outcome != KK_OUTCOME_FAILED)
            continue;
        g_string_append_printf(text, "%s %s", finding->rule, finding->subject);
        append_page(text, finding->at);
        g_string_append_printf(text, ": %s", finding->message->text);
        g_string_append(out, "  ");
        append_verdict(out, run, finding->outcome, 0);
        g_string_append_c(out, ' ');
        append_line(out, &run->terminal, text->str, 3 + (int)strlen(verdicts[finding->outcome]));
    }
}

/* Agreements that are possible and most unlikely. */
static void append_doubts(GString *out, const Run *run, const KkResult *result)
{
    for (guint i = 0; i < result->diagnostics->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(result->diagnostics, i);
        g_autoptr(GString) text = g_string_new(NULL);

        if (strcmp(doubt->code, KK_DOUBT_TOTAL_UNLIKELY) != 0)
            continue;
        g_string_append_printf(text, "doubt %s", doubt->code);
        append_page(text, doubt->at);
        g_string_append_printf(text, ": %s", doubt->message->text);
        g_string_append(out, "  ");
        append_line(out, &run->terminal, text->str, INDENT);
    }
}

static void append_head(GString *out, const Run *run, const KkResult *result)
{
    const KkReport *report = result->report;
    g_autofree char *year =
        report->year > 0 ? g_strdup_printf("%d", report->year) : g_strdup("of unknown year");

    g_autofree char *extent = result->source.report_of > 1 || result->source.attachment != NULL
                                  ? kk_source_dup_extent(&result->source, KK_ENGLISH)
                                  : NULL;
    g_autofree char *head = g_strdup_printf(
        "%s %s, %s%s – %s%s%s",
        report->municipality != NULL ? report->municipality : "Unknown municipality", year,
        report->edition != NULL ? "edition " : "unknown edition",
        report->edition != NULL ? report->edition : "", result->source.name,
        extent != NULL ? ", " : "", extent != NULL ? extent : "");
    const int width = name_width(run);

    append_line(out, &run->terminal, head, 2);
    append_cell(out, "", 4, true);
    append_cell(out, "area", width, false);
    append_cell(out, "printed", PRINTED_WIDTH, true);
    append_cell(out, "adds up to", INTERVAL_WIDTH, true);
    append_cell(out, "elsewhere", ELSEWHERE_WIDTH, false);
    g_string_append(out, "verdict\n");
}

/* How many numbers of the score tables are proven by what. */
static void append_proofs(GString *out, const Run *run, const GArray *proofs)
{
    int counts[4] = {0};

    for (guint i = 0; i < proofs->len; i++) {
        const KkProof *proof = &g_array_index(proofs, KkProof, i);

        for (int k = 0; k < KK_N_NUMBERS; k++)
            counts[proof->by[k]] += proof->printed[k];
    }
    if (counts[0] + counts[1] + counts[2] + counts[3] == 0)
        return;
    g_autofree char *text = g_strdup_printf(
        "numbers proven by: arithmetic and tags %d, arithmetic %d, tags %d, nothing %d",
        counts[KK_PROVEN_BY_ARITHMETIC | KK_PROVEN_BY_TAGS], counts[KK_PROVEN_BY_ARITHMETIC],
        counts[KK_PROVEN_BY_TAGS], counts[KK_PROVEN_BY_NOTHING]);
    g_string_append(out, "  ");
    append_line(out, &run->terminal, text, INDENT);
}

static char *dup_table(const Run *run, const KkResult *result)
{
    const KkValidation *validation = result->validation;
    GString *out = g_string_new(NULL);

    append_head(out, run, result);
    append_areas(out, run, result);
    append_total(out, run, result);
    append_findings(out, run, result);
    append_doubts(out, run, result);
    g_autofree char *counts = g_strdup_printf(
        "%s: %d exact, %d by rounding, %d failed, %d skipped", kk_status_name(validation->status),
        validation->counts[KK_OUTCOME_EXACT], validation->counts[KK_OUTCOME_ROUNDING],
        validation->counts[KK_OUTCOME_FAILED], validation->counts[KK_OUTCOME_SKIPPED]);
    g_string_append(out, "  ");
    append_line(out, &run->terminal, counts, INDENT);
    if (with_proofs)
        append_proofs(out, run, validation->proofs);
    g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}

/* ---- a line a finding ------------------------------------------------------------------- */

typedef struct {
    const char *municipality, *code, *edition, *file, *sha256, *outcome, *rule, *subject, *message;
    char *year, *page, *found, *least, *greatest;
} Line;

static char *dup_set(const KkNumber *number)
{
    return number->set ? kk_number_dup_text(number->value, number->decimals) : g_strdup("");
}

static Line line_of(const KkResult *result, const KkFinding *finding)
{
    const KkReport *report = result->report;
    const KkNumber least = {finding->has_expected, finding->least, finding->found.decimals};
    const KkNumber greatest = {finding->has_expected, finding->greatest, finding->found.decimals};
    const int page = finding->at->len > 0 ? g_array_index(finding->at, KkPlace, 0).page : 0;

    return (Line){.municipality = report->municipality != NULL ? report->municipality : "",
                  .code = report->code != NULL ? report->code : "",
                  .edition = report->edition != NULL ? report->edition : "",
                  .file = result->source.name,
                  .sha256 = result->source.sha256,
                  .outcome = finding->outcome == KK_OUTCOME_FAILED ? "failed" : "skipped",
                  .rule = finding->rule,
                  .subject = finding->subject,
                  .message = finding->message->text,
                  .year = report->year > 0 ? g_strdup_printf("%d", report->year) : g_strdup(""),
                  .page = page > 0 ? g_strdup_printf("%d", page) : g_strdup(""),
                  .found = dup_set(&finding->found),
                  .least = dup_set(&least),
                  .greatest = dup_set(&greatest)};
}

static void line_clear(Line *line)
{
    char *owned[] = {line->year, line->page, line->found, line->least, line->greatest};

    for (gsize i = 0; i < G_N_ELEMENTS(owned); i++)
        g_free(owned[i]);
}

#define LEAST_FILE 12 /* columns of a name, else it is left out */
#define CSV_HEAD                                                                                   \
    "municipality,code,year,edition,outcome,rule,subject,found,least,greatest,page,name,sha256,"   \
    "message\r\n"

static void append_csv(GString *out, const Line *line)
{
    const struct {
        const char *text;
        bool guarded;
    } cells[] = {{line->municipality, true}, {line->code, true},    {line->year, false},
                 {line->edition, true},      {line->outcome, true}, {line->rule, true},
                 {line->subject, true},      {line->found, false},  {line->least, false},
                 {line->greatest, false},    {line->page, false},   {line->file, true},
                 {line->sha256, true},       {line->message, true}};

    for (gsize i = 0; i < G_N_ELEMENTS(cells); i++) {
        g_autofree char *sound = kk_dup_sound(cells[i].text);

        g_string_append(out, i > 0 ? "," : "");
        kk_csv_append(out, sound, cells[i].guarded);
    }
    g_string_append(out, "\r\n");
}

/* As many of the columns, from the left, as the terminal has room for. */
static void append_columns(GString *out, const Run *run, const Line *line)
{
    const bool failed = strcmp(line->outcome, "failed") == 0;
    g_autofree char *file = dup_visible(line->file);
    g_autofree char *agrees = line->least[0] == '\0' ? g_strdup("")
                              : strcmp(line->least, line->greatest) == 0
                                  ? g_strdup(line->least)
                                  : g_strdup_printf("%s–%s", line->least, line->greatest);
    const struct {
        const char *text;
        int width;
        bool right;
    } cells[] = {{line->municipality, 14, false}, {line->year, 4, false}, {line->rule, 14, false},
                 {line->subject, 5, false},       {line->page, 4, true},  {line->found, 6, true},
                 {agrees, INTERVAL_WIDTH, true}};
    int left = run->terminal.width;

    append_verdict(out, run, failed ? KK_OUTCOME_FAILED : KK_OUTCOME_SKIPPED, 9);
    left -= 9;
    for (gsize i = 0; i < G_N_ELEMENTS(cells) && (run->terminal.endless || left >= cells[i].width);
         i++) {
        append_cell(out, cells[i].text, cells[i].width, cells[i].right);
        left -= cells[i].width + 2;
    }
    if (run->terminal.endless)
        g_string_append(out, file);
    else if (left >= LEAST_FILE)
        append_cell(out, file, left, false);
    g_string_truncate(out, strlen(g_strchomp(out->str)));
    g_string_append_c(out, '\n');
}

static char *dup_lines(const Run *run, const KkResult *result)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < result->validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(result->validation->findings, i);
        Line line = line_of(result, finding);

        if (failed_only && finding->outcome != KK_OUTCOME_FAILED)
            ; /* not asked for */
        else if (run->csv)
            append_csv(out, &line);
        else
            append_columns(out, run, &line);
        line_clear(&line);
    }
    return g_string_free(out, FALSE);
}

/* ---- documents -------------------------------------------------------------------------- */

static void not_read(Run *run, const char *name, const GError *error)
{
    progress_say(run->progress, name, error->message);
    run->not_read++;
}

static char *dup_answer(const Run *run, const KkResult *result, bool pretty)
{
    if (run->csv || (run->table && summary))
        return dup_lines(run, result);
    if (run->table)
        return dup_table(run, result);
    g_autofree char *json =
        with_proofs ? kk_write_json_proofs(result, pretty) : kk_write_json(result, pretty);
    return g_strconcat(json, "\n", NULL);
}

static bool take(gpointer data, const char *name, KkResult *document, bool only,
                 const GError *error)
{
    Run *run = data;
    g_autoptr(KkResult) result = document;

    if (result == NULL) {
        not_read(run, name, error);
        return true;
    }
    const KkStatus status = result->validation->status;
    const bool failed = status == KK_INCONSISTENT || (strict && status == KK_INCOMPLETE);

    run->by_status[status]++;
    progress_count(run->progress, KK_FATE_OK, false);
    if (failed_only && !failed)
        return true;
    g_autofree char *text = dup_answer(run, result, run->pretty && only);

    run->forbidden = print_out(text) != STATUS_OK;
    return !run->forbidden;
}

/* A link in a folder that leads away, a pipe: what is not read is counted. */
static void read_all(Run *run, KkWalk *walk)
{
    KkFound found = {0};

    while (!run->forbidden && !is_interrupted() && kk_walk_next(walk, &found)) {
        if (found.error != NULL)
            not_read(run, found.path, found.error);
        else if (!read_results(found.path, password, take, run))
            run->forbidden = true;
        g_free(found.path);
        g_clear_error(&found.error);
    }
}

/* ---- the command ------------------------------------------------------------------------ */

/* Beside lines that are to be sorted it stands on standard error. */
static int print_counts(const Run *run)
{
    const int *n = run->by_status;
    int all = n[KK_CONSISTENT] + n[KK_INCONSISTENT] + n[KK_INCOMPLETE] + run->not_read;
    g_autofree char *line = g_strdup_printf(
        "%d document%s: %d consistent, %d inconsistent, %d incomplete, %d not read", all,
        all == 1 ? "" : "s", n[KK_CONSISTENT], n[KK_INCONSISTENT], n[KK_INCOMPLETE], run->not_read);
    g_autoptr(GString) ended = g_string_new(NULL);

    append_line(ended, &run->terminal, line, 2);
    if (run->table && !summary)
        return print_out(ended->str);
    if (run->table || run->csv)
        progress_say(run->progress, "validate", line);
    return STATUS_OK;
}

static int status_of(const Run *run)
{
    if (run->not_read > 0)
        return STATUS_UNPROCESSED;
    if (run->by_status[KK_INCONSISTENT] > 0 || (strict && run->by_status[KK_INCOMPLETE] > 0))
        return STATUS_NO;
    return STATUS_OK;
}

static bool parse_arguments(int *argc, char ***argv, KkFilter *filter)
{
    g_autoptr(GOptionContext) context = new_context(
        "FILE|DIR…|--archive A", "Check whether the numbers printed in reports add up.",
        "FILE is a report (PDF or plain text), or JSON or NDJSON written by kompass. Printed "
        "numbers\n"
        "are rounded: a check fails only if no unrounded scores could give all of them. Exit "
        "status:\n"
        "0 no check failed, 1 a check failed, 3 a document could not be read (3 wins over 1).\n\n"
        "Examples:\n"
        "  kompass validate huddinge-2017.pdf\n"
        "  kompass validate --strict reports/\n"
        "  kompass validate --archive kk.sqlite --failed --summary | sort -k2\n"
        "  kompass validate --archive kk.sqlite --county Skåne --format csv > findings.csv\n"
        "  kompass extract *.pdf > all.ndjson && kompass validate --format ndjson all.ndjson\n",
        entries);

    add_limit_options(context);
    add_filter_options(context);
    if (!parse_options(context, argc, argv) || !check_isolation_options() ||
        !read_filter(filter, archive_path))
        return false;
    if ((*argc < 2) == (archive_path == NULL)) {
        say("validate", "give either files or --archive; see kompass validate --help");
        return false;
    }
    if (format != NULL && !g_strv_contains(formats, format)) {
        say("validate", "--format takes table, csv, json or ndjson");
        return false;
    }
    if (with_proofs && g_strcmp0(format, "csv") == 0) {
        say("validate", "--proofs takes --format table, json or ndjson");
        return false;
    }
    if (with_proofs)
        kk_tags_choose(true);
    return true;
}

static bool check_all(Run *run, char **names, guint n_names, const KkFilter *filter)
{
    g_autoptr(KkWalk) walk = archive_path == NULL ? kk_walk_new(names, n_names) : NULL;

    if (run->csv && print_out(CSV_HEAD) != STATUS_OK)
        return false;
    if (walk == NULL)
        return read_archived(archive_path, filter, take, run) && !run->forbidden;
    read_all(run, walk);
    return !run->forbidden;
}

int command_validate(int argc, char **argv)
{
    Run run = {.table = true};
    KkFilter filter;

    if (!parse_arguments(&argc, &argv, &filter))
        return STATUS_USAGE;
    g_autoptr(Progress) progress = progress_new_beside_output();
    run.progress = progress;
    run.table = format == NULL || strcmp(format, "table") == 0;
    run.csv = !run.table && strcmp(format, "csv") == 0;
    run.pretty = !run.table && !run.csv && strcmp(format, "json") == 0 && argc == 2 &&
                 !g_file_test(argv[1], G_FILE_TEST_IS_DIR);
    run.terminal = terminal_of_output();
    hear_signals();
    const bool checked = check_all(&run, argv + 1, (guint)argc - 1, &filter);
    if (is_interrupted()) {
        progress_say_stopped(progress, "validate");
        return STATUS_INTERRUPTED;
    }
    return checked && print_counts(&run) == STATUS_OK ? status_of(&run) : STATUS_FORBIDDEN;
}
