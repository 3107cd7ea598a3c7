import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table } from '../../../../../src/core/types/output.ts';
import { findPython, SCRIPTS } from '../../room.ts';

export interface Said {
  readonly text: string;
  /** Null where the table could not answer. */
  readonly table: Omit<Table, 'type'> | null;
  readonly charts: number;
}

/** What a table of this content says to each of the questions. */
export function ask(content: string, questions: readonly string[]): readonly Said[] {
  const folder = mkdtempSync(join(tmpdir(), 'docent-asking-'));
  try {
    const path = join(folder, 'data.csv');
    writeFileSync(path, content);
    const { status, stdout, stderr } = spawnSync(findPython(), ['-B', join(import.meta.dirname, 'harness.py'), SCRIPTS, path], {
      encoding: 'utf8',
      input: JSON.stringify(questions),
      env: { ...process.env, PYTHONUTF8: '1' },
      maxBuffer: 1 << 28,
      timeout: 60_000,
    });
    assert.deepEqual([status, stderr], [0, '']);
    const answers = JSON.parse(stdout) as { text: string; shown: Record<string, unknown>[] }[];
    return answers.map(({ text, shown }) => {
      const tables = shown.flatMap((bundle) => (bundle['application/vnd.docent.table+json'] ? [bundle['application/vnd.docent.table+json'] as Said['table']] : []));
      return { text, table: tables[0] ?? null, charts: shown.length - tables.length };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
