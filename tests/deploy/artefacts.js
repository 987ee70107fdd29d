// SPDX-License-Identifier: MIT
// What deploy/ holds, read for the tests, and what is needed to try it: settings, free ports, a server from an
// artefact's own environment, requests through TLS.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import YAML from 'yaml';
import { program, root, run } from '../lib/factd.js';

export const deploy = join(root, 'deploy');
export const read = (path) => readFileSync(join(deploy, path), 'utf8');
export const yaml = (path) => YAML.parseAllDocuments(read(path), { merge: true }).map((document) => {
  assert.deepEqual(document.errors, [], path);
  return document.toJS();
});

// Every file below a folder of deploy/, as paths in deploy/.
export const files = (folder = '') => readdirSync(join(deploy, folder)).map((name) => join(folder, name))
  .flatMap((path) => (statSync(join(deploy, path)).isDirectory() ? files(path) : [path])).sort();

// What a tool prints; a tool that is missing or fails fails the test with what it said.
export function tool(name, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(name, args, { encoding: 'utf8', ...options });
  if (error) throw new Error(`${name}: ${error.code === 'ENOENT' ? 'is missing: scripts/deps.sh test installs it' : error.message}`);
  assert.equal(status, 0, `${name} ${args.join(' ')}: exit ${status}\n${stdout}${stderr}`);
  return stdout + stderr;
}

// The variables that `factd serve` knows, with their defaults.
export const known = new Map([...run(['serve', '--help']).stdout.replace(/\n {10,}/g, ' ')
  .matchAll(/\((FACTD_[A-Z_]+)(?:; (?!default: )[^;)]*)*(?:; default: (.*))?\)$/gm)].map(([, name, value]) => [name, value]));
assert.ok(known.size > 20, 'factd serve --help is read in vain');

export const number = (env, name) => {
  const value = env[name] ?? known.get(name);
  assert.match(value ?? '', /^\d+$/, name);
  return Number(value);
};

// What memory the settings allow: its own, and what three of them bound. MiB.
export const memory = (env) => 30 + number(env, 'FACTD_CACHE_MIB') + number(env, 'FACTD_UNSENT_MIB')
  + Math.ceil(number(env, 'FACTD_CONNECTIONS') * number(env, 'FACTD_HEADERS_KIB') / 1024);

export const drained = (env) => number(env, 'FACTD_DRAIN_DELAY_SECONDS') + number(env, 'FACTD_DRAIN_SECONDS');

// Settings in the environment, and nothing else of that name.
export const environment = (env) => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('FACTD'))), ...env,
});

// factd takes the settings as they stand in an artefact.
export function accepts(env) {
  for (const name of Object.keys(env).filter((one) => one.startsWith('FACTD_'))) assert.ok(known.has(name), `${name} is no setting`);
  const { status, stdout, stderr } = spawnSync(program, ['serve', '--print-config'], { env: environment(env), encoding: 'utf8', timeout: 20_000 });
  assert.equal(status, 0, stderr);
  for (const [name, value] of Object.entries(env).filter(([one]) => one.startsWith('FACTD_')))
    assert.ok(stdout.includes(`${name}=${value}`), `${name}=${value} is not in force:\n${stdout}`);
}

export const freePort = () => new Promise((done, fail) => {
  const server = createServer().once('error', fail).listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

export const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

export async function eventually(what, ask, seconds = 20) {
  const late = Date.now() + seconds * 1000;
  let last;
  do {
    try {
      const found = await ask();
      if (found) return found;
    } catch (error) { last = error; }
    await pause(50);
  } while (Date.now() < late);
  throw new Error(`${what}: not within ${seconds} s${last ? `: ${last.message}` : ''}`);
}

// A program that runs until the test is over; `said()` is what it printed.
export function background(test, command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let text = '';
  let failed = null;
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (more) => { text += more; });
  child.on('error', (error) => { failed = error; });
  const ended = new Promise((done) => { child.on('close', done); });
  test.after(() => { child.kill('SIGTERM'); return ended; });
  return {
    process: child,
    ended,
    said() {
      if (failed) throw new Error(`${command}: ${failed.code === 'ENOENT' ? 'is missing: scripts/deps.sh test installs it' : failed.message}`);
      return text;
    },
    check() {
      this.said();
      assert.equal(child.exitCode, null, `${command} ended:\n${text}`);
    },
  };
}

// An upstream that answers everything with what it was asked, so that a test sees what a proxy sends on.
export async function echo(test) {
  const server = http.createServer((request, response) => {
    response.setHeader('cache-control', 'no-store');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ target: request.url, headers: request.headers }));
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  test.after(() => { server.closeAllConnections?.(); server.close(); });
  return server.address().port;
}

// GET over TLS with the target as it is written; `ca` must have issued the certificate, for the given name.
export const get = ({ port, ca, name }, target, headers = {}) => new Promise((done, fail) => {
  const request = https.request({ host: '127.0.0.1', port, ca, servername: name, path: target, agent: false,
    headers: { host: name, ...headers } }, (response) => {
    const parts = [];
    response.on('data', (part) => parts.push(part));
    response.on('error', fail);
    response.on('end', () => done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts),
      get json() { return JSON.parse(this.body.toString('utf8')); } }));
  });
  request.on('error', fail).setTimeout(20_000, () => request.destroy(new Error(`no answer to ${target}`)));
  request.end();
});

export const getPlain = (port, target, headers = {}) => new Promise((done, fail) => {
  const request = http.get({ host: '127.0.0.1', port, path: target, headers, agent: false }, (response) => {
    response.resume().on('end', () => done({ status: response.statusCode, headers: response.headers })).on('error', fail);
  });
  request.on('error', fail).setTimeout(5_000, () => request.destroy(new Error(`no answer to ${target}`)));
});

// Ways to write the paths that are for the inside, which a proxy must see through.
export const inside = ['/livez', '/readyz', '/metrics', '/metrics?a=b', '//metrics', '/./metrics', '/v1/../metrics', '/%6detrics'];

export const replaced = (text, pairs) => pairs.reduce((now, [from, to]) => {
  assert.ok(now.includes(from), `"${from}" is not in it any more`);
  return now.replaceAll(from, to);
}, text);

export const openssl = (...args) => execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

// USER, VOLUME, ENV … of the image, by the last stage of the Dockerfile.
export const image = (() => {
  const lines = readFileSync(join(root, 'Dockerfile'), 'utf8').replace(/\\\n/g, ' ').split('\n');
  const stage = lines.slice(lines.findLastIndex?.((line) => line.startsWith('FROM ')) ?? lines.map((line) => line.slice(0, 5)).lastIndexOf('FROM '));
  const said = (word) => stage.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1).trim());
  const env = Object.fromEntries(said('ENV').join(' ').match(/\S+=\S+/g).map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
  return { user: said('USER')[0], volume: said('VOLUME')[0], env };
})();

// factd with an artefact's settings, but on free ports, with a database of its own and the documents of this project, and
// with a stop that is not announced first, for the tests' sake, unless `delay` says otherwise.
export async function served(test, place, env, delay = 0) {
  const at = async (address) => address.replace(/:\d+$/, `:${await freePort()}`);
  const own = {
    ...env, FACTD_LISTEN: await at(env.FACTD_LISTEN), FACTD_ADMIN: await at(env.FACTD_ADMIN),
    FACTD_DATABASE: join(place, 'facts.db'), FACTD_LOAD: join(root, 'articles'), FACTD_DRAIN_DELAY_SECONDS: `${delay}`,
  };
  const running = background(test, program, ['serve'], { env: environment(own) });
  const port = (address) => Number(address.split(':').at(-1));
  const ports = { public: port(own.FACTD_LISTEN), admin: port(own.FACTD_ADMIN) };
  await eventually('factd answers', () => { running.check(); return getPlain(ports.public, '/v1'); });
  return { ...running, ports, env: own, status: async (port_, path) => (await getPlain(ports[port_], path)).status };
}

// Health and metrics answer on the admin address, and nowhere else; everything else the other way round.
export async function separates(server) {
  for (const path of ['/livez', '/readyz', '/metrics']) {
    assert.equal(await server.status('admin', path), 200, path);
    assert.equal(await server.status('public', path), 404, path);
  }
  assert.equal(await server.status('public', '/v1/facts'), 200);
  assert.equal(await server.status('admin', '/v1/facts'), 404);
}
