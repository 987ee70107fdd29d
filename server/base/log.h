/* SPDX-License-Identifier: MIT */
/* The log on standard error: one line an event, as logfmt or as a JSON object, no byte of a client unescaped.
 * Lines of requests are gathered in books, one a thread, and written together: when a book is full, with any
 * other event, and when log_flush is called, which main does every 100 ms. A line is never torn and a book's
 * lines keep their order. Nobody ever waits for who reads the log: what cannot be written is kept up to a
 * limit, then lines are lost, counted, and told about once there is room again; only log_close waits for the
 * reader, and not for long. */
#ifndef FACTD_BASE_LOG_H
#define FACTD_BASE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct log;
struct log_book;

/* The gravest first. */
enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG, LOG_LEVELS };

enum log_format { LOG_LOGFMT, LOG_JSON, LOG_FORMATS };

struct log_options {
    int descriptor;
    enum log_format format;
    enum log_level level; /* the least grave that has lines; those of requests are LOG_INFO */
    bool requests;        /* false leaves out the lines of requests */
};

/* NULL leaves a member out, but for the id, the method and the target. */
struct log_request {
    const char *id;    /* safe as it is */
    const char *trace; /* of the trace that it is part of; safe as it is */
    const char *method;
    const char *route;  /* what it is asked of */
    const char *target; /* as the client sent it */
    const char *client; /* its address */
    const char *cache;  /* a word */
    int status;
    size_t bytes;        /* of the body */
    int64_t nanoseconds; /* from the request line to the end of the answer */
};

/* The level, or the format, of this name; LOG_LEVELS or LOG_FORMATS where there is none. */
enum log_level log_level_named(const char *name);
enum log_format log_format_named(const char *name);

/* The caller frees with log_close, when no other thread uses it. */
struct log *log_open(const struct log_options *options);
void log_close(struct log *log);

/* Whether requests have lines. */
bool log_has_requests(const struct log *log);

/* A new book, which lives as long as the log. Any thread. */
struct log_book *log_book(struct log *log);

/* Any thread, though a book is meant for one: others would wait for each other. */
void log_request(struct log_book *book, const struct log_request *request);

/* Any thread; written at once, behind what the books hold. `event` is a word, `detail` a sentence. */
void log_event(struct log *log, enum log_level level, const char *event, const char *detail);

/* Writes what all books hold. */
void log_flush(struct log *log);

/* How many lines were lost until now. Any thread. */
uint64_t log_lost(const struct log *log);

#endif
