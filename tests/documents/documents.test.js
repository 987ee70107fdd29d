// SPDX-License-Identifier: MIT
// Every rule of the facts document, by documents that break it. A case is a sound document of tests/fixtures,
// a JSON Patch that spoils (or keeps) it, and the very problems that `factd verify` then prints: these and no
// others. `schema` says whether the JSON Schema alone refuses it too, `text` that the article is at hand.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { fixture, folder, root, run } from '../lib/factd.js';

const here = join(root, 'tests/documents');
const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

// RFC 6902, as far as the cases need it: add, replace, remove.
function patched(document, operations) {
  for (const { op, path, value } of operations) {
    const names = path.split('/').slice(1).map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = names.pop();
    if (last === undefined) {
      document = value;
      continue;
    }
    const parent = names.reduce((node, name) => node[name], document);
    assert.ok(op === 'add' || (Array.isArray(parent) ? last < parent.length : last in parent), `no ${path}`);
    if (!Array.isArray(parent)) op === 'remove' ? delete parent[last] : (parent[last] = value);
    else if (op === 'replace') parent[last] = value;
    else if (op === 'remove') parent.splice(last, 1);
    else parent.splice(last === '-' ? parent.length : last, 0, value);
  }
  return document;
}

function schemaValidator() {
  let Ajv;
  try {
    Ajv = createRequire(join(root, 'tests/package.json'))('ajv/dist/2020').default;
  } catch {
    return null;
  }
  return new Ajv({ allErrors: true, strictRequired: false }).compile(json(join(root, 'schema/facts-document.schema.json')));
}

const conforms = schemaValidator();
after(() => {
  if (!conforms) console.error('\n*** ajv is missing: the schema was NOT compared with factd. (cd tests && npm ci) ***\n');
});

// Lines of `FILE: POINTER: detail` as [POINTER, detail]; a pointer holds no ": ".
function problems(stderr, file) {
  const lines = stderr.split('\n').filter((line) => line.startsWith(`${file}: `));
  return lines.map((line) => {
    const told = line.slice(file.length + 2);
    const end = told.indexOf(': ');
    return [told.slice(0, end), told.slice(end + 2)];
  });
}

function compare(expected, told, stderr) {
  const left = [...told];
  for (const { pointer, detail } of expected) {
    const at = left.findIndex(([where, what]) => where === (pointer || '(document)') && what.includes(detail));
    assert.notEqual(at, -1, `expected ${pointer || '(document)'}: …${detail}… in\n${stderr}`);
    left.splice(at, 1);
  }
  assert.deepEqual(left, [], 'problems that nobody expected');
}

for (const name of readdirSync(here).filter((name) => name.endsWith('.json')).sort()) {
  const { claim, base, patch, expect, schema, text } = json(join(here, name));
  test(`${basename(name, '.json')}: ${claim}`, (context) => {
    const document = patched(json(fixture(base)), patch);
    const file = join(folder(context), 'case.json');
    writeFileSync(file, JSON.stringify(document));
    const { status, stderr } = run(['verify', ...(text ? ['--text', fixture(text)] : []), file]);
    compare(expect, problems(stderr, file), stderr);
    assert.equal(status, expect.length ? 1 : 0, stderr);
    if (conforms) assert.equal(!conforms(document), schema, JSON.stringify(conforms.errors, null, 1));
  });
}

for (const name of ['harbour', 'harbour-en'])
  test(`${name} is sound, with its text and without`, () => {
    for (const text of [[], ['--text', fixture(`${name}.txt`)]])
      assert.equal(run(['verify', ...text, fixture(`${name}.json`)]).status, 0);
    if (conforms) assert.ok(conforms(json(fixture(`${name}.json`))), JSON.stringify(conforms.errors));
  });
