/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sources.h - where documents were published: a map of files and hashes, and files beside them. */
#ifndef SOURCES_H
#define SOURCES_H

#include <glib.h>
#include <stdbool.h>

/* By SHA-256, path, or the end of a path. */
typedef struct Sources Sources;

/* @map: (nullable): a CSV file, its two first columns a file or hash, and an address; its first
 * line may be a head. NULL, with the trouble said, where it is none. */
Sources *sources_new(const char *map);
void sources_free(Sources *sources);
/* The address that the map gives; lent, or NULL. */
const char *sources_lookup(const Sources *sources, const char *path, const char *sha256);

/* Whether @path is a file beside a document that tells where that was published: "a.pdf.url". */
bool is_sidecar(const char *path);
/* What the file beside the document @path tells: its first line, or that of a Windows shortcut;
 * g_free() it. NULL: there is none, or it holds no address, which is said. */
char *dup_sidecar(const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sources, sources_free)

#endif
