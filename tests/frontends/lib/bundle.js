// SPDX-License-Identifier: MIT
// What a bundler makes of sources, as a program with React is built; esbuild is that of web/, React that of the tests.
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { root } from '../../lib/factd.js';

const { build } = createRequire(join(root, 'web/package.json'))('esbuild');

// The text of one script, from `files`, { name: source }, beginning with `entry`.
export async function bundle(files, entry) {
  const sources = {
    name: 'sources',
    setup(each) {
      each.onResolve({ filter: /^\.?\/?[\w.]+\.jsx?$/ }, ({ path }) => ({ path: path.replace('./', ''), namespace: 'page' }));
      each.onLoad({ filter: /./, namespace: 'page' }, ({ path }) => ({
        contents: files[path], loader: 'jsx', resolveDir: join(root, 'tests/browser'),
      }));
    },
  };
  const { outputFiles: [{ text }] } = await build({
    entryPoints: [entry], bundle: true, write: false, format: 'esm', jsx: 'automatic', plugins: [sources],
    define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'silent',
  });
  return text;
}
