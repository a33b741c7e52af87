/* SPDX-License-Identifier: GPL-2.0-or-later */
/* walk.c - names to files: folders in order, lists as they come.
 *
 * Nothing is passed over in silence but what is hidden: what is neither file nor folder is
 * given too, and refused when it is opened. */
#define _GNU_SOURCE
#include <kk/error.h>
#include <kk/input.h>
#include <kk/walk.h>

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A folder that is being walked. */
typedef struct {
    GPtrArray *files, *folders; /* of char *, paths, sorted */
    guint next_file, next_folder;
} Level;

struct KkWalk {
    char *const *names;
    guint n, next;
    const char *named; /* the folder that is walked */
    char *root;        /* its real path; NULL: not in one */
    guint64 n_found;   /* in it */
    GPtrArray *stack;  /* of Level */
    FILE *list;
    int list_trouble; /* errno of what kept it from its end */
    char *line;       /* of the list */
    size_t line_size;
};

static void free_level(Level *level)
{
    g_ptr_array_unref(level->files);
    g_ptr_array_unref(level->folders);
    g_free(level);
}

KkWalk *kk_walk_new(char *const *names, guint n)
{
    KkWalk *walk = g_new0(KkWalk, 1);

    walk->names = names;
    walk->n = n;
    walk->stack = g_ptr_array_new_with_free_func((GDestroyNotify)free_level);
    return walk;
}

KkWalk *kk_walk_new_from_list(const char *list, GError **error)
{
    FILE *file = strcmp(list, "-") == 0 ? stdin : fopen(list, "re");

    if (file == NULL) {
        g_set_error(error, KK_ERROR, KK_ERROR_UNREADABLE, "cannot read the list: %s",
                    g_strerror(errno));
        return NULL;
    }
    KkWalk *walk = kk_walk_new(NULL, 0);
    walk->list = file;
    setvbuf(file, NULL, _IONBF, 0); /* so that poll() sees all that has not been given */
    return walk;
}

void kk_walk_free(KkWalk *walk)
{
    if (walk == NULL)
        return;
    if (walk->list != NULL && walk->list != stdin)
        fclose(walk->list);
    free(walk->line);
    g_free(walk->root);
    g_ptr_array_unref(walk->stack);
    g_free(walk);
}

/* ---- folders ---------------------------------------------------------------------------- */

static gint by_bytes(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_folder(const char *path, unsigned char type)
{
    struct stat about;

    if (type != DT_UNKNOWN)
        return type == DT_DIR;
    return lstat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static Level *list_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;

    if (dir == NULL)
        return NULL;
    Level *level = g_new0(Level, 1);
    level->files = g_ptr_array_new_with_free_func(g_free);
    level->folders = g_ptr_array_new_with_free_func(g_free);
    while ((entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        char *path = g_build_filename(folder, entry->d_name, NULL);
        g_ptr_array_add(is_folder(path, entry->d_type) ? level->folders : level->files, path);
    }
    closedir(dir);
    g_ptr_array_sort(level->files, by_bytes);
    g_ptr_array_sort(level->folders, by_bytes);
    return level;
}

static void set_found(KkFound *found, const char *path, bool named)
{
    *found = (KkFound){g_strdup(path), named, NULL};
}

/* Goes into a folder; false when there is trouble to tell instead, in @found. */
static bool enter_folder(KkWalk *walk, const char *path, bool named, KkFound *found)
{
    Level *level = list_folder(path);

    if (level != NULL) {
        g_ptr_array_add(walk->stack, level);
        return true;
    }
    set_found(found, path, named);
    g_set_error(&found->error, KK_ERROR, KK_ERROR_UNREADABLE, "cannot read it: %s",
                g_strerror(errno));
    return false;
}

/* Goes out of a folder; true when a named one is left in which nothing was found. */
static bool leave_folder(KkWalk *walk, KkFound *found)
{
    g_ptr_array_set_size(walk->stack, (gint)walk->stack->len - 1);
    if (walk->stack->len > 0 || walk->n_found > 0)
        return false;
    set_found(found, walk->named, true);
    g_set_error_literal(&found->error, KK_ERROR, KK_ERROR_UNREADABLE, "the folder has no files");
    return true;
}

/* ---- links ------------------------------------------------------------------------------ */

static bool lies_in(const char *path, const char *folder)
{
    gsize n = strlen(folder);

    return strncmp(path, folder, n) == 0 &&
           (path[n] == '/' || path[n] == '\0' || strcmp(folder, "/") == 0);
}

/* A link met in a folder becomes what it leads to, if that is a file in the named folder. A
 * link to a folder within is passed over: its files are met without it. False: pass it over. */
static bool resolve_link(const KkWalk *walk, KkFound *found)
{
    struct stat about;

    if (lstat(found->path, &about) != 0 || !S_ISLNK(about.st_mode))
        return true;
    char *real = realpath(found->path, NULL);
    bool within = real != NULL && walk->root != NULL && lies_in(real, walk->root);
    bool folder = within && stat(real, &about) == 0 && S_ISDIR(about.st_mode);
    if (real == NULL)
        g_set_error(&found->error, KK_ERROR, KK_ERROR_UNREADABLE, "broken symbolic link: %s",
                    g_strerror(errno));
    else if (!within)
        g_set_error_literal(&found->error, KK_ERROR, KK_ERROR_NOT_REGULAR,
                            "symbolic link to a file outside the folder; give that file itself");
    else
        found->named = true;
    free(real);
    return !folder;
}

/* ---- one after the other ---------------------------------------------------------------- */

static bool next_of_list(KkWalk *walk, KkFound *found)
{
    ssize_t length;

    do
        length = getdelim(&walk->line, &walk->line_size, '\0', walk->list);
    while (length == 1 && walk->line[0] == '\0');
    if (ferror(walk->list)) { /* what came of the name is not one */
        walk->list_trouble = errno;
        return false;
    }
    if (length <= 0)
        return false;
    set_found(found, walk->line, true);
    if (walk->list == stdin && kk_is_standard_input(walk->line))
        g_set_error_literal(&found->error, KK_ERROR, KK_ERROR_NOT_REGULAR,
                            "standard input holds the list of files and cannot be a document, too");
    return true;
}

/* The next of the innermost folder; true: in @found, false: look again. */
static bool next_of_folder(KkWalk *walk, Level *level, KkFound *found)
{
    if (level->next_file < level->files->len) {
        set_found(found, g_ptr_array_index(level->files, level->next_file++), false);
        walk->n_found++;
        if (resolve_link(walk, found))
            return true;
        g_clear_pointer(&found->path, g_free);
        return false;
    }
    if (level->next_folder < level->folders->len) {
        const char *folder = g_ptr_array_index(level->folders, level->next_folder++);

        return !enter_folder(walk, folder, false, found);
    }
    return leave_folder(walk, found);
}

static bool next_of_names(KkWalk *walk, KkFound *found)
{
    const char *name = walk->names[walk->next++];

    if (g_file_test(name, G_FILE_TEST_IS_DIR)) {
        char *real = realpath(name, NULL);

        walk->named = name;
        walk->n_found = 0;
        g_free(walk->root);
        walk->root = g_strdup(real);
        free(real);
        return !enter_folder(walk, name, true, found);
    }
    set_found(found, name, true);
    return true;
}

bool kk_walk_would_wait(const KkWalk *walk)
{
    struct pollfd list = {.events = POLLIN};

    if (walk->list == NULL)
        return false;
    list.fd = fileno(walk->list);
    return poll(&list, 1, 0) == 0;
}

bool kk_walk_next(KkWalk *walk, KkFound *found)
{
    if (walk->list != NULL)
        return walk->list_trouble == 0 && next_of_list(walk, found);
    while (walk->stack->len > 0 || walk->next < walk->n) {
        bool there =
            walk->stack->len > 0
                ? next_of_folder(walk, g_ptr_array_index(walk->stack, walk->stack->len - 1), found)
                : next_of_names(walk, found);
        if (there)
            return true;
    }
    return false;
}

bool kk_walk_broke_off(const KkWalk *walk, GError **error)
{
    if (walk->list_trouble == 0)
        return false;
    g_set_error(error, KK_ERROR, KK_ERROR_UNREADABLE, "cannot read the list to its end: %s",
                g_strerror(walk->list_trouble));
    return true;
}
