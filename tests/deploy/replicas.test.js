// SPDX-License-Identifier: MIT
// Servers with a database each, behind one address: when they give the same answers and tags, and when not.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { database, fixture, run, serve, shipped } from '../lib/factd.js';
import { pause } from './artefacts.js';

const targets = ['/v1', '/v1/facts', '/v1/facts?format=csv', '/v1/participants?lang=ko', '/v1/search?q=garam', '/v1/articles', '/v1/evidence'];

async function answers(server) {
  const all = {};
  for (const target of targets) {
    const { status, headers, text } = await server.get(target, { headers: { 'accept-encoding': 'identity' } });
    assert.equal(status, 200, target);
    all[target] = { etag: headers.get('etag'), text };
  }
  return all;
}

const two = [shipped, fixture('harbour.json')];

describe('two replicas', () => {
  it('that loaded the same documents in the same order agree in every byte and tag, whenever they did', async (t) => {
    const one = await serve(t, database(t, ...two));
    await pause(1100);
    const other = await serve(t, database(t, ...two));
    assert.deepEqual(await answers(other), await answers(one));
  });

  it('that loaded them at once or one by one agree', async (t) => {
    const path = database(t, two[0]);
    assert.equal(run(['load', '--database', path, two[1]]).status, 0);
    assert.deepEqual(await answers(await serve(t, path)), await answers(await serve(t, database(t, ...two))));
  });

  it('one of which loaded them again at a restart agree', async (t) => {
    const path = database(t, ...two);
    assert.equal(run(['load', '--database', path, ...two]).status, 0);
    assert.deepEqual(await answers(await serve(t, path)), await answers(await serve(t, database(t, ...two))));
  });

  it('that loaded them in another order have other tags, so that a cache never mixes them', async (t) => {
    const one = await answers(await serve(t, database(t, ...two)));
    const other = await answers(await serve(t, database(t, ...two.toReversed?.() ?? [...two].reverse())));
    for (const target of targets) assert.notEqual(other[target].etag, one[target].etag, target);
  });

  it('one of which has removed an article and loaded it again have other tags', async (t) => {
    const path = database(t, ...two);
    assert.equal(run(['remove', '--database', path, 'segye-2025-10-31-ai-capital']).status, 0);
    assert.equal(run(['load', '--database', path, shipped]).status, 0);
    const one = await answers(await serve(t, database(t, ...two)));
    const other = await answers(await serve(t, path));
    for (const target of targets) assert.notEqual(other[target].etag, one[target].etag, target);
  });

  it('one of which was restored from a backup of the other agree', async (t) => {
    const path = database(t, two[0]);
    assert.equal(run(['load', '--database', path, two[1]]).status, 0);
    const copy = join(path, '..', 'backup.db');
    const lost = database(t);
    const saved = run(['backup', '--database', path, copy]);
    assert.equal(saved.status, 0, saved.stderr);
    const restored = run(['restore', '--database', lost, copy]);
    assert.equal(restored.status, 0, restored.stderr);
    assert.deepEqual(await answers(await serve(t, lost)), await answers(await serve(t, path)));
  });
});
