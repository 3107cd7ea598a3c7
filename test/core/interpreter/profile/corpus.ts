import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { tempDir } from '../../../support/temp.ts';
import { findPython, SCRIPTS } from '../room.ts';

const CHECK = join(import.meta.dirname, 'corpus', 'check.py');

/** What reads long tables: where Python has it, or Python itself. */
export const ENGINES = ['duckdb', 'polars', 'python'] as const;
export type Engine = (typeof ENGINES)[number];

/** What Python has to have for it, and for the arithmetic of long columns. */
export function packagesOf(engine: Engine): readonly string[] {
  return engine === 'python' ? ['numpy'] : [engine, 'numpy'];
}

/** What the profile says of one ugly file that is not so. */
export interface Checked {
  /** Its kind, number and name. */
  readonly file: string;
  readonly differences: readonly string[];
}

/** Makes all ugly files, profiles them in one process and compares each with its right answer. */
export async function checkCorpus(python = findPython(), reader: Engine | 'standard' = 'standard'): Promise<readonly Checked[]> {
  const folder = await tempDir();
  try {
    const { status, stdout, stderr, error } = spawnSync(python, ['-B', CHECK, SCRIPTS, folder.path, reader], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONUTF8: '1' },
      maxBuffer: 1 << 28,
      timeout: 100_000,
    });
    assert.equal(error, undefined);
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as Checked[];
  } finally {
    await folder.remove();
  }
}

/** A table in another format: read by a library, or refused for want of any. */
export type Elsewhere = { readonly file: string } & ({ readonly library: string; readonly differences: readonly string[] } | { readonly library: null; readonly refused: string });

/** Writes one table in many formats and reads each by every library that does. */
export async function readElsewhere(python: string): Promise<readonly Elsewhere[]> {
  const folder = await tempDir();
  try {
    const { status, stdout, stderr } = spawnSync(python, ['-B', join(import.meta.dirname, 'corpus', 'libraries.py'), SCRIPTS, folder.path], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONUTF8: '1' },
      timeout: 90_000,
    });
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as Elsewhere[];
  } finally {
    await folder.remove();
  }
}

/** One table read in two ways. */
export interface Compared {
  readonly file: string;
  readonly isByEngine: boolean;
  readonly differences: readonly (readonly [string, string])[];
}

/** Profiles files that are regular but for one thing: which have other answers by an engine, and at the end how many of them it leaves to the usual way. */
export async function compareOdd(python: string, engine: Engine): Promise<readonly (string | number)[]> {
  const folder = await tempDir();
  try {
    const { status, stdout, stderr } = spawnSync(python, ['-B', join(import.meta.dirname, 'corpus', 'odd.py'), SCRIPTS, folder.path, engine], { encoding: 'utf8', env: { ...process.env, PYTHONUTF8: '1' }, timeout: 90_000 });
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as (string | number)[];
  } finally {
    await folder.remove();
  }
}

/** Profiles random regular tables by the standard library alone and by an engine with numpy. */
export async function compareReaders(python: string, tables: number, engine: Engine): Promise<readonly Compared[]> {
  const folder = await tempDir();
  try {
    const { status, stdout, stderr, error } = spawnSync(python, ['-B', join(import.meta.dirname, 'corpus', 'readers.py'), SCRIPTS, folder.path, String(tables), engine], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONUTF8: '1' },
      maxBuffer: 1 << 28,
      timeout: 280_000,
    });
    assert.equal(error, undefined);
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as Compared[];
  } finally {
    await folder.remove();
  }
}
