// SPDX-License-Identifier: MIT
// The servers that are measured: factd, and what it is compared with. None listens anywhere but on the loopback.
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { dirname, join } from 'node:path';

import { freePort, started } from './process.js';
import { factd, folder, program, root } from './server.js';

const NOBODY = 65534; // whom nginx runs as where root starts the measurement
const built = (name) => join(root, 'build/bench', name);

// How many MiB of answers it keeps by itself; undefined where it has no such setting.
export function cacheMib() {
  const [, text] = /--cache-mib.*default: (\d+)/.exec(factd('serve', '--help')) ?? [];
  return text && Number(text);
}

// `log`: a descriptor that gets the access log, which is off without one.
export function startFactd(database, { settings = [], log, name = 'factd', wrapper = [], core } = {}) {
  const fixed = ['--database', database, '--listen', '127.0.0.1:0', '--access-log', log === undefined ? 'off' : 'on'];
  return started(name, [...wrapper, program, 'serve', ...fixed, ...settings], { log, core }).listening();
}

// { status, headers: [[name, value] …], body }
export function fetched(server, target, headers = {}) {
  return new Promise((done, fail) => {
    get(server.url + target, { agent: false, headers: { ...headers, Connection: 'close' } }, (response) => {
      const chunks = [], raw = response.rawHeaders;
      response.on('data', (chunk) => chunks.push(chunk)).on('error', fail).on('end', () => done({
        status: response.statusCode, body: Buffer.concat(chunks), header: response.headers,
        headers: Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i], raw[2 * i + 1]]),
      }));
    }).on('error', fail);
  });
}

export async function fetchedWell(server, target, headers) {
  const answer = await fetched(server, target, headers);
  if (answer.status !== 200) throw new Error(`${server.name}: ${target}: ${answer.status}: ${answer.body}`);
  return answer;
}

// Asked twice, so that it is the answer that is kept, with the headers of one.
export async function cached(server, target, headers) {
  await fetchedWell(server, target, headers);
  return fetchedWell(server, target, headers);
}

// What the library adds by itself is not given to it.
const ITS_OWN = new Set(['date', 'content-length', 'connection']);

export async function startBare({ body, headers }, { wrapper = [], core } = {}) {
  const out = folder(), paths = [join(out, 'body'), join(out, 'headers')];
  writeFileSync(paths[0], body);
  writeFileSync(paths[1], headers.filter(([name]) => !ITS_OWN.has(name.toLowerCase())).map(([name, value]) => `${name}: ${value}\n`).join(''));
  return started('bare library', [...wrapper, built('bare'), ...paths], { core }).listening();
}

// One worker; nothing logged, files kept open, connections kept for good.
const nginxSettings = (out, port) => `
daemon off;
pid ${out}/pid;
error_log ${out}/error.log crit;
worker_processes 1;
worker_rlimit_nofile 4096;
events { use epoll; worker_connections 2048; multi_accept on; }
http {
  access_log off;
  server_tokens off;
  default_type application/json;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_timeout 1h;
  keepalive_requests 1000000000;
  open_file_cache max=16 inactive=1h;
  open_file_cache_valid 1h;
  client_body_temp_path ${out}/body;
  proxy_temp_path ${out}/proxy;
  fastcgi_temp_path ${out}/fastcgi;
  uwsgi_temp_path ${out}/uwsgi;
  scgi_temp_path ${out}/scgi;
  server { listen 127.0.0.1:${port}; root ${out}/files; }
}
`;

// The body as a file at the target's path.
export async function startNginx({ body }, target) {
  const out = folder(), port = await freePort(), file = join(out, 'files', target.replace(/\?.*/, ''));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, body);
  writeFileSync(join(out, 'nginx.conf'), nginxSettings(out, port));
  const root = process.getuid() === 0;
  if (root) chownSync(out, NOBODY, NOBODY);
  chmodSync(out, 0o755);
  const server = started('nginx', ['nginx', '-p', out, '-e', join(out, 'error.log'), '-c', join(out, 'nginx.conf')],
    { ...(root ? { uid: NOBODY, gid: NOBODY } : {}), env: { PATH: `${process.env.PATH}:/usr/sbin` } });
  return answering(await server.listening(`http://127.0.0.1:${port}`), target);
}

export const startFastify = (database) => started('Fastify', [process.execPath, join(root, 'bench/peers/fastify/server.js'), database],
  { env: { ...process.env, NODE_ENV: 'production' } }).listening();

export async function startUlfius(database) {
  return started('Ulfius', [built('ulfius'), database, String(await freePort())]).listening();
}

const TRIES = 100, PAUSE = 50;

async function answering(server, target) {
  for (let i = 0; i < TRIES; i++) {
    const answer = await fetched(server, target).catch(() => null);
    if (answer?.status === 200) return server;
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  throw new Error(`${server.name} does not answer: ${server.said}`);
}
