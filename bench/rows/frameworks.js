// SPDX-License-Identifier: MIT
// The same list made by others from the same database: another query each time, the same page. What is compared must be
// the same, so answers are held against each other first.
import { deepStrictEqual } from 'node:assert';

import { fetchedWell, startFactd, startFastify, startUlfius } from '../lib/peers.js';
import { inTurn, row } from '../lib/rounds.js';

export const LIST = '/v1/agreements?limit=20&id__ne=@@';

async function pageOf(server) {
  const { next, ...page } = JSON.parse((await fetchedWell(server, LIST.replace('@@', 'none'))).body);
  if (!next || page.data.length !== 20) throw new Error(`${server.name}: no full page`);
  return page;
}

export async function frameworks(bench) {
  const factd = await bench.keep(startFactd(bench.database)), own = await pageOf(factd);
  const peers = [await bench.keep(startFastify(bench.database)), await bench.keep(startUlfius(bench.database))];
  for (const peer of peers) deepStrictEqual(await pageOf(peer), own, `${peer.name} answers otherwise than factd`);
  const sides = await inTurn([...peers, factd].map((server) => ({ name: server.name, server, ask: { target: LIST } })), bench);
  return peers.map((peer, i) => row('c', `uncached list of 20 ÷ ${peer.name}, SQLite`, '≥ 2.5', sides.at(-1), sides[i]));
}
