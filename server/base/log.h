/* SPDX-License-Identifier: MIT */
/* The log on standard error: logfmt, one line an event, no byte of a client unescaped. Lines of requests are
 * gathered and written together, at the latest when log_flush is called, which main does every 100 ms. */
#ifndef FACTD_BASE_LOG_H
#define FACTD_BASE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct log;

struct log_request {
    const char *id;
    const char *method;
    const char *target; /* as the client sent it */
    int status;
    size_t bytes;         /* of the body */
    int64_t microseconds; /* from the request line to the end of the answer */
};

/* `requests` 0 leaves out the lines of requests. The caller frees with log_close. */
struct log *log_open(int descriptor, int requests);

/* Whether requests have lines. */
bool log_has_requests(const struct log *log);

/* Any thread. */
void log_request(struct log *log, const struct log_request *request);

/* Any thread; written at once. `event` is a word, `detail` a sentence. */
void log_event(struct log *log, const char *level, const char *event, const char *detail);

void log_flush(struct log *log);
void log_close(struct log *log);

#endif
