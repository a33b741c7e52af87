/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command.h - a command is a row of main.c's table. */
#ifndef COMMAND_H
#define COMMAND_H

#include <kk/kk.h>

/* What the program answers to the shell. */
enum {
    STATUS_OK = 0,
    STATUS_NO = 1,            /* a check failed, a claim differs */
    STATUS_USAGE = 2,         /* wrong usage */
    STATUS_UNPROCESSED = 3,   /* some documents could not be processed */
    STATUS_FORBIDDEN = 4,     /* the environment does not allow it: disk full, no sandbox */
    STATUS_INTERRUPTED = 130, /* by a signal; the next run goes on */
};

typedef struct {
    const char *name;
    const char *about; /* one line */
    int (*run)(int argc, char **argv);
} Command;

int command_extract(int argc, char **argv);
int command_claims(int argc, char **argv);
int command_validate(int argc, char **argv);
int command_reconcile(int argc, char **argv);
int command_dump(int argc, char **argv);
int command_schema(int argc, char **argv);
int command_import(int argc, char **argv);
int command_export(int argc, char **argv);

/* The format that --to and --out choose, for export_archive(); NULL, with the trouble said. */
const KkFormat *find_format(const char *name, const char *path);
/* "; did you mean X or Y?" where some of @known, which ends with NULL, are spelt nearly as @word
 * is, or hold it; else "". g_free() it. */
char *dup_suggestion(const char *word, const char *const *known);
/* Says that @word is not one of @known, and which may be meant: "sho: no such command; did …". */
void say_unknown(const char *word, const char *trouble, const char *const *known);

/* Adds --municipality, --county, --year, --edition and --status to @context, and reads what they
 * choose: false, with the trouble said, where no report can be so, or one is given without
 * @archive_path (nullable). What @filter lends lasts. */
void add_filter_options(GOptionContext *context);
bool read_filter(KkFilter *filter, const char *archive_path);
/* Writes the reports that @filter (nullable) chooses to @path (NULL: standard output); what was
 * left out is said. @password: (nullable): opens documents again, for --with audit. A status. */
int export_archive(KkArchive *archive, const KkFilter *filter, const KkFormat *format,
                   const char *path, const char *password);
/* Adds --title, --publisher, --homepage, --licence and --contact to @context; false, with the
 * trouble said, where one makes no sense. export_archive() uses them. */
void add_publication_options(GOptionContext *context);
bool check_publication_options(void);
/* Adds --force to @context. */
void add_force_option(GOptionContext *context);
/* Whether @path (NULL: standard output) may be written: nothing is there, or --force was given;
 * else that is said. */
bool may_write(const char *path);
/* The path of an archive that is not there yet, for reports on their way to export_archive(): in
 * a folder of its own among the temporary ones. End with scratch_free(). */
char *scratch_new(GError **error);
/* Removes it and all beside it, and frees the path; takes NULL. */
void scratch_free(char *path);
int command_doctor(int argc, char **argv);
int command_show(int argc, char **argv);
int command_audit(int argc, char **argv);

/* From here on memory that is refused ends the process with that status, and @last_words
 * (or NULL) on standard error; they are kept. */
void arm_allocation_guard(int exit_status, const char *last_words);
int command_status(int argc, char **argv);

/* @text with control and direction characters as visible escapes; g_free() it. */
char *dup_visible(const char *text);
/* The same on one line, cut where it is longer than some 80 characters. */
char *dup_shown(const char *text);
/* What differs, and where, without the document's path; g_free() it. */
char *dup_outlier(const KkOutlier *outlier);
/* Appends @text, made visible, in @width columns of a table, cut where it is longer. */
void append_cell(GString *out, const char *text, int width, bool right);
/* Says one line about a file, with control characters shown, never sent. */
void say(const char *path, const char *message);
/* Writes to standard output and checks that it arrived; a status. */
int print_out(const char *text);
/* Whether standard output is a terminal that is to show colours. */
bool wants_colour(void);
/* Takes a document's @result, which it frees, or NULL with @error; @only: its file holds no
 * other. Whether to go on. */
typedef bool (*TakeResult)(gpointer data, const char *name, KkResult *result, bool only,
                           const GError *error);
/* Gives the results of a report, or of each document of JSON that extract wrote. False, with the
 * trouble said, where no report can be read: the sandbox is missing. */
bool read_results(const char *path, const char *password, TakeResult take, gpointer data);
/* The same of the archive's reports that @filter chooses, until a signal. False: it cannot be read.
 */
bool read_archived(const char *archive_path, const KkFilter *filter, TakeResult take,
                   gpointer data);
/* Adds --words and --no-user-words to @context, and reads the words that they name: false, with the
 * trouble said, where they are none. For documents read from then on. */
void add_words_options(GOptionContext *context);
bool read_all_words(void);
/* Parses options; NULL on wrong usage, which it has explained. */
GOptionContext *new_context(const char *arguments, const char *about, const char *examples,
                            const GOptionEntry *entries);
bool parse_options(GOptionContext *context, int *argc, char ***argv);
/* Whether --language takes @name, or NULL for none; says what it takes. */
bool is_language(const char *name);
KkLanguage language_named(const char *name);

#endif
