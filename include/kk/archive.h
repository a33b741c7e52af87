/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive.h - the archive: one SQLite file of documents, what became of each, and the reports.
 *
 * Before an archive is opened for writing the whole file is checked: some two seconds of CPU a GB.
 * What is damaged is left as it is.
 *
 * Its tables and views are documented in pipeline/archive/schema.sql, where they are made
 * (kk_archive_schema, which kompass schema archive prints). A document is recorded in one
 * transaction: whole or not at all, whatever ends the process.
 *
 * Errors, where nothing else is told: %KK_ERROR_WRITE when the disk is full, fails or is not to
 * be written, or another program holds the archive; %KK_ERROR_ARCHIVE when it is damaged. */
#ifndef KK_ARCHIVE_H
#define KK_ARCHIVE_H

#include <kk/fate.h>
#include <kk/macros.h>
#include <kk/words.h>

KK_BEGIN_DECLS

/* An archive that is open. */
typedef struct KkArchive KkArchive;

typedef enum {
    KK_ARCHIVE_READ,          /* must exist; never written */
    KK_ARCHIVE_WRITE,         /* made where there is none; locked against a second writer */
    KK_ARCHIVE_WRITE_WAITING, /* as before, but waits for the other writer to end */
} KkArchiveMode;

/* What became of one input; all lent. */
typedef struct {
    const char *path;   /* as named, in the file system's bytes */
    const char *sha256; /* NULL: the file could not be read */
    gint64 bytes;       /* -1: not known */
    KkFate fate;
    const char *message;    /* why it failed, one line; NULL: nothing to say */
    const char *complaints; /* the first lines that libraries wrote of it; NULL: none */
    double cpu_seconds, wall_seconds;
    gint64 peak_kib;        /* greatest memory of its process; 0: not measured */
    const KkResult *result; /* with its validation, and those that follow it in the file; NULL
                             * unless the fate has a report */
} KkRecord;

/* What the archive holds of a content, from this reader (KK_READER) with the words that it has now
 * (words.h), or from a newer one. */
typedef struct {
    KkFate fate;
    int attempts;  /* how often in a row it ended its child */
    bool this_run; /* the last time in the run that goes on */
    char *message;
} KkKnown;

/**
 * kk_archive_merge_line:
 * @text: a line that extract wrote: a report of the contract, or of failure.schema.json
 * @fate: (out): what became of the document
 * @index: (out): which of the document's reports it is, from 1; 0: of a failure
 *
 * Records the document under the path that a failure tells, or the name that a report does,
 * with its validation as it stands in the line. The same line again changes
 * nothing; a content whose report is there keeps it.
 *
 * Errors: %KK_ERROR_DAMAGED, naming the member; %KK_ERROR_NOT_A_REPORT for JSON of another
 * schema; and the archive's.
 *
 * Returns: whether it is recorded
 */
bool kk_archive_merge_line(KkArchive *archive, const char *text, gsize length, KkFate *fate,
                           int *index, GError **error);

/* Which reports; unset members choose all. The texts are lent. */
typedef struct {
    const char *const *codes; /* of municipalities; end with NULL */
    int year;                 /* 0: all */
    const char *edition;
    const char *status; /* of the validation: consistent, inconsistent, incomplete */
    bool current_only;  /* of several versions of a report the newest */
} KkFilter;

/**
 * kk_archive_open:
 *
 * Errors: %KK_ERROR_ARCHIVE when there is none (reading), it is in use by another import, is
 * no archive of kompass, or one of a newer version; %KK_ERROR_WRITE when it cannot be written.
 *
 * Returns: (transfer full): end with kk_archive_close(); or %NULL
 */
KkArchive *kk_archive_open(const char *path, KkArchiveMode mode, GError **error);
/** kk_archive_close: ends and frees it, folding the write-ahead log in; takes %NULL. */
void kk_archive_close(KkArchive *archive);

/** kk_archive_owns: whether @path is the archive's file, or one that it keeps beside it. This
 * process must not open those by itself while the archive is open: closing a file again ends
 * the locks on it, which are the process's. */
bool kk_archive_owns(KkArchive *archive, const char *path);

/**
 * kk_archive_begin_run:
 * @sandbox: what confines the children, for the record: "landlock 7, seccomp, limits" or "off"
 *
 * @jobs: documents read at a time, for the record
 *
 * Records that a run began, with the versions of the program and of poppler: what
 * kk_archive_add() records is of this run. A run that was interrupted or killed is gone on with
 * where those and the confinement are the same.
 */
bool kk_archive_begin_run(KkArchive *archive, const char *sandbox, int jobs, GError **error);
/** kk_archive_end_run: @interrupted: it was stopped before its end. */
bool kk_archive_end_run(KkArchive *archive, bool interrupted, GError **error);

/** kk_archive_lookup: whether this reader has read the content before, with the same words, or a
 * newer one; g_free() known->message. */
bool kk_archive_lookup(KkArchive *archive, const char *sha256, KkKnown *known);

/** kk_archive_add: one document, in one transaction, in place of what was recorded of the same
 * path and content. */
bool kk_archive_add(KkArchive *archive, const KkRecord *record, GError **error);

/** kk_archive_add_name: that @path holds a content which kk_archive_lookup() found; a content
 * that is not to be tried again becomes gave_up. */
bool kk_archive_add_name(KkArchive *archive, const char *path, const char *sha256, gint64 bytes,
                         bool gave_up, GError **error);

/**
 * kk_archive_set_urls:
 * @urls: (element-type utf8 utf8): addresses by the SHA-256 of contents
 * @n_changed: (out): how many reports have another address now, or one at last
 *
 * Tells where documents were published. A report keeps its address when it is read anew.
 */
bool kk_archive_set_urls(KkArchive *archive, GHashTable *urls, guint *n_changed, GError **error);

/** KkEachReport: takes a report, lent, with validation; whether to go on. */
typedef bool (*KkEachReport)(gpointer data, const KkResult *result, bool current, GError **error);

/** kk_archive_each: the reports that @filter (nullable) chooses, one at a time, by municipality
 * (name in the Swedish alphabet's order, unknown last), year and version, the current one last.
 * Errors: what @each sets, too; that it stops without one is no failure. */
bool kk_archive_each(KkArchive *archive, const KkFilter *filter, KkEachReport each, gpointer data,
                     GError **error);

/** KkEachDocument: takes a document's record, lent, without its result; whether to go on. */
typedef bool (*KkEachDocument)(gpointer data, const KkRecord *record);

/** kk_archive_each_document: all of them, by path. */
bool kk_archive_each_document(KkArchive *archive, KkEachDocument each, gpointer data,
                              GError **error);

/** kk_archive_list_paths: Returns: (transfer full): (element-type filename): where a content was
 * when it was imported, in order; or %NULL. */
GPtrArray *kk_archive_list_paths(KkArchive *archive, const char *sha256, GError **error);

/* Documents that may be worth reading anew. */
typedef enum {
    KK_AGAIN_OLDER,    /* an older reader (KK_READER) read them, or this one with other words */
    KK_AGAIN_DOUBTFUL, /* read in part, or with a doubt: a warning or an error */
    KK_AGAIN_FAILED,   /* without a report */
} KkAgain;

/** kk_archive_list_again: Returns: (transfer full): (element-type filename): their paths, each
 * once, in order; or %NULL. */
GPtrArray *kk_archive_list_again(KkArchive *archive, KkAgain which, GError **error);

/* What reports have and nothing took. */
typedef struct {
    KkUnreadKind kind;
    KkWordGroup group; /* to which they may belong (words.h); none: that is not known */
    char *text;        /* as one report prints them; NULL: of all that are of the kind */
    guint n_times, n_reports;
} KkUnreadWording;

/**
 * kk_archive_list_unread:
 *
 * Counts what is unread in the reports, and the names of areas that no edition has. What has been
 * added to the program's words since is left out.
 *
 * Returns: (transfer full): of KkUnreadWording, owned, by group, those of none last, then the most
 * frequent first; or %NULL
 */
GPtrArray *kk_archive_list_unread(KkArchive *archive, GError **error);

/* What a report has otherwise than the others of its edition and template. */
typedef enum {
    KK_OUTLIER_QUESTIONS, /* the number of an area's questions */
    KK_OUTLIER_MAX,       /* a question's maximum */
    KK_OUTLIER_TEXT,      /* a question's wording */
} KkOutlierKind;

typedef struct {
    KkOutlierKind kind;
    char *path;              /* of the report's document, in the file system's bytes */
    int page;                /* 0: not known */
    char *subject;           /* "3.2": a question; "3": an area */
    char *found, *expected;  /* "25", "22.5", or a wording; expected: as most others have it */
    guint n_agree, n_others; /* so many of so many other reports have @expected */
} KkOutlier;

/**
 * kk_archive_list_outliers:
 * @of_run: only of reports that the run read which goes on
 *
 * Compares each current report with those of its edition which word more than half of their
 * questions alike: its template. An outlier is a value that at most one in twenty of the others
 * has, where four in five agree on another and at least eight have one. Neither a failure, nor a
 * doubt: a report may well be right.
 *
 * Returns: (transfer full): of KkOutlier, owned, by path and page; or %NULL
 */
GPtrArray *kk_archive_list_outliers(KkArchive *archive, bool of_run, GError **error);

/* A run as it was recorded. */
typedef struct {
    char *started, *finished; /* ISO 8601, UTC; finished is NULL where it goes on or was killed */
    char *program, *poppler, *sandbox;
    int jobs;
    bool interrupted;
} KkRun;

/* What the archive holds. */
typedef struct {
    int documents[KK_N_FATES]; /* by what became of them */
    int older; /* documents that an older reader (KK_READER) read, or this one with other words */
    int reports, municipalities, years;
    int first_year, last_year; /* 0: none is known */
    char *recorded;            /* when the last report was read, ISO 8601, UTC; NULL: never */
    int runs;
    KkRun last_run; /* all unset where there is none */
} KkSummary;

/** kk_archive_summarise: counts, into @summary; end with kk_summary_clear(). */
bool kk_archive_summarise(KkArchive *archive, KkSummary *summary, GError **error);
/** kk_summary_clear: frees what @summary holds, not itself. */
void kk_summary_clear(KkSummary *summary);

/** kk_archive_schema: the SQL that makes an archive, with its comments: static. */
extern const char kk_archive_schema[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkArchive, kk_archive_close)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KkSummary, kk_summary_clear)

KK_END_DECLS

#endif
