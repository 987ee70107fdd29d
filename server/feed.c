/* SPDX-License-Identifier: MIT */
/* The commands that take documents: load, verify, anchor, remove. Of several documents each stands for
 * itself: one with problems is told about and passed over. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/asset.h"
#include "base/memory.h"
#include "commands.h"
#include "document/load.h"
#include "store/migrate.h"
#include "text/escape.h"

struct feed {
    const struct config *config;
    struct arena arena; /* paths and texts: for the whole run */
    const char **paths;
    size_t path_count, path_room;
    struct article_text *texts; /* in the order of config->texts */
    bool *matched;
    struct store *store; /* NULL: verify */
    FILE *out;
    size_t bad;
    struct err err; /* what ended the run before its end */
};

/* ---- which files ---- */

static void add_path(struct feed *feed, const char *path) {
    if (feed->path_count == feed->path_room) {
        feed->path_room = feed->path_room ? 2 * feed->path_room : 64;
        feed->paths = memory_resized(feed->paths, feed->path_room * sizeof *feed->paths);
    }
    feed->paths[feed->path_count++] = arena_string(&feed->arena, path);
}

static int is_document(const struct dirent *entry) {
    size_t length = strlen(entry->d_name);
    return entry->d_name[0] != '.' && length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0;
}

/* A folder or a pipe that is called *.json is told about like a document with problems. */
static void add_entry(struct feed *feed, const char *path) {
    struct stat at;
    if (stat(path, &at) == 0 && S_ISREG(at.st_mode)) {
        add_path(feed, path);
        return;
    }
    fprintf(stderr, "%s: (document): is no file\n", path);
    feed->bad++;
}

static bool add_directory(struct feed *feed, const char *directory) {
    struct dirent **entries;
    int count = scandir(directory, &entries, is_document, alphasort);
    if (count < 0)
        return err_set(&feed->err, ERR_ENVIRONMENT, directory, "cannot be read");
    for (int i = 0; i < count; i++) {
        add_entry(feed, arena_printf(&feed->arena, "%s/%s", directory, entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
    return count > 0 || err_set(&feed->err, ERR_INPUT, directory, "no document (*.json) is in it");
}

static bool find_paths(struct feed *feed, const char *const *operands, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct stat at;
        if (stat(operands[i], &at) == 0 && S_ISDIR(at.st_mode)) {
            if (!add_directory(feed, operands[i]))
                return false;
        } else {
            add_path(feed, operands[i]);
        }
    }
    return true;
}

/* ---- texts ---- */

static bool read_texts(struct feed *feed) {
    size_t count = feed->config->text_count;
    feed->texts = arena_alloc(&feed->arena, count, sizeof *feed->texts);
    feed->matched = arena_alloc(&feed->arena, count, sizeof *feed->matched);
    for (size_t i = 0; i < count; i++)
        if (!document_text(feed->config->texts[i], &feed->arena, &feed->texts[i], &feed->err))
            return false;
    return true;
}

static const struct article_text *text_of(struct feed *feed, const struct document *document) {
    const char *sha256 = document->article.text_sha256;
    for (size_t i = 0; i < feed->config->text_count; i++)
        if (sha256 && strcmp(feed->texts[i].sha256, sha256) == 0) {
            feed->matched[i] = true;
            return &feed->texts[i];
        }
    return NULL;
}

/* Every text belongs to a document, or nothing is done at all. */
static bool match_texts(struct feed *feed) {
    for (size_t i = 0; i < feed->path_count && feed->config->text_count; i++) {
        AUTO_ARENA arena = {0};
        struct document document = {0};
        struct problems problems;
        struct err err = {0};
        const char *bytes;
        size_t length;
        problems_init(&problems, &arena);
        if (document_file(feed->paths[i], DOCUMENT_BYTES_MAX, &arena, &bytes, &length, &err) &&
            document_read(bytes, length, &arena, &document, &problems))
            text_of(feed, &document);
    }
    for (size_t i = 0; i < feed->config->text_count; i++)
        if (!feed->matched[i])
            return err_set(&feed->err, ERR_INPUT, feed->config->texts[i],
                "none of the documents is of the text with this digest (%s)", feed->texts[i].sha256);
    return true;
}

/* ---- one document ---- */

/* Nothing that a document says may act on the terminal. */
static void print_problems(const char *path, const struct problems *problems) {
    for (const struct problem *problem = problems->first; problem; problem = problem->next) {
        AUTO_BUF where = {0};
        AUTO_BUF detail = {0};
        escape_visible(&where, problem->where, strlen(problem->where));
        escape_visible(&detail, problem->detail, strlen(problem->detail));
        fprintf(stderr, "%s: %s: %s%s", path, where.length ? where.bytes : "(document)",
            problem->warning ? "warning: " : "", detail.length ? detail.bytes : "");
        if (problem->suggestion)
            fprintf(stderr, " (did you mean \"%s\"?)", problem->suggestion);
        fputc('\n', stderr);
    }
    if (problems->untold)
        fprintf(stderr, "%s: (document): %zu more problems\n", path, problems->untold);
}

/* `text` is set to the text at hand that the document is of, or NULL. */
static bool open_document(struct feed *feed, const char *path, struct arena *arena, struct document *document,
    const struct article_text **text, struct problems *problems, struct err *err) {
    const char *bytes;
    size_t length;
    if (!document_file(path, DOCUMENT_BYTES_MAX, arena, &bytes, &length, err) ||
        !document_read(bytes, length, arena, document, problems))
        return false;
    *text = text_of(feed, document);
    document_check(document, problems);
    evidence_check(document, *text, problems);
    return problems->errors == 0;
}

static void report_verified(FILE *out, const char *path, const struct document *document, bool with_text) {
    double share = 100.0 * (double)evidence_covered(document) / (double)document->article.text_length;
    fprintf(out, "%s: holds: %zu facts, %zu participants; quotes cover %.1f %% of the article%s\n", path,
        document->fact_count, document->participant_count, share,
        with_text ? ", each exactly in its place" : " (not held against its text)");
}

static void report_stored(FILE *out, const char *path, const struct load_outcome *outcome, bool dry_run) {
    if (!outcome->changed)
        fprintf(
            out, "%s: unchanged; the database stays at revision %lld\n", path, (long long)outcome->revision);
    else
        fprintf(out, "%s: %s as revision %lld: %zu facts added, %zu changed, %zu removed\n", path,
            dry_run ? "would be stored" : "stored", (long long)outcome->revision, outcome->added,
            outcome->altered, outcome->removed);
}

/* False where the environment failed; what is wrong with the document is counted in feed->bad. */
static bool take_document(struct feed *feed, const char *path) {
    AUTO_ARENA arena = {0};
    struct document document = {0};
    struct problems problems;
    struct load_outcome outcome;
    const struct article_text *text = NULL;
    struct err err = {0};
    problems_init(&problems, &arena);
    bool good = open_document(feed, path, &arena, &document, &text, &problems, &err);
    if (good && feed->store)
        good = document_load(
            feed->store, &document, text, feed->config->dry_run, &arena, &outcome, &problems, &err);
    print_problems(path, &problems);
    if (good && feed->store)
        report_stored(feed->out, path, &outcome, feed->config->dry_run);
    else if (good)
        report_verified(feed->out, path, &document, text != NULL);
    feed->bad += !good;
    if (err.kind == ERR_INPUT)
        err_print(&err);
    else if (err.kind != ERR_NONE)
        feed->err = err;
    return feed->err.kind == ERR_NONE;
}

/* On a terminal only; what is told about a document begins on a line of its own. */
static void show_progress(const struct feed *feed, size_t done) {
    if (feed->path_count < 2 || !isatty(STDERR_FILENO))
        return;
    fprintf(stderr, "\r\033[K%zu of %zu\r", done, feed->path_count);
}

static void take_documents(struct feed *feed) {
    bool good = true;
    for (size_t i = 0; i < feed->path_count && good; i++) {
        show_progress(feed, i);
        good = take_document(feed, feed->paths[i]);
        if (feed->store && i + 1 < feed->path_count) /* behind the last one the store is tidied */
            store_keep_short(feed->store);
    }
}

static int finish(struct feed *feed) {
    int status = feed->bad ? EXIT_INPUT : EXIT_DONE;
    if (feed->err.kind != ERR_NONE)
        status = exit_failed(&feed->err);
    else if (feed->bad && feed->path_count > 1)
        fprintf(stderr, "factd: %zu of %zu documents have problems\n", feed->bad, feed->path_count);
    store_close(feed->store);
    free(feed->paths);
    arena_close(&feed->arena);
    return status;
}

/* A dry run makes no database where there is none. */
static bool open_store(struct feed *feed) {
    const char *database = feed->config->database;
    int applied;
    bool scratch = feed->config->dry_run && !store_exists(database);
    return (scratch ? store_open_scratch(&feed->store, &feed->err)
                    : store_open(database, STORE_CREATE, &feed->store, &feed->err)) &&
           migrate(feed->store, assets, &applied, &feed->err) && document_derive(feed->store, &feed->err);
}

int feed_load(const struct config *config, const char *const *paths, size_t count, FILE *out) {
    struct feed feed = {.config = config, .out = out};
    if (find_paths(&feed, paths, count) && read_texts(&feed) && match_texts(&feed) && open_store(&feed)) {
        take_documents(&feed);
        store_tidy(feed.store);
    }
    return finish(&feed);
}

int command_load(const struct config *config) {
    return feed_load(config, config->operands, config->operand_count, stdout);
}

int command_verify(const struct config *config) {
    struct feed feed = {.config = config, .out = stdout};
    if (find_paths(&feed, config->operands, config->operand_count) && read_texts(&feed) && match_texts(&feed))
        take_documents(&feed);
    return finish(&feed);
}

/* ---- anchor and remove ---- */

int command_anchor(const struct config *config) {
    AUTO_ARENA arena = {0};
    AUTO_BUF out = {0};
    const char *path = config->operands[0], *bytes;
    struct article_text text;
    struct problems problems;
    struct err err = {0};
    size_t length;
    problems_init(&problems, &arena);
    if (config->text_count != 1)
        err_set(&err, ERR_USAGE, "--text", "anchor needs the text of the one article");
    if (err.kind != ERR_NONE || !document_text(config->texts[0], &arena, &text, &err) ||
        !document_file(path, DOCUMENT_BYTES_MAX, &arena, &bytes, &length, &err))
        return exit_failed(&err);
    if (document_anchor(bytes, length, &text, &arena, &out, &problems))
        fwrite(out.bytes, 1, out.length, stdout);
    print_problems(path, &problems);
    return problems.errors ? EXIT_INPUT : EXIT_DONE;
}

int command_remove(const struct config *config) {
    AUTO_ARENA arena = {0};
    struct store *store = NULL;
    struct load_outcome outcome;
    struct err err = {0};
    if (!store_open(config->database, STORE_WRITE, &store, &err))
        return exit_failed(&err);
    bool good = migrate_check(store, assets, &err) && document_derive(store, &err) &&
                document_remove(store, config->operands[0], &arena, &outcome, &err);
    if (good) {
        store_tidy(store);
        printf("%s: removed as revision %lld: %zu facts\n", config->operands[0], (long long)outcome.revision,
            outcome.removed);
    }
    store_close(store);
    return good ? EXIT_DONE : exit_failed(&err);
}
