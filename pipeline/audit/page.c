/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page.c - a result and its pages to one HTML file.
 *
 * It is written as it grows, a page's picture at a time. The policy at its head lets nothing
 * run and nothing in but what its hashes name, so frames are placed by a style sheet of their
 * own, not by style attributes. All text that is not ours passes html_append_text(). */
#include "audit.h"

#include "../write/html.h"

#include <kk/isolate.h>
#include <string.h>

#define DPI 110
#define ALL_PAGES 100 /* of longer documents only the pages with values are shown */
#define LABEL_LENGTH 90

/* generated from audit.css and audit.js */
extern const char audit_css[], audit_js[];

const char audit_doctype[] =
    "<!DOCTYPE html>\n<!-- made by kompass audit, which may replace it -->\n";

typedef struct {
    FILE *file;
    const KkResult *result;
    const KkPictures *pictures;
    GPtrArray *sections; /* of Section */
    GString *out;        /* not written yet */
    KkLanguage language;
} Page;

static void flush(Page *page)
{
    fwrite(page->out->str, 1, page->out->len, page->file);
    g_string_truncate(page->out, 0);
}

/* Calls @each for every value, in the list's order. */
static void each_value(Page *page, void (*each)(Page *page, const Value *value, gpointer data),
                       gpointer data)
{
    for (guint i = 0; i < page->sections->len; i++) {
        const Section *section = g_ptr_array_index(page->sections, i);

        for (guint j = 0; j < section->values->len; j++)
            each(page, g_ptr_array_index(section->values, j), data);
    }
}

/* ---- frames ----------------------------------------------------------------------------- */

/* "f12", for the second of its pages "f12-2". */
static void append_frame_id(GString *out, const Value *value, int nth)
{
    g_string_append_printf(out, nth > 1 ? "f%d-%d" : "f%d", value->number, nth);
}

/* The next place from @i on that has a box, or NULL. */
static const KkPlace *next_framed(const Value *value, guint *i)
{
    while (*i < value->at->len) {
        const KkPlace *place = &g_array_index(value->at, KkPlace, (*i)++);

        if (!kk_rect_is_empty(&place->bbox))
            return place;
    }
    return NULL;
}

static void append_percent(GString *css, const char *property, double part, double whole)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append_printf(css, "%s:%s%%;", property,
                           g_ascii_formatd(text, sizeof text, "%.3f", 100 * part / whole));
}

/* The box as parts of its page, cut where it goes over the edge. */
static void append_box(GString *css, const KkRect *box, double width, double height)
{
    double x0 = CLAMP(box->x0, 0, width), x1 = CLAMP(box->x1, x0, width);
    double y0 = CLAMP(box->y0, 0, height), y1 = CLAMP(box->y1, y0, height);

    append_percent(css, "left", x0, width);
    append_percent(css, "top", y0, height);
    append_percent(css, "width", x1 - x0, width);
    append_percent(css, "height", y1 - y0, height);
}

static void append_rules(Page *page, const Value *value, gpointer data)
{
    GString *css = data;
    const KkPlace *place;
    guint i = 0;

    for (int nth = 1; (place = next_framed(value, &i)) != NULL; nth++) {
        double width, height;

        if (!kk_pictures_size(page->pictures, place->page, &width, &height))
            continue;
        g_string_append_c(css, '#');
        append_frame_id(css, value, nth);
        g_string_append_c(css, '{');
        append_box(css, &place->bbox, width, height);
        g_string_append(css, "}\n");
        if (place->bbox.x0 + place->bbox.x1 > width) { /* its label would go over the edge */
            g_string_append_c(css, '#');
            append_frame_id(css, value, nth);
            g_string_append(css, "::after{left:auto;right:-1px}\n");
        }
    }
}

/* The style sheet of this report alone: the pages' shapes, and where the frames lie. */
static char *dup_placement(Page *page)
{
    GString *css = g_string_new("\n");

    for (int n = 1; n <= kk_pictures_n_pages(page->pictures); n++) {
        double width, height;
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        if (kk_pictures_size(page->pictures, n, &width, &height))
            g_string_append_printf(css, "#p%d{--shape:%s}\n", n,
                                   g_ascii_formatd(text, sizeof text, "%.5f", width / height));
    }
    each_value(page, append_rules, css);
    return g_string_free(css, FALSE);
}

/* ---- the head --------------------------------------------------------------------------- */

static char *dup_hash(const char *text)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof digest;

    g_checksum_update(checksum, (const guchar *)text, -1);
    g_checksum_get_digest(checksum, digest, &length);
    g_autofree char *base64 = g_base64_encode(digest, length);
    return g_strdup_printf("'sha256-%s'", base64);
}

static char *dup_title(const Page *page)
{
    const KkReport *report = page->result->report;
    const char *name = report->municipality != NULL
                           ? report->municipality
                           : audit_say(page->language, "Unknown municipality", "Okänd kommun");

    return report->year > 0 ? g_strdup_printf("%s %d", name, report->year) : g_strdup(name);
}

static void append_head(Page *page)
{
    GString *out = page->out;
    g_autofree char *placement = dup_placement(page), *title = dup_title(page);
    g_autofree char *of_css = dup_hash(audit_css), *of_placement = dup_hash(placement);
    g_autofree char *of_js = dup_hash(audit_js);

    g_string_append(out, audit_doctype);
    g_string_append_printf(out,
                           "<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                           "<meta http-equiv=\"Content-Security-Policy\" content=\""
                           "default-src 'none'; img-src data:; style-src %s %s; script-src %s; "
                           "base-uri 'none'; form-action 'none'\">\n"
                           "<meta name=\"viewport\" content=\"width=device-width\">\n"
                           "<meta name=\"color-scheme\" content=\"light dark\">\n"
                           "<meta name=\"referrer\" content=\"no-referrer\">\n<title>",
                           audit_say(page->language, "en", "sv"), of_css, of_placement, of_js);
    html_append_text(out, title);
    g_string_append_printf(
        out,
        " – %s</title>\n<style>%s</style>\n"
        "<style>%s</style>\n</head>\n<body>\n",
        audit_say(page->language, "where every value was read", "var varje uppgift lästes"),
        audit_css, placement);
}

/* ---- what the report is ----------------------------------------------------------------- */

static void append_fact(GString *out, const char *name, const char *value, bool swedish)
{
    if (value == NULL || value[0] == '\0')
        return;
    g_string_append_printf(out, "<div><dt>%s</dt><dd%s>", name, swedish ? " lang=\"sv\"" : "");
    html_append_text(out, value);
    g_string_append(out, "</dd></div>\n");
}

static char *dup_evaluators(const KkReport *report)
{
    GString *names = g_string_new(NULL);

    for (guint i = 0; i < report->evaluators->len; i++) {
        const KkEvaluator *one = g_ptr_array_index(report->evaluators, i);

        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", one->name);
        if (one->organisation != NULL)
            g_string_append_printf(names, " (%s)", one->organisation);
    }
    return g_string_free(names, FALSE);
}

/* At the list's end: what carries no frame. */
static void append_facts(Page *page)
{
    const KkReport *report = page->result->report;
    const KkSource *source = &page->result->source;
    g_autofree char *evaluators = dup_evaluators(report);
    g_autofree char *place =
        report->county != NULL ? g_strdup_printf("%s, %s", report->code, report->county) : NULL;

    g_string_append_printf(page->out,
                           "<section aria-labelledby=\"about\">\n<h2 id=\"about\">%s</h2>\n"
                           "<dl class=\"facts\">\n",
                           audit_say(page->language, "About the report", "Om rapporten"));
    append_fact(page->out, audit_say(page->language, "Place", "Ort"), place, true);
    append_fact(page->out, audit_say(page->language, "Date", "Datum"), report->report_date, false);
    append_fact(page->out, audit_say(page->language, "Evaluators", "Utvärderare"), evaluators,
                true);
    append_fact(page->out, audit_say(page->language, "File", "Fil"), source->name, false);
    append_fact(page->out, "SHA-256", source->sha256, false);
    append_fact(page->out, audit_say(page->language, "Read by", "Läst av"), "kompass " KK_VERSION,
                false);
    g_string_append_printf(
        page->out, "</dl>\n<p class=\"help\">%s</p>\n</section>\n",
        audit_say(page->language,
                  "Municipality, year, edition and what stands here carry no frame.",
                  "Kommun, år, utgåva och det som står här har ingen ram."));
}

/* "Kommunkompassen, edition 2020 – SKR – februari 2022 – 16 pages" */
static void append_edition(Page *page)
{
    const KkReport *report = page->result->report;
    GString *out = page->out;

    g_string_append_printf(out, "<p class=\"edition\">Kommunkompassen, %s %s",
                           audit_say(page->language, "edition", "utgåva"),
                           report->edition != NULL ? report->edition
                                                   : audit_say(page->language, "unknown", "okänd"));
    const char *const parts[] = {report->publisher, report->period};
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i] != NULL) {
            g_string_append(out, "&nbsp;· <span lang=\"sv\">");
            html_append_text(out, parts[i]);
            g_string_append(out, "</span>");
        }
    g_autofree char *extent = kk_source_dup_extent(&page->result->source, page->language);
    g_string_append(out, "&nbsp;· ");
    html_append_text(out, extent);
    g_string_append(out, "</p>\n");
}

static void append_verdict(Page *page)
{
    static const char *const swedish[] = {"stämmer", "motsägelse", "ofullständig"};
    const KkValidation *validation = page->result->validation;
    const int *n = validation->counts;
    const int hold = n[KK_OUTCOME_EXACT] + n[KK_OUTCOME_ROUNDING], failed = n[KK_OUTCOME_FAILED];
    const char *status = kk_status_name(validation->status);

    g_string_append_printf(page->out, "<p class=\"verdict %s\"><strong>%s</strong> ", status,
                           audit_say(page->language, status, swedish[validation->status]));
    g_string_append_printf(
        page->out,
        audit_say(page->language, "%d of %d checks of the printed numbers hold, %d failed",
                  "%d av %d kontroller av de tryckta talen stämmer, %d slog fel"),
        hold, hold + failed, failed);
    if (n[KK_OUTCOME_SKIPPED] > 0)
        g_string_append_printf(page->out,
                               audit_say(page->language, "; %d more could not be made",
                                         "; %d till gick inte att göra"),
                               n[KK_OUTCOME_SKIPPED]);
    g_string_append(page->out, ".</p>\n");
}

static void count_kind(Page *page, const Value *value, gpointer data)
{
    (void)page;
    ((int *)data)[value->kind]++;
}

/* The colours' meaning; each box hides the frames of its kind. */
static void append_legend(Page *page)
{
    int counts[N_VALUE_KINDS] = {0};

    each_value(page, count_kind, counts);
    g_string_append_printf(page->out, "<fieldset class=\"legend\"><legend>%s</legend>\n",
                           audit_say(page->language, "Frames shown", "Ramar som visas"));
    for (int kind = 0; kind < N_VALUE_KINDS; kind++)
        if (counts[kind] > 0)
            g_string_append_printf(page->out,
                                   "<label class=\"%s\"><input type=\"checkbox\" id=\"show-%s\" "
                                   "checked> %s <span>%d</span></label>\n",
                                   value_words[kind].id, value_words[kind].id,
                                   value_words[kind].plural[page->language], counts[kind]);
    g_string_append(page->out, "</fieldset>\n");
}

static void append_intro(Page *page)
{
    g_autofree char *title = dup_title(page);

    g_string_append(page->out, "<header class=\"intro\">\n<h1 lang=\"sv\">");
    html_append_text(page->out, title);
    g_string_append(page->out, "</h1>\n");
    append_edition(page);
    append_verdict(page);
    g_string_append_printf(
        page->out, "<p class=\"help\">%s</p>\n",
        audit_say(
            page->language,
            "Choose a value to see where it was read; choose its frame to come back.",
            "Välj en uppgift för att se var den lästes; välj dess ram för att komma tillbaka."));
    append_legend(page);
    g_string_append(page->out, "</header>\n");
}

/* ---- the list --------------------------------------------------------------------------- */

/* A part of a value: nothing for an empty one. */
static void append_part(GString *out, const char *part, const char *text, bool swedish)
{
    if (text[0] == '\0')
        return;
    g_string_append_printf(out, " <span class=\"%s\"%s>", part, swedish ? " lang=\"sv\"" : "");
    html_append_text(out, text);
    g_string_append(out, "</span>");
}

static void append_value_parts(const Page *page, const Value *value, const KkPlace *place)
{
    GString *out = page->out;
    bool remark = value->kind == VALUE_FINDING || value->kind == VALUE_DOUBT;

    g_string_append_printf(out,
                           "<span class=\"body\"><span class=\"name\"><span class=\"kind\">%s"
                           "</span> ",
                           value_words[value->kind].word[page->language]);
    html_append_text(out, value->name);
    g_string_append(out, "</span>");
    append_part(out, "text", value->text, !remark);
    if (value->doubted && !remark)
        append_part(out, "tag", audit_say(page->language, "contradicted", "motsägs"), false);
    g_string_append(out, "</span>");
    if (value->score[0] != '\0')
        g_string_append_printf(out, " <span class=\"score\">%s <small>%s</small></span>",
                               value->score, value->scale);
    if (place != NULL)
        g_string_append_printf(out, " <span class=\"where\">%s&nbsp;%d</span>",
                               audit_say(page->language, "p.", "s."), place->page);
    else
        append_part(out, "where", audit_say(page->language, "no place", "ingen plats"), false);
}

static void append_value(Page *page, const Value *value)
{
    GString *out = page->out;
    guint i = 0;
    const KkPlace *place = next_framed(value, &i);

    g_string_append_printf(out, "<li class=\"%s%s\">", value_words[value->kind].id,
                           value->doubted ? " doubted" : "");
    if (place == NULL) {
        g_string_append_printf(out, "<div class=\"value\" id=\"v%d\">", value->number);
        append_value_parts(page, value, NULL);
        g_string_append(out, "</div></li>\n");
        return;
    }
    g_string_append_printf(out, "<a class=\"value\" id=\"v%d\" data-n=\"%d\" href=\"#f%d\">",
                           value->number, value->number, value->number);
    append_value_parts(page, value, place);
    g_string_append(out, "</a>");
    for (int nth = 2; (place = next_framed(value, &i)) != NULL; nth++) {
        g_string_append(out, " <a class=\"more\" href=\"#");
        append_frame_id(out, value, nth);
        g_string_append_printf(out, "\">%s %d</a>",
                               audit_say(page->language, "goes on on page", "fortsätter på sidan"),
                               place->page);
    }
    g_string_append(out, "</li>\n");
}

static void append_addend(Page *page, const Section *section, bool first)
{
    GString *out = page->out;
    const Value *total = g_ptr_array_index(section->values, 0);
    g_autofree char *number = dup_number(&section->area->score.achieved, page->language);
    guint i = 0;

    g_string_append(out, first ? "= " : " + ");
    if (next_framed(total, &i) != NULL)
        g_string_append_printf(out, "<a href=\"#f%d\">%s</a>", total->number, number);
    else
        g_string_append(out, number);
}

/* The one number that no page prints: with its addends. It is unset unless every area that
 * stands in the list has a total. */
static void append_sum(Page *page)
{
    const KkNumber *sum = &page->result->report->achieved;
    bool first = true;

    if (!sum->set)
        return;
    g_autofree char *number = dup_number(sum, page->language);
    g_string_append_printf(page->out,
                           "<ol>\n<li class=\"computed\"><div class=\"value\"><span "
                           "class=\"body\"><span class=\"name\">%s</span> <span "
                           "class=\"tag\">%s</span> <span class=\"sum\">",
                           audit_say(page->language, "Sum of the areas", "Områdenas summa"),
                           audit_say(page->language, "computed", "beräknad"));
    for (guint i = 0; i < page->sections->len; i++) {
        const Section *section = g_ptr_array_index(page->sections, i);

        if (section->area == NULL || !section->area->score.achieved.set)
            continue;
        append_addend(page, section, first);
        first = false;
    }
    g_string_append_printf(
        page->out, "</span></span> <span class=\"score\">%s</span></div></li>\n</ol>\n", number);
}

/* Ends the group before it, if any, and begins the one of @kind. */
static void append_group(const Page *page, const Value *before, const Value *value)
{
    GString *out = page->out;
    const char *group = value_words[value->kind].group[page->language];

    if (before != NULL && g_strcmp0(group, value_words[before->kind].group[page->language]) == 0)
        return;
    if (before != NULL)
        g_string_append(out, "</ol>\n</div>\n");
    g_string_append(out, "<div class=\"group\">\n");
    if (group != NULL)
        g_string_append_printf(out, "<h3>%s</h3>\n", group);
    g_string_append(out, "<ol>\n");
}

static void append_section(Page *page, const Section *section, guint n)
{
    const Value *before = NULL;

    g_string_append_printf(page->out, "<section aria-labelledby=\"s%u\">\n<h2 id=\"s%u\"%s>", n, n,
                           section->area != NULL ? " lang=\"sv\"" : "");
    html_append_text(page->out, section->title);
    g_string_append(page->out, "</h2>\n");
    if (section->values->len == 0 && n == 0)
        g_string_append_printf(
            page->out, "<p class=\"calm\">%s</p>\n",
            audit_say(page->language,
                      "Nothing: every check that the numbers allow holds, and all was read without "
                      "doubt.",
                      "Ingenting: varje kontroll som talen tillåter stämmer, och allt lästes utan "
                      "tvivel."));
    if (n == 1)
        append_sum(page);
    for (guint i = 0; i < section->values->len; i++) {
        const Value *value = g_ptr_array_index(section->values, i);

        append_group(page, before, value);
        append_value(page, value);
        before = value;
    }
    g_string_append(page->out, before != NULL ? "</ol>\n</div>\n</section>\n" : "</section>\n");
    flush(page);
}

/* ---- the pages -------------------------------------------------------------------------- */

/* The document's words up to LABEL_LENGTH, what we say of it whole. */
static char *dup_beginning(const Value *value)
{
    if (value->kind == VALUE_FINDING || value->kind == VALUE_DOUBT ||
        g_utf8_strlen(value->text, -1) <= LABEL_LENGTH)
        return g_strdup(value->text);
    g_autofree char *beginning = g_utf8_substring(value->text, 0, LABEL_LENGTH + 1);
    char *space = strrchr(beginning, ' ');
    if (space != NULL)
        *space = '\0';
    return g_strconcat(beginning, "…", NULL);
}

/* "Question 3.3: Följs arbetet upp? – 19 of 25, 60 %" */
static char *dup_label(const Page *page, const Value *value)
{
    g_autofree char *text = dup_beginning(value);

    return g_strconcat(value_words[value->kind].word[page->language],
                       value->name[0] != '\0' ? " " : "", value->name, text[0] != '\0' ? ": " : "",
                       text, value->score[0] != '\0' ? " – " : "", value->score,
                       value->scale[0] != '\0' ? " " : "", value->scale, NULL);
}

static void append_frames(Page *page, const Value *value, gpointer data)
{
    int number = *(int *)data;
    const KkPlace *place;
    guint i = 0;

    for (int nth = 1; (place = next_framed(value, &i)) != NULL; nth++) {
        if (place->page != number)
            continue;
        g_autofree char *label = dup_label(page, value);
        g_string_append_printf(page->out, "<a class=\"frame %s\" id=\"",
                               value_words[value->kind].id);
        append_frame_id(page->out, value, nth);
        g_string_append_printf(page->out, "\" href=\"#v%d\" data-n=\"%d\" aria-label=\"",
                               value->number, value->number);
        html_append_text(page->out, label);
        g_string_append(page->out, "\"></a>\n");
    }
}

static void append_picture(Page *page, int number)
{
    kk_begin_page();
    g_autoptr(GBytes) png = kk_pictures_draw(page->pictures, number, DPI);

    if (png == NULL) {
        g_string_append_printf(page->out, "<p class=\"undrawn\">%s</p>\n",
                               audit_say(page->language, "This page cannot be drawn.",
                                         "Den här sidan går inte att rita."));
        return;
    }
    gsize length;
    const guchar *bytes = g_bytes_get_data(png, &length);
    g_autofree char *base64 = g_base64_encode(bytes, length);
    g_string_append_printf(page->out,
                           "<img alt=\"%s %d, %s\" decoding=\"async\" "
                           "src=\"data:image/png;base64,%s\">\n",
                           audit_say(page->language, "Page", "Sidan"), number,
                           audit_say(page->language, "as printed", "som den är tryckt"), base64);
}

static void mark_pages(Page *page, const Value *value, gpointer data)
{
    const KkPlace *place;
    guint i = 0;

    (void)page;
    while ((place = next_framed(value, &i)) != NULL)
        g_hash_table_add(data, GINT_TO_POINTER(place->page));
}

/* Those that the report takes. */
static void append_pages(Page *page)
{
    const KkSource *source = &page->result->source;
    int n_pages = source->last_page - source->first_page + 1;
    g_autoptr(GHashTable) with_values = g_hash_table_new(NULL, NULL);

    each_value(page, mark_pages, with_values);
    g_string_append_printf(page->out, "<div class=\"pages\" id=\"pages\">\n<h2>%s</h2>\n",
                           audit_say(page->language, "Pages", "Sidor"));
    if (n_pages > ALL_PAGES)
        g_string_append_printf(page->out, "<p class=\"help\">%s</p>\n",
                               audit_say(page->language, "Pages without values are left out.",
                                         "Sidor utan uppgifter är utelämnade."));
    for (int n = source->first_page; n <= source->last_page; n++) {
        if (n_pages > ALL_PAGES && !g_hash_table_contains(with_values, GINT_TO_POINTER(n)))
            continue;
        g_string_append_printf(page->out,
                               "<section class=\"page\" id=\"p%d\" aria-labelledby=\"h%d\">\n"
                               "<h3 id=\"h%d\">%s %d</h3>\n<div class=\"sheet\">\n",
                               n, n, n, audit_say(page->language, "Page", "Sida"), n);
        append_picture(page, n);
        each_value(page, append_frames, &n);
        g_string_append(page->out, "</div>\n</section>\n");
        flush(page);
    }
    g_string_append(page->out, "</div>\n");
}

void write_page(FILE *file, const KkResult *result, const KkPictures *pictures, KkLanguage language)
{
    g_autoptr(GPtrArray) sections = list_sections(result, language);
    g_autoptr(GString) out = g_string_new(NULL);
    Page page = {file, result, pictures, sections, out, language};

    append_head(&page);
    g_string_append(out, "<main>\n<div class=\"list\">\n");
    append_intro(&page);
    for (guint i = 0; i < sections->len; i++)
        append_section(&page, g_ptr_array_index(sections, i), i);
    append_facts(&page);
    g_string_append(out, "</div>\n");
    append_pages(&page);
    g_string_append_printf(out, "</main>\n<script>%s</script>\n</body>\n</html>\n", audit_js);
    flush(&page);
}
