// SPDX-License-Identifier: MIT
// factd under more than it lets in: 2,000 connections from as many addresses of 127.0.0.0/8 as --clients says, each of
// which asks ten times as fast as its rate, for 20 s. Prints what came of it, and the resident memory each second.
//
//     node bench/pressure.js DATABASE [--connections 2000] [--clients 20] [--rate 100] [--seconds 20]
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals: [database] } = parseArgs({
  allowPositionals: true,
  options: {
    connections: { type: 'string', default: '2000' }, clients: { type: 'string', default: '20' },
    rate: { type: 'string', default: '100' }, seconds: { type: 'string', default: '20' },
  },
});
const [connections, clients, rate, seconds] = ['connections', 'clients', 'rate', 'seconds'].map((name) => Number(values[name]));
const PRESSURE = 10; // times the rate
const targets = ['/v1', '/v1/facts', '/v1/figures?sort=-value', '/v1/participants', '/v1/facts?limit=200'];

const program = resolve(dirname(fileURLToPath(import.meta.url)), '..', process.env.FACTD ?? 'build/factd');
const server = spawn(program, ['serve', '--database', database, '--listen', '127.0.0.1:0', '--access-log', 'off',
  '--rate', `${rate}`, '--rate-burst', `${rate}`], { stdio: ['ignore', 'pipe', 'inherit'] });
const port = Number(new URL(await new Promise((done) => server.stdout.setEncoding('utf8').once('data', (text) => done(text.trim())))).port);
const resident = () => Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;

const statuses = new Map();
const times = { 200: [], 429: [] };
let lost = 0;

// One connection, which asks again as soon as it is time and the last answer is there.
function client(number, interval) {
  const from = `127.0.${1 + Math.floor(number % clients / 250)}.${1 + number % clients % 250}`;
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
  let text = '', asked = 0, turn = number;
  const ask = () => {
    asked = performance.now();
    socket.write(`GET ${targets[turn++ % targets.length]} HTTP/1.1\r\nHost: factd\r\n\r\n`);
  };
  socket.setEncoding('latin1').on('connect', ask).on('error', () => { lost++; }).on('data', (more) => {
    text += more;
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (text.length < end + 4 + length) return;
    const status = Number(text.slice(9, 12)), took = performance.now() - asked;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    times[status]?.push(took);
    text = '';
    setTimeout(ask, Math.max(0, interval - took));
  });
  return socket;
}

const interval = 1000 * connections / (clients * rate * PRESSURE);
const before = resident();
const sockets = Array.from({ length: connections }, (_, number) => client(number, interval));
const memory = [];
for (let second = 0; second < seconds; second++) {
  await new Promise((done) => setTimeout(done, 1000));
  memory.push(resident());
}
for (const socket of sockets) socket.removeAllListeners('error').on('error', () => {}).destroy();

const at = (list, share) => list.sort((a, b) => a - b)[Math.floor(list.length * share)]?.toFixed(1) ?? '-';
console.log(`resident memory, MiB: ${before.toFixed(0)} before, then each second ${memory.map((one) => one.toFixed(0)).join(' ')}`);
console.log(`answers: ${[...statuses].sort().map(([status, count]) => `${count} of ${status}`).join(', ')}; ${lost} connections broke`);
console.log(`let in: ${(statuses.get(200) / seconds).toFixed(0)} a second, of ${clients * rate} that may be`);
for (const [status, list] of Object.entries(times))
  console.log(`${status}: p50 ${at(list, 0.5)} ms, p99 ${at(list, 0.99)} ms, as this program saw it`);
server.kill();
