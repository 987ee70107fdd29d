/* SPDX-License-Identifier: MIT */
/* /v1/articles/{id}/document: the facts document as it was loaded, to be corrected and loaded again. */
#include "resources/collection.h"
#include "resources/index.h"

static bool read_document(struct store *store, const struct dataset *dataset, const struct route *route,
    struct request *request, struct reply *reply, struct err *err) {
    struct value id = value_text(request->item);
    AUTO_STATEMENT *statement = NULL;
    (void)dataset;
    (void)route;
    if (!store_prepare(store, "SELECT document FROM article_document WHERE article = $1", &statement, err) ||
        !statement_bind(statement, &id, 1, err))
        return false;
    enum step step = statement_step(statement, err);
    if (step == STEP_DONE)
        return absent_in_tx(store, &articles, request->item, err);
    if (step == STEP_FAILED)
        return false;
    struct value document = statement_value(statement, 0);
    buf_append(&reply->body, document.text, document.length);
    return true;
}

static bool answer(
    void *worker, const struct route *route, struct request *request, struct reply *reply, struct err *err) {
    return answer_from(worker, request->target.path, read_document, route, request, reply, err);
}

const struct route document_route = {
    .path = "/v1/articles/{id}/document", .as = AS("application/json"), .plan = path_plan, .answer = answer};
