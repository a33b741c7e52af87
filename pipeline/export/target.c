/* SPDX-License-Identifier: GPL-2.0-or-later */
/* target.c - the place of an output: built under a temporary name beside it, made safe on the
 * disk, renamed. A reader sees the output of before or the whole new one.
 *
 * A folder carries a list of what was written into it (".kompass"). One that is there is
 * replaced only where all that it holds stands in its list: nobody's other files are lost. */
#define _GNU_SOURCE /* renameat2(), syncfs() */
#include "target.h"

#include <kk/error.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIST_NAME ".kompass"
#define LIST_HEAD "Written by kompass export, which replaces these files when it is run again:\n"

struct Target {
    KkTarget kind;
    char *final, *temporary; /* NULL for standard output */
};

/* Whose place it is says who named it. */
static bool fail(GError **error, const char *trouble)
{
    g_set_error_literal(error, KK_ERROR, KK_ERROR_WRITE, trouble);
    return false;
}

/* ---- folders -------------------------------------------------------------------------- */

static bool is_folder(const char *path)
{
    struct stat stat;

    return lstat(path, &stat) == 0 && S_ISDIR(stat.st_mode);
}

/* Adds the names of all that is below @folder but folders, from there, in no order. */
static void list_files(const char *folder, const char *prefix, GPtrArray *names)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *inside = g_strconcat(prefix, name, NULL);

        if (is_folder(path)) {
            g_autofree char *deeper = g_strconcat(inside, "/", NULL);
            list_files(path, deeper, names);
        } else if (strcmp(inside, LIST_NAME) != 0) {
            g_ptr_array_add(names, g_steal_pointer(&inside));
        }
    }
}

static void remove_all(const char *path)
{
    if (is_folder(path)) {
        g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
        const char *name;

        while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
            g_autofree char *inside = g_build_filename(path, name, NULL);
            remove_all(inside);
        }
    }
    remove(path);
}

/* The list of an earlier export's files; NULL: the folder is not one. */
static char *read_list(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, LIST_NAME, NULL);
    char *list = NULL;

    if (!g_file_get_contents(path, &list, NULL, NULL) || !g_str_has_prefix(list, LIST_HEAD))
        g_clear_pointer(&list, g_free);
    return list;
}

/* Whether the folder, if it is there, holds nothing but what an earlier export wrote. */
static bool check_replaceable(const char *folder, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *list = read_list(folder);
    g_auto(GStrv) listed = g_strsplit(list != NULL ? list : "", "\n", -1);
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

    for (int i = 0; listed[i] != NULL; i++)
        g_hash_table_add(known, listed[i]);
    list_files(folder, "", names);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);

        if (!g_hash_table_contains(known, name)) {
            g_set_error(error, KK_ERROR, KK_ERROR_WRITE,
                        "contains %s, which kompass export did not write; choose another folder",
                        name);
            return false;
        }
    }
    return true;
}

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool write_list(const char *folder, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *path = g_build_filename(folder, LIST_NAME, NULL);
    g_autoptr(GString) list = g_string_new(LIST_HEAD);

    list_files(folder, "", names);
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(list, "%s\n", (char *)g_ptr_array_index(names, i));
    FILE *file = fopen(path, "we");
    const bool written = file != NULL && fputs(list->str, file) != EOF;
    const bool closed = file != NULL && fclose(file) == 0;
    return (written && closed) || fail(error, g_strerror(errno));
}

/* ---- to its place ------------------------------------------------------------------------ */

/* Onto the disk: a file, or all that was written where a folder is. */
static bool sync_path(const char *path, bool all)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    const bool well = fd >= 0 && (all ? syncfs(fd) : fsync(fd)) == 0;
    const int trouble = errno;

    if (fd >= 0)
        close(fd);
    errno = trouble;
    return well;
}

static int open_parent(const char *path)
{
    g_autofree char *parent = g_path_get_dirname(path);

    return open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* A folder that is there and holds files cannot be renamed over: the two change places. */
static bool rename_folder(const char *from, const char *to)
{
    if (rename(from, to) == 0)
        return true;
    if ((errno != ENOTEMPTY && errno != EEXIST) ||
        renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE) != 0)
        return false;
    remove_all(from);
    return true;
}

/* @parent: opened before, so that all that can fail but the last sync fails with nothing renamed.
 */
static bool put_in_place(Target *target, int parent, GError **error)
{
    const bool folder = target->kind == KK_TARGET_FOLDER;

    if (parent < 0 || !sync_path(target->temporary, folder) ||
        (folder ? !rename_folder(target->temporary, target->final)
                : rename(target->temporary, target->final) != 0))
        return fail(error, g_strerror(errno));
    g_clear_pointer(&target->temporary, g_free);
    if (fsync(parent) == 0)
        return true;
    g_set_error(error, KK_ERROR, KK_ERROR_WRITE,
                "is written, but may be lost if the machine stops now: %s", g_strerror(errno));
    return false;
}

bool target_commit(Target *target, GError **error)
{
    if (target->final == NULL)
        return true;
    if (target->kind == KK_TARGET_FOLDER &&
        (!write_list(target->temporary, error) || !check_replaceable(target->final, error)))
        return false;
    const int parent = open_parent(target->final);
    const bool well = put_in_place(target, parent, error);
    if (parent >= 0)
        close(parent);
    return well;
}

/* ---- a temporary name -------------------------------------------------------------------- */

/* Where the path leads; the path itself where nothing is yet. */
static char *dup_final(const char *path)
{
    char *real = realpath(path, NULL);
    char *final = g_strdup(real != NULL ? real : path);

    free(real);
    for (gsize n = strlen(final); n > 1 && final[n - 1] == '/'; n--)
        final[n - 1] = '\0';
    return final;
}

static bool check_kind(const Target *target, GError **error)
{
    struct stat there;

    if (lstat(target->final, &there) != 0)
        return true;
    if (target->kind == KK_TARGET_FOLDER)
        return S_ISDIR(there.st_mode) ? check_replaceable(target->final, error)
                                      : fail(error, "not a folder");
    return S_ISREG(there.st_mode) || fail(error, "not a regular file");
}

static bool make_temporary(Target *target, GError **error)
{
    g_autofree char *parent = g_path_get_dirname(target->final);
    g_autofree char *name = g_path_get_basename(target->final);
    g_autofree char *template = g_strdup_printf("%s/.%.200s.XXXXXX", parent, name);

    if (target->kind == KK_TARGET_FOLDER) {
        if (g_mkdtemp_full(template, 0777) == NULL)
            return fail(error, g_strerror(errno));
    } else {
        const int fd = g_mkstemp_full(template, O_WRONLY | O_CLOEXEC, 0666);

        if (fd < 0)
            return fail(error, g_strerror(errno));
        close(fd);
    }
    target->temporary = g_steal_pointer(&template);
    return true;
}

Target *target_open(KkTarget kind, const char *path, GError **error)
{
    Target *target = g_new0(Target, 1);

    target->kind = kind;
    if (path == NULL)
        return target;
    target->final = dup_final(path);
    if (check_kind(target, error) && make_temporary(target, error))
        return target;
    target_free(target);
    return NULL;
}

const char *target_get_path(const Target *target)
{
    return target->temporary;
}

void target_free(Target *target)
{
    if (target == NULL)
        return;
    if (target->temporary != NULL)
        remove_all(target->temporary);
    g_free(target->temporary);
    g_free(target->final);
    g_free(target);
}
