/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sources.c - where documents were published: a map of files and hashes, and files beside them. */
#include "sources.h"

#include "command.h"

#include <string.h>

#define SIDECAR ".url"
#define SEPARATORS ",;\t"
#define MAX_SIDECAR (64 << 10) /* bytes */

struct Sources {
    GHashTable *addresses; /* by what the map calls a document, of char * */
};

/* ---- the map ---------------------------------------------------------------------------- */

/* The next cell of a line; *@rest moves behind the separator, NULL: it was the last. g_free() it.
 */
static char *dup_cell(const char **rest)
{
    g_autoptr(GString) cell = g_string_new(NULL);
    const char *p = *rest + strspn(*rest, " ");
    const bool quoted = *p == '"';

    for (p += quoted; *p != '\0'; p++) {
        if (quoted && *p == '"' && p[1] != '"') {
            p++;
            break;
        }
        if (!quoted && strchr(SEPARATORS, *p) != NULL)
            break;
        p += quoted && *p == '"';
        g_string_append_c(cell, *p);
    }
    p += strcspn(p, SEPARATORS);
    *rest = *p != '\0' ? p + 1 : NULL;
    return g_strdup(g_strstrip(cell->str));
}

static bool take_line(Sources *sources, const char *map, guint n, const char *line)
{
    const char *rest = line;
    g_autofree char *name = dup_cell(&rest);
    g_autofree char *address = rest != NULL ? dup_cell(&rest) : g_strdup("");

    if (name[0] != '\0' && kk_is_web_address(address)) {
        g_hash_table_replace(sources->addresses,
                             g_strdup(g_str_has_prefix(name, "./") ? name + 2 : name),
                             g_steal_pointer(&address));
        return true;
    }
    if (n == 1 || line[strspn(line, " " SEPARATORS)] == '\0')
        return true;
    g_autofree char *where = g_strdup_printf("%s, line %u", map, n);
    say(where, "is no file or hash and its address, which begins with http:// or https://");
    return false;
}

Sources *sources_new(const char *map)
{
    g_autoptr(Sources) sources = g_new0(Sources, 1);
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    bool well = true;

    sources->addresses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (map == NULL)
        return g_steal_pointer(&sources);
    if (!g_file_get_contents(map, &text, NULL, &error)) {
        say(map, error->message);
        return NULL;
    }
    g_auto(GStrv) lines =
        g_strsplit(g_str_has_prefix(text, "\xef\xbb\xbf") ? text + 3 : text, "\n", -1);
    for (guint i = 0; well && lines[i] != NULL; i++)
        well = take_line(sources, map, i + 1, g_strchomp(lines[i]));
    return well ? g_steal_pointer(&sources) : NULL;
}

void sources_free(Sources *sources)
{
    if (sources == NULL)
        return;
    g_hash_table_unref(sources->addresses);
    g_free(sources);
}

const char *sources_lookup(const Sources *sources, const char *path, const char *sha256)
{
    const char *address = g_hash_table_lookup(sources->addresses, sha256);

    for (const char *end = path; address == NULL && end != NULL;) {
        address = g_hash_table_lookup(sources->addresses, end);
        end = strchr(end, G_DIR_SEPARATOR);
        end = end != NULL ? end + 1 : NULL;
    }
    return address;
}

/* ---- beside the document ---------------------------------------------------------------- */

bool is_sidecar(const char *path)
{
    if (!g_str_has_suffix(path, SIDECAR))
        return false;
    g_autofree char *document = g_strndup(path, strlen(path) - strlen(SIDECAR));
    return g_file_test(document, G_FILE_TEST_IS_REGULAR);
}

static char *dup_address(const char *text)
{
    const char *shortcut = strstr(text, "URL=");
    const char *address = shortcut != NULL ? shortcut + strlen("URL=") : text;
    char *first = g_strndup(address, strcspn(address, "\r\n"));

    return g_strstrip(first);
}

char *dup_sidecar(const char *path)
{
    g_autofree char *sidecar = g_strconcat(path, SIDECAR, NULL);
    g_autofree char *text = NULL;
    gsize length;

    if (!g_file_test(sidecar, G_FILE_TEST_IS_REGULAR))
        return NULL;
    g_autofree char *address =
        g_file_get_contents(sidecar, &text, &length, NULL) && length <= MAX_SIDECAR
            ? dup_address(text)
            : g_strdup("");
    if (kk_is_web_address(address))
        return g_steal_pointer(&address);
    say(sidecar, "holds no address that begins with http:// or https://");
    return NULL;
}
