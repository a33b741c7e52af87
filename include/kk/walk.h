/* SPDX-License-Identifier: GPL-2.0-or-later */
/* walk.h - from the names that a user gives to the files that are meant. */
#ifndef KK_WALK_H
#define KK_WALK_H

#include <kk/macros.h>
#include <glib.h>
#include <stdbool.h>

KK_BEGIN_DECLS

/* A walk that is under way. */
typedef struct KkWalk KkWalk;

/* One input: a file, or something that is none and must be accounted for. */
typedef struct {
    char *path;    /* g_free() it */
    bool named;    /* by the user, so that a link is followed; not met in a folder */
    GError *error; /* why it cannot be taken, or NULL; free with g_clear_error() */
} KkFound;

/**
 * kk_walk_new:
 * @names: (array length=n) (transfer none): files and folders; must outlive the walk
 *
 * Folders are walked in the bytes' order of names, files before folders, one folder in memory
 * at a time; what is hidden is passed over. Links in a folder are followed to files within
 * it; one that leads out of it is given with an error, as is a folder that cannot be read.
 * What a name stands for is found out when its turn comes: there are no errors here.
 *
 * Returns: (transfer full): free with kk_walk_free()
 */
KkWalk *kk_walk_new(char *const *names, guint n);

/**
 * kk_walk_new_from_list:
 * @list: a file of names, each ended by a zero byte; "-": standard input
 *
 * Gives the names as they come; they name files, not folders.
 *
 * Errors: %KK_ERROR_UNREADABLE.
 *
 * Returns: (transfer full): free with kk_walk_free(); or %NULL
 */
KkWalk *kk_walk_new_from_list(const char *list, GError **error);

/** kk_walk_would_wait: whether kk_walk_next() would wait for the list's writer. */
bool kk_walk_would_wait(const KkWalk *walk);

/** kk_walk_next: whether there was another, in @found, whose members are the caller's. */
bool kk_walk_next(KkWalk *walk, KkFound *found);

/**
 * kk_walk_broke_off: after the last kk_walk_next(), whether there may be more.
 *
 * Errors: %KK_ERROR_UNREADABLE when the list could not be read to its end.
 */
bool kk_walk_broke_off(const KkWalk *walk, GError **error);
void kk_walk_free(KkWalk *walk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkWalk, kk_walk_free)

KK_END_DECLS

#endif
