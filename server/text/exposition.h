/* SPDX-License-Identifier: MIT */
/* Metrics as Prometheus reads them, its text format 0.0.4: a family is told of once, then its samples follow.
 * Names, labels and help are the program's own words and hold nothing to escape. */
#ifndef FACTD_TEXT_EXPOSITION_H
#define FACTD_TEXT_EXPOSITION_H

#include <stdint.h>

#include "base/buf.h"

#define EXPOSITION_TYPE "text/plain; version=0.0.4; charset=utf-8"

/* `type` is counter, gauge or histogram. */
void exposition_family(struct buf *out, const char *name, const char *type, const char *help);

/* `labels` as they stand between the braces, or NULL. */
void exposition_integer(struct buf *out, const char *name, const char *labels, int64_t value);
void exposition_real(struct buf *out, const char *name, const char *labels, double value);

/* A family of one sample without labels. */
void exposition_one(struct buf *out, const char *name, const char *type, const char *help, int64_t value);

#endif
