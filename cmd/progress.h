/* SPDX-License-Identifier: GPL-2.0-or-later */
/* progress.h - how far a long job is, on standard error. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <kk/fate.h>

typedef struct Progress Progress;

/* @total: of the documents; 0: not known. @quiet: nothing is told. */
Progress *progress_new(guint64 total, bool quiet);
/* For a command whose standard output is what it reads: told on a terminal that does not show that.
 */
Progress *progress_new_beside_output(void);
void progress_free(Progress *progress);
/* One document is done; @known: it had been before this run. */
void progress_count(Progress *progress, KkFate fate, bool known);
/* One report of a document is done, which of them is @index, from 1. */
void progress_count_report(Progress *progress, int index);
/* Says a line about a document, beside the progress; not when quiet. */
void progress_say(Progress *progress, const char *path, const char *message);
/* Says the last line of a command that was interrupted; not when quiet was asked for. */
void progress_say_stopped(Progress *progress, const char *what);
/* How many came without a report. */
guint64 progress_n_failed(const Progress *progress);
/* "1,000 documents in 20 s: 990 ok, 10 damaged; 992 reports in 990 of them; 200 known before";
 * g_free() it. */
char *progress_dup_summary(const Progress *progress);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)

#endif
