/* SPDX-License-Identifier: GPL-2.0-or-later */
/* answers.c - preloaded: a child that was taken over, and answers what it likes.
 *
 * In: KK_ANSWER, a file with what stands in place of the report that a child answers. Its frame
 * is right. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "KKA1"

/* As an answer begins (pipeline/isolate/answer.c); more of it follows. */
typedef struct {
    char magic[4];
    int32_t error_code;
    uint64_t length;
} Head;

static const char *answer; /* mapped, and read by children alone */
static size_t size;

__attribute__((constructor)) static void map_answer(void)
{
    const char *path = getenv("KK_ANSWER");
    const int fd = path != NULL ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    struct stat status;

    if (fd < 0 || fstat(fd, &status) != 0)
        return;
    size = (size_t)status.st_size;
    answer = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
}

typedef ssize_t Write(int, const void *, size_t);

ssize_t write(int fd, const void *data, size_t n)
{
    static Write *own;
    char head[256];

    if (own == NULL)
        *(void **)&own = dlsym(RTLD_NEXT, "write");
    if (answer == NULL || n < sizeof(Head) || n > sizeof head ||
        memcmp(data, MAGIC, strlen(MAGIC)) != 0)
        return own(fd, data, n);
    memcpy(head, data, n);
    memcpy(head + offsetof(Head, error_code), &(int32_t){-1}, sizeof(int32_t));
    memcpy(head + offsetof(Head, length), &(uint64_t){size}, sizeof(uint64_t));
    own(fd, head, n);
    for (size_t i = 0; i < size;) {
        const ssize_t written = own(fd, answer + i, size - i);

        if (written <= 0)
            break;
        i += (size_t)written;
    }
    _exit(0);
}
