/* SPDX-License-Identifier: MIT */
/* The parts of a page: each is one list, or one thing, of /v1. */
#include <string.h>

#include "resources/collection.h"
#include "text/escape.h"
#include "views/view.h"

static const struct query_form form = {.nested = true, .enveloped = true};

/* Of an address, and of a view's own. */
enum { SECTION_ROOM = TARGET_PARAMETERS_MAX + SECTION_PARAMETERS_MAX };

/* With the page's language, so that a section's address in /v1 gives what the page shows. */
static size_t with_language(struct view *view, const struct parameter *parameters, size_t count,
    struct parameter all[static SECTION_ROOM]) {
    memcpy(all, parameters, count * sizeof *all);
    all[count] = (struct parameter){"lang", view->code};
    return count + 1;
}

void section_ask(struct view *view, const struct resource *resource, const struct parameter *parameters,
    size_t count, struct section *section, struct problems *problems) {
    struct parameter all[SECTION_ROOM];
    size_t all_count = with_language(view, parameters, count, all);
    query_parse(resource, &form, all, all_count, view->arena, &section->query, problems);
}

static const char *given(const struct view *view, const char *name) {
    for (size_t i = 0; i < view->parameter_count; i++)
        if (strcmp(view->parameters[i].name, name) == 0)
            return view->parameters[i].value;
    return NULL;
}

static const char *const shaping[] = {"limit", "include", "fields", "facet", "total", "format", NULL};

/* They are a view's own to set. */
static void refuse_shaping(const struct view *view, struct problems *problems) {
    for (size_t i = 0; shaping[i]; i++)
        if (given(view, shaping[i]))
            problems_add(problems, shaping[i], "pages set it themselves; ask /v1");
}

struct section *section_ask_list(struct view *view, const struct resource *resource,
    const struct parameter *own, size_t own_count, const char *sort, struct problems *problems) {
    struct section *section = arena_alloc(view->arena, 1, sizeof *section);
    struct parameter all[SECTION_ROOM];
    size_t count = view->parameter_count;
    memcpy(all, view->parameters, count * sizeof *all);
    memcpy(all + count, own, own_count * sizeof *own);
    count += own_count;
    if (sort && !given(view, "sort"))
        all[count++] = (struct parameter){"sort", sort};
    refuse_shaping(view, problems);
    if (!problems->errors)
        section_ask(view, resource, all, count, section, problems);
    return section;
}

bool section_fill_in_tx(struct view *view, struct section *section, struct err *err) {
    struct arena *arena = view->arena;
    return page_read_in_tx(view->store, &section->query, arena, &section->page, err) &&
           summary_read_in_tx(view->store, &section->query, arena, &section->summary, err);
}

/* A page asks for what there is; that it does not is a mistake of this program. */
static bool asked_well(const struct problems *problems, struct err *err) {
    return !problems->errors ||
           err_set(err, ERR_ENVIRONMENT, problems->first->where, "%s", problems->first->detail);
}

bool section_read_in_tx(struct view *view, const struct resource *resource,
    const struct parameter *parameters, struct section *section, struct err *err) {
    struct problems problems;
    size_t count = 0;
    problems_init(&problems, view->arena);
    while (parameters[count].name)
        count++;
    section_ask(view, resource, parameters, count, section, &problems);
    return asked_well(&problems, err) && section_fill_in_tx(view, section, err);
}

bool section_read_one_in_tx(struct view *view, const struct resource *resource, const char *id,
    const char *include, struct section *section, struct err *err) {
    const struct parameter parameters[] = {{"lang", view->code}, {"include", include}};
    struct problems problems;
    problems_init(&problems, view->arena);
    query_parse_one(
        resource, id, &form, parameters, include ? 2 : 1, view->arena, &section->query, &problems);
    if (!asked_well(&problems, err) || !section_fill_in_tx(view, section, err))
        return false;
    return section->page.row_count || absent_in_tx(view->store, resource, id, err);
}

/* All rows of the section's list, as a sheet. */
static const char *sheet_address(struct view *view, const struct section *section) {
    const char *list = section->query.canonical;
    return arena_printf(
        view->arena, "%s%sformat=csv&limit=all&lang=%s", list, strchr(list, '?') ? "&" : "?", view->code);
}

void section_put_sources(struct view *view, const struct section *section) {
    html_put(view->out,
        "<ul class=\"sources\"><li><a href=\"%s\" type=\"application/json\">JSON</a>"
        "<li><a href=\"%s\" type=\"text/csv\">CSV</a></ul>",
        section->query.page, sheet_address(view, section));
}

static void put_parameter(struct buf *out, const char *name, const char *value) {
    escape_parameter(out, out->length ? '&' : '?', name, value);
}

void section_put_next(struct view *view, const struct section *section) {
    AUTO_BUF address = {0};
    if (!section->page.next)
        return;
    for (size_t i = 0; i < view->parameter_count; i++)
        if (strcmp(view->parameters[i].name, "cursor") != 0)
            put_parameter(&address, view->parameters[i].name, view->parameters[i].value);
    if (section->sort)
        put_parameter(&address, "sort", section->sort);
    put_parameter(&address, "cursor", section->page.next);
    if (view->chosen)
        put_parameter(&address, "lang", view->code);
    html_put(view->out, "<p class=\"next\"><a rel=\"next\" href=\"%s%s\">%s</a></p>\n",
        view->request->target.path, address.bytes, SAY(view->language, "다음", "Next"));
}
