// SPDX-License-Identifier: MIT
// The same questions of databases of different sizes: what an answer costs beside the same of the articles that ship,
// and how much memory the server holds after it all.
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Client } from '../lib/client.js';
import { cacheMib, startFactd } from '../lib/peers.js';
import { inTurn, spread, summary } from '../lib/rounds.js';
import { folder, keepingNothing } from '../lib/server.js';

export const SIZES = [10000, 100000, 1000000];
const ROWS = 20, STEP = 200, IDS = 500;
const PAGES = 28; // deep ones: the articles that ship have 49 facts
const FEW = 16; // connections, so that no two ask the same at once: the server would make that answer once for both
const RESIDENT_MIB = 32; // wanted at most, beside what the cache may keep

async function page(client, target) {
  const { status, body } = await client.ask(target);
  if (status !== 200) throw new Error(`${target}: ${status}: ${body}`);
  return JSON.parse(body);
}

function listed(targets) {
  const file = join(folder(), 'targets');
  writeFileSync(file, targets.map((target) => `${target}\n`).join(''));
  return file;
}

// Full pages behind cursors at the end of the list, each a row further on.
async function lastPages(client, facts) {
  let next = `/v1/facts?fields=id&limit=${STEP}`, rows = 0;
  for (; rows + STEP + PAGES + ROWS < facts; rows += STEP) ({ next } = await page(client, next));
  const targets = [];
  for (let i = 0; i < PAGES; i++) {
    ({ next } = await page(client, next.replace(/limit=\d+/, 'limit=1')));
    targets.push(`/v1/facts?limit=${ROWS}&${/cursor=[^&]*/.exec(next)[0]}`);
  }
  return listed(targets);
}

const shuffled = (targets) => [...targets].sort((a, b) => (digest(a) < digest(b) ? -1 : 1));
const digest = (text) => createHash('sha1').update(text).digest('hex');

// Addresses of facts of the first and the last articles, in no order that the file has.
async function someFacts(client) {
  const ends = [];
  for (const sort of ['id', '-id']) ends.push(...(await page(client, `/v1/articles?limit=${STEP}&sort=${sort}&fields=id`)).data);
  const articles = [...new Set(ends.map(({ id }) => id))], each = Math.min(STEP, Math.ceil(IDS / articles.length));
  const targets = [];
  for (const article of articles) {
    const { data } = await page(client, `/v1/facts?article=${article}&limit=${each}&fields=href`);
    targets.push(...data.map(({ href }) => href));
  }
  return listed(shuffled(targets));
}

async function opened(bench, name, database) {
  const keeping = await bench.keep(startFactd(database)), plain = await bench.keep(startFactd(database, { settings: keepingNothing() }));
  const client = await Client.to(plain.url), index = await page(client, '/v1');
  const facts = index.data.collections.find(({ name: collection }) => collection === 'facts').count;
  const targets = { deep: await lastPages(client, facts), ids: await someFacts(client) };
  client.close();
  return { name, facts, keeping, plain, ...targets };
}

const series = [
  { name: 'cached list of ids', wanted: '1.0', side: ({ keeping }) => ({ server: keeping, ask: { target: `/v1/facts?limit=${ROWS}&fields=id` } }) },
  { name: 'indexed list, uncached', wanted: '≤ 1.5',
    side: ({ keeping }) => ({ server: keeping, ask: { target: `/v1/facts?limit=${ROWS}&sort=-date_from&id__ne=@@` } }) },
  { name: 'deep page, uncached', wanted: '≤ 1.5', side: ({ plain, deep }) => ({ server: plain, ask: { file: deep, connections: FEW } }) },
  { name: 'one fact by id, uncached', wanted: '—', side: ({ plain, ids }) => ({ server: plain, ask: { file: ids, connections: FEW } }) },
];

async function measured({ name, wanted, side }, databases, bench) {
  const sides = await inTurn(databases.map((one) => ({ name: one.name, ...side(one) })), bench), [first] = sides;
  const points = sides.map((one, i) => ({
    facts: databases[i].facts, ...spread(one.rounds.map(({ rate }, round) => first.rounds[round].rate / rate)), ...summary(one),
  }));
  return { name, wanted, points };
}

const mib = (kib) => kib / 1024;

// A row a series, by the largest database; the others stand in the growth table.
const rowOf = ({ name, wanted, points }) => {
  const last = points.at(-1);
  return { key: 'f', what: `time: ${name}, ${last.facts} facts ÷ ${points[0].facts}`, wanted,
    value: last.value, low: last.low, high: last.high, own: { ...last, name: `${last.facts} facts` }, other: { ...points[0], name: `${points[0].facts} facts` } };
};

export async function growth(bench) {
  const there = SIZES.map((size) => [String(size), join(bench.corpora, `${size}.db`)]).filter(([, path]) => existsSync(path) && bench.ready(path));
  const databases = [];
  const chosen = bench.quick ? there.slice(0, 1) : there;
  for (const [name, path] of [['shipped', bench.shipped], ...chosen]) databases.push(await opened(bench, name, path));
  const kept = cacheMib() ?? 0, lines = [];
  for (const one of series) lines.push(await measured(one, databases, { rounds: bench.rounds, seconds: 1 }));
  const memory = databases.map(({ facts, keeping }) => ({ facts, rss: mib(keeping.memory('VmRSS')), most: mib(keeping.memory('VmHWM')) }));
  const last = memory.at(-1);
  bench.results.growth = { series: lines, memory, cache_mib: kept };
  return [...lines.map(rowOf), {
    key: 'f', what: `resident MiB after that, ${last.facts} facts`, wanted: `≤ ${RESIDENT_MIB + kept}`, value: last.most, plain: true,
    note: `${last.rss.toFixed(1)} at its end; ${kept ? `of which the cache may keep ${kept}` : 'no cache in this build'}`,
  }];
}
