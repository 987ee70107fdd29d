/* SPDX-License-Identifier: MIT */
/* `factd backup` and `factd restore`: a database into a new file and back, while others read and write it. No
 * file is ever moved over a database: whoever has that open would go on with the old one and its log, and
 * both would be lost. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
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

/* ---- on a terminal ---- */

static void show(int64_t done, int64_t all) {
    fprintf(stderr, "\r\033[K%lld of %lld KiB\r", (long long)done / 1024, (long long)all / 1024);
}

static copy_progress *shown(void) {
    return isatty(STDERR_FILENO) ? show : NULL;
}

static void show_word(const char *word) {
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\r\033[K%s\r", word);
}

/* ---- both ---- */

/* What failed, said of the file that the user named, between `before` and `after`. */
static bool of_file(
    struct err *err, enum err_kind kind, const char *path, const char *before, const char *after) {
    char detail[sizeof err->detail];
    snprintf(detail, sizeof detail, "%s%.300s%s", before, err->detail, after);
    return err_set(err, kind, path, "%s", detail);
}

static bool read_revision(struct store *store, int64_t *revision, struct err *err) {
    int64_t ours;
    if (!store_tables(store, "dataset", &ours, err))
        return false;
    if (!ours)
        return err_set(err, ERR_INPUT, "", "holds no facts: it is no database of factd");
    return store_integer(store, "SELECT revision FROM dataset", NULL, 0, 0, revision, err);
}

/* ---- backup ---- */

static bool is_free(const char *dest, const char *database, struct err *err) {
    AUTO_BUF taken = {0};
    if (!*dest)
        return err_set(err, ERR_USAGE, "DEST", "is an empty name");
    if (store_name_belongs(dest, database))
        return err_set(err, ERR_USAGE, dest, "belongs to the database itself; name another file");
    if (!store_name_taken(dest, &taken))
        return true;
    if (strcmp(taken.bytes, dest) == 0)
        return err_set(err, ERR_USAGE, dest, "is there already, and nothing is overwritten; name a new file");
    return err_set(err, ERR_USAGE, dest,
        "%s is there and would be taken for a part of it; delete that, or name another file", taken.bytes);
}

/* Beside its place, so that it can be moved there at once; readable to whom the database is. */
static bool make_part(const char *dest, const char *database, struct buf *part, int *file, struct err *err) {
    struct stat at;
    buf_texts(part, dest, ".part-XXXXXX");
    *file = mkostemp(part->bytes, O_CLOEXEC);
    if (*file < 0)
        return err_set(err, ERR_ENVIRONMENT, dest, "cannot be made: %s",
            errno == ENOENT ? "its folder is missing" : strerror(errno));
    return (stat(database, &at) == 0 && fchmod(*file, at.st_mode & 0666) == 0) ||
           err_set(err, ERR_ENVIRONMENT, dest, "cannot be made: %s", strerror(errno));
}

/* A name is on the disk when its folder is; some file systems cannot be asked for that. */
static bool sync_folder(const char *path) {
    char *copy = memory_string(path);
    int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = folder >= 0 && (fsync(folder) == 0 || errno == EINVAL);
    if (folder >= 0)
        close(folder);
    free(copy);
    return good;
}

/* Never over a file that came meanwhile, which not all file systems promise of a rename. */
static bool move(const char *part, const char *dest) {
    if (renameat2(AT_FDCWD, part, AT_FDCWD, dest, RENAME_NOREPLACE) == 0)
        return true;
    return (errno == EINVAL || errno == ENOSYS) && link(part, dest) == 0 && unlink(part) == 0;
}

static bool put_in_place(int file, const char *part, const char *dest, int64_t *bytes, struct err *err) {
    struct stat at;
    if (fsync(file) == 0 && fstat(file, &at) == 0 && move(part, dest) && sync_folder(dest)) {
        *bytes = at.st_size;
        return true;
    }
    return err_set(err, ERR_ENVIRONMENT, dest, "cannot be kept: %s", strerror(errno));
}

static bool copy_to(
    struct store *store, const char *dest, const char *database, int64_t *bytes, struct err *err) {
    AUTO_BUF part = {0};
    int file;
    bool good = make_part(dest, database, &part, &file, err);
    if (good && !store_copy_file(store, part.bytes, shown(), err))
        good = of_file(err, err->kind, dest, "cannot be made: ", "");
    good = good && put_in_place(file, part.bytes, dest, bytes, err);
    if (file >= 0) {
        close(file);
        if (!good)
            store_copy_discard(part.bytes);
    }
    return good;
}

int command_backup(const struct config *config) {
    const char *dest = config->operands[0], *database = config->database;
    struct store *store = NULL;
    struct err err = {0};
    int64_t revision = 0, bytes = 0;
    if (!is_free(dest, database, &err) || !store_open(database, STORE_EXPORT, &store, &err))
        return exit_failed(&err);
    bool good = store_begin(store, &err) && read_revision(store, &revision, &err);
    if (!good)
        of_file(&err, ERR_ENVIRONMENT, database, "", "");
    good = good && copy_to(store, dest, database, &bytes, &err);
    store_close(store);
    show_word("");
    if (!good)
        return exit_failed(&err);
    printf("%s: revision %lld, %lld bytes\n", dest, (long long)revision, (long long)bytes);
    return EXIT_DONE;
}

/* ---- restore ---- */

struct restore {
    const char *path, *database;
    struct store *from; /* the source, or a copy of it in this program's schema */
    struct store *to;
    int migrations;
    int64_t revision;
    struct err err;
};

static void say_fault(void *context, const char *fault) {
    fprintf(stderr, "%s: %s\n", (const char *)context, fault);
}

static void count_fault(void *context, const char *fault) {
    (void)fault;
    ++*(size_t *)context;
}

static bool is_sound(struct restore *restore) {
    size_t faults = 0;
    show_word("looking for faults");
    if (!store_faults(restore->from, count_fault, &faults, &restore->err))
        return of_file(&restore->err, ERR_INPUT, restore->path, "is damaged: ", "; take another backup");
    if (faults == 0)
        return true;
    show_word("");
    store_faults(restore->from, say_fault, (void *)(uintptr_t)restore->path, &restore->err);
    return err_set(&restore->err, ERR_INPUT, restore->path, "has %zu faults; take another backup", faults);
}

/* The source is only read, and in one transaction: what is verified is what is copied. */
static bool open_source(struct restore *restore) {
    struct err *err = &restore->err;
    if (store_name_belongs(restore->path, restore->database))
        return err_set(err, ERR_USAGE, restore->path, "belongs to the database itself; name a backup of it");
    if (!store_copy_source(restore->path, err))
        return false;
    if (!store_open(restore->path, STORE_KEPT, &restore->from, err) || !store_begin(restore->from, err))
        return of_file(err, ERR_INPUT, restore->path, "cannot be read: ", "; take another backup");
    if (read_revision(restore->from, &restore->revision, err))
        return true;
    if (err->kind == ERR_INPUT)
        return of_file(err, ERR_INPUT, restore->path, "", "; name the file that a backup made");
    return of_file(err, ERR_INPUT, restore->path, "is damaged: ", "; take another backup");
}

static bool take_scratch(struct restore *restore) {
    struct store *scratch = NULL;
    bool good = store_open_scratch(&scratch, &restore->err) &&
                store_copy(restore->from, scratch, shown(), &restore->err);
    if (!good) {
        store_close(scratch);
        return of_file(
            &restore->err, restore->err.kind, restore->path, "cannot be copied to be changed: ", "");
    }
    store_close(restore->from);
    restore->from = scratch;
    return true;
}

/* The source stays as it is: an older one is brought to this program's schema in a copy. */
static bool bring_up(struct restore *restore) {
    const struct asset *pending;
    bool derived = false;
    struct err *err = &restore->err;
    if (!migrate_pending(restore->from, assets, &pending, err) ||
        (!pending && !document_derived(restore->from, &derived, err)))
        return of_file(err, ERR_INPUT, restore->path, "", "");
    if (derived)
        return true;
    return take_scratch(restore) &&
           ((migrate(restore->from, assets, &restore->migrations, err) &&
                document_derive(restore->from, err)) ||
               of_file(err, ERR_INPUT, restore->path, "cannot be brought to this program's schema: ", ""));
}

/* Whoever mistypes a name loses nothing. `like` is the database, or one such as would be made. */
static bool may_replace(struct restore *restore, struct store *like) {
    struct err *err = &restore->err;
    int64_t all, ours;
    if (!store_tables(like, NULL, &all, err) || !store_tables(like, "dataset", &ours, err))
        return of_file(err, err->kind, restore->database, "cannot be read: ",
            "; if it was a database of facts, stop what uses it, move it away with its -wal and -shm, and "
            "restore again");
    if (all && !ours)
        return err_set(err, ERR_USAGE, restore->database,
            "is another program's database, which is not overwritten; give another --database");
    return store_copy_fits(restore->from, like, err) || of_file(err, err->kind, restore->path, "", "");
}

static bool open_dest(struct restore *restore) {
    struct store *like = NULL;
    bool good = store_exists(restore->database)
                    ? store_open(restore->database, STORE_READ, &like, &restore->err)
                    : store_open_scratch(&like, &restore->err);
    good = good && may_replace(restore, like);
    store_close(like);
    return good && store_open(restore->database, STORE_CREATE, &restore->to, &restore->err);
}

static bool replace(struct restore *restore) {
    struct err *err = &restore->err;
    if (!store_copy(restore->from, restore->to, shown(), err))
        return err->kind == ERR_BUSY
                   ? err_set(err, ERR_BUSY, restore->database,
                         "something else writes to it, so it stays as it was; try again when that has ended")
                   : of_file(err, err->kind, restore->database, "stays as it was: ", "");
    store_tidy(restore->to);
    return true;
}

int command_restore(const struct config *config) {
    struct restore restore = {.path = config->operands[0], .database = config->database};
    bool good = open_source(&restore) && is_sound(&restore) && bring_up(&restore) && open_dest(&restore) &&
                replace(&restore);
    store_close(restore.from);
    store_close(restore.to);
    show_word("");
    if (!good)
        return exit_failed(&restore.err);
    printf(
        "%s: restored to revision %lld from %s", restore.database, (long long)restore.revision, restore.path);
    if (restore.migrations)
        printf(", after %d migrations", restore.migrations);
    putchar('\n');
    return EXIT_DONE;
}
