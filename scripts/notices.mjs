// The notices of all third-party software in the bundles: name, version and the licence's own text, from the packages as installed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODULES = path.join(ROOT, 'node_modules');
/** Names of files with licences: of a package, and of what a package has taken in from others. */
const LICENCES = /^(licen[cs]e|copying|notice)([-._]|$)/i;
const RULE = '='.repeat(80);

/**
 * Software that a package holds without its licence: its version as it says it itself, and where the same text is installed.
 * @type {Record<string, { name: string, licence: string, source: string, version: RegExp, copyright: string, text: string }>}
 */
const TAKEN_IN = {
  unpdf: {
    name: 'pdf.js',
    licence: 'Apache-2.0',
    source: 'dist/pdfjs.mjs',
    version: /["`](\d+\.\d+\.\d+)["`]/,
    copyright: 'Copyright Mozilla Foundation and contributors',
    text: 'typescript/LICENSE.txt',
  },
};

/**
 * Packages of which a part alone is taken: whose licences count.
 * @type {Record<string, RegExp>}
 */
const IN_PART = { 'pdfjs-dist': /^(LICENSE|cmaps\/LICENSE)$/ };

/**
 * Packages that name their licence and leave out its text: who has written them, and where the same text is installed.
 * @type {Record<string, { licence: string, copyright: string, text: string }>}
 */
const TEXT_ELSEWHERE = {
  '@resvg/resvg-wasm': { licence: 'MPL-2.0', copyright: 'Copyright the authors of resvg and of resvg-js', text: 'axe-core/LICENSE' },
  '@vscode/l10n': { licence: 'MIT', copyright: 'Copyright (c) Microsoft Corporation', text: '@vscode/codicons/LICENSE-CODE' },
};

/**
 * Data of others that is kept here, with its package.json and licence: what a bundle has of it, and its folder.
 * @type {Record<string, string>}
 */
const KEPT = { 'src/core/text/secrets/gitleaks/rules.json': 'src/core/text/secrets/gitleaks' };

/**
 * The folders of the packages that bundles are made of, sorted.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @param {readonly string[]} copied names of packages of which files are shipped as they are
 */
export function bundledPackages(metafiles, copied = []) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)));
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  const data = Object.entries(KEPT).flatMap(([file, folder]) => (inputs.includes(file) ? [folder] : []));
  return [...new Set(folders.concat(data, copied.map((name) => `node_modules/${name}`)))].sort();
}

/**
 * The text of `ThirdPartyNotices.txt`.
 * @param {readonly string[]} folders of packages, relative to the root
 * @throws Error in a sentence, for a package without a licence's text
 */
export function notices(folders) {
  const parts = folders.flatMap((folder) => {
    const place = path.resolve(ROOT, folder);
    const { name, version, license } = JSON.parse(readFileSync(path.join(place, 'package.json'), 'utf8'));
    const files = readdirSync(place, { recursive: true }).map((file) => file.replaceAll('\\', '/')).filter((file) => isLicence(file) && (IN_PART[name]?.test(file) ?? true)).sort();
    const elsewhere = TEXT_ELSEWHERE[name];
    if (files.length === 0 && elsewhere?.licence === license) return [part(name, version, license, `${elsewhere.copyright}\n\n${read(path.join(MODULES, elsewhere.text))}`)];
    if (files.length === 0) throw new Error(`${name} ${version} is bundled and has no licence’s text; ask its authors for one, or use another package.`);
    const text = files.map((file) => `${files.length > 1 ? `${file}:\n\n` : ''}${read(path.join(place, file))}`).join('\n\n');
    return [part(name, version, license, text), ...takenIn(name, place)];
  });
  return [`Docent is made with the software below. ${parts.length} parts, each with its licence.`, ...parts, ''].join('\n\n');
}

/** @param {string} file relative to its package */
function isLicence(file) {
  return LICENCES.test(path.posix.basename(file)) && !/^node_modules\/|\.[cm]?[jt]sx?$/.test(file);
}

/** @returns {string[]} */
function takenIn(name, place) {
  const other = TAKEN_IN[name];
  if (!other) return [];
  const text = path.join(MODULES, other.text);
  const version = other.version.exec(read(path.join(place, other.source)))?.[1];
  if (!version || !existsSync(text)) throw new Error(`The version or the licence’s text of ${other.name}, which ${name} holds, was not found; correct it in scripts/notices.mjs.`);
  return [part(`${other.name} (in ${name})`, version, other.licence, `${other.copyright}\n\n${read(text)}`)];
}

function part(name, version, licence, text) {
  return `${RULE}\n${name} ${version}\n${licence}\n${RULE}\n\n${text}`;
}

function read(file) {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();
}
