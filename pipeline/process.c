/* SPDX-License-Identifier: GPL-2.0-or-later */
/* process.c - the calls in order: the map of the program. */
#include <kk/attached.h>
#include <kk/blocks.h>
#include <kk/divide.h>
#include <kk/error.h>
#include <kk/language.h>
#include <kk/process.h>
#include <kk/witness.h>

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

/* Of what is damaged through and through nobody knows that it is no report, nor of pages that were
 * not read. */
static KkDraft *parse(const KkDocument *document, const KkLayout *layout, KkDiagnostics *doubts,
                      GError **error)
{
    g_autoptr(GError) reason = NULL;
    KkDraft *draft = kk_parse(layout, doubts, &reason);

    if (document->damaged && g_error_matches(reason, KK_ERROR, KK_ERROR_NOT_A_REPORT))
        g_set_error(error, KK_ERROR, KK_ERROR_DAMAGED,
                    "the PDF is damaged, and what is left is not a report; download it again");
    else if (document->n_pictures > 0 && g_error_matches(reason, KK_ERROR, KK_ERROR_NOT_A_REPORT))
        g_set_error(error, KK_ERROR, KK_ERROR_NOT_A_REPORT,
                    "%s; or, if %d of its pages, the first of them page %d, are the report: they "
                    "are pictures on which no text was recognised; see kompass doctor and --ocr",
                    reason->message, document->n_pictures, document->first_picture);
    else if (reason != NULL)
        g_propagate_error(error, g_steal_pointer(&reason));
    return draft;
}

/* What is read, and with what. */
typedef struct {
    const KkInput *input;
    const char *password;
    const KkDocument *file; /* all its pages */
    double since;           /* when the stage began that goes on */
    KkTimings *times;
} Reading;

/* Holds the tags against it: how many they are; their texts, where it was asked for, of the pages
 * that gave something. */
static void hear_witness(Reading *reading, KkReport *report, KkDiagnostics *doubts)
{
    const KkDocument *file = reading->file;

    if (!file->tagged)
        return;
    g_autoptr(KkTagCounts) counts = kk_count_tags(reading->input, file);
    if (counts != NULL)
        kk_witness_counts(report, counts, !kk_tags_chosen(), doubts);
    take_time(&reading->since, &reading->times->extract);
    if (!kk_tags_chosen())
        return;
    g_autofree guint8 *pages = kk_witness_pages(report, file->source.n_pages);
    g_autoptr(KkTags) tags =
        pages != NULL ? kk_extract_tags(reading->input, reading->password, file, pages) : NULL;

    if (tags != NULL)
        kk_witness(report, tags, doubts);
    take_time(&reading->since, &reading->times->extract);
}

/* From parse to validate. @doubts: (transfer full): those so far. */
static KkResult *read_report(Reading *reading, const KkDocument *document, const KkLayout *layout,
                             KkDiagnostics *doubts, GError **error)
{
    g_autoptr(GPtrArray) own_doubts = doubts;
    g_autoptr(KkDraft) draft = parse(document, layout, doubts, error);
    double *since = &reading->since;
    KkTimings *times = reading->times;

    take_time(since, &times->parse);
    if (draft == NULL)
        return NULL;
    KkResult *result = g_new0(KkResult, 1);
    result->report = kk_normalise(draft, doubts);
    take_time(since, &times->normalise);
    hear_witness(reading, result->report, doubts);
    result->validation = kk_validate(result->report, doubts);
    take_time(since, &times->validate);
    result->diagnostics = g_steal_pointer(&own_doubts);
    return result;
}

/* A report of which other papers stand in the same file. */
static KkResult *read_part(Reading *reading, const KkPart *part, const KkDiagnostics *doubts,
                           GError **error)
{
    g_autoptr(KkDocument) alone = kk_document_new_part(reading->file, part->first, part->last);
    g_autoptr(KkLayout) layout = kk_layout(alone, &kk_swedish);

    take_time(&reading->since, &reading->times->layout);
    return read_report(reading, alone, layout,
                       kk_diagnostics_share(doubts, part->first, part->last), error);
}

static KkResult *read_parts(Reading *reading, const GArray *parts, const KkDiagnostics *doubts,
                            GError **error)
{
    g_autoptr(KkResult) first = NULL;
    KkResult **next = &first;

    for (guint i = 0; i < parts->len; i++) {
        const KkPart *part = &g_array_index(parts, KkPart, i);

        *next = read_part(reading, part, doubts, error);
        if (*next == NULL)
            return NULL;
        (*next)->source = kk_source_dup_report(&reading->file->source, (int)i + 1, (int)parts->len,
                                               part->first, part->last);
        next = &(*next)->next;
    }
    return g_steal_pointer(&first);
}

/* As kk_divide(), unless the pages were named. NULL with @error: none of those are there. */
static GArray *list_parts(const KkInput *input, const KkDocument *document, const KkLayout *layout,
                          GError **error)
{
    if (input->first_page == 0)
        return kk_divide(document, layout);
    if (input->first_page > document->source.n_pages) {
        g_set_error(error, KK_ERROR, KK_ERROR_NO_PAGES, "it has no page %d: its last is %d",
                    input->first_page, MAX(document->source.n_pages, 0));
        return NULL;
    }
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(KkPart));
    KkPart part = {input->first_page, MIN(input->last_page, document->source.n_pages)};

    g_array_append_val(parts, part);
    return parts;
}

/* The reports of one PDF, of what is attached to it none; or of a text. @has_attached: (out):
 * whether files may be attached to it. */
static KkResult *read_document(const KkInput *input, const char *password, KkTimings *times,
                               bool *has_attached, GError **error)
{
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    double since = kk_cpu_seconds();

    if (strcmp(input->media_type, "text/html") == 0) {
        g_set_error(error, KK_ERROR, KK_ERROR_UNKNOWN_KIND,
                    "a web page, not a report; download the PDF it links to, or try "
                    "kompass claims");
        return NULL;
    }
    KkInput with_subject = *input;
    with_subject.subject = input->first_page == 0 ? kk_subject : NULL;
    g_autoptr(KkDocument) document = kk_extract(&with_subject, password, doubts, error);
    take_time(&since, &times->extract);
    *has_attached = document == NULL || document->has_attached;
    if (document == NULL)
        return NULL;

    g_autoptr(KkLayout) layout = kk_layout(document, &kk_swedish);
    take_time(&since, &times->layout);

    g_autoptr(GError) trouble = NULL;
    g_autoptr(GArray) parts = list_parts(input, document, layout, &trouble);
    take_time(&since, &times->layout);
    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return NULL;
    }
    Reading reading = {input, password, document, since, times};
    if (parts != NULL)
        return read_parts(&reading, parts, doubts, error);

    const int n_pages = MAX(document->source.n_pages, 0);
    KkResult *result = read_report(&reading, document, layout, g_steal_pointer(&doubts), error);
    if (result != NULL)
        result->source = kk_source_dup_report(&document->source, 1, 1, MIN(n_pages, 1), n_pages);
    return result;
}

/* Whether what is attached to @input is to be read: @reason tells why it is no report itself. */
static bool may_hold_others(const KkInput *input, const GError *reason)
{
    return input->first_page == 0 && strcmp(input->media_type, "application/pdf") == 0 &&
           (reason == NULL || reason->code == KK_ERROR_NOT_A_REPORT ||
            reason->code == KK_ERROR_NO_TEXT || reason->code == KK_ERROR_NO_PAGES);
}

/* Takes the troubles of those that are no other paper, but could not be read. */
static KkResult *read_attached(KkAttached *one, const char *password, KkTimings *times)
{
    g_autoptr(KkInput) input = g_steal_pointer(&one->input);

    if (input == NULL)
        return NULL;
    if (input->on_page != NULL)
        input->on_page();
    return read_document(input, password, times, &(bool){false}, &one->trouble);
}

static bool is_unread(const KkAttached *one)
{
    return one->trouble != NULL && one->trouble->code != KK_ERROR_NOT_A_REPORT;
}

/* Numbers the @reports of a file, and says which of the files attached to it are not read. */
static void conclude(KkResult *reports, const GPtrArray *attached)
{
    int n = 0;

    for (KkResult *one = reports; one != NULL; one = one->next)
        one->source.report_index = ++n;
    for (KkResult *one = reports; one != NULL; one = one->next)
        one->source.report_of = n;
    for (guint i = 0; i < attached->len; i++) {
        const KkAttached *one = g_ptr_array_index(attached, i);

        if (is_unread(one))
            kk_diagnostics_add(reports->diagnostics, KK_SEVERITY_WARNING, NULL,
                               kk_message(KK_SAYS_ATTACHMENT_UNREAD, NULL, KK_TEXT(one->name)));
    }
}

/* Why neither a file nor one of those attached to it is a report: the first that could not be read
 * may be one. */
static void set_no_report(const GError *reason, const GPtrArray *attached, guint n_others,
                          GError **error)
{
    const char *own =
        reason->code == KK_ERROR_NOT_A_REPORT ? reason->message : "the PDF has no text of its own";
    const KkAttached *told = attached->len > 0 ? g_ptr_array_index(attached, 0) : NULL;

    for (guint i = 0; i < attached->len && !is_unread(told); i++)
        if (is_unread(g_ptr_array_index(attached, i)))
            told = g_ptr_array_index(attached, i);
    if (told != NULL)
        g_set_error(error, KK_ERROR, told->trouble->code, "%s; attached file %s: %s", own,
                    told->name, told->trouble->message);
    else if (n_others > 0 && reason->code == KK_ERROR_NOT_A_REPORT)
        g_set_error(error, KK_ERROR, reason->code,
                    "%s; the files attached to the PDF are not PDFs, and were not read", own);
    else
        g_propagate_error(error, g_error_copy(reason));
}

KkResult *kk_process(const KkInput *input, const char *password, KkTimings *timings, GError **error)
{
    KkTimings ignored = {0}, *times = timings != NULL ? timings : &ignored;
    g_autoptr(GError) reason = NULL;
    bool has_attached = false;
    g_autoptr(KkResult) reports = read_document(input, password, times, &has_attached, &reason);

    if (!has_attached || !may_hold_others(input, reason)) {
        if (reason != NULL)
            g_propagate_error(error, g_steal_pointer(&reason));
        return g_steal_pointer(&reports);
    }
    guint n_others;
    double since = kk_cpu_seconds();
    g_autoptr(GPtrArray) attached = kk_attached_list(input, password, &n_others);
    take_time(&since, &times->extract);
    KkResult **end = &reports;

    for (guint i = 0; i < attached->len; i++) {
        while (*end != NULL)
            end = &(*end)->next;
        *end = read_attached(g_ptr_array_index(attached, i), password, times);
    }
    if (reports != NULL)
        conclude(reports, attached);
    else
        set_no_report(reason, attached, n_others, error);
    return g_steal_pointer(&reports);
}

void kk_result_free(KkResult *result)
{
    while (result != NULL) {
        KkResult *next = result->next;

        kk_source_clear(&result->source);
        kk_report_free(result->report);
        kk_validation_free(result->validation);
        g_ptr_array_unref(result->diagnostics);
        g_free(result);
        result = next;
    }
}

/* What parse made of a report, or where its words ended. */
static char *dump_report(const KkDocument *document, const KkLayout *layout, const char *stage,
                         GError **error)
{
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkDraft) draft = parse(document, layout, doubts, error);

    if (draft == NULL)
        return NULL;
    return strcmp(stage, "account") == 0 ? kk_account_dump(layout, draft) : kk_draft_dump(draft);
}

static char *dump_parts(const KkDocument *document, const GArray *parts, const char *stage,
                        GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);

    for (guint i = 0; i < parts->len; i++) {
        const KkPart *part = &g_array_index(parts, KkPart, i);
        g_autoptr(KkDocument) alone = kk_document_new_part(document, part->first, part->last);
        g_autoptr(KkLayout) layout = kk_layout(alone, &kk_swedish);
        g_autofree char *text = dump_report(alone, layout, stage, error);

        if (text == NULL)
            return NULL;
        g_string_append(out, text);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Of one PDF, of what is attached to it nothing; or of a text. */
static char *dump_document(const KkInput *input, const char *stage, const char *password,
                           GError **error)
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
    g_autoptr(GArray) parts = kk_divide(document, layout);
    return parts != NULL ? dump_parts(document, parts, stage, error)
                         : dump_report(document, layout, stage, error);
}

/* Appends what that stage made of the PDFs that are attached to @input and are not refused. */
static void dump_attached(const KkInput *input, const char *stage, const char *password,
                          GString *out)
{
    guint n_others;
    g_autoptr(GPtrArray) attached = kk_attached_list(input, password, &n_others);

    for (guint i = 0; i < attached->len; i++) {
        const KkAttached *one = g_ptr_array_index(attached, i);
        g_autofree char *text =
            one->input != NULL ? dump_document(one->input, stage, password, NULL) : NULL;

        if (text != NULL)
            g_string_append_printf(out, "attached file %s\n%s", one->name, text);
    }
}

char *kk_dump(const KkInput *input, const char *stage, const char *password, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *own = dump_document(input, stage, password, &reason);
    g_autoptr(GString) out = g_string_new(own);

    if (may_hold_others(input, reason))
        dump_attached(input, stage, password, out);
    if (own == NULL && out->len == 0) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return NULL;
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}
