// SPDX-License-Identifier: MIT
// The generated corpus of bench/corpus is what measurements take it for: the same everywhere, sound, and counted.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { busy, castOf } from '../../bench/corpus/cast.js';
import { documents, holding } from '../../bench/corpus/expect.js';
import { database, folder, program, root, run } from '../lib/factd.js';
import { rows, value } from './sqlite.js';

const facts = 1000, perDocument = 100;

function attempt(out, ...more) {
  const args = ['--facts', String(facts), '--per-document', String(perDocument), '--out', out, ...more];
  return spawnSync(process.execPath, [join(root, 'bench/corpus/generate.js'), ...args], { encoding: 'utf8' });
}

function generate(out, ...more) {
  const { status, stdout, stderr } = attempt(out, ...more);
  assert.equal(status, 0, stderr);
  return { said: stdout, manifest: JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) };
}

const written = (out) => readdirSync(join(out, 'documents')).sort().map((name) => readFileSync(join(out, 'documents', name), 'utf8'));

function loaded(t) {
  const out = folder(t), { manifest } = generate(out);
  return { out, manifest, path: database(t, join(out, 'documents')) };
}

test('equal arguments give equal documents and manifests, another seed gives others', (t) => {
  const one = folder(t), again = folder(t), other = folder(t);
  const { manifest } = generate(one);
  assert.deepEqual(generate(again).manifest, manifest);
  assert.deepEqual(written(again), written(one));
  assert.notEqual(generate(other, '--seed', '2').manifest.sha256, manifest.sha256);
});

test('the corpus is the one that measurements were made with', (t) => {
  // Changes with the generator, and with nothing else: not with the machine, nor with the version of Node.
  assert.equal(generate(folder(t)).manifest.sha256, '3fb4deb0009c286b6c651dec1c896ef647a49eb6683e593110335028848458ef');
});

test('a finished corpus is left alone, and an unfinished one is made anew', (t) => {
  const out = folder(t), file = join(out, 'documents/gen-000001.json');
  generate(out);
  const before = statSync(file).mtimeMs;
  assert.match(generate(out).said, /there already/);
  assert.equal(statSync(file).mtimeMs, before);
  rmSync(join(out, 'manifest.json'));
  writeFileSync(join(out, 'documents/gen-999999.json'), '{}');
  assert.match(generate(out).said, /1000 facts in 10 documents/);
  assert.equal(written(out).length, 10);
});

test('what is no number of facts is refused', (t) => {
  for (const [name, text] of [['--facts', '99'], ['--facts', '1e6'], ['--seed', '-1'], ['--per-document', '0'], ['--fact', '5']]) {
    const { status, stderr } = attempt(folder(t), `${name}=${text}`);
    assert.equal(status, 2, `${name} ${text}`);
    assert.match(stderr, /Usage/);
  }
});

test('every document loads, a check finds nothing, and the counts are those of the manifest', (t) => {
  const { manifest: { counts }, path } = loaded(t);
  const { status, stderr } = run(['check', '--database', path]);
  assert.equal(status, 0, stderr);
  const count = (table) => value(path, `SELECT COUNT(*) FROM ${table}`);
  assert.equal(counts.facts, facts);
  assert.equal(count('fact'), facts);
  assert.equal(count('article'), counts.documents);
  assert.equal(count('evidence'), counts.evidence);
  assert.equal(count('topic'), counts.topics);
  assert.equal(count('fact WHERE date IS NOT NULL'), counts.dated);
  assert.equal(count('fact_participant WHERE inferred = 1'), counts.inferred);
  for (const { kind, number } of rows(path, 'SELECT kind, COUNT(*) AS number FROM fact GROUP BY kind')) {
    assert.equal(number, counts[kind], kind);
    assert.ok(number > facts * 0.15 && number < facts * 0.25, `${number} of kind ${kind}`);
  }
});

test('the participants are those of the manifest', (t) => {
  const { manifest: { counts }, path } = loaded(t);
  assert.equal(value(path, 'SELECT COUNT(*) FROM participant'), counts.participants);
});

test('20 busy participants are in one fact of twenty or so, 20 others in one fact only', (t) => {
  const { path } = loaded(t), cast = castOf(facts);
  const factsOf = (id) => value(path, `SELECT COUNT(DISTINCT fact) FROM fact_participant WHERE participant = '${id}'`);
  assert.equal(busy.length, 20);
  for (const { id } of busy) {
    const share = factsOf(id) / facts;
    assert.ok(share > 0.025 && share < 0.07, `${id} is in ${share} of all facts`);
  }
  for (let i = 0; i < cast.singles; i++) assert.equal(factsOf(cast.single(i).id), 1, cast.single(i).id);
});

test('the texts that --texts writes hold every quote in its place', (t) => {
  const out = folder(t);
  generate(out, '--texts');
  for (const name of readdirSync(join(out, 'documents'))) {
    const text = join(out, 'texts', name.replace(/json$/, 'txt'));
    const { status, stderr } = run(['verify', '--text', text, join(out, 'documents', name)]);
    assert.equal(status, 0, stderr);
  }
});

test('what is expected of a corpus is made from the same documents as are written', (t) => {
  const out = folder(t);
  generate(out);
  const made = [...documents({ facts, perDocument })];
  assert.deepEqual(made.map((document) => `${JSON.stringify(document)}\n`), written(out));
});

test('the words that facts and participants hold are found in them', (t) => {
  const { path } = loaded(t), { 한빛: found, nowhere } = holding(['한빛', 'nowhere'], { facts, perDocument });
  assert.deepEqual(nowhere, { facts: [], participants: [] });
  assert.deepEqual(found.participants, ['hanbit-electronics']);
  const columns = ['name_ko', 'name_en', 'summary_ko', 'gist_ko', 'place_ko', 'title_ko'];
  const stored = rows(path, `SELECT id FROM fact WHERE ${columns.map((name) => `INSTR(${name}, '한빛') > 0`).join(' OR ')}`);
  assert.ok(found.facts.length > 0);
  assert.deepEqual(found.facts.sort(), stored.map(({ id }) => id).sort());
});

test('a corpus is loaded once by one program', (t) => {
  const { out } = loaded(t), path = join(folder(t), 'facts.db');
  const load = () => spawnSync(join(root, 'bench/corpus/load.sh'), [program, out, path], { encoding: 'utf8' }).stdout;
  assert.match(load(), /: loaded$/m);
  assert.match(load(), /: loaded already$/m);
  writeFileSync(`${path}.loaded`, 'factd 0.0.0 (another)');
  assert.match(load(), /: loaded$/m);
});
