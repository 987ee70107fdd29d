// SPDX-License-Identifier: MIT
// The program under test, from outside: run a command, or start a server on a free port and stop it again.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const program = resolve(root, process.env.FACTD ?? 'build/factd');
export const fixture = (name) => join(root, 'tests/fixtures', name);
export const shipped = join(root, 'articles/segye-2025-10-31-ai-capital.json');

// The article itself is no part of the project: null where it is not at hand, and then a test says that it skips.
const article = resolve(root, '../shared/article/segye-2025-10-31.txt');
export const articleText = existsSync(article) ? article : null;

if (!existsSync(program)) throw new Error(`${program} is missing: build it first`);

// A folder that is gone when the test (a node:test context) is over.
export function folder(test) {
  const path = mkdtempSync(join(tmpdir(), 'factd-test-'));
  test.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const clean = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('FACTD')));

// { status, stdout, stderr } of `factd ARGS…`; only the given FACTD_ variables are seen by it.
export function run(args, { env = {}, input } = {}) {
  const { status, signal, stdout, stderr, error } = spawnSync(program, args, {
    env: { ...clean(), ...env }, input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  return { status, signal, stdout, stderr };
}

// Like run, but while other things go on, and for what may serve by mistake: it is stopped after a while, and its status
// is null then.
export function ended(args, env = {}) {
  const child = spawn(program, args, { env: { ...clean(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const out = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => { out.stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text) => { out.stderr += text; });
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
  return new Promise((done) => child.on('close', (status) => { clearTimeout(late); done({ status, ...out }); }));
}

// A loaded database in a folder of its own.
export function database(test, ...args) {
  const path = join(folder(test), 'facts.db');
  const { status, stderr } = run(args.length ? ['load', '--database', path, ...args] : ['migrate', '--database', path]);
  if (status !== 0) throw new Error(`factd load: exit ${status}: ${stderr}`);
  return path;
}

// Starts `factd serve` and waits for the URL that it prints. Stopped after the test, and what a sanitizer said then
// fails it. `server.stop(signal)` stops it earlier and gives { code, signal, log }.
export const serve = (test, path, ...args) => serveAt(test, path, '127.0.0.1:0', { args });

// The same at other addresses, which `server.urls` tells: with an environment, with open descriptors from 3 on, and by
// the shell, where `shell` has commands to be run before it.
export async function serveAt(test, path, listen, { args = [], env = {}, descriptors = [], shell = null } = {}) {
  const all = ['serve', '--database', path, ...(listen === null ? [] : ['--listen', listen]), ...args];
  const [command, words] = shell === null ? [program, all] : ['sh', ['-c', `${shell}; exec "$@"`, 'sh', program, ...all]];
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe', ...descriptors], env: { ...clean(), ...env } });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text) => { log += text; });
  const ended = new Promise((done) => child.on('close', (code, signal) => done({ code, signal, log })));
  const urls = await new Promise((done, fail) => {
    child.stdout.setEncoding('utf8').once('data', (text) => done(text.trim().split('\n')));
    ended.then(({ code }) => fail(new Error(`factd serve ended with ${code}: ${log}`)));
  });
  const [url] = urls;
  const server = {
    url,
    urls,
    process: child,
    ended,
    port: url.startsWith('unix:') ? null : Number(new URL(url).port),
    get log() { return log; },
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
    // The answer to GET with its body parsed, where it is JSON.
    async get(target, init) {
      const response = await fetch(url + target, init);
      const text = await response.text();
      const json = /\bjson\b/.test(response.headers.get('content-type') ?? '') && text ? JSON.parse(text) : null;
      return { status: response.status, headers: response.headers, text, json };
    },
  };
  test.after(async () => {
    const { code, signal, log: all } = await server.stop();
    if (/(Address|Thread|Leak|UndefinedBehavior)Sanitizer|runtime error:/.test(all)) throw new Error(all);
    if (code !== 0 && signal !== 'SIGKILL') throw new Error(`factd serve ended with ${code ?? signal}: ${all}`);
  });
  return server;
}
