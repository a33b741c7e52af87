/* SPDX-License-Identifier: GPL-2.0-or-later */
/* outliers.c - numbers of questions, maxima and wordings that the other reports do not have.
 *
 * Editions know no questions, whose wordings and maxima were adjusted all the time; what most
 * reports print is learnt from the archive. A template has no name: reports of an edition that word
 * more than half of their questions alike are of one. */
#include "archive.h"

#include <kk/edition.h>

#include <string.h>

#define ENOUGH_OTHERS 8 /* fewer are no custom */
/* Of the others: so many agree on another value, and so few have the same, which else is a variant.
 */
#define AGREEING_SHARE 0.8
#define SAME_SHARE 0.05

/* One for all reports that print it alike; texts are of the search's strings, where the same is at
 * the same address. */
typedef struct {
    const char *code, *text;
    const char *key; /* its letters and digits */
    const char *max; /* NULL: none is printed */
    int area;
} Question;

typedef struct {
    const Question *question;
    int page; /* 0: not known */
} Printed;

typedef struct {
    const char *path;
    bool asked;        /* is to be told of */
    GArray *questions; /* of Printed */
} Report;

/* Among the reports of one edition. */
typedef struct {
    GStringChunk *strings;
    GHashTable *questions; /* of Question, owned, by area, code, maximum and text */
    GPtrArray *reports;    /* of Report, owned */
    GPtrArray *templates;  /* of GPtrArray, owned, of Report */
    GHashTable *wordings;  /* of GArray of guint: the templates, by code and key */
    GPtrArray *outliers;   /* of KkOutlier, lent */
} Search;

static void outlier_free(gpointer data)
{
    KkOutlier *outlier = data;

    g_free(outlier->path);
    g_free(outlier->subject);
    g_free(outlier->found);
    g_free(outlier->expected);
    g_free(outlier);
}

static void report_free(gpointer data)
{
    Report *report = data;

    g_array_unref(report->questions);
    g_free(report);
}

static void search_clear(Search *search)
{
    g_string_chunk_free(search->strings);
    g_hash_table_unref(search->questions);
    g_ptr_array_unref(search->reports);
    g_ptr_array_unref(search->templates);
    g_hash_table_unref(search->wordings);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

/* ---- what reports print --------------------------------------------------------------------- */

static const char *keep(Search *search, const char *text)
{
    return g_string_chunk_insert_const(search->strings, text != NULL ? text : "");
}

static const Question *question_at(const Report *report, guint i)
{
    return g_array_index(report->questions, Printed, i).question;
}

static Report *add_report(Search *search, Statement *row, bool asked)
{
    Report *report = g_new0(Report, 1);

    report->path = keep(search, get_text(row, 1));
    report->asked = asked;
    report->questions = g_array_new(FALSE, TRUE, sizeof(Printed));
    g_ptr_array_add(search->reports, report);
    return report;
}

static const Question *question_of(Search *search, Statement *row)
{
    const char *code = get_text(row, 4), *text = get_text(row, 5);
    const int area = (int)get_integer(row, 3);
    char max[G_ASCII_DTOSTR_BUF_SIZE] = "";

    if (!is_null(row, 6))
        g_ascii_formatd(max, sizeof max, "%g", get_real(row, 6));
    char *printed = g_strdup_printf("%d %s %s %s", area, code != NULL ? code : "", max,
                                    text != NULL ? text : "");
    Question *question = g_hash_table_lookup(search->questions, printed);

    if (question != NULL) {
        g_free(printed);
        return question;
    }
    g_autofree char *key = kk_name_key(text != NULL ? text : "");
    question = g_new0(Question, 1);
    *question = (Question){keep(search, code), keep(search, text), keep(search, key),
                           *max != '\0' ? keep(search, max) : NULL, area};
    g_hash_table_insert(search->questions, printed, question);
    return question;
}

/* Whether the run that goes on read a report of the edition. */
static bool has_new(KkArchive *archive, const char *edition, GError **error)
{
    Statement *row = database_statement(
        archive->database,
        "SELECT 1 FROM report AS r WHERE r.current AND r.edition = ? AND "
        "EXISTS (SELECT 1 FROM document WHERE sha256 = r.sha256 AND run = ?) LIMIT 1");

    put_text(row, edition);
    put_integer(row, archive->run);
    const bool any = statement_next(row);
    return statement_end(row, error) && any;
}

static bool read_reports(Search *search, KkArchive *archive, const char *edition, bool of_run,
                         GError **error)
{
    Report *report = NULL;
    gint64 last = 0;
    Statement *row = database_statement(
        archive->database,
        "SELECT r.id, coalesce((SELECT min(path) FROM document WHERE sha256 = r.sha256), r.name), "
        "EXISTS (SELECT 1 FROM document WHERE sha256 = r.sha256 AND run = ?), q.area, q.code, "
        "q.text, q.max, q.page FROM report AS r JOIN question AS q ON q.report = r.id "
        "WHERE r.current AND r.edition = ? ORDER BY r.id, q.area, q.position");

    put_integer(row, archive->run);
    put_text(row, edition);
    while (statement_next(row)) {
        if (report == NULL || get_integer(row, 0) != last)
            report = add_report(search, row, !of_run || get_integer(row, 2) != 0);
        last = get_integer(row, 0);
        const Printed printed = {question_of(search, row), (int)get_integer(row, 7)};
        g_array_append_val(report->questions, printed);
    }
    return statement_end(row, error);
}

/* ---- templates ------------------------------------------------------------------------------ */

/* (transfer none): the templates whose first report words it like this. */
static GArray *templates_of(Search *search, const Question *question)
{
    g_autofree char *wording = g_strdup_printf("%s %s", question->code, question->key);
    GArray *templates = g_hash_table_lookup(search->wordings, wording);

    if (templates == NULL) {
        templates = g_array_new(FALSE, TRUE, sizeof(guint));
        g_hash_table_insert(search->wordings, g_steal_pointer(&wording), templates);
    }
    return templates;
}

/* The template of which the report words the most questions alike, if more than half of its own or
 * of the template's; else a new one, of which it is the first. */
static void find_template(Search *search, Report *report)
{
    const guint n = search->templates->len;
    g_autofree guint *alike = g_new0(guint, n + 1);
    guint best = n;

    for (guint i = 0; i < report->questions->len; i++) {
        const GArray *of = templates_of(search, question_at(report, i));

        for (guint k = 0; k < of->len; k++) {
            const guint one = g_array_index(of, guint, k);

            if (++alike[one] > alike[best])
                best = one;
        }
    }
    /* the first reports have the most questions, so the report's own are the fewer */
    if (alike[best] * 2 <= report->questions->len) {
        best = n;
        g_ptr_array_add(search->templates, g_ptr_array_new());
        for (guint i = 0; i < report->questions->len; i++)
            g_array_append_val(templates_of(search, question_at(report, i)), best);
    }
    g_ptr_array_add(g_ptr_array_index(search->templates, best), report);
}

/* Stable: those with as many stay in the order of their contents. */
static int by_questions(gconstpointer a, gconstpointer b)
{
    const Report *one = *(Report *const *)a, *other = *(Report *const *)b;

    return (one->questions->len < other->questions->len) -
           (one->questions->len > other->questions->len);
}

/* ---- what differs --------------------------------------------------------------------------- */

/* One report's value of something. */
typedef struct {
    const Report *report;
    const char *value;
    const Printed *printed; /* of which it is, or with which its area begins; NULL: of none */
} Holder;

typedef struct {
    const char *value;
    guint n;
    const Holder *first;
} Count;

static int by_count(gconstpointer a, gconstpointer b)
{
    const Count *one = a, *other = b;

    return (one->n < other->n) - (one->n > other->n);
}

/* How many have each value, the most frequent first. */
static GArray *count_values(const GArray *holders)
{
    GArray *counts = g_array_new(FALSE, TRUE, sizeof(Count));

    for (guint i = 0; i < holders->len; i++) {
        const Holder *holder = &g_array_index(holders, Holder, i);
        guint k = 0;

        while (k < counts->len && g_array_index(counts, Count, k).value != holder->value)
            k++;
        if (k == counts->len) {
            const Count count = {holder->value, 0, holder};
            g_array_append_val(counts, count);
        }
        g_array_index(counts, Count, k).n++;
    }
    g_array_sort(counts, by_count);
    return counts;
}

static const char *shown(KkOutlierKind kind, const Holder *holder)
{
    return kind == KK_OUTLIER_TEXT ? holder->printed->question->text : holder->value;
}

/* Whether @count reports have what few do, and so many have the usual that it is a custom. */
static bool is_odd(const Count *count, const Count *usual, guint n_holders)
{
    const guint others = n_holders - 1;

    return count->value != usual->value && others >= ENOUGH_OTHERS &&
           usual->n >= AGREEING_SHARE * others && count->n - 1 <= SAME_SHARE * others;
}

/* Tells the holders of what hardly any other has. */
static void tell_odd(Search *search, KkOutlierKind kind, const char *subject, const GArray *holders)
{
    g_autoptr(GArray) counts = count_values(holders);
    const Count *usual = &g_array_index(counts, Count, 0);

    for (guint i = 0; i < holders->len; i++) {
        const Holder *holder = &g_array_index(holders, Holder, i);
        const Count *count = usual;

        while (count->value != holder->value)
            count++;
        if (!holder->report->asked || !is_odd(count, usual, holders->len))
            continue;
        KkOutlier *outlier = g_new0(KkOutlier, 1);
        outlier->kind = kind;
        outlier->path = g_strdup(holder->report->path);
        outlier->page = holder->printed != NULL ? holder->printed->page : 0;
        outlier->subject = g_strdup(subject);
        outlier->found = g_strdup(shown(kind, holder));
        outlier->expected = g_strdup(shown(kind, usual->first));
        outlier->n_agree = usual->n;
        outlier->n_others = holders->len - 1;
        g_ptr_array_add(search->outliers, outlier);
    }
}

/* Adds the holder to those of the question's code. */
static void hold(GHashTable *by_code, const Report *report, const Printed *printed,
                 const char *value)
{
    const char *code = printed->question->code;
    const Holder holder = {report, value, printed};
    GArray *holders = g_hash_table_lookup(by_code, code);

    if (value == NULL)
        return;
    if (holders == NULL) {
        holders = g_array_new(FALSE, TRUE, sizeof(Holder));
        g_hash_table_insert(by_code, (gpointer)code, holders);
    }
    g_array_append_val(holders, holder);
}

static void tell_each(Search *search, KkOutlierKind kind, GHashTable *by_code)
{
    GHashTableIter iter;
    gpointer code, holders;

    g_hash_table_iter_init(&iter, by_code);
    while (g_hash_table_iter_next(&iter, &code, &holders))
        tell_odd(search, kind, code, holders);
}

static Holder count_questions(Search *search, const Report *report, int area)
{
    Holder holder = {.report = report};
    guint n = 0;

    for (guint i = 0; i < report->questions->len; i++) {
        const Printed *printed = &g_array_index(report->questions, Printed, i);

        if (printed->question->area == area && n++ == 0)
            holder.printed = printed;
    }
    g_autofree char *number = g_strdup_printf("%u", n);
    holder.value = keep(search, number);
    return holder;
}

/* The questions of an area with another number of them are others': only reports with the usual
 * number are compared. */
static void search_area(Search *search, const GPtrArray *template, int area)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, TRUE, sizeof(Holder));
    g_autoptr(GHashTable) maxima =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    g_autoptr(GHashTable) texts =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    g_autofree char *subject = g_strdup_printf("%d", area);

    for (guint i = 0; i < template->len; i++) {
        Holder holder = count_questions(search, g_ptr_array_index(template, i), area);
        g_array_append_val(numbers, holder);
    }
    g_autoptr(GArray) counts = count_values(numbers);
    for (guint i = 0; i < template->len; i++) {
        const Holder *holder = &g_array_index(numbers, Holder, i);
        const GArray *questions = holder->report->questions;

        if (holder->value != g_array_index(counts, Count, 0).value)
            continue;
        for (guint k = 0; k < questions->len; k++) {
            const Printed *printed = &g_array_index(questions, Printed, k);

            if (printed->question->area == area) {
                hold(maxima, holder->report, printed, printed->question->max);
                hold(texts, holder->report, printed, printed->question->key);
            }
        }
    }
    tell_odd(search, KK_OUTLIER_QUESTIONS, subject, numbers);
    tell_each(search, KK_OUTLIER_MAX, maxima);
    tell_each(search, KK_OUTLIER_TEXT, texts);
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const KkOutlier *one = *(KkOutlier *const *)a, *other = *(KkOutlier *const *)b;
    const int path = strcmp(one->path, other->path), subject = strcmp(one->subject, other->subject);

    return path != 0                  ? path
           : one->page != other->page ? one->page - other->page
           : subject != 0             ? subject
                                      : (int)one->kind - (int)other->kind;
}

static bool search_edition(KkArchive *archive, const char *edition, bool of_run,
                           GPtrArray *outliers, GError **error)
{
    g_auto(Search) search = {
        .strings = g_string_chunk_new(1 << 16),
        .questions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
        .reports = g_ptr_array_new_with_free_func(report_free),
        .templates = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref),
        .wordings =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref),
        .outliers = outliers,
    };

    if (!read_reports(&search, archive, edition, of_run, error))
        return false;
    g_ptr_array_sort(search.reports, by_questions);
    for (guint i = 0; i < search.reports->len; i++)
        find_template(&search, g_ptr_array_index(search.reports, i));
    for (guint i = 0; i < search.templates->len; i++) {
        const GPtrArray *template = g_ptr_array_index(search.templates, i);

        for (int area = 1; area <= KK_EDITION_AREAS && template->len > ENOUGH_OTHERS; area++)
            search_area(&search, template, area);
    }
    return true;
}

GPtrArray *kk_archive_list_outliers(KkArchive *archive, bool of_run, GError **error)
{
    g_autoptr(GPtrArray) outliers = g_ptr_array_new_with_free_func(outlier_free);
    g_autoptr(GError) trouble = NULL;

    for (int e = 0; kk_editions[e] != NULL && trouble == NULL; e++) {
        const char *edition = kk_editions[e]->year;

        if (!of_run || has_new(archive, edition, &trouble))
            search_edition(archive, edition, of_run, outliers, &trouble);
    }
    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return NULL;
    }
    g_ptr_array_sort(outliers, by_place);
    return g_steal_pointer(&outliers);
}
