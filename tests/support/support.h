/* SPDX-License-Identifier: GPL-2.0-or-later */
/* support.h - what the tests share: fixtures to inputs, results to text that a failure shows. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <kk/kk.h>

/* Adds the test "FOLDER/the-name-of-the-function-with-hyphens". */
#define TEST(folder, function) test_add(folder, #function, function)
void test_add(const char *folder, const char *function_name, void (*function)(void));

/* g_test_init(), with the locale that a Swede has where it is installed. */
void test_init(int *argc, char ***argv);

/* The path of a file under fixtures/; g_free() it. */
char *test_path(const char *relative);

/* Bytes or text as kk_discover() would have found them in a file. */
KkInput *test_input(const char *bytes, gsize size);

/* Hand-written pages (page.c tells their form); where it is not kept to, @forgive passes on. */
KkDocument *test_page_read(const KkInput *input, const char *text, bool forgive);

/* The hand-written pages of fixtures/pages/NAME. */
KkDocument *test_page_document(const char *name);
KkLayout *test_page(const char *name);
/* What is read of them. */
KkDraft *test_page_draft(const char *name);

/* A transcript, given as text, through extract and layout. */
KkDocument *test_transcript_document(const char *text);
KkLayout *test_transcript(const char *text);

/* What comes of a report, given as a transcript. */
KkResult *test_process(const char *text);

/* Lines, or the text of blocks, one a line; g_free() it. */
char *test_lines(const GPtrArray *lines);
char *test_blocks(const KkLayout *layout, const GPtrArray *blocks);

/* Whether a doubt of that code was said. */
bool test_has_doubt(const KkDiagnostics *doubts, const char *code);

/* Compares and frees @actual. */
void test_assert_text(char *actual, const char *expected);

#endif
