/* SPDX-License-Identifier: GPL-2.0-or-later */
/* heads.c - what columns and tables are called in Swedish. */
#include "heads.h"

#include <glib.h>
#include <string.h>

static const char *const words[][2] = {
    /* sheets */
    {"summary", "översikt"},
    {"chart", "diagram"},
    {"other", "övriga"},
    {"reports", "rapporter"},
    {"scores", "poäng"},
    {"evaluators", "utvärderare"},
    {"areas", "områden"},
    {"questions", "frågor"},
    {"items", "omdömen"},
    {"comparisons", "jämförelser"},
    {"findings", "fynd"},
    {"diagnostics", "tvivel"},
    {"editions", "utgåvor"},
    {"Points by area", "Poäng per område"},
    /* columns */
    {"achieved", "uppnått"},
    {"area", "område"},
    {"area_id", "områdes-id"},
    {"area_name", "områdets namn"},
    {"bytes", "byte"},
    {"code", "kod"},
    {"comparison_year", "jämförelsens år"},
    {"county", "län"},
    {"created", "skapad"},
    {"current", "aktuell"},
    {"edition", "utgåva"},
    {"evaluation", "utvärdering"},
    {"first_page", "första sida"},
    {"found", "funnet"},
    {"greatest", "största"},
    {"kind", "slag"},
    {"label", "rubrik"},
    {"last_page", "sista sida"},
    {"least", "minsta"},
    {"level", "nivå"},
    {"max", "högst"},
    {"media_type", "filtyp"},
    {"message", "meddelande"},
    {"municipality", "kommun"},
    {"n_exact", "antal exakta"},
    {"n_failed", "antal fel"},
    {"n_rounding", "antal avrundade"},
    {"n_skipped", "antal överhoppade"},
    {"name", "namn"},
    {"ordinal", "ordning"},
    {"organisation", "organisation"},
    {"outcome", "utfall"},
    {"overview", "sammanfattning"},
    {"page", "sida"},
    {"pages", "sidor"},
    {"percent", "procent"},
    {"percent_from", "procent ur"},
    {"period", "tid"},
    {"place", "plats"},
    {"points", "poäng"},
    {"points_from", "poäng ur"},
    {"position", "nummer"},
    {"previous", "tidigare"},
    {"producer", "program"},
    {"published", "publicerat"},
    {"publisher", "utgivare"},
    {"question", "fråga"},
    {"report", "rapport"},
    {"report_date", "rapportdatum"},
    {"report_index", "rapport i filen"},
    {"role", "roll"},
    {"rule", "regel"},
    {"score", "poäng"},
    {"severity", "allvar"},
    {"sha256", "sha256"},
    {"status", "status"},
    {"subject", "gäller"},
    {"text", "text"},
    {"text_origin", "textens ursprung"},
    {"title", "titel"},
    {"topics", "rubriker"},
    {"total", "totalt"},
    {"total from", "totalt ur"},
    {"total_from", "totalt ur"},
    {"url", "adress"},
    {"year", "år"},
};

const char *head_in_swedish(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i][0], name) == 0)
            return words[i][1];
    return name;
}
