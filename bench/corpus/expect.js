// SPDX-License-Identifier: MIT
// What a corpus holds, made anew in memory, to say what a search must find without asking the program under test.
import { articles } from './documents.js';

// Every document of the corpus, one at a time, as written by generate.js with the same arguments.
export function* documents({ facts, seed = 1, perDocument }) {
  for (const { document } of articles({ facts, seed, perDocument })) yield document;
}

const inMaps = (...maps) => maps.filter(Boolean).flatMap((map) => [map.ko, map.en]).filter(Boolean);

// What people read of a fact and of a participant, beside ids and quotes.
export const textsOfFact = ({ name, summary, gist, place, title }) => inMaps(name, summary, gist, place, title);
export const textsOfParticipant = ({ name, aliases = [] }) => [...inMaps(name), ...aliases];

export const factId = (document, fact) => `${document.article.id}.${fact.id}`;
export const participantId = (document, one) => (one.kind === 'group' ? `${document.article.id}.${one.id}` : one.id);

// { word: { facts, participants } }: the public ids, in order, of what holds the word somewhere, letter for letter.
export function holding(words, corpus) {
  const found = Object.fromEntries(words.map((word) => [word, { facts: [], participants: new Set() }]));
  const note = (texts, take) => {
    for (const word of words) if (texts.some((text) => text.includes(word))) take(found[word]);
  };
  for (const document of documents(corpus)) {
    for (const fact of document.facts) note(textsOfFact(fact), ({ facts }) => facts.push(factId(document, fact)));
    for (const one of document.participants) note(textsOfParticipant(one), ({ participants }) => participants.add(participantId(document, one)));
  }
  return Object.fromEntries(words.map((word) => [word, { facts: found[word].facts, participants: [...found[word].participants].sort() }]));
}
