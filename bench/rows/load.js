// SPDX-License-Identifier: MIT
// `factd load` beside bare inserts of the same rows, as bench/inserts.py measures them.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { spread } from '../lib/rounds.js';
import { folder, root } from '../lib/server.js';

const WAYS = [['bare inserts', '≥ 0.5'], ['bare inserts, foreign keys off', '—']];

function run(args) {
  return new Promise((done, fail) => {
    const child = spawn('python3', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', fail).on('close', (code) => (code ? fail(new Error(`inserts.py: exit ${code}`)) : done()));
  });
}

export async function load(bench) {
  const out = join(folder(), 'inserts.json');
  const rounds = bench.quick ? 1 : Math.min(bench.rounds, 5);
  await run(['bench/inserts.py', join(bench.corpora, '10000/documents'), '--rounds', String(rounds), '--json', out]);
  const { facts, seconds } = JSON.parse(readFileSync(out, 'utf8'));
  const rates = (name) => seconds[name].map(([clock]) => facts / clock), own = rates('factd load');
  const side = (name) => ({
    name, rate: spread(rates(name)).value, rates: rates(name), client_busy: null,
    server_busy: spread(seconds[name].map(([clock, cpu]) => cpu / clock)).value,
  });
  return WAYS.map(([name, wanted]) => ({
    key: 'g', what: `facts a second, factd load ÷ ${name}`, wanted, ...spread(own.map((rate, i) => rate / rates(name)[i])),
    own: side('factd load'), other: side(name),
  }));
}
