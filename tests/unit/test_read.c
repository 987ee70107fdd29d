/* SPDX-License-Identifier: MIT */
/* Bytes into a document: what may not be looked into at all, what a reader would round, and what stands in
 * the structs afterwards. That each rule is told is for tests/documents/. Runs in the repository's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "document/document.h"

struct reading {
    struct arena arena;
    struct problems problems;
    struct document document;
    bool read;
};

static void read_bytes(struct reading *reading, const char *bytes, size_t length) {
    *reading = (struct reading){0};
    problems_init(&reading->problems, &reading->arena);
    reading->read = document_read(bytes, length, &reading->arena, &reading->document, &reading->problems);
}

/* One problem and no document. */
static void expect_refused(const char *bytes, size_t length, const char *where, const char *detail) {
    struct reading reading;
    read_bytes(&reading, bytes, length);
    assert_false(reading.read);
    assert_int_equal(reading.problems.errors, 1);
    assert_string_equal(reading.problems.first->where, where);
    if (!strstr(reading.problems.first->detail, detail))
        fail_msg("expected %s in: %s", detail, reading.problems.first->detail);
    arena_close(&reading.arena);
}

static void expect_text_refused(const char *text, const char *where, const char *detail) {
    expect_refused(text, strlen(text), where, detail);
}

static bool has_problem(const struct reading *reading, const char *where, const char *detail) {
    for (const struct problem *problem = reading->problems.first; problem; problem = problem->next)
        if (strcmp(problem->where, where) == 0 && strstr(problem->detail, detail))
            return true;
    return false;
}

static void bytes_that_are_no_json_are_told_by_line(void **state) {
    (void)state;
    expect_text_refused("", "", "is no JSON");
    expect_text_refused("{\n  \"format\": ", "", "is no JSON: line 2");
    expect_text_refused("{} {}", "", "is no JSON");
    expect_text_refused("{\"a\": 01}", "", "is no JSON");
    expect_text_refused("{\"a\": \"\\u0000\"}", "", "is no JSON");
    expect_text_refused("{\"a\": \"\\ud800\"}", "", "is no JSON");
}

static void a_byte_order_mark_is_refused(void **state) {
    (void)state;
    expect_text_refused("\xEF\xBB\xBF{}", "", "byte-order mark");
}

static void bytes_that_are_no_utf8_are_told_by_place(void **state) {
    (void)state;
    expect_text_refused("{\n\"a\": \"\xC0\xAF\"}", "", "the byte 0xC0 on line 2 (byte 8 of the file)");
    expect_text_refused("{\"a\": \"\xED\xA0\x80\"}", "", "is no UTF-8");
    expect_refused("{\"a\": \"\xEA\xB0", 9, "", "is no UTF-8");
}

static void a_document_over_its_size_is_not_looked_into(void **state) {
    (void)state;
    expect_refused("{}", (size_t)DOCUMENT_BYTES_MAX + 1, "", "a document has at most 16777216");
}

static void nested(char *text, size_t levels) {
    memset(text, '[', levels);
    memset(text + levels, ']', levels);
    text[2 * levels] = '\0';
}

static void levels_end_at_thirty_two(void **state) {
    (void)state;
    char text[80];
    struct reading reading;
    nested(text, DOCUMENT_LEVELS_MAX);
    read_bytes(&reading, text, strlen(text));
    assert_true(reading.read);
    assert_true(has_problem(&reading, "", "expected an object, found an array"));
    arena_close(&reading.arena);
    nested(text, DOCUMENT_LEVELS_MAX + 1);
    expect_text_refused(text, "", "more than 32 levels");
}

static void brackets_in_texts_open_no_level(void **state) {
    (void)state;
    struct reading reading;
    const char *text = "{\"a\": \"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[[[[\"}";
    read_bytes(&reading, text, strlen(text));
    assert_true(reading.read);
    arena_close(&reading.arena);
}

static void a_member_given_twice_is_told_with_its_pointer(void **state) {
    (void)state;
    expect_text_refused("{\"format\": \"facts/1\",\n\"format\": \"facts/1\"}", "/format", "again on line 2");
    expect_text_refused("{\"facts\": [{}, {\"id\": \"a\", \"evidence\": [{\"end\": 1, \"end\": 2}]}]}",
        "/facts/1/evidence/0/end", "given twice");
    expect_text_refused("{\"a/b\": {\"c~\": 1, \"c~\": 2}}", "/a~1b/c~0", "given twice");
    expect_text_refused("{\"id\": 1, \"\\u0069d\": 2}", "/id", "given twice");
}

static void expect_number(const char *number, bool refused) {
    char text[128];
    struct reading reading;
    snprintf(text, sizeof text, "{\"facts\": [{\"kind\": \"figure\", \"value\": %s}]}", number);
    read_bytes(&reading, text, strlen(text));
    if (has_problem(&reading, "/facts/0/value", "would be rounded") != refused)
        fail_msg("%s should be %s", number, refused ? "refused" : "taken");
    if (reading.read && reading.document.facts[0].value.given == refused)
        fail_msg("%s should %s", number, refused ? "not be filled in" : "be filled in");
    arena_close(&reading.arena);
}

static void numbers_that_a_reader_would_round_are_refused(void **state) {
    (void)state;
    static const char *const refused[] = {"9007199254740992", "-9007199254740992", "12345678901234567890",
        "0.1234567890123456", "260000.0000000000001", "1e16", "1e999", "1e-400", "123456789012345.6"};
    static const char *const taken[] = {"9007199254740991", "-9007199254740991", "0", "-0", "2.50",
        "123456789012345", "0.123456789012345", "1e3", "1000000000000000.000", "9.007199254740991e15"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        expect_number(refused[i], true);
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        expect_number(taken[i], false);
}

static void digits_in_texts_are_no_numbers(void **state) {
    (void)state;
    struct reading reading;
    const char *text = "{\"format\": \"12345678901234567890\"}";
    read_bytes(&reading, text, strlen(text));
    assert_false(has_problem(&reading, "/format", "rounded"));
    arena_close(&reading.arena);
}

static void an_item_that_cannot_be_read_keeps_its_place(void **state) {
    (void)state;
    struct reading reading;
    const char *text =
        "{\"facts\": [5, {\"id\": \"second\", \"kind\": \"what\"}], \"topics\": [{\"id\": \"T\"}]}";
    read_bytes(&reading, text, strlen(text));
    assert_true(reading.read);
    assert_int_equal(reading.document.fact_count, 2);
    assert_null(reading.document.facts[0].id);
    assert_int_equal(reading.document.facts[0].kind, FACT_KINDS);
    assert_string_equal(reading.document.facts[1].id, "second");
    assert_ptr_equal(document_fact(&reading.document, "second"), &reading.document.facts[1]);
    assert_false(reading.document.fact_ids.whole);
    assert_false(reading.document.topic_ids.whole);
    arena_close(&reading.arena);
}

static void open_harbour(struct reading *reading) {
    struct err err;
    struct arena file = {0};
    const char *bytes;
    size_t length;
    assert_true(
        document_file("tests/fixtures/harbour.json", DOCUMENT_BYTES_MAX, &file, &bytes, &length, &err));
    read_bytes(reading, bytes, length);
    arena_close(&file);
    assert_true(reading->read);
    assert_null(reading->problems.first);
}

static void times_get_a_key_that_sorts(void **state) {
    (void)state;
    struct reading reading;
    open_harbour(&reading);
    const struct article *article = &reading.document.article;
    assert_string_equal(article->published_at, "2026-03-12T18:20:00+09:00");
    assert_string_equal(article->published_at_utc, "2026-03-12T09:20:00.000000000Z");
    assert_string_equal(article->modified_at_utc, "2026-03-12T09:45:10.000000000Z");
    arena_close(&reading.arena);
}

static void expect_days(const struct reading *reading, const char *fact, const char *from, const char *to) {
    const struct fact *found = document_fact(&reading->document, fact);
    assert_non_null(found);
    assert_int_equal(from != NULL, found->date_from != NULL);
    assert_int_equal(to != NULL, found->date_to != NULL);
    if (from)
        assert_string_equal(found->date_from, from);
    if (to)
        assert_string_equal(found->date_to, to);
}

static void dates_give_the_days_that_they_cover(void **state) {
    (void)state;
    struct reading reading;
    open_harbour(&reading);
    expect_days(&reading, "talks", "2026-03-12", "2026-03-12");
    expect_days(&reading, "first-zone", "2026-06-01", "2026-06-30");
    expect_days(&reading, "trials", "2025-01-01", "2025-12-31");
    expect_days(&reading, "open-days", "2026-03-20", "2026-03-22");
    expect_days(&reading, "quay-memorandum", NULL, "2026-03-12");
    expect_days(&reading, "operation", "2026-07-01", NULL);
    expect_days(&reading, "cost", NULL, NULL);
    arena_close(&reading.arena);
}

static void expect_bounds(
    const struct reading *reading, const char *fact, const char *lower, const char *upper) {
    const struct fact *found = document_fact(&reading->document, fact);
    char text[DECIMAL_TEXT_SIZE];
    assert_non_null(found);
    assert_int_equal(lower != NULL, found->lower.given);
    assert_int_equal(upper != NULL, found->upper.given);
    if (lower)
        assert_string_equal(decimal_print(found->lower.value, text), lower);
    if (upper)
        assert_string_equal(decimal_print(found->upper.value, text), upper);
}

static void comparators_give_the_bounds_of_a_figure(void **state) {
    (void)state;
    struct reading reading;
    open_harbour(&reading);
    expect_bounds(&reading, "cost", "1200000000000", "1200000000000");
    expect_bounds(&reading, "tugs", "14", NULL);
    expect_bounds(&reading, "private-share", "60", NULL);
    expect_bounds(&reading, "berth-error", NULL, "2.5");
    expect_bounds(&reading, "wave-limit", NULL, "3");
    expect_bounds(&reading, "throughput", NULL, NULL);
    expect_bounds(&reading, "jobs", "120", "150");
    arena_close(&reading.arena);
}

static void a_group_is_served_under_its_articles_id(void **state) {
    (void)state;
    struct reading reading;
    open_harbour(&reading);
    assert_string_equal(document_public_id(&reading.document, "local-lines", &reading.arena),
        "haedong-2026-03-12-harbour.local-lines");
    assert_string_equal(document_public_id(&reading.document, "garam", &reading.arena), "garam");
    assert_string_equal(
        document_fact_id(&reading.document, "tugs", &reading.arena), "haedong-2026-03-12-harbour.tugs");
    arena_close(&reading.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_that_are_no_json_are_told_by_line),
        cmocka_unit_test(a_byte_order_mark_is_refused),
        cmocka_unit_test(bytes_that_are_no_utf8_are_told_by_place),
        cmocka_unit_test(a_document_over_its_size_is_not_looked_into),
        cmocka_unit_test(levels_end_at_thirty_two),
        cmocka_unit_test(brackets_in_texts_open_no_level),
        cmocka_unit_test(a_member_given_twice_is_told_with_its_pointer),
        cmocka_unit_test(numbers_that_a_reader_would_round_are_refused),
        cmocka_unit_test(digits_in_texts_are_no_numbers),
        cmocka_unit_test(an_item_that_cannot_be_read_keeps_its_place),
        cmocka_unit_test(times_get_a_key_that_sorts),
        cmocka_unit_test(dates_give_the_days_that_they_cover),
        cmocka_unit_test(comparators_give_the_bounds_of_a_figure),
        cmocka_unit_test(a_group_is_served_under_its_articles_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
