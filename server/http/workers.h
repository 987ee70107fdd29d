/* SPDX-License-Identifier: MIT */
/* Threads that run what may take time, each with a state of its own; jobs wait in a bounded queue. */
#ifndef FACTD_HTTP_WORKERS_H
#define FACTD_HTTP_WORKERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct workers;

/* Embedded in what the job is about; the submitter keeps it alive until `run` returns. */
struct job {
    void (*run)(struct job *job, void *state);
    struct job *next;
};

struct workers_options {
    size_t count;
    size_t queue; /* jobs that may wait */
    void *context;
    /* A state per thread, opened before workers_start returns. */
    bool (*open)(void *context, void **state, struct err *err);
    void (*close)(void *state);
};

bool workers_start(const struct workers_options *options, struct workers **workers, struct err *err);

/* False where the queue is full. Any thread. */
bool workers_submit(struct workers *workers, struct job *job);

/* Runs what waits, then ends the threads. */
void workers_stop(struct workers *workers);

#endif
