/* SPDX-License-Identifier: MIT */
/* What stands behind a number and its unit and compares it: 이상, 을 넘는, or more, +. */
#include "text/numeral_parts.h"

enum place {
    DIRECT,          /* behind the number and its unit */
    BEHIND_PARTICLE, /* or 을, 를, 이, 가, 에, 도 between: 5천 명을 넘는 */
    BEHIND_NOUN,     /* or the noun that is counted: 26만 GPU 이상 */
};

static const struct after_word {
    const char *word;
    unsigned marks;
    enum place place;
} words_after[] = {
    {"이상", MARK_GTE, BEHIND_NOUN},
    {"초과", MARK_GT, BEHIND_NOUN},
    {"이하", MARK_LTE, BEHIND_NOUN},
    {"미만", MARK_LT, BEHIND_NOUN},
    {"이내", MARK_LTE, BEHIND_NOUN},
    {"안팎", MARK_APPROX, DIRECT},
    {"내외", MARK_APPROX, DIRECT},
    {"가량", MARK_APPROX, DIRECT},
    {"정도", MARK_APPROX, DIRECT},
    {"남짓", MARK_APPROX, DIRECT},
    {"쯤", MARK_APPROX, DIRECT},
    {"전후", MARK_APPROX, DIRECT},
    {"미달", MARK_LT, BEHIND_PARTICLE},
    {"넘는", MARK_GT, BEHIND_PARTICLE},
    {"넘게", MARK_GT, BEHIND_PARTICLE},
    {"넘은", MARK_GT, BEHIND_PARTICLE},
    {"넘어", MARK_GT, BEHIND_PARTICLE},
    {"넘긴", MARK_GT, BEHIND_PARTICLE},
    {"넘었", MARK_GT, BEHIND_PARTICLE},
    {"넘겼", MARK_GT, BEHIND_PARTICLE},
    {"넘지 않", MARK_LTE, BEHIND_PARTICLE},
    {"넘지 못", MARK_LTE, BEHIND_PARTICLE},
    {"웃도는", MARK_GT, BEHIND_PARTICLE},
    {"웃돈", MARK_GT, BEHIND_PARTICLE},
    {"웃돌았", MARK_GT, BEHIND_PARTICLE},
    {"상회하", MARK_GT, BEHIND_PARTICLE},
    {"상회한", MARK_GT, BEHIND_PARTICLE},
    {"상회했", MARK_GT, BEHIND_PARTICLE},
    {"밑도는", MARK_LT, BEHIND_PARTICLE},
    {"밑돈", MARK_LT, BEHIND_PARTICLE},
    {"밑돌았", MARK_LT, BEHIND_PARTICLE},
    {"하회하", MARK_LT, BEHIND_PARTICLE},
    {"하회한", MARK_LT, BEHIND_PARTICLE},
    {"하회했", MARK_LT, BEHIND_PARTICLE},
    {"못 미치", MARK_LT, BEHIND_PARTICLE},
    {"못미치", MARK_LT, BEHIND_PARTICLE},
    {"못 미친", MARK_LT, BEHIND_PARTICLE},
    {"못 미쳤", MARK_LT, BEHIND_PARTICLE},
    {"미치지 못", MARK_LT, BEHIND_PARTICLE},
    {"안 되는", MARK_LT, BEHIND_PARTICLE},
    {"채 안", MARK_LT, BEHIND_PARTICLE},
    {"육박", MARK_LT, BEHIND_PARTICLE},
    {"가까이", MARK_LT, BEHIND_PARTICLE},
    {"가까운", MARK_LT, BEHIND_PARTICLE},
    {"or more", MARK_GTE, BEHIND_NOUN},
    {"or above", MARK_GTE, BEHIND_NOUN},
    {"or higher", MARK_GTE, BEHIND_NOUN},
    {"or less", MARK_LTE, BEHIND_NOUN},
    {"or fewer", MARK_LTE, BEHIND_NOUN},
    {"or lower", MARK_LTE, BEHIND_NOUN},
    {"or under", MARK_LTE, BEHIND_NOUN},
    {"or so", MARK_APPROX, BEHIND_NOUN},
};

/* Words that are spelled like marks at their beginning. */
static bool other_word(struct source source, size_t at) {
    static const char *const words[] = {
        "이상한", "이상하", "이상적", "이상형", "내외신", "내외국", "정도전", NULL};
    return scan_any(source, at, words) > 0;
}

static const struct after_word *longest_after(struct source source, size_t at, size_t *length) {
    const struct after_word *found = NULL;
    *length = 0;
    for (size_t i = 0; i < sizeof words_after / sizeof *words_after; i++) {
        size_t here = scan_word(source, at, words_after[i].word);
        bool whole = here > 0 && !(scan_latin(source, at) && scan_letter(source, at + here));
        if (whole && here > *length) {
            *length = here;
            found = &words_after[i];
        }
    }
    return other_word(source, at) ? NULL : found;
}

/* Behind optional spaces. */
static const struct after_word *directly_after(struct source source, size_t at, size_t *end) {
    size_t length, start = scan_spaces(source, at);
    const struct after_word *word =
        start == at && scan_latin(source, at) ? NULL : longest_after(source, start, &length);
    if (word)
        *end = start + length;
    return word;
}

static const struct after_word *after_particle(struct source source, size_t at, size_t *end) {
    static const char *const particles[] = {"을", "를", "이", "가", "에", "도", NULL};
    size_t length = scan_any(source, at, particles);
    if (length == 0 || scan_spaces(source, at + length) == at + length)
        return NULL;
    const struct after_word *word = directly_after(source, at + length, end);
    return word && word->place == BEHIND_PARTICLE ? word : NULL;
}

/* Behind one word that names what is counted (26만 GPU 이상), or two in English (300 graphics cards or more);
 * one with a particle ends the phrase. */
static const struct after_word *after_noun(struct source source, size_t at, size_t *end) {
    static const char *const particles[] = {"이", "가", "은", "는", "을", "를", "에", "의", "로", "도", NULL};
    for (int words = 0; words < 2; words++) {
        size_t start = scan_spaces(source, at), length;
        if (start == at || !scan_letter(source, start))
            return NULL;
        bool latin = scan_latin(source, start);
        for (at = start; scan_letter(source, at) || scan_digit(source, at) || scan_word(source, at, "-");)
            at = scan_next(source, at);
        if (scan_any_before(source, at, particles) > 0)
            return NULL;
        const struct after_word *word = longest_after(source, scan_spaces(source, at), &length);
        if (word && word->place == BEHIND_NOUN && scan_spaces(source, at) > at) {
            *end = scan_spaces(source, at) + length;
            return word;
        }
        if (!latin)
            return NULL;
    }
    return NULL;
}

unsigned mark_after(struct source source, size_t at, size_t *end) {
    unsigned marks = 0;
    size_t plus = scan_word(source, at, "+");
    *end = at + plus;
    if (plus > 0)
        return scan_digit(source, *end) ? MARK_REFUSED : MARK_GTE;
    const struct after_word *word = directly_after(source, at, end);
    if (!word)
        word = after_particle(source, at, end);
    if (!word)
        word = after_noun(source, at, end);
    for (; word; word = directly_after(source, *end, end))
        marks |= word->marks;
    return marks;
}

bool mark_begins(struct source source, size_t at) {
    size_t end;
    return directly_after(source, at, &end) || after_particle(source, at, &end);
}
