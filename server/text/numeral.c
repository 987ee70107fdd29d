/* SPDX-License-Identifier: MIT */
/* Puts the parts together: an amount, the unit behind it, a range's other end, and the words around them. In
 * doubt there is no reading: a figure is checked against these, so a wrong one is worse than none. */
#include "text/numeral.h"

#include "text/numeral_parts.h"

const char *const comparator_words[] = {
    [COMPARATOR_EQ] = "eq",
    [COMPARATOR_GTE] = "gte",
    [COMPARATOR_GT] = "gt",
    [COMPARATOR_LTE] = "lte",
    [COMPARATOR_LT] = "lt",
    [COMPARATOR_APPROX] = "approx",
    [COMPARATOR_BETWEEN] = "between",
    [COMPARATOR_BETWEEN + 1] = NULL,
};

enum found {
    FOUND_NONE,
    FOUND_REFUSED, /* it looks like a number, and what begins with it is to be passed over */
    FOUND_READ,
};

struct operand {
    struct amount amount;
    struct unit unit;
};

/* Digits that go on as a date, a time, a fraction, a product or a name: 15:06, 4·19, 3-D. */
static bool goes_on(struct source source, size_t end) {
    static const char *const joints[] = {":", "/", "^", "*", "×", "·", "=", "_", "\\", ".", ",", NULL};
    static const char *const hyphens[] = {"-", "'", "\u2019", NULL};
    size_t joint = scan_any(source, end, joints);
    size_t hyphen = scan_any(source, end, hyphens);
    return (joint > 0 && scan_digit(source, end + joint)) || scan_word(source, end, "_") > 0 ||
           (hyphen > 0 && scan_latin(source, end + hyphen));
}

static enum found amount_read(struct source source, size_t at, bool between, struct amount *out) {
    if (scan_digit(source, at)) {
        korean_digits(source, at, out);
        english_scale(source, out);
        return out->sound && !goes_on(source, out->end) ? FOUND_READ : FOUND_REFUSED;
    }
    if (!scan_letter(source, at))
        return FOUND_NONE;
    if (english_word(source, at, between, out))
        return out->sound ? FOUND_READ : FOUND_REFUSED;
    return korean_word(source, at, out) ? FOUND_READ : FOUND_NONE;
}

static enum found operand_read(struct source source, size_t at, unsigned marks, struct operand *out) {
    enum found found = amount_read(source, at, marks & MARK_BETWEEN, &out->amount);
    if (found != FOUND_READ)
        return found;
    out->unit = unit_read(source, out->amount.end, out->amount.form);
    if (out->unit.refused)
        return FOUND_REFUSED;
    if (marks & MARK_NEGATIVE) {
        out->amount.value.coefficient *= -1;
        out->amount.leading.coefficient *= -1;
    }
    return FOUND_READ;
}

enum joint {
    JOINT_NONE,
    JOINT_WAVE,  /* 10~20: a range or nothing */
    JOINT_DASH,  /* 10-20: a range where a number follows */
    JOINT_LOOSE, /* 10 - 20: a range, a difference or a dash; no reading of either number */
    JOINT_WORD,  /* 10에서 20, 10 to 20: two numbers of their own where they make no range */
};

static const char *const waves[] = {"~", "\u223c", "\u301c", "\uff5e", NULL};
static const char *const dashes[] = {"-", "\u2013", "\u2014", "\u2212", NULL};

/* The word that joins, behind `at`; *end past it and its spaces. */
static enum joint joint_word(struct source source, size_t at, unsigned marks, size_t *end) {
    static const char *const korean[] = {"에서", "부터", "내지", NULL};
    static const char *const english[] = {"to", NULL};
    static const char *const between[] = {"and", "to", NULL};
    size_t start = scan_spaces(source, at);
    size_t length = scan_any(source, start, korean);
    *end = scan_spaces(source, start + length);
    if (length > 0)
        return JOINT_WORD;
    length = start > at ? scan_any(source, start, marks & MARK_BETWEEN ? between : english) : 0;
    *end = scan_spaces(source, start + length);
    return length > 0 && *end > start + length ? JOINT_WORD : JOINT_NONE;
}

static enum joint joint_read(struct source source, size_t at, unsigned marks, size_t *end) {
    size_t start = scan_spaces(source, at);
    size_t length = scan_any(source, start, waves);
    *end = scan_spaces(source, start + length);
    if (length > 0)
        return JOINT_WAVE;
    length = scan_any(source, start, dashes);
    *end = scan_spaces(source, start + length);
    if (length > 0)
        return start == at && *end == start + length ? JOINT_DASH : JOINT_LOOSE;
    enum joint joint = joint_word(source, at, marks, end);
    if (joint != JOINT_NONE || !(marks & MARK_BETWEEN) || !scan_latin(source, start))
        return joint;
    /* between 10 people and 20 people */
    while (scan_latin(source, start))
        start++;
    return joint_word(source, start, marks, end);
}

static bool same_unit(struct source source, struct unit a, struct unit b) {
    if (a.end - a.start != b.end - b.start)
        return false;
    for (size_t i = 0; i < a.end - a.start; i++)
        if (source.bytes[a.start + i] != source.bytes[b.start + i])
            return false;
    return true;
}

/* 10%에서 20%로: a change, not a range. 3곳에서 20명: a place and a count. */
static bool words_make_range(struct source source, struct operand lower, struct operand upper) {
    static const char *const changes[] = {"으로", "로", NULL};
    return (!lower.unit.counted || same_unit(source, lower.unit, upper.unit)) &&
           scan_any(source, upper.unit.end, changes) == 0;
}

/* The bounds in order, the lower one with the upper one's magnitude where it has none (3~5만). */
static bool bounds(struct amount lower, struct amount upper, struct numeral *out) {
    static const struct decimal one = {.coefficient = 1};
    bool borrows = decimal_compare(lower.scale, one) == 0 && upper.scale.coefficient != 0 &&
                   decimal_compare(lower.leading, upper.leading) < 0;
    out->value = lower.value;
    out->upper = upper.value;
    out->comparator = COMPARATOR_BETWEEN;
    if (borrows && !decimal_multiply(lower.value, upper.scale, &out->value))
        return false;
    return decimal_compare(out->value, out->upper) < 0;
}

/* The comparator that all marks agree on; false where they contradict each other. */
static bool single(unsigned marks, enum comparator *out) {
    *out = COMPARATOR_EQ;
    for (int i = COMPARATOR_GTE; i < COMPARATOR_BETWEEN; i++)
        if (marks == 1u << i)
            *out = (enum comparator)i;
    return marks == 0 || *out != COMPARATOR_EQ;
}

static unsigned comparing(unsigned marks, enum amount_form form) {
    if (marks & MARK_SOME && form == FORM_DIGITS)
        marks |= MARK_APPROX;
    return marks & (MARK_GTE | MARK_GT | MARK_LTE | MARK_LT | MARK_APPROX | MARK_BETWEEN);
}

static bool refused_before(unsigned marks, const struct amount *amount) {
    static const struct decimal one = {.coefficient = 1};
    bool pronoun = amount->form == FORM_ENGLISH && decimal_compare(amount->value, one) == 0;
    return marks & MARK_REFUSED || (marks & MARK_DETERMINER && pronoun) ||
           (marks & MARK_INDEFINITE && amount->form == FORM_HANGUL);
}

struct expression {
    struct operand first, second;
    unsigned marks; /* before it */
    bool range;
    size_t end;
};

/* Looks for a range's second number. Refused where there is one that makes the first doubtful as well. */
static enum found join(struct source source, struct expression *expression) {
    unsigned sign, between = expression->marks & MARK_BETWEEN;
    size_t at;
    enum joint joint = joint_read(source, expression->first.unit.end, between, &at);
    if (joint == JOINT_NONE)
        return FOUND_READ;
    at = mark_operand(source, at, &sign);
    struct operand *second = &expression->second;
    enum found found = operand_read(source, at, sign | between, second);
    if (joint == JOINT_WORD && (found != FOUND_READ || !words_make_range(source, expression->first, *second)))
        return FOUND_READ;
    if (found == FOUND_NONE)
        return joint == JOINT_WAVE ? FOUND_REFUSED : FOUND_READ;
    expression->range = found == FOUND_READ && joint != JOINT_LOOSE;
    expression->end = expression->range ? second->unit.end : second->amount.end;
    return expression->range ? FOUND_READ : FOUND_REFUSED;
}

static enum found settle_range(struct source source, struct expression *expression, struct numeral *out) {
    struct unit lower = expression->first.unit, upper = expression->second.unit;
    size_t next;
    enum joint joint = joint_read(source, expression->end, 0, &next);
    bool third = (joint == JOINT_WAVE || joint == JOINT_DASH) && scan_digit(source, next);
    bool units = !lower.counted || !upper.counted || same_unit(source, lower, upper);
    unsigned marks = comparing(expression->marks, expression->first.amount.form) |
                     mark_after(source, expression->end, &expression->end);
    /* "About 10 to 20" is still between; a limit on top of a range is no clear statement. */
    marks &= ~(unsigned)(MARK_BETWEEN | MARK_APPROX);
    return !third && units && marks == 0 && bounds(expression->first.amount, expression->second.amount, out)
               ? FOUND_READ
               : FOUND_REFUSED;
}

static enum found settle_single(struct source source, struct expression *expression, struct numeral *out) {
    const struct operand *number = &expression->first;
    unsigned marks = comparing(expression->marks, number->amount.form) |
                     (number->unit.about || number->amount.about ? (unsigned)MARK_APPROX : 0) |
                     mark_after(source, expression->end, &expression->end);
    out->value = number->amount.value;
    return single(marks, &out->comparator) ? FOUND_READ : FOUND_REFUSED;
}

/* The end of what is written in one piece with a refused number: 2025-10-31, 6호기, A100. */
static size_t piece_end(struct source source, size_t at) {
    static const char *const joints[] = {"-", "\u2013", "~", "\u223c", ".", ",", ":", "/", "·", "'", "\u2019",
        "+", "*", "×", "^", "=", "_", NULL};
    while (at < source.length) {
        size_t joint = scan_any(source, at, joints);
        bool goes = joint > 0 ? scan_letter(source, at + joint) || scan_digit(source, at + joint)
                              : scan_letter(source, at) || scan_digit(source, at);
        if (!goes)
            break;
        at = joint > 0 ? at + joint : scan_next(source, at);
    }
    return at;
}

/* Digits may begin anywhere (mark_before judges what is glued to them), a word at its first letter only. */
static bool may_begin(struct source source, size_t at) {
    if (scan_digit(source, at))
        return true;
    bool hyphen = scan_word_before(source, at, "-") > 0 && scan_letter_before(source, at - 1);
    return scan_letter(source, at) && !scan_letter_before(source, at) && !scan_digit_before(source, at) &&
           !hyphen;
}

/* The number that begins at `at`; where one is found, *end is where to read on. */
static enum found numeral_at(struct source source, size_t at, struct numeral *out, size_t *end) {
    struct expression expression = {0};
    if (!may_begin(source, at))
        return FOUND_NONE;
    enum amount_form form = scan_digit(source, at) ? FORM_DIGITS : FORM_HANGUL;
    expression.marks = mark_before(source, at, form);
    enum found found = operand_read(source, at, expression.marks, &expression.first);
    if (found == FOUND_NONE)
        return found;
    expression.end = expression.first.amount.end;
    if (found == FOUND_READ && refused_before(expression.marks, &expression.first.amount))
        found = FOUND_REFUSED;
    if (found == FOUND_READ) {
        expression.end = expression.first.unit.end;
        found = join(source, &expression);
    }
    if (found == FOUND_READ)
        found = expression.range ? settle_range(source, &expression, out)
                                 : settle_single(source, &expression, out);
    *end = found == FOUND_READ ? expression.end : piece_end(source, expression.end);
    return found;
}

size_t numeral_read(const char *text, size_t length, struct numeral *out, size_t room) {
    struct source source = {.bytes = text, .length = length};
    size_t count = 0;
    size_t at = 0;
    while (at < length && count < room) {
        struct numeral numeral = {0};
        size_t end = at;
        enum found found = numeral_at(source, at, &numeral, &end);
        if (found == FOUND_READ)
            out[count++] = numeral;
        at = found == FOUND_NONE || end <= at ? scan_next(source, at) : end;
    }
    return count;
}
