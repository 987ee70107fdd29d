/* SPDX-License-Identifier: MIT */
#include "http/reply.h"

#include <stdio.h>
#include <stdlib.h>

static const char exposed[] = "ETag, Link, Retry-After, Server-Timing, X-Request-Id, Content-Language";

struct heading {
    struct MHD_Response *response;
    bool failed;
};

/* A NULL value leaves the header out. */
static void put(struct heading *heading, const char *name, const char *value) {
    if (value && MHD_add_response_header(heading->response, name, value) != MHD_YES)
        heading->failed = true;
}

static struct MHD_Response *with_body(struct reply *reply) {
    if (reply->fixed)
        return MHD_create_response_from_buffer(
            reply->fixed_length, (void *)(uintptr_t)reply->fixed, MHD_RESPMEM_PERSISTENT);
    size_t length = reply->body.length;
    return MHD_create_response_from_buffer(length, buf_take(&reply->body), MHD_RESPMEM_MUST_FREE);
}

static void put_caching(struct heading *heading, const struct reply *reply, const char *cache_control) {
    put(heading, MHD_HTTP_HEADER_CACHE_CONTROL, reply->shared ? cache_control : "no-store");
    put(heading, MHD_HTTP_HEADER_VARY, "Accept");
    put(heading, MHD_HTTP_HEADER_ETAG, reply->tag[0] ? reply->tag : NULL);
    put(heading, MHD_HTTP_HEADER_LAST_MODIFIED, reply->modified);
}

static void put_sharing(struct heading *heading, const struct reply *reply) {
    put(heading, "Access-Control-Allow-Origin", "*");
    put(heading, "Access-Control-Expose-Headers", exposed);
    if (!reply->preflight)
        return;
    put(heading, "Access-Control-Allow-Methods", reply->allow);
    put(heading, "Access-Control-Allow-Headers", "Accept, If-None-Match, X-Request-Id");
    put(heading, "Access-Control-Max-Age", "86400");
}

struct MHD_Response *reply_take(
    struct reply *reply, struct request *request, const char *cache_control, struct MHD_Response *streamed) {
    struct heading heading = {.response = streamed ? streamed : with_body(reply)};
    if (!heading.response)
        return NULL;
    put(&heading, MHD_HTTP_HEADER_CONTENT_TYPE, reply->type);
    put(&heading, MHD_HTTP_HEADER_CONTENT_LANGUAGE, reply->language);
    put(&heading, "X-Content-Type-Options", "nosniff");
    put_caching(&heading, reply, cache_control);
    put_sharing(&heading, reply);
    put(&heading, MHD_HTTP_HEADER_ALLOW, reply->allow);
    put(&heading, MHD_HTTP_HEADER_LOCATION, reply->location);
    put(&heading, MHD_HTTP_HEADER_CONNECTION, reply->close ? "close" : NULL);
    if (reply->next) {
        const char *link = arena_printf(&request->arena, "<%s>; rel=\"next\"", reply->next);
        put(&heading, MHD_HTTP_HEADER_LINK, link);
    }
    put(&heading, MHD_HTTP_HEADER_LINK, reply->link);
    if (reply->retry_after) {
        char seconds[16];
        snprintf(seconds, sizeof seconds, "%d", reply->retry_after);
        put(&heading, MHD_HTTP_HEADER_RETRY_AFTER, seconds);
    }
    if (request->id_given || reply->status >= 400)
        put(&heading, "X-Request-Id", request->id);
    if (!heading.failed)
        return heading.response;
    MHD_destroy_response(heading.response);
    return NULL;
}

void reply_not_modified(struct reply *reply) {
    buf_close(&reply->body);
    reply->status = MHD_HTTP_NOT_MODIFIED;
    reply->type = NULL;
    reply->language = NULL;
    reply->fixed = NULL;
    reply->next = NULL;
    reply->link = NULL;
    reply->modified = NULL;
    reply->shared = true;
}
