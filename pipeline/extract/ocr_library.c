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

static char *words;
static gsize n_words; /* bytes */

#define LOAD(name)                                                                                 \
    found = found && (*(void **)&library->name = dlsym(handle, #name)) != NULL;

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
    g_autofree char *path =
        g_build_filename(g_getenv("TESSDATA_PREFIX") != NULL ? g_getenv("TESSDATA_PREFIX")
                                                             : KK_TESSDATA,
                         "swe.traineddata", NULL);

    return g_file_get_contents(path, &words, &n_words, NULL);
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

static TessBaseAPI *recogniser;

TessBaseAPI *ocr_recogniser(void)
{
    static bool failed;

    if (recogniser != NULL || failed)
        return recogniser;
    recogniser = tesseract.TessBaseAPICreate();
    failed = tesseract.TessBaseAPIInit5(recogniser, words, (int)n_words, "swe", OEM_LSTM_ONLY, NULL,
                                        0, NULL, NULL, 0, FALSE) != 0;
    if (failed)
        ocr_end();
    return recogniser;
}

void ocr_end(void)
{
    if (recogniser != NULL)
        tesseract.TessBaseAPIDelete(recogniser);
    recogniser = NULL;
}
