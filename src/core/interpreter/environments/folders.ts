import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where conda's installers put it, below the home. */
const CONDA = ['miniforge3', 'mambaforge', 'miniconda3', 'anaconda3', 'micromamba', '.conda'];

/** Where conda itself is, whether or not it is set up in the shell. */
export function condaRoots(home = homedir()): readonly string[] {
  return [...CONDA.map((name) => join(home, name)), '/opt/conda'].filter((root) => existsSync(root));
}

/** The folders in a folder, newest name first; none where it is not there. */
export function below(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() || entry.isSymbolicLink());
    return entries.map(({ name }) => join(folder, name)).sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  } catch {
    return [];
  }
}

/** The Python in a folder that holds one, or null. */
export function programOf(prefix: string): string | null {
  const names = process.platform === 'win32' ? ['Scripts/python.exe', 'python.exe'] : ['bin/python', 'bin/python3'];
  return names.map((name) => join(prefix, name)).find((path) => existsSync(path)) ?? null;
}
