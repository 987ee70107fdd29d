// SPDX-License-Identifier: MIT
// The size of the image that the Dockerfile makes, where buildah can make it.
import { spawnSync } from 'node:child_process';

import { root } from './server.js';

const WHAT = 'MB of the image', MINUTES = 20, TAG = 'factd-bench';

function buildah(...args) {
  const { status, stdout, stderr, error } = spawnSync('buildah', args,
    { cwd: root, encoding: 'utf8', timeout: MINUTES * 60000, maxBuffer: 1 << 28 });
  return { good: !error && status === 0, text: (stdout ?? '').trim(), why: error?.message ?? (stderr ?? '').trim().split('\n').at(-1) };
}

const missing = (note) => ({ key: 'h', what: WHAT, wanted: '—', value: null, note: `not measured: ${note}` });

// As buildah tells it: all layers' files, uncompressed, in MB.
function sizeOf(name) {
  const { text } = buildah('images', '--format', '{{.Size}}', name), [, size, unit] = /^([\d.]+) ([kMG]B)/.exec(text) ?? [];
  return size && Number(size) * { kB: 1e-3, MB: 1, GB: 1e3 }[unit];
}

function measured() {
  const size = sizeOf(TAG);
  if (!size) return missing('its size is not told');
  return { key: 'h', what: WHAT, wanted: '—', value: size, plain: true, note: 'from scratch: the program, what it loads, the article' };
}

export function imageRow({ quick }) {
  if (quick) return missing('a quick run');
  if (!buildah('--version').good) return missing('buildah is not installed');
  const { good, why } = buildah('build', '--isolation', 'chroot', '--format', 'docker', '--tag', TAG, '.');
  return good ? measured() : missing(`the build failed: ${why}`);
}
