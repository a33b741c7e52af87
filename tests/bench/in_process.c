/* SPDX-License-Identifier: GPL-2.0-or-later */
/* in_process.c - what reading reports costs without isolation: in_process < NAMES
 *
 * In: names, each ended by a zero byte. Out: the line of JSON of each that is a report, from one
 * process that reads them all. */
#include <kk/kk.h>

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

static void read_file(const char *path)
{
    g_autoptr(KkInput) input = kk_discover(path, NULL);
    g_autoptr(KkResult) result = input != NULL ? kk_process(input, NULL, NULL, NULL) : NULL;
    g_autofree char *json = result != NULL ? kk_write_json(result, false) : NULL;

    if (json != NULL)
        puts(json);
}

int main(void)
{
    char *name = NULL;
    size_t size = 0;

    mallopt(M_MMAP_THRESHOLD, 32 << 20); /* as the program does */
    mallopt(M_TRIM_THRESHOLD, 32 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
    while (getdelim(&name, &size, '\0', stdin) > 0)
        read_file(name);
    free(name);
    return 0;
}
