// SPDX-License-Identifier: MIT
// A network that is slow or broken. `pattern` is what Playwright's routes take: a glob, a RegExp, or a function of the
// URL. Each gives a function that makes the network whole again.

async function routed(page, pattern, answer) {
  await page.route(pattern, answer);
  return () => page.unroute(pattern, answer);
}

// What a page asked for before it was closed, or took back, cannot be continued.
const go = (route) => route.continue().catch(() => {});

export const slow = (page, pattern, milliseconds) => routed(page, pattern, async (route) => {
  await new Promise((done) => { setTimeout(done, milliseconds); });
  await go(route);
});

// Holds all requests back until the returned function is called: for what must be seen while an answer is awaited. Its
// `asked` is a promise of the first request.
export async function held(page, pattern) {
  const waiting = [];
  let first;
  const asked = new Promise((done) => { first = done; });
  const off = await routed(page, pattern, (route) => {
    waiting.push(route);
    first();
  });
  const release = async () => {
    await off();
    await Promise.all(waiting.map(go));
  };
  return Object.assign(release, { asked });
}

const ways = {
  abort: (route) => route.abort('failed'),
  503: (route) => route.fulfill({
    status: 503, contentType: 'application/problem+json', headers: { 'Retry-After': '1' },
    body: JSON.stringify({ type: 'about:blank', title: 'Service Unavailable', status: 503 }),
  }),
  garbage: (route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"data":[{"id":' }),
};

// `how`: 'abort', 503 or 'garbage'.
export const failing = (page, pattern, how) => routed(page, pattern, ways[how]);
