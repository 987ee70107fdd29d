/* SPDX-License-Identifier: MIT */
#include "http/flights.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* As many are under way as wait for a worker: some hundreds. */
enum { BUCKETS = 256 };

struct flights {
    pthread_mutex_t lock;
    struct siphash_secret secret;
    struct flight *buckets[BUCKETS];
};

struct flights *flights_new(void) {
    struct flights *flights = memory_zeroed(1, sizeof *flights);
    pthread_mutex_init(&flights->lock, NULL);
    flights->secret = siphash_secret();
    return flights;
}

void flights_free(struct flights *flights) {
    pthread_mutex_destroy(&flights->lock);
    free(flights);
}

/* What points at the flight for `tag`, or at the end of its chain. */
static struct flight **place_of(struct flights *flights, const char *tag) {
    struct flight **place = &flights->buckets[siphash(&flights->secret, tag, strlen(tag)) % BUCKETS];
    while (*place && strcmp((*place)->tag, tag) != 0)
        place = &(*place)->next;
    return place;
}

bool flights_board(struct flights *flights, const char *tag, struct flight *own, struct passenger *self) {
    pthread_mutex_lock(&flights->lock);
    struct flight **place = place_of(flights, tag), *other = *place;
    if (other) {
        self->next = other->waiting;
        other->waiting = self;
    } else {
        *own = (struct flight){0};
        snprintf(own->tag, sizeof own->tag, "%s", tag);
        *place = own;
    }
    pthread_mutex_unlock(&flights->lock);
    return !other;
}

struct passenger *flights_land(struct flights *flights, struct flight *own) {
    pthread_mutex_lock(&flights->lock);
    *place_of(flights, own->tag) = own->next;
    struct passenger *waiting = own->waiting;
    pthread_mutex_unlock(&flights->lock);
    return waiting;
}
