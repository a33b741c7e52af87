/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sandbox.c - what confines a child: limits, Landlock, a filter of system calls.
 *
 * Landlock alone leaves UDP open, seccomp alone cannot tell one file from another: together
 * nothing is left but memory, the descriptors that the child has, and poppler's own data.
 * The list of calls is what 5,238 odd PDFs needed, and what GLib needs to die in order. */
#define _GNU_SOURCE
#include "isolate.h"

#include <kk/error.h>
#include <kk/ocr.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* Encodings and character maps: without them poppler loses text and says nothing. */
#define POPPLER_DATA "/usr/share/poppler"

/* Rights and scopes that the headers of Debian 12 do not know yet, by version of Landlock's
 * interface (linux/landlock.h): what a version does not know may not be asked of it. */
#define FS_RIGHTS_1 ((1ull << 13) - 1)
#define FS_REFER (1ull << 13)     /* 2 */
#define FS_TRUNCATE (1ull << 14)  /* 3 */
#define NET_RIGHTS 3ull           /* 4: TCP bind and connect */
#define FS_IOCTL_DEV (1ull << 15) /* 5 */
#define SCOPES 3ull               /* 6: abstract sockets, signals */

typedef struct {
    guint64 handled_access_fs, handled_access_net, scoped;
} RulesetAttr;

/* ---- what the kernel can do ------------------------------------------------------------- */

static int landlock_version(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

    return version > 0 ? (int)version : 0;
}

KkConfinement kk_confinement_probe(void)
{
    return (KkConfinement){
        .landlock = landlock_version(),
        /* A NULL filter is refused as a bad address where filters are known. */
        .seccomp = prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL, 0, 0) != 0 && errno == EFAULT,
        .has_poppler_data = access(POPPLER_DATA "/cMap", R_OK) == 0,
    };
}

char *kk_confinement_dup_text(const KkLimits *limits)
{
    KkConfinement can = kk_confinement_probe();

    if (!limits->sandbox)
        return g_strdup("limits only, sandbox off");
    return g_strdup_printf("landlock %d, seccomp, limits", can.landlock);
}

/* ---- Landlock --------------------------------------------------------------------------- */

static guint64 fs_rights(int version)
{
    guint64 rights = FS_RIGHTS_1;

    if (version >= 2)
        rights |= FS_REFER;
    if (version >= 3)
        rights |= FS_TRUNCATE;
    if (version >= 5)
        rights |= FS_IOCTL_DEV;
    return rights;
}

/* The attributes have grown: an older kernel is given the part that it knows. */
static gsize size_of_attr(int version)
{
    return version >= 6   ? sizeof(RulesetAttr)
           : version >= 4 ? G_STRUCT_OFFSET(RulesetAttr, scoped)
                          : G_STRUCT_OFFSET(RulesetAttr, handled_access_net);
}

static void allow_reading(int ruleset, const char *folder)
{
    struct landlock_path_beneath_attr rule = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
        .parent_fd = open(folder, O_PATH | O_CLOEXEC),
    };

    if (rule.parent_fd < 0)
        return; /* not installed: doctor says so */
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
}

bool sandbox_close_files(void)
{
    int version = landlock_version();
    RulesetAttr attr = {fs_rights(version), NET_RIGHTS, SCOPES};
    long ruleset = syscall(SYS_landlock_create_ruleset, &attr, size_of_attr(version), 0);

    if (ruleset < 0)
        return false;
    allow_reading((int)ruleset, POPPLER_DATA);
    bool entered = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                   syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close((int)ruleset);
    return entered;
}

/* ---- the filter of system calls --------------------------------------------------------- */

static const int allowed[] = {
    SCMP_SYS(read),      SCMP_SYS(pread64),       SCMP_SYS(write),
    SCMP_SYS(writev),    SCMP_SYS(close),         SCMP_SYS(lseek),
    SCMP_SYS(fstat),     SCMP_SYS(getdents64),    SCMP_SYS(brk),
    SCMP_SYS(munmap),    SCMP_SYS(mremap),        SCMP_SYS(madvise),
    SCMP_SYS(futex),     SCMP_SYS(sched_yield),   SCMP_SYS(getpid),
    SCMP_SYS(gettid),    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom), SCMP_SYS(getrusage),     SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),      SCMP_SYS(exit_group),
};

/* Answered with "not permitted" where the asker can do without; getpeername is GLib's, on its
 * way to abort(). newfstatat is stat() and, up to glibc 2.38, fstat(): what may ask for an open
 * file may ask for any by its name. */
static const int refused[] = {
    SCMP_SYS(access),      SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(stat),
    SCMP_SYS(lstat),       SCMP_SYS(statx),     SCMP_SYS(readlink),   SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),      SCMP_SYS(sysinfo),   SCMP_SYS(uname),      SCMP_SYS(ioctl),
    SCMP_SYS(getpeername), SCMP_SYS(fcntl),     SCMP_SYS(prctl),      SCMP_SYS(statfs),
    SCMP_SYS(newfstatat),
};

static bool add_rules(scmp_filter_ctx filter)
{
    /* O_PATH opens what Landlock closes, and fstat() tells of it. */
    const unsigned not_reading = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_PATH;
    int failed = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(allowed); i++)
        failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++)
        failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), refused[i], 0);
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                               SCMP_A2(SCMP_CMP_MASKED_EQ, not_reading, 0));
    /* memory of our own that is never code */
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2,
                               SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
                               SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS));
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                               SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    /* abort(): whom it may end is told by allow_own_end() */
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                               SCMP_A2(SCMP_CMP_EQ, SIGABRT));
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(rt_sigaction), 1,
                               SCMP_A0(SCMP_CMP_EQ, SIGABRT));
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(rt_sigprocmask), 1,
                               SCMP_A0(SCMP_CMP_EQ, SIG_UNBLOCK));
    /* kk_begin_page(): the limits of the document have other clocks */
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(setitimer), 1,
                               SCMP_A0(SCMP_CMP_EQ, ITIMER_PROF));
    return failed == 0;
}

/* libseccomp gives a filter's code to a file only. */
static bool export_filter(scmp_filter_ctx filter, struct sock_fprog *program)
{
    int fd = memfd_create("filter", MFD_CLOEXEC);
    bool exported = fd >= 0 && seccomp_export_bpf(filter, fd) == 0;
    off_t size = exported ? lseek(fd, 0, SEEK_END) : 0;

    if (size > 0) {
        program->filter = g_malloc((gsize)size);
        program->len = (unsigned short)((gsize)size / sizeof *program->filter);
        exported = pread(fd, program->filter, (gsize)size, 0) == size;
    }
    if (fd >= 0)
        close(fd);
    return exported && size > 0;
}

static bool make_filter(struct sock_fprog *program)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_TRAP);
    bool made = filter != NULL && add_rules(filter) && export_filter(filter, program);

    seccomp_release(filter);
    return made;
}

static bool set_unconfined(GError **error, const char *why)
{
    g_set_error(error, KK_ERROR, KK_ERROR_SANDBOX,
                "the sandbox is not available here (%s); see kompass doctor, or read without it: "
                "--sandbox=off",
                why);
    return false;
}

bool sandbox_prepare(Sandbox *sandbox, GError **error)
{
    KkConfinement can = kk_confinement_probe();

    if (can.landlock == 0)
        return set_unconfined(error, "Landlock is missing");
    if (!can.seccomp || !make_filter(&sandbox->filter)) {
        sandbox_clear(sandbox);
        return set_unconfined(error, "seccomp is missing");
    }
    return true;
}

void sandbox_clear(Sandbox *sandbox)
{
    g_clear_pointer(&sandbox->filter.filter, g_free);
}

/* ---- limits ----------------------------------------------------------------------------- */

static double page_seconds;

static void set_limit(int resource, rlim_t soft, rlim_t hard)
{
    struct rlimit limit = {soft, hard};

    setrlimit((__rlimit_resource_t)resource, &limit);
}

void sandbox_set_limits(const KkLimits *limits, bool writes_files)
{
#ifndef KK_SANITIZED /* AddressSanitizer reserves terabytes of addresses */
    set_limit(RLIMIT_AS, (rlim_t)limits->memory_mb << 20, (rlim_t)limits->memory_mb << 20);
#endif
    set_limit(RLIMIT_CPU, (rlim_t)limits->cpu_seconds, (rlim_t)limits->cpu_seconds + 1);
    set_limit(RLIMIT_CORE, 0, 0);
    if (!writes_files)
        set_limit(RLIMIT_FSIZE, 0, 0);
    page_seconds = limits->page_cpu_seconds;
}

static void start_timer(double seconds)
{
    struct itimerval timer = {.it_value.tv_sec = (time_t)seconds,
                              .it_value.tv_usec =
                                  (suseconds_t)(1e6 * (seconds - (double)(time_t)seconds))};

    setitimer(ITIMER_PROF, &timer, NULL);
}

void kk_begin_page(void)
{
    start_timer(page_seconds);
}

void kk_begin_recognising(void)
{
    start_timer(page_seconds + KK_OCR_PAGE_SECONDS);
}

/* The recogniser, its libraries and its words take some 300 MB; by the clock a page may wait for
 * others. */
void kk_limits_allow_recognising(KkLimits *limits, guint n_pages)
{
    if (n_pages == 0)
        return;
    limits->memory_mb += 512;
    limits->cpu_seconds += (int)n_pages * KK_OCR_PAGE_SECONDS;
    limits->wall_seconds += 3 * (int)n_pages * KK_OCR_PAGE_SECONDS;
    limits->n_recognised = n_pages;
}

void kk_begin_document(KkInput *input)
{
    const struct itimerval none = {0};

    input->on_page = kk_begin_page;
    input->on_recognise = kk_begin_recognising;
    if (strcmp(input->media_type, "application/pdf") == 0)
        kk_begin_page();
    else
        setitimer(ITIMER_PROF, &none, NULL);
}

/* ---- entering -------------------------------------------------------------------------- */

/* Names the call, for the record, and ends. */
static void on_forbidden(int signal_number, siginfo_t *about, void *context)
{
    char line[] = "forbidden system call 000\n";
    int call = about->si_syscall;

    (void)signal_number;
    (void)context;
    for (gsize i = sizeof line - 3; i > sizeof line - 6; i--, call /= 10)
        line[i] = (char)('0' + call % 10);
    (void)!write(STDERR_FILENO, line, sizeof line - 1);
    _exit(KK_EXIT_FORBIDDEN);
}

/* A second filter, since a process does not know its number before it is born: signals reach
 * nobody else. */
static bool allow_own_end(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool allowed_it = filter != NULL &&
                      seccomp_rule_add(filter, SCMP_ACT_TRAP, SCMP_SYS(tgkill), 1,
                                       SCMP_A0(SCMP_CMP_NE, (scmp_datum_t)getpid())) == 0 &&
                      seccomp_load(filter) == 0;

    seccomp_release(filter);
    return allowed_it;
}

bool sandbox_enter(const Sandbox *sandbox)
{
    struct sigaction action = {.sa_sigaction = on_forbidden, .sa_flags = SA_SIGINFO};

    sigaction(SIGSYS, &action, NULL);
    return allow_own_end() &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &sandbox->filter, 0, 0) == 0;
}

enum { ENTERED, NO_LANDLOCK, NO_SECCOMP };

static int enter(const Sandbox *sandbox)
{
    return !sandbox_close_files() ? NO_LANDLOCK : !sandbox_enter(sandbox) ? NO_SECCOMP : ENTERED;
}

static bool check_entry(int entry, GError **error)
{
    return entry == ENTERED || set_unconfined(error, entry == NO_LANDLOCK ? "Landlock is refused"
                                                                          : "seccomp is refused");
}

bool sandbox_try(const Sandbox *sandbox, GError **error)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0)
        _exit(enter(sandbox));
    if (child < 0)
        return set_unconfined(error, g_strerror(errno));
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return check_entry(WIFEXITED(status) ? WEXITSTATUS(status) : NO_SECCOMP, error);
}

bool kk_confine_self(const KkLimits *limits, GError **error)
{
    Sandbox sandbox = {0};

    sandbox_set_limits(limits, true); /* standard output may be one */
    kk_begin_page();
    if (!limits->sandbox)
        return true;
    bool entered = sandbox_prepare(&sandbox, error) && check_entry(enter(&sandbox), error);
    sandbox_clear(&sandbox);
    return entered;
}
