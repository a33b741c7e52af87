/* SPDX-License-Identifier: GPL-2.0-or-later */
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
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* PDF 32000-1, annex H: readers accept the header within the first 1,024 bytes. */
#define PDF_HEADER_WITHIN 1024

bool kk_is_pdf(const char *bytes, gsize length)
{
    return memmem(bytes, MIN(length, (gsize)PDF_HEADER_WITHIN), "%PDF-", 5) != NULL;
}

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

/* Whether the text is a whole web page, of which HTML remnants in a transcript are none. */
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

/* Whether it begins as JSON does that holds an object, or a list of them. */
static bool is_json(const char *text)
{
    text = skip_prologue(text);
    if (*text == '[')
        text = skip_prologue(text + 1);
    if (*text != '{')
        return false;
    text = skip_prologue(text + 1);
    return *text == '"';
}

/* What a string of JSON holds is not taken for a member: its quotation marks have backslashes. */
const char *kk_json_lookup_kind(const char *text, gsize length)
{
    static const struct {
        const char *schema, *is;
    } kinds[] = {
        {"\"kommunkompassen-report/",
         "a report that was already read; give it to kompass validate, show or reconcile"},
        {"\"kommunkompassen-claims/", "the claims of a page; give the page itself"},
        {"\"kommunkompassen-failure/",
         "lines about documents that could not be read; give them to kompass import --ndjson"},
    };
    static const char member[] = "\"schema\"";
    const char *p = text, *end = text + length;

    while ((p = memmem(p, (gsize)(end - p), member, strlen(member))) != NULL) {
        p += strlen(member);
        while (p < end && (g_ascii_isspace(*p) || *p == ':'))
            p++;
        for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
            if ((gsize)(end - p) > strlen(kinds[i].schema) &&
                memcmp(p, kinds[i].schema, strlen(kinds[i].schema)) == 0)
                return kinds[i].is;
    }
    return NULL;
}

static const char *tell_media_type(GBytes *bytes)
{
    gsize size = 0;
    const guint8 *data = g_bytes_get_data(bytes, &size);

    if (size == 0)
        return NULL;
    if (kk_is_pdf((const char *)data, size))
        return "application/pdf";
    if (!is_text(data, size))
        return NULL;

    g_autofree char *text = g_strndup((const char *)data, size);
    if (is_html(text))
        return "text/html";
    if (is_json(text) && kk_json_lookup_kind(text, size) != NULL)
        return "application/json";
    return is_markdown(text, size) ? "text/markdown" : "text/plain";
}

/* As SQLite's file format has it: the application id, KKar, stands at byte 68. */
static bool is_archive(const guint8 *data, gsize size)
{
    static const char header[] = "SQLite format 3"; /* and the zero byte */

    return size >= 72 && memcmp(data, header, sizeof header) == 0 &&
           memcmp(data + 68, "KKar", 4) == 0;
}

static const char *tell_trouble(GBytes *bytes)
{
    gsize size = 0;
    const guint8 *data = g_bytes_get_data(bytes, &size);

    if (size == 0)
        return "the file is empty; download it again";
    if (is_archive(data, size))
        return "a kompass archive (SQLite); give it to kompass status --archive or kompass export "
               "--archive";
    return "neither a PDF nor text; give the report as PDF or plain text";
}

/* Nettle's, which uses the processor's own instructions: GLib's takes a twentieth of the
 * whole chain's time. */
static char *end_sha256(struct sha256_ctx *context)
{
    guint8 digest[SHA256_DIGEST_SIZE];
    char *hex = g_malloc(2 * SHA256_DIGEST_SIZE + 1);

    sha256_digest(context, sizeof digest, digest);
    for (gsize i = 0; i < sizeof digest; i++)
        g_snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    return hex;
}

static char *dup_sha256(GBytes *bytes)
{
    gsize size = 0;
    const guint8 *data = g_bytes_get_data(bytes, &size);
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, size, data);
    return end_sha256(&context);
}

KkInput *kk_input_new(const char *path, GBytes *bytes, GError **error)
{
    const char *media_type = tell_media_type(bytes);

    if (media_type == NULL) {
        g_set_error_literal(error, KK_ERROR, KK_ERROR_UNKNOWN_KIND, tell_trouble(bytes));
        return NULL;
    }
    KkInput *input = g_new0(KkInput, 1);
    input->path = g_strdup(path);
    input->name = g_path_get_basename(path);
    input->media_type = media_type;
    input->bytes = g_bytes_ref(bytes);
    input->size = g_bytes_get_size(bytes);
    input->sha256 = dup_sha256(bytes);
    return input;
}

static void set_unreadable(GError **error, int reason)
{
    g_set_error(error, KK_ERROR, KK_ERROR_UNREADABLE, "cannot read it: %s", g_strerror(reason));
}

/* Whether what was opened may be read: a file, and no larger than allowed. */
static bool is_readable(const struct stat *status, GError **error)
{
    if (!S_ISREG(status->st_mode)) {
        g_set_error(error, KK_ERROR, KK_ERROR_NOT_REGULAR, "%s",
                    S_ISDIR(status->st_mode) ? "is a folder; give the files in it"
                                             : "not a regular file (pipe or device)");
        return false;
    }
    if (status->st_size > (off_t)KK_MAX_BYTES) {
        g_set_error(error, KK_ERROR, KK_ERROR_LIMIT, "larger than %u MB", KK_MAX_BYTES >> 20);
        return false;
    }
    return true;
}

bool kk_is_standard_input(const char *path)
{
    static const char *const names[] = {"-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0", NULL};

    return g_strv_contains(names, path);
}

/* 0, or errno. A signal ends it: Ctrl-C must be heard while nothing comes. */
static int copy_all(int from, int to)
{
    guint8 buffer[1 << 16];
    gsize copied = 0;
    gssize n = 1;

    while (n > 0 && copied <= KK_MAX_BYTES) {
        n = read(from, buffer, sizeof buffer);
        if (n > 0 && write(to, buffer, (gsize)n) != n)
            return ENOMEM;
        copied += (gsize)MAX(n, 0);
    }
    return n < 0 ? errno : 0;
}

/* Standard input can be read once, and is opened whenever it is named: from a copy in memory. */
static int open_standard_input(void)
{
    static int copy = -1, trouble;

    if (copy < 0 && (copy = memfd_create("kompass", MFD_CLOEXEC)) >= 0)
        trouble = copy_all(STDIN_FILENO, copy);
    if (trouble != 0) {
        errno = trouble;
        return -1;
    }
    return fcntl(copy, F_DUPFD_CLOEXEC, 0);
}

static int open_path(const char *path, bool follow)
{
    if (follow && kk_is_standard_input(path))
        return open_standard_input();
    return open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | (follow ? 0 : O_NOFOLLOW));
}

int kk_open_regular(const char *path, bool follow, gint64 *bytes, GError **error)
{
    int fd = open_path(path, follow);
    struct stat status;

    if (fd < 0 && errno == ELOOP && !follow) {
        g_set_error_literal(error, KK_ERROR, KK_ERROR_NOT_REGULAR,
                            "symbolic link; give the file it points to");
        return -1;
    }
    if (fd < 0 && errno == ENXIO) { /* a socket */
        g_set_error_literal(error, KK_ERROR, KK_ERROR_NOT_REGULAR, "not a regular file (socket)");
        return -1;
    }
    if (fd < 0 || fstat(fd, &status) != 0)
        set_unreadable(error, errno);
    else if (is_readable(&status, error)) {
        *bytes = status.st_size;
        return fd;
    }
    if (fd >= 0)
        close(fd);
    return -1;
}

/* As pread(), again after an interruption. Of standard input all descriptors share a place. */
static gssize read_some(int fd, guint8 *buffer, gsize size, gsize offset)
{
    gssize n;

    do
        n = pread(fd, buffer, size, (off_t)offset);
    while (n < 0 && errno == EINTR);
    return n;
}

/* What is more than allowed is not hashed: a file that grows meanwhile must come to an end. */
char *kk_hash_file(int fd, GError **error)
{
    struct sha256_ctx context;
    guint8 buffer[1 << 16];
    gsize hashed = 0;
    gssize n = 1;

    sha256_init(&context);
    while (n > 0 && hashed <= KK_MAX_BYTES) {
        n = read_some(fd, buffer, sizeof buffer, hashed);
        if (n > 0)
            sha256_update(&context, (gsize)n, buffer);
        hashed += (gsize)MAX(n, 0);
    }
    if (n < 0) {
        set_unreadable(error, errno);
        return NULL;
    }
    return end_sha256(&context);
}

/* Reads up to @size + 1 bytes, so that a file which grew is noticed; -1 with errno. */
static gssize read_all(int fd, guint8 *buffer, gsize size)
{
    gsize filled = 0;
    gssize n = 1;

    while (n > 0 && filled <= size) {
        n = read_some(fd, buffer + filled, size + 1 - filled, filled);
        filled += (gsize)MAX(n, 0);
    }
    return n < 0 ? -1 : (gssize)filled;
}

static bool same_time(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

/* As fstat(), which glibc up to 2.38 makes of a call that can name files, and the sandbox refuses.
 */
static bool get_status(int fd, struct stat *status)
{
#if __WORDSIZE == 64 && defined SYS_fstat
    return syscall(SYS_fstat, fd, status) == 0;
#else
    return fstat(fd, status) == 0;
#endif
}

GBytes *kk_read_regular(int fd, GError **error)
{
    struct stat before, after;

    if (!get_status(fd, &before)) {
        set_unreadable(error, errno);
        return NULL;
    }
    if (!is_readable(&before, error))
        return NULL;
    gsize size = (gsize)before.st_size;
    g_autofree guint8 *buffer = g_malloc(size + 1);
    gssize filled = read_all(fd, buffer, size);

    if (filled < 0 || !get_status(fd, &after)) {
        set_unreadable(error, errno);
        return NULL;
    }
    if (filled != (gssize)size || !same_time(&before.st_mtim, &after.st_mtim)) {
        g_set_error_literal(error, KK_ERROR, KK_ERROR_CHANGED,
                            "the file changed while it was being read; try again");
        return NULL;
    }
    return g_bytes_new_take(g_steal_pointer(&buffer), size);
}

KkInput *kk_input_read(int fd, const char *path, GError **error)
{
    g_autoptr(GBytes) bytes = kk_read_regular(fd, error);

    return bytes != NULL ? kk_input_new(path, bytes, error) : NULL;
}

KkInput *kk_discover(const char *path, GError **error)
{
    gint64 bytes;
    int fd = kk_open_regular(path, true, &bytes, error);

    if (fd < 0)
        return NULL;
    KkInput *input = kk_input_read(fd, path, error);
    close(fd);
    return input;
}

void kk_input_free(KkInput *input)
{
    if (input == NULL)
        return;
    g_free(input->path);
    g_free(input->name);
    g_free(input->attachment);
    g_bytes_unref(input->bytes);
    g_free(input->sha256);
    g_free(input);
}
