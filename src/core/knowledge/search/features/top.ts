/** The best, best first. */
export function top<T>(scores: ReadonlyMap<T, number>, count: number): readonly (readonly [T, number])[] {
  return [...scores].sort((a, b) => b[1] - a[1]).slice(0, count);
}
