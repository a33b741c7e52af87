/* SPDX-License-Identifier: GPL-2.0-or-later */
/* drawn_pdf.c - what a page draws, in the order in which it is drawn, told by cairo's SVG of it.
 *
 * Poppler's text tells neither order nor clip nor what lies over it. Cairo writes an element a
 * line: a glyph is a use of a symbol, at its origin; an element's colour and clip are its own or
 * its group's. What is drawn through a mask or as a group is not followed: such a page is given
 * up, as is one that is too large. */
#include "pdf.h"

#include <cairo-svg.h>
#include <string.h>

#define MAX_SVG (16u << 20) /* bytes; a page of a report has 0.5 million */
#define MAX_DEPTH 64
#define BLANK 1 /* the shape of a space */

typedef struct {
    DrawnColour fill;
    KkRect clip;
} Group;

typedef struct {
    guint shape;
    KkRect ink; /* from its origin */
} Outline;

typedef struct {
    GArray *marks;        /* of Drawn */
    GHashTable *clips;    /* of KkRect, by name */
    GHashTable *outlines; /* of Outline: those of glyphs, by name */
    char *symbol_name;    /* whose outline comes next, or NULL */
    char *clip_name;      /* whose path comes next, or NULL */
    Group groups[MAX_DEPTH];
    guint n_groups;
    guint symbol_depth;
} Reader;

static cairo_status_t collect(void *svg, const unsigned char *data, unsigned int length)
{
    if (((GString *)svg)->len + length > MAX_SVG)
        return CAIRO_STATUS_WRITE_ERROR;
    g_string_append_len(svg, (const char *)data, length);
    return CAIRO_STATUS_SUCCESS;
}

void draw_page(PopplerPage *page, cairo_t *cairo)
{
    poppler_page_render_for_printing_with_options(page, cairo, POPPLER_PRINT_DOCUMENT);
}

static bool draw_svg(PopplerPage *page, GString *svg)
{
    double width, height;

    poppler_page_get_size(page, &width, &height);
    if (!(width > 0 && height > 0 && width < MAX_COORDINATE && height < MAX_COORDINATE))
        return false;
    cairo_surface_t *surface = cairo_svg_surface_create_for_stream(collect, svg, width, height);
    cairo_t *cairo = cairo_create(surface);
    draw_page(page, cairo);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    return status == CAIRO_STATUS_SUCCESS;
}

/* What stands behind @name, written as an attribute or as a property; NULL: nothing. */
static const char *find_value(const char *element, const char *name)
{
    const gsize n = strlen(name);

    for (const char *at = strstr(element, name); at != NULL; at = strstr(at + n, name)) {
        if (at[n] == ':')
            return at + n + 1;
        if (at[n] == '=' && at[n + 1] == '"')
            return at + n + 2;
    }
    return NULL;
}

static double read_number(const char *element, const char *name)
{
    const char *value = find_value(element, name);

    return value != NULL ? g_ascii_strtod(value, NULL) : 0;
}

/* Skips what parts numbers; NULL: no number follows. */
static const char *find_number(const char *at)
{
    at += strspn(at, " ,%");
    return *at == '-' || g_ascii_isdigit(*at) ? at : NULL;
}

static DrawnColour read_fill(const char *element, DrawnColour inherited)
{
    const char *value = find_value(element, "fill");
    DrawnColour colour = {.kind = DRAWN_NONE};

    if (value == NULL)
        return inherited;
    if (strncmp(value, "none", 4) == 0)
        return colour;
    colour.kind = DRAWN_UNKNOWN;
    if (strncmp(value, "rgb(", 4) != 0 ||
        (find_value(element, "fill-opacity") != NULL && read_number(element, "fill-opacity") < 1))
        return colour;
    const char *at = value + 4;
    for (int i = 0; i < 3 && (at = find_number(at)) != NULL; i++) {
        char *end;

        colour.part[i] = g_ascii_strtod(at, &end) / 100;
        at = end;
    }
    if (at != NULL)
        colour.kind = DRAWN_PLAIN;
    return colour;
}

static void read_matrix(const char *element, double matrix[6])
{
    const char *at = find_value(element, "transform");

    at = at != NULL && strncmp(at, "matrix(", 7) == 0 ? at + 7 : NULL;
    for (int i = 0; i < 6; i++)
        matrix[i] = i == 0 || i == 3;
    for (int i = 0; i < 6 && at != NULL && (at = find_number(at)) != NULL; i++) {
        char *end;

        matrix[i] = g_ascii_strtod(at, &end);
        at = end;
    }
}

/* The box round a path; whether it is that box. */
static bool read_path(const char *element, KkRect *box)
{
    const char *at = find_value(element, " d");
    double matrix[6], x[8], y[8];
    guint n = 0;
    bool straight = true;

    read_matrix(element, matrix);
    *box = (KkRect){G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};
    while (at != NULL && *at != '"' && *at != '\0') {
        if (*at == ' ' || g_ascii_isalpha(*at)) {
            straight = straight && *at != 'C';
            at++;
            continue;
        }
        char *end;
        const double px = g_ascii_strtod(at, &end);
        const double py = g_ascii_strtod(end, &end);
        if (end == at)
            return false;
        at = end;
        const double tx = matrix[0] * px + matrix[2] * py + matrix[4];
        const double ty = matrix[1] * px + matrix[3] * py + matrix[5];
        *box = (KkRect){MIN(box->x0, tx), MIN(box->y0, ty), MAX(box->x1, tx), MAX(box->y1, ty)};
        if (n < G_N_ELEMENTS(x)) {
            x[n] = tx;
            y[n] = ty;
        }
        n++;
    }
    for (guint i = 0; straight && i < MIN(n, G_N_ELEMENTS(x)); i++)
        straight = (x[i] - box->x0 < 0.1 || box->x1 - x[i] < 0.1) &&
                   (y[i] - box->y0 < 0.1 || box->y1 - y[i] < 0.1);
    return straight && n >= 4 && n <= G_N_ELEMENTS(x);
}

static char *dup_reference(const char *value)
{
    const char *from = strchr(value, '#');

    return from != NULL ? g_strndup(from, strcspn(from, "\")")) : NULL;
}

static bool open_group(Reader *reader, const char *element)
{
    if (reader->n_groups == MAX_DEPTH)
        return false;
    Group group = reader->groups[reader->n_groups - 1];
    const char *clip = find_value(element, "clip-path");
    g_autofree char *name = clip != NULL ? dup_reference(clip) : NULL;
    const KkRect *box = name != NULL ? g_hash_table_lookup(reader->clips, name) : NULL;

    group.fill = read_fill(element, group.fill);
    if (box != NULL)
        group.clip = (KkRect){MAX(group.clip.x0, box->x0), MAX(group.clip.y0, box->y0),
                              MIN(group.clip.x1, box->x1), MIN(group.clip.y1, box->y1)};
    reader->groups[reader->n_groups++] = group;
    return true;
}

static void add_path(Reader *reader, const char *element)
{
    const Group *group = &reader->groups[reader->n_groups - 1];
    Drawn mark = {.fill = read_fill(element, group->fill), .clip = group->clip};

    mark.kind = read_path(element, &mark.box) ? DRAWN_RECTANGLE : DRAWN_PATH;
    if (reader->clip_name != NULL)
        g_hash_table_insert(reader->clips, g_steal_pointer(&reader->clip_name),
                            g_memdup2(&mark.box, sizeof mark.box));
    else
        g_array_append_val(reader->marks, mark);
}

static void add_use(Reader *reader, const char *element, const char *name)
{
    const Group *group = &reader->groups[reader->n_groups - 1];
    const double x = read_number(element, " x"), y = read_number(element, " y");
    const Outline none = {0}, *found = g_hash_table_lookup(reader->outlines, name);
    const Outline *outline = found != NULL ? found : &none;
    const KkRect *ink = &outline->ink;
    Drawn mark = {.kind = DRAWN_GLYPH, .shape = outline->shape, .box = {x, y, x, y}};

    mark.ink = (KkRect){x + ink->x0, y + ink->y0, x + ink->x1, y + ink->y1};
    mark.fill = read_fill(element, group->fill);
    mark.clip = group->clip;
    if (mark.shape != BLANK)
        g_array_append_val(reader->marks, mark);
}

static char *dup_id(const char *element)
{
    const char *id = find_value(element, " id");

    return id != NULL ? g_strdup_printf("#%.*s", (int)strcspn(id, "\""), id) : NULL;
}

/* A font that a file holds twice draws the same outlines. */
static void add_outline(Reader *reader, const char *element, const char *path)
{
    Outline *outline = g_new0(Outline, 1);

    outline->shape = *path == '"' ? BLANK : g_str_hash(path);
    if (outline->shape != BLANK)
        read_path(element, &outline->ink);
    g_hash_table_insert(reader->outlines, g_steal_pointer(&reader->symbol_name), outline);
}

static void read_symbol(Reader *reader, const char *element)
{
    const char *path = find_value(element, " d");

    if (g_str_has_prefix(element, "<symbol") || g_str_has_prefix(element, "<g")) {
        if (reader->symbol_depth++ == 0) {
            g_free(reader->symbol_name);
            reader->symbol_name = dup_id(element);
        }
    } else if (g_str_has_prefix(element, "</symbol") || g_str_has_prefix(element, "</g")) {
        reader->symbol_depth--;
    } else if (path != NULL && reader->symbol_name != NULL) {
        add_outline(reader, element, path);
    }
}

/* Whether the page can go on to be followed. */
static bool read_element(Reader *reader, const char *element)
{
    if (reader->symbol_depth > 0 || g_str_has_prefix(element, "<symbol") ||
        g_str_has_prefix(element, "<g id=\"glyph")) {
        read_symbol(reader, element);
        return true;
    }
    if (g_str_has_prefix(element, "<mask") || g_str_has_prefix(element, "<filter") ||
        strstr(element, " mask=") != NULL)
        return false;
    if (g_str_has_prefix(element, "<clipPath")) {
        g_free(reader->clip_name);
        reader->clip_name = dup_id(element);
    } else if (g_str_has_prefix(element, "<g")) {
        return open_group(reader, element);
    } else if (g_str_has_prefix(element, "</g>")) {
        reader->n_groups -= reader->n_groups > 1;
    } else if (g_str_has_prefix(element, "<path") || g_str_has_prefix(element, "<rect")) {
        add_path(reader, element);
    } else if (g_str_has_prefix(element, "<use")) {
        const char *value = find_value(element, "href");
        g_autofree char *name = value != NULL ? dup_reference(value) : NULL;

        if (name == NULL || g_str_has_prefix(name, "#surface") || g_str_has_prefix(name, "#source"))
            return false;
        if (g_str_has_prefix(name, "#glyph"))
            add_use(reader, element, name);
    }
    return true;
}

GArray *read_drawn(PopplerPage *page)
{
    g_autoptr(GString) svg = g_string_new(NULL);
    g_autoptr(GHashTable) clips = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GHashTable) outlines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(Drawn));
    Reader reader = {.marks = marks, .clips = clips, .outlines = outlines, .n_groups = 1};
    bool followed = draw_svg(page, svg);

    reader.groups[0].clip =
        (KkRect){-MAX_COORDINATE, -MAX_COORDINATE, MAX_COORDINATE, MAX_COORDINATE};
    reader.groups[0].fill.kind = DRAWN_PLAIN;
    for (char *line = svg->str, *next; followed && line != NULL; line = next) {
        next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        followed = read_element(&reader, line + strspn(line, " "));
    }
    g_free(reader.clip_name);
    g_free(reader.symbol_name);
    return followed ? g_steal_pointer(&marks) : NULL;
}
