/* SPDX-License-Identifier: GPL-2.0-or-later */
/* isolation.h - how the commands that read many documents do it. */
#ifndef ISOLATION_H
#define ISOLATION_H

#include "command.h"

/* Adds --sandbox, the limits and --words to @context; the second --jobs, too. */
void add_limit_options(GOptionContext *context);
void add_isolation_options(GOptionContext *context);
/* "-j4" as "--jobs=4": GLib wants a short option's value apart. */
void spell_jobs_out(int argc, char **argv);
/* Whether their values make sense; says what does not. Reads the words. */
bool check_isolation_options(void);
/* As the options say. */
KkPoolOptions isolation_options(const char *password);

/* Confines this process to @input, which has been read: what ends it is said, and the status is
 * STATUS_UNPROCESSED. */
bool confine_to(KkInput *input, GError **error);

/* Reads one document in a child, as the options say: a report, or, with @claims, a page. The first
 * call starts a process for all of its kind, with its @password. Returns what to free with
 * kk_answer_free(); NULL with @error where no child can be confined. */
KkAnswer *read_apart(const char *path, bool claims, const char *password, GError **error);

/* What a command does with many documents. */
typedef struct {
    KkWalk *walk;
    KkPool *pool;
    bool in_order; /* answers are taken in the order of the inputs */
    /* Whether an input is none, and not to be opened. NULL: all are. */
    bool (*passes_over)(gpointer data, const char *path);
    /* Whether the document is to be read; if not, it has been dealt with. NULL: all are. */
    bool (*wants)(gpointer data, const KkTask *task);
    /* Takes what became of one, lent; whether to go on. */
    bool (*take)(gpointer data, const KkAnswer *answer);
    gpointer data;
} Batch;

/* What became of a document, for an archive; all lent by @answer. */
KkRecord record_of(const KkAnswer *answer);

/* Reads all documents. False: stopped, by take() or a signal; or, with @error, the list broke off.
 */
bool run_batch(const Batch *batch, GError **error);

/* Signals that ask for an end (Ctrl-C) are heard from now on. */
void hear_signals(void);
bool is_interrupted(void);

#endif
