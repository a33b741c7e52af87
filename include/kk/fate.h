/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fate.h - what became of an input: the closed set of statuses of an import, with words.
 *
 * Every input of a run ends with exactly one. The first three come with a report, the others
 * without. Names are of the contract (failure.schema.json, the archive's document.status). */
#ifndef KK_FATE_H
#define KK_FATE_H

#include <kk/macros.h>
#include <kk/process.h>

KK_BEGIN_DECLS

typedef enum {
    KK_FATE_OK,             /* read whole */
    KK_FATE_PARTIAL,        /* read, and something of it was lost or is missing */
    KK_FATE_REGEX_LIMIT,    /* read, and lines were too hard to match */
    KK_FATE_NOT_PDF,        /* neither a PDF nor a transcript */
    KK_FATE_DAMAGED,        /* begins as a PDF and cannot be read as one */
    KK_FATE_ENCRYPTED,      /* needs a password */
    KK_FATE_NO_PAGES,       /* opened, and holds no page */
    KK_FATE_NO_TEXT,        /* pages without a text layer */
    KK_FATE_NOT_A_REPORT,   /* read, and it is something else */
    KK_FATE_TOO_BIG,        /* more bytes, pages or glyphs than allowed */
    KK_FATE_NOT_REGULAR,    /* a folder, pipe, device or a link that leads away */
    KK_FATE_UNREADABLE,     /* missing, not permitted, or the disk failed */
    KK_FATE_CHANGED,        /* changed while it was read */
    KK_FATE_TIMEOUT_CPU,    /* used up its processor time */
    KK_FATE_TIMEOUT_WALL,   /* took too long by the clock */
    KK_FATE_OOM,            /* asked for more memory than allowed */
    KK_FATE_CRASH,          /* the child that read it died */
    KK_FATE_FORBIDDEN,      /* the child tried what the sandbox forbids */
    KK_FATE_OUTPUT_TOO_BIG, /* the answer was longer than allowed */
    KK_FATE_BAD_ANSWER,     /* the answer was not to be believed */
    KK_FATE_KILLED,         /* the child was killed from outside: no fault of the document */
    KK_FATE_GAVE_UP,        /* it ended its child twice; not tried again unless told to */
    KK_N_FATES
} KkFate;

/** kk_fate_name: "timeout_cpu": static. */
const char *kk_fate_name(KkFate fate);
/** kk_fate_words: one line for people, a main clause without a full stop: static. */
const char *kk_fate_words(KkFate fate);
/** kk_fate_lookup: whether @name is one; the fate in @fate. */
bool kk_fate_lookup(const char *name, KkFate *fate);
/** kk_fate_has_report: ok, partial, regex_limit. */
bool kk_fate_has_report(KkFate fate);
/** kk_fate_ended_child: whether the document ended the process that read it. */
bool kk_fate_ended_child(KkFate fate);
/** kk_fate_of_error: the fate of a document that kk_discover() or kk_process() refused. */
KkFate kk_fate_of_error(const GError *error);
/** kk_fate_of_result: ok, partial or regex_limit, by the diagnostics of @result and those that
 * follow it. */
KkFate kk_fate_of_result(const KkResult *result);
/** kk_fate_reason: lent: of what was lost in them the first, in words; %NULL: nothing was. */
const char *kk_fate_reason(const KkResult *result);

KK_END_DECLS

#endif
