// SPDX-License-Identifier: MIT
// Writes a corpus of facts documents, to measure with: OUT/documents/, with --texts OUT/texts/, and, when all of it is
// there, OUT/manifest.json. Equal arguments give equal bytes on every machine, and a finished corpus is left alone.
//   node bench/corpus/generate.js --facts 1000000 --out build/corpus/1000000 [--seed 1] [--per-document 500] [--texts]
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { articles, FACTS_PER_DOCUMENT } from './documents.js';
import { kinds } from './facts.js';

const FACTS_MIN = 100; // fewer leave no room for each of the 20 that are in one fact only

const usage = 'Usage: node generate.js --facts N --out DIR [--seed N] [--per-document N] [--texts]';

function refuse(why) {
  process.stderr.write(`generate.js: ${why}\n${usage}\n`);
  process.exit(2);
}

function whole(name, text, least) {
  const number = Number(text);
  if (!/^\d{1,10}$/.test(text) || number < least) refuse(`--${name} ${text}: expected a whole number from ${least} on`);
  return number;
}

function parsed(options) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return refuse(error.message);
  }
}

function settings() {
  const text = { type: 'string' };
  const options = { facts: text, out: text, seed: text, 'per-document': text, texts: { type: 'boolean' } };
  const values = parsed(options);
  if (!values.facts || !values.out) refuse('--facts and --out are needed');
  return {
    out: values.out,
    arguments: {
      facts: whole('facts', values.facts, FACTS_MIN), seed: whole('seed', values.seed ?? '1', 0),
      per_document: whole('per-document', values['per-document'] ?? String(FACTS_PER_DOCUMENT), 1), texts: values.texts ?? false,
    },
  };
}

// A changed generator makes another corpus of the same arguments.
function generatorDigest() {
  const here = fileURLToPath(new URL('.', import.meta.url)), hash = createHash('sha256');
  for (const name of readdirSync(here).filter((file) => file.endsWith('.js')).sort()) hash.update(readFileSync(join(here, name)));
  return hash.digest('hex');
}

function isFinished(path, expected) {
  if (!existsSync(path)) return false;
  const { generator, arguments: given } = JSON.parse(readFileSync(path, 'utf8'));
  return JSON.stringify({ generator, arguments: given }) === JSON.stringify(expected);
}

const noCounts = () => ({
  documents: 0, facts: 0, ...Object.fromEntries(kinds.map((kind) => [kind, 0])), participants: 0, topics: 0, evidence: 0,
  inferred: 0, dated: 0, bytes: 0,
});

// Counts a corpus as it goes by.
class Tally {
  counts = noCounts();
  #participants = new Set();
  #topics = new Set();

  add({ article, participants, topics, facts }, size) {
    this.counts.documents++;
    this.counts.bytes += size;
    for (const one of participants) this.#participants.add(one.kind === 'group' ? `${article.id}.${one.id}` : one.id);
    for (const topic of topics) this.#topics.add(topic.id);
    this.counts.evidence += participants.length;
    for (const fact of facts) this.#addFact(fact);
    this.counts.participants = this.#participants.size;
    this.counts.topics = this.#topics.size;
  }

  #addFact(fact) {
    this.counts.facts++;
    this.counts[fact.kind]++;
    this.counts.evidence += fact.evidence.length;
    this.counts.inferred += fact.participants.filter((one) => one.inferred).length;
    if (fact.date) this.counts.dated++;
  }
}

function write(out, given) {
  const documents = join(out, 'documents'), texts = join(out, 'texts');
  for (const folder of [documents, texts]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(documents, { recursive: true });
  if (given.texts) mkdirSync(texts);
  const tally = new Tally(), hash = createHash('sha256');
  for (const { document, text } of articles({ facts: given.facts, seed: given.seed, perDocument: given.per_document })) {
    const bytes = Buffer.from(`${JSON.stringify(document)}\n`), { id } = document.article;
    writeFileSync(join(documents, `${id}.json`), bytes);
    if (given.texts) writeFileSync(join(texts, `${id}.txt`), text);
    hash.update(bytes);
    tally.add(document, bytes.length);
  }
  return { counts: tally.counts, sha256: hash.digest('hex') };
}

const { out, arguments: given } = settings();
const manifest = join(out, 'manifest.json'), expected = { generator: generatorDigest(), arguments: given };
if (isFinished(manifest, expected)) {
  process.stdout.write(`${out}: there already\n`);
} else {
  rmSync(manifest, { force: true });
  const made = write(out, given);
  writeFileSync(manifest, `${JSON.stringify({ ...expected, ...made }, null, 2)}\n`);
  process.stdout.write(`${out}: ${made.counts.facts} facts in ${made.counts.documents} documents\n`);
}
