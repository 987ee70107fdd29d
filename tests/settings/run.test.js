// SPDX-License-Identifier: MIT
// scripts/run.sh (`make run`): it serves where FACTD_LISTEN says, and shows what to try there.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { folder, program, root } from '../lib/factd.js';
import { setting } from './tables.js';

// Runs the script in a folder of its own with build/factd there; gives { child, told, ended }. `told` has the text so
// far. What serves by mistake is stopped after a while.
function start(t, listen, install = (path) => symlinkSync(program, path)) {
  const cwd = folder(t);
  mkdirSync(join(cwd, 'build'));
  install(join(cwd, 'build/factd'));
  symlinkSync(join(root, 'articles'), join(cwd, 'articles'));
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('FACTD')));
  if (listen !== null) env.FACTD_LISTEN = listen;
  const child = spawn(join(root, 'scripts/run.sh'), { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const told = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'])
    child[name].setEncoding('utf8').on('data', (text) => { told[name] += text; });
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const ended = new Promise((done) => child.on('close', (status) => {
    clearTimeout(late);
    done({ status, ...told });
  }));
  t.after(() => { child.kill('SIGTERM'); return ended; });
  return { child, told, ended };
}

// In place of the program: it says what it was given, and ends.
const echo = (path) => writeFileSync(path, '#!/bin/sh\necho "given: $*"\n', { mode: 0o755 });
const tried = (stdout) => [...stdout.matchAll(/curl -s 'http:\/\/(.*?)\/v1/g)].map(([, at]) => at);

test('it serves the articles where FACTD_LISTEN says', async (t) => {
  const { told, child, ended } = start(t, '127.0.0.2:0');
  const url = await new Promise((done, fail) => {
    child.stdout.on('data', () => {
      const found = /^http:\/\/127\.0\.0\.2:\d+$/m.exec(told.stdout);
      if (found) done(found[0]);
    });
    ended.then(({ status, stderr }) => fail(new Error(`run.sh ended with ${status}: ${stderr}`)));
  });
  const { data } = await (await fetch(`${url}/v1/articles`)).json();
  assert.deepEqual(data.map(({ id }) => id), ['segye-2025-10-31-ai-capital']);
});

test('a port that is taken is named, and how to give another', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  t.after(() => other.close());
  await new Promise((done) => other.once('listening', done));
  const at = `127.0.0.1:${other.address().port}`;
  const { status, stdout, stderr } = await start(t, at).ended;
  assert.equal(status, 3, stderr);
  assert.ok(stderr.includes(`cannot listen on ${at}`), stderr);
  assert.match(stdout, /FACTD_LISTEN=127\.0\.0\.1:\d+ make run/);
  assert.deepEqual(new Set(tried(stdout)), new Set([at]));
});

for (const [listen, at] of Object.entries({
  '127.0.0.1:8090': '127.0.0.1:8090', '*:8090': '127.0.0.1:8090', '[::1]:8090,127.0.0.1:8091': '[::1]:8090',
  '127.0.0.1:0': 'HOST:PORT', 'unix:factd.sock': 'HOST:PORT',
}))
  test(`with ${listen} what to try is at ${at}`, async (t) => {
    const { stdout } = await start(t, listen, echo).ended;
    assert.deepEqual(tried(stdout), [at, at, at]);
    assert.match(stdout, /^given: serve --database build\/facts\.db --load articles$/m);
  });

test('without it, it serves where factd does by itself', async (t) => {
  const { stdout } = await start(t, null, echo).ended;
  assert.equal(tried(stdout)[0], setting('listen').default);
  assert.match(stdout, /^given: serve --database build\/facts\.db --load articles$/m);
});
