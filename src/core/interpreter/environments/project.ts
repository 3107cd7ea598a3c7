import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { below, condaRoots } from './folders.ts';

/** What tools call an environment in a project's own folder. */
const OWN = ['.venv', 'venv', 'env', '.conda'];

/** The folders of a project's environments, those that lie in it first: venv, uv, poetry, pipenv, pyenv, conda. */
export function ofFolder(folder: string, home = homedir()): readonly string[] {
  const own = OWN.map((name) => join(folder, name)).filter((path) => existsSync(path));
  return [...own, ...ofPoetry(folder, home), ...ofPipenv(folder, home), ...ofPyenv(folder, home), ...ofConda(folder, home)];
}

/** Poetry names an environment of its own after the project and a hash that depends on its version. */
function ofPoetry(folder: string, home: string): readonly string[] {
  const name = /^\[(?:tool\.poetry|project)\][^[]*?^name\s*=\s*["']([^"']+)["']/ms.exec(text(join(folder, 'pyproject.toml')))?.[1];
  if (!name) return [];
  const begin = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-`;
  const cache = process.env['POETRY_CACHE_DIR'] ?? join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'pypoetry');
  return below(join(cache, 'virtualenvs')).filter((path) => new RegExp(`^${begin}[\\w-]{8}-py3`).test(basename(path)));
}

function ofPipenv(folder: string, home: string): readonly string[] {
  if (!existsSync(join(folder, 'Pipfile'))) return [];
  const homeOfAll = process.env['WORKON_HOME'] ?? join(home, '.local', 'share', 'virtualenvs');
  // Each says itself of which folder it is.
  return below(homeOfAll).filter((path) => text(join(path, '.project')).trim() === folder);
}

/** The version, or the environment, that a file names. */
function ofPyenv(folder: string, home: string): readonly string[] {
  const names = text(join(folder, '.python-version')).split('\n').map((line) => line.trim());
  const versions = join(process.env['PYENV_ROOT'] ?? join(home, '.pyenv'), 'versions');
  return names.filter((name) => /^[\w.-]+$/.test(name)).map((name) => join(versions, name)).filter((path) => existsSync(path));
}

function ofConda(folder: string, home: string): readonly string[] {
  const file = ['environment.yml', 'environment.yaml'].map((name) => text(join(folder, name))).join('\n');
  const name = /^name:\s*["']?([\w.-]+)/m.exec(file)?.[1];
  if (!name) return [];
  return condaRoots(home).map((root) => join(root, 'envs', name)).filter((path) => existsSync(path));
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
