/* SPDX-License-Identifier: MIT */
/* A connection, from its accept to its end. It belongs to the loop that carries it. */
#ifndef FACTD_HTTP_CLIENT_H
#define FACTD_HTTP_CLIENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "http/address.h"

struct commons;
struct loop;

struct client {
    struct client *next, *previous; /* among those of its loop */
    struct commons *commons;
    int descriptor;
    struct address address;
    char name[ADDRESS_SIZE]; /* the address, as the log shows it */
    /* Only the loop's thread reads or writes these. Times are of clock_now. */
    int64_t since; /* it was opened, or its last answer was sent */
    int64_t began; /* the request under way, or 0 */
    bool entered;  /* the request's headers are read */
    bool proxy;    /* a trusted one, which carries the connections of many clients */
    bool exported; /* the answer has a deadline of its own */
    bool ended;    /* by us: the library is to notice */
};

/* Takes a connection that was accepted, or refuses it in a few words and closes it: then NULL. Any thread. */
struct client *client_admit(struct commons *commons, int descriptor, const struct address *address);

/* Ends its counting; the connection is closed by who carried it. */
void client_free(struct client *client);

/* Sends words past the library, where it has no room for its own, or no answer under way; who calls ends the
 * connection then. Says nothing where the connection is encrypted. */
void client_tell(const struct client *client, const struct buf *words);

/* Tells, unless it is NULL, and has the library notice that the connection is over. */
void client_cut(struct client *client, const struct buf *words);

/* Cuts the connection where it has been silent, or busy with one request, for too long by `now`. The library
 * notices, and lets go of it. */
void client_hurry(struct client *client, int64_t now);

#endif
