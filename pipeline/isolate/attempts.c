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
#include <sys/socket.h>
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

static bool end_its_parent(void)
{
    return kill(getppid(), SIGKILL) == 0;
}

static bool make_code(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                0) != MAP_FAILED;
}

const KkAttempt kk_attempts[] = {
    {"write a file", write_a_file},
    {"overwrite a file", overwrite_a_file},
    {"read another file", read_another_file},
    {"list a folder", list_a_folder},
    {"remove a file", remove_a_file},
    {"open a socket", open_a_socket},
    {"run a program", run_a_program},
    {"start a process", start_a_process},
    {"end its parent", end_its_parent},
    {"make code of data", make_code},
    {NULL, NULL},
};

int kk_work_attempt(const char *path, int fd, const char *password, int answer_fd,
                    const KkLimits *limits)
{
    (void)fd;
    (void)password;
    (void)answer_fd;
    (void)limits;
    for (const KkAttempt *attempt = kk_attempts; attempt->name != NULL; attempt++)
        if (strcmp(attempt->name, path) == 0)
            return attempt->succeeds() ? 0 : KK_EXIT_FORBIDDEN;
    return 1;
}
