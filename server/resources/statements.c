/* SPDX-License-Identifier: MIT */
/* /v1/statements: who said what, in the document author's words. */
#include "resources/facts.h"
#include "resources/resources.h"

static const char *const modes[] = {"direct", "indirect", "narration", NULL};

static const struct field fields[] = {
    {.name = "gist.ko", .term = "text", .type = FIELD_TEXT, .use = OUT, .sql = "gist_ko"},
    {.name = "gist.en", .term = "text", .type = FIELD_TEXT, .use = OUT, .sql = "gist_en"},
    {.name = "mode", .type = FIELD_WORD, .use = ALL | FACET, .sql = "mode", .words = modes, .required = true},
    {0},
};

const struct field_group statement_group = {.kind = "statement", .fields = fields};

const struct resource statements = FACTS_OF_KIND("statement", "statements",
    "Who said what, in the document author's words.", &fact_group, &statement_group);
