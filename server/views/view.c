/* SPDX-License-Identifier: MIT */
#include "views/view.h"

#include <string.h>

#include "base/asset.h"
#include "http/negotiate.h"
#include "resources/collection.h"
#include "text/escape.h"

const struct representation view_formats[] = {{NULL, "text/html; charset=utf-8"}, {0}};

#define POLICY                                                                                               \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "    \
    "form-action 'self'; base-uri 'none'; frame-ancestors "
const char view_policy[] = POLICY "'none'", view_policy_embedded[] = POLICY "*";

/* ---- on the event thread ---- */

/* Articles are Korean, so that is what who wants neither more is given; who wants neither at all reads
 * English. */
static enum language language_of(const char *accepted) {
    int korean = negotiate_language(accepted, "ko"), english = negotiate_language(accepted, "en");
    return english > korean || korean == 0 ? ENGLISH : KOREAN;
}

static void take_language(struct view *view, const char *text, struct problems *problems) {
    query_check_language(text, problems);
    if (view->chosen)
        problems_add(problems, "lang", "it is given twice");
    view->chosen = true;
    view->language = strcmp(text, "en") == 0 ? ENGLISH : KOREAN;
}

void view_begin(
    struct view *view, const struct request *request, struct arena *arena, struct problems *problems) {
    const struct target *target = &request->target;
    *view = (struct view){.request = request, .arena = arena, .language = language_of(request->languages)};
    view->parameters = arena_alloc(arena, target->parameter_count, sizeof *view->parameters);
    for (size_t i = 0; i < target->parameter_count; i++)
        if (strcmp(target->parameters[i].name, "lang") == 0)
            take_language(view, target->parameters[i].value, problems);
        else
            view->parameters[view->parameter_count++] = target->parameters[i];
    view->code = language_codes[view->language];
    view->keep = view->chosen ? arena_printf(arena, "?lang=%s", view->code) : "";
    view->keep_more = view->chosen ? arena_printf(arena, "&lang=%s", view->code) : "";
}

static void refuse_parameters(const struct view *view, struct problems *problems) {
    for (size_t i = 0; i < view->parameter_count; i++)
        problems_add(
            problems, escape_shown(view->parameters[i].name, view->arena), "this page takes lang only");
}

const char *view_address(struct view *view, const char *language) {
    const char *path = view->request->target.path;
    AUTO_BUF address = {0};
    escape_path(&address, path && *path == '/' ? path : "/");
    for (size_t i = 0; i < view->parameter_count; i++)
        escape_parameter(&address, i ? '&' : '?', view->parameters[i].name, view->parameters[i].value);
    buf_printf(&address, "%slang=%s", view->parameter_count ? "&" : "?", language);
    return arena_copy(view->arena, address.bytes, address.length);
}

/* A page with a text has a tag of its own, or who got it while texts were served would be told later that it
 * is as it was. */
static const char *canonical(struct view *view, const struct view_kind *kind) {
    return arena_printf(view->arena, "%s#%s%s", view_address(view, view->code), view->chosen ? "chosen" : "",
        kind->with_texts && view->service->texts ? "texts" : "");
}

bool view_plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    const struct view_kind *kind = route->subject;
    struct view *view = arena_alloc(&request->arena, 1, sizeof *view);
    (void)err;
    view_begin(view, request, &request->arena, problems);
    view->service = context;
    reply->by_language = true;
    if (kind->ask)
        kind->ask(view, problems);
    else
        refuse_parameters(view, problems);
    if (problems->errors)
        return false;
    request->plan = view;
    tag_now(context, canonical(view, kind), request, reply);
    return true;
}

/* ---- on a worker ---- */

static bool put_in_tx(struct store *store, const struct dataset *dataset, const struct route *route,
    struct request *request, struct reply *reply, struct err *err) {
    const struct view_kind *kind = route->subject;
    struct view *view = request->plan;
    view->store = store;
    view->dataset = dataset;
    view->out = &reply->body;
    view->reply = reply;
    reply->language = view->code;
    reply->policy = kind->embedded ? view_policy_embedded : view_policy;
    return kind->put_in_tx(view, err);
}

bool view_answer(
    void *worker, const struct route *route, struct request *request, struct reply *reply, struct err *err) {
    const char *address = canonical(request->plan, route->subject);
    return answer_from(worker, address, put_in_tx, route, request, reply, err);
}
