/* SPDX-License-Identifier: GPL-2.0-or-later */
/* audit.c - the page put into its folder, whole or not at all.
 *
 * It is drawn in a child, which a page that takes too long, or brings poppler or cairo down, ends
 * with; it needs fonts from anywhere, so limits are all that confines it. */
#include "audit.h"

#include <kk/attached.h>
#include <kk/audit.h>
#include <kk/error.h>

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static bool set_write_error(GError **error, const char *path)
{
    g_set_error(error, KK_ERROR, KK_ERROR_WRITE, "%s: %s", path, g_strerror(errno));
    return false;
}

static bool is_ours(const char *path)
{
    char start[256] = "";
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        return false;
    size_t n = fread(start, 1, strlen(audit_doctype), file);
    fclose(file);
    return n == strlen(audit_doctype) && memcmp(start, audit_doctype, n) == 0;
}

static bool is_empty(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);

    return dir != NULL && g_dir_read_name(dir) == NULL;
}

/* Whether the page may be put there. */
static bool check_target(const char *folder, const char *index, GError **error)
{
    if (!g_file_test(folder, G_FILE_TEST_EXISTS) || is_empty(folder) || is_ours(index))
        return true;
    g_set_error(error, KK_ERROR, KK_ERROR_WRITE,
                "%s exists and was not written by kompass audit; choose another folder", folder);
    return false;
}

/* What a document may take, a page of it may take here: a picture takes ten times its text. */
static KkLimits limits_of_drawing(const KkLimits *limits, int n_pages)
{
    return (KkLimits){.cpu_seconds = limits->cpu_seconds * MIN(n_pages + 1, KK_MAX_PAGES),
                      .page_cpu_seconds = limits->cpu_seconds,
                      .wall_seconds = limits->wall_seconds * MIN(n_pages + 1, KK_MAX_PAGES),
                      .memory_mb = limits->memory_mb,
                      .sandbox = false};
}

#define NOT_DRAWN 255

/* The child's life; ends with 0, or with the errno of a write that failed. */
G_NORETURN static void draw(FILE *file, const KkInput *input, const KkResult *result,
                            const KkAuditOptions *options, const KkLimits *limits)
{
    const char *password = options->password;

    alarm((unsigned)limits->wall_seconds);
    kk_confine_self(limits, NULL);
    const char *attachment = result->source.attachment;
    if (attachment != NULL)
        input = kk_attached_open(input, password, attachment);
    KkPictures *pictures = input != NULL ? kk_pictures_open(input, password, NULL) : NULL;
    if (pictures == NULL)
        _exit(NOT_DRAWN);
    write_page(file, result, pictures, options->language);
    bool well = fflush(file) == 0 && !ferror(file) && fsync(fileno(file)) == 0;
    _exit(well ? 0 : MAX(errno, 1));
}

static bool set_draw_error(GError **error, const char *path, int status, const KkLimits *limits)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) != NOT_DRAWN) {
        errno = WEXITSTATUS(status);
        return set_write_error(error, path);
    }
    g_autofree char *words = WIFSIGNALED(status)
                                 ? kk_end_words(WTERMSIG(status), limits, NULL)
                                 : g_strdup("the PDF could not be opened a second time");
    g_set_error(error, KK_ERROR, KK_ERROR_DAMAGED, "cannot draw its pages: %s", words);
    return false;
}

static bool write_file(const char *path, const KkInput *input, const KkResult *result,
                       const KkAuditOptions *options, GError **error)
{
    const KkLimits drawing = limits_of_drawing(&options->limits, result->source.n_pages);
    FILE *file = fopen(path, "wxb");
    int status = 0;

    if (file == NULL)
        return set_write_error(error, path);
    pid_t child = fork();
    if (child == 0)
        draw(file, input, result, options, &drawing);
    fclose(file);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (child < 0)
        return set_write_error(error, path);
    return status == 0 || set_draw_error(error, path, status, &drawing);
}

static bool check_kind(const KkInput *input, GError **error)
{
    if (strcmp(input->media_type, "application/pdf") == 0)
        return true;
    g_set_error(error, KK_ERROR, KK_ERROR_UNKNOWN_KIND,
                "a text file has no pages to show; give the PDF it was made from");
    return false;
}

bool kk_audit_draw(const KkInput *input, const KkResult *result, const char *path,
                   const KkAuditOptions *options, GError **error)
{
    const bool well = check_kind(input, error) && write_file(path, input, result, options, error);

    if (!well)
        g_unlink(path);
    return well;
}

/* A new folder comes with its page in it; in one that is there the page is replaced. */
static bool put(const char *temporary, const char *page, const char *folder, const char *index)
{
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
        return g_rename(temporary, folder) == 0;
    return g_rename(page, index) == 0 && g_rmdir(temporary) == 0;
}

bool kk_audit_write(const KkInput *input, const KkResult *result, const char *folder,
                    const KkAuditOptions *options, GError **error)
{
    if (!check_kind(input, error))
        return false;
    g_autofree char *target = g_canonicalize_filename(folder, NULL);
    g_autofree char *index = g_build_filename(target, "index.html", NULL);
    if (!check_target(target, index, error))
        return false;

    g_autofree char *temporary = g_strconcat(target, ".XXXXXX", NULL);
    if (g_mkdtemp_full(temporary, 0777) == NULL)
        return set_write_error(error, target);
    g_autofree char *page = g_build_filename(temporary, "index.html", NULL);
    bool well = write_file(page, input, result, options, error);
    if (well && !put(temporary, page, target, index))
        well = set_write_error(error, target);
    if (!well) {
        g_unlink(page);
        g_rmdir(temporary);
    }
    return well;
}
