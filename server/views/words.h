/* SPDX-License-Identifier: MIT */
/* What pages say, in the languages that they are written in. */
#ifndef FACTD_VIEWS_WORDS_H
#define FACTD_VIEWS_WORDS_H

enum language { KOREAN, ENGLISH, LANGUAGES };

/* "ko", "en" */
extern const char *const language_codes[LANGUAGES];

/* One sentence or label in either language, where it is used. */
struct words {
    const char *in[LANGUAGES];
};
#define SAY(language, korean, english) (((struct words){{korean, english}}).in[language])

/* A word of one of the vocabularies of /v1 ("kind", "status" …): how it is called; the word itself where none
 * is known, as vocabularies may grow. */
const char *word_of(enum language language, const char *vocabulary, const char *word);

#endif
