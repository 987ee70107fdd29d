// SPDX-License-Identifier: MIT
// Processes that are measured: each kept on one core, told apart from whoever asks it, with what it used of the
// processor and of memory. The server's core and the client's are never the same.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

import { memoryOf } from './server.js';

const FILES = 4096; // descriptors: a thousand connections and what else is open
const START_SECONDS = 60, STOP_SECONDS = 10;

function allowedCores() {
  const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1];
  return list.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

function chosenCores() {
  const cores = allowedCores();
  if (cores.length < 2) throw new Error('one core for the server and one for its client are needed');
  return { server: cores[0], client: cores.at(-1) };
}

export const cores = chosenCores();

const ticks = Number(spawnSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }).stdout) || 100;
const running = new Set();
process.on('exit', () => running.forEach((one) => one.child.kill('SIGKILL')));

// The command with its core and its limit of descriptors; each step becomes the next, so the process stays the same.
export const pinned = (core, command) => ['prlimit', `--nofile=${FILES}`, 'taskset', '-c', String(core), ...command];

export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

function childrenOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean));
  } catch {
    return [];
  }
}

function ownSeconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticks;
  } catch {
    return 0;
  }
}

const secondsOf = (pid) => childrenOf(pid).reduce((sum, child) => sum + secondsOf(child), ownSeconds(pid));

class Process {
  said = '';

  constructor(child, name) {
    Object.assign(this, { child, name });
    running.add(this);
    child.stderr?.setEncoding('utf8').on('data', (text) => { this.said = (this.said + text).slice(-4000); });
    this.ended = new Promise((done) => child.once('exit', (code, signal) => { running.delete(this); done(code ?? signal); }));
    child.once('error', (error) => { this.said += error.message; });
  }

  get pid() { return this.child.pid; }

  // User and system time since its start, with that of its children that live.
  cpuSeconds() { return secondsOf(this.pid); }

  // KiB; see proc(5) for the names.
  memory(name) { return memoryOf(this.pid, name); }

  // The URL that it prints as its first line, unless it was told.
  async listening(url) {
    const line = url ?? new Promise((done) => createInterface({ input: this.child.stdout }).once('line', done));
    const gone = this.ended.then((code) => { throw new Error(`${this.name}: ended with ${code}: ${this.said}`); });
    let timer;
    const late = new Promise((_, fail) => {
      timer = setTimeout(() => fail(new Error(`${this.name} does not start: ${this.said}`)), START_SECONDS * 1000);
    });
    this.url = await Promise.race([line, gone, late]).finally(() => clearTimeout(timer));
    return this;
  }

  async stop() {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_SECONDS * 1000);
    this.child.kill('SIGTERM');
    const code = await this.ended;
    clearTimeout(timer);
    return code;
  }
}

// `log`: a descriptor for its standard error, which else is kept to tell why it ended.
export function started(name, command, { core = cores.server, log = 'pipe', ...options } = {}) {
  const [program, ...args] = core === null ? command : pinned(core, command);
  return new Process(spawn(program, args, { stdio: ['ignore', 'pipe', log], ...options }), name);
}
