// SPDX-License-Identifier: MIT
// As much of kustomize as deploy/kubernetes uses: what a folder gives, as objects. Debian 12's kubectl is too old for it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deploy, read, yaml } from './artefacts.js';

const supported = ['apiVersion', 'kind', 'namespace', 'resources', 'images', 'configMapGenerator', 'patches'];

// Lists whose items have a key of their own are merged by that, as the API's schema says for a pod.
const keys = { containers: 'name', env: 'name', volumes: 'name', volumeMounts: 'mountPath' };

function merged(base, patch, name) {
  if (Array.isArray(patch)) {
    const key = keys[name];
    assert.ok(key, `a list called ${name} is not merged here`);
    const changed = (base ?? []).map((item) => {
      const found = patch.find((one) => one[key] === item[key]);
      return found ? merged(item, found) : item;
    });
    return [...changed, ...patch.filter((one) => !(base ?? []).some((item) => item[key] === one[key]))];
  }
  if (patch === null || typeof patch !== 'object') return patch;
  return Object.entries(patch).reduce((now, [member, value]) => ({ ...now, [member]: merged(base?.[member], value, member) }), base ?? {});
}

const renamed = (value, change) => {
  if (Array.isArray(value)) return value.map((one) => renamed(one, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(name, one) ?? renamed(one, change)]));
};

export function rendered(folder) {
  const [plan] = yaml(join(folder, 'kustomization.yaml'));
  for (const name of Object.keys(plan)) assert.ok(supported.includes(name), `${name} is not rendered here`);
  let objects = plan.resources.flatMap((path) => (path.endsWith('.yaml') ? yaml(join(folder, path)) : rendered(join(folder, path))));
  for (const { path } of plan.patches ?? [])
    for (const patch of yaml(join(folder, path))) {
      const index = objects.findIndex((one) => one.kind === patch.kind && one.metadata.name === patch.metadata.name);
      assert.ok(index >= 0, `${path} patches nothing`);
      objects = objects.with?.(index, merged(objects[index], patch)) ?? objects.map((one, i) => (i === index ? merged(one, patch) : one));
    }
  for (const { name, files } of plan.configMapGenerator ?? []) {
    for (const file of files) assert.ok(existsSync(join(deploy, folder, file)), file);
    const data = Object.fromEntries(files.map((file) => [basename(file), read(join(folder, file))]));
    const full = `${name}-${createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 10)}`;
    objects = objects.map((one) => renamed(one, (member, value) => (member === 'configMap' && value.name === name ? { ...value, name: full } : undefined)));
    objects.push({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: full, namespace: plan.namespace }, data });
  }
  for (const { name, newName, newTag } of plan.images ?? [])
    objects = objects.map((one) => renamed(one, (member, value) => (member === 'image' && value === name ? `${newName}:${newTag}` : undefined)));
  return objects;
}
