// SPDX-License-Identifier: MIT
// deploy/systemd: by systemd's own checks, and the sandbox against what the program really does. systemd itself does not
// run here; its socket activation is tried with systemd-socket-activate.
import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { database, folder, program, root, run, shipped } from '../lib/factd.js';
import {
  accepts, background, deploy, drained, environment, eventually, files, freePort, getPlain, memory, number, read, tool,
} from './artefacts.js';

const units = files('systemd').filter((file) => /\.(service|socket|timer)$/.test(file)).map((file) => file.slice('systemd/'.length));

// A unit's settings as lists, an empty assignment emptying one, as systemd reads it.
function unit(name) {
  const found = {};
  for (const [, key, value] of read(`systemd/${name}`).matchAll(/^([A-Za-z]+)=(.*)$/gm)) found[key] = value === '' ? [''] : [...(found[key] ?? []), value];
  return found;
}

const variables = (text) => Object.fromEntries([...text.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
const environmentOf = (service) => Object.fromEntries((service.Environment ?? []).flatMap((line) => line.split(' ')).map((pair) => pair.split(/=(.*)/s).slice(0, 2)));

// Copies with this checkout's programs in place of the installed ones, which systemd-analyze looks for.
function installed(test, dropin) {
  const place = folder(test);
  const local = join(place, 'factd');
  symlinkSync(program, local);
  for (const name of units)
    writeFileSync(join(place, name), read(`systemd/${name}`)
      .replaceAll('/usr/local/bin/factd', local).replaceAll('/usr/local/libexec/factd-backup', join(deploy, 'systemd/factd-backup')));
  if (dropin) {
    mkdirSync(join(place, 'factd.service.d'));
    copyFileSync(join(deploy, 'systemd', dropin), join(place, 'factd.service.d/dropin.conf'));
  }
  return place;
}

const service = unit('factd.service');
const backup = unit('factd-backup.service');
const env = environmentOf(service);

describe('the units', () => {
  for (const dropin of [null, 'tls.conf.example'])
    it(`pass systemd-analyze verify${dropin ? ` with ${dropin}` : ''}`, (t) => {
      const place = installed(t, dropin);
      // Of other units of this machine it may say what it likes.
      const said = tool('systemd-analyze', ['verify', '--man=no', ...units.map((name) => join(place, name))], { env: { ...process.env, SYSTEMD_UNIT_PATH: `${place}:` } })
        .split('\n').filter((line) => line.includes('factd'));
      assert.deepEqual(said, []);
    });

  for (const [name, most] of [['factd.service', 1.2], ['factd-backup.service', 0.5]])
    it(`${name} is exposed by ${most} of 10 at most`, (t) => {
      tool('systemd-analyze', ['security', '--offline=true', '--no-pager', `--threshold=${most * 10}`, join(installed(t), name)]);
    });

  it('name files that are told where to be', () => {
    assert.deepEqual(service.ExecStart, ['/usr/local/bin/factd serve']);
    assert.deepEqual(backup.ExecStart, ['/usr/local/libexec/factd-backup /var/backups/factd']);
    assert.deepEqual(backup.ReadWritePaths, ['/var/backups/factd']);
    assert.match(read('systemd/factd.tmpfiles'), /^d \/var\/backups\/factd 0700 factd factd -$/m);
    assert.match(read('systemd/factd.sysusers'), /^u factd - /m);
    assert.equal(env.FACTD_DATABASE, `/var/lib/${service.StateDirectory[0]}/facts.db`);
    assert.equal(environmentOf(backup).FACTD_DATABASE, env.FACTD_DATABASE);
    assert.deepEqual([service.User, service.Group], [['factd'], ['factd']]);
    assert.deepEqual([backup.User, backup.Group], [['factd'], ['factd']]);
  });

  it('give factd settings that it takes, those of factd.env.example that are commented out too', () => {
    accepts({ ...env, ...variables(read('systemd/factd.env.example')) });
  });

  it('wait for a stop longer than factd does, with the delay of the example too', () => {
    assert.ok(Number(service.TimeoutStopSec[0]) > drained(env));
    assert.ok(Number(service.TimeoutStopSec[0]) > drained({ ...env, ...variables(read('systemd/factd.env.example')) }));
  });

  it('bound memory and files by what the settings allow', () => {
    assert.ok(Number(/^(\d+)M$/.exec(service.MemoryMax[0])[1]) >= memory(env));
    assert.ok(Number(service.LimitNOFILE[0]) >= number(env, 'FACTD_CONNECTIONS') + 1024);
  });

  it('find their user, and the folder that its backups go to, made as they need them', (t) => {
    const place = folder(t);
    mkdirSync(join(place, 'etc'));
    tool('systemd-sysusers', [`--root=${place}`, join(deploy, 'systemd/factd.sysusers')]);
    const [name, , uid, gid, , home, shell] = readFileSync(join(place, 'etc/passwd'), 'utf8').trim().split(':');
    assert.deepEqual([name, home], ['factd', '/var/lib/factd']);
    assert.match(shell, /nologin$/);
    const made = spawnSync('systemd-tmpfiles', ['--create', `--root=${place}`, join(deploy, 'systemd/factd.tmpfiles')], { encoding: 'utf8' });
    const found = statSync(join(place, 'var/backups/factd'));
    assert.equal(found.mode & 0o777, 0o700);
    if (process.getuid() === 0) {
      assert.equal(made.status, 0, made.stderr);
      assert.deepEqual([found.uid, found.gid], [Number(uid), Number(gid)]);
    } else {
      assert.match(made.stderr, /^fchownat\(\) .*: Operation not permitted\n?$/);
    }
  });

  it('tell of readiness, and are watched', () => {
    assert.deepEqual(service.Type, ['notify']);
    assert.ok(Number(service.WatchdogSec[0]) > 0);
    assert.deepEqual(service.ExecReload, ['/bin/kill -HUP $MAINPID']);
  });
});

describe('the sockets', () => {
  const sockets = ['factd.socket', 'factd-admin.socket'];

  it('are those that the service inherits, the second by the name that factd knows', () => {
    assert.deepEqual(service.Sockets, [sockets.join(' ')]);
    assert.deepEqual(service.Also, [sockets.join(' ')]);
    assert.deepEqual(unit('factd-admin.socket').Service, ['factd.service']);
    assert.deepEqual(unit('factd-admin.socket').FileDescriptorName, ['admin']);
    assert.match(unit('factd-admin.socket').ListenStream[0], /^127\.0\.0\.1:/);
  });

  it('passed to factd are where it answers: health and metrics on the one, the rest on the other', async (t) => {
    const [port, admin] = [await freePort(), await freePort()];
    const names = sockets.map((name) => unit(name).FileDescriptorName[0]).join(':');
    const path = database(t, shipped);
    const running = background(t, 'systemd-socket-activate',
      ['-l', `127.0.0.1:${port}`, '-l', `127.0.0.1:${admin}`, `--fdname=${names}`, `--setenv=FACTD_DATABASE=${path}`, program, 'serve'], { env: environment({}) });
    await eventually('factd answers', () => { running.check(); return getPlain(port, '/v1'); });
    for (const target of ['/livez', '/readyz', '/metrics']) {
      assert.equal((await getPlain(admin, target)).status, 200, target);
      assert.equal((await getPlain(port, target)).status, 404, target);
    }
    assert.equal((await getPlain(port, '/v1/facts')).status, 200);
    assert.equal((await getPlain(admin, '/v1/facts')).status, 404);
  });
});

// A set such as @system-service as systemd-analyze lists it, with the sets in it; what it calls differs by version.
function allowed(filters) {
  const set = (name) => tool('systemd-analyze', ['syscall-filter', '--no-pager', name]).split('\n').slice(1).map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#')).flatMap((line) => (line.startsWith('@') ? set(line) : [line]));
  const calls = new Set(set('@default'));
  for (const line of filters)
    for (const name of line.replace(/^~/, '').split(' ').flatMap((one) => (one.startsWith('@') ? set(one) : [one])))
      line.startsWith('~') ? calls.delete(name) : calls.add(name);
  return calls;
}

describe('the sandbox', () => {
  it('allows every system call, address family and mapping that loading, serving and stopping makes', async (t) => {
    const place = folder(t);
    const trace = join(place, 'trace');
    const data = join(place, 'data');
    mkdirSync(data);
    chmodSync(place, 0o777);
    chmodSync(data, 0o777);
    // The sources may stand where nobody else may look.
    const own = { program: join(place, 'factd'), articles: join(place, 'articles') };
    copyFileSync(program, own.program);
    cpSync(join(root, 'articles'), own.articles, { recursive: true });
    // As somebody who is not root, as the unit has it: root does more.
    const somebody = process.getuid() === 0 ? ['-u', 'nobody'] : [];
    const port = await freePort();
    const running = background(t, 'strace', ['-f', '-qq', '-o', trace, ...somebody, own.program, 'serve'], {
      env: environment({ ...env, FACTD_DATABASE: join(data, 'facts.db'), FACTD_LISTEN: `127.0.0.1:${port}`, FACTD_LOAD: own.articles }) });
    await eventually('factd answers', () => { running.check(); return getPlain(port, '/v1'); }, 60);
    for (const target of ['/v1/facts', '/v1/search?q=gpu', '/v1/facts?format=ndjson&limit=all', '/v1/nothing'])
      await getPlain(port, target, { 'accept-encoding': 'br' });
    const main = Number(readFileSync(trace, 'utf8').split(' ')[0]);
    process.kill(main, 'SIGHUP');
    process.kill(main, 'SIGTERM');
    assert.equal(await running.ended, 0, running.said());

    const lines = readFileSync(trace, 'utf8').split('\n');
    const calls = new Set(lines.map((line) => /^\d+ +([a-z0-9_]+)\(/.exec(line)?.[1]).filter(Boolean));
    assert.ok(calls.size > 30);
    // execve is systemd's own.
    const able = allowed(service.SystemCallFilter);
    assert.deepEqual([...calls].filter((name) => !able.has(name) && name !== 'execve'), []);
    const families = new Set(lines.map((line) => / socket\((AF_[A-Z0-9]+)/.exec(line)?.[1]).filter(Boolean));
    for (const family of families) assert.ok(service.RestrictAddressFamilies[0].split(' ').includes(family), family);
    assert.deepEqual(lines.filter((line) => /PROT_WRITE\|PROT_EXEC/.test(line)), []);
  });
});

describe('factd-backup', () => {
  const copy = (place, bin, kept) => spawnSync(join(deploy, 'systemd/factd-backup'), [place], {
    env: { ...environment({ FACTD_DATABASE: bin.database }), PATH: `${bin.folder}:${process.env.PATH}`, ...(kept ? { BACKUPS_KEPT: kept } : {}) }, encoding: 'utf8' });

  function prepared(test) {
    const bin = folder(test);
    symlinkSync(program, join(bin, 'factd'));
    return { folder: bin, database: database(test, shipped) };
  }

  it('makes a copy that holds', (t) => {
    const [place, bin] = [folder(t), prepared(t)];
    const { status, stderr } = copy(place, bin);
    assert.equal(status, 0, stderr);
    const names = readdirSync(place);
    assert.equal(names.length, 1, names.join());
    assert.match(names[0], /^facts-\d{8}T\d{6}Z\.db$/);
    const checked = run(['check', '--database', join(place, names[0])]);
    assert.equal(checked.status, 0, checked.stderr);
  });

  it('keeps the newest of its own, and leaves alone what is not', (t) => {
    const [place, bin] = [folder(t), prepared(t)];
    const old = ['20260101', '20260102', '20260103', '20260104'].map((day) => `facts-${day}T023000Z.db`);
    for (const name of [...old, 'facts-of-mine.db', 'notes']) writeFileSync(join(place, name), '');
    const { status, stderr } = copy(place, bin, '3');
    assert.equal(status, 0, stderr);
    const names = readdirSync(place).sort();
    assert.deepEqual(names.slice(0, 2), old.slice(2));
    assert.deepEqual(names.slice(3), ['facts-of-mine.db', 'notes']);
    assert.equal(names.length, 5);
  });

  it('that fails throws nothing away and leaves nothing half made', (t) => {
    const [place, bin] = [folder(t), prepared(t)];
    for (let day = 1; day <= 9; day++) writeFileSync(join(place, `facts-2026010${day}T023000Z.db`), '');
    const { status } = copy(place, { ...bin, database: join(bin.folder, 'no/such.db') });
    assert.notEqual(status, 0);
    assert.equal(readdirSync(place).length, 9);
  });

  for (const kept of ['0', '-1', 'many', '07'])
    it(`refuses to keep "${kept}"`, (t) => {
      const place = folder(t);
      const { status, stderr } = copy(place, prepared(t), kept);
      assert.equal(status, 2);
      assert.ok(stderr.includes(`"${kept}"`));
      assert.deepEqual(readdirSync(place), []);
    });
});
