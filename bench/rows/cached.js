// SPDX-License-Identifier: MIT
// An answer that factd has kept, asked again and again: beside the library alone, nginx, itself and its own 304s; and
// how long one waits, for such an answer and for one that is made.
import { openSync } from 'node:fs';
import { join } from 'node:path';

import { cached, fetched, startBare, startFactd, startNginx } from '../lib/peers.js';
import { inTurn, ratio, row, spread, summary } from '../lib/rounds.js';
import { folder } from '../lib/server.js';

const LIST = '/v1/agreements?limit=20';
const MANY = 1000; // connections
const UNCACHED = `${LIST}&id__ne=@@`;

const size = ({ body }) => `${(body.length / 1000).toFixed(1)} kB`;

async function oneFact(server) {
  const { data } = JSON.parse((await fetched(server, LIST)).body);
  return data[0].href;
}

// One small answer and one page, since what a body's bytes cost is the same on both sides.
async function answersOf(server) {
  const targets = [['one fact', await oneFact(server)], ['list of 20', LIST]];
  return Promise.all(targets.map(async ([what, target]) => ({ what, target, answer: await cached(server, target) })));
}

// Row by row, each with a peer that gives the same answer.
async function beside(bench, key, wanted, peerName, startPeer) {
  const factd = await bench.keep(startFactd(bench.database)), rows = [];
  for (const { what, target, answer } of await answersOf(factd)) {
    const peer = await bench.keep(startPeer(answer, target));
    const [other, own] = await inTurn([
      { name: peerName, server: peer, ask: { target } }, { name: 'factd', server: factd, ask: { target } },
    ], bench);
    rows.push(row(key, `cached ${what} (${size(answer)}) ÷ ${peerName}`, wanted, own, other));
  }
  return rows;
}

export const besideBare = (bench) => beside(bench, 'a', '≥ 0.95', 'bare library', startBare);
export const besideNginx = (bench) => beside(bench, 'b', '≥ 1.15', 'nginx, a file', startNginx);

export async function control(bench) {
  const servers = [await bench.keep(startFactd(bench.database)), await bench.keep(startFactd(bench.database))];
  const target = await oneFact(servers[0]);
  const [other, own] = await inTurn(servers.map((server, i) => ({ name: `factd, process ${2 - i}`, server, ask: { target } })), bench);
  return [row('control', 'control: cached one fact ÷ the same of a second process', '1', own, other)];
}

export async function notModified(bench) {
  const factd = await bench.keep(startFactd(bench.database)), rows = [];
  for (const { what, target, answer } of await answersOf(factd)) {
    const headers = { 'If-None-Match': answer.header.etag };
    const { status } = await fetched(factd, target, headers);
    if (status !== 304) throw new Error(`${target}: ${status} where a 304 should be`);
    const [other, own] = await inTurn([
      { name: '200', server: factd, ask: { target } }, { name: '304', server: factd, ask: { target, headers } },
    ], bench);
    rows.push(row('d', `304 ÷ cached 200, ${what} (${size(answer)})`, '≥ 1.0', own, other));
  }
  return rows;
}

export async function accessLog(bench) {
  const quiet = await bench.keep(startFactd(bench.database)), target = await oneFact(quiet);
  const telling = await bench.keep(startFactd(bench.database, { log: openSync(join(folder(), 'log'), 'a') }));
  const [other, own] = await inTurn([
    { name: 'log off', server: quiet, ask: { target } }, { name: 'log on', server: telling, ask: { target } },
  ], bench);
  return [row('j', 'cached one fact, access log to a file ÷ without a log', '—', own, other)];
}

// With the client always asking, p99 is mostly waiting for a turn; the bare library waits as long.
export async function connections(bench) {
  const factd = await bench.keep(startFactd(bench.database)), [{ target, answer }] = await answersOf(factd);
  const bare = await bench.keep(startBare(answer));
  const many = { target, connections: MANY };
  const [other, own, more, otherMore] = await inTurn([
    { name: 'bare library', server: bare, ask: { target } }, { name: 'factd', server: factd, ask: { target } },
    { name: `factd, ${MANY} connections`, server: factd, ask: many, tolerant: true },
    { name: `bare library, ${MANY} connections`, server: bare, ask: many, tolerant: true },
  ], bench);
  const [alone] = await inTurn([{ name: 'factd', server: factd, ask: { target: UNCACHED, connections: 1 } }], bench);
  const failed = summary(more);
  return [
    row('i', 'p99 of 64 connections, cached one fact ÷ bare library', '< 3', own, other, { of: 'p99' }),
    row('i', `rate of ${MANY} connections ÷ of 64`, '≥ 0.8', more, own, { bare: ratio(otherMore, other) }),
    { key: 'i', what: `failed requests of ${MANY} connections`, wanted: '0', ...spread(more.rounds.map(({ failures }) => failures)),
      count: true, value: failed.failures, note: `of ${failed.requests}; the bare library: ${summary(otherMore).failures}` },
    { key: 'i', what: 'median ms of one connection, uncached list of 20', wanted: '—', plain: true,
      ...spread(alone.rounds.map(({ p50 }) => p50 / 1000)), own: summary(alone) },
  ];
}
