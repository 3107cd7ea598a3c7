// node scripts/setup.ts VERSION, after `npm ci`: gives VS Code's server its own packages, trimmed, and unpacks Chromium.
// Can be run again at any time; leaves VERSION as the sign that it has run to its end.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { CHROMIUM, FONTS_CONF, NODE, PACKED_CHROMIUM, SETUP_STAMP, VSCODE } from './paths.ts';

const run = promisify(execFile);
const [version = ''] = process.argv.slice(2);

/** What the server depends on and a test host never loads: agents, Windows, Kerberos, SSH. 180 MB instead of 404. */
const UNUSED = [
  '@devcontainers/cli', '@github/copilot-sdk', '@microsoft/mxc-sdk', '@vscode/copilot-api', '@vscode/sandbox-runtime', '@vscode/sqlite3',
  '@vscode/windows-process-tree', '@vscode/windows-registry', 'kerberos', 'ssh2',
];

/**
 * Bundled extensions that need an account or packages that are not there, or do what neither tests nor the demo look at: with them each start
 * of a window takes a sixth more processor time. What only describes languages and themes costs nothing and stays.
 */
const UNUSED_EXTENSIONS = [
  'copilot', 'css-language-features', 'debug-auto-launch', 'debug-server-ready', 'emmet', 'extension-editing', 'github', 'github-authentication', 'grunt', 'gulp',
  'html-language-features', 'jake', 'markdown-math', 'merge-conflict', 'mermaid-markdown-features', 'microsoft-authentication', 'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion', 'ms-vscode.vscode-js-profile-table', 'npm', 'php-language-features', 'references-view', 'simple-browser', 'terminal-suggest',
  'tunnel-forwarding', 'typescript-language-features',
];

/** npm under Node 24, in the server's folder. */
function npm(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const PATH = `${path.dirname(NODE)}${path.delimiter}${process.env.PATH}`;
  return run('npm', [...args, '--loglevel=error'], { cwd: VSCODE, env: { ...process.env, ...env, PATH } });
}

/** At the versions of the server's own lock file; what is native in it comes built, but for one module. */
async function installServerPackages(): Promise<void> {
  const manifest = path.join(VSCODE, 'package.json');
  const { dependencies, ...rest } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  const kept = Object.entries(dependencies).filter(([name]) => !UNUSED.includes(name));
  fs.writeFileSync(manifest, JSON.stringify({ ...rest, dependencies: Object.fromEntries(kept) }, null, 2));
  await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund']);
  // Without it output channels stay empty and no log files are written; all else works, so a machine without a compiler will do.
  const headers = path.resolve(NODE, '..', '..');
  await npm(['rebuild', '@vscode/spdlog', '--ignore-scripts=false'], { npm_config_nodedir: headers }).catch(() =>
    console.log('  No C++ compiler here: in this VS Code the Output panel will stay empty.'),
  );
  for (const name of UNUSED_EXTENSIONS) fs.rmSync(path.join(VSCODE, 'extensions', name), { recursive: true, force: true });
}

async function inflate(name: string, target: string): Promise<void> {
  await pipeline(fs.createReadStream(path.join(PACKED_CHROMIUM, name)), createBrotliDecompress(), fs.createWriteStream(target, { mode: 0o755 }));
}

/** The package's own code would unpack to a folder shared by everyone on the machine. */
async function unpackChromium(): Promise<void> {
  const folder = path.dirname(CHROMIUM);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  await inflate('chromium.br', CHROMIUM);
  for (const name of ['al2023.tar', 'fonts.tar']) {
    const archive = path.join(folder, name);
    await inflate(`${name}.br`, archive);
    await run('tar', ['-xf', archive, '-C', folder]);
    fs.rmSync(archive);
  }
  // The archive's own fonts.conf names folders that do not exist here.
  const fonts = path.join(folder, 'fonts');
  fs.writeFileSync(FONTS_CONF, `<?xml version="1.0"?>\n<fontconfig><dir>${fonts}</dir><cachedir>${fonts}/cache</cachedir></fontconfig>\n`);
}

await Promise.all([installServerPackages(), unpackChromium()]);
fs.writeFileSync(SETUP_STAMP, version);
