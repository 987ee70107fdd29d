// SPDX-License-Identifier: MIT
// Figures and how they are shown: Markdown tables, and the same as JSON.
import { writeFileSync } from 'node:fs';

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b), half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

export const round = (number, digits = 2) => Number(number.toFixed(digits));

const cell = (value) => (value === null || value === undefined ? '' : String(value)).replaceAll('|', '\\|');

// `columns`: [title, row => value] pairs. Numbers stand to the right.
export function markdown(columns, rows) {
  const cells = rows.map((row) => columns.map(([, value]) => value(row)));
  const rule = columns.map((_, i) => (cells.every((row) => typeof row[i] !== 'string') ? '--:' : ':--'));
  return [columns.map(([name]) => name), rule, ...cells].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
}

export function table(title, columns, rows) {
  process.stdout.write(`\n### ${title}\n\n${markdown(columns, rows)}\n`);
}

export function writeJson(path, results) {
  if (path) writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
}

export function fail(why, usage) {
  process.stderr.write(`${why}\nUsage: ${usage}\n`);
  process.exit(2);
}
