import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { accessOf } from './api/access.ts';
import { exportDump } from './api/transfer/export.ts';
import { importDump } from './api/transfer/import.ts';
import { counted } from './api/transfer/report.ts';
import { faultOf } from './core/data/fault.ts';
import { troubleOf } from './core/data/trouble.ts';
import type { Docent } from './core/docent.ts';
import { discoverPython } from './core/interpreter/discoverPython.ts';
import { DocentError, errorInfo } from './core/types/errors.ts';
import type { Log } from './core/types/log.ts';
import { serveMcp } from './mcp.ts';
import { openData, serve, type ServeOptions } from './serve.ts';
import { readArguments, usage } from './cli/arguments.ts';
import { givenOptions, helpText, MCP_OPTIONS, type OptionValues } from './cli/options.ts';
import { readSettings, type Settings } from './cli/settings.ts';
import { readToken } from './cli/token.ts';

/** Where this copy of Docent lies. */
export interface Installation {
  readonly version: string;
  readonly assets: ServeOptions['assets'];
}

/**
 * The command `docent`, as it is typed without its own name. Whatever goes wrong is told in one line, never with a stack.
 * @returns the exit code, once it has ended
 */
export async function main(args: readonly string[], installation: Installation): Promise<number> {
  try {
    const { values, positionals } = readArguments(args);
    const [command, ...more] = positionals;
    if (values.version) return say(installation.version);
    if (values.help || command === undefined) return say(helpText());
    if (command === 'mcp') return await runMcp(values, more, installation);
    if (command !== 'serve' && command !== 'export') throw usage(`Unknown command ${command}; see --help.`);
    const [file = values.export, extra] = command === 'export' ? more : [values.export, ...more];
    if (extra !== undefined) throw usage(`${extra} belongs to no option; see --help.`);
    if (command === 'export' && file === null) throw usage('Name the file to write: docent export FILE.');
    return await run(readSettings({ ...values, export: file }, process.env), installation);
  } catch (error) {
    print(error instanceof DocentError ? error.message : errorInfo(error).message);
    return 1;
  }
}

async function run(settings: Settings, installation: Installation): Promise<number> {
  const { importFrom, then, dataDir } = settings;
  await makeFolder(dataDir);
  let refused = 0;
  if (importFrom !== null || then.kind === 'export') {
    const docent = await openData({ dataDir, assets: installation.assets, log: LOG });
    try {
      if (importFrom !== null) refused = await takeOver(docent, importFrom);
      if (then.kind === 'export') await writeOut(docent, then.path);
    } finally {
      await docent.close();
    }
  }
  if (then.kind === 'serve') await runServer(settings, installation);
  return then.kind === 'exit' && refused > 0 ? 1 : 0;
}

/** @returns how much was not taken over */
async function takeOver(docent: Docent, path: string): Promise<number> {
  const { added, same, refused, notes } = await importDump(docent, path);
  for (const sentence of [...refused, ...notes]) print(sentence);
  say(`Imported: ${counted(added)}. There already: ${same}. Not taken over: ${refused.length}.`);
  return refused.length;
}

async function writeOut(docent: Docent, path: string): Promise<void> {
  try {
    say(`Exported to ${path}: ${counted(await exportDump(docent, path))}.`);
  } catch (error) {
    // A folder that is not there, or is full: the system's word for it is the best there is.
    if (error instanceof Error && 'syscall' in error) throw usage(`${path} can’t be written: ${error.message}.`);
    throw error;
  }
}

/** Serves until Ctrl-C. */
async function runServer(settings: Settings, { assets, version }: Installation): Promise<void> {
  const { upstream, python } = settings;
  // What runs code later is better known to be wrong now.
  if (python !== null) await discoverPython(python, assets.pythonScripts);
  const token = await readToken(settings.token, settings.dataDir);
  const { url, trouble, close } = await serve({
    port: settings.port,
    dataDir: settings.dataDir,
    assets,
    upstream,
    version,
    access: accessOf({ token, ...settings.access }),
    workspace: settings.workspace,
    python,
    unsandboxed: settings.unsandboxed,
    maskSecrets: settings.maskSecrets,
    log: LOG,
    onRequest: ({ method, path, status, ms }) => print(`${method} ${path} ${status} ${ms} ms`),
  });
  say(`Docent’s Assistants API: ${url}`);
  say(token === null ? 'No token is asked for: every program on this machine may use it.' : `Token: ${token}`);
  say(upstream === null ? 'Search only: no language model answers.' : `Models: those of ${upstream.baseUrl}`);
  if (upstream && upstream.apiKey === undefined && process.env['OPENAI_API_KEY']) say('OPENAI_API_KEY is not sent there; the upstream’s key is taken from DOCENT_UPSTREAM_KEY.');
  say('Ctrl-C ends it.');
  const ended = await Promise.race([stopped(), trouble]);
  await close();
  if (ended) throw new DocentError(ended.kind, ended.message);
}

/** Answers the program that has started this one, until that is done. Its standard output is the protocol's. */
async function runMcp(values: OptionValues, more: readonly string[], { assets, version }: Installation): Promise<number> {
  if (more[0] !== undefined) throw usage(`${more[0]} belongs to no option; see --help.`);
  const other = givenOptions(values).find((name) => !MCP_OPTIONS.includes(name));
  if (other) throw usage(`--${other} is no option of docent mcp; see --help.`);
  const { dataDir, workspace, python, unsandboxed } = readSettings(values, process.env);
  await makeFolder(dataDir);
  // What runs code later is better known to be wrong now.
  if (python !== null) await discoverPython(python, assets.pythonScripts);
  await serveMcp({ dataDir, assets, version, workspace, python, unsandboxed, log: LOG, stopped: stopped() });
  return 0;
}

/** Resolves when the process is told to end. */
function stopped(): Promise<null> {
  return new Promise((resolve) => process.once('SIGINT', () => resolve(null)).once('SIGTERM', () => resolve(null)));
}

/** For its owner alone: what is asked and answered lies there, and the token. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await access(path, constants.W_OK);
  } catch (error) {
    throw usage(troubleOf(faultOf(error), { dir: path, copiedAt: null, journal: 'wal', reload: '' }).message);
  }
}

const LOG: Log = { debug: () => {}, info: print, warn: print, error: print };

function say(text: string): number {
  console.log(text);
  return 0;
}

function print(message: string): void {
  console.error(message);
}
