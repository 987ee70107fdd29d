// SPDX-License-Identifier: MIT
// From the start of the process to its first good answer, and what it takes up then: memory, disk, an image.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';

import { fetched, startFactd } from '../lib/peers.js';
import { spread } from '../lib/rounds.js';
import { folder, program } from '../lib/server.js';
import { imageRow } from '../lib/image.js';

async function once(database) {
  const began = performance.now();
  const server = await startFactd(database);
  while ((await fetched(server, '/readyz')).status !== 200);
  const ms = performance.now() - began, memory = server.memory('VmRSS') / 1024;
  await server.stop();
  return { ms, memory };
}

function strippedBytes() {
  const path = join(folder(), 'factd');
  const { status, stderr } = spawnSync('strip', ['-o', path, program], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return statSync(path).size;
}

export async function start(bench) {
  const times = [];
  for (let i = 0; i < 2 * bench.rounds + 1; i++) times.push(await once(bench.shipped));
  return [
    { key: 'h', what: 'ms from start to the first 200 of /readyz', wanted: '—', ...spread(times.map(({ ms }) => ms)), plain: true },
    { key: 'h', what: 'resident MiB after start', wanted: '—', ...spread(times.map(({ memory }) => memory)), plain: true },
    { key: 'h', what: 'MB of the stripped program', wanted: '—', value: strippedBytes() / 1e6, plain: true },
    imageRow(bench),
  ];
}
