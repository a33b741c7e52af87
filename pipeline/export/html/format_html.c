/* SPDX-License-Identifier: GPL-2.0-or-later */
/* format_html.c - the site: which page is written when.
 *
 * A report's page waits for the next report, which tells whether it is the municipality's
 * newest: that one has the municipality's name, earlier ones their year behind it. The rows of
 * the pages that list all reports wait in files without a name, so that memory stays flat. */
#include "../../audit/anchors.h"
#include "../formats.h"
#include "compare.h"

#include <kk/error.h>
#include <kk/register.h>

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* generated from site.css and site.js */
extern const char site_css[], site_js[];

/* Lists on their way to a page. */
typedef struct {
    FILE *rows, *failed, *skipped;
} Lists;

/* What is written beside the pages, by other formats; the first is a folder. */
static const struct {
    const KkFormat *format;
    const char *path;
} files[] = {{&kk_format_csv, "data"},
             {&kk_format_json, "data/kommunkompassen.json"},
             {&kk_format_xlsx, "data/kommunkompassen.xlsx"}};

static const SiteDownload downloads[] = {
    {"data/kommunkompassen.xlsx",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel: alla tabeller"},
    {"data/scores.csv", "text/csv", "CSV: alla poäng, en observation per rad"},
    {"data/items.csv", "text/csv", "CSV: styrkor och förbättringsområden"},
    {"data/kommunkompassen.json", "application/json", "JSON: rapporterna i sin helhet"},
    {"data/README.md", "text/markdown", "Kodbok: vad varje kolumn betyder"},
    {"data/datapackage.json", "application/json", "Frictionless Data Package med alla CSV-filer"},
};

/* A report whose page is not written yet. */
typedef struct {
    GString *body, *failed, *skipped;
} Waiting;

typedef struct {
    const KkPublication *publication;
    KkPublication within; /* the same for the files beside the pages */
    char *folder;
    Lists lists;
    SiteSummary summary;
    guint n_failed, n_skipped;
    GPtrArray *past; /* of SiteReport: the municipality's, the last is waiting */
    Waiting waiting;
    SiteStandings *standings;
    SiteCompare *compare;
    SiteBoundaries *boundaries;            /* NULL: none were given */
    SiteClasses *classes;                  /* NULL: none were given */
    GHashTable *audits;                    /* names of the pages of audits; NULL: none are wanted */
    GPtrArray *undrawn;                    /* of char *: which reports have none, and why */
    gpointer outputs[G_N_ELEMENTS(files)]; /* the states of their formats */
} Site;

/* ---- files ----------------------------------------------------------------------------------- */

static bool fail(GError **error)
{
    g_set_error_literal(error, KK_ERROR, KK_ERROR_WRITE, g_strerror(errno));
    return false;
}

static bool end_page(FILE *file, bool written, GError **error)
{
    return out_close(file, written ? error : NULL) && written;
}

static bool write_page(const Site *site, const char *name, const char *text, GError **error)
{
    FILE *file = out_open_in(site->folder, name, error);

    return file != NULL && end_page(file, out_text(file, text, error), error);
}

/* A file that is gone when it is closed, whatever ends the process. */
static FILE *open_nameless(const Site *site, GError **error)
{
    g_autofree char *path = g_build_filename(site->folder, ".list", NULL);
    FILE *file = fopen(path, "w+e");

    if (file != NULL && g_unlink(path) == 0)
        return file;
    fail(error);
    out_close(file, NULL);
    return NULL;
}

static bool copy_list(FILE *from, FILE *to, GError **error)
{
    char block[65536];
    gsize n;

    if (fflush(from) != 0 || fseek(from, 0, SEEK_SET) != 0)
        return fail(error);
    while ((n = fread(block, 1, sizeof block, from)) > 0)
        if (!out_write(to, block, n, error))
            return false;
    return !ferror(from) || fail(error);
}

/* ---- names of pages -------------------------------------------------------------------------- */

static void add_plain(GString *out, const char *name)
{
    g_autofree char *ascii = g_str_to_ascii(name, "C");

    for (const char *p = ascii; *p != '\0'; p++)
        g_string_append_c(out, g_ascii_isalnum(*p) ? g_ascii_tolower(*p) : '-');
}

/* "0126-huddinge", of the register's name; an unknown municipality's is the document's hash. */
static GString *stem_of(const SiteReport *report)
{
    GString *stem = g_string_new(report->code);

    if (report->code != NULL) {
        g_string_append_c(stem, '-');
        add_plain(stem, kk_register_by_code(report->code)->name);
    } else
        g_string_append_printf(stem, "okand-%.16s", report->sha256);
    return stem;
}

static bool is_taken(const GPtrArray *past, const char *file)
{
    for (guint i = 0; i < past->len; i++)
        if (g_strcmp0(((const SiteReport *)g_ptr_array_index(past, i))->file, file) == 0)
            return true;
    return false;
}

/* Of an earlier evaluation: with its year and, where that does not tell it apart, its hash. */
static char *dup_earlier_file(const Site *site, const SiteReport *report)
{
    g_autoptr(GString) name = stem_of(report);
    const gsize before = name->len;

    g_string_append_printf(name, "-%d.html", report->year);
    if (!report->current || report->year == 0 || is_taken(site->past, name->str)) {
        g_string_truncate(name, before);
        g_string_append_printf(name, "-%d-%.12s.html", report->year, report->sha256);
    }
    return g_strdup(name->str);
}

static char *dup_newest_file(const SiteReport *report)
{
    g_autoptr(GString) name = stem_of(report);

    return g_strconcat(name->str, ".html", NULL);
}

/* ---- a report's page ------------------------------------------------------------------------- */

static void add_link(GString *out, const SiteReport *to, const SiteReport *here)
{
    g_string_append_printf(out, "<li><a href=\"%s\"%s>", to->file,
                           to == here ? " aria-current=\"page\"" : "");
    site_add_year(out, to->year);
    g_string_append_printf(out, "</a> <small>utgåva %s%s</small></li>\n",
                           site_edition_words(to->edition), to->current ? "" : ", äldre version");
}

/* On the newest one's page the municipality's evaluations, from an earlier one the way there:
 * if each had them all, pages would grow with the square of their number. */
static void add_siblings(GString *out, const Site *site, const SiteReport *here, bool newest)
{
    if (!newest || site->past->len == 1)
        return;
    g_string_append(out, "<nav class=\"siblings\" aria-label=\"Kommunens utvärderingar\"><ul>\n");
    for (guint i = 0; i < site->past->len; i++)
        add_link(out, g_ptr_array_index(site->past, i), here);
    g_string_append(out, "</ul></nav>\n");
}

static void add_warning(GString *out, const SiteReport *here, bool newest)
{
    g_autofree char *file = dup_newest_file(here);

    if (newest && here->current)
        return;
    g_string_append_printf(out, "<p class=\"warn\">%s",
                           here->current ? "Kommunen har en senare utvärdering."
                                         : "Det finns en nyare version av den här rapporten.");
    if (!newest)
        g_string_append_printf(out, " <a href=\"%s\">Den senaste, och alla de andra</a>", file);
    g_string_append(out, "</p>\n");
}

static GString *make_page(const Site *site, const SiteReport *report, bool newest)
{
    GString *out = g_string_sized_new(site->waiting.body->len + 4096);
    g_autoptr(GString) title = g_string_new(report->name);

    g_string_append_c(title, ' ');
    site_add_year(title, report->year);
    site_begin_page(out, SITE_REPORT, title->str, "");
    g_string_append(out, "<h1>");
    html_append_text(out, report->name);
    g_string_append(out, "</h1>\n");
    if (report->code != NULL)
        g_string_append_printf(out, "<p class=\"under\">%s · kommunkod %s</p>\n", report->county,
                               report->code);
    add_siblings(out, site, report, newest);
    add_warning(out, report, newest);
    g_string_append_len(out, site->waiting.body->str, (gssize)site->waiting.body->len);
    site_end_page(out);
    return out;
}

/* ---- lists ----------------------------------------------------------------------------------- */

/* The rows of one report under a head of their own, which leads to its page. */
static bool write_group(FILE *list, const SiteReport *report, const GString *rows, int columns,
                        GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);

    if (rows->len == 0)
        return true;
    g_string_append_printf(out,
                           "<tbody data-edition=\"%s\" data-status=\"%s\">\n<tr class=\"head\"><th "
                           "scope=\"rowgroup\" colspan=\"%d\"><a href=\"%s#kontroller\">",
                           site_edition_words(report->edition), kk_status_name(report->status),
                           columns, report->file);
    html_append_text(out, report->name);
    g_string_append_c(out, ' ');
    site_add_year(out, report->year);
    g_string_append_printf(out, "</a> <small>utgåva %s%s</small></th></tr>\n%s</tbody>\n",
                           site_edition_words(report->edition),
                           report->current ? "" : ", äldre version", rows->str);
    return out_text(list, out->str, error);
}

static bool write_lists(Site *site, const SiteReport *report, GError **error)
{
    g_autoptr(GString) row = g_string_new(NULL);

    site_add_row(row, report);
    site_compare_add(site->compare, report);
    site->n_failed += site->waiting.failed->len > 0;
    site->n_skipped += site->waiting.skipped->len > 0;
    return out_text(site->lists.rows, row->str, error) &&
           write_group(site->lists.failed, report, site->waiting.failed, 5, error) &&
           write_group(site->lists.skipped, report, site->waiting.skipped, 2, error);
}

/* ---- a report's way -------------------------------------------------------------------------- */

static bool write_waiting(Site *site, bool newest, GError **error)
{
    if (site->past->len == 0)
        return true;
    SiteReport *report = g_ptr_array_index(site->past, site->past->len - 1);
    report->file = newest ? dup_newest_file(report) : dup_earlier_file(site, report);
    site_standings_take(site->standings, report->file);
    g_autoptr(GString) page = make_page(site, report, newest);
    return write_page(site, report->file, page->str, error) && write_lists(site, report, error);
}

/* An unknown municipality is the same as no other. */
static bool is_same_municipality(const Site *site, const SiteReport *next)
{
    if (site->past->len == 0 || next->code == NULL)
        return false;
    const SiteReport *last = g_ptr_array_index(site->past, site->past->len - 1);
    return g_strcmp0(last->code, next->code) == 0;
}

static void wait_for_next(Site *site, const KkResult *result, SiteReport *report, const char *audit)
{
    g_autoptr(GHashTable) numbers = audit != NULL ? audit_list_numbers(result) : NULL;
    const SitePlaces places = {&result->source, audit, numbers};

    g_string_truncate(site->waiting.body, 0);
    g_string_truncate(site->waiting.failed, 0);
    g_string_truncate(site->waiting.skipped, 0);
    site_add_report(site->waiting.body, result, report, site->past, &places);
    site_add_failed(site->waiting.failed, result, &places);
    site_add_skipped(site->waiting.skipped, result->validation);
    g_ptr_array_add(site->past, report);
    if (report->current)
        site_standings_wait(site->standings, result->report);
}

/* ---- its audit ------------------------------------------------------------------------------- */

#define AUDITS "audit"

/* "audit/0126-huddinge-2017.html", or with a number behind it. The report's own page has no name
 * yet when the links to this one are written. */
static char *dup_audit_name(const Site *site, const SiteReport *report)
{
    g_autoptr(GString) stem = stem_of(report);
    char *name = g_strdup_printf(AUDITS "/%s-%d.html", stem->str, report->year);

    for (int n = 2; g_hash_table_contains(site->audits, name); n++) {
        g_free(name);
        name = g_strdup_printf(AUDITS "/%s-%d-%d.html", stem->str, report->year, n);
    }
    return name;
}

static void note_undrawn(Site *site, const SiteReport *report, const GError *trouble)
{
    g_autoptr(GString) year = g_string_new(NULL);

    if (report->year > 0)
        g_string_append_printf(year, " %d", report->year);
    g_ptr_array_add(site->undrawn, g_strdup_printf("no audit of %s%s: %s", report->name, year->str,
                                                   trouble->message));
}

/* @name: (out): of its page; NULL: it has none. */
static bool draw_audit(Site *site, const KkResult *result, const SiteReport *report, char **name,
                       GError **error)
{
    g_autoptr(GError) trouble = NULL;

    if (site->audits == NULL)
        return true;
    g_autofree char *drawn = dup_audit_name(site, report);
    g_autofree char *path = g_build_filename(site->folder, drawn, NULL);
    if (site->publication->draw_audit(site->publication->draw_data, result, path, &trouble)) {
        g_hash_table_add(site->audits, g_strdup(drawn));
        *name = g_steal_pointer(&drawn);
        return true;
    }
    if (g_error_matches(trouble, KK_ERROR, KK_ERROR_WRITE)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return false;
    }
    note_undrawn(site, report, trouble);
    return true;
}

static bool begin_audits(Site *site, GError **error)
{
    g_autofree char *path = g_build_filename(site->folder, AUDITS, NULL);

    if (site->publication->draw_audit == NULL)
        return true;
    site->audits = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return g_mkdir(path, 0777) == 0 || fail(error);
}

/* ---- files beside the pages ------------------------------------------------------------------ */

static bool begin_files(Site *site, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(site->folder, files[i].path, NULL);

        if (i == 0 && g_mkdir(path, 0777) != 0)
            return fail(error);
        site->outputs[i] = files[i].format->begin(path, &site->within, error);
        if (site->outputs[i] == NULL)
            return false;
    }
    return true;
}

static bool add_to_files(Site *site, const KkResult *result, bool current, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
        if (!files[i].format->add(site->outputs[i], result, current, error))
            return false;
    return true;
}

static bool finish_files(Site *site, GPtrArray *remarks, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
        if (!files[i].format->finish(site->outputs[i], remarks, error))
            return false;
    return true;
}

static bool add(gpointer state, const KkResult *result, bool current, GError **error)
{
    Site *site = state;
    g_autoptr(SiteReport) report = site_report_new(result, current);
    const bool same = is_same_municipality(site, report);
    g_autofree char *audit = NULL;

    if (!draw_audit(site, result, report, &audit, error) || !write_waiting(site, !same, error) ||
        !add_to_files(site, result, current, error))
        return false;
    if (!same) {
        g_ptr_array_set_size(site->past, 0);
        site->summary.n_municipalities += report->code != NULL;
    }
    site_summary_add(&site->summary, report);
    wait_for_next(site, result, g_steal_pointer(&report), audit);
    return true;
}

/* ---- begin and end --------------------------------------------------------------------------- */

static void site_free(gpointer state)
{
    Site *site = state;

    if (site == NULL)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
        files[i].format->free(site->outputs[i]);
    out_close(site->lists.rows, NULL);
    out_close(site->lists.failed, NULL);
    out_close(site->lists.skipped, NULL);
    site_standings_free(site->standings);
    site_compare_free(site->compare);
    site_boundaries_free(site->boundaries);
    site_classes_free(site->classes);
    g_clear_pointer(&site->audits, g_hash_table_unref);
    g_ptr_array_unref(site->undrawn);
    g_ptr_array_unref(site->past);
    g_array_unref(site->summary.editions);
    g_string_free(site->waiting.body, TRUE);
    g_string_free(site->waiting.failed, TRUE);
    g_string_free(site->waiting.skipped, TRUE);
    g_free(site->folder);
    g_free(site);
}

/* Reads what was given beside the reports. */
static bool read_given(Site *site, GError **error)
{
    const KkPublication *given = site->publication;

    if (given->boundaries != NULL) {
        site->boundaries = site_boundaries_new(given->boundaries, error);
        if (site->boundaries == NULL)
            return false;
    }
    if (given->classes != NULL)
        site->classes = site_classes_new(given->classes, error);
    return given->classes == NULL || site->classes != NULL;
}

static gpointer begin(const char *path, const KkPublication *publication, GError **error)
{
    Site *site = g_new0(Site, 1);

    site->publication = publication;
    site->within = *publication;
    site->within.within = true;
    site->folder = g_strdup(path);
    site->past = g_ptr_array_new_with_free_func((GDestroyNotify)site_report_free);
    site->undrawn = g_ptr_array_new_with_free_func(g_free);
    site->summary.editions = g_array_new(FALSE, TRUE, sizeof(SiteTotals));
    site->waiting = (Waiting){g_string_new(NULL), g_string_new(NULL), g_string_new(NULL)};
    site->standings = site_standings_new();
    site->compare = site_compare_new();
    site->lists.rows = open_nameless(site, error);
    site->lists.failed = site->lists.rows != NULL ? open_nameless(site, error) : NULL;
    site->lists.skipped = site->lists.failed != NULL ? open_nameless(site, error) : NULL;
    if (site->lists.skipped != NULL && read_given(site, error) &&
        write_page(site, "site.css", site_css, error) &&
        write_page(site, "site.js", site_js, error) && begin_audits(site, error) &&
        begin_files(site, error))
        return site;
    site_free(site);
    return NULL;
}

static bool write_overview(const Site *site, GError **error)
{
    g_autoptr(GString) head = g_string_new(NULL), dataset = g_string_new(NULL),
                       foot = g_string_new("</tbody>\n</table>\n</section>\n");
    FILE *file = out_open_in(site->folder, "index.html", error);

    site_add_dataset(dataset, &site->summary, site->publication, downloads,
                     G_N_ELEMENTS(downloads));
    site_begin_page(head, SITE_OVERVIEW, "Översikt", dataset->str);
    site_add_overview(head, &site->summary);
    site_add_downloads(foot, downloads, G_N_ELEMENTS(downloads));
    site_end_page(foot);
    return file != NULL &&
           end_page(file,
                    out_text(file, head->str, error) && copy_list(site->lists.rows, file, error) &&
                        out_text(file, foot->str, error),
                    error);
}

static bool write_contradictions(const Site *site, GError **error)
{
    g_autoptr(GString) head = g_string_new(NULL), middle = g_string_new(NULL);
    g_autoptr(GString) foot = g_string_new(NULL);
    FILE *file = out_open_in(site->folder, "motsagelser.html", error);

    site_begin_page(head, SITE_CONTRADICTIONS, "Motsägelser", "");
    site_begin_failed(head, site->n_failed);
    site_end_rows(middle, site->n_failed);
    site_begin_skipped(middle, site->n_skipped);
    site_end_rows(foot, site->n_skipped);
    site_end_page(foot);
    return file != NULL && end_page(file,
                                    out_text(file, head->str, error) &&
                                        copy_list(site->lists.failed, file, error) &&
                                        out_text(file, middle->str, error) &&
                                        copy_list(site->lists.skipped, file, error) &&
                                        out_text(file, foot->str, error),
                                    error);
}

static bool write_about(const Site *site, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);

    site_begin_page(out, SITE_ABOUT, "Om siffrorna", "");
    site_add_about(out, site->publication);
    site_end_page(out);
    return write_page(site, "om.html", out->str, error);
}

static bool write_standing(gpointer data, const char *name, const char *text, GError **error)
{
    return write_page(data, name, text, error);
}

static bool finish(gpointer state, GPtrArray *remarks, GError **error)
{
    Site *site = state;

    for (guint i = 0; i < site->undrawn->len; i++)
        g_ptr_array_add(remarks, g_strdup(g_ptr_array_index(site->undrawn, i)));
    return write_waiting(site, true, error) && finish_files(site, remarks, error) &&
           write_overview(site, error) &&
           site_standings_write(site->standings, write_standing, site, error) &&
           site_compare_write(site->compare, site->boundaries, site->classes, write_standing, site,
                              error) &&
           write_contradictions(site, error) && write_about(site, error);
}

const KkFormat kk_format_html = {"html",
                                 "a site of static pages: index.html, a page a municipality",
                                 KK_TARGET_FOLDER,
                                 begin,
                                 add,
                                 finish,
                                 site_free,
                                 false};
