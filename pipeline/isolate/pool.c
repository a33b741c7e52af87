/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pool.c - our side: gives documents to workers, gathers answers, says what became of each.
 *
 * One document ends with exactly one answer. Answers are read as they come, up to a limit;
 * what a child says on standard error is read too, and mostly dropped, so that it never
 * blocks. Where a child was killed from outside (by hand, by a system short of memory) its document
 * is not to blame: it is given to a worker again, and if that does not help it was not read. */
#define _GNU_SOURCE
#include "isolate.h"

#include <kk/error.h>
#include <kk/ocr.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* How often a document is given out anew after its child was killed from outside. */
#define MAX_OUTSIDE_KILLS 3

/* Open files: a document's own, two pipes' ends and a socket; the archive, lists, outputs. */
#define FILES_PER_WORKER 4
#define FILES_BESIDE 96 /* a child sets its own down above 64 for a moment */

enum { SOCKET, ANSWER, COMPLAINTS, N_CHANNELS };

/* A worker, and the document it is at. */
typedef struct {
    pid_t pid;
    int fds[N_CHANNELS]; /* ours; -1: closed */
    KkTask *task;        /* NULL: idle */
    GByteArray *answer;
    GString *complaints;
    bool too_long; /* the answer */
    bool has_reply;
    WorkerReply reply;
    int n_killed; /* times that the document was killed from outside */
} Slot;

struct KkPool {
    KkPoolOptions options;
    Sandbox sandbox;
    Slot *slots;
    struct pollfd *watched; /* N_CHANNELS a slot */
};

KkTask *kk_task_new(const char *path, int fd, char *sha256, gint64 bytes)
{
    KkTask *task = g_new0(KkTask, 1);

    task->path = g_strdup(path);
    task->fd = fd;
    task->sha256 = sha256;
    task->bytes = bytes;
    return task;
}

void kk_task_free(KkTask *task)
{
    if (task == NULL)
        return;
    if (task->fd >= 0)
        close(task->fd);
    g_free(task->path);
    g_free(task->sha256);
    g_free(task);
}

void kk_answer_free(KkAnswer *answer)
{
    if (answer == NULL)
        return;
    kk_task_free(answer->task);
    g_free(answer->message);
    g_free(answer->complaints);
    kk_result_free(answer->result);
    kk_claims_free(answer->claims);
    g_free(answer);
}

/* ---- workers ---------------------------------------------------------------------------- */

static void close_channel(Slot *slot, int channel)
{
    if (slot->fds[channel] >= 0)
        close(slot->fds[channel]);
    slot->fds[channel] = -1;
}

static bool start_worker(KkPool *pool, Slot *slot)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    slot->pid = fork();
    if (slot->pid == 0)
        worker_run(ends[1], &pool->options, &pool->sandbox);
    close(ends[1]);
    slot->fds[SOCKET] = ends[0];
    if (slot->pid > 0)
        return true;
    close_channel(slot, SOCKET);
    return false;
}

/* Its child ends with it. */
static void end_process(Slot *slot)
{
    close_channel(slot, SOCKET);
    if (slot->pid <= 0)
        return;
    kill(slot->pid, SIGKILL);
    while (waitpid(slot->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    slot->pid = 0;
}

static void end_worker(Slot *slot)
{
    close_channel(slot, ANSWER);
    close_channel(slot, COMPLAINTS);
    end_process(slot);
}

/* Makes room for as many open files as the workers need: what an answer that cannot be heard
 * comes to would be blamed on its document. */
static bool make_room_for_files(guint n_workers, GError **error)
{
    const rlim_t needed = (rlim_t)n_workers * FILES_PER_WORKER + FILES_BESIDE;
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
        return true;
    limit.rlim_cur = MIN(needed, limit.rlim_max);
    if (limit.rlim_cur == needed && setrlimit(RLIMIT_NOFILE, &limit) == 0)
        return true;
    g_set_error(
        error, KK_ERROR, KK_ERROR_SANDBOX,
        "reading %u documents at a time needs %u open files, but the limit is %u; lower --jobs "
        "or raise ulimit -n",
        n_workers, (guint)needed, (guint)limit.rlim_max);
    return false;
}

KkPool *kk_pool_new(const KkPoolOptions *options, GError **error)
{
    if (!make_room_for_files(options->n_workers, error))
        return NULL;
    g_autoptr(KkPool) pool = g_new0(KkPool, 1);

    pool->options = *options;
    if (options->work == NULL)
        pool->options.work = options->claims ? kk_work_claims : kk_work_extract;
    pool->slots = g_new0(Slot, options->n_workers);
    pool->watched = g_new0(struct pollfd, options->n_workers * N_CHANNELS);
    for (guint i = 0; i < options->n_workers; i++) {
        pool->slots[i] = (Slot){
            .fds = {-1, -1, -1}, .answer = g_byte_array_new(), .complaints = g_string_new(NULL)};
    }
    if (options->limits.sandbox &&
        (!sandbox_prepare(&pool->sandbox, error) || !sandbox_try(&pool->sandbox, error)))
        return NULL;
    for (guint i = 0; i < options->n_workers; i++)
        if (!start_worker(pool, &pool->slots[i])) {
            g_set_error(error, KK_ERROR, KK_ERROR_SANDBOX, "cannot start a worker process: %s",
                        g_strerror(errno));
            return NULL;
        }
    return g_steal_pointer(&pool);
}

void kk_pool_free(KkPool *pool)
{
    if (pool == NULL)
        return;
    for (guint i = 0; i < pool->options.n_workers; i++) {
        Slot *slot = &pool->slots[i];

        end_worker(slot);
        kk_task_free(slot->task);
        g_byte_array_unref(slot->answer);
        g_string_free(slot->complaints, TRUE);
    }
    sandbox_clear(&pool->sandbox);
    g_free(pool->slots);
    g_free(pool->watched);
    g_free(pool);
}

/* ---- giving a document out -------------------------------------------------------------- */

static Slot *find_idle(const KkPool *pool)
{
    for (guint i = 0; i < pool->options.n_workers; i++)
        if (pool->slots[i].task == NULL)
            return &pool->slots[i];
    return NULL;
}

bool kk_pool_has_room(const KkPool *pool)
{
    return find_idle(pool) != NULL;
}

static bool open_pipes(Slot *slot, int ends[2])
{
    int answer[2], complaints[2];

    if (pipe2(answer, O_CLOEXEC) != 0)
        return false;
    if (pipe2(complaints, O_CLOEXEC) != 0) {
        close(answer[0]);
        close(answer[1]);
        return false;
    }
    slot->fds[ANSWER] = answer[0];
    slot->fds[COMPLAINTS] = complaints[0];
    ends[0] = answer[1];
    ends[1] = complaints[1];
    return true;
}

/* Gives the slot's task to its worker, anew started if it has died. Where that fails all
 * channels are closed, which the wait takes for a worker that has died. */
static void give_out(KkPool *pool, Slot *slot)
{
    int ends[2];

    g_byte_array_set_size(slot->answer, 0);
    g_string_truncate(slot->complaints, 0);
    slot->too_long = slot->has_reply = false;
    if (slot->fds[SOCKET] < 0 && !start_worker(pool, slot))
        return;
    if (!open_pipes(slot, ends)) {
        end_process(slot);
        return;
    }
    if (!worker_send(slot->fds[SOCKET], slot->task->path,
                     (int[]){slot->task->fd, ends[0], ends[1]}))
        end_worker(slot);
    close(ends[0]);
    close(ends[1]);
}

void kk_pool_submit(KkPool *pool, KkTask *task)
{
    Slot *slot = find_idle(pool);

    g_return_if_fail(slot != NULL);
    slot->task = task;
    slot->n_killed = 0;
    give_out(pool, slot);
}

/* ---- what became of it ------------------------------------------------------------------ */

char *kk_end_words(int signal_number, const KkLimits *limits, KkFate *fate)
{
    KkFate ignored, *out = fate != NULL ? fate : &ignored;

    switch (signal_number) {
    case SIGXCPU:
        *out = KK_FATE_TIMEOUT_CPU;
        return g_strdup_printf(
            "it took more than %d s of processor time (raise the limit with --cpu)",
            limits->cpu_seconds);
    case SIGPROF:
        *out = KK_FATE_TIMEOUT_CPU;
        if (limits->n_recognised > 0)
            return g_strdup_printf(
                "opening it or a page took more than %g s of processor time, or recognising a page "
                "%g s (raise the limits with --page-cpu)",
                limits->page_cpu_seconds, limits->page_cpu_seconds + KK_OCR_PAGE_SECONDS);
        return g_strdup_printf(
            "opening it or a page took more than %g s of processor time (raise the limit with "
            "--page-cpu)",
            limits->page_cpu_seconds);
    case SIGALRM:
        *out = KK_FATE_TIMEOUT_WALL;
        return g_strdup_printf("it took more than %d s (raise the limit with --wall)",
                               limits->wall_seconds);
    case SIGSYS:
        *out = KK_FATE_FORBIDDEN;
        return g_strdup("the process that read it tried something the sandbox forbids");
    case SIGSEGV:
    case SIGBUS:
    case SIGFPE:
    case SIGILL:
    case SIGTRAP:
    case SIGABRT:
    case SIGPIPE:
    case SIGXFSZ:
        *out = KK_FATE_CRASH;
        return g_strdup_printf("the process that read it crashed: %s", g_strsignal(signal_number));
    default: /* what no child brings upon itself */
        *out = KK_FATE_KILLED;
        return g_strdup(
            "the process that read it was killed, perhaps because the machine ran out of "
            "memory; try again with fewer --jobs");
    }
}

/* Those of a document, which the worker may have raised. */
static KkLimits limits_of(const WorkerReply *reply, const KkPoolOptions *options)
{
    KkLimits limits = options->limits;

    kk_limits_allow_recognising(&limits, reply->n_recognised);
    return limits;
}

/* What ended the child; SIGKILL may be the processor time's second blow. */
static int signal_of(const WorkerReply *reply, const KkLimits *limits)
{
    const int number = WTERMSIG(reply->wait_status);

    return number == SIGKILL && reply->cpu_seconds >= limits->cpu_seconds ? SIGXCPU : number;
}

static void judge_signal(KkAnswer *answer, int signal_number, const KkLimits *limits)
{
    answer->message = kk_end_words(signal_number, limits, &answer->fate);
}

/* Poppler's words for a refused allocation, after which it goes on with less, or for one of a size
 * that cannot be, after which it aborts: the second line behind the allocation guard. */
static bool complains_of_memory(const char *complaints)
{
    static const char *const words[] = {"Out of memory", "Bogus memory allocation size"};

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        for (const char *p = complaints; (p = strstr(p, words[i])) != NULL; p++)
            if (p == complaints || p[-1] == '\n')
                return true;
    return false;
}

static void judge_exit(KkAnswer *answer, const Slot *slot, int status, const KkLimits *limits,
                       bool claims)
{
    if (status == KK_EXIT_OOM)
        answer_end(answer, KK_FATE_OOM,
                   "it needed more than %d MB of memory (raise the limit with --memory)",
                   limits->memory_mb);
    else if (status == KK_EXIT_FORBIDDEN)
        judge_signal(answer, SIGSYS, limits);
    else if (status != 0)
        answer_end(answer, KK_FATE_CRASH, "the process that read it ended with status %d", status);
    else
        kk_answer_decode(answer, claims, slot->answer->data, slot->answer->len);
}

static void judge(KkAnswer *answer, const Slot *slot, const KkPoolOptions *options)
{
    const WorkerReply *reply = &slot->reply;
    const KkLimits limits = limits_of(reply, options);
    const bool aborted = WIFSIGNALED(reply->wait_status) && WTERMSIG(reply->wait_status) == SIGABRT;

    answer->cpu_seconds = reply->cpu_seconds;
    answer->wall_seconds = reply->wall_seconds;
    answer->peak_kib = reply->peak_kib;
    if (slot->too_long)
        answer_end(answer, KK_FATE_OUTPUT_TOO_BIG,
                   "the process that read it produced more than %u MB",
                   (guint)(limits.answer_bytes >> 20));
    else if (reply->out_of_time)
        judge_signal(answer, SIGALRM, &limits);
    else if (WIFSIGNALED(reply->wait_status))
        judge_signal(answer, signal_of(reply, &limits), &limits);
    else
        judge_exit(answer, slot, WEXITSTATUS(reply->wait_status), &limits, options->claims);
    if ((kk_fate_has_report(answer->fate) || aborted) && complains_of_memory(slot->complaints->str))
        answer_end(answer, KK_FATE_OOM, "out of memory");
}

/* Since it was hashed. A report says itself which bytes it was read from; a failure does not,
 * and must not be told of others. */
static bool has_changed(const KkTask *task)
{
    g_autofree char *now = task->fd >= 0 ? kk_hash_file(task->fd, NULL) : NULL;

    return now != NULL && task->sha256 != NULL && strcmp(now, task->sha256) != 0;
}

static KkAnswer *finish(Slot *slot, const KkPoolOptions *options)
{
    KkAnswer *answer = g_new0(KkAnswer, 1);

    answer->task = g_steal_pointer(&slot->task);
    if (slot->complaints->len > 0)
        answer->complaints = g_utf8_make_valid(slot->complaints->str, -1);
    answer->length = slot->answer->len;
    judge(answer, slot, options);
    g_byte_array_unref(slot->answer); /* an empty one would keep its memory */
    slot->answer = g_byte_array_new();
    if (!kk_fate_has_report(answer->fate) && has_changed(answer->task))
        answer_end(answer, KK_FATE_CHANGED, "the file changed while it was being read; try again");
    return answer;
}

/* ---- waiting ---------------------------------------------------------------------------- */

static bool is_done(const Slot *slot)
{
    return slot->task != NULL && slot->fds[ANSWER] < 0 && slot->fds[COMPLAINTS] < 0 &&
           (slot->has_reply || slot->fds[SOCKET] < 0);
}

static bool was_killed_from_outside(const Slot *slot, const KkPoolOptions *options)
{
    const WorkerReply *reply = &slot->reply;
    const KkLimits limits = limits_of(reply, options);
    KkFate fate = KK_FATE_OK;

    if (!slot->too_long && !reply->out_of_time && WIFSIGNALED(reply->wait_status))
        g_free(kk_end_words(signal_of(reply, &limits), &limits, &fate));
    return fate == KK_FATE_KILLED;
}

/* The answer of a slot that is done; NULL when its document was given out again. */
static KkAnswer *take_done(KkPool *pool, Slot *slot)
{
    if (!slot->has_reply) /* the worker has died, and its child with it */
        slot->reply = (WorkerReply){.wait_status = SIGKILL};
    if (was_killed_from_outside(slot, &pool->options) && ++slot->n_killed <= MAX_OUTSIDE_KILLS) {
        give_out(pool, slot);
        return NULL;
    }
    return finish(slot, &pool->options);
}

static void read_answer(Slot *slot, const KkLimits *limits)
{
    static guint8 buffer[1 << 16];
    gssize n = read(slot->fds[ANSWER], buffer, sizeof buffer);

    if (n <= 0) {
        if (n == 0 || errno != EINTR)
            close_channel(slot, ANSWER);
        return;
    }
    if (slot->answer->len + (gsize)n <= limits->answer_bytes) {
        g_byte_array_append(slot->answer, buffer, (guint)n);
        return;
    }
    slot->too_long = true;
    worker_call_off(slot->fds[SOCKET]);
    close_channel(slot, ANSWER);
}

static void read_complaints(Slot *slot)
{
    char buffer[4096];
    gssize n = read(slot->fds[COMPLAINTS], buffer, sizeof buffer);

    if (n == 0 || (n < 0 && errno != EINTR))
        close_channel(slot, COMPLAINTS);
    else if (n > 0 && slot->complaints->len < KEPT_COMPLAINTS)
        g_string_append_len(slot->complaints, buffer,
                            (gssize)MIN((gsize)n, KEPT_COMPLAINTS - slot->complaints->len));
}

static void read_reply(Slot *slot)
{
    gssize n = recv(slot->fds[SOCKET], &slot->reply, sizeof slot->reply, 0);

    if (n == (gssize)sizeof slot->reply)
        slot->has_reply = true;
    else if (n >= 0 || errno != EINTR)
        end_process(slot);
}

static void read_channel(const KkPool *pool, Slot *slot, int channel)
{
    if (channel == ANSWER)
        read_answer(slot, &pool->options.limits);
    else if (channel == COMPLAINTS)
        read_complaints(slot);
    else
        read_reply(slot);
}

static bool is_busy(const KkPool *pool)
{
    for (guint i = 0; i < pool->options.n_workers; i++)
        if (pool->slots[i].task != NULL)
            return true;
    return false;
}

/* Waits once and reads what has come. Whether anything had. */
static bool poll_once(KkPool *pool, int timeout_ms)
{
    guint n = pool->options.n_workers * N_CHANNELS;

    for (guint i = 0; i < n; i++)
        pool->watched[i] = (struct pollfd){.fd = pool->slots[i / N_CHANNELS].fds[i % N_CHANNELS],
                                           .events = POLLIN};
    if (poll(pool->watched, n, timeout_ms) <= 0)
        return false;
    for (guint i = 0; i < n; i++)
        if (pool->watched[i].revents != 0)
            read_channel(pool, &pool->slots[i / N_CHANNELS], (int)(i % N_CHANNELS));
    return true;
}

KkAnswer *kk_pool_wait(KkPool *pool, int timeout_ms)
{
    while (is_busy(pool)) {
        for (guint i = 0; i < pool->options.n_workers; i++) {
            KkAnswer *answer = is_done(&pool->slots[i]) ? take_done(pool, &pool->slots[i]) : NULL;

            if (answer != NULL)
                return answer;
        }
        if (!poll_once(pool, timeout_ms))
            return NULL;
    }
    return NULL;
}
