/* SPDX-License-Identifier: MIT */
/* Time that only grows, in nanoseconds: for what lasts, not for what day it is. */
#ifndef FACTD_BASE_CLOCK_H
#define FACTD_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

static const int64_t CLOCK_SECOND = 1000000000;
static const int64_t CLOCK_MILLISECOND = 1000000;

static inline int64_t clock_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * CLOCK_SECOND + now.tv_nsec;
}

#endif
