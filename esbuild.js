// Bundles the extension (CommonJS for the extension host), its worker thread and the webview, and copies what is read as files.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { build, context } from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...common,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    entryPoints: { extension: 'src/extension.ts', knowledgeWorker: 'src/core/knowledge/stores/local/worker.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
  },
  {
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'chrome130',
    entryPoints: [
      { in: 'src/webview/main.tsx', out: 'webview' },
      { in: 'src/webview/usage/main.tsx', out: 'usage' },
      { in: 'src/webview/main.css', out: 'webview' },
    ],
    outdir: 'dist',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
];

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
cpSync('src/core/interpreter/python', 'dist/python', { recursive: true, filter: (path) => !path.includes('__pycache__') });

if (watch) {
  for (const options of bundles) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  await Promise.all(bundles.map((options) => build(options)));
}
