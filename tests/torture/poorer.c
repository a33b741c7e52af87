/* SPDX-License-Identifier: GPL-2.0-or-later */
/* poorer.c - preloaded: an environment that lacks what others have.
 *
 * In: KK_LACKS, words of: landlock (none), landlock=N (none newer than version N), restrict
 * (Landlock is there and may not be used), filters (of system calls), maps (files shared as
 * memory, as on 9p, virtiofs, SMB), locks (of POSIX), flocks. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))

/* What stands behind @word: an empty text unless it is followed by "="; NULL: the word is not
 * there. */
static const char *find(const char *word)
{
    const char *at = getenv("KK_LACKS");
    const size_t length = strlen(word);

    for (; at != NULL && *at != '\0'; at += strcspn(at, " "), at += strspn(at, " "))
        if (strncmp(at, word, length) == 0 && strchr("= ", at[length]) != NULL)
            return at[length] == '=' ? at + length + 1 : "";
    return NULL;
}

static bool lacks(const char *word)
{
    return find(word) != NULL;
}

static long fail(int reason)
{
    errno = reason;
    return -1;
}

/* ---- Landlock ---------------------------------------------------------------------------- */

/* Bytes of a ruleset's attributes by version: more are refused. */
static size_t size_of_attributes(long version)
{
    return version < 4 ? 8 : version < 6 ? 16 : 24;
}

static long create_ruleset(long attributes, long size, long flags)
{
    const char *newest = find("landlock");
    const long version = newest != NULL ? atol(newest) : 0;

    if (newest != NULL && version == 0)
        return fail(EOPNOTSUPP);
    if (newest != NULL && flags == LANDLOCK_CREATE_RULESET_VERSION)
        return version;
    if (newest != NULL && (size_t)size > size_of_attributes(version))
        return fail(E2BIG);
    return REAL(syscall)(SYS_landlock_create_ruleset, attributes, size, flags);
}

long syscall(long number, ...)
{
    long a[6];
    va_list list;

    va_start(list, number);
    for (size_t i = 0; i < sizeof a / sizeof *a; i++)
        a[i] = va_arg(list, long);
    va_end(list);
    if (number == SYS_landlock_create_ruleset)
        return create_ruleset(a[0], a[1], a[2]);
    if ((number == SYS_landlock_restrict_self && lacks("restrict")) ||
        (number == SYS_seccomp && lacks("filters")))
        return fail(EPERM);
    return REAL(syscall)(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

int prctl(int option, ...)
{
    unsigned long a[4];
    va_list list;

    va_start(list, option);
    for (size_t i = 0; i < sizeof a / sizeof *a; i++)
        a[i] = va_arg(list, unsigned long);
    va_end(list);
    if (option == PR_SET_SECCOMP && a[1] != 0 && lacks("filters"))
        return (int)fail(EPERM);
    return REAL(prctl)(option, a[0], a[1], a[2], a[3]);
}

/* ---- files ------------------------------------------------------------------------------- */

#define MMAP(name)                                                                                 \
    void *name(void *at, size_t length, int protection, int flags, int fd, off_t offset)           \
    {                                                                                              \
        if (fd >= 0 && (flags & MAP_SHARED) != 0 && lacks("maps")) {                               \
            errno = ENODEV;                                                                        \
            return MAP_FAILED;                                                                     \
        }                                                                                          \
        return REAL(name)(at, length, protection, flags, fd, offset);                              \
    }
MMAP(mmap)
MMAP(mmap64)

static bool is_lock(int command)
{
    return command == F_SETLK || command == F_SETLKW || command == F_GETLK;
}

#define FCNTL(name)                                                                                \
    int name(int fd, int command, ...)                                                             \
    {                                                                                              \
        va_list list;                                                                              \
        va_start(list, command);                                                                   \
        void *argument = va_arg(list, void *);                                                     \
        va_end(list);                                                                              \
        if (is_lock(command) && lacks("locks"))                                                    \
            return (int)fail(ENOLCK);                                                              \
        return REAL(name)(fd, command, argument);                                                  \
    }
FCNTL(fcntl)
FCNTL(fcntl64)

int flock(int fd, int operation)
{
    return lacks("flocks") ? (int)fail(ENOLCK) : REAL(flock)(fd, operation);
}
