// SPDX-License-Identifier: MIT
// What searches find against what they should, over the articles of this repository and a generated corpus; and with
// --large, how long they take on a large database against the same statements alone.
//   node bench/search.js build/corpus/50000 [--large build/corpus/1000000.db] [--rounds 51] [--json FILE]
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { articleAt } from './corpus/documents.js';
import { documents, factId, participantId, textsOfFact, textsOfParticipant } from './corpus/expect.js';
import { fail, median, round, table, writeJson } from './lib/report.js';
import { factd, folder, root, serve, version } from './lib/server.js';
import { matcher, plain, wholeMatcher } from './lib/words.js';

const usage = 'node bench/search.js CORPUS [--large DATABASE] [--rounds N] [--json FILE]';
const WANTED = 1.3; // times the same statements alone
const EXTRA = ['C++', 'R&D', 'R & D', '숲', 'C']; // words that the corpus lacks, each behind the name of a fact

const searches = [
  ['반도체', 'Korean'], ['인공지능', 'Korean'], ['자율주행', 'Korean'], ['엔비디아', 'Korean'], ['젠슨황', 'a name without its space'],
  ['스마트공장', 'Korean without its space'], ['디지털치료', 'Korean without its space'], ['도시재생', 'Korean without its space'],
  ['해상 풍력', 'Korean with a space that is not there'], ['현대 자동차', 'Korean with a space that is not there'], ['한빛 전자', 'a name with a space'],
  ['반도체를', 'particle'], ['한빛전자가', 'particle'], ['인공지능과', 'particle'], ['GPU를', 'particle behind English'],
  ['칩', 'one syllable'], ['숲', 'one syllable'],
  ['semiconductor', 'English'], ['semicond', 'beginning of a word'], ['invest', 'beginning of a word'], ['conductor', 'end of a word'],
  ['BlueWave', 'English name'], ['AI', 'two letters'], ['self-driving', 'hyphen'], ['driving', 'part behind a hyphen'],
  ['AI수도', 'mixed'], ['26만장', 'number and counter'], ['GPU 26만', 'mixed words'],
  ['강 회장', 'alias'], ['MOMI', 'alias'], ['해산부', 'alias'], ['ㅎㅂㅈㅈ', 'consonants'], ['ㄱㄷㅇ', 'consonants'],
  ['260,000', 'digits'], ['2025', 'digits'],
  ['강도윤 투자', 'a name and a word'], ['Hanbit semiconductor', 'a name and a word'], ['KASI 양자컴퓨팅', 'a name and a word'],
  ['백신 항만 협약', 'three words'], ['협력', 'frequent'], ['없는말이다', 'nowhere'], ['zzzzqq', 'nowhere'],
  ['C++', 'punctuation'], ['R&D', 'punctuation'], ['RD', 'without its punctuation'], ['!!!', 'no word'],
];

const text = { type: 'string' };
const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { large: text, rounds: text, json: text } });
if (positionals.length !== 1) fail('one corpus is needed: the folder that generate.js writes', usage);
const [corpus] = positionals, rounds = Number(options.rounds ?? 51);

// ---- what should be found ----

function extraDocument() {
  const { document } = articleAt(1, { facts: 100, seed: 7, perDocument: EXTRA.length });
  const facts = document.facts.map((fact, i) => ({ ...fact, name: { ...fact.name, ko: `${fact.name.ko ?? fact.name.en} ${EXTRA[i]}` } }));
  return { ...document, article: { ...document.article, id: 'extra' }, facts };
}

function* everything() {
  yield extraDocument();
  const { arguments: { facts, seed, per_document: perDocument } } = JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8'));
  for (const name of readdirSync(join(root, 'articles')).filter((file) => file.endsWith('.json')))
    yield JSON.parse(readFileSync(join(root, 'articles', name), 'utf8'));
  yield* documents({ facts, seed, perDocument });
}

// Whoever takes part in any article goes by all names that any article gives.
function namesOfAll() {
  const names = new Map();
  for (const document of everything())
    for (const one of document.participants) {
      const id = participantId(document, one);
      if (!names.has(id)) names.set(id, new Set());
      for (const name of textsOfParticipant(one)) names.get(id).add(plain(name));
    }
  return new Map([...names].map(([id, set]) => [id, [...set]]));
}

const quotesOf = ({ evidence = [] }) => evidence.map(({ quote }) => quote);

// Each fact with its texts and the names of those in it, asked of every search; found: ids by search.
function expected(names) {
  const asked = searches.map(([q]) => ({ holds: matcher(q), whole: wholeMatcher(q), facts: new Set(), participants: new Set(), whole_ids: new Set() }));
  const note = (id, set, about) => {
    for (const one of asked) {
      if (!one.holds(about)) continue;
      one[set].add(id);
      if (one.whole([...(about.texts ?? []), ...(about.names ?? [])])) one.whole_ids.add(id);
    }
  };
  for (const [id, own] of names) note(id, 'participants', { names: own });
  for (const document of everything()) {
    const ids = new Map(document.participants.map((one) => [one.id, participantId(document, one)]));
    for (const fact of document.facts)
      note(factId(document, fact), 'facts', {
        texts: [...textsOfFact(fact), ...quotesOf(fact)].map(plain),
        names: (fact.participants ?? []).flatMap((one) => names.get(ids.get(one.participant ?? one.id)) ?? []),
      });
  }
  return asked;
}

// ---- what is found ----

async function walked(server, path, q) {
  const ids = [];
  let next = `${path}?q=${encodeURIComponent(q)}&fields=id&limit=200`;
  while (next) {
    const page = await server.json(next);
    ids.push(...page.data.map(({ id }) => id));
    next = page.next;
  }
  return ids;
}

// Null: of nothing there is no share.
const share = (part, whole) => (whole ? round(part / whole, 3) : null);

async function compare(server, path, q, wanted) {
  const found = await walked(server, path, q), good = found.filter((id) => wanted.has(id)).length;
  return { expected: wanted.size, found: found.length, recall: share(good, wanted.size), precision: share(good, found.length),
    missed: [...wanted].find((id) => !found.includes(id)), wrong: found.find((id) => !wanted.has(id)) };
}

// The place of the first hit of /v1/search that holds the words whole, from 1; null where none does.
async function firstWhole(server, q, whole) {
  const { data } = await server.json(`/v1/search?q=${encodeURIComponent(q)}&limit=200`);
  const at = data.findIndex(({ id }) => whole.has(id));
  return at < 0 ? null : at + 1;
}

async function quality() {
  const database = join(folder(), 'search.db'), asked = expected(namesOfAll());
  const extra = join(folder(), 'extra.json');
  writeFileSync(extra, JSON.stringify(extraDocument()));
  factd('load', '--database', database, extra, join(root, 'articles'), join(corpus, 'documents'));
  const server = await serve(database), results = [];
  for (const [i, [q, nature]] of searches.entries()) {
    const { facts, participants, whole_ids: whole } = asked[i];
    results.push({ q, nature, facts: await compare(server, '/v1/facts', q, facts),
      participants: await compare(server, '/v1/participants', q, participants), first_whole: await firstWhole(server, q, whole), any_whole: whole.size > 0 });
  }
  await server.stop();
  return results;
}

// ---- how long it takes ----

async function served(database) {
  const server = await serve(database), asked = new Map();
  for (let i = 0; i <= rounds; i++)
    for (const [q] of searches) {
      const { id, status } = await server.ask(`/v1/search?q=${encodeURIComponent(q)}&limit=20`);
      if (!asked.has(q)) asked.set(q, { ids: [], statuses: new Set() });
      if (i) asked.get(q).ids.push(id);
      asked.get(q).statuses.add(status);
    }
  const times = new Map();
  for (const [q, { ids, statuses }] of asked) times.set(q, { us: median(await server.microseconds(ids)), statuses: [...statuses] });
  await server.stop();
  return times;
}

async function speed(database) {
  execFileSync('make', ['--no-print-directory', '-s', 'build/obj-release/statements'], { cwd: root, stdio: 'inherit' });
  const { stdout, status, stderr } = spawnSync(join(root, 'build/obj-release/statements'), [database, String(rounds)],
    { input: searches.map(([q]) => `${q}\n`).join(''), encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(stderr);
  const times = await served(database);
  return stdout.trim().split('\n').map((line) => JSON.parse(line)).map((one) => ({
    ...one, served_us: times.get(one.q).us, statuses: times.get(one.q).statuses, ratio: one.bare_us ? one.search_us / one.bare_us : null,
  }));
}

const results = { version: version(), rounds, quality: await quality() };
process.stdout.write(`${results.version}\n`);
function mean(name, kind) {
  const shares = results.quality.map((one) => one[kind][name]).filter((one) => one !== null);
  return `${round(shares.reduce((sum, one) => sum + one, 0) / shares.length, 3)} (of ${shares.length})`;
}
table('What searches find', [
  ['search', ({ q }) => q], ['nature', ({ nature }) => nature],
  ['facts expected', ({ facts }) => facts.expected], ['found', ({ facts }) => facts.found], ['recall', ({ facts }) => facts.recall], ['precision', ({ facts }) => facts.precision],
  ['participants expected', ({ participants }) => participants.expected], ['found', ({ participants }) => participants.found],
  ['recall', ({ participants }) => participants.recall], ['precision', ({ participants }) => participants.precision],
  ['first whole at', (one) => one.first_whole ?? (one.any_whole ? 'beyond 200' : '—')],
], results.quality);
process.stdout.write(`\nMeans: facts recall ${mean('recall', 'facts')}, precision ${mean('precision', 'facts')}; ` +
  `participants recall ${mean('recall', 'participants')}, precision ${mean('precision', 'participants')}\n`);

if (options.large) {
  results.speed = await speed(options.large);
  table('Times of /v1/search on the large database, medians', [
    ['search', ({ q }) => q], ['hits', ({ hits }) => hits], ['answers', ({ statuses }) => statuses.join()],
    ['served µs', (one) => round(one.served_us, 0)], ['hits and snippets µs', (one) => round(one.search_us, 0)],
    ['its statements alone µs', (one) => round(one.bare_us, 0)], ['ratio', ({ ratio }) => ratio && round(ratio)],
    ['index alone µs', (one) => round(one.index_us, 0)], ['times', (one) => one.index_us && round(one.search_us / one.index_us, 1)],
  ], results.speed);
  const slow = results.speed.filter(({ ratio }) => ratio > WANTED).map(({ q }) => q);
  process.stdout.write(`\nMore than ${WANTED} times their statements: ${slow.join(', ') || 'none'}\n`);
}
writeJson(options.json, results);
