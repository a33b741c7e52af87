/* fuzz_pdf.c - the bytes of a PDF, to JSON. Most of what runs is poppler's; ours is what is
 * made of its answers. */
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autoptr(KkInput) input = fuzz_input(data, size);

    if (input == NULL || strcmp(input->media_type, "application/pdf") != 0)
        return -1;
    g_autoptr(KkResult) result = kk_process(input, NULL, NULL, NULL);
    if (result != NULL)
        fuzz_check_result(result);
    g_autofree char *layout = kk_dump(input, "layout", NULL, NULL);
    if (layout != NULL)
        fuzz_check_text(layout, true);
    return 0;
}
