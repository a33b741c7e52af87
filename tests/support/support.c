/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support.h"

#include <locale.h>
#include <string.h>

void test_add(const char *folder, const char *function_name, void (*function)(void))
{
    g_autofree char *sentence = g_strdelimit(g_strdup(function_name), "_", '-');
    g_autofree char *path = g_strconcat(folder, "/", sentence, NULL);

    g_test_add_func(path, function);
}

void test_init(int *argc, char ***argv)
{
    /* its decimal comma must not leak into any output */
    g_assert_nonnull(setlocale(LC_ALL, "sv_SE.UTF-8"));
    g_test_init(argc, argv, NULL);
}

char *test_path(const char *relative)
{
    return g_build_filename(KK_FIXTURES, relative, NULL);
}

KkInput *test_input(const char *bytes, gsize size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) held = g_bytes_new(bytes, size);
    KkInput *input = kk_input_new("a-folder/a-name.txt", held, &error);

    g_assert_no_error(error);
    return input;
}

KkDocument *test_transcript_document(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkInput) input = test_input(text, strlen(text));
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    KkDocument *document = kk_extract_text(input, NULL, doubts, &error);

    g_assert_no_error(error);
    return document;
}

KkLayout *test_transcript(const char *text)
{
    g_autoptr(KkDocument) document = test_transcript_document(text);

    return kk_layout(document, &kk_swedish);
}

KkDraft *test_page_draft(const char *name)
{
    g_autoptr(KkLayout) layout = test_page(name);
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(GError) error = NULL;
    KkDraft *draft = kk_parse(layout, doubts, &error);

    g_assert_no_error(error);
    return draft;
}

KkResult *test_process(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkInput) input = test_input(text, strlen(text));
    KkResult *result = kk_process(input, NULL, NULL, &error);

    g_assert_no_error(error);
    return result;
}

KkLayout *test_page(const char *name)
{
    g_autoptr(KkDocument) document = test_page_document(name);

    return kk_layout(document, &kk_swedish);
}

static char *join(GPtrArray *texts)
{
    g_ptr_array_add(texts, NULL);
    return g_strjoinv("\n", (char **)texts->pdata);
}

char *test_lines(const GPtrArray *lines)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();

    for (guint i = 0; i < lines->len; i++)
        g_ptr_array_add(texts, ((KkLine *)g_ptr_array_index(lines, i))->text);
    return join(texts);
}

char *test_blocks(const KkLayout *layout, const GPtrArray *blocks)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < blocks->len; i++)
        g_ptr_array_add(
            texts, kk_lines_dup_text(layout, ((KkBlock *)g_ptr_array_index(blocks, i))->lines));
    return join(texts);
}

bool test_has_doubt(const KkDiagnostics *doubts, const char *code)
{
    for (guint i = 0; i < doubts->len; i++)
        if (strcmp(((KkDiagnostic *)g_ptr_array_index(doubts, i))->code, code) == 0)
            return true;
    return false;
}

void test_assert_text(char *actual, const char *expected)
{
    g_assert_cmpstr(actual, ==, expected);
    g_free(actual);
}
