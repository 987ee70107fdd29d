// SPDX-License-Identifier: MIT
// Facts documents of articles that nobody wrote, for tests that need many facts, or facts made to measure. Each quote
// stands in the generated text, so that `factd verify --text` holds them too.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

// A text that grows by phrases, with more filler than phrases, since at most half of an article may be quoted.
class Text {
  #parts = [];
  #length = 0;
  #filler = 0;

  say(phrase) {
    const start = this.#length;
    this.#add(phrase);
    const quote = { quote: phrase, start, end: this.#length };
    this.#add(`; ${'so it goes on and on '.repeat(1 + Math.ceil([...phrase].length / 20))}. `);
    return quote;
  }

  #add(text) {
    this.#parts.push(text);
    this.#length += [...text].length;
  }

  toString() { return this.#parts.join(''); }
  get length() { return this.#length; }
}

const compared = { eq: '', gte: 'at least ', gt: 'more than ', lte: 'at most ', lt: 'less than ', approx: 'about ' };

const numeral = (fact) => fact.comparator === 'between'
  ? `${fact.lower} to ${fact.upper} crates` : `${compared[fact.comparator]}${fact.value} crates`;

// Dates and how an article words them.
export const dated = {
  2025: 'in 2025', '2025-02': 'in February 2025', '2025-02-28': 'on February 28, 2025', '2024-02-29': 'on February 29, 2024',
  '2025-03-01/2025-03-09': 'from March 1 to March 9, 2025', '../2025-03-01': 'before March 1, 2025',
  '2026-01/..': 'from January 2026',
};
const dates = Object.keys(dated);

// The quotes that the rules of the format ask for, from what the fact says.
function evidence(text, fact) {
  const quotes = [];
  if (fact.kind === 'figure') quotes.push(text.say(numeral(fact)));
  if (fact.kind === 'affiliation') quotes.push(text.say(Object.values(fact.title)[0]));
  if (fact.status) quotes.push({ ...text.say(fact.status === 'signed' ? 'they signed it' : 'they said so'), for: 'status' });
  if (fact.date) quotes.push({ ...text.say(dated[fact.date]), for: 'date' });
  return quotes.length ? quotes : [text.say('what was reported')];
}

// { document, text } of an article with these facts. A fact needs no evidence, and its participants are inferred;
// an article has one participant, its publisher, beside those that are given as { id, kind, name }.
export function article({ id, facts, participants = [], topics = [], publisher = 'gazette', ...rest }) {
  const text = new Text();
  const all = [{ id: publisher, kind: 'media', name: { en: `The ${publisher}` } }, ...participants];
  const named = all.map((one) => ({ ...one, evidence: [text.say(Object.values(one.name)[0])] }));
  const stated = facts.map((fact) => ({
    participants: [], ...fact,
    ...(fact.participants && { participants: fact.participants.map((part) => ({ ...part, inferred: true })) }),
    evidence: evidence(text, fact),
  }));
  const bytes = text.toString();
  const document = {
    format: 'facts/1',
    article: {
      id, publisher, language: 'en', title: { en: `Article ${id}` }, published_at: '2026-01-01T00:00:00Z', ...rest,
      text: { sha256: createHash('sha256').update(bytes).digest('hex'), length: text.length },
    },
    topics: topics.map((topic) => ({ id: topic, name: { en: `Topic ${topic}` } })),
    participants: named,
    facts: stated,
  };
  return { document, text: bytes };
}

// Writes articles into a folder; gives the paths of the documents.
export const write = (folder, ...articles) => articles.map(({ document, text }) => {
  const path = join(folder, `${document.article.id}.json`);
  writeFileSync(path, JSON.stringify(document));
  writeFileSync(path.replace(/json$/, 'txt'), text);
  return path;
});

export const figure = (id, value, more = {}) =>
  ({ id, kind: 'figure', name: { en: `Figure ${id}` }, value, comparator: 'eq', unit: 'crate', ...more });

// A generator of numbers in [0, 1) that a seed determines (mulberry32), with what tests choose by it.
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count) => Math.floor(next() * count);
  return { below, chance: (share) => next() < share, pick: (list) => list[below(list.length)] };
}

const words = ['alpha', 'Alpha', 'beta', 'gamma', '가람', '나루', '\u{1f6a2} ship', '\u{f900}', 'z, "quoted"', '%_', 'é', 'e\u0301'];
const values = [0, 1, 1, 2, 10, 0.1, 0.25, 2.5, 1000, 260000, 9007199254740991, 0.000001];

function anyName(chance) {
  const name = { ko: chance.pick(words), en: `${chance.pick(words)} ${chance.below(4)}` };
  if (chance.chance(0.3)) delete name[chance.pick(['ko', 'en'])];
  return name;
}

const kinds = {
  figure(chance) {
    if (chance.chance(0.15)) return { comparator: 'between', lower: 1 + chance.below(3), upper: 5 + chance.below(3), unit: chance.pick(['crate', 'box']) };
    return { comparator: chance.pick(Object.keys(compared)), value: chance.pick(values), unit: chance.pick(['crate', 'box', 'krw']) };
  },
  agreement: (chance) => ({
    type: chance.pick(['mou', 'supply', 'other']), status: chance.pick(['signed', 'agreed', 'planned']),
    participants: chance.pick([[], [{ id: 'north', role: 'party' }, { id: 'south', role: 'party' }], [{ id: 'south', role: 'supporter' }]]),
  }),
  event: (chance) => ({
    type: chance.pick(['meeting', 'summit', 'other']),
    ...(chance.chance(0.6) && { place: anyName(chance) }),
    participants: chance.pick([[], [{ id: 'north', role: 'host' }], [{ id: 'crew', role: 'attendee' }]]),
  }),
  statement: (chance) => ({ mode: 'narration', gist: { en: chance.pick(words) } }),
  affiliation: (chance) => ({ title: { en: chance.pick(['head', 'deputy']) }, participants: [{ id: 'crew', role: 'holder' }] }),
};

// An article of `count` facts of all kinds with ties, nulls and names that byte order and UTF-16 order rank apart.
export function anyArticle(id, count, chance, more = {}) {
  const facts = Array.from({ length: count }, (_, i) => {
    const kind = chance.chance(0.5) ? 'figure' : chance.pick(Object.keys(kinds));
    return {
      id: `f${(i * 37) % 1009}`, kind, name: anyName(chance), ...kinds[kind](chance),
      ...(chance.chance(0.6) && { date: chance.pick(dates) }),
      ...(chance.chance(0.3) && { summary: { en: chance.pick(words) } }),
      topics: chance.pick([[], ['trade'], ['ships', 'trade']]),
    };
  });
  const participants = [
    { id: 'north', kind: 'company', name: { en: 'North', ko: '북녘' } },
    { id: 'south', kind: 'government', name: { en: 'South' } },
    { id: 'crew', kind: 'person', name: { en: 'Crew' } },
  ];
  return article({ id, facts, participants, topics: ['trade', 'ships'], ...more });
}
