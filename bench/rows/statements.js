// SPDX-License-Identifier: MIT
// Uncached lists beside the statements that they run: those that the store was asked, stepped through and nothing done
// with what they give, on the same core.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { startFactd } from '../lib/peers.js';
import { cores, pinned } from '../lib/process.js';
import { row } from '../lib/rounds.js';
import { root } from '../lib/server.js';
import { wrk } from '../lib/wrk.js';
import { LIST } from './frameworks.js';

// The server sleeps meanwhile.
function stepped(database, target, seconds) {
  const [command, ...args] = pinned(cores.server, [join(root, 'build/obj-release/statements'), database, 'lists', String(seconds)]);
  return JSON.parse(execFileSync(command, args, { input: `${target.replace('@@', 'none')}\n`, encoding: 'utf8' }));
}

export async function statements(bench) {
  const factd = await bench.keep(startFactd(bench.database)), rows = [];
  for (const [what, target] of [['agreements', LIST], ['facts', '/v1/facts?limit=20&sort=-date_from&id__ne=@@']]) {
    const bare = [], own = [];
    await wrk(factd, { target }, 1);
    for (let i = 0; i < bench.rounds; i++) {
      bare.push(stepped(bench.database, target, bench.seconds));
      own.push(await wrk(factd, { target }, bench.seconds));
    }
    const sides = [{ name: 'factd', rounds: own }, { name: 'statements', rounds: bare }];
    rows.push(row('e', `uncached list of 20 ${what} ÷ its ${bare[0].statements} statements alone`, '≥ 0.5', ...sides));
  }
  return rows;
}
