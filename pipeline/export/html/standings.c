/* SPDX-License-Identifier: GPL-2.0-or-later */
/* standings.c - who is best: a page for each area and each question of an edition, with the newest
 * evaluation of each municipality, how it changed within the edition, and the means of counties.
 *
 * Only reports of one edition stand beside each other. Means are computed, and said to be. */
#include "standings.h"

#include "../tables.h"

#include <stdlib.h>
#include <string.h>

#define BEST 3 /* whose strengths are told */

/* One evaluation's points. */
typedef struct {
    GRefString *name, *file;   /* of the municipality, and of the evaluation's page */
    const char *code, *county; /* static */
    int year;
    KkNumber points, max;
    bool superseded;      /* by a later evaluation of the municipality */
    KkNumber before;      /* the points of the evaluation before it */
    GPtrArray *strengths; /* of char *; NULL: not kept */
} Standing;

/* Of an area or a question of an edition. */
typedef struct {
    const char *edition; /* static */
    int area;
    char *question;  /* its code; NULL: the area */
    char *text;      /* its name, or the question as the first report prints it */
    GPtrArray *rows; /* of Standing */
} Group;

struct SiteStandings {
    GPtrArray *groups;  /* of Group */
    GHashTable *by_key; /* "2016-3", "2016-3.2": lent by groups */
    GPtrArray *waiting; /* of Waiting */
};

/* What a report gives, until it is known which page is its. */
typedef struct {
    Group *group;
    Standing *standing;
} Waiting;

static double share_of(const Standing *one)
{
    const double max = one->max.set && one->max.value > 0 ? one->max.value : 100;

    return CLAMP(one->points.value / max, 0, 1);
}

static void standing_free(Standing *one)
{
    g_clear_pointer(&one->name, g_ref_string_release);
    g_clear_pointer(&one->file, g_ref_string_release);
    g_clear_pointer(&one->strengths, g_ptr_array_unref);
    g_free(one);
}

static void group_free(Group *group)
{
    g_free(group->question);
    g_free(group->text);
    g_ptr_array_unref(group->rows);
    g_free(group);
}

static void waiting_free(Waiting *waiting)
{
    if (waiting->standing != NULL)
        standing_free(waiting->standing);
    g_free(waiting);
}

SiteStandings *site_standings_new(void)
{
    SiteStandings *all = g_new0(SiteStandings, 1);

    all->groups = g_ptr_array_new_with_free_func((GDestroyNotify)group_free);
    all->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    all->waiting = g_ptr_array_new_with_free_func((GDestroyNotify)waiting_free);
    return all;
}

void site_standings_free(SiteStandings *all)
{
    if (all == NULL)
        return;
    g_hash_table_unref(all->by_key);
    g_ptr_array_unref(all->groups);
    g_ptr_array_unref(all->waiting);
    g_free(all);
}

/* ---- gathering ------------------------------------------------------------------------------- */

static Group *find_group(SiteStandings *all, const char *edition, int area, const char *question,
                         const char *text)
{
    g_autofree char *key = question != NULL ? g_strdup_printf("%s-%s", edition, question)
                                            : g_strdup_printf("%s-%d", edition, area);
    Group *group = g_hash_table_lookup(all->by_key, key);

    if (group != NULL)
        return group;
    group = g_new0(Group, 1);
    group->edition = edition;
    group->area = area;
    group->question = g_strdup(question);
    group->text = g_strdup(text);
    group->rows = g_ptr_array_new_with_free_func((GDestroyNotify)standing_free);
    g_ptr_array_add(all->groups, group);
    g_hash_table_insert(all->by_key, g_steal_pointer(&key), group);
    return group;
}

/* @strengths: (transfer full) (nullable). What is there twice counts as it stands first. */
static void wait(SiteStandings *all, Group *group, const KkReport *report, GRefString *name,
                 const KkNumber *points, const KkNumber *max, GPtrArray *strengths)
{
    Waiting *waiting = g_new0(Waiting, 1);
    Standing *standing = g_new0(Standing, 1);

    *standing = (Standing){.name = g_ref_string_acquire(name),
                           .code = report->code,
                           .county = kk_register_by_code(report->code)->county,
                           .year = report->year,
                           .points = *points,
                           .max = *max,
                           .strengths = strengths};
    *waiting = (Waiting){group, standing};
    for (guint i = 0; i < all->waiting->len; i++)
        if (((Waiting *)g_ptr_array_index(all->waiting, i))->group == group) {
            waiting_free(waiting);
            return;
        }
    g_ptr_array_add(all->waiting, waiting);
}

static const char *edition_of(const KkReport *report)
{
    for (int i = 0; report->edition != NULL && kk_editions[i] != NULL; i++)
        if (strcmp(kk_editions[i]->year, report->edition) == 0)
            return kk_editions[i]->year;
    return NULL;
}

static const char *area_name(const char *edition, int area)
{
    int i = 0;

    while (strcmp(kk_editions[i]->year, edition) != 0)
        i++;
    return kk_editions[i]->areas[area - 1].names[0];
}

bool site_has_standing(const KkReport *report, const KkArea *area)
{
    return report->code != NULL && report->year > 0 && kk_area_points(area)->set &&
           tables_area_position(report, area) == area->number;
}

static GPtrArray *copy_items(const GPtrArray *items)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < items->len; i++)
        g_ptr_array_add(texts, g_strdup(((const KkItem *)g_ptr_array_index(items, i))->text));
    return texts;
}

void site_standings_wait(SiteStandings *all, const KkReport *report)
{
    const char *edition = edition_of(report);
    GRefString *name = g_ref_string_new(report->municipality != NULL ? report->municipality : "");

    g_ptr_array_set_size(all->waiting, 0);
    for (guint i = 0; edition != NULL && i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);

        if (!site_has_standing(report, area))
            continue;
        Group *group =
            find_group(all, edition, area->number, NULL, area_name(edition, area->number));
        wait(all, group, report, name, kk_area_points(area), &area->score.max,
             copy_items(area->strengths));
        for (guint k = 0; k < area->questions->len; k++) {
            const KkQuestion *question = g_ptr_array_index(area->questions, k);

            if (question->score.achieved.set && atoi(question->code) == area->number)
                wait(all, find_group(all, edition, area->number, question->code, question->text),
                     report, name, &question->score.achieved, &question->score.max, NULL);
        }
    }
    g_ref_string_release(name);
}

/* The best first; of equals as they came, by name. */
static int by_share(gconstpointer a, gconstpointer b)
{
    const Standing *one = *(Standing *const *)a, *other = *(Standing *const *)b;

    if (one->superseded != other->superseded)
        return one->superseded ? 1 : -1;
    return share_of(one) > share_of(other) ? -1 : share_of(one) < share_of(other);
}

/* Keeps the strengths of the best alone, once no evaluation of the municipality that came last can
 * supersede another. */
static void forget_strengths(Group *group)
{
    Standing *worst = NULL;
    guint n = 0;

    for (guint i = 0; i < group->rows->len; i++) {
        Standing *one = g_ptr_array_index(group->rows, i);

        if (one->superseded)
            g_clear_pointer(&one->strengths, g_ptr_array_unref);
        if (one->strengths == NULL)
            continue;
        n++;
        if (worst == NULL || share_of(one) <= share_of(worst))
            worst = one;
    }
    if (n > BEST)
        g_clear_pointer(&worst->strengths, g_ptr_array_unref);
}

void site_standings_take(SiteStandings *all, const char *file)
{
    GRefString *page = g_ref_string_new(file);

    for (guint i = 0; i < all->waiting->len; i++) {
        Waiting *waiting = g_ptr_array_index(all->waiting, i);
        GPtrArray *rows = waiting->group->rows;
        Standing *last = rows->len > 0 ? g_ptr_array_index(rows, rows->len - 1) : NULL;

        waiting->standing->file = g_ref_string_acquire(page);
        if (last != NULL && strcmp(last->code, waiting->standing->code) == 0) {
            last->superseded = true;
            waiting->standing->before = last->points;
        } else {
            forget_strengths(waiting->group);
        }
        g_ptr_array_add(rows, g_steal_pointer(&waiting->standing));
    }
    g_ptr_array_set_size(all->waiting, 0);
    g_ref_string_release(page);
}

/* ---- pages ----------------------------------------------------------------------------------- */

static char *dup_file(const Group *group)
{
    if (group->question == NULL)
        return g_strdup_printf("omrade-%s-%d.html", group->edition, group->area);
    g_autofree char *code = g_strdelimit(g_strdup(group->question), ".", '-');
    return g_strdup_printf("fraga-%s-%s.html", group->edition, code);
}

static char *dup_title(const Group *group)
{
    return group->question == NULL ? g_strdup_printf("Område %d: %s", group->area, group->text)
                                   : g_strdup_printf("Fråga %s: %s", group->question, group->text);
}

/* Those that no later one supersedes, which stand first. */
static guint count_newest(const Group *group)
{
    guint n = 0;

    while (n < group->rows->len && !((Standing *)g_ptr_array_index(group->rows, n))->superseded)
        n++;
    return n;
}

/* The mean share, in percent, of the newest in @county (NULL: all). */
static double mean_of(const Group *group, const char *county, guint *n)
{
    const guint newest = count_newest(group);
    double sum = 0;

    *n = 0;
    for (guint i = 0; i < newest; i++) {
        const Standing *one = g_ptr_array_index(group->rows, i);

        if (county != NULL && strcmp(one->county, county) != 0)
            continue;
        sum += share_of(one);
        ++*n;
    }
    return *n > 0 ? 100 * sum / *n : 0;
}

static void add_lead(GString *out, const Group *group)
{
    guint n;
    const double mean = mean_of(group, NULL, &n);

    g_string_append_printf(out,
                           "<p class=\"lead\">%u %s, den senaste utvärderingen av var och en i "
                           "utgåva %s. Medelvärde ",
                           n, n == 1 ? "kommun" : "kommuner", group->edition);
    site_add_value(out, mean, 0);
    g_string_append(out, "&nbsp;% av högsta poäng <small>(beräknat)</small>.</p>\n");
}

static void add_row(GString *out, const Standing *one)
{
    g_string_append_printf(out, "<tr><th scope=\"row\"><a href=\"%s\">", one->file);
    html_append_text(out, one->name);
    g_string_append(out, "</a>");
    site_add_bar(out, share_of(one), -1);
    g_string_append_printf(out, "</th><td>%d</td><td>%s</td><td>", one->year, one->county);
    site_add_number(out, &one->points);
    if (one->max.set) {
        g_string_append(out, "<small> av ");
        site_add_number(out, &one->max);
        g_string_append(out, "</small>");
    }
    g_string_append(out, "</td><td>");
    if (one->before.set)
        site_add_change(out, &one->before, &one->points);
    g_string_append(out, "</td></tr>\n");
}

static void begin_table(GString *out, const char *caption, const char *heads)
{
    g_string_append_printf(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">\n"
        "<table class=\"standings\">\n<caption class=\"vh\">%s</caption>\n"
        "<thead><tr>%s</tr></thead>\n<tbody>\n",
        caption, caption, heads);
}

static void add_ranking(GString *out, const Group *group)
{
    const guint newest = count_newest(group);

    g_string_append(out, "<section>\n<h2 id=\"kommuner\">Kommunerna</h2>\n");
    begin_table(out, "Kommunerna, den bästa först",
                "<th scope=\"col\">Kommun</th><th scope=\"col\">År</th><th scope=\"col\">Län</th>"
                "<th scope=\"col\" class=\"n\">Poäng</th><th scope=\"col\" class=\"n\">Ändring "
                "<small>(beräknad)</small></th>");
    for (guint i = 0; i < newest; i++)
        add_row(out, g_ptr_array_index(group->rows, i));
    g_string_append(out, "</tbody>\n</table>\n</div>\n</section>\n");
}

static void add_counties(GString *out, const Group *group)
{
    const char *last = "";

    g_string_append(out, "<section>\n<h2 id=\"lan\">Länen</h2>\n");
    begin_table(out, "Länens medelvärden",
                "<th scope=\"col\">Län</th><th scope=\"col\" class=\"n\">Kommuner</th>"
                "<th scope=\"col\" class=\"n\">Medelvärde <small>(beräknat)</small></th>");
    for (gsize i = 0; i < kk_register_length; i++) {
        const char *county = kk_register[i].county;
        guint n;

        if (strcmp(county, last) == 0)
            continue;
        last = county;
        const double mean = mean_of(group, county, &n);
        if (n == 0)
            continue;
        g_string_append_printf(
            out, "<tr><th scope=\"row\">%s</th><td class=\"n\">%u</td><td class=\"n\">", county, n);
        site_add_value(out, mean, 0);
        g_string_append(out, "&nbsp;%</td></tr>\n");
    }
    g_string_append(out, "</tbody>\n</table>\n</div>\n</section>\n");
}

static void add_best(GString *out, const Group *group)
{
    const guint newest = count_newest(group);

    if (group->question != NULL)
        return;
    g_string_append(out, "<section>\n<h2 id=\"styrkor\">De bästas styrkor</h2>\n");
    for (guint i = 0; i < MIN(newest, BEST); i++) {
        const Standing *one = g_ptr_array_index(group->rows, i);

        g_string_append_printf(out, "<h3><a href=\"%s\">", one->file);
        html_append_text(out, one->name);
        g_string_append_printf(out, " %d</a></h3>\n%s", one->year,
                               one->strengths->len > 0 ? "<ul>\n" : "<p>Inga anges.</p>\n");
        for (guint k = 0; k < one->strengths->len; k++) {
            g_string_append(out, "<li>");
            html_append_text(out, g_ptr_array_index(one->strengths, k));
            g_string_append(out, "</li>\n");
        }
        g_string_append(out, one->strengths->len > 0 ? "</ul>\n" : "");
    }
    g_string_append(out, "</section>\n");
}

static bool is_question_of(const Group *one, const Group *area)
{
    return one->question != NULL && one->area == area->area &&
           strcmp(one->edition, area->edition) == 0;
}

static void add_link(GString *out, const Group *group)
{
    g_autofree char *file = dup_file(group);
    guint n;
    const double mean = mean_of(group, NULL, &n);

    g_string_append_printf(out, "<li><a href=\"%s\">%s ", file,
                           group->question != NULL ? group->question : "");
    html_append_text(out, group->text);
    g_string_append(out, "</a> <small>");
    site_add_value(out, mean, 0);
    g_string_append_printf(out, "&nbsp;%% i medeltal, %u %s</small></li>\n", n,
                           n == 1 ? "kommun" : "kommuner");
}

static void add_questions(GString *out, const SiteStandings *all, const Group *area)
{
    g_string_append(out, "<ul class=\"questions-of\">\n");
    for (guint i = 0; i < all->groups->len; i++)
        if (is_question_of(g_ptr_array_index(all->groups, i), area))
            add_link(out, g_ptr_array_index(all->groups, i));
    g_string_append(out, "</ul>\n");
}

static GString *make_page(const SiteStandings *all, const Group *group)
{
    GString *out = g_string_new(NULL);
    g_autofree char *title = dup_title(group);
    g_autofree char *whole = g_strdup_printf("%s, utgåva %s", title, group->edition);

    site_begin_page(out, SITE_STANDINGS, whole, "");
    g_string_append(out, "<h1>");
    html_append_text(out, title);
    g_string_append_printf(out, "</h1>\n<p class=\"under\">Utgåva %s</p>\n", group->edition);
    add_lead(out, group);
    add_ranking(out, group);
    if (group->question == NULL) {
        g_string_append(out, "<section>\n<h2 id=\"fragor\">Områdets frågor</h2>\n");
        add_questions(out, all, group);
        g_string_append(out, "</section>\n");
    }
    add_best(out, group);
    add_counties(out, group);
    site_end_page(out);
    return out;
}

/* All areas and questions, edition by edition. */
static GString *make_index(const SiteStandings *all)
{
    GString *out = g_string_new(NULL);
    const char *edition = NULL;

    site_begin_page(out, SITE_INDEX, "Områden och frågor", "");
    g_string_append(
        out, "<h1>Områden och frågor</h1>\n<p class=\"lead\">Vem är bäst, och vem har blivit "
             "bättre? Varje område och fråga för sig, inom en utgåva. Medelvärdena är "
             "beräknade.</p>\n");
    for (guint i = 0; i < all->groups->len; i++) {
        const Group *group = g_ptr_array_index(all->groups, i);

        if (group->question != NULL)
            continue;
        if (edition != group->edition)
            g_string_append_printf(out, "%s<section>\n<h2 id=\"utgava-%s\">Utgåva %s</h2>\n",
                                   edition != NULL ? "</section>\n" : "", group->edition,
                                   group->edition);
        if (edition != group->edition)
            g_string_append_printf(out,
                                   "<p><a href=\"jamfor-%s.html\">Kommunerna sida vid sida</a>, "
                                   "<a href=\"karta-%s.html\">på kartan</a></p>\n",
                                   group->edition, group->edition);
        edition = group->edition;
        g_string_append(out, "<ul class=\"areas-of\">\n");
        add_link(out, group);
        g_string_append(out, "</ul>\n");
        add_questions(out, all, group);
    }
    g_string_append(out, edition != NULL ? "</section>\n" : "");
    site_end_page(out);
    return out;
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const Group *one = *(Group *const *)a, *other = *(Group *const *)b;
    const int editions = strcmp(other->edition, one->edition); /* the newest first */

    if (editions != 0 || one->area != other->area)
        return editions != 0 ? editions : one->area - other->area;
    if (one->question == NULL || other->question == NULL)
        return (one->question != NULL) - (other->question != NULL);
    return atoi(strchr(one->question, '.') + 1) - atoi(strchr(other->question, '.') + 1);
}

bool site_standings_write(SiteStandings *all, SiteWritePage write, gpointer data, GError **error)
{
    g_ptr_array_sort(all->groups, by_place);
    for (guint i = 0; i < all->groups->len; i++)
        g_ptr_array_sort(((Group *)g_ptr_array_index(all->groups, i))->rows, by_share);
    for (guint i = 0; i < all->groups->len; i++) {
        const Group *group = g_ptr_array_index(all->groups, i);
        g_autofree char *file = dup_file(group);
        g_autoptr(GString) page = make_page(all, group);

        if (!write(data, file, page->str, error))
            return false;
    }
    g_autoptr(GString) index = make_index(all);
    return write(data, "omraden.html", index->str, error);
}
