/* audit.c - the page put into its folder, whole or not at all. */
#include "audit.h"

#include <kk/audit.h>
#include <kk/error.h>

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
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
                "%s exists and was not made by kompass audit: name another folder", folder);
    return false;
}

static bool write_file(const char *path, const KkResult *result, const KkPictures *pictures,
                       GError **error)
{
    FILE *file = fopen(path, "wxb");

    if (file == NULL)
        return set_write_error(error, path);
    write_page(file, result, pictures);
    bool well = fflush(file) == 0 && !ferror(file) && fsync(fileno(file)) == 0;
    int reason = errno;
    if (fclose(file) == 0 && well)
        return true;
    errno = well ? errno : reason;
    return set_write_error(error, path);
}

/* A new folder comes with its page in it; in one that is there the page is replaced. */
static bool put(const char *temporary, const char *page, const char *folder, const char *index)
{
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
        return g_rename(temporary, folder) == 0;
    return g_rename(page, index) == 0 && g_rmdir(temporary) == 0;
}

bool kk_audit_write(const KkInput *input, const char *password, const KkResult *result,
                    const char *folder, GError **error)
{
    if (strcmp(input->media_type, "application/pdf") != 0) {
        g_set_error(error, KK_ERROR, KK_ERROR_UNKNOWN_KIND,
                    "a transcript has no pages to show: give the PDF that it was made from");
        return false;
    }
    g_autofree char *target = g_canonicalize_filename(folder, NULL);
    g_autofree char *index = g_build_filename(target, "index.html", NULL);
    g_autoptr(KkPictures) pictures = kk_pictures_open(input, password, error);
    if (pictures == NULL || !check_target(target, index, error))
        return false;

    g_autofree char *temporary = g_strconcat(target, ".XXXXXX", NULL);
    if (g_mkdtemp_full(temporary, 0777) == NULL)
        return set_write_error(error, target);
    g_autofree char *page = g_build_filename(temporary, "index.html", NULL);
    bool well = write_file(page, result, pictures, error);
    if (well && !put(temporary, page, target, index))
        well = set_write_error(error, target);
    if (!well) {
        g_unlink(page);
        g_rmdir(temporary);
    }
    return well;
}
