/* SPDX-License-Identifier: GPL-2.0-or-later */
/* isolate.h - what the files of this folder share. */
#ifndef ISOLATE_INTERNAL_H
#define ISOLATE_INTERNAL_H

#include <kk/isolate.h>

#include <linux/filter.h>

/* Longer paths cannot be opened. */
#define MAX_PATH_BYTES 4096

/* Of a child's standard error these are kept; the rest is read and dropped. */
#define KEPT_COMPLAINTS 4096

/* ---- the sandbox (sandbox.c) ---- */

/* Made once before the first fork: a filter takes longer to make than to install. */
typedef struct {
    struct sock_fprog filter; /* NULL filter: no sandbox */
} Sandbox;

bool sandbox_prepare(Sandbox *sandbox, GError **error);
/* Lets a child confine itself: what the kernel has, a container may forbid. */
bool sandbox_try(const Sandbox *sandbox, GError **error);
void sandbox_clear(Sandbox *sandbox);
/* For this process and its children: no new privileges, no files but poppler's data. */
bool sandbox_close_files(void);
void sandbox_set_limits(const KkLimits *limits, bool writes_files);
/* The filter: nothing but reading, thinking and answering is left. */
bool sandbox_enter(const Sandbox *sandbox);

/* ---- messages between pool and worker (worker.c) ---- */

/* A worker's report of a child that ended. */
typedef struct {
    int wait_status;
    bool out_of_time; /* ended by the clock */
    bool called_off;  /* ended because the pool asked */
    double cpu_seconds, wall_seconds;
    gint64 peak_kib;
    guint n_recognised; /* pages for which its limits were raised */
} WorkerReply;

/* A worker's whole life; never returns. */
G_NORETURN void worker_run(int socket, const KkPoolOptions *options, const Sandbox *sandbox);

/* Gives a worker a document: its path and the descriptors file, answer and complaints. */
bool worker_send(int socket, const char *path, const int fds[3]);
/* Asks a worker to end the child it waits for. */
void worker_call_off(int socket);

/* ---- answers (answer.c) ---- */

/* Adds the time of writing to @timings. */
bool answer_send_result(int fd, const KkResult *result, KkTimings *timings);
bool answer_send_claims(int fd, const KkClaims *claims);
bool answer_send_error(int fd, const GError *error);

/* Ends a document without a report: with @fate, and why in words. */
void answer_end(KkAnswer *answer, KkFate fate, const char *format, ...) G_GNUC_PRINTF(3, 4);

#endif
