/** In pixels; what a row counts for that was not seen yet. */
const ESTIMATE = 100;

/** How high the rows of a long list are, as far as they were seen. Rows are known by their places, offsets are pixels below the list's top. */
export interface Heights {
  set(place: number, height: number): void;
  /** Of the rows from one place up to another, excluded. */
  sum(from: number, to: number): number;
  /** The place of the row at an offset; the first or last row's where it lies outside. */
  at(offset: number, count: number): number;
}

export function createHeights(): Heights {
  const known: number[] = [];
  const of = (place: number) => known[place] ?? ESTIMATE;
  return {
    set(place, height) {
      known[place] = height;
    },
    sum(from, to) {
      let sum = 0;
      for (let place = from; place < to; place++) sum += of(place);
      return sum;
    },
    at(offset, count) {
      let below = offset;
      for (let place = 0; place < count; place++) {
        below -= of(place);
        if (below < 0) return place;
      }
      return Math.max(0, count - 1);
    },
  };
}
