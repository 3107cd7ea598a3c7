import type { Files } from '../../../data/files.ts';
import type { Owner } from '../../../data/owners.ts';
import type { Page, PageQuery } from '../../../data/page.ts';
import type { StoreFileRows } from '../../../data/storeFiles.ts';
import type { Knowledge } from '../../knowledge.ts';
import { DocentError } from '../../../types/errors.ts';
import type { ListedDetails, Listing } from '../../../types/listing.ts';
import type { Attributes, FileBatchRow, StoreFileRow, StoreFileStatus } from '../../../types/vectorStore.ts';
import type { Ingestion } from './ingestion.ts';
import { listUploads } from './listing.ts';

export type NewStoreFile = Pick<StoreFileRow, 'fileId' | 'attributes' | 'chunking'>;

/** The files of vector stores. */
export interface StoreFiles {
  /** @throws DocentError `file_missing` where one of them was never uploaded, or deleted */
  check(files: readonly NewStoreFile[]): Promise<void>;
  /**
   * Puts uploaded files into a store; they are read in the background. What is in it already is read anew.
   * @throws DocentError `store_missing`, `store_expired`, `file_missing`
   */
  add(storeId: string, files: readonly NewStoreFile[], batch: FileBatchRow | null): Promise<readonly StoreFileRow[]>;
  get(storeId: string, fileId: string): Promise<StoreFileRow | null>;
  list(storeId: string, status: StoreFileStatus | null, query: PageQuery): Promise<Page<StoreFileRow>>;
  setAttributes(storeId: string, fileId: string, attributes: Attributes): Promise<StoreFileRow | null>;
  /** The text that was read; null where there is no such file, or none that was read. */
  text(storeId: string, fileId: string): Promise<string | null>;
  /** What stands directly in a folder of the store, see {@link listUploads}. */
  inFolder(storeId: string, folder: string, limit: number): Promise<Listing>;
  /** Null where there is no such file. */
  details(storeId: string, fileId: string): Promise<ListedDetails | null>;
  /**
   * Reads files anew that failed, or whose reading was given up. What is not in the store any more is left alone.
   * @throws as `add`
   */
  retry(storeId: string, fileIds: readonly string[]): Promise<void>;
  /** Takes a file out of a store; the uploaded file stays. @returns whether it was in it */
  delete(storeId: string, fileId: string): Promise<boolean>;
}

export interface StoreFilesParts {
  readonly rows: StoreFileRows;
  readonly files: Files;
  readonly knowledge: Knowledge;
  readonly ingestion: Ingestion;
  readonly owner: Owner;
  use(ids: readonly string[]): Promise<void>;
}

/** The rows of files that are to be read, each once: of what is said of a file twice, the last counts. */
export function newRows(storeId: string, files: readonly NewStoreFile[]): readonly StoreFileRow[] {
  const once = new Map(files.map((file) => [file.fileId, file]));
  return Array.from(once.values(), (file) => ({ ...file, storeId, status: 'in_progress', error: null, bytes: 0, createdAt: Date.now() }));
}

export function createStoreFiles({ rows, files, knowledge, ingestion, owner, use }: StoreFilesParts): StoreFiles {
  async function check(added: readonly NewStoreFile[]): Promise<void> {
    for (const { fileId } of added) {
      if (!(await files.get(fileId))) throw new DocentError('file_missing', `There is no file “${fileId}”: upload it first.`);
    }
  }

  const add: StoreFiles['add'] = async (storeId, added, batch) => {
    await use([storeId]);
    await check(added);
    for (const { fileId } of added) await ingestion.stop(storeId, fileId);
    const newFiles = newRows(storeId, added);
    await rows.add(newFiles, owner.id, batch);
    ingestion.add(newFiles);
    return newFiles;
  };

  return {
    check,
    add,
    inFolder: (storeId, folder, limit) => listUploads(rows, storeId, folder, limit),
    async details(storeId, fileId) {
      const [file, row] = await Promise.all([files.get(fileId), rows.get(storeId, fileId)]);
      if (!row) return null;
      const read = row.status === 'completed' ? await knowledge.store(storeId).details(fileId) : null;
      return { chunks: read?.chunks ?? 0, secrets: read?.secrets ?? 0, bytes: file?.bytes ?? null, at: row.createdAt };
    },
    async retry(storeId, fileIds) {
      const again = await Promise.all(fileIds.map((fileId) => rows.get(storeId, fileId)));
      await add(storeId, again.filter((file) => file !== null), null);
    },
    async get(storeId, fileId) {
      const file = await rows.get(storeId, fileId);
      if (file?.status === 'in_progress') await ingestion.adopt();
      return file;
    },
    list: (storeId, status, query) => rows.list({ storeId, status, fileIds: null }, query),
    async setAttributes(storeId, fileId, attributes) {
      const file = await rows.setAttributes(storeId, fileId, attributes);
      // A file that is being read gets them when that is done.
      if (file?.status === 'completed') await knowledge.store(storeId).setAttributes(fileId, attributes);
      return file;
    },
    async text(storeId, fileId) {
      const file = await rows.get(storeId, fileId);
      return file?.status === 'completed' ? knowledge.store(storeId).text(fileId) : null;
    },
    async delete(storeId, fileId) {
      const file = await rows.get(storeId, fileId);
      if (!file) return false;
      await ingestion.stop(storeId, fileId);
      // What is not in the list any more must not be found: so the text goes first.
      await knowledge.store(storeId).remove([fileId]);
      await rows.delete(storeId, fileId);
      return true;
    },
  };
}
