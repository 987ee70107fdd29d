/* SPDX-License-Identifier: MIT */
/* Numbers, dates and places in a text as people read them. */
#ifndef FACTD_VIEWS_SAY_H
#define FACTD_VIEWS_SAY_H

#include "views/view.h"

/* A number with its digits in groups, in Korean by ten thousands (26만) where that is short. */
void say_number(struct view *view, const struct value *number);

/* The same in digits alone, for counts. */
void say_digits(struct view *view, const struct value *number);

/* A date as stated ("2025-10", an interval with open ends) or the day of an instant, in a <time>. */
void say_date(struct view *view, const char *date);

/* An instant with its time of day, as its own offset has it. */
void say_instant(struct view *view, const char *instant);

#endif
