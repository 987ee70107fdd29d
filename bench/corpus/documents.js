// SPDX-License-Identifier: MIT
// Generated articles, each following from its number and the corpus's arguments alone. The text is laid out from the
// quotes, so that they stand in it where the document says.
import { createHash } from 'node:crypto';

import { busy, castOf, groups, publishers } from './cast.js';
import { chanceOf } from './chance.js';
import { factOf, kinds, QUOTE_LENGTH_MAX } from './facts.js';
import { headlineOf } from './names.js';
import { cities, deeds, fields, given, surnames, things, topics } from './words.js';

export const FACTS_PER_DOCUMENT = 500;

const topicOf = new Map(topics.map((topic) => [topic.id, topic]));
const dayLength = 86400000, firstDay = Date.UTC(2016, 0, 1), days = 3653; // 2016 to 2025
const dayStep = 1597; // no factor in common with `days`, so that all days come before one comes again

// What stands between quotes: at least as much as they are, since at most half of an article may be quoted.
const filler = {
  ko: '이 글은 프로그램의 빠르기를 재려고 지어낸 글이며 실제 인물이나 기업의 일이 아니다.',
  en: 'This text was made up to measure a program; nobody in it is real and nothing of it happened.',
};

// No letter of the vocabulary is outside the Basic Multilingual Plane, so a length is one of code points.
class Text {
  #pieces = [];
  #filler;
  length = 0;
  #quoted = 0;

  constructor(language) {
    this.#filler = `${filler[language]}\n`;
  }

  #put(piece) {
    this.#pieces.push(piece);
    this.length += piece.length;
  }

  // The quotes with their places.
  lay(evidence) {
    return evidence.map(({ quote, ...rest }) => {
      if (quote.length > QUOTE_LENGTH_MAX) throw new Error(`too long for a quote: ${quote}`);
      const start = this.length;
      this.#put(quote);
      const end = this.length;
      this.#put('. ');
      this.#quoted += quote.length;
      while (this.length < 2 * this.#quoted + 2) this.#put(this.#filler);
      return { quote, start, end, ...rest };
    });
  }

  toString() { return this.#pieces.join(''); }
}

const isPerson = (one) => one.kind === 'person';
const persons = busy.filter(isPerson), bodies = busy.filter((one) => !isPerson(one));

// Of the middling ones and the tail, the place is moved within its round of ten persons and ten others.
const among = { any: (at) => at, person: (at) => at - (at % 20) + (at % 10), body: (at) => at - (at % 20) + 10 + (at % 10) };
const ofBusy = { any: [Array(4).fill(persons), Array(5).fill(bodies)].flat(2), person: persons, body: bodies };

// With these shares each of the 20 busy ones is in about one fact of 22; `any` makes up for the persons, who hold offices.
function someone(chance, cast, want) {
  const drawn = chance.below(100);
  if (drawn < 60) return chance.pick(ofBusy[want]);
  if (drawn < 88) return cast.middlingOne(among[want](chance.skewed(cast.middling)));
  if (want === 'any' && drawn === 88) return chance.pick(groups);
  return cast.tailOne(among[want](chance.skewed(cast.tail)));
}

function everyoneOf(chance, cast, kind) {
  const drawn = chance.below(100), count = drawn < 55 ? 1 : drawn < 92 ? 2 : chance.within(3, 5);
  if (kind === 'statement' && drawn < 8) return [];
  const everyone = new Set();
  for (let i = 0; i < count; i++)
    everyone.add(someone(chance, cast, kind !== 'affiliation' || i > 1 ? 'any' : i === 0 ? 'person' : 'body'));
  return [...everyone];
}

// Who is in the fact at this place of the corpus and in no other, or undefined.
function singleAt(cast, facts, place) {
  const i = Math.floor((place * cast.singles) / facts);
  return Math.floor(((2 * i + 1) * facts) / (2 * cast.singles)) === place ? cast.single(i) : undefined;
}

// { facts, participants, topics }: what the document says, and who and what is in it.
function contents(chance, cast, { facts, from, count, language, published }) {
  const earlier = { all: [], ...Object.fromEntries(kinds.map((kind) => [kind, []])) };
  const participants = new Map(), used = new Set(), stated = [];
  for (let i = 0; i < count; i++) {
    const kind = chance.pick(kinds), single = singleAt(cast, facts, from + i);
    const everyone = everyoneOf(chance, cast, kind);
    if (single) everyone.push(single);
    const id = `${kind}-${i + 1}`;
    const fact = factOf(chance, { id, kind, language, published, city: chance.pick(cities), everyone, earlier });
    earlier.all.push(id);
    earlier[kind].push(id);
    for (const one of everyone) participants.set(one.id, one);
    for (const topic of fact.topics) used.add(topic);
    stated.push(fact);
  }
  return { facts: stated, participants, topics: [...used].sort().map((topic) => topicOf.get(topic)) };
}

const clock = (time) => `${new Date(time).toISOString().slice(0, 19)}+09:00`;
const numbered = (number) => `gen-${String(number).padStart(6, '0')}`;

function bylineOf(chance) {
  const surname = chance.pick(surnames), name = chance.pick(given) + chance.pick(given);
  return { name: { ko: `${surname.ko}${name} 기자` } };
}

function articleOf(chance, number, { language, publisher, published }) {
  const field = chance.pick(fields), thing = chance.pick(things), id = numbered(number);
  const title = headlineOf({ city: chance.pick(cities), field, thing, compound: `${field.ko} ${thing.ko}`, deed: chance.pick(deeds) });
  return {
    id, publisher: publisher.id, language, title, authors: chance.happens(0.8) ? [bylineOf(chance)] : [],
    ...(chance.happens(0.7) && { url: `https://${publisher.id}.example/news/${id}` }),
    published_at: clock(published),
    ...(chance.happens(0.3) && { modified_at: clock(published + chance.within(60, 86400) * 1000) }),
  };
}

// The article's language, in which the evidence's names stand; whoever has no name in it goes by the Korean one.
const ownName = (one, language) => one.name[language] ?? one.name.ko;

// { document, text } of article `number`, from 1, of a corpus of that many facts.
export function articleAt(number, { facts, seed, perDocument = FACTS_PER_DOCUMENT, cast = castOf(facts) }) {
  const chance = chanceOf(seed, number), from = (number - 1) * perDocument;
  const language = chance.happens(0.8) ? 'ko' : 'en', publisher = publishers[chance.skewed(publishers.length)];
  const published = firstDay + (((number - 1) * dayStep) % days) * dayLength + chance.below(86400) * 1000;
  const article = articleOf(chance, number, { language, publisher, published });
  const held = contents(chance, cast, { facts, from, count: Math.min(perDocument, facts - from), language, published });
  const text = new Text(language);
  const participants = [publisher, ...held.participants.values()]
    .map((one) => ({ ...one, evidence: text.lay([{ quote: ownName(one, language) }]) }));
  for (const fact of held.facts) fact.evidence = text.lay(fact.evidence);
  const bytes = text.toString();
  article.text = { sha256: createHash('sha256').update(bytes).digest('hex'), length: text.length };
  return { document: { format: 'facts/1', article, topics: held.topics, participants, facts: held.facts }, text: bytes };
}

// Every article of the corpus, one at a time.
export function* articles({ facts, seed = 1, perDocument = FACTS_PER_DOCUMENT }) {
  const cast = castOf(facts);
  for (let number = 1; (number - 1) * perDocument < facts; number++) yield articleAt(number, { facts, seed, perDocument, cast });
}
