/* SPDX-License-Identifier: MIT */
#include "http/stream.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "base/memory.h"

enum {
    BUFFER_BYTES = 256 * 1024, /* made ahead; a piece more may stand behind */
    BLOCK_BYTES = 32 * 1024,   /* asked for by the library at a time */
    SOCKET_BYTES = 64 * 1024,  /* of the socket's own, which Linux doubles */
};

struct sending {
    struct streams *all;
    struct sending *next;
    struct sending **place; /* what points at this one in the list of all */
    struct stream stream;
    struct loop *loop;
    struct MHD_Connection *connection;
    size_t *sent;
    struct timespec until;
    pthread_mutex_t lock;
    pthread_cond_t room;
    struct buf ready;
    size_t taken; /* of `ready` */
    int socket;   /* the connection's, until `left` */
    bool suspended, done, failed, left;
    int holders; /* the response and the thread; the last one frees */
};

struct streams {
    struct streams_options options;
    pthread_mutex_t lock;
    pthread_cond_t fewer;
    struct sending *first;
    int count;
    bool cancelled;
};

struct streams *streams_new(const struct streams_options *options) {
    struct streams *streams = memory_zeroed(1, sizeof *streams);
    streams->options = *options;
    pthread_mutex_init(&streams->lock, NULL);
    pthread_cond_init(&streams->fewer, NULL);
    return streams;
}

/* ---- life ---- */

static bool enlist(struct streams *streams, struct sending *sending) {
    pthread_mutex_lock(&streams->lock);
    bool good = !streams->cancelled && streams->count < streams->options.count;
    if (good) {
        streams->count++;
        sending->next = streams->first;
        sending->place = &streams->first;
        if (streams->first)
            streams->first->place = &sending->next;
        streams->first = sending;
    }
    pthread_mutex_unlock(&streams->lock);
    return good;
}

static void delist(struct sending *sending) {
    struct streams *streams = sending->all;
    pthread_mutex_lock(&streams->lock);
    *sending->place = sending->next;
    if (sending->next)
        sending->next->place = sending->place;
    streams->count--;
    pthread_cond_signal(&streams->fewer);
    pthread_mutex_unlock(&streams->lock);
}

static void discard(struct sending *sending) {
    pthread_cond_destroy(&sending->room);
    pthread_mutex_destroy(&sending->lock);
    buf_close(&sending->ready);
    free(sending);
}

static void let_go(struct sending *sending) {
    pthread_mutex_lock(&sending->lock);
    bool last = --sending->holders == 0;
    pthread_mutex_unlock(&sending->lock);
    if (!last)
        return;
    delist(sending);
    discard(sending);
}

/* Wakes the event thread where it waits. With the lock held, which is given up. */
static void unlock_and_wake(struct sending *sending) {
    bool wake = sending->suspended;
    sending->suspended = false;
    pthread_mutex_unlock(&sending->lock);
    if (wake)
        loop_resume(sending->loop, sending->connection);
}

/* ---- the thread that makes the body ---- */

static struct timespec after(struct timespec time, int64_t milliseconds) {
    time.tv_nsec += milliseconds % 1000 * 1000000L;
    time.tv_sec += milliseconds / 1000 + time.tv_nsec / 1000000000L;
    time.tv_nsec %= 1000000000L;
    return time;
}

static bool is_before(struct timespec a, struct timespec b) {
    return a.tv_sec < b.tv_sec || (a.tv_sec == b.tv_sec && a.tv_nsec < b.tv_nsec);
}

/* Until half of the buffer is free, which a client that takes enough frees in time. With the lock held. */
static bool wait_for_room(struct sending *sending) {
    const struct streams_options *options = &sending->all->options;
    struct timespec now, patience;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (sending->failed || is_before(sending->until, now))
        return false;
    if (sending->ready.length - sending->taken < BUFFER_BYTES)
        return true;
    /* Down to half, and what the socket takes and gives in steps. */
    size_t due = sending->ready.length - sending->taken - BUFFER_BYTES / 2 + (size_t)2 * SOCKET_BYTES;
    patience = after(now, (int64_t)due * 1000 / ((int64_t)options->rate * 1024));
    if (is_before(sending->until, patience))
        patience = sending->until;
    while (!sending->failed && sending->ready.length - sending->taken > BUFFER_BYTES / 2)
        if (pthread_cond_timedwait(&sending->room, &sending->lock, &patience) != 0)
            return false;
    return !sending->failed;
}

/* So that its memory is used again, also where the client never takes all that is ready. */
static void drop_taken(struct sending *sending) {
    struct buf *ready = &sending->ready;
    if (sending->taken && ready->length > sending->taken)
        memmove(ready->bytes, ready->bytes + sending->taken, ready->length - sending->taken);
    ready->length -= sending->taken;
    sending->taken = 0;
}

/* False where nothing more is to come. */
static bool make_piece(struct sending *sending, struct err *err) {
    AUTO_BUF piece = {0};
    bool more = sending->stream.next(sending->stream.context, &piece, err);
    pthread_mutex_lock(&sending->lock);
    drop_taken(sending);
    buf_append(&sending->ready, piece.bytes ? piece.bytes : "", piece.length);
    unlock_and_wake(sending); /* before the wait, which is for what the event thread takes */
    pthread_mutex_lock(&sending->lock);
    bool room = !more || wait_for_room(sending); /* behind the last piece the snapshot can go at once */
    if (more && !room && !sending->failed)
        err_set(err, ERR_DEADLINE, "export", "the client takes too little, or the whole takes too long");
    pthread_mutex_unlock(&sending->lock);
    return more && room && err->kind == ERR_NONE;
}

static void *make(void *argument) {
    struct sending *sending = argument;
    struct err err = {0};
    while (make_piece(sending, &err))
        continue;
    sending->stream.close(sending->stream.context);
    if (err.kind != ERR_NONE)
        log_event(sending->all->options.log, LOG_WARNING, "export-aborted", err.detail);
    pthread_mutex_lock(&sending->lock);
    sending->done = true;
    sending->failed = sending->failed || err.kind != ERR_NONE;
    if (err.kind != ERR_NONE && !sending->left && sending->socket >= 0)
        shutdown(sending->socket, SHUT_RDWR); /* a client that takes nothing would keep its place */
    unlock_and_wake(sending);
    let_go(sending);
    return NULL;
}

/* ---- on the event thread ---- */

static ssize_t take(void *context, uint64_t position, char *out, size_t most) {
    struct sending *sending = context;
    ssize_t result = 0;
    (void)position;
    pthread_mutex_lock(&sending->lock);
    size_t left = sending->ready.length - sending->taken, taken = left < most ? left : most;
    if (sending->failed) {
        result = MHD_CONTENT_READER_END_WITH_ERROR;
    } else if (taken) {
        memcpy(out, sending->ready.bytes + sending->taken, taken);
        sending->taken += taken;
        *sending->sent += taken;
        result = (ssize_t)taken;
        pthread_cond_signal(&sending->room);
    } else if (sending->done) {
        result = MHD_CONTENT_READER_END_OF_STREAM;
    } else {
        sending->suspended = true;
        MHD_suspend_connection(sending->connection);
    }
    pthread_mutex_unlock(&sending->lock);
    return result;
}

/* The response is over: the thread, where it is still at it, need not go on. */
static void leave(void *context) {
    struct sending *sending = context;
    pthread_mutex_lock(&sending->lock);
    sending->failed = sending->left = true;
    sending->suspended = false;
    pthread_cond_signal(&sending->room);
    pthread_mutex_unlock(&sending->lock);
    let_go(sending);
}

static struct sending *prepared(struct streams *streams, const struct stream *stream, struct loop *loop,
    struct MHD_Connection *connection, size_t *sent) {
    struct sending *sending = memory_zeroed(1, sizeof *sending);
    pthread_condattr_t monotonic;
    *sending = (struct sending){.all = streams,
        .stream = *stream,
        .loop = loop,
        .connection = connection,
        .sent = sent,
        .holders = 2};
    clock_gettime(CLOCK_MONOTONIC, &sending->until);
    sending->until = after(sending->until, streams->options.seconds * 1000LL);
    pthread_mutex_init(&sending->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&sending->room, &monotonic);
    pthread_condattr_destroy(&monotonic);
    return sending;
}

static bool start(struct sending *sending) {
    pthread_t thread;
    pthread_attr_t detached;
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    bool good = pthread_create(&thread, &detached, make, sending) == 0;
    pthread_attr_destroy(&detached);
    return good;
}

/* The system would buffer megabytes and ask for more only when a third of them is gone, so that the steps in
 * which a slow client takes an answer were longer than its patience. */
static int shorten_steps(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    int bytes = SOCKET_BYTES;
    if (!info)
        return -1;
    setsockopt(info->connect_fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    return info->connect_fd;
}

struct MHD_Response *streams_respond(struct streams *streams, const struct stream *stream, struct loop *loop,
    struct MHD_Connection *connection, size_t *sent) {
    struct sending *sending = prepared(streams, stream, loop, connection, sent);
    if (!enlist(streams, sending)) {
        stream->close(stream->context);
        discard(sending);
        return NULL;
    }
    sending->socket = shorten_steps(connection);
    struct MHD_Response *response =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK_BYTES, take, sending, leave);
    if (response && start(sending))
        return response;
    stream->close(stream->context);
    sending->holders = 1;
    if (response)
        MHD_destroy_response(response);
    else
        let_go(sending);
    return NULL;
}

static ssize_t nothing(void *context, uint64_t position, char *out, size_t most) {
    (void)context;
    (void)position;
    (void)out;
    (void)most;
    return MHD_CONTENT_READER_END_OF_STREAM;
}

/* As to a client of HTTP/1.0, and closed: the library would send the last chunk behind the head. */
struct MHD_Response *streams_heading(void) {
    struct MHD_Response *response =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK_BYTES, nothing, NULL, NULL);
    if (response)
        MHD_set_response_options(response, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
    return response;
}

size_t streams_count(struct streams *streams) {
    pthread_mutex_lock(&streams->lock);
    size_t count = (size_t)streams->count;
    pthread_mutex_unlock(&streams->lock);
    return count;
}

/* ---- the end of all ---- */

void streams_cancel(struct streams *streams) {
    pthread_mutex_lock(&streams->lock);
    streams->cancelled = true;
    for (struct sending *sending = streams->first; sending; sending = sending->next) {
        pthread_mutex_lock(&sending->lock);
        sending->failed = true;
        pthread_cond_signal(&sending->room);
        unlock_and_wake(sending);
    }
    pthread_mutex_unlock(&streams->lock);
}

void streams_free(struct streams *streams) {
    pthread_mutex_lock(&streams->lock);
    while (streams->count > 0)
        pthread_cond_wait(&streams->fewer, &streams->lock);
    pthread_mutex_unlock(&streams->lock);
    pthread_cond_destroy(&streams->fewer);
    pthread_mutex_destroy(&streams->lock);
    free(streams);
}
