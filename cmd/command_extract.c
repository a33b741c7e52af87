/* command_extract.c - kompass extract FILE…: one document pretty, several as NDJSON. */
#include "command.h"

#include <stdio.h>
#include <time.h>

static gboolean timings_wanted;
static char *password;

static const GOptionEntry entries[] = {
    {"password", 0, 0, G_OPTION_ARG_STRING, &password, "Opens encrypted PDFs", "PASSWORD"},
    {"timings", 0, 0, G_OPTION_ARG_NONE, &timings_wanted,
     "Print each stage's CPU seconds as JSON on standard error", NULL},
    G_OPTION_ENTRY_NULL,
};

static void print_timings(const KkTimings *times)
{
    const struct {
        const char *stage;
        double seconds;
    } rows[] = {{"discover", times->discover},   {"extract", times->extract},
                {"layout", times->layout},       {"parse", times->parse},
                {"normalise", times->normalise}, {"validate", times->validate},
                {"write", times->write}};

    fputc('{', stderr);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        fprintf(stderr, "%s\"%s\": %s", i > 0 ? ", " : "", rows[i].stage,
                g_ascii_formatd(text, sizeof text, "%.6f", rows[i].seconds));
    }
    fputs("}\n", stderr);
}

static double seconds_since(clock_t since)
{
    return (double)(clock() - since) / CLOCKS_PER_SEC;
}

/* Returns: (transfer full): the document's JSON, or %NULL. */
static char *extract(const char *path, bool pretty, GError **error)
{
    KkTimings times = {0};
    clock_t start = clock();
    g_autoptr(KkInput) input = kk_discover(path, error);

    times.discover = seconds_since(start);
    if (input == NULL)
        return NULL;
    g_autoptr(KkResult) result = kk_process(input, password, &times, error);
    if (result == NULL)
        return NULL;
    start = clock();
    char *json = kk_write_json(result, pretty);
    times.write = seconds_since(start);
    if (timings_wanted)
        print_timings(&times);
    return json;
}

int command_extract(int argc, char **argv)
{
    g_autoptr(GOptionContext) context =
        new_context("FILE…", "Reads reports (PDF or transcript) and prints what is in them.",
                    "One file gives one JSON document, several give a line each (NDJSON).\n\n"
                    "Examples:\n"
                    "  kompass extract huddinge-2017.pdf > huddinge-2017.json\n"
                    "  kompass extract *.pdf | jq -r '[.municipality.name, .total.achieved]'\n",
                    entries);

    if (!parse_options(context, &argc, &argv))
        return STATUS_USAGE;
    if (argc < 2) {
        say("extract", "name the reports to read; see kompass extract --help");
        return STATUS_USAGE;
    }
    return print_each(argc, argv, extract);
}
