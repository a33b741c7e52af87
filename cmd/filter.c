/* SPDX-License-Identifier: GPL-2.0-or-later */
/* filter.c - the options that choose reports of an archive.
 *
 * Municipalities are named in lists, in files and one by one: their union is chosen. A misspelt
 * name must not end in an empty output: it is refused. */
#include "command.h"

#include <string.h>

static char **municipalities, **counties;
static char *edition, *status;
static int year;
static GPtrArray *codes; /* of static texts; as long as the program */

static const GOptionEntry entries[] = {
    {"municipality", 0, 0, G_OPTION_ARG_STRING_ARRAY, &municipalities,
     "Only these: names or codes, with commas between, or @FILE that lists them; repeatable", "M"},
    {"county", 0, 0, G_OPTION_ARG_STRING_ARRAY, &counties,
     "Only municipalities of these counties: names or numbers; repeatable", "COUNTY"},
    {"year", 0, 0, G_OPTION_ARG_INT, &year, "Only evaluations of this year", "YEAR"},
    {"edition", 0, 0, G_OPTION_ARG_STRING, &edition, "Only of this edition: 2002, 2010 …",
     "EDITION"},
    {"status", 0, 0, G_OPTION_ARG_STRING, &status,
     "Only consistent, inconsistent or incomplete ones", "STATUS"},
    G_OPTION_ENTRY_NULL,
};

void add_filter_options(GOptionContext *context)
{
    g_option_context_add_main_entries(context, entries, NULL);
}

/* ---- municipalities --------------------------------------------------------------------- */

typedef bool (*TakeName)(const char *name);

static void add_code(const char *code)
{
    if (!g_ptr_array_find(codes, code, NULL))
        g_ptr_array_add(codes, (gpointer)code);
}

static void refuse(const char *name, bool county)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();

    for (gsize i = 0; i < kk_register_length; i++)
        if (!county)
            g_ptr_array_add(known, (gpointer)kk_register[i].name);
        else if (i == 0 || strcmp(kk_register[i - 1].county, kk_register[i].county) != 0)
            g_ptr_array_add(known, (gpointer)kk_register[i].county);
    g_ptr_array_add(known, NULL);
    say_unknown(name,
                county ? "no county has this name or number"
                       : "no municipality has this name or code",
                (const char *const *)known->pdata);
}

static bool take_municipality(const char *name)
{
    const KkMunicipality *found = kk_register_named(name);

    if (found == NULL)
        refuse(name, false);
    else
        add_code(found->code);
    return found != NULL;
}

static bool take_county(const char *name)
{
    const char *county = kk_register_county(name);

    if (county == NULL)
        refuse(name, true);
    for (gsize i = 0; county != NULL && i < kk_register_length; i++)
        if (strcmp(kk_register[i].county, county) == 0)
            add_code(kk_register[i].code);
    return county != NULL;
}

/* ---- lists ------------------------------------------------------------------------------ */

static bool take_list(const char *text, TakeName take)
{
    g_auto(GStrv) names = g_strsplit_set(text, ",;", -1);
    bool well = true;

    for (guint i = 0; names[i] != NULL; i++)
        well = (*g_strstrip(names[i]) == '\0' || take(names[i])) && well;
    return well;
}

/* One name a line, or several with commas; a line that begins with # is a comment. */
static bool take_file(const char *path, TakeName take)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    bool well = true;

    if (!g_file_get_contents(path, &text, NULL, &error)) {
        say(path, error->message);
        return false;
    }
    g_auto(GStrv) lines = g_strsplit_set(text, "\r\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        well = (lines[i][0] == '#' || take_list(lines[i], take)) && well;
    return well;
}

static bool take_all(char **values, TakeName take)
{
    bool well = true;

    for (guint i = 0; values != NULL && values[i] != NULL; i++)
        well =
            (values[i][0] == '@' ? take_file(values[i] + 1, take) : take_list(values[i], take)) &&
            well;
    return well;
}

/* ---- the filter ------------------------------------------------------------------------- */

static bool is_edition(const char *name)
{
    for (int i = 0; kk_editions[i] != NULL; i++)
        if (strcmp(kk_editions[i]->year, name) == 0)
            return true;
    return false;
}

static bool is_status(const char *name)
{
    for (int i = KK_CONSISTENT; i <= KK_INCOMPLETE; i++)
        if (strcmp(kk_status_name((KkStatus)i), name) == 0)
            return true;
    return false;
}

bool read_filter(KkFilter *filter, const char *archive_path)
{
    const bool chosen = municipalities != NULL || counties != NULL;

    if (archive_path == NULL && (chosen || year != 0 || edition != NULL || status != NULL)) {
        say("usage", "reports are chosen of an archive: name it with --archive");
        return false;
    }
    codes = g_ptr_array_new();
    if (!take_all(municipalities, take_municipality) || !take_all(counties, take_county))
        return false;
    if (chosen && codes->len == 0) {
        say("--municipality", "the list is empty");
        return false;
    }
    if (edition != NULL && !is_edition(edition)) {
        say(edition, "no such edition");
        return false;
    }
    if (status != NULL && !is_status(status)) {
        say(status, "no such status: consistent, inconsistent or incomplete");
        return false;
    }
    g_ptr_array_add(codes, NULL);
    *filter = (KkFilter){.codes = chosen ? (const char *const *)codes->pdata : NULL,
                         .year = year,
                         .edition = edition,
                         .status = status,
                         .current_only = true};
    return true;
}
