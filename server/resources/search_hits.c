/* SPDX-License-Identifier: MIT */
/* Finding and ranking. Each source of hits is asked through the index, at most HITS_MAX rows of it, so that a
 * word that is everywhere costs no more than one that is rare; ranks are some questions to the index, not a
 * sort. */
#include <stdio.h>
#include <string.h>

#include "resources/resources.h"
#include "resources/search.h"

const char *const hit_type_words[] = {"participant", "article", "fact", NULL};

/* `sql` gives ids for the numbers that the index finds, one by one as it finds them, so that a bound ends it.
 */
struct source {
    enum hit_type type;
    const char *id;
    const char *index;
    const char *sql;
};

/* CROSS JOIN is how SQLite is told to begin with what is found. The nearest to what was asked first. */
static const struct source sources[] = {
    {HIT_PARTICIPANT, "participant_search.participant", "participant_search",
        "CROSS JOIN participant_search WHERE participant_search.number = found.number"},
    {HIT_ARTICLE, "article_search.article", "article_search",
        "CROSS JOIN article_search WHERE article_search.number = found.number"},
    {HIT_FACT, "fact_search.fact", "fact_search",
        "CROSS JOIN fact_search WHERE fact_search.number = found.number"},
    {HIT_FACT, "evidence_search.fact", "evidence_search",
        "CROSS JOIN evidence_search WHERE evidence_search.number = found.number "
        "AND evidence_search.fact IS NOT NULL"},
    {HIT_FACT, "fact_participant.fact", "participant_search",
        "CROSS JOIN participant_search CROSS JOIN fact_participant WHERE participant_search.number = "
        "found.number AND fact_participant.participant = participant_search.participant"},
};

/* Behind these, facts that hold some of the words themselves and others in their participants' names. */
enum { SOURCES = sizeof sources / sizeof *sources, MIXED = SOURCES, ALL_SOURCES };

enum { SLOTS = 4096 }; /* more than twice HITS_MAX, so that a free one is near */

struct text_ids {
    const char **items;
    size_t count;
};

struct finding {
    struct store *store;
    struct arena *arena;
    struct err *err;
    struct match matches[CLOSENESS_HALF + 1];
    struct hits *hits;
    unsigned whole; /* the types of those that have the words whole */
    const struct hit *slots[SLOTS];
};

/* ---- asking the index ---- */

static void put_single(struct bound_sql *sql, const struct source *source, const char *wanted) {
    buf_printf(&sql->text, "SELECT %s FROM (", source->id);
    store_put_matching(&sql->text, source->index);
    sql->values[sql->count++] = value_text(wanted);
    buf_printf(&sql->text, "$%zu) AS found %s", sql->count, source->sql);
}

/* Facts that hold each word somewhere. */
static void put_mixed(struct bound_sql *sql, const struct match *match) {
    for (size_t term = 0; term < match->count; term++) {
        const char *wanted = store_match_term(&match->terms[term], sql->arena);
        bool first = true;
        buf_text(&sql->text, term ? " INTERSECT SELECT fact FROM (" : "SELECT fact FROM (");
        for (size_t i = 0; i < SOURCES; i++) {
            if (sources[i].type != HIT_FACT)
                continue;
            buf_text(&sql->text, first ? "" : " UNION ");
            first = false;
            put_single(sql, &sources[i], wanted);
        }
        buf_printf(&sql->text, ") AS word%zu", term);
    }
}

static bool read_ids(struct finding *finding, struct bound_sql *sql, struct text_ids *ids) {
    AUTO_STATEMENT *statement = NULL;
    enum step step;
    buf_printf(&sql->text, " LIMIT %d", HITS_MAX + 1);
    bool good = store_prepare(finding->store, sql->text.bytes, &statement, finding->err) &&
                statement_bind(statement, sql->values, sql->count, finding->err);
    buf_close(&sql->text);
    if (!good)
        return false;
    ids->items = arena_alloc(finding->arena, HITS_MAX + 1, sizeof *ids->items);
    while ((step = statement_step(statement, finding->err)) == STEP_ROW) {
        struct value id = statement_value(statement, 0);
        ids->items[ids->count++] = arena_copy(finding->arena, id.text, id.length);
    }
    return step == STEP_DONE;
}

static bool ask(struct finding *finding, size_t source, enum closeness closeness, struct text_ids *ids) {
    const struct match *match = &finding->matches[closeness];
    struct bound_sql sql = {.arena = finding->arena};
    sql.values = arena_alloc(finding->arena, match->count * SOURCES, sizeof *sql.values);
    if (source == MIXED)
        put_mixed(&sql, match);
    else
        put_single(&sql, &sources[source], store_match_all(match, finding->arena));
    return read_ids(finding, &sql, ids);
}

/* ---- ranking ---- */

static size_t slot_of(const struct finding *finding, enum hit_type type, const char *id) {
    size_t slot = 2166136261u + type; /* FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) */
    for (const char *at = id; *at; at++)
        slot = (slot ^ (unsigned char)*at) * 16777619u;
    for (slot %= SLOTS; finding->slots[slot]; slot = (slot + 1) % SLOTS)
        if (finding->slots[slot]->type == type && strcmp(finding->slots[slot]->id, id) == 0)
            break;
    return slot;
}

static void rank(
    struct finding *finding, enum hit_type type, enum closeness closeness, const struct text_ids *ids) {
    struct hits *hits = finding->hits;
    for (size_t i = 0; i < ids->count; i++) {
        size_t slot = slot_of(finding, type, ids->items[i]);
        if (finding->slots[slot])
            continue;
        if (hits->count == HITS_MAX) {
            hits->complete = false;
            return;
        }
        hits->items[hits->count] = (struct hit){type, closeness, ids->items[i]};
        finding->slots[slot] = &hits->items[hits->count++];
    }
}

/* ---- asking and ranking, the nearest first ---- */

/* Facts that hold the words apart are no near hits, and their sets are large: they are asked for once. Where
 * something of a type has the words whole, the last is taken for finished. */
static bool is_asked(const struct finding *finding, unsigned types, enum closeness closeness, size_t source) {
    size_t count = finding->matches[closeness].count;
    if (closeness == CLOSENESS_HALF)
        types &= ~finding->whole;
    if (source == MIXED)
        return (types & 1U << HIT_FACT) && closeness >= CLOSENESS_ANY && count > 1;
    return (types & 1U << sources[source].type) && count > 0;
}

static bool is_full(const struct hits *hits) {
    return hits->count == HITS_MAX && !hits->complete;
}

static bool ask_and_rank(struct finding *finding, size_t source, enum closeness closeness) {
    enum hit_type type = source == MIXED ? HIT_FACT : sources[source].type;
    struct text_ids ids = {0};
    if (!ask(finding, source, closeness, &ids))
        return false;
    rank(finding, type, closeness, &ids);
    if (closeness == CLOSENESS_WHOLE && ids.count)
        finding->whole |= 1U << type;
    if (closeness >= CLOSENESS_ANY && ids.count > HITS_MAX)
        finding->hits->complete = false;
    return true;
}

/* Until there are more than enough: the less near need not be asked then. */
static bool find(struct finding *finding, unsigned types) {
    for (enum closeness closeness = CLOSENESS_WHOLE; closeness <= CLOSENESS_HALF; closeness++)
        for (size_t source = 0; source < ALL_SOURCES && !is_full(finding->hits); source++)
            if (is_asked(finding, types, closeness, source) && !ask_and_rank(finding, source, closeness))
                return false;
    return true;
}

bool search_hits_in_tx(struct store *store, const char *text, unsigned types, struct arena *arena,
    struct hits *hits, struct err *err) {
    struct finding *finding = arena_alloc(arena, 1, sizeof *finding);
    *hits = (struct hits){.items = arena_alloc(arena, HITS_MAX, sizeof *hits->items), .complete = true};
    finding->store = store;
    finding->arena = arena;
    finding->err = err;
    finding->hits = hits;
    for (enum closeness closeness = CLOSENESS_WHOLE; closeness <= CLOSENESS_HALF; closeness++)
        tokens_query(text, strlen(text), closeness, arena, &finding->matches[closeness]);
    if (finding->matches[CLOSENESS_ANY].count == 0)
        return true;
    return find(finding, types);
}
