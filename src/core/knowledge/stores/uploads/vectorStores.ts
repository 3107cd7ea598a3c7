import { setTimeout } from 'node:timers/promises';
import { t } from '@vscode/l10n';
import type { Files } from '../../../data/files.ts';
import type { Owner } from '../../../data/owners.ts';
import { ALL, type Page, type PageQuery } from '../../../data/page.ts';
import type { StoreFileRows } from '../../../data/storeFiles.ts';
import { storeMissing, type StoreRows } from '../../../data/vectorStores.ts';
import type { Knowledge } from '../../knowledge.ts';
import type { LocalStore } from '../../localStore.ts';
import { DocentError, isAbort } from '../../../types/errors.ts';
import { newId } from '../../../types/id.ts';
import type { Log } from '../../../types/log.ts';
import type { StoreFileRow, StoreInfo, StoreRow } from '../../../types/vectorStore.ts';
import { createFileBatches, type FileBatches } from './batches.ts';
import { addFromDisk, removeCopies, type Added, type AddOptions, type FoundFile, type FromDiskParts } from './fromDisk.ts';
import { createIngestion } from './ingestion.ts';
import { createStoreFiles, newRows, type NewStoreFile, type StoreFiles } from './files.ts';
import { searchStore, type Found, type StoreQuery } from './search.ts';
import { toldFiles, toldStores } from './told.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export type NewStore = Pick<StoreRow, 'name' | 'description' | 'metadata' | 'expiresAfterDays'>;

/** The vector stores that clients of the API make of uploaded files. What is missing is null; what refuses throws. */
export interface VectorStores {
  /** Its files are read in the background. @throws DocentError `file_missing` */
  create(store: NewStore, files: readonly NewStoreFile[]): Promise<StoreInfo>;
  get(id: string): Promise<StoreInfo | null>;
  list(query: PageQuery): Promise<Page<StoreInfo>>;
  /** Changes these fields; what is left out stays. It counts as a use of the store. */
  update(id: string, changes: Partial<NewStore>): Promise<StoreInfo | null>;
  /** Stores a store of another place as it is; its files come after it. */
  restore(store: StoreRow): Promise<void>;
  /** Puts files of another place into a store that has none of them; what is in progress is read in the background. */
  restoreFiles(files: readonly StoreFileRow[]): Promise<void>;
  /** @returns whether there was one */
  delete(id: string): Promise<boolean>;
  /** The best passages for any of the queries, best first. It counts as a use of the store. @throws DocentError `store_missing`, `store_expired` */
  search(id: string, query: StoreQuery): Promise<readonly Found[]>;
  readonly files: StoreFiles;
  readonly batches: FileBatches;
  /** Notes that stores are used now. @throws DocentError `store_missing`, `store_expired` */
  use(ids: readonly string[]): Promise<void>;
  /** How many files of these stores are still being read. */
  unread(ids: readonly string[]): Promise<number>;
  /** Resolves when none of the stores' files are being read any more, or when `signal` aborts. */
  settled(ids: readonly string[], signal: AbortSignal): Promise<void>;
  /** Deletes what has expired, and reads what processes that are gone have left unread. */
  begin(): Promise<void>;
  /** The text of an uploaded file, as any store has it; null where none has. */
  text(fileId: string): Promise<string | null>;
  /** Takes a file out of all stores. */
  forgetFile(fileId: string): Promise<void>;
  /** Deletes an uploaded file, also from all stores. */
  deleteFile(fileId: string): Promise<void>;
  /** Calls back with the id of a store that this process has made, changed or deleted, or whose files it has. @returns what ends that */
  subscribe(listener: (storeId: string) => void): () => void;
  /** Copies files of this machine into a store, see `fromDisk.ts`. */
  addFromDisk(storeId: string, found: readonly FoundFile[], options?: AddOptions): Promise<Added>;
  /** Takes files out of a store; copies that were made for it, and that no other store has, are deleted. */
  removeFiles(storeId: string, fileIds: readonly string[]): Promise<void>;
  /** What looks for passages in one store alone, and finds them again. Each search counts as a use of the store. */
  searched(storeId: string): Pick<LocalStore, 'search' | 'status' | 'locate' | 'text'>;
  /** The files of a folder on the disk that belong into a store, as {@link LocalStore.walk}; in a thread of this store's. */
  walk(storeId: string, ...what: Parameters<LocalStore['walk']>): ReturnType<LocalStore['walk']>;
  close(): Promise<void>;
}

export interface VectorStoresParts {
  readonly rows: StoreRows;
  readonly fileRows: StoreFileRows;
  readonly files: Files;
  readonly knowledge: Knowledge;
  readonly owner: Owner;
  readonly log: Log;
}

/** Milliseconds between two looks for files whose time is over; nobody sees them from that time on. */
const SWEEP_MS = 60 * 60 * 1000;
/** Milliseconds between two looks at files that another process may be reading. */
const LOOK_MS = 50;

/** When a store expires, in milliseconds since 1970; null: never. */
export function expiresAt({ expiresAfterDays, lastActiveAt }: StoreRow): number | null {
  return expiresAfterDays === null ? null : lastActiveAt + expiresAfterDays * DAY_MS;
}

export function createVectorStores(parts: VectorStoresParts): VectorStores {
  const { knowledge, owner, log } = parts;
  const listeners = new Set<(storeId: string) => void>();
  const tell = (storeId: string) => {
    for (const listener of listeners) listener(storeId);
  };
  const [rows, fileRows] = [toldStores(parts.rows, tell), toldFiles(parts.fileRows, tell)];
  const ingestion = createIngestion({ ...parts, rows: fileRows });

  /** A store as it is now: one whose time is over loses its files. */
  async function fresh(store: StoreRow | null): Promise<StoreRow | null> {
    if (!store || store.expired || (expiresAt(store) ?? Infinity) > Date.now()) return store;
    await ingestion.stop(store.id, null);
    await knowledge.delete(store.id);
    return rows.expire(store.id);
  }

  async function info(store: StoreRow): Promise<StoreInfo> {
    const { counts, bytes } = await fileRows.counts(store.id, null);
    const status = store.expired ? 'expired' : counts.in_progress > 0 ? 'in_progress' : 'completed';
    return { ...store, status, counts, bytes };
  }

  const find = async (id: string) => fresh(await rows.get(id));
  async function get(id: string): Promise<StoreInfo | null> {
    const store = await find(id);
    return store && info(store);
  }

  async function use(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const store = await find(id);
      if (!store) throw storeMissing(id);
      if (store.expired) throw new DocentError('store_expired', t('The vector store “{0}” has expired: make a new one from its files.', store.name || id));
      await rows.update(id, { lastActiveAt: Date.now() });
    }
  }

  /** Resolves when what was lost is in progress again. */
  let lost: Promise<unknown> = Promise.resolve();
  /** Reads what was in a damaged store again; those of workspaces are read by whoever has the folders. */
  async function readAgain(storeId: string): Promise<void> {
    if (!(await rows.get(storeId))) return;
    const { data } = await fileRows.list({ storeId, fileIds: null, status: 'completed' }, ALL);
    const again = data.map((file): StoreFileRow => ({ ...file, status: 'in_progress' }));
    await fileRows.add(again, owner.id, null);
    ingestion.add(again);
  }
  knowledge.onDamaged((id) => {
    lost = Promise.allSettled([lost, readAgain(id).catch((error: unknown) => log.error(`The files of ${id} could not be read again: ${String(error)}`))]);
  });
  async function unread(ids: readonly string[]): Promise<number> {
    await lost;
    return fileRows.unread(ids);
  }

  const files = createStoreFiles({ ...parts, rows: fileRows, ingestion, use });
  async function forgetFile(fileId: string): Promise<void> {
    for (const storeId of await fileRows.storesOf(fileId)) await files.delete(storeId, fileId);
  }
  async function deleteFile(fileId: string): Promise<void> {
    await forgetFile(fileId);
    await parts.files.delete(fileId);
  }
  const copying: FromDiskParts = { rows: fileRows, uploads: parts.files, files, deleteFile, use };
  async function sweep(): Promise<void> {
    for (const fileId of await parts.files.expired()) await deleteFile(fileId);
  }
  const sweeping = setInterval(() => {
    sweep().catch((error: unknown) => log.warn(`Expired files could not be deleted: ${String(error)}`));
  }, SWEEP_MS).unref();
  return {
    files,
    batches: createFileBatches({ rows: fileRows, files, ingestion }),
    get,
    use,
    async create(store, added) {
      const now = Date.now();
      const row: StoreRow = { id: newId('vs_'), ...store, createdAt: now, lastActiveAt: now, expired: false };
      await files.check(added);
      await rows.add(row);
      const newFiles = newRows(row.id, added);
      await fileRows.add(newFiles, owner.id, null);
      ingestion.add(newFiles);
      return info(row);
    },
    async list(query) {
      const { data, hasMore } = await rows.list(query);
      const stores = await Promise.all(data.map(fresh));
      return { data: await Promise.all(stores.filter((store) => store !== null).map(info)), hasMore };
    },
    async update(id, changes) {
      if (!(await find(id))) return null;
      const store = await rows.update(id, { ...changes, lastActiveAt: Date.now() });
      return store && info(store);
    },
    restore: rows.add,
    async restoreFiles(restored) {
      await fileRows.add(restored, owner.id, null);
      ingestion.add(restored.filter(({ status }) => status === 'in_progress'));
    },
    async delete(id) {
      if (!(await rows.get(id))) return false;
      await ingestion.stop(id, null);
      await rows.delete(id);
      await knowledge.delete(id);
      return true;
    },
    async search(id, query) {
      await use([id]);
      return searchStore(knowledge.store(id), fileRows, id, query);
    },
    unread,
    async begin() {
      await sweep();
      await ingestion.adopt();
    },
    async settled(ids, signal) {
      while (!signal.aborted && (await unread(ids)) > 0) {
        await ingestion.adopt();
        await pause(signal);
      }
    },
    async text(fileId) {
      for (const storeId of await fileRows.storesOf(fileId)) {
        const text = await files.text(storeId, fileId);
        if (text !== null) return text;
      }
      return null;
    },
    forgetFile,
    deleteFile,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    removeFiles: (storeId, fileIds) => removeCopies(copying, storeId, fileIds),
    searched: (storeId) => {
      const { search, status, locate, text } = knowledge.store(storeId);
      return { search: async (...what) => use([storeId]).then(() => search(...what)), status, locate, text };
    },
    walk: (storeId, ...what) => knowledge.store(storeId).walk(...what),
    addFromDisk: (storeId, found, options = {}) => addFromDisk(copying, storeId, found, options),
    async close() {
      clearInterval(sweeping);
      await ingestion.close();
    },
  };
}

async function pause(signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(LOOK_MS, null, { signal });
  } catch (error) {
    if (!isAbort(error)) throw error;
  }
}
