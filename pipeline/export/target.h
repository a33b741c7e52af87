/* SPDX-License-Identifier: GPL-2.0-or-later */
/* target.h - the place of an output: built under a temporary name, then renamed. */
#ifndef TARGET_H
#define TARGET_H

#include <kk/export.h>

typedef struct Target Target;

/* @path: NULL for standard output. */
Target *target_open(KkTarget kind, const char *path, GError **error);
/* The temporary name; NULL for standard output. */
const char *target_get_path(const Target *target);
/* Puts what was built in its place, and on the disk. */
bool target_commit(Target *target, GError **error);
/* Removes what was not committed; takes NULL. */
void target_free(Target *target);

#endif
