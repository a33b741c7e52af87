/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_claims.c - kompass claims FILE…: one page pretty, several as NDJSON. */
#include "isolation.h"
#include "progress.h"

static char *password;

static const GOptionEntry entries[] = {
    {"password", 0, 0, G_OPTION_ARG_STRING, &password, "Open encrypted PDFs with PASSWORD",
     "PASSWORD"},
    G_OPTION_ENTRY_NULL,
};

typedef struct {
    bool pretty;
    int status;
    Progress *progress;
} Run;

static bool take(gpointer data, const KkAnswer *answer)
{
    Run *run = data;

    progress_count(run->progress, answer->fate, false);
    if (answer->claims == NULL) {
        progress_say(run->progress, answer->task->path, answer->message);
        run->status = STATUS_UNPROCESSED;
        return true;
    }
    g_autofree char *json = kk_write_claims_json(answer->claims, run->pretty);
    g_autofree char *line = g_strconcat(json, "\n", NULL);
    return print_out(line) == STATUS_OK;
}

static int read_all(char **names, guint n_names)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Progress) progress = progress_new_beside_output();
    Run run = {n_names == 1 && !g_file_test(names[0], G_FILE_TEST_IS_DIR), STATUS_OK, progress};
    KkPoolOptions options = isolation_options(password);

    options.claims = true;
    options.n_workers = run.pretty ? 1 : options.n_workers;
    g_autoptr(KkPool) pool = kk_pool_new(&options, &error);
    if (pool == NULL) {
        say("claims", error->message);
        return STATUS_FORBIDDEN;
    }
    g_autoptr(KkWalk) walk = kk_walk_new(names, n_names);
    Batch batch = {.walk = walk, .pool = pool, .in_order = true, .take = take, .data = &run};
    if (run_batch(&batch, NULL))
        return run.status;
    if (is_interrupted())
        progress_say_stopped(progress, "claims");
    return is_interrupted() ? STATUS_INTERRUPTED : STATUS_FORBIDDEN;
}

int command_claims(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = new_context(
        "FILE|DIR…", "Extract what pages (text, HTML, PDF) claim about Kommunkompassen results.",
        "Print one JSON document for one file, and one line each (NDJSON) for several, in the "
        "order\n"
        "given.\n\n"
        "Example:\n  kompass claims pressmeddelande.html | jq '.claims[].value'\n",
        entries);

    add_isolation_options(context);
    spell_jobs_out(argc, argv);
    if (!parse_options(context, &argc, &argv) || !check_isolation_options())
        return STATUS_USAGE;
    if (argc < 2) {
        say("claims", "no files given; see kompass claims --help");
        return STATUS_USAGE;
    }
    hear_signals();
    return read_all(argv + 1, (guint)argc - 1);
}
