// SPDX-License-Identifier: MIT
// Servers whose pages are looked at: each with the documents that its name says, until the end of `test`.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { database, fixture, folder, root, serve, shipped } from '../../lib/factd.js';
import { large, write } from '../../lib/generate.js';
import { hostile } from './hostile.js';

const loaded = (test, documents, texts) =>
  serve(test, database(test, ...texts.flatMap((text) => ['--text', text]), ...documents), '--texts', 'on');

const invented = ['harbour', 'harbour-en'];
const paths = (names, ending) => names.map((name) => fixture(`${name}.${ending}`));

// The article that factd comes with, without its text, and two invented ones with theirs.
export const articles = (test) => loaded(test, [shipped, ...paths(invented, 'json')], paths(invented, 'txt'));

// The one that factd comes with, alone, as `make run` serves it.
export const alone = (test) => serve(test, database(test, shipped));

// Nothing at all.
export const empty = (test) => serve(test, database(test));

// Names that are long, in one language only, or meant to break a page.
export function strange(test) {
  const { json, txt } = write(folder(test), hostile());
  return loaded(test, [json], [txt]);
}

// More facts of one article, participants and topics than a page shows.
export function many(test, count = 1000) {
  const { json, txt } = write(folder(test), large('many', count));
  return loaded(test, [json], [txt]);
}

// Where CORPUS names a database (`make corpus FACTS=100000` makes build/corpus/100000.db); else null.
export function corpus(test) {
  const path = process.env.CORPUS && resolve(root, process.env.CORPUS);
  if (!path) return null;
  if (!existsSync(path)) throw new Error(`${path} is missing: make corpus FACTS=… makes it`);
  return serve(test, path);
}
