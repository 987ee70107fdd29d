/* SPDX-License-Identifier: MIT */
/* What stands before a number: words that compare it (최대, at least), its sign and currency, and what makes
 * it no quantity (제3, No. 3, N1, 코로나-19). */
#include "text/numeral_parts.h"

enum { WORDS_MAX = 8 }; /* before one number; bounds the work on a text of nothing but 총 총 총 */

struct mark_word {
    const char *word;
    unsigned marks; /* 0: passed over, for what stands beyond it */
};

/* Words that stand before a number with spaces between or, where they are Korean, without. */
static const struct mark_word words_before[] = {
    {"총", 0},
    {"모두", 0},
    {"무려", 0},
    {"최대", MARK_LTE},
    {"최대한", MARK_LTE},
    {"많아야", MARK_LTE},
    {"최소", MARK_GTE},
    {"최소한", MARK_GTE},
    {"적어도", MARK_GTE},
    {"약", MARK_APPROX},
    {"대략", MARK_APPROX},
    {"어림", MARK_APPROX},
    {"어림잡아", MARK_APPROX},
    {"거의", MARK_LT},
    {"마이너스", MARK_NEGATIVE},
    {"영하", MARK_NEGATIVE},
    {"제", MARK_REFUSED},
    {"분의", MARK_REFUSED}, /* 3분의 1 */
    {"한", MARK_REFUSED},   /* 한 100명: "about", or the end of 가능한 한 */
    {"수", MARK_INDEFINITE},
    {"몇", MARK_INDEFINITE},
    {"a total of", 0},
    {"from", 0},
    {"only", 0},
    {"just", 0},
    {"at least", MARK_GTE},
    {"no less than", MARK_GTE},
    {"not less than", MARK_GTE},
    {"no fewer than", MARK_GTE},
    {"not fewer than", MARK_GTE},
    {"a minimum of", MARK_GTE},
    {"more than", MARK_GT},
    {"greater than", MARK_GT},
    {"over", MARK_GT},
    {"above", MARK_GT},
    {"exceeding", MARK_GT},
    {"up to", MARK_LTE},
    {"at most", MARK_LTE},
    {"no more than", MARK_LTE},
    {"not more than", MARK_LTE},
    {"as many as", MARK_LTE},
    {"as much as", MARK_LTE},
    {"a maximum of", MARK_LTE},
    {"less than", MARK_LT},
    {"fewer than", MARK_LT},
    {"under", MARK_LT},
    {"below", MARK_LT},
    {"nearly", MARK_LT},
    {"almost", MARK_LT},
    {"about", MARK_APPROX},
    {"around", MARK_APPROX},
    {"roughly", MARK_APPROX},
    {"approximately", MARK_APPROX},
    {"close to", MARK_APPROX},
    {"an estimated", MARK_APPROX},
    {"some", MARK_SOME},
    {"between", MARK_BETWEEN},
    {"minus", MARK_NEGATIVE},
    {"no.", MARK_REFUSED},
    {"number", MARK_REFUSED},
    {"article", MARK_REFUSED},
    {"chapter", MARK_REFUSED},
    {"phase", MARK_REFUSED},
    {"version", MARK_REFUSED},
    {"quarter of", MARK_REFUSED}, /* a quarter of a million */
    {"third of", MARK_REFUSED},
    {"no", MARK_DETERMINER},
    {"any", MARK_DETERMINER},
    {"every", MARK_DETERMINER},
    {"each", MARK_DETERMINER},
    {"this", MARK_DETERMINER},
    {"that", MARK_DETERMINER},
    {"which", MARK_DETERMINER},
};

static const struct mark_word signs_before[] = {
    {">=", MARK_GTE},
    {"≥", MARK_GTE},
    {">", MARK_GT},
    {"<=", MARK_LTE},
    {"≤", MARK_LTE},
    {"<", MARK_LT},
    {"≈", MARK_APPROX},
    {"~", MARK_REFUSED},
    {"±", MARK_REFUSED},
};

static const struct mark_word *longest_before(
    struct source source, size_t end, const struct mark_word *words, size_t count, size_t *length) {
    const struct mark_word *found = NULL;
    *length = 0;
    for (size_t i = 0; i < count; i++) {
        size_t here = scan_word_before(source, end, words[i].word);
        bool whole = here > 0 && (words == signs_before || !scan_letter_before(source, end - here));
        if (whole && here > *length) {
            *length = here;
            found = &words[i];
        }
    }
    return found;
}

static const struct mark_word *mark_word_before(struct source source, size_t end, size_t *length) {
    const struct mark_word *sign =
        longest_before(source, end, signs_before, sizeof signs_before / sizeof *signs_before, length);
    if (sign)
        return sign;
    return longest_before(source, end, words_before, sizeof words_before / sizeof *words_before, length);
}

static const char *const minus_signs[] = {"-", "\u2212", NULL};
static const char *const currencies[] = {"$", "₩", "\uffe6", "€", "£", "¥", NULL};

/* Where the currency begins that ends at `end`: US$ as a whole. */
static size_t before_currency(struct source source, size_t end) {
    static const char *const countries[] = {"US", "HK", "NT", "A", "C", "S", NULL};
    size_t length = scan_any_before(source, end, currencies);
    if (length == 0)
        return end;
    size_t country = scan_any_before(source, end - length, countries);
    return country > 0 && !scan_letter_before(source, end - length - country) ? end - length - country
                                                                              : end - length;
}

/* A sign is one only where nothing stands glued before it: not in 10-20, GPT-4, 코로나-19. */
static size_t before_sign(struct source source, size_t end, unsigned *marks) {
    size_t minus = scan_any_before(source, end, minus_signs);
    size_t sign = minus > 0 ? minus : scan_word_before(source, end, "+");
    if (sign == 0)
        return end;
    size_t start = end - sign;
    bool clear =
        start == 0 || scan_spaces_before(source, start) < start ||
        scan_any_before(source, start, (const char *const[]){"(", "[", "\"", "'", "‘", "“", NULL}) > 0;
    *marks |= clear ? (minus > 0 ? MARK_NEGATIVE : 0) : MARK_REFUSED;
    return start;
}

/* What makes digits part of a name or another notation when it stands glued before them. */
static bool glued_before(struct source source, size_t start) {
    static const char *const always[] = {"#", "@", "_", "^", "*", "×", "\\", "–", "—", "½", NULL};
    static const char *const within[] = {"/", ":", "·", "=", ",", "-", NULL};
    if (scan_digit_before(source, start) || scan_any_before(source, start, always) > 0)
        return true;
    size_t length = scan_any_before(source, start, within);
    if (length > 0 && scan_digit_before(source, start - length))
        return true;
    /* .5 and No.3, but not the three points of an omission */
    return scan_word_before(source, start, ".") > 0 && scan_word_before(source, start, "..") == 0;
}

static unsigned glued_letter(struct source source, size_t start) {
    size_t length;
    if (!scan_letter_before(source, start))
        return 0;
    bool korean = mark_word_before(source, start, &length) && (unsigned char)source.bytes[start - 1] >= 0x80;
    return korean ? 0 : MARK_REFUSED;
}

unsigned mark_before(struct source source, size_t start, enum amount_form form) {
    unsigned marks = 0;
    const struct mark_word *word;
    size_t length;
    if (form == FORM_DIGITS) {
        start = before_currency(source, start);
        start = before_sign(source, start, &marks);
        start = before_currency(source, start);
        if (glued_before(source, start))
            marks |= MARK_REFUSED;
    }
    marks |= glued_letter(source, start);
    size_t at = scan_spaces_before(source, start);
    for (int words = 0; words < WORDS_MAX && (word = mark_word_before(source, at, &length)); words++) {
        marks |= word->marks;
        at = scan_spaces_before(source, at - length);
    }
    return marks;
}

size_t mark_operand(struct source source, size_t at, unsigned *marks) {
    *marks = 0;
    at += scan_any(source, at, currencies);
    size_t minus = scan_any(source, at, minus_signs);
    if (minus > 0)
        *marks = MARK_NEGATIVE;
    at += minus;
    return at + scan_any(source, at, currencies);
}
