/* SPDX-License-Identifier: MIT */
/* What quotes are read as: names of which the longest wins, dates as worded, characters covered once; and the
 * places that an anchored document gets. Runs in the repository's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "document/mentions.h"
#include "document/namebook.h"

/* ---- names ---- */

static const char *motor_aliases[] = {"현대차", "HM"};

static struct participant companies[] = {
    {.id = "group", .name = {.ko = "현대차그룹", .en = "Hyundai Motor Group"}},
    {.id = "motor", .name = {.ko = "현대자동차", .en = "Hyundai Motor"}, .aliases = {motor_aliases, 2}},
    {.id = "sk", .name = {.ko = "에스케이", .en = "SK"}},
    {.id = "skt", .name = {.en = "SKT"}},
    {.id = "other-sk", .name = {.en = "SK"}},
};

static const struct document market = {.participants = companies, .participant_count = 5};

/* The named companies, in order, each followed by a space. */
static const char *named(const char *quote, char out[static 64]) {
    AUTO_ARENA arena = {0};
    struct namebook book = namebook_of(&market, &arena);
    namebook_start_round(&book);
    namebook_see(&book, quote);
    out[0] = '\0';
    for (size_t i = 0; i < market.participant_count; i++) {
        if (namebook_saw(&book, i)) {
            strcat(out, companies[i].id);
            strcat(out, " ");
        }
    }
    return out;
}

static void expect_named(const char *quote, const char *wanted) {
    char found[64];
    if (strcmp(named(quote, found), wanted) != 0)
        fail_msg("%s names \"%s\", wanted \"%s\"", quote, found, wanted);
}

static void the_longest_name_wins(void **state) {
    (void)state;
    expect_named("현대차는", "motor ");
    expect_named("현대차그룹은", "group ");
    expect_named("현대차그룹과 현대차", "group motor ");
    expect_named("Hyundai Motor Group", "group ");
    expect_named("Hyundai Motor", "motor ");
}

static void a_no_break_space_is_a_space_in_a_name(void **state) {
    (void)state;
    expect_named("Hyundai\u00a0Motor\u00a0Group", "group ");
}

static void a_latin_name_is_a_word_of_its_own(void **state) {
    (void)state;
    expect_named("SKT", "skt ");
    expect_named("SKC, MSK, SK1, ÉSK", "");
    expect_named("HMM", "");
    expect_named("(HM)", "motor ");
}

static void a_korean_particle_ends_a_latin_name(void **state) {
    (void)state;
    expect_named("SK는 SKT와", "sk skt other-sk ");
    expect_named("한국HM의", "motor ");
}

static void who_shares_a_name_is_named_by_it(void **state) {
    (void)state;
    expect_named("SK", "sk other-sk ");
}

static void a_new_round_forgets_the_old_names(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    struct namebook book = namebook_of(&market, &arena);
    namebook_start_round(&book);
    namebook_see(&book, "현대차그룹");
    assert_true(namebook_saw(&book, 0));
    namebook_start_round(&book);
    assert_false(namebook_saw(&book, 0));
}

/* ---- dates ---- */

static void expect_mentions(const char *text, const char *wanted) {
    struct mentions mentions;
    char found[256] = "";
    mentions_read(text, &mentions);
    for (size_t i = 0; i < mentions.count; i++) {
        const struct mention *mention = &mentions.items[i];
        size_t used = strlen(found);
        snprintf(found + used, sizeof found - used, "%s%d-%d-%d%s", i ? " " : "", mention->year,
            mention->month, mention->day, mention->loose ? "?" : "");
    }
    if (strcmp(found, wanted) != 0)
        fail_msg("%s: read \"%s\", wanted \"%s\"", text, found, wanted);
}

static void korean_dates_are_read(void **state) {
    (void)state;
    expect_mentions("31일", "0-0-31");
    expect_mentions("10월 31일", "0-10-31");
    expect_mentions("2025년 10월 31일부터", "2025-10-31");
    expect_mentions("지난 30일 31일", "0-0-30 0-0-31");
    expect_mentions("30~31일", "0-0-30 0-0-31");
    expect_mentions("10월 30일과 11월 1일", "0-10-30 0-11-1");
    expect_mentions("’25년 3월", "2025-3-0");
    expect_mentions("2025. 10. 31.", "2025-10-31");
}

static void durations_and_amounts_are_no_dates(void **state) {
    (void)state;
    expect_mentions("3일간", "");
    expect_mentions("10일 만에", "");
    expect_mentions("3년 동안", "");
    expect_mentions("6개월", "");
    expect_mentions("32일", "");
    expect_mentions("26만장", "");
    expect_mentions("123456789일", "");
}

static void english_dates_are_read(void **state) {
    (void)state;
    expect_mentions("on October 31, 2025", "2025-10-31");
    expect_mentions("Oct. 31st", "0-10-31");
    expect_mentions("31 October 2025", "2025-10-31");
    expect_mentions("the 31st of October", "0-10-31");
    expect_mentions("on the 31st", "0-0-31");
    expect_mentions("2025-10-31", "2025-10-31");
    expect_mentions("in October 2025", "2025-10-0");
    expect_mentions("by 2030", "2030-0-0?");
}

static void ordinals_of_other_things_are_no_dates(void **state) {
    (void)state;
    expect_mentions("the 3rd meeting", "");
    expect_mentions("21st century", "");
    expect_mentions("may 5 of them", "");
    expect_mentions("14 ships", "");
}

/* ---- spans ---- */

static void a_character_is_covered_once(void **state) {
    (void)state;
    struct evidence quotes[] = {
        {.quote = "abcd", .start = 10, .end = 14, .placed = true},
        {.quote = "cdef", .start = 12, .end = 16, .placed = true},
        {.quote = "abcd", .start = 10, .end = 14, .placed = true},
        {.quote = "가", .start = 0, .end = 1, .placed = true},
        {.quote = "wrong", .start = 0, .end = 900, .placed = true},
        {.quote = "nowhere"},
        {0},
    };
    struct fact fact = {.evidence = {.items = quotes, .count = 7}};
    const struct document document = {.facts = &fact, .fact_count = 1};
    assert_int_equal(evidence_covered(&document), 7);
}

/* Errors that evidence_check tells of two quotes over a text of 100 characters. */
static size_t conflicts(struct evidence first, struct evidence second) {
    AUTO_ARENA arena = {0};
    struct problems problems;
    problems_init(&problems, &arena);
    struct evidence quotes[] = {first, second};
    struct fact fact = {.kind = FACT_EVENT, .evidence = {.items = quotes, .count = 2}};
    const struct document document = {.article = {.text_length = 100}, .facts = &fact, .fact_count = 1};
    evidence_check(&document, NULL, &problems);
    return problems.errors;
}

static void quotes_that_overlap_agree(void **state) {
    (void)state;
    const struct evidence here = {.quote = "가나다", .start = 10, .end = 13, .placed = true};
    assert_int_equal(conflicts(here, (struct evidence){"나다라", 11, 14, true, NULL}), 0);
    assert_int_equal(conflicts(here, (struct evidence){"다나라", 11, 14, true, NULL}), 1);
    assert_int_equal(conflicts(here, (struct evidence){"라라라", 13, 16, true, NULL}), 0);
    assert_int_equal(conflicts((struct evidence){"나다라", 9, 12, true, NULL}, here), 1);
}

/* ---- anchor ---- */

struct anchored {
    struct arena arena;
    struct problems problems;
    struct buf out;
    bool done;
};

static void anchor(struct anchored *anchored, const char *document, const char *words) {
    struct article_text text = {.bytes = words, .length = strlen(words)};
    text.code_points = 0;
    for (size_t i = 0; i < text.length; i++)
        text.code_points += ((unsigned char)words[i] & 0xC0) != 0x80;
    digest_bytes(words, text.length, text.sha256);
    *anchored = (struct anchored){0};
    problems_init(&anchored->problems, &anchored->arena);
    anchored->done = document_anchor(
        document, strlen(document), &text, &anchored->arena, &anchored->out, &anchored->problems);
}

static void close_anchored(struct anchored *anchored) {
    buf_close(&anchored->out);
    arena_close(&anchored->arena);
}

static void a_quote_that_stands_once_gets_its_place(void **state) {
    (void)state;
    struct anchored anchored;
    anchor(&anchored,
        "{\"article\": {\"id\": \"a\"}, \"facts\": [{\"value\": 9007199254740991, \"lower\": 0.1, "
        "\"evidence\": [{\"quote\": \"나\u00a0다\", \"for\": \"date\"}]}]}",
        "가 나\u00a0다");
    assert_true(anchored.done);
    assert_int_equal(anchored.problems.errors, 0);
    assert_non_null(
        strstr(anchored.out.bytes, "\"start\": 2,\n          \"end\": 5,\n          \"for\": \"date\""));
    assert_non_null(strstr(anchored.out.bytes, "\"length\": 5"));
    assert_non_null(strstr(anchored.out.bytes, "\"value\": 9007199254740991,\n      \"lower\": 0.1,"));
    close_anchored(&anchored);
}

static void quotes_that_stand_nowhere_or_often_are_told_with_where(void **state) {
    (void)state;
    struct anchored anchored;
    anchor(&anchored,
        "{\"article\": {}, \"participants\": [{\"evidence\": [{\"quote\": \"가가\"}, {\"quote\": \"a "
        "b\"}]}]}",
        "가가가 a\u00a0b");
    assert_true(anchored.done);
    assert_int_equal(anchored.problems.errors, 2);
    const struct problem *often = anchored.problems.first, *nowhere = often->next;
    assert_string_equal(often->where, "/participants/0/evidence/0");
    assert_non_null(strstr(often->detail, "stands at 0 and 1"));
    assert_string_equal(nowhere->where, "/participants/0/evidence/1");
    assert_non_null(strstr(nowhere->detail, "stands nowhere"));
    assert_null(strstr(anchored.out.bytes, "\"start\""));
    close_anchored(&anchored);
}

static void a_right_place_is_kept_where_the_quote_stands_often(void **state) {
    (void)state;
    struct anchored anchored;
    anchor(&anchored,
        "{\"article\": {}, \"facts\": [{\"evidence\": [{\"quote\": \"ab\", \"start\": 3, \"end\": 5},"
        "{\"quote\": \"c\", \"start\": 0, \"end\": 1}]}]}",
        "ab abc");
    assert_int_equal(anchored.problems.errors, 0);
    assert_non_null(strstr(anchored.out.bytes, "\"start\": 3"));
    assert_non_null(strstr(anchored.out.bytes, "\"start\": 5"));
    close_anchored(&anchored);
}

static void a_number_that_would_be_harmed_stops_the_anchoring(void **state) {
    (void)state;
    struct anchored anchored;
    anchor(&anchored, "{\"article\": {}, \"facts\": [{\"value\": 0.1234567890123456789}]}", "a");
    assert_false(anchored.done);
    assert_string_equal(anchored.problems.first->where, "/facts/0/value");
    assert_int_equal(anchored.out.length, 0);
    close_anchored(&anchored);
}

static void an_anchored_fixture_stays_sound(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    AUTO_BUF out = {0};
    struct article_text text;
    struct problems problems;
    struct document document;
    struct err err;
    const char *bytes;
    size_t length;
    problems_init(&problems, &arena);
    assert_true(document_text("tests/fixtures/harbour.txt", &arena, &text, &err));
    assert_true(
        document_file("tests/fixtures/harbour.json", DOCUMENT_BYTES_MAX, &arena, &bytes, &length, &err));
    assert_true(document_anchor(bytes, length, &text, &arena, &out, &problems));
    assert_true(document_read(out.bytes, out.length, &arena, &document, &problems));
    document_check(&document, &problems);
    evidence_check(&document, &text, &problems);
    assert_null(problems.first);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_name_wins),
        cmocka_unit_test(a_no_break_space_is_a_space_in_a_name),
        cmocka_unit_test(a_latin_name_is_a_word_of_its_own),
        cmocka_unit_test(a_korean_particle_ends_a_latin_name),
        cmocka_unit_test(who_shares_a_name_is_named_by_it),
        cmocka_unit_test(a_new_round_forgets_the_old_names),
        cmocka_unit_test(korean_dates_are_read),
        cmocka_unit_test(durations_and_amounts_are_no_dates),
        cmocka_unit_test(english_dates_are_read),
        cmocka_unit_test(ordinals_of_other_things_are_no_dates),
        cmocka_unit_test(a_character_is_covered_once),
        cmocka_unit_test(quotes_that_overlap_agree),
        cmocka_unit_test(a_quote_that_stands_once_gets_its_place),
        cmocka_unit_test(quotes_that_stand_nowhere_or_often_are_told_with_where),
        cmocka_unit_test(a_right_place_is_kept_where_the_quote_stands_often),
        cmocka_unit_test(a_number_that_would_be_harmed_stops_the_anchoring),
        cmocka_unit_test(an_anchored_fixture_stays_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
