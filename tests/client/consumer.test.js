// SPDX-License-Identifier: MIT
// clients/typescript as who installs it meets it: what is in the package, its types, and the README's examples.
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { database, folder, root, serve, shipped } from '../lib/factd.js';
import { command, compile, home, must, pack, project } from './consumer.js';
import { contract, parameters } from '../contract/contract.js';
import { scope } from '../http/scope.js';

const read = (...names) => readFileSync(join(...names), 'utf8');
const said = (language) => [...read(home, 'README.md').matchAll(/^```(\w+)\n([^]*?)^```$/gm)]
  .filter(([, one]) => one === language).map(([, , code]) => code).join('');

describe('the package', () => {
  const manifest = JSON.parse(read(home, 'package.json'));

  test('has the version of the Makefile', () => {
    const version = /^VERSION := (\S+)$/m.exec(read(root, 'Makefile'))[1];
    assert.equal(manifest.version, version);
    const lock = JSON.parse(read(home, 'package-lock.json'));
    assert.deepEqual([lock.version, lock.packages[''].version], [version, version]);
    assert.ok(read(home, 'README.md').includes(`factd-client-${version}.tgz`));
  });

  test('has the types of the contract as it is', (context) => {
    const fresh = join(folder(context), 'schema.ts');
    must(process.execPath, [join(home, 'generate.js'), fresh], home);
    assert.ok(read(fresh) === read(home, 'src/schema.ts'),
      'clients/typescript/src/schema.ts is not what openapi.yaml gives: run `make client`');
  });

  test('holds what is compiled, its page and its license, and nothing else', () => {
    const sources = ['client', 'index', 'problem', 'schema', 'text', 'types', 'walk'];
    const { files } = pack('--dry-run');
    const compiled = sources.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]);
    assert.deepEqual(files.map(({ path }) => path).sort(),
      ['LICENSE', 'README.md', ...compiled, 'package.json']);
    assert.equal(read(home, 'LICENSE'), read(root, 'LICENSE'));
  });

  test('has a page that names the lists, and no others', () => {
    const lists = Object.keys(contract.paths)
      .filter((path) => parameters(path, 'query').some(({ name }) => name === 'cursor'));
    const [, named] = /The lists are ([^]*?)\.\n/.exec(read(home, 'README.md'));
    assert.deepEqual([...named.matchAll(/`([^`]+)`/g)].map(([, path]) => path).sort(), lists.sort());
  });

  test('is locked without addresses', () => assert.doesNotMatch(read(home, 'package-lock.json'), /"resolved"/));
});

describe('a project that installs it', () => {
  const life = scope();
  const place = folder(life);
  let server;
  before(async () => {
    project(place);
    copyFileSync(join(root, 'tests/client/types.ts'), join(place, 'types.ts'));
    writeFileSync(join(place, 'readme.ts'), said('ts'));
    server = await serve(life, database(life, shipped), '--access-log', 'off');
  });

  test('compiles strictly, by a bundler\'s rules', () =>
    assert.equal(compile(place, { module: 'esnext', moduleResolution: 'bundler' }, '--noEmit'), ''));

  test('compiles strictly, by those of Node, and the page\'s examples print what it says', () => {
    assert.equal(compile(place, { module: 'nodenext', moduleResolution: 'nodenext' }), '');
    const file = join(place, 'out/readme.js');
    const program = read(file);
    assert.equal(program.split('http://127.0.0.1:8080').length, 2);
    writeFileSync(file, program.replace('http://127.0.0.1:8080', server.url));
    const { status, stdout, stderr } = command(process.execPath, [file], place);
    assert.deepEqual({ status, stderr, stdout }, { status: 0, stderr: '', stdout: said('text') });
  });
});
