// SPDX-License-Identifier: MIT
// Facts documents out of a few words. The quotes of a draft are laid out in a text of their own, so that the document
// holds against its text, and only what a test is about must be written down.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const points = (text) => [...text].length;

// As much filler as there are quotes, and more: at most half of a text may be quoted.
function layOut(owners) {
  const pieces = [];
  let length = 0;
  const put = (piece) => {
    pieces.push(piece);
    length += points(piece);
  };
  put('Daily\n');
  for (const owner of owners) {
    owner.evidence = owner.evidence.map((item) => {
      const { quote, ...rest } = typeof item === 'string' ? { quote: item } : item;
      const start = length;
      put(quote);
      const end = length;
      put(`\n${'-'.repeat(end - start + 2)}\n`);
      return { quote, start, end, ...rest };
    });
  }
  put('--------\n');
  return { text: pieces.join(''), length };
}

// { document, text } of a draft: article members beside `topics`, `participants` and `facts`, whose evidence is a list
// of quotes. A participant's name may be one text (English); its evidence is its name where none is given. The publisher
// is added where it is missing.
export function generate(draft) {
  const { topics = [], participants = [], facts = [], ...article } = draft;
  const { publisher = 'daily' } = article;
  const name = (given) => (typeof given === 'string' ? { en: given } : given);
  const everyone = participants.some(({ id }) => id === publisher)
    ? participants
    : [{ id: publisher, kind: 'media', name: `The ${publisher}` }, ...participants];
  const document = {
    format: 'facts/1',
    article: { publisher, language: 'en', title: { en: 'Something happened' },
      published_at: '2026-01-01T09:00:00+09:00', ...article },
    topics: topics.map((topic) => ({ ...topic, name: name(topic.name) })),
    participants: everyone.map((one) => ({
      ...one, name: name(one.name), evidence: one.evidence ?? [Object.values(name(one.name))[0]],
    })),
    facts: facts.map((fact) => ({ ...fact, name: name(fact.name) })),
  };
  const { text, length } = layOut([...document.participants, ...document.facts]);
  document.article.text = { sha256: createHash('sha256').update(text).digest('hex'), length };
  return { document, text };
}

// Writes `<name>.json` and `<name>.txt` into the folder and gives their paths beside the document and its text.
export function write(folder, draft, name = draft.id) {
  const made = generate(draft);
  const json = join(folder, `${name}.json`), txt = join(folder, `${name}.txt`);
  writeFileSync(json, `${JSON.stringify(made.document, null, 1)}\n`);
  writeFileSync(txt, made.text);
  return { ...made, json, txt };
}

export const figure = (id, value, more = {}) => ({
  id, kind: 'figure', name: `Figure ${id}`, value, comparator: 'eq', unit: 'ship', participants: [],
  evidence: [`${value} ships`], ...more,
});

export const statement = (id, more = {}) => ({
  id, kind: 'statement', name: `Statement ${id}`, mode: 'narration', gist: { en: `What ${id} says` },
  participants: [], evidence: [`it says ${id}`], ...more,
});

export const agreement = (id, more = {}) => ({
  id, kind: 'agreement', name: `Agreement ${id}`, type: 'mou', status: 'signed', participants: [],
  evidence: [{ quote: `they signed ${id}`, for: 'status' }], ...more,
});

export const event = (id, more = {}) => ({
  id, kind: 'event', name: `Event ${id}`, type: 'other', participants: [], evidence: [`then came ${id}`], ...more,
});

export const affiliation = (id, holder, more = {}) => ({
  id, kind: 'affiliation', name: `Office ${id}`, title: { en: `head of ${id}` },
  participants: [{ id: holder, role: 'holder', inferred: true }],
  evidence: [{ quote: `the head of ${id}`, for: 'title' }], ...more,
});

// A draft of `count` facts of all kinds, which share participants and topics.
export function large(id, count) {
  const participants = Array.from({ length: 40 }, (_, i) => ({
    id: `party-${i}`, kind: i < 20 ? 'person' : 'company', name: `Party No ${i}.`,
  }));
  const topics = Array.from({ length: 10 }, (_, i) => ({ id: `topic-${i}`, name: `Topic ${i}` }));
  const facts = Array.from({ length: count }, (_, i) => {
    const shared = { topics: [`topic-${i % 10}`] };
    const part = (role, at) => ({ id: `party-${at}`, role, inferred: true });
    switch (i % 5) {
      case 0: return figure(`f-${i}`, i + 2, { ...shared, participants: [part('supplier', 20 + (i % 20))] });
      case 1: return agreement(`f-${i}`, { ...shared, participants: [part('party', i % 40), part('party', (i + 7) % 40)] });
      case 2: return event(`f-${i}`, { ...shared, participants: [part('host', i % 40)] });
      case 3: return statement(`f-${i}`, shared);
      default: return affiliation(`f-${i}`, `party-${i % 20}`, shared);
    }
  });
  return { id, topics, participants, facts };
}
