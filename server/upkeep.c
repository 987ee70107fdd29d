/* SPDX-License-Identifier: MIT */
/* `factd migrate` and `factd check`. */
#include <stdio.h>

#include "base/asset.h"
#include "commands.h"
#include "document/load.h"
#include "store/migrate.h"

bool upkeep_migrate(const char *database, int *applied, struct err *err) {
    struct store *store = NULL;
    if (!store_open(database, STORE_CREATE, &store, err))
        return false;
    bool good = migrate(store, assets, applied, err) && document_derive(store, err);
    store_close(store);
    return good;
}

int command_migrate(const struct config *config) {
    struct err err = {0};
    int applied;
    if (!upkeep_migrate(config->database, &applied, &err))
        return exit_failed(&err);
    printf("%s: %d migration%s applied\n", config->database, applied, applied == 1 ? "" : "s");
    return EXIT_DONE;
}

static void say_fault(void *problems, const char *fault) {
    problems_add(problems, "database", "%s", fault);
}

/* One state for all questions: a load beside it cannot look like a fault. */
static bool check(struct store *store, struct store *scratch, struct problems *problems, struct err *err) {
    int applied;
    if (!migrate_check(store, assets, err) || !migrate(scratch, assets, &applied, err) ||
        !store_begin(store, err))
        return false;
    bool good =
        store_faults(store, say_fault, problems, err) && document_audit(store, scratch, problems, err);
    store_rollback(store);
    return good;
}

int command_check(const struct config *config) {
    AUTO_ARENA arena = {0};
    struct problems problems;
    struct store *store = NULL, *scratch = NULL;
    struct err err = {0};
    problems_init(&problems, &arena);
    bool good = store_open(config->database, STORE_READ, &store, &err) &&
                store_open_scratch(&scratch, &err) && check(store, scratch, &problems, &err);
    store_close(scratch);
    store_close(store);
    if (!good)
        return exit_failed(&err);
    for (const struct problem *problem = problems.first; problem; problem = problem->next)
        fprintf(stderr, "%s: %s: %s\n", config->database, problem->where, problem->detail);
    if (problems.errors)
        return EXIT_INPUT;
    printf("%s: no fault found\n", config->database);
    return EXIT_DONE;
}
