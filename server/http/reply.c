/* SPDX-License-Identifier: MIT */
#include "http/reply.h"

#include <stdint.h>
#include <stdio.h>

static const char exposed[] = "ETag, Link, Retry-After, Server-Timing, X-Request-Id, Content-Language";

static const char immutable[] =
    "public, max-age=31536000, immutable"; /* a year, the most that caches believe */

const char reply_timing_hit[] = "cache;desc=hit";

struct heading {
    struct MHD_Response *response;
    bool failed;
};

/* A NULL value leaves the header out. */
static void put(struct heading *heading, const char *name, const char *value) {
    if (value && MHD_add_response_header(heading->response, name, value) != MHD_YES)
        heading->failed = true;
}

static void put_caching(struct heading *heading, const struct reply *reply, const char *cache_control) {
    const char *control = reply->immutable ? immutable : reply->shared ? cache_control : "no-store";
    put(heading, MHD_HTTP_HEADER_CACHE_CONTROL, control);
    put(heading, MHD_HTTP_HEADER_VARY,
        reply->immutable     ? "Accept-Encoding"
        : reply->by_language ? "Accept, Accept-Encoding, Accept-Language"
                             : "Accept, Accept-Encoding");
    put(heading, MHD_HTTP_HEADER_ETAG, reply->tag[0] ? reply->tag : NULL);
    put(heading, MHD_HTTP_HEADER_LAST_MODIFIED, reply->modified);
}

static void put_policy(struct heading *heading, const struct reply *reply) {
    put(heading, "Content-Security-Policy", reply->policy);
    put(heading, "Referrer-Policy", reply->policy ? "strict-origin-when-cross-origin" : NULL);
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

static void put_links(struct heading *heading, const struct reply *reply) {
    put(heading, MHD_HTTP_HEADER_LOCATION, reply->location);
    put(heading, MHD_HTTP_HEADER_LINK, reply->link);
    if (!reply->next)
        return;
    AUTO_BUF link = {0};
    buf_printf(&link, "<%s>; rel=\"next\"", reply->next);
    put(heading, MHD_HTTP_HEADER_LINK, link.bytes);
}

static void put_envelope(struct heading *heading, const struct envelope *envelope) {
    put(heading, "Server-Timing", envelope->timing);
    put(heading, "X-Request-Id", envelope->id);
    put(heading, MHD_HTTP_HEADER_CONNECTION, envelope->close ? "close" : NULL);
}

struct MHD_Response *reply_headed(
    const struct reply *reply, const struct envelope *envelope, struct MHD_Response *bare) {
    struct heading heading = {.response = bare};
    if (!bare)
        return NULL;
    put(&heading, MHD_HTTP_HEADER_CONTENT_TYPE, reply->type);
    put(&heading, MHD_HTTP_HEADER_CONTENT_ENCODING, reply->coding);
    put(&heading, MHD_HTTP_HEADER_CONTENT_LANGUAGE, reply->language);
    put(&heading, "X-Content-Type-Options", "nosniff");
    put_policy(&heading, reply);
    put_caching(&heading, reply, envelope->cache_control);
    put_sharing(&heading, reply);
    put(&heading, MHD_HTTP_HEADER_ALLOW, reply->allow);
    put_links(&heading, reply);
    if (reply->retry_after) {
        char seconds[16];
        snprintf(seconds, sizeof seconds, "%d", reply->retry_after);
        put(&heading, MHD_HTTP_HEADER_RETRY_AFTER, seconds);
    }
    put_envelope(&heading, envelope);
    if (!heading.failed)
        return bare;
    MHD_destroy_response(bare);
    return NULL;
}

struct MHD_Response *reply_take(struct reply *reply, const struct envelope *envelope) {
    size_t length = reply->fixed ? reply->fixed_length : reply->body.length;
    void *bytes = reply->fixed ? (void *)(uintptr_t)reply->fixed : buf_take(&reply->body);
    return reply_headed(reply, envelope,
        MHD_create_response_from_buffer(
            length, bytes, reply->fixed ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_FREE));
}

struct MHD_Response *reply_unchanged(
    const struct reply *good, const char *tag, const struct envelope *envelope) {
    struct reply reply = {.shared = true, .immutable = good->immutable, .by_language = good->by_language};
    snprintf(reply.tag, sizeof reply.tag, "%s", tag);
    return reply_headed(&reply, envelope, MHD_create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT));
}
