/* SPDX-License-Identifier: MIT */
/* /docs: the API reference, which Swagger UI makes in the browser from /openapi.json. */
#include "base/asset.h"
#include "resources/index.h"
#include "text/digest.h"

static const char policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

static void put_head(struct buf *out) {
    buf_printf(out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>API reference · factd</title>\n<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"description\" content=\"Every path of factd's API, to read and to try.\">\n"
        "<link rel=\"icon\" href=\"%s\" type=\"image/svg+xml\">\n",
        asset_address("icon.svg"));
    buf_printf(out, "<link rel=\"stylesheet\" href=\"%s\">\n<link rel=\"stylesheet\" href=\"%s\">\n",
        asset_address("swagger-ui.css"), asset_address("docs.css"));
    /* Both wait for the page, and run in their order. */
    buf_printf(out, "<script defer src=\"%s\"></script>\n<script type=\"module\" src=\"%s\"></script>\n",
        asset_address("swagger-ui-bundle.js"), asset_address("docs.js"));
    buf_text(out, "</head>\n");
}

static void put_body(struct buf *out) {
    buf_printf(out,
        "<body>\n<header class=\"site\">\n<a class=\"brand\" href=\"/\">factd</a>\n"
        "<ul><li><a href=\"%s\">openapi.yaml</a><li><a href=\"%s\">openapi.json</a>"
        "<li><a href=\"%s\">Licenses</a></ul>\n</header>\n",
        openapi_yaml_route.path, openapi_json_route.path, asset_address("licenses.txt"));
    buf_printf(out,
        "<main id=\"reference\">\n<noscript><p>This page is made by JavaScript from "
        "<a href=\"%s\">openapi.yaml</a>, which says the same.</p></noscript>\n</main>\n</body>\n</html>\n",
        openapi_yaml_route.path);
}

static bool plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    char digest[DIGEST_TEXT_SIZE];
    (void)context;
    (void)err;
    if (!request_is_bare(request, problems))
        return false;
    *reply = (struct reply){
        .status = 200, .type = route->as->type, .language = "en", .policy = policy, .shared = true};
    put_head(&reply->body);
    put_body(&reply->body);
    digest_bytes(reply->body.bytes, reply->body.length, digest);
    tag_of_digest(digest, reply->tag);
    return true;
}

const struct route docs_route = {.path = "/docs", .as = AS("text/html; charset=utf-8"), .plan = plan};
