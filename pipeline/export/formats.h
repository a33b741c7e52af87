/* SPDX-License-Identifier: GPL-2.0-or-later */
/* formats.h - the rows of export.c's table, and the files that they write. */
#ifndef FORMATS_H
#define FORMATS_H

#include <kk/export.h>

#include <stdio.h>

extern const KkFormat kk_format_json, kk_format_ndjson, kk_format_csv, kk_format_xlsx,
    kk_format_sqlite, kk_format_kolada, kk_format_html, kk_format_dcat, kk_format_datasette;

/* A new file to write; NULL for standard output. */
FILE *out_open(const char *path, GError **error);
/* A new file in @folder. */
FILE *out_open_in(const char *folder, const char *name, GError **error);
/* Writes a whole one. */
bool out_file_in(const char *folder, const char *name, const char *text, GError **error);
bool out_write(FILE *file, const char *bytes, gsize n, GError **error);
bool out_text(FILE *file, const char *text, GError **error);
/* Ends it, whatever comes of it; takes NULL. */
bool out_close(FILE *file, GError **error);

#endif
