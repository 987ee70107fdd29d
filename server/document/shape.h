/* SPDX-License-Identifier: MIT */
/* Objects of the format as tables of members, and the one reader that follows them. A table says what a
 * member is called, what it is and where it goes; unknown, missing and mistaken members are told in the same
 * words everywhere. Private to document/, like Jansson. */
#ifndef FACTD_DOCUMENT_SHAPE_H
#define FACTD_DOCUMENT_SHAPE_H

#include <jansson.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/problems.h"

struct reader {
    struct arena *arena;
    struct problems *problems;
    struct buf where; /* the pointer of the value at hand */
    json_t *refused;  /* keys: the pointers of which a problem is known already */
};

struct member;

/* Puts the value at `object` + member->offset. False where it is not what it should be: then a problem was
 * added and the place is as it was. */
typedef bool read_value(struct reader *reader, json_t *value, const struct member *member, void *object);

struct member {
    const char *name; /* NULL ends a table */
    read_value *read;
    size_t offset;
    bool required;
    unsigned kinds; /* bits of the variants that have it; 0: all */
    const char *const *words;
    const struct shape *shape;
    const struct list *list;
    size_t count; /* offsets, for a list: where its count goes, and whether nothing in it was wrong (0:
                     nowhere) */
    size_t whole;
};

struct shape {
    const char *noun;
    const struct member *members;
    /* The bit of the object's variant, 0 where that cannot be read: then no variant's member is looked at.
     * NULL where there are no variants. */
    unsigned (*variant)(json_t *object);
    const char *const *variant_words;
    /* What the members say together; not called where one of them was unknown. May be NULL. */
    void (*together)(struct reader *reader, json_t *object, void *out);
};

struct list {
    const char *noun; /* of several items */
    size_t size;      /* of one item */
    size_t least;
    size_t most; /* 0: as many as the document's size allows */
    bool unique; /* items are texts, and each stands once */
    struct member item;
};

/* True where nothing in the object was wrong. */
bool shape_read(struct reader *reader, json_t *value, const struct shape *shape, void *out);

read_value shape_object, shape_list;

/* Whether the shape has all members of the object; one that it does not have may be a mistyped one. */
bool shape_knows(const struct shape *shape, json_t *object);

/* Adds a problem of the value at hand; NULL where one is known already. */
__attribute__((format(printf, 2, 3))) struct problem *shape_problem(
    struct reader *reader, const char *format, ...);

/* The same for what lies under the value at hand: "/modified_at", "/aliases/3". */
__attribute__((format(printf, 3, 4))) void shape_problem_under(
    struct reader *reader, const char *under, const char *format, ...);

/* "expected …, found a number"; always false. */
bool shape_mistyped(struct reader *reader, const char *expected, json_t *found);

#endif
