/* SPDX-License-Identifier: MIT */
/* What is read and shown of each row: `fields`, `include`, `lang`; and which facets are counted. */
#include <string.h>

#include "query/parse_parts.h"
#include "text/escape.h"

/* ---- fields ---- */

static bool tells_kind(const struct field *field) {
    return strcmp(field->name, "kind") == 0;
}

static bool is_in(const struct text_array *names, const char *name) {
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], name) == 0)
            return true;
    return false;
}

/* `names` NULL: all of them. "name" names all members of the object, "name.ko" the one. */
static bool is_named(const struct field *field, const struct text_array *names) {
    size_t object = field_object(field);
    if (!names)
        return true;
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], field->name) == 0 ||
            (object && strlen(names->items[i]) == object &&
                strncmp(names->items[i], field->name, object) == 0))
            return true;
    return false;
}

/* Whether an array that is shown is told with it. */
static bool is_source(
    const struct resource *resource, const struct text_array *names, const struct field *field) {
    for (size_t i = 0; resource->children[i]; i++) {
        const struct children *children = resource->children[i];
        if (children->source && strcmp(children->source, field->name) == 0 && names &&
            is_in(names, children->name))
            return true;
    }
    return false;
}

/* The first chosen column of that name, or the one that comes next; only members of kinds share names. */
static size_t first_named(const struct selection *selection, const char *name) {
    size_t at = 0;
    while (at < selection->column_count &&
           !(selection->columns[at].kind && strcmp(selection->columns[at].field->name, name) == 0))
        at++;
    return at;
}

/* Kinds tell which members a row has and what it is, so that column is always read. */
static void choose_columns(const struct resource *resource, const struct text_array *names,
    struct arena *arena, struct selection *selection) {
    struct field_cursor cursor = {0};
    const struct field *field;
    size_t count = 0;
    while (resource_next_field(resource, &cursor))
        count++;
    selection->columns = arena_alloc(arena, count, sizeof *selection->columns);
    selection->column_count = 0;
    cursor = (struct field_cursor){0};
    while ((field = resource_next_field(resource, &cursor))) {
        bool shown = is_named(field, names);
        bool read = shown || tells_kind(field) || is_source(resource, names, field);
        if (!(field->use & FIELD_OUT) || !read)
            continue;
        size_t first = first_named(selection, field->name);
        selection->columns[selection->column_count++] = (struct column){field, cursor.kind, shown, first};
    }
}

static void choose_children(const struct resource *resource, const struct text_array *names,
    struct arena *arena, struct selection *selection) {
    size_t count = 0;
    while (resource->children[count])
        count++;
    selection->children = arena_alloc(arena, count, sizeof *selection->children);
    selection->child_count = 0;
    for (size_t i = 0; i < count; i++)
        if (!names || is_in(names, resource->children[i]->name))
            selection->children[selection->child_count++] = resource->children[i];
}

void selection_whole(const struct resource *resource, struct arena *arena, struct selection *selection) {
    selection->resource = resource;
    choose_columns(resource, NULL, arena, selection);
    choose_children(resource, NULL, arena, selection);
}

static const struct children *children_named(const struct resource *resource, const char *name) {
    for (size_t i = 0; resource->children[i]; i++)
        if (strcmp(resource->children[i]->name, name) == 0)
            return resource->children[i];
    return NULL;
}

static bool is_member(const struct resource *resource, const char *name) {
    const struct text_array one = {&name, 1};
    struct field_cursor cursor = {0};
    const struct field *field;
    while ((field = resource_next_field(resource, &cursor)))
        if ((field->use & FIELD_OUT) && is_named(field, &one))
            return true;
    return children_named(resource, name) != NULL;
}

static void unknown_member(struct parse *parse, const char *name) {
    AUTO_BUF list = {0};
    struct nearest nearest = nearest_to(name);
    struct field_cursor cursor = {0};
    const struct field *field;
    while ((field = resource_next_field(parse->resource, &cursor))) {
        size_t object = field_object(field);
        if (!(field->use & FIELD_OUT))
            continue;
        nearest_try(&nearest, field->name);
        parse_offer(&list, object ? arena_copy(parse->arena, field->name, object) : field->name, &nearest);
    }
    for (size_t i = 0; parse->resource->children[i]; i++)
        parse_offer(&list, parse->resource->children[i]->name, &nearest);
    problems_add(parse->problems, "fields", "%s have no member \"%s\"%s%s", parse->resource->name,
        escape_shown(name, parse->arena), nearest.best ? "" : "; they have",
        nearest.best ? "" : parse_offered(parse, &list))
        ->suggestion = nearest.best;
}

static bool stands_before(const struct text_array *list, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (strcmp(list->items[i], list->items[index]) == 0)
            return true;
    return false;
}

/* Asked for after the inclusions are known: what is included must be shown. */
void select_fields(struct parse *parse, const char *text) {
    struct selection *selection = &parse->query->selection;
    if (!text) {
        selection_whole(parse->resource, parse->arena, selection);
        return;
    }
    struct text_array names;
    if (!parse_names(parse, "fields", text, &names))
        names.count = 0;
    for (size_t i = 0; i < names.count; i++) {
        if (!is_member(parse->resource, names.items[i]))
            unknown_member(parse, names.items[i]);
        else if (stands_before(&names, i))
            problems_add(parse->problems, "fields", "\"%s\" stands in it twice", names.items[i]);
    }
    choose_columns(parse->resource, &names, parse->arena, selection);
    choose_children(parse->resource, &names, parse->arena, selection);
    for (size_t i = 0; i < selection->inclusion_count; i++)
        if (!is_in(&names, selection->inclusions[i].name))
            problems_add(
                parse->problems, "include", "\"%s\" is left out by fields", selection->inclusions[i].name);
}

/* ---- include ---- */

/* False where nothing of that name can be included. */
static bool find_inclusion(const struct resource *resource, const char *name, struct inclusion *inclusion) {
    struct field_cursor cursor = {0};
    const struct field *field = next_named(resource, name, FIELD_OUT, &cursor);
    const struct children *children = children_named(resource, name);
    *inclusion = (struct inclusion){.name = name, .field = field, .children = children};
    for (size_t i = 0; children && children->fields[i].name; i++)
        if (children->fields[i].of)
            inclusion->field = &children->fields[i];
    return inclusion->field && inclusion->field->of;
}

static void unknown_inclusion(struct parse *parse, const char *name) {
    AUTO_BUF list = {0};
    struct nearest nearest = nearest_to(name);
    struct field_cursor cursor = {0};
    const struct field *field;
    while ((field = resource_next_field(parse->resource, &cursor)))
        if ((field->use & FIELD_OUT) && field->of)
            parse_offer(&list, field->name, &nearest);
    for (size_t i = 0; parse->resource->children[i]; i++) {
        struct inclusion inclusion;
        if (find_inclusion(parse->resource, parse->resource->children[i]->name, &inclusion))
            parse_offer(&list, inclusion.name, &nearest);
    }
    const char *known = parse_offered(parse, &list);
    problems_add(parse->problems, "include", "%s cannot include \"%s\"%s%s", parse->resource->name,
        escape_shown(name, parse->arena), *known ? ", but" : "", known)
        ->suggestion = nearest.best;
}

void select_inclusions(struct parse *parse, const char *text) {
    struct selection *selection = &parse->query->selection;
    if (!text)
        return;
    if (!parse->form->nested) {
        problems_add(
            parse->problems, "include", "this format has no place for whole objects; JSON and NDJSON have");
        return;
    }
    struct text_array names;
    if (!parse_names(parse, "include", text, &names))
        return;
    selection->inclusions = arena_alloc(parse->arena, names.count, sizeof *selection->inclusions);
    for (size_t i = 0; i < names.count; i++) {
        struct inclusion *inclusion = &selection->inclusions[selection->inclusion_count];
        if (!find_inclusion(parse->resource, names.items[i], inclusion))
            unknown_inclusion(parse, names.items[i]);
        else if (stands_before(&names, i))
            problems_add(parse->problems, "include", "\"%s\" stands in it twice", names.items[i]);
        else
            selection->inclusion_count++;
    }
}

/* ---- lang ---- */

void query_check_language(const char *text, struct problems *problems) {
    if (text && strcmp(text, "ko") != 0 && strcmp(text, "en") != 0)
        problems_add(problems, "lang", "\"%s\" is not ko or en", escape_shown(text, problems->arena));
}

void select_language(struct parse *parse, const char *text) {
    query_check_language(text, parse->problems);
    parse->query->selection.language = text;
}

/* ---- facet ---- */

static void add_facet(struct parse *parse, const char *name) {
    struct query *query = parse->query;
    struct field_cursor cursor = {0};
    const struct field *field = next_named(parse->resource, name, FIELD_FACET, &cursor);
    if (field) {
        query->facets[query->facet_count++] = field;
        return;
    }
    AUTO_BUF list = {0};
    struct nearest nearest = nearest_to(name);
    cursor = (struct field_cursor){0};
    while ((field = resource_next_field(parse->resource, &cursor)))
        if (field->use & FIELD_FACET)
            parse_offer(&list, field->name, &nearest);
    const char *known = parse_offered(parse, &list);
    problems_add(parse->problems, "facet", "%s cannot be counted by \"%s\"%s%s", parse->resource->name,
        escape_shown(name, parse->arena), *known ? ", but by" : "", known)
        ->suggestion = nearest.best;
}

void select_facets(struct parse *parse, const char *text) {
    if (!text)
        return;
    if (!parse->form->enveloped) {
        problems_add(parse->problems, "facet", "this format has no place for it; JSON has");
        return;
    }
    struct text_array names = parse_split(parse->arena, text);
    if (names.count > FACETS_MAX) {
        problems_add(parse->problems, "facet", "at most %d fields can be counted by", FACETS_MAX);
        return;
    }
    parse->query->facets = arena_alloc(parse->arena, names.count, sizeof *parse->query->facets);
    for (size_t i = 0; i < names.count; i++) {
        if (stands_before(&names, i))
            problems_add(parse->problems, "facet", "\"%s\" stands in it twice", names.items[i]);
        else
            add_facet(parse, names.items[i]);
    }
}
