/* SPDX-License-Identifier: MIT */
/* What the build put into the program and is given as it is: the interface's contract, and the context that
 * its JSON-LD refers to. */
#include "base/asset.h"
#include "format/jsonld.h"
#include "resources/index.h"

/* The subject is the asset's path. */
static bool plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    const struct asset *asset = asset_find(route->subject);
    (void)context;
    if (!request_is_bare(request, problems))
        return false;
    if (!asset)
        return err_set(err, ERR_ENVIRONMENT, route->subject, "the build left it out");
    *reply = (struct reply){.status = 200,
        .type = route->as->type,
        .fixed = asset->bytes,
        .fixed_length = asset->length,
        .shared = true};
    tag_of_digest(asset->digest, reply->tag);
    return true;
}

const struct route openapi_yaml_route = {
    .path = "/openapi.yaml", .as = AS("application/yaml"), .subject = "openapi.yaml", .plan = plan};
const struct route openapi_json_route = {
    .path = "/openapi.json", .as = AS("application/json"), .subject = "openapi.json", .plan = plan};
const struct route context_route = {.path = JSONLD_CONTEXT_PATH,
    .as = AS("application/ld+json"),
    .subject = "schema/context.jsonld",
    .plan = plan};
