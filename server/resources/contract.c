/* SPDX-License-Identifier: MIT */
/* /openapi.yaml and /openapi.json: the interface's contract, as the build put it into the program. */
#include <stdio.h>

#include "base/asset.h"
#include "resources/index.h"
#include "text/digest.h"

/* The subject is the asset's path. */
static bool plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    char digest[DIGEST_TEXT_SIZE];
    const struct asset *asset = asset_find(route->subject);
    (void)context;
    if (!request_is_bare(request, problems))
        return false;
    if (!asset)
        return err_set(err, ERR_ENVIRONMENT, route->subject, "the build left it out");
    digest_bytes(asset->bytes, asset->length, digest);
    *reply = (struct reply){.status = 200,
        .type = route->type,
        .fixed = asset->bytes,
        .fixed_length = asset->length,
        .shared = true};
    snprintf(reply->tag, sizeof reply->tag, "\"%.32s\"", digest);
    return true;
}

const struct route openapi_yaml_route = {
    .path = "/openapi.yaml", .type = "application/yaml", .subject = "openapi.yaml", .plan = plan};
const struct route openapi_json_route = {
    .path = "/openapi.json", .type = "application/json", .subject = "openapi.json", .plan = plan};
