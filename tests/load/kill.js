// SPDX-License-Identifier: MIT
// A program that is killed at a moment, and moments that are the same in every run.
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, rmSync } from 'node:fs';

import { program } from '../lib/factd.js';

export const sanitized = /asan|tsan/.test(program);

// mulberry32
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function ended(child) {
  return new Promise((done) => child.on('exit', (code, signal) => done({ code, signal })));
}

export async function killedAfter(milliseconds, args) {
  const child = spawn(program, args, { stdio: 'ignore', env: {} });
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  const end = await ended(child);
  clearTimeout(timer);
  return end;
}

// A database file in the place of another that nobody has open.
export function copyOver(from, to) {
  for (const end of ['', '-wal', '-shm']) rmSync(to + end, { force: true });
  if (from && existsSync(from)) copyFileSync(from, to);
}
