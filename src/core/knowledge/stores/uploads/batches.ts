import type { Page, PageQuery } from '../../../data/page.ts';
import type { StoreFileRows } from '../../../data/storeFiles.ts';
import { DocentError } from '../../../types/errors.ts';
import { newId } from '../../../types/id.ts';
import type { FileBatchInfo, FileBatchRow, StoreFileRow, StoreFileStatus } from '../../../types/vectorStore.ts';
import type { Ingestion } from './ingestion.ts';
import type { NewStoreFile, StoreFiles } from './files.ts';

/** Files that are put into a store together. */
export interface FileBatches {
  /** As {@link StoreFiles.add}. */
  create(storeId: string, files: readonly NewStoreFile[]): Promise<FileBatchInfo>;
  get(storeId: string, id: string): Promise<FileBatchInfo | null>;
  list(storeId: string, query: PageQuery): Promise<Page<FileBatchInfo>>;
  /** Gives up reading those of its files that are not read yet. @throws DocentError `batch_ended` */
  cancel(storeId: string, id: string): Promise<FileBatchInfo | null>;
  /** Those of its files that are still in the store; null where there is no such batch. */
  files(storeId: string, id: string, status: StoreFileStatus | null, query: PageQuery): Promise<Page<StoreFileRow> | null>;
}

export interface FileBatchesParts {
  readonly rows: StoreFileRows;
  readonly files: StoreFiles;
  readonly ingestion: Ingestion;
}

export function createFileBatches({ rows, files, ingestion }: FileBatchesParts): FileBatches {
  async function info(batch: FileBatchRow): Promise<FileBatchInfo> {
    const { counts } = await rows.counts(batch.storeId, batch.fileIds);
    if (counts.in_progress > 0) await ingestion.adopt();
    const status = batch.cancelled ? 'cancelled' : counts.in_progress > 0 ? 'in_progress' : 'completed';
    return { ...batch, status, counts };
  }

  async function get(storeId: string, id: string): Promise<FileBatchInfo | null> {
    const batch = await rows.batch(storeId, id);
    return batch && info(batch);
  }

  return {
    get,
    async create(storeId, added) {
      const fileIds = [...new Set(added.map(({ fileId }) => fileId))];
      const batch: FileBatchRow = { id: newId('vsfb_'), storeId, fileIds, createdAt: Date.now(), cancelled: false };
      await files.add(storeId, added, batch);
      return info(batch);
    },
    async list(storeId, query) {
      const { data, hasMore } = await rows.batches(storeId, query);
      return { data: await Promise.all(data.map(info)), hasMore };
    },
    async cancel(storeId, id) {
      const batch = await get(storeId, id);
      if (!batch) return null;
      if (batch.status !== 'in_progress') throw new DocentError('batch_ended', `Cannot cancel vector store file batch with status '${batch.status}'.`);
      await rows.cancelBatch(batch);
      for (const fileId of batch.fileIds) await ingestion.stop(storeId, fileId);
      return get(storeId, id);
    },
    async files(storeId, id, status, query) {
      const batch = await rows.batch(storeId, id);
      return batch && rows.list({ storeId, status, fileIds: batch.fileIds }, query);
    },
  };
}
