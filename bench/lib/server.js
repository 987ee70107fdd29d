// SPDX-License-Identifier: MIT
// A server to measure: started on a free port, asked over one kept connection, and timed by its own log, so that what
// the client takes for itself is no part of the figure.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const program = resolve(root, process.env.FACTD ?? 'build/factd');

const LOG_SECONDS = 10; // the log is written some time after the answers
const cleanups = [];

process.on('exit', () => cleanups.forEach((cleanup) => cleanup()));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

// A folder that is gone at the end.
export function folder() {
  const path = mkdtempSync(join(tmpdir(), 'factd-bench-'));
  cleanups.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export function factd(...args) {
  if (!existsSync(program)) throw new Error(`${program} is missing: build it first`);
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error ?? status !== 0) throw error ?? new Error(`factd ${args[0]}: exit ${status}: ${stderr}`);
  return stdout;
}

export const version = () => factd('version').trim();

// The articles of this repository in a fresh database.
export function shippedDatabase() {
  const path = join(folder(), 'shipped.db');
  factd('load', '--database', path, join(root, 'articles'));
  return path;
}

// VmRSS or VmHWM of a process, in KiB; undefined when it is gone.
export function memoryOf(pid, name) {
  try {
    const line = readFileSync(`/proc/${pid}/status`, 'utf8').split('\n').find((one) => one.startsWith(`${name}:`));
    return line && Number(line.split(/\s+/)[1]);
  } catch {
    return undefined;
  }
}

class Server {
  #child;
  #durations = new Map(); // ms by request id
  said = []; // lines of the log that tell of no request
  #asked = 0;
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(child) {
    this.#child = child;
    cleanups.push(() => child.kill('SIGKILL'));
    createInterface({ input: child.stderr }).on('line', (line) => {
      const [, id, ms] = /event=request id=(\S+) .* ms=([\d.]+)$/.exec(line) ?? [];
      if (id) this.#durations.set(id, Number(ms));
      else this.said.push(line);
    });
  }

  get pid() { return this.#child.pid; }

  async listening() {
    const ended = new Promise((_, fail) => this.#child.once('close', (code) => fail(new Error(`factd serve: exit ${code}: ${this.said.join('\n')}`))));
    ended.catch(() => {});
    const line = new Promise((done) => createInterface({ input: this.#child.stdout }).once('line', done));
    this.url = await Promise.race([line, ended]);
    return this;
  }

  // { id, status, text }
  ask(target) {
    const id = `bench-${this.#asked++}`;
    return new Promise((done, fail) => {
      const request = get(this.url + target, { agent: this.#agent, headers: { 'X-Request-Id': id } }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk)).on('error', fail)
          .on('end', () => done({ id, status: response.statusCode, text: Buffer.concat(chunks).toString() }));
      });
      request.on('error', fail);
    });
  }

  async json(target) {
    const { status, text } = await this.ask(target);
    if (status !== 200) throw new Error(`${target}: ${status}: ${text}`);
    return JSON.parse(text);
  }

  // What the server itself took for these requests, in microseconds, in their order.
  async microseconds(ids) {
    for (let waited = 0; ids.some((id) => !this.#durations.has(id)); waited += 20) {
      if (waited > LOG_SECONDS * 1000) throw new Error('the log does not tell of every request');
      await after(20);
    }
    return ids.map((id) => this.#durations.get(id) * 1000);
  }

  stop() {
    this.#agent.destroy();
    this.#child.removeAllListeners('close');
    const ended = new Promise((done) => this.#child.once('exit', done));
    this.#child.kill('SIGTERM');
    return ended;
  }
}

// What makes factd keep no answers, where it can: a list that is timed must be made each time.
export const keepingNothing = () => (factd('serve', '--help').includes('--cache-mib') ? ['--cache-mib', '0'] : []);

export function serve(database, ...args) {
  const child = spawn(program, ['serve', '--database', database, '--listen', '127.0.0.1:0', ...keepingNothing(), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  return new Server(child).listening();
}
