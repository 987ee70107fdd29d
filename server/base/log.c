/* SPDX-License-Identifier: MIT */
#include "base/log.h"

#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/memory.h"

/* About 250 lines; what comes faster than the flush is written when this is full. */
enum { GATHERED_BYTES = 64 * 1024, KEPT_BYTES = 1024 * 1024, METHOD_SHOWN = 32 };

struct log {
    pthread_mutex_t lock;
    struct buf gathered;
    int descriptor;
    int requests;
    time_t second; /* that `date` says */
    char date[32];
};

struct log *log_open(int descriptor, int requests) {
    struct log *log = memory_zeroed(1, sizeof *log);
    pthread_mutex_init(&log->lock, NULL);
    log->descriptor = descriptor;
    log->requests = requests;
    return log;
}

bool log_has_requests(const struct log *log) {
    return log->requests;
}

static bool writable(int descriptor) {
    struct pollfd poll_for = {.fd = descriptor, .events = POLLOUT};
    return poll(&poll_for, 1, 0) == 1 && (poll_for.revents & POLLOUT);
}

/* Never waits for who reads the log: a pipe that polls as writable takes PIPE_BUF bytes. What cannot be
 * written is kept for the next time, and given up where too much is kept. */
static void write_out(struct log *log) {
    size_t written = 0;
    while (written < log->gathered.length && writable(log->descriptor)) {
        size_t left = log->gathered.length - written;
        ssize_t more =
            write(log->descriptor, log->gathered.bytes + written, left < PIPE_BUF ? left : PIPE_BUF);
        if (more <= 0)
            break;
        written += (size_t)more;
    }
    size_t left = log->gathered.length - written;
    if (left > KEPT_BYTES)
        left = 0;
    if (left)
        memmove(log->gathered.bytes, log->gathered.bytes + written, left);
    log->gathered.length = left;
}

static void put_thousandths(struct buf *out, long number) {
    char digits[] = {
        '.', (char)('0' + number / 100), (char)('0' + number / 10 % 10), (char)('0' + number % 10)};
    buf_append(out, digits, sizeof digits);
}

/* With the lock held. The date is made once a second. */
static void put_time(struct log *log, struct buf *out) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (now.tv_sec != log->second) {
        struct tm utc;
        log->second = now.tv_sec;
        strftime(log->date, sizeof log->date, "%Y-%m-%dT%H:%M:%S", gmtime_r(&now.tv_sec, &utc));
    }
    buf_texts(out, "time=", log->date);
    put_thousandths(out, now.tv_nsec / 1000000);
    buf_char(out, 'Z');
}

static bool is_plain(unsigned char c) {
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

static void put_quoted(struct buf *out, const char *text, size_t most) {
    size_t length = strnlen(text, most), at = 0;
    buf_char(out, '"');
    while (at < length) {
        size_t run = at;
        while (run < length && is_plain((unsigned char)text[run]))
            run++;
        buf_append(out, text + at, run - at);
        at = run;
        if (at == length)
            break;
        unsigned char c = (unsigned char)text[at++];
        if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", c);
        else
            buf_printf(out, "\\x%02x", c);
    }
    buf_char(out, '"');
}

void log_request(struct log *log, const struct log_request *request) {
    if (!log->requests)
        return;
    pthread_mutex_lock(&log->lock);
    struct buf *out = &log->gathered;
    put_time(log, out);
    buf_texts(out, " level=info event=request id=", request->id, " method=");
    put_quoted(out, request->method, METHOD_SHOWN);
    buf_text(out, " target=");
    put_quoted(out, request->target, 4096);
    buf_text(out, " status=");
    buf_integer(out, request->status);
    buf_text(out, " bytes=");
    buf_integer(out, (int64_t)request->bytes);
    buf_text(out, " ms=");
    buf_integer(out, request->microseconds / 1000);
    put_thousandths(out, request->microseconds % 1000);
    buf_char(out, '\n');
    if (out->length >= GATHERED_BYTES)
        write_out(log);
    pthread_mutex_unlock(&log->lock);
}

void log_event(struct log *log, const char *level, const char *event, const char *detail) {
    pthread_mutex_lock(&log->lock);
    put_time(log, &log->gathered);
    buf_printf(&log->gathered, " level=%s event=%s detail=", level, event);
    put_quoted(&log->gathered, detail, 2048);
    buf_char(&log->gathered, '\n');
    write_out(log);
    pthread_mutex_unlock(&log->lock);
}

void log_flush(struct log *log) {
    pthread_mutex_lock(&log->lock);
    write_out(log);
    pthread_mutex_unlock(&log->lock);
}

void log_close(struct log *log) {
    if (!log)
        return;
    write_out(log);
    pthread_mutex_destroy(&log->lock);
    buf_close(&log->gathered);
    free(log);
}
