/* SPDX-License-Identifier: MIT */
#include "http/workers.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct worker {
    struct workers *all;
    pthread_t thread;
    void *state;
    bool opened;
    bool started;
};

struct workers {
    struct workers_options options;
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct job *first;
    struct job **last;
    size_t waiting;
    atomic_size_t busy; /* without the lock */
    bool stopping;
    struct worker *each;
};

static struct job *next_job(struct workers *workers) {
    pthread_mutex_lock(&workers->lock);
    while (!workers->first && !workers->stopping)
        pthread_cond_wait(&workers->more, &workers->lock);
    struct job *job = workers->first;
    if (job) {
        workers->first = job->next;
        workers->waiting--;
        if (!workers->first)
            workers->last = &workers->first;
    }
    pthread_mutex_unlock(&workers->lock);
    return job;
}

static void *run(void *argument) {
    struct worker *worker = argument;
    struct job *job;
    while ((job = next_job(worker->all))) {
        atomic_fetch_add_explicit(&worker->all->busy, 1, memory_order_relaxed);
        job->run(job, worker->state);
        atomic_fetch_sub_explicit(&worker->all->busy, 1, memory_order_relaxed);
    }
    return NULL;
}

static bool start_one(struct workers *workers, struct worker *worker, struct err *err) {
    worker->all = workers;
    worker->opened = workers->options.open(workers->options.context, &worker->state, err);
    if (!worker->opened)
        return false;
    int code = pthread_create(&worker->thread, NULL, run, worker);
    worker->started = code == 0;
    return worker->started || err_set(err, ERR_ENVIRONMENT, "workers", "no thread: %s", strerror(code));
}

bool workers_start(const struct workers_options *options, struct workers **workers, struct err *err) {
    struct workers *all = memory_zeroed(1, sizeof *all);
    all->options = *options;
    all->last = &all->first;
    pthread_mutex_init(&all->lock, NULL);
    pthread_cond_init(&all->more, NULL);
    all->each = memory_zeroed(options->count, sizeof *all->each);
    for (size_t i = 0; i < options->count; i++) {
        if (!start_one(all, &all->each[i], err)) {
            workers_stop(all);
            workers_free(all);
            return false;
        }
    }
    *workers = all;
    return true;
}

bool workers_submit(struct workers *workers, struct job *job) {
    pthread_mutex_lock(&workers->lock);
    bool room = !workers->stopping && workers->waiting < workers->options.queue;
    if (room) {
        job->next = NULL;
        *workers->last = job;
        workers->last = &job->next;
        workers->waiting++;
        pthread_cond_signal(&workers->more);
    }
    pthread_mutex_unlock(&workers->lock);
    return room;
}

struct workers_figures workers_figures(struct workers *workers) {
    pthread_mutex_lock(&workers->lock);
    size_t waiting = workers->waiting;
    pthread_mutex_unlock(&workers->lock);
    return (struct workers_figures){waiting, workers->options.queue, workers->options.count,
        atomic_load_explicit(&workers->busy, memory_order_relaxed)};
}

void workers_stop(struct workers *workers) {
    pthread_mutex_lock(&workers->lock);
    workers->stopping = true;
    pthread_cond_broadcast(&workers->more);
    pthread_mutex_unlock(&workers->lock);
    for (size_t i = 0; i < workers->options.count; i++) {
        if (workers->each[i].started)
            pthread_join(workers->each[i].thread, NULL);
        if (workers->each[i].opened)
            workers->options.close(workers->each[i].state);
    }
}

void workers_free(struct workers *workers) {
    pthread_cond_destroy(&workers->more);
    pthread_mutex_destroy(&workers->lock);
    free(workers->each);
    free(workers);
}
