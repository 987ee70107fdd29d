// SPDX-License-Identifier: MIT
// The two sides of a page that shows facts: whoever serves the page, and a service that can be made to misbehave.
import { createServer, get } from 'node:http';

// Pages are closed when their test is over, and may ask until then: `test` had better last longer.
async function listening(test, answer) {
  const server = createServer(answer);
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  test.after(() => {
    server.closeAllConnections?.();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

const html = 'text/html; charset=utf-8', script = 'text/javascript; charset=utf-8';

// Serves pages and scripts on an origin of its own, until the end of `test`: `host.page(html, headers)` is the address
// of a page, and `host.script(name, text)` puts a script beside the pages.
export async function host(test) {
  const files = new Map();
  const url = await listening(test, (request, response) => {
    const { headers, text } = files.get(request.url) ?? { headers: { 'Content-Type': html }, text: '' };
    response.writeHead(200, headers).end(text);
  });
  const put = (path, type, text, headers) => {
    files.set(path, { headers: { 'Content-Type': type, ...headers }, text });
    return url + path;
  };
  return {
    url,
    page: (text, headers) => put(`/page-${files.size}`, html, text, headers),
    script: (name, text) => put(`/${name}`, script, text),
  };
}

const passed = ['content-type', 'cache-control', 'access-control-expose-headers', 'retry-after'];

async function forward(upstream, request, response) {
  const answer = await fetch(upstream + request.url);
  const headers = passed.filter((name) => answer.headers.has(name)).map((name) => [name, answer.headers.get(name)]);
  response.writeHead(answer.status, Object.fromEntries(headers)).end(Buffer.from(await answer.arrayBuffer()));
}

// Answers as `upstream` does, but for paths that were given something else to answer: `service.answers(path, …)` takes
// { status, json, after }, one for each request, the last for all further ones; null is the true answer.
// `service.asked` has the targets of all requests.
export async function service(test, upstream) {
  const given = new Map(), asked = [];
  const url = await listening(test, async (request, response) => {
    asked.push(request.url);
    const { pathname } = new URL(request.url, upstream);
    response.setHeader('Access-Control-Allow-Origin', '*');
    const list = given.get(pathname) ?? [null];
    const answer = list.length > 1 ? list.shift() : list[0];
    if (!answer) return forward(upstream, request, response);
    await answer.after;
    const type = answer.status >= 400 ? 'application/problem+json' : 'application/json';
    const headers = { 'Content-Type': type, 'Cache-Control': 'no-store', ...answer.headers };
    return response.writeHead(answer.status ?? 200, headers).end(answer.text ?? JSON.stringify(answer.json));
  });
  return { url, asked, answers: (path, ...list) => given.set(path, list) };
}

// { headers, body } as they are sent: fetch would undo the coding.
export const got = (url, headers) => new Promise((done, fail) => {
  get(url, { headers }, async (response) => {
    const chunks = await response.toArray();
    done({ headers: response.headers, body: Buffer.concat(chunks) });
  }).on('error', fail);
});
