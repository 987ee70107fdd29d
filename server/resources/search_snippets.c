/* SPDX-License-Identifier: MIT */
/* A hit's name, and of its texts the one that holds the most of the words, with where they stand in it. */
#include <string.h>

#include "resources/search.h"
#include "text/utf8.h"

/* Code points: what is shown of a long text, and how much of that before the first word. */
enum { SNIPPET_LENGTH = 120, SNIPPET_BEFORE = 30 };

/* Each statement gives an id and texts of it, for the ids between its parentheses; the first two texts of the
 * first are the name in Korean and in English. A fact's participants' names come last: they are not its own.
 */
enum { STATEMENTS = 3 };

static const struct {
    const char *sql, *order;
} texts[HIT_TYPES][STATEMENTS] = {
    [HIT_PARTICIPANT] = {{"SELECT id, name_ko, name_en FROM participant WHERE id IN (", ") ORDER BY id"},
        {"SELECT participant, name FROM participant_alias WHERE participant IN (",
            ") ORDER BY participant, name"}},
    [HIT_ARTICLE] = {{"SELECT id, title_ko, title_en FROM article WHERE id IN (", ") ORDER BY id"},
        {"SELECT article, name_ko, name_en FROM article_author WHERE article IN (",
            ") ORDER BY article, ordinal"}},
    [HIT_FACT] =
        {{"SELECT id, name_ko, name_en, summary_ko, summary_en, gist_ko, gist_en, place_ko, place_en, "
          "title_ko, title_en FROM fact WHERE id IN (",
             ") ORDER BY id"},
            {"SELECT fact, quote FROM evidence WHERE fact IN (", ") ORDER BY fact, ordinal"},
            {"SELECT fact_participant.fact, participant_alias.name FROM fact_participant JOIN "
             "participant_alias ON "
             "participant_alias.participant = fact_participant.participant WHERE fact_participant.fact IN (",
                ") ORDER BY fact_participant.fact, fact_participant.ordinal, participant_alias.name"}},
};

struct reading {
    struct store *store;
    const char *query;
    const struct hit *hits;
    size_t count;
    struct arena *arena;
    struct snippet *snippets;
    struct err *err;
};

/* The hit of that id; `count` where there is none. */
static size_t hit_of(const struct reading *reading, enum hit_type type, const char *id) {
    size_t at = 0;
    while (at < reading->count && (reading->hits[at].type != type || strcmp(reading->hits[at].id, id) != 0))
        at++;
    return at;
}

static void cut_around(struct reading *reading, struct snippet *snippet, const char *text, size_t length) {
    size_t points = utf8_count(text, length), first = snippet->marks[0].start;
    size_t from = points <= SNIPPET_LENGTH || first <= SNIPPET_BEFORE ? 0 : first - SNIPPET_BEFORE;
    size_t to = points < from + SNIPPET_LENGTH ? points : from + SNIPPET_LENGTH, kept = 0;
    size_t begin = utf8_offset(text, length, from), end = utf8_offset(text, length, to);
    bool before = from > 0, behind = to < points;
    snippet->text = arena_printf(
        reading->arena, "%s%.*s%s", before ? "…" : "", (int)(end - begin), text + begin, behind ? "…" : "");
    for (size_t i = 0; i < snippet->mark_count; i++) {
        struct mark mark = snippet->marks[i];
        if (mark.start >= to)
            break;
        mark.end = mark.end < to ? mark.end : to;
        snippet->marks[kept++] = (struct mark){mark.start - from + before, mark.end - from + before};
    }
    snippet->mark_count = kept;
}

static size_t marked(const struct mark *marks, size_t count) {
    size_t points = 0;
    for (size_t i = 0; i < count; i++)
        points += marks[i].end - marks[i].start;
    return points;
}

/* The text that has the most of the words; the first of equals. */
static void consider(struct reading *reading, size_t at, struct value text) {
    struct snippet *snippet = &reading->snippets[at];
    enum closeness closeness = reading->hits[at].closeness == CLOSENESS_HALF ? CLOSENESS_HALF : CLOSENESS_ANY;
    struct mark *marks;
    if (text.type != VALUE_TEXT)
        return;
    size_t count = tokens_mark(
        reading->query, strlen(reading->query), closeness, text.text, text.length, reading->arena, &marks);
    size_t points = marked(marks, count);
    if (points <= snippet->points)
        return;
    snippet->marks = marks;
    snippet->mark_count = count;
    snippet->points = points;
    cut_around(reading, snippet, text.text, text.length);
}

static const char *kept(struct arena *arena, struct value value) {
    return value.type == VALUE_TEXT ? arena_copy(arena, value.text, value.length) : NULL;
}

static bool prepare(struct reading *reading, enum hit_type type, const char *sql, const char *order,
    struct statement **statement) {
    AUTO_BUF text = {0};
    struct value *ids = arena_alloc(reading->arena, LIMIT_MAX, sizeof *ids);
    size_t count = 0;
    for (size_t i = 0; i < reading->count; i++)
        if (reading->hits[i].type == type)
            ids[count++] = value_text(reading->hits[i].id);
    size_t padded = sql_padded(count);
    buf_text(&text, sql);
    for (size_t i = 1; i <= padded; i++)
        buf_printf(&text, "%s$%zu", i > 1 ? ", " : "", i);
    buf_text(&text, order);
    return store_prepare(reading->store, text.bytes, statement, reading->err) &&
           statement_bind(*statement, ids, padded, reading->err);
}

static bool read_texts(
    struct reading *reading, enum hit_type type, const char *sql, const char *order, bool named) {
    AUTO_STATEMENT *statement = NULL;
    enum step step;
    if (!prepare(reading, type, sql, order, &statement))
        return false;
    while ((step = statement_step(statement, reading->err)) == STEP_ROW) {
        size_t at = hit_of(reading, type, statement_value(statement, 0).text);
        if (at == reading->count)
            return err_set(
                reading->err, ERR_ENVIRONMENT, "database", "it is damaged: an id that was not asked for");
        for (int column = 1; column < statement_columns(statement); column++)
            consider(reading, at, statement_value(statement, column));
        if (named)
            reading->snippets[at].name =
                (struct language_names){kept(reading->arena, statement_value(statement, 1)),
                    kept(reading->arena, statement_value(statement, 2))};
    }
    return step == STEP_DONE;
}

static bool has_type(const struct reading *reading, enum hit_type type) {
    for (size_t i = 0; i < reading->count; i++)
        if (reading->hits[i].type == type)
            return true;
    return false;
}

static bool read_type(struct reading *reading, enum hit_type type) {
    for (size_t i = 0; i < STATEMENTS && texts[type][i].sql; i++)
        if (!read_texts(reading, type, texts[type][i].sql, texts[type][i].order, i == 0))
            return false;
    return true;
}

bool search_snippets_in_tx(struct store *store, const char *text, const struct hit *hits, size_t count,
    struct arena *arena, struct snippet *snippets, struct err *err) {
    struct reading reading = {store, text, hits, count, arena, snippets, err};
    for (enum hit_type type = 0; type < HIT_TYPES; type++)
        if (has_type(&reading, type) && !read_type(&reading, type))
            return false;
    for (size_t i = 0; i < count; i++)
        if (!snippets[i].text)
            snippets[i].text = snippets[i].name.ko ? snippets[i].name.ko : snippets[i].name.en;
    return true;
}
