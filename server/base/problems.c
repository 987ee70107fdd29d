/* SPDX-License-Identifier: MIT */
#include "base/problems.h"

#include <stdarg.h>
#include <stdio.h>

void problems_init(struct problems *problems, struct arena *arena) {
    *problems = (struct problems){.arena = arena};
    problems->last = &problems->first;
}

static struct problem *append(
    struct problems *problems, const char *where, const char *format, va_list args) {
    va_list again;
    if (problems->errors >= PROBLEMS_MAX) {
        problems->untold++;
        return &problems->spare;
    }
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *detail = arena_alloc(problems->arena, size, 1);
    vsnprintf(detail, size, format, args);
    struct problem *problem = arena_alloc(problems->arena, 1, sizeof *problem);
    *problem = (struct problem){.where = arena_string(problems->arena, where), .detail = detail};
    *problems->last = problem;
    problems->last = &problem->next;
    return problem;
}

struct problem *problems_add(struct problems *problems, const char *where, const char *format, ...) {
    va_list args;
    va_start(args, format);
    struct problem *problem = append(problems, where, format, args);
    va_end(args);
    problems->errors++;
    return problem;
}

void problems_warn(struct problems *problems, const char *where, const char *format, ...) {
    va_list args;
    va_start(args, format);
    append(problems, where, format, args)->warning = true;
    va_end(args);
}
