/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export.h - many reports to one output: a table of formats.
 *
 * Reports are given one at a time, in kk_archive_each()'s order, and memory does not grow with
 * their number, but for some kilobytes each for html, which tells who is best. Same reports, same
 * bytes. An output is written whole or not at all: under a temporary name beside it until
 * kk_export_finish(). */
#ifndef KK_EXPORT_H
#define KK_EXPORT_H

#include <kk/macros.h>
#include <kk/process.h>

KK_BEGIN_DECLS

/* What a format writes. */
typedef enum {
    KK_TARGET_STREAM, /* a file, or standard output where none is named */
    KK_TARGET_FILE,   /* a file */
    KK_TARGET_FOLDER, /* a folder of files */
} KkTarget;

/* Draws the page of an audit as the file @path, for html's site; where it fails, there is none.
 * Errors: %KK_ERROR_WRITE; any other: of this report there is no page. */
typedef bool (*KkDrawAudit)(gpointer data, const KkResult *result, const char *path,
                            GError **error);

/* What an output says of itself, besides the reports; what is not known is NULL. */
typedef struct {
    const char *title, *publisher, *homepage, *contact;
    const char *boundaries; /* of municipalities, for html's map: the text of a GeoJSON file */
    const char *classes;    /* of municipalities, for html's means: the text of a csv file */
    const char *language;   /* of a workbook's heads: "en" or "sv"; NULL: "en" */
    const char *licence;    /* its address, or its name: "CC0-1.0" */
    bool within;            /* it is a part of another output: not at its homepage itself */
    const char *recorded;   /* when the archive got its last report, ISO 8601, UTC */
    KkDrawAudit draw_audit; /* html: with an audit of each report; NULL: without */
    gpointer draw_data;
} KkPublication;

/* One format: a row of the table in pipeline/export/export.c. */
typedef struct {
    const char *name;  /* --to NAME */
    const char *about; /* one line */
    KkTarget target;
    /* What kk_export_begin(), kk_export_add() and so on call.
     * @path: the temporary name: of a file, or of a folder that is there and empty; NULL for
     * standard output. @publication lasts. Returns: the state for the others, never NULL, or NULL
     * with @error. */
    gpointer (*begin)(const char *path, const KkPublication *publication, GError **error);
    bool (*add)(gpointer state, const KkResult *result, bool current, GError **error);
    /* Adds what the user should know of the output to @remarks, of char *, a line each. */
    bool (*finish)(gpointer state, GPtrArray *remarks, GError **error);
    void (*free)(gpointer state); /* takes NULL; files need no removing */
    bool needs_publisher;         /* tells nothing without a publisher and a homepage */
} KkFormat;

/** kk_export_formats: (array zero-terminated=1): all of them. */
extern const KkFormat *const kk_export_formats[];

/** kk_export_lookup: the format so called, or %NULL. */
const KkFormat *kk_export_lookup(const char *name);

/* An output that is being written. */
typedef struct KkExport KkExport;

/**
 * kk_export_begin:
 * @path: (nullable): the file or folder to write; %NULL: standard output
 * @publication: (nullable): what it says of itself; lasts until kk_export_free()
 *
 * What is there before stays until kk_export_finish(): a file is replaced; a folder only where
 * everything in it was written by an earlier export, which its file ".kompass" tells.
 *
 * Errors: %KK_ERROR_WRITE, also where a format needs a @path and there is none.
 *
 * Returns: (transfer full): free with kk_export_free(); or %NULL
 */
KkExport *kk_export_begin(const KkFormat *format, const char *path,
                          const KkPublication *publication, GError **error);

/** kk_export_add: one report, with its validation; @current: of several versions of it the
 * newest. Errors: %KK_ERROR_WRITE; the output is then only to be freed. */
bool kk_export_add(KkExport *output, const KkResult *result, bool current, GError **error);

/**
 * kk_export_finish:
 * @remarks: of char *, owned: what was left out and why, a line for people each
 *
 * Puts the output in its place, safe on the disk; once, and then it is to be freed.
 *
 * Errors: %KK_ERROR_WRITE.
 */
bool kk_export_finish(KkExport *output, GPtrArray *remarks, GError **error);

/** kk_export_free: removes what was not finished; takes %NULL. */
void kk_export_free(KkExport *output);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkExport, kk_export_free)

KK_END_DECLS

#endif
