/* SPDX-License-Identifier: GPL-2.0-or-later */
/* package.h - what a folder of tables says of itself: the Data Package and the codebook, both made
 * of datapackage.json, where every column is told in English and Swedish. */
#ifndef PACKAGE_H
#define PACKAGE_H

#include <kk/export.h>

/* A file of the package, as it was written. */
typedef struct {
    const char *name; /* of its resource */
    gsize bytes;
    const char *sha256;
} PackageFile;

/* Whether it is an e-mail address by itself; takes NULL. */
bool package_is_mail(const char *contact);

/* datapackage.json; g_free() it. */
char *package_dup_descriptor(const KkPublication *publication, const PackageFile *files,
                             guint n_files);
/* README.md, for people; g_free() it. */
char *package_dup_codebook(const KkPublication *publication);

#endif
