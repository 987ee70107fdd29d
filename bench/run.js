// SPDX-License-Identifier: MIT
// Everything that factd is compared with, in one run: tables as Markdown on standard output, the same as JSON.
//   node bench/run.js [--only a,b] [--quick] [--rounds 5] [--seconds 2] [--corpora build/corpus] [--json FILE]
import { copyFileSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { machine } from './lib/machine.js';
import { fail, writeJson } from './lib/report.js';
import { folder, root, shippedDatabase } from './lib/server.js';
import { tables } from './lib/tables.js';
import { accessLog, besideBare, besideNginx, connections, control, notModified } from './rows/cached.js';
import { frameworks } from './rows/frameworks.js';
import { growth } from './rows/growth.js';
import { instructions } from './rows/instructions.js';
import { load } from './rows/load.js';
import { revisions } from './rows/revisions.js';
import { start } from './rows/start.js';
import { statements } from './rows/statements.js';

const usage = 'node bench/run.js [--only ROW,…] [--quick] [--rounds N] [--seconds N] [--corpora DIR] [--json FILE]';
const SMALL = '10000.db'; // what all rows but those of growth are measured on

const measures = {
  control, a: besideBare, b: besideNginx, c: frameworks, d: notModified, e: statements, f: growth, g: load, h: start,
  i: connections, j: accessLog, k: revisions, instructions,
};

const text = { type: 'string' };

function parsed(settings) {
  try {
    return parseArgs(settings).values;
  } catch (error) {
    return fail(error.message, usage);
  }
}

const options = parsed({
  options: { only: text, quick: { type: 'boolean' }, rounds: text, seconds: text, corpora: text, json: text },
});
for (const name of ['rounds', 'seconds'])
  if (options[name] && !(Number(options[name]) > 0)) fail(`--${name} ${options[name]} is no number above 0`, usage);
const chosen = options.only ? options.only.split(',') : Object.keys(measures);
const unknown = chosen.filter((name) => !measures[name]);
if (unknown.length) fail(`no row ${unknown.join(', ')}; there are ${Object.keys(measures).join(', ')}`, usage);
const corpora = resolve(root, options.corpora ?? 'build/corpus');
for (const peer of ['bare', 'ulfius'])
  if (!existsSync(join(root, 'build/bench', peer))) fail(`build/bench/${peer} is missing: make bench, or make build/bench/${peer}`, usage);
if (!existsSync(join(corpora, SMALL))) fail(`${join(corpora, SMALL)} is missing: make corpus FACTS=10000`, usage);

// One that is being loaded has its log beside it.
const ready = (path) => existsSync(`${path}.loaded`);

function prepared() {
  const database = join(folder(), SMALL);
  copyFileSync(join(corpora, SMALL), database);
  return {
    quick: options.quick ?? false, rounds: Number(options.rounds ?? (options.quick ? 2 : 5)),
    seconds: Number(options.seconds ?? (options.quick ? 1 : 2)), corpora, database, shipped: shippedDatabase(), ready, results: {},
  };
}

// The servers of a row end with it. One that cannot be measured says so, and costs the others nothing.
async function measured(name, bench) {
  const servers = [], began = performance.now();
  const keep = async (starting) => {
    const server = await starting;
    servers.push(server);
    return server;
  };
  try {
    const rows = await measures[name]({ ...bench, keep });
    process.stderr.write(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
    return rows;
  } catch (error) {
    process.stderr.write(`${name}: ${error.stack}\n`);
    return [{ key: name, what: 'not measured', note: error.message.split('\n')[0], wanted: '', value: null }];
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

const bench = prepared(), rows = [];
for (const name of chosen) rows.push(...(await measured(name, bench)));
const { rounds, seconds } = bench;
const results = { date: new Date().toISOString(), rounds, seconds, machine: machine(), rows, ...bench.results };
process.stdout.write(tables(results));
writeJson(options.json && resolve(options.json), results);
