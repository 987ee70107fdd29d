/* SPDX-License-Identifier: MIT */
#include "http/client.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "http/exchange.h"
#include "http/metrics.h"

enum { READS = 16 }; /* 64 KiB: who goes on sending more would have us read for ever */

/* Without waiting, and without the library, which has not seen the connection or would not let us. What the
 * client has sent by now is read first, since closing over it would take the answer away from the client. */
void client_tell(const struct client *client, const struct buf *words) {
    char unread[4096];
    if (client->commons->options.tls)
        return;
    for (int reads = 0; reads < READS; reads++)
        if (recv(client->descriptor, unread, sizeof unread, MSG_DONTWAIT) != (ssize_t)sizeof unread)
            break;
    ssize_t sent = send(client->descriptor, words->bytes, words->length, MSG_DONTWAIT | MSG_NOSIGNAL);
    (void)sent; /* a client that cannot be told is cut all the same */
}

static void refuse(const struct client *client, const struct buf *words) {
    client_tell(client, words);
    shutdown(client->descriptor, SHUT_WR);
    close(client->descriptor);
}

/* More than the limit is counted for a moment, so that nobody has to wait for a lock. */
static bool count_in(struct client *client) {
    struct commons *commons = client->commons;
    if (atomic_fetch_add(&commons->connections, 1) >= (unsigned)commons->options.connections) {
        metrics_connection_refused(commons->options.metrics, METER_TOO_MANY);
        refuse(client, &commons->refusals.full);
    } else if (!client->proxy && !visitors_enter(commons->visitors, &client->address)) {
        metrics_connection_refused(commons->options.metrics, METER_TOO_MANY_OF_ADDRESS);
        refuse(client, &commons->refusals.crowded);
    } else {
        metrics_connection_opened(commons->options.metrics);
        return true;
    }
    atomic_fetch_sub(&commons->connections, 1);
    return false;
}

struct client *client_admit(struct commons *commons, int descriptor, const struct address *address) {
    struct client client = {
        .commons = commons, .descriptor = descriptor, .address = *address, .since = clock_now()};
    client.proxy = nets_have(&commons->options.proxies, address);
    if (!count_in(&client))
        return NULL;
    struct client *made = memory_zeroed(1, sizeof *made);
    *made = client;
    address_put(address, made->name);
    return made;
}

void client_free(struct client *client) {
    if (!client->proxy)
        visitors_leave(client->commons->visitors, &client->address);
    atomic_fetch_sub(&client->commons->connections, 1);
    metrics_connection_closed(client->commons->options.metrics);
    free(client);
}

/* A connection without a request has its time whether it is silent or drips. */
static bool is_late(const struct client *client, int64_t now) {
    const struct daemon_options *options = &client->commons->options;
    if (client->began)
        return !client->exported && now - client->began > options->request_seconds * CLOCK_SECOND;
    return now - client->since > options->idle_seconds * CLOCK_SECOND;
}

void client_cut(struct client *client, const struct buf *words) {
    client->ended = true;
    if (words)
        client_tell(client, words);
    shutdown(client->descriptor, SHUT_RDWR);
}

void client_hurry(struct client *client, int64_t now) {
    if (client->ended || !is_late(client, now))
        return;
    client_cut(client, client->began && !client->entered ? &client->commons->refusals.late : NULL);
}
