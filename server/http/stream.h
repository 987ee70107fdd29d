/* SPDX-License-Identifier: MIT */
/* Bodies that are made while they are sent. A thread makes each, ahead of the client by a bounded buffer; the
 * event thread takes from that and never waits: it suspends the connection while there is nothing. A client
 * that takes too little, a body that takes too long, and one that cannot be finished end without the last
 * chunk, so that nobody takes a part for the whole. */
#ifndef FACTD_HTTP_STREAM_H
#define FACTD_HTTP_STREAM_H

#include <microhttpd.h>

#include "base/log.h"
#include "http/http.h"
#include "http/loop.h"

struct streams;

struct streams_options {
    int count;   /* at once */
    int seconds; /* for a body to be made and taken, all but the last buffer of it */
    int rate;    /* KiB/s that a client must take while the buffer is full */
    struct log *log;
};

/* The caller frees with streams_free. */
struct streams *streams_new(const struct streams_options *options);

/* A response that sends the stream to this connection and adds to *sent what it sent; NULL where there are
 * too many already, or no memory or thread is left. Takes the stream in any case. */
struct MHD_Response *streams_respond(struct streams *streams, const struct stream *stream, struct loop *loop,
    struct MHD_Connection *connection, size_t *sent);

/* What HEAD is answered in place of a stream. */
struct MHD_Response *streams_heading(void);

/* How many are under way. Any thread. */
size_t streams_count(struct streams *streams);

/* Ends all of them, without their last chunk, so that no connection stays suspended. None may begin after. */
void streams_cancel(struct streams *streams);

/* Waits for their threads; after the library has ended. */
void streams_free(struct streams *streams);

#endif
