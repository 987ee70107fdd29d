/* SPDX-License-Identifier: MIT */
/* Documents into rows and out again: one document, one transaction, one dataset revision where it changed
 * something. Expects documents that read, check and evidence found good. */
#ifndef FACTD_DOCUMENT_LOAD_H
#define FACTD_DOCUMENT_LOAD_H

#include <stdint.h>

#include "document/document.h"
#include "store/store.h"

struct load_outcome {
    bool changed; /* false: the database held exactly this already */
    int64_t revision;
    size_t added; /* facts */
    size_t altered;
    size_t removed;
};

/* What stands against other articles in the database is added to `problems`; then nothing is stored and the
 * result is false with err of kind ERR_NONE. `text` may be NULL: a text that an earlier load stored is kept
 * and the quotes are held against it. A dry run does all of it and takes it back. */
bool document_load(struct store *store, const struct document *document, const struct article_text *text,
    bool dry_run, struct arena *arena, struct load_outcome *outcome, struct problems *problems,
    struct err *err);

/* What loads derive from documents beside the rows of the first migration: raised when that changes. */
enum { DERIVED_VERSION = 1 };

/* Makes the rows of all stored documents anew where an earlier program made them, in one transaction: what
 * they say stays as it is, and so do the revisions. */
bool document_derive(struct store *store, struct err *err);

/* Whether nothing is left for document_derive to do. Writes nothing. */
bool document_derived(struct store *store, bool *derived, struct err *err);

/* ERR_NOT_FOUND where no article of that id is stored. */
bool document_remove(struct store *store, const char *article, struct arena *arena,
    struct load_outcome *outcome, struct err *err);

/* Adds a problem for each stored row that is not what loading the stored documents gives. `scratch` is an
 * empty database of this schema, which they are loaded into; `store` has an open read transaction. */
bool document_audit(struct store *store, struct store *scratch, struct problems *problems, struct err *err);

#endif
