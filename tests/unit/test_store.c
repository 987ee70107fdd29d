/* SPDX-License-Identifier: MIT */
/* The store's contract, on a database in a folder of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/store.h"
#include "text/utf8.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

enum { STATEMENTS_KEPT = 64 };

static char folder[64], location[96];
static struct store *store;

static void expect_good(bool good, const struct err *err) {
    if (!good)
        fail_msg("%s: %s", err->field, err->detail);
}

static struct store *opened(enum store_access access) {
    struct store *made = NULL;
    struct err err = {0};
    expect_good(store_open(location, access, &made, &err), &err);
    return made;
}

static void done(struct store *in, const char *sql) {
    struct err err = {0};
    expect_good(store_run(in, sql, NULL, 0, &err), &err);
}

static int64_t number(struct store *in, const char *sql) {
    struct err err = {0};
    int64_t out;
    expect_good(store_integer(in, sql, NULL, 0, -1, &out, &err), &err);
    return out;
}

static int set_up(void **state) {
    (void)state;
    strcpy(folder, "/tmp/factd-unit-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(location, sizeof location, "%s/facts.db", folder);
    store = opened(STORE_CREATE);
    done(store, "CREATE TABLE parent (id INTEGER NOT NULL PRIMARY KEY)");
    done(store, "CREATE TABLE child (id INTEGER PRIMARY KEY, "
                "parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)");
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    store_close(store);
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < COUNT(ends); i++) {
        char path[128];
        snprintf(path, sizeof path, "%s%s", location, ends[i]);
        unlink(path);
    }
    return rmdir(folder);
}

/* ---- statements ---- */

static struct statement *prepared(const char *sql) {
    struct statement *statement = NULL;
    struct err err = {0};
    expect_good(store_prepare(store, sql, &statement, &err), &err);
    return statement;
}

static void bound(struct statement *statement, const struct value *values, size_t count) {
    struct err err = {0};
    expect_good(statement_bind(statement, values, count, &err), &err);
}

static void stepped(struct statement *statement) {
    struct err err = {0};
    if (statement_step(statement, &err) != STEP_ROW)
        fail_msg("no row: %s", err.detail);
}

static void placeholders_are_bound_by_their_number_not_their_order(void **state) {
    (void)state;
    AUTO_STATEMENT *statement = prepared("SELECT $3, $1, $2, $3, $1");
    struct value values[] = {value_integer(1), value_integer(2), value_integer(3)};
    static const int64_t expected[] = {3, 1, 2, 3, 1};
    bound(statement, values, 3);
    stepped(statement);
    for (int i = 0; i < 5; i++)
        assert_int_equal(statement_value(statement, i).integer, expected[i]);
}

static void placeholders_of_two_digits_are_bound_too(void **state) {
    (void)state;
    AUTO_STATEMENT *statement = prepared("SELECT $12, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11");
    struct value values[12];
    for (int i = 0; i < 12; i++)
        values[i] = value_integer(i + 1);
    bound(statement, values, 12);
    stepped(statement);
    assert_int_equal(statement_value(statement, 0).integer, 12);
    for (int i = 1; i < 12; i++)
        assert_int_equal(statement_value(statement, i).integer, i);
}

static void a_placeholder_that_is_no_number_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {"SELECT ?", "SELECT ?1", "SELECT :a", "SELECT @a", "SELECT $a",
        "SELECT $1a", "SELECT $_1", "SELECT $1, ?", "SELECT $1, :b", "SELECT $1::a"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct statement *statement = NULL;
        struct err err = {0};
        if (store_prepare(store, texts[i], &statement, &err))
            fail_msg("%s was prepared", texts[i]);
        assert_null(statement);
        assert_int_equal(err.kind, ERR_ENVIRONMENT);
        assert_non_null(strstr(err.detail, texts[i]));
    }
}

static void only_one_statement_is_prepared_at_once(void **state) {
    (void)state;
    static const struct {
        const char *sql;
        bool good;
    } table[] = {{"SELECT 1", true}, {"SELECT 1;", true}, {" SELECT 1 ; \n", true},
        {"SELECT 1; SELECT 2", false}, {"", false}, {";", false}, {" ", false}, {"-- nothing", false},
        {"SELEC 1", false}, {"SELECT * FROM nothing", false}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_STATEMENT *statement = NULL;
        struct err err = {0};
        if (store_prepare(store, table[i].sql, &statement, &err) != table[i].good)
            fail_msg("\"%s\" was %s", table[i].sql, table[i].good ? "refused" : "prepared");
        assert_int_equal(err.kind == ERR_NONE, table[i].good);
    }
}

static void a_double_quoted_word_is_no_text(void **state) {
    (void)state;
    struct statement *statement = NULL;
    struct err err = {0};
    assert_false(store_prepare(store, "SELECT \"nothing\"", &statement, &err));
}

static void more_values_than_placeholders_are_refused(void **state) {
    (void)state;
    AUTO_STATEMENT *statement = prepared("SELECT $1, $3");
    struct value values[] = {value_integer(1), value_integer(2), value_integer(3), value_integer(4)};
    struct err err = {0};
    assert_false(statement_bind(statement, values, 4, &err));
    assert_int_equal(err.kind, ERR_ENVIRONMENT);
}

static void fewer_values_than_placeholders_are_refused(void **state) {
    (void)state;
    AUTO_STATEMENT *statement = prepared("SELECT $1, $2");
    struct value one = value_integer(1);
    struct err err = {0};
    assert_false(statement_bind(statement, &one, 1, &err));
    assert_int_equal(err.kind, ERR_ENVIRONMENT);
    assert_false(statement_bind(statement, NULL, 0, &err));
}

static void a_value_comes_back_as_it_was_bound(void **state) {
    (void)state;
    const struct value values[] = {value_null(), value_integer(0), value_integer(INT64_MAX),
        value_integer(INT64_MIN), value_real(0.1), value_real(-1.5e300), value_text(""),
        value_text("가'\"$1"), value_bytes("a\0b", 3), value_text(NULL)};
    AUTO_STATEMENT *statement = prepared("SELECT $1");
    for (size_t i = 0; i < COUNT(values); i++) {
        bound(statement, &values[i], 1);
        stepped(statement);
        struct value back = statement_value(statement, 0);
        assert_int_equal(back.type, values[i].type);
        assert_int_equal(back.integer, values[i].integer);
        assert_true(back.real == values[i].real);
        assert_int_equal(back.length, values[i].length);
        if (back.type == VALUE_TEXT) {
            assert_memory_equal(back.text, values[i].text, back.length);
            assert_int_equal(back.text[back.length], '\0');
        }
    }
}

static void a_released_statement_is_kept_and_forgets_its_values(void **state) {
    (void)state;
    struct value five = value_integer(5);
    struct statement *first = prepared("SELECT $1"), *again;
    bound(first, &five, 1);
    stepped(first);
    again = first;
    statement_release(&again);
    assert_null(again);
    again = prepared("SELECT $1");
    assert_ptr_equal(again, first);
    stepped(again);
    assert_int_equal(statement_value(again, 0).type, VALUE_NULL);
    statement_release(&again);
    statement_release(&again); /* nothing is released twice */
}

static void a_statement_that_is_lent_is_not_lent_twice(void **state) {
    (void)state;
    AUTO_STATEMENT *one = prepared("SELECT $1");
    AUTO_STATEMENT *other = prepared("SELECT $1");
    struct value values[] = {value_integer(1), value_integer(2)};
    assert_ptr_not_equal(one, other);
    bound(one, &values[0], 1);
    bound(other, &values[1], 1);
    stepped(one);
    stepped(other);
    assert_int_equal(statement_value(one, 0).integer, 1);
    assert_int_equal(statement_value(other, 0).integer, 2);
}

static void as_many_statements_as_are_kept_can_be_lent(void **state) {
    (void)state;
    struct statement *lent[STATEMENTS_KEPT], *more = NULL;
    struct err err = {0};
    char sql[32];
    for (int i = 0; i < STATEMENTS_KEPT; i++) {
        snprintf(sql, sizeof sql, "SELECT %d", i);
        lent[i] = prepared(sql);
    }
    assert_false(store_prepare(store, "SELECT 'one more'", &more, &err));
    assert_int_equal(err.kind, ERR_ENVIRONMENT);
    for (int i = 0; i < STATEMENTS_KEPT; i++) {
        stepped(lent[i]);
        assert_int_equal(statement_value(lent[i], 0).integer, i);
        statement_release(&lent[i]);
    }
    assert_int_equal(number(store, "SELECT 7"), 7);
}

static void any_number_of_statements_is_prepared_one_after_another(void **state) {
    (void)state;
    AUTO_STATEMENT *held = prepared("SELECT 'held'");
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < 3 * STATEMENTS_KEPT; i++) {
            char sql[32];
            snprintf(sql, sizeof sql, "SELECT %d", i);
            assert_int_equal(number(store, sql), i);
        }
    stepped(held);
    assert_string_equal(statement_value(held, 0).text, "held");
}

static void what_is_used_most_lately_is_kept(void **state) {
    (void)state;
    struct statement *often = prepared("SELECT 'often'");
    const struct statement *first = often;
    statement_release(&often);
    for (int i = 0; i < 3 * STATEMENTS_KEPT; i++) {
        char sql[32];
        snprintf(sql, sizeof sql, "SELECT %d", i);
        number(store, sql);
        often = prepared("SELECT 'often'");
        assert_ptr_equal(often, first);
        statement_release(&often);
    }
}

static void a_statement_outlives_a_change_of_the_schema(void **state) {
    (void)state;
    done(store, "INSERT INTO parent (id) VALUES (1)");
    assert_int_equal(number(store, "SELECT COUNT(*) FROM parent"), 1);
    done(store, "ALTER TABLE parent ADD COLUMN name TEXT");
    assert_int_equal(number(store, "SELECT COUNT(*) FROM parent"), 1);
}

static void an_integer_is_the_first_of_the_first_row_or_absent(void **state) {
    (void)state;
    assert_int_equal(number(store, "SELECT 5, 6 UNION ALL SELECT 7, 8"), 5);
    assert_int_equal(number(store, "SELECT id FROM parent"), -1);
    assert_int_equal(number(store, "SELECT NULL"), -1);
}

static void a_script_stops_at_its_first_error(void **state) {
    (void)state;
    struct err err = {0};
    const char sql[] = "INSERT INTO parent VALUES (1); INSERT INTO nothing VALUES (1); INSERT INTO parent "
                       "VALUES (2); garbage";
    assert_false(store_script(store, sql, sizeof sql - 1, &err));
    assert_int_equal(err.kind, ERR_ENVIRONMENT);
    assert_int_equal(number(store, "SELECT COUNT(*) FROM parent"), 1);
    assert_true(store_script(store, sql, strcspn(sql, ";"), &err) == false); /* id 1 is there */
    assert_true(store_script(store, "INSERT INTO parent VALUES (3);;GARBAGE", 31, &err));
    assert_int_equal(number(store, "SELECT COUNT(*) FROM parent"), 2);
}

/* ---- transactions ---- */

static void a_rollback_takes_back_and_a_commit_keeps(void **state) {
    (void)state;
    struct err err = {0};
    expect_good(store_begin(store, &err), &err);
    done(store, "INSERT INTO parent VALUES (1)");
    assert_int_equal(number(store, "SELECT COUNT(*) FROM parent"), 1);
    store_rollback(store);
    assert_int_equal(number(store, "SELECT COUNT(*) FROM parent"), 0);
    expect_good(store_begin(store, &err), &err);
    done(store, "INSERT INTO parent VALUES (2)");
    expect_good(store_commit(store, &err), &err);
    store_rollback(store);
    assert_int_equal(number(store, "SELECT MAX(id) FROM parent"), 2);
}

static void a_rollback_outside_a_transaction_is_harmless(void **state) {
    (void)state;
    struct err err = {0};
    store_rollback(store);
    store_rollback(store);
    expect_good(store_begin(store, &err), &err);
    store_rollback(store);
    store_rollback(store);
    assert_int_equal(number(store, "SELECT 1"), 1);
}

static void a_rollback_ends_a_transaction_though_a_statement_is_lent(void **state) {
    (void)state;
    struct err err = {0};
    done(store, "INSERT INTO parent VALUES (1)");
    expect_good(store_begin(store, &err), &err);
    AUTO_STATEMENT *statement = prepared("SELECT id FROM parent");
    stepped(statement);
    done(store, "INSERT INTO parent VALUES (2)");
    store_rollback(store);
    expect_good(store_begin(store, &err), &err);
    store_rollback(store);
    assert_int_equal(number(store, "SELECT COUNT(*) FROM parent"), 1);
}

static void a_transaction_does_not_begin_inside_another(void **state) {
    (void)state;
    struct err err = {0};
    expect_good(store_begin(store, &err), &err);
    assert_false(store_begin(store, &err));
    assert_int_equal(err.kind, ERR_ENVIRONMENT);
    store_rollback(store);
    assert_false(store_commit(store, &err));
}

static void a_reference_to_nothing_fails_at_the_commit(void **state) {
    (void)state;
    struct err err = {0};
    expect_good(store_begin(store, &err), &err);
    done(store, "INSERT INTO child (id, parent) VALUES (1, 5)");
    assert_false(store_commit(store, &err));
    assert_int_equal(err.kind, ERR_ENVIRONMENT);
    assert_non_null(strstr(err.detail, "FOREIGN KEY"));
    store_rollback(store);
    assert_int_equal(number(store, "SELECT COUNT(*) FROM child"), 0);
    expect_good(store_begin(store, &err), &err);
    done(store, "INSERT INTO child (id, parent) VALUES (1, 5)");
    done(store, "INSERT INTO parent (id) VALUES (5)");
    expect_good(store_commit(store, &err), &err);
}

static void a_reader_sees_one_state_until_it_ends(void **state) {
    (void)state;
    struct store *reader = opened(STORE_READ);
    struct err err = {0};
    expect_good(store_begin(reader, &err), &err);
    assert_int_equal(number(reader, "SELECT COUNT(*) FROM parent"), 0);
    done(store, "INSERT INTO parent VALUES (1)");
    assert_int_equal(number(reader, "SELECT COUNT(*) FROM parent"), 0);
    store_rollback(reader);
    assert_int_equal(number(reader, "SELECT COUNT(*) FROM parent"), 1);
    store_close(reader);
}

static void the_mark_moves_when_somebody_else_commits(void **state) {
    (void)state;
    struct store *reader = opened(STORE_READ);
    struct err err = {0};
    int64_t before, after;
    expect_good(store_change_mark(reader, &before, &err), &err);
    expect_good(store_change_mark(reader, &after, &err), &err);
    assert_int_equal(before, after);
    done(store, "INSERT INTO parent VALUES (1)");
    expect_good(store_change_mark(reader, &after, &err), &err);
    assert_int_not_equal(before, after);
    store_close(reader);
}

static void a_reader_cannot_write(void **state) {
    (void)state;
    static const char *const texts[] = {
        "INSERT INTO parent VALUES (1)", "DELETE FROM parent", "CREATE TABLE more (id)", "DROP TABLE child"};
    struct store *reader = opened(STORE_READ);
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct err err = {0};
        if (store_run(reader, texts[i], NULL, 0, &err))
            fail_msg("%s", texts[i]);
        assert_int_equal(err.kind, ERR_ENVIRONMENT);
    }
    store_close(reader);
}

static void only_create_makes_a_database(void **state) {
    (void)state;
    char missing[128];
    struct store *none = NULL;
    struct err err = {0};
    snprintf(missing, sizeof missing, "%s/missing.db", folder);
    assert_false(store_open(missing, STORE_READ, &none, &err));
    assert_null(none);
    assert_int_equal(err.kind, ERR_ENVIRONMENT);
    assert_string_equal(err.field, missing);
    assert_false(store_open(missing, STORE_WRITE, &none, &err));
    assert_int_equal(access(missing, F_OK), -1);
    store_close(none); /* NULL is closed already */
}

static void a_place_that_is_too_long_to_show_is_cut(void **state) {
    (void)state;
    char missing[300];
    struct store *none = NULL;
    struct err err = {0};
    memset(missing, 'x', sizeof missing);
    memcpy(missing, "/nowhere/", 9);
    missing[sizeof missing - 1] = '\0';
    assert_false(store_open(missing, STORE_READ, &none, &err));
    assert_int_equal(strlen(err.field), sizeof err.field - 1);
}

static void a_second_writer_waits_and_is_then_told_that_it_is_busy(void **state) {
    (void)state;
    struct store *other = opened(STORE_WRITE);
    struct err err = {0};
    expect_good(store_begin(store, &err), &err);
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    assert_false(store_begin(other, &err));
    clock_gettime(CLOCK_MONOTONIC, &to);
    assert_int_equal(err.kind, ERR_BUSY);
    assert_true(to.tv_sec - from.tv_sec >= 2);
    assert_int_equal(number(other, "SELECT COUNT(*) FROM parent"), 0); /* reading goes on */
    store_rollback(store);
    expect_good(store_begin(other, &err), &err);
    store_rollback(other);
    store_close(other);
}

static void note(void *context, const char *fault) {
    snprintf(context, 200, "%s", fault);
}

static void faults_are_told_and_a_sound_database_has_none(void **state) {
    (void)state;
    char said[200] = "";
    struct err err = {0};
    expect_good(store_faults(store, note, said, &err), &err);
    assert_string_equal(said, "");
    done(store, "PRAGMA foreign_keys = OFF");
    done(store, "INSERT INTO child (id, parent) VALUES (3, 5)");
    expect_good(store_faults(store, note, said, &err), &err);
    assert_string_equal(said, "row 3 of child refers to a row of parent that is missing");
}

/* ---- search ---- */

/* Every syllable alone and behind 가, numbered by its code point. */
static void index_syllables(void) {
    struct err err = {0};
    done(store, "CREATE VIRTUAL TABLE word_index USING fts5 (tokens, content = '', tokenize = \"ascii\")");
    expect_good(store_begin(store, &err), &err);
    for (int32_t code = SYLLABLE_FIRST; code <= SYLLABLE_LAST; code++) {
        char syllable[5], tokens[32];
        utf8_put(code, syllable);
        snprintf(tokens, sizeof tokens, "%s가 x 가%s y", syllable, syllable);
        expect_good(store_index_add(store, "word", code, tokens, &err), &err);
    }
    expect_good(store_commit(store, &err), &err);
}

static void check_syllables(const char *token, bool prefix, struct syllables next) {
    AUTO_ARENA arena = {0};
    AUTO_BUF sql = {0};
    struct term term = {{{&token, 1, prefix, next}}, 1};
    struct match match = {&term, 1};
    int32_t expected = next.first;
    buf_text(&sql, "SELECT number FROM (");
    store_put_matching(&sql, "word");
    buf_text(&sql, "$1) AS found ORDER BY number");
    AUTO_STATEMENT *statement = prepared(sql.bytes);
    struct value wanted = value_text(store_match_all(&match, &arena));
    bound(statement, &wanted, 1);
    for (; expected <= next.last; expected++) {
        stepped(statement);
        assert_int_equal(statement_value(statement, 0).integer, expected);
    }
    struct err err = {0};
    assert_int_equal(statement_step(statement, &err), STEP_DONE);
}

/* Within a block of 64, over its ends, and all of several. */
static void a_phrase_with_one_of_some_syllables_finds_these_alone(void **state) {
    (void)state;
    index_syllables();
    static const struct syllables some[] = {{0xAC01, 0xAC01}, {0xAC00, 0xAC3F}, {0xAC00, 0xAC40},
        {0xAC3F, 0xAC80}, {0xAC01, 0xACBE}, {0xB098, 0xB2E3}, {0xD63C, 0xD6AB}, {0xD558, 0xD7A3}};
    for (size_t i = 0; i < COUNT(some); i++) {
        check_syllables("가", false, some[i]);
        if (some[i].first > SYLLABLE_FIRST) /* else 가 itself, which begins every row */
            check_syllables("", true, some[i]);
    }
}

int main(void) {
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(placeholders_are_bound_by_their_number_not_their_order),
        TEST(placeholders_of_two_digits_are_bound_too),
        TEST(a_placeholder_that_is_no_number_is_refused),
        TEST(only_one_statement_is_prepared_at_once),
        TEST(a_double_quoted_word_is_no_text),
        TEST(more_values_than_placeholders_are_refused),
        TEST(fewer_values_than_placeholders_are_refused),
        TEST(a_value_comes_back_as_it_was_bound),
        TEST(a_released_statement_is_kept_and_forgets_its_values),
        TEST(a_statement_that_is_lent_is_not_lent_twice),
        TEST(as_many_statements_as_are_kept_can_be_lent),
        TEST(any_number_of_statements_is_prepared_one_after_another),
        TEST(what_is_used_most_lately_is_kept),
        TEST(a_statement_outlives_a_change_of_the_schema),
        TEST(an_integer_is_the_first_of_the_first_row_or_absent),
        TEST(a_script_stops_at_its_first_error),
        TEST(a_rollback_takes_back_and_a_commit_keeps),
        TEST(a_rollback_outside_a_transaction_is_harmless),
        TEST(a_rollback_ends_a_transaction_though_a_statement_is_lent),
        TEST(a_transaction_does_not_begin_inside_another),
        TEST(a_reference_to_nothing_fails_at_the_commit),
        TEST(a_reader_sees_one_state_until_it_ends),
        TEST(the_mark_moves_when_somebody_else_commits),
        TEST(a_reader_cannot_write),
        TEST(only_create_makes_a_database),
        TEST(a_place_that_is_too_long_to_show_is_cut),
        TEST(a_second_writer_waits_and_is_then_told_that_it_is_busy),
        TEST(faults_are_told_and_a_sound_database_has_none),
        TEST(a_phrase_with_one_of_some_syllables_finds_these_alone),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
