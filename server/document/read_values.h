/* SPDX-License-Identifier: MIT */
/* The readers of single values. Each writes the type that it names to its member's place. */
#ifndef FACTD_DOCUMENT_READ_VALUES_H
#define FACTD_DOCUMENT_READ_VALUES_H

#include "document/shape.h"

read_value take_text, /* const char *: one line of text for people */
    take_quote,       /* const char *: 1 to 40 code points of the article */
    take_slug,        /* const char * */
    take_word,        /* const char *: one of member->words */
    take_url,         /* const char *: http or https */
    take_sha256,      /* const char * */
    take_instant,     /* const char *: RFC 3339 */
    take_date,        /* const char *: as text/date.h reads it */
    take_number,      /* struct number */
    take_position,    /* size_t: from 0 */
    take_length,      /* size_t: from 1 */
    take_flag;        /* bool */

/* An integer from 0 that every JSON reader gets exactly. */
bool take_is_position(json_t *value);

#endif
