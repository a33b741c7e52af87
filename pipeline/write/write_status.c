/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write_status.c - what is in an archive, as JSON for programs. */
#include "json.h"

#include <kk/write.h>

static void set_documents(cJSON *root, const KkSummary *summary)
{
    cJSON *object = cJSON_AddObjectToObject(root, "documents");

    for (int i = 0; i < KK_N_FATES; i++)
        json_set(object, kk_fate_name((KkFate)i), json_integer(summary->documents[i]));
}

static void set_last_run(cJSON *root, const KkSummary *summary)
{
    const KkRun *run = &summary->last_run;

    if (summary->runs == 0) {
        json_set(root, "last_run", cJSON_CreateNull());
        return;
    }
    cJSON *object = cJSON_AddObjectToObject(root, "last_run");
    json_set_string(object, "started", run->started);
    json_set_string(object, "finished", run->finished);
    json_set(object, "interrupted", cJSON_CreateBool(run->interrupted));
    json_set_string(object, "program", run->program);
    json_set_string(object, "poppler", run->poppler);
    json_set_string(object, "sandbox", run->sandbox);
    json_set(object, "jobs", json_integer(run->jobs));
}

static bool add_failure(gpointer data, const KkRecord *record)
{
    if (record->fate == KK_FATE_OK)
        return true;
    cJSON *object = json_add_object(data);
    json_set(object, "path", json_file_name(record->path));
    json_set_string(object, "sha256", record->sha256);
    json_set(object, "bytes",
             record->bytes >= 0 ? json_integer(record->bytes) : cJSON_CreateNull());
    json_set_string(object, "status", kk_fate_name(record->fate));
    json_set_string(object, "words", kk_fate_words(record->fate));
    json_set_string(object, "message", record->message);
    return true;
}

char *kk_write_status(KkArchive *archive, GError **error)
{
    g_auto(KkSummary) summary = {0};
    cJSON *root = cJSON_CreateObject();
    bool done = kk_archive_summarise(archive, &summary, error);

    set_documents(root, &summary);
    json_set(root, "reader", json_integer(KK_READER));
    json_set(root, "older", json_integer(summary.older));
    json_set(root, "reports", json_integer(summary.reports));
    json_set(root, "municipalities", json_integer(summary.municipalities));
    json_set(root, "years", json_integer(summary.years));
    json_set(root, "first_year", json_integer_or_null(summary.first_year));
    json_set(root, "last_year", json_integer_or_null(summary.last_year));
    json_set(root, "runs", json_integer(summary.runs));
    set_last_run(root, &summary);
    cJSON *failures = json_add_array(root, "failures");
    done = done && kk_archive_each_document(archive, add_failure, failures, error);
    g_autofree char *text = json_print(root, true);
    return done ? g_steal_pointer(&text) : NULL;
}
