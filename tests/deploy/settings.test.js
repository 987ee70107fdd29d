// SPDX-License-Identifier: MIT
// All of deploy/: what it says of factd is what factd knows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../lib/factd.js';
import { files, known, read } from './artefacts.js';

describe('every file of deploy/', () => {
  it('is found', () => { assert.ok(files().length > 20); });

  for (const file of files()) {
    it(`${file} names no setting that factd does not have`, () => {
      for (const [name] of read(file).matchAll(/\bFACTD_[A-Z_]*[A-Z]\b/g))
        // The one variable that is told of as what must not be there.
        if (name !== 'FACTD_PORT') assert.ok(known.has(name), `${name} is no setting of factd serve`);
    });

    it(`${file} names no flag that factd does not have`, () => {
      for (const [, name] of read(file).matchAll(/factd's --([a-z-]+)/g))
        assert.ok(known.has(`FACTD_${name.toUpperCase().replaceAll('-', '_')}`), `--${name}`);
    });
  }

  it('names the version that this is', () => {
    const version = /^VERSION := (\S+)$/m.exec(readFileSync(join(root, 'Makefile'), 'utf8'))[1];
    for (const [file, pattern] of [
      ['compose/compose.yaml', /IMAGE:-factd:(.*)\}/], ['compose/.env.example', /^IMAGE=factd:(.*)$/m], ['kubernetes/base/kustomization.yaml', /newTag: (.*)/]])
      assert.equal(pattern.exec(read(file))[1], version, file);
  });
});
