/* SPDX-License-Identifier: GPL-2.0-or-later */
/* example.c - a report's municipality and year, and all of it as JSON, by the library: kk/kk.h. */
#include <kk/kk.h>
#include <locale.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;

    setlocale(LC_ALL, "");
    g_autoptr(KkInput) input = kk_discover(argc > 1 ? argv[1] : "report.pdf", &error);
    g_autoptr(KkResult) result = input != NULL ? kk_process(input, NULL, NULL, &error) : NULL;
    if (result == NULL) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    const KkReport *report = result->report;
    fprintf(stderr, "%s %d: %u areas, %u findings\n",
            report->municipality != NULL ? report->municipality : "?", report->year,
            report->areas->len, result->validation->findings->len);
    g_autofree char *json = kk_write_json(result, true);
    return puts(json) == EOF;
}
