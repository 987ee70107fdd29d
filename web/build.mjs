// SPDX-License-Identifier: MIT
// What browsers load, from web/ into FOLDER: assets/NAME-HASH.EXT, whose name changes whenever its bytes do, and
// embed.js, whose name never does; each also as gzip and brotli make it. The same sources give the same bytes.
//   node web/build.mjs FOLDER     FOLDER/manifest lists the files made, FOLDER/packages.json whose code is among them
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const web = fileURLToPath(new URL('.', import.meta.url));
const modules = join(web, 'node_modules');
const folder = process.argv[2];
const reader = 'node_modules/swagger-ui-dist/swagger-ui';
const copied = ['icon.svg', `${reader}-bundle.js`, `${reader}.css`];

// { files: bytes by path, inputs: what went into them }
async function bundle(entries, options) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: web, entryPoints: entries, outdir: '/', write: false, metafile: true, logLevel: 'warning',
    bundle: true, minify: true, charset: 'utf8', format: 'esm', legalComments: 'none',
    target: ['chrome109', 'firefox115', 'safari16.4'],
    ...options,
  });
  return {
    files: Object.fromEntries(outputFiles.map(({ path, contents }) => [path.slice(1), Buffer.from(contents)])),
    inputs: Object.keys(metafile.inputs),
  };
}

const hashed = (name, bytes) => {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase();
  return `assets/${basename(name, extname(name))}-${hash}${extname(name)}`;
};

// A map of sources that is not served would only be asked for.
const withoutMap = (bytes) => Buffer.from(bytes.toString().replace(/\n\/[/*][#@] sourceMappingURL=.*$/, '\n'));

// The packages that sources come from, as they name themselves.
function packagesOf(inputs) {
  const names = inputs.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean);
  return [...new Set(names)].sort().map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
    return { name, version, license };
  });
}

// What their licenses ask to be passed on with them.
const licenses = (packages) => packages.map(({ name, version, license }) => {
  const texts = readdirSync(join(modules, name)).sort()
    .filter((file) => /^(LICENSE|NOTICE)|-bundle\.js\.LICENSE\.txt$/.test(file));
  if (!texts.some((file) => file.startsWith('LICENSE'))) throw new Error(`${name} has no license file`);
  const read = (file) => readFileSync(join(modules, name, file), 'utf8');
  return [`${name} ${version} (${license})`, ...texts.map(read)]
    .map((text) => `${text.trim()}\n`).join('\n');
}).join(`\n${'-'.repeat(80)}\n\n`);

function variants(bytes) {
  const brotli = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { '': bytes, '.br': brotliCompressSync(bytes, { params: brotli }), '.gz': gzipSync(bytes, { level: 9 }) };
}

const name = 'assets/[name]-[hash]';
const names = { entryNames: name, chunkNames: name, assetNames: name };
const sheets = ['docs.css', 'style.css', 'style/embed.css'];
const pages = await bundle(['docs.js', 'page.js', ...sheets], { ...names, splitting: true });
const embed = await bundle(['embed.js'], {});
const files = { ...pages.files, ...embed.files };
for (const name of copied) {
  const bytes = withoutMap(readFileSync(join(web, name)));
  files[hashed(name, bytes)] = bytes;
}
const packages = packagesOf([...pages.inputs, ...embed.inputs, ...copied]);
const texts = Buffer.from(licenses(packages));
files[hashed('licenses.txt', texts)] = texts;

rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, 'assets'), { recursive: true });
const made = [];
for (const path of Object.keys(files).sort()) {
  const each = variants(files[path]);
  for (const [suffix, bytes] of Object.entries(each)) {
    made.push(join(folder, path + suffix));
    writeFileSync(made.at(-1), bytes);
  }
  const [plain, brotli, gzip] = Object.values(each).map(({ length }) => String(length).padStart(8));
  console.log(`  WEB ${path.padEnd(40)}${plain}${gzip} gzip${brotli} br`);
}
writeFileSync(join(folder, 'packages.json'), `${JSON.stringify(packages, null, 1)}\n`);
writeFileSync(join(folder, 'manifest'), `${made.join('\n')}\n`);
