// SPDX-License-Identifier: MIT
// `make install` into a folder: what lies where, that it is what the program prints, and that nothing else is touched.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { database, folder, program, root, run, shipped } from '../lib/factd.js';

const install = (...variables) => spawnSync('scripts/install.sh', [program, ...variables.slice(1)], { cwd: root, encoding: 'utf8', env: { ...process.env, DESTDIR: variables[0] } });

const files = (path, below = '') => readdirSync(join(path, below), { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? files(path, join(below, entry.name)) : [join(below, entry.name)])).sort();

const units = readdirSync(join(root, 'deploy/systemd')).filter((name) => /\.(service|socket|timer)$/.test(name));
const others = ['lib/sysusers.d/factd.conf', 'lib/tmpfiles.d/factd.conf', 'libexec/factd-backup', 'share/factd/factd.env.example',
  ...readdirSync(join(root, 'articles')).map((name) => `share/factd/articles/${name}`)];

test('everything lies below DESTDIR and PREFIX, and is what the program prints', (t) => {
  const to = folder(t);
  const { status, stderr } = install(to, '/opt/factd');
  assert.equal(status, 0, stderr);
  assert.deepEqual(files(to), ['bin/factd', 'share/bash-completion/completions/factd', 'share/man/man1/factd.1', 'share/zsh/site-functions/_factd',
    ...others, ...units.map((unit) => `lib/systemd/system/${unit}`)].map((path) => join('opt/factd', path)).sort());
  const at = (path) => join(to, 'opt/factd', path);
  assert.equal(execFileSync(at('bin/factd'), ['version'], { encoding: 'utf8' }), run(['version']).stdout);
  for (const [path, ...args] of [['share/man/man1/factd.1', 'manual'], ['share/bash-completion/completions/factd', 'completion', 'bash'],
    ['share/zsh/site-functions/_factd', 'completion', 'zsh']]) {
    assert.equal(readFileSync(at(path), 'utf8'), run(args).stdout);
    assert.equal(statSync(at(path)).mode & 0o777, 0o644);
  }
  assert.ok(units.includes('factd.service') && units.includes('factd.socket'));
  assert.match(readFileSync(at('lib/systemd/system/factd.service'), 'utf8'), /^ExecStart=\/opt\/factd\/bin\/factd serve$/m);
  // What is named is there, and nothing is looked for where it is not.
  for (const path of [...units.map((unit) => `lib/systemd/system/${unit}`), 'share/factd/factd.env.example']) {
    const text = readFileSync(at(path), 'utf8');
    assert.ok(!text.includes('/usr/local/'), path);
    for (const [named] of text.matchAll(/\/opt\/factd\/[\w./-]*\w/g)) assert.ok(existsSync(join(to, named)), named);
  }
});

test('the backup runs the program that was installed with it', (t) => {
  const [to, place] = [folder(t), folder(t)];
  assert.equal(install(to, '/opt/factd').status, 0);
  execFileSync(join(to, 'opt/factd/libexec/factd-backup'), [place], { env: { PATH: '/usr/bin:/bin', FACTD_DATABASE: database(t, shipped) }, stdio: 'ignore' });
  assert.match(readdirSync(place).join(), /^facts-\w+\.db$/);
});

test('twice is as good as once', (t) => {
  const to = folder(t);
  for (let i = 0; i < 2; i++) assert.equal(install(to, '/usr/local').status, 0);
  assert.equal(files(to).length, 4 + others.length + units.length);
});

test('a PREFIX that is no absolute path is refused', (t) => {
  const to = folder(t);
  assert.equal(install(to, 'usr').status, 2);
  assert.deepEqual(files(to), []);
});

test('make install passes both on', (t) => {
  const to = folder(t);
  // What is installed is the release, whichever build is under test.
  const { MODE, MAKEFLAGS, MFLAGS, ...env } = process.env;
  const said = execFileSync('make', ['-n', 'install', `DESTDIR=${to}`, 'PREFIX=/somewhere'], { cwd: root, encoding: 'utf8', env });
  assert.match(said, new RegExp(`DESTDIR='${to}' scripts/install\\.sh build/factd '/somewhere'`));
});
