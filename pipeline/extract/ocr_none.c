/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ocr_none.c - in the place of the recogniser, where it is not built in. */
#include "pdf.h"

#include <kk/ocr.h>

bool kk_ocr_load(void)
{
    return false;
}

bool kk_ocr_is_loaded(void)
{
    return false;
}

const char *kk_ocr_version(void)
{
    return NULL;
}

void recognise_pages(PopplerDocument *pdf, const KkInput *input, KkDocument *document,
                     KkDiagnostics *doubts)
{
    (void)pdf;
    (void)input;
    (void)document;
    (void)doubts;
}

bool is_spoilt(const KkPage *page)
{
    (void)page;
    return false;
}

bool wants_recognising(const KkPage *page)
{
    (void)page;
    return false;
}
