import { t } from '@vscode/l10n';
import type { FileObject } from 'openai/resources/files';
import type { VectorStoreFile } from 'openai/resources/vector-stores/files';
import type { LedgerFile } from '../../../data/ledger.ts';
import { keyOf, readAttributes, readName, type Identity } from './marks.ts';
import { placeOf, type Wanted } from './plan.ts';
import type { Source } from './sources.ts';

/** An upload of Docent's, as the service has it. */
export interface There {
  readonly fileId: string;
  readonly key: string;
  readonly identity: Identity;
  /** Its state in the store; null where it is uploaded, and not in the store. */
  readonly status: VectorStoreFile['status'] | null;
  readonly error: VectorStoreFile['last_error'];
  readonly storedBytes: number;
}

/** What is to be done so that a store says what it is to say. */
export interface Todo {
  readonly upload: readonly Source[];
  /** They are uploaded, and are to be put into the store. */
  readonly attach: readonly (readonly [There, Source])[];
  /** They are being read. */
  readonly wait: readonly (readonly [There, Source])[];
  readonly ready: readonly (readonly [There, Source])[];
  /** The same content under a new path. */
  readonly move: readonly (readonly [There, Source])[];
  /** The service can't read them, and what they say is the same: they are not tried again. */
  readonly refused: readonly (readonly [Source, string])[];
  readonly remove: readonly There[];
}

/** Nobody's upload takes longer between its end and its way into the store: what lies there alone for so long was left behind. In seconds. */
const LEFT_BEHIND_S = 60 * 60;

export interface Found {
  readonly storeId: string;
  readonly inStore: readonly VectorStoreFile[];
  readonly uploaded: readonly FileObject[];
  readonly rows: readonly LedgerFile[];
  readonly wanted: Wanted;
  /** Whether what the service could not read is tried again. */
  readonly again: boolean;
}

/** Compares what is there with what is to be there. The service's own lists count; the ledger tells what they can't. */
export function compare({ storeId, inStore, uploaded, rows, wanted, again }: Found): Todo {
  const byKey = new Map(wanted.files.map((source) => [keyOf(storeId, source), source]));
  const there = thereOf(storeId, inStore, uploaded, rows, byKey);
  const byPlace = Map.groupBy(there, ({ identity }) => placeOf(identity));
  const places = new Set(wanted.files.map(placeOf));
  const refusals = new Map(rows.filter(({ state, fileId }) => state === 'failed' && fileId === null).map((row) => [row.key, row.reason ?? t('was refused')]));
  const keep = new Set<There>();
  const todo = { upload: [] as Source[], attach: [] as [There, Source][], wait: [] as [There, Source][], ready: [] as [There, Source][], move: [] as [There, Source][], refused: [] as [Source, string][] };
  const missing: Source[] = [];
  for (const source of wanted.files) {
    const best = (byPlace.get(placeOf(source)) ?? []).filter(({ identity }) => identity.hash === source.hash).toSorted((a, b) => rank(a) - rank(b))[0];
    if (!best || rank(best) > rank({ status: null })) missing.push(source);
    else {
      keep.add(best);
      (best.status === 'completed' ? todo.ready : best.status === 'in_progress' ? todo.wait : todo.attach).push([best, source]);
    }
  }
  // A file that was moved says the same under another path.
  const left = Map.groupBy(there.filter((each) => each.status === 'completed' && !keep.has(each) && !places.has(placeOf(each.identity)) && wanted.manages(each.identity)), ({ identity }) => identity.hash);
  for (const source of missing) {
    const moved = left.get(source.hash)?.shift();
    const refusal = refusals.get(keyOf(storeId, source)) ?? refusedThere(byPlace.get(placeOf(source)) ?? [], source);
    if (moved) {
      keep.add(moved);
      todo.move.push([moved, source]);
    } else if (refusal !== null && !again) todo.refused.push([source, refusal]);
    else todo.upload.push(source);
  }
  const remove = there.filter((each) => !keep.has(each) && (places.has(placeOf(each.identity)) || wanted.manages(each.identity)));
  return { ...todo, remove: [...remove, ...leftBehind(storeId, uploaded, there, inStore)] };
}

function thereOf(storeId: string, inStore: readonly VectorStoreFile[], uploaded: readonly FileObject[], rows: readonly LedgerFile[], byKey: ReadonlyMap<string, Source>): readonly There[] {
  const keys = new Map(uploaded.map(({ id, filename }) => [id, readName(filename)?.key ?? null]));
  const known = new Map(rows.map((row) => [row.key, row]));
  const attached = inStore.flatMap(({ id, attributes, status, last_error: error, usage_bytes: storedBytes }): There[] => {
    const identity = readAttributes(attributes);
    return identity === null ? [] : [{ fileId: id, key: keys.get(id) ?? keyOf(storeId, identity), identity, status, error, storedBytes }];
  });
  const ids = new Set(inStore.map(({ id }) => id));
  const apart = uploaded.flatMap(({ id, filename }): There[] => {
    const name = readName(filename);
    if (ids.has(id) || !name?.isOf(storeId)) return [];
    const identity = byKey.get(name.key) ?? known.get(name.key);
    return identity ? [{ fileId: id, key: name.key, identity, status: null, error: null, storedBytes: 0 }] : [];
  });
  return [...attached, ...apart];
}

/** Uploads for this store that nothing on this machine knows: another one may just be at work on them. */
function leftBehind(storeId: string, uploaded: readonly FileObject[], there: readonly There[], inStore: readonly VectorStoreFile[]): readonly There[] {
  const ids = new Set([...there.map(({ fileId }) => fileId), ...inStore.map(({ id }) => id)]);
  const before = Date.now() / 1000 - LEFT_BEHIND_S;
  return uploaded.flatMap(({ id, filename, created_at: createdAt }): There[] => {
    const name = readName(filename);
    if (ids.has(id) || !name?.isOf(storeId) || createdAt > before) return [];
    return [{ fileId: id, key: name.key, identity: { path: filename, folder: null, hash: '' }, status: null, error: null, storedBytes: 0 }];
  });
}

const RANKS = { completed: 0, in_progress: 1, failed: 3, cancelled: 3 } as const;

function rank({ status }: Pick<There, 'status'>): number {
  return status === null ? 2 : RANKS[status];
}

/** What the service could not read is not read the next time either; what failed there may well be. */
export function isLasting(error: VectorStoreFile['last_error']): boolean {
  return error !== null && error.code !== 'server_error';
}

function refusedThere(there: readonly There[], { hash }: Source): string | null {
  const failed = there.find(({ identity, error }) => identity.hash === hash && isLasting(error));
  return failed ? reasonOf(failed.error) : null;
}

/** In words that go on from the file's name. */
export function reasonOf(error: VectorStoreFile['last_error']): string {
  const words = error?.message.replace(/\.?\s*See https?:\S+$/, '').replace(/\.$/, '') ?? '';
  if (error?.code === 'unsupported_file') return t('is of a kind that is not read there: {0}', words);
  return error?.code === 'invalid_file' ? t('can’t be read there: {0}', words) : t('could not be read there: {0}', words || t('the service failed'));
}
