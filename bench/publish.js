// SPDX-License-Identifier: MIT
// Puts the figures of a run where they are read: its tables between two marks of a Markdown file, its growth as an SVG.
//   node bench/publish.js RESULTS.json PAGE.md GROWTH.svg
import { readFileSync, writeFileSync } from 'node:fs';

import { plot } from './lib/plot.js';
import { fail } from './lib/report.js';
import { tables } from './lib/tables.js';

const BEGIN = '<!-- figures: begin; written by make bench -->', END = '<!-- figures: end -->';

const [json, page, svg] = process.argv.slice(2);
if (!svg) fail('three files are needed', 'node bench/publish.js RESULTS.json PAGE.md GROWTH.svg');
const results = JSON.parse(readFileSync(json, 'utf8')), written = readFileSync(page, 'utf8');
const begin = written.indexOf(BEGIN), end = written.indexOf(END);
if (begin < 0 || end < begin) fail(`${page} has no place for tables: ${BEGIN} … ${END}`, 'node bench/publish.js RESULTS.json PAGE.md GROWTH.svg');
writeFileSync(page, `${written.slice(0, begin + BEGIN.length)}\n\n${tables(results)}\n${written.slice(end)}`);
if (results.growth) writeFileSync(svg, plot(results.growth));
