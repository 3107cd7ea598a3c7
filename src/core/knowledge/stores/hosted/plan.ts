import { t } from '@vscode/l10n';
import type { LedgerFile } from '../../../data/ledger.ts';
import type { HostedStore } from '../../../types/hosted.ts';
import type { LeftOut } from '../../vectorStore.ts';
import { isRenamed, keyOf, type Identity } from './marks.ts';
import { pricePerDay, storedBytes } from './prices.ts';
import type { Source, Sources } from './sources.ts';

/** What a sync would do, as far as this machine can tell: nobody is asked for it. */
export interface HostedPlan {
  /** Null for one that is still to be made. */
  readonly store: HostedStore | null;
  /** New files, and those that have changed. */
  readonly uploads: readonly Source[];
  /** Bytes that go to the service. */
  readonly uploadBytes: number;
  /** How many of the uploads go as text, since their kind is not read there, or something is taken out of them. */
  readonly asText: number;
  readonly unchanged: number;
  /** Files that are gone from this machine, and leave the store. */
  readonly removed: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** What all of the store takes afterwards: chunks and vectors. */
  readonly storedBytes: number;
  /** What a day of the store costs, in US dollars. @param otherBytes what the project's other stores take; left out: as if all that is free were used */
  pricePerDay(otherBytes?: number): number;
}

export interface Wanted extends Sources {
  /** Whether a file that is not among the sources leaves the store. */
  manages(file: Identity): boolean;
}

/** A key for the place that a file has in a store: its folder and its path. */
export const placeOf = ({ path, folder }: Pick<Identity, 'path' | 'folder'>) => `${folder ?? ''}\n${path}`;

/** @param sizes the bytes of what goes there as it is, by its path on this machine */
export function planOf(store: HostedStore | null, rows: readonly LedgerFile[], wanted: Wanted, sizes: ReadonlyMap<string, number>): HostedPlan {
  const known = new Map(rows.filter(({ state }) => state !== 'removing').map((row) => [row.key, row]));
  const there = new Map(rows.filter(({ state }) => state === 'ready' || state === 'reading').map((row) => [`${placeOf(row)}\n${row.hash}`, row]));
  const isThere = (source: Source) => there.has(`${placeOf(source)}\n${source.hash}`);
  const isRefused = (source: Source) => store !== null && known.get(keyOf(store.id, source))?.state === 'failed';
  const uploads = wanted.files.filter((source) => !isThere(source) && !isRefused(source));
  const places = new Set(wanted.files.map(placeOf));
  const removed = rows.filter((row) => row.state !== 'failed' && !places.has(placeOf(row)) && wanted.manages(row));
  const others = rows.filter((row) => row.state === 'ready' && !places.has(placeOf(row)) && !wanted.manages(row));
  const stored = wanted.files.filter((source) => !isRefused(source)).reduce((sum, { textBytes }) => sum + storedBytes(textBytes), 0) + others.reduce((sum, { storedBytes: bytes }) => sum + bytes, 0);
  const refused = wanted.files.filter(isRefused).map((source) => ({ path: source.path, reason: (store && known.get(keyOf(store.id, source))?.reason) ?? t('was refused') }));
  return {
    store,
    uploads,
    uploadBytes: uploads.reduce((sum, { asItIs, localPath, textBytes }) => sum + (asItIs ? (sizes.get(localPath) ?? textBytes) : textBytes), 0),
    asText: uploads.filter(({ asItIs, path }) => isRenamed(path, asItIs)).length,
    unchanged: wanted.files.filter(isThere).length,
    removed: removed.map(({ path }) => path),
    leftOut: [...wanted.leftOut, ...refused],
    storedBytes: stored,
    pricePerDay: (otherBytes) => (otherBytes === undefined ? pricePerDay(stored, null) : pricePerDay(stored, otherBytes)),
  };
}
