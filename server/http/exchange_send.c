/* SPDX-License-Identifier: MIT */
/* From what came of a request to what libmicrohttpd sends. */
#include <string.h>

#include "http/exchange.h"

static struct envelope envelope_of(struct exchange *exchange, const char *timing) {
    return (struct envelope){.cache_control = exchange->commons->options.cache_control,
        .timing = timing,
        .id = exchange->headers.request_id,
        .close = atomic_load(&exchange->commons->stopping)};
}

/* Takes the response, which may be NULL where there is no memory left for one: then the connection ends. */
static enum MHD_Result queue(
    struct exchange *exchange, int status, struct MHD_Response *response, size_t length) {
    if (!response)
        return MHD_NO;
    exchange->status = status;
    exchange->sent = exchange_is(exchange, MHD_HTTP_METHOD_HEAD) ? 0 : length;
    enum MHD_Result result = MHD_queue_response(exchange->connection, (unsigned)status, response);
    MHD_destroy_response(response);
    return result;
}

/* The stream's response without its headers; where it cannot begin, the reply becomes an error. */
static struct MHD_Response *begin_stream(struct exchange *exchange) {
    struct stream stream = exchange->reply.stream;
    exchange->reply.stream = (struct stream){0};
    if (!exchange_is(exchange, MHD_HTTP_METHOD_GET)) {
        stream.close(stream.context);
        return streams_heading();
    }
    exchange->client->exported = true;
    struct MHD_Response *response = streams_respond(
        exchange->commons->streams, &stream, exchange->loop, exchange->connection, &exchange->sent);
    if (!response)
        exchange_refuse(
            exchange, PROBLEM_OVERLOADED, "as many exports are under way as the service is set up for", NULL);
    return response;
}

enum MHD_Result exchange_send_reply(struct exchange *exchange) {
    struct reply *reply = &exchange->reply;
    struct MHD_Response *streamed = reply->stream.next ? begin_stream(exchange) : NULL;
    struct envelope envelope = envelope_of(exchange, NULL);
    int status = reply->status;
    size_t length = reply->fixed ? reply->fixed_length : reply->body.length;
    if (status >= 400)
        envelope.id = exchange_id(exchange);
    return queue(exchange, status,
        streamed ? reply_headed(reply, &envelope, streamed) : reply_take(reply, &envelope), length);
}

static const char *timing_of(const struct exchange *exchange) {
    return exchange->timing[0] ? exchange->timing : reply_timing_hit;
}

enum MHD_Result exchange_send_unchanged(struct exchange *exchange, enum coding coding) {
    struct envelope envelope = envelope_of(exchange, timing_of(exchange));
    const struct reply *good = exchange->answer ? &exchange->answer->head : &exchange->reply;
    char tag[TAG_SIZE];
    answer_tag(good->tag, coding, tag);
    return queue(exchange, MHD_HTTP_NOT_MODIFIED, reply_unchanged(good, tag, &envelope), 0);
}

enum MHD_Result exchange_send_answer(struct exchange *exchange, enum coding coding) {
    struct envelope envelope = envelope_of(exchange, timing_of(exchange));
    return queue(exchange, MHD_HTTP_OK, answer_response(exchange->answer, coding, &envelope),
        answer_body(exchange->answer, coding)->length);
}

/* ---- from the cache ---- */

static struct spelling spelling_of(const struct exchange *exchange) {
    return (struct spelling){exchange->request.raw, exchange->headers.accept,
        exchange->headers.accept_encoding, exchange->headers.accept_language};
}

/* What the client wants to see again, or has in another coding than it is sent, has a response of its own. */
static enum MHD_Result send_own(
    struct exchange *exchange, const struct kept *kept, enum coding has, size_t length) {
    struct envelope envelope = envelope_of(exchange, reply_timing_hit);
    char tag[TAG_SIZE];
    if (has == CODINGS)
        return queue(exchange, MHD_HTTP_OK, answer_response(kept->answer, kept->coding, &envelope), length);
    answer_tag(kept->answer->head.tag, has, tag);
    return queue(
        exchange, MHD_HTTP_NOT_MODIFIED, reply_unchanged(&kept->answer->head, tag, &envelope), length);
}

static enum MHD_Result send_shared(
    struct exchange *exchange, const struct kept *kept, enum coding has, size_t length) {
    exchange->status = has == CODINGS ? MHD_HTTP_OK : MHD_HTTP_NOT_MODIFIED;
    exchange->sent = exchange_is(exchange, MHD_HTTP_METHOD_HEAD) ? 0 : length;
    return MHD_queue_response(
        exchange->connection, (unsigned)exchange->status, has == CODINGS ? kept->response : kept->unchanged);
}

bool exchange_send_kept(struct exchange *exchange, enum MHD_Result *result) {
    struct cache *cache = exchange->commons->options.cache;
    struct spelling spelling = spelling_of(exchange);
    struct kept kept;
    if ((!exchange_is(exchange, MHD_HTTP_METHOD_GET) && !exchange_is(exchange, MHD_HTTP_METHOD_HEAD)) ||
        !cache_enter(cache, &spelling, exchange->began, &kept))
        return false;
    enum coding has =
        answer_matched(exchange->headers.if_none_match, kept.answer->head.tag, &kept.wishes, kept.coding);
    size_t length = has == CODINGS ? answer_body(kept.answer, kept.coding)->length : 0;
    exchange->kept = true;
    exchange->route_number = kept.answer->route;
    bool own = exchange->headers.request_id || atomic_load(&exchange->commons->stopping) ||
               (has != CODINGS && has != kept.coding);
    *result = own ? send_own(exchange, &kept, has, length) : send_shared(exchange, &kept, has, length);
    cache_leave(cache);
    return true;
}

void exchange_spell(struct exchange *exchange, enum coding coding) {
    struct spelling spelling = spelling_of(exchange);
    if (exchange->kept && coding < CODINGS && answer_body(exchange->answer, coding))
        cache_spell(exchange->commons->options.cache, exchange->answer, exchange->generation, &spelling,
            &exchange->wishes, coding);
}
