/* SPDX-License-Identifier: MIT */
/* A request and its reply, as handlers see them: nothing here shows which library carries them. */
#ifndef FACTD_HTTP_HTTP_H
#define FACTD_HTTP_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/problems.h"
#include "text/target.h"

enum {
    TAG_SIZE = 40, /* 32 hexadecimal digits, quotes, and a coding's name behind a hyphen */
    REQUEST_ID_SIZE = 65,
};

/* One way to write an answer. */
struct representation {
    const char *name; /* as `format` asks for it; NULL where it cannot be */
    const char *type; /* media type */
};

struct request {
    struct arena arena; /* freed when the exchange is over */
    const char *raw;    /* the target as it was sent */
    size_t target_most; /* bytes of a target that is answered, and so of one that is given out */
    struct target target;
    const char *languages;           /* its Accept-Language, or NULL */
    const char *item;                /* what stands for the braces in the route's path, or NULL */
    const struct representation *as; /* what the answer is to be */
    bool as_named;                   /* because `format` says so; it is no longer among the parameters */
    void *plan;                      /* what the route's plan leaves for its answer, in the arena */
    const void *state;               /* of the facts, from which the plan made the tag; in the arena */
    char id[REQUEST_ID_SIZE];        /* on errors and in the log */
};

/* A body that is made while it is sent, by a thread of its own. */
struct stream {
    /* Appends some more; false at the end, or with `err` set where there is no end to be had. */
    bool (*next)(void *context, struct buf *out, struct err *err);
    void (*close)(void *context); /* from any thread, once, whatever came of it */
    void *context;
};

/* A body as one content coding has it, made beforehand; its bytes outlive the server. */
struct variant {
    const char *bytes;
    size_t length;
};

struct reply {
    int status;         /* 0: not decided yet */
    const char *type;   /* Content-Type */
    const char *coding; /* Content-Encoding, or NULL */
    struct buf body;    /* owned; or else: */
    const char *fixed;  /* bytes that outlive the server */
    size_t fixed_length;
    const struct variant *coded; /* of the fixed bytes, by enum coding but identity, all of them; or NULL:
                                    coded when wanted */
    struct stream stream;        /* or else, where its `next` is set: this */
    const char *language;        /* Content-Language, or NULL */
    bool by_language;            /* another Accept-Language may be answered otherwise */
    char tag[TAG_SIZE];          /* a strong entity tag with its quotes, or "" */
    const char *modified;        /* Last-Modified, or NULL */
    const char *next;            /* path of the next page, or NULL */
    const char *link;            /* another Link header's value, or NULL */
    const char *location;        /* of a redirect, or NULL */
    const char *allow;           /* the methods, on 405 and OPTIONS, or NULL */
    bool preflight;              /* an answer to OPTIONS */
    int retry_after;             /* seconds; 0: none */
    const char *policy;          /* Content-Security-Policy, or NULL */
    bool shared;                 /* may be kept by caches; else no-store */
    bool immutable;              /* nothing else will ever be found at this address; of shared ones */
    bool streamed;               /* its plan says that a stream is to come */
};

/* For routes with one representation. */
#define AS(media)                                                                                            \
    (const struct representation[]) {                                                                        \
        {NULL, media}, {                                                                                     \
            0                                                                                                \
        }                                                                                                    \
    }

/* Adds a problem for each parameter of a request whose path takes none; false where there are any. */
bool request_is_bare(const struct request *request, struct problems *problems);

/* The strong entity tag of what has this digest, in hexadecimal; its first half is enough. */
void tag_of_digest(const char *digest, char tag[static TAG_SIZE]);

struct route {
    const char *path;                /* "/v1/facts" or "/v1/facts/{id}", or another name than id */
    bool probe;                      /* answered however often it is asked */
    const struct representation *as; /* of its good answers, the usual one first; ends with a NULL type. NULL:
                                        the one of each is told by its path, and Accept is not asked */
    const void *subject;             /* what the route is about, for its own functions */

    /* On the thread that carries many connections: must not wait, nor query. Decides the reply, or leaves its
     * status 0 for `answer` and sets its tag where that is known. False: `problems` or `err` say why. */
    bool (*plan)(void *context, const struct route *route, struct request *request, struct reply *reply,
        struct problems *problems, struct err *err);

    /* On a worker, with what its opening gave. NULL where plan always decides. False: `err` says why. */
    bool (*answer)(void *worker, const struct route *route, struct request *request, struct reply *reply,
        struct err *err);
};

#endif
