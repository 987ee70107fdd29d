/* SPDX-License-Identifier: MIT */
/* Syllables under way, held against the keys that a keyboard of two sets has for them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "text/syllable.h"

enum { INITIALS = 19, KEYS = 8, SYLLABLES = SYLLABLE_LAST - SYLLABLE_FIRST + 1 };

/* The Latin letters that share the keys, in Unicode's order of what they write. */
static const char *const initials[INITIALS] = {
    "r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g"};
static const char *const vowels[SYLLABLE_VOWELS] = {"k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho",
    "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l"};
static const char *const finals[SYLLABLE_FINALS] = {"", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa",
    "fq", "ft", "fx", "fv", "fg", "a", "q", "qt", "t", "T", "d", "w", "c", "z", "x", "v", "g"};

static char all_keys[SYLLABLES][KEYS];

static const char *keys_of(int32_t syllable) {
    return all_keys[syllable - SYLLABLE_FIRST];
}

static int write_all_keys(void **state) {
    (void)state;
    for (int at = 0; at < SYLLABLES; at++)
        snprintf(all_keys[at], KEYS, "%s%s%s", initials[at / SYLLABLE_FINALS / SYLLABLE_VOWELS],
            vowels[at / SYLLABLE_FINALS % SYLLABLE_VOWELS], finals[at % SYLLABLE_FINALS]);
    return 0;
}

static bool begins(const char *keys, const char *with) {
    return strncmp(keys, with, strlen(with)) == 0;
}

static void a_syllable_grows_into_those_whose_keys_begin_with_its_own(void **state) {
    (void)state;
    for (int32_t code = SYLLABLE_FIRST; code <= SYLLABLE_LAST; code++) {
        struct syllables grown = syllables_growing(code);
        for (int32_t other = SYLLABLE_FIRST; other <= SYLLABLE_LAST; other++) {
            bool expected = other != code && begins(keys_of(other), keys_of(code));
            if (expected != syllables_hold(grown, other))
                fail_msg("U+%04X and U+%04X: %d", (unsigned)code, (unsigned)other, expected);
        }
        assert_true(grown.last || !grown.first);
    }
}

static void a_consonant_begins_those_whose_keys_begin_with_it(void **state) {
    (void)state;
    for (int32_t i = 0; i < INITIALS; i++) {
        struct syllables some = syllables_beginning(SYLLABLE_CONSONANT_FIRST + i);
        for (int32_t code = SYLLABLE_FIRST; code <= SYLLABLE_LAST; code++) {
            bool held = syllables_hold(some, code);
            assert_int_equal(begins(keys_of(code), initials[i]), held);
            assert_int_equal(syllable_initial(code) == SYLLABLE_CONSONANT_FIRST + i, held);
        }
    }
}

/* What is left and the consonant that went are the same keys. */
static void a_final_goes_to_the_next_syllable(void **state) {
    (void)state;
    for (int32_t code = SYLLABLE_FIRST; code <= SYLLABLE_LAST; code++) {
        char apart[KEYS + 2];
        struct syllables next;
        int32_t left;
        bool lends = syllable_lends(code, &left, &next);
        assert_int_equal(lends, (code - SYLLABLE_FIRST) % SYLLABLE_FINALS != 0);
        int32_t goes = syllable_initial(next.first);
        snprintf(apart, sizeof apart, "%s%s", keys_of(left), initials[goes - SYLLABLE_CONSONANT_FIRST]);
        if (lends)
            assert_string_equal(apart, keys_of(code));
        assert_int_equal(syllable_initial(next.last), goes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_syllable_grows_into_those_whose_keys_begin_with_its_own),
        cmocka_unit_test(a_consonant_begins_those_whose_keys_begin_with_it),
        cmocka_unit_test(a_final_goes_to_the_next_syllable),
    };
    return cmocka_run_group_tests_name("syllable", tests, write_all_keys, NULL);
}
