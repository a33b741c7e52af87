/* command_validate.c - kompass validate FILE|DIR…: do the printed numbers add up? */
#include "isolation.h"

#include <string.h>

/* With the verdict a terminal of 80 columns is full. */
#define NAME_WIDTH 30
#define PRINTED_WIDTH 7
#define INTERVAL_WIDTH 11
#define ELSEWHERE_WIDTH 9

static char *format, *password;
static gboolean strict;

static const GOptionEntry entries[] = {
    {"format", 0, 0, G_OPTION_ARG_STRING, &format, "table (unless told), json or ndjson", "FORMAT"},
    {"strict", 0, 0, G_OPTION_ARG_NONE, &strict, "An incomplete report is a failed one", NULL},
    {"password", 0, 0, G_OPTION_ARG_STRING, &password, "Opens encrypted PDFs", "PASSWORD"},
    G_OPTION_ENTRY_NULL,
};

static const char *const formats[] = {"table", "json", "ndjson", NULL};

/* What came of all documents. */
typedef struct {
    bool table, pretty, colour;
    int by_status[3]; /* by KkStatus */
    int not_read;
    bool forbidden; /* the output cannot be written, no sandbox: stop */
} Run;

/* ---- the table -------------------------------------------------------------------------- */

static const char *const verdicts[] = {"ok", "rounding", "FAILED", "skipped"};
static const char *const colours[] = {"\033[32m", "\033[32m", "\033[1;31m", "\033[33m"};

static void append_verdict(GString *out, const Run *run, KkOutcome outcome)
{
    g_string_append_printf(out, "%s%s%s", run->colour ? colours[outcome] : "", verdicts[outcome],
                           run->colour ? "\033[0m" : "");
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

static void append_row(GString *out, const Run *run, const char *number, const char *name,
                       const KkNumber *printed, const KkSum *sum, const char *elsewhere)
{
    g_autofree char *shown = dup_number(printed);
    g_autofree char *interval = dup_interval(sum, printed->decimals);

    g_string_append(out, "  ");
    append_cell(out, number, 2, true);
    append_cell(out, name, NAME_WIDTH, false);
    append_cell(out, shown, PRINTED_WIDTH, true);
    append_cell(out, interval, INTERVAL_WIDTH, true);
    append_cell(out, elsewhere, ELSEWHERE_WIDTH, false);
    append_verdict(out, run, sum->outcome);
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
        g_autofree char *subject = dup_visible(finding->subject);
        g_autofree char *message = dup_visible(finding->message->text);

        g_string_append(out, "  ");
        append_verdict(out, run, finding->outcome);
        g_string_append_printf(out, " %s %s", finding->rule, subject);
        append_page(out, finding->at);
        g_string_append_printf(out, ": %s\n", message);
    }
}

/* Agreements that are possible and most unlikely. */
static void append_doubts(GString *out, const KkResult *result)
{
    for (guint i = 0; i < result->diagnostics->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(result->diagnostics, i);

        if (strcmp(doubt->code, KK_DOUBT_TOTAL_UNLIKELY) != 0)
            continue;
        g_autofree char *message = dup_visible(doubt->message->text);
        g_string_append_printf(out, "  doubt %s", doubt->code);
        append_page(out, doubt->at);
        g_string_append_printf(out, ": %s\n", message);
    }
}

static void append_head(GString *out, const KkResult *result)
{
    const KkReport *report = result->report;
    g_autofree char *name =
        dup_visible(report->municipality != NULL ? report->municipality : "Unknown municipality");
    g_autofree char *which =
        result->source.report_of > 1 ? kk_source_dup_extent(&result->source) : NULL;
    g_autofree char *source =
        g_strconcat(result->source.name, which != NULL ? ", " : NULL, which, NULL);
    g_autofree char *file = dup_visible(source);
    g_autofree char *year =
        report->year > 0 ? g_strdup_printf("%d", report->year) : g_strdup("of unknown year");

    g_string_append_printf(out, "%s %s, %s%s – %s\n", name, year,
                           report->edition != NULL ? "edition " : "unknown edition",
                           report->edition != NULL ? report->edition : "", file);
    append_cell(out, "", 4, true);
    append_cell(out, "area", NAME_WIDTH, false);
    append_cell(out, "printed", PRINTED_WIDTH, true);
    append_cell(out, "adds up to", INTERVAL_WIDTH, true);
    append_cell(out, "elsewhere", ELSEWHERE_WIDTH, false);
    g_string_append(out, "verdict\n");
}

static char *dup_table(const Run *run, const KkResult *result)
{
    const KkValidation *validation = result->validation;
    GString *out = g_string_new(NULL);

    append_head(out, result);
    append_areas(out, run, result);
    append_total(out, run, result);
    append_findings(out, run, result);
    append_doubts(out, result);
    g_string_append_printf(out, "  %s: %d exact, %d by rounding, %d failed, %d skipped\n\n",
                           kk_status_name(validation->status), validation->counts[KK_OUTCOME_EXACT],
                           validation->counts[KK_OUTCOME_ROUNDING],
                           validation->counts[KK_OUTCOME_FAILED],
                           validation->counts[KK_OUTCOME_SKIPPED]);
    return g_string_free(out, FALSE);
}

/* ---- documents -------------------------------------------------------------------------- */

static void not_read(Run *run, const char *name, const GError *error)
{
    say(name, error->message);
    run->not_read++;
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
    run->pretty = run->pretty && only;
    g_autofree char *text =
        run->table ? dup_table(run, result) : kk_write_json(result, run->pretty);
    g_autofree char *line = run->table ? g_strdup(text) : g_strconcat(text, "\n", NULL);

    run->by_status[result->validation->status]++;
    run->forbidden = print_out(line) != STATUS_OK;
    return !run->forbidden;
}

/* A link in a folder that leads away, a pipe: what is not read is counted. */
static void read_all(Run *run, KkWalk *walk)
{
    KkFound found = {0};

    while (!run->forbidden && kk_walk_next(walk, &found)) {
        if (found.error != NULL)
            not_read(run, found.path, found.error);
        else if (!read_results(found.path, password, take, run))
            run->forbidden = true;
        g_free(found.path);
        g_clear_error(&found.error);
    }
}

/* ---- the command ------------------------------------------------------------------------ */

static int print_summary(const Run *run)
{
    const int *n = run->by_status;
    int all = n[KK_CONSISTENT] + n[KK_INCONSISTENT] + n[KK_INCOMPLETE] + run->not_read;
    g_autofree char *line = g_strdup_printf(
        "%d document%s: %d consistent, %d inconsistent, %d incomplete, %d not read\n", all,
        all == 1 ? "" : "s", n[KK_CONSISTENT], n[KK_INCONSISTENT], n[KK_INCOMPLETE], run->not_read);

    return print_out(line);
}

static int status_of(const Run *run)
{
    if (run->not_read > 0)
        return STATUS_UNPROCESSED;
    if (run->by_status[KK_INCONSISTENT] > 0 || (strict && run->by_status[KK_INCOMPLETE] > 0))
        return STATUS_NO;
    return STATUS_OK;
}

static bool parse_arguments(int *argc, char ***argv)
{
    g_autoptr(GOptionContext) context = new_context(
        "FILE|DIR…", "Checks whether the numbers that reports print add up.",
        "Takes reports (PDF or transcript), their JSON or NDJSON that kompass wrote, and folders\n"
        "of such. Printed numbers are rounded: a check fails only where no unrounded scores\n"
        "could have given all of them together. Exit status: 0 consistent, 1 a check failed, 3 a\n"
        "document could not be read (3 wins over 1).\n\n"
        "Examples:\n"
        "  kompass validate huddinge-2017.pdf\n"
        "  kompass validate --strict reports/\n"
        "  kompass extract *.pdf > all.ndjson && kompass validate --format ndjson all.ndjson\n",
        entries);

    add_limit_options(context);
    if (!parse_options(context, argc, argv) || !check_isolation_options())
        return false;
    if (*argc < 2) {
        say("validate", "name the reports to check; see kompass validate --help");
        return false;
    }
    if (format != NULL && !g_strv_contains(formats, format)) {
        say("validate", "--format is one of table, json, ndjson");
        return false;
    }
    return true;
}

int command_validate(int argc, char **argv)
{
    Run run = {.table = true};

    if (!parse_arguments(&argc, &argv))
        return STATUS_USAGE;
    run.table = format == NULL || strcmp(format, "table") == 0;
    run.pretty = !run.table && strcmp(format, "json") == 0 && argc == 2 &&
                 !g_file_test(argv[1], G_FILE_TEST_IS_DIR);
    run.colour = run.table && wants_colour();
    g_autoptr(KkWalk) walk = kk_walk_new(argv + 1, (guint)argc - 1);
    read_all(&run, walk);
    if (run.forbidden || (run.table && print_summary(&run) != STATUS_OK))
        return STATUS_FORBIDDEN;
    return status_of(&run);
}
