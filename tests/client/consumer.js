// SPDX-License-Identifier: MIT
// The package as who installs it has it: packed, unpacked, and compiled against.
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/factd.js';

export const home = join(root, 'clients/typescript');
const installed = join(home, 'node_modules');

export function command(name, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(name, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  return { status, stdout, stderr };
}

export function must(name, args, cwd) {
  const { status, stdout, stderr } = command(name, args, cwd);
  if (status !== 0) throw new Error(`${name} ${args.join(' ')}: exit ${status}\n${stdout}${stderr}`);
  return stdout;
}

// What `npm pack` would make of the package, or did in `folder`.
export function pack(...args) {
  const [packed] = JSON.parse(must('npm', ['pack', '--json', ...args], home));
  return packed;
}

// A project in `folder` with the package and what it depends on, nothing else, as strict as a compiler can be.
export function project(folder) {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'factd-client'), { recursive: true });
  const { filename } = pack('--pack-destination', folder);
  must('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', join(modules, 'factd-client')], folder);
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers'])
    symlinkSync(join(installed, name), join(modules, name));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
}

// What the compiler says of all that is in `folder`, as who uses this way of finding modules meets it.
export function compile(folder, { module, moduleResolution }, ...args) {
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
    compilerOptions: {
      module, moduleResolution, target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], types: [], outDir: 'out',
      strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noImplicitReturns: true,
      noPropertyAccessFromIndexSignature: true, noUnusedLocals: true, verbatimModuleSyntax: true, skipLibCheck: false,
    },
    include: ['*.ts'],
  }));
  const compiler = join(installed, 'typescript/bin/tsc');
  return command(process.execPath, [compiler, '--pretty', 'false', ...args], folder).stdout;
}
