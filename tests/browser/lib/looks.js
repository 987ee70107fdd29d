// SPDX-License-Identifier: MIT
// What is looked at in a page that is there: its accessibility, by axe, and its picture, for whoever wants to see it.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { root } from '../../lib/factd.js';

export const screenshots = join(root, 'build/screenshots');

// WCAG 2.2 AA holds all of the ones before.
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const told = ({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
  `${id}: ${help}\n  at ${target.join(' ')}\n  ${failureSummary.replaceAll('\n', '\n  ')}`).join('\n');

// All rules, or `only` those of these names. Frames of other sites are left out: to look into them takes a page more
// each time, and half as long again.
export async function axe(page, only = null) {
  const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await (only ? builder.withRules(only) : builder.withTags(rules)).analyze();
  assert.equal(violations.length, 0, `axe, on ${page.url()}:\n${violations.map(told).join('\n')}`);
}

// The whole page, in build/screenshots/NAME.png.
export async function shot(page, name) {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true, animations: 'disabled' });
}
