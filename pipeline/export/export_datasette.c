/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export_datasette.c - the database of export_sqlite.c with what Datasette asks of it: labels,
 * facets, and who publishes it. datasette.json tells them; the database's name there is the file's.
 */
#include "../write/json.h"

#include "formats.h"

#include <kk/document.h>

extern const char datasette[]; /* generated from datasette.json */

typedef struct {
    const KkPublication *publication;
    char *folder;
    gpointer database; /* the state of kk_format_sqlite */
} Writer;

static void writer_free(gpointer state)
{
    Writer *writer = state;

    if (writer == NULL)
        return;
    kk_format_sqlite.free(writer->database);
    g_free(writer->folder);
    g_free(writer);
}

static gpointer begin(const char *path, const KkPublication *publication, GError **error)
{
    g_autofree char *file = g_build_filename(path, "kompass.db", NULL);
    Writer *writer = g_new0(Writer, 1);

    writer->publication = publication;
    writer->folder = g_strdup(path);
    writer->database = kk_format_sqlite.begin(file, publication, error);
    if (writer->database != NULL)
        return writer;
    writer_free(writer);
    return NULL;
}

static bool add(gpointer state, const KkResult *result, bool current, GError **error)
{
    Writer *writer = state;

    return kk_format_sqlite.add(writer->database, result, current, error);
}

static void set_if_told(cJSON *object, const char *name, const char *text)
{
    if (text != NULL)
        json_set_string(object, name, text);
}

static char *dup_metadata(const KkPublication *publication)
{
    cJSON *metadata = cJSON_Parse(datasette);
    const bool address = publication->licence != NULL && kk_is_web_address(publication->licence);

    json_set_string(metadata, "title",
                    publication->title != NULL ? publication->title : "Kommunkompassen");
    set_if_told(metadata, "source", publication->publisher);
    set_if_told(metadata, "source_url", publication->homepage);
    set_if_told(metadata, "license", publication->licence);
    set_if_told(metadata, "license_url", address ? publication->licence : NULL);
    set_if_told(metadata, "about", publication->contact);
    g_autofree char *json = json_print(metadata, true);
    return g_strconcat(json, "\n", NULL);
}

static bool finish(gpointer state, GPtrArray *remarks, GError **error)
{
    Writer *writer = state;
    g_autofree char *metadata = dup_metadata(writer->publication);

    if (!kk_format_sqlite.finish(writer->database, remarks, error))
        return false;
    kk_format_sqlite.free(g_steal_pointer(&writer->database)); /* and its working files */
    return out_file_in(writer->folder, "metadata.json", metadata, error);
}

const KkFormat kk_format_datasette = {"datasette",
                                      "a database and metadata.json, to browse with Datasette",
                                      KK_TARGET_FOLDER,
                                      begin,
                                      add,
                                      finish,
                                      writer_free,
                                      false};
