// SPDX-License-Identifier: MIT
// Small documents to load beside a measurement, and how long each load takes.
import { spawn } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { articles } from '../corpus/documents.js';
import { folder, program } from './server.js';

const DISTINCT = 100; // articles, which are loaded in turn

// A name that was not there makes another document of the same article.
function variant(document, mark) {
  const facts = document.facts.map((fact) => ({ ...fact, name: { ...fact.name, ko: `${fact.name.ko ?? fact.name.en} ${mark}` } }));
  return { ...document, facts };
}

let turn = 0;

// Paths of `count` documents of about `size` facts; each of them adds an article or changes what an earlier one, of
// this call or another, stored of it.
export function smallDocuments(count, size) {
  const out = folder(), paths = [], made = [...articles({ facts: DISTINCT * size, seed: 99, perDocument: size })];
  for (let i = 0; i < count; i++) {
    const { document } = made[i % made.length], id = document.article.id.replace('gen-', 'beside-');
    const article = { ...document.article, id };
    const path = join(out, `${i}.json`);
    writeFileSync(path, JSON.stringify(variant({ ...document, article }, turn++)));
    paths.push(path);
  }
  return paths;
}

function load(database, paths) {
  const began = performance.now();
  return new Promise((done) => {
    const child = spawn(program, ['load', '--database', database, ...paths], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => { said += text; });
    child.on('close', (code) => done({ code, said, ms: performance.now() - began }));
  });
}

// One process a document, `together` of them at a time. Ends early once `stopped()`.
export async function loadEach(database, paths, { together = 1, stopped = () => false } = {}) {
  const results = [];
  let next = 0;
  const run = async () => {
    while (next < paths.length && !stopped()) results.push(await load(database, [paths[next++]]));
  };
  await Promise.all(Array.from({ length: together }, run));
  return results;
}

export function walBytes(database) {
  try {
    return statSync(`${database}-wal`).size;
  } catch {
    return 0;
  }
}
