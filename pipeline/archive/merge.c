/* SPDX-License-Identifier: GPL-2.0-or-later */
/* merge.c - lines that extract wrote, here or on another machine, into the archive. The same
 * lines again change nothing. */
#include "archive.h"

#include <kk/error.h>
#include <kk/read.h>

/* A report's line names no folder: other documents of that name stay as they are. Of a file with
 * several reports each has a line. */
static bool merge_report(Database *database, const KkResult *result, GError **error)
{
    const KkSource *source = &result->source;
    const KkRecord record = {
        .path = source->name,
        .sha256 = source->sha256,
        .bytes = (gint64)source->bytes,
        .fate = kk_fate_of_result(result),
        .result = result,
    };
    g_auto(Content) content = {0};
    bool has_name, has_report;

    if (!content_find(database, source->sha256, &content, error) ||
        !documents_has_name(database, source->sha256, source->name, &has_name, error) ||
        !documents_has_report(database, source->sha256, source->report_index, &has_report, error))
        return false;
    if (!content.up_to_date || !kk_fate_has_report(content.fate))
        return documents_add(database, &record, false, error);
    return (has_report || documents_add_report(database, &record, &content, error)) &&
           (has_name ||
            documents_add_name(database, record.path, record.sha256, record.bytes, false, error));
}

/* Of a content whose report is there, or which failed like that before, only the name is new. */
static bool merge_failure(Database *database, const KkFailure *failure, GError **error)
{
    const KkRecord record = {
        .path = failure->path,
        .sha256 = failure->sha256,
        .bytes = failure->bytes,
        .fate = failure->fate,
        .message = failure->message,
    };
    g_auto(Content) content = {0};

    if (!documents_forget_failures(database, record.path, record.sha256, error) ||
        (record.sha256 != NULL && !content_find(database, record.sha256, &content, error)))
        return false;
    if (content.up_to_date && (kk_fate_has_report(content.fate) || content.fate == record.fate))
        return documents_add_name(database, record.path, record.sha256, record.bytes, false, error);
    return documents_add(database, &record, false, error);
}

static bool merge(Database *database, const KkResult *result, const KkFailure *failure,
                  GError **error)
{
    return result != NULL ? merge_report(database, result, error)
                          : merge_failure(database, failure, error);
}

bool kk_archive_merge_line(KkArchive *archive, const char *text, gsize length, KkFate *fate,
                           int *index, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(KkResult) result = kk_read_json_as_written(text, length, &trouble);
    g_autoptr(KkFailure) failure = NULL;

    if (result == NULL && g_error_matches(trouble, KK_ERROR, KK_ERROR_NOT_A_REPORT))
        failure = kk_read_failure(text, length, error);
    else if (result == NULL)
        g_propagate_error(error, g_steal_pointer(&trouble));
    if ((result == NULL && failure == NULL) || !database_begin(archive->database, error))
        return false;
    *fate = result != NULL ? kk_fate_of_result(result) : failure->fate;
    *index = result != NULL ? result->source.report_index : 0;
    return archive_finish(archive, merge(archive->database, result, failure, error), error);
}
