/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz.h - what the targets share: the start, and the promises that any input must keep.
 *
 * A target is LLVMFuzzerTestOneInput() in fuzz_NAME.c. Under clang libFuzzer calls it, under
 * gcc replay.c does. What is broken ends the process, so that libFuzzer keeps the input. */
#ifndef FUZZ_H
#define FUZZ_H

#include <kk/kk.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

/* The bytes as kk_discover() would have found them in a file; NULL: of no kind that is read. */
KkInput *fuzz_input(const guint8 *data, gsize size);

/* The bytes as text: a copy, made valid UTF-8, that ends at the first zero; g_free() it. */
char *fuzz_dup_text(const guint8 *data, gsize size);

/* Text of a document that leaves us: UTF-8; line feeds only where @lines. */
void fuzz_check_text(const char *text, bool lines);

/* Places of a document of @n_pages (-1: not known): pages that it has, each once; boxes that
 * are finite and on paper. */
void fuzz_check_at(const KkAt *at, int n_pages);

/* Glyphs through layout, and what is built on it: lines hold what the page holds, where it
 * stands, once; columns and furniture lose no word; no word is told twice. */
void fuzz_check_layout(const KkDocument *document);

/* A result of the pipeline: its places; what is written is sound text that reads back; what was
 * read writes the same again. */
void fuzz_check_result(const KkResult *result);

/* A document through every stage behind extract, where it is a report. */
void fuzz_check_document(KkDocument *document, KkDiagnostics *doubts);

/* JSON as written for others, in one line. */
void fuzz_check_json(const char *json);

/* A report that was read and written: reading it as written, or reading and validating it anew,
 * and writing it again changes no byte. */
void fuzz_check_as_written(const char *json);
void fuzz_check_validated_anew(const char *json);
/* The same of a page's claims. */
void fuzz_check_claims_as_written(const char *json);

#endif
