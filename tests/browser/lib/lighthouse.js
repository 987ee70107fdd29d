// SPDX-License-Identifier: MIT
// Lighthouse on the browser under test, against a server on this machine.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { executable, flags } from './browser.js';
import { screenshots } from './looks.js';

const presets = { mobile: undefined, desktop: desktopConfig };
const metrics = {
  fcp: 'first-contentful-paint', lcp: 'largest-contentful-paint', tbt: 'total-blocking-time',
  cls: 'cumulative-layout-shift', si: 'speed-index', tti: 'interactive', input: 'max-potential-fid',
};

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

// What a category was marked down for.
function faults({ audits, categories: found }, category) {
  const lost = ({ id, weight }) => weight && audits[id].score !== null && audits[id].score < 1;
  return found[category].auditRefs.filter(lost).map(({ id }) => `${id}: ${audits[id].title}`);
}

// { scores: { category: 0…100 }, metrics: { fcp: milliseconds, … }, faults: { category: […] } } of a page. The whole
// report goes to build/screenshots/lighthouse-NAME.json. Performance is only measured where it is asked for.
export async function audit(url, { name, preset = 'mobile', only = categories }) {
  const chrome = await launch({
    chromePath: executable, chromeFlags: ['--headless=new', ...flags], logLevel: 'silent' });
  try {
    const options = { port: chrome.port, logLevel: 'silent', output: 'json', onlyCategories: only };
    const { lhr } = await lighthouse(url, options, presets[preset]);
    if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
    mkdirSync(screenshots, { recursive: true });
    writeFileSync(join(screenshots, `lighthouse-${name}.json`), `${JSON.stringify(lhr, null, 1)}\n`);
    return {
      scores: Object.fromEntries(only.map((one) => [one, Math.round(lhr.categories[one].score * 100)])),
      metrics: Object.fromEntries(Object.entries(metrics).filter(([, id]) => lhr.audits[id])
        .map(([short, id]) => [short, lhr.audits[id].numericValue])),
      faults: Object.fromEntries(only.map((one) => [one, faults(lhr, one)])),
    };
  } finally {
    chrome.kill();
  }
}
