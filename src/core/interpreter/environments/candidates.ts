import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findProgram, pathFolders } from '../findProgram.ts';
import { below, condaRoots, programOf } from './folders.ts';
import { ofFolder } from './project.ts';

/** Why a program is thought of. */
export type Origin =
  /** Selected in the editor's Python extension. */
  | 'selected'
  /** An environment of an open folder. */
  | 'folder'
  /** Active where Docent was started: a variable names it. */
  | 'active'
  | 'path'
  /** Where installers put it. */
  | 'installed'
  /** Docent's own. */
  | 'own';

/** A program that may be a Python. */
export interface Candidate {
  /** Absolute path, or a name to be looked up on PATH. */
  readonly command: string;
  readonly origin: Origin;
}

/** What is known of Pythons besides what the system says. */
export interface Places {
  /** Selected in the editor's Python extension; null where none is. */
  selected(): Promise<string | null>;
  /** Absolute paths of the folders whose environments count. */
  folders(): readonly string[];
  /** The program of Docent's own environment; null where there is none. */
  own(): string | null;
}

export const NO_PLACES: Places = {
  selected: async () => null,
  folders: () => [],
  own: () => null,
};

/** What PATH may call it. `python3` comes first, because `python` can still be Python 2. */
const NAMES = ['python3', 'python', 'py'];

/** The commands that may start a Python by PATH; on Windows the file behind each, where there is one. */
export function* onPath(): Iterable<Candidate> {
  for (const name of NAMES) yield { command: (process.platform === 'win32' ? findProgram(name) : null) ?? name, origin: 'path' };
}

/** All that may be a Python, the user's own choice first; each once. */
export async function* candidates({ selected, folders, own }: Places): AsyncIterable<Candidate> {
  const seen = new Set<string>();
  for await (const candidate of inOrder(await selected(), folders(), own())) {
    if (seen.has(candidate.command)) continue;
    seen.add(candidate.command);
    yield candidate;
  }
}

async function* inOrder(selected: string | null, folders: readonly string[], own: string | null): AsyncIterable<Candidate> {
  if (selected !== null) yield { command: selected, origin: 'selected' };
  for (const folder of folders) for (const prefix of ofFolder(folder)) yield* ofPrefix(prefix, 'folder');
  for (const name of ['VIRTUAL_ENV', 'CONDA_PREFIX']) yield* ofPrefix(process.env[name], 'active');
  yield* onPath();
  // Behind the first there may be others, with other libraries.
  for (const folder of pathFolders()) {
    const command = join(folder, process.platform === 'win32' ? 'python.exe' : 'python3');
    if (existsSync(command)) yield { command, origin: 'path' };
  }
  yield* installed();
  if (own !== null) yield { command: own, origin: 'own' };
}

/** What installers leave where no PATH leads to it. */
function* installed(home = homedir()): Iterable<Candidate> {
  const prefixes = [
    process.env['HOMEBREW_PREFIX'],
    ...(process.platform === 'darwin' ? ['/opt/homebrew', '/usr/local'] : []),
    ...(process.platform === 'darwin' ? below('/Library/Frameworks/Python.framework/Versions') : []),
    // Modules of clusters that are loaded.
    process.env['EBROOTPYTHON'],
    ...below(join(process.env['PYENV_ROOT'] ?? join(home, '.pyenv'), 'versions')),
    ...condaRoots(home),
    ...below(join(home, '.local', 'share', 'uv', 'python')),
    ...(process.platform === 'win32' ? below(join(process.env['LOCALAPPDATA'] ?? '', 'Programs', 'Python')) : []),
  ];
  for (const prefix of prefixes) yield* ofPrefix(prefix, 'installed');
  for (const root of condaRoots(home)) for (const prefix of below(join(root, 'envs'))) yield* ofPrefix(prefix, 'installed');
}

/** The program of an environment or an installation, by its folder. */
function* ofPrefix(prefix: string | undefined, origin: Origin): Iterable<Candidate> {
  if (!prefix) return;
  const command = programOf(prefix);
  if (command !== null) yield { command, origin };
}
