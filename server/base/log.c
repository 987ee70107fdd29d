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
};

struct log *log_open(int descriptor, int requests) {
    struct log *log = memory_zeroed(1, sizeof *log);
    pthread_mutex_init(&log->lock, NULL);
    log->descriptor = descriptor;
    log->requests = requests;
    return log;
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

static void put_time(struct buf *out) {
    struct timespec now;
    struct tm utc;
    char text[32];
    clock_gettime(CLOCK_REALTIME, &now);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", gmtime_r(&now.tv_sec, &utc));
    buf_printf(out, "time=%s.%03ldZ", text, now.tv_nsec / 1000000);
}

static void put_quoted(struct buf *out, const char *text, size_t most) {
    buf_char(out, '"');
    for (size_t i = 0; i < most && text[i]; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x20 || c >= 0x7F)
            buf_printf(out, "\\x%02x", c);
        else if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", c);
        else
            buf_char(out, (char)c);
    }
    buf_char(out, '"');
}

void log_request(struct log *log, const struct log_request *request) {
    if (!log->requests)
        return;
    AUTO_BUF line = {0};
    put_time(&line);
    buf_printf(&line, " level=info event=request id=%s method=", request->id);
    put_quoted(&line, request->method, METHOD_SHOWN);
    buf_text(&line, " target=");
    put_quoted(&line, request->target, 4096);
    buf_printf(&line, " status=%d bytes=%zu ms=%lld.%03d\n", request->status, request->bytes,
        (long long)(request->microseconds / 1000), (int)(request->microseconds % 1000));
    pthread_mutex_lock(&log->lock);
    buf_append(&log->gathered, line.bytes, line.length);
    if (log->gathered.length >= GATHERED_BYTES)
        write_out(log);
    pthread_mutex_unlock(&log->lock);
}

void log_event(struct log *log, const char *level, const char *event, const char *detail) {
    pthread_mutex_lock(&log->lock);
    put_time(&log->gathered);
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
