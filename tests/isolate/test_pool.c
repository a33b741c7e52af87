/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a reader may do to us: mock children crash, hang, flood, lie and send halves, and each
 * document ends with exactly one answer, and the right one. */
#define _GNU_SOURCE
#include <kk/isolate.h>
#include <kk/kk.h>

#include "support.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define N_DOCUMENTS 1000

static void put(int fd, const void *data, gsize size)
{
    while (size > 0) {
        gssize n = write(fd, data, size);

        if (n <= 0)
            _exit(0);
        data = (const char *)data + n;
        size -= (gsize)n;
    }
}

static void flood(int fd)
{
    static const char junk[1 << 16];

    for (int i = 0; i < 1 << 10; i++)
        put(fd, junk, sizeof junk);
}

/* As a page that has used up its time. */
static void spin(void)
{
    const struct itimerval soon = {.it_value.tv_usec = 1000};

    for (setitimer(ITIMER_PROF, &soon, NULL);;)
        ;
}

/* Reads rightly, and answers the first half. */
static int send_half(const char *path, int fd, int answer_fd, const KkLimits *limits)
{
    static char buffer[1 << 20];
    int ends[2];

    if (pipe(ends) != 0 || fcntl(ends[1], F_SETPIPE_SZ, 1 << 20) < 0)
        return 1;
    kk_work_extract(path, fd, NULL, ends[1], limits);
    gssize n = read(ends[0], buffer, sizeof buffer);
    put(answer_fd, buffer, (gsize)n / 2);
    return 0;
}

/* What the mock does with a document whose name begins so, and what must become of it. */
static const struct {
    const char *behaviour;
    int percent;
    KkFate fate;
} behaviours[] = {
    {"good", 59, KK_FATE_OK},         {"crash", 5, KK_FATE_CRASH},
    {"abort", 5, KK_FATE_CRASH},      {"exit", 5, KK_FATE_BAD_ANSWER},
    {"status", 3, KK_FATE_CRASH},     {"spin", 5, KK_FATE_TIMEOUT_CPU},
    {"shout", 3, KK_FATE_OK},         {"flood", 2, KK_FATE_OUTPUT_TOO_BIG},
    {"half", 3, KK_FATE_BAD_ANSWER},  {"garbage", 5, KK_FATE_BAD_ANSWER},
    {"other", 3, KK_FATE_BAD_ANSWER}, {"memory", 2, KK_FATE_OOM},
};

static bool begins(const char *path, const char *behaviour)
{
    return strncmp(path, behaviour, strlen(behaviour)) == 0;
}

static int mock(const char *path, int fd, const char *password, int answer_fd,
                const KkLimits *limits)
{
    (void)password;
    if (begins(path, "crash"))
        signal(SIGSEGV, SIG_DFL), raise(SIGSEGV); /* no sanitizer looks on */
    if (begins(path, "abort"))
        abort();
    if (begins(path, "exit"))
        return 0;
    if (begins(path, "status"))
        return 3;
    if (begins(path, "hang"))
        for (;;)
            sleep(60);
    if (begins(path, "spin"))
        spin();
    if (begins(path, "flood"))
        flood(answer_fd);
    if (begins(path, "shout"))
        flood(STDERR_FILENO);
    if (begins(path, "garbage"))
        put(answer_fd,
            "not an answer, and longer than any header of one would be: "
            "0123456789012345678901234567890123456789012345678901234567890123456789",
            128);
    if (begins(path, "memory"))
        return KK_EXIT_OOM;
    if (begins(path, "half"))
        return send_half(path, fd, answer_fd, limits);
    if (begins(path, "other"))
        return kk_work_extract("another.pdf", fd, NULL, answer_fd, limits);
    if (begins(path, "good") || begins(path, "shout"))
        return kk_work_extract(path, fd, NULL, answer_fd, limits);
    return 0;
}

static KkPoolOptions quick_options(KkWork work)
{
    KkPoolOptions options = {.n_workers = 8, .limits = KK_LIMITS_DEFAULT, .work = work};

    options.limits.sandbox = false;      /* mocks do what it forbids */
    options.limits.wall_seconds = 86400; /* no busy machine comes near: see hanging_options() */
    options.limits.cpu_seconds = 600;
    options.limits.page_cpu_seconds = 600;
    options.limits.answer_bytes = 1 << 20;
    return options;
}

/* Only for what hangs: whatever else has come so far by then is chance. */
static KkPoolOptions hanging_options(void)
{
    KkPoolOptions options = quick_options(mock);

    options.n_workers = 1;
    options.limits.wall_seconds = 1;
    return options;
}

static KkTask *task_of(const char *name, const char *file)
{
    g_autoptr(GError) error = NULL;
    gint64 bytes;
    int fd = kk_open_regular(file, true, &bytes, &error);

    g_assert_no_error(error);
    return kk_task_new(name, fd, kk_hash_file(fd, NULL), bytes);
}

static const char *transcript(void)
{
    return KK_FIXTURES "/reports/2016/huddinge-2017/source.txt";
}

static guint behaviour_of(guint i)
{
    int at = (int)(i * 37 % 100);
    guint b = 0;

    while (at >= behaviours[b].percent)
        at -= behaviours[b++].percent;
    return b;
}

/* Whatever its reader does, a document ends with one answer, and the right one. */
static void thousand_documents_end_as_they_must(void)
{
    KkPoolOptions options = quick_options(mock);
    g_autoptr(KkPool) pool = kk_pool_new(&options, NULL);
    bool ended[N_DOCUMENTS] = {false};
    guint begun = 0, done = 0;

    while (done < N_DOCUMENTS) {
        while (begun < N_DOCUMENTS && kk_pool_has_room(pool)) {
            g_autofree char *name =
                g_strdup_printf("%s-%u.txt", behaviours[behaviour_of(begun)].behaviour, begun);
            KkTask *task = task_of(name, transcript());

            task->tag = GUINT_TO_POINTER(begun++);
            kk_pool_submit(pool, task);
        }
        g_autoptr(KkAnswer) answer = kk_pool_wait(pool, -1);
        guint number = GPOINTER_TO_UINT(answer->task->tag);

        g_assert_false(ended[number]);
        ended[number] = true;
        g_assert_cmpstr(kk_fate_name(answer->fate), ==,
                        kk_fate_name(behaviours[behaviour_of(number)].fate));
        g_assert_true((answer->result != NULL) == kk_fate_has_report(answer->fate));
        g_assert_true((answer->message == NULL) == kk_fate_has_report(answer->fate));
        done++;
    }
    g_assert_null(kk_pool_wait(pool, -1));
}

/* ... and its worker goes on. */
static void what_hangs_is_ended(void)
{
    KkPoolOptions options = hanging_options();
    g_autoptr(KkPool) pool = kk_pool_new(&options, NULL);

    for (int i = 0; i < 2; i++) {
        kk_pool_submit(pool, task_of("hang-1.txt", transcript()));
        g_autoptr(KkAnswer) answer = kk_pool_wait(pool, -1);
        g_assert_cmpint(answer->fate, ==, KK_FATE_TIMEOUT_WALL);
    }
}

static KkAnswer *read_one(KkPoolOptions *options, const char *name, const char *file)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkPool) pool = kk_pool_new(options, &error);

    g_assert_no_error(error);
    kk_pool_submit(pool, task_of(name, file));
    return kk_pool_wait(pool, -1);
}

static void what_a_child_shouts_is_kept_in_part(void)
{
    KkPoolOptions options = quick_options(mock);
    g_autoptr(KkAnswer) answer = read_one(&options, "shout-1.txt", transcript());

    g_assert_cmpint(answer->fate, ==, KK_FATE_OK);
    g_assert_cmpuint(strlen(answer->complaints), <, 1 << 16);
}

/* Killed by hand, or by a system that is short of memory: not the document's doing. */
static int die_at_first(const char *path, int fd, const char *password, int answer_fd,
                        const KkLimits *limits)
{
    const char *mark = g_getenv("KK_TEST_MARK");

    if (g_access(mark, F_OK) == 0 && g_unlink(mark) == 0)
        raise(SIGKILL);
    return kk_work_extract(path, fd, password, answer_fd, limits);
}

/* The document is read in spite of what @work does as long as the mark is there. */
static void assert_read_in_spite_of(KkWork work)
{
    g_autofree char *folder = g_dir_make_tmp("kk-pool-XXXXXX", NULL);
    g_autofree char *mark = g_build_filename(folder, "mark", NULL);
    KkPoolOptions options = quick_options(work);

    g_file_set_contents(mark, "", 0, NULL);
    g_setenv("KK_TEST_MARK", mark, TRUE);
    g_autoptr(KkAnswer) answer = read_one(&options, "source.txt", transcript());
    g_assert_cmpint(answer->fate, ==, KK_FATE_OK);
    g_assert_cmpint(g_access(mark, F_OK), !=, 0);
    g_rmdir(folder);
}

static void child_that_was_killed_is_tried_again(void)
{
    assert_read_in_spite_of(die_at_first);
}

/* By a system that never has the memory, by an operator. */
static int die_of_another(const char *path, int fd, const char *password, int answer_fd,
                          const KkLimits *limits)
{
    (void)fd;
    (void)password;
    (void)answer_fd;
    (void)limits;
    raise(begins(path, "term") ? SIGTERM : SIGKILL);
    return 0;
}

static void child_that_is_always_killed_is_no_fault_of_its_document(void)
{
    static const char *const names[] = {"kill.txt", "term.txt"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        KkPoolOptions options = quick_options(die_of_another);
        g_autoptr(KkAnswer) answer = read_one(&options, names[i], transcript());

        g_assert_cmpint(answer->fate, ==, KK_FATE_KILLED);
        g_assert_false(kk_fate_ended_child(answer->fate));
    }
}

static int end_its_worker(const char *path, int fd, const char *password, int answer_fd,
                          const KkLimits *limits)
{
    const char *mark = g_getenv("KK_TEST_MARK");

    if (g_access(mark, F_OK) == 0 && g_unlink(mark) == 0) {
        kill(getppid(), SIGKILL);
        sleep(60);
    }
    return kk_work_extract(path, fd, password, answer_fd, limits);
}

static void worker_that_died_is_replaced(void)
{
    assert_read_in_spite_of(end_its_worker);
}

/* What is asked for is what was hashed: a file that has changed since is told. */
static void file_that_changed_is_no_report(void)
{
    KkPoolOptions options = quick_options(NULL);
    g_autoptr(KkPool) pool = kk_pool_new(&options, NULL);
    KkTask *task = task_of("source.txt", transcript());

    task->sha256[0] = task->sha256[0] == 'a' ? 'b' : 'a';
    kk_pool_submit(pool, task);
    g_autoptr(KkAnswer) answer = kk_pool_wait(pool, -1);
    g_assert_cmpint(answer->fate, ==, KK_FATE_CHANGED);
    g_assert_null(answer->result);
}

/* A caller that knows no hash takes the file as it is. */
static void file_of_no_known_hash_is_read(void)
{
    KkPoolOptions options = quick_options(NULL);
    g_autoptr(KkPool) pool = kk_pool_new(&options, NULL);
    KkTask *task = task_of("source.txt", transcript());

    g_clear_pointer(&task->sha256, g_free);
    kk_pool_submit(pool, task);
    g_autoptr(KkAnswer) answer = kk_pool_wait(pool, -1);
    g_assert_cmpint(answer->fate, ==, KK_FATE_OK);
}

/* What the worker's clock shows, in memory that its child shares. */
typedef struct {
    gint n_looks;     /* at the clock */
    gint hours_ahead; /* of the time that it is */
} Clock;

static Clock *worker_clock;

/* The C library's, but as wanted by the child that is timed. */
int clock_gettime(clockid_t id, struct timespec *time)
{
    int status = (int)syscall(SYS_clock_gettime, id, time);

    if (worker_clock != NULL && id == CLOCK_MONOTONIC) {
        g_atomic_int_inc(&worker_clock->n_looks);
        time->tv_sec += 3600 * g_atomic_int_get(&worker_clock->hours_ahead);
    }
    return status;
}

/* Ctrl-Z stops worker and child: what the clock then shows is no time of theirs. */
static int be_stopped_for_days(const char *path, int fd, const char *password, int answer_fd,
                               const KkLimits *limits)
{
    gint n_looks = g_atomic_int_get(&worker_clock->n_looks);

    while (g_atomic_int_get(&worker_clock->n_looks) == n_looks)
        g_usleep(1000); /* it waits for us, and has looked when that began */
    g_atomic_int_set(&worker_clock->hours_ahead, 48);
    return kk_work_extract(path, fd, password, answer_fd, limits);
}

static void time_in_which_it_was_stopped_is_none(void)
{
    KkPoolOptions options = quick_options(be_stopped_for_days);

    worker_clock =
        mmap(NULL, sizeof *worker_clock, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    g_assert_true(worker_clock != MAP_FAILED);
    options.n_workers = 1;
    g_autoptr(KkAnswer) answer = read_one(&options, "source.txt", transcript());
    g_assert_cmpint(answer->fate, ==, KK_FATE_OK);
    g_assert_cmpfloat(answer->wall_seconds, >, options.limits.wall_seconds);
    g_assert_cmpint(munmap(g_steal_pointer(&worker_clock), sizeof(Clock)), ==, 0);
}

static bool without_pidfd;
static long greatest_landlock = G_MAXLONG;

/* Bytes of a ruleset's attributes by version of Landlock: more are refused (linux/landlock.h). */
static gsize size_of_attributes(long version)
{
    return version < 4 ? 8 : version < 6 ? 16 : 24;
}

/* The C library's, but as on a kernel or in a container that knows no pidfd_open(), or an older
 * Landlock. */
long syscall(long number, ...)
{
    static long (*own)(long, ...);
    long arguments[6];
    va_list list;

    if (number == SYS_pidfd_open && without_pidfd) {
        errno = ENOSYS;
        return -1;
    }
    va_start(list, number);
    for (gsize i = 0; i < G_N_ELEMENTS(arguments); i++)
        arguments[i] = va_arg(list, long);
    va_end(list);
    if (own == NULL)
        *(void **)&own = dlsym(RTLD_NEXT, "syscall");
    if (number == SYS_landlock_create_ruleset) {
        const bool asks_for_version = arguments[2] == 1;

        if (asks_for_version)
            return MIN(own(number, NULL, 0, 1), greatest_landlock);
        if ((gsize)arguments[1] > size_of_attributes(greatest_landlock)) {
            errno = E2BIG;
            return -1;
        }
    }
    return own(number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
               arguments[5]);
}

static void older_kernel_is_no_reason_to_wait(void)
{
    KkPoolOptions options = quick_options(mock), hanging = hanging_options();

    without_pidfd = true;
    g_autoptr(KkAnswer) good = read_one(&options, "good-1.txt", transcript());
    g_autoptr(KkAnswer) ended = read_one(&hanging, "hang-1.txt", transcript());
    without_pidfd = false;
    g_assert_cmpint(good->fate, ==, KK_FATE_OK);
    g_assert_cmpint(ended->fate, ==, KK_FATE_TIMEOUT_WALL);
}

/* Files that cannot be opened are not their documents' fault. */
static void too_many_workers_for_the_files_allowed_are_refused(void)
{
    struct rlimit before, few;
    KkPoolOptions options = quick_options(NULL);
    g_autoptr(GError) error = NULL;

    getrlimit(RLIMIT_NOFILE, &before);
    few = (struct rlimit){200, before.rlim_max};
    setrlimit(RLIMIT_NOFILE, &few);
    options.n_workers = 100; /* the limit is ours to raise */
    KkPool *pool = kk_pool_new(&options, &error);
    g_assert_no_error(error);
    kk_pool_free(pool);
    options.n_workers = (guint)before.rlim_max;
    pool = kk_pool_new(&options, &error);
    setrlimit(RLIMIT_NOFILE, &before);
    g_assert_null(pool);
    g_assert_error(error, KK_ERROR, KK_ERROR_SANDBOX);
}

static void same_report_as_in_our_own_process(void)
{
    KkPoolOptions options = {.n_workers = 1, .limits = KK_LIMITS_DEFAULT};
    const char *path = KK_FIXTURES "/reports/2020/arjang-2021/source.pdf";

#ifdef KK_SANITIZED
    options.limits.sandbox = false;
#endif
    g_autoptr(KkAnswer) answer = read_one(&options, path, path);
    g_autoptr(KkInput) input = kk_discover(path, NULL);
    g_autoptr(KkResult) result = kk_process(input, NULL, NULL, NULL);
    g_autofree char *expected = kk_write_json(result, false);
    g_autofree char *json = kk_write_json(answer->result, false);
    g_assert_cmpstr(json, ==, expected);
}

#ifndef KK_SANITIZED
/* The sandbox, which AddressSanitizer cannot work in. */
static void whatever_a_document_tries_is_refused(void)
{
    for (const KkAttempt *attempt = kk_attempts; attempt->name != NULL; attempt++) {
        KkPoolOptions options = {.n_workers = 1,
                                 .limits = KK_LIMITS_DEFAULT,
                                 .work = kk_work_attempt,
                                 .in_child = kk_prepare_attempt};
        g_autoptr(KkAnswer) answer = read_one(&options, attempt->name, transcript());

        if (answer->fate != KK_FATE_FORBIDDEN)
            g_error("a child could %s: %s", attempt->name, answer->message);
    }
}

/* What an older kernel's Landlock does not refuse, the filter does. */
static void whatever_it_tries_is_refused_by_older_kernels(void)
{
    const long newest = kk_confinement_probe().landlock;

    for (greatest_landlock = 1; greatest_landlock < newest; greatest_landlock++) {
        g_assert_cmpint(kk_confinement_probe().landlock, ==, greatest_landlock);
        whatever_a_document_tries_is_refused();
    }
    greatest_landlock = G_MAXLONG;
}

static pid_t program; /* the one that submits documents */

static int end_the_program(const char *path, int fd, const char *password, int answer_fd,
                           const KkLimits *limits)
{
    (void)path;
    (void)fd;
    (void)password;
    (void)answer_fd;
    (void)limits;
    return tgkill(program, program, SIGABRT);
}

static void document_cannot_end_the_program(void)
{
    KkPoolOptions options = {.n_workers = 1, .limits = KK_LIMITS_DEFAULT, .work = end_the_program};

    program = getpid();
    greatest_landlock = 5; /* the last that scopes no signals */
    g_autoptr(KkAnswer) answer = read_one(&options, "source.txt", transcript());
    greatest_landlock = G_MAXLONG;
    g_assert_cmpint(answer->fate, ==, KK_FATE_FORBIDDEN);
}

static int abort_itself(const char *path, int fd, const char *password, int answer_fd,
                        const KkLimits *limits)
{
    (void)path;
    (void)fd;
    (void)password;
    (void)answer_fd;
    (void)limits;
    abort();
}

static void child_that_aborts_dies_of_that(void)
{
    KkPoolOptions options = {.n_workers = 1, .limits = KK_LIMITS_DEFAULT, .work = abort_itself};
    g_autoptr(KkAnswer) answer = read_one(&options, "source.txt", transcript());

    g_assert_cmpint(answer->fate, ==, KK_FATE_CRASH);
    g_assert_nonnull(strstr(answer->message, strsignal(SIGABRT)));
}

static int use_up_its_time(const char *path, int fd, const char *password, int answer_fd,
                           const KkLimits *limits)
{
    (void)path;
    (void)fd;
    (void)password;
    (void)answer_fd;
    (void)limits;
    return raise(SIGXCPU);
}

/* The processor time that a document is given which tells of so many pictures of pages. */
static void assert_given(const char *header, guint n_pictures, int seconds)
{
    KkPoolOptions options = {.n_workers = 1, .limits = KK_LIMITS_DEFAULT, .work = use_up_its_time};
    g_autoptr(GString) text = g_string_new(header);
    g_autofree char *path = NULL, *words = g_strdup_printf("more than %d s ", seconds);
    const int fd = g_file_open_tmp("kk-pool-XXXXXX", &path, NULL);

    options.limits.sandbox = false; /* whose filter refuses raise() */
    for (guint i = 0; i < n_pictures; i++)
        g_string_append(text, "1 0 obj <</Subtype/Image/Width 2000/Height 3000>> stream\n");
    put(fd, text->str, text->len);
    close(fd);
    g_autoptr(KkAnswer) answer = read_one(&options, "source.pdf", path);
    g_assert_cmpint(answer->fate, ==, KK_FATE_TIMEOUT_CPU);
    g_assert_nonnull(strstr(answer->message, words));
    g_unlink(path);
}

static void pictures_of_pages_raise_the_limits_to_an_end(void)
{
    const bool loads = kk_ocr_load();

    assert_given("%PDF-1.4\n", 0, 5);
    assert_given("%PDF-1.4\n", 3, loads ? 5 + 3 * KK_OCR_PAGE_SECONDS : 5);
    assert_given("%PDF-1.4\n", 3000, loads ? 5 + KK_OCR_MOST_PAGES * KK_OCR_PAGE_SECONDS : 5);
    assert_given("a text\n", 3, 5);
    assert_given("%PDF-1.4\n/ProcSet[/ImageB/ImageC/ImageI] /ImageMask true ", 0, 5);
}

/* As poppler, where a document tells of a picture too large for any memory. */
static int abort_for_memory(const char *path, int fd, const char *password, int answer_fd,
                            const KkLimits *limits)
{
    static const char complaint[] = "Bogus memory allocation size\n";

    put(STDERR_FILENO, complaint, sizeof complaint - 1);
    return abort_itself(path, fd, password, answer_fd, limits);
}

static void child_that_aborts_for_memory_is_out_of_it(void)
{
    KkPoolOptions options = {.n_workers = 1, .limits = KK_LIMITS_DEFAULT, .work = abort_for_memory};
    g_autoptr(KkAnswer) answer = read_one(&options, "source.txt", transcript());

    g_assert_cmpint(answer->fate, ==, KK_FATE_OOM);
}

/* The attempts do succeed where nothing confines them: what refuses them is the sandbox. */
static void attempts_succeed_without_a_sandbox(void)
{
    static const char *const harmless[] = {"overwrite a file",
                                           "read another file",
                                           "ask for a file's size",
                                           "open a file's path",
                                           "list a folder",
                                           "open a socket",
                                           "run a program",
                                           "start a process",
                                           "kill its parent: kill",
                                           "kill its parent: tkill",
                                           "kill its parent: tgkill",
                                           "kill its parent: rt_sigqueueinfo",
                                           "kill its parent: rt_tgsigqueueinfo",
                                           "kill its parent: pidfd_send_signal",
                                           "continue after a refusal",
                                           "ignore its time limit",
                                           "postpone its time limit",
                                           "stop the clock",
                                           "turn data into code"};

    for (gsize i = 0; i < G_N_ELEMENTS(harmless); i++) {
        KkPoolOptions options = quick_options(kk_work_attempt);

        options.in_child = kk_prepare_attempt;
        g_autoptr(KkAnswer) answer = read_one(&options, harmless[i], transcript());

        /* ended well, said nothing; or ended with its parent */
        g_assert_cmpint(answer->fate, ==,
                        g_str_has_prefix(harmless[i], "kill ") ? KK_FATE_KILLED
                                                               : KK_FATE_BAD_ANSWER);
    }
}
#endif

/* ---- answers of anybody's making --------------------------------------------------------- */

static void assert_disbelieved(const void *data, gsize size)
{
    KkAnswer answer = {.task = kk_task_new("a.pdf", -1, g_strdup(""), 0)};

    kk_answer_decode(&answer, false, data, size);
    g_assert_cmpint(answer.fate, ==, KK_FATE_BAD_ANSWER);
    g_assert_nonnull(answer.message);
    g_assert_null(answer.result);
    kk_task_free(answer.task);
    g_free(answer.message);
}

static void malformed_answers_are_not_believed(void)
{
    guint8 long_zeros[4096] = {0}, magic[4096] = "KKA1";

    assert_disbelieved(NULL, 0);
    assert_disbelieved("KKA1", 4);
    assert_disbelieved(long_zeros, sizeof long_zeros);
    assert_disbelieved(magic, sizeof magic);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    signal(SIGPIPE, SIG_IGN);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0}); /* workers are made to abort, too */
    g_test_add_func("/isolate/pool/thousand-documents-end-as-they-must",
                    thousand_documents_end_as_they_must);
    g_test_add_func("/isolate/pool/what-hangs-is-ended", what_hangs_is_ended);
    g_test_add_func("/isolate/pool/what-a-child-shouts-is-kept-in-part",
                    what_a_child_shouts_is_kept_in_part);
    g_test_add_func("/isolate/pool/child-that-was-killed-is-tried-again",
                    child_that_was_killed_is_tried_again);
    g_test_add_func("/isolate/pool/child-that-is-always-killed-is-no-fault-of-its-document",
                    child_that_is_always_killed_is_no_fault_of_its_document);
    g_test_add_func("/isolate/pool/worker-that-died-is-replaced", worker_that_died_is_replaced);
    g_test_add_func("/isolate/pool/file-that-changed-is-no-report", file_that_changed_is_no_report);
    g_test_add_func("/isolate/pool/file-of-no-known-hash-is-read", file_of_no_known_hash_is_read);
    g_test_add_func("/isolate/pool/time-in-which-it-was-stopped-is-none",
                    time_in_which_it_was_stopped_is_none);
    g_test_add_func("/isolate/pool/older-kernel-is-no-reason-to-wait",
                    older_kernel_is_no_reason_to_wait);
    g_test_add_func("/isolate/pool/too-many-workers-for-the-files-allowed-are-refused",
                    too_many_workers_for_the_files_allowed_are_refused);
    g_test_add_func("/isolate/pool/same-report-as-in-our-own-process",
                    same_report_as_in_our_own_process);
#ifndef KK_SANITIZED
    g_test_add_func("/isolate/sandbox/whatever-a-document-tries-is-refused",
                    whatever_a_document_tries_is_refused);
    g_test_add_func("/isolate/sandbox/whatever-it-tries-is-refused-by-older-kernels",
                    whatever_it_tries_is_refused_by_older_kernels);
    g_test_add_func("/isolate/sandbox/document-cannot-end-the-program",
                    document_cannot_end_the_program);
    g_test_add_func("/isolate/sandbox/child-that-aborts-dies-of-that",
                    child_that_aborts_dies_of_that);
    g_test_add_func("/isolate/pool/pictures-of-pages-raise-the-limits-to-an-end",
                    pictures_of_pages_raise_the_limits_to_an_end);
    g_test_add_func("/isolate/pool/child-that-aborts-for-memory-is-out-of-it",
                    child_that_aborts_for_memory_is_out_of_it);
    g_test_add_func("/isolate/sandbox/attempts-succeed-without-a-sandbox",
                    attempts_succeed_without_a_sandbox);
#endif
    g_test_add_func("/isolate/answer/malformed-answers-are-not-believed",
                    malformed_answers_are_not_believed);
    return g_test_run();
}
