/* SPDX-License-Identifier: MIT */
#include "resources/dataset.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/asset.h"
#include "base/memory.h"
#include "build.h"
#include "store/migrate.h"

enum {
    LOOK_MILLISECONDS = 50, /* what is loaded shows within 100 ms */
    STALE_SECONDS = 2,      /* a watcher that has seen nothing for so long is stuck */
};

/* A state that one thread writes and many read without a lock: the sequence is odd while it is written, and
 * whoever reads meanwhile reads again. */
enum { WORDS = (sizeof(struct dataset) + 7) / 8 };

struct published {
    atomic_uint sequence;
    atomic_uint_fast64_t words[WORDS];
};

struct watcher {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;
    bool hurried; /* is to look at once */
    struct store *store;
    int64_t mark;
    struct published latest;
    void (*changed)(void *context);
    void *context;        /* of `changed` */
    struct err err;       /* of the last look; ERR_NONE: it was good */
    struct timespec seen; /* when that was */
};

static void set_time(struct dataset *dataset, const char *iso) {
    struct tm utc = {0};
    if (!strptime(iso, "%Y-%m-%dT%H:%M:%SZ", &utc))
        return;
    time_t seconds = timegm(&utc);
    dataset->changed = seconds;
    strftime(
        dataset->modified, sizeof dataset->modified, "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&seconds, &utc));
}

bool dataset_read(struct store *store, struct dataset *dataset, struct err *err) {
    AUTO_STATEMENT *statement = NULL;
    if (!store_prepare(store, "SELECT revision, digest, changed_at FROM dataset", &statement, err))
        return false;
    enum step step = statement_step(statement, err);
    if (step == STEP_DONE)
        return err_set(err, ERR_ENVIRONMENT, "database", "its table dataset is empty");
    if (step == STEP_FAILED)
        return false;
    int64_t revision = statement_value(statement, 0).integer;
    const char *digest = statement_value(statement, 1).text;
    if (revision == dataset->revision && strcmp(digest, dataset->digest) == 0)
        return true;
    struct value changed_at = statement_value(statement, 2);
    *dataset = (struct dataset){.revision = revision};
    snprintf(dataset->digest, sizeof dataset->digest, "%s", digest);
    if (changed_at.type == VALUE_TEXT)
        set_time(dataset, changed_at.text);
    return true;
}

bool dataset_same(const struct dataset *one, const struct dataset *other) {
    return one->revision == other->revision && strcmp(one->digest, other->digest) == 0;
}

void dataset_tag(
    const struct dataset *dataset, const char *canonical, const char *type, char tag[static TAG_SIZE]) {
    char hex[DIGEST_TEXT_SIZE], revision[24];
    struct digest digest;
    snprintf(revision, sizeof revision, "%" PRId64, dataset->revision);
    const char *parts[] = {FACTD_BUILD, dataset->digest, revision, canonical, type};
    digest_start(&digest);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        digest_add_text(&digest, parts[i]);
    digest_end(&digest, hex);
    tag_of_digest(hex, tag);
}

/* ---- the newest state ---- */

static void publish(struct published *published, const struct dataset *dataset) {
    uint64_t words[WORDS] = {0};
    memcpy(words, dataset, sizeof *dataset);
    unsigned sequence = atomic_load(&published->sequence);
    atomic_store(&published->sequence, sequence + 1);
    for (size_t i = 0; i < WORDS; i++)
        atomic_store(&published->words[i], words[i]);
    atomic_store(&published->sequence, sequence + 2);
}

static void read_published(struct published *published, struct dataset *dataset) {
    uint64_t words[WORDS] = {0};
    unsigned before;
    do {
        before = atomic_load(&published->sequence);
        for (size_t i = 0; i < WORDS; i++)
            words[i] = atomic_load(&published->words[i]);
    } while (before % 2 || atomic_load(&published->sequence) != before);
    memcpy(dataset, words, sizeof *dataset);
}

/* ---- the watcher ---- */

static bool look(struct watcher *watcher, struct dataset *dataset, bool *changed, struct err *err) {
    int64_t mark;
    if (!store_change_mark(watcher->store, &mark, err))
        return false;
    *changed = mark != watcher->mark;
    if (*changed && !dataset_read(watcher->store, dataset, err))
        return false;
    watcher->mark = mark;
    return true;
}

static bool is_shown(struct watcher *watcher, const struct dataset *dataset) {
    struct dataset shown;
    read_published(&watcher->latest, &shown);
    return dataset_same(&shown, dataset);
}

static void look_and_publish(struct watcher *watcher) {
    struct dataset dataset = {0};
    struct err err = {0};
    bool changed = false;
    bool good = look(watcher, &dataset, &changed, &err);
    bool other = good && changed && !is_shown(watcher, &dataset);
    if (other)
        publish(&watcher->latest, &dataset);
    pthread_mutex_lock(&watcher->lock);
    watcher->err = err;
    clock_gettime(CLOCK_MONOTONIC, &watcher->seen);
    void (*tell)(void *context) = other ? watcher->changed : NULL;
    void *context = watcher->context;
    pthread_mutex_unlock(&watcher->lock);
    if (tell)
        tell(context);
}

static bool wait_to_stop(struct watcher *watcher) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += LOOK_MILLISECONDS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_mutex_lock(&watcher->lock);
    if (!watcher->stopping && !watcher->hurried)
        pthread_cond_timedwait(&watcher->wake, &watcher->lock, &until);
    bool stopping = watcher->stopping;
    watcher->hurried = false;
    pthread_mutex_unlock(&watcher->lock);
    return stopping;
}

static void *watch(void *argument) {
    struct watcher *watcher = argument;
    while (!wait_to_stop(watcher))
        look_and_publish(watcher);
    return NULL;
}

static void discard(struct watcher *watcher) {
    store_close(watcher->store);
    pthread_cond_destroy(&watcher->wake);
    pthread_mutex_destroy(&watcher->lock);
    free(watcher);
}

bool watcher_start(const char *location, struct watcher **watcher, struct err *err) {
    struct watcher *made = memory_zeroed(1, sizeof *made);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&made->lock, NULL);
    pthread_cond_init(&made->wake, &monotonic);
    pthread_condattr_destroy(&monotonic);
    clock_gettime(CLOCK_MONOTONIC, &made->seen);
    struct dataset dataset = {0};
    bool good = store_open(location, STORE_READ, &made->store, err) &&
                migrate_check(made->store, assets, err) && store_change_mark(made->store, &made->mark, err) &&
                dataset_read(made->store, &dataset, err);
    if (good)
        publish(&made->latest, &dataset);
    if (good && pthread_create(&made->thread, NULL, watch, made) != 0)
        good = err_set(err, ERR_ENVIRONMENT, "watcher", "no thread for it");
    if (good)
        *watcher = made;
    else
        discard(made);
    return good;
}

void watcher_stop(struct watcher *watcher) {
    pthread_mutex_lock(&watcher->lock);
    watcher->stopping = true;
    pthread_cond_signal(&watcher->wake);
    pthread_mutex_unlock(&watcher->lock);
    pthread_join(watcher->thread, NULL);
    discard(watcher);
}

void watcher_tell(struct watcher *watcher, void (*changed)(void *context), void *context) {
    pthread_mutex_lock(&watcher->lock);
    watcher->changed = changed;
    watcher->context = context;
    pthread_mutex_unlock(&watcher->lock);
}

void watcher_look(struct watcher *watcher) {
    pthread_mutex_lock(&watcher->lock);
    watcher->hurried = true;
    pthread_cond_signal(&watcher->wake);
    pthread_mutex_unlock(&watcher->lock);
}

void watcher_latest(struct watcher *watcher, struct dataset *dataset) {
    read_published(&watcher->latest, dataset);
}

bool watcher_ready(struct watcher *watcher, struct err *err) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    pthread_mutex_lock(&watcher->lock);
    *err = watcher->err;
    bool stuck = now.tv_sec - watcher->seen.tv_sec > STALE_SECONDS;
    pthread_mutex_unlock(&watcher->lock);
    if (err->kind != ERR_NONE)
        return false;
    return !stuck ||
           err_set(err, ERR_ENVIRONMENT, "database", "it has not answered for %d seconds", STALE_SECONDS);
}
