/* SPDX-License-Identifier: MIT */
/* What is kept of answers, for how long, and who finds it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/siphash.h"
#include "http/cache.h"
#include "http/recency.h"

enum { MIB = 1024 * 1024 };

static atomic_size_t ledger;

static const struct coding_wishes plain = {{[CODING_IDENTITY] = 1}};

/* An answer of so many bytes; its tag is made from `number`. */
static struct answer *answer_of(int number, size_t length) {
    struct reply reply = {
        .status = 200, .type = "application/json", .shared = true, .next = "/v1/facts?cursor=a"};
    snprintf(reply.tag, sizeof reply.tag, "\"%032d\"", number);
    for (size_t i = 0; i < length; i++)
        buf_char(&reply.body, (char)('a' + (number + (int)i) % 26));
    struct answer *answer = answer_new(&reply, &ledger);
    buf_close(&reply.body);
    return answer;
}

static void keep(struct cache *cache, int number, size_t length, int64_t now) {
    struct answer *answer = answer_of(number, length);
    cache_keep(cache, answer, cache_generation(cache), now);
    answer_release(answer);
}

static bool is_kept(struct cache *cache, int number, int64_t now) {
    char tag[TAG_SIZE];
    snprintf(tag, sizeof tag, "\"%032d\"", number);
    struct answer *answer = cache_find(cache, tag, now);
    bool found = answer != NULL;
    if (found)
        assert_string_equal(answer->head.tag, tag);
    answer_release(answer);
    return found;
}

static struct spelling spelt(const char *target) {
    return (struct spelling){.target = target, .accept = "*/*"};
}

/* Keeps the answer and lets it be found so. */
static void keep_spelling(struct cache *cache, int number, const struct spelling *spelling, int64_t now) {
    struct answer *answer = answer_of(number, 100);
    cache_keep(cache, answer, cache_generation(cache), now);
    cache_spell(cache, answer, cache_generation(cache), spelling, &plain, CODING_IDENTITY);
    answer_release(answer);
}

static void keep_spelt(struct cache *cache, int number, const char *target, int64_t now) {
    struct spelling spelling = spelt(target);
    keep_spelling(cache, number, &spelling, now);
}

/* The number of the answer that is kept for a spelling, or -1. */
static int number_for(struct cache *cache, const struct spelling *spelling) {
    struct kept kept;
    if (!cache_enter(cache, spelling, 1, &kept))
        return -1;
    int number = atoi(kept.answer->head.tag + 1);
    assert_non_null(kept.response);
    assert_non_null(kept.unchanged);
    cache_leave(cache);
    return number;
}

static void siphash_gives_the_value_of_its_paper(void **state) {
    (void)state;
    struct siphash_secret secret = {0x0706050403020100u, 0x0f0e0d0c0b0a0908u};
    unsigned char bytes[15];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)i;
    assert_true(siphash(&secret, bytes, sizeof bytes) == 0xa129ca6149be45e5u);
    assert_true(siphash(&secret, bytes, 14) != siphash(&secret, bytes, 15));
}

/* Against a look through all of them. */
static void recency_finds_the_oldest_whatever_was_used_since(void **state) {
    (void)state;
    enum { THINGS = 300 };
    static struct use uses[THINGS];
    bool in[THINGS] = {false};
    struct recency recency = {0};
    unsigned random = 7;
    int64_t now = 0;
    for (int step = 0; step < 20000; step++) {
        random = random * 1103515245u + 12345u;
        size_t i = random / 65536 % THINGS;
        if (!in[i]) {
            use_now(&uses[i], ++now);
            recency_add(&recency, &uses[i]);
            in[i] = true;
        } else if (random / 7 % 3) {
            use_now(&uses[i], ++now);
        } else if (random / 11 % 2) {
            recency_remove(&recency, &uses[i]);
            in[i] = false;
        }
        struct use *oldest = NULL;
        for (size_t j = 0; j < THINGS; j++)
            if (in[j] && (!oldest || uses[j].last < oldest->last))
                oldest = &uses[j];
        assert_ptr_equal(recency_oldest(&recency), oldest);
    }
    recency_close(&recency);
}

static void an_answer_is_found_by_its_tag_until_the_facts_change(void **state) {
    (void)state;
    struct cache *cache = cache_new(MIB, "no-cache");
    keep(cache, 1, 100, 1);
    assert_true(is_kept(cache, 1, 2));
    assert_false(is_kept(cache, 2, 2));
    cache_renew(cache);
    assert_false(is_kept(cache, 1, 3));
    cache_free(cache);
}

static void an_answer_of_an_older_state_is_not_kept(void **state) {
    (void)state;
    struct cache *cache = cache_new(MIB, "no-cache");
    struct answer *answer = answer_of(1, 100);
    struct spelling spelling = spelt("/a");
    uint64_t before = cache_generation(cache);
    cache_renew(cache);
    cache_keep(cache, answer, before, 1);
    assert_false(is_kept(cache, 1, 2));
    cache_keep(cache, answer, cache_generation(cache), 1);
    cache_spell(cache, answer, before, &spelling, &plain, CODING_IDENTITY);
    assert_int_equal(number_for(cache, &spelling), -1);
    answer_release(answer);
    cache_free(cache);
}

static void what_was_not_used_longest_goes_first(void **state) {
    (void)state;
    struct cache *cache = cache_new(MIB, "no-cache");
    for (int i = 0; i < 100; i++)
        keep(cache, i, 8 * 1024, i);
    assert_true(is_kept(cache, 3, 100));
    for (int i = 100; i < 200; i++) {
        keep(cache, i, 8 * 1024, i + 1);
        assert_true(is_kept(cache, 3, i + 1));
    }
    assert_false(is_kept(cache, 4, 201));
    int kept = 0;
    for (int i = 100; i < 200; i++)
        kept += is_kept(cache, i, 202);
    assert_true(kept == 100); /* 128 of them would fill it but for what each takes beside its body */
    cache_free(cache);
}

static void an_answer_too_large_for_the_rest_is_not_kept(void **state) {
    (void)state;
    struct cache *cache = cache_new(MIB, "no-cache");
    keep(cache, 1, 100, 1);
    keep(cache, 2, MIB / 3, 2);
    assert_true(is_kept(cache, 1, 3));
    assert_false(is_kept(cache, 2, 3));
    cache_free(cache);
}

/* Of bytes that no coding makes fewer. */
static struct answer *answer_of_noise(int number, size_t length) {
    struct reply reply = {.status = 200, .shared = true};
    uint64_t random = (uint64_t)number + 1;
    snprintf(reply.tag, sizeof reply.tag, "\"%032d\"", number);
    for (size_t i = 0; i < length; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        buf_char(&reply.body, (char)(random >> 56));
    }
    return answer_new(&reply, &ledger);
}

static void an_answer_that_grows_by_its_codings_is_weighed_with_them(void **state) {
    (void)state;
    struct cache *cache = cache_new(MIB, "no-cache");
    int kept = 0;
    for (int i = 0; i < 4; i++) {
        struct answer *answer = answer_of_noise(i, MIB / 5);
        cache_keep(cache, answer, cache_generation(cache), i);
        answer_encode(answer, CODING_GZIP);
        answer_encode(answer, CODING_BROTLI);
        cache_keep(cache, answer, cache_generation(cache), i);
        answer_release(answer);
    }
    for (int i = 0; i < 4; i++)
        kept += is_kept(cache, i, 5);
    assert_int_equal(kept, 1);
    cache_free(cache);
}

static void nothing_is_kept_in_no_bytes(void **state) {
    (void)state;
    struct cache *cache = cache_new(0, "no-cache");
    keep_spelt(cache, 1, "/a", 1);
    struct spelling spelling = spelt("/a");
    assert_false(is_kept(cache, 1, 2));
    assert_int_equal(number_for(cache, &spelling), -1);
    cache_free(cache);
}

static void a_spelling_is_all_of_its_texts(void **state) {
    (void)state;
    struct cache *cache = cache_new(MIB, "no-cache");
    keep_spelt(cache, 1, "/a", 1);
    const struct spelling browser = {"/long", "text/html", "gzip, br", "ko-KR,ko;q=0.9"};
    keep_spelling(cache, 2, &browser, 1);
    static const struct {
        struct spelling spelling;
        int number;
    } table[] = {
        {{"/a", "*/*", NULL, NULL}, 1},
        {{"/a", "*/*", "", NULL}, 1},
        {{"/b", "*/*", NULL, NULL}, -1},
        {{"/a", NULL, NULL, NULL}, -1},
        {{"/a", "", "*/*", NULL}, -1},
        {{"/a*/*", NULL, NULL, NULL}, -1},
        {{"/a*", "/*", NULL, NULL}, -1},
        {{"*/*", "/a", NULL, NULL}, -1},
        {{"/a", "*/*", "br", NULL}, -1},
        {{"/a", "*/*", NULL, "ko"}, -1},
        {{"/a", "*/*", "ko", NULL}, -1},
        {{"/long", "text/html", "gzip, br", "ko-KR,ko;q=0.9"}, 2},
        {{"/long", "text/html", "gzip, br", "en"}, -1},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_int_equal(number_for(cache, &table[i].spelling), table[i].number);
    cache_free(cache);
}

static void a_ninth_spelling_takes_the_place_of_the_first(void **state) {
    (void)state;
    struct cache *cache = cache_new(MIB, "no-cache");
    char target[16];
    keep(cache, 1, 100, 1);
    struct answer *answer = cache_find(cache, "\"00000000000000000000000000000001\"", 10);
    assert_non_null(answer);
    for (int i = 0; i < 9; i++) {
        snprintf(target, sizeof target, "/v1?%d", i);
        struct spelling spelling = spelt(target);
        cache_spell(cache, answer, cache_generation(cache), &spelling, &plain, CODING_IDENTITY);
    }
    for (int i = 0; i < 9; i++) {
        snprintf(target, sizeof target, "/v1?%d", i);
        struct spelling spelling = spelt(target);
        assert_int_equal(number_for(cache, &spelling), i == 0 ? -1 : 1);
    }
    answer_release(answer);
    cache_free(cache);
}

static void a_spelling_goes_with_its_answer(void **state) {
    (void)state;
    struct cache *cache = cache_new(MIB, "no-cache");
    struct spelling spelling = spelt("/a");
    keep_spelt(cache, 1, "/a", 1);
    assert_int_equal(number_for(cache, &spelling), 1);
    for (int i = 10; i < 200; i++)
        keep(cache, i, 16 * 1024, i);
    assert_int_equal(number_for(cache, &spelling), -1);
    cache_free(cache);
}

/* ---- many threads ---- */

struct crowd {
    struct cache *cache;
    atomic_bool over;
    atomic_int found;
};

static void *look(void *argument) {
    struct crowd *crowd = argument;
    char target[16];
    for (int i = 0; !atomic_load(&crowd->over); i++) {
        struct kept kept;
        snprintf(target, sizeof target, "/%d", i % 50);
        struct spelling spelling = spelt(target);
        if (!cache_enter(crowd->cache, &spelling, i, &kept))
            continue;
        const struct body *body = answer_body(kept.answer, CODING_IDENTITY);
        int number = atoi(kept.answer->head.tag + 1);
        if (number != i % 50 || body->bytes[0] != 'a' + number % 26)
            abort();
        cache_leave(crowd->cache);
        atomic_fetch_add(&crowd->found, 1);
    }
    return NULL;
}

static void readers_see_whole_answers_while_others_come_and_go(void **state) {
    (void)state;
    struct crowd crowd = {.cache = cache_new(MIB / 2, "no-cache")};
    pthread_t threads[4];
    char target[16];
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, look, &crowd), 0);
    for (int round = 0; round < 300 || atomic_load(&crowd.found) < 100; round++) {
        for (int number = 0; number < 50; number++) {
            struct answer *answer = answer_of(number, 8 * 1024 + (size_t)number);
            snprintf(target, sizeof target, "/%d", number);
            struct spelling spelling = spelt(target);
            uint64_t generation = cache_generation(crowd.cache);
            cache_keep(crowd.cache, answer, generation, round * 50 + number);
            cache_spell(crowd.cache, answer, generation, &spelling, &plain, CODING_IDENTITY);
            answer_release(answer);
        }
        if (round % 10 == 9)
            cache_renew(crowd.cache);
    }
    atomic_store(&crowd.over, true);
    for (size_t i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    cache_free(crowd.cache);
}

/* ---- codings ---- */

static void the_coding_is_what_is_wanted_most_and_makes_the_least(void **state) {
    (void)state;
    static const struct {
        const char *header;
        size_t length;
        enum coding coding;
    } table[] = {
        {NULL, 5000, CODING_IDENTITY},
        {"", 5000, CODING_IDENTITY},
        {"br", 5000, CODING_BROTLI},
        {"BR", 5000, CODING_BROTLI},
        {"gzip", 5000, CODING_GZIP},
        {"x-gzip", 5000, CODING_GZIP},
        {"gzip, deflate, br", 5000, CODING_BROTLI},
        {"gzip, deflate, br, zstd", 100, CODING_IDENTITY},
        {"gzip;q=0.8, br;q=0.7", 5000, CODING_GZIP},
        {"gzip;q=0.001", 5000, CODING_GZIP},
        {"br;q=0, gzip", 5000, CODING_GZIP},
        {"br;q=0, gzip;q=0", 5000, CODING_IDENTITY},
        {"deflate, zstd", 5000, CODING_IDENTITY},
        {"identity", 5000, CODING_IDENTITY},
        {"identity, gzip;q=0.5", 5000, CODING_IDENTITY},
        {"identity;q=0.5, gzip;q=0.5", 5000, CODING_GZIP},
        {"*", 5000, CODING_BROTLI},
        {"*;q=0.1, gzip;q=0.2", 5000, CODING_GZIP},
        {"*, br;q=0", 5000, CODING_GZIP},
        {"*;q=0", 5000, CODINGS},
        {"identity;q=0", 5000, CODINGS},
        {"identity;q=0, br", 100, CODING_BROTLI},
        {"gzip, *;q=0", 100, CODING_GZIP},
        {"identity, *;q=0", 5000, CODING_IDENTITY},
        {"brotli, gzipped", 5000, CODING_IDENTITY},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct coding_wishes wishes = coding_wishes(table[i].header);
        if (coding_best(&wishes, table[i].length) != table[i].coding)
            fail_msg("Accept-Encoding: %s", table[i].header ? table[i].header : "(none)");
    }
}

static void a_tag_names_its_coding_and_is_held_against_those_that_are_wanted(void **state) {
    (void)state;
    static const char tag[] = "\"0123456789abcdef0123456789abcdef\"";
    static const char coded[] = "\"0123456789abcdef0123456789abcdef-br\"";
    struct coding_wishes both = coding_wishes("br"), coded_only = coding_wishes("br, identity;q=0");
    char out[TAG_SIZE];
    answer_tag(tag, CODING_BROTLI, out);
    assert_string_equal(out, coded);
    answer_tag(tag, CODING_IDENTITY, out);
    assert_string_equal(out, tag);
    assert_int_equal(answer_matched(coded, tag, &both, CODING_BROTLI), CODING_BROTLI);
    assert_int_equal(answer_matched(tag, tag, &both, CODING_BROTLI), CODING_IDENTITY);
    assert_int_equal(answer_matched(tag, tag, &coded_only, CODING_IDENTITY), CODINGS);
    assert_int_equal(answer_matched(coded, tag, &plain, CODING_IDENTITY), CODINGS);
    assert_int_equal(answer_matched("*", tag, &both, CODING_BROTLI), CODING_BROTLI);
    assert_int_equal(answer_matched(NULL, tag, &both, CODING_BROTLI), CODINGS);
    assert_int_equal(answer_matched("*", "", &both, CODING_BROTLI), CODINGS);
}

static void answers_that_nobody_keeps_are_counted_while_somebody_has_them(void **state) {
    (void)state;
    struct cache *cache = cache_new(MIB, "");
    struct reply reply = {.status = 200, .shared = true};
    snprintf(reply.tag, sizeof reply.tag, "\"a\"");
    for (int i = 0; i < 10000; i++)
        buf_char(&reply.body, 'a');
    struct answer *answer = answer_new(&reply, cache_ledger(cache));
    size_t alone = answer_size(answer);
    assert_int_equal(cache_unkept(cache), alone);
    answer_encode(answer, CODING_GZIP);
    assert_true(answer_size(answer) > alone);
    assert_int_equal(cache_unkept(cache), answer_size(answer));
    cache_keep(cache, answer, cache_generation(cache), 1);
    assert_int_equal(cache_unkept(cache), 0);
    cache_renew(cache);
    assert_int_equal(cache_unkept(cache), answer_size(answer));
    answer_release(answer);
    assert_int_equal(cache_unkept(cache), 0);
    cache_free(cache);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_that_nobody_keeps_are_counted_while_somebody_has_them),
        cmocka_unit_test(siphash_gives_the_value_of_its_paper),
        cmocka_unit_test(recency_finds_the_oldest_whatever_was_used_since),
        cmocka_unit_test(an_answer_is_found_by_its_tag_until_the_facts_change),
        cmocka_unit_test(an_answer_of_an_older_state_is_not_kept),
        cmocka_unit_test(what_was_not_used_longest_goes_first),
        cmocka_unit_test(an_answer_too_large_for_the_rest_is_not_kept),
        cmocka_unit_test(an_answer_that_grows_by_its_codings_is_weighed_with_them),
        cmocka_unit_test(nothing_is_kept_in_no_bytes),
        cmocka_unit_test(a_spelling_is_all_of_its_texts),
        cmocka_unit_test(a_ninth_spelling_takes_the_place_of_the_first),
        cmocka_unit_test(a_spelling_goes_with_its_answer),
        cmocka_unit_test(readers_see_whole_answers_while_others_come_and_go),
        cmocka_unit_test(the_coding_is_what_is_wanted_most_and_makes_the_least),
        cmocka_unit_test(a_tag_names_its_coding_and_is_held_against_those_that_are_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
