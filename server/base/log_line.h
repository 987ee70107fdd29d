/* SPDX-License-Identifier: MIT */
/* How a line of the log is written. */
#ifndef FACTD_BASE_LOG_LINE_H
#define FACTD_BASE_LOG_LINE_H

#include <time.h>

#include "base/buf.h"
#include "base/log.h"

/* The date of the last line, which is made once a second. Zeroed at first; for one thread at a time. */
struct log_date {
    time_t second;
    char text[32];
};

/* Append a whole line. */
void log_line_request(
    struct buf *out, enum log_format format, struct log_date *date, const struct log_request *request);
void log_line_event(struct buf *out, enum log_format format, struct log_date *date, enum log_level level,
    const char *event, const char *detail);

#endif
