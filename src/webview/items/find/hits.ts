import type { Said } from '../../../protocol/turns.ts';

/** One of the places at which a text stands: the nth in the item at a place, both counted from 0. */
export interface Hit {
  readonly place: number;
  readonly nth: number;
}

export function hitsOf(said: readonly Said[]): readonly Hit[] {
  return said.flatMap(({ place, count }) => Array.from({ length: count }, (_, nth) => ({ place, nth })));
}

/** The first from a place on; where there is none, the last of all. */
export function nearest(hits: readonly Hit[], place: number): Hit | null {
  return hits.find((hit) => hit.place >= place) ?? hits.at(-1) ?? null;
}
