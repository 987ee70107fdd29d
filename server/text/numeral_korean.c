/* SPDX-License-Identifier: MIT */
/* Korean amounts: 26만, 1조 2천억, 이십육만, and the native 한, 두, 스물세. Hangul that may be a word of its
 * own (이천 is a city, 조건 a condition) is read only where a counter or its length makes it a number. */
#include "text/numeral_parts.h"

#include <stdint.h>
#include <string.h>

enum { SYLLABLE = 3, NO_SMALL = 4, NO_BIG = 17 };

/* A number being put together: 1억 2345만 678 is a section of up to four digits before each of 만, 억, 조,
 * 경. */
struct sino {
    struct decimal total, section, current;
    bool has_current;
    int last_small, last_big; /* powers of ten; each magnitude is below the one before */
    int terms;                /* numbers, said or implied (the 1 of 백) */
    struct decimal leading;   /* the first of them */
    int scale;                /* power of ten of the magnitudes behind it */
    bool fraction, about, sound;
    size_t end;
};

/* 10^power without the bounds: 경 is past them, but 0.5경 is not. */
static struct decimal power_of_ten(int power) {
    return (struct decimal){.coefficient = 1, .exponent = power};
}

static bool below(struct decimal number, int power) {
    return decimal_compare(number, power_of_ten(power)) < 0;
}

static void add(struct sino *sino, struct decimal *sum, struct decimal number) {
    sino->sound = decimal_add(*sum, number, sum) && sino->sound;
}

static void take_number(struct sino *sino, struct decimal number) {
    int64_t integer;
    sino->terms++;
    sino->fraction = sino->fraction || !decimal_integer(number, &integer);
    if (sino->terms == 1)
        sino->leading = number;
    sino->sound = sino->sound && (sino->last_small == NO_SMALL || below(number, sino->last_small));
    sino->current = number;
    sino->has_current = true;
}

static void take_small(struct sino *sino, int power) {
    if (!sino->has_current)
        take_number(sino, power_of_ten(0));
    struct decimal product;
    sino->sound = power < sino->last_small &&
                  decimal_multiply(sino->current, power_of_ten(power), &product) && sino->sound;
    if (sino->sound)
        add(sino, &sino->section, product);
    sino->last_small = power;
}

static void take_big(struct sino *sino, int power) {
    if (!sino->has_current && sino->section.coefficient == 0) {
        sino->sound = sino->sound && sino->last_big == NO_BIG;
        take_number(sino, power_of_ten(0));
    }
    struct decimal product;
    add(sino, &sino->section, sino->current);
    sino->sound = sino->sound && power < sino->last_big &&
                  decimal_multiply(sino->section, power_of_ten(power), &product) &&
                  (sino->last_big == NO_BIG || below(product, sino->last_big));
    if (sino->sound)
        add(sino, &sino->total, product);
    sino->last_big = power;
    sino->last_small = NO_SMALL;
    sino->section = (struct decimal){0};
}

static bool take_magnitude(struct source source, struct sino *sino) {
    static const struct {
        const char *word;
        int power;
    } magnitudes[] = {{"십", 1}, {"백", 2}, {"천", 3}, {"만", 4}, {"억", 8}, {"조", 12}, {"경", 16}};
    for (size_t i = 0; i < sizeof magnitudes / sizeof *magnitudes; i++) {
        if (scan_word(source, sino->end, magnitudes[i].word) == 0)
            continue;
        if (magnitudes[i].power < NO_SMALL)
            take_small(sino, magnitudes[i].power);
        else
            take_big(sino, magnitudes[i].power);
        sino->current = (struct decimal){0};
        sino->has_current = false;
        sino->end += SYLLABLE;
        if (sino->terms == 1)
            sino->scale += magnitudes[i].power;
        return true;
    }
    return false;
}

static int hangul_digit(struct source source, size_t at) {
    static const char digits[][SYLLABLE + 1] = {"일", "이", "삼", "사", "오", "육", "칠", "팔", "구"};
    for (int i = 0; i < 9; i++)
        if (scan_word(source, at, digits[i]) > 0)
            return i + 1;
    return 0;
}

static bool take_digits(struct source source, struct sino *sino, enum amount_form form) {
    struct decimal number = {0};
    if (sino->has_current)
        return false;
    if (form == FORM_DIGITS) {
        if (!scan_digit(source, sino->end))
            return false;
        sino->sound = scan_number(source, sino->end, &number, &sino->end) && sino->sound;
        take_number(sino, number);
        return true;
    }
    number.coefficient = hangul_digit(source, sino->end);
    if (number.coefficient == 0)
        return false;
    sino->end += SYLLABLE;
    take_number(sino, number);
    return true;
}

static void take_glued(struct source source, struct sino *sino, enum amount_form form) {
    while (take_digits(source, sino, form) || take_magnitude(source, sino)) {
    }
}

/* The whole number; unsound where a part of it does not fit below the last magnitude. */
static bool settle(struct sino sino, struct decimal *out) {
    struct decimal rest = sino.section;
    add(&sino, &rest, sino.current);
    sino.sound = sino.sound && (sino.last_big == NO_BIG || below(rest, sino.last_big)) &&
                 !(sino.fraction && sino.terms > 1);
    *out = sino.total;
    add(&sino, out, rest);
    return sino.sound;
}

/* Adopts the longer reading where it makes a whole number and nothing behind it speaks against it. */
static bool adopt(struct source source, struct sino *sino, struct sino longer, enum amount_form form) {
    struct decimal value;
    if (longer.end == sino->end || !settle(longer, &value) || (form == FORM_HANGUL && longer.has_current) ||
        unit_read(source, longer.end, form).refused)
        return false;
    *sino = longer;
    return true;
}

/* 26 만, 5천여만, 100여 만: a magnitude behind a space or 여. */
static bool take_apart(struct source source, struct sino *sino, enum amount_form form) {
    struct sino longer = *sino;
    size_t about = scan_word(source, sino->end, "여");
    longer.about = sino->about || about > 0;
    longer.end = scan_spaces(source, sino->end + about);
    size_t start = longer.end;
    if (start == sino->end || !take_magnitude(source, &longer))
        return false;
    take_glued(source, &longer, form);
    return adopt(source, sino, longer, form);
}

/* 1조 2천억, 2만 3500: a space, then a part that fits below what stands before it. */
static bool take_spaced(struct source source, struct sino *sino, enum amount_form form) {
    struct sino longer = *sino;
    longer.end = scan_spaces(source, sino->end);
    if (sino->has_current || longer.end == sino->end || !take_digits(source, &longer, form))
        return false;
    take_glued(source, &longer, form);
    return adopt(source, sino, longer, form);
}

static void sino_read(struct source source, size_t at, enum amount_form form, struct amount *out) {
    struct sino sino = {.last_small = NO_SMALL, .last_big = NO_BIG, .sound = true, .end = at};
    take_glued(source, &sino, form);
    while (sino.sound && (take_spaced(source, &sino, form) || take_apart(source, &sino, form))) {
    }
    *out = (struct amount){.form = form, .about = sino.about, .end = sino.end};
    out->sound = settle(sino, &out->value);
    out->leading = sino.leading;
    if (sino.terms == 1)
        out->scale = power_of_ten(sino.scale);
}

void korean_digits(struct source source, size_t at, struct amount *out) {
    sino_read(source, at, FORM_DIGITS, out);
}

/* Names and common words that are spelled like numbers. */
static bool other_word(struct source source, size_t at, size_t end) {
    static const char *const words[] = {"이천", "사천", "구천", "이백", "이만", "오만", "천만", "일조",
        "이조", "사조", "육조", "백조", "십일조", NULL};
    size_t length = scan_any(source, at, words);
    for (const char *const *word = words; length > 0 && *word; word++)
        if (strlen(*word) == end - at && scan_word(source, at, *word) > 0)
            return true;
    return false;
}

/* 십, 천 명: one syllable that many words begin with. It counts only before a counter that stands apart, or
 * with 여 (천여 명). */
static bool lone_magnitude(struct source source, size_t end, enum amount_form form) {
    return (scan_spaces(source, end) > end || scan_word(source, end, "여") > 0) &&
           unit_counts(source, end, form);
}

static bool hangul_counts(struct source source, size_t at, size_t end) {
    size_t syllables = (end - at) / SYLLABLE;
    bool digit_last = hangul_digit(source, end - SYLLABLE) > 0;
    if (syllables < 2)
        return hangul_digit(source, at) == 0 && lone_magnitude(source, end, FORM_HANGUL);
    /* 백일장 is a contest; 십오 명 is a number */
    if (digit_last && syllables == 2 && scan_spaces(source, end) == end)
        return false;
    if (unit_counts(source, end, FORM_HANGUL))
        return true;
    /* 삼천이: the last syllable may be the particle */
    if (digit_last && (syllables < 3 || scan_word(source, end - SYLLABLE, "이") > 0))
        return false;
    return !other_word(source, at, end) && !unit_read(source, end, FORM_HANGUL).refused;
}

static bool sino_word(struct source source, size_t at, struct amount *out) {
    sino_read(source, at, FORM_HANGUL, out);
    return out->sound && out->end > at && hangul_counts(source, at, out->end);
}

struct native {
    const char *word;
    int number;
};

static int native_word(struct source source, size_t *at, const struct native *words) {
    for (; words->word; words++) {
        size_t length = scan_word(source, *at, words->word);
        if (length > 0) {
            *at += length;
            return words->number;
        }
    }
    return 0;
}

static const struct native native_tens[] = {{"열", 10}, {"스물", 20}, {"서른", 30}, {"마흔", 40}, {"쉰", 50},
    {"예순", 60}, {"일흔", 70}, {"여든", 80}, {"아흔", 90}, {NULL, 0}};

static bool native_amount(size_t at, int number, enum amount_form form, struct amount *out) {
    *out = (struct amount){.form = form, .end = at, .sound = true};
    return number > 0 && decimal_from_integer(number, &out->value) && decimal_from_integer(1, &out->scale) &&
           decimal_from_integer(number, &out->leading);
}

static bool native_before_counter(struct source source, size_t at, struct amount *out) {
    static const struct native units[] = {{"한", 1}, {"두", 2}, {"세", 3}, {"네", 4}, {"다섯", 5},
        {"여섯", 6}, {"일곱", 7}, {"여덟", 8}, {"아홉", 9}, {NULL, 0}};
    static const struct native twenty[] = {{"스무", 20}, {NULL, 0}};
    int number = native_word(source, &at, twenty);
    if (number == 0) {
        number = native_word(source, &at, native_tens);
        number += native_word(source, &at, units);
    }
    return native_amount(at, number, FORM_NATIVE, out) && unit_counts(source, at, FORM_NATIVE);
}

/* 하나, 열둘: words that stand by themselves. */
static bool native_name(struct source source, size_t at, struct amount *out) {
    static const struct native units[] = {{"하나", 1}, {"둘", 2}, {"셋", 3}, {"넷", 4}, {"다섯", 5},
        {"여섯", 6}, {"일곱", 7}, {"여덟", 8}, {"아홉", 9}, {NULL, 0}};
    int tens = native_word(source, &at, native_tens);
    int ones = native_word(source, &at, units);
    return ones > 0 && native_amount(at, tens + ones, FORM_NAME, out) && unit_ends_word(source, at);
}

bool korean_word(struct source source, size_t at, struct amount *out) {
    return sino_word(source, at, out) || native_before_counter(source, at, out) ||
           native_name(source, at, out);
}
