// SPDX-License-Identifier: MIT
// A load that is killed at any moment leaves a sound database, in which its article is whole or not at all.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { database, fixture, folder, run } from '../lib/factd.js';
import { large, write } from '../lib/generate.js';
import { copyOver, killedAfter, random, sanitized } from './kill.js';
import { dump, rows, value } from './sqlite.js';

const kills = sanitized ? 8 : 50;
const facts = 2000;

function sound(path) {
  const { status, stdout, stderr } = run(['check', '--database', path]);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /no fault found/);
}

const without = ['applied_at', 'changed_at'];

test('a load that is killed leaves its article whole or not at all', async (t) => {
  const at = folder(t), before = database(t, fixture('harbour.json')), path = join(at, 'facts.db');
  const { json, txt } = write(at, large('large', facts)), args = ['load', '--database', path, '--text', txt, json];
  const afresh = () => copyOver(before, path);
  const next = random(20261), count = { killed: 0, whole: 0 };

  if (sanitized) t.diagnostic(`${kills} kills in place of 50, since this build is sanitized`);
  afresh();
  const started = performance.now();
  assert.equal(run(args).status, 0);
  const duration = performance.now() - started;
  const loaded = dump(path, { without });

  afresh();
  for (let i = 0; i < kills; i++) {
    // One moment in each of `kills` equal parts of the whole duration and a little more.
    const { code, signal } = await killedAfter(1.1 * duration * ((i + next()) / kills), args);
    if (signal) count.killed++;
    else assert.equal(code, 0);
    sound(path);
    const stored = value(path, "SELECT COUNT(*) FROM fact WHERE article = 'large'");
    assert.ok(stored === 0 || stored === facts, `${stored} facts are stored`);
    assert.equal(value(path, "SELECT COUNT(*) FROM article WHERE id = 'large'"), stored ? 1 : 0);
    assert.equal(value(path, 'SELECT revision FROM dataset'), stored ? 2 : 1);
    if (stored) {
      count.whole++;
      afresh();
    }
  }
  t.diagnostic(`${count.killed} of ${kills} loads were killed; ${count.whole} left the article whole`);

  const { status, stdout } = run(args);
  assert.equal(status, 0);
  assert.match(stdout, /stored as revision 2: 2000 facts added, 0 changed, 0 removed/);
  sound(path);
  assert.deepEqual(dump(path, { without }), loaded);
});

test('a removal that is killed leaves its article whole or takes all of it', async (t) => {
  const at = folder(t), before = database(t, fixture('harbour.json'), write(at, large('large', facts)).json);
  const path = join(at, 'facts.db'), args = ['remove', '--database', path, 'large'], next = random(20262);
  const afresh = () => copyOver(before, path);
  afresh();
  const started = performance.now();
  assert.equal(run(args).status, 0);
  const duration = performance.now() - started, rounds = kills / 5;

  afresh();
  for (let i = 0; i < rounds; i++) {
    await killedAfter(1.1 * duration * ((i + next()) / rounds), args);
    sound(path);
    const stored = value(path, "SELECT COUNT(*) FROM fact WHERE article = 'large'");
    assert.ok(stored === 0 || stored === facts, `${stored} facts are stored`);
    assert.deepEqual(rows(path, "SELECT id FROM removed WHERE collection = 'articles'"), stored ? [] : [{ id: 'large' }]);
    if (!stored) afresh();
  }
});
