import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { discoverPython } from '../src/core/interpreter/discoverPython.ts';

export const about = 'Profiling tables of 1,000,000 rows: processor time, memory, and how the time grows; --against DIR: beside another copy of Docent.';

const PACKAGES = 'src/core/interpreter/python';
const ROWS = 1_000_000;
const KINDS = ['sum', 'mean', 'categories', 'dates', 'text'] as const;
/** Whose own summaries the profile is compared with. */
const ENGINES = ['duckdb', 'polars', 'pandas'] as const;
/** What takes longer is ended, and its figure is infinite. */
const LIMIT_S = 120;

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Each table alone in a process of its own; the folder plays no part. Ratios are of runs that follow each other at once. */
export async function run({ against }: { readonly against: string | null }): Promise<Record<string, number>> {
  const root = resolve(import.meta.dirname, '..');
  const python = (await discoverPython(null, join(root, PACKAGES))).executable;
  const dir = mkdtempSync(join(tmpdir(), 'docent-bench-'));
  const write = (kind: string, rows: number): string => {
    const path = join(dir, `${kind}-${rows}.csv`);
    const { status, stderr } = spawnSync(python, [join(import.meta.dirname, 'tables/write.py'), kind, String(rows), path], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return path;
  };
  try {
    const figures: Record<string, number> = {};
    for (const kind of KINDS) {
      const whole = write(kind, ROWS);
      const half = write(kind, ROWS / 2);
      const cost = measure(python, whole, join(root, PACKAGES), '--standard');
      figures[`${kind}S`] = cost.seconds;
      figures[`${kind}Megabytes`] = cost.megabytes;
      figures[`${kind}TwiceTheRowsRatio`] = cost.seconds / measure(python, half, join(root, PACKAGES), '--standard').seconds;
      if (against !== null) figures[`${kind}AgainstS`] = measure(python, whole, join(resolve(against), PACKAGES)).seconds;
      for (const engine of ENGINES.filter((name) => has(python, name))) figures[`${kind}Of${engine}S`] = measure(python, whole, engine).seconds;
      if (has(python, 'duckdb')) {
        const swift = measure(python, whole, join(root, PACKAGES));
        figures[`${kind}ByDuckdbS`] = swift.seconds;
        figures[`${kind}ByDuckdbMegabytes`] = swift.megabytes;
      }
      if (kind === 'mean') figures.meanToSumRatio = cost.seconds / measure(python, write('sum', ROWS), join(root, PACKAGES), '--standard').seconds;
      for (const path of [whole, half]) rmSync(path);
    }
    return figures;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function has(python: string, engine: string): boolean {
  return spawnSync(python, ['-c', `import ${engine}`]).status === 0;
}

function measure(python: string, path: string, how: string, ...options: string[]): Cost {
  const script = join(import.meta.dirname, 'tables/measure.py');
  const { status, signal, stdout, stderr } = spawnSync(python, ['-B', script, path, String(LIMIT_S), how, ...options], { encoding: 'utf8' });
  if (signal !== null) return { seconds: Infinity, megabytes: Number.NaN };
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Cost;
}
