// SPDX-License-Identifier: MIT
// How the time of an answer grows with the number of facts: lists asked of two servers in turn, one with the articles
// of this repository and one with DATABASE, as the servers' own logs tell it.
//   node bench/speed.js build/corpus/1000000.db [--rounds 201] [--depth 1000000] [--only TEXT] [--json FILE]
import { parseArgs } from 'node:util';

import { fail, median, round, table, writeJson } from './lib/report.js';
import { serve, shippedDatabase, version } from './lib/server.js';
import { filled, indexed, leastOf, placesOf, unindexed, walked, withParameters } from './lib/targets.js';

const usage = 'node bench/speed.js DATABASE [--rounds N] [--depth N] [--only TEXT] [--json FILE]';
const ROWS = 20, WARM_UP = 10, STEP = 200, SLOW_ROUNDS = 11;
const WANTED = 1.5; // ratio of a list's time to that of the same list of few facts

const text = { type: 'string' };
const { values: options, positionals } = parseArgs({
  allowPositionals: true, options: { rounds: text, depth: text, only: text, json: text },
});
if (positionals.length !== 1) fail('one database is needed', usage);
const rounds = Number(options.rounds ?? 201), depth = Number(options.depth ?? 1000000);
const chosen = (targets) => targets.filter((target) => target.includes(options.only ?? ''));

// Interleaved, so that whatever else the machine does falls on both alike. [median µs …], and the statuses that came.
async function timed(asked, count) {
  const ids = asked.map(() => []), statuses = new Set();
  for (let i = -Math.min(WARM_UP, count); i < count; i++)
    for (const [at, { server, target }] of asked.entries()) {
      const { id, status } = await server.ask(target);
      if (i >= 0) ids[at].push(id);
      statuses.add(status);
    }
  const medians = await Promise.all(asked.map(async ({ server }, at) => median(await server.microseconds(ids[at]))));
  return { medians, statuses: [...statuses] };
}

// A page of as many rows on both sides; the row that is read to know of a next page is there on both, too.
async function limitOf(server, target) {
  const { data } = await server.json(withParameters(target, `limit=${ROWS + 1}&${leastOf(target)}`));
  return Math.min(ROWS, Math.max(1, data.length - 1));
}

async function pairOf(own, small, large, parameters) {
  const { medians: [few, many], statuses } = await timed([
    { server: small.server, target: withParameters(own.small, parameters) },
    { server: large.server, target: withParameters(own.large, parameters) },
  ], rounds);
  if (statuses.join() !== '200') throw new Error(`${own.large}: answers ${statuses}`);
  return { small: round(few, 0), large: round(many, 0), ratio: round(many / few) };
}

// What seems slow is asked once more: what else the machine did is then gone, an index that is missing is not.
async function compare(target, small, large) {
  const own = { small: filled(target, small.places), large: filled(target, large.places) };
  const limit = await limitOf(small.server, own.small);
  const result = { target, limit };
  for (const [shape, parameters] of [['rows', `limit=${limit}`], ['ids', `limit=${limit}&${leastOf(target)}`]]) {
    result[shape] = await pairOf(own, small, large, parameters);
    if (result[shape].ratio > WANTED) result[shape] = { ...(await pairOf(own, small, large, parameters)), before: result[shape].ratio };
  }
  return result;
}

// The last full page's address on the way down, and how many rows come before it.
async function walk(server, target) {
  let next = withParameters(target, `fields=id&limit=${STEP}`), rows = 0, last = next;
  while (next && rows + STEP < depth) {
    const page = await server.json(next);
    rows += page.data.length;
    if (page.next) last = page.next;
    next = page.next;
  }
  return { rows, last };
}

// A full page at its depth, as many rows as the shipped articles have in one.
async function deep(target, small, large) {
  const own = { small: filled(target, small.places), large: filled(target, large.places) };
  const limit = await limitOf(small.server, own.small);
  const { rows, last } = await walk(large.server, own.large);
  const first = withParameters(own.large, `fields=id&limit=${limit}`);
  const { medians: [few, top, bottom] } = await timed([
    { server: small.server, target: withParameters(own.small, `fields=id&limit=${limit}`) },
    { server: large.server, target: first },
    { server: large.server, target: last.replace(`limit=${STEP}`, `limit=${limit}`) },
  ], rounds);
  return { target, limit, rows, small: round(few, 0), first: round(top, 0), deep: round(bottom, 0),
    ratio: round(bottom / top), ratio_to_small: round(bottom / few) };
}

async function slow(target, large) {
  const { medians: [many], statuses } = await timed(
    [{ server: large.server, target: withParameters(filled(target, large.places), `limit=${ROWS}`) }], SLOW_ROUNDS);
  return { target, large: round(many / 1000), statuses };
}

async function each(targets, measure) {
  const results = [];
  for (const [at, target] of targets.entries()) {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${at + 1} of ${targets.length}: ${target}`);
    results.push(await measure(target));
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  return results;
}

async function open(database) {
  const counting = await serve(database, '--query-milliseconds', '600000');
  const places = await placesOf(counting);
  await counting.stop();
  return { places, server: await serve(database) };
}

const small = await open(shippedDatabase()), large = await open(positionals[0]);
process.stdout.write(`${version()}, ${rounds} rounds; the server's own microseconds, medians.\n`);

const lists = await each(chosen(indexed), (target) => compare(target, small, large));
table('Lists that an index answers', [
  ['target', ({ target }) => `\`${target}\``], ['limit', ({ limit }) => limit],
  ['rows: shipped µs', ({ rows }) => rows.small], ['large µs', ({ rows }) => rows.large], ['ratio', ({ rows }) => rows.ratio],
  ['ids: shipped µs', ({ ids }) => ids.small], ['large µs', ({ ids }) => ids.large], ['ratio', ({ ids }) => ids.ratio],
], lists);
const slower = lists.filter(({ rows, ids }) => Math.max(rows.ratio, ids.ratio) > WANTED).map(({ target }) => target);
process.stdout.write(`\nMore than ${WANTED} times the shipped articles' time: ${slower.join(', ') || 'none'}\n`);

const pages = await each(chosen(walked), (target) => deep(target, small, large));
table('Pages at depth, ids only', [
  ['target', ({ target }) => `\`${target}\``], ['limit', ({ limit }) => limit], ['behind rows', ({ rows }) => rows],
  ['shipped first µs', (one) => one.small], ['large first µs', (one) => one.first], ['large deep µs', (one) => one.deep],
  ['deep : first', ({ ratio }) => ratio], ['deep : shipped', (one) => one.ratio_to_small],
], pages);

const others = await each(chosen(unindexed), (target) => slow(target, large));
table('Lists that no index answers alone', [
  ['target', ({ target }) => `\`${target}\``], ['large ms', (one) => one.large], ['answers', ({ statuses }) => statuses.join(', ')],
], others);

writeJson(options.json, { version: version(), rounds, places: { small: small.places, large: large.places }, lists, pages, others, slower });
await Promise.all([small.server.stop(), large.server.stop()]);
