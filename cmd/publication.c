/* SPDX-License-Identifier: GPL-2.0-or-later */
/* publication.c - the options that tell what an output says of itself, and whether it may replace
 * what is there. */
#include "command.h"
#include "publication.h"

#include <glib/gstdio.h>
#include <string.h>

static KkPublication publication;
static char *boundaries_path, *boundaries; /* the second: what is in that file */
static char *classes_path, *classes;
static char *with; /* what to write beside it */
static gboolean force;

static const GOptionEntry entries[] = {
    {"title", 0, 0, G_OPTION_ARG_STRING, &publication.title, "Title of what is written", "TEXT"},
    {"publisher", 0, 0, G_OPTION_ARG_STRING, &publication.publisher, "Who publishes it", "TEXT"},
    {"homepage", 0, 0, G_OPTION_ARG_STRING, &publication.homepage, "Address of its web page",
     "URL"},
    {"licence", 0, 0, G_OPTION_ARG_STRING, &publication.licence,
     "Its licence: a name (CC0-1.0) or an address", "TEXT"},
    {"contact", 0, 0, G_OPTION_ARG_STRING, &publication.contact,
     "Whom to ask: a name or an e-mail address", "TEXT"},
    {"boundaries", 0, 0, G_OPTION_ARG_FILENAME, &boundaries_path,
     "Draw the site's map from the municipalities' boundaries in this GeoJSON file", "FILE"},
    {"classes", 0, 0, G_OPTION_ARG_FILENAME, &classes_path,
     "Add the site's means of classes of municipalities: codes and classes of this csv file",
     "FILE"},
    {"with", 0, 0, G_OPTION_ARG_STRING, &with,
     "Also write (html): audit, the pages of kompass audit, to which the numbers lead", "WHAT"},
    {"language", 0, 0, G_OPTION_ARG_STRING, &publication.language,
     "Language of a workbook's heads: en (default) or sv", "LANGUAGE"},
    G_OPTION_ENTRY_NULL,
};

static const GOptionEntry force_entries[] = {
    {"force", 'f', 0, G_OPTION_ARG_NONE, &force, "Replace what is there", NULL},
    G_OPTION_ENTRY_NULL,
};

void add_publication_options(GOptionContext *context)
{
    GOptionGroup *group = g_option_group_new("publication", "What the output says of itself:",
                                             "Shows what the output can say of itself", NULL, NULL);

    g_option_group_add_entries(group, entries);
    g_option_context_add_group(context, group);
}

/* @path: NULL: none is named. */
static bool read_text(const char *path, char **text)
{
    g_autoptr(GError) error = NULL;

    if (path == NULL || g_file_get_contents(path, text, NULL, &error))
        return true;
    say(path, error->message);
    return false;
}

bool check_publication_options(void)
{
    if (publication.homepage != NULL && !kk_is_web_address(publication.homepage)) {
        say(publication.homepage, "is no address that begins with http:// or https://");
        return false;
    }
    if (with != NULL && strcmp(with, "audit") != 0) {
        say("--with", "takes audit");
        return false;
    }
    if (!is_language(publication.language) || !read_text(boundaries_path, &boundaries) ||
        !read_text(classes_path, &classes))
        return false;
    publication.boundaries = boundaries;
    publication.classes = classes;
    return true;
}

KkPublication publication_of(const KkSummary *summary)
{
    KkPublication told = publication;

    told.recorded = summary->recorded;
    return told;
}

bool wants_audits(void)
{
    return with != NULL;
}

bool knows_publisher(void)
{
    return publication.publisher != NULL && publication.homepage != NULL;
}

void add_force_option(GOptionContext *context)
{
    g_option_context_add_main_entries(context, force_entries, NULL);
}

static bool is_empty_folder(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);

    return folder != NULL && g_dir_read_name(folder) == NULL;
}

bool may_write(const char *path)
{
    GStatBuf there;

    if (path == NULL || force || g_stat(path, &there) != 0 ||
        (S_ISDIR(there.st_mode) ? is_empty_folder(path)
                                : !S_ISREG(there.st_mode) || there.st_size == 0))
        return true;
    say(path, "is there already; --force replaces it");
    return false;
}
