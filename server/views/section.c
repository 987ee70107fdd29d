/* SPDX-License-Identifier: MIT */
/* The parts of a page: each is one list, or one thing, of /v1. */
#include <string.h>

#include "resources/collection.h"
#include "views/view.h"

static const struct query_form form = {.nested = true, .enveloped = true};

/* With the page's language, so that a section's address in /v1 gives what the page shows. */
static size_t with_language(struct view *view, const struct parameter *parameters, size_t count,
    struct parameter all[static TARGET_PARAMETERS_MAX + 1]) {
    memcpy(all, parameters, count * sizeof *all);
    all[count] = (struct parameter){"lang", view->code};
    return count + 1;
}

void section_ask(struct view *view, const struct resource *resource, const struct parameter *parameters,
    size_t count, struct section *section, struct problems *problems) {
    struct parameter all[TARGET_PARAMETERS_MAX + 1];
    size_t all_count = with_language(view, parameters, count, all);
    query_parse(resource, &form, all, all_count, view->arena, &section->query, problems);
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
