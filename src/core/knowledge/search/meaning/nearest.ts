import type { DatabaseSync } from 'node:sqlite';
import { quantized } from '../../index/quantized.ts';
import type { Vectors } from '../../index/vectors.ts';
import type { QuestionVector } from '../../vectorStore.ts';
import { createKernel, type Kernel } from './kernel.ts';

/** The best by meaning; some hundred of them join those that words have found. */
const MOST = 200;
/** Cosines are sorted into so many drawers, so that only the best are put in order. */
const DRAWERS = 512;

/** A chunk that means what the question means. */
export interface Near {
  readonly chunk: number;
  readonly file: number;
  /** 1: as near as the nearest; 0: as near as the mean chunk. What cosines are worth differs from model to model. */
  readonly likeness: number;
  /** Of its vector and the question's; comparable between the stores of one model. */
  readonly cosine: number;
}

/** The vectors of a store, as they were when it was last asked. */
interface Loaded {
  readonly key: string;
  readonly dimensions: number;
  readonly kernel: Kernel;
  /** Places in the kernel, by hash. */
  readonly places: Map<string, number>;
  /** The chunks of each place; none where its text is gone. */
  chunks: readonly (readonly Pick<Near, 'chunk' | 'file'>[])[];
  version: string;
}

const kept = new WeakMap<DatabaseSync, Loaded>();

/** To be called within a snapshot. Best first; none where the store has no vectors of this model. @param files only these, by their ids */
export function nearest(db: DatabaseSync, vectors: Vectors, { key, vector }: QuestionVector, files: readonly number[] | undefined): readonly Near[] {
  const { kernel, chunks } = loaded(db, vectors, key, vector.length);
  const cosines = kernel.cosines(quantized(vector));
  const wanted = files && new Set(files);
  const ofPlace = (place: number) => (chunks[place] ?? []).filter(({ file }) => wanted?.has(file) ?? true);
  const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / Math.max(1, cosines.length);
  const best = bestPlaces(cosines, (place) => ofPlace(place).length > 0);
  const range = Math.max(1e-9, (cosines[best[0] ?? -1] ?? 0) - mean);
  return best.flatMap((place) => ofPlace(place).map(({ chunk, file }) => ({ chunk, file, likeness: Math.max(0, ((cosines[place] ?? 0) - mean) / range), cosine: cosines[place] ?? 0 })));
}

function bestPlaces(cosines: Float32Array, passes: (place: number) => boolean): readonly number[] {
  const drawers: number[][] = [];
  for (const [place, cosine] of cosines.entries()) {
    const drawer = Math.min(DRAWERS - 1, Math.max(0, Math.floor(((cosine + 1) / 2) * DRAWERS)));
    (drawers[drawer] ??= []).push(place);
  }
  const best: number[] = [];
  for (let drawer = DRAWERS - 1; drawer >= 0 && best.length < MOST; drawer--) {
    const places = (drawers[drawer] ?? []).filter(passes);
    best.push(...places.sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0)));
  }
  return best.slice(0, MOST);
}

function loaded(db: DatabaseSync, vectors: Vectors, key: string, dimensions: number): Loaded {
  const version = `${String(db.prepare('PRAGMA data_version').get()?.data_version)} ${String(vectors.version())}`;
  const before = kept.get(db);
  const isSame = before?.key === key && before.dimensions === dimensions;
  if (isSame && before.version === version) return before;
  // Of texts that are gone the vectors stay, until they are the most.
  const isFull = isSame && before.chunks.filter((chunks) => chunks.length > 0).length * 2 >= before.kernel.count;
  const now: Loaded = isFull ? before : { key, dimensions, kernel: createKernel(dimensions), places: new Map(), chunks: [], version };
  const chunks: Pick<Near, 'chunk' | 'file'>[][] = Array.from({ length: now.kernel.count }, () => []);
  for (const row of db.prepare("SELECT meanings.chunk, chunks.file, hash FROM meanings JOIN chunks ON chunks.id = meanings.chunk WHERE hash <> ''").iterate()) {
    const hash = String(row.hash);
    let place = now.places.get(hash);
    if (place === undefined) {
      const vector = vectors.get(key, hash);
      if (vector?.values.length !== dimensions) continue;
      place = now.kernel.add(vector);
      now.places.set(hash, place);
    }
    (chunks[place] ??= []).push({ chunk: Number(row.chunk), file: Number(row.file) });
  }
  now.chunks = chunks;
  now.version = version;
  kept.set(db, now);
  return now;
}
