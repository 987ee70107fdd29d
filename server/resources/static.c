/* SPDX-License-Identifier: MIT */
/* What browsers load beside the pages: the files that web/build.mjs made, each with its codings made
 * beforehand. */
#include <string.h>

#include "base/asset.h"
#include "http/coding.h"
#include "resources/index.h"
#include "resources/resources.h"

static const char *type_of(const char *path) {
    static const struct {
        const char *extension, *type;
    } types[] = {{".css", "text/css; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml; charset=utf-8"}, {".txt", "text/plain; charset=utf-8"}};
    const char *extension = strrchr(path, '.');
    for (size_t i = 0; extension && i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].extension, extension) == 0)
            return types[i].type;
    return NULL;
}

static bool set_coded(
    struct variant *variant, const char *path, const char *suffix, struct arena *arena, struct err *err) {
    const struct asset *asset = asset_find(arena_printf(arena, "%s%s", path, suffix));
    if (!asset)
        return err_set(err, ERR_ENVIRONMENT, path, "the build left out its %s", suffix);
    *variant = (struct variant){asset->bytes, asset->length};
    return true;
}

/* What the client asks for as /assets/x is the asset web/assets/x. One without a type is a coding of another.
 */
static bool plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    struct arena *arena = &request->arena;
    const char *path = arena_printf(arena, "web%s", request->target.path), *type = type_of(path);
    const struct asset *asset = type ? asset_find(path) : NULL;
    struct variant *coded = arena_alloc(arena, CODINGS, sizeof *coded);
    (void)context;
    (void)route;
    if (!request_is_bare(request, problems))
        return false;
    if (!asset)
        return err_set(
            err, ERR_NOT_FOUND, "", "there is no file of that name; pages link to those there are");
    if (!set_coded(&coded[CODING_GZIP], path, ".gz", arena, err) ||
        !set_coded(&coded[CODING_BROTLI], path, ".br", arena, err))
        return false;
    *reply = (struct reply){.status = 200,
        .type = type,
        .fixed = asset->bytes,
        .fixed_length = asset->length,
        .coded = coded,
        .shared = true,
        .immutable = request->item != NULL};
    tag_of_digest(asset->digest, reply->tag);
    return true;
}

static const struct route asset_route = {.path = "/assets/{name}", .plan = plan};
static const struct route embed_route = {.path = "/embed.js", .plan = plan};

const struct route *const static_routes[] = {&asset_route, &embed_route, &docs_route, NULL};
