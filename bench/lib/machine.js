// SPDX-License-Identifier: MIT
// What a run was made on and with, to stand beside its figures.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';

import { root, version } from './server.js';

function said(command, ...args) {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
  return `${stdout ?? ''}${stderr ?? ''}`;
}

const versionIn = (text) => /\d+(?:\.\d+)+/.exec(text)?.[0] ?? 'unknown';
const packaged = (name) => versionIn(said('dpkg-query', '-W', '-f=${Version}', name));

function system() {
  const text = readFileSync('/etc/os-release', 'utf8');
  return /^PRETTY_NAME="?([^"\n]*)/m.exec(text)?.[1];
}

function pinnedPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'bench/peers/fastify/package-lock.json'), 'utf8'));
  return { fastify: packages['node_modules/fastify'].version, 'better-sqlite3': packages['node_modules/better-sqlite3'].version };
}

export function machine() {
  return {
    processor: cpus()[0].model, cores: cpus().length, memory_gib: Math.round(totalmem() / 2 ** 30), system: system(), kernel: release(),
    versions: {
      factd: version(), libmicrohttpd: packaged('libmicrohttpd-dev'), sqlite: packaged('libsqlite3-dev'), ulfius: packaged('libulfius-dev'),
      jansson: packaged('libjansson-dev'), nginx: versionIn(said('nginx', '-v')), node: process.versions.node, ...pinnedPackages(),
      wrk: versionIn(said('wrk', '-v')), gcc: versionIn(said('gcc', '-dumpfullversion')), valgrind: versionIn(said('valgrind', '--version')),
    },
  };
}
