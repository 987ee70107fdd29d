// SPDX-License-Identifier: MIT
// One round of wrk, on the client's core: what it counted, and how busy it and the server were meanwhile.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { cores, pinned } from './process.js';

const script = join(dirname(fileURLToPath(import.meta.url)), 'wrk.lua');
export const CONNECTIONS = 64;

let marks = 0;

// A text that no other request of this or an earlier run has used.
const mark = () => `bench-${process.pid}-${Date.now().toString(36)}-${marks++}`;

function operands({ target, file }) {
  if (file) return ['/', ['--', 'file', file]];
  if (target.includes('@@')) return ['/', ['--', 'unique', target, mark()]];
  return [target, []];
}

function run(command) {
  return new Promise((done, fail) => {
    // The shell's `times` tells what its children used, since nobody else knows once they have ended.
    const child = spawn('sh', ['-c', '"$@"; times', 'sh', ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '', said = '';
    child.stdout.setEncoding('utf8').on('data', (text) => { out += text; });
    child.stderr.setEncoding('utf8').on('data', (text) => { said += text; });
    child.on('error', fail).on('close', () => done({ out, said }));
  });
}

const seconds = (time) => {
  const [, minutes, rest] = /(\d+)m([\d.]+)s/.exec(time);
  return Number(minutes) * 60 + Number(rest);
};

function read({ out, said }) {
  const counted = /^\{.*\}$/m.exec(out)?.[0];
  if (!counted) throw new Error(`wrk: ${said}${out}`);
  return { ...JSON.parse(counted), used: out.trim().split('\n').at(-1).split(' ').map(seconds).reduce((a, b) => a + b) };
}

const failuresOf = ({ connect, read: reads, write, status, timeout }) => connect + reads + write + status + timeout;

// `server`: { url, cpuSeconds() }. `ask`: { target | file, headers, connections }; "@@" in a target makes it another
// one each time. `length`: whole seconds.
export async function wrk(server, ask, length) {
  const [path, more] = operands(ask), headers = Object.entries(ask.headers ?? {}).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const command = pinned(cores.client, ['wrk', '-t1', `-c${ask.connections ?? CONNECTIONS}`, `-d${length}s`, ...headers,
    '-s', script, server.url + path, ...more]);
  const before = server.cpuSeconds(), began = performance.now();
  const counted = read(await run(command));
  const took = (performance.now() - began) / 1000, lasted = counted.microseconds / 1e6;
  return {
    rate: counted.requests / lasted, requests: counted.requests, failures: failuresOf(counted), bytes: counted.bytes / counted.requests,
    p50: counted.p50, p99: counted.p99, server_busy: (server.cpuSeconds() - before) / took, client_busy: counted.used / took,
  };
}
