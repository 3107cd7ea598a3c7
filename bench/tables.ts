import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { discoverPython } from '../src/core/interpreter/discoverPython.ts';

export const about = 'Profiling tables of 1,000,000 rows by each reader beside the engines’ own summaries: processor time, time to the first figure, memory, and how the time grows; --against DIR: beside another copy of Docent.';

const PACKAGES = 'src/core/interpreter/python';
const ROWS = 1_000_000;
const KINDS = ['sum', 'mean', 'categories', 'dates', 'text'] as const;
/** What reads long tables, each with the summary of its own that the profile is compared with. */
const ENGINES = ['duckdb', 'polars', 'pandas'] as const;
/** What takes longer is ended, and its figure is infinite. */
const LIMIT_S = 120;

interface Cost {
  readonly seconds: number;
  /** Until the findings are printed, by the clock; 0 for an engine's own summary. */
  readonly firstFigure: number;
  /** Of the processor, without charts; of an engine's own summary all of it. */
  readonly withoutCharts: number;
  readonly megabytes: number;
}

/** Each table alone in a process of its own; the folder plays no part. Runs that are compared follow each other at once. */
export async function run({ against }: { readonly against: string | null }): Promise<Record<string, number>> {
  const root = resolve(import.meta.dirname, '..');
  const python = (await discoverPython(null, join(root, PACKAGES))).executable;
  const dir = mkdtempSync(join(tmpdir(), 'docent-bench-'));
  const engines = ENGINES.filter((name) => has(python, name));
  const write = (kind: string, rows: number): string => {
    const path = join(dir, `${kind}-${rows}.csv`);
    const { status, stderr } = spawnSync(python, [join(import.meta.dirname, 'tables/write.py'), kind, String(rows), path], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return path;
  };
  const profiled = (path: string, reader: string, folder = root): Cost => measure(python, path, join(resolve(folder), PACKAGES), reader);
  try {
    const figures: Record<string, number> = {};
    const note = (name: string, { seconds, firstFigure, withoutCharts, megabytes }: Cost): void => {
      figures[`${name}S`] = seconds;
      figures[`${name}WithoutChartsS`] = withoutCharts;
      figures[`${name}FirstFigureS`] = firstFigure;
      figures[`${name}Megabytes`] = megabytes;
    };
    for (const kind of KINDS) {
      const whole = write(kind, ROWS);
      const half = write(kind, ROWS / 2);
      const standard = profiled(whole, 'standard');
      note(`${kind}Standard`, standard);
      figures[`${kind}TwiceTheRowsRatio`] = standard.seconds / profiled(half, 'standard').seconds;
      if (against !== null) figures[`${kind}AgainstS`] = profiled(whole, 'standard', against).seconds;
      for (const engine of engines) {
        const own = measure(python, whole, engine);
        figures[`${kind}Of${engine}S`] = own.seconds;
        const cost = profiled(whole, engine);
        note(`${kind}By${engine}`, cost);
        // At most 0: no more than twice the engine's own time and three seconds.
        figures[`${kind}By${engine}AboveLimitS`] = cost.withoutCharts - 2 * own.seconds - 3;
      }
      if (kind === 'mean') figures.meanToSumRatio = standard.seconds / (figures.sumStandardS ?? Number.NaN);
      for (const path of [whole, half]) rmSync(path);
    }
    return figures;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function has(python: string, engine: string): boolean {
  return spawnSync(python, ['-c', `import ${engine}, numpy`]).status === 0;
}

/** Of the profile in the folder `how` by a reader, or of an engine of that name alone. */
function measure(python: string, path: string, how: string, ...reader: string[]): Cost {
  const script = join(import.meta.dirname, 'tables/measure.py');
  const { status, signal, stdout, stderr } = spawnSync(python, ['-B', script, path, String(LIMIT_S), how, ...reader], { encoding: 'utf8' });
  if (signal !== null) return { seconds: Infinity, firstFigure: Infinity, withoutCharts: Infinity, megabytes: Number.NaN };
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Cost;
}
