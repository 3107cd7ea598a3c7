import { t } from '@vscode/l10n';
import type { FileObject } from 'openai/resources/files';
import type { VectorStoreFile } from 'openai/resources/vector-stores/files';
import type { Ledger, LedgerFile } from '../../../data/ledger.ts';
import type { HostedWork } from '../../../types/hosted.ts';
import type { LeftOut } from '../../vectorStore.ts';
import { compare, isLasting, reasonOf, type There } from './compare.ts';
import type { Line } from './line.ts';
import { keyOf, readName } from './marks.ts';
import type { Wanted } from './plan.ts';
import { storeFiles, uploadedFiles } from './remote.ts';
import type { Source } from './sources.ts';
import { createTransfer, rowOf, type Transfer } from './transfer.ts';

/** Put in together: far fewer than OpenAI takes, so that Cancel and a crash cost little. */
const BATCH = 200;
/** What failed at the service while it was read is read so often again. */
const READ_AGAIN = 2;
/** Milliseconds between two looks at what is being read. */
const POLL_MS = 2_000;

export interface HostedReport {
  /** New, or changed. */
  readonly uploaded: number;
  readonly moved: number;
  readonly unchanged: number;
  readonly removed: number;
  /** What is not in the store, and why. */
  readonly leftOut: readonly LeftOut[];
}

export interface SyncParts {
  readonly line: Line;
  readonly ledger: Ledger;
  readonly storeId: string;
  readonly wanted: Wanted;
  /** Whether what the service could not read is tried again. */
  readonly again: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (work: HostedWork) => void;
  readonly pollMs?: number;
}

/**
 * Makes a hosted store say what its sources say. It begins with what is there, as the service lists it: whatever ended an earlier one,
 * this one goes on from there. What is uploaded stays when it is stopped.
 * @throws DocentError with one sentence, AbortError
 */
export async function syncHosted(parts: SyncParts): Promise<HostedReport> {
  const { line, ledger, storeId, wanted, again, signal, onProgress, pollMs = POLL_MS } = parts;
  onProgress({ phase: 'comparing', done: 0, total: wanted.files.length, path: '' });
  const [inStore, uploaded, rows] = await Promise.all([storeFiles(line, storeId, signal), uploadedFiles(line, signal), ledger.files({ storeId })]);
  const todo = compare({ storeId, inStore, uploaded, rows, wanted, again });
  await ledger.forgetFiles(line.address, goneKeys(storeId, rows, wanted, inStore, uploaded));
  const known = new Map(rows.map((row) => [row.key, row]));
  const transfer = createTransfer({ line, ledger, storeId, signal, pollMs });
  const row = ([there, source]: readonly [There, Source], state: LedgerFile['state']): LedgerFile => ({
    ...rowOf(storeId, line.address, source, { fileId: there.fileId, state, bytes: known.get(there.key)?.bytes ?? source.textBytes, storedBytes: there.storedBytes }),
    key: there.key,
  });
  const leftOut: LeftOut[] = [...wanted.leftOut, ...todo.refused.map(([{ path }, reason]) => ({ path, reason }))];

  // What was lost of the ledger is there again.
  await ledger.saveFiles([...todo.ready.map((each) => row(each, 'ready')), ...todo.wait.map((each) => row(each, 'reading')), ...todo.attach.map((each) => row(each, 'waiting'))]);
  for (const each of todo.move) await transfer.move(row(each, 'ready'));

  const reading: (() => Promise<void>)[] = todo.wait.map((each) => async () => void (await finish(await transfer.settledFile(each[0].fileId), row(each, 'reading'))));
  let read = 0;
  async function finish(file: VectorStoreFile | null, entry: LedgerFile): Promise<'again' | 'done'> {
    if (file === null || file.status === 'cancelled') {
      await transfer.remove([entry], () => {});
      leftOut.push({ path: entry.path, reason: t('was taken out there meanwhile: it goes next time') });
      return 'done';
    }
    if (file.status === 'failed') {
      if (!isLasting(file.last_error)) return 'again';
      await refuse(entry, reasonOf(file.last_error));
      return 'done';
    }
    await ledger.saveFiles([{ ...entry, state: file.status === 'completed' ? 'ready' : 'reading', storedBytes: file.usage_bytes }]);
    if (file.status !== 'completed') leftOut.push({ path: entry.path, reason: t('is still being read there') });
    return 'done';
  }

  /** It goes from the service, and its reason stays. */
  async function refuse(entry: LedgerFile, reason: string): Promise<void> {
    leftOut.push({ path: entry.path, reason });
    await transfer.remove([entry], () => {});
    await ledger.saveFiles([{ ...entry, fileId: null, state: 'failed', reason, storedBytes: 0 }]);
  }

  /** Waits for files to be read; those at which the service failed are read again. */
  async function readAll(batchId: string, entries: readonly LedgerFile[], tries = 0): Promise<void> {
    const failed: LedgerFile[] = [];
    const total = todo.upload.length + todo.attach.length;
    const files = new Map((await transfer.settled(batchId, (count) => onProgress({ phase: 'reading', done: Math.min(read + count, total), total, path: '' }))).map((file) => [file.id, file]));
    for (const entry of entries) {
      const file = files.get(String(entry.fileId)) ?? null;
      if ((await finish(file, entry)) === 'done') read++;
      else if (tries < READ_AGAIN) failed.push(entry);
      else await refuse(entry, reasonOf(file?.last_error ?? null));
    }
    if (failed.length > 0) await readAll(await attachAgain(transfer, failed, line, storeId, signal), failed, tries + 1);
  }

  async function attach(entries: readonly LedgerFile[]): Promise<void> {
    if (entries.length === 0) return;
    const batchId = await transfer.attach(entries);
    reading.push(() => readAll(batchId, entries));
  }

  let done = 0;
  for (const some of groups(todo.attach)) await attach(some.map((each) => row(each, 'waiting')));
  for (const some of groups(todo.upload)) {
    const gone = await transfer.upload(some, ({ path }) => onProgress({ phase: 'uploading', done: ++done, total: todo.upload.length, path }));
    leftOut.push(...gone.flatMap((each) => ('reason' in each ? [{ path: each.source.path, reason: each.reason }] : [])));
    await attach(gone.flatMap((each) => ('row' in each ? [each.row] : [])));
  }
  for (const wait of reading) await wait();

  const kept = new Set([...[...todo.ready, ...todo.wait, ...todo.attach, ...todo.move].map(([{ key }]) => key), ...todo.upload.map((source) => keyOf(storeId, source))]);
  const entries = todo.remove.map((there): LedgerFile => {
    const entry = { ...(known.get(there.key) ?? unknown(storeId, line.address, there)), fileId: there.fileId };
    return { ...entry, key: kept.has(there.key) ? doubleKey(entry) : there.key };
  });
  let removed = 0;
  await transfer.remove(entries, ({ path }) => onProgress({ phase: 'removing', done: ++removed, total: entries.length, path }));
  if (transfer.isUnsure) await removeDoubles(parts, transfer);
  const failed = new Set(leftOut.map(({ path }) => path));
  return { uploaded: todo.upload.filter(({ path }) => !failed.has(path)).length + todo.attach.length, moved: todo.move.length, unchanged: todo.ready.length, removed: entries.length, leftOut };
}

/** Files that the service failed to read leave the store first: one that is in it is not read again. */
async function attachAgain(transfer: Transfer, files: readonly LedgerFile[], line: Line, storeId: string, signal: AbortSignal): Promise<string> {
  for (const { fileId } of files) await line.ask((client) => client.vectorStores.files.delete(String(fileId), { vector_store_id: storeId }, { signal }), { signal });
  return transfer.attach(files);
}

/** An upload whose answer did not come may have been done all the same, and once more when it was asked again. */
async function removeDoubles({ line, ledger, storeId, signal }: SyncParts, transfer: Transfer): Promise<void> {
  const rows = await ledger.files({ storeId });
  const ids = new Set(rows.map(({ fileId }) => fileId));
  const known = new Map(rows.map((row) => [row.key, row]));
  const doubles = (await uploadedFiles(line, signal)).flatMap(({ id, filename }): LedgerFile[] => {
    const name = readName(filename);
    const original = name?.isOf(storeId) ? known.get(name.key) : undefined;
    if (!original || ids.has(id)) return [];
    const double = { ...original, fileId: id };
    return [{ ...double, key: doubleKey(double) }];
  });
  await transfer.remove(doubles, () => {});
}

/** What a second upload of the same is known by in the ledger. */
function doubleKey({ key, fileId }: Pick<LedgerFile, 'key' | 'fileId'>): string {
  return `${key} ${fileId}`;
}

/** The rows of what is neither there nor wanted any more. */
function goneKeys(storeId: string, rows: readonly LedgerFile[], wanted: Wanted, inStore: readonly VectorStoreFile[], uploaded: readonly FileObject[]): readonly string[] {
  const ids = new Set([...inStore, ...uploaded].map(({ id }) => id));
  const uploads = new Set(uploaded.flatMap(({ filename }) => readName(filename)?.key ?? []));
  const wantedKeys = new Set(wanted.files.map((source) => keyOf(storeId, source)));
  const isGone = ({ fileId, state, key, path, folder, hash }: LedgerFile) => {
    if (fileId !== null) return !ids.has(fileId) || key.includes(' ');
    return state === 'failed' ? !wantedKeys.has(key) && wanted.manages({ path, folder, hash }) : !uploads.has(key);
  };
  return rows.filter(isGone).map(({ key }) => key);
}

/** A row for what only the service knows. */
function unknown(storeId: string, address: string, { fileId, key, identity, storedBytes }: There): LedgerFile {
  return { address, key, storeId, fileId, path: identity.path, folder: identity.folder, localPath: null, hash: identity.hash, bytes: 0, storedBytes, asText: false, state: 'removing', reason: null };
}

function groups<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) => items.slice(index * BATCH, (index + 1) * BATCH));
}
