/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report.c - what is kept of a report when its page is written: a few numbers, for the pages
 * of later evaluations and for the overview. */
#include "site.h"

#include <string.h>

bool site_has_failed(const KkValidation *validation, const char *subject)
{
    for (guint i = 0; i < validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(validation->findings, i);

        if (finding->outcome == KK_OUTCOME_FAILED && strcmp(finding->subject, subject) == 0)
            return true;
    }
    return false;
}

static SiteArea keep_area(const KkArea *area, const KkValidation *validation)
{
    g_autofree char *subject = g_strdup_printf("%d", area->number);
    SiteArea kept = {.id = area->id,
                     .max = area->score.max,
                     .points = *kk_area_points(area),
                     .elsewhere = kk_area_lookup_stated(area) != NULL,
                     .failed = site_has_failed(validation, subject)};

    return kept;
}

static bool is_doubtful(const KkDiagnostics *doubts)
{
    for (guint i = 0; i < doubts->len; i++)
        if (((const KkDiagnostic *)g_ptr_array_index(doubts, i))->severity != KK_SEVERITY_INFO)
            return true;
    return false;
}

/* An area that is there twice counts as it stands first. */
static void keep_areas(SiteReport *kept, const KkResult *result)
{
    for (guint i = result->report->areas->len; i > 0; i--) {
        const KkArea *area = g_ptr_array_index(result->report->areas, i - 1);

        if (area->number >= 1 && area->number <= KK_EDITION_AREAS)
            kept->areas[area->number - 1] = keep_area(area, result->validation);
    }
}

SiteReport *site_report_new(const KkResult *result, bool current)
{
    const KkReport *report = result->report;
    SiteReport *kept = g_new0(SiteReport, 1);

    kept->name = g_strdup(report->municipality != NULL ? report->municipality : "Okänd kommun");
    kept->code = report->code;
    kept->county = report->county;
    kept->edition = report->edition;
    kept->year = report->year;
    kept->current = current;
    kept->sha256 = g_strdup(result->source.sha256);
    kept->status = result->validation->status;
    kept->total = kk_report_sum(report).number;
    kept->max = report->max;
    if (report->published->len > 0)
        kept->printed = ((const KkPublished *)g_ptr_array_index(report->published, 0))->score;
    kept->doubtful = is_doubtful(result->diagnostics);
    keep_areas(kept, result);
    return kept;
}

void site_report_free(SiteReport *report)
{
    if (report == NULL)
        return;
    g_free(report->name);
    g_free(report->sha256);
    g_free(report->file);
    g_free(report);
}

bool site_comparable(const SiteReport *a, const SiteReport *b)
{
    return a->edition != NULL && b->edition != NULL && strcmp(a->edition, b->edition) == 0;
}

/* Where no maximum is printed an area gives a hundred, in every edition. */
double site_area_share(const SiteArea *area)
{
    double max = area->max.set && area->max.value > 0 ? area->max.value : 100;

    return area->points.set ? CLAMP(area->points.value / max, 0, 1) : -1;
}
