/* SPDX-License-Identifier: MIT */
/* Whether the quotes name whom they are quoted for, and an affiliation's title stands in one (rule 5). */
#include <string.h>

#include "document/index.h"
#include "document/message.h"
#include "document/namebook.h"
#include "document/phrase.h"
#include "document/rules.h"

/* How many of a participant's names a message lists. */
enum { LISTED_MAX = 6 };

/* How many problems a document may have before messages stop explaining themselves: a hostile one has a
 * million. */
enum { EXPLAINED_MAX = 1000 };

static size_t position(const struct document *document, const struct participant *participant) {
    return (size_t)(participant - document->participants);
}

static void list_name(struct buf *out, size_t *listed, const char *name, struct arena *arena) {
    if (!name || *listed > LISTED_MAX)
        return;
    if (*listed == LISTED_MAX)
        buf_text(out, " and more");
    else
        buf_printf(out, "%s%s", *listed ? ", " : "", message_text(arena, name));
    ++*listed;
}

/* "…", "…" and more */
static const char *names_of(const struct participant *participant, struct arena *arena) {
    AUTO_BUF out = {0};
    size_t listed = 0;
    list_name(&out, &listed, participant->name.ko, arena);
    list_name(&out, &listed, participant->name.en, arena);
    for (size_t i = 0; i < participant->aliases.count && listed <= LISTED_MAX; i++)
        list_name(&out, &listed, participant->aliases.items[i], arena);
    return arena_copy(arena, out.bytes ? out.bytes : "", out.length);
}

static bool holds(const struct evidence_list *evidence, const char *name, struct arena *arena) {
    for (size_t i = 0; name && i < evidence->count; i++)
        if (strstr(phrase_plain(evidence->items[i].quote, arena), phrase_plain(name, arena)))
            return true;
    return false;
}

/* Why a name that a person sees there does not count; at most a few are tried. */
static const char *hidden_note(const struct participant *participant, const struct evidence_list *evidence,
    const struct problems *problems) {
    AUTO_ARENA scratch = {0};
    if (problems->errors > EXPLAINED_MAX)
        return "";
    const char *names[LISTED_MAX] = {participant->name.ko, participant->name.en};
    for (size_t i = 2; i < LISTED_MAX && i - 2 < participant->aliases.count; i++)
        names[i] = participant->aliases.items[i - 2];
    for (size_t i = 0; i < LISTED_MAX; i++)
        if (holds(evidence, names[i], &scratch))
            return arena_printf(problems->arena, " (%s stands only inside a longer name or word)",
                message_text(problems->arena, names[i]));
    return "";
}

/* Each of a participant's own quotes. */
static void check_participant(
    const struct document *document, size_t at, struct namebook *book, struct problems *problems) {
    const struct participant *participant = &document->participants[at];
    struct arena *arena = problems->arena;
    for (size_t i = 0; participant->named && i < participant->evidence.count; i++) {
        struct evidence *quote = &participant->evidence.items[i];
        if (!quote->quote)
            continue;
        namebook_start_round(book);
        namebook_see(book, quote->quote);
        if (namebook_saw(book, at))
            continue;
        const struct evidence_list only = {.items = quote, .count = 1};
        problems_add(problems, arena_printf(arena, "/participants/%zu/evidence/%zu", at, i),
            "%s holds no name of the participant; looked for %s%s", message_text(arena, quote->quote),
            names_of(participant, arena), hidden_note(participant, &only, problems));
    }
}

static void check_part(const struct document *document, size_t fact, size_t part, const struct namebook *book,
    struct problems *problems) {
    const struct part *entry = &document->facts[fact].participants.items[part];
    const struct participant *participant = document_participant(document, entry->participant);
    struct arena *arena = problems->arena;
    if (!participant || !participant->named || entry->inferred)
        return;
    if (namebook_saw(book, position(document, participant)))
        return;
    problems_add(problems, arena_printf(arena, "/facts/%zu/participants/%zu", fact, part),
        "no quote of the fact names \"%s\" and the entry is not \"inferred\"; looked for %s%s",
        participant->id, names_of(participant, arena),
        hidden_note(participant, &document->facts[fact].evidence, problems));
}

/* In the article's language where the title is given in it. */
static const char *worded_title(const struct document *document, const struct fact *fact) {
    bool english = strcmp(document->article.language, "en") == 0;
    const char *own = english ? fact->title.en : fact->title.ko;
    return own ? own : english ? fact->title.ko : fact->title.en;
}

static void check_title(const struct document *document, size_t at, struct problems *problems) {
    AUTO_ARENA scratch = {0};
    const struct fact *fact = &document->facts[at];
    const char *title = document->article.language ? worded_title(document, fact) : NULL;
    if (!title || holds(&fact->evidence, title, &scratch))
        return;
    problems_add(problems, arena_printf(problems->arena, "/facts/%zu/title", at),
        "no quote of the fact holds the title; looked for %s", message_text(problems->arena, title));
}

void names_check(const struct document *document, struct problems *problems) {
    AUTO_ARENA arena = {0};
    struct namebook book = namebook_of(document, &arena);
    for (size_t i = 0; i < document->participant_count; i++)
        check_participant(document, i, &book, problems);
    for (size_t i = 0; i < document->fact_count; i++) {
        const struct fact *fact = &document->facts[i];
        if (!fact->evidence.whole)
            continue;
        namebook_start_round(&book);
        for (size_t q = 0; q < fact->evidence.count; q++)
            namebook_see(&book, fact->evidence.items[q].quote);
        for (size_t part = 0; part < fact->participants.count; part++)
            check_part(document, i, part, &book, problems);
        check_title(document, i, problems);
    }
}
