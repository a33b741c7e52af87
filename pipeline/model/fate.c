/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fate.c - the table of what can become of an input. */
#include <kk/error.h>
#include <kk/fate.h>

#include <string.h>

#define REGEX_LIMIT "regex-limit"

static const struct {
    const char *name, *words;
    bool has_report, ended_child;
} fates[KK_N_FATES] = {
    [KK_FATE_OK] = {"ok", "read completely", true, false},
    [KK_FATE_PARTIAL] = {"partial", "read in part: pages, areas or tables are missing", true,
                         false},
    [KK_FATE_REGEX_LIMIT] = {"regex_limit", "read, but some lines were too complex to search", true,
                             false},
    [KK_FATE_NOT_PDF] = {"not_pdf", "neither a PDF nor plain text", false, false},
    [KK_FATE_DAMAGED] = {"damaged", "the PDF is damaged or incomplete", false, false},
    [KK_FATE_ENCRYPTED] = {"encrypted", "the PDF needs a password", false, false},
    [KK_FATE_NO_PAGES] = {"no_pages", "the PDF has no pages", false, false},
    [KK_FATE_NO_TEXT] = {"no_text", "the pages have no text", false, false},
    [KK_FATE_NOT_A_REPORT] = {"not_a_report", "not a Kommunkompassen report", false, false},
    [KK_FATE_TOO_BIG] = {"too_big", "too large to be a report", false, false},
    [KK_FATE_NOT_REGULAR] = {"not_regular", "a folder, a pipe, a device or a link", false, false},
    [KK_FATE_UNREADABLE] = {"unreadable", "the file cannot be read", false, false},
    [KK_FATE_CHANGED] = {"changed", "the file changed while it was being read", false, false},
    [KK_FATE_TIMEOUT_CPU] = {"timeout_cpu", "processor time limit exceeded", false, true},
    [KK_FATE_TIMEOUT_WALL] = {"timeout_wall", "time limit exceeded", false, true},
    [KK_FATE_OOM] = {"oom", "memory limit exceeded", false, true},
    [KK_FATE_CRASH] = {"crash", "the process that read it crashed", false, true},
    [KK_FATE_FORBIDDEN] = {"forbidden",
                           "the process that read it tried something the sandbox forbids", false,
                           true},
    [KK_FATE_OUTPUT_TOO_BIG] = {"output_too_big", "produced more output than any report", false,
                                true},
    [KK_FATE_BAD_ANSWER] = {"bad_answer", "the process that read it gave an invalid answer", false,
                            true},
    [KK_FATE_KILLED] = {"killed", "the process that read it was killed by another program", false,
                        false},
    [KK_FATE_GAVE_UP] = {"gave_up", "failed twice, not tried again (see --retry)", false, false},
};

const char *kk_fate_name(KkFate fate)
{
    return fates[fate].name;
}

const char *kk_fate_words(KkFate fate)
{
    return fates[fate].words;
}

bool kk_fate_lookup(const char *name, KkFate *fate)
{
    for (int i = 0; i < KK_N_FATES; i++)
        if (strcmp(name, fates[i].name) == 0) {
            *fate = (KkFate)i;
            return true;
        }
    return false;
}

bool kk_fate_has_report(KkFate fate)
{
    return fates[fate].has_report;
}

bool kk_fate_ended_child(KkFate fate)
{
    return fates[fate].ended_child;
}

KkFate kk_fate_of_error(const GError *error)
{
    static const KkFate by_code[] = {
        [KK_ERROR_UNREADABLE] = KK_FATE_UNREADABLE,
        [KK_ERROR_NOT_REGULAR] = KK_FATE_NOT_REGULAR,
        [KK_ERROR_LIMIT] = KK_FATE_TOO_BIG,
        [KK_ERROR_UNKNOWN_KIND] = KK_FATE_NOT_PDF,
        [KK_ERROR_DAMAGED] = KK_FATE_DAMAGED,
        [KK_ERROR_ENCRYPTED] = KK_FATE_ENCRYPTED,
        [KK_ERROR_NO_PAGES] = KK_FATE_NO_PAGES,
        [KK_ERROR_NO_TEXT] = KK_FATE_NO_TEXT,
        [KK_ERROR_NOT_A_REPORT] = KK_FATE_NOT_A_REPORT,
        [KK_ERROR_CHANGED] = KK_FATE_CHANGED,
    };

    g_return_val_if_fail(error->domain == KK_ERROR, KK_FATE_UNREADABLE);
    g_return_val_if_fail((gsize)error->code < G_N_ELEMENTS(by_code), KK_FATE_UNREADABLE);
    return by_code[error->code];
}

/* The first doubt of a file's reports that tells of a loss, lines that were too hard to match
 * before all others. */
static const KkDiagnostic *find_loss(const KkResult *result)
{
    static const char *const losses[] = {"file-damaged",
                                         "page-missing",
                                         "page-incomplete",
                                         "areas-missing",
                                         "table-missing",
                                         "tables-missing",
                                         NULL};
    const KkDiagnostic *loss = NULL;

    for (; result != NULL; result = result->next)
        for (guint i = 0; i < result->diagnostics->len; i++) {
            const KkDiagnostic *doubt = g_ptr_array_index(result->diagnostics, i);

            if (strcmp(doubt->code, REGEX_LIMIT) == 0)
                return doubt;
            if (loss == NULL && g_strv_contains(losses, doubt->code))
                loss = doubt;
        }
    return loss;
}

KkFate kk_fate_of_result(const KkResult *result)
{
    const KkDiagnostic *loss = find_loss(result);

    if (loss == NULL)
        return KK_FATE_OK;
    return strcmp(loss->code, REGEX_LIMIT) == 0 ? KK_FATE_REGEX_LIMIT : KK_FATE_PARTIAL;
}

const char *kk_fate_reason(const KkResult *result)
{
    const KkDiagnostic *loss = find_loss(result);

    return loss != NULL ? loss->message->text : NULL;
}
