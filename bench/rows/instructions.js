// SPDX-License-Identifier: MIT
// User instructions a request, counted by callgrind: a server that gets 3N requests ran so many more than one that gets
// N, so start and stop fall out of the difference. No clock is in it, so no noise either.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Client } from '../lib/client.js';
import { cached, fetchedWell, startBare, startFactd } from '../lib/peers.js';
import { folder, keepingNothing } from '../lib/server.js';
import { LIST } from './frameworks.js';

const REQUESTS = 200, WARM_UP = 20; // two runs differ by a part of 2,000
const PAGE = '/v1/agreements?limit=20';
const WANTED = 'at most 6,000 more than the bare library';

function totalIn(path) {
  const total = /^(?:totals|summary):\s*(\d+)/m.exec(readFileSync(path, 'utf8'))?.[1];
  if (!total) throw new Error(`${path}: no total`);
  return Number(total);
}

async function total({ start, target, headers = {}, expect }, requests) {
  const out = join(folder(), 'callgrind.out');
  const server = await start(['valgrind', '--quiet', '--tool=callgrind', `--callgrind-out-file=${out}`]);
  const client = await Client.to(server.url), { 'If-None-Match': _, ...plain } = headers;
  for (let i = -WARM_UP; i < requests; i++) {
    const counted = i >= 0; // what a 304 is told of has been asked for before
    const { status } = await client.ask(target.replace('@@', `callgrind-${i}`), counted ? headers : plain);
    if (counted && status !== expect) throw new Error(`${target}: ${status} under callgrind, not ${expect}`);
  }
  client.close();
  await server.stop();
  return totalIn(out);
}

async function counted(one, requests) {
  if (!one.start) return { ...one, instructions: null };
  const few = await total(one, requests), many = await total(one, 3 * requests);
  return { what: one.what, target: one.target, wanted: one.wanted, instructions: (many - few) / (2 * requests) };
}

// What is asked, of whom.
async function questions(bench) {
  const factd = await bench.keep(startFactd(bench.database));
  const { href: fact } = JSON.parse((await fetchedWell(factd, PAGE)).body).data[0];
  const brotli = { 'Accept-Encoding': 'br' };
  const answer = await cached(factd, fact), page = await cached(factd, PAGE), packed = await cached(factd, PAGE, brotli);
  await factd.stop();
  const own = (wrapper, settings) => startFactd(bench.database, { wrapper, settings });
  const keeps = (wrapper) => own(wrapper), forgets = (wrapper) => own(wrapper, keepingNothing());
  const bare = (given) => (wrapper) => startBare(given, { wrapper });
  return [
    { what: 'bare library, one fact', start: bare(answer), target: fact, expect: 200 },
    { what: 'factd, cached one fact', start: keeps, target: fact, expect: 200, wanted: WANTED },
    { what: 'factd, 304', start: keeps, target: fact, headers: { 'If-None-Match': answer.header.etag }, expect: 304 },
    { what: 'bare library, list of 20', start: bare(page), target: PAGE, expect: 200 },
    { what: 'factd, cached list of 20', start: keeps, target: PAGE, expect: 200, wanted: WANTED },
    { what: 'factd, cached list of 20 in br', start: packed.header['content-encoding'] === 'br' ? keeps : null, target: PAGE, headers: brotli, expect: 200,
      note: 'this build gives no br' },
    { what: 'factd, uncached list of 20', start: keeps, target: LIST, expect: 200 },
    { what: 'factd, uncached one fact', start: forgets, target: fact, expect: 200 },
  ];
}

export async function instructions(bench) {
  const results = [];
  for (const one of await questions(bench)) results.push(await counted(one, bench.quick ? REQUESTS / 4 : REQUESTS));
  let base;
  for (const one of results) {
    if (one.what.startsWith('bare')) base = one.instructions;
    one.more = one.instructions === null ? null : one.instructions - base;
  }
  bench.results.instructions = results;
  return [];
}
