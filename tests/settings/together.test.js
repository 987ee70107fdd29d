// SPDX-License-Identifier: MIT
// Settings beside each other: --print-config, those that need or contradict others, and variables that are none.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it, test } from 'node:test';
import { folder, run } from '../lib/factd.js';
import { commands, printed, words } from './tables.js';

const print = (args, env) => run(['serve', '--print-config', ...args], { env });

describe('--print-config', () => {
  it('touches neither database nor port', async (t) => {
    const path = join(folder(t), 'facts.db');
    const other = createServer().listen(0, '127.0.0.1');
    t.after(() => other.close());
    await new Promise((done) => other.once('listening', done));
    assert.equal(print(['--database', path, '--listen', `127.0.0.1:${other.address().port}`]).status, 0);
    assert.ok(!existsSync(path));
  });

  it('is what the environment can be given again', () => {
    const odd = [' before', 'behind ', '"quoted"', "'single'", 'back\\slash', '$HOME', '`id`', '#hash', 'a=b', 'in "the" middle'];
    for (const value of odd) {
      const first = printed(print(['--load', value, '--cache-control', value, '--connections', '10']).stdout);
      const given = Object.entries(first).filter(([, { comment }]) => !comment);
      assert.deepEqual(given.map(([name]) => name), ['FACTD_CACHE_CONTROL', 'FACTD_CONNECTIONS', 'FACTD_LOAD']);
      const env = Object.fromEntries(given.map(([name, { value: held }]) => [name, held]));
      const again = printed(print([], env).stdout);
      assert.equal(again.FACTD_LOAD.value, value);
      for (const [name, { value: held }] of Object.entries(first)) assert.equal(again[name].value, held, name);
    }
  });

  it('leaves values without quotes where nothing needs them, since Docker would keep them', () => {
    assert.match(print([]).stdout, /^#FACTD_CACHE_CONTROL=public, max-age=60, stale-while-revalidate=600$/m);
    assert.match(print(['--load', 'a "b" #c']).stdout, /^FACTD_LOAD=a "b" #c$/m);
    assert.match(print(['--load', 'a\\b']).stdout, /^FACTD_LOAD="a\\\\b"$/m);
  });

  it('from the environment is the same', () => {
    assert.equal(run(['serve'], { env: { FACTD_PRINT_CONFIG: 'on' } }).stdout, print([]).stdout);
  });
});

describe('settings that contradict each other are refused, both by name', () => {
  for (const [args, env, message] of [
    [['--tls-certificate', 'a.pem'], {}, '--tls-certificate: it needs --tls-key too, the file of its private key'],
    [['--tls-key', 'a.pem'], {}, '--tls-key: it needs --tls-certificate too, the file of the certificate that the key is for'],
    [[], { FACTD_TLS_KEY: 'a.pem' }, 'FACTD_TLS_KEY: it needs FACTD_TLS_CERTIFICATE too, the file of the certificate that the key is for'],
    [['--client-header', 'X-Forwarded-For'], {}, '--client-header: it needs --trusted-proxy too, the addresses that are believed to tell it'],
    [['--headers-kib', '11'], {}, '--headers-kib: 11 KiB cannot hold the target of 4096 bytes that --target-bytes allows twice and 4 KiB more; give at least 12'],
    [['--headers-kib', '11'], { FACTD_TARGET_BYTES: '4000' },
      '--headers-kib: 11 KiB cannot hold the target of 4000 bytes that FACTD_TARGET_BYTES allows twice and 4 KiB more; give at least 12'],
    [['--target-bytes', '8192'], {}, '--target-bytes: a target of 8192 bytes needs --headers-kib of at least 20, which is 16; give that too'],
    [[], { FACTD_TARGET_BYTES: '8192' }, 'FACTD_TARGET_BYTES: a target of 8192 bytes needs FACTD_HEADERS_KIB of at least 20, which is 16; give that too'],
    [['--rate-burst', '5'], {}, '--rate-burst: it does nothing while --rate is 0; give a rate, or leave it out'],
    [['--rate', '0'], { FACTD_RATE_BURST: '5' }, 'FACTD_RATE_BURST: it does nothing while --rate is 0; give a rate, or leave it out'],
    [['--connections', '10', '--connections-per-address', '11'], {}, '--connections-per-address: 11 is more than the 10 that --connections allows in all; give at most that, or 0'],
  ])
    it(message.slice(0, 80), () => {
      const { status, stdout, stderr } = run(['serve', ...args], { env });
      assert.deepEqual([status, stdout, stderr], [2, '', `factd: ${message}\n`]);
    });

  for (const args of [
    ['--tls-certificate', 'a.pem', '--tls-key', 'b.pem'], ['--trusted-proxy', '10.0.0.0/8'], ['--trusted-proxy', '10.0.0.0/8', '--client-header', 'Forwarded'],
    ['--headers-kib', '12'], ['--headers-kib', '20', '--target-bytes', '8192'], ['--target-bytes', '6144'], ['--rate', '5'], ['--rate', '5', '--rate-burst', '9'],
    ['--connections', '10'], ['--connections', '10', '--connections-per-address', '10'], ['--connections-per-address', '0'],
  ])
    it(`but not ${args.join(' ')}`, () => assert.equal(print(args).status, 0));
});

describe('a variable that begins with FACTD_ and belongs to no setting', () => {
  const operand = ({ operands }) => (operands === operands?.toLowerCase() ? words({ shown: operands })[0] : 'nothing-there');
  for (const command of commands)
    it(`is refused by ${command.name}`, () => {
      const args = command.operands ? [operand(command)] : [];
      const { status, stdout, stderr } = run([command.name, ...args], { env: { FACTD_LISTN: 'x' } });
      assert.deepEqual([status, stdout, stderr], [2, '', 'factd: FACTD_LISTN: no setting has this variable; did you mean FACTD_LISTEN?\n']);
    });

  for (const [name, value] of [['FACTD_PORT', '8080'], ['FACTD_', ''], ['FACTD_SERVICE', 'x'], ['FACTD_listen', 'x'], ['FACTD_QUITE_ANOTHER_THING', '']])
    it(`such as ${name}=${value}`, () => {
      const { status, stderr } = run(['check'], { env: { [name]: value } });
      assert.equal(status, 2);
      assert.ok(stderr.startsWith(`factd: ${name}: no setting has this variable; `), stderr);
    });

  it('is let through where Kubernetes sets it for a service of that name', () => {
    const of = (service, port) => ({
      [`${service}_SERVICE_HOST`]: '10.0.0.1', [`${service}_SERVICE_PORT`]: port, [`${service}_SERVICE_PORT_HTTP`]: port,
      [`${service}_PORT`]: `tcp://10.0.0.1:${port}`, [`${service}_PORT_${port}_TCP`]: `tcp://10.0.0.1:${port}`,
      [`${service}_PORT_${port}_TCP_PROTO`]: 'tcp', [`${service}_PORT_${port}_TCP_PORT`]: port, [`${service}_PORT_${port}_TCP_ADDR`]: '10.0.0.1',
    });
    const { status, stderr } = print([], { ...of('FACTD', '8080'), ...of('FACTD_ADMIN', '9090'), ...of('FACTD_EXPORTS', '53') });
    assert.equal(status, 0, stderr);
  });

  it('is another program’s where only the beginning is the same', () => {
    assert.equal(print([], { FACTD: 'x', FACTDX_LISTEN: 'x', factd_listen: 'x', XFACTD_LISTEN: 'x' }).status, 0);
  });
});

test('no message carries what a terminal would obey', () => {
  const evil = 'x\x1b]0;title\x07\x9b31m\u009b31m';
  for (const [args, env] of [[[evil]], [['serve', `--${evil}`]], [['serve', `--${evil}=1`]], [['serve', evil]], [['completion', evil]], [['manual', evil]], [['remove', 'a', evil]],
    [['serve', '--workers', evil]], [['serve', '--listen', evil]], [['check', '--database', evil]], [['serve'], { FACTD_LISTEN: evil }], [['check'], { [`FACTD_${evil}`]: 'x' }],
    [['serve', '--dry-run=\x1b']], [['load', `--dry-run=${evil}`]], [['serve', `--${'x'.repeat(62)}é\x1b`]]]) {
    const { status, stdout, stderr } = run(args, { env });
    assert.deepEqual([status, stdout], [2, ''], stderr);
    assert.match(stderr, /^factd: [^\x00-\x1f\x7f-\x9f]+\n$/);
  }
});
