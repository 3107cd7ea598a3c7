// Bundles the extension (CommonJS for the extension host), its worker thread and the webview, copies what is read as files, and
// writes the notices of all that is bundled. node esbuild.js [--production] [--watch] [--out=DIR]; with --npm the command instead, for npm pack.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
};
const knowledgeWorker = 'src/core/knowledge/stores/local/worker.ts';
const CMAPS = 'node_modules/pdfjs-dist/cmaps';
const dataWorker = 'src/core/data/worker.ts';
const pictureWorker = 'src/core/interpreter/pictures/worker.ts';
/** What that thread draws with, read as files. */
const drawing = { '@resvg/resvg-wasm': 'index_bg.wasm', 'dejavu-fonts-ttf': 'ttf/DejaVuSans.ttf' };

/** @type {import('esbuild').BuildOptions[]} */
const command = [{ ...node, entryPoints: { main: 'src/main.ts', knowledgeWorker, dataWorker, pictureWorker } }];

/**
 * Diagrams are drawn in frames of their own, into which a view puts the library as a text.
 * @type {import('esbuild').Plugin}
 */
const asText = {
  name: 'as-text',
  setup: ({ onLoad }) => onLoad({ filter: /[\\/]mermaid\.tiny\.js$/ }, ({ path }) => ({ contents: readFileSync(path, 'utf8'), loader: 'text' })),
};

/**
 * What a view says it takes from a file that has the page's messages: they are there before anything is said, in whatever order parts are loaded.
 * @type {import('esbuild').Plugin}
 */
const inItsLanguage = {
  name: 'in-its-language',
  setup({ onResolve }) {
    const language = path.resolve('src/webview/shared/language.ts');
    onResolve({ filter: /^@vscode\/l10n$/ }, ({ importer }) => (importer === language ? undefined : { path: language }));
  },
};

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
  plugins: [asText, inItsLanguage],
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

/** @type {import('esbuild').BuildOptions[]} */
const extension = [
  { ...node, entryPoints: { extension: 'src/extension.ts', knowledgeWorker, dataWorker, pictureWorker } },
  // They draw charts, one of them in a thread of the extension host: what draws them is there once.
  {
    ...view,
    external: ['node:worker_threads'],
    entryPoints: [
      { in: 'src/core/export/drawing/worker.ts', out: 'chartWorker' },
      { in: 'src/webview/main.tsx', out: 'webview' },
      { in: 'src/webview/grid/main.tsx', out: 'grid' },
    ],
  },
  { ...view, entryPoints: [{ in: 'src/webview/usage/main.tsx', out: 'usage' }] },
  { ...common, entryPoints: [{ in: 'src/webview/main.css', out: 'webview' }], loader: { '.ttf': 'file', '.woff2': 'file' }, assetNames: '[name]' },
];

const bundles = npm ? command : extension;
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
cpSync('src/core/interpreter/python', path.join(out, 'python'), { recursive: true, filter: (path) => !path.includes('__pycache__') });
// Those for UTF-8 and UTF-32 are for other programs: no PDF names them.
cpSync(CMAPS, path.join(out, 'cmaps'), { recursive: true, filter: (path) => !/UTF(8|32)/.test(path) });

for (const [name, file] of Object.entries(drawing)) cpSync(path.join('node_modules', name, file), path.join(out, path.basename(file)));

if (watch) {
  for (const options of bundles) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  const built = await Promise.all(bundles.map((options) => build(options)));
  const packages = bundledPackages(built.flatMap(({ metafile }) => metafile ?? []), ['pdfjs-dist', ...Object.keys(drawing)]);
  writeFileSync(path.join(out, 'ThirdPartyNotices.txt'), notices(packages));
}
