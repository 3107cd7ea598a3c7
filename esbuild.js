// Bundles the extension (CommonJS for the extension host), its worker thread and the webview, copies what is read as files, and
// writes the notices of all that is bundled. node esbuild.js [--production] [--watch] [--out=DIR]
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, context } from 'esbuild';
import { bundledPackages, notices } from './scripts/notices.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const out = process.argv.find((arg) => arg.startsWith('--out='))?.slice('--out='.length) ?? 'dist';

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

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...common,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    entryPoints: {
      extension: 'src/extension.ts',
      knowledgeWorker: 'src/core/knowledge/stores/local/worker.ts',
      dataWorker: 'src/core/data/worker.ts',
    },
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
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
];

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
cpSync('src/core/interpreter/python', path.join(out, 'python'), { recursive: true, filter: (path) => !path.includes('__pycache__') });

if (watch) {
  for (const options of bundles) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  const built = await Promise.all(bundles.map((options) => build(options)));
  writeFileSync(path.join(out, 'ThirdPartyNotices.txt'), notices(bundledPackages(built.flatMap(({ metafile }) => metafile ?? []))));
}
