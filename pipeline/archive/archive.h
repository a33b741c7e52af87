/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive.h - what the archive's files share. All of it happens within a transaction. */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include "database.h"

struct KkArchive {
    Database *database;
    gint64 run; /* that goes on; 0: none */
};

/* What is known of a content. */
typedef struct {
    bool found;
    KkFate fate;
    int attempts;
    bool up_to_date; /* by this reader, or a newer one */
    bool this_run;   /* found in the run that goes on */
    char *message;
    gint64 report; /* the row of its first; 0: it has none */
    char *name;    /* of its reports; NULL: unknown */
} Content;

void content_clear(Content *content);
bool content_find(Database *database, const char *sha256, Content *content, GError **error);

/* Records what became of a document. @attempted: here and now; else another archive tells it. */
bool documents_add(Database *database, const KkRecord *record, bool attempted, GError **error);
/* Whether some path of the content ends in @name. */
bool documents_has_name(Database *database, const char *sha256, const char *name, bool *has,
                        GError **error);
/* Whether the content has the report @index, from 1. */
bool documents_has_report(Database *database, const char *sha256, int index, bool *has,
                          GError **error);
/* Adds another report of a content that has some. */
bool documents_add_report(Database *database, const KkRecord *record, const Content *content,
                          GError **error);
/* Records another name of a content that is known. */
bool documents_add_name(Database *database, const char *path, const char *sha256, gint64 bytes,
                        bool gave_up, GError **error);
/* Forgets what @path held before it held @sha256, where no report came of it. */
bool documents_forget_failures(Database *database, const char *path, const char *sha256,
                               GError **error);

/* Where the content was published; g_free() it. NULL: not known, or @error. */
char *documents_dup_url(Database *database, const char *sha256, GError **error);
/* Tells where; @changed: that was not known. */
bool documents_set_url(Database *database, const char *sha256, const char *url, bool *changed,
                       GError **error);

/* Adds a report with its relations; its row's id. */
bool relations_add(Database *database, const KkResult *result, gint64 *id, GError **error);

/* Commits, if all was @done; else it is as if nothing had been. */
bool archive_finish(KkArchive *archive, bool done, GError **error);

/* Now, as the archive writes times; g_free() it. */
char *archive_dup_now(void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Content, content_clear)

#endif
