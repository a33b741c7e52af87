/* export.h - many reports to one output: a table of formats.
 *
 * Reports are given one at a time, in kk_archive_each()'s order, and memory does not grow with
 * their number. Same reports, same bytes. An output is written whole or not at all: under a
 * temporary name beside it until kk_export_finish(). */
#ifndef KK_EXPORT_H
#define KK_EXPORT_H

#include <kk/process.h>

typedef struct KkExport KkExport;

/* One format: a row of the table in pipeline/export/export.c. */
typedef struct {
    const char *name;  /* --to NAME */
    const char *about; /* one line */
    bool is_folder;    /* the target is a folder; else a file, or standard output when NULL */
    gpointer (*begin)(const char *target, GError **error);
    bool (*add)(gpointer state, const KkResult *result, bool current, GError **error);
    bool (*finish)(gpointer state, GError **error);
    void (*free)(gpointer state); /* removes what was not finished */
} KkFormat;

/** kk_export_formats: (array zero-terminated=1): ends with a row without a name. */
extern const KkFormat *const kk_export_formats[];

/** kk_export_lookup: the format so called, or %NULL. */
const KkFormat *kk_export_lookup(const char *name);

#endif
