/* SPDX-License-Identifier: GPL-2.0-or-later */
/* attached_pdf.c - the files attached to a PDF, of which those that are PDFs are unpacked.
 *
 * A few bytes may unfold to any number, and the size that a file states of itself may be anything:
 * what comes is counted as it comes. */
#include "pdf.h"

#include <kk/attached.h>
#include <kk/error.h>
#include <kk/write.h>

#include <string.h>

/* Characters of a name that are kept: every report of the file bears it. */
#define MAX_NAME 100

/* A file's kind is told by so many of its first bytes (kk_is_pdf()). */
#define HEADER_BYTES 1024

/* To unpack so many takes a tenth of a second at most; they may take a page's time. */
#define BYTES_OF_A_PAGE (1u << 20)

typedef struct {
    const KkInput *file;
    GByteArray *bytes;
    gsize most;   /* bytes that may come */
    bool by_name; /* whether it is called a PDF */
} Unpacking;

static bool is_other(const Unpacking *unpacking)
{
    return !unpacking->by_name &&
           !kk_is_pdf((const char *)unpacking->bytes->data, unpacking->bytes->len);
}

/* Whether more is wanted. */
static gboolean take(const char *part, gsize n, gpointer data, GError **error)
{
    Unpacking *unpacking = data;

    if (unpacking->bytes->len / BYTES_OF_A_PAGE != (unpacking->bytes->len + n) / BYTES_OF_A_PAGE)
        tell_page(unpacking->file);
    g_byte_array_append(unpacking->bytes, (const guint8 *)part, (guint)n);
    if (unpacking->bytes->len > unpacking->most)
        g_set_error(error, KK_ERROR, KK_ERROR_LIMIT, "larger than %u MB, or so with those before",
                    KK_MAX_ATTACHED_BYTES >> 20);
    return unpacking->bytes->len <= unpacking->most &&
           (unpacking->bytes->len < HEADER_BYTES || !is_other(unpacking));
}

static bool is_called_pdf(const char *name)
{
    const gsize length = strlen(name);

    return length >= 4 && g_ascii_strcasecmp(name + length - 4, ".pdf") == 0;
}

static bool has_name(const GPtrArray *list, const char *name)
{
    for (guint i = 0; i < list->len; i++)
        if (strcmp(((KkAttached *)g_ptr_array_index(list, i))->name, name) == 0)
            return true;
    return false;
}

/* "a.pdf", and of another so called "a.pdf (2)". */
static char *dup_own_name(const GPtrArray *list, const char *written)
{
    g_autofree char *sound = kk_dup_sound(written);
    g_autofree char *name = g_utf8_substring(sound, 0, MIN(g_utf8_strlen(sound, -1), MAX_NAME));
    char *own = g_strdup(g_strdelimit(name, "\n", ' '));

    for (guint n = 2; has_name(list, own); n++) {
        g_free(own);
        own = g_strdup_printf("%s (%u)", name, n);
    }
    return own;
}

static KkInput *new_input(const KkInput *file, const char *name, GByteArray *bytes)
{
    KkInput *input = g_new0(KkInput, 1);

    input->path = g_strdup(file->path);
    input->name = g_strdup(file->name);
    input->attachment = g_strdup(name);
    input->media_type = file->media_type;
    input->bytes = g_byte_array_free_to_bytes(g_byte_array_ref(bytes));
    input->size = file->size;
    input->sha256 = g_strdup(file->sha256);
    input->on_page = file->on_page;
    input->on_recognise = file->on_recognise;
    return input;
}

/* Appends it to @list, unless it is no PDF. @left: the bytes that may come yet. */
static bool add(GPtrArray *list, const KkInput *file, PopplerAttachment *attachment, gsize *left)
{
    const char *written = poppler_attachment_get_name(attachment);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GError) trouble = NULL;
    written = written != NULL ? written : "";
    Unpacking unpacking = {file, bytes, *left, is_called_pdf(written)};

    tell_page(file);
    poppler_attachment_save_to_callback(attachment, take, &unpacking, &trouble);
    if (is_other(&unpacking))
        return false;
    KkAttached *one = g_new0(KkAttached, 1);
    one->name = dup_own_name(list, written);
    g_ptr_array_add(list, one);
    if (g_error_matches(trouble, KK_ERROR, KK_ERROR_LIMIT)) {
        one->trouble = g_steal_pointer(&trouble);
    } else if (!kk_is_pdf((const char *)bytes->data, bytes->len)) {
        one->trouble = g_error_new_literal(KK_ERROR, KK_ERROR_DAMAGED, "not a PDF, or damaged");
    } else {
        *left -= bytes->len;
        one->input = new_input(file, one->name, bytes);
    }
    return true;
}

static void attached_free(gpointer data)
{
    KkAttached *one = data;

    g_free(one->name);
    kk_input_free(one->input);
    g_clear_error(&one->trouble);
    g_free(one);
}

static void refuse_more(KkAttached *one)
{
    g_clear_pointer(&one->input, kk_input_free);
    g_clear_error(&one->trouble);
    one->trouble =
        g_error_new(KK_ERROR, KK_ERROR_LIMIT, "more than %d attached PDFs", KK_MAX_ATTACHED);
}

GPtrArray *kk_attached_list(const KkInput *input, const char *password, guint *n_others)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(attached_free);
    g_autoptr(PdfDocument) pdf = open_pdf(input->bytes, password, NULL);
    GList *files = pdf != NULL ? poppler_document_get_attachments(pdf) : NULL;
    gsize left = KK_MAX_ATTACHED_BYTES;

    *n_others = 0;
    for (GList *l = files; l != NULL && list->len <= KK_MAX_ATTACHED; l = l->next)
        *n_others += !add(list, input, l->data, &left);
    if (list->len > KK_MAX_ATTACHED)
        refuse_more(g_ptr_array_index(list, KK_MAX_ATTACHED));
    g_list_free_full(files, g_object_unref);
    return list;
}

KkInput *kk_attached_open(const KkInput *input, const char *password, const char *name)
{
    guint n_others;
    g_autoptr(GPtrArray) list = kk_attached_list(input, password, &n_others);

    for (guint i = 0; i < list->len; i++) {
        KkAttached *one = g_ptr_array_index(list, i);

        if (strcmp(one->name, name) == 0)
            return g_steal_pointer(&one->input);
    }
    return NULL;
}
