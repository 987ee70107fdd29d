// SPDX-License-Identifier: MIT
// The Dockerfile by itself: what a linter finds, and what this project asks of it besides.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const { validate } = createRequire(import.meta.url)('dockerfile-utils');
const { DockerfileParser } = createRequire(import.meta.url)('dockerfile-ast');
const text = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8');
const makefile = readFileSync(new URL('../../Makefile', import.meta.url), 'utf8');
const file = DockerfileParser.parse(text);
const instructions = file.getInstructions();
const all = (word) => instructions.filter((one) => one.getKeyword() === word).map((one) => one.getArgumentsContent() ?? '');

const strict = Object.fromEntries(['casingInstruction', 'deprecatedMaintainer', 'directiveCasing', 'emptyContinuationLine',
  'instructionCasing', 'instructionCmdMultiple', 'instructionEntrypointMultiple', 'instructionHealthcheckMultiple',
  'instructionJSONInSingleQuotes', 'instructionWorkdirRelative', 'unusedLabels'].map((rule) => [rule, 2]));

test('the linter finds nothing', () => {
  const found = validate(text, strict).map(({ range, message }) => `line ${range.start.line + 1}: ${message}`);
  assert.deepEqual(found, []);
});

test('the linter finds what is put in', () => {
  const broken = text.replace('EXPOSE 8080', 'EXPOSE web').replace('WORKDIR /src', 'WORKDIR src');
  assert.deepEqual(validate(broken, strict).map(({ message }) => message).sort(),
    ['Invalid containerPort: web', 'WORKDIR paths should be absolute']);
});

test('the base can be given, and the image starts from nothing', () => {
  assert.deepEqual(all('FROM'), ['${BASE} AS build', 'scratch']);
  assert.match(all('ARG')[0], /^BASE=debian:/);
});

test('nothing is fetched but by the package manager', () => {
  assert.deepEqual(all('ADD'), []);
  for (const command of all('RUN')) assert.doesNotMatch(command, /\b(curl|wget|git|pip|npm)\b/);
});

test('it runs as a user without a name that others could have', () => assert.deepEqual(all('USER'), ['65532:65532']));

test('the version is that of the Makefile', () => {
  const version = /^VERSION := (\S+)$/m.exec(makefile)[1];
  assert.ok(all('ARG').includes(`VERSION=${version}`), `ARG VERSION=${version}`);
});

test('commands are lists, since there is no shell to read them', () => {
  for (const word of ['ENTRYPOINT', 'CMD']) for (const given of all(word)) assert.ok(Array.isArray(JSON.parse(given)), given);
  assert.match(all('HEALTHCHECK').join(), /^CMD \["factd", "healthcheck"\]$/);
});
