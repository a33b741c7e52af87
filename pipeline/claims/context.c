/* SPDX-License-Identifier: GPL-2.0-or-later */
/* context.c - whose page it is, and when it was published. */
#include "claims.h"

#include <kk/language.h>

#include <stdlib.h>
#include <string.h>

/* The opening: title, headings, first words. */
#define OPENING_LINES 12

/* Lines in which a title stands, and its characters. */
#define TITLE_LINES 6
#define TITLE_LENGTH 80

/* Characters of a line that is a date with its place or weekday. */
#define DATE_LINE 60

static const char *line_text(const Page *page, guint i)
{
    return ((const KkLine *)g_ptr_array_index(page->lines, i))->text;
}

/* ---- date of publication ----------------------------------------------------------- */

static char *dup_iso(int year, int month, int day)
{
    if (month < 1 || !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return NULL;
    return g_strdup_printf("%04d-%02d-%02d", year, month, day);
}

static char *dup_date(const char *text)
{
    KkMatch match;

    if (kk_pattern_match(KK_PATTERN_ISO_DATE, text, 0, &match))
        return dup_iso(kk_match_int(&match, "year", 0), kk_match_int(&match, "month", 0),
                       kk_match_int(&match, "day", 0));
    if (!kk_pattern_match(KK_PATTERN_DATE, text, 0, &match))
        return NULL;
    g_autofree char *month = kk_match_dup(&match, "month");
    g_autofree char *us_month = kk_match_dup(&match, "first");
    int day = kk_match_int(&match, "day", 0), us_day = kk_match_int(&match, "second", 0);
    int year = kk_match_int(&match, "year", 0);
    return dup_iso(year != 0 ? year : kk_match_int(&match, "last", 0),
                   kk_language_month(us_month != NULL ? us_month : month),
                   us_month != NULL ? us_day : day);
}

/* The month of an issue or of a post: "Nr 1 · februari 2016". */
static char *dup_month(const char *text)
{
    KkMatch match;

    if (g_utf8_strlen(text, -1) > DATE_LINE || kk_pattern_is(KK_PATTERN_OF_EVALUATION, text) ||
        !kk_pattern_match(KK_PATTERN_MONTH_OF_ISSUE, text, 0, &match))
        return NULL;
    g_autofree char *month = kk_match_dup(&match, "month");
    return g_strdup_printf("%04d-%02d", kk_match_int(&match, "year", 0), kk_language_month(month));
}

int claims_date_alone(const char *text)
{
    KkMatch match;

    if (!kk_pattern_match(KK_PATTERN_ISO_DATE, text, 0, &match) &&
        !kk_pattern_match(KK_PATTERN_LONG_DATE, text, 0, &match))
        return 0;
    return match.starts[0] == 0 && match.ends[0] == strlen(text) ? kk_match_int(&match, "year", 0)
                                                                 : 0;
}

/* Whether a line is a date and little else: "Måndag den 8 maj 2017", "Nyhet | 19 dec. 2019". */
static bool is_date_line(const char *text)
{
    g_autofree char *date = g_utf8_strlen(text, -1) <= DATE_LINE ? dup_date(text) : NULL;

    return date != NULL;
}

/* A date on the line that says "Publicerad" (or Pressmeddelande, Uppdaterad), or on the next;
 * else one that stands alone in the opening, else the month of an issue there. */
static void find_published(Page *page)
{
    for (guint i = 0; i < page->lines->len && page->context.published == NULL; i++) {
        if (!kk_pattern_is(KK_PATTERN_PUBLISHED, line_text(page, i)))
            continue;
        page->context.published = dup_date(line_text(page, i));
        if (page->context.published == NULL && i + 1 < page->lines->len)
            page->context.published = dup_date(line_text(page, i + 1));
    }
    for (guint i = 0; i < MIN(page->lines->len, OPENING_LINES) && page->context.published == NULL;
         i++)
        if (is_date_line(line_text(page, i)))
            page->context.published = dup_date(line_text(page, i));
    for (guint i = 0; i < MIN(page->lines->len, OPENING_LINES) && page->context.published == NULL;
         i++)
        page->context.published = dup_month(line_text(page, i));
}

/* Posts of several years below each other, a date alone above each. */
static void find_feed(Page *page)
{
    int first = 0;

    for (guint i = 0; i < page->lines->len; i++) {
        int year = claims_date_alone(line_text(page, i));

        first = first == 0 ? year : first;
        page->context.is_feed |= year != 0 && year != first;
    }
}

/* ---- municipality ------------------------------------------------------------------- */

/* So many municipalities, none of them in half of the places nor in a title: the page is
 * nobody's. */
#define MANY 4

/* The one named most; names in the opening count more. */
static void find_municipality(Page *page)
{
    g_autoptr(GHashTable) votes = g_hash_table_new(NULL, NULL);
    int most = 0, all = 0;
    bool titled = false;

    for (guint i = 0; i < page->lines->len; i++) {
        const char *text = line_text(page, i);
        const KkMunicipality *found = NULL;
        gsize start = 0, end = 0;

        for (gsize from = 0; (found = kk_register_scan(text, from, &start, &end)) != NULL;
             from = end) {
            bool title = i < TITLE_LINES && g_utf8_strlen(text, -1) < TITLE_LENGTH;
            int weight = (title ? 3 : 1) + (all == 0 ? 1 : 0); /* the first is likelier */
            int n = GPOINTER_TO_INT(g_hash_table_lookup(votes, found)) + weight;

            g_hash_table_insert(votes, (gpointer)found, GINT_TO_POINTER(n));
            all += weight;
            titled = titled || title;
            if (n > most) {
                most = n;
                page->context.municipality = found;
            }
        }
    }
    if (g_hash_table_size(votes) >= MANY && 2 * most < all && !titled)
        page->context.municipality = NULL;
}

void claims_find_context(Page *page)
{
    find_published(page);
    find_feed(page);
    find_municipality(page);
    claims_find_year(page);
}
