import type { Outcome, Timed } from './outcome.ts';

/** As many as one can do something about. */
const SLOWEST = 10;

/** Where the time of a run went: each suite, and the slowest test files. */
export function durations(outcomes: readonly Outcome[]): readonly string[] {
  const slowest = sums(outcomes.flatMap(({ files }) => files)).toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST);
  const lines = (all: readonly Timed[]) => all.map(({ file, ms }) => `${(ms / 1000).toFixed(1).padStart(8)} s  ${file}`);
  return [
    'Suites:',
    ...lines(outcomes.map(({ name, ms }) => ({ file: name, ms }))),
    ...(slowest.length > 0 ? ['Slowest test files:', ...lines(slowest)] : []),
  ];
}

/** One file may hold several suites. */
function sums(timed: readonly Timed[]): readonly Timed[] {
  const byFile = new Map<string, number>();
  for (const { file, ms } of timed) byFile.set(file, (byFile.get(file) ?? 0) + ms);
  return [...byFile].map(([file, ms]) => ({ file, ms }));
}
