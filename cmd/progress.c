/* SPDX-License-Identifier: GPL-2.0-or-later */
/* progress.c - a line that is written over on a terminal, and a plain one now and then where
 * standard error is none. */
#include "progress.h"

#include "command.h"

#include <stdio.h>
#include <unistd.h>

#define TERMINAL_EVERY (G_USEC_PER_SEC / 5)
#define PLAIN_EVERY (30 * G_USEC_PER_SEC)

struct Progress {
    guint64 total, done, known;
    guint64 reports, with_reports; /* read in this run, and the documents that hold them */
    guint64 by_fate[KK_N_FATES];
    gint64 begun, told; /* microseconds */
    bool quiet;         /* nothing is told */
    bool silent;        /* how far it is is not told */
    bool terminal;
    bool line_stands; /* on the terminal */
};

Progress *progress_new(guint64 total, bool quiet)
{
    Progress *progress = g_new0(Progress, 1);

    progress->total = total;
    progress->quiet = quiet;
    progress->terminal = isatty(STDERR_FILENO);
    progress->begun = progress->told = g_get_monotonic_time();
    return progress;
}

Progress *progress_new_beside_output(void)
{
    Progress *progress = progress_new(0, false);

    progress->silent = !progress->terminal || isatty(STDOUT_FILENO);
    return progress;
}

static void erase_line(Progress *progress)
{
    if (progress->line_stands)
        fputs("\r\033[K", stderr);
    progress->line_stands = false;
}

void progress_free(Progress *progress)
{
    if (progress == NULL)
        return;
    erase_line(progress);
    fflush(stderr);
    g_free(progress);
}

guint64 progress_n_failed(const Progress *progress)
{
    guint64 n = 0;

    for (int fate = 0; fate < KK_N_FATES; fate++)
        if (!kk_fate_has_report((KkFate)fate))
            n += progress->by_fate[fate];
    return n;
}

static void append_duration(GString *out, double seconds)
{
    if (seconds < 100)
        g_string_append_printf(out, "%.0f s", seconds);
    else if (seconds < 6000)
        g_string_append_printf(out, "%.0f min", seconds / 60);
    else
        g_string_append_printf(out, "%.1f h", seconds / 3600);
}

static double seconds_of(const Progress *progress)
{
    return (double)(g_get_monotonic_time() - progress->begun) / G_USEC_PER_SEC;
}

static char *dup_line(const Progress *progress)
{
    GString *line = g_string_new(NULL);
    double rate = (double)progress->done / MAX(seconds_of(progress), 0.001);

    g_string_append_printf(line, "%" G_GUINT64_FORMAT, progress->done);
    if (progress->total > 0)
        g_string_append_printf(line, " of %" G_GUINT64_FORMAT, progress->total);
    g_string_append_printf(line, " done, %" G_GUINT64_FORMAT " failed, %.1f/s",
                           progress_n_failed(progress), rate);
    if (progress->total > progress->done && rate > 0) {
        g_string_append(line, ", ");
        append_duration(line, (double)(progress->total - progress->done) / rate);
        g_string_append(line, " left");
    }
    return g_string_free(line, FALSE);
}

static void tell(Progress *progress)
{
    gint64 now = g_get_monotonic_time();

    if (progress->quiet || progress->silent ||
        now - progress->told < (progress->terminal ? TERMINAL_EVERY : PLAIN_EVERY))
        return;
    g_autofree char *line = dup_line(progress);
    fprintf(stderr, progress->terminal ? "\r%s\033[K" : "kompass: %s\n", line);
    fflush(stderr);
    progress->line_stands = progress->terminal;
    progress->told = now;
}

void progress_count(Progress *progress, KkFate fate, bool known)
{
    progress->done++;
    progress->known += known;
    progress->by_fate[fate]++;
    tell(progress);
}

void progress_count_report(Progress *progress, int index)
{
    progress->reports++;
    progress->with_reports += index == 1;
}

void progress_say(Progress *progress, const char *path, const char *message)
{
    if (progress->quiet)
        return;
    erase_line(progress);
    say(path, message);
}

char *progress_dup_summary(const Progress *progress)
{
    GString *text = g_string_new(NULL);
    const char *before = ": ";

    g_string_append_printf(text, "%" G_GUINT64_FORMAT " document%s in ", progress->done,
                           progress->done == 1 ? "" : "s");
    append_duration(text, seconds_of(progress));
    for (int fate = 0; fate < KK_N_FATES; fate++)
        if (progress->by_fate[fate] > 0) {
            g_string_append_printf(text, "%s%" G_GUINT64_FORMAT " %s", before,
                                   progress->by_fate[fate], kk_fate_name((KkFate)fate));
            before = ", ";
        }
    if (progress->reports > progress->with_reports)
        g_string_append_printf(text,
                               "; %" G_GUINT64_FORMAT " reports in %" G_GUINT64_FORMAT " of them",
                               progress->reports, progress->with_reports);
    if (progress->known > 0)
        g_string_append_printf(text, "; %" G_GUINT64_FORMAT " read before", progress->known);
    return g_string_free(text, FALSE);
}

void progress_say_stopped(Progress *progress, const char *what)
{
    g_autofree char *counts = progress_dup_summary(progress);
    g_autofree char *message = g_strconcat("stopped after ", counts, NULL);

    progress_say(progress, what, message);
}
