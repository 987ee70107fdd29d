/* SPDX-License-Identifier: MIT */
#include "http/problem.h"

#include <string.h>

#include "text/escape.h"

static const struct {
    const char *name; /* the last part of its address */
    int status;
    const char *title;
    const char *meaning;
    int retry_after;
} types[] = {
    [PROBLEM_INVALID_PARAMETER] = {"invalid-parameter", 400, "A parameter is wrong",
        "The member errors lists each parameter that is unknown or has a value that does not fit, with the "
        "nearest "
        "one that would. Nothing was ignored or guessed.",
        0},
    [PROBLEM_MALFORMED_REQUEST] = {"malformed-request", 400, "The request is malformed",
        "The request does not follow HTTP, or its target is not percent-encoded as RFC 3986 asks.", 0},
    [PROBLEM_NOT_FOUND] = {"not-found", 404, "Nothing is here",
        "No path or no id of that name is known. /v1 lists the collections.", 0},
    [PROBLEM_METHOD_NOT_ALLOWED] = {"method-not-allowed", 405, "The method is not allowed",
        "The service only answers: GET, HEAD and OPTIONS. Facts are changed by loading documents.", 0},
    [PROBLEM_NOT_ACCEPTABLE] = {"not-acceptable", 406, "No acceptable format",
        "The Accept header leaves out every media type in which this answer can be given, or Accept-Encoding "
        "every content coding.",
        0},
    [PROBLEM_GONE] = {"gone", 410, "It was removed",
        "Something of that id was served and has been removed. The id is not used for anything else.", 0},
    [PROBLEM_BODY_NOT_ALLOWED] = {"body-not-allowed", 413, "A body is not allowed",
        "Requests have no body here: what is asked stands in the target.", 0},
    [PROBLEM_TARGET_TOO_LONG] = {"target-too-long", 414, "The target is too long",
        "Path and parameters together may take as many bytes as the service is set up for, 4096 mostly.", 0},
    [PROBLEM_HEADERS_TOO_LARGE] = {"headers-too-large", 431, "The headers are too large",
        "The target and the headers of a request together may take as many bytes as the service is set up "
        "for, "
        "10 KiB mostly, where each header counts 64 bytes more than it has.",
        0},
    [PROBLEM_TOO_SLOW] = {"too-slow", 408, "The request came too slowly",
        "A request has to arrive, and its answer to be taken, within the time that the service is set up to "
        "give one.",
        0},
    [PROBLEM_TOO_MANY] = {"too-many-requests", 429, "Too much from one address",
        "One address may only have so many connections open, and ask so many requests a second. Retry-After "
        "says when there is room again.",
        1},
    [PROBLEM_OVERLOADED] = {"overloaded", 503, "Too much at once",
        "More requests wait for the database, or more answers for clients that are slow to take them, than "
        "the service is set up to hold. Try again shortly.",
        1},
    [PROBLEM_DEADLINE] = {"deadline", 503, "It took too long",
        "The query was stopped after the time that the service is set up to give one. A narrower filter, or "
        "a sort "
        "that an index serves, is answered sooner.",
        5},
    [PROBLEM_STOPPING] = {"stopping", 503, "The service is about to end",
        "It was told to stop, and answers for a while yet so that traffic can be led elsewhere.", 1},
    [PROBLEM_UNAVAILABLE] = {"unavailable", 503, "The database does not answer",
        "The request is fine; the database could not be read. The operator's log says why.", 5},
};

enum problem_type problem_of(enum err_kind kind) {
    switch (kind) {
    case ERR_INPUT:
    case ERR_USAGE:
        return PROBLEM_INVALID_PARAMETER;
    case ERR_NOT_FOUND:
        return PROBLEM_NOT_FOUND;
    case ERR_GONE:
        return PROBLEM_GONE;
    case ERR_BUSY:
        return PROBLEM_OVERLOADED;
    case ERR_DEADLINE:
        return PROBLEM_DEADLINE;
    case ERR_STOPPING:
        return PROBLEM_STOPPING;
    case ERR_NONE:
    case ERR_ENVIRONMENT:
        break;
    }
    return PROBLEM_UNAVAILABLE;
}

static void put_errors(struct buf *out, const struct problems *problems) {
    buf_text(out, ",\"errors\":[");
    for (const struct problem *problem = problems->first; problem; problem = problem->next) {
        buf_text(out, problem == problems->first ? "{\"parameter\":" : ",{\"parameter\":");
        escape_json(out, problem->where);
        buf_text(out, ",\"detail\":");
        escape_json(out, problem->detail);
        buf_text(out, ",\"suggestion\":");
        escape_json(out, problem->suggestion);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

/* A target that is no ASCII is shown as far as JSON can hold it. */
static void put_instance(struct buf *out, const char *target) {
    AUTO_BUF visible = {0};
    escape_visible(&visible, target, strlen(target));
    escape_json(out, visible.length ? visible.bytes : "");
}

void problem_reply(const struct request *request, enum problem_type type, const char *detail,
    const struct problems *problems, struct reply *reply) {
    buf_close(&reply->body);
    *reply = (struct reply){.status = types[type].status,
        .type = "application/problem+json",
        .retry_after = types[type].retry_after,
        .allow = type == PROBLEM_METHOD_NOT_ALLOWED ? "GET, HEAD, OPTIONS" : NULL};
    struct buf *out = &reply->body;
    buf_printf(out, "{\"type\":\"/problems/%s\",\"title\":", types[type].name);
    escape_json(out, types[type].title);
    buf_printf(out, ",\"status\":%d,\"detail\":", types[type].status);
    escape_json(out, detail);
    buf_text(out, ",\"instance\":");
    put_instance(out, request->raw);
    buf_printf(out, ",\"request_id\":\"%s\"", request->id);
    if (problems && problems->first)
        put_errors(out, problems);
    else
        buf_text(out, ",\"errors\":[]");
    buf_text(out, "}\n");
}

struct problem_told problem_told(
    enum problem_type type, const char *detail, const struct problems *problems) {
    return (struct problem_told){types[type].name, types[type].status, types[type].title, detail, problems};
}

void problem_put_bare(struct buf *out, enum problem_type type, const char *detail) {
    AUTO_BUF body = {0};
    buf_printf(&body, "{\"type\":\"/problems/%s\",\"title\":", types[type].name);
    escape_json(&body, types[type].title);
    buf_printf(&body, ",\"status\":%d,\"detail\":", types[type].status);
    escape_json(&body, detail);
    buf_text(&body, ",\"errors\":[]}\n");
    buf_printf(out, "HTTP/1.1 %d %s\r\nContent-Type: application/problem+json\r\nContent-Length: %zu\r\n",
        types[type].status, types[type].title, body.length);
    if (types[type].retry_after)
        buf_printf(out, "Retry-After: %d\r\n", types[type].retry_after);
    buf_printf(out,
        "Cache-Control: no-store\r\nAccess-Control-Allow-Origin: *\r\nX-Content-Type-Options: nosniff\r\n"
        "Connection: close\r\n\r\n%s",
        body.bytes);
}

static bool plan_page(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    (void)context;
    if (!request_is_bare(request, problems))
        return false;
    for (size_t i = 0; i < PROBLEM_TYPES; i++) {
        if (strcmp(types[i].name, request->item) != 0)
            continue;
        *reply = (struct reply){.status = 200, .type = route->as->type, .shared = true};
        buf_printf(&reply->body, "{\"type\":\"/problems/%s\",\"title\":", types[i].name);
        escape_json(&reply->body, types[i].title);
        buf_printf(&reply->body, ",\"status\":%d,\"meaning\":", types[i].status);
        escape_json(&reply->body, types[i].meaning);
        buf_text(&reply->body, "}\n");
        return true;
    }
    return err_set(err, ERR_NOT_FOUND, "", "there is no problem type of that name");
}

const struct route problem_route = {
    .path = "/problems/{id}", .as = AS("application/json"), .plan = plan_page};
