import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cell, Table } from '../../../../src/core/types/output.ts';
import { findPython, SCRIPTS } from '../room.ts';

const HARNESS = join(import.meta.dirname, 'harness.py');
const PYTHON = findPython();
/** No test's profile takes a tenth of it; one that never ends is ended. */
const LONGEST_MS = 60_000;
const TABLE = 'application/vnd.docent.table+json';

interface Bundle {
  readonly [TABLE]?: Omit<Table, 'type'>;
  readonly 'image/svg+xml'?: string;
  /** Base64. */
  readonly 'image/png'?: string;
  readonly 'text/plain': string;
}

export interface Profile {
  readonly printed: string;
  /** The findings without their bullets. */
  readonly findings: readonly string[];
  readonly charts: readonly Bundle[];
  readonly tables: readonly Omit<Table, 'type'>[];
  /** Of processor time. */
  readonly seconds: number;
  /** The rows of the table with this title; none where it was not shown. */
  rows(title: string): readonly (readonly Cell[])[];
  /** A cell of the row that begins with `first`, by the name of its column. */
  cell(title: string, first: string, column: string): Cell | undefined;
}

/** Profiles a file of this content with a real Python; without matplotlib unless another Python is given. */
export function profile(content: string | Buffer, name = 'data.csv', python?: string): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'docent-profile-'));
  try {
    const path = join(folder, name);
    writeFileSync(path, content);
    return profileFile(path, python);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function profileFile(path: string, python?: string): Profile {
  const options = python ? [] : ['--without-matplotlib'];
  const { status, stdout, stderr, error } = spawnSync(python ?? PYTHON, ['-B', HARNESS, SCRIPTS, path, ...options], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONUTF8: '1' },
    maxBuffer: 1 << 28,
    timeout: LONGEST_MS,
  });
  assert.equal(error, undefined);
  assert.equal(stderr, '', 'nothing may be printed besides the findings');
  assert.equal(status, 0);
  const { printed, shown, seconds } = JSON.parse(stdout) as { printed: string; shown: Bundle[]; seconds: number };
  const tables = shown.flatMap((bundle) => bundle[TABLE] ?? []);
  const table = (title: string) => tables.find((candidate) => candidate.title === title);
  return {
    printed,
    findings: printed.split(/\n+- /).slice(1).map((finding) => finding.trim()),
    charts: shown.filter((bundle) => !bundle[TABLE]),
    tables,
    seconds,
    rows: (title) => table(title)?.rows ?? [],
    cell(title, first, column) {
      const row = table(title)?.rows.find(([cell]) => cell === first);
      return row?.[table(title)?.columns.indexOf(column) ?? -1];
    },
  };
}
