/** BM25's k1. */
const K1 = 1.2;

/** What a term says that stands `count` times in a field of this length, 0 to 2.2: the more the shorter the field is beside others. @param b 0: lengths don't count */
export function saturated(count: number, length: number, mean: number, b: number): number {
  return count === 0 ? 0 : (count * (K1 + 1)) / (count + K1 * (1 - b + (b * length) / mean));
}

/** What a term says that `having` of `all` have: never below 0, unlike FTS5's. */
export function idf(all: number, having: number): number {
  return Math.log(1 + (all - having + 0.5) / (having + 0.5));
}
