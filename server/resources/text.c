/* SPDX-License-Identifier: MIT */
/* /v1/articles/{id}/text: the article's text as it was loaded, where the operator allows it. */
#include "resources/text.h"

#include "resources/collection.h"
#include "resources/index.h"

bool text_read_in_tx(
    struct store *store, const char *article, struct buf *out, bool *found, struct err *err) {
    struct value id = value_text(article);
    AUTO_STATEMENT *statement = NULL;
    *found = false;
    if (!store_prepare(store, "SELECT text FROM article_text WHERE article = $1", &statement, err) ||
        !statement_bind(statement, &id, 1, err))
        return false;
    enum step step = statement_step(statement, err);
    if (step != STEP_ROW)
        return step == STEP_DONE;
    struct value text = statement_value(statement, 0);
    buf_append(out, text.text, text.length);
    *found = true;
    return true;
}

static bool find_language(
    struct store *store, struct request *request, struct reply *reply, struct err *err) {
    struct value id = value_text(request->item);
    AUTO_STATEMENT *statement = NULL;
    if (!store_prepare(store, "SELECT language FROM article WHERE id = $1", &statement, err) ||
        !statement_bind(statement, &id, 1, err))
        return false;
    enum step step = statement_step(statement, err);
    if (step == STEP_DONE)
        return absent_in_tx(store, &articles, request->item, err);
    if (step == STEP_FAILED)
        return false;
    reply->language = arena_string(&request->arena, statement_value(statement, 0).text);
    return true;
}

static bool read_text(struct store *store, const struct dataset *dataset, const struct route *route,
    struct request *request, struct reply *reply, struct err *err) {
    bool found;
    (void)dataset;
    (void)route;
    return find_language(store, request, reply, err) &&
           text_read_in_tx(store, request->item, &reply->body, &found, err) &&
           (found || err_set(err, ERR_NOT_FOUND, "", "no text was loaded for it"));
}

/* Looks only whether the article is there, so that nothing tells, not even the time it takes, whether its
 * text is. */
static bool refuse(struct store *store, const struct dataset *dataset, const struct route *route,
    struct request *request, struct reply *reply, struct err *err) {
    (void)dataset;
    (void)route;
    return find_language(store, request, reply, err) &&
           err_set(err, ERR_NOT_FOUND, "", "the operator does not serve articles' texts (--texts)");
}

/* A text that is not served has no tag, or a client that asks with the one of earlier would be told that
 * nothing changed. */
static bool plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    const struct service *service = context;
    return service->texts ? path_plan(context, route, request, reply, problems, err)
                          : request_is_bare(request, problems);
}

static bool answer(
    void *worker, const struct route *route, struct request *request, struct reply *reply, struct err *err) {
    const struct worker *own = worker;
    return answer_from(
        worker, request->target.path, own->service->texts ? read_text : refuse, route, request, reply, err);
}

const struct route text_route = {
    .path = "/v1/articles/{id}/text", .as = AS("text/plain; charset=utf-8"), .plan = plan, .answer = answer};
