/* SPDX-License-Identifier: MIT */
#include "http/represent.h"

#include <string.h>

#include "http/negotiate.h"
#include "text/escape.h"
#include "text/nearest.h"

const char *represent_choices(const struct route *route, struct arena *arena) {
    const char *list = "";
    for (const struct representation *as = route->as; as->type; as++)
        list = arena_printf(arena, "%s%s%s", list, *list ? ", " : "", as->type);
    return list;
}

static void unknown(
    const struct route *route, const char *name, struct arena *arena, struct problems *problems) {
    struct nearest nearest = nearest_to(name);
    const char *list = "";
    for (const struct representation *as = route->as; as->type; as++) {
        nearest_try(&nearest, as->name);
        list = arena_printf(arena, "%s%s %s", list, *list ? "," : "", as->name);
    }
    problems_add(problems, "format", "\"%s\" is not one of%s", escape_shown(name, arena), list)->suggestion =
        nearest.best;
}

static void named(
    const struct route *route, const char *name, struct request *request, struct problems *problems) {
    if (request->as_named) {
        problems_add(problems, "format", "it is given twice");
        return;
    }
    request->as_named = true;
    for (const struct representation *as = route->as; as->type; as++)
        if (strcmp(as->name, name) == 0)
            request->as = as;
    if (!request->as)
        unknown(route, name, &request->arena, problems);
}

static void take_format(const struct route *route, struct request *request, struct problems *problems) {
    struct target *target = &request->target;
    size_t kept = 0;
    for (size_t i = 0; i < target->parameter_count; i++) {
        if (strcmp(target->parameters[i].name, "format") == 0)
            named(route, target->parameters[i].value, request, problems);
        else
            target->parameters[kept++] = target->parameters[i];
    }
    target->parameter_count = kept;
}

bool represent_is_page(const struct representation *as) {
    return as && as->type && strncmp(as->type, "text/html", 9) == 0;
}

bool represent(
    const struct route *route, const char *accept, struct request *request, struct problems *problems) {
    int best = 0;
    if (!route->as)
        return true;
    if (route->as[0].name)
        take_format(route, request, problems);
    if (request->as_named)
        return problems->errors == 0;
    for (const struct representation *as = route->as; as->type; as++) {
        int quality = negotiate_quality(accept, as->type);
        if (quality > best) {
            best = quality;
            request->as = as;
        }
    }
    return best > 0;
}
