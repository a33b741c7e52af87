/* SPDX-License-Identifier: GPL-2.0-or-later */
/* process.c - the calls in order: the map of the program. */
#include <kk/blocks.h>
#include <kk/error.h>
#include <kk/language.h>
#include <kk/process.h>

#include <string.h>
#include <time.h>

double kk_cpu_seconds(void)
{
    struct timespec time;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Adds the CPU time since @since to @timing, and starts anew. */
static void take_time(double *since, double *timing)
{
    double now = kk_cpu_seconds();

    *timing += now - *since;
    *since = now;
}

/* Of what is damaged through and through nobody knows that it is no report; what only holds other
 * files may hold the report. */
static KkDraft *parse(const KkDocument *document, const KkLayout *layout, KkDiagnostics *doubts,
                      GError **error)
{
    g_autoptr(GError) reason = NULL;
    KkDraft *draft = kk_parse(layout, doubts, &reason);

    if (document->damaged && g_error_matches(reason, KK_ERROR, KK_ERROR_NOT_A_REPORT))
        g_set_error(error, KK_ERROR, KK_ERROR_DAMAGED,
                    "the PDF is damaged, and what is left is not a report; download it again");
    else if (document->has_attachments && g_error_matches(reason, KK_ERROR, KK_ERROR_NOT_A_REPORT))
        g_set_error(
            error, KK_ERROR, KK_ERROR_NOT_A_REPORT,
            "%s; the PDF has attached files, which were not read: save them, and give the one "
            "that is the report",
            reason->message);
    else if (reason != NULL)
        g_propagate_error(error, g_steal_pointer(&reason));
    return draft;
}

KkResult *kk_process(const KkInput *input, const char *password, KkTimings *timings,
                     GError **error)
{
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    KkTimings ignored = {0}, *times = timings != NULL ? timings : &ignored;
    double since = kk_cpu_seconds();

    if (strcmp(input->media_type, "text/html") == 0) {
        g_set_error(error, KK_ERROR, KK_ERROR_UNKNOWN_KIND,
                    "a web page, not a report; download the PDF it links to, or try "
                    "kompass claims");
        return NULL;
    }
    g_autoptr(KkDocument) document = kk_extract(input, password, doubts, error);
    take_time(&since, &times->extract);
    if (document == NULL)
        return NULL;

    g_autoptr(KkLayout) layout = kk_layout(document, &kk_swedish);
    take_time(&since, &times->layout);

    g_autoptr(KkDraft) draft = parse(document, layout, doubts, error);
    take_time(&since, &times->parse);
    if (draft == NULL)
        return NULL;

    g_autoptr(KkReport) report = kk_normalise(draft, doubts);
    take_time(&since, &times->normalise);

    KkResult *result = g_new0(KkResult, 1);
    result->validation = kk_validate(report, doubts);
    take_time(&since, &times->validate);
    result->source = document->source;
    memset(&document->source, 0, sizeof document->source);
    result->report = g_steal_pointer(&report);
    result->diagnostics = g_steal_pointer(&doubts);
    return result;
}

void kk_result_free(KkResult *result)
{
    if (result == NULL)
        return;
    kk_source_clear(&result->source);
    kk_report_free(result->report);
    kk_validation_free(result->validation);
    g_ptr_array_unref(result->diagnostics);
    g_free(result);
}

char *kk_dump(const KkInput *input, const char *stage, const char *password, GError **error)
{
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkDocument) document = kk_extract(input, password, doubts, error);

    if (document == NULL)
        return NULL;
    if (strcmp(stage, "glyphs") == 0)
        return kk_document_dump(document);
    g_autoptr(KkLayout) layout = kk_layout(document, &kk_swedish);
    if (strcmp(stage, "lines") == 0)
        return kk_layout_dump(layout, false);
    if (strcmp(stage, "layout") == 0)
        return kk_layout_dump(layout, true);
    if (strcmp(stage, "blocks") == 0) {
        g_autoptr(GPtrArray) tables = kk_blocks_tables(layout);
        return kk_blocks_dump(tables);
    }
    g_autoptr(KkDraft) draft = parse(document, layout, doubts, error);
    if (draft == NULL)
        return NULL;
    return strcmp(stage, "account") == 0 ? kk_account_dump(layout, draft) : kk_draft_dump(draft);
}
