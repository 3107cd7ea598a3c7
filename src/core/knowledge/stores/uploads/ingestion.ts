import type { Files } from '../../../data/files.ts';
import type { Owner } from '../../../data/owners.ts';
import type { StoreFileRows } from '../../../data/storeFiles.ts';
import type { Knowledge } from '../../knowledge.ts';
import { errorInfo, isAbort } from '../../../types/errors.ts';
import type { Log } from '../../../types/log.ts';
import type { StoreFileRow } from '../../../types/vectorStore.ts';

/** Reading is work for the processor; more at once would slow the editor down. */
const CONCURRENCY = 2;

/** Reads the files of vector stores in the background. What it has to do are the rows in progress, so a restart loses none of it. */
export interface Ingestion {
  /** Reads these files, in their order, soon. */
  add(files: readonly StoreFileRow[]): void;
  /** Gives up reading a file of a store, or all of them (null); resolves when that has ended. */
  stop(storeId: string, fileId: string | null): Promise<void>;
  /** Takes over what processes that are gone have left behind. */
  adopt(): Promise<void>;
  /** Stops; what is not read yet is taken over by whoever is left, or at the next start. */
  close(): Promise<void>;
}

export interface IngestionParts {
  readonly rows: StoreFileRows;
  readonly files: Files;
  readonly knowledge: Knowledge;
  readonly owner: Owner;
  readonly log: Log;
}

interface Job {
  readonly file: StoreFileRow;
  readonly abort: AbortController;
  /** Null while it waits. */
  ended: Promise<void> | null;
}

export function createIngestion({ rows, files, knowledge, owner, log }: IngestionParts): Ingestion {
  const jobs = new Map<string, Job>();
  let closed = false;

  function startNext(): void {
    const all = [...jobs.values()];
    const next = all.find(({ ended }) => !ended);
    if (closed || !next || all.filter(({ ended }) => ended).length >= CONCURRENCY) return;
    next.ended = ingest(next)
      .catch((error: unknown) => log.error(`${next.file.fileId} could not be put into ${next.file.storeId}: ${String(error)}`))
      .finally(() => {
        jobs.delete(key(next.file));
        startNext();
      });
    startNext();
  }

  async function ingest({ file: { storeId, fileId, attributes, chunking }, abort: { signal } }: Job): Promise<void> {
    const store = knowledge.store(storeId);
    let bytes: number;
    try {
      const file = await files.get(fileId);
      if (!file) return await rows.delete(storeId, fileId);
      ({ bytes } = await store.put({ id: fileId, name: file.name, path: files.path(file), attributes, chunking }, { signal }));
    } catch (error) {
      if (isAbort(error) || closed) return;
      log.warn(`${fileId} could not be put into ${storeId}: ${errorInfo(error).message}`);
      await rows.finish(storeId, fileId, { status: 'failed', error: reason(error), bytes: 0 });
      return;
    }
    const done = await rows.finish(storeId, fileId, { status: 'completed', error: null, bytes });
    const current = done ?? (await rows.get(storeId, fileId));
    // Taken out, or given up, meanwhile; or given other attributes.
    if (current?.status !== 'completed') await store.remove([fileId]);
    else if (JSON.stringify(current.attributes) !== JSON.stringify(attributes)) await store.setAttributes(fileId, current.attributes);
  }

  function add(added: readonly StoreFileRow[]): void {
    for (const file of added) {
      // In the moment since it became a row another process may have taken it for left behind.
      if (!jobs.has(key(file))) jobs.set(key(file), { file, abort: new AbortController(), ended: null });
    }
    startNext();
  }

  return {
    add,
    async stop(storeId, fileId) {
      const stopped = [...jobs.values()].filter(({ file }) => file.storeId === storeId && (fileId === null || file.fileId === fileId));
      for (const job of stopped) {
        job.abort.abort();
        if (!job.ended) jobs.delete(key(job.file));
      }
      await Promise.all(stopped.map(({ ended }) => ended));
    },
    async adopt() {
      for (const { file, owner: of } of await rows.unfinished()) {
        if (closed || jobs.has(key(file)) || (of !== owner.id && (await owner.isAlive(of)))) continue;
        if (await rows.takeOver(file, of, owner.id)) add([file]);
      }
    },
    async close() {
      closed = true;
      for (const { abort } of jobs.values()) abort.abort();
      await Promise.all([...jobs.values()].map(({ ended }) => ended));
    },
  };
}

function key({ storeId, fileId }: StoreFileRow): string {
  return `${storeId}/${fileId}`;
}

function reason(error: unknown): StoreFileRow['error'] {
  const { code, message } = errorInfo(error);
  return { code: code === 'unsupported_file' || code === 'invalid_file' ? code : 'server_error', message };
}
