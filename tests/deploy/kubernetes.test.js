// SPDX-License-Identifier: MIT
// deploy/kubernetes: every object by the API's own schema, and what they say of each other and of factd.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folder, run } from '../lib/factd.js';
import { accepts, deploy, drained, eventually, files, image, known, memory, number, read, separates, served, yaml } from './artefacts.js';
import { rendered } from './kustomize.js';

// The validators read each member that a schema knows. What none has read is unknown: a cluster would drop it.
function watched(value, where, unread) {
  if (value === null || typeof value !== 'object') return value;
  const inner = Array.isArray(value) ? [] : {};
  for (const [name, one] of Object.entries(value)) {
    const place = `${where}/${name}`;
    if (!Array.isArray(value)) unread.add(place);
    inner[name] = watched(one, place, unread);
  }
  return new Proxy(inner, { get(target, name) { unread.delete(`${where}/${String(name)}`); return target[name]; } });
}

async function faults(object) {
  const unread = new Set();
  const Model = (await import(`kubernetes-models/${object.apiVersion}/${object.kind}`))[object.kind];
  try {
    // On the object itself, since `new Model(object)` copies and so reads everything.
    Model.prototype.validate.call(watched(object, '', unread));
  } catch (error) { return [error.message]; }
  return [...unread].filter((place) => ![...unread].some((other) => place.startsWith(`${other}/`)));
}

const settings = (container) => Object.fromEntries(container.env.map(({ name, value }) => [name, value]));
const size = (text) => Number(/^(\d+)Mi$/.exec(text)[1]);

for (const place of ['kubernetes/base', 'kubernetes/documents'])
  describe(`deploy/${place}`, () => {
    const objects = rendered(place);
    const one = (kind, name = 'factd') => objects.find((object) => object.kind === kind && object.metadata.name === name);
    const { spec } = one('StatefulSet');
    const pod = spec.template.spec;
    const [factd] = pod.containers;
    const env = settings(factd);
    const labels = spec.template.metadata.labels;
    const ports = Object.fromEntries(factd.ports.map((port) => [port.name, port.containerPort]));

    for (const object of objects)
      it(`${object.kind} ${object.metadata.name.replace(/-[0-9a-f]{10}$/, '')} follows the API's schema and has no member that it does not know`, async () => {
        assert.deepEqual(await faults(object), []);
      });

    it('leaves no file out', () => {
      const [plan] = yaml(join(place, 'kustomization.yaml'));
      const named = [...plan.resources, ...(plan.patches ?? []).map(({ path }) => path), ...(plan.configMapGenerator ?? []).flatMap((one) => one.files)]
        .filter((path) => !path.startsWith('..')).map((path) => join(place, path));
      assert.deepEqual(files(place).filter((path) => !path.endsWith('kustomization.yaml')), named.sort());
    });

    it('puts everything into one namespace', () => {
      for (const object of objects)
        if (object.kind !== 'Namespace') assert.equal(object.metadata.namespace, one('Namespace').metadata.name, object.kind);
    });

    it('selects the pods that it makes, everywhere', () => {
      for (const selector of [spec.selector.matchLabels, one('Service').spec.selector, one('Service', spec.serviceName).spec.selector,
        one('PodDisruptionBudget').spec.selector.matchLabels, one('NetworkPolicy').spec.podSelector.matchLabels,
        ...pod.topologySpreadConstraints.map((constraint) => constraint.labelSelector.matchLabels)])
        assert.deepEqual(selector, labels);
    });

    it('names ports that are there', () => {
      const named = [...one('Service').spec.ports, ...one('Service', spec.serviceName).spec.ports].map((port) => port.targetPort)
        .concat(one('NetworkPolicy').spec.ingress.flatMap((rule) => rule.ports.map(({ port }) => port)))
        .concat(['startupProbe', 'livenessProbe', 'readinessProbe'].map((probe) => factd[probe].httpGet.port));
      for (const name of named) assert.ok(name in ports, name);
      assert.ok(env.FACTD_LISTEN.endsWith(`:${ports.http}`));
      assert.ok(env.FACTD_ADMIN.endsWith(`:${ports.admin}`));
    });

    it('keeps health and metrics from all but who watches', () => {
      assert.deepEqual(one('Service').spec.ports.map((port) => port.targetPort), ['http']);
      for (const rule of one('NetworkPolicy').spec.ingress)
        if (rule.ports.some(({ port }) => port === 'admin')) assert.ok(rule.from?.length);
      assert.deepEqual(one('NetworkPolicy').spec.policyTypes, ['Ingress', 'Egress']);
      assert.deepEqual(one('NetworkPolicy').spec.egress, []);
    });

    it('is a pod of the restricted kind, run as the image wants', () => {
      assert.equal(one('Namespace').metadata.labels['pod-security.kubernetes.io/enforce'], 'restricted');
      assert.equal(`${pod.securityContext.runAsUser}:${pod.securityContext.runAsGroup}`, image.user);
      assert.equal(pod.securityContext.runAsNonRoot, true);
      assert.equal(pod.securityContext.fsGroup, pod.securityContext.runAsGroup);
      assert.equal(pod.securityContext.seccompProfile.type, 'RuntimeDefault');
      assert.deepEqual(factd.securityContext, { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
      assert.equal(pod.automountServiceAccountToken, false);
      assert.equal(pod.enableServiceLinks, false);
    });

    it('gives factd settings that it takes', () => accepts(env));

    it('writes to its volume alone, and reads documents where they are', () => {
      const [claim] = spec.volumeClaimTemplates;
      const mount = factd.volumeMounts.find(({ name }) => name === claim.metadata.name);
      assert.equal(mount.mountPath, image.volume);
      assert.ok(env.FACTD_DATABASE.startsWith(`${mount.mountPath}/`));
      for (const other of factd.volumeMounts) if (other !== mount) assert.equal(other.readOnly, true, other.name);
      assert.ok([image.env.FACTD_LOAD, ...factd.volumeMounts.filter((other) => other !== mount).map((other) => other.mountPath)].includes(env.FACTD_LOAD));
    });

    it('bounds memory by what the settings allow', () => {
      assert.ok(size(factd.resources.limits.memory) >= memory(env));
      assert.ok(size(factd.resources.requests.memory) <= size(factd.resources.limits.memory));
    });

    it('has two replicas, one of which stays', () => {
      assert.equal(spec.replicas, 2);
      assert.equal(one('PodDisruptionBudget').spec.minAvailable, 1);
    });

    it('is gone from the Service before it takes no more, and has the time for all of it', () => {
      const { periodSeconds, failureThreshold } = factd.readinessProbe;
      assert.ok(number(env, 'FACTD_DRAIN_DELAY_SECONDS') > periodSeconds * failureThreshold);
      assert.ok(pod.terminationGracePeriodSeconds > drained(env));
    });

    it('asks probes that factd answers, on the admin port alone', async (t) => {
      const server = await served(t, folder(t), env);
      for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
        const { path, port } = factd[probe].httpGet;
        assert.equal(port, 'admin');
        assert.equal(await server.status('admin', path), 200, path);
      }
      await separates(server);
    });

    it('is told by /readyz of a stop while it still answers', async (t) => {
      const server = await served(t, folder(t), env, 2);
      server.process.kill('SIGTERM');
      await eventually('/readyz fails', async () => await server.status('admin', factd.readinessProbe.httpGet.path) === 503, 2);
      assert.equal(await server.status('admin', factd.livenessProbe.httpGet.path), 200);
      assert.equal(await server.status('public', '/v1/facts'), 200);
      assert.equal(await server.ended, 0);
    });
  });

describe('documents from a ConfigMap', () => {
  const place = 'kubernetes/documents';
  const map = rendered(place).find(({ kind }) => kind === 'ConfigMap');

  it('hold, and fit into one', () => {
    for (const name of Object.keys(map.data)) {
      const { status, stderr } = run(['verify', join(deploy, place, 'articles', name)]);
      assert.equal(status, 0, stderr);
    }
    assert.ok(Buffer.byteLength(JSON.stringify(map.data)) < 1024 * 1024);
  });

  it('are mounted where they are loaded from', () => {
    const { spec } = rendered(place).find(({ kind }) => kind === 'StatefulSet').spec.template;
    const volume = spec.volumes.find(({ configMap }) => configMap?.name === map.metadata.name);
    const mount = spec.containers[0].volumeMounts.find(({ name }) => name === volume.name);
    assert.equal(mount.mountPath, settings(spec.containers[0]).FACTD_LOAD);
  });

  it('are loaded as a cluster lays them out: links to links in a folder that is swapped', (t) => {
    const mounted = folder(t);
    mkdirSync(join(mounted, '..2026_01_02'));
    symlinkSync('..2026_01_02', join(mounted, '..data'));
    for (const [name, text] of Object.entries(map.data)) {
      writeFileSync(join(mounted, '..2026_01_02', name), text);
      symlinkSync(join('..data', name), join(mounted, name));
    }
    const { status, stderr } = run(['load', '--database', join(folder(t), 'facts.db'), mounted]);
    assert.equal(status, 0, stderr);
  });
});

describe('the defaults that are told of', () => {
  it('are factd\'s own', () => {
    assert.equal(known.get('FACTD_CONNECTIONS'), '4096');
    assert.match(read('kubernetes/base/statefulset.yaml'), /64 for 4,096 connections/);
  });
});
