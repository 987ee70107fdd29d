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

/* False where the queue is full or the workers are stopped. Any thread. */
bool workers_submit(struct workers *workers, struct job *job);

/* As they are now. Any thread; a lock is taken that nobody holds while a job runs. */
struct workers_figures {
    size_t waiting, limit; /* jobs */
    size_t count, busy;    /* threads */
};
struct workers_figures workers_figures(struct workers *workers);

/* Runs what waits, then ends the threads; from then on nothing more is taken. */
void workers_stop(struct workers *workers);

/* After workers_stop, once nobody submits any more. */
void workers_free(struct workers *workers);

#endif
