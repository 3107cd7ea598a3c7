// Bundles the extension (CommonJS for the extension host), its worker thread and the webview, copies what is read as files, and
// writes the notices of all that is bundled. node esbuild.js [--production] [--watch] [--out=DIR]; with --npm the command instead, for npm pack.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, context } from 'esbuild';
import { bundledPackages, notices } from './scripts/notices.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const npm = process.argv.includes('--npm');
const out = process.argv.find((arg) => arg.startsWith('--out='))?.slice('--out='.length) ?? (npm ? 'dist-npm' : 'dist');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  metafile: true,
  outdir: out,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode'],
  outExtension: { '.js': '.cjs' },
};
const knowledgeWorker = 'src/core/knowledge/stores/local/worker.ts';
const dataWorker = 'src/core/data/worker.ts';

/** @type {import('esbuild').BuildOptions[]} */
const command = [{ ...node, entryPoints: { main: 'src/main.ts', knowledgeWorker, dataWorker } }];

/**
 * What a view loads only when it needs it lies in files of its own.
 * @type {import('esbuild').BuildOptions}
 */
const view = {
  ...common,
  platform: 'browser',
  format: 'esm',
  splitting: true,
  target: 'chrome130',
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

/** @type {import('esbuild').BuildOptions[]} */
const extension = [
  { ...node, entryPoints: { extension: 'src/extension.ts', knowledgeWorker, dataWorker } },
  { ...view, entryPoints: [{ in: 'src/webview/main.tsx', out: 'webview' }] },
  { ...view, entryPoints: [{ in: 'src/webview/usage/main.tsx', out: 'usage' }] },
  { ...common, entryPoints: [{ in: 'src/webview/main.css', out: 'webview' }], loader: { '.ttf': 'file', '.woff2': 'file' }, assetNames: '[name]' },
];

const bundles = npm ? command : extension;
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
cpSync('src/core/interpreter/python', path.join(out, 'python'), { recursive: true, filter: (path) => !path.includes('__pycache__') });

if (watch) {
  for (const options of bundles) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  const built = await Promise.all(bundles.map((options) => build(options)));
  writeFileSync(path.join(out, 'ThirdPartyNotices.txt'), notices(bundledPackages(built.flatMap(({ metafile }) => metafile ?? []))));
}
