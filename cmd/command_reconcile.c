/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_reconcile.c - kompass reconcile REPORTS… --claims PAGES…: published claims against
 * the reports, or those of an archive. */
#include "isolation.h"
#include "terminal.h"

#include <stdio.h>
#include <string.h>

#define INDENT 16 /* columns of the verdict */

static char *format, *password, *archive_path;
static char **pages;

static const GOptionEntry entries[] = {
    {"claims", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &pages, "Check the claims of these pages",
     "PAGE…"},
    {"archive", 'a', 0, G_OPTION_ARG_FILENAME, &archive_path,
     "Compare with the reports of the archive A", "A"},
    {"format", 0, 0, G_OPTION_ARG_STRING, &format, "Print as table (default) or json", "FORMAT"},
    {"password", 0, 0, G_OPTION_ARG_STRING, &password, "Open encrypted PDFs with PASSWORD",
     "PASSWORD"},
    G_OPTION_ENTRY_NULL,
};

/* "--claims a b c" as "--claims a --claims b --claims c", which is what GLib reads. */
static char **spread_claims(int argc, char **argv, int *n)
{
    GPtrArray *spread = g_ptr_array_new();
    bool in_claims = false;

    for (int i = 0; i < argc; i++) {
        bool option = argv[i][0] == '-' && argv[i][1] != '\0';

        if (in_claims && !option)
            g_ptr_array_add(spread, (gpointer) "--claims");
        in_claims = option ? strcmp(argv[i], "--claims") == 0 : in_claims;
        if (strcmp(argv[i], "--claims") != 0)
            g_ptr_array_add(spread, argv[i]);
    }
    *n = (int)spread->len;
    g_ptr_array_add(spread, NULL);
    return (char **)g_ptr_array_free(spread, FALSE);
}

typedef struct {
    GPtrArray *results; /* of KkResult, owned */
    GPtrArray *pages;   /* of KkClaims, owned */
    bool all;           /* could be read */
} Sources;

static bool take(gpointer data, const char *name, KkResult *result, bool only, const GError *error)
{
    Sources *sources = data;

    (void)only;
    if (result != NULL)
        g_ptr_array_add(sources->results, result);
    else
        say(name, error->message);
    sources->all = sources->all && result != NULL;
    return true;
}

/* False: no page can be read. */
static bool read_page(Sources *sources, const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkAnswer) answer = read_apart(path, true, password, &error);

    if (answer == NULL || answer->claims == NULL) {
        say(path, answer != NULL ? answer->message : error->message);
        sources->all = false;
    } else {
        g_ptr_array_add(sources->pages, g_steal_pointer(&answer->claims));
    }
    return answer != NULL;
}

/* ---- reports of an archive ---------------------------------------------------------------- */

/* The codes of the municipalities that the pages speak of, each once. */
static GPtrArray *list_claimed(const GPtrArray *claim_pages)
{
    GPtrArray *codes = g_ptr_array_new();

    for (guint i = 0; i < claim_pages->len; i++) {
        const GPtrArray *claims = ((KkClaims *)g_ptr_array_index(claim_pages, i))->claims;

        for (guint k = 0; k < claims->len; k++) {
            const KkMunicipality *of = ((KkClaim *)g_ptr_array_index(claims, k))->municipality;

            if (of != NULL && !g_ptr_array_find(codes, of->code, NULL))
                g_ptr_array_add(codes, (gpointer)of->code);
        }
    }
    return codes;
}

/* The current reports of the municipalities that are claimed something of. */
static bool read_archive(Sources *sources)
{
    g_autoptr(GPtrArray) codes = list_claimed(sources->pages);

    g_ptr_array_add(codes, NULL);
    const KkFilter filter = {.codes = (const char *const *)codes->pdata, .current_only = true};
    return read_archived(archive_path, &filter, take, sources);
}

/* ---- the table ------------------------------------------------------------------------------ */

/* ", page 3" or ", pages 3, 7"; nothing for a transcript. */
static void append_pages(GString *table, const KkAt *at)
{
    g_autoptr(GString) pages_at = g_string_new(NULL);
    int last = 0, n = 0;

    for (guint i = 0; i < at->len; i++) {
        const KkPlace *place = &g_array_index(at, KkPlace, i);

        if (place->bbox.x1 <= 0 || place->page == last)
            continue;
        g_string_append_printf(pages_at, n++ == 0 ? " %d" : ", %d", place->page);
        last = place->page;
    }
    if (n > 0)
        g_string_append_printf(table, ", page%s%s", n > 1 ? "s" : "", pages_at->str);
}

/* What the report says instead, and the words of the page. */
static void append_difference(GString *table, const Terminal *terminal,
                              const KkMatchedClaim *matched)
{
    g_autofree char *words = g_strconcat("the page says: ", matched->claim->text, NULL);
    const KkSource *source = &matched->report->source;
    g_autoptr(GString) gives = g_string_new(source->name);

    if (source->attachment != NULL)
        g_string_append_printf(gives, ", attached file %s,", source->attachment);
    g_string_append_printf(gives, " gives %g", matched->least);
    if (matched->greatest != matched->least)
        g_string_append_printf(gives, " to %g", matched->greatest);
    append_pages(gives, matched->at);
    g_string_append_printf(table, "%*s", INDENT, "");
    append_line(table, terminal, gives->str, INDENT);
    g_string_append_printf(table, "%*s", INDENT, "");
    append_line(table, terminal, words, INDENT);
}

/* The page, and what the claim is of; on a line of its own where the row has no room for it. */
static void append_subject(GString *table, const Terminal *terminal, const KkMatchedClaim *matched,
                           int used)
{
    const KkClaim *claim = matched->claim;
    g_autoptr(GString) subject = g_string_new(matched->page->source.name);

    if (claim->area != NULL)
        g_string_append_printf(subject, "  %s", claim->area);
    if (claim->since != 0)
        g_string_append_printf(subject, "  since %d", claim->since);
    if (!terminal->endless && used + columns_of(subject->str) > terminal->width) {
        g_string_truncate(table, strlen(g_strchomp(table->str)));
        g_string_append_printf(table, "\n%*s", INDENT, "");
        used = INDENT;
    }
    append_line(table, terminal, subject->str, used);
}

static void append_row(GString *table, const Terminal *terminal, const KkMatchedClaim *matched)
{
    const gsize start = table->len;
    const KkClaim *claim = matched->claim;
    g_autofree char *value = g_strdup_printf("%g", claim->value.value);
    g_autofree char *year = claim->year != 0 ? g_strdup_printf("%d", claim->year) : g_strdup("?");

    append_cell(table, kk_verdict_name(matched->verdict), INDENT - 2, false);
    append_cell(table, claim->municipality != NULL ? claim->municipality->name : "?", 14, false);
    append_cell(table, year, 4, false);
    append_cell(table, kk_claim_kind_name(claim->kind), 12, false);
    append_cell(table, value, 5, true);
    append_subject(table, terminal, matched, columns_of(table->str + start));
    if (matched->verdict == KK_VERDICT_DIFFERS)
        append_difference(table, terminal, matched);
}

static char *dup_table(const KkReconciliation *reconciliation)
{
    const Terminal terminal = terminal_of_output();
    GString *table = g_string_new(NULL);
    guint counts[KK_N_VERDICTS] = {0};

    for (guint i = 0; i < reconciliation->claims->len; i++) {
        const KkMatchedClaim *matched = g_ptr_array_index(reconciliation->claims, i);

        counts[matched->verdict]++;
        append_row(table, &terminal, matched);
    }
    for (guint i = 0; i < reconciliation->unclaimed->len; i++) {
        const KkResult *result = g_ptr_array_index(reconciliation->unclaimed, i);

        g_autofree char *extent =
            result->source.report_of > 1 ? kk_source_dup_extent(&result->source, KK_ENGLISH) : NULL;
        g_autofree char *name =
            g_strconcat(result->source.name, extent != NULL ? ", " : NULL, extent, NULL);

        g_string_append_printf(table, "%-*s", INDENT, "no claims");
        append_line(table, &terminal, name, INDENT);
    }
    g_autofree char *counted = g_strdup_printf(
        "%u claims: %u agree, %u differ, %u without a report, %u not in the report",
        reconciliation->claims->len, counts[KK_VERDICT_AGREES], counts[KK_VERDICT_DIFFERS],
        counts[KK_VERDICT_NO_REPORT], counts[KK_VERDICT_NOT_STATED]);
    append_line(table, &terminal, counted, 2);
    return g_string_free(table, FALSE);
}

static bool any_differs(const KkReconciliation *reconciliation)
{
    for (guint i = 0; i < reconciliation->claims->len; i++)
        if (((KkMatchedClaim *)g_ptr_array_index(reconciliation->claims, i))->verdict ==
            KK_VERDICT_DIFFERS)
            return true;
    return false;
}

static int print_answer(const KkReconciliation *reconciliation, bool all_read)
{
    bool json = format != NULL && strcmp(format, "json") == 0;
    g_autofree char *text =
        json ? kk_write_reconciliation_json(reconciliation) : dup_table(reconciliation);
    g_autofree char *whole = g_strconcat(text, json ? "\n" : "", NULL);

    if (print_out(whole) != STATUS_OK)
        return STATUS_FORBIDDEN;
    if (!all_read)
        return STATUS_UNPROCESSED;
    return any_differs(reconciliation) ? STATUS_NO : STATUS_OK;
}

int command_reconcile(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = new_context(
        "REPORT…|--archive A --claims PAGE…",
        "Compare what pages claim with the reports of the same municipality and year.",
        "Reports are PDFs, plain text, JSON or NDJSON written by kompass, or those of an archive.\n"
        "Exit status: 0 no claim differs, 1 a claim differs.\n\n"
        "Examples:\n"
        "  kompass reconcile huddinge-2017.pdf --claims pressmeddelande.html\n"
        "  kompass reconcile --archive kk.sqlite --claims nyheter/*.html\n",
        entries);
    int n = 0;
    g_autofree char **spread = spread_claims(argc, argv, &n);
    char **rest = spread;

    add_limit_options(context);
    if (!parse_options(context, &n, &rest) || !check_isolation_options())
        return STATUS_USAGE;
    bool known = format == NULL || strcmp(format, "json") == 0 || strcmp(format, "table") == 0;
    if (!known) {
        say("reconcile", "--format takes table or json");
        return STATUS_USAGE;
    }
    if ((n < 2) == (archive_path == NULL) || pages == NULL) {
        say("reconcile",
            "give reports or an archive, then --claims and pages; see kompass reconcile --help");
        return STATUS_USAGE;
    }
    g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func((GDestroyNotify)kk_result_free);
    g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func((GDestroyNotify)kk_claims_free);
    Sources sources = {results, claims, true};
    for (int i = 1; i < n; i++)
        if (!read_results(rest[i], password, take, &sources))
            return STATUS_FORBIDDEN;
    for (char **page = pages; *page != NULL; page++)
        if (!read_page(&sources, *page))
            return STATUS_FORBIDDEN;
    if (archive_path != NULL && !read_archive(&sources))
        return STATUS_FORBIDDEN;
    g_autoptr(KkReconciliation) reconciliation = kk_reconcile(results, claims);
    return print_answer(reconciliation, sources.all);
}
