/* SPDX-License-Identifier: MIT */
#include "base/log.h"

#include <inttypes.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log_line.h"
#include "base/memory.h"

enum {
    BOOK_BYTES = 64 * 1024, /* about 250 lines; what comes faster than the flush is written when it is full */
    KEPT_BYTES = 1024 * 1024,
    LAST_MILLISECONDS = 1000, /* a reader that takes nothing for so long does not keep the end waiting */
};

/* What one thread logs of its requests. Its lock is taken before the log's. */
struct log_book {
    pthread_mutex_t lock;
    struct log *log;
    struct log_book *older;
    struct buf lines;
    struct log_date date;
};

struct log {
    struct log_options options;
    struct log_book *_Atomic newest;
    atomic_uint_fast64_t lost;
    pthread_mutex_t lock; /* of all that follows */
    struct buf leaving;   /* begins with what is left of a line that is written in part */
    uint64_t untold;      /* lines lost since that was last said; while there are any, no line is taken */
    struct log_date date;
};

struct log *log_open(const struct log_options *options) {
    struct log *log = memory_zeroed(1, sizeof *log);
    pthread_mutex_init(&log->lock, NULL);
    log->options = *options;
    return log;
}

bool log_has_requests(const struct log *log) {
    return log->options.requests && log->options.level >= LOG_INFO;
}

struct log_book *log_book(struct log *log) {
    struct log_book *book = memory_zeroed(1, sizeof *book);
    pthread_mutex_init(&book->lock, NULL);
    book->log = log;
    book->older = atomic_load(&log->newest);
    while (!atomic_compare_exchange_weak(&log->newest, &book->older, book))
        continue;
    return book;
}

uint64_t log_lost(const struct log *log) {
    return atomic_load_explicit(&log->lost, memory_order_relaxed);
}

/* ---- to the descriptor, with the log's lock held ---- */

static bool writable(int descriptor, int milliseconds) {
    struct pollfd poll_for = {.fd = descriptor, .events = POLLOUT};
    return poll(&poll_for, 1, milliseconds) == 1 && (poll_for.revents & POLLOUT);
}

/* A pipe that polls as writable takes PIPE_BUF bytes without waiting. `milliseconds` is how long to wait for
 * it to be that, each time. */
static void write_out(struct log *log, int milliseconds) {
    struct buf *leaving = &log->leaving;
    size_t written = 0;
    while (written < leaving->length && writable(log->options.descriptor, milliseconds)) {
        size_t left = leaving->length - written;
        ssize_t more =
            write(log->options.descriptor, leaving->bytes + written, left < PIPE_BUF ? left : PIPE_BUF);
        if (more <= 0)
            break;
        written += (size_t)more;
    }
    leaving->length -= written;
    if (written && leaving->length)
        memmove(leaving->bytes, leaving->bytes + written, leaving->length);
}

/* Where half of the room is free again, so that one line tells of many. */
static void tell_lost(struct log *log) {
    char detail[64];
    if (!log->untold || log->leaving.length > KEPT_BYTES / 2)
        return;
    snprintf(detail, sizeof detail, "%" PRIu64 " lines were lost here: nobody read the log", log->untold);
    log->untold = 0;
    log_line_event(&log->leaving, log->options.format, &log->date, LOG_WARNING, "log-lines-lost", detail);
}

static uint64_t lines_in(const struct buf *lines) {
    uint64_t count = 0;
    for (size_t i = 0; i < lines->length; i++)
        count += lines->bytes[i] == '\n';
    return count;
}

/* Whole lines only, so what is given up tears none. */
static void take(struct log *log, const struct buf *lines) {
    tell_lost(log);
    if (!log->untold && log->leaving.length <= KEPT_BYTES) {
        buf_append(&log->leaving, lines->bytes, lines->length);
    } else {
        uint64_t count = lines_in(lines);
        log->untold += count;
        atomic_fetch_add_explicit(&log->lost, count, memory_order_relaxed);
    }
    write_out(log, 0);
}

/* ---- the books ---- */

static void hand_over(struct log_book *book) {
    if (!book->lines.length)
        return;
    pthread_mutex_lock(&book->log->lock);
    take(book->log, &book->lines);
    pthread_mutex_unlock(&book->log->lock);
    book->lines.length = 0;
}

void log_request(struct log_book *book, const struct log_request *request) {
    if (!log_has_requests(book->log))
        return;
    pthread_mutex_lock(&book->lock);
    log_line_request(&book->lines, book->log->options.format, &book->date, request);
    if (book->lines.length >= BOOK_BYTES)
        hand_over(book);
    pthread_mutex_unlock(&book->lock);
}

static void hand_over_all(struct log *log) {
    for (struct log_book *book = atomic_load(&log->newest); book; book = book->older) {
        pthread_mutex_lock(&book->lock);
        hand_over(book);
        pthread_mutex_unlock(&book->lock);
    }
}

void log_event(struct log *log, enum log_level level, const char *event, const char *detail) {
    AUTO_BUF line = {0};
    if (level > log->options.level)
        return;
    hand_over_all(log);
    pthread_mutex_lock(&log->lock);
    log_line_event(&line, log->options.format, &log->date, level, event, detail);
    take(log, &line);
    pthread_mutex_unlock(&log->lock);
}

void log_flush(struct log *log) {
    hand_over_all(log);
    pthread_mutex_lock(&log->lock);
    write_out(log, 0);
    tell_lost(log);
    write_out(log, 0);
    pthread_mutex_unlock(&log->lock);
}

void log_close(struct log *log) {
    if (!log)
        return;
    log_flush(log);
    write_out(log, LAST_MILLISECONDS);
    for (struct log_book *book = log->newest, *older; book; book = older) {
        older = book->older;
        pthread_mutex_destroy(&book->lock);
        buf_close(&book->lines);
        free(book);
    }
    pthread_mutex_destroy(&log->lock);
    buf_close(&log->leaving);
    free(log);
}
