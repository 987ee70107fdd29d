// SPDX-License-Identifier: MIT
// The figures of a run as Markdown.
import { markdown, round } from './report.js';

const whole = (value) => Math.round(value).toLocaleString('en');
const percent = (share) => (share === null || share === undefined ? '—' : `${Math.round(share * 100)}`);

function reached({ value, count, plain }) {
  if (value === null || value === undefined) return '—';
  return count ? whole(value) : plain ? String(round(value, value < 10 ? 2 : 1)) : value.toFixed(2);
}

function ends({ low, high, count, plain }) {
  if (low === undefined || count) return '';
  return [low, high].map((value) => (plain ? String(round(value, 1)) : value.toFixed(2))).join('–');
}

// A side's rate, or its p99 where that is what is compared.
function side(one, of) {
  if (!one) return '';
  const figure = of === 'p99' ? `p99 ${round(one.p99 / 1000, 2)} ms` : `${whole(one.rate)}/s`;
  return `${figure} (${percent(one.server_busy)}, ${percent(one.client_busy)})`;
}

const ratios = (rows) => markdown([
  ['row', ({ key }) => key], ['what', ({ what, note }) => (note ? `${what} (${note})` : what)], ['wanted', ({ wanted }) => wanted],
  ['reached', (row) => `**${reached(row)}**`], ['least–most', ends],
  ['by processor time', ({ by_processor: one }) => (Number.isFinite(one?.value) ? one.value.toFixed(2) : '')], ['factd (busy: server, client)', ({ own, of }) => side(own, of)],
  ['the other (busy: server, client)', ({ other, of }) => side(other, of)],
], rows);

const counts = (rows) => markdown([
  ['answer', ({ what }) => what],
  ['user instructions a request', ({ instructions }) => (instructions === null ? 'this build gives none' : whole(instructions))],
  ['beyond the bare library', ({ what, more }) => (what.startsWith('bare') || more === null ? '' : whole(more))],
  ['wanted', ({ wanted }) => wanted ?? ''],
], rows);

// Base first, so that each time stands below what it is told by.
const points = (series) => markdown([
  ['question', ({ name }) => name], ['facts', ({ facts }) => facts], ['answers/s', ({ rate }) => Math.round(rate)],
  ['kB each', ({ bytes }) => round(bytes / 1000, 1)], ['time', ({ value }) => round(value)],
  ['least–most', ({ low, high }) => `${low.toFixed(2)}–${high.toFixed(2)}`], ['wanted', ({ wanted }) => wanted],
], series.flatMap(({ name, wanted, points: own }) => own.map((point, i) => ({ ...point, name, wanted: i ? wanted : '' }))));

const residents = (memory, cache) => markdown([
  ['facts', ({ facts }) => facts], ['resident MiB', ({ rss }) => round(rss, 1)], ['at most', ({ most }) => round(most, 1)],
  ['of which the cache may keep', () => cache],
], memory);

function origin({ date, rounds, seconds, machine }) {
  const { factd, ...versions } = machine.versions, others = Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ');
  return `${date.slice(0, 10)}, ${factd}; ${machine.processor}, ${machine.cores} cores, ${machine.system}, Linux ${machine.kernel}; ${others}. ` +
    `${rounds} rounds of ${seconds} s a side, in turn.`;
}

export function tables(results) {
  const parts = [origin(results)];
  if (results.rows.length) parts.push('### Ratios', ratios(results.rows));
  if (results.instructions) parts.push('### Instructions', counts(results.instructions));
  if (results.growth) parts.push('### Growth', points(results.growth.series), residents(results.growth.memory, results.growth.cache_mib));
  return `${parts.join('\n\n')}\n`;
}
