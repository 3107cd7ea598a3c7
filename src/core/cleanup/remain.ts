/** What clean-up knows: an `index` is the store of a folder, `stray` lies on the disk without anything that knows of it. */
export type RemainKind = 'store' | 'file' | 'assistant' | 'thread' | 'index' | 'stray';

/** Something that was made at some time and can be deleted. */
export interface Remain {
  readonly kind: RemainKind;
  /** Unique within its kind; of a stray its absolute path. */
  readonly id: string;
  readonly name: string;
  /** On the disk, freed when it is deleted; without what its rows take. */
  readonly bytes: number;
  /** Milliseconds since 1970; null where that is not known. */
  readonly createdAt: number | null;
  /** Who made it, or what it is, in a few words; '' where the kind says it all. */
  readonly about: string;
  /** Why nobody needs it, in a few words; null where somebody may. */
  readonly orphan: string | null;
  /** Of a file: the stores that have it, where nothing else refers to it; else none. */
  readonly onlyIn: readonly string[];
}

/** What deleting some of it would do. */
export interface Plan {
  readonly remains: readonly Remain[];
  readonly bytes: number;
  /** Files that nothing would refer to any more, and that are not among them. */
  readonly left: readonly Remain[];
}

/** Deletes nothing. @param all what there is */
export function planFor(chosen: readonly Remain[], all: readonly Remain[]): Plan {
  const ids = new Set(chosen.map(keyOf));
  const stores = new Set(chosen.filter(({ kind }) => kind === 'store').map(({ id }) => id));
  const left = all.filter((remain) => !ids.has(keyOf(remain)) && remain.onlyIn.length > 0 && remain.onlyIn.every((id) => stores.has(id)));
  return { remains: chosen, bytes: chosen.reduce((sum, { bytes }) => sum + bytes, 0), left };
}

function keyOf({ kind, id }: Pick<Remain, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}
