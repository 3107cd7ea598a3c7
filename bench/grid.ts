import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterpreter } from '../src/core/interpreter/createInterpreter.ts';
import { HAS_KIT } from '../scripts/paths.ts';
import type { Grid } from '../src/core/interpreter/grid/grid.ts';
import type { Arrangement } from '../src/core/types/grid.ts';

export const about = 'A table of 1,000,000 rows in the grid: until its first rows and all of it are there, sorting, filtering, paging, charts, memory; scrolling in a browser.';

const ROWS = 1_000_000;
const PAGES = 200;
const ALL: Arrangement = { sort: [], filters: [], search: '', brush: [] };
/** Columns of tables/write.py's `grid`. */
const [ID, DAY, REGION, AMOUNT, MAIL] = [0, 1, 2, 3, 4];

/** What the page felt while all of the table was scrolled through. */
export interface Scrolled {
  readonly rowsPerS: number;
  readonly frameP95Ms: number;
  readonly heapStartMegabytes: number;
  readonly heapEndMegabytes: number;
}

/** Not imported by name: it is checked with a browser's types, which this is not. */
const IN_BROWSER = './inBrowser/gridView.ts';

export async function run(): Promise<Record<string, number>> {
  const dir = await mkdtemp(join(tmpdir(), 'docent-bench-'));
  const path = join(dir, 'grid.csv');
  const interpreter = createInterpreter({
    dir: join(dir, 'sessions'),
    python: () => null,
    scripts: join(import.meta.dirname, '..', 'src/core/interpreter/python'),
    limits: () => ({ timeLimitMs: 600_000, memoryMb: 4_096, diskMb: 16_384 }),
    saveFile: () => Promise.reject(new Error('no file is made')),
    bitmap: () => Promise.reject(new Error('nothing is drawn')),
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const figures: Record<string, number> = {};
  try {
    const made = spawnSync('python3', [join(import.meta.dirname, 'tables/write.py'), 'grid', String(ROWS), path], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    figures.fileMegabytes = (await stat(path)).size / 1e6;
    const grid = interpreter.grid({ name: 'grid.csv', path, bytes: 0 });
    const before = process.memoryUsage().rss;
    const began = performance.now();
    await grid.open(null, ({ kind }) => {
      if (kind === 'preview') figures.firstRowsMs = performance.now() - began;
    });
    figures.allRowsMs = performance.now() - began;
    Object.assign(figures, await asked(grid));
    figures.hostGrowthMegabytes = (process.memoryUsage().rss - before) / 1e6;
    figures.pythonMegabytes = pythonMemory(dir);
    if (HAS_KIT) {
      const { scrollThrough } = (await import(IN_BROWSER)) as { scrollThrough(grid: Grid): Promise<Scrolled> };
      Object.assign(figures, await scrollThrough(grid));
    }
    await grid.close();
    return figures;
  } finally {
    await interpreter.close();
    await rm(dir, { recursive: true, force: true });
  }
}

async function asked(grid: Grid): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  const time = async (name: string, work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    figures[`${name}Ms`] = performance.now() - began;
  };
  const arrange = (part: Partial<Arrangement>) => () => grid.arrange({ ...ALL, ...part });
  await time('sortNumbers', arrange({ sort: [{ column: AMOUNT, descending: true }] }));
  await time('sortDates', arrange({ sort: [{ column: DAY, descending: false }] }));
  await time('sortCategory', arrange({ sort: [{ column: REGION, descending: false }] }));
  await time('sortTextsOfManyValues', arrange({ sort: [{ column: MAIL, descending: false }] }));
  await time('filterRange', arrange({ filters: [{ kind: 'range', column: AMOUNT, min: 100, max: 200 }] }));
  await time('filterEquals', arrange({ filters: [{ kind: 'equals', column: REGION, values: ['North'] }] }));
  await time('filterContains', arrange({ filters: [{ kind: 'contains', column: MAIL, text: 'u39' }] }));
  await time('searchAllColumns', arrange({ search: 'u39' }));
  await time('filterSorted', arrange({ sort: [{ column: AMOUNT, descending: true }], filters: [{ kind: 'range', column: AMOUNT, min: 100, max: 200 }] }));
  await time('histogram', () => grid.figures({ chart: 'histogram', x: AMOUNT, y: null, colour: null }));
  await time('lineByColour', () => grid.figures({ chart: 'line', x: DAY, y: AMOUNT, colour: REGION }));
  await arrange({ sort: [{ column: ID, descending: true }] })();
  await time('page', async () => {
    for (let page = 0; page < PAGES; page++) await grid.rows(page * (ROWS / PAGES), 100);
  });
  figures.pageMs = (figures.pageMs ?? 0) / PAGES;
  return figures;
}

/** Of the process that holds the table; NaN where the system does not tell. */
function pythonMemory(dir: string): number {
  const found = spawnSync('pgrep', ['-f', 'worker.py'], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
  const sizes = found.flatMap((pid) => {
    try {
      const isOurs = readFileSync(`/proc/${pid}/mountinfo`, 'utf8').includes(dir) || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dir);
      return isOurs ? [Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_000] : [];
    } catch {
      return [];
    }
  });
  return sizes.length > 0 ? Math.max(...sizes) : Number.NaN;
}
