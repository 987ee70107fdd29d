// SPDX-License-Identifier: MIT
// Containers of the image, with all taken from them that factd does without: that they answer, what they may do, how
// they stop, and what they say where they are given too little.
import assert from 'node:assert/strict';
import { chownSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { folder, hardened, image, inspect, podman, root, tell } from './box.js';

const harbour = join(root, 'tests/fixtures/harbour.json');
const shipped = '/usr/local/share/factd/articles';
let count = 0;

// A container that runs, and what can be asked of it. There is no port into a container without a network; its loopback
// interface is reached by entering its network namespace.
async function start(...args) {
  const name = `box-${process.pid}-${++count}`, at = performance.now();
  podman('run', '--detach', `--name=${name}`, ...hardened, ...args);
  const box = {
    name,
    get pid() { return inspect(name, 'container').State.Pid; },
    get state() { return inspect(name, 'container').State; },
    file: (path) => readFileSync(`/proc/${box.pid}/${path}`, 'utf8'),
    logs: () => tell('podman', 'logs', name),
    exec: (...command) => tell('podman', 'exec', name, ...command),
    healthy: () => tell('podman', 'healthcheck', 'run', name).status === 0,
    get(target) {
      const { status, stdout, stderr } = tell('nsenter', `--target=${box.pid}`, '--net', 'curl', '-sS', '--max-time', '10', `http://127.0.0.1:8080${target}`);
      assert.equal(status, 0, stderr);
      return JSON.parse(stdout);
    },
    stop: () => podman('stop', '--time=20', name),
    again: () => podman('start', name),
    remove: () => podman('rm', '--force', '--time=0', '--volumes', name),
    async settle() {
      for (const late = performance.now() + 20_000; performance.now() < late; await pause(20)) {
        if (box.healthy()) return performance.now() - at;
        if (!box.state.Running) break;
      }
      throw new Error(`${name} did not become healthy: ${JSON.stringify(box.state)} ${box.logs().stderr}`);
    },
  };
  return box;
}

// { status, stdout, stderr } of a container that ends by itself; one that does not is killed, and has another status.
const once = (...args) => tell('podman', 'run', '--rm', '--timeout=20', ...hardened, ...args);

describe('a container with nothing that it can do without', () => {
  const volume = `facts-${process.pid}`;
  let box, took;
  before(async () => {
    box = await start('--volume', `${volume}:/data`, image);
    took = await box.settle();
  });
  after(() => {
    box.remove();
    podman('volume', 'rm', '--force', volume);
  });

  it('becomes healthy', () => {
    console.log(`healthy ${Math.round(took)} ms after podman was asked to run it`);
    assert.ok(box.healthy());
  });

  it('is found unhealthy while it does not answer', async (t) => {
    const { pid } = box;
    process.kill(pid, 'SIGSTOP');
    t.after(() => process.kill(pid, 'SIGCONT'));
    const asked = tell('timeout', '3', 'podman', 'exec', box.name, 'factd', 'healthcheck');
    assert.notEqual(asked.status, 0);
    const elsewhere = box.exec('factd', 'healthcheck', '--listen', '127.0.0.1:1');
    assert.equal(elsewhere.status, 3, elsewhere.stderr);
  });

  it('runs as user and group 65532, in no other group', () => {
    const status = box.file('status');
    assert.match(status, /^Uid:\t65532\t65532\t65532\t65532$/m);
    assert.match(status, /^Gid:\t65532\t65532\t65532\t65532$/m);
    assert.match(status, /^Groups:\t(65532)? *$/m);
  });

  it('has no capability and gets none, under a filter of system calls', () => {
    const status = box.file('status');
    for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) assert.match(status, new RegExp(`^${set}:\t0{16}$`, 'm'));
    assert.match(status, /^NoNewPrivs:\t1$/m);
    assert.match(status, /^Seccomp:\t2$/m);
  });

  it('can write nothing but /data', () => {
    const mounts = box.file('mountinfo').trim().split('\n').map((line) => {
      const [own, type] = line.split(' - ');
      const [, , , , at, options] = own.split(' ');
      return { at, options: options.split(','), type: type.split(' ')[0] };
    });
    assert.ok(mounts.find(({ at }) => at === '/').options.includes('ro'));
    const kernel = ['proc', 'sysfs', 'cgroup', 'cgroup2', 'devpts', 'mqueue', 'tmpfs'];
    const writable = mounts.filter(({ options, type }) => options.includes('rw') && !kernel.includes(type));
    assert.deepEqual(writable.map(({ at }) => at), ['/data']);
    const memory = mounts.filter(({ options, type }) => options.includes('rw') && type === 'tmpfs');
    for (const { at } of memory) assert.match(at, /^\/(dev|proc|sys)(\/|$)/);
  });

  it('has no shell', () => {
    for (const shell of ['sh', '/bin/sh', '/bin/bash', '/bin/busybox']) {
      const { status, stderr } = box.exec(shell, '-c', 'true');
      assert.ok(status === 127 || status === 126, `${shell}: exit ${status}: ${stderr}`);
    }
  });

  it('serves the article that ships', () => {
    assert.equal(box.get('/v1/figures?unit=gpu').data[0].value, 260000);
    assert.equal(box.get('/v1/articles').meta.count, 1);
  });

  it('prints its URL on standard output, and all else on standard error', () => {
    const { stdout, stderr } = box.logs();
    assert.equal(stdout, 'http://0.0.0.0:8080\n');
    const lines = stderr.trim().split('\n');
    assert.match(lines[0], /^\/usr\/local\/share\/factd\/articles\/.+: stored as revision 1: /);
    for (const line of lines.slice(1)) assert.match(line, /^time=\S+ level=(info event=(listening|request)|warning event=connections-limited) /);
    assert.match(stderr, / event=request .*target="\/readyz" status=200 /);
  });

  it('finds no fault in its database, with room for temporary files only in /data', () => {
    const { status, stdout, stderr } = box.exec('factd', 'check');
    assert.equal(status, 0, stderr);
    assert.equal(stdout, '/data/facts.db: no fault found\n');
  });

  it('stops when asked to, with exit status 0, and says so', () => {
    const at = performance.now();
    box.stop();
    assert.ok(performance.now() - at < 15_000);
    assert.equal(box.state.ExitCode, 0);
    assert.match(box.logs().stderr.trim().split('\n').pop(), / event=stopped /);
  });

  it('keeps its facts over a restart, and loads nothing anew', async () => {
    box.again();
    await box.settle();
    const { meta } = box.get('/v1/facts?total=true');
    assert.equal(meta.revision, 1);
    assert.equal(meta.total, 49);
    const { stderr } = box.logs();
    assert.equal(stderr.match(/: stored as revision/g).length, 1);
    assert.match(stderr, /\.json: unchanged/);
  });

  it('keeps them for another container of the same volume', async (t) => {
    box.stop();
    const other = await start('--volume', `${volume}:/data`, image);
    t.after(() => other.remove());
    await other.settle();
    assert.equal(other.get('/v1/facts?total=true').meta.revision, 1);
    assert.doesNotMatch(other.logs().stderr, /: stored as revision/);
  });
});

describe('more articles', () => {
  it('are loaded into a container that serves, which then answers with them', async (t) => {
    const box = await start('--volume', `${harbour}:/more/harbour.json:ro`, image);
    t.after(() => box.remove());
    await box.settle();
    const { status, stderr } = box.exec('factd', 'load', '/more/harbour.json');
    assert.equal(status, 0, stderr);
    for (const late = performance.now() + 5000; performance.now() < late && box.get('/v1').meta.revision !== 2;) await pause(20);
    const { data, meta } = box.get('/v1/articles');
    assert.equal(meta.revision, 2);
    assert.equal(data.length, 2);
  });

  it('come from a folder that FACTD_LOAD names', async (t) => {
    const more = folder();
    copyFileSync(harbour, join(more, 'harbour.json'));
    const box = await start('--volume', `${more}:/more:ro`, '--env', 'FACTD_LOAD=/more', image);
    t.after(() => box.remove());
    await box.settle();
    assert.deepEqual(box.get('/v1/articles').data.map(({ id }) => id), [JSON.parse(readFileSync(harbour, 'utf8')).article.id]);
  });

  it('with problems keep it from starting, and are named', () => {
    const more = folder();
    writeFileSync(join(more, 'bad.json'), '{"format":"facts/1"}');
    const { status, stderr } = once('--volume', `${more}:/more:ro`, '--env', 'FACTD_LOAD=/more', image);
    assert.equal(status, 1, stderr);
    assert.match(stderr, /\/more\/bad\.json/);
  });
});

describe('without a place to write', () => {
  const refused = ({ status, stdout, stderr }, why) => {
    assert.equal(status, 3, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, new RegExp(`^factd: /data/facts\\.db: .*: user 65532 must be able to write in the folder /data/: ${why}\n$`));
  };

  it('where /data is another user\'s, it says so and exits 3', () => {
    refused(once('--volume', `${folder()}:/data`, image), 'Permission denied');
  });

  it('where /data is mounted to be read, it says so and exits 3', () => {
    const data = folder();
    chownSync(data, 65532, 65532);
    refused(once('--volume', `${data}:/data:ro`, image), 'Read-only file system');
  });

  it('where the engine makes no volume for /data, it says so and exits 3', () => {
    refused(once('--image-volume=ignore', image), 'Read-only file system');
  });

  it('a folder that is the user\'s is enough', async (t) => {
    const data = folder();
    chownSync(data, 65532, 65532);
    const box = await start('--volume', `${data}:/data`, image);
    t.after(() => box.remove());
    await box.settle();
    assert.equal(box.get('/v1').meta.revision, 1);
  });

  it('memory is enough for facts that need not last', async (t) => {
    const box = await start('--mount=type=tmpfs,destination=/data,chown=true', image);
    t.after(() => box.remove());
    await box.settle();
    assert.equal(box.get('/v1').meta.revision, 1);
  });
});

describe('other commands', () => {
  it('run in place of serve', () => {
    const { status, stdout } = once(image, '--version');
    assert.equal(status, 0);
    assert.match(stdout, /^factd \d/);
  });

  it('verify the document that ships without storing anything', () => {
    const { status, stderr } = once('--image-volume=ignore', image, 'verify', `${shipped}/segye-2025-10-31-ai-capital.json`);
    assert.equal(status, 0, stderr);
  });

  it('of a wrong name are refused with exit status 2', () => assert.equal(once(image, 'sevre').status, 2));
});
