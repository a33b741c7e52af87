/* SPDX-License-Identifier: GPL-2.0-or-later */
/* isolate.h - documents read in locked child processes, never in our own.
 *
 * Reports, or pages for what they claim.
 *
 * A pool holds worker processes. A worker has warmed everything up and parses nothing: for
 * each document it forks a child, which confines itself, reads the one file it was given,
 * answers through a pipe and ends. So what a document does to its reader ends with it.
 *
 * What a child answers is untrusted: its frame, its length, its JSON and that it speaks of
 * its own document are checked before anything is believed.
 *
 * For each file: kk_open_regular(), kk_hash_file(), kk_task_new(), kk_pool_submit() once
 * kk_pool_has_room(); kk_pool_wait() gives the answers, in the order in which they are done. */
#ifndef KK_ISOLATE_H
#define KK_ISOLATE_H

#include <kk/claims.h>
#include <kk/fate.h>
#include <kk/input.h>
#include <kk/macros.h>
#include <kk/read.h>

KK_BEGIN_DECLS

/* What one document may use. */
typedef struct {
    int cpu_seconds;         /* of the processor */
    double page_cpu_seconds; /* for opening a PDF, for each page, for all that follows */
    int wall_seconds;        /* by the clock */
    int memory_mb;           /* address space */
    gsize answer_bytes;      /* of the answer */
    bool sandbox;            /* Landlock and seccomp; the limits hold without */
    guint n_recognised;      /* pages for which kk_limits_allow_recognising() raised them */
} KkLimits;

/* reliability.md: of 5,238 odd PDFs all that can be read at all are read within 5 s and
 * 256 MB. An ordinary page takes 3 ms; a page's limit is what keeps one hanging file in a
 * hundred from costing more than a third of the throughput (tests/bench/bench_import.py). */
#define KK_LIMITS_DEFAULT                                                                          \
    {                                                                                              \
        5, 0.7, 15, 512, KK_MAX_JSON_BYTES, true, 0                                                \
    }

/**
 * kk_limits_allow_recognising:
 * @n_pages: that may have to be recognised; 0 changes nothing
 *
 * Raises what a document may use by what the recogniser takes.
 */
void kk_limits_allow_recognising(KkLimits *limits, guint n_pages);

/* What this machine can do to confine a child. */
typedef struct {
    int landlock; /* version of its interface; 0: none */
    bool seccomp;
    bool has_poppler_data; /* without it poppler loses text silently */
} KkConfinement;

/** kk_confinement_probe: asks the running kernel. */
KkConfinement kk_confinement_probe(void);
/** kk_confinement_dup_text: what a run with @limits is confined by: "landlock 7, seccomp, limits"
 * or "limits only, sandbox off"; g_free() it. */
char *kk_confinement_dup_text(const KkLimits *limits);

/**
 * kk_confine_self:
 *
 * Confines this very process, for good, as a child of a pool is: for one document, where a
 * process of its own would only cost. What is to be open must be open. A signal of
 * kk_end_words() ends it; the caller hears it.
 *
 * Errors: %KK_ERROR_SANDBOX.
 */
bool kk_confine_self(const KkLimits *limits, GError **error);

/** kk_begin_page: starts the processor time of a page anew. */
void kk_begin_page(void);
/** kk_begin_recognising: the same, of a page that is recognised from its picture. */
void kk_begin_recognising(void);
/** kk_begin_document: starts the processor time of what has been read. To open a PDF counts as a
 * page, and each page begins anew; a text has none and may take the document's. */
void kk_begin_document(KkInput *input);

/**
 * kk_end_words:
 * @signal_number: that ended the reader of a document
 * @fate: (out) (nullable)
 *
 * Returns: (transfer full): why, one line
 */
char *kk_end_words(int signal_number, const KkLimits *limits, KkFate *fate);

/* One document to read. */
typedef struct {
    char *path;   /* as named */
    int fd;       /* of kk_open_regular(); -1: none */
    char *sha256; /* of kk_hash_file(); NULL: it may change */
    gint64 bytes;
    gpointer tag; /* the caller's */
} KkTask;

KkTask *kk_task_new(const char *path, int fd, char *sha256, gint64 bytes); /* takes @sha256, @fd */
/** kk_task_free: closes its file, too; takes %NULL. */
void kk_task_free(KkTask *task);

/* What became of it. */
typedef struct {
    KkTask *task; /* its own again */
    KkFate fate;
    char *message;    /* why it failed; NULL: nothing to say */
    char *complaints; /* the first lines on the child's standard error; NULL: none */
    KkResult *result; /* where the fate has a report, with those that follow it in the file, */
    KkClaims *claims; /* or this, of a pool that reads claims */
    KkTimings timings;
    gsize length;                     /* bytes of the child's answer */
    double cpu_seconds, wall_seconds; /* of the child */
    gint64 peak_kib;                  /* its greatest memory */
} KkAnswer;

/** kk_answer_free: with task, result and claims; takes %NULL. */
void kk_answer_free(KkAnswer *answer);

/**
 * kk_answer_decode:
 * @claims: whether a page's claims were asked for, not a report
 * @data: what came through the pipe, of anybody's making
 *
 * Sets fate, message, timings and result or claims of @answer, whose task is set. An answer that
 * is cut off, malformed or speaks of another document is bad_answer.
 */
void kk_answer_decode(KkAnswer *answer, bool claims, const guint8 *data, gsize size);

/* How a child does its work: reads @fd, writes an answer to @answer_fd; its status. Tests
 * put worse ones in its place. */
typedef int (*KkWork)(const char *path, int fd, const char *password, int answer_fd,
                      const KkLimits *limits);

/** kk_work_extract: reads a report and answers with its JSON, or with why not. */
int kk_work_extract(const char *path, int fd, const char *password, int answer_fd,
                    const KkLimits *limits);

/** kk_work_claims: as kk_work_extract(), of what a page claims. */
int kk_work_claims(const char *path, int fd, const char *password, int answer_fd,
                   const KkLimits *limits);

/* What a document that has taken its reader over would try. */
typedef struct {
    const char *name;
    bool (*succeeds)(void);
} KkAttempt;

/** kk_attempts: ends with one without a name: static. They are for tests and kompass doctor, in a
 * child: tried outside one, they do what they say. */
extern const KkAttempt kk_attempts[];
/** kk_prepare_attempt: remembers whom to attack; a pool's in_child(). */
void kk_prepare_attempt(void);
/** kk_work_attempt: makes the attempt that @path names, after kk_prepare_attempt(); forbidden is
 * the fate of a refused one. */
int kk_work_attempt(const char *path, int fd, const char *password, int answer_fd,
                    const KkLimits *limits);

/* A child ends with these when memory was refused, or the sandbox refused a call. */
#define KK_EXIT_OOM 71
#define KK_EXIT_FORBIDDEN 72

/* How a pool's children work; all but @n_workers and @limits may be unset.
 *
 * Poppler takes memory that is refused for a short page and says that all went well. The program
 * kompass therefore lets in_child() arm a malloc() of its own, which then ends the child with
 * #KK_EXIT_OOM (cmd/allocation_guard.c); the library leaves its user's malloc() alone. */
typedef struct {
    guint n_workers;        /* documents read at a time: g_get_num_processors() */
    KkLimits limits;        /* KK_LIMITS_DEFAULT */
    bool claims;            /* pages are read for what they claim: reports otherwise */
    const char *password;   /* for encrypted PDFs; must outlive the pool; NULL: none */
    KkWork work;            /* that of the two, unless a test puts another in its place */
    void (*in_child)(void); /* called in each child first; see above */
} KkPoolOptions;

/* The workers, and what they are at. */
typedef struct KkPool KkPool;

/**
 * kk_pool_new:
 *
 * Starts the workers, as forks of this process: call it before there are threads, and before
 * anything is open that children must not have. Children that are not the pool's are let be.
 *
 * Errors: %KK_ERROR_SANDBOX when the kernel cannot confine them and limits.sandbox asks for it.
 *
 * Returns: (transfer full): free with kk_pool_free(); or %NULL
 */
KkPool *kk_pool_new(const KkPoolOptions *options, GError **error);
/** kk_pool_free: ends the workers and what they are at; takes %NULL. */
void kk_pool_free(KkPool *pool);

/** kk_pool_has_room: whether a worker is free. */
bool kk_pool_has_room(const KkPool *pool);
/** kk_pool_submit: gives @task, which it takes, to a free worker; there must be one. */
void kk_pool_submit(KkPool *pool, KkTask *task);
/**
 * kk_pool_wait:
 * @timeout_ms: the longest wait; -1: until something ends
 *
 * Returns: (transfer full): the next document that is done, free with kk_answer_free(); or
 * %NULL: none yet, none under way, or a signal came
 */
KkAnswer *kk_pool_wait(KkPool *pool, int timeout_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkTask, kk_task_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkAnswer, kk_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkPool, kk_pool_free)

KK_END_DECLS

#endif
