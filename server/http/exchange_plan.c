/* SPDX-License-Identifier: MIT */
/* From a target to what it asks: the route, the representation, the query. On the event thread. */
#include <string.h>

#include "http/exchange.h"
#include "http/represent.h"
#include "http/router.h"

static void refuse_parameters(struct exchange *exchange, const struct problems *problems) {
    const struct problem *first = problems->first;
    exchange_refuse(exchange, PROBLEM_INVALID_PARAMETER,
        arena_printf(&exchange->request.arena, "%s: %s", first->where, first->detail), problems);
}

/* An answer that could not be coded goes, or it would be taken for what came of the request. */
void exchange_failed(struct exchange *exchange, const struct err *err) {
    enum problem_type type = problem_of(err->kind);
    answer_release(exchange->answer);
    exchange->answer = NULL;
    if (type == PROBLEM_INVALID_PARAMETER && err->field[0]) {
        struct problems one;
        problems_init(&one, &exchange->request.arena);
        problems_add(&one, err->field, "%s", err->detail);
        refuse_parameters(exchange, &one);
        return;
    }
    bool ours = type == PROBLEM_UNAVAILABLE;
    exchange_refuse(exchange, type, ours ? "the database could not be read" : err->detail, NULL);
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
    if (length < strlen(path) && router_find(exchange->commons->options.routes, cut, arena, &item) &&
        strspn(cut, "/-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == length)
        redirect(exchange, cut);
    else
        exchange_refuse(exchange, PROBLEM_NOT_FOUND, "no such path; /v1 lists what there is", NULL);
}

static void refuse_representation(struct exchange *exchange, const struct problems *problems) {
    if (problems->errors)
        refuse_parameters(exchange, problems);
    else
        exchange_refuse(exchange, PROBLEM_NOT_ACCEPTABLE,
            arena_printf(&exchange->request.arena, "this is given as %s only",
                represent_choices(exchange->route, &exchange->request.arena)),
            NULL);
}

/* A stream is sent as it is made. */
static bool refuse_coding(struct exchange *exchange) {
    bool streamed = exchange->reply.streamed;
    if (streamed ? exchange->wishes.weight[CODING_IDENTITY] : coding_best(&exchange->wishes, 0) < CODINGS)
        return false;
    exchange_refuse(exchange, PROBLEM_NOT_ACCEPTABLE,
        streamed ? "this is given without a content coding only, and Accept-Encoding refuses that"
                 : "this is given as br, gzip or without a content coding, and Accept-Encoding refuses all",
        NULL);
    return true;
}

static void plan_route(struct exchange *exchange) {
    struct request *request = &exchange->request;
    struct problems problems;
    struct err err = {0};
    problems_init(&problems, &request->arena);
    if (!represent(exchange->route, exchange->headers.accept, request, &problems)) {
        refuse_representation(exchange, &problems);
        return;
    }
    bool good = exchange->route->plan(
        exchange->commons->options.context, exchange->route, request, &exchange->reply, &problems, &err);
    if (!good && problems.errors)
        refuse_parameters(exchange, &problems);
    else if (!good)
        exchange_failed(exchange, &err);
    else
        refuse_coding(exchange);
}

static void answer_options(struct exchange *exchange) {
    exchange->reply =
        (struct reply){.status = MHD_HTTP_NO_CONTENT, .allow = "GET, HEAD, OPTIONS", .preflight = true};
}

void exchange_plan(struct exchange *exchange) {
    struct request *request = &exchange->request;
    const char *wrong = target_parse(request->raw, &request->arena, &request->target);
    bool options = exchange_is(exchange, MHD_HTTP_METHOD_OPTIONS);
    exchange->wishes = coding_wishes(exchange->headers.accept_encoding);
    request->languages = exchange->headers.accept_language;
    if (wrong) {
        exchange_refuse(exchange, PROBLEM_MALFORMED_REQUEST,
            arena_printf(&request->arena, "the target is malformed: %s", wrong), NULL);
        return;
    }
    if (options && strcmp(request->target.path, "*") == 0) {
        answer_options(exchange);
        return;
    }
    exchange->route =
        router_find(exchange->commons->options.routes, request->target.path, &request->arena, &request->item);
    exchange->route_number = metrics_number(exchange->commons->options.metrics, exchange->route);
    if (!exchange->route)
        unknown_path(exchange, request->target.path);
    else if (options)
        answer_options(exchange);
    else if (!exchange_is(exchange, MHD_HTTP_METHOD_GET) && !exchange_is(exchange, MHD_HTTP_METHOD_HEAD))
        exchange_refuse(
            exchange, PROBLEM_METHOD_NOT_ALLOWED, "only GET, HEAD and OPTIONS are answered here", NULL);
    else
        plan_route(exchange);
}
