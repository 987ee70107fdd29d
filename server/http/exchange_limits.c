/* SPDX-License-Identifier: MIT */
/* Who asks, and whether it may ask now. On the event thread. */
#include <string.h>

#include "http/exchange.h"
#include "http/forwarded.h"

/* Whom a trusted proxy tells, else the peer. What it tells and cannot be read may come from anywhere, so it
 * counts as the proxy's own; where it tells nothing, nobody is known. */
void exchange_identify(struct exchange *exchange) {
    const struct daemon_options *options = &exchange->commons->options;
    const char *told = exchange->headers.client;
    exchange->address = exchange->client->address;
    exchange->told = !exchange->client->proxy || told;
    if (told)
        forwarded_client(options->client_header, told, &options->proxies, &exchange->address);
}

static bool is_probe(const struct exchange *exchange) {
    for (const struct route *const *route = exchange->commons->options.routes; *route; route++)
        if ((*route)->probe && strcmp((*route)->path, exchange->request.raw) == 0)
            return true;
    return false;
}

/* False, and refused, where the client asks faster than it may. Who watches the service is answered all the
 * same: it must not be taken for dead because of what others behind its address do. */
bool exchange_may_ask(struct exchange *exchange) {
    int retry_after;
    if (!exchange->told ||
        visitors_ask(exchange->commons->visitors, &exchange->address, exchange->began, &retry_after) ||
        is_probe(exchange))
        return true;
    exchange_refuse(exchange, PROBLEM_TOO_MANY, "this address asks faster than one may", NULL);
    exchange->reply.retry_after = retry_after;
    return false;
}

/* Slow clients hold more than the service may: what would only make it more is refused, what is there is
 * sent. */
bool exchange_may_make(struct exchange *exchange) {
    const struct daemon_options *options = &exchange->commons->options;
    if (exchange->answer || exchange->reply.streamed || cache_unkept(options->cache) <= options->unsent_bytes)
        return true;
    exchange_refuse(
        exchange, PROBLEM_OVERLOADED, "too many answers wait for clients that do not take them", NULL);
    return false;
}
