// SPDX-License-Identifier: MIT
// limit=all over a whole database: how much memory the server takes for it, and, on a copy, what loads beside it and
// slow clients do to the write-ahead log, to the loads and to the export.
//   node bench/export.js build/corpus/1000000.db [--loads 1000] [--scratch DIR] [--json FILE]
import { constants, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { loadEach, smallDocuments, walBytes } from './lib/loads.js';
import { fail, median, round, table, writeJson } from './lib/report.js';
import { memoryOf, serve, version } from './lib/server.js';

const usage = 'node bench/export.js DATABASE [--loads N] [--scratch DIR] [--json FILE]';
const SAMPLE_MS = 20, FACTS_A_LOAD = 5, MIB = 1024 * 1024, SETTLED_MS = 200;

const text = { type: 'string' };
const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { loads: text, scratch: text, json: text } });
if (positionals.length !== 1) fail('one database is needed', usage);
const [database] = positionals, loads = Number(options.loads ?? 1000);

// The largest of what is looked at again and again until stop().
function sampled(look) {
  let most = 0;
  const timer = setInterval(() => { most = Math.max(most, look() ?? 0); }, SAMPLE_MS);
  return { stop() { clearInterval(timer); return most; } };
}

// Reads rows as they come: they are in the order of ids, so unique where each is greater than the one before.
class Rows {
  count = 0;
  ascending = true;
  newest = 0; // revision in which any of them changed
  #last = '';
  #rest = '';

  take(chunk) {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop();
    for (const line of lines) this.#row(line);
  }

  #row(line) {
    const id = /^\{"id":"([^"]*)"/.exec(line)[1], changed = Number(/"changed":(\d+)/.exec(line)[1]);
    this.ascending &&= id > this.#last;
    this.newest = Math.max(this.newest, changed);
    this.#last = id;
    this.count++;
  }

  get whole() { return this.#rest === ''; }
}

// `rate`: KiB a second that the client takes; it reads and waits in turn. Infinity: all it can.
function download(server, rate) {
  const rows = new Rows(), began = performance.now();
  let bytes = 0;
  return new Promise((done, failed) => {
    const request = get(`${server.url}/v1/facts?format=ndjson&limit=all`, { agent: false }, (response) => {
      const end = () => done({ status: response.statusCode, complete: response.complete && rows.whole, bytes, rows, seconds: (performance.now() - began) / 1000 });
      // A slow client has megabytes in the sockets' buffers when the server gives it up, and would be at them for minutes.
      const watch = setInterval(() => server.said.some((line) => line.includes('event=export-aborted')) && response.destroy(), SAMPLE_MS);
      response.on('close', () => clearInterval(watch));
      response.setEncoding('utf8').on('data', (chunk) => {
        bytes += Buffer.byteLength(chunk);
        rows.take(chunk);
        const early = (bytes / 1024 / rate) * 1000 - (performance.now() - began);
        if (early <= 0) return;
        response.pause();
        setTimeout(() => response.resume(), early);
      });
      response.on('close', end).on('error', () => {}); // cut short, which `complete` tells
    });
    request.on('error', failed);
  });
}

const factsOf = async (server) => (await server.json('/v1/facts?limit=1&fields=id&total=true')).meta;

async function exported(path, { rate = Infinity, settings = [], beside = async () => [] }) {
  const server = await serve(path, '--query-milliseconds', '600000', ...settings);
  const { total, revision } = await factsOf(server), before = memoryOf(server.pid, 'VmRSS');
  const memory = sampled(() => memoryOf(server.pid, 'VmRSS')), log = sampled(() => walBytes(path));
  let over = false;
  const downloading = download(server, rate).finally(() => { over = true; });
  await after(SETTLED_MS); // the export has its snapshot before anything is loaded
  const results = await beside(() => over);
  const { rows, ...one } = await downloading;
  const result = {
    ...one, rows: rows.count, unique: rows.ascending, all: rows.count === total, one_state: rows.newest <= revision,
    rss_before_mib: round(before / 1024, 1), rss_max_mib: round(memory.stop() / 1024, 1), rss_peak_mib: round(memoryOf(server.pid, 'VmHWM') / 1024, 1),
    wal_max_mib: round(log.stop() / MIB, 1), loads: summary(results),
  };
  await server.stop();
  return result;
}

function summary(results) {
  if (!results.length) return null;
  const times = results.map(({ ms }) => ms), bad = results.filter(({ code }) => code !== 0);
  return { count: results.length, failed: bad.length, said: bad[0]?.said.trim(), median_ms: round(median(times), 0), longest_ms: round(Math.max(...times), 0),
    over_a_second: times.filter((ms) => ms > 1000).length };
}

function copyOf(path) {
  if (walBytes(path)) fail(`${path}-wal is not empty: load or tidy first`, usage);
  const place = mkdtempSync(join(options.scratch ?? tmpdir(), 'factd-export-')), copy = join(place, 'copy.db');
  process.on('exit', () => rmSync(place, { recursive: true, force: true }));
  copyFileSync(path, copy, constants.COPYFILE_FICLONE);
  return copy;
}

if (!existsSync(database)) fail(`${database} is missing`, usage);
process.stdout.write(`${version()}, ${round(statSync(database).size / MIB, 0)} MiB of database\n`);

const alone = { name: 'alone', ...(await exported(database, {})) };
const results = [alone];
if (loads) {
  const copy = copyOf(database);
  const beside = (together, until) => (stopped) => loadEach(copy, smallDocuments(loads, FACTS_A_LOAD), { together, stopped: until ? stopped : undefined });
  // Steady, so that it lasts while the loads do.
  const minute = Math.max(128, alone.bytes / 1024 / 60), long = ['--export-seconds', '120'];
  const cases = {
    [`in a minute, beside ${loads} loads`]: { rate: minute, beside: beside(1) },
    [`in a minute, beside ${loads} loads, two at a time`]: { rate: minute, beside: beside(2) },
    'client at 64 KiB/s, 16 wanted, 120 s at most, beside loads': { rate: 64, settings: long, beside: beside(1, true) },
    'client at 24 KiB/s, 16 wanted, 120 s at most': { rate: 24, settings: long },
    'client at 8 KiB/s, 16 wanted': { rate: 8, settings: long },
  };
  for (const [name, one] of Object.entries(cases)) results.push({ name, ...(await exported(copy, one)) });
}

const yes = (value) => (value ? 'yes' : 'no');
table('Exports of all facts as NDJSON', [
  ['export', ({ name }) => name], ['seconds', ({ seconds }) => round(seconds, 1)], ['MiB', ({ bytes }) => round(bytes / MIB, 1)],
  ['rows', ({ rows }) => rows], ['ended whole', ({ complete }) => yes(complete)], ['all, each once', ({ all, unique }) => yes(all && unique)],
  ['one state', (one) => yes(one.one_state)], ['RSS before MiB', (one) => one.rss_before_mib], ['RSS most MiB', (one) => one.rss_max_mib],
  ['peak MiB', (one) => one.rss_peak_mib], ['WAL most MiB', (one) => one.wal_max_mib],
], results);
const loaded = results.filter(({ loads: beside }) => beside);
if (loaded.length)
  table('Loads beside them', [
    ['export', ({ name }) => name], ['loads', ({ loads: { count } }) => count], ['failed', ({ loads: { failed } }) => failed],
    ['median ms', ({ loads: one }) => one.median_ms], ['longest ms', ({ loads: one }) => one.longest_ms],
    ['over a second', ({ loads: one }) => one.over_a_second], ['why failed', ({ loads: { said } }) => said],
  ], loaded);
writeJson(options.json, { version: version(), results });
