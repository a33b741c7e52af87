/* discover.c - a path to bytes, hash and kind.
 *
 * The kind is told by the bytes: a PDF's header may stand anywhere in the first 1,024
 * bytes, and what is called .pdf may be a web server's error page. */
#define _GNU_SOURCE
#include <kk/error.h>
#include <kk/input.h>

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* PDF 32000-1, annex H: readers accept the header within the first 1,024 bytes. */
#define PDF_HEADER_WITHIN 1024

static bool is_pdf(const guint8 *data, gsize size)
{
    return memmem(data, MIN(size, (gsize)PDF_HEADER_WITHIN), "%PDF-", 5) != NULL;
}

/* Whether the text is a whole web page, of which HTML remnants in a transcript are none. */
/* Past blanks, a byte order mark, an XML declaration and comments. */
static const char *skip_prologue(const char *text)
{
    if (g_str_has_prefix(text, "\xef\xbb\xbf"))
        text += 3;
    for (;;) {
        const char *end = NULL;

        while (g_ascii_isspace(*text))
            text++;
        if (g_str_has_prefix(text, "<?xml"))
            end = strstr(text, "?>");
        else if (g_str_has_prefix(text, "<!--"))
            end = strstr(text, "-->");
        if (end == NULL)
            return text;
        text = end + (end[0] == '?' ? 2 : 3);
    }
}

static bool is_html(const char *text)
{
    text = skip_prologue(text);
    return g_ascii_strncasecmp(text, "<!doctype html", 14) == 0 ||
           g_ascii_strncasecmp(text, "<html", 5) == 0;
}

/* A line of Markdown that plain text would hardly have: "# Heading" or "**bold**". */
static bool is_markdown(const char *text, gsize size)
{
    for (const char *line = text; line != NULL && line < text + size;) {
        const char *mark = line + strspn(line, "#");

        if ((mark > line && mark - line <= 6 && *mark == ' ') || strncmp(line, "**", 2) == 0)
            return true;
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    return false;
}

/* UTF-8 or, what old archives hold, Latin-1 without control characters. */
static bool is_text(const guint8 *data, gsize size)
{
    for (gsize i = 0; i < size; i++)
        if (data[i] == 0x7f || (data[i] < 0x20 && strchr("\t\n\f\r", data[i]) == NULL) ||
            data[i] == 0)
            return false;
    return true;
}

static const char *tell_media_type(GBytes *bytes)
{
    gsize size = 0;
    const guint8 *data = g_bytes_get_data(bytes, &size);

    if (size == 0)
        return NULL;
    if (is_pdf(data, size))
        return "application/pdf";
    if (!is_text(data, size))
        return NULL;

    g_autofree char *text = g_strndup((const char *)data, size);
    if (is_html(text))
        return "text/html";
    return is_markdown(text, size) ? "text/markdown" : "text/plain";
}

/* Nettle's, which uses the processor's own instructions: GLib's takes a twentieth of the
 * whole chain's time. */
static char *dup_sha256(GBytes *bytes)
{
    gsize size = 0;
    const guint8 *data = g_bytes_get_data(bytes, &size);
    guint8 digest[SHA256_DIGEST_SIZE];
    char *hex = g_malloc(2 * SHA256_DIGEST_SIZE + 1);
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, size, data);
    sha256_digest(&context, sizeof digest, digest);
    for (gsize i = 0; i < sizeof digest; i++)
        g_snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    return hex;
}

KkInput *kk_input_new(const char *path, GBytes *bytes, GError **error)
{
    const char *media_type = tell_media_type(bytes);

    if (media_type == NULL) {
        g_set_error(error, KK_ERROR, KK_ERROR_UNKNOWN_KIND, "%s",
                    g_bytes_get_size(bytes) == 0
                        ? "the file is empty: fetch it again"
                        : "neither a PDF nor a text: give the report as PDF or as a transcript");
        return NULL;
    }
    KkInput *input = g_new0(KkInput, 1);
    input->path = g_strdup(path);
    input->name = g_path_get_basename(path);
    input->media_type = media_type;
    input->bytes = g_bytes_ref(bytes);
    input->sha256 = dup_sha256(bytes);
    return input;
}

/* Opens for reading without waiting for a pipe's writer; regular files only. */
static int open_regular(const char *path, struct stat *status, GError **error)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

    if (fd < 0 || fstat(fd, status) != 0) {
        g_set_error(error, KK_ERROR, KK_ERROR_UNREADABLE, "cannot be read: %s",
                    g_strerror(errno));
        if (fd >= 0)
            close(fd);
        return -1;
    }
    if (!S_ISREG(status->st_mode)) {
        g_set_error(error, KK_ERROR, KK_ERROR_NOT_REGULAR, "%s",
                    S_ISDIR(status->st_mode) ? "a folder: name the files in it"
                                             : "not a regular file (a pipe or a device)");
        close(fd);
        return -1;
    }
    return fd;
}

/* Reads up to @size + 1 bytes, so that a file which grew is noticed; -1 with errno. */
static gssize read_all(int fd, guint8 *buffer, gsize size)
{
    gsize filled = 0;

    while (filled <= size) {
        gssize n = read(fd, buffer + filled, size + 1 - filled);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        filled += (gsize)n;
    }
    return (gssize)filled;
}

KkInput *kk_discover(const char *path, GError **error)
{
    struct stat status;
    int fd = open_regular(path, &status, error);

    if (fd < 0)
        return NULL;
    if (status.st_size > (off_t)KK_MAX_BYTES) {
        g_set_error(error, KK_ERROR, KK_ERROR_LIMIT, "larger than %u MB", KK_MAX_BYTES >> 20);
        close(fd);
        return NULL;
    }
    gsize size = (gsize)status.st_size;
    g_autofree guint8 *buffer = g_malloc(size + 1);
    gssize filled = read_all(fd, buffer, size);
    int read_errno = errno;

    close(fd);
    if (filled != (gssize)size) {
        if (filled < 0)
            g_set_error(error, KK_ERROR, KK_ERROR_UNREADABLE, "cannot be read: %s",
                        g_strerror(read_errno));
        else
            g_set_error(error, KK_ERROR, KK_ERROR_CHANGED,
                        "it changed while it was read: try again");
        return NULL;
    }
    g_autoptr(GBytes) bytes = g_bytes_new_take(g_steal_pointer(&buffer), size);
    return kk_input_new(path, bytes, error);
}

void kk_input_free(KkInput *input)
{
    if (input == NULL)
        return;
    g_free(input->path);
    g_free(input->name);
    g_bytes_unref(input->bytes);
    g_free(input->sha256);
    g_free(input);
}
