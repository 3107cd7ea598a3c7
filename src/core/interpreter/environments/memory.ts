import { realpathSync, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { replaceFile } from '../../disk/replace.ts';
import { parsedJson } from '../../text/json.ts';
import { findProgram } from '../findProgram.ts';
import type { Described } from './describe.ts';

/** Raised when a description says more than before: what an older Docent remembered is asked again. */
const VERSION = 2;

/** A description, and the times of the files on which it depends. */
interface Entry {
  readonly described: Described;
  /** Path to milliseconds; 0 where there is none. */
  readonly times: Readonly<Record<string, number>>;
}

/** Asks a program who it is, or remembers what it said. */
export type Ask = (command: string) => Promise<Described>;

/**
 * Remembers what programs said of themselves, until they or their folders of packages change. Good answers outlast the process;
 * bad ones don't, since what was missing may be there next time.
 * @param file absolute path of what is remembered
 */
export function rememberDescriptions(ask: Ask, file: string): Ask {
  let entries: Promise<Map<string, Entry>> | null = null;
  let saving = Promise.resolve();
  const asking = new Map<string, Promise<Described>>();

  async function load(): Promise<Map<string, Entry>> {
    const kept = parsedJson(await readFile(file, 'utf8').catch(() => ''));
    const { version, entries: known } = (kept ?? {}) as { readonly version?: unknown; readonly entries?: Record<string, Entry> };
    return new Map(version === VERSION && known ? Object.entries(known) : []);
  }

  async function save(map: Map<string, Entry>): Promise<void> {
    const good = [...map].filter(([, { described }]) => described.kind === 'python');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, JSON.stringify({ version: VERSION, entries: Object.fromEntries(good) }));
    await replaceFile(`${file}.new`, file);
  }

  /** Several may want to know the same at the same time. */
  function once(key: string, command: string): Promise<Described> {
    const asked = asking.get(key) ?? ask(command).finally(() => asking.delete(key));
    asking.set(key, asked);
    return asked;
  }

  return async (command) => {
    const path = isAbsolute(command) ? command : findProgram(command);
    if (path === null) return ask(command);
    // The same program may have other packages for another user's home, and be another one behind a shim.
    const key = [path, process.env['HOME'] ?? '', process.env['PYTHONUSERBASE'] ?? '', process.env['PYENV_VERSION'] ?? '', process.env['LD_LIBRARY_PATH'] ?? ''].join(delimiter);
    const map = await (entries ??= load());
    const known = map.get(key);
    if (known && Object.entries(known.times).every(([each, time]) => timeOf(each) === time)) return known.described;
    const described = await once(key, command);
    map.set(key, { described, times: timesOf(path, described) });
    // What can't be kept is asked again.
    saving = saving.then(() => save(map)).catch(() => undefined);
    await saving;
    return described;
  };
}

/** What a description depends on: the program, what it says it is, the settings of its environment, and where its packages lie. */
function timesOf(path: string, described: Described): Readonly<Record<string, number>> {
  const paths = new Set([path, real(path)]);
  if (described.kind === 'python') {
    const { executable, prefixes, packages, userSite } = described.python;
    for (const each of [executable, ...prefixes.map((prefix) => join(prefix, 'pyvenv.cfg')), ...packages]) paths.add(each);
    if (userSite !== null) paths.add(userSite);
  }
  return Object.fromEntries([...paths].map((each) => [each, timeOf(each)]));
}

function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
