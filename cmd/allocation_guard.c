/* SPDX-License-Identifier: GPL-2.0-or-later */
/* allocation_guard.c - in a process that reads a document, memory that is refused ends it.
 *
 * Poppler takes a refused allocation for a short page and says that all went well. So the
 * program brings its own malloc() over the C library's, which the reader arms: then a refusal
 * ends it with a status of its own, and last words. It is the program's, not the library's: who
 * links that keeps his malloc(). AddressSanitizer brings its own and ends a process by itself. */
#include "command.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef KK_SANITIZED

static bool armed;
static int status;
static const char *words;

void arm_allocation_guard(int exit_status, const char *last_words)
{
    armed = true;
    status = exit_status;
    words = last_words;
}

/* glibc's own names of them. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static void *guarded(void *block, size_t size)
{
    if (block != NULL || size == 0 || !armed)
        return block;
    if (words != NULL)
        (void)!write(STDERR_FILENO, words, strlen(words));
    _exit(status);
}

void *malloc(size_t size)
{
    return guarded(__libc_malloc(size), size);
}

void *calloc(size_t n, size_t size)
{
    return guarded(__libc_calloc(n, size), n > 0 ? size : 0);
}

void *realloc(void *block, size_t size)
{
    return guarded(__libc_realloc(block, size), size);
}

void *memalign(size_t alignment, size_t size)
{
    return guarded(__libc_memalign(alignment, size), size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size)
{
    void *taken = memalign(alignment, size);

    if (taken == NULL && size > 0)
        return ENOMEM;
    *block = taken;
    return 0;
}

#else

static const char *kept; /* as promised: LeakSanitizer looks for them */

void arm_allocation_guard(int exit_status, const char *last_words)
{
    (void)exit_status;
    kept = last_words;
    (void)kept;
}

#endif
