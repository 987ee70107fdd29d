// SPDX-License-Identifier: MIT
// The image under test and containers of it, as run.sh has set them up.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(import.meta.url), '../../..');
const { BOX_STORE: store, BOX_IMAGE: image, BOX_IMAGE_AGAIN: again, BOX_LIMITS: limits = '' } = process.env;
if (!store || !image) throw new Error('run by tests/container/run.sh (make container-test)');
export { again, image };

// { status, stdout, stderr }; a podman without systemd grumbles at each health check that it sets no timer for it.
export function tell(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error) throw error;
  return { status, stdout, stderr: stderr.replace(/^time=.* msg=".*(systemd|healthcheck).*\n/gm, '') };
}

export function podman(...args) {
  const { status, stdout, stderr } = tell('podman', ...args);
  if (status !== 0) throw new Error(`podman ${args.join(' ')}: exit ${status}: ${stderr}`);
  return stdout.trim();
}

export const inspect = (thing, ...args) => JSON.parse(podman(...args, 'inspect', thing))[0];

// All that can be taken from a container without taking it from factd. podman's own --read-only would leave /tmp
// writable, which Docker's does not.
export const hardened = ['--network=none', '--read-only', '--read-only-tmpfs=false', '--cap-drop=all',
  '--security-opt=no-new-privileges', ...limits.split(' ').filter(Boolean)];

// One that others may read.
export function folder() {
  const path = mkdtempSync(join(store, 'folder-'));
  chmodSync(path, 0o755);
  return path;
}

// { path, size, mode, uid, gid, link, sha256 } of each file and link in an image, by path; `folders` likewise.
export function contents(name) {
  const top = podman('image', 'mount', name);
  const files = [], folders = [];
  const walk = (path) => {
    for (const entry of readdirSync(top + path).sort()) {
      const at = `${path}/${entry}`, { mode, uid, gid, size, mtimeMs } = lstatSync(top + at);
      const one = { path: at, mode: mode & 0o7777, uid, gid, mtime: mtimeMs / 1000 };
      if ((mode & 0o170000) === 0o040000) {
        folders.push(one);
        walk(at);
      } else if ((mode & 0o170000) === 0o120000) files.push({ ...one, size: 0, link: readlinkSync(top + at) });
      else files.push({ ...one, size, sha256: createHash('sha256').update(readFileSync(top + at)).digest('hex') });
    }
  };
  walk('');
  return { top, files, folders, read: (path, encoding = 'utf8') => readFileSync(top + path, encoding) };
}
