/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_doctor.c - kompass doctor: what this machine can do to confine the reading. */
#include "isolation.h"

#include <fcntl.h>
#include <glib/gstdio.h>

#include <string.h>
#include <sys/utsname.h>

static void append_line(GString *out, bool good, const char *what, const char *said)
{
    g_string_append_printf(out, "  %-7s %-22s %s\n", good ? "ok" : "MISSING", what, said);
}

static void append_kernel(GString *out, const KkConfinement *can)
{
    struct utsname system;
    g_autofree char *version = g_strdup_printf("version %d", can->landlock);

    uname(&system);
    g_string_append_printf(out, "kompass %s on %s %s, poppler %s\n", KK_VERSION, system.sysname,
                           system.release, kk_poppler_version());
    append_line(out, can->landlock > 0, "Landlock",
                can->landlock > 0 ? version : "needs Linux 5.13 or later, with Landlock enabled");
    append_line(out, can->seccomp, "seccomp", can->seccomp ? "filters system calls" : "");
    append_line(out, kk_ocr_version() != NULL, "text recognition",
                kk_ocr_version() != NULL ? kk_ocr_version() : KK_OCR_MISSING);
    append_line(out, can->has_poppler_data, "poppler-data",
                can->has_poppler_data ? "character maps"
                                      : "some PDFs would lose text; install poppler-data");
}

/* What a child that tries it comes to; whether it was refused. */
static bool try(KkPool *pool, const char *name)
{
    kk_pool_submit(pool, kk_task_new(name, g_open("/dev/null", O_RDONLY | O_CLOEXEC, 0), NULL, 0));
    g_autoptr(KkAnswer) answer = kk_pool_wait(pool, -1);
    return answer != NULL && answer->fate == KK_FATE_FORBIDDEN;
}

static bool append_attempts(GString *out, KkPool *pool)
{
    bool all = true;

    g_string_append(out, "A document that takes over the process that reads it and tries to\n");
    for (const KkAttempt *attempt = kk_attempts; attempt->name != NULL; attempt++) {
        bool refused = try(pool, attempt->name);

        g_string_append_printf(out, "  %-33s %s\n", attempt->name,
                               refused ? "is refused" : "SUCCEEDS");
        all = all && refused;
    }
    return all;
}

int command_doctor(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = new_context(
        "", "Check whether this machine can run the sandbox.",
        "kompass reads each document in a process that can do nothing else. This command tries "
        "out\n"
        "what such a process could do. Exit status: 0 if nothing gets through, 4 if something "
        "does,\n"
        "or if the sandbox is not available.\n\n"
        "Example:\n  kompass doctor && kompass import reports/ --archive reports.sqlite\n",
        NULL);
    g_autoptr(GError) error = NULL;

    if (!parse_options(context, &argc, &argv))
        return STATUS_USAGE;
    KkConfinement can = kk_confinement_probe();
    KkPoolOptions options = isolation_options(NULL);
    GString *out = g_string_new(NULL);
    bool all = can.has_poppler_data;

    options.work = kk_work_attempt;
    options.in_child = kk_prepare_attempt;
    options.n_workers = 1;
    append_kernel(out, &can);
    g_autoptr(KkPool) pool = kk_pool_new(&options, &error);
    if (pool != NULL)
        all = append_attempts(out, pool) && all;
    else
        g_string_append_printf(out, "%s\n", error->message);
    int status = print_out(out->str);
    g_string_free(out, TRUE);
    return status == STATUS_OK && (pool == NULL || !all) ? STATUS_FORBIDDEN : status;
}
