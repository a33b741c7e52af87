/* SPDX-License-Identifier: GPL-2.0-or-later */
/* faults.c - preloaded: the N-th call of a kind fails, once or from then on.
 *
 * In: KK_FAULT_CALL, one of open, write, sync, truncate, rename, unlink, allocation;
 * KK_FAULT_NTH, from 1; KK_FAULT_LASTING, set: all later ones fail too; KK_FAULT_COUNT, a file
 * for the number of calls made. Only calls of the process that was started count, from main() on,
 * and not those of the children that it forks: what becomes of them is told to it as to anybody.
 *
 * The program defines malloc() itself, over the C library's __libc_malloc(): so that is what
 * fails here, and malloc() for a program that does not. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static long owner, nth, calls;
static bool lasting;
static const char *call, *count_file;

/* Whether this call is to fail. */
static bool fails(const char *name)
{
    if (owner == 0 || strcmp(call, name) != 0 || owner != syscall(SYS_getpid))
        return false;
    calls++;
    return calls == nth || (lasting && calls > nth);
}

#define REAL(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))

/* ---- files ------------------------------------------------------------------------------ */

#define FAIL(name, reason)                                                                         \
    do {                                                                                           \
        if (fails(name)) {                                                                         \
            errno = reason;                                                                        \
            return -1;                                                                             \
        }                                                                                          \
    } while (0)

static mode_t mode_of(int flags, va_list more)
{
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
}

#define OPEN(name)                                                                                 \
    int name(const char *path, int flags, ...)                                                     \
    {                                                                                              \
        va_list more;                                                                              \
        va_start(more, flags);                                                                     \
        const mode_t mode = mode_of(flags, more);                                                  \
        va_end(more);                                                                              \
        FAIL("open", EIO);                                                                         \
        return REAL(name)(path, flags, mode);                                                      \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                               \
    int name(int folder, const char *path, int flags, ...)                                         \
    {                                                                                              \
        va_list more;                                                                              \
        va_start(more, flags);                                                                     \
        const mode_t mode = mode_of(flags, more);                                                  \
        va_end(more);                                                                              \
        FAIL("open", EIO);                                                                         \
        return REAL(name)(folder, path, flags, mode);                                              \
    }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *data, size_t size)
{
    FAIL("write", ENOSPC);
    return REAL(write)(fd, data, size);
}

ssize_t writev(int fd, const struct iovec *parts, int n)
{
    FAIL("write", ENOSPC);
    return REAL(writev)(fd, parts, n);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset)
{
    FAIL("write", ENOSPC);
    return REAL(pwrite)(fd, data, size, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset)
{
    FAIL("write", ENOSPC);
    return REAL(pwrite64)(fd, data, size, offset);
}

int fsync(int fd)
{
    FAIL("sync", EIO);
    return REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    FAIL("sync", EIO);
    return REAL(fdatasync)(fd);
}

int ftruncate(int fd, off_t size)
{
    FAIL("truncate", EIO);
    return REAL(ftruncate)(fd, size);
}

int ftruncate64(int fd, off64_t size)
{
    FAIL("truncate", EIO);
    return REAL(ftruncate64)(fd, size);
}

int rename(const char *from, const char *to)
{
    FAIL("rename", EIO);
    return REAL(rename)(from, to);
}

int unlink(const char *path)
{
    FAIL("unlink", EIO);
    return REAL(unlink)(path);
}

/* ---- memory ----------------------------------------------------------------------------- */

/* The C library's own, found at the first call; the search may ask for memory itself. */
static struct {
    void *(*malloc)(size_t), *(*calloc)(size_t, size_t), *(*realloc)(void *, size_t),
        *(*memalign)(size_t, size_t);
} libc;

static bool have_libc(void)
{
    static bool searching;

    if (libc.memalign != NULL || searching)
        return libc.memalign != NULL;
    searching = true;
    libc.malloc = dlsym(RTLD_NEXT, "__libc_malloc");
    libc.calloc = dlsym(RTLD_NEXT, "__libc_calloc");
    libc.realloc = dlsym(RTLD_NEXT, "__libc_realloc");
    libc.memalign = dlsym(RTLD_NEXT, "__libc_memalign");
    searching = false;
    return true;
}

/* What the search asks for is never given back. */
static void *early(size_t size)
{
    static _Alignas(16) char pool[4096];
    static size_t taken;
    const size_t start = (taken + 15) & ~(size_t)15;

    if (start + size > sizeof pool)
        abort();
    taken = start + size;
    return pool + start;
}

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static void *refuse(void)
{
    errno = ENOMEM;
    return NULL;
}

void *__libc_malloc(size_t size)
{
    if (!have_libc())
        return early(size);
    return fails("allocation") ? refuse() : libc.malloc(size);
}

void *__libc_calloc(size_t n, size_t size)
{
    if (!have_libc())
        return early(n * size);
    return fails("allocation") ? refuse() : libc.calloc(n, size);
}

void *__libc_realloc(void *block, size_t size)
{
    if (!have_libc())
        abort();
    return fails("allocation") ? refuse() : libc.realloc(block, size);
}

void *__libc_memalign(size_t alignment, size_t size)
{
    if (!have_libc())
        abort();
    return fails("allocation") ? refuse() : libc.memalign(alignment, size);
}

/* ---- from main() on --------------------------------------------------------------------- */

static int (*real_main)(int, char **, char **);

static int counted_main(int argc, char **argv, char **environment)
{
    const char *number = getenv("KK_FAULT_NTH");

    call = getenv("KK_FAULT_CALL");
    count_file = getenv("KK_FAULT_COUNT");
    lasting = getenv("KK_FAULT_LASTING") != NULL;
    nth = number != NULL ? atol(number) : 0;
    if (call != NULL)
        owner = syscall(SYS_getpid);
    return real_main(argc, argv, environment);
}

typedef int StartMain(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void),
                      void (*)(void), void *);
StartMain __libc_start_main;

int __libc_start_main(int (*start)(int, char **, char **), int argc, char **argv,
                      void (*init)(void), void (*fini)(void), void (*unload)(void), void *stack)
{
    real_main = start;
    return REAL(__libc_start_main)(counted_main, argc, argv, init, fini, unload, stack);
}

/* The number of calls that a run made, by calls of the kernel's own. */
__attribute__((destructor)) static void tell_count(void)
{
    char text[32];

    if (owner == 0 || owner != syscall(SYS_getpid) || count_file == NULL)
        return;
    const int length = snprintf(text, sizeof text, "%ld\n", calls);
    const long fd = syscall(SYS_openat, AT_FDCWD, count_file, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    syscall(SYS_write, fd, text, (size_t)length);
    syscall(SYS_close, fd);
}
