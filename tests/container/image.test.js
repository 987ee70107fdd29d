// SPDX-License-Identifier: MIT
// The image as it was built: what is in it and what is not, that a second build gives the same, and its SBOM.
import Ajv from 'ajv';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, it } from 'node:test';
import parse from 'spdx-expression-parse';
import { again, contents, image, inspect, tell } from './box.js';

const MOST = 30_000_000;
const SBOM = '/usr/share/sbom/factd.spdx.json';
const config = inspect(image, 'image');
const { top, files, folders, read } = contents(image);
const known = new Map(files.map((file) => [file.path, file]));
const libraries = files.filter(({ path, link }) => /\.so(\.|$)/.test(path) && !link);
const records = files.filter(({ path }) => /^\/var\/lib\/dpkg\/status\.d\/[^/]+$/.test(path) && !path.endsWith('.md5sums'));
const field = (text, name) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1];

describe('the image', () => {
  it(`holds at most ${MOST / 1e6} MB`, () => {
    const total = files.reduce((sum, { size }) => sum + size, 0);
    const rows = [...files].filter(({ link }) => !link).sort((a, b) => b.size - a.size);
    console.log(`${(total / 1e6).toFixed(1)} MB in ${files.length} files and links, ${(config.Size / 1e6).toFixed(1)} MB by podman's count:`);
    for (const { path, size } of rows.slice(0, 24)) console.log(`${String(size).padStart(10)} ${path}`);
    const rest = rows.slice(24);
    console.log(`${String(rest.reduce((sum, { size }) => sum + size, 0)).padStart(10)} in ${rest.length} more`);
    assert.ok(total > 0 && total <= MOST && config.Size <= MOST, `${total} bytes, ${config.Size} by podman's count`);
  });

  it('has one program, the loader beside it, and no shell, compiler or package manager', () => {
    const executable = files.filter(({ mode, link }) => !link && mode & 0o111).map(({ path }) => path);
    const started = executable.filter((path) => !/\.so(\.\d+)*$/.test(path));
    assert.deepEqual(started, ['/usr/local/bin/factd']);
    const names = new Set(files.map(({ path }) => basename(path)));
    for (const name of ['sh', 'bash', 'dash', 'busybox', 'gcc', 'cc', 'ld', 'apt', 'apt-get', 'dpkg', 'perl', 'python3'])
      assert.ok(!names.has(name), name);
  });

  it('has the libraries that the program loads, all of them and no other', () => {
    const wanted = new Set(), seen = new Set();
    const follow = (path) => {
      if (seen.has(path)) return;
      seen.add(path);
      const { stdout } = tell('readelf', '-d', '-l', top + path);
      const needed = [...stdout.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name]) => name);
      const loader = /program interpreter: (\S+)\]/.exec(stdout);
      for (const name of [...needed, ...(loader ? [basename(loader[1])] : [])]) {
        const found = files.find((file) => basename(file.path) === name && (!file.link || !file.link.includes('..')))
          ?? files.find((file) => basename(file.path) === name);
        assert.ok(found, `${path} needs ${name}`);
        const real = found.link ? files.find((file) => !file.link && basename(file.path) === basename(found.link)) : found;
        assert.ok(real, `${found.path} leads nowhere`);
        wanted.add(real.path);
        follow(real.path);
      }
    };
    follow('/usr/local/bin/factd');
    assert.deepEqual(libraries.map(({ path }) => path), [...wanted].sort());
  });

  it('has each library as Debian shipped it', () => {
    for (const { path } of libraries) {
      const md5 = createHash('md5').update(read(path, null)).digest('hex');
      const lists = files.filter((file) => file.path.endsWith('.md5sums')).map((file) => read(file.path)).join('');
      assert.match(lists, new RegExp(`^${md5}  (usr/)?${path.replace(/^\/usr\//, '').replace(/[.+]/g, '\\$&')}$`, 'm'), path);
    }
  });

  it('has no file that another user may write, or that gives its user more', () => {
    const loose = [...files.filter(({ link }) => !link), ...folders].filter(({ mode }) => mode & 0o7022);
    assert.deepEqual(loose.map(({ path }) => path), []);
  });

  it('belongs to root but for /data, which is empty and the user\'s', () => {
    const others = [...files, ...folders].filter(({ uid, gid }) => uid !== 0 || gid !== 0);
    assert.deepEqual(others.map(({ path, uid, gid, mode }) => [path, uid, gid, mode]), [['/data', 65532, 65532, 0o755]]);
    assert.ok(!files.some(({ path }) => path.startsWith('/data/')));
  });

  it('names its user and its system', () => {
    assert.match(read('/etc/passwd'), /^factd:x:65532:65532:/m);
    assert.match(read('/etc/group'), /^factd:x:65532:$/m);
    assert.match(read('/usr/lib/os-release'), /^ID=debian$/m);
  });

  it('says how it is run, stopped and asked for its health', () => {
    const { User, Entrypoint, Cmd, Volumes, ExposedPorts, StopSignal } = config.Config;
    assert.deepEqual({ User, Entrypoint, Cmd, Volumes, ExposedPorts, StopSignal }, {
      User: '65532:65532', Entrypoint: ['factd'], Cmd: ['serve'], Volumes: { '/data': {} }, ExposedPorts: { '8080/tcp': {} },
      StopSignal: 'SIGTERM' });
    assert.deepEqual((config.Healthcheck ?? config.Config.Healthcheck).Test, ['CMD', 'factd', 'healthcheck']);
  });

  it('is labelled, with the version of the program in it', () => {
    const { stdout } = tell('chroot', top, '/usr/local/bin/factd', '--version');
    const said = Object.fromEntries(['title', 'description', 'licenses', 'version']
      .map((name) => [name, config.Labels[`org.opencontainers.image.${name}`]]));
    assert.deepEqual(said, { title: 'factd', description: 'Serves the facts of news articles over HTTP', licenses: 'MIT',
      version: /^factd (\S+) /.exec(stdout)[1] });
  });

  it('has a program without a path of its building, and without what debuggers read', () => {
    assert.ok(!read('/usr/local/bin/factd', 'latin1').includes('/src/'));
    assert.doesNotMatch(tell('readelf', '-S', `${top}/usr/local/bin/factd`).stdout, /\.debug_|\.symtab/);
  });

  it('has the licenses of each package, and those that they refer to', () => {
    assert.ok(records.length > 10);
    for (const { path } of records) {
      const license = `/usr/share/doc/${basename(path)}/copyright`;
      assert.ok(known.has(license), license);
      for (const [common] of read(license).matchAll(/\/usr\/share\/common-licenses\/L?GPL-[\d.]*\d/g))
        assert.ok(known.has(common), `${license} refers to ${common}`);
    }
    assert.equal(read('/usr/share/doc/factd/copyright'), readFileSync(new URL('../../LICENSE', import.meta.url), 'utf8'));
  });
});

describe('a second build from the same sources', () => {
  it('holds the same files, with the same modes, owners and times', () => {
    const other = contents(again);
    assert.deepEqual(other.files, files);
    assert.deepEqual(other.folders, folders);
  });

  it('has the same layers', () => assert.deepEqual(inspect(again, 'image').RootFS.Layers, config.RootFS.Layers));
});

describe('the SBOM', () => {
  const sbom = JSON.parse(read(SBOM));
  const packages = new Map(sbom.packages.map((one) => [one.SPDXID, one]));
  const listed = new Map(sbom.files.map((one) => [one.SPDXID, one]));
  const web = sbom.packages.filter(({ externalRefs }) => externalRefs?.[0].referenceLocator.startsWith('pkg:npm/'));
  const debian = sbom.packages.filter((one) => one.name !== 'factd' && !web.includes(one));
  const owners = new Map(sbom.relationships.filter((one) => one.relationshipType === 'CONTAINS' && listed.has(one.relatedSpdxElement))
    .map((one) => [listed.get(one.relatedSpdxElement).fileName.slice(1), packages.get(one.spdxElementId)]));

  it('has the members that SPDX 2.3 asks for, and no others', () => {
    const schema = JSON.parse(readFileSync(new URL('spdx.schema.json', import.meta.url), 'utf8'));
    const ajv = new Ajv({ allErrors: true, strict: false });
    assert.ok(ajv.validate(schema, sbom), ajv.errorsText());
  });

  it('relates what is there, each once', () => {
    const ids = [sbom.SPDXID, ...packages.keys(), ...listed.keys()];
    assert.equal(new Set(ids).size, 1 + sbom.packages.length + sbom.files.length);
    for (const { spdxElementId, relatedSpdxElement } of sbom.relationships) {
      assert.ok(ids.includes(spdxElementId), spdxElementId);
      assert.ok(ids.includes(relatedSpdxElement), relatedSpdxElement);
    }
    assert.deepEqual(sbom.relationships.filter((one) => one.relationshipType === 'DESCRIBES'),
      [{ spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-Package-factd' }]);
  });

  it('lists every file of the image but itself, with its digest and its package', () => {
    const real = files.filter(({ link, path }) => !link && path !== SBOM);
    const digests = (file, algorithm) => file.checksums.find((one) => one.algorithm === algorithm).checksumValue;
    assert.deepEqual(Object.fromEntries(sbom.files.map((file) => [file.fileName.slice(1), digests(file, 'SHA256')])),
      Object.fromEntries(real.map(({ path, sha256 }) => [path, sha256])));
    for (const file of sbom.files)
      assert.equal(digests(file, 'SHA1'), createHash('sha1').update(read(file.fileName.slice(1), null)).digest('hex'), file.fileName);
    for (const { path } of real) assert.ok(owners.get(path), path);
  });

  it('gives each library to a package of Debian, in the version that dpkg has', () => {
    for (const { path } of libraries) assert.ok(owners.get(path).externalRefs, `${path} is ${owners.get(path).name}'s`);
    const versions = debian.map(({ name, versionInfo }) => [name, versionInfo]);
    assert.deepEqual(versions.sort(), records.map(({ path }) => [field(read(path), 'Package'), field(read(path), 'Version')]).sort());
  });

  it('gives each package the code that its files make', () => {
    for (const one of sbom.packages.filter((each) => !web.includes(each))) {
      const sums = [...owners].filter(([, owner]) => owner === one)
        .map(([path]) => createHash('sha1').update(read(path, null)).digest('hex')).sort().join('');
      assert.equal(one.packageVerificationCode.packageVerificationCodeValue, createHash('sha1').update(sums).digest('hex'), one.name);
    }
  });

  it('names licenses as SPDX does, or gives their text', () => {
    const texts = new Set(sbom.hasExtractedLicensingInfos.map(({ licenseId }) => licenseId)), used = new Set();
    const look = (node, name) => {
      if (node.license?.startsWith('LicenseRef-')) {
        assert.ok(texts.has(node.license), `${name}: ${node.license} has no text`);
        used.add(node.license);
      }
      for (const side of [node.left, node.right]) if (side) look(side, name);
    };
    for (const { name, licenseDeclared } of sbom.packages)
      if (licenseDeclared !== 'NOASSERTION') look(parse(licenseDeclared), name);
    assert.deepEqual([...texts].sort(), [...used].sort());
  });

  it('asserts a license wherever the copyright file can be read by a machine', () => {
    for (const { name, licenseDeclared } of debian) {
      const readable = /^Format:.*copyright-format/m.test(read(`/usr/share/doc/${name}/copyright`).split('\n\n')[0]);
      assert.equal(licenseDeclared !== 'NOASSERTION', readable, name);
    }
  });

  it('names the packages whose code browsers get, as part of the program, and the image has their licenses', () => {
    const locked = JSON.parse(readFileSync(new URL('../../web/package-lock.json', import.meta.url), 'utf8')).packages;
    const names = web.map(({ name }) => name);
    for (const name of ['swagger-ui-dist', 'd3-force']) assert.ok(names.includes(name), name);
    assert.ok(!names.includes('esbuild'), 'what only builds is no part');
    const texts = read('/usr/share/doc/factd/web-licenses.txt');
    for (const { SPDXID, name, versionInfo, licenseDeclared } of web) {
      assert.equal(versionInfo, locked[`node_modules/${name}`].version, name);
      assert.equal(licenseDeclared, locked[`node_modules/${name}`].license, name);
      assert.ok(texts.includes(`${name} ${versionInfo} (${licenseDeclared})\n`), name);
      assert.ok(sbom.relationships.some((one) => one.spdxElementId === 'SPDXRef-Package-factd' &&
        one.relationshipType === 'CONTAINS' && one.relatedSpdxElement === SPDXID), name);
    }
  });

  it('says the time that the build was given', () => {
    assert.equal(Date.parse(sbom.creationInfo.created) / 1000, Number(process.env.SOURCE_DATE_EPOCH));
  });
});
