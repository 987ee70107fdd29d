/* SPDX-License-Identifier: MIT */
/* /.well-known/api-catalog: which interfaces there are and what describes them (RFC 9727), as a set of links
 * (RFC 9264). Paths and types come from the routes themselves. */
#include "resources/index.h"
#include "resources/resources.h"
#include "text/digest.h"

#define CATALOG_PATH "/.well-known/api-catalog"

static void put_target(struct buf *out, const char *separator, const struct route *route) {
    buf_printf(out, "%s{\"href\":\"%s\",\"type\":\"%s\"}", separator, route->path, route->as->type);
}

static void put_items(struct buf *out) {
    for (const struct resource *const *resource = collections; *resource; resource++)
        buf_printf(out, "%s{\"href\":\"%s\"}", resource == collections ? "" : ",\n  ", (*resource)->path);
}

static void put_linkset(struct buf *out) {
    buf_printf(out, "{\"linkset\":[\n{\"anchor\":\"%s\",\"item\":[", CATALOG_PATH);
    put_target(out, "", &index_route);
    buf_printf(out, "]},\n{\"anchor\":\"%s\",\n \"service-desc\":[", index_route.path);
    put_target(out, "", &openapi_json_route);
    put_target(out, ",", &openapi_yaml_route);
    buf_text(out, "],\n \"service-doc\":[");
    put_target(out, "", &docs_route);
    buf_text(out, "],\n \"status\":[");
    put_target(out, "", &readyz_route);
    buf_text(out, "],\n \"item\":[");
    put_items(out);
    buf_text(out, "]}\n]}\n");
}

static bool plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    char digest[DIGEST_TEXT_SIZE];
    (void)context;
    (void)err;
    if (!request_is_bare(request, problems))
        return false;
    *reply = (struct reply){.status = 200, .type = route->as->type, .shared = true};
    reply->link = "<" CATALOG_PATH ">; rel=\"api-catalog\""; /* RFC 9727, section 2, asks HEAD for it */
    put_linkset(&reply->body);
    digest_bytes(reply->body.bytes, reply->body.length, digest);
    tag_of_digest(digest, reply->tag);
    return true;
}

const struct route catalog_route = {.path = CATALOG_PATH,
    .as = AS("application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\""),
    .plan = plan};
