/* SPDX-License-Identifier: MIT */
#include "http/exchange.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "http/negotiate.h"
#include "http/represent.h"

/* ---- it begins and ends ---- */

_Static_assert(offsetof(struct exchange, raw) == sizeof(struct exchange),
    "what sets an exchange must not reach into its target");

static struct guard_limits guard_limits(const struct exchange *exchange) {
    const struct daemon_options *options = &exchange->commons->options;
    return (struct guard_limits){.target_bytes = options->target_bytes,
        .connection_bytes = options->connection_bytes,
        .client_header = exchange->client->proxy ? options->client_header : NULL};
}

void *exchange_begin(void *context, const char *uri, struct MHD_Connection *connection) {
    struct loop *loop = context;
    size_t length = strlen(uri);
    struct exchange *exchange = memory_resized(NULL, sizeof *exchange + length + 1);
    *exchange = (struct exchange){.commons = loop->commons,
        .loop = loop,
        .connection = connection,
        .client = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context,
        .request = {.raw = memcpy(exchange->raw, uri, length + 1),
            .target_most = loop->commons->options.target_bytes}};
    exchange->began = exchange->client->began = clock_now();
    struct guard_limits limits = guard_limits(exchange);
    if (length > guard_headers_most(&limits))
        client_cut(exchange->client, &loop->commons->refusals.long_target); /* no header fits behind it */
    return exchange;
}

/* Only errors and the log ask for it where the client gave none. */
const char *exchange_id(struct exchange *exchange) {
    struct commons *commons = exchange->commons;
    char *id = exchange->request.id;
    if (id[0])
        return id;
    uint64_t number = commons->id_seed + atomic_fetch_add(&commons->id_count, 1) * 0x9E3779B97F4A7C15u;
    for (size_t i = 0; i < 16; i++)
        id[i] = "0123456789abcdef"[number >> (60 - 4 * i) & 15];
    return id;
}

static const char *route_path(const struct exchange *exchange) {
    return metrics_path(exchange->commons->options.metrics, exchange->route_number);
}

/* Whether what was sent was kept already, or made for this request and others that waited for it; neither
 * where nothing that can be kept was sent. */
static enum meter_cache from_cache(const struct exchange *exchange) {
    if (exchange->status != MHD_HTTP_OK && exchange->status != MHD_HTTP_NOT_MODIFIED)
        return METER_UNCACHED;
    return exchange->kept ? METER_HIT : exchange->answer ? METER_MISS : METER_UNCACHED;
}

static void log_end(struct exchange *exchange, const struct meter_request *request) {
    static const char *const caches[METER_CACHES] = {"-", "hit", "miss"};
    const struct client *client = exchange->client;
    char told[ADDRESS_SIZE]; /* by a proxy */
    bool own = memcmp(&exchange->address, &client->address, sizeof client->address) == 0;
    if (!own)
        address_put(&exchange->address, told);
    struct log_request line = {.id = exchange_id(exchange),
        .client = own ? client->name : told,
        .trace = exchange->trace[0] ? exchange->trace : NULL,
        .method = exchange->method,
        .route = route_path(exchange),
        .target = exchange->request.raw,
        .cache = caches[request->cache],
        .status = request->status,
        .bytes = request->bytes,
        .nanoseconds = request->nanoseconds};
    log_request(exchange->loop->book, &line);
}

static void count_end(struct exchange *exchange) {
    struct meter_request request = {.route = exchange->route_number,
        .method = exchange->method_kind,
        .cache = from_cache(exchange),
        .status = exchange->status,
        .bytes = exchange->sent,
        .nanoseconds = clock_now() - exchange->began};
    meter_ended(exchange->loop->meter, &request);
    if (log_has_requests(exchange->commons->options.log))
        log_end(exchange, &request);
}

static void drop_stream(struct reply *reply) {
    if (reply->stream.close)
        reply->stream.close(reply->stream.context);
    reply->stream = (struct stream){0};
}

void exchange_end(
    void *loop, struct MHD_Connection *connection, void **pointer, enum MHD_RequestTerminationCode code) {
    struct exchange *exchange = *pointer;
    (void)connection;
    (void)code;
    if (!exchange)
        return;
    exchange->client->since = ((struct loop *)loop)->now;
    exchange->client->began = 0;
    exchange->client->entered = exchange->client->exported = false;
    if (exchange->entered) {
        count_end(exchange);
        atomic_fetch_sub(&exchange->commons->in_flight, 1);
    }
    answer_release(exchange->answer);
    buf_close(&exchange->reply.body);
    drop_stream(&exchange->reply);
    arena_close(&exchange->request.arena);
    free(exchange);
    *pointer = NULL;
}

/* ---- what comes of it ---- */

bool exchange_is(const struct exchange *exchange, const char *method) {
    return strcmp(exchange->method, method) == 0;
}

/* What is only ever given as HTML is asked for by people, and so is an unknown path by who wants that most.
 */
static bool wants_page(const struct exchange *exchange) {
    const char *accept = exchange->headers.accept;
    if (!exchange->commons->options.show_problem)
        return false;
    if (exchange->request.as)
        return represent_is_page(exchange->request.as);
    if (exchange->route)
        return represent_is_page(exchange->route->as);
    return negotiate_quality(accept, "text/html") > negotiate_quality(accept, "application/json");
}

void exchange_refuse(
    struct exchange *exchange, enum problem_type type, const char *detail, const struct problems *problems) {
    exchange_id(exchange);
    problem_reply(&exchange->request, type, detail, problems, &exchange->reply);
    if (!wants_page(exchange))
        return;
    struct problem_told told = problem_told(type, detail, problems);
    exchange->commons->options.show_problem(&exchange->request, &told, &exchange->reply);
}

enum coding exchange_coding(const struct exchange *exchange) {
    return coding_best(&exchange->wishes, answer_body(exchange->answer, CODING_IDENTITY)->length);
}

const char *exchange_tag(const struct exchange *exchange) {
    return exchange->answer ? exchange->answer->head.tag : exchange->reply.tag;
}

void exchange_find(struct exchange *exchange) {
    if (!exchange->reply.tag[0] || exchange->reply.streamed)
        return;
    exchange->answer = cache_find(exchange->commons->options.cache, exchange->reply.tag, exchange->began);
    exchange->kept = exchange->answer != NULL;
}

void exchange_settle(struct exchange *exchange) {
    struct reply *reply = &exchange->reply;
    if (reply->status != MHD_HTTP_OK || !reply->tag[0] || !reply->shared || reply->stream.next)
        return;
    exchange->answer = answer_new(reply, cache_ledger(exchange->commons->options.cache));
    exchange->answer->route = exchange->route_number;
    *reply = (struct reply){0};
}

/* ---- libmicrohttpd's handler ---- */

static void set_method(struct exchange *exchange, const char *method) {
    static const char *const known[] = {[METER_GET] = MHD_HTTP_METHOD_GET,
        [METER_HEAD] = MHD_HTTP_METHOD_HEAD,
        [METER_OPTIONS] = MHD_HTTP_METHOD_OPTIONS};
    enum meter_method kind = METER_GET;
    while (kind < METER_OTHER && strcmp(known[kind], method) != 0)
        kind++;
    exchange->method_kind = kind;
    exchange->method = kind < METER_OTHER ? known[kind] : arena_string(&exchange->request.arena, method);
}

/* A reply that is queued in the handler's first call closes the connection, so only what must not be read on
 * is. */
static enum MHD_Result enter(struct exchange *exchange, const char *method, const char *version) {
    enum problem_type type;
    exchange->entered = exchange->client->entered = true;
    meter_began(exchange->loop->meter);
    atomic_fetch_add(&exchange->commons->in_flight, 1);
    set_method(exchange, method);
    struct guard_limits limits = guard_limits(exchange);
    const char *wrong = guard_check(exchange->connection, exchange->request.raw, exchange->method, version,
        &limits, &exchange->request.arena, &exchange->headers, &type);
    exchange_identify(exchange);
    if (exchange->headers.request_id)
        memcpy(exchange->request.id, exchange->headers.request_id, strlen(exchange->headers.request_id) + 1);
    if (exchange->headers.trace)
        memcpy(exchange->trace, exchange->headers.trace, TRACE_DIGITS);
    if (!wrong)
        return MHD_YES;
    if (guard_is_choked(exchange->connection, &limits)) {
        client_tell(exchange->client, &exchange->commons->refusals.large);
        exchange->status = MHD_HTTP_REQUEST_HEADER_FIELDS_TOO_LARGE;
        return MHD_NO;
    }
    exchange_refuse(exchange, type, wrong, NULL);
    return exchange_send_reply(exchange);
}

static void plan(struct exchange *exchange) {
    exchange->planned = true;
    exchange_plan(exchange);
    if (exchange->reply.status == 0 || exchange->reply.status == MHD_HTTP_OK)
        exchange_find(exchange);
    if (exchange->answer)
        return;
    exchange_settle(exchange);
    if (exchange->answer)
        cache_keep(exchange->commons->options.cache, exchange->answer, exchange->generation, exchange->began);
}

/* The coding in which the client has it already, by its If-None-Match; CODINGS where it has not. A star means
 * whatever is there, so it waits until something is. */
static enum coding held(const struct exchange *exchange, enum coding coding) {
    const char *tags = exchange->headers.if_none_match;
    bool there = exchange->answer || exchange->reply.status == MHD_HTTP_OK;
    if (!tags || (!there && (exchange->reply.status != 0 || strchr(tags, '*'))))
        return CODINGS;
    return answer_matched(tags, exchange_tag(exchange), &exchange->wishes, coding);
}

static enum MHD_Result proceed(struct exchange *exchange) {
    enum coding coding = exchange->answer ? exchange_coding(exchange) : CODING_IDENTITY;
    enum coding has = held(exchange, coding);
    if (exchange->answer)
        exchange_spell(exchange, coding);
    if (has < CODINGS)
        return exchange_send_unchanged(exchange, has);
    if (exchange->answer && answer_body(exchange->answer, coding))
        return exchange_send_answer(exchange, coding);
    if (!exchange->answer && exchange->reply.status != 0)
        return exchange_send_reply(exchange);
    if (!exchange_may_make(exchange))
        return exchange_send_reply(exchange);
    exchange_work(exchange);
    return MHD_YES;
}

enum MHD_Result exchange_handle(void *loop, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *upload, size_t *upload_size, void **pointer) {
    struct exchange *exchange = *pointer;
    enum MHD_Result result;
    (void)loop;
    (void)connection;
    (void)url;
    (void)upload;
    if (!exchange->entered)
        return enter(exchange, method, version);
    if (*upload_size)
        return MHD_NO; /* no good request has a body */
    if (!exchange->planned) {
        if (!exchange_may_ask(exchange))
            return exchange_send_reply(exchange);
        exchange->generation = cache_generation(exchange->commons->options.cache);
        if (exchange_send_kept(exchange, &result))
            return result;
        plan(exchange);
    }
    return proceed(exchange);
}
