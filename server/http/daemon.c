/* SPDX-License-Identifier: MIT */
/* The libmicrohttpd callbacks, and one exchange's way through them: begun with the request line, checked,
 * planned on the event thread, answered there or suspended for a worker, sent, logged, freed. */
#include "http/daemon.h"

#include <errno.h>
#include <inttypes.h>
#include <netdb.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "http/guard.h"
#include "http/negotiate.h"
#include "http/reply.h"
#include "http/represent.h"
#include "http/router.h"

enum {
    /* A target of 4 KiB stands in it twice, as itself and in Link, beside the other headers of both sides;
     * every KiB more costs 1,600 instructions a request. */
    CONNECTION_BYTES = 16 * 1024,
    IDLE_SECONDS = 30,
};

struct daemon {
    struct daemon_options options;
    struct MHD_Daemon *library;
    struct workers *workers;
    struct streams *streams;
    int socket;
    char url[320];
    uint64_t id_seed;
    atomic_uint_fast64_t id_count;
    atomic_bool stopping; /* answers close their connections */
    atomic_int in_flight; /* requests whose headers are read and whose answer is not sent */
};

struct exchange {
    struct job job; /* first, so that a job is its exchange */
    struct daemon *daemon;
    struct MHD_Connection *connection;
    struct request request;
    struct reply reply;
    const struct route *route;
    const char *method;
    const char *if_none_match;
    struct timespec began;
    struct timespec queued; /* for a worker */
    bool entered;           /* the first call of the handler is over */
    size_t sent;
};

/* ---- an exchange begins and ends ---- */

static bool is_safe_id(const char *text) {
    size_t length = strspn(text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.");
    return length > 0 && length < REQUEST_ID_SIZE && text[length] == '\0';
}

static void *begin(void *context, const char *uri, struct MHD_Connection *connection) {
    struct daemon *daemon = context;
    struct exchange *exchange = memory_zeroed(1, sizeof *exchange);
    exchange->daemon = daemon;
    exchange->connection = connection;
    exchange->request.raw = arena_string(&exchange->request.arena, uri);
    clock_gettime(CLOCK_MONOTONIC, &exchange->began);
    return exchange;
}

static void identify(struct exchange *exchange) {
    struct request *request = &exchange->request;
    const char *given = MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, "X-Request-Id");
    request->id_given = given && is_safe_id(given);
    if (request->id_given)
        snprintf(request->id, sizeof request->id, "%s", given);
    else
        snprintf(request->id, sizeof request->id, "%016" PRIx64,
            exchange->daemon->id_seed +
                atomic_fetch_add(&exchange->daemon->id_count, 1) * 0x9E3779B97F4A7C15u);
}

static int64_t microseconds_since(const struct timespec *began) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - began->tv_sec) * 1000000 + (now.tv_nsec - began->tv_nsec) / 1000;
}

static void drop_stream(struct reply *reply) {
    if (reply->stream.close)
        reply->stream.close(reply->stream.context);
    reply->stream = (struct stream){0};
}

static void end(
    void *context, struct MHD_Connection *connection, void **pointer, enum MHD_RequestTerminationCode code) {
    struct daemon *daemon = context;
    struct exchange *exchange = *pointer;
    (void)connection;
    (void)code;
    if (!exchange)
        return;
    if (exchange->entered) {
        struct log_request line = {.id = exchange->request.id,
            .method = exchange->method,
            .target = exchange->request.raw,
            .status = exchange->reply.status,
            .bytes = exchange->sent,
            .microseconds = microseconds_since(&exchange->began)};
        log_request(daemon->options.log, &line);
        atomic_fetch_sub(&daemon->in_flight, 1);
    }
    buf_close(&exchange->reply.body);
    drop_stream(&exchange->reply);
    arena_close(&exchange->request.arena);
    free(exchange);
    *pointer = NULL;
}

/* ---- planning, on the event thread ---- */

static void refuse(
    struct exchange *exchange, enum problem_type type, const char *detail, const struct problems *problems) {
    problem_reply(&exchange->request, type, detail, problems, &exchange->reply);
}

static void refuse_parameters(struct exchange *exchange, const struct problems *problems) {
    const struct problem *first = problems->first;
    refuse(exchange, PROBLEM_INVALID_PARAMETER,
        arena_printf(&exchange->request.arena, "%s: %s", first->where, first->detail), problems);
}

static void failed(struct exchange *exchange, const struct err *err) {
    enum problem_type type = problem_of(err->kind);
    bool ours = type == PROBLEM_UNAVAILABLE;
    if (type == PROBLEM_INVALID_PARAMETER && err->field[0]) {
        struct problems one;
        problems_init(&one, &exchange->request.arena);
        problems_add(&one, err->field, "%s", err->detail);
        refuse_parameters(exchange, &one);
        return;
    }
    if (ours)
        log_event(exchange->daemon->options.log, "error", "request-failed", err->detail);
    refuse(exchange, type, ours ? "the database could not be read" : err->detail, NULL);
}

static bool conditional_hit(const struct exchange *exchange) {
    return exchange->if_none_match && exchange->reply.tag[0] &&
           negotiate_has(exchange->if_none_match, exchange->reply.tag);
}

static void settle_conditional(struct exchange *exchange) {
    if (exchange->reply.status == MHD_HTTP_OK && conditional_hit(exchange))
        reply_not_modified(&exchange->reply);
}

static void redirect(struct exchange *exchange, const char *path) {
    AUTO_BUF location = {0};
    const char *query = strchr(exchange->request.raw, '?');
    buf_append(&location, path, strlen(path));
    buf_text(&location, query ? query : "");
    exchange->reply = (struct reply){.status = MHD_HTTP_PERMANENT_REDIRECT,
        .location = arena_copy(&exchange->request.arena, location.bytes, location.length),
        .shared = true};
}

/* /v1/facts/ is /v1/facts; what is no path with its slash cut off stays unknown. */
static void unknown_path(struct exchange *exchange, const char *path) {
    struct arena *arena = &exchange->request.arena;
    size_t length = strlen(path);
    const char *item;
    while (length > 1 && path[length - 1] == '/')
        length--;
    const char *cut = arena_copy(arena, path, length);
    if (length < strlen(path) && router_find(exchange->daemon->options.routes, cut, arena, &item) &&
        strspn(cut, "/-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == length)
        redirect(exchange, cut);
    else
        refuse(exchange, PROBLEM_NOT_FOUND, "no such path; /v1 lists what there is", NULL);
}

static bool is_method(const struct exchange *exchange, const char *name) {
    return strcmp(exchange->method, name) == 0;
}

struct gathering {
    const char *name;
    struct arena *arena;
    const char *value;
};

static enum MHD_Result gather(void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
    struct gathering *gathering = context;
    (void)kind;
    if (value && strcasecmp(name, gathering->name) == 0)
        gathering->value =
            gathering->value ? arena_printf(gathering->arena, "%s, %s", gathering->value, value) : value;
    return MHD_YES;
}

/* A list may be spread over several headers of its name (RFC 9110, section 5.3). NULL where there is none. */
static const char *list_header(struct exchange *exchange, const char *name) {
    struct gathering gathering = {.name = name, .arena = &exchange->request.arena};
    MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, gather, &gathering);
    return gathering.value;
}

static void plan_route(struct exchange *exchange) {
    struct request *request = &exchange->request;
    struct problems problems;
    struct err err = {0};
    problems_init(&problems, &request->arena);
    if (!represent(exchange->route, list_header(exchange, MHD_HTTP_HEADER_ACCEPT), request, &problems)) {
        if (problems.errors)
            refuse_parameters(exchange, &problems);
        else
            refuse(exchange, PROBLEM_NOT_ACCEPTABLE,
                arena_printf(&request->arena, "this is given as %s only",
                    represent_choices(exchange->route, &request->arena)),
                NULL);
        return;
    }
    exchange->if_none_match = list_header(exchange, MHD_HTTP_HEADER_IF_NONE_MATCH);
    bool good = exchange->route->plan(
        exchange->daemon->options.context, exchange->route, request, &exchange->reply, &problems, &err);
    if (!good && problems.errors)
        refuse_parameters(exchange, &problems);
    else if (!good)
        failed(exchange, &err);
    else if (exchange->reply.status == 0 && conditional_hit(exchange) &&
             !strchr(exchange->if_none_match, '*'))
        reply_not_modified(&exchange->reply); /* "*" matches what is there, so it waits for the answer */
    else
        settle_conditional(exchange);
}

static void answer_options(struct exchange *exchange) {
    exchange->reply =
        (struct reply){.status = MHD_HTTP_NO_CONTENT, .allow = "GET, HEAD, OPTIONS", .preflight = true};
}

/* Decides the reply, or leaves its status 0 for a worker. */
static void plan(struct exchange *exchange) {
    struct request *request = &exchange->request;
    const char *wrong = target_parse(request->raw, &request->arena, &request->target);
    bool options = is_method(exchange, MHD_HTTP_METHOD_OPTIONS);
    if (wrong) {
        refuse(exchange, PROBLEM_MALFORMED_REQUEST,
            arena_printf(&request->arena, "the target is malformed: %s", wrong), NULL);
        return;
    }
    if (options && strcmp(request->target.path, "*") == 0) {
        answer_options(exchange);
        return;
    }
    exchange->route =
        router_find(exchange->daemon->options.routes, request->target.path, &request->arena, &request->item);
    if (!exchange->route)
        unknown_path(exchange, request->target.path);
    else if (options)
        answer_options(exchange);
    else if (!is_method(exchange, MHD_HTTP_METHOD_GET) && !is_method(exchange, MHD_HTTP_METHOD_HEAD))
        refuse(exchange, PROBLEM_METHOD_NOT_ALLOWED, "only GET, HEAD and OPTIONS are answered here", NULL);
    else
        plan_route(exchange);
}

/* ---- answering, on a worker ---- */

static void answer(struct job *job, void *state) {
    struct exchange *exchange = (struct exchange *)job;
    struct err err = {0};
    if (microseconds_since(&exchange->queued) / 1000 > exchange->daemon->options.patience_milliseconds)
        refuse(exchange, PROBLEM_OVERLOADED, "it waited too long for the database", NULL);
    else if (exchange->route->answer(state, exchange->route, &exchange->request, &exchange->reply, &err))
        settle_conditional(exchange);
    else
        failed(exchange, &err);
    MHD_resume_connection(exchange->connection); /* the exchange is the event thread's again */
}

/* ---- libmicrohttpd's handler ---- */

/* The stream's response without its headers; where it cannot begin, the reply becomes an error. */
static struct MHD_Response *begin_stream(struct exchange *exchange) {
    struct stream stream = exchange->reply.stream;
    exchange->reply.stream = (struct stream){0};
    struct MHD_Response *response =
        streams_respond(exchange->daemon->streams, &stream, exchange->connection, &exchange->sent);
    if (!response)
        refuse(
            exchange, PROBLEM_OVERLOADED, "as many exports are under way as the service is set up for", NULL);
    return response;
}

static enum MHD_Result send_reply(struct exchange *exchange) {
    struct MHD_Response *streamed = NULL;
    if (exchange->reply.stream.next && exchange->reply.status == MHD_HTTP_OK)
        streamed = is_method(exchange, MHD_HTTP_METHOD_GET) ? begin_stream(exchange) : streams_heading();
    drop_stream(&exchange->reply);
    int status = exchange->reply.status;
    exchange->sent = is_method(exchange, MHD_HTTP_METHOD_HEAD) ? 0
                     : exchange->reply.fixed                   ? exchange->reply.fixed_length
                                                               : exchange->reply.body.length;
    exchange->reply.close = atomic_load(&exchange->daemon->stopping);
    struct MHD_Response *response =
        reply_take(&exchange->reply, &exchange->request, exchange->daemon->options.cache_control, streamed);
    if (!response)
        return MHD_NO;
    enum MHD_Result result = MHD_queue_response(exchange->connection, (unsigned)status, response);
    MHD_destroy_response(response);
    return result;
}

/* A reply that is queued in the handler's first call closes the connection, so only what must not be read on
 * is. */
static enum MHD_Result enter(struct exchange *exchange, const char *method, const char *version) {
    enum problem_type type;
    exchange->entered = true;
    atomic_fetch_add(&exchange->daemon->in_flight, 1);
    exchange->method = arena_string(&exchange->request.arena, method);
    identify(exchange);
    const char *wrong = guard_check(exchange->connection, exchange->request.raw, method, version, &type);
    if (!wrong)
        return MHD_YES;
    refuse(exchange, type, wrong, NULL);
    return send_reply(exchange);
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *upload, size_t *upload_size, void **pointer) {
    struct exchange *exchange = *pointer;
    (void)context;
    (void)url;
    (void)upload;
    if (!exchange->entered)
        return enter(exchange, method, version);
    if (*upload_size)
        return MHD_NO; /* no good request has a body */
    if (exchange->reply.status == 0)
        plan(exchange);
    if (exchange->reply.status != 0)
        return send_reply(exchange);
    exchange->job.run = answer;
    clock_gettime(CLOCK_MONOTONIC, &exchange->queued);
    MHD_suspend_connection(connection);
    if (!workers_submit(exchange->daemon->workers, &exchange->job)) {
        refuse(exchange, PROBLEM_OVERLOADED, "too many requests wait for the database", NULL);
        MHD_resume_connection(connection);
    }
    return MHD_YES;
}

/* ---- start and stop ---- */

static bool name_url(struct daemon *daemon, struct err *err) {
    struct sockaddr_storage at;
    socklen_t length = sizeof at;
    char host[256], port[16];
    if (getsockname(daemon->socket, (struct sockaddr *)&at, &length) != 0 ||
        getnameinfo((struct sockaddr *)&at, length, host, sizeof host, port, sizeof port,
            NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return err_set(err, ERR_ENVIRONMENT, "listen", "the socket has no address: %s", strerror(errno));
    bool v6 = strchr(host, ':') != NULL;
    snprintf(daemon->url, sizeof daemon->url, "http://%s%s%s:%s", v6 ? "[" : "", host, v6 ? "]" : "", port);
    return true;
}

static unsigned cores(void) {
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (unsigned)count : 1;
}

static bool start_library(struct daemon *daemon, struct err *err) {
    daemon->library = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL,
        NULL, handle, daemon, MHD_OPTION_LISTEN_SOCKET, daemon->socket, MHD_OPTION_THREAD_POOL_SIZE, cores(),
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)IDLE_SECONDS, MHD_OPTION_URI_LOG_CALLBACK, begin, daemon, MHD_OPTION_NOTIFY_COMPLETED, end,
        daemon, MHD_OPTION_END);
    return daemon->library || err_set(err, ERR_ENVIRONMENT, "listen", "the HTTP server does not start");
}

/* libmicrohttpd ends before the workers do, since its threads submit to them until then. */
static void discard(struct daemon *daemon) {
    if (daemon->workers)
        workers_stop(daemon->workers);
    streams_cancel(daemon->streams);
    if (daemon->library)
        MHD_stop_daemon(daemon->library);
    streams_free(daemon->streams);
    if (daemon->workers)
        workers_free(daemon->workers);
    if (daemon->socket >= 0)
        close(daemon->socket);
    free(daemon);
}

bool daemon_start(const struct daemon_options *options, struct daemon **daemon, struct err *err) {
    struct daemon *made = memory_zeroed(1, sizeof *made);
    made->options = *options;
    if (getrandom(&made->id_seed, sizeof made->id_seed, 0) < 0)
        made->id_seed = (uint64_t)time(NULL) << 20;
    made->streams = streams_new(&options->streams);
    made->socket = socket_listening(options->listen, err);
    if (made->socket >= 0 && name_url(made, err) && workers_start(&options->workers, &made->workers, err) &&
        start_library(made, err)) {
        *daemon = made;
        return true;
    }
    discard(made);
    return false;
}

const char *daemon_url(const struct daemon *daemon) {
    return daemon->url;
}

void daemon_stop(struct daemon *daemon, int seconds) {
    struct timespec pause = {.tv_nsec = 5000000};
    atomic_store(&daemon->stopping, true);
    MHD_quiesce_daemon(daemon->library);
    for (int looks = seconds * 200; atomic_load(&daemon->in_flight) > 0 && looks > 0; looks--)
        nanosleep(&pause, NULL);
    discard(daemon);
}
