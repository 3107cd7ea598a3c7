import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { removeTree } from '../../../disk/remove.ts';
import { DocentError, isAbort } from '../../../types/errors.ts';
import type { PythonInfo } from '../python.ts';
import { programOf } from '../folders.ts';
import { QUIETLY, runProgram, type Pip, type PipOptions } from './pip.ts';
import { makePlan, sourceArgs, type Plan } from './plan.ts';

export interface Progress {
  /** Packages that are there. */
  readonly done: number;
  readonly total: number;
  /** What is done now. */
  readonly what: string;
}

/** A virtual environment of Docent's own, with libraries for data: made when the user asks for it, and removed in one go. */
export interface OwnEnvironment {
  /** Absolute path of its folder. */
  readonly folder: string;
  /** Its program, once it is whole; null before. */
  program(): string | null;
  /** Whether it was begun and is not whole. */
  isBegun(): boolean;
  /**
   * Makes the environment, still empty, and asks what is to be downloaded.
   * @param base the Python that it is made of
   * @param wheels absolute path of a folder of wheels; null for the package index that pip is set up with
   * @throws DocentError `environment_failed`; `AbortError`
   */
  plan(base: PythonInfo, wheels: string | null, options: PipOptions): Promise<Plan>;
  /** Downloads and installs. What was downloaded is kept when it is stopped, and not downloaded again. @throws as `plan` */
  install(plan: Plan, wheels: string | null, options: PipOptions & { onProgress(progress: Progress): void }): Promise<void>;
  remove(): Promise<void>;
}

/** Written last: an environment without it is not whole. */
const WHOLE = 'docent.json';
/** What has arrived, until all of it is installed. */
const DOWNLOADS = 'downloads';

/** @param folder absolute; nothing else may lie in it */
export function createOwnEnvironment(folder: string): OwnEnvironment {
  const isWhole = () => existsSync(join(folder, WHOLE));
  const downloads = join(folder, DOWNLOADS);
  const pip: Pip = {
    get command(): Pip['command'] {
      return [programOf(folder) ?? '', '-m', 'pip'];
    },
    folder,
  };

  async function make(base: PythonInfo, options: PipOptions): Promise<void> {
    // Of an attempt before, with whatever Python.
    if (programOf(folder) !== null && (await hasPip(options))) return;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    try {
      await runProgram([base.executable, '-m', 'venv'], [folder], folder, options);
    } catch (error) {
      if (isAbort(error)) throw error;
      const message = t('Python {0} ({1}) can’t make virtual environments: install its package for them (python3-venv), or choose another Python.', base.version, base.executable);
      throw new DocentError('environment_failed', message, 'configurePython', error);
    }
  }

  async function hasPip({ signal }: PipOptions): Promise<boolean> {
    return runProgram(pip.command, ['--version'], folder, { signal, onLine: () => undefined }).then(
      () => true,
      (error: unknown) => {
        if (isAbort(error)) throw error;
        return false;
      },
    );
  }

  return {
    folder,
    program: () => (isWhole() ? programOf(folder) : null),
    isBegun: () => !isWhole() && existsSync(folder),
    async plan(base, wheels, options) {
      await make(base, options);
      return makePlan(pip, wheels, options);
    },
    async install({ packages }, wheels, { onProgress, ...options }) {
      const total = packages.length;
      await mkdir(downloads, { recursive: true });
      for (const [done, { name, version }] of packages.entries()) {
        onProgress({ done, total, what: t('Downloading {0} {1}', name, version) });
        await runProgram(pip.command, ['download', ...QUIETLY, '--no-deps', '--dest', downloads, ...sourceArgs(wheels), `${name}==${version}`], folder, options);
      }
      onProgress({ done: total, total, what: t('Installing') });
      const exact = packages.map(({ name, version }) => `${name}==${version}`);
      await runProgram(pip.command, ['install', ...QUIETLY, '--no-deps', ...sourceArgs(downloads), ...exact], folder, options);
      await writeFile(join(folder, WHOLE), JSON.stringify({ packages: packages.map(({ name, version }) => ({ name, version })) }));
      await rm(downloads, { recursive: true, force: true });
    },
    async remove() {
      // First of all it must not count as whole any more.
      await rm(join(folder, WHOLE), { force: true });
      await removeTree(folder, new AbortController().signal);
    },
  };
}
