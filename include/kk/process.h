/* SPDX-License-Identifier: GPL-2.0-or-later */
/* process.h - the chain for one document, in this process and without confinement: isolate.h
 * tells how to read what strangers made. */
#ifndef KK_PROCESS_H
#define KK_PROCESS_H

#include <kk/macros.h>
#include <kk/validation.h>

KK_BEGIN_DECLS

/**
 * KK_READER:
 *
 * The number of the reader. Whatever makes any document come out differently raises it by one: a
 * value, a text, a place, a diagnostic, a finding, or what became of it. An archive keeps it with
 * each document, and import reads anew what an older one read. Two records of what comes out hold
 * it: tests/golden/reader.txt and .ci/reader.txt; `python3 tests/golden/raise_reader.py` raises
 * it where it has to be and rewrites both.
 */
#define KK_READER 10

/* All that a writer gets; the members are its own. */
typedef struct KkResult {
    KkSource source;            /* the file: name, hash, pages, and which of its reports this is */
    KkReport *report;           /* what it says */
    KkValidation *validation;   /* whether its numbers add up; NULL: not checked (read.h) */
    KkDiagnostics *diagnostics; /* what is doubtful or was lost */
    struct KkResult *next; /* the next report in the same file, its own; NULL: there is no other */
} KkResult;

/* Where the time went, seconds of CPU; for --timings. */
typedef struct {
    double discover, extract, layout, parse, normalise, validate, write;
} KkTimings;

/** kk_cpu_seconds: this thread's, to the microsecond; of a process clock() tells it by the tick,
 * some 4 ms, as long as a timer of its processor time is armed. */
double kk_cpu_seconds(void);

/**
 * kk_process:
 * @password: (nullable): for an encrypted PDF
 * @timings: (inout) (nullable): to whose members the time of each stage is added
 *
 * All stages from extract to validate. A file may hold several reports: they follow the first in
 * the order of their pages, and nothing of one is in another; behind them those of the PDFs that
 * are attached to it (attached.h). Pages that @input names are one report.
 *
 * Errors: those of kk_extract() and kk_parse(), where neither the file nor an attached PDF is a
 * report that of the first that could not be read, %KK_ERROR_NO_PAGES where @input names pages that
 * are not there, and %KK_ERROR_UNKNOWN_KIND for a web page, which is kk_claims_process()'s. A
 * report that is cut off or odd is no error: diagnostics tell.
 *
 * Returns: (transfer full): free with kk_result_free(); or %NULL
 */
KkResult *kk_process(const KkInput *input, const char *password, KkTimings *timings,
                     GError **error);
/** kk_result_free: frees it, all that is in it and those that follow it; takes %NULL. */
void kk_result_free(KkResult *result);

/**
 * kk_dump:
 * @stage: "glyphs", "lines", "layout", "blocks", "draft" or "account"
 *
 * Errors: those of kk_extract(), and for the last two of kk_parse().
 *
 * Returns: (transfer full): what that stage made of @input, of its reports in turn, and of the PDFs
 * attached to it, each behind a line with its name, as text;
 * g_free() it; or %NULL
 */
char *kk_dump(const KkInput *input, const char *stage, const char *password, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkResult, kk_result_free)

KK_END_DECLS

#endif
