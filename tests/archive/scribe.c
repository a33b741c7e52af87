/* SPDX-License-Identifier: GPL-2.0-or-later */
/* scribe.c - writes an archive as it is told on standard input, for test_archive.py: a line of
 * cells, tabs between, and for each line "ok" or the trouble on standard output.
 *
 *   report  PATH JSON            kk_archive_add() of a result as written
 *   failure PATH SHA256 STATUS MESSAGE       (SHA256 may be -)
 *   name    PATH SHA256 BYTES    kk_archive_add_name()
 *   gave_up PATH SHA256 BYTES
 *   merge   JSON                 kk_archive_merge_line()
 *   run / end */
#include <kk/kk.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool add_report(KkArchive *archive, char **cells, GError **error)
{
    g_autoptr(KkResult) result = kk_read_json_as_written(cells[2], strlen(cells[2]), error);

    if (result == NULL)
        return false;
    const KkRecord record = {
        .path = cells[1],
        .sha256 = result->source.sha256,
        .bytes = (gint64)result->source.bytes,
        .fate = kk_fate_of_result(result),
        .result = result,
    };
    return kk_archive_add(archive, &record, error);
}

static bool add_failure(KkArchive *archive, char **cells, GError **error)
{
    const bool read = strcmp(cells[2], "-") != 0;
    KkRecord record = {
        .path = cells[1],
        .sha256 = read ? cells[2] : NULL,
        .bytes = read ? 7 : -1,
        .message = cells[4],
    };

    g_assert_true(kk_fate_lookup(cells[3], &record.fate));
    return kk_archive_add(archive, &record, error);
}

static bool obey(KkArchive *archive, char **cells, GError **error)
{
    const char *what = cells[0];

    if (strcmp(what, "report") == 0)
        return add_report(archive, cells, error);
    if (strcmp(what, "failure") == 0)
        return add_failure(archive, cells, error);
    if (strcmp(what, "merge") == 0)
        return kk_archive_merge_line(archive, cells[1], strlen(cells[1]), &(KkFate){0}, &(int){0},
                                     error);
    if (strcmp(what, "run") == 0)
        return kk_archive_begin_run(archive, "off", 1, error);
    if (strcmp(what, "end") == 0)
        return kk_archive_end_run(archive, false, error);
    return kk_archive_add_name(archive, cells[1], cells[2], atoi(cells[3]),
                               strcmp(what, "gave_up") == 0, error);
}

int main(int argc, char **argv)
{
    signal(SIGXFSZ, SIG_IGN); /* a limit on files is a full disk */
    g_autoptr(GError) trouble = NULL;
    g_autoptr(KkArchive) archive =
        kk_archive_open(argv[1], argc > 2 ? KK_ARCHIVE_WRITE_WAITING : KK_ARCHIVE_WRITE, &trouble);
    char *line = NULL;
    size_t size = 0;
    ssize_t length;

    printf("%s\n", archive != NULL ? "ok" : trouble->message);
    fflush(stdout);
    while (archive != NULL && (length = getline(&line, &size, stdin)) > 0) {
        g_autoptr(GError) error = NULL;
        line[length - 1] = '\0';
        g_auto(GStrv) cells = g_strsplit(line, "\t", 0);

        if (obey(archive, cells, &error))
            puts("ok");
        else
            printf("%d %s\n", error->code, error->message);
        fflush(stdout);
    }
    free(line);
    return archive != NULL ? 0 : 4;
}
