/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ocr_library.c - Tesseract and Leptonica, loaded when they are needed, and the words of Swedish.
 *
 * The words are read into memory, since a confined reader can open no file; what is made of them
 * is made there, when the first page asks for it. */
#include "ocr.h"
#include "ocr_library.h"

#include <dlfcn.h>
#include <stdlib.h>

#define TESSERACT_LIBRARY "libtesseract.so.5"
#define LEPTONICA_LIBRARY "liblept.so.5"

Tesseract tesseract;
Leptonica leptonica;

enum { SWEDISH, ENGLISH, N_LANGUAGES };
static const char *const languages[N_LANGUAGES] = {"swe", "eng"};
static char *words[N_LANGUAGES];
static gsize n_words[N_LANGUAGES]; /* bytes */
static TessBaseAPI *recognisers[N_LANGUAGES];

#define LOAD(name) found = found && (*(void **)&library->name = dlsym(handle, #name)) != NULL;

static bool load_tesseract(Tesseract *library)
{
    void *handle = dlopen(TESSERACT_LIBRARY, RTLD_LAZY | RTLD_LOCAL);
    bool found = handle != NULL;

    TESSERACT_FUNCTIONS(LOAD)
    return found;
}

static bool load_leptonica(Leptonica *library)
{
    void *handle = dlopen(LEPTONICA_LIBRARY, RTLD_LAZY | RTLD_LOCAL);
    bool found = handle != NULL;

    LEPTONICA_FUNCTIONS(LOAD)
    return found;
}

static bool load_words(void)
{
    const char *told = g_getenv("TESSDATA_PREFIX");
    bool loaded = true;

    for (int i = 0; i < N_LANGUAGES && loaded; i++) {
        g_autofree char *name = g_strconcat(languages[i], ".traineddata", NULL);
        g_autofree char *path = g_build_filename(told != NULL ? told : KK_TESSDATA, name, NULL);

        loaded = g_file_get_contents(path, &words[i], &n_words[i], NULL);
    }
    return loaded;
}

static enum { UNTRIED, THERE, MISSING } state;

bool kk_ocr_is_loaded(void)
{
    return state == THERE;
}

bool kk_ocr_load(void)
{
    if (state == UNTRIED) {
        /* Its threads would only be in the way of the other documents', and of the sandbox. */
        g_setenv("OMP_THREAD_LIMIT", "1", TRUE);
        state = load_words() && load_leptonica(&leptonica) && load_tesseract(&tesseract) ? THERE
                                                                                         : MISSING;
        if (state == THERE)
            leptonica.setMsgSeverity(L_SEVERITY_NONE);
    }
    return state == THERE;
}

const char *kk_ocr_version(void)
{
    static char version[64];

    if (!kk_ocr_load())
        return NULL;
    g_snprintf(version, sizeof version, "tesseract %s", tesseract.TessVersion());
    return version;
}

TessBaseAPI *ocr_recogniser(bool figures)
{
    const int language = figures ? ENGLISH : SWEDISH;
    static bool failed[N_LANGUAGES];

    if (recognisers[language] != NULL || failed[language])
        return recognisers[language];
    TessBaseAPI *made = tesseract.TessBaseAPICreate();
    failed[language] = tesseract.TessBaseAPIInit5(made, words[language], (int)n_words[language],
                                                  languages[language], OEM_LSTM_ONLY, NULL, 0, NULL,
                                                  NULL, 0, FALSE) != 0;
    if (failed[language])
        tesseract.TessBaseAPIDelete(made);
    else
        recognisers[language] = made;
    return recognisers[language];
}

void ocr_end(void)
{
    for (int i = 0; i < N_LANGUAGES; i++)
        if (recognisers[i] != NULL)
            tesseract.TessBaseAPIDelete(g_steal_pointer(&recognisers[i]));
}
