/** Where a sequence stands nearest to a place. */
export interface Nearest {
  readonly at: number;
  readonly distance: number;
  /** How far away the next nearest is; Infinity where there is none. */
  readonly second: number;
  readonly count: number;
}

/** Looks for a sequence of numbers, in time linear in both (by Knuth, Morris and Pratt); null where it stands nowhere. */
export function nearestSequence(all: readonly number[], wanted: readonly number[], old: number): Nearest | null {
  const back = fallbacks(wanted);
  let best: Nearest | null = null;
  let count = 0;
  let matched = 0;
  all.forEach((each, index) => {
    while (matched > 0 && (matched === wanted.length || each !== wanted[matched])) matched = back[matched - 1] ?? 0;
    if (each === wanted[matched]) matched++;
    if (matched < wanted.length) return;
    const at = index - wanted.length + 1;
    const distance = Math.abs(at - old);
    count++;
    if (best === null || distance < best.distance) best = { at, distance, second: best?.distance ?? Infinity, count };
    else best = { ...best, second: Math.min(best.second, distance), count };
  });
  return best;
}

/** For each beginning of the sequence, how much of the sequence's beginning is also its end. */
function fallbacks(wanted: readonly number[]): readonly number[] {
  const back = [0];
  let matched = 0;
  for (let index = 1; index < wanted.length; index++) {
    while (matched > 0 && wanted[index] !== wanted[matched]) matched = back[matched - 1] ?? 0;
    if (wanted[index] === wanted[matched]) matched++;
    back.push(matched);
  }
  return back;
}
