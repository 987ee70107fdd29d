// SPDX-License-Identifier: MIT
// What a browser context's pages ask for and what goes wrong in them.
import assert from 'node:assert/strict';

const SHOWN = ['error', 'warning', 'assert'];

// In every frame, before any script of its own. Only the first lines of what was blocked are told.
function watchPolicy() {
  document.addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
    const what = [blockedURI || 'inline', sample].filter(Boolean).join(' ');
    globalThis.policyViolated(`${effectiveDirective}: ${what} (${sourceFile || document.URL}:${lineNumber})`);
  });
}

// A page that leaves, or takes back what it asked for, has not failed.
const isTakenBack = (request) => request.failure().errorText === 'net::ERR_ABORTED';

export function record(context) {
  const problems = [], requests = [], expected = [];
  const origins = new Set(), pending = new Map();
  let over = false;
  context.on('close', () => { over = true; });
  const add = (kind, text) => problems.push(`${kind}: ${text}`);

  context.on('console', (message) => {
    if (!SHOWN.includes(message.type())) return;
    const { url, lineNumber } = message.location();
    add(`console ${message.type()}`, `${message.text()} (${url}:${lineNumber})`);
  });
  context.on('weberror', (error) => add('uncaught', error.error().stack ?? String(error.error())));
  context.on('request', (request) => {
    const url = request.url();
    pending.set(request, url);
    requests.push(url);
    const { protocol, origin } = new URL(url);
    if (!['data:', 'blob:'].includes(protocol) && !origins.has(origin)) add('another origin', url);
  });
  context.on('requestfinished', (request) => pending.delete(request));
  context.on('requestfailed', (request) => {
    pending.delete(request);
    if (!isTakenBack(request)) add('failed request', `${request.url()} ${request.failure().errorText}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) add('failed request', `${response.url()} ${response.status()}`);
  });

  return {
    requests,
    async begin() {
      await context.exposeFunction('policyViolated', (text) => { add('violation', text); });
      await context.addInitScript(watchPolicy);
    },
    allow: (...more) => more.forEach((origin) => origins.add(origin)),
    expect: (...patterns) => expected.push(...patterns),
    waiting: () => [...pending.values()].join(' '),
    async quiet() {
      while (pending.size && !over) await new Promise((done) => { setTimeout(done, 10); });
    },
    check() {
      const unforeseen = problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
      assert.equal(unforeseen.length, 0, `the page was not calm:\n${unforeseen.join('\n')}`);
      const absent = expected.filter((pattern) => !problems.some((problem) => pattern.test(problem)));
      assert.equal(absent.length, 0, `expected, but it never happened: ${absent.join(', ')}`);
    },
  };
}
