// SPDX-License-Identifier: MIT
// Chromium, and pages in it that keep what went wrong: errors and warnings on the console, uncaught errors, violations
// of the content security policy, requests that failed and requests to anybody else than the server under test. At a
// test's end each of these fails it, unless the test said that it expects it.
import { chromium } from 'playwright-core';
import { record } from './record.js';

export const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';

// It finds no other host, whatever a page asks for, and does nothing of its own accord.
export const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--no-proxy-server', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

const locales = { ko: 'ko-KR', en: 'en-GB' };
const PHONE = 600; // narrower than this, a page is shown as a phone shows it, whose pages must name their width

const settings = ({ lang = 'ko', theme = 'light', width = 1440, height = 900, javascript = true, motion = true }) => ({
  locale: locales[lang], colorScheme: theme, viewport: { width, height }, javaScriptEnabled: javascript,
  reducedMotion: motion ? 'no-preference' : 'reduce', isMobile: width < PHONE, hasTouch: width < PHONE,
});

// Opens a page in a context of its own, for one test. Options beside those of `settings`:
//   url      where it goes; without it, it goes nowhere yet
//   before   called with the page before it goes there, for routes
//   origins  others than the url's that it may ask
//   expects  patterns of what goes wrong with the test's consent; each must match something by the end
// Beside what Playwright's pages have, this one has `answer`, the response of its url; `requests`, the addresses that
// were asked; `expects(…patterns)`; `settled()`, which waits until nothing is under way; and `calm()`, which is also
// called when the test ends.
async function visit(browser, test, { url = null, before = null, origins = [], expects = [], ...rest }) {
  const context = await browser.newContext(settings(rest));
  const seen = record(context);
  let page = null, arrived = false;
  test.after(async () => {
    try {
      if (arrived) await page.calm();
    } finally {
      await context.close();
    }
  });
  await seen.begin();
  page = await context.newPage();
  seen.allow(...origins, ...(url === null ? [] : [new URL(url).origin]));
  Object.assign(page, {
    answer: null,
    requests: seen.requests,
    expects: seen.expect,
    async settled() {
      await page.waitForLoadState('load');
      await inTime('answered', seen.quiet(), seen.waiting);
      // Scripts that are turned off would never be called back.
      if (rest.javascript !== false) await inTime('shown', page.evaluate(drawn));
    },
    async calm() {
      if (!page.isClosed()) await page.settled();
      seen.check();
    },
  });
  page.expects(...expects);
  await before?.(page);
  if (url !== null) {
    page.answer = await page.goto(url);
    await page.settled();
  }
  arrived = true; // else its test has failed already
  return page;
}

const LATE = 30_000; // longer than anything here takes

async function inTime(what, promise, told = () => '') {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`the page was never ${what}: ${told()}`)), LATE);
  });
  await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// In the page: fonts are there, and what was laid out has been shown.
const drawn = () => document.fonts.ready.then(
  () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => done())); }));

// One Chromium for all tests that share `test`, started by the first visit and closed after the last one.
export function browser(test) {
  let started = null;
  test.after(async () => (await started)?.close());
  return {
    async visit(one, options) {
      started ??= chromium.launch({ executablePath: executable, args: flags });
      return visit(await started, one, options);
    },
  };
}
