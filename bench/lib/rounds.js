// SPDX-License-Identifier: MIT
// Sides asked in turn, and what their rounds come to. What else the machine does falls on all sides of a row alike;
// how far the rounds' own ratios lie apart tells how much of it there was.
import { median } from './report.js';
import { wrk } from './wrk.js';

const WARM_UP_SECONDS = 1;

// `sides`: [{ name, server, ask }]. Each gets its `rounds`; a failed request is no measurement, unless it is `tolerant`.
export async function inTurn(sides, { rounds, seconds }) {
  const measured = sides.map((side) => ({ ...side, rounds: [] }));
  for (const side of measured) await wrk(side.server, side.ask, WARM_UP_SECONDS);
  for (let i = 0; i < rounds; i++)
    for (const side of measured) {
      const one = await wrk(side.server, side.ask, seconds);
      if (one.failures && !side.tolerant) throw new Error(`${side.name}: ${one.failures} of ${one.requests} requests failed`);
      side.rounds.push(one);
    }
  return measured;
}

const middle = (side, name) => (name in side.rounds[0] ? median(side.rounds.map((round) => round[name])) : null);

const total = (side, name) => side.rounds.reduce((sum, round) => sum + (round[name] ?? 0), 0);

// What a side has not told stays null.
export const summary = (side) => ({
  name: side.name, rate: middle(side, 'rate'), bytes: middle(side, 'bytes'), p50: middle(side, 'p50'), p99: middle(side, 'p99'),
  server_busy: middle(side, 'server_busy'), client_busy: middle(side, 'client_busy'), failures: total(side, 'failures'),
  requests: total(side, 'requests'), rates: side.rounds.map(({ rate }) => rate),
});

// The median of ratios, with their quartiles and ends.
export function spread(ratios) {
  const sorted = [...ratios].sort((a, b) => a - b), at = (part) => sorted[Math.round((sorted.length - 1) * part)];
  return { value: median(sorted), low: sorted[0], high: sorted.at(-1), quartiles: [at(0.25), at(0.75)], rounds: ratios };
}

// `name` of one side ÷ that of the other, round by round.
export const ratio = (own, other, name = 'rate') => spread(own.rounds.map((round, i) => round[name] / other.rounds[i][name]));

// The same of what a side gives for a second of the server's processor, which other work on the machine disturbs less.
const perSecond = ({ rate, server_busy: busy }) => rate / busy;
const byProcessor = (own, other) => spread(own.rounds.map((round, i) => perSecond(round) / perSecond(other.rounds[i])));

// A row of the table of ratios: what was wanted stands beside what was reached.
export const row = (key, what, wanted, own, other, more = {}) => ({
  key, what, wanted, ...ratio(own, other, more.of), ...(more.of ? {} : { by_processor: byProcessor(own, other) }), own: summary(own), other: summary(other), ...more,
});
