// SPDX-License-Identifier: MIT
// What was done to the database of before-search.sql: loads with and without text, a load that changed and removed
// facts, an article that went. The dump is what `sqlite3 … .dump` said after these steps with the last program that
// knew the first migration alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const fixture = (name) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

function edited(folder) {
  const document = JSON.parse(readFileSync(fixture('harbour.json'), 'utf8'));
  document.facts = document.facts.filter(({ id }) => id !== 'jobs');
  document.facts.find(({ id }) => id === 'tugs').name.en = 'Tugs that will be supplied';
  const path = join(folder, 'edited.json');
  writeFileSync(path, JSON.stringify(document));
  return path;
}

// Steps of arguments, to be run with a database. `write` and `figure` are those of lib/generate.js.
export function steps(folder, { write, figure }) {
  const ships = write(folder, {
    id: 'ships', topics: [{ id: 'unmanned-quays', name: { ko: '무인 부두', en: 'Quays without people' } }],
    participants: [{ id: 'garam', kind: 'company', name: 'Garam', evidence: ['\u{1f6a2} Garam'] }],
    facts: [figure('fleet', 12, { topics: ['unmanned-quays'], participants: [{ id: 'garam', role: 'supplier', inferred: true }],
      date: '2026', evidence: ['\u{1f6a2}\u{1f6a2} 12 ships', { quote: 'in 2026', for: 'date' }] })],
  });
  const gone = write(folder, { id: 'gone', facts: [figure('one', 1)] });
  return [
    ['load', fixture('harbour.json')],
    ['load', '--text', fixture('harbour-en.txt'), fixture('harbour-en.json')],
    ['load', '--text', gone.txt, gone.json],
    ['load', '--text', fixture('harbour.txt'), edited(folder)],
    ['remove', 'gone'],
    ['load', '--text', ships.txt, ships.json],
  ];
}
