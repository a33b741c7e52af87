/* SPDX-License-Identifier: GPL-2.0-or-later */
/* isolation.c - many documents through a pool of confined children.
 *
 * Answers that come before their turn are kept until it is theirs; how many is bounded, so
 * that one slow document cannot fill the memory with its successors. */
#include "isolation.h"

#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Answers kept out of turn: while a page at its limit is read, some 60 others are. */
#define WINDOW 64

/* And bytes of answers, of which the memory that they take is a multiple: beyond these no other is
 * begun. Reports have 0.05 MB, and 0.2 at most. */
#define MAX_KEPT (4u << 20)

/* A wait is broken off now and then to see whether a signal came just before it. */
#define WAIT_MS 500

/* While the list's next name has not come, answers are waited for, and it is looked for anew. */
#define LIST_WAIT_MS 20

#define MAX_JOBS 256

static int jobs;
static char *sandbox, *ocr;
static gboolean in_full;
static KkLimits limits = KK_LIMITS_DEFAULT;

static const GOptionEntry job_entries[] = {
    {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs,
     "Read N documents at a time (default: the number of processors)", "N"},
    G_OPTION_ENTRY_NULL,
};

static const GOptionEntry limit_entries[] = {
    {"sandbox", 0, 0, G_OPTION_ARG_STRING, &sandbox,
     "Run the processes that read documents in a sandbox (default: on)", "on|off"},
    {"ocr", 0, 0, G_OPTION_ARG_STRING, &ocr,
     "Recognise text on these pages: auto (default; pages without text), never, always, or numbers "
     "(2,5-7)",
     "PAGES"},
    {"tags", 0, 0, G_OPTION_ARG_NONE, &in_full,
     "Compare what was read with the tags of tagged PDFs in full (about ten times slower)", NULL},
    {"cpu", 0, 0, G_OPTION_ARG_INT, &limits.cpu_seconds,
     "Stop reading a document after this much processor time (default: 5)", "SECONDS"},
    {"page-cpu", 0, 0, G_OPTION_ARG_DOUBLE, &limits.page_cpu_seconds,
     "Stop after this much processor time for one page (default: 0.7)", "SECONDS"},
    {"wall", 0, 0, G_OPTION_ARG_INT, &limits.wall_seconds,
     "Stop reading a document after this time by the clock (default: 15)", "SECONDS"},
    {"memory", 0, 0, G_OPTION_ARG_INT, &limits.memory_mb,
     "Limit the address space for a document (default: 512)", "MB"},
    G_OPTION_ENTRY_NULL,
};

void add_limit_options(GOptionContext *context)
{
    GOptionGroup *group = g_option_group_new(
        "limits", "Sandbox and limits:", "Show the sandbox and limit options", NULL, NULL);

    g_option_group_add_entries(group, limit_entries);
    g_option_context_add_group(context, group);
    add_words_options(context);
}

void add_isolation_options(GOptionContext *context)
{
    g_option_context_add_main_entries(context, job_entries, NULL);
    add_limit_options(context);
}

void spell_jobs_out(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strncmp(argv[i], "-j", 2) == 0 && g_ascii_isdigit(argv[i][2])) {
            static char spelt[32]; /* of the last such option, which counts */

            g_snprintf(spelt, sizeof spelt, "--jobs=%s", argv[i] + 2);
            argv[i] = spelt;
        }
}

bool check_isolation_options(void)
{
    if (sandbox != NULL && strcmp(sandbox, "on") != 0 && strcmp(sandbox, "off") != 0)
        say("--sandbox", "takes on or off");
    else if (ocr != NULL && !kk_ocr_choose(ocr))
        say("--ocr", "takes auto, never, always, or page numbers such as 2,5-7");
    else if (jobs < 0 || jobs > MAX_JOBS)
        say("--jobs", "takes a number from 1 to 256");
    else if (limits.cpu_seconds < 1 || limits.wall_seconds < 1 || limits.wall_seconds > 86400 ||
             !(limits.page_cpu_seconds > 0 && limits.page_cpu_seconds < 86400))
        say("--cpu, --page-cpu, --wall", "take seconds: more than 0, at most 86400");
    else if (limits.memory_mb < 128 || limits.memory_mb > 1 << 20)
        say("--memory", "takes at least 128 MB (kompass itself needs half of that)");
    else {
        kk_tags_choose(in_full || kk_tags_chosen());
        return read_all_words();
    }
    return false;
}

/* AddressSanitizer needs calls and addresses of its own: with it no sandbox unless told. */
#ifdef KK_SANITIZED
#define SANDBOX_UNLESS_TOLD "off"
#else
#define SANDBOX_UNLESS_TOLD "on"
#endif

static const KkLimits *told_limits(void)
{
    limits.sandbox = strcmp(sandbox != NULL ? sandbox : SANDBOX_UNLESS_TOLD, "on") == 0;
    return &limits;
}

/* A child's end is told by its status. */
static void arm_in_child(void)
{
    arm_allocation_guard(KK_EXIT_OOM, NULL);
}

KkPoolOptions isolation_options(const char *password)
{
    told_limits();
    return (KkPoolOptions){.n_workers = jobs > 0 ? (guint)jobs : g_get_num_processors(),
                           .limits = limits,
                           .password = password,
                           .in_child = arm_in_child};
}

/* ---- one document, in this process ------------------------------------------------------- */

/* What may end the reading of a document. */
static const int ends[] = {SIGXCPU, SIGPROF, SIGALRM, SIGSYS,
#ifndef KK_SANITIZED /* which tells of these itself */
                           SIGSEGV, SIGBUS,  SIGFPE,  SIGILL,
                           SIGABRT
#endif
};
static char *last_words[G_N_ELEMENTS(ends)];

/* Ends by the call itself: before _exit() AddressSanitizer asks for the stack, and may wait for
 * the memory that the signal came upon for ever. */
static void on_end(int number)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
        if (ends[i] == number)
            (void)!write(STDERR_FILENO, last_words[i], strlen(last_words[i]));
    syscall(SYS_exit_group, STATUS_UNPROCESSED);
}

static char *dup_message(const char *path, const char *message)
{
    g_autofree char *shown = dup_visible(path);

    return g_strdup_printf("kompass: %s: %s\n", shown, message);
}

/* Each end has its words before it comes; a stack that overflows leaves room for none. */
static void prepare_ends(const char *path)
{
    static char stack[1 << 14];
    const stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_handler = on_end, .sa_flags = SA_ONSTACK};

    sigaltstack(&alternate, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *words = kk_end_words(ends[i], &limits, NULL);

        last_words[i] = dup_message(path, words);
        sigaction(ends[i], &action, NULL);
    }
    g_autofree char *words = g_strdup_printf(
        "it needed more than %d MB of memory (raise the limit with --memory)", limits.memory_mb);
    arm_allocation_guard(STATUS_UNPROCESSED, dup_message(path, words));
}

bool confine_to(KkInput *input, GError **error)
{
    kk_extract_warm_up(false, strcmp(input->media_type, "text/html") == 0);
    kk_patterns_seal(false);
    told_limits();
    gsize length;
    const char *bytes = g_bytes_get_data(input->bytes, &length);
    const guint n_pictures = kk_ocr_count_pages(bytes, length);
    if (n_pictures > 0 && kk_ocr_load())
        kk_limits_allow_recognising(&limits, n_pictures);
    prepare_ends(input->path);
    alarm((unsigned)limits.wall_seconds);
    if (!kk_confine_self(&limits, error))
        return false;
    kk_begin_document(input);
    return true;
}

/* ---- signals ---------------------------------------------------------------------------- */

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
}

void hear_signals(void)
{
    const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal}, before;

    /* nohup, and shells that put a command into the background, have some ignored */
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
}

bool is_interrupted(void)
{
    return interrupted != 0;
}

KkRecord record_of(const KkAnswer *answer)
{
    return (KkRecord){.path = answer->task->path,
                      .sha256 = answer->task->sha256,
                      .bytes = answer->task->bytes,
                      .fate = answer->fate,
                      .message = answer->message,
                      .complaints = answer->complaints,
                      .cpu_seconds = answer->cpu_seconds,
                      .wall_seconds = answer->wall_seconds,
                      .peak_kib = answer->peak_kib,
                      .result = answer->result};
}

/* ---- the batch -------------------------------------------------------------------------- */

/* Where a batch stands. */
typedef struct {
    const Batch *batch;
    guint64 n_begun, n_taken;
    KkAnswer *kept[WINDOW]; /* by number, for answers before their turn */
    gsize kept_bytes;
    bool at_end, stopped;
} Progress;

static KkAnswer *refuse(const char *path, char *sha256, gint64 bytes, const GError *error)
{
    KkAnswer *answer = g_new0(KkAnswer, 1);

    answer->task = kk_task_new(path, -1, sha256, bytes);
    answer->fate = kk_fate_of_error(error);
    answer->message = g_strdup(error->message);
    return answer;
}

/* Opens and hashes; NULL with @refusal where that fails. */
static KkTask *open_task(KkFound *found, KkAnswer **refusal)
{
    gint64 bytes = -1;
    int fd = found->error == NULL
                 ? kk_open_regular(found->path, found->named, &bytes, &found->error)
                 : -1;
    char *sha256 = fd >= 0 ? kk_hash_file(fd, &found->error) : NULL;

    if (sha256 != NULL)
        return kk_task_new(found->path, fd, sha256, bytes);
    if (fd >= 0)
        close(fd);
    *refusal = refuse(found->path, NULL, bytes, found->error);
    return NULL;
}

KkAnswer *read_apart(const char *path, bool claims, const char *password, GError **error)
{
    static KkPool *pools[2]; /* as long as the program */
    KkFound found = {.path = (char *)path, .named = true};
    KkAnswer *answer = NULL;

    if (pools[claims] == NULL) {
        KkPoolOptions options = isolation_options(password);

        options.n_workers = 1;
        options.claims = claims;
        pools[claims] = kk_pool_new(&options, error);
    }
    KkTask *task = pools[claims] != NULL ? open_task(&found, &answer) : NULL;
    if (task != NULL)
        kk_pool_submit(pools[claims], task);
    while (task != NULL && answer == NULL)
        answer = kk_pool_wait(pools[claims], -1);
    g_clear_error(&found.error);
    return answer;
}

static void take(Progress *progress, KkAnswer *answer)
{
    if (!progress->stopped && !progress->batch->take(progress->batch->data, answer))
        progress->stopped = true;
    kk_answer_free(answer);
    progress->n_taken++;
}

/* An answer's turn has come, or it is kept for it. */
static void arrive(Progress *progress, KkAnswer *answer)
{
    if (!progress->batch->in_order) {
        take(progress, answer);
        return;
    }
    progress->kept[GPOINTER_TO_SIZE(answer->task->tag) % WINDOW] = answer;
    progress->kept_bytes += answer->length;
    while ((answer = progress->kept[progress->n_taken % WINDOW]) != NULL) {
        progress->kept[progress->n_taken % WINDOW] = NULL;
        progress->kept_bytes -= answer->length;
        take(progress, answer);
    }
}

/* Begins an input: it is refused, dealt with otherwise, or given to a reader. */
static void begin(Progress *progress, KkFound *found)
{
    const Batch *batch = progress->batch;
    KkAnswer *refusal = NULL;
    KkTask *task = open_task(found, &refusal);
    KkTask *begun = task != NULL ? task : refusal->task;

    begun->tag = GSIZE_TO_POINTER(progress->n_begun);
    if (task == NULL) {
        progress->n_begun++;
        arrive(progress, refusal);
    } else if (batch->wants == NULL || batch->wants(batch->data, task)) {
        progress->n_begun++;
        kk_pool_submit(batch->pool, task);
    } else {
        kk_task_free(task);
    }
}

static void begin_next(Progress *progress)
{
    const Batch *batch = progress->batch;
    KkFound found = {0};

    progress->at_end = !kk_walk_next(batch->walk, &found);
    if (progress->at_end)
        return;
    /* of a list whose writer was stopped with us, the last name may be half a one */
    if (!is_interrupted() &&
        (batch->passes_over == NULL || !batch->passes_over(batch->data, found.path)))
        begin(progress, &found);
    g_free(found.path);
    g_clear_error(&found.error);
}

static bool may_begin(const Progress *progress)
{
    return !progress->at_end && kk_pool_has_room(progress->batch->pool) &&
           progress->n_begun - progress->n_taken < WINDOW && progress->kept_bytes < MAX_KEPT;
}

/* Who waits for an answer before he writes the next name must get it. */
static bool waits_for_list(const Progress *progress)
{
    return progress->n_begun > progress->n_taken && kk_walk_would_wait(progress->batch->walk);
}

/* Answers are looked for between any two inputs: many that need no reading must not keep a
 * child waiting to be heard. */
bool run_batch(const Batch *batch, GError **error)
{
    Progress progress = {.batch = batch};
    KkAnswer *answer;

    while (!is_interrupted() && !progress.stopped) {
        const bool room = may_begin(&progress), waiting = room && waits_for_list(&progress);

        if (room && !waiting)
            begin_next(&progress);
        else if (progress.at_end && progress.n_taken == progress.n_begun)
            break;
        const int wait_ms = waiting ? LIST_WAIT_MS : may_begin(&progress) ? 0 : WAIT_MS;

        if ((answer = kk_pool_wait(batch->pool, wait_ms)) != NULL)
            arrive(&progress, answer);
    }
    for (guint i = 0; i < WINDOW; i++)
        kk_answer_free(progress.kept[i]);
    if (!is_interrupted() && !progress.stopped && kk_walk_broke_off(batch->walk, error))
        return false;
    return !is_interrupted() && !progress.stopped;
}
