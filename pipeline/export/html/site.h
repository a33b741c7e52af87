/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site.h - what the parts of the pages share: words, numbers, figures, and what is kept of a
 * report when its page is written. */
#ifndef SITE_H
#define SITE_H

#include "../../write/html.h"

#include <kk/edition.h>
#include <kk/export.h>
#include <kk/process.h>

/* ---- what is kept of a report ------------------------------------------------------------- */

/* An area's points, as kk_area_points() has them. */
typedef struct {
    const char *id; /* static; NULL: unknown */
    KkNumber points, max;
    bool elsewhere; /* not from a score table */
    bool failed;    /* a check of it failed */
} SiteArea;

typedef struct {
    char *name;          /* of the municipality; "Okänd kommun" */
    const char *code;    /* static; NULL: unknown */
    const char *county;  /* static; NULL: unknown */
    const char *edition; /* static; NULL: unknown */
    int year;            /* 0: unknown */
    bool current;        /* of several versions the newest */
    char *sha256, *file; /* file: its page, known when the next report has come */
    KkStatus status;
    KkNumber total, max; /* computed */
    KkNumber printed;    /* the total as the report prints it */
    bool doubtful;       /* read with a warning */
    SiteArea areas[KK_EDITION_AREAS];
} SiteReport;

SiteReport *site_report_new(const KkResult *result, bool current);
void site_report_free(SiteReport *report);

/** site_has_failed: whether a check of "1.3", "1" or "total" failed. */
bool site_has_failed(const KkValidation *validation, const char *subject);

/** site_comparable: whether the areas of two reports mean the same. */
bool site_comparable(const SiteReport *a, const SiteReport *b);

/** site_area_share: points as a share of the maximum, 0 to 1; -1: not known. */
double site_area_share(const SiteArea *area);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SiteReport, site_report_free)

/* ---- words ------------------------------------------------------------------------------- */

/* What a check says when it fails and when it cannot be made, in Swedish. */
typedef struct {
    const char *rule, *failed, *skipped;
    bool found_is_computed; /* "found" is a sum of printed numbers, not printed itself */
} SiteRule;

const SiteRule *site_rule(const char *name);
const char *site_status_words(KkStatus status);
const char *site_where_words(KkWhere where);
const char *site_edition_words(const char *edition); /* takes NULL */

/* ---- parts of pages ---------------------------------------------------------------------- */

typedef enum {
    SITE_OVERVIEW,
    SITE_INDEX, /* of areas and questions */
    SITE_CONTRADICTIONS,
    SITE_ABOUT,
    SITE_REPORT,
    SITE_STANDINGS,
} SiteKind;

/* @head: what else stands in the page's head; "". */
void site_begin_page(GString *out, SiteKind kind, const char *title, const char *head);
void site_end_page(GString *out);

/** site_add_value: in Swedish: "10,5". */
void site_add_value(GString *out, double value, int decimals);
/** site_add_number: the same of what is printed; a dash where nothing is. */
void site_add_number(GString *out, const KkNumber *number);
/** site_add_change: "+4", "−1,5", "±0"; a dash unless both are set. */
void site_add_change(GString *out, const KkNumber *from, const KkNumber *to);

/* Where the places of a report lead: to the frames of its audit, or to the file where it was
 * published. */
typedef struct {
    const KkSource *source;
    const char *audit;   /* the audit's page, from the site's folder; NULL: there is none */
    GHashTable *numbers; /* audit_list_numbers(); with @audit */
} SitePlaces;

/** site_add_pages: "6–7"; nothing where there are none. They lead there where @places tells it. */
void site_add_pages(GString *out, const KkAt *at, const SitePlaces *places);
/** site_add_place: " s. 6–7", in small, on the line of the word before it. */
void site_add_place(GString *out, const KkAt *at, const SitePlaces *places);
void site_add_year(GString *out, int year);
/** site_add_message: of a finding or a doubt; one that has no Swedish words stays English. */
void site_add_message(GString *out, const KkMessage *message);
void site_add_status(GString *out, KkStatus status);
/** site_add_flag: that a check failed, on a report's page. */
void site_add_flag(GString *out, bool failed);
/** site_add_subject: what a finding is of: "Fråga 1.3", "Område 1", "Totalpoängen". */
void site_add_subject(GString *out, const char *subject);
/** site_add_printed, site_add_expected: the numbers of a finding. */
void site_add_printed(GString *out, const KkFinding *finding);
void site_add_expected(GString *out, const KkFinding *finding);

/* ---- figures ------------------------------------------------------------------------------ */

/** site_add_bar: @share of the whole; @before (-1: none): a tick for an earlier one. Without a
 * text: the numbers stand beside it. */
void site_add_bar(GString *out, double share, double before);
/** site_add_strip: the eight areas of a row of the overview. */
void site_add_strip(GString *out, const SiteReport *report);
/** site_add_radar: @before: (nullable). */
void site_add_radar(GString *out, const SiteReport *report, const SiteReport *before);

#define SITE_BIN 25
#define SITE_BINS (KK_EDITION_AREAS * 100 / SITE_BIN)

/* The totals of an edition's reports. */
typedef struct {
    const char *edition;
    guint n, n_totals, bins[SITE_BINS];
    double sum;
    KkNumber least, greatest;
} SiteTotals;

void site_add_histogram(GString *out, const SiteTotals *totals);

/* ---- a report's page ------------------------------------------------------------------------ */

typedef struct {
    GString *out;
    const KkResult *result;
    const SiteReport *now;
    const SiteReport *last;  /* the evaluation before, of any edition; NULL: none */
    const SiteReport *base;  /* the same if it can be compared with; NULL: not */
    const GPtrArray *before; /* of SiteReport: those to compare with, oldest first */
    const SitePlaces *places;
} SitePage;

/** site_add_report: the body. @past: of SiteReport: earlier ones of the municipality, oldest
 * first. */
void site_add_report(GString *out, const KkResult *result, const SiteReport *report,
                     const GPtrArray *past, const SitePlaces *places);
void site_add_profile(const SitePage *page);
/** site_add_area: @at: which of the report's areas it is. */
void site_add_area(const SitePage *page, const KkArea *area, guint at);
/** site_add_elsewhere: scores stated outside the score tables, and what the report compares with.
 */
void site_add_elsewhere(GString *out, const GPtrArray *published, const GPtrArray *comparisons,
                        const SitePlaces *places);

/** site_has_standing: whether an area of a current report stands on the page of its edition's area:
 * "omrade-2016-3.html". */
bool site_has_standing(const KkReport *report, const KkArea *area);

/* ---- pages of all reports ------------------------------------------------------------------- */

void site_add_about(GString *out, const KkPublication *publication);

/** site_add_failed, site_add_skipped: a report's rows on the page of contradictions, nothing
 * where it has none. */
void site_add_failed(GString *out, const KkResult *result, const SitePlaces *places);
void site_add_skipped(GString *out, const KkValidation *validation);
/** site_begin_failed, site_begin_skipped: what stands before the rows of @n reports;
 * site_end_rows: behind them. */
void site_begin_failed(GString *out, guint n);
void site_begin_skipped(GString *out, guint n);
void site_end_rows(GString *out, guint n);

/* What the overview tells of all reports; of several versions of one the newest counts. */
typedef struct {
    guint n, n_older, n_municipalities, by_status[3];
    int first, last;  /* years; 0: none is known */
    GArray *editions; /* of SiteTotals, in order of appearance */
} SiteSummary;

void site_summary_add(SiteSummary *summary, const SiteReport *report);
/* A file to be downloaded, from the site's folder. */
typedef struct {
    const char *file, *media_type, *about; /* static */
} SiteDownload;

/** site_add_downloads: links to them. */
void site_add_downloads(GString *out, const SiteDownload *downloads, guint n);
/** site_add_dataset: what the site's data is, for search engines: schema.org's Dataset as JSON-LD,
 * in a page's head. */
void site_add_dataset(GString *out, const SiteSummary *summary, const KkPublication *publication,
                      const SiteDownload *downloads, guint n);
/** site_add_overview: up to the rows of its table. */
void site_add_overview(GString *out, const SiteSummary *summary);
void site_add_row(GString *out, const SiteReport *report);

#endif
