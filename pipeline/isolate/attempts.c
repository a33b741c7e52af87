/* SPDX-License-Identifier: GPL-2.0-or-later */
/* attempts.c - what a document that has taken its reader over would try. For doctor and for
 * tests: each must be refused. */
#define _GNU_SOURCE
#include <kk/isolate.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each tells whether it succeeded. */

static bool write_a_file(void)
{
    return open("/tmp/kompass-attempt", O_WRONLY | O_CREAT | O_EXCL, 0600) >= 0;
}

static bool overwrite_a_file(void)
{
    return open("/dev/null", O_WRONLY) >= 0;
}

static bool read_another_file(void)
{
    return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool ask_for_a_size(void)
{
    struct stat status;

    return stat("/etc/passwd", &status) == 0;
}

/* Such a descriptor is good for fstat(). */
static bool open_a_path(void)
{
    return open("/etc/passwd", O_PATH) >= 0;
}

static bool list_a_folder(void)
{
    return open("/", O_RDONLY | O_DIRECTORY) >= 0;
}

static bool remove_a_file(void)
{
    return unlink("/tmp/kompass-attempt") == 0 || errno == ENOENT;
}

static bool open_a_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0) >= 0;
}

static bool run_a_program(void)
{
    execl("/bin/true", "true", (char *)NULL);
    return false;
}

static bool start_a_process(void)
{
    pid_t pid = fork();

    if (pid == 0)
        _exit(0);
    return pid > 0;
}

/* The parent stands for every other process. No version of Landlock keeps a child from it, since
 * the same rules confine it. To ask who it is would be refused. */
static pid_t parent;

void kk_prepare_attempt(void)
{
    parent = getppid();
}

static bool kill_its_parent(void)
{
    return kill(parent, SIGKILL) == 0;
}

static bool tkill_its_parent(void)
{
    return syscall(SYS_tkill, parent, SIGKILL) == 0;
}

/* By the signal that abort() sends. */
static bool tgkill_its_parent(void)
{
    return tgkill(parent, parent, SIGABRT) == 0;
}

static bool queue_a_signal(void)
{
    siginfo_t about = {.si_signo = SIGKILL, .si_code = SI_QUEUE};

    return syscall(SYS_rt_sigqueueinfo, parent, SIGKILL, &about) == 0;
}

static bool queue_a_signal_for_a_thread(void)
{
    siginfo_t about = {.si_signo = SIGKILL, .si_code = SI_QUEUE};

    return syscall(SYS_rt_tgsigqueueinfo, parent, parent, SIGKILL, &about) == 0;
}

static bool signal_by_descriptor(void)
{
    long fd = syscall(SYS_pidfd_open, parent, 0);

    return syscall(SYS_pidfd_send_signal, fd, SIGKILL, NULL, 0) == 0;
}

static bool trace_its_parent(void)
{
    return ptrace(PTRACE_SEIZE, parent, NULL, NULL) == 0;
}

/* A fork of its parent knows where that has what. */
static bool write_into_its_parent(void)
{
    static char target;
    struct iovec here = {&target, 1}, there = {&target, 1};

    return process_vm_writev(parent, &here, 1, &there, 1, 0) == 1;
}

static bool make_code(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                0) != MAP_FAILED;
}

static void go_on(int number)
{
    (void)number;
}

static bool outlive_a_refusal(void)
{
    return signal(SIGSYS, go_on) != SIG_ERR;
}

static bool ignore_the_end_of_its_time(void)
{
    return signal(SIGALRM, SIG_IGN) != SIG_ERR;
}

static bool put_the_end_of_its_time_off(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGALRM);
    return sigprocmask(SIG_BLOCK, &set, NULL) == 0;
}

static bool stop_the_clock(void)
{
    const struct itimerval none = {0};

    return setitimer(ITIMER_REAL, &none, NULL) == 0;
}

const KkAttempt kk_attempts[] = {
    {"write a file", write_a_file},
    {"overwrite a file", overwrite_a_file},
    {"read another file", read_another_file},
    {"ask for a file's size", ask_for_a_size},
    {"open a file's path", open_a_path},
    {"list a folder", list_a_folder},
    {"remove a file", remove_a_file},
    {"open a socket", open_a_socket},
    {"run a program", run_a_program},
    {"start a process", start_a_process},
    {"kill its parent: kill", kill_its_parent},
    {"kill its parent: tkill", tkill_its_parent},
    {"kill its parent: tgkill", tgkill_its_parent},
    {"kill its parent: rt_sigqueueinfo", queue_a_signal},
    {"kill its parent: rt_tgsigqueueinfo", queue_a_signal_for_a_thread},
    {"kill its parent: pidfd_send_signal", signal_by_descriptor},
    {"trace its parent", trace_its_parent},
    {"write into its parent's memory", write_into_its_parent},
    {"continue after a refusal", outlive_a_refusal},
    {"ignore its time limit", ignore_the_end_of_its_time},
    {"postpone its time limit", put_the_end_of_its_time_off},
    {"stop the clock", stop_the_clock},
    {"turn data into code", make_code},
    {NULL, NULL},
};

int kk_work_attempt(const char *path, int fd, const char *password, int answer_fd,
                    const KkLimits *limits)
{
    (void)fd;
    (void)password;
    (void)answer_fd;
    (void)limits;
    g_return_val_if_fail(parent > 0, 1);
    for (const KkAttempt *attempt = kk_attempts; attempt->name != NULL; attempt++)
        if (strcmp(attempt->name, path) == 0)
            return attempt->succeeds() ? 0 : KK_EXIT_FORBIDDEN;
    return 1;
}
