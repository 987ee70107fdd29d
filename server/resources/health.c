/* SPDX-License-Identifier: MIT */
/* /livez: the process answers. /readyz: the database does too, as the watcher last saw it, so that a probe
 * never waits behind queries. */
#include "resources/index.h"
#include "resources/resources.h"

static bool answer_now(const struct route *route, const struct request *request, struct reply *reply,
    struct problems *problems) {
    if (!request_is_bare(request, problems))
        return false;
    *reply = (struct reply){.status = 200, .type = route->as->type};
    buf_text(&reply->body, "{\"status\":\"ok\"}\n");
    return true;
}

static bool plan_livez(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    (void)context;
    (void)err;
    return answer_now(route, request, reply, problems);
}

static bool plan_readyz(void *context, const struct route *route, struct request *request,
    struct reply *reply, struct problems *problems, struct err *err) {
    const struct service *service = context;
    if (atomic_load(&service->draining))
        return err_set(err, ERR_STOPPING, "", "it was told to stop, and answers for a while yet");
    return watcher_ready(service->watcher, err) && answer_now(route, request, reply, problems);
}

const struct route livez_route = {
    .path = "/livez", .probe = true, .as = AS("application/json"), .plan = plan_livez};
const struct route readyz_route = {
    .path = "/readyz", .probe = true, .as = AS("application/json"), .plan = plan_readyz};
