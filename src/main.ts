import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { discoverPython } from './core/interpreter/discoverPython.ts';
import { DocentError, errorInfo } from './core/types/errors.ts';
import { serve, type ServeOptions } from './serve.ts';
import { readArguments, usage } from './cli/arguments.ts';
import { helpText } from './cli/options.ts';
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
    if (command !== 'serve') throw usage(`Unknown command ${command}; see --help.`);
    if (more[0] !== undefined) throw usage(`${more[0]} belongs to no option; see --help.`);
    await runServer(readSettings(values, process.env), installation);
    return 0;
  } catch (error) {
    print(error instanceof DocentError ? error.message : errorInfo(error).message);
    return 1;
  }
}

/** Serves until Ctrl-C. */
async function runServer(settings: Settings, { assets }: Installation): Promise<void> {
  const { upstream, python } = settings;
  // What runs code later is better known to be wrong now.
  if (python !== null) await discoverPython(python, assets.pythonScripts);
  await makeFolder(settings.dataDir);
  const token = await readToken(settings.token, settings.dataDir);
  const { url, close } = await serve({
    port: settings.port,
    dataDir: settings.dataDir,
    assets,
    upstream,
    token,
    workspace: settings.workspace,
    python,
    unsandboxed: settings.unsandboxed,
    maskSecrets: settings.maskSecrets,
    log: { debug: () => {}, info: print, warn: print, error: print },
    onRequest: ({ method, path, status, ms }) => print(`${method} ${path} ${status} ${ms} ms`),
  });
  say(`Docent’s Assistants API: ${url}`);
  say(token === null ? 'No token is asked for: every program on this machine may use it.' : `Token: ${token}`);
  say(upstream === null ? 'Search only: no language model answers.' : `Models: those of ${upstream.baseUrl}`);
  if (upstream && upstream.apiKey === undefined && process.env['OPENAI_API_KEY']) say('OPENAI_API_KEY is not sent there; the upstream’s key is taken from DOCENT_UPSTREAM_KEY.');
  say('Ctrl-C ends it.');
  await new Promise<void>((resolve) => process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve()));
  await close();
}

/** For its owner alone: what is asked and answered lies there, and the token. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await access(path, constants.W_OK);
  } catch (error) {
    throw usage(`The data folder ${path} can’t be used: ${error instanceof Error ? error.message : String(error)}. Name another one with --data.`);
  }
}

function say(text: string): number {
  console.log(text);
  return 0;
}

function print(message: string): void {
  console.error(message);
}
