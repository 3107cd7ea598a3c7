import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { t } from '@vscode/l10n';
import type { VectorStoreFile } from 'openai/resources/vector-stores/files';
import type { Ledger, LedgerFile } from '../../../data/ledger.ts';
import type { HostedState } from '../../../types/hosted.ts';
import { hasErrorCode, MISSING, REFUSED, Refused } from './errors.ts';
import type { Line } from './line.ts';
import { keyOf, toAttributes, uploadName } from './marks.ts';
import { batchFiles } from './remote.ts';
import type { Source } from './sources.ts';

/** Uploads at once: enough to fill a line, few enough to meet the limit by the minute seldom. */
const AT_ONCE = 6;
/** Of what has not moved for so long nobody knows when it will: the next sync looks again. In milliseconds. */
const STUCK_MS = 10 * 60_000;

export interface TransferParts {
  readonly line: Line;
  readonly ledger: Ledger;
  readonly storeId: string;
  readonly signal: AbortSignal;
  /** Milliseconds between two looks at what is being read, where the service does not say. */
  readonly pollMs: number;
}

/** The way of files into a store and out of it. Each step stands in the ledger before it is done. */
export interface Transfer {
  /** Whether one of the uploads may have been done twice: its answer did not come. */
  readonly isUnsure: boolean;
  /** Uploads files. @returns what became of each; the reason where the service refuses it */
  upload(sources: readonly Source[], onDone: (source: Source) => void): Promise<readonly Uploaded[]>;
  /** Puts uploaded files into the store, together. @returns the batch's id */
  attach(files: readonly LedgerFile[]): Promise<string>;
  /** Waits until none of a batch is being read any more, or nothing of it moves. */
  settled(batchId: string, onLook: (read: number) => void): Promise<readonly VectorStoreFile[]>;
  /** The same for one file. */
  settledFile(fileId: string): Promise<VectorStoreFile | null>;
  move(file: LedgerFile): Promise<void>;
  /** Takes files out of the store and deletes them. */
  remove(files: readonly LedgerFile[], onDone: (file: LedgerFile) => void): Promise<void>;
}

export type Uploaded = { readonly source: Source; readonly row: LedgerFile } | { readonly source: Source; readonly reason: string };

export function createTransfer({ line, ledger, storeId, signal, pollMs }: TransferParts): Transfer {
  let isUnsure = false;

  async function uploadOne(source: Source): Promise<Uploaded> {
    const content = await contentOf(source);
    if (content === null) return { source, reason: t('has changed meanwhile: it goes next time') };
    const row = rowOf(storeId, line.address, source, { fileId: null, state: 'uploading', bytes: content.byteLength, storedBytes: 0 });
    await ledger.saveFiles([row]);
    try {
      const name = uploadName(storeId, source, source.asItIs);
      const { id } = await line.ask(
        (client, mayBeDone) => {
          isUnsure ||= mayBeDone;
          return client.files.create({ file: new File([content], name), purpose: 'user_data' }, { signal });
        },
        { signal, isUpload: true },
      );
      const done: LedgerFile = { ...row, fileId: id, state: 'waiting' };
      await ledger.saveFiles([done]);
      return { source, row: done };
    } catch (error) {
      if (!hasErrorCode(error, REFUSED)) throw error;
      const reason = error instanceof Refused && error.words ? t('was refused: {0}', error.words.replace(/\.$/, '')) : t('was refused');
      await ledger.saveFiles([{ ...row, state: 'failed', reason }]);
      return { source, reason };
    }
  }

  async function gone(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (!hasErrorCode(error, MISSING)) throw error;
    }
  }

  return {
    get isUnsure() {
      return isUnsure;
    },
    async upload(sources, onDone) {
      const done: Uploaded[] = [];
      await pool(sources, async (source) => {
        done.push(await uploadOne(source));
        onDone(source);
      });
      return done;
    },
    async attach(files) {
      await ledger.saveFiles(files.map((file) => ({ ...file, state: 'reading' })));
      const entries = files.map((file) => ({ file_id: String(file.fileId), attributes: toAttributes(file) }));
      return (await line.ask((client) => client.vectorStores.fileBatches.create(storeId, { files: entries }, { signal }), { signal })).id;
    },
    async settled(batchId, onLook) {
      let [last, since] = [-1, Date.now()];
      for (;;) {
        const { data, response } = await line.ask((client) => client.vectorStores.fileBatches.retrieve(batchId, { vector_store_id: storeId }, { signal }).withResponse(), { signal });
        const { total, in_progress: reading } = data.file_counts;
        onLook(total - reading);
        if (reading !== last) [last, since] = [reading, Date.now()];
        if ((data.status !== 'in_progress' && reading === 0) || Date.now() - since > STUCK_MS) return batchFiles(line, storeId, batchId, signal);
        await setTimeout(Number(response.headers.get('openai-poll-after-ms')) || pollMs, null, { signal });
      }
    },
    async settledFile(fileId) {
      const since = Date.now();
      for (;;) {
        try {
          const file = await line.ask((client) => client.vectorStores.files.retrieve(fileId, { vector_store_id: storeId }, { signal }), { signal });
          if (file.status !== 'in_progress' || Date.now() - since > STUCK_MS) return file;
        } catch (error) {
          if (!hasErrorCode(error, MISSING)) throw error;
          return null;
        }
        await setTimeout(pollMs, null, { signal });
      }
    },
    async move(file) {
      await ledger.saveFiles([file]);
      await line.ask((client) => client.vectorStores.files.update(String(file.fileId), { vector_store_id: storeId, attributes: toAttributes(file) }, { signal }), { signal });
    },
    async remove(files, onDone) {
      await ledger.saveFiles(files.map((file) => ({ ...file, state: 'removing' })));
      await pool(files, async (file) => {
        const { fileId } = file;
        if (fileId !== null) {
          // First out of the store: the file itself may be gone already, and its passages not.
          await gone(line.ask((client) => client.vectorStores.files.delete(fileId, { vector_store_id: storeId }, { signal }), { signal }));
          await gone(line.ask((client) => client.files.delete(fileId, { signal }), { signal }));
        }
        await ledger.forgetFiles(file.address, [file.key]);
        onDone(file);
      });
    },
  };
}

/** A row for a file of this machine. */
export function rowOf(storeId: string, address: string, source: Source, { fileId, state, bytes, storedBytes }: { readonly fileId: string | null; readonly state: HostedState; readonly bytes: number; readonly storedBytes: number }): LedgerFile {
  const { path, folder, hash: content, localPath, asItIs } = source;
  return { address, key: keyOf(storeId, source), storeId, fileId, path, folder, localPath, hash: content, bytes, storedBytes, asText: !asItIs, state, reason: null };
}

/** What goes there; null where it is not what was planned any more. */
async function contentOf(source: Source): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!source.asItIs) {
    const text = await source.text();
    return text === null ? null : new TextEncoder().encode(text);
  }
  const bytes = await readFile(source.localPath).catch(() => null);
  return bytes !== null && hash('sha256', bytes) === source.hash ? Uint8Array.from(bytes) : null;
}

/** Some at a time; after a failure no further one is begun, and it is thrown once all have ended. */
async function pool<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const failures: unknown[] = [];
  const lane = async () => {
    for (const item of rest) {
      if (failures.length > 0) return;
      await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  if (failures.length > 0) throw failures[0];
}
