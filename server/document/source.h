/* SPDX-License-Identifier: MIT */
/* A document's bytes made into JSON values, or said to be none. Private to document/. */
#ifndef FACTD_DOCUMENT_SOURCE_H
#define FACTD_DOCUMENT_SOURCE_H

#include <jansson.h>

#include "base/problems.h"

/* The caller's to json_decref; NULL with the reason among the problems. `flags` are Jansson's decoding flags.
 * Each number that a double would round is a problem, and its pointer becomes a key of `refused`, so that
 * the reader says nothing more about it. */
json_t *source_parse(
    const char *bytes, size_t length, size_t flags, json_t *refused, struct problems *problems);

/* Appends "/" and the name, escaped as a JSON Pointer's (RFC 6901). */
struct buf;
void source_point_at(struct buf *pointer, const char *name, size_t length);

#endif
