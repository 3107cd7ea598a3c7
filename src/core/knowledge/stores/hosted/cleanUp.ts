import { t } from '@vscode/l10n';
import type { Ledger, LedgerEntry } from '../../../data/ledger.ts';
import { errorInfo, isAbort } from '../../../types/errors.ts';
import { hasErrorCode, MISSING, STORE_GONE } from './errors.ts';
import type { Line } from './line.ts';
import { readAttributes, readName } from './marks.ts';
import { pricePerDay } from './prices.ts';
import { all, storeFiles, uploadedFiles, vectorStores } from './remote.ts';

/** Something that lies at a hosted service. */
export interface HostedThing {
  readonly kind: 'store' | 'file' | 'container';
  readonly id: string;
  readonly name: string;
  /** What is paid for of a store; what a file has; null for a container. */
  readonly bytes: number | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** When it was used last; null where the service does not say. */
  readonly usedAt: number | null;
  /** In US dollars, as if all that is free were used; 0 for what costs nothing while it lies there. */
  readonly pricePerDay: number;
  /** Whether Docent made it. */
  readonly isOurs: boolean;
  /** Why nothing of Docent's needs it any more, in a few words; null where something does, and for what is not Docent's. */
  readonly orphan: string | null;
  /** Uploads of Docent's that are deleted with a store. */
  readonly withFiles: readonly string[];
}

/** All that lies there, and what all stores take and cost together. */
export interface Survey {
  readonly things: readonly HostedThing[];
  readonly storedBytes: number;
  /** In US dollars; a part is free. */
  readonly pricePerDay: number;
}

export interface Deleted {
  readonly deleted: readonly HostedThing[];
  /** What is there still, and why. */
  readonly failed: readonly { readonly thing: HostedThing; readonly reason: string }[];
}

export interface CleanUpParts {
  readonly line: Line;
  readonly ledger: Ledger;
  /** The ids of stores that are in use here. */
  readonly inUse: ReadonlySet<string>;
  /** Whether a thread is still there. */
  hasThread(id: string): Promise<boolean>;
  readonly signal: AbortSignal;
}

/** The name that Docent gives a container, with its thread: all there is to know it by where the ledger was lost. */
const CONTAINER = /^docent (thread_\w+) \w+$/;

/** What lies at a service: Docent's own by the ledger, or where that was lost by what the things themselves say. */
export async function survey({ line, ledger, inUse, hasThread, signal }: CleanUpParts): Promise<Survey> {
  const [stores, files, containers, entries, rows] = await Promise.all([
    vectorStores(line, signal),
    uploadedFiles(line, signal),
    containersOf(line, signal),
    ledger.entries(line.address),
    ledger.files({ address: line.address }),
  ]);
  const ids = new Set(entries.map(({ id }) => id));
  const placed = new Set<string>();
  const things: HostedThing[] = [];
  for (const store of stores) {
    const isOurs = ids.has(store.id) || store.metadata?.['docent'] !== undefined;
    const within = isOurs ? await storeFiles(line, store.id, signal).catch(noneIfGone) : [];
    const ours = within.filter(({ attributes }) => readAttributes(attributes) !== null).map(({ id }) => id);
    const uploads = rows.filter(({ storeId, fileId }) => storeId === store.id && fileId !== null).map(({ fileId }) => String(fileId));
    for (const id of [...ours, ...uploads]) placed.add(id);
    const orphan = !isOurs ? null : store.status === 'expired' ? t('expired') : inUse.has(store.id) ? null : t('not used here any more');
    things.push({
      kind: 'store',
      id: store.id,
      name: store.name || store.id,
      bytes: store.usage_bytes,
      createdAt: store.created_at * 1000,
      usedAt: store.last_active_at === null ? null : store.last_active_at * 1000,
      pricePerDay: pricePerDay(store.usage_bytes, null),
      isOurs,
      orphan,
      withFiles: isOurs ? [...new Set([...ours, ...uploads])] : [],
    });
  }
  // What Docent put into a store of others is in use as long as it is there.
  for (const { fileId, storeId } of rows) if (fileId !== null && inUse.has(storeId) && stores.some(({ id }) => id === storeId)) placed.add(fileId);
  const known = new Map(rows.flatMap((row) => (row.fileId === null ? [] : [[row.fileId, row] as const])));
  for (const { id, filename, bytes, created_at: createdAt } of files) {
    const isOurs = known.has(id) || readName(filename) !== null;
    const row = known.get(id);
    things.push({ kind: 'file', id, name: row?.path ?? filename, bytes, createdAt: createdAt * 1000, usedAt: null, pricePerDay: 0, isOurs, orphan: isOurs && !placed.has(id) ? t('in no store') : null, withFiles: [] });
  }
  for (const { id, name, created_at: createdAt, last_active_at: usedAt, status } of containers) {
    const thread = entries.find(names({ kind: 'container', id, name }))?.of ?? CONTAINER.exec(name)?.[1];
    const isOurs = thread !== undefined;
    const orphan = !isOurs ? null : status === 'expired' ? t('expired') : thread !== undefined && !(await hasThread(thread)) ? t('its thread is deleted') : null;
    things.push({ kind: 'container', id, name, bytes: null, createdAt: createdAt * 1000, usedAt: usedAt === undefined ? null : usedAt * 1000, pricePerDay: 0, isOurs, orphan, withFiles: [] });
  }
  const storedBytes = stores.reduce((sum, { usage_bytes: bytes }) => sum + bytes, 0);
  return { things, storedBytes, pricePerDay: pricePerDay(storedBytes, 0) };
}

/** Whether an entry is of a thing; one whose making was not answered knows it by the key that it bears there. */
function names(thing: Pick<HostedThing, 'kind' | 'id' | 'name'>): (entry: LedgerEntry) => boolean {
  return ({ kind, id, key }) => kind === thing.kind && (id === null ? kind === 'container' && key === thing.name : id === thing.id);
}

async function containersOf(line: Line, signal: AbortSignal) {
  try {
    return await all(signal, (after) => line.ask((client) => client.containers.list({ limit: 100, order: 'asc', ...after }, { signal }), { signal }));
  } catch (error) {
    // Not every service that has vector stores has containers.
    if (hasErrorCode(error, 'hosted_without_stores', MISSING)) return [];
    throw error;
  }
}

function noneIfGone(error: unknown): readonly never[] {
  if (hasErrorCode(error, STORE_GONE, 'hosted_store_expired')) return [];
  throw error;
}

/** Deletes things, each with what belongs to it alone; one that can't be deleted does not keep the others. @param onDone is told how many of how many are done */
export async function deleteThings({ line, ledger, signal }: Pick<CleanUpParts, 'line' | 'ledger' | 'signal'>, things: readonly HostedThing[], onDone: (done: number) => void): Promise<Deleted> {
  const deleted: HostedThing[] = [];
  const failed: { readonly thing: HostedThing; readonly reason: string }[] = [];
  const rows = await ledger.files({ address: line.address });
  const gone = new Set<string>();

  async function remove(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!hasErrorCode(error, MISSING, STORE_GONE)) throw error;
    }
  }
  async function deleteFile(id: string): Promise<void> {
    if (gone.has(id)) return;
    const own = rows.filter(({ fileId }) => fileId === id);
    await ledger.saveFiles(own.map((row) => ({ ...row, state: 'removing' })));
    await remove(() => line.ask((client) => client.files.delete(id, { signal }), { signal }));
    await ledger.forgetFiles(line.address, own.map(({ key }) => key));
    gone.add(id);
  }

  // First the stores, whose files go with them.
  for (const thing of things.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))) {
    try {
      if (thing.kind === 'file') await deleteFile(thing.id);
      else if (thing.kind === 'container') await remove(() => line.ask((client) => client.containers.delete(thing.id, { signal }), { signal }));
      else {
        for (const id of thing.withFiles) await deleteFile(id);
        await remove(() => line.ask((client) => client.vectorStores.delete(thing.id, { signal }), { signal }));
      }
      const entries = (await ledger.entries(line.address)).filter(names(thing));
      for (const { kind, key } of entries) await ledger.forget(line.address, kind, [key]);
      deleted.push(thing);
    } catch (error) {
      if (isAbort(error)) throw error;
      failed.push({ thing, reason: errorInfo(error).message });
    }
    onDone(deleted.length + failed.length);
  }
  return { deleted, failed };
}

const ORDER: readonly HostedThing['kind'][] = ['store', 'file', 'container'];
