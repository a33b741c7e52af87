/* SPDX-License-Identifier: GPL-2.0-or-later */
/* worker.c - a process that is warm, parses nothing, and forks a child for each document.
 *
 * Whatever a document does to its child, the next one begins from the same clean memory. The
 * worker ends with its pool, and a child with its worker, however they end. */
#define _GNU_SOURCE
#include "isolate.h"

#include <kk/document.h>
#include <kk/error.h>
#include <kk/ocr.h>
#include <kk/pattern.h>
#include <kk/register.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FD_FILE, FD_ANSWER, FD_COMPLAINTS, N_FDS };

/* Seconds; the most that a pause in which we were stopped can cost a child of its time. */
#define LONGEST_WAIT 0.25
#define LOOK_EVERY 0.005 /* where a child's end cannot be waited for: before Linux 5.3 */

/* ---- messages --------------------------------------------------------------------------- */

typedef union {
    struct cmsghdr align;
    char space[CMSG_SPACE(N_FDS * sizeof(int))];
} Control;

bool worker_send(int socket, const char *path, const int fds[N_FDS])
{
    struct iovec text = {(void *)path, strlen(path) + 1};
    Control control;
    struct msghdr message = {.msg_iov = &text,
                             .msg_iovlen = 1,
                             .msg_control = control.space,
                             .msg_controllen = sizeof control.space};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);

    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(N_FDS * sizeof(int));
    memcpy(CMSG_DATA(header), fds, N_FDS * sizeof(int));
    return sendmsg(socket, &message, MSG_NOSIGNAL) >= 0;
}

void worker_call_off(int socket)
{
    (void)send(socket, "", 1, MSG_NOSIGNAL);
}

/* The next document; a message without descriptors came too late to call its child off. */
static bool receive(int socket, char path[MAX_PATH_BYTES], int fds[N_FDS])
{
    for (;;) {
        struct iovec text = {path, MAX_PATH_BYTES};
        Control control;
        struct msghdr message = {.msg_iov = &text,
                                 .msg_iovlen = 1,
                                 .msg_control = control.space,
                                 .msg_controllen = sizeof control.space};
        gssize n = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
        struct cmsghdr *header = n > 0 ? CMSG_FIRSTHDR(&message) : NULL;

        if (n == 0 || (n < 0 && errno != EINTR))
            return false;
        if (header == NULL || header->cmsg_len != CMSG_LEN(N_FDS * sizeof(int)))
            continue;
        memcpy(fds, CMSG_DATA(header), N_FDS * sizeof(int));
        path[n - 1] = '\0';
        return true;
    }
}

/* ---- the child -------------------------------------------------------------------------- */

static KkInput *read_input(const char *path, int fd, GError **error)
{
    kk_begin_page();
    KkInput *input = kk_input_read(fd, path, error);
    if (input != NULL)
        kk_begin_document(input);
    return input;
}

int kk_work_extract(const char *path, int fd, const char *password, int answer_fd,
                    const KkLimits *limits)
{
    g_autoptr(GError) error = NULL;
    KkTimings timings = {0};
    double start = kk_cpu_seconds();
    g_autoptr(KkInput) input = read_input(path, fd, &error);

    (void)limits;
    timings.discover = kk_cpu_seconds() - start;
    g_autoptr(KkResult) result =
        input != NULL ? kk_process(input, password, &timings, &error) : NULL;
    if (result == NULL)
        return answer_send_error(answer_fd, error) ? 0 : 1;
    return answer_send_result(answer_fd, result, &timings) ? 0 : 1;
}

int kk_work_claims(const char *path, int fd, const char *password, int answer_fd,
                   const KkLimits *limits)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkInput) input = read_input(path, fd, &error);
    g_autoptr(KkClaims) claims = input != NULL ? kk_claims_process(input, password, &error) : NULL;

    (void)limits;
    if (claims == NULL)
        return answer_send_error(answer_fd, error) ? 0 : 1;
    return answer_send_claims(answer_fd, claims) ? 0 : 1;
}

/* How many pages the child at hand may have to recognise, for the worker's clock. The child tells,
 * before it reads the document, and cannot tell again. */
static guint *n_recognised;

/* A file with pictures that would fill pages gets the recogniser, which is loaded while files are
 * still within reach, and the limits that it needs. */
static void allow_recognising(int fd, KkLimits *limits)
{
    g_autoptr(GBytes) bytes = kk_read_regular(fd, NULL);
    gsize size = 0;
    const char *data = bytes != NULL ? g_bytes_get_data(bytes, &size) : NULL;
    const guint n = size > 0 ? kk_ocr_count_pages(data, size) : 0;

    if (n > 0 && kk_ocr_load()) {
        kk_limits_allow_recognising(limits, n);
        *n_recognised = n;
    }
    munmap(n_recognised, sizeof *n_recognised);
}

/* A child's descriptors, in their places: nothing else stays open. */
static void take_places(int fds[N_FDS])
{
    enum { FILE_PLACE = 3, ANSWER_PLACE, FIRST_FREE };
    int file = fcntl(fds[FD_FILE], F_DUPFD, 64), answer = fcntl(fds[FD_ANSWER], F_DUPFD, 64);

    if (file < 0 || answer < 0)
        _exit(1);
    dup2(fds[FD_COMPLAINTS], STDERR_FILENO);
    dup2(file, FILE_PLACE);
    dup2(answer, ANSWER_PLACE);
    syscall(SYS_close_range, FIRST_FREE, ~0u, 0);
    fds[FD_FILE] = FILE_PLACE;
    fds[FD_ANSWER] = ANSWER_PLACE;
}

G_NORETURN static void run_child(const char *path, int fds[N_FDS], pid_t worker,
                                 const KkPoolOptions *options, const Sandbox *sandbox)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != worker)
        _exit(1);
    take_places(fds);
    KkLimits limits = options->limits;
    allow_recognising(fds[FD_FILE], &limits);
    if (options->in_child != NULL)
        options->in_child();
    sandbox_set_limits(&limits, false);
    if (limits.sandbox && !(sandbox_close_files() && sandbox_enter(sandbox)))
        raise(SIGKILL); /* not the document's doing, which nothing has been made of */
    _exit(options->work(path, fds[FD_FILE], options->password, fds[FD_ANSWER], &limits));
}

/* ---- the worker ------------------------------------------------------------------------- */

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static bool has_ended(pid_t child)
{
    siginfo_t about = {0};

    return waitid(P_PID, (id_t)child, &about, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           about.si_pid == child;
}

/* Waits for the child's end, and brings it about when time is out, the pool asks, or the pool
 * is gone. Time in which we were stopped (Ctrl-Z stops the child, too) is none: what a wait
 * took beyond what it was to take does not count. */
static void await(pid_t child, int socket, const KkLimits *limits, WorkerReply *reply)
{
    double seconds_left = limits->wall_seconds;
    struct pollfd watched[] = {{.fd = (int)syscall(SYS_pidfd_open, child, 0), .events = POLLIN},
                               {.fd = socket, .events = POLLIN}};
    const double longest = watched[0].fd >= 0 ? LONGEST_WAIT : LOOK_EVERY;
    bool ended = false, asked = false;

    while (!ended && !asked && seconds_left > 0) {
        double wait = MIN(seconds_left, longest), before = now();

        poll(watched, 2, (int)(1000 * wait) + 1);
        seconds_left -= MIN(now() - before, wait);
        ended = has_ended(child);
        if (reply->n_recognised == 0 && *n_recognised > 0) {
            KkLimits raised = *limits;

            reply->n_recognised = *n_recognised;
            kk_limits_allow_recognising(&raised, reply->n_recognised);
            seconds_left += raised.wall_seconds - limits->wall_seconds;
        }
        asked = watched[1].revents != 0;
    }
    reply->out_of_time = !ended && !asked;
    reply->called_off = !ended && asked;
    if (!ended)
        kill(child, SIGKILL);
    if (watched[0].fd >= 0)
        close(watched[0].fd);
}

static double seconds(const struct timeval *time)
{
    return (double)time->tv_sec + 1e-6 * (double)time->tv_usec;
}

static void serve(int socket, const char *path, int fds[N_FDS], const KkPoolOptions *options,
                  const Sandbox *sandbox)
{
    WorkerReply reply = {0};
    struct rusage usage = {0};
    double begun = now();
    *n_recognised = 0;
    pid_t self = getpid(), child = fork();

    if (child == 0)
        run_child(path, fds, self, options, sandbox);
    for (int i = 0; i < N_FDS; i++)
        close(fds[i]);
    if (child < 0) {
        reply.wait_status = SIGKILL; /* as if it had been killed at once */
    } else {
        await(child, socket, &options->limits, &reply);
        while (wait4(child, &reply.wait_status, 0, &usage) < 0 && errno == EINTR)
            ;
    }
    reply.wall_seconds = now() - begun;
    reply.cpu_seconds = seconds(&usage.ru_utime) + seconds(&usage.ru_stime);
    reply.peak_kib = usage.ru_maxrss;
    if (send(socket, &reply, sizeof reply, MSG_NOSIGNAL) != sizeof reply)
        _exit(0);
}

/* What every child would do anew: here once. */
static void warm_up(bool web_pages)
{
    kk_extract_warm_up(true, web_pages);
    kk_patterns_seal(true);
    kk_register_find("Kommunkompassen", false, NULL);
}

/* Of the parent's descriptors only @socket stays. */
static void drop_descriptors(int socket)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    if (socket > 3)
        syscall(SYS_close_range, 3, socket - 1, 0);
    syscall(SYS_close_range, socket + 1, ~0u, 0);
}

/* The program's handlers of signals are not a child's, which could not even return from one. */
static void drop_handlers(void)
{
    struct sigaction before;

    for (int number = 1; number < NSIG; number++)
        if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            signal(number, SIG_DFL);
}

void worker_run(int socket, const KkPoolOptions *options, const Sandbox *sandbox)
{
    static char path[MAX_PATH_BYTES];
    int fds[N_FDS];

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    drop_handlers();
    signal(SIGINT, SIG_IGN); /* from the terminal: the parent ends us when it has heard it */
    signal(SIGHUP, SIG_IGN);
    drop_descriptors(socket);
    warm_up(options->claims);
    n_recognised =
        mmap(NULL, sizeof *n_recognised, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (n_recognised == MAP_FAILED)
        _exit(1);
    while (receive(socket, path, fds))
        serve(socket, path, fds, options, sandbox);
    _exit(0);
}
